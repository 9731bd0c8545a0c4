"""Functions of the languages themselves that the engine must understand.

They set members, call functions of the file, or change the list that they are called on.
"""

from __future__ import annotations

from functools import lru_cache

from tlslint import syntax as s
from tlslint.engine import (
    builtins,
    dials,
    enumerated,
    heads,
    libraries,
    listing,
    running,
    schemes,
)
from tlslint.engine.listcalls import EACH, LISTS, TEXTS, ListCalls
from tlslint.engine.machine import (
    Args,
    Frame,
)
from tlslint.engine.merging import merges
from tlslint.engine.spans import span_of, written
from tlslint.facts import Span
from tlslint.values import (
    KEY,
    Const,
    LocalClass,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    at,
    keys_in,
    made_of,
    one_of,
    text_of,
)

#: Functions that read or set a member by its name.
_MEMBERS = frozenset({"getattr", "setattr", "hasattr", *libraries.DEFINING})
#: All that is told by its whole name, and by its last part in lower case.
_NAMES = frozenset(
    {
        *(*LISTS, *_MEMBERS, *EACH, *TEXTS, *listing.ENTRIES, *listing.EACH),
        *(*schemes.APART, *heads.ADDRESSES, "Map", "dict"),
    }
)
_ENDS = libraries.PARSING | enumerated.LISTING


@lru_cache(maxsize=4096)
def is_special(name: str) -> bool:
    """Whether a function of this name may be one that `Special.special` understands."""
    return (
        name in _NAMES
        or name.rpartition(".")[2].lower() in _ENDS
        or libraries.calls_first(name)
        or merges(name)
    )


class Special(ListCalls):
    """Calls what is part of a language."""

    def special(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions of the language itself that the engine must understand; None for all others."""
        name = libraries.opened(name)
        if self.language == "go" and len(args.positional) < 6:
            option = self.option(name, args, expr, frame)
            if option is None:
                option = builtins.of_several(
                    name, args.positional, span_of(expr), self.index.symbols
                )
            if option is not None:
                return option
        if not is_special(name) and name not in self.index.enums:
            python = self.language == "python"
            return self.of_python(name, args, expr, frame) if python else None
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        found = None
        if name in LISTS:
            found = self.of_lists(name, args, expr, frame)
        elif name in _MEMBERS:
            found = self.by_name(name, args, expr, frame)
        if found is None and self.language == "python":
            found = self.of_python(name, args, expr, frame)
        if found is None and name in EACH:
            found = self.of_each(name, args, expr, frame)
        if found is not None:
            return found
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
            begun = heads.made(self, name, args, span)
            return dials.parsed(self, name, begun, span) if self.language == "go" else begun
        if last.lower() in libraries.PARSING and args.positional:
            return self.parsed_enum(name, args, span)
        if last.lower() in enumerated.LISTING and isinstance(first, (Sym, LocalClass)):
            return self.members_of(name, first, span)
        return self.of_texts(name, args, expr, frame) if name in TEXTS else None

    def by_name(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions that read or set a member by its name."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
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
                    elif isinstance(default, Const):
                        default = at(default, span)
                    # tests of what it gives ask the platform
                    self.s.running.add(found.span if has else default.span)
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
        return None

    def of_python(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """Functions of Python alone."""
        span = span_of(expr)
        first = args.positional[0] if args.positional else None
        if (parser := self.parser(name, args, expr, frame)) is not None:
            return parser
        if name == "dir" and isinstance(first, Sym):
            return first  # of its names one is asked for
        if name == "type" and isinstance(first, Ref):
            return first  # one object stands for a class and what is made of it
        text = text_of(first) if first is not None else None
        importing = name.rpartition(".")[2] in libraries.IMPORTING
        if text is not None and importing and not text.startswith("."):
            module = text.partition(".")[0] if name.endswith("__import__") else text
            return Sym(self.canonical(module), span, span)
        if text is not None and name == "eval" and text.replace(".", "_").isidentifier():
            return self.evaluated(text, args.positional[0].span, frame)
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
