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
from collections.abc import Iterable, Sequence
from typing import Union

from tlslint.regex import regex

#: Longer patterns match no path that could exist.
MAX_PATTERN = 4096

#: Patterns up to which it pays to know those that match all names of a directory.
MANY_WIDE = 100

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
#: An entry, whether it is tied to the directory, and its parts
_Rest = tuple[_Entry, bool, "list[Part]"]

_ESCAPE = regex(r"\\(.)", re.DOTALL)
_GROUP = regex(r"\(\?P([<=])c")
_SUFFIX = regex(r"\*(?:\.[\w+~-]+)+")


class Patterns:
    """The patterns of one file, or of several that share a directory, in order."""

    __slots__ = ("_below", "_paths", "_rest", "endings", "lasts", "names", "others", "wide")

    def __init__(self, lines: Iterable[str]) -> None:
        self.names: dict[str, list[_Entry]] = {}  # foo
        self.endings: dict[str, list[tuple[str, _Entry]]] = {}  # *.foo
        self._paths: dict[str, list[_Entry]] = {}  # /foo/bar
        self._below: dict[str, list[_Rest]] = {}  # /foo/*/bar
        self._rest: list[_Rest] = []
        for number, line in enumerate(lines):
            self._add(number, line)
        for rest in (self._rest, *self._below.values()):
            rest.reverse()
        tied = [rest for rests in (self._rest, *self._below.values()) for rest in rests]
        #: those whose last part matches any name: they hold for all of a directory or for none
        self.wide: dict[str, list[list[Part]]] = {}
        for _, anchored, parts in tied:
            if _any_name(parts[-1]):
                first = parts[0] if isinstance(parts[0], str) else ""
                self.wide.setdefault(first, []).append(parts if anchored else [])
        last = [parts[-1] for _, _, parts in tied if not _any_name(parts[-1])]
        #: the last names of patterns of several parts
        self.lasts = {path[path.rfind("/") + 1 :] for path in self._paths}
        self.lasts.update(part for part in last if isinstance(part, str))
        #: what the last part of one of the other patterns matches
        self.others = _one_of([part for part in last if isinstance(part, re.Pattern)])

    def __bool__(self) -> bool:
        return bool(self.names or self.endings or self._paths or self._below or self._rest)

    def _add(self, number: int, line: str) -> None:
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
            if all(isinstance(part, str) for part in parts):
                self._paths.setdefault("/".join(map(str, parts)), []).append(entry)
            elif isinstance(first, str):
                self._below.setdefault(first, []).append((entry, True, parts))
            else:
                self._rest.append((entry, True, parts))
        elif isinstance(first, str):
            self.names.setdefault(first, []).append(entry)
        elif _SUFFIX.fullmatch(text):
            suffix = text[1:]
            self.endings.setdefault(suffix[suffix.rfind(".") :], []).append((suffix, entry))
        else:
            self._rest.append((entry, False, parts))

    def match(self, path: str, is_dir: bool) -> bool | None:
        """Whether ``path``, relative to the patterns' directory, is left out; None where none matches.

        Nothing is said about what a directory above does to it.
        """
        name = path[path.rfind("/") + 1 :]
        best, verdict = -1, None
        for entries in (self.names.get(name, ()), self._paths.get(path, ())):
            for number, negated, directories in entries:
                if number > best and (is_dir or not directories):
                    best, verdict = number, not negated
        dot = name.rfind(".")
        if dot >= 0 and (endings := self.endings.get(name[dot:])):
            for suffix, (number, negated, directories) in endings:
                if number > best and (is_dir or not directories) and name.endswith(suffix):
                    best, verdict = number, not negated
        slash = path.find("/")
        below = self._below.get(path[:slash], ()) if slash >= 0 else ()
        others = self._rest
        if others and not (
            self.wide or name in self.lasts or (self.others and self.others.fullmatch(name))
        ):
            others = []
        for rest in (below, others):
            for (number, negated, directories), anchored, parts in rest:
                if number < best:
                    break
                if directories and not is_dir:
                    continue
                last = parts[-1]  # decides nearly always
                if (last is None or _same(last, name)) and (
                    not anchored or _match(parts, path.split("/"))
                ):
                    best, verdict = number, not negated
                    break
        return verdict

    def reaches(self, directory: str) -> bool:
        """Whether what lies directly in ``directory`` may match whatever its name is.

        ``directory`` is relative and ends with a slash, or is empty. Where it may not, a name
        that matches is among ``names`` and ``lasts``, or has one of the ``endings``, or one of
        the ``others`` matches it.
        """
        wide = self.wide
        if not wide:
            return False
        names = directory.split("/")  # the last one is empty, and stands for any name
        few = [*wide.get("", ()), *(wide.get(names[0], ()) if names[0] else ())]
        return len(few) > MANY_WIDE or any(not parts or _match(parts, names) for parts in few)

    def covers(self, path: str) -> bool:
        """Whether the file ``path``, or a directory above it (below the patterns' own), is left out."""
        end = path.find("/")
        while end >= 0:
            if self.match(path[:end], True):
                return True
            end = path.find("/", end + 1)
        return bool(self.match(path, False))


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


def _match(parts: Sequence[Part], names: Sequence[str]) -> bool:
    """Whether the parts of an anchored pattern match those of a path."""
    at = here = 0
    back = (-1, 0)  # where the last ``**`` stands, and how far it has reached
    while here < len(names):
        if at < len(parts) and parts[at] is None:
            if at == len(parts) - 1:
                return True  # what is inside; there is at least one name
            back = (at, here)
            at += 1
        elif at < len(parts) and _same(parts[at], names[here]):
            at += 1
            here += 1
        elif back[0] >= 0:
            back = (back[0], back[1] + 1)
            at, here = back[0] + 1, back[1]
        else:
            return False
    return at == len(parts)


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
