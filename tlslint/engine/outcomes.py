"""What assertions of JavaScript say of how a call went: ``expect(err).to.exist``, ``assert.equal(r.connected, false)``.

https://www.chaijs.com/api/bdd/, https://jestjs.io/docs/expect, https://nodejs.org/api/assert.html
"""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import syntax as s

#: What a helper of a test says of how it went.
_WENT = frozenset({"accepted", "allowed", "connected", "established", "ok", "success"})
_FAILED = frozenset({"failed", "refused", "rejected"})
#: Words of assertions: that something is the same or another one, that it is false, true, or not there.
_SAME = frozenset({"be", "eq", "equal", "equals", "is", "strictEqual", "toBe", "toEqual"})
_OTHER = frozenset({"not", "notEqual", "notStrictEqual", "notDeepEqual", "isNot"})
_TRUE = frozenset({"true", "isTrue", "toBeTruthy", "truthy"})
_FALSE = frozenset({"false", "isFalse", "toBeFalsy", "isNotOk", "notOk", "falsy"})
_ABSENT = _FALSE | {
    *("ifError", "isNull", "isUndefined", "null", "undefined", "toBeNull", "toBeUndefined"),
    *("notExists", "isNil", "empty"),
}
_ASSERTING = frozenset({"assert", "expect", "should", "t", "ok", "equal", "strictEqual"})
#: What errors of connections have, and what those have that a server answered.
_OF_ERRORS = frozenset({"cause", "code", "errno", "message", "name", "reason"})
_ANSWERED = frozenset({"response", "status", "statusCode"})


def _said(node: s.Expr) -> tuple[set[str], list[s.Expr]]:
    """The words of an assertion, and what it is given."""
    words: set[str] = set()
    values: list[s.Expr] = []
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            words.add(node.name)
            if node.name == "should":
                values.append(node.value)
            node = node.value
        else:
            values += [arg.value for arg in node.args[:2]]
            node = node.func
    words.add(s.last_name(node))
    return words, values


def failed(node: s.Assign, behind: Iterable[s.Stmt]) -> bool:
    """Whether a test says that what a helper tells of a call has to be that it failed (``assert.equal(r.ok, false)``)."""
    target = node.targets[-1]
    said = [each.value for each in behind if isinstance(each, s.Do)]
    if isinstance(target, s.Seq):
        target = target.items[0] if len(target.items) == 1 else target
    named = [target] if isinstance(target, s.Name) else []
    if isinstance(target, s.Map):
        named = [e.value for e in target.fields if isinstance(e.value, s.Name)]
    return any(_says_failed(call, name.id) for name in named for call in said)


def _says_failed(node: s.Expr, name: str) -> bool:
    """Whether an assertion says that what ``name`` holds tells of a failure."""
    words, values = _said(node)
    other = bool(words & _OTHER)
    if len(values) > 1 and (other or words & _SAME):
        texts = {v.value for v in values if isinstance(v, s.Lit) and isinstance(v.value, str)}
        if texts & (_WENT if other else _FAILED):
            return any(_root(v) == name for v in values)
    if other:
        return False
    negated = [v.operand for v in values if isinstance(v, s.Unary) and v.op == "!"]
    false = any(isinstance(v, s.Lit) and v.value is False for v in values)
    asked = negated if words & {"ok", "assert"} and not words & _SAME else []
    if words & _FALSE or (false and words & _SAME):
        asked = values
    return any(_went(v, name) for v in asked)


def _went(node: s.Expr, name: str) -> bool:
    """Whether an expression is what a helper says of how it went."""
    if isinstance(node, s.Attr):
        return node.name in _WENT and isinstance(node.value, s.Name) and node.value.id == name
    return isinstance(node, s.Name) and node.id == name and name in _WENT


def wrong(behind: Iterable[s.Stmt], name: str, sure: bool) -> bool:
    """Whether assertions say that ``name`` holds the error of a connection; ``sure``: an error, or nothing.

    An error that holds the answer of a server is none: that one was connected to.
    """
    found = False
    for node in behind:
        if isinstance(node, s.Do):
            words, values = _said(node.value)
            if any(_ANSWERED & _members(v) for v in values if _root(v) == name):
                return False
            found = found or (bool(words & _ASSERTING) and _error(words, values, name, sure))
    return found


def tells(node: s.Stmt) -> bool:
    """Whether an assertion in a handler says that there is an error."""
    words, values = _said(node.value) if isinstance(node, s.Do) else (set(), [])
    names = {_root(v) for v in values} - {""}
    return bool(words & _ASSERTING) and any(_error(words, values, n, True) for n in names)


def never(node: s.Expr) -> bool:
    """Whether an assertion can hold of nothing: ``expect(true).toBe(false)``, ``assert(false)``."""
    words, values = _said(node)
    told = [v.value for v in values if isinstance(v, s.Lit) and isinstance(v.value, bool)]
    if not words & _ASSERTING or not told or words & _OTHER:
        return False
    if len(told) == len(values) == 2 and words & _SAME:
        return told[0] != told[1]
    first = told[0] if "expect" in words or not words & _SAME else True
    wrong = words & (_FALSE if first else _TRUE | {"assert", "ok"})
    return len(told) == 1 and bool(wrong) and not words & _SAME - {"be"}


def lacks(tests: Iterable[s.Expr], name: str) -> bool:
    """Whether a test asks that there is nothing under a name."""
    return any(
        (isinstance(t, s.Unary) and t.op == "!" and _root(t.operand) == name)
        or (
            isinstance(t, s.Binary)
            and t.op == "=="
            and _is_nothing(t.right)
            and _root(t.left) == name
        )
        for t in tests
    )


def _error(words: set[str], values: list[s.Expr], name: str, sure: bool) -> bool:
    """Whether an assertion of these words says of one of its values that it is an error."""
    nothing = bool(words & _ABSENT) or any(_is_nothing(v) for v in values)
    if nothing != bool(words & _OTHER):
        return False
    for value in values:
        others = [v for v in values if v is not value]
        if _root(value) == name and _of_error(value, others, words, sure):
            return True
        if any(_tested(part, name, sure) for part in _parts(value)):
            return True
    return False


def _of_error(value: s.Expr, others: list[s.Expr], words: set[str], sure: bool) -> bool:
    """Whether an assertion about this value, that it is something, makes it an error."""
    if isinstance(value, s.Name):
        typed = "Error" in words or any(_is_error(v) for v in others)
        return typed or (sure and all(map(_told, others)))
    numbers = any(isinstance(v, s.Lit) and isinstance(v.value, int) for v in others)
    return bool(_members(value) & _OF_ERRORS) and not (numbers and not sure)


def _parts(node: s.Expr) -> list[s.Expr]:
    """What all has to hold for a test."""
    if isinstance(node, s.Binary) and node.op == "&&":
        return [*_parts(node.left), *_parts(node.right)]
    return [node]


def _tested(node: s.Expr, name: str, sure: bool) -> bool:
    """Whether a test holds for errors alone."""
    if not isinstance(node, s.Binary) or _root(node.left) != name:
        return False
    if isinstance(node.left, s.Name):
        told = node.op == "!=" and _is_nothing(node.right)
        return (node.op == "instanceof" and _is_error(node.right)) or (sure and told)
    return node.op == "==" and _of_error(node.left, [node.right], set(), sure)


def holds(node: s.Stmt, name: str) -> bool:
    """Whether an assertion says that a flag is true."""
    if not isinstance(node, s.Do):
        return False
    words, values = _said(node.value)
    if words & _OTHER or not any(isinstance(v, s.Name) and v.id == name for v in values):
        return False
    true = any(isinstance(v, s.Lit) and v.value is True for v in values)
    plain = words & {"ok", "assert"} and len(values) == 1
    return bool(words & _TRUE or plain or (true and words & _SAME))


def _is_nothing(node: s.Expr) -> bool:
    return isinstance(node, s.Lit) and (node.value is None or node.value is False)


def _is_error(node: s.Expr) -> bool:
    """Whether an expression names what errors are."""
    if isinstance(node, s.Lit):
        return node.value in ("error", "Error")
    return isinstance(node, (s.Name, s.Attr)) and s.last_name(node).endswith("Error")


def _told(node: s.Expr) -> bool:
    """Whether it is known that an expression is something."""
    return _is_nothing(node) or _is_error(node) or not isinstance(node, (s.Name, s.Attr))


def _members(node: s.Expr) -> set[str]:
    """The members that a path goes through."""
    found: set[str] = set()
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            found.add(node.name)
            node = node.value
        else:
            node = node.func
    return found


def _root(node: s.Expr) -> str:
    """The variable that a path of members begins with; empty for others."""
    while isinstance(node, (s.Attr, s.Call)):
        node = node.value if isinstance(node, s.Attr) else node.func
    return node.id if isinstance(node, s.Name) else ""
