"""Where things are written."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.facts import Span

#: Makes named tuples without the call that names their fields: spans are made by the million.
_tuple = tuple.__new__


def span_of(node: s.Expr | s.Stmt | s.Arg | s.Field | s.Param) -> Span:
    """The span of a syntax node."""
    return _tuple(Span, (node.start, node.end))


def within(inner: Span, outer: Span) -> bool:
    """Whether a place is a part of another."""
    return outer.start <= inner.start and inner.end <= outer.end


def written(inner: Span, call: Span) -> Span:
    """The place of what a call names by a text: the call, or the text where that is elsewhere."""
    return call if within(inner, call) else inner
