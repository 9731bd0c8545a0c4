"""Kotlin that stands on one line, where the grammar asks for ends of lines.

``class A { val x = 1 }``: spaces around the braces that the grammar fails at become ends of lines,
which changes no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint.languages.base import broken, parse
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: What is left as it is, or a closing brace with the spaces around it.
_BRACES = regex(
    rb'"""[\s\S]*?(?:"""|\Z)|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)|'
    rb" \}|\} (?=@|(?:fun|val|var|class|object|enum|init|companion|private|public|internal|protected"
    rb"|override|open|abstract|data|const|lateinit|suspend|inline)\b)",
)


def read(root: Node, text: bytes, package: str, function: str) -> Node:
    """The tree of ``text``, whose tree is ``root``, with fewer errors where that is so."""
    lines = apart(text)
    if lines == text:
        return root
    again = parse(package, lines, function).root_node
    return again if broken(again) < broken(root) else root


def apart(text: bytes) -> bytes:
    """``text`` with ends of lines in the place of spaces around closing braces."""
    out = bytearray(text)
    at = 0
    while (found := _BRACES.search(text, at)) is not None:
        at = found.end()
        if found[0] == b" }":
            out[found.start()] = 10
            at -= 1  # the brace itself, for what is behind it
        elif found[0] == b"} ":
            out[at - 1] = 10
    return bytes(out)
