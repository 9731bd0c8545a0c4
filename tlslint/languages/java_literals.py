"""What Java's literals mean: strings, text blocks, characters and numbers."""

from __future__ import annotations

import re

from tlslint.regex import regex

_ESCAPE = regex(r"\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r\n|[\s\S]))")
_PLAIN = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "s": " ", "\n": "", "\r\n": ""}


def string(source: str) -> str:
    """The value of a string, text block or character literal, given with its quotes."""
    if source.startswith('"""'):
        return unescape(_block(source[3:].removesuffix('"""')))
    quote = source[:1]
    return unescape(source[1:].removesuffix(quote) if quote else "")


def unescape(source: str) -> str:
    r"""Replace ``\n``, ``\101``, ``\u0041`` and the like; an unknown escape keeps its character."""
    if "\\" not in source:
        return source
    text = _ESCAPE.sub(_escape, source)
    # two escapes may make up one character outside the basic plane; a lone half stays harmless
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escape(match: re.Match[str]) -> str:
    code, octal, other = match.groups()
    if code:
        return chr(int(code, 16))
    if octal:
        return chr(int(octal, 8))
    return _PLAIN.get(other, other)


def _block(source: str) -> str:
    """A text block without the indentation that all its lines (and the closing quotes) share."""
    lines = source.replace("\r\n", "\n").split("\n")[1:]
    if not lines:
        return source
    # dedent() ignores blank lines, but where the closing quotes stand counts
    *_, last = lines
    from textwrap import dedent

    marked = dedent("\n".join(lines) + "|")
    kept = marked.removesuffix("|").split("\n")
    stripped = [line.rstrip(" \t") for line in kept[:-1]]
    return "\n".join([*stripped, kept[-1] if last.strip() else ""])


def number(source: str) -> int | float | None:
    """The value of a number of any form; None where it is malformed."""
    digits = source.replace("_", "").lower()
    try:
        if digits.startswith("0x"):
            if "p" in digits:
                return float.fromhex(digits.rstrip("fd"))
            return int(digits.rstrip("l"), 16)
        if digits.startswith("0b"):
            return int(digits.rstrip("l"), 2)
        whole = digits.rstrip("l")
        if whole.isdecimal():
            return int(whole, 8 if len(whole) > 1 and whole.startswith("0") else 10)
        return float(digits.rstrip("fd"))
    except (ValueError, OverflowError):
        return None
