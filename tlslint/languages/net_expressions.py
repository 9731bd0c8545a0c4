"""Expressions of PowerShell that name TLS versions: what they name, through variables, loops and pipes."""

from __future__ import annotations

import re

from tlslint.languages.net_filters import FILTER, kept
from tlslint.languages.net_variables import Variables
from tlslint.languages.net_words import (
    ALL,
    ENUMERATIONS,
    LISTING,
    MEMBERS,
    NAMED,
    TOKEN,
    Said,
    beside,
    bits,
    is_enumeration,
)
from tlslint.regex import regex

#: A command and what it is given.
_COMMAND = regex(r"(?P<name>[\w-]+)[^\n;|{})]*")
#: What lists the names of an enumeration to choose from.
_LISTED = regex(
    r"[\s(]*\[(?:[\w.]+\.)?(?:SecurityProtocolType|SslProtocols|WebSslProtocol)\]\s*"
    r"\|\s*(?:Get-Member|gm)\b[^|()\n;]*",
    re.IGNORECASE,
)
_PIPE = regex(r"[ \t\r\n]*\|")
_PASSING = regex(r"\|\s*(?:Sort-Object|Select-Object|sort|select)\b[^|;\n{}]*", re.IGNORECASE)
#: What ends a statement; a line end does not behind an operator. What it gives may go to a file.
_ENDS = "\n;}|&#>"
#: Tokens of one value at most.
_MAX_TOKENS = 200
#: What a separator stands behind: a list becomes a text, a text a list.
_SEPARATED = frozenset({"join", "split", "csplit", "isplit"})


class Script(Variables):
    """One script, whose values are read."""

    def piped(self, start: int, *, argument: bool = False, seen: int = -1) -> Said:
        """The value written from ``start`` on, and what filters leave of it."""
        if (chosen := self.choice(start)) is not None:
            return chosen
        if members := _LISTED.match(self.s, start):
            end = members.end()
            offer = Said(ALL, False, self.s.index("[", start), end)
            said = Said((), False, offer.start, end, offers=(offer,))
        else:
            said = self.expression(start, argument=argument, seen=seen)
        first, at = said.written if said.written[1] >= 0 else (said.start, said.end)
        while said.names is not None and (pipe := _PIPE.match(self.s, at)) is not None:
            at = pipe.end() - 1
            filtered = FILTER.match(self.s, at)
            match = filtered or _PASSING.match(self.s, at)
            if match is None:
                break
            if filtered:
                by = (match[1] or match[3]).lower(), match[2] or match[4] or ""
                offers = (
                    o._replace(names=kept(o.names or (), *by, self.lines)) for o in said.offers
                )
                said = said._replace(
                    names=kept(said.names, *by, self.lines), ways=(), offers=tuple(offers)
                )
            at = match.end()
            said = said._replace(start=first, end=at, written=(-1, -1))
        return said

    def expression(
        self, start: int, *, word: bool = False, argument: bool = False, seen: int = -1
    ) -> Said:
        """What is written from ``start`` on: a parameter's value is one ``word``, a comma ends an ``argument``.

        Variables have the values that they have at ``seen``, else where they stand.
        """
        s = self.s
        names: list[str] = []
        variables: list[Said] = []
        reads, depth, operand = False, 0, False
        at = end = start
        begun = False
        skipped = False  # a separator
        operands = 0
        alone: tuple[Said, ...] = ()
        offers: tuple[Said, ...] = ()
        absent = ""
        for _ in range(_MAX_TOKENS):
            token = TOKEN.match(s, at)
            if token is None:
                break
            kind = "variable" if token["variable"] else token.lastgroup
            if kind == "blank":
                if word and operand and not depth and not s.startswith(",", token.end()):
                    break
                at = token.end()
                continue
            if kind == "other" and token[0] == "\n" and (depth or not operand):
                at = token.end()
                continue
            if not begun:
                begun, start = True, token.start()  # behind blanks and what continues the line
            # two operands side by side: a second argument, or the end of a command line in quotes
            ends = operand and (kind in ("string", "variable", "number") or token[0] in "'\"")
            at = token.end()
            if word and operand and token[0] == "," and not depth and not argument:
                operand = False  # of an array
                continue
            if ends or (kind == "other" and not depth and token[0] in ("),"[: 1 + argument])):
                break
            if kind == "other" and token[0] in _ENDS:
                break
            if kind == "suffix":
                continue
            if operand and token[0] == "." and s[at : at + 8].lower() == "foreach(":
                break
            operand = kind in ("string", "variable", "number", "member", "listed")
            operands += operand
            if kind == "string":
                parts = [] if skipped else token[0][1:-1].split(",")
                skipped = False
                names += [n for p in parts if (n := p.strip()) and not is_enumeration(n)]
            elif kind == "number":
                text = token[0].lower()
                # a leading zero says nothing in PowerShell
                names += bits(int(text, 16 if text.startswith("0x") else 10))
            elif kind == "variable" and (static := token["static"]):
                # the variable holds the type
                if not NAMED.fullmatch(static) and static.lower() != "securityprotocol":
                    return Said(None, reads, start, at)
                reads = reads or static.lower() == "securityprotocol"
                names += [static] if NAMED.fullmatch(static) else []
            elif kind == "variable":
                place = token.start() if seen < 0 else seen
                owner, key = token["variable"].lower(), token["key"] or token["item"]
                if key:
                    ways = self.member(owner, key.lower(), place)
                else:
                    ways = self.variable(owner, place)
                    offers += self.offers(owner, place)
                    if not ways and not offers and (other := self.sourced(owner)) is not None:
                        ways = [other._replace(start=token.start(), end=at)]
                offers += tuple(o for w in ways for o in w.offers if o.names)
                if not ways and offers:
                    end = at
                    continue
                if not ways or any(w.names is None for w in ways):
                    return Said(None, reads, start, at)
                variables += ways
                alone = tuple(x for w in ways for x in w.ways or (w,))
            elif kind in ("type", "member", "listed"):
                owner, member = token["type"].lower().rpartition(".")[2], token["member"]
                if (member or "").lower() in LISTING and owner in ENUMERATIONS:
                    owner = "enum"  # which its members are by way of
                if owner == "servicepointmanager" and member:
                    reads = True
                elif owner in ENUMERATIONS and kind == "listed":
                    names += ALL
                elif owner in ENUMERATIONS and member and member.lower() in MEMBERS:
                    names.append(member)
                elif owner in ENUMERATIONS and member:
                    absent = f"{token['type'].rpartition('.')[2]} {member}"
                elif owner == "enum" and (member or "").lower() in LISTING:
                    names += ALL
                elif member and (ways := self.member(owner, member.lower(), token.start())):
                    if any(w.names is None for w in ways):
                        return Said(None, reads, start, at)
                    variables += ways
                    alone = tuple(x for w in ways for x in w.ways or (w,))
                elif owner not in (*ENUMERATIONS, "enum", "int", "string"):
                    return Said(None, reads, start, at)
                operand = operand and owner != "enum"
            elif kind == "word" and word:
                names.append(token[0])
                operand = True
            elif kind == "word" and not names and not variables:
                command = _COMMAND.match(s, token.start())
                said = self.returned(command["name"]) if command is not None else None
                if command is None or said is None or said.names is None:
                    return Said(None, reads, start, at)
                variables, operands, operand = [said], 1, True
                alone = said.ways or (said,)
                at = command.end()
            elif kind == "operator" and token["operator"].lower() in ("bor", "as"):
                operand = False
            elif kind == "operator" and token["operator"].lower() in _SEPARATED:
                operand, skipped = False, True
            elif kind == "other" and token[0] == "@" and s.startswith("(", at):
                continue  # an array
            elif kind == "other" and token[0] in "(),+":
                depth += (token[0] == "(") - (token[0] == ")")
                operand = token[0] == ")"
            else:
                return Said(None, reads, start, at)
            end = at
        said = beside(variables, Said(tuple(dict.fromkeys(names)), reads, start, end))
        if alone and operands == 1:
            only = alone[0]
            if len(alone) == 1:
                here = (start, end)
                said = said._replace(start=only.start, end=only.end, ways=(), written=here)
                said = said._replace(defined=only.defined, each=only.each)
            else:
                said = said._replace(ways=alone)
        told = tuple(x._replace(reads=reads) for x in offers)
        absent = absent or next((w.absent for w in variables if w.absent), "")
        return said._replace(offers=told, absent=absent)
