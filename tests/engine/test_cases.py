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


def test_what_a_loop_takes_from_one_list_is_one_finding() -> None:
    from cases_java_lists import CASES as LISTS

    code = LISTS["a list cut down name by name in a counted loop"].replace("«x»", "")
    rules = loading.load()
    marks = Words(rules.index("java")).marks(code.encode())
    result = check(Source("case", "java", code.encode(), marks), rules, Options())
    assert [f.message.rpartition(" may ")[2] for f in result.findings] == [
        "negotiate TLSv1.0 and TLSv1.1"
    ]
