"""What rules know of a name: that it is a setting, a version, or one of cipher suites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tlslint import syntax as s
from tlslint.rulemodel import Entry, Lookup
from tlslint.ruleset import ANY, Index
from tlslint.silent.places import At, dotted
from tlslint.versions import Version, names


class Meanings:
    """The settings and constants of the rules, by the last part of their names and with their owners'."""

    def __init__(
        self, index: Index, lookup: Lookup, minimum: Version, imports: Mapping[str, str]
    ) -> None:
        self.lookup = lookup
        self.imports = imports
        self.minimum = minimum
        self.symbols: dict[str, Entry] = {}
        for name, row in index.symbols.items():
            self.symbols.setdefault(_owned(name.rpartition("/")[2]), row)
            self.symbols.setdefault(name.rpartition(".")[2], row)
        self.settings = {_owned(name) for name in index.sets}
        self.settings |= {n[len(ANY) :] for n in index.sets if n.startswith(ANY)}

    def is_setting(self, name: str) -> bool:
        """Whether rules know a setting of this name."""
        return bool(name) and not self.settings.isdisjoint((_owned(name), name.rpartition(".")[2]))

    def is_enumeration(self, name: str) -> bool:
        """Whether a name with dots is that of a type whose constants rules know."""
        last = f"{name.rpartition('.')[2]}."
        return "." in name and any(symbol.startswith(last) for symbol in self.symbols)

    def entry(self, node: Any) -> Entry | None:
        """The constant that rules know of a name, or of a text."""
        name = dotted(node)
        return self.symbols.get(self._named(name) if name else str(getattr(node, "value", "")))

    def _named(self, name: str) -> str:
        """A name with its owner, as the library calls it that the file may import by another name."""
        root, dot, path = name.partition(".")
        return _owned((self.imports.get(root, root) + dot + path).rpartition("/")[2])

    def is_known(self, node: Any) -> bool:
        """Whether a name is that of a version."""
        return self._named(dotted(node)) in self.symbols

    def says(self, entry: Entry | None) -> str:
        """What a constant says that is no old version; empty for one that is."""
        if entry is None:
            return ""
        meaning = entry.meaning(self.lookup)
        if meaning.kind in ("reset", "unchanged"):
            return "it leaves the choice to the platform"
        if meaning.versions and min(meaning.versions) >= self.minimum:
            return (
                f"it names {', '.join(names(meaning.versions))}, nothing older than {self.minimum}"
            )
        return ""

    def number(self, at: At, name: str) -> str:
        """What a number says that is cast to an enumeration: the names of its bits."""
        above = at.above.node if at.above is not None else None
        number = getattr(above.value, "value", None) if isinstance(above, s.Cast) else None
        if type(number) is not int or number < 0:
            return ""
        owner = name.rpartition(".")[2] + "."
        entries = {
            key: entry
            for key, entry in self.symbols.items()
            if key.startswith(owner) and _has(number, entry.number)
        }
        said = {self.says(entry) for entry in entries.values()}
        covered = sum({entry.number or 0 for entry in entries.values()})
        if covered != number or not said:
            return ""
        told = f"the number {number} is {', '.join(sorted(entries))}"
        return told if "" in said else f"{told}: {'; '.join(sorted(said))}"


def _has(number: int, bits: int | None) -> bool:
    """Whether a number has the bits of a constant; 0 is that one alone."""
    return bits == number if not number or not bits else number & bits == bits


def of_suites(at: At) -> bool:
    """Whether a value is that of a key or a member which is called after cipher suites."""
    above: At | None = at
    while above is not None:
        node = above.node
        targets = (
            node.targets
            if isinstance(node, s.Assign) and above is not at
            else (node.name,)
            if isinstance(node, s.Field)
            else ()
        )
        if any(map(_suites, targets)):
            return at.role not in ("target", "member", "key")
        above = above.above if not isinstance(node, (s.Func, s.Class)) else None
    return False


def _suites(name: Any) -> bool:
    text = getattr(name, "value", "") if isinstance(name, s.Lit) else getattr(name, "name", "")
    return isinstance(text, str) and text.lower() in ("ciphers", "ciphersuites", "cipher_suites")


def _owned(name: str) -> str:
    """A name with that of its owner and no more."""
    return ".".join(name.rsplit(".", 2)[-2:])
