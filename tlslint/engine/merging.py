"""Functions of JavaScript that make one object of several: ``Object.assign`` and its like."""

from __future__ import annotations

from tlslint.engine.assignment import Assignment
from tlslint.engine.machine import Args
from tlslint.facts import Span
from tlslint.values import Const, Ref, Row, Sym, Value, text_of

#: Modules and objects whose functions these are.
_OWNERS = frozenset({"Object", "_", "lodash", "underscore", "$", "jQuery", "angular", "util"})
_RAMDA = frozenset({"R", "ramda", "lodash.fp", "lodash/fp"})
#: They copy into the first object, over what it says.
_OVER = frozenset({"assign", "assignIn", "_extend", "extend", "extendOwn", "merge"})
#: They copy into the first object what it does not say.
_BENEATH = frozenset({"defaults", "defaultsDeep"})
#: They give an object without some of its keys; the functions are modules of their own as well.
_KEPT = ("omit", "pick")
#: It makes an object of a list of pairs.
_ENTRIES = "Object.fromEntries"
#: Modules that are such a function; the last ones give a new object.
_MODULES = frozenset({"object-assign", "extend", "deep-extend", "extend-shallow", "node.extend"})
_DEFAULTS = frozenset({"defaults", "defu"})
_NEW = frozenset({"xtend", "deepmerge", "deepmerge.all", "merge-deep", "merge-options"})


class Merging(Assignment):
    """Copies objects into one another."""

    def merged(self, name: str, args: Args, span: Span) -> Value | None:
        """What a call of ``name`` makes of the objects it is given; None where it is no such function."""
        given = args.positional
        if name == _ENTRIES and len(given) == 1 and isinstance(given[0], Row):
            return self.from_entries(given[0], span)
        how = _how(name)
        if not how:
            return self.without(name, given, span) if name.endswith(_KEPT) else None
        if given and isinstance(given[0], Const):
            given = given[1:]  # ``extend(true, …)``: of all depths
        if not given:
            return None
        first, objects = given[0], any(isinstance(v, Ref) for v in given)
        if not objects and not isinstance(first, Sym):
            return None
        if how == "new":
            first = self.make("", span, "map")
            given = [first, *given]
        if how == "beneath":
            return self.completed(first, given[1:], span)
        if isinstance(first, Ref):
            for each in given[1:]:
                self.spread(first, each)
            return first
        if isinstance(first, Sym):
            for each in given[1:]:
                if isinstance(each, Ref):
                    self.copy_members(first, each)
                else:
                    self.fill(self.process(first.name, span), each)
            return first if objects else None
        return None

    def without(self, name: str, given: list[Value], span: Span) -> Value | None:
        """What ``_.omit(options, "a")`` and ``_.pick(options, ["a"])`` leave of an object."""
        owner, _, last = name.replace("lodash/", "lodash.").rpartition(".")
        if owner not in _OWNERS or not given or not isinstance(given[0], Ref):
            return None
        rows = [v.items if isinstance(v, Row) and not v.open else (v,) for v in given[1:]]
        named = {text_of(v) for row in rows for v in row}
        made = self.make("", span, "map")
        self.spread(made, given[0])
        for key in self.obj(made).keys if None not in named else ():
            if (key in named) == (last == "omit"):
                self.unset(made, key)
        return made

    def from_entries(self, entries: Row, span: Span) -> Ref:
        """An object of the keys and values that a list of pairs holds."""
        made = self.make("", span, "map")
        for pair in entries.items:
            key = text_of(pair.items[0]) if isinstance(pair, Row) and len(pair.items) == 2 else None
            if isinstance(pair, Row) and key is not None:
                value = pair.items[1]
                self.s.world.variables[(made.id, key)] = value
                self.set_member(made, key, "=", value, value.span)
        return made

    def completed(self, first: Value, more: list[Value], span: Span) -> Value:
        """``first`` with what others say beneath what it says itself."""
        whole = self.make("", span, "map")
        for each in reversed([first, *more]):
            self.spread(whole, each)
        if isinstance(first, Ref):
            for key, value in self.s.world.members(whole.id).items():
                self.s.world.variables[(first.id, key)] = value
            self.put(first, self.obj(whole))
            return first
        return whole


def merges(name: str) -> bool:
    """Whether a function may make one object of several, or of a part of one."""
    return name == _ENTRIES or bool(_how(name)) or name.endswith(_KEPT)


def _how(name: str) -> str:
    """How a function makes one object of several: ``over``, ``beneath``, ``new``; empty for all others."""
    name = name.removesuffix(".default").replace("lodash/", "lodash.")
    if name in _NEW:
        return "new"
    if name in _DEFAULTS:
        return "beneath"
    owner, _, last = name.rpartition(".")
    if name in _MODULES or (owner in _OWNERS and last in _OVER):
        return "over"
    if owner in _RAMDA and last.startswith(("merge", "assign")):
        return "new"
    return "beneath" if owner in _OWNERS and last in _BENEATH else ""
