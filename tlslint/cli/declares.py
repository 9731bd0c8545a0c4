"""For ``explain``: what a line says of the runtime that files are run with, and whether that counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tlslint.answers import supported
from tlslint.declaring import BROWSER
from tlslint.directories import MAX_BYTES
from tlslint.platform import Platform, Platforms
from tlslint.source.read import read_small

_COUNTS = "where code says nothing of versions, the defaults of this one hold"
_FLOOR = ", beside the floor of TLS 1.2 that OpenSSL has there"


#: How many stages of a Dockerfile are looked at.
_STAGES = 200


def declared(path: str, line: int | None) -> list[str]:
    """What the line declares that counts for the files beside and beneath it."""
    platforms = Platforms(Path.cwd(), {})
    here = _relative(path)
    every = map(platforms.of, (here, *(f"{code}/." for code in _coded(path))))
    rows = (
        f"{d.line:>8}  declares {d.name} {_dotted(d.version)} ({d.text.strip()}): "
        f"{supported(platform, d.name) or _COUNTS}{_FLOOR * (d.kind == 'floor')}\n"
        for platform in every
        for d in platform.values()
        if d.name != BROWSER and d.path == here and line in (None, d.line)
    )
    return list(dict.fromkeys(rows))


def _coded(path: str) -> Iterator[str]:
    """The directories with the code of functions that a file is a template of."""
    from tlslint import besides

    if besides.is_template(path):
        for code, _ in besides.coded(_beside(path) or b"", os.path.abspath(path), _beside):
            yield code


def passed_over(path: str, line: int) -> str:
    """What the line would declare, and why that does not count; empty where it says nothing."""
    from tlslint import deployments, dockerfiles, manifests

    workflow = os.path.dirname(_relative(path)).endswith(".github/workflows")
    reader = deployments.workflow if workflow else manifests.reader(os.path.basename(path))
    text = _beside(path)
    if text is None:
        return ""
    counting = Platforms(Path.cwd(), {}).of(_relative(path))
    if reader is not None:
        holding = {(f.name, f.offset) for f in reader(text, path, _beside)}
        for found in reader(text, path, lambda _: None):
            here = text.count(b"\n", 0, found.offset) + 1 == line
            if here and found.version and found.name != BROWSER:
                said = f"declares {found.name} {_dotted(found.version)}"
                if (found.name, found.offset) not in holding:
                    return f"{said}, under a condition that does not hold beside the files that are here"
                return f"{said}; {_but(counting, found.name)}"
    if reader is dockerfiles.dockerfile:
        return _image(text, line, counting)
    return ""


def _beside(path: str) -> bytes | None:
    """A file of the tree, or another one that a declaration depends on."""
    return read_small(path, MAX_BYTES, follow=True)


def _image(text: bytes, line: int, counting: Platform) -> str:
    """Why an image says nothing of a runtime that counts; empty on a line without one."""
    from tlslint.images import floating, image
    from tlslint.languages import dockerfile
    from tlslint.languages.flat import flat

    stages = [i for i in dockerfile.instructions(flat(text)) if i.name == "FROM"][:_STAGES]
    for stage in stages:
        if text.count(b"\n", 0, stage.start) + 1 != line:
            continue
        words = [w for w in stage.s.split() if not w.startswith("--")]
        reference = words[0] if words else ""
        runtime = image(reference)
        if runtime is not None:
            return f"declares {runtime[0]} {_dotted(runtime[1])}; {_but(counting, runtime[0])}"
        if "$" in reference:
            return f"which image {reference} is could not be known, so it declares no runtime"
        beside = "; what CI lists beside it is a range" if floating(reference) else ""
        return (
            f"the image {reference} names no version of a runtime that rules ask for, "
            f"so it declares none: where nothing else does, the newest release counts{beside}"
        )
    return ""


def _but(counting: Platform, name: str) -> str:
    """Why a declaration of a runtime does not count: another one does, or none."""
    other = counting.get(name)
    if other is None:
        return "that says what is supported or tested, not what runs"
    if words := supported(counting, name):
        return words
    where = f"{other.path}:{other.line}" if other.line else other.path or "--assume"
    return f"it is {where} that counts here ({other.name} {_dotted(other.version)})"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _relative(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
