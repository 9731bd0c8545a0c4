"""Parts of texts, numbers and paths in scripts of PowerShell, put together."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint.regex import regex
from tlslint.registrykeys import UNKNOWN, number_of

#: A word of a command; a part of it may stand in quotes.
WORD = r"[^\s;|&{}()'\"`](?:[^\s;|&{}()'\"`]|'[^'\n]*'|\"[^\"\n]*\")*"
#: A key of a table: ``.name``, ``.$key``, ``['name']``, ``[$key]``.
KEY = r"\.\$?\w+\b(?!\s*\()|\[\s*(?:'[^'\n]*'|\"[^\"\n]*\"|\$\w+)\s*\]"
_KEY = regex(KEY)
_FIELD = regex(r"\{(\d)\}")
_BLANK = regex(r"(?:[ \t\r]|[`^][ \t]*\r?\n)*")
_LINES = regex(r"\s*")


def gap(s: str, at: int, *, lines: bool = False) -> int:
    """The place behind blanks and what continues a line, or behind the ends of lines too."""
    match = (_LINES if lines else _BLANK).match(s, at)
    return match.end() if match is not None else at


def plus(left: str, right: str) -> str:
    """``left + right``: of numbers their sum, else one text."""
    a, b = number_of(left), number_of(right)
    return left + right if a is None or b is None else str(a + b)


def either(left: str, right: str) -> str:
    """``left -bor right``."""
    a, b = number_of(left), number_of(right)
    return UNKNOWN if a is None or b is None else str(a | b)


def path_of(parts: Sequence[str]) -> str:
    """Parts of a path as one."""
    first, *others = (part for part in parts if part) if any(parts) else ("",)
    return "\\".join((first.rstrip("\\/"), *(other.strip("\\/") for other in others)))


def keys_of(members: str) -> list[str]:
    """The keys that are written behind a variable."""
    return [match[0].strip(".[]'\" \t") for match in _KEY.finditer(members)]


def filled(text: str, parts: Sequence[str]) -> str:
    """``text -f parts``."""
    return _FIELD.sub(lambda m: parts[int(m[1])] if int(m[1]) < len(parts) else UNKNOWN, text)
