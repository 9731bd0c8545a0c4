"""Frozen records and mutable ones, with slots, made quickly.

`dataclasses.dataclass` takes half a millisecond for each class and loads `inspect`, which with
all of the engine's types was a third of the time that checking one file may take. To a type
checker these are dataclasses; at run time nothing enforces that records are frozen. What makes
an object is compiled for the first object of its class: most classes have none in a run.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: object) -> Callable[[Any], Any]:
        """Only type checkers look at it."""
        return lambda function: function


T = TypeVar("T")


class _Made:
    """A field's default that is made anew for each object."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """The default of a field of a `mutable` class: made anew for each object."""
    made: Any = _Made(default_factory)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """The class with slots, ``__init__``, equality, hash and representation of its annotated fields."""
    fields = _fields(cls)
    key = _values(fields)

    def __eq__(self: Any, other: object) -> bool:
        return self is other or (other.__class__ is self.__class__ and key(self) == key(other))

    def __hash__(self: Any) -> int:
        return hash(key(self))

    return _slotted(
        cls, fields, {"__eq__": __eq__, "__hash__": cls.__dict__.get("__hash__") or __hash__}
    )


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def mutable(cls: type[T]) -> type[T]:
    """The class with slots, ``__init__`` and representation of its annotated fields, equal to itself alone."""
    return _slotted(cls, _fields(cls), {})


def replace(value: T, /, **changes: Any) -> T:
    """A copy of a record with some fields changed; TypeError for a field that it does not have.

    A dataclass is copied too, so that a stand-in for a record can be one.
    """
    cls: Any = type(value)
    if not hasattr(cls, "__record__"):
        import dataclasses

        copy: T = dataclasses.replace(value, **changes)  # type: ignore[type-var]
        return copy
    if not changes.keys() <= cls.__fields__:
        raise TypeError(f"{cls.__name__} has no field {(changes.keys() - cls.__fields__).pop()!r}")
    made: T = cls(*cls.__values__(value))
    for name, each in changes.items():
        setattr(made, name, each)
    return made


def _fields(cls: type) -> tuple[str, ...]:
    return tuple(n for n, a in cls.__annotations__.items() if not str(a).startswith("ClassVar"))


def _values(fields: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields."""
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda made: tuple(getattr(made, name) for name in fields)


def _slotted(cls: type[T], fields: tuple[str, ...], methods: dict[str, Any]) -> type[T]:
    namespace = dict(cls.__dict__)
    defaults = {n: namespace.pop(n) for n in fields if n in namespace}
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        init = _init(fields, defaults)
        setattr(made, "__init__", init)  # noqa: B010
        init(self, *values, **named)

    namespace.update(
        methods,
        __slots__=fields,
        __record__=fields,
        __fields__=frozenset(fields),
        __values__=staticmethod(_values(fields)),
        __match_args__=fields,
        __init__=__init__,
        __repr__=_repr,
    )
    meta: Any = type(cls)
    made: type[T] = meta(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _init(fields: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    parameters, body = [], []
    for name in fields:
        parameters.append(f"{name}=_defaults[{name!r}]" if name in defaults else name)
        value = name
        if isinstance(defaults.get(name), _Made):
            value = f"{name}.make() if {name}.__class__ is _Made else {name}"
        body.append(f"self.{name} = {value}")
    scope: dict[str, Any] = {"_defaults": defaults, "_Made": _Made}
    exec(f"def __init__(self, {', '.join(parameters)}): {'; '.join(body) or 'pass'}", scope)
    init: Callable[..., None] = scope["__init__"]
    return init


def _repr(self: Any) -> str:
    inner = ", ".join(f"{n}={getattr(self, n)!r}" for n in self.__record__)
    return f"{type(self).__name__}({inner})"
