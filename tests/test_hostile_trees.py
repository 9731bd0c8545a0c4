"""Trees that somebody made to break the program, or to make it do something: the whole command over them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tlslint.report import FORMATS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="what POSIX allows in a tree")

WEAK = "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False
ENVIRONMENT = {
    **{
        k: v
        for k, v in os.environ.items()
        if k not in ("CI", "GITHUB_ACTIONS", "FORCE_COLOR", "PYTHONUNBUFFERED")
    },
}
COMMAND = [sys.executable, "-m", "tlslint", "check"]


def run(folder: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command in ``folder``; it may not hang, nor end with a traceback."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        **more,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "internal error" not in done.stderr, done.stderr
    return done


def found(folder: Path, *arguments: str) -> dict[str, Any]:
    """The JSON report."""
    report: dict[str, Any] = json.loads(run(folder, "--format", "json", *arguments).stdout)
    return report


def places(report: dict[str, Any]) -> list[str]:
    return [f["path"] for f in report["findings"]]


@pytest.fixture(scope="module", autouse=True)
def installed(site: Path) -> None:
    """The installed program is what runs, which has no rules to read and to check first."""
    ENVIRONMENT["PYTHONPATH"] = str(site)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "weak.py").write_text(WEAK)
    return tmp_path


# -- what is no file


def test_loops_of_links_are_not_followed(tree: Path) -> None:
    (tree / "d").mkdir()
    os.symlink(tree, tree / "d/up")
    os.symlink("self", tree / "self")
    os.symlink("weak.py", tree / "other.py")
    os.symlink("/etc/hosts", tree / "out.yaml")
    report = found(tree)
    assert (places(report), report["errors"]) == (["weak.py"], [])
    reasons = {skipped["path"]: skipped["reason"] for skipped in report["skipped"]}
    assert {reasons[n] for n in ("d/up", "self", "other.py", "out.yaml")} == {"symbolic link"}


def test_pipes_sockets_and_devices_are_never_opened(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tree / "pipe.py")
    os.mkfifo(tree / "tlslint.toml")
    os.mkfifo(tree / "pyproject.toml")
    os.mkfifo(tree / ".gitignore")
    os.mkfifo(tree / "tool")
    (tree / "tool").chmod(0o755)
    (tree / "sub").mkdir()
    os.mkfifo(tree / "sub/.python-version")
    (tree / "sub/weak.py").write_text(WEAK + "d = ssl.SSLContext()\n")  # asks for the platform
    monkeypatch.chdir(tree)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock.py")
        report = found(tree)
        given = found(tree, "pipe.py", "sock.py", "/dev/zero", "weak.py")
    assert places(report) == ["weak.py", "sub/weak.py"] or places(report) == [
        "sub/weak.py",
        "weak.py",
    ]
    assert places(given) == ["weak.py"]
    assert [(e["path"], e["message"]) for e in report["errors"]] == [
        ("tlslint.toml", "cannot be read: not a regular file")
    ]
    if ROOT:
        os.mknod(tree / "zero.py", 0o644 | 0o020000, os.makedev(1, 5))
        assert "zero.py" not in places(found(tree))


def test_a_file_without_permission_is_named(tree: Path) -> None:
    (tree / "secret.py").write_text(WEAK)
    (tree / "secret.py").chmod(0)
    (tree / "closed").mkdir()
    (tree / "closed/a.py").write_text(WEAK)
    (tree / "closed").chmod(0)
    try:
        if ROOT:
            pytest.skip("root may read everything")
        report = found(tree)
    finally:
        (tree / "closed").chmod(0o755)
    assert places(report) == ["weak.py"]
    assert sorted(e["path"] for e in report["errors"]) == ["closed", "secret.py"]


# -- names

_NAMES = [
    b"new\nline.py",
    b"\n::error file=x::pwned.py",
    b"::error ::pwned.py",
    b"##vso[task.complete]\n##[error]a.py",
    b"a ##[error]##TeamCity[x].py",
    b"\x1b]0;title\x07\x1b[31m.py",
    b"\x9b31mc1.py",
    b"bad\xff\xfebytes.py",
    "bidi\u202ey\u2066.py".encode(),
    b"tab\tand\rreturn.py",
    b"percent%0A::error::x.py",
    b"-rf.py",
    b"--output=json:x.py",
    b"{brace}$(touch pwned)`touch pwned`.py",
    b"quote\"'<a>&.py",
    b"back\\slash.py",
    b" blank .py",
    b"a" * 252 + b".py",
    b"Case.py",
    b"case.py",
]
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
#: What CI runners obey wherever on a line it stands.
_COMMAND = re.compile(r"##[a-z]*\[", re.IGNORECASE)


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_report_shows_names_or_source_raw(tree: Path, format_name: str) -> None:
    evil = "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # \x1b[2J\x9b \u202e ::error::x ##vso[x] \x07\r\n::warning::pwned\n"
    for name in _NAMES:
        with open(os.path.join(os.fsencode(tree), name), "wb") as file:
            file.write(evil.encode())
    with open(os.path.join(os.fsencode(tree), b"not\x1b[31m\ntext.py"), "wb") as file:
        file.write(b"SSLContext" + b"\0" * 300)
    done = run(tree, "--format", format_name, "--show-files", "--statistics")
    count = len(set(os.listdir(os.fsencode(tree)))) - 2
    assert done.returncode == 1
    for text in (done.stdout, done.stderr):
        shown = _CONTROL.search(text)
        assert shown is None, (shown, text[shown.start() - 80 : shown.end() + 20])
        assert not _COMMAND.search(text), text
        for row in text.splitlines():
            if format_name != "github" or text is done.stderr:
                assert not row.lstrip().startswith(("::", "##vso", "##[")), row
    if format_name == "json":
        assert len(json.loads(done.stdout)["findings"]) == count
    elif format_name == "sarif":
        assert len(json.loads(done.stdout)["runs"][0]["results"]) == count
    elif format_name == "github":
        assert done.stdout.count("::error ") == len(done.stdout.splitlines()) - 1 == 10
    assert not (tree / "pwned").exists()


def test_paths_of_four_thousand_characters(tree: Path) -> None:
    here = os.getcwd()
    os.chdir(tree)
    try:
        for _ in range(60):
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
        Path("deep.py").write_text(WEAK)
    finally:
        os.chdir(here)
    try:
        report = found(tree)
    finally:
        shutil.rmtree(tree / ("d" * 100), ignore_errors=True)
        subprocess.run(["rm", "-rf", str(tree / ("d" * 100))], check=False)
    assert "weak.py" in places(report)
    # the file itself is found, or it is said where the way to it ends
    assert any("dddd" in p for p in (*places(report), *(e["path"] for e in report["errors"])))


def test_an_output_that_cannot_show_a_name_shows_an_escape(tree: Path) -> None:
    (tree / "é日.py").write_text(WEAK)
    for format_name in ("text", "concise", "github"):
        done = subprocess.run(
            [*COMMAND, "--format", format_name], cwd=tree, capture_output=True, encoding="ascii",
            env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}, timeout=60,
        )  # fmt: skip
        assert (done.returncode, "\\xe9\\u65e5.py" in done.stdout) == (1, True), done.stderr


def test_a_name_that_is_taken_for_an_option_is_shown_without_its_escapes(tree: Path) -> None:
    for name in ("-q\x1b[31m.py", "--\x9b::error::x", "--output=json:\x1b]0;x\x07/a"):
        done = run(tree, name)
        assert done.returncode == 2
        assert not _CONTROL.search(done.stderr), done.stderr


# -- configuration and rules of the tree


@pytest.mark.parametrize(
    "text",
    [
        "\x00\xff",
        "a = " + "[" * 100_000,
        "a." * 50_000 + "b = 1",
        "exclude = [" + "'**/a/**/b*c*d*e*', " * 2_000 + "]",
        "exclude = ['" + "*a" * 5_000 + "b']",
        "select = ['" + "*" * 5_000 + "!?']",
        "minimum = '" + "1" * 100_000 + "'",
        "max-size = 10e400",
        "[[paths]]\n" * 20_000,
        "x = '\x1b[31m\x9b\n",
        "'\\u001b[31m' = 1",
    ],
)
def test_hostile_configuration_is_an_error_with_a_place(tree: Path, text: str) -> None:
    (tree / "tlslint.toml").write_bytes(text.encode("latin-1"))
    done = run(tree, "--format", "json")
    report = json.loads(done.stdout)
    named = [e["path"] for e in report["errors"]]
    assert done.returncode == (2 if named else 1)
    assert set(named) <= {"tlslint.toml"}
    assert named or "weak.py" in places(report) or "exclude" in text
    assert not _CONTROL.search(done.stderr)


def test_rules_and_modules_of_the_tree_are_never_loaded(tree: Path) -> None:
    trap = "open('pwned', 'w').close()\n"
    for name in (
        "tlslint",
        "ssl",
        "yaml",
        "click",
        "hyperscan",
        "sitecustomize",
        "tree_sitter_python",
        "conftest",
    ):
        (tree / f"{name}.py").write_text(trap)
    (tree / "rules/python").mkdir(parents=True)
    (tree / "rules/python/evil.yaml").write_text(
        "!!python/object/apply:os.system ['touch pwned']\n"
    )
    (tree / "a.yaml").write_text(
        "jvm: -Dhttps.protocols=TLSv1\nx: !!python/object/apply:os.system ['touch pwned']\n"
    )
    # the installed command puts no directory of the tree on its path, as -P does for python -m
    script = [sys.executable, *(["-P"] if sys.version_info >= (3, 11) else []), "-c"]
    code = f"import sys; sys.path[:] = [p for p in sys.path if p]; sys.path.insert(0, {ENVIRONMENT['PYTHONPATH']!r}); "
    code += "from tlslint.__main__ import main; sys.exit(main(['check', '--format', 'concise']))"
    done = subprocess.run(
        [*script, code], cwd=tree, capture_output=True, encoding="utf-8", timeout=60
    )
    assert "weak.py:2" in done.stdout, done.stderr
    assert not (tree / "pwned").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="no git to be misled")
def test_nothing_of_a_repository_is_executed(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    touch = f"touch {tmp_path}/pwned"
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "diff.external",
                "filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.x.textconv",
                "credential.helper", "gpg.program", "uploadpack.packObjectsHook", "alias.ls-files"):  # fmt: skip
        git("config", key, f"!{touch}" if key.startswith("alias") else touch)
    git("config", "core.hooksPath", str(tmp_path / "hooks"))
    git("config", "core.excludesFile", "/dev/zero")
    git("config", "core.worktree", "/")
    (tmp_path / ".gitattributes").write_text("* filter=x diff=x\n")
    for hooks in (tmp_path / "hooks", tmp_path / ".git/hooks"):
        hooks.mkdir(exist_ok=True)
        for name in (
            "post-index-change",
            "pre-commit",
            "post-checkout",
            "fsmonitor-watchman",
            "reference-transaction",
        ):
            (hooks / name).write_text(f"#!/bin/sh\n{touch}\n")
            (hooks / name).chmod(0o755)
    (tmp_path / "weak.py").write_text(WEAK)
    assert places(found(tmp_path)) == ["weak.py"]
    assert not (tmp_path / "pwned").exists()


# -- while it runs


def test_files_that_vanish_grow_or_close_lose_nothing_else(tree: Path) -> None:
    for number in range(1500):
        (tree / f"f{number:04}.py").write_text(WEAK if number % 100 == 0 else "x = 1\n")
    process = subprocess.Popen(
        [*COMMAND, "--format", "json"],
        cwd=tree,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    for number in range(1499, 700, -1):
        path = tree / f"f{number:04}.py"
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(b"#" * 400_000 + b"SSLContext")
        else:
            path.chmod(0)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode in (1, 2, 3)
    report = json.loads(out)
    assert {"weak.py", *(f"f{n:04}.py" for n in range(0, 700, 100))} <= set(places(report))


@pytest.mark.parametrize(("jobs", "seconds"), [("1", 0.0), ("1", 1.0), ("2", 0.3), ("2", 1.0)])
def test_an_interrupt_ends_it_cleanly(tree: Path, jobs: str, seconds: float) -> None:
    for number in range(400):
        (tree / f"f{number}.py").write_text(WEAK * 150)
    script = "import sys, tlslint.__main__ as m; print('ready', flush=True); sys.exit(m.main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", script, "check", "--jobs", jobs], cwd=tree, env=ENVIRONMENT,
        start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        # what a shell starts in the background ignores it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert err.splitlines()[-1:] == ["tlslint: interrupted"]
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # no worker is left


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize("format_name", FORMATS)
def test_a_full_disk_is_one_line_and_an_exit_code(tree: Path, format_name: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "--format", format_name], cwd=tree, env=ENVIRONMENT, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "tlslint: error: cannot write the report: No space left on device",
    )
    done = run(tree, "--output", f"{format_name}:/dev/full")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND[:-1], "fix"], cwd=tree, env=ENVIRONMENT, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.splitlines()[-1][:32]) == (
        2,
        "tlslint: error: cannot write the",
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize("words", ["--version", "--help", "rules", "check --help"])
def test_whatever_is_told_a_full_disk_is_exit_code_2(tree: Path, words: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND[:-1], *words.split()], cwd=tree, env=ENVIRONMENT, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    # the process ends at once, so what it told must have been written
    done = subprocess.run(
        [*COMMAND[:-1], *words.split()], cwd=tree, env=ENVIRONMENT, capture_output=True,
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout.endswith("\n"), done.stderr) == (0, True, "")


@pytest.mark.parametrize("files", [1, 300])
def test_a_closed_pipe_is_no_crash(tree: Path, files: int) -> None:
    for number in range(files - 1):
        (tree / f"f{number}.py").write_text(WEAK)
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as closed:
        done = subprocess.run(
            COMMAND, cwd=tree, env=ENVIRONMENT, stdout=closed, stderr=subprocess.PIPE, timeout=60
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the streams")
@pytest.mark.parametrize(
    ("closing", "code", "output", "error"),
    [
        ("2>&-", 2, "weak.py:2:", ""),
        (">&-", 2, "", "tlslint: error: none: no such file or directory\n"
         "tlslint: error: cannot write the report: standard output is closed\n"),
    ],
)  # fmt: skip
def test_streams_that_are_not_there_are_no_crash(
    tree: Path, closing: str, code: int, output: str, error: str
) -> None:
    command = ["sh", "-c", f'exec "$@" {closing}', "sh", *COMMAND, ".", "none"]
    done = subprocess.run(
        command, cwd=tree, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stderr) == (code, error)
    assert done.stdout.startswith(output)


@pytest.mark.skipif(os.name == "nt", reason="a directory in use stays")
@pytest.mark.parametrize("words", ["check .", "check {0}", "explain {0}:2", "fix {0}"])
def test_a_working_directory_that_is_gone_is_one_line(tree: Path, words: str) -> None:
    gone = tree / "gone"
    gone.mkdir()
    program = [sys.executable, "-m", "tlslint", *words.format(tree / "weak.py").split()]
    command = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *program]
    done = subprocess.run(
        command, cwd=gone, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=60
    )
    told = "tlslint: error: the working directory is gone\n"
    assert (done.returncode, done.stderr, done.stdout) == (2, told, "")


@pytest.mark.skipif(os.name == "nt", reason="a pipe without a reader")
def test_an_error_that_nobody_reads_hides_nothing_else(tree: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as closed:
        done = subprocess.run(
            [*COMMAND, ".", "none"],
            cwd=tree,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=closed,
        )
    assert done.returncode == 2
    assert done.stdout.startswith(b"weak.py:2:")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_file_that_takes_all_memory_costs_itself_alone(tree: Path) -> None:
    """Java's grammar needs gigabytes for this one, between two looks at what it has."""
    (tree / "bomb.java").write_bytes(b"// TLSv1\n" + b"!;" * 60_000)
    report = found(tree)
    assert places(report) == ["weak.py"]
    assert [e["path"] for e in report["errors"]] == ["bomb.java"]


# -- the same tree gives the same bytes


@pytest.mark.parametrize("format_name", ["text", "json", "sarif"])
def test_the_output_does_not_depend_on_workers_or_the_order_of_the_disk(
    tmp_path: Path, format_name: str
) -> None:
    names = [
        f"{d}/{n}" for d in "abc" for n in ("x.py", "Y.py", "z/w.py", "é.py", "v.yaml", "u.java")
    ]
    outputs = set()
    for number, order in enumerate((names, names[::-1], sorted(names, key=hash))):
        top = tmp_path / f"{number}/top"
        (top / ".git").mkdir(parents=True)
        for name in order:
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text({"py": WEAK * 2, "yaml": "a: -Dhttps.protocols=TLSv1\n"}.get(
                name.rpartition(".")[2], 'class A { void f() { javax.net.ssl.SSLContext.getInstance("TLSv1").createSSLEngine(); } }\n'
            ))  # fmt: skip
        for jobs in ("1", "2", "5"):
            text = run(top, "--format", format_name, "--jobs", jobs, "--show-files").stdout
            outputs.add(re.sub(r'"seconds": [0-9.e-]+|"(start|end)TimeUtc": "[^"]*"', "", text))
    assert len(outputs) == 1
