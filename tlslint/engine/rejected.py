"""Calls of JavaScript that a test expects to be refused: ``await expect(connect(…)).rejects.toThrow()``.

https://jestjs.io/docs/expect#rejects, https://www.chaijs.com/plugins/chai-as-promised/,
https://nodejs.org/api/assert.html#assertrejectsasyncfn-error-message,
https://nodejs.org/api/events.html#eventsonceemitter-name-options
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from tlslint import syntax as s
from tlslint.engine import negative, outcomes
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
#: What says how many assertions there are, and what makes a pair of an error and a value of a promise:
#: https://jestjs.io/docs/expect#expectassertionsnumber, https://www.npmjs.com/package/await-to-js
_COUNTING = frozenset({"assertions", "hasAssertions", "plan"})
_TO = "to"
#: So many statements behind a call are looked at.
_BEHIND = 3


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of such tests."""
    if language not in ("javascript", "typescript", "tsx"):
        return False
    if b"ejects" in text or b"ejected" in text or (b"hrow" in text and b"expect" in text):
        return True
    fails = b"fail(" in text or b"new Error(" in text or b"throwsAsync" in text
    outcome = b"assert" in text or b"expect(" in text or b"should" in text
    return fails or outcome or b"mustNotCall" in text or b"once(" in text


def refuse(
    machine: Any, body: tuple[s.Stmt, ...], at: int, first: int, waiting: int, frame: Frame
) -> None:
    """Note what is given to a call that has to fail.

    ``first`` was the last number before it, and so many functions were ``waiting`` to be run.
    """
    node = body[at]
    behind = tuple(takewhile(_no_try, body[at + 1 : at + 1 + _BEHIND]))
    if isinstance(node, s.Try):
        given = value = _caught(node, body[:at], behind)
    else:
        value = node.value if isinstance(node, (s.Assign, s.Do, s.Leave)) else None
        if not isinstance(value, (s.Attr, s.Call)):
            return
        if not isinstance(node, s.Assign):
            given = _expected(value) or _put_by(value, behind)
        else:
            given = value if outcomes.failed(node, behind) else _given_back(node, behind)
    if value is None:
        return
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


def _no_try(node: s.Stmt) -> bool:
    """Whether what is said behind a statement is said of the call before it."""
    return not isinstance(node, s.Try)


def _caught(node: s.Try, before: tuple[s.Stmt, ...], behind: tuple[s.Stmt, ...]) -> s.Expr | None:
    """What has to throw, as a test says of what its handler keeps that it is an error, or counts what is said in it."""
    body = node.body
    if len(node.handlers) != 1 or not body:
        return None
    said = any(outcomes.tells(each) for each in node.handlers[0])
    # what is thrown here its own handler takes
    failing = isinstance(body[-1], s.Do) and (_says_so(body[-1]) or outcomes.never(body[-1].value))
    counted = failing or any(_counts(each) for each in before)
    last = body[-2] if failing and len(body) > 1 else body[-1]
    if not isinstance(last, (s.Assign, s.Do, s.Leave)) or last.value is None:
        return None
    told = any(_kept(each, behind) for each in node.handlers[0])
    return last.value if told or (counted and said) else None


def _kept(node: s.Stmt, behind: tuple[s.Stmt, ...]) -> bool:
    """Whether a statement keeps an error, or that there was one, of which a test says that there has to be one."""
    if not isinstance(node, s.Assign) or not isinstance(node.targets[-1], s.Name):
        return False
    name, value = node.targets[-1].id, node.value
    if isinstance(value, s.Lit):
        return value.value is True and any(outcomes.holds(each, name) for each in behind)
    return isinstance(value, (s.Name, s.Attr)) and _wrong(behind, name, sure=True)


def _counts(node: s.Stmt) -> bool:
    """Whether a test says how many assertions there have to be: ``expect.assertions(1)``, ``t.plan(1)``."""
    call = node.value if isinstance(node, s.Do) else None
    return isinstance(call, s.Call) and s.last_name(call.func) in _COUNTING


def _wrong(behind: tuple[s.Stmt, ...], name: str, sure: bool) -> bool:
    """Whether a test says that there has to be an error, or fails where there is none (``if (!err) throw new Error()``)."""
    if outcomes.wrong(behind, name, sure):
        return True
    first = behind[0] if sure and behind else None
    if not isinstance(first, s.Branch) or not first.arms[0].tests or not first.arms[0].body:
        return False
    tests = first.arms[0].tests
    return outcomes.lacks(tests, name) and _says_so(first.arms[0].body[0])


def _given_back(node: s.Assign, behind: tuple[s.Stmt, ...]) -> s.Expr | None:
    """What has to fail, as its error is a value of which a test says so: ``const e = await f().catch((e) => e)``."""
    value, target = node.value, node.targets[-1]
    if not isinstance(value, s.Call) or not value.args:
        return None
    func = value.func
    caught = isinstance(func, s.Attr) and (func.name == "catch" or _has_both(value))
    if isinstance(func, s.Attr) and caught and isinstance(target, s.Name):
        back = _only(value.args[-1].value)
        given = isinstance(back, s.Leave) and _is_param(back.value, value.args[-1].value)
        return func.value if given and _wrong(behind, target.id, sure=False) else None
    first = target.items[0] if isinstance(target, s.Seq) and target.items else None
    if isinstance(first, s.Name) and isinstance(value.args[0].value, s.Call):
        sure = isinstance(func, s.Name) and func.id == _TO
        return value.args[0].value if _wrong(behind, first.id, sure=sure) else None
    return None


def _has_both(call: s.Call) -> bool:
    """Whether ``then`` is given what takes an answer, and what takes an error."""
    return s.last_name(call.func) == "then" and len(call.args) > 1


def _put_by(node: s.Expr, behind: tuple[s.Stmt, ...]) -> s.Expr | None:
    """What has to fail, as its error is kept: ``await f().catch((e) => { err = e; })``."""
    if not isinstance(node, s.Call) or not node.args or not isinstance(node.func, s.Attr):
        return None
    kept = _only(node.args[0].value) if node.func.name == "catch" else None
    if isinstance(kept, s.Leave) and isinstance(kept.value, s.Inline):
        kept = kept.value.statement
    return node.func.value if kept is not None and _kept(kept, behind) else None


def _only(node: s.Expr) -> s.Stmt | None:
    """The one statement of a function."""
    body = node.body() if isinstance(node, s.Func) else ()
    return body[0] if len(body) == 1 else None


def _is_param(node: s.Expr | None, func: s.Expr) -> bool:
    params = func.params if isinstance(func, s.Func) else ()
    return isinstance(node, s.Name) and [p.name for p in params] == [node.id]


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
        if of is not None and name in _LISTENING and _is(node.args[0].value, _ERROR):
            if _refused(told[0].value, sure=True):
                return of
        elif name != "then" and any(_refused(arg.value, sure=False) for arg in told):
            return node
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


def _refused(node: s.Expr, sure: bool) -> bool:
    """Whether a function says of what it is given that it has to be an error, as the first of several is ``sure`` to be."""
    if not isinstance(node, s.Func) or not node.params:
        return False
    sure = sure or len(node.params) > 1
    return _wrong(node.body()[:_BEHIND], node.params[0].name, sure=sure)


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
