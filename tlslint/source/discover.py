"""Which files there are to check: one walk, the same on every machine.

Left out, besides what ignore files and ``exclude`` patterns name:

- what tools keep for themselves, by name (`TOOLS`): version control, caches, installed packages;
- what carries its own mark, whatever its name: a virtual environment (``pyvenv.cfg``,
  ``conda-meta``), a cache (``CACHEDIR.TAG``), a ``vendor`` that Go or Composer filled;
- output of a build, only where the build's own file lies beside (`OUTPUT`): ``bin`` and ``obj``
  beside a .NET project, ``target`` beside a ``pom.xml``, ``build`` beside a ``build.gradle``;
- minified JavaScript (``*.min.js``).

``build``, ``bin``, ``dist``, ``out``, ``target``, ``vendor`` and ``third_party`` are otherwise
scanned: they often hold sources, and a directory wrongly left out is a client not seen. Hidden
files and directories are scanned.

Ignore files are ``.gitignore``, ``.ignore`` and ``.tlslintignore`` (a later one of these beats
an earlier one in the same directory, a deeper directory beats a higher one) and git's
``info/exclude``, from the top of the repository down; without a repository, from the working
directory down. Git itself is not asked, nor a user's own configuration of it. Links are not
followed, except for paths that are given.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import NamedTuple

from tlslint.facts import Problem, Skipped
from tlslint.languages import HEAD, is_page, language_of, may_have_shebang
from tlslint.source.ignore import Patterns, lines_of
from tlslint.source.read import read_small, read_start

TOOLS = frozenset(
    (
        *(".git", ".hg", ".svn", ".bzr", "CVS", "_darcs"),
        *("node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages"),
        *("__pycache__", ".venv", ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache"),
        *(".ruff_cache", ".hypothesis", ".gradle", ".terraform", ".vs", ".next", ".nuxt"),
        *(".svelte-kit", ".angular", ".parcel-cache", ".pnpm-store", ".yarn"),
    )
)

#: A directory's name → endings of the names beside it that make it the output of a build.
OUTPUT = {
    "bin": (".csproj", ".vbproj", ".fsproj"),
    "obj": (".csproj", ".vbproj", ".fsproj", ".vcxproj"),
    "target": ("pom.xml", "Cargo.toml", "build.sbt"),
    "build": ("build.gradle", "build.gradle.kts"),
}

#: What only tests have, by the customs of the languages; left out where tests are not asked for.
TESTS = (
    *("test/", "tests/", "Test/", "Tests/", "__tests__/", "testdata/", "test-data/", "spec/"),
    *("unittest/", "unittests/", "unit-tests/", "integration-tests/", "androidTest/"),
    *("*.Test/", "*.Tests/", "*.UnitTests/", "*.IntegrationTests/", "*_tests/", "*-tests/"),
    *("test_*.py", "*_test.py", "conftest.py", "*_test.go"),
    *("*.test.[cm][jt]s", "*.spec.[cm][jt]s", "*.test.[jt]s", "*.test.[jt]sx", "*.spec.[jt]s", "*.spec.[jt]sx"),
    *("*Test.java", "*Tests.java", "*TestCase.java", "*Test.cs", "*Tests.cs", "*Test.vb", "*Tests.vb"),
)  # fmt: skip

_MARKED = {
    "pyvenv.cfg": "virtual environment",
    "conda-meta": "virtual environment",
    "CACHEDIR.TAG": "cache",
}
_VENDORED = frozenset({"modules.txt", "autoload.php"})

IGNORE_FILES = (".gitignore", ".ignore", ".tlslintignore")
_CONFIGURATION = ("tlslint.toml", ".tlslint.toml", "pyproject.toml")

#: Names on which something depends, so that nearly all others cost one look-up.
_SPECIAL = frozenset({".git", *IGNORE_FILES, *_CONFIGURATION, *_MARKED, *_VENDORED})
_MINIFIED = (".min.js", ".min.mjs", ".min.cjs")

_name = attrgetter("name")

#: A larger ignore file is not a hand's work, and costs time for every path.
MAX_IGNORE_FILE = 256_000

#: A directory and the patterns that hold in it: what to put before a path below it, how much of
#: the shown path to drop first, and the patterns. The nearest comes first.
_Layer = tuple[str, int, Patterns]
_Chain = tuple[_Layer, ...]

#: The ``exclude`` patterns that hold in a directory, and the directory they are relative to.
ExcludeFor = Callable[[str], tuple[Sequence[str], str]]


class Found(NamedTuple):
    """A file to check: the path to show (it opens, too), its language, and whether it was given."""

    path: str
    language: str
    given: bool = False


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
        self._exclude = exclude
        self._force = force_exclude
        self._listing = listing
        self._given: set[str] | None = set() if len(self.paths) > 1 else None

    def __iter__(self) -> Iterator[Found]:
        for path in self.paths:
            for found in self._visit(path):
                if self._given is None:
                    yield found
                elif found.path not in self._given:
                    self._given.add(found.path)
                    yield found
                else:
                    self.seen -= 1

    # -- what was given

    def _visit(self, path: str) -> Iterator[Found]:
        shown = show(path)
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            self.problems.append(Problem("missing", shown, "no such file or directory"))
            return
        except (OSError, ValueError) as error:
            self._unreadable(shown, error)
            return
        is_dir = stat.S_ISDIR(mode)
        if self._force and (reason := self._left_out(shown, is_dir)):
            self.seen += not is_dir
            self.skipped.append(Skipped(shown, reason))
        elif is_dir:
            yield from self._walk("" if shown == "." else shown.rstrip("/") + "/")
        elif stat.S_ISREG(mode):
            self.seen += 1
            language = language_of(shown)
            name = shown[shown.rfind("/") + 1 :]
            if language is None and (may_have_shebang(name) or is_page(name)):
                language = self._by_shebang(shown, True)
            if language:
                yield Found(shown, language, True)
            else:
                self.skipped.append(Skipped(shown, "no language"))
        else:
            # named by the user, who would take silence for a clean file
            self.problems.append(Problem("unreadable", shown, "not a regular file"))

    def _left_out(self, shown: str, is_dir: bool) -> str:
        """Why a given path is left out by what lies above it; empty where it is not."""
        real = os.path.abspath(shown)
        top = _top(os.path.dirname(real))
        names = os.path.relpath(real, top).replace(os.sep, "/").split("/")
        prefix = show(top)
        prefix = "" if prefix == "." else prefix.rstrip("/") + "/"
        chain: _Chain = ()
        for number, name in enumerate(names):
            try:
                beside = set(os.listdir(prefix or "."))
            except OSError:
                beside = set()
            if number and (reason := _marked(names[number - 1], beside)):
                return reason
            chain = self._layers(prefix, beside, chain)
            last = number == len(names) - 1
            path, directory = prefix + name, is_dir or not last
            reason = _unwanted_directory(name, beside) if directory else _unwanted_file(name)
            if reason or (reason := _ignored(chain, path, directory)):
                return reason
            prefix = path + "/"
        return ""

    # -- the walk

    def _walk(self, start: str) -> Iterator[Found]:
        stack: list[tuple[str, _Chain]] = [(start, self._above(start))]
        while stack:
            prefix, chain = stack.pop()
            try:
                with os.scandir(prefix or ".") as scan:
                    entries = sorted(scan, key=_name)
            except OSError as error:
                self._unreadable(prefix.rstrip("/") or ".", error)
                continue
            special = {e.name for e in entries if e.name in _SPECIAL}
            if special:
                own = prefix.rstrip("/").rpartition("/")[2]
                reason = _marked(own, special) if prefix != start else ""
                if reason:
                    self.skipped.append(Skipped(prefix.rstrip("/"), reason))
                    continue
                chain = self._layers(prefix, special, chain)
            below: list[tuple[str, _Chain]] = []
            for entry in entries:
                name = entry.name
                path = prefix + name
                if _is_file(entry):
                    self.seen += 1
                    language = language_of(path)
                    if language is None:
                        if is_page(name) or (may_have_shebang(name) and self._executable(path)):
                            language = self._by_shebang(path)
                        if language is None:
                            if self._listing:
                                self.skipped.append(Skipped(path, "no language"))
                            continue
                    reason = _unwanted_file(name)
                    if reason or (chain and (reason := _ignored(chain, path, False))):
                        self.skipped.append(Skipped(path, reason))
                    else:
                        yield Found(path, language)
                elif _is_link(entry):
                    self.seen += 1
                    self.skipped.append(Skipped(path, "symbolic link"))
                elif entry.is_dir(follow_symlinks=False):
                    if name in TOOLS or name in OUTPUT:
                        reason = _unwanted_directory(name, map(_name, entries))
                        if reason:
                            self.skipped.append(Skipped(path, reason))
                            continue
                    if chain and (reason := _ignored(chain, path, True)):
                        self.skipped.append(Skipped(path, reason))
                    else:
                        below.append((path + "/", chain))
                else:
                    self.seen += 1
                    self.skipped.append(Skipped(path, "not a regular file"))
            stack.extend(reversed(below))

    def _above(self, start: str) -> _Chain:
        """The patterns of the directories above ``start``, down from the top of the repository."""
        real = os.path.abspath(start or ".")
        top = _top(real)
        chain: _Chain = self._excludes(start, ())
        names = os.path.relpath(real, top).replace(os.sep, "/").split("/")
        if names == ["."]:
            return chain
        for number in range(len(names)):
            directory = os.path.join(top, *names[:number])
            lead = "/".join(names[number:]) + "/"
            for patterns in _read_ignores(directory, None):
                chain = ((lead, len(start), patterns), *chain)
        return chain

    def _layers(self, prefix: str, special: set[str], chain: _Chain) -> _Chain:
        """``chain`` with the patterns that begin to hold in the directory ``prefix``."""
        if ".git" in special and prefix:
            # Another repository: the patterns of the outer one end here, what a user excludes does not.
            chain = self._excludes(prefix, ())
        elif not special.isdisjoint(_CONFIGURATION):
            chain = (*self._excludes(prefix, ()), *chain)
        for patterns in _read_ignores(prefix, special):
            chain = (("", len(prefix), patterns), *chain)
        return chain

    def _excludes(self, prefix: str, chain: _Chain) -> _Chain:
        if self._exclude is None:
            return chain
        lines, base = self._exclude(prefix or ".")
        if not lines:
            return chain
        lead = os.path.relpath(prefix or ".", base or ".").replace(os.sep, "/")
        if lead.startswith(".."):
            return chain
        return (("" if lead == "." else lead + "/", len(prefix), Patterns(lines)), *chain)

    # -- single files

    def _executable(self, path: str) -> bool:
        """Whether a file without extension is worth opening; where no such bit exists, all are."""
        if os.name == "nt":
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
    with suppress(OSError, ValueError):  # another drive
        path = os.path.relpath(path)
    return path.replace(os.sep, "/")


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if os.name == "nt":  # junctions
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
        return bool(attributes & 0x400)
    return False


def _top(directory: str) -> str:
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


def _read_ignores(directory: str, names: set[str] | None) -> Iterator[Patterns]:
    """The patterns of a directory's ignore files, weakest first; ``names`` are files known to be there."""
    places: list[str] = []
    if names is None or ".git" in names:
        places.append(".git/info/exclude")
    places += [n for n in IGNORE_FILES if names is None or n in names]
    for place in places:
        data = read_small(os.path.join(directory, place), MAX_IGNORE_FILE)
        if data and (patterns := Patterns(lines_of(data))):
            yield patterns


def _ignored(chain: _Chain, path: str, is_dir: bool) -> str:
    """Why the nearest patterns that match ``path`` leave it out; empty where they do not."""
    for lead, cut, patterns in chain:
        verdict = patterns.match(lead + path[cut:] if lead else path[cut:], is_dir)
        if verdict is not None:
            return "ignored" if verdict else ""
    return ""


def _marked(own: str, names: set[str]) -> str:
    """Why a directory called ``own`` that holds ``names`` is left out; empty where it is not."""
    for name, reason in _MARKED.items():
        if name in names:
            return reason
    return "vendored packages" if own == "vendor" and not names.isdisjoint(_VENDORED) else ""


def _unwanted_directory(name: str, beside: Iterable[str]) -> str:
    if name in TOOLS:
        return "excluded by default"
    endings = OUTPUT.get(name)
    if endings and any(other.endswith(endings) for other in beside):
        return "output of a build"
    return ""


def _unwanted_file(name: str) -> str:
    return "minified" if name.endswith(_MINIFIED) else ""
