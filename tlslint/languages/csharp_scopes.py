"""Where a variable of C# is declared, and with which type."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_LOCAL = "local_declaration_statement"
#: Declarations before a place, and nodes around it, that are looked at.
_MAX_SEEN = 2000


def declared_type(node: Node, name: str) -> Node | None:
    """The type that a local variable, parameter or field ``name`` is declared with, as seen from ``node``."""
    seen = 0
    inner: Node | None = node
    while inner is not None and (outer := inner.parent) is not None:
        for each in _declarations(inner, outer):
            seen += 1
            if seen > _MAX_SEEN:
                return None
            type_ = each.child_by_field_name("type")
            if type_ is not None and name in _names(each):
                return type_ if type_.type != "implicit_type" else None
        inner = outer
    return None


def _declarations(inner: Node, outer: Node) -> list[Node]:
    """What ``outer`` declares for what stands in ``inner``, one of its children."""
    if outer.type in ("block", "switch_section", "compilation_unit"):
        before = [c for c in outer.named_children if c.start_byte < inner.start_byte]
        return [c.named_children[0] for c in before[::-1] if c.type == _LOCAL and c.named_children]
    if outer.type == "declaration_list":
        fields = [c for c in outer.named_children if c.type == "field_declaration"]
        inside = [c for f in fields for c in f.named_children]
        variables = [c for c in inside if c.type == "variable_declaration"]
        return variables + [c for c in outer.named_children if c.type == "property_declaration"]
    parameters = outer.child_by_field_name("parameters")
    if parameters is not None:
        return [c for c in parameters.named_children if c.type == "parameter"]
    return []


def _names(declaration: Node) -> list[str]:
    """The names that a declaration declares."""
    own = declaration.child_by_field_name("name")
    names = [own] if own is not None else []
    for each in declaration.named_children:
        if each.type == "variable_declarator":
            name = each.child_by_field_name("name") or each.named_children[0]
            names.append(name)
    return [(n.text or b"").decode("utf-8", "replace") for n in names]
