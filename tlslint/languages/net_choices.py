"""What scripts of PowerShell offer to choose from: parameters with a set of values, and blocks of a ``switch``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tlslint.regex import regex

_SET = regex(r"\[\s*ValidateSet\s*\(([^()]*)\)\s*\]", re.IGNORECASE)
_TEXT = regex(r"(['\"])[^'\"\n]*\1")
#: Other attributes and types that stand between the set and the parameter, and its name.
_PARAMETER = regex(r"(?:\s*\[[^\[\]\n]*(?:\[\])?\]|\s*#[^\n]*)*\s*\$(?P<name>\w+)", re.IGNORECASE)
_SWITCH = regex(r"\bswitch\b[^{}\n]*$", re.IGNORECASE)
_LABEL = regex(r"(?:'[^'\n]*'|\"[^\"\n]*\"|[\w.]+)\s*$")
_VERSION = regex(r"\b(?:Ssl3|Tls(?:1[123])?|48|192|768|3072|12288)\b", re.IGNORECASE)
#: What is looked at before a block, to tell what it belongs to.
_HEAD = 300


def parameters(s: str) -> Iterator[tuple[str, int, list[tuple[int, int]]]]:
    """The parameters whose value is one of a set: name, place, and where the values are written."""
    for match in _SET.finditer(s):
        line = s.rfind("\n", 0, match.start()) + 1
        parameter = _PARAMETER.match(s, match.end())
        if parameter is None or "#" in s[line : match.start()]:
            continue
        texts = [x.span() for x in _TEXT.finditer(s, match.start(1), match.end(1))]
        yield parameter["name"].lower(), parameter.start("name") - 1, texts


def labelled(s: str, outer: int, inner: int) -> bool:
    """Whether a block within another is one of the blocks of a ``switch``."""
    if _LABEL.search(s, max(outer + 1, inner - _HEAD), inner) is None:
        return False
    return _SWITCH.search(s[max(0, outer - _HEAD) : outer]) is not None


def several(bodies: Iterable[str]) -> bool:
    """Whether blocks name different versions."""
    named = {frozenset(x.lower() for x in _VERSION.findall(body)) for body in bodies}
    return len(named - {frozenset()}) > 1
