"""What an expression may be, as far as it can be known without running it.

Every value carries the span where it was written, so that blame and edits go there and not
to the place that uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Union

from tlslint.facts import Place, Span
from tlslint.record import record, replace

if TYPE_CHECKING:
    from tlslint import syntax as s

#: More alternatives than this are not told apart.
#: Characters of a text, and items of a list or union, that the engine keeps.
MAX_TEXT = 10_000
MAX_ITEMS = 2_000
MAX_ALTERNATIVES = 8
#: … and of those some of which may yet be parts of others; each is compared with all.
MAX_JOINED = 64
#: So many where all are objects or lists: what is done to one is done to each.
MAX_OBJECTS = 16
#: An unknown value remembers at most this many names that it was made of.
MAX_NAMES = 4


@record
class Const:
    """Text, a number, a truth value or None; ``span`` includes the quotes."""

    value: str | int | float | bool | None
    span: Span


@record
class Piece:
    """A text cut out of a longer constant (``"TLSv1,TLSv1.1".split(",")``); ``span`` has no quotes."""

    value: str
    span: Span


@record
class Sym:
    """A qualified name of the world outside this file: a constant, type, function or module.

    ``last`` is the span of the last identifier of its spelling here.
    """

    name: str
    span: Span
    last: Span


@record
class Flags:
    """A union of ``plus`` without ``minus``. ``kept`` are masks that it was cut down to."""

    plus: tuple[Value, ...]
    minus: tuple[Value, ...]
    span: Span
    kept: tuple[Value, ...] = ()


@record
class Row:
    """A list, tuple, set or array; ``open`` where it may hold more than is known."""

    items: tuple[Value, ...]
    span: Span
    open: bool = False


@record
class Ref:
    """An object on the heap."""

    id: int
    span: Span


@record
class Closure:
    """A function of this file, with the frame it was defined in and the object it is bound to."""

    func: s.Func
    frame: Any
    span: Span
    owner: Value | None = None


@record
class LocalClass:
    """A class of this file."""

    name: str
    info: Any
    span: Span


@record
class Read:
    """The present value of a setting, for ``x.options = x.options | …``; ``key`` names the setting."""

    key: str
    span: Span


@record
class OneOf:
    """One of several, all of which count."""

    items: tuple[Value, ...]
    span: Span


@record
class Unknown:
    """A value that cannot be known. ``type`` is its qualified type where that is declared.

    ``names`` are qualified names of the outside world that it was made of. ``head`` is the text
    that it begins with, where that much is known. ``of`` is the declared type, as it is written,
    where only another file can say what that is.
    """

    span: Span
    type: str = ""
    names: tuple[str, ...] = ()
    head: str = ""
    of: str = ""


@record
class Members:
    """An object of another file by its members; it stands only in what a `Linked` gives.

    A ``constant`` is one of an enumeration: what it holds sets nothing.
    """

    items: tuple[tuple[str, Value | Members | Made], ...]
    span: Span
    constant: bool = False


@record
class Made:
    """An object that a function of another file gives: its type, and the sides it is on."""

    type: str
    roles: frozenset[str]
    span: Span


@record
class Handed:
    """Arguments that a function of another file hands to a rule's argument, and the sides of its subject."""

    arguments: tuple[int, ...]
    rule: Any
    number: int
    roles: frozenset[str]
    #: whether the subject is what the function gives back
    given: bool = False
    #: the name of the constant that the function makes of what it is given
    made: str = ""
    #: the number of the argument that is the subject, -1 for none
    subject: int = -1


@record
class Returned:
    """An argument, an object, that a function of another file gives back; in what a `Linked` gives."""

    number: int
    span: Span


@record
class Changed:
    """What a function of another file does to an argument: what it may allow then, and its sides.

    ``states`` hold what the function said alone; what it left as it was nobody said.
    """

    argument: int
    states: tuple[Any, ...]
    roles: frozenset[str]
    #: whether it was only ever copied into another object
    copied: bool = False
    #: the members that lead to it from the argument
    way: tuple[str, ...] = ()


@record
class Linked:
    """What another file defines under a name: the value, its place, and the line it is written on.

    ``uses`` and ``changes`` tell what becomes of a function's arguments. ``sole``: nothing beside it
    offers another version, so that its own place is the one to edit. ``ways`` are the places of
    its alternatives, where it has several.
    """

    value: Value | Members | Made | Returned
    place: Place
    source: str
    uses: tuple[Handed, ...] = ()
    changes: tuple[Changed, ...] = ()
    sole: bool = False
    ways: tuple[tuple[Place, Value], ...] = ()


Value = Union[Const, Piece, Sym, Flags, Row, Ref, Closure, LocalClass, Read, OneOf, Unknown]


def one_of(values: list[Value], span: Span) -> Value:
    """The join of alternatives: flattened, without repeats, unknown where there are too many."""
    if len(values) == 1 and not isinstance(values[0], OneOf):
        return values[0]
    flat: list[Value] = []
    for value in values:
        for item in value.items if isinstance(value, OneOf) else (value,):
            if item not in flat:
                flat.append(item)
        if len(flat) > MAX_JOINED:
            return Unknown(span)
    if len(flat) > 1:
        flat = _longest(flat)
    if len(flat) == 1:
        return flat[0]
    if len(flat) > MAX_ALTERNATIVES:
        flat = _fewer(flat)
    objects = all(isinstance(v, (Ref, Row)) for v in flat)
    if not flat or len(flat) > (MAX_OBJECTS if objects else MAX_ALTERNATIVES):
        return Unknown(span)
    return OneOf(tuple(flat), span)


def _fewer(values: list[Value]) -> list[Value]:
    """``values`` with one of each group of unknowns that say the same in several places."""
    said: dict[object, Value] = {}
    for value in values:
        same: object = id(value)
        if isinstance(value, Unknown):
            same = (value.names, value.head, value.of)
        said.setdefault(same, value)
    return list(said.values())


def _longest(values: list[Value]) -> list[Value]:
    """``values`` without the lists all of whose items another one has: some were added perhaps."""
    rows = [v for v in values if isinstance(v, Row)]
    if len(rows) < 2:
        return values
    short = [
        r
        for i, r in enumerate(rows)
        if any(
            all(item in other.items for item in r.items)
            and (len(r.items) < len(other.items) or j < i)
            for j, other in enumerate(rows)
            if other is not r and len(other.items) <= MAX_ALTERNATIVES
        )
    ]
    return [v for v in values if not any(v is r for r in short)]


def alternatives(value: Value) -> tuple[Value, ...]:
    """The values that ``value`` may be."""
    return value.items if isinstance(value, OneOf) else (value,)


def leaves(value: Value) -> Iterable[Value]:
    """The single values inside alternatives, unions and rows (not what was taken away)."""
    return _inside(value) if isinstance(value, (OneOf, Row, Flags)) else (value,)


def _inside(value: Value, *, unions: bool = True) -> Iterator[Value]:
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, (OneOf, Row)):
            stack.extend(reversed(each.items))
        elif unions and isinstance(each, Flags):
            stack.extend(reversed(each.plus))
        else:
            yield each


def made_of(values: Iterable[Value]) -> tuple[str, ...]:
    """The names of the outside world that something made of ``values`` depends on; the first few."""
    out: dict[str, None] = {}
    for value in values:
        for leaf in leaves(value):
            if isinstance(leaf, Sym):
                out[leaf.name] = None
            elif isinstance(leaf, Unknown):
                out.update(dict.fromkeys(leaf.names))
            if len(out) >= MAX_NAMES:
                return tuple(out)[:MAX_NAMES]
    return tuple(out)


#: How names begin that are keys of configuration which code reads.
KEY = "key:"


#: What holds configuration by keys, which are read as if they were its members.
_HOLDERS = (
    *("process.env.", "os.environ.", "ConfigurationManager.AppSettings."),
    "System.Configuration.ConfigurationManager.AppSettings.",
)


def reads_key(name: str) -> bool:
    """Whether a name that an unknown value was made of is a key of configuration."""
    return name.startswith((KEY, *_HOLDERS))


def keys_in(value: Value) -> list[str]:
    """The keys of configuration that unknown parts of a value were read by."""
    out: list[str] = []
    for leaf in leaves(value):
        if not isinstance(leaf, (Unknown, Sym)):
            continue
        for name in _named(leaf):
            if name.startswith(KEY):
                out.append(name[len(KEY) :])
            elif name.startswith(_HOLDERS):
                holder = next(h for h in _HOLDERS if name.startswith(h))
                out.append(name[len(holder) :])
    return out


#: How the names begin of what gives what the environment says.
_ENVIRONMENT = ("process.env.", "os.environ", "os.getenv", "os.Getenv", "decouple.config")


def with_defaults(value: Value) -> Sequence[Value]:
    """The alternatives of a value, but for what the environment may say where others are its default."""
    every = alternatives(value)
    if len(every) == 1:
        return every
    return [v for v in every if not told_by_environment(v)] or every


def told_by_environment(value: Value) -> tuple[str, ...]:
    """The names of an unknown value that is what the environment says."""
    return tuple(n for n in _named(value) if n.startswith(_ENVIRONMENT))


def _named(value: Value) -> tuple[str, ...]:
    """The names that an unknown value was made of."""
    if isinstance(value, Unknown):
        return value.names
    return (value.name,) if isinstance(value, Sym) else ()


def wholes(value: Value) -> Iterable[Value]:
    """The values inside alternatives and rows; a union is one."""
    return _inside(value, unions=False) if isinstance(value, (OneOf, Row)) else (value,)


def short_text(value: str, span: Span) -> Value:
    """A text; one that grew too long to say anything is unknown."""
    return Const(value, span) if len(value) <= MAX_TEXT else Unknown(span)


def text_of(value: Value) -> str | None:
    """The text of a constant text, else None."""
    if isinstance(value, (Const, Piece)) and isinstance(value.value, str):
        return value.value
    return None


def head_of(value: Value) -> str:
    """What a text begins with, as far as that is known."""
    return value.head if isinstance(value, Unknown) else text_of(value) or ""


def key_of(value: Value, *, counted: bool) -> str | None:
    """The name of the member that a key names; ``counted``: numbers are names too."""
    if counted and isinstance(value, Const) and type(value.value) is int:
        return str(value.value)
    return text_of(value)


def at(value: Value, span: Span) -> Value:
    """The same value, said to be written at ``span``."""
    return replace(value, span=span)
