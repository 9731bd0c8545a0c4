"""Build constraints of Go that name releases: ``//go:build !go1.18``, ``// +build !go1.7 linux``.

https://pkg.go.dev/cmd/go#hdr-Build_constraints
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tlslint.regex import regex

Version = tuple[int, ...]
Built = Callable[[Version], bool]

_LINE = regex(rb"^//[ \t]*(?:go:build|\+build)[ \t]+([^\n]{1,500})", re.MULTILINE)
_PACKAGE = regex(rb"^package\s", re.MULTILINE)
_TOKEN = regex(r"&&|\|\||[!()]|[\w.]+")
_RELEASE = regex(r"go1\.([0-9]{1,3})")


def built_by(text: bytes) -> Built | None:
    """Which releases may build a file, as far as its constraints say; None where they name none."""
    package = _PACKAGE.search(text)
    if package is None or b"go1." not in text[: package.start()]:
        return None
    lines = [
        (m[0], m[1].decode("utf-8", "replace")) for m in _LINE.finditer(text, 0, package.start())
    ]
    new = [rest for whole, rest in lines if b"go:build" in whole]
    # where there is a line of the new kind, the old ones are not looked at
    rules = new or [_modern(rest) for _, rest in lines]
    parts = [_TOKEN.findall(rule) for rule in rules]
    return lambda version: all(_holds(tokens, version) is not False for tokens in parts)


def _modern(rest: str) -> str:
    """``a,!b c`` as ``(a && !b) || (c)``."""
    return " || ".join(f"({' && '.join(each.split(','))})" for each in rest.split())


def _holds(tokens: list[str], version: Version) -> bool | None:
    """What an expression is on a release; None where that depends on something else.

    Alternatives stand on a level, of each of which the parts are met so far.
    """
    levels: list[list[bool | None]] = [[False, True]]
    negated = [False]
    turned = False
    for token in tokens:
        if token == "!":
            turned = not turned
        elif token == "(":
            levels.append([False, True])
            negated.append(turned)
            turned = False
        elif token == "||":
            levels[-1] = [_either(*levels[-1]), True]
        elif token != "&&":
            value = _release(token, version)
            if token == ")":
                if len(levels) == 1:
                    return None
                value, turned = _either(*levels.pop()), negated.pop()
            levels[-1][1] = _both(levels[-1][1], _not(value) if turned else value)
            turned = False
    return _either(*levels[0])


def _release(tag: str, version: Version) -> bool | None:
    release = _RELEASE.fullmatch(tag)
    return version >= (1, int(release[1])) if release is not None else None


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _either(a: bool | None, b: bool | None) -> bool | None:
    return _not(_both(_not(a), _not(b)))
