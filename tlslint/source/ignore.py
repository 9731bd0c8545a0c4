"""Patterns in the style of ``.gitignore``.

Same meaning as git's: the last pattern that matches decides, ``!`` takes a path back in, a
trailing ``/`` means directories only, a ``/`` elsewhere ties the pattern to its directory,
``**`` spans directories. Letters keep their case on every system, so that a result does not
depend on the machine.

Plain names and endings (nearly all patterns of real files) are found in dictionaries, the
others by expressions that cannot backtrack: a hostile pattern costs no more than the square
of the name's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Union

from tlslint.regex import regex

#: Longer patterns match no path that could exist.
MAX_PATTERN = 4096

_POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}

#: One part of a pattern between slashes: a plain name, an expression, or None for ``**``.
Part = Union[str, "re.Pattern[str]", None]
#: (number of the pattern, whether it takes back in, whether it is for directories only)
_Entry = tuple[int, bool, bool]
#: An entry, and the parts of its pattern that are left
_Rest = tuple[_Entry, "tuple[Part, ...]"]

_ESCAPE = regex(r"\\(.)", re.DOTALL)
_GROUP = regex(r"\(\?P([<=])c")
_SUFFIX = regex(r"\*(?:\.[\w+~-]+)+")


class Patterns:
    """The patterns of one file, or of several that share a directory, in order.

    They are those that count for the names in one directory; `into` gives those for a directory in it.
    """

    __slots__ = (
        "_always",
        "_goes",
        "_going",
        "_here",
        "_inner",
        "_loose",
        "_named",
        "_rest",
        "_ties",
        "_views",
        "endings",
        "names",
        "others",
        "wide",
    )

    def __init__(self, lines: Iterable[str]) -> None:
        self.names: dict[str, list[_Entry]] = {}  # foo
        self.endings: dict[str, list[tuple[str, _Entry]]] = {}  # *.foo
        self._loose: list[tuple[_Entry, Part]] = []  # [a-f]oo
        tied: list[_Rest] = []
        for number, line in enumerate(lines):
            self._add(number, line, tied)
        #: those that were asked for, by what is left of each pattern: most directories share one
        self._views: dict[tuple[tuple[int, int], ...], Patterns] = {}
        self._tie(_opened(tied))

    def __bool__(self) -> bool:
        return bool(self.names or self.endings or self._loose or self._ties)

    def _add(self, number: int, line: str, tied: list[_Rest]) -> None:
        text = _trim(line)
        if not text or text[0] == "#" or len(text) > MAX_PATTERN:
            return
        negated = text[0] == "!"
        text = text[negated:]
        directories = text.endswith("/")
        text = text.rstrip("/") if directories else text
        entry = (number, negated, directories)
        text = _ESCAPE.sub(lambda match: "/" if match[1] == "/" else match[0], text)
        if text.startswith("**/") and "/" not in text[3:]:
            text = text[3:]
        anchored = "/" in text
        parts: list[Part] = []
        for piece in text.removeprefix("/").split("/"):
            if anchored and piece == "**":
                if not parts or parts[-1] is not None:
                    parts.append(None)
                continue
            part = _part(piece)
            if part == "":
                return  # nothing has an empty name, and a broken bracket matches nothing
            parts.append(part)
        first = parts[0]
        if anchored:
            tied.append((entry, tuple(parts)))
        elif isinstance(first, str):
            self.names.setdefault(first, []).append(entry)
        elif _SUFFIX.fullmatch(text):
            suffix = text[1:]
            self.endings.setdefault(suffix[suffix.rfind(".") :], []).append((suffix, entry))
        else:
            self._loose.append((entry, first))

    def _tie(self, tied: list[_Rest]) -> None:
        """Take ``tied`` as the patterns that are tied to directories, and note what can be told of all names."""
        self._ties = bool(tied)
        #: those that go on into any directory, and into one with a name, or one that an expression matches
        self._always: list[_Rest] = []
        self._named: dict[str, list[_Rest]] = {}
        self._going: dict[str, tuple[re.Pattern[str], list[_Rest]]] = {}
        #: what a name has to be for one of the patterns of this directory alone
        self._here: dict[str, list[_Entry]] = {}
        ends = list(self._loose)
        for entry, parts in tied:
            first, rest = parts[0], (entry, parts[1:])
            if len(parts) == 1 and isinstance(first, str):
                self._here.setdefault(first, []).append(entry)
            elif len(parts) == 1:
                ends.append((entry, first))
            elif isinstance(first, str):
                self._named.setdefault(first, []).append(rest)
            elif first is not None:
                self._going.setdefault(first.pattern, (first, []))[1].append(rest)
            if first is None:
                self._always.append((entry, parts))
        #: what any of the expressions matches with which they go on
        self._goes = _one_of([expression for expression, _ in self._going.values()])
        #: those for directories inside, by what of these patterns goes on there
        self._inner: dict[tuple[str, ...], Patterns] = {}
        ends.sort(key=_number, reverse=True)
        self._rest = ends
        #: whether one of the patterns matches any name
        self.wide = any(_any_name(part) for _, part in ends)
        #: what one of the expressions matches
        self.others = _one_of([part for _, part in ends if isinstance(part, re.Pattern)])

    def all_names(self) -> Iterator[str]:
        """The names that one of the patterns matches as they are."""
        yield from self.names
        yield from self._here

    def into(self, name: str) -> Patterns:
        """The patterns as they are for what lies in the directory ``name`` of this one."""
        if not self._ties:
            return self
        key: tuple[str, ...] = (name if name in self._named else "",)
        if self._goes is not None and self._goes.fullmatch(name):
            key += tuple(k for k, (part, _) in self._going.items() if part.fullmatch(name))
        inner = self._inner.get(key)
        if inner is None:
            going = (rest for each in key[1:] for rest in self._going[each][1])
            tied = [*self._always, *self._named.get(key[0], ()), *going]
            inner = self._inner[key] = self._with(tied)
        return inner

    def at(self, names: Iterable[str]) -> Patterns:
        """`into` one directory after another."""
        here = self
        for name in names:
            here = here.into(name)
        return here

    def _with(self, tied: list[_Rest]) -> Patterns:
        """These with others that are tied to directories."""
        tied = _opened(tied)
        key = tuple([(entry[0], len(parts)) for entry, parts in tied])
        other = self._views.get(key)
        if other is None:
            other = self._views[key] = object.__new__(Patterns)
            other.names, other.endings, other._loose = self.names, self.endings, self._loose
            other._views = self._views
            other._tie(tied)
        return other

    def match(self, name: str, is_dir: bool) -> bool | None:
        """Whether what is called ``name`` in this directory is left out; None where no pattern matches.

        Nothing is said about what a directory above does to it.
        """
        best, verdict = -1, None
        for entries in (self.names.get(name, ()), self._here.get(name, ())):
            for number, negated, directories in entries:
                if number > best and (is_dir or not directories):
                    best, verdict = number, not negated
        dot = name.rfind(".")
        if dot >= 0 and (endings := self.endings.get(name[dot:])):
            for suffix, (number, negated, directories) in endings:
                if number > best and (is_dir or not directories) and name.endswith(suffix):
                    best, verdict = number, not negated
        if self._rest and (self.wide or (self.others and self.others.fullmatch(name))):
            for (number, negated, directories), part in self._rest:
                if number < best:
                    break
                if (is_dir or not directories) and _same(part, name):
                    return not negated
        return verdict

    def covers(self, path: str) -> bool:
        """Whether the file ``path``, or a directory above it (below the patterns' own), is left out."""
        here = self
        *above, name = path.split("/")
        for directory in above:
            if here.match(directory, True):
                return True
            here = here.into(directory)
        return bool(here.match(name, False))


def lines_of(data: bytes) -> list[str]:
    """The lines of an ignore file; bytes that are not UTF-8 survive as `os.fsdecode` has them."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _trim(line: str) -> str:
    """``line`` without the spaces at its end that no backslash protects."""
    text = line.rstrip(" ")
    slashes = len(text) - len(text.rstrip("\\"))
    return text + " " if slashes % 2 and len(text) < len(line) else text


def _any_name(part: Part) -> bool:
    """Whether the last part of a pattern matches any name there is, with letters or without."""
    return part is None or (not isinstance(part, str) and part.fullmatch("") is not None)


def _one_of(parts: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """An expression for names that one of ``parts`` matches; None where there is none."""
    # the names of groups may not meet
    texts = [
        f"(?:{_GROUP.sub(rf'(?P{chr(92)}1c{number}_', part.pattern)})"
        for number, part in enumerate(parts)
    ]
    return re.compile("|".join(texts), re.DOTALL) if texts else None


def _same(part: Part, name: str) -> bool:
    if part is None:
        return True
    return part == name if isinstance(part, str) else part.fullmatch(name) is not None


def _opened(tied: list[_Rest]) -> list[_Rest]:
    """``tied`` with what stands behind a ``**``, which may span no directory; each once."""
    known = {(entry[0], len(parts)) for entry, parts in tied}
    opened = []
    for entry, parts in tied:
        opened.append((entry, parts))
        if parts[0] is None and len(parts) > 1 and (entry[0], len(parts) - 1) not in known:
            known.add((entry[0], len(parts) - 1))
            opened.append((entry, parts[1:]))
    return opened


def _number(each: tuple[_Entry, Part]) -> int:
    return each[0][0]


def _part(piece: str) -> Part:
    """One part of a pattern; an empty name where it can match nothing."""
    chunks: list[str] = [""]
    plain = ""
    at, wild = 0, False
    while at < len(piece):
        char = piece[at]
        at += 1
        if char == "*":
            wild = True
            if chunks[-1] or len(chunks) == 1:
                chunks.append("")
            continue
        if char == "?":
            wild = True
            chunks[-1] += "."
            continue
        if char == "[":
            wild = True
            at, text = _bracket(piece, at)
            if not text:
                return ""
            chunks[-1] += text
            continue
        if char == "\\":
            if at == len(piece):
                return ""
            char = piece[at]
            at += 1
        plain += char
        chunks[-1] += re.escape(char)
    if not wild:
        return plain
    # A chunk between two stars is taken where it first fits: a later place cannot help. The
    # back reference keeps the engine from trying one.
    out = chunks[0]
    for number, chunk in enumerate(chunks[1:-1]):
        out += f"(?=(?P<c{number}>.*?{chunk}))(?P=c{number})"
    if len(chunks) > 1:
        out += ".*" + chunks[-1]
    return re.compile(out, re.DOTALL)


def _bracket(piece: str, at: int) -> tuple[int, str]:
    """The set that begins at ``at`` (after its bracket) as an expression, empty if it is broken."""
    negated = at < len(piece) and piece[at] in "!^"
    at += negated
    items = ""
    first = True
    while at < len(piece):
        char = piece[at]
        if char == "]" and not first:
            if not items:
                return at + 1, "." if negated else ""
            return at + 1, f"[{'^' if negated else ''}{items}]"
        first = False
        if char == "[" and piece.startswith("[:", at):
            end = piece.find(":]", at + 2)
            if end >= 0:
                if piece[at + 2 : end] not in _POSIX:
                    return at, ""
                items += _POSIX[piece[at + 2 : end]]
                at = end + 2
                continue
        low, at = _member(piece, at)
        if piece.startswith("-", at) and at + 1 < len(piece) and piece[at + 1] != "]":
            high, at = _member(piece, at + 1)
            if low and high and low <= high:
                items += f"{re.escape(low)}-{re.escape(high)}"
        elif low:
            items += re.escape(low)
    return at, ""


def _member(piece: str, at: int) -> tuple[str, int]:
    """One character of a set, and where the next begins."""
    if piece[at] == "\\" and at + 1 < len(piece):
        at += 1
    return piece[at], at + 1
