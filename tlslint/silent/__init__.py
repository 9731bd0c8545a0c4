"""Why nothing came of a name: for ``explain``, on lines that no step of the engine is about.

The file is read once more as syntax, all of it. Each name that holds a word of a rule, and each
name on the line that is asked about, is told by what becomes of it; each value that could not
be known, by what stopped the search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from tlslint import syntax as s
from tlslint.engine.machine import Step
from tlslint.engine.matching import speaks_of_tls
from tlslint.engine.wording import JUDGED, LACKING, NEAR
from tlslint.facts import Setting, Span
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.silent import products, standing, unread
from tlslint.silent.meanings import of_suites
from tlslint.silent.places import TYPE_OF, called, dotted
from tlslint.silent.reasons import MAX_NEAR, Reasons, holds, name_of
from tlslint.silent.uses import receiving
from tlslint.silent.ways import short

#: How it is told of a name that this line declares it; and of what is kept under a name.
_DECLARED = "it is only declared here"
_KEPT = regex(r" kept in ([\w.]+)(?=,|$)")
#: Characters behind that from which on they are not said twice.
_LONG = 80
_SUITES = "it names cipher suites here, and says nothing of versions"
_TEXT = "in a text"
_COMMENT = "in a comment"
_DEBUG = "a directive to the go command, of a setting that says nothing of the versions of clients"
_GONE = (
    "a directive to the go command, which names what Go 1.19 took out: Go before 1.21 ignores it, "
    "later ones refuse it"
)


class Silent(Reasons):
    """What is to be said of one file's lines that the engine said nothing about."""

    def steps(
        self, comments: Iterable[Span], settings: Iterable[Setting], asked: int | None
    ) -> list[Step]:
        """A step for each name that holds a word of a rule, and for those on the line ``asked``."""
        found = [
            Step(place, f"what stops the search for the value: {why}")
            for fact, span in sorted(self.state.stopped)
            if (why := self.origins.say(span))
            for place in {self.line(at): at for at in (fact, span)}.values()
        ]
        found += [
            Step(span, self.undecided(span), aside=True)
            for span in self.calls
            if self.is_empty(span)
        ]
        passages: list[tuple[Span, str]] = []
        for at in self.places.outer:
            span, node = at.span, at.node
            if not holds(self.marks, span) or self.told_as_call(at):
                continue
            suites = of_suites(at)
            if isinstance(node, s.Lit) and not (node.value in self.texts or suites):
                if isinstance(node.value, str):
                    passages.append((span, f"{_TEXT}: {self.fates.say(at)}"))
            elif suites or self.line(span) not in self.about or self.is_open(at):
                why = _SUITES if suites else self.why(at)
                found.append(
                    Step(span, f"{name_of(node, self.source.text)}: {why}", aside=at.role == "type")
                )
        for passage, why in passages:
            found += self._passage(passage, why, asked)
        self.comments = comments = list(comments)
        noted = [step for span in comments for step in self._passage(span, _COMMENT, asked)]
        if asked is None:
            return found + noted
        found += [*self._asked_of(asked), *self._without_end(asked), *self._chained(asked)]
        types = {at.span for at in self.places.outer if at.role == "type"}
        passed = types | self.calls.keys()
        if asked not in {*self.told, *(self.line(f.span) for f in found if f.span not in passed)}:
            near = list(self._near(asked, types))
            if not near and asked not in self.known:
                near = list(self._unread(settings, comments, asked))
                near = near or [step for step in noted if self.line(step.span) == asked]
            found += near
        return _shortened(
            [replace(step, aside=True) for step in found if self.line(step.span) == asked]
        )

    def _unread(
        self, settings: Iterable[Setting], comments: Iterable[Span], asked: int
    ) -> Iterator[Step]:
        """What a line of a configuration sets that no rule knows, or why a line was not read."""
        line = Span(*self.lines.span(asked))
        said = unread.keys(settings, line, self.source.text, self.meanings.minimum)
        code = unread.before(comments, line, self.source.text)
        said += [] if self.places.outer else products.settings(self.source.text, code)
        why = "" if said else unread.language(self.source.language, self.source.text, code)
        if not (said or why) and holds(self.marks, code) and self.places.outer:
            mark = self.marks[bisect_left(self.marks, code.start)]
            why = standing.unread(self.tree, mark)
        for place, text in (*said, *([(code, why)] if why else [])):
            yield Step(place, text, aside=True)

    def _asked_of(self, asked: int) -> Iterator[Step]:
        """What a line does with an object that is made on it only to ask it for something else."""
        for span in self.judged & self.calls.keys():
            at = self.places.spans.get(span)
            if at is None or self.line(span) != asked:
                continue
            last = at
            while (outer := receiving(last)) is not None and outer.span not in self.calls:
                last = outer
            if last is not at and isinstance(last.node, s.Call):
                name = short(called(last.node)).rpartition(".")[2]
                yield Step(last.span, f"what {name} gives: it is {self.fates.say(last)}")

    def _chained(self, asked: int, *, every: bool = False) -> Iterator[Step]:
        """What a line calls on what another call gives: methods with a word of a rule in their names, or ``every`` one."""
        for at in self.places.chained:
            name, call = at.node.name, at.above
            last = self.source.text.rfind(name.encode(), at.span.start, at.span.end)
            span = Span(last, last + len(name))
            if last < 0 or self.line(span) != asked or call is None or call.span in self.calls:
                continue
            if every or speaks_of_tls(name) or holds(self.marks, span):
                said = f"{self.method(name)}; what it gives is {self.fates.say(call)}"
                yield Step(span, f"{name}: {said}", aside=True)

    def _without_end(self, asked: int) -> Iterator[Step]:
        """What becomes of a value that a rule is about, where nothing came of the object that has it."""
        ends = (
            JUDGED,
            LACKING,
            "offered as a choice",
            "taken in line",
            "see --side",
            "is not known",
        )
        near = [s for s in self.state.trace if abs(self.line(s.span) - asked) <= NEAR]
        if asked not in self.told or any(end in s.text for s in near for end in ends):
            return
        for at in self.places.outer:
            if self.line(at.span) == asked and at.span in self.facts.rules and at.role != "target":
                name = name_of(at.node, self.source.text)
                yield Step(at.span, f"{name}: it is {self.fates.say(at)}")

    def _passage(self, passage: Span, why: str, asked: int | None) -> Iterator[Step]:
        """A comment or a text: told on each line of it that holds a word of a rule, and where asked."""
        inside = slice(*(bisect_left(self.marks, end) for end in passage))
        by_line = {self.line(Span(m, m)): m for m in self.marks[inside]}
        first, last = self.line(passage), self.line(_end(passage))
        if asked is not None and first <= asked <= last and asked not in {*by_line, *self.about}:
            start = passage.start if asked == first else self.lines.span(asked)[0]
            if start < passage.end:
                by_line[asked] = start
        for line, mark in by_line.items():
            if why == _COMMENT:
                yield Step(Span(mark, passage.end), self._directive(line) or why, aside=True)
            elif line not in self.about:
                yield Step(Span(mark, passage.end), why, aside=True)

    def _directive(self, line: int) -> str:
        """What a comment says to the go command of settings; https://go.dev/doc/godebug."""
        if self.source.language != "go":
            return ""
        said = self.source.text[slice(*self.lines.span(line))]
        if not said.startswith(b"//go:debug "):
            return ""
        return _GONE if b"tls10default=" in said else _DEBUG

    def _near(self, asked: int, types: Collection[Span]) -> Iterator[Step]:
        """What the names and texts on a line are that hold no word of a rule."""
        called = asked in self.about
        found = [p for p in self.places.params if self.line(p.span) == asked]
        texts = []
        for at in self.places.outer:
            first = self.line(at.span)
            if not first <= asked <= self.line(_end(at.span)) or at.span in types:
                continue
            if holds(self.marks, at.span) or dotted(at.node) in TYPE_OF:
                continue
            if isinstance(at.node, s.Lit):
                texts += [at] if _wordy(at.node.value) else []
            elif self.told_as_call(at):
                continue
            elif first == asked and not (called and at.role in ("target", "called")):
                found.append(at)
        yield from list(self._chained(asked, every=True))[:MAX_NEAR]
        for at in (*found, *texts)[:MAX_NEAR]:
            if isinstance(at.node, s.Lit):
                here = Span(max(at.span.start, self.lines.span(asked)[0]), at.span.end)
                yield Step(here, f"{_TEXT}: {self.fates.say(at)}", aside=True)
            else:
                why = self.parameter(at) if isinstance(at.node, s.Param) else self.why(at)
                yield Step(at.span, f"{name_of(at.node, self.source.text)}: {why}", aside=True)
        line = Span(*self.lines.span(asked))
        for said in standing.defined(self.places, self.line, self.source.text, line):
            yield Step(line, said, aside=True)
        if (
            statement := standing.around(self.places, self.line, self.facts.rules, line)
        ) is not None:
            first, fact = statement
            told = f"see line {self.line(fact)} for {self.facts.rules[fact]}"
            yield Step(line, f"part of the statement of line {first}; {told}", aside=True)
        for node in self.places.imported if not called else ():
            first, last = (self.line(Span(at, at)) for at in (node.start, node.end))
            if node.end and first <= asked <= last:
                yield Step(Span(node.start, node.end), self.import_(node), aside=True)


def _shortened(steps: Iterable[Step]) -> list[Step]:
    """Steps of one line, of which those that go on like an earlier one say so once."""
    out: list[Step] = []
    told: set[str] = set()
    names: set[str] = set()
    for step in sorted(steps, key=lambda step: step.span):
        first, _, rest = step.text.partition("\n")
        name, _, said = first.partition(": ")
        kept = _KEPT.search(first)
        if rest and rest in told:
            step = replace(step, text=f"{first}, as above")
        elif kept is not None and kept[1] in names and len(step.text) > kept.end() + _LONG:
            step = replace(step, text=f"{first[: kept.end()]}, as above")
        told.add(rest)
        if said.startswith(_DECLARED):
            names.add(name)
        out.append(step)
    return out


def _wordy(value: object) -> bool:
    """Whether a text says something to people."""
    return isinstance(value, str) and len(value) > 3


def _end(span: Span) -> Span:
    return Span(max(span.end - 1, span.start), span.end)
