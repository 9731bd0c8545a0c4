"""Readers of the files that declare a runtime, one function for each kind of file.

Each takes the file's bytes, its path and a way to read others, and returns what it declares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tlslint import (
    bazel,
    deployments,
    dockerfiles,
    jvmmanifests,
    makefiles,
    nodemanifests,
    nodeplaces,
    pythonpackages,
)
from tlslint.declaring import FUNCTIONS, IMAGES, PROJECTS, SETUPS, TERRAFORM, requires
from tlslint.languages.flat import flat, lines, strip
from tlslint.runtimes import (
    CI,
    FILE,
    LTS,
    MANIFEST,
    Found,
    Kind,
    Read,
    by_name,
    each,
    java,
    lowest,
    numbers,
    one,
    parse,
    python_end,
    under,
)

_TOOLS = {
    "python": "python",
    "node": "node",
    "nodejs": "node",
    "java": "java",
    "go": "go",
    "golang": "go",
    "dotnet": "dotnet",
    "dotnet-core": "dotnet",
}


# -- version files


def _version_file(name: str) -> Callable[[bytes, str, Read], list[Found]]:
    """``.python-version``, ``.nvmrc``, ``.java-version``: the first line that is no comment."""

    def reader(text: bytes, path: str, read: Read) -> list[Found]:
        s = flat(text)
        for start, end in lines(s):
            start, end = strip(s, start, end)
            line = s[start:end]
            if line and not line.startswith("#"):
                if line.startswith("lts/"):
                    codename = line[len("lts/") :]
                    return one(
                        name, (LTS[codename],) if codename in LTS else (), "pin", start, FILE
                    )
                if name == "java":
                    return one(name, java(line), "pin", start, FILE)
                head = line.removeprefix("python-").removeprefix("cpython-").removeprefix("node-")
                return one(name, numbers(head), "pin", start, FILE)
        return []

    return reader


def _tool_versions(text: bytes, path: str, read: Read) -> list[Found]:
    """asdf's ``.tool-versions``; ``.sdkmanrc`` has ``=`` in place of the blank."""
    s = flat(text)
    found: list[Found] = []
    for start, end in lines(s):
        words = s[start:end].partition("#")[0].replace("=", " ").split()
        name = _TOOLS.get(words[0], "") if len(words) > 1 else ""
        if name:
            found += one(name, parse(name, words[1]), "pin", start, FILE)
    return found


def _mise(text: bytes, path: str, read: Read) -> list[Found]:
    """``[tools]`` of ``mise.toml``: ``python = "3.8"``, of several the first, which is what runs."""
    from tlslint.languages import toml_

    found: list[Found] = []
    for setting in toml_.settings(text, path, read):
        parts = setting.name.removeprefix("toml:").split("/")
        name = _TOOLS.get(parts[1], "") if len(parts) > 1 and parts[0] == "tools" else ""
        if name and parts[2:] in ([], ["version"]) and setting.value is not None:
            version = parse(name, setting.value.value.partition(",")[0])
            found += one(name, version, "pin", setting.value.span.start, FILE)
    return found


def _pipfile(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import toml_

    found: list[Found] = []
    settings = toml_.settings(text, path, read)
    for _, value, at in each(settings, "toml:requires/", *_REQUIRED):
        found += one("python", numbers(value), "pin", at, FILE)
    return found


def _pipfile_lock(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import json_

    return [
        found
        for _, value, at in under(json_, text, path, read, "json:_meta/requires/", *_REQUIRED)
        for found in one("python", numbers(value), "pin", at, FILE)
    ] + pythonpackages.pipfile_lock(text, path, read)


_REQUIRED = ("python_version", "python_full_version")


def _global_json(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import json_

    found: list[Found] = []
    for setting, value, at in under(json_, text, path, read, "json:sdk/", "version"):
        if setting.name == "json:sdk/version":
            found += one("dotnet", numbers(value), "pin", at, FILE)
    return found


def _go_mod(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import gomod

    found: list[Found] = []
    for setting in gomod.settings(text, path, read):
        assert setting.value is not None
        value, at = setting.value.value, setting.value.span.start
        if setting.name == "go:toolchain":
            found += one("go", numbers(value.removeprefix("go")), "pin", at, FILE)
        else:
            found += one("go", numbers(value), "range", at, MANIFEST)
    return found


# -- manifests


def _pyproject(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import toml_

    found: list[Found] = []
    if b"python" not in text:
        return found
    names = by_name(toml_.settings(text, path, read))
    for name in (
        "toml:project/requires-python",
        "toml:tool/poetry/dependencies/python",
        "toml:tool/poetry/dependencies/python/version",
        "toml:tool/flit/metadata/requires-python",
    ):
        for setting in names.get(name, []):
            assert setting.value is not None
            at = setting.value.span.start
            found += _required(setting.value.value, at)
    return found


def _required(value: str, at: int) -> list[Found]:
    """What a requirement says of Python: one that allows none of today is a pin, as one of Node is."""
    end, low = python_end(value), lowest(value)
    if end:
        return [Found("python", end, "pin", at, MANIFEST, low)]
    return one("python", low, "range", at, MANIFEST)


def _setup(text: bytes, path: str, read: Read) -> list[Found]:
    """What setup.py and setup.cfg say of Python, by text."""
    found = _requiring(text, path, read)
    return found or _classified(flat(text)) or pythonpackages.installer(text, path, _CLASSIFIER)


def _requiring(text: bytes, path: str, read: Read) -> list[Found]:
    """``python_requires`` of setup.py, setup.cfg, and of templates for them (``ipasetup.py.in``)."""
    s = flat(text)
    found: list[Found] = []
    at = s.find("python_requires")
    while at >= 0:
        line = s.rfind("\n", 0, at) + 1
        after, _ = strip(s, at + len("python_requires"), len(s))
        if s.startswith("=", after) and "#" not in s[line:at]:
            start, _ = strip(s, after + 1, len(s))
            end = s.find("\n", start)
            if s[start : start + 1] in ("'", '"'):
                start, end = start + 1, s.find(s[start], start + 1)
            value = s[start:end] if end >= 0 else s[start:]
            found += _required(value, start)
        at = s.find("python_requires", at + 1)
    return found


def _classified(s: str) -> list[Found]:
    """The newest Python of a package whose classifiers name those of Python 2 alone."""
    versions: list[tuple[tuple[int, ...], int]] = []
    at = s.find(_CLASSIFIER)
    while at >= 0:
        at += len(_CLASSIFIER)
        end = at
        while s[end : end + 1] in tuple("0123456789."):
            end += 1
        if (version := numbers(s[at:end])) is not None:
            versions.append((version, at))
        at = s.find(_CLASSIFIER, at)
    if not versions or max(versions)[0][0] != 2:
        return []
    version, at = max(versions)
    return one("python", version if len(version) > 1 else (2, 7), "pin", at, MANIFEST)


_CLASSIFIER = "Programming Language :: Python :: "


def _conda(text: bytes, path: str, read: Read) -> list[Found]:
    """``python=3.6`` among the dependencies of an environment of conda, where one ``=`` is a pin; what ``pip:`` gets.

    https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
    """
    from tlslint.languages import yaml_

    found: list[Found] = []
    for place, item, at in yaml_.scalars(text) if b"dependencies" in text else ():
        if place == "dependencies/pip":
            found += pythonpackages.requirement(item, at)
        elif place == "dependencies":
            item = item.rpartition("::")[2].strip()
            name, equals, version = item.partition("=")
            version = version.lstrip("=").partition("=")[0]
            runtime = {"python": "python", "nodejs": "node"}.get(name.strip())
            if runtime and equals:
                found += one(runtime, numbers(version), "pin", at, MANIFEST)
            elif item.startswith(("python>", "python >")):
                found += _required(item.removeprefix("python").strip(), at)
            else:
                pinned = equals and name[-1:] not in tuple("<>!~")
                found += pythonpackages.requirement(f"{name}=={version}" if pinned else item, at)
    return found


def _tox(text: bytes, path: str, read: Read) -> list[Found]:
    """The ``py27`` and ``py{36,37}`` in tox.ini's ``envlist``, each as a job of its own; ``py`` and ``py3`` are open.

    Where there are none, the ``basepython`` of ``[testenv]``.
    """
    s = flat(text)
    inside = False
    versions: list[tuple[tuple[int, ...], int]] = []
    base: list[Found] = []
    section = ""
    for start, end in lines(s):
        line = s[start:end]
        head = line.partition("=")[0].strip().lower()
        section = head if head.startswith("[") else section
        if head in ("basepython", "base_python") and section == "[testenv]":
            exact = numbers(line.partition("=")[2].strip().removeprefix("python"))
            base = one("python", exact, "pin", start, CI) if len(exact) > 1 else []
        if line[:1].strip() and (head in ("envlist", "env_list") or inside):
            inside = head in ("envlist", "env_list")
        if inside:
            names = dict.fromkeys(_tox_names(line.partition("#")[0]))
            versions += [(v, start) for v in names]
    kind: Kind = "pin" if all(v for v, _ in versions) else "range"
    return [Found("python", v, kind, at, CI) for v, at in versions] or base


def _tox_names(line: str) -> Iterator[tuple[int, ...]]:
    at = line.find("py")
    while at >= 0:
        apart = not line[at - 1 : at].isalnum()
        at += 2
        stop = line.find("}", at) if line.startswith("{", at) else at
        names = line[at + 1 : stop].split(",") if stop > at else [line[at : at + 5]]
        for name in names:
            digits, rest = "", name.strip().replace(".", "", 1)
            while rest[:1] in tuple("0123456789"):
                digits, rest = digits + rest[0], rest[1:]
            if 1 < len(digits) < 4 and digits[0] in "23":
                yield int(digits[0]), int(digits[1:])
            elif apart and not rest[:1].isalpha() and digits in ("", "3"):
                yield ()
        at = line.find("py", max(at, stop))  # what stood in braces was read


_FRAMEWORKS = ("TargetFrameworkVersion", "TargetFramework", "TargetFrameworks")


def _msbuild(text: bytes, path: str, read: Read) -> list[Found]:
    from tlslint.languages import msbuild

    found: list[Found] = []
    settings = msbuild.settings(text, path, read)
    if part := msbuild.guest(settings):
        found += one("guest", (1,), "pin", part.span.start, FILE)
    frameworks = [
        (setting.value.value.strip().lower(), setting.value.span.start)
        for setting in settings
        if setting.value is not None and setting.name.rpartition("/")[2] in _FRAMEWORKS
    ]
    if not frameworks:
        frameworks = [(target.lower(), 0) for target in msbuild.targets(text, path, read)]
    # all targets of a list are built: each runs
    for moniker, at in frameworks:
        found += _moniker(moniker, "pin", at, FILE)
    return found


#: What says on which framework an application without a project runs.
_CONFIGURED = (
    "configuration/system.web/httpRuntime@targetFramework",
    "packages/package@targetFramework",
)


def _dotnet_config(text: bytes, path: str, read: Read) -> list[Found]:
    """``web.config`` and ``packages.config``: what counts where no project says more."""
    from tlslint.languages import dotnetconfig

    found: list[Found] = []
    for setting in dotnetconfig.settings(text, path, read):
        if setting.value is None:
            continue
        said, at = setting.value.value, setting.value.span.start
        if setting.name in _CONFIGURED:
            found += _moniker(said.strip().lower(), "pin", at, MANIFEST)
        elif setting.name == nodeplaces.IN_WEB_CONFIG:
            found += nodeplaces.started_by_iis(said, at)
    return found


def _moniker(moniker: str, kind: Kind, at: int, rank: int) -> list[Found]:
    """The runtime that a target framework names (``v4.5``, ``4.5``, ``net45``, ``net8.0``)."""
    if moniker.startswith("v") or moniker[:1].isdigit():
        return one("netframework", numbers(moniker), kind, at, rank)
    if moniker.startswith("netcoreapp"):
        return one("dotnet", numbers(moniker.removeprefix("netcoreapp")), kind, at, rank)
    if not moniker.startswith("net") or not moniker[3:]:
        return []
    if "." in moniker:
        version = numbers(moniker[3:])
        # net4.5 is net45: the first .NET with such a name is 5
        name = "netframework" if version < (5,) else "dotnet"
        return one(name, version, kind, at, rank)
    if all(c in "0123456789" for c in moniker[3:]):
        version = tuple(int(c) for c in moniker[3:7])
        # net8 is net8.0 (NuGetFrameworkFactory.cs of NuGet.Client)
        return one("netframework" if version < (5,) else "dotnet", version, kind, at, rank)
    return []


Reader = Callable[[bytes, str, Read], "list[Found]"]

#: File name in lower case → reader.
EXACT: dict[str, Reader] = {
    ".python-version": _version_file("python"),
    "runtime.txt": _version_file("python"),
    ".nvmrc": _version_file("node"),
    ".node-version": _version_file("node"),
    ".java-version": _version_file("java"),
    ".go-version": _version_file("go"),
    ".tool-versions": _tool_versions,
    ".sdkmanrc": _tool_versions,
    "mise.toml": _mise,
    ".mise.toml": _mise,
    "pipfile": pythonpackages.beside(_pipfile),
    "pipfile.lock": _pipfile_lock,
    "poetry.lock": pythonpackages.lock,
    "uv.lock": pythonpackages.lock,
    "pdm.lock": pythonpackages.lock,
    "global.json": _global_json,
    "web.config": _dotnet_config,
    "packages.config": _dotnet_config,
    "go.mod": _go_mod,
    "pyproject.toml": pythonpackages.beside(_pyproject),
    "setup.py": pythonpackages.beside(_setup),
    "setup.cfg": pythonpackages.beside(_setup),
    "tox.ini": _tox,
    **dict.fromkeys(("environment.yml", "environment.yaml", "conda.yml", "conda.yaml"), _conda),
    "package.json": nodemanifests.package_json,
    "pom.xml": jvmmanifests.pom,
    "build.gradle": jvmmanifests.gradle,
    "build.gradle.kts": jvmmanifests.gradle,
    "makefile": makefiles.makefile,
    "gnumakefile": makefiles.makefile,
    **deployments.BUILDS,
    **dict.fromkeys(
        ("serverless.yml", "serverless.yaml", "serverless.json"), deployments.functions
    ),
    "app.yaml": deployments.functions,
    "firebase.json": deployments.functions,
    # Apex and Up: https://apex.run, https://github.com/apex/up
    **dict.fromkeys(
        ("project.json", "function.json", "up.json", "ask-resources.json"), deployments.functions
    ),
    # Serverless before 1.0: https://github.com/serverless/serverless/blob/v0.5.6/lib/templates/s-function.json
    **dict.fromkeys(("s-function.json", "s-project.json"), deployments.functions),
    "task.json": nodeplaces.task,
    "azuredeploy.json": nodeplaces.app_service,
    "netlify.toml": nodeplaces.netlify,
    **dict.fromkeys(nodeplaces.CODE, nodeplaces.configured),
    **dict.fromkeys(nodeplaces.SCRIPTS, nodeplaces.script),
    "iisnode.yml": nodeplaces.iisnode,
    "build.sh": makefiles.build_script,
    **dict.fromkeys(("workspace", "workspace.bazel", "module.bazel"), bazel.bazel),
    "zappa_settings.json": deployments.functions,
    ".travis.yml": deployments.ci,
    "appveyor.yml": deployments.ci,
    ".appveyor.yml": deployments.ci,
    "circle.yml": deployments.ci,
    ".gitlab-ci.yml": deployments.ci,
    "azure-pipelines.yml": deployments.pipelines,
    "azure-pipelines.yaml": deployments.pipelines,
    "shippable.yml": deployments.ci,
    ".drone.yml": deployments.ci,
    ".drone.yaml": deployments.ci,
    ".woodpecker.yml": deployments.ci,
    ".woodpecker.yaml": deployments.ci,
    "wercker.yml": deployments.ci,
    "bitbucket-pipelines.yml": deployments.ci,
    "docker-compose.yml": deployments.compose,
    "docker-compose.yaml": deployments.compose,
    "compose.yml": deployments.compose,
    "compose.yaml": deployments.compose,
    "jenkinsfile": deployments.jenkins,
    "build.xml": jvmmanifests.ant,
    "addon.xml": pythonpackages.kodi,
    ".classpath": jvmmanifests.classpath,
    "androidmanifest.xml": jvmmanifests.android,
    "system.properties": jvmmanifests.heroku,
}
PATTERNS: tuple[tuple[Callable[[str], bool], Reader], ...] = (
    (lambda n: n.startswith(IMAGES), dockerfiles.dockerfile),
    (lambda n: n.endswith(".dockerfile"), dockerfiles.dockerfile),
    (lambda n: n.endswith(FUNCTIONS), deployments.functions),
    (lambda n: n.endswith(TERRAFORM), deployments.terraform),
    (lambda n: n.endswith(SETUPS), _requiring),
    (requires, pythonpackages.requirements),
    (lambda n: n.endswith(PROJECTS), _msbuild),
)


def reader(name: str) -> Reader | None:
    """The reader for a file of this name, or None where it declares nothing."""
    lower = name.lower()
    exact = EXACT.get(lower)
    return exact or next((found for test, found in PATTERNS if test(lower)), None)
