"""Comments that hide findings: read, applied, and held to account.

    tlslint: ignore[id, other-*] -- reason
    tlslint: ignore-next-line[id] -- reason
    tlslint: ignore-file[id] -- reason

Only the text inside a comment counts, so the syntax is the same in all languages. XML forbids
``--`` in comments; there, and anywhere else, ``:`` may stand before the reason. A directive
names rules; one that names none, or one that does not exist, hides nothing and is a finding
itself, and so is one that hid nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Literal

from tlslint.digest import digest
from tlslint.facts import Edit, Finding, Fix, Place, Side, Span, Suppressed
from tlslint.record import record
from tlslint.regex import regex
from tlslint.versions import Version

Kind = Literal["ignore", "ignore-next-line", "ignore-file"]
KINDS: tuple[Kind, ...] = ("ignore", "ignore-next-line", "ignore-file")

UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"
#: Findings about suppressions; they cannot be suppressed.
BUILTIN = frozenset({UNUSED, MALFORMED})

MARK = "tlslint:"
_DIRECTIVE = regex(r"(?<![\w-])tlslint:[ \t]*([A-Za-z][A-Za-z_-]*)?")
_IDS = regex(r"[ \t]*\[([^\]\r\n]*)(\])?")
_REASON = regex(r"[ \t]*(?:--|—|–|:)[ \t]*([^\r\n]*)")
_ID = regex(r"[a-z][a-z0-9*-]*|\*[a-z0-9*-]*", re.ASCII)
#: Ends of comments, which are no part of a reason.
_CLOSERS = ("--%>", "--}}", "-->", "*/", "#>", "*}", "*)")

#: First and last line of the statement that a line belongs to.
Statement = Callable[[int], tuple[int, int]]
#: The ids of rules.
Known = Collection[str]


@record
class Directive:
    """One directive. It covers the lines from ``first`` to ``last``; ``ids`` holds at least one pattern."""

    kind: Kind
    ids: tuple[str, ...]
    reason: str
    span: Span
    comment: Span
    first: int
    last: int


@record
class Malformed:
    """A directive, or a part of one, that means nothing."""

    span: Span
    message: str


@record
class Unused:
    """The ids of a directive that hid nothing."""

    directive: Directive
    ids: tuple[str, ...]


def directives(
    comments: Iterable[Span],
    text: bytes,
    known: Known,
    statement: Statement | None = None,
) -> tuple[list[Directive], list[Malformed]]:
    """The directives in the comments of a file.

    ``comments`` are the spans of all comments (their delimiters may be inside or not), ``text``
    is the file as UTF-8, ``known`` the ids of all rules. With ``statement`` a directive at any
    line of a statement covers the statement as a whole.
    """
    good: list[Directive] = []
    bad: list[Malformed] = []
    if MARK.encode() not in text:
        return good, bad
    spans = sorted(comments)
    lines = _Lines(text, spans)
    for comment in spans:
        content = text[comment.start : comment.end]
        if MARK.encode() not in content:
            continue
        # Offsets below are of characters; only the part before a match is encoded to get bytes.
        decoded = content.decode("utf-8", "replace")
        for match in _DIRECTIVE.finditer(decoded):
            found = _read(decoded, match, known)
            if found is None:
                continue
            kind, ids, reason, end, errors = found
            span = Span(
                comment.start + len(decoded[: match.start()].encode()),
                comment.start + len(decoded[:end].encode()),
            )
            bad += [Malformed(span, message) for message in errors]
            if ids:
                first, last = lines.covered(kind, comment, span, statement)
                good.append(Directive(kind, ids, reason, span, comment, first, last))
    return good, bad


def _read(
    text: str, match: re.Match[str], known: Known
) -> tuple[Kind, tuple[str, ...], str, int, list[str]] | None:
    """Kind, ids, reason, end and errors of what stands at ``match``; None where it is prose."""
    word = match[1] or ""
    ids = _IDS.match(text, match.end())
    kind = next((k for k in KINDS if k == word), None)
    if kind is None:
        hint = _nearest(word, KINDS)
        if ids is None and not hint:
            return None
        return "ignore", (), "", match.end(), [f"unknown directive {word!r}{hint}"]
    if ids is None:
        message = f"{kind} names no rule; write {kind}[rule-id] -- reason"
        return kind, (), "", match.end(), [message]
    if ids[2] is None:
        return kind, (), "", ids.end(), [f"{kind}[ is not closed by ]"]
    good: list[str] = []
    errors: list[str] = []
    for raw in ids[1].split(","):
        name = raw.strip()
        error = _id_error(name, known)
        if error:
            errors.append(error)
        elif name not in good:
            good.append(name)
    end = ids.end()
    reason = ""
    said = _REASON.match(text, end)
    if said:
        end = said.end()
        reason = said[1].rstrip()
        for closer in _CLOSERS:
            if reason.endswith(closer):
                end -= len(said[1]) - len(reason) + len(closer)
                reason = reason[: -len(closer)].rstrip()
                break
    return kind, tuple(good), reason, end, errors


def _id_error(name: str, known: Known) -> str:
    if not name:
        return "an empty rule id; write ignore[rule-id] -- reason"
    if not name.strip("*"):
        return f"{name!r} would hide everything; name the rules"
    if name in BUILTIN:
        return f"{name} cannot be suppressed"
    if _ID.fullmatch(name) and any(fnmatchcase(rule, name) for rule in known):
        return ""
    return f"unknown rule {name!r}{_nearest(name, known)}"


def _nearest(word: str, names: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word[:80], list(names), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


class _Lines:
    """Lines of a file, and which hold nothing but space and comments."""

    def __init__(self, text: bytes, comments: list[Span]) -> None:
        self.text = text
        self.comments = comments
        self._code: dict[int, int] = {}
        self.starts = [0]
        pos = text.find(b"\n")
        while pos >= 0:
            self.starts.append(pos + 1)
            pos = text.find(b"\n", pos + 1)

    def at(self, offset: int) -> int:
        """The 1-based line of a byte offset."""
        return bisect_right(self.starts, offset)

    def bare(self, line: int) -> bool:
        """Whether the line holds no code."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        n = bisect_left(self.comments, (start, -1))
        if n > 0:
            start = max(start, self.comments[n - 1].end)
        while start < end and n < len(self.comments) and self.comments[n].start < end:
            if self.text[start : self.comments[n].start].strip(_BLANK):
                return False
            start = max(start, self.comments[n].end)
            n += 1
        return start >= end or not self.text[start:end].strip(_BLANK)

    def code(self, line: int) -> int:
        """The first line from ``line`` on that holds code: more comments may stand in between."""
        passed = []
        while line not in self._code and line < len(self.starts) and self.bare(line):
            passed.append(line)
            line += 1
        line = self._code.get(line, line)
        self._code.update(dict.fromkeys(passed, line))
        return line

    def covered(
        self, kind: Kind, comment: Span, span: Span, statement: Statement | None
    ) -> tuple[int, int]:
        """The lines that a directive covers."""
        if kind == "ignore-file":
            return 1, len(self.starts)
        line = self.at(span.start)
        end_line = self.at(max(comment.end - 1, comment.start))
        if kind == "ignore-next-line" or all(self.bare(n) for n in range(line, end_line + 1)):
            line = self.code(end_line + 1)
        return statement(line) if statement else (line, line)


#: Space, and what opens or closes a comment where a span leaves the delimiters out.
_BLANK = b" \t\r\n\f\v\xef\xbb\xbf#/*-<!>;%'"


def apply(
    findings: Iterable[Finding],
    found: Sequence[Directive],
    active: Known | None = None,
) -> tuple[list[Finding], list[Suppressed], list[Unused]]:
    """Split the findings of a file into those kept and those hidden, and name the ids that hid nothing.

    ``active`` are the rules that this run looks for: an id that matches none of them is not
    counted as unused. Give all findings that the rules make, also those that a later step
    leaves out, or their suppressions would seem unused.
    """
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    used: set[tuple[int, str]] = set()
    near: dict[int, list[int]] = {}
    wide: list[int] = []
    for n, directive in enumerate(found):
        # Hostile files have thousands of both; a look-up by line keeps that cheap.
        if directive.last - directive.first > 50:
            wide.append(n)
            continue
        for line in range(directive.first, directive.last + 1):
            near.setdefault(line, []).append(n)
    for finding in findings:
        reason: str | None = None
        place = finding.place
        at = {n for line in range(place.line, place.end_line + 1) for n in near.get(line, ())}
        at.update(n for n in wide if _covers(found[n], place))
        for n in sorted(at) if finding.rule not in BUILTIN else ():
            for pattern in found[n].ids:
                if fnmatchcase(finding.rule, pattern):
                    used.add((n, pattern))
                    reason = reason or found[n].reason
        if reason is None:
            kept.append(finding)
        else:
            hidden.append(Suppressed(finding, reason))
    unused: list[Unused] = []
    for n, directive in enumerate(found):
        idle = tuple(
            pattern
            for pattern in directive.ids
            if (n, pattern) not in used
            and (active is None or any(fnmatchcase(rule, pattern) for rule in active))
        )
        if idle:
            unused.append(Unused(directive, idle))
    return kept, hidden, unused


def _covers(directive: Directive, place: Place) -> bool:
    return directive.first <= place.end_line and place.line <= directive.last


def findings_about(
    unused: Iterable[Unused],
    malformed: Iterable[Malformed],
    *,
    path: str,
    text: bytes,
    language: str,
    minimum: Version,
    side: Side = "client",
) -> list[Finding]:
    """Findings of the built-in rules for what `directives` and `apply` complained about."""
    unused, malformed = list(unused), list(malformed)
    if not unused and not malformed:
        return []
    lines = _Lines(text, [])

    def build(rule: str, span: Span, message: str, hint: str, fix: Fix | None) -> Finding:
        number = lines.at(span.start)
        start = lines.starts[number - 1]
        end = text.find(b"\n", start)
        source = text[start : end if end >= 0 else len(text)].rstrip(b"\r")
        stop = min(span.end, start + len(source))
        column = len(text[start : span.start].decode("utf-8", "replace")) + 1
        end_column = column + len(text[span.start : stop].decode("utf-8", "replace"))
        replacement = None
        if fix is not None and fix.edits and start < fix.edits[0].span.end <= start + len(source):
            cut = fix.edits[0].span
            kept = source[: max(cut.start - start, 0)] + source[cut.end - start :]
            replacement = kept.decode("utf-8", "replace")
        return Finding(
            rule=rule,
            place=Place(path, number, column, number, max(end_column, column + 1)),
            span=span,
            severity="warning",
            verdict="allows-old",
            origin="explicit",
            side=side,
            allowed=(),
            minimum=minimum,
            message=message,
            hint=hint,
            language=language,
            fingerprint=_fingerprint(rule, path, source),
            source=source.decode("utf-8", "replace"),
            replacement=replacement,
            fix=fix,
        )

    out = [
        build(
            MALFORMED,
            bad.span,
            f"This suppression hides nothing: {bad.message}",
            "Write tlslint: ignore[rule-id] -- reason",
            None,
        )
        for bad in malformed
    ]
    for item in unused:
        names = ", ".join(item.ids)
        whole = len(item.ids) == len(item.directive.ids)
        fix = _removal(item.directive, text) if whole else None
        hint = "Remove the comment" if whole else f"Remove {names} from the comment"
        message = f"This suppression of {names} hides no finding"
        out.append(build(UNUSED, item.directive.span, message, hint, fix))
    return out


def _removal(directive: Directive, text: bytes) -> Fix:
    """Delete the comment, where the directive is all that it says and the line stays whole."""
    title = "Remove the comment"
    comment, span = directive.comment, directive.span
    around = text[comment.start : span.start] + text[span.end : comment.end]
    if around.strip(_BLANK) or text[comment.start] not in _BLANK:
        return Fix(title, "manual")
    start, end = comment
    while start > 0 and text[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    if start == 0 or text[start - 1 : start] == b"\n":
        line_end = text.find(b"\n", end)
        line_end = len(text) if line_end < 0 else line_end + 1
        if text[end:line_end].strip():
            start = comment.start  # code follows on the line: its indentation stays
        else:
            end = line_end
    return Fix(title, "safe", (Edit(Span(start, end), ""),))


def _fingerprint(rule: str, path: str, source: bytes) -> str:
    line = b"".join(source.split())
    parts = b"\0".join((b"1", rule.encode(), path.encode("utf-8", "surrogateescape"), line))
    return digest(parts)
