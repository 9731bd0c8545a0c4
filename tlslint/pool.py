"""Worker processes that survive what they are given.

A worker that dies (a parser written in C may crash) costs the one task it had; tasks are
handed out as workers get free, results come in any order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class Connection(Protocol):
    """One end of what two processes send objects through; `multiprocessing` has them, too."""

    def send(self, message: Any, /) -> None:
        """Send an object; OSError where nobody hears it."""

    def recv(self) -> Any:
        """The next object; EOFError or OSError where there will be none."""

    def close(self) -> None:
        """Neither send nor receive any more."""


class Process(Protocol):
    """Another process that was started here."""

    def terminate(self) -> None:
        """End it, whatever it does."""

    def join(self) -> None:
        """Wait for its end."""


#: Tasks that a worker has at a time, so that it need not wait for the next.
AHEAD = 2


#: Bytes that a worker may add to what it has when it starts. Some parsers take gigabytes for a
#: small file; that is the end of the worker, and not of the machine.
MEMORY = 1 << 30


#: New objects, more than freed ones, after which a process of its own looks for garbage: hardly any
#: is made, and the usual 700 let it look at the same trees again and again.
OBJECTS = 200_000


class Died(Exception):
    """The worker that had a task ended without a result."""


def cpus() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def cheap() -> bool:
    """Whether a worker starts as a copy of this process, within milliseconds."""
    import sys

    threading = sys.modules.get("threading")  # where it is not loaded, there is one thread
    return sys.platform == "linux" and (threading is None or threading.active_count() == 1)


class Shares(Generic[T]):
    """Tasks for workers, each of which begins with those of a run of its own.

    What is near each other asks for the same things, which a worker then loads once. One that has
    done its own goes on with the last of those that have most left.
    """

    def __init__(self, runs: Iterable[Iterable[T]]) -> None:
        self._left = [deque(run) for run in runs]

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._left)

    def take(self, number: int) -> T | None:
        """The next task for the worker of that ``number``; None where none is left."""
        own = self._left[number % len(self._left)]
        if own:
            return own.popleft()
        most = max(self._left, key=len)
        return most.pop() if most else None


class Pool:
    """``jobs`` processes, each with the functions that ``setup`` returns; close it at the end.

    ``setup`` must be picklable; it runs in each worker.
    """

    def __init__(self, jobs: int, setup: Callable[[], dict[str, Callable[[Any], Any]]]) -> None:
        self._forks = cheap()
        self._setup = setup
        self._workers: dict[Connection, Process] = {}
        self._ending: list[Process] = []
        for _ in range(jobs):
            self._start()

    def _start(self) -> None:
        if self._forks:
            from tlslint.copies import copied, unbroken

            # a copied worker must not keep the ends of others open, or nobody sees them close
            inherited = list(self._workers)
            with unbroken():
                ours, process = copied(lambda theirs: _serve(theirs, inherited, self._setup))
                self._workers[ours] = process
            return
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        near, far = context.Pipe()
        spawned = context.Process(target=_serve, args=(far, [], self._setup), daemon=True)
        spawned.start()
        far.close()
        self._workers[near] = spawned

    def _wait(self, waiting: list[Any]) -> list[Any]:
        """Those of some connections from which something can be received."""
        if self._forks:
            from tlslint.copies import ready

            return ready(waiting)
        from multiprocessing.connection import wait

        return wait(waiting)

    def map(self, name: str, tasks: Iterable[T], ahead: int = AHEAD) -> Iterator[tuple[T, Any]]:
        """Each task with the result of the function ``name``, or the exception that it ended with.

        A worker has up to ``ahead`` tasks at a time.
        """
        take = tasks.take if isinstance(tasks, Shares) else partial(_next, iter(tasks))
        busy: dict[Connection, deque[T]] = {}
        more = True
        again: deque[T] = deque()
        while True:
            for number, connection in enumerate(list(self._workers)):
                queue = busy.setdefault(connection, deque())
                while len(queue) < ahead and (again or more):
                    task = again.popleft() if again else take(number)
                    if task is None:
                        more = False
                        break
                    queue.append(task)
                    try:
                        connection.send((name, task))
                    except OSError:  # it died; reading from it says so below
                        break
            waiting = [c for c, queue in busy.items() if queue]
            if not waiting:
                return
            for connection in self._wait(waiting):
                try:
                    result = connection.recv()
                except (EOFError, OSError):
                    queue = busy.pop(connection)
                    yield queue.popleft(), Died("the process that checked it died")
                    again.extend(queue)
                    self._workers.pop(connection).join()
                    connection.close()
                    self._start()
                else:
                    yield busy[connection].popleft(), result

    def dismiss(self) -> None:
        """End the workers, whatever they are doing; `close` waits until they have ended."""
        for connection, process in self._workers.items():
            connection.close()
            process.terminate()
        self._ending += self._workers.values()
        self._workers.clear()

    def close(self) -> None:
        """End the workers."""
        self.dismiss()
        for process in self._ending:
            process.join()
        self._ending.clear()


def _next(tasks: Iterator[T], _: int) -> T | None:
    return next(tasks, None)


def collect_less() -> None:
    """Look for garbage less often, and not among what was there before this process was copied."""
    import gc

    gc.freeze()
    gc.set_threshold(OBJECTS)


def _limit() -> None:
    """Bound the memory of this process, where the system can and tells what there is already."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            most = int(file.read().split()[0]) * resource.getpagesize() + MEMORY
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        pass


def _serve(
    connection: Connection,
    inherited: list[Connection],
    setup: Callable[[], dict[str, Callable[[Any], Any]]],
) -> None:
    import signal

    # Ctrl-C reaches the whole group; the first process decides what follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    _limit()
    collect_less()
    functions = setup()
    while True:
        try:
            name, task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            result = functions[name](task)
        except Exception as error:
            result = error
        try:
            connection.send(result)
        except (EOFError, OSError):
            return
