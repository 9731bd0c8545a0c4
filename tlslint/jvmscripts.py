"""The names that a Gradle build gives to versions and dependencies, in its build files and what these take in.

``ext.versions = [okhttp: '3.8.0']``, ``okhttpVersion=3.8.0`` of ``gradle.properties``, ``deps.okhttp`` of a script that is
applied, ``Versions.okhttp`` of ``buildSrc``. A name is known by its last word, where all that have it agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tlslint.languages.flat import flat, refers
from tlslint.regex import regex

if TYPE_CHECKING:
    from tlslint.languages.jvmcalls import Token
    from tlslint.runtimes import Read

#: Projects around a build file that are looked into; what ends the search is the outermost, which has settings.
_TOPS = tuple("../" * n for n in range(5))
_SETTINGS = ("settings.gradle", "settings.gradle.kts")
#: What says names in the directory of a project.
_SCRIPTS = (
    *("build.gradle", "build.gradle.kts", "gradle.properties", "config.gradle", "versions.gradle"),
    *("dependencies.gradle", "gradle/dependencies.gradle", "gradle/versions.gradle"),
    *(
        f"buildSrc/src/main/{language}/{name}.kt"
        for language in ("java", "kotlin")
        for name in ("Dependencies", "Versions", "Deps", "Libs")
    ),
)
#: Names under which nothing is meant that counts are not looked for in other files.
_WORDS = ("okhttp", "retrofit", "amqp", "rabbit", "mail")
_COUNTS = regex("|".join(_WORDS), re.IGNORECASE)


class Build:
    """What one build file may mean by a name; other files are read when a name of it is asked for."""

    def __init__(self, code: list[Token], read: Read) -> None:
        self.code = code
        self.files = self._files(read)
        self.known: dict[str, str] = {}
        self._learn(_names(code))

    def coordinate(self, n: int) -> str:
        """``group:name:version`` that the token says or names; empty where it does neither."""
        code, token = self.code, self.code[n]
        if token.kind == "text" and ":" in token.text:
            if token.text.endswith(":") and n + 2 < len(code) and code[n + 1].text == "+":
                return f"{token.text}${{{_last(code, n + 2)}}}"
            return token.text
        said = n > 0 and (
            (token.kind == "name" and code[n - 1].text == ".")
            or (token.kind == "text" and code[n - 1].text == "[")
        )
        behind = code[n + 1].text if n + 1 < len(code) else ""
        if not said or behind in (".", "=", ":", "(", "[") or not worth(token.text):
            return ""
        return self._meant(f":{token.text}")

    def version(self, reference: str) -> str:
        """The version that ``$name``, ``${a.name}`` or ``${a["name"]}`` stands for; empty where nobody knows."""
        name = reference.strip("${}\"'[]() ").replace('"', ".").replace("'", ".").strip(".[]")
        return self._meant(name.rpartition(".")[2].strip("[]"))

    def _meant(self, name: str) -> str:
        while name not in self.known:
            names = next(self.files, None)
            if names is None:
                return ""
            self._learn(names)
        return self.known[name]

    def _learn(self, names: dict[str, str]) -> None:
        for name, value in names.items():
            self.known.setdefault(name, value)

    @staticmethod
    def _files(read: Read) -> Iterator[dict[str, str]]:
        """What the files around say, from the nearest on."""
        from tlslint.languages import gradle

        for top in _TOPS:
            for name in _SCRIPTS:
                text = read(top + name)
                if text is not None and any(w.encode() in text.lower() for w in _WORDS):
                    yield (
                        _lines(text)
                        if name.endswith(".properties")
                        else _names(gradle.tokens(flat(text)))
                    )
            if any(read(top + name) is not None for name in _SETTINGS):
                return


def worth(text: str) -> bool:
    """Whether a text has a word that may count."""
    return _COUNTS.search(text) is not None


def _last(code: list[Token], n: int) -> str:
    """The last word of the dotted name that begins at token ``n``."""
    while n + 2 < len(code) and code[n + 1].text == "." and code[n + 2].kind == "name":
        n += 2
    return code[n].text


def _lines(text: bytes) -> dict[str, str]:
    from tlslint.languages import properties

    return {
        setting.name.removeprefix("property:"): setting.value.value
        for setting in properties.settings(text, "gradle.properties", lambda _: None)
        if setting.value is not None and not refers(setting.value.value)
    }


def _names(code: list[Token]) -> dict[str, str]:
    """Names of versions, and those of dependencies behind a colon; one that has two meanings has none."""
    found: dict[str, str] = {}
    for n, token in enumerate(code[1:-1], 1):
        if token.text not in ("=", ":"):
            continue
        value, before = code[n + 1], code[n - 1]
        if before.text in ("]", ")") and n > 1:
            before = code[n - 2]
        if value.kind != "text" or before.kind not in ("name", "text"):
            continue
        name, text = before.text, value.text
        if ":" in text:
            name = f":{name}"
            if text.endswith(":") and n + 3 < len(code) and code[n + 2].text == "+":
                text = f"{text}${{{_last(code, n + 3)}}}"
        elif refers(text) or not text[:1].isdecimal():
            continue
        found[name] = text if found.get(name, text) == text else ""
    return found
