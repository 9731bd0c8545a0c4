"""Keys of the registry of Windows that .NET opens, and what is written into them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from tlslint import registrykeys
from tlslint.engine.world import World
from tlslint.values import Const, Ref, Row, Value, alternatives, text_of

#: VB.NET knows no case.
TYPES = ("Microsoft.Win32.RegistryKey", "microsoft.win32.registrykey")
#: What an object keeps of its key.
_PATH, _OFF = "registry path", "registry off"
_MAX_WAYS = 16


def opened(world: World, made: Value | None, above: Ref | None, name: Value | None) -> None:
    """Note the path of a key that was opened below another one."""
    if isinstance(made, Ref) and name is not None:
        paths = islice(product(paths_of(world, above), _texts(name)), _MAX_WAYS)
        items = [Const("\\".join(filter(None, path)), made.span) for path in paths]
        world.variables[(made.id, _PATH)] = Row(tuple(items), made.span)


def paths_of(world: World, key: Ref | None) -> list[str]:
    """The paths that a key may have."""
    known = world.variable((key.id, _PATH)) if key is not None else None
    return (
        [str(i.value) for i in known.items if isinstance(i, Const)]
        if isinstance(known, Row)
        else [""]
    )


def written(
    world: World, key: Ref | None, path: Value | None, name: Value, value: Value
) -> Iterator[tuple[str, str, Value]]:
    """The key, the setting and its value, for each that a number is written into."""
    numbers = {_number(v) for v in alternatives(value)}
    number = numbers.pop() if len(numbers) == 1 else None
    if number is None:
        return
    paths = _texts(path) if path is not None else paths_of(world, key)
    for where, called in islice(product(paths, _texts(name)), _MAX_WAYS):
        setting, said = registrykeys.told(where, called, number)
        if setting:
            yield where.lower(), f"registry:{setting}", Const(said, value.span)


def offered(world: World, subject: Ref, setting: str, value: Value) -> bool:
    """Whether a setting of a key counts: to what is switched off, no default matters."""
    if setting.endswith("Enabled(off)"):
        world.variables[(subject.id, _OFF)] = value
    return not setting.endswith("Default") or world.variable((subject.id, _OFF)) is None


def _texts(value: Value) -> list[str]:
    texts = (text_of(v) for v in alternatives(value))
    return [registrykeys.UNKNOWN if text is None else text for text in texts]


def _number(value: Value) -> int | None:
    if isinstance(value, Const) and isinstance(value.value, int):
        return int(value.value)
    text = text_of(value)
    return registrykeys.number_of(text) if text is not None else None
