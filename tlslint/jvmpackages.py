"""The packages of Java and Kotlin that a repository pins, as far as their version changes what rules mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tlslint.languages.flat import refers
from tlslint.runtimes import MANIFEST, Found, numbers, one

if TYPE_CHECKING:
    from tlslint.languages.jvmcalls import Token
    from tlslint.languages.xml_ import Element

#: Without its name a build pins nothing that counts.
GROUP = "com.squareup.okhttp3"
#: Of what one build names the newest OkHttp counts, and so does the one that Retrofit asks for from this version on.
#: https://github.com/square/retrofit/blob/trunk/CHANGELOG.md
_RETROFIT = "com.squareup.retrofit2"
_ASKS = ((2, 7), (3, 14))

#: Tokens of a dependency that is told in named parts, at most.
_MAX_NAMED = 16

#: Group and version of a dependency, and where it stands; no version where it is unknown.
Dependency = tuple[str, tuple[int, ...], int]


def pom(elements: Sequence[Element]) -> list[Found]:
    """``<dependency>`` with a group and a version, which may be a property of the file."""
    known = {
        f"${{{e.name}}}": e.text.value
        for e in elements
        if e.text and e.path.endswith(f"properties/{e.name}")
    }
    groups = {e.parent: e.text.value for e in elements if e.text and e.name == "groupId"}
    return _okhttp(
        (groups[e.parent], numbers(known.get(e.text.value, e.text.value)), e.text.span.start)
        for e in elements
        if e.text and e.path.endswith("dependency/version") and e.parent in groups
    )


def gradle(s: str, code: list[Token]) -> list[Found]:
    """``"group:name:version"`` and ``group: "…", version: "…"``; the version may be a constant of the file."""
    from tlslint.languages import gradle as language

    if GROUP not in s and not any(t.text.startswith(GROUP) for t in code):
        return []
    names = language.named(s, code)
    found: list[Dependency] = []
    for n, token in enumerate(code):
        parts = token.text.split(":") if token.kind == "text" else []
        if token.text in (GROUP, _RETROFIT):
            parts = [token.text, "", _beside(code[n : n + _MAX_NAMED])]
        if len(parts) > 2:
            version = parts[2]
            if refers(version):
                value = names.get(version.strip("${}"))
                version = value.value if value is not None else ""
            found.append((parts[0], numbers(version), token.inner.start))
    return _okhttp(found)


def _beside(code: list[Token]) -> str:
    """The version among the named parts of a dependency."""
    stop = next((n for n, t in enumerate(code) if t.kind == "newline" or t.text in ")}"), len(code))
    for n, token in enumerate(code[: max(stop - 2, 0)]):
        if token.text == "version" and code[n + 1].text in (":", "="):
            value = code[n + 2]
            return value.text if value.kind == "text" else f"${{{value.text}}}"
    return ""


def _okhttp(dependencies: Iterable[Dependency]) -> list[Found]:
    """The newest OkHttp among the dependencies of a build; none where one of them is unknown."""
    named: list[Dependency] = []
    asked = False
    for group, version, at in dependencies:
        if group == GROUP:
            named.append((group, version, at))
        elif group == _RETROFIT:
            asked = asked or version >= _ASKS[0] or not version
    if not named or not all(version for _, version, _ in named):
        return []
    _, version, at = max(named, key=lambda d: d[1])
    return one("okhttp", max(version, _ASKS[1]) if asked else version, "pin", at, MANIFEST)
