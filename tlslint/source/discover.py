"""Which files there are to check: one walk, the same on every machine.

Left out, besides what ignore files and ``exclude`` patterns name:

- what tools keep for themselves, by name (`TOOLS`): version control, caches, installed packages;
- what carries its own mark, whatever its name: a virtual environment (``pyvenv.cfg``,
  ``conda-meta``), a cache (``CACHEDIR.TAG``), a ``vendor`` that Go or Composer filled, what NuGet
  unpacked (``Id.1.0.0`` that holds ``Id.1.0.0.nupkg``, or ``lib`` where that lies in ``packages``);
- output of a build, only where the build's own file lies beside (`OUTPUT`): ``bin`` and ``obj``
  beside a .NET project, ``target`` beside a ``pom.xml``, ``build`` beside a ``build.gradle``;
- minified JavaScript (``*.min.js``).

``build``, ``bin``, ``dist``, ``out``, ``target``, ``vendor`` and ``third_party`` are otherwise
scanned: they often hold sources, and a directory wrongly left out is a client not seen. Hidden
files and directories are scanned.

Ignore files are ``.gitignore``, ``.ignore`` and ``.tlslintignore`` (a later one of these beats
an earlier one in the same directory, a deeper directory beats a higher one) and git's
``info/exclude``, from the top of the repository down; without a repository, from the working
directory down. What git's own name although git tracks it, as its index says, is scanned. Git
itself is not asked, nor a user's own configuration of it. Links are not followed, except for
paths that are given.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from tlslint.facts import Problem, Skipped
from tlslint.languages import (
    CONFIGURED,
    HEAD,
    PATTERN_STARTS,
    UNSURE,
    by_extension,
    is_page,
    language_of,
    may_have_shebang,
)
from tlslint.rows import NamedTuple
from tlslint.source.holding import CONFIGURATION, ExcludeFor, Holding
from tlslint.source.leftout import (
    FILLED,
    IGNORE_FILES,
    MARKED,
    OUTPUT,
    STANDARD,
    TOOLS,
    VENDORED,
    marked,
    suspect,
    unwanted_directory,
    unwanted_file,
)
from tlslint.source.read import read_start

if TYPE_CHECKING:
    from tlslint.source.layers import Layers  # of no use where files are given

#: Names on which something depends, so that nearly all others cost one look-up.
_SPECIAL = frozenset({".git", *IGNORE_FILES, *CONFIGURATION, *MARKED, *VENDORED, STANDARD})

_NOTHING: frozenset[str] = frozenset()
#: Names of directories that are perhaps not gone into.
_LEFT_OUT = frozenset({*TOOLS, *OUTPUT, *FILLED})

_name = attrgetter("name")

#: What a path has that is not the shortest way from the working directory, between slashes.
_NOT_PLAIN = ("//", "/./", "/../")

#: Directories of programs, which are opened though the bit got lost that says so, and of Ansible's modules, which
#: need none: https://docs.ansible.com/ansible/latest/dev_guide/developing_locally.html
_PROGRAMS = frozenset({"bin", "sbin", "scripts", "library", "modules"})


class Found(NamedTuple):
    """A file to check: the path to show (it opens, too), its language, and whether it was given."""

    path: str
    language: str
    given: bool = False


_found = tuple.__new__  # which does not take the way of a call of Python's


class Folder(NamedTuple):
    """A directory to look into: its path with a slash behind it, the patterns above, whether it was given."""

    prefix: str
    layers: Layers
    first: bool = False


class Discovery:
    """Walks ``paths`` when iterated, and gives the files that a language claims.

    ``exclude`` says which patterns hold in a directory. Given files are always taken, unless
    ``force_exclude``. Afterwards ``seen`` is the number of files met, ``skipped`` what was left
    out (with ``listing`` also the files that no language claims), ``problems`` what went wrong.
    """

    def __init__(
        self,
        paths: Iterable[str],
        *,
        exclude: ExcludeFor | None = None,
        force_exclude: bool = False,
        listing: bool = False,
    ) -> None:
        self.paths = list(paths)
        self.seen = 0
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []
        self._holding = Holding(exclude)
        self._force = force_exclude
        self._listing = listing
        self._given: set[str] | None = set() if len(self.paths) > 1 else None

    def __iter__(self) -> Iterator[Found]:
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[Found]]:
        """The files, those of one directory together."""
        for path in self.paths:
            given: list[Found] = []
            start = self._visit(path, given)
            if given:
                yield self._new(given)
            if start is not None:
                yield from self.below(start)

    def starts(self) -> tuple[list[Found], list[Folder]]:
        """The files and the directories that were given."""
        given: list[Found] = []
        visited = [self._visit(path, given) for path in self.paths]
        return self._new(given), [folder for folder in visited if folder is not None]

    def below(self, start: Folder) -> Iterator[list[Found]]:
        """The files at and below a directory, those of one directory together."""
        stack = [start]
        while stack:
            found, below = self.look(stack.pop())
            if found:
                yield found
            stack += reversed(below)

    @property
    def configured(self) -> list[str]:
        """The directories for which ``exclude`` was asked."""
        return self._holding.configured

    def begin(self) -> None:
        """Forget what was met: from here on it is a copy's own."""
        self.seen, self.skipped, self.problems = 0, [], []
        self._holding.configured = []

    def met(self) -> tuple[int, list[Skipped], list[Problem], list[str]]:
        """What this walk met, for `add`."""
        return self.seen, self.skipped, self.problems, self.configured

    def add(
        self, seen: int, skipped: list[Skipped], problems: list[Problem], configured: list[str]
    ) -> None:
        """What a copy of this walk met in its part of the tree."""
        self.seen += seen
        self.skipped += skipped
        self.problems += problems
        for prefix in configured:
            self._holding.configuration(prefix)  # so that what is wrong with it is told here

    def _new(self, batch: list[Found]) -> list[Found]:
        """Those that were not met before; only where several paths are given can there be any."""
        if self._given is None:
            return batch
        new = []
        for found in batch:
            if found.path in self._given:
                self.seen -= 1
            else:
                self._given.add(found.path)
                new.append(found)
        return new

    # -- what was given

    def _visit(self, path: str, given: list[Found]) -> Folder | None:
        """Add a given file to ``given``, or return the given directory."""
        shown = show(path)
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            self.problems.append(Problem("missing", shown, "no such file or directory"))
            return None
        except (OSError, ValueError) as error:
            self._unreadable(shown, error)
            return None
        is_dir = stat.S_ISDIR(mode)
        if self._force and (reason := self._left_out(shown, is_dir)):
            self.seen += not is_dir
            self.skipped.append(Skipped(shown, reason))
        elif is_dir:
            prefix = "" if shown == "." else shown.rstrip("/") + "/"
            return Folder(prefix, self._holding.above(prefix), True)
        elif stat.S_ISREG(mode):
            self.seen += 1
            self._holding.configuration(
                shown[: shown.rfind("/") + 1]
            )  # what is wrong with it is to be told
            language = language_of(shown)
            name = shown[shown.rfind("/") + 1 :]
            if language is None and (may_have_shebang(name) or is_page(name)):
                language = self._by_shebang(shown, True)
            if language:
                given.append(Found(shown, language, True))
            else:
                self.skipped.append(Skipped(shown, "no language"))
        else:
            # named by the user, who would take silence for a clean file
            self.problems.append(Problem("unreadable", shown, "not a regular file"))
        return None

    def _left_out(self, shown: str, is_dir: bool) -> str:
        """Why a given path is left out by what lies above it; empty where it is not."""
        from tlslint.source.layers import Layers, top
        from tlslint.source.tracked import Index

        real = os.path.abspath(shown)
        above = top(os.path.dirname(real))
        names = os.path.relpath(real, above).replace(os.sep, "/").split("/")
        prefix = show(above)
        prefix = "" if prefix == "." else prefix.rstrip("/") + "/"
        layers = Layers(index=Index(above, "", len(prefix)))
        for number, name in enumerate(names):
            try:
                beside = frozenset(os.listdir(prefix or "."))
            except OSError:
                beside = frozenset()
            if number and (reason := marked(prefix, beside)):
                return reason
            layers = self._holding.within(prefix, beside, layers)
            last = number == len(names) - 1
            path, directory = prefix + name, is_dir or not last
            reason = unwanted_directory(name, beside) if directory else unwanted_file(name)
            if reason or (ignored := layers.ignores(path, name, directory)):
                return reason or "ignored"
            layers = layers.into(name)
            layers = layers if ignored is False else layers.tracked()
            prefix = path + "/"
        return ""

    # -- the walk

    def look(self, folder: Folder) -> tuple[list[Found], list[Folder]]:
        """The files that lie directly in a directory, and the directories."""
        prefix, layers, first = folder
        try:
            with os.scandir(prefix or ".") as scan:
                entries = sorted(scan, key=_name)
        except OSError as error:
            self._unreadable(prefix.rstrip("/") or ".", error)
            return [], []
        held = list(map(_name, entries))
        special = _NOTHING if _SPECIAL.isdisjoint(held) else _SPECIAL.intersection(held)
        if not first and (special or suspect(prefix)):
            reason = marked(prefix, held)
            if reason:
                self.skipped.append(Skipped(prefix.rstrip("/"), reason))
                return [], []
        if special:
            layers = self._holding.within(prefix, special, layers)
        found: list[Found] = []
        below: list[Folder] = []
        names, endings, others = layers.names, layers.endings, layers.others
        all_may_match = layers.wide
        for entry in entries:
            name = entry.name
            dot = name.rfind(".")
            ending = name[dot:] if dot >= 0 else ""
            may_match = (
                all_may_match
                or name in names
                or ending in endings
                or (others and layers.other(name))
            )
            try:
                regular = entry.is_file(follow_symlinks=False)
            except OSError:
                regular = False
            path = prefix + name
            if not regular:
                reason = self._unwanted(entry, name, held)
                ignored = layers.ignores(path, name, True) if may_match and not reason else False
                if reason or ignored:
                    self.skipped.append(Skipped(path, reason or "ignored"))
                else:
                    inner = layers.into(name)
                    inner = inner if ignored is False else inner.tracked()
                    below.append(Folder(path + "/", inner))
                continue
            self.seen += 1
            language: str | None = by_extension(ending) if dot > 0 else UNSURE
            if language is UNSURE or name.startswith(PATTERN_STARTS) or "\\" in name:
                language = self._language(path, name)
            if not language:
                if self._listing:
                    self.skipped.append(Skipped(path, "no language"))
            elif language == "javascript" and (reason := unwanted_file(name)):
                self.skipped.append(Skipped(path, reason))
            elif may_match and layers.ignores(path, name, False):
                self.skipped.append(Skipped(path, "ignored"))
            else:
                found.append(_found(Found, (path, language, False)))
        return found if self._given is None else self._new(found), below

    def _unwanted(self, entry: os.DirEntry[str], name: str, beside: list[str]) -> str:
        """Why what is no regular file is left out by itself; empty for a directory to go into."""
        if entry.is_dir(follow_symlinks=False) and (os.name != "nt" or not _is_link(entry)):
            return unwanted_directory(name, beside) if name in _LEFT_OUT else ""
        self.seen += 1
        return "symbolic link" if _is_link(entry) else "not a regular file"

    # -- single files

    def _language(self, path: str, name: str) -> str | None:
        """The language of a file whose extension does not tell it."""
        language = language_of(path)
        if language is None and (
            is_page(name) or (may_have_shebang(name) and self._executable(path))
        ):
            language = self._by_shebang(path)
        return language

    def knows(self, path: str) -> bool:
        """Whether the language of a file is known where nobody names the file itself."""
        path = show(path)
        return self._language(path, path[path.rfind("/") + 1 :]) is not None

    def _executable(self, path: str) -> bool:
        """Whether a file without extension is worth opening; where no such bit exists, all are.

        What scripts are made of becomes executable with them, and so does what lies among programs.
        """
        if (
            os.name == "nt"
            or path.endswith(CONFIGURED)
            or not _PROGRAMS.isdisjoint(path.split("/")[-2:-1])
        ):
            return True
        try:
            return bool(os.lstat(path).st_mode & 0o111)
        except OSError:
            return False

    def _by_shebang(self, path: str, follow: bool = False) -> str | None:
        try:
            return language_of(path, read_start(path, follow, HEAD)[0])
        except OSError as error:
            self._unreadable(path, error)
            return None

    def _unreadable(self, path: str, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self.problems.append(Problem("unreadable", path, reason[:1].lower() + reason[1:]))


def discover(
    paths: Iterable[str],
    *,
    exclude: ExcludeFor | None = None,
    force_exclude: bool = False,
    listing: bool = False,
) -> Discovery:
    """The files at and below ``paths``; see `Discovery`."""
    return Discovery(paths, exclude=exclude, force_exclude=force_exclude, listing=listing)


def show(path: str) -> str:
    """``path`` relative to the working directory, with forward slashes."""
    if os.sep == "/" and path and not any(part in f"/{path}/" for part in _NOT_PLAIN):
        return path
    with suppress(OSError, ValueError):  # another drive
        path = os.path.relpath(path)
    return path.replace(os.sep, "/")


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if os.name == "nt":  # junctions
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
        return bool(attributes & 0x400)
    return False


def overlap(folders: list[Folder]) -> bool:
    """Whether one of the directories lies in another."""
    prefixes = sorted(folder.prefix for folder in folders)
    return any(b.startswith(a) for a, b in pairwise(prefixes))
