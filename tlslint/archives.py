"""Archives of Go that the commands of a CI file fetch or unpack: what is built there is built by it."""

from __future__ import annotations

from tlslint.facts import Setting
from tlslint.installs import installed
from tlslint.regex import regex
from tlslint.runtimes import CI, Found, Read, one

_ARCHIVE = regex(rb"\bgo1\.[0-9]+(?:\.[0-9]+)?\.(?:linux|darwin|windows|freebsd|src)")


def fetched(text: bytes, path: str, read: Read, known: list[Found]) -> list[Found]:
    """The Go that a CI file puts in place itself, where ``known``, what it declares, has none.

    The oldest of several is a range.
    """
    spots = [match.start() for match in _ARCHIVE.finditer(text)]
    if not spots or any(found.name == "go" for found in known):
        return []
    from tlslint.languages import yaml_

    told = {pair for s in yaml_.settings(text, path, read, spots) for pair in _put(s, text)}
    versions = {version for version, _ in told}
    if not versions:
        return []
    version, at = min(told)
    return one("go", version, "pin" if len(versions) == 1 else "range", at, CI)


def _put(setting: Setting, text: bytes) -> list[tuple[tuple[int, ...], int]]:
    """The versions of Go that the commands of a setting put in place, and where these are written."""
    from tlslint.languages.shell import lex

    if setting.value is None:
        return []
    found = []
    script = setting.value.value.replace(",", "\n")  # the items of a list are joined by commas
    for command in lex(script).commands:
        words = [script[w.start : w.end].strip("\"'") for w in command]
        for name, version, n in installed(words):
            if name == "go" and version:
                archive = words[n].rpartition("/")[2].encode("utf-8", "replace")
                found.append((version, max(text.find(archive, setting.value.span.start), 0)))
    return found
