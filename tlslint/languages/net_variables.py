"""What the variables, functions and blocks of a script of PowerShell give, where they are used."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from tlslint.languages.net_arms import arm, arm_runs
from tlslint.languages.net_blocks import Blocks, before, skip
from tlslint.languages.net_choices import labelled, parameters, several
from tlslint.languages.net_members import (
    class_at,
    entry,
    entry_in,
    functions,
    given,
    handed,
    set_later,
)
from tlslint.languages.net_words import Others, Said, beside, either
from tlslint.regex import regex
from tlslint.rows import NamedTuple

_ASSIGNED = regex(
    r"\$(?:\w+:)?(\w+)[ \t]*(\+?=)(?!=)|\bforeach\s*\(\s*\$(\w+)\s+in\s", re.IGNORECASE
)
EACH = regex(r"\|\s*(?:ForEach-Object|foreach|%)\s*(?:-Process\s*)?\{", re.IGNORECASE)
#: The same as a method of a list.
FOR_EACH = regex(r"\.ForEach\(\s*$", re.IGNORECASE)
_MAX_HEAD = 100
#: A statement that is a value: its outcomes are those of its blocks.
_CHOICE = regex(r"\s*(?P<open>[$@]\(\s*)?(?P<word>if|switch)\b(?:\s+-\w+)*\s*(?=\()", re.IGNORECASE)
_ELSE = regex(r"\s*(?:elseif\s*(?=\()|else\s*(?=\{))", re.IGNORECASE)
_ARRAY = regex(r"\s*(?:\[[\w.\[\]]+\]\s*)?@\(")
_LEAVES = regex(r"\s*(?:throw|exit|return)\b", re.IGNORECASE)
_RETURN = regex(r"(?:(?<=[{;])|^)[ \t]*return\b[ \t]*(?=[^\s;}])", re.IGNORECASE | re.MULTILINE)
#: Where a statement of a block begins, behind what stands before it.
_STATEMENTS = regex(r"(?:(?<=[{;])|^)[ \t]*(?=[^\s;}#])", re.MULTILINE)
#: Assignments of one variable, and outcomes of a function, that are told apart.
_MAX_WAYS, _MAX_ASSIGNED = 8, 60
#: Items of the lists that all loops of a script go through.
_MAX_ITEMS = 20_000


class Assigned(NamedTuple):
    """One assignment: where it stands, in which blocks, and where its value begins."""

    at: int
    blocks: tuple[int, ...]
    value: int
    added: bool
    looped: bool


class Row(NamedTuple):
    """What the variable of a loop is once: a table, or an entry of one, or its key alone."""

    variable: str
    #: the block of the loop, and of a table
    body: int
    brace: int
    #: an entry: its key, and where its value begins
    start: int = -1
    end: int = -1
    value: int = -1
    alone: bool = False


class Variables(Blocks):
    """The variables of one script, looked up where they are used."""

    def __init__(self, s: str) -> None:
        super().__init__(s)
        self._said: dict[int, Said] = {}
        self._members: dict[str, list[Assigned]] = {}
        self._given: dict[tuple[str | int, ...], list[tuple[int, int]]] = {}
        self._call = -1
        self.rows: tuple[Row, ...] = ()
        #: the rows of loops, by where their blocks begin and what is taken around them
        self.looped: dict[tuple[int, tuple[Row, ...], int], list[Row]] = {}
        #: items of lists that are looked at yet
        self.left = _MAX_ITEMS
        #: what other scripts give a variable that this one runs
        self.sourced: Others = lambda name: None

    def within(self, call: int, rows: tuple[Row, ...] = ()) -> None:
        """Take the parameters of a function as one call of it gives them, that begins at a place, -1: as all do;
        and the variables of loops as these rows."""
        if (call, rows) != (self._call, self.rows):
            self._call, self.rows = call, rows
            self._said.clear()

    def piped(self, start: int, *, argument: bool = False, seen: int = -1) -> Said:
        """The value written from ``start`` on, with its pipe; given by the subclass."""
        raise NotImplementedError

    def expression(
        self, start: int, *, word: bool = False, argument: bool = False, seen: int = -1
    ) -> Said:
        """The value written from ``start`` on; given by the subclass."""
        raise NotImplementedError

    # -- variables, and members of tables and classes

    @cached_property
    def _assigned(self) -> dict[str, list[Assigned]]:
        found: dict[str, list[Assigned]] = {}
        for match in _ASSIGNED.finditer(self.s):
            at = match.start()
            one = Assigned(at, self.blocks(at), match.end(), match[2] == "+=", bool(match[3]))
            found.setdefault((match[1] or match[3]).lower(), []).append(one)
        return found

    def set_in(self, body: int) -> Iterator[tuple[str, int]]:
        """The variables that are assigned in a block, and where their values begin."""
        for name, ones in self._assigned.items():
            yield from ((name, one.value) for one in ones if body in one.blocks and not one.looped)

    def is_list(self, name: str) -> bool:
        """Whether a variable is given a list somewhere, so that what is added is one more item."""
        return any(_ARRAY.match(self.s, one.value) for one in self._assigned.get(name, ()))

    def variable(self, name: str, at: int) -> list[Said]:
        """The values that a variable may have at a place; empty where none is known."""
        if (row := self._row(name, at)) is not None:
            return [self._key(row)] if row.alone else []
        if name == "_":
            piped = self._item(at)
            return [piped] if piped is not None else []
        found = self._ways(name, self._assigned.get(name, []), at)
        calls = self._calls(name, at)
        if not calls and (value := handed(self, name, at)) >= 0:
            return [self._word(value, argument=True)]
        if not calls:
            return found
        own = [w for w in found if any(value < 0 for _, value in calls)]
        values = [value for _, value in calls[:_MAX_WAYS] if value >= 0]
        return own + [self._word(value, argument=self._listed(value)) for value in values]

    def _row(self, name: str, at: int) -> Row | None:
        if not self.rows:
            return None
        around = self.blocks(at)
        return next((r for r in self.rows if r.variable == name and r.body in around), None)

    def _key(self, row: Row) -> Said:
        return Said((self.s[row.start : row.end].strip("'\""),), False, row.start, row.end)

    def _of_row(self, row: Row, key: str) -> list[Said]:
        """A member of a row; empty where it has none."""
        if row.brace < 0 and key in ("key", "name"):
            return [self._key(row)]
        value = self._place(row, key)
        return [self._value(key, self._at(value))] if value >= 0 else []

    def _place(self, row: Row, key: str) -> int:
        """Where a member of a row begins."""
        if row.brace >= 0:
            return entry_in(self, row.brace, key)
        return row.value if key == "value" else -1

    def _at(self, value: int) -> Assigned:
        return Assigned(value, self.blocks(value), value, False, False)

    @cached_property
    def loops(self) -> dict[int, tuple[str, int]]:
        """The variables of ``foreach`` and where their lists begin, by where the blocks do."""
        every = self._assigned.items()
        return {self._body(o): (name, o.value) for name, ones in every for o in ones if o.looped}

    def sources(self, name: str, keys: list[str], at: int) -> list[int]:
        """Where what a variable may be, or a key of it, begins: what was set last, and what was added to it."""
        starts = self._sources(name, at)
        if (row := self._row(name, at)) is not None:
            starts = [self._place(row, keys[0])] if keys else [row.brace - 1]
            keys = keys[1:]
        for key in keys:
            starts = [entry(self, start, key) for start in starts if start >= 0]
        return [start for start in starts if start >= 0]

    def _sources(self, name: str, at: int) -> list[int]:
        found: list[int] = []
        calls = [value for _, value in self._calls(name, at) if value >= 0]
        everywhere = self._assigned.get(name, []) if not calls else []
        blocks = self.blocks(at)
        for one in reversed(everywhere[: bisect_left(everywhere, at, key=lambda a: a.at)]):
            found.append(one.value)
            own = tuple(b for b in one.blocks if self.s[b] == "{")
            if not one.added and blocks[: len(own)] == own:
                break
        return calls or found[::-1]

    def _calls(self, name: str, at: int) -> list[tuple[int, int]]:
        """What calls give the parameter of the function around a place, as `given` tells it."""
        around: tuple[str | int, ...] = (name, *self.blocks(at))
        if around not in self._given:
            self._given[around] = given(self, name, at)
        calls = self._given[around]
        return [c for c in calls if c[0] == self._call] or calls

    def told(self, name: str, keys: list[str], at: int) -> Said | None:
        """What the one call that is looked at gives a parameter of the function around a place, or a row a key."""
        if keys:
            ways = self.inner(name, keys, at) if self.rows else []
            return ways[0] if len(ways) == 1 else None
        value = next((v for start, v in self._calls(name, at) if start == self._call), -1)
        return self._word(value, argument=self._listed(value)) if value >= 0 else None

    def _listed(self, at: int) -> bool:
        """Whether a value is an argument in brackets, which a comma ends."""
        return self.s[max(0, at - _MAX_HEAD) : at].rstrip()[-1:] in ("(", ",")

    def _word(self, at: int, *, argument: bool = False) -> Said:
        """What a call gives a parameter; an ``argument`` is one of a list."""
        if at not in self._said:
            self._said[at] = Said(None, False, at, at)
            self._said[at] = self.expression(at, word=True, argument=argument)
        return self._said[at]

    def reached(self, name: str, keys: list[str], at: int) -> list[Said]:
        """The values that a variable, or what keys of tables reach from it, may have at a place."""
        if len(keys) > 1:
            return self.inner(name, keys, at)
        return self.member(name, keys[0], at) if keys else self.variable(name, at)

    def inner(self, owner: str, keys: list[str], at: int) -> list[Said]:
        """The values that a key of a table in a table may have at a place."""
        return [self._value(keys[-1], self._at(start)) for start in self.sources(owner, keys, at)]

    def member(self, owner: str, key: str, at: int) -> list[Said]:
        """The values that a key of a table, or a member of a class, may have at a place."""
        if (row := self._row(owner, at)) is not None:
            return self._of_row(row, key)
        name = f"{owner}.{key}"
        if name not in self._members:
            self._members[name] = sorted(self._set(owner, key))
        return self._ways(name, self._members[name], at)

    def _set(self, owner: str, key: str) -> list[Assigned]:
        found = [
            self._at(value)._replace(blocks=self.blocks(one.at))
            for one in self._assigned.get(owner, ())
            if (value := entry(self, one.value, key)) >= 0
        ]
        for one in self._assigned.get(key, ()):
            inside = class_at(self, one.at)
            if inside == owner or (inside and owner == "this"):
                found.append(one._replace(blocks=()))
        later = set_later(self, owner, key)
        return found + [self._at(v) for v in later]

    def _ways(self, name: str, everywhere: list[Assigned], at: int) -> list[Said]:
        before = everywhere[: bisect_left(everywhere, at, key=lambda a: a.at)]
        blocks = self.blocks(at)
        ways: list[Said] = []
        for one in islice(reversed(before or everywhere[:_MAX_WAYS]), _MAX_ASSIGNED):
            own = tuple(b for b in one.blocks if self.s[b] == "{")
            arms = [arm(self, b) for b in own if b not in blocks] if self.rows else []
            if any(True not in a for a in arms):
                continue
            ways.append(self._value(name, one))
            sure = self._body(one) in blocks if one.looped else blocks[: len(own)] == own
            sure |= bool(arms) and all(False not in a for a in arms)
            if sure or len(ways) == _MAX_WAYS:
                break
        return ways[::-1]

    def _body(self, one: Assigned) -> int:
        """Where the block of a ``foreach`` begins; -1 where there is none."""
        close = self.closing(self.s.find("(", one.at))
        at = skip(self.s, close + 1) if close >= 0 else -1
        return at if self.s.startswith("{", at) else -1

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
            self._said[one.at] = said = said._replace(each=said.each or one.looped)
        return said

    def _item(self, at: int) -> Said | None:
        """What ``$_`` is: each item that a pipe gives the innermost block of a loop."""
        s = self.s
        for begin in reversed(self.blocks(at)):
            if s[begin] != "{":
                continue
            if (each := FOR_EACH.search(s, max(0, begin - _MAX_HEAD), begin)) is not None:
                said = self.expression(self.statement(each.start()))
                return said._replace(each=True) if said.names is not None else None
            head = s.rfind("|", max(0, begin - 60), begin)
            if head < 0 or not EACH.fullmatch(s, head, begin + 1):
                continue
            start = self.statement(head)
            while (end := before(s, start)) > 0 and s[end - 1] == "|":
                start = self.statement(end - 1)
            said = self.piped(start)
            return said._replace(each=True) if said.end <= head else None
        return None

    def lines(self, name: str) -> Iterator[str]:
        """The lines that assign a variable, from its value on."""
        for one in self._assigned.get(name, ()):
            yield self.s[one.value : self.s.find("\n", one.value) + 1 or len(self.s)]

    # -- what is offered, chosen and given back

    @cached_property
    def _parameters(self) -> list[tuple[str, int, list[tuple[int, int]]]]:
        return list(parameters(self.s))

    def offers(self, name: str, at: int) -> tuple[Said, ...]:
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
        bodies = self.bodies(braces[0], self.closing(braces[0]))
        return several(self.s[b : self.closing(b)] for b in bodies)

    def choice(self, start: int) -> Said | None:
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
                at = skip(self.s, self.closing(at) + 1)
            if not self.s.startswith("{", at) or (end := self.closing(at)) < 0:
                return None
            inside = match["word"].lower() == "switch"
            bodies += self.bodies(at, end) if inside else [at]
            more = None if inside else _ELSE.match(self.s, end + 1)
        bodies = [b for b in bodies if not _LEAVES.match(self.s, b + 1) and arm_runs(self, b)]
        ways = [self._outcome(body) for body in bodies]
        end = skip(self.s, end + 1) + 1 if match["open"] else end + 1
        if not ways or any(w.names is None for w in ways):
            return Said(None, False, match.start("word"), end)
        names = tuple(dict.fromkeys(n for w in ways for n in w.names or ()))
        lone = tuple(x for w in ways for x in w.ways or (w,))
        return Said(names, any(w.reads for w in ways), match.start("word"), end, lone)

    def _outcome(self, body: int) -> Said:
        """The value of a block that is nothing but a value."""
        said = self.piped(body + 1)
        alone = skip(self.s, said.end) == self.closing(body)
        return said if alone else said._replace(names=None)

    @cached_property
    def _functions(self) -> dict[str, int]:
        return functions(self.s)

    def returned(self, name: str) -> Said | None:
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
        return either(ways)
