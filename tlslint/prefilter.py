"""Whether a file holds a word of some rule, and where: one pass over its bytes.

Nearly all files end here, so this decides the speed of a scan. Hyperscan looks for all words
at once; loading it costs more than searching a few small files word by word, so that is what
is done first, and always where Hyperscan is not there. Both ways give the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

#: Bytes times words searched one by one (at some 0.35 ns) before Hyperscan is worth its 15 ms.
WARM_UP = 40_000_000

_searched = 0
_engine: Any = None  # the module, or False where there is none


def _hyperscan() -> Any:
    """The module, or None; asked for once in a process."""
    global _engine
    if _engine is None:
        try:
            import hyperscan  # type: ignore[import-not-found, unused-ignore]

            # Refused on processors that lack the instructions it was built for.
            hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK).compile([b"tls"], literal=True)
            _engine = hyperscan
        except Exception:
            _engine = False
    return _engine or None


class Matcher:
    """Looks for ``words``; with ``fold_case`` ASCII letters match in either case."""

    __slots__ = ("_scan", "fold_case", "longest", "words")

    def __init__(self, words: Iterable[bytes], fold_case: bool = False) -> None:
        kept = {w.lower() if fold_case else w for w in words}
        self.words = tuple(sorted(kept - {b""}))
        self.fold_case = fold_case
        self.longest = max(map(len, self.words), default=0)
        self._scan: Callable[[bytes, bool], list[int]] | None = None

    def search(self, data: bytes) -> bool:
        """Whether one of the words is in ``data``."""
        global _searched
        if self._scan is not None:
            return bool(self._scan(data, True))
        _searched += len(data) * len(self.words)
        if _searched > WARM_UP and self._compile():
            return self.search(data)
        return self.search_slowly(data)

    def marks(self, data: bytes) -> list[int]:
        """Where the words begin in ``data``, sorted, each place once."""
        if self._scan is not None:
            return sorted(set(self._scan(data, False)))
        return self.marks_slowly(data)

    def search_slowly(self, data: bytes) -> bool:
        """`search` by the standard library alone."""
        if self.fold_case:
            data = data.lower()
        return any(word in data for word in self.words)

    def marks_slowly(self, data: bytes) -> list[int]:
        """`marks` by the standard library alone."""
        if self.fold_case:
            data = data.lower()
        found: set[int] = set()
        for word in self.words:
            at = data.find(word)
            while at >= 0:
                found.add(at)
                at = data.find(word, at + 1)
        return sorted(found)

    def _compile(self) -> bool:
        """Make ``_scan``; whether there is one now."""
        hyperscan = _hyperscan()
        if hyperscan is None or not self.words:
            return False
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=list(self.words),
            ids=list(range(len(self.words))),
            flags=hyperscan.HS_FLAG_CASELESS if self.fold_case else 0,
            literal=True,
        )
        lengths = [len(word) for word in self.words]
        stopped = hyperscan.ScanTerminated

        def scan(data: bytes, first: bool) -> list[int]:
            hits: list[int] = []

            def hit(number: int, start: int, end: int, flags: int, context: object) -> bool:
                hits.append(end - lengths[number])
                return first

            with suppress(stopped):
                database.scan(data, match_event_handler=hit)
            return hits

        self._scan = scan
        return True
