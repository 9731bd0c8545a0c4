"""The options of files that a walk met, which saw what directories hold configuration."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.options import Options, OptionsFor


def nearest(options_for: OptionsFor, configured: Iterable[str]) -> OptionsFor:
    """``options_for`` for files of a walk that met configuration in the directories ``configured`` alone.

    Those end with a slash. Without this, each directory is looked into for each name of such a file.
    """
    holding = frozenset(configured)
    known: dict[str, Options] = {}

    def found(path: str) -> Options:
        passed: list[str] = []
        at = path.rfind("/") + 1
        while path[:at] not in known and path[:at] not in holding:
            passed.append(path[:at])
            if not at:
                return options_for(path)  # of no walk
            at = path.rfind("/", 0, at - 1) + 1
        options = known.get(path[:at])
        if options is None:
            options = known[path[:at]] = options_for(path[:at] + "x")
        known.update(dict.fromkeys(passed, options))
        # settings for some paths are for this file or not
        return options_for(path) if options.paths else options

    return found
