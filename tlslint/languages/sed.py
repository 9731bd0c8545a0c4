"""What a script of sed, or of ``perl -pe``, makes of one line.

Only so much of both is known as edits of configuration files need: substitution, deletion, change and
insertion, behind an address that is an expression. The line is tried in memory; no file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlslint.rows import NamedTuple

#: Repetitions in one expression: more could take long, and are unknown then. One blank or more
#: does not count: the line has few, and one at a time.
_MAX_REPEATS = 3
_BLANKS = ([r"\s"], [r"\ "])
_MAX_CHOICES = 8
_MAX_SCRIPT = 2000


class Command(NamedTuple):
    """``address`` is an expression or empty; ``parts`` what stands between the delimiters."""

    name: str
    address: str
    negated: bool
    parts: tuple[str, ...]


def edited(script: str, line: str, extended: bool) -> str | None:
    """``line`` behind ``script``, empty where it is deleted; None where the script is not understood."""
    if len(script) > _MAX_SCRIPT:
        return None
    try:
        for command in _commands(script):
            applied = _applied(command, line, extended)
            if not applied and command.name != "s":
                return ""
            line = applied
    except (re.error, ValueError, IndexError):
        return None
    return line


def substituted(pattern: str, by: str, line: str) -> str | None:
    """``line`` with what ``pattern`` matches replaced, as Ansible does; None where it is not understood."""
    try:
        return _applied(Command("s", "", False, (pattern, by, "g")), line, True)
    except (re.error, ValueError, IndexError):
        return None


def _applied(command: Command, line: str, extended: bool) -> str:
    if command.address:
        found = _expression(command.address, extended, "").search(line) is not None
        if found == command.negated:
            return line
    if command.name == "d":
        return ""
    if command.name in "cai":
        said = command.parts[0]
        return {"c": said, "a": f"{line}\n{said}", "i": f"{said}\n{line}"}[command.name]
    pattern, by, flags = command.parts
    count = 0 if "g" in flags else 1
    return _expression(pattern, extended, flags).sub(_replacement(by), line, count=count)


def _commands(script: str) -> Iterator[Command]:
    at = 0
    while at < len(script):
        if script[at] in "; \t\n{}":
            at += 1
            continue
        address, at = _address(script, at)
        ranged = bool(address) and script[at : at + 1] == ","
        if ranged:  # of lines: that they hold the one that is looked at is taken for granted
            address, at = "", _address(script, at + 1)[1]
        negated = script[at : at + 1] == "!"
        at += negated
        while script[at : at + 1] == " ":
            at += 1
        name = script[at : at + 1]
        if name == "s":
            mark = script[at + 1]
            pattern, at = _until(script, at + 2, mark)
            closing = {"{": "}", "(": ")", "[": "]"}.get(mark)
            if closing:
                raise ValueError(mark)
            by, at = _until(script, at, mark)
            stop = at
            while stop < len(script) and script[stop].isalnum():
                stop += 1
            yield Command("s", address, negated, (pattern, by, script[at:stop]))
            at = stop
        elif ranged:
            raise ValueError(name)
        elif name == "d":
            yield Command("d", address, negated, ())
            at += 1
        elif name and name in "cai":
            stop = script.find("\n", at + 3)
            stop = stop if stop >= 0 else len(script)
            said = script[at + 1 : stop].lstrip("\\ \n").replace("\\n", "\n")
            yield Command(name, address, negated, (said,))
            at = stop
        else:
            raise ValueError(name)


def _address(script: str, at: int) -> tuple[str, int]:
    if script[at] == "/":
        address, at = _until(script, at + 1, "/")
    elif script[at] == "\\":
        address, at = _until(script, at + 2, script[at + 1])
    else:
        return "", _numbered(script, at)
    while at < len(script) and script[at] in " \t":
        at += 1
    return address, at


def _numbered(script: str, at: int) -> int:
    """Behind the number of a line, or ``$``, where something is put beside it: what the line says does not matter."""
    stop = at
    while script[stop : stop + 1].isdigit() or (stop == at and script[stop] == "$"):
        stop += 1
    while stop < len(script) and script[stop] in " \t":
        stop += 1
    return stop if script[stop : stop + 1] in ("a", "i") else at


def _until(script: str, at: int, mark: str) -> tuple[str, int]:
    """What stands before the delimiter ``mark``, and where it goes on behind it."""
    out = []
    while script[at] != mark:
        if script[at] == "\\":
            # an escaped delimiter is one character of the text
            out.append(script[at + 1] if script[at + 1] == mark else script[at : at + 2])
            at += 2
        else:
            out.append(script[at])
            at += 1
    return "".join(out), at + 1


def _expression(pattern: str, extended: bool, flags: str) -> re.Pattern[str]:
    """The expression as Python writes it; refused where it could take long."""
    out: list[str] = []
    repeats = choices = at = 0
    while at < len(pattern):
        c = pattern[at]
        escaped = c == "\\"
        if escaped:
            at += 1
            c = pattern[at]
        if c == "[" and not escaped:
            stop = pattern.index("]", at + 2)
            out.append(pattern[at : stop + 1].replace("[:space:]", r"\s"))
            at = stop
        elif c in "(){}|+?" and escaped == (not extended):
            repeats += c == "{" or (c == "+" and out[-1:] not in _BLANKS)
            choices += c in "?|"
            out.append(c)
        elif c == "*" and not escaped:
            repeats += 1
            out.append(c)
        elif c in "sSwWdDbB" and escaped:
            out.append("\\" + c)
        elif c in ".^$" and not escaped:
            out.append(c)
        else:
            out.append(re.escape(c))
        if out[-1] in ("*", "+", "{") and len(out) > 1 and out[-2] == ")":
            raise ValueError(pattern)
        at += 1
    if repeats > _MAX_REPEATS or choices > _MAX_CHOICES:
        raise ValueError(pattern)
    return re.compile("".join(out), re.IGNORECASE if "i" in flags.lower() else 0)


def _replacement(by: str) -> str:
    r"""``&``, ``\1`` and ``$1`` as Python writes them."""
    out: list[str] = []
    at = 0
    while at < len(by):
        c = by[at]
        following = by[at + 1 : at + 2]
        if c in "\\$" and following.isdigit():
            out.append(rf"\g<{following}>")
            at += 2
            continue
        if c == "\\":
            c, at = following, at + 1
            out.append("\n" if c == "n" else re.escape(c) if c == "\\" else c)
        elif c == "&":
            out.append(r"\g<0>")
        else:
            out.append(c)
        at += 1
    return "".join(out)
