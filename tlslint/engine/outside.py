"""Calls of what is outside this file: rules see them, and what they are given."""

from __future__ import annotations

from tlslint import foreign
from tlslint import syntax as s
from tlslint.engine import (
    addresses,
    asking,
    builtins,
    declared,
    dials,
    libraries,
    listing,
    records,
    servers,
    supported,
    thrown,
)
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import (
    CALL,
    CALLED,
    Args,
    Frame,
    State,
)
from tlslint.engine.names import IMPORTED, IMPORTED_ONLY
from tlslint.engine.passing import Passing
from tlslint.engine.spans import span_of
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    OneOf,
    Ref,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    made_of,
)

#: How the name begins that what a function of Kotlin extends has in it.
EXTENDED = "this@"
#: How names of classes of Python end that may extend a client.
_EXTENDED = (
    ("Agent", "twisted.web.client.Agent"),
    ("HTTPSConnection", "http.client.HTTPSConnection"),
)
#: How names of modules of one's own begin in scripts.
_OWN_FILES = (".", "@/", "~/")
#: The word that stands for the object's base class, where it is not ``super``.
_SUPER = {"csharp": "base", "vbnet": "base", "go": ""}


class Outside(Passing):
    """Calls functions and methods by their qualified names."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: functions that no rule's word is in
        self.idle: list[tuple[Closure, Frame]] = []
        #: whether options with defaults are known in this language
        self.declares = self.language in IMPORTED_ONLY
        #: whether helpers are asked which addresses they are given
        self.addressed = self.declares or (
            self.language == "python" and (b"http://" in state.text or b"ws://" in state.text)
        )
        self.super_word = _SUPER.get(self.language, "super")
        #: starts of the functions that run now, the innermost last
        self.running: list[int] = []
        #: start → end of what accepts in a class that connects too
        self.sockets: dict[int, int] = {}

    def telling(self, number: int, role: str) -> bool:
        """Whether a side that is said now says anything of an object.

        A socket class of the code's own that both connects and accepts is a server only where it
        accepts: what its ``accept`` makes is, and what the socket keeps may be on either side.
        """
        if not role.endswith("server") or not self.sockets:
            return True
        span = self.s.world.object(number).span
        ends = ((start, end) for start in self.running if (end := self.sockets.get(start)))
        return all(start <= span.start < end for start, end in ends)

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

    def outer_call(
        self, called: list[str], receiver: Ref | None, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """Call something outside this file by its qualified names."""
        span = span_of(expr)
        if self.language == "python" and called and called[0] not in self.index.calls:
            called = self.reexported(called, span)
        elif called and self.language in declared.SCRIPTS and called[0].startswith(_OWN_FILES):
            called = self.library(called, span)
        name = called[0] if called else ""
        special = self.special(name, args, expr, frame) if called else None
        if special is not None:
            return special
        constant = self.stands_for(called, span) if not expr.args else None
        if constant is not None:
            return constant
        if self.s.explain and any(n in self.index.calls or n in self.index.emits for n in called):
            named = next((n for n in called if not n.startswith(foreign.PSEUDO)), name)
            self.s.note(span, f"{CALL}{foreign.shown(named)}")
        if how := asking.expects(name, self.language) if called else "":
            self.fails(how, name, args)
        self.hand(called, args)
        if self.single and called:
            records.given(self.s, name, args)
        new = expr.new or (isinstance(expr.func, s.Name) and expr.func.id == self.super_word)
        args.receiver, result = receiver, None
        if new or any(map(self.index.concerns, called)):
            result = self.call(called, receiver, args, span, new=new)
        if self.single and args.keywords:
            self.named_settings(called, args, span)
        self.serve(called, args, new)
        self.passed_on(name, args, expr, frame)
        key, said = self.told_elsewhere(called, args, span)
        if said is not None and not expr.new:
            return said
        if result is None and expr.fields:
            result = self.make(name, span)
        if self.expecting and expr.new and isinstance(result, Ref):
            thrown.holds(self, result, args)
        keys: tuple[str, ...] = ()
        if self.language in declared.SCRIPTS:
            keys = declared.keys_asked(name, args)
        elif self.language in JVM or declared.reads(name.rpartition(".")[2]):
            keys = builtins.keys_read(args, self.s.keyed)
        if result is not None:
            if expr.new and keys and isinstance(result, Ref):
                self.s.keyed[result.id] = keys
            return self.begun(result, name, expr, frame)
        return self.unknown(name, key, keys, args, expr, frame)

    def stands_for(self, called: list[str], span: Span) -> Sym | None:
        """The constant that a call without arguments stands for."""
        for each in called:
            if each + CALLED not in self.index.symbols:
                continue
            if not (each.startswith(ANY) and any(map(supported.other, called))):
                return Sym(each + CALLED, span, span)
        return None

    def told_elsewhere(self, called: list[str], args: Args, span: Span) -> tuple[str, Value | None]:
        """`foreign_call` of what no rule knows and what does not end with the call."""
        if not called or asking.ends(called[0]):
            return "", None
        for name in called:
            known = name in self.index.calls or name in self.index.emits
            if known and (args.positional or not name.startswith(ANY)):
                return "", None
        return self.foreign_call(called[0], args, span)

    def begun(self, result: Value, name: str, expr: s.Call, frame: Frame) -> Value:
        """What a call makes, with what is written in its initialiser."""
        if expr.fields and isinstance(result, Ref):
            net = self.language in libraries.NET
            if servers.listens(name) or (net and servers.served_type(name)):
                self.role(result, "server")
        self.initialise(result, expr, frame)
        if self.declares and expr.fields and isinstance(result, Ref):
            declared.named(self.s, result)
        return result

    def unknown(
        self,
        name: str,
        key: str,
        keys: tuple[str, ...],
        args: Args,
        expr: s.Call,
        frame: Frame,
    ) -> Value:
        """What is known of what a call gives that makes no object; ``key`` is its name for other files, ``keys`` what it reads."""
        span = span_of(expr)
        last = name.rpartition(".")[2]
        option = declared.called(self.s, name, args, span, expr.args) if self.declares else None
        if self.language == "python":
            option = declared.stated(self.s, name, args, span)
        if option is not None:
            return option
        if last in libraries.OR_ELSE:
            args.positional = [
                self.invoke(v, Args(), expr, frame) if isinstance(v, Closure) else v
                for v in args.positional
            ]
        if self.language == "go":
            made = self.chained(name, span) if self.s.chains else None
            if made is not None:
                return made
            head = dials.LOCAL if dials.is_local(name, args) else dials.asked(name, args)
            if head:
                return Unknown(span, head=head)
            if name in dials.SHOWN and (said := dials.written(self.s.world, args.receiver, span)):
                return said
            address = dials.address_of(name, args)
            if address is not None and addresses.weak(self):
                self.want(address)
        default = builtins.with_default(name, args, span, keys) if name else None
        if default is not None:
            return default
        if last in listing.SPLITTERS and len(args.positional) == 1 and self.language in JVM:
            parts = builtins.split(args.positional[0], self.s.text)
            if parts is not None:
                return parts
        if last in listing.TEXTUAL:
            owner = name.rpartition(".")[0]
            asked = (key, owner) if key else (owner,)
            return Unknown(span, "", (*keys, *asked, *made_of(args.positional)))
        if self.language in IMPORTED_ONLY and name and not name.startswith(ANY):
            given = Sym(name + CALLED, span, span)  # by a function of another file perhaps
            found = self.from_outside(given) if self.s.linked else given
            if found is not given:
                return found
            constant = bool(key) and any(isinstance(v, (Const, Sym)) for v in args.all())
            return Unknown(span, "", (*keys, key, given.name) if constant else (*keys, given.name))
        return Unknown(span, "", (*keys, key) if key else keys)

    def extension(
        self, receiver: Value, name: str, args: Args, expr: s.Call, frame: Frame
    ) -> Value | None:
        """What a function of Kotlin gives that extends the type of ``receiver``, in this file or an imported one.

        Members of the type itself come first; None for those.
        """
        if isinstance(receiver, Ref) and self.own_member(receiver, name):
            return None
        found = self.lookup(frame, name)
        given = replace(args, positional=[receiver, *args.positional])
        if isinstance(found, Closure):
            first = next(iter(found.func.params), None)
            extends = first is not None and first.name.startswith(EXTENDED) and not found.owner
            return self.invoke(found, given, expr, frame) if extends else None
        types = self.types(receiver) if isinstance(receiver, Ref) else []
        said = (leaf for v in given.all() for leaf in leaves(v))
        if not any(map(self.version, said)) or any(
            f"{t}.{name}" in self.index.calls for t in types
        ):
            return None
        outer = Sym(f"{self.home}.{name}", IMPORTED, IMPORTED)  # of the same package
        found = found or outer
        if isinstance(found, Sym) and found.last == IMPORTED and not self.index.knows(found.name):
            return self.foreign_call(found.name, given, span_of(expr))[1]
        return None

    def reexported(self, called: list[str], span: Span) -> list[str]:
        """The library's function that a module of one's own hands on under its name, in place of ``called``.

        ``from .compat import urlopen``, where that gets it from ``urllib2`` or ``urllib.request``.
        """
        owner, _, last = called[0].rpartition(".")
        simple = self.index.simple
        known = simple.get(owner.rpartition(".")[2])
        if f"{last}(" not in self.index.alone and simple.get(last) not in self.index.calls:
            named = known is not None and f"{known}.{last}" in self.index.calls
            if not named and not self.may_extend(last):
                return called
        return called if not owner or called[0].startswith(ANY) else self.handed_on_as(called, span)

    def library(self, called: list[str], span: Span) -> list[str]:
        """The same in scripts, under a Node whose clients are weak by default.

        ``new (require('./aws')).S3()``, where that says ``module.exports = require('aws-sdk')``.
        """
        known = called[0].rpartition(".")[2] in self.index.callees
        if known and any(map(self.weakens, self.index.calls.get("https.Agent", ()))):
            return self.handed_on_as(called, span)
        return called

    def handed_on_as(self, called: list[str], span: Span) -> list[str]:
        """What another file says that ``called`` is, if rules know it; it is asked."""
        found = self.s.linked.get(called[0])
        if found is None:
            self.s.wanted.setdefault(called[0], span)
            return called
        options = alternatives(found.value) if isinstance(found.value, (Sym, OneOf)) else ()
        names = [v.name for v in options if isinstance(v, Sym) and v.name in self.index.calls]
        if names:
            where = f"{found.place.path}:{found.place.line}"
            self.s.note(span, f"{called[0]} is {names[0]}, which {where} hands on")
        return names[:1] or called

    def may_extend(self, last: str) -> bool:
        """Whether a class, by its name, may extend a client that is weak by default here."""
        base = next((name for end, name in _EXTENDED if last.endswith(end) and last != end), "")
        return bool(base) and any(map(self.weakens, self.index.calls.get(base, ())))

    def answered(self, ref: Ref) -> None:
        """An object that a function gives to whom it does not know: it is on the side of those who asked."""
        side = next((x for f in self.running if (x := self.s.sided.get(f))), "")
        self.role(ref, side)
