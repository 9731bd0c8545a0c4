"""The runtimes of container images, by name and tag."""

from __future__ import annotations

from tlslint.distributions import lifts, release
from tlslint.regex import regex
from tlslint.runtimes import LTS, Found, Kind, java, known, numbers, serverless

_NAMES = {
    "python": "python",
    "pypy": "python",  # whose ssl is the one of that Python: https://hub.docker.com/_/pypy
    "node": "node",
    "alpine-node": "node",
    "rpi-node": "node",
    "aws-lambda-python": "python",
    "alpine-python": "python",
    "aws-lambda-nodejs": "node",
    "golang": "go",
    "golang-builder": "go",  # https://github.com/prometheus/golang-builder
    "golang-cross": "go",  # https://github.com/docker/golang-cross
    "go-toolset": "go",
    "openjdk": "java",
    "java": "java",
    "ibmjava": "java",
    "eclipse-temurin": "java",
    "amazoncorretto": "java",
    "sapmachine": "java",
    "zulu-openjdk": "java",
    "zulu-openjdk-alpine": "java",
    "zulu-openjdk-debian": "java",
    "ibm-semeru-runtimes": "java",
    "liberica-openjdk-alpine": "java",
    "liberica-openjdk-debian": "java",
    "liberica-runtime-container": "java",
}
#: Of official images that nobody builds any more, and of tags that are left out of those that are built: the
#: last Java that they were given. https://github.com/docker-library/official-images/commits/master/library/java
#: ends in December 2016; /library/openjdk lost Alpine in May 2019, stretch in January 2020.
_LAST_JAVA = {"8": (8, 0, 111), "latest": (8, 0, 111)}
_LAST_OPENJDK = {
    "8-alpine": (8, 0, 212),
    "8-alpine3.9": (8, 0, 212),
    "8-alpine3.8": (8, 0, 191),
    "8-alpine3.7": (8, 0, 171),
    "8-slim-stretch": (8, 0, 212),
    "8-stretch": (8, 0, 242),
    "11-stretch": (11, 0, 6),
    "11-slim-stretch": (11, 0, 3),
    "11-sid": (11, 0, 1),
    "11-slim-sid": (11, 0, 1),
}
#: python3.7-alpine3.8, 2.0-python3.6, node12.18.3-chrome87, 4-node16, rhel-8-golang-1.15-openshift-4.7
_IN_TAG = regex(r"(?:^|[-_])(?P<name>python|node|golang)-?v?(?P<v>[0-9]+(?:\.[0-9]+)*)")
#: Images that say their Java in the name, without a tag too: https://hub.docker.com/u/adoptopenjdk
_ADOPTED = regex(r"(?:^|/)adoptopenjdk/(?P<name>openjdk[0-9]+)[\w-]*(?::(?P<tag>.*))?$")
#: Images of others with Oracle's Java 8, of which everybody had the updates up to 8u202
#: (https://www.oracle.com/java/technologies/java-se-support-roadmap.html); they end there
#: (https://github.com/anapsix/docker-alpine-java).
_ORACLE = frozenset(
    {"anapsix/alpine-java", "frolvlad/alpine-oraclejdk8", "frolvlad/alpine-oraclejre8"}
)
_LAST_ORACLE = (8, 0, 202)
#: maven:3-jdk-8-alpine, tomcat:8.5-jre8-alpine, which were made of openjdk's and ended with them
#: (https://github.com/docker-library/official-images/commits/master/library/tomcat); those of Temurin say so, but for Gradle's.
_OF_ALPINE = regex(r"^(?:[\d.]+-)?(?:jdk-?8|jre-?8)-(?:slim-)?alpine(?:3\.\d)?$")
_NEW_GRADLE = (6,)
_BUILDERS = frozenset({"maven", "gradle", "tomcat", "jetty", "sbt", "clojure"})


def image(reference: str) -> tuple[str, tuple[int, ...]] | None:
    """Runtime and version of a container image (``python:3.8-slim``); None where the tag says none."""
    reference = reference.partition("@")[0]
    path, _, tag = reference.rpartition(":")
    if "$" in reference or "{" in reference:
        return None
    if (source := _of_red_hat(reference)) is not None:
        return source
    if (adopted := _ADOPTED.search(reference)) is not None:
        line, exact = java(adopted["name"]), java(adopted["tag"] or "")
        return known("java", exact if exact[:1] == line else line)
    if reference.partition(":")[0].removeprefix("docker.io/") in _ORACLE:
        version = java(tag) if path else ()
        return known("java", version if version not in ((), (8,)) else _LAST_ORACLE)
    if not path or "/" in tag:
        return None
    folder, _, name = path.lower().rpartition("/")
    if (named := _of_tag(folder, name, tag)) is not None:
        return named
    if folder.endswith("lambda"):  # public.ecr.aws/lambda/python:3.8
        name = {"nodejs": "node", "go": ""}.get(name, name)
    elif (folder, name) == ("cimg", "go"):
        name = "golang"
    if "mcr.microsoft.com/dotnet" in folder or folder.startswith("microsoft"):
        framework = "framework" in folder or "windows" in tag
        return known("netframework" if framework else "dotnet", numbers(tag))
    if name == "dotnet":
        return known("dotnet", numbers(tag))
    if name in _BUILDERS:
        marker = max(
            tag.rfind("jdk"), tag.rfind("temurin"), tag.rfind("corretto"), tag.rfind("jre")
        )
        if _OF_ALPINE.search(tag) and (name != "gradle" or (0,) < numbers(tag) < _NEW_GRADLE):
            return known("java", _LAST_OPENJDK["8-alpine"])
        return known("java", java(tag[marker:])) if marker >= 0 else None
    if name.startswith(("adoptopenjdk", "openjdk-", "java-")):
        # ubi8/openjdk-11:1.15, fabric8/java-alpine-openjdk8-jre:1.2: the tag is the image's own version
        line, exact = java(name), java(tag)
        return known("java", line if line and exact[:1] != line[:1] else exact)
    runtime = "node" if _has_node(folder, name) else _NAMES.get(name)
    version = java(tag) if runtime == "java" else numbers(tag)
    if runtime == "java" and folder in ("", "library", "docker.io", "docker.io/library"):
        version = _last_built(name, tag) or version
    if runtime == "node":
        if not version:  # node:carbon, node:carbon-slim, latest-carbon
            version = next(((LTS[word],) for word in tag.split("-") if word in LTS), ())
        elif version[0] in (1, 2, 3):  # there was none: a node of Kubernetes or Calico
            return None
    return known(runtime, version) if runtime else None


def _of_tag(folder: str, name: str, tag: str) -> tuple[str, tuple[int, ...]] | None:
    """What a tag says itself of images of other names (``uvicorn-gunicorn:python3.7``, ``lambda:build-nodejs8.10``); None where it does not."""
    if (folder, name) == ("lambci", "lambda"):
        return serverless(tag.removeprefix("build-"))
    if name not in _NAMES or folder.endswith("azure-functions"):
        match = _IN_TAG.search(tag[:200])
        version = numbers(match["v"]) if match else ()
        if match and (match["name"] == "node" or len(version) > 1):
            return known(_NAMES[match["name"]], version)
    return None


def _last_built(name: str, tag: str) -> tuple[int, ...]:
    """The Java of a tag of an official image that stays as it is; none for those that are built anew."""
    if name == "java":
        line, _, kind = tag.partition("-")
        plain = kind in ("", "jdk", "jre", "alpine", "jdk-alpine", "jre-alpine")
        return _LAST_JAVA.get(line, ()) if plain else ()
    bare = tag.replace("-jdk-", "-").replace("-jre-", "-")
    return _LAST_OPENJDK.get(bare, ()) if name == "openjdk" else ()


def _has_node(folder: str, name: str) -> bool:
    """Whether an image of another name is one of Node, and its tag the version of it."""
    boards = folder in ("resin", "balenalib") and name.endswith("-node")
    # the distribution is the name: https://github.com/nodesource/docker-node#readme
    source = folder.rpartition("/")[2] == "nodesource" and not name.startswith("nsolid")
    return boards or source or (folder, name) == ("keymetrics", "pm2")


def _of_red_hat(reference: str) -> tuple[str, tuple[int, ...]] | None:
    """Node or Python of an image for source builds: ``python-36-centos7``, ``rhscl/nodejs-8-rhel7``, ``ubi8/nodejs-10:1-45``, ``centos7-s2i-nodejs:8.x``."""
    name, _, tag = reference.rpartition("/")[2].partition(":")
    digits = name.lower().removeprefix("python-")[:3].partition("-")[0]
    if name.lower().startswith("python-") and digits.isdecimal() and len(digits) > 1:
        return known("python", (int(digits[0]), int(digits[1:])))
    head, found, tail = name.lower().rpartition("nodejs")
    if not found or not (head.endswith("s2i-") or (not head and tail.startswith("-"))):
        return None
    return known("node", numbers(tail[1:]) or numbers(tag))


#: What a tag may say beside the version that it leaves out. Tags of older systems (``stretch``, ``alpine3.9``) are built no more.
_FLOATING = frozenset(
    {"", "latest", "alpine", "slim", "lts", "current", "stable", "bookworm", "trixie"}
)
#: Images that stopped at a version, whatever their tag.
_FROZEN = frozenset({"java"})
_OFFICIAL = frozenset({"", "library", "docker.io", "docker.io/library"})


def floating(reference: str) -> str:
    """The runtime of an official image whose tag is always the newest (``golang:alpine``, ``node``); empty for any other."""
    if "@" in reference or "$" in reference:
        return ""
    path, _, tag = reference.partition(":")
    folder, _, name = path.lower().rpartition("/")
    newest = folder in _OFFICIAL and _FLOATING.issuperset(tag.lower().split("-"))
    return _NAMES.get(name, "") if newest and name not in _FROZEN else ""


def imaged(reference: str, offset: int, rank: int) -> list[Found]:
    """What an image declares."""
    runtime = image(reference)
    if runtime is None:
        return []
    kind: Kind = "floor" if lifts(release(reference), *runtime) else "pin"
    return [Found(*runtime, kind, offset, rank)]
