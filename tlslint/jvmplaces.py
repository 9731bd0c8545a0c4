"""Files of Java and Kotlin that may call a method of a class: those of its package and of the ones beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from tlslint.folders import folder_of, within

#: Files that are searched for calls of one method, at most, and bytes of one of them.
_MAX_SEARCHED = 200
_MAX_BYTES = 1 << 20
_ENDINGS = (".java", ".kt")


def callers(owner: str, method: str, path: str, bound: str) -> Iterator[str]:
    """The files around the one at ``path`` that name a class and seem to call a method of that name."""
    from tlslint.source.read import read_small

    called = re.compile(rb"\b%s\s*\(" % re.escape(method).encode())
    named = re.compile(rb"\b%s\b" % re.escape(owner).encode())
    for number, file in enumerate(_around(folder_of(path), bound)):
        if number == _MAX_SEARCHED:
            return
        if file != os.path.abspath(path):
            data = read_small(file, _MAX_BYTES) or b""
            if called.search(data) and named.search(data):
                yield file


def _around(folder: str, bound: str) -> Iterator[str]:
    """The files of a folder, then those below it, then those below the one that holds it."""
    above = os.path.dirname(folder)
    for top in (folder, above) if within(above, bound) else (folder,):
        for directory, folders, names in os.walk(top):
            folders.sort()
            if top == above and folder in (os.path.join(directory, f) for f in folders):
                folders.remove(os.path.basename(folder))
            yield from (os.path.join(directory, n) for n in sorted(names) if n.endswith(_ENDINGS))
