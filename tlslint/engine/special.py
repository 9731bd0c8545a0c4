"""Functions of the languages themselves that the engine must understand.

They set members, call functions of the file, or change the list that they are called on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tlslint import syntax as s
from tlslint.engine import (
    builtins,
    enumerated,
    heads,
    libraries,
    listing,
    operators,
    running,
    schemes,
    supported,
)
from tlslint.engine.commandline import CommandLine
from tlslint.engine.machine import (
    CALLED,
    MAX_UNROLLED,
    Args,
    Frame,
)
from tlslint.engine.spans import span_of, written
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    KEY,
    Closure,
    Const,
    Flags,
    LocalClass,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    at,
    head_of,
    key_of,
    keys_in,
    leaves,
    made_of,
    one_of,
    text_of,
)

#: Functions that give the union of two flags.
_UNITING = frozenset(
    {"operator.or_", "operator.ior", "operator.__or__", "operator.add", "int.__or__"}
)


class Special(CommandLine):
    """Calls what is part of a language."""

    def apply_closure(self, closure: Closure, args: Args, span: Span, frame: Frame) -> Value:
        """Call a function of this file; given by the subclass."""
        raise NotImplementedError

    def invoke(self, func: Value, args: Args, expr: s.Call, frame: Frame) -> Value:
        """Call a value; given by the subclass."""
        raise NotImplementedError

    def special(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions of the language itself that the engine must understand; None for all others."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        name = libraries.opened(name)
        if self.language == "go" and len(args.positional) < 6:
            option = self.option(name, args, expr, frame)
            if option is None:
                option = builtins.of_several(name, args.positional, span, self.index.symbols)
            if option is not None:
                return option
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
        if name == "getattr" and len(args.positional) >= 2 and first is not None:
            found = one_of(
                [
                    Unknown(span, "", made_of((option,)))
                    if (member := text_of(option)) is None
                    else self.member(first, member, written(option.span, span), option.span)
                    for option in alternatives(args.positional[1])
                ],
                span,
            )
            if len(args.positional) > 2:
                default = args.positional[2]
                has = running.has(self, found.name, first) if isinstance(found, Sym) else None
                if has is not None and isinstance(found, Sym):
                    if has:
                        told = running.without(self, (found.name,), "never taken")
                        self.s.note(default.span, told)
                    return found if has else default
                known = isinstance(found, Sym) and found.name in self.index.symbols
                # what stands in for a known constant counts where it is one itself (not 0, None)
                if isinstance(found, Sym):
                    self.s.lacking[default.span] = (found.name,)
                if not known or (isinstance(default, Sym) and default.name in self.index.symbols):
                    return one_of([found, default], span)
            return found
        if name == "setattr" and len(args.positional) == 3 and first is not None:
            member = text_of(args.positional[1])
            if member is not None:
                self.assign_member(first, member, "=", args.positional[2], span)
                self.flow(args.positional[2], "assign")
                return Const(None, span)
        if name in libraries.DEFINING and len(args.positional) == 3 and first is not None:
            member, value = text_of(args.positional[1]), args.positional[2]
            if name.endswith("Property"):  # it is described: ``{value: x, writable: true}``
                described = self.own_member(value, "value") if isinstance(value, Ref) else None
                value = described or Unknown(span)
            if member is not None:
                self.assign_member(first, member, "=", value, span)
                return first
        if name == "hasattr" and len(args.positional) == 2 and isinstance(first, Sym):
            member = text_of(args.positional[1])
            if member is not None:
                self.s.probed[span] = f"{first.name}.{member}"
                there = running.probed(self, f"{first.name}.{member}", span)
                if there is not None:
                    return there
        if self.language == "python":
            if (parser := self.parser(name, args, expr, frame)) is not None:
                return parser
            if name == "type" and isinstance(first, Ref):
                return first  # one object stands for a class and what is made of it
            text = text_of(first) if first is not None else None
            importing = name.rpartition(".")[2] in libraries.IMPORTING
            if text is not None and importing and not text.startswith("."):
                module = text.partition(".")[0] if name.endswith("__import__") else text
                return Sym(self.canonical(module), span, span)
            if text is not None and name == "eval" and text.replace(".", "_").isidentifier():
                return self.evaluated(text, args.positional[0].span, frame)
        if name == "next" and isinstance(first, Row):
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
        if first is not None and libraries.calls_first(name):
            rest = Args(args.positional[1:], args.keywords, True)
            return self.invoke(first, rest, expr, frame)
        merged = self.merged(name, args, span)
        if merged is not None:
            return merged
        if name == "Map" and expr.new and isinstance(first, Row):
            return self.mapping(first, span)
        if name in listing.ENTRIES and isinstance(first, Ref):
            return self.entries(first, name.rpartition(".")[2], span)
        if name in listing.EACH and len(args.positional) > 1 and isinstance(first, Row):
            return self.mapped(first, Args(args.positional[1:]), span, frame)
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
        if name in schemes.APART and expr.args:
            self.s.apart[span] = expr.args[0].value
        if name in heads.ADDRESSES:
            return heads.made(self, name, args, span)
        if last.lower() in libraries.PARSING and args.positional:
            return self.parsed_enum(name, args, span)
        if last.lower() in enumerated.LISTING and isinstance(first, (Sym, LocalClass)):
            return self.members_of(name, first, span)
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
                known = [
                    v if v is not None else Unknown(span, "", tuple(KEY + k for k in keys_in(o)))
                    for v, o in zip(found, options, strict=True)
                ]
                return one_of(known, value.span)
        names = tuple(n for n in made_of(args.positional) if n not in self.index.known)
        return Unknown(span, "", names) if names else None

    def members_of(self, name: str, type_: Sym | LocalClass, span: Span) -> Row | None:
        """``Enum.GetValues(typeof(T))`` and ``Enum.GetNames``: all members, oldest first; none of them is a choice."""
        owner, _, last = name.rpartition(".")
        if owner.rpartition(".")[2].lower() != "enum":
            return None
        found: list[Value] = []
        if isinstance(
            type_, LocalClass
        ):  # in the order of the file; what has no number says nothing
            names = type_.info.listed
            found = [at(v, span) for v in self.constants_of(type_, span).items]
        elif type_.name in self.index.known:
            numbers = [
                (entry.number or 0, key)
                for key, entry in self.index.symbols.items()
                if key.rpartition(".")[0] == type_.name
            ]
            names = [key.rpartition(".")[2] for _, key in sorted(numbers)]
            found = [Sym(key, span, span) for _, key in sorted(numbers)]
        if not found:
            return None
        if last.lower() == "getnames":
            found = [Const(each, span) for each in names]
        self.s.tabled.add(span)
        self.s.enumerations.add(span)
        return Row(tuple(found), span)

    def evaluated(self, text: str, span: Span, frame: Frame) -> Value:
        """``eval("ssl.PROTOCOL_TLSv1")``: what a dotted name means here."""
        root, *rest = text.split(".")
        expr: s.Expr = s.Name(span.start, span.end, root)
        for name in rest:
            expr = s.Attr(span.start, span.end, expr, name, span.start)
        return self.eval(expr, frame)

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

    def map_method(self, ref: Ref, name: str, args: Args, span: Span) -> Value | None:
        """A method of a dictionary or plain object."""
        first = text_of(args.positional[0]) if args.positional else None
        if name in ("get", "pop", "getOrDefault") and first is not None:
            found = self.s.world.variable((ref.id, first))
            if found is not None:
                if name == "pop":
                    self.unset(ref, first)
                return self.chosen(found, written(args.positional[0].span, span))
            return builtins.with_default(name, args, span)
        if name in ("get", "getOrDefault") and args.positional and first is None:
            found = self.any_version(ref, span)
            default = args.positional[1:]
            return one_of([found, *default], span) if found is not None else None
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
        if name in ("copy", "items", "iteritems", "entrySet"):
            return ref
        if self.language == "python" and name in ("values", "itervalues", "keys", "iterkeys"):
            return self.entries(ref, name.removeprefix("iter"), span)
        return None

    def filed(self, ref: Ref, name: str, args: Args, span: Span) -> Value | None:
        """What a map of Java's library gives; what it is given is kept, for rules to see as well."""
        key = text_of(args.positional[0]) if args.positional else None
        if key is None:
            return None
        if name in ("put", "setProperty", "putIfAbsent") and len(args.positional) > 1:
            self.s.world.variables[(ref.id, key)] = args.positional[1]
        if name not in ("get", "getProperty", "getOrDefault"):
            return None
        found = self.s.world.variable((ref.id, key))
        if found is None or text_of(found) is None:
            return found
        versions = self.index.version_texts
        held = [text_of(v) in versions for v in self.s.world.members(ref.id).values()]
        # of a table of several versions it is the key that says which
        return at(found, args.positional[0].span) if held.count(True) > 1 else found

    def chosen(self, value: Value, place: Span) -> Value:
        """What the key at ``place`` chooses from a table of versions: the choice counts, not the table."""
        if not isinstance(value, Sym):
            return value
        use = self.s.used.get((value.span, value.name))
        return Sym(value.name, place, place) if use is not None and use.how == "table" else value


def _counts(expr: s.Expr) -> bool:
    """Whether an expression is the length of something, so that what it is given to is empty."""
    if isinstance(expr, s.Call) and isinstance(expr.func, s.Attr):
        return expr.func.name in ("size", "length") and not expr.args
    return isinstance(expr, s.Attr) and expr.name in ("length", "Length", "Count")
