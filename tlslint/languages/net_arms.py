"""Which arms of ``if`` the row that a loop of a script of PowerShell is at lets run.

``if ($s.Enabled) { … } else { … }``: what a row decides does not run for it, and neither does what it decides in a way
that is not read. What is asked of the machine (``Test-Path``) decides nothing.
"""

from __future__ import annotations

import fnmatch
import re
from itertools import product
from typing import TYPE_CHECKING

from tlslint.languages.net_blocks import before
from tlslint.languages.net_parts import KEY, keys_of
from tlslint.regex import regex

if TYPE_CHECKING:
    from tlslint.languages.net_variables import Row, Variables

_HEAD = regex(r"(?<![\w-])(if|elseif|switch|while)\b(?:\s+-\w+)*\s*$", re.IGNORECASE)
_ELSE = regex(r"(?<![\w-])else$", re.IGNORECASE)
_TEXT = r"'[^'\n]*'|\"[^\"$\n]*\""
_TEST = regex(
    rf"\s*(?P<not>(?:-not\b|!)\s*)?(?:(?P<left>{_TEXT})\s*-i?(?P<is>eq|ne)\s+)?\"?\$(?P<name>\w+)(?P<keys>(?:{KEY}){{0,3}})\"?"
    rf"(?:\s*-(?:i(?!n\b))?(?P<operator>\w+)\s+(?P<value>\$true|\$false|[0-9]+|(?:@?\(\s*)?(?:{_TEXT})(?:\s*,\s*(?:{_TEXT})){{0,20}}\s*\)?))?\s*",
    re.IGNORECASE,
)
_JOINED = regex(r"\s-(or|and)\s", re.IGNORECASE)
_LITERAL = regex(
    r"\s*(?:\[\w+\]\s*)?(\$true\b|\$false\b|[0-9]+\b|'[^'\n]*'|\"[^\"$\n]*\")", re.IGNORECASE
)
_TEXTS = regex(rf"({_TEXT}|[$\w]+)")
#: What a text is matched with by ``-match``: so little of expressions that none takes long.
_PATTERN = regex(r"[\w .|^$\\]{0,40}", re.ASCII)
_LABEL = regex(rf"(?:(?P<text>{_TEXT})|(?P<other>default))\s*$", re.IGNORECASE)
_COMPARES = regex(r"\s-(?:i?eq|i?ne|(?:not)?(?:in|like|match|contains))\b", re.IGNORECASE)
_ASKS = regex(r"\b(?:Test-Path|Get-Item(?:Property)?)\b", re.IGNORECASE)
_TRUTHS = {"$true": "1", "$false": "0", "true": "1", "false": "0"}
_BACK, _MAX_ARMS = 40, 20
#: What a condition may be: one that asks of no row both, one that is not read neither.
_OPEN, _UNREAD = frozenset({True, False}), frozenset[bool]()


def runs(script: Variables, at: int) -> bool:
    """Whether the rows that are looked at let what stands at a place run."""
    return not script.rows or (
        all(arm_runs(script, body) for body in script.blocks(at) if script.s[body] == "{")
        and not any(_left(script, row.body, at) for row in script.rows)
    )


def _left(script: Variables, body: int, at: int) -> bool:
    """Whether a row leaves its loop before a place: ``if ($v -eq …) { continue }``."""
    return any(leave < at and arm(script, leave) == {True} for leave in script.leaves.get(body, ()))


def arm_runs(script: Variables, body: int) -> bool:
    """Whether they let the arm run whose block begins at a place, if it is one."""
    return not script.rows or True in arm(script, body)


def arm(script: Variables, body: int) -> frozenset[bool]:
    """Whether the rows that are looked at run the block at a place; both for what is no arm, or asks of none."""
    wanted = sure = True
    for _ in range(_MAX_ARMS):
        end = before(script.s, body)
        opened = script.opening(end - 1) if script.s[end - 1 : end] == ")" else end
        pattern = _HEAD if opened < end else _ELSE
        head = pattern.search(script.s, max(0, opened - _BACK), opened)
        if head is None:
            return _labelled(script, body, end)
        word = head[1].lower() if opened < end else "else"
        if word in ("switch", "while"):
            return frozenset({False}) if word == "while" and _asks(script, opened, end) else _OPEN
        if word != "else":
            held = _held(script, opened + 1, end - 1)
            if wanted not in held:
                return frozenset({False})
            sure &= held == {wanted}
        above = before(script.s, head.start())
        if word == "if" or script.s[above - 1 : above] != "}":
            break
        wanted, body = False, script.opening(above - 1)
    return frozenset({True}) if sure else _OPEN


def _labelled(script: Variables, body: int, end: int) -> frozenset[bool]:
    """Whether the arm of a ``switch`` is the one that its label chooses, where it asks of a row."""
    around = script.blocks(body)[-1:]
    label = _LABEL.search(script.s, max(0, end - _BACK), end)
    close = before(script.s, around[0]) if around else 0
    opened = script.opening(close - 1) if script.s[close - 1 : close] == ")" else -1
    head = _HEAD.search(script.s, max(0, opened - _BACK), opened) if opened >= 0 else None
    if head is None or head[1].lower() != "switch" or not _asks(script, opened, close):
        return _OPEN
    test = _TEST.fullmatch(script.s, opened + 1, close - 1)
    value = _value(script, test["name"], test["keys"], opened) if test is not None else None
    if test is None or value is None or label is None or test["operator"] or test["is"]:
        return _UNREAD
    if label["text"]:
        return frozenset({_plain(label["text"]) == value})
    others = (before(script.s, b) for b in script.bodies(around[0], script.closing(around[0])))
    found = (_LABEL.search(script.s, max(0, at - _BACK), at) for at in others)
    return frozenset({not any(f and f["text"] and _plain(f["text"]) == value for f in found)})


def _asks(script: Variables, start: int, end: int) -> bool:
    """Whether the condition between two places asks of a row, and not of the machine."""
    condition = script.s[start:end]
    if _ASKS.search(condition):
        return False
    around = script.blocks(start)
    rows = [row for row in script.rows if row.body in around]
    names = [name for row in rows for name in (row.variable, *_compared_in(script, row))]
    return any(re.search(rf"\$\{{?{re.escape(n)}\b", condition, re.IGNORECASE) for n in names)


def _compared_in(script: Variables, row: Row) -> dict[str, list[int]]:
    """The variables that a loop makes of what it is at (``$on = $v -eq 'TLS 1.2'``), and where their values begin."""
    if row.body not in script.derived:
        found = script.derived[row.body] = {}
        compares = re.compile(rf"[^\n;]*\${re.escape(row.variable)}\b[^\n;]*", re.IGNORECASE)
        for name, value in script.set_in(row.body):
            line = compares.match(script.s, value)
            if line is not None and _COMPARES.search(line[0]):
                found.setdefault(name, []).append(value)
    return script.derived[row.body]


def _held(script: Variables, start: int, end: int) -> frozenset[bool]:
    """What the condition between two places may be."""
    if not _asks(script, start, end):
        return _OPEN
    joined = list(_JOINED.finditer(script.s, start, end))
    words = {j[1].lower() for j in joined}
    starts, ends = [start, *(j.end() for j in joined)], [*(j.start() for j in joined), end]
    parts = [_tested(script, *place) for place in zip(starts, ends, strict=True)]
    if len(words) < 2 and parts:
        sure = frozenset({words == {"or"}})
        if sure in parts:  # whatever the others are
            return sure
        how = any if words == {"or"} else all
        return frozenset(map(how, product(*parts)))
    return _UNREAD


def _tested(script: Variables, start: int, end: int) -> frozenset[bool]:
    """What one part of a condition may be."""
    s = script.s
    while s[start].isspace() and start < end:
        start += 1
    end = before(s, end)
    if s[start] == "(" and script.closing(start) == end - 1:
        start, end = start + 1, end - 1
    if not _asks(script, start, end):
        return _OPEN
    test = _TEST.fullmatch(s, start, end)
    if test is not None and not (test["is"] or test["operator"] or test["keys"]):
        made = [_compared_in(script, row).get(test["name"].lower()) for row in script.rows]
        places = next(filter(None, made), None)
        if places is not None:
            held = _held(script, places[0], _ends(s, places[0])) if len(places) == 1 else _UNREAD
            return frozenset(x != bool(test["not"]) for x in held)
    value = _value(script, test["name"], test["keys"], start) if test is not None else None
    if test is None or value is None:
        return _UNREAD
    holds: bool | None = value not in ("", "0")
    if test["is"]:
        holds = (value == _plain(test["left"])) == (test["is"].lower() == "eq")
    elif test["operator"]:
        holds = _compared(value, test["operator"].lower(), test["value"])
    return _UNREAD if holds is None else frozenset({holds != bool(test["not"])})


def _ends(s: str, start: int) -> int:
    """Where a value ends that is written on one line."""
    end = min(x if x >= 0 else len(s) for x in (s.find("\n", start), s.find(";", start)))
    return before(s, end)


def _compared(value: str, operator: str, written: str) -> bool | None:
    """What an operator says of a value and what is written behind it; None where it is not known."""
    name = operator.removeprefix("not")
    given = [_plain(text) for text in _TEXTS.findall(written)]
    if name in ("eq", "ne") and len(given) == 1:
        return (value == given[0]) == (name == "eq")
    if name == "in":
        found = value in given
    elif name == "like" and len(given) == 1:
        found = fnmatch.fnmatch(value, given[0])
    elif name == "match" and len(given) == 1 and _PATTERN.fullmatch(given[0]):
        try:
            found = re.search(given[0], value) is not None
        except re.error:
            return None
    else:
        return None
    return found == (name == operator)


def _value(script: Variables, name: str, written: str, at: int) -> str | None:
    """The constant that a key of a row is, or the row itself."""
    keys: list[str] = []
    for key in keys_of(written):
        text = _value(script, key[1:], "", at) if key.startswith("$") else key
        if text is None:
            return None
        keys.append(text.lower())
    ways = script.reached(name.lower(), keys, at)
    if len(ways) != 1:
        return None
    literal = _LITERAL.match(script.s, ways[0].start)
    if literal is not None:
        return _plain(literal[1])
    names = ways[0].names or ()
    return _plain(names[0]) if len(names) == 1 else None


def _plain(text: str) -> str:
    text = text.strip("'\"").lower()
    return _TRUTHS.get(text, text)
