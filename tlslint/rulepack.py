"""The compiled rules of an installed package, made into rules only as far as a run needs them.

They were checked when the package was built (`tlslint.ruleset.RuleSet` does that), so that
starting costs no more than the rules of the languages at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from tlslint import rulemodel as m
from tlslint.rulefile import Reader
from tlslint.rulenodes import Node
from tlslint.ruleset import RuleSet

T = TypeVar("T")


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
    """All libraries, made when they are looked at."""

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
    """A rule set over compiled documents (see `tlslint.rulenodes.Node`), by file name."""

    def __init__(self, documents: Mapping[str, Node], folded: frozenset[str]) -> None:
        super().__init__((), folded)
        self._documents = documents
        self._made: dict[str, m.Library] = {}
        self._spoken: dict[str, tuple[str, ...]] = {}
        rules: dict[str, str] = {}
        tables: dict[str, str] = {}
        for name, (_, _, members) in documents.items():
            kind, _, language = members["language"]
            self._spoken[name] = tuple(n[2] for n in language) if kind == "l" else (language,)
            for rule in members["rules"][2] if "rules" in members else ():
                rules[rule[2]["id"][2]] = name
            for table in members["tables"][2] if "tables" in members else ():
                tables[table] = name
        self.libraries = _Libraries(list(documents), self._library)
        self.rules = _Named(rules, self._rule)
        self.tables = _Named(tables, lambda home, name: self._library(home).tables[name])

    @property
    def languages(self) -> list[str]:
        """All languages that some rule is for, sorted."""
        return sorted({language for spoken in self._spoken.values() for language in spoken})

    def libraries_of(self, language: str) -> list[m.Library]:
        """The rule files that are for ``language``."""
        return [self._library(n) for n, spoken in self._spoken.items() if language in spoken]

    def _library(self, name: str) -> m.Library:
        if name not in self._made:
            reader = Reader(f"rules/{name}")
            self._made[name] = reader.library(self._documents[name], examples=False)
        return self._made[name]

    def _rule(self, home: str, rule_id: str) -> m.Rule:
        return next(r for r in self._library(home).rules if r.id == rule_id)
