"""Reading files that others may have prepared: bounded, never blocking, links not followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

#: As much of a file is read at first …
CHUNK = 1 << 18
#: … in two calls, the first of which suffices for nearly all: room for more costs more than that.
_FIRST = 1 << 15

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)
_FOLLOW = _FLAGS & ~getattr(os, "O_NOFOLLOW", 0)


class NotAFile(OSError):
    """The path is no regular file, or no longer."""


def read_start(path: str, follow: bool = False, chunk: int = CHUNK) -> tuple[bytes, int]:
    """The first ``chunk`` bytes of a file, and its size in bytes.

    Raises OSError. The size is what was read where the file ended within the chunk.
    """
    descriptor = os.open(path, _FOLLOW if follow else _FLAGS)
    try:
        first = min(chunk, _FIRST)
        data = os.read(descriptor, first)
        if 0 < len(data) < first:
            return data, len(data)
        if first < chunk and len(data) == first:
            data += os.read(descriptor, chunk - first)
            if len(data) < chunk:
                return data, len(data)
        # Full, or empty as a FIFO or a device would be: worth another call.
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotAFile(0, "not a regular file", path)
        return data, max(status.st_size, len(data)) if data else 0
    finally:
        os.close(descriptor)


def read_rest(path: str, limit: int, follow: bool = False) -> Iterator[bytes]:
    """A file's bytes in chunks, all of them up to ``limit``. Raises OSError."""
    descriptor = os.open(path, _FOLLOW if follow else _FLAGS)
    try:
        while data := os.read(descriptor, min(limit, 4 * CHUNK)):
            limit -= len(data)
            yield data
    finally:
        os.close(descriptor)


def folds(path: str) -> bool:
    """Whether a path is one of MSBuild's, which is at home where letter case says nothing."""
    name = path.lower()
    # every project looks for these above it, mostly in vain
    return name.endswith((".props", ".targets")) and not name.endswith("directory.build.props")


def respelled(path: str) -> str | None:
    """The path of the file that ``path`` names where letter case says nothing; None where there is none."""
    directory, name = os.path.split(path)
    if not os.path.isdir(directory or "."):
        above = respelled(directory) if os.path.dirname(directory) != directory else None
        if above is None:
            return None
        directory = above
    try:
        names = os.listdir(directory or ".")
    except OSError:
        return None
    found = min((n for n in names if n.lower() == name.lower()), default=None)
    return os.path.join(directory, found) if found is not None else None


def read_small(path: str, limit: int, follow: bool = False) -> bytes | None:
    """The bytes of a file of at most ``limit`` bytes; None where it is larger or cannot be read."""
    try:
        data, size = read_start(path, follow)
        if size > len(data) and size <= limit:
            data = b"".join(read_rest(path, limit + 1, follow))
    except OSError:
        return None
    return data if max(size, len(data)) <= limit else None
