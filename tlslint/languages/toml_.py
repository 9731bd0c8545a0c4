"""TOML, with positions: a tolerant scanner without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tlslint.facts import Setting, Span
from tlslint.languages.flat import Marks, flat, real, unescape
from tlslint.languages.tree import Scalar, Tree
from tlslint.regex import regex
from tlslint.rows import NamedTuple

# every alternative stays within a line, but for long strings, whose end is searched
_TOKEN = regex(
    r"""(?P<long>\"{3}|'{3})|"(?P<text>[^"\\\n]*(?:\\.[^"\\\n]*)*)"|'(?P<literal>[^'\n]*)'"""
    r"|(?P<comment>\#[^\n]*)|(?P<mark>[\[\]{}=,.\n])|(?P<bare>[A-Za-z0-9_+:-]+)",
    re.ASCII,
)


class _Token(NamedTuple):
    kind: str
    start: int
    end: int
    inner: int  # width of the quotes


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``toml:a/b`` for each scalar and list of scalars."""
    s = flat(text)
    return _Reader(s, Tree("toml", Marks(marks))).settings()


def comments(text: bytes) -> list[Span]:
    """The comments, not those in strings."""
    s = flat(text)
    return [Span(t.start, t.end) for t in _tokens(s) if t.kind == "comment"]


class _Reader:
    """Walks the tokens; an opened value is a table, an inline table or an array."""

    def __init__(self, s: str, tree: Tree) -> None:
        self.s = s
        self.tree = tree
        self.tokens = [t for t in _tokens(s) if t.kind != "comment"]
        self.at = 0

    def settings(self) -> list[Setting]:
        self.tree.open(True, 0)
        depth = 0  # of the tables that a header opened
        while self.at < len(self.tokens):
            if self._mark() == "\n":
                self.at += 1
            elif self._mark() == "[":
                for _ in range(depth):
                    self.tree.close(self.tokens[self.at].start)
                depth = self._header()
            elif not self._entry():
                self.at += 1
        return self.tree.done()

    def _mark(self) -> str:
        if self.at >= len(self.tokens):
            return "\n"
        t = self.tokens[self.at]
        return self.s[t.start] if t.kind == "mark" else ""

    def _header(self) -> int:
        while self._mark() == "[":
            self.at += 1
        names = self._key()
        for name, start in names:
            self.tree.key(name, start)
            self.tree.open(True, start)
        while self._mark() != "\n":
            self.at += 1
        return len(names)

    def _key(self) -> list[tuple[str, int]]:
        """A dotted key."""
        names = []
        while self.at < len(self.tokens) and self._mark() in ("", "."):
            t = self.tokens[self.at]
            if self._mark() == "":
                names.append((self._text(t), t.start))
            self.at += 1
        return names

    def _entry(self) -> bool:
        """``key = value``; the values inside arrays and inline tables are walked with a stack."""
        names = self._key()
        if self._mark() != "=" or not names:
            return bool(names)
        self.at += 1
        self._begin(names)
        stack: list[tuple[str, int]] = []  # the bracket, and the tables to close behind an entry
        dotted = len(names) - 1
        while self.at < len(self.tokens):
            mark = self._mark()
            t = self.tokens[self.at]
            if mark and mark in "[{":
                self.tree.open(mark == "{", t.start)
                stack.append((mark, 0))
            elif mark and mark in "]}":
                if not stack:
                    break
                self._close(stack.pop()[1] + 1, t.end)
            elif mark == "\n":
                if not stack or stack[-1][0] == "{":
                    self._close(sum(extra + 1 for _, extra in stack), t.start)
                    break
            elif mark == ",":
                if not stack:
                    break
                self._close(stack[-1][1], t.start)
                stack[-1] = (stack[-1][0], 0)
            elif mark == "" and stack and stack[-1][0] == "{":
                self._inline_entry(stack)
                continue
            elif mark == "":
                self._value()
                continue
            self.at += 1
        else:
            self._close(sum(extra + 1 for _, extra in stack), len(self.s))
        self._close(dotted, self.tokens[min(self.at, len(self.tokens) - 1)].start)
        return True

    def _inline_entry(self, stack: list[tuple[str, int]]) -> None:
        names = self._key()
        if self._mark() == "=":
            self.at += 1
            self._begin(names)
            stack[-1] = ("{", len(names) - 1)
            if self._mark() == "":
                self._value()

    def _begin(self, names: list[tuple[str, int]]) -> None:
        for name, start in names[:-1]:
            self.tree.key(name, start)
            self.tree.open(True, start)
        self.tree.key(*names[-1])

    def _close(self, times: int, end: int) -> None:
        for _ in range(times):
            self.tree.close(end)

    def _value(self) -> None:
        t = self.tokens[self.at]
        self.at += 1
        end = t.end
        if t.kind == "bare":  # numbers with a fraction, dates
            while self._mark() in ("", ".") and self.tokens[self.at].start == end:
                end = self.tokens[self.at].end
                self.at += 1
        inner = self.s[t.start + t.inner : end - t.inner]
        if t.kind in ("text", "long") and self.s[t.start] == '"':
            inner = unescape(inner)
        start = t.start + t.inner
        self.tree.scalar(Scalar(inner, start, Span(t.start, end), block="\n" in inner))

    def _text(self, t: _Token) -> str:
        return real(unescape(self.s[t.start + t.inner : t.end - t.inner]))


def _tokens(s: str) -> Iterator[_Token]:
    at = 0
    while (match := _TOKEN.search(s, at)) is not None:
        kind = match.lastgroup or ""
        start, at = match.span()
        if kind == "long":
            stop = s.find(match[0], at)
            at = stop + 3 if stop >= 0 else len(s)
            if stop < 0:
                continue
        inner = {"long": 3, "text": 1, "literal": 1}.get(kind, 0)
        yield _Token(kind, start, at - (kind == "comment" and s[at - 1] == "\r"), inner)
