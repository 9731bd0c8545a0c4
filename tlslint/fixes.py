"""The fix of a finding, made from its rule's data and the place at hand.

The hint of every report and the edit of ``fix`` come from here, so they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from tlslint.bounds import Cause
from tlslint.engine.decode import connection, decode, entry_of, pieces
from tlslint.facts import Edit, Fix, Safety, Span
from tlslint.record import record, replace
from tlslint.rulemodel import Entry, FixData, Lookup, Meaning, Rule, Table
from tlslint.values import Const, Flags, OneOf, Piece, Row, Sym, Value, leaves
from tlslint.versions import Version


@record
class Context:
    """What a fix depends on in the file: its text, the names it imports, the minimum asked for.

    With ``rewrites`` statements of Python code are reshaped too, which takes a slow library;
    without it such a fix has no edits.
    """

    text: bytes
    minimum: Version
    lookup: Lookup
    imports: tuple[tuple[str, str], ...] = ()
    wildcards: tuple[str, ...] = ()
    language: str = ""
    rewrites: bool = True

    def write(self, qualified: str) -> str | None:
        """How this file would write a qualified name; None where it cannot without an import."""
        best: tuple[int, str] | None = None
        for local, name in self.imports:
            if qualified == name or qualified.startswith(name + "."):
                rest = qualified[len(name) :]
                if best is None or len(name) > best[0]:
                    best = (len(name), local + rest)
        if best is not None:
            return best[1]
        for namespace in self.wildcards:
            if qualified.startswith(namespace + "."):
                return qualified[len(namespace) + 1 :]
        return None


def fix_for(rule: Rule, cause: Cause, tables: Mapping[str, Table], ctx: Context) -> Fix | None:
    """The fix of one finding: the first of its rule's that can be made at this place.

    Where none can (a value built elsewhere, a name that is not imported), it is a manual one
    with the title of the first that is meant for such a cause.
    """
    table = None
    if 0 <= cause.argument < len(rule.arguments):
        table = tables.get(rule.arguments[cause.argument].table)
    elif rule.tables and cause.value is not None:
        constants = tuple(leaves(cause.value))
        found = (tables[n] for n in rule.tables)
        table = next((t for t in found if any(entry_of(v, t) for v in constants)), None)
    spelled = spelling(cause.value, table, ctx) if table is not None else None
    written = "default" if cause.effect == "default" else "written"
    meant = [
        data
        for data in rule.fixes
        if data.cause in ("", written) and all(c.holds(ctx.lookup) for c in data.conditions)
    ]
    first: Fix | None = None
    for data in meant or rule.fixes[:1]:
        title = _fill(data.title, spelled, cause, ctx)
        if title is None:
            title = numbers(data.title, ctx.minimum).replace("{spelled}", str(ctx.minimum))
            title = _NAME.sub(r"\1", title)
        if first is None:
            first = Fix(title, "manual")
        if cause.source == "unresolved" or data.edit == "none" or not meant:
            break
        if written == "default" and data.cause != "default" and data.target == "value":
            if data.edit in ("write", "replace", "delete"):
                continue  # there is no value
        if data.edit == "rewrite" and not ctx.rewrites:
            return Fix(title, data.safety)
        edits = _edits(rule, data, cause, table, spelled, ctx)
        if edits:
            return Fix(title, _safety(data, cause, table, ctx), tuple(edits))
    return first


_NAME = re.compile(r"\{name:([^}]*)\}")


def _safety(data: FixData, cause: Cause, table: Table | None, ctx: Context) -> Safety:
    if data.edit == "write" and cause.effect == "only" and table is not None and cause.value:
        items = list(_items(cause.value, table, ctx))
        named = decode(cause.value, table, ctx.lookup, ctx.text).named
        if data.safety == "safe" and named and (max(named) < ctx.minimum or len(items) == 1):
            # nothing that the value named is left, or only the oldest of it that is good
            return "unsafe"
    return data.safety


def _edits(
    rule: Rule, data: FixData, cause: Cause, table: Table | None, spelled: str | None, ctx: Context
) -> list[Edit]:
    if data.edit == "write" and table is not None and cause.value is not None:
        return written_back(cause.value, table, ctx)
    if data.edit == "replace":
        text = _fill(data.text, spelled, cause, ctx)
        spans = {"fact": cause.fact, "text": _whole(cause)}
        target = spans.get(data.target, cause.span)
        if text is None or target.end <= target.start:
            return []
        replaced = _in_quotes(target, text, ctx.text)
        if not data.key:
            return [replaced]
        key = _key_before(target, rule, ctx.text)
        return [Edit(key, data.key), replaced] if key is not None else []
    if data.edit == "add":
        text = _fill(data.text, spelled, cause, ctx)
        at = cause.insert or _before_close(cause.fact, ctx.text)
        if text is None or at is None:
            return []
        name = _KEY.match(text)
        if name and re.search(rb"(?<!\w)%b(?!\w)" % name[0].encode(), _source(cause.fact, ctx)):
            return []  # it is there already, with another value
        return [inserted(text, at, ctx.text)]
    if data.edit == "delete":
        return deleted(cause.fact if data.target == "fact" else cause.span, ctx.text)
    if data.edit == "rewrite" and ctx.language == "python":
        return _rewritten(rule, data, cause, table, ctx)
    return []


def _whole(cause: Cause) -> Span:
    """The value at fault: all of a list that is one text, where one of its items is blamed."""
    if isinstance(cause.value, Const) and isinstance(cause.value.value, str):
        span = cause.value.span
        if span.start <= cause.span.start and cause.span.end <= span.end:
            return span
    return cause.span


_QUOTES = (b'"', b"'", b"`")


def _in_quotes(target: Span, text: str, source: bytes) -> Edit:
    """Write a text in the place of another, in the quotes that this one has."""
    inner = text[1:-1] if text[:1] in ('"', "'") and text[-1:] == text[:1] else text
    first, last = source[target.start : target.start + 1], source[target.end - 1 : target.end]
    if first in _QUOTES and first == last and target.end - target.start > 1:
        return Edit(Span(target.start + 1, target.end - 1), inner)
    before, after = source[target.start - 1 : target.start], source[target.end : target.end + 1]
    return Edit(target, inner if before in _QUOTES and before == after else text)


def _key_before(value: Span, rule: Rule, source: bytes) -> Span | None:
    """Where the key or member is written whose value stands at ``value``."""
    line = source.rfind(b"\n", 0, value.start) + 1
    found = _NAMED.search(source[line : value.start])
    names = {n.rpartition(".")[2].encode() for n in rule.names}
    if found is None or found[1] not in names:
        return None
    return Span(line + found.start(1), line + found.end(1))


_NAMED = re.compile(rb"(\w+)['\"\]]*\s*[:=]\s*['\"`]?$")

#: What an added argument or field begins with: its name.
_KEY = re.compile(r"\w+(?=\s*[:=])")


def _source(span: Span, ctx: Context) -> bytes:
    return ctx.text[span.start : span.end]


def _before_close(fact: Span, text: bytes) -> Span | None:
    """The place before the bracket that ends a call or literal."""
    return (
        Span(fact.end - 1, fact.end - 1) if text[fact.end - 1 : fact.end] in (b")", b"}") else None
    )


def _rewritten(
    rule: Rule, data: FixData, cause: Cause, table: Table | None, ctx: Context
) -> list[Edit]:
    """Statements of Python code reshaped; only where the value stands in the fact itself."""
    fact, value = cause.fact, cause.span
    if not (fact.start <= value.start and value.end <= fact.end):
        return []
    from tlslint.pyrewrite import Ask, rewrite

    bad: set[str] = set()
    flags: list[str] = []
    for key, entry in table.entries.items() if table is not None else ():
        versions = entry.meaning(ctx.lookup).versions
        # what is taken from a mask switches old versions on, what is added switches new ones off
        old = bool(versions) and max(versions) < ctx.minimum
        removing = isinstance(cause.value, Flags) and bool(cause.value.minus)
        if versions and old == removing:
            bad.add(key.rpartition(".")[2])
        if old and key.count(".") == 1:
            flags.append(key)
    text, *after = (numbers(t, ctx.minimum) for t in (data.text, *data.after))
    return rewrite(
        ctx.text,
        Ask(
            data.rewrite,
            fact,
            value,
            text,
            tuple(after),
            rule.names,
            ctx.write,
            frozenset(bad),
            tuple(flags),
        ),
    )


def numbers(template: str, minimum: Version) -> str:
    """A template with the minimum in all its forms."""
    name = str(minimum)
    number = name.lstrip("TLSv")
    for key, text in (
        ("{minimum}", name),
        ("{minimum_}", name.replace(".", "_")),
        ("{number}", number),
        ("{number_}", number.replace(".", "_")),
        ("{digits}", number.replace(".", "")),
    ):
        template = template.replace(key, text)
    return template


def _fill(template: str, spelled: str | None, cause: Cause, ctx: Context) -> str | None:
    """Fill a template; None where a part of it cannot be written in this file."""
    out = numbers(template, ctx.minimum)
    if "{spelled}" in out:
        if spelled is None:
            return None
        out = out.replace("{spelled}", spelled)
    while (start := out.find("{name:")) >= 0:
        end = out.index("}", start)
        written = _beside(out[start + 6 : end], cause, ctx) or ctx.write(out[start + 6 : end])
        if written is None:
            return None
        out = out[:start] + written + out[end + 1 :]
    return out


def _beside(qualified: str, cause: Cause, ctx: Context) -> str | None:
    """A qualified name in the way in which the value at fault names its neighbour."""
    value = cause.value
    if not isinstance(value, Sym) or value.name.rpartition(".")[0] != qualified.rpartition(".")[0]:
        return None
    source = ctx.text[value.span.start : value.span.end].decode("utf-8", "replace")
    last = value.name.rpartition(".")[2]
    if not source.endswith(f".{last}") or not source.replace(".", "").isidentifier():
        return None
    return source[: -len(last)] + qualified.rpartition(".")[2]


# -- writing versions back


def _exactly(entry: Entry, minimum: Version, lookup: Lookup) -> bool:
    return entry.meaning(lookup) == Meaning("versions", frozenset({minimum}))


def spelling(value: Value | None, table: Table, ctx: Context) -> str | None:
    """How the minimum is written where ``value`` stands now: same enumeration, same style of text."""
    sample = _sample(value)
    keys = [e.key for e in table.entries.values() if _exactly(e, ctx.minimum, ctx.lookup)]
    if isinstance(sample, Sym):
        prefix = sample.name.rpartition(".")[0].lower()
        for key in keys:
            if key.rpartition(".")[0].lower() == prefix:
                return key.rpartition(".")[2]
        return None
    if isinstance(sample, Const) and type(sample.value) is int:
        numbers = [e.number for e in table.entries.values() if _exactly(e, ctx.minimum, ctx.lookup)]
        written = _number(sample, ctx.text)
        for number in numbers:
            if number is not None:
                return written[1].format(number) if written else str(number)
        return None
    if isinstance(sample, (Const, Piece)) and isinstance(sample.value, str):
        texts = [k for k in keys if not k.isdigit() and k.count(".") < 2]
        if not texts:
            return None
        return max(texts, key=lambda k: (_common(k, sample.value), -len(k)))
    texts = [k for k in keys if not k.isdigit()]
    if not texts:
        return None
    return texts[0].rpartition(".")[2] if texts[0].count(".") > 1 else texts[0]


#: How languages begin a hexadecimal number, and how one is written in the same way.
_HEXADECIMAL = (("0x", "0x{:x}"), ("0X", "0X{:X}"), ("&h", "&h{:x}"), ("&H", "&H{:X}"))


def _number(value: Const, text: bytes) -> tuple[Span, str] | None:
    """Where a number is written in the place of ``value`` (maybe within a cast), and in which style."""
    source = text[value.span.start : value.span.end].decode("utf-8", "replace")
    if not source.isascii():
        return None
    if source == str(value.value):
        return value.span, "{}"
    for match in _LITERAL.finditer(source):
        style = next((form for start, form in _HEXADECIMAL if match[0].startswith(start)), "{}")
        digits = match[0] if style == "{}" else match[0][2:]
        if int(digits, 10 if style == "{}" else 16) == value.value:
            # zeros before it stay: 0x0301 becomes 0x0303
            style = style.replace(":x", f":0{len(digits)}x").replace(":X", f":0{len(digits)}X")
            start = value.span.start + match.start()
            return Span(start, start + len(match[0])), style
    return None


_LITERAL = re.compile(
    r"(?<![\w.])(?:0[xX]|&[hH])[0-9A-Fa-f]{1,16}\b|(?<![\w.&])[0-9]{1,19}\b(?!\.)"
)


def _common(a: str, b: object) -> int:
    """How many leading characters two texts share."""
    count = 0
    for x, y in zip(a.lower(), str(b).lower(), strict=False):
        if x != y:
            break
        count += 1
    return count


def _sample(value: Value | None) -> Value | None:
    while isinstance(value, (Flags, Row, OneOf)):
        items = value.plus if isinstance(value, Flags) else value.items
        value = next((i for i in items if isinstance(i, (Sym, Const, Piece, Flags, Row))), None)
    return value


def written_back(value: Value, table: Table, ctx: Context) -> list[Edit]:
    """Edits after which ``value`` names nothing below the minimum and at least the minimum."""
    if table.keys:
        plain = replace(table, keys=())
        settings = connection(value, table, ctx.text)
        return [e for setting in settings for e in written_back(setting, plain, ctx)]
    items = list(_items(value, table, ctx))
    if not items or (isinstance(value, Flags) and (value.minus or value.kept)):
        return []
    old: list[Value] = []
    good: list[Value] = []
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
        else:
            good.append(item)
    if not old:
        return []
    reaches = any(
        (named := decode(i, table, ctx.lookup, ctx.text).named) and max(named) >= ctx.minimum
        for i in good
    )
    if len(items) == 1 or (len(old) == 1 and not reaches):
        return _replaced(old[0], table, ctx)
    spans = [i.span for i in items]
    if len(set(spans)) == 1:
        return _quoted_names(items, old, reaches, table, ctx)
    if any(a.end > b.start for a, b in pairwise(spans)):
        return []
    separators = {ctx.text[a.end : b.start] for a, b in pairwise(spans)}
    between = {ctx.text[a.end : b.start] for a, b in pairwise(spans)}
    keyed = any(isinstance(i, Piece) and "=" in i.value for i in items)
    if keyed or (len(between) > 1 and not any(b.isspace() or b"\n" in b for b in between)):
        return _runs(items, table, ctx)
    separator = ctx.text[spans[0].end : spans[1].start].decode("utf-8", "replace")
    if len(separators) > 1 and not all(s.isspace() or s.strip() == b"," for s in separators):
        return []
    if len(separator) > 80 or any(c.isalnum() for c in separator.replace("Or", "")):
        # written in several places: each of them for itself
        each = [_replaced(item, table, ctx) for item in old]
        return [edit for found in each for edit in found] if all(each) else []
    kept: list[str] = []
    written = False
    for item in items:
        source = ctx.text[item.span.start : item.span.end].decode("utf-8", "replace")
        if item in old:
            if reaches or written:
                continue
            edits = _replaced(item, table, ctx)
            if not edits:
                return []
            edit = edits[0]
            head = ctx.text[item.span.start : edit.span.start].decode("utf-8", "replace")
            tail = ctx.text[edit.span.end : item.span.end].decode("utf-8", "replace")
            source = head + edit.text + tail
            written = True
        kept.append(source)
    return [Edit(Span(spans[0].start, spans[-1].end), separator.join(kept))]


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


def _items(value: Value, table: Table, ctx: Context) -> Iterable[Value]:
    if isinstance(value, Flags):
        for part in value.plus:
            yield from _items(part, table, ctx)
    elif isinstance(value, Row):
        for part in value.items:
            yield from _items(part, table, ctx)
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
        found = re.compile(rb"(?<![\w.+-])" + re.escape(raw) + rb"(?![\w.+-])").search(
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
        if item.last == item.span and "." in item.name and ctx.imports:
            # a bare imported name: the new one would have to be imported too
            new = f"{item.name.rpartition('.')[0]}.{spelled}"
            written = ctx.write(new)
            if written is None and ctx.language == "python" and ctx.rewrites:
                from tlslint.pyrewrite import imported

                return imported(ctx.text, item.span, new)
            return [Edit(item.span, written)] if written is not None else []
        return [Edit(item.last, spelled)]
    if isinstance(item, (Const, Piece)) and isinstance(item.value, str):
        if entry_of(item, table) is None and not table.bits:
            return []  # more than the name of a version
        raw = item.value.encode("utf-8", "replace")
        start = ctx.text.find(raw, item.span.start, item.span.end)
        if start < 0 or not raw:
            return []
        return [Edit(Span(start, start + len(raw)), spelled)]
    if isinstance(item, Const) and type(item.value) is int:
        found = _number(item, ctx.text)
        if found is not None:
            return [Edit(found[0], spelled)]
    return []


def _unmasked(item: Value, table: Table, ctx: Context) -> list[Edit]:
    """The edit that takes the bits of old versions out of a mask that is one number."""
    if not (table.bits and isinstance(item, Const) and type(item.value) is int):
        return []
    written = _number(item, ctx.text)
    kept = 0
    for number, entry in table.numbers.items():
        named = entry.meaning(ctx.lookup).versions
        if number and item.value & number == number and named and min(named) >= ctx.minimum:
            kept |= number
    return [Edit(written[0], written[1].format(kept))] if written is not None and kept else []


# -- adding and deleting


def inserted(text: str, at: Span, source: bytes) -> Edit:
    """Put one more argument or field before the closing bracket at ``at``."""
    last = at.start
    while last > 0 and source[last - 1 : last].isspace():
        last -= 1
    before = source[last - 1 : last]
    if before in (b"(", b"{", b"["):
        return Edit(Span(last, last), text)
    broken = b"\n" in source[last : at.start]
    if before == b",":
        return Edit(Span(last, last), f" {text}" + ("," if broken else ""))
    return Edit(Span(last, last), f", {text}")


def deleted(span: Span, source: bytes) -> list[Edit]:
    """Delete a statement or line that stands alone on its lines."""
    start = source.rfind(b"\n", 0, span.start) + 1
    end = source.find(b"\n", span.end)
    end = len(source) if end < 0 else end + 1
    if source[start : span.start].strip() or source[span.end : end].strip().strip(b";,"):
        return []
    return [Edit(Span(start, end), "")]
