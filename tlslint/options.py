"""What a user may ask of a run; made by the command line and the configuration files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tlslint.facts import Severity
from tlslint.record import record
from tlslint.versions import Version

SideChoice = Literal["client", "server", "all"]
SIDES: tuple[SideChoice, ...] = ("client", "server", "all")

#: Larger files are not parsed (10 MB on one line cost a parser 900 MB); they are counted.
MAX_BYTES = 1_000_000


@record
class PathSettings:
    """What differs for the files that match one of ``patterns`` (gitignore style, from the configuration file)."""

    patterns: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    minimum: Version | None = None
    severity: Severity | None = None


@record
class Options:
    """Everything that decides what is checked and how it is judged.

    ``select`` and ``ignore`` hold rule ids, exact or with ``*``; an empty ``select`` means all.
    ``assume`` holds (platform, version) pairs that override what the repository declares.
    ``max_bytes`` is the largest file that is parsed. ``seconds`` bounds the work on one file.
    ``base`` is the absolute directory that the patterns in ``exclude`` and ``paths`` are relative
    to, empty for the working directory. ``severity`` replaces the severity of all findings (set
    by `tlslint.config.narrow` for the files of a per-path setting). Without ``tests``, directories
    and files that only tests have (`tlslint.source.leftout.TESTS`) are left out. Without ``fixes``
    nobody sees what to write instead, and it is not looked for; with ``rewrites`` statements of
    Python that a fix reshapes are written out.
    """

    minimum: Version = Version.TLSv1_2
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    side: SideChoice = "client"
    strict: bool = False
    pedantic: bool = False
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    tests: bool = True
    assume: tuple[tuple[str, str], ...] = ()
    paths: tuple[PathSettings, ...] = ()
    fail_on: Severity | None = "warning"
    max_bytes: int = MAX_BYTES
    seconds: float = 10.0
    base: str = ""
    severity: Severity | None = None
    fixes: bool = True
    rewrites: bool = False


#: The options that hold for the file of a path.
OptionsFor = Callable[[str], Options]
