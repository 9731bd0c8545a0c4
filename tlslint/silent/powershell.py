"""What a line of PowerShell does with ``ServicePointManager.SecurityProtocol`` that sets no versions."""

from __future__ import annotations

import re

from tlslint.facts import Span
from tlslint.languages.net_protocols import (
    given_by,
    kept_by,
    offered_by,
    passed_by,
    remarks,
    saved_by,
    shown_by,
)
from tlslint.regex import regex
from tlslint.silent import powershell_names
from tlslint.silent.ways import listed

_VALUE = r"\[(?:System\.)?Net\.ServicePointManager\]::SecurityProtocol\b"
_READ = regex(_VALUE + r"(?!\s*[+-]?=(?!=))", re.IGNORECASE)
_LESS = regex(_VALUE + r"\s*-=", re.IGNORECASE)
_ASSIGNED = regex(r"^\s*\$(?:\w+:)?(\w+)\s*\+?=(?!=)")
#: The same in the block of a condition on one line.
_CHOSEN = regex(
    r"^[\s}]*(?:if|elseif|else)\b(?:[^{}$\n]|\$(?:\{[^}\n]*\})?)*\{\s*\$(?:\w+:)?(\w+)\s*\+?=(?!=)",
    re.IGNORECASE,
)
#: A parameter of a script or function, with its type and its default.
_PARAMETER = regex(
    r"^\s*(?:param\s*\(\s*)?(?:\[[^\n]*\]\s*)?\[(?:[\w.]+\.)?S(?:ecurityProtocolType|slProtocols)\]\s*"
    r"\$(\w+)\s*(?:[,)]|$)",
    re.IGNORECASE,
)
_KEPT = regex(r"\$\w+\s*\+?=\s*" + _VALUE + r"\s*;?\s*(?:#.*)?$", re.IGNORECASE)
_TESTED = regex(
    r"\.HasFlag\(|-(?:c|i)?(?:eq|ne|lt|gt|le|ge|match|notmatch|like|notlike|contains|in|band)\b",
    re.IGNORECASE,
)
_EQUAL = regex(
    r"\.(?:HasFlag|Equals)\(|\s+-(?:c|i)?(?:eq|ne|lt|gt|le|ge|match|notmatch|like|notlike|contains|in)\b",
    re.IGNORECASE,
)
_LOOP = regex(r"\s*foreach\s*\(\s*\$(\w+)\s+in\s+\$(\w+)\b", re.IGNORECASE)
_CONDITION = regex(r"[\s}]*(?:if|elseif|while|until)\s*\(", re.IGNORECASE)
_VARIABLE = regex(r"\$(\w+)")
_SHOWN = regex(r"^\s*(Write-(?!Output)\w+|echo|Out-Host)\b", re.IGNORECASE)
#: Where Windows and .NET Framework keep for a whole machine what clients may negotiate.
_MACHINE = regex(
    r"\bSCHANNEL\\Protocols|(?<![\w$])(?:SchUseStrongCrypto|SystemDefaultTlsVersions|DisabledByDefault|(?:Default)?SecureProtocols)\b",
    re.IGNORECASE,
)
#: What may stand between the sign of an assignment and a value on the next line.
_GOES_ON = " \t\r\n`(\"'["
_OLD = regex(r"\b(?:Ssl[23]|Tls1?1?)\b", re.IGNORECASE)
#: A type by itself, whose members a pipe asks for.
_LISTED = regex(
    r"\s*\(*\s*\[(?:[\w.]+\.)?(SecurityProtocolType|SslProtocols)\]\s*(?:\||$)", re.IGNORECASE
)
_MOST = regex(r"\[Math\]::(?:Max|Min)\(", re.IGNORECASE)
_REGISTRY = (
    "it is about a key of the registry, by which a whole machine is told what to allow: "
    "nothing that is known to be written here lets clients negotiate an old version"
)


def said(text: bytes, line: Span) -> str:
    """What a line does; empty where it has nothing to do with the setting."""
    script = text.decode("latin-1")
    written = script[line.start : line.end]
    first = len(written) - len(written.lstrip())
    if any(r.start <= line.start + first < r.end for r in remarks(script)):
        return ""
    if told := powershell_names.said(script, line.start, line.end):
        return told
    saved = saved_by(script, line.start, line.end)
    if saved is not None:
        return f"it puts back what line {_line(script, saved)} saved"
    kept = kept_by(script, line.start, line.end)
    below = kept is not None and kept[1] >= line.end
    if kept is not None and below and not script[line.end : kept[1]].strip(_GOES_ON):
        # the value begins right below; what is told of it stands at the first old version
        old = _OLD.search(script, kept[1])
        return f"it sets {kept[0]}: see line {_line(script, old.start() if old else kept[1])}"
    if kept is not None:
        return f"it sets {kept[0]}, which line {_line(script, kept[1])} says: see there"
    offered = offered_by(script, line.start, line.end)
    if offered is not None:
        return f"it is given what line {_line(script, offered[1])} offers ({offered[0]}): see there"
    if _LESS.search(written):
        return "a version is only taken away here from the present value"
    match = _ASSIGNED.match(written) or _CHOSEN.match(written)
    name = match[1] if match else ""
    if name.lower() == "null":
        return "what is called here gives is thrown away; no rule is about the call"
    read = _READ.search(written)
    uses = _uses(script, name, line.end) if name else []
    used = f"used in {listed(uses)}" if uses else "which nothing below it uses"
    if parameter := _PARAMETER.match(written):
        uses = _uses(script, parameter[1], line.end)
        used = f"used in {listed(uses)}" if uses else "which nothing below it uses"
        return f"${parameter[1]} is a parameter without a default here, {used}"
    if name and read and _KEPT.search(written):
        return f"the present value is read here and kept as ${name}, {used}"
    if name and read and _EQUAL.match(written, read.end()):
        return f"the present value is only compared here; ${name} keeps the outcome, {used}"
    if name and (made := _made(script, name, line)):
        return made
    if name and (read or _MOST.search(written)):
        what = "a limit" if _MOST.search(written) else "a value"
        return f"{what} is made here that ${name} holds, {used}" if read or uses else ""
    if listed_type := _LISTED.match(written):
        return f"only the members of {listed_type[1]} are asked for here, to be gone through"
    shown = match[1] if (match := _SHOWN.match(written)) else shown_by(script, line.start, line.end)
    if shown:
        return f"it is only shown, by {shown}"
    if registry := machine(written):
        return registry
    if read:
        tested = "tested" if _TESTED.search(written) else "read"
        return f"the present value is only {tested} here"
    return _plain(script, line, written, name, used)


def _made(script: str, name: str, line: Span) -> str:
    """The statement below a line that sets the versions which its variable holds; empty for none."""
    found = given_by(script, line.start, line.end)
    if found is None:
        return _passed(script, name, line)
    names, at = found
    return f"${name} is {names}: it is what line {_line(script, at)} sets, see there"


def _passed(script: str, name: str, line: Span) -> str:
    """The statement below a line that takes its variable, where what that holds is written elsewhere; empty for none."""
    found = passed_by(script, name, line.end)
    if found is None:
        return ""
    names, at, written = found
    return f"${name} is {names}, as line {_line(script, written)} says: it is what line {_line(script, at)} sets, see there"


def _plain(script: str, line: Span, written: str, name: str, used: str) -> str:
    """What a line does that has nothing to do with the setting: sets a variable, tests, goes through."""
    if name:
        where = "" if _ASSIGNED.match(written) else " where the condition holds"
        return f"${name} is set here{where}, {used}; no rule is about what it is set to"
    if loop := _LOOP.match(written):
        where = _set_in(script, loop[2], line.start)
        return f"${loop[2]}{where} is gone through here, as ${loop[1]}"
    if condition := _CONDITION.match(written):
        asked = _VARIABLE.search(written, condition.end())
        where = _set_in(script, asked[1], line.start) if asked else ""
        return f"it is only a condition{f', about ${asked[1]}{where}' if asked else ''}: no rule is about what is tested"
    return ""


def _set_in(script: str, name: str, end: int) -> str:
    """Where a variable was set last before a line, in brackets; empty for one that is given."""
    pattern = re.compile(
        rf"^[ \t]*\$(?:\w+:)?{re.escape(name)}[ \t]*=(?!=)", re.IGNORECASE | re.MULTILINE
    )
    lines = [_line(script, m.start()) for m in pattern.finditer(script, 0, end)]
    return f" (set in line {lines[-1]})" if lines else ""


def machine(written: str) -> str:
    """What a line is about that names a key of the registry; empty where it names none."""
    return _REGISTRY if _MACHINE.search(written) else ""


def _uses(script: str, name: str, start: int) -> list[int]:
    pattern = re.compile(rf"\$(?:\w+:)?{re.escape(name)}\b", re.IGNORECASE)
    return list(dict.fromkeys(_line(script, m.start()) for m in pattern.finditer(script, start)))


def _line(script: str, at: int) -> int:
    return script.count("\n", 0, at) + 1
