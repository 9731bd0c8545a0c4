"""Tokens of VB.NET, its comments, and which ``End …`` closes which declaration.

The grammar there is for VB reads ``a = b Or c`` as ``(a = b) Or c``, loses the arguments of
``As New T(…)`` and fails on one file in five, so this language is read by hand: it is made of
lines, and what opens a block and what closes it are words.
"""

from __future__ import annotations

import re

from tlslint.regex import regex
from tlslint.rows import NamedTuple

_TOKEN = regex(
    rb"""
    (?P<skip> [ \t\f\x00]+ | \xc2\xa0 | \xef\xbb\xbf | _[ \t]*(?:'[^\r\n]*)?(?:\r\n|\r|\n) )
  | (?P<comment> (?:'|\xe2\x80[\x98\x99]|rem\b)[^\r\n]* )
  | (?P<eol> \r\n|\r|\n )
  | (?P<interpolated> \$"(?: "" | \{\{ | \{(?:[^{}"\r\n]|"(?:[^"]|"")*")*\} | [^"{] )*" )
  | (?P<string> "(?:[^"]|"")*"c? | "[^\r\n]* )
  | (?P<date> \#[ \t]*\d[^\#\r\n]*\# )
  | (?P<directive>
      \#[ \t]*(?:if|else|elseif|end|const|region|enable|disable|external\w+|r|load)\b[^\r\n]* )
  | (?P<number>
      &(?:h[0-9a-f_]+?|o[0-7_]+?|b[01_]+?)(?:us|ui|ul|[sil&%])?(?![0-9a-z_])
    | (?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?
      (?:(?:us|ui|ul|[silfrd])\b|[%@!\#&](?=[ \t]*(?:[\r\n,):}]|\Z)))? )
  | (?P<name> \[[^\[\]\r\n]+\] | [a-z_\x80-\xff][\w\x80-\xff]*[%$]? )
  | (?P<op> := | <> | <= | >= | <<= | >>= | << | >> | [-+*/\\^&]= | \?\. | \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: for comments alone, text only has to be told from what looks like one
_COMMENT = regex(
    rb"""(?P<text>"(?:[^"]|"")*"|"[^\r\n]*)|(?:'|\xe2\x80[\x98\x99]|(?<![\w.\[])rem\b)[^\r\n]*""",
    re.IGNORECASE,
)

MODIFIERS = frozenset(
    {
        "public",
        "private",
        "protected",
        "friend",
        "shared",
        "shadows",
        "overridable",
        "overrides",
        "notoverridable",
        "mustoverride",
        "mustinherit",
        "notinheritable",
        "overloads",
        "partial",
        "readonly",
        "writeonly",
        "default",
        "async",
        "iterator",
        "static",
        "dim",
        "const",
        "withevents",
        "widening",
        "narrowing",
        "custom",
    }
)
TYPES = frozenset({"class", "module", "structure", "interface", "enum", "namespace"})
_CODE = frozenset(
    {
        "sub",
        "function",
        "property",
        "get",
        "set",
        "operator",
        "event",
        "addhandler",
        "removehandler",
        "raiseevent",
    }
)
_ACCESSORS = frozenset({"get", "set", "addhandler", "removehandler", "raiseevent"})
_HEADLESS = frozenset({"declare", "delegate", "auto", "ansi", "unicode", "mustoverride"})


class Token(NamedTuple):
    """One token; ``text`` is in lower case and, for names, without type characters.

    Brackets stay (``[end]`` is no keyword); `id` is the name without them. ``kind`` is name, number, string, interpolated, date, directive, op, eol or eof. The text of a
    string is left empty.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """The name."""
        return self.text.strip("[]")


def tokens(text: bytes) -> list[Token]:
    """The tokens of a file, without comments, ended by one of kind ``eof``."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("skip", "comment"):
            continue
        word = ""
        if kind in ("name", "op", "directive", "number"):
            word = match[0].decode("utf-8", "replace").lower()
        if kind == "name":
            word = word.rstrip("%$")
        if kind == "directive":
            word = re.sub(r"^#\s*(end)?\s*", r"#\1 ", word).replace("# ", "#").split("'")[0]
            if not word.startswith(("#if", "#else", "#end if")):
                continue
        out.append(Token(kind, word, *match.span()))
    out.append(Token("eof", "", len(text), len(text)))
    return out


def comments(text: bytes) -> list[tuple[int, int]]:
    """Where the comments of a file are."""
    return [m.span() for m in _COMMENT.finditer(text) if m["text"] is None]


def closers(row: list[Token]) -> dict[int, int]:
    """For the keyword of each declaration (and lambda of several lines) that has a body, the
    index of its ``End``, or of what stands where one is missing.
    """
    done: dict[int, int] = {}
    open_: list[tuple[str, int]] = []
    modifiers: set[str] = set()
    fresh, begin, index = True, 0, -1  # at the start of a statement, its first token
    while index + 1 < len(row):
        index += 1
        token = row[index]
        word = token.text
        if token.kind in ("eol", "directive") or word == ":":
            fresh, begin = True, index + 1
            modifiers.clear()
        elif fresh and word == "<":
            index = skip_attributes(row, index) - 1
        elif fresh and token.kind == "name" and word in MODIFIERS:
            modifiers.add(word)
        else:
            if word == "end" and fresh and row[index + 1].text in _CODE | TYPES:
                _close(open_, done, row[index + 1].text, index)
                index += 1
            elif token.kind == "name" and _opens(row, index, fresh, modifiers, open_):
                # no function stands inside another: one still open lacks its end
                inner = _ACCESSORS if word in _ACCESSORS else _CODE
                while row[index + 1].text != "(" and open_ and open_[-1][0] in inner:
                    done[open_.pop()[1]] = begin
                open_.append((word, index))
            fresh = False
    for _, opener in open_:
        done[opener] = len(row) - 1
    return done


def _opens(
    row: list[Token], index: int, fresh: bool, modifiers: set[str], open_: list[tuple[str, int]]
) -> bool:
    """Whether the name at ``index`` begins something that ends with an ``End`` of its own."""
    word, following = row[index].text, row[index + 1]
    inside = open_[-1][0] if open_ else ""
    if word in TYPES:
        return fresh and following.kind == "name"
    if word in ("sub", "function", "operator"):
        if following.text == "(" and word != "operator":
            return row[index - 1].text not in _HEADLESS and spans_lines(row, index)
        if not fresh or row[index - 1].text in _HEADLESS:
            return False
        if inside == "interface" or "mustoverride" in modifiers:
            return False
        return following.kind == "name" or word == "operator"
    if not fresh:
        return False
    if word == "property":
        bodiless = inside == "interface" or "mustoverride" in modifiers
        return not bodiless and _has_accessors(row, index)
    if word in ("get", "set"):
        return inside == "property" and (following.kind == "eol" or following.text in ":(")
    if word == "event":
        return "custom" in modifiers
    return word in ("addhandler", "removehandler", "raiseevent") and inside == "event"


def _close(open_: list[tuple[str, int]], done: dict[int, int], word: str, index: int) -> None:
    """Close the innermost ``word``; what is open inside it lacks its end."""
    if all(kind != word for kind, _ in open_):
        return
    while open_:
        kind, opener = open_.pop()
        done[opener] = index
        if kind == word:
            return


def skip_attributes(row: list[Token], index: int) -> int:
    """The index behind the ``<…>`` at ``index``, or behind the ``<`` where it does not end."""
    depth = 0
    for position in range(index + 1, min(index + 2000, len(row))):
        word = row[position].text
        if word in ("(", "{"):
            depth += 1
        elif word in (")", "}"):
            depth -= 1
        elif depth <= 0 and word == ">":
            return position + 1
    return index + 1


def closing(row: list[Token], index: int) -> int:
    """The index of the parenthesis that closes the one at ``index``, around parameters or types.

    Where there is none, the index of the end of the line at which it is missing.
    """
    depth = 0
    for position in range(index, len(row)):
        token = row[position]
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
            if depth == 0:
                return position
        elif token.kind == "eof":
            return position
        elif token.kind == "eol":
            goes_on = (
                row[position - 1].text in ("(", ",", ">", "=") or row[position - 1].kind == "eol"
            )
            if not goes_on and row[position + 1].text not in (")", ","):
                return position
    return len(row) - 1


def spans_lines(row: list[Token], index: int) -> bool:
    """Whether the lambda whose keyword is at ``index`` has its body on lines of its own."""
    position = min(closing(row, index + 1) + 1, len(row) - 1)
    if row[position].text == "as":
        position += 1
        while row[position].kind == "name" or row[position].text in (".", "?", "("):
            if row[position].text == "(":
                position = min(closing(row, position), len(row) - 2)
            position += 1
    return row[position].kind == "eol"


def _has_accessors(row: list[Token], index: int) -> bool:
    """Whether the first statement after a property's head is a ``Get`` or ``Set``."""
    while row[index].kind not in ("eol", "eof"):
        index = closing(row, index) + 1 if row[index].text == "(" else index + 1
        index = min(index, len(row) - 1)
    while row[index].kind in ("eol", "directive"):
        index += 1
    while True:
        if row[index].text == "<":
            index = skip_attributes(row, index)
        elif row[index].text in MODIFIERS or row[index].kind == "eol":
            index += 1
        else:
            break
    following = row[min(index + 1, len(row) - 1)]
    return row[index].text in ("get", "set") and following.text not in ("=", ".", "as")
