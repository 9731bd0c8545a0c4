"""The words of an expression of PowerShell, and what they say of TLS versions."""

from __future__ import annotations

import re
from collections.abc import Callable

from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.rows import NamedTuple

TOKEN = regex(
    r"""(?P<blank>[ \t\r\f]+|`[ ]*\\?\r?\n|\\\r?\n)"""
    r"""|(?P<string>'[^'\n]*'|"[^"\n]*")"""
    r"""|\[(?P<type>[\w.]+)\](?:\s*::\s*(?:(?P<member>\w+)|(?=\$\w|\$\(\s*\$\w))|\.(?P<listed>GetEnum(?:Names|Values))\(\))?"""
    r"""|\$(?P<paren>\(\s*\$)?(?:(?:local|script|global|private):)?(?P<variable>\w+)(?:\s*::\s*(?P<static>\w+)"""
    r"""|\.(?P<key>(?!value__|ToString\b|Split\b)\w+)\b(?!\s*\()|\[\s*['"](?P<item>\w+)['"]\s*\])?(?(paren)\s*\))"""
    r"""|(?P<number>0x[0-9a-fA-F]{1,8}|[0-9]{1,9})\b"""
    r"""|(?P<suffix>\.(?:value__|ToString\(\)|Split\([^()\n]{0,40}\)))|-(?P<operator>\w+)|(?P<word>\w+)|(?P<other>.|\n)""",
    re.VERBOSE | re.IGNORECASE,
)
NAMED = regex(r"\b(Ssl3|Tls(?:1[123])?)\b", re.IGNORECASE)
_BITS = {48: "Ssl3", 192: "Tls", 768: "Tls11", 3072: "Tls12", 12288: "Tls13"}
#: The names of the enumeration, oldest first.
ALL = tuple(_BITS.values())
ENUMERATIONS = frozenset({"securityprotocoltype", "sslprotocols", "websslprotocol"})
MEMBERS = frozenset({"systemdefault", "none", "default", "ssl2", *(n.lower() for n in ALL)})
LISTING = frozenset({"getnames", "getvalues"})


class Said(NamedTuple):
    """What an expression names; ``reads`` where it includes the present value. None: it is not known.

    ``start`` and ``end`` are where that is written. ``ways`` are the values that a lone variable
    may have, each where it is assigned; ``offers`` those that a parameter allows. ``absent`` is a
    member that the enumeration does not have: it is ``$null``, which says nothing. ``written`` is where a
    lone variable stands, whose value is written elsewhere; ``defined`` is that place
    where another file says it. ``each`` is a list whose items are taken one by one.
    """

    names: tuple[str, ...] | None
    reads: bool
    start: int
    end: int
    ways: tuple[Said, ...] = ()
    offers: tuple[Said, ...] = ()
    absent: str = ""
    written: tuple[int, int] = (-1, -1)
    defined: tuple[str, bytes, Span] | None = None
    each: bool = False


#: What other scripts give a variable.
Others = Callable[[str], Said | None]


def beside(variables: list[Said], own: Said) -> Said:
    """What is written at one place, ``own``, with what variables have that stand there.

    Where all of it is added to the present value, each place adds what is written there.
    """
    every = (*(n for w in variables for n in w.names or ()), *(own.names or ()))
    reads = own.reads or any(w.reads for w in variables)
    ways: tuple[Said, ...] = ()
    if reads:
        told = [x for w in (*variables, own) for x in w.ways or (w,) if x.names]
        ways = tuple(x._replace(reads=True) for x in told) if len(told) > 1 else ()
    return Said(tuple(dict.fromkeys(every)), reads, own.start, own.end, ways)


def either(ways: list[Said]) -> Said:
    """One of several values, each where it is written."""
    if len(ways) == 1:
        return ways[0]
    names = tuple(dict.fromkeys(n for w in ways for n in w.names or ()))
    lone = tuple(x for w in ways for x in w.ways or (w,))
    return Said(names, any(w.reads for w in ways), lone[0].start, lone[0].end, lone)


def is_enumeration(name: str) -> bool:
    """Whether a type, in any case, is one of the enumerations of versions."""
    return name.lower().rpartition(".")[2] in ENUMERATIONS


def bits(number: int) -> list[str]:
    """The versions that a number stands for; the number where it names none."""
    return [name for bit, name in _BITS.items() if number & bit == bit] or [str(number)]
