"""Runtimes that commands put in place: packages, archives that are fetched, version managers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tlslint.regex import regex
from tlslint.runtimes import java, numbers

_PACKAGERS = frozenset(
    {"apt-get", "apt", "yum", "dnf", "microdnf", "apk", "zypper", "tdnf", "brew"}
)
_FETCHERS = frozenset({"wget", "curl", "rpm", "tar", "dpkg"})
#: Names of packages and archives of Java, with the version behind them.
_JAVA = (
    # openjdk-7-jdk, openjdk8-jre, java-1.8.0-openjdk-devel, java-11-amazon-corretto, zulu-7, temurin-8-jdk
    regex(
        r"(?:java|openjdk|zulu|temurin|adoptopenjdk|msopenjdk|corretto|liberica)-?(?P<v>[0-9][0-9._]*)"
    ),
    # jdk-7u80-linux-x64.tar.gz, jdk1.7.0_80, server-jre-8u181, OpenJDK8U-jdk_x64_linux_hotspot_8u181b13
    regex(r"(?:jdk|jre|hotspot|openj9)[-_]?(?P<v>[0-9]+(?:u[0-9]+|[0-9._]*))"),
)
_MOST = 400


def installed(words: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Name, version and the number of the word, for what one command installs."""
    verbs = {w.rpartition("/")[2] for w in words[:3]}
    if verbs & _PACKAGERS:
        # the headers and documentation of a runtime are none
        for n, word in enumerate(words[1:], 1):
            version = java_in(word) if not word.startswith("-") else ()
            if version:
                yield "java", version, n
    elif verbs & _FETCHERS:
        for n, word in enumerate(words[1:], 1):
            if word.startswith("-"):
                continue
            version = java_in(word.rpartition("/")[2])
            if version:
                yield "java", version, n
            elif "nodesource.com/setup_" in word:
                yield "node", numbers(word.partition("setup_")[2]), n
    elif "install" in words[1:3] and words[0] in ("nvm", "pyenv", "n", "sdk"):
        name = {"nvm": "node", "pyenv": "python", "n": "node"}.get(words[0], "")
        if words[0] == "sdk" and "java" in words:
            name = "java"
        for n, word in enumerate(words[2:], 2):
            version = java(word) if name == "java" else numbers(word)
            if name and version and word[:1] in "v0123456789":
                yield name, version, n
                break


def java_in(word: str) -> tuple[int, ...]:
    """The version of Java in the name of a package, an archive or a directory; empty where there is none."""
    for pattern in _JAVA:
        match = pattern.search(word[:_MOST].lower())
        if match:
            version = java(match["v"].rstrip("._"))
            if version and 4 < version[0] < 40:
                return version
    return ()
