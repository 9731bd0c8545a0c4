"""Frozen records with slots, made quickly.

`dataclasses.dataclass` takes half a millisecond for each class, which with all of the engine's
types was a third of the time that checking one file may take. To a type checker these are
frozen dataclasses; at run time nothing enforces that, which also makes them quick to build.
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


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """The class with slots, ``__init__``, equality, hash and representation of its annotated fields."""
    fields = tuple(n for n, a in cls.__annotations__.items() if not str(a).startswith("ClassVar"))
    namespace = dict(cls.__dict__)
    defaults = {n: namespace.pop(n) for n in fields if n in namespace}
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    parameters = ", ".join(f"{n}=_defaults[{n!r}]" if n in defaults else n for n in fields)
    body = "; ".join(f"self.{n} = {n}" for n in fields) or "pass"
    scope: dict[str, Any] = {"_defaults": defaults}
    exec(f"def __init__(self, {parameters}): {body}", scope)
    key = attrgetter(*fields) if fields else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:
        return other.__class__ is self.__class__ and key(self) == key(other)

    def __hash__(self: Any) -> int:
        return hash(key(self))

    def __repr__(self: Any) -> str:
        inner = ", ".join(f"{n}={getattr(self, n)!r}" for n in fields)
        return f"{cls.__name__}({inner})"

    namespace.update(
        __slots__=fields,
        __record__=fields,
        __match_args__=fields,
        __init__=scope["__init__"],
        __eq__=__eq__,
        __hash__=namespace.get("__hash__") or __hash__,
        __repr__=__repr__,
    )
    meta: Any = type(cls)
    made: type[T] = meta(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def replace(value: T, **changes: Any) -> T:
    """A copy of a record with some fields changed; TypeError for a field that it does not have.

    A dataclass is copied too, so that a stand-in for a record can be one.
    """
    cls: Any = type(value)
    if not hasattr(cls, "__record__"):
        import dataclasses

        copy: T = dataclasses.replace(value, **changes)  # type: ignore[type-var]
        return copy
    fields = {n: getattr(value, n) for n in cls.__record__}
    made: T = cls(**{**fields, **changes})
    return made
