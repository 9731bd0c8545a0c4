"""Functions of .NET that a test expects to throw, and what they are made of.

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
from tlslint.values import Closure, Ref, alternatives, leaves


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of such tests."""
    return language in NET and (b"Throw" in text or b"Assert.Catch" in text)


def given(machine: Any, failing: Iterable[Closure]) -> None:
    """Note what functions that have to fail name of what is around them."""
    for function in failing:
        for name in syntax_nodes(function.func.body()):
            for counts in (machine.s.refused, machine.s.looked):
                _named(machine, name, function.frame, counts)


def holds(machine: Any, made: Ref, args: Args) -> None:
    """Keep what an object is made with: what becomes of it is what becomes of the object."""
    for number, value in enumerate(args.all()):
        if any(isinstance(leaf, Ref) for leaf in leaves(value)):
            machine.s.world.variables[made.id, f"({number})"] = value


def expected(machine: Any, node: s.Stmt, frame: Frame) -> None:
    """The functions of which a statement says, without a function that is given them, that they have to throw."""
    if isinstance(node, s.Assign) and isinstance(node.targets[-1], s.Attr):
        _named(
            machine, node.targets[-1].value, frame, machine.s.aside
        )  # it is set, which sends nothing
    value = node.value if isinstance(node, (s.Assign, s.Do, s.Leave)) else None
    about = _thrown(value) if isinstance(value, s.Call) else None
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
    """What is said of to throw: ``act.Should().Throw<E>()``, ``Assert.That(act, Throws.…)``."""
    names: list[str] = []
    while isinstance(node, (s.Attr, s.Call)):
        name = s.last_name(node.func if isinstance(node, s.Call) else node).lower()
        if isinstance(node, s.Call) and name == "that" and len(node.args) > 1:
            words = _path(node.args[1].value)
            return (
                node.args[0].value if words[-1:] == ["throws"] and "nothing" not in words else None
            )
        if isinstance(node, s.Attr) and name == "should":
            return node.value if any(n.startswith("throw") for n in names) else None
        names.append(name)
        node = node.func if isinstance(node, s.Call) else node.value
    return None


def _path(node: s.Expr) -> list[str]:
    """The names of a chain of members and calls, the first last."""
    names = []
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            names.append(node.name.lower())
        node = node.func if isinstance(node, s.Call) else node.value
    return [*names, node.id.lower()] if isinstance(node, s.Name) else names
