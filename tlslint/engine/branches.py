"""Branches and what leaves them and loops: ways that part and join."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.engine import (
    choices,
    guards,
    lacking,
    negative,
    nothing,
    running,
    schemes,
    sieves,
    standins,
    supported,
)
from tlslint.engine.choices import probes, settled
from tlslint.engine.decode import constants_of
from tlslint.engine.functions import Way
from tlslint.engine.libraries import JVM
from tlslint.engine.loops import Loops
from tlslint.engine.machine import Frame, State
from tlslint.engine.refusals import refused
from tlslint.engine.spans import span_of
from tlslint.engine.world import Key, World, join
from tlslint.facts import Span
from tlslint.record import field, mutable, replace
from tlslint.values import (
    Const,
    Flags,
    OneOf,
    Ref,
    Row,
    Sym,
    Value,
    alternatives,
    leaves,
    text_of,
)
from tlslint.versions import Version, names


@mutable
class Picks:
    """The arms that known words choose, by their identity; ``sure`` where no others can be chosen."""

    arms: dict[int, list[Span]] = field(default_factory=dict)
    sure: bool = False


class Branches(Loops):
    """Runs branches."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: whether a branch offers several versions, by its place
        self.offers: dict[tuple[int, int], bool] = {}
        #: the flags that say whether a module is there
        self.standins: dict[Key, standins.Standins] = {}
        #: whether tests may ask for a scheme without TLS
        self.schemes = schemes.may(state.text)
        #: whether flags may be added by an exclusive or
        mark = {"csharp": b"^", "vbnet": b"Xor"}.get(state.index.language)
        self.toggles = mark is not None and mark in state.text

    def branch(self, node: s.Branch, frame: Frame) -> None:
        if self.members and self.language in JVM:
            node = supported.chained(node)
        parent = self.s.world
        worlds: list[World] = []
        complete = False
        choice = self.offers.get((node.start, node.end))
        if choice is None:
            choice = self.offers[node.start, node.end] = choices.offers(node, self.index)
        alone = choices.one_or_none(node, self.index)
        way = Way("switch", parent, [])
        told = self.eval(node.subject, frame) if node.subject is not None else None
        known: list[nothing.Not] = []
        gone: list[s.Expr] = []
        if node.subject is not None:
            self.ways.append(way)
        picks = self.picks(node, told, frame) if choice else Picks()
        sifts = bool(self.sifted) and sieves.sifts(node, self.sifted)
        for arm in node.arms:
            decided: bool | None = None
            fallback = False
            if arm.tests is None:
                complete = True
            else:
                for test in arm.tests:
                    value = self.eval(test, frame)
                    if (
                        node.subject is None
                        and settled(test, self.s.varying)
                        and isinstance(value, Const)
                        and isinstance(value.value, bool)
                    ):
                        decided = value.value
                        if self.s.explain:
                            later = node.arms[node.arms.index(arm) + 1 :] if decided else (arm,)
                            running.never(self, later, running.fallback(self, test, decided))
                    if decided is None and node.subject is None:
                        decided = running.decided(self, test, value, frame)
                        if decided is not None and self.s.explain:
                            later = node.arms[node.arms.index(arm) + 1 :] if decided else (arm,)
                            running.tell(self, later)
                    if self.members and decided is None and node.subject is None:
                        decided = self.let_through(test, frame)
            if (
                decided is not None
                and arm.tests is not None
                and any(probes(test, self.s.running) for test in arm.tests)
            ):
                # it holds on a new platform; what is written for an old one counts as well
                fallback = decided
                decided = None
            for place in picks.arms.get(id(arm), ()):
                worlds.append(self.picked(arm, place, way, frame))
            if decided is False or picks.sure:
                continue
            layer = World(parent)
            layer.sure = decided is True and not worlds
            if node.subject is None:
                nothing.narrow(layer, frame, [*known, *nothing.held(arm.tests or ())])
                nothing.passed(known, arm.tests or ())
                if self.schemes:
                    schemes.narrow(self, layer, frame, arm.tests or (), gone)
                    gone += arm.tests or ()
                if self.standins:
                    first = node.arms[0].tests if len(node.arms) == 2 else None
                    tests = first if arm.tests is None else arm.tests
                    standins.narrow(self.standins, layer, frame, tests or (), arm.tests is not None)
            self.s.world = layer
            if sifts and decided is None:
                self.mixed(node, frame)
            outer = self.s.choice
            # what holds where nothing else was chosen is no choice among others
            way.kind = "default" if arm.tests is None or alone else "switch"
            chosen = choice and not any(map(choices.nothing_said, arm.tests or ()))
            if chosen and arm.tests and not choices.is_on(arm.tests[-1], value):
                # of who asks for a version by an option, what is written elsewhere is the choice, too
                asked = choices.option(arm.tests[-1])
                self.s.choice = Span(0, len(self.s.text)) if asked else span_of(node)
                self.translated(node, arm, frame)
            turned = self.turned(arm.tests[0], frame) if arm.tests and self.turning else None
            if turned is not None:
                self.bind(frame, *turned)
            outside = self.s.equals
            if arm.tests and self.language == "python":
                self.s.equals = guards.named(arm.tests, frame, outside)
            there = self.s.absent
            if arm.tests and self.toggles:
                self.s.absent = guards.absent(self.s, arm.tests, there)
            self.run_statements(arm.body, self.scope(arm.body, frame))
            self.s.choice, self.s.equals, self.s.absent = outer, outside, there
            worlds.append(layer)
            self.s.world = parent
            # what stands behind an arm that leaves is written for an old platform, as an ``else`` is
            complete = complete or (fallback and not layer.dead)
            if decided is True:
                complete = True
                break
        if node.subject is not None:
            self.ways.pop()
            worlds.extend(way.left)
        if not complete and not picks.sure and not (sifts and worlds):
            layer = World(parent)
            nothing.narrow(layer, frame, known)
            if gone:
                schemes.narrow(self, layer, frame, (), gone)
            tests = (node.arms and node.arms[0].tests) or ()
            if self.standins and len(node.arms) == 1:
                standins.narrow(self.standins, layer, frame, tests, False)
            only = len(node.arms) == len(tests) == 1 and node.subject is None
            met = only and guards.compares(tests[0])
            if (
                not met
                or guards.passed(self, tests[0], frame, layer)
                or all(w.dead for w in worlds)
            ):
                worlds.append(layer)
        join(parent, worlds)

    def picks(self, node: s.Branch, told: Value | None, frame: Frame) -> Picks:
        """The arms of a branch that offers versions which known words choose, with the places of those."""
        subject = node.subject or next((_asked(t) for a in node.arms for t in a.tests or ()), None)
        if subject is None:
            return Picks()
        chosen = told if told is not None else self.eval(subject, frame)
        if self.language == "go":
            self.want(chosen)
        words = tuple(leaves(chosen)) if isinstance(chosen, Flags) else alternatives(chosen)
        arms: dict[int, list[Span]] = {}
        met = 0
        for word in words:
            said = _said(word)
            for arm in node.arms:
                labels = (self.label(t, frame) for t in arm.tests or ())
                if said is not None and said in labels:
                    arms.setdefault(id(arm), []).append(word.span)
                    met += 1
                    break
        # what another function may set has other values as well
        own = (
            isinstance(subject, s.Name)
            and frame.parent is not None
            and self.s.local(frame, subject.id) is not None
        )
        return Picks(arms, own and met == len(words))

    def translated(self, node: s.Branch, arm: s.Arm, frame: Frame) -> None:
        """Tell, where that is asked, that an arm gives what was found in other words."""
        for test in arm.tests or () if self.s.explain else ():
            asked = choices.translated(test, node.subject, arm.body, self.index)
            if asked is not None:
                given = self.s.source(span_of(asked))
                said = f"this says in other words what {given} holds, which is given"
                said += self.new(arm.body, frame)
                self.s.note(span_of(arm.body[0]), said)

    def new(self, body: tuple[s.Stmt, ...], frame: Frame) -> str:
        """Which versions constants in the body of an arm name, where none of them is old; else empty."""
        nodes = [n for n in choices.syntax_nodes(body) if isinstance(n, s.Attr)]
        found = [self.eval(n, frame) for n in nodes]
        entries = [self.index.symbols.get(v.name) for v in found if isinstance(v, Sym)]
        named = {v for e in entries if e for v in e.meaning(self.s.lookup).versions}
        new = named and min(named) >= Version.TLSv1_2
        return f"; it names {', '.join(names(named))}, nothing older" if new else ""

    def label(self, test: s.Expr, frame: Frame) -> str | int | float | None:
        """The word, number or name of a constant that an arm is for."""
        if (asked := choices.flagged(test)) is not None:
            flag = self.eval(asked[1], frame)
            return flag.name if isinstance(flag, Sym) else None
        return _label(test)

    def picked(self, arm: s.Arm, place: Span, way: Way, frame: Frame) -> World:
        """Where an arm leads that a word at ``place`` chooses: that is the place to edit."""
        parent, outer = self.s.world, self.s.picked
        layer = self.s.world = World(parent)
        self.s.picked = place
        way.kind = "picked"
        self.run_statements(arm.body, self.scope(arm.body, frame))
        self.s.world, self.s.picked = parent, outer
        return layer

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

    def labelled(self, body: tuple[s.Stmt, ...]) -> None:
        """Note versions that calls hand to one method one by one, each with its label: they are choices."""
        rows: dict[str, dict[Span, str]] = {}
        for statement in body:
            call = statement.value if isinstance(statement, s.Do) else None
            found = choices.labelled(call, self.index) if isinstance(call, s.Call) else None
            if found is not None:
                method, words = found
                if choices.shows(method):
                    self.s.choices.update(words)
                else:
                    rows.setdefault(self.s.source(span_of(method)), {}).update(words)
        for row in rows.values():
            if len(set(row.values())) > 1:
                self.s.choices.update(row)

    def try_(self, node: s.Try, frame: Frame) -> None:
        parent, before = self.s.world, len(self.exits)
        tried = World(parent)
        self.s.world = tried
        gone = refused(node)
        if gone is not None:
            # what it is given was perhaps made before
            given = gone.value if isinstance(gone, (s.Assign, s.Do, s.Leave)) else None
            negative.fails(self, gone, given or s.Other(0, 0), self.s.next_number, frame)
        body = node.body if gone is None else tuple(x for x in node.body if x is not gone)
        self.run_statements(body, self.scope(body, frame))
        if not tried.dead:
            self.run_statements(node.otherwise, frame)
        idle = node.lacking if node.lacking and self.needed(node, frame) else ()
        worlds = [tried]
        for number, handler in enumerate(node.handlers):
            if number in idle:
                continue
            layer = World(parent)
            self.s.world = layer
            self.run_statements(handler, self.scope(handler, frame))
            worlds.append(layer)
            if node.lacking and frame.parent is None:
                self.standins.update(standins.flags(frame, tried, layer))
        self.s.world = parent
        join(parent, worlds)
        left = bool(node.final) and self.left_through(node, before, frame)
        if left and parent.dead:
            return
        dead, parent.dead = parent.dead, False
        self.at_last(node, frame)
        parent.dead = parent.dead or dead

    def at_last(self, node: s.Try, frame: Frame) -> None:
        """Run what is done at last; what it sets for the whole process was another way for what was tried."""
        held = {n: self.s.world.find(n) for n in self.s.processes.values()}
        self.run_statements(node.final, self.scope(node.final, frame))
        for number, obj in held.items():
            if obj is not None and self.s.world.find(number) is not obj:
                self.s.finished.append(replace(obj, kind="passing"))

    def left_through(self, node: s.Try, before: int, frame: Frame) -> bool:
        """Run what is done at last on the ways that return from within; whether there are any."""
        ways = self.exits[before:]
        if not ways:
            return False
        del self.exits[before:]
        here, way = self.s.world, World(ways[0].parent)
        for each in ways:
            each.parent = way
        join(way, ways)
        self.s.world = way
        self.at_last(node, frame)
        self.s.world = here
        if not way.dead:
            self.exits.append(way)
        return True

    def needed(self, node: s.Try, frame: Frame) -> bool:
        """Remember the handlers for platforms that lack what is tried, and what that is; whether none of it lacks."""
        names: dict[str, None] = {}
        there: list[bool | None] = []
        # a handler that needs a name itself is for no platform that lacks it
        again = {
            self.name_needed(x, frame)
            for n in node.lacking
            for x in lacking.names(node.handlers[n])
        }
        for each in lacking.names(node.body):
            owner = self.eval(each.value, frame) if isinstance(each, s.Attr) else None
            if isinstance(owner, Ref) and isinstance(each, s.Attr):
                # a member of what is made here is one of its type
                there.append(any(running.has(self, f"{t}.{each.name}") for t in self.types(owner)))
                continue
            name = self.name_needed(each, frame)
            if name is not None:
                if name in again:
                    continue
                names[name] = None
            there.append(name is not None and running.has(self, name, owner))
        whole = bool(there) and all(there)
        for span in lacking.handlers(node):
            self.s.lacking[span] = tuple(names)
        if whole and self.s.explain:
            arms = (s.Arm(None, node.handlers[n]) for n in node.lacking)
            running.never(self, arms, running.without(self, names, "never run"))
        return whole

    def name_needed(self, each: s.Expr | str, frame: Frame) -> str | None:
        """The qualified name that code needs, as far as it is one."""
        found = each if isinstance(each, str) else self.eval(each, frame)
        name = found.name if isinstance(found, Sym) else found
        return name if isinstance(name, str) else None

    def leave(self, node: s.Leave, frame: Frame) -> None:
        value = self.eval(node.value, frame) if node.value is not None else None
        if node.how in ("return", "yield"):
            function = frame
            while function.base is None and function.parent is not None:
                function = function.parent
            if value is not None:
                named = function.getter and self.is_version(function.getter)
                told = value
                if isinstance(node.value, s.Cast):
                    told = constants_of(value, self.type_name(frame, node.value.type), self.index)
                how = "table" if named else self.flowing(told, "return")
                if how == "table" and not named and self.lists(told) and self.of_peer(function):
                    how = "return"  # the library uses all of them
                self.flow(told, how)
            if value is not None:
                self.on_side(value, function.side)
                function.returned.append(value)
                function.yields |= node.how == "yield"
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
                way.goes_on |= node.how != "break"
                break
        self.s.world.dead = True

    def of_peer(self, function: Frame) -> bool:
        """Whether a method is of a class that extends a client or server of a library, which asks it."""
        this = function.this
        if not self.index.sides or not isinstance(this, Ref):
            return False
        return any(type_ in self.index.sides for type_ in self.types(this))

    def flowing(self, value: Value, how: str) -> str:
        """How constants flow: as a choice where a list holds several, or a switch picks one."""
        listed = self.lists(value)
        mapped = isinstance(value, OneOf) and len(value.items) > 2
        if mapped and any(v.span in self.s.choices for v in leaves(value)):
            mapped = False  # which of them are choices is known
        return "table" if listed or mapped or any(w.kind == "switch" for w in self.ways) else how

    def lists(self, value: Value) -> bool:
        """Whether a value is a list of several constants of tables; one item may be any of several."""
        if not isinstance(value, Row):
            return False
        named = 0
        for item in value.items:
            named += any(isinstance(v, Sym) and v.name in self.index.symbols for v in leaves(item))
            if named > 1 or self.lists(item):
                return True
        return False


def _asked(test: s.Expr) -> s.Expr | None:
    """What a test compares with a word, or looks for a flag in."""
    if (asked := choices.flagged(test)) is not None:
        return asked[0]
    if isinstance(test, s.Binary) and test.op == "==":
        return test.left if isinstance(test.right, s.Lit) else test.right
    return None


def _said(value: Value) -> str | int | float | None:
    """The word or number that a value is."""
    if isinstance(value, Sym):
        return value.name
    text = text_of(value)
    number = isinstance(value, Const) and type(value.value) in (int, float)
    return value.value if text is None and number and isinstance(value, Const) else text


def _label(test: s.Expr) -> str | int | float | None:
    """The word or number that a label is, or that a test compares with."""
    if isinstance(test, s.Binary) and test.op == "==":
        test = test.right if isinstance(test.right, s.Lit) else test.left
    if isinstance(test, s.Lit) and isinstance(test.value, (str, int, float)):
        return test.value if type(test.value) is not bool else None
    return None


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
