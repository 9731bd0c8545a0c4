"""Calls of JavaScript that a test expects to be refused: ``await expect(connect(…)).rejects.toThrow()``.

https://jestjs.io/docs/expect#rejects, https://www.chaijs.com/plugins/chai-as-promised/,
https://nodejs.org/api/assert.html#assertrejectsasyncfn-error-message,
https://nodejs.org/api/events.html#eventsonceemitter-name-options
"""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine import negative
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of, within

#: What says of a promise that it has to be refused, and of a function that it has to throw.
_REJECTED = frozenset({"rejects", "rejected", "rejectedWith"})
_THROWS = frozenset({"throw", "throws", "Throw", "toThrow", "toThrowError"})
#: The same as functions that are given it.
_ASSERTS = frozenset({"rejects", "isRejected", "throwsAsync"})
#: Events of what is connected, and the one of what is not.
_CONNECTED = frozenset({"connect", "open", "response", "secure", "secureConnect"})
_ERROR = frozenset({"error"})
_LISTENING = frozenset({"on", "once"})
#: Methods that are given what is called with the answer.
_ASKING = frozenset({"connect", "get", "post", "request", "then"})
#: What a test gives an error to where it fails, and what makes a function that is never called.
_TOLD = frozenset({"callback", "cb", "done", "next", "reject"})
_NEVER = "mustNotCall"
#: What a helper of a test says of how it went, what a test says of that, and statements behind that are looked at.
_WENT = frozenset({"accepted", "allowed", "connected", "established", "ok", "success"})
_SAME = frozenset({"be", "eq", "equal", "equals", "is", "strictEqual", "toBe", "toEqual"})
_FALSE = frozenset({"false", "isFalse", "toBeFalsy"})
_BEHIND = 3


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of such tests."""
    if language not in ("javascript", "typescript", "tsx"):
        return False
    if b"ejects" in text or b"ejected" in text or (b"hrow" in text and b"expect" in text):
        return True
    fails = b"fail(" in text or b"new Error(" in text or b"throwsAsync" in text
    outcome = b"alse" in text and (b"assert" in text or b"expect(" in text)
    return fails or outcome or b"mustNotCall" in text or b"once(" in text


def refuse(
    machine: Any, body: tuple[s.Stmt, ...], at: int, first: int, waiting: int, frame: Frame
) -> None:
    """Note what is given to a call that has to fail.

    ``first`` was the last number before it, and so many functions were ``waiting`` to be run.
    """
    node = body[at]
    value = node.value if isinstance(node, (s.Assign, s.Do, s.Leave)) else None
    if not isinstance(value, (s.Attr, s.Call)):
        return
    given: s.Expr | None = None
    if not isinstance(node, s.Assign):
        given = _expected(value)
    elif _failed(node, body[at + 1 : at + 1 + _BEHIND]):
        given = value
    inside = None if given is None else span_of(given)
    client = _never(value) if given is None else _awaited(given, _CONNECTED)
    given = client or given
    if given is None:
        return
    whole = span_of(node)
    new = (p for p in machine.pending[waiting:] if within(span_of(p[0].func), whole))
    left = (*machine.pending[:waiting], *new)  # what a function here has begun is not run
    machine.pending = [p for p in left if inside is None or not within(span_of(p[0].func), inside)]
    negative.fails(machine, node, given, first, frame, every=isinstance(client, s.Name))


def _expected(node: s.Expr) -> s.Expr | None:
    """What has to fail by what a test says of it; None for anything else."""
    if isinstance(node, s.Call) and node.args and s.last_name(node.func) in _ASSERTS:
        return node.args[0].value
    said: set[str] = set()
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            said.add(node.name)
            node = node.value
        elif isinstance(node.func, s.Name):
            break
        else:
            node = node.func
    if not (isinstance(node, s.Call) and node.args and s.last_name(node.func) == "expect"):
        return None
    value = node.args[0].value
    if said & _REJECTED:
        return value if "rejects" in said or "not" not in said else None
    throws = bool(said & _THROWS) and "not" not in said
    return value if throws and isinstance(value, s.Func) else None


def _failed(node: s.Assign, behind: tuple[s.Stmt, ...]) -> bool:
    """Whether a test says that what a helper tells of a call has to be that it failed (``assert.equal(r.ok, false)``)."""
    target = node.targets[-1]
    if not isinstance(target, s.Name):
        return False
    said = (each.value for each in behind if isinstance(each, s.Do))
    return any(_says_false(call, target.id) for call in said)


def _says_false(node: s.Expr, name: str) -> bool:
    """Whether an assertion says that how it went, which ``name`` holds, is false."""
    words: set[str] = set()
    values: list[s.Expr] = []
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            words.add(node.name)
            node = node.value
        else:
            values += [arg.value for arg in node.args[:2]]
            node = node.func
    words.add(s.last_name(node))
    if "not" in words:
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


def _awaited(node: s.Expr, events: frozenset[str]) -> s.Expr | None:
    """The client of which ``once(client, 'error')`` awaits one of ``events``."""
    if isinstance(node, s.Call) and s.last_name(node.func) == "once" and len(node.args) > 1:
        return node.args[0].value if _is(node.args[1].value, events) else None
    return None


def _never(node: s.Expr) -> s.Expr | None:
    """The client, or the call, of which an error is awaited, or that must never say it is connected."""
    client = _awaited(node, _ERROR)
    while client is None and isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            node = node.value
            continue
        of = node.func.value if isinstance(node.func, s.Attr) else None
        name = s.last_name(node.func)
        told = node.args[:1] if name == "then" else node.args[-1:]
        if any(_fails(arg.value) for arg in told):
            if of is None or name in _ASKING:
                return node
            if name in _LISTENING and _is(node.args[0].value, _CONNECTED):
                return of
        node = of if of is not None else node.func
    return client


def _is(node: s.Expr, texts: frozenset[str]) -> bool:
    return isinstance(node, s.Lit) and node.value in texts


def _fails(node: s.Expr) -> bool:
    """Whether a function lets a test fail at once, where it is called."""
    if isinstance(node, s.Call):
        return s.last_name(node.func) == _NEVER
    if not isinstance(node, s.Func) or len(node.params) > 1:
        return False
    body = node.body()
    return bool(body) and _says_so(body[0])


def _says_so(node: s.Stmt) -> bool:
    """Whether a statement is the failure of a test: ``assert.fail()``, ``throw new Error('connected')``, ``done(new Error())``."""
    call = node.value if isinstance(node, (s.Do, s.Leave)) else None
    if not isinstance(call, s.Call):
        return False
    name = s.last_name(call.func)
    if call.new:
        return isinstance(node, s.Leave) and node.how == "raise" and name.endswith("Error")
    if name in _TOLD and isinstance(call.func, s.Name) and call.args:
        error = call.args[0].value
        return isinstance(error, s.Call) and error.new and s.last_name(error.func).endswith("Error")
    return name == "fail"
