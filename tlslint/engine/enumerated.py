"""Loops over all members of an enumeration: which of them a test lets through.

``foreach (string n in Enum.GetNames(type)) if (n == "Tls11") p |= …``: what the test holds for is known
for each member, so only that is done for it.
"""

from __future__ import annotations

from collections.abc import Callable

from tlslint import syntax as s
from tlslint.rows import NamedTuple
from tlslint.values import Sym, Value, text_of

_MAX_TEST = 20
#: What an enumeration of .NET lists by.
LISTING = frozenset({"getvalues", "getnames"})
_EQUAL = frozenset({"equals", "==", "===", "compareordinal"})


class Member(NamedTuple):
    """The member that a loop is at: the variable that holds it, and its value."""

    variable: str
    value: Value


class Known(NamedTuple):
    """How the values of expressions, and the numbers of members are found."""

    value: Callable[[s.Expr], Value]
    number: Callable[[Value], int | None]


def constants(field: s.Assign, owner: str, numbers: bool) -> list[str]:
    """The constants of an enumeration called ``owner`` that a member of it declares.

    On the JVM all other fields have a type, or a value that is not made by the class itself; one of .NET
    has ``numbers`` and nothing else.
    """
    made = field.value.func if isinstance(field.value, s.Call) and field.value.new else None
    own = field.value is None or (isinstance(made, s.Name) and made.id == owner)
    names = [t.id for t in field.targets if isinstance(t, s.Name)]
    return names if numbers or (own and field.type is None) else []


def holds(test: s.Expr, member: Member, known: Known, depth: int = 0) -> bool | None:
    """Whether a test holds for a member; None where that is not known."""
    if depth > _MAX_TEST:
        return None
    if isinstance(test, s.Unary) and test.op == "!":
        inner = holds(test.operand, member, known, depth + 1)
        return None if inner is None else not inner
    if isinstance(test, s.Binary) and test.op in ("&&", "||"):
        left = holds(test.left, member, known, depth + 1)
        right = holds(test.right, member, known, depth + 1)
        if (test.op == "&&" and False in (left, right)) or (
            test.op == "||" and True in (left, right)
        ):
            return test.op == "||"
        return None if None in (left, right) else test.op == "&&"
    if isinstance(test, s.Binary):
        return _compared(test.op, test.left, test.right, member, known)
    if isinstance(test, s.Call) and isinstance(test.func, s.Attr) and test.args:
        return _compared(test.func.name.lower(), test.func.value, test.args[0].value, member, known)
    return None


def _compared(op: str, left: s.Expr, right: s.Expr, member: Member, known: Known) -> bool | None:
    if isinstance(left, s.Call) and isinstance(left.func, s.Attr) and not left.args:
        if left.func.name.lower() == "tostring":
            left = left.func.value
    if not (isinstance(left, s.Name) and left.id == member.variable):
        if (
            op not in _EQUAL | {"!="}
            or not isinstance(right, s.Name)
            or right.id != member.variable
        ):
            return None
        left, right = right, left
    other = known.value(right)
    if op in _EQUAL or op in ("!=", "startswith", "endswith", "contains"):
        mine, said = _name(member.value), _name(other)
        if said is None or mine is None:
            return None
        mine, said = mine.lower(), said.lower()
        if op == "startswith":
            return mine.startswith(said)
        if op == "endswith":
            return mine.endswith(said)
        if op == "contains":
            return said in mine
        return (mine == said) == (op != "!=")
    a, b = known.number(member.value), known.number(other)
    if a is None or b is None:
        return None
    return {">=": a >= b, ">": a > b, "<=": a <= b, "<": a < b}.get(op)


def _name(value: Value) -> str | None:
    return value.name.rpartition(".")[2] if isinstance(value, Sym) else text_of(value)
