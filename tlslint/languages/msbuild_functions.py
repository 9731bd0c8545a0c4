"""The properties that MSBuild itself provides, and the few property functions that place imports.

All paths are absolute here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from posixpath import basename, dirname, join, normpath, splitext

from tlslint.languages.msbuild_values import (
    MAX_VALUES,
    UNKNOWN,
    Lookup,
    Values,
    arguments,
    expand,
    merge,
)

Read = Callable[[str], "bytes | None"]

#: Directories looked through upward at most.
_MAX_ABOVE = 64


def find_above(name: str, start: str, read: Read) -> str | None:
    """The path of the nearest file ``name`` in the directory ``start`` or one above it, as ``read`` has it."""
    directory = normpath(start)
    for _ in range(_MAX_ABOVE):
        candidate = normpath(join(directory, name))
        if read(candidate) is not None:
            return candidate
        if directory in ("", "/"):
            return None
        directory = dirname(directory)
    return None


def builtin(name: str, path: str, project: str) -> str | None:
    """The value of a reserved property (lower case) in the file ``path`` of ``project``; None for others."""
    if name == "msbuildthisfiledirectory":
        return dirname(path) + "/"
    if name == "msbuildprojectdirectory":
        return dirname(project)
    if name in ("msbuildthisfile", "msbuildprojectfile"):
        return basename(path if name == "msbuildthisfile" else project)
    if name in ("msbuildthisfilename", "msbuildprojectname"):
        return splitext(basename(path if name == "msbuildthisfilename" else project))[0]
    if name in ("msbuildthisfileextension", "msbuildprojectextension"):
        return splitext(path if name == "msbuildthisfileextension" else project)[1]
    if name in ("msbuildthisfilefullpath", "msbuildprojectfullpath"):
        return path if name == "msbuildthisfilefullpath" else project
    return None


def call(body: str, lookup: Lookup, path: str, read: Read) -> Values:
    """The values of the property function ``body`` in the file ``path``; unknown for most of them."""
    head, _, rest = body.partition("(")
    kind, _, function = head.strip().lower().rpartition("::")
    if not kind or not rest.rstrip().endswith(")"):
        return UNKNOWN
    choices = [expand(a, lookup) for a in arguments(rest.rstrip()[:-1])]
    count = 1
    for values in choices:
        count *= len(values)
    if count > MAX_VALUES:
        return UNKNOWN
    results = []
    for chosen in product(*choices):
        known = [c.replace("\\", "/") for c in chosen if c is not None]
        complete = len(known) == len(chosen)
        results.append(_result(kind, function, known, path, read) if complete else None)
    return merge(tuple(results))


def _result(kind: str, function: str, words: list[str], path: str, read: Read) -> str | None:
    if kind == "[msbuild]":
        if function == "getpathoffileabove":
            start = words[1] if len(words) > 1 else dirname(path)
            return find_above(words[0], _located(start, path), read) or ""
        if function == "getdirectorynameoffileabove" and len(words) > 1:
            found = find_above(words[1], _located(words[0], path), read)
            return dirname(found) if found else ""
        if function in ("normalizepath", "normalizedirectory"):
            joined = normpath(join(*words))
            return joined + "/" if function == "normalizedirectory" else joined
        if function == "ensuretrailingslash":
            return words[0] if not words[0] or words[0].endswith("/") else words[0] + "/"
        if function == "valueordefault" and len(words) > 1:
            return words[0] or words[1]
    if kind == "[system.io.path]":
        if function == "combine":
            return join(*words)
        if function == "getfullpath":
            return normpath(words[0])
        if function == "getdirectoryname":
            return dirname(words[0])
    return None


def _located(directory: str, path: str) -> str:
    return normpath(join(dirname(path), directory))
