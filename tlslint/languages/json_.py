"""JSON, with the comments and trailing commas that editors and runtimes accept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tlslint.facts import Setting, Span
from tlslint.languages import projectjson
from tlslint.languages.flat import Marks, flat, real, unescape
from tlslint.languages.tree import Scalar, Tree
from tlslint.regex import regex
from tlslint.rows import NamedTuple

# every alternative is linear and stays within a line, but for the block comment, which is searched
_TOKEN = regex(
    r'"(?P<text>[^"\\\n]*(?:\\.[^"\\\n]*)*)"|(?P<mark>[{}\[\]:,])|(?P<comment>//[^\n]*|/\*)'
    r"|(?P<bare>[A-Za-z0-9_.+$-]+)",
    re.ASCII,
)
_SWITCHES = ("runtimeOptions/configProperties/", "configProperties/")


class _Token(NamedTuple):
    kind: str
    start: int
    end: int


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``json:a/b`` for each scalar and list of scalars, ``switch:`` for .NET runtime switches."""
    s = flat(text)
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    renamed = _switch if "runtimeconfig" in name else None
    tree = Tree("json", Marks(marks), renamed=renamed)
    parts = [t for t in tokens(s) if t.kind != "comment"]
    for n, t in enumerate(parts):
        mark = s[t.start] if t.kind == "mark" else ""
        if mark and mark in "{[":
            tree.open(mark == "{", t.start)
        elif mark and mark in "}]":
            tree.close(t.end)
        elif t.kind in ("text", "bare"):
            following = parts[n + 1] if n + 1 < len(parts) else None
            quoted = t.kind == "text"
            inner = unescape(s[t.start + quoted : t.end - quoted])
            if following and following.kind == "mark" and s[following.start] == ":":
                tree.key(real(inner), t.start)
            else:
                tree.scalar(Scalar(inner, t.start + quoted, Span(t.start, t.end)))
    found = tree.done()
    if name == projectjson.NAME:
        found += projectjson.frameworks(_keyed(s, parts))
    return found


def _keyed(s: str, parts: Sequence[_Token]) -> Iterator[tuple[str, Span, bool]]:
    """Brackets and texts, the latter without their quotes, and whether a colon follows."""
    for n, t in enumerate(parts):
        quoted = t.kind == "text"
        start, end = t.start + quoted, t.end - quoted
        follows = (
            n + 1 < len(parts) and parts[n + 1].kind == "mark" and s[parts[n + 1].start] == ":"
        )
        if quoted or t.kind == "mark":
            yield (
                s[start:end] if not quoted or follows else "",
                Span(start, end),
                quoted and follows,
            )


def strings(s: str) -> list[tuple[int, int]]:
    """The ranges of all strings in a fragment, without their quotes."""
    return [(t.start + 1, t.end - 1) for t in tokens(s) if t.kind == "text"]


def comments(text: bytes) -> list[Span]:
    """The ``//`` and ``/* */`` comments."""
    return [Span(t.start, t.end) for t in tokens(flat(text)) if t.kind == "comment"]


def _switch(path: str) -> str:
    for prefix in _SWITCHES:
        if path.startswith(prefix):
            return "switch:" + path[len(prefix) :]
    return ""


def tokens(s: str) -> Iterator[_Token]:
    """The texts, marks, bare words and comments of a fragment."""
    at = 0
    while (match := _TOKEN.search(s, at)) is not None:
        kind = match.lastgroup or ""
        start, at = match.span()
        if match[0] == "/*":
            stop = s.find("*/", at)
            at = stop + 2 if stop >= 0 else len(s)
        yield _Token(kind, start, at - (kind == "comment" and s[at - 1] == "\r"))
