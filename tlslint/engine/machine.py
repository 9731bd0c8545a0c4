"""What one run over one file shares: the rules' index, the world, frames, and what was found."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tlslint import syntax as s
from tlslint.engine.world import Obj, World
from tlslint.facts import Span
from tlslint.record import field, mutable, record
from tlslint.rulemodel import Lookup
from tlslint.ruleset import Index
from tlslint.values import Closure, Flags, Linked, Ref, Row, Value
from tlslint.versions import Version

#: Expressions and statements evaluated in one file, at most; what is over it is a problem of the file.
MAX_STEPS = 2_000_000
#: A loop over a known list of at most this many items is run item by item.
MAX_UNROLLED = 12
#: Calls of local functions followed into one another.
MAX_CALLS = 4
#: A function is followed into this many times; one without a word of a rule in it less often.
MAX_INLINED = 200
MAX_INLINED_IDLE = 50
#: After so many steps in a file no more calls are followed: each function is run by itself all the same.
MAX_FOLLOWING = 50_000


#: What stands behind the name of a function of another file where it is what it gives that is wanted.
CALLED = "()"
#: How the step begins that tells of a call which some rule is about.
CALL = "call "
#: What is said of an object that is made to be compared or shown.
ASKED = "it is nobody's options, but only compared or shown"


class Exhausted(Exception):
    """The file's budget of steps or seconds is used up."""


@mutable
class Frame:
    """One activation of a function, class body or module."""

    number: int
    parent: Frame | None = None
    this: Value | None = None
    receiver: str | None = None
    depth: int = 0
    base: World | None = None
    exits: list[dict[int, Obj]] = field(default_factory=list)
    returned: list[Value] = field(default_factory=list)
    wildcards: list[str] = field(default_factory=list)
    is_class: bool = False
    #: of a class: whether a rule's word is in one of its methods
    relevant: bool = False
    #: of a property that is read: its name
    getter: str = ""
    #: the side of what it gives, where its declared type has one
    side: str = ""
    #: of a generator: it gives what it returns one after the other
    yields: bool = False


@mutable
class Args:
    """The arguments of a call, evaluated. ``open`` where there may be more than is known.

    ``receiver`` is the object whose method is called. ``places`` are the lists among them that
    variables hold, with those.
    """

    positional: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    open: bool = False
    insert: Span | None = None
    receiver: Ref | None = None
    places: list[tuple[Row, s.Expr]] = field(default_factory=list)

    def all(self) -> list[Value]:
        """Every argument."""
        return [*self.positional, *self.keywords.values()]


@record
class Use:
    """A constant that names a version and flows somewhere; ``how``: argument, assign, return, default, table.

    ``union`` is what it flows in, where it is or-ed with others; then the first one stands for all.
    """

    span: Span
    last: Span
    name: str
    how: str
    union: Flags | None = None


@record
class Step:
    """One step of the engine, for ``explain``; one ``aside`` is of interest on its own line alone."""

    span: Span
    text: str
    aside: bool = False


@mutable
class State:
    """The shared state of one run."""

    text: bytes
    index: Index
    lookup: Lookup
    evidence: Callable[[str], str]
    #: of the processor's time, so that a busy machine changes no result
    deadline: float = 0.0
    explain: bool = False
    #: of these places a function must hold one to be run by itself; None: it must hold a rule's word
    telling: Sequence[int] | None = None
    world: World = field(default_factory=World)
    order: int = 1
    #: for ``explain``: what is said of a platform of which only what is supported is declared
    supported: Callable[[str], str] = lambda _: ""
    #: the oldest version of a platform that code has to run on, as far as one is declared
    oldest: Lookup = lambda _: None
    #: the oldest version that is no finding
    minimum: Version = Version.TLSv1_2
    #: the places of tests of which version runs, which what is declared decides
    running: set[Span] = field(default_factory=set)
    #: the places of calls that gave a truth value which is written outside of what they call
    varying: set[Span] = field(default_factory=set)
    #: the order of facts when the function at hand began, and when what was called last began
    began: int = 0
    called: int = 0
    next_number: int = 1
    #: the libraries of which something is said for the whole process
    of_process: set[str] = field(default_factory=set)
    steps: int = 0
    used: dict[tuple[Span, str], Use] = field(default_factory=dict)
    consumed: set[Span] = field(default_factory=set)
    unresolved: dict[Span, tuple[str, str]] = field(default_factory=dict)
    resolved: set[Span] = field(default_factory=set)
    #: rule and place of a default → other calls that were given the same options
    again: dict[tuple[str, Span], dict[Span, None]] = field(default_factory=dict)
    #: number of an object of nobody knows what → unknown values of keys that clients have; see `unresolved`
    unsure: dict[int, dict[Span, tuple[str, str]]] = field(default_factory=dict)
    #: tests whether the platform has something → its name; code for platforms that lack names
    probed: dict[Span, str] = field(default_factory=dict)
    lacking: dict[Span, tuple[str, ...]] = field(default_factory=dict)
    #: where names that rules know are keys of a dictionary: its number, the name, and the place
    key_places: dict[tuple[int, str], Span] = field(default_factory=dict)
    #: place of a parameter → places of what calls in this file give it
    given: dict[Span, set[Span]] = field(default_factory=dict)
    #: start of a function and name of a parameter → what it is given where the command line says nothing
    offered: dict[tuple[int, str], Value] = field(default_factory=dict)
    #: for ``explain``: where a value takes effect that is not known, and its place
    stopped: set[tuple[Span, Span]] = field(default_factory=set)
    finished: list[Obj] = field(default_factory=list)
    #: places of dictionaries that hold words for versions, and of those that are somebody's settings
    told: set[Span] = field(default_factory=set)
    meant: set[Span] = field(default_factory=set)
    #: for ``explain``: what happened, and where that begins
    trace: list[Step] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    processes: dict[str, int] = field(default_factory=dict)
    #: number of an object with keys → how often it was copied into another, and how often looked at
    copied: dict[int, int] = field(default_factory=dict)
    looked: dict[int, int] = field(default_factory=dict)
    #: how often of these a member was set or read that sends nothing
    aside: dict[int, int] = field(default_factory=dict)
    #: number of an object that variables of functions hold → how often it was only compared
    compared: dict[int, int] = field(default_factory=dict)
    #: number of a context or factory of JSSE → how often it was named to make what it makes
    making: dict[int, int] = field(default_factory=dict)
    #: number of an object → how often it was told an address at which no TLS is spoken
    plain: dict[int, int] = field(default_factory=dict)
    #: numbers of objects that are given away as a whole, which counts there too
    lent: set[int] = field(default_factory=set)
    #: number of an object → how often it was given to a call that a test expects to fail
    refused: dict[int, int] = field(default_factory=dict)
    #: for functions that only the file at hand calls: the place of a parameter → the name of the function;
    #: how what calls give it begins, by its place; number of an object → the parameters that may be its address
    parameters: dict[Span, str] = field(default_factory=dict)
    #: what takes an address apart → the address
    apart: dict[Span, Any] = field(default_factory=dict)
    heads: dict[Span, dict[Span, str]] = field(default_factory=dict)
    addressed: dict[int, list[tuple[tuple[Span, ...], str]]] = field(default_factory=dict)
    #: the same for what sends a client that was made elsewhere
    sending: dict[int, list[tuple[tuple[Span, ...], str]]] = field(default_factory=dict)
    #: number of an object found in a member that decides, where nothing was told it → whose member that is
    parts: dict[int, Ref] = field(default_factory=dict)
    #: where objects of the whole process were told to be handed on
    shared: set[Span] = field(default_factory=set)
    unknown_calls: int = 0
    #: the branch at hand that offers several versions to choose from, and the places in such branches
    choice: Span | None = None
    #: rules beside whose pins the platform refuses other limits
    yielding: set[str] = field(default_factory=set)
    #: numbers of the objects that settings of others are copied from
    models: set[int] = field(default_factory=set)
    #: variables that a comparison around says to be a text, by the numbers of their frames
    equals: dict[tuple[int, str], str] = field(default_factory=dict)
    #: values and flags that tests around say they have not, as they are written
    absent: frozenset[tuple[str, str]] = frozenset()
    choices: set[Span] = field(default_factory=set)
    #: lists whose items a setting is given one by one
    tried: set[Span] = field(default_factory=set)
    #: the place of the word that chose the branch at hand
    picked: Span | None = None
    #: the place of each constant in a list of versions → the list; where a place in it counts, none
    lists: dict[Span, Row] = field(default_factory=dict)
    #: the same, those included whose items' places count
    rows: dict[Span, Row] = field(default_factory=dict)
    #: what a call adds to a list → the call
    added: dict[Span, Span] = field(default_factory=dict)
    #: constants in the rows of tables
    tabled: set[Span] = field(default_factory=set)
    #: numbers that are cast to an enumeration that rules know, and which
    casts: dict[Span, str] = field(default_factory=dict)
    #: number of an object that is a constant of an enumeration of Java → its name
    constants: dict[int, str] = field(default_factory=dict)
    #: where all members of an enumeration are listed
    enumerations: set[Span] = field(default_factory=set)
    #: the places of constants given to something that is told to serve
    served: set[Span] = field(default_factory=set)
    #: the functions that are given to what builds a server
    serving: list[Span] = field(default_factory=list)
    #: the places of constants that something not known was masked or compared with: they only ask about it
    masks: set[Span] = field(default_factory=set)
    #: whether the file is a TLS library of its own: it names what lies under the language's
    defines: bool = False
    #: the package of the file, by the name that rules know it by
    home: str = ""
    #: start of a function → the side of what is made in it, where its taker says so
    sided: dict[int, str] = field(default_factory=dict)
    #: number of an object of a class of this file → where objects of it are made, and given to a taker of a side
    constructed: dict[int, set[Span]] = field(default_factory=dict)
    takers: dict[int, dict[Span, str]] = field(default_factory=dict)
    #: those functions, which are run even if no rule's word is in them
    asked: list[Closure] = field(default_factory=list)
    #: names of options that code declares, folded → their defaults; what a call declares, by its place
    options: dict[str, Value] = field(default_factory=dict)
    declared: dict[Span, Value] = field(default_factory=dict)
    #: names of the outside world that a rule met and nobody knows, with the place of the first
    wanted: dict[str, Span] = field(default_factory=dict)
    #: calls that constants of other files are given to: they are of interest if those name versions
    perhaps: dict[str, Span] = field(default_factory=dict)
    #: the places of what other files define, and the names of it here
    named: dict[Span, str] = field(default_factory=dict)
    #: key of configuration, rule and argument that its value went to → where, and to which object
    keys: dict[tuple[str, str, int], tuple[Span, int]] = field(default_factory=dict)
    #: objects that were made with the name of a key
    keyed: dict[int, tuple[str, ...]] = field(default_factory=dict)
    #: what other files define, by the names that this file has for it, and where it was used
    linked: Mapping[str, Linked] = field(default_factory=dict)
    links: dict[Span, str] = field(default_factory=dict)
    #: the field of which another file asks how it is used here (`tlslint.engine.fields.Asked`)
    asked_field: Any = None
    #: what rules took: the rule, the number of its argument, the value, the subject; only where asked for
    sinks: list[tuple[Any, int, Value, Ref]] | None = None
    #: calls of generators, which a loop runs through
    generated: set[Span] = field(default_factory=set)
    #: the objects that stand for what functions of other files do with what they are given
    handed_on: list[Ref] = field(default_factory=list)
    #: what calls of Go's functions of other files are given: what these make may keep it for its methods
    chains: dict[str, Args] = field(default_factory=dict)
    #: what methods and fields give of what a call from another file had their class keep: class, name, value
    given_on: list[tuple[str, str, Value]] = field(default_factory=list)

    #: of a piece of another file: the number that the line of a place has there
    line_of: Any = None
    #: number of an object → the places of what it was given that decides in place of its default
    deciding: dict[int, set[Span]] = field(default_factory=dict)
    #: number of an object that stands for an argument of a call in another file → which, and when it was made
    parcels: dict[int, tuple[int, int, tuple[str, ...]]] = field(default_factory=dict)

    def number(self) -> int:
        """A new number for a frame or an object."""
        self.next_number += 1
        return self.next_number

    def tick(self) -> int:
        """The order of the next fact."""
        self.order += 1
        return self.order

    def step(self) -> None:
        """Count one step; `Exhausted` when there were too many or time is up."""
        self.steps += 1
        if not self.steps & 1023:
            self.look()

    def look(self) -> None:
        """See what is left, every 1,024 steps; `Exhausted` where nothing is."""
        if self.steps > MAX_STEPS:
            raise Exhausted(f"more than {MAX_STEPS} steps")
        if self.deadline and time.process_time() > self.deadline:
            raise Exhausted("the time for one file is over")

    def gone(self, number: int) -> bool:
        """Whether an object with keys was only ever copied into others, and compared: those say what becomes of it."""
        copied = self.copied.get(number, 0)
        left = self.looked.get(number, 0) - self.compared.get(number, 0)
        if self.index.language == "go":
            left -= self.aside.get(number, 0)
        return 0 < copied >= left

    def only(self, counts: dict[int, int], number: int) -> bool:
        """Whether all that was ever done with a client is what is counted."""
        sent = self.looked.get(number, 0) - self.aside.get(number, 0)
        return 0 < counts.get(number, 0) >= sent

    def only_compared(self, number: int) -> bool:
        """Whether all that was ever done with an object is to hold it against another."""
        return 0 < self.looked.get(number, 0) <= self.compared.get(number, 0)

    def only_makes(self, number: int) -> bool:
        """Whether all that was ever done with a context or factory is to make sockets and engines, or to ask it."""
        named = self.looked.get(number, 0) - self.compared.get(number, 0)
        return self.making.get(number, -1) >= named

    def line(self, offset: int) -> int:
        """The number of the line of a place, for steps of ``explain``: it is counted each time."""
        if self.line_of is not None:
            return int(self.line_of(Span(offset, offset)))
        return self.text.count(b"\n", 0, offset) + 1

    def note(self, span: Span, text: str) -> None:
        """Record a step for ``explain``."""
        if self.explain:
            self.trace.append(Step(span, text))
            self.noted.add(span.start)

    def local(self, frame: Frame, name: str) -> Frame | None:
        """The frame in which the function at hand has a variable of its own: that of a block, or its own."""
        scope: Frame | None = frame
        while scope is not None and scope.returned is frame.returned:
            if self.world.variable((scope.number, name)) is not None:
                return scope
            scope = scope.parent
        return None

    def tells(self, func: s.Func) -> bool:
        """Whether a function holds what makes it worth running by itself."""
        if self.telling is None or not func.relevant:
            return func.relevant
        at = bisect_left(self.telling, func.start)
        return at < len(self.telling) and self.telling[at] < func.end

    def source(self, span: Span) -> str:
        """The source text of ``span``, on one line."""
        return " ".join(self.text[span.start : span.end].decode("utf-8", "replace").split())
