"""A line on the terminal that says how far a long scan is."""

from __future__ import annotations

import time
from typing import TextIO


class Progress:
    """Call it with the number of files done (and of all, once known); ``close`` clears the line.

    Nothing is shown in the first half second, and then at most ten times a second.
    """

    def __init__(self, stream: TextIO, clock: object = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = self._now() + 0.5
        self._shown = False

    def __call__(self, done: int, total: int | None = None) -> None:
        """Show the numbers, if it is time to."""
        now = self._now()
        if now < self._next:
            return
        self._next = now + 0.1
        of = f" of {total:,}" if total else ""
        self._stream.write(f"\r\x1b[Kchecking: {done:,}{of} files")
        self._stream.flush()
        self._shown = True

    def close(self) -> None:
        """Remove the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False

    def _now(self) -> float:
        assert callable(self._clock)
        return float(self._clock())
