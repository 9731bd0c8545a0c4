"""The values of C#'s literals."""

from __future__ import annotations

import re

from tlslint.regex import regex

_ESCAPE = regex(r"\\(?:x([0-9A-Fa-f]{1,4})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROL = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


def unescape(text: str) -> str:
    """Text with its backslash escapes followed."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def quoted(source: str) -> str:
    """The value of ``"…"`` or ``'…'``, maybe with the suffix ``u8``."""
    source = source.removesuffix("u8").removesuffix("U8")
    closed = len(source) > 1 and source[-1] == source[0]
    return unescape(source[1:-1] if closed else source[1:])


def verbatim(source: str) -> str:
    """The value of ``@"…"``."""
    return quoted_body(source.removesuffix("u8").lstrip("@")).replace('""', '"')


def quoted_body(source: str) -> str:
    """What stands between the quotes, the last of which may be missing."""
    return source[1:-1] if len(source) > 1 and source.endswith('"') else source[1:]


def raw(source: str) -> str:
    """The value of ``\"\"\"…\"\"\"``: over several lines, without the indentation of the last."""
    source = source.removesuffix("u8")
    quotes = source[: len(source) - len(source.lstrip('"'))]
    body = source[len(quotes) :].removesuffix(quotes)
    lines = body.splitlines()
    if len(lines) < 2 or lines[0].strip() or lines[-1].strip():
        return body
    indent = lines[-1]
    return "\n".join(line.removeprefix(indent) for line in lines[1:-1])


def number(source: str) -> int | float | None:
    """The value of a number, without separators and suffix."""
    source = source.replace("_", "").lower()
    try:
        if source.startswith(("0x", "0b")):
            return int(source.rstrip("ul"), 0)
        plain = source.rstrip("ulfdm")
        return int(plain) if plain.isdigit() and source[-1] not in "fdm" else float(plain)
    except ValueError:
        return None


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _CONTROL.get(match[4], match[4])
    return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
