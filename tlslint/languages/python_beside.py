"""Whether only Python 2 reads a file for what it imports: a module of its own directory that no Python 3 reads.

``import b`` finds the module beside the file: in a script, as the directory is first on the path, and in a
package of Python 2, where imports were relative; https://docs.python.org/3/whatsnew/3.0.html#removed-syntax
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import TYPE_CHECKING

from tlslint.languages.base import Unfinished, parse
from tlslint.languages.python2 import proof, seems
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: Lines that may import, where no ``try`` is around them; and the words in them.
_IMPORTS = regex(rb"^(?:import|from)[ \t][^\n#]*", 8)
_WORD = regex(rb"\w+")
#: What of a module is read, and for how long; and how many modules are.
_BYTES, _SECONDS, _MANY = 1_000_000, 1, 20


class Beside:
    """The modules of directories that perhaps only Python 2 reads."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._names: dict[str, frozenset[bytes]] = {}
        self._old: dict[str, bool] = {}

    def may_be_old(self, path: str, text: bytes) -> bool:
        """Whether a file may import such a module of its directory; where not, it does not."""
        folder = os.path.dirname(path)
        if folder not in self._names:
            self._names[folder] = _modules(folder)
        found = self._names[folder]
        if not found:
            return False
        words = set(_WORD.findall(b"\n".join(_IMPORTS.findall(text))))
        return any(self._is_old(os.path.join(folder, f"{w.decode()}.py")) for w in words & found)

    def _is_old(self, path: str) -> bool:
        old = self._old.get(path)
        if old is None:
            text = self._read(path)
            old = self._old[path] = text is not None and len(text) <= _BYTES and seems(text)
        return old


def _modules(folder: str) -> frozenset[bytes]:
    """The names of the modules in a directory."""
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return frozenset()
    return frozenset(
        name[:-3].encode() for name in names if name.endswith(".py") and name.isascii()
    )


def beside(
    root: Node, path: str, read: Callable[[str], bytes | None]
) -> tuple[str, int, tuple[int, ...]] | None:
    """The module that a file imports which only an old Python reads, the line that shows that, and the newest that does."""
    folder = os.path.dirname(path)
    for _, name in zip(range(_MANY), _imported(root, os.path.basename(folder)), strict=False):
        other = os.path.join(folder, f"{name}.py")
        text = read(other) if other != path else None
        if text is None or len(text) > _BYTES or not seems(text):
            continue
        try:
            tree = parse("tree_sitter_python", text, deadline=process_time() + _SECONDS)
        except Unfinished:
            continue
        line, version = proof(tree.root_node, text)
        if line:
            return other, line, version
    return None


def _imported(root: Node, package: str) -> Iterator[str]:
    """The modules beside a file that it imports without an alternative."""
    for node in root.named_children:
        if node.type == "import_statement":
            yield from (_plain(name) for name in _names(node.named_children))
        elif node.type == "import_from_statement":
            module = _text(node.child_by_field_name("module_name"))
            if module == ".":
                yield from _names(node.named_children[1:])
            elif module.startswith("."):
                yield module[1:] if module[1:].isidentifier() else ""
            else:
                yield _plain(module.removeprefix(f"{package}.")) if package else _plain(module)


def _names(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        named = node.child_by_field_name("name") if node.type == "aliased_import" else node
        yield _text(named)


def _plain(name: str) -> str:
    """A module that is not in a package, nor one of Python's own."""
    return name if name.isidentifier() and name not in sys.stdlib_module_names else ""


def _text(node: Node | None) -> str:
    return node.text.decode("utf-8", "replace") if node is not None and node.text else ""
