"""What scripts write into the registry of Windows about TLS, and files of it (``.reg``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from tlslint.facts import KEY, Setting, Span, Text
from tlslint.languages.flat import Marks, Names, flat, lines
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_resources import resources
from tlslint.languages.net_texts import Texts
from tlslint.languages.net_writes import Write, writes
from tlslint.regex import regex
from tlslint.registrykeys import SETTING, number_of, told

_KEYS = ("schannel", ".netframework", "internet settings", "sslversionm")
#: Keys and names of one command.
_MAX_WAYS = 16
_SECTION = regex(r"\[(HKEY_[^\]]+)\]")
_ENTRY = regex(
    r'"(?P<name>[^"]+)"\s*=\s*(?:dword:(?P<number>[0-9a-fA-F]{1,8})\b|"(?P<text>[a-z][^"]*)")',
    re.IGNORECASE,
)


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """What a file of the registry writes."""
    s, section = flat(text), ""
    found: list[Write] = []
    for start, end in lines(s):
        if head := _SECTION.match(s, start, end):
            section = head[1]
        elif (entry := _ENTRY.match(s, start, end)) is not None:
            word = "number" if entry["number"] else "text"
            span, element = Span(*entry.span(word)), Span(*entry.span())
            number = int(entry["number"], 16) if entry["number"] else number_of(entry["text"])
            if number is None:
                continue
            found.append(Write((section,), (entry["name"],), (number,), span, element))
    return list(said(found))


def comments(text: bytes) -> list[Span]:
    """The lines that begin with ``;``."""
    s = flat(text)
    return [Span(start, end) for start, end in lines(s) if s.startswith(";", start)]


def scan(
    s: str, base: int, hidden: Callable[[int], bool], wanted: Marks, names: Names
) -> Iterator[Setting]:
    """What the commands in a text write that begins at byte ``base``; those are left out that are ``hidden``."""
    lower = s.lower()
    if any(key in lower for key in _KEYS) and wanted.held(base, base + len(s)):
        script = Script(s)
        texts = Texts(script, names)
        found = [*writes(script, texts, base, hidden), *resources(script, texts, base, hidden)]
        yield from said(found)


def said(written: list[Write]) -> Iterator[Setting]:
    """What is written into keys of TLS; to what is switched off beside it, no default matters."""
    off = {
        (path.lower(), each.blocks)
        for each in written
        if not any(each.numbers) and "enabled" in map(str.lower, each.names)
        for path in each.paths
    }
    for each in written:
        found: dict[str, list[str]] = {}
        ways = product(each.paths, each.names, each.numbers)
        for path, name, number in islice(ways, _MAX_WAYS):
            key, value = told(path, name, number)
            offered = key.endswith("Default")
            if offered and (path.lower(), each.blocks) in off:
                key += "(idle)"
            if key:
                found.setdefault(key, []).append(value)
        for key, values in found.items():
            text = Text(",".join(filter(None, dict.fromkeys(values))), each.span)
            subject = f"{KEY}{' '.join(each.paths).lower()} {each.blocks}"
            yield Setting(f"{SETTING}{key}", text, each.span, each.element, subject)
