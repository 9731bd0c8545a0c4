"""What a use of a name is: read, filled, set in a row, asked about, run again and again."""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine import asking, listing
from tlslint.silent.places import At, dotted, flattened
from tlslint.silent.ways import short

#: Methods by which a list or table is filled.
ADDING = listing.ADDING | {"addLast", "addFirst", "put", "putIfAbsent", "unshift", "setdefault"}


def wanted(targets: tuple[Any, ...]) -> tuple[Any, ...]:
    """Targets of a row, without those that say that nobody asks for the value (``_``)."""
    return tuple(t for t in targets if dotted(t) != "_") or targets[:1]


def matching(at: At) -> tuple[At, Any] | None:
    """The assignment of several values to as many targets that ``at`` is one of, and its target."""
    row = at.above
    whole = row.above if row is not None and at.role == "item" else None
    if row is None or whole is None or not isinstance(whole.node, s.Assign):
        return None
    targets = flattened(whole.node.targets)
    number = next((i for i, item in enumerate(row.node.items) if item is at.node), len(targets))
    same = row.role == "assigned" and len(targets) == len(row.node.items)
    severally = any(isinstance(t, s.Seq) for t in whole.node.targets) or len(targets) > 1
    return (whole, targets[number]) if same and severally and number < len(targets) else None


def asks(name: str) -> str:
    """That a function only asks about what it is given, by its name; empty where it does more."""
    how = asking.manner(name)
    if how == "shown" and name.lower().endswith("write"):
        how = "written out"  # to people, a file or a registry
    return f"only {how}, by {short(name)}" if how else ""


def adds_to(call: s.Call) -> str:
    """The list or table that a method adds to, by its name; empty for another call."""
    func = call.func
    if isinstance(func, s.Attr) and func.name in ADDING and call.args:
        return dotted(func.value)
    return ""


def fills(use: At) -> bool:
    """Whether a name is written only to add to what it holds, or to set a part of that."""
    above = use.above
    if above is not None and isinstance(above.node, s.Arg) and above.above is not None:
        call = above.above.node  # ``x = append(x, …)`` of Go
        return (
            isinstance(call, s.Call)
            and dotted(call.func) == "append"
            and call.args[0] is above.node
        )
    if above is None or not isinstance(above.node, (s.Attr, s.Index)):
        return False
    adds = isinstance(above.node, s.Attr) and above.node.name in ADDING and above.role == "called"
    return adds or (use.role != "key" and whole(above).role == "target")


def within(func: s.Func, at: At) -> At:
    """A place in a function, whose parameters are variables there."""
    return at._replace(func=func)


def receiving(at: At) -> At | None:
    """The call of a method of what ``at`` gives."""
    above = at.above
    while above is not None and (isinstance(above.node, s.Cast) or above.role == "part"):
        above = above.above
    if above is None or not isinstance(above.node, s.Attr) or above.role != "called":
        return None
    return above.above


def whole(at: At) -> At:
    """The whole dotted name that ``at`` is a part of."""
    while at.role == "receiver" and at.above is not None and isinstance(at.above.node, s.Attr):
        at = at.above
    return at


def is_read(at: At) -> bool:
    """Whether a use of a name asks for what it holds."""
    return at.role not in ("target", "type", "member") and not isinstance(at.node, s.Param)


def is_type(at: At) -> bool:
    """Whether something is a part of a type (``Optional[ssl.SSLContext]``)."""
    above: At | None = at
    while above is not None and above.role in ("other", "key", "container", "item", "part"):
        above = above.above
    return above is not None and above is not at and above.role == "type"


def is_repeated(at: At) -> bool:
    """Whether what stands there is run again and again by a loop of its function, or in no order."""
    if at.func is None and at.owner is not None:
        return True
    above = at.above
    while above is not None and not isinstance(above.node, s.Func):
        if isinstance(above.node, s.Loop):
            return True
        above = above.above
    return isinstance(at.node, (s.Loop, s.Param))


def is_inside(at: At, above: At) -> bool:
    """Whether a use stands in the very statement that sets the variable."""
    if isinstance(above.node, s.Loop):
        return False
    return above.start <= at.start < getattr(above.node, "end", 0)


def parameter(func: s.Func, call: s.Call, node: object) -> s.Param | None:
    """The parameter that takes an argument of a call."""
    if not isinstance(node, s.Arg):
        return None
    if node.name is not None:
        return next((p for p in func.params if p.name == node.name), None)
    plain = [a for a in call.args if a.name is None]
    number = next((i for i, a in enumerate(plain) if a is node), len(func.params))
    spread = next((p for p in func.params if p.spread == 1), None)
    return func.params[number] if number < len(func.params) else spread


def text_of(node: object) -> str:
    """A key as text; empty for none."""
    if isinstance(node, s.Lit):
        return str(node.value)
    if isinstance(node, s.Index):
        held = dotted(node.value)
        return text_of(node.key) if isinstance(node.key, s.Lit) and not held else held
    return getattr(node, "name", "") or dotted(node)
