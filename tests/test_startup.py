"""What is loaded when little is asked: hooks start the program for every commit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tree_sitter

#: Without `site`, whose ``.pth`` files may load anything.
SCRIPT = """
import sys
sys.path += sys.argv[1:3]
before = set(sys.modules)
from tlslint.__main__ import main
code = main(sys.argv[3:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""
#: Slow to load, and of no use to a check of one file with the text report.
BANNED = {
    *(
        "ast",
        "asyncio",
        "bz2",
        "click",
        "concurrent.futures",
        "copy",
        "dataclasses",
        "datetime",
        "difflib",
    ),
    *("dis", "email", "gettext", "hashlib", "_hashlib", "http", "hyperscan", "importlib.metadata"),
    *("importlib.resources", "inspect", "ipaddress", "json", "jsonschema", "libcst", "locale"),
    *("lzma", "multiprocessing", "pathlib", "pathspec", "pickle", "platform", "random", "rich"),
    *("shutil", "signal", "sqlite3", "tempfile", "textwrap", "threading", "tokenize", "tomli"),
    "tlslint.languages.net_protocols",
    *("tomllib", "unicodedata", "urllib", "uuid", "weakref", "xml", "yaml", "zipfile", "zlib"),
    "tlslint.cli.explain",
    "tlslint.cli.parser",
    "tlslint.cli.progress",
    "tlslint.cli.rules",
    "tlslint.languages.aspnet",
    "tlslint.manifests",
    "tlslint.packing",
    "tlslint.quiet",
    "tlslint.report.concise",
    "tlslint.report.github",
    "tlslint.report.json_",
    "tlslint.report.sarif",
    "tlslint.rulefile",
    "tlslint.rulenodes",
    "tlslint.source.ignore",
    "tlslint.source.layers",
    "tlslint.tomlkeys",
}
#: What is needed to check, and not to see that there is nothing to check.
CHECKING = {"ast", "tlslint.check", "tlslint.platform", "tree_sitter"}
WEAK = {
    "a.py": "import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
    "a.java": 'class A { Object c = javax.net.ssl.SSLContext.getInstance("TLSv1"); }\n',
    "a.cs": "class A { void F() { System.Net.ServicePointManager.SecurityProtocol = "
    "System.Net.SecurityProtocolType.Tls; } }\n",
    "a.js": "require('tls').connect({minVersion: 'TLSv1'});\n",
    "a.go": 'package a\n\nimport "crypto/tls"\n\nvar c = tls.Config{MinVersion: tls.VersionTLS10}\n',
    "a.properties": "jdk.tls.client.protocols=TLSv1\n",
    "a.yaml": "jvm: -Dhttps.protocols=TLSv1\n",
}
#: What some files cannot do without.
NEEDED = {"a.cs": {"tlslint.languages.aspnet"}, "a.yaml": {"datetime", "yaml"}}
#: The compiled parts of the grammars, the only ones that are needed.
GRAMMARS = {f"tree_sitter_{name}" for name in ("c_sharp", "go", "java", "javascript", "python")}

Loaded = Callable[..., "tuple[int, set[str]]"]


@pytest.fixture
def loaded(site: Path, tmp_path: Path) -> Loaded:
    """Runs an installed program; gives the exit code and the modules that were loaded."""
    (tmp_path / ".git").mkdir()
    others = Path(tree_sitter.__file__).parent.parent

    def run(*arguments: str) -> tuple[int, set[str]]:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", SCRIPT, str(site), str(others), *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        code, *names = done.stderr.splitlines()[-1].split()
        return int(code), set(names)

    return run


def test_the_version_loads_nothing(loaded: Loaded) -> None:
    assert loaded("--version") == (0, {"__future__", "gc", "tlslint", "tlslint.__main__"})


@pytest.mark.parametrize("name", WEAK)
def test_a_check_of_one_file_loads_only_what_it_needs(
    loaded: Loaded, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(WEAK[name])
    code, names = loaded("check", name)
    assert code == 1
    assert sorted(names & (BANNED | GRAMMARS) - NEEDED.get(name, set())) == []
    assert "tlslint.report.text" in names


def test_only_the_format_that_is_asked_for_is_loaded(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(WEAK["a.py"])
    code, names = loaded("check", "--format", "concise")
    assert code == 1
    assert not names & {"ast", "tlslint.pyplan", "tlslint.report.text"}


def test_a_check_without_anything_to_parse_loads_no_parser(loaded: Loaded, tmp_path: Path) -> None:
    names = [f"{number}.py" for number in range(20)]
    for name in names:
        (tmp_path / name).write_text("print(1)\n")
    code, found = loaded("check", *names)
    assert code == 0
    assert sorted(found & (BANNED | CHECKING)) == []
