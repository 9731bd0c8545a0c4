"""Runtimes that commands put in place: packages, archives that are fetched, version managers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tlslint.regex import regex
from tlslint.runtimes import java, numbers
from tlslint.variables import Variables, define

_PACKAGERS = frozenset(
    {"apt-get", "apt", "yum", "dnf", "microdnf", "apk", "zypper", "tdnf", "brew"}
)
_FETCHERS = frozenset(
    {"wget", "curl", "rpm", "tar", "dpkg", "msiexec", "7z", "DownloadFile", "Start-FileDownload"}
)
#: Managers of versions, and what they manage. ``python-build`` is what pyenv installs with.
_MANAGERS = {
    **dict.fromkeys(("nvm", "n", "fnm", "nodenv", "volta"), "node"),
    **dict.fromkeys(("pyenv", "python-build"), "python"),
    **dict.fromkeys(("gvm", "goenv", "gimme"), "go"),
    **dict.fromkeys(("sdk", "jabba"), "java"),
    "asdf": "",
}
_PUTTING = frozenset({"install", "use", "global", "local", "default"})
#: Names of packages and archives of Java, with the version behind them.
_JAVA = (
    # openjdk-7-jdk, openjdk8-jre, java-1.8.0-openjdk-devel, java-11-amazon-corretto, zulu-7, temurin-8-jdk
    regex(
        r"(?:java|openjdk|zulu|temurin|adoptopenjdk|msopenjdk|corretto|liberica)-?(?P<v>[0-9][0-9._]*)"
    ),
    # jdk-7u80-linux-x64.tar.gz, jdk1.7.0_80, server-jre-8u181, OpenJDK8U-jdk_x64_linux_hotspot_8u181b13
    regex(r"(?:jdk|jre|hotspot|openj9)[-_]?(?P<v>[0-9]+(?:u[0-9]+|[0-9._]*))"),
)
#: python3.6-dev, python36u, rh-python36
_PYTHON = regex(r"(?:rh-)?python(?P<major>[23])\.?(?P<minor>[0-9]{1,2})(?:u?(?:-.*)?|=.*)$")
#: golang-1.10-go, golang-1.10, golang-1.15.14-1.el7, go=1.13.4-r1
_GO_PACKAGE = regex(r"go(?:lang)?[-=](?:go[-=])?(?:[0-9]:)?(?P<v>1\.[0-9][0-9.]*)")
#: nodejs=8.10.0~dfsg-2ubuntu0.4, nodejs-8.9.4
_NODE_PACKAGE = regex(r"node(?:js)?[-=]v?(?P<v>[0-9]+(?:\.[0-9.]+)?)")
_GO_ARCHIVE = regex(r"go(?P<v>1\.[0-9]+(?:\.[0-9]+)?)\.(?:linux|darwin|windows|freebsd|src)")
_NODE_ARCHIVE = regex(r"node-v(?P<v>[0-9]+\.[0-9]+\.[0-9]+)")
_PYTHON_SOURCE = regex(r"Python-(?P<v>[23]\.[0-9]+\.[0-9]+)\.t")
_CONDA = frozenset({"conda", "mamba", "micromamba"})
_MAKING = frozenset({"create", "install"})
_PLUGINS = {"nodejs": "node", "python": "python", "java": "java", "golang": "go"}
_MOST = 400


def installed(
    words: Sequence[str], fetches: bool = False
) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Name, version and the number of the word, for what one command puts in place, or runs with.

    Of a package whose name tells no version it is the name of the package, and no version.
    ``fetches`` is said of words that are fetched without a command.
    """
    verbs = {w.rpartition("/")[2] for w in words[:3]}
    name = words[0].rpartition("/")[2] if words else ""
    if verbs & _PACKAGERS:
        # the headers and documentation of a runtime are none
        for n, word in enumerate(words[1:], 1):
            if not word.startswith("-"):
                yield from _packaged(word, n)
    elif verbs & _FETCHERS or fetches:
        for n, word in enumerate(words[0 if fetches else 1 :], not fetches):
            if not word.startswith("-"):
                yield from _fetched(word, n)
    elif name in _MANAGERS:
        yield from _managed(_MANAGERS[name], words)
    elif verbs & _CONDA and not _MAKING.isdisjoint(words):
        for n, word in enumerate(words):
            version = _after(word, ("python=", "python=="))
            if version:
                yield "python", version, n
    elif version := _after(name, ("python",)):
        if len(version) > 1:  # what is run by this name is what is there
            yield "python", version, 0


def _packaged(word: str, n: int) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """What a package brings: ``openjdk-8-jre``, ``python3.6-dev``, ``rh-python36``, ``golang-1.10-go``, ``nodejs=8.10.0``."""
    name, _, pinned = word.partition("=")
    if version := java_in(word):
        yield "java", version, n
    elif match := _PYTHON.match(word[:_MOST]):
        yield "python", (int(match["major"]), int(match["minor"])), n
    elif name in ("python", "python2", "python3") and len(version := numbers(pinned)) > 1:
        yield "python", version, n
    elif match := _GO_PACKAGE.match(word[:_MOST]):
        yield "go", numbers(match["v"]), n
    elif match := _NODE_PACKAGE.match(word[:_MOST]):
        yield "node", numbers(match["v"]), n
    else:
        yield name, (), n


def _fetched(word: str, n: int) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """What an address or an archive holds: ``…/go1.6.2.linux-amd64.tar.gz``, ``…/node-v8.9.4-linux-x64.tar.xz``."""
    last = word.rpartition("/")[2]
    if version := java_in(last):
        yield "java", version, n
    elif "nodesource.com/setup_" in word:
        if version := numbers(word.partition("setup_")[2]):
            yield "node", version, n
    elif match := _GO_ARCHIVE.match(last[:_MOST]):
        yield "go", numbers(match["v"]), n
    elif match := _NODE_ARCHIVE.match(last[:_MOST]):
        yield "node", numbers(match["v"]), n
    elif match := _PYTHON_SOURCE.match(last[:_MOST]):
        yield "python", numbers(match["v"]), n


def _managed(runtime: str, words: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """What a manager of versions installs or chooses: ``nvm install 8``, ``n 8``, ``pyenv global 3.6.8``."""
    bare = words[0] in ("n", "gimme", "python-build")
    if not bare and _PUTTING.isdisjoint(words[1:3]):
        return
    for n, word in enumerate(words[1:], 1):
        if not runtime:  # asdf, for whatever
            runtime = _PLUGINS.get(word, "")
            continue
        text = word.removeprefix("python@").removeprefix("node@").removeprefix("go")
        version = java(text) if runtime == "java" else numbers(text)
        if version and text[:1] in "v0123456789" and (runtime != "java" or "java" in words):
            yield runtime, version, n
            return


def _after(word: str, heads: Sequence[str]) -> tuple[int, ...]:
    """The version that stands behind one of ``heads`` and ends a word; empty where there is none."""
    for head in heads:
        rest = word.removeprefix(head) if word.startswith(head) else ""
        if rest[:1].isdecimal() and all(c in "0123456789.*" for c in rest.partition("=")[0]):
            return numbers(rest)
    return ()


def assigned(words: Sequence[str], spots: Sequence[int], known: Variables) -> None:
    """Note what a command begins with: ``V=1.2 W=$V command``, ``export V=1.2``."""
    for word, at in zip(words, spots, strict=True):
        name, equals, value = word.partition("=")
        if not equals or not name.replace("_", "a").isalnum():
            if word != "export":
                break
        else:
            define(known, name, value, at)


def brings_its_own(words: Sequence[str]) -> bool:
    """Whether what a command installs has an OpenSSL of its own."""
    return not _CONDA.isdisjoint(w.rpartition("/")[2] for w in words[:3])


def java_in(word: str) -> tuple[int, ...]:
    """The version of Java in the name of a package, an archive or a directory; empty where there is none."""
    for pattern in _JAVA:
        match = pattern.search(word[:_MOST].lower())
        if match:
            version = java(match["v"].rstrip("._"))
            if version and 4 < version[0] < 40:
                return version
    return ()
