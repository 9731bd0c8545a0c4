"""What ``Where-Object`` leaves of a list of versions in a script of PowerShell."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable

from tlslint.languages.net_words import ALL, NAMED
from tlslint.regex import regex

FILTER = regex(
    r"\|\s*(?:Where-Object|where|\?)\s*(?:\{\s*\$_(?:\.Name)?\s*-(\w+)\s*([^{}\n]*)(?:\n\s*)?\}"
    r"|(?:-Property\s+)?Name\s+-(\w+)\s+([^{}()|\n]*))\s*",
    re.IGNORECASE,
)
#: What a name is matched with: words alone, with the wildcards of either kind.
_PATTERN = regex(r"['\"]([\w|*^$]{0,40})['\"]\s*$")
_MATCHING = frozenset({"match", "notmatch", "like", "notlike"})
_VARIABLE = regex(r"\$(\w+)")


def kept(
    names: tuple[str, ...],
    operator: str,
    bound: str,
    assigned: Callable[[str], Iterable[str]],
) -> tuple[str, ...] | None:
    """What ``Where-Object { $_ -operator bound }`` leaves; of an unknown bound both outcomes count.

    ``assigned`` gives the lines that assign a variable of the bound.
    """
    if (pattern := _PATTERN.match(bound)) is not None and operator in _MATCHING:
        wild = fnmatch.translate(pattern[1]) if "like" in operator else pattern[1]
        try:
            found = re.compile(wild, re.IGNORECASE).search
        except re.error:
            return None
        return tuple(n for n in names if bool(found(n)) != operator.startswith("not"))
    named = [n.lower() for n in NAMED.findall(bound)]
    for match in _VARIABLE.finditer(bound):
        for line in assigned(match[1].lower()):
            named += [n.lower() for n in NAMED.findall(line)]
    order = [n.lower() for n in ALL]
    ranks = [order.index(n) for n in named]
    if operator in ("ge", "gt"):
        least = max(ranks, default=0) + (operator == "gt")
        return tuple(n for n in names if n.lower() in order[least:])
    if operator in ("eq", "in") and named:
        return tuple(n for n in names if n.lower() in named)
    if operator in ("ne", "notin") and (named or "$" not in bound):
        return tuple(n for n in names if n.lower() not in named)
    return None
