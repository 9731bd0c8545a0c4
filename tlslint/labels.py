"""Whether a version stands beside its own name: another one there would make the name a lie."""

from __future__ import annotations

from typing import Any

from tlslint.bounds import Cause
from tlslint.engine.libraries import names_version
from tlslint.engine.spans import within
from tlslint.facts import Span
from tlslint.values import Sym

#: What holds the parts of a row (``{"TLS 1.0", tls.VersionTLS10}``), by the grammars' names.
_ROWS = frozenset({"array", "initializer_expression", "list", "literal_value", "object", "tuple"})
#: Between a row and its parts, and between a part and its text.
_DEPTH = 3


def in_named_row(cause: Cause, tree: Any) -> bool:
    """Whether a constant takes effect elsewhere, and stands in a row with its name."""
    if tree is None or not isinstance(cause.value, Sym) or cause.source == "unresolved":
        return False
    return not within(cause.span, cause.fact) and _beside_its_name(tree, cause.span)


def is_text(cause: Cause, tree: Any) -> bool:
    """Whether a version is written as a text, which is looked up elsewhere."""
    span = cause.span
    node = tree.root_node.named_descendant_for_byte_range(span.start, span.end)
    return node is not None and "string" in node.type


def _beside_its_name(tree: Any, span: Span) -> bool:
    """Whether a text in the row that holds what stands at ``span`` is the name of a version."""
    node = tree.root_node.named_descendant_for_byte_range(span.start, span.end)
    text = node is not None and "string" in node.type  # one of a list of names
    for _ in range(_DEPTH):
        node = node.parent if node is not None else None
        if node is not None and node.type in _ROWS:
            parts = [
                p
                for p in node.named_children
                if p.end_byte <= span.start or (text and p.start_byte >= span.end)
            ]
            return any(_names(part, _DEPTH) for part in parts)
    return False


def _names(node: Any, depth: int) -> bool:
    if "string" in node.type:
        return names_version(node.text.decode("utf-8", "replace").strip("\"'`"))
    return depth > 0 and any(_names(part, depth - 1) for part in node.named_children)
