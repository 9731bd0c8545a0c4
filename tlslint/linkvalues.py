"""What is asked of values that one file takes over from another."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from tlslint.engine.libraries import lists_version
from tlslint.facts import Span
from tlslint.foreign import Parcel
from tlslint.record import replace
from tlslint.values import (
    Const,
    Flags,
    Linked,
    Made,
    Members,
    OneOf,
    Ref,
    Returned,
    Row,
    Sym,
    Unknown,
    Value,
    head_of,
    text_of,
)


def first(value: Value) -> Value:
    """The object that a function of Go gives before an error, or nothing in its place."""
    if isinstance(value, Row) and value.items:
        first, *rest = value.items
        nothing = isinstance(first, Const) and first.value is None
        others = all(isinstance(v, (Const, Sym, Unknown)) for v in rest)
        if rest and isinstance(rest[-1], Const) and rest[-1].value is None:
            return first
        if others and (nothing or isinstance(first, Ref)):
            return first
    return value


def is_address(found: Linked) -> bool:
    """Whether it is an address, and no more."""
    return isinstance(found.value, Const) and head_of(found.value).startswith("http")


def own(found: Linked | None) -> Value | Members | Made | None:
    """What another file defines, but for an argument of a call that it gives back."""
    return None if found is None or isinstance(found.value, Returned) else found.value


def packed(members: Members, versions: AbstractSet[str]) -> Parcel | None:
    """What an object says of ``versions``, in objects that it holds too; None where it says nothing."""
    items: list[tuple[str, Value | Parcel]] = []
    for key, value in members.items:
        if isinstance(value, Members):
            inner = packed(value, versions)
            items += [(key, inner)] if inner is not None else []
        elif isinstance(value, Const) and lists_version(text_of(value), versions):
            items.append((key, value))
    return Parcel("", tuple(items), members.span) if items else None


def is_value(value: object) -> bool:
    """Whether it is a plain value, and not an object or nothing."""
    return value is not None and not isinstance(value, (Members, Made))


def is_item(value: object) -> bool:
    """Whether it may be an item of a list: a plain value, or a constant of an enumeration."""
    return is_value(value) or (isinstance(value, Members) and value.constant)


def joined(module: str, members: Iterable[str]) -> str:
    """The name of a member of a module."""
    dot = "" if module.endswith(".") and module.strip(".") == "" else "."
    return f"{module}{dot}{'.'.join(members)}"


def alike(a: Linked, b: Linked) -> bool:
    """Whether two definitions say the same in different places."""
    return bare(a.value) == bare(b.value)


def bare(value: Value | Members | Made | Returned) -> object:
    """A value without its places."""
    nowhere = Span(0, 0)
    if isinstance(value, Sym):
        return Sym(value.name, nowhere, nowhere)
    if isinstance(value, Members):
        return tuple((k, bare(v)) for k, v in value.items)
    if isinstance(value, (Row, OneOf)):
        return (type(value), tuple(bare(v) for v in value.items))
    if isinstance(value, Flags):
        return tuple(tuple(bare(v) for v in p) for p in (value.plus, value.minus, value.kept))
    return replace(value, span=nowhere)
