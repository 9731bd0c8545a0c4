"""A scan checks everything that it can, says what it could not, and gives the same for any number of processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tlslint import pool, rules, run, seek
from tlslint.facts import FileResult, Finding, Place, Problem, Report, Skipped, Span
from tlslint.options import Options
from tlslint.record import replace
from tlslint.ruleset import Spelling
from tlslint.run import exit_code, scan
from tlslint.source import Source
from tlslint.versions import Version
from tlslint.work import Worker


@dataclass
class Index:
    triggers: tuple[str, ...]
    words: tuple[str, ...]
    code = False
    folds: bool = False


class Rules:
    languages = ("csharp", "python", "vbnet")

    def triggers(self, language: str) -> tuple[str, ...]:
        return self.index(language).triggers

    def spelling(self, language: str) -> Spelling:
        index = self.index(language)
        return Spelling(index.folds, index.triggers, index.words, (frozenset(), frozenset()), {})

    def index(self, language: str) -> Index:
        return Index(("OldTls",), ("OldTls", "old"), language == "vbnet")


def check(source: Source, rules: Rules, options: Options, platform: Any, **more: Any) -> FileResult:
    """One finding for each mark; some words stand for accidents."""
    if b"crash" in source.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"raise" in source.text:
        raise TypeError("bad\nthing")
    if b"wheel" in source.text:
        raise ModuleNotFoundError("no", name="tree_sitter_x")
    findings = [
        Finding(
            "r", Place(source.path, mark + 1, 1, mark + 1, 2), Span(mark, mark + 1), "error",
            "allows-old", "explicit", "client", (), Version.TLSv1_2, "m", "h", source.language,
            "", source.encoding,
        )
        for mark in source.marks
    ]  # fmt: skip
    return FileResult(source.path, tuple(findings), unresolved=1)


OPTIONS = Options(max_bytes=600_000)
fake = partial(Worker, check=check)


def options_for(path: str) -> Options:
    return OPTIONS


def scan_all(paths: list[str], **more: Any) -> Report:
    report = scan(paths, options_for, Rules(), worker=fake, **more)
    return replace(report, seconds=0.0)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=["one process", "fork", "spawn"])
def jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    if request.param == "fork" and not pool.cheap():
        pytest.skip("processes are not copied on this system")
    if request.param == "spawn":
        monkeypatch.setattr(pool, "cheap", lambda: False)
    monkeypatch.setattr(run, "MANY_FILES", 0)
    monkeypatch.setattr(run, "MANY_HITS", 0)
    monkeypatch.setattr(run, "BATCH", 3)
    monkeypatch.setattr(seek, "ENOUGH", 0)
    monkeypatch.setattr(seek, "PIECE", 3)
    return 1 if request.param == "one process" else 2


def test_everything_is_found_and_everything_else_is_named(tree: Path, jobs: int) -> None:
    for number in range(20):
        (tree / f"f{number:02}.py").write_text("OldTls\n" if number % 2 else "NewTls\n")
    (tree / "wide.cs").write_bytes("// é OldTls old".encode("utf-16"))
    (tree / "latin.cs").write_bytes(b"\xe9 OldTls")
    (tree / "fold.vb").write_bytes(b"oldtls")
    (tree / "packed.py").write_bytes(b"OldTls" + bytes(600))
    (tree / "wide-lone.cs").write_bytes(
        b"\xff\xfe" + "OldTls".encode("utf-16-le") + b"\x00\xd8T\x00"
    )
    (tree / "raise.py").write_text("OldTls raise")
    (tree / "wheel.py").write_text("OldTls wheel")
    (tree / "hidden.py").write_text("# tlslint: ignore[x]")
    (tree / "large.py").write_bytes(b"x" * 262_140 + b"OldTls" + b"x" * 400_000)
    (tree / "wide-large.cs").write_bytes(("é" * 400_000 + "OldTls").encode("utf-16"))
    (tree / "huge.py").write_bytes(b"x" * 3_000_000)
    (tree / "a.sh").write_text("OldTls")
    report = scan_all([".", "gone"], jobs=jobs)
    found = [(f.place.path, f.place.line - 1, f.source) for f in report.findings]
    assert found == [
        *[(f"f{n:02}.py", 0, "utf-8") for n in range(1, 20, 2)],
        *[("fold.vb", 0, "utf-8"), ("hidden.py", 2, "utf-8")],
        *[
            ("latin.cs", 3, "cp1252"),
            ("wide-lone.cs", 0, "utf-16-le"),
            ("wide.cs", 6, "utf-16-le"),
            ("wide.cs", 13, "utf-16-le"),
        ],
    ]
    assert [(p.kind, p.path) for p in report.problems] == [
        *[("missing", "gone"), ("too-large", "large.py"), ("internal", "raise.py")],
        *[("unreadable", "wheel.py"), ("too-large", "wide-large.cs")],
    ]
    assert report.problems[2].message.startswith("TypeError: bad thing (test_run.py:")
    assert "662,146 bytes" in report.problems[1].message
    assert report.problems[3].message == "no parser for python on this system (tree_sitter_x)"
    assert report.skipped == (
        Skipped("a.sh", "no rule for shell"),
        Skipped("packed.py", "binary"),
    )
    assert (report.seen, report.scanned, report.parsed, report.unresolved) == (32, 30, 15, 15)
    assert "huge.py" in report.scanned_paths


@pytest.mark.parametrize("jobs", ["fork", "spawn"], indirect=True)
def test_a_file_that_kills_a_worker_costs_only_itself(tree: Path, jobs: int) -> None:
    for number in range(9):
        (tree / f"f{number}.py").write_text("OldTls crash" if number in (2, 3) else "OldTls")
    report = scan_all(["."], jobs=jobs)
    assert [f.place.path for f in report.findings] == [f"f{n}.py" for n in (0, 1, 4, 5, 6, 7, 8)]
    assert [(p.kind, p.path) for p in report.problems] == [
        ("internal", "f2.py"),
        ("internal", "f3.py"),
    ]


def test_an_interrupt_ends_the_workers(tree: Path, jobs: int) -> None:
    for number in range(9):
        (tree / f"f{number}.py").write_text("OldTls")

    def interrupt(done: int, total: int | None = None) -> None:
        raise KeyboardInterrupt

    before = children()
    with pytest.raises(KeyboardInterrupt):
        scan_all(["."], jobs=jobs, progress=interrupt)
    import multiprocessing

    assert multiprocessing.active_children() == []
    if pool.cheap():
        assert children() == before


def children() -> str:
    """The processes that this one has started and not waited for."""
    return Path("/proc/thread-self/children").read_text() if pool.cheap() else ""


@pytest.mark.parametrize("when", ["search", "check"])
@pytest.mark.skipif(os.name == "nt", reason="FIFOs")
def test_files_that_change_under_the_reader(
    tree: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["gone.py", "grown.py", "pipe.py", "link.py", "fine.py"]
    for name in names:
        (tree / name).write_text("OldTls")
    real: Callable[..., Any] = getattr(Worker, when)
    changed: list[int] = []

    def change(self: Worker, argument: Any) -> Any:
        if not changed:
            changed.append(1)
            for name in names[:4]:
                (tree / name).unlink()
            (tree / "grown.py").write_bytes(b"OldTls" * 200_000)
            os.mkfifo(tree / "pipe.py")
            os.symlink("fine.py", tree / "link.py")
        return real(self, argument)

    monkeypatch.setattr(Worker, when, change)
    report = scan_all(["."], jobs=1)
    assert [f.place.path for f in report.findings][:1] == ["fine.py"]
    assert {p.path: p.kind for p in report.problems}.items() >= {
        ("gone.py", "unreadable"),
        ("grown.py", "too-large"),
        ("pipe.py", "unreadable"),
        ("link.py", "unreadable"),
    }


def test_standard_input_is_checked_alone(tree: Path) -> None:
    (tree / "a.py").write_text("OldTls")
    report = scan_all(["."], stdin=("sub/b.py", b"\n\nOldTls"))
    assert [(f.place.path, f.span.start) for f in report.findings] == [("sub/b.py", 2)]
    assert (report.seen, report.scanned, report.scanned_paths) == (1, 1, ("sub/b.py",))
    assert scan_all([], stdin=("tool", b"#!/usr/bin/python\nOldTls")).parsed == 1
    assert scan_all([], stdin=("b.xyz", b"OldTls")).skipped == (Skipped("b.xyz", "no language"),)


def problem(kind: Any) -> Problem:
    return Problem(kind, "p", "m")


def test_exit_codes(tree: Path) -> None:
    (tree / "a.py").write_text("OldTls")
    findings = scan_all(["."]).findings
    infos = tuple(replace(f, severity="info") for f in findings)
    assert exit_code(Report(), "info") == 0
    assert exit_code(Report(findings), "error") == 1
    assert exit_code(Report(infos), "warning") == 0
    assert exit_code(Report(infos), "info") == 1
    assert exit_code(Report(findings), None) == 0
    for kind in ("unreadable", "too-large", "timeout"):
        assert exit_code(Report(problems=(problem(kind),)), "warning") == 3
        assert exit_code(Report(findings, problems=(problem(kind),)), "warning") == 1
    for kind in ("missing", "internal", "configuration"):
        assert exit_code(Report(findings, problems=(problem(kind), problem("timeout"))), None) == 2


def test_findings_that_differ_in_their_end_alone_have_an_order(tmp_path: Path) -> None:
    (tmp_path / "A.java").write_text(
        'class A { @Value("${tls:TLSv1.1}") String p;\n'
        "  void f() throws Exception { javax.net.ssl.SSLContext.getInstance(p).createSSLEngine(); } }\n"
    )
    options = Options(strict=True)
    report = run.scan([str(tmp_path)], lambda _: options, rules.load(), jobs=1)
    assert [f.severity for f in report.findings] == ["info", "error"]


def test_a_parser_that_cannot_be_loaded_is_told_at_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(module: str, function: str) -> None:
        raise ValueError("made for another version")

    monkeypatch.setattr("tlslint.languages.base.parser_of", broken)
    for number in range(run.MANY_HITS):
        (tmp_path / f"f{number}.py").write_text("import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n")
    report = run.scan([str(tmp_path)], lambda _: Options(), rules.load(), jobs=2)
    assert len(report.problems) == run.MANY_HITS
    assert {p.kind for p in report.problems} == {"internal"}


def test_a_few_files_that_say_nothing_start_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pool, "Pool", started)
    code = "import ssl\nssl.create_default_context()\n"
    (tmp_path / "large.py").write_text(code + "#" * run.LARGE)
    for number in range(run.FEW):
        (tmp_path / f"f{number}.py").write_text(code)
    assumed = Options(assume=(("python", "3.12"),))
    report = run.scan([str(tmp_path)], lambda _: assumed, rules.load(), jobs=2)
    assert report.parsed == run.FEW + 1
    assert report.findings == report.problems == ()
