"""An image that a folder for it describes, made of what is above that folder: ``docker/Dockerfile``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from tlslint.declaring import FOLDERS, IMAGES, declares
from tlslint.languages.dockerfile import instructions
from tlslint.languages.flat import flat
from tlslint.source.read import read_small

_MAX_BYTES = 100_000


def image(
    directory: str, named: Sequence[str], folders: Sequence[str], files: Callable[[str], list[str]]
) -> str | None:
    """The only Dockerfile for what is in a directory, which has none of its own and this one copies."""
    if any(_dockerfile(name) for name in named):
        return None
    found: list[str] = []
    for folder in FOLDERS:
        if folder.partition("/")[0] not in folders:
            continue
        inner = os.path.join(directory, folder)
        declaring = [n for n in files(inner) if declares(n)]
        found += [os.path.join(inner, n) for n in declaring if _dockerfile(n)]
        if not all(map(_dockerfile, declaring)):
            return None  # something that stands there itself
    return found[0] if len(found) == 1 and _copies(found[0], directory) else None


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
