"""What passes between the stages: spans, edits, facts of configuration formats, findings, results.

All are frozen and free of behaviour beyond their own shape, so that they travel between
processes and can be compared in tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tlslint.record import record
from tlslint.rows import NamedTuple
from tlslint.versions import Version

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How the subject begins of what is written into one key of a registry: several values of it are one cause.
KEY = "registry:"

Severity = Literal["error", "warning", "info"]
Verdict = Literal["cannot-connect", "allows-old"]
Origin = Literal["explicit", "default", "option", "unresolved"]
Safety = Literal["safe", "unsafe", "manual"]
Side = Literal["client", "server"]

#: Most severe first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Span(NamedTuple):
    """Byte offsets into the UTF-8 text of a file; ``end`` is exclusive."""

    start: int
    end: int


@record
class Text:
    """A piece of text of a configuration file, unescaped, and where it is written (without quotes)."""

    value: str
    span: Span


@record
class Setting:
    """A fact of a configuration format: ``name`` is set to ``value``.

    ``name`` is a path of keys (``Project/PropertyGroup/TargetFrameworkVersion``,
    ``configuration/startup/supportedRuntime@sku``) or a key in a namespace shared by several
    formats (``property:https.protocols``, ``switch:Switch.System.Net.…``, ``env:NODE_OPTIONS``).
    ``value`` is None where the text refers to something unknown. ``subject`` groups the settings
    that act on one client (a section, an element, a command line); ``condition`` is the text of
    a condition under which alone it holds (MSBuild), empty where there is none; ``offered`` where
    the value is one choice among others, ``each`` where it is a list whose items are set one by one.
    ``element`` is the whole line, element or entry, for deletions and insertions. ``defined`` is
    the path, text and place of another file that alone says the value.
    """

    name: str
    value: Text | None
    span: Span
    element: Span
    subject: str = ""
    condition: str = ""
    defined: tuple[str, bytes, Span] | None = None


@record
class Edit:
    """Replace the bytes of ``span`` (of the file's UTF-8 text) by ``text``."""

    span: Span
    text: str


@record
class Fix:
    """What to write instead. ``title`` is an imperative phrase; a ``manual`` fix has no edits."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...] = ()


@record
class Place:
    """Lines and columns, 1-based; columns count code points; the end column is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@record
class Related:
    """A place that a finding refers to: a link of its proof chain."""

    place: Place
    message: str


@record
class Finding:
    """One place to edit, what a client may negotiate because of it, and what to write instead.

    ``allowed`` are all versions that the client may negotiate, oldest first. ``source`` is the
    text of the line at ``place`` (without its end), ``replacement`` the same line as the fix
    would leave it, None where it makes no edit on that line.
    """

    rule: str
    place: Place
    span: Span
    severity: Severity
    verdict: Verdict
    origin: Origin
    side: Side
    allowed: tuple[Version, ...]
    minimum: Version
    message: str
    hint: str
    language: str
    fingerprint: str
    source: str
    replacement: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    #: whether its own file tells which side it is on
    sided: bool = True
    #: whether it is a constant alone: nobody knows what is allowed besides what it names
    named: bool = False
    #: the place in another file that is to be edited in its stead
    written: Place | None = None


@record
class Suppressed:
    """A finding that a comment in the file hides, and the reason that the comment gives."""

    finding: Finding
    reason: str


ProblemKind = Literal[
    "missing", "unreadable", "too-large", "timeout", "internal", "configuration", "malformed"
]


@record
class Problem:
    """Something that kept a path, or a part of it, from being checked. ``line`` is 0 where there is none."""

    kind: ProblemKind
    path: str
    message: str
    line: int = 0


@record
class Trace:
    """One step of the engine, for ``explain``: what was seen at ``place`` and what followed.

    One ``aside`` is of interest on its own line alone.
    """

    place: Place
    text: str
    aside: bool = False


@record
class Asked:
    """What ``explain`` is asked about: a line, or all of a file."""

    line: int | None = None


@record
class Wanted:
    """What only another file can say: qualified names as this file has them.

    ``opened`` are the namespaces, modules and base classes that a bare name may come from,
    ``perhaps`` calls that are given names which may be those of versions.
    """

    names: tuple[str, ...]
    opened: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@record
class Sought:
    """Where to look for what a file wants: ``classes`` says which files seem to declare a class."""

    wanted: Wanted
    classes: dict[str, tuple[str, ...]]
    roots: tuple[str, ...]


@record
class KeyUse:
    """A key of configuration that code reads at ``place`` and hands to an argument of a rule."""

    key: str
    rule: str
    argument: int
    side: Side
    place: Place


@record
class FileResult:
    """All that checking one file gave.

    ``wanted`` is what it could not know without other files, ``keys`` what only files of
    configuration know; ``taken`` are the places in other files whose values were judged here, and
    found to do no harm. ``sides`` are functions of other files with the side that what they give
    is used on here, and whether servers were asked about. ``brought`` are files that have to be
    checked as files of the same language, whatever they are called, and where this one names them.
    What ``serves`` has not been checked: all that it may tell is the side of what others make.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    problems: tuple[Problem, ...] = ()
    unresolved: int = 0
    trace: tuple[Trace, ...] = ()
    wanted: Wanted | None = None
    taken: tuple[Place, ...] = ()
    sides: tuple[tuple[Place, Side, bool], ...] = ()
    keys: tuple[KeyUse, ...] = ()
    brought: tuple[tuple[str, Place], ...] = ()
    serves: bool = False


@record
class Skipped:
    """A file or directory that was not read, and why (``excluded``, ``binary``, ``no rule's word`` …)."""

    path: str
    reason: str


@record
class Report:
    """All that one run gave; findings are sorted by place and rule.

    ``seen`` counts files met, ``scanned`` those whose bytes were searched, ``parsed`` those that
    held a rule's word. ``sought`` is for a file that is judged again: what of others it is judged with.
    ``keys`` are those of configuration that code hands to rules.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    scanned_paths: tuple[str, ...] = ()
    seen: int = 0
    scanned: int = 0
    parsed: int = 0
    unresolved: int = 0
    seconds: float = 0.0
    trace: tuple[Trace, ...] = ()
    sought: Mapping[str, Sought] = {}
    keys: tuple[KeyUse, ...] = ()
