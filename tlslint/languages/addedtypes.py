"""C# and Visual Basic in PowerShell: here-strings that ``Add-Type`` compiles, there or through a variable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlslint.facts import Setting, Span, Text
from tlslint.regex import regex

_HERE = regex(r"@(['\"])[ \t]{0,80}\r?\n(.*?)\r?\n[ \t]{0,80}\1@", re.DOTALL)
_ASSIGNED = regex(r"\$(\w+)[ \t]{0,80}=[ \t]{0,80}$")
_COMMAND = regex(r"\bAdd-Type\b[^\n]*", re.IGNORECASE)
_BASIC = regex(r"-Language[ \t:]{1,80}['\"]?(?:VisualBasic|VB)\b", re.IGNORECASE)


def scan(s: str) -> Iterator[Setting]:
    """A setting for each piece of code in a script, one character per byte, that a type is made of."""
    commands = [m[0] for m in _COMMAND.finditer(s)]
    if not commands:
        return
    for match in _HERE.finditer(s):
        line = s.rfind("\n", 0, match.start()) + 1
        before = s[line : match.start()]
        if assigned := _ASSIGNED.search(before):
            used = re.compile(rf"\${assigned[1]}\b", re.IGNORECASE)
            command = next((c for c in commands if used.search(c)), "")
        else:
            end = s.find("\n", match.end())
            found = _COMMAND.search(before)
            command = found[0] + s[match.end() : end if end >= 0 else len(s)] if found else ""
        if command:
            language = "vbnet" if _BASIC.search(command) else "csharp"
            span = Span(match.start(2), match.end(2))
            yield Setting(f"code:{language}", Text(match[2], span), span, span)
