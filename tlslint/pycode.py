"""Python code as a tree that keeps all of its text, and its imports.

Loads libcst, and so is loaded only where a fix needs it. Only the statement at hand is read by it,
or the top of the file, as it takes long.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any

import libcst as cst

from tlslint import pyplan
from tlslint.facts import Edit, Span
from tlslint.lines import applied, changes
from tlslint.pyimports import Import


class Refused(Exception):
    """The place cannot be rewritten."""


def code_of(node: cst.CSTNode) -> str:
    """The text of a node."""
    return cst.Module([]).code_for_node(node)


def target_of(small: cst.CSTNode) -> str:
    """The variable or attribute that a statement assigns to, if it is only one."""
    target: cst.BaseExpression | None = None
    if isinstance(small, cst.Assign) and len(small.targets) == 1:
        target = small.targets[0].target
    elif isinstance(small, cst.AnnAssign):
        target = small.target
    inner = target
    while isinstance(inner, cst.Attribute):
        inner = inner.value
    return code_of(target) if target is not None and isinstance(inner, cst.Name) else ""


def comments(node: cst.CSTNode) -> list[str]:
    """The comments within a node."""
    found: list[str] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, cst.Comment):
            found.append(each.value)
        stack.extend(reversed(each.children))
    return found


def is_none(node: cst.BaseExpression) -> bool:
    """Whether a node is the word ``None``."""
    return isinstance(node, cst.Name) and node.value == "None"


def imported(text: bytes, value: Span, new: str) -> list[Edit]:
    """The edits after which a bare imported name at ``value`` is another of the same module.

    ``new`` is qualified; its import is added.
    """
    home, _, last = new.rpartition(".")
    return with_imports(text, [Edit(value, last)], home, last)


def with_imports(text: bytes, edits: list[Edit], home: str, name: str = "") -> list[Edit]:
    """``edits`` of a text, with the import of a module, or of a name from one.

    The import is an edit of its own, so that several fixes may ask for the same.
    """
    imports = importing(text, home, name)
    starts = {e.span.start for e in edits}
    if all(e.span.start not in starts for e in imports):
        return [*imports, *edits]
    after = applied(text, edits)
    return changes(text, applied(after, importing(after, home, name)))


@lru_cache(maxsize=8)
def importing(text: bytes, home: str, name: str) -> tuple[Edit, ...]:
    """The edits that import a module at the top of a text, or a name from it."""
    code = pyplan.code_of(text)
    if code is None:
        raise Refused
    end = 0
    for number, statement in enumerate(code.tree.body):
        end = text.find(b"\n", code.span(statement).end) + 1 or len(text)
        if number and not isinstance(statement, (ast.Import, ast.ImportFrom)):
            break
    head = text[:end]
    return tuple(
        changes(
            head, with_import(cst.parse_module(head.decode()), home, name or None).code.encode()
        )
    )


def with_import(module: cst.Module, home: str, name: str | None) -> cst.Module:
    """The module with one more import at its top: of a module, or of a name from one."""
    body = list(module.body)
    place = 0
    for number, line in enumerate(body):
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        if isinstance(small, cst.ImportFrom) and small.module and code_of(small.module) == home:
            if name is None:
                place = number + 1
                break
            if not isinstance(small.names, cst.ImportStar):
                comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
                *first, last = small.names
                new = cst.ImportAlias(cst.Name(name), comma=last.comma)
                names = [*first, last.with_changes(comma=comma), new]
                body[number] = line.with_deep_changes(small, names=names)
                return module.with_changes(body=body)
        is_text = isinstance(small, cst.Expr) and isinstance(small.value, cst.SimpleString)
        if isinstance(small, (cst.Import, cst.ImportFrom)) or (number == 0 and is_text):
            place = number + 1
        else:
            break
    code = f"from {home} import {name}" if name else f"import {home}"
    new_line = cst.parse_statement(code, config=module.config_for_parsing)
    return module.with_changes(body=[*body[:place], new_line, *body[place:]])


def without_imports(text: bytes, unused: set[Import]) -> bytes:
    """``text`` without imports that nothing uses."""
    try:
        module = cst.parse_module(text.decode())
        body = [new for line in module.body if (new := _without(line, unused)) is not None]
        return module.with_changes(body=body).code.encode()
    except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError, UnicodeDecodeError):
        return text


def _without(line: Any, unused: set[Import]) -> Any:
    """A line at the top of a module without some imports; None where nothing is left of it."""
    if not isinstance(line, cst.SimpleStatementLine):
        return line
    kept = []
    for small in line.body:
        names = small.names if isinstance(small, (cst.Import, cst.ImportFrom)) else ()
        if isinstance(names, cst.ImportStar) or not names:
            kept.append(small)
            continue
        home = code_of(small.module) if isinstance(small, cst.ImportFrom) and small.module else ""
        left = [each for each in names if _import(each, home) not in unused]
        if len(left) == len(names):
            kept.append(small)
        elif left:
            last = left[-1].with_changes(comma=names[-1].comma)
            kept.append(small.with_changes(names=[*left[:-1], last]))
    if not kept:
        return None
    return (
        line
        if len(kept) == len(line.body) and kept == [*line.body]
        else line.with_changes(body=kept)
    )


def _import(alias: cst.ImportAlias, home: str) -> Import:
    name = code_of(alias.name)
    own = (
        alias.asname.name.value
        if alias.asname and isinstance(alias.asname.name, cst.Name)
        else None
    )
    return (home, name, own) if home else (name, None, own)
