"""Functions and classes of the file: activations, calls, constructions."""

from __future__ import annotations

from tlslint import foreign
from tlslint import syntax as s
from tlslint.engine import addresses
from tlslint.engine.expressions import Expressions
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import (
    MAX_CALLS,
    MAX_FOLLOWING,
    MAX_INLINED,
    MAX_INLINED_IDLE,
    Args,
    Frame,
    State,
)
from tlslint.engine.names import ClassInfo
from tlslint.engine.spans import span_of
from tlslint.engine.unread import replaced
from tlslint.engine.world import World, join, limited, salvage
from tlslint.facts import Span
from tlslint.record import mutable, replace
from tlslint.values import (
    Closure,
    Const,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
)

#: Types that no constant of an enumeration fits, in C#, Visual Basic and Java.
_PLAIN = frozenset(
    {"bool", "boolean", "Boolean", "int", "Integer", "long", "Long", "double", "Double"}
)
#: Types that a text fits.
_TEXTS = frozenset({"String", "string", "Object", "object", "CharSequence"})


@mutable
class Way:
    """Where ``break`` or ``continue`` leads: the layer that the loop or switch began in."""

    kind: str
    base: World
    left: list[World]
    #: whether an item of a loop was left for the next one
    goes_on: bool = False


class Functions(Expressions):
    """Calls the functions of the file."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.ways: list[Way] = []
        #: start of a function → how often it was followed into
        self.inlined: dict[int, int] = {}
        self.overloads: dict[int, list[s.Func]] = {}
        self.exits: list[World] = []

    def frame_for(self, closure: Closure, depth: int) -> Frame:
        """A new activation of a function."""
        func = closure.func
        frame = Frame(self.s.number(), closure.frame, depth=depth)
        frame.getter = (func.name or "") if func.getter else ""
        if func.returns is not None and self.index.sides:
            frame.side = self.index.sides.get(self.type_name(closure.frame, func.returns), "")
        if func.receiver is not None:
            owner = closure.owner
            if owner is None:
                owner = Unknown(span_of(func))
            frame.this = owner
            self.s.world.variables[(frame.number, func.receiver)] = owner
        return frame

    def body(self, func: s.Func, frame: Frame) -> list[World]:
        """Run a function's body in a layer of its own; the worlds in which it ends."""
        parent = self.s.world
        base = World(parent)
        frame.base = base
        ways, self.ways = self.ways, []
        described, self.described = self.described, False
        picked, self.s.picked = self.s.picked, None
        self.running.append(func.start)
        ends: list[World] = []
        outer_exits, self.exits = self.exits, ends
        self.s.world = base
        try:
            self.run_statements(func.body(), frame)
            if self.unread:
                self.left_unread(func, frame)
        finally:
            self.s.world = parent
            self.running.pop()
            self.ways = ways
            self.described = described
            self.s.picked = picked
            self.exits = outer_exits
        if base.dead:
            salvage(parent, [base], ends)
        else:
            ends.append(base)
        return ends

    def implemented(self, given: Value, closure: Closure, span: Span) -> Value:
        """What a method gives; of one without a body classes of other files say it, who are asked by its name."""
        func = closure.func
        at_end = isinstance(given, Unknown) and given.span.start == func.end and not given.names
        if not at_end or func.params or not isinstance(closure.owner, Ref):
            return given
        own = self.classes.get(closure.owner.id)
        name = f"{own.name if own is not None else ''}.{func.name}{foreign.IMPLEMENTED}"
        asked = Sym(name, span, span)
        found = self.from_outside(asked) if self.s.linked else asked
        return found if found is not asked else replace(given, names=(name,))

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file with known arguments, in the world at hand."""
        func = closure.func
        if func.start in self.overloads:
            func = self.overload(closure, args)
            closure = replace(closure, func=func)
        often = self.inlined.get(func.start, 0)
        if self.addressed:
            addresses.given(self, func, args)
        if (
            func.start in self.running
            or (len(self.running) >= MAX_CALLS and not self.writes_address(func))
            or self.s.steps > MAX_FOLLOWING
            or often >= (MAX_INLINED if func.relevant else MAX_INLINED_IDLE)
        ):
            for value in args.all():
                self.flow(value, "argument")
            return Unknown(span)
        self.s.step()
        inner = self.frame_for(closure, frame.depth + 1)
        positional = list(args.positional)
        for i, param in enumerate(func.params):
            bound: Value
            if param.spread == 1:
                bound = Row(tuple(positional[i:]), span, args.open)
                positional = positional[:i]
            elif param.spread == 2:
                bound = self.remaining(func, args, span)
            elif i < len(positional):
                bound = positional[i]
                if i == len(func.params) - 1 < len(positional) - 1:
                    bound = Row(tuple(positional[i:]), span)
            elif param.name in args.keywords:
                bound = args.keywords[param.name]
            elif param.default is not None:
                bound = self.eval(param.default, closure.frame)
                self.flow_default(func, param.name, bound)
            else:
                bound = Unknown(span_of(param))
            if i < len(positional) or param.name in args.keywords:
                spans = self.s.given.setdefault(span_of(param), set())
                spans.update(leaf.span for leaf in leaves(bound))
            bound = self.typed(bound, self.type_name(inner, param.type))
            if isinstance(bound, Unknown) and not bound.type:
                bound = self.instance_of(inner, param.type) or bound
                if isinstance(bound, Unknown) and not bound.of and self.across:
                    bound = replace(bound, of=self.declared_elsewhere(inner, param.type))
            self.s.world.variables[(inner.number, param.name)] = bound
            self.meant(bound, param.name)
        named = {p.name for p in func.params}
        for key, value in args.keywords.items():
            if key not in named:
                self.flow(value, "argument")
        self.inlined[func.start] = often + 1
        worlds = self.body(func, inner)
        if worlds:
            join(self.s.world, worlds)
        if args.places and self.language != "go":
            self.filled(func, inner, args, frame)
        if inner.returned:
            given = one_of(inner.returned, span)
            if inner.yields:
                self.s.generated.add(span)
            if isinstance(given, Const) and isinstance(given.value, bool):
                if not any(at.start <= given.span.start < at.end for at in (func, span)):
                    self.s.varying.add(span)
            return self.implemented(given, closure, span) if self.language in JVM else given
        return Unknown(span, self.type_name(inner, func.returns))

    def writes_address(self, func: s.Func) -> bool:
        """Whether a function, called by the last that is followed, may say that an address has no TLS."""
        return (
            self.addressed
            and len(self.running) == MAX_CALLS
            and self.s.text.find(b"http://", func.start, func.end) >= 0
        )

    def filled(self, func: s.Func, inner: Frame, args: Args, frame: Frame) -> None:
        """A list that a function adds to is the one that its caller goes on with."""
        for param, value in zip(func.params, args.positional, strict=False):
            place = next((at for held, at in args.places if held is value), None)
            now = self.s.world.variable((inner.number, param.name))
            if place is None or now is None or now is value or not isinstance(value, Row):
                continue
            grown = [
                v
                for v in alternatives(now)
                if isinstance(v, Row) and len(v.items) > len(value.items)
            ]
            if grown and all(v.items[: len(value.items)] == value.items for v in grown):
                self.assign(place, "=", now, frame, span_of(param))

    def flow_default(self, func: s.Func, name: str, default: Value) -> None:
        """A default flows where its parameter does, unless the function replaces it unread."""
        named = any(isinstance(v, Sym) for v in leaves(default))
        if not (named and replaced(func, name)):
            self.flow(default, "default")

    def remaining(self, func: s.Func, args: Args, span: Span) -> Ref:
        """The keywords of a call that no parameter has the name of, as ``**kwargs`` gets them."""
        ref = self.make("", span, "map")
        named = {p.name for p in func.params}
        keys = tuple(k for k in args.keywords if k not in named)
        for key in keys:
            self.s.world.variables[(ref.id, key)] = args.keywords[key]
        self.put(ref, replace(self.obj(ref), keys=keys, open=args.open))
        return ref

    def overload(self, closure: Closure, args: Args) -> s.Func:
        """The one among the functions of one name that these arguments fit best."""
        count = len(args.positional) + len(args.keywords)

        def misfit(func: s.Func) -> tuple[int, int]:
            wrong = 0
            for param, value in zip(func.params, args.positional, strict=False):
                text = isinstance(param.type, s.Name) and param.type.id in _TEXTS
                plain = isinstance(param.type, s.Name) and param.type.id in _PLAIN
                if plain and any(
                    isinstance(v, Sym) and v.name in self.index.symbols for v in alternatives(value)
                ):
                    wrong += 1
                if isinstance(value, Const) and isinstance(value.value, str):
                    wrong += param.type is not None and not text
                elif isinstance(value, Ref):
                    wrong += text
            return abs(len(func.params) - count), wrong

        return min(self.overloads[closure.func.start], key=misfit)

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; all of them are one, but for constant ones."""
        init = self.method_of(info.instance, "__init__")
        if init is not None:
            owner, func = init
            before = self.s.world.members(info.instance.id)
            states = self.obj(info.instance).states if info.made else ()
            self.apply_closure(Closure(func, owner.frame, span, info.instance), args, span, frame)
            for name, old in before.items() if info.made else ():
                # another object of the class, that the same instance stands for
                key = (info.instance.id, name)
                new = self.s.world.variable(key)
                if new is not None and new != old and not isinstance(new, Ref):
                    self.s.world.variables[key] = one_of([old, new], new.span)
            obj = self.obj(info.instance)
            self.put(info.instance, replace(obj, states=limited((*states, *obj.states))))
            info.made = True
            if frame.is_class and frame.this == info.instance:
                return self.constant(info, before, args, span, frame)
        elif info.bases:
            self.call(list(info.bases[:1]), info.instance, args, span)
            for value in args.all():
                self.flow(value, "argument")
        self.s.constructed.setdefault(info.instance.id, set()).add(span)
        return replace(info.instance, span=span)

    def constant(
        self, info: ClassInfo, before: dict[str, Value], args: Args, span: Span, frame: Frame
    ) -> Value:
        """An object that its own class holds under a name, as an enumeration does: told apart from others.

        Where a class has several, what they are made of are choices.
        """
        init = self.method_of(info.instance, "__init__")
        assert init is not None
        own = self.make("", span, "passing")
        self.classes[own.id] = info
        for name, value in self.s.world.members(info.instance.id).items():
            if before.get(name) != value:
                self.s.world.variables[(own.id, name)] = Unknown(span)
        owner, func = init
        self.apply_closure(Closure(func, owner.frame, span, own), args, span, frame)
        info.constants.append([leaf.span for value in args.all() for leaf in leaves(value)])
        if len(info.constants) > 1:
            for spans in info.constants:
                self.s.choices.update(spans)
        return own
