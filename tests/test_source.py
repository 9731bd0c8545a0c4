"""What is found, what is left out and why, and how bytes become text with places."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import time
from functools import reduce
from pathlib import Path

import pytest

from tlslint.languages import BY_NAME, language_of
from tlslint.source import LineIndex, decode, encode
from tlslint.source.discover import Discovery, Found, discover
from tlslint.source.ignore import Patterns, lines_of
from tlslint.source.layers import Layers
from tlslint.source.leftout import TESTS, documents
from tlslint.source.read import read_rest

posix = pytest.mark.skipif(os.name == "nt", reason="links, FIFOs and modes of POSIX")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(tree: Path, *names: str, text: str = "") -> None:
    for name in names:
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def paths(walk: Discovery) -> list[str]:
    return [found.path for found in walk]


def reasons(walk: Discovery) -> dict[str, str]:
    list(walk)
    return {skipped.path: skipped.reason for skipped in walk.skipped}


# -- kinds of file


@pytest.mark.parametrize(
    ("path", "language"),
    [
        *[("a.py", "python"), ("A.PY", "python"), ("a.pyi", None), ("x/SConstruct", "python")],
        *[("x.tac", "python"), ("agent2.0", None), ("x.cgi", None)],
        *[("a.ts", "typescript"), ("a.d.ts", None), ("a.tsx", "tsx"), ("a.mjs", "javascript")],
        *[
            ("a.es6", "javascript"),
            ("a.es", "javascript"),
            ("a.jsm", "javascript"),
            ("a.mts", "typescript"),
        ],
        *[("Web.Release.config", "dotnetconfig"), ("x\\App.csproj", "msbuild"), (".config", None)],
        *[("Directory.Build.props", "msbuild"), ("a.runtimeconfig.json", "json")],
        *[
            ("package-lock.json", None),
            ("package.json", "json"),
            ("conf/java.security", "properties"),
        ],
        *[
            ("Dockerfile", "dockerfile"),
            ("a/Dockerfile.dev", "dockerfile"),
            ("Dockerfile.d/a", None),
        ],
        *[("web.dockerfile", "dockerfile"), (".env", "shell"), (".env.local", "shell")],
        *[(".mvn/jvm.config", "jvmoptions"), (".mvn/maven.config", "jvmoptions")],
        *[("properties/ssl.client.props", "properties"), ("Directory.Build.props", "msbuild")],
        *[("maven.config", "dotnetconfig"), ("jvm.options.d/heap.options", "jvmoptions")],
        *[("other.d/heap.options", None), ("idea64.vmoptions", "jvmoptions")],
        *[("build.gradle.kts", "gradle"), ("a.kts", "kotlin"), ("Jenkinsfile.release", "gradle")],
        *[("go.mod", "gomod"), ("a.mod", None), ("README", None), ("", None)],
        *[("a/x.properties.in", "properties"), ("x.yml.jinja2", "yaml"), ("Makefile.in", "shell")],
        *[("configure.in", None), ("a/x.py.in", "python"), ("x.py.tmpl", None)],
        *[("etc/default/x", "shell"), ("rpm/sysconfig/x", "shell"), ("debian/x.default", "shell")],
        *[("default/x", None), (".ebextensions/x.config", "yaml"), ("x.config", "dotnetconfig")],
        *[("build.sbt", "gradle"), ("main.tf", "hcl"), ("x.jnlp", "xml"), ("Info.plist", "xml")],
    ],
)
def test_language_by_name(path: str, language: str | None) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("head", "language"),
    [
        *[(b"#!/bin/sh\n", "shell"), (b"#! /usr/bin/env python3\n", "python")],
        *[
            (b"#!/usr/bin/python2.7 -u\n", "python"),
            (b"#!/usr/bin/env -S FOO=1 node --x\n", "javascript"),
        ],
        *[(b"#!/usr/bin/env /opt/bin/bash\n", "shell"), (b"#!/usr/bin/perl\n", None)],
        *[(b"#!", None), (b"#!/usr/bin/env", None), (b"\x7fELF", None), (b"", None)],
    ],
)
def test_language_by_shebang(head: bytes, language: str | None) -> None:
    assert language_of("bin/tool", head) == language
    assert language_of("bin/tool.in", head) == language
    assert language_of("bin/tool2.0", head) == language
    assert language_of("bin/tool.cgi", head) == language
    assert language_of("bin/tool.txt", head) is None


def test_every_language_claims_something() -> None:
    assert all(x.extensions or x.filenames for x in BY_NAME.values())


# -- the walk


def test_the_walk_meets_templates_and_files_without_extensions(tree: Path) -> None:
    write(tree, "a.properties.in", "b.yml.epp", "c.xml.ctmpl", "etc/default/d", "e.in")
    write(tree, "f.in", "g", text="#!/usr/bin/env python\n")  # the second is not executable
    assert paths(discover(["."])) == [
        "a.properties.in",
        "b.yml.epp",
        "c.xml.ctmpl",
        "f.in",
        "etc/default/d",
    ]


@pytest.mark.parametrize(
    "beside",
    ["Gopkg.lock", "glide.lock", "vendor.conf", "Godeps/Godeps.json", "vendor/vendor.json"],
)
def test_what_tools_of_go_filled_is_left_out(tree: Path, beside: str) -> None:
    write(tree, beside, "vendor/x/a.go", "b.go")
    walk = discover(["."], listing=True)
    assert "b.go" in paths(walk)
    assert "vendor/x/a.go" not in paths(walk)
    assert any(s.reason == "vendored packages" for s in walk.skipped)


@pytest.mark.parametrize(
    ("package", "left"),
    [
        ("vendor/github.com/x/y/a.go", True),
        ("vendor/gopkg.in/y.v2/a.go", True),
        ("cmd/vendor/golang.org/x/net/a.go", True),
        ("vendor/src/github.com/x/y/a.go", True),
        ("src/github.com/x/y/a.go", False),
        ("vendor/mine/a.go", False),
        ("myvendor/src/github.com/x/y/a.go", False),
    ],
)
def test_a_vendor_that_holds_hosts_of_go_packages_is_left_out(
    tree: Path, package: str, left: bool
) -> None:
    write(tree, "b.go", package)
    assert (package in paths(discover(["."]))) is not left


@pytest.mark.parametrize(
    ("beside", "modules", "left"),
    [
        ("win/python.exe", "win/Lib", True),
        ("win/pythonw.exe", "win/Lib", True),
        ("win/other.exe", "win/Lib", False),
        ("env/lib/python3.8/os.py", "env/lib/python3.8", True),
        ("lib64/python3.12/os.py", "lib64/python3.12", True),
        ("lib/python3.8/my.py", "lib/python3.8", False),
        ("lib/python/os.py", "lib/python", False),
        ("src/python3.8/os.py", "src/python3.8", False),
    ],
)
def test_the_modules_of_an_installed_python_are_left_out(
    tree: Path, beside: str, modules: str, left: bool
) -> None:
    write(tree, beside, f"{modules}/test/test_ssl.py", "win/own/a.py")
    walk = discover(["."], listing=True)
    assert "win/own/a.py" in paths(walk)
    assert (f"{modules}/test/test_ssl.py" not in paths(walk)) == left
    assert (modules in [s.path for s in walk.skipped]) == left


@pytest.mark.parametrize(
    ("package", "left"),
    [
        (["packages/A.B.1.0.0/A.B.1.0.0.nupkg"], True),
        (["deps/a.2.1.0-rc1/A.2.1.0-rc1.nupkg"], True),
        (["Packages/A.1.0/lib/net45/A.dll"], True),
        (["packages/A.1.0.0/.signature.p7s"], True),
        (["cache/a/1.0.0/.nupkg.metadata"], True),
        # own projects, and directories that only have such a name
        (["packages/A.1.0/lib/a.txt", "packages/A.1.0/A.csproj"], False),
        (["packages/client/lib/a.txt"], False),
        (["other/A.1.0/lib/a.txt"], False),
        (["packages/A.1.0/src/a.txt"], False),
    ],
)
def test_what_nuget_restored_is_left_out(tree: Path, package: list[str], left: bool) -> None:
    inside = "/".join(package[0].split("/")[: 3 if package[0].startswith("cache") else 2])
    write(tree, *package, f"{inside}/x/a.exe.config", "packages/own/b.cs")
    walk = discover(["."], listing=True)
    assert "packages/own/b.cs" in paths(walk)
    assert (f"{inside}/x/a.exe.config" not in paths(walk)) is left
    assert any(s.reason == "restored packages" for s in walk.skipped) is left
    forced = discover([f"{inside}/x/a.exe.config"], force_exclude=True)
    assert (not paths(forced)) is left


def test_the_libraries_that_asp_net_core_serves_are_left_out(tree: Path) -> None:
    write(tree, "wwwroot/libs/uppy/a.js", "web/wwwroot/lib/b.js", "web/wwwroot/js/c.js", "lib/d.js")
    walk = discover(["."], listing=True)
    assert paths(walk) == ["lib/d.js", "web/wwwroot/js/c.js"]
    reasons = {s.path: s.reason for s in walk.skipped}
    assert reasons == dict.fromkeys(["wwwroot/libs", "web/wwwroot/lib"], "vendored packages")


def test_the_walk_is_sorted_and_counts_what_it_leaves_out(tree: Path) -> None:
    write(tree, "b.py", "a/z.py", "a.py", "a/a.txt", ".github/x.yml", "node_modules/x/y.js")
    write(tree, "lib.min.js", "v/pyvenv.cfg", "v/lib/x.py", "vendor/modules.txt", "vendor/a.go")
    write(tree, "build/x.py", "bin/x.py", "dist/x.js", "src/vendor/mine.go")
    walk = discover(["."], listing=True)
    assert paths(walk) == [
        *["a.py", "b.py", ".github/x.yml", "a/z.py", "bin/x.py", "build/x.py", "dist/x.js"],
        "src/vendor/mine.go",
    ]
    assert {s.path: s.reason for s in walk.skipped} == {
        "a/a.txt": "no language",
        "lib.min.js": "minified",
        "node_modules": "excluded by default",
        "v": "virtual environment",
        "vendor": "vendored packages",
    }
    assert walk.seen == 10
    assert walk.problems == []


@pytest.mark.parametrize(
    ("beside", "output"),
    [("a.csproj", "bin"), ("a.vbproj", "obj"), ("pom.xml", "target"), ("build.gradle", "build")],
)
def test_output_of_a_build_is_left_out_beside_its_project(
    tree: Path, beside: str, output: str
) -> None:
    write(tree, f"p/{beside}", f"p/{output}/x.py", f"q/{output}/x.py", f"p/sub/{output}/x.py")
    walk = discover(["."])
    found = [path for path in paths(walk) if path.endswith("x.py")]
    assert found == [f"p/sub/{output}/x.py", f"q/{output}/x.py"]
    assert walk.skipped[0].reason == "output of a build"


def test_the_order_of_the_disk_does_not_matter(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, *(f"{folder}/{name}.py" for folder in ("b", "a/c", "a") for name in "zxyA"), "m.py")
    real = os.scandir
    walks = []
    for turn in (1, -1):

        def scandir(path: str, turn: int = turn) -> contextlib.AbstractContextManager[object]:
            with real(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
            return contextlib.nullcontext(iter(entries[::turn]))

        monkeypatch.setattr(os, "scandir", scandir)
        walks.append(paths(discover(["."])))
    assert walks[0] == walks[1]
    assert walks[0][0] == "m.py"
    assert len(walks[0]) == 13


def test_given_paths_are_taken_whatever_excludes_them(tree: Path) -> None:
    write(tree, ".gitignore", text="gen/\n")
    write(tree, "gen/a.py", "node_modules/b.js", "c.min.js", "d.py", "e.txt")
    given = ["gen/a.py", "node_modules", "c.min.js", "./d.py", str(tree / "d.py"), "e.txt"]
    assert paths(discover(given)) == ["gen/a.py", "node_modules/b.js", "c.min.js", "d.py"]
    assert reasons(discover(given)) == {"e.txt": "no language"}
    assert paths(discover(given, force_exclude=True)) == ["d.py"]
    assert reasons(discover(given, force_exclude=True)) == {
        "gen/a.py": "ignored",
        "node_modules": "excluded by default",
        "c.min.js": "minified",
        "e.txt": "no language",
    }


def test_exclude_patterns_are_relative_to_their_base_and_can_be_nested(tree: Path) -> None:
    write(tree, "a/x.py", "a/y.py", "a/sub/x.py", "x.py", "sub/tlslint.toml", "sub/a/x.py")

    def exclude(directory: str) -> tuple[list[str], str]:
        if directory.startswith("sub"):
            return ["/a"], str(tree / "sub")
        return ["/a/x.py", "/x.py"], str(tree)

    python = [p for p in paths(discover(["."], exclude=exclude)) if p.endswith(".py")]
    assert python == ["a/y.py", "a/sub/x.py"]
    assert paths(discover(["a"], exclude=exclude)) == ["a/y.py", "a/sub/x.py"]


def test_a_path_outside_is_shown_from_the_working_directory(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tree, "other/a.py", "here/b.py")
    monkeypatch.chdir(tree / "here")
    assert paths(discover([str(tree / "other"), "."])) == ["../other/a.py", "b.py"]


def test_ignore_files_hold_from_the_top_of_the_repository_down(tree: Path) -> None:
    write(tree, "repo/.gitignore", text="*.js\n/sub/skip\n")
    write(tree, "repo/.git/info/exclude", text="private.py\n")
    write(tree, "repo/sub/.gitignore", text="!keep.js\nlocal.py\n")
    write(tree, "repo/sub/.tlslintignore", text="!local.py\n")
    write(tree, "repo/sub/keep.js", "repo/sub/a.js", "repo/sub/skip/a.py", "repo/sub/local.py")
    write(tree, "repo/sub/private.py", "repo/sub/inner/a.py", "repo/sub/inner/.git/HEAD")
    write(tree, "repo/sub/inner/b.js", ".gitignore", text="*\n")
    expected = [
        "repo/sub/keep.js",
        "repo/sub/local.py",
        "repo/sub/inner/a.py",
        "repo/sub/inner/b.js",
    ]
    assert paths(discover(["repo/sub"])) == expected
    assert paths(discover(["repo"])) == expected


@posix
def test_links_and_special_files_are_skipped_and_never_opened(tree: Path) -> None:
    write(tree, "d/a.py")
    os.symlink("..", tree / "d/loop")
    os.symlink("a.py", tree / "d/link.py")
    os.mkfifo(tree / "d/pipe.py")
    os.mkfifo(tree / "d/.gitignore")
    walk = discover(["."])
    assert paths(walk) == ["d/a.py"]
    skipped = {s.path: s.reason for s in walk.skipped}
    assert skipped["d/loop"] == skipped["d/link.py"] == "symbolic link"
    assert skipped["d/pipe.py"] == "not a regular file"
    assert paths(discover(["d/link.py"])) == ["d/link.py"]
    named = discover(["d/pipe.py"])
    assert list(named) == []
    assert [(p.kind, p.path, p.message) for p in named.problems] == [
        ("unreadable", "d/pipe.py", "not a regular file")
    ]


@posix
def test_a_script_without_extension_is_known_by_its_first_line(tree: Path) -> None:
    write(tree, "opt/tool", "opt/notes", text="#!/usr/bin/env python3\n")
    (tree / "opt/tool").chmod(0o755)
    assert list(discover(["."])) == [Found("opt/tool", "python")]
    assert list(discover(["opt/notes"])) == [Found("opt/notes", "python", True)]


def test_among_programs_and_modules_of_ansible_no_bit_is_asked_for(tree: Path) -> None:
    scripts = ["a/bin/tool", "plugins/modules/ec2", "roles/x/library/ec2", "scripts/tool"]
    write(tree, *scripts, text="#!/usr/bin/python\n# WANT_JSON\n")
    write(tree, "bin/notes", "library/notes", "bin/lib/notes", text="of python\n")
    assert paths(discover(["."])) == scripts


@posix
def test_names_that_are_not_text_and_directories_that_cannot_be_read(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / os.fsdecode(b"caf\xe9.py")).touch()
    write(tree, "secret/a.py", "zed.py")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.startswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    walk = discover([".", "gone", "a\0b"])
    assert [os.fsencode(p) for p in paths(walk)] == [b"caf\xe9.py", b"zed.py"]
    assert [(p.kind, p.path) for p in walk.problems] == [
        ("unreadable", "secret"),
        ("missing", "gone"),
        ("unreadable", "a\0b"),
    ]


def test_very_deep_trees_are_walked(tree: Path) -> None:
    depth = 60 if os.name == "nt" else 1500
    here = os.getcwd()
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("a.py").touch()
    os.chdir(here)
    walk = discover(["."])
    try:
        assert paths(walk) == ["d/" * depth + "a.py"]
        assert walk.problems == []
    finally:  # too deep for others to remove
        os.unlink("d/" * depth + "a.py")
        for above in range(depth, 0, -1):
            os.rmdir("d/" * above)


# -- ignore patterns


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the measure")
def test_patterns_mean_what_they_mean_to_git(tree: Path) -> None:
    choose = random.Random(7)
    names = ["a", "b", "ab", "a.py", "b.py", "x.min", "a b", ".h", "bar.py", "ba.x.py", "[x]"]
    pieces = [
        *["a", "b", "*", "?", "*.py", "**", "a*", "*b", "[ab]", "[!a]*", ".h", "\\a", "*a*b*"],
        *["[a-c].py", "ba*.py", "x.*", "[[:alpha:]]", "**b", "\\[x\\]", "a\\", "[]a]", "[^b]"],
    ]
    folders = [""]
    for _ in range(12):
        folder = choose.choice(folders) + choose.choice(names) + "/"
        (tree / folder).mkdir(exist_ok=True)
        folders.append(folder)
    for folder in sorted(set(folders)):
        for name in names:
            if not (tree / folder / name).exists():
                write(tree, folder + name + ("" if name.endswith(".py") else "_.py"))
    subprocess.run(["git", "init", "-q"], check=True)

    def pattern() -> str:
        body = "/".join(choose.choice(pieces) for _ in range(choose.choice([1, 1, 2, 3])))
        ends = ["", "", "/", "/**", " ", "\\ ", "\r"]
        return (
            choose.choice(["", "", "!"]) + choose.choice(["", "", "/"]) + body + choose.choice(ends)
        )

    for _ in range(60):
        lines = {
            folder + ".gitignore": [pattern() for _ in range(choose.randint(1, 6))]
            for folder in {"", choose.choice(folders)}
        }
        for name, patterns in lines.items():
            (tree / name).write_bytes("\n".join(patterns).encode())
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--others", "--exclude-standard"],
            capture_output=True, check=True,
        )  # fmt: skip
        expected = {p for p in listed.stdout.decode().split("\0") if p.endswith(".py")}
        assert set(paths(discover(["."]))) == expected, lines
        for name in lines:
            (tree / name).unlink()


def test_hostile_patterns_take_bounded_time() -> None:
    patterns = Patterns(lines_of(b"*a*a*a*a*a*a*a*a*a*b\n**/a/**/a/**/a/**/b\n" + b"[" * 5000))
    start = time.process_time()
    assert patterns.match("a" * 255, False) is None
    assert not patterns.covers("a/" * 200 + "a")
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "pattern", ["**/a{}*/b", "/*/a{}*/*", "**/*{}a/**/b", "d*/a{}*", "d*{}/a", "**/a{}/b{}"]
)
def test_thousands_of_patterns_cost_little_in_each_directory(pattern: str) -> None:
    start = time.process_time()
    layers = Layers().over(Patterns(pattern.replace("{}", str(n)) for n in range(6_000)))
    for number in range(600):
        layers.into(f"d{number}").into("e")
    assert time.process_time() - start < 6


def test_what_a_directory_cannot_hold_is_told_for_all_its_names_at_once() -> None:
    lines = ["/a/**/dist", "/a/*/*.log", "/b/**", "c/*", "/d/e/f.py", "/*/*.tmp", "*.pyc", "cache"]
    top = Layers().over(Patterns(lines))
    told = {
        path: (here.wide, set(here.names), here.other("x.log"), here.other("x.tmp"))
        for path in ("", "a", "a/x", "a/x/y", "b", "b/x", "c", "x/c", "d", "d/e", "d/e/f", "x/y")
        if (here := reduce(Layers.into, path.split("/") if path else (), top))
    }
    always = {"cache"}
    assert told == {
        "": (False, always, False, False),
        "a": (False, always | {"dist"}, False, True),
        "a/x": (False, always | {"dist"}, True, False),
        "a/x/y": (False, always | {"dist"}, False, False),
        "b": (True, always, False, True),
        "b/x": (True, always, False, False),
        "c": (True, always, True, True),
        "x/c": (False, always, False, False),
        "d": (False, always, False, True),
        "d/e": (False, always | {"f.py"}, False, False),
        "d/e/f": (False, always, False, False),
        "x/y": (False, always, False, False),
    }
    assert top.into("x").into("y") is top.into("z").into("y")  # nothing is made for each directory
    assert Patterns(["*"]).at(("a", "b")).wide


def test_a_file_below_a_covered_directory_is_covered() -> None:
    patterns = Patterns(["gen/", "!gen/keep.py", "*.txt"])
    assert patterns.covers("x/gen/keep.py")
    assert patterns.covers("a.txt")
    assert not patterns.covers("x/gen")
    assert not Patterns(["# nothing", "", "   "])


# -- text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("a = 'é'\n".encode(), "a = 'é'\n", "utf-8"),
        (b"\xed\xa0\x80", "\xed\xa0\u20ac", "cp1252"),
        ("\ufeffa = 'é'\n".encode(), "a = 'é'\n", "utf-8"),
        ("\ufeffé😀\r\n".encode("utf-16-le"), "é😀\r\n", "utf-16-le"),
        ("\ufeffé😀\n".encode("utf-16-be"), "é😀\n", "utf-16-be"),
        ("\ufeffé😀\n".encode("utf-32-le"), "é😀\n", "utf-32-le"),
        ("using System;\n".encode("utf-16-le"), "using System;\n", "utf-16-le"),
        ("using System;\n".encode("utf-16-be"), "using System;\n", "utf-16-be"),
        (b"caf\xe9 \x80\n", "café €\n", "cp1252"),
        (b"caf\xe9 \x81\n", "café \x81\n", "latin-1"),
        (b"", "", "utf-8"),
        (b"x" * 100 + b"\0" + b"y" * 100, "x" * 100 + "\0" + "y" * 100, "utf-8"),
    ],
)
def test_text_is_decoded_and_can_be_written_back(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text.decode(), decoded.encoding, decoded.exact) == (text, encoding, True)
    assert encode(decoded.text, decoded.encoding, decoded.bom) == data


def test_no_more_of_a_growing_file_is_read_than_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3_000_000))
    assert sum(map(len, read_rest(str(tmp_path / "a"), 1_100_000))) == 1_100_000


def test_many_places_on_one_long_line_take_time_in_proportion() -> None:
    lines = LineIndex("é".encode() * 1_000_000)
    start = time.process_time()
    places = [lines.place(offset) for offset in range(0, 2_000_000, 100)]
    assert time.process_time() - start < 2
    assert places[-1] == (1, 999_951)


def test_what_is_not_text_is_told() -> None:
    assert decode(b"\x7fELF\x02\x01\x01" + bytes(57)) is None
    broken = decode(b"\xff\xfea\0\xd8")
    assert broken is not None
    assert not broken.exact
    with pytest.raises(UnicodeEncodeError):
        encode("☃".encode(), "cp1252")


def test_places_count_lines_and_code_points() -> None:
    text = "a\r\né😀x\n\rlone\r\n".encode()
    index = LineIndex(text)
    assert len(index) == 4
    assert index.place(text.index(b"x")) == (2, 3)
    assert index.place(0) == (1, 1)
    assert index.place(len(text)) == (4, 1)
    assert [index.line(n) for n in (1, 2, 3, 4)] == ["a", "é😀x", "\rlone", ""]
    start, end = index.span(2)
    assert text[start:end].decode() == "é😀x"
    with pytest.raises(IndexError):
        index.line(5)


def test_test_code_may_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tests = [
        *("tests/a.py", "src/test/java/A.java", "lib/test_a.py", "a_test.go", "a.spec.ts"),
        *("web/__tests__/a.js", "b.test.mjs", "App.Tests/A.cs", "src/ClientTest.java", "ATests.cs"),
    ]
    others = [
        *("testing.py", "latest.go", "contest/a.py", "src/main/java/Testable.java", "attest.ts"),
        *("inspect/a.js", "Protest.cs", "spec.ts"),
    ]
    for name in tests + others:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(paths(discover(["."]))) == sorted(tests + others)
    assert sorted(paths(discover(["."], exclude=lambda _: (TESTS, "")))) == sorted(others)


def test_documentation_of_a_library_of_net_is_known_by_how_it_begins() -> None:
    assert documents(b"<?xml version='1.0'?>\n<doc>\n  <assembly><name>A</name></assembly>")
    assert not documents(b"<?xml version='1.0'?>\n<doc>\n  <bean/>")


def test_the_workspace_of_godep_is_left_out(tree: Path) -> None:
    write(tree, "Godeps/Godeps.json", "Godeps/_workspace/src/x/a.go", "_workspace/b.go")
    walk = discover(["."], listing=True)
    assert "_workspace/b.go" in paths(walk)
    assert "Godeps/_workspace/src/x/a.go" not in paths(walk)
