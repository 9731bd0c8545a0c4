"""Functions that ask about a version, compare it, show it or refuse it, by their names.

What such a function is given goes no further, so a version in it is no setting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tlslint import syntax as s
from tlslint.engine.libraries import NET
from tlslint.regex import regex

#: Names of functions that hold what they are given against something else, and use it no further.
COMPARING = frozenset(
    {
        "deepequal",
        "deepstrictequal",
        "cmp",
        "elementsmatch",
        "subset",
        "notcontains",
        "benumerically",
        "beequivalentto",
        "beidenticalto",
        "containelement",
        "consistof",
        "strictequal",
        "notdeepequal",
        "eql",
        "tobe",
        "toequal",
        "tostrictequal",
        "tomatchobject",
        "tocontainequal",
        "tohaveproperty",
        "tohavebeencalledwith",
        "tohavebeenlastcalledwith",
        "tohavebeennthcalledwith",
        "objectcontaining",
        "calledwith",
        "calledwithmatch",
        "calledwithexactly",
        "calledoncewith",
    }
)

#: Names of functions of tests that compare two values.
ASSERTING = frozenset(
    {
        *COMPARING,
        "assertequal",
        "assertequals",
        "assertin",
        "assertnotequal",
        "assertthat",
        "that",
        "areequal",
        "arenotequal",
        "equal",
        "equals",
        "notequal",
        "equalvalues",
        "notequalvalues",
        "equalto",
        "exactly",
    }
)

#: The same of testify: https://pkg.go.dev/github.com/stretchr/testify/assert#Panics
_PANICKING = frozenset(
    f"panics{how}{f}" for how in ("", "withvalue", "witherror") for f in ("", "f")
)
#: Names of functions that hold that the function they are given fails.
FAILING = frozenset(
    {
        "raises",
        "assertraises",
        "assertraisesregex",
        "assertraisesregexp",
        "assertthrows",
        "assertthrowsexactly",
        "expectthrows",
        "assertthatthrownby",
        "isthrownby",
        "throws",
        "throwsasync",
        "throwsany",
        "throwsanyasync",
        "throwsexactly",
        "throwsexactlyasync",
        "throwsexception",
        "throwsexceptionasync",
        "assertfails",
        "assertfailswith",
        "shouldthrow",
        "shouldthrowany",
        "shouldthrowexactly",
        "catchthrowable",
        "catchthrowableoftype",
        "catchexception",
    }
)

#: Names of functions that show or record a value and do nothing with it.
SHOWING = frozenset(
    {
        "print",
        "println",
        "printf",
        "sprintf",
        "format",
        "log",
        "debug",
        "info",
        "warn",
        "warning",
        "error",
        "exception",
        "trace",
        "fatal",
        "writeline",
        "write",
        "repr",
        "msgbox",
        "show",
        "information",
        "verbose",
        "tostring",
        "sprint",
        "sprintln",
        "fprint",
        "fprintln",
        "fprintf",
        "errorf",
        "versionname",
        "fatalf",
        "logf",
        "infof",
        "warnf",
        "warningf",
        "debugf",
        "tracef",
        "panicf",
        "skipf",
    }
)

#: Names of functions that hold a value against another, or look for it, and do nothing with it.
HOLDING = frozenset(
    {
        "isinstance",
        "hasattr",
        "equals",
        "equalsignorecase",
        "isequalto",
        "isnotequalto",
        "containsonly",
        "containsexactly",
        "containsexactlyinanyorder",
        "doesnotcontain",
        "hasfieldorpropertywithvalue",
        "areequal",
        "arenotequal",
        "equal",
        "notequal",
        "equalto",
        "be",
        "notbe",
        "contains",
        "hasflag",
        "beoneof",
        "isdefined",
        "getname",
        "indexof",
        "compareto",
        "isequalorearlierversionof",
        "isequalorlaterversionof",
        "isearlierversionof",
        "islaterversionof",
        "includes",
        "equalvalues",
        "notequalvalues",
        "exactly",
        "greater",
        "less",
        "greaterorequal",
        "lessorequal",
        # of Python's lists and sets, of any object, and of hamcrest
        "count",
        "index",
        "discard",
        "isdisjoint",
        "issubset",
        "issuperset",
        "difference",
        "difference_update",
        "__contains__",
        "__eq__",
        "__ne__",
        "hash",
        "bool",
        "equal_to",
        "has_item",
        "has_items",
        "is_in",
        "is_not",
        *COMPARING,
    }
)

DISPLAY = SHOWING | HOLDING

#: Names of functions that write what they are given into a log.
LOGGING = frozenset({"log", "debug", "info", "warn", "warning", "error", "trace", "fatal"})

_ENDS = (ASSERTING | HOLDING | LOGGING) - {"getname", "difference"}

#: how names of functions begin that ask about a version, or take it away
_ASKING = regex(
    r"(?:[iI]s|[hH]as|[cC]an|[sS]upports?|Should|Log|Trace|Debug|[sS]tartsWith|[eE]ndsWith)(?![a-z])"
)

#: what is thrown tells what it is given
_THROWN = regex(r"_?[A-Z]\w*(?:Error|Exception|Warning)")
#: functions of Python's operators that compare
_OPERATORS = regex(r"operator\.(?:eq|ne|lt|le|gt|ge|is_|is_not|contains|indexOf|countOf)")
#: how they end, or begin, where they give the name of a version
_NAMING = regex(
    r"\w*[vV]ersion_?(?:[tT]o_?)?(?:[nN]ame|[sS]tring|[tT]ext|[lL]abel)|(?:[rR]esolve|[dD]escribe|[fF]ormat)[A-Z]\w*[vV]ersion"
)
_TAKING = regex(
    r"(?:remove|except|exclude|disable|disallow|forbid|deny|reject|without)", re.IGNORECASE
)

#: classes whose functions compare
_ASSERTING = frozenset({"Assert", "CollectionAssert", "Assertions"})

#: What comes between two values of which a test expects something.
_MATCHERS = frozenset({*ASSERTING, "deepequals", "contains", "haslen", "havelen", "isin"})
_SHOULD = regex(r"Should[A-Z]")

#: What a test expects a call to have been.
_EXPECTED_CALLS = frozenset({"mock.call", "unittest.mock.call"})

#: What Go's packages for comparisons give; https://pkg.go.dev/github.com/google/go-cmp/cmp
_GO_CMP = regex(r"(?:.*/)?cmp\.(?:Diff|Equal|DeepEqual)")


@lru_cache(maxsize=4096)
def only_asks(name: str) -> bool:
    """Whether a function shows or compares a version, asks for it or takes it away, and no more."""
    owner, _, last = name.rpartition(".")
    return (
        last.lower() in DISPLAY
        or last.lower() in _DOUBLES
        or (bool(owner) and owner.partition(".")[0] in _CONSTRAINTS)
        or compares(name)
        or owner.rpartition(".")[2] in _ASSERTING
        or _ASKING.match(last) is not None
        or _TAKING.match(last) is not None
        or _NAMING.fullmatch(last) is not None
        or _THROWN.fullmatch(last) is not None
    )


def manner(name: str) -> str:
    """What a function that `only_asks` does with a version, in words; empty for any other."""
    owner, _, last = name.rpartition(".")
    if last.lower() in FAILING:
        return "expected to fail"
    if not only_asks(name):
        return ""
    if compares(name) or owner.rpartition(".")[2] in _ASSERTING:
        return "compared"
    if last.lower() in HOLDING or owner.partition(".")[0] in _CONSTRAINTS:
        return "compared or asked for"
    if last.lower() in _DOUBLES:
        return "what a double gives"
    if last.lower() in SHOWING or _THROWN.fullmatch(last):
        return "shown"
    if _TAKING.match(last) is not None:
        return "taken away"
    return "shown" if last.startswith(("Log", "Trace", "Debug")) else "asked for"


@lru_cache(maxsize=4096)
def compares(name: str) -> bool:
    """Whether a function of this qualified name holds its arguments against something."""
    lowered = name.rpartition(".")[2].lower()
    if "/testify/" in name:
        lowered = lowered.removesuffix("f")
        return lowered in ASSERTING | HOLDING
    return (
        lowered in COMPARING
        or lowered.startswith("assert")
        or name in _EXPECTED_CALLS
        or _GO_CMP.fullmatch(name) is not None
        or _OPERATORS.fullmatch(name) is not None
    )


@lru_cache(maxsize=4096)
def ends(name: str) -> bool:
    """Whether what a function is given goes nowhere, and it gives nothing of that: it compares or logs."""
    return name.rpartition(".")[2].lower() in _ENDS or compares(name)


def matching(args: Sequence[s.Arg]) -> bool:
    """Whether the second of three arguments, or more, is the name of a matcher: ``Expect(a, gs.Equals, b)``."""
    name = s.last_name(args[1].value)
    return name.lower() in _MATCHERS or _SHOULD.match(name) is not None


#: Functions of Mockito, EasyMock, FluentAssertions, NSubstitute and their like after which a call only
#: says what a test expects, and those before whose ``when`` it says what a double does.
_EXPECTING = frozenset(
    {"verify", "should", "Should", "Received", "DidNotReceive", "ReceivedWithAnyArgs"}
)
#: Those of Moq and FakeItEasy whose function is the call that a test expects, and is not run.
_EXPECTED = frozenset({"verify", "verifyset", "callto"})
#: The same of NUnit and Shouldly, whose names say less by themselves.
_CATCHING = ("assert.catch", "assert.catchasync", "should.throw", "should.throwasync")
#: Where NUnit's matchers begin: ``Does.Not.Contain(x)``.
_CONSTRAINTS = frozenset({"Is", "Does", "Has"})
_DOING = frozenset({"doThrow", "doReturn", "doNothing", "doAnswer", "doCallRealMethod"})
_WILLING = frozenset({"willThrow", "willReturn", "willDoNothing", "willAnswer"})


@lru_cache(maxsize=4096)
def expects(name: str, language: str) -> str:
    """What is said of the functions that a function of this name is given, where it does not run them; or nothing."""
    last = name.rpartition(".")[2].lower()
    if last in FAILING or (language in NET and name.lower().endswith(_CATCHING)):
        return "expected to fail"
    if language == "go" and last in _PANICKING:
        return "expected to panic"
    return "a call that a test expects" if language in NET and last in _EXPECTED else ""


def verifies(receiver: s.Expr) -> bool:
    """Whether a call of a method of ``receiver`` only says which call a test expects (``verify(x).f(1)``)."""
    if not isinstance(receiver, s.Call):
        return False
    func = receiver.func
    name = s.last_name(func)
    if name in _EXPECTING:
        return True
    if name not in ("when", "given") or not isinstance(func, s.Attr):
        return False
    before = func.value
    while isinstance(before, s.Call):
        first = before.func
        if s.last_name(first) in _DOING | _WILLING:
            return True
        before = first.value if isinstance(first, s.Attr) else first
    return False


def choosing(called: str, keyword: str) -> bool:
    """Whether a keyword of a function tells what a user may choose, and no more.

    ``choices=[…]``; ``const=`` of an option of a command line.
    """
    if keyword == "choices":
        return True
    return keyword == "const" and called.endswith((".add_argument", ".add_option"))


#: Methods by which tests say what a double gives: of Moq, NSubstitute, FakeItEasy, Sinon.
_DOUBLES = frozenset({"returns", "returnsasync", "returnsforanyargs", "returnslazily"})

_NEGOTIATED = regex(r"_?negotiated(?:ssl|tls)?(?:protocols?|versions?)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def negotiated(member: str) -> bool:
    """Whether a member, by its name, holds what a connection came to: what is put there sets nothing."""
    return _NEGOTIATED.fullmatch(member) is not None
