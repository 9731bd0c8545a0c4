"""Text of a repository made fit to print: nothing in it may act on a terminal or a CI log.

Control characters, characters that turn the direction of text or are invisible, and the bytes
of undecodable file names are shown as escapes. ``##[`` and ``##name[`` anywhere in a line, and
``::`` at its beginning, are commands to CI runners and are broken up.
"""

from __future__ import annotations

import re

from tlslint.regex import regex

_PLAIN = regex(r"[\x20-\x7e]*", re.ASCII)
#: ``##[`` (GitHub, Azure), ``##vso[`` (Azure), ``##teamcity[``
_COMMAND = regex(r"##(?=[a-z]*\[)", re.IGNORECASE)
#: Control, format, surrogate, private use, unassigned, line and paragraph separator.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def character(char: str) -> str:
    """``char``, or a visible escape for it."""
    if " " <= char <= "~":
        return char
    import unicodedata

    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8, see PEP 383
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def line(text: str) -> str:
    """``text`` on one line and without anything that acts: white space is made single spaces."""
    text = " ".join(text.split())
    if not _PLAIN.fullmatch(text):
        text = "".join(map(character, text))
    if "##" in text:
        text = _COMMAND.sub(r"#\\x23", text)
    return start(text)


def start(text: str) -> str:
    """``text`` for the beginning of a line, where ``::`` would be a command; white space before it counts for nothing."""
    return f"\\x3a{text[1:]}" if text.startswith("::") else text


def path(text: str) -> str:
    """A path for a line that begins with it; spaces are kept."""
    if not _PLAIN.fullmatch(text):
        text = "".join(map(character, text))
    if "##" in text:
        text = _COMMAND.sub(r"#\\x23", text)
    return f"./{text}" if text[:1] in (":", "#", " ") else text


def commands(text: str, at: int) -> bool:
    """Whether a command to a CI runner begins at ``at``, one that works wherever on a line it stands."""
    return at >= 0 and _COMMAND.match(text, at) is not None


def document(value: object) -> str:
    """``value`` as JSON, which reads as the same and holds nothing that a CI runner obeys."""
    import json

    text = json.dumps(value, indent=2) + "\n"
    return _COMMAND.sub(r"#\\u0023", text) if "##" in text else text


def cells(char: str, column: int, tab: int = 4) -> str:
    """What stands for ``char`` of a source line on the screen at ``column``."""
    if char == "\t":
        return " " * (tab - column % tab)
    return character(char)


def width(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    total = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total
