"""Writing what `Pack` loads: a file for each language, in which equal parts are one object.

Most of a table's rows mean the same few things, so that this halves what there is to load. Beside
them lie the searches for the words of all languages, ready for Hyperscan.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

from tlslint import naming, prepared
from tlslint.languages import python2
from tlslint.prefilter import Matcher
from tlslint.quiet import Quiet
from tlslint.rulepack import HEAD, PROTOCOL, words_of
from tlslint.ruleset import RuleSet
from tlslint.words import GUESTS, SIGNS, Words, spelling_of


def pieces(rules: RuleSet) -> Iterator[tuple[str, bytes]]:
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
        yield words_of(language), packed(spelling_of(index))
        tables, index.tables = index.tables, {}
        held = {name: library for name, library in spoken.items() if language in library.languages}
        yield f"{language}.pickle", packed((index, held))
        index.tables = tables
    ready = {prepared.key(s.words, s.fold_case): s for s in _searches(rules)}
    made = {name: b for name, s in ready.items() if (b := s.serialised()) is not None}
    where, contents = prepared.put_together(made)
    yield prepared.INDEX, pickle.dumps(where, PROTOCOL)
    yield prepared.CONTENTS, contents


def _searches(rules: RuleSet) -> Iterator[Matcher]:
    """All searches for words of rules and signs of Python 2, apart from those that depend on what a tree declares."""
    yield python2.SEARCH
    for language in {*rules.languages, *GUESTS}:
        words = Words(rules.spelling(language), signs=SIGNS.get(language, ()))
        yield from words.searches()
        index = rules.index(language)
        yield naming.search(index)
        if index.code:
            yield Quiet(index, words).search


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
