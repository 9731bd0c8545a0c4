"""Text with one character per byte, for formats that are read by hand.

Decoding as Latin-1 makes an index into the text the byte offset in the file, whatever the
encoding: all syntax of these formats is ASCII, and no byte of a multi-byte UTF-8 character is.
A fragment may be rewritten in place, at the same length: an escape of several bytes becomes
its character, padded with `PAD`, which `text_of` drops.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from tlslint.facts import Setting, Span, Text

PAD = "\0"
#: Horizontal white space. ``str.isspace`` would take bytes of UTF-8 characters for spaces.
BLANK = " \t\f\v\r\0"
SPACE = frozenset(BLANK + "\n")
WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_ENV = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_NAME = WORD | frozenset(".-")
_MAX_DEFAULTS = 20

Names = Mapping[str, Text | None]
NO_NAMES: Names = {}


def flat(text: bytes) -> str:
    """The text with one character per byte."""
    return text.decode("latin-1")


def real(s: str) -> str:
    """What a flat text says, without padding."""
    return s.encode("latin-1", "replace").decode("utf-8", "replace").replace(PAD, "")


def text_of(s: str, start: int, end: int, base: int = 0) -> Text:
    """The text ``s[start:end]`` of a fragment that begins at byte ``base``; outer padding is not spanned."""
    while start < end and s[start] == PAD:
        start += 1
    while end > start and s[end - 1] == PAD:
        end -= 1
    return Text(real(s[start:end]), Span(base + start, base + end))


def strip(s: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and s[start] in SPACE:
        start += 1
    while end > start and s[end - 1] in SPACE:
        end -= 1
    return start, end


def lines(s: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The ranges of the lines, without their ends."""
    end = len(s) if end is None else end
    while start < end:
        stop = s.find("\n", start, end)
        following = stop + 1 if stop >= 0 else end
        stop = stop if stop >= 0 else end
        yield start, stop - (stop > start and s[stop - 1] == "\r")
        start = following


class Rows:
    """Finds lines by their content, for the ends of here-documents."""

    def __init__(self, s: str) -> None:
        self.s = s
        self._rows: dict[str, list[tuple[int, int]]] | None = None

    def next(self, content: str, start: int) -> tuple[int, int] | None:
        """The next line from ``start`` on that is ``content``, but for white space around it."""
        if self._rows is None:
            self._rows = {}
            for row in lines(self.s):
                key = self.s[slice(*row)].strip()
                if key:
                    self._rows.setdefault(key, []).append(row)
        rows = self._rows.get(content, [])
        at = bisect_left(rows, (start, 0))
        return rows[at] if at < len(rows) else None


def is_env(name: str) -> bool:
    """Whether ``name`` looks like an environment variable (``NODE_OPTIONS``)."""
    return bool(name) and not name[0].isdigit() and all(c in _ENV for c in name)


class Marks:
    """The places where a word of some rule begins; None stands for everywhere."""

    def __init__(self, marks: Sequence[int] | None) -> None:
        self.marks = marks

    def held(self, start: int, end: int) -> bool:
        """Whether a mark is in the range."""
        if self.marks is None:
            return True
        at = bisect_left(self.marks, start)
        return at < len(self.marks) and self.marks[at] < end


def held(settings: list[Setting], marks: Marks) -> list[Setting]:
    """Those of ``settings`` whose element holds a mark."""
    if marks.marks is None:
        return settings
    return [x for x in settings if marks.held(x.element.start, x.element.end)]


def constants(pairs: list[tuple[str, Text | None]]) -> dict[str, Text | None]:
    """Names to values; a name with two different values has none."""
    names: dict[str, Text | None] = {}
    for name, value in pairs:
        define(names, name, value)
    return names


def define(names: dict[str, Text | None], name: str, value: Text | None) -> None:
    """Add one value of a name to the constants ``names``."""
    known = names.setdefault(name, value)
    if known is not None and (value is None or value.value != known.value):
        names[name] = None


# -- placeholders


def refers(s: str) -> bool:
    """Whether a value refers to something else: ``${x}``, ``$x``, ``%X%``, ``@x@``, ``{{ x }}``, ``<%= x %>``."""
    if "{{" in s or "{%" in s or "<%" in s or "#{" in s or "`" in s:
        return True
    at = s.find("$")
    while at >= 0:
        if s[at + 1 : at + 2] in WORD or s[at + 1 : at + 2] in ("{", "("):
            return True
        at = s.find("$", at + 1)
    if len(s) > 2 and s[0] == s[-1] == "@":
        return all(c in _NAME for c in s[1:-1])
    parts = s.split("%")
    return any(p and all(c in WORD for c in p) for p in parts[1:-1])


def is_address(s: str) -> bool:
    """Whether a value is the address of a database or broker, with options: ``jdbc:…``, ``ssl://host?k=v``."""
    return s.startswith("jdbc:") or ("?" in s and bool(schemes(s)))


def schemes(s: str) -> list[str]:
    """The schemes of an address: the outer one, and the one of the first address inside (``failover:(ssl://…)``)."""
    found = []
    head, colon, _ = s.partition(":")
    if colon and head.replace("-", "").replace("+", "").isalnum() and not head.isdigit():
        found.append(head)
    at = s.find("://")
    start = at
    while start > 0 and (s[start - 1] in WORD or s[start - 1] in "+-"):
        start -= 1
    if 0 <= start < at and s[start:at] not in found:
        found.append(s[start:at])
    return found


def whole(s: str) -> bool:
    """Whether a value is one reference and nothing else."""
    if s[:2] in ("${", "$("):
        depth = 0
        for at, c in enumerate(s):
            if c in "{(":
                depth += 1
            elif c in "})":
                depth -= 1
                if depth == 0:
                    return at == len(s) - 1
        return True
    if s[:2] == "{{":
        return s.find("}}") == len(s) - 2
    if len(s) > 1 and s[0] in "$%@":
        body = s[1:-1] if s[0] in "%@" else s[1:]
        return (s[0] == "$" or s[-1] == s[0]) and all(c in WORD for c in body)
    return False


def resolve(
    s: str, start: int, end: int, base: int = 0, names: Names = NO_NAMES, mixed: bool = False
) -> Text | None:
    """The text of a value, the default of a placeholder (``${X:TLSv1}``), or what ``names`` knows of it.

    None where it refers to something unknown; with ``mixed``, a value that only contains
    references is returned as it is written.
    """
    for _ in range(_MAX_DEFAULTS):
        start, end = strip(s, start, end)
        value = s[start:end]
        if not refers(value):
            return text_of(s, start, end, base)
        if not whole(value):
            # an address says what it says with any host
            telling = mixed or is_address(value)
            return text_of(s, start, end, base) if telling else None
        if value.startswith("{{"):
            span = _template_default(value)
            return text_of(s, start + span[0], start + span[1], base) if span else None
        if value.startswith("${{"):
            return None
        if value[1] not in "{(":
            return names.get(value.strip("$%@"))
        name, offset = _default(value)
        if names.get(name) is not None or not offset:
            return names.get(name)
        start, end = start + offset, end - 1
    return None


def _default(value: str) -> tuple[str, int]:
    """Name and offset of the default (0: none) of ``${name:default}``, ``${NAME:-default}``, ``${NAME-default}``."""
    inner = value[2:-1]
    colon = inner.find(":")
    if colon >= 0:
        operator = inner[colon + 1 : colon + 2]
        if operator in ("+", "?"):
            return inner[:colon], 0
        return inner[:colon], 2 + colon + 1 + (operator in ("-", "="))
    for at, c in enumerate(inner):
        if c not in WORD:
            if c in "-=" and at and inner[:at].upper() == inner[:at]:
                return inner[:at], 2 + at + 1
            break
    return inner, 0


def _template_default(value: str) -> tuple[int, int] | None:
    """Where the default is in ``{{ x | default "TLSv1" }}`` (Helm) and ``{{ x | default('TLSv1') }}`` (Jinja)."""
    at = value.find("default")
    if at < 0:
        return None
    at += len("default")
    while at < len(value) and value[at] in " \t(":
        at += 1
    quote = value[at : at + 1]
    stop = value.find(quote, at + 1) if quote in ('"', "'") else -1
    return (at + 1, stop) if stop > 0 else None


# -- escapes

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "b": "\b", "0": PAD}


def unescape(s: str) -> str:
    r"""A fragment with its ``\``-escapes resolved in place (JSON, YAML, TOML, Groovy, .properties)."""
    at = s.find("\\")
    if at < 0:
        return s
    out: list[str] = []
    last = 0
    while 0 <= at < len(s) - 1:
        out.append(s[last:at])
        c = s[at + 1]
        width = {"u": 6, "x": 4, "U": 10}.get(c, 2)
        if width > 2:
            out.append(_code_point(s[at : at + width], width))
        else:
            out.append(PAD + _ESCAPES.get(c, c))
        last = at + width
        at = s.find("\\", last)
    out.append(s[last:])
    return "".join(out)


def _code_point(escape: str, width: int) -> str:
    digits = escape[2:]
    if len(escape) == width and all(c in "0123456789abcdefABCDEF" for c in digits):
        code = int(digits, 16)
        if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return flat(chr(code).encode()).rjust(width, PAD)
    return escape
