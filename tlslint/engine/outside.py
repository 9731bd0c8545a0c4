"""Calls of what is outside this file: rules see them, and what they are given."""

from __future__ import annotations

from tlslint import foreign
from tlslint import syntax as s
from tlslint.bounds import FRESH, NOWHERE
from tlslint.engine import (
    asking,
    builtins,
    declared,
    dials,
    libraries,
    listing,
    records,
    refusals,
    servers,
    supported,
    unused,
)
from tlslint.engine.elsewhere import Elsewhere
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import (
    ASKED,
    CALL,
    CALLED,
    Args,
    Frame,
    State,
)
from tlslint.engine.names import IMPORTED, IMPORTED_ONLY
from tlslint.engine.spans import span_of, within
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    OneOf,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    head_of,
    leaves,
    made_of,
)

#: How the name begins that what a function of Kotlin extends has in it.
EXTENDED = "this@"
#: The word that stands for the object's base class, where it is not ``super``.
_SUPER = {"csharp": "base", "vbnet": "base", "go": ""}


#: Languages in which objects are told apart that are only compared.
_COUNTED = JVM | {"go"}


class Outside(Elsewhere):
    """Calls functions and methods by their qualified names."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: functions to be run, and those that no rule's word is in
        self.pending: list[tuple[Closure, Frame]] = []
        self.idle: list[tuple[Closure, Frame]] = []
        #: whether options with defaults are known in this language
        self.declares = self.language in IMPORTED_ONLY
        #: whether helpers are asked which addresses they are given
        self.addressed = self.declares or (self.language == "python" and b"http://" in state.text)
        self.super_word = _SUPER.get(self.language, "super")
        #: starts of the functions that run now, the innermost last
        self.running: list[int] = []
        #: start → end of what accepts in a class that connects too
        self.sockets: dict[int, int] = {}
        #: start of a function → type of its first parameter, where its taker is known
        self.handed: dict[int, str] = {}

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

    def invoke(self, func: Value, args: Args, expr: s.Call, frame: Frame) -> Value:
        """Call a value; given by the subclass."""
        raise NotImplementedError

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

    def compared(self, place: s.Expr, value: Value, frame: Frame, there: bool = False) -> None:
        """What a variable of a function holds is compared: if it flows nowhere else, that is all it is for.

        That it is ``there`` is asked of what goes on.
        """
        if isinstance(place, s.Name):
            own = self.s.local(frame, place.id) is not None
            if own and frame.parent is not None and not frame.is_class:
                if not there:
                    self.s.masks.update(leaf.span for leaf in leaves(value))
                for leaf in leaves(value) if self.language in _COUNTED else ():
                    if isinstance(leaf, Ref) and (
                        self.language == "go" or self.obj(leaf).type in unused.TYPES
                    ):
                        self.s.compared[leaf.id] = self.s.compared.get(leaf.id, 0) + 1
        elif isinstance(place, s.Attr):
            # what the rows of a table expect
            self.s.masks.update(v.span for v in leaves(value) if v.span in self.s.tabled)
            for held in leaves(value):
                if isinstance(held, Ref) and held.span in self.s.tabled:
                    self.put(held, replace(self.obj(held), states=(FRESH,)))
            if isinstance(place.value, s.Attr):
                for owner in alternatives(self.eval(place.value, frame)):
                    if isinstance(owner, Ref) and owner.span in self.s.tabled:
                        if self.s.explain and self.obj(owner).states != (FRESH,):
                            line = self.s.line(place.start)
                            self.s.note(owner.span, f"{ASKED}, in line {line}")
                        self.put(owner, replace(self.obj(owner), states=(FRESH,)))
        elif isinstance(place, s.Seq) and isinstance(value, Row):
            for item, held in zip(place.items, value.items, strict=False):
                self.compared(item, held, frame)

    def outer_call(
        self, called: list[str], receiver: Ref | None, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """Call something outside this file by its qualified names."""
        span = span_of(expr)
        if self.language == "python" and called and called[0] not in self.index.calls:
            called = self.reexported(called, span)
        special = self.special(called[0], args, expr, frame) if called else None
        if special is not None:
            return special
        for each in called if not expr.args else ():
            if each.startswith(ANY) and any(map(supported.other, called)):
                continue
            if each + CALLED in self.index.symbols:
                return Sym(each + CALLED, span, span)
        if self.s.explain and any(n in self.index.calls or n in self.index.emits for n in called):
            named = next((n for n in called if not n.startswith(foreign.PSEUDO)), called[0])
            self.s.note(span, f"{CALL}{foreign.shown(named)}")
        if how := asking.expects(called[0], self.language) if called else "":
            failing = [v.func for v in args.all() if isinstance(v, Closure)]
            refused = {func.start for func in failing}
            for inner in (b for func in failing for b in func.body()) if self.s.explain else ():
                self.s.note(span_of(inner), f"{how}, by {called[0]}: nothing comes of it")
            self.pending = [p for p in self.pending if p[0].func.start not in refused]
            if self.language == "python":
                self.refuse([v for v in args.all() if isinstance(v, Closure)])
        self.hand(called, args)
        if self.single and called:
            records.given(self.s, called[0], args)
        based = isinstance(expr.func, s.Name) and expr.func.id == self.super_word
        result = self.call(called, receiver, args, span, new=expr.new or based)
        if self.single and args.keywords:
            self.named_settings(called, args, span)
        self.serve(called, args, expr.new or based)
        name = called[0] if called else ""
        last = name.rpartition(".")[2]
        compares = asking.compares(name) or asking.matching(expr.args)
        held = compares or last.lower() in asking.ASSERTING
        if held:
            for arg, value in zip(expr.args, args.positional, strict=False):
                self.compared(arg.value, value, frame)
        if held or last in asking.LOGGING:
            for value in args.all():
                self.expected(value, span)
        if not compares and not asking.only_asks(name):
            self.lend(name, args)
            table = name in listing.MAPPED or name.endswith(libraries.SHOWN_LISTS)
            how = "table" if table else "argument"
            # what a table is asked with, or gives up, goes no further
            by_key = self.language == "python" and last in ("get", "pop")
            first_asks = by_key and isinstance(next(iter(args.positional), None), Sym)
            for value in args.positional[first_asks:]:
                self.flow(value, how)
            for key, value in args.keywords.items():
                self.flow(value, "table" if asking.choosing(name, key) else "argument")
        key, said = "", None
        if (
            name
            and not asking.ends(name)
            and not any(
                n in self.index.calls or n in self.index.emits
                for n in called
                if args.positional or not n.startswith(ANY)
            )
        ):
            key, said = self.foreign_call(name, args, span)
        if said is not None and not expr.new:
            return said
        if result is None and expr.fields:
            result = self.make(called[0], span)
        keys: tuple[str, ...] = ()
        if self.language in declared.SCRIPTS:
            keys = declared.keys_asked(name, args)
        elif self.language in JVM or declared.reads(last):
            keys = builtins.keys_read(args, self.s.keyed)
        if result is not None:
            if expr.new and keys and isinstance(result, Ref):
                self.s.keyed[result.id] = keys
            net = self.language in libraries.NET
            if (
                expr.fields
                and isinstance(result, Ref)
                and (servers.listens(name) or (net and servers.served_type(name)))
            ):
                self.role(result, "server")
            self.initialise(result, expr, frame)
            if self.declares and expr.fields and isinstance(result, Ref):
                declared.named(self.s, result)
            return result
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
            if name == dials.SHOWN:
                head = dials.shown(self.s.world, args.receiver)
            if head:
                return Unknown(span, head=head)
        default = builtins.with_default(called[0], args, span, keys) if called else None
        if default is not None:
            return default
        if last in listing.SPLITTERS and len(args.positional) == 1 and self.language in JVM:
            parts = builtins.split(args.positional[0], self.s.text)
            if parts is not None:
                return parts
        if last in listing.TEXTUAL:
            owner = called[0].rpartition(".")[0]
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
        if self.language != "kotlin":
            return None
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
            if known is None or f"{known}.{last}" not in self.index.calls:
                return called
        if not owner or called[0].startswith(ANY):
            return called
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

    def lend(self, name: str, args: Args) -> None:
        """What calls ``name``, which nobody knows, is given of a library's functions, it calls with what is not known."""
        if self.language != "python" or name.rpartition(".")[2] in libraries.DESCRIBING:
            return
        for value in args.all():
            for option in alternatives(value):
                if isinstance(option, Sym) and self.is_function(option):
                    self.call([option.name], None, Args(insert=NOWHERE, open=True), option.span)

    def refuse(self, failing: list[Closure]) -> None:
        """What the keys of an object that is not known were given last is nothing where what takes it has to fail."""
        found = [self.lookup(v.frame, n) for v in failing for n in refusals.taken(v.func.body())]
        spans = {v.span for v in found if isinstance(v, Unknown)}
        for number, obj in list(self.s.world.objects.items()) if spans else ():
            orders = [cause.order for state in obj.states for _, cause in state.switches]
            if obj.span in spans and orders and min(orders) > self.s.called:
                self.s.world.objects[number] = replace(obj, states=(FRESH,))

    def is_function(self, value: Value) -> bool:
        """Whether a value is a function of a library that makes what has a default; of Python, no class."""
        if not isinstance(value, Sym) or value.name not in self.index.calls:
            return False
        last = value.name.rpartition(".")[2].lstrip("_")
        return last[:1].islower() and any(r.defaults for r in self.index.calls[value.name])

    def serve(self, called: list[str], args: Args, makes: bool) -> None:
        """What is given to something not known together with ``server_side=True`` is a server's.

        So is what a type of .NET is made with that is called as servers are.
        """
        if self.s.handed_on and self.language in JVM:
            self.serve_options(called, args, makes)
        side = args.keywords.get(libraries.SIDE)
        named = makes and self.language in libraries.NET and any(map(servers.served_type, called))
        if not named and (not isinstance(side, Const) or side.value is not True):
            return
        if any(name in self.index.calls for name in called):
            return
        for value in args.all():
            for leaf in leaves(value):
                self.s.served.add(leaf.span)
                if isinstance(leaf, Ref):
                    self.role(leaf, "server")

    def serve_options(self, called: list[str], args: Args, makes: bool) -> None:
        """What is put beside an option of servers, or given to what is called a server, is a server's.

        Of the JVM: ``options.put(TcpServerOption.SECURITY, security)``, ``new EchoServer(security)``.
        """
        names = (v.name if isinstance(v, Sym) else "" for v in args.positional[:1])
        if not (makes and any(servers.serves(f"{n}.new") for n in called)) and not any(
            servers.serves_by_option(name) for name in names
        ):
            return
        for value in args.positional:
            for subject in self.s.handed_on:
                if within(subject.span, value.span):
                    self.role(subject, "server")

    def answered(self, ref: Ref) -> None:
        """An object that a function gives to whom it does not know: it is on the side of those who asked."""
        side = next((x for f in self.running if (x := self.s.sided.get(f))), "")
        self.role(ref, side)

    def hand(self, called: list[str], args: Args) -> None:
        """Note what the functions given to a call will be given, and that what builds a server gets them."""
        if self.language in libraries.NET and called:
            funcs = [span_of(v.func) for v in args.positional if isinstance(v, Closure)]
            if funcs and servers.built(called[0]):
                self.s.serving += funcs
        if self.language == "go" and args.positional:
            clients = [v for v in args.positional if isinstance(v, Ref)]
            heads = [head_of(v) for v in args.positional] if clients else []
            heads += [self.index.begins.get(n, "") for n in called] if clients else []
            if any(head.startswith("http://") for head in heads):
                for client in clients:  # sent to that by whoever is called
                    self.s.plain[client.id] = self.s.plain.get(client.id, 0) + 1
        if not self.index.hands:
            return
        names = (*called, *(ANY + n.rpartition(".")[2] for n in called[:1]))
        type_ = next((t for n in names if (t := self.index.hands.get(n))), None)
        for value in args.all() if type_ else ():
            if isinstance(value, Closure) and type_:
                self.handed[value.func.start] = type_
