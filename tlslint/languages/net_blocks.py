"""Where the blocks and parentheses of a script of PowerShell begin and end, whatever stands in its texts and comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice

from tlslint.regex import regex

#: What of a script tells its blocks; strings and comments hide theirs.
_BLOCKS = regex(r"""<\#.*?\#>|(?<![\w`])\#[^\n]*|'[^'\n]*'|"[^"\n]*"|[{}()]""", re.DOTALL)
#: A block that does nothing but leave the loop around it, or go on with its next item.
_LEAVES = regex(r"\{\s*(?:continue|return)\s*;?\s*\}", re.IGNORECASE)
_GAP = regex(r"[\s;]*")
#: Parentheses, braces, texts and comments that stand in a block of a value at most.
_MAX_INSIDE = 400


class Blocks:
    """A script whose blocks are known."""

    def __init__(self, s: str) -> None:
        self.s = s
        self._closes: dict[int, int] = {}
        #: of tables that were read: where the values of their keys begin
        self.tables: dict[int, dict[str, int]] = {}
        #: of loops: the variables that say which row it is, and where their values begin
        self.derived: dict[int, dict[str, list[int]]] = {}

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
                self._closes[stack.pop()] = match.start()
            else:
                continue
            places.append(match.end())
            stacks.append(tuple(stack[-40:]))
        return places, stacks

    @cached_property
    def leaves(self) -> dict[int, list[int]]:
        """Where blocks begin that leave the one around them, by where that begins."""
        found: dict[int, list[int]] = {}
        for leave in _LEAVES.finditer(self.s):
            for around in self.blocks(leave.start())[-1:]:
                found.setdefault(around, []).append(leave.start())
        return found

    def blocks(self, at: int) -> tuple[int, ...]:
        """Where the blocks and parentheses around a place begin."""
        places, stacks = self._nesting
        return stacks[max(0, bisect_left(places, at + 1) - 1)]

    def closing(self, at: int) -> int:
        """Where the parenthesis or brace that begins at a place ends; -1 where it does not, or holds too much."""
        if at in self._closes:
            return self._closes[at]
        depth = 0
        for match in islice(_BLOCKS.finditer(self.s, at), _MAX_INSIDE) if at >= 0 else ():
            depth += (match[0] in "{(") - (match[0] in "})")
            if not depth:
                return match.start()
        return -1

    def opening(self, at: int) -> int:
        """Where the parenthesis or brace begins that ends at a place; -1 where none does."""
        inside = self.blocks(at)[-1:]
        return inside[0] if inside and self._closes.get(inside[0]) == at else -1

    def listed(self, at: int) -> bool:
        """Whether a line goes on with another item of ``@( … )``."""
        around = self.blocks(at)[-1:]
        inside = bool(around) and self.s[max(0, around[0] - 1) : around[0] + 1] == "@("
        return inside and self.s[at : at + 1] in ("'", '"', "$", "(")

    def comma(self, at: int, close: int) -> int:
        """Where an argument ends that begins at a place, before the bracket that closes at another."""
        own = self.blocks(at)
        comma = self.s.find(",", at, close)
        while comma >= 0 and self.blocks(comma) != own:
            comma = self.s.find(",", comma + 1, close)
        return comma if comma >= 0 else close

    def bodies(self, start: int, end: int) -> list[int]:
        """Where the blocks begin that stand directly in the one between two places, as those of a ``switch`` do."""
        found: list[int] = []
        at = start + 1
        while (at := self.s.find("{", at, end)) >= 0 and (close := self.closing(at)) >= 0:
            found.append(at)
            at = close + 1
        return found

    def statement(self, at: int) -> int:
        """Where the statement begins that holds a place, on its line or that on which a block of it opens."""
        inner = self.blocks(at)
        while True:
            start = max(self.s.rfind("\n", 0, at), self.s.rfind(";", 0, at), *inner[-1:]) + 1
            around = self.blocks(start)
            if len(around) <= len(inner):
                return start
            at = around[len(inner)]


def before(s: str, at: int) -> int:
    """Where what stands before a place ends, spaces left out."""
    while at > 0 and s[at - 1].isspace():
        at -= 1
    return at


def skip(s: str, at: int) -> int:
    """The place behind spaces and the ends of statements."""
    gap = _GAP.match(s, at)
    return gap.end() if gap is not None else at
