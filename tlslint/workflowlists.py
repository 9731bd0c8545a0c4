"""Lists of versions that a GitHub workflow hands on as JSON: ``python-version: ${{ fromJSON(needs.a.outputs.v) }}``.

What is made while the workflow runs (an output of a step) is any version: such a list is open.
https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#fromjson
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tlslint.facts import Setting
from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.runtimes import Read

_CALL = regex(r"\$\{\{\s{0,9}fromjson\((.{1,300})\)\s{0,9}\}\}", 2)  # whatever the case
_WHOLE = regex(r"\$\{\{(.{1,300}?)\}\}")
_COLON = regex(rb":(?=\s)")
#: Longer texts are not read, and what hands on what is handed on no further than this, nor more alternatives.
_LONGEST = 2_000
_DEEPEST = 4


class Handed(NamedTuple):
    """A key of a matrix, its job, and the versions it is given with their place; None where these are not known."""

    key: str
    job: str
    versions: tuple[str, ...] | None
    at: int


def handed(text: bytes, path: str, read: Read, keys: Iterable[str]) -> Iterator[Handed]:
    """What the matrices of a workflow are given as JSON for one of ``keys``."""
    from tlslint.languages import yaml_

    spots = [found.start() for found in _COLON.finditer(text)]
    known = {s.name: s for s in yaml_.settings(text, path, read, spots)}
    spread = _spread(known)
    for name, setting in known.items():
        job, inner, key = name.partition("/strategy/matrix")
        call = _CALL.fullmatch(_raw(setting, text)) if inner and setting.value is None else None
        if call is None:
            continue
        job, key, at = job.rpartition("/")[2], key.removeprefix("/"), setting.element.start
        found = _told(known, spread, text, call[1].strip(), at)
        table, place = (_parsed(found[0]), found[1]) if found else (None, at)
        if key in keys:
            yield Handed(key, job, _items(table) if found else None, place)
        elif key in ("", "include"):
            for each in keys:
                if found is None and _takes(known, text, job, each):
                    yield Handed(each, job, None, at)
                elif (items := tuple(_within(table, each))) and found is not None:
                    yield Handed(each, job, items, place)


def _raw(setting: Setting, text: bytes) -> str:
    """How the value of a setting is written."""
    start, end = setting.element
    if end - start > _LONGEST:
        return ""
    return text[start:end].decode("utf-8", "replace").partition(":")[2].strip().strip("\"'")


def _takes(known: Mapping[str, Setting], text: bytes, job: str, key: str) -> bool:
    """Whether an action of a job is given its version by a matrix."""
    setting = known.get(f"yaml:jobs/{job}/steps/with/{key}")
    return setting is not None and setting.value is None and "matrix." in _raw(setting, text)


#: Variables and inputs of a workflow, by kind and name, wherever they stand; None where places differ.
Spread = Mapping[tuple[str, str], "Setting | None"]


def _spread(known: Mapping[str, Setting]) -> Spread:
    """What may stand at several places: ``env``, and the defaults of ``inputs``."""
    out: dict[tuple[str, str], list[Setting]] = {}
    for path, setting in known.items():
        parent, _, name = path.rpartition("/")
        if parent == "yaml:env" or parent.endswith("/env"):
            out.setdefault(("env", name), []).append(setting)
        above, _, given = parent.rpartition("/")
        if name == "default" and path.startswith("yaml:on/") and above.endswith("/inputs"):
            out.setdefault(("inputs", given), []).append(setting)
    return {key: _only(found) for key, found in out.items()}


def _told(
    known: Mapping[str, Setting], spread: Spread, text: bytes, asked: str, at: int, depth: int = 0
) -> tuple[str, int] | None:
    """The text that an expression gives, and its place; None where that is not known."""
    if depth > _DEEPEST:
        return None
    if "||" in asked:
        parts = map(str.strip, asked.split("||")[:_DEEPEST])
        ways = (_told(known, spread, text, part, at, depth + 1) for part in parts)
        return next((way for way in ways if way is not None), None)
    if asked[:1] == asked[-1:] == "'":
        return asked[1:-1].replace("''", "'"), at
    source, _, name = asked.rpartition(".")
    if source == "env":
        found = spread.get(("env", name))
    elif source.startswith("needs.") and source.endswith(".outputs"):
        found = known.get(f"yaml:jobs/{source[6:-8]}/outputs/{name}")
    elif source in ("inputs", "github.event.inputs"):
        found = spread.get(("inputs", name))
    else:
        return None
    if found is None:
        return None
    if found.value is not None:
        return found.value.value, found.value.span.start
    inner = _WHOLE.fullmatch(_raw(found, text))
    if inner is None:
        return None
    return _told(known, spread, text, inner[1].strip(), found.element.start, depth + 1)


def _only(found: list[Setting]) -> Setting | None:
    """The one of several settings, if they do not differ."""
    values = {s.value.value if s.value is not None else None for s in found}
    return found[0] if len(values) == 1 else None


def _parsed(text: str) -> Any:
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _items(value: Any) -> tuple[str, ...] | None:
    """The versions in a list; None where it is none."""
    if not isinstance(value, list):
        return None
    return tuple(str(v) for v in value if isinstance(v, (str, int, float)))


def _within(table: Any, key: str) -> Iterator[str]:
    """The versions that a whole matrix, or a list of its rows, has for a key."""
    if isinstance(table, dict):
        yield from _items(table.get(key)) or ()
        table = table.get("include")
    for row in table if isinstance(table, list) else ():
        if isinstance(row, dict) and isinstance(row.get(key), (str, int, float)):
            yield str(row[key])
