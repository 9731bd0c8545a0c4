"""Where packages of Go are that a file may use, and what their files seem to declare."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence

from tlslint.folders import Candidate, folder_of, upward
from tlslint.foreign import bare
from tlslint.regex import regex

#: Files of one Go package that are searched for a name, at most.
_MAX_PACKAGE = 200
_MAX_PACKAGES = 100
_MAX_GO = 1 << 20
#: A line that declares a name with a value, in a group or by itself.
_DECLARED = regex(rb"^[ \t]*(?:(?:const|var)[ \t]+)?([A-Za-z_]\w*)\b[^\n=:{(]*=(?!=)", re.MULTILINE)
#: A line that declares a struct, in a group or by itself.
_STRUCT = regex(rb"^(?:type)?[ \t]+([A-Za-z_]\w*)[ \t]+struct\b", re.MULTILINE)
#: A line that begins a function or method.
_FUNCTION = regex(rb"^func[ \t]+(?:\([^)\n]*\)[ \t]*)?([A-Za-z_]\w*)\(", re.MULTILINE)

#: A package's files and the names that each seems to declare.
Declared = dict[str, dict[str, frozenset[bytes]]]


def candidates(name: str, path: str, bound: str, declared: Declared) -> Iterator[Candidate]:
    """The files of packages that may define ``name``; ``declared`` keeps what was found in them."""
    folder = folder_of(path)
    before, slash, last = name.rpartition("/")
    package, dot, rest = last.partition(".")
    members: tuple[str, ...] = (name,)
    if not slash and not dot:
        folders = [folder]
    elif not slash:
        # a variable of the package, and its field; or a module of one part
        members = tuple(name.split("."))
        folders = [folder, *_folders(package, folder, bound)]
    else:
        members = tuple(rest.split("."))
        folders = _folders(f"{before}/{package}", folder, bound)
    tests = path.endswith("_test.go")
    for directory in folders:
        own = directory == folder
        wanted = members if own or slash else members[1:]
        if wanted:
            called = wanted[-1].endswith(")")
            word = (bare(wanted[-1]) + "()" if called else wanted[0]).encode()
            for file, names in _files(directory, declared).items():
                test = file.endswith("_test.go") and not (tests and own)
                if word in names and not test and os.path.abspath(path) != file:
                    yield file, wanted


def handed(made: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether the file at a path may hand on what one of those at ``made`` makes: nobody imports a test."""
    tests = [path for path in made if path.endswith("_test.go")]
    folders = None if len(tests) < len(made) else set(map(folder_of, tests))
    return lambda path: folders is None or folder_of(path) in folders


def users(package: str, field: str, path: str, bound: str, own: bool) -> Iterator[str]:
    """The files of a package, by its import path, and of that of the file at ``path`` that may read a field.

    That file is among them with ``own``.
    """
    from tlslint.source.read import read_small

    folder = folder_of(path)
    read = re.compile(rb"\.%s\b" % re.escape(field).encode())
    # those beside the file fill and read the fields of types of other packages too
    folders = [*_folders(package, folder, bound), folder] if package else [folder]
    for directory in dict.fromkeys(map(os.path.normpath, folders)):
        for name in sorted(os.listdir(directory))[:_MAX_PACKAGE]:
            file = os.path.join(directory, name)
            tests = name.endswith("_test.go") and not path.endswith("_test.go")
            if name.endswith(".go") and not tests and (own or file != os.path.abspath(path)):
                if read.search(read_small(file, _MAX_GO) or b""):
                    yield file


def _folders(package: str, folder: str, bound: str) -> list[str]:
    """The directories below ``bound`` that an import path may name."""
    out: list[str] = []
    for directory in upward(folder, bound):
        module = _module(directory)
        if module and (package == module or package.startswith(f"{module}/")):
            out.append(os.path.join(directory, package[len(module) :].lstrip("/")))
            break
        if not module:
            out.append(os.path.join(directory, package))
    return [d for d in out if os.path.isdir(d)][:2]


def _module(directory: str) -> str | None:
    from tlslint.source.read import read_small

    file = os.path.join(directory, "go.mod")
    data = read_small(file, 200_000) if os.path.isfile(file) else None
    found = re.search(rb"^[ \t]*module[ \t]+\"?([^\s\"]+)", data, re.MULTILINE) if data else None
    return found[1].decode("utf-8", "replace") if found else None


def _files(directory: str, cache: Declared) -> dict[str, frozenset[bytes]]:
    """The files of a package with the names that each seems to declare with a value."""
    from tlslint.source.read import read_small

    if directory not in cache:
        try:
            names = sorted(n for n in os.listdir(directory) if n.endswith(".go"))
        except OSError:
            names = []
        found = {}
        for name in names[:_MAX_PACKAGE]:
            file = os.path.join(directory, name)
            data = read_small(file, _MAX_GO) or b""
            functions = (name + b"()" for name in _FUNCTION.findall(data))
            # of the fields of types only those with a default are of use elsewhere
            types = _STRUCT.findall(data) if b"efault" in data else ()
            found[file] = frozenset((*_DECLARED.findall(data), *functions, *types))
        if len(cache) >= _MAX_PACKAGES:
            cache.clear()
        cache[directory] = found
    return cache[directory]
