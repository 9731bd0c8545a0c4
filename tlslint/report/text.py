"""The report for people: place, source line, what may be negotiated and why, what to write instead."""

from __future__ import annotations

from tlslint.facts import Finding, Report, Severity
from tlslint.report import escape
from tlslint.report.context import Context, docs_url, file_lines, gone, statistics, summary
from tlslint.report.snippet import difference, snippet

_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_BOLD, _DIM, _RED, _GREEN, _BLUE = "1", "2", "31", "32", "34"


def render(report: Report, context: Context) -> str:
    """All findings, then what ``--show-files`` and ``--statistics`` ask for, then the summary."""
    page = _Page(context)
    blocks = ["\n".join(page.finding(f)) for f in report.findings]
    if context.show_files:
        blocks.append("\n".join(file_lines(report)))
    if context.statistics and report.findings:
        blocks.append("\n".join(page.statistics(report)))
    if context.summary:
        blocks.append(page.summary(report))
    return "".join(block + "\n\n" for block in blocks if block)[:-1]


class _Page:
    """Paint and glyphs of one rendering."""

    def __init__(self, context: Context) -> None:
        self.context = context
        #: hints of several rows, with the finding that told them: once is enough in one report
        self.told: dict[str, str] = {}
        self.bar, self.dot, self.ellipsis, self.good, self.bad = (
            ("│", "·", "…", "✓", "✗") if context.unicode else ("|", "-", "...", "ok:", "failed:")
        )

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.context.color and text else text

    def finding(self, f: Finding) -> list[str]:
        place = f.place
        where = f"{escape.path(place.path)}:{place.line}:{place.column}:"
        severity = self.paint(f.severity, _COLORS[f.severity])
        lines = [f"{self.paint(where, _BOLD)} {severity} {f.rule}"]
        lines += [f"  {row}" for row in self.wrap(escape.line(f.message), 2)]
        gutter = max(len(str(place.line)), 3)
        if f.source.strip():
            lines += self.source(f, gutter)
        margin = " " * (gutter + 2)
        dot = self.paint(self.dot, _DIM)
        refused = f.verdict == "cannot-connect"
        if f.allowed or refused:
            versions = ", ".join(
                self.paint(str(v), _RED if v < f.minimum else _GREEN) for v in f.allowed
            )
            label = "names: " if f.named and not refused else "may negotiate: "
            what = f"{self.paint(label, _BOLD)}{versions or 'nothing'}"
            if refused:
                what += f" (servers that require {f.minimum} refuse it)"
            lines.append(f"{margin} {dot} {what}")
        for label, text in self.notes(f):
            first, *rest = self.wrap(text, gutter + 5, len(label)) or [""]
            lines.append(f"{margin} {dot} {self.paint(label, _BOLD)}{first}")
            lines += [f"{margin}   {row}" for row in rest]
        if f.replacement is not None and f.replacement != f.source:
            lines += self.change(f.source, f.replacement, place.line, gutter)
        elif gone(f):
            lines += self.change(f.source, None, place.line, gutter)
        url = self.paint(docs_url(f.rule), _DIM)
        lines.append(f"{margin} {dot} {url}")
        return lines

    def room(self, gutter: int) -> int:
        return self.context.width - gutter - 5

    def source(self, f: Finding, gutter: int) -> list[str]:
        place = f.place
        end = place.end_column - 1 if place.end_line == place.line else len(f.source)
        part = snippet(f.source, place.column - 1, end, self.room(gutter), self.ellipsis)
        number = self.paint(f"  {place.line:>{gutter}} {self.bar}", _BLUE)
        empty = self.paint(f"  {'':>{gutter}} {self.bar}", _BLUE)
        carets = self.paint("^" * part.width, _COLORS[f.severity])
        return [f"{number} {part.text}".rstrip(), f"{empty} {' ' * part.start}{carets}"]

    def wrap(self, text: str, margin: int, taken: int = 0) -> list[str]:
        """``text`` in rows that fit beside ``margin`` columns; ``taken`` more are gone in the first."""
        room = max(self.context.width - margin, 40)
        if len(text) + taken <= room:
            return [text]
        rows: list[str] = []
        left = room - taken
        for word in text.split(" "):
            if rows and len(word) < left:
                rows[-1] += f" {word}"
                left -= len(word) + 1
            else:
                rows.append(word)
                left = (room if len(rows) > 1 else left) - len(word)
        return [rows[0], *map(escape.start, rows[1:])]

    def notes(self, f: Finding) -> list[tuple[str, str]]:
        """What there is to say besides the message: a label and a text each."""
        notes: list[tuple[str, str]] = []
        for related in f.related:
            place = related.place
            where = f"{escape.path(place.path)}:{place.line}:{place.column}"
            notes.append(("because ", f"{where}: {escape.line(related.message)}"))
        if f.hint:
            hint = escape.line(f.hint)
            here = f"{escape.path(f.place.path)}:{f.place.line}"
            first = self.told.setdefault(hint, here) if len(hint) > self.context.width else here
            notes.append(("help: ", hint if first == here else f"as for {first}"))
        if f.fix is not None and f.fix.safety != "manual":
            command = "tlslint fix" + ("" if f.fix.safety == "safe" else " --unsafe-fixes")
            notes.append(("fix: ", f"{escape.line(f.fix.title)} ({command})"))
        elif f.fix is not None:
            notes.append(("by hand: ", escape.line(f.fix.title)))
        return notes

    def change(self, old: str, new: str | None, line: int, gutter: int) -> list[str]:
        """A line before and after; ``new`` is None where it goes."""
        at = difference(old, new or "")
        out = []
        for sign, text, color in (("-", old, _RED), ("+", new, _GREEN)):
            if text is None:
                continue
            # A replacement may itself be of several lines.
            for n, row in enumerate(text.split("\n")):
                part = snippet(
                    row.rstrip("\r"), at if n == 0 else 0, 0, self.room(gutter), self.ellipsis
                )
                margin = self.paint(f"  {line + n:>{gutter}}", _BLUE)
                out.append(f"{margin} {self.paint(f'{sign} {part.text}'.rstrip(), color)}")
        return out

    def statistics(self, report: Report) -> list[str]:
        rows = statistics(report)
        worst: dict[str, Severity] = {}
        for f in report.findings:
            if f.rule not in worst or list(_COLORS).index(f.severity) < list(_COLORS).index(
                worst[f.rule]
            ):
                worst[f.rule] = f.severity
        size = len(f"{rows[0][1]:,}")
        return [f"  {n:>{size},}  {self.paint(rule, _COLORS[worst[rule]])}" for rule, n in rows]

    def summary(self, report: Report) -> str:
        text = summary(report)
        if report.findings or report.problems:
            return f"{self.paint(self.bad, _RED)} {text}"
        return f"{self.paint(self.good, _GREEN)} {text}"
