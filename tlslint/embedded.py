"""Code in files of another language: checked as a file of its own, told at its place in the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlslint.facts import FileResult, Finding, Place, Span
from tlslint.languages.flat import PAD
from tlslint.record import record, replace
from tlslint.source import LineIndex, Source


@record
class Code:
    """A piece of another language: ``text`` with one character per byte and padding, which begins at byte ``start``."""

    text: str
    start: int
    language: str = "python"


class Inner:
    """One piece as a source, and the way back from its places to those of the file around it."""

    def __init__(self, outer: Source, code: Code) -> None:
        kept = [(c, code.start + n) for n, c in enumerate(code.text) if c != PAD]
        self.offsets = [at for _, at in kept]
        text = "".join(c for c, _ in kept).encode("latin-1", "replace")
        self.source = replace(outer, language=code.language, text=text, marks=range(len(text)))
        self.lines = LineIndex(text)

    def result(self, result: FileResult, lines: LineIndex) -> FileResult:
        """What checking the piece gave, with places in the file around it."""
        return replace(
            result,
            findings=tuple(self.finding(f, lines) for f in result.findings),
            suppressed=tuple(
                replace(x, finding=self.finding(x.finding, lines)) for x in result.suppressed
            ),
            trace=tuple(replace(t, place=self.place(t.place, lines)) for t in result.trace),
        )

    def finding(self, finding: Finding, lines: LineIndex) -> Finding:
        """A finding at its place in the file around the piece."""
        place, fix = self.place(finding.place, lines), finding.fix
        return replace(
            finding,
            place=place,
            span=self.span(finding.span),
            source=lines.shown(place.line),
            replacement=None,
            related=tuple(replace(r, place=self.place(r.place, lines)) for r in finding.related),
            # how it is written there (quoted, indented, in one line) is for people to say
            fix=replace(fix, safety="manual", edits=()) if fix is not None else None,
        )

    def span(self, span: Span) -> Span:
        """Where a range of the piece is."""
        end = len(self.offsets)
        if not end:
            return Span(0, 0)
        first = self.offsets[min(span.start, end - 1)]
        last = self.offsets[min(max(span.end - 1, span.start), end - 1)] + 1
        return Span(first, first if span.end <= span.start else last)

    def place(self, place: Place, lines: LineIndex) -> Place:
        """Where a place of the piece is; one of another file stays."""
        if place.path != self.source.path:
            return place
        span = self.span(Span(self.offset(place.line, place.column), self.offset_end(place)))
        line, column = lines.place(span.start)
        end_line, end_column = lines.place(span.end)
        if end_line != line:
            end_column = len(lines.line(line)) + 1
        return Place(place.path, line, column, line, max(end_column, column + 1))

    def offset(self, line: int, column: int) -> int:
        """The byte offset of a line and column of the piece."""
        start, end = self.lines.span(min(line, len(self.lines)))
        text = self.source.text[start:end].decode("utf-8", "replace")
        return start + len(text[: column - 1].encode())

    def offset_end(self, place: Place) -> int:
        """The byte offset at which a place of the piece ends."""
        return self.offset(place.end_line, place.end_column)


class Numbered(LineIndex):
    """The lines of a piece, with the numbers that they have in the file around it."""

    def __init__(self, text: bytes, line_of: Callable[[Span], int]) -> None:
        super().__init__(text)
        self._line_of = line_of

    def place(self, offset: int) -> tuple[int, int]:
        """The line around the piece; the column is that of the piece."""
        return self._line_of(Span(offset, offset)), super().place(offset)[1]


def apart(findings: Sequence[Finding]) -> list[Finding]:
    """Findings of several pieces, with fingerprints that tell equal lines apart."""
    seen: dict[str, int] = {}
    out = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        mark = finding.fingerprint if count == 1 else f"{finding.fingerprint[:-2]}{count:02x}"[-16:]
        out.append(replace(finding, fingerprint=mark))
    return out
