"""Applies the edits of findings to a text, and keeps only what proves to help.

One applier for every language: edits are byte ranges of the UTF-8 text. Nothing here knows
files or rules; the caller says how a text is judged and whether it still parses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tlslint.facts import Edit, Finding
from tlslint.lines import applied, changes
from tlslint.rows import NamedTuple

#: The findings of a text; None where it could not be judged.
Judge = Callable[[bytes], "Sequence[Finding] | None"]
#: Whether the second text is as well-formed as the first.
Parses = Callable[[bytes, bytes], bool]

#: Fixes that overlap are made one after the other, each on a text judged anew.
MAX_ROUNDS = 12
#: How many causes behind one another are removed with one fix.
MAX_CHAIN = 4
#: How often a text is judged at most while its fixes are tried one by one.
MAX_TRIES = 200


class Left(NamedTuple):
    """A finding that stays, why, and as what it stands in the text afterwards."""

    finding: Finding
    reason: str
    now: Finding


class Outcome(NamedTuple):
    """A text after its fixes; findings are those of the text before, in its order."""

    text: bytes
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]


class _Live(NamedTuple):
    """A finding of the first text and where it begins in the present one."""

    finding: Finding
    start: int


def apply(text: bytes, edits: Iterable[Edit]) -> bytes:
    """``text`` after edits that do not overlap; new lines end as the file's do."""
    return applied(text, _fitting(text, set(edits)))


def _fitting(text: bytes, edits: Iterable[Edit]) -> Iterable[Edit]:
    """Edits of a text with lines that end as most of the text's do."""
    if text.count(b"\r\n") * 2 <= text.count(b"\n"):
        return edits
    return [Edit(e.span, e.text.replace("\r\n", "\n").replace("\n", "\r\n")) for e in edits]


def overlap(a: Edit, b: Edit) -> bool:
    """Whether two edits get in each other's way; an insertion at another's border does."""
    if a == b:
        return False
    if a.span.start == a.span.end or b.span.start == b.span.end:
        return a.span.start <= b.span.end and b.span.start <= a.span.end
    return a.span.start < b.span.end and b.span.start < a.span.end


def reason_left(finding: Finding, unsafe: bool) -> str:
    """Why no edit is tried for a finding; empty where one is."""
    fix = finding.fix
    if fix is None:
        return "there is no fix for it"
    if not fix.edits:
        told = fix.title.lower() in finding.hint.lower()
        parts = [finding.hint] if told else [fix.title, finding.hint]
        return f"by hand: {'. '.join(p for p in parts if p)}"
    if fix.safety == "unsafe" and not unsafe:
        return f"--unsafe-fixes would: {fix.title}"
    return ""


def fix_text(
    text: bytes,
    judge: Judge,
    parses: Parses,
    *,
    unsafe: bool = False,
    wanted: Callable[[Finding], bool] = lambda _: True,
    tidy: Callable[[bytes, bytes], bytes] = lambda _, after: after,
) -> Outcome:
    """Apply the fixes of the findings of ``text`` that are ``wanted``.

    A fix stays only where its finding is gone afterwards, no other came, and the text still
    parses. Of edits that overlap the first is made and the rest judged again. ``tidy`` gets the
    text before and after and takes away what the fixes made superfluous.
    """
    found = judge(text)
    if found is None:
        return Outcome(text, (), ())
    run = _Run(text, list(found), judge, parses, unsafe, wanted)
    run.all()
    if run.text != text:
        run.clean(tidy(text, run.text))
    return run.outcome()


class _Run:
    def __init__(
        self,
        text: bytes,
        found: list[Finding],
        judge: Judge,
        parses: Parses,
        unsafe: bool,
        wanted: Callable[[Finding], bool],
    ) -> None:
        self.text = text
        self.present = found
        self.judge = judge
        self.parses = parses
        self.unsafe = unsafe
        self.wanted = wanted
        self.first = found
        self.live = [_Live(f, f.span.start) for f in found]
        self.refused: dict[Finding, str] = {}
        self.tries = 0

    def all(self) -> None:
        """Make all fixes that hold."""
        for _ in range(MAX_ROUNDS):
            chosen = self.candidates()
            if not chosen:
                break
            if self.attempt(chosen):
                self.singly(chosen)

    def clean(self, tidy: bytes) -> None:
        """Take a tidied text, if nothing is found that was not found before."""
        edits = changes(self.text, tidy)
        if not edits or not self.parses(self.text, tidy):
            return
        found = self.judge(tidy)
        if found is None:
            return
        live, new = matched(self.live, found, edits, self.text)
        if not new and len(live) == len(self.live):
            self.text, self.present, self.live = tidy, list(found), live

    def outcome(self) -> Outcome:
        """What came of it."""
        present = {(f.rule, f.span.start): f for f in self.present}
        now = {item.finding: present[item.finding.rule, item.start] for item in self.live}
        fixed = tuple(f for f in self.first if f not in now)
        left = tuple(Left(f, self.why(f), now[f]) for f in self.first if f in now)
        return Outcome(self.text, fixed, left)

    def why(self, finding: Finding) -> str:
        return (
            self.refused.get(finding)
            or reason_left(finding, self.unsafe)
            or "its edit overlaps with others"
        )

    def origin(self, finding: Finding) -> Finding | None:
        """The finding of the first text that a present one is."""
        for item in self.live:
            if item.finding.rule == finding.rule and item.start == finding.span.start:
                return item.finding
        return None

    def candidates(self) -> list[Finding]:
        """The present findings to fix next: no two overlap."""
        chosen: list[Finding] = []
        edits: list[Edit] = []
        for finding in sorted(self.present, key=lambda f: (f.span, f.rule)):
            first = self.origin(finding)
            if first is None or first in self.refused or not self.wanted(first):
                continue
            if reason_left(finding, self.unsafe) or finding.fix is None:
                continue
            if any(overlap(a, b) for a in _edits(finding) for b in edits):
                continue
            chosen.append(finding)
            edits += finding.fix.edits
        return chosen

    def attempt(self, chosen: Sequence[Finding]) -> str:
        """Apply the fixes of ``chosen`` together; why not, where they must not be.

        What they uncover is fixed with them: the cause that stood behind the one they removed.
        """
        gone = [self.origin(f) for f in chosen]
        text, live = self.text, self.live
        todo = chosen
        for _ in range(MAX_CHAIN):
            self.tries += 1
            edits = sorted({e for f in todo if f.fix for e in f.fix.edits}, key=lambda e: e.span)
            after = apply(text, edits)
            if after == text:
                return "its edit changes nothing"
            if not self.parses(text, after):
                return "the result would not parse"
            found = self.judge(after)
            if found is None:
                return "the result could not be judged"
            live, new = matched(live, found, edits, text)
            if any(item.finding in gone for item in live):
                return "the edit alone would not be enough"
            text = after
            if not new:
                self.text, self.present, self.live = text, list(found), live
                return ""
            todo = new
            if any(reason_left(f, self.unsafe) for f in new) or any(
                overlap(a, b) for f, g in pairwise(new) for a in _edits(f) for b in _edits(g)
            ):
                break
        return f"it would bring another finding ({todo[0].rule}: {todo[0].message})"

    def singly(self, chosen: Sequence[Finding]) -> None:
        """Try the fixes one by one, the last first, so that the places of the others hold."""
        for finding in reversed(chosen):
            first = self.origin(finding)
            if first is None:
                continue
            now = next(
                (f for f in self.present if f.rule == finding.rule and f.span == finding.span),
                None,
            )
            if now is None or now.fix is None or self.tries > MAX_TRIES:
                continue
            why = self.attempt([now])
            if why:
                self.refused[first] = why


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix is not None else ()


def matched(
    before: Sequence[_Live], found: Sequence[Finding], edits: Sequence[Edit], text: bytes
) -> tuple[list[_Live], list[Finding]]:
    """Which findings ``before`` lived through ``edits`` of ``text``, and which ``found`` are new."""
    places = _Moved(edits, text)
    waiting = list(before)
    live: list[_Live] = []
    new = list(found)
    for near in (False, True):
        for finding in list(new):
            start = finding.span.start
            for item in waiting:
                if item.finding.rule == finding.rule and (
                    places.near(item.start, start) if near else places.of(item.start) == start
                ):
                    waiting.remove(item)
                    new.remove(finding)
                    live.append(_Live(item.finding, start))
                    break
    return live, new


class _Moved:
    """Where an offset lies after edits."""

    def __init__(self, edits: Sequence[Edit], text: bytes) -> None:
        self.regions: list[tuple[int, int, int, int]] = []
        shift = 0
        for edit in _fitting(text, edits):
            size = len(edit.text.encode())
            start = edit.span.start + shift
            self.regions.append((edit.span.start, edit.span.end, start, start + size))
            shift += size - (edit.span.end - edit.span.start)

    def of(self, offset: int) -> int:
        shift = 0
        for start, end, new_start, new_end in self.regions:
            if offset < start or offset == start < end:
                break
            if offset < end:
                return new_start + min(offset - start, new_end - new_start)
            shift = new_end - end
        return offset + shift

    def near(self, offset: int, new: int) -> bool:
        """Whether both lie in the same edit."""
        return any(
            start <= offset <= end and new_start <= new <= new_end
            for start, end, new_start, new_end in self.regions
        )
