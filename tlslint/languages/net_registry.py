"""What scripts write into the registry of Windows about TLS, and files of it (``.reg``).

Of a version of Schannel the setting is
``registry:SCHANNEL/Client/Enabled`` (or ``Server``, ``DisabledByDefault``), with ``(off)`` behind it where
that switches it off, and the value is its name; of a mask it is ``registry:WinHttp/DefaultSecureProtocols``, whose value
lists the versions; of .NET Framework ``registry:NETFramework/SchUseStrongCrypto``, whose value is the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from tlslint.facts import KEY, Setting, Span, Text
from tlslint.languages.flat import Marks, Names, flat, lines
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_writes import Write, writes
from tlslint.regex import regex

_KEYS = ("schannel", ".netframework", "internet settings")
_SCHANNEL = regex(
    r".*\\SCHANNEL\\Protocols\\((?:SSL|TLS) [0-9]\.[0-9])\\(Client|Server)", re.IGNORECASE
)
_FRAMEWORK = regex(r".*\\Microsoft\\\.NETFramework\\v[0-9.]+", re.IGNORECASE)
_INTERNET = regex(r".*\\CurrentVersion\\Internet Settings(\\WinHttp)?", re.IGNORECASE)
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
#: Keys and names of one command.
_MAX_WAYS = 16
_SECTION = regex(r"\[(HKEY_[^\]]+)\]")
_ENTRY = regex(r'"(?P<name>[^"]+)"\s*=\s*dword:(?P<value>[0-9a-fA-F]{1,8})\b', re.IGNORECASE)


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


def scan(
    s: str, base: int, hidden: Callable[[int], bool], wanted: Marks, names: Names
) -> Iterator[Setting]:
    """What the commands in a text write that begins at byte ``base``; those are left out that are ``hidden``."""
    lower = s.lower()
    if any(key in lower for key in _KEYS) and wanted.held(base, base + len(s)):
        script = Script(s)
        yield from _settings(list(writes(script, base, hidden, names)))


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
