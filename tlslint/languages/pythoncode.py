"""Python in shell: ``python -c '…'``, and here-documents that an interpreter reads or a file takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages.flat import BLANK, PAD, lines
from tlslint.regex import regex

#: The name of a setting whose value is a piece of Python: one character per byte, padded.
NAME = "code:python"

_INTERPRETER = regex(
    r"[\"']?(?:[^\s\"'$]*/)?(?:python|pypy)[0-9.]*[\"']?|\"?\$\{?\w*PYTHON\w*\}?\"?", re.ASCII
)
_COMMAND = regex(r"-[A-Za-z]*c")
#: Options of the interpreter that take a value.
_VALUED = frozenset({"-W", "-X", "--check-hash-based-pycs"})
#: Words before a command that only say how it is run.
_MAX_BEFORE = 8


def code(s: str, start: int) -> Setting:
    """A piece of Python that begins at byte ``start``."""
    span = Span(start, start + len(s))
    return Setting(NAME, Text(s, span), span, span)


def scan(
    s: str,
    words: Sequence[tuple[int, int]],
    targets: Sequence[tuple[int, int]],
    documents: Sequence[tuple[int, int]],
    base: int,
) -> list[Setting]:
    """The Python in one command of a fragment that begins at byte ``base``, and in its here-documents."""
    if not words:
        return []
    spelled = [s[slice(*w)].strip(PAD) for w in words]
    reads, number = interpreted(spelled)
    found: list[Setting] = []
    if number:
        found.append(code(_dedented(spoken(s, *words[number])), base + words[number][0]))
    files = [*(s[slice(*w)] for w in targets), *(spelled if spelled[0] == "tee" else ())]
    if reads or any(f.strip("\"'").endswith(".py") for f in files):
        found += [code(_dedented(s[slice(*d)]), base + d[0]) for d in documents]
    return found


def interpreted(words: Sequence[str]) -> tuple[bool, int]:
    """Whether a command is Python that reads its input, and which word is code (0: none)."""
    at = next((n for n, w in enumerate(words[:_MAX_BEFORE]) if _INTERPRETER.fullmatch(w)), None)
    if at is None:
        return False, 0
    n = at + 1
    while n < len(words):
        word = words[n]
        if _COMMAND.fullmatch(word):
            return True, n + 1 if n + 1 < len(words) else 0
        if word == "-":
            break
        if word == "-m" or not word.startswith("-"):
            return False, 0  # another program reads what is given
        n += 2 if word in _VALUED else 1
    return True, 0


def spoken(s: str, start: int, end: int) -> str:
    """What a word of shell says, at the same length: quotes and escapes are padding."""
    out: list[str] = []
    quote = ""
    at = start
    while at < end:
        c = s[at]
        following = s[at + 1] if at + 1 < end else ""
        if quote == "'":
            quote, c = ("", PAD) if c == "'" else (quote, c)
        elif c == "\\" and following and (not quote or following in '"\\$`\n'):
            out.append(PAD)
            at, c = at + 1, PAD if following == "\n" else following
        elif c in "'\"" and quote in ("", c):
            quote, c = ("" if quote else c), PAD
        out.append(c)
        at += 1
    return "".join(out)


def _dedented(s: str) -> str:
    """Lines without the indentation that all of them have."""
    rows = [(a, b) for a, b in lines(s) if s[a:b].strip(BLANK)]
    widths = [b - a - len(s[a:b].lstrip(BLANK)) for a, b in rows]
    common = min(widths, default=0)
    if not common or len(rows) == 1:
        return s
    for a, _ in rows:
        s = s[:a] + PAD * common + s[a + common :]
    return s
