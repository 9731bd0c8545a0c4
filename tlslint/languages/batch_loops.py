"""What the variables of ``for %%v in ("TLS 1.0" "TLS 1.1") do …`` are in batch files, where they are used."""

from __future__ import annotations

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
        items = [item.strip('"') if bare else item for item in around[-1].items]
        ways = [way.replace(name, item) for way in ways for item in items][:_MAX_ITEMS]
    return ways


@lru_cache(maxsize=2)
def _loops(s: str) -> tuple[Loop, ...]:
    blocks, found = Blocks(s), []
    for match in islice(_FOR.finditer(s), _MAX_LOOPS):
        line = _LINE.match(s, match.end())
        end = blocks.closing(match.end() - 1) if match["block"] else line.end() if line else -1
        items = tuple(item[0] for item in _ITEM.finditer(match[2]))
        if not any("*" in item or "?" in item for item in items):  # names of files
            found.append(Loop(match[1], match.end(), end, items))
    return tuple(found)
