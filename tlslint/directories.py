"""What the files of one directory declare about runtimes, whatever of it counts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from tlslint.declaring import (
    BEANSTALK,
    CDK,
    FOLDERS,
    FUNCTIONS,
    HEROKU,
    INSIDE,
    TEMPLATES,
    declares,
)
from tlslint.source.read import folds, read_small, respelled

if TYPE_CHECKING:
    from tlslint.runtimes import Found

#: Longer files are passed over.
MAX_BYTES = 1_000_000
#: Where the image of what is above may be described.
_BUILDING = frozenset(folder.partition("/")[0] for folder in FOLDERS)
#: A directory with more entries than this is searched no further.
_MAX_ENTRIES = 5_000


#: A declaration, the path of its file and what that holds.
Said = tuple["Found", str, bytes]


def declarations(directory: str, sent: dict[str, list[Said]]) -> list[Said]:
    """All declarations. ``sent`` has what directories above said of those below, and is given what this one does.

    What these files name is read wherever it lies, as it is where they are checked themselves: a
    project says the same whichever part of its repository is scanned, and from where.
    """
    found = sent.pop(directory, [])

    def read(path: str) -> bytes | None:
        path = os.path.normpath(os.path.join(directory, path))
        text = _bytes(path)
        if text is None and folds(path) and (other := respelled(path)) is not None:
            text = _bytes(other)
        return text

    folders: list[str] = []
    files = _files(directory, folders)
    named = list(filter(declares, files))
    for name in named:
        from tlslint import manifests  # most directories have no such file

        reader = manifests.reader(name)
        if reader:
            found += _apply(reader, os.path.join(directory, name), read)
    own = [name for name in named if name.endswith(FUNCTIONS)]
    if own or not TEMPLATES.isdisjoint(folders):
        from tlslint import besides

        for code, said in besides.sent(directory, own, folders, _files, read):
            if code != directory:
                sent.setdefault(code, []).append(said)
            elif all(one.name != said[0].name or one.kind == "range" for one, *_ in found):
                found.append(said)
    if not _BUILDING.isdisjoint(folders):
        from tlslint import besides

        if images := besides.images(directory, named, folders, _files):
            from tlslint import dockerfiles

            told = [(_apply(dockerfiles.dockerfile, p, read), c) for p, c in images.items()]
            found += besides.agreed(told)
    for folder, name in HEROKU.items():
        if folder in folders and (folder != "Godeps" or "Procfile" in files):
            from tlslint import besides

            found += _apply(besides.heroku, os.path.join(directory, folder, name), read)
    for folder, name in INSIDE.items():
        if folder in folders:
            from tlslint import nodeplaces

            reader = nodeplaces.INSIDE[folder]
            found += _apply(reader, os.path.join(directory, folder, name), read)
    if BEANSTALK in folders:
        from tlslint import nodeplaces

        inner = os.path.join(directory, BEANSTALK)
        for name in _files(inner):
            if name.endswith(".config"):
                found += _apply(nodeplaces.beanstalk, os.path.join(inner, name), read)
    if CDK in files:
        from tlslint import besides, nodeplaces

        stacks = besides.stacks(directory, folders, _files)
        told = [(_apply(nodeplaces.stack, path, read), True) for path in stacks]
        found += besides.agreed(told)[:1]
    # most directories have neither, and to ask for a path takes as long as to list a directory
    cut = len(folders) + len(files) >= _MAX_ENTRIES
    if cut or ".github" in folders:
        workflows = os.path.join(directory, ".github", "workflows")
        for name in _files(workflows):
            if name.endswith((".yml", ".yaml")):
                from tlslint import deployments

                found += _apply(deployments.workflow, os.path.join(workflows, name), read)
    if cut or ".circleci" in folders:
        circle = os.path.join(directory, ".circleci", "config.yml")
        if os.path.isfile(circle):
            from tlslint import deployments

            found += _apply(deployments.ci, circle, read)
    return found


def _apply(
    reader: Callable[[bytes, str, Callable[[str], bytes | None]], list[Found]],
    path: str,
    read: Callable[[str], bytes | None],
) -> list[Said]:
    text = _bytes(path)
    if text is None:
        return []
    return [(found, path, text) for found in reader(text, path, read)]


def _files(directory: str, folders: list[str] | None = None) -> list[str]:
    """The names of the regular files in a directory, sorted, none where it cannot be read; ``folders`` gets the others."""
    try:
        with os.scandir(directory) as entries:
            names = []
            for n, entry in enumerate(entries):
                if n >= _MAX_ENTRIES:
                    break
                if entry.is_file():
                    names.append(entry.name)
                elif folders is not None:
                    folders.append(entry.name)
    except OSError:
        return []
    return sorted(names)


def _bytes(path: str) -> bytes | None:
    text = read_small(path, MAX_BYTES, follow=True)
    return text.removeprefix(b"\xef\xbb\xbf") if text is not None else None
