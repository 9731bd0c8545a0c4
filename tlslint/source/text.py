"""From the bytes of a file to text with places, and back.

All that follows works on UTF-8, whatever the file is written in; `encode` undoes it, so that a
fix leaves a file in its own encoding.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Sequence

from tlslint.record import record
from tlslint.regex import regex
from tlslint.rows import NamedTuple

#: Longest first: the mark of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LINE_END = regex(rb"\n")

#: Bytes of a line up to which findings carry it along.
MAX_SHOWN = 2000

#: How much of a file decides whether it is UTF-16 without a mark.
SAMPLE = 1024


@record
class Source:
    """One file to check.

    ``path`` is what reports show; ``text`` is UTF-8 without a byte order mark; ``marks`` are the
    sorted byte offsets at which a rule's word begins. ``encoding``, ``bom`` and ``exact`` are as in
    `Decoded`. Of ``telling``, sorted as well, a function must hold one to be run by itself; None: of ``marks``.
    """

    path: str
    language: str
    text: bytes
    marks: Sequence[int] = ()
    encoding: str = "utf-8"
    bom: bytes = b""
    exact: bool = True
    telling: Sequence[int] | None = None


class Decoded(NamedTuple):
    """The text of a file as UTF-8, and what it was.

    ``exact`` is False where something had to be replaced, so that `encode` would not give the
    original bytes.
    """

    text: bytes
    encoding: str = "utf-8"
    bom: bytes = b""
    exact: bool = True


def encoding_of(head: bytes) -> tuple[str, bytes]:
    """The encoding that the first bytes of a file show, and the byte order mark they begin with.

    ``utf-8`` stands for all encodings in which ASCII is one byte; ``binary`` for none.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, bom
    sample = head[:SAMPLE]
    zeros = sample.count(0)
    # A stray zero byte must not hide a file; compiled and packed files hold many.
    if zeros * 64 <= max(len(sample), 512):
        return "utf-8", b""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if odd * 10 > pairs * 6 and even * 20 <= pairs:
        return "utf-16-le", b""
    if even * 10 > pairs * 6 and odd * 20 <= pairs:
        return "utf-16-be", b""
    return "binary", b""


def decode(data: bytes) -> Decoded | None:
    """The text in ``data``; None where it is binary.

    UTF-8 is taken as it is; UTF-16 and UTF-32 by their mark, UTF-16 also where zero bytes make
    it evident; what is not valid UTF-8 is taken for Windows-1252, or else Latin-1.
    """
    encoding, bom = encoding_of(data)
    if encoding == "binary":
        return None
    body = data[len(bom) :] if bom else data
    if encoding != "utf-8":
        try:
            return Decoded(body.decode(encoding).encode(), encoding, bom)
        except UnicodeError:
            return Decoded(body.decode(encoding, "replace").encode(), encoding, bom, exact=False)
    if body.isascii():
        return Decoded(body, encoding, bom)
    try:
        body.decode()
    except UnicodeDecodeError:
        if bom:
            return Decoded(body.decode("utf-8", "replace").encode(), encoding, bom, exact=False)
    else:
        return Decoded(body, encoding, bom)
    try:
        return Decoded(body.decode("cp1252").encode(), "cp1252")
    except UnicodeDecodeError:
        return Decoded(body.decode("latin-1").encode(), "latin-1")


def encode(text: bytes, encoding: str, bom: bytes = b"") -> bytes:
    """The bytes of a file for UTF-8 ``text``; UnicodeEncodeError where ``encoding`` lacks a character."""
    return bom + (text if encoding == "utf-8" else text.decode().encode(encoding))


def _inside(text: bytes, offset: int) -> bool:
    """Whether ``offset`` lies inside a character."""
    return offset < len(text) and text[offset] & 0xC0 == 0x80


class LineIndex:
    """Lines and columns of the byte offsets of a UTF-8 text; both count from 1.

    A line ends at ``\\n``; a ``\\r`` before it is not part of the line's text. Columns count code
    points.
    """

    __slots__ = ("_found", "_last", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._found: list[int] = []
        # where the last place was: many places on one long line would each count it from its start
        self._last = (0, 0, 1)

    @property
    def _starts(self) -> list[int]:
        """Where the lines begin, looked for when first asked: of most files nothing is told."""
        if not self._found:
            self._found = [0, *[found.end() for found in _LINE_END.finditer(self.text)]]
        return self._found

    def __len__(self) -> int:
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of a byte offset; one past the end is the place behind the text."""
        starts = self._starts
        line = bisect_right(starts, offset)
        start = starts[line - 1]
        at, column = start, 1
        if start <= self._last[1] <= offset and self._last[0] == line:
            _, at, column = self._last
        column += len(self.text[at:offset].decode("utf-8", "ignore"))
        if offset - start > 1000 and offset <= len(self.text) and not _inside(self.text, offset):
            self._last = (line, offset, column)
        return line, column

    def span(self, line: int) -> tuple[int, int]:
        """Where a line begins and ends, without its end of line; IndexError where there is none."""
        if not 0 < line <= len(self._starts):
            raise IndexError(f"no line {line}")
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == 0x0D:
            end -= 1
        return start, end

    def shown(self, line: int) -> str:
        """The text of a line for people; empty for a long one (minified, generated)."""
        start, end = self.span(line)
        return self.line(line) if end - start <= MAX_SHOWN else ""

    def line(self, line: int) -> str:
        """The text of a line, without its end of line."""
        start, end = self.span(line)
        return self.text[start:end].decode("utf-8", "replace")
