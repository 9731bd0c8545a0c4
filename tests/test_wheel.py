"""The built wheel, installed outside the repository, is complete and works alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tlslint import rules
from tlslint.keynames import KeyNames
from tlslint.languages import FOLDED, LANGUAGES
from tlslint.prepared import Prepared
from tlslint.rulepack import Pack
from tlslint.ruleset import RuleSet
from tlslint.words import Words, spelling_of

ROOT = Path(__file__).parent.parent


def run(site: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(
        [
            sys.executable,
            "-P" if sys.version_info >= (3, 11) else "-B",
            "-m",
            "tlslint",
            *arguments,
        ],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_wheel_is_pure_and_holds_what_it_needs(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "tlslint/compiled/python.pickle",
        "tlslint/compiled/examples.pickle",
        "tlslint/py.typed",
    ):
        assert name in names
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not [n for n in names if n.startswith(("tests/", "rules/", "sample/"))]


def test_it_finds_the_same_outside_the_repository(site: Path, tmp_path: Path) -> None:
    code = "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
    (tmp_path / "client.py").write_text(code)
    done = run(site, tmp_path, "check", "--format", "json", ".")
    assert done.returncode == 1, done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["path"], finding["line"]) == (
        "python-ssl-context",
        "client.py",
        2,
    )


def test_it_reads_files_of_each_language(site: Path, tmp_path: Path) -> None:
    """Of those too for which there are no rules, as notebooks, which hold Python."""
    cell = (
        '{"cell_type": "code", "source": ["import ssl\\n", "ssl.SSLContext(ssl.PROTOCOL_TLSv1)"]}'
    )
    (tmp_path / "a.ipynb").write_text(f'{{"nbformat": 4, "cells": [{cell}]}}')
    for described in LANGUAGES:
        for number, ending in enumerate(described.extensions):
            (tmp_path / f"{described.name}{number}{ending}").write_text("import x\n")
    done = run(site, tmp_path, "check", "--format", "json", ".")
    assert "internal" not in done.stderr
    assert [f["path"] for f in json.loads(done.stdout)["findings"]] == ["a.ipynb"]


def parts(made: Any) -> list[Any]:
    found = (getattr(made, name) for name in made.__record__)
    return [vars(each) if isinstance(each, KeyNames) else each for each in found]


def test_its_rules_are_those_of_the_sources_in_the_same_order(site: Path) -> None:
    # what a fix writes is the first row of a table that says it
    packed = Pack(site / "tlslint" / "compiled", FOLDED)
    sources = RuleSet(rules.libraries(rules.documents(ROOT / "rules")), FOLDED)
    assert packed.languages == sources.languages
    assert packed.ids == sources.ids
    assert list(map(parts, packed.libraries)) == list(map(parts, sources.libraries))
    assert dict(packed.tables) == dict(sources.tables)
    for language in sources.languages:
        held, made = packed.index(language), sources.index(language)
        for name, ours, theirs in zip(made.__record__, parts(held), parts(made), strict=True):
            assert ours == theirs, (language, name)
            if isinstance(theirs, dict) and name != "simple":  # that is made of a set
                assert list(ours) == list(theirs), (language, name)
        assert packed.spelling(language) == spelling_of(made)


def test_its_searches_are_made_ready(site: Path) -> None:
    pytest.importorskip("hyperscan", reason="no wheel of it for this system")
    compiled = site / "tlslint" / "compiled"
    packed, ready = Pack(compiled, FOLDED), Prepared(compiled)
    for language in packed.languages:
        for search in Words(packed.spelling(language)).searches():
            assert not search.words or ready.get(search.words, search.fold_case), language


def test_it_is_the_same_each_time(wheel: Path, tmp_path: Path) -> None:
    seed = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=seed)
    (again,) = tmp_path.glob("*.whl")
    one, two = zipfile.ZipFile(wheel), zipfile.ZipFile(again)
    assert one.namelist() == two.namelist()
    assert [n for n in one.namelist() if one.read(n) != two.read(n)] == []


def test_it_has_every_rule_and_its_examples(site: Path, tmp_path: Path) -> None:
    done = run(site, tmp_path, "rules", "--format", "json")
    found = {row["id"] for row in json.loads(done.stdout)["rules"]}
    assert found == set(rules.load().rules)
    explained = run(site, tmp_path, "explain", "python-ssl-context")
    assert explained.returncode == 0
    assert "Weak:" in explained.stdout
