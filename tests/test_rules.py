"""The examples beside the rules are the tests: exactly the marked lines, nothing else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.languages import FOLDED
from tlslint.options import Options
from tlslint.rulefile import RuleError
from tlslint.rulemodel import Example
from tlslint.source import Source
from tlslint.words import Words

FOLDER = Path(__file__).parent.parent / "rules"
LIBRARIES = loading.libraries(loading.documents(FOLDER), examples=True)
RULES = loading.RuleSet(LIBRARIES, FOLDED)
EXAMPLES = [
    pytest.param(example, id=f"{library.file.removeprefix('rules/')}:{example.line}")
    for library in LIBRARIES
    for example in library.examples
]


class Pinned:
    """A platform on which everything named is pinned."""

    def __init__(self, versions: tuple[tuple[str, str], ...]) -> None:
        self.versions = dict(versions)

    def get(self, name: str) -> SimpleNamespace | None:
        version = self.versions.get(name)
        if version is None:
            return None
        number = tuple(int(part) for part in version.split("."))
        return SimpleNamespace(name=name, version=number, kind="pin", path="example", line=1)


def options_of(example: Example) -> Options:
    return Options(
        strict="strict" in example.options,
        pedantic="pedantic" in example.options,
        side="all" if "side-all" in example.options else "client",
        rewrites=True,
    )


def findings_of(example: Example, code: str | None = None) -> list[tuple[int, str]]:
    text = (example.code if code is None else code).encode()
    marks = Words(RULES.index(example.language)).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    result = check(source, RULES, options_of(example), Pinned(example.platform))  # type: ignore[arg-type]
    assert not result.problems
    return sorted((f.place.line, f.rule) for f in result.findings)


@pytest.mark.parametrize("example", EXAMPLES)
def test_exactly_the_marked_lines_are_found(example: Example) -> None:
    assert findings_of(example) == sorted(example.findings)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_with_findings_passes_the_prefilter(example: Example) -> None:
    if example.findings:
        assert Words(RULES.index(example.language)).matter(example.code.encode())


def test_every_rule_has_examples_of_both_kinds() -> None:
    loading.demand_examples(LIBRARIES)


def test_a_rule_without_an_example_is_refused() -> None:
    bare = loading.libraries(loading.documents(FOLDER), examples=False)
    with pytest.raises(RuleError, match="has no example"):
        loading.demand_examples(bare)
