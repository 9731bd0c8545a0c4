"""How a fix writes a version, a name or a number in the file at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tlslint.bounds import Cause
from tlslint.facts import Span
from tlslint.record import record
from tlslint.regex import regex
from tlslint.rulemodel import Condition, Entry, Lookup, Meaning, Table
from tlslint.values import Const, Flags, OneOf, Piece, Row, Sym, Value
from tlslint.versions import EACH, Version


@record
class Context:
    """What a fix depends on in the file: its text, the names it imports, the minimum asked for.

    With ``rewrites`` statements of Python code are reshaped too, which takes a slow library;
    without it such a fix has no edits. ``oldest`` gives the versions that the code must run on, ``lists`` are the lists that constants are written in,
    ``lacking`` the code for platforms that lack names, ``added`` the calls that add to a list, by the
    place of what they add; ``tree`` is that of the grammar, where the language has one.
    """

    text: bytes
    minimum: Version
    lookup: Lookup
    oldest: Lookup
    imports: tuple[tuple[str, str], ...] = ()
    wildcards: tuple[str, ...] = ()
    language: str = ""
    rewrites: bool = True
    lists: Mapping[Span, Row] | None = None
    lacking: Mapping[Span, tuple[str, ...]] | None = None
    added: Mapping[Span, Span] | None = None
    tree: Any = None

    def lacks(self, span: Span, modules: Collection[str]) -> str:
        """A name of one of ``modules`` that platforms lack for which the code at ``span`` is."""
        for part, names in (self.lacking or {}).items():
            if part.start <= span.start and span.end <= part.end:
                for name in names:
                    if name.partition(".")[0] in modules:
                        return name
        return ""

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
        for namespace in sorted(self.wildcards, key=len, reverse=True):
            if qualified.startswith(namespace + "."):
                return qualified[len(namespace) + 1 :]
        return None


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
    while (start := template.find("{below:")) >= 0:
        end = template.index("}", start)
        prefix = template[start + 7 : end]
        older = (str(v).replace("TLSv1.0", "TLSv1").replace(".", "_") for v in EACH if v < minimum)
        names = " | ".join(f"{{name:{prefix}{v}}}" for v in older)
        template = template[:start] + names + template[end + 1 :]
    return template


def fill(template: str, spelled: str | None, cause: Cause, ctx: Context) -> str | None:
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


def exactly(entry: Entry, minimum: Version, lookup: Lookup) -> bool:
    """Whether a row stands for the minimum and nothing else."""
    return entry.meaning(lookup) == Meaning("versions", frozenset({minimum}))


def spelling(value: Value | None, table: Table, ctx: Context) -> str | None:
    """How the minimum is written where ``value`` stands now: same enumeration, same style of text."""
    sample = _sample(value)
    if isinstance(sample, Const) and type(sample.value) is int:
        written = number_at(sample, ctx.text)
        for entry in table.entries.values():
            if entry.number is not None and exactly(entry, ctx.minimum, ctx.lookup):
                return written[1].format(entry.number) if written else str(entry.number)
        return None
    named = _named(sample, table, ctx)
    if named is None:
        return None
    if lacking(named, ctx):
        return _cast(sample, named, ctx) if isinstance(sample, Sym) else None
    last = isinstance(sample, Sym) or (named.key.count(".") > 1 and not _text(sample))
    return named.key.rpartition(".")[2] if last else named.key


def lacking(entry: Entry, ctx: Context) -> tuple[Condition, ...]:
    """The platforms that have the name of a row, where an older one is at hand."""
    return tuple(c for c in entry.since if not c.holds(ctx.oldest))


def needed(value: Value | None, table: Table, ctx: Context) -> str:
    """The platform that the minimum's name in the place of ``value`` needs, where an older one is at hand."""
    named = _named(_sample(value), table, ctx)
    return " and ".join(map(str, lacking(named, ctx))) if named is not None else ""


def _named(sample: Value | None, table: Table, ctx: Context) -> Entry | None:
    """The row whose name is written for the minimum in the place of ``sample``."""
    entries = [e for e in table.entries.values() if exactly(e, ctx.minimum, ctx.lookup)]
    if isinstance(sample, Sym):
        home, _, last = sample.name.rpartition(".")
        entries = [e for e in entries if e.key.rpartition(".")[0].lower() == home.lower()]

        def fits(entry: Entry) -> tuple[bool, int]:
            # the version by its name, not as the newest that there is
            name = entry.key.rpartition(".")[2]
            return any(map(str.isdigit, name)), _common(name, last)

        return max(entries, key=fits, default=None)
    entries = [e for e in entries if not e.key.isdigit()]
    if isinstance(sample, (Const, Piece)) and _text(sample):
        said = sample.value
        texts = [e for e in entries if e.key.count(".") < 2]
        return max(texts, key=lambda e: (_common(e.key, said), -len(e.key)), default=None)
    return entries[0] if entries else None


def _text(sample: Value | None) -> bool:
    return isinstance(sample, (Const, Piece)) and isinstance(sample.value, str)


#: How languages make a number one of an enumeration.
_CASTS = {"csharp": "({type}){number}", "vbnet": "CType({number}, {type})"}


def _cast(sample: Sym, entry: Entry, ctx: Context) -> str | None:
    """The minimum as a number of the enumeration of ``sample``, for platforms without its name."""
    home, _, last = sample.name.rpartition(".")
    form = _CASTS.get(ctx.language)
    if entry.number is None or form is None:
        return None
    source = ctx.text[sample.span.start : sample.span.end].decode("utf-8", "replace")
    if source[:1] == '"':
        return str(entry.number)  # what reads a name from a text reads a number too
    written = source[: -len(last) - 1] if source.lower().endswith(f".{last.lower()}") else None
    if written is None:
        written = ctx.write(home) or home
        written = home if "." in written else written  # C# imports types, not the namespaces within
    if not written.replace(".", "").isidentifier():
        return None
    return form.format(type=written, number=entry.number)


def _sample(value: Value | None) -> Value | None:
    while isinstance(value, (Flags, Row, OneOf)):
        items = value.plus if isinstance(value, Flags) else value.items
        value = next((i for i in items if isinstance(i, (Sym, Const, Piece, Flags, Row))), None)
    return value


#: How languages begin a hexadecimal number, and how one is written in the same way.
_HEXADECIMAL = (("0x", "0x{:x}"), ("0X", "0X{:X}"), ("&h", "&h{:x}"), ("&H", "&H{:X}"))

_LITERAL = regex(r"(?<![\w.])(?:0[xX]|&[hH])[0-9A-Fa-f]{1,16}\b|(?<![\w.&])[0-9]{1,19}\b(?!\.)")


def number_at(value: Const, text: bytes) -> tuple[Span, str] | None:
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


def _common(a: str, b: object) -> int:
    """How many leading characters two texts share."""
    count = 0
    for x, y in zip(a.lower(), str(b).lower(), strict=False):
        if x != y:
            break
        count += 1
    return count
