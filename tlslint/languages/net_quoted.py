"""Whether what stands in a text of a script is run: a text that names a test or helps a reader sets nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from tlslint.regex import regex

_QUOTE = regex(r"[`\\].|['\"]", re.DOTALL)
_HERE = regex(r"@(['\"])[ \t]*\r?\n.*?\n\1@", re.DOTALL)
#: The text up to the parameter: a command that has it begins the text or a statement of it.
_COMMAND = regex(
    r"(?:^|[;|{}&(=\n'\"]|-c(?:ommand)?\s)\s*(?:iwr|irm|[a-z]+-\w+)\b(?:[^;|{}\n]|\{\d+\})*$",
    re.IGNORECASE,
)
#: What runs the text behind it, or keeps it as a script.
_RUNS = (
    r"(?:\b(?:iex|Invoke-Expression|Invoke-Command|icm|powershell|pwsh|Start-Process|cmd|AddScript"
    r"|Set-Content|Add-Content|Out-File|WriteAllText)\b|::Create\b|::new\b"
    r"|-(?:c|Command|ArgumentList|Argument|Args|ScriptBlock|UserData|Value)\b)"
)
_RUN = regex(_RUNS, re.IGNORECASE)
_PIPED = regex(rf"\s*\|\s*(?:&\s*)?{_RUNS}", re.IGNORECASE)
_RUN_LINE = regex(rf"{_RUNS}[^\n]*", re.IGNORECASE)
_RUN_PIPED = regex(rf"\$(?:\w+:)?(\w+)\s*\|\s*(?:&\s*)?{_RUNS}", re.IGNORECASE)
_VARIABLE = regex(r"\$(?:\w+:)?(\w+)")
_BLOCK = regex(r"[ \t]+\{")
_KEPT = regex(r"\$(?:\w+:)?(\w+)\s*\+?=\s*\(?\s*$")
#: What is looked at before and behind a text.
_AROUND = 2000


def is_text(s: str, at: int) -> bool:
    """Whether the parameter at a place stands in a text that nothing runs."""
    found = _enclosing(s, at)
    if found is None:
        return False
    return _COMMAND.search(s[found[1] : at]) is None or not _is_run(s, at, *found)


def is_shown(s: str, at: int) -> bool:
    """Whether a place stands in a text of several lines that nothing runs."""
    found = _enclosing(s, at)
    return found is not None and found[2].startswith("\n") and not _is_run(s, at, *found)


def _is_run(s: str, at: int, start: int, inside: int, close: str) -> bool:
    """Whether something runs the text around a place."""
    line = s.rfind("\n", 0, start) + 1
    before = s[max(line, start - _AROUND) : start].rpartition(";")[2]
    end = s.find(close, at)
    behind = s[end + len(close) : end + _AROUND] if end >= 0 else ""
    if _RUN.search(before) or _RUN.search(s, inside, at) or _PIPED.match(behind):
        return True
    kept = _KEPT.search(before)
    return kept is not None and _run_later(s).get(kept[1].lower(), -1) >= at


@lru_cache(maxsize=2)
def _run_later(s: str) -> dict[str, int]:
    """By the name of a variable, where it is last run, or handed to what runs it."""
    found: dict[str, int] = {}
    for run in _RUN_LINE.finditer(s):
        for variable in _VARIABLE.finditer(s, run.start(), run.end()):
            found[variable[1].lower()] = variable.start()
    for piped in _RUN_PIPED.finditer(s):
        name = piped[1].lower()
        found[name] = max(found.get(name, -1), piped.start())
    return found


def _enclosing(s: str, at: int) -> tuple[int, int, str] | None:
    """Where the text around a place begins, with its quotes and without, and what ends it; None outside of one."""
    for here in _HERE.finditer(s, max(0, at - 10 * _AROUND)):
        if here.start() > at:
            break
        if at < here.end():
            return here.start(), s.index("\n", here.start()) + 1, f"\n{here[1]}@"
    return _on_line(s, at)


def names_block(s: str, at: int) -> bool:
    """Whether the statement at a place stands in a text that names the block behind it, as that of a test is named."""
    found = _on_line(s, at)
    end = s.find(found[2], at) if found is not None else -1
    return end >= 0 and _BLOCK.match(s, end + 1) is not None


def _on_line(s: str, at: int) -> tuple[int, int, str] | None:
    """The same for a text that begins on the line."""
    line = s.rfind("\n", 0, at) + 1
    opened: re.Match[str] | None = None
    for mark in _QUOTE.finditer(s, max(line, at - _AROUND), at):
        if len(mark[0]) > 1:
            continue
        if opened is None:
            opened = mark
        elif opened[0] == mark[0]:
            opened = None
    return (opened.start(), opened.end(), opened[0]) if opened is not None else None
