"""What a line stands in: the function or class that begins on it, and the statement it goes on with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from tlslint import syntax as s
from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.silent.facts import Facts
from tlslint.silent.places import At, Places
from tlslint.silent.ways import listed

_WORD = regex(r"\w+")
#: Nodes of a tree into one another that are looked at.
_DEEP = 2000
#: What declares types, by the names of the grammars.
_TYPES = frozenset(
    {
        "interface_declaration",
        "type_alias_declaration",
        "property_signature",
        "method_signature",
        "function_signature",
        "literal_type",
        "union_type",
        "type_identifier",
        "type_arguments",
        "type_list",
    }
)


def defined(
    places: Places, line_of: Callable[[Span], int], text: bytes, line: Span
) -> Iterator[str]:
    """What functions and classes begin on a line, which is told by their names on it."""
    words = set(_WORD.findall(text[line.start : line.end].decode("utf-8", "replace")))
    for name in sorted(words & places.functions.keys()):
        uses = places.names.get(name, ())
        here = [f for f in places.functions[name] if _over(f, line)]
        if not here:
            continue
        base = "; its base class may" if any(_is_derived(places, f) for f in here) else ""
        if all(f.getter for f in here):
            reads = [line_of(u.span) for u in uses if not _over_any(here, u.span)]
            read = (
                f"read in {listed(reads)}" if reads else f"which nothing in this file reads{base}"
            )
            yield f"the property {name} is defined here, {read}"
            continue
        if any(u.role == "called" and line.start <= u.span.start < line.end for u in uses):
            continue
        calls = [u for u in uses if u.role == "called"]
        called = f"called in {listed(line_of(u.span) for u in calls)}"
        yield f"the function {name} is defined here, " + (
            called if calls else f"which nothing in this file calls{base}"
        )
    for name in sorted(words & places.types.keys()):
        type_, uses = places.types[name], places.names.get(name, ())
        if not _over(type_, line) or any(line.start <= u.span.start < line.end for u in uses):
            continue
        lines = [line_of(u.span) for u in uses if not type_.start <= u.span.start < type_.end]
        outside = f"used in {listed(lines)}" if lines else "which nothing else in this file uses"
        yield f"{name} is defined here, a type of this code's own, {outside}"


def _is_derived(places: Places, func: s.Func) -> bool:
    """Whether a function is one of a class that extends another, which may use it."""
    at = places.spans.get(Span(func.start, func.end))
    return at is not None and at.owner is not None and bool(at.owner.bases)


def _over_any(nodes: Iterable[s.Func], span: Span) -> bool:
    return any(node.start <= span.start < node.end for node in nodes)


def _over(node: s.Func | s.Class, line: Span) -> bool:
    return node.start < line.end and line.start < node.end


def around(
    places: Places,
    line_of: Callable[[Span], int],
    facts: Collection[Span],
    line: Span,
) -> tuple[int, Span] | None:
    """The line of the statement that a line goes on with, and the fact in it that rules are about."""
    around = [(span, at) for span, at in places.spans.items() if span.start < line.start < span.end]
    inner = max((span.start for span, at in around if isinstance(at.node, s.Func)), default=-1)
    found = [
        span
        for span, at in around
        if isinstance(at.node, (s.Assign, s.Do, s.Leave))
        and span.start > inner
        and any(span.start <= fact.start < span.end for fact in facts)
    ]
    if not found:
        return None
    span = max(found, key=lambda span: span.start)
    inside = [f for f in facts if span.start <= f.start < span.end]
    return line_of(span), min(inside, key=lambda f: (f.start >= line.start, -f.start))


def unread(tree: Any, at: int) -> str:
    """Why a name is in no syntax that is run, by what the parser made of the place."""
    kinds = list(_kinds(tree, at))
    for kind in reversed(kinds):
        if kind == "ERROR":
            return "not read: it stands in code that does not parse"
        if kind.startswith("preproc"):
            return "not read: it stands in an arm of #if that is left out"
        if kind in _TYPES or kind.endswith(("_type", "type_annotation", "type_parameters")):
            return "it is part of the declaration of a type, which sets nothing"
    return "not read: it stands beside what holds anyway (a label beside default), or is never run"


def _kinds(tree: Any, at: int) -> Iterator[str]:
    """The types of the nodes of a tree around a place, from the outside."""
    if tree is None:
        return
    cursor = tree.root_node.walk()
    for _ in range(_DEEP):
        if cursor.goto_first_child_for_byte(at) is None:
            return
        yield cursor.node.type


def whole(at: At, facts: Facts) -> Span | None:
    """The fact of a rule that is about the value which something is a part of."""
    above: At | None = at
    while above is not None and not isinstance(above.node, (s.Func, s.Class)):
        if fact := facts.begun(above.span):
            return fact
        above = above.above
    return None
