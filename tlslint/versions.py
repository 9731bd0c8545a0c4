"""The algebra of TLS versions: what a client may negotiate, and how one setting changes it.

Nothing here knows a language, a rule or a policy. DTLS versions map onto their TLS peers
(DTLS 1.0 is TLS 1.1, DTLS 1.2 is TLS 1.2; RFC 6347, section 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from tlslint.regex import regex


class Version(IntEnum):
    """A protocol version; the order is the order of age."""

    SSLv2 = 0
    SSLv3 = 1
    TLSv1_0 = 2
    TLSv1_1 = 3
    TLSv1_2 = 4
    TLSv1_3 = 5

    def __str__(self) -> str:
        return _NAMES[self]


_NAMES = {
    Version.SSLv2: "SSLv2",
    Version.SSLv3: "SSLv3",
    Version.TLSv1_0: "TLSv1.0",
    Version.TLSv1_1: "TLSv1.1",
    Version.TLSv1_2: "TLSv1.2",
    Version.TLSv1_3: "TLSv1.3",
}

Versions = frozenset[Version]

#: all of them, the oldest first; an enumeration is slow to go through
EACH: tuple[Version, ...] = tuple(Version)
ALL: Versions = frozenset(EACH)
NONE: Versions = frozenset()
LOWEST, HIGHEST = min(EACH), max(EACH)

_SPELLING = regex(r"(ssl|dtls|tls)?v?([0-9])(?:[._]([0-9]))?", re.ASCII | re.IGNORECASE)
_TLS = {0: Version.TLSv1_0, 1: Version.TLSv1_1, 2: Version.TLSv1_2, 3: Version.TLSv1_3}
_DTLS = {0: Version.TLSv1_1, 2: Version.TLSv1_2, 3: Version.TLSv1_3}


def parse_version(text: str) -> Version:
    """The version that ``1.2``, ``tls1.2``, ``TLSv1.2``, ``TLSv1`` or ``dtls1.2`` names.

    Raises ValueError for anything else.
    """
    match = _SPELLING.fullmatch(text.strip())
    if match:
        family = (match[1] or "tls").lower()
        major, minor = int(match[2]), int(match[3] or 0)
        if family == "ssl" and minor == 0 and major in (2, 3):
            return Version.SSLv2 if major == 2 else Version.SSLv3
        table = {"tls": _TLS, "dtls": _DTLS}.get(family, {})
        if major == 1 and minor in table:
            return table[minor]
    raise ValueError(f"unknown TLS version {text!r}")


def parse_versions(text: str) -> Versions:
    """A set of versions: ``tls1.0``, a range ``ssl3..tls1.1``, a list ``tls1.0, tls1.2``, ``all`` or ``none``."""
    text = text.strip()
    if text == "all":
        return ALL
    if text == "none":
        return NONE
    found: set[Version] = set()
    for part in text.split(","):
        low, dots, high = part.partition("..")
        first = parse_version(low)
        found |= between(first, parse_version(high) if dots else first)
    return frozenset(found)


def between(low: Version, high: Version) -> Versions:
    """All versions from ``low`` to ``high``, both included; empty where ``low`` is above ``high``."""
    return frozenset(v for v in EACH if low <= v <= high)


def below(version: Version) -> Versions:
    """All versions older than ``version``."""
    return frozenset(v for v in EACH if v < version)


def names(versions: Iterable[Version]) -> list[str]:
    """The names of ``versions``, oldest first."""
    return [str(v) for v in sorted(versions)]


def tells(text: str) -> bool:
    """Whether a text that stands for versions somewhere says so by itself, as ``true`` and ``any`` do not."""
    plain = text.lower()
    number = any(map(str.isdigit, plain)) and not plain.isdigit()
    return number or "tls" in plain or "ssl" in plain
