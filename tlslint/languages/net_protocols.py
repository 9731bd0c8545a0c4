"""What PowerShell gives ServicePointManager and its web cmdlets: ``scan`` finds it in any script or command line.

A statement becomes one setting, whose value lists the names of the versions:
``System.Net.ServicePointManager.SecurityProtocol`` where they replace what was set before, with
``(added)`` where they are added to it, ``System.Net.Security.SslStream.AuthenticateAsClient@2`` (or
``AuthenticateAsServer@2``) for one handshake, and ``Invoke-WebRequest@SslProtocol`` for the parameter of the cmdlets. What takes
versions away, or is not known, has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tlslint.facts import Setting, Span, Text
from tlslint.languages.flat import Marks, text_of
from tlslint.regex import regex

SETTING = "System.Net.ServicePointManager.SecurityProtocol"
PARAMETER = "Invoke-WebRequest@SslProtocol"
HANDSHAKES = {
    side: f"System.Net.Security.SslStream.AuthenticateAs{side}@2" for side in ("Client", "Server")
}

_STATEMENT = regex(
    r"\[\s*(?:System\.)?Net\.ServicePointManager\s*\]\s*::\s*SecurityProtocol\s*(\+?=)(?!=)"
    r"|(?P<parameter>-SslProtocol)[ \t:]+(?![ \t])"
    r"|\.AuthenticateAs(?P<handshake>Client|Server)(?:Async)?\s*\((?:[^(),\n;]*,){2}",
    re.IGNORECASE,
)
_ASSIGNED = regex(r"\$(?:\w+:)?(\w+)[ \t]*=(?!=)")
_TOKEN = regex(
    r"""(?P<blank>[ \t\r\f]+|`\r?\n)"""
    r"""|(?P<string>'[^'\n]*'|"[^"\n]*")"""
    r"""|\[(?P<type>[\w.]+)\](?:\s*::\s*(?P<member>\w+))?"""
    r"""|\$(?:(?:local|script|global|private):)?(?P<variable>\w+)"""
    r"""|(?P<number>0x[0-9a-fA-F]{1,8}|[0-9]{1,9})\b"""
    r"""|-(?P<operator>\w+)|(?P<word>\w+)|(?P<other>.|\n)""",
    re.VERBOSE | re.IGNORECASE,
)
_LITERAL = regex(r"""(['"])([^'"\n]*)\1""")
_BITS = {48: "Ssl3", 192: "Tls", 768: "Tls11", 3072: "Tls12", 12288: "Tls13"}
#: What ends a statement; a line end does not behind an operator.
_ENDS = "\n;}|&#"
#: Tokens of one value at most.
_MAX_TOKENS = 200


class Said(NamedTuple):
    """What an expression names; ``reads`` where it includes the present value. None: it is not known.

    ``start`` and ``end`` are where that is written: of a lone variable where it is assigned.
    """

    names: tuple[str, ...] | None
    reads: bool
    start: int
    end: int


def scan(s: str, base: int, wanted: Marks) -> Iterator[Setting]:
    """The settings in a text that begins at byte ``base`` of the file."""
    variables: dict[str, Said | None] | None = None
    for match in _STATEMENT.finditer(s):
        if not wanted.held(base + match.start(), base + match.end()):
            continue
        if variables is None:
            variables = _variables(s)
        word, side = match["parameter"] is not None, match["handshake"]
        said = _expression(s, match.end(), variables, word=word, argument=side is not None)
        name = PARAMETER if word else HANDSHAKES[side.capitalize()] if side else SETTING
        subject = f"{name} {match.start()}"
        if not said.names:
            place = Span(base + match.start(), base + match.end())
            yield Setting(name, None, place, place, subject)
            continue
        written = text_of(s, *_trimmed(s, said.start, said.end), base)
        literal = _LITERAL.fullmatch(written.value)
        value = Text(literal[2] if literal else ", ".join(said.names), written.span)
        if name == SETTING and (said.reads or match[1] == "+="):
            name += "(added)"
        end = max(written.span.end, base + match.end())
        inside = base + match.start() <= written.span.start
        element = Span(base + match.start(), end if inside else base + match.end())
        yield Setting(name, value, value.span, element, subject)


def _trimmed(s: str, start: int, end: int) -> tuple[int, int]:
    piece = s[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _variables(s: str) -> dict[str, Said | None]:
    """What variables are that are assigned once; None for others."""
    found: dict[str, Said | None] = {}
    for match in _ASSIGNED.finditer(s):
        name = match[1].lower()
        found[name] = None if name in found else _expression(s, match.end(), {})
    return found


def _expression(
    s: str,
    start: int,
    variables: Mapping[str, Said | None],
    *,
    word: bool = False,
    argument: bool = False,
) -> Said:
    """What is written from ``start`` on: a parameter's value is one ``word``, a comma ends an ``argument``."""
    names: list[str] = []
    reads, depth, operand = False, 0, False
    at = end = start
    after = "),"[: 1 + argument]  # what ends it outside of parentheses
    operands = 0
    alone: Said | None = None
    for _ in range(_MAX_TOKENS):
        token = _TOKEN.match(s, at)
        if token is None:
            break
        kind = token.lastgroup
        if kind == "blank":
            if word and operand and not s.startswith(",", token.end()):
                break
            at = token.end()
            continue
        if kind == "other" and token[0] == "\n" and (depth or not operand):
            at = token.end()
            continue
        # two operands side by side: a second argument, or the end of a command line in quotes
        ends = operand and (kind in ("string", "variable", "number") or token[0] in "'\"")
        at = token.end()
        if word and operand and token[0] == "," and not depth:
            operand = False  # of an array
            continue
        if ends or (kind == "other" and token[0] in _ENDS + ("" if depth else after)):
            break
        operand = kind in ("string", "variable", "number", "member")
        operands += operand
        if kind == "string":
            names += [n.strip() for n in token[0][1:-1].split(",") if n.strip()]
        elif kind == "number":
            text = token[0].lower()
            # a leading zero says nothing in PowerShell
            names += _named(int(text, 16 if text.startswith("0x") else 10))
        elif kind == "variable":
            known = variables.get(token["variable"].lower())
            if known is None or known.names is None:
                return Said(None, reads, start, at)
            names += known.names
            reads = reads or known.reads
            alone = known
        elif kind in ("type", "member"):
            owner, member = token["type"].lower().rpartition(".")[2], token["member"]
            if owner == "servicepointmanager" and member:
                reads = True
            elif owner in ("securityprotocoltype", "sslprotocols") and member:
                names.append(member)
            elif owner not in ("securityprotocoltype", "sslprotocols", "enum", "int", "string"):
                return Said(None, reads, start, at)
            operand = operand and owner != "enum"
        elif kind == "word" and word:
            names.append(token[0])
            operand = True
        elif kind == "operator" and token["operator"].lower() == "bor":
            operand = False
        elif kind == "other" and token[0] == "@" and s.startswith("(", at):
            continue  # an array
        elif kind == "other" and token[0] in "(),+":
            depth += (token[0] == "(") - (token[0] == ")")
            operand = token[0] == ")"
        else:
            return Said(None, reads, start, at)
        end = at
    if alone is not None and operands == 1:
        return Said(tuple(names), reads, alone.start, alone.end)
    return Said(tuple(names), reads, start, end)


def _named(number: int) -> list[str]:
    return [name for bit, name in _BITS.items() if number & bit == bit] or [str(number)]
