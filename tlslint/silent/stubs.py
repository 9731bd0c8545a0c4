"""What tests of Python put in the place of a method of one client: ``client.send = MagicMock()``.

https://docs.python.org/3/library/unittest.mock.html#quick-guide
"""

from __future__ import annotations

from collections.abc import Iterator

from tlslint import syntax as s
from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.silent import patches
from tlslint.silent.places import At, Places, dotted

#: What is put there, and what puts it there by the name of the method.
_MAKING = regex(r"(?:unittest\.)?mock\.(?:Magic|Async|NonCallable|NonCallableMagic)?Mock")
_WRITTEN = ("patch.object", ".setattr")


class Stubs:
    """The variables and members of a file of which a method is replaced, with the methods and where the first is."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._found: dict[tuple[str, int], tuple[At, set[str]]] = {}

    def note(self, name: str, call: At) -> None:
        """A function that is known by ``name`` is called: perhaps what it makes, or is given, takes the place of a method."""
        above = call.above.node if call.above is not None else None
        if _MAKING.fullmatch(name):
            for target in above.targets if isinstance(above, s.Assign) else ():
                if isinstance(target, s.Attr) and not patches.asks_on(call.node, target.name):
                    self._add(target.value, target.name, call)
        elif name.endswith(_WRITTEN) and len(call.node.args) > 1:
            owner, member = (arg.value for arg in call.node.args[:2])
            if isinstance(member, s.Lit) and isinstance(member.value, str):
                if not patches.asks_on(call.node, member.value, 2):
                    self._add(owner, member.value, call)

    def _add(self, owner: s.Expr, method: str, at: At) -> None:
        if held := dotted(owner):
            self._found.setdefault((held, _scope(held, at)), (at, set()))[1].add(method)

    def clients(self) -> Iterator[tuple[Span, Span]]:
        """Where what has such a method is made, and where that is put there; not of what is asked by another one."""
        for (held, scope), (at, methods) in self._found.items():
            if not any(self._asked(held, scope, m) for m in patches.CONNECTING - methods):
                for made in self._places.names.get(held.rpartition(".")[2], ()):
                    node = made.above.node if made.role == "target" and made.above else None
                    if isinstance(node, s.Assign) and isinstance(node.value, s.Call):
                        if dotted(made.node) == held and _scope(held, made) == scope:
                            yield Span(node.value.start, node.value.end), at.span

    def _asked(self, held: str, scope: int, method: str) -> bool:
        return any(
            at.role == "called"
            and dotted(at.node) == f"{held}.{method}"
            and _scope(held, at) == scope
            for at in self._places.names.get(method, ())
        )


def _scope(held: str, at: At) -> int:
    """What a name is one thing in: its function, or the class whose members it is one of."""
    return id(at.owner if held.startswith(("self.", "cls.")) else at.func)
