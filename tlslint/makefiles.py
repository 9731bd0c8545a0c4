"""What a Makefile says of Go, which builds, and of Node: images that it names, and variables for a version."""

from __future__ import annotations

import re

from tlslint.nodeplaces import script
from tlslint.regex import regex
from tlslint.runtimes import FILE, Found, Read, numbers

_LINE = regex(rb"^[ \t]*(?!#)(?=\S)([^\n]*)", re.MULTILINE)
_SET = regex(rb"(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*(?:\?|:{1,3})?=[ \t]*([^\s#]+)[ \t\r]*(?:#|$)")
_IMAGE = regex(rb"(?<![\w.-])(golang|node):(?:\$[({](\w+)[)}]|([0-9][\w.]*))")
#: Variables that are given to images and downloads, in whatever words.
_NAMES = {
    **dict.fromkeys((b"GO_VERSION", b"GOLANG_VERSION", b"GOVERSION", b"GO_VER"), "go"),
    b"GOLANG_VER": "go",
    b"NODE_VERSION": "node",
    b"NODEJS_VERSION": "node",
    b"NODE_PREBUILT_VERSION": "node",  # of Triton: the Node that is built into an image
}


def makefile(text: bytes, path: str, read: Read) -> list[Found]:
    """The images that commands run and that variables hold, the versions of Go and Node, and what functions run on."""
    deployed = script(text, path, read)
    if not any(word in text for word in (b"golang:", b"node:", *_NAMES)):
        return deployed
    told: dict[bytes, tuple[bytes, int]] = {}
    wanted: list[tuple[str, bytes, int]] = []
    for line in _LINE.finditer(text):
        variable = _SET.match(text, line.start(1), line.end(1))
        if variable:
            told.setdefault(variable[1], (variable[2], variable.start(2)))
        for image in _IMAGE.finditer(text, line.start(1), line.end(1)):
            runtime = "go" if image[1] == b"golang" else "node"
            wanted.append((runtime, image[2] or image[3], image.start(3)))
    wanted += [(runtime, name, 0) for name, runtime in _NAMES.items()]
    found = {}
    for runtime, what, at in wanted:
        value, place = told.get(what, (what, at))
        version = numbers(value.strip(b"\"'").removeprefix(b"go").decode("ascii", "replace"))
        whole = version[:1] == (1,) and len(version) > 1
        if whole if runtime == "go" else version[:1] not in ((), (1,), (2,), (3,)):
            found[place] = Found(runtime, version, "pin", place, FILE)
    return [*deployed, *(found[place] for place in sorted(found))]


def build_script(text: bytes, path: str, read: Read) -> list[Found]:
    """The images of Go that commands of a script run which builds (``docker run … golang:1.9 go build``)."""
    return [f for f in makefile(text, path, read) if f.name == "go"] if b"golang:" in text else []
