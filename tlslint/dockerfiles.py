"""What a Dockerfile declares: images, and the runtimes that its instructions put into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tlslint.installs import installed, java_in
from tlslint.languages.flat import PAD, flat
from tlslint.runtimes import IMAGE, Found, Read, image, java, numbers, one
from tlslint.variables import Variables, define, expanded

if TYPE_CHECKING:
    from tlslint.languages.dockerfile import Instruction

#: Images that hand out files, which no Node runs in.
_FILE_SERVERS = frozenset({"nginx", "nginx-unprivileged", "httpd", "caddy"})
_SHELL = frozenset({"RUN", "CMD", "ENTRYPOINT", "ADD"})
#: Without one of these no command puts a runtime in place.
_PUTS = (
    *("install", "add", "wget", "curl", "rpm", "tar", "python", "conda", "mamba", "nvm", "http"),
    "n ",
)


def dockerfile(text: bytes, path: str, read: Read) -> list[Found]:
    """The last image of each runtime: earlier stages only build; for Go any stage builds."""
    from tlslint.languages.dockerfile import instructions

    found: dict[str, Found] = {}
    known: Variables = {}
    builders: list[Found] = []
    for i in instructions(flat(text)):
        if i.name == "ARG":
            _define(i, known)
        elif i.name == "FROM":
            words = [w for w in i.s.split() if not w.startswith("--")]
            reference, place = expanded(known, words[0].strip("\"'") if words else "")
            at = i.start if place is None else place
            runtime = image(reference)
            if _name(reference) in _FILE_SERVERS:
                found.pop("node", None)  # it only made the files that are served
            if runtime:
                stage = Found(runtime[0], runtime[1], "pin", at, IMAGE)
                found[runtime[0]] = stage
                builders += [stage] if runtime[0] == "go" else []
        elif i.name in _SHELL:
            for name, version, at in _installed(i, known):
                found[name] = Found(name, version, "pin", at, IMAGE)
        elif i.name == "ENV":
            _define(i, known)
            found.update({f.name: f for f in _told(i) if f.name not in found})
    if builders:
        found["go"] = min(builders, key=lambda f: f.version)
    return list(found.values())


def _name(reference: str) -> str:
    """The name of an image without where it comes from and its tag."""
    return reference.partition("@")[0].rpartition("/")[2].partition(":")[0]


def _define(i: Instruction, known: Variables) -> None:
    """What ``ARG A=1``, ``ENV A=1 B="$A-x"`` and the old ``ENV A 1`` give to names."""
    from tlslint.languages.shell import lex

    commands = lex(i.s).commands
    words = [i.s[w.start : w.end].strip(PAD) for command in commands for w in command]
    if not words:
        return
    if "=" not in words[0]:
        value = i.s.strip(PAD + " \t").partition(words[0])[2].strip(PAD + " \t")
        if value:  # of an ARG without one, what stands before holds
            define(known, words[0], value, i.argument)
        return
    for command in commands:
        for word in command:
            name, equals, value = i.s[word.start : word.end].strip(PAD).partition("=")
            if equals:
                define(known, name, value, i.argument + word.start)


def _installed(i: Instruction, known: Variables) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """The runtimes that an instruction installs, and where their versions are written."""
    if not any(word in i.s for word in _PUTS):
        return
    from tlslint.languages.shell import lex

    known = dict(known)
    for command in lex(i.s).commands:
        spots = [i.argument + w.start for w in command]
        words = [i.s[w.start : w.end].strip(PAD + "\"'[],") for w in command]
        for word, at in zip(words, spots, strict=True):
            name, equals, value = word.partition("=")
            if not equals or not name.replace("_", "a").isalnum():
                if word != "export":
                    break
            else:
                define(known, name, value, at)
        told = [expanded(known, word) for word in words]
        for name, version, n in installed([t.text for t in told], i.name == "ADD"):
            place = told[n].at
            yield name, version, spots[n] if place is None else place


def _told(i: Instruction) -> list[Found]:
    """The versions that an image says of itself: ``JAVA_VERSION 8u181``, ``JAVA_HOME …/java-7-openjdk``, ``NODE_VERSION 8.9.4``."""
    found = []
    for pair in i.s.split() if "=" in i.s else [i.s]:
        name, _, value = pair.strip().replace(" ", "=", 1).partition("=")
        value = value.strip("\"'")
        if name == "NODE_VERSION":
            found += one("node", numbers(value), "pin", i.argument, IMAGE)
        elif name == "JAVA_VERSION":
            found += one("java", java(value), "pin", i.argument, IMAGE)
        elif name in ("JAVA_HOME", "JRE_HOME"):
            found += one(
                "java", java_in(value.rstrip("/").rpartition("/")[2]), "pin", i.argument, IMAGE
            )
    return found
