"""Names of keys with a ``*`` for what is up to the user, and keys that are spelt in several ways."""

from __future__ import annotations

import bisect
import fnmatch

#: Keys that Spring Boot binds by relaxed rules, also those of environment variables; others' are alike.
_RELAXED = (
    *("property:spring.", "property:server.", "property:management.", "property:camel."),
    *("property:micronaut.", "property:quarkus."),
    *("env:SPRING_", "env:SERVER_", "env:MANAGEMENT_", "env:MICRONAUT_", "env:QUARKUS_"),
)
_LOOSE = str.maketrans("[", ".", "]-_")


class KeyNames:
    """The keys of rules that do not simply stand for themselves."""

    def __init__(self) -> None:
        #: what stands before a ``*`` and behind it, and whether it is ``**``, for any parts
        self._starred: list[tuple[str, str, bool, str]] = []
        #: the keys that Spring Boot binds, as it compares them
        self._relaxed: dict[str, str] = {}

    def add(self, name: str) -> None:
        """Remember the key ``name`` of a rule."""
        before, star, behind = name.partition("*")
        if star:
            rest = behind.removeprefix("*")
            row = (before, rest, behind != rest, name)
            # the pattern that says most counts
            bisect.insort(self._starred, row, key=lambda x: -len(x[0]) - len(x[1]))
        if name.startswith(_RELAXED):
            key = name.partition(":")[2]
            self._relaxed[relaxed(name)] = name
            self._relaxed[relaxed(f"env:{key}")] = name

    def find(self, name: str) -> str | None:
        """The name under which rules know the key ``name``, None where none does."""
        for before, behind, deep, known in self._starred:
            if name.startswith(before) and name.endswith(behind):
                middle = name[len(before) : len(name) - len(behind)]
                if middle and (deep or not before or "." not in middle):
                    return known
        if name.startswith(_RELAXED):
            plain = relaxed(name)
            for pattern, known in self._relaxed.items():
                if fnmatch.fnmatchcase(plain, pattern):
                    return known
        return None


def relaxed(name: str) -> str:
    """A key as Spring Boot compares it: without case, dashes, brackets and the number of an item.

    ``enabled-protocols[0]``, ``enabledProtocols`` and ``ENABLED_PROTOCOLS`` are one.
    """
    space, _, key = name.partition(":")
    key = key.lower().translate(_LOOSE)
    head, _, last = key.rpartition(".")
    key = head if head and last.isdigit() else key
    return f"env:{key.replace('.', '')}" if space == "env" else key
