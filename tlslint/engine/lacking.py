"""Code for platforms that lack something: what stands behind a test with ``hasattr`` that failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tlslint import syntax as s
from tlslint.facts import Span


def lacking(
    body: tuple[s.Stmt, ...], probed: Mapping[Span, str]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The parts of a block that run only where names are missing; ``probed``: test → name."""
    for number, statement in enumerate(body):
        if not isinstance(statement, s.Branch) or statement.subject is not None:
            continue
        gone: tuple[str, ...] = ()
        for arm in statement.arms:
            there, missing = ((), ()) if arm.tests is None else asked(arm.tests[0], probed)
            if arm.body and (gone or missing):
                yield Span(arm.body[0].start, arm.body[-1].end), (*gone, *missing)
            gone = (*gone, *there)
            if there and arm.body and isinstance(arm.body[-1], s.Leave) and number + 1 < len(body):
                yield Span(body[number + 1].start, body[-1].end), there


def asked(test: s.Expr, probed: Mapping[Span, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are there where a test holds, and those that are missing then."""
    if isinstance(test, s.Unary) and test.op == "!":
        there, missing = asked(test.operand, probed)
        return missing, there
    if isinstance(test, s.Binary) and test.op in ("&&", "||"):
        left, right = asked(test.left, probed), asked(test.right, probed)
        return (*left[0], *right[0]), (*left[1], *right[1])
    name = probed.get(Span(test.start, test.end))
    return ((name,), ()) if name is not None else ((), ())
