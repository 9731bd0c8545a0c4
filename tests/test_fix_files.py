"""Fixes on disk: bytes, modes, links, files that change meanwhile, patches, exit codes."""

from __future__ import annotations

import codecs
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tlslint import fixing
from tlslint.__main__ import main
from tlslint.applier import apply
from tlslint.facts import Edit, Span
from tlslint.lines import changes
from tlslint.source.write import Refused, write_back

OLD = 'import ssl\nname = "é"\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1\n'
NEW = OLD.replace("TLSv1\n", "TLSv1_2\n")
PINNED = "import ssl\nc = f(ssl_version=ssl.PROTOCOL_TLSv1)\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "tree")
    return tmp_path / "tree"


def run(*arguments: str) -> int:
    return main([*arguments, "--isolated", "--no-progress"])


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
        ("latin-1", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_file_keeps_its_encoding_mark_and_line_ends(
    tree: Path, encoding: str, bom: bytes, end: str
) -> None:
    old, new = (
        (
            bom
            + text.replace("\n", end)
            .replace("é", "\x81" if encoding == "latin-1" else "é")
            .encode(encoding)
        )
        for text in (OLD, NEW)
    )
    (tree / "a.py").write_bytes(old)
    assert run("fix", "a.py") == 0
    assert (tree / "a.py").read_bytes() == new


def test_mode_stays_and_no_other_file_does(tree: Path) -> None:
    (tree / "a.py").write_text(OLD)
    (tree / "a.py").chmod(0o750)
    assert run("fix") == 0
    assert (tree / "a.py").read_text() == NEW
    if os.name != "nt":
        assert stat.S_IMODE((tree / "a.py").stat().st_mode) == 0o750
    assert sorted(os.listdir(tree)) == [".git", "a.py"]


def test_only_safe_fixes_are_made_unless_asked(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "a.py").write_text(PINNED)
    assert run("fix") == 1
    assert (tree / "a.py").read_text() == PINNED
    out = capsys.readouterr().out
    assert "a.py:2:19: left python-ssl-constant: --unsafe-fixes would: Use PROTOCOL_TLSv1_2" in out
    assert "Fixed 0 of 1 finding in 0 files; --unsafe-fixes would fix 1 more" in out
    assert run("fix", "--unsafe-fixes") == 0
    assert (tree / "a.py").read_text() == PINNED.replace("TLSv1)", "TLSv1_2)")
    assert "a.py:2:19: fixed python-ssl-constant" in capsys.readouterr().out


def test_selection_and_minimum_hold_for_fixes(tree: Path) -> None:
    (tree / "a.py").write_text(OLD)
    assert run("fix", "--ignore", "python-ssl-minimum-version") == 0
    assert run("fix", "--select", "node-*") == 0
    assert (tree / "a.py").read_text() == OLD
    assert run("fix", "--minimum", "1.3") == 0
    # not MAXIMUM_SUPPORTED, which says another version one day
    assert (tree / "a.py").read_text() == OLD.replace("TLSv1\n", "TLSv1_3\n")


@pytest.mark.parametrize(
    ("name", "declares", "written"),
    [
        (".travis.yml", "python: ['3.5', '3.8']\n", "c.options |= ssl.OP_NO_SSLv2"),
        ("tox.ini", "[tox]\nenvlist = py36,py37\n", "c.options |= ssl.OP_NO_SSLv2"),
        ("setup.py", "setup(python_requires='>=3.5,<3.9')\n", "c.options |= ssl.OP_NO_SSLv2"),
        (".travis.yml", "python: ['3.7', '3.8']\n", "c.minimum_version = ssl.TLSVersion"),
    ],
)
def test_a_fix_is_good_for_the_oldest_that_is_declared(
    tree: Path, name: str, declares: str, written: str
) -> None:
    (tree / name).write_text(declares)
    (tree / "a.py").write_text("import ssl\nc = ssl.create_default_context()\n")
    assert run("fix", "a.py") == 0
    assert written in (tree / "a.py").read_text()


def test_what_is_suppressed_stays(tree: Path) -> None:
    text = OLD.replace("TLSv1\n", "TLSv1  # tlslint: ignore[python-*] -- test server\n")
    (tree / "a.py").write_text(text)
    assert run("fix") == 0
    assert (tree / "a.py").read_text() == text


def test_a_file_that_changed_is_left_alone(tree: Path) -> None:
    path = tree / "a.py"
    path.write_bytes(b"later")
    with pytest.raises(Refused, match="changed since it was read"):
        write_back(str(path), b"old", b"new")
    assert path.read_bytes() == b"later"
    assert sorted(os.listdir(tree)) == [".git", "a.py"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_links_are_followed_only_within_the_tree(tree: Path) -> None:
    outside = tree.parent / "outside.py"
    for path in (outside, tree / "real.py"):
        path.write_text(OLD)
    (tree / "out.py").symlink_to(outside)
    (tree / "in.py").symlink_to("real.py")
    assert run("fix", "out.py") == 1
    assert outside.read_text() == OLD
    assert run("fix", "in.py") == 0
    assert (tree / "real.py").read_text() == NEW
    assert (tree / "in.py").is_symlink()


def test_a_file_that_cannot_be_written_is_named(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "a.py").write_text(OLD)
    (tree / "a.py").chmod(0o444)
    # the administrator may write everything
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert run("fix") == 1
    assert "left python-ssl-minimum-version: it is not writable" in capsys.readouterr().out


def test_check_fix_reports_what_is_left(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "a.py").write_text(OLD + PINNED)
    assert run("check", "--fix", "--format", "concise") == 1
    out, err = capsys.readouterr()
    assert "python-ssl-constant" in out
    assert "python-ssl-minimum-version" not in out
    assert "a.py:4:21: fixed python-ssl-minimum-version" in err
    assert (tree / "a.py").read_text() == NEW + PINNED


def test_what_other_files_define_is_known_to_the_fix(tree: Path) -> None:
    (tree / "names").mkdir()
    (tree / "names" / "E.cs").write_text(
        "using System.Security.Authentication;\nstatic class Known {\n"
        "  public const SslProtocols Tls11 = (SslProtocols)768, Tls12 = (SslProtocols)3072;\n}\n"
    )
    old = (
        "using System.Net.Security;\nusing System.Security.Authentication;\nclass A {\n"
        "  void F(SslStream s) {\n    var p = SslProtocols.Tls | Known.Tls11 |\n"
        '      Known.Tls12;\n    s.AuthenticateAsClient("h", null, p, true);\n  }\n}\n'
    )
    (tree / "a.cs").write_text(old)
    assert run("fix") == 0
    assert (tree / "a.cs").read_text() == old.replace(
        "SslProtocols.Tls | Known.Tls11 |\n      Known.Tls12", "Known.Tls12"
    )


FILES = {
    # a project whose new target has names that its code does not have yet
    "net/A.csproj": b'<Project ToolsVersion="4.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">'
    b"<PropertyGroup><TargetFrameworkVersion>v4.0</TargetFrameworkVersion></PropertyGroup></Project>",
    "net/B.cs": b"class B { void F() { System.Net.ServicePointManager.SecurityProtocol ="
    b" System.Net.SecurityProtocolType.Tls; } }",
    "a.py": OLD.encode(),
    'sub dir/é "x".py': OLD.encode(),
    "no end.py": OLD.rstrip("\n").encode(),
    "crlf.py": OLD.replace("\n", "\r\n").encode(),
    "wide.py": codecs.BOM_UTF16_LE + OLD.encode("utf-16-le"),
    "old.py": PINNED.encode(),
    "wrap.py": b"import ssl\ndef f(raw):\n    return ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1)",
}


@pytest.mark.parametrize("below", ["", "sub dir"])
def test_a_patch_gives_the_same_tree_as_the_fix(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    below: str,
) -> None:
    trees = {}
    for how in ("patch", "fix"):
        root = tmp_path / how
        for name, data in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        subprocess.run(["git", "init", "-q", "."], cwd=root, check=True)
        monkeypatch.chdir(root / below)
        command = [sys.executable, "-m", "tlslint", "fix", "--unsafe-fixes", "--isolated"]
        if how == "patch":
            done = subprocess.run([*command, "--diff"], capture_output=True)
            assert done.returncode == 1
            assert all((root / name).read_bytes() == data for name, data in FILES.items())
            git = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"]
            subprocess.run(git, input=done.stdout, check=True)
        else:
            assert subprocess.run(command, capture_output=True).returncode == 0
        trees[how] = {name: (root / name).read_bytes() for name in FILES}
    assert trees["patch"] == trees["fix"]
    changed = {n for n in FILES if trees["fix"][n] != FILES[n]}
    assert changed == {n for n in FILES if n.startswith(below)}


def test_edits_become_the_files_line_ends() -> None:
    assert apply(b"a\r\nb\r\n", [Edit(Span(3, 4), "c\nd")]) == b"a\r\nc\r\nd\r\n"
    assert apply(b"a\nb\n", [Edit(Span(2, 3), "c\nd")]) == b"a\nc\nd\n"


def test_changes_are_small_and_complete() -> None:
    old = "eins é\nzwei\ndrei\n".encode()
    for new in ("eins è\nzwei\ndrei\n", "eins é\nzwei\nneu\ndrei\n", "zwei", "", "x\n" * 5):
        edits = changes(old, new.encode())
        assert apply(old, edits) == new.encode()
    added = changes(b"a\nb\n", b"a\nc\nb\n")
    assert added == [Edit(Span(1, 1), "\nc")], "at the end of the line before"


def test_a_name_in_a_patch_is_quoted_as_git_does() -> None:
    assert fixing.patch('a"\u00e9', b"x\n", b"y").startswith(
        b'diff --git "a/a\\"\\303\\251" "b/a\\"\\303\\251"\n'
    )
