"""Expressions to values."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from tlslint import syntax as s
from tlslint.engine import (
    addresses,
    builtins,
    choices,
    declared,
    guards,
    libraries,
    nothing,
    operators,
    running,
    unused,
)
from tlslint.engine.assignment import links
from tlslint.engine.calls import Calls
from tlslint.engine.choices import probes, settled
from tlslint.engine.decode import consumed, numbers
from tlslint.engine.lacking import asked
from tlslint.engine.machine import (
    Args,
    Frame,
    State,
)
from tlslint.engine.names import IMPLICIT_THIS, IMPORTED, is_type, written_here
from tlslint.engine.spans import span_of, written
from tlslint.engine.world import World, join
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
    at,
    head_of,
    key_of,
    leaves,
    made_of,
    one_of,
    text_of,
)


def _structs(items: tuple[s.Expr, ...], words: Collection[str]) -> bool:
    """Whether several structs of a type of this package stand in a list, and name versions."""
    names = False
    for each in items:
        if type(each) is not s.Call or not each.new or type(each.func) is not s.Name:
            return False
        for part in each.fields or each.args:
            names = names or (type(part.value) is s.Attr and part.value.name in words)
    return names and len(items) > 1


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


class Expressions(Calls):
    """Evaluates expressions; `tlslint.engine.statements` adds what runs statements."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: starts of the values that a chain of conditions offers as choices
        self.arms: set[int] = set()
        self.table: dict[type, Callable[[Any, Frame], Value]] = {
            s.Name: self.name,
            s.Attr: self.attr,
            s.Index: self.index_,
            s.Lit: self.literal,
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

    def eval(self, expr: s.Expr, frame: Frame) -> Value:
        """The value of an expression, with its effects on the world."""
        state = self.s
        state.steps += 1
        if not state.steps & 1023:
            state.look()
        return self.table[type(expr)](expr, frame)

    # -- simple ones

    def literal(self, expr: s.Lit, frame: Frame) -> Value:
        picked = self.s.picked
        if picked is not None and expr.value in self.index.version_texts:
            return Const(expr.value, picked)
        return Const(expr.value, span_of(expr))

    def at_choice(self, value: Value) -> Value:
        """A version that a word elsewhere has chosen: there is the place to edit."""
        picked = self.s.picked
        if picked is not None and isinstance(value, Sym) and value.name in self.index.symbols:
            return Sym(value.name, picked, picked)
        return value

    def name(self, expr: s.Name, frame: Frame) -> Value:
        span = span_of(expr)
        if expr.id == self.super_word:
            return self.super_(frame, span)
        found = self.lookup(frame, expr.id)
        if self.unread:
            self.seen(frame, expr.id)
        if found is None:
            outer = self.outside(frame, expr.id, span)
            return self.from_outside(outer) if self.s.linked else outer
        if isinstance(found, Sym) and found.last == IMPORTED:
            # an imported name: it is written here
            here = Sym(found.name, span, span)
            return self.from_outside(here) if self.s.linked else here
        if found.span in self.s.enumerations and isinstance(found, (Const, Sym)):
            # one of all members of an enumeration: what is done with it is the place to edit
            self.s.tabled.add(span)
            return self.rebuilt(found, Sym("", span, span))
        if isinstance(found, OneOf):
            found = written_here(found, span)
        if isinstance(found, (Closure, OneOf)) and _runs_code(found):
            found = self.behind(expr.id, found, span, frame)
        self.look_at(found)
        return self.aliased(expr.id, found, span)

    def behind(self, name: str, value: Value, span: Span, frame: Frame) -> Value:
        """What reading a property gives; of one that only names a version, what uses it is the place to edit."""
        found = self.read(value, span, frame)
        if not self.is_version(name):
            return found
        self.s.masks.update(place for v in alternatives(found) for place in consumed(v))
        return one_of([self.aliased(name, v, span) for v in alternatives(found)], span)

    def read(self, value: Value, span: Span, frame: Frame) -> Value:
        """What reading a member gives: the value of a property that runs code is what its code returns."""
        found: list[Value] = []
        for option in alternatives(value):
            if not isinstance(option, Closure) or not option.func.getter:
                found.append(option)
            elif (
                option.func.relevant
                or self.s.text.find(b"http://", option.func.start, option.func.end) >= 0
                or self.s.text.find(b"ws://", option.func.start, option.func.end) >= 0
            ):
                found.append(self.apply_closure(option, Args(), span, frame))
            else:
                type_ = self.type_name(option.frame, option.func.returns)
                of = "" if type_ else self.declared_elsewhere(option.frame, option.func.returns)
                found.append(Unknown(span, type_, of=of))
        return one_of(found, span)

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
        first = chain[-1].name
        named = self.type_named(base, first, frame) or self.own_type(base, first, frame)
        value = named or self.eval(base, frame)
        if value.__class__ is Ref and base.__class__ is s.Name:
            self.pass_by(value, first)
            if self.language == "kotlin":
                unused.read(self, value, first, base, frame)
        for link in reversed(chain):
            value = self.member(
                value,
                link.name,
                Span(link.start, link.end),
                Span(link.name_start, link.name_start + len(link.name.encode())),
            )
            if isinstance(value, (Closure, OneOf)) and _runs_code(value):
                span = Span(link.start, link.end)
                value = self.behind(link.name, value, span, frame)
        self.look_at(value)
        return self.at_choice(value)

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
        back = builtins.from_end(expr) if expr.key.__class__ is s.Binary else None
        key = self.eval(expr.key, frame) if back is None else Const(-back, span_of(expr.key))
        return self.indexed(value, key, expr)

    def indexed(self, value: Value, key: Value, expr: s.Index) -> Value:
        """``value[key]``."""
        keys = alternatives(key)
        found = [
            self.entry(v, k, expr)
            for v in alternatives(value)
            for k in (operators.places(v, keys) if len(keys) > 1 else keys)
        ]
        return one_of(found, span_of(expr))

    def entry(self, value: Value, key: Value, expr: s.Index) -> Value:
        """``value[key]`` of single values; one of the objects in a list where it is not known which."""
        text = key_of(key, counted=self.declares)
        if text is not None and not isinstance(value, Row):
            place = written(key.span, span_of(expr))
            found = self.member(value, text, place, span_of(expr.key))
            if not isinstance(found, Unknown):
                return self.chosen(found, place)
        if isinstance(value, Row):
            objects = bool(value.items) and all(isinstance(v, (Ref, Row)) for v in value.items)
            if objects and not settled(expr.key):
                return one_of(list(value.items), span_of(expr))  # a variable counts through them
            if isinstance(key, Const) and type(key.value) is int:
                self.unlisted(value)
                if -len(value.items) <= key.value < len(value.items):
                    item = value.items[key.value]
                    if isinstance(item, Const) and settled(expr.key) and self.lists_versions(value):
                        return at(item, span_of(expr))
                    return item
        picked = self.table_key(key)
        if picked is not None and isinstance(value, Ref):
            held = self.s.world.variable((value.id, picked))
            if held is not None:
                return held
        any_ = isinstance(key, (Unknown, Ref))
        listed = self.any_version(value, span_of(expr)) if any_ else None
        if isinstance(key, Sym) and isinstance(value, Ref) and not self.index.knows(key.name):
            listed = self.any_module(value, span_of(expr))
        one = listed or self.item(value, span_of(expr))
        if one is None and self.language == "python":
            one = builtins.part(value, key, span_of(expr))
            if one is None and text and self.s.options and isinstance(value, Unknown):
                one = declared.offered(self.s, text, span_of(expr))
        return one or Unknown(span_of(expr), "", builtins.entry_names(value, key))

    def lists_versions(self, row: Row) -> bool:
        """Whether a list holds names of several versions, from which one is chosen."""
        texts = {text_of(v) for v in row.items}
        return len(texts) > 1 and all(t in self.index.version_texts for t in texts)

    def format(self, expr: s.Format, frame: Frame) -> Value:
        values = [self.eval(part, frame) for part in expr.parts]
        span = span_of(expr)
        whole: Value = Const("", span)
        for value in values:
            whole = operators.operate("+", whole, value, span, self.s.masks)
        if not any(head_of(v) or text_of(v) is not None for v in alternatives(whole)):
            return Unknown(span, "", made_of(values))
        return whole

    def sequence(self, expr: s.Seq, frame: Frame) -> Value:
        outer = self.described
        self.described = outer or _tabled(expr.items, self.language)
        if self.language == "go" and _structs(expr.items, self.index.version_words):
            evaluated = self.each_apart(expr.items, frame)
        else:
            evaluated = [self.eval(i, frame) for i in expr.items]
        items = self.written_here(evaluated, expr.items)
        self.described = outer
        open_ = Unknown in map(type, items)
        return self.listed(Row(items, span_of(expr), open_))

    def each_apart(self, items: tuple[s.Expr, ...], frame: Frame) -> list[Value]:
        """The structs of a list, whose fields are kept by their type: each is what one of them says."""
        parent, worlds, out = self.s.world, [], []
        for item in items:
            self.s.world = World(parent)
            worlds.append(self.s.world)
            out.append(self.eval(item, frame))
        self.s.world = parent
        join(parent, worlds)
        return out

    def map_(self, expr: s.Map, frame: Frame) -> Value:
        ref = self.make("", span_of(expr), "map")
        pairs: list[tuple[str | None, Value, Span]] = []
        flags = keyed = 0
        outer = self.described
        rows = self.language == "go" and _tabled(tuple(f.value for f in expr.fields), "go")
        self.described = outer or rows
        evaluated = [self.eval(field.value, frame) for field in expr.fields]
        self.described = outer
        for field, value in zip(expr.fields, evaluated, strict=True):
            if field.name is None:
                pairs.append((None, value, span_of(field)))
                continue
            key = self.eval(field.name, frame)
            name = key_of(key, counted=self.declares)
            if name is None and isinstance(key, Sym):
                name = key.name
                if name in self.index.symbols:
                    keyed += 1
                    self.s.key_places[ref.id, name] = key.span
            if name is None and (name := self.table_key(key)) is not None:
                self.put(ref, replace(self.obj(ref), open=True))
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
            tabled = flags > 1 or keyed or libraries.names_version(name)
            self.flow(value, "table" if tabled else "argument")
            if self.declares:
                declared.described(self.s, name, value)
        if self.declares:
            declared.named(self.s, ref)
        return ref

    def other(self, expr: s.Other, frame: Frame) -> Value:
        values = [self.eval(c, frame) for c in expr.children]
        for value in values:
            self.flow(value, "table")
        return Unknown(span_of(expr))

    def inline(self, expr: s.Inline, frame: Frame) -> Value:
        statement = expr.statement
        self.run_statements((statement,), frame)
        if isinstance(statement, s.Assign):
            if statement.op == "=" and statement.targets and links(statement.targets[0]) >= 0:
                return self.eval(statement.targets[0], frame)
            return Unknown(span_of(expr))
        if isinstance(statement, s.Class):
            found = self.lookup(frame, f"\0class{statement.start}")
            if isinstance(found, LocalClass):
                return at(found.info.instance, span_of(expr))
        return Unknown(span_of(expr))

    def function(self, expr: s.Func, frame: Frame) -> Value:
        closure = Closure(expr, frame, span_of(expr))
        self.unread.clear()  # it may read any of them
        (self.pending if self.s.tells(expr) else self.idle).append((closure, frame))
        return closure

    def cond(self, expr: s.Cond, frame: Frame) -> Value:
        """The value of a condition; a chain of them, which may be a switch, is followed link by link."""
        found: list[tuple[s.Cond, Value]] = []
        offered = False
        rest: s.Expr = expr
        while isinstance(rest, s.Cond):
            test = self.eval(rest.test, frame)
            sure = settled(rest.test, self.s.varying) and not probes(rest.test, self.s.running)
            if (runs := running.decided(self, rest.test, test, frame)) is not None:
                sure, test = True, Const(runs, span_of(rest.test))
            if sure and isinstance(test, Const) and isinstance(test.value, bool):
                offered = offered and not test.value
                rest = rest.then if test.value else rest.otherwise
                continue
            if not offered:  # what a chain offers, its end does not offer alone
                self.arms.update(arm.start for arm in choices.arms_offered(rest, self.index))
                offered = True
            then = self.eval(rest.then, frame)
            if rest.then.start in self.arms and not choices.is_on(rest.test, test):
                self.s.choices.update(leaf.span for leaf in leaves(then))
            if self.s.probed:
                there, missing = asked(rest.test, self.s.probed)
                parts = ((rest.then, missing), (rest.otherwise, there))
                self.s.lacking.update((span_of(part), names) for part, names in parts if names)
            found.append((rest, then))
            rest = rest.otherwise
        value = self.eval(rest, frame)
        for link, then in reversed(found):
            value = one_of(nothing.taken(link, then, value), span_of(link))
        return value

    def cast(self, expr: s.Cast, frame: Frame) -> Value:
        value = self.eval(expr.value, frame)
        type_ = self.type_name(frame, expr.type)
        if type_ in self.index.known:
            value = numbers(value)
            self.s.casts[span_of(expr) if isinstance(value, Const) else value.span] = type_
        if isinstance(value, Const) and not isinstance(value.value, str):
            return at(value, span_of(expr))
        if self.across and not type_ and isinstance(value, Unknown):
            return replace(value, of=self.declared_elsewhere(frame, expr.type) or value.of)
        return self.typed(value, type_)

    def typed(self, value: Value, type_: str) -> Value:
        """``value``, where it is known to be of a type."""
        if not type_:
            return value
        if isinstance(value, Unknown) or (isinstance(value, Row) and not value.items):
            if isinstance(value, Row):
                return Unknown(value.span, type_)
            if value.names and value.names[0].endswith("])"):
                self.want(value)  # its maker may tell its side
            return Unknown(value.span, type_, value.names, value.head)
        if isinstance(value, OneOf) and all(isinstance(v, Unknown) for v in value.items):
            return self.typed(next(v for v in value.items if isinstance(v, Unknown)), type_)
        if isinstance(value, OneOf) and type_ in self.index.sides:
            for each in value.items:
                self.typed(each, type_)
        if isinstance(value, Ref):
            obj = self.obj(value)
            if obj.type not in self.index.known and obj.kind == "object":
                self.put(value, replace(obj, type=type_))
            self.role(value, self.index.sides.get(type_, ""))
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
            if link.op in operators.EQUALITIES:
                there = isinstance(link.right, s.Lit) and link.right.value is None
                self.compared(link.left, value, frame, there)
                self.compared(link.right, right, frame)
                self.expected(right, Span(link.start, link.end))
            span = Span(link.start, link.end)
            if link.op in operators.COMPARISONS and self.language == "python":
                told = running.compared(self, link, value, right, frame)
                if told is not None:
                    value = told
                    continue
            if link.op == "||" and isinstance(value, Sym) and value.span in self.s.running:
                continue  # the platform has it
            if link.op == "&&" and isinstance(right, Sym) and right.span in self.s.running:
                right = at(right, span)  # it is there, but may not be asked for
            if link.op == "+" and value.span in self.s.parameters and value.span != span:
                addresses.longer(self, value, span)
            op = link.op
            if op == "^" and guards.lacks(self.s, link.left, link.right):
                op = "|"
            value = operators.operate(op, value, right, span, self.s.masks)
        return value

    def unary(self, expr: s.Unary, frame: Frame) -> Value:
        if expr.op == "delete":
            self.delete(expr.operand, frame)
            return Unknown(span_of(expr))
        value = self.eval(expr.operand, frame)
        span = span_of(expr)
        if expr.op == "~":
            return operators.complement(value, span)
        if expr.op in ("&", "*", "+"):
            return value
        if isinstance(value, Const):
            if expr.op == "-" and isinstance(value.value, (int, float)):
                return Const(-value.value, span)
            if expr.op == "!" and isinstance(value.value, bool):
                return Const(not value.value, span)
        return Unknown(span)


def _runs_code(value: Value) -> bool:
    """Whether reading a value may run the code of a property."""
    return any(isinstance(v, Closure) and v.func.getter for v in alternatives(value))
