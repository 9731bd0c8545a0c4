"""What is loaded when little is asked: hooks start the program for every commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
before = set(sys.modules)
from tlslint.__main__ import main
code = main(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""
#: Slow to load, and of no use to a check of one file with the text report.
BANNED = {
    "asyncio",
    "click",
    "concurrent.futures",
    "email",
    "http",
    "importlib.metadata",
    "jsonschema",
    "libcst",
    "multiprocessing",
    "pathspec",
    "rich",
    "sqlite3",
    "tomli",
    "tomllib",
    "tlslint.cli.explain",
    "tlslint.cli.parser",
    "tlslint.cli.progress",
    "tlslint.cli.rules",
    "tlslint.languages.aspnet",
    "tlslint.quiet",
    "tlslint.report.concise",
    "tlslint.report.github",
    "tlslint.report.json_",
    "tlslint.report.sarif",
    "tlslint.tomlkeys",
    "xml",
}


def loaded(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    code, *names = done.stderr.splitlines()[-1].split()
    return int(code), set(names)


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "--version") == (0, {"__future__", "tlslint", "tlslint.__main__"})


def test_a_check_of_one_file_loads_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.py").write_text("import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n")
    code, names = loaded(tmp_path, "check", "a.py")
    assert code == 1
    assert not names & BANNED
    assert {n for n in names if n.startswith("tree_sitter_") and "." not in n} <= {
        "tree_sitter_python"
    }
    code, names = loaded(tmp_path, "check", "--format", "concise", "--select", "python-ssl-options")
    assert code == 0
    assert "tlslint.report.text" not in names


def test_a_check_without_anything_to_parse_loads_no_parser(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.py").write_text("print(1)\n")
    code, names = loaded(tmp_path, "check", "a.py")
    assert code == 0
    assert "tree_sitter" not in names
    assert "tlslint.check" not in names
