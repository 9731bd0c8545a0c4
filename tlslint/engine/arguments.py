"""What the arguments of a rule do to the bounds of its subject."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.bounds import FRESH, Bounds, Cause, reset
from tlslint.engine import addresses, declared, dials, heads
from tlslint.engine.decode import NO_TLS, absent, consumed, decode, entry_of
from tlslint.engine.effects import Effects
from tlslint.engine.machine import Args, Frame, State
from tlslint.engine.wording import DROPPED, GIVEN, LACKING, NO_BIT, ONE, PLAIN
from tlslint.engine.world import Obj, limited
from tlslint.facts import Span
from tlslint.foreign import argument_of
from tlslint.record import replace
from tlslint.rulemodel import YIELDING, Argument, Rule
from tlslint.values import (
    Closure,
    Const,
    OneOf,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    head_of,
    keys_in,
    leaves,
    one_of,
    with_defaults,
)
from tlslint.versions import Version, names


class Arguments(Effects):
    """Applies the arguments of rules."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: whether a setting that only its name tells is one version: keys of Python's dictionaries
        self.single = self.index.language == "python"

    def arguments(
        self,
        rule: Rule,
        subject: Ref,
        args: Args,
        span: Span,
        operator: str = "=",
        *,
        untyped: bool = False,
        vague: bool = False,
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
                        if self.index.language == "go":
                            self.want(value)  # whoever makes it is told the side
                        for leaf in leaves(value):
                            if isinstance(leaf, Ref):
                                self.role(leaf, argument.means.role)
                                given = self.s.takers.setdefault(leaf.id, {})
                                given[leaf.span] = argument.means.role
                            elif isinstance(leaf, Closure):
                                self.s.sided[leaf.func.start] = argument.means.role
                                self.s.asked.append(leaf)
                    else:
                        self.means(rule, subject, argument, number, value.span, args, span)
                continue
            if argument.effect in YIELDING and rule.subject == "process":
                self.whole_process(rule, span)  # a setting of another key is one of it too
                continue
            if argument.effect in YIELDING:
                for value in self.values(argument, args):
                    if argument.starts and isinstance(value, Ref):  # a request that was given more
                        begun = self.s.world.variable((value.id, heads.ADDRESS))
                        value = begun or dials.put_together(self.s.world, value)
                    if rule.subject == "receiver" and argument.starts:
                        if _given(value, argument.starts):
                            self.s.plain[subject.id] = self.s.plain.get(subject.id, 0) + 1
                        else:
                            told = self.s.sending
                            addresses.asked(self, told, subject.id, value, argument.starts)
                        continue
                    if argument.starts and not head_of(value) and self.weakens(rule):
                        self.want(value)
                        told = self.s.addressed
                        addresses.asked(self, told, subject.id, value, argument.starts)
                    if self.yields(subject, argument, value, span):
                        taken = True
                        if argument.starts:
                            self.sent_plain(args)
                    if not argument.starts and keys_in(value) and self.weakens(rule):
                        self.s.unresolved.setdefault(value.span, (rule.id, argument.effect))
                continue
            if argument.effect in ("from", "inherit"):
                for value in self.values(argument, args):
                    self.want(value)
                    refs = list(_refs(value))
                    before = self.obj(subject).states
                    ways = list(before) if refs and _nothing(value) else []
                    for ref in refs:
                        # it is one of them: each says what it allows
                        self.put(subject, replace(self.obj(subject), states=before))
                        self.take(subject, ref, keep=argument.effect == "inherit")
                        ways += self.obj(subject).states
                        if self.index.language == "go" and "receiver" in argument.at:
                            self.s.copied[ref.id] = self.s.copied.get(ref.id, 0) + 1
                        taken = True
                    if len(refs) > 1 or (refs and _nothing(value)):
                        self.put(subject, replace(self.obj(subject), states=limited(ways)))
                    if argument.effect == "from" and not refs:
                        self.yields(subject, argument, value, span)
                continue
            choosy = untyped or "any" in argument.at
            choosy |= vague and self.index.tables[argument.table].other is not None
            for value in self.values(argument, args):
                taken |= self.value(
                    rule, subject, argument, number, value, span, operator, args.insert, choosy
                )
        return taken

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
                return [Row(tuple(items), over(items), args.open)]
            elif at == "receiver":
                if args.receiver is not None:
                    return [args.receiver]
            elif at in args.keywords:
                return [args.keywords[at]]
            elif self.index.folds and at.lower() in args.keywords:
                return [args.keywords[at.lower()]]
            elif "." in at:
                found = self.part(at, args)
                if found is not None:
                    return [found]
        return []

    def as_number(self, constant: Sym) -> Value:
        """What a library of Python makes of a constant of another one: both have plain numbers there."""
        entry = self.index.symbols.get(constant.name) if self.index.language == "python" else None
        if entry is None or entry.number is None:
            return constant
        self.s.note(
            constant.span, f"{constant.name} is of another library: {entry.number} is given"
        )
        return Const(entry.number, constant.span)

    def judged(self, value: Value) -> bool:
        """Whether a value is an object of a type that rules know."""
        return isinstance(value, Ref) and self.obj(value).type in self.index.known

    def part(self, path: str, args: Args) -> Value | None:
        """The member of an argument that a path like ``0.https`` or ``sslopt.context`` names."""
        first, *rest = path.split(".")
        value: Value | None = args.keywords.get(first)
        if first.isdigit():
            value = args.positional[int(first)] if int(first) < len(args.positional) else None
        for name in rest:
            refs = [v for v in alternatives(value) if isinstance(v, Ref)] if value else []
            if not refs:
                if value is not None:
                    self.want(value)
                return None
            held = [v for ref in refs if (v := self.s.world.variable((ref.id, name)))]
            value = one_of(held, held[0].span) if held else None
        return value

    def yielding(self, rule: Rule, args: Args) -> bool:
        """Whether something given to a call decides in place of the default."""
        return any(
            self.gives(argument, value)
            for argument in rule.arguments
            if argument.effect in YIELDING
            for value in self.values(argument, args)
        )

    def gives(self, argument: Argument, value: Value) -> bool:
        """Whether a value decides in place of a default; an object whose method is called and plain
        options do if they say anything.
        """
        if isinstance(value, OneOf):  # options, or none
            maps = [v for v in value.items if isinstance(v, Ref) and self.obj(v).kind == "map"]
            if maps:
                return any(self.gives(argument, v) for v in maps)
        if argument.table:  # of what says nothing by itself
            if isinstance(value, OneOf):
                return any(self.gives(argument, v) for v in value.items)
            if isinstance(value, Ref) and self.brings_nothing(argument, value):
                # of a request made with such an address, or of what was told something itself
                handed = self.obj(value)
                told = argument.starts or any(s != FRESH for s in handed.states)
                return handed.kind == "handed" and bool(told)
            if entry_of(value, self.index.tables[argument.table]) is not None:
                return False
        obj = self.obj(value) if isinstance(value, Ref) else None
        if obj is not None and argument.told and defaults_alone(obj.states):
            return False
        plain = obj is not None and obj.kind == "map" and not argument.starts
        if obj is not None and (argument.at == ("receiver",) or plain):
            return obj.kind == "handed" or any(state != FRESH for state in obj.states)
        return _given(value, argument.starts)

    def brings_nothing(self, argument: Argument, ref: Ref) -> bool:
        """Whether an object is of a type that says nothing by itself; told by the subclass."""
        raise NotImplementedError

    def weakens(self, rule: Rule) -> bool:
        """Whether the default of ``rule`` on the platform at hand is lower than any rule asks for."""
        for default in rule.defaults:
            if all(c.holds(self.s.lookup) for c in default.conditions):
                return not default.floor and any(v < Version.TLSv1_2 for v in default.only)
        return False

    def sent_plain(self, args: Args) -> None:
        """Note that the options of a call go to an address without TLS, with what they hold."""
        for value in args.all():
            if isinstance(value, Ref) and self.obj(value).kind == "map":
                self.s.plain[value.id] = self.s.plain.get(value.id, 0) + 1

    def yields(self, subject: Ref, argument: Argument, value: Value, span: Span) -> bool:
        """What is given decides, if anything is: the subject is judged by its default no more."""
        if argument.starts == dials.LOCAL:
            if not all(self.dials_local(v) for v in alternatives(value)):
                return False
            self.s.note(value.span, "connects to a socket of this machine: no TLS is spoken")
        elif not self.gives(argument, value):
            return False
        elif argument.starts:
            for place in {value.span, span}:
                self.s.note(place, f"{PLAIN} {argument.starts}: no TLS is spoken")
        elif argument.effect == "lends" and self.obj(subject).kind == "object":
            # it is judged where it is used beside that
            self.s.plain[subject.id] = self.s.plain.get(subject.id, 0) + 1
            self.s.lent.add(subject.id)
            return True
        else:
            made = sorted({self.s.line(ref.span.start) for ref in _refs(value)})
            lines = f", by line {' and '.join(map(str, made))}" if made else ""
            self.s.note(span, f"{GIVEN}{lines}")
            if self.s.explain and not made:
                self.s.stopped.add((value.span, value.span))
        obj = self.obj(subject)
        if obj.kind == "object":
            self.put(subject, replace(obj, kind="handed"))
            self.s.deciding.setdefault(subject.id, set()).add(value.span)
        elif isinstance(value, Ref) and value.id == subject.id:
            # what is given away itself; it stands for all objects of a class of this file
            self.put(subject, replace(obj, states=(FRESH,)))
        return True

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file; given by a subclass."""
        raise NotImplementedError

    def dials_local(self, value: Value) -> bool:
        """Whether all that a function gives are connections to sockets of this machine."""
        if not isinstance(value, Closure):
            return False
        result = self.apply_closure(value, Args(open=True), value.span, value.frame)
        firsts = [v.items[0] if isinstance(v, Row) and v.items else v for v in alternatives(result)]
        made = [v for v in firsts if not (isinstance(v, Const) and v.value is None)]
        return bool(made) and all(head_of(v).startswith(dials.LOCAL) for v in made)

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
        if meaning.kind == "reset":
            obj = self.obj(subject)
            self.put(
                subject, replace(obj, states=tuple(reset(x, argument.effect) for x in obj.states))
            )
            self.s.note(place, f"{rule.id}: {DROPPED}{self.now(subject)}")
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

    def model(self, read: Read, subject: Ref) -> bool:
        """Whether a setting is copied from another object, a model: it is judged by its default no more."""
        number = read.key.partition(":")[0]
        if number.isdigit() and int(number) != subject.id:
            self.s.models.add(int(number))
            if (other := self.s.world.find(int(number))) is not None:
                line = self.s.line(other.span.start)
                self.s.note(
                    read.span, f"copied from what line {line} makes, with what is off there"
                )
            return True
        return False

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
        taken = lacking = False
        if isinstance(value, Sym) and value.name not in table.entries and table.numbers:
            value = self.as_number(value)
        for option in alternatives(value):
            if isinstance(option, Sym) and not (choosy or table.bits) and table.lacks(option.name):
                self.s.note(option.span, f"{option.name.rpartition('.')[0]} {LACKING}")
                lacking = True
                continue
            if isinstance(option, Row) and table.one:
                self.s.note(option.span, f"{rule.id}: {ONE}")
                continue
            if self.single and choosy and isinstance(option, Row) and not table.separator:
                continue  # a list of what was found, perhaps; a setting is one version
            if isinstance(option, Row):
                # objects that rules know are judged by themselves
                left = tuple(v for v in option.items if not self.judged(v))
                if option.items and not left:
                    continue
                if len(left) < len(option.items):
                    option = replace(option, items=left)
            decoded = decode(option, table, self.s.lookup, self.s.text)
            if self.s.explain and table.bits:
                for name, place in absent(option, table):
                    self.s.note(place, f"{name} {NO_BIT}")
            if decoded.unknown:
                self.want(option)
                for key in declared.keys_of(option, self.index.language):
                    self.s.keys.setdefault((key, rule.id, number), (option.span, subject.id))
            if choosy and not decoded.known:
                bare = isinstance(option, Const) and isinstance(option.value, (bool, type(None)))
                unread = decoded.unknown and not decoded.reads and not bare
                if unread and argument.effect != "role":
                    unsure = self.s.unsure.setdefault(subject.id, {})
                    unsure[option.span] = (rule.id, argument.effect)
                continue
            if self.single and isinstance(option, Read) and self.model(option, subject):
                taken = True
                continue
            if decoded.known or decoded.reads:
                taken = True
                self.s.resolved.add(option.span)
            if self.s.sinks is not None and (
                decoded.known or decoded.reads or argument_of(option.span) >= 0
            ):
                self.s.sinks.append((rule, number, option, subject))
            if decoded.known or decoded.reads:
                for place in consumed(option):
                    self.s.consumed.add(place)
            if decoded.unknown and not choosy and argument.effect != "role":
                # what only tells the side says nothing of versions
                self.s.unresolved.setdefault(option.span, (rule.id, argument.effect))
            self.put(subject, before)
            if argument.effect == "role":
                if decoded.role:
                    self.role(subject, decoded.role)
            elif decoded.role == NO_TLS:
                self.s.note(option.span, f"{rule.id}: TLS is off here, so no version is negotiated")
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
                    apart=option is not value,
                )
                self.decoded(rule, subject, argument, operator, decoded, cause)
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
            gone = lacking and before.kind == "object"
            self.put(subject, replace(before, kind="failed") if gone else before)
        return taken


def over(items: list[Value]) -> Span:
    """From the first of some arguments to the last; the first alone where some come from elsewhere."""
    first, last = items[0].span, items[-1].span
    starts = [v.span.start for v in items]
    together = starts == sorted(starts) and first.end <= last.end
    return Span(first.start, last.end) if together else first


def _given(value: Value, starts: str) -> bool:
    if starts:
        return all(head_of(v).startswith(starts) for v in with_defaults(value))
    options = alternatives(value)
    return not all(isinstance(v, Const) and v.value is None for v in options)


def _refs(value: Value) -> Iterable[Ref]:
    return (v for v in leaves(value) if isinstance(v, Ref))


def _nothing(value: Value) -> bool:
    """Whether a value may be nothing, so that what takes it goes on as if it were not given."""
    return any(isinstance(v, Const) and v.value is None for v in alternatives(value))


def defaults_alone(states: Iterable[Bounds]) -> bool:
    """Whether something is known of what an object allows, and all of it is the platform's default."""
    causes = [cause for state in states for _, cause in state.switches]
    return all(cause.rule and cause.effect == "default" for cause in causes)
