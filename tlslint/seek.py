"""Finding the files of a tree and searching them for words, by several processes where they are cheap.

Each of these processes goes into directories of its own (`tlslint.sharing`): nothing else is
handed from one to the other but, at the end, what was found. What a process that dies had taken
is done again by the first.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Container, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tlslint.facts import Problem, Skipped
from tlslint.options import Options
from tlslint.pool import collect_less
from tlslint.prefilter import expect_many
from tlslint.searching import Hit
from tlslint.source.discover import Discovery, Folder, Found, overlap
from tlslint.work import Worker, broken

if TYPE_CHECKING:
    from tlslint.sharing import Part, Parts

#: Files met before another process is worth its start.
ENOUGH = 400
#: Parts of the tree that there are then for each process; of the last ones some is given away.
PARTS = 100
#: A directory with more files is cut into pieces of this size.
PIECE = 500

_path = itemgetter(0)
#: What is in no path.
_BETWEEN = "\0"


class Sought:
    """What was found so far; ``told`` are the languages of which there is a hit that may say something."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        #: by language, those that were searched
        self.files: dict[str, list[str]] = {}
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.told: set[str] = set()
        self.seen = self.done = 0

    def add(self, other: Sought) -> None:
        """What another process found."""
        self.hits += other.hits
        for language, paths in other.files.items():
            self.files.setdefault(language, []).extend(paths)
        self.skipped += other.skipped
        self.problems += other.problems
        self.unread |= other.unread
        self.seen += other.seen
        self.done += other.done


class Seeker:
    """Searches what ``walk`` finds, with ``worker``, as far as its language is ``spoken``.

    ``met`` is called with a language when there is a first hit of it that may say something,
    ``progress`` with the number of files done. ``options_for`` is what `Worker` needs to tell
    which hits say nothing.
    """

    def __init__(
        self,
        walk: Discovery,
        worker: Worker,
        spoken: frozenset[str],
        met: Callable[[str], object],
        progress: Callable[[int], object],
        options_for: Callable[[str], Options] | None = None,
    ) -> None:
        self.walk = walk
        self.worker = worker
        self.spoken = spoken
        self.met = met
        self.progress = progress
        self.options_for = options_for
        self.sought = Sought()
        #: those of the tree that several processes take
        self.parts: Parts | None = None

    # -- in one process

    def wanted(self, batch: list[Found]) -> list[Found]:
        """Those of the files for whose language there are rules."""
        out = self.sought
        languages = {found.language for found in batch}
        if not languages <= self.spoken:
            others = [found for found in batch if found.language not in self.spoken]
            out.skipped += [
                Skipped(path, f"no rule for {language}") for path, language, _ in others
            ]
            batch = [found for found in batch if found.language in self.spoken]
        for language in languages & self.spoken:
            mine = batch if len(languages) == 1 else [f for f in batch if f.language == language]
            out.files.setdefault(language, []).extend(map(_path, mine))
        return batch

    def keep(self, batch: list[Found], outcomes: object) -> None:
        """Note what became of each file of ``batch``, or the error that ended the search of all."""
        out = self.sought
        if isinstance(outcomes, BaseException):
            outcomes = [broken(found.path, outcomes) for found in batch]
        assert isinstance(outcomes, list)
        for outcome in filter(None, outcomes):
            if isinstance(outcome, Problem):
                out.problems.append(outcome)
                out.unread.add(outcome.path)
            else:
                out.hits.append(outcome)
                if not outcome.silent and outcome.language not in out.told:
                    out.told.add(outcome.language)
                    self.met(outcome.language)
        out.done += len(batch)
        self.progress(out.done)

    def search(self, batch: list[Found]) -> None:
        """Search some files."""
        batch = self.wanted(batch)
        self.keep(batch, self.worker.search(batch))

    def part(self, part: Part, without: Container[object] = ()) -> None:
        """Search a part of the tree, with all that lies below, ``without`` some directories."""
        if not isinstance(part, Folder):
            self.search(part)
            return
        stack = [part]
        while stack:
            found, below = self.walk.look(stack.pop())
            if found:
                self.search(found)
            stack += reversed(below)
            if without:
                stack = [folder for folder in stack if folder.prefix not in without]
            elif self.parts is not None and len(stack) > 1:
                self.parts.give(stack)

    # -- in several

    def everything(self, jobs: int) -> None:
        """Search all, by up to ``jobs`` processes, which are copies of this one."""
        walk = self.walk
        if jobs < 2 or not hasattr(os, "memfd_create"):
            for batch in walk.batches():
                self.search(batch)
            return
        given, starts = walk.starts()
        parts: list[Part] = list(_pieces(given))
        folders = deque(starts)
        if not overlap(starts):
            # breadth first, so that there is soon something to share
            while folders and (walk.seen < ENOUGH or len(folders) < PARTS * jobs):
                found, below = walk.look(folders.popleft())
                parts += _pieces(found)
                folders += below
            parts += folders
            if walk.seen >= ENOUGH and len(parts) > 1:
                self._share(parts, jobs)
                return
        else:
            parts += folders
        for part in parts:
            self.part(part)

    def _share(self, parts: list[Part], jobs: int) -> None:
        expect_many()
        from tlslint.copies import unbroken
        from tlslint.sharing import Parts

        shared = self.parts = Parts(parts)
        others: list[_Other] = []
        try:
            for _ in range(jobs - 1):
                with unbroken():
                    others.append(_Other(self))
            # there are enough files for it to pay; each process would load what tells it, and read
            # what the same directories declare, so the others leave theirs to those who check
            self.worker.options_for = self.options_for
            for taken in shared.take():
                for part in taken:
                    self.part(part)
            for other in others:
                self._join(other)
            self.parts = None
            # what a process had that died
            for part in shared.left():
                self.part(part, shared.done)
        finally:
            shared.close()
            for other in others:
                other.end()

    def _join(self, other: _Other) -> None:
        """Wait for another process and add what it found."""
        result = other.result()
        if result is None:
            return
        parts, sought, *of_walk = result
        assert self.parts is not None
        self.parts.add(*parts)
        self.sought.add(sought)
        self.walk.add(*of_walk)
        self.progress(self.sought.done)


class _Other:
    """A copy of this process that takes parts of the tree, too."""

    def __init__(self, seeker: Seeker) -> None:
        self._file = os.memfd_create("found")
        self._process = os.fork()
        if self._process:
            return
        status = 1
        try:
            collect_less()
            self._work(seeker)
            status = 0
        finally:
            os._exit(status)

    def _work(self, seeker: Seeker) -> None:
        seeker.sought = sought = Sought()
        seeker.met = lambda language: None
        seeker.progress = lambda done: None
        walk = seeker.walk
        walk.begin()
        shared = seeker.parts
        assert shared is not None
        for taken in shared.take():
            for part in taken:
                seeker.part(part)
        import pickle

        # as one text they are put into words, and read, in a third of the time
        sought.files = {of: [_BETWEEN.join(paths)] for of, paths in sought.files.items()}
        result = (shared.done, shared.gave), sought, *walk.met()
        with os.fdopen(self._file, "wb") as file:
            pickle.dump(result, file, pickle.HIGHEST_PROTOCOL)

    def result(self) -> Any:
        """What it found, after it has ended; None where it did not come to that."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if status:
            return None
        import pickle

        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(0)
            told = pickle.load(file)
        sought = told[1]
        sought.files = {of: paths[0].split(_BETWEEN) for of, paths in sought.files.items()}
        return told

    def end(self) -> None:
        """End it, whatever it does."""
        os.close(self._file)
        if self._process:
            import signal

            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _pieces(files: list[Found]) -> Iterator[list[Found]]:
    for start in range(0, len(files), PIECE):
        yield files[start : start + PIECE]
