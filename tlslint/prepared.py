"""Searches for words that were made ready when the package was built.

Hyperscan needs some 0.02 ms for each word that it is to look for, in each process; to load what it
made takes as long as that for one word. What was made by another version of it, for another
processor, or is damaged, it refuses (https://intel.github.io/hyperscan/dev-reference/serialization.html),
and the words are prepared anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from tlslint.digest import digest

#: The files of a compiled folder: where each search lies in the other file, by `key`; and the searches.
INDEX = "searches.pickle"
CONTENTS = "searches.bin"


def key(words: tuple[bytes, ...], fold_case: bool) -> str:
    """What a search for ``words`` is called; they have a number each, so their order counts."""
    sizes = b",".join(b"%d" % len(word) for word in words)
    return digest(b"%d %b " % (fold_case, sizes) + b"".join(words))


class Prepared:
    """The searches in ``folder``; none where its package was built without Hyperscan."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = folder
        self._index: Mapping[str, tuple[int, int]] | None = None

    def get(self, words: tuple[bytes, ...], fold_case: bool) -> bytes | None:
        """The serialised search for ``words``; None where there is none."""
        try:
            if self._index is None:
                self._index = self._read()
            start, size = self._index[key(words, fold_case)]
            with open(os.path.join(self._folder, CONTENTS), "rb") as file:
                file.seek(start)
                return file.read(size)
        except (KeyError, OSError):
            return None

    def _read(self) -> Mapping[str, tuple[int, int]]:
        import pickle

        try:
            with open(os.path.join(self._folder, INDEX), "rb") as file:
                index: dict[str, tuple[int, int]] = pickle.load(file)
        except OSError:
            return {}
        return index


def put_together(searches: Mapping[str, bytes]) -> tuple[dict[str, tuple[int, int]], bytes]:
    """What the files of a compiled folder hold for ``searches``, by `key`."""
    index: dict[str, tuple[int, int]] = {}
    contents = bytearray()
    for name in sorted(searches):
        index[name] = len(contents), len(searches[name])
        contents += searches[name]
    return index, bytes(contents)
