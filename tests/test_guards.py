"""Bounds that no hostile case reaches by itself any more, because another one stands before or behind it."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tlslint import check as checking
from tlslint import configfile, directories, link, pool, rules, run
from tlslint.cli import declares
from tlslint.facts import FileResult, Wanted
from tlslint.languages import hocon
from tlslint.languages.flat import Marks
from tlslint.link import Linker
from tlslint.options import Options
from tlslint.prefilter import Matcher
from tlslint.record import replace
from tlslint.source.discover import Found
from tlslint.source.ignore import MAX_PATTERN, Patterns
from tlslint.source.read import NotAFile, read_small, read_start
from tlslint.work import Worker

ROOT = Path(__file__).parent.parent
RULES = rules.load()


def checked(language: str, text: str, **changes: object) -> FileResult:
    options = Options(**changes)
    found = Worker(RULES).check_bytes("x", language, text.encode(), options)
    assert isinstance(found, FileResult), found
    return found


def test_a_long_line_is_not_written_anew_for_its_finding() -> None:
    code = "require('tls').connect({minVersion: 'TLSv1'});"
    (short,) = checked("javascript", code).findings
    (long,) = checked("javascript", code + " //" + "x" * 3_000).findings
    assert short.replacement == "require('tls').connect({minVersion: 'TLSv1.2'});"
    assert long.replacement is None


def test_a_part_of_a_type_counts_where_one_is_made_named_or_extended() -> None:
    marks = Matcher([b"Server"], typed=[b"Server"]).marks
    for used in ("X.AServerB(", "AServer<>(", "AServer::new", ":AServer {", "AServer implements C"):
        assert marks(b" " + used.encode()), used
    assert marks(b" ::AServer)")
    for other in ("getServer(", "AServer a;", "import x.AServer;", "(AServer)"):
        assert not marks(b" " + other.encode()), other


def test_a_name_is_looked_at_only_near_a_word_in_it() -> None:
    marks = Matcher([b"Server"], typed=[b"Server"]).marks
    assert marks(b"X" + b"a" * 150 + b"Server" + b"a" * 150 + b"(") == [151]
    assert marks(b"X" + b"a" * 250 + b"Server(") == []
    assert marks(b"XServer" + b"a" * 250 + b"(") == []


def test_a_long_entity_is_refused() -> None:
    document = '<!DOCTYPE a [<!ENTITY x "{}">]><a>&x;&x;</a>'
    assert checked("xml", document.format("y" * 200)).problems == ()
    (problem,) = checked("xml", document.format("y" * 201)).problems
    assert "refused" in problem.message


def test_a_deep_condition_costs_itself_alone() -> None:
    deep = f"<PropertyGroup Condition=\"{'(' * 1950}'a'=='a'{')' * 1950}\"><A>b</A></PropertyGroup>"
    weak = "<PropertyGroup><TargetFramework>net45</TargetFramework></PropertyGroup>"
    result = checked("msbuild", f"<Project>{deep}\n{weak}</Project>")
    assert ([f.place.line for f in result.findings], result.problems) == ([2], ())


def test_names_of_keys_in_keys_do_not_take_the_square_of_their_depth() -> None:
    found = hocon.scan('a { b = "x"\n' * 300, 0, Marks(None))
    assert len(found) == 300
    assert max(len(setting.name) for setting in found) < 100


def test_a_huge_configuration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tlslint.toml"
    path.write_text("#" * configfile.MAX_BYTES)
    assert configfile.read(str(path), RULES.match) == Options(base=str(tmp_path))
    path.write_text("#" * (configfile.MAX_BYTES + 1))
    with pytest.raises(configfile.ConfigError, match="larger than"):
        configfile.read(str(path), RULES.match)


def test_a_file_may_ask_for_so_many_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: set[str] = set()

    def module(self: Linker, path: str) -> None:
        opened.add(path)

    monkeypatch.setattr(Linker, "module", module)
    names = tuple(f"m{number}.V" for number in range(2 * link.MAX_FILES))
    for number in range(2 * link.MAX_FILES):
        (tmp_path / f"m{number}.py").touch()
    (tmp_path / "a.py").touch()
    linker = Linker(RULES, 10.0, (str(tmp_path),))
    linker.resolve(str(tmp_path / "a.py"), "python", Wanted(names, ()), {})
    assert len(opened) == link.MAX_FILES


def test_a_pattern_longer_than_any_path_is_none() -> None:
    assert Patterns(["a" * MAX_PATTERN])
    assert not Patterns(["a" * (MAX_PATTERN + 1)])


def test_what_is_too_deep_for_the_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(checking, "extract", extract)
    (problem,) = checked("python", "import ssl\n").problems
    assert (problem.kind, problem.message) == ("too-large", "nested too deeply to be checked")


def test_yaml_is_read_no_deeper_than_somebody_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsers take the square of the depth of brackets, those that bound it themselves aside."""
    real, met = yaml.parse, []

    def parse(*arguments: object, **more: object) -> Iterator[object]:
        for event in real(*arguments, **more):
            met.append(event)
            yield event

    monkeypatch.setattr(yaml, "parse", parse)
    checked("yaml", "a: -Dhttps.protocols=TLSv1\nb: " + "[" * 900)
    assert 400 < len(met) < 600


def test_a_rewrite_reads_its_statement_and_not_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader that keeps all of the text takes long; it would take the square of a file's fixes."""
    import libcst

    real, read = libcst.parse_module, []

    def parse(text: str) -> object:
        read.append(len(text))
        return real(text)

    monkeypatch.setattr(libcst, "parse_module", parse)
    row = "f(ssl.SSLContext(ssl.PROTOCOL_TLSv1))\n"
    found = checked("python", "import ssl\n" + row * 200, rewrites=True).findings
    assert all(f.fix is not None and len(f.fix.edits) == 1 for f in found)
    assert (len(found), sum(read)) == (200, 200 * len(row))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_worker_may_not_take_all_memory() -> None:
    """What a parser takes at once no look at its memory prevents."""

    def take(size: int) -> int:
        return len(bytearray(size))

    workers = pool.Pool(1, lambda: {"take": take})
    try:
        results = dict(workers.map("take", [2 * pool.MEMORY, 1000]))
    finally:
        workers.close()
    assert isinstance(results[2 * pool.MEMORY], MemoryError)
    assert results[1000] == 1000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_file_larger_than_memory_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    with open(path, "wb") as file:
        file.truncate(pool.MEMORY + (200 << 20))
        file.seek(0, os.SEEK_END)
        file.write(b"\nssl.SSLContext\n")

    def search(name: str) -> object:
        return Worker(RULES).search([Found(name, "python")])

    workers = pool.Pool(1, lambda: {"search": search})
    try:
        ((_, result),) = workers.map("search", [str(path)])
    finally:
        workers.close()
    assert [(hit.path, hit.size) for hit in result] == [(str(path), path.stat().st_size)]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_of_the_group_ends_no_worker() -> None:
    """The first process decides what follows, and what was being done is not lost before."""

    def interrupted(_: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
        return os.getpid()

    # what a shell starts in the background ignores it already
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    workers = pool.Pool(1, lambda: {"work": interrupted})
    try:
        results = [result for _, result in workers.map("work", range(3))]
    finally:
        workers.close()
        signal.signal(signal.SIGINT, before)
    assert len(set(results)) == 1, results
    assert os.getpid() not in results


def test_a_worker_is_ended_whatever_it_does() -> None:
    workers = pool.Pool(1, lambda: {"sleep": time.sleep})
    (connection,) = workers._workers
    connection.send(("sleep", 120))
    thread = threading.Thread(target=workers.close, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="a pipe with a name")
@pytest.mark.parametrize("declares", [directories.declarations, declares.passed_over])
def test_what_a_declaration_names_may_be_a_pipe(
    declares: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for by its name, which a project says."""
    os.mkfifo(tmp_path / "a.props")
    rows = '<Import Project="a.props" />\n<PropertyGroup><TargetFramework>net45</TargetFramework></PropertyGroup>'
    (tmp_path / "a.csproj").write_text(f"<Project>\n{rows}\n</Project>\n")
    monkeypatch.chdir(tmp_path)
    read: list[object] = []
    arguments = (".", {}) if declares is directories.declarations else ("a.csproj", 3)
    thread = threading.Thread(target=lambda: read.append(declares(*arguments)), daemon=True)
    thread.start()
    thread.join(60)
    assert len(read) == 1


@pytest.mark.parametrize("when", ["search", "check"])
def test_what_may_no_longer_be_read_is_named(
    when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for root, who may read all."""
    for name in ("a.py", "b.py", "c.py"):
        (tmp_path / name).write_text("import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n")
    monkeypatch.chdir(tmp_path)
    real_open, real = os.open, getattr(Worker, when)

    def closed(path: Any, *arguments: Any) -> int:
        if str(path).endswith("b.py"):
            raise PermissionError(13, "Permission denied", path)
        return real_open(path, *arguments)

    def change(self: Worker, argument: Any) -> Any:
        monkeypatch.setattr(os, "open", closed)
        return real(self, argument)

    monkeypatch.setattr(Worker, when, change)
    report = run.scan(["."], lambda _: Options(), RULES, jobs=1)
    assert {f.place.path for f in report.findings} == {"a.py", "c.py"}
    (problem,) = report.problems
    assert (problem.kind, problem.path, problem.message) == (
        "unreadable",
        "b.py",
        "permission denied",
    )
    assert run.exit_code(report, None) == 3


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no endless device")
def test_what_became_a_pipe_or_a_device_is_no_file(tmp_path: Path) -> None:
    """The walk leaves them out; between it and the reading, a file may become one."""
    os.mkfifo(tmp_path / "pipe")
    refused: list[str] = []

    def read() -> None:
        for path in (str(tmp_path / "pipe"), "/dev/zero", "/dev/null"):
            with pytest.raises(NotAFile):
                read_start(path)
            assert read_small(path, 1000) is None
            refused.append(path)

    thread = threading.Thread(target=read, daemon=True)  # it may wait for ever
    thread.start()
    thread.join(60)
    assert len(refused) == 3


def test_each_guard_is_where_the_tool_takes_it_away() -> None:
    spec = importlib.util.spec_from_file_location("guards", ROOT / "tools" / "guards.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules["guards"] = tool
    spec.loader.exec_module(tool)
    found = {
        row.case: (ROOT / row.file).read_text(encoding="utf-8").count(row.guard)
        for row in tool.ROWS
    }
    assert {case: count for case, count in found.items() if count != 1} == {}
    assert len(found) == len(tool.ROWS)
    for test in {test for row in tool.ROWS for test in row.tests.split()}:
        file, _, name = test.partition("::")
        assert (ROOT / file).exists(), test
        if name:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert f"def {name.partition('[')[0]}(" in text, test


class Backwards:
    """Workers that end in the order that nobody expects."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def map(self, name: str, tasks: Iterable[Any], _: int = 0) -> Iterator[tuple[Any, Any]]:
        return ((task, getattr(self.worker, name)(task)) for task in reversed(list(tasks)))

    def close(self) -> None:
        pass


def test_a_report_does_not_depend_on_which_worker_ends_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        path = tmp_path / f"{number}.py"
        path.write_text("import ssl\n" + "ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n" * (number % 3 + 1))
        (tmp_path / f"wrong{number}.xml").write_text("<a><b>-Dhttps.protocols=TLSv1</c>")
        (tmp_path / f"binary{number}.py").write_bytes(b"SSLContext" + bytes(300))
        (tmp_path / f"fine{number}.py").write_text(
            "import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)  # tlslint: ignore[python-*] -- old\n"
        )
    (tmp_path / "kept.py").write_text("import ssl\nOLD = ssl.PROTOCOL_TLSv1\n")
    for number in range(9):
        (tmp_path / f"user{number}.py").write_text(
            "import ssl, kept\nssl.SSLContext(kept.OLD)\n" + "# SSLContext\n" * (number % 4)
        )
    monkeypatch.chdir(tmp_path)
    first = run.scan(["."], lambda _: Options(), RULES, jobs=1)
    # as where processes are no copies, which the workers' order shows at every step
    monkeypatch.setattr(pool, "cheap", lambda: False)
    monkeypatch.setattr(run, "BATCH", 4)
    monkeypatch.setattr(run._Run, "start_pool", lambda self, *_: Backwards(self.here))
    other = run.scan(["."], lambda _: Options(), RULES, jobs=1)
    assert replace(other, seconds=first.seconds) == first
    assert len({f.place.path for f in first.findings}) > 8
    assert max(len(f.related) for f in first.findings) == 9
    assert min(map(len, (first.suppressed, first.problems, first.skipped))) > 8
