"""What a line of PowerShell does with ``ServicePointManager.SecurityProtocol`` that sets no versions."""

from __future__ import annotations

import re

from tlslint.facts import Span
from tlslint.languages.net_protocols import kept_by, remarks, saved_by, shown_by
from tlslint.regex import regex
from tlslint.silent.ways import listed

_VALUE = r"\[(?:System\.)?Net\.ServicePointManager\]::SecurityProtocol\b"
_READ = regex(_VALUE + r"(?!\s*\+?=(?!=))", re.IGNORECASE)
_ASSIGNED = regex(r"^\s*\$(?:\w+:)?(\w+)\s*=(?!=)")
#: A parameter of a script or function, with its type and its default.
_PARAMETER = regex(
    r"^\s*(?:param\s*\(\s*)?(?:\[[^\n]*\]\s*)?\[(?:[\w.]+\.)?S(?:ecurityProtocolType|slProtocols)\]\s*"
    r"\$(\w+)\s*(?:[,)]|$)",
    re.IGNORECASE,
)
_KEPT = regex(r"\$\w+\s*=\s*" + _VALUE + r"\s*;?\s*(?:#.*)?$", re.IGNORECASE)
_TESTED = regex(
    r"\.HasFlag\(|-(?:c|i)?(?:eq|ne|lt|gt|le|ge|match|notmatch|like|notlike|contains|in)\b",
    re.IGNORECASE,
)
_SHOWN = regex(r"^\s*(Write-(?!Output)\w+|echo|Out-Host)\b", re.IGNORECASE)
#: Where Windows and .NET Framework keep for a whole machine what clients may negotiate.
_MACHINE = regex(
    r"\bSCHANNEL\\Protocols|\b(?:SchUseStrongCrypto|SystemDefaultTlsVersions|DisabledByDefault)\b",
    re.IGNORECASE,
)
_MOST = regex(r"\[Math\]::(?:Max|Min)\(", re.IGNORECASE)
_REGISTRY = "it is about a key of the registry, which holds for a whole machine: what machines allow is not judged"


def said(text: bytes, line: Span) -> str:
    """What a line does; empty where it has nothing to do with the setting."""
    script = text.decode("latin-1")
    written = script[line.start : line.end]
    first = len(written) - len(written.lstrip())
    if any(r.start <= line.start + first < r.end for r in remarks(script)):
        return ""
    saved = saved_by(script, line.start, line.end)
    if saved is not None:
        return f"it puts back what line {_line(script, saved)} saved"
    kept = kept_by(script, line.start, line.end)
    if kept is not None:
        return f"it sets {kept[0]}, which line {_line(script, kept[1])} says: see there"
    name = match[1] if (match := _ASSIGNED.match(written)) else ""
    read = _READ.search(written)
    uses = _uses(script, name, line.end) if name else []
    used = f"used in {listed(uses)}" if uses else "which nothing below it uses"
    if parameter := _PARAMETER.match(written):
        uses = _uses(script, parameter[1], line.end)
        used = f"used in {listed(uses)}" if uses else "which nothing below it uses"
        return f"${parameter[1]} is a parameter without a default here, {used}"
    if name and read and _KEPT.search(written):
        return f"the present value is read here and kept as ${name}, {used}"
    if name and (read or _MOST.search(written)):
        what = "a limit" if _MOST.search(written) else "a value"
        return f"{what} is made here that ${name} holds, {used}" if read or uses else ""
    shown = match[1] if (match := _SHOWN.match(written)) else shown_by(script, line.start, line.end)
    if shown:
        return f"it is only shown, by {shown}"
    if registry := machine(written):
        return registry
    if read:
        tested = "tested" if _TESTED.search(written) else "read"
        return f"the present value is only {tested} here"
    return ""


def machine(written: str) -> str:
    """What a line is about that names a key of the registry; empty where it names none."""
    return _REGISTRY if _MACHINE.search(written) else ""


def _uses(script: str, name: str, start: int) -> list[int]:
    pattern = re.compile(rf"\$(?:\w+:)?{re.escape(name)}\b", re.IGNORECASE)
    return list(dict.fromkeys(_line(script, m.start()) for m in pattern.finditer(script, start)))


def _line(script: str, at: int) -> int:
    return script.count("\n", 0, at) + 1
