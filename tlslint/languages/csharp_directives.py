"""``#if`` groups that cut through a statement, which no grammar of C# can read as they stand.

``#if X  if (a) {  #endif … `` or two headers for one body leave error nodes behind, in the worst
case over the whole file. Such a group (and only such a one) is decided here: its directives and
the arms not taken become spaces, so that every position stays what it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tlslint.regex import regex

_DIRECTIVE = regex(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b([^\r\n]*)", re.MULTILINE)
#: what may hide brackets: comments, character and string literals
_HIDDEN = regex(
    rb"""//[^\r\n]*|/\*.*?(?:\*/|\Z)|@[$]?"(?:[^"]|"")*(?:"|\Z)|\"{3}.*?(?:\"{3}|\Z)"""
    rb"""|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)+'""",
    re.DOTALL,
)
#: how an arm begins that goes on with what stands before the group
_CONTINUES = regex(rb"\s*(?:else|catch|finally|case|default|where)\b|\s*[.?:|&+,)\]=<>*/-]")
#: how an arm begins that sets a member in an object initialiser
_MEMBER = regex(rb"\s*\w+\s*=(?![=>])")
_TOKEN = regex(r"\w+|&&|\|\||==|!=|[!()]")
_SPACE = regex(rb"[^\r\n]")
_OPEN, _CLOSE = b"({[", b")}]"


class _Group:
    """One ``#if … #endif``: per arm its condition and the extents of its directive and its code."""

    def __init__(self) -> None:
        self.conditions: list[str | None] = []
        self.directives: list[tuple[int, int]] = []

    def arms(self) -> Iterator[tuple[str | None, int, int]]:
        for condition, (_, start), (end, _) in zip(
            self.conditions, self.directives, self.directives[1:], strict=False
        ):
            yield condition, start, end


def decide(text: bytes, marks: Sequence[int]) -> bytes:
    """``text`` without the groups that cut through a statement.

    Symbols count as all defined or as all undefined, whichever keeps more of ``marks`` alive, so
    that groups which belong together choose the same arm.
    """
    plain = _plain(text)
    dead_always: list[tuple[int, int]] = []
    cutting = []
    for group in _groups(plain):
        if _sets_members(plain, group):  # all arms stay: that is a choice, see `Objects.fields`
            dead_always += group.directives
        elif _cuts(plain, group):
            cutting.append(group)
    if not cutting and not dead_always:
        return text
    best: tuple[int, list[tuple[int, int]]] | None = None
    for defined in (True, False):
        dead = [span for group in cutting for span in _dead(group, defined)]
        lost = sum(bisect_left(marks, e) - bisect_left(marks, b) for b, e in dead)
        if best is None or lost < best[0]:
            best = (lost, dead)
    out = bytearray(text)
    for begin, end in dead_always + (best[1] if best else []):
        out[begin:end] = _SPACE.sub(b" ", text[begin:end])
    return bytes(out)


def instead(text: bytes, at: int, name: bytes) -> bool:
    """Whether another arm of the group around ``at`` has ``name``, and its own has not: it may lack that."""
    plain, groups = _read(text)
    word = re.compile(rb"\b%b\b" % re.escape(name))
    for arms in groups:
        if not arms[0][0] <= at < arms[-1][1]:
            continue
        own = next((arm for arm in arms if arm[0] <= at < arm[1]), None)
        if own is not None and not word.search(plain, *own):
            if any(word.search(plain, *arm) for arm in arms):
                return True
    return False


@lru_cache(maxsize=1)
def _read(text: bytes) -> tuple[bytes, list[list[tuple[int, int]]]]:
    """A file without comments and literals, and the arms of its groups: it is asked for each of its findings."""
    plain = _plain(text)
    return plain, [[(begin, end) for _, begin, end in group.arms()] for group in _groups(plain)]


def _plain(text: bytes) -> bytes:
    """``text`` with spaces in place of comments and literals."""
    return _HIDDEN.sub(lambda m: _SPACE.sub(b" ", m[0]), text)


def _groups(plain: bytes) -> list[_Group]:
    done: list[_Group] = []
    open_: list[_Group] = []
    for match in _DIRECTIVE.finditer(plain):
        word = match[1].decode()
        if word == "if":
            open_.append(_Group())
        elif not open_:
            continue
        group = open_[-1]
        group.directives.append(match.span())
        if word == "endif":
            done.append(open_.pop())
        else:
            condition = match[2].decode("utf-8", "replace").strip()
            group.conditions.append(None if word == "else" else condition)
    return done


def _cuts(plain: bytes, group: _Group) -> bool:
    """Whether the group is anything but whole statements or members in place of some."""
    start = group.directives[0][0]
    before = _last(plain, start)
    if before not in b";{}":
        return True
    for _, begin, end in group.arms():
        if _last(plain, end, begin) not in b";}" or _CONTINUES.match(plain, begin, end):
            return True
        depth = 0
        for byte in plain[begin:end]:
            if byte in _OPEN:
                depth += 1
            elif byte in _CLOSE:
                depth -= 1
            if depth < 0:
                return True
        if depth:
            return True
    return False


def _sets_members(plain: bytes, group: _Group) -> bool:
    """Whether every arm is a row of ``A = 1,`` in an object initialiser."""
    return all(
        _MEMBER.match(plain, begin, end) and _last(plain, end, begin) == b","
        for _, begin, end in group.arms()
    )


def _last(plain: bytes, end: int, start: int = 0) -> bytes:
    """The last character of code before ``end``; empty where there is none."""
    while end > start:
        begin = max(plain.rfind(b"\n", start, end), start - 1) + 1
        line = plain[begin:end].strip()
        if line and not line.startswith(b"#"):
            return line[-1:]
        end = begin - 1
    return b""


def _dead(group: _Group, defined: bool) -> Iterator[tuple[int, int]]:
    """The extents to blank: all directives, and every arm but the one taken."""
    yield from group.directives
    taken = False
    for condition, begin, end in group.arms():
        if not taken and (condition is None or _holds(condition, defined)):
            taken = True
        else:
            yield begin, end


def _holds(condition: str, defined: bool) -> bool:
    """The truth of a condition when every symbol is (un)defined."""
    tokens = _TOKEN.findall(condition.partition("//")[0])
    position = 0

    def atom() -> bool:
        nonlocal position
        if position >= len(tokens):
            return False
        token = tokens[position]
        position += 1
        if token == "!":
            return not atom()
        if token == "(":
            value = either()
            position += 1
            return value
        return {"true": True, "false": False}.get(token, defined)

    def both() -> bool:
        nonlocal position
        value = atom()
        while position < len(tokens) and tokens[position] in ("&&", "==", "!="):
            op = tokens[position]
            position += 1
            other = atom()
            value = (value and other) if op == "&&" else (value == other) is (op == "==")
        return value

    def either() -> bool:
        nonlocal position
        value = both()
        while position < len(tokens) and tokens[position] == "||":
            position += 1
            other = both()
            value = value or other
        return value

    return either() if len(tokens) < 200 else defined
