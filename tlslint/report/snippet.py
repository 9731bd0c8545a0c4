"""A source line cut to the screen, with the screen columns of a span in it."""

from __future__ import annotations

from tlslint.record import record
from tlslint.report import escape


@record
class Snippet:
    """``text`` is fit to print; the span begins at screen column ``start`` and is ``width`` wide."""

    text: str
    start: int
    width: int


def snippet(source: str, start: int, end: int, room: int, ellipsis: str) -> Snippet:
    """The part of ``source`` around the characters from ``start`` to ``end`` (0-based) that fits ``room`` columns.

    Work depends on ``room``, not on the length of the line: minified files have long ones.
    """
    room = max(room, 20)
    start = min(max(start, 0), len(source))
    end = min(max(end, start), len(source))
    # Where all fits, show all; otherwise some of what comes before, and then the span.
    first = 0 if len(source) <= room else max(0, min(start - room // 4, len(source) - room))
    if len(source) > room and end <= room * 3 // 4:
        first = 0
    parts = [ellipsis] if first else []
    column = len(ellipsis) if first else 0
    span_start = span_end = column
    n = first
    while n < len(source):
        cell = escape.cells(source[n], column)
        if cell == "#" and escape.commands(source, n - 1):
            cell = "\\x23"
        wide = escape.width(cell)
        if column + wide > room - (0 if n == len(source) - 1 else len(ellipsis)):
            parts.append(ellipsis)
            break
        if n == start:
            span_start = column
        parts.append(cell)
        column += wide
        if n < end:
            span_end = column
        n += 1
    if start >= n:
        span_start = column
    return Snippet("".join(parts), span_start, max(span_end - span_start, 1))


def difference(old: str, new: str) -> int:
    """The position of the first character in which two lines differ."""
    for n, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return n
    return min(len(old), len(new))
