"""Whether code of .NET only records a constant: in a list or an object of its own that it shows or asks about.

Followed are what a function makes and keeps to itself, and the members of types of the file; whatever
goes on to anything else is not only recorded.
"""

from __future__ import annotations

from collections.abc import Callable

from tlslint import syntax as s
from tlslint.engine import asking
from tlslint.facts import Span
from tlslint.silent.places import PARTS, At, Places, called, dotted
from tlslint.silent.scopes import Scopes, is_own
from tlslint.silent.uses import is_read, parameter, within

_COLLECTIONS = frozenset({"List", "HashSet", "Queue", "Stack", "SortedSet", "Collection"})
_FILLING = frozenset({"Add", "Enqueue", "Push"})
_SIZES = frozenset({"Count", "Length"})
#: Roles in which a value goes no further.
_ENDS = frozenset({"compared", "shown", "done"})
#: Uses of one name that are looked at.
_USES = 200


class Recorded:
    """What a file records; it is lowered once."""

    def __init__(self, lower: Callable[[], tuple[s.Stmt, ...]], language: str) -> None:
        self._places = Places(lower())
        self._scopes = Scopes(self._places, language)
        self._seen: set[int] = set()
        self._asked: set[int] = set()

    def asked(self, span: Span) -> tuple[int, ...] | None:
        """Where the file asks about the constant at ``span``; None where it does more than that."""
        at = self._places.spans.get(span)
        self._seen, self._asked = set(), set()
        if at is None or not self._ends(at, None):
            return None
        return tuple(sorted(self._asked))

    def _ends(self, at: At, type_: s.Class | None) -> bool:
        """Whether a value goes no further; with ``type_`` an object of that type of the file.

        A list goes where its items go.
        """
        if id(at.node) in self._seen:
            return True
        self._seen.add(id(at.node))
        while (above := at.above) is not None:
            node = above.node
            if at.role in _ENDS or _in_text(node):
                self._asked.add(at.start)
                return True
            if isinstance(node, s.Field) and isinstance(node.name, s.Lit):
                return type_ is None and self._in_object(str(node.name.value), above)
            if isinstance(node, s.Call) and at.role == "argument":
                return self._given(at, above, node, type_)
            if isinstance(node, s.Attr):
                return self._member_asks(node.name, above, type_)
            if isinstance(node, s.Assign) and at.role == "assigned":
                return self._assigned(node, above, type_)
            if isinstance(node, s.Loop) and at.role == "looped":
                return self._variable(dotted(node.target), above, type_)
            if at.role not in PARTS:
                return False
            at = above
        return False

    def _variable(self, name: str, at: At, type_: s.Class | None) -> bool:
        """Whether what a variable of a function holds goes no further."""
        if not name or "." in name or self._scopes.scope(name, at) is None:
            return False
        uses = self._scopes.uses(name, at)
        return len(uses) < _USES and all(self._ends(u, type_) for u in uses if is_read(u))

    def _assigned(self, node: s.Assign, at: At, type_: s.Class | None) -> bool:
        name = dotted(node.targets[0]) if len(node.targets) == 1 and node.op == "=" else ""
        owner, _, member = name.rpartition(".")
        bare = not owner and at.owner is not None and self._scopes.scope(name, at) is None
        if not owner and not bare:
            return self._variable(name, at, type_)
        if type_ is not None:
            return False
        if bare or is_own(owner, at):  # a constructor keeps what it is given
            given = at.func is not None and any(
                p.name == dotted(node.value) for p in at.func.params
            )
            return given and at.owner is not None and self._member(member, at.owner)
        made = self._own(self._made(owner, at))
        if made is None or not self._member(member, made):
            return False
        return made.private or self._variable(owner, at, made)

    def _given(self, at: At, above: At, call: s.Call, type_: s.Class | None) -> bool:
        """Whether a call only asks about an argument, or keeps it in a list or object that goes no further."""
        made = self._own(call)
        if made is not None:
            found = self._places.called(called(call), None, len(call.args)) if type_ is None else []
            taken = parameter(found[0], call, at.node) if found else None
            inside = within(found[0], at) if found else at
            if taken is None or not self._variable(taken.name, inside, None):
                return False
            return made.private or self._ends(above, made)
        if isinstance(call.func, s.Attr) and call.func.name in _FILLING:
            name = dotted(call.func.value)
            filled = self._made(name, at)
            return filled is not None and _is_list(filled) and self._variable(name, at, type_)
        if not call.new and asking.only_asks(called(call)):
            self._asked.add(at.start)
            return True
        return False

    def _in_object(self, member: str, field: At) -> bool:
        """Whether ``new T { member = value }`` makes an object of the file that goes no further."""
        call = field.above
        made = self._own(call.node) if call is not None else None
        if call is None or made is None or not self._member(member, made):
            return False
        return made.private or self._ends(call, made)

    def _member_asks(self, name: str, attr: At, type_: s.Class | None) -> bool:
        """Whether a member of what is kept tells about it; those of the file's own types are asked by themselves."""
        above = attr.above
        call = above.node if above is not None and attr.role == "called" else None
        if not isinstance(call, s.Call):
            return type_ is not None or name in _SIZES
        if any(isinstance(a.value, s.Func) for a in call.args):
            return False
        if name in _FILLING or (type_ is not None and _declares(name, type_)):
            return True
        if asking.only_asks(name):
            self._asked.add(attr.start)
            return True
        return False

    def _member(self, name: str, type_: s.Class) -> bool:
        """Whether all that the file does with a member of one of its types is to ask about it."""
        if type_.bases or not _keeps(name, type_):
            return False
        uses = self._places.names.get(name, [])
        own = [
            u
            for u in uses
            if isinstance(u.node, s.Attr)
            or (u.owner is type_ and self._scopes.scope(name, u) is None)
        ]
        return len(uses) < _USES and all(self._ends(u, None) for u in own if is_read(u))

    def _made(self, name: str, at: At) -> s.Expr | None:
        """What a variable that its function declares is made of, if that is one thing."""
        if not name or "." in name or self._scopes.scope(name, at) is None:
            return None
        values = [
            u.above.node.value
            for u in self._scopes.uses(name, at)
            if u.role == "target" and u.above is not None and isinstance(u.above.node, s.Assign)
        ]
        return values[0] if len(values) == 1 else None

    def _own(self, made: object) -> s.Class | None:
        """The type of the file that an object is made of."""
        if not isinstance(made, s.Call) or not made.new:
            return None
        return self._places.types.get(called(made).rpartition(".")[2])


def _in_text(node: object) -> bool:
    """Whether a value becomes part of a text."""
    parts = (node.left, node.right) if isinstance(node, s.Binary) and node.op == "+" else ()
    texts = (p.value for p in parts if isinstance(p, s.Lit))
    return any(isinstance(t, str) for t in texts)


def _is_list(made: s.Expr) -> bool:
    if isinstance(made, s.Cast):  # List<T>, as it is lowered
        made = made.value
    if isinstance(made, s.Call):
        return made.new and called(made).rpartition(".")[2] in _COLLECTIONS
    return isinstance(made, s.Seq)


def _keeps(name: str, type_: s.Class) -> bool:
    """Whether a type has a field, or a property without code, of that name."""
    fields = (t for x in type_.body if isinstance(x, s.Assign) for t in x.targets)
    return any(isinstance(t, s.Name) and t.id == name for t in fields)


def _declares(name: str, type_: s.Class) -> bool:
    return any(isinstance(x, s.Define) and x.func.name == name for x in type_.body)
