"""For ``explain``: which other files use the members that a line of C# or Visual Basic declares."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.cli.defined import Code
from tlslint.engine.libraries import NET
from tlslint.rows import NamedTuple
from tlslint.source import LineIndex
from tlslint.source.discover import discover
from tlslint.source.leftout import excluded
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.options import OptionsFor

#: Files that are looked at and how large they may be, and uses that are told.
_FILES = 4000
_LARGE = 400_000
_TOLD = 4
_SHOWN = 110
_SHORT = 3
_COMMENTS = ("//", "/*", "*", "'")


class Member(NamedTuple):
    """A field, constant or property, and the class that declares it."""

    name: str
    owner: str


def told(path: str, line: int, read: Code, top: str, options_for: OptionsFor) -> str:
    """What is said of the users of what a line declares; empty where it declares no member."""
    members = list(dict.fromkeys(_declared(read, line)))
    if read.language not in NET or not members:
        return ""
    here = os.path.abspath(path)
    data = read_small(path, _LARGE, follow=True) or b""
    rows: list[str] = []
    unused = [
        m for m in members if len(re.findall(rb"\b%b\b" % re.escape(m.name.encode()), data)) < 2
    ]
    walk = discover([top], exclude=partial(excluded, options_for))
    for number, each in enumerate(e for e in walk if e.language in NET):
        if number >= _FILES or len(rows) > _TOLD:
            return _block(rows)
        if os.path.abspath(each.path) == here:
            continue
        text = read_small(each.path, _LARGE)
        for member in members if text is not None else ():
            for at in _uses(member, text or b""):
                lines = LineIndex(text or b"")
                place, written = lines.place(at)[0], ""
                written = " ".join(lines.line(place).split())
                if not written.startswith(_COMMENTS):
                    where = each.path.replace(os.sep, "/")
                    rows.append(f"  {where}:{place}: {written[:_SHOWN]}")
                    unused = [m for m in unused if m != member]
    nothing = [f"Nothing that is checked here uses {m.name}.\n" for m in unused]
    return _block(rows) + "".join(nothing)


def _block(rows: list[str]) -> str:
    shown = list(dict.fromkeys(rows))
    more = ["  and more"] if len(shown) > _TOLD else []
    return "\n".join(("Used in other files:", *shown[:_TOLD], *more)) + "\n" if shown else ""


def _declared(read: Code, line: int) -> Iterator[Member]:
    for at in read.places.outer:
        above = at.above.node if at.above is not None else None
        if at.role != "target" or at.func is not None or not isinstance(at.node, s.Name):
            continue
        if at.owner is None or not isinstance(above, s.Assign) or len(at.node.id) <= _SHORT:
            continue
        first, last = (read.lines.place(place)[0] for place in (above.start, above.end))
        if first <= line <= last:
            yield Member(at.node.id, at.owner.name or "")


def _uses(member: Member, text: bytes) -> Iterator[int]:
    """Where a file uses a member: by the name of its class, or of an object where it names the class."""
    name, owner = member.name.encode(), member.owner.encode()
    if name not in text or re.search(rb"\bI?%b\b" % re.escape(owner), text) is None:
        return
    for found in re.finditer(rb"(?<=\.)%b\b" % re.escape(name), text):
        yield found.start()
