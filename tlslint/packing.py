"""Writing what `Pack` loads: a file for each language, in which equal parts are one object.

Most of a table's rows mean the same few things, so that this halves what there is to load.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

from tlslint.rulepack import HEAD, PROTOCOL, words_of
from tlslint.ruleset import Index, RuleSet, Spelling


def pieces(rules: RuleSet, spelling: Callable[[Index], Spelling]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the files that a `Pack` of ``rules`` is loaded from."""
    spoken = {library.file.removeprefix("rules/"): library for library in rules.libraries}
    head = (
        {name: tuple(library.languages) for name, library in spoken.items()},
        {rule.id: name for name, library in spoken.items() for rule in library.rules},
        {table: name for name, library in spoken.items() for table in library.tables},
    )
    yield HEAD, packed(head)
    for language in rules.languages:
        index = rules.index(language)
        yield words_of(language), packed(spelling(index))
        tables, index.tables = index.tables, {}
        held = {name: library for name, library in spoken.items() if language in library.languages}
        yield f"{language}.pickle", packed((index, held))
        index.tables = tables


def packed(value: Any) -> bytes:
    """``value``, pickled; what cannot be changed and is equal is in it once."""
    return pickle.dumps(_shared(value, {}, {}), PROTOCOL)


def _shared(value: Any, known: dict[Any, Any], done: dict[int, Any]) -> Any:
    """``value``, whose parts (and itself, where it cannot change) are those that are ``known``."""
    cls = type(value)
    if cls in (str, int, bytes):
        return known.setdefault((cls, value), value)
    if id(value) in done:
        return done[id(value)][1]
    if cls in (tuple, frozenset):
        parts = [_shared(each, known, done) for each in value]
        result = known.setdefault((cls, *map(id, parts)), cls(parts))
    elif cls in (list, set):
        result = cls([_shared(each, known, done) for each in value])
    elif cls is dict:
        result = {
            _shared(key, known, done): _shared(each, known, done) for key, each in value.items()
        }
    elif hasattr(cls, "__record__"):
        for name in cls.__record__:
            setattr(value, name, _shared(getattr(value, name), known, done))
        result = value
        if "__eq__" in vars(cls):  # it is no mutable one
            parts = [getattr(value, name) for name in cls.__record__]
            result = known.setdefault((cls, *map(id, parts)), value)
    else:
        result = value
    done[id(value)] = value, result  # with the value, or another one may get its number
    return result
