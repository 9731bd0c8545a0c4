r"""Resources of PowerShell's Desired State Configuration that write TLS versions into the registry of Windows.

``Registry x { Key = '…'; ValueName = 'Enabled'; ValueData = '1' }``, and those of SChannelDsc, which write keys that
they do not name: ``Protocol``, ``SChannelProtocolClient``, ``SChannelProtocolServer``, ``SChannelSettings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from tlslint.facts import Span
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_members import entry_in
from tlslint.languages.net_texts import Texts
from tlslint.languages.net_writes import Write
from tlslint.regex import regex
from tlslint.registrykeys import mask, number_of
from tlslint.rows import NamedTuple

_RESOURCE = regex(
    r"(?<![\w$.\\-])(?:(?P<plain>x?Registry|RegistryPolicyFile)|(?P<protocol>Protocol)"
    r"|SChannelProtocol(?P<side>Client|Server)|(?P<settings>SChannelSettings))"
    r"[ \t]+(?:'[^'\n]*'|\"[^\"\n]*\"|\$?[\w.-]+)\s*(?=\{)",
    re.IGNORECASE,
)
_PROTOCOLS = r"HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols"
_WINHTTP = r"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\WinHttp"
_FRAMEWORK = r"HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319"
#: https://github.com/dsccommunity/SChannelDsc/blob/main/source/Enum/005.SChannelSslProtocols.ps1
_NAMES = {
    "ssl2": "SSL 2.0",
    "ssl3": "SSL 3.0",
    "tls": "TLS 1.0",
    "tls11": "TLS 1.1",
    "tls12": "TLS 1.2",
    "tls13": "TLS 1.3",
}
#: https://github.com/dsccommunity/SChannelDsc/blob/main/source/DSCResources/DSC_SChannelSettings
_STATES = {"enabled": 1, "disabled": 0}
_MAX_RESOURCES = 2000


class Given(NamedTuple):
    """What a property is given: where that is written, and what it may be."""

    start: int
    end: int
    texts: list[str]


class Resource:
    """One resource, with the properties in its braces."""

    def __init__(self, texts: Texts, match: re.Match[str], base: int) -> None:
        self.texts, self.base = texts, base
        self.at, self.brace = match.start(), match.end()

    def given(self, name: str) -> Given:
        """What a property is given; no text where it is not given, or not known."""
        start = entry_in(self.texts.script, self.brace, name)
        if start < 0:
            return Given(start, start, [])
        found, first, end = self.texts.value(start)
        return Given(first, end, found)

    def says(self, name: str) -> str:
        """What a property is, in lower case, where it is one thing."""
        texts = self.given(name).texts
        return texts[0].lower() if len(texts) == 1 else ""

    def write(self, paths: list[str], names: list[str], number: int, place: Given) -> Write:
        """What it writes because of a property."""
        span = Span(self.base + place.start, self.base + place.end)
        element = Span(self.base + self.at, span.end)
        return Write(paths, names, (number,), span, element, (self.brace,))


def resources(
    script: Script, texts: Texts, base: int, hidden: Callable[[int], bool]
) -> Iterator[Write]:
    """What the resources of a script write that begins at byte ``base``, but for those that are ``hidden``."""
    for match in islice(_RESOURCE.finditer(script.s), _MAX_RESOURCES):
        if hidden(match.start()):
            continue
        one = Resource(texts, match, base)
        if match["plain"]:
            yield from _registry(one)
        elif match["protocol"]:
            yield from _protocol(one)
        elif match["side"]:
            yield from _sided(one, match["side"].capitalize())
        else:
            yield from _settings(one)


def _registry(one: Resource) -> Iterator[Write]:
    """https://learn.microsoft.com/powershell/dsc/reference/psdscresources/resources/registry/registry."""
    data = one.given("ValueData")
    numbers = {_number(text, one.says("Hex") == "1") for text in data.texts}
    number = numbers.pop() if len(numbers) == 1 else None
    if number is not None and one.says("Ensure") != "absent":
        yield one.write(one.given("Key").texts, one.given("ValueName").texts, number, data)


def _number(text: str, hexadecimal: bool) -> int | None:
    return number_of(f"0x{text.removeprefix('0x')}" if hexadecimal else text)


def _protocol(one: Resource) -> Iterator[Write]:
    """https://www.powershellgallery.com/packages/SChannelDsc/1.6.0/Content/DSCResources/DSC_Protocol."""
    state, on = one.given("State"), _STATES.get(one.says("State"))
    sides = ("Client", "Server") if one.says("IncludeClientSide") == "1" else ("Server",)
    for side in sides if on is not None else ():
        paths = [rf"{_PROTOCOLS}\{name}\{side}" for name in one.given("Protocol").texts]
        yield one.write(paths, ["Enabled"], int(on or 0), state)


def _sided(one: Resource, side: str) -> Iterator[Write]:
    for name, on in _STATES.items():
        given = one.given(f"Protocols{name}")
        known = [_NAMES[text.lower()] for text in given.texts if text.lower() in _NAMES]
        paths = [rf"{_PROTOCOLS}\{version}\{side}" for version in known]
        yield one.write(paths, ["Enabled"], on, given)


def _settings(one: Resource) -> Iterator[Write]:
    listed = one.given("WinHttpDefaultSecureProtocols")
    versions = [f"{text[:3]} {text[3:]}".upper() for text in listed.texts]
    if versions:
        yield one.write([_WINHTTP], ["DefaultSecureProtocols"], mask(versions), listed)
    if one.says("TLS12State") == "disabled":
        names = ["SchUseStrongCrypto", "SystemDefaultTlsVersions"]
        yield one.write([_FRAMEWORK], names, 0, one.given("TLS12State"))
