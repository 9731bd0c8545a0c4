"""What a Makefile says of the Go that builds: images that it names, and variables for a version."""

from __future__ import annotations

import re

from tlslint.regex import regex
from tlslint.runtimes import FILE, Found, Read, numbers

_LINE = regex(rb"^[ \t]*(?!#)(?=\S)([^\n]*)", re.MULTILINE)
_SET = regex(rb"(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*(?:\?|:{1,3})?=[ \t]*([^\s#]+)[ \t\r]*(?:#|$)")
_IMAGE = regex(rb"(?<![\w.-])golang:(?:\$[({](\w+)[)}]|([0-9][\w.]*))")
#: Variables that are given to images and downloads, in whatever words.
_NAMES = frozenset({b"GO_VERSION", b"GOLANG_VERSION", b"GOVERSION", b"GO_VER", b"GOLANG_VER"})


def makefile(text: bytes, path: str, read: Read) -> list[Found]:
    """The images of Go that commands run and that variables hold, and the versions of Go."""
    if b"golang:" not in text and not any(name in text for name in _NAMES):
        return []
    told: dict[bytes, tuple[bytes, int]] = {}
    wanted: list[tuple[bytes, int]] = []
    for line in _LINE.finditer(text):
        variable = _SET.match(text, line.start(1), line.end(1))
        if variable:
            told.setdefault(variable[1], (variable[2], variable.start(2)))
        for image in _IMAGE.finditer(text, line.start(1), line.end(1)):
            wanted.append((image[1], 0) if image[1] else (image[2], image.start(2)))
    wanted += [(name, 0) for name in _NAMES]
    found = {}
    for what, at in wanted:
        value, place = told.get(what, (what, at))
        version = numbers(value.strip(b"\"'").removeprefix(b"go").decode("ascii", "replace"))
        if version[:1] == (1,) and len(version) > 1:
            found[place] = Found("go", version, "pin", place, FILE)
    return [found[place] for place in sorted(found)]
