"""Which patterns hold in the directories of a walk: those of ignore files, and what a user excludes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tlslint.source.layers import Layers  # of no use where files are given

#: Files that say what a user excludes.
CONFIGURATION = ("tlslint.toml", ".tlslint.toml", "pyproject.toml")

#: The ``exclude`` patterns that hold in a directory, and the directory they are relative to.
ExcludeFor = Callable[[str], tuple[Sequence[str], str]]


class Holding:
    """What holds where; ``exclude`` is asked for the directories that ``configured`` gathers."""

    def __init__(self, exclude: ExcludeFor | None) -> None:
        self.configured: list[str] = []
        self._exclude = exclude

    def above(self, start: str) -> Layers:
        """The patterns of the directories above ``start``, down from the top of the repository."""
        from tlslint.source.layers import read_ignores, top
        from tlslint.source.tracked import Index

        real = os.path.abspath(start or ".")
        highest = top(real)
        layers = self._excludes(start)
        names = os.path.relpath(real, highest).replace(os.sep, "/").split("/")
        if names == ["."]:
            return layers.within(Index(highest, "", len(start)))
        layers = layers.within(Index(highest, "/".join(names) + "/", len(start)))
        for number in range(len(names)):
            directory = os.path.join(highest, *names[:number])
            for patterns, git in read_ignores(directory, None):
                layers = layers.over(patterns.at(names[number:]), git)
        return layers

    def within(self, prefix: str, special: frozenset[str], layers: Layers) -> Layers:
        """``layers`` with the patterns that begin to hold in the directory ``prefix``."""
        from tlslint.source.layers import read_ignores
        from tlslint.source.tracked import Index

        if ".git" in special and prefix:
            # Another repository: the patterns of the outer one end here, what a user excludes does not.
            layers = self._excludes(prefix).within(Index(prefix, "", len(prefix)))
        elif not special.isdisjoint(CONFIGURATION):
            layers = self._excludes(prefix).above(layers)
        for patterns, git in read_ignores(prefix, special):
            layers = layers.over(patterns, git)
        return layers

    def configuration(self, prefix: str) -> tuple[Sequence[str], str]:
        """What the configuration that holds in a directory excludes, and to what that is relative."""
        if self._exclude is None:
            return (), ""
        self.configured.append(prefix)
        return self._exclude(prefix or ".")

    def _excludes(self, prefix: str) -> Layers:
        """What a user excludes in the directory ``prefix``."""
        from tlslint.source.ignore import Patterns
        from tlslint.source.layers import Layers

        lines, base = self.configuration(prefix)
        if not lines:
            return Layers()
        lead = os.path.relpath(prefix or ".", base or ".").replace(os.sep, "/")
        if lead.startswith(".."):
            return Layers()
        return Layers().over(Patterns(lines).at(lead.split("/") if lead != "." else ()))
