"""How calls of what other files define are named: ``package.Class.method([…])``.

Such a name says which function is called and with what, as far as that is constant, so that the
function can be run in its own file. What comes of an argument has a place that tells which one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from tlslint.facts import Span
from tlslint.record import record
from tlslint.values import Const, Piece, Row, Sym, Unknown, Value

#: Languages whose functions of other files are run.
ACROSS = frozenset(
    {"java", "kotlin", "python", "go", "javascript", "typescript", "tsx", "csharp", "vbnet"}
)

#: Characters of arguments, and items of them, that a name holds; what is longer is unknown.
_MAX_CHARACTERS = 400
_MAX_ITEMS = 20
#: The start of the span of the first argument; those of others come before it.
_FIRST = -10
#: What begins a text that is no text but the name of a constant that rules know.
_SYMBOL = "\x01"
_SYMBOL_WRITTEN = "\\u0001"
#: What begins the name of an argument that has one.
_NAMED = "\x02"
#: What stands before the type and the members of an object.
_OBJECT = "\x03"
#: What stands before a call of a function of the same package.
_CALL = "\x04"
#: How the types begin that rules make up.
PSEUDO = "tlslint."
#: Characters that divide names, as they stand in arguments.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in ".():*/"}
#: What stands between the name of what others use, a field or a method, and the type of what it holds or gives.
USED = "?"
#: What ends the name of a method without a body: classes of other files say what it gives.
IMPLEMENTED = "!"


@cache
def _encoder() -> Callable[[object], str]:
    """What writes arguments down; made once."""
    import json

    return json.JSONEncoder(separators=(",", ":")).encode


@record
class Parcel:
    """An object that is given to a function of another file: its type, if it has one, and what is known of it."""

    type: str
    items: tuple[tuple[str, Value | Parcel], ...]
    span: Span


def items_of(parcel: Parcel) -> Row:
    """The members of an object, as places in a function's own file name them; objects in it are not known."""
    every = (v if not isinstance(v, Parcel) else Unknown(v.span) for _, v in parcel.items)
    return Row(tuple(every), parcel.span)


def call_name(
    name: str, args: Sequence[Value | Parcel], keywords: Mapping[str, Value | Parcel] | None = None
) -> str:
    """The name of a call of ``name`` with ``args``; those with names are pairs behind the others."""
    if not args and not keywords:
        return f"{name}([])"
    package = f"{name.rpartition('.')[0]}."
    items: list[object] = [
        _asked(a, package) if isinstance(a, Unknown) else _plain(a) for a in args[:_MAX_ITEMS]
    ]
    if keywords and len(args) + len(keywords) <= _MAX_ITEMS:
        items += [[_NAMED + k, _plain(v)] for k, v in keywords.items()]
    if items.count(None) == len(items):
        return f"{name}([{','.join(['null'] * len(items))}])"
    given = _encoder()(items)
    if len(given) > _MAX_CHARACTERS:
        given = f"[{', '.join(['null'] * len(args[:_MAX_ITEMS]))}]"
    return f"{name}({given.translate(_ESCAPED)})"


def settled(name: str, known: Callable[[str], Value | Parcel | None]) -> str:
    """``name`` with what ``known`` says of the names among the arguments of its calls; empty where it says nothing."""
    parts, said = [], False
    for part in name.split("."):
        if "(" in part and _SYMBOL_WRITTEN in part:
            given, keywords = arguments(part)
            every = [known(v.name) if isinstance(v, Sym) else None for v in given]
            said = said or any(v is not None for v in every)
            plain = [v if own is None else own for v, own in zip(given, every, strict=True)]
            part = call_name(bare(part), plain, keywords)
        parts.append(part)
    return ".".join(parts) if said else ""


def given_names(name: str) -> set[str]:
    """The names of what other files define among the arguments of the calls in ``name``."""
    parts = [_written(p) for p in name.split(".") if _SYMBOL_WRITTEN in p]
    texts = (v for given in parts for v in given if isinstance(v, str))
    return {v[len(_SYMBOL) :] for v in texts if v.startswith(_SYMBOL)}


def _plain(value: Value | Parcel) -> object:
    if isinstance(value, Parcel):
        return [_OBJECT, value.type, *([k, _plain(v)] for k, v in value.items[:_MAX_ITEMS])]
    if isinstance(value, (Const, Piece)) and not isinstance(value.value, float):
        return value.value
    if isinstance(value, Sym):
        return _SYMBOL + value.name
    if isinstance(value, Row) and not value.open:
        return [_plain(v) for v in value.items[:_MAX_ITEMS]]
    return None


def _asked(value: Unknown, package: str) -> str | None:
    """An option that another function of the same package makes, as the call of that function."""
    name = value.names[0] if value.names else ""
    if not name.startswith(package) or not name.endswith(")") or "/" not in package:
        return None
    call = name[len(package) :]
    return _CALL + (f"{bare(call)}([])" if call.endswith("()") else call)


def bare(part: str) -> str:
    """A part of a name without the arguments behind it."""
    return part.partition("(")[0]


def maker_of(name: str) -> str:
    """The one call with arguments that a name of calls in a row begins with; empty where there are more."""
    maker, _, rest = name.partition("]).")
    return f"{maker}])" if rest and "([" not in rest.replace("([])", "") else ""


def shown(name: str) -> str:
    """A name as people read it: calls without what they are given."""
    if name.endswith(IMPLEMENTED):
        return f"{name.removesuffix(IMPLEMENTED)}()"
    return ".".join(bare(part) + "()" * ("(" in part) for part in name.split("."))


def arguments(part: str) -> tuple[list[Value | Parcel], dict[str, Value | Parcel]]:
    """The arguments of the call that the last part of a name is, and those with names."""
    plain: list[Value | Parcel] = []
    named: dict[str, Value | Parcel] = {}
    for i, each in enumerate(_written(part)):
        span = Span(_FIRST - i, 0)
        head = each[0] if isinstance(each, list) and each else None
        if isinstance(head, str) and head.startswith(_NAMED):
            named[head[len(_NAMED) :]] = _value(each[1], span)
        else:
            plain.append(_value(each, span))
    return plain, named


def _written(part: str) -> list[Any]:
    """The arguments of the call that the last part of a name is, as they are written in it."""
    import json

    given: list[Any] = json.loads(part.partition("(")[2][:-1] or "[]")
    return given


def _value(plain: object, span: Span) -> Any:
    if isinstance(plain, list):
        if plain[:1] == [_OBJECT]:
            members = enumerate(plain[2:])
            found = ((k, _value(v, Span(span.start, -1 - i))) for i, (k, v) in members)
            return Parcel(plain[1], tuple(found), span)
        items = (_value(p, Span(span.start, -1 - i)) for i, p in enumerate(plain))
        return Row(tuple(items), span)
    if isinstance(plain, str):
        if plain.startswith(_SYMBOL):
            return Sym(plain[len(_SYMBOL) :], span, span)
        if plain.startswith(_CALL):
            return Unknown(span, names=(plain[len(_CALL) :],))
        return Const(plain, span)
    if isinstance(plain, (bool, int)):
        return Const(plain, span)
    return Unknown(span)


def argument_of(span: Span) -> int:
    """The number of the argument that a place in a function's own file stands for; -1 for none."""
    return _FIRST - span.start if span.start <= _FIRST else -1


def argument_at(span: Span, given: Sequence[Value]) -> Value | None:
    """What of the arguments ``given`` a place in a function's own file stands for."""
    number = argument_of(span)
    if not 0 <= number < len(given):
        return None
    value = given[number]
    item = -1 - span.end
    if item >= 0 and isinstance(value, Row) and item < len(value.items):
        return value.items[item]
    return value


def getters(name: str) -> frozenset[str]:
    """The names by which a field, or what a getter of that name gives, is asked for on the JVM."""
    bare = name[3:4].lower() + name[4:] if name.startswith("get") and len(name) > 3 else name
    return frozenset({name, bare, f"get{bare[:1].upper()}{bare[1:]}"})


def makes(name: str) -> bool:
    """Whether a name is that of an object alone, by the custom that classes begin with a capital."""
    return name.endswith("])") and name.rpartition(".")[2][:1].isupper()
