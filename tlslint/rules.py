"""All rules: found in a folder, or in the compiled form that an installed package carries.

The folder is the registry. From a source tree the YAML files are read; an installed package
carries them as one JSON file that its build made, which is what users load.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from tlslint import rulemodel as m
from tlslint.rulefile import Reader
from tlslint.rulenodes import Node, RuleError, parse_yaml
from tlslint.rulepack import Pack
from tlslint.ruleset import ANY, BUILT_IN, Index, RuleSet, is_old, rule_is_silent

__all__ = [
    "ANY",
    "BUILT_IN",
    "Index",
    "RuleSet",
    "compiled",
    "demand_examples",
    "documents",
    "is_old",
    "libraries",
    "load",
    "load_examples",
    "rule_is_silent",
]


# -- loading


def source_folder() -> Path:
    """The folder of YAML files of a source tree."""
    return Path(__file__).resolve().parent.parent / "rules"


def compiled_file() -> Path:
    """The compiled form that an installed package carries."""
    return Path(__file__).resolve().parent / "rules.json"


def documents(folder: Path) -> dict[str, Node]:
    """The parsed rule files below ``folder``, by their path relative to it. RuleError, OSError."""
    out: dict[str, Node] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise RuleError(f"rules/{name}", line, "not valid UTF-8") from None
        out[name] = parse_yaml(text, f"rules/{name}")
    return out


def libraries(docs: Mapping[str, Node], *, examples: bool = False) -> list[m.Library]:
    """The libraries of parsed documents."""
    return [Reader(f"rules/{n}").library(d, examples=examples) for n, d in docs.items()]


def demand_examples(loaded: Iterable[m.Library]) -> None:
    """RuleError for a rule that no example finds, or whose library shows no clean line of its kind.

    A rule that only tells sides or bounds apart (it can never be blamed) needs none.
    """
    for library in loaded:
        found = {rule for example in library.examples for _, rule in example.findings}
        unknown = found - {r.id for r in library.rules}
        for example in library.examples:
            for _, rule_id in example.findings:
                if rule_id in unknown and rule_id not in {r.id for x in loaded for r in x.rules}:
                    near = difflib.get_close_matches(rule_id, [r.id for r in library.rules], 1)
                    hint = f"; did you mean {near[0]!r}?" if near else ""
                    raise RuleError(
                        library.file, example.line, f"no rule is called {rule_id!r}{hint}"
                    )
        for rule in library.rules:
            if rule.id not in found and not rule_is_silent(rule) and not _only_default(rule):
                raise RuleError(rule.file, rule.line, f"the rule {rule.id!r} has no example")
        if library.rules and not any(_clean(e) for e in library.examples):
            raise RuleError(library.file, 1, "no example shows code that is fine")


def _only_default(rule: m.Rule) -> bool:
    return not rule.arguments and not rule.tables and not rule.defaults


def _clean(example: m.Example) -> bool:
    """Whether an example has a line of code that must not be found."""
    marked = {line for line, _ in example.findings}
    lines = [n for n, text in enumerate(example.code.split("\n"), 1) if text.strip()]
    return any(n not in marked for n in lines)


@lru_cache(maxsize=1)
def load() -> RuleSet:
    """The rules of this installation. RuleError where one of them is wrong."""
    from tlslint.languages import FOLDED

    compiled = compiled_file()
    if compiled.is_file():
        # checked when the package was built: only what a run needs is made
        return Pack(json.loads(compiled.read_text(encoding="utf-8")), FOLDED)
    loaded = libraries(documents(source_folder()), examples=True)
    demand_examples(loaded)
    return RuleSet(loaded, FOLDED)


def load_examples() -> dict[str, list[m.Example]]:
    """The examples of this installation, by rule file; for pages and ``explain``."""
    compiled = compiled_file()
    if compiled.is_file():
        docs = json.loads(compiled.read_text(encoding="utf-8"))
        parts = json.loads(compiled.with_name("examples.json").read_text(encoding="utf-8"))
        for name, examples in parts.items():
            docs[name][2]["examples"] = examples
    else:
        docs = documents(source_folder())
    return {lib.file: lib.examples for lib in libraries(docs, examples=True)}


def compiled(docs: Mapping[str, Node]) -> tuple[dict[str, Node], dict[str, Node]]:
    """What a wheel carries: the documents without their examples, and the examples."""
    bare: dict[str, Node] = {}
    examples: dict[str, Node] = {}
    for name, (kind, line, members) in docs.items():
        bare[name] = [kind, line, {k: v for k, v in members.items() if k != "examples"}]
        if "examples" in members:
            examples[name] = members["examples"]
    return bare, examples
