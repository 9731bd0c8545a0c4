"""Statements: order, branches, loops, functions and classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tlslint import syntax as s
from tlslint.engine import builtins, choices
from tlslint.engine.expressions import Expressions, probes, settled, span_of
from tlslint.engine.machine import (
    MAX_CALLS,
    MAX_INLINED,
    MAX_INLINED_IDLE,
    MAX_UNROLLED,
    Frame,
    State,
)
from tlslint.engine.matching import Args
from tlslint.engine.names import IMPLICIT_THIS, IMPORTED, ZERO_VALUES, ClassInfo
from tlslint.engine.world import Obj, World, join, salvage
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    Closure,
    Const,
    LocalClass,
    OneOf,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
    text_of,
)

#: With the loops around it a body is run so many times.
MAX_REPEATED = 60
#: Types that a text fits.
_TEXTS = frozenset({"String", "string", "Object", "object", "CharSequence"})


@dataclass(slots=True, eq=False)
class Way:
    """Where ``break`` or ``continue`` leads: the layer that the loop or switch began in."""

    kind: str
    base: World
    left: list[World]


class Statements(Expressions):
    """Runs whole files."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.ways: list[Way] = []
        #: how often what runs now is run because of the loops around it
        self.repeated = 1
        #: start of a function → how often it was followed into
        self.inlined: dict[int, int] = {}
        self.offers: dict[tuple[int, int], bool] = {}
        #: start of a function → the objects it gave back, and whether only this file sees them
        self.made_alone: dict[int, dict[int, bool]] = {}
        self.running: list[int] = []
        self.overloads: dict[int, list[s.Func]] = {}
        self.exits: list[World] = []
        self.imports: list[tuple[str, str]] = []
        self.wildcards: list[str] = []
        self.runs: dict[type, Callable[[Any, Frame], None]] = {
            s.Assign: self.assignment,
            s.Do: lambda n, f: self.discard(n, f),
            s.Branch: self.branch,
            s.Try: self.try_,
            s.Loop: self.loop,
            s.Block: lambda n, f: self.run_statements(n.body, f),
            s.Leave: self.leave,
            s.Define: self.define,
            s.Class: self.class_,
            s.Import: self.import_,
        }

    # -- a whole file

    def run_file(self, body: tuple[s.Stmt, ...]) -> None:
        """Run a module, then every function of it that matters and that nobody called."""
        self.run_module(body)
        root = self.s.world
        self.pass_instances(root)
        done: set[int] = set()
        made = False
        while self.pending:
            waiting, self.pending = self.pending, []
            waiting.sort(key=lambda item: _late(item[0].func))
            for closure, _ in waiting:
                func = closure.func
                if func.start in done or (func.private and func.start in self.inlined):
                    continue
                if not made and closure.func.name not in ("__init__", None):
                    # what an object is when it is made does not wait for what its methods do
                    made = True
                    self.pass_instances(root)
                done.add(closure.func.start)
                self.run_alone(closure)
        self.s.finished.extend(self.final(root))

    def pass_instances(self, root: World) -> None:
        """Have the objects of this file's classes judged as they are now: functions may change them."""
        objects = [o for o in root.objects.values() if o.kind == "instance"]
        self.s.finished.extend(replace(o, kind="passing") for o in objects)

    def run_module(self, body: tuple[s.Stmt, ...]) -> Frame:
        """Run what a module does when it is loaded; its frame, with the names that it binds."""
        root = self.s.world
        module = Frame(self.s.number(), base=root)
        self.run_statements(body, module)
        root.dead = False
        self.s.world = root
        return module

    def final(self, root: World) -> list[Any]:
        """The objects at the end of the file, but for those that a function here gave to its callers here.

        What these go on with is judged there. What only other callers get (a parameter's default)
        still counts, but not for what the object is by default.
        """
        given: dict[int, bool] = {}
        for start in self.inlined:
            given.update(self.made_alone.get(start, {}))
        out = []
        for number, obj in root.objects.items():
            private = given.get(number)
            if private is None:
                out.append(obj)
            elif not private:
                out.append(replace(obj, kind="handed"))
        return out

    def run_alone(self, closure: Closure) -> None:
        """Run a function with nothing known of its arguments but defaults and types."""
        func = closure.func
        first = self.s.next_number
        frame = self.frame_for(closure, 0)
        for param in func.params:
            span = span_of(param)
            type_ = self.type_name(frame, param.type)
            if param.type is None and param is func.params[0]:
                type_ = self.handed.get(func.start, "")
            value: Value = Unknown(span, type_)
            if param.default is not None:
                default = self.eval(param.default, closure.frame)
                self.flow(default, "default")
                nothing = isinstance(default, Const) and default.value is None
                value = one_of([default, value], span) if nothing else default
            elif isinstance(value, Unknown) and value.type:
                value = self.make(value.type, span)
            elif isinstance(value, Unknown):
                value = self.instance_of(frame, param.type) or value
            self.s.world.variables[(frame.number, param.name)] = value
        before = self.s.world
        processes = {name: before.object(n) for name, n in self.s.processes.items()}
        worlds = self.body(func, frame)
        if func.name != "__init__" or func.start in self.overloads:
            self.keep_given(before, worlds)
        # what outlives the function is judged as each function leaves it
        for world in worlds:
            for number in world.objects:
                obj = world.objects[number]
                if number <= first or obj.kind == "process":
                    self.s.finished.append(replace(obj, kind="passing"))
        told = self.told(before, worlds) if func.name == "__init__" else {}
        join(before, worlds)
        before.variables.update(told)
        before.dead = False
        side = self.s.sided.get(func.start)
        if side:
            for number, obj in before.objects.items():
                if number > first and not obj.roles:
                    before.objects[number] = replace(obj, roles=frozenset({side}))
        # nobody knows which of two functions runs first: the next one finds what this one found
        for name, number in self.s.processes.items():
            old = before.object(number)
            before.objects[number] = processes.get(name) or Obj(old.type, old.span, old.kind)
        made = {r.id for v in frame.returned for r in _refs(v) if r.id > first}
        private = all(p.default is None for p in func.params) and not self.is_public(func)
        self.made_alone.setdefault(func.start, {}).update(dict.fromkeys(made, private))

    def told(self, before: World, worlds: list[World]) -> dict[tuple[int, str], Value]:
        """The members of this file's classes that were constants and are others after a constructor.

        One object stands for those of a class and its subclasses: what each constructor sets counts.
        """
        out = {}
        for key in {k for w in worlds for k in w.variables if k[0] in self.classes}:
            old = before.variable(key)
            found = [w.variables[key] for w in worlds if key in w.variables]
            if old is not None and all(map(_constant, (old, *found))):
                out[key] = one_of([old, *found], found[0].span)
        return out

    def is_public(self, func: s.Func) -> bool:
        """Whether other files call a function too, where its name says so."""
        return self.language == "go" and (func.name or "")[:1].isupper()

    def keep_given(self, before: World, worlds: list[World]) -> None:
        """What a method that perhaps nobody calls takes from outside does not replace what a field holds."""
        for world in worlds:
            for key, value in world.variables.items():
                old = before.variable(key) if before.has(key[0]) else None
                if old is None or not any(isinstance(v, Unknown) for v in alternatives(value)):
                    continue
                kept = [v for v in alternatives(old) if not isinstance(v, Ref)]
                world.variables[key] = one_of([*kept, value], value.span)

    def frame_for(self, closure: Closure, depth: int) -> Frame:
        """A new activation of a function."""
        func = closure.func
        frame = Frame(self.s.number(), closure.frame, depth=depth)
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
        self.running.append(func.start)
        ends: list[World] = []
        outer_exits, self.exits = self.exits, ends
        self.s.world = base
        try:
            self.run_statements(func.body(), frame)
        finally:
            self.s.world = parent
            self.running.pop()
            self.ways = ways
            self.described = described
            self.exits = outer_exits
        if base.dead:
            salvage(parent, [base], ends)
        else:
            ends.append(base)
        return ends

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file with known arguments, in the world at hand."""
        func = closure.func
        if func.start in self.overloads:
            func = self.overload(closure, args)
            closure = replace(closure, func=func)
        often = self.inlined.get(func.start, 0)
        if (
            func.start in self.running
            or len(self.running) >= MAX_CALLS
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
                self.flow(bound, "default")
            else:
                bound = Unknown(span_of(param))
            bound = self.typed(bound, self.type_name(inner, param.type))
            if isinstance(bound, Unknown) and not bound.type:
                bound = self.instance_of(inner, param.type) or bound
            self.s.world.variables[(inner.number, param.name)] = bound
        named = {p.name for p in func.params}
        for key, value in args.keywords.items():
            if key not in named:
                self.flow(value, "argument")
        self.inlined[func.start] = often + 1
        worlds = self.body(func, inner)
        if worlds:
            join(self.s.world, worlds)
        if inner.returned:
            return one_of(inner.returned, span)
        return Unknown(span, self.type_name(inner, func.returns))

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
                if isinstance(value, Const) and isinstance(value.value, str):
                    wrong += param.type is not None and not text
                elif isinstance(value, Ref):
                    wrong += text
            return abs(len(func.params) - count), wrong

        return min(self.overloads[closure.func.start], key=misfit)

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; all of them are one."""
        init = self.method_of(info.instance, "__init__")
        if init is not None:
            owner, func = init
            before = self.s.world.members(info.instance.id) if info.made else {}
            self.apply_closure(Closure(func, owner.frame, span, info.instance), args, span, frame)
            info.made = True
            for name, old in before.items():
                # another object of the class, that the same instance stands for
                key = (info.instance.id, name)
                new = self.s.world.variable(key)
                if new is not None and new != old and not isinstance(new, Ref):
                    self.s.world.variables[key] = one_of([old, new], new.span)
        elif info.bases:
            self.call(list(info.bases[:1]), info.instance, args, span)
            for value in args.all():
                self.flow(value, "argument")
        return replace(info.instance, span=span)

    # -- statements

    def run_statements(self, body: tuple[s.Stmt, ...], frame: Frame) -> None:
        """Run statements in order until the path ends."""
        self.hoist(body, frame)
        self.chains(body)
        for statement in body:
            if self.s.world.dead:
                return
            self.s.step()
            self.runs[type(statement)](statement, frame)

    def hoist(self, body: tuple[s.Stmt, ...], frame: Frame) -> None:
        """Bind the functions and classes of a block before it runs."""
        for statement in body:
            if isinstance(statement, s.Define):
                self.declare(statement, frame)
            elif isinstance(statement, s.Class) and statement.name:
                self.class_info(statement, frame)

    def declare(self, statement: s.Define, frame: Frame) -> None:
        func = statement.func
        if func.name is None:
            return
        closure = Closure(func, frame, span_of(statement))
        self.s.world.variables.setdefault((frame.number, func.name), closure)

    def discard(self, node: s.Do, frame: Frame) -> None:
        self.eval(node.value, frame)

    def assignment(self, node: s.Assign, frame: Frame) -> None:
        span = span_of(node)
        type_ = self.type_name(frame, node.type)
        if node.value is None:
            if type_ and self.language in ZERO_VALUES:
                value = self.call([type_], None, Args(), span, new=True) or Unknown(span, type_)
            elif not node.declares:
                return
            else:
                value = Unknown(span, type_)
        else:
            value = self.eval(node.value, frame)
        value = self.typed(value, type_)
        if isinstance(value, Unknown) and value.type:
            value = self.make(value.type, value.span)
        if node.targets and (all(map(_is_entry, node.targets)) or _exports(node)):
            self.flow(value, "table")
        elif node.op == "=":
            self.flow(value, self.flowing(value, "assign"))
        else:
            self.flow(value, "assign")
        for target in node.targets:
            self.assign(target, node.op, value, frame, span, declares=node.declares)

    def flowing(self, value: Value, how: str) -> str:
        """How constants flow: as a choice where a list holds several, or a switch picks one."""
        listed = isinstance(value, Row) and len(value.items) > 1
        mapped = isinstance(value, OneOf) and len(value.items) > 2
        if mapped and any(v.span in self.s.choices for v in leaves(value)):
            mapped = False  # which of them are choices is known
        return "table" if listed or mapped or any(w.kind == "switch" for w in self.ways) else how

    def branch(self, node: s.Branch, frame: Frame) -> None:
        parent = self.s.world
        worlds: list[World] = []
        complete = False
        choice = self.offers.get((node.start, node.end))
        if choice is None:
            choice = self.offers[node.start, node.end] = choices.offers(node, self.index)
        way = Way("switch", parent, [])
        if node.subject is not None:
            self.eval(node.subject, frame)
            self.ways.append(way)
        for arm in node.arms:
            decided: bool | None = None
            if arm.tests is None:
                complete = True
            else:
                for test in arm.tests:
                    value = self.eval(test, frame)
                    if (
                        node.subject is None
                        and settled(test)
                        and isinstance(value, Const)
                        and isinstance(value.value, bool)
                    ):
                        decided = value.value
            if decided is not None and arm.tests is not None and any(map(probes, arm.tests)):
                # it holds on a new platform; what is written for an old one counts as well
                complete = complete or decided
                decided = None
            if decided is False:
                continue
            layer = World(parent)
            self.s.world = layer
            outer = self.s.choice
            # what holds where nothing else was chosen is no choice among others
            way.kind = "default" if arm.tests is None else "switch"
            if arm.tests is not None and choice:
                self.s.choice = span_of(node)
            self.run_statements(arm.body, frame)
            self.s.choice = outer
            worlds.append(layer)
            self.s.world = parent
            if decided is True:
                complete = True
                break
        if node.subject is not None:
            self.ways.pop()
            worlds.extend(way.left)
        if not complete:
            worlds.append(World(parent))
        join(parent, worlds)

    def chains(self, body: tuple[s.Stmt, ...]) -> None:
        """Note branches side by side that compare one thing with constants: a switch in other words."""
        run: list[s.Branch] = []
        last = ""
        for statement in (*body, None):
            compared = choices.compared(statement) if isinstance(statement, s.Branch) else None
            source = self.s.source(compared) if compared is not None else ""
            if len(run) > 1 and source != last:
                arms = tuple(arm for branch in run for arm in branch.arms)
                if choices.offers(s.Branch(run[0].start, run[-1].end, arms), self.index):
                    self.offers.update(((b.start, b.end), True) for b in run)
            run = run if source == last else []
            if isinstance(statement, s.Branch) and source:
                run = [*run, statement]
            last = source

    def try_(self, node: s.Try, frame: Frame) -> None:
        parent = self.s.world
        tried = World(parent)
        self.s.world = tried
        self.run_statements(node.body, frame)
        if not tried.dead:
            self.run_statements(node.otherwise, frame)
        worlds = [tried]
        for handler in node.handlers:
            layer = World(parent)
            self.s.world = layer
            self.run_statements(handler, frame)
            worlds.append(layer)
        self.s.world = parent
        join(parent, worlds)
        dead, parent.dead = parent.dead, False
        self.run_statements(node.final, frame)
        parent.dead = parent.dead or dead

    def loop(self, node: s.Loop, frame: Frame) -> None:
        items = self.eval(node.items, frame) if node.items is not None else None
        if (
            isinstance(items, Row)
            and not items.open
            and node.target is not None
            and len(items.items) <= MAX_UNROLLED
        ):
            outer, self.repeated = self.repeated, self.repeated * len(items.items)
            if self.repeated > MAX_REPEATED:
                self.once(node, one_of(list(items.items), span_of(node)), frame, sure=True)
            else:
                for item in items.items:
                    if self.s.world.dead:
                        break
                    self.once(node, item, frame, sure=True)
            self.repeated = outer
            return
        self.once(node, Unknown(span_of(node)), frame, sure=False)

    def once(self, node: s.Loop, item: Value, frame: Frame, *, sure: bool) -> None:
        """Run a loop's body one time, surely or perhaps."""
        parent = self.s.world
        layer = World(parent)
        way = Way("loop", parent, [])
        self.ways.append(way)
        self.s.world = layer
        if node.target is not None:
            self.assign(node.target, "=", item, frame, span_of(node), declares=True)
        self.run_statements(node.body, frame)
        self.ways.pop()
        self.s.world = parent
        worlds = [layer, *way.left]
        if not sure:
            worlds.append(World(parent))
        join(parent, worlds)

    def leave(self, node: s.Leave, frame: Frame) -> None:
        value = self.eval(node.value, frame) if node.value is not None else None
        if node.how in ("return", "yield"):
            if value is not None:
                self.flow(value, self.flowing(value, "return"))
            function = frame
            while function.base is None and function.parent is not None:
                function = function.parent
            if value is not None:
                function.returned.append(value)
            if node.how == "return" and self.running and function.base is not None:
                self.exits.append(flattened(self.s.world, function.base))
                self.s.world.dead = True
            return
        if node.how == "raise":
            self.s.world.dead = True
            return
        for way in reversed(self.ways):
            if node.how == "break" or way.kind == "loop":
                way.left.append(flattened_to(self.s.world, way.base))
                break
        self.s.world.dead = True

    def define(self, node: s.Define, frame: Frame) -> None:
        # attributes and annotations say something of a function, decorators do something
        outer, self.described = self.described, self.language in IMPLICIT_THIS
        for decorator in node.decorators:
            self.eval(decorator, frame)
        self.described = outer
        func = node.func
        owner = frame.this if isinstance(frame.this, Ref) and frame.is_class else None
        closure = Closure(func, frame, span_of(node), owner)
        if func.name is not None and owner is None:
            self.s.world.variables[(frame.number, func.name)] = closure
        given = any(not isinstance(p.default, (s.Lit, type(None))) for p in func.params)
        makes = func.name == "__init__" and frame.is_class and frame.relevant
        if func.relevant or given or makes:
            self.pending.append((closure, frame))

    def class_info(self, node: s.Class, frame: Frame) -> ClassInfo:
        """The class that ``node`` declares or (Go, partial classes) adds to."""
        name = node.name or f"\0class{node.start}"
        found = self.s.world.variable((frame.number, name))
        if isinstance(found, LocalClass):
            info: ClassInfo = found.info
        else:
            instance = self.make(name, span_of(node), "instance")
            info = ClassInfo(node.name, instance)
            self.classes[instance.id] = info
            self.s.world.variables[(frame.number, name)] = LocalClass(name, info, span_of(node))
        return info

    def class_(self, node: s.Class, frame: Frame) -> None:
        info = self.class_info(node, frame)
        for base in node.bases:
            value = self.eval(base, frame)
            if isinstance(value, LocalClass):
                if value.info is not info and value.info not in info.parents:
                    info.parents.append(value.info)
            elif isinstance(value, Sym) and value.name not in info.bases:
                info.bases.append(value.name)
        if info.frame is None:
            info.frame = Frame(self.s.number(), frame, this=info.instance, is_class=True)
        inner = info.frame
        # what a constructor keeps may be what a method then sets
        inner.relevant = inner.relevant or any(
            isinstance(each, s.Define) and each.func.relevant for each in node.body
        )
        for statement in node.body:
            if isinstance(statement, s.Define) and statement.func.name is not None:
                func = statement.func
                if info.methods.setdefault(func.name or "", func) is not func:
                    first = info.methods[func.name or ""]
                    group = info.overloads.setdefault(func.name or "", [first])
                    group.append(func)
                    self.overloads[first.start] = self.overloads[func.start] = group
            elif isinstance(statement, s.Class):
                self.class_info(statement, inner)
        for statement in node.body:
            if isinstance(statement, s.Assign):
                self.field(statement, info, inner)
            else:
                self.s.step()
                self.runs[type(statement)](statement, inner)
        self.s.world.dead = False

    def field(self, node: s.Assign, info: ClassInfo, frame: Frame) -> None:
        """A field or constant of a class."""
        type_ = self.type_name(frame, node.type)
        span = span_of(node)
        if node.value is not None:
            value = self.typed(self.eval(node.value, frame), type_)
            if isinstance(value, Unknown) and value.type:
                value = self.make(value.type, value.span)
            listed = any(b.endswith(("Enum", "Flag")) for b in info.bases)
            listed = listed or (bool(node.targets) and all(map(_is_entry, node.targets)))
            self.flow(value, "table" if listed else self.flowing(value, "assign"))
        elif type_:
            value = self.make(type_, span)
        elif self.language in IMPLICIT_THIS:
            # a bare name that is assigned in a method is this field
            for target in node.targets:
                if isinstance(target, s.Name):
                    self.s.world.variables[(info.instance.id, target.id)] = Unknown(span)
            return
        else:
            return
        for target in node.targets:
            if isinstance(target, s.Name):
                self.set_member(info.instance, target.id, node.op, value, span)
                self.s.world.variables[(frame.number, target.id)] = value
            else:
                self.assign(target, node.op, value, frame, span)

    def import_(self, node: s.Import, frame: Frame) -> None:
        for local, qualified in node.binds:
            name = self.canonical(qualified)
            self.s.world.variables[(frame.number, local)] = Sym(name, span_of(node), IMPORTED)
            self.imports.append((local, name))
        frame.wildcards.extend(w for w in node.wildcards if w not in frame.wildcards)
        self.wildcards.extend(w for w in node.wildcards if w not in self.wildcards)


def _late(func: s.Func) -> int:
    """How long a function waits to be run: what makes objects first, what only this file calls last."""
    if func.name in ("__init__", None):
        return 0
    return 1 + func.private


def _is_entry(target: s.Expr) -> bool:
    """Whether a target is one entry of a table: ``VERSIONS[name] = …``, ``VERSIONS["tls1"] = …``.

    So is a name that says the same as its value (``TLS1_1 = SSL.TLS1_1_VERSION``).
    """
    if isinstance(target, s.Name):
        return builtins.names_version(target.id)
    if not isinstance(target, s.Index):
        return False
    key = target.key
    return not isinstance(key, s.Lit) or builtins.names_version(str(key.value))


def _exports(node: s.Assign) -> bool:
    """Whether an assignment hands a constant on under its own name (``PROTOCOL_TLSv1 = _ssl.PROTOCOL_TLSv1``)."""
    names = {t.id for t in node.targets if isinstance(t, s.Name)}
    return isinstance(node.value, s.Attr) and names == {node.value.name}


def _constant(value: Value) -> bool:
    """Whether a value is made of named constants and texts."""
    return all(isinstance(v, Sym) or text_of(v) is not None for v in leaves(value))


def _refs(value: Value) -> list[Ref]:
    return [v for v in leaves(value) if isinstance(v, Ref)]


def flattened(world: World, base: World) -> World:
    """The layers from ``base`` up to ``world`` as one layer above the parent of ``base``."""
    layers = []
    each: World | None = world
    while each is not None:
        layers.append(each)
        if each is base:
            break
        each = each.parent
    out = World(base.parent)
    for layer in reversed(layers):
        out.variables.update(layer.variables)
        out.objects.update(layer.objects)
    return out


def flattened_to(world: World, parent: World) -> World:
    """The layers above ``parent`` as one layer above it."""
    layers = []
    each: World | None = world
    while each is not None and each is not parent:
        layers.append(each)
        each = each.parent
    out = World(parent)
    for layer in reversed(layers):
        out.variables.update(layer.variables)
        out.objects.update(layer.objects)
    return out
