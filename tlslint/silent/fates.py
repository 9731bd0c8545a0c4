"""What becomes of a value: what takes it, keeps it, compares it, by the syntax of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tlslint import syntax as s
from tlslint.engine import asking, libraries
from tlslint.engine.machine import CALL
from tlslint.facts import Span
from tlslint.silent.places import PARTS, At, Places, called, dotted

#: Variables, parameters and callers followed into one another.
_DEPTH = 3
#: Lines that are told of one value, and of one way that it takes.
_LINES = 5
#: Ways looked at for one value: what is behind more of them is not told.
_WAYS = 200
_TOLD = 4
_NOTHING = "named here, and nothing is done with it"
_NO_RULE = "which no rule knows"
#: Uses of one variable that are looked at.
_USES = 200
_LONG = 60
#: Methods by which a list or table is filled.
ADDING = libraries.ADDING | {"addLast", "addFirst", "put", "putIfAbsent", "unshift", "setdefault"}

#: Roles in which a value goes no further.
_ENDS = {
    "compared": "only compared with something",
    "label": "only a label of a switch",
    "switched": "only looked at by a switch",
    "tested": "only asked for in a condition",
    "key": "only a key, by which something is looked up",
    "shown": "only shown in a text",
    "type": "only the name of a type here",
    "done": _NOTHING,
    "throw": "thrown",
    "raise": "raised",
}


class Fate(NamedTuple):
    """What becomes of a value in some lines, and what then becomes of it from there."""

    text: str
    then: tuple[Fate, ...] = ()
    lines: tuple[int, ...] = ()


class Fates:
    """Follows values through one file.

    ``line`` numbers the places; ``told`` says which rule said something of a place, ``calls``
    what is called at a place that rules are about.
    """

    def __init__(
        self,
        places: Places,
        line: Callable[[Span], int],
        told: Mapping[Span, str],
        calls: Mapping[Span, str],
        text: bytes = b"",
    ) -> None:
        self.text = text
        self.places = places
        self.line = line
        self.told = told
        self.calls = calls
        self.ways = 0

    def say(self, at: At) -> str:
        """What becomes of the value at ``at``: a line, and one below it for each way that it takes on."""
        self.ways = 0
        fates = tuple(self.of(at, _DEPTH, frozenset()))
        first, *rest = _written(_merged(fates))
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
        elif at.role in _ENDS:
            yield Fate(_ENDS[at.role])
        elif at.role in PARTS:
            yield from self.of(above, depth, seen)
        elif isinstance(node, s.Call):
            yield self._called(at, node, above, depth, seen)
        elif isinstance(node, s.Assign):
            yield from self._assigned(at, node, above, depth, seen)
        elif isinstance(node, s.Attr):
            whole = _whole(above)
            if whole.role == "target":
                yield Fate(f"only where its member {whole.node.name} is set")
            else:
                yield from self.of(whole, depth, seen)
        elif at.role == "default" and isinstance(node, s.Param):
            name = f"the default of the parameter {node.name}"
            yield self._kept(name, node.name, above, depth, seen)
        elif isinstance(at.node, s.Param):
            yield self._kept("the parameter", at.node.name, at, depth, seen)
        elif at.role == "looped" and isinstance(node, s.Loop):
            name = dotted(node.target) if node.target is not None else ""
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
        adds = _adds(call)
        if at.role == "called":
            if isinstance(at.node, s.Attr) and (asks := _asks(name or at.node.name)):
                return Fate(asks)
            rule = self._by_rule(above.span)
            if adds and not rule:
                items = f"what adds to {short(adds)}"
                return self._kept(items, adds, above._replace(func=at.func), depth, seen)
            goes_on = isinstance(at.node, s.Attr) or above.role == "receiver"
            then = self._result(above, depth, seen) if goes_on else ()
            return Fate(f"used in a call of {short(name) or 'something'}, {rule or _NO_RULE}", then)
        if asks := _asks(name):
            return Fate(asks)
        if rule := self._by_rule(above.span, at.span):
            return Fate(f"given to {short(name)}, {rule}")
        if adds:
            return self._kept(f"added to {short(adds)}", adds, above, depth, seen)
        for func in self.places.called(name, at.owner, len(call.args)):
            param = _parameter(func, call, at.node)
            if param is None or depth <= 0 or f"{last}()" in seen:
                break
            line = self.line(Span(func.start, func.end))
            lead = f"given to {short(name)} (line {line}) as {param.name}"
            inside = [u for u in self.uses(param.name, func) if _reads(u)]
            if not inside:
                return Fate(f"{lead}, which it never uses")
            return Fate(lead, self._together(inside, depth - 1, seen | {f"{last}()"}))
        what = short(self._spelt(call, name)) if name else "a call"
        field = _text(at.node.name) if at.role == "field" and isinstance(at.node, s.Field) else ""
        where = f"the member {field} of {what}" if field else what
        known = "a type of this file" if last in self.places.types else _NO_RULE
        return Fate(f"given to {where}, {known}", self._result(above, depth, seen))

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
            call = _whole(call)  # a member of what is given back
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
            f._replace(text=f"what that gives is {f.text}")
            for f in _merged(tuple(self.of(at, depth - 1, seen)))
        )

    def _by_rule(self, *spans: Span) -> str:
        """That a rule says something where a value arrives."""
        whole, *parts = spans
        for span, rule in self.told.items():
            if span == whole or any(_within(span, part) for part in parts):
                return f"which {rule} is about (line {self.line(whole)})"
        if said := self.calls.get(spans[0]):
            return f"which rules know as {said.removeprefix(CALL)}, and which says nothing of versions here"
        return ""

    def _set_by(self, *spans: Span) -> str:
        """The rule that is about one of these places."""
        return next((self.told[span] for span in spans if span in self.told), "")

    def holder(self, at: At) -> str:
        """What a key belongs to: the object that is made with it, or a mapping and what becomes of it."""
        field = at.above
        above = field.above if field is not None else None
        if above is None:
            return "something that cannot be followed"
        if isinstance(above.node, s.Call):
            return short(called(above.node)) or "something that is made here"
        return f"a mapping, and that is {self.say(above)}"

    # -- variables

    def _assigned(
        self, at: At, node: s.Assign, above: At, depth: int, seen: frozenset[str]
    ) -> Iterator[Fate]:
        if at.role == "target":
            name = dotted(at.node) or _text(at.node)
            above = above if isinstance(at.node, s.Name) else above._replace(func=None)
            yield self._kept(
                "declared here" if node.declares else "set here", name, above, depth, seen
            )
            return
        for target in node.targets:
            name = dotted(target) or _text(target)
            if not name:
                yield Fate("kept in something that cannot be followed")
            elif rule := self._set_by(above.span, At(target, "", above, None, None).span, at.span):
                yield Fate(f"kept in {short(name)}, which {rule} is about")
            else:
                verb = "kept in" if node.op in ("=", "??=", ":=") else "added to"
                # a member is one of the file, whatever a function calls its own
                place = above if isinstance(target, s.Name) else above._replace(func=None)
                yield self._kept(f"{verb} {short(name)}", name, place, depth, seen)

    def _kept(self, lead: str, name: str, above: At, depth: int, seen: frozenset[str]) -> Fate:
        """What becomes of what is kept under a name."""
        last = name.rpartition(".")[2]
        if not last or last in seen:
            return Fate(lead)
        uses = self.uses(last, above.func)
        found = [u for u in uses if _reads(u) and not _inside(u, above) and not _fills(u)]
        if not found:
            return Fate(f"{lead}, and nothing in this file uses it")
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
        if not calls:
            return Fate(f"{lead}, and nothing in this file calls it")
        if depth <= 0 or f"{name}()" in seen:
            return Fate(f"{lead}, called in {listed(map(self._line, calls))}")
        results = [c.above for c in calls if c.above is not None]
        return Fate(lead, self._together(results, depth - 1, seen | {f"{name}()"}))

    def uses(self, name: str, func: s.Func | None) -> list[At]:
        """Where a name is written that is a variable of ``func``, or of the file."""
        found = self.places.names.get(name, [])[:_USES]
        if func is None or any(
            u.role == "target" and (u.func is not func or isinstance(u.node, s.Attr)) for u in found
        ):
            own = func is not None and any(p.name == name for p in func.params)
        else:
            own = any(p.name == name for p in func.params) or any(u.role == "target" for u in found)
        if not own or func is None:
            return found
        return [u for u in found if func.start <= u.span.start < func.end]

    def _line(self, at: At) -> int:
        return self.line(at.span)

    def _together(self, found: Iterable[At], depth: int, seen: frozenset[str]) -> tuple[Fate, ...]:
        """What becomes of a value in several places, the same said once."""
        fates = [
            fate._replace(lines=(self._line(at),))
            for at in found
            for fate in self.of(at, depth, seen)
        ]
        return _merged(tuple(fates))


def _merged(fates: tuple[Fate, ...]) -> tuple[Fate, ...]:
    """The same said once, with all its lines."""
    out: dict[tuple[str, tuple[Fate, ...]], tuple[int, ...]] = {}
    for fate in fates:
        key = (fate.text, fate.then)
        out[key] = (*out.get(key, ()), *fate.lines)
    return tuple(Fate(text, then, lines) for (text, then), lines in out.items())


def _written(fates: tuple[Fate, ...]) -> Iterator[str]:
    """What becomes of a value, the first on one line with what alone follows from it."""
    if len(fates) == 1 and not fates[0].lines:
        fate = fates[0]
        text = fate.text
        while len(fate.then) == 1:
            fate = fate.then[0]
            where = f"in {listed(fate.lines)} " if fate.lines else ""
            joint = ", and" if fate.text.startswith(("what ", "used ")) else f", which {where}is"
            text += f"{joint} {fate.text}"
        yield text
        yield from _indented(fate.then)
    else:
        yield "; ".join(f.text for f in fates)


def _indented(fates: tuple[Fate, ...]) -> Iterator[str]:
    for fate in fates:
        lead = f"{listed(fate.lines)}: " if fate.lines else ""
        first, *rest = _written((fate._replace(lines=()),))
        yield f"  {lead}{first}"
        yield from (f"  {line}" for line in rest)


def _asks(name: str) -> str:
    """That a function only asks about what it is given, by its name; empty where it does more."""
    how = asking.manner(name)
    if how == "shown" and name.lower().endswith("write"):
        how = "written out"  # to people, a file or a registry
    return f"only {how}, by {short(name)}" if how else ""


def _adds(call: s.Call) -> str:
    """The list or table that a method adds to, by its name; empty for another call."""
    func = call.func
    if isinstance(func, s.Attr) and func.name in ADDING and call.args:
        return dotted(func.value)
    return ""


def _fills(use: At) -> bool:
    """Whether a name is written only to add to what it holds, or to set a part of that."""
    above = use.above
    if above is None or not isinstance(above.node, (s.Attr, s.Index)):
        return False
    adds = isinstance(above.node, s.Attr) and above.node.name in ADDING and above.role == "called"
    return adds or (use.role != "key" and _whole(above).role == "target")


def _within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _whole(at: At) -> At:
    """The whole dotted name that ``at`` is a part of."""
    while at.role == "receiver" and at.above is not None and isinstance(at.above.node, s.Attr):
        at = at.above
    return at


def _reads(at: At) -> bool:
    return at.role not in ("target", "type", "member") and not isinstance(at.node, s.Param)


def _inside(at: At, above: At) -> bool:
    """Whether a use stands in the very statement that sets the variable."""
    return above.span.start <= at.span.start < above.span.end and not isinstance(above.node, s.Loop)


def _parameter(func: s.Func, call: s.Call, node: object) -> s.Param | None:
    """The parameter that takes an argument of a call."""
    if not isinstance(node, s.Arg):
        return None
    if node.name is not None:
        return next((p for p in func.params if p.name == node.name), None)
    plain = [a for a in call.args if a.name is None]
    number = next((i for i, a in enumerate(plain) if a is node), len(func.params))
    spread = next((p for p in func.params if p.spread == 1), None)
    return func.params[number] if number < len(func.params) else spread


def listed(lines: Iterable[int]) -> str:
    """Some numbers of lines, in words."""
    found = sorted(set(lines))
    shown = ", ".join(map(str, found[:_TOLD]))
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return f"line{'s' if len(found) > 1 else ''} {shown}{more}"


def _text(node: object) -> str:
    """A key as text; empty for none."""
    if isinstance(node, s.Lit):
        return str(node.value)
    if isinstance(node, s.Index):
        held = dotted(node.value)
        return _text(node.key) if isinstance(node.key, s.Lit) and not held else held
    return getattr(node, "name", "") or dotted(node)


def short(name: str) -> str:
    """The end of a name that is too long to be told."""
    return name if len(name) <= _LONG else "…" + name[-_LONG:]
