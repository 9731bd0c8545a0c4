"""Loops: what their bodies do with each item of what they go through."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.engine import choices, enumerated, refusedrows, sieves, supported
from tlslint.engine.functions import Functions, Way
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import MAX_UNROLLED, Frame, State
from tlslint.engine.spans import span_of
from tlslint.engine.world import World, join
from tlslint.record import replace
from tlslint.values import (
    MAX_ALTERNATIVES,
    Const,
    OneOf,
    Ref,
    Row,
    Unknown,
    Value,
    alternatives,
    leaves,
    made_of,
    one_of,
    text_of,
)

#: With the loops around it a body is run so many times.
MAX_REPEATED = 60


class Loops(Functions):
    """Runs loops."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: how often what runs now is run because of the loops around it
        self.repeated = 1
        #: the members that loops over enumerations are at
        self.members: list[enumerated.Member] = []
        #: the variables of the loops over lists around what runs now
        self.sifted: tuple[str, ...] = ()

    def loop(self, node: s.Loop, frame: Frame) -> None:
        items = self.eval(node.items, frame) if node.items is not None else None
        if self.s.generated and items is not None and isinstance(node.items, s.Call):
            called = span_of(node.items)
            if called in self.s.generated and not isinstance(items, Row):
                items = Row(alternatives(items), called)
        if isinstance(items, Ref) and self.language == "python":
            # ``d.items()`` is the dictionary itself
            call = node.items.func if isinstance(node.items, s.Call) else None
            pairs = isinstance(call, s.Attr) and call.name in ("items", "iteritems")
            items = self.entries(items, "entries" if pairs else "keys", span_of(node)) or items
        elif self.language == "go":
            node, items = self.ranged(node, items)
            if self.testing and items is not None:
                refusedrows.note(self, node, items)
        options = alternatives(items) if items is not None else ()
        if (
            len(options) == 1
            and self.language in JVM
            and self.of_supported(node, options[0], frame)
        ):
            return
        # what is empty here is filled by what is not followed: nobody loops over nothing
        lists = [v for v in options if isinstance(v, Row) and (v.items or len(options) > 1)]
        if (
            len(lists) == 1
            and len(options) == 1
            and lists[0].items
            and lists[0].items[0].span in self.s.enumerations
        ):
            self.enumerated(node, lists[0], frame)
            return
        options = tuple(v for v in options if not (isinstance(v, Const) and v.value is None))
        if lists and node.target is not None and all(map(_iterated, options)):
            if len(options) == 1 and not lists[0].open:
                self.unrolled(node, lists[0], frame)
                return
            parent, worlds = self.s.world, []
            for each in options:
                layer = self.s.world = World(parent)
                worlds.append(layer)
                if isinstance(each, Row):
                    self.unrolled(node, each, frame)
                if not isinstance(each, Row) or each.open:
                    self.once(node, Unknown(span_of(node)), frame, sure=False)
            self.s.world = parent
            join(parent, worlds)
            return
        span = span_of(node)
        one = self.item(items, span) if items is not None else None
        # another file may know the list
        names = made_of((items,)) if items is not None else ()
        self.once(node, one or Unknown(span, "", names), frame, sure=False)

    def ranged(self, node: s.Loop, items: Value | None) -> tuple[s.Loop, Value | None]:
        """A loop of Go with what its names take: of a map its keys and values."""
        span, key = span_of(node), node.key
        what = "entries" if key is not None else "values"
        listed = self.entries(items, what, span) if isinstance(items, Ref) else None
        if key is None:
            return node, listed or items
        if listed is not None:
            target = s.Seq(key.start, key.end, (key, node.target or s.Other(key.end, key.end)))
            return replace(node, target=target), listed
        place = s.Other(key.end, key.end)
        first = s.Assign(key.start, key.end, (key,), "=", place, None, True)
        return replace(node, body=(first, *node.body)), items

    def of_supported(self, node: s.Loop, items: Value, frame: Frame) -> bool:
        """Run a loop's body for each name that a platform supports, where its tests ask for the name alone."""
        variable = node.target.id if isinstance(node.target, s.Name) else ""
        whole = supported.listed(items, self.index.symbols, items.span)
        names = supported.names_of(whole) if whole is not None and variable else None
        if names is None:
            return False

        denied = supported.denied(node.body)

        def decides(test: s.Expr) -> bool:
            if not denied and self.asked(test, variable, frame) is not None:
                return False  # the other list says more
            told = (
                supported.holds(test, variable, name, lambda e: self.eval(e, frame))
                for name in names
            )
            return None not in told

        taken = supported.all_taken(node.body, variable)
        if not taken and not supported.decided(node.body, decides):
            return False
        for name in names:
            member = Const(name, items.span)
            self.members.append(enumerated.Member(variable, member))
            self.once(node, member, frame, sure=True)
            self.members.pop()
        return True

    def enumerated(self, node: s.Loop, items: Row, frame: Frame) -> None:
        """Run a loop's body for each member of an enumeration, as far as its tests let the member through."""
        variable = node.target.id if isinstance(node.target, s.Name) else ""
        if node.target is not None:
            # where a declared type is read there is nothing to edit, but where the body reads it
            self.s.enumerations.add(span_of(node.target))
        for item in items.items:
            if self.s.world.dead:
                break
            self.members.append(enumerated.Member(variable, item))
            self.once(node, item, frame, sure=True)
            self.members.pop()

    def let_through(self, test: s.Expr, frame: Frame) -> bool | None:
        """Whether a test holds for the member that a loop over an enumeration is at."""
        if not self.members:
            return None
        member = self.members[-1]
        name = text_of(member.value)
        if self.language not in JVM:
            known = enumerated.Known(lambda e: self.eval(e, frame), self.number_of)
            held = enumerated.holds(test, member, known)
            if held is not None or name is None:
                return held
        return supported.holds(test, member.variable, name or "", lambda e: self.eval(e, frame))

    def unrolled(self, node: s.Loop, items: Row, frame: Frame) -> None:
        """Run a loop's body for each item of a list."""
        outer, self.repeated = self.repeated, self.repeated * len(items.items)
        if self.repeated > MAX_REPEATED:
            self.once(node, one_of(list(items.items), span_of(node)), frame, sure=True)
        else:
            if len(items.items) > 1:
                self.seek(node, items, frame)
            variable = self.told_apart(node, items, frame)
            around = self.sifted
            if node.target is not None:
                self.sifted = (*around, *sieves.targets(node.target))
            for item in items.items:
                if self.s.world.dead:
                    break
                self.members += [enumerated.Member(variable, item)] * bool(variable)
                ended = self.once(node, item, frame, sure=True)
                self.members = self.members[: len(self.members) - bool(variable)]
                if ended:
                    break
            self.sifted = around
            if isinstance(node.target, s.Name) and not self.s.world.dead:
                # functions made in the body are run later, each with an item of its own
                every = one_of(list(items.items), span_of(node))
                self.bind(frame, node.target.id, every, declares=True)
        self.repeated = outer

    def mixed(self, node: s.Branch, frame: Frame) -> None:
        """Forget the items that loops are at, behind a test that takes each of them or not."""
        for name in self.sifted:
            self.bind(frame, name, Unknown(span_of(node)))

    def seek(self, node: s.Loop, items: Row, frame: Frame) -> None:
        """The versions of a table are choices where a loop looks for the row that somebody names."""
        if not any(text_of(self.eval(e, frame)) is None for e in choices.sought(node)):
            return
        for item in items.items:
            held = self.s.world.members(item.id).values() if isinstance(item, Ref) else (item,)
            self.s.choices.update(v.span for h in held for v in leaves(h) if self.version(v))

    def told_apart(self, node: s.Loop, items: Row, frame: Frame) -> str:
        """The variable of a loop over known texts whose tests ask for these alone; empty for other loops."""
        branches = [each for each in node.body if isinstance(each, (s.Branch, s.Block))]
        if not isinstance(node.target, s.Name) or not branches:
            return ""
        texts = [text_of(item) for item in items.items]
        if None in texts:
            return ""
        name = node.target.id

        def decides(test: s.Expr) -> bool:
            told = (
                supported.holds(test, name, text or "", lambda e: self.eval(e, frame))
                for text in texts
            )
            return None not in told

        return name if supported.decided(node.body, decides) else ""

    def count(self, node: s.Loop, frame: Frame) -> None:
        """A number that the loop counts up from where it began is one of several in its body."""
        for each in node.body:
            if not isinstance(each, s.Assign) or each.op != "+=" or len(each.targets) != 1:
                continue
            target, step = each.targets[0], each.value
            if isinstance(target, s.Name) and isinstance(step, s.Lit) and step.value == 1:
                begun = self.lookup(frame, target.id)
                if isinstance(begun, Const) and type(begun.value) is int:
                    numbers = range(begun.value, begun.value + MAX_ALTERNATIVES)
                    several = tuple(Const(n, begun.span) for n in numbers)
                    self.bind(frame, target.id, OneOf(several, begun.span))

    def once(self, node: s.Loop, item: Value, frame: Frame, *, sure: bool) -> bool:
        """Run a loop's body one time, surely or perhaps; whether the loop surely ends there."""
        parent = self.s.world
        layer = World(parent)
        way = Way("loop", parent, [])
        self.ways.append(way)
        self.s.world = layer
        outer = self.turning
        frame = self.scope(node.body, frame, node.target)
        if node.target is not None:
            self.assign(node.target, "=", item, frame, span_of(node), declares=True)
            if isinstance(node.target, s.Name) and isinstance(item, Unknown):
                self.turning = [*outer, node.target.id]
        self.count(node, frame)
        self.run_statements(node.body, frame)
        self.turning = outer
        self.ways.pop()
        self.s.world = parent
        worlds = [layer, *way.left]
        if not sure:
            worlds.append(World(parent))
        join(parent, worlds)
        return sure and layer.dead and not way.goes_on


def _iterated(items: Value) -> bool:
    """Whether a loop is run for each item of a list, as far as they are known: others may be any."""
    if isinstance(items, Row):
        return len(items.items) <= MAX_UNROLLED
    return isinstance(items, Unknown) and not items.type
