"""MSBuild: project files, ``.props`` and ``.targets``, evaluated as far as can be known without building.

What comes out of one file are the settings written in it: ``Project/PropertyGroup/<name>`` for
TargetFrameworkVersion, TargetFramework, TargetFrameworks, OutputType and OutputPath (also inside
``Choose``), ``import:<path>`` for an imported file that says a framework and that nobody would take
for one of MSBuild by its name, ``switch:<name>`` for RuntimeHostConfigurationOption items, and ``Project@ToolsVersion`` for an old
project that says nothing else of its framework. Properties are looked up in the same file, in
Directory.Build.props and in imports that can be found.

A framework that is not .NET Framework gets another name: ``Project/PropertyGroup/
TargetFrameworkVersion(compact)``; so does one whose defaults a switch in the application's
configuration replaces (``(switched)``). The subject of a framework setting is what the project builds:
``exe``, ``library``, ``web`` or nothing where that is unknown; where the project is built for
several frameworks their list follows, as in ``library net452;net8.0``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from posixpath import commonprefix, isabs, join, normpath

from tlslint.facts import Setting, Span, Text
from tlslint.languages import dotnetconfig
from tlslint.languages import msbuild_flavours as flavours
from tlslint.languages.msbuild_functions import Read
from tlslint.languages.msbuild_project import FRAMEWORKS, MADE_UP, NAMES, ROOT, Project, Said
from tlslint.languages.msbuild_values import EMPTY
from tlslint.languages.xml_ import Document, comments, plain, problems
from tlslint.languages.xml_ import read as read_xml
from tlslint.record import replace
from tlslint.regex import regex

__all__ = ["comments", "problems", "settings", "silent"]

#: What a project builds, and its type, where it is no application of ASP.NET.
_NO_SITES = frozenset({("library", "library"), ("exe", "exe"), ("exe", "winexe")})
_FRAMEWORK_WORDS = frozenset(name.encode() for name in FRAMEWORKS)
#: An element with nothing but frameworks since .NET Core 2.0, or a reference to one.
_NAME = rb"(?:netstandard|netcoreapp(?!1\.)|net(?=[5-9]\.|[1-9]\d\.))\d{1,2}\.\d{1,2}(?:-[a-z][a-z0-9.]{0,30})?"
_NEW = regex(
    rb"<(TargetFrameworks?)>\s{0,40}%b(?:\s{0,40};\s{0,40}%b){0,20};?\s{0,40}</\1>|\$\(TargetFrameworks?\)"
    % (_NAME, _NAME)
)
#: Targets of .NET Framework 4 whose defaults a switch replaces (``v4.5.2``, ``net46``).
_SWITCHABLE = regex(r"v4\.[0-6](\.\d)?|net4[0-6]\d?", re.IGNORECASE)


def settings(
    text: bytes, path: str, read: Read, marks: Sequence[int] | None = None
) -> list[Setting]:
    """The settings of the file ``text`` at ``path``, by place; those before a syntax error, if there is one.

    ``read`` gives the bytes of another file by its path (relative as ``path`` is), or None. A
    value that refers to something unknown is None; one that may have several values gives one
    setting for each. ``marks`` is not used: one property decides about another. Raises nothing.
    """
    del marks
    document = read_xml(text)
    if not document.elements:
        return []
    if document.elements[0].name == "VisualStudioProject":
        return _before_msbuild(document)
    if document.elements[0].name != "Project":
        return []
    path = path.replace("\\", "/")
    if not isabs(path):
        read, path = _below_root(read), normpath(join(ROOT, path))
    project = _Settings(document, path, read)
    project.evaluate()
    return sorted(project.settings(), key=lambda s: s.span)


def silent(text: bytes, present: Set[bytes]) -> bool:
    """Whether a project plainly names frameworks that are not .NET Framework, and says nothing else.

    ``present`` are the words of rules that are in it, in lower case.
    """
    if not present <= _FRAMEWORK_WORDS:
        return False
    said = sum(2 if each.group()[:1] == b"<" else 1 for each in _NEW.finditer(text))
    return text.lower().count(b"targetframework") == said and plain(text)


def targets(text: bytes, path: str, read: Read) -> list[str]:
    """The frameworks that the project ``text`` at ``path`` is built for, whichever file says so."""
    document = read_xml(text)
    if not document.elements or document.elements[0].name != "Project":
        return []
    project = Project(document, path.replace("\\", "/"), read)
    project.evaluate()
    said = [v for name in FRAMEWORKS for v in project.properties.get(name, ())]
    return [word.strip() for v in said if v for word in v.split(";") if word.strip()]


def guest(found: Sequence[Setting]) -> Setting | None:
    """What says that a project builds no program of its own but a part of another one, among its settings.

    So does a path below another project, or that a library is none of the web, and what is made to be
    started serves no pages by ASP.NET; a web application is built where its pages are.
    """
    for setting in found:
        value = setting.value.value.replace("\\", "/").lower() if setting.value else ""
        name = setting.name.rpartition("/")[2]
        if name == "OutputPath" and value.startswith(("../", "$(solutiondir)")):
            return setting
        if name == "OutputType" and (setting.subject, value) in _NO_SITES:
            return setting
    return None


def _below_root(read: Read) -> Read:
    return lambda path: read(_from_root(path))


@lru_cache(maxsize=2048)
def _from_root(path: str) -> str:
    """``relpath(path, ROOT)``: nearly all are below it, and the same are looked for from many projects."""
    inside = path.removeprefix(ROOT + "/")
    if inside is not path and ".." not in inside:
        return inside
    names, root = (list(filter(None, each.split("/"))) for each in (normpath(path), ROOT))
    common = len(commonprefix([names, root]))
    return "/".join([".."] * (len(root) - common) + names[common:]) or "."


def _is_switchable(setting: Setting) -> bool:
    value = setting.value.value.strip() if setting.value is not None else ""
    return "TargetFramework" in setting.name and _SWITCHABLE.fullmatch(value) is not None


def _before_msbuild(document: Document) -> list[Setting]:
    """Visual Studio 2002 and 2003: one attribute tells the tools, and so the framework."""
    found = []
    for element in document.elements[:2]:
        version = document.attributes(element).get("ProductVersion")
        if version and element.name in ("CSHARP", "VisualBasic"):
            name = "VisualStudioProject@ProductVersion"
            settings = [e for e in document.elements if e.name == "Settings"]
            kinds = [document.attributes(e).get("OutputType") for e in settings[:1]]
            types = tuple(k.value.value for k in kinds if k)
            subject = flavours.output(types, "", None, old=True)
            found.append(Setting(name, version.value, version.value.span, version.span, subject))
    return found


def named(text: bytes, line: Span) -> list[str]:
    """The properties that stand on a line of a project: others may take their value by these names."""
    elements = read_xml(text).elements
    return [
        e.name for e in elements if e.span.start < line.end and line.start < e.span.end and e.text
    ]


class _Settings(Project):
    """What comes out of a project."""

    def settings(self) -> list[Setting]:
        """All settings of the main file."""
        managed = any(
            v is None or v.lower() not in ("", "false")
            for v in self.properties.get("clrsupport", EMPTY)
        )
        flavour = flavours.of_extension(self.extension, managed) or self.flavour or ""
        if not self.compiles and "languagetargets" not in self.properties:
            flavour = flavour or "script"
            self.group_flavours.clear()
        guids = "".join(v or "" for v in self.properties.get("projecttypeguids", EMPTY))
        output = flavours.output(self.properties.get("outputtype", ()), guids, self.sdk, self.old)
        found = list(self.options)
        for target, place in self.brought.items():
            real = _from_root(target) if self.path.startswith(MADE_UP) else target
            found.append(Setting(f"import:{real}", Text(real, place), place, place))
        for said in self.said:
            if said.name == "outputtype":
                found += self.valued(said, "Project/PropertyGroup/OutputType", output)
                continue
            if said.name == "outputpath":
                # where it is not known, as it is written: how it begins tells enough
                found += (
                    Setting(
                        "Project/PropertyGroup/OutputPath",
                        Text(value or item.value, item.span),
                        item.span,
                        said.element.span,
                        output,
                        said.condition,
                    )
                    for item, values in said.items
                    for value in values
                )
                continue
            own = self.group_flavours.get(said.element.parent, flavour)
            name = f"Project/PropertyGroup/{NAMES[said.name]}" + (f"({own})" if own else "")
            found += self.valued(said, name, output)
        if (
            output in ("exe", "web")
            and any(map(_is_switchable, found))
            and dotnetconfig.is_switched(self.path, self.read)
        ):
            found = [
                replace(s, name=f"{s.name}(switched)") if _is_switchable(s) else s for s in found
            ]
        if (
            self.old
            and not self.missing
            and not any(any(v != "" for v in self.properties.get(n, ())) for n in FRAMEWORKS)
        ):
            tools = self.tools(output)
            found.append(replace(tools, name=f"{tools.name}({flavour})") if flavour else tools)
        return found

    def valued(self, said: Said, name: str, subject: str) -> list[Setting]:
        """The settings that one element gives: one for each item of a list and possible value."""
        listed = [v or item.value for item, values in said.items for v in values]
        several = ";".join(listed)
        if said.name == "targetframeworks" and ";" in several.strip("; "):
            subject = f"{subject} {several}".strip()
        found = []
        for item, values in said.items:
            defined = self.place(item.value) if any(values) else None
            for value in values:
                condition = said.condition
                if len(values) > 1:
                    condition = f"{condition} and '{item.value}' == '{value or ''}'".removeprefix(
                        " and "
                    )
                for word in (
                    (value or "").split(";") if said.name == "targetframeworks" else [value]
                ):
                    word = word.strip() if word else word
                    if word or value is None:
                        known = Text(word, item.span) if word else None
                        whole = said.element.span
                        found.append(
                            Setting(name, known, item.span, whole, subject, condition, defined)
                        )
        return found

    def place(self, written: str) -> tuple[str, bytes, Span] | None:
        """Where another file says what ``written`` stands for, its path as that of the project is."""
        found = self.origin(written, set())
        if found is None or not self.path.startswith(MADE_UP):
            return found
        return (_from_root(found[0]), *found[1:])

    def tools(self, output: str) -> Setting:
        """The tool set of an old project, whose default framework applies; without any it was the first."""
        root = self.document.elements[0]
        attribute = self.document.attributes(root).get("ToolsVersion")
        start = root.span.start + 1
        value = attribute.value if attribute else Text("2.0", Span(start, start + len("Project")))
        element = attribute.span if attribute else self.document.tag(root)
        return Setting("Project@ToolsVersion", value, value.span, element, output)
