"""Readers of what declares the platform of a JVM project: Maven, Gradle, Ant, Eclipse, Android, Heroku."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint import jvmcatalogs, jvmpackages
from tlslint.languages.flat import flat, refers
from tlslint.regex import regex
from tlslint.runtimes import FILE, MANIFEST, Found, Kind, Read, each, java, lowest, one

if TYPE_CHECKING:
    from tlslint.languages.jvmcalls import Token

#: How the name of an element ends, or begins, that tells a level.
_LEVELS = regex(rb"maven\.compiler\.|java\.version|toolchain|(?:source|target|release)\s*>")


def pom(text: bytes, path: str, read: Read) -> list[Found]:
    """The toolchain that builds; the source and target level, what the code must still run on; and packages."""
    from tlslint.languages import xml_

    packages = jvmpackages.named(text)
    if not (packages or _LEVELS.search(text)):
        return []
    elements = xml_.read(text).elements
    found = jvmpackages.pom(elements, read) if packages else []
    known = {
        e.name: e.text.value
        for e in elements
        if e.text and e.path.endswith(f"properties/{e.name}") and not refers(e.text.value)
    }
    for element in elements:
        name = element.path.partition("/")[2]
        level = name.startswith("properties/") and element.name in (
            "maven.compiler.release",
            "maven.compiler.source",
            "maven.compiler.target",
            "java.version",
        )
        plugin = "build/" in name and name.endswith(
            ("/configuration/source", "/configuration/target", "/configuration/release")
        )
        toolchain = name.endswith(("/toolchains/jdk/version", "/jdkToolchain/version"))
        if (level or plugin or toolchain) and element.text:
            value, at = element.text.value, element.text.span.start
            if refers(value):
                value = known.get(value[2:-1], "") if value.startswith("${") else ""
            kind: Kind = "pin" if toolchain else "range"
            version = lowest(value.strip("[(")) if toolchain and "," in value else java(value)
            found += one("java", version, kind, at, FILE if toolchain else MANIFEST)
    return found


def ant(text: bytes, path: str, read: Read) -> list[Found]:
    """Ant: the level of ``<javac source="1.7" target="1.7">``."""
    from tlslint.languages import xml_

    found: list[Found] = []
    if b"<javac" not in text:
        return found
    document = xml_.read(text)
    for element in document.elements:
        given = document.attributes(element) if element.name == "javac" else {}
        for attribute in (given[k] for k in ("release", "source", "target") if k in given):
            value = attribute.value
            if not refers(value.value):
                found += one("java", java(value.value), "range", value.span.start, MANIFEST)
    return found


def heroku(text: bytes, path: str, read: Read) -> list[Found]:
    """``java.runtime.version`` of Heroku's ``system.properties``."""
    from tlslint.languages import properties

    settings = properties.settings(text, path, read) if b"java.runtime" in text else []
    return [
        found
        for _, value, at in each(settings, "property:", "java.runtime.version")
        for found in one("java", java(value), "pin", at, FILE)
    ]


_LIBRARY = regex(rb"StandardVMType/(?:JavaSE|J2SE)-([0-9.]{1,9})\"")


def classpath(text: bytes, path: str, read: Read) -> list[Found]:
    """The library of Java that Eclipse compiles against."""
    return [
        found
        for match in _LIBRARY.finditer(text)
        for found in one("java", java(match[1].decode()), "range", match.start(1), MANIFEST)
    ]


#: Plugins of Gradle that build for Android, where they are not only named for other builds (``apply false``).
_APPS = frozenset({"com.android.application", "com.android.library", "com.android.dynamic-feature"})


def gradle(text: bytes, path: str, read: Read) -> list[Found]:
    """The toolchain of Gradle, and the levels of source and target."""
    from tlslint.languages import gradle as language

    s = flat(text)
    code = jvmcatalogs.resolved(language.tokens(s), read)
    found = jvmpackages.gradle(s, code, read)
    for n, token in enumerate(code):
        if token.kind != "name":
            if token.text in _APPS and all(t.text != "apply" for t in code[n + 1 : n + 6]):
                found += one("android", (0,), "range", token.inner.start, MANIFEST)
            continue
        if token.text in ("languageVersion", "jvmToolchain"):
            found += _java_level(code[n + 1 : n + 9], "pin", FILE)
        elif token.text in ("sourceCompatibility", "targetCompatibility", "release"):
            found += _java_level(code[n + 1 : n + 6], "range", MANIFEST)
        elif token.text in ("minSdkVersion", "minSdk"):
            found += _android(code[n + 1 : n + 4], token)
    return found


def _android(code: list[Token], name: Token) -> list[Found]:
    """The oldest Android that an app runs on; 0 where only its presence is known."""
    level = next((int(t.text) for t in code if t.kind == "number" and t.text.isdecimal()), 0)
    return one("android", (level,), "range", name.inner.start, MANIFEST)


_OLDEST = regex(rb"minSdkVersion\s*=\s*[\"'](\d{1,3})")


def android(text: bytes, path: str, read: Read) -> list[Found]:
    """``AndroidManifest.xml``, which every app has."""
    match = _OLDEST.search(text)
    level = int(match[1]) if match is not None else 0
    at = match.start(1) if match is not None else 0
    return one("android", (level,), "range", at, MANIFEST)


def _java_level(code: list[Token], kind: Kind, rank: int) -> list[Found]:
    for token in code:
        if token.kind in ("number", "text"):
            return one("java", java(token.text), kind, token.inner.start, rank)
        if token.kind == "name" and token.text.startswith("VERSION_"):
            level = token.text.removeprefix("VERSION_").replace("_", ".")
            return one("java", java(level), kind, token.inner.start, rank)
        if token.kind == "newline" or token.text in "}":
            break
    return []
