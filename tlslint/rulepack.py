"""The compiled rules of an installed package: made ready when it is built, loaded as far as a run needs them.

For each language there is one file with its index and its libraries, so that starting costs no
more than the languages at hand; the words to look for are in files of their own, since most
files hold none. All is pickled by the same version of the program that loads it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from tlslint import rulemodel as m
from tlslint.ruleset import Index, RuleSet, Spelling

try:
    # the half of pickle that is needed; the rest takes longer to load than the rules
    from _pickle import load
except ImportError:
    from pickle import load

T = TypeVar("T")

#: Which files there are for which languages, and which rules and tables they hold.
HEAD = "head.pickle"
#: Known to every Python that the package runs on.
PROTOCOL = 4


def words_of(language: str) -> str:
    """The file with the words of ``language``."""
    return f"{language}-words.pickle"


class _Named(Mapping[str, T]):
    """Names known at once, what they name made when asked for."""

    def __init__(self, home: dict[str, str], make: Callable[[str, str], T]) -> None:
        self._home = home
        self._make = make

    def __getitem__(self, name: str) -> T:
        return self._make(self._home[name], name)

    def __contains__(self, name: object) -> bool:
        return name in self._home

    def __iter__(self) -> Iterator[str]:
        return iter(self._home)

    def __len__(self) -> int:
        return len(self._home)


class _Libraries(Sequence[m.Library]):
    """All libraries, loaded when they are looked at."""

    def __init__(self, names: list[str], make: Callable[[str], m.Library]) -> None:
        self._names = names
        self._make = make

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        if isinstance(key, slice):
            return [self._make(n) for n in self._names[key]]
        return self._make(self._names[key])

    def __len__(self) -> int:
        return len(self._names)


class Pack(RuleSet):
    """The rule set that `tlslint.packing` wrote into ``folder``."""

    def __init__(self, folder: str | os.PathLike[str], folded: frozenset[str]) -> None:
        super().__init__((), folded)
        self._folder = folder
        self._loaded: dict[str, dict[str, m.Library]] = {}
        self._words: dict[str, Spelling] = {}
        self._spoken: dict[str, tuple[str, ...]]
        self._spoken, rules, tables = self._piece(HEAD)
        self.libraries = _Libraries(list(self._spoken), self._library)
        self.rules = _Named(rules, self._rule)
        self.tables = _Named(tables, lambda home, name: self._library(home).tables[name])

    def _piece(self, name: str) -> Any:
        with open(os.path.join(self._folder, name), "rb") as file:
            return load(file)

    @property
    def languages(self) -> list[str]:
        """All languages that some rule is for, sorted."""
        return sorted({language for spoken in self._spoken.values() for language in spoken})

    def libraries_of(self, language: str) -> list[m.Library]:
        """The rule files that are for ``language``."""
        return [self._library(n) for n, spoken in self._spoken.items() if language in spoken]

    def spelling(self, language: str) -> Spelling | Index:
        """The words of ``language``."""
        if language not in self._words:
            if not self._speaks(language):
                return self.index(language)
            self._words[language] = self._piece(words_of(language))
        return self._words[language]

    def _speaks(self, language: str) -> bool:
        """Whether some rule is for ``language``; notebooks have none of their own."""
        return any(language in spoken for spoken in self._spoken.values())

    def _build(self, language: str) -> Index:
        if not self._speaks(language):
            return super()._build(language)
        index: Index
        index, self._loaded[language] = self._piece(f"{language}.pickle")
        index.tables = self.tables_for(language)
        return index

    def _library(self, name: str) -> m.Library:
        spoken = self._spoken[name]
        for language in spoken:
            if language in self._loaded:
                return self._loaded[language][name]
        self.index(spoken[0])
        return self._loaded[spoken[0]][name]

    def _rule(self, home: str, rule_id: str) -> m.Rule:
        return next(r for r in self._library(home).rules if r.id == rule_id)
