"""A tree that several processes share gives what one finds, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tlslint import pool, rules, run, seek
from tlslint.facts import Report
from tlslint.options import Options
from tlslint.record import replace
from tlslint.run import scan
from tlslint.searching import Hit, Searched
from tlslint.source.discover import Found
from tlslint.work import Worker

pytestmark = pytest.mark.skipif(not pool.cheap(), reason="processes are not copied on this system")

WEAK = "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
HARMLESS = "import ssl\nc = ssl.create_default_context()\n"
OPTIONS = Options(exclude=("*/skipped.py",))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(seek, "ENOUGH", 4)
    monkeypatch.setattr(seek, "PARTS", 4)
    monkeypatch.setattr(seek, "PIECE", 3)
    for number in range(30):
        folder = tmp_path / f"d{number % 7}/e{number % 3}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"f{number}.py").write_text({0: WEAK, 1: HARMLESS}.get(number % 4, "x = 1\n"))
        (folder / f"F{number}.java").write_text("class A {}\n")
        (folder / f"g{number}.bin").touch()
    (tmp_path / "d1/.gitignore").write_text("f1*.py\n")
    (tmp_path / "d2/tlslint.toml").touch()
    (tmp_path / "d3/e0/link.py").symlink_to("f3.py")
    (tmp_path / "d5/gone.py").symlink_to("nowhere")
    for number in range(10):
        (tmp_path / f"d6/many{number}.py").write_text(WEAK)
    return tmp_path


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


@contextmanager
def noted(failure: Path) -> Iterator[None]:
    """Leave a file where an error ends another process, whose work is then done again."""
    try:
        yield
    except BaseException:
        failure.touch()
        raise


def found(paths: Sequence[str], jobs: int) -> Report:
    report = scan(paths, lambda _: OPTIONS, rules.load(), jobs=jobs)
    return replace(report, seconds=0.0)


@pytest.mark.parametrize(
    "paths", [["."], ["d1", "d6", "d1/e0/f15.py", "d6/many3.py"], ["d1", ".", "gone"], ["d6"]]
)
def test_the_number_of_processes_changes_nothing(tree: Path, paths: list[str]) -> None:
    one = found(paths, 1)
    assert one.findings
    assert found(paths, 2) == one
    assert found(paths, 5) == one


def test_the_search_of_a_large_tree_tells_what_says_nothing(tree: Path) -> None:
    worker = Worker(rules.load())
    files = [Found(f"d{number}/e{number}/f{number}.py", "python") for number in range(3)]
    hits = [each for each in worker.search(files) if isinstance(each, Hit)]
    assert [hit.silent for hit in hits] == [None, None]
    worker.options_for = lambda _: OPTIONS
    hits = [each for each in worker.search(files) if isinstance(each, Hit)]
    assert [hit.silent for hit in hits] == [False, True]


def test_a_process_that_dies_loses_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = found(["."], 1)
    here = os.getpid()
    real = Worker.search
    died = tree.parent / "died"

    def search(self: Worker, files: Sequence[Found]) -> list[Searched]:
        if os.getpid() != here:
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        elif any(f.path.endswith(".py") for f in files):
            until(died.exists)  # or all would be done before the other has begun
        return real(self, files)

    monkeypatch.setattr(Worker, "search", search)
    assert found(["."], 2) == one
    assert died.exists()


@pytest.mark.parametrize("made", ["search", "pool"])
def test_an_interrupt_while_a_process_starts_leaves_none(
    made: str, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = os.fork
    started: list[int] = []

    def interrupted() -> int:
        number = fork()
        if number:
            started.append(number)
            os.kill(os.getpid(), signal.SIGINT)
        return number

    workers = pool.Pool(0, dict)
    start = partial(found, ["."], 2) if made == "search" else workers._start
    monkeypatch.setattr(os, "fork", interrupted)
    # what a shell starts in the background ignores it
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGINT, before)
    workers.close()
    assert len(started) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(started[0], os.WNOHANG)


def test_an_interrupt_ends_the_others(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    others = tree.parent / "others"
    others.mkdir()

    def search(self: Worker, files: Sequence[Found]) -> list[Searched]:
        if os.getpid() == here:
            until(lambda: len(os.listdir(others)) == 2)
            raise KeyboardInterrupt
        (others / str(os.getpid())).touch()
        signal.pause()
        return []

    monkeypatch.setattr(Worker, "search", search)
    with pytest.raises(KeyboardInterrupt):
        found(["."], 3)
    for number in os.listdir(others):
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_every_directory_with_a_configuration_is_asked_for_here(tree: Path) -> None:
    for number in range(7):
        (tree / f"d{number}/e1/tlslint.toml").touch()
    asked: set[str] = set()

    def options_for(path: str) -> Options:
        asked.add(os.path.normpath(path))
        return OPTIONS

    scan(["."], options_for, rules.load(), jobs=4)
    assert {f"d{n}/e1/tlslint.toml" for n in range(7)} <= asked


def test_of_one_large_directory_each_takes_a_piece(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = tree.parent / "took"
    took.mkdir()
    here = os.getpid()
    real = Worker.search

    def search(self: Worker, files: Sequence[Found]) -> list[Searched]:
        (took / str(os.getpid())).touch()
        if os.getpid() == here:
            until(lambda: len(os.listdir(took)) == 2)
        return real(self, files)

    monkeypatch.setattr(Worker, "search", search)
    assert len(found(["d6"], 2).findings) >= 10
    assert len(os.listdir(took)) == 2


@pytest.mark.parametrize("dies", [False, True])
def test_of_the_last_part_those_who_wait_get_some(
    tree: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    for number in range(40):
        (tree / f"last/g{number}/h").mkdir(parents=True)
        (tree / f"last/g{number}/h/a.py").write_text(WEAK)
        (tree / f"last/g{number}/h/b.py").write_text(WEAK)
    (tree / ".gitignore").write_text("/last/*/h/b.py\n")  # tied: it holds otherwise at each depth
    (tree / "last/g3/.gitignore").write_text("*.java\n")
    one = found(["last", "d6/many3.py"], 1)
    assert len(one.findings) == 41
    took = tree.parent / f"given{dies}"
    took.mkdir()
    late = tree.parent / "late"
    here = os.getpid()
    real = Worker.search

    def search(self: Worker, files: Sequence[Found]) -> list[Searched]:
        if files[0].path.startswith("last"):
            (took / str(os.getpid())).touch()
            if dies and os.getpid() != here and len(os.listdir(took)) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            if len(os.listdir(took)) < 2 and files[0].path > "last/g2":
                with noted(late):
                    until(lambda: len(os.listdir(took)) == 2)  # the other gets what was given away
        return real(self, files)

    monkeypatch.setattr(seek, "PARTS", 0)
    monkeypatch.setattr(seek, "ENOUGH", 1)
    monkeypatch.setattr(Worker, "search", search)
    assert found(["last", "d6/many3.py"], 2) == one
    assert len(os.listdir(took)) == 2
    assert not late.exists()


def test_it_does_not_matter_which_process_tells_that_a_file_says_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    prepare = Worker.prepare
    monkeypatch.setattr(Worker, "prepare", lambda self, of: (told.append(of), prepare(self, of)))
    monkeypatch.setattr(run, "ENOUGH", 4)
    expected = found(["."], 1)
    assert found(["."], 2) == expected
    assert "python" in told
