"""The packages of Python that a repository pins, as far as their version changes what rules mean."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from tlslint.languages import python2
from tlslint.languages.base import Unfinished, parse
from tlslint.languages.flat import flat, lines, strip
from tlslint.runtimes import FILE, MANIFEST, Found, Read, newest, numbers, one

#: Those that conditions of rules name.
PACKAGES = ("cryptography", "requests", "twisted", "urllib3")
#: The time to parse a setup.py, which is short.
_SECONDS = 2
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-")
#: What stands before a requirement in a Pipfile, and what requirements are made of.
_ENTRIES = ('="', "='")
_OPERATORS = "<>=!~^"
_SPECIFIER = f"{_OPERATORS},.*0123456789"


def requirements(text: bytes, path: str, read: Read) -> list[Found]:
    """``name==1.2`` anywhere but in a comment: requirements, setup.py, setup.cfg, pyproject.toml, Pipfile."""
    s = flat(text).lower()
    found: list[Found] = []
    for name in PACKAGES:
        at = s.find(name)
        while at >= 0:
            end = at + len(name)
            apart = (not at or s[at - 1] not in _WORD) and s[end : end + 1] not in _WORD
            begins = s.rfind("\n", 0, at) + 1
            if apart and "#" not in s[begins:at]:
                found += _pinned(s, name, end)
            at = s.find(name, end)
    return found


def requirement(item: str, at: int) -> list[Found]:
    """What one requirement at a place says."""
    text = item.encode()
    return [each._replace(offset=at) for each in requirements(text, "", lambda _: None)]


def _pinned(s: str, name: str, at: int) -> list[Found]:
    """The version behind the name of a package that ends at ``at``, if it is one version or line, or a range with an end.

    What is for some Pythons alone (``urllib3<2; python_version < "3.7"``) says only of one version which it is.
    """
    end = s.find("\n", at)
    rest = s[at : end if end >= 0 else len(s)].lstrip("\"' ")
    if rest.startswith("["):
        rest = rest.partition("]")[2]
    rest = "".join(rest.split())
    rest = rest[2:] if rest.startswith(_ENTRIES) else rest
    if rest[:1] not in _OPERATORS:
        return []
    if rest.startswith("=="):
        return one(name, numbers(_version(rest.lstrip("="))), "pin", at, MANIFEST)
    behind = rest.lstrip(_SPECIFIER)
    if behind.startswith(";") and not rest.startswith("~="):
        return []
    return one(name, newest(rest[: len(rest) - len(behind)]), "pin", at, MANIFEST)


def _version(s: str) -> str:
    """The digits and dots that ``s`` begins with."""
    return s[: len(s) - len(s.lstrip("0123456789."))].strip(".")


def lock(text: bytes, path: str, read: Read) -> list[Found]:
    """``name = "…"`` and ``version = "…"`` in the lock files of Poetry, uv and PDM."""
    s = flat(text)
    found: list[Found] = []
    if not _named(text):
        return found
    name = ""
    for start, end in lines(s):
        start, end = strip(s, start, end)
        key, equals, value = s[start:end].partition("=")
        value = value.strip().strip("\"'")
        if key.strip() == "name" and equals:
            name = value.lower()
        elif key.strip() == "version" and equals and name in PACKAGES:
            found += one(name, numbers(_version(value)), "pin", start, FILE)
            name = ""
    return found


def pipfile_lock(text: bytes, path: str, read: Read) -> list[Found]:
    """``"default": {"name": {"version": "==1.2"}}`` in a Pipfile.lock."""
    from tlslint.languages import json_

    found: list[Found] = []
    if not _named(text):
        return found
    for setting in json_.settings(text, path, read):
        parts = setting.name.removeprefix("json:").split("/")
        if len(parts) == 3 and parts[::2] == ["default", "version"] and setting.value is not None:
            name = parts[1].lower()
            if name in PACKAGES:
                version = _version(setting.value.value.lstrip("="))
                found += one(name, numbers(version), "pin", setting.value.span.start, FILE)
    return found


def _named(text: bytes) -> bool:
    """Whether a lock file is worth reading."""
    lowered = text.lower()
    return any(name.encode() in lowered for name in PACKAGES)


def beside(
    reader: Callable[[bytes, str, Read], list[Found]],
) -> Callable[[bytes, str, Read], list[Found]]:
    """What ``reader`` finds, and the packages that the same file pins."""
    return lambda text, path, read: [*reader(text, path, read), *requirements(text, path, read)]


def kodi(text: bytes, path: str, read: Read) -> list[Found]:
    """What an ``addon.xml`` imports as ``xbmc.python``: before 3 that is Python 2, which no later Kodi has.

    https://github.com/xbmc/xbmc/pull/17188
    """
    from tlslint.languages import xml_

    if b"xbmc.python" not in text:
        return []
    document = xml_.read(text)
    for element in document.elements:
        given = document.attributes(element) if element.name == "import" else {}
        if "version" in given and "addon" in given and given["addon"].value.value == "xbmc.python":
            value = given["version"].value
            old = () < numbers(value.value) < (3,)
            return one("python", (2, 7) if old else (), "pin", value.span.start, MANIFEST)
    return []


def installer(text: bytes, path: str, says: str) -> list[Found]:
    """The Python of a package whose setup.py no Python 3 reads; ``says``: what tells of others."""
    if text.startswith(
        b"#!"
    ):  # a first line speaks for its own file, which others may start otherwise
        text = b"# " + text[2:]
    if not path.endswith(".py") or says.encode() in text or not python2.seems(text):
        return []
    try:
        tree = parse("tree_sitter_python", text, deadline=process_time() + _SECONDS)
    except Unfinished:
        return []
    line, version = python2.proof(tree.root_node, text)
    at = sum(map(len, text.splitlines(keepends=True)[: line - 1]))
    return one("python", version, "pin", at, MANIFEST) if line else []
