"""Reads one rule file: strings-only YAML with line numbers, every key checked.

The form of a rule file is described in CONTRIBUTING.md; `SCHEMA` below is its one definition.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, get_args

from tlslint import rulemodel as m
from tlslint.facts import SEVERITIES, Severity, Verdict
from tlslint.languages import BY_NAME
from tlslint.versions import Versions, parse_versions


class RuleError(ValueError):
    """A rule file that cannot be used; the text names file and line."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


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
        "extends",
        "aliases",
        "examples",
        "triggers",
    ),
    "table": ("bits", "separator", "fold", "other", "contiguous", "keys", "pairs", "values!"),
    "entry": ("is!", "number"),
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
    ),
    "argument": ("at!", "effect!", "table", "means", "pinned"),
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


class Reader:
    """Turns the nodes of one file into a `rulemodel.Library`."""

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
        near = difflib.get_close_matches(name, m.RUNTIMES, 1, 0.75)
        if near and name not in m.RUNTIMES:
            raise self.fail(node, f"unknown platform {name!r}; did you mean {near[0]!r}?")
        return name

    # -- the parts

    def entry(self, key: str, node: Node) -> m.Entry:
        number = None
        with suppress(ValueError):
            number = int(key, 0)
        if node[0] == "m":
            fields = self.mapping(node, "entry")
            number = self.parsed(fields.get("number"), _number, number)
            node = fields["is"]
        if node[0] == "l":
            cases = []
            for row in node[2]:
                fields = self.mapping(row, "case")
                conditions = self.condition(fields.get("when"))
                cases.append((conditions, self.parsed(fields["is"], m.parse_meaning)))
        else:
            cases = [((), self.parsed(node, m.parse_meaning))]
        return m.Entry(key, tuple(cases), number)

    def table(self, name: str, node: Node) -> m.Table:
        plain = node[0] == "m" and "values" not in node[2]
        fields = {"values": node} if plain else self.mapping(node, "table")
        fold = self.flag(fields.get("fold"))
        entries: dict[str, m.Entry] = {}
        numbers: dict[int, m.Entry] = {}
        order: list[tuple[str, tuple[int, ...], m.Entry]] = []
        for key, value in self.items(fields["values"]):
            entry = self.entry(key, value)
            op, _, bound = key.partition(" ")
            if op in ("<", "<=", ">", ">="):
                order.append((op, self.version(value, bound), entry))
                continue
            entries[key.lower() if fold else key] = entry
            if entry.number is not None:
                numbers.setdefault(entry.number, entry)
        return m.Table(
            name,
            entries,
            numbers,
            self.flag(fields.get("bits")),
            self.text(fields.get("separator")),
            fold,
            self.parsed(fields.get("other"), m.parse_meaning),
            tuple(order),
            self.flag(fields.get("contiguous")),
            self.texts(fields.get("keys")),
            self.text(fields.get("pairs"), ";"),
        )

    def argument(self, node: Node) -> m.Argument:
        fields = self.mapping(node, "argument")
        at = tuple(_position(t) for t in self.texts(fields["at"]))
        if not at:
            raise self.fail(fields["at"], "at: names no position and no keyword")
        effect = self.choice(fields["effect"], m.EFFECTS, "effect")
        means = self.parsed(fields.get("means"), m.parse_meaning)
        table = self.text(fields.get("table"))
        if not table and means is None and effect not in ("from", "inherit", "reset"):
            raise self.fail(node, "an argument needs a table or a meaning (means:)")
        return m.Argument(at, effect, table, means, self.flag(fields.get("pinned")))

    def default(self, node: Node) -> m.Default:
        fields = self.mapping(node, "default")
        none: Versions = frozenset()
        return m.Default(
            self.condition(fields.get("when")),
            self.parsed(fields.get("floor"), parse_versions, none),
            self.parsed(fields.get("ceiling"), parse_versions, none),
            self.parsed(fields.get("only"), parse_versions, parse_versions("all")),
        )

    def fixes(self, node: Node) -> tuple[m.FixData, ...]:
        """One fix, or several of which the first that can be made counts."""
        found = tuple(self.fix(n) for n in (node[2] if node[0] == "l" else [node]))
        if not found:
            raise self.fail(node, "a rule needs a fix")
        return found

    def fix(self, node: Node) -> m.FixData:
        fields = self.mapping(node, "fix")
        safety = self.choice(fields["safety"], ("safe", "unsafe", "manual"), "safety")
        edit: Any = self.choice(fields["edit"], m.EDITS, "edit") if "edit" in fields else "none"
        if (edit == "none") != (safety == "manual"):
            raise self.fail(node, "a fix is manual exactly when it makes no edit")
        if edit != "rewrite" and not {"rewrite", "after"}.isdisjoint(fields):
            raise self.fail(node, "only 'edit: rewrite' reshapes statements")
        if edit == "add" and "text" not in fields:
            raise self.fail(node, "what is added has a text")
        title = self.text(fields["title"]).strip()
        if not title:
            raise self.fail(fields["title"], "a fix needs a title")
        for text in (title, self.text(fields.get("text")), *self.texts(fields.get("after"))):
            for piece in text.split("{")[1:]:
                template = piece.partition("}")[0]
                if template not in m.TEMPLATES and not template.startswith("name:"):
                    raise self.fail(node, f"unknown template {{{template}}}")
        return m.FixData(
            title,
            safety,
            edit,
            self.choice(fields["target"], ("value", "fact", "text"), "target")
            if "target" in fields
            else "value",
            self.text(fields.get("text")),
            self.choice(fields["cause"], ("written", "default"), "cause")
            if "cause" in fields
            else "",
            self.condition(fields.get("when")),
            self.choice(fields["rewrite"], m.REWRITES, "rewrite") if "rewrite" in fields else "",
            self.texts(fields.get("after")),
            self.text(fields.get("key")),
        )

    def severities(self, node: Node | None) -> tuple[tuple[str, Severity], ...]:
        """Severities by verdict, and the most that those with a subject like ``subject PATTERN`` get."""
        for key, value in self.items(node):
            if key not in get_args(Verdict) and not key.startswith("subject "):
                raise self.fail(
                    value, f"a severity is for a verdict or 'subject PATTERN', not {key!r}"
                )
        return tuple((k, self.choice(v, SEVERITIES, "severity")) for k, v in self.items(node))

    def subject(self, node: Node | None) -> str:
        if node is None:
            return "auto"
        text = self.text(node)
        return text if text.isdigit() else str(self.choice(node, m.SUBJECTS, "subject"))

    def rule(self, node: Node, library: m.Library) -> m.Rule:
        fields = self.mapping(node, "rule")
        kinds = [k for k in ("call", "set", "use") if k in fields]
        if len(kinds) != 1:
            raise self.fail(node, "a rule has exactly one of call, set and use")
        kind = kinds[0]
        names = self.texts(fields[kind])
        if not names or not all(names):
            raise self.fail(fields[kind], f"{kind}: names nothing")
        id_ = self.text(fields["id"])
        if not id_ or id_ != id_.lower() or not all(c.isalnum() or c == "-" for c in id_):
            raise self.fail(fields["id"], f"a rule id is lower-case words and hyphens, not {id_!r}")
        where = tuple((_position(k), self.texts(v)) for k, v in self.items(fields.get("where")))
        return m.Rule(
            id=id_,
            title=self.text(fields["title"]),
            about=self.text(fields["about"]).strip(),
            hint=self.text(fields["hint"]).strip(),
            library=library.name,
            languages=library.languages,
            sources=self.texts(fields.get("source")) or library.sources,
            kind=kind,
            names=() if kind == "use" else names,
            arguments=tuple(self.argument(n) for n in self.rows(fields.get("arguments"))),
            defaults=tuple(self.default(n) for n in self.rows(fields.get("default"))),
            role=self.choice(fields["role"], ("client", "server", "both"), "role")
            if "role" in fields
            else "",
            subject=self.subject(fields.get("subject")),
            where=where,
            severity=self.severities(fields.get("severity")),
            origin=self.choice(fields["origin"], ("explicit", "default"), "origin")
            if "origin" in fields
            else "explicit",
            fixes=self.fixes(fields["fix"]),
            tables=names if kind == "use" else (),
            triggers=self.texts(fields.get("triggers")),
            project=self.parsed(fields.get("project"), m.parse_condition, ()),
            file=self.file,
            line=node[1],
        )

    def example(self, node: Node, library: m.Library) -> m.Example:
        fields = self.mapping(node, "example")
        language = self.text(fields.get("language"), library.languages[0])
        if language not in library.languages:
            raise self.fail(fields["language"], f"the library is not for {language!r}")
        code, findings = self.marked(fields["code"])
        return m.Example(
            language,
            code,
            findings,
            self.pinned(fields.get("platform")),
            self.text(fields.get("path")),
            self.text(fields["fixed"]) if "fixed" in fields else None,
            node[1],
            self.options(fields.get("options")),
        )

    def marked(self, node: Node) -> tuple[str, tuple[tuple[int, str], ...]]:
        """`marked`, with the line of the file for a mark that is none."""
        try:
            return marked(self.text(node))
        except _BadMark as error:
            line = node[1] + error.line
            raise RuleError(self.file, line, "a mark is «finding: rule-id»") from None

    def pinned(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        """The versions on which an example runs."""
        for name, value in self.items(node):
            self.platform(value, name)
            self.version(value, self.text(value))
        return tuple((k, self.text(v)) for k, v in self.items(node))

    def options(self, node: Node | None) -> tuple[str, ...]:
        rows = node[2] if node is not None and node[0] == "l" else [node] if node else []
        return tuple(self.choice(n, m.EXAMPLE_OPTIONS, "option") for n in rows)

    def library(self, root: Node, *, examples: bool = True) -> m.Library:
        """The whole file; ``examples=False`` leaves them out (they cost time and serve tests and docs)."""
        fields = self.mapping(root, "library")
        sources = self.texts(fields["source"])
        for url in sources:
            if not url.startswith("https://"):
                raise self.fail(fields["source"], f"a source is an https address, not {url!r}")
        names = fields["language"]
        for each in names[2] if names[0] == "l" else [names]:
            self.choice(each, BY_NAME, "language")
        out = m.Library(self.text(fields["library"]), self.file, self.texts(names), sources)
        out.tables = {k: self.table(k, v) for k, v in self.items(fields.get("tables"))}
        out.rules = [self.rule(n, out) for n in self.rows(fields.get("rules"))]
        for row in self.rows(fields.get("emits")):
            emit = self.mapping(row, "emit")
            value = _position(self.text(emit["value"])) if "value" in emit else None
            out.emits.append(m.Emit(self.texts(emit["call"]), self.text(emit["name"]), value))
        out.returns = {k: self.text(v) for k, v in self.items(fields.get("returns"))}
        out.hands = {k: self.text(v) for k, v in self.items(fields.get("hands"))}
        out.extends = {k: self.texts(v) for k, v in self.items(fields.get("extends"))}
        out.aliases = {k: self.text(v) for k, v in self.items(fields.get("aliases"))}
        out.triggers = self.texts(fields.get("triggers"))
        if examples:
            out.examples = [self.example(n, out) for n in self.rows(fields.get("examples"))]
        return out


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _position(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdigit() else text


def _number(text: str) -> int:
    try:
        return int(text, 0)
    except ValueError:
        raise ValueError(f"not a number: {text!r}") from None


class _BadMark(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


#: What marks a line of an example; the marker is taken out before the code is checked.
MARK = "finding:"


def marked(code: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Split an example into its code and its (line, rule) marks.

    A mark is ``«finding: rule-id, rule-id»`` anywhere on a line; it is removed, so that the
    checked code does not hold it.
    """
    lines, findings = [], []
    for number, line in enumerate(code.split("\n"), 1):
        while (start := line.find("«")) >= 0:
            end = line.find("»", start)
            if end < 0 or not line.startswith(MARK, start + 1):
                raise _BadMark(number)
            for rule in line[start + len(MARK) + 1 : end].split(","):
                findings.append((number, rule.strip()))
            line = line[:start].rstrip() + line[end + 1 :]
        lines.append(line)
    return "\n".join(lines), tuple(findings)
