"""The findings of one file as they are kept: one for each place and rule, with fix, hint and fingerprint."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tlslint import fixes, labels, otherfiles, policy
from tlslint.answers import oldest
from tlslint.bounds import Cause
from tlslint.digest import digest
from tlslint.engine.machine import CALLED
from tlslint.engine.spans import within
from tlslint.extract import Extracted
from tlslint.facts import Edit, Finding, Fix, Place, Related, Safety, Severity, Side, Span
from tlslint.hints import spoken
from tlslint.lines import applied
from tlslint.options import Options
from tlslint.places import DEFINED, SAME
from tlslint.record import replace
from tlslint.rulemodel import Rule
from tlslint.rules import RuleSet
from tlslint.source import LineIndex, Source
from tlslint.source.text import MAX_SHOWN
from tlslint.spelling import Context
from tlslint.values import Row, Sym, leaves
from tlslint.versions import Version

if TYPE_CHECKING:
    from tlslint.platform import Platform

#: Hints for versions that stand beside the names of others, and beside their own.
_NAMED = "Leave the names of old versions out of this list."
_ROW = "Delete this row: its name is that of the old version, which nothing should offer."


def in_order(finding: Finding) -> tuple[int, int, str]:
    """The key that sorts the findings of a file."""
    return (finding.place.line, finding.place.column, finding.rule)


class Ledger:
    """Keeps the findings of one file; ``seen`` are those so far, by rule and place."""

    def __init__(
        self,
        source: Source,
        rules: RuleSet,
        options: Options,
        lines: LineIndex,
        found: Extracted,
        platform: Platform | None = None,
    ) -> None:
        self.source = source
        self.rules = rules
        self.options = options
        self.lines = lines
        self.state = found.state
        self.context = Context(
            source.text,
            options.minimum,
            self.state.lookup,
            oldest(platform, listed=True),
            found.imports,
            found.wildcards,
            source.language,
            options.rewrites,
            self.state.lists,
            self.state.lacking,
            self.state.added,
            found.tree,
        )
        self.seen: dict[tuple[str, Span], Finding] = {}
        #: those whose old versions may simply go
        self.spare: dict[tuple[str, Span], Safety | None] = {}
        #: the keys of a registry that findings are about
        self.keys: dict[tuple[str, Span], str] = {}
        self.hashes: dict[str, int] = {}

    def put(
        self,
        rule: Rule,
        cause: Cause,
        message: str,
        severity: Severity,
        verdict: Any,
        origin: Any,
        side: Side,
        allowed: Collection[Version],
        related: Sequence[Related] = (),
        spare: Safety | None = None,
        sided: bool = True,
        places: Sequence[Span] = (),
        capped: bool = False,
    ) -> None:
        """Keep one finding for each rule and place: the gravest. ``places`` are all that say an old version."""
        key = (rule.id, cause.span)
        old = self.seen.get(key)
        if old is not None and (old.verdict == "cannot-connect" or verdict == old.verdict):
            if old.side == "server" and side == "client":
                pass
            elif self.spare.get(key) and not spare:
                pass  # here it must not simply go
            else:
                if verdict == old.verdict == "allows-old":
                    self.seen[key] = replace(old, allowed=tuple(sorted({*old.allowed, *allowed})))
                return
        self.spare[key] = spare
        fix = None
        if self.options.fixes:
            fix = fixes.fix_for(rule, cause, self.state.index.tables, self.context, spare)
        if (capped or cause.fact in self.state.tried) and fix is not None and fix.safety == "safe":
            # a floor above it leaves no version; of a list whose items are tried, each is asked for
            fix = replace(fix, safety="unsafe")
        if origin == "option" and fix is not None and cause.span not in self.state.lists:
            # another version under the name of the old one would mislead whoever chooses it
            fix = Fix("Take the choice away", "manual")
        hint = self.leave_out(cause, allowed) or self.other_text(cause)
        hint = hint or rule.hint_for(self.context.oldest)
        if labels.in_named_row(cause, self.context.tree):
            listed = labels.is_text(cause, self.context.tree)
            what = (
                "Take the names of old versions out of the list"
                if listed
                else "Delete the row of this version"
            )
            fix = fix and Fix(what, "manual")
            hint = _NAMED if listed else _ROW
        table = self.state.index.tables.get(
            rule.arguments[cause.argument].table if cause.argument >= 0 else ""
        )
        said = partial(
            otherfiles.definitions, self.state, table=table, minimum=self.options.minimum
        )
        if fix is not None and (
            said((cause.span,)) or fixes.for_another_platform(fix, self.context)
        ):
            fix = replace(fix, safety="manual", edits=())
        if definitions := said((cause.span, *places)):
            related = [*related, *(Related(p, DEFINED) for p in definitions)]
        if self.state.explain and cause.span.start not in self.state.noted:
            self.state.note(cause.span, f"{rule.id}: a part of the value that lets the old ones in")
        place = self.place(cause.span)
        text = self.lines.shown(place.line)
        self.seen[key] = Finding(
            rule=rule.id,
            place=place,
            span=cause.span,
            severity=severity,
            verdict=verdict,
            origin=origin,
            side=side,
            allowed=tuple(sorted(allowed)),
            minimum=self.options.minimum,
            message=message,
            hint=spoken(hint.replace("{minimum}", str(self.options.minimum)), self.source.language),
            language=self.source.language,
            fingerprint="",
            source=text,
            replacement=self.replacement(place.line, fix),
            related=tuple(related),
            fix=fix,
            sided=sided,
            named=rule.kind == "use",
            written=otherfiles.written(self.state, cause.span) if definitions else None,
        )

    def leave_out(self, cause: Cause, allowed: Collection[Version]) -> str:
        """The hint for a list of versions that stands away from what takes it."""
        away = cause.fact != cause.span and not within(cause.span, cause.fact)
        old = [v for v in sorted(allowed) if v < self.options.minimum]
        if not away or not isinstance(cause.value, Row) or not old:
            return ""
        if any(isinstance(v, Sym) and v.name.endswith(CALLED) for v in leaves(cause.value)):
            return ""  # what a call gives: there is no list to edit
        line = self.place(cause.fact).line
        if len(old) == len(allowed):
            names = f"{{minimum}} and later in place of {policy.listed(old)}"
            return f"Write {names} into this list, which line {line} takes."
        return f"Leave {policy.listed(old)} out of this list, which line {line} takes."

    def other_text(self, cause: Cause) -> str:
        """The hint for a text that a function here gives a constant for: that one cannot stand in its place."""
        constant = cause.value if cause.fact != cause.span else None
        tree = self.context.tree
        if not isinstance(constant, Sym) or not tree or not labels.is_text(cause, tree):
            return ""
        text = self.source.text[cause.span.start : cause.span.end].decode("utf-8", "replace")
        if constant.name.rpartition(".")[2].lower() in text.lower():
            return ""  # it is the constant's own name
        return f"Write the text that stands for {{minimum}} in place of {text}."

    def admitted(self) -> list[Finding]:
        """Those that the options ask for, with fingerprints."""
        out = []
        self.unite_lists()
        sure = {f.span for f in self.seen.values() if not self.rules.loose(f.rule)}
        for finding in sorted(self.seen.values(), key=in_order):
            if self.rules.loose(finding.rule) and finding.span in sure:
                continue  # the same value, found by what it is given to
            if finding.origin == "option" and not (self.options.pedantic or self.options.strict):
                self.state.note(
                    finding.span, f"{finding.rule}: offered as a choice; see --pedantic"
                )
                continue
            if self.options.side != "all" and finding.side != self.options.side:
                told = f"{finding.rule}: only a {finding.side} has this setting"
                self.state.note(finding.span, f"{told}; see --side {finding.side}")
                continue
            out.append(replace(finding, fingerprint=self.fingerprint(finding)))
        return out

    def unite_lists(self) -> None:
        """Make one finding of the items of one list of platforms, and of one key of a registry, with the edits of all."""
        groups: dict[tuple[str, Side, int | str], list[tuple[str, Span]]] = {}
        for key, finding in self.seen.items():
            of_key = self.keys.get(key)
            if of_key or (
                finding.origin == "default" and self.rules.rules[finding.rule].kind == "set"
            ):
                at = (finding.rule, finding.side, of_key or finding.place.line)
                groups.setdefault(at, []).append(key)
        for keys in groups.values():
            first, *others = sorted(keys, key=lambda k: (_harmless(self.seen[k]), k[1]))
            finding = self.seen[first]
            more = [self.seen.pop(key) for key in others]
            if more:
                fix = fixes.united([finding.fix, *(f.fix for f in more)])
                related = (
                    *finding.related,
                    *(Related(f.place, SAME) for f in more),
                )
                replacement = self.replacement(finding.place.line, fix)
                self.seen[first] = replace(
                    finding, fix=fix, related=related, replacement=replacement
                )

    def fingerprint(self, finding: Finding) -> str:
        """Stable under moves of the line and changes of white space; unique in the file."""
        line = "".join(finding.source.split())
        base = "\0".join(("1", finding.rule, self.source.path, line))
        count = self.hashes[base] = self.hashes.get(base, 0) + 1
        return digest(f"{base}\0{count}".encode("utf-8", "surrogateescape"))

    def place(self, span: Span) -> Place:
        """Lines and columns of a span; a region of several lines is cut at the first one's end."""
        start = max(0, min(span.start, len(self.source.text)))
        line, column = self.lines.place(start)
        end_line, end_column = self.lines.place(max(start, min(span.end, len(self.source.text))))
        if end_line != line:
            end_column = len(self.lines.line(line)) + 1
        return Place(self.source.path, line, column, line, max(end_column, column + 1))

    def replacement(self, line: int, fix: Fix | None) -> str | None:
        """The line as the fix would leave it; None where it leaves it alone or takes it away."""
        if fix is None or not fix.edits:
            return None
        start, end = self.lines.span(line)
        if end - start > MAX_SHOWN or any(
            not (start <= e.span.start and e.span.end <= end) for e in fix.edits
        ):
            return None
        edits = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in fix.edits]
        return applied(self.source.text[start:end], edits).decode("utf-8", "replace")


def _harmless(finding: Finding) -> bool:
    return finding.verdict != "cannot-connect"
