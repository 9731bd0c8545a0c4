"""The command line: options, streams, exit codes and errors. The engine is a stand-in here."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlslint.__main__ import main
from tlslint.cli import terminal
from tlslint.cli.progress import Progress
from tlslint.facts import Finding, Place, Problem, Report, Skipped, Span, Trace
from tlslint.options import Options
from tlslint.versions import Version


class Rule(types.SimpleNamespace):
    pass


def rule(name: str, side: str = "client") -> Rule:
    return Rule(
        id=name,
        title=f"Title of {name}",
        about="Why it matters.",
        library="ssl",
        languages=("python",),
        side=side,
        sources=("https://docs.python.org/3/library/ssl.html",),
        weak="weak()",
        strong="strong()",
    )


class Rules:
    rules = {n: rule(n) for n in ("go-tls-config", "python-ssl-context")} | {
        "nginx-ssl-protocols": rule("nginx-ssl-protocols", "server")
    }

    ids = sorted(rules)

    def match(self, patterns: Any) -> set[str]:
        for pattern in patterns:
            if pattern not in self.rules:
                raise ValueError(f"unknown rule {pattern!r}; did you mean 'go-tls-config'?")
        return set(patterns)


FOUND = Finding(
    rule="python-ssl-context",
    place=Place("src/a.py", 1, 5, 1, 8),
    span=Span(4, 7),
    severity="error",
    verdict="allows-old",
    origin="explicit",
    side="client",
    allowed=(Version.TLSv1_0,),
    minimum=Version.TLSv1_2,
    message="The client may negotiate TLSv1.0",
    hint="",
    language="python",
    fingerprint="f",
    source="x = old",
)


class Engine:
    """Stands in for the scan: keeps what it was asked and gives what the test sets."""

    def __init__(self) -> None:
        self.report = Report(seen=1, scanned=1)
        self.paths: list[str] = []
        self.options = Options()
        self.asked: dict[str, Any] = {}

    def scan(
        self, paths: list[str], options_for: Callable[[str], Options], rules: Any, **asked: Any
    ) -> Report:
        self.paths = list(paths)
        self.asked |= asked  # explain may look at more files for more reasons
        self.options = options_for("src/a.py")
        return self.report

    def exit_code(self, report: Report, fail_on: str | None) -> int:
        kinds = {p.kind for p in report.problems}
        if kinds & {"missing", "configuration", "internal"}:
            return 2
        order = ["error", "warning", "info"]
        limit = order.index(fail_on) if fail_on else -1
        if any(order.index(f.severity) <= limit for f in report.findings):
            return 1
        return 3 if kinds else 0


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Engine:
    fake = Engine()
    module = types.ModuleType("tlslint.run")
    vars(module).update(scan=fake.scan, exit_code=fake.exit_code)
    monkeypatch.setitem(sys.modules, "tlslint.run", module)
    # check last: the others take its function when they are imported, and must not keep this one
    monkeypatch.setattr("tlslint.cli.explain.load_rules", Rules)
    monkeypatch.setattr("tlslint.cli.rules.load_rules", Rules)
    monkeypatch.setattr("tlslint.cli.check.load_rules", Rules)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", *terminal._COLOR_CI):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("x = old\n")
    return fake


Captured = pytest.CaptureFixture[str]


def test_the_defaults(engine: Engine, capsys: Captured) -> None:
    assert main(["check"]) == 0
    assert engine.paths == ["."]
    assert engine.options == Options()
    assert capsys.readouterr().out == "✓ No findings; 1 file seen, 1 scanned, 0 skipped\n"


def test_every_option_reaches_the_scan(engine: Engine) -> None:
    line = (
        "check a b --no-tests --minimum 1.3 --select go-tls-config,python-ssl-context --ignore go-tls-config "
        "--side all --strict --pedantic --exclude gen --force-exclude --assume python=3.8 "
        "--assume go=1.17 --fail-on never --jobs 3"
    )
    assert main(line.split()) == 0
    assert engine.paths == ["a", "b"]
    assert engine.asked["jobs"] == 3
    assert engine.options == Options(
        minimum=Version.TLSv1_3,
        select=("go-tls-config", "python-ssl-context"),
        ignore=("go-tls-config",),
        side="all",
        strict=True,
        pedantic=True,
        exclude=("gen",),
        force_exclude=True,
        tests=False,
        assume=(("go", "1.17"), ("python", "3.8")),
        fail_on=None,
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("check --minimum 1.4", "unknown TLS version '1.4'"),
        ("check --select go-tls-confg", "did you mean 'go-tls-config'?"),
        ("check --assume python", "must be NAME=VERSION"),
        ("check --assume pyhton=3.8", "did you mean 'python'?"),
        ("check --output sarif", "is not FORMAT:FILE"),
        ("check --output xml:a", "is not FORMAT:FILE"),
        ("check --output json:none/a", "no such directory"),
        ("check --output json:a --output sarif:./a", "two reports into one file"),
        ("check --format yaml", "'yaml' is not one of"),
        ("check -", "--stdin-filename"),
        ("check - b --stdin-filename a.py", "together with other paths"),
        ("check --config none.toml", "none.toml: cannot be read"),
        ("chekc", "No such command 'chekc'"),
        ("explain no-such-rule", "unknown rule 'no-such-rule'"),
        ("explain none.py", "neither a rule nor a file"),
    ],
)
def test_a_wrong_command_line_is_code_2_and_one_clear_line(
    engine: Engine, capsys: Captured, line: str, message: str
) -> None:
    assert main(line.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("report", "options", "code"),
    [
        (Report(findings=(FOUND,)), "", 1),
        (Report(findings=(FOUND,)), "--fail-on never", 0),
        (Report(problems=(Problem("unreadable", "x", "denied"),)), "", 3),
        (Report(findings=(FOUND,), problems=(Problem("missing", "x", "gone"),)), "", 2),
    ],
)
@pytest.mark.parametrize("name", ["text", "concise", "json", "sarif", "github"])
def test_a_format_never_changes_the_code(
    engine: Engine, report: Report, options: str, code: int, name: str
) -> None:
    engine.report = report
    assert main(["check", "--format", name, *options.split()]) == code


def test_only_the_report_is_on_standard_output(engine: Engine, capsys: Captured) -> None:
    engine.report = Report(
        findings=(FOUND,),
        problems=(Problem("unreadable", "b\x1b.py", "denied"), Problem("too-large", "c", "50 MB")),
        skipped=(Skipped("d", "binary"),),
        seen=4,
    )
    main(["check", "--format", "json", "--show-files", "--statistics"])
    captured = capsys.readouterr()
    assert json.loads(captured.out)["findings"][0]["rule"] == "python-ssl-context"
    assert captured.err.splitlines() == [
        "tlslint: error: b\\x1b.py: denied",
        "tlslint: warning: c: 50 MB",
        "skipped d: binary",
        "     1  python-ssl-context",
        "1 error found; 4 files seen, 0 scanned, 4 skipped; 2 problems",
    ]
    main(["check", "--format", "concise", "-q"])
    assert "found" not in capsys.readouterr().err


def test_several_reports_in_one_run(engine: Engine, capsys: Captured, tmp_path: Path) -> None:
    engine.report = Report(findings=(FOUND,))
    assert (
        main(["check", "--color", "always", "--output", "sarif:a.sarif", "--output", "text:b.txt"])
        == 1
    )
    sarif = json.loads((tmp_path / "a.sarif").read_text("utf-8"))
    assert "primaryLocationLineHash" in sarif["runs"][0]["results"][0]["partialFingerprints"]
    assert "\x1b" not in (tmp_path / "b.txt").read_text("utf-8")
    assert "\x1b[" in capsys.readouterr().out


def test_standard_input_has_the_name_that_it_is_given(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff data")))
    assert main(["check", "-", "--stdin-filename", "src/x.py"]) == 0
    assert engine.asked["stdin"] == ("src/x.py", b"\xff data")
    assert engine.paths == []


def test_a_wrong_configuration_in_the_tree_is_code_2_after_all_was_checked(
    engine: Engine, capsys: Captured, tmp_path: Path
) -> None:
    (tmp_path / "src" / "tlslint.toml").write_text("\nfoo = 1\n")
    engine.report = Report(findings=(FOUND,))
    assert main(["check", "--format", "concise"]) == 2
    captured = capsys.readouterr()
    assert captured.out.startswith("src/a.py:1:5: error")
    assert "tlslint: error: src/tlslint.toml:2: unknown key 'foo'" in captured.err


def test_sarif_lists_the_active_rules_only(engine: Engine, capsys: Captured) -> None:
    def listed(options: str) -> list[str]:
        main(["check", "--format", "sarif", *options.split()])
        document = json.loads(capsys.readouterr().out)
        return [r["id"] for r in document["runs"][0]["tool"]["driver"]["rules"]]

    assert listed("") == ["go-tls-config", "python-ssl-context"]
    assert listed("--side all --ignore go-tls-config") == [
        "nginx-ssl-protocols",
        "python-ssl-context",
    ]


def test_an_error_of_the_program_is_one_line(
    engine: Engine, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TLSLINT_DEBUG", raising=False)

    def fails(*_: Any, **more: Any) -> Report:
        raise ValueError("a\x1b[31m\nb")

    monkeypatch.setattr(sys.modules["tlslint.run"], "scan", fails)
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("tlslint: internal error: ValueError: a\\x1b[31m b ")
    assert len(error.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full device")
def test_a_full_disk_is_one_line(engine: Engine, capsys: Captured) -> None:
    assert main(["check", "--output", "json:/dev/full"]) == 2
    assert capsys.readouterr().err == (
        f"tlslint: error: cannot write /dev/full: {os.strerror(errno.ENOSPC)}\n"
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full device")
def test_nobody_reading_on_and_a_full_disk_are_no_tracebacks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tlslint", "rules", "--format", "json"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr == (
        f"tlslint: error: cannot write the report: {os.strerror(errno.ENOSPC)}\n"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8")
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_explain_a_rule(engine: Engine, capsys: Captured) -> None:
    assert main(["explain", "go-tls-config"]) == 0
    text = capsys.readouterr().out
    for part in ("Why it matters.", "weak()", "strong()", "https://docs.python.org"):
        assert part in text
    assert main(["explain", "unused-suppression"]) == 0


def test_explain_a_line_shows_the_steps_and_the_finding(engine: Engine, capsys: Captured) -> None:
    steps = (
        Trace(Place("src/a.py", 1, 5, 1, 8), "old is TLSv1.0"),
        Trace(Place("src/a.py", 40, 1, 40, 2), "far away"),
    )
    engine.report = Report(findings=(FOUND,), trace=steps)
    text = _explained(capsys, "src/a.py:1")
    assert engine.asked["explain"]
    assert "1:5  old is TLSv1.0" in text
    assert "far away" not in text
    assert "may negotiate: TLSv1.0" in text
    assert "far away" in _explained(capsys, "src/a.py")


def _explained(capsys: Captured, target: str) -> str:
    assert main(["explain", target]) == 0
    return capsys.readouterr().out


def test_rules_are_listed(engine: Engine, capsys: Captured) -> None:
    assert main(["rules"]) == 0
    assert "go-tls-config" in capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rules"]
    assert [r["id"] for r in rows] == sorted(Rules.rules)


@pytest.mark.parametrize(
    ("choice", "tty", "env", "color"),
    [
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("auto", False, {"CLICOLOR_FORCE": "1"}, True),
        ("auto", False, {"CLICOLOR_FORCE": "0"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"CLICOLOR": "0"}, False),
        ("auto", False, {"GITHUB_ACTIONS": "true"}, True),
        ("auto", False, {}, False),
        ("auto", True, {}, True),
    ],
)
def test_when_to_colour(choice: str, tty: bool, env: dict[str, str], color: bool) -> None:
    assert terminal.use_color(choice, tty, env) is color


def test_progress_is_for_people_who_wait() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert terminal.show_progress("text", Tty(), {})
    for name, stream, env in (
        ("json", Tty(), {}),
        ("text", io.StringIO(), {}),
        ("text", Tty(), {"CI": "true"}),
        ("text", Tty(), {"PRE_COMMIT": "1"}),
    ):
        assert not terminal.show_progress(name, stream, env)
    now = [0.0]
    stream = Tty()
    progress = Progress(stream, lambda: now[0])
    for moment in (0.1, 0.4, 0.6, 0.65, 0.71):
        now[0] = moment
        progress(int(moment * 100), 2000)
    progress.close()
    assert stream.getvalue() == (
        "\r\x1b[Kchecking: 60 of 2,000 files\r\x1b[Kchecking: 71 of 2,000 files\r\x1b[K"
    )
