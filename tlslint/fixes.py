"""The fix of a finding, made from its rule's data and the place at hand.

The hint of every report and the edit of ``fix`` come from here, so they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tlslint.bounds import NOWHERE, Cause
from tlslint.engine.decode import decode, entry_of
from tlslint.engine.spans import within
from tlslint.facts import Edit, Fix, Safety, Span
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.rulemodel import FixData, Rule, Table
from tlslint.spelling import Context, fill, needed, numbers, spelling
from tlslint.superfluous import addition, deleted, doubled, statement
from tlslint.values import Const, Flags, Piece, Row, Sym, Value, leaves
from tlslint.versions import Version
from tlslint.writeback import items_of, replaced_in_list, spare_in_list, without_old, written_back

if TYPE_CHECKING:
    from tlslint.pyplan import Ask

_NAME = regex(r"\{name:([^}]*)\}")


def fix_for(
    rule: Rule,
    cause: Cause,
    tables: Mapping[str, Table],
    ctx: Context,
    spare: Safety | None = None,
) -> Fix | None:
    """The fix of one finding: the first of its rule's that can be made at this place.

    ``spare`` says how safe it is to take a statement away that only adds to what the object has.
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
    ctx = _newest(rule, cause, table, ctx)
    spelled = spelling(cause.value, table, ctx) if table is not None else None
    written = "default" if cause.effect == "default" else "written"
    meant = [
        data
        for data in rule.fixes
        if data.cause in ("", written) and all(c.holds(ctx.oldest) for c in data.conditions)
    ]
    value = cause.value
    if (
        isinstance(value, Row)
        and len(value.items) == 1
        and not within(value.items[0].span, value.span)
    ):
        value = value.items[0]  # ``[version]`` of a loop over a list
    if isinstance(value, (Sym, Const)) and cause.source != "unresolved":
        edits = _out_of_its_list(value, tables, ctx)
        if edits:
            return Fix("Take the old versions out of the list", "unsafe", tuple(edits))
    modules = {n.partition(".")[0] for n in rule.names}
    modules.update(v.name.partition(".")[0] for v in leaves_of(cause) if isinstance(v, Sym))
    lacked = ctx.lacks(cause.fact, modules) or ctx.lacks(cause.span, modules)
    first: Fix | None = None
    for data in meant or rule.fixes[:1]:
        title = fill(data.title, spelled, cause, ctx)
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
        if data.edit == "rewrite" and not within(cause.span, cause.fact):
            continue  # the statement that would be reshaped is another one
        if lacked and data.edit != "delete":
            continue  # what a platform lacks names for may have none of those that would be written
        if data.edit == "rewrite":
            if not _can_be_rewritten(rule, data, cause, table, ctx):
                continue
            if not ctx.rewrites:
                return Fix(title, data.safety)
        if spare and table is not None and data.edit == "write":
            edits = _once(addition(cause, table, ctx))
            if edits:
                return Fix(title, spare if data.safety == "safe" else data.safety, tuple(edits))
        edits = _once(_edits(rule, data, cause, table, spelled, ctx))
        lacked = next((n for e in edits if (n := ctx.lacks(e.span, modules))), lacked)
        if any(_quotes(e, ctx) for e in edits):
            break
        if edits and not (lacked and data.edit != "delete"):
            return Fix(title, _safety(data, cause, table, ctx), tuple(edits))
    needs = needed(cause.value, table, ctx) if table is not None and meant else ""
    if first is not None and needs:
        return replace(first, title=f"{first.title}, which needs {needs}")
    if lacked:
        return Fix(f"Drop what is only for platforms without {lacked}", "manual")
    return first


def for_another_platform(fix: Fix, ctx: Context) -> bool:
    """Whether an edit writes into one arm of an ``#if`` of C# the name that another arm has in place of the old one."""
    if ctx.language != "csharp" or b"#if" not in ctx.text:
        return False
    from tlslint.languages.csharp_directives import instead

    names = ((e.span.start, e.text.rpartition(".")[2]) for e in fix.edits)
    return any(n.isidentifier() and instead(ctx.text, at, n.encode()) for at, n in names)


def _newest(rule: Rule, cause: Cause, table: Table | None, ctx: Context) -> Context:
    """The context in which a ceiling is written: the newest version that its table has, not the minimum."""
    if cause.effect != "ceiling" or table is None or cause.value is None:
        return ctx
    at = rule.arguments[cause.argument].at
    if any(a.at == at and a.effect != "ceiling" for a in rule.arguments):
        return ctx  # it is a floor too
    newer = (replace(ctx, minimum=v) for v in sorted(Version, reverse=True) if v > ctx.minimum)
    return next((each for each in newer if spelling(cause.value, table, each)), ctx)


def _quotes(edit: Edit, ctx: Context) -> bool:
    """Whether an edit brings quotes into a text that stands in quotes itself, a script in a CI file."""
    if ctx.language not in ("yaml", "gradle", "kotlin"):
        return False
    return "'" in edit.text and b"'" not in ctx.text[edit.span.start : edit.span.end]


def united(fixes: Sequence[Fix | None]) -> Fix | None:
    """One fix with the edits of several; the first one alone where they do not fit together."""
    first = fixes[0]
    if first is None or any(f is None or not f.edits or f.safety != first.safety for f in fixes):
        return first
    edits = _once(e for f in fixes if f is not None for e in f.edits)
    return replace(first, edits=tuple(edits)) if edits else first


def _once(edits: Iterable[Edit]) -> list[Edit]:
    """Each edit once, in their order; none where two do not fit together."""
    found = sorted(dict.fromkeys(edits), key=lambda e: e.span)
    return found if all(a.span.end <= b.span.start for a, b in pairwise(found)) else []


def leaves_of(cause: Cause) -> tuple[Value, ...]:
    """The single values that a cause's value is made of."""
    return tuple(leaves(cause.value)) if cause.value is not None else ()


def _out_of_its_list(value: Sym | Const, tables: Mapping[str, Table], ctx: Context) -> list[Edit]:
    """Where a constant is one of a list of versions: the edits that take all old ones out."""
    row = (ctx.lists or {}).get(value.span)
    return without_old(row, tables.values(), ctx) if row is not None and value in row.items else []


def _safety(data: FixData, cause: Cause, table: Table | None, ctx: Context) -> Safety:
    listed = data.edit == "write" and cause.effect in ("only", "enable")
    if listed and table is not None and cause.value:
        items = list(items_of(cause.value, table, ctx))
        named = decode(cause.value, table, ctx.lookup, ctx.text).named
        if data.safety == "safe" and named and (max(named) < ctx.minimum or len(items) == 1):
            # nothing that the value named is left, or only the oldest of it that is good
            return "unsafe"
    if data.safety == "safe" and cause.effect == "ceiling" and not within(cause.span, cause.fact):
        return "unsafe"  # who hands a ceiling on may mean this version, as what tries each one does
    return data.safety


def _edits(
    rule: Rule, data: FixData, cause: Cause, table: Table | None, spelled: str | None, ctx: Context
) -> list[Edit]:
    if data.edit == "write" and table is not None and cause.value is not None:
        return written_back(cause.value, table, ctx)
    if data.edit == "replace":
        names = _kept(cause, table, spelled, ctx) if "{kept}" in data.text else []
        text = fill(data.text.replace("{kept}", ", ".join(names)), spelled, cause, ctx)
        if not names and "{kept}" in data.text:
            return []
        spans = {"fact": cause.fact, "text": _whole(cause)}
        target = spans.get(data.target, cause.span)
        if names and table is not None and data.target == "text":
            text = _numbered(names, table, ctx.text[target.start : target.end]) or text
        if text is None or target.end <= target.start:
            return []
        if ctx.language == "msbuild" and table is not None and data.target == "value":
            return replaced_in_list(target, text, table, ctx)
        replaced = _in_quotes(target, text, ctx.text)
        if not data.key:
            spare = spare_in_list(target, replaced.text, cause.value, ctx)
            return spare or [replaced]
        key = _key_before(target, rule, ctx.text)
        if key is None:
            return []
        return doubled(key, data.key, ctx) or [Edit(key, data.key), replaced]
    if data.edit == "add":
        text = fill(data.text, spelled, cause, ctx)
        at = cause.insert or _before_close(cause.fact, ctx.text)
        if text is None or at is None or at == NOWHERE:
            return []
        name = _KEY.match(text)
        if name and re.search(rb"(?<!\w)%b(?!\w)" % name[0].encode(), _source(cause.fact, ctx)):
            return []  # it is there already, with another value
        return [inserted(text, at, ctx.text)]
    if data.edit == "delete":
        return statement(cause.fact, ctx) if data.target == "fact" else deleted(cause.span, ctx)
    if data.edit == "rewrite":
        return _rewritten(rule, data, cause, table, ctx)
    return []


def _kept(cause: Cause, table: Table | None, spelled: str | None, ctx: Context) -> list[str]:
    """What a list that is one text still names after the fix; the minimum comes in where it is missing."""
    if table is None or not isinstance(cause.value, (Const, Piece)):
        return []
    rows = [
        (i, decode(i, table, ctx.lookup, ctx.text).named) for i in items_of(cause.value, table, ctx)
    ]
    # what a loop takes from an enumeration nobody wrote: the platform may lack its newest names
    good = [
        str(i.value)
        for i, named in rows
        if isinstance(i, Piece)
        and named
        and min(named) >= ctx.minimum
        and (ctx.minimum in named or _stands_in(str(i.value).lower().encode(), ctx.text))
    ]
    there = any(ctx.minimum in named for _, named in rows)
    return good if there or spelled is None else [spelled, *good]


def _numbered(names: list[str], table: Table, written: bytes) -> str:
    """The number that stands for versions, where numbers are written; else empty.

    Who writes 768 for Tls11 may run where the enumeration has no such name, as that of .NET Framework 4.0
    does not: `Chocolatey's script <https://community.chocolatey.org/install.ps1>`_ writes 3072 for that.
    """
    if _NUMERIC.fullmatch(written) is None:
        return ""
    numbers = {entry.key: number for number, entry in table.numbers.items()}
    known = [numbers[name] for name in names if name in numbers]
    return str(sum(known)) if len(known) == len(names) else ""


@lru_cache(maxsize=4)
def _stands_in(word: bytes, text: bytes) -> bool:
    """Whether a word in lower case is in a file, which is asked for each finding."""
    return word in text.lower()


def _whole(cause: Cause) -> Span:
    """The value at fault: all of a list that is one text, where one of its items is blamed."""
    if isinstance(cause.value, Const) and isinstance(cause.value.value, str):
        span = cause.value.span
        if span.start <= cause.span.start and cause.span.end <= span.end:
            return span
    return cause.span


_QUOTES = (b'"', b"'", b"`")
#: Numbers, perhaps or-ed to the present value, each or all behind a cast or made a member.
_NUMERIC = regex(
    rb"(?:\[(?:System\.)?(?:Net\.)?ServicePointManager\]::SecurityProtocol\b"
    rb"|\[(?:System\.)?Enum\]::ToObject\(|\[[\w.]+\](?!::)|[\s(),]|-bor\b"
    rb"|(?<!\w)(?:0x[0-9a-fA-F]+|[0-9]+)\b)+",
    re.IGNORECASE,
)


def _in_quotes(target: Span, text: str, source: bytes) -> Edit:
    """Write a text in the place of another, in the quotes that this one has."""
    inner = text[1:-1] if text[:1] in ('"', "'") and text[-1:] == text[:1] else text
    first, last = source[target.start : target.start + 1], source[target.end - 1 : target.end]
    if first in _QUOTES and first == last and target.end - target.start > 1:
        return Edit(Span(target.start + 1, target.end - 1), inner)
    before, after = source[target.start - 1 : target.start], source[target.end : target.end + 1]
    return Edit(target, inner if before in _QUOTES and before == after else text)


_NAMED = regex(rb"(\w+)['\"\]]*\s*[:=]\s*['\"`]?$")


def _key_before(value: Span, rule: Rule, source: bytes) -> Span | None:
    """Where the key or member is written whose value stands at ``value``."""
    line = source.rfind(b"\n", 0, value.start) + 1
    found = _NAMED.search(source[line : value.start])
    names = {n.rpartition(".")[2].encode() for n in rule.names}
    if found is None or found[1] not in names:
        return None
    return Span(line + found.start(1), line + found.end(1))


#: What an added argument or field begins with: its name.
_KEY = regex(r"\w+(?=\s*[:=])")


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
    from tlslint.pyrewrite import rewrite

    return rewrite(ctx.text, _ask(rule, data, cause, table, ctx))


def _can_be_rewritten(
    rule: Rule, data: FixData, cause: Cause, table: Table | None, ctx: Context
) -> bool:
    """Whether statements of Python code can be reshaped, which takes long to do."""
    from tlslint.pyplan import can

    return ctx.language == "python" and can(ctx.text, _ask(rule, data, cause, table, ctx))


def _ask(rule: Rule, data: FixData, cause: Cause, table: Table | None, ctx: Context) -> Ask:
    """What a rewrite of Python code is asked to do."""
    from tlslint.pyplan import Ask

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
    return Ask(
        data.rewrite,
        cause.fact,
        cause.span,
        text,
        tuple(after),
        rule.names,
        ctx.write,
        frozenset(bad),
        tuple(flags),
    )


def inserted(text: str, at: Span, source: bytes) -> Edit:
    """Put one more argument or field before the closing bracket at ``at``."""
    last = at.start
    while last > 0 and source[last - 1 : last].isspace():
        last -= 1
    before = source[last - 1 : last]
    if before in (b"(", b"{", b"["):
        return Edit(Span(last, last), text)
    broken = b"\n" in source[last : at.start]
    head = source[source.rfind(b"\n", 0, last) + 1 : last]
    if broken and _balanced(head):
        # each stands on a line of its own
        indent = head[: len(head) - len(head.lstrip())].decode()
        ends = before == b"," or _REMARK.search(head) is not None
        return Edit(Span(last, last), f"{'' if ends else ','}\n{indent}{text}{',' if ends else ''}")
    if before == b",":
        return Edit(Span(last, last), f" {text}" + ("," if broken else ""))
    return Edit(Span(last, last), f", {text}")


#: A comma and a comment behind it, at the end of a line.
_REMARK = regex(rb",[ \t]*(?://|#)[^\n]*$")


def _balanced(line: bytes) -> bool:
    """Whether no bracket that is opened in a line stays open."""
    return all(line.count(a) <= line.count(b) for a, b in (b"()", b"[]", b"{}"))
