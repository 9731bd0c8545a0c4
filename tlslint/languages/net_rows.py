"""Tables that a loop of a script of PowerShell goes through: what its variable is for each of them.

``foreach ($s in @(@{ Path = …; Value = 1 }, …)) { … $s.Path … }``, ``$all | ForEach-Object { $_.Path }``, and the entries
of one table: ``$h.GetEnumerator() | % { $_.Key $_.Value }``, ``foreach ($k in $h.Keys) { $h[$k] }``. Texts of a list are
told apart where the loop asks which one it is: ``foreach ($v in 'TLS 1.0', 'TLS 1.2') { if ($v -eq 'TLS 1.2') { … } }``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tlslint.languages.net_blocks import before
from tlslint.languages.net_members import callers, entries
from tlslint.languages.net_variables import EACH, FOR_EACH, Row, Variables
from tlslint.regex import regex

#: An item of a list, or all of it: a table, another list or a variable.
_ITEM = regex(
    r"(?:[\s,;`]|#[^\n]*\n|<#.*?#>)*"
    r"(?:\[[\w.\[\]]+\]\s*|New-Object\s+(?:-TypeName\s+)?[\w.'\"]+\s+(?:-Property\s+)?)*"
    r"(?:(?P<table>@\{)|(?P<list>[@$]?\()"
    r"|\$(?:(?:script|global|local|private):)?(?P<name>\w+)(?P<members>(?:\.(?:GetEnumerator\b|\w+\b(?!\()))*))",
    re.IGNORECASE | re.DOTALL,
)
#: What a list begins with that ends in a bracket, or all of one that does not.
_BEGINS = regex(r"(?:\$(?:\w+:)?\w+(?:\.\w+)*|@)?$")
#: A text of a list that holds texts alone, and what such a list begins and ends with.
_TEXT = regex(r"(?:[\s,`]|#[^\n]*\n)*('[^'\n]*'|\"[^\"\n$]*\")")
_OPENS = regex(r"\s*(?:\[[\w.\[\]]+\]\s*)?(?:@?\(\s*)?")
_CLOSES = regex(r"[ \t]*(?:[;)|\n\r#]|$)")
_ASKS = regex(r"(?<![\w-])(?:if|switch)\s*\(", re.IGNORECASE)
_PASSES = regex(r"\|\s*(?:Sort-Object|Select-Object|sort|select)\b[^|;\n{}]*$", re.IGNORECASE)
_VIEWS = frozenset({"getenumerator", "keys", "values"})
_VIEW = regex(r"\.(GetEnumerator|Keys|Values)\b", re.IGNORECASE)
_HEAD, _MAX_ROWS, _MAX_DEPTH = 200, 600, 4


def contexts(script: Variables, at: int) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """The calls of the function around a place, -1 for none, each with one row of every loop around it and the place."""
    for call in callers(script, at):
        none: list[tuple[Row, ...]] = [()]
        outer = _around(script, call, call, none) if call >= 0 else none
        for rows in _around(script, call, at, outer):
            yield call, rows


def _around(
    script: Variables, call: int, at: int, ways: list[tuple[Row, ...]]
) -> list[tuple[Row, ...]]:
    for body in script.blocks(at):
        loop = _loop(script, body)
        if loop is None:
            continue
        found: list[tuple[Row, ...]] = []
        for rows in ways:
            if len(found) >= _MAX_ROWS:
                break
            if (call, rows, body) not in script.looped:
                script.within(call, rows)
                every = islice(_rows(script, *loop, body), _MAX_ROWS)
                script.looped[call, rows, body] = list(every)
            found += [(*rows, row) for row in script.looped[call, rows, body]] or [rows]
        ways = found[:_MAX_ROWS]
    return ways


def _loop(script: Variables, body: int) -> tuple[str, int] | None:
    """The variable of the loop whose block begins at a place, and where its list does."""
    s = script.s
    if s[body] != "{":
        return None
    if body in script.loops:
        return script.loops[body]
    if (method := FOR_EACH.search(s, max(0, body - _HEAD), body)) is not None:
        return _listed(script, method.start())
    head = s.rfind("|", max(0, body - _HEAD), body)
    return _listed(script, head) if head >= 0 and EACH.fullmatch(s, head, body + 1) else None


def _listed(script: Variables, end: int) -> tuple[str, int] | None:
    """The same of a list that ends at a place, whose items are ``$_``."""
    s = script.s
    while (passing := _PASSES.search(s, max(0, end - _HEAD), end)) is not None:
        end = passing.start()
    end = before(s, end)
    if s[end - 1 : end] == ")":
        end = script.opening(end - 1)
    begins = _BEGINS.search(s, max(0, end - _HEAD), end) if end >= 0 else None
    if begins is None:
        return None
    return "_", begins.start() if s[end - 1] not in "'\"" else script.statement(end)


def _rows(script: Variables, variable: str, start: int, body: int) -> Iterator[Row]:
    tables = list(_tables(script, start, _MAX_DEPTH))
    if not tables and _ASKS.search(script.s, body, max(body, script.closing(body))):
        for first, last in _texts(script, start):
            yield Row(variable, body, -1, first, last, -1, True)
    for table, view in tables:
        if not view:
            yield Row(variable, body, table)
            continue
        for first, last, value in entries(script, table):
            yield Row(variable, body, -1, first, last, value, view == "keys")


def _texts(script: Variables, at: int) -> list[tuple[int, int]]:
    """Where the texts of a list stand that holds nothing else."""
    item = _ITEM.match(script.s, at)
    if item is not None and item["name"] and not item["members"]:
        starts = script.sources(item["name"].lower(), [], at)
        at = starts[0] if len(starts) == 1 else len(script.s)
    opens = _OPENS.match(script.s, at)
    at = opens.end() if opens is not None else at
    found: list[tuple[int, int]] = []
    while (text := _TEXT.match(script.s, at)) is not None and script.left > 0:
        script.left -= 1
        found.append(text.span(1))
        at = text.end()
    return found if _CLOSES.match(script.s, at) else []


def _tables(script: Variables, at: int, depth: int) -> Iterator[tuple[int, str]]:
    """Where the braces begin of the tables that an expression lists, and what of them is gone through."""
    item = _ITEM.match(script.s, at)
    if item is None or not depth:
        return
    if item["table"]:
        shown = _VIEW.match(script.s, script.closing(item.end() - 1) + 1)
        yield from _seen(script, item.end() - 1, shown[1].lower() if shown else "", depth)
    elif item["list"]:
        yield from _items(script, item.end(), depth - 1)
    else:
        keys = item["members"].lower().split(".")[1:]
        view = keys.pop() if keys and keys[-1] in _VIEWS else ""
        for start in script.sources(item["name"].lower(), keys, at):
            for table, _ in _tables(script, start, depth - 1):
                yield from _seen(script, table, view, depth)


def _seen(script: Variables, table: int, view: str, depth: int) -> Iterator[tuple[int, str]]:
    """What is gone through of one table."""
    if view != "values":
        yield table, view
        return
    for _, _, value in entries(script, table):
        yield from _tables(script, value, depth - 1)


def _items(script: Variables, at: int, depth: int) -> Iterator[tuple[int, str]]:
    """The same of the items between brackets."""
    while script.left > 0:
        script.left -= 1
        item = _ITEM.match(script.s, at)
        if item is None:
            return
        yield from _tables(script, at, depth)
        at = item.end()
        if not item["name"]:
            at = script.closing(at - 1) + 1
        if not at:
            return
