"""Images that a folder for them describes, made of what is above it (``docker/Dockerfile``), and the Go of Heroku."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tlslint.declaring import FOLDERS, IMAGES, declares
from tlslint.languages.dockerfile import instructions
from tlslint.languages.flat import flat
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.runtimes import Found, Read

_MAX_BYTES = 100_000
#: Folders of such a folder that are looked into.
_MAX_BELOW = 30

#: The names of the files in a directory; the list gets those of its folders.
Files = Callable[[str, "list[str] | None"], "list[str]"]
#: What a file declares, its path and text.
Said = tuple["Found", str, bytes]


def images(
    directory: str, named: Sequence[str], folders: Sequence[str], files: Files
) -> dict[str, bool]:
    """The Dockerfiles that may be for what is in a directory, which has none of its own, and whether each copies it."""
    found: list[str] = []
    for folder in FOLDERS if not any(map(_dockerfile, named)) else ():
        if folder.partition("/")[0] not in folders:
            continue
        inner = os.path.join(directory, folder)
        below: list[str] = []
        declaring = [n for n in files(inner, below) if declares(n)]
        found += [os.path.join(inner, n) for n in declaring if _dockerfile(n)]
        if not all(map(_dockerfile, declaring)):
            return {}  # something that stands there itself
        for name in below[:_MAX_BELOW]:  # one folder for each image
            own = os.path.join(inner, name)
            declaring = [n for n in files(own, None) if declares(n)]
            if all(map(_dockerfile, declaring)):
                found += [os.path.join(own, n) for n in declaring]
    return {path: _copies(path, directory) for path in dict.fromkeys(found)}


def agreed(said: Sequence[tuple[list[Said], bool]]) -> list[Said]:
    """What those Dockerfiles say that copy, of runtimes of which none says anything else."""
    versions: dict[str, set[tuple[int, ...]]] = {}
    for found, _ in said:
        for one, *_ in found:
            versions.setdefault(one.name, set()).add(one.version)
    copied = (one for found, copies in said if copies for one in found)
    return [one for one in copied if len(versions[one[0].name]) == 1]


def _dockerfile(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(IMAGES) or lower.endswith(".dockerfile")


def _copies(path: str, directory: str) -> bool:
    """Whether an image is given what a directory holds: all of it, or files that are not beside its description."""
    text = read_small(path, _MAX_BYTES, follow=True) or b""
    inner = os.path.dirname(path)
    for i in instructions(flat(text)):
        words = [w.strip("[],\"'") for w in i.s.split()] if i.name in ("COPY", "ADD") else []
        if any(w.startswith("--from") for w in words):
            continue
        for source in [w for w in words if not w.startswith("--")][:-1]:
            if source in (".", "./", "/"):
                return True
            plain = source.lstrip("/")
            above = os.path.exists(os.path.join(directory, plain))
            if above and not os.path.exists(os.path.join(inner, plain)):
                return True
    return False


def heroku(text: bytes, path: str, read: Read) -> list[Found]:
    """The Go with which Heroku builds: https://github.com/heroku/heroku-buildpack-go#readme."""
    from tlslint.languages import json_
    from tlslint.runtimes import FILE, numbers, one, under

    return [
        found
        for setting, value, at in under(json_, text, path, read, "json:", "GoVersion", "goVersion")
        if setting.name in ("json:GoVersion", "json:heroku/goVersion")
        for found in one("go", numbers(value.removeprefix("go")), "pin", at, FILE)
    ]
