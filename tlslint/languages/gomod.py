"""``go.mod``: the ``go`` and ``toolchain`` lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlslint.facts import Setting, Span
from tlslint.languages.flat import Marks, flat, lines, strip, text_of


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``go:version`` and ``go:toolchain``."""
    s = flat(text)
    wanted = Marks(marks)
    found = []
    for start, end in lines(s):
        begin, stop = strip(s, start, _code_end(s, start, end))
        words = s[begin:stop].split()
        if len(words) == 2 and words[0] in ("go", "toolchain") and wanted.held(start, end):
            name = "go:version" if words[0] == "go" else "go:toolchain"
            span = Span(begin, stop)
            found.append(Setting(name, text_of(s, stop - len(words[1]), stop), span, span))
    return found


def comments(text: bytes) -> list[Span]:
    """The ``//`` comments."""
    s = flat(text)
    ranges = [(_code_end(s, start, end), end) for start, end in lines(s)]
    return [Span(start, end) for start, end in ranges if start < end]


def _code_end(s: str, start: int, end: int) -> int:
    at = s.find("//", start, end)
    return end if at < 0 else at
