"""What git tracks is scanned although its ignore files name it; an index may hold anything."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint.source import tracked
from tlslint.source.discover import discover
from tlslint.source.tracked import Index, names_of

NAMES = [b"a.py", b"gen/a.py", b"gen/deep/b.py", b"x/" + b"long/" * 1000 + b"c.py"]


def index(version: int, names: list[bytes], count: int | None = None) -> bytes:
    """An index of these names, as git writes it; in version 3 every other entry has more flags."""
    data = b"DIRC" + version.to_bytes(4, "big")
    data += (len(names) if count is None else count).to_bytes(4, "big")
    last = b""
    for number, name in enumerate(names):
        more = version > 2 and number % 2 == 1
        flags = min(len(name), 0xFFF) | (0x4000 if more else 0)
        entry = b"\xff" * 60 + flags.to_bytes(2, "big") + b"\x20\0" * more
        if version == 4:
            keep = sum(1 for at in range(len(last)) if name.startswith(last[: at + 1]))
            entry += offset(len(last) - keep) + name[keep:] + b"\0"
        else:
            entry += name
            entry += b"\0" * (8 - len(entry) % 8)
        data += entry
        last = name
    return data + b"TREE\0\0\0\0" + b"\xaa" * 20


def offset(number: int) -> bytes:
    """A number of variable width, as in the offsets of a pack."""
    out = [number & 0x7F]
    while number := number >> 7:
        number -= 1
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))


def write(tree: Path, *names: str, data: bytes = b"") -> None:
    for name in names:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(data)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*given: str, force: bool = False) -> list[str]:
    return [file.path for file in discover(given or ["."], force_exclude=force)]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_names_of_an_index(version: int) -> None:
    assert names_of(index(version, NAMES)) == NAMES


@pytest.mark.parametrize(
    ("start", "below"), [("..", ""), ("../gen", "gen/"), ("../sub", "sub/"), (".", "sub/")]
)
def test_what_is_tracked_is_scanned_from_wherever_it_is_asked(
    tree: Path, monkeypatch: pytest.MonkeyPatch, start: str, below: str
) -> None:
    names = ["gen/a.py", "gen/deep/a.py", "sub/local.py", "sub/out/a.py"]
    write(tree, *names, "gen/b.py", "gen/other/a.py", "sub/free.py", "sub/out/b.py", "sub/no.py")
    write(tree, ".gitignore", data=b"gen/\nlocal.py\nno.py\n/sub/out/*\n")
    write(tree, "gen/.gitignore", data=b"!b.py\n")  # where git does not look
    write(tree, ".git/index", data=index(2, sorted(map(str.encode, names))))
    expected = {name for name in (*names, "sub/free.py") if name.startswith(below)}
    if start == "../gen":  # given, and so is all in it
        expected |= {"gen/b.py", "gen/other/a.py"}
    monkeypatch.chdir(tree / "sub")
    shown = {os.path.relpath(path, tree).replace(os.sep, "/") for path in found(start)}
    assert shown == expected


def test_what_a_user_leaves_out_is_left_out_although_git_tracks_it(tree: Path) -> None:
    names = ["gen/a.py", "gen/b.py", "gen/c.py", "gen/node_modules/a.js", "keep.py"]
    write(tree, *names)
    write(tree, ".gitignore", data=b"*\n")
    write(tree, ".tlslintignore", data=b"/gen/b.py\n")
    write(tree, ".git/index", data=index(2, sorted(map(str.encode, names))))
    walk = discover(["."], exclude=lambda _: (["c.py"], str(tree)))
    assert [file.path for file in walk] == ["keep.py", "gen/a.py"]
    assert found("gen/a.py", "gen/b.py", "gen/c.py", force=True) == ["gen/a.py", "gen/c.py"]
    assert "gen/node_modules" in {skipped.path for skipped in walk.skipped}


def test_each_repository_has_its_own_index(tree: Path) -> None:
    write(tree, "gen/a.py", "sub/gen/a.py", "sub/gen/b.py", "tree/gen/a.py", "tree/gen/b.py")
    for name in ("", "sub/", "tree/"):
        write(tree, f"{name}.gitignore", data=b"gen\n")
    write(tree, ".git/index", data=index(2, [b"gen/a.py", b"sub", b"sub/gen/b.py"]))
    write(tree, "sub/.git/index", data=index(4, [b"gen/a.py"]))
    write(tree, "tree/.git", data=b"gitdir: ../.git/worktrees/tree\n")
    write(tree, ".git/worktrees/tree/index", data=index(4, [b"gen/b.py"]))
    assert found() == ["gen/a.py", "sub/gen/a.py", "tree/gen/b.py"]
    write(tree, ".gitignore", data=b"/sub\n")
    assert found() == ["gen/a.py", "sub/gen/a.py", "tree/gen/b.py"]


def test_the_index_is_read_when_something_is_left_out(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(tracked, "_index", lambda place: read.append(place) or b"")
    write(tree, ".git/index", "a.py", "b/c.py", "left.txt")
    write(tree, ".gitignore", data=b"*.txt\nnothing.py\n")
    assert found() == ["a.py", "b/c.py"]
    assert read == []
    write(tree, ".gitignore", data=b"c.py\na.py\n")
    assert found() == []
    assert len(read) == 1


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the measure")
@pytest.mark.parametrize("version", ["2", "4"])
def test_what_is_scanned_is_what_git_lists(tree: Path, version: str) -> None:
    choose = random.Random(11)
    names = ["a", "b", "ab", "a.py", "b.py", "c.py"]
    folders = [""]
    for _ in range(12):
        folders.append(choose.choice(folders) + choose.choice(names[:3]) + "/")
        (tree / folders[-1]).mkdir(exist_ok=True)
        for name in names[3:]:
            if not (tree / folders[-1] / name).exists():
                write(tree, folders[-1] + name)
    files = [path for path in tree.rglob("*.py") if path.is_file()]
    for _ in range(25):
        shutil.rmtree(tree / ".git", ignore_errors=True)
        for folder in set(folders):
            pieces = ["/a", "b/", "*.py", "!a.py", "a/**", "!b", "**/ab/*", "c*"]
            lines = "\n".join(choose.choices(pieces, k=2)).encode()
            write(tree, f"{folder}.gitignore", data=lines if choose.random() < 0.5 else b"")
        git("init", "-q")
        git("update-index", "--index-version", version)
        git("add", "-f", *(str(file) for file in choose.sample(files, 4)))
        git("add", "-f", "-N", str(choose.choice(files)))
        listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        assert set(found()) == {name for name in listed if name.endswith(".py")}


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


# -- what anybody may have written


@given(
    st.sampled_from([2, 3, 4]),
    st.lists(st.binary(max_size=20)),
    st.none() | st.integers(0, 2**32 - 1),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255))),
    st.integers(0, 3000),
)
def test_any_bytes_are_an_index_or_none(
    version: int, names: list[bytes], count: int | None, wrong: list[tuple[int, int]], end: int
) -> None:
    data = bytearray(index(version, names, count))
    for at, byte in wrong:
        data[at % len(data)] = byte
    assert isinstance(names_of(bytes(data[:end])), list)


@pytest.mark.parametrize(
    "data",
    [
        *[b"", b"DIRC", b"DIRC\0\0\0\2", index(2, NAMES)[:700], b"\0" + index(2, NAMES)[1:]],
        *[index(5, NAMES), index(1, NAMES), index(2, NAMES, 2**32 - 1)],
        index(4, [], 1)[:12] + b"\0" * 62 + b"\1x\0",  # drops a letter of none
    ],
)
def test_a_broken_index_is_none(tree: Path, data: bytes) -> None:
    assert names_of(data) == []
    write(tree, "gen/a.py", "b.py")
    write(tree, ".gitignore", data=b"gen\n")
    write(tree, ".git/index", data=data)
    assert found() == ["b.py"]


@pytest.mark.parametrize("pointer", [b"gitdir: \0", b"gitdir:", b"gitdir: .", b"\xff" * 5000, b""])
def test_a_pointer_to_nowhere_leads_nowhere(tree: Path, pointer: bytes) -> None:
    write(tree, "a.py", ".git", data=pointer)
    write(tree, ".gitignore", data=b"a.py\n")
    assert found() == []


def test_an_index_takes_bounded_time_and_room(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracked, "MAX_INDEX", 1_000_000)
    start = time.process_time()
    # names that share all they have; a number that does not end; a name that does not
    shared = index(4, [b"a" * 900])[:-28] + (b"\0" * 62 + b"\0b\0") * 20_000
    assert names_of(shared[:8] + (20_001).to_bytes(4, "big") + shared[12:]) == []
    assert names_of(index(4, [b"a"])[:12] + b"\0" * 62 + b"\xff" * 150_000) == []
    assert names_of(index(2, [b"a"] * 9, 2**32 - 1) + b"a" * 1_000_000) == []
    assert time.process_time() - start < 1
    write(tree, ".git/index", data=index(2, [b"a.py"]) + b"\0" * 1_000_000)
    assert not Index(str(tree), "", 0).tracks("a.py", False)
