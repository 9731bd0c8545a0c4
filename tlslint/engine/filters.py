"""Lists that are cut down to another one: ``filter(WANTED::contains)``, ``if (WANTED.contains(p)) add(p)``."""

from __future__ import annotations

from collections.abc import Callable

from tlslint import syntax as s
from tlslint.engine import builtins, enumerated, libraries, listing, operators, supported
from tlslint.engine.machine import MAX_UNROLLED, Args, Frame, State
from tlslint.engine.spans import span_of
from tlslint.engine.special import Special
from tlslint.engine.world import World, join
from tlslint.facts import Span
from tlslint.values import (
    Closure,
    Const,
    Flags,
    Read,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    one_of,
)

#: Methods that change a list, or fill an array with it.
CHANGING = listing.ADDING | listing.REMOVING | {"toArray", "set", "put"}
#: Methods that put something at a place of a list: of Java, and what ``list[0] = x`` is in Kotlin.
PLACING = frozenset({"set", "put"})
#: Methods that leave what a list has in common with another: one of the list itself, one that gives it.
MEETING = frozenset({"retainAll", "intersect"})
#: Methods that ask whether something is in a list.
_ASKING = frozenset({"contains", "Contains", "includes"})


class Filters(Special):
    """Follows what is left of lists."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: the variables of the loops around what runs now whose items nobody knows
        self.turning: list[str] = []

    def eval(self, expr: s.Expr, frame: Frame) -> Value:
        """The value of an expression; given by the subclass."""
        raise NotImplementedError

    def asked(self, test: s.Expr, name: str, frame: Frame) -> Row | None:
        """The list of which ``test`` asks whether the variable ``name`` is in it."""
        found = self.asked_of(test, name, frame)
        return found if isinstance(found, Row) else None

    def asked_of(self, test: s.Expr, name: str, frame: Frame) -> Value | None:
        """What ``test`` asks whether the variable ``name`` is in it; None for other tests."""
        match test:
            case s.Call(
                func=s.Attr(value=where, name=how), args=[s.Arg(value=s.Name(id=given)), *_]
            ):  # behind it may stand how to compare
                return self.eval(where, frame) if how in _ASKING and given == name else None
            case s.Binary(op="in", left=s.Name(id=given), right=where):
                jvm = self.language in libraries.JVM  # elsewhere loops over what is wanted ask so
                return self.eval(where, frame) if jvm and given == name else None
        return None

    def passed(self, row: Row, test: Closure, span: Span, frame: Frame) -> Value | None:
        """The items of a list for which ``test`` holds; None where that is not known of each."""
        if len(row.items) > MAX_UNROLLED:
            return None
        left = []
        for item in row.items:
            held = self.apply_closure(test, Args([item]), span, frame)
            holds = held.value if isinstance(held, Const) else self.let_in(test, item, frame)
            if type(holds) is not bool:
                return None
            if holds:
                left.append(item)
        return Row(tuple(left), row.span, row.open)

    def removed(self, row: Row, name: str, args: Args, expr: s.Call, frame: Frame) -> Value:
        """A list without what the method ``name`` takes out of it."""
        span = span_of(expr)
        asked = expr.args[0].value if name == "removeIf" and len(expr.args) == 1 else None
        if isinstance(asked, s.Attr) and asked.name in (*_ASKING, "equals"):
            # ``removeIf("SSLv3"::equals)``
            return builtins.removed(row, "removeAll", Args([self.eval(asked.value, frame)]), span)
        if name == "remove" and not args.all():
            # by an iterator: what is left of the list itself is not known; a test around it is about items
            world: World | None = self.s.world
            while world is not None:
                for key, value in list(world.variables.items()):
                    if isinstance(value, Row) and value.span == row.span:
                        world.variables[key] = Unknown(span)
                world = world.parent
        if isinstance(asked, s.Func) and self.keeps_supported(asked, frame):
            return row
        test = args.positional[0] if name in ("removeIf", "removeAll") and args.positional else None
        if not isinstance(test, Closure):
            return builtins.removed(row, name, args, span)
        taken = self.passed(row, test, span, frame)
        if taken is None:
            return Unknown(span)
        return builtins.removed(row, "removeAll", Args([taken]), span)

    def keeps_supported(self, test: s.Func, frame: Frame) -> bool:
        """Whether a test holds for what is not among all that a platform supports: it may have all."""
        match test.body():
            case [s.Leave(value=s.Unary(op="!", operand=inner))] if len(test.params) == 1:
                asked = self.asked_of(inner, test.params[0].name, frame)
                return asked is not None and supported.is_all(asked, self.index.symbols)
        return False

    def let_in(self, test: Closure, item: Value, frame: Frame) -> bool | None:
        """Whether a test that compares holds for a member of an enumeration."""
        func = test.func
        body = func.body() if len(func.params) == 1 else ()
        if len(body) != 1 or not isinstance(body[0], s.Leave) or body[0].value is None:
            return None
        member = enumerated.Member(func.params[0].name, item)
        known = enumerated.Known(lambda e: self.eval(e, frame), self.number_of)
        return enumerated.holds(body[0].value, member, known)

    def cut(
        self, receiver: Sym | Flags | Row, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value | None:
        """What a method leaves of a list of all that a platform supports; None for other calls."""
        span = span_of(expr)
        whole = supported.listed(receiver, self.index.symbols, receiver.span)
        if whole is None:
            return None
        wanted: Value | None = None
        if func.name == "filter":
            wanted = self.filtered(Unknown(span), expr, frame)
        elif func.name in MEETING and args.positional:
            wanted = _common(Unknown(span), args.positional[0], span)
        if wanted is not None:  # the other list says more
            if func.name == "retainAll":
                self.assign(func.value, "=", wanted, frame, span)
            return wanted
        left = supported.left(whole, func.name, args, span, lambda e: self.eval(e, frame))
        if left is not None and func.name in supported.CHANGING:
            self.assign(func.value, "=", left, frame, span)
            return Unknown(span)
        return left

    def cut_text(
        self, value: Read | Flags, func: s.Attr, args: Args, span: Span, frame: Frame
    ) -> Value | None:
        """What a method leaves of a setting's list, which is a text that was split perhaps; None for others."""
        name = func.name
        if name in ("split", "splitToList", "splitAsStream") or name in listing.MAPPING:
            return value
        if name in supported.TESTING and len(args.positional) == 1:
            gone = supported.gone(args.positional[0], name, span, lambda e: self.eval(e, frame))
        elif name in ("remove", "removeAll") and len(args.positional) == 1:
            given = args.positional[0]
            gone = given.items if isinstance(given, Row) else (given,)
        else:
            return None
        left = operators.without(value, gone, span) if gone is not None else Unknown(span)
        if name in supported.CHANGING:
            self.assign(func.value, "=", left, frame, span)
        return left

    def apart(
        self, lists: list[Value], place: s.Expr, run: Callable[[Value], Value], frame: Frame
    ) -> list[Value]:
        """What a method that changes a list gives of each that a variable may hold; each changes for itself."""
        parent, worlds, found = self.s.world, [], []
        for each in lists:
            self.s.world = World(parent)
            worlds.append(self.s.world)
            self.assign(place, "=", each, frame, span_of(place))
            found.append(run(each))
        self.s.world = parent
        join(parent, worlds)
        return found

    def number_of(self, value: Value) -> int | None:
        """The number of a member of an enumeration."""
        if isinstance(value, Const) and type(value.value) is int:
            return value.value
        entry = self.index.symbols.get(value.name) if isinstance(value, Sym) else None
        return entry.number if entry is not None else None

    def filtered(self, value: Value, expr: s.Call, frame: Frame) -> Value | None:
        """What ``value.filter(…)`` leaves of a list; None where the test is not about another list."""
        test = expr.args[0].value if len(expr.args) == 1 else None
        wanted: Value | None = None
        if isinstance(test, s.Attr) and test.name in _ASKING:
            wanted = self.eval(test.value, frame)
        elif isinstance(test, s.Func) and len(test.params) == 1:
            body = test.body()
            if len(body) == 1 and isinstance(body[0], s.Leave) and body[0].value is not None:
                asked = self.asked_of(body[0].value, test.params[0].name, frame)
                if asked is not None and supported.is_all(asked, self.index.symbols):
                    return value  # a platform may have all of them
                wanted = asked if isinstance(asked, Row) else None
        return _common(value, wanted, span_of(expr)) if wanted is not None else None

    def turned(self, test: s.Expr, frame: Frame) -> tuple[str, Value] | None:
        """A loop's variable, and what it is where ``test`` holds: one of another list."""
        for name in self.turning:
            wanted = self.asked(test, name, frame)
            if wanted is not None and isinstance(self.lookup(frame, name), Unknown):
                return name, one_of(list(wanted.items), wanted.span)
        return None


def _common(value: Value, wanted: Value, span: Span) -> Value | None:
    """What a list has in common with one that is perhaps known; None where it is not."""
    options = alternatives(wanted)
    rows = [builtins.kept(value, v, span) for v in options if isinstance(v, Row)]
    if not rows or not all(isinstance(left, Row) for left in rows):
        return None
    rest: list[Value] = [Unknown(span)] if len(rows) < len(options) else []
    return one_of([*rows, *rest], span)
