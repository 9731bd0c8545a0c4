"""What a repository declares about its runtimes: the nearest declaration above a file counts.

Nothing is read before somebody asks for a version; each directory is read once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from tlslint.record import record, replace

if TYPE_CHECKING:
    from pathlib import Path

    from tlslint.runtimes import Found

#: Directories above a file that are looked into at most.
_MAX_HEIGHT = 60
#: Stands for the newest release of a line, where a pin names only the line.
NEWEST = 9999
#: A CI version is what tests run on; for these it is also what the program is built or run with.
_BUILT_IN_CI = frozenset({"go", "java"})
#: Those of which a manifest says the oldest release that code needs.
_REQUIRED = ("python", "java")
#: The ``go`` line of a module is kept apart from the toolchains; from this one on it is a minimum.
_GO_LINE = "go.mod"
GO_MINIMUM = (1, 21)
#: An app for Android of which no level is told: a file beside or above may tell it.
_APP = "android app"
#: Directories of packages of others: what those are tested and built with is not what runs here.
_OF_OTHERS = frozenset({"vendor", "node_modules", "_workspace"})
#: What a program is compiled for, which says what the code itself needs.
COMPILED_FOR = frozenset({"dotnet", "netframework", "guest"})


@record
class Declared:
    """One declaration. A pin is what runs; of a range, ``version`` is the low end.

    A floor is a pin on a system whose OpenSSL allows nothing before TLS 1.2 by default. The newest is
    what a package that is pinned allows, as ``text`` says.

    ``version`` is as written: ``python:3.8-slim`` gives (3, 8). ``path`` is relative to the root
    of the scan, with forward slashes; it and ``line`` are empty for what the user assumes.
    """

    name: str
    version: tuple[int, ...]
    kind: Literal["pin", "range", "floor", "newest"]
    path: str
    line: int
    text: str
    #: the oldest that is declared beside a pin: of the versions that CI tries, or that a package is for
    oldest: tuple[int, ...] = ()
    #: how near to what runs it is, as `tlslint.runtimes` counts
    rank: int = 0


class Platform(Mapping[str, Declared]):
    """The declarations that hold for one directory: name (``python``, ``java`` …) → `Declared`."""

    def __init__(self, declared: Mapping[str, Declared] | Callable[[], Mapping[str, Declared]]):
        self._source = declared

    def _all(self) -> Mapping[str, Declared]:
        return self._source() if callable(self._source) else self._source

    def __getitem__(self, name: str) -> Declared:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def version(self, name: str) -> tuple[int, ...] | None:
        """The version to compare with, None where nothing is declared.

        A pin that names only a line of releases (``openjdk:8``) stands for the newest of the
        line: it is filled up with `NEWEST`. .NET Framework versions are always complete.
        """
        declared = self.get(name)
        if declared is None:
            return None
        floating = declared.kind == "pin" and name != "netframework" and len(declared.version) < 3
        return (*declared.version, NEWEST) if floating else declared.version


class Own(Platform):
    """The platform of a file that itself says one thing of it; the rest is as ``platform`` has it."""

    def __init__(self, own: Declared, platform: Platform | None) -> None:
        super().__init__({own.name: own})
        self._rest = platform

    def __getitem__(self, name: str) -> Declared:
        found = self._all().get(name)
        if found is None and self._rest is not None:
            found = self._rest.get(name)
        if found is None:
            raise KeyError(name)
        return found


class Platforms:
    """All platforms of one scan. ``assume`` overrides, as in ``{"python": "3.8"}``."""

    def __init__(self, root: str | Path, assume: Mapping[str, str]) -> None:
        self._root = os.path.abspath(root)
        self._assumed = {name: _assumed(name, text) for name, text in assume.items()}
        self._platforms: dict[str, Platform] = {}
        self._nearest: dict[str, dict[str, Declared]] = {}
        self._sent: dict[str, list[tuple[Found, str, bytes]]] = {}

    def of(self, path: str | Path) -> Platform:
        """The platform of a file; a relative path is taken from the root. Reads nothing yet."""
        directory = os.path.dirname(os.path.join(self._root, path))
        platform = self._platforms.get(directory)
        if platform is None:
            platform = Platform(lambda: self._declared(directory))
            self._platforms[directory] = platform
        return platform

    def _declared(self, directory: str) -> Mapping[str, Declared]:
        return {**_building(self._up(directory)), **self._assumed}

    def _up(self, directory: str) -> dict[str, Declared]:
        """The nearest declarations, from the top of the repository down to ``directory``."""
        todo: list[str] = []
        here = os.path.normpath(directory)
        result: dict[str, Declared] = {}
        while len(todo) < _MAX_HEIGHT:
            if here in self._nearest:
                result = self._nearest[here]
                break
            todo.append(here)
            parent = os.path.dirname(here)
            if parent == here or self._is_top(here, directory):
                break
            here = parent
        for each in reversed(todo):
            nearer = _of_directory(each, self._root, self._sent)
            if "node" in nearer and "node" in result:
                nearer["node"] = _run_by(result["node"], nearer["node"])
            result = {**result, **nearer}
            self._nearest[each] = result
        return result

    def _is_top(self, here: str, start: str) -> bool:
        """A repository ends the search; so does the root of the scan, where there is no repository."""
        if os.path.exists(os.path.join(here, ".git")):
            return True
        below = start == self._root or start.startswith(self._root.rstrip(os.sep) + os.sep)
        return not below or (here == self._root and not _in_repository(here))


def _run_by(pin: Declared, nearer: Declared) -> Declared:
    """What a package of npm runs on that is open (``engines: >=6``), below what pins a Node that it can be installed on."""
    from tlslint.runtimes import FILE, MANIFEST

    opened = nearer.kind == "range" and nearer.rank == MANIFEST
    fits = pin.kind == "pin" and pin.rank <= FILE and _filled(pin.version) >= nearer.version
    return replace(pin, oldest=nearer.version) if opened and fits else nearer


def _in_repository(directory: str) -> bool:
    for _ in range(_MAX_HEIGHT):
        if os.path.exists(os.path.join(directory, ".git")):
            return True
        parent = os.path.dirname(directory)
        if parent == directory:
            break
        directory = parent
    return False


def _building(known: Mapping[str, Declared]) -> dict[str, Declared]:
    """What counts of all that was found.

    For Go the toolchain that builds decides, whatever the ``go`` line says, unless no such toolchain
    would build the module: then the declaration is a stale one. What an app for Android is built
    with does not run it.
    """
    known = dict(known)
    app, jdk = known.pop(_APP, None), known.get("java")
    told = known.get("android")
    if app is not None and told is None:
        known["android"] = replace(app, name="android")
    apps = [height(a) for a in (app, told) if a is not None]
    if apps and jdk is not None and height(jdk) <= max(apps):
        del known["java"]
    line, pinned = known.pop(_GO_LINE, None), known.get("go")
    if line is None:
        return known
    if pinned is None or pinned.kind == "range" or _refuses(line.version, pinned.version):
        known["go"] = line
    return known


def height(declared: Declared) -> int:
    """How far below the root a declaration stands."""
    return declared.path.count("/")


def is_go_line(name: str, path: str) -> bool:
    """Whether a declaration is the ``go`` line of a module."""
    return name == "go" and os.path.basename(path).lower() == _GO_LINE


def _refuses(line: tuple[int, ...], toolchain: tuple[int, ...]) -> bool:
    """Whether a ``go`` line is a minimum that this toolchain does not reach (go.dev/doc/toolchain)."""
    return line >= GO_MINIMUM and (*toolchain, NEWEST) < line


def _assumed(name: str, text: str) -> Declared:
    from tlslint.runtimes import java, numbers

    version = java(text) if name == "java" else numbers(text)
    return Declared(name, version, "pin", "", 0, f"{name}={text}")


# -- one directory


def _of_directory(
    directory: str, root: str, sent: dict[str, list[tuple[Found, str, bytes]]]
) -> dict[str, Declared]:
    from tlslint import directories  # much is judged without a version

    found = directories.declarations(directory, sent)
    if not found:
        return {}
    if not _OF_OTHERS.isdisjoint(os.path.relpath(directory, root).split(os.sep)):
        found = [each for each in found if _of_the_code(each[0])]
    return _best(found, root)


def _of_the_code(one: Found) -> bool:
    """Whether a declaration says what the code itself needs, not what its authors tried it with."""
    from tlslint.runtimes import MANIFEST

    return (one.rank == MANIFEST and one.name != "go") or one.name in COMPILED_FOR


def _best(found: list[tuple[Found, str, bytes]], root: str) -> dict[str, Declared]:
    """For each runtime the declaration nearest to what runs; the lowest of equals.

    Beside a ``Dockerfile`` one for something else (``Dockerfile.tools``) says nothing of a runtime which that names,
    with a version or without.
    """
    from tlslint.runtimes import CI, IMAGE, MANIFEST

    best: dict[str, tuple[tuple[int, bool, bool, tuple[int, ...]], Found, str, bytes]] = {}
    newest = {f.name for f, path, _ in found if not f.version and _is_main(path)}
    jobs = [f for f, _, _ in found if f.rank == CI]
    lines = [f.version for f, path, _ in found if f.kind == "range" and is_go_line(f.name, path)]
    required = {
        name: min((f.version for f, _, _ in found if _requires(f, name)), default=())
        for name in _REQUIRED
    }
    for one, path, text in found:
        if one.name == "go" and one.kind == "pin" and any(_refuses(v, one.version) for v in lines):
            continue
        if one.kind != "range" and _filled(one.version) < required.get(one.name, ()):
            continue  # the package would not be installed, or its classes be loaded, there: forgotten
        if one.rank == CI and one.kind != "range":
            one = _tested(one, [f for f in jobs if f.name == one.name])
        if not one.version:
            continue
        order = float(one.rank)
        if one.rank == CI and one.kind == "pin" and one.name in _BUILT_IN_CI:
            order = MANIFEST - 0.5
        if one.rank == IMAGE and one.name == "netframework":
            order = CI + 1  # what is installed runs what a project was compiled for
        aside = "dockerfile" in os.path.basename(path).lower() and not _is_main(path)
        if aside and one.name in newest:
            continue
        key = (
            int(order * 2),
            aside,
            one.kind == "floor",
            one.version,
        )
        minimum = one.kind == "range" and is_go_line(one.name, path)
        name = _GO_LINE if minimum else one.name
        if name == "android" and one.version == (0,):
            name = _APP
        if name not in best or key < best[name][0]:
            best[name] = (key, one, path, text)
    return {
        name: _describe(one._replace(oldest=_oldest(one, found, required)), path, text, root)
        for name, (_, one, path, text) in best.items()
    }


def _is_main(path: str) -> bool:
    """Whether a file is the image of its directory, not one for something else."""
    return os.path.basename(path).lower() == "dockerfile"


def _oldest(
    one: Found,
    found: list[tuple[Found, str, bytes]],
    required: Mapping[str, tuple[int, ...]],
) -> tuple[int, ...]:
    """The oldest that the code is meant for, where the pin that counts is newer; empty otherwise."""
    from tlslint.runtimes import CI, ENUMERATED

    if one.kind != "pin" or one.name not in ENUMERATED:
        return ()
    low = [
        f.oldest or f.version
        for f, _, _ in found
        if f.name == one.name
        and (f.oldest or f.rank == CI or _requires(f, f.name))
        and _filled(f.version) >= required.get(f.name, ())
    ]
    least = min(filter(None, low), default=one.version)
    return least if least < one.version else ()


def _requires(found: Found, name: str) -> bool:
    """Whether a declaration is what a package says of the oldest Python or Java that it can be used with."""
    from tlslint.runtimes import MANIFEST

    return found.name == name and found.kind == "range" and found.rank == MANIFEST


def _tested(one: Found, jobs: list[Found]) -> Found:
    """What the version of a job says beside those of the others: jobs that differ are a matrix.

    The newest is what runs if none is open or of today, as ``engines`` with an end are taken.
    """
    from tlslint.runtimes import ENUMERATED

    pins = {f.version for f in jobs if f.kind != "range"}
    opened = any(f.kind == "range" for f in jobs)
    if len(pins) < 2 and not opened:
        return one
    newest = max(pins, key=_filled)
    if opened or newest >= ENUMERATED.get(one.name, ()):
        return one._replace(kind="range")
    return one if one.version == newest else one._replace(version=())


def _filled(version: tuple[int, ...]) -> tuple[int, ...]:
    """A version to compare with: a line of releases stands for the newest of it."""
    return (*version, NEWEST) if len(version) < 3 else version


def _describe(found: Found, path: str, text: bytes, root: str) -> Declared:
    start = text.rfind(b"\n", 0, found.offset) + 1
    end = text.find(b"\n", found.offset)
    line = text[start : end if end >= 0 else len(text)].decode("utf-8", "replace").strip()
    number = text.count(b"\n", 0, found.offset) + 1
    try:
        shown = os.path.relpath(path, root)
    except ValueError:  # another drive
        shown = path
    shown = shown.replace(os.sep, "/")
    line = line[:120]
    return Declared(
        found.name, found.version, found.kind, shown, number, line, found.oldest, found.rank
    )
