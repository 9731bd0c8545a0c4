"""Fixes in files: what `tlslint.applier` does to a text, on disk or as a patch."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tlslint.applier import fix_text, reason_left
from tlslint.facts import FileResult, Finding, Sought
from tlslint.lines import lines_of
from tlslint.options import Options
from tlslint.rows import NamedTuple
from tlslint.source.read import read_small
from tlslint.source.text import decode, encode
from tlslint.source.write import Refused, target, write_back
from tlslint.wellformed import wellformed

if TYPE_CHECKING:
    from tlslint.work import Worker

#: Lines around a change in a patch.
CONTEXT = 3


class Stays(NamedTuple):
    """A finding that stays, as it stands in the file afterwards, and why."""

    finding: Finding
    reason: str


class Fixed(NamedTuple):
    """What became of one file; ``after`` is ``before`` where nothing was changed."""

    path: str
    before: bytes
    after: bytes
    fixed: tuple[Finding, ...]
    left: tuple[Stays, ...]


def fix_file(
    path: str,
    findings: Sequence[Finding],
    options: Options,
    worker: Worker,
    unsafe: bool,
    sought: Sought | None = None,
) -> Fixed:
    """What the fixes make of the file at ``path``, which is not written.

    ``findings`` are all that a scan reported there; only these are fixed.
    ``sought`` is what of other files they were found with.
    """

    def nothing(reason: str = "") -> Fixed:
        stays = tuple(Stays(f, reason_left(f, unsafe) or reason) for f in findings)
        return Fixed(path, b"", b"", (), stays)

    given = {_key(f) for f in findings if not reason_left(f, unsafe)}
    if not given:
        return nothing()
    try:
        data = read_small(target(path), options.max_bytes, follow=True)
    except Refused as error:
        return nothing(str(error))
    decoded = decode(data) if data is not None else None
    if data is None or decoded is None:
        return nothing("the file cannot be read any more")
    text, encoding, bom, exact = decoded
    if not exact or encode(text, encoding, bom) != data:
        return nothing(f"some bytes of the file are no {encoding} text")
    language = findings[0].language
    linked = worker.linked(path, language, sought, options) if sought is not None else None

    def judge(new: bytes) -> Sequence[Finding] | None:
        try:
            result = worker.check_bytes(path, language, encode(new, encoding, bom), options, linked)
        except UnicodeEncodeError:
            return None
        if not isinstance(result, FileResult):
            return None
        if any(problem.kind != "malformed" for problem in result.problems):
            return None
        return result.findings

    outcome = fix_text(
        text,
        judge,
        lambda old, new: wellformed(language, old, new),
        unsafe=unsafe,
        wanted=lambda f: _key(f) in given,
        tidy=lambda old, new: tidied(language, path, old, new),
    )
    gone = {_key(f) for f in outcome.fixed}
    left = {_key(item.finding): Stays(item.now, item.reason) for item in outcome.left}
    return Fixed(
        path,
        data,
        encode(outcome.text, encoding, bom),
        tuple(f for f in findings if _key(f) in gone),
        tuple(
            left.get(_key(f)) or Stays(f, reason_left(f, unsafe) or "the file has changed")
            for f in findings
            if _key(f) not in gone
        ),
    )


def tidied(language: str, path: str, before: bytes, after: bytes) -> bytes:
    """``after`` without imports that only ``before`` used; those of a package are its interface."""
    if language != "python" or os.path.basename(path) == "__init__.py":
        return after
    from tlslint.pyimports import unused

    gone = unused(after) - unused(before)
    if not gone:
        return after
    from tlslint.pycode import without_imports

    return without_imports(after, gone)


def written(result: Fixed) -> Fixed:
    """Write a file's fixes; the result says what is so on disk."""
    if result.after == result.before:
        return result
    try:
        write_back(result.path, result.before, result.after)
    except Refused as error:
        stays = (*result.left, *(Stays(f, str(error)) for f in result.fixed))
        return result._replace(after=result.before, fixed=(), left=stays)
    return result


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the path of their file, in their order."""
    out: dict[str, list[Finding]] = {}
    for finding in findings:
        out.setdefault(finding.place.path, []).append(finding)
    return out


def _key(finding: Finding) -> tuple[str, int, int]:
    return (finding.rule, finding.place.line, finding.place.column)


# -- patches


def patch(name: str, before: bytes, after: bytes) -> bytes:
    """A patch that ``git apply`` takes; ``name`` is the path from the root of the repository."""
    import difflib

    if before == after:
        return b""
    old, new = lines_of(before), lines_of(after)
    start = _quoted(f"a/{name}"), _quoted(f"b/{name}")
    out = [
        b"diff --git %b %b\n" % start,
        b"--- %b\n" % (start[0] + (b"\t" if b" " in start[0] else b"")),
        b"+++ %b\n" % (start[1] + (b"\t" if b" " in start[1] else b"")),
    ]
    rows = difflib.diff_bytes(difflib.unified_diff, old, new, n=CONTEXT, lineterm=b"\n")
    for number, row in enumerate(rows):
        if number < 2:
            continue  # the names, as difflib writes them
        out.append(row)
        if not row.endswith(b"\n"):
            out.append(b"\n\\ No newline at end of file\n")
    return b"".join(out)


def _quoted(name: str) -> bytes:
    """A path as git writes it: in quotes and escaped where it holds anything unusual."""
    raw = name.encode("utf-8", "surrogateescape")
    special = {0x22: b'\\"', 0x5C: b"\\\\", 0x09: b"\\t", 0x0A: b"\\n", 0x0D: b"\\r"}
    if all(0x20 <= b < 0x7F and b not in special for b in raw):
        return raw
    out = [special.get(b) or (bytes([b]) if 0x20 <= b < 0x7F else b"\\%03o" % b) for b in raw]
    return b'"' + b"".join(out) + b'"'
