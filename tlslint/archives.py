"""Archives of Go that the commands of a CI file fetch or unpack: what is built there is built by it."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator

from tlslint.facts import Setting
from tlslint.installs import assigned, installed
from tlslint.regex import regex
from tlslint.runtimes import CI, Found, Read, one
from tlslint.variables import Variables, braced, expanded, given

#: An archive, also where a variable has the version (``go$V.linux``), or where that is all of a variable's value.
_ARCHIVE = regex(
    rb"\bgo(?:1\.[0-9]+(?:\.[0-9]+)?|[$%][\w{(: .]{1,60}[)}%]{0,2})\.(?:linux|darwin|windows|freebsd|src|\$)"
)
_WHOLE = regex(r"go1\.[0-9]+(?:\.[0-9]+)?\.[\w.-]+")
_MARKS = "\"'- \t"


def fetched(text: bytes, path: str, read: Read, known: list[Found]) -> list[Found]:
    """The Go that a CI file puts in place itself, where ``known``, what it declares, has none.

    The oldest of several is a range.
    """
    spots = [match.start() for match in _ARCHIVE.finditer(text)]
    if not spots or any(found.name == "go" for found in known):
        return []
    from tlslint.languages import yaml_

    settings = yaml_.settings(text, path, read, spots)
    held = [s.name[4:].encode() for s in settings if s.name[:4] == "env:" and _holds(s)]
    if held:
        named = re.compile(rb"[$%%][\w{(:. ]*\b(?:%s)\b" % b"|".join(map(re.escape, held)))
        settings = yaml_.settings(text, path, read, [m.start() for m in named.finditer(text)])
    variables: Variables = given(text, path, read) if any(s.value is None for s in settings) else {}
    told = {pair for s in settings for pair in _put(s, text, variables)}
    versions = {version for version, _ in told}
    if not versions:
        return []
    version, at = min(told)
    return one("go", version, "pin" if len(versions) == 1 else "range", at, CI)


def _holds(setting: Setting) -> bool:
    """Whether a variable is given the name of an archive."""
    return setting.value is not None and _WHOLE.fullmatch(setting.value.value) is not None


def _put(setting: Setting, text: bytes, known: Variables) -> Iterator[tuple[tuple[int, ...], int]]:
    """The versions of Go that the commands of a setting put in place, and where these are written."""
    from tlslint.languages.shell import lex

    start, end = setting.element
    if setting.value is None:  # what refers to variables
        script = braced(text[start:end].decode("latin-1").partition(":")[2])
    else:
        start = setting.value.span.start
        script = setting.value.value.replace(",", "\n")  # the items of a list are joined by commas
    own = ChainMap({}, known)
    for command in lex(script).commands:
        words = [script[w.start : w.end].strip(_MARKS) for w in command]
        assigned(words, [max(text.find(word.encode(), start), start) for word in words], own)
        told = [expanded(own, word) for word in words]
        for name, version, n in installed([t.text for t in told]):
            if name == "go" and version:
                archive = words[n].rpartition("/")[2].encode("utf-8", "replace")
                place = told[n].at
                yield version, max(text.find(archive, start), 0) if place is None else place
