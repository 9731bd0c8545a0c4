"""Objects with their bounds, and what an effect of a rule changes in them."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import bounds as b
from tlslint.answers import LOW_END
from tlslint.bounds import Bounds, Cause, Limit
from tlslint.engine import hardening, negative, wording
from tlslint.engine.decode import Decoded, versions_of
from tlslint.engine.libraries import NET
from tlslint.engine.machine import Args, State
from tlslint.engine.spans import within
from tlslint.engine.world import Obj, World, limited
from tlslint.facts import Span
from tlslint.foreign import makes
from tlslint.record import replace
from tlslint.rulemodel import Argument, Default, Rule
from tlslint.values import (
    Const,
    Flags,
    OneOf,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
)
from tlslint.versions import EACH, HIGHEST, LOWEST, Version, names

#: What an effect becomes under each operator: (for the named versions, for those taken away).
_OPERATORS: dict[str, dict[str, tuple[str, str]]] = {
    "only": {
        "|=": ("enable", ""),
        "+=": ("enable", ""),
        "-=": ("disable", ""),
        "&=": ("keep", "disable"),
    },
    "except": {
        "|=": ("disable", ""),
        "+=": ("disable", ""),
        "-=": ("enable", ""),
        "&=": ("", "enable"),
    },
    "disable": {
        "|=": ("disable", ""),
        "+=": ("disable", ""),
        "-=": ("enable", ""),
        "&=": ("", "enable"),
    },
    "enable": {
        "|=": ("enable", ""),
        "+=": ("enable", ""),
        "-=": ("disable", ""),
        "&=": ("", "disable"),
    },
}


class Effects:
    """Keeps objects. Holds the `State` that all parts of the interpreter share."""

    def __init__(self, state: State) -> None:
        self.s = state
        self.index = state.index
        #: what is looked at now describes a declaration and is not run
        self.described = False
        #: whether the file may be one of tests in Go, or refuse what succeeds
        self.testing = negative.testing(state.index.language, state.text)
        self.hardening = self.testing and hardening.testing(state.text)
        self.checking = self.testing or negative.checking(state.index.language, state.text)

    # -- objects

    def make(
        self, type_: str, span: Span, kind: str = "object", states: tuple[Bounds, ...] = (b.FRESH,)
    ) -> Ref:
        """A new object."""
        number = self.s.number()
        side = self.index.sides.get(type_)
        roles = frozenset((side,)) if side else frozenset()
        self.s.world.objects[number] = Obj(type_, span, kind, states, roles)
        return Ref(number, span)

    def item(self, value: Value, span: Span) -> Ref | None:
        """One of the objects in an array or collection: adapters give it the type of its items."""
        if isinstance(value, Ref) and self.obj(value).kind == "object":
            type_ = self.obj(value).type
        else:
            type_ = value.type if isinstance(value, Unknown) else ""
        return self.make(type_, span) if type_ else None

    def obj(self, ref: Ref) -> Obj:
        """The present state of the object that ``ref`` refers to."""
        obj = self.s.world.find(ref.id)
        if obj is None:  # made in a branch that ended; its methods are run all the same
            obj = self.s.world.objects[ref.id] = Obj("", ref.span, "instance")
        return obj

    def put(self, ref: Ref, obj: Obj) -> None:
        """Replace the state of an object."""
        self.s.world.objects[ref.id] = obj

    def process(self, name: str, span: Span) -> Ref:
        """The object that stands for a setting of the whole process."""
        number = self.s.processes.get(name)
        if number is None:
            number = self.s.processes[name] = self.s.number()
            root: World = self.s.world
            while root.parent is not None:
                root = root.parent
            root.objects[number] = Obj(name, span, "process")
        return Ref(number, span)

    def whole_process(self, rule: Rule, span: Span) -> Ref:
        """The object that stands for what rules of a library say of the whole process."""
        self.s.of_process.add(rule.library)
        return self.process(rule.library, span)

    def want(self, value: Value) -> None:
        """Remember the names that a value a rule looks at is made of, and that no rule knows."""
        parts: list[Value] = [value]
        for part in parts:
            if isinstance(part, (Row, OneOf)):
                parts.extend(part.items)
            elif isinstance(part, Flags):
                parts.extend((*part.plus, *part.minus, *part.kept))
            elif isinstance(part, (Sym, Unknown)):
                for name in (part.name,) if isinstance(part, Sym) else part.names:
                    made = self.index.language != "go" and makes(name)
                    if not self.index.knows(name) and not made:
                        self.s.wanted.setdefault(name, part.span)

    # -- what changes their bounds

    def default(self, rule: Rule, subject: Ref, args: Args, span: Span) -> None:
        """Put what holds where nothing is said beneath what the subject says."""
        platforms = dict.fromkeys(c.name for d in rule.defaults for c in d.conditions)
        evidence = [e for name in platforms if (e := self.s.evidence(name))]
        old = not evidence and any(map(_means_older, self.obj(subject).states))
        if old and all(self.s.oldest(name) is not None for name in platforms):
            # the oldest that is supported may be a new one
            old = not all(c.holds(self.s.oldest) for c in rule.defaults[0].conditions)
        ranges = [e for e in evidence if e.startswith(LOW_END)]
        lookup = self.s.lookup
        if ranges and self._old_anyway(rule):
            # the finding does not rest on what is only supported
            lookup, evidence, ranges = self._pinned, [e for e in evidence if e not in ranges], []
        for default in rule.defaults[-1:] if old else rule.defaults:
            if old or all(c.holds(lookup) for c in default.conditions):
                source: b.Source = "default"
                # the last row, where no other holds of the newest release either, is so of each
                anyway = not default.conditions and not old
                if platforms and not evidence and not anyway:
                    source = "unknown"
                elif ranges:
                    source = "range"
                cause = Cause(
                    self.s.tick(),
                    source,
                    rule.id,
                    span,
                    span,
                    "default",
                    insert=args.insert,
                    platform="; ".join(evidence),
                )
                obj = self.obj(subject)
                told = self.told_before(rule, obj, span) if rule.subject == "any" else None
                started = _started(default, cause)
                states = tuple(dict.fromkeys(b.beneath(x, started) for x in obj.states))
                self.put(subject, replace(obj, states=states))
                if self.s.explain:
                    newest = "" if evidence or old or anyway else self._newest(platforms)
                    what = f"{_described(default)}{_by(evidence)}{newest}"
                    where = f"; told in line {self.s.line(told.start)}" if told else ""
                    self.s.note(span, f"{rule.id}: by default {what}{where}")
                return

    def told_before(self, rule: Rule, obj: Obj, span: Span) -> Span | None:
        """Keep that a client is given options whose default another call of the same rule told of, and where that is."""
        for state in obj.states:
            for _, cause in state.switches:
                if cause.effect == "default" and cause.rule == rule.id and cause.span != span:
                    self.s.again.setdefault((rule.id, cause.span), {})[span] = None
                    return cause.span
        return None

    def _pinned(self, name: str) -> tuple[int, ...] | None:
        """The version of a platform that is declared to run; of a supported range none."""
        return None if self.s.evidence(name).startswith(LOW_END) else self.s.lookup(name)

    def _old_anyway(self, rule: Rule) -> bool:
        """Whether a default is old where no supported range counts."""
        found = (d for d in rule.defaults if all(c.holds(self._pinned) for c in d.conditions))
        default = next(found, None)
        return default is not None and any(
            v < self.s.minimum for v in _started(default, b.NOBODY).allowed
        )

    def _newest(self, platforms: Iterable[str]) -> str:
        """The words for defaults that depend on platforms of which nothing is declared that runs."""
        if ranges := [words for name in platforms if (words := self.s.supported(name))]:
            return _by(ranges)
        named = " or ".join(platforms)
        return f" (nothing declares a version of {named}: the newest is assumed)" if named else ""

    def decoded(
        self,
        rule: Rule,
        subject: Ref,
        argument: Argument,
        operator: str,
        what: Decoded,
        cause: Cause,
    ) -> None:
        """Change the subject by a decoded value under an operator."""
        effect = argument.effect
        if (what.named or what.minus) and self.index.tables[argument.table].contiguous:
            obj = self.obj(subject)
            states = tuple(replace(x, contiguous=True) for x in obj.states)
            self.put(subject, replace(obj, states=states))
        if what.inverse and operator != "&=":
            every = versions_of(self.index.tables[argument.table], self.s.lookup)
            what.named = dict.fromkeys(sorted(every - what.minus.keys()), cause.span)
            what.minus = {}
        gain = {v: replace(cause, span=p) for v, p in what.named.items()}
        # what clears a flag is to blame, not the list of flags that it clears, made elsewhere
        inside = {v: p if within(p, cause.fact) else cause.fact for v, p in what.minus.items()}
        loss = {v: replace(cause, span=p) for v, p in inside.items()}
        if self.s.explain:
            line = self.s.line(cause.fact.start)
            for place in {p for p in what.minus.values() if not within(p, cause.fact)}:
                self.s.note(place, f"{cause.rule}: taken out of what is listed in line {line}")
        cleared = gain if operator == "-=" else loss
        if cleared and rule.floored and self.floored(rule):
            self.change(subject, "clear", dict(cleared), cause)
            floors = [x.floor for x in self.obj(subject).states]
            if any(x.cause == b.NOBODY or x.version > max(cleared) for x in floors):
                self.say(cause, "clearing it opens nothing: the floor that the platform sets stays")
            cleared.clear()
            if not gain and not loss:
                return
        if what.role:
            self.role(subject, what.role)
        if what.reads and operator == "=" and effect in _OPERATORS:
            other = self.index.tables[argument.table].other
            for version in other.versions if other is not None else ():
                loss.pop(version, None)  # any other name says that too
            more, less = _OPERATORS[effect]["|="][0], _OPERATORS[effect]["&="][1]
            if what.kept is not None and effect not in ("disable", "except"):
                self.change(subject, "keep", dict.fromkeys(what.kept, cause), cause)
            self.change(subject, more, gain, cause)
            self.change(subject, less, loss, cause)
        elif operator != "=":
            more, less = _OPERATORS.get(effect, {}).get(operator, ("", ""))
            if operator == "+=" and effect in ("floor", "ceiling"):
                more = effect  # one more option of a command line
            if operator == "&=" and not gain and loss:
                more = ""
            if gain and more:
                self.change(subject, more, gain, cause)
            if loss and less:
                self.change(subject, less, loss, cause)
        elif what.reset and not gain:
            obj = self.obj(subject)
            own = cause.rule if argument.pinned else ""
            states = tuple(b.reset(x, effect, own) for x in obj.states)
            self.put(subject, replace(obj, states=states))
        elif what.unknown and not what.named:
            obj = self.obj(subject)
            blurred = replace(cause, source="unresolved")
            self.put(
                subject,
                replace(obj, states=tuple(b.blur(x, effect, blurred) for x in obj.states)),
            )
            self.say(cause, "the value is not known, and so is what it allows")
            if self.s.explain:
                self.s.stopped.add((cause.fact, cause.span))
            return
        elif gain and what.unknown and effect == "only" and operator == "=":
            # a list that may hold more than is known
            obj = self.obj(subject)
            blurred = replace(cause, source="unresolved")
            self.put(
                subject,
                replace(obj, states=tuple(b.blur(x, effect, blurred) for x in obj.states)),
            )
            self.change(subject, "enable", gain, cause)
        elif gain or (what.known and (not what.neutral or self.anew(argument, cause))):
            if rule.yielding and self.stands_alone(rule) and len(gain) > 1:
                self.give_way(subject, effect, gain, cause)
            else:
                self.change(subject, effect, gain, cause, pinned=argument.pinned and bool(gain))
        if self.s.explain:
            if operator != "=" and what.unknown and not (gain or loss or what.reads):
                self.say(cause, "the value is not known, and so is what it adds or takes away")
                self.s.stopped.add((cause.fact, cause.span))
            else:
                told = wording.told(effect, operator, what, gain, loss)
                if gain and effect in ("floor", "ceiling") and not argument.pinned:
                    told += wording.vain(self.obj(subject).states, self.s)
                elif len(gain) > 1 and rule.id in self.s.yielding:
                    told += wording.YIELDS
                if told != wording.OTHER or cause.source != "default":
                    # of a setting that says nothing nobody knows that the platform chooses
                    fresh = told == wording.OTHER and self.obj(subject).states == (b.FRESH,)
                    self.say(cause, told if fresh else f"{told}{self.now(subject)}")
        obj = self.obj(subject)
        if len(obj.states) > 1:
            self.put(subject, replace(obj, states=b.apart(obj.states)))

    def floored(self, rule: Rule) -> bool:
        """Whether each platform that is declared, or else the newest, has a floor of its own beside the flags."""
        return all(
            each.holds(self.s.lookup)
            and (self.s.oldest(each.name) is None or each.holds(self.s.oldest))
            for each in rule.floored
        )

    def stands_alone(self, rule: Rule) -> bool:
        """Whether the platform refuses other limits beside what ``rule`` pins."""
        if all(c.holds(self.s.lookup) for c in rule.yielding):
            self.s.yielding.add(rule.id)
        return rule.id in self.s.yielding

    def give_way(
        self, subject: Ref, effect: str, named: dict[Version, Cause], cause: Cause
    ) -> None:
        """Apply an effect where no other rule set a limit: nothing comes of both, and the limit is what was meant."""
        obj = self.obj(subject)
        states = (
            x if b.limited_by_another(x, cause) else b.apply(x, effect, named, cause)
            for x in (replace(x, pinned=False) for x in obj.states)
        )
        self.put(subject, replace(obj, states=tuple(dict.fromkeys(states))))

    def say(self, cause: Cause, text: str) -> None:
        """Record a step where the value is written, and where it takes effect if that is elsewhere."""
        if not self.s.explain:
            return
        if cause.apart:
            text = f"where this one of several values is taken, {text}"
        if within(cause.span, cause.fact):
            self.s.note(cause.span, f"{cause.rule}: {text}")
            return
        written, taken = (self.s.line(p.start) for p in (cause.span, cause.fact))
        where = f", taken in line {taken}" if taken != written else ""
        self.s.note(cause.span, f"{cause.rule}{where}: {text}")
        self.s.note(cause.fact, f"{cause.rule}, by line {written}: {text}")

    def anew(self, argument: Argument, cause: Cause) -> bool:
        """Whether flags, none of which names a version, replace what was set before: they clear it."""
        nothing = isinstance(cause.value, Const) and cause.value.value is None
        return (
            argument.effect == "except" and self.index.tables[argument.table].bits and not nothing
        )

    def change(
        self,
        subject: Ref,
        effect: str,
        named: dict[Version, Cause],
        cause: Cause,
        *,
        pinned: bool = False,
    ) -> None:
        """Apply one effect to every state of the subject."""
        if not effect or (not named and effect in ("enable", "disable")):
            return
        obj = self.obj(subject)
        states = []
        for state in obj.states:
            if pinned and state.pinned and effect != "only":
                state = replace(state, pinned=False)  # the same thing is set anew
            new = b.apply(state, effect, named, cause)
            states.append(replace(new, pinned=True) if pinned else new)
        self.put(subject, replace(obj, states=tuple(dict.fromkeys(states))))

    def take(self, subject: Ref, source: Ref, *, keep: bool = False) -> None:
        """Give ``subject`` the bounds and side of ``source``, which is judged by its default no more.

        With ``keep`` what the subject says itself stays.

        A default that the new object overrides (a context whose sockets are told what to
        enable) does no harm; what was written stays to be judged where it was written.
        """
        given, taker = self.obj(source), self.obj(subject)
        states = given.states
        if keep:
            both = (b.beneath(own, under) for own in taker.states for under in given.states)
            states = limited(both)
        elif given.kind == "map":  # mere options have no default of their own
            states = limited(
                b.beneath(own, under) for own in given.states for under in taker.states
            )
        self.put(
            subject,
            replace(taker, states=states, roles=taker.roles | given.roles, maker=source.id),
        )
        if given.kind == "object" and source.id != subject.id:
            self.put(source, replace(given, kind="handed"))
        for role in sorted(taker.roles):
            self.role(source, role)

    def now(self, subject: Ref) -> str:
        """What the subject may negotiate now, for ``explain``."""
        if not self.s.explain:
            return ""
        return f"; {wording.left(self.obj(subject).states)}"

    def role(self, ref: Ref, role: str) -> None:
        """Say on which side an object is used, and so those whose bounds it took.

        What else takes the bounds of those may be on the other side.
        """
        if not role or not self.telling(ref.id, role):
            return
        obj = self.obj(ref)
        if role == "connects":
            self.put(ref, replace(obj, connects=True))
            return
        self.put(ref, replace(obj, roles=obj.roles | {role}))
        for place, by in self.s.unsure.pop(ref.id, {}).items():
            self.s.unresolved.setdefault(place, by)
        number, seen = obj.maker, {ref.id}
        while number and number not in seen and self.telling(number, role):
            seen.add(number)
            obj = self.s.world.object(number)
            self.s.world.objects[number] = replace(obj, lent=obj.lent | {role})
            number = obj.maker

    def on_side(self, value: Value, role: str) -> None:
        """Each object that ``value`` may be is on a side."""
        for option in alternatives(value) if role else ():
            if isinstance(option, Ref):
                self.role(option, role)

    def telling(self, number: int, role: str) -> bool:
        """Whether a side that is said now says anything of an object; told by the subclass."""
        return True

    # -- versions that are offered as one choice among others

    def in_choice(self, value: Value) -> bool:
        """Whether ``value`` is written in the branch at hand, which offers several versions."""
        choice = self.s.choice
        return (
            choice is not None and choice.start <= value.span.start and value.span.end <= choice.end
        )

    def offered(self, value: Value) -> bool:
        """Whether all that ``value`` names was written as one choice among others.

        What a choice is added to in a mask of .NET (``r = 0; if (name == "TLS10") r |= …``) need not be one if it names nothing old.
        """
        found = list(leaves(value))
        if isinstance(value, Flags) and self.index.language in NET:
            found = [v for v in found if not self.names_nothing_old(v)]
        return bool(found) and all(v.span in self.s.choices or self.in_choice(v) for v in found)

    def names_nothing_old(self, leaf: Value) -> bool:
        """Whether a part of a mask is empty, or a constant of a newer version or of none."""
        if isinstance(leaf, Sym):
            return leaf.name in self.index.symbols and leaf.name not in self.index.uses
        return isinstance(leaf, Const) and leaf.value == 0


def _means_older(bounds: b.Bounds) -> bool:
    """Whether somebody took TLS 1.2 away and nothing else is said: that is done to speak an older version.

    So a platform that nobody declared is no new one, which would speak TLS 1.3 alone.
    """
    on = [v for v in EACH if bounds.switches[v][0]]
    older = Version.TLSv1_0 in on or Version.TLSv1_1 in on
    gone = Version.TLSv1_2 not in on and Version.TLSv1_3 in on and older
    return gone and bounds.floor.cause == b.NOBODY and bounds.ceiling.cause == b.NOBODY


def _started(default: Default, cause: Cause) -> Bounds:
    switches = tuple((v in default.only, cause) for v in EACH)
    floor = Limit(min(default.floor, default=LOWEST), cause)
    ceiling = Limit(max(default.ceiling, default=HIGHEST), cause)
    return Bounds(switches, floor, ceiling)


def _described(default: Default) -> str:
    state = _started(default, b.NOBODY)
    return ", ".join(names(state.allowed))


def _by(evidence: list[str]) -> str:
    return f" ({'; '.join(evidence)})" if evidence else ""
