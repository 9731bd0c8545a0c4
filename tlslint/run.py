"""The pipeline over many files: discover, search, check, collect. Nothing ends it but its user."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from tlslint.facts import (
    SEVERITIES,
    Asked,
    FileResult,
    Report,
    Severity,
    Skipped,
    Sought,
)
from tlslint.gathered import Gathered, key_order
from tlslint.languages import language_of
from tlslint.nearest import nearest
from tlslint.options import OptionsFor
from tlslint.places import project
from tlslint.searching import SERVES, SILENT, Hit
from tlslint.seek import ENOUGH, Seeker
from tlslint.source.discover import Discovery, Found, discover, show
from tlslint.source.leftout import excluded
from tlslint.work import Declarations, Look, Task, Worker, broken, functions

if TYPE_CHECKING:
    from tlslint.pool import Pool, Shares
    from tlslint.rules import RuleSet

#: Called now and then with the number of files done, and of all once it is known.
Progress = Callable[..., object]

MAX_JOBS = 8
#: Files found, and files to check, for which worker processes pay; without ``fork``, tenfold.
MANY_FILES = 5000
MANY_HITS = 24
#: Files to check up to which it does not pay to know whose words say nothing.
FEW = 8
#: Bytes of a file from which it is always a worker that checks it, with bounds to its memory.
LARGE = 16_000
#: What checking any file takes, in bytes of one that is large.
FIXED = 4_000
#: Files that are handed to a worker at a time.
BATCH = 128
#: Such batches that a worker has at a time: some 50 ms of work, while this process loads parsers.
SEARCHED_AHEAD = 16

#: Kinds of problems that mean that the program or its use is wrong (exit code 2).
_WRONG = frozenset({"missing", "internal", "configuration"})


def scan(
    paths: Iterable[str],
    options_for: OptionsFor,
    rules: RuleSet,
    *,
    jobs: int | None = None,
    explain: Asked | None = None,
    progress: Progress | None = None,
    stdin: tuple[str, bytes] | None = None,
    listing: bool = True,
    worker: Callable[..., Worker] = Worker,
) -> Report:
    """Check all files at and below ``paths``, or only ``stdin``: a name and its bytes.

    ``jobs`` bounds the number of processes. With ``listing`` the report names every file that
    no language claims. What goes wrong with a path or file becomes a problem of the report;
    the result does not depend on the number of processes.
    """
    start = time.monotonic()
    paths = list(paths)
    result = Gathered()
    if stdin is not None:
        make = partial(worker, rules, explain)
        _scan_stdin(stdin, options_for, make(), result)
    else:
        make = partial(worker, rules, explain)
        run = _Run(options_for, rules, make, jobs or min(MAX_JOBS, _cpus()), progress, result)
        try:
            run.all(paths, listing)
            run.dismiss()
            return result.report(time.monotonic() - start)
        finally:
            run.close()
    return result.report(time.monotonic() - start)


def exit_code(report: Report, fail_on: Severity | None) -> int:
    """0, 1 where a finding is at or above ``fail_on``, 2 where something is wrong, 3 where a file was not checked.

    2 beats 1 beats 3.
    """
    kinds = {problem.kind for problem in report.problems}
    if kinds & _WRONG:
        return 2
    if fail_on is not None:
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        if any(finding.severity in failing for finding in report.findings):
            return 1
    return 3 if kinds else 0


def _scan_stdin(
    stdin: tuple[str, bytes], options_for: OptionsFor, worker: Worker, result: Gathered
) -> None:
    name, data = stdin
    result.seen = 1
    language = language_of(name, data)
    if language is None:
        result.skipped.append(Skipped(show(name), "no language"))
        return
    result.scanned.append(show(name))
    result.add(worker.check_bytes(show(name), language, data, options_for(name)))


class _Run:
    """One scan of paths; the workers are started when there is enough for them to do."""

    def __init__(
        self,
        options_for: OptionsFor,
        rules: RuleSet,
        make: Callable[[], Worker],
        jobs: int,
        progress: Progress | None,
        result: Gathered,
    ) -> None:
        self.options_for = options_for
        self.make = make
        self.here = make()
        self.jobs = jobs
        self.progress = progress or (lambda done, total=None: None)
        self.result = result
        self.rules = rules
        self.roots: list[str] = []
        #: by language, those that were searched
        self.files: dict[str, list[str]] = {}
        #: by language, those that hold a word of a rule
        self.hits: dict[str, list[str]] = {}
        spoken = frozenset(rules.languages)
        # there are no rules for notebooks: they hold Python and nothing else
        self.spoken = spoken | {"notebook"} if "python" in spoken else spoken
        self.pool: Pool | None = None

    def dismiss(self) -> None:
        """The workers end while the report is put together."""
        if self.pool is not None:
            self.pool.dismiss()

    def close(self) -> None:
        if self.pool is not None:
            self.pool.close()

    def all(self, paths: Sequence[str], listing: bool) -> None:
        exclude = partial(excluded, self.options_for)
        self.roots = [path for path in paths if os.path.isdir(path)]
        force = self.options_for("tlslint.toml").force_exclude
        walk = discover(paths, exclude=exclude, force_exclude=force, listing=listing)
        hits = self.search(walk)
        result = self.result
        result.seen = walk.seen
        result.skipped += walk.skipped
        result.problems += walk.problems
        self.check(hits, nearest(self.options_for, walk.configured))

    def start_pool(self, work: int, enough: int) -> Pool | None:
        """The workers, if ``work`` is worth them."""
        if self.pool is None and self.jobs > 1 and work >= enough:
            from tlslint import pool

            if pool.cheap() or work >= 10 * enough:
                self.pool = pool.Pool(self.jobs, partial(functions, self.maker()))
        return self.pool

    def maker(self) -> Callable[[], Worker]:
        """What gives a worker process its worker: a copy of this one's, with all that it has loaded."""
        from tlslint import pool

        return (lambda: self.here) if pool.cheap() else self.make

    def prepared_pool(self, tasks: list[Task]) -> Pool | None:
        """The workers for ``tasks``, which have loaded once what all of them need."""
        from tlslint import pool

        if self.jobs > 1 and len(tasks) >= MANY_HITS and pool.cheap():
            # of what is perhaps not needed, each loads what it meets
            for language in sorted({task.hit.language for task in tasks if not task.many}):
                self.here.prepare(language)
            self.close()
            self.pool = None
        return self.start_pool(len(tasks), MANY_HITS)

    def start_bounded(self, large: int) -> Pool | None:
        """Workers for ``large`` files, whose parsers may want more memory than there is."""
        if large:
            from tlslint import pool

            if pool.cheap():
                self.pool = pool.Pool(min(self.jobs, large), partial(functions, self.maker()))
        return self.pool

    def search(self, walk: Discovery) -> list[Hit]:
        from tlslint.pool import cheap

        copies = cheap()

        def met(language: str) -> None:
            if self.jobs > 1 and walk.seen >= ENOUGH:
                self.here.prepare(language)  # while others search on

        seeker = Seeker(
            walk,
            self.here,
            self.spoken,
            met,
            self.progress,
            self.options_for,
        )
        if copies:
            seeker.everything(self.jobs)
        else:
            files = chain.from_iterable(map(seeker.wanted, walk.batches()))
            first = list(islice(files, MANY_FILES))
            pool = self.start_pool(len(first), MANY_FILES)
            batches = _batches(chain(first, files))
            searched = (
                pool.map("search", batches, SEARCHED_AHEAD)
                if pool
                else ((b, self.here.search(b)) for b in batches)
            )
            for batch, outcomes in searched:
                seeker.keep(batch, outcomes)
        found = seeker.sought
        self.files = found.files
        result = self.result
        result.skipped += found.skipped
        result.problems += found.problems
        every = chain.from_iterable(found.files.values())
        result.scanned = [path for path in every if path not in found.unread]
        return found.hits

    def check(self, hits: list[Hit], options_for: OptionsFor) -> None:
        many = len(hits) > FEW
        # where workers do not pay, it is told here which say nothing: each would load what tells it
        here = sum(hit.silent != SILENT for hit in hits) < MANY_HITS
        tasks: list[Task] = []
        serving: list[Task] = []
        for hit in hits:
            self.hits.setdefault(hit.language, []).append(hit.path)
            unknown = many and hit.silent is None
            silent = hit.silent
            if unknown and here:
                silent, unknown = self.here.weighed(hit, options_for), False
            if many and silent == SILENT:
                self.result.add(FileResult(hit.path))
                continue
            task = Task(hit, options_for(hit.path), unknown, many)
            (serving if many and silent == SERVES else tasks).append(task)
        waiting, speaking, more = self.checked(tasks, len(serving))
        serving += more
        # on which side others' objects are used matters where there are some
        telling: list[Task] = []
        if serving and speaking:
            from tlslint.goplaces import handed

            used = handed(speaking)
            telling = [t._replace(many=False) for t in serving if used(t.hit.path)]
        told = {task.hit.path for task in telling}
        for task in serving:
            if task.hit.path not in told:
                self.result.add(FileResult(task.hit.path))
        if telling:
            waiting += self.checked(telling)[0]
        if waiting:
            self.link(waiting)
        if self.result.keys:
            self.configured()
        if self.result.brought:
            from tlslint.brought import check_imported

            check_imported(self.result, self.here, self.options_for)
        self.result.unite(self.rules)
        if any(f.written for f in self.result.findings):
            from tlslint.definitions import moved

            self.result.findings, hidden = moved(self.result.findings, self.rules, self.options_for)
            self.result.suppressed += hidden

    def checked(
        self, tasks: list[Task], left: int = 0
    ) -> tuple[list[tuple[Task, FileResult]], list[str], list[Task]]:
        """Check files: those that want to know of others, the files of Go in which something is said, and what only serves.

        ``left`` are perhaps checked after them.
        """
        tasks.sort(key=lambda task: task.hit.path)
        large = sum(task.hit.size > LARGE for task in tasks)
        pool = self.prepared_pool(tasks) or self.start_bounded(large)
        outcomes = (
            pool.map("check", _shares(tasks, self.jobs))
            if pool
            else ((t, self.here.check(t)) for t in tasks)
        )
        total = len(self.result.scanned)
        before = total - len(tasks) - left
        waiting: list[tuple[Task, FileResult]] = []
        speaking: list[str] = []
        serving: list[Task] = []
        for number, (task, outcome) in enumerate(outcomes):
            if isinstance(outcome, BaseException):
                outcome = broken(task.hit.path, outcome)
            if isinstance(outcome, FileResult) and (outcome.findings or outcome.wanted is not None):
                speaking += [task.hit.path] if task.hit.language == "go" else []
            if isinstance(outcome, FileResult) and outcome.serves:
                serving.append(task)
            elif isinstance(outcome, FileResult) and outcome.wanted is not None:
                waiting.append((task, outcome))
            else:
                self.result.add(outcome)
            self.progress(before + number + 1 - len(serving), total)
        return waiting, speaking, serving

    def link(self, waiting: list[tuple[Task, FileResult]]) -> None:
        """Check files again that want names which other files define."""
        from tlslint import classfiles  # most scans have nothing to link
        from tlslint.naming import Naming

        waiting.sort(key=lambda each: each[0].hit.path)
        first = {task.hit.path: (task, outcome) for task, outcome in waiting}
        asked = [(t.hit, o.wanted) for t, o in waiting if o.wanted is not None]
        files = classfiles.Files(self.files)
        wishes = classfiles.narrowed(asked, files, self.hits, Naming(self.rules))
        classes = classfiles.declaring(wishes, files, self.declared)
        alone = {os.path.dirname(hit.path): hit.path for hit, _ in wishes if hit.given}
        roots = (*self.roots, *sorted(set(map(project, alone.values()))))
        looks = []
        for hit, wanted in wishes:
            task, _ = first[hit.path]
            sought = Sought(wanted, classfiles.of(classes, hit.language, wanted), roots)
            looks.append(Look(task, sought))
        looks.sort(key=lambda look: -look.task.hit.size)  # or the last worker is waited for
        pool = self.start_pool(len(looks), MANY_HITS)
        linked = pool.map("link", looks) if pool else ((x, self.here.link(x)) for x in looks)
        for look, outcome in linked:
            path = look.task.hit.path
            if isinstance(outcome, BaseException):
                outcome = broken(path, outcome)
            _, before = first.pop(path)
            self.result.add(before if outcome is None else outcome)
            if outcome is not None:
                self.result.sought[path] = look.sought
        for _, outcome in first.values():
            self.result.add(outcome)

    def declared(self, tasks: list[Declarations]) -> Iterator[tuple[Declarations, object]]:
        """What is found in files in which types are looked for, by several processes if there are."""
        if self.pool is not None:
            return self.pool.map("declare", tasks)
        return ((task, self.here.declare(task)) for task in tasks)

    def configured(self) -> None:
        """Check the files that give values to keys which code reads."""
        from tlslint import keys

        used = sorted(self.result.keys, key=key_order)
        for told in keys.findings(used, self.files, self.here.rules, self.options_for):
            self.result.findings += told.findings
            self.result.suppressed += told.suppressed


def _shares(tasks: list[Task], jobs: int) -> Shares[Task]:
    """A run of neighbours for each of ``jobs`` workers, about as much work in each."""
    from tlslint.pool import Shares

    runs: list[list[Task]] = [[] for _ in range(jobs)]
    whole = sum(FIXED + task.hit.size for task in tasks)
    done = 0
    for task in tasks:
        runs[done * jobs // whole].append(task)
        done += FIXED + task.hit.size
    for run in runs:
        # the largest first, or the last worker is waited for
        run.sort(key=lambda task: -task.hit.size)
    return Shares(runs)


def _batches(files: Iterator[Found]) -> Iterator[list[Found]]:
    while batch := list(islice(files, BATCH)):
        yield batch


def _cpus() -> int:
    from tlslint.pool import cpus

    return cpus()
