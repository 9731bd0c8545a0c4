"""How several processes share a tree: each takes the next part that nobody has taken.

Parts are of very different sizes. When all are taken, a process that is not done gives away
directories of its part, one whenever those who wait have nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from select import POLLIN, poll
from typing import TYPE_CHECKING, Union

from tlslint.source.discover import Folder, Found

if TYPE_CHECKING:
    from tlslint.source.layers import Layers

#: Numbers that a pipe holds while nobody reads them.
_MOST = 8_000
_WIDTH = 4
#: Bytes in which a directory is given away: the number of its part, and its path.
_MESSAGE = 1024
#: Directories after which it is asked again whether somebody waits.
_OFTEN = 4

#: What is left to look into: a directory, or files that were met and not searched.
Part = Union[Folder, "list[Found]"]


class Parts:
    """Parts of a tree, for this process and its copies. Close it at the end.

    ``done`` are the numbers of the parts, and the directories given away by others, that this
    process has done; ``gave`` the directories that it gave away, with the part of each.
    """

    def __init__(self, parts: list[Part]) -> None:
        self._bundles = [parts[i::_MOST] for i in range(min(_MOST, len(parts)))]
        self._numbers, writing = os.pipe()
        os.write(writing, b"".join(i.to_bytes(_WIDTH, "big") for i in range(len(self._bundles))))
        os.close(writing)
        # as long as one has the other end of this open, there may be more
        self._given, self._giving = os.pipe()
        os.set_blocking(self._giving, False)
        self.done: set[int | str] = set()
        self.gave: dict[str, int] = {}
        self._at = -1
        self._looked = 0

    def take(self) -> Iterator[list[Part]]:
        """What no other process has taken, as long as there may be any."""
        while message := os.read(self._numbers, _WIDTH):
            self._at = int.from_bytes(message, "big")
            yield self._bundles[self._at]
            self.done.add(self._at)
        self._give_nothing()
        while message := os.read(self._given, _MESSAGE):
            path = os.fsdecode(message[_WIDTH:].rstrip(b"\0"))
            self._at = int.from_bytes(message[:_WIDTH], "big")
            with suppress(OSError):  # of what it was given it gives, too
                self._giving = os.open(f"/proc/self/fd/{self._given}", os.O_WRONLY | os.O_NONBLOCK)
            yield [self._piece(path, self._at)]
            self.done.add(path)
            self._give_nothing()

    def give(self, folders: list[Folder]) -> None:
        """Take the first of the ``folders`` of this part away for others, if some of them wait."""
        self._looked += 1
        if self._looked % _OFTEN or self._giving < 0 or _holds(self._numbers):
            return
        part, first = self._bundles[self._at][0], folders[0]
        path = os.fsencode(first.prefix)
        # whoever takes it knows the patterns that hold for the part
        known = isinstance(part, Folder) and first.layers is _layers(part, first.prefix)
        if known and len(path) <= _MESSAGE - _WIDTH and not _holds(self._given):
            message = self._at.to_bytes(_WIDTH, "big") + path
            with suppress(BlockingIOError):
                os.write(self._giving, message.ljust(_MESSAGE, b"\0"))
                self.gave[first.prefix] = self._at
                del folders[0]

    def add(self, done: set[int | str], gave: dict[str, int]) -> None:
        """What another process has done and given away."""
        self.done |= done
        self.gave.update(gave)

    def left(self) -> list[Part]:
        """What nobody has done; of the parts among it those directories are `done` that others had been given."""
        numbers = [n for n in range(len(self._bundles)) if n not in self.done]
        pieces = [self._piece(path, n) for path, n in self.gave.items() if path not in self.done]
        return [*(part for number in numbers for part in self._bundles[number]), *pieces]

    def close(self) -> None:
        """Give back what the system holds for it."""
        for descriptor in (self._numbers, self._given, self._giving):
            if descriptor >= 0:
                os.close(descriptor)

    def _give_nothing(self) -> None:
        if self._giving >= 0:
            os.close(self._giving)
            self._giving = -1

    def _piece(self, path: str, number: int) -> Folder:
        part = self._bundles[number][0]
        assert isinstance(part, Folder)
        return Folder(path, _layers(part, path))


def _layers(part: Folder, path: str) -> Layers:
    """What holds in a directory below ``part`` if no directory between them changes it."""
    return part.layers.at(path[len(part.prefix) : -1].split("/"))


def _holds(pipe: int) -> bool:
    """Whether there is something to read."""
    asked = poll()
    asked.register(pipe, POLLIN)
    return any(event & POLLIN for _, event in asked.poll(0))
