"""What git tracks, as its index says: ignore files of git's mean only what it does not track.

Git itself is not asked, and an index that cannot be read is as good as none.
"""

from __future__ import annotations

import os
from bisect import bisect_left

from tlslint.source.read import read_small

#: Bytes of the largest index that is read, and of all names in it, which version 4 can share.
MAX_INDEX = 64_000_000
#: Longer paths lead nowhere.
_LONGEST = 4096
#: Bytes of an entry ahead of its name: times, modes, the name of the object, flags.
_FIXED = 62
#: In the first byte of the flags: two more bytes of them follow.
_EXTENDED = 0x40


class Index:
    """The index of the repository in ``directory``, read when something is asked first.

    A shown path without its first ``cut`` letters, behind ``lead``, is one from the top of the repository.
    """

    __slots__ = ("_cut", "_directory", "_lead", "_names")

    def __init__(self, directory: str, lead: str, cut: int) -> None:
        self._directory = directory
        self._lead = lead
        self._cut = cut
        self._names: list[bytes] | None = None

    def tracks(self, path: str, is_dir: bool) -> bool:
        """Whether git tracks a path, or something below that directory."""
        if self._names is None:
            self._names = names_of(_index(self._directory))
        names, name = self._names, os.fsencode(self._lead + path[self._cut :])
        at = bisect_left(names, name)
        if names[at : at + 1] == [name]:
            return True  # of a directory: a repository within this one
        name += b"/"
        at = bisect_left(names, name, at)
        return is_dir and at < len(names) and names[at].startswith(name)


def _index(directory: str) -> bytes:
    """The bytes of a repository's index; empty where there is none that can be read."""
    place = os.path.join(directory, ".git")
    pointer = read_small(place, _LONGEST)  # a file in further work trees and in submodules
    if pointer is not None:
        kind, _, path = pointer.rstrip(b"\r\n").partition(b" ")
        if kind != b"gitdir:" or b"\0" in path:
            return b""
        place = os.path.join(directory, os.fsdecode(path))
    return read_small(os.path.join(place, "index"), MAX_INDEX) or b""


def names_of(data: bytes) -> list[bytes]:
    """The names in an `index <https://git-scm.com/docs/index-format>`_, in order; none where it is broken."""
    version, count = (int.from_bytes(data[at : at + 4], "big") for at in (4, 8))
    if data[:4] != b"DIRC" or version not in (2, 3, 4):
        return []
    names: list[bytes] = []
    name, at, room = b"", 12, MAX_INDEX
    for _ in range(count):
        start = at + _FIXED
        if start < len(data) and data[start - 2] & _EXTENDED:
            start += 2
        keep = 0
        if version == 4:
            dropped, start = _number(data, start)
            keep = len(name) - dropped
        end = data.find(b"\0", start)
        if end < 0 or keep < 0:
            return []
        name = name[:keep] + data[start:end]
        at = end + 1 if version == 4 else at + (end - at + 8 & ~7)
        room -= len(name)
        if room < 0:
            return []
        names.append(name)
    return names


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable width at a place, and where it ends; one that no path could be that long for ends it all."""
    number = -1
    while at < len(data) and number < MAX_INDEX:
        byte = data[at]
        number, at = (number + 1 << 7) + (byte & 0x7F), at + 1
        if not byte & 0x80:
            return number, at
    return MAX_INDEX, at
