"""Whether a file can only be Python 2: its first line, its statements, what it imports without an alternative."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: The last version that reads such files.
VERSION = (2, 7, 18)

#: Statements that no Python 3 reads: ``print x``, ``exec "x"``, ``except A, e:`` and ``raise A, "x"``.
#: (``except A, B:`` of Python 3.14 names two types; types begin with a capital letter.)
_STATEMENTS = """
(print_statement) @old
(exec_statement) @old
(except_clause value: (_) value: (identifier) @name (#match? @name "^[a-z_]")) @old
(raise_statement (expression_list)) @old
"""

#: Modules of Python 2 alone, of names that no module of an application's own has.
#: https://docs.python.org/3/whatsnew/3.0.html#library-changes
_MODULES = frozenset(
    {"urllib2", "httplib", "xmlrpclib", "cookielib", "ConfigParser", "cStringIO", "StringIO"}
    | {"cPickle", "BaseHTTPServer", "SimpleHTTPServer", "SocketServer", "SimpleXMLRPCServer"}
)

#: A first line that names the interpreter.
_SHEBANG = regex(rb"#![ \t]*/[^\r\n]*\bpython2(?:\.[0-9]+)?\b")

#: What a file has that may be one of these; what it is, the tree says.
_SEEMS = regex(
    rb"(?m)(?:^|[:;])[ \t]*(?:print[ \t]*(?:>>|[^\s(=.,:)]|[ \t][^\s(=])|exec[ \t]"
    rb"|except\b[^\n]*,[ \t]*[a-z_]\w*[ \t]*:|import[ \t][^\n]*\b(?:%b)\b|from[ \t]+(?:%b)\b)"
    % ((b"|".join(name.encode() for name in sorted(_MODULES)),) * 2)
)
#: ``raise`` with a comma in its line; what stands in quotes; what counts brackets.
_RAISE = regex(rb"(?m)(?:^|[:;])[ \t]*raise[ \t]+[^\n,]*,")
_QUOTED = regex(rb"\"[^\"\\\n]*\"|'[^'\\\n]*'")
_COUNTED = regex(rb"[(\[{)\]},\n]")
#: Bytes of a statement that are looked at.
_LENGTH = 2000


def seems(text: bytes) -> bool:
    """Whether a file may be one that only Python 2 reads; where not, it is none."""
    return (
        _SHEBANG.match(text) is not None
        or _SEEMS.search(text) is not None
        or any(_raises_several(text, found.start()) for found in _RAISE.finditer(text))
    )


def _raises_several(text: bytes, start: int) -> bool:
    """Whether a ``raise`` seems to have a comma outside all brackets."""
    statement = text[text.find(b"raise", start) : start + _LENGTH]
    depth = 0
    for found in _COUNTED.finditer(_QUOTED.sub(b"", statement)):
        sign = found[0]
        if sign in b"([{":
            depth += 1
        elif sign in b")]}":
            depth -= 1
        elif depth <= 0:
            return sign == b","
    return True  # it does not end


@cache
def _query() -> Any:
    from tree_sitter import Query

    from tlslint.languages.base import parser_of
    from tlslint.languages.python import GRAMMAR

    return Query(parser_of(*GRAMMAR).language, _STATEMENTS)


def proof(root: Node, text: bytes) -> int:
    """The line, from 1, that shows that only Python 2 reads a file; 0 for any other."""
    if not seems(text):
        return 0
    if _SHEBANG.match(text):
        return 1
    for node in root.named_children:
        if node.type in ("import_statement", "import_from_statement"):
            for child in node.named_children:
                name = (
                    child.child_by_field_name("name") if child.type == "aliased_import" else child
                )
                if name is not None and text[name.start_byte : name.end_byte].decode() in _MODULES:
                    return node.start_point[0] + 1
                if node.type == "import_from_statement":
                    break
    from tree_sitter import QueryCursor

    found = QueryCursor(_query(), match_limit=64).captures(root).get("old", ())
    return min((n.start_point[0] + 1 for n in found), default=0)
