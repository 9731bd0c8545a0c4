"""Whether a file holds a word of some rule, and where: one pass over its bytes.

Nearly all files end here, so this decides the speed of a scan. Hyperscan looks for all words
at once; loading it costs more than searching a few small files word by word, so that is what
is done first, and always where Hyperscan is not there. Both ways give the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tlslint.regex import regex

if TYPE_CHECKING:
    from tlslint.prepared import Prepared

#: Bytes times words searched one by one (at some 0.35 ns) before Hyperscan is worth its 15 ms,
#: and bytes before it is worth preparing it for some words (0.03 ms for each) for which the build of
#: the package did not.
WARM_UP = 40_000_000
ENOUGH = 30_000

_Places = Callable[[bytes], "list[tuple[int, int]]"]

_NAME = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_LETTERS = frozenset(bytes([c]) for c in _NAME)
#: What stands behind a type that is made (``X(``, ``X<>(``), referred to (``X::new``) or extended (``X {``).
_USED = regex(rb"\w{0,200}\s{0,200}(?:[<(:{,]|implements\b)")
#: How far before a word the name that it is part of is looked for.
_BEFORE = 200

_KEY = regex(rb"[ \t]*:(?!=)")
#: How Go imports the names of a package as they are.
_BARE = b'. "'

_QUOTES = frozenset((b"'", b'"', b"`"))

#: Of words that many files are searched for, by whether case is folded: what finds their places, and what
#: tells whether there is one.
_compiled: dict[tuple[tuple[bytes, ...], bool], tuple[_Places, Callable[[bytes], bool]]] = {}
_searched = 0
_engine: Any = None  # the module, or False where there is none
#: Where the build left searches, and those.
_folder = ""
_prepared: Prepared | None = None


def prepared_in(folder: str) -> None:
    """The searches that the build of the package made ready are in ``folder``; empty where there are none."""
    global _folder, _prepared
    _folder, _prepared = folder, None


def _ready_for(words: tuple[bytes, ...], fold_case: bool) -> bytes | None:
    """What the build made ready for ``words``."""
    global _prepared
    if not _folder:
        return None
    if _prepared is None:
        from tlslint.prepared import Prepared  # of use in large trees alone

        _prepared = Prepared(_folder)
    return _prepared.get(words, fold_case)


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


def expect_many() -> None:
    """There are so many files that Hyperscan is worth loading, however few were searched."""
    global _searched
    _searched = max(_searched, WARM_UP)


def _before(data: bytes, start: int) -> bytes:
    return data[max(start - _BEFORE, 0) : start]


def _is_type(data: bytes, start: int, end: int) -> bool:
    """Whether a name around ``start`` to ``end`` begins as a type does, and stands where one is made, named or extended."""
    before = _before(data, start)
    start -= len(before) - len(before.rstrip(_NAME))
    used = data[start - 2 : start] == b"::" or _USED.match(data, end) is not None
    return used and data[start : start + 1].isupper()


def _is_qualified(data: bytes, start: int, end: int, bare: dict[bytes, bool]) -> bool:
    """Whether a name of Go stands behind that of its package, or as a key, or may have come into the file by itself.

    Of the last ``bare`` keeps, by name, whether it may.
    """
    if data[start - 1 : start] == b"." or _KEY.match(data, end) is not None:
        return True
    if _before(data, start).rstrip().endswith(b"."):
        return True
    word = data[start:end]
    if word not in bare:
        # all names of a package are imported, or a type of the file's own is made of this one
        bare[word] = _BARE in data or b".%b\n" % word in data
    return bare[word]


class Matcher:
    """Looks for ``words``; with ``fold_case`` ASCII letters match in either case.

    Of those in ``whole``, ``quoted`` and ``typed`` only some places are marks: where no letter, digit or
    underscore stands beside them, where a quote stands before them, and where they are part of a type
    that seems to be made, referred to or extended; of those of the first that are ``qualified``, where a
    dot stands before them or a colon behind, if no package's names are imported as they are. What searches for
    words that ``many`` look for is kept.
    """

    __slots__ = (
        "_looked",
        "_many",
        "_met",
        "_qualified",
        "_quoted",
        "_ready",
        "_scan",
        "_typed",
        "_whole",
        "fold_case",
        "longest",
        "search",
        "words",
    )

    def __init__(
        self,
        words: Iterable[bytes],
        fold_case: bool = False,
        whole: Iterable[bytes] = (),
        quoted: Iterable[bytes] = (),
        typed: Iterable[bytes] = (),
        qualified: Iterable[bytes] = (),
        *,
        many: bool = False,
    ) -> None:
        def folded(given: Iterable[bytes]) -> set[bytes]:
            return {w.lower() if fold_case else w for w in given} - {b""}

        self.words = tuple(sorted(folded(words)))
        self.fold_case = fold_case
        self.longest = max(map(len, self.words), default=0)
        self._whole = frozenset(folded(whole))
        self._quoted = frozenset(folded(quoted))
        self._typed = frozenset(folded(typed))
        self._qualified = frozenset(folded(qualified))
        self._scan: _Places | None = None
        self._met = 0
        self._many = many
        #: what the build prepared for these words, once it was looked for
        self._ready: bytes | None = None
        self._looked = False
        #: whether one of the words is in some bytes
        self.search: Callable[[bytes], bool] = self._search

    def _search(self, data: bytes) -> bool:
        self._warm(data)
        if self._scan is not None:
            return self.search(data)  # another one by now
        if self.fold_case:
            data = data.lower()
        return any(map(data.__contains__, self.words))

    def present(self, data: bytes) -> set[bytes]:
        """Those of the words that are in ``data``."""
        self._warm(data)
        if self._scan is not None:
            return {self.words[number] for _, number in self._scan(data)}
        if self.fold_case:
            data = data.lower()
        return {word for word in self.words if word in data}

    def hits(self, data: bytes, passed: Container[bytes] = ()) -> Iterator[tuple[int, bytes]]:
        """Where the words stand in ``data``, with the word (in lower case where case is folded).

        Those that are ``passed`` by then are left out.
        """
        self._warm(data)
        bare: dict[bytes, bool] = {}
        for start, number in self._scan(data) if self._scan is not None else self._find(data):
            word = self.words[number]
            if word not in passed and self._counts(data, start, number, bare):
                yield start, word

    def marks(self, data: bytes, counts: Callable[[bytes], bool] | None = None) -> list[int]:
        """Where the words (those that ``counts`` admits) begin in ``data``, sorted, each place once."""
        self._warm(data)
        found = self._scan(data) if self._scan is not None else self._find(data)
        if counts is not None:
            admitted = {n for n in {number for _, number in found} if counts(self.words[n])}
            found = [hit for hit in found if hit[1] in admitted]
        if self._whole or self._quoted or self._typed:
            bare: dict[bytes, bool] = {}
            found = [hit for hit in found if self._counts(data, *hit, bare)]
        return sorted({start for start, _ in found})

    def _counts(self, data: bytes, start: int, number: int, bare: dict[bytes, bool]) -> bool:
        """Whether a place at which a word stands is a mark; see `_is_qualified` for ``bare``."""
        word = self.words[number]
        if word in self._quoted:
            return data[start - 1 : start] in _QUOTES
        end = start + len(word)
        if word in self._typed and _is_type(data, start, end):
            return True
        if word not in self._whole and word not in self._typed:
            return True
        if data[start - 1 : start] in _LETTERS or data[end : end + 1] in _LETTERS:
            return False
        return word not in self._qualified or _is_qualified(data, start, end, bare)

    def _find(self, data: bytes) -> list[tuple[int, int]]:
        """All places, with the numbers of the words, by the standard library alone."""
        if self.fold_case:
            data = data.lower()
        found: list[tuple[int, int]] = []
        for number, word in enumerate(self.words):
            at = data.find(word)
            while at >= 0:
                found.append((at, number))
                at = data.find(word, at + 1)
        return found

    def _warm(self, data: bytes) -> None:
        """Count what is to be searched; make ``_scan`` once it is worth it."""
        global _searched
        if self._scan is None and self.words:
            self._met += len(data)
            _searched += len(data) * len(self.words)
            if _searched >= WARM_UP and (self._met > ENOUGH or self._find_ready()):
                self._compile()

    def _find_ready(self) -> bytes | None:
        """What the build prepared for these words."""
        if not self._looked:
            self._looked, self._ready = True, _ready_for(self.words, self.fold_case)
        return self._ready

    def serialised(self) -> bytes | None:
        """What `Prepared` is to hold for these words; None without Hyperscan, or words."""
        hyperscan = _hyperscan()
        if hyperscan is None or not self.words:
            return None
        made: bytes = hyperscan.dumpb(self._made(hyperscan))
        return made

    def _made(self, hyperscan: Any) -> Any:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=list(self.words),
            ids=list(range(len(self.words))),
            flags=hyperscan.HS_FLAG_CASELESS if self.fold_case else 0,
            literal=True,
        )
        return database

    def _database(self, hyperscan: Any) -> Any:
        """What looks for these words: from the build, or made now."""
        ready = self._find_ready()
        if ready is not None:
            try:
                database = hyperscan.loadb(ready, hyperscan.HS_MODE_BLOCK)
                database.scratch = hyperscan.Scratch(database)
                return database
            except hyperscan.error:
                pass  # of another version, for another processor, or damaged
        return self._made(hyperscan)

    def _compile(self) -> None:
        key = self.words, self.fold_case
        if key in _compiled:
            self._scan, self.search = _compiled[key]
            return
        hyperscan = _hyperscan()
        if hyperscan is None:
            return
        database = self._database(hyperscan)
        lengths = [len(word) for word in self.words]
        search, stopped = database.scan, hyperscan.ScanTerminated
        hits: list[tuple[int, int]] = []

        def hit(number: int, start: int, end: int, flags: int, context: object) -> None:
            hits.append((end - lengths[number], number))

        def scan(data: bytes) -> list[tuple[int, int]]:
            hits.clear()
            search(data, hit)
            return hits.copy()

        def stop(*_: object) -> bool:
            return True

        def any_of_them(data: bytes) -> bool:
            try:
                search(data, stop)
            except stopped:
                return True
            return False

        self._scan, self.search = scan, any_of_them
        if (
            self._many or self._ready
        ):  # of the others there may be any number, each of use for a while
            _compiled[key] = scan, any_of_them
        self._ready = None
