"""Versions of runtimes as files write them: numbers, ranges, image tags, serverless names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from tlslint.facts import Setting
from tlslint.rows import NamedTuple

Kind = Literal["pin", "range", "floor"]
Read = Callable[[str], "bytes | None"]

#: How near to what runs a declaration is: an image beats a version file, that a manifest, that CI.
IMAGE, FILE, MANIFEST, CI = range(4)

#: Of these each version that CI lists is a declaration of its own; where all are older than this, the newest counts.
ENUMERATED = {"go": (1, 22), "node": (18,), "python": (3, 10)}


class Found(NamedTuple):
    """One declaration; ``offset`` is the byte where the version is written. Of ``tip`` and ``lts/*`` the version is empty."""

    name: str
    version: tuple[int, ...]
    kind: Kind
    offset: int
    rank: int
    #: of a pin that is the end of a range, where that begins
    oldest: tuple[int, ...] = ()


# -- versions


def numbers(text: str) -> tuple[int, ...]:
    """``v10.15.3`` → (10, 15, 3); what follows the numbers is ignored; empty for no version."""
    text = text.strip().lstrip("vV=")
    out: list[int] = []
    at = 0
    while at < len(text) and text[at] in "0123456789":
        stop = at
        while stop < len(text) and text[stop] in "0123456789":
            stop += 1
        if stop - at > 6 or len(out) == 4:
            break
        out.append(int(text[at:stop]))
        if text[stop : stop + 1] != ".":
            break
        at = stop + 1
    return tuple(out)


def java(text: str) -> tuple[int, ...]:
    """``8u181``, ``1.8.0_181`` and ``8.0.181`` are (8, 0, 181), ``temurin-11.0.3+7`` and ``11.0.3_7`` are (11, 0, 3)."""
    text = text.strip()
    at = next((i for i, c in enumerate(text) if c in "0123456789"), len(text))
    text = text[at:]
    version = numbers(text)
    if version[:1] == (1,) and len(version) > 1:
        version = version[1:]
    if not version or not 0 < version[0] < 100 or "\n" in text:
        return ()  # a script in a manifest, say
    rest = text
    for mark in ("u", "_") if version[0] < 9 else ():  # of newer ones a build stands there
        head, found, tail = rest.partition(mark)
        if found and all(c in "0123456789." for c in head) and numbers(tail):
            return (version[0], 0, numbers(tail)[0])
    if (
        version[0] == 8 and len(version) > 2 and version[1] >= 100
    ):  # corretto-8.292.10.1, no zulu-8.54.0.21
        return (8, 0, version[1])
    return version


def lowest(text: str) -> tuple[int, ...]:
    """The low end of ``>=3.8,<4``, ``^10.13 || >=12``, ``~=3.6``, ``3.x``; empty where there is none."""
    ends = []
    for alternative in text[:500].split("||"):
        end = _low_end(alternative)
        if not end:
            return ()
        ends.append(end)
    return min(ends)


def newest(text: str) -> tuple[int, ...]:
    """The newest that ``8.11.3``, ``^8.1``, ``10.x``, ``>=6 <9`` allow, a line of releases where any of it is; empty without an end."""
    ends = [_high_end(alternative) for alternative in text[:500].split("||")]
    return max(ends) if all(ends) else ()


def python_end(text: str) -> tuple[int, ...]:
    """The newest Python that ``<3``, ``>=3.6,<3.9``, ``==3.8.*``, ``~3.8`` allow, where that is none of today."""
    end = newest(text)
    if end == (2,):
        return (2, 7)
    return end if len(end) > 1 and end < (3, 10) else ()


def _high_end(text: str) -> tuple[int, ...]:
    """The newest release, or line of releases, that one alternative of npm's or Python's allows."""
    _, hyphen, last = text.partition(" - ")
    if hyphen:
        text = f"<={last}"
    ends: list[tuple[int, ...]] = []
    operator = ""
    for word in text.replace(",", " ").split():
        at = 0
        while at < len(word) and word[at] in "<>=!~^":
            at += 1
        operator = word[:at] or operator
        version = numbers(word[at:])
        if not version:
            continue
        if operator == "^":
            ends.append(version[: 1 if version[0] else 2])
        elif operator == "~=":
            ends.append(version[: max(len(version) - 1, 1)])
        elif operator.startswith("~"):
            ends.append(version[:2])
        elif operator == "<":
            below = _below(version)
            if not below:
                return ()
            ends.append(below)
        elif operator in ("", "=", "==", "<="):
            ends.append(version)
        operator = ""
    return min(ends, default=())


def _below(version: tuple[int, ...]) -> tuple[int, ...]:
    """The line of releases before ``version``: 8 is before 9.0, 10.15 before 10.16."""
    kept = list(version)
    while kept and kept[-1] == 0:
        kept.pop()
    return (*kept[:-1], kept[-1] - 1) if kept else ()


def _low_end(text: str) -> tuple[int, ...]:
    low: tuple[int, ...] = ()
    text = text.partition(" - ")[0]
    operator = ""
    for word in text.replace(",", " ").split():
        at = 0
        while at < len(word) and word[at] in "<>=!~^":
            at += 1
        operator = word[:at] or operator
        version = numbers(word[at:])
        if version:
            if not operator.startswith(("<", "!")):
                low = max(low, version)
            operator = ""
    return low


# -- names of releases

#: The lines of Node that have a name.
LTS = {
    "argon": 4,
    "boron": 6,
    "carbon": 8,
    "dubnium": 10,
    "erbium": 12,
    "fermium": 14,
    "gallium": 16,
    "hydrogen": 18,
    "iron": 20,
    "jod": 22,
    "krypton": 24,
}
#: The last line of io.js, which was Node between 0.12 and 4.
_IOJS = (3,)


def tested(name: str, text: str) -> tuple[int, ...]:
    """The newest release that an item of CI's list names (``1.16.x``, ``lts/carbon``); empty if it is open (``1.x``, ``node``)."""
    if text.startswith("iojs"):
        return numbers(text.removeprefix("iojs").lstrip("-")) or _IOJS
    codename = text.removeprefix("lts/")
    end = (LTS[codename],) if codename in LTS else newest(text)
    if name == "python" and end == (2,):
        return (2, 7)
    return () if name in ("go", "python") and len(end) < 2 else end


def serverless(runtime: str) -> tuple[str, tuple[int, ...]] | None:
    """Runtime and version of ``python3.8``, ``nodejs10.x``, ``java8.al2``, ``dotnetcore2.1``, ``python27``, ``go112``."""
    text = runtime.strip().lower()
    for prefix, name in (
        ("python", "python"),
        ("nodejs", "node"),
        ("java", "java"),
        ("dotnetcore", "dotnet"),
        ("dotnet", "dotnet"),
        ("go", "go"),
    ):
        if text.startswith(prefix):
            version = numbers(text[len(prefix) :])
            if name in ("python", "go") and len(version) == 1 and version[0] > 9:
                digits = str(version[0])
                version = (int(digits[0]), int(digits[1:]))
            if name == "go" and len(version) < 2:  # go1.x: whatever built it
                return None
            return known(name, version)
    return None


def known(name: str, version: tuple[int, ...]) -> tuple[str, tuple[int, ...]] | None:
    """Runtime and version, or None where there is no version."""
    return (name, version) if version else None


# -- help for readers


def parse(name: str, text: str) -> tuple[int, ...]:
    """The version of the runtime ``name`` that ``text`` begins with."""
    return java(text) if name == "java" else numbers(text)


def one(name: str, version: tuple[int, ...], kind: Kind, offset: int, rank: int) -> list[Found]:
    """One declaration, or none where there is no version."""
    return [Found(name, version, kind, offset, rank)] if version else []


def under(
    language: Any,
    text: bytes,
    path: str,
    read: Read,
    prefix: str,
    *keys: str,
    resolve: Callable[[Setting], tuple[str, int] | None] | None = None,
) -> Iterator[tuple[Setting, str, int]]:
    """`each` of the settings that a module reads from YAML or JSON, of which it reads no more than it must.

    ``resolve`` gives the text of a setting that refers to others, and where that is written, if it is known.
    """
    spots = [found.start() for found in _keys(keys).finditer(text)]
    for setting in language.settings(text, path, read, spots) if spots else ():
        if setting.value is not None:
            yield from each([setting], prefix, *keys)
        elif resolve and setting.name.startswith(prefix) and _tail(setting) in keys:
            if resolved := resolve(setting):
                yield setting, *resolved


def names(text: bytes, *keys: str) -> bool:
    """Whether one of ``keys`` may be set in YAML or JSON."""
    return _keys(keys).search(text) is not None


@cache
def _keys(keys: tuple[str, ...]) -> re.Pattern[bytes]:
    """Where one of ``keys`` stands in front of a colon."""
    words = b"|".join(re.escape(key.encode()) for key in keys)
    return re.compile(rb"(?:%s)['\"]?\s*:" % words)


def by_name(settings: list[Setting]) -> Mapping[str, list[Setting]]:
    """Settings that have a value, grouped by name."""
    grouped: dict[str, list[Setting]] = {}
    for setting in settings:
        if setting.value is not None:
            grouped.setdefault(setting.name, []).append(setting)
    return grouped


def each(
    settings: list[Setting], prefix: str, *suffixes: str
) -> Iterator[tuple[Setting, str, int]]:
    """Settings named ``prefix…/suffix`` with their text and its offset."""
    for setting in settings:
        named = setting.name.startswith(prefix) and _tail(setting) in suffixes
        if setting.value is not None and named:
            yield setting, setting.value.value, setting.value.span.start


def _tail(setting: Setting) -> str:
    return setting.name.rpartition("/")[2].rpartition(":")[2]
