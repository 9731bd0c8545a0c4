"""What tasks of Ansible and cloud-init write into files and into the registry of Windows, or change there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tlslint.facts import Setting, Span, Text
from tlslint.languages import opensslcnf, sections, written
from tlslint.languages.flat import Marks
from tlslint.regex import regex
from tlslint.registrykeys import number_of

if TYPE_CHECKING:
    from tlslint.languages.net_writes import Write
    from tlslint.languages.tree import Scalar

#: What is written into a file, and all that a task says of it.
_CONTENTS = ("content", "line", "block")
CHANGES = frozenset({*_CONTENTS, "regexp", "option", "data"})
KEYS = CHANGES | {"path", "dest", "replace", "section", "entry", "state"}

#: What a task is repeated for, each of which is its item.
LOOPS = frozenset({"with_items", "with_list", "loop"})
_ITEM = regex(r"\{\{ ?item ?\}\}")

_Entries = Mapping[str, "Scalar"]


def changes(entries: _Entries, where: str, marks: Marks) -> list[Setting]:
    """The settings of a task: of ``lineinfile``, ``blockinfile``, ``copy``, ``replace`` and ``ini_file``.

    ``where`` is the path of keys to what it is told, which may end with that of the file (CloudFormation).
    """
    path = entries.get("path") or entries.get("dest")
    file = written.known(written.last_part(path.s if path else where))
    module = where.rpartition("/")[2].rpartition(".")[2]
    state = entries.get("state")
    if not file or (state is not None and state.s == "absent"):
        return []
    found: list[Setting] = []
    for key in _CONTENTS:
        each = entries.get(key)
        if each is not None:
            found += written.content(each.s, each.start, file, marks)
    pattern, by = entries.get("regexp"), entries.get("replace")
    if pattern is not None and module == "replace" and marks.held(*pattern.outer):
        found += written.replaced(pattern.s, by.s if by else "", file, Span(*pattern.outer))
    return found + _ini(entries, marks)


def _ini(entries: _Entries, marks: Marks) -> list[Setting]:
    """``section: http``, ``option: sslVersion``, ``value: tlsv1``."""
    option, value = entries.get("option"), entries.get("value")
    if option is None or value is None or not marks.held(option.start, value.outer.end):
        return []
    section = entries.get("section")
    said = ((f"[{section.s if section else ''}]", "", 0), (option.s, value.s, 1))
    if 1 in opensslcnf.strange(said, whole=True):
        return []
    side = sections.sides(said).get(1, "")
    text = Text(value.s, Span(value.start, value.start + len(value.s)))
    span = Span(*value.outer)
    return [Setting(f"property:{option.s}{side}", text, span, span, f"@{option.start}")]


def repeated(write: Write, items: Sequence[str]) -> Write:
    """What a task writes that is repeated for each of ``items``."""
    if not items:
        return write
    paths = [item.join(_ITEM.split(path)) for path in write.paths for item in items]
    return write._replace(paths=tuple(dict.fromkeys(paths)))


def registry(entries: _Entries) -> Write | None:
    """What ``win_regedit`` writes: the path of a key, a name and a number."""
    path = entries.get("path") or entries.get("key")
    name = entries.get("name") or entries.get("entry") or entries.get("value")
    data = entries.get("data")
    if path is None or name is None or data is None or "\\" not in path.s:
        return None
    number = number_of(data.s)
    if number is None:
        return None
    from tlslint.languages.net_writes import Write

    span = Span(*data.outer)
    return Write((path.s,), (name.s,), (number,), span, span)
