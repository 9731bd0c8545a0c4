"""What the engine follows, language by language; see the `cases_*` modules (``cases_LANGUAGE[_SUBJECT]``)."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.options import Options
from tlslint.quiet import Quiet
from tlslint.source import Source
from tlslint.words import Words

HERE = Path(__file__).parent
CASES = [
    pytest.param(path.stem.split("_")[1], code, id=f"{path.stem[6:]}: {name}")
    for path in sorted(HERE.glob("cases_*.py"))
    for name, code in importlib.import_module(path.stem).CASES.items()
]


@cache
def quiet(rules: loading.RuleSet, language: str) -> Quiet:
    return Quiet(rules.index(language), Words(rules.index(language)))


@pytest.mark.parametrize(("language", "code"), CASES)
def test_case(language: str, code: str) -> None:
    rules = loading.load()
    expected = [n for n, line in enumerate(code.split("\n"), 1) if "«x»" in line]
    text = code.replace("«x»", "").encode()
    words = Words(rules.index(language))
    assert words.matter(text) or not expected
    assert not expected or not quiet(rules, language).holds(text, lambda _: None, Options().minimum)
    result = check(Source("case", language, text, words.marks(text)), rules, Options())
    assert not result.problems
    assert sorted({f.place.line for f in result.findings}) == expected
