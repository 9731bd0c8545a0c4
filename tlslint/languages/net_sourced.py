"""What scripts of PowerShell say that another one runs in its own scope: ``. $PSScriptRoot\\Constants.ps1``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from os.path import dirname, join, normpath

from tlslint.facts import Span
from tlslint.languages.flat import flat, real
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_words import Others, Said
from tlslint.regex import regex

_ROOT = r"(?:\$PSScriptRoot|\$\(\$PSScriptRoot\)|\.(?=\.?[\\/]))"
_DOTTED = regex(
    r"(?:^|(?<=[;{}]))[ \t]*\.[ \t]+(?:"
    rf"\(\s*Join-Path\s+(?:-Path\s+)?{_ROOT}\s+(?:-ChildPath\s+)?['\"]?(?P<child>[^'\"$\s()]+\.ps1)['\"]?\s*\)"
    rf"|['\"]?{_ROOT}(?P<path>\.?[\\/][^'\"$\n;|]{{0,200}}?\.ps1)(?![\w.]))",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_FILES = 20


def sourced(s: str, path: str, read: Callable[[str], bytes | None]) -> Others:
    """What the scripts give a variable that the script at ``path`` runs; they are read when one is asked for."""
    known: list[tuple[str, bytes, Script]] = []
    unread = islice(_paths(s, path), _MAX_FILES)

    def scripts() -> Iterator[tuple[str, bytes, Script]]:
        yield from tuple(known)
        for other in unread:
            text = read(other)
            if text is not None:
                known.append((other, text, Script(flat(text))))
                yield known[-1]

    def variable(name: str) -> Said | None:
        for other, text, script in scripts():
            ways = script.variable(name, len(script.s))
            if len(ways) == 1 and ways[0].names and not ways[0].reads:
                place = Span(ways[0].start, ways[0].end)
                return ways[0]._replace(ways=(), defined=(other, text, place))
        return None

    return variable


def _paths(s: str, path: str) -> Iterator[str]:
    for match in _DOTTED.finditer(s):
        written = match["child"] or match["path"]
        written = written if written.startswith("..") else written.lstrip("\\/")
        yield normpath(join(dirname(path), real(written).replace("\\", "/")))
