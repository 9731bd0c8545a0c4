"""What a Dockerfile declares: images, and the runtimes that its instructions put into them."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING

from tlslint.distributions import Release, lifts, release
from tlslint.images import floating, imaged
from tlslint.installs import assigned, brings_its_own, installed, java_in
from tlslint.languages.flat import PAD, flat
from tlslint.rows import NamedTuple
from tlslint.runtimes import CI, IMAGE, Found, Kind, Read, java, numbers, one
from tlslint.variables import Variables, define, expanded

if TYPE_CHECKING:
    from tlslint.languages.dockerfile import Instruction

#: Images that hand out files, which no Node runs in.
_FILE_SERVERS = frozenset({"nginx", "nginx-unprivileged", "httpd", "caddy"})
_SHELL = frozenset({"RUN", "CMD", "ENTRYPOINT", "ADD"})
#: What changes the floor of a system's OpenSSL is named so.
_POLICIES = ("openssl.cnf", "OPENSSL_CONF", "crypto-policies")
#: Without one of these no command puts a runtime in place.
_PUTS = (
    *("install", "add", "wget", "curl", "rpm", "tar", "python", "conda", "mamba", "nvm", "http"),
    "n ",
)


class _Stage(NamedTuple):
    """What is known of the image that instructions build on."""

    #: the runtime that it is for; empty for that of a distribution
    runtime: str = ""
    system: Release | None = None


class _Image:
    """What a Dockerfile declares so far."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        #: images of the newest version: what is shipped, whatever versions CI lists beside it
        self.newest: dict[str, Found] = {}
        self.known: Variables = {}
        self.builders: list[Found] = []
        self.stage = _Stage()
        self.stages: dict[str, _Stage] = {}
        #: what this stage has of its own, and what of it packages brought that tell no version
        self.here: dict[str, Found] = {}
        self.packaged: list[Found] = []

    def base(self, i: Instruction) -> None:
        """``FROM``: the last image of each runtime counts, as earlier stages only build."""
        words = [w for w in i.s.split() if not w.startswith("--")]
        reference, place = expanded(self.known, words[0].strip("\"'") if words else "")
        at = i.start if place is None else place
        declared = imaged(reference, at, IMAGE)
        if _name(reference) in _FILE_SERVERS:
            self.found.pop("node", None)  # it only made the files that are served
            self.newest.pop("node", None)
        if name := floating(reference):
            self.newest[name] = Found(name, (), "range", at, CI)
        self.found.update({f.name: f for f in declared})
        self.builders += [f for f in declared if f.name == "go"]
        runtime = declared[0].name if declared else ""
        self.stage = self.stages.get(reference) or _Stage(runtime, release(reference))
        self.here, self.packaged = {f.name: f for f in declared}, []
        if len(words) > 2 and words[1].lower() == "as":
            self.stages[words[2]] = self.stage

    def put(self, name: str, version: tuple[int, ...], at: int, system: bool = True) -> None:
        """A runtime that a command puts in place; that of ``system`` uses the OpenSSL that is there."""
        known = self.here.get(name)
        if known is not None and known.version[: len(version)] == version:
            return  # more is known of it
        kind: Kind = "floor" if system and lifts(self.stage.system, name, version) else "pin"
        self.found[name] = self.here[name] = Found(name, version, kind, at, IMAGE)

    def install(self, package: str, at: int) -> None:
        """A package of the distribution: its release fixes the version, of several Pythons the newest is taken."""
        brought = self.stage.system.brings(package) if self.stage.system is not None else None
        if brought is None or self.stage.runtime:
            return
        name, version = brought
        known = self.here.get(name)
        if known is None or (known in self.packaged and version > known.version):
            self.put(name, version, at)
            self.packaged.append(self.here[name])


def dockerfile(text: bytes, path: str, read: Read) -> list[Found]:
    """What runs in an image. For Go any stage builds, and the oldest counts."""
    from tlslint.languages.dockerfile import instructions

    image = _Image()
    for i in instructions(flat(text)):
        if i.name == "FROM":
            image.base(i)
        elif i.name in ("ARG", "ENV"):
            _define(i, image.known)
        elif i.name in _SHELL:
            _run(i, image)
        if i.name == "ENV":
            told = {f.name: f for f in _told(i) if f.name not in image.found}
            image.found.update(told)
            image.here.update(told)
        if any(word in i.s for word in _POLICIES) and image.stage.system is not None:
            image.stage = image.stage._replace(system=image.stage.system._replace(floor=False))
            python = image.found.get("python")
            if python is not None:
                image.found["python"] = python._replace(kind="pin")
    if image.builders:
        image.found["go"] = min(image.builders, key=lambda f: f.version)
    return list({**image.newest, **image.found}.values())


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


def _run(i: Instruction, image: _Image) -> None:
    """The runtimes that an instruction puts in place, or runs."""
    if not any(word in i.s for word in _PUTS):
        return
    from tlslint.languages.shell import lex

    known = ChainMap({}, image.known)  # what the instruction itself sets ends with it
    for command in lex(i.s).commands:
        spots = [i.argument + w.start for w in command]
        words = [i.s[w.start : w.end].strip(PAD + "\"'[],") for w in command]
        assigned(words, spots, known)
        told = [expanded(known, word) for word in words]
        texts = [t.text for t in told]
        for name, version, n in installed(texts, i.name == "ADD"):
            place = told[n].at
            at = spots[n] if place is None else place
            if version:
                image.put(name, version, at, system=not brings_its_own(texts))
            else:
                image.install(name, at)


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
