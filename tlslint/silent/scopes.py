"""Which uses of a name mean the same variable or member, by the syntax of one file."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import syntax as s
from tlslint.facts import Span
from tlslint.silent.places import At, Places, dotted

#: Languages in which members are always written with the object they belong to.
_WITH_OBJECT = frozenset({"python", "javascript", "typescript", "tsx", "go"})
_OWN = frozenset({"self", "this", "Me", "cls"})
#: Uses of one name that are looked at.
_USES = 200


class Scopes:
    """Tells apart what has the same name: locals of functions, members, variables of the file."""

    def __init__(self, places: Places, language: str = "") -> None:
        self.places = places
        self.bare = language not in _WITH_OBJECT
        #: in Python an assignment declares
        self.assigning = language == "python"
        self._scopes: dict[tuple[str, Span], Span | None] = {}
        self._uses: dict[str, dict[Span | None, list[At]]] = {}
        #: by name: the functions that declare a variable of it, and whether the file itself has one
        self._declared: dict[str, tuple[frozenset[Span], bool]] = {}

    def uses(self, name: str, at: At) -> list[At]:
        """Where the variable or member is written that ``name`` means at ``at``."""
        root, _, path = name.partition(".")
        last = name.rpartition(".")[2]
        if path:
            return self._members(name, root, self.places.names.get(last, [])[:_USES], at)
        scope = self.scope(name, at)
        names = self._variables(name).get(scope, [])[:_USES]
        if scope is not None or not (self.bare or _is_field(names)):
            return names
        found = self.places.names.get(last, [])[:_USES]
        return [*names, *(u for u in found if isinstance(u.node, s.Attr))]

    def _variables(self, name: str) -> dict[Span | None, list[At]]:
        """The variables of a name, each with the places where it is written, by the function it is one of."""
        known = self._uses.get(name)
        if known is None:
            known = self._uses[name] = {}
            for use in self.places.names.get(name, ()):
                if isinstance(use.node, s.Name):
                    known.setdefault(self.scope(name, use), []).append(use)
        return known

    def scope(self, name: str, at: At) -> Span | None:
        """The function that a variable is one of; None for those of classes and of the file."""
        func = at.func
        passed: list[tuple[str, Span]] = []
        found: Span | None = None
        while func is not None:
            span = Span(func.start, func.end)
            if (name, span) in self._scopes:
                found = self._scopes[name, span]
                break
            passed.append((name, span))
            if self._local(name, func, span):
                found = span
                break
            above = self.places.spans.get(span)
            func = above.func if above is not None else None
        self._scopes.update(dict.fromkeys(passed, found))
        return found

    def _local(self, name: str, func: s.Func, span: Span) -> bool:
        if any(p.name == name for p in func.params):
            return True
        if name not in self._declared:
            sets = [
                u
                for u in self.places.names.get(name, ())
                if u.role == "target" and isinstance(u.node, s.Name)
            ]
            inside = (u.func for u in sets if u.func is not None and self._declares(u))
            # with ``global`` a function of Python sets what is the file's
            shared = self.assigning and any(u.func is None and u.owner is None for u in sets)
            self._declared[name] = frozenset(Span(f.start, f.end) for f in inside), shared
        functions, shared = self._declared[name]
        return span in functions and not shared

    def _declares(self, use: At) -> bool:
        node = use.above.node if use.above is not None else None
        if isinstance(node, s.Assign):
            return self.assigning or node.declares
        return isinstance(node, s.Loop)

    def _members(self, name: str, root: str, found: Iterable[At], at: At) -> list[At]:
        """The uses of a member: of the same object, by how that is called."""
        last = name.rpartition(".")[2]
        attrs = [u for u in found if isinstance(u.node, s.Attr)]
        fields = [u for u in found if isinstance(u.node, s.Name) and self._is_member(last, u)]
        if name == f"{root}.{last}" and is_own(root, at):
            inside = [u for u in attrs if is_own(_root(u), u) and _same(u.owner, at.owner)]
            inside += [u for u in fields if _same(u.owner, at.owner)]
            outside = [u for u in attrs if not is_own(_root(u), u) and not _same(u.owner, at.owner)]
            return sorted((*inside, *outside), key=lambda u: u.span)
        scope = self.scope(root, at)
        same = [u for u in attrs if dotted(u.node) == name and self.scope(root, u) == scope]
        return same if any(u.role != "target" for u in same) else [*fields, *attrs]

    def _is_member(self, name: str, use: At) -> bool:
        """Whether a plain name is that of a member of the class around it."""
        if self.scope(name, use) is not None:
            return False
        return self.bare or (use.func is None and use.owner is not None)


def is_own(root: str, at: At) -> bool:
    """Whether a name stands for the object whose method it is in."""
    return root in _OWN or (at.func is not None and bool(root) and root == at.func.receiver)


def _root(use: At) -> str:
    return dotted(use.node).partition(".")[0]


def _same(one: s.Class | None, other: s.Class | None) -> bool:
    return one is other or one is None or other is None


def _is_field(names: Iterable[At]) -> bool:
    """Whether a name is declared in a class."""
    return any(u.role == "target" and u.func is None and u.owner is not None for u in names)
