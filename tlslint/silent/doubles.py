"""Doubles of HTTP in tests of Python: what is made under one is answered by it, and connects nowhere.

A double is there in what it decorates, in what a ``with`` statement runs, from its ``start()`` on, and in
tests that get a fixture of pytest which has one while they run. Whoever is called from there alone is there
too. VCR and Betamax are none: what they play back is what a client brought that did connect.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tlslint import syntax as s
from tlslint.facts import Span
from tlslint.languages import python
from tlslint.languages.base import parse
from tlslint.record import field, mutable, record
from tlslint.regex import regex
from tlslint.silent.places import At, Places, dotted
from tlslint.source import Source


@record
class Library:
    """A library of doubles: what makes one, what starts one until the end, and the fixtures of its plugin.

    It ``answers`` clients of these packages, unless one of the words that ``pass`` on is in the file.
    """

    makers: Any
    answers: frozenset[str]
    starts: frozenset[str] = frozenset()
    fixtures: frozenset[str] = frozenset()
    passing: tuple[bytes, ...] = ()


_REQUESTS = frozenset({"requests"})
_SOCKETS = frozenset(
    {"boto3", "botocore", "http", "httplib", "httplib2", "requests", "urllib", "urllib2", "urllib3"}
)
LIBRARIES = {
    # https://docs.getmoto.org/en/latest/docs/getting_started.html
    "moto": Library(regex(r"moto\.(?:\w+\.)*mock_\w+"), frozenset({"boto3", "botocore"})),
    # https://github.com/getsentry/responses
    "responses": Library(
        regex(r"responses\.(?:activate|mock|RequestsMock)"),
        _REQUESTS,
        frozenset({"responses.start", "responses.mock.start"}),
        passing=(b"add_pass", b"passthru_prefixes"),
    ),
    # https://github.com/gabrielfalcao/HTTPretty: it answers at the level of sockets
    "httpretty": Library(
        regex(r"httpretty\.(?:activate|enabled|httprettified|httprettized)"),
        _SOCKETS,
        frozenset({"httpretty.enable", "httpretty.HTTPretty.enable", "httpretty.httpretty.enable"}),
    ),
    # https://requests-mock.readthedocs.io/en/latest/mocker.html, …/pytest.html
    "requests_mock": Library(
        regex(r"requests_mock\.(?:mocker\.)?(?:mock|Mocker)"),
        _REQUESTS,
        fixtures=frozenset({"requests_mock"}),
        passing=(b"real_http",),
    ),
    # https://github.com/pnuckowski/aioresponses
    "aioresponses": Library(
        regex(r"aioresponses\.(?:core\.)?aioresponses"),
        frozenset({"aiohttp"}),
        passing=(b"passthrough",),
    ),
    # https://github.com/patrys/httmock
    "httmock": Library(regex(r"httmock\.(?:HTTMock|with_httmock)"), _REQUESTS),
    # https://github.com/mindflayer/python-mocket
    "mocket": Library(
        regex(r"mocket(?:\.\w+)*\.(?:mocketize|async_mocketize|Mocketizer)"),
        _SOCKETS | {"aiohttp"},
        frozenset({"mocket.Mocket.enable", "mocket.mocket.Mocket.enable"}),
    ),
}

#: Methods that start a double, and end it.
_STARTING, _STOPPING = frozenset({"start", "__enter__"}), frozenset({"stop", "__exit__"})
#: What runs before each test of a class, and of a module: of unittest, and of pytest in that manner.
_BEFORE = frozenset({"setUp", "setUpClass", "asyncSetUp", "setup_method", "setup_class", "setup"})
_BEFORE_ALL = frozenset({"setUpModule", "setup_module", "setup_function"})


#: A double that a function does not end.
_ALWAYS = ("yield", "return")


@record
class Part:
    """A part of a file in which a double is there, of which library, and where that is said."""

    span: Span
    library: str
    said: Span
    #: the ways out of a function past which it is there: of a fixture that tells who gets it too
    lasts: frozenset[str]


@mutable
class Fixtures:
    """The fixtures of pytest that have doubles while a test runs, and the libraries of those that all tests get."""

    named: dict[str, set[str]] = field(default_factory=dict)
    of_all: set[str] = field(default_factory=set)


#: Where pytest looks for the fixtures of all tests of a directory, and of so many directories around it.
_SHARED = "conftest.py"
_MAX_AROUND = 8


def of_file(
    source: Source, lower: Callable[[], tuple[s.Stmt, ...]], read: Callable[[str], bytes | None]
) -> Doubles:
    """The doubles in a file, with the fixtures that tests in it get from files around it."""
    around = Fixtures()
    for text in reversed(list(_around(source.path, read)) if b"def test" in source.text else ()):
        if _names_one(text):
            tree = parse(python.GRAMMAR[0], text)
            around = Doubles(python.lower(tree.root_node, text, ()), text, around).fixtures()
    any_ = around.named or around.of_all or _names_one(source.text)
    return Doubles(lower() if any_ else (), source.text, around)


def _around(path: str, read: Callable[[str], bytes | None]) -> Iterator[bytes]:
    """The files with fixtures for all tests around one, the nearest first."""
    place = os.path.dirname(path)
    for _ in range(_MAX_AROUND):
        if text := read(os.path.join(place, _SHARED)):
            yield text
        if place == (place := os.path.dirname(place)):
            return


def _names_one(text: bytes) -> bool:
    """Whether a file names a library of doubles."""
    return any(name.encode() in text for name in LIBRARIES)


class Doubles:
    """The parts of one file in which doubles are there; ``around`` are fixtures of other files."""

    def __init__(self, statements: Iterable[s.Stmt], text: bytes, around: Fixtures) -> None:
        self._places = Places(statements)
        self._text = text
        self._around = around
        self._whole = Span(0, len(text))
        self.parts: list[Part] = []
        #: functions where they stand, each with its decorators
        self._functions = [
            at for at in self._places.spans.values() if isinstance(at.node, s.Func) and at.node.name
        ]
        self._fixtures = {at.node.name: at for at in self._functions if _fixture(at) is not None}
        for at in self._places.outer:
            self._made(at)
        for name in around.of_all:
            self._add(self._whole, name, Span(0, 0), *_ALWAYS)
        self._spread()

    def over(self, span: Span, package: str) -> Part | None:
        """The part around ``span`` in which a double answers clients of ``package``."""
        for part in self.parts:
            if _in(span, part.span) and package in LIBRARIES[part.library].answers:
                return part
        return None

    def fixtures(self) -> Fixtures:
        """The fixtures of this file and around it that have doubles."""
        out = Fixtures(dict(self._around.named), set(self._around.of_all))
        for name, at in self._fixtures.items():
            out.named[name] = self._lasting(at.node)
            if _fixture(at) and at.owner is None:
                out.of_all |= out.named[name]
        return out

    def _add(self, span: Span, library: str, said: Span, *lasts: str) -> None:
        if not any(word in self._text for word in LIBRARIES[library].passing):
            self.parts.append(Part(span, library, said, frozenset(lasts)))

    # -- where a double is made

    def _made(self, at: At) -> None:
        """Note what a name that stands at a place makes a double of."""
        name = self._qualified(at.node)
        library = name.partition(".")[0]
        known = LIBRARIES.get(library)
        if known is None:
            return
        call = at.above if at.role == "called" else None
        if name in known.starts and call is not None:
            self._started(call, library)
        elif known.makers.fullmatch(name):
            self._used(call or at, library)

    def _qualified(self, node: Any) -> str:
        root, dot, rest = dotted(node).partition(".")
        return f"{self._places.imports.get(root, '')}{dot}{rest}"

    def _used(self, at: At, library: str) -> None:
        """A double, or what makes one, stands at a place: what decorates, manages, or is started or kept."""
        above = at.above
        node = above.node if above is not None else None
        if isinstance(node, (s.Define, s.Class)):
            body = node.func if isinstance(node, s.Define) else node
            self._add(_span(body), library, at.span)
        elif isinstance(node, s.Attr) and node.name in _STARTING and above is not None:
            self._started(above, library)
        elif isinstance(node, s.Arg) and above is not None and above.above is not None:
            if isinstance(above.above.node, s.Call):
                if s.last_name(above.above.node.func) == "enter_context":
                    self._started(above.above, library)
        elif isinstance(node, (s.Do, s.Assign)) and above is not None and above.above is not None:
            around = above.above.node
            if isinstance(around, s.Block):
                self._add(Span(at.span.end, around.end), library, at.span, "yield")
            elif isinstance(node, s.Assign):
                self._kept(node, above, library)

    def _kept(self, node: s.Assign, at: At, library: str) -> None:
        """A variable or member holds a double, which is started where that is used."""
        names = {dotted(target) for target in node.targets} - {""}
        for start in (x for word in _STARTING for x in self._places.names.get(word, ())):
            held = dotted(start.node.value) if isinstance(start.node, s.Attr) else ""
            near = start.owner is at.owner if "." in held else start.func is at.func
            if held in names and near:
                self._started(start, library)

    def _started(self, at: At, library: str) -> None:
        """A double is started at a place: it is there until it is stopped, or the end."""
        func = at.func
        if func is None or (func.name in _BEFORE_ALL and at.owner is None):
            self._add(self._whole, library, at.span, *_ALWAYS)
        elif func.name in _BEFORE and at.owner is not None:
            self._add(_span(at.owner), library, at.span, *_ALWAYS)
        else:
            ends = [
                x.span.start
                for word in _STOPPING
                for x in self._places.names.get(word, ())
                if x.func is func and x.role == "called" and x.span.start > at.span.end
            ]
            self._add(Span(at.span.end, min(ends, default=func.end)), library, at.span, *_ALWAYS)

    # -- who else runs there

    def _spread(self) -> None:
        """Add the functions that run there alone, and the tests that get a fixture which has a double."""
        users = {at.span: list(self._users(at)) for at in self._functions}
        plugins = {name: x for x, each in LIBRARIES.items() for name in each.fixtures}
        named: list[tuple[str, Span, Span]] = [*self._asked(), *self._marked()]
        for name, span, said in named:
            given = self._around.named.get(name, {plugins[name]} if name in plugins else set())
            for library in given if name not in self._fixtures else ():
                self._add(span, library, said, *_ALWAYS)
        known = -1
        while known < len(self.parts):
            known = len(self.parts)
            lasting = {name: self._lasting(at.node) for name, at in self._fixtures.items()}
            for name, span, said in named:
                for library in lasting.get(name, ()):
                    self._once(span, library, said)
            for name, at in self._fixtures.items():
                for library in lasting[name] if _fixture(at) else ():
                    self._once(_span(at.owner) if at.owner else self._whole, library, at.span)
            for span, places in users.items():
                for library in LIBRARIES if places else ():
                    parts = [self._there(place, library) for place in places]
                    if all(parts) and parts[0] is not None:
                        self._once(span, library, parts[0].said)

    def _once(self, span: Span, library: str, said: Span) -> None:
        if self._there(span, library) is None:
            self._add(span, library, said, *_ALWAYS)

    def _there(self, span: Span, library: str) -> Part | None:
        return next((p for p in self.parts if p.library == library and _in(span, p.span)), None)

    def _lasting(self, func: s.Func) -> set[str]:
        """The libraries of the doubles that a fixture has while the test runs that gets it."""
        own = _span(func)
        leaves = [
            at
            for at in self._places.spans.values()
            if isinstance(at.node, s.Leave) and at.func is func and at.node.how != "raise"
        ]
        out = set()
        for part in self.parts:
            if _in(part.span, own) or _in(own, part.span):
                ways = [at.node.how for at in leaves if _in(at.span, part.span)]
                if not part.lasts.isdisjoint(ways if leaves else ("return",)):
                    out.add(part.library)
        return out

    def _users(self, at: At) -> Iterator[Span]:
        """Where a function that is no test is called in this file; nothing for one that others may call."""
        func = at.node
        if func.name in self._fixtures:
            yield from (span for name, span, _ in self._asked() if name == func.name)
        elif func.name in _BEFORE and at.owner is not None:
            tests = (x for x in self._functions if x.owner is at.owner)
            yield from (x.span for x in tests if x.node.name.startswith("test"))
        elif not func.name.startswith("test"):
            yield from (x.span for x in self._places.names.get(func.name, ()))

    def _asked(self) -> Iterator[tuple[str, Span, Span]]:
        """The names of the fixtures that functions ask for: those of their parameters."""
        for at in self._places.params:
            if at.above is not None and isinstance(at.above.node, s.Func):
                yield at.node.name, at.above.span, at.span

    def _marked(self) -> Iterator[tuple[str, Span, Span]]:
        """Those that a mark of pytest asks for: ``@pytest.mark.usefixtures("aws")``, ``pytestmark = …``."""
        for at in self._places.names.get("usefixtures", ()):
            call = at.above
            if call is None or not isinstance(call.node, s.Call):
                continue
            above = call.above
            while above is not None and not isinstance(above.node, (s.Define, s.Class, s.Assign)):
                above = above.above
            if above is None:
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


def _span(node: Any) -> Span:
    return Span(node.start, node.end)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
