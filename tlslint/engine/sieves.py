"""Tests that take each item of a loop in or leave it out: ``if version in wanted: options &= ~flags[version]``.

Where nobody knows the test, each item goes its own way: what all of them leave together is not known.
"""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.engine.choices import probes, syntax_nodes

#: What puts something into a mask, or takes it out.
_CHANGING = frozenset({"|=", "&=", "^=", "-="})


def targets(target: s.Expr) -> tuple[str, ...]:
    """The variables that take the items of a loop."""
    if isinstance(target, s.Name):
        return (target.id,)
    parts = target.items if isinstance(target, s.Seq) else ()
    return tuple([part.id for part in parts if isinstance(part, s.Name)])


def sifts(node: s.Branch, names: tuple[str, ...]) -> bool:
    """Whether a branch asks about an item, one of ``names``, and adds to masks or takes out of them by that."""
    if node.subject is not None:
        return False
    for arm in node.arms:
        for each in arm.body or (node,):
            if not isinstance(each, s.Assign) or each.op not in _CHANGING:
                return False
    tests = [test for arm in node.arms for test in arm.tests or ()]
    if not tests or any(map(probes, tests)):
        return False
    if len(node.arms) == 1 and isinstance(tests[0], s.Binary) and tests[0].op == "==":
        return False  # it picks one of them
    asked = {part.id for part in syntax_nodes(tests) if isinstance(part, s.Name)}
    return not asked.isdisjoint(names)
