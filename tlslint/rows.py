"""`typing.NamedTuple`, made quickly.

The one of the standard library compiles each annotation, and what makes a tuple, for each class
as it is defined: a quarter of a millisecond, with all classes of the engine a twentieth of what
checking one file may take. Here what makes a tuple is compiled for the first one of its class:
most classes have none in a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # to type checkers it is that one
else:
    try:
        from _collections import _tuplegetter  # what the standard library's own classes use
    except ImportError:
        from operator import itemgetter

        def _tuplegetter(number: int, _: str) -> property:
            return property(itemgetter(number))

    class _Rows(type):
        """What makes a class of tuples of one that says the names and defaults of their items."""

        def __new__(meta, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if bases == (tuple,):
                return super().__new__(meta, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = tuple(namespace.pop(field) for field in fields if field in namespace)
            for number, field in enumerate(fields):
                namespace[field] = _tuplegetter(number, "")

            def __new__(cls: type, /, *values: Any, **named: Any) -> Any:
                first = _maker(fields, defaults)
                made.__new__ = staticmethod(first)
                return first(cls, *values, **named)

            namespace.update(__slots__=(), _fields=fields, __match_args__=fields, __new__=__new__)
            made = super().__new__(meta, name, bases, namespace)
            return made

    class NamedTuple(tuple, metaclass=_Rows):
        """A base of classes as `typing.NamedTuple` is."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()

        @classmethod
        def _make(cls, items: Iterable[Any]) -> Any:
            return tuple.__new__(cls, items)

        def _replace(self, /, **changes: Any) -> Any:
            items = [changes.pop(f, item) for f, item in zip(self._fields, self, strict=True)]
            if changes:
                raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(changes))}")
            return tuple.__new__(type(self), items)

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(self._shown())})"

        def _shown(self) -> Iterator[str]:
            for field, item in zip(self._fields, self, strict=True):
                yield f"{field}={item!r}"

    def _maker(fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Callable[..., Any]:
        made = eval(  # the names are those of a class's own source
            f"lambda _cls, {', '.join(fields)}: _new(_cls, ({', '.join(fields)},))",
            {"_new": tuple.__new__},
        )
        made.__defaults__ = defaults
        return made
