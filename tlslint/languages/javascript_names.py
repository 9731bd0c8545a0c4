"""Names of a script's own for functions that rules know: ``const rp = require('request-promise')``."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from tlslint.languages.javascript_expressions import module_name
from tlslint.regex import regex

#: A name for what a module is, or for one of its members.
_WHOLE = regex(
    rb"(?:\b(?:const|let|var|import)\s{1,20}|,\s{0,40})([\w$]{1,60})\s{0,20}=\s{0,20}require\(\s{0,9}['\"]([^'\"\n]{1,80})['\"]"
    rb"\s{0,9}\)(\.\w{1,40})?"
)
_IMPORTED = regex(
    rb"\bimport\s{1,20}(?:\*\s{1,9}as\s{1,9})?([\w$]{1,60})(?:\s{0,9},\s{0,9}\{[^{}]{0,400}\})?\s{1,20}from\s{0,20}['\"]([^'\"\n]{1,80})['\"]"
)
#: What stands between braces, and where it comes from: ``{ request: ask }``, ``{ request as ask }``.
_BRACES = regex(
    rb"\{([^{}]{1,400})\}\s{0,20}(?:=\s{0,20}require\(\s{0,9}|from\s{0,20})['\"]([^'\"\n]{1,80})['\"]"
)
_RENAMED = regex(rb"(\w{1,60})\s{0,9}(?::|\sas\s)\s{0,9}(\w{1,60})")


def own_names(
    text: bytes,
    known: Sequence[int],
    functions: Sequence[Container[str]],
    canonical: Callable[[str], str],
) -> Sequence[int]:
    """``known`` places of words, with those of the names that a script gives to some ``functions``."""
    named: set[bytes] = set()

    def consider(name: bytes, module: bytes, member: bytes) -> None:
        target = module_name(module.decode("utf-8", "replace"))
        target += f".{member.decode('utf-8', 'replace')}" if member else ""
        plain = canonical(target)
        if not target.endswith(name.decode("utf-8", "replace")) and any(
            plain in each for each in functions
        ):
            named.add(name)

    if b"require(" in text:
        for found in _WHOLE.finditer(text):
            consider(found[1], found[2], (found[3] or b"").removeprefix(b"."))
    if b"import" in text:
        for found in _IMPORTED.finditer(text):
            consider(found[1], found[2], b"")
    for found in _BRACES.finditer(text):
        for pair in _RENAMED.finditer(found[1]):
            consider(pair[2], found[2], pair[1])
    if not named:
        return known
    pattern = re.compile(rb"(?<![\w$])(?:%s)(?![\w$])" % b"|".join(map(re.escape, sorted(named))))
    return sorted({*known, *(found.start() for found in pattern.finditer(text))})
