"""Which imports a Python file binds and does not use; with the parser of the running Python."""

from __future__ import annotations

import ast
import warnings

#: Module, name in it (None for the module itself), and the name it gets (None for its own).
Import = tuple[str, "str | None", "str | None"]


def unused(text: bytes) -> set[Import]:
    """The imports at the top of a file whose names appear nowhere else; nothing where it does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.decode())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    bound: dict[str, Import] = {}
    for node in tree.body:
        if isinstance(node, ast.Import):
            for each in node.names:
                bound[each.asname or each.name.split(".")[0]] = (each.name, None, each.asname)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for each in node.names:
                bound[each.asname or each.name] = (node.module, each.name, each.asname)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    # names that are exported are texts
    used |= {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {each for name, each in bound.items() if name not in used and name != "*"}
