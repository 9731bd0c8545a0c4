"""Files that a report needs again, and where the repository begins."""

from __future__ import annotations

import os
from collections.abc import Callable

#: More than anybody checks.
_MOST = 1 << 28


def reader(stdin: tuple[str, bytes] | None) -> Callable[[str], str | None]:
    """A function that gives a reported file's text; None where it is gone or not text."""

    def read(path: str) -> str | None:
        from tlslint.source.read import read_small
        from tlslint.source.text import decode

        given = stdin is not None and path == stdin[0]
        data = stdin[1] if stdin is not None and given else read_small(path, _MOST, follow=True)
        decoded = decode(data) if data is not None else None
        return None if decoded is None else decoded.text.decode("utf-8", "replace")

    return read


def root_prefix(directory: str) -> str:
    """The way from the root of the repository that holds ``directory`` to it; empty outside of one."""
    here = os.path.abspath(directory)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above
    inner = os.path.relpath(directory, here).replace(os.sep, "/")
    return "" if inner == "." else inner
