"""Functions of the languages' own libraries that make lists, go through them, join them, and change them."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint import syntax as s
from tlslint.engine import (
    builtins,
    libraries,
    listing,
    operators,
    supported,
)
from tlslint.engine.commandline import CommandLine
from tlslint.engine.machine import (
    CALLED,
    MAX_UNROLLED,
    Args,
    Frame,
)
from tlslint.engine.spans import span_of
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    Closure,
    Const,
    Flags,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    at,
    head_of,
    key_of,
    leaves,
    made_of,
    one_of,
    text_of,
)

#: Functions that give the union of two flags.
_UNITING = frozenset(
    {"operator.or_", "operator.ior", "operator.__or__", "operator.add", "int.__or__"}
)

#: The names of what the functions below understand, as most calls are of none of these.
LISTS = frozenset(
    {*listing.ROW_MAKERS, *libraries.SAYING, *listing.SPLITTING, *listing.EMPTY, *listing.SAME}
)
EACH = frozenset({"next", "filter", "map", "functools.reduce", "reduce", "sum"})
TEXTS = frozenset(
    {
        *(*listing.JOINING, *listing.JOINING_FIRST, *listing.FORMATTING, *listing.FILLED),
        *(*listing.COPYING, *listing.UNITING, *listing.WITHOUT, *listing.FILLING),
    }
)


class ListCalls(CommandLine):
    """Calls functions for lists and texts."""

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file; given by the subclass."""
        raise NotImplementedError

    def invoke(self, func: Value, args: Args, expr: s.Call, frame: Frame) -> Value:
        """Call a value; given by the subclass."""
        raise NotImplementedError

    def of_lists(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions that make a list, or give what they are given."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        if name in listing.ROW_MAKERS:
            if len(args.positional) == 1 and isinstance(first, Row):
                return at(first, first.span)
            if len(args.positional) == 1 and isinstance(first, Sym) and first.name.endswith(CALLED):
                # items are taken out of what a call gives, or asked for
                return supported.listed(first, self.index.symbols, span) or Unknown(span)
            if len(args.positional) == 1 and isinstance(first, Read):
                return first
            given = [arg.value for arg in expr.args]
            plain = len(given) == len(args.positional)
            here = self.written_here(args.positional, given) if plain else tuple(args.positional)
            return self.listed(Row(here, span, args.open))
        if name in libraries.SAYING:
            return Const(libraries.SAYING[name], span)
        if name in listing.SPLITTING and first is not None:
            return builtins.split(first, self.s.text)
        if name in listing.EMPTY and not args.open:
            size = isinstance(first, Const) and type(first.value) is int
            size = size or (len(expr.args) == 1 and _counts(expr.args[0].value))
            size = size or name == "StringJoiner"  # its separator
            if not args.positional or (size and len(args.positional) == 1):
                return Row((), span)
        if name in listing.SAME and first is not None:
            if name == "append" and isinstance(first, Row):
                return builtins.added(first, args.positional[1:])
            return first
        return None

    def of_each(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions that go through a list."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        if name == "next" and isinstance(first, Row):
            if first.items and not first.open and isinstance(expr.args[0].value, s.Call):
                # of a comprehension; what stands behind it is for other platforms
                self.s.choices.update(v.span for v in first.items[1:])
                return first.items[0]
            return one_of([*first.items, *args.positional[1:]], span)
        if name == "filter" and len(args.positional) == 2:
            return args.positional[1]
        if name == "map" and len(args.positional) == 2 and isinstance(args.positional[1], Row):
            return self.mapped(args.positional[1], args, span, frame)
        if name in ("functools.reduce", "reduce") and len(args.positional) > 1:
            return self.reduced(args, span, frame)
        if name == "sum" and args.positional and self.language == "python":
            # of flags: each is a bit of its own
            flags = leaves(args.positional[0])
            known = all(isinstance(v, Sym) and v.name in self.index.symbols for v in flags)
            either = Sym("operator.or_", span, span)
            return self.reduced(Args([either, args.positional[0]]), span, frame) if known else None
        return None

    def of_texts(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions that join texts and lists, fill them, or take something out."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        if name in listing.JOINING and len(args.positional) > 1:
            _, *items = args.positional
            if len(items) == 1 and isinstance(items[0], (Read, Flags)):
                return items[0]
            row = items[0] if isinstance(items[0], Row) else Row(tuple(items), span, args.open)
            joined = builtins.joined(row, text_of(args.positional[0]) or "", span)
            return joined if isinstance(joined, Const) else None
        if name in listing.JOINING_FIRST and isinstance(first, Row):
            by = text_of(args.positional[1]) if len(args.positional) > 1 else None
            joined = builtins.joined(first, by or listing.JOINING_FIRST[name], span)
            return joined if isinstance(joined, Const) else None
        if name in listing.FORMATTING and first is not None and not args.open:
            template = text_of(first)
            if template is not None:
                return operators.formatted(template, args.positional[1:], {}, span)
        if name in listing.FILLED and first is not None:
            told = operators.filled(text_of(first) or "", args.positional[1:], span)
            if told is not None:
                return told
            head, place, _ = head_of(first).partition("%")
            if place and not head and len(args.positional) > 1:
                head = head_of(args.positional[1])
            return Unknown(span, "", made_of(args.positional), head)
        if name in listing.COPYING and isinstance(first, Row) and len(expr.args) > 2:
            self.assign(expr.args[2].value, "=", first, frame, span)
        if name in listing.UNITING and first is not None:
            return builtins.added(Row((), span, args.open), args.positional)
        if name in listing.WITHOUT and isinstance(first, Row):
            return builtins.removed(first, "remove", Args(args.positional[1:]), span)
        if name in listing.FILLING and isinstance(first, Row):
            self.assign(
                expr.args[0].value, "=", builtins.added(first, args.positional[1:]), frame, span
            )
        return None

    def mapping(self, pairs: Row, span: Span) -> Ref:
        """``new Map([[key, value], …])``: what is looked up by a key; its keys are no settings."""
        ref = self.make("", span, "map")
        keys: dict[str, None] = {}
        for pair in pairs.items:
            key = None
            if isinstance(pair, Row) and len(pair.items) == 2:
                key = key_of(pair.items[0], counted=True) or self.table_key(pair.items[0])
            if key is not None and isinstance(pair, Row):
                self.s.world.variables[(ref.id, key)] = pair.items[1]
                keys[key] = None
        self.put(ref, replace(self.obj(ref), keys=tuple(keys), open=len(keys) < len(pairs.items)))
        return ref

    def entries(self, ref: Ref, what: str, span: Span) -> Row | None:
        """``Object.keys(x)`` and its like: what is in a plain object, as a list."""
        obj = self.obj(ref)
        if obj.kind != "map":
            return None
        items: list[Value] = []
        for key in obj.keys:
            value = self.s.world.variable((ref.id, key)) or Unknown(span)
            written = self.s.key_places.get((ref.id, key), span)
            name = Sym(key, written, written) if key in self.index.symbols else Const(key, span)
            items.append({"keys": name, "values": value, "entries": Row((name, value), span)}[what])
        return Row(tuple(items), span, obj.open)

    def written_here(self, items: Sequence[Value], written: Sequence[s.Expr]) -> tuple[Value, ...]:
        """The items of a list; names of several versions are to be edited in the list, not where they are defined."""
        texts = {text for v in items if (text := text_of(v)) in self.index.version_texts}
        if len(texts) < 2:
            return tuple(items)
        return tuple(
            at(v, span_of(e)) if isinstance(e, (s.Name, s.Attr)) and text_of(v) in texts else v
            for v, e in zip(items, written, strict=True)
        )

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
            elif isinstance(func, Sym) and func.name in _UNITING:
                value = operators.union(value, item, span)
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


def _counts(expr: s.Expr) -> bool:
    """Whether an expression is the length of something, so that what it is given to is empty."""
    if isinstance(expr, s.Call) and isinstance(expr.func, s.Attr):
        return expr.func.name in ("size", "length") and not expr.args
    return isinstance(expr, s.Attr) and expr.name in ("length", "Length", "Count")
