"""What each format shows of a report, and what it never lets through."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from report_sample import CONTEXT, REPORT, finding

from tlslint.facts import Edit, Fix, Place, Related, Report, Skipped, Span
from tlslint.record import replace
from tlslint.report import FORMATS, escape, render
from tlslint.report.context import gravity
from tlslint.report.snippet import Snippet, snippet

ROOT = Path(__file__).parents[2]
NASTY = "src/\x1b[31mred\udcff/##[add-path]x::y%,\u202e.py"


def test_text_shows_place_source_why_and_what_to_write_instead() -> None:
    assert (
        render("text", REPORT, CONTEXT)
        == """\
src/client.py:3:26: error python-ssl-context
  The context can only negotiate TLSv1.0
    3 │ context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
      │                          ^^^^^^^^^^^^^^^^^^
      · may negotiate: TLSv1.0 (servers that require TLSv1.2 refuse it)
      · help: Let the context choose the version.
      · fix: Let both sides choose (tlslint fix)
    3 - context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    3 + context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
      · https://github.com/tlslint/tlslint/blob/main/docs/rules/python-ssl-context.md

src/client.py:4:40: warning python-ssl-minimum-version
  The floor is TLSv1.0
    4 │ name = '日本'; context.minimum_version = ssl.TLSVersion.TLSv1
      │                                          ^^^^^^^^^^^^^^^^^^^^
      · may negotiate: TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3
      · because src/client.py:3:1: the context is made here
      · because src/settings.py:9:5: the constant is TLSv1.0
      · help: Raise the floor
      · fix: Let both sides choose (tlslint fix)
    4 - name = '日本'; context.minimum_version = ssl.TLSVersion.TLSv1
    4 + name = '日本'; context.minimum_version = ssl.TLSVersion.TLSv1_2
      · https://github.com/tlslint/tlslint/blob/main/docs/rules/python-ssl-minimum-version.md

✗ 1 error, 1 warning found; 12 files seen, 11 scanned, 1 skipped; 1 suppressed, 1 unresolved, 1 problem
"""
    )


def test_a_fix_by_hand_is_said_and_a_line_that_goes_is_shown() -> None:
    manual = finding(new=None, fix=Fix("Target v4.8", "manual"))
    assert "· by hand: Target v4.8\n" in render("text", Report(findings=(manual,)), CONTEXT)
    found = finding()
    start = found.span.start - len("context = ssl.SSLContext(")
    edit = Edit(Span(start, start + len(found.source) + 1), "")
    gone = replace(found, fix=Fix("Delete it", "safe", (edit,)), replacement=None)
    text = render("text", Report(findings=(gone,)), CONTEXT)
    assert f"    3 - {found.source}\n" in text
    assert "    3 +" not in text
    assert render("github", Report(findings=(gone,)), CONTEXT).endswith("%0ADelete the line.\n")
    # what stands before the place stays, joined with what follows
    joined = Edit(Span(found.span.start, found.span.end + 9), "")
    parts = replace(gone, fix=Fix("Leave it out", "safe", (joined,)))
    assert "    3 -" not in render("text", Report(findings=(parts,)), CONTEXT)
    assert "Delete" not in render("github", Report(findings=(parts,)), CONTEXT)


def test_long_help_is_told_once() -> None:
    long, short = "Retarget the project. " * 9, "Raise the floor."
    found = [finding(path=p, hint=h) for h in (long, short) for p in ("a.py", "b.py", "c.py")]
    text = render("text", replace(REPORT, findings=tuple(found)), CONTEXT)
    assert text.count("help: Retarget") == 1
    assert text.count("help: as for a.py:3\n") == 2
    assert text.count("help: Raise the floor.\n") == 3


def test_text_without_unicode_is_ascii_and_colour_adds_only_escapes() -> None:
    plain = render("text", replace(REPORT, findings=(finding(),)), replace(CONTEXT, unicode=False))
    assert plain.isascii()
    colored = render("text", REPORT, replace(CONTEXT, color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render("text", REPORT, CONTEXT)


def test_a_clean_report_says_how_much_was_looked_at() -> None:
    assert render(
        "text", Report(seen=3, scanned=2, skipped=(Skipped("x", "binary"),)), CONTEXT
    ) == ("✓ No findings; 3 files seen, 2 scanned, 1 skipped\n")


def test_concise_is_one_line_per_finding() -> None:
    assert render("concise", REPORT, CONTEXT) == (
        "src/client.py:3:26: error python-ssl-context: The context can only negotiate TLSv1.0\n"
        "src/client.py:4:40: warning python-ssl-minimum-version: The floor is TLSv1.0\n"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_a_repository_acts_on_a_terminal_or_a_log(name: str) -> None:
    text = "\n\n::error::x\x1b]0;t\x07 ##vso[task] ssl.PROTOCOL_TLSv1 ##[x]\u202e\x85::set-env"
    evil = finding(
        NASTY, text=text, message="a\n::error::b\r##[c]\x9b1m\u2028d", hint="::stop\x1b[0m"
    )
    report = Report(findings=(evil,), skipped=(Skipped(NASTY, "no\nrule"),), scanned_paths=(NASTY,))
    shown = render(name, report, replace(CONTEXT, show_files=True))
    if name in ("json", "sarif"):
        assert shown.isascii()
        json.loads(shown)
        return
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\udc00-\udfff]", shown)
    assert "##[" not in shown
    assert "##vso[" not in shown
    commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (1 if name == "github" else 0)


@pytest.mark.parametrize("path", [":x.py", "::error::.py", " lead.py", "#.py", "##[x].py"])
def test_a_path_at_the_start_of_a_line_is_no_command(path: str) -> None:
    assert escape.path(path).startswith("./")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\x3a:error::x"),
        (" \n ::error::x", "\\x3a:error::x"),
        ("a ##[add-path]/x", "a #\\x23[add-path]/x"),
        ("a ##VSO[task.complete]", "a #\\x23VSO[task.complete]"),
        ("a ##teamcity[buildStop]", "a #\\x23teamcity[buildStop]"),
        ("a\tb\rc\x1bd", "a b c\\x1bd"),
        ("A::b ## c", "A::b ## c"),
    ],
)
def test_a_line_of_a_repository_is_no_command(text: str, shown: str) -> None:
    assert escape.line(text) == shown


def test_no_row_of_a_wrapped_text_is_a_command() -> None:
    for size in range(60, 100):
        words = ("long " * 40)[:size].rstrip() + " ::error::x " + "and more " * 20
        found = finding(
            message=words, hint=words, related=(Related(Place(words, 1, 1, 1, 2), "m"),)
        )
        for row in render("text", replace(REPORT, findings=(found,)), CONTEXT).splitlines():
            assert not row.lstrip().startswith("::")


def test_a_long_line_is_cut_around_the_span_and_costs_what_is_shown() -> None:
    source = "é" * 500_000 + "TARGET" + "日" * 500_000
    part = snippet(source, 500_000, 500_006, 60, "…")
    assert escape.width(part.text) <= 60
    assert part.text[part.start : part.start + part.width] == "TARGET"
    assert part.text.startswith("…")
    assert part.text.endswith("…")


@pytest.mark.parametrize(
    ("source", "old", "shown", "start", "width"),
    [
        ("\tx = A", "A", "    x = A", 8, 1),
        ("日本 = A", "A", "日本 = A", 7, 1),
        ("a\x00b = A", "A", "a\\x00b = A", 9, 1),
        ("e\u0301 = A", "A", "e\u0301 = A", 4, 1),
        ("A", "A", "A", 0, 1),
    ],
)
def test_carets_stand_under_the_span(
    source: str, old: str, shown: str, start: int, width: int
) -> None:
    at = source.index(old)
    assert snippet(source, at, at + len(old), 80, "…") == Snippet(shown, start, width)


def test_json_says_all_and_is_what_its_schema_says() -> None:
    document = json.loads(render("json", REPORT, CONTEXT))
    schema = json.loads((ROOT / "docs/schema/output.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(document)
    assert document["summary"] == {
        "seen": 12,
        "scanned": 11,
        "parsed": 2,
        "skipped": 1,
        "findings": {"error": 1, "warning": 1, "info": 0},
        "suppressed": 1,
        "unresolved": 1,
        "errors": 1,
    }
    first = document["findings"][0]
    assert (first["line"], first["column"], first["end_column"]) == (3, 26, 44)
    assert first["allowed"] == ["TLSv1.0"]
    start = len("import ssl\n\ncontext = ssl.SSLContext(")
    assert first["fix"]["edits"] == [
        {"start": start, "end": start + 18, "text": "ssl.PROTOCOL_TLS_CLIENT"}
    ]
    assert document["findings"][1]["related"][1]["path"] == "src/settings.py"
    assert document["suppressed"][0]["reason"] == "the device is replaced in May"
    assert document["errors"][0]["kind"] == "too-large"


def test_github_keeps_within_the_budget_and_says_what_it_left_out() -> None:
    many = [finding(f"{n:02}.py", verdict="allows-old") for n in range(12)]
    many.append(finding("zz.py"))
    many += [finding(f"{n}.py", severity="info") for n in range(12)]
    lines = render("github", Report(findings=tuple(many)), CONTEXT).splitlines()
    levels = [line.split()[0] for line in lines]
    assert levels.count("::error") == 10
    assert levels.count("::notice") == 10
    assert lines[0].startswith("::error file=zz.py,"), "what cannot connect comes first"
    assert lines[-1] == (
        "::notice title=tlslint::6 more findings are not shown here; see the full report"
    )


def test_github_escapes_properties_and_data_and_counts_from_the_root() -> None:
    found = finding("a,b:c%.py", message="100% of\nit", hint="")
    assert render("github", Report(findings=(found,)), replace(CONTEXT, prefix="sub dir")) == (
        "::error file=sub dir/a%2Cb%3Ac%25.py,line=3,endLine=3,title=python-ssl-context,"
        "col=26,endColumn=44::100%25 of it%0AWrite instead:%0A"
        "context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n"
    )


def test_github_gives_no_columns_for_several_lines() -> None:
    found = finding(place=Place("a.py", 3, 5, 4, 2))
    assert "col=" not in render("github", Report(findings=(found,)), CONTEXT)


def test_the_gravest_come_first() -> None:
    order = [
        ("error", "cannot-connect", "explicit"),
        ("error", "cannot-connect", "default"),
        ("error", "allows-old", "explicit"),
        ("warning", "allows-old", "default"),
        ("info", "allows-old", "option"),
        ("info", "allows-old", "unresolved"),
    ]
    findings = [finding(severity=s, verdict=v, origin=o) for s, v, o in order]
    findings.reverse()
    assert [(f.severity, f.verdict, f.origin) for f in sorted(findings, key=gravity)] == order
