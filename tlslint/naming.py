"""Which files name versions of protocols, as far as their text tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tlslint.prefilter import Matcher
from tlslint.ruleset import Index, RuleSet
from tlslint.source.read import read_small

#: Bytes of a file that may hold settings; larger ones hold none.
MAX_BYTES = 1 << 20


class Naming:
    """Tells which files name versions that ``rules`` know, and keeps what it told."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._told: dict[tuple[str, str], bool] = {}
        self._versions: dict[str, Matcher] = {}

    def names(self, path: str, language: str) -> bool:
        """Whether the name of a version, as files of ``language`` write it, stands in the file at ``path``."""
        told = self._told.get((path, language))
        if told is None:
            if language not in self._versions:
                self._versions[language] = search(self._rules.index(language))
            data = read_small(path, MAX_BYTES) or b""
            told = self._told[path, language] = self._versions[language].search(data)
        return told


def search(index: Index) -> Matcher:
    """What looks for the names of versions in files of the language of ``index``."""
    return Matcher(_spelled(index.version_texts | index.version_words), index.folds, many=True)


def _spelled(names: Iterable[str]) -> Iterator[bytes]:
    """What is written where one of ``names`` is meant for a version: a digit alone says nothing."""
    for name in names:
        if any(map(str.isdigit, name)) and any(map(str.isalpha, name)):
            yield name.encode()
        elif "." in name:
            yield from (f"{quote}{name}{quote}".encode() for quote in "\"'`")
