"""Expressions of PowerShell that name TLS versions: what they name, through variables, loops and pipes."""

from __future__ import annotations

import fnmatch
import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tlslint.languages.net_choices import labelled, parameters, several
from tlslint.languages.net_members import class_at, entry, given, set_later
from tlslint.regex import regex

_TOKEN = regex(
    r"""(?P<blank>[ \t\r\f]+|`[ ]*\\?\r?\n|\\\r?\n)"""
    r"""|(?P<string>'[^'\n]*'|"[^"\n]*")"""
    r"""|\[(?P<type>[\w.]+)\](?:\s*::\s*(?:(?P<member>\w+)|(?=\$\w))|\.(?P<listed>GetEnum(?:Names|Values))\(\))?"""
    r"""|\$(?:(?:local|script|global|private):)?(?P<variable>\w+)(?:\s*::\s*(?P<static>\w+)"""
    r"""|\.(?P<key>(?!value__|ToString\b)\w+)\b(?!\s*\()|\[\s*['"](?P<item>\w+)['"]\s*\])?"""
    r"""|(?P<number>0x[0-9a-fA-F]{1,8}|[0-9]{1,9})\b"""
    r"""|(?P<suffix>\.(?:value__|ToString\(\)))|-(?P<operator>\w+)|(?P<word>\w+)|(?P<other>.|\n)""",
    re.VERBOSE | re.IGNORECASE,
)
_ASSIGNED = regex(
    r"\$(?:\w+:)?(\w+)[ \t]*(\+?=)(?!=)|\bforeach\s*\(\s*\$(\w+)\s+in\s", re.IGNORECASE
)
#: What of a script tells its blocks; strings and comments hide theirs.
_BLOCKS = regex(r"""<\#.*?\#>|(?<![\w`])\#[^\n]*|'[^'\n]*'|"[^"\n]*"|[{}()]""", re.DOTALL)
_EACH = regex(r"\|\s*(?:ForEach-Object|foreach|%)\s*(?:-Process\s*)?\{", re.IGNORECASE)
#: A statement that is a value: its outcomes are those of its blocks.
_CHOICE = regex(r"\s*(?P<open>\$\(\s*)?(?P<word>if|switch)\b(?:\s+-\w+)*\s*(?=\()", re.IGNORECASE)
_ELSE = regex(r"\s*(?:elseif\s*(?=\()|else\s*(?=\{))", re.IGNORECASE)
_LEAVES = regex(r"\s*(?:throw|exit|return)\b", re.IGNORECASE)
_GAP = regex(r"[\s;]*")
_FILTER = regex(
    r"\|\s*(?:Where-Object|where|\?)\s*(?:\{\s*\$_(?:\.Name)?\s*-(\w+)\s*([^{}\n]*)\}"
    r"|(?:-Property\s+)?Name\s+-(\w+)\s+([^{}()|\n]*))\s*",
    re.IGNORECASE,
)
#: What a name is matched with: words alone, with the wildcards of either kind.
_PATTERN = regex(r"['\"]([\w|*^$]{0,40})['\"]\s*$")
_MATCHING = frozenset({"match", "notmatch", "like", "notlike"})
#: What lists the names of an enumeration to choose from.
_LISTED = regex(
    r"[\s(]*\[(?:[\w.]+\.)?(?:SecurityProtocolType|SslProtocols|WebSslProtocol)\]\s*"
    r"\|\s*(?:Get-Member|gm)\b[^|()\n;]*",
    re.IGNORECASE,
)
_PASSING = regex(r"\|\s*(?:Sort-Object|Select-Object|sort|select)\b[^|;\n{}]*", re.IGNORECASE)
_VARIABLE = regex(r"\$(\w+)")
_NAMED = regex(r"\b(Ssl3|Tls(?:1[123])?)\b", re.IGNORECASE)
_BITS = {48: "Ssl3", 192: "Tls", 768: "Tls11", 3072: "Tls12", 12288: "Tls13"}
#: The names of the enumeration, oldest first.
ALL = tuple(_BITS.values())
_ENUMERATIONS = frozenset({"securityprotocoltype", "sslprotocols", "websslprotocol"})
_MEMBERS = frozenset({"systemdefault", "none", "default", "ssl2", *(n.lower() for n in ALL)})
_LISTING = frozenset({"getnames", "getvalues"})
#: What ends a statement; a line end does not behind an operator. What it gives may go to a file.
_ENDS = "\n;}|&#>"
#: Tokens of one value at most; assignments of one variable that are told apart.
_MAX_TOKENS = 200
_MAX_WAYS = 8
#: Parentheses, braces, texts and comments that stand in a block of a value at most.
_MAX_INSIDE = 400


class Said(NamedTuple):
    """What an expression names; ``reads`` where it includes the present value. None: it is not known.

    ``start`` and ``end`` are where that is written. ``ways`` are the values that a lone variable
    may have, each where it is assigned; ``offers`` those that a parameter allows. ``absent`` is a
    member that the enumeration does not have: it is ``$null``, which says nothing. ``written`` is where a
    lone variable stands, whose value is written elsewhere.
    """

    names: tuple[str, ...] | None
    reads: bool
    start: int
    end: int
    ways: tuple[Said, ...] = ()
    offers: tuple[Said, ...] = ()
    absent: str = ""
    written: tuple[int, int] = (-1, -1)


class Assigned(NamedTuple):
    """One assignment: where it stands, in which blocks, and where its value begins."""

    at: int
    blocks: tuple[int, ...]
    value: int
    added: bool
    looped: bool


class Script:
    """The variables of one script, looked up where they are used."""

    def __init__(self, s: str) -> None:
        self.s = s
        self._said: dict[int, Said] = {}
        self._members: dict[str, list[Assigned]] = {}
        self._given: dict[tuple[str | int, ...], list[tuple[int, int]]] = {}

    @cached_property
    def _nesting(self) -> tuple[list[int], list[tuple[int, ...]]]:
        """Where blocks begin and end, and in which ones code behind that stands."""
        places: list[int] = [0]
        stacks: list[tuple[int, ...]] = [()]
        stack: list[int] = []
        for match in _BLOCKS.finditer(self.s):
            if match[0] in "{(":
                stack.append(match.start())
            elif match[0] in "})" and stack:
                stack.pop()
            else:
                continue
            places.append(match.end())
            stacks.append(tuple(stack[-40:]))
        return places, stacks

    def blocks(self, at: int) -> tuple[int, ...]:
        """Where the blocks and parentheses around a place begin."""
        places, stacks = self._nesting
        return stacks[max(0, bisect_left(places, at + 1) - 1)]

    @cached_property
    def _assigned(self) -> dict[str, list[Assigned]]:
        found: dict[str, list[Assigned]] = {}
        for match in _ASSIGNED.finditer(self.s):
            at = match.start()
            one = Assigned(at, self.blocks(at), match.end(), match[2] == "+=", bool(match[3]))
            found.setdefault((match[1] or match[3]).lower(), []).append(one)
        return found

    def variable(self, name: str, at: int) -> list[Said]:
        """The values that a variable may have at a place; empty where none is known."""
        if name == "_":
            piped = self._item(at)
            return [piped] if piped is not None else []
        found = self._ways(name, self._assigned.get(name, []), at)
        around: tuple[str | int, ...] = (name, *self.blocks(at))
        if around not in self._given:
            self._given[around] = given(self, name, at)
        calls = self._given[around]
        if not calls:
            return found
        own = [w for w in found if any(value < 0 for _, value in calls)]
        words = (self._word(value) for _, value in calls[:_MAX_WAYS] if value >= 0)
        return own + list(words)

    def _word(self, at: int) -> Said:
        """What a call gives a parameter."""
        if at not in self._said:
            self._said[at] = Said(None, False, at, at)
            self._said[at] = self.expression(at, word=True)
        return self._said[at]

    def member(self, owner: str, key: str, at: int) -> list[Said]:
        """The values that a key of a table, or a member of a class, may have at a place."""
        name = f"{owner}.{key}"
        if name not in self._members:
            self._members[name] = sorted(self._set(owner, key))
        return self._ways(name, self._members[name], at)

    def _set(self, owner: str, key: str) -> list[Assigned]:
        found = [
            Assigned(value, self.blocks(one.at), value, False, False)
            for one in self._assigned.get(owner, ())
            if (value := entry(self, one.value, key)) >= 0
        ]
        for one in self._assigned.get(key, ()):
            inside = class_at(self, one.at)
            if inside == owner or (inside and owner == "this"):
                found.append(one._replace(blocks=()))
        later = set_later(self, owner, key)
        return found + [Assigned(v, self.blocks(v), v, False, False) for v in later]

    def _ways(self, name: str, everywhere: list[Assigned], at: int) -> list[Said]:
        before = everywhere[: bisect_left(everywhere, at, key=lambda a: a.at)]
        blocks = self.blocks(at)
        ways: list[Said] = []
        for one in reversed(before or everywhere[:_MAX_WAYS]):
            ways.append(self._value(name, one))
            own = tuple(b for b in one.blocks if self.s[b] == "{")
            sure = self._body(one) in blocks if one.looped else blocks[: len(own)] == own
            if sure or len(ways) == _MAX_WAYS:
                break
        return ways[::-1]

    @cached_property
    def _parameters(self) -> list[tuple[str, int, list[tuple[int, int]]]]:
        return list(parameters(self.s))

    def _offers(self, name: str, at: int) -> tuple[Said, ...]:
        """The values that the set of a parameter allows, where nothing else is assigned to it before a place."""
        found = next((p for p in reversed(self._parameters) if p[0] == name and p[1] < at), None)
        if found is None or any(found[1] < a.at < at for a in self._assigned.get(name, ())):
            return ()
        own = tuple(b for b in self.blocks(found[1]) if self.s[b] == "{")
        if self.blocks(at)[: len(own)] != own:
            return ()
        texts = ((self.s[start + 1 : end - 1], start, end) for start, end in found[2])
        return tuple(Said((text,), False, start, end) for text, start, end in texts)

    def picked(self, at: int) -> bool:
        """Whether a place is in one of the blocks of a ``switch`` that name different versions."""
        braces = [b for b in self.blocks(at) if self.s[b] == "{"][-2:]
        if len(braces) < 2 or not labelled(self.s, *braces):
            return False
        bodies = self._labelled(braces[0], self.closing(braces[0]))
        return several(self.s[b : self.closing(b)] for b in bodies)

    def _body(self, one: Assigned) -> int:
        """Where the block of a ``foreach`` begins; -1 where there is none."""
        close = self.closing(self.s.find("(", one.at))
        at = _skip(self.s, close + 1) if close >= 0 else -1
        return at if self.s.startswith("{", at) else -1

    def closing(self, at: int) -> int:
        """Where the parenthesis or brace that begins at a place ends; -1 where it does not, or holds too much."""
        depth = 0
        for match in islice(_BLOCKS.finditer(self.s, at), _MAX_INSIDE) if at >= 0 else ():
            depth += (match[0] in "{(") - (match[0] in "})")
            if not depth:
                return match.start()
        return -1

    def _choice(self, start: int) -> Said | None:
        """The outcomes of ``if`` and ``switch`` where the statement is the value; None for what is neither."""
        match = _CHOICE.match(self.s, start)
        if match is None:
            return None
        bodies: list[int] = []
        more: re.Match[str] | None = match
        end = match.end()
        while more is not None:
            at = more.end()
            if self.s[at] == "(":
                at = _skip(self.s, self.closing(at) + 1)
            if not self.s.startswith("{", at) or (end := self.closing(at)) < 0:
                return None
            inside = match["word"].lower() == "switch"
            bodies += self._labelled(at, end) if inside else [at]
            more = None if inside else _ELSE.match(self.s, end + 1)
        ways = [self._outcome(body) for body in bodies if not _LEAVES.match(self.s, body + 1)]
        end = _skip(self.s, end + 1) + 1 if match["open"] else end + 1
        if not ways or any(w.names is None for w in ways):
            return Said(None, False, match.start("word"), end)
        names = tuple(dict.fromkeys(n for w in ways for n in w.names or ()))
        lone = tuple(x for w in ways for x in w.ways or (w,))
        return Said(names, any(w.reads for w in ways), match.start("word"), end, lone)

    def _labelled(self, start: int, end: int) -> list[int]:
        """The blocks of a ``switch`` whose own block is between two places."""
        found: list[int] = []
        at = start + 1
        while (at := self.s.find("{", at, end)) >= 0 and (close := self.closing(at)) >= 0:
            found.append(at)
            at = close + 1
        return found

    def _outcome(self, body: int) -> Said:
        """The value of a block that is nothing but a value."""
        said = self.piped(body + 1)
        alone = _skip(self.s, said.end) == self.closing(body)
        return said if alone else said._replace(names=None)

    def _value(self, name: str, one: Assigned) -> Said:
        said = self._said.get(one.at)
        if said is None:
            # while it is looked for it is not known: a variable may be defined by itself
            self._said[one.at] = Said(None, False, one.value, one.value)
            inside = bool(one.blocks) and self.s[one.blocks[-1]] == "("
            said = self.piped(one.value, argument=inside and not one.looped, seen=one.at)
            if one.added and said.names is not None:
                old = self.variable(name, one.at)
                known = bool(old) and all(v.names is not None for v in old)
                said = _beside(old, said) if known else said._replace(names=None)
            self._said[one.at] = said
        return said

    def _item(self, at: int) -> Said | None:
        """What ``$_`` is: each item that a pipe gives the innermost block of a loop."""
        s = self.s
        for begin in reversed(self.blocks(at)):
            if s[begin] != "{":
                continue
            head = s.rfind("|", max(0, begin - 60), begin)
            if head < 0 or not _EACH.fullmatch(s, head, begin + 1):
                continue
            inner = self.blocks(head)
            start = max(s.rfind("\n", 0, head), s.rfind(";", 0, head), *inner[-1:]) + 1
            while s[:start].rstrip().endswith("|") and start > 1:
                start = s.rfind("\n", 0, len(s[:start].rstrip())) + 1
            said = self.piped(start)
            return said if said.end <= head else None
        return None

    # -- values

    def piped(self, start: int, *, argument: bool = False, seen: int = -1) -> Said:
        """The value written from ``start`` on, and what filters leave of it."""
        if (chosen := self._choice(start)) is not None:
            return chosen
        if members := _LISTED.match(self.s, start):
            end = members.end()
            offer = Said(ALL, False, self.s.index("[", start), end)
            said = Said((), False, offer.start, end, offers=(offer,))
        else:
            said = self.expression(start, argument=argument, seen=seen)
        first, at = said.written if said.written[1] >= 0 else (said.start, said.end)
        while said.names is not None and self.s[at:].lstrip(" \t\r\n")[:1] == "|":
            at = self.s.index("|", at)
            kept = _FILTER.match(self.s, at)
            match = kept or _PASSING.match(self.s, at)
            if match is None:
                break
            if kept:
                by = (match[1] or match[3]).lower(), match[2] or match[4] or ""
                offers = (o._replace(names=self._kept(o.names or (), *by)) for o in said.offers)
                said = said._replace(
                    names=self._kept(said.names, *by), ways=(), offers=tuple(offers)
                )
            at = match.end()
            said = said._replace(start=first, end=at, written=(-1, -1))
        return said

    def _kept(self, names: tuple[str, ...], operator: str, bound: str) -> tuple[str, ...] | None:
        """What ``Where-Object { $_ -operator bound }`` leaves; of an unknown bound both outcomes count."""
        if (pattern := _PATTERN.match(bound)) is not None and operator in _MATCHING:
            wild = fnmatch.translate(pattern[1]) if "like" in operator else pattern[1]
            try:
                found = re.compile(wild, re.IGNORECASE).search
            except re.error:
                return None
            return tuple(n for n in names if bool(found(n)) != operator.startswith("not"))
        named = [n.lower() for n in _NAMED.findall(bound)]
        for match in _VARIABLE.finditer(bound):
            for one in self._assigned.get(match[1].lower(), ()):
                line = self.s[one.value : self.s.find("\n", one.value) + 1 or len(self.s)]
                named += [n.lower() for n in _NAMED.findall(line)]
        order = [n.lower() for n in ALL]
        ranks = [order.index(n) for n in named]
        if operator in ("ge", "gt"):
            least = max(ranks, default=0) + (operator == "gt")
            return tuple(n for n in names if n.lower() in order[least:])
        if operator in ("eq", "in") and named:
            return tuple(n for n in names if n.lower() in named)
        if operator in ("ne", "notin") and (named or "$" not in bound):
            return tuple(n for n in names if n.lower() not in named)
        return None

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
        skipped = False  # the separator of a list that is joined
        operands = 0
        alone: tuple[Said, ...] = ()
        offers: tuple[Said, ...] = ()
        absent = ""
        for _ in range(_MAX_TOKENS):
            token = _TOKEN.match(s, at)
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
            if word and operand and token[0] == "," and not depth:
                operand = False  # of an array
                continue
            if ends or (kind == "other" and not depth and token[0] in ("),"[: 1 + argument])):
                break
            if kind == "other" and token[0] in _ENDS:
                break
            if kind == "suffix":
                continue
            operand = kind in ("string", "variable", "number", "member", "listed")
            operands += operand
            if kind == "string":
                parts = [] if skipped else token[0][1:-1].split(",")
                skipped = False
                names += [n for p in parts if (n := p.strip()) and not _is_enumeration(n)]
            elif kind == "number":
                text = token[0].lower()
                # a leading zero says nothing in PowerShell
                names += _bits(int(text, 16 if text.startswith("0x") else 10))
            elif kind == "variable" and (static := token["static"]):
                # the variable holds the type
                if not _NAMED.fullmatch(static) and static.lower() != "securityprotocol":
                    return Said(None, reads, start, at)
                reads = reads or static.lower() == "securityprotocol"
                names += [static] if _NAMED.fullmatch(static) else []
            elif kind == "variable":
                place = token.start() if seen < 0 else seen
                owner, key = token["variable"].lower(), token["key"] or token["item"]
                if key:
                    ways = self.member(owner, key.lower(), place)
                else:
                    ways = self.variable(owner, place)
                    offers += self._offers(owner, place)
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
                if owner == "servicepointmanager" and member:
                    reads = True
                elif owner in _ENUMERATIONS and kind == "listed":
                    names += ALL
                elif owner in _ENUMERATIONS and member and member.lower() in _MEMBERS:
                    names.append(member)
                elif owner in _ENUMERATIONS and member:
                    absent = f"{token['type'].rpartition('.')[2]} {member}"
                elif owner == "enum" and (member or "").lower() in _LISTING:
                    names += ALL
                elif member and (ways := self.member(owner, member.lower(), token.start())):
                    if any(w.names is None for w in ways):
                        return Said(None, reads, start, at)
                    variables += ways
                    alone = tuple(x for w in ways for x in w.ways or (w,))
                elif owner not in (*_ENUMERATIONS, "enum", "int", "string"):
                    return Said(None, reads, start, at)
                operand = operand and owner != "enum"
            elif kind == "word" and word:
                names.append(token[0])
                operand = True
            elif kind == "operator" and token["operator"].lower() in ("bor", "as"):
                operand = False
            elif kind == "operator" and token["operator"].lower() == "join":
                operand, skipped = False, True
            elif kind == "other" and token[0] == "@" and s.startswith("(", at):
                continue  # an array
            elif kind == "other" and token[0] in "(),+":
                depth += (token[0] == "(") - (token[0] == ")")
                operand = token[0] == ")"
            else:
                return Said(None, reads, start, at)
            end = at
        said = _beside(variables, Said(tuple(dict.fromkeys(names)), reads, start, end))
        if alone and operands == 1:
            only = alone[0]
            if len(alone) == 1:
                here = (start, end)
                said = said._replace(start=only.start, end=only.end, ways=(), written=here)
            else:
                said = said._replace(ways=alone)
        told = tuple(x._replace(reads=reads) for x in offers)
        absent = absent or next((w.absent for w in variables if w.absent), "")
        return said._replace(offers=told, absent=absent)


def _beside(variables: list[Said], own: Said) -> Said:
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


def _skip(s: str, at: int) -> int:
    gap = _GAP.match(s, at)
    return gap.end() if gap is not None else at


def _is_enumeration(name: str) -> bool:
    return name.lower().rpartition(".")[2] in _ENUMERATIONS


def _bits(number: int) -> list[str]:
    return [name for bit, name in _BITS.items() if number & bit == bit] or [str(number)]
