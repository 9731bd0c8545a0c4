"""From a value to versions, through a rule's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_

from tlslint.facts import Span
from tlslint.record import field, mutable, replace
from tlslint.regex import regex
from tlslint.rulemodel import Entry, Lookup, Meaning, Table
from tlslint.ruleset import Index
from tlslint.values import (
    Const,
    Flags,
    OneOf,
    Piece,
    Read,
    Row,
    Sym,
    Value,
    alternatives,
    leaves,
    one_of,
    text_of,
)
from tlslint.versions import Version

#: What stands before the last part of a name; the bytes of other letters are not in ASCII.
_NAME_BEFORE = regex(rb"[\w.\x80-\xff]")


@mutable
class Decoded:
    """What a value says. ``named`` maps each version to the place that names it.

    ``unknown``: some part could not be read. ``known``: some part was in the table.
    ``neutral``: it says that nothing changes, ``listed`` by a row of its own; ``reset``: back to
    the default.
    ``minus`` are versions taken away from the ``named``; ``reads``: it includes the present value.
    ``inverse``: it is nothing but what it takes away, ``~x``, and so all the rest.
    """

    named: dict[Version, Span] = field(default_factory=dict)
    minus: dict[Version, Span] = field(default_factory=dict)
    kept: frozenset[Version] | None = None
    role: str = ""
    known: bool = False
    unknown: bool = False
    neutral: bool = False
    listed: bool = False
    reset: bool = False
    reads: bool = False
    inverse: bool = False


#: What a row means that says that no TLS is spoken at all (`useSSL=false`): it is nobody's.
NO_TLS = "nobody"
#: Words in a list that are no version: with more of them, and more than versions, it is a sentence.
_PROSE = 4


def decode(value: Value, table: Table, lookup: Lookup, text: bytes) -> Decoded:
    """What ``value`` says by ``table`` on the platform that ``lookup`` describes.

    ``text`` is the file, for the places of the items of a list inside one literal.
    """
    out = Decoded()
    if isinstance(value, Flags):
        for part in value.plus:
            _merge(out, decode(part, table, lookup, text))
        for part in value.minus:
            taken = decode(part, table, lookup, text)
            out.minus.update(taken.named)
            out.known = out.known or taken.known
            out.unknown = out.unknown or (taken.unknown and not taken.known)
        for mask in value.kept:
            allowed = decode(mask, table, lookup, text)
            if allowed.known and not allowed.unknown:
                kept = frozenset(allowed.named)
                out.kept = kept if out.kept is None else out.kept & kept
                out.known = True
        out.inverse = not value.plus and not value.kept and not out.unknown
        if not out.reads:
            for version in out.minus:
                out.named.pop(version, None)
        return out
    if isinstance(value, Row) and (pair := _tuple(value)) in table.entries:
        _one(out, Const(pair, value.span), table, lookup)
        return out
    if isinstance(value, (Row, OneOf)):
        for item in value.items:
            _merge(out, decode(item, table, lookup, text))
        if isinstance(value, Row) and value.open:
            out.unknown = True
        return out
    if isinstance(value, Read):
        out.reads = True
        return out
    if table.keys:
        for setting in connection(value, table, text):
            _merge(out, decode(setting, replace(table, keys=()), lookup, text))
        return out
    if table.separator and "" in table.entries and _blank(value):
        _one(out, value, table, lookup)
        return out
    if not table.separator:
        _one(out, value, table, lookup)
        return out
    strange = 0
    for n, item in enumerate(pieces(value, table.separator, text), 1):
        one = Decoded()
        _one(one, item, table, lookup)
        strange += one.unknown and not one.known
        _merge(out, one)
        if strange > _PROSE and strange * 2 > n:
            return Decoded(unknown=True)  # a sentence that names versions
    if out.role == NO_TLS:
        return Decoded(known=True, neutral=True, role=NO_TLS)  # whatever else it lists
    return out


def absent(value: Value, table: Table) -> Iterator[tuple[str, Span]]:
    """The names in a mask that the module, which ``table`` knows the names of, does not have."""
    for leaf in leaves(value):
        if isinstance(leaf, Sym) and table.lacks(leaf.name):
            yield leaf.name, leaf.span


def _tuple(value: Row) -> str:
    """A few numbers as one key: ``(3, 1)``."""
    if len(value.items) != 2:
        return ""
    numbers = [str(v.value) for v in value.items if isinstance(v, Const) and type(v.value) is int]
    return f"({', '.join(numbers)})" if len(numbers) == 2 else ""


def versions_of(table: Table, lookup: Lookup) -> set[Version]:
    """All versions that ``table`` has a name for."""
    return {v for e in table.entries.values() for v in e.meaning(lookup).versions}


def connection(value: Value, table: Table, text: bytes) -> Iterator[Piece]:
    """The values of the keys of ``table`` in a connection string."""
    if not known_text(value):
        return
    for pair in pieces(value, table.pairs, text):
        if not isinstance(pair, Piece):
            return
        key, equals, said = str(pair.value).partition("=")
        if equals and key.lower().replace(" ", "").replace("-", "") in table.keys:
            start = pair.span.start + len(f"{key}=".encode())
            exact = pair.span.end - pair.span.start == len(str(pair.value).encode())
            yield Piece(said, Span(start, pair.span.end) if exact else pair.span)


def _blank(value: Value) -> bool:
    """Whether ``value`` is a text without anything in it: an empty list, where a table has a row for that."""
    return (
        isinstance(value, (Const, Piece))
        and isinstance(value.value, str)
        and not value.value.strip()
    )


def _merge(out: Decoded, part: Decoded) -> None:
    for version, span in part.named.items():
        out.named.setdefault(version, span)
    for version, span in part.minus.items():
        out.minus.setdefault(version, span)
    out.known |= part.known
    out.unknown |= part.unknown
    out.neutral |= part.neutral
    out.listed |= part.listed
    out.reset |= part.reset
    out.reads |= part.reads
    out.role = out.role or part.role


def _one(out: Decoded, value: Value, table: Table, lookup: Lookup) -> None:
    if table.bits and (text := text_of(value)) and text.strip().isdecimal():
        value = Const(int(text[:9]), value.span)  # as configuration writes a mask
    if (
        table.bits
        and isinstance(value, Const)
        and isinstance(value.value, int)
        and not isinstance(value.value, bool)
        and value.value not in table.numbers
    ):
        rest = value.value
        for number in sorted(table.numbers, reverse=True):
            if number and rest & number == number:
                _mean(out, table.numbers[number].meaning(lookup), value.span)
                rest &= ~number
        if rest == value.value and rest:
            out.unknown = True
        else:
            out.known = True
        return
    entry = entry_of(value, table)
    if entry is None:
        if table.other is not None and known_text(value):
            _mean(out, table.other, value.span)
            out.known = True
        else:
            out.unknown = True
        return
    out.known = out.listed = True
    _mean(out, entry.meaning(lookup), value.span)


def _mean(out: Decoded, meaning: Meaning, span: Span) -> None:
    if meaning.kind == "versions":
        for version in meaning.versions:
            out.named.setdefault(version, span)
    elif meaning.kind == "role":
        out.role = meaning.role
        out.neutral = True
    elif meaning.kind == "unchanged":
        out.neutral = True
    elif meaning.kind == "reset":
        out.reset = True
    else:
        out.unknown = True


def known_text(value: Value) -> bool:
    """Whether ``value`` is a constant."""
    return isinstance(value, (Const, Piece)) and value.value is not None


def entry_of(value: Value, table: Table) -> Entry | None:
    """The row of ``table`` for one single value."""
    if isinstance(value, Sym):
        return table.entries.get(value.name)
    if not isinstance(value, (Const, Piece)):
        return None
    raw = value.value
    if isinstance(raw, bool) or raw is None:
        return table.entries.get({True: "true", False: "false", None: "null"}[raw])
    if isinstance(raw, int):
        return table.numbers.get(raw) or _ordered((raw,), table)
    if isinstance(raw, str):
        key = raw.strip()
        found = table.entries.get(key.lower() if table.fold else key)
        if found is None and table.order:
            number = version_in(key)
            return _ordered(number, table) if number else None
        return found
    return None


def _ordered(version: tuple[int, ...], table: Table) -> Entry | None:
    for op, bound, entry in table.order:
        width = max(len(bound), len(version))
        a = version + (0,) * (width - len(version))
        b = bound + (0,) * (width - len(bound))
        if {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]:
            return entry
    return None


def version_in(text: str) -> tuple[int, ...] | None:
    """The version that a name of a target framework ends with.

    ``v4.5.2``, ``4.5.2``, ``net452``, ``.NETFramework,Version=v4.5,Profile=Client``; None for
    anything else (``net6.0`` gives (6, 0), ``netstandard2.0`` and ``netcoreapp3.1`` nothing).
    """
    lowered = text.strip().lower()
    if lowered.startswith(".netframework,"):
        lowered = lowered.partition("version=")[2].partition(",")[0]
    elif lowered.startswith("net") and lowered[3:4].isdigit():
        moniker = lowered[3:].partition("-")[0]
        if "." not in moniker:
            lowered = ".".join(moniker)
        else:
            lowered = moniker
    lowered = lowered.removeprefix("v")
    parts = lowered.split(".")
    if all(p.isascii() and p.isdigit() and len(p) < 6 for p in parts):
        return tuple(int(p) for p in parts)
    return None


#: What a name may go on with: ``TLSv1`` is no part of ``TLSv1.1``.
_INSIDE = frozenset(
    bytes([c]) for c in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._"
)


def pieces(value: Value, separator: str, text: bytes) -> Iterator[Value]:
    """The items of a list written as one text, each with its own place where that can be found."""
    raw = value.value if isinstance(value, (Const, Piece)) else None
    if not isinstance(raw, str):
        yield value
        return
    encoded = raw.encode("utf-8", "replace")
    start = text.find(encoded, value.span.start, value.span.end) if encoded else -1
    named = start > value.span.start and _NAME_BEFORE.match(text, start - 1) is not None
    if named or is_part(text, Span(start, start + len(encoded)), value.span):
        start = -1  # of a name (``Protocols.TLSv1``, ``$Tls10``) whose value is written elsewhere
    marks = set(separator.replace(" ", " \t\r\n"))
    apart = value.span.start  # where the next item is looked for, of a list whose items are apart
    begin, offset = 0, 0
    for i in range(len(raw) + 1):
        if i < len(raw) and raw[i] not in marks:
            continue
        item = raw[begin:i]
        stripped = item.strip()
        if stripped:
            lead = len(item) - len(item.lstrip())
            at = start + offset + len(item[:lead].encode())
            span = Span(at, at + len(stripped.encode())) if start >= 0 else value.span
            if start < 0 and apart >= 0:
                found = _whole_word(
                    stripped.encode("utf-8", "replace"), text, apart, value.span.end
                )
                span = found or span
                apart = found.end if found else -1
            yield Piece(stripped, span)
        offset += len(raw[begin : i + 1].encode("utf-8", "replace"))
        begin = i + 1


def is_part(text: bytes, found: Span, whole: Span) -> bool:
    """Whether a text stands in what is written for it as a part of a variable's name (``$Tls10``)."""
    before = text[max(found.start - 1, whole.start) : found.start]
    return before == b"$" or (found.end < whole.end and text[found.end : found.end + 1] in _INSIDE)


def _whole_word(word: bytes, text: bytes, start: int, end: int) -> Span | None:
    """The next place of ``word`` that is no part of a longer one."""
    at = text.find(word, start, end)
    while at >= 0:
        stop = at + len(word)
        before = text[max(at - 1, 0) : at]
        if text[stop : stop + 1] not in _INSIDE and before not in _INSIDE and before != b"$":
            return Span(at, stop)
        at = text.find(word, at + 1, end)
    return None


def constants_of(value: Value, type_: str, index: Index) -> Value:
    """A number that is cast to an enumeration, as those of its constants that are old or new versions."""
    parts = value.plus if isinstance(value, Flags) and not value.minus else (value,)
    numbers = [p.value for p in parts if isinstance(p, Const) and type(p.value) is int]
    if len(numbers) < len(parts):
        return value
    mask = reduce(or_, numbers, 0)
    names = {name: n for t in index.tables.values() if t.bits for name, n in _singles(t, type_)}
    found = tuple(Sym(name, value.span, value.span) for name, n in names.items() if mask & n == n)
    if not found:
        return value
    return found[0] if len(found) == 1 else Flags(found, (), value.span)


def cast_numbers(value: Value, casts: Mapping[Span, str], index: Index) -> Value:
    """``value`` with constants in place of the numbers that are cast to an enumeration."""
    if value.span in casts:
        value = constants_of(value, casts[value.span], index)
    if isinstance(value, Flags) and any(isinstance(v, Const) for v in value.plus):
        named = (cast_numbers(v, casts, index) for v in value.plus)
        plus = tuple(
            v for part in named for v in (part.plus if isinstance(part, Flags) else (part,))
        )
        return replace(value, plus=plus)
    return value


def numbers(value: Value) -> Value:
    """What is cast to an enumeration, where it comes of a text (``int.Parse("192")``): texts as numbers."""
    found = alternatives(value)
    if not any(isinstance(v, Const) and isinstance(v.value, str) for v in found):
        return value
    out = []
    for each in found:
        text = text_of(each) or ""
        out.append(Const(int(text), each.span) if text.isdecimal() else each)
    return one_of(out, value.span)


def _singles(table: Table, type_: str) -> Iterator[tuple[str, int]]:
    """The constants of an enumeration that stand for one version each, with their numbers."""
    numbers = {id(entry): number for number, entry in table.numbers.items() if number}
    for name, entry in table.entries.items():
        if name.rpartition(".")[0] == type_ and id(entry) in numbers:
            if len(entry.meaning(lambda _: None).versions) == 1:
                yield name, numbers[id(entry)]


def consumed(value: Value) -> Iterator[Span]:
    """The places of all constants inside ``value``, what it takes away included."""
    for leaf in leaves(value):
        yield leaf.span
    if isinstance(value, Flags):
        yield value.span  # a number that is cast is a constant as a whole
        for part in (*value.minus, *value.kept):
            yield from consumed(part)
    elif isinstance(value, (Row, OneOf)):
        for item in value.items:
            yield from consumed(item)
