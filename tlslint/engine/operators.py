"""What operators do to values: flags united and masked, texts and lists added, templates filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tlslint.engine import nothing
from tlslint.facts import Span
from tlslint.foreign import argument_of
from tlslint.regex import regex
from tlslint.values import (
    MAX_ITEMS,
    Const,
    Flags,
    OneOf,
    Piece,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    head_of,
    leaves,
    made_of,
    one_of,
    short_text,
    text_of,
    told_by_environment,
)

#: Operators that hold two values against one another.
EQUALITIES = frozenset({"==", "!=", "===", "!==", "in", "!in"})
COMPARISONS = EQUALITIES | {"<", ">", "<=", ">=", "instanceof"}


#: The setting that holds the list of what is on, as Kotlin reads it.
_LISTED = ".enabledProtocols"


def operate(op: str, left: Value, right: Value, span: Span, masks: set[Span]) -> Value:
    """``left op right``; ``masks`` gets the places of constants that something not known is masked with."""
    if op in COMPARISONS:
        return Unknown(span)
    if op in ("||", "??", "?:"):
        first = nothing.something(left)
        return one_of([first, right], span) if first is not None else right
    if op == "&&":
        return both(left, right, span)
    if op == "|":
        return union(left, right, span)
    if op == "&":
        for mask, other in ((left, right), (right, left)):
            if isinstance(other, (Unknown, Ref, Read)):
                masks.update(leaf.span for leaf in leaves(mask))
        return masked(left, right, span)
    if op == "+" and isinstance(left, OneOf) and len(left.items) <= 4:
        return one_of([operate(op, v, right, span, masks) for v in left.items], span)
    if (
        op == "+"
        and isinstance(right, OneOf)
        and len(right.items) <= 4
        and text_of(left) is not None
    ):
        return one_of([operate(op, left, v, span, masks) for v in right.items], span)
    if (
        op == "+"
        and isinstance(left, Read)
        and left.key.endswith(_LISTED)
        and isinstance(right, (Const, Row))
    ):
        left = Row((), span, True)  # nobody knows what is on, but that it is a list
    if op == "+" and isinstance(left, Row) and isinstance(right, (Const, Piece, Sym)):
        return Row((*left.items, right), left.span, left.open)
    if op == "+":
        value = concatenated(left, right, span)
        if isinstance(value, Unknown):
            found = address(left, right, span)
            rest = head_of(right) if text_of(left) is not None else ""
            return found or Unknown(span, "", made_of((left, right)), head_of(left) + rest)
        return value
    if op == "%" and (template := text_of(left)) is not None:
        rows = right.items if isinstance(right, Row) else (right,)
        return formatted(template, rows, {}, span)
    if op in "%/" and isinstance(left, Unknown) and left.head:
        return Unknown(span, "", made_of((left, right)), left.head)
    if op == "-" and not (isinstance(left, Const) and isinstance(right, Const)):
        taken = right.plus if isinstance(right, Flags) else (right,)
        return without(left, taken, span)
    return arithmetic(op, left, right, span)


def both(left: Value, right: Value, span: Span) -> Value:
    """``left && right``: the second, but where that is true only if the first is."""
    first = left.value if isinstance(left, Const) else None
    if first is False:
        return left
    if isinstance(right, Const) and right.value is True and first is not True:
        return Unknown(span)
    return right


#: How texts begin that say something although a part of them is not known: addresses of databases,
#: what connects to some, keys of mail sessions. Before them, what stands for that part.
_UNKNOWN_PART = "\ufffd"
_TELLING = (
    *("jdbc:", "mail.", "postgresql:", "postgresql+", "postgres:"),
    *("host=", "user=", "dbname="),
    *("amqp://", "amqps://", "failover:", "ssl://", "tcp://"),
)


def address(left: Value, right: Value, span: Span) -> Value | None:
    """``"jdbc:mysql://" + host + "/db?…"``: the address of a database with a part that is not known."""
    begin = text_of(left)
    if begin is None or not begin.startswith(_TELLING):
        return None
    return Const(begin + (text_of(right) or _UNKNOWN_PART), span)


def concatenated(left: Value, right: Value, span: Span) -> Value:
    """``left + right`` of texts, numbers, lists and flags."""
    if isinstance(left, Row) and isinstance(right, Row):
        items = (*left.items, *right.items)
        return Row(items[:MAX_ITEMS], span, left.open or right.open or len(items) > MAX_ITEMS)
    if isinstance(left, (Const, Piece)) and isinstance(right, (Const, Piece)):
        a, b = left.value, right.value
        if isinstance(a, str) and isinstance(b, str):
            return short_text(a + b, carrier((left, right), span))
        if type(a) is int and type(b) is int:
            return Const(a + b, span)
        if type(a) in (str, int) and type(b) in (str, int, float):
            return short_text(f"{a}{b}", span)
    if isinstance(left, (Sym, Flags, Read)) and isinstance(right, (Sym, Flags, Read)):
        return union(left, right, span)
    if isinstance(right, (Sym, Flags)) and isinstance(left, Const) and left.value == 0:
        return right if type(left.value) is int else Unknown(span)  # a sum begins with nothing
    if (_reads(left) and text_of(right) is not None) or (
        _reads(right) and text_of(left) is not None
    ):
        return union(left, right, span)
    return Unknown(span)


def carrier(parts: Iterable[Value], span: Span) -> Span:
    """The place of a text made of ``parts``: that of what a call in another file gives, if one is."""
    return next((p.span for p in parts if argument_of(p.span) >= 0), span)


def _reads(value: Value) -> bool:
    parts = value.plus if isinstance(value, Flags) else (value,)
    return any(isinstance(part, Read) for part in parts)


def placed(row: Row, place: Value, value: Value) -> Row:
    """``row`` with ``value`` at a place; where nobody knows at which, it is one more."""
    items = list(row.items)
    if isinstance(place, Const) and type(place.value) is int and 0 <= place.value < len(items):
        items[place.value] = value
        return Row(tuple(items), row.span, any(isinstance(v, Unknown) for v in items))
    return Row((*items, value)[:MAX_ITEMS], row.span, True)


def places(row: Value, keys: Sequence[Value]) -> Sequence[Value]:
    """Those of several numbers, to which a loop counts, at which a list has something; all where it has nothing.

    Of a table of another file, it is what the environment says by default.
    """
    if isinstance(row, Sym):
        return [k for k in keys if not told_by_environment(k)] or keys
    if not isinstance(row, Row) or row.open:
        return keys
    numbers = [k for k in keys if isinstance(k, Const) and type(k.value) is int]
    if len(numbers) < len(keys):
        return keys
    size = len(row.items)
    return [k for k in numbers if k.value in range(size)] or keys


def union(left: Value, right: Value, span: Span) -> Value:
    """``left | right``."""
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        lefts = left.items if isinstance(left, OneOf) else (left,)
        rights = right.items if isinstance(right, OneOf) else (right,)
        if len(lefts) * len(rights) <= 8:
            return one_of([union(a, b, span) for a in lefts for b in rights], span)
        return Unknown(span)
    plus: list[Value] = []
    minus: list[Value] = []
    kept: list[Value] = []
    for side in (left, right):
        if isinstance(side, Flags):
            plus.extend(side.plus)
            minus.extend(side.minus)
            kept.extend(side.kept)
        else:
            plus.append(side)
    if len(plus) + len(minus) + len(kept) > MAX_ITEMS:
        return Unknown(span)
    return Flags(tuple(plus), tuple(minus), span, tuple(kept))


def masked(left: Value, right: Value, span: Span) -> Value:
    """``left & right``: without what ``~x`` takes away, or cut down to a mask."""
    if isinstance(right, Flags) and not right.plus and right.minus:
        return without(left, right.minus, span)
    if isinstance(left, Flags) and not left.plus and left.minus:
        return without(right, left.minus, span)
    if isinstance(left, Flags):
        return Flags(left.plus, left.minus, span, (*left.kept, right))
    return Flags((left,), (), span, (right,))


def without(left: Value, taken: tuple[Value, ...], span: Span) -> Value:
    """``left`` without the flags ``taken``."""
    if isinstance(left, Flags):
        return Flags(left.plus, (*left.minus, *taken), span, left.kept)
    return Flags((left,), taken, span)


def complement(value: Value, span: Span) -> Value:
    """``~value``."""
    if isinstance(value, Flags) and not value.minus:
        return Flags((), value.plus, span)
    if isinstance(value, Flags) and not value.plus:
        return Flags(value.minus, (), span)
    return Flags((), (value,), span)


def arithmetic(op: str, left: Value, right: Value, span: Span) -> Value:
    """Integer arithmetic on constants."""
    if isinstance(left, Const) and isinstance(right, Const):
        a, b = left.value, right.value
        if type(a) is int and type(b) is int:
            if op == "<<" and 0 <= b < 64:
                return Const(a << b, span)
            if op == ">>" and 0 <= b < 64:
                return Const(a >> b, span)
            if op == "-":
                return Const(a - b, span)
            if op == "*" and abs(a) < 1 << 64 and abs(b) < 1 << 64:
                return Const(a * b, span)
    return Unknown(span)


_PLACES = regex(r"%%|\{\{|\}\}|%(?:\((\w+)\))?[sd]|\{(\w*)\}")


def formatted(
    template: str, values: Sequence[Value], keywords: Mapping[str, Value], span: Span
) -> Value:
    """``"PROTOCOL_%s" % x``, ``"PROTOCOL_{}".format(x)``: a text where all of its parts are known."""
    for n, value in enumerate(values):
        if isinstance(value, OneOf) and len(value.items) <= 4:
            each = [[*values[:n], option, *values[n + 1 :]] for option in value.items]
            return one_of([formatted(template, row, keywords, span) for row in each], span)
    rest = list(values)
    known = True

    def fill(place: re.Match[str]) -> str:
        nonlocal known
        if place[0] in ("%%", "{{", "}}"):
            return place[0][0]
        key = place[1] or place[2]
        value: Value | None = None
        if not key:
            value = rest.pop(0) if rest else None
        elif key.isdigit():
            value = values[int(key)] if int(key) < len(values) else None
        else:
            value = keywords.get(key)
        text = text_of(value) if value is not None else None
        if text is None and isinstance(value, Const) and type(value.value) is int:
            text = str(value.value)
        known = known and text is not None
        return text or (head_of(value) if value is not None else "") + _UNKNOWN_PART

    out = _PLACES.sub(fill, template)
    if known or out.startswith(_TELLING):
        return Const(out, carrier((*values, *keywords.values()), span))
    head = out.partition(_UNKNOWN_PART)[0]
    return Unknown(span, "", made_of((*values, *keywords.values())), head)


_VERBS = regex(r"%%|%[#+\-0-9.]*[a-zA-Z]")


def filled(template: str, values: Sequence[Value], span: Span) -> Value | None:
    """``fmt.Sprintf("host=%s sslmode=require", host)``: a text that tells something although a part is not known."""
    rest = iter(values)

    def fill(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%"
        value = next(rest, None)
        return (text_of(value) if value is not None else None) or _UNKNOWN_PART

    if not template.startswith((*_TELLING, "%s:%s@tcp(")):
        return None
    return Const(_VERBS.sub(fill, template), span)
