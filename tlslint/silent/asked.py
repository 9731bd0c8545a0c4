"""Whether all that a file does with what it keeps under a name is to hold it against something, or to show it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tlslint import syntax as s
from tlslint.engine import asking
from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.silent.places import PARTS, At, Places, called, dotted
from tlslint.silent.scopes import Scopes
from tlslint.silent.uses import is_inside, is_read, whole

#: Names are followed through so many variables of loops.
_DEPTH = 2
_WORD = regex(rb"\w+")


class Kept:
    """What a file keeps under names; it is lowered, and gone through for its names, once."""

    def __init__(
        self,
        text: bytes,
        lower: Callable[[], tuple[s.Stmt, ...]],
        spans: Collection[Span],
        language: str,
    ) -> None:
        statements = lower()
        found = Places(statements, sorted(span.start for span in spans)).spans
        #: by the place of a constant: the name it is kept under, and the assignment
        self._names = {span: kept for span in spans if (kept := _kept(found.get(span)))}
        words = {name.encode() for name, _ in self._names.values()}
        near = [m.start() for m in _WORD.finditer(text) if m[0] in words] if words else []
        self._places = Places(statements if words else (), near)
        self._scopes = Scopes(self._places, language)
        self._known: dict[tuple[str, Span | None], tuple[int, ...]] = {}

    def asked(self, span: Span) -> tuple[int, ...]:
        """Where the file asks about the constant at ``span``, by its name; empty where it does more.

        That is for variables of the file, and for members of its classes that are nobody else's. A
        file that takes them from this one and hands them to a client is judged by itself.
        """
        name, assigned = self._names.get(span, ("", None))
        kept = self._places.spans.get(assigned) if assigned is not None else None
        if kept is None or (kept.owner is not None and not _own(name, kept.owner)):
            return ()
        # what is set twice does more, wherever it is set
        key = (name, None if kept.owner is None else Span(kept.owner.start, kept.owner.end))
        if key not in self._known:
            found = _asked(name, kept, self._scopes, self._places, _DEPTH)
            self._known[key] = tuple(sorted(found or ()))
        return self._known[key]


def _kept(at: At | None) -> tuple[str, Span] | None:
    """The name that the whole of what stands there is kept under, outside of functions, and where."""
    if at is None or at.func is not None:
        return None
    while at is not None and (at.role in PARTS or _collected(at)):
        at = at.above
    if at is None or at.role != "assigned" or at.above is None:
        return None
    node = at.above.node
    targets = node.targets if isinstance(node, s.Assign) and node.op == "=" else ()
    name = dotted(targets[0]) if len(targets) == 1 else ""
    return (name, at.above.span) if name and "." not in name else None


def _collected(at: At) -> bool:
    """Whether something is made a set or list of."""
    call = at.above.node if at.above is not None and at.role == "argument" else None
    func = call.func if isinstance(call, s.Call) else None
    return isinstance(func, s.Name) and func.id in ("frozenset", "set", "tuple", "list")


def _own(name: str, owner: s.Class) -> bool:
    """Whether a member is nobody else's: by its name, in a class without a base that may use it."""
    plain = all(isinstance(b, s.Name) and b.id == "object" for b in owner.bases)
    return plain and (name.startswith("_") or owner.name.startswith("_"))


def _asked(name: str, kept: At, scopes: Scopes, places: Places, depth: int) -> set[int] | None:
    """The places that ask about a variable; None where one does more, or may."""
    out: set[int] = set()
    if kept.owner is None:
        uses = scopes.uses(name, kept)
    else:
        # under the name of the class too
        uses = scopes.uses(f"self.{name}", kept)
        whole_name = f"{kept.owner.name}.{name}"
        uses += [u for u in places.names.get(name, ()) if dotted(u.node) == whole_name]
    for use in uses:
        if is_inside(use, kept):
            continue
        if not is_read(use):
            return None  # it is set again
        if not _asks(use, scopes, places, depth):
            return None
        out.add(use.start)
    return out


def _asks(use: At, scopes: Scopes, places: Places, depth: int) -> bool:
    """Whether a use of a name goes no further."""
    at = whole(use)
    while at.above is not None:
        above = at.above
        if at.role == "compared":
            return not _tested(at, above.node, places)
        if at.role == "shown":
            return True
        if isinstance(above.node, s.Call) and at.role in ("argument", "called"):
            return _by_call(at, above.node)
        if isinstance(above.node, s.Loop) and at.role == "looped":
            item = dotted(above.node.target) if depth else ""
            return bool(item) and _items(item, above, scopes, places, depth - 1)
        if at.role == "part" and isinstance(above.node, s.Binary):
            if above.node.op == "%" and isinstance(above.node.left, (s.Lit, s.Format)):
                return True
        elif at.role not in ("item", "part") or isinstance(above.node, s.Leave):
            return False
        at = above
    return False


def _tested(at: At, test: s.Binary, places: Places) -> bool:
    """Whether a comparison looks at what is kept, as at a setting: it is held against a constant."""
    other = test.right if at.node is test.left else test.left
    return isinstance(other, s.Lit) or places.is_outside(dotted(other))


def _by_call(at: At, call: s.Call) -> bool:
    """Whether a call only asks about its argument, or about what its method is one of."""
    own = at.role != "called" or isinstance(at.node, s.Attr)
    return own and asking.only_asks(called(call))


def _items(name: str, loop: At, scopes: Scopes, places: Places, depth: int) -> bool:
    """Whether a loop only asks about its variable."""
    uses = [u for u in scopes.uses(name, loop) if loop.start <= u.start < loop.node.end]
    reads = [u for u in uses if is_read(u)]
    return bool(reads) and all(_asks(u, scopes, places, depth) for u in reads)
