"""A value written back without old versions and with the minimum."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from tlslint.engine.decode import connection, decode, entry_of, is_part, pieces
from tlslint.facts import Edit, Span
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.rulemodel import Meaning, Table
from tlslint.spelling import Context, number_at, spelling
from tlslint.superfluous import added
from tlslint.takeout import operand, separators, taken_out
from tlslint.values import Const, Flags, Piece, Row, Sym, Value

#: What only old versions need (SSLv2Hello) goes with them.
NO_VERSION = Meaning("versions", frozenset())
#: A plus between two terms, not the quotes of a text that is put together.
_SUM = regex(rb"(?<![+'\"])\+(?![+='\"])")


def written_back(value: Value, table: Table, ctx: Context) -> list[Edit]:
    """Edits after which ``value`` names nothing below the minimum and at least the minimum."""
    if table.keys:
        plain = replace(table, keys=())
        settings = connection(value, table, ctx.text)
        return [e for setting in settings for e in written_back(setting, plain, ctx)]
    items = list(items_of(value, table, ctx))
    if isinstance(value, Flags):
        items.sort(key=lambda item: item.span)  # of several constants, each where it is written
    if not items or (isinstance(value, Flags) and (value.minus or value.kept)):
        return []
    old: list[Value] = []
    good: list[Value] = []
    idle: list[Value] = []
    for item in items:
        entry = entry_of(item, table)
        decoded = decode(item, table, ctx.lookup, ctx.text)
        if entry is None and not decoded.named:
            good.append(item)
        elif decoded.named and max(decoded.named) < ctx.minimum:
            old.append(item)
        elif decoded.named and min(decoded.named) < ctx.minimum:
            if len(items) > 1:
                return []
            return _unmasked(item, table, ctx) if table.bits else _replaced(item, table, ctx)
        elif entry is not None and entry.meaning(ctx.lookup) == NO_VERSION:
            idle.append(item)
        else:
            good.append(item)
    if not old:
        return []
    if len(items) > 1:
        old = [i for i in items if i in old or i in idle]
    reaches = any(_reaches(i, table, ctx) for i in good)
    if len(items) == 1 or (len(old) == 1 and not reaches):
        return _replaced(old[0], table, ctx)
    spans = [i.span for i in items]
    if len(set(spans)) == 1:
        return _quoted_names(items, old, reaches, table, ctx)
    if any(a.end > b.start for a, b in pairwise(spans)):
        return []
    if texts := all(isinstance(i, Piece) for i in items):
        wider = [operand(i.span, ctx.text) for i in items]
        signs = {each.lower() for each in separators(wider, ctx.text)}
        if signs <= {b"-bor", b","} or signs == {b"+"}:
            whole = [replace(i, span=s) for i, s in zip(items, wider, strict=True)]
            gone = [w for w, i in zip(whole, items, strict=True) if i in old]
            return _dropped(whole, gone, reaches, table, ctx, None)
        if any(_SUM.search(sign) for sign in signs):
            return []  # what a sum names twice is another number
    between = separators(spans, ctx.text)
    if any(isinstance(i, Piece) and "=" in i.value for i in items) or (texts and len(between) > 1):
        return _runs(items, table, ctx)
    if any(re.search(rb"\w", each.replace(b"Or", b"")) for each in between):
        # written in several places: each of them for itself
        spare = old if reaches else old[1:]
        each = []
        for group in _together(items, ctx.text):
            mine = [i for i in old if i in group]
            if mine and any(_reaches(i, table, ctx) for i in group if i not in mine):
                each.append(_dropped(group, mine, True, table, ctx, None))
            else:
                each += [(i in spare and added(i, ctx)) or _replaced(i, table, ctx) for i in mine]
        return [edit for found in each for edit in found] if all(each) else []
    if len(between) > 1:
        return []
    return _dropped(items, old, reaches, table, ctx, value if isinstance(value, Row) else None)


def _reaches(item: Value, table: Table, ctx: Context) -> bool:
    """Whether an item names the minimum, or something newer."""
    named = decode(item, table, ctx.lookup, ctx.text).named
    return bool(named) and max(named) >= ctx.minimum


def _together(items: list[Value], text: bytes) -> list[list[Value]]:
    """The items that are written side by side, with nothing but signs between them."""
    groups = [items[:1]]
    for before, item in pairwise(items):
        between = text[before.span.end : item.span.start].replace(b"Or", b"")
        if re.search(rb"\w", between) or b";" in between:
            groups.append([])
        groups[-1].append(item)
    return groups


def _dropped(
    items: list[Value],
    old: list[Value],
    reaches: bool,
    table: Table,
    ctx: Context,
    row: Row | None,
) -> list[Edit]:
    """The edits that take ``old`` out of a list; the last of them is replaced where nothing else reaches the minimum."""
    replaced = [] if reaches else _replaced(old[-1], table, ctx)
    gone = [i in old and (reaches or i is not old[-1]) for i in items]
    if not reaches and not replaced:
        return []
    spans = [i.span for i in items]
    alone = gone.count(False) == 1 and row is not None and _is_tuple(row, ctx)
    out = taken_out(spans, gone, ctx.text, alone)
    return [*out, *replaced] if out or not any(gone) else []


def replaced_in_list(target: Span, new: str, table: Table, ctx: Context) -> list[Edit]:
    """The edits that write ``new`` for a value of MSBuild, which may be one of a list: once, for all old ones."""
    start = max(ctx.text.rfind(mark, 0, target.start) for mark in (b">", b'"')) + 1
    ends = (ctx.text.find(mark, target.end) for mark in (b"<", b'"'))
    end = min((e for e in ends if e >= 0), default=target.end)
    spans = [Span(start + m.start(), start + m.end()) for m in _ITEM.finditer(ctx.text[start:end])]
    if target not in spans:
        return [Edit(target, new)]
    words = [ctx.text[s.start : s.end].decode("utf-8", "replace") for s in spans]
    named = [
        decode(Piece(w, s), table, ctx.lookup, ctx.text).named
        for w, s in zip(words, spans, strict=True)
    ]
    gone = [bool(v) and min(v) < ctx.minimum for v in named]
    if not any(gone) or (gone.count(True) == 1 and new not in words):
        # one word, or a property whose value is written elsewhere
        return [Edit(target, new)]
    kept = []
    if new not in words:
        last = max(number for number, old in enumerate(gone) if old)
        gone[last] = False
        kept = [Edit(spans[last], new)]
    return [*taken_out(spans, gone, ctx.text), *kept]


def spare_in_list(target: Span, new: str, value: Value | None, ctx: Context) -> list[Edit]:
    """The edits that take an item out of a list in which ``new``, which would stand for it, stands already."""
    row = value if isinstance(value, Row) else (ctx.lists or {}).get(target)
    spans = [i.span for i in row.items] if row is not None else []
    others = [ctx.text[s.start : s.end].decode("utf-8", "replace") for s in spans if s != target]
    if (
        new not in others
        or spans.count(target) != 1
        or any(a.end > b.start for a, b in pairwise(spans))
    ):
        return []
    if separators(spans, ctx.text) != {b","}:
        return []
    return taken_out(spans, [s == target for s in spans], ctx.text)


#: An item of a list of MSBuild.
_ITEM = regex(rb"[^;\s](?:[^;]*[^;\s])?")


def _is_tuple(row: Row, ctx: Context) -> bool:
    """Whether a list is a tuple of Python, which with one item needs its comma."""
    written = ctx.text[row.span.start : row.span.start + 1] not in (b"[", b"{")
    return ctx.language == "python" and written and not isinstance(row.items[0], Piece)


def without_old(row: Row, tables: Iterable[Table], ctx: Context) -> list[Edit]:
    """The edits after which a list of versions, and of nothing else, has no old ones.

    What names no version but stands in the table (a method that negotiates) is left.
    """
    items = list(row.items)
    table = next((t for t in tables if all(entry_of(i, t) for i in items)), None)
    if table is None or row.open:
        return []
    named = [decode(i, table, ctx.lookup, ctx.text).named for i in items]
    old = [i for i, v in zip(items, named, strict=True) if v and max(v) < ctx.minimum]
    spans = [i.span for i in items]
    if not old or any(a.end > b.start for a, b in pairwise(spans)):
        return []
    if separators(spans, ctx.text) != {b","}:
        return []
    return _dropped(items, old, len(old) < len(items), table, ctx, row)


def _runs(items: list[Value], table: Table, ctx: Context) -> list[Edit]:
    """The edits of a text that holds lists of versions among other things (a URL)."""

    def named(item: Value) -> bool:
        return bool(decode(item, table, ctx.lookup, ctx.text).named)

    edits: list[Edit] = []
    run: list[Value] = []
    for item in [*items, None]:
        if item is not None and named(item):
            if not run or ctx.text[run[-1].span.end : item.span.start].strip(b" ") == b",":
                run.append(item)
                continue
        if run:
            versions = [decode(i, table, ctx.lookup, ctx.text).named for i in run]
            kept = [i for i, v in zip(run, versions, strict=True) if v and min(v) >= ctx.minimum]
            if len(kept) < len(run):
                new = [ctx.text[i.span.start : i.span.end].decode() for i in kept]
                spelled = spelling(run[0], table, ctx)
                if not new and spelled is None:
                    return []
                key, equals, _ = (
                    ctx.text[run[0].span.start : run[0].span.end].decode().partition("=")
                )
                if new and equals and kept[0] is not run[0]:
                    new[0] = key + equals + new[0]
                span = Span(run[0].span.start, run[-1].span.end)
                edits.append(Edit(span, ",".join(new or [spelled or ""])))
        run = [item] if item is not None and named(item) else []
    return edits


def _quoted_names(
    items: list[Value], old: list[Value], reaches: bool, table: Table, ctx: Context
) -> list[Edit]:
    """The edit for a list of names within one text (``Enum.Parse(type, "Tls, Tls11")``)."""
    start, end = items[0].span
    source = ctx.text[start:end].decode("utf-8", "replace")
    inner = [part.strip() for part in source[1:-1].split(",")]
    names = [i.name.rpartition(".")[2] for i in items if isinstance(i, Sym)]
    if source[:1] not in ('"', "'") or [n.lower() for n in inner] != [n.lower() for n in names]:
        return []
    kept = [n for n, i in zip(inner, items, strict=True) if i not in old]
    if not reaches:
        spelled = spelling(old[0], table, ctx)
        if spelled is None:
            return []
        kept.insert(0, spelled)
    return [Edit(Span(start + 1, end - 1), ", ".join(kept))]


def items_of(value: Value, table: Table, ctx: Context) -> Iterable[Value]:
    """The single values that a value is made of, each at its place."""
    if isinstance(value, Flags):
        for part in value.plus:
            yield from items_of(part, table, ctx)
    elif isinstance(value, Row):
        for part in value.items:
            yield from items_of(part, table, ctx)
    elif isinstance(value, (Const, Piece)) and table.separator and isinstance(value.value, str):
        yield from _located(list(pieces(value, table.separator, ctx.text)), value.span, ctx.text)
    else:
        yield value


def _located(items: list[Value], span: Span, text: bytes) -> list[Value]:
    """The items of a list that is written in another form (``[a, b]``, one to a line), each at its place."""
    if not items or any(i.span != span for i in items):
        return items
    out: list[Value] = []
    at = span.start
    for item in items:
        raw = str(item.value).encode() if isinstance(item, Piece) else b""
        found = re.compile(rb"(?<![\w.+$-])" + re.escape(raw) + rb"(?![\w.+-])").search(
            text, at, span.end
        )
        if not raw or found is None:
            return items
        out.append(Piece(raw.decode(), Span(*found.span())))
        at = found.end()
    return out


def _replaced(item: Value, table: Table, ctx: Context) -> list[Edit]:
    """The edit that writes the minimum where one single value stands."""
    spelled = spelling(item, table, ctx)
    if spelled is None:
        return []
    if isinstance(item, Sym):
        source = ctx.text[item.last.start : item.last.end].decode("utf-8", "replace")
        expected = item.name.rpartition(".")[2]
        if source[1:-1].lower() == expected.lower() and source[:1] in "'\"":
            return [Edit(Span(item.last.start + 1, item.last.end - 1), spelled)]  # T["NAME"]
        if source.lower() != expected.lower():
            return []
        if not spelled.isidentifier():  # a cast
            member = ctx.text[item.span.end :].lstrip()[:1] == b"."
            return [Edit(item.span, spelled)] if not member else []
        if item.last == item.span and "." in item.name and ctx.imports:
            # a bare imported name: the new one would have to be imported too
            new = f"{item.name.rpartition('.')[0]}.{spelled}"
            written = ctx.write(new)
            if written is None and ctx.language == "python":
                from tlslint.pyplan import code_of

                if code_of(ctx.text) is None:
                    return []
                if not ctx.rewrites:  # what else is to be edited is an import
                    return [Edit(item.span, spelled)]
                from tlslint.pycode import imported

                return imported(ctx.text, item.span, new)
            return [Edit(item.span, written)] if written is not None else []
        return [Edit(item.last, spelled)]
    if isinstance(item, (Const, Piece)) and isinstance(item.value, str):
        if entry_of(item, table) is None and not table.bits:
            return []  # more than the name of a version
        raw = item.value.encode("utf-8", "replace")
        start = ctx.text.find(raw, item.span.start, item.span.end)
        place = Span(start, start + len(raw))
        if start < 0 or not raw or is_part(ctx.text, place, item.span):
            return []
        return [Edit(place, spelled)]
    if isinstance(item, Const) and type(item.value) is int:
        found = number_at(item, ctx.text)
        if found is not None:
            return [Edit(found[0], spelled)]
    return []


def _unmasked(item: Value, table: Table, ctx: Context) -> list[Edit]:
    """The edit that takes the bits of old versions out of a mask that is one number."""
    if not (table.bits and isinstance(item, Const) and type(item.value) is int):
        return []
    written = number_at(item, ctx.text)
    kept = 0
    for number, entry in table.numbers.items():
        named = entry.meaning(ctx.lookup).versions
        if number and item.value & number == number and named and min(named) >= ctx.minimum:
            kept |= number
    return [Edit(written[0], written[1].format(kept))] if written is not None and kept else []
