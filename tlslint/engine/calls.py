"""Calls: of functions and methods, of this file and from outside."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.bounds import FRESH, NOWHERE
from tlslint.engine import asking, builtins, libraries, operators
from tlslint.engine.elsewhere import Elsewhere
from tlslint.engine.machine import (
    CALL,
    CALLED,
    Args,
    Frame,
    State,
)
from tlslint.engine.names import IMPLICIT_THIS, IMPORTED_ONLY, ClassInfo
from tlslint.engine.spans import span_of
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
    keys_in,
    leaves,
    made_of,
    one_of,
)

#: The word that stands for the object's base class, where it is not ``super``.
_SUPER = {"csharp": "base", "vbnet": "base", "go": ""}


class Calls(Elsewhere):
    """Calls values."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: functions to be run, and those that no rule's word is in
        self.pending: list[tuple[Closure, Frame]] = []
        self.idle: list[tuple[Closure, Frame]] = []
        self.super_word = _SUPER.get(self.language, "super")
        #: starts of the functions that run now, the innermost last
        self.running: list[int] = []
        #: start of a function → type of its first parameter, where its taker is known
        self.handed: dict[int, str] = {}

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; given by the subclass."""
        raise NotImplementedError

    def args(self, expr: s.Call, frame: Frame) -> Args:
        """The arguments of a call, evaluated."""
        out = Args(insert=self.before_close(expr.end, b")"))
        name = expr.func.name if isinstance(expr.func, s.Attr) else getattr(expr.func, "id", "")
        outer = self.described
        # what is only compared is not used, be it converted on the way
        self.described = outer or name.lower() in asking.ASSERTING
        for arg in expr.args:
            if arg.spread == 2:
                out.insert = NOWHERE  # what is unpacked may hold any name already
            value = self.eval(arg.value, frame)
            if arg.spread == 0 and arg.name is None:
                out.positional.append(value)
            elif arg.name is not None:
                out.keywords[arg.name] = value
            elif arg.spread == 1 and isinstance(value, Row):
                out.positional.extend(value.items)
                out.open = out.open or value.open
            elif arg.spread == 2 and isinstance(value, Ref):
                obj = self.obj(value)
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

    def call_(self, expr: s.Call, frame: Frame) -> Value:
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
            return one_of([self.invoke(f, args, expr, frame) for f in options], span)
        if isinstance(func, Closure):
            return self.apply_closure(func, args, span, frame)
        if isinstance(func, LocalClass):
            result = self.construct(func.info, args, span, frame)
            self.initialise(result, expr, frame)
            return result
        if isinstance(func, Sym):
            return self.outer_call([func.name], None, args, expr, frame)
        for value in args.all():
            self.flow(value, "argument")
            for leaf in leaves(value) if self.s.sided else ():
                if isinstance(leaf, Ref):
                    self.answered(leaf)
        if self.language == "vbnet" and (one := self.item(func, span)) is not None:
            return one  # a(0) is an index
        if expr.fields:
            made = self.make("", span)
            self.initialise(made, expr, frame)
            return made
        return Unknown(span)

    def method(self, receiver: Value, func: s.Attr, expr: s.Call, frame: Frame) -> Value:
        """Call a member of a value."""
        args = self.args(expr, frame)
        options = alternatives(receiver)
        if len(options) > 1:
            found = [
                self.one_method(r, func, args, expr, frame)
                for r in options
                if not (isinstance(r, Const) and r.value is None)
            ]
            return one_of(found, span_of(expr))
        return self.one_method(receiver, func, args, expr, frame)

    def one_method(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        name, span = func.name, span_of(expr)
        exact = isinstance(receiver, LocalClass)
        if isinstance(receiver, LocalClass):
            first = args.positional[0] if args.positional else None
            if self.language == "python" and isinstance(first, Ref) and first.id in self.classes:
                args.positional = args.positional[1:]  # Base.method(self, …)
            receiver = receiver.info.instance
        if isinstance(receiver, Sym):
            if receiver.name in self.index.symbols and name in libraries.KEEPING:
                if name.lower() == "tostring" and self.language in ("csharp", "vbnet"):
                    return Const(receiver.name.rpartition(".")[2], span)  # its name, to be shown
                return receiver
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
            return self.outer_call([qualified], None, args, expr, frame)
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
            if any(t.rpartition(".")[2] in libraries.MAPS for t in types):
                found = self.filed(receiver, name, args, span)
                if found is not None:
                    return found
            called = [f"{t}.{name}" for t in types] or [ANY + name]
            return self.outer_call(called, receiver, args, expr, frame)
        text = builtins.text_method(receiver, name, args, span, self.s.text)
        if text is not None:
            if isinstance(text, Unknown):
                return Unknown(span, "", made_of(args.positional))
            return text
        if isinstance(receiver, (Read, Flags)) and (args.positional or name in libraries.KEEPING):
            edited = builtins.edited(receiver, name, args, span)
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
            if name in libraries.ADDING and args.positional:
                new = builtins.added(
                    receiver, args.positional[-1:] if name == "insert" else args.positional
                )
                self.assign(func.value, "=", new, frame, span)
                if len(args.positional) == 1:
                    self.s.added[args.positional[0].span] = span
                return new
            if name == "reduce" and args.positional:
                first, *start = args.positional
                reduced = self.reduced(Args([first, receiver, *start]), span, frame)
                if reduced is not None:
                    return reduced
            if name in libraries.MAPPING:
                return self.mapped(receiver, args, span, frame)
            if name in libraries.REMOVING:
                self.assign(
                    func.value, "=", builtins.removed(receiver, name, args, span), frame, span
                )
                return Unknown(span)
            row = builtins.row_method(receiver, name, args, span)
            if row is not None:
                if name == "toArray" and expr.args and isinstance(expr.args[0].value, s.Name):
                    # the array given is filled
                    self.assign(expr.args[0].value, "=", row, frame, span)
                return row
        if name == "retainAll" and isinstance(receiver, Unknown) and args.positional:
            common = builtins.kept(receiver, args.positional[0], span)
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
        elif isinstance(receiver, Unknown) and self.across:
            owner = receiver.of
        else:
            owner = ""
        called = [f"{owner}.{name}"] if owner else []
        result = self.outer_call([*called, ANY + name], None, args, expr, frame)
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

    def this(self, frame: Frame) -> Value | None:
        """The object whose method runs."""
        scope: Frame | None = frame
        while scope is not None and scope.this is None:
            scope = scope.parent
        return scope.this if scope is not None else None

    def base_init(self, base: Sym, args: Args, expr: s.Call, frame: Frame) -> Value:
        """``Base.__init__(self, …)``, ``super().__init__(…)`` of a class from outside."""
        own = self.this(frame)
        first = args.positional[0] if args.positional else None
        if isinstance(first, Ref) and isinstance(own, Ref) and first.id == own.id:
            args.positional = args.positional[1:]
        self.outer_call([base.name], own if isinstance(own, Ref) else None, args, expr, frame)
        return Const(None, span_of(expr))

    def compared(self, place: s.Expr, value: Value, frame: Frame) -> None:
        """What a variable of a function holds is compared: if it flows nowhere else, that is all it is for."""
        if isinstance(place, s.Name):
            own = self.s.world.variable((frame.number, place.id)) is not None
            if own and frame.parent is not None and not frame.is_class:
                self.s.masks.update(leaf.span for leaf in leaves(value))
        elif isinstance(place, s.Attr):
            # what the rows of a table expect
            self.s.masks.update(v.span for v in leaves(value) if v.span in self.s.tabled)
            if isinstance(place.value, s.Attr):
                for owner in alternatives(self.eval(place.value, frame)):
                    if isinstance(owner, Ref) and owner.span in self.s.tabled:
                        self.put(owner, replace(self.obj(owner), states=(FRESH,)))
        elif isinstance(place, s.Seq) and isinstance(value, Row):
            for item, held in zip(place.items, value.items, strict=False):
                self.compared(item, held, frame)

    def outer_call(
        self, called: list[str], receiver: Ref | None, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """Call something outside this file by its qualified names."""
        span = span_of(expr)
        special = self.special(called[0], args, expr, frame) if called else None
        if special is not None:
            return special
        for each in called if not expr.args else ():
            if each + CALLED in self.index.symbols:
                return Sym(each + CALLED, span, span)
        if self.s.explain and any(n in self.index.calls or n in self.index.emits for n in called):
            self.s.note(span, f"{CALL}{called[0]}")
        if called[:1] and called[0].rpartition(".")[2].lower() in asking.FAILING:
            refused = {v.func.start for v in args.all() if isinstance(v, Closure)}
            self.pending = [p for p in self.pending if p[0].func.start not in refused]
        self.hand(called, args)
        based = isinstance(expr.func, s.Name) and expr.func.id == self.super_word
        result = self.call(called, receiver, args, span, new=expr.new or based)
        self.serve(called, args)
        name = called[0] if called else ""
        last = name.rpartition(".")[2]
        if asking.compares(name):
            for arg, value in zip(expr.args, args.positional, strict=False):
                self.compared(arg.value, value, frame)
        if asking.compares(name) or last in asking.LOGGING:
            for value in args.all():
                self.expected(value, span)
        if not asking.only_asks(name):
            for value in args.positional:
                self.flow(value, "argument")
            for key, value in args.keywords.items():
                self.flow(value, "table" if asking.choosing(name, key) else "argument")
        key, said = "", None
        if name and not any(
            n in self.index.calls or n in self.index.emits
            for n in called
            if args.positional or not n.startswith(ANY)
        ):
            key, said = self.foreign_call(name, args, span)
        if said is not None and not expr.new:
            return said
        if result is None and expr.fields:
            result = self.make(called[0], span)
        keys = builtins.keys_read(args, self.s.keyed) if self.language == "java" else ()
        if result is not None:
            if expr.new and keys and isinstance(result, Ref):
                self.s.keyed[result.id] = keys
            if expr.fields and isinstance(result, Ref) and libraries.listens(name):
                self.role(result, "server")
            self.initialise(result, expr, frame)
            return result
        if last in libraries.OR_ELSE:
            args.positional = [
                self.invoke(v, Args(), expr, frame) if isinstance(v, Closure) else v
                for v in args.positional
            ]
        default = builtins.with_default(called[0], args, span, keys) if called else None
        if default is not None:
            return default
        if last in libraries.TEXTUAL:
            owner = called[0].rpartition(".")[0]
            asked = (key, owner) if key else (owner,)
            return Unknown(span, "", (*keys, *asked, *made_of(args.positional)))
        if self.language in IMPORTED_ONLY and name and not name.startswith(ANY):
            given = Sym(name + CALLED, span, span)  # by a function of another file perhaps
            found = self.from_outside(given) if self.s.linked else given
            return Unknown(span, "", (given.name,)) if found is given else found
        return Unknown(span, "", (*keys, key) if key else keys)

    def serve(self, called: list[str], args: Args) -> None:
        """What is given to something not known together with ``server_side=True`` is a server's."""
        side = args.keywords.get(libraries.SIDE)
        if not isinstance(side, Const) or side.value is not True:
            return
        if any(name in self.index.calls for name in called):
            return
        for value in args.all():
            for leaf in leaves(value):
                self.s.served.add(leaf.span)
                if isinstance(leaf, Ref):
                    self.role(leaf, "server")

    def answered(self, ref: Ref) -> None:
        """An object that a function gives to whom it does not know: it is on the side of those who asked."""
        side = next((x for f in self.running if (x := self.s.sided.get(f))), "")
        self.role(ref, side)

    def hand(self, called: list[str], args: Args) -> None:
        """Note what the functions given to a call will be given."""
        if not self.index.hands:
            return
        names = (*called, *(ANY + n.rpartition(".")[2] for n in called[:1]))
        type_ = next((t for n in names if (t := self.index.hands.get(n))), None)
        for value in args.all() if type_ else ():
            if isinstance(value, Closure) and type_:
                self.handed[value.func.start] = type_
