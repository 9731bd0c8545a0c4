"""Code that offers several versions to choose from: each is one choice among others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from tlslint import syntax as s
from tlslint.engine import libraries
from tlslint.facts import Span
from tlslint.ruleset import Index
from tlslint.values import Const

#: Nodes looked at in one branch, at most.
_MAX_NODES = 3000
#: Methods that compare two texts.
_EQUAL = frozenset({"equals", "equalsIgnoreCase", "Equals"})
#: Methods that tell whether an option of the command line is given: of Commons CLI, picocli, Jopt Simple.
_HAS_OPTION = frozenset({"hasOption", "hasMatchedOption", "has", "hasParsedOption"})
#: What stands before a version in the name of an option.
_BEFORE = frozenset({"no", "use", "force", "enable", "disable", "only", "without", "allow"})
#: What asks for a version beside its name in that of a flag, before or behind it.
_WISHES = ("forced", "Forced", "force", "Force", "use", "Use", "only", "Only")
#: What stands for a version in a handshake (RFC 8446, section 4.2.1).
_WIRE = frozenset({0x0300, 0x0301, 0x0302, 0x0303, 0x0304})
_WIRE_BYTES = frozenset(divmod(number, 256) for number in _WIRE)


def offers(node: s.Branch, index: Index) -> bool:
    """Whether a branch picks one of several versions by a word or number: it offers them all."""
    looked = _held(node) if node.subject is None and len(node.arms) > 1 else ()
    bodies = [
        arm.body
        for arm in node.arms
        if arm.tests
        and all(_selects(t, node.subject) or (looked and _path(t) == looked) for t in arm.tests)
    ]
    # one version for a word, and another one for all others
    rest = [arm.body for arm in node.arms if node.subject is not None and not arm.tests]
    if _several(bodies, index) or (bodies and rest and _several([*bodies, *rest], index)):
        if not _picks_work(node, bodies, index):
            return True
    asks = any(
        ((_asks_for(t) or (node.subject is None and _flags(t))) and _words(arm.body, index))
        or (option(t) and any(map(_called, syntax_nodes(arm.body))))
        or translated(t, node.subject, arm.body, index)
        for arm in node.arms
        for t in arm.tests or ()
    )
    return asks and not one_or_none(node, index)


def one_or_none(node: s.Branch, index: Index) -> bool:
    """Whether a ``switch`` gives one version, or none without encryption: who wants that has no choice."""
    if node.subject is None:
        return False
    rest = [arm for arm in node.arms if not _none(arm)]
    if len(rest) == len(node.arms):
        return False
    said = [_words(arm.body, index) for arm in rest]
    # what another arm gives is not known
    others = [
        n
        for arm, words in zip(rest, said, strict=True)
        if not words
        for n in syntax_nodes(arm.body)
    ]
    return len(set().union(*said)) == 1 and not any(isinstance(n, s.Assign) for n in others)


def _picks_work(node: s.Branch, bodies: list[tuple[s.Stmt, ...]], index: Index) -> bool:
    """Whether a branch picks among things to do, each of which sets versions on the way, by no name of a version."""
    named = (w for arm in node.arms for w in _labels(arm.tests or ()))
    return all(_works(body, index) for body in bodies) and not any(
        map(libraries.names_version, named)
    )


def _works(body: tuple[s.Stmt, ...], index: Index) -> bool:
    """Whether a body calls what neither is told a version nor works on what the body sets."""
    calls = [x.value for x in body if isinstance(x, s.Do) and isinstance(x.value, s.Call)]
    if not calls:
        return False
    own = {_root(target) for x in body if isinstance(x, s.Assign) for target in x.targets}
    return any(not _tells(call, index) and own.isdisjoint(_named(call)) for call in calls)


def _tells(call: s.Call, index: Index) -> bool:
    """Whether a call is told a version, be it in a message."""
    texts = (n.value for n in syntax_nodes((call,)) if isinstance(n, s.Lit))
    words = (word for text in texts if isinstance(text, str) for word in text.split())
    return bool(_words((call,), index)) or any(map(libraries.names_version, words))


def _named(call: s.Call) -> Iterator[str]:
    """The variables that a call names."""
    return (n.id for n in syntax_nodes((call,)) if isinstance(n, s.Name))


def _labels(tests: tuple[s.Expr, ...]) -> Iterator[str]:
    """The words of the labels of an arm, and of the constants that it compares with."""
    for node in syntax_nodes(tests):
        word = node.value if isinstance(node, s.Lit) else _word(node)
        if isinstance(word, str):
            yield word


def _none(arm: s.Arm) -> bool:
    """Whether an arm is for the member ``None`` of an enumeration."""
    names = [str(getattr(t, "name", "") or getattr(t, "id", "")) for t in arm.tests or ()]
    return bool(names) and all(name.lower() == "none" for name in names)


def flagged(test: s.Expr) -> tuple[s.Expr, s.Attr] | None:
    """What a test looks for a flag in, and the flag: ``(x & E.A) != 0``, ``x.HasFlag(E.A)``, ``x == E.A``."""
    given: s.Expr | None = None
    flag: s.Expr | None = None
    if isinstance(test, s.Call) and isinstance(test.func, s.Attr) and len(test.args) == 1:
        if test.func.name == "HasFlag":
            given, flag = test.func.value, test.args[0].value
    elif isinstance(test, s.Binary) and test.op in ("==", "!=", ">"):
        masked = isinstance(test.left, s.Binary) and test.left.op in ("&", "And")
        none = isinstance(test.right, s.Lit)
        if isinstance(test.left, s.Binary) and masked and none == (test.op != "=="):
            given, flag = test.left.left, test.left.right
        elif test.op == "==" and not masked:
            given, flag = test.left, test.right
    return (given, flag) if given is not None and isinstance(flag, s.Attr) else None


def translated(test: s.Expr, subject: s.Expr | None, body: Any, index: Index) -> s.Expr | None:
    """What a test finds a version in that a branch gives in other words; None for other branches."""
    asked = flagged(test) if subject is None else (subject, test)
    if asked is None or not isinstance(asked[1], s.Attr):
        return None
    name = asked[1].name
    known = name in index.version_words
    if not known and not libraries.names_version(name):
        return None
    said = _words(body, index)
    return asked[0] if (said == {name} if known else len(said) == 1) else None


def _asks_for(test: s.Expr) -> bool:
    """Whether a test asks if a version is wanted, by its name or number: ``option == "1.0"``."""
    if not (isinstance(test, s.Binary) and test.op == "=="):
        return _wire_bytes(test)
    word = test.right if isinstance(test.right, s.Lit) else test.left
    if not isinstance(word, s.Lit) or not isinstance(word.value, str):
        return isinstance(word, s.Lit) and word.value in _WIRE
    return word.value != "1" and libraries.names_version(word.value)


def _wire_bytes(test: s.Expr) -> bool:
    """Whether a test asks for the two numbers of a version in a handshake: ``major == 3 && minor == 1``."""
    if not (isinstance(test, s.Binary) and test.op == "&&"):
        return False
    words = [
        x.value for part in (test.left, test.right) for x in _sides(part) if isinstance(x, s.Lit)
    ]
    return tuple(words) in _WIRE_BYTES


def _flags(test: s.Expr) -> bool:
    """Whether a test is a flag that is called like a version: ``*tls10``, ``args["--tls1"]``, ``cmd.hasOption("tls1")``."""
    if isinstance(test, s.Call):
        return option(test)
    word = test.name if isinstance(test, s.Attr) else test.id if isinstance(test, s.Name) else ""
    if isinstance(test, s.Index) and isinstance(test.key, s.Lit):
        word = str(test.key.value).lstrip("-")
    return "s" in word.lower() and libraries.names_version(_wished(word))


def _wished(word: str) -> str:
    """The name of a flag without the words that ask for what it names: ``tls10_forced``, ``forceTLS10``."""
    for wish in _WISHES:
        for rest in (word.removesuffix(wish), word.removeprefix(wish)):
            if rest != word:
                return rest.strip("_-")
    return word


def option(test: s.Expr) -> bool:
    """Whether a test asks for an option of the command line that is called like a version, or like what is without it."""
    match test:
        case s.Call(func=s.Attr(name=name), args=(s.Arg(value=s.Lit(value=str(word))),)):
            return name in _HAS_OPTION and "s" in word.lower() and _plainly(word)
    return False


def _called(node: Any) -> bool:
    """Whether a node is a name that is called like a version (``TLS1``, ``NO_SSL3``): a list of its own, perhaps."""
    word = node.name if isinstance(node, s.Attr) else getattr(node, "id", "")
    return isinstance(word, str) and "s" in word.lower() and _plainly(word)


def _plainly(word: str) -> bool:
    """Whether a word is the name of a version, or that of one with ``no`` or ``use`` before it."""
    first, _, rest = word.lower().lstrip("-").replace("-", "_").partition("_")
    return libraries.names_version(rest if first in _BEFORE and rest else word.lstrip("-"))


def is_on(test: s.Expr, value: object) -> bool:
    """Whether a test is a variable that the code itself sets: nobody chooses it."""
    known = isinstance(value, Const) and value.value is True
    return known and isinstance(test, (s.Name, s.Attr))


def arms_offered(node: s.Cond, index: Index) -> list[s.Expr]:
    """The values of a chain of conditions, the last left out, where it picks one of several versions.

    Of one condition it is what it gives to who asks for a version by its name or number.
    """
    arms: list[s.Cond] = []
    rest: s.Expr = node
    while isinstance(rest, s.Cond):
        arms.append(rest)
        rest = rest.otherwise
    if len(arms) < 2:
        asking = [a.then for a in arms if _asks_for(a.test) or _flags(a.test)]
        return [then for then in asking if _words((then,), index)]
    # what a switch expression looks at stands in each test of the chain
    first, second = (_looked_at(arm.test) for arm in arms[:2])
    subject = first if first is not None and first is second else None
    chosen = [arm.then for arm in arms if _selects(arm.test, None, subject)]
    return chosen if _several([(c,) for c in chosen], index) else []


def _several(parts: Iterable[Any], index: Index) -> bool:
    """Whether more than one of ``parts`` names versions, and not all the same ones."""
    named = [found for part in parts if (found := _words(part, index))]
    return any(found != named[0] for found in named)


def _words(part: Any, index: Index) -> set[str]:
    """The versions that names and texts in the source stand for in some table, as words."""
    out: set[str] = set()
    for node in syntax_nodes(part):
        if isinstance(node, s.Lit):
            if isinstance(node.value, str) and node.value in index.version_texts:
                out.add(node.value)
            continue
        word = node.name if isinstance(node, s.Attr) else getattr(node, "id", None)
        if word in index.version_words:
            out.add(word)
    return out


def _looked_at(test: s.Expr) -> s.Expr | None:
    while isinstance(test, s.Binary) and test.op in ("||", "&&"):
        test = test.left
    return test.left if isinstance(test, s.Binary) and test.op == "==" else None


def _selects(test: s.Expr, subject: s.Expr | None, compared: s.Expr | None = None) -> bool:
    """Whether a branch's test compares something with a constant."""
    if subject is not None:
        return isinstance(test, (s.Lit, s.Name, s.Attr))
    if isinstance(test, s.Binary) and test.op in ("||", "&&"):
        return _selects(test.left, None, compared)
    if isinstance(test, s.Binary) and test.op == "==":
        labelled = compared is not None and test.left is compared
        return labelled or isinstance(test.left, s.Lit) or isinstance(test.right, s.Lit)
    if isinstance(test, s.Call) and isinstance(test.func, s.Attr):
        # "x".equals(y), y.equals("x"), strings.EqualFold(x, "y")
        parts = (test.func.value, *(a.value for a in test.args))
        same = test.func.name.lower()
        return same.startswith("equal") and any(isinstance(p, s.Lit) for p in parts)
    return False


def _held(node: s.Branch) -> tuple[str, ...]:
    """What the first test of a chain holds against a constant of something: ``v == versions.OLD``."""
    tests = node.arms[0].tests
    return _path(tests[0]) if tests and len(tests) == 1 else ()


def _path(test: s.Expr) -> tuple[str, ...]:
    """The name, part by part from its end, that a test holds against a constant of something."""
    expr: s.Expr | None = _constant(_sides(test))
    out: list[str] = []
    while isinstance(expr, s.Attr):
        out.append(expr.name)
        expr = expr.value
    return (*out, expr.id) if isinstance(expr, s.Name) else ()


def _constant(sides: tuple[s.Expr, ...]) -> s.Expr | None:
    """What is held against a member of something (``versions.OLD``), which stands behind it."""
    held = len(sides) == 2 and isinstance(sides[1], s.Attr)
    return sides[0] if held and isinstance(sides[0], (s.Name, s.Attr)) else None


def nothing_said(test: s.Expr) -> bool:
    """Whether a branch is for who says nothing: ``case "":``, ``x == ""``."""
    if isinstance(test, s.Binary) and test.op in ("==", "||"):
        return nothing_said(test.left) or nothing_said(test.right)
    return isinstance(test, s.Lit) and test.value == ""


def compared(node: s.Branch) -> Span | None:
    """What the tests of a branch compare with a constant that says something; None for other tests."""
    found: set[Span] = set()
    for arm in node.arms:
        for test in arm.tests or ():
            says = False
            for part in _all_of(test):
                sides = _sides(part)
                others = [x for x in sides if not isinstance(x, s.Lit)]
                asked = others[0] if len(others) == 1 else _constant(sides)
                if asked is None:
                    return None
                found.add(Span(asked.start, asked.end))
                says = says or len(others) == 2 or any(map(_says, sides))
            if not says:
                return None
    return min(found, default=None)


def _all_of(test: s.Expr) -> list[s.Expr]:
    """What must hold for a test to hold: the parts of ``a && b``."""
    out = [test]
    while isinstance(out[-1], s.Binary) and out[-1].op == "&&":
        out[-1:] = out[-1].right, out[-1].left
    return out[::-1]


def _says(word: s.Expr) -> bool:
    """Whether it is a word or number that says something."""
    return isinstance(word, s.Lit) and bool(word.value) and word.value is not True


def _sides(test: s.Expr) -> tuple[s.Expr, ...]:
    """What ``x == y`` or ``x.equals(y)`` compares; nothing of other tests."""
    match test:
        case s.Binary(op="==", left=left, right=right):
            return left, right
        case s.Call(func=s.Attr(value=owner, name=name), args=(s.Arg(value=given),)):
            return (owner, given) if name in _EQUAL else ()
        case s.Call(func=s.Attr(name="EqualFold"), args=(s.Arg(value=left), s.Arg(value=right))):
            return left, right
    return ()


def sought(node: s.Loop) -> list[s.Expr]:
    """What a loop over a table holds its items against, one by one, to stop at the one that is alike.

    ``for name, version := range table { if name == wanted { return version } }`` seeks ``wanted``.
    """
    names = {part.id for part in _parts(node.target) if isinstance(part, s.Name)}
    out: list[s.Expr] = []
    for branch in node.body:
        if not isinstance(branch, s.Branch) or branch.subject is not None:
            continue
        for arm in branch.arms[:1]:
            sides = _sides(arm.tests[0]) if arm.tests and len(arm.tests) == 1 else ()
            last = arm.body[-1] if arm.body else None
            own = [_root(side) in names for side in sides]
            if isinstance(last, s.Leave) and last.how in ("return", "break") and sum(own) == 1:
                out.append(sides[own.index(False)])
    return out


def _parts(target: s.Expr | None) -> tuple[s.Expr, ...]:
    return target.items if isinstance(target, s.Seq) else (target,) if target is not None else ()


def _root(expr: s.Expr) -> str:
    """The variable that an expression begins with; empty for others."""
    while True:
        match expr:
            case s.Attr(value=inner) | s.Index(value=inner) | s.Call(func=s.Attr(value=inner)):
                expr = inner
            case s.Name(id=name):
                return name
            case _:
                return ""


def labelled(call: s.Call, index: Index) -> tuple[s.Attr, dict[Span, str]] | None:
    """Versions that a method is handed the way a list is filled that somebody chooses from: their places and names.

    ``box.addItem("TLS 1.1", ssl.PROTOCOL_TLSv1_1)`` gives a label beside the version, also in what is made for it
    (``new Item("TLS 1.1", …)``): what else takes versions gets them without one. Lists of controls need none.
    """
    if not isinstance(call.func, s.Attr) or not 0 < len(call.args) <= 4:
        return None
    given = [arg.value for arg in call.args if not arg.name and not arg.spread]
    if len(given) == 1 and isinstance(given[0], s.Seq):
        given = list(given[0].items)
    if shows(call.func):
        named = ((n, _word(n)) for n in syntax_nodes(given))
        found = {Span(n.start, n.end): w for n, w in named if w in index.version_words}
        return (call.func, found) if found else None
    if len(given) == 1 and isinstance(given[0], s.Call) and given[0].new:
        given = [*(arg.value for arg in given[0].args), *(field.value for field in given[0].fields)]
    elif len(given) == 1 and isinstance(given[0], s.Map):
        given = [part.value for part in given[0].fields]
    if len(given) > 1 and any(
        isinstance(g, s.Lit) and isinstance(g.value, str) and libraries.names_version(g.value)
        for g in given
    ):
        for each in given:
            if (word := _word(each)) in index.version_words:
                return call.func, {Span(each.start, each.end): word}
    return None


def _word(node: Any) -> str:
    """The last word of a name; empty for anything else."""
    return str(node.name if isinstance(node, s.Attr) else getattr(node, "id", ""))


def shows(method: s.Attr) -> bool:
    """Whether a method fills the list of a control (``box.Items.Add``)."""
    return (
        method.name in libraries.SHOWING
        and isinstance(method.value, s.Attr)
        and method.value.name in ("Items", "items")
    )


def syntax_nodes(body: Any) -> list[Any]:
    """The nodes of a tuple of syntax, bodies of functions left out; not more than a few thousand."""
    out: list[Any] = []
    stack: list[Any] = list(body)
    while stack and len(out) < _MAX_NODES:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif hasattr(node, "__slots__") and not isinstance(node, s.Func):
            out.append(node)
            stack.extend(getattr(node, name) for name in node.__slots__)
    return out


def settled(test: s.Expr, varying: Container[Span] = ()) -> bool:
    """Whether a test that gives a constant always does: a variable may have another value some day, and
    so may the calls (``varying``) that give what one holds.
    """
    while isinstance(test, (s.Unary, s.Binary)):
        if isinstance(test, s.Binary) and not settled(test.right, varying):
            return False
        test = test.left if isinstance(test, s.Binary) else test.operand
    if isinstance(test, s.Call):
        return Span(test.start, test.end) not in varying
    return not isinstance(test, (s.Name, s.Attr, s.Index))


def probes(test: s.Expr, known: Container[Span] = ()) -> bool:
    """Whether a test asks if the platform has something (``hasattr(ssl, "PROTOCOL_TLS")``), and that is not ``known``."""
    parts = [test]
    for part in parts:
        if isinstance(part, s.Unary):
            parts.append(part.operand)
        elif isinstance(part, s.Binary) and part.op in ("&&", "||"):
            parts += (part.left, part.right)
        elif (
            isinstance(part, s.Call) and isinstance(part.func, s.Name) and part.func.id == "hasattr"
        ):
            if Span(part.start, part.end) not in known:
                return True
    return False
