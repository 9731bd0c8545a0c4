"""The packages of Java and Kotlin that a repository pins, as far as their version changes what rules mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tlslint import jvmscripts
from tlslint.languages.flat import refers
from tlslint.runtimes import MANIFEST, Found, numbers, one

if TYPE_CHECKING:
    from tlslint.languages.jvmcalls import Token
    from tlslint.languages.xml_ import Element
    from tlslint.runtimes import Read

_OKHTTP = "com.squareup.okhttp3"
#: Of what one build names the newest OkHttp counts, and so does the one that Retrofit asks for: from this version on 3.14,
#: before it one before 3.13. https://github.com/square/retrofit/blob/trunk/CHANGELOG.md
_RETROFIT = "com.squareup.retrofit2"
_ASKS = ((2, 7), (3, 14), (3, 12))
#: Groups, of which one artifact counts or each, and what conditions of rules call them.
_PACKAGES = {
    "com.rabbitmq": ("amqp-client", "amqp-client"),
    "com.sun.mail": ("", "javamail"),
    "javax.mail": ("", "javamail"),
}
#: Without one of their names a build pins nothing that counts.
GROUPS = (_OKHTTP, _RETROFIT, *_PACKAGES)

#: Tokens of a dependency that is told in named parts, at most.
_MAX_NAMED = 16

#: Directories above a module in which its parents are looked for.
_MAX_PARENTS = 4

#: Group, artifact and version of a dependency, and where it stands; no version where it is unknown.
Dependency = tuple[str, str, tuple[int, ...], int]


def named(text: bytes) -> bool:
    """Whether a build may name one of the packages."""
    return any(group.encode() in text for group in GROUPS)


def pom(elements: Sequence[Element], read: Read) -> list[Found]:
    """``<dependency>`` with a group and a version, which may be a property of the file or of those above."""
    from tlslint.languages import xml_

    known = _properties(elements)
    above = (read(f"{'../' * n}pom.xml") for n in range(1, _MAX_PARENTS))

    def version(written: str) -> tuple[int, ...]:
        while refers(written) and written not in known:
            text = next(above, None)
            if text is None:
                return ()
            known.update(_properties(xml_.read(text).elements) | known)
        return numbers(known.get(written, written))

    groups = {e.parent: e.text.value for e in elements if e.text and e.name == "groupId"}
    artifacts = {e.parent: e.text.value for e in elements if e.text and e.name == "artifactId"}
    return _packages(
        (
            groups[e.parent],
            artifacts.get(e.parent, ""),
            version(e.text.value),
            e.text.span.start,
        )
        for e in elements
        if e.text and e.path.endswith("dependency/version") and groups.get(e.parent) in GROUPS
    )


def _properties(elements: Sequence[Element]) -> dict[str, str]:
    """What a file calls versions, as dependencies refer to it."""
    return {
        f"${{{e.name}}}": e.text.value
        for e in elements
        if e.text and e.path.endswith(f"properties/{e.name}")
    }


def gradle(s: str, code: list[Token], read: Read) -> list[Found]:
    """``"group:name:version"`` and ``group: "…", version: "…"``; the version may be a constant of the build."""
    if not jvmscripts.worth(s) and not any(t.text.startswith(GROUPS) for t in code):
        return []
    build = jvmscripts.Build(code, read)
    found: list[Dependency] = []
    for n, token in enumerate(code):
        parts = build.coordinate(n).split(":")
        if token.text in GROUPS:
            parts = [token.text, *_beside(code[n : n + _MAX_NAMED])]
        if len(parts) > 2 and parts[0] in GROUPS:
            version = parts[2]
            if refers(version):
                version = build.version(version)
            found.append((parts[0], parts[1], numbers(version), token.inner.start))
    return _packages(found)


def _beside(code: list[Token]) -> tuple[str, str]:
    """Name and version among the named parts of a dependency."""
    stop = next((n for n, t in enumerate(code) if t.kind == "newline" or t.text in ")}"), len(code))
    told = {"name": "", "version": ""}
    for n, token in enumerate(code[: max(stop - 2, 0)]):
        if token.text in told and code[n + 1].text in (":", "="):
            value = code[n + 2]
            told[token.text] = value.text if value.kind == "text" else f"${{{value.text}}}"
    return told["name"], told["version"]


def _packages(dependencies: Iterable[Dependency]) -> list[Found]:
    """The newest of each package among the dependencies of a build; none where one of them is unknown."""
    named: dict[str, list[tuple[tuple[int, ...], int]]] = {}
    for group, artifact, version, at in dependencies:
        if group in (_OKHTTP, _RETROFIT):
            named.setdefault(group, []).append((version, at))
        elif group in _PACKAGES and artifact.startswith(_PACKAGES[group][0]):
            named.setdefault(_PACKAGES[group][1], []).append((version, at))
    asking = named.pop(_RETROFIT, [])
    asked = _asked(asking, _OKHTTP in named) if asking else []
    if asked:
        named.setdefault(_OKHTTP, []).extend(asked)
    found: list[Found] = []
    for name, versions in named.items():
        if all(version for version, _ in versions):
            version, at = max(versions)
            package = "okhttp" if name == _OKHTTP else name
            found += one(package, version, "pin", at, MANIFEST)
    return found


def _asked(
    asking: list[tuple[tuple[int, ...], int]], beside: bool
) -> list[tuple[tuple[int, ...], int]]:
    """The OkHttp that Retrofit asks for; where another stands ``beside`` it, an old one asks for nothing."""
    version, at = max(asking)
    known = all(each for each, _ in asking)
    if version >= _ASKS[0] or (beside and not known):
        return [(_ASKS[1], at)]
    return [(_ASKS[2], at)] if known and not beside else []
