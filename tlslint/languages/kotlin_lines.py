"""Kotlin whose lines end elsewhere than the grammar asks for.

``class A { val x = 1 }``: spaces around the braces that the grammar fails at become ends of lines. What
stands between the name of a class and its constructor on lines of its own (``@Inject``, ``internal``)
comes on one. Neither changes a place.
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
#: The name of a class and its constructor, with annotations and a visibility between them.
_HEADS = regex(
    rb"\bclass\s+\w+[ \t]*(?:<[^\n{}()]*>)?\s+(?:@[\w.]+(?:\([^()\n]*\))?\s+)*"
    rb"(?:(?:private|public|internal|protected)\s+)?constructor\b"
)


def read(root: Node, text: bytes, package: str, function: str) -> Node:
    """The tree of ``text``, whose tree is ``root``, with fewer errors where that is so."""
    lines = apart(text)
    if lines == text:
        return root
    again = parse(package, lines, function).root_node
    return again if broken(again) < broken(root) else root


def apart(text: bytes) -> bytes:
    """``text`` with ends of lines around closing braces, and none in the head of a class."""
    text = _HEADS.sub(lambda head: head[0].replace(b"\n", b" ").replace(b"\r", b" "), text)
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
