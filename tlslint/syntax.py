"""The common syntax that every programming language is lowered to.

An adapter turns its grammar's tree into these few shapes; everything that follows (names,
constants, objects, branches, blame) is written once, over them. Positions are byte offsets
into the UTF-8 text of the file. What an adapter cannot express it lowers to ``Other`` with
its children, so that facts below it survive.

Bodies of functions are lowered only when somebody asks: work follows what matters in a
file, not its size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Union

from tlslint.record import record


@record
class Name:
    """A bare identifier: a variable, an imported name, a type; also ``self`` and ``this``."""

    start: int
    end: int
    id: str


@record
class Attr:
    """``value.name``; ``name_start`` is where the last identifier begins."""

    start: int
    end: int
    value: Expr
    name: str
    name_start: int


@record
class Index:
    """``value[key]``."""

    start: int
    end: int
    value: Expr
    key: Expr


@record
class Lit:
    """A constant: text (unescaped), number, truth value or None. Positions include the quotes."""

    start: int
    end: int
    value: str | int | float | bool | None


@record
class Format:
    """Text built from parts: f-strings, template literals, interpolation."""

    start: int
    end: int
    parts: tuple[Expr, ...]


@record
class Arg:
    """One argument of a call. ``name`` is the keyword, ``spread`` is 1 for ``*a``/``...a``, 2 for ``**k``."""

    start: int
    end: int
    name: str | None
    value: Expr
    spread: int = 0


@record
class Field:
    """One member of an object initialiser, composite literal or mapping; ``name`` is None for a spread."""

    start: int
    end: int
    name: Expr | None
    value: Expr


@record
class Call:
    """A call or construction. ``fields`` is the initialiser behind it (C# ``new X {A = 1}``, Go ``X{A: 1}``)."""

    start: int
    end: int
    func: Expr
    args: tuple[Arg, ...]
    new: bool = False
    fields: tuple[Field, ...] = ()


@record
class Seq:
    """A list, tuple, set or array."""

    start: int
    end: int
    items: tuple[Expr, ...]


@record
class Map:
    """A dictionary or object literal. A name is a ``Lit`` for plain keys (also for JS ``{a: 1}`` and ``{a}``)."""

    start: int
    end: int
    fields: tuple[Field, ...]


@record
class Binary:
    """``left op right``. Operators are written as in C: ``| & ^ + - * << == != < && || ??`` and ``in``."""

    start: int
    end: int
    op: str
    left: Expr
    right: Expr


@record
class Unary:
    """``op operand``: ``~ ! - + & *``; ``await``, dereference and parentheses are dropped by the adapter."""

    start: int
    end: int
    op: str
    operand: Expr


@record
class Cond:
    """``test ? then : otherwise``; also a switch expression, as a chain."""

    start: int
    end: int
    test: Expr
    then: Expr
    otherwise: Expr


@record
class Cast:
    """``(type) value``, ``value as type``."""

    start: int
    end: int
    type: Expr
    value: Expr


@record
class Param:
    """A parameter of a function, with its default and declared type where there are any.

    ``spread`` is 1 where it takes the rest of the positional arguments, 2 for that of the keywords.
    """

    start: int
    end: int
    name: str
    default: Expr | None = None
    type: Expr | None = None
    spread: int = 0


@record
class Func:
    """A function, method or lambda. ``body`` lowers on demand; ``relevant`` says a word of a rule is inside.

    ``receiver`` is the name by which a method's body calls its object (``self``, ``this``, Go's
    receiver); it is None for plain functions and static methods, and never among ``params``.
    ``private``: nothing outside this file can call it. ``getter``: reading the member calls it.
    """

    start: int
    end: int
    name: str | None
    params: tuple[Param, ...]
    body: Callable[[], tuple[Stmt, ...]]
    relevant: bool
    returns: Expr | None = None
    receiver: str | None = None
    private: bool = False
    getter: bool = False


@record
class Inline:
    """A statement used as an expression.

    An assignment (``a = b = 1``, ``if (x = f())``) has the value assigned; an anonymous class
    (``new T() {…}``, with ``T`` as its only base) is an object of that type; a block has no value.
    """

    start: int
    end: int
    statement: Assign | Class | Block


@record
class Other:
    """Anything else: its parts are evaluated, its value is unknown."""

    start: int
    end: int
    children: tuple[Expr, ...] = ()


Expr = Union[
    Name, Attr, Index, Lit, Format, Call, Seq, Map, Binary, Unary, Cond, Cast, Func, Inline, Other
]


def last_name(expr: Expr | None) -> str:
    """The last of the names that lead to something: ``c`` of ``a.b.c``; empty for anything else."""
    if isinstance(expr, Attr):
        return expr.name
    return expr.id if isinstance(expr, Name) else ""


@record
class Assign:
    """``targets op value`` with op ``=`` or ``|= &= += -= ^= ??=``; a declaration has ``declares`` and maybe a type.

    A destructuring target is a ``Seq`` or ``Map`` of targets. A field of a class is an ``Assign`` in its body.
    """

    start: int
    end: int
    targets: tuple[Expr, ...]
    op: str
    value: Expr | None
    type: Expr | None = None
    declares: bool = False


@record
class Do:
    """An expression evaluated for what it does."""

    start: int
    end: int
    value: Expr


@record
class Arm:
    """One way through a branch; ``tests`` are its condition or its labels (None: the ``else``)."""

    tests: tuple[Expr, ...] | None
    body: tuple[Stmt, ...]


@record
class Branch:
    """``if``/``elif``/``else``, ``switch``, ``match``. ``subject`` is what a switch looks at."""

    start: int
    end: int
    arms: tuple[Arm, ...]
    subject: Expr | None = None


@record
class Try:
    """``try`` with its handlers; ``otherwise`` and ``final`` run after.

    ``lacking`` are the numbers of the handlers that run where the platform lacks a name.
    """

    start: int
    end: int
    body: tuple[Stmt, ...]
    handlers: tuple[tuple[Stmt, ...], ...]
    otherwise: tuple[Stmt, ...] = ()
    final: tuple[Stmt, ...] = ()
    lacking: tuple[int, ...] = ()


@record
class Loop:
    """Any loop; ``target`` takes each item of ``items`` where the language says so.

    ``key`` takes the key of the item, or its place in a list.
    """

    start: int
    end: int
    target: Expr | None
    items: Expr | None
    body: tuple[Stmt, ...]
    key: Expr | None = None


@record
class Block:
    """Statements in order, with the bindings that open it (``with``, ``using``, try-with-resources, bare braces)."""

    start: int
    end: int
    body: tuple[Stmt, ...]


@record
class Leave:
    """``return``, ``throw``/``raise``, ``break``, ``continue``, ``yield`` (as a return that goes on)."""

    start: int
    end: int
    how: str
    value: Expr | None = None


@record
class Define:
    """A named function or method; ``decorators`` are evaluated where it stands."""

    start: int
    end: int
    func: Func
    decorators: tuple[Expr, ...] = ()


def remark(said: Expr) -> Define:
    """What an attribute says of a type or member: a decorator of no function."""
    return Define(said.start, said.end, Func(said.start, said.end, None, (), tuple, False), (said,))


@record
class Class:
    """A class, struct, interface, enum or module with members.

    ``numbers`` for an enumeration of .NET: whatever its members are written with, they are numbers.
    ``private``: nothing outside this file can name it. ``decorators`` are those of Python.
    """

    start: int
    end: int
    name: str
    bases: tuple[Expr, ...]
    body: tuple[Stmt, ...]
    numbers: bool = False
    private: bool = False
    decorators: tuple[Expr, ...] = ()


@record
class Import:
    """Binds names. ``binds`` maps a local name to a qualified one; ``wildcards`` opens whole namespaces."""

    start: int
    end: int
    binds: tuple[tuple[str, str], ...] = ()
    wildcards: tuple[str, ...] = ()
    #: the package whose file this is, on the JVM; the namespace of C#
    home: str = ""


Stmt = Union[Assign, Do, Branch, Try, Loop, Block, Leave, Define, Class, Import]
