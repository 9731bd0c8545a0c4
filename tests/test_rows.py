"""Quickly made tuples behave as those of the standard library do."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from tlslint import rows

if typing.TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = rows.NamedTuple


class Quick(NamedTuple):
    """One of ours."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = ()

    def doubled(self) -> int:
        return self.a * 2


class Plain(typing.NamedTuple):
    """One of theirs."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = ()

    def doubled(self) -> int:
        return self.a * 2


@pytest.mark.parametrize(
    "do",
    [
        lambda of: (tuple(of(1)), tuple(of(1, "y")), tuple(of(a=3, c=(4,)))),
        lambda of: (of(1).a, of(1).b, of(2).doubled(), of._fields, of.__match_args__),
        lambda of: (of(1) == (1, "x", ()), hash(of(1)) == hash((1, "x", ())), of(1) < of(2)),
        lambda of: (of(1)._replace(b="z"), type(of(1)._replace(b="z")) is of),
        lambda of: (
            pickle.loads(pickle.dumps(of(1, "q"))) == of(1, "q"),
            copy.copy(of(1)) == of(1),
        ),
        lambda of: repr(of(1)).partition("(")[2],
        lambda of: [*of(7)],
        lambda of: of._make([1, 2, 3]),
        lambda of: hasattr(of(1), "__dict__"),
    ],
)
def test_they_do_the_same(do: Callable[[Any], object]) -> None:
    assert do(Quick) == do(Plain)


@pytest.mark.parametrize(
    ("do", "error"),
    [
        (lambda of: of(), TypeError),
        (lambda of: of(1, 2, 3, 4), TypeError),
        (lambda of: of(1, d=2), TypeError),
        (lambda of: of(1)._replace(d=2), (TypeError, ValueError)),
        (lambda of: setattr(of(1), "a", 2), AttributeError),
        (lambda of: setattr(of(1), "d", 2), AttributeError),
    ],
)
def test_they_refuse_the_same(do: Callable[[Any], object], error: type[Exception]) -> None:
    for of in (Quick, Plain):
        with pytest.raises(error):
            do(of)


def test_they_are_not_those_of_the_standard_library() -> None:
    assert Quick.__mro__[1] is rows.NamedTuple
    assert rows.NamedTuple is not typing.NamedTuple
