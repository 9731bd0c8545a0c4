"""The parts of a rule, as the engine uses them. `tlslint.rules` reads them from YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tlslint.facts import Safety, Severity
from tlslint.record import field, mutable, record
from tlslint.versions import ALL, HIGHEST, LOWEST, Versions, parse_versions


class RuleError(ValueError):
    """A rule file that cannot be used; the text names file and line."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


Effect = Literal[
    "floor",
    "ceiling",
    "only",
    "enable",
    "disable",
    "except",
    "from",
    "inherit",
    "yields",
    "lends",
    "role",
    "reset",
]
EFFECTS: tuple[Effect, ...] = (
    "floor",
    "ceiling",
    "only",
    "enable",
    "disable",
    "except",
    "from",
    "inherit",
    "yields",
    "lends",
    "role",
    "reset",
)

#: Those by which what is given decides, and no default.
YIELDING = frozenset({"yields", "lends"})

#: What a fix may do, and the rewrites of Python code that `tlslint.pyrewrite` knows.
EDITS = ("none", "write", "replace", "add", "delete", "rewrite")
REWRITES = ("wrap-socket", "options")

#: What a rule's subject may be, besides the number of an argument.
SUBJECTS = ("auto", "process", "result", "receiver", "any")
#: The settings of a run that an example may ask for.
EXAMPLE_OPTIONS = ("strict", "pedantic", "side-all")
#: What the title of a fix may hold in braces, besides ``{name:…}`` and ``{below:…}``.
TEMPLATES = ("minimum", "minimum_", "number", "number_", "digits", "spelled", "kept", "object")
#: The platforms whose versions are read in repositories; of others only packages of Python are.
RUNTIMES = ("python", "node", "java", "android", "go", "dotnet", "netframework", "openssl")

#: What a platform answers: the version declared for a name, None where nothing is declared.
Lookup = Callable[[str], "tuple[int, ...] | None"]


@record
class Condition:
    """``python >= 3.10``: an unknown version counts as the newest there is, ``3`` as the newest 3.x.

    ``python >= 3.4, 2.7.9`` is what of the older line 2.7 those from 2.7.9 on have as well.
    ``twisted unknown``: nothing declares a version.
    """

    name: str
    op: str
    version: tuple[int, ...]
    lines: tuple[tuple[int, ...], ...] = ()

    def __str__(self) -> str:
        if not self.version:
            return f"{self.name} {self.op}"
        versions = (".".join(map(str, each)) for each in (*self.lines, self.version))
        return f"{self.name} {self.op} {' or '.join(versions)}"

    def holds(self, lookup: Lookup) -> bool:
        """Whether the platform that ``lookup`` describes meets the condition."""
        known = lookup(self.name)
        if known is None or not self.version:
            return self.op in (">", ">=", "!=") if self.version else known is None
        for first in self.lines:
            line = first[:-1]
            if known[: len(line)] == line[: len(known)]:
                return known >= first[: len(known)]
        if len(known) < len(self.version) and self.version[: len(known)] == known:
            # "python 3" is the newest 3.x
            return self.op in (">", ">=", "!=")
        width = max(len(known), len(self.version))
        a = known + (0,) * (width - len(known))
        b = self.version + (0,) * (width - len(self.version))
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "==": a == b, "!=": a != b}[
            self.op
        ]


def _version(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(n) for n in text.split("."))
    except ValueError:
        raise ValueError(f"not a version: {text.strip()!r}") from None


def parse_condition(text: str) -> tuple[Condition, ...]:
    """``python >= 3.10 and openssl < 3``; all parts must hold. ValueError for anything else."""
    out = []
    for part in text.split(" and "):
        first, *others = part.split(",")
        words = first.split()
        if words[1:] == ["unknown"]:
            out.append(Condition(words[0], words[1], ()))
            continue
        lined = not others or words[1:2] == [">="]
        if len(words) != 3 or words[1] not in ("<", "<=", ">", ">=", "==", "!=") or not lined:
            raise ValueError(f"a condition is NAME OP VERSION, not {part!r}")
        version, *lines = (_version(each) for each in (words[2], *others))
        out.append(Condition(words[0], words[1], version, tuple(lines)))
    return tuple(out)


@record
class Meaning:
    """What one written value says: versions, or that nothing changes, or a role, or nothing known."""

    kind: Literal["versions", "unchanged", "reset", "role", "unknown"]
    versions: Versions = frozenset()
    role: str = ""


_ROLES = ("client", "server", "both", "nobody", "connects", "seems-client", "seems-server")


def parse_meaning(text: str) -> Meaning:
    """``tls1.0``, ``ssl3..tls1.1``, ``lowest``, ``unchanged``, ``reset``, ``unknown``, ``client``, ``server``.

    ``seems-client`` and ``seems-server`` give way to what a place that uses the object says.
    """
    if text in ("unchanged", "reset", "unknown"):
        return Meaning(text)  # type: ignore[arg-type]  # the check above narrows it
    if text in _ROLES:
        return Meaning("role", role=text)
    if text == "lowest":
        return Meaning("versions", frozenset({LOWEST}))
    if text == "highest":
        return Meaning("versions", frozenset({HIGHEST}))
    return Meaning("versions", parse_versions(text))


@record
class Entry:
    """One row of a value table: its key, what it means on which platform, and its number if it has one.

    ``since`` says which platforms have the name.
    """

    key: str
    cases: tuple[tuple[tuple[Condition, ...], Meaning], ...]
    number: int | None = None
    since: tuple[Condition, ...] = ()

    def meaning(self, lookup: Lookup) -> Meaning:
        """What the key means on the platform that ``lookup`` describes."""
        for conditions, meaning in self.cases:
            if all(c.holds(lookup) for c in conditions):
                return meaning
        return Meaning("unchanged")


@record
class Table:
    """A value table.

    ``bits``: numbers are masks. ``separator``: texts are lists, split at any of its characters
    (a space stands for any white space). ``fold``: texts are compared without regard to case.
    ``other``: what a value means that has no row (by default it is unknown).
    ``order``: numbers and dotted numbers are compared as versions with the rows ``< X``.
    ``contiguous``: what these values leave is offered as one range, cut off at the first hole.
    ``keys``: texts are connection strings, ``KEY=VALUE`` split at any of ``pairs``, of which these
    keys (in lower case, without blanks and hyphens) count.
    ``one``: a list in place of a value says nothing.
    ``whole``: what has these names as members has no others; who names another one gets an error.
    """

    name: str
    entries: dict[str, Entry]
    numbers: dict[int, Entry]
    bits: bool = False
    separator: str = ""
    fold: bool = False
    other: Meaning | None = None
    order: tuple[tuple[str, tuple[int, ...], Entry], ...] = ()
    contiguous: bool = False
    keys: tuple[str, ...] = ()
    pairs: str = ""
    whole: frozenset[str] = frozenset()
    one: bool = False

    def lacks(self, name: str) -> bool:
        """Whether ``name`` is that of a member that is not there."""
        return name not in self.entries and name.rpartition(".")[0] in self.whole


@record
class Argument:
    """Where a value stands in a fact and what it does.

    ``at`` holds positions, keywords, ``value`` (of a set), ``any`` (each argument that the table
    knows) or ``present`` (no value: the fact itself). ``means`` gives a constant meaning; with
    ``starts`` only texts count that begin with it, with ``told`` no object that has defaults alone.
    """

    at: tuple[str | int, ...]
    effect: Effect
    table: str = ""
    means: Meaning | None = None
    pinned: bool = False
    starts: str = ""
    told: bool = False


@record
class Default:
    """What a new object allows where nothing is said, on which platform."""

    conditions: tuple[Condition, ...]
    floor: Versions = frozenset()
    ceiling: Versions = frozenset()
    only: Versions = ALL


@record
class FixData:
    """What to write instead; see `tlslint.fixes` for what each edit does.

    ``title``, ``text`` and ``after`` are templates: ``{minimum}`` is the version's name
    (``TLSv1.2``), ``{number}`` its number (``1.2``), each also with ``_`` in place of the dot
    (``{minimum_}``, ``{number_}``) and ``{digits}`` without one; ``{spelled}`` is the way that
    the argument's table writes it, ``{kept}`` what is good of a list that is one text, with that,
    ``{name:ssl.X}`` a qualified name as this file would write it,
    ``{below:ssl.OP_NO_}`` such names for all versions below the minimum, or-ed.

    ``cause`` says of which causes it is the fix: what was ``written``, a ``default``, or all
    (empty). ``conditions`` are those of the platform. ``key`` is a new name for the key or
    member that is set. ``rewrite`` names a rewrite of Python code,
    ``after`` are statements that follow the one at fault, with ``{object}`` for what it made.
    """

    title: str
    safety: Safety
    edit: Literal["none", "write", "replace", "add", "delete", "rewrite"] = "none"
    target: str = "value"
    text: str = ""
    cause: str = ""
    conditions: tuple[Condition, ...] = ()
    rewrite: str = ""
    after: tuple[str, ...] = ()
    key: str = ""


@record
class Example:
    """Code with the lines at which a rule must find something; the key is a line, 1-based."""

    language: str
    code: str
    findings: tuple[tuple[int, str], ...]
    platform: tuple[tuple[str, str], ...]
    path: str
    fixed: str | None
    line: int
    options: tuple[str, ...] = ()


@record
class Rule:
    """One way in which code or configuration says what a client may negotiate."""

    id: str
    title: str
    about: str
    hint: str
    library: str
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    kind: Literal["call", "set", "use"]
    names: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    defaults: tuple[Default, ...] = ()
    role: str = ""
    subject: str = "auto"
    where: tuple[tuple[tuple[str | int, ...], tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    origin: Literal["explicit", "default"] = "explicit"
    fixes: tuple[FixData, ...] = ()
    tables: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    #: what a project in the same directory must declare for this to count; it does so where there is none
    project: tuple[Condition, ...] = ()
    #: what comes by default is told once in a file, with the other places beside it
    once: bool = False
    declared: bool = False
    #: methods that replace what brings the default, where a class of the code's own has one
    unless: tuple[str, ...] = ()
    #: what to write on platforms that lack what ``hint`` names
    hints: tuple[tuple[tuple[Condition, ...], str], ...] = ()
    #: platforms whose floor stays whatever flags are cleared, where one of them is declared
    floored: tuple[Condition, ...] = ()
    #: platforms that refuse other limits beside what pins several versions: it gives way to them
    yielding: tuple[Condition, ...] = ()
    weak: str = ""
    strong: str = ""
    file: str = ""
    line: int = 0

    def hint_for(self, lookup: Lookup) -> str:
        """What to write on the platform that ``lookup`` describes."""
        held = (h for conditions, h in self.hints if all(c.holds(lookup) for c in conditions))
        return next(held, self.hint)

    @property
    def fix(self) -> FixData | None:
        """The first of the fixes."""
        return self.fixes[0] if self.fixes else None

    @property
    def side(self) -> str:
        """``server`` for a setting that only servers have, else ``client``."""
        return "server" if self.role == "server" else "client"


@record
class Emit:
    """A call that sets a key shared with other formats (``System.setProperty(k, v)``).

    ``name`` is a template: ``property:{0}`` takes the text of argument 0. Without a ``value`` the
    call gives the present value of the key; ``rest`` is all that comes after the key.
    """

    names: tuple[str, ...]
    name: str
    value: str | int | None


@mutable
class Library:
    """One rule file."""

    name: str
    file: str
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    tables: dict[str, Table] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    emits: list[Emit] = field(default_factory=list)
    returns: dict[str, str] = field(default_factory=dict)
    hands: dict[str, str] = field(default_factory=dict)
    begins: dict[str, str] = field(default_factory=dict)
    extends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    since: dict[str, tuple[Condition, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    triggers: tuple[str, ...] = ()
