"""Facts × rules: what a call or a setting does to the bounds of its subject."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.bounds import Bounds, Cause
from tlslint.engine.decode import consumed, decode
from tlslint.engine.effects import Effects
from tlslint.engine.libraries import lists_version
from tlslint.engine.machine import Args
from tlslint.engine.world import Obj, limited
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.rulemodel import Argument, Emit, Rule
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    Piece,
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
    text_of,
)
from tlslint.versions import Version, names


class Matching(Effects):
    """Applies rules."""

    #: whether a setting that only its name tells is one version: keys of Python's dictionaries
    @property
    def single(self) -> bool:
        return self.index.language == "python"

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
            known = self.index.calls.get(name, ())
            if name.startswith(ANY) and not args.all():
                known = [r for r in known if _bare(r)]
            rules.extend(r for r in known if r not in rules)
            result_type = result_type or self.returned(name)
            for emit in self.index.emits.get(name, ()):
                read = read or self.emit(emit, args, span)
        if not result_type and new and called:
            result_type = called[0]
        untyped = False
        if not rules and called:
            last = called[0].rpartition(".")[2]
            rules = [r for r in self.index.calls.get(ANY + last, ()) if args.all() or _bare(r)]
            if ANY + last not in called:
                for emit in self.index.emits.get(ANY + last, ()):
                    read = read or self.emit(emit, args, span)
            if not rules:
                rules = self.index.constructions(last) if new else self.index.methods(called[0])
            untyped = bool(rules)
        # of a method by its name alone, what may be anything says something only where a row has it
        vague = all(n.startswith(ANY) or n not in self.index.calls for n in called)
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
                if rule.defaults and not self.yielding(rule, args) and not self.own(rule, each):
                    self.default(rule, each, args, span)
                self.arguments(rule, each, args, span, untyped=untyped, vague=vague)
                if rule.role == "client" or (rule.role and not rule.arguments):
                    self.role(each, rule.role if not self.sided(rule, args) else "")
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
            if isinstance(value, Sym) and self.may_be_key(value.name, args):
                # maybe a key that a rule knows: then what it is set to matters too
                for each in args.positional:
                    self.want(each)
            texts = {v.name if isinstance(v, Sym) else text_of(v) for v in alternatives(value)}
            if len(texts) > 1 and None not in texts:
                rest = args.positional[position + 1 :]
                for option in alternatives(value):  # one of several keys
                    one = replace(args, positional=[*args.positional[:position], option, *rest])
                    self.emit(emit, one, span)
                return None
            text = next(iter(texts)) if len(texts) == 1 else None
            if text is None:
                return None
            name = name.replace(f"{{{position}}}", text)
        known = self.index.setting(name)
        if "{" in name or known is None:
            return None
        if emit.value is None:
            return Read(name, span) if self.settable(known) else None
        if isinstance(emit.value, int):
            if emit.value >= len(args.positional):
                return None
            value = args.positional[emit.value]
        elif emit.value == "rest":
            items = args.positional[1:]
            if not items:
                return None
            alone = len(items) == 1 and text_of(items[0]) is None
            value = items[0] if alone else Row(tuple(items), _over(items))
        else:
            value = Const(emit.value, span)
        self.set([known], self.process(name, span), "=", value, span, args.insert)
        return None

    def may_be_key(self, name: str, args: Args) -> bool:
        """Whether a constant may be a key for protocols: by its name, or by what it is set to."""
        known = self.index.version_texts
        return speaks_of_tls(name) or any(lists_version(text_of(v), known) for v in args.all())

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
            if "*" in wanted:  # whatever it is
                if not found:
                    return False
                continue
            texts = {self.spelled(v) for each in found for v in alternatives(each)}
            if not texts & set(wanted):
                return False
        return True

    def spelled(self, value: Value) -> str:
        """A value as conditions on arguments write it; of an object the type counts."""
        return self.obj(value).type if isinstance(value, Ref) else _spelled(value)

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
                return [Row(tuple(items), _over(items), args.open)]
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

    def judged(self, value: Value) -> bool:
        """Whether a value is an object of a type that rules know."""
        return isinstance(value, Ref) and self.obj(value).type in self.index.known

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
                            elif isinstance(leaf, Closure):
                                self.s.sided[leaf.func.start] = argument.means.role
                                self.s.asked.append(leaf)
                    else:
                        self.means(rule, subject, argument, number, value.span, args, span)
                continue
            if argument.effect == "yields":
                for value in self.values(argument, args):
                    if argument.starts and not head_of(value) and self.weakens(rule):
                        self.want(value)
                    taken |= self.yields(subject, argument, value)
                continue
            if argument.effect in ("from", "inherit"):
                for value in self.values(argument, args):
                    self.want(value)
                    refs = list(_refs(value))
                    for ref in refs:
                        self.take(subject, ref, keep=argument.effect == "inherit")
                        taken = True
                    if argument.effect == "from" and not refs:
                        self.yields(subject, argument, value)
                continue
            choosy = untyped or "any" in argument.at
            choosy |= vague and self.index.tables[argument.table].other is not None
            for value in self.values(argument, args):
                taken |= self.value(
                    rule, subject, argument, number, value, span, operator, args.insert, choosy
                )
        return taken

    def sided(self, rule: Rule, args: Args) -> bool:
        """Whether an argument says the side, or may: then it is not what the call alone means."""
        said = [a for a in rule.arguments if a.effect == "role"]
        return bool(said) and (args.open or any(self.values(a, args) for a in said))

    def own(self, rule: Rule, subject: Ref) -> bool:
        """Whether a class of this file replaces what brings the default; told by the subclass."""
        return False

    def yielding(self, rule: Rule, args: Args) -> bool:
        """Whether something given to a call decides in place of the default."""
        return any(
            _given(value, argument.starts)
            for argument in rule.arguments
            if argument.effect == "yields"
            for value in self.values(argument, args)
        )

    def weakens(self, rule: Rule) -> bool:
        """Whether the default of ``rule`` on the platform at hand is lower than any rule asks for."""
        for default in rule.defaults:
            if all(c.holds(self.s.lookup) for c in default.conditions):
                return not default.floor and any(v < Version.TLSv1_2 for v in default.only)
        return False

    def yields(self, subject: Ref, argument: Argument, value: Value) -> bool:
        """What is given decides, if anything is: the subject is judged by its default no more."""
        if not _given(value, argument.starts):
            return False
        if argument.starts:
            self.s.note(value.span, f"the address begins with {argument.starts}: no TLS is spoken")
        obj = self.obj(subject)
        if obj.kind == "object":
            self.put(subject, replace(obj, kind="handed"))
        return True

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
            if decoded.unknown:
                self.want(option)
                for key in keys_in(option):
                    self.s.keys.setdefault((key, rule.id, number), (option.span, subject.id))
            if choosy and not decoded.known:
                if decoded.unknown and not decoded.reads and argument.effect != "role":
                    unsure = self.s.unsure.setdefault(subject.id, {})
                    unsure[option.span] = (rule.id, argument.effect)
                continue
            if decoded.known or decoded.reads:
                taken = True
                self.s.resolved.add(option.span)
                if self.s.sinks is not None:
                    self.s.sinks.append((rule, number, option, subject))
                for place in consumed(option):
                    self.s.consumed.add(place)
            if decoded.unknown and not choosy and argument.effect != "role":
                # what only tells the side says nothing of versions
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
                    apart=option is not value,
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


def speaks_of_tls(name: str) -> bool:
    """Whether the last part of a constant's name may mean a key for protocols: most keys do not."""
    last = name.rpartition(".")[2].lower()
    return any(
        word in last for word in ("tls", "ssl", "proto", "https", "cipher", "security", "algorithm")
    )


def _over(items: list[Value]) -> Span:
    """From the first of some arguments to the last; the first alone where some come from elsewhere."""
    first, last = items[0].span, items[-1].span
    starts = [v.span.start for v in items]
    together = starts == sorted(starts) and first.end <= last.end
    return Span(first.start, last.end) if together else first


def _bare(rule: Rule) -> bool:
    """Whether a rule says something of a call without arguments."""
    return bool(rule.role or rule.defaults or not rule.arguments) or any(
        at in ("present", "receiver") for each in rule.arguments for at in each.at
    )


def _given(value: Value, starts: str) -> bool:
    options = alternatives(value)
    if starts:
        return all(head_of(v).startswith(starts) for v in options)
    return not all(isinstance(v, Const) and v.value is None for v in options)


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
