"""Kotlin whose lines end elsewhere than the grammar asks for.

``class A { val x = 1 }``: spaces around the braces that the grammar fails at become ends of lines. What
stands between the name of a class and its constructor on lines of its own (``@Inject``, ``internal``,
a comment) comes on one. Neither changes a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint.languages.base import broken, parse
from tlslint.regex import regex

if TYPE_CHECKING:
    from re import Match

    from tree_sitter import Node

#: What is left as it is, or a closing brace with the spaces around it.
_BRACES = regex(
    rb'"""[\s\S]*?(?:"""|\Z)|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)|'
    rb" \}|\} (?=@|(?:fun|val|var|class|object|enum|init|companion|private|public|internal|protected"
    rb"|override|open|abstract|data|const|lateinit|suspend|inline)\b)",
)
#: Blanks and comments.
_GAP = rb"(?:\s|/\*[\s\S]{0,9999}?\*/|//[^\n]*)"
#: The name of a class and its constructor, with annotations, a visibility and comments between them.
_HEADS = regex(
    rb"(?<!:)\bclass\s+\w+(?:[ \t]*<[^\n{}()]*>)?"
    + _GAP
    + rb"+(?:@[\w.]+(?:\([^()\n]*\))?"
    + _GAP
    + rb"+)*"
    rb"(?:(?:private|public|internal|protected)" + _GAP + rb"+)?(?:constructor\b|\()"
)
#: Texts, which stay, or what may end a line.
_ENDS = regex(rb'"[^"\n]*"|/\*[\s\S]*?\*/|//[^\n]*|[\r\n]')


def read(root: Node, text: bytes, package: str, function: str) -> Node:
    """The tree of ``text``, whose tree is ``root``, with fewer errors where that is so."""
    lines = apart(text)
    if lines == text:
        return root
    again = parse(package, lines, function).root_node
    return again if broken(again) < broken(root) else root


def apart(text: bytes) -> bytes:
    """``text`` with ends of lines around closing braces, and none in the head of a class."""
    text = _HEADS.sub(lambda head: _ENDS.sub(_blank, head[0]), text)
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


def _blank(found: Match[bytes]) -> bytes:
    return found[0] if found[0].startswith(b'"') else b" " * len(found[0])
