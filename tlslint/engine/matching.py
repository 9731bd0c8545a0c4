"""Facts × rules: which rules a call or a setting meets, and on which subject."""

from __future__ import annotations

from tlslint.engine import addresses, registry
from tlslint.engine.arguments import Arguments, over
from tlslint.engine.decode import decode
from tlslint.engine.libraries import JVM, SHARED, lists_version
from tlslint.engine.machine import Args
from tlslint.engine.servers import serves, stands_in
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.rulemodel import Argument, Emit, Rule
from tlslint.ruleset import ANY
from tlslint.values import (
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
    text_of,
)


class Matching(Arguments):
    """Applies rules."""

    def call(
        self, called: list[str], receiver: Ref | None, args: Args, span: Span, *, new: bool = False
    ) -> Value | None:
        """Apply the rules of a call to any of the qualified names ``called``; the object made, if one is."""
        rules: list[Rule] = []
        args.receiver = receiver
        result_type = ""
        read: Read | None = None
        for name in called:
            known = self.index.calls.get(name)
            if known:
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
            known = self.index.calls.get(ANY + last)
            if known:
                rules = [r for r in known if args.all() or _bare(r)]
            if ANY + last not in called:
                for emit in self.index.emits.get(ANY + last, ()):
                    read = read or self.emit(emit, args, span)
            if not rules:
                rules = self.index.constructions(last) if new else self.index.methods(called[0])
            untyped = bool(rules)
        if not rules and not result_type:
            if self.index.begins:
                for name in called:
                    if name in self.index.begins:
                        return Unknown(span, head=self.index.begins[name])
            return read
        # of a method by its name alone, what may be anything says something only where a row has it
        vague = all(n.startswith(ANY) or n not in self.index.calls for n in called)
        rules = [r for r in rules if self.where(r, args)]
        if vague and rules and self.index.language in JVM and any(map(stands_in, called)):
            rules = []
        if vague and len(rules) > 1:
            rules = self.knowing(rules, args)
        # so does the name of its type, where that is called a server
        served = vague and self.index.language in JVM and any(map(serves, called))
        if result_type == "self":
            result: Value | None = receiver
            result_type = ""
        else:
            result = None
        for rule in rules:
            subject = receiver
            if rule.subject == "process":
                subject = self.whole_process(rule, span)
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
                told = receiver is not None and receiver.span in self.s.shared
                begins = not told and not self.yielding(rule, args)
                if rule.defaults and begins and not self.own(rule, each, span):
                    self.default(rule, each, args, span)
                taken = self.arguments(rule, each, args, span, untyped=untyped, vague=vague)
                if self.s.explain:
                    self.leaves_open(rule, args, span, taken)
                if rule.role == "client" or (rule.role and not rule.arguments):
                    self.role(each, rule.role if not self.sided(rule, args) else "")
                self.role(each, "server" if served else "")
        if result is None and result_type:
            result = self.make(result_type, span)
            if result_type in registry.TYPES:
                registry.opened(self.s.world, result, receiver, next(iter(args.positional), None))
        if result_type in addresses.TYPES:
            addresses.opened(self.s.world, result, receiver, next(iter(args.positional), None))
        return result if result is not None else read

    def knowing(self, rules: list[Rule], args: Args) -> list[Rule]:
        """Those of several rules for a name alone whose tables know what is given, if any; and those without a table."""

        def knows(rule: Rule) -> bool:
            return any(
                decode(option, self.index.tables[each.table], self.s.lookup, self.s.text).known
                for each in rule.arguments
                if each.table
                for value in self.values(each, args)
                for option in alternatives(value)
            )

        if not any(map(knows, rules)):
            return rules
        return [r for r in rules if knows(r) or not any(a.table for a in r.arguments)]

    def leaves_open(self, rule: Rule, args: Args, span: Span, taken: bool) -> None:
        """Tell of a call whose side it is, and what it may be given that is not known."""
        if rule.role == "server":
            self.s.note(span, f"{rule.id}: a setting of servers; --side server judges it")
        if args.open and not taken and any(a.table for a in rule.arguments if a.effect != "role"):
            self.s.note(
                span, f"{rule.id}: what else is handed on here is not known, and may name versions"
            )

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
        if not rules:
            return False
        taken = False
        args = Args([], {"value": value}, insert=insert)
        for rule, untyped in rules.values():
            if not self.where(rule, args):
                continue
            if rule.subject == "0" and isinstance(value, Ref):
                subject = value  # what it is set to
            if self.arguments(rule, subject, args, span, operator, untyped=untyped):
                taken = True
                if rule.defaults:
                    self.default(rule, subject, args, span)
        return taken

    def emit(self, emit: Emit, args: Args, span: Span) -> Read | None:
        """A call that sets a key shared with configuration formats, or gives its present value."""
        name = emit.name
        if name == "registry:":
            self.write(emit, args, span)
            return None
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
            value = items[0] if alone else Row(tuple(items), over(items))
        else:
            value = Const(emit.value, span)
        if any(rule.defaults for rule in self.index.sets.get(known, ())):
            subject = self.make("", span)  # what is told of a client, that each way makes anew
        else:
            subject = self.process(self.kept(name, args), span)
        self.set([known], subject, "=", value, span, args.insert)
        return None

    def kept(self, name: str, args: Args) -> str:
        """What is set under a name: of the process, or of the one map or object that the call puts it in."""
        held = args.receiver
        if held is None or self.obj(held).type == SHARED:
            return name
        return f"{name} {held.id}"

    def write(self, emit: Emit, args: Args, span: Span) -> None:
        """A call that writes into the registry: with the path of the key, or of the key that it is called on."""
        count = int(emit.value or 0)
        if len(args.positional) <= count:
            return
        *path, name = args.positional[:count]
        key = args.receiver if isinstance(args.receiver, Ref) else None
        found = registry.written(
            self.s.world, key, path[0] if path else None, name, args.positional[count]
        )
        for where, setting, value in found:
            subject = self.process(f"{where} {key.id if key is not None else ''}", span)
            known = self.index.setting(setting)
            if known and registry.offered(self.s.world, subject, setting, value):
                self.set([known], subject, "=", value, span)

    def may_be_key(self, name: str, args: Args) -> bool:
        """Whether a constant may be a key for protocols: by its name, or by what it is set to."""
        known = self.index.version_texts
        return speaks_of_tls(name) or any(lists_version(text_of(v), known) for v in args.all())

    def settable(self, qualified: str) -> bool:
        """Whether reading the setting ``qualified`` is reading versions (so that unions can be told)."""
        rules = self.index.sets.get(qualified)
        return rules is not None and any(
            a.effect in ("only", "except", "enable", "disable")
            for rule in rules
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
            if at == ("arity",):
                if args.open or ("*" not in wanted and str(len(args.all())) not in wanted):
                    return False
                continue
            found = self.values(Argument(at, "from"), args)
            if "*" in wanted:  # whatever it is
                if not found:
                    return False
                continue
            options = [v for each in found for v in alternatives(each)]
            if wanted[0].startswith("!"):
                other = wanted[0][1:]
                if not other.endswith("*"):
                    if any(self.spelled(v) == other for v in options):
                        return False
                elif options and all(head_of(v).startswith(other[:-1]) for v in options):
                    return False
                continue
            if any(w.endswith("*") for w in wanted) and self.addressed_so(rule, wanted, options):
                continue
            if not {self.spelled(v) for v in options} & set(wanted):
                if wanted == ("true",) and rule.defaults:
                    self.switched(rule, options)
                return False
        return True

    def addressed_so(self, rule: Rule, wanted: tuple[str, ...], options: list[Value]) -> bool:
        """Whether one of ``options`` begins as, or holds, what is wanted; of an unknown one ``?`` says so."""
        # of what only silences a default, where a platform is declared that may have a weak one
        silences = rule.subject == "process" and self.index.language in JVM
        if self.weakens(rule) or (silences and self.s.evidence("java")):
            for value in options:
                self.want(value)  # another file may know
        begins = tuple(w[:-1] for w in wanted if w.endswith("*"))
        held = [w[1:-1] for w in wanted if w.startswith("*")]
        for value in options:
            head, text = addresses.head(self, value), text_of(value) or ""
            if head.startswith(begins) or any(w in text for w in held):
                return True
            if "?" in wanted and not head and isinstance(value, (Sym, Unknown)):
                return True
        return False

    def switched(self, rule: Rule, options: list[Value]) -> None:
        """Note what may switch TLS on, so that the old default of ``rule`` would hold, and is not known."""
        for option in options:
            if isinstance(option, (Unknown, Sym)) and self.weakens(rule):
                self.s.unresolved.setdefault(option.span, (rule.id, "switch"))
                self.s.note(option.span, f"{rule.id}: {_SWITCH}")

    def spelled(self, value: Value) -> str:
        """A value as conditions on arguments write it; of an object the type counts, of plain options ``{}``."""
        if isinstance(value, Ref):
            obj = self.obj(value)
            return obj.type or ("{}" if obj.kind == "map" else "")
        return _spelled(value)

    def option_objects(self, args: Args) -> list[Ref]:
        """The plain objects with options among the arguments of a call."""
        found = [v for each in args.all() for v in alternatives(each)]
        for value in found:
            self.want(value)
        return [v for v in found if isinstance(v, Ref) and self.obj(v).kind == "map"]

    def sided(self, rule: Rule, args: Args) -> bool:
        """Whether an argument says the side, or may: then it is not what the call alone means."""
        said = [a for a in rule.arguments if a.effect == "role"]
        return bool(said) and (args.open or any(self.values(a, args) for a in said))

    def own(self, rule: Rule, subject: Ref, span: Span) -> bool:
        """Whether a class of this file replaces what brings the default; told by the subclass."""
        return False


#: What is told of a value that may switch TLS on.
_SWITCH = "whether TLS is on is not known, and the default is only told where it is; see --strict"


def speaks_of_tls(name: str) -> bool:
    """Whether the last part of a constant's name may mean a key for protocols: most keys do not."""
    last = name.rpartition(".")[2].lower()
    return any(
        word in last for word in ("tls", "ssl", "proto", "https", "cipher", "security", "algorithm")
    )


def _bare(rule: Rule) -> bool:
    """Whether a rule says something of a call without arguments."""
    return bool(rule.role or rule.defaults or not rule.arguments) or any(
        at in ("present", "receiver") for each in rule.arguments for at in each.at
    )


def _spelled(value: Value) -> str:
    if isinstance(value, Row):
        return "[]"
    if isinstance(value, Sym):
        return value.name
    if isinstance(value, (Const, Piece)):
        return (
            {True: "true", False: "false"}.get(value.value, str(value.value))
            if isinstance(value.value, bool)
            else str(value.value)
        )
    return ""
