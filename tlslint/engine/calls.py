"""Calls: of functions and methods, of this file and from outside."""

from __future__ import annotations

from functools import partial

from tlslint import syntax as s
from tlslint.bounds import NOWHERE
from tlslint.engine import (
    asking,
    builtins,
    declared,
    libraries,
    listing,
    operators,
    records,
    unused,
)
from tlslint.engine.filters import CHANGING, MEETING, PLACING
from tlslint.engine.libraries import JVM, NET
from tlslint.engine.machine import (
    CALLED,
    Args,
    Frame,
)
from tlslint.engine.names import IMPLICIT_THIS, ClassInfo
from tlslint.engine.outside import Outside
from tlslint.engine.spans import span_of, within
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    KEY,
    Closure,
    Const,
    Flags,
    LocalClass,
    OneOf,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    at,
    keys_in,
    leaves,
    made_of,
    one_of,
)

#: Languages of whose libraries for tests it is known how they say what a call is expected to be.
_TESTED = JVM | NET


#: Blanks between two statements at most.
_LINES = 400


class Calls(Outside):
    """Calls values."""

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; given by the subclass."""
        raise NotImplementedError

    def indexed(self, value: Value, key: Value, expr: s.Index) -> Value:
        """``value[key]``; given by the subclass."""
        raise NotImplementedError

    def args(self, expr: s.Call, frame: Frame) -> Args:
        """The arguments of a call, evaluated."""
        out = Args(insert=self.before_close(expr.end, b")"))
        if expr.new and self.language == "go" and out.insert is not None:
            out.insert = NOWHERE  # new(T) takes no fields
        name = s.last_name(expr.func)
        outer = self.described
        # what is only compared is not used, be it converted on the way
        asserting = name.lower() in asking.ASSERTING or asking.matching(expr.args)
        self.described = outer or asserting
        for arg in expr.args:
            if arg.spread == 2:
                out.insert = NOWHERE  # what is unpacked may hold any name already
            value = self.eval(arg.value, frame)
            if asserting and isinstance(arg.value, s.Attr):
                self.compared(arg.value, value, frame)
                self.set_to_compare(value, expr)
            if arg.spread == 0 and arg.name is None:
                out.positional.append(value)
                if isinstance(value, Row) and isinstance(arg.value, (s.Name, s.Attr)):
                    out.places.append((value, arg.value))
            elif arg.name is not None:
                out.keywords[arg.name] = value
            elif arg.spread == 1 and isinstance(value, Row):
                out.positional.extend(value.items)
                out.open = out.open or value.open
            elif arg.spread == 2 and isinstance(value, Ref):
                obj = self.obj(value)
                records.handed(self.s, (value,))
                out.open = out.open or obj.open
                for key in obj.keys:
                    found = self.s.world.variable((value.id, key))
                    if found is not None:
                        out.keywords.setdefault(key, found)
            else:
                self.want(value)
                out.open = True
        self.described = outer
        return out

    def set_to_compare(self, value: Value, assertion: s.Call) -> None:
        """Forget a constant that a member was given right before a test compares that: so setters are tested."""
        if not isinstance(value, Sym) or not 0 <= assertion.start - value.span.end < _LINES:
            return
        known = self.s.used.get((value.span, value.name))
        between = self.s.text[value.span.end : assertion.start]
        if known is not None and known.how == "assign" and not between.strip(b"; \t\r\n"):
            del self.s.used[value.span, value.name]
            self.s.note(value.span, "what is set here is only compared, in the next statement")

    def call_(self, expr: s.Call, frame: Frame) -> Value:
        begun = self.s.order
        value = self.called(expr, frame)
        if not expr.new:
            self.s.called = begun
        return value

    def called(self, expr: s.Call, frame: Frame) -> Value:
        """What a call gives."""
        # a chain of method calls leans left through callees: walk down, then up
        chain: list[s.Call] = []
        base: s.Expr = expr
        while isinstance(base, s.Call) and isinstance(base.func, s.Attr):
            chain.append(base)
            base = base.func.value
        if not chain:
            return self.plain_call(expr, frame)
        value = self.eval(base, frame)
        for call in reversed(chain):
            self.s.step()
            assert isinstance(call.func, s.Attr)
            value = self.method(value, call.func, call, frame)
        return value

    def plain_call(self, expr: s.Call, frame: Frame) -> Value:
        func = self.eval(expr.func, frame)
        args = self.args(expr, frame)
        if self.s.constants and isinstance(expr.func, s.Name) and isinstance(func, (Sym, Unknown)):
            name = self.constant_name(self.this(frame), expr.func.id)
            if name is not None and not expr.args:
                return name
        if isinstance(expr.func, s.Name) and expr.func.id == self.super_word:
            if self.language == "python":
                return func
            if isinstance(func, Sym):
                return self.outer_call([func.name], None, args, expr, frame)
        if isinstance(func, Ref) and func.id in self.classes:
            # this(…): another constructor of the same class
            init = self.method_of(func, "__init__")
            if init is not None:
                made = Closure(init[1], init[0].frame, span_of(expr), func)
                return self.apply_closure(made, args, span_of(expr), frame)
        if isinstance(expr.func, s.Name) and isinstance(func, Sym):
            this = self.inheriting(frame, expr.func.id)
            if this is not None:
                called = [f"{t}.{expr.func.id}" for t in self.types(this)]
                return self.outer_call(called, this, args, expr, frame)
        return self.invoke(func, args, expr, frame)

    def inheriting(self, frame: Frame, name: str) -> Ref | None:
        """The object at hand, if its type from outside has a method ``name`` that rules know."""
        if self.language not in IMPLICIT_THIS or self.lookup(frame, name) is not None:
            return None
        scope: Frame | None = frame
        while scope is not None:
            if isinstance(scope.this, Ref):
                called = (f"{t}.{name}" for t in self.types(scope.this))
                if any(c in self.index.calls or c in self.index.emits for c in called):
                    return scope.this
            scope = scope.parent
        return None

    def invoke(self, func: Value, args: Args, expr: s.Call, frame: Frame) -> Value:
        """Call a value."""
        span = span_of(expr)
        options = alternatives(func)
        if len(options) > 1:
            if any(isinstance(f, Closure) and not _takes_any(f.func) for f in options):
                args = replace(args, insert=NOWHERE)  # one of them may lack what another one takes
            return one_of([self.invoke(f, args, expr, frame) for f in options], span)
        if isinstance(func, Closure):
            return self.apply_closure(func, args, span, frame)
        if isinstance(func, LocalClass):
            result = self.construct(func.info, args, span, frame)
            self.initialise(result, expr, frame)
            return result
        if isinstance(func, Sym):
            return self.outer_call([func.name], None, args, expr, frame)
        if isinstance(func, Ref) and self.obj(func).type in self.index.calls:
            return self.outer_call([self.obj(func).type], func, args, expr, frame)  # it is callable
        self.lend("", args)
        for value in args.all():
            self.flow(value, "argument")
            for leaf in leaves(value) if self.s.sided else ():
                if isinstance(leaf, Ref):
                    self.answered(leaf)
        if self.language == "vbnet":  # a(0) is an index
            if isinstance(func, Row) and len(args.positional) == len(expr.args) == 1:
                place = s.Index(expr.start, expr.end, expr.func, expr.args[0].value)
                return self.indexed(func, args.positional[0], place)
            if (one := self.item(func, span)) is not None:
                return one
        if expr.fields:
            made = self.make("", span)
            self.initialise(made, expr, frame)
            return made
        stated = declared.stated(self.s, "", args, span) if self.language == "python" else None
        return stated or builtins.with_default("", args, span) or Unknown(span)

    def method(self, receiver: Value, func: s.Attr, expr: s.Call, frame: Frame) -> Value:
        """Call a member of a value."""
        args = self.args(expr, frame)
        if self.language in _TESTED and asking.verifies(func.value):
            for arg, value in zip(expr.args, args.positional, strict=False):
                self.compared(arg.value, value, frame)
                self.expected(value, span_of(expr))
            return Unknown(span_of(expr))
        options = alternatives(receiver)
        if len(options) > 1:
            held = [r for r in options if not (isinstance(r, Const) and r.value is None)]
            lists = sum(isinstance(r, Row) for r in held)
            if lists and func.name in CHANGING and isinstance(func.value, (s.Name, s.Attr)):
                run = partial(self.one_method, func=func, args=args, expr=expr, frame=frame)
                return one_of(self.apart(held, func.value, run, frame), span_of(expr))
            found = [self.one_method(r, func, args, expr, frame) for r in held]
            return one_of(found, span_of(expr))
        return self.one_method(receiver, func, args, expr, frame)

    def asked_for(self, item: Value, given: s.Attr, expr: s.Call, frame: Frame) -> Value:
        """What ``Version::getName`` or ``Version::name`` gives of one item."""
        field = self.own_member(item, given.name) if isinstance(item, Ref) else None
        if field is not None and not isinstance(field, (Closure, LocalClass)):
            return field
        return self.one_method(item, given, Args(), s.Call(expr.start, expr.end, given, ()), frame)

    def of_constant(self, owner: Sym, given: Value, span: Span) -> Value:
        """What a method of another file's constant gives is said where the constant is written."""
        last, type_, *_ = *reversed(owner.name.split(".")), ""
        link = self.s.links.get(span)
        if (
            link is None
            or within(owner.span, span)
            or not (last[:1].isupper() and type_[:1].isupper())
        ):
            return given
        if not isinstance(given, Const):
            return given
        self.s.links[owner.span] = link
        return at(given, owner.span)

    def behind_getter(self, asked: s.Expr, given: Value, expr: s.Call, frame: Frame) -> None:
        """``x.getProtocols().add(…)`` gives the setting that name beside what it holds already."""
        if not isinstance(asked, s.Call) or not isinstance(asked.func, s.Attr) or asked.args:
            return
        setter = f"{ANY}set{asked.func.name.removeprefix('get')}"
        if asked.func.name.startswith("get") and setter in self.index.calls:
            items = given.items if isinstance(given, Row) else (given,)
            held = Row(items, given.span, True)
            self.outer_call([setter], None, Args([held]), expr, frame)

    def one_method(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        name, span = func.name, span_of(expr)
        exact = isinstance(receiver, LocalClass)
        if isinstance(receiver, LocalClass) and name == "values" and not args.all():
            if receiver.info.listed and name not in receiver.info.methods:
                return self.constants_of(receiver, span)
        if name == "allOf" and len(expr.args) == 1:
            match expr.args[0].value:
                case s.Attr(value=enum, name="class"):
                    type_ = self.eval(enum, frame)
                    if isinstance(type_, LocalClass) and type_.info.listed:
                        return self.constants_of(type_, span)
        if isinstance(receiver, LocalClass):
            first = args.positional[0] if args.positional else None
            if self.language == "python" and isinstance(first, Ref) and first.id in self.classes:
                args.positional = args.positional[1:]  # Base.method(self, …)
            receiver = receiver.info.instance
        if self.language in JVM and args.positional:
            part = builtins.section(receiver, name, args, span)
            if part is not None:
                return part
        if name == "get" and self.language == "python" and len(expr.args) == 1:
            inside = builtins.is_part(receiver) and args.positional
            part = builtins.part(receiver, args.positional[0], span) if inside else None
            if part is not None:
                return part
        extended = self.extension(receiver, name, args, expr, frame)
        if extended is not None:
            return extended
        if not args.all() and (self.s.constants or isinstance(receiver, Sym)):
            own = self.own_method(receiver, name) if isinstance(receiver, Ref) else None
            called_so = self.constant_name(receiver, name) if own is None else None
            if called_so is not None:
                return called_so
        if isinstance(receiver, (Sym, Flags, Row)) and self.language in JVM:
            cut = self.cut(receiver, func, args, expr, frame)
            if cut is not None:
                return cut
        if isinstance(receiver, Sym):
            if receiver.name in self.index.symbols and name in listing.KEEPING:
                if name.lower() == "tostring" and self.language in ("csharp", "vbnet"):
                    return Const(receiver.name.rpartition(".")[2], span)  # its name, to be shown
                return receiver
            if name in listing.KEEPING and f"property:{receiver.name}" in self.index.sets:
                return receiver  # the key that a constant stands for
            if name == "__init__":
                return self.base_init(receiver, args, expr, frame)
            qualified = self.canonical(f"{receiver.name}.{name}")
            if (
                expr.new is False
                and name in ("apply", "call")
                and self.language in ("javascript", "typescript", "tsx")
            ):
                args.positional = args.positional[1:]
                qualified = receiver.name
            given = self.outer_call([qualified], None, args, expr, frame)
            return self.of_constant(receiver, given, span)
        if isinstance(receiver, Ref):
            member = self.own_member(receiver, name, exact=exact)
            if not isinstance(member, (Closure, LocalClass, Sym, OneOf)):
                # a field and a method may have one name
                member = self.own_method(receiver, name, exact=exact) or member
            if isinstance(member, (Closure, LocalClass, Sym, OneOf)):
                if not isinstance(member, Closure):
                    return self.invoke(member, args, expr, frame)
                typed = [f"{t}.{name}" for t in self.types(receiver)]
                if not any(t in self.index.calls for t in typed):
                    return self.invoke(member, args, expr, frame)
            if self.obj(receiver).kind == "map":
                found = self.map_method(receiver, name, args, span)
                if found is not None:
                    return found
            types = self.types(receiver)
            if any(t.rpartition(".")[2] in listing.MAPS for t in types):
                found = self.filed(receiver, name, args, span)
                if found is not None:
                    return found
            if types and types[0] in unused.WATCHED:
                unused.told(self, receiver, func, frame)
            called = [f"{t}.{name}" for t in types] or [ANY + name]
            info = self.classes.get(receiver.id) if self.language == "go" else None
            if info is not None and info.name and not types:
                called = [f"{info.name}.{name}", ANY + name]  # a method in another file
            return self.outer_call(called, receiver, args, expr, frame)
        text = builtins.text_method(receiver, name, args, span, self.s.text)
        if text is not None:
            if isinstance(text, Unknown):
                return Unknown(span, "", made_of(args.positional), text.head)
            return text
        if isinstance(receiver, (Read, Flags)) and (args.positional or name in listing.KEEPING):
            edited = builtins.edited(receiver, name, args, span)
            if edited is None and self.language in JVM:
                edited = self.cut_text(receiver, func, args, span, frame)
            if edited is not None:
                return edited
        if isinstance(receiver, Closure) and name in libraries.CALLING:
            if self.language in IMPLICIT_THIS:
                return self.invoke(receiver, args, expr, frame)
        if name in ("append", "Append") and isinstance(receiver, Const) and args.positional:
            # a StringBuilder
            longer = operators.concatenated(receiver, args.positional[0], span)
            self.assign(func.value, "=", longer, frame, span)
            return longer
        if name in ("filter", "Where") and isinstance(receiver, (Row, Unknown)):
            left = self.filtered(receiver, expr, frame)
            test = args.positional[0] if args.positional else None
            if left is None and isinstance(receiver, Row) and isinstance(test, Closure):
                left = self.passed(receiver, test, span, frame)
            if left is not None:
                return left
        if isinstance(receiver, Row):
            if name in PLACING and len(args.positional) == 2 and self.language in JVM:
                self.assign(
                    func.value, "=", operators.placed(receiver, *args.positional), frame, span
                )
                return Unknown(span)
            if name in listing.ADDING and args.positional:
                new = builtins.added(
                    receiver, args.positional[-1:] if name == "insert" else args.positional
                )
                self.assign(func.value, "=", new, frame, span)
                if len(args.positional) == 1:
                    self.s.added[args.positional[0].span] = span
                return new
            if name in listing.FOLDING and args.positional:
                # the function stands first in JavaScript, behind the first value in C#
                first, *start = args.positional
                if name == "Aggregate":
                    *start, first = args.positional[:2]
                reduced = self.reduced(Args([first, receiver, *start]), span, frame)
                if reduced is not None:
                    return reduced
            if name in listing.MAPPING:
                asked = expr.args[0].value if len(expr.args) == 1 else None
                objects = all(isinstance(i, (Ref, Sym)) for i in receiver.items)
                if isinstance(asked, s.Attr) and objects and self.language in JVM:
                    # ``map(Version::getName)`` asks each of them
                    got = [self.asked_for(i, asked, expr, frame) for i in receiver.items]
                    return Row(tuple(got), span, receiver.open)
                return self.mapped(receiver, args, span, frame)
            if name in listing.REMOVING:
                left = self.removed(receiver, name, args, expr, frame)
                self.assign(func.value, "=", left, frame, span)
                return Unknown(span)
            row = builtins.row_method(receiver, name, args, span)
            if row is not None:
                if name == "toArray" and expr.args and isinstance(expr.args[0].value, s.Name):
                    # the array given is filled
                    self.assign(expr.args[0].value, "=", row, frame, span)
                return row
        if name in MEETING and isinstance(receiver, Unknown) and args.positional:
            common = builtins.kept(receiver, args.positional[0], span)
            if isinstance(common, Row) and name == "intersect":
                return common
            if isinstance(common, Row):
                self.assign(func.value, "=", common, frame, span)
                return Unknown(span)
        if isinstance(receiver, Unknown) and receiver.type:
            made = self.make(receiver.type, receiver.span)
            called = [f"{t}.{name}" for t in self.types(made)]
            return self.outer_call(called, made, args, expr, frame)
        if isinstance(receiver, Unknown) and receiver.names and receiver.names[0].endswith("])"):
            if ANY + name in self.index.calls:
                self.want(receiver)  # its maker may tell its side
            owner = receiver.names[0]
        elif isinstance(receiver, Unknown) and receiver.names and self.language == "go":
            maker = receiver.names[0].removesuffix(CALLED)
            owner = f"{maker}([])" if maker != receiver.names[0] else receiver.of
        elif isinstance(receiver, Unknown) and self.across:
            owner = receiver.of
        else:
            owner = ""
        if name in ("add", "addAll") and self.language in JVM and len(args.positional) == 1:
            self.behind_getter(func.value, args.positional[0], expr, frame)
        owners = (owner, receiver.of if isinstance(receiver, Unknown) and self.across else "")
        called = [f"{o}.{name}" for o in dict.fromkeys(owners) if o]
        kept: Value = receiver
        if self.language == "python" and any(
            rule.subject == "auto" for rule in self.index.calls.get(ANY + name, ())
        ):
            kept = self.held(func.value, receiver, frame)
        own = kept if isinstance(kept, Ref) else None
        result = self.outer_call([*called, ANY + name], own, args, expr, frame)
        known = self.s.declared.get(receiver.span) if isinstance(receiver, Unknown) else None
        if known is not None and isinstance(result, Unknown):
            if name.endswith("Var") and expr.args:
                value = one_of([Unknown(span), known], span)
                self.assign(expr.args[0].value, "=", value, frame, span)
            return declared.given_default(self.s, known, span)
        if name in listing.MAKING and isinstance(receiver, Unknown) and self.across:
            if receiver.names and isinstance(result, Unknown) and {*result.names} <= {"*"}:
                result = replace(result, names=receiver.names)  # another file may know what it is
        if keys := keys_in(receiver):
            # made of what was read by a key: split, trimmed, converted, or something else
            named = tuple(KEY + k for k in keys)
            return one_of(
                [
                    replace(v, names=(*named, *v.names)) if isinstance(v, Unknown) else v
                    for v in alternatives(result)
                ],
                span,
            )
        return result


def _takes_any(func: s.Func) -> bool:
    """Whether a function takes keywords that it does not name."""
    return any(param.spread == 2 for param in func.params)
