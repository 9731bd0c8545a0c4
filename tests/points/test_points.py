"""What judgement promises, point by point, for each language: small projects with what is to be told of them.

A file of cases holds projects: a line ``=== POINT: what it shows``, then for each file ``--- PATH`` and its
text. A line ends with what is told of it: ``«error»`` or ``«warning»`` in a plain run, ``«server»``,
``«option»``, ``«range»`` (the low end of what is supported) or ``«unresolved»`` when asked. Of a line with
``«see»`` a finding elsewhere says that it has to do with it. A number is the place after sorting by severity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tlslint import rules
from tlslint.facts import Finding
from tlslint.options import Options
from tlslint.report.context import gravity
from tlslint.run import scan

HERE = Path(__file__).parent
LANGUAGES = sorted(path.stem for path in HERE.glob("*.txt"))
POINTS = (
    "objects",
    "values",
    "across files",
    "platform",
    "sides",
    "nothing",
    "one cause",
    "severity",
)
LOUD = re.compile("«(error|warning)")
MARK = re.compile(r" ?«([a-z]+) ?(\d?)»")


def cases(language: str) -> Iterator[tuple[str, str]]:
    """Name and text of each case of a language."""
    text = (HERE / f"{language}.txt").read_text(encoding="utf-8")
    for case in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, _, files = case.partition("\n")
        yield name, files


def told(finding: Finding) -> str:
    """The mark of what is told."""
    if finding.side == "server":
        return "server"
    if finding.severity != "info":
        return finding.severity
    return "range" if finding.origin == "default" else finding.origin


@pytest.mark.parametrize(
    ("name", "files"),
    [pytest.param(*case, id=f"{which}: {case[0]}") for which in LANGUAGES for case in cases(which)],
)
def test_project(name: str, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, seen, order = [], [], {}
    (tmp_path / ".git").mkdir()
    for path, text in re.findall(r"^--- (.*)\n((?:(?!--- ).*\n)*)", files, re.MULTILINE):
        for number, line in enumerate(text.split("\n"), 1):
            for mark, place in MARK.findall(line):
                (seen if mark == "see" else expected).append((path, number, mark))
                if place:
                    order[int(place)] = (path, number)
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(MARK.sub("", text), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = Options(side="all", strict=True, pedantic=True)
    report = scan(["."], lambda _: asked, rules.load(), jobs=1)
    assert not report.problems
    found = [(f.place.path, f.place.line, told(f)) for f in report.findings]
    assert sorted(found) == sorted(expected)
    related = {(r.place.path, r.place.line, "see") for f in report.findings for r in f.related}
    named = " ".join(f.message for f in report.findings)
    assert not [p for p in seen if p not in related and f"declared in {p[0]}:{p[1]}" not in named]
    plain = scan(["."], lambda _: Options(), rules.load(), jobs=1).findings
    assert sorted((f.place.path, f.place.line, told(f)) for f in plain) == sorted(
        place for place in expected if place[2] in ("error", "warning")
    )
    if order:
        ranked = [(f.place.path, f.place.line) for f in sorted(plain, key=gravity)]
        assert ranked == [order[number] for number in sorted(order)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_is_shown(language: str) -> None:
    """By what is found in a plain run (but for what is none), and by a file in which nothing is."""
    shown: dict[str, list[str]] = {point: [] for point in POINTS}
    for name, text in cases(language):
        shown[name.partition(":")[0]] += re.split(r"^--- .*\n", text, flags=re.MULTILINE)[1:]
    for point, files in shown.items():
        found = [bool(LOUD.search(file)) for file in files]
        assert point == "nothing" or any(found), point
        assert point in ("one cause", "severity") or not all(found), point
