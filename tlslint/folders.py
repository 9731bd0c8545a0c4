"""The directories around a file in which other files are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

#: Directories above a file that are looked into, at most.
MAX_ABOVE = 24
#: A file that may hold a definition, and the names that lead from the module to it.
Candidate = tuple[str, tuple[str, ...]]


def upward(start: str, bound: str) -> Iterator[str]:
    """A directory and those above it, up to ``bound``."""
    directory = start
    for _ in range(MAX_ABOVE):
        yield directory
        above = os.path.dirname(directory)
        if directory == bound or above == directory or not within(directory, bound):
            return
        directory = above


def within(path: str, directory: str) -> bool:
    """Whether a path is that of a directory or lies below it."""
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)


def folder_of(path: str) -> str:
    """The directory of a file."""
    return os.path.dirname(os.path.abspath(path))
