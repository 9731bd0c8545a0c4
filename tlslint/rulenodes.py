"""The YAML of a rule file as nodes with line numbers, its keys, and what reads single nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from tlslint import rulemodel as m
from tlslint.rulemodel import RuleError

#: a parsed document: mappings as ["m", line, {key: node}], lists as ["l", line, [node]], scalars as ["s", line, text].
#: Plain JSON, so that the compiled form of the wheel is the same thing.
Node = Any


def parse_yaml(text: str, file: str) -> Node:
    """The document as nested nodes (see `Node`); RuleError where it is not YAML or uses an alias or a tag."""
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", error)).partition("\n")[0]
        raise RuleError(file, mark.line + 1 if mark else 1, problem) from None
    if root is None:
        raise RuleError(file, 1, "the file is empty")

    def convert(node: Any) -> Node:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            out: dict[str, Node] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise RuleError(file, key.start_mark.line + 1, "a key must be a text")
                if key.value in out:
                    raise RuleError(file, key.start_mark.line + 1, f"{key.value!r} stands twice")
                out[key.value] = convert(value)
            return ["m", line, out]
        if isinstance(node, yaml.SequenceNode):
            return ["l", line, [convert(n) for n in node.value]]
        return ["s", line, node.value]

    return convert(root)


#: The keys of each mapping; a trailing ``!`` marks a required one.
SCHEMA: dict[str, tuple[str, ...]] = {
    "library": (
        "library!",
        "language!",
        "source!",
        "tables",
        "rules",
        "emits",
        "returns",
        "hands",
        "begins",
        "extends",
        "sides",
        "since",
        "aliases",
        "examples",
        "triggers",
    ),
    "table": (
        "bits",
        "separator",
        "fold",
        "other",
        "contiguous",
        "one",
        "keys",
        "pairs",
        "whole",
        "values!",
    ),
    "entry": ("is!", "number", "since"),
    "case": ("when", "is!"),
    "rule": (
        "id!",
        "title!",
        "about!",
        "hint!",
        "call",
        "set",
        "use",
        "arguments",
        "default",
        "role",
        "subject",
        "where",
        "severity",
        "origin",
        "fix!",
        "source",
        "triggers",
        "project",
        "once",
        "declared",
        "unless",
        "hints",
        "floored",
        "yielding",
    ),
    "hint": ("when!", "hint!"),
    "argument": ("at!", "effect!", "table", "means", "pinned", "starts", "told"),
    "default": ("when", "floor", "ceiling", "only"),
    "fix": (
        "title!",
        "safety!",
        "edit",
        "target",
        "text",
        "cause",
        "when",
        "rewrite",
        "after",
        "key",
    ),
    "emit": ("call!", "name!", "value"),
    "example": ("language", "platform", "path", "code!", "fixed", "options"),
}


class NodeReader:
    """Reads the nodes of one file: texts, lists, mappings; what is wrong is a `RuleError` with its line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, node: Node, message: str) -> RuleError:
        return RuleError(self.file, node[1], message)

    def mapping(self, node: Node, kind: str) -> dict[str, Node]:
        """The members of a mapping of the given kind; unknown and missing keys are errors."""
        if node[0] != "m":
            raise self.fail(node, f"{_a(kind)} is a mapping")
        known = {k.rstrip("!") for k in SCHEMA[kind]}
        for key, value in node[2].items():
            if key not in known:
                import difflib

                near = difflib.get_close_matches(key, known, 1)
                raise self.fail(
                    value,
                    f"unknown key {key!r} in {_a(kind)}"
                    + (f"; did you mean {near[0]!r}?" if near else ""),
                )
        for key in SCHEMA[kind]:
            if key.endswith("!") and key[:-1] not in node[2]:
                raise self.fail(node, f"{_a(kind)} needs the key {key[:-1]!r}")
        out: dict[str, Node] = node[2]
        return out

    def text(self, node: Node | None, default: str = "") -> str:
        if node is None:
            return default
        if node[0] != "s":
            raise self.fail(node, "this is a text")
        return str(node[2])

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A text or a list of texts."""
        if node is None:
            return ()
        if node[0] == "l":
            return tuple(self.text(n) for n in node[2])
        return (self.text(node),)

    def flag(self, node: Node | None) -> bool:
        text = self.text(node, "false")
        if text not in ("true", "false"):
            raise self.fail(node, f"true or false, not {text!r}")
        return text == "true"

    def items(self, node: Node | None) -> list[tuple[str, Node]]:
        if node is None:
            return []
        if node[0] != "m":
            raise self.fail(node, "this is a mapping")
        return list(node[2].items())

    def rows(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        if node[0] != "l":
            raise self.fail(node, "this is a list")
        return list(node[2])

    def choice(self, node: Node, allowed: Iterable[str], what: str) -> Any:
        text = self.text(node)
        if text not in allowed:
            import difflib

            near = difflib.get_close_matches(text, list(allowed), 1)
            raise self.fail(
                node, f"unknown {what} {text!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        return text

    def parsed(self, node: Node | None, parse: Callable[[str], Any], default: Any = None) -> Any:
        """The text of a node through a parser whose ValueError becomes a RuleError."""
        if node is None:
            return default
        try:
            return parse(self.text(node))
        except ValueError as error:
            if isinstance(error, RuleError):
                raise
            raise self.fail(node, str(error)) from None

    def version(self, node: Node, text: str) -> tuple[int, ...]:
        """The numbers of a version of a platform or library, as ``4.5`` writes them."""
        parts = text.strip().split(".")
        if not all(n.isascii() and n.isdigit() for n in parts):
            raise self.fail(node, f"not a version: {text.strip()!r}")
        return tuple(int(n) for n in parts)

    def condition(self, node: Node | None) -> tuple[m.Condition, ...]:
        """The condition of a row; a name that is almost that of a runtime is a mistake."""
        conditions: tuple[m.Condition, ...] = self.parsed(node, m.parse_condition, ())
        for each in conditions:
            self.platform(node, each.name)
        return conditions

    def platform(self, node: Node, name: str) -> str:
        near = _meant(name)
        if near:
            raise self.fail(node, f"unknown platform {name!r}; did you mean {near!r}?")
        return name


@cache
def _meant(name: str) -> str:
    """The runtime that a platform is almost called as, and is not."""
    import difflib

    near = [] if name in m.RUNTIMES else difflib.get_close_matches(name, m.RUNTIMES, 1, 0.75)
    return near[0] if near else ""


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
