"""Items taken out of a list, with what separates them; everything else stays as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tlslint.facts import Edit, Span
from tlslint.regex import regex

_COMMENT = regex(rb"(?:#|//|')[^\n]*|/\*.*?\*/", re.DOTALL)
#: White space, and what continues a line (Python, Visual Basic, PowerShell).
_SPACE = b" \t\r\n\f\\_`"
#: What may follow the last item on its line: a comma, and a comment.
_REMARK = regex(rb"[ \t]*(,?)[ \t]*(?:#|//|/\*|')[^\r\n]*")
#: Bytes behind an item in which what follows it is looked for: one line may be a whole file.
_BEHIND = 4000
#: The first separator behind an item, which comments may precede.
_SEPARATOR = regex(rb"(?:[\s\\_`]|(?:#|//|')[^\n]*|/\*.*?\*/)*([^\s\\_`#/']+)", re.DOTALL)


def separators(spans: Sequence[Span], text: bytes) -> set[bytes]:
    """What stands between items that are in order, without comments and white space."""
    between = (text[a.end : b.start] for a, b in pairwise(spans))
    return {_COMMENT.sub(b"", each).strip(_SPACE) for each in between}


#: The type that PowerShell writes before a member or a text.
_CAST = regex(rb"\[[\w.]+\](?:::)?$")


def operand(name: Span, text: bytes) -> Span:
    """All that PowerShell writes for the member or text of this name: its quotes and its type as well."""
    start, end = name
    if text[start - 1 : start] in (b"'", b'"') and text[start - 1 : start] == text[end : end + 1]:
        start, end = start - 1, end + 1
    if text[start - 1 : start] in (b":", b"]"):
        cast = _CAST.search(text, max(text.rfind(b"[", 0, start), 0), start)
        start = cast.start() if cast else start
    return Span(start, end)


def taken_out(
    spans: Sequence[Span], gone: Sequence[bool], text: bytes, alone: bool = False
) -> list[Edit]:
    """The edits that take the items which are ``gone`` out of a list of which some stay.

    A comment behind an item goes with it, one on a line of its own stays. With ``alone`` a comma
    must stand behind the last that stays. None where a comment would swallow what follows.
    """
    edits: list[Edit] = []
    at = 0
    while at < len(spans):
        first = at
        while at < len(spans) and gone[at]:
            at += 1
        if at == first:
            at += 1
            continue
        last = spans[at - 1]
        if at < len(spans):
            edits += _head(spans[first].start, Span(last.end, spans[at].start), text)
            continue
        tail = _tail(Span(spans[first - 1].end, spans[first].start), last, text, alone)
        if not tail:
            return []
        edits += tail
    end = spans[-1].end
    if alone and not gone[-1] and not text[end : end + _BEHIND].lstrip().startswith(b","):
        edits.append(Edit(Span(end, end), ","))
    return edits


def _tail(before: Span, last: Span, text: bytes, alone: bool) -> list[Edit]:
    """The edits that take away the end of a list: what follows ``before``, up to the item ``last``."""
    line = text.rfind(b"\n", before.start, before.end)
    remark = _REMARK.match(text, last.end, last.end + _BEHIND)
    if remark is not None and remark.end() == last.end + _BEHIND:
        remark = None  # no remark of a list is that long
    separator = _SEPARATOR.match(text, before.start, before.end)
    trailing = remark[1] if remark else text[last.end : last.end + _BEHIND].lstrip()[:1]
    keep = alone and trailing != b","
    if separator is None:
        return []
    commented = _COMMENT.search(text[before.start : before.end]) is not None
    if not commented and (remark is None or line < 0):
        return [Edit(Span(separator.end() if keep else before.start, last.end), "")]
    if line < 0:
        return []
    # lines of their own go, comments before them stay
    end = remark.end() if remark else last.end + text.startswith(b",", last.end)
    rest = text.find(b"\n", end)
    if commented and text[end : rest if rest >= 0 else len(text)].strip():
        return []
    lines = Edit(Span(line - (text[line - 1 : line] == b"\r"), end), "")
    if keep or trailing == b",":
        return [lines]
    return [Edit(Span(*separator.span(1)), ""), lines]


def _head(start: int, behind: Span, text: bytes) -> list[Edit]:
    """The edits that take away items from ``start`` on, and what is ``behind`` them, up to the next item.

    A comment of its own line stays; what separates the items goes, also where it begins a line.
    """
    newline = text.find(b"\n", behind.start, behind.end)
    if newline < 0:
        return [Edit(Span(start, behind.end), "")]
    rest = behind.end - len(text[newline : behind.end].lstrip())
    separator = _SEPARATOR.match(text, *behind)
    if separator is None or separator.start(1) < newline:
        return [Edit(Span(start, rest), "")]
    if rest == separator.start(1):
        return [Edit(Span(start, behind.end), "")]
    return [Edit(Span(start, rest), ""), Edit(Span(separator.start(1), behind.end), "")]
