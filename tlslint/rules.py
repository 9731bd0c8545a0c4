"""All rules: found in a folder, or in the compiled form that an installed package carries.

The folder is the registry. From a source tree the YAML files are read; an installed package
carries what its build made of them (`tlslint.rulepack`), which is what users load.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tlslint import rulemodel as m
from tlslint.rulemodel import RuleError
from tlslint.rulepack import PROTOCOL, Pack
from tlslint.ruleset import ANY, BUILT_IN, Index, RuleSet, is_old, rule_is_silent

if TYPE_CHECKING:
    from pathlib import Path

    from tlslint.rulenodes import Node

__all__ = [
    "ANY",
    "BUILT_IN",
    "Index",
    "RuleSet",
    "compile_into",
    "demand_examples",
    "documents",
    "is_old",
    "libraries",
    "load",
    "load_examples",
    "rule_is_silent",
]


#: The examples of all rules, in the compiled folder.
EXAMPLES = "examples.pickle"


# -- loading


def source_folder() -> Path:
    """The folder of YAML files of a source tree."""
    from pathlib import Path  # which takes long to load, and is needed for a source tree alone

    return Path(__file__).resolve().parent.parent / "rules"


def compiled_folder() -> str:
    """Where an installed package has its compiled rules."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "compiled")


def documents(folder: Path) -> dict[str, Node]:
    """The parsed rule files below ``folder``, by their path relative to it. RuleError, OSError."""
    from tlslint.rulenodes import parse_yaml

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
    from tlslint.rulefile import Reader

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
                    import difflib

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

    compiled = compiled_folder()
    if os.path.isdir(compiled):
        from tlslint.prefilter import prepared_in

        # checked when the package was built: only what a run needs is loaded
        prepared_in(compiled)
        return Pack(compiled, FOLDED)
    loaded = libraries(documents(source_folder()), examples=True)
    demand_examples(loaded)
    return RuleSet(loaded, FOLDED)


def load_examples() -> dict[str, list[m.Example]]:
    """The examples of this installation, by rule file; for pages and ``explain``."""
    import pickle

    compiled = os.path.join(compiled_folder(), EXAMPLES)
    if os.path.isfile(compiled):
        with open(compiled, "rb") as file:
            examples: dict[str, list[m.Example]] = pickle.load(file)
        return examples
    return {lib.file: lib.examples for lib in libraries(documents(source_folder()), examples=True)}


def compile_into(folder: Path) -> None:
    """Check the rules of the source tree, and write what an installed package carries."""
    import pickle

    from tlslint.languages import FOLDED
    from tlslint.packing import pieces

    parsed = documents(source_folder())
    loaded = libraries(parsed, examples=True)
    demand_examples(loaded)
    examples = {library.file: library.examples for library in loaded}
    (folder / EXAMPLES).write_bytes(pickle.dumps(examples, PROTOCOL))
    for name, content in pieces(RuleSet(libraries(parsed), FOLDED)):
        (folder / name).write_bytes(content)
