"""How it is written down what becomes of a value, in some lines, and from there on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tlslint.regex import regex
from tlslint.rows import NamedTuple

#: Numbers of lines that are told, and letters of a name.
_TOLD = 4
_LONG = 60
#: How adapters tell one ``this`` from another.
_NUMBER = regex(r"@\d+")


#: How it ends that a name is written, and nothing else.
_HERE = ("declared here", "set here")


class Fate(NamedTuple):
    """What becomes of a value in some lines, and what then becomes of it from there."""

    text: str
    then: tuple[Fate, ...] = ()
    lines: tuple[int, ...] = ()


def merged(fates: tuple[Fate, ...]) -> tuple[Fate, ...]:
    """The same said once, with all its lines."""
    out: dict[tuple[str, tuple[Fate, ...]], tuple[int, ...]] = {}
    for fate in fates:
        key = (fate.text, fate.then)
        out[key] = (*out.get(key, ()), *fate.lines)
    return tuple(Fate(text, then, lines) for (text, then), lines in out.items())


def written(fates: tuple[Fate, ...]) -> Iterator[str]:
    """What becomes of a value, the first on one line with what alone follows from it."""
    if len(fates) == 1 and not fates[0].lines:
        fate = fates[0]
        text = fate.text
        while len(fate.then) == 1:
            fate = fate.then[0]
            where = f"in {listed(fate.lines)} " if fate.lines else ""
            joint = ", and" if fate.text.startswith(("what ", "used ")) else f", which {where}is"
            if where and text.endswith(_HERE):
                joint = f", and {where}is"
            text += f"{joint} {fate.text}"
        yield text
        yield from _indented(fate.then)
    else:
        yield "; ".join(f.text for f in fates)


def _indented(fates: tuple[Fate, ...]) -> Iterator[str]:
    for fate in fates:
        lead = f"{listed(fate.lines)}: " if fate.lines else ""
        first, *rest = written((fate._replace(lines=()),))
        yield f"  {lead}{first}"
        yield from (f"  {line}" for line in rest)


def listed(lines: Iterable[int]) -> str:
    """Some numbers of lines, in words."""
    found = sorted(set(lines))
    shown = ", ".join(map(str, found[:_TOLD]))
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return f"line{'s' if len(found) > 1 else ''} {shown}{more}"


def short(name: str) -> str:
    """The end of a name that is too long to be told."""
    name = _NUMBER.sub("", name)
    return name if len(name) <= _LONG else "…" + name[-_LONG:]
