"""HOCON, the configuration of Play, Akka and their like, as far as it is no file of properties.

``a { b { c = "x" } }`` and ``a.b.c = ["x", "y"]`` give the key ``a.b.c``. Substitutions and includes are
not followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlslint.facts import Setting, Span, Text
from tlslint.languages.flat import Marks, real, resolve, strip

#: Objects nested deeper than this are passed over.
_MAX_DEPTH = 30
_MAX_KEY = 200
_ENDS = frozenset("\n{},")


def scan(s: str, base: int, marks: Marks) -> list[Setting]:
    """The values that are quoted, lists, or inside an object; the others are read as properties."""
    if '"' not in s and "{" not in s:
        return []
    found: list[Setting] = []
    path: list[str] = []
    for start, end, mark in _statements(s):
        key, value, at = _pair(s, start, end)
        if mark == "{":
            if len(path) < _MAX_DEPTH:
                path.append(key or s[start : min(end, start + _MAX_KEY)].strip())
            continue
        if key and value and marks.held(base + start, base + end):
            text = _value(s, at, end, base)
            if text is not None and (path or value[0] in '"['):
                span = Span(base + start, base + end)
                found.append(Setting("property:" + ".".join([*path, key]), text, span, span))
        if mark == "}" and path:
            path.pop()
    return found


def _statements(s: str) -> Iterator[tuple[int, int, str]]:
    """The ranges between line ends, commas and braces, and what ends each; lists are kept whole."""
    start = at = 0
    gone: set[str] = set()  # closing marks that do not come again

    def behind(mark: str) -> int:
        close = s.find(mark, at + 1) if mark not in gone else -1
        if close < 0:
            gone.add(mark)
        return close + 1 or at + 1

    while at < len(s):
        c = s[at]
        if c == '"':
            stop = behind(c)
            at = at + 1 if "\n" in s[at:stop] else stop
        elif c == "#" or s.startswith("//", at):
            yield *strip(s, start, at), "\n"
            stop = behind("\n")
            start = at = len(s) if "\n" in gone else stop
        elif c == "[":
            at = behind("]")
        elif s.startswith("${", at):
            at = behind("}")
        elif c in _ENDS:
            yield *strip(s, start, at), c
            start = at = at + 1
        else:
            at += 1
    yield *strip(s, start, len(s)), "\n"


def _pair(s: str, start: int, end: int) -> tuple[str, str, int]:
    """Key and value of a statement, and where the value begins; empty where it is none."""
    at = start
    while at < end and s[at] not in "=:":
        at += 1
    if at - start > _MAX_KEY:
        return "", "", end
    key = real(s[start:at]).strip().strip('"').rstrip("+").strip()
    value, _ = strip(s, at + 1, end)
    return (key, s[value:end], value) if at < end and " " not in key else ("", "", end)


def _value(s: str, start: int, end: int, base: int) -> Text | None:
    if s[start] == "[":
        items = [i.strip().strip('"') for i in s[start + 1 : end].rstrip("] \n").split(",")]
        return Text(real(",".join(items)), Span(base + start + 1, base + max(end - 1, start + 1)))
    if s[start] == '"' and end - start > 1 and s[end - 1] == '"':
        return resolve(s, start + 1, end - 1, base)
    return resolve(s, start, end, base)
