"""The version catalogs of a Gradle build, in place of what names them: ``gradle/libs.versions.toml``, and those
that its settings name (``versionCatalogs { create("x") { from(files("gradle/x.versions.toml")) } }``).

https://docs.gradle.org/current/userguide/version_catalogs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint.facts import Span
from tlslint.languages.flat import refers
from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.runtimes import Read

if TYPE_CHECKING:
    from re import Match

    from tlslint.languages.jvmcalls import Token

#: What the accessors of the first catalog begin with, and where it stands in the outermost project.
_NAME = "libs"
_SETTINGS = ("settings.gradle", "settings.gradle.kts")
_FILE = "gradle/libs.versions.toml"
#: Projects around a build file that are looked into.
_TOPS = tuple("../" * n for n in range(6))
_CATALOGS = b"versionCatalogs"
#: What divides the words of an alias, each of which is a dot in its accessor.
_DIVIDES = regex(r"[-_.]")
#: Of a version that says several things, the one that is taken.
_RICH = ("prefer", "strictly", "require")


class Catalog(NamedTuple):
    """Accessor → what it stands for: versions, ``group:name:version``, and the accessors of bundles."""

    versions: dict[str, str]
    libraries: dict[str, str]
    bundles: dict[str, list[str]]


def resolved(code: list[Token], read: Read) -> list[Token]:
    """The tokens of a build file, with what its catalogs say in place of each accessor."""
    catalogs = _catalogs(code, read)
    if not catalogs:
        return code
    out: list[Token] = []
    n = 0
    while n < len(code):
        token = code[n]
        if token.kind == "name" and token.text in catalogs:
            found, n = _accessed(catalogs[token.text], code, n)
            out += found
        else:
            if token.kind == "text" and ".versions." in token.text:
                token = token._replace(text=_filled(catalogs, token.text))
            out.append(token)
            n += 1
    return out


def _accessed(catalog: Catalog, code: list[Token], n: int) -> tuple[list[Token], int]:
    """What the accessor at token ``n`` stands for, and the token behind it; itself where nobody knows."""
    words: list[str] = []
    end = n + 1
    while end + 1 < len(code) and code[end].text == "." and code[end + 1].kind == "name":
        if code[end + 1].text in ("get", "asProvider"):
            break
        words.append(code[end + 1].text)
        end += 2
    kind, name = (words or [""])[0], ".".join(words[1:])
    if kind == "versions":
        told = [catalog.versions.get(name, "")]
    elif kind == "bundles":
        told = [catalog.libraries.get(each, "") for each in catalog.bundles.get(name, ())]
    else:
        told = [catalog.libraries.get(".".join(words), "")]
    span = Span(code[n].start, code[end - 1].end)
    made = [
        code[n]._replace(
            kind="number" if text.isdecimal() else "text", end=span.end, inner=span, text=text
        )
        for text in told
        if text
    ]
    return (made, end) if made else (code[n:end], end)


_TEMPLATE = regex(r"\$\{(\w+)\.versions\.([\w.]+?)\.get\(\)\}")


def _filled(catalogs: dict[str, Catalog], text: str) -> str:
    """A text with the versions that it takes from catalogs."""

    def version(match: Match[str]) -> str:
        catalog = catalogs.get(match[1])
        return catalog.versions.get(match[2], match[0]) if catalog is not None else match[0]

    return _TEMPLATE.sub(version, text)


def _catalogs(code: list[Token], read: Read) -> dict[str, Catalog]:
    """The catalogs that a build file names, of the build that it belongs to: its settings stand in the outermost project."""
    tops = ((t, read(t + name)) for t in _TOPS for name in _SETTINGS)
    above, settings = next(((t, text) for t, text in tops if text is not None), ("", None))
    if settings is None:
        return {}
    files = {_NAME: _FILE} | _named(settings)
    used = {t.text for t in code if t.kind == "name" or "{" in t.text}
    texts = {
        name: read(above + file) for name, file in files.items() if any(name in u for u in used)
    }
    return {name: _parsed(text, read) for name, text in texts.items() if text is not None}


def _named(settings: bytes) -> dict[str, str]:
    """The catalogs that settings name, and their files, as they stand to the settings."""
    if _CATALOGS not in settings:
        return {}
    from tlslint.languages import gradle
    from tlslint.languages.flat import flat

    found: dict[str, str] = {}
    code = gradle.tokens(flat(settings))
    first = next((n for n, t in enumerate(code) if t.text == _CATALOGS.decode()), len(code))
    name = ""
    for token, behind, then in zip(
        code[first:], code[first + 1 :], code[first + 2 :], strict=False
    ):
        if token.text in ("create", "register") and then.kind == "text":
            name = then.text
        elif token.kind == "name" and behind.text == "{" and token.text != _CATALOGS.decode():
            name = token.text
        elif token.text == "files" and then.kind == "text" and name:
            found.setdefault(name, then.text.removeprefix("$rootDir/").removeprefix("./"))
    return found


def _parsed(text: bytes, read: Read) -> Catalog:
    from tlslint.languages import toml_

    catalog = Catalog({}, {}, {})
    parts: dict[str, dict[str, str]] = {}
    for setting in toml_.settings(text, _FILE, read):
        table, _, way = setting.name.removeprefix("toml:").partition("/")
        alias, _, key = way.partition("/")
        if setting.value is None or not alias:
            continue
        name, value = _DIVIDES.sub(".", alias), setting.value.value
        if table == "versions":
            parts.setdefault(f"{table}/{name}", {})[key] = value
        elif table == "libraries":
            parts.setdefault(name, {})[key] = value
        elif table == "bundles":
            catalog.bundles[name] = [_DIVIDES.sub(".", each) for each in value.split(",")]
    for name, said in parts.items():
        table, slash, accessor = name.partition("/")
        if slash:
            catalog.versions[accessor] = said.get("") or _rich(said, "")
    for name, said in parts.items():
        if "/" not in name:
            catalog.libraries[name] = _library(catalog, said)
    return catalog


def _rich(said: dict[str, str], before: str) -> str:
    return next((said[before + key] for key in _RICH if before + key in said), "")


def _library(catalog: Catalog, said: dict[str, str]) -> str:
    """``group:name:version`` of a library; without the last where the catalog does not say it."""
    if "" in said:
        return said[""]
    module = said.get("module") or f"{said.get('group', '')}:{said.get('name', '')}"
    ref = _DIVIDES.sub(".", said.get("version/ref", ""))
    version = catalog.versions.get(ref, "") if ref else said.get("version", "")
    version = version or _rich(said, "version/")
    return f"{module}:{version}" if version and not refers(version) else module
