"""What the variables of ``for %%v in ("TLS 1.0" "TLS 1.1") do …`` are in batch files, where they are used."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from tlslint.languages.net_blocks import Blocks
from tlslint.regex import regex
from tlslint.rows import NamedTuple

_FOR = regex(
    r"\b[Ff][Oo][Rr][ \t]+%%([A-Za-z])[ \t]+[Ii][Nn][ \t]*\(([^()]*)\)\s*[Dd][Oo]\b[ \t]*(?P<block>\()?"
)
_ITEM = regex(r'"[^"\n]*"|[^\s,;=^"]+')
_LINE = regex(r"(?:\^[ \t\r]*\n|[^\n])*")
_USED = regex(r"%%(~?)([A-Za-z])")
_IF = regex(
    r"\b[Ii][Ff][ \t]+(?:/[Ii][ \t]+)?(?P<not>[Nn][Oo][Tt][ \t]+)?\"?%%~?(?P<variable>[A-Za-z])\"?[ \t]*(?:==|[Ee][Qq][Uu])[ \t]*"
    r"(?P<text>\"[^\"\n]*\"|[^\s()\"]+)[ \t]*(?P<block>\()?"
)
_ELSE = regex(r"[ \t]*[Ee][Ll][Ss][Ee]\b[ \t]*(?P<block>\()?")
_MAX_LOOPS, _MAX_ITEMS = 400, 16


class Loop(NamedTuple):
    """What a loop runs, between two places, for each of some items."""

    variable: str
    start: int
    end: int
    items: tuple[str, ...]


def filled(s: str, text: str, at: int) -> list[str]:
    """What a text at a place is in each turn of the loops around it; a variable that is not known stays."""
    ways = [text]
    for tilde, variable in dict.fromkeys(used.groups() for used in _USED.finditer(text)):
        around = [x for x in _loops(s) if x.variable == variable and x.start <= at < x.end]
        if not around:
            continue
        name = f"%%{tilde}{variable}"
        # quotes stay within a text
        bare = tilde or text == name
        kept = [x for x in around[-1].items if not _left_out(s, variable, x, at)]
        items = [item.strip('"') if bare else item for item in kept]
        ways = [way.replace(name, item) for way in ways for item in items][:_MAX_ITEMS]
    return ways


class Arm(NamedTuple):
    """What runs where a variable is, or is not, a text."""

    variable: str
    start: int
    end: int
    text: str
    same: bool


def _left_out(s: str, variable: str, item: str, at: int) -> bool:
    """Whether an ``if`` around a place leaves an item of a loop out."""
    return any(
        (arm.text.lower() == item.strip('"').lower()) != arm.same
        for arm in _arms(s)
        if arm.variable == variable and arm.start <= at < arm.end
    )


@lru_cache(maxsize=2)
def _arms(s: str) -> tuple[Arm, ...]:
    blocks, found = Blocks(s), []
    for match in islice(_IF.finditer(s), _MAX_LOOPS):
        same, text = not match["not"], match["text"].strip('"')
        start = match.end()
        end = _ends(s, blocks, match)
        found.append(Arm(match["variable"], start, end, text, same))
        other = _ELSE.match(s, end + 1) if match["block"] and end >= 0 else None
        if other is not None:
            stop = _ends(s, blocks, other)
            found.append(Arm(match["variable"], other.end(), stop, text, not same))
    return tuple(found)


def _ends(s: str, blocks: Blocks, match: re.Match[str]) -> int:
    """Where what runs behind a condition ends: its block, or the line."""
    if match["block"]:
        return blocks.closing(match.end() - 1)
    line = _LINE.match(s, match.end())
    return line.end() if line is not None else -1


@lru_cache(maxsize=2)
def _loops(s: str) -> tuple[Loop, ...]:
    blocks, found = Blocks(s), []
    for match in islice(_FOR.finditer(s), _MAX_LOOPS):
        end = _ends(s, blocks, match)
        items = tuple(item[0] for item in _ITEM.finditer(match[2]))
        if not any("*" in item or "?" in item for item in items):  # names of files
            found.append(Loop(match[1], match.end(), end, items))
    return tuple(found)
