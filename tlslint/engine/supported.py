"""What is left of all that a platform supports when names are taken out of it.

``new ArrayList<>(Arrays.asList(socket.getSupportedProtocols()))``, ``.remove("SSLv3")``,
``.filter(p -> !p.startsWith("SSL"))``: a union without some.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import reduce

from tlslint import syntax as s
from tlslint.engine.listing import ADDING, LOWER, UPPER
from tlslint.engine.machine import CALLED, Args
from tlslint.engine.operators import without
from tlslint.facts import Span
from tlslint.values import Closure, Const, Flags, Row, Sym, Unknown, Value, alternatives, text_of

#: All names that JSSE may list.
NAMES = ("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
#: What gives the list of those that are on, which nobody knows but that it is a list.
ENABLED = "getEnabledProtocols"
_MAX_TEST = 20
#: Regular expressions are tried up to this length, and where no group is repeated.
_MAX_PATTERN = 60
_NESTED = (")*", ")+", "){")
_KEEPING = frozenset({"filter"})
_DROPPING = frozenset({"removeIf", "filterNot"})
TESTING = _KEEPING | _DROPPING
_TAKING = frozenset({"remove", "removeAll", "minus"})
#: Methods that change the list itself.
CHANGING = frozenset({"remove", "removeAll", "removeIf", "retainAll", "iterator", "listIterator"})


#: words in the names of types that have a list of all that is supported
_HAVING = ("Socket", "Engine", "Parameters")


def other(qualified: str) -> bool:
    """Whether a method is one of a type that is declared and, by its name, has no such list."""
    owner = qualified.rpartition(".")[0].rpartition(".")[2]
    return owner.isidentifier() and not any(word in owner for word in _HAVING)


def listed(value: Value, known: Container[str], span: Span) -> Flags | None:
    """A list of all that is supported; None for any other value."""
    if isinstance(value, Row) and len(value.items) == 1 and not value.open:
        value = value.items[0]  # an empty list to which all of them were added
    if isinstance(value, Flags):
        whole = value
    elif isinstance(value, Sym):
        whole = Flags((value,), (), span)
    else:
        return None
    for part in whole.plus:
        if not (isinstance(part, Sym) and part.name.endswith(CALLED) and part.name in known):
            return None
    return whole if whole.plus else None


def is_all(value: Value, known: Container[str]) -> bool:
    """Whether a value is a list of all that a platform supports, of which nothing was taken."""
    found = listed(value, known, value.span)
    return found is not None and not found.minus and not found.kept


def names_of(whole: Flags) -> tuple[str, ...] | None:
    """The names in a list of all that is supported; None where that is not known."""
    gone = [text_of(taken) for taken in whole.minus]
    if whole.kept or None in gone:
        return None
    return tuple(name for name in NAMES if name not in gone)


def all_taken(body: Sequence[s.Stmt], variable: str) -> bool:
    """Whether a loop's body does nothing but put the name that the loop is at into a list."""
    return bool(body) and all(_puts(each, variable) for each in body)


def _puts(node: s.Stmt, variable: str) -> bool:
    match node:
        case s.Do(value=s.Call(func=s.Attr(name=how), args=(s.Arg(value=s.Name(id=given)),))):
            return how in ADDING and given == variable
        case s.Block(body=body):
            return all_taken(body, variable)
    return False


def chained(node: s.Branch) -> s.Branch:
    """A switch as a chain of comparisons, which tell what each name goes through."""
    subject = node.subject
    if subject is None:
        return node
    arms, rest = [], []
    for arm in node.arms:
        tests: list[s.Expr] = [s.Binary(t.start, t.end, "==", subject, t) for t in arm.tests or ()]
        if not tests:
            rest.append(arm)
            continue
        start, end = tests[0].start, tests[-1].end
        whole = reduce(lambda a, b: s.Binary(start, end, "||", a, b), tests)
        arms.append(s.Arm((whole,), arm.body))
    return s.Branch(node.start, node.end, (*arms, *rest))


def decided(body: Sequence[s.Stmt], decides: Callable[[s.Expr], bool]) -> bool:
    """Whether a loop's body has tests, each of which the name that the loop is at ``decides``."""
    asks = False
    for each in body:
        if isinstance(each, s.Block) and not decided(each.body, decides):
            return False
        if not isinstance(each, s.Branch):
            continue
        asks = True
        for arm in chained(each).arms:
            if not all(map(decides, arm.tests or ())):
                return False
            inner = any(isinstance(n, s.Branch) for n in arm.body)
            if inner and not decided(arm.body, decides):
                return False
    return asks


def denied(body: Sequence[s.Stmt]) -> bool:
    """Whether a loop adds to a list only what its test does not hold for (``if (OLD.contains(p)) … else add(p)``)."""
    if len(body) != 1 or not isinstance(body[0], s.Branch) or body[0].subject is not None:
        return False
    adding = [any(map(_adds, arm.body)) for arm in body[0].arms]
    return len(adding) == 2 and body[0].arms[1].tests is None and adding == [False, True]


def _adds(node: s.Stmt) -> bool:
    if isinstance(node, s.Block):
        return any(map(_adds, node.body))
    call = node.value if isinstance(node, s.Do) else None
    return isinstance(call, s.Call) and isinstance(call.func, s.Attr) and call.func.name in ADDING


def left(
    whole: Flags, name: str, args: Args, span: Span, known: Callable[[s.Expr], Value]
) -> Value | None:
    """What the method ``name`` leaves of a list of all that is supported; None for other methods.

    ``known`` gives the values of what a test compares names with.
    """
    if name in _TAKING and len(args.positional) == 1:
        given = args.positional[0]
        items = given.items if isinstance(given, Row) and not given.open else (given,)
        if any(text_of(item) is None for item in items):
            return Unknown(span)
        return without(whole, items, span)
    if name in TESTING and len(args.positional) == 1:
        dropped = gone(args.positional[0], name, span, known)
        return without(whole, dropped, span) if dropped is not None else Unknown(span)
    if name in CHANGING:
        return Unknown(span)
    return None


def gone(
    test: Value, name: str, span: Span, known: Callable[[s.Expr], Value]
) -> tuple[Value, ...] | None:
    """The names that the method ``name`` with a test takes out of a list; None where that is not known."""
    told = _test(test) if isinstance(test, Closure) else None
    out: list[Value] = []
    for each in NAMES:
        held = holds(told[0], told[1], each, known) if told is not None else None
        if held is None:
            return None
        if held == (name in _DROPPING):
            out.append(Const(each, span))
    return tuple(out)


def _test(closure: Closure) -> tuple[s.Expr, str] | None:
    """What a function of one parameter asks, and the name of the parameter."""
    body = closure.func.body()
    if len(body) != 1 or not isinstance(body[0], s.Leave) or len(closure.func.params) != 1:
        return None
    asked = body[0].value
    return (asked, closure.func.params[0].name) if asked is not None else None


def holds(
    test: s.Expr, name: str, text: str, known: Callable[[s.Expr], Value], depth: int = 0
) -> bool | None:
    """Whether a test holds where ``name`` is ``text``; None where that is not known."""
    if depth > _MAX_TEST:
        return None
    if isinstance(test, s.Unary) and test.op == "!":
        inner = holds(test.operand, name, text, known, depth + 1)
        return None if inner is None else not inner
    if isinstance(test, s.Binary) and test.op in ("&&", "||"):
        left = holds(test.left, name, text, known, depth + 1)
        right = holds(test.right, name, text, known, depth + 1)
        ends = test.op == "||"
        if ends in (left, right):
            return ends
        return None if None in (left, right) else not ends
    if isinstance(test, s.Binary) and test.op == "!in":
        inside = _asks("contains", test.left, test.right, name, text, known)
        return None if inside is None else not inside
    if isinstance(test, s.Binary) and test.op in ("==", "!=", "in"):
        return _asks("contains" if test.op == "in" else test.op, test.left, test.right, name, text, known)  # fmt: skip
    if isinstance(test, s.Call) and isinstance(test.func, s.Attr) and len(test.args) == 1:
        return _asks(test.func.name, test.func.value, test.args[0].value, name, text, known)
    return None


def _asks(
    how: str, left: s.Expr, right: s.Expr, name: str, text: str, known: Callable[[s.Expr], Value]
) -> bool | None:
    """Whether ``left`` and ``right``, one of which is the name, agree as the method ``how`` says."""
    folded = False
    while isinstance(left, s.Call) and isinstance(left.func, s.Attr) and not left.args:
        if left.func.name not in LOWER | UPPER:
            return None
        text = text.lower() if left.func.name in LOWER else text.upper()
        left, folded = left.func.value, True
    if isinstance(left, s.Name) and left.id == name:
        other = known(right)
    elif isinstance(right, s.Name) and right.id == name and not folded:
        other, right = known(left), left
        if how == "contains":  # a list is asked for the name
            items = other.items if isinstance(other, Row) and not other.open else None
            texts = [text_of(i) for i in items] if items is not None else [None]
            return None if None in texts else text in texts
    else:
        return None
    if how == "contains" and isinstance(other, Row):
        texts = [text_of(i) for i in other.items]
        return None if other.open or None in texts else text in texts
    # of several outcomes those count that are known: a default
    said = [t for option in alternatives(other) if (t := text_of(option)) is not None]
    told = {_agrees(how, text, each) for each in said}
    return told.pop() if len(told) == 1 else None


def _agrees(how: str, text: str, said: str) -> bool | None:
    """Whether a name and what is said of it agree as the method ``how`` says."""
    if how in ("equals", "=="):
        return text == said
    if how == "!=":
        return text != said
    if how in ("equalsIgnoreCase", "contentEquals"):
        return text.lower() == said.lower()
    if how == "startsWith":
        return text.startswith(said)
    if how == "matches":
        return _matches(said, text)
    if how == "endsWith":
        return text.endswith(said)
    return said in text if how == "contains" else None


def _matches(pattern: str, text: str) -> bool | None:
    """Whether a regular expression matches the whole text; None for one that may take long, or is none."""
    if len(pattern) > _MAX_PATTERN or any(n in pattern for n in _NESTED):
        return None
    try:
        return re.fullmatch(pattern, text) is not None
    except (re.error, OverflowError):
        return None
