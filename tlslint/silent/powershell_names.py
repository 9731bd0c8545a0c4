"""What a line of PowerShell hands on or lists without a version being set there."""

from __future__ import annotations

import re

from tlslint.languages.net_choices import parameters
from tlslint.languages.net_protocols import absent_by, quoted, setting_in
from tlslint.regex import regex
from tlslint.silent.ways import listed

_HANDSHAKE = regex(
    r"\.(?:Begin)?(AuthenticateAs(?:Client|Server)(?:Async)?)\s*\(([^()\n]*)", re.IGNORECASE
)
_VARIABLE = regex(r"\s*\$(\w+)\s*$")
_CALLED = regex(r"\s*(?:return\b\s*)?(?:\(\s*)?(?:&\s*)?([A-Za-z]\w*(?:-\w+)+)\b", re.IGNORECASE)
_FUNCTION = r"^[ \t]*function\s+(?:\w+:)?{}\b"
_TABLE = regex(r"\$(\w+)\s*=\s*(?:\[\w+\]\s*)?@\{")
_ENTRY = regex(r"\s*['\"]?[\w.-]+['\"]?\s*=")
#: The argument of a handshake that names versions.
_VERSION_AT = 2
#: What is looked at before a line for the table that it is an entry of.
_HEAD = 4000


def said(script: str, start: int, end: int) -> str:
    """What stands between two places; empty where nothing is known of it."""
    written = script[start:end]
    if quoted(script, start, end):
        return "it is part of a quoted text, which nothing runs"
    if absent := absent_by(script, start, end):
        owner, _, member = absent.partition(" ")
        why = "PowerShell takes what is not there as $null, which names no version"
        return f"{owner} has no {member}: {why}"
    shake = _HANDSHAKE.search(written)
    if shake is not None and shake[2].count(",") < _VERSION_AT:
        return _handshake(script, start, shake)
    if choice := _choice(script, start, end):
        return choice
    if entry := _entry(script, start, written):
        return entry
    return _call(script, written)


def _handshake(script: str, start: int, shake: re.Match[str]) -> str:
    alone = _VARIABLE.match(shake[2])
    if alone is not None:
        name = re.escape(alone[1])
        pattern = rf"\${name}\.EnabledSslProtocols\s*="
        if places := [m.start() for m in re.finditer(pattern, script[:start], re.IGNORECASE)]:
            return (
                f"the options that {shake[1]} is given decide: see line {_line(script, places[-1])}"
            )
        if re.search(rf"\${name}\s*=[^\n]*AuthenticationOptions", script, re.IGNORECASE):
            return f"{shake[1]} is given options that name no version: the system chooses"
    return f"{shake[1]} is given no version here: the system chooses"


def _choice(script: str, start: int, end: int) -> str:
    """A value of the set of a parameter."""
    for name, at, texts in parameters(script):
        if any(start <= first < end for first, _ in texts):
            return f"a value that the parameter ${name} allows, {_used(script, name, at + 1 + len(name))}"
    return ""


def _entry(script: str, start: int, written: str) -> str:
    """An entry of a table that a variable holds."""
    if _ENTRY.match(written) is None:
        return ""
    heads = list(_TABLE.finditer(script, max(0, start - _HEAD), start))
    if not heads or "}" in script[heads[-1].end() : start]:
        return ""
    line = _line(script, heads[-1].start())
    close = script.find("}", start)
    used = _used(script, heads[-1][1], close if close >= 0 else start)
    return f"an entry of the table ${heads[-1][1]} (line {line}), {used}"


def _call(script: str, written: str) -> str:
    """A call of a function of the script that sets versions."""
    called = _CALLED.match(written)
    if called is None:
        return ""
    pattern = _FUNCTION.format(re.escape(called[1]))
    function = re.search(pattern, script, re.IGNORECASE | re.MULTILINE)
    if function is None:
        return ""
    line = _line(script, function.start())
    at = setting_in(script, function.end())
    sets = f", which sets versions in line {_line(script, at)}" if at >= 0 else ""
    return f"{called[1]} is called here, the function of line {line}{sets}"


def _used(script: str, name: str, start: int) -> str:
    pattern = re.compile(rf"\$(?:\w+:)?{re.escape(name)}\b", re.IGNORECASE)
    uses = dict.fromkeys(_line(script, m.start()) for m in pattern.finditer(script, start))
    return f"used in {listed(list(uses))}" if uses else "which nothing below it uses"


def _line(script: str, at: int) -> int:
    return script.count("\n", 0, at) + 1
