"""What scripts write into the registry of Windows about TLS, and files of it (``.reg``).

``Set-ItemProperty``, ``New-ItemProperty``, ``reg add``. Of a version of Schannel the setting is
``registry:SCHANNEL/Client/Enabled`` (or ``Server``, ``DisabledByDefault``), with ``(off)`` behind it where
that switches it off, and the value is its name; of a mask it is ``registry:WinHttp/DefaultSecureProtocols``, whose value
lists the versions; of .NET Framework ``registry:NETFramework/SchUseStrongCrypto``, whose value is the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from tlslint.facts import KEY, Setting, Span, Text
from tlslint.languages.flat import Marks, flat, lines
from tlslint.languages.net_expressions import Script
from tlslint.regex import regex

#: Words of which a text has one, in lower case, that writes something of the registry.
WORDS = ("itemproperty", "reg add", "reg.exe")
_KEYS = ("schannel", ".netframework", "internet settings")
_COMMAND = regex(
    r"(?<![\w-])(?P<power>(?:Set|New)-ItemProperty)\b|(?<![\w.])reg(?:\.exe)?\s+add\b",
    re.IGNORECASE,
)
#: A parameter, a text or a word of a command; what continues a line is blank. PowerShell takes U+2013 to
#: U+2015, which editors make of a hyphen, for one (CharTraits.IsDash).
_PART = regex(
    r"(?P<blank>[ \t\r]+|[`^][ \t]*\r?\n)|(?P<name>(?:-|\xe2\x80[\x93-\x95])(?=[A-Za-z])[A-Za-z0-9_]+:?|/\w+)"
    r"|\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<word>[^\s;|&{}()'\"`]+)"
)
#: https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty
_NAMED = {"path": "path", "literalpath": "path", "name": "name", "value": "value"}
_SWITCHES = frozenset({"force", "passthru", "confirm", "whatif", "verbose", "f"})
_PLACES = ("path", "name", "value")
_SCHANNEL = regex(
    r".*\\SCHANNEL\\Protocols\\((?:SSL|TLS) [0-9]\.[0-9])\\(Client|Server)", re.IGNORECASE
)
_FRAMEWORK = regex(r".*\\Microsoft\\\.NETFramework\\v[0-9.]+", re.IGNORECASE)
_INTERNET = regex(r".*\\CurrentVersion\\Internet Settings(\\WinHttp)?", re.IGNORECASE)
_VARIABLE = regex(r"\$(?:\(\s*\$(\w+)\s*\)|\{(\w+)\}|(\w+))")
_NUMBER = regex(r"0x([0-9a-fA-F]{1,8})|(-?[0-9]{1,10})")
_MASK = {
    8: "SSL 2.0",
    32: "SSL 3.0",
    128: "TLS 1.0",
    512: "TLS 1.1",
    2048: "TLS 1.2",
    8192: "TLS 1.3",
}
_SWITCHED = {"enabled": "Enabled", "disabledbydefault": "DisabledByDefault"}
_STRONG = {
    name.lower(): f"NETFramework/{name}"
    for name in ("SchUseStrongCrypto", "SystemDefaultTlsVersions")
}
#: What is followed of one command: values of its texts, their length, variables in them, parameters.
_MAX_WAYS, _MAX_TEXT, _MAX_VARIABLES, _MAX_PARTS = 16, 500, 4, 60
_SECTION = regex(r"\[(HKEY_[^\]]+)\]")
_ENTRY = regex(r'"(?P<name>[^"]+)"\s*=\s*dword:(?P<value>[0-9a-fA-F]{1,8})\b', re.IGNORECASE)


class Write(NamedTuple):
    """What is written at one place: under each of ``names`` of each of ``paths``, in these blocks of the script."""

    paths: Sequence[str]
    names: Sequence[str]
    number: int
    span: Span
    element: Span
    blocks: tuple[int, ...] = ()


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """What a file of the registry writes."""
    s, section = flat(text), ""
    found: list[Write] = []
    for start, end in lines(s):
        if head := _SECTION.match(s, start, end):
            section = head[1]
        elif (entry := _ENTRY.match(s, start, end)) is not None:
            span, element = Span(*entry.span("value")), Span(*entry.span())
            number = int(entry["value"], 16)
            found.append(Write((section,), (entry["name"],), number, span, element))
    return list(_settings(found))


def comments(text: bytes) -> list[Span]:
    """The lines that begin with ``;``."""
    s = flat(text)
    return [Span(start, end) for start, end in lines(s) if s.startswith(";", start)]


def scan(s: str, base: int, hidden: Callable[[int], bool], wanted: Marks) -> Iterator[Setting]:
    """What the commands in a text write that begins at byte ``base``; those are left out that are ``hidden``."""
    lower = s.lower()
    if any(key in lower for key in _KEYS) and wanted.held(base, base + len(s)):
        script = Script(s)
        yield from _settings(list(_writes(script, base, hidden)))


def _writes(script: Script, base: int, hidden: Callable[[int], bool]) -> Iterator[Write]:
    s = script.s
    for match in _COMMAND.finditer(s):
        at = match.start()
        if hidden(at):
            continue
        given, end = _given(s, match)
        if not all(place in given for place in _PLACES):
            continue
        path, name, value = (s[slice(*given[place])] for place in _PLACES)
        number = _number(script, value, at)
        if number is not None:
            span = Span(base + given["value"][0], base + given["value"][1])
            paths, names = _said(script, path, at), _said(script, name, at)
            element = Span(base + at, base + end)
            yield Write(paths, names, number, span, element, script.blocks(at))


def _given(s: str, match: re.Match[str]) -> tuple[dict[str, tuple[int, int]], int]:
    """Where the path, the name and the value stand that a command is given, and where it ends."""
    given: dict[str, tuple[int, int]] = {}
    power, at, end, wanted = bool(match["power"]), match.end(), match.end(), ""
    for _ in range(_MAX_PARTS):
        part = _PART.match(s, at)
        if part is None:
            break
        at = part.end()
        if part["blank"]:
            continue
        end = at
        if part["name"] and not (wanted and not power):
            word = part["name"].lstrip("-/\xe2\x80\x93\x94\x95").rstrip(":").lower()
            wanted = "" if word in _SWITCHES else _parameter(word, power) or "-"
            continue
        place = wanted or next((p for p in _PLACES if p not in given), "-")
        if not power and not wanted:
            place = "path"
        kind = "double" if part["double"] is not None else "single"
        given.setdefault(place, part.span(kind) if part[kind] is not None else part.span())
        wanted = ""
    return given, end


def _parameter(word: str, power: bool) -> str:
    """What a parameter gives: the path, the name, the value; empty for any other."""
    if not power:
        return {"v": "name", "d": "value"}.get(word, "")
    return next((role for name, role in _NAMED.items() if name.startswith(word)), "")


def _said(script: Script, text: str, at: int) -> list[str]:
    """What a text may be, with the variables in it that the script sets."""
    ways = [text]
    variables = list(islice(_VARIABLE.finditer(text[:_MAX_TEXT]), _MAX_VARIABLES + 1))
    if len(text) > _MAX_TEXT or len(variables) > _MAX_VARIABLES:
        return []
    for match in reversed(variables):
        name = (match[1] or match[2] or match[3]).lower()
        values = [n for said in script.variable(name, at) for n in said.names or ()]
        ways = [
            w[: match.start()] + value + w[match.end() :]
            for w, value in product(ways, dict.fromkeys(values))
        ][:_MAX_WAYS]
    return ways


def _number(script: Script, text: str, at: int) -> int | None:
    """The number that a value is, or that a variable has whatever happens."""
    variable = _VARIABLE.fullmatch(text)
    if variable is not None and variable[3]:
        ways = script.variable(variable[3].lower(), at)
        texts = {script.s[way.start : way.end].strip(" \"'") for way in ways}
        text = texts.pop() if len(texts) == 1 else ""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return int(match[1], 16) if match[1] else int(match[2])


def _settings(written: list[Write]) -> Iterator[Setting]:
    """What is written into keys of TLS; to what is switched off beside it, no default matters."""
    off = {
        (path.lower(), each.blocks)
        for each in written
        if not each.number and "enabled" in map(str.lower, each.names)
        for path in each.paths
    }
    for each in written:
        found: dict[str, list[str]] = {}
        for path, name in islice(product(each.paths, each.names), _MAX_WAYS):
            key, value = _told(path, name, each.number)
            offered = key.endswith("Default")
            if key and not (offered and (path.lower(), each.blocks) in off):
                found.setdefault(key, []).append(value)
        for key, values in found.items():
            said = Text(",".join(dict.fromkeys(values)), each.span)
            subject = f"{KEY}{' '.join(each.paths).lower()} {each.blocks}"
            yield Setting(f"registry:{key}", said, each.span, each.element, subject)


def _told(path: str, name: str, number: int) -> tuple[str, str]:
    """The name and the value of the setting that a number is; empty where the key is none of TLS."""
    path, name = path.rstrip("\\"), name.lower()
    if version := _SCHANNEL.fullmatch(path):
        word = _SWITCHED.get(name)
        off = "" if (number != 0) == (word == "Enabled") else "(off)"
        key = f"SCHANNEL/{version[2].capitalize()}/{word}{off}" if word else ""
        return key, version[1].upper()
    if _FRAMEWORK.fullmatch(path):
        return _STRONG.get(name, ""), str(number)
    if internet := _INTERNET.fullmatch(path):
        own = "DefaultSecureProtocols" if internet[1] else "SecureProtocols"
        names = ",".join(v for bit, v in _MASK.items() if number & bit)
        return f"WinHttp/{own}" if name == own.lower() else "", names
    return "", ""
