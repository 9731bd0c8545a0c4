"""For ``explain``: runtimes of cloud functions that code says, of which nobody knows whose files they run.

Templates in code (CloudFormation as objects, the CDK) are built before they are read: a check takes
nothing from them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from posixpath import commonprefix
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.answers import RUNTIMES
from tlslint.cli import defined
from tlslint.engine.spans import within
from tlslint.platform import Platforms
from tlslint.rows import NamedTuple
from tlslint.runtimes import serverless
from tlslint.source.discover import discover
from tlslint.source.leftout import excluded
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.facts import Trace
    from tlslint.options import OptionsFor
    from tlslint.silent.places import At

#: Files that are looked at and how large they may be.
_FILES = 4000
_LARGE = 400_000
#: How a step says that the runtime decides.
_DECIDES = (": by default ", "what the platform chooses holds")
_NOT_COUNTED = "which files it runs is not known, and a check does not count it"
#: Languages in which such templates are written, and the runtimes of functions.
_WRITTEN_IN = frozenset({"javascript", "typescript", "tsx", "python"})
_WORDS = {"node": b"nodejs", "python": b"python", "java": b"java", "dotnet": b"dotnet"}


class _Function(NamedTuple):
    """A function that code describes: its runtime, the place of that, and what its code may be called."""

    version: tuple[int, ...]
    place: str
    code: frozenset[str]


def told(
    path: str, here: list[Trace], read: defined.Code, top: str, options_for: OptionsFor
) -> str:
    """What is said where the runtime decides, and functions in code have another one than the file."""
    names = [n for n in RUNTIMES.get(read.language, ()) if n in _WORDS]
    if not names or not any(word in t.text for t in here for word in _DECIDES):
        return ""
    name = names[-1]
    declared = Platforms(Path.cwd(), {}).of(os.path.relpath(path)).get(name)
    shown = os.path.relpath(path).replace(os.sep, "/")
    every = list(_said(name, top, options_for))
    folders = reversed(shown.split("/")[:-1])
    mine = next(filter(None, ([e for e in every if f in e.code] for f in folders)), [])
    places: dict[tuple[int, ...], list[str]] = {}
    for each in mine or every:
        places.setdefault(each.version, []).append(each.place)
    pinned = declared is not None and declared.kind == "pin"
    if not places or (pinned and declared is not None and {*places} == {declared.version}):
        return ""
    rows = []
    for version, found in sorted(places.items()):
        first, *more = sorted(found, key=lambda place: -len(commonprefix((place, shown))))
        number = ".".join(map(str, version))
        rows.append(f"  {name} {number}: {first}{f' and {len(more)} more' if more else ''}")
    oldest = ".".join(map(str, min(places)))
    whose = ", whose code is called like a folder of this file" if mine else ""
    end = (
        "Whether this file is part of one is not known, and a check does not count them "
        f"(--assume {name}={oldest} does)."
    )
    return "\n".join((f"Code says what cloud functions run on{whose}:", *rows, end)) + "\n"


def written(read: defined.Code, line: int) -> str:
    """What is said of a line that gives a function a runtime; empty for any other."""
    for at in read.places.outer:
        if read.lines.place(at.span.start)[0] == line:
            runtime = _runtime(at.node, at.above.node if at.above is not None else None)
            if runtime is not None:
                number = ".".join(map(str, runtime[1]))
                return f"The runtime of a cloud function ({runtime[0]} {number}): {_NOT_COUNTED}.\n"
    return ""


def _said(name: str, top: str, options_for: OptionsFor) -> Iterator[_Function]:
    """The functions with a runtime that code describes."""
    walk = discover([top], exclude=partial(excluded, options_for))
    for number, each in enumerate(e for e in walk if e.language in _WRITTEN_IN):
        if number >= _FILES:
            return
        data = read_small(each.path, _LARGE)
        if data is None or b"untime" not in data or _WORDS[name] not in data.lower():
            continue
        read = defined.code(each.path)
        for at in read.places.outer if read is not None else ():
            runtime = _runtime(at.node, at.above.node if at.above is not None else None)
            if read is not None and runtime is not None and runtime[0] == name:
                line = read.lines.place(at.span.start)[0]
                place = f"{each.path.replace(os.sep, '/')}:{line}"
                yield _Function(runtime[1], place, frozenset(_beside(at, read)))


def _beside(at: At, read: defined.Code) -> Iterator[str]:
    """The last parts of the texts in what describes a function, which may be what its code is called."""
    whole = at.above.above if at.above is not None else None
    for each in read.places.outer if whole is not None else ():
        text = each.node.value if isinstance(each.node, s.Lit) else None
        if isinstance(text, str) and whole is not None and within(each.span, whole.span):
            yield text.rstrip("/").rpartition("/")[2].removesuffix(".zip")


def _runtime(node: s.Expr, above: object) -> tuple[str, tuple[int, ...]] | None:
    """The runtime that ``Runtime: "nodejs10.x"`` or ``runtime=Runtime.PYTHON_3_6`` says."""
    key: object = None
    if isinstance(above, s.Field) and isinstance(above.name, s.Lit):
        key = above.name.value
    elif isinstance(above, (s.Arg, s.Param)):
        key = above.name
    if key not in ("Runtime", "runtime"):
        return None
    if isinstance(node, s.Lit):
        return serverless(node.value) if isinstance(node.value, str) else None
    if isinstance(node, s.Attr) and s.last_name(node.value) == "Runtime":
        first, _, rest = node.name.partition("_")
        return serverless(first + rest.replace("_", "."))
    return None
