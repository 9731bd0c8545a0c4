"""JVM options, ``-Dkey=value``, wherever they are written; and files that hold nothing else.

Serves ``jvm.config``, ``jvm.options``, ``*.vmoptions`` and Bazel's ``.bazelrc``, and every other format hands its
option strings here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages.flat import (
    NO_NAMES,
    PAD,
    SPACE,
    WORD,
    Marks,
    Names,
    flat,
    lines,
    real,
    resolve,
)
from tlslint.regex import regex

#: What the commands of a unit have that may tell Node or another client something.
_COMMANDED = regex(r"--tls|curl|wget|s_client")
#: What may stand before an option: white space, a quote, an operator, an XML tag's end.
_BEFORE = SPACE | frozenset("\"'`=,:;|&({[>!")
_QUOTES = "\"'`"
_NESTING = SPACE | frozenset("\"'`=\\\0")
_KEY = WORD | frozenset(".-")
#: What ends a value that is not quoted itself.
_END = SPACE | frozenset("\"'`;&|<>)]")
#: Longer values are cut: no list of protocols is so long, and hostile text stays linear.
_MAX_VALUE = 1000


def in_text(value: str, start: int) -> list[Setting]:
    """The options in ``value``, which begins at byte ``start`` of its file.

    Each is a `Setting` named ``property:<key>``; its element is the whole word with its quotes.
    All options of one text share a subject. Never raises.
    """
    return scan(flat(value.encode("utf-8", "replace")), start)


def scan(
    s: str, base: int = 0, names: Names = NO_NAMES, subject: str | None = None
) -> list[Setting]:
    """As `in_text`, for a fragment with one character per byte; ``names`` are known placeholders."""
    found: list[Setting] = []
    at = s.find("-D")
    while at >= 0:
        option, following = _option(s, at, base, names, subject)
        if option:
            found.append(option)
        at = s.find("-D", following)
    return found


def _nested(s: str, at: int, end: int) -> int:
    """Where the options begin that a value consists of (``-DargLine="-Da=b -Dc=d"``); ``end`` where there are none."""
    inner = s.find("-D", at, end)
    return end if inner < 0 or s[inner - 1] not in _NESTING else inner


def _option(
    s: str, at: int, base: int, names: Names, subject: str | None
) -> tuple[Setting | None, int]:
    """The option whose ``-D`` is at ``at``, and where to go on."""
    begin = at - 2 if s.startswith("-J", max(at - 2, 0)) and at >= 2 else at
    before = s[begin - 1] if begin else " "
    if before not in _BEFORE and not (before == "-" and s[max(begin - 2, 0) : begin] == ":-"):
        return None, at + 2
    enclosing = before if before in _QUOTES else ""
    key = at + 2
    while key < len(s) and s[key] in "\\\0":
        key += 1
    inner = s[key : key + 1]
    if inner and inner in _QUOTES:
        enclosing, key = inner, key + 1
    stop = key
    while stop < len(s) and s[stop] in _KEY:
        stop += 1
    following = s[stop : stop + 1]
    if stop == key or not (following in ("", "=", ",") or following in _END or following == "\\"):
        return None, at + 2
    name = "property:" + real(s[key:stop])
    value: Text | None
    if following == "=":
        start, end, after = _value(s, stop + 1, enclosing)
        value = None if start < 0 else _text(s, start, end, base, names)
        end = max(end, stop + 1)
    else:
        end = after = stop
        value = Text("", Span(base + stop, base + stop))
    span = Span(base + begin, base + max(end, after))
    element = span
    closing = after + (s[after : after + 1] == "\\" or s[after : after + 1] == PAD)
    if enclosing and s[closing : closing + 1] == enclosing:
        opens = begin - 1 if before == enclosing else begin
        if opens and s[opens - 1] in "\\\0" and closing > after:
            opens -= 1
        element = Span(base + opens, base + closing + 1)
    if subject is None:
        subject = f"jvm:{base}"
    return Setting(name, value, span, element, subject), _nested(s, stop, max(after, at + 2))


def _value(s: str, at: int, enclosing: str) -> tuple[int, int, int]:
    """Start and end of the value at ``at``, and where the word ends; start is -1 where it is put together in code."""
    limit = min(len(s), at + _MAX_VALUE)
    mark = at
    while mark < limit and s[mark] in "\\\0":
        mark += 1
    quote = s[mark : mark + 1]
    if mark < limit and quote in _QUOTES:
        if quote == enclosing:
            rest = s[mark + 1 : mark + 20].lstrip(" \t\r\n")
            if rest[:1] == "+" or s[mark + 1 : mark + 2] == "\\":
                return -1, at, at
            if not rest or rest[0] != s[mark + 1] or rest[0] in ",)];}":
                return at, at, at
        close = s.find(quote, mark + 1, limit)
        newline = s.find("\n", mark + 1, limit)
        if close >= 0 and not 0 <= newline < close:
            return mark + 1, close - (s[close - 1] in "\\\0"), close + 1
    end = _bare_end(s, at, limit, enclosing)
    return at, end, end


def _bare_end(s: str, at: int, limit: int, enclosing: str) -> int:
    depth = 0
    start = at
    while at < limit:
        c = s[at]
        if c == "$" and s[at + 1 : at + 2] in ("{", "("):
            depth += 1
            at += 2
            continue
        if depth:
            depth += (c in "{(") - (c in "})")
            at += 1
            if c == "\n":
                return at - 1
            continue
        if c == "{" and s[at + 1 : at + 2] == "{":
            close = s.find("}}", at, limit)
            if close >= 0:
                at = close + 2
                continue
        if c == "}" or (c == "\\" and s[at + 1 : at + 2] in ("", "\n", "\r", '"', "'")):
            break
        if c == "," and s.startswith("-D", at + 1):
            break
        # a list goes on behind a comma and a blank, where the whole word is quoted
        if c in _END and not (c == " " and enclosing and at > start and s[at - 1] == ","):
            break
        at += 1
    while at > start and s[at - 1] in ",\0 ":
        at -= 1
    return at


def _text(s: str, start: int, end: int, base: int, names: Names) -> Text | None:
    text = resolve(s, start, end, base, names)
    if text and "\\" in text.value:
        parts = text.value.split("\\")  # it escapes punctuation; before letters it is a path's
        parts[1:] = [x if not x or x[0] not in WORD else "\\" + x for x in parts[1:]]
        return Text("".join(parts), text.span)
    return text


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """The options of a file that holds JVM options, line by line; ``8-13:-D…`` too."""
    s = flat(text)
    wanted = Marks(marks)
    # lines of a unit are of different things, those of a list of options of one JVM
    subject = None if path.endswith((".service", ".ini", ".conf", "bazelrc")) else ""
    found: list[Setting] = []
    for start, end in lines(s):
        if wanted.held(start, end) and not s[start:end].lstrip().startswith("#"):
            found += scan(s[start:end], start, subject=subject)
            equals = s.find("=", start, end) + 1
            if equals and subject is None and _COMMANDED.search(s, equals, end):
                found += _commanded(s[equals:end], equals, wanted)
    return found


def _commanded(s: str, base: int, marks: Marks) -> list[Setting]:
    """What ``ExecStart=node …`` and ``Environment=NODE_OPTIONS=…`` of a unit tell Node, and ``ExecStart=curl …``."""
    from tlslint.languages import shell

    every = shell.scan(s, base, marks, subject=f"{base}:")
    return [x for x in every if x.name.startswith(("option:", "env:NODE_OPTIONS"))]


def comments(text: bytes) -> list[Span]:
    """The lines that begin with ``#``."""
    s = flat(text)
    found = []
    for start, end in lines(s):
        line = s[start:end]
        if line.lstrip().startswith("#"):
            found.append(Span(start + line.index("#"), end))
    return found
