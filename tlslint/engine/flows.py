"""Constants that are evidence by themselves: where the old versions that they name flow."""

from __future__ import annotations

from tlslint.bounds import FRESH
from tlslint.engine.decode import cast_numbers
from tlslint.engine.machine import Args, Use
from tlslint.engine.matching import Matching
from tlslint.engine.world import Obj
from tlslint.rulemodel import YIELDING
from tlslint.values import (
    Closure,
    Const,
    Flags,
    LocalClass,
    Piece,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    text_of,
    wholes,
)

#: Values that are no constants and no texts.
_NAMELESS = frozenset({Closure, LocalClass, Ref, Unknown})

#: How the URL of a database begins, and the name under which rules know it.
_DATABASE = "jdbc:"
_ADDRESS = "address:jdbc"

#: Longer lists are not written by hand.
MAX_LISTED = 100

_STRENGTH = {"table": 0, "default": 1, "assign": 2, "return": 3, "argument": 4}


class Flows(Matching):
    """Notes how constants are used."""

    def flow(self, value: Value, how: str) -> None:
        """A value flows somewhere: remember the old versions that it names."""
        if how != "assign" and self.s.processes:  # what a variable holds may yet be told more
            self.shared(value)
        if self.s.choice is None and type(value) in _NAMELESS:
            if self.described:
                self.s.tabled.add(value.span)
            return
        if self.s.picked is not None:
            return  # it goes on from where it was chosen
        if self.s.choice is not None:
            self.s.choices.update(v.span for v in leaves(value) if self.in_choice(v))
        self.options_of_java(value, how)
        if not self.index.uses:
            return
        if how == "argument" and self.s.casts:
            value = cast_numbers(value, self.s.casts, self.index)
        if self.described or (isinstance(value, Row) and Row in map(type, value.items)):
            how = "table"  # rows of rows: the cases of a test, the rows of a table
            self.s.tabled.update(v.span for v in leaves(value))
        for part in wholes(value):
            named = [v for v in leaves(part) if isinstance(v, Sym) and v.name in self.index.uses]
            if not named:
                continue
            leaf = min(named, key=lambda v: v.span)
            key = (leaf.span, leaf.name)
            known = self.s.used.get(key)
            listed = leaf.span in self.s.choices or leaf.span in self.s.tabled
            here = "table" if listed else how
            if here == "table" and not listed and known is not None and known.how == "assign":
                here = "argument"  # what was assigned goes on
            if known is None or _STRENGTH[here] > _STRENGTH[known.how]:
                union = part if isinstance(part, Flags) else None
                self.s.used[key] = Use(leaf.span, leaf.last, leaf.name, here, union)

    def shared(self, value: Value) -> None:
        """An object of the whole process goes where it is used, with the default of its type if nobody told it more."""
        for each in alternatives(value):
            obj = self.obj(each) if isinstance(each, Ref) else None
            if obj is None or obj.kind != "process" or obj.type not in self.index.calls:
                continue
            if isinstance(each, Ref) and obj.states == (FRESH,) and not self.configured(each, obj):
                self.call([obj.type], None, Args(), each.span)
                self.s.shared.add(each.span)

    def configured(self, value: Ref, obj: Obj) -> bool:
        """Whether a member of an object was set that decides in place of its default."""
        types = self.index.supertypes(obj.type)
        named = (f"{t}.{m}" for m in self.s.world.members(value.id) for t in types)
        rules = (rule for name in named for rule in self.index.sets.get(name, ()))
        return any(a.effect in YIELDING for rule in rules for a in rule.arguments)

    def listed(self, row: Row) -> Row:
        """A list that is written here: if it is one of versions, remember which ones stand in it."""
        if 1 < len(row.items) <= MAX_LISTED and not row.open and all(map(self.version, row.items)):
            self.s.lists.update((item.span, row) for item in row.items)
            self.s.rows.update((item.span, row) for item in row.items)
        return row

    def unlisted(self, row: Row) -> None:
        """The place in a list counts: nothing can be taken out of it."""
        for item in row.items:
            self.s.lists.pop(item.span, None)

    def version(self, value: Value) -> bool:
        """Whether a value is a constant of a table of versions."""
        if isinstance(value, Sym):
            return value.name in self.index.symbols
        return text_of(value) in self.index.version_texts

    def options_of_java(self, value: Value, how: str) -> None:
        """``"-Dkey=value"``: an option of a Java machine that is started somewhere else. And ``"jdbc:…"`` that no rule took."""
        for leaf in leaves(value):
            text = text_of(leaf) if isinstance(leaf, Const) else None
            if text is not None and text.startswith(_DATABASE) and how != "assign":
                if leaf.span not in self.s.resolved and _ADDRESS in self.index.sets:
                    self.set([_ADDRESS], self.make("", leaf.span), "=", leaf, leaf.span)
            if text is None or not text.startswith("-D"):
                continue
            for word in text.split():
                key, _, said = word.removeprefix("-D").partition("=")
                if word.startswith("-D") and f"property:{key}" in self.index.sets:
                    subject = self.make("", leaf.span)
                    self.set([f"property:{key}"], subject, "=", Piece(said, leaf.span), leaf.span)
