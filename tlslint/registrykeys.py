r"""What a value in the registry of Windows says of TLS.

Of a version of Schannel the setting is ``SCHANNEL/Client/Enabled`` (or ``Server``, ``DisabledByDefault``), with
``(off)`` behind it where that switches it off (``(idle)`` where what stands beside it does), and the value is its name; of a mask it is
``WinHttp/DefaultSecureProtocols``, whose value lists the versions; of .NET Framework
``NETFramework/SchUseStrongCrypto``, whose value is the number. Policies of browsers name a version:
``Policies/SSLVersionMin``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tlslint.regex import regex

_SCHANNEL = regex(
    r".*\\SCHANNEL\\Protocols\\((?:SSL|TLS) [0-9]\.[0-9])\\(Client|Server)",
    re.IGNORECASE | re.DOTALL,
)
_FRAMEWORK = regex(r".*\\Microsoft\\\.NETFramework\\v[0-9.]+", re.IGNORECASE | re.DOTALL)
_INTERNET = regex(r".*\\CurrentVersion\\Internet Settings(\\WinHttp)?", re.IGNORECASE | re.DOTALL)
_BROWSER = regex(
    r".*\\Policies\\(?:Google\\Chrome|Chromium|Microsoft\\Edge|Mozilla\\Firefox|BraveSoftware\\Brave)",
    re.IGNORECASE | re.DOTALL,
)
#: What policies of browsers call versions, by the numbers that these have.
_NAMED = {"ssl3": 0x300, "tls1": 0x301, "tls1.1": 0x302, "tls1.2": 0x303, "tls1.3": 0x304}
_CALLED = {number: name for name, number in _NAMED.items()}
_LIMITS = {"sslversionmin": "SSLVersionMin", "sslversionmax": "SSLVersionMax"}
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
#: How the names of settings of the registry begin.
SETTING = "registry:"
#: Stands in a path for what is not known of it.
UNKNOWN = "\0"
_NUMBER = regex(r"0x([0-9a-fA-F]{1,8})|(-?[0-9]{1,10})")


def told(path: str, name: str, number: int) -> tuple[str, str]:
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
    if name in _LIMITS and number in _CALLED and _BROWSER.fullmatch(path):
        return f"Policies/{_LIMITS[name]}", _CALLED[number]
    return "", ""


def words(name: str, versions: str) -> str:
    """What a setting of Schannel does that switches versions off, or is idle beside what does; empty for others."""
    key, mark, end = name.removeprefix(SETTING).partition("(")
    word = key.rpartition("/")[2]
    if not mark or word not in _SWITCHED.values():
        return ""
    side = "servers" if "/Server/" in key else "clients"
    if end == "idle)":
        return f"not off by default, but Enabled 0 beside it switches {versions} off for {side}"
    how = "switched off" if word == "Enabled" else "off by default"
    return f"{versions} is {how} for {side} here"


def mask(versions: Iterable[str]) -> int:
    """The number that stands for some versions."""
    return sum(bit for bit, name in _MASK.items() if name in set(versions))


def number_of(text: str) -> int | None:
    """The number that a text is, as commands take it."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return _NAMED.get(text.strip().lower())
    return int(match[1], 16) if match[1] else int(match[2])
