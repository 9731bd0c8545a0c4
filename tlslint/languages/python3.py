"""What no Python 2 can read or run: it refutes the signs that only Python 2 reads a file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tree_sitter import Node

#: Annotations, ``async def``, ``nonlocal``, ``f"…"``, and parameters behind ``*`` or ``*args``.
#: https://docs.python.org/2.7/reference/grammar.html has none of them.
_STATEMENTS = """
(assignment type: (_)) @new
(typed_parameter) @new
(typed_default_parameter) @new
(function_definition return_type: (_)) @new
(function_definition "async") @new
(nonlocal_statement) @new
((string_start) @new (#match? @new "[fF]"))
(keyword_separator) @new
(parameters (list_splat_pattern) . [(identifier) (default_parameter)]) @new
"""
#: Modules that only Python 3 has, of names that no module of an application's own has.
#: https://docs.python.org/3/whatsnew/3.0.html#library-changes
_MODULES = frozenset(
    {"urllib.request", "urllib.parse", "urllib.error", "urllib.response", "asyncio"}
    | {"http.client", "http.server", "http.cookies", "http.cookiejar"}
    | {"xmlrpc.client", "xmlrpc.server", "html.parser", "html.entities"}
)
#: Packages that give Python 2 these modules. https://python-future.org/imports.html
_BRIDGES = frozenset({"future", "builtins", "past", "libfuturize"})


@cache
def _query() -> Any:
    from tree_sitter import Query

    from tlslint.languages.base import parser_of
    from tlslint.languages.python import GRAMMAR

    return Query(parser_of(*GRAMMAR).language, _STATEMENTS)


def refutes(root: Node) -> bool:
    """Whether no Python 2 can run a file. Where the tree has errors, they may be what looks new."""
    if root.has_error:
        return False
    names = _imported(root)
    if "__future__.annotations" in names:
        return True
    if not names.isdisjoint(_MODULES) and _BRIDGES.isdisjoint(
        name.partition(".")[0] for name in names
    ):
        return True
    from tree_sitter import QueryCursor

    return bool(QueryCursor(_query(), match_limit=64).captures(root))


def _imported(root: Node) -> set[str]:
    """The modules that a file imports without an alternative, and what it takes from them."""
    names: set[str] = set()
    for node in root.named_children:
        if node.type == "import_statement":
            names.update(_text(name) for name in node.named_children)
        elif node.type == "import_from_statement":
            module, *taken = (_text(name) for name in node.named_children)
            names.update((module, *(f"{module}.{name}" for name in taken)))
        elif node.type == "future_import_statement":
            names.update(f"__future__.{_text(name)}" for name in node.named_children)
    return names


def _text(node: Node) -> str:
    """The name of what is imported, without the one that it gets."""
    named = node.child_by_field_name("name") if node.type == "aliased_import" else node
    return named.text.decode("utf-8", "replace") if named is not None and named.text else ""
