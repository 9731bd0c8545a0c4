"""From what objects allow to findings: judged, blamed, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tlslint import explained, policy
from tlslint.answers import runs_on
from tlslint.bounds import Cause
from tlslint.engine.libraries import NET
from tlslint.engine.machine import Step, Use
from tlslint.engine.spans import within
from tlslint.engine.wording import JUDGED
from tlslint.engine.world import Obj
from tlslint.extract import Extracted, Read
from tlslint.facts import (
    KEY,
    Finding,
    Related,
    Severity,
    Side,
    Span,
)
from tlslint.ledger import Ledger
from tlslint.places import OPENED, SAME
from tlslint.projects import (
    DECIDES,
    inherits,
    line_of,
    meets,
    project_beside,
    unused,
)
from tlslint.record import replace
from tlslint.rulemodel import Rule
from tlslint.source.leftout import in_tests
from tlslint.values import Sym, leaves
from tlslint.versions import Versions

if TYPE_CHECKING:
    from tlslint.platform import Declared, Platform
    from tlslint.silent.asked import Kept
    from tlslint.silent.doubles import Doubles
    from tlslint.silent.recorded import Recorded


class Reporter:
    """Makes the findings of one file, which ``ledger`` keeps."""

    def __init__(
        self,
        ledger: Ledger,
        found: Extracted,
        platform: Platform | None = None,
        line_of: Callable[[Span], int] | None = None,
        read: Read = lambda _: None,
    ) -> None:
        self.ledger = ledger
        self.source = ledger.source
        self.rules = ledger.rules
        self.options = ledger.options
        self.platform = platform
        self.found = found
        self.state = found.state
        self.line_of = line_of or (lambda span: ledger.place(span).line)
        #: what the file keeps under names, once it was asked
        self.kept: Kept | None = None
        #: the doubles of tests in it, and what gives the bytes of files beside it
        self.doubles: Doubles | None = None
        self.read = read
        self.recorded: Recorded | None = None
        asked = self.state.unresolved.keys() - self.state.resolved
        told = asked - self.state.given.keys()
        self.unresolved = {
            span: entry
            for span, entry in self.state.unresolved.items()
            # a parameter that is given what is not known either is told where it is given
            if span in asked and not self.state.given.get(span, set()) & told
        }

    def findings(self) -> list[Finding]:
        """All findings of the active rules, sorted out to one for each place and rule."""
        told: dict[Span, list[explained.Judgement]] = {}
        stands_on: set[Span] = set()
        for obj in self.found.objects:
            blamed = policy.judge(obj.states, self.options.minimum, self.state.rows)
            if blamed and obj.kind == "object" and self.source.language == "python":
                if (held := self.under_double(obj, blamed)) is not obj:
                    if not any(policy.counts(each.cause, held.kind) for each in blamed):
                        continue
                    obj = held
            if self.state.explain:
                # where the whole process was named first says nothing of what decided
                at = blamed[0].cause.fact if blamed and obj.kind == "process" else obj.span
                if (said := self.tell(replace(obj, span=at), blamed)) is not None:
                    told.setdefault(at, []).append(said)
            for judged in blamed:
                cause = judged.cause
                if not policy.counts(cause, obj.kind):
                    continue
                stands_on.add(cause.fact)
                rule = self.rules.rules.get(cause.rule)
                if rule is not None:
                    self.add(rule, judged, obj)
        far: dict[tuple[Span, str], list[int]] = {}
        for span, judgements in told.items():
            for text, facts in explained.worst(judgements):
                if text == explained.GIVEN_AWAY and span in stands_on:
                    continue  # what took its bounds is judged by them
                self.state.note(span, text)
                for fact in facts:
                    far.setdefault((fact, text), []).append(self.line_of(span))
        for (fact, text), lines in far.items():
            which = f"{JUDGED}, of what {explained.making(lines)}"
            self.state.trace.append(Step(fact, text.replace(JUDGED, which, 1), aside=True))
        self.uses()
        if self.options.strict:
            self.open_questions()
        return self.ledger.admitted()

    def tell(self, obj: Obj, blamed: list[policy.Judged]) -> explained.Judgement | None:
        """What ``explain`` says of how an object was judged; nothing where a project decides."""
        known = (self.rules.rules.get(each.cause.rule) for each in blamed)
        if blamed and all(rule is not None and self.decided(rule) for rule in known):
            return None

        def platform() -> str:
            return runs_on(self.source.language, self.state.evidence, self.platform)

        rules, minimum = self.rules.rules, self.options.minimum
        return explained.judgement(obj, blamed, rules, minimum, self.line_of, platform)

    def under_double(self, obj: Obj, blamed: list[policy.Judged]) -> Obj:
        """An object, whose default does not count where a double of tests answers in the network's place."""
        if not any(each.cause.source in policy.DEFAULTS for each in blamed):
            return obj
        from tlslint.silent import doubles

        if self.doubles is None:
            self.doubles = doubles.of_file(
                self.source, self.found.lower, self.read, self.state.index
            )
        found = self.doubles.over(obj.span, obj.type)
        if found is None:
            return obj
        library, said = found
        where = f"line {self.line_of(said)}" if said.end else "a fixture of conftest.py"
        told = f"a double of {library} answers it, by {where}: nothing connects"
        self.state.note(obj.span, told)
        return replace(obj, kind="handed")

    def decided(self, rule: Rule) -> Declared | None:
        """What a project beside the file declares, where that decides in place of what a rule found."""
        project = project_beside(self.source.path, self.platform, rule.project)
        told = project is not None and (inherits(project) or not meets(project, rule.project))
        return project if told else None

    def add(self, rule: Rule, judged: policy.Judged, obj: Obj) -> None:
        """Make the finding of one judged cause of ``obj``."""
        cause, verdict = judged.cause, judged.verdict
        side: Side = "server" if rule.role == "server" else obj.side
        if (decides := self.decided(rule)) is not None:
            where = f"{decides.path}:{decides.line}"
            self.state.note(cause.span, f"{rule.id}: the project decides, {where}: {decides.text}")
            return
        project = project_beside(self.source.path, self.platform, rule.project)
        why = unused(self.source.path) if rule.project and project is None else ""
        if why:
            self.state.note(cause.span, f"{rule.id}: {why}")
            return
        if rule.once and cause.source in policy.DEFAULTS and rule.library in self.state.of_process:
            self.state.note(cause.span, f"{rule.id}: {explained.PROCESS}")
            return
        if rule.declared and cause.source in policy.DEFAULTS and self.is_declared(rule):
            self.state.note(cause.span, f"{rule.id}: {cause.platform}: that is the place to edit")
            return
        origin = policy.origin_of(cause)
        severity = self.options.severity or policy.severity_of(rule, verdict, origin, obj.type)
        if cause.source == "range":
            severity = "info"
        if verdict == "cannot-connect":
            ceiling = (
                f"nothing newer than {max(judged.allowed)}"
                if judged.allowed
                else f"no version at or above {self.options.minimum}"
            )
            what = f"the {side} can negotiate {ceiling}"
        else:
            what = f"the {side} may negotiate {policy.listed(judged.old)}"
        title = rule.title
        if origin == "default":
            what = f"by default {what}" + (f" ({cause.platform})" if cause.platform else "")
            if rule.arguments and cause.effect == "default":
                title = "No floor is set here"
        related = []
        if obj.type.startswith(KEY):
            self.ledger.keys[rule.id, cause.span] = obj.type
        if cause.fact != cause.span and not within(cause.span, cause.fact):
            related.append(Related(self.ledger.place(cause.fact), "it takes effect here"))
        if origin == "default":
            for span in self.state.again.get((rule.id, cause.span), ()):
                related.append(Related(self.ledger.place(span), SAME))
        for span in policy.opened_too(obj.states, judged):
            related.append(Related(self.ledger.place(span), OPENED))
        if project is not None:
            related.append(Related(line_of(project), DECIDES))
        self.ledger.put(
            rule,
            cause,
            f"{title}: {what}",
            severity,
            verdict,
            origin,
            side,
            judged.allowed,
            related,
            judged.spare,
            bool(obj.roles | obj.lent),
            judged.places,
            # where tests speak old versions alone they mostly mean to be refused
            capped=judged.capped
            or (judged.shut and origin == "explicit" and in_tests(self.source.path)),
        )

    def is_declared(self, rule: Rule) -> bool:
        """Whether the repository says which platform it is that a rule's defaults depend on."""
        names = {c.name for d in rule.defaults for c in d.conditions}
        found = [self.platform.get(n) for n in names] if self.platform is not None else []
        return any(each is not None and each.line > 0 for each in found)

    def uses(self) -> None:
        """Constants that name an old version, flow somewhere, and that no rule's argument took."""
        for use in self.state.used.values():
            if use.span in self.state.consumed or use.span in self.state.links:
                continue
            if use.how in ("assign", "table") and use.span in self.state.masks:
                continue
            own = self.state.home and use.name.rpartition(".")[0].rpartition(".")[0]
            if (use.how == "assign" and self.state.defines) or (own and own == self.state.home):
                self.state.note(use.span, "a TLS library's own name for a version: no setting")
                continue
            if use.how in ("assign", "table") and (lines := self.asked(use.span)):
                self.state.note(use.span, f"kept to be compared or shown, in {lines}, and no more")
                continue
            if self.source.language in NET and self.records(use.span):
                continue
            rule = self.state.index.uses[use.name][0]
            named = self._constants(use)
            versions = frozenset(v for _, found in named for v in found)
            old = {v for v in versions if v < self.options.minimum}
            if not old:
                continue
            # a choice may be known for one only when the next one beside it is met
            listed = use.how == "table" or use.span in self.state.choices
            origin = "option" if listed else "explicit"
            severity: Severity = "info" if origin == "option" else "error"
            told = dict.fromkeys(c.span for c, v in named if v and min(v) < self.options.minimum)
            shown = " and ".join(map(self.state.source, told))
            verb = "name" if " and " in shown else "names"
            message = f"{rule.title}: {shown} {verb} {policy.listed(old)}"
            if origin == "option":
                message += ", offered as one choice among others"
            self.state.note(use.span, f"{rule.id}: {message.partition(': ')[2]}")
            value = use.union or named[0][0]
            cause = Cause(0, "explicit", rule.id, use.span, use.span, "only", -1, value)
            side: Side = "server" if use.span in self.state.served else "client"
            self.ledger.put(rule, cause, message, severity, "allows-old", origin, side, versions)

    def asked(self, span: Span) -> str:
        """The lines that ask about a constant, where no line of the file does more with it."""
        if self.source.language != "python":
            return ""
        from tlslint.silent.asked import Kept
        from tlslint.silent.ways import listed

        if self.kept is None:
            text, language = self.source.text, self.source.language
            spans = {u.span for u in self.state.used.values() if u.how in ("assign", "table")}
            self.kept = Kept(text, self.found.lower, spans, language)
        found = self.kept.asked(span)
        return (
            listed(self.ledger.place(Span(start, start)).line for start in found) if found else ""
        )

    def records(self, span: Span) -> bool:
        """Whether code of .NET only records a constant, which is noted."""
        from tlslint.silent.recorded import Recorded
        from tlslint.silent.ways import listed

        if self.recorded is None:
            self.recorded = Recorded(self.found.lower, self.source.language)
        found = self.recorded.asked(span)
        if found is None:
            return False
        lines = listed(self.ledger.place(Span(start, start)).line for start in found)
        said = (
            f"kept to be compared or shown, in {lines}, and no more"
            if found
            else "kept, and no more"
        )
        self.state.note(span, said)
        return True

    def _constants(self, use: Use) -> list[tuple[Sym, Versions]]:
        """The constants that flow in one use, and the versions that each names."""
        symbols = self.state.index.symbols
        first = Sym(use.name, use.span, use.last)
        found = leaves(use.union) if use.union is not None else (first,)
        return [
            (v, symbols[v.name].meaning(self.state.lookup).versions)
            for v in found
            if isinstance(v, Sym) and v.name in symbols and v.span not in self.state.consumed
        ]

    def open_questions(self) -> None:
        """Values that could not be known, for ``--strict``."""
        for span, (rule_id, effect) in self.unresolved.items():
            rule = self.rules.rules[rule_id]
            cause = Cause(0, "unresolved", rule_id, span, span, effect)
            message = "The value is not known here, so neither is which versions it allows"
            if effect == "switch":
                message = (
                    "The value is not known here; with it the client would take an old default"
                )
            self.ledger.put(rule, cause, message, "info", "allows-old", "unresolved", "client", ())
