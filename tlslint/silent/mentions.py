"""By which names other files may depend on one line of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tlslint import syntax as s
from tlslint.facts import Setting, Span
from tlslint.regex import regex
from tlslint.silent.places import At, Places, dotted

#: Files that are called by the name of their directory.
_INDEXES = frozenset({"__init__", "index", "mod"})
#: What a key of a configuration looks like.
_KEY = regex(r"[A-Za-z][\w-]*(\.[\w-]+)+")
#: Shorter words stand everywhere.
_SHORT = 3
_MOST = 40


def of_code(statements: Iterable[s.Stmt], line_of: Callable[[Span], int], line: int) -> list[str]:
    """What a line defines, and the functions and classes around it."""
    places = Places(statements)
    names = [
        dotted(at.node).rpartition(".")[2]
        for at in places.outer
        if at.role in ("target", "member") and line_of(at.span) == line
    ]
    texts = (at.node.value for at in places.outer if line_of(at.span) == line and _is_text(at))
    names += [text for text in texts if _KEY.fullmatch(text)]
    around: list[s.Func | s.Class] = [f for same in places.functions.values() for f in same]
    for each in (*around, *places.types.values()):
        last = max(each.end - 1, each.start)
        if line_of(Span(each.start, each.end)) <= line <= line_of(Span(last, last)):
            names.append(each.name or "")
    return _long(names)


def of_settings(settings: Iterable[Setting], line: Span) -> list[str]:
    """The keys that a line of a configuration sets: the last words of each."""
    names = []
    for setting in settings:
        span = setting.value.span if setting.value is not None else setting.span
        if span.start < line.end and line.start < span.end:
            key = re.split(r"[:/]", setting.name)[-1]
            names += [key, key.rpartition(".")[2]]
    return _long(names)


def of_file(path: str) -> list[str]:
    """What a file is called by those that import it."""
    *above, name = re.split(r"[\\/]", path)
    stem = name.partition(".")[0]
    return _long([above[-1] if stem in _INDEXES and above else stem])


def _is_text(at: At) -> bool:
    return isinstance(at.node, s.Lit) and isinstance(at.node.value, str)


def _long(names: Iterable[str]) -> list[str]:
    kept = [n for n in names if len(n) >= _SHORT and n not in _INDEXES]
    return list(dict.fromkeys(kept))[:_MOST]
