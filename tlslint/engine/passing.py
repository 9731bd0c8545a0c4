"""What becomes of what a call of another file's function is given: it is compared, shown, served, or goes on."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.bounds import FRESH, NOWHERE
from tlslint.engine import (
    asking,
    libraries,
    listing,
    refusals,
    rejected,
    servers,
    thrown,
    unused,
)
from tlslint.engine.elsewhere import Elsewhere
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import ASKED, Args, Frame, State
from tlslint.engine.spans import span_of, within
from tlslint.engine.wording import FAILING
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    head_of,
    leaves,
)

#: Languages in which objects are told apart that are only compared.
_COUNTED = JVM | {"go"}


class Passing(Elsewhere):
    """Follows arguments."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: functions to be run
        self.pending: list[tuple[Closure, Frame]] = []
        #: start of a function → type of its first parameter, where its taker is known
        self.handed: dict[int, str] = {}
        self.expecting = thrown.testing(self.language, state.text)
        self.rejecting = rejected.testing(self.language, state.text)
        self.denying = self.language == "python" and (
            b"assertFalse(" in state.text or b"assert " in state.text
        )

    def passed_on(self, name: str, args: Args, expr: s.Call, frame: Frame) -> None:
        """Note what a call compares or shows of what it is given, and what goes on."""
        last = name.rpartition(".")[2]
        compares = asking.compares(name) or (len(expr.args) > 2 and asking.matching(expr.args))
        held = compares or last.lower() in asking.ASSERTING
        if held:
            for arg, value in zip(expr.args, args.positional, strict=False):
                self.compared(arg.value, value, frame)
        if held or last in asking.LOGGING:
            for value in args.all():
                self.expected(value, span_of(expr))
        if compares or asking.only_asks(name):
            return
        if self.language == "python":
            self.lend(name, args)
        how = "table" if name in listing.MAPPED else "argument"
        # what a table is asked with, or gives up, goes no further
        by_key = self.language == "python" and last in ("get", "pop")
        first_asks = by_key and isinstance(next(iter(args.positional), None), Sym)
        for value in args.positional[first_asks:]:
            self.flow(value, how)
        for key, value in args.keywords.items():
            self.flow(value, "table" if asking.choosing(name, key) else "argument")

    def fails(self, how: str, name: str, args: Args) -> None:
        """Functions that ``name`` is given have to fail: they are not run."""
        failing = [v for v in args.all() if isinstance(v, Closure)]
        refused = {v.func.start for v in failing}
        for inner in (b for v in failing for b in v.func.body()) if self.s.explain else ():
            self.s.note(span_of(inner), f"{how}, by {name}{FAILING}")
        self.pending = [p for p in self.pending if p[0].func.start not in refused]
        if self.expecting or self.rejecting or self.testing:
            thrown.given(self, failing)
            if self.language == "python":
                thrown.handed(self, args)
        if self.language == "python":
            self.refuse(failing)

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

    def lend(self, name: str, args: Args) -> None:
        """What calls ``name``, which nobody knows, is given of a library's functions of Python, it calls with what is not known."""
        if name.rpartition(".")[2] in libraries.DESCRIBING:
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

    def send(self, clients: list[Ref], called: list[str], args: Args) -> None:
        """Note that whoever is called sends clients to an address at which no TLS is spoken."""
        heads = [head_of(v) for v in args.positional]
        heads += [self.index.begins.get(n, "") for n in called]
        if any(head.startswith("http://") for head in heads):
            for client in clients:
                self.s.plain[client.id] = self.s.plain.get(client.id, 0) + 1

    def hand(self, called: list[str], args: Args) -> None:
        """Note what the functions given to a call will be given, and that what builds a server gets them."""
        if self.language in libraries.NET and called:
            funcs = [span_of(v.func) for v in args.positional if isinstance(v, Closure)]
            if funcs and servers.built(called[0]):
                self.s.serving += funcs
        if self.language == "go" and args.positional:
            clients = [v for v in args.positional if isinstance(v, Ref)]
            if clients:
                self.send(clients, called, args)
        if not self.index.hands:
            return
        functions = [v for v in args.all() if isinstance(v, Closure)]
        if not functions:
            return
        names = (*called, *(ANY + n.rpartition(".")[2] for n in called[:1]))
        type_ = next((t for n in names if (t := self.index.hands.get(n))), None)
        if type_:
            self.handed.update((value.func.start, type_) for value in functions)
