"""Files of Java and Kotlin that may call a method of a class or give it a body: of its package, and beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from tlslint.folders import folder_of, within

#: Files that are searched for calls of one method, at most, and bytes of one of them.
_MAX_SEARCHED = 200
_MAX_BYTES = 1 << 20
_ENDINGS = (".java", ".kt")


def callers(
    owner: str, methods: Iterable[str], path: str, bound: str, *, fields: bool = False
) -> Iterator[str]:
    """The files around the one at ``path`` that name a class and seem to call one of its methods.

    With ``fields`` a field of that name may be read as well.
    """
    names = "|".join(map(re.escape, sorted(methods))).encode()
    called = (rb"\b(?:%b)\b" if fields else rb"\b(?:%b)\s*\(") % names
    return _with(called, owner, path, bound)


def heirs(owner: str, path: str, bound: str) -> Iterator[str]:
    """The files around the one at ``path`` that seem to declare a class that extends or implements ``owner``."""
    declared = rb"\b(?:class|object|enum|record|interface)[ \t]{1,20}\w{1,200}[^{};]{0,600}"
    behind = rb"(?:\bextends|\bimplements|:)[^{};]{0,300}\b%s\b" % re.escape(owner).encode()
    return _with(declared + behind, owner, path, bound)


def _with(pattern: bytes, owner: str, path: str, bound: str) -> Iterator[str]:
    """The files around the one at ``path`` that name a class and in which a pattern is found."""
    from tlslint.source.read import read_small

    word = owner.encode()
    called, named = re.compile(pattern), re.compile(rb"\b%b\b" % re.escape(word))
    for number, file in enumerate(_around(folder_of(path), bound)):
        if number == _MAX_SEARCHED:
            return
        if file != os.path.abspath(path):
            data = read_small(file, _MAX_BYTES) or b""
            # most hold no such word at all, which is sooner told so
            if word in data and named.search(data) and called.search(data):
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
