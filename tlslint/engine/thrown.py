"""Functions of .NET and blocks of Python that a test expects to throw, and what they are made of.

``Assert.ThrowsAsync<E>(() => client.GetAsync(url))``, ``act.Should().ThrowAsync<E>()``:
https://docs.nunit.org/articles/nunit/writing-tests/assertions/classic-assertions/Assert.Throws.html,
https://docs.nunit.org/articles/nunit/writing-tests/constraints/ThrowsConstraint.html,
https://fluentassertions.com/exceptions/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tlslint import syntax as s
from tlslint.engine import negative
from tlslint.engine.choices import syntax_nodes
from tlslint.engine.libraries import NET
from tlslint.engine.machine import Args, Frame
from tlslint.values import Closure, Ref, Sym, alternatives, leaves

#: What records an error, and what asks that there is one: of xUnit, NUnit, MSTest, FluentAssertions and Shouldly.
_RECORDING = ("record.exception", "record.exceptionasync")
#: What is given a function of which is told what it does: of NUnit, TUnit and NFluent.
_ABOUT = ("that", "thatcode", "thatasynccode")
_NOTHING = frozenset({"nothing", "throwsnothing"})
_ERRORS = frozenset(
    {
        *("notnull", "isnotnull", "istype", "isassignablefrom", "isinstanceof", "isinstanceoftype"),
        *("notbenull", "beoftype", "beassignableto", "shouldnotbenull", "shouldbeoftype"),
        "shouldbeassignableto",
    }
)
#: How methods of Python begin that set an object, and send nothing.
_SETTING = ("load_", "set_")
#: What tests of Python say that expect something to fail.
_FAILING = (b"assertRaises", b"raises(", b"xfail(", b"assert False", b".fail(", b"AssertionError")


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of such tests."""
    if language == "python":
        return any(word in text for word in _FAILING)
    return language in NET and (
        b"Throw" in text
        or b"Record.Exc" in text
        or b"Assert.Catch" in text
        or b"ExpectedEx" in text
    )


def fails(attribute: s.Expr) -> bool:
    """Whether an attribute says that a test throws: ``[ExpectedException(typeof(E))]``, ``@pytest.mark.xfail(raises=E)``."""
    name = s.last_name(attribute.func) if isinstance(attribute, s.Call) else ""
    if name == "xfail" and isinstance(attribute, s.Call):
        return any(arg.name == "raises" for arg in attribute.args)
    return name.lower() == "expectedexception"


def given(machine: Any, failing: Iterable[Closure]) -> None:
    """Note what functions that have to fail name of what is around them."""
    for function in failing:
        for name in syntax_nodes(function.func.body()):
            for counts in (machine.s.refused, machine.s.looked):
                _named(machine, name, function.frame, counts)


def handed(machine: Any, args: Args) -> None:
    """Note the objects that are given to a function that has to fail: ``assertRaises(Error, connect, context)``."""
    for value in args.all():
        for leaf in leaves(value):
            if isinstance(leaf, Ref):
                machine.s.refused[leaf.id] = machine.s.refused.get(leaf.id, 0) + 1


def holds(machine: Any, made: Ref, args: Args) -> None:
    """Keep what an object is made with: what becomes of it is what becomes of the object."""
    for number, value in enumerate(args.all()):
        if any(isinstance(leaf, Ref) for leaf in leaves(value)):
            machine.s.world.variables[made.id, f"({number})"] = value


def settles(machine: Any, node: s.Stmt, frame: Frame) -> None:
    """Note what a statement of Python only sets: ``context.load_verify_locations(…)``, ``settings.minVersion = …``."""
    if isinstance(node, s.Assign) and isinstance(node.targets[-1], s.Attr):
        _named(machine, node.targets[-1].value, frame, machine.s.aside)
    call = node.value if isinstance(node, s.Do) else None
    if isinstance(call, s.Call) and isinstance(call.func, s.Attr):
        if call.func.name.startswith(_SETTING):
            _named(machine, call.func.value, frame, machine.s.aside)


def denied(machine: Any, node: s.Do, first: int, frame: Frame) -> None:
    """A call that is given an old version gives nothing, as a test says: ``assert not can_connect(ssl.PROTOCOL_TLSv1)``.

    What was made since number ``first`` is refused then.
    """
    said: s.Expr | None = node.value
    if isinstance(said, s.Unary) and said.op == "!":
        said = said.operand
    elif isinstance(said, s.Binary) and said.op == "==" and _is_false(said.right):
        said = said.left
    elif isinstance(said, s.Call) and s.last_name(said.func) == "assertFalse" and said.args:
        said = said.args[0].value
    else:
        return
    for arg in said.args if isinstance(said, s.Call) else ():
        if isinstance(arg.value, (s.Attr, s.Name)):
            given = leaves(machine.eval(arg.value, frame))
            if any(isinstance(v, Sym) and v.name in machine.index.symbols for v in given):
                negative.fails(machine, node, said, first, frame)
                return


def _is_false(node: s.Expr) -> bool:
    return isinstance(node, s.Lit) and node.value is False


def expected(machine: Any, node: s.Stmt, behind: tuple[s.Stmt, ...], frame: Frame) -> None:
    """The functions of which a statement says, without a function that is given them, that they have to throw.

    ``behind`` are the next statements: what was recorded is asked about there.
    """
    if isinstance(node, s.Assign) and isinstance(node.targets[-1], s.Attr):
        # it is set, which sends nothing
        _named(machine, node.targets[-1].value, frame, machine.s.aside)
    value = node.value if isinstance(node, (s.Assign, s.Do, s.Leave)) else None
    about = _thrown(value) if isinstance(value, s.Call) else None
    if about is None and isinstance(node, s.Assign) and isinstance(value, s.Call):
        about = _recorded(node, value, behind)
    if isinstance(about, s.Call) and about.args:  # client.Awaiting(c => c.GetAsync(url))
        if isinstance(about.func, s.Attr):
            _named(machine, about.func.value, frame, machine.s.refused)
        about = about.args[0].value
    if about is not None:
        found = [v for v in alternatives(machine.eval(about, frame)) if isinstance(v, Closure)]
        machine.fails("expected to throw", "Should", Args(list(found)))


def _named(machine: Any, place: s.Expr, frame: Frame, counts: dict[int, int]) -> None:
    for leaf in negative.named(machine, place, frame):
        counts[leaf.id] = counts.get(leaf.id, 0) + 1


def _thrown(node: s.Expr) -> s.Expr | None:
    """What is said of to throw: ``act.Should().Throw<E>()``, ``Assert.That(act, Throws.…)``, ``Assert.That(act).Throws<E>()``."""
    names: list[str] = []
    while isinstance(node, (s.Attr, s.Call)):
        name = s.last_name(node.func if isinstance(node, s.Call) else node).lower()
        throws = any(n.startswith("throw") for n in names)
        if isinstance(node, s.Call) and name in _ABOUT and node.args:
            words = _path(node.args[1].value) if len(node.args) > 1 else ["throws"] * throws
            said = words[-1:] == ["throws"] and not _NOTHING & {*words, *names}
            return node.args[0].value if said else None
        if isinstance(node, s.Attr) and name == "should":
            return node.value if throws else None
        names.append(name)
        node = node.func if isinstance(node, s.Call) else node.value
    return None


def _recorded(node: s.Assign, call: s.Call, behind: tuple[s.Stmt, ...]) -> s.Expr | None:
    """The function whose error is recorded, where a test asks next that there is one.

    ``var error = Record.Exception(act)``, ``Assert.NotNull(error)``.
    """
    target = node.targets[-1]
    if not isinstance(target, s.Name) or not call.args:
        return None
    if not ".".join(reversed(_path(call.func))).endswith(_RECORDING):
        return None
    for each in behind:
        asked = each.value if isinstance(each, s.Do) else None
        if not isinstance(asked, s.Call):
            continue
        names = _path(asked)
        told = (arg.value for arg in asked.args)
        if any(isinstance(a, s.Name) and a.id == target.id for a in told) or names[-1:] == [
            target.id.lower()
        ]:
            return call.args[0].value if not _ERRORS.isdisjoint(names) else None
    return None


def _path(node: s.Expr) -> list[str]:
    """The names of a chain of members and calls, the first last."""
    names = []
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            names.append(node.name.lower())
        node = node.func if isinstance(node, s.Call) else node.value
    return [*names, node.id.lower()] if isinstance(node, s.Name) else names
