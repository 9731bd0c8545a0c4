"""Facts × rules: what a call or a setting does to the bounds of its subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tlslint import bounds as b
from tlslint.bounds import Bounds, Cause, Limit
from tlslint.engine.decode import Decoded, consumed, decode
from tlslint.engine.machine import State, Use
from tlslint.engine.world import Obj, World, limited
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.rulemodel import Argument, Default, Emit, Rule
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    Flags,
    LocalClass,
    OneOf,
    Piece,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    text_of,
    wholes,
)
from tlslint.versions import HIGHEST, LOWEST, Version, names


@dataclass(slots=True)
class Args:
    """The arguments of a call, evaluated. ``open`` where there may be more than is known.

    ``receiver`` is the object whose method is called.
    """

    positional: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    open: bool = False
    insert: Span | None = None
    receiver: Ref | None = None

    def all(self) -> list[Value]:
        """Every argument."""
        return [*self.positional, *self.keywords.values()]


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


class Matching:
    """Applies rules. Holds the `State` that all parts of the interpreter share."""

    def __init__(self, state: State) -> None:
        self.s = state
        self.index = state.index
        #: what is looked at now describes a declaration and is not run
        self.described = False

    # -- objects

    def make(
        self, type_: str, span: Span, kind: str = "object", states: tuple[Bounds, ...] = (b.FRESH,)
    ) -> Ref:
        """A new object."""
        number = self.s.number()
        self.s.world.objects[number] = Obj(type_, span, kind, states)
        return Ref(number, span)

    def obj(self, ref: Ref) -> Obj:
        """The present state of the object that ``ref`` refers to."""
        try:
            return self.s.world.object(ref.id)
        except KeyError:  # made in a branch that ended; its methods are run all the same
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

    # -- facts

    def call(
        self, called: list[str], receiver: Ref | None, args: Args, span: Span, *, new: bool = False
    ) -> Value | None:
        """Apply the rules of a call to any of the qualified names ``called``; the object made, if one is."""
        rules: list[Rule] = []
        args.receiver = receiver
        result_type = ""
        read: Read | None = None
        for name in called:
            rules.extend(r for r in self.index.calls.get(name, ()) if r not in rules)
            result_type = result_type or self.returned(name)
            for emit in self.index.emits.get(name, ()):
                read = read or self.emit(emit, args, span)
        if not result_type and new and called:
            result_type = called[0]
        untyped = False
        if not rules and called:
            last = called[0].rpartition(".")[2]
            rules = list(self.index.calls.get(ANY + last, ()))
            untyped = bool(rules)
        rules = [r for r in rules if self.where(r, args)]
        if result_type == "self":
            result: Value | None = receiver
            result_type = ""
        else:
            result = None
        for rule in rules:
            subject = receiver
            if rule.subject == "process":
                subject = self.process(rule.library, span)
            elif rule.subject == "result" or (rule.subject == "auto" and receiver is None):
                if result is None:
                    result = self.make(result_type or (called[0] if called else ""), span)
                subject = result if isinstance(result, Ref) else receiver
            elif rule.subject.isdigit():
                found = self.values(Argument((int(rule.subject),), "from"), args)
                refs = [v for each in found for v in alternatives(each) if isinstance(v, Ref)]
                subject = refs[0] if refs else self.make("", span)
            elif subject is None and rule.subject != "any":
                subject = self.make("", span)
            if rule.subject == "any":
                subjects = self.option_objects(args) or [self.make("", span)]
            else:
                subjects = [subject] if subject is not None else []
            for each in subjects:
                if rule.defaults:
                    self.default(rule, each, args, span)
                self.arguments(rule, each, args, span, untyped=untyped)
                if rule.role == "client" or (rule.role and not rule.arguments):
                    self.role(each, rule.role)
        if result is None and result_type:
            result = self.make(result_type, span)
        return result if result is not None else read

    def set(
        self,
        called: list[str],
        subject: Ref,
        operator: str,
        value: Value,
        span: Span,
        insert: Span | None = None,
    ) -> bool:
        """Apply the rules of a setting; whether any took the value."""
        rules: dict[str, tuple[Rule, bool]] = {}
        for name in called:
            for rule in self.index.sets.get(name, ()):
                rules.setdefault(rule.id, (rule, name.startswith(ANY)))
        taken = False
        args = Args([], {"value": value}, insert=insert)
        for rule, untyped in rules.values():
            if not self.where(rule, args):
                continue
            if self.arguments(rule, subject, args, span, operator, untyped=untyped):
                taken = True
                if rule.defaults:
                    self.default(rule, subject, args, span)
        return taken

    def emit(self, emit: Emit, args: Args, span: Span) -> Read | None:
        """A call that sets a key shared with configuration formats, or gives its present value."""
        name = emit.name
        for position, value in enumerate(args.positional):
            if f"{{{position}}}" not in name:
                continue
            if isinstance(value, Sym) and speaks_of_tls(value.name):
                # maybe a key that a rule knows: then what it is set to matters too
                for each in args.positional:
                    self.want(each)
            texts = {v.name if isinstance(v, Sym) else text_of(v) for v in alternatives(value)}
            text = next(iter(texts)) if len(texts) == 1 else None
            if text is None:
                return None
            name = name.replace(f"{{{position}}}", text)
        if "{" in name or name not in self.index.sets:
            return None
        if emit.value is None:
            return Read(name, span) if self.settable(name) else None
        if isinstance(emit.value, int):
            if emit.value >= len(args.positional):
                return None
            value = args.positional[emit.value]
        else:
            value = Const(emit.value, span)
        self.set([name], self.process(name, span), "=", value, span, args.insert)
        return None

    def settable(self, qualified: str) -> bool:
        """Whether reading the setting ``qualified`` is reading versions (so that unions can be told)."""
        return any(
            a.effect in ("only", "except", "enable", "disable")
            for rule in self.index.sets.get(qualified, ())
            for a in rule.arguments
        )

    def returned(self, name: str) -> str:
        """The type that a call of ``name`` gives, empty where no rule says so."""
        found = self.index.returns.get(name)
        if found is None:
            found = self.index.returns.get(name.rpartition(".")[0] + ".*", "")
        return found

    def where(self, rule: Rule, args: Args) -> bool:
        """Whether the arguments select this rule."""
        for at, wanted in rule.where:
            if at == "arity":
                if str(len(args.all())) not in wanted or args.open:
                    return False
                continue
            found = self.values(Argument((at,), "from"), args)
            texts = {_spelled(v) for each in found for v in alternatives(each)}
            if not texts & set(wanted):
                return False
        return True

    # -- parts

    def values(self, argument: Argument, args: Args) -> list[Value]:
        """The values at the first place of ``argument`` that the call fills."""
        for at in argument.at:
            if isinstance(at, int):
                if at < len(args.positional):
                    return [args.positional[at]]
            elif at == "any":
                return args.all()
            elif at == "rest":
                if not args.positional:
                    continue
                items = args.positional
                if len(items) == 1 and isinstance(items[0], (Row, Unknown)):
                    return [items[0]]
                return [Row(tuple(items), Span(items[0].span.start, items[-1].span.end), args.open)]
            elif at == "receiver":
                if args.receiver is not None:
                    return [args.receiver]
            elif at in args.keywords:
                return [args.keywords[at]]
            elif self.index.folds and at.lower() in args.keywords:
                return [args.keywords[at.lower()]]
            elif at[:1].isdigit():
                found = self.part(at, args)
                if found is not None:
                    return [found]
        return []

    def option_objects(self, args: Args) -> list[Ref]:
        """The plain objects with options among the arguments of a call."""
        found = [v for each in args.all() for v in alternatives(each)]
        for value in found:
            self.want(value)
        return [v for v in found if isinstance(v, Ref) and self.obj(v).kind == "map"]

    def part(self, path: str, args: Args) -> Value | None:
        """The member of an argument that a path like ``0.https`` names."""
        first, *rest = path.split(".")
        if int(first) >= len(args.positional):
            return None
        value: Value | None = args.positional[int(first)]
        for name in rest:
            if not isinstance(value, Ref):
                if value is not None:
                    self.want(value)
                return None
            value = self.s.world.variable((value.id, name))
        return value

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
                    if name not in self.index.known:
                        self.s.wanted.setdefault(name, part.span)

    def default(self, rule: Rule, subject: Ref, args: Args, span: Span) -> None:
        """Put what holds where nothing is said beneath what the subject says."""
        platforms = dict.fromkeys(c.name for d in rule.defaults for c in d.conditions)
        evidence = [e for name in platforms if (e := self.s.evidence(name))]
        for default in rule.defaults:
            if all(c.holds(self.s.lookup) for c in default.conditions):
                source: b.Source = "default"
                if platforms and not evidence:
                    source = "unknown"
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
                started = _started(default, cause)
                states = tuple(dict.fromkeys(b.beneath(x, started) for x in obj.states))
                self.put(subject, replace(obj, states=states))
                self.s.note(span, f"{rule.id}: by default {_described(default)}{_by(evidence)}")
                return

    def arguments(
        self,
        rule: Rule,
        subject: Ref,
        args: Args,
        span: Span,
        operator: str = "=",
        *,
        untyped: bool = False,
    ) -> bool:
        """Apply each argument of ``rule``; whether any value was taken."""
        taken = False
        for number, argument in enumerate(rule.arguments):
            if argument.means is not None:
                if "present" in argument.at:
                    taken = True
                    self.means(rule, subject, argument, number, span, args)
                    continue
                for value in self.values(argument, args):
                    taken = True
                    if argument.effect == "role":
                        for leaf in leaves(value):
                            if isinstance(leaf, Ref):
                                self.role(leaf, argument.means.role)
                            elif isinstance(leaf, Closure):
                                self.s.sided[leaf.func.start] = argument.means.role
                    else:
                        self.means(rule, subject, argument, number, value.span, args, span)
                continue
            if argument.effect in ("from", "inherit"):
                for value in self.values(argument, args):
                    self.want(value)
                    for ref in _refs(value):
                        self.take(subject, ref, keep=argument.effect == "inherit")
                        taken = True
                continue
            choosy = untyped or "any" in argument.at
            for value in self.values(argument, args):
                taken |= self.value(
                    rule, subject, argument, number, value, span, operator, args.insert, choosy
                )
        return taken

    def means(
        self,
        rule: Rule,
        subject: Ref,
        argument: Argument,
        number: int,
        place: Span,
        args: Args,
        fact: Span | None = None,
    ) -> None:
        """An argument whose presence alone has a meaning."""
        meaning = argument.means
        assert meaning is not None
        if meaning.kind == "role":
            self.role(subject, meaning.role)
            return
        cause = Cause(
            self.s.tick(),
            rule.origin,
            rule.id,
            place,
            fact or place,
            argument.effect,
            number,
            insert=args.insert,
        )
        named = dict.fromkeys(meaning.versions, cause)
        self.change(subject, argument.effect, named, cause, pinned=argument.pinned)
        said = ", ".join(names(named)) or "nothing"
        self.s.note(place, f"{rule.id}: {argument.effect} {said}{self.now(subject)}")

    def value(
        self,
        rule: Rule,
        subject: Ref,
        argument: Argument,
        number: int,
        value: Value,
        span: Span,
        operator: str,
        insert: Span | None,
        choosy: bool,
    ) -> bool:
        """Apply one value by the table of ``argument``; whether it was taken.

        ``choosy``: only a value that the table knows is taken (the receiver's type, or the
        argument's position, is not certain).
        """
        table = self.index.tables[argument.table]
        outcomes: list[Obj] = []
        before = self.obj(subject)
        order = self.s.tick()
        taken = False
        for option in alternatives(value):
            decoded = decode(option, table, self.s.lookup, self.s.text)
            if decoded.unknown:
                self.want(option)
            if choosy and not decoded.known:
                continue
            if decoded.known or decoded.reads:
                taken = True
                self.s.resolved.add(option.span)
                for place in consumed(option):
                    self.s.consumed.add(place)
            if decoded.unknown and not choosy:
                self.s.unresolved.setdefault(option.span, (rule.id, argument.effect))
            self.put(subject, before)
            if argument.effect == "role":
                if decoded.role:
                    self.role(subject, decoded.role)
            else:
                cause = Cause(
                    order,
                    "option" if self.offered(option) else rule.origin,
                    rule.id,
                    option.span,
                    span,
                    argument.effect,
                    number,
                    option,
                    insert,
                )
                self.decoded(subject, argument, operator, decoded, cause)
            outcomes.append(self.obj(subject))
        if outcomes:
            states: list[Bounds] = []
            for each in outcomes:
                states.extend(x for x in each.states if x not in states)
            merged = replace(
                outcomes[0],
                states=limited(states),
                roles=frozenset().union(*(o.roles for o in outcomes)),
            )
            self.put(subject, merged)
        else:
            self.put(subject, before)
        return taken

    def decoded(
        self, subject: Ref, argument: Argument, operator: str, what: Decoded, cause: Cause
    ) -> None:
        """Change the subject by a decoded value under an operator."""
        effect = argument.effect
        if what.named and self.index.tables[argument.table].contiguous:
            obj = self.obj(subject)
            states = tuple(replace(x, contiguous=True) for x in obj.states)
            self.put(subject, replace(obj, states=states))
        gain = {v: replace(cause, span=p) for v, p in what.named.items()}
        # what clears a flag is to blame, not the list of flags that it clears, made elsewhere
        inside = {v: p if _within(p, cause.fact) else cause.fact for v, p in what.minus.items()}
        loss = {v: replace(cause, span=p) for v, p in inside.items()}
        if what.role:
            self.role(subject, what.role)
        if what.reads and operator == "=" and effect in _OPERATORS:
            other = self.index.tables[argument.table].other
            for version in other.versions if other is not None else ():
                loss.pop(version, None)  # any other name says that too
            more, less = _OPERATORS[effect]["|="][0], _OPERATORS[effect]["&="][1]
            if what.kept is not None:
                self.change(subject, "keep", dict.fromkeys(what.kept, cause), cause)
            self.change(subject, more, gain, cause)
            self.change(subject, less, loss, cause)
        elif operator != "=":
            more, less = _OPERATORS.get(effect, {}).get(operator, ("", ""))
            if operator == "&=" and not gain and loss:
                more = ""
            if gain and more:
                self.change(subject, more, gain, cause)
            if loss and less:
                self.change(subject, less, loss, cause)
        elif what.reset and not gain:
            obj = self.obj(subject)
            self.put(subject, replace(obj, states=tuple(b.reset(x, effect) for x in obj.states)))
        elif what.unknown and not what.named:
            obj = self.obj(subject)
            blurred = replace(cause, source="unresolved")
            self.put(
                subject,
                replace(obj, states=tuple(b.blur(x, effect, blurred) for x in obj.states)),
            )
            self.s.note(cause.span, f"{cause.rule}: {effect} of a value that is not known")
            return
        elif gain or (what.known and not what.neutral):
            self.change(subject, effect, gain, cause, pinned=argument.pinned and bool(gain))
        said = ", ".join(names(gain)) or ("nothing changes" if what.neutral else "nothing")
        verb = effect if operator == "=" else f"{effect} {operator}"
        taken = f" without {', '.join(names(loss))}" if loss else ""
        self.s.note(cause.span, f"{cause.rule}: {verb} {said}{taken}{self.now(subject)}")

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
        states = [", ".join(names(s.allowed)) or "nothing" for s in self.obj(subject).states]
        return f"; now it may negotiate {' or '.join(dict.fromkeys(states))}"

    def role(self, ref: Ref, role: str) -> None:
        """Say on which side an object is used, and so those whose bounds it took.

        What else takes the bounds of those may be on the other side.
        """
        if not role:
            return
        obj = self.obj(ref)
        self.put(ref, replace(obj, roles=obj.roles | {role}))
        number, seen = obj.maker, {ref.id}
        while number and number not in seen:
            seen.add(number)
            obj = self.s.world.object(number)
            self.s.world.objects[number] = replace(obj, lent=obj.lent | {role})
            number = obj.maker

    # -- versions that are offered as one choice among others

    def in_choice(self, value: Value) -> bool:
        """Whether ``value`` is written in the branch at hand, which offers several versions."""
        choice = self.s.choice
        return (
            choice is not None and choice.start <= value.span.start and value.span.end <= choice.end
        )

    def offered(self, value: Value) -> bool:
        """Whether all that ``value`` names was written as one choice among others."""
        found = list(leaves(value))
        return bool(found) and all(v.span in self.s.choices or self.in_choice(v) for v in found)

    # -- constants that are evidence by themselves

    def flow(self, value: Value, how: str, *, consumed_here: bool = False) -> None:
        """A value flows somewhere: remember the old versions that it names."""
        if self.s.choice is None and type(value) in _NAMELESS:
            return
        if self.s.choice is not None:
            self.s.choices.update(v.span for v in leaves(value) if self.in_choice(v))
        self.options_of_java(value)
        if not self.index.uses:
            return
        if self.described or (
            isinstance(value, Row) and any(isinstance(i, Row) for i in value.items)
        ):
            how = "table"  # rows of rows: the cases of a test, the rows of a table
            self.s.tabled.update(v.span for v in leaves(value))
        for part in wholes(value):
            named = [v for v in leaves(part) if isinstance(v, Sym) and v.name in self.index.uses]
            if not named:
                continue
            leaf = min(named, key=lambda v: v.span)
            key = (leaf.span, leaf.name)
            known = self.s.used.get(key)
            listed = leaf.span in self.s.choices or leaf.span in self.s.tabled
            here = "table" if listed else how
            if known is None or _STRENGTH[here] > _STRENGTH[known.how]:
                union = part if isinstance(part, Flags) else None
                self.s.used[key] = Use(leaf.span, leaf.last, leaf.name, here, union)

    def options_of_java(self, value: Value) -> None:
        """``"-Dkey=value"``: an option of a Java machine that is started somewhere else."""
        for leaf in leaves(value):
            text = text_of(leaf) if isinstance(leaf, Const) else None
            if text is None or not text.startswith("-D"):
                continue
            for word in text.split():
                key, _, said = word.removeprefix("-D").partition("=")
                if word.startswith("-D") and f"property:{key}" in self.index.sets:
                    subject = self.make("", leaf.span)
                    self.set([f"property:{key}"], subject, "=", Piece(said, leaf.span), leaf.span)


#: Values that are no constants and no texts.
_NAMELESS = frozenset({Closure, LocalClass, Ref, Unknown})

_STRENGTH = {"table": 0, "default": 1, "assign": 2, "return": 3, "argument": 4}


def speaks_of_tls(name: str) -> bool:
    """Whether the last part of a constant's name may mean a key for protocols: most keys do not."""
    last = name.rpartition(".")[2].lower()
    return any(word in last for word in ("tls", "ssl", "proto", "https", "cipher", "security"))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _refs(value: Value) -> Iterable[Ref]:
    return (v for v in leaves(value) if isinstance(v, Ref))


def _spelled(value: Value) -> str:
    if isinstance(value, Sym):
        return value.name
    if isinstance(value, (Const, Piece)):
        return (
            {True: "true", False: "false"}.get(value.value, str(value.value))
            if isinstance(value.value, bool)
            else str(value.value)
        )
    return ""


def _started(default: Default, cause: Cause) -> Bounds:
    switches = tuple((v in default.only, cause) for v in Version)
    floor = Limit(min(default.floor, default=LOWEST), cause)
    ceiling = Limit(max(default.ceiling, default=HIGHEST), cause)
    return Bounds(switches, floor, ceiling)


def _described(default: Default) -> str:
    state = _started(default, b.NOBODY)
    return ", ".join(names(state.allowed))


def _by(evidence: list[str]) -> str:
    return f" ({'; '.join(evidence)})" if evidence else ""
