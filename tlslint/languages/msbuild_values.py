"""Values and conditions of MSBuild, as far as they can be known without building.

A property is a tuple of the values that it may have; None among them stands for something
unknown. A condition is True, False, or None where it cannot be decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Literal

Values = tuple[str | None, ...]
#: The values of ``$(…)`` given what stands between the parentheses; None where it is not defined.
Lookup = Callable[[str], Values | None]

UNKNOWN: Values = (None,)
EMPTY: Values = ("",)

#: More possible values than this, or a longer one, are unknown.
MAX_VALUES = 8
MAX_LENGTH = 10_000
_MAX_CONDITION = 4_000
_MAX_DEPTH = 40


def merge(*sources: Values) -> Values:
    """The union, in order, without repeats."""
    found = tuple(dict.fromkeys(chain.from_iterable(sources)))
    return found if len(found) <= MAX_VALUES else UNKNOWN


def reference(text: str, at: int) -> int:
    """The end of the ``$(…)`` that begins at ``at``; -1 where it is never closed."""
    depth = 0
    for i in range(at + 1, len(text)):
        if text[i] == "(":
            depth += 1
        elif text[i] == ")":
            depth -= 1
            if depth == 0:
                return i + 1
    return -1


def split_list(text: str) -> list[tuple[int, int]]:
    """Where the items of a list begin and end: separated by semicolons outside of references."""
    items, start, at = [], 0, 0
    while at < len(text):
        if text.startswith("$(", at):
            end = reference(text, at)
            at = end if end >= 0 else len(text)
            continue
        if text[at] == ";":
            items.append((start, at))
            start = at + 1
        at += 1
    return [*items, (start, len(text))]


def arguments(text: str) -> list[str]:
    """The arguments of a property function: split at commas outside of quotes and parentheses."""
    parts, depth, quote, start = [], 0, "", 0
    for i, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"`":
            quote = char
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [p.strip().strip("'\"`") for p in parts]


def expand(text: str, lookup: Lookup, undefined: Values = UNKNOWN) -> Values:
    """``text`` with its references replaced. Items and metadata are unknown; so is what grows too long."""
    if "@(" in text or "%(" in text:
        return UNKNOWN
    found: Values = EMPTY
    at = 0
    while at < len(text):
        start = text.find("$(", at)
        if start < 0:
            return _joined(found, (text[at:],))
        end = reference(text, start)
        if end < 0:
            return UNKNOWN
        values = lookup(text[start + 2 : end - 1].strip())
        found = _joined(_joined(found, (text[at:start],)), undefined if values is None else values)
        at = end
    return found


def _joined(left: Values, right: Values) -> Values:
    if len(left) == 1 == len(right):  # as nearly all are
        one, other = left[0], right[0]
        if one is not None and other is not None and len(one) + len(other) <= MAX_LENGTH:
            return (one + other,)
    pairs = [None if a is None or b is None else a + b for a in left for b in right]
    return merge(tuple(None if p is not None and len(p) > MAX_LENGTH else p for p in pairs))


def evaluate(
    condition: str, lookup: Lookup, exists: Callable[[str], bool | None], closed: bool
) -> bool | None:
    """Decide ``condition``, where it can be decided.

    ``exists`` answers for a path. ``closed`` says that all that could define a property has been
    seen: one that is not defined is then equal to the empty text, which is how defaults are written.
    """
    if not condition.strip():
        return True
    if len(condition) > _MAX_CONDITION:
        return None
    tokens = _tokens(condition)
    if tokens is None:
        return None
    parser = _Condition(tokens, lookup, exists, closed)
    try:
        result = parser.disjunction(0)
    except _Unparsable:
        return None
    return result if parser.at == len(tokens) else None


class _Unparsable(Exception):
    pass


Token = tuple[Literal["text", "word", "sign"], str]


def _tokens(text: str) -> list[Token] | None:
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char == "'":
            end = _quoted(text, at + 1)
            if end < 0:
                return None
            tokens.append(("text", text[at + 1 : end]))
            at = end + 1
        elif text[at : at + 2] in ("==", "!=", "<=", ">="):
            tokens.append(("sign", text[at : at + 2]))
            at += 2
        elif char in "()<>!,":
            tokens.append(("sign", char))
            at += 1
        else:
            end = at
            while end < len(text) and not text[end].isspace() and text[end] not in "()<>!=,'":
                end = reference(text, end) if text.startswith("$(", end) else end + 1
                if end < 0:
                    return None
            if end == at:
                return None
            tokens.append(("word", text[at:end]))
            at = end
    return tokens


def _quoted(text: str, at: int) -> int:
    """The closing quote of the text that begins at ``at``, past quotes within references."""
    while 0 <= at < len(text):
        if text.startswith("$(", at):
            end = reference(text, at)
            if end < 0:
                return -1
            at = end
        elif text[at] == "'":
            return at
        else:
            at += 1
    return -1


class _Condition:
    """Recursive descent over the tokens of one condition."""

    def __init__(
        self,
        tokens: list[Token],
        lookup: Lookup,
        exists: Callable[[str], bool | None],
        closed: bool,
    ) -> None:
        self.tokens, self.at = tokens, 0
        self.lookup, self.exists, self.closed = lookup, exists, closed

    def accept(self, *texts: str) -> str:
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind != "text" and text.lower() in texts:
                self.at += 1
                return text.lower()
        return ""

    def disjunction(self, depth: int) -> bool | None:
        results = [self.conjunction(depth)]
        while self.accept("or"):
            results.append(self.conjunction(depth))
        return True if True in results else None if None in results else False

    def conjunction(self, depth: int) -> bool | None:
        results = [self.comparison(depth)]
        while self.accept("and"):
            results.append(self.comparison(depth))
        return False if False in results else None if None in results else True

    def comparison(self, depth: int) -> bool | None:
        if depth > _MAX_DEPTH:
            raise _Unparsable
        if self.accept("!"):
            result = self.comparison(depth + 1)
            return None if result is None else not result
        if self.accept("("):
            result = self.disjunction(depth + 1)
            if not self.accept(")"):
                raise _Unparsable
            return result
        left, is_word = self.operand()
        if is_word and self.accept("("):
            argument, _ = self.operand()
            if not self.accept(")"):
                raise _Unparsable
            return self.function(left.lower(), argument)
        sign = self.accept("==", "!=", "<", ">", "<=", ">=")
        if not sign:
            return _one(_truth(v) for v in expand(left, self.lookup, UNKNOWN))
        right, _ = self.operand()
        # A property that nothing defines is empty, or it comes from outside of what was read.
        undefined = EMPTY if self.closed and "" in (left, right) else merge(EMPTY, UNKNOWN)
        return _one(
            _compare(a, sign, b)
            for a in expand(left, self.lookup, undefined)
            for b in expand(right, self.lookup, undefined)
        )

    def operand(self) -> tuple[str, bool]:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] == "sign":
            raise _Unparsable
        kind, text = self.tokens[self.at]
        self.at += 1
        return text, kind == "word"

    def function(self, name: str, argument: str) -> bool | None:
        if name != "exists":
            return None
        values = expand(argument, self.lookup, UNKNOWN)
        return _one(None if v is None else self.exists(v) for v in values)


def _one(results: Iterable[bool | None]) -> bool | None:
    found = set(results)
    return found.pop() if len(found) == 1 else None


def _truth(value: str | None) -> bool | None:
    if value is None:
        return None
    word = value.strip().lower()
    if word in ("true", "on", "yes", "!false", "!off", "!no"):
        return True
    return False if word in ("false", "off", "no", "!true", "!on", "!yes", "") else None


def _compare(left: str | None, sign: str, right: str | None) -> bool | None:
    if left is None or right is None:
        return None
    if sign in ("==", "!="):
        return (left.lower() == right.lower()) == (sign == "==")
    a, b = _number(left), _number(right)
    if a is None or b is None:
        return None
    return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def _number(text: str) -> tuple[int, ...] | None:
    parts = text.strip().split(".")
    if len(parts) > 4 or not all(p.isascii() and p.isdigit() and len(p) < 10 for p in parts):
        return None
    return (*map(int, parts), *[0] * (4 - len(parts)))
