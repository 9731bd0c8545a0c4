"""What stopped the search for a value: where it would have come from, by the syntax of one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tlslint import syntax as s
from tlslint.engine.libraries import names_version
from tlslint.facts import Span
from tlslint.silent.fates import Fates
from tlslint.silent.places import TYPE_OF, At, Places, called, dotted
from tlslint.silent.scopes import is_own
from tlslint.silent.ways import listed, short

UNDEFINED = "is not defined in this file"
#: Calls that give a list of what they are given.
_LISTS = frozenset({"Arrays.asList", "List.of", "Set.of", "listOf", "setOf", "arrayOf", "Array.of"})
#: Definitions followed into one another.
_DEPTH = 3
#: The member of a nullable or lazy value that is the value itself.
_HELD = "Value"


class Origins:
    """Looks for the definitions of what a value is made of."""

    def __init__(
        self,
        places: Places,
        line: Callable[[Span], int],
        fates: Fates,
        known: Callable[[Any], bool] = lambda _: False,
    ) -> None:
        self.places = places
        self.line = line
        self.fates = fates
        #: whether a name is one whose meaning rules know
        self.known = known
        self.params = frozenset(at.node.name for at in places.params)

    def say(self, span: Span) -> str:
        """What stopped the search for the value at ``span``; empty where nothing can be said."""
        at = self.places.spans.get(span)
        if at is None:
            return ""
        node = at.node.value if isinstance(at.node, s.Arg) else at.node
        if isinstance(node, s.Lit) and at.above is not None:
            said = f"{_written(node)} is written here, which {_names(node)}"
            if isinstance(at.above.node, s.Param):
                return f"{said}; {self._parameter(at.above.node, at.func)}"
            return said
        return self.of(at.node, at, _DEPTH)

    def of(self, node: Any, at: At, depth: int) -> str:
        """What a value is, of which nothing is known."""
        if isinstance(node, (s.Arg, s.Cast)):
            return self.of(node.value, at, depth)
        if isinstance(node, s.Param):
            return self._parameter(node, at.func)
        if isinstance(node, (s.Name, s.Attr)) and self.known(node):
            return ""
        if isinstance(node, s.Name):
            return self._name(node.id, at, depth)
        if isinstance(node, s.Attr):
            return self._member(node, at, depth)
        if isinstance(node, s.Call):
            return self._call(node, at, depth)
        if isinstance(node, s.Index):
            return self._entry(node, at, depth)
        if isinstance(node, s.Cond):
            return self._first((node.then, node.otherwise), at, depth)
        if isinstance(node, s.Binary):
            return self._first((node.left, node.right), at, depth)
        if isinstance(node, s.Unary):
            return self.of(node.operand, at, depth)
        if isinstance(node, (s.Seq, s.Format)):
            return self._first(node.items if isinstance(node, s.Seq) else node.parts, at, depth)
        if isinstance(node, s.Other):
            return self._first(node.children, at, depth)
        return ""

    def _entry(self, node: s.Index, at: At, depth: int) -> str:
        """An entry of a table: of one that is written in this file, it is the key that is not known."""
        held = dotted(node.value)
        name = f" of {short(held)}" if held else ""
        uses = self.places.names.get(held.rpartition(".")[2], ()) if held else ()
        sets = [
            u for u in uses if u.role == "target" and isinstance(_value(u), (s.Map, s.Seq, s.Call))
        ]
        if not sets:
            return f"an entry{name}, which is filled elsewhere or while the program runs"
        where = listed(self.line(u.span) for u in sets)
        others = [u for u in uses if u.role == "target" and u not in sets]
        if isinstance(node.key, s.Lit) and others:
            also = listed(self.line(u.span) for u in others)
            return f"an entry{name} ({where}), which is given what is not known here too ({also})"
        key = self.of(node.key, at, depth - 1) if depth > 0 else ""
        return f"an entry{name} ({where}), and which one is not known" + (f": {key}" if key else "")

    def _first(self, parts: tuple[Any, ...], at: At, depth: int) -> str:
        said = [told for part in parts if (told := self.of(part, at, depth))]
        known = [told for told in said if not told.endswith(UNDEFINED)]
        return next(iter(known), "")

    def _parameter(self, param: s.Param, func: s.Func | None) -> str:
        if func is None or not func.name:
            return f"{param.name} is a parameter of a nameless function, given by what calls it"
        name = self.places.name_of(func)
        lead = f"{param.name} is a parameter of {name} (line {self._at(func)})"
        if param.default is not None and not isinstance(param.default, s.Lit):
            lead += f" with a default in line {self._at(param.default)}"
        names = {func.name, name}
        calls = [
            u
            for name in sorted(names)
            for u in self.places.names.get(name, ())
            if u.role == "called"
        ]
        if not calls:
            return f"{lead}, which nothing in this file calls"
        lines = listed(self.line(u.span) for u in calls)
        if any(isinstance(_given(u, func, param), (s.Lit, s.Attr)) for u in calls):
            return (
                f"{lead}; what calls of that name ({lines}) give it is judged with them, "
                "and of what calls from elsewhere give it nothing is known"
            )
        return f"{lead}, and calls of that name ({lines}) give it nothing that is known"

    def _name(self, name: str, at: At, depth: int) -> str:
        func = at.func
        if func is not None:
            for param in func.params:
                if param.name == name:
                    return self._parameter(param, func)
        if name in self.places.imports:
            return f"{name} comes from outside this file ({self.places.imports[name]})"
        return self._variable(name, at, depth)

    def _variable(self, name: str, at: At, depth: int) -> str:
        uses = self.fates.scopes.uses(name, at)
        sets = [u for u in uses if u.role == "target" and u.above is not None]
        given = [(u, _value(u)) for u in sets if not _holds(u, at)]
        values = [(u, v) for u, v in given if v is not None and not isinstance(v, s.Lit)]
        for use, value in reversed(values):
            line = self.line(use.span)
            if isinstance(use.above and use.above.node, s.Loop):
                return f"{name} is each item of {self._source(value)} (line {line})"
            why = self.of(value, use, depth - 1) if depth > 0 else ""
            return f"{name} is set in line {line}" + (f": {why}" if why else "")
        texts = [(u, v) for u, v in given if isinstance(v, s.Lit)]
        if texts:
            use, value = texts[-1]
            return f"{name} is set in line {self.line(use.span)} to {_written(value)}"
        if given:
            lines = listed(self.line(u.span) for u, _ in given)
            return f"{name} is declared in {lines}, and nothing in this file gives it a value that is known; others may"
        if name in self.params:
            return f"{name} is a parameter further out"
        if fields := self._fields(name):
            lines = listed(self.line(u.span) for u in fields)
            return (
                f"{name} is a field ({lines}), which is filled elsewhere or while the program runs"
            )
        return f"{name} {UNDEFINED}"

    def _fields(self, name: str) -> list[At]:
        """Where types of this file declare, with no value, a field that the member of an object may be."""
        _, member, last = name.rpartition(".")
        return [
            u
            for u in (self.places.names.get(last, ()) if member else ())
            if u.role == "target"
            and isinstance(u.node, s.Name)
            and u.func is None
            and u.above is not None
            and isinstance(u.above.node, s.Assign)
            and u.above.node.value is None
            and u.above.node.type is not None
        ]

    def _member(self, node: s.Attr, at: At, depth: int) -> str:
        name = dotted(node)
        if node.name == _HELD and name:
            inner = self.of(node.value, at, depth)
            held = f"{short(name)} is what {short(dotted(node.value))} holds"
            return f"{held}: {inner}" if inner else held
        own = isinstance(node.value, s.Name) and node.value.id in ("self", "this", "Me", "cls")
        func = at.func
        own = own or (
            func is not None and isinstance(node.value, s.Name) and node.value.id == func.receiver
        )
        if own:
            return self._variable(name, at, depth)
        if isinstance(node.value, s.Attr) and depth > 0 and is_own(name.partition(".")[0], at):
            inner = self._member(node.value, at, depth - 1)
            known = inner and not inner.endswith(UNDEFINED)
            return inner if known else f"{short(name)} is filled outside of this file"
        if not name:
            inner = self.of(node.value, at, depth)
            return f"the member {node.name} of what is not known" + (f": {inner}" if inner else "")
        root = name.partition(".")[0]
        given = func is not None and any(p.name == root for p in func.params)
        if not given and any(u.role == "target" for u in self.places.names.get(node.name, ())):
            said = self._variable(node.name, at, depth - 1) if depth > 0 else ""
            if said and "not defined" not in said:
                return f"{short(name)} is a member of {root}; {said}"
        return f"{short(name)} is a member of {root}: {self._name(root, at, depth)}"

    def _call(self, node: s.Call, at: At, depth: int) -> str:
        name = called(node)
        if name in TYPE_OF:
            return ""
        if not name:
            return "what a call gives, whose function is not known"
        span = Span(node.start, node.end)
        # of the value itself the rule is what takes it
        if depth < _DEPTH and span in self.fates.calls and (rule := self.fates.facts.of(span, ())):
            return (
                f"what {short(name)} gives, which the rule {rule} is about (line {self._at(node)})"
            )
        named = self.places.functions.get(name.rpartition(".")[2], [])
        func = next(iter(named if not self.places.is_outside(name) else ()), None)
        if func is not None:
            return f"what {short(name)} gives (line {self._at(func)}), which could not be known"
        texts = [a.value for a in node.args if isinstance(a.value, s.Lit)]
        if name in _LISTS and len(texts) == len(node.args) and texts:
            shown = ", ".join(map(_written, texts))
            return f"what is known of {shown} is no version, or not all of it"
        receiver = node.func.value if isinstance(node.func, s.Attr) else None
        if isinstance(receiver, s.Lit) and len(texts) == len(node.args):
            return f"what {short(name)} makes of {_written(receiver)}"
        # what a type is called says nothing of the value
        made_of = (*node.args, None if _is_type(receiver) else receiver)
        of = self._first(made_of, at, depth - 1) if depth > 0 else ""
        return f"what {short(name)} gives while the program runs" + (f" ({of})" if of else "")

    def _source(self, node: Any) -> str:
        return short(dotted(node) or (called(node) if isinstance(node, s.Call) else "")) or "a list"

    def _at(self, node: Any) -> int:
        return self.line(Span(node.start, node.end))


def _is_type(node: Any) -> bool:
    """Whether a name seems to be that of a class, by its capital letter."""
    return dotted(node).rpartition(".")[2][:1].isupper()


def _names(node: s.Lit) -> str:
    """What a literal of which nothing came names, in words."""
    parts = node.value.split(",") if isinstance(node.value, str) else []
    if len(parts) > 1 and all(map(names_version, parts)):
        return "is a list of versions in one text, and not taken apart here"
    return "names no version"


def _written(node: s.Lit) -> str:
    """What a literal is, in words."""
    if isinstance(node.value, str):
        return f'the text "{short(node.value)}"' if node.value.strip() else "a text"
    return "no value" if node.value is None else str(node.value)


def _given(use: At, func: s.Func, param: s.Param) -> s.Expr | None:
    """What a call at ``use`` gives a parameter by its place."""
    call = use.above.node if use.above is not None else None
    number = func.params.index(param)
    if not isinstance(call, s.Call) or number >= len(call.args):
        return None
    return call.args[number].value


def _value(use: At) -> Any:
    """What a target is given; None for nothing."""
    node = use.above.node if use.above is not None else None
    if isinstance(node, s.Loop):
        return node.items
    return node.value if isinstance(node, s.Assign) else None


def _holds(use: At, at: At) -> bool:
    """Whether a variable is set by the very statement that a value stands in; the body of a loop is others."""
    above = use.above
    if above is None:
        return False
    span = above.node.items if isinstance(above.node, s.Loop) else above.span
    return span is not None and span.start <= at.span.start < span.end
