"""What a project in the same directory declares decides before what is merely noted beside it.

``app.config`` and ``packages.config`` repeat the target framework of their project, and nobody
keeps them up to date: where there is a project, it is the place to edit. ``NAME.exe.config``, which
a build leaves somewhere, belongs to the project ``NAME``. A ``packages.config`` with nothing that
could use packages beside or below it was left behind, or is data of a test.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from tlslint.facts import Place
from tlslint.rulemodel import Condition
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.languages.xml_ import Document
    from tlslint.platform import Declared

#: The words by which a finding names the declaration that decides before it.
DECIDES = "the project decides here"
#: Said of a list of packages that nothing uses.
NOBODY = "no project, site or code stands beside or below this file: nothing is built with it"
#: Said of what stands beside such a list.
RESTORES = "takes its packages by PackageReference: this list was left behind"
SITE = "says for which framework the site beside this list runs: that is the place to edit"
#: Said of a project and such a list below it.
COMPILES = "compiles what stands here: no project uses this list of packages, it was left behind"
#: What projects declare: either way there is one.
_TARGETS = ("netframework", "dotnet")
#: What a build makes of the configuration of a program; a debugger's host has no project.
_BUILT = ".exe.config"
_KINDS = (".csproj", ".vbproj", ".fsproj")
#: Directories in which a project has one of its own.
_SOURCES = ("", "src", "Src", "Source", "source")
_MAX_ABOVE = 8
#: What uses packages: projects, programs, sites and scripts.
_USING = (
    *("proj", ".cs", ".vb", ".fs", ".fsx", ".cshtml", ".vbhtml", ".aspx", ".ascx", ".ashx"),
    *(".asmx", ".cpp", ".cxx", ".cake", ".sln", ".config", ".exe", ".dll"),
)
#: Source without code.
_ATTRIBUTES = ("assemblyinfo.cs", "assemblyinfo.vb")
#: Entries of directories looked at below a ``packages.config``.
_MAX_ENTRIES = 2_000
#: Projects that are larger are not read.
_MAX_PROJECT = 1 << 20


def project_beside(
    path: str, platform: Mapping[str, Declared] | None, conditions: tuple[Condition, ...]
) -> Declared | None:
    """What a project in the directory of the file at ``path`` declares that ``conditions`` ask for.

    Where they ask for a target, it is any; of several targets, the oldest.
    """
    asked = tuple(c.name for c in conditions)
    for name in (_TARGETS if set(asked) & set(_TARGETS) else asked) if platform is not None else ():
        found = platform.get(name) if platform is not None else None
        if found and found.path.endswith("proj") and _belongs(path, found.path):
            return found
    return None


def _belongs(path: str, project: str) -> bool:
    """Whether a configuration is that of a project: it stands beside it, or is called as what it builds."""
    if dirname(project) == dirname(path):
        return True
    name = _program(path)
    return bool(name) and basename(project).rpartition(".")[0].lower() == name.lower()


def _program(path: str) -> str:
    """The name of the program whose configuration a build left at ``path``; empty for any other file."""
    return basename(path)[: -len(_BUILT)] if path.lower().endswith(_BUILT) else ""


def home(path: str) -> str:
    """The project whose configuration a build left at ``path``, if it is found near; else ``path``."""
    name = _program(path.replace("\\", "/"))
    if not name:
        return path
    directory = os.path.dirname(os.path.abspath(path))
    for _ in range(_MAX_ABOVE):
        for source in _SOURCES:
            for folder in (source, os.path.join(source, name)):
                for kind in _KINDS:
                    found = os.path.join(directory, folder, name + kind)
                    if os.path.isfile(found):
                        return found
        if os.path.exists(os.path.join(directory, ".git")) or directory == os.getcwd():
            break
        directory = os.path.dirname(directory)
    return path


def unused(path: str) -> str:
    """Why nothing uses a ``packages.config``; empty for any other file, and where something may.

    NuGet `looks for it beside a project
    <https://learn.microsoft.com/nuget/reference/packages-config>`_: one below a project that compiles
    what stands here was left behind when that took the sources over.
    """
    if not os.path.basename(path).lower().startswith("packages.") or not os.path.isfile(path):
        return ""
    if _stray(path):
        return NOBODY
    directory = os.path.dirname(os.path.abspath(path))
    if beside := _restoring(directory):
        return f"{beside} {RESTORES}"
    if beside := _site(directory):
        return f"{beside} {SITE}"
    project = _compiling(directory)
    return f"{project} {COMPILES}" if project else ""


def _restoring(directory: str) -> str:
    """The project in a directory of which each is one of an SDK: `those take their packages by PackageReference
    <https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files>`_; empty for none."""
    projects = [n for n in _listed(directory) if n.lower().endswith(_KINDS)]
    sdk = projects and all(_is_sdk(_document(os.path.join(directory, n))) for n in projects)
    return _shown(directory, projects[0]) if sdk else ""


def _site(directory: str) -> str:
    """The configuration in a directory without a project that says for which framework its site runs; empty for none."""
    names = _listed(directory)
    if any(n.lower().endswith(_KINDS) for n in names):
        return ""
    for name in (n for n in names if n.lower() == "web.config"):
        document = _document(os.path.join(directory, name))
        runtimes = (e for e in document.elements if e.name == "httpRuntime")
        if any("targetFramework" in document.values(e) for e in runtimes):
            return _shown(directory, name)
    return ""


def _listed(directory: str) -> list[str]:
    try:
        return sorted(os.listdir(directory))
    except OSError:
        return []


def _shown(directory: str, name: str) -> str:
    return os.path.relpath(os.path.join(directory, name)).replace(os.sep, "/")


def _document(path: str) -> Document:
    from tlslint.languages.xml_ import read

    return read(read_small(path, _MAX_PROJECT) or b"")


def _is_sdk(document: Document) -> bool:
    """Whether a project is one of an SDK."""
    return bool(document.elements) and "Sdk" in document.values(document.elements[0])


def _compiling(directory: str) -> str:
    """The project farther up that compiles what stands in a directory without one; empty for none."""
    above, inner = directory, ""
    for _ in range(_MAX_ABOVE):
        names = _listed(above)
        for name in names:
            if not name.lower().endswith("proj"):
                continue
            if not inner:
                return ""
            path = os.path.join(above, name)
            if name.lower().endswith(_KINDS) and _compiles(path, inner):
                return _shown(above, name)
        if ".git" in names or above == os.path.dirname(above):
            break
        inner = f"{os.path.basename(above)}/{inner}"
        above = os.path.dirname(above)
    return ""


def _compiles(path: str, inner: str) -> bool:
    """Whether a project compiles files of a directory below it; those of an SDK take what is there."""
    document = _document(path)
    if _is_sdk(document):
        return True
    included = (
        document.values(e).get("Include", "") for e in document.elements if e.name == "Compile"
    )
    return any(each.replace("\\", "/").lower().startswith(inner.lower()) for each in included)


def _stray(path: str) -> bool:
    """Whether a ``packages.config`` has nothing beside or below it that could use packages."""
    seen, own = 0, os.path.basename(path)
    for _, folders, names in os.walk(os.path.dirname(path) or os.curdir):
        folders[:] = [f for f in folders if f not in ("node_modules", ".git")]
        seen += len(folders) + len(names)
        if seen > _MAX_ENTRIES or any(_uses(n.lower()) for n in names if n != own):
            return False
    return True


def _uses(name: str) -> bool:
    return name.endswith(_USING) and not name.endswith(_ATTRIBUTES)


def inherits(declared: Declared) -> bool:
    """Whether another file says what a project is built for, and is the place to edit."""
    return declared.name in _TARGETS and "targetframework" not in declared.text.lower()


def meets(declared: Declared, conditions: tuple[Condition, ...]) -> bool:
    """Whether a declaration meets all conditions; one of something else meets none."""
    return all(c.name == declared.name and c.holds(lambda _: declared.version) for c in conditions)


def line_of(declared: Declared) -> Place:
    """The line of a declaration."""
    return Place(declared.path, declared.line, 1, declared.line, len(declared.text) + 10_000)
