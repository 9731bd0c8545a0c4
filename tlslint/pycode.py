"""Python code as a tree that keeps all of its text: where things stand in it, and its imports.

Loads libcst, and so is loaded only where a fix needs it. A file that libcst does not read
(Python 2, half-written code) is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from tlslint.facts import Edit, Span
from tlslint.lines import changes
from tlslint.pyimports import Import
from tlslint.pyplan import MAX_BYTES


class Refused(Exception):
    """The place cannot be rewritten."""


class File(NamedTuple):
    """A module, its nodes by where they stand, and what each of them stands in."""

    module: cst.Module
    spans: dict[tuple[int, int], list[cst.CSTNode]]
    places: dict[cst.CSTNode, tuple[int, int]]
    parents: dict[cst.CSTNode, cst.CSTNode]
    text: bytes
    #: where each statement at the top begins, and where the last ends
    starts: list[int]
    #: what was made of nodes so far, so that many fixes do not each write the whole file
    codes: dict[cst.CSTNode, str]
    #: block → which of its statements last assigns to what, and the number of each statement
    lasts: dict[int, tuple[dict[str, int], dict[int, int]]]

    def sets_after(self, block: Any, line: cst.CSTNode, target: str) -> bool:
        """Whether a statement behind a line in its block assigns to ``target``."""
        if id(block) not in self.lasts:
            last: dict[str, int] = {}
            numbers: dict[int, int] = {}
            for number, statement in enumerate(block.body):
                numbers[id(statement)] = number
                if isinstance(statement, cst.SimpleStatementLine):
                    for small in statement.body:
                        if isinstance(small, (cst.Assign, cst.AugAssign)):
                            last[self.code(small).split("=")[0].strip()] = number
            self.lasts[id(block)] = last, numbers
        last, numbers = self.lasts[id(block)]
        return last.get(target, -1) > numbers[id(line)]

    def code(self, node: cst.CSTNode) -> str:
        """The text of one of its nodes."""
        found = self.codes.get(node)
        if found is None:
            found = self.codes[node] = code_of(node)
        return found

    def written(self, new: cst.Module) -> bytes:
        """The text of a module that has most statements of this one."""
        old = self.module
        same = (new.header, new.footer, new.has_trailing_newline) == (
            *(old.header, old.footer, old.has_trailing_newline),
        )
        first, last = 0, 1
        most = min(len(old.body), len(new.body))
        while first < most and old.body[first] is new.body[first]:
            first += 1
        while last <= most - first and old.body[-last] is new.body[-last]:
            last += 1
        # the end of the last statement depends on that of the file
        if not same or last == 1 or not self.starts:
            return new.code.encode()
        middle = "".join(map(new.code_for_node, new.body[first : len(new.body) - last + 1]))
        end = self.starts[len(old.body) - last + 1]
        return self.text[: self.starts[first]] + middle.encode() + self.text[end:]

    def replaced(self, old: cst.CSTNode, new: cst.CSTNode) -> cst.Module:
        """The module with ``new`` in the place of ``old``; all that does not hold it stays what it is."""
        while old is not self.module:
            above = self.parents[old]
            new = above.with_changes(**_holding(above, old, new))
            old = above
        assert isinstance(new, cst.Module)
        return new


def _holding(above: cst.CSTNode, old: cst.CSTNode, new: cst.CSTNode) -> dict[str, Any]:
    """The field of a node that holds ``old``, with ``new`` instead."""
    for field in fields(above):
        value = getattr(above, field.name)
        if value is old:
            return {field.name: new}
        if isinstance(value, (list, tuple)) and any(each is old for each in value):
            return {field.name: [new if each is old else each for each in value]}
    raise Refused


@lru_cache(maxsize=2)
def file_of(text: bytes) -> File | None:
    """The code of a file; None where it is too large or cannot be read."""
    if len(text) > MAX_BYTES:
        return None
    try:
        wrapper = MetadataWrapper(cst.parse_module(text.decode()), unsafe_skip_copy=True)
        positions = wrapper.resolve(ByteSpanPositionProvider)
    except (cst.ParserSyntaxError, cst.CSTValidationError, UnicodeDecodeError, RecursionError):
        return None
    spans: dict[tuple[int, int], list[cst.CSTNode]] = {}
    places = {node: (at.start, at.start + at.length) for node, at in positions.items()}
    for node, place in places.items():
        spans.setdefault(place, []).append(node)
    parents: dict[cst.CSTNode, cst.CSTNode] = {}
    stack: list[cst.CSTNode] = [wrapper.module]
    while stack:
        above = stack.pop()
        below = list(above.children)
        parents.update(dict.fromkeys(below, above))
        stack += below
    return File(wrapper.module, spans, places, parents, text, _starts(wrapper.module, text), {}, {})


def _starts(module: cst.Module, text: bytes) -> list[int]:
    """Where each statement at the top begins; nothing where that is not told by their texts."""
    codes = [module.code_for_node(each).encode() for each in (*module.header, *module.body)]
    starts = [0]
    for code in codes:
        if not text.startswith(code, starts[-1]):
            return []
        starts.append(starts[-1] + len(code))
    return starts[len(module.header) :]


def node_at(file: File, span: Span, kind: Any) -> Any:
    """The node of a kind that stands at ``span``; `Refused` where there is none."""
    for node in file.spans.get((span.start, span.end), ()):
        if isinstance(node, kind):
            return node
    raise Refused


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


def comments(node: cst.CSTNode) -> list[cst.EmptyLine]:
    """The comments within a node, each as a line of its own."""
    found: list[cst.EmptyLine] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, cst.Comment):
            found.append(cst.EmptyLine(comment=each))
        stack.extend(reversed(each.children))
    return found


def is_none(node: cst.BaseExpression) -> bool:
    """Whether a node is the word ``None``."""
    return isinstance(node, cst.Name) and node.value == "None"


def imported(text: bytes, value: Span, new: str) -> list[Edit]:
    """The edits after which a bare imported name at ``value`` is another of the same module.

    ``new`` is qualified; its import is added.
    """
    file = file_of(text)
    if file is None:
        return []
    home, _, last = new.rpartition(".")
    try:
        node = node_at(file, value, cst.Name)
        module = file.module.deep_replace(node, cst.Name(last))
        assert isinstance(module, cst.Module)
        return with_imports(file, module, {home: last})
    except (Refused, cst.CSTValidationError, RecursionError):
        return []


def with_imports(file: File, new: cst.Module, needed: Mapping[str, str]) -> list[Edit]:
    """The edits that make ``new`` of a file, with imports: of modules, or of names from them.

    Imports are edits of their own, so that several fixes may ask for the same.
    """

    def importing(module: cst.Module) -> list[Edit]:
        for home, name in needed.items():
            module = with_import(module, home, name or None)
        return changes(file.text, file.written(module))

    edits = changes(file.text, file.written(new))
    imports = importing(file.module) if needed else []
    starts = {e.span.start for e in edits}
    return importing(new) if any(e.span.start in starts for e in imports) else [*imports, *edits]


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
