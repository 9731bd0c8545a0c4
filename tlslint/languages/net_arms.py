"""Which arms of ``if`` the row that a loop of a script of PowerShell is at lets run.

``if ($s.Enabled) { … } else { … }``: what a row decides does not run for it, and neither does what it decides in a way
that is not read. What is asked of the machine (``Test-Path``) decides nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tlslint.languages.net_blocks import before
from tlslint.languages.net_parts import KEY, keys_of
from tlslint.regex import regex

if TYPE_CHECKING:
    from tlslint.languages.net_variables import Variables

_HEAD = regex(r"(?<![\w-])(if|elseif|switch|while)\b(?:\s+-\w+)*\s*$", re.IGNORECASE)
_ELSE = regex(r"(?<![\w-])else$", re.IGNORECASE)
_TEST = regex(
    rf"\s*(?P<not>(?:-not\b|!)\s*)?\$(?P<name>\w+)(?P<keys>(?:{KEY}){{0,3}})"
    r"(?:\s*-(?P<operator>i?eq|i?ne)\s+(?P<value>\$true|\$false|[0-9]+|'[^'\n]*'|\"[^\"$\n]*\"))?\s*",
    re.IGNORECASE,
)
_LITERAL = regex(
    r"\s*(?:\[\w+\]\s*)?(\$true\b|\$false\b|[0-9]+\b|'[^'\n]*'|\"[^\"$\n]*\")", re.IGNORECASE
)
_ASKS = regex(r"\b(?:Test-Path|Get-Item(?:Property)?)\b", re.IGNORECASE)
_TRUTHS = {"$true": "1", "$false": "0", "true": "1", "false": "0"}
_BACK, _MAX_ARMS = 40, 20


def runs(script: Variables, at: int) -> bool:
    """Whether the rows that are looked at let what stands at a place run."""
    return not script.rows or all(
        arm_runs(script, body) for body in script.blocks(at) if script.s[body] == "{"
    )


def arm_runs(script: Variables, body: int) -> bool:
    """Whether they let the arm run whose block begins at a place, if it is one."""
    wanted = True
    for _ in range(_MAX_ARMS if script.rows else 0):
        end = before(script.s, body)
        opened = script.opening(end - 1) if script.s[end - 1 : end] == ")" else end
        pattern = _HEAD if opened < end else _ELSE
        head = pattern.search(script.s, max(0, opened - _BACK), opened)
        if head is None:
            return True
        word = head[1].lower() if opened < end else "else"
        if word != "else" and _decides(script, opened, end):
            held = _held(script, opened, end) if word in ("if", "elseif") else None
            if held is not wanted:
                return False
        above = before(script.s, head.start())
        if word in ("if", "switch", "while") or script.s[above - 1 : above] != "}":
            return True
        wanted, body = False, script.opening(above - 1)
    return True


def _decides(script: Variables, start: int, end: int) -> bool:
    """Whether the condition between two places asks of a row, and not of the machine."""
    condition = script.s[start:end]
    if _ASKS.search(condition):
        return False
    around = script.blocks(start)
    names = [re.escape(row.variable) for row in script.rows if row.body in around]
    return any(re.search(rf"\$\{{?{n}\b", condition, re.IGNORECASE) for n in names)


def _held(script: Variables, start: int, end: int) -> bool | None:
    """Whether a condition holds; None where it is not read."""
    test = _TEST.fullmatch(script.s, start + 1, end - 1)
    value = _value(script, test["name"], test["keys"], start) if test is not None else None
    if test is None or value is None:
        return None
    if test["operator"]:
        same = value == _plain(test["value"])
        holds = same == test["operator"].lower().endswith("eq")
    else:
        holds = value not in ("", "0")
    return holds != bool(test["not"])


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
