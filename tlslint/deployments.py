"""Readers of what runs or builds a program: serverless files, continuous integration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from tlslint.archives import fetched
from tlslint.facts import Setting
from tlslint.images import imaged
from tlslint.installs import java_in
from tlslint.languages.flat import flat
from tlslint.nodeplaces import in_terraform
from tlslint.regex import regex
from tlslint.runtimes import (
    CI,
    ENUMERATED,
    IMAGE,
    Found,
    Kind,
    Read,
    lowest,
    names,
    numbers,
    one,
    parse,
    serverless,
    tested,
    under,
)
from tlslint.variables import Variables, braced, expanded, given

# -- serverless


def functions(text: bytes, path: str, read: Read) -> list[Found]:
    """Serverless Framework, SAM, CloudFormation, App Engine: ``runtime:``, of Go once ``api_version: go1.9``."""
    from tlslint.languages import json_, yaml_

    module = json_ if path.lower().endswith((".json", ".template")) else yaml_
    found: list[Found] = []
    for _, value, at in under(module, text, path, read, "", "runtime", "Runtime", "api_version"):
        runtime = serverless(value)
        if runtime:
            found += one(*runtime, "pin", at, IMAGE)
    for setting, value, at in under(module, text, path, read, "", "python_version"):
        if setting.name.endswith("runtime_config/python_version"):  # App Engine, the flexible one
            found += one("python", numbers(value), "pin", at, IMAGE)
    return found


def terraform(text: bytes, path: str, read: Read) -> list[Found]:
    """Terraform: the ``runtime`` of functions of AWS and Google."""
    from tlslint.languages import hcl

    spots = []
    for key in (b"runtime", b"WEBSITE_NODE_DEFAULT_VERSION"):
        at = text.find(key)
        while at >= 0:
            spots.append(text.find(b'"', text.find(b"=", at)))
            at = text.find(key, at + 1)
    found: list[Found] = []
    for setting in hcl.settings(text, path, read, [s + 1 for s in spots if s >= 0]):
        runtime = serverless(setting.value.value) if setting.value is not None else None
        if setting.name == "hcl:runtime" and setting.value is not None and runtime:
            found += one(*runtime, "pin", setting.value.span.start, IMAGE)
        elif setting.value is not None and not runtime:
            name = setting.name.rpartition("/")[2].rpartition(":")[2]
            version = in_terraform(name, setting.value.value)
            found += one("node", version, "pin", setting.value.span.start, IMAGE)
    return found


# -- continuous integration

_SETUP = {
    "python-version": "python",
    "node-version": "node",
    "java-version": "java",
    "go-version": "go",
    "dotnet-version": "dotnet",
}
_MATRIX = {
    **_SETUP,
    "python": "python",
    "python_version": "python",
    "pyver": "python",
    "node": "node",
    "node_js": "node",
    "nodejs_version": "node",
    "java": "java",
    "jdk": "java",
    "go": "go",
    "dotnet": "dotnet",
}


_LONGEST = 300


def _under(
    text: bytes, path: str, read: Read, prefix: str, *keys: str, several: bool = False
) -> Iterator[tuple[Setting, str, int]]:
    """`under` of YAML, where variables have the one value that the file itself gives them.

    ``several``: what refers to one that has more, or none, comes as it is written.
    """
    from tlslint.languages import yaml_

    known: Variables | None = None

    def resolve(setting: Setting) -> tuple[str, int] | None:
        nonlocal known
        at, end = setting.element
        if end - at > _LONGEST or setting.name.endswith("/run"):
            return None
        if known is None:  # most files refer to none, so they are not read again for these
            known = given(text, path, read)
        _, _, raw = text[at:end].decode("latin-1").partition(":")
        told = expanded(known, braced(raw.strip("\"' \t\r\n")))
        if "$" in told.text:
            return (raw.strip("\"' \t\r\n"), at) if several else None
        return told.text, at if told.at is None else told.at

    return under(yaml_, text, path, read, prefix, *keys, resolve=resolve)


def workflow(text: bytes, path: str, read: Read) -> list[Found]:
    """GitHub Actions: a literal version of a ``setup-*`` action pins, a matrix is a range."""
    found: list[Found] = []
    keys = (*_MATRIX, "image", "container")
    if not names(text, *keys):
        return fetched(
            text, path, read, found
        )  # what its jobs run is of interest beside a version alone
    every = list(_under(text, path, read, "yaml:jobs/", *keys, "run", "uses"))
    aside = _aside(every)
    for setting, value, at in every:
        key = setting.name.rpartition("/")[2]
        said: list[Found] = []
        if "/matrix/" in setting.name and key in _MATRIX:
            said = _lowest_of(_MATRIX[key], _placed(text, value.split(","), at))
        elif key in _SETUP and _GIVEN.fullmatch(setting.name):
            said = _versions(_SETUP[key], _placed(text, value.split("\n"), at))
        elif key == "container" or setting.name.endswith("container/image"):
            said = imaged(value, at, CI)
        if setting.name.split("/")[1] in aside:  # whatever is built in a job runs on its Go
            said = [each for each in said if each.name == "go"]
        found += said
    if HANDING in text.lower():
        from tlslint.workflowlists import handed

        for each in handed(text, path, read, _MATRIX):
            name = _MATRIX[each.key]
            if each.job not in aside or name == "go":
                items = _placed(text, list(each.versions or ()), each.at)
                found += _lowest_of(name, items if each.versions else [("*", each.at)])
    return found + fetched(text, path, read, found)


#: Where an action of a step, or the workflow that a job calls, is given what it takes
#: (https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows).
_GIVEN = regex(r"yaml:jobs/[^/]+/(?:steps/)?with/[^/]+")

#: What hands JSON on in a workflow.
HANDING = b"fromjson("


#: What looks at code or hands it out, and what runs it, among the words of a job's commands.
_LOOKING = frozenset(
    {"twine", "sdist", "bdist_wheel", "wheel", "build", "publish", "upload", "release"}
    | {"flake8", "pylint", "black", "isort", "mypy", "ruff", "bandit", "pycodestyle", "pyflakes"}
    | {
        "pydocstyle",
        "yapf",
        "pre-commit",
        "eslint",
        "prettier",
        "codespell",
        "mkdocs",
        "sphinx-build",
    }
)
_RUNNING = frozenset(
    {"test", "tests", "pytest", "tox", "nox", "nosetests", "unittest", "coverage", "make", "start"}
    | {"docker", "deploy", "hatch", "behave", "robot", "pyinstaller", "mocha", "jest"}
)
_ACTIONS = ("pypa/gh-action-pypi-publish", "pre-commit/action", "psf/black")


def _aside(steps: Iterable[tuple[Setting, str, int]]) -> set[str]:
    """The jobs that only look at the code or hand it out: what they run on does not run it."""
    looking: set[str] = set()
    running: set[str] = set()
    for setting, value, _ in steps:
        job, key = setting.name.split("/")[1], setting.name.rpartition("/")[2]
        if key == "uses" and value.startswith(_ACTIONS):
            looking.add(job)
        elif key == "run":
            words = value.replace("=", " ").replace("/", " ").split()
            if not _LOOKING.isdisjoint(words):
                looking.add(job)
            runs = any(
                a == "python" and b.endswith(".py") for a, b in pairwise(words) if b != "setup.py"
            )
            if runs or not _RUNNING.isdisjoint(words):
                running.add(job)
    return looking - running


#: The keys of an image, and of what is in one.
_IMAGES = ("image", "name", "box", "id")


def ci(text: bytes, path: str, read: Read) -> list[Found]:
    """Version lists of Travis, AppVeyor and CircleCI 1; the images of GitLab, CircleCI, Drone, Woodpecker and Wercker."""
    found: list[Found] = []
    single: dict[str, list[tuple[str, int]]] = {}
    keys = (*_MATRIX, *_IMAGES, "version", "stack")
    for setting, value, at in _under(text, path, read, "yaml:", *keys):
        key = setting.name.rpartition("/")[2].rpartition(":")[2]
        if key in _IMAGES:
            boxed = key != "id" or setting.name.endswith("box/id")
            named = key != "name" or setting.name.endswith("image/name")
            if boxed and named:
                found += imaged(value, at, CI)
        elif key == "version":
            if setting.name in ("yaml:machine/node/version", "yaml:machine/python/version"):
                name = setting.name.split("/")[1]
                found += one(name, parse(name, value), "pin", at, CI)
        elif key == "stack":
            found += _stacked(text, setting, value, at)
        elif setting.name in (f"yaml:{key}", "yaml:environment/nodejs_version"):
            found += _versions(_MATRIX[key], _placed(text, value.split(","), at))
        elif setting.name in (
            *(f"yaml:matrix/include/{key}", f"yaml:jobs/include/{key}"),
            "yaml:environment/matrix/nodejs_version",
        ):
            single.setdefault(key, []).append((value, at))
    for key, items in single.items():
        found += _versions(_MATRIX[key], items)
    return found + fetched(text, path, read, found)


def _stacked(text: bytes, setting: Setting, value: str, at: int) -> list[Found]:
    """What AppVeyor puts in place: ``stack: go 1.12, node 8``. https://www.appveyor.com/docs/linux-images-software/"""
    found: list[Found] = []
    for item, place in _placed(text, value.split(","), at) if setting.name == "yaml:stack" else ():
        name, _, version = item.strip().partition(" ")
        if name in _MATRIX and version:
            found += _versions(_MATRIX[name], [(version, place)])
    return found


def compose(text: bytes, path: str, read: Read) -> list[Found]:
    """Docker Compose: the images that its services run in, where they are not built."""
    return [
        found
        for setting, value, at in _under(text, path, read, "yaml:services/", "image")
        if setting.name.count("/") == 2
        for found in imaged(value, at, CI)
    ]


def cloud_build(text: bytes, path: str, read: Read) -> list[Found]:
    """Google Cloud Build: the images of its steps. https://cloud.google.com/build/docs/build-config-file-schema"""
    return [
        found
        for setting, value, at in _under(text, path, read, "yaml:steps/", "name")
        if setting.name == "yaml:steps/name"
        for found in imaged(value, at, CI)
    ]


#: https://docs.aws.amazon.com/codebuild/latest/userguide/runtime-versions.html
_CODEBUILD = {"golang": "go", "nodejs": "node", "python": "python", "java": "java"}


def code_build(text: bytes, path: str, read: Read) -> list[Found]:
    """AWS CodeBuild: ``runtime-versions``."""
    found: list[Found] = []
    for setting, value, at in _under(text, path, read, "yaml:phases/install/", *_CODEBUILD):
        parent, _, key = setting.name.rpartition("/")
        if parent.endswith("/runtime-versions"):
            value = value.lower().removeprefix("corretto").removeprefix("openjdk")
            found += _versions(_CODEBUILD[key], [(value, at)])
    return found


def promu(text: bytes, path: str, read: Read) -> list[Found]:
    """promu, which builds what Prometheus releases: https://github.com/prometheus/promu#go."""
    return [
        found
        for setting, value, at in _under(text, path, read, "yaml:go/", "version")
        if setting.name == "yaml:go/version"
        for found in _versions("go", [(value, at)])
    ]


#: Files of systems that build and no more, by their names.
BUILDS = {
    ".promu.yml": promu,
    **dict.fromkeys(("cloudbuild.yaml", "cloudbuild.yml"), cloud_build),
    **dict.fromkeys(("buildspec.yml", "buildspec.yaml"), code_build),
}


def jenkins(text: bytes, path: str, read: Read) -> list[Found]:
    """Jenkins: the image of an agent, and the JDK and Go among the tools where its name tells the version."""
    from tlslint.languages import gradle

    found: list[Found] = []
    if not any(word in text for word in (b"image", b"jdk", b"JDK", b"go ")):
        return found
    code = [t for t in gradle.tokens(flat(text)) if t.text not in ("(", ":")]
    for n, token in enumerate(code[1:], 1):
        before = code[n - 1]
        if token.kind != "text" or before.kind != "name":
            continue
        if before.text == "image":
            found += imaged(token.text, token.inner.start, CI)
        elif before.text == "go":
            found += _versions(
                "go", [(token.text.lower().lstrip("golanvrsi -"), token.inner.start)]
            )
        elif before.text in ("jdk", "tool"):
            found += one("java", java_in(token.text.replace(" ", "")), "pin", token.inner.start, CI)
    return found


#: The tasks of Azure Pipelines that put a runtime in place, and the input that names its version.
_TASKS = {
    "nodetool": ("node", "versionspec"),
    "usenode": ("node", "version"),
    "gotool": ("go", "version"),
    "usepythonversion": ("python", "versionspec"),
    "javatoolinstaller": ("java", "versionspec"),
    "usedotnet": ("dotnet", "version"),
    "maven": ("java", "jdkversionoption"),
    "gradle": ("java", "jdkversionoption"),
    "ant": ("java", "jdkversionoption"),
}


def pipelines(text: bytes, path: str, read: Read) -> list[Found]:
    """Azure Pipelines: a literal version of a task that installs a runtime pins it."""
    found: list[Found] = []
    name = wanted = ""
    for setting, value, at in _under(
        *(text, path, read, "yaml:"),
        *("task", "versionSpec", "version", "jdkVersionOption", "jdkVersion", "image"),
        several=True,
    ):
        key = setting.name.rpartition("/")[2].lower()
        if key == "task":
            name, wanted = _TASKS.get(value.partition("@")[0].lower(), ("", ""))
        elif key in (wanted, "jdkversion") and setting.name.lower().endswith(f"inputs/{key}"):
            items = [(value, at)] if "$" not in value else _of_matrix(value, text, path, read)
            found += _versions(name, items) if items else []
        elif key == "image":
            found += imaged(value, at, CI)
    return found + fetched(text, path, read, found)


def _of_matrix(value: str, text: bytes, path: str, read: Read) -> list[tuple[str, int]]:
    """What the jobs of a matrix of Azure give the variable ``$(name)`` that a value is, each at its place."""
    name = value.strip()[2:-1]
    if not name or f"$({name})" != value.strip():
        return []
    every = _under(text, path, read, "yaml:", name)
    return [(v, at) for setting, v, at in every if "matrix/" in setting.name]


def _placed(source: bytes, texts: list[str], at: int) -> list[tuple[str, int]]:
    """The items of a list that begins at ``at``, each with its own place."""
    out = []
    for text in texts:
        found = source.find(text.strip().encode(), at)
        at = found if found >= 0 else at
        out.append((text, at))
        at += len(text.strip().encode()) if found >= 0 else 0
    return out


def _versions(name: str, items: list[tuple[str, int]]) -> list[Found]:
    if name in ENUMERATED:
        return _jobs(name, [(t, at) for t, at in items if "$" not in t])
    if len(items) > 1:
        return _lowest_of(name, items)
    text, at = items[0]
    if text.strip().startswith((">", "<", "^", "~")):
        return one(name, lowest(text), "range", at, CI)
    return one(name, parse(name, text), "pin", at, CI)


#: Every older Java has TLS 1.0 on, whatever its update: a list of such ones alone pins the newest.
_FIXED_JAVA = (8,)


def _lowest_of(name: str, items: list[tuple[str, int]]) -> list[Found]:
    if name in ENUMERATED:
        return _jobs(name, items)
    versions = [(v, at) for t, at in items if (v := parse(name, t.strip(" \"'^>=~")))]
    if not versions:
        return []
    if name == "java" and len(versions) == len(items) and max(versions)[0] < _FIXED_JAVA:
        version, place = max(versions)
        return one(name, version, "pin", place, CI)
    version, place = min(versions)
    return one(name, version, "range", place, CI)


#: Other implementations of a language, which say nothing of the first.
_OTHERS = ("pypy", "jython", "graalpy", "ironpython")


def _jobs(name: str, items: list[tuple[str, int]]) -> list[Found]:
    """Each of a list of versions; a list of which one is open (``1.x``, ``tip``, ``lts/*``) is a range."""
    stripped = [(text.strip(" \"'").lower(), at) for text, at in items]
    texts = [(t, tested(name, t), at) for t, at in stripped if t and not t.startswith(_OTHERS)]
    kind: Kind = "pin" if all(end for _, end, _ in texts) else "range"
    return [Found(name, end or lowest(text), kind, at, CI) for text, end, at in texts]
