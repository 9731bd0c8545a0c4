"""For ``explain``: where the names of a line are defined that its own file does not define."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.extract import adapter, tree_of
from tlslint.facts import Span
from tlslint.languages import BY_NAME, language_of
from tlslint.linkclasses import declaring
from tlslint.options import MAX_BYTES
from tlslint.places import CLASS_LANGUAGES
from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.silent.places import At, Places, dotted
from tlslint.source import LineIndex, decode
from tlslint.source.discover import discover
from tlslint.source.leftout import excluded
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.options import OptionsFor

#: Names that are looked for, files that are looked at, and how large they may be.
_NAMES = 3
_FILES = 4000
_LARGE = 400_000
_SHORT = 3
_SHOWN = 110
#: Languages in which files are wrapped in functions, and those that define members as ``Type.name``.
_WRAPPED = frozenset({"javascript", "typescript", "tsx"})
_EXTENDED = _WRAPPED | {"kotlin", "vbnet"}
_PARTS = regex(r"[./\\:]")


class Code(NamedTuple):
    """A file of code that was read."""

    language: str
    places: Places
    lines: LineIndex


class Wanted(NamedTuple):
    """A name that is defined elsewhere: in one of the classes ``owners``, or in a file or directory ``home``."""

    shown: str
    name: str
    owners: frozenset[str] = frozenset()
    home: str = ""
    beside: bool = False


class Definition(NamedTuple):
    """Where a name is defined: the lines of it, and the first of them."""

    shown: str
    path: str
    lines: range
    text: str


def definitions(
    path: str, line: int, read: Code, top: str, options_for: OptionsFor
) -> list[Definition]:
    """Where other files of the tree below ``top`` define the names on a line of the file that was ``read``."""
    language, places, lines = read
    wanted = list(_wanted(places, lambda span: lines.place(span.start)[0] == line, language))
    found: list[Definition] = []
    if not wanted:
        return found
    walk = discover([top], exclude=partial(excluded, options_for))
    here = os.path.abspath(path)
    for number, each in enumerate(e for e in walk if e.language == language):
        if number >= _FILES or not wanted:
            break
        if os.path.abspath(each.path) == here:
            continue
        asked = [w for w in wanted if _may_hold(each.path, path, w)]
        for hit in _in_file(each.path, language, asked):
            found.append(hit)
            wanted = [w for w in wanted if w.shown != hit.shown]
    return found


def told(found: Sequence[Definition]) -> str:
    """What is said of definitions in other files."""
    rows = [f"  {d.shown}: {d.path}:{d.lines.start}: {d.text}" for d in found]
    return "\n".join(("Defined in other files:", *rows)) + "\n" if rows else ""


def code(path: str) -> Code | None:
    """The syntax of a file of code; None for any other."""
    data = read_small(path, MAX_BYTES, follow=True)
    return _places(path, data) if data is not None else None


def _places(path: str, data: bytes, names: Collection[str] = ()) -> Code | None:
    """The syntax of a file; with ``names`` as far as it may define these for other files."""
    name, decoded = language_of(path, data), decode(data)
    if name is None or decoded is None or BY_NAME[name].kind != "code":
        return None
    text = decoded.text
    near = sorted(at for n in names for at in _mentions(n, text, name)) if names else None
    module = adapter(BY_NAME[name].module)
    tree = tree_of(text, module)
    root = tree.root_node if tree is not None else None
    statements = module.lower(root, text, range(len(text)) if near is None else near)
    return Code(name, Places(statements, near, inside=name in _WRAPPED), LineIndex(text))


def _mentions(name: str, text: bytes, language: str) -> Iterator[int]:
    """Where a name stands as a word that may be defined there: members of objects are not."""
    if name.encode() in text:
        before = r"\w" if language in _EXTENDED else r"\w."
        for found in re.finditer(rf"(?<![{before}]){re.escape(name)}(?!\w)".encode(), text):
            yield found.start()


def _wanted(places: Places, on_line: Callable[[Span], bool], language: str) -> Iterator[Wanted]:
    """The names on a line whose definitions are in other files, if any are."""
    told: set[str] = set()
    for at in places.outer:
        name = dotted(at.node)
        if not name or name in told or at.role in ("target", "type", "member"):
            continue
        if on_line(at.span) and (each := _sought(name, at, places, language)) is not None:
            told.add(name)
            yield each
            if len(told) == _NAMES:
                return


def _sought(name: str, at: At, places: Places, language: str) -> Wanted | None:
    root, _, path = name.partition(".")
    last = name.rpartition(".")[2]
    if len(last) <= _SHORT or path.count("."):
        return None
    if root in places.imports:
        *_, module = _PARTS.split(places.imports[root].removesuffix(f".{last}"))
        return Wanted(
            name,
            last,
            frozenset((root,)) if path and language in CLASS_LANGUAGES else frozenset(),
            module,
        )
    if path:
        inside = root in places.types or any(u.role == "target" for u in places.names.get(root, ()))
        given = any(p.node.name == root for p in places.params)
        apart = language in CLASS_LANGUAGES and root[:1].isupper() and not (inside or given)
        return Wanted(name, last, frozenset((root,))) if apart else None
    known = last in places.functions or last in places.types
    known = known or any(p.node.name == last for p in places.params)
    if known or any(u.role == "target" for u in places.names.get(last, ())):
        return None
    if language == "go":
        return Wanted(name, last, beside=True)
    owner = at.owner
    if language in CLASS_LANGUAGES and owner is not None:
        bases = (dotted(b).rpartition(".")[2] for b in owner.bases)
        return Wanted(name, last, frozenset((owner.name, *bases)))
    return None


def _may_hold(path: str, asking: str, wanted: Wanted) -> bool:
    """Whether a file may be the one that defines a name, by its own."""
    directory, base = os.path.split(path)
    if wanted.beside:
        return os.path.abspath(directory or ".") == os.path.dirname(os.path.abspath(asking))
    return not wanted.home or wanted.home in (
        base.partition(".")[0],
        os.path.basename(os.path.abspath(directory or ".")),
        *wanted.owners,
    )


def _in_file(path: str, language: str, wanted: Sequence[Wanted]) -> Iterator[Definition]:
    data = read_small(path, _LARGE)
    if data is None:
        return
    asked = [w for w in wanted if any(True for _ in _mentions(w.name, data, language))]
    asked = [w for w in asked if not w.owners or w.home or _declares(language, w, data)]
    read = _places(path, data, {w.name for w in asked}) if asked else None
    if read is None:
        return
    _, places, lines = read
    for each in asked:
        for span in _defining(places, each):
            first, last = lines.place(span.start)[0], lines.place(max(span.end - 1, span.start))[0]
            text = " ".join(lines.line(first).split())
            yield Definition(
                each.shown, path.replace(os.sep, "/"), range(first, last + 1), text[:_SHOWN]
            )
            break


def _declares(language: str, wanted: Wanted, data: bytes) -> bool:
    return bool(declaring(language, tuple(sorted(wanted.owners)), False)(data))


def _defining(places: Places, wanted: Wanted) -> Iterator[Span]:
    """What a file defines under a name: a constant or field, or a function."""
    for use in places.names.get(wanted.name, ()):
        above = use.above
        if use.role != "target" or use.func is not None or not isinstance(use.node, s.Name):
            continue
        if above is not None and isinstance(above.node, s.Assign) and _fits(use.owner, wanted):
            yield Span(above.node.start, above.node.end)
    for func in places.functions.get(wanted.name, ()):
        around = [c for c in places.types.values() if c.start <= func.start < c.end]
        if _fits(max(around, key=lambda c: c.start) if around else None, wanted):
            yield Span(func.start, func.start + 1)


def _fits(owner: s.Class | None, wanted: Wanted) -> bool:
    if owner is None:
        return not wanted.owners or bool(wanted.home) or wanted.beside
    return owner.name in wanted.owners
