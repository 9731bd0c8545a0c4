"""Which patterns hold in a directory: those of its own ignore files, and of all above it.

Most names are in no pattern, and nearly all patterns are plain names and endings: what can be
told of all names of a directory at once is told once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from tlslint.record import record
from tlslint.source.ignore import Patterns, lines_of
from tlslint.source.leftout import IGNORE_FILES
from tlslint.source.read import read_small
from tlslint.source.tracked import Index

#: A larger ignore file is not a hand's work, and costs time for every path.
MAX_IGNORE_FILE = 256_000


@record
class Layer:
    """Patterns that hold in a directory. Git's own mean nothing for what it tracks, as its ``index`` tells."""

    patterns: Patterns
    index: Index | None


class Layers:
    """The patterns that hold in a directory, the nearest first.

    ``index`` is that of its repository; without it git's ignore files do not count.
    """

    __slots__ = ("_index", "_known", "_rows", "endings", "names", "others", "wide")

    def __init__(self, rows: tuple[Layer, ...] = (), index: Index | None = None) -> None:
        self._rows = rows
        self._index = index
        #: those that were made of these, for directories at any depth
        self._known: dict[tuple[Patterns, ...], Layers] = {}
        every = [row.patterns for row in rows]
        #: whether any name may match one of the patterns
        self.wide = any(each.wide for each in every)
        #: names, endings and matches of expressions of which a name has one that a pattern matches
        self.names = frozenset(name for each in every for name in each.all_names())
        self.endings = frozenset(end for each in every for end in each.endings)
        self.others = [each.others.fullmatch for each in every if each.others is not None]

    def __bool__(self) -> bool:
        return bool(self._rows)

    def within(self, index: Index) -> Layers:
        """These in the repository of ``index``."""
        return Layers(self._rows, index)

    def over(self, patterns: Patterns, git: bool = False) -> Layers:
        """These with ``patterns`` nearer than all of them, maybe such as ``git`` heeds."""
        index = self._index
        if git and index is None:
            return self
        return Layers((Layer(patterns, index if git else None), *self._rows), index)

    def above(self, far: Layers) -> Layers:
        """These with others that are farther away."""
        return Layers((*self._rows, *far._rows), far._index)

    def into(self, name: str) -> Layers:
        """What of these holds in the directory ``name`` of this one."""
        if not self._rows:
            return self
        key = tuple([row.patterns.into(name) for row in self._rows])
        inner = self._known.get(key)
        if inner is None:
            rows = [Layer(p, row.index) for p, row in zip(key, self._rows, strict=True)]
            inner = self._known[key] = Layers(tuple(rows), self._index)
            inner._known = self._known
        return inner

    def at(self, names: Iterable[str]) -> Layers:
        """`into` one directory after another."""
        here = self
        for name in names:
            here = here.into(name)
        return here

    def other(self, name: str) -> bool:
        """Whether one of the ``others`` matches a name."""
        for matches in self.others:  # noqa: SIM110 - for each name; a generator costs more
            if matches(name):
                return True
        return False

    def ignores(self, path: str, name: str, is_dir: bool) -> bool | None:
        """Whether the nearest patterns that match ``name``, at ``path``, leave it out; None where git tracks it in spite of its own."""
        tracked = False
        for row in self._rows:
            index = row.index
            if tracked and index:
                continue
            verdict = row.patterns.match(name, is_dir)
            if verdict and index and index.tracks(path, is_dir):
                tracked = True
            elif verdict is not None:
                return verdict or (None if tracked else False)
        return None if tracked else False

    def tracked(self) -> Layers:
        """What holds in a directory that git's patterns name: of git's, only that all it does not track is left out."""
        if self._index is None:
            return self
        return Layers((Layer(Patterns(["*"]), self._index), *self._rows))


def top(directory: str) -> str:
    """The top of the repository that ``directory`` lies in; else the working directory if that is above it."""
    here = directory
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            cwd = os.getcwd()
            inside = directory == cwd or directory.startswith(cwd.rstrip(os.sep) + os.sep)
            return cwd if inside else directory
        here = above
    return here


def read_ignores(directory: str, names: frozenset[str] | None) -> Iterator[tuple[Patterns, bool]]:
    """The patterns of a directory's ignore files, weakest first, and whether git heeds them.

    ``names`` are files known to be there.
    """
    places: list[str] = []
    if names is None or ".git" in names:
        places.append(".git/info/exclude")
    places += [n for n in IGNORE_FILES if names is None or n in names]
    for place in places:
        data = read_small(os.path.join(directory, place), MAX_IGNORE_FILE)
        if data and (patterns := Patterns(lines_of(data))):
            yield patterns, place.startswith(".git")
