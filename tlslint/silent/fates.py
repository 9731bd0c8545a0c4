"""What becomes of a value: what takes it, keeps it, compares it, by the syntax of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tlslint import syntax as s
from tlslint.engine.machine import CALL
from tlslint.facts import Span
from tlslint.silent.facts import Facts
from tlslint.silent.places import PARTS, At, Places, called, dotted, flattened
from tlslint.silent.scopes import Scopes, is_own
from tlslint.silent.uses import (
    adds_to,
    asks,
    fills,
    is_inside,
    is_read,
    is_repeated,
    is_type,
    matching,
    parameter,
    text_of,
    wanted,
    whole,
    within,
)
from tlslint.silent.ways import Fate, listed, merged, short, written

#: Variables, parameters and callers followed into one another.
_DEPTH = 3
#: Lines that are told of one value.
_LINES = 5
#: Ways looked at for one value: what is behind more of them is not told.
_WAYS = 200
_ITEM = "the name of each item that is gone through"
TYPE = "only the name of a type here"
_NOTHING = "named here, and nothing is done with it"
_PROSE = "only a statement of its own, as documentation is"
_NO_RULE = "which no rule knows"
_ABOUT = "which the rule "
#: How it begins what becomes of what is made of a value.
_GIVES = "what that gives is "
#: Names of functions that make a text and give it back.
_FORMATTING = frozenset({"format", "formatted", "sprintf"})
#: Calls of one function that are looked at.
_USES = 200

#: Roles in which a value goes no further.
_ENDS = {
    "compared": "only compared with something",
    "label": "only a label of a switch",
    "switched": "only looked at by a switch",
    "tested": "only asked for in a condition",
    "key": "only a key, by which something is looked up",
    "shown": "only shown in a text",
    "type": TYPE,
    "done": _NOTHING,
    "throw": "thrown",
    "raise": "raised",
}


#: What an operator does with what a variable holds already.
_VERBS = {
    "=": "kept in",
    "??=": "kept in",
    ":=": "kept in",
    "&=": "all that may stay in",
    "-=": "taken out of",
}


def _is_complement(value: Any) -> bool:
    """Whether a value is a complement, or one of two: ``~a``, ``test ? ~a : ~b``."""
    if isinstance(value, s.Cond):
        return _is_complement(value.then) and _is_complement(value.otherwise)
    return isinstance(value, s.Unary) and value.op == "~"


class Fates:
    """Follows values through one file.

    ``line`` numbers the places; ``facts`` say which rule said something of a place, ``calls``
    what is called at a place that rules are about.
    """

    def __init__(
        self,
        places: Places,
        line: Callable[[Span], int],
        facts: Facts,
        calls: Mapping[Span, str],
        text: bytes = b"",
        language: str = "",
    ) -> None:
        self.text = text
        self.language = language
        self.scopes = Scopes(places, language)
        self.places = places
        self.line = line
        self.facts = facts
        self.calls = calls
        self.ways = 0

    def say(self, at: At) -> str:
        """What becomes of the value at ``at``: a line, and one below it for each way that it takes on."""
        self.ways = 0
        fates = tuple(self.of(at, _DEPTH, frozenset()))
        first, *rest = written(merged(fates))
        return "\n".join([first, *rest[:_LINES], *(["…"] if len(rest) > _LINES else ())])

    def of(self, at: At, depth: int, seen: frozenset[str]) -> Iterator[Fate]:
        """What becomes of a value, each way that it takes."""
        self.ways += 1
        depth = depth if self.ways <= _WAYS else 0
        above = at.above
        node = above.node if above is not None else None
        if above is None or node is None:
            yield Fate(_NOTHING)
        elif isinstance(node, s.Index) and at.role in ("key", "container"):
            yield self._looked_up(at, node, above, depth, seen)
        elif at.role == "done" and isinstance(at.node, s.Lit):
            yield Fate(_PROSE)
        elif is_type(at):
            yield Fate(_ENDS["type"])
        elif at.role in _ENDS:
            yield Fate(_ENDS[at.role])
        elif isinstance(node, s.Field) and (reads := self.reads(above)) and depth > 0:
            name = text_of(node.name)
            if name in seen:
                yield Fate(f"the member {name}")
            else:
                yield Fate(f"the member {name}", self._together(reads, depth - 1, seen | {name}))
        elif (row := matching(at)) is not None:
            outer, target = row
            yield from self._assigned(above, outer.node, outer, depth, seen, (target,))
        elif at.role in PARTS:
            yield from self.of(above, depth, seen)
        elif isinstance(node, s.Call):
            yield self._called(at, node, above, depth, seen)
        elif isinstance(node, s.Assign):
            yield from self._assigned(at, node, above, depth, seen)
        elif isinstance(node, s.Attr):
            last = whole(above)
            if last.role == "target":
                yield Fate(f"only where its member {last.node.name} is set")
            else:
                yield from self.of(last, depth, seen)
        elif at.role == "default" and isinstance(node, s.Param):
            name = f"the default of the parameter {node.name}"
            yield self._kept(name, node.name, above, depth, seen)
        elif isinstance(at.node, s.Param):
            yield self._kept("the parameter", at.node.name, at, depth, seen)
        elif at.role == "target" and isinstance(node, s.Loop):
            yield self._kept(_ITEM, dotted(at.node), above, depth, seen)
        elif at.role == "looped" and isinstance(node, s.Loop):
            (target, *_) = wanted(flattened((node.target,)))
            name = dotted(target) if target is not None else ""
            yield self._kept(f"gone through, as {name or 'each item'}", name, above, depth, seen)
        elif at.role in ("return", "yield"):
            yield self._returned(above, depth, seen)
        elif at.role == "other":
            yield Fate("part of something that cannot be followed")
        else:
            yield Fate(_NOTHING)

    def _looked_up(
        self, at: At, node: s.Index, above: At, depth: int, seen: frozenset[str]
    ) -> Fate:
        """What becomes of a table, or of a key, by what is looked up."""
        table = short(dotted(node.value)) or "something"
        if above.role == "target":
            if at.role == "container":
                return Fate("set in a part of it")
            return Fate(f"only a key, under which something is kept in {table}")
        lead = "looked up in" if at.role == "container" else f"a key that is looked up in {table}"
        if depth <= 0:
            return Fate(lead)
        return Fate(lead, self._given(above, depth, seen))

    # -- calls

    def _called(self, at: At, call: s.Call, above: At, depth: int, seen: frozenset[str]) -> Fate:
        name = called(call)
        last = name.rpartition(".")[2]
        adds = adds_to(call)
        if self.language == "go" and name == "append" and call.args and at.role == "argument":
            return self._appended(at, call, above, depth, seen)
        if at.role == "called":
            told = asks(name or at.node.name) if isinstance(at.node, s.Attr) else ""
            formats = isinstance(at.node, s.Attr) and isinstance(at.node.value, s.Lit)
            if told and not (formats and told.startswith("only shown")):
                return Fate(told)
            rule = self._by_rule(above.span)
            if adds and not rule.startswith(_ABOUT):
                items = f"what adds to {short(adds)}"
                return self._kept(items, adds, above, depth, seen)
            goes_on = isinstance(at.node, s.Attr) or above.role == "receiver"
            then = self._result(above, depth, seen) if goes_on else ()
            return Fate(f"used in a call of {short(name) or 'something'}, {rule or _NO_RULE}", then)
        own = not isinstance(call.func, s.Attr) or is_own(dotted(call.func.value), above)
        followed = own and self.places.called(name, at.owner, len(call.args)) and depth > 0
        if not followed and (told := asks(name)):
            text = self._into_text(above, depth, seen) if last.lower() in _FORMATTING else ()
            return Fate(f"put into the text that {short(name)} makes", text) if text else Fate(told)
        rule = self._by_rule(above.span, at.span)
        if adds and not rule.startswith(_ABOUT):
            return self._kept(f"added to {short(adds)}", adds, above, depth, seen)
        if rule:
            return Fate(f"given to {short(name)}, {rule}")
        for func in self.places.called(name, at.owner, len(call.args)):
            param = parameter(func, call, at.node)
            if param is None or depth <= 0 or f"{last}()" in seen:
                break
            line = self.line(Span(func.start, func.end))
            lead = f"given to {short(name)} (line {line}) as {param.name}"
            inside = [u for u in self.scopes.uses(param.name, within(func, above)) if is_read(u)]
            if not inside:
                return Fate(f"{lead}, which it never uses")
            return Fate(lead, self._together(inside, depth - 1, seen | {f"{last}()"}))
        what = short(self._spelt(call, name)) if name else "a call"
        field = text_of(at.node.name) if at.role == "field" and isinstance(at.node, s.Field) else ""
        where = f"the member {field} of {what}" if field else what
        known = "a type of this file" if last in self.places.types else _NO_RULE
        return Fate(f"given to {where}, {known}", self._result(above, depth, seen))

    def _appended(self, at: At, call: s.Call, above: At, depth: int, seen: frozenset[str]) -> Fate:
        """What becomes of what Go's ``append`` is given: a part of the list that it gives back."""
        first = call.args[0]
        name = dotted(first.value) if isinstance(first, s.Arg) else ""
        if name and at.node is not first:
            return self._kept(f"added to {short(name)}", name, above, depth, seen)
        lead = "the beginning of a list" if at.node is first else "added to a list"
        return Fate(lead, self._result(above, depth, seen))

    def _into_text(self, made: At, depth: int, seen: frozenset[str]) -> tuple[Fate, ...]:
        """What becomes of a text that is made with a value, where it is more than shown."""
        ways = self._given(made, depth, seen) if depth > 0 else ()
        ends = (f"{_GIVES}only ", f"{_GIVES}{_NOTHING}", f"{_GIVES}thrown", f"{_GIVES}raised")
        return ways if any(not way.text.startswith(ends) for way in ways) else ()

    def _spelt(self, call: s.Call, name: str) -> str:
        """The name that is written where a function of Java stands for one of Kotlin (``listOf``)."""
        if call.func.start < call.func.end:
            return name
        written = self.text[call.start : call.end].partition(b"(")[0].partition(b"<")[0].decode()
        return written if written.isidentifier() else name

    def _result(self, call: At, depth: int, seen: frozenset[str]) -> tuple[Fate, ...]:
        """What becomes of the result of a call that no rule knows, where it is kept."""
        outer = call.above
        if outer is not None and call.role == "receiver":
            call = whole(call)  # a member of what is given back
            outer = call.above
        while outer is not None and isinstance(outer.node, s.Arg):
            outer = outer.above
        if depth <= 1 or outer is None or not isinstance(outer.node, (s.Assign, s.Call, s.Leave)):
            return ()
        if call.role in ("called", "receiver"):
            return ()
        return self._given(call, depth, seen)

    def _given(self, at: At, depth: int, seen: frozenset[str]) -> tuple[Fate, ...]:
        """What becomes of what a call or a table gives."""
        return tuple(
            f._replace(text=f"{_GIVES}{f.text}")
            for f in merged(tuple(self.of(at, depth - 1, seen)))
        )

    def _by_rule(self, whole: Span, *parts: Span) -> str:
        """That a rule says something where a value arrives."""
        if rule := self.facts.of(whole, parts, self.calls):
            return f"{_ABOUT}{rule} is about (line {self.line(whole)})"
        if said := self.calls.get(whole):
            return f"which rules know as {said.removeprefix(CALL)}, and which says nothing of versions here"
        return ""

    def _set_by(self, *spans: Span) -> str:
        """The rule that is about one of these places."""
        rules = self.facts.rules
        return next((rules[span] for span in spans if span in rules), "")

    def holder(self, at: At) -> str:
        """What a key belongs to: the object that is made with it, or a mapping and what becomes of it."""
        field = at.above
        above = field.above if field is not None else None
        if above is None:
            return "something that cannot be followed"
        made = short(called(above.node)) if isinstance(above.node, s.Call) else "a mapping"
        if field is not None and (reads := self.reads(field)):
            self.ways = 0
            fates = [f.text for f in self._together(reads, 1, frozenset())]
            where = listed(map(self._line, reads))
            return f"{made or 'what is made here'}, and read in {where}: {'; '.join(fates)}"
        if isinstance(above.node, s.Call):
            return made or "something that is made here"
        return f"a mapping, and that is {self.say(above)}"

    def reads(self, field: At) -> list[At]:
        """Where a member is read, of objects that are kept or stand in a list."""
        above = field.above
        while above is not None and above.role in PARTS:
            above = above.above
        whole = above.above.node if above is not None and above.above is not None else None
        if above is None or not isinstance(whole, (s.Assign, s.Loop, s.Leave)):
            return []
        key = getattr(field.node, "name", None)
        if not isinstance(key, s.Lit) or not isinstance(key.value, str):
            return []  # an entry under a constant
        uses = self.places.names.get(key.value, ())[:_USES]
        return [
            u
            for u in uses
            if isinstance(u.node, s.Attr)
            and is_read(u)
            and u.role != "called"
            and not is_inside(u, field)
        ]

    # -- variables

    def _assigned(
        self,
        at: At,
        node: s.Assign,
        above: At,
        depth: int,
        seen: frozenset[str],
        targets: tuple[Any, ...] = (),
    ) -> Iterator[Fate]:
        if at.role == "target":
            name = dotted(at.node) or text_of(at.node)
            yield self._kept(
                "declared here" if node.declares else "set here", name, above, depth, seen
            )
            return
        for target in targets or wanted(flattened(node.targets)):
            name = dotted(target) or text_of(target)
            verb = _VERBS.get(node.op, "added to")
            if node.op == "&=" and _is_complement(at.node):
                verb = "taken out of"
            if not name:
                yield Fate("kept in something that cannot be followed")
            elif rule := self._set_by(above.span, At(target, "", above, None, None).span, at.span):
                yield Fate(f"{verb} {short(name)}, which {rule} is about")
            else:
                yield self._kept(f"{verb} {short(name)}", name, above, depth, seen)

    def _kept(self, lead: str, name: str, above: At, depth: int, seen: frozenset[str]) -> Fate:
        """What becomes of what is kept under a name."""
        last = name.rpartition(".")[2]
        if not last or last in seen:
            return Fate(lead)
        uses = self.scopes.uses(name, above)
        first = 0 if is_repeated(above) else above.start
        found = [
            u
            for u in uses
            if is_read(u)
            and (u.func is not above.func or u.owner is not above.owner or u.start >= first)
            and not is_inside(u, above)
            and not fills(u)
        ]
        if not found:
            others = "" if above.func or above.owner else "; other files may"
            return Fate(f"{lead}, and nothing in this file uses it{others}")
        if depth <= 0:
            return Fate(f"{lead}, which is used in {listed(map(self._line, found))}")
        return Fate(lead, self._together(found, depth - 1, seen | {last}))

    def _returned(self, above: At, depth: int, seen: frozenset[str]) -> Fate:
        func = above.func
        if func is None or not func.name:
            outer = self.places.spans.get(Span(func.start, func.end)) if func is not None else None
            then = tuple(self.of(outer, depth - 1, seen)) if outer is not None and depth > 0 else ()
            return Fate("what a nameless function gives back", then)
        name = func.name
        lead = f"what {name} gives back"
        calls = [u for u in self.places.names.get(name, ())[:_USES] if u.role == "called"]
        base = "; its base class may" if above.owner is not None and above.owner.bases else ""
        if func.getter:
            reads = [
                u for u in self.places.names.get(name, ())[:_USES] if is_read(u) and u.func != func
            ]
            where = f"read in {listed(map(self._line, reads))}" if reads else ""
            return Fate(f"{lead}, {where or f'and nothing in this file reads it{base}'}")
        if not calls:
            return Fate(f"{lead}, and nothing in this file calls it{base}")
        if depth <= 0 or f"{name}()" in seen:
            return Fate(f"{lead}, called in {listed(map(self._line, calls))}")
        results = [c.above for c in calls if c.above is not None]
        return Fate(lead, self._together(results, depth - 1, seen | {f"{name}()"}))

    def _line(self, at: At) -> int:
        return self.line(at.span)

    def _together(self, found: Iterable[At], depth: int, seen: frozenset[str]) -> tuple[Fate, ...]:
        """What becomes of a value in several places, the same said once."""
        fates = [
            fate._replace(lines=(self._line(at),))
            for at in found
            for fate in self.of(at, depth, seen)
        ]
        return merged(tuple(fates))
