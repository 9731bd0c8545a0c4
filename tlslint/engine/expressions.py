"""Expressions to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tlslint import syntax as s
from tlslint.bounds import FRESH, Bounds, beneath
from tlslint.engine import builtins, choices
from tlslint.engine.machine import MAX_UNROLLED, Frame, State
from tlslint.engine.matching import Args
from tlslint.engine.names import IMPLICIT_THIS, ClassInfo, Names, is_type
from tlslint.engine.world import limited
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
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
    leaves,
    made_of,
    one_of,
    short_text,
    text_of,
)

_COMPARISONS = frozenset(
    {"==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "!in", "instanceof"}
)
#: Assignments where nothing is there yet.
_FALLBACKS = frozenset({"||=", "??="})
#: The word that stands for the object's base class, where it is not ``super``.
_SUPER = {"csharp": "base", "vbnet": "base", "go": ""}


def span_of(node: s.Expr | s.Stmt | s.Arg | s.Field | s.Param) -> Span:
    """The span of a syntax node."""
    return _tuple(Span, (node.start, node.end))


#: Makes named tuples without the call that names their fields: spans are made by the million.
_tuple = tuple.__new__


def settled(test: s.Expr) -> bool:
    """Whether a test that gives a constant always does: a variable may have another value some day."""
    while isinstance(test, s.Unary):
        test = test.operand
    return not isinstance(test, (s.Name, s.Attr, s.Index))


def probes(test: s.Expr) -> bool:
    """Whether a test asks if the platform has something: ``hasattr(ssl, "PROTOCOL_TLS")``."""
    while isinstance(test, s.Unary):
        test = test.operand
    return isinstance(test, s.Call) and isinstance(test.func, s.Name) and test.func.id == "hasattr"


def _written(inner: Span, call: Span) -> Span:
    """The place of what a call names by a text: the call, or the text where that is elsewhere."""
    return call if call.start <= inner.start and inner.end <= call.end else inner


def _tabled(items: tuple[s.Expr, ...], language: str) -> bool:
    """Whether several records of one kind stand side by side: the rows of a table.

    A plain object with keys is a record in Go, where structs without a name look so.
    """
    kinds: set[object] = set()
    for item in items:
        if isinstance(item, s.Call) and item.new:
            func = item.func
            kinds.add(func.name if isinstance(func, s.Attr) else getattr(func, "id", None))
        else:
            kinds.add(s.Map if isinstance(item, s.Map) and language == "go" else None)
    return len(items) > 1 and len(kinds) == 1 and None not in kinds


#: Members of members that are told apart where nobody knows the object that they begin with.
_MAX_LINKS = 8


def _links(place: s.Expr) -> int:
    """How many members a plain chain of names has; -1 for anything else, or for very many."""
    for number in range(_MAX_LINKS + 1):
        if isinstance(place, s.Name):
            return number
        if not isinstance(place, s.Attr):
            break
        place = place.value
    return -1


class Expressions(Names):
    """Evaluates expressions; `tlslint.engine.statements` adds what runs statements."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.pending: list[tuple[Closure, Frame]] = []
        self.super_word = _SUPER.get(self.language, "super")
        #: start of a function → type of its first parameter, where its taker is known
        self.handed: dict[int, str] = {}
        #: starts of the values that a chain of conditions offers as choices
        self.arms: set[int] = set()
        self.table: dict[type, Callable[[Any, Frame], Value]] = {
            s.Name: self.name,
            s.Attr: self.attr,
            s.Index: self.index_,
            s.Lit: lambda e, f: Const(e.value, span_of(e)),
            s.Format: self.format,
            s.Call: self.call_,
            s.Seq: self.sequence,
            s.Map: self.map_,
            s.Binary: self.binary,
            s.Unary: self.unary,
            s.Cond: self.cond,
            s.Cast: self.cast,
            s.Func: self.function,
            s.Inline: self.inline,
            s.Other: self.other,
        }

    def run_statements(self, body: tuple[s.Stmt, ...], frame: Frame) -> None:
        """Run statements; given by the subclass."""
        raise NotImplementedError

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file; given by the subclass."""
        raise NotImplementedError

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; given by the subclass."""
        raise NotImplementedError

    def eval(self, expr: s.Expr, frame: Frame) -> Value:
        """The value of an expression, with its effects on the world."""
        state = self.s
        state.steps += 1
        if not state.steps & 1023:
            state.look()
        return self.table[type(expr)](expr, frame)

    # -- simple ones

    def name(self, expr: s.Name, frame: Frame) -> Value:
        span = span_of(expr)
        if expr.id == self.super_word:
            return self.super_(frame, span)
        found = self.lookup(frame, expr.id)
        if found is None:
            outer = self.outside(frame, expr.id, span)
            return self.from_outside(outer) if self.s.linked else outer
        if isinstance(found, Sym) and found.last == Span(-1, -1):
            # an imported name: it is written here
            here = Sym(found.name, span, span)
            return self.from_outside(here) if self.s.linked else here
        return self.aliased(expr.id, found, span)

    def this(self, frame: Frame) -> Value | None:
        """The object whose method runs."""
        scope: Frame | None = frame
        while scope is not None and scope.this is None:
            scope = scope.parent
        return scope.this if scope is not None else None

    def super_(self, frame: Frame, span: Span) -> Value:
        this = self.this(frame)
        if isinstance(this, Ref):
            info = self.classes.get(this.id)
            if info is not None and info.parents:
                parent = info.parents[0]
                return LocalClass(parent.name, parent, span)
            if info is not None and info.bases:
                return Sym(info.bases[0], span, span)
        return Unknown(span)

    def attr(self, expr: s.Attr, frame: Frame) -> Value:
        # a long chain leans left: walk down, then up
        chain: list[s.Attr] = []
        base: s.Expr = expr
        while isinstance(base, s.Attr):
            chain.append(base)
            base = base.value
        value = self.type_named(base, chain[-1].name, frame) or self.eval(base, frame)
        for link in reversed(chain):
            value = self.member(
                value,
                link.name,
                Span(link.start, link.end),
                Span(link.name_start, link.name_start + len(link.name.encode())),
            )
        return value

    def type_named(self, base: s.Expr, member: str, frame: Frame) -> Sym | None:
        """The type that ``base`` names, where a variable has the name of its type.

        After ``SslProtocols SslProtocols;`` the name still means the type in ``SslProtocols.Tls12``.
        """
        if self.language not in IMPLICIT_THIS or not isinstance(base, s.Name):
            return None
        local = self.lookup(frame, base.id)
        if local is None or is_type(local):
            return None
        found = self.outside(frame, base.id, span_of(base))
        known = self.canonical(f"{found.name}.{member}") in self.index.symbols
        return found if known else None

    def index_(self, expr: s.Index, frame: Frame) -> Value:
        value = self.eval(expr.value, frame)
        key = self.eval(expr.key, frame)
        text = text_of(key)
        if text is not None and not isinstance(value, Row):
            place = _written(key.span, span_of(expr))
            return self.chosen(self.member(value, text, place, span_of(expr.key)), place)
        if isinstance(value, Row) and isinstance(key, Const) and type(key.value) is int:
            if -len(value.items) <= key.value < len(value.items):
                return value.items[key.value]
        return Unknown(span_of(expr), "", made_of((value, key)))

    def chosen(self, value: Value, place: Span) -> Value:
        """What the key at ``place`` chooses from a table of versions: the choice counts, not the table."""
        if not isinstance(value, Sym):
            return value
        use = self.s.used.get((value.span, value.name))
        return Sym(value.name, place, place) if use is not None and use.how == "table" else value

    def format(self, expr: s.Format, frame: Frame) -> Value:
        values = [self.eval(part, frame) for part in expr.parts]
        texts = [text for v in values if (text := text_of(v)) is not None]
        if len(texts) < len(values):
            return Unknown(span_of(expr), "", made_of(values))
        return short_text("".join(texts), span_of(expr))

    def sequence(self, expr: s.Seq, frame: Frame) -> Value:
        outer = self.described
        self.described = outer or _tabled(expr.items, self.language)
        items = tuple(self.eval(i, frame) for i in expr.items)
        self.described = outer
        open_ = any(isinstance(i, Unknown) for i in items)
        return Row(items, span_of(expr), open_)

    def other(self, expr: s.Other, frame: Frame) -> Value:
        values = [self.eval(c, frame) for c in expr.children]
        for value in values:
            self.flow(value, "table")
        return Unknown(span_of(expr))

    def inline(self, expr: s.Inline, frame: Frame) -> Value:
        statement = expr.statement
        self.run_statements((statement,), frame)
        if isinstance(statement, s.Assign):
            if statement.op == "=" and statement.targets and _links(statement.targets[0]) >= 0:
                return self.eval(statement.targets[0], frame)
            return Unknown(span_of(expr))
        if isinstance(statement, s.Class):
            found = self.lookup(frame, f"\0class{statement.start}")
            if isinstance(found, LocalClass):
                return at(found.info.instance, span_of(expr))
        return Unknown(span_of(expr))

    def function(self, expr: s.Func, frame: Frame) -> Value:
        closure = Closure(expr, frame, span_of(expr))
        if expr.relevant:
            self.pending.append((closure, frame))
        return closure

    def cond(self, expr: s.Cond, frame: Frame) -> Value:
        test = self.eval(expr.test, frame)
        sure = settled(expr.test) and not probes(expr.test)
        if sure and isinstance(test, Const) and isinstance(test.value, bool):
            return self.eval(expr.then if test.value else expr.otherwise, frame)
        for arm in choices.arms_offered(expr, self.index):
            self.arms.add(arm.start)
        then = self.eval(expr.then, frame)
        if expr.then.start in self.arms:
            self.s.choices.update(leaf.span for leaf in leaves(then))
        otherwise = self.eval(expr.otherwise, frame)
        return one_of([then, otherwise], span_of(expr))

    def cast(self, expr: s.Cast, frame: Frame) -> Value:
        value = self.eval(expr.value, frame)
        type_ = self.type_name(frame, expr.type)
        if isinstance(value, Const) and not isinstance(value.value, str):
            return at(value, span_of(expr))
        return self.typed(value, type_)

    def typed(self, value: Value, type_: str) -> Value:
        """``value``, where it is known to be of a type."""
        if not type_:
            return value
        if isinstance(value, Unknown):
            return Unknown(value.span, type_)
        if isinstance(value, Ref):
            obj = self.obj(value)
            if not obj.type and obj.kind == "object":
                self.put(value, replace(obj, type=type_))
        return value

    # -- operators

    def binary(self, expr: s.Binary, frame: Frame) -> Value:
        spine: list[s.Binary] = []
        base: s.Expr = expr
        while isinstance(base, s.Binary):
            spine.append(base)
            base = base.left
        value = self.eval(base, frame)
        for link in reversed(spine):
            right = self.eval(link.right, frame)
            value = self.operate(link.op, value, right, Span(link.start, link.end))
        return value

    def operate(self, op: str, left: Value, right: Value, span: Span) -> Value:
        """``left op right``."""
        if op in _COMPARISONS:
            return Unknown(span)
        if op in ("||", "??", "?:"):
            return one_of([left, right], span)
        if op == "&&":
            return right
        if op == "|":
            return builtins.union(left, right, span)
        if op == "&":
            for mask, other in ((left, right), (right, left)):
                if isinstance(other, (Unknown, Ref, Read)):
                    self.s.masks.update(leaf.span for leaf in leaves(mask))
            return builtins.masked(left, right, span)
        if op == "+" and isinstance(left, OneOf) and len(left.items) <= 4:
            return one_of([self.operate(op, v, right, span) for v in left.items], span)
        if op == "+":
            value = builtins.concatenated(left, right, span)
            if isinstance(value, Unknown):
                address = builtins.address(left, right, span)
                return address or Unknown(span, "", made_of((left, right)))
            return value
        if op == "%" and (template := text_of(left)) is not None:
            rows = right.items if isinstance(right, Row) else (right,)
            return builtins.formatted(template, rows, {}, span)
        if op == "-" and not (isinstance(left, Const) and isinstance(right, Const)):
            taken = right.plus if isinstance(right, Flags) else (right,)
            return builtins.without(left, taken, span)
        return builtins.arithmetic(op, left, right, span)

    def delete(self, target: s.Expr, frame: Frame) -> None:
        """``del x[key]``, ``delete x.key``."""
        if not isinstance(target, (s.Attr, s.Index)):
            return
        owner = self.eval(target.value, frame)
        key = target.name if isinstance(target, s.Attr) else text_of(self.eval(target.key, frame))
        for option in alternatives(owner):
            if isinstance(option, Ref) and key is not None:
                self.unset(option, key)

    def unary(self, expr: s.Unary, frame: Frame) -> Value:
        if expr.op == "delete":
            self.delete(expr.operand, frame)
            return Unknown(span_of(expr))
        value = self.eval(expr.operand, frame)
        span = span_of(expr)
        if expr.op == "~":
            return builtins.complement(value, span)
        if expr.op in ("&", "*", "+"):
            return value
        if isinstance(value, Const):
            if expr.op == "-" and isinstance(value.value, (int, float)):
                return Const(-value.value, span)
            if expr.op == "!" and isinstance(value.value, bool):
                return Const(not value.value, span)
        return Unknown(span)

    # -- objects with keys

    def map_(self, expr: s.Map, frame: Frame) -> Value:
        ref = self.make("", span_of(expr), "map")
        pairs: list[tuple[str | None, Value, Span]] = []
        flags = keyed = 0
        for field in expr.fields:
            value = self.eval(field.value, frame)
            if field.name is None:
                pairs.append((None, value, span_of(field)))
                continue
            key = self.eval(field.name, frame)
            name = text_of(key)
            if name is None and isinstance(key, Sym):
                name = key.name
                keyed += name in self.index.symbols
            if name is None:
                self.flow(value, "table")
                self.put(ref, replace(self.obj(ref), open=True))
                continue
            pairs.append((name, value, span_of(field)))
            flags += any(
                isinstance(v, Sym) and v.name in self.index.symbols for v in alternatives(value)
            )
        insert = self.before_close(expr.end, b"}")
        for name, value, span in pairs:
            if name is None:
                self.spread(ref, value)
                continue
            self.set_member(ref, name, "=", value, span, insert)
            tabled = flags > 1 or keyed or builtins.names_version(name)
            self.flow(value, "table" if tabled else "argument")
        return ref

    def spread(self, ref: Ref, value: Value) -> None:
        """Copy the members and bounds of objects into ``ref``, over what it says already."""
        mine = self.obj(ref)
        states: list[Bounds] = []
        for option in alternatives(value):
            if not isinstance(option, Ref):
                self.want(option)
                mine = replace(mine, open=True)
                states.extend(mine.states)
                continue
            source = self.obj(option)
            for key in source.keys:
                found = self.s.world.variable((option.id, key))
                if found is not None:
                    self.s.world.variables[(ref.id, key)] = found
            keys = tuple(dict.fromkeys((*mine.keys, *source.keys)))
            mine = replace(
                mine, keys=keys, roles=mine.roles | source.roles, maker=mine.maker or option.id
            )
            states.extend(beneath(new, old) for new in source.states for old in mine.states)
            if option.span in self.s.links:
                # made for this place, and gone into the new object: not judged by itself
                self.put(option, replace(source, states=(FRESH,)))
        self.put(ref, replace(mine, states=limited(states)))

    def set_member(
        self, ref: Ref, name: str, op: str, value: Value, span: Span, insert: Span | None = None
    ) -> None:
        """``object.name op value``: its rules, and the member itself."""
        if op in _FALLBACKS:
            old = self.s.world.variable((ref.id, name))
            if isinstance(old, (Const, Sym)) and not (isinstance(old, Const) and not old.value):
                return
            value, op = one_of([old or Unknown(span), value], span), "="
        self.set(self.setting_names(ref, name), ref, op, value, span, insert)
        old = self.s.world.variable((ref.id, name))
        if op != "=":
            value = self.operate(op[:-1], old or Unknown(span), value, span)
        self.s.world.variables[(ref.id, name)] = value
        if old is None:
            obj = self.obj(ref)
            if obj.kind == "map" and len(obj.keys) < 500:
                self.put(ref, replace(obj, keys=(*obj.keys, name)))

    def unset(self, ref: Ref, name: str) -> None:
        """Take a member out of a plain object: only what is left says something."""
        obj = self.obj(ref)
        if obj.kind != "map" or name not in obj.keys:
            return
        keys = tuple(k for k in obj.keys if k != name)
        self.put(ref, replace(obj, keys=keys, states=(FRESH,)))
        self.s.world.variables[(ref.id, name)] = Unknown(ref.span)
        for key in keys:
            found = self.s.world.variable((ref.id, key))
            if found is not None:
                self.set(self.setting_names(ref, key), ref, "=", found, found.span)

    def before_close(self, end: int, close: bytes) -> Span | None:
        """The empty span before the closing bracket at ``end``."""
        if self.s.text[end - 1 : end] == close:
            return Span(end - 1, end - 1)
        return None

    # -- calls

    def args(self, expr: s.Call, frame: Frame) -> Args:
        """The arguments of a call, evaluated."""
        out = Args(insert=self.before_close(expr.end, b")"))
        name = expr.func.name if isinstance(expr.func, s.Attr) else getattr(expr.func, "id", "")
        outer = self.described
        # what is only compared is not used, be it converted on the way
        self.described = outer or name.lower() in builtins.ASSERTING
        for arg in expr.args:
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
        if isinstance(receiver, LocalClass):
            first = args.positional[0] if args.positional else None
            if self.language == "python" and isinstance(first, Ref) and first.id in self.classes:
                args.positional = args.positional[1:]  # Base.method(self, …)
            receiver = receiver.info.instance
        if isinstance(receiver, Sym):
            if receiver.name in self.index.symbols and name in builtins.KEEPING:
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
            member = self.own_member(receiver, name)
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
            called = [f"{t}.{name}" for t in types] or [ANY + name]
            return self.outer_call(called, receiver, args, expr, frame)
        text = builtins.text_method(receiver, name, args, span, self.s.text)
        if text is not None:
            if isinstance(text, Unknown):
                return Unknown(span, "", made_of(args.positional))
            return text
        if isinstance(receiver, (Read, Flags)) and (args.positional or name in builtins.KEEPING):
            edited = builtins.edited(receiver, name, args, span)
            if edited is not None:
                return edited
        if isinstance(receiver, Row):
            if name in builtins.ADDING and args.positional:
                new = builtins.added(
                    receiver, args.positional[-1:] if name == "insert" else args.positional
                )
                self.assign(func.value, "=", new, frame, span)
                return new
            if name in builtins.MAPPING:
                return self.mapped(receiver, args, span, frame)
            if name in builtins.REMOVING:
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
        if isinstance(receiver, Unknown) and receiver.type:
            made = self.make(receiver.type, receiver.span)
            called = [f"{t}.{name}" for t in self.types(made)]
            return self.outer_call(called, made, args, expr, frame)
        return self.outer_call([ANY + name], None, args, expr, frame)

    def reduced(self, args: Args, span: Span, frame: Frame) -> Value | None:
        """``reduce(operator.or_, flags)``, with or without a first value."""
        func, row, *start = args.positional
        if not isinstance(row, Row) or row.open or len(row.items) > MAX_UNROLLED:
            return None
        items = [*start, *row.items]
        if not items:
            return None
        value = items[0]
        for item in items[1:]:
            if isinstance(func, Closure):
                value = self.apply_closure(func, Args([value, item]), span, frame)
            elif isinstance(func, Sym) and func.name in ("operator.or_", "operator.ior"):
                value = builtins.union(value, item, span)
            else:
                return None
        return value

    def mapped(self, row: Row, args: Args, span: Span, frame: Frame) -> Value:
        """What a function of this file makes of each item of a list."""
        first = args.positional[0] if args.positional else None
        if not isinstance(first, Closure) or len(row.items) > MAX_UNROLLED:
            return Unknown(span)
        items = [self.apply_closure(first, Args([i]), span, frame) for i in row.items]
        return Row(tuple(items), span, row.open or any(isinstance(i, Unknown) for i in items))

    def base_init(self, base: Sym, args: Args, expr: s.Call, frame: Frame) -> Value:
        """``Base.__init__(self, …)``, ``super().__init__(…)`` of a class from outside."""
        own = self.this(frame)
        first = args.positional[0] if args.positional else None
        if isinstance(first, Ref) and isinstance(own, Ref) and first.id == own.id:
            args.positional = args.positional[1:]
        self.outer_call([base.name], own if isinstance(own, Ref) else None, args, expr, frame)
        return Const(None, span_of(expr))

    def map_method(self, ref: Ref, name: str, args: Args, span: Span) -> Value | None:
        """A method of a dictionary or plain object."""
        first = text_of(args.positional[0]) if args.positional else None
        if name in ("get", "pop", "getOrDefault") and first is not None:
            found = self.s.world.variable((ref.id, first))
            if found is not None:
                if name == "pop":
                    self.unset(ref, first)
                return self.chosen(found, _written(args.positional[0].span, span))
            return builtins.with_default(name, args, span)
        if name in ("put", "set", "setProperty", "setdefault") and first is not None:
            found = self.s.world.variable((ref.id, first)) if name == "setdefault" else None
            if found is not None:
                return found
            if len(args.positional) > 1:
                self.set_member(ref, first, "=", args.positional[1], span)
            return Unknown(span)
        if name == "update":
            for value in args.positional:
                self.spread(ref, value)
            for key, value in args.keywords.items():
                self.set_member(ref, key, "=", value, span)
            return Unknown(span)
        if name in ("copy", "items", "entrySet"):
            return ref
        return None

    def outer_call(
        self, called: list[str], receiver: Ref | None, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """Call something outside this file by its qualified names."""
        span = span_of(expr)
        special = self.special(called[0], args, expr, frame) if called else None
        if special is not None:
            return special
        if self.s.explain and any(n in self.index.calls or n in self.index.emits for n in called):
            self.s.note(span, f"call {called[0]}")
        if called[:1] and called[0].rpartition(".")[2].lower() in builtins.FAILING:
            refused = {v.func.start for v in args.all() if isinstance(v, Closure)}
            self.pending = [p for p in self.pending if p[0].func.start not in refused]
        self.hand(called, args)
        result = self.call(called, receiver, args, span, new=expr.new)
        name = called[0] if called else ""
        last = name.rpartition(".")[2]
        if builtins.compares(name) or last in builtins.LOGGING:
            for value in args.all():
                self.expected(value, span)
        if not builtins.only_asks(name):
            for value in args.positional:
                self.flow(value, "argument")
            for key, value in args.keywords.items():
                self.flow(value, "table" if builtins.choosing(name, key) else "argument")
        if result is None and expr.fields:
            result = self.make(called[0], span)
        if result is not None:
            self.initialise(result, expr, frame)
            return result
        default = builtins.with_default(called[0], args, span) if called else None
        if default is not None:
            return default
        if last in builtins.TEXTUAL:
            owner = called[0].rpartition(".")[0]
            return Unknown(span, "", (owner, *made_of(args.positional)))
        return Unknown(span)

    def expected(self, value: Value, call: Span) -> None:
        """A plain object that stands in a call which only compares or logs it is nobody's options."""
        if not isinstance(value, Ref) or not call.start < value.span.start < call.end:
            return
        obj = self.obj(value)
        if obj.kind == "map" and obj.states != (FRESH,):
            self.put(value, replace(obj, states=(FRESH,)))
        for key in obj.keys:
            found = self.s.world.variable((value.id, key))
            if found is not None and found != value:
                self.expected(found, value.span)

    def hand(self, called: list[str], args: Args) -> None:
        """Note what the functions given to a call will be given."""
        if not self.index.hands:
            return
        names = (*called, *(ANY + n.rpartition(".")[2] for n in called[:1]))
        type_ = next((t for n in names if (t := self.index.hands.get(n))), None)
        for value in args.all() if type_ else ():
            if isinstance(value, Closure) and type_:
                self.handed[value.func.start] = type_

    def initialise(self, value: Value, expr: s.Call, frame: Frame) -> None:
        """The initialiser behind a construction (``new X {A = 1}``, ``X{A: 1}``)."""
        if not expr.fields:
            return
        insert = self.before_close(expr.end, b"}")
        for field in expr.fields:
            member = self.eval(field.value, frame)
            name = text_of(self.eval(field.name, frame)) if field.name is not None else None
            if name is not None and isinstance(value, Ref):
                if isinstance(field.value, s.Map) or (
                    isinstance(field.value, s.Call) and field.value.func == s.Other(0, 0)
                ):
                    existing = self.member(value, name, span_of(field), span_of(field))
                    if isinstance(existing, Ref) and isinstance(member, Ref):
                        self.copy_members(existing, member)
                        continue
                self.set_member(value, name, "=", member, span_of(field), insert)
            self.flow(member, "argument")

    def copy_members(self, target: Ref | Sym, source: Ref) -> None:
        """Set each member of ``source`` on ``target`` (a nested initialiser without a type, a module)."""
        for key in self.obj(source).keys:
            found = self.s.world.variable((source.id, key))
            if found is not None:
                self.assign_member(target, key, "=", found, found.span)

    def special(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions of the language itself that the engine must understand; None for all others."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        if name in builtins.ROW_MAKERS:
            if len(args.positional) == 1 and isinstance(first, Row):
                return at(first, first.span)
            return Row(tuple(args.positional), span, args.open)
        if name in builtins.EMPTY and not args.open:
            size = isinstance(first, Const) and type(first.value) is int
            if not args.positional or (size and len(args.positional) == 1):
                return Row((), span)
        if name in builtins.SAME and first is not None:
            if name == "append" and isinstance(first, Row):
                return builtins.added(first, args.positional[1:])
            return first
        if name == "getattr" and len(args.positional) >= 2 and first is not None:
            found = one_of(
                [
                    Unknown(span, "", made_of((option,)))
                    if (member := text_of(option)) is None
                    else self.member(first, member, _written(option.span, span), option.span)
                    for option in alternatives(args.positional[1])
                ],
                span,
            )
            if len(args.positional) > 2:
                default = args.positional[2]
                known = isinstance(found, Sym) and found.name in self.index.symbols
                # what stands in for a known constant counts where it is one itself (not 0, None)
                if not known or (isinstance(default, Sym) and default.name in self.index.symbols):
                    return one_of([found, default], span)
            return found
        if name == "setattr" and len(args.positional) == 3 and first is not None:
            member = text_of(args.positional[1])
            if member is not None:
                self.assign_member(first, member, "=", args.positional[2], span)
                return Const(None, span)
        if name == "hasattr" and len(args.positional) == 2 and isinstance(first, Sym):
            member = text_of(args.positional[1])
            if member is not None and f"{first.name}.{member}" in self.index.symbols:
                return Const(True, span)
        if name == "next" and isinstance(first, Row):
            return one_of([*first.items, *args.positional[1:]], span)
        if name == "filter" and len(args.positional) == 2:
            return args.positional[1]
        if name == "map" and len(args.positional) == 2 and isinstance(args.positional[1], Row):
            return self.mapped(args.positional[1], args, span, frame)
        if name in ("functools.reduce", "reduce") and len(args.positional) > 1:
            return self.reduced(args, span, frame)
        if name in ("functools.partial", "partial") and first is not None:
            rest = Args(args.positional[1:], args.keywords, True)
            return self.invoke(first, rest, expr, frame)
        if name in ("Object.assign", "_.extend", "_.assign", "_.merge", "lodash.merge", "extend"):
            refs = [v for v in args.positional if isinstance(v, Ref)]
            if refs and isinstance(first, Ref):
                for each in args.positional[1:]:
                    self.spread(first, each)
                return first
            if refs and isinstance(first, Sym):
                for ref in refs:
                    self.copy_members(first, ref)
                return first
        if name == "dict":
            ref = self.make("", span, "map")
            for each in args.positional:
                self.spread(ref, each)
            for key, value in args.keywords.items():
                self.set_member(ref, key, "=", value, value.span, args.insert)
                self.flow(value, "argument")
            return ref
        if (
            isinstance(first, Const)
            and type(first.value) is int
            and len(args.positional) == 1
            and name in self.index.enums
        ):
            return first
        last = name.rpartition(".")[2]
        if last.lower() in builtins.PARSING and args.positional:
            return self.parsed_enum(name, args, span)
        if name in builtins.JOINING and len(args.positional) > 1:
            _, *items = args.positional
            row = items[0] if isinstance(items[0], Row) else Row(tuple(items), span, args.open)
            joined = builtins.joined(row, text_of(args.positional[0]) or "", span)
            return joined if isinstance(joined, Const) else None
        if name in builtins.FORMATTING and first is not None and not args.open:
            template = text_of(first)
            if template is not None:
                return builtins.formatted(template, args.positional[1:], {}, span)
        if name in builtins.FILLING and isinstance(first, Row):
            self.assign(
                expr.args[0].value, "=", builtins.added(first, args.positional[1:]), frame, span
            )
        return None

    def parsed_enum(self, name: str, args: Args, span: Span) -> Value | None:
        """``Enum.Parse(typeof(T), "A, B")``, ``T.valueOf("A")``."""
        owner = name.rpartition(".")[0]
        if owner.rpartition(".")[2].lower() == "enum":
            types = [v for v in args.positional if isinstance(v, Sym)]
            owner = types[0].name if types else ""
        if owner not in self.index.known or owner in self.index.calls:
            return None
        for value in args.positional:
            options = alternatives(value)
            found = [builtins.enum_member(owner, v, self.index.symbols) for v in options]
            if any(v is not None for v in found):
                known = [v if v is not None else Unknown(span) for v in found]
                return one_of(known, value.span)
        names = tuple(n for n in made_of(args.positional) if n not in self.index.known)
        return Unknown(span, "", names) if names else None

    # -- assignment

    def assign(
        self,
        target: s.Expr,
        op: str,
        value: Value,
        frame: Frame,
        span: Span,
        *,
        declares: bool = False,
    ) -> None:
        """``target op value``."""
        if isinstance(target, s.Name):
            if op != "=":
                old = self.lookup(frame, target.id) or Unknown(span_of(target))
                if isinstance(old, Ref):
                    return
                value = self.operate(op[:-1], old, value, span)
            self.bind(frame, target.id, value, declares=declares)
            shared = f"global:{target.id}"
            if frame.parent is None and shared in self.index.sets:
                self.set([shared], self.process(shared, span), op, value, span)
        elif isinstance(target, s.Attr):
            receiver = self.held(target.value, self.eval(target.value, frame), frame)
            self.assign_member(receiver, target.name, op, value, span)
        elif isinstance(target, s.Index):
            receiver = self.eval(target.value, frame)
            key = text_of(self.eval(target.key, frame))
            if key is not None:
                self.assign_member(receiver, key, op, value, span)
        elif isinstance(target, s.Seq):
            items = value.items if isinstance(value, Row) and not value.open else ()
            for i, each in enumerate(target.items):
                if i < len(items):
                    part: Value = items[i]
                else:
                    part = value if i == 0 and isinstance(value, Ref) else Unknown(span)
                self.assign(each, "=", part, frame, span, declares=declares)
        elif isinstance(target, s.Map):
            for field in target.fields:
                key = None
                if field.name is not None:
                    key = text_of(self.eval(field.name, frame))
                part = (
                    self.member(value, key, span_of(field), span_of(field))
                    if key
                    else Unknown(span)
                )
                self.assign(field.value, "=", part, frame, span, declares=declares)

    def held(self, place: s.Expr, value: Value, frame: Frame) -> Value:
        """An object nobody knows that a variable or member holds is the same one next time."""
        if not isinstance(value, Unknown):
            return value
        if isinstance(place, s.Name):
            made = self.make(value.type, value.span)
            self.bind(frame, place.id, made)
            return made
        if isinstance(place, s.Attr) and 0 < _links(place) <= _MAX_LINKS:
            owner = self.held(place.value, self.eval(place.value, frame), frame)
            if isinstance(owner, Ref):
                made = self.make(value.type, value.span)
                self.s.world.variables[(owner.id, place.name)] = made
                return made
        return value

    def assign_member(self, receiver: Value, name: str, op: str, value: Value, span: Span) -> None:
        """``receiver.name op value``."""
        for option in alternatives(receiver):
            if isinstance(option, LocalClass):
                option = option.info.instance
            if isinstance(option, Sym):
                qualified = self.canonical(f"{option.name}.{name}")
                if qualified in self.index.sets:
                    self.set([qualified], self.process(option.name, span), op, value, span)
                    continue
                option = self.process(option.name, span)
            elif isinstance(option, Unknown):
                option = self.make(option.type, option.span)
            elif not isinstance(option, Ref):
                continue
            self.set_member(option, name, op, value, span)
