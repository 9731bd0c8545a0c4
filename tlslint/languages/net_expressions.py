"""Expressions of PowerShell that name TLS versions: what they name, through variables, loops and pipes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tlslint.languages.net_choices import labelled, parameters, several
from tlslint.languages.net_filters import FILTER, kept
from tlslint.languages.net_members import class_at, entry, functions, given, handed, set_later
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

_ASSIGNED = regex(
    r"\$(?:\w+:)?(\w+)[ \t]*(\+?=)(?!=)|\bforeach\s*\(\s*\$(\w+)\s+in\s", re.IGNORECASE
)
#: What of a script tells its blocks; strings and comments hide theirs.
_BLOCKS = regex(r"""<\#.*?\#>|(?<![\w`])\#[^\n]*|'[^'\n]*'|"[^"\n]*"|[{}()]""", re.DOTALL)
_EACH = regex(r"\|\s*(?:ForEach-Object|foreach|%)\s*(?:-Process\s*)?\{", re.IGNORECASE)
#: The same as a method of a list.
_FOR_EACH = regex(r"\.ForEach\(\s*$", re.IGNORECASE)
_MAX_HEAD = 100
#: A statement that is a value: its outcomes are those of its blocks.
_CHOICE = regex(r"\s*(?P<open>\$\(\s*)?(?P<word>if|switch)\b(?:\s+-\w+)*\s*(?=\()", re.IGNORECASE)
_ELSE = regex(r"\s*(?:elseif\s*(?=\()|else\s*(?=\{))", re.IGNORECASE)
_LEAVES = regex(r"\s*(?:throw|exit|return)\b", re.IGNORECASE)
_RETURN = regex(r"(?:(?<=[{;])|^)[ \t]*return\b[ \t]*(?=[^\s;}])", re.IGNORECASE | re.MULTILINE)
#: Where a statement of a block begins, behind what stands before it.
_STATEMENTS = regex(r"(?:(?<=[{;])|^)[ \t]*(?=[^\s;}#])", re.MULTILINE)
#: A command and what it is given.
_COMMAND = regex(r"(?P<name>[\w-]+)[^\n;|{})]*")
_GAP = regex(r"[\s;]*")
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
#: Tokens of one value at most; assignments of one variable that are told apart.
_MAX_TOKENS = 200
_MAX_WAYS = 8
#: Parentheses, braces, texts and comments that stand in a block of a value at most.
_MAX_INSIDE = 400


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
        if not calls and (value := handed(self, name, at)) >= 0:
            return [self._word(value, argument=True)]
        if not calls:
            return found
        own = [w for w in found if any(value < 0 for _, value in calls)]
        words = (self._word(value) for _, value in calls[:_MAX_WAYS] if value >= 0)
        return own + list(words)

    def _word(self, at: int, *, argument: bool = False) -> Said:
        """What a call gives a parameter; an ``argument`` is one of a list."""
        if at not in self._said:
            self._said[at] = Said(None, False, at, at)
            self._said[at] = self.expression(at, word=True, argument=argument)
        return self._said[at]

    @cached_property
    def _functions(self) -> dict[str, int]:
        return functions(self.s)

    def _returned(self, name: str) -> Said | None:
        """What a function of the script gives; None where the script has none of this name."""
        body = self._functions.get(name.lower())
        if body is None:
            return None
        if body not in self._said:
            self._said[body] = Said(None, False, body, body)
            self._said[body] = self._given_back(body)
        return self._said[body]

    def _given_back(self, body: int) -> Said:
        """What the ``return`` statements of a function give, and without any its last statement."""
        close = self.closing(body)
        starts = [m.end() for m in _RETURN.finditer(self.s, body + 1, max(close, 0))]
        if not starts:
            own = [
                m.end()
                for m in _STATEMENTS.finditer(self.s, body + 1, max(close, 0))
                if self.blocks(m.end())[-1:] == (body,)
            ]
            starts = own[-1:]
        ways = [self.piped(at) for at in starts[:_MAX_WAYS]]
        if not ways or any(w.names is None for w in ways):
            return Said(None, False, body, body)
        return _either(ways)

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
                said = beside(old, said) if known else said._replace(names=None)
            self._said[one.at] = said
        return said

    def _item(self, at: int) -> Said | None:
        """What ``$_`` is: each item that a pipe gives the innermost block of a loop."""
        s = self.s
        for begin in reversed(self.blocks(at)):
            if s[begin] != "{":
                continue
            if (each := _FOR_EACH.search(s, max(0, begin - _MAX_HEAD), begin)) is not None:
                said = self.expression(self._statement(each.start()))
                return said if said.names is not None else None
            head = s.rfind("|", max(0, begin - 60), begin)
            if head < 0 or not _EACH.fullmatch(s, head, begin + 1):
                continue
            start = self._statement(head)
            while (before := _before(s, start)) > 0 and s[before - 1] == "|":
                start = s.rfind("\n", 0, before) + 1
            said = self.piped(start)
            return said if said.end <= head else None
        return None

    def _statement(self, at: int) -> int:
        """Where the statement begins that holds a place, on its line."""
        inner = self.blocks(at)
        return max(self.s.rfind("\n", 0, at), self.s.rfind(";", 0, at), *inner[-1:]) + 1

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
        while said.names is not None and (pipe := _PIPE.match(self.s, at)) is not None:
            at = pipe.end() - 1
            filtered = FILTER.match(self.s, at)
            match = filtered or _PASSING.match(self.s, at)
            if match is None:
                break
            if filtered:
                by = (match[1] or match[3]).lower(), match[2] or match[4] or ""
                offers = (
                    o._replace(names=kept(o.names or (), *by, self._lines)) for o in said.offers
                )
                said = said._replace(
                    names=kept(said.names, *by, self._lines), ways=(), offers=tuple(offers)
                )
            at = match.end()
            said = said._replace(start=first, end=at, written=(-1, -1))
        return said

    def _lines(self, name: str) -> Iterator[str]:
        """The lines that assign a variable, from its value on."""
        for one in self._assigned.get(name, ()):
            yield self.s[one.value : self.s.find("\n", one.value) + 1 or len(self.s)]

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
                said = self._returned(command["name"]) if command is not None else None
                if command is None or said is None or said.names is None:
                    return Said(None, reads, start, at)
                variables, operands, operand = [said], 1, True
                alone = said.ways or (said,)
                at = command.end()
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
        said = beside(variables, Said(tuple(dict.fromkeys(names)), reads, start, end))
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


def _before(s: str, at: int) -> int:
    """Where what stands before a place ends, spaces left out."""
    while at > 0 and s[at - 1].isspace():
        at -= 1
    return at


def _skip(s: str, at: int) -> int:
    gap = _GAP.match(s, at)
    return gap.end() if gap is not None else at


def _either(ways: list[Said]) -> Said:
    """One of several values, each where it is written."""
    if len(ways) == 1:
        return ways[0]
    names = tuple(dict.fromkeys(n for w in ways for n in w.names or ()))
    lone = tuple(x for w in ways for x in w.ways or (w,))
    return Said(names, any(w.reads for w in ways), lone[0].start, lone[0].end, lone)
