"""Whether all that a file does with what it keeps under a name is to hold it against something, or to show it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tlslint import syntax as s
from tlslint.engine import asking
from tlslint.facts import Span
from tlslint.silent.places import PARTS, At, Places, called, dotted
from tlslint.silent.scopes import Scopes
from tlslint.silent.uses import is_inside, is_read, whole

#: Names are followed through so many variables of loops.
_DEPTH = 2


def only_asked(
    text: bytes, lower: Callable[[], tuple[s.Stmt, ...]], span: Span, language: str
) -> tuple[int, ...]:
    """Where the file asks about the constant at ``span``, by what it is kept under; empty where it does more.

    That is for variables of the file and of its classes alone. A file that takes them from this one
    and hands them to a client is judged by itself.
    """
    statements = lower()
    at: At | None = Places(statements, [span.start]).spans.get(span)
    while at is not None and (at.role in PARTS or _collected(at)):
        at = at.above
    if at is None or at.func is not None or at.role != "assigned" or at.above is None:
        return ()
    node = at.above.node
    targets = node.targets if isinstance(node, s.Assign) and node.op == "=" else ()
    name = dotted(targets[0]) if len(targets) == 1 else ""
    if not name or "." in name:
        return ()
    word = re.compile(rb"\b%b\b" % re.escape(name.encode()))
    near = [m.start() for m in word.finditer(text)]
    if len(near) < 2:
        return ()
    places = Places(statements, near)
    kept = places.spans.get(at.above.span)
    if kept is None or (kept.owner is not None and not _alone(kept.owner)):
        return ()
    found = _asked(name, kept, Scopes(places, language), places, _DEPTH)
    return tuple(sorted(found or ()))


def _collected(at: At) -> bool:
    """Whether something is made a set or list of."""
    call = at.above.node if at.above is not None and at.role == "argument" else None
    func = call.func if isinstance(call, s.Call) else None
    return isinstance(func, s.Name) and func.id in ("frozenset", "set", "tuple", "list")


def _alone(owner: s.Class) -> bool:
    """Whether a class has no base that may use its members."""
    return all(isinstance(b, s.Name) and b.id == "object" for b in owner.bases)


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
    name = called(call)
    if at.role == "called":
        return isinstance(at.node, s.Attr) and asking.only_asks(name)
    return asking.only_asks(name)


def _items(name: str, loop: At, scopes: Scopes, places: Places, depth: int) -> bool:
    """Whether a loop only asks about its variable."""
    uses = [u for u in scopes.uses(name, loop) if loop.start <= u.start < loop.node.end]
    reads = [u for u in uses if is_read(u)]
    return bool(reads) and all(_asks(u, scopes, places, depth) for u in reads)
