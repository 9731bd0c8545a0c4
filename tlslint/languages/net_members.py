"""Where a script of PowerShell gives values to keys of tables, members of classes and parameters of its functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tlslint.languages.net_blocks import Blocks
from tlslint.regex import regex

_TABLE = regex(r"\s*(?:\[[\w.]+\]\s*)*@\{")
_ENTRY = regex(r"(?:(?<=[;{])|^)[ \t]*('[^'\n]*'|\"[^\"\n]*\"|[\w.-]+)\s*=(?!=)", re.MULTILINE)
_CLASS = regex(r"\bclass\s+(\w+)[^{}\n]*$", re.IGNORECASE)
_FUNCTION = regex(r"\bfunction\s+(?:\w+:)?([\w-]+)\s*(?P<list>\([^{}]*)?$", re.IGNORECASE)
_PARAM = regex(
    r"(?:\s|#[^\n]*\n|<\#.*?\#>|\[\w+\([^()]*\)\])*param\s*\(", re.IGNORECASE | re.DOTALL
)
_NAMED = regex(r"(\[switch\]\s*)?\$(\w+)\s*(?=[,=)])", re.IGNORECASE)
#: The head of a method of a class, and of what calls one: of an object, of a class, or to make an object.
_METHOD = regex(r"(\w+)\s*(?P<list>\([^{}]*\))\s*(?::\s*base\s*\([^{}]*\)\s*)?$")
_CALLED = regex(
    r"(?:\[(?P<owner>\w+)\]::|\.)(?P<method>\w+)\s*\("
    r"|\bNew-Object\s+(?:-TypeName\s+)?['\"]?(?P<made>\w+)['\"]?\s*(?:\(|-Arg(?:ument(?:List|s)?|s)?[ \t:]+)",
    re.IGNORECASE,
)
_DEFINED = regex(r"\bfunction\s+(?:\w+:)?([\w-]+)\s*(?:\([^(){}]*\)\s*)?\{", re.IGNORECASE)
#: What runs a block that is written behind it, and where it is told what to give that.
_RUNS = regex(
    r"(?:\b(?:Start-(?:Thread)?Job|Invoke-Command|sajb|icm)\b|&)[^\n;{}]*$", re.IGNORECASE
)
_LIST = regex(r"[^\n;|{}]*?(?<![\w-])-Arg(?:ument(?:List|s)?|s)?[ \t:]+", re.IGNORECASE)
_ITEM = regex(r"(?:'[^'\n]*'|\"[^\"\n]*\"|\([^()\n]*\)|[^\s,;|{}()])+")
_COMMA = regex(r"\s*,\s*")
_MEMBER = regex(
    r"(?:\$(?:\w+:)?(\w+)(?:\.([\w-]+)|\[\s*['\"]([^'\"\n]+)['\"]\s*\])|\[([\w.]+)\]::([\w-]+))\s*=(?!=)"
)
_FIRST = regex(r"(?:^|[;|{}=(&])[ \t]*([\w-]+)", re.MULTILINE)
#: A parameter, with what may be its value, or a value alone.
_VALUE = r"('[^'\n]*'|\"[^\"\n]*\"|\([^()\n]*\)|[^\s;|{}-][^\s;|{}]*)"
_WORD = regex(rf"[ \t]+(?:`\r?\n\s*)?(?:-(\w+)(?:(?:[ \t]*:[ \t]*|[ \t]+){_VALUE})?|{_VALUE})")
#: What is looked at before a block for what it belongs to; calls of one function that are looked at.
_HEAD = 400
_MAX_CALLS = 20
_MAX_WORDS = 20


def entry(script: Blocks, start: int, key: str) -> int:
    """Where the value of a key begins in the table that is written at ``start``; -1 for none."""
    table = _TABLE.match(script.s, start)
    return entry_in(script, table.end() - 1, key) if table is not None else -1


def entry_in(script: Blocks, brace: int, key: str) -> int:
    """Where the value of a key begins in a pair of braces; -1 for none."""
    if brace not in script.tables:
        found: dict[str, int] = {}
        for first, last, value in entries(script, brace):
            found.setdefault(script.s[first:last].strip("'\"").lower(), value)
        script.tables[brace] = found
    return script.tables[brace].get(key.lower(), -1)


def entries(script: Blocks, brace: int) -> Iterator[tuple[int, int, int]]:
    """Where the keys of a table are written whose braces begin at a place, and where their values begin."""
    for match in _ENTRY.finditer(script.s, brace + 1, max(0, script.closing(brace))):
        if script.blocks(match.end())[-1:] == (brace,):
            yield *match.span(1), match.end()


def set_later(script: Blocks, owner: str, key: str) -> Iterator[int]:
    """Where the values begin that ``$owner.key``, ``$owner['key']`` and ``[owner]::key`` are given."""
    return iter(_members(script.s).get((owner.lower(), key.lower()), ()))


@lru_cache(maxsize=2)
def _members(s: str) -> dict[tuple[str, str], list[int]]:
    """Where the values begin that members are given, by their owner and name in lower case."""
    found: dict[tuple[str, str], list[int]] = {}
    for member in _MEMBER.finditer(s):
        owner, key = filter(None, member.groups())
        found.setdefault((owner.lower(), key.lower()), []).append(member.end())
    return found


def class_at(script: Blocks, at: int) -> str:
    """The class whose own block a place is in, in lower case; empty for none."""
    around = script.blocks(at)[-1:]
    if not around or script.s[around[0]] != "{":
        return ""
    head = _CLASS.search(script.s[max(0, around[0] - _HEAD) : around[0]])
    return head[1].lower() if head is not None else ""


def given(script: Blocks, name: str, at: int) -> list[tuple[int, int]]:
    """What calls give the parameter ``name`` of the function around a place: where each call and its value begin.

    A call that does not give it has no value: -1.
    """
    for brace in reversed(script.blocks(at)):
        if script.s[brace] != "{":
            continue
        head = _FUNCTION.search(script.s[max(0, brace - _HEAD) : brace])
        if head is None:
            if owner := class_at(script, brace):
                return _told(script, owner, brace, name)
            continue
        names = _parameters(script, brace, head)
        return list(_calls(script, head[1], names, name)) if name in names else []
    return []


def callers(script: Blocks, at: int) -> list[int]:
    """Where the calls begin of the function around a place; -1 alone where there is none, or no call of it."""
    for brace in reversed(script.blocks(at)):
        if script.s[brace] == "{":
            head = _FUNCTION.search(script.s[max(0, brace - _HEAD) : brace])
            if head is not None:
                calls = _commands(script.s).get(head[1].lower(), ())
                return [start for start, _ in calls] or [-1]
    return [-1]


def handed(script: Blocks, name: str, at: int) -> int:
    """Where the value begins that ``Start-Job { param($name) … } -ArgumentList …`` gives; -1 for none."""
    s = script.s
    for brace in reversed(script.blocks(at)):
        line = max(s.rfind("\n", 0, brace) + 1, brace - _HEAD)
        run = _RUNS.search(s, line, brace) if s[brace] == "{" else None
        if run is None:
            continue
        names, close = _parameters(script, brace, None), script.closing(brace)
        if name not in names or close < 0:
            return -1
        told = _LIST.match(s, run.start(), brace) or _LIST.match(s, close + 1)
        place = told.end() if told is not None else close + 1
        if told is None and run[0][0] != "&":
            return -1
        return _item(s, place, names.index(name))
    return -1


def _item(s: str, place: int, number: int) -> int:
    """Where an item of a list begins that is written from ``place`` on; -1 where it has fewer."""
    for _ in range(number):
        item = _ITEM.match(s, place)
        comma = _COMMA.match(s, item.end()) if item is not None else None
        if comma is None:
            return -1
        place = comma.end()
    return -1 if s.startswith(")", place) else place


def _told(script: Blocks, owner: str, brace: int, name: str) -> list[tuple[int, int]]:
    """What calls give the parameter ``name`` of a method of a class, as `given` says it."""
    head = _METHOD.search(script.s[max(0, brace - _HEAD) : brace])
    names = _parameters(script, brace, head) if head is not None else []
    if head is None or name not in names:
        return []
    method = head[1].lower()
    keys = (f"{owner}::new", owner) if method == owner else (f"{owner}::{method}", f".{method}")
    calls = [call for key in keys for call in _called(script.s).get(key, ())]
    return [(start, _item(script.s, place, names.index(name))) for start, place in calls]


@lru_cache(maxsize=2)
def _called(s: str) -> dict[str, list[tuple[int, int]]]:
    """Where methods are called and where their first arguments begin, by ``.method``, ``class::method`` or the class."""
    found: dict[str, list[tuple[int, int]]] = {}
    for call in _CALLED.finditer(s):
        owner, method = (call["owner"] or "").lower(), (call["method"] or "").lower()
        key = f"{owner}::{method}" if owner else f".{method}" if method else call["made"].lower()
        places = found.setdefault(key, [])
        if len(places) < _MAX_CALLS:
            at = call.end()
            places.append(
                (call.start(), at + len(s[at : at + _HEAD]) - len(s[at : at + _HEAD].lstrip()))
            )
    return found


def functions(s: str) -> dict[str, int]:
    """Where the bodies of the functions of a script begin, by their names in lower case."""
    return {m[1].lower(): m.end() - 1 for m in _DEFINED.finditer(s)}


def _parameters(script: Blocks, brace: int, head: re.Match[str] | None) -> list[str]:
    """The parameters of a function or block, in their order; switches take no place."""
    if head is not None and head["list"]:
        opened = max(0, brace - _HEAD) + head.start("list")
    else:
        param = _PARAM.match(script.s, brace + 1)
        if param is None:
            return []
        opened = param.end() - 1
    end = script.closing(opened)
    found = _NAMED.finditer(script.s, opened, end + 1) if end >= 0 else ()
    own = [m for m in found if script.blocks(m.start(2))[-1:] == (opened,) and not m[1]]
    return [m[2].lower() for m in own]


@lru_cache(maxsize=2)
def _commands(s: str) -> dict[str, list[tuple[int, int]]]:
    """Where commands begin and where their first words end, by these in lower case; the first few of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for command in _FIRST.finditer(s):
        places = found.setdefault(command[1].lower(), [])
        if len(places) < _MAX_CALLS:
            places.append(command.span())
    return found


def _calls(script: Blocks, function: str, names: list[str], name: str) -> Iterator[tuple[int, int]]:
    s = script.s
    for start, end in _commands(s).get(function.lower(), ()):
        at, place, value = end, 0, -1
        for _ in range(_MAX_WORDS):
            word = _WORD.match(s, at)
            if word is None:
                break
            at = word.end()
            named = word[1].lower() if word[1] else ""
            if named in names:  # what stands behind a switch is the next value
                its = named
            else:
                its, place = names[place] if place < len(names) else "", place + 1
            begin = word.start(2) if word[2] else word.start(3)
            if its == name and begin >= 0:
                value = begin
                break
            if named and named not in names and not word[2]:
                place -= 1
        yield start, value
