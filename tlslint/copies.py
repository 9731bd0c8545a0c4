"""Copies of this process, and what they send objects through: what `multiprocessing` does in more modules.

Loading that costs more than a copy and all that it is asked.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from select import POLLIN, poll
from typing import Any

#: Bytes in front of an object that say how long it is.
_HEAD = 8
#: Bytes that are read at a time, and that a pipe holds where the system allows as much: one who
#: sends while the other one sends, too, must not wait for it.
_AT_ONCE = 1 << 20
_SET_PIPE_SIZE = 1031


class Pipes:
    """One end of a connection: what is read from, and what is written to."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing

    def fileno(self) -> int:
        """What it reads from."""
        return self._reading

    def send(self, message: Any) -> None:
        """Send an object. Raises OSError where nobody hears it."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        left = memoryview(len(data).to_bytes(_HEAD, "big") + data)
        while left:
            left = left[os.write(self._writing, left) :]

    def recv(self) -> Any:
        """The next object. Raises EOFError where there will be none."""
        return pickle.loads(self._read(int.from_bytes(self._read(_HEAD), "big")))

    def _read(self, size: int) -> bytearray:
        data = bytearray()
        while len(data) < size:
            more = os.read(self._reading, min(size - len(data), _AT_ONCE))
            if not more:
                raise EOFError
            data += more
        return data

    def close(self) -> None:
        """Neither send nor receive any more."""
        os.close(self._reading)
        os.close(self._writing)


class Copy:
    """A copy of this process."""

    def __init__(self, number: int) -> None:
        self._number = number

    def terminate(self) -> None:
        """End it, whatever it does."""
        os.kill(self._number, signal.SIGKILL)

    def join(self) -> None:
        """Wait for its end."""
        with suppress(ChildProcessError):
            os.waitpid(self._number, 0)


@contextmanager
def unbroken() -> Iterator[None]:
    """Ctrl-C is heard when this is over, so that no copy is made of which nobody knows.

    A copy that is made meanwhile does not hear it at all; who made it ends it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def copied(work: Callable[[Pipes], object]) -> tuple[Pipes, Copy]:
    """Start a copy that does ``work``, which is given its end of a connection; the other end, and the copy."""
    hearing, telling = os.pipe()
    answers, answering = os.pipe()
    number = os.fork()
    if number:
        os.close(hearing)
        os.close(answering)
        _widen(telling)
        return Pipes(answers, telling), Copy(number)
    status = 1
    try:
        os.close(answers)
        os.close(telling)
        work(Pipes(hearing, answering))
        status = 0
    finally:
        os._exit(status)


def ready(waiting: list[Pipes]) -> list[Pipes]:
    """Those from which something can be read, or nothing any more; waits for the first."""
    looking = poll()
    by_number = {each.fileno(): each for each in waiting}
    for number in by_number:
        looking.register(number, POLLIN)
    return [by_number[number] for number, _ in looking.poll()]


def _widen(pipe: int) -> None:
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(pipe, _SET_PIPE_SIZE, _AT_ONCE)
