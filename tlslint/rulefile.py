"""Reads one rule file: strings-only YAML with line numbers, every key checked.

The form of a rule file is described in CONTRIBUTING.md; `SCHEMA` in `rulenodes` is its one definition.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, get_args

from tlslint import rulemodel as m
from tlslint.facts import SEVERITIES, Severity, Verdict
from tlslint.languages import BY_NAME
from tlslint.rulemodel import RuleError
from tlslint.rulenodes import Node, NodeReader
from tlslint.versions import Versions, parse_versions


class Reader(NodeReader):
    """Turns the nodes of one file into a `rulemodel.Library`."""

    def entry(self, key: str, node: Node) -> m.Entry:
        number = None
        since: tuple[m.Condition, ...] = ()
        with suppress(ValueError):
            number = int(key, 0)
        if node[0] == "m":
            fields = self.mapping(node, "entry")
            number = self.parsed(fields.get("number"), _number, number)
            since = self.condition(fields.get("since"))
            node = fields["is"]
        if node[0] == "l":
            cases = []
            for row in node[2]:
                fields = self.mapping(row, "case")
                conditions = self.condition(fields.get("when"))
                cases.append((conditions, self.parsed(fields["is"], m.parse_meaning)))
        else:
            cases = [((), self.parsed(node, m.parse_meaning))]
        return m.Entry(key, tuple(cases), number, since)

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
            if fold and "." in key and key.rpartition(".")[2][:1].isalpha():
                entries[key] = entry  # a constant is written as it is
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
            frozenset(self.texts(fields.get("whole"))),
            self.flag(fields.get("one")),
        )

    def argument(self, node: Node) -> m.Argument:
        fields = self.mapping(node, "argument")
        at = tuple(_position(t) for t in self.texts(fields["at"]))
        if not at:
            raise self.fail(fields["at"], "at: names no position and no keyword")
        effect = self.choice(fields["effect"], m.EFFECTS, "effect")
        means = self.parsed(fields.get("means"), m.parse_meaning)
        table = self.text(fields.get("table"))
        if not table and means is None and effect not in ("from", "inherit", "reset", *m.YIELDING):
            raise self.fail(node, "an argument needs a table or a meaning (means:)")
        pinned, starts = self.flag(fields.get("pinned")), self.text(fields.get("starts"))
        told = "told" in fields and self.flag(fields["told"])
        return m.Argument(at, effect, table, means, pinned, starts, told)

    def default(self, node: Node) -> m.Default:
        fields = self.mapping(node, "default")
        none: Versions = frozenset()
        return m.Default(
            self.condition(fields.get("when")),
            self.parsed(fields.get("floor"), parse_versions, none),
            self.parsed(fields.get("ceiling"), parse_versions, none),
            self.parsed(fields.get("only"), parse_versions, parse_versions("all")),
        )

    def hint(self, node: Node) -> tuple[tuple[m.Condition, ...], str]:
        fields = self.mapping(node, "hint")
        return self.condition(fields["when"]), self.text(fields["hint"]).strip()

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
                if template not in m.TEMPLATES and not template.startswith(("name:", "below:")):
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
        where = tuple(
            (tuple(map(_position, k.split(", "))), self.texts(v))
            for k, v in self.items(fields.get("where"))
        )
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
            once=self.flag(fields.get("once")),
            declared=self.flag(fields.get("declared")),
            unless=self.texts(fields.get("unless")),
            floored=self.condition(fields.get("floored")),
            yielding=self.condition(fields.get("yielding")),
            hints=tuple(self.hint(n) for n in self.rows(fields.get("hints"))),
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
        out.begins = {k: self.text(v) for k, v in self.items(fields.get("begins"))}
        out.extends = {k: self.texts(v) for k, v in self.items(fields.get("extends"))}
        out.sides = {
            k: self.choice(v, ("client", "server"), "side")
            for k, v in self.items(fields.get("sides"))
        }
        out.since = {k: self.condition(v) for k, v in self.items(fields.get("since"))}
        out.aliases = {k: self.text(v) for k, v in self.items(fields.get("aliases"))}
        out.triggers = self.texts(fields.get("triggers"))
        if examples:
            out.examples = [self.example(n, out) for n in self.rows(fields.get("examples"))]
        return out


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
