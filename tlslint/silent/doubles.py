"""Doubles of HTTP in tests of Python: what is made under one is answered by it, and connects nowhere.

A double is there in what it decorates, in what a ``with`` statement runs, from its ``start()`` on, and in
tests that get a fixture of pytest which has one while they run. Whoever is called from there alone is there
too. So it is with what tests put in the place of a client. VCR and Betamax are none: what they play back is what
a client brought that did connect.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from time import process_time
from typing import Any

from tlslint import syntax as s
from tlslint.facts import Span
from tlslint.languages import python
from tlslint.languages.base import Unfinished, parse
from tlslint.record import field, mutable, record
from tlslint.ruleset import Index
from tlslint.silent import patches
from tlslint.silent.answering import LIBRARIES
from tlslint.silent.places import At, Places, dotted
from tlslint.silent.stubs import Stubs
from tlslint.source import Source

#: Methods that start a double, and end it.
_STARTING, _STOPPING = ("start", "__enter__"), ("stop", "__exit__")
#: What runs before each test of a class, and of a module: of unittest, and of pytest in that manner.
_BEFORE = frozenset({"setUp", "setUpClass", "asyncSetUp", "setup_method", "setup_class", "setup"})
_BEFORE_ALL = frozenset({"setUpModule", "setup_module", "setup_function"})
#: Where pytest looks for the fixtures of all tests of a directory, and of so many directories around it; the
#: seconds to parse such a file.
_SHARED = "conftest.py"
_MAX_AROUND = 8
_SECONDS = 2
#: So often what calls what is looked at anew.
_MAX_SPREAD = 8
#: The ways out of a function past which a double is there that it does not end itself.
_ALWAYS = ("yield", "return")


@record
class Part:
    """A part of a file in which a double is there, where that is said, and the ways out past which it lasts.

    A fixture past whose ways out it lasts has it for who gets that.
    """

    span: Span
    said: Span
    lasts: tuple[str, ...] = ()


@mutable
class Fixtures:
    """The fixtures of pytest that have doubles while a test runs, and the libraries of those that all tests get."""

    named: dict[str, set[str]] = field(default_factory=dict)
    of_all: set[str] = field(default_factory=set)


class Cover:
    """The parts of a file in which doubles of one library are there."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._outer: list[Part] = []
        self._sorted: list[Part] = []
        self._starts: list[int] = []

    def settle(self) -> None:
        """Look at all parts: the outermost of them, in their order, hold all others."""
        self._sorted = sorted(self.parts, key=lambda p: (p.span.start, -p.span.end))
        self._outer = []
        for part in self._sorted:
            if not self._outer or part.span.end > self._outer[-1].span.end:
                self._outer.append(part)
        self._starts = [part.span.start for part in self._outer]

    def around(self, span: Span) -> Part | None:
        """A part that holds ``span``."""
        at = bisect_right(self._starts, span.start)
        part = self._outer[at - 1] if at else None
        return part if part is not None and span.end <= part.span.end else None

    def inside(self, span: Span) -> list[Part]:
        """The parts in ``span``."""
        first = bisect_left(self._sorted, span.start, key=_start)
        last = bisect_left(self._sorted, span.end, key=_start)
        return [part for part in self._sorted[first:last] if part.span.end <= span.end]


def of_file(
    source: Source,
    lower: Callable[[], tuple[s.Stmt, ...]],
    read: Callable[[str], bytes | None],
    index: Index,
) -> Doubles:
    """The doubles in a file, with the fixtures that tests in it get from files around it."""
    around = Fixtures()
    for text in reversed(list(_around(source.path, read)) if b"def test" in source.text else ()):
        if _names_one(text):
            try:
                tree = parse(python.GRAMMAR[0], text, deadline=process_time() + _SECONDS)
            except Unfinished:
                continue
            statements = python.lower(tree.root_node, text, ())
            around = Doubles(statements, text, around, index).fixtures()
    any_ = around.named or around.of_all or _names_one(source.text)
    return Doubles(lower() if any_ else (), source.text, around, index)


def _around(path: str, read: Callable[[str], bytes | None]) -> Iterator[bytes]:
    """The files with fixtures for all tests around one, the nearest first."""
    place = os.path.dirname(path)
    for _ in range(_MAX_AROUND):
        if text := read(os.path.join(place, _SHARED)):
            yield text
        if place == (place := os.path.dirname(place)):
            return


def _names_one(text: bytes) -> bool:
    """Whether a file names a library of doubles, or may put one in the place of something."""
    return any(name.encode() in text for name in LIBRARIES) or any(
        word in text for word in patches.WORDS
    )


class Doubles:
    """The parts of one file in which doubles are there; ``around`` are fixtures of other files."""

    def __init__(
        self, statements: Iterable[s.Stmt], text: bytes, around: Fixtures, index: Index
    ) -> None:
        self._places = Places(statements)
        self._index = index
        self._around = around
        self._whole = Span(0, len(text))
        self._covers = {
            name: Cover()
            for name, each in LIBRARIES.items()
            if not any(word in text for word in each.passing)
        }
        self._functions: list[At] = []
        self._leaves: dict[int, list[At]] = {}
        for at in self._places.spans.values():
            if isinstance(at.node, s.Func) and at.node.name:
                self._functions.append(at)
            elif isinstance(at.node, s.Leave) and at.node.how in _ALWAYS:
                self._leaves.setdefault(id(at.func), []).append(at)
        self._fixtures = {at.node.name: at for at in self._functions if _fixture(at) is not None}
        #: what is called on a variable or member that may start a double, and by function what ends one
        self._starts: dict[str, list[At]] = {}
        self._stops: dict[int, list[int]] = {}
        for at in self._named(_STARTING):
            self._starts.setdefault(dotted(at.node.value), []).append(at)
        for at in self._named(_STOPPING):
            self._stops.setdefault(id(at.func), []).append(at.start)
        self._stubs = Stubs(self._places)
        for at in self._places.outer:
            self._made(at)
        self._stubbed = dict(self._stubs.clients())
        for name in around.of_all:
            self._add(self._whole, name, Span(0, 0), *_ALWAYS)
        self._spread()

    def over(self, span: Span, type_: str) -> tuple[str, Span] | None:
        """The double that answers a client of a type that is made at ``span``, and where it is said."""
        if span in self._stubbed:
            return f"{patches.PATCH}method", self._stubbed[span]
        package = type_.partition(".")[0]
        for name, cover in self._covers.items():
            if (part := cover.around(span)) is None:
                continue
            if name.startswith(patches.PATCH):
                put = name.removeprefix(patches.PATCH)
                if patches.answers(put, type_, self._places.imports, self._index):
                    return name, part.said
            elif package in LIBRARIES[name].answers:
                return name, part.said
        return None

    def fixtures(self) -> Fixtures:
        """The fixtures of this file and around it that have doubles."""
        out = Fixtures(dict(self._around.named), set(self._around.of_all))
        for name, at in self._fixtures.items():
            out.named[name] = self._lasting(at.node)
            if _fixture(at) and at.owner is None:
                out.of_all |= out.named[name]
        return out

    def _named(self, names: Iterable[str]) -> list[At]:
        """The calls of methods of these names."""
        found = (at for name in names for at in self._places.names.get(name, ()))
        return [at for at in found if at.role == "called" and isinstance(at.node, s.Attr)]

    def _add(self, span: Span, library: str, said: Span, *lasts: str) -> None:
        if library.startswith(patches.PATCH):
            self._covers.setdefault(library, Cover())
        if library in self._covers:
            self._covers[library].parts.append(Part(span, said, lasts))

    # -- where a double is made

    def _made(self, at: At) -> None:
        """Note what a name that stands at a place makes a double of."""
        root, dot, rest = dotted(at.node).partition(".")
        name = f"{self._places.imports.get(root, '')}{dot}{rest}"
        library = name.partition(".")[0]
        known = LIBRARIES.get(library)
        call = at.above if at.role == "called" else None
        if known is None:
            if call is not None:
                self._replaced(name, f"{root}{dot}{rest}", call)
            return
        if name in known.starts and call is not None:
            self._started(call, library)
        elif known.makers.fullmatch(name):
            self._used(call or at, library)

    def _replaced(self, name: str, written: str, call: At) -> None:
        """Note what a call puts something in the place of."""
        self._stubs.note(name, call)
        from_there_on = name.startswith(".") and patches.from_there_on(written)
        if from_there_on or patches.for_what_it_holds(name):
            put = patches.target(call.node, self._places.imports)
            if put := patches.known(put, self._index):
                note = self._started if from_there_on else self._used
                note(call, f"{patches.PATCH}{put}")

    def _used(self, at: At, library: str) -> None:
        """A double, or what makes one, stands at a place: what decorates, manages, or is started or kept."""
        above = at.above
        node = above.node if above is not None else None
        around = above.above if above is not None else None
        if isinstance(node, (s.Define, s.Class)):
            self._add(_span(node.func if isinstance(node, s.Define) else node), library, at.span)
        elif isinstance(node, s.Attr) and node.name in _STARTING and above is not None:
            self._started(above, library)
        elif isinstance(node, s.Arg) and around is not None and isinstance(around.node, s.Call):
            if s.last_name(around.node.func) == "enter_context":
                self._started(around, library)
        elif isinstance(node, (s.Do, s.Assign)) and around and isinstance(around.node, s.Block):
            # the head of a ``with`` statement
            self._add(Span(at.span.end, around.node.end), library, at.span, "yield")
        elif isinstance(node, s.Assign) and above is not None:
            self._kept(node, above, library)

    def _kept(self, node: s.Assign, at: At, library: str) -> None:
        """A variable or member holds a double, which is started where that is used."""
        member = at.func is None and at.owner is not None
        of_module = at.func is None and at.owner is None
        for held in {dotted(target) for target in node.targets} - {""}:
            for name in (f"self.{held}", f"cls.{held}") if member else (held,):
                for start in self._starts.get(name, ()):
                    near = start.owner is at.owner if "." in name else start.func is at.func
                    if near or of_module:
                        self._started(start, library)

    def _started(self, at: At, library: str) -> None:
        """A double is started at a place: it is there until it is stopped, or the end."""
        func = at.func
        if func is None or (func.name in _BEFORE_ALL and at.owner is None):
            self._add(self._whole, library, at.span, *_ALWAYS)
        elif func.name in _BEFORE and at.owner is not None:
            for each in self._heirs(at.owner):
                self._add(_span(each), library, at.span, *_ALWAYS)
        else:
            stops = (x for x in self._stops.get(id(func), ()) if x > at.span.end)
            self._add(Span(at.span.end, min(stops, default=func.end)), library, at.span, *_ALWAYS)

    def _heirs(self, owner: s.Class) -> list[s.Class]:
        """A class, and those of the file that extend it."""
        out = {owner.name: owner}
        for each in self._places.types.values():
            if any(s.last_name(base) in out for base in each.bases):
                out.setdefault(each.name, each)
        return list(out.values())

    # -- who else runs there

    def _spread(self) -> None:
        """Add the functions that run there alone, and the tests that get a fixture which has a double."""
        given = {x: name for name, each in LIBRARIES.items() for x in each.fixtures}
        asked: dict[str, list[tuple[Span, Span]]] = {}
        for name, span, said in (*self._asked(), *self._marked()):
            asked.setdefault(name, []).append((span, said))
            if name not in self._fixtures:
                plugin = {given[name]} if name in given else set()
                for library in self._around.named.get(name, plugin):
                    self._add(span, library, said, *_ALWAYS)
        users = [(at.span, places) for at in self._functions if (places := self._users(at, asked))]
        for _ in range(_MAX_SPREAD):
            known = sum(len(cover.parts) for cover in self._covers.values())
            for cover in self._covers.values():
                cover.settle()
            for name, at in self._fixtures.items():
                for library in self._lasting(at.node):
                    for span, said in asked.get(name, ()):
                        self._once(span, library, said)
                    if _fixture(at):
                        over = _span(at.owner) if at.owner else self._whole
                        self._once(over, library, at.span)
            for library in [name for name, cover in self._covers.items() if cover.parts]:
                for span, places in users:
                    parts = [self._covers[library].around(place) for place in places]
                    if all(parts) and parts[0] is not None:
                        self._once(span, library, parts[0].said)
            if known == sum(len(cover.parts) for cover in self._covers.values()):
                return

    def _once(self, span: Span, library: str, said: Span) -> None:
        if self._covers[library].around(span) is None:
            self._add(span, library, said, *_ALWAYS)

    def _lasting(self, func: s.Func) -> set[str]:
        """The libraries of the doubles that a fixture has while the test runs that gets it."""
        leaves = self._leaves.get(id(func), ())
        out = set()
        for name, cover in self._covers.items():
            for part in cover.inside(_span(func)):
                ways = [at.node.how for at in leaves if _in(at.span, part.span)]
                if not set(part.lasts).isdisjoint(ways if leaves else ("return",)):
                    out.add(name)
        return out

    def _users(self, at: At, asked: dict[str, list[tuple[Span, Span]]]) -> list[Span]:
        """Where a function that is no test is called in this file; nothing for one that others may call."""
        func = at.node
        if func.name in self._fixtures:
            return [span for span, _ in asked.get(func.name, ())]
        if func.name in _BEFORE and at.owner is not None:
            tests = (x for x in at.owner.body if isinstance(x, s.Define) and x.func.name)
            return [_span(x.func) for x in tests if (x.func.name or "").startswith("test")]
        if func.name.startswith("test"):
            return []
        return [x.span for x in self._places.names.get(func.name, ())]

    def _asked(self) -> Iterator[tuple[str, Span, Span]]:
        """The names of the fixtures that functions ask for: those of their parameters."""
        for at in self._places.params:
            if at.above is not None and isinstance(at.above.node, s.Func):
                yield at.node.name, at.above.span, at.span

    def _marked(self) -> Iterator[tuple[str, Span, Span]]:
        """Those that a mark of pytest asks for: ``@pytest.mark.usefixtures("aws")``, ``pytestmark = …``."""
        for at in self._places.names.get("usefixtures", ()):
            call = at.above
            above = call.above if call is not None else None
            while above is not None and not isinstance(above.node, (s.Define, s.Class, s.Assign)):
                above = above.above
            if call is None or above is None or not isinstance(call.node, s.Call):
                continue
            over = _span(above.owner) if above.owner else self._whole
            if not isinstance(above.node, s.Assign):
                over = Span(above.node.start, above.node.end)
            for arg in call.node.args:
                if isinstance(arg.value, s.Lit) and isinstance(arg.value.value, str):
                    yield arg.value.value, over, call.span


def _fixture(at: At) -> bool | None:
    """Whether a fixture of pytest is given to all tests; None for a function that is none."""
    define = at.above.node if at.above is not None else None
    for each in define.decorators if isinstance(define, s.Define) else ():
        call = each if isinstance(each, s.Call) else None
        if s.last_name(call.func if call else each) in ("fixture", "yield_fixture"):
            autouse = (a.value for a in (call.args if call else ()) if a.name == "autouse")
            return any(isinstance(v, s.Lit) and v.value is True for v in autouse)
    return None


def _start(part: Part) -> int:
    return part.span.start


def _span(node: Any) -> Span:
    return Span(node.start, node.end)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
