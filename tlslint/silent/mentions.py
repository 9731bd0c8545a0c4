"""By which names other files may depend on one line of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tlslint import syntax as s
from tlslint.facts import Setting, Span
from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.silent.places import MAKERS, At, Places, dotted
from tlslint.versions import parse_version

#: Files that are called by the name of their directory.
_INDEXES = frozenset({"__init__", "index", "mod"})
#: What a key of a configuration looks like.
_KEY = regex(r"[A-Za-z][\w-]*(\.[\w-]+)+")
#: Shorter words stand everywhere.
_SHORT = 3
_MOST = 40
#: Calls that are followed from what a line defines to what other files may call.
_DEPTH = 3


class Mentions(NamedTuple):
    """Words of which another file must hold one to depend on a line, and of which one more beside it."""

    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def found(self, data: bytes, *, fold: bool = False) -> bool:
        """Whether ``data`` holds such words; ``fold`` where case says nothing."""
        kinds = [kind for kind in (self.names, self.beside) if kind]
        return bool(self.names) and all(_words(kind, fold).search(data) for kind in kinds)


def _words(names: tuple[str, ...], fold: bool) -> re.Pattern[bytes]:
    either = "|".join(map(re.escape, names))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)".encode(), re.IGNORECASE if fold else 0)


def of_code(
    places: Places,
    line_of: Callable[[Span], int],
    line: int,
    *,
    by_class: bool,
    outside: bool,
) -> list[Mentions]:
    """What a line defines, the functions around it and those that use them.

    ``by_class``: other files reach all that by the names of the classes that it is in, and what is
    in none only with ``outside``.
    """
    here = [at for at in places.outer if line_of(at.span) == line]
    named = [at for at in here if at.role in ("target", "member") and not _is_local(at, places)]
    names = {dotted(at.node).rpartition(".")[2] for at in named}
    owners = set()
    for func in (f for same in places.functions.values() for f in same):
        if _covers(func, line_of, line):
            names.add(_reached_as(func, places))
    for each in places.types.values():
        if _covers(each, line_of, line):
            owners.add(each.name)
    new = set(names)
    for _ in range(_DEPTH):
        users = {user for name in new for user in _users(name, places)}
        new = users - names
        names |= new
        if not new or len(names) > _MOST:
            break
    texts = [at.node.value for at in here if _is_text(at)]
    keys = [text for text in texts if _KEY.fullmatch(text) and not _is_version(text)]
    classes = _long(owners) if by_class else ()
    # methods that the compiler writes for a field (Lombok, Kotlin)
    fields = sorted(n for at in named if (n := dotted(at.node).rpartition(".")[2]))
    if by_class:
        names.update(f"{does}{n[:1].upper()}{n[1:]}" for n in fields for does in ("get", "is"))
    if by_class and not (owners or outside):
        names.clear()
    found = [Mentions(_long(names), classes), *(Mentions((key,)) for key in keys)]
    return [each for each in found if each.names]


def _users(name: str, places: Places) -> Iterable[str]:
    """By which names a file makes use of ``name``: functions, and what is made of it outside of them."""
    for use in places.names.get(name, ()):
        if use.role in ("target", "member", "type"):
            continue
        above = use.above
        while above is not None:
            if isinstance(above.node, s.Func) and above.node.name:
                yield _reached_as(above.node, places)
                break
            if isinstance(above.node, s.Assign) and use.func is None:
                yield from (dotted(t).rpartition(".")[2] for t in above.node.targets)
                break
            above = above.above


def _reached_as(func: s.Func, places: Places) -> str:
    """The name by which a function is called: that of its class for one that makes objects."""
    name = places.name_of(func) if func.name in MAKERS else func.name or ""
    return name.removeprefix("set_").removeprefix("get_")  # of properties


def _is_local(at: At, places: Places) -> bool:
    """Whether a name is that of a variable of a function."""
    if at.func is None or not isinstance(at.node, s.Name) or at.role != "target":
        return False
    uses = places.names.get(at.node.id, ())
    return not any(u.role == "target" and u.func is None for u in uses)


def _covers(node: s.Func | s.Class, line_of: Callable[[Span], int], line: int) -> bool:
    last = max(node.end - 1, node.start)
    return line_of(Span(node.start, node.end)) <= line <= line_of(Span(last, last))


def of_settings(settings: Iterable[Setting], line: Span) -> list[Mentions]:
    """The keys that a line of a configuration sets: the last word of each, with another one of it."""
    found = []
    for setting in settings:
        span = setting.value.span if setting.value is not None else setting.span
        if span.start < line.end and line.start < span.end:
            *above, last = re.split(r"[:/.]", setting.name.partition(":")[2] or setting.name)
            found.append(Mentions(_long([last]), _long(above)))
    return [each for each in dict.fromkeys(found) if each.names]


def of_file(path: str) -> Mentions:
    """What a file is called by those that import it."""
    *above, name = re.split(r"[\\/]", path)
    stem = name.partition(".")[0]
    return Mentions(_long([above[-1] if stem in _INDEXES and above else stem]))


def _is_text(at: At) -> bool:
    return isinstance(at.node, s.Lit) and isinstance(at.node.value, str)


def _is_version(text: str) -> bool:
    """Whether a text with points in it is no key, but a version."""
    try:
        parse_version(text)
    except ValueError:
        return False
    return True


def _long(names: Iterable[str]) -> tuple[str, ...]:
    kept = [n for n in names if len(n) >= _SHORT and n not in _INDEXES]
    return tuple(dict.fromkeys(kept))[:_MOST]
