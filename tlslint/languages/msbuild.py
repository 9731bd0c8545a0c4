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
from posixpath import dirname, isabs, join, normpath, relpath, splitext

from tlslint.facts import Setting, Span, Text
from tlslint.languages import dotnetconfig, language_of
from tlslint.languages import msbuild_flavours as flavours
from tlslint.languages.msbuild_functions import Read, builtin, call, find_above
from tlslint.languages.msbuild_values import (
    EMPTY,
    Values,
    evaluate,
    expand,
    merge,
    split_list,
)
from tlslint.languages.xml_ import Document, Element, comments, parts, plain, problems
from tlslint.languages.xml_ import read as read_xml
from tlslint.record import record, replace
from tlslint.regex import regex

__all__ = ["comments", "problems", "settings", "silent"]

#: Imports followed at most, and their nesting.
MAX_IMPORTS = 200
MAX_NESTING = 32

_NAMES = {
    name.lower(): name
    for name in (
        *("TargetFrameworkVersion", "TargetFramework", "TargetFrameworks"),
        *("OutputType", "OutputPath"),
    )
}
_FRAMEWORKS = ("targetframeworkversion", "targetframework", "targetframeworks")
_FRAMEWORK_WORDS = frozenset(name.encode() for name in _FRAMEWORKS)
#: An element with nothing but frameworks since .NET Core, or a reference to one.
_NAME = rb"(?:netstandard|netcoreapp|net(?=[5-9]\.|[1-9]\d\.))\d{1,2}\.\d{1,2}(?:-[a-z][a-z0-9.]{0,30})?"
_NEW = regex(
    rb"<(TargetFrameworks?)>\s{0,40}%b(?:\s{0,40};\s{0,40}%b){0,20};?\s{0,40}</\1>|\$\(TargetFrameworks?\)"
    % (_NAME, _NAME)
)
_GROUPS = frozenset({"Choose", "When", "Otherwise", "PropertyGroup", "ItemGroup", "ImportGroup"})
#: What a build is asked for, or what runs it: a value in a file is no more than a default.
_OPEN = frozenset({"configuration", "platform", "os", "visualstudioversion"})
#: A piece of an import's path, lower case, that stands for the tool set or a restored package.
_TOOLSET = ("$(msbuild", "$(vstools", "$(nuget", "$(sdk", "$(visualstudio", "packages", "nuget")
_COMPILED = frozenset({"csproj", "vbproj", "fsproj", "vjsproj"})
_PROJECTS = _COMPILED | {"vcxproj", "ilproj", "proj", "xproj", "sfproj"}
#: Targets of .NET Framework 4 whose defaults a switch replaces (``v4.5.2``, ``net46``).
_SWITCHABLE = regex(r"v4\.[0-6](\.\d)?|net4[0-6]\d?", re.IGNORECASE)
#: Where relative paths begin, deep enough to go up from: MSBuild joins absolute directories.
_ROOT = "/-" * 24


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
        read, path = _below_root(read), normpath(join(_ROOT, path))
    project = _Project(document, path, read)
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
    project = _Project(document, path.replace("\\", "/"), read)
    project.evaluate()
    said = [v for name in _FRAMEWORKS for v in project.properties.get(name, ())]
    return [word.strip() for v in said if v for word in v.split(";") if word.strip()]


def guest(found: Sequence[Setting]) -> Setting | None:
    """What says that a project builds no program of its own but a part of another one, among its settings.

    So does a path below another project, or that a library is none of the web; a web application
    is built where its pages are.
    """
    for setting in found:
        value = setting.value.value.replace("\\", "/").lower() if setting.value else ""
        name = setting.name.rpartition("/")[2]
        if name == "OutputPath" and value.startswith(("../", "$(solutiondir)")):
            return setting
        if name == "OutputType" and setting.subject == "library" and value == "library":
            return setting
    return None


def _below_root(read: Read) -> Read:
    return lambda path: read(_from_root(path))


@lru_cache(maxsize=2048)
def _from_root(path: str) -> str:
    """``relpath(path, _ROOT)``: nearly all are below it, and the same are looked for from many projects."""
    inside = path.removeprefix(_ROOT + "/")
    return relpath(path, _ROOT) if inside is path or ".." in inside else inside


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


@record
class _Said:
    """A property of the main file: its element, the items of its value, and the condition it is under."""

    name: str
    element: Element
    items: tuple[tuple[Text, Values], ...]
    condition: str


class _Project:
    """The evaluation of one file and what it imports."""

    def __init__(self, document: Document, path: str, read: Read) -> None:
        self.document, self.path, self.read = document, path, read
        self.properties: dict[str, Values] = {}
        self.said: list[_Said] = []
        self.options: list[Setting] = []
        self.seen: set[str] = {normpath(path)}
        #: imported files that say a framework, and the import of the main file that leads there
        self.brought: dict[str, Span] = {}
        self.importing = Span(0, 0)
        #: False once an import could not be followed that may define anything
        self.closed = True
        self.sdk: str | None = None
        self.old = False
        #: flavours: of the whole project, and of single property groups, by index
        self.flavour: str | None = None
        self.group_flavours: dict[int, str] = {}
        self.extension = splitext(path)[1][1:].lower()
        #: most ``.proj`` are scripts of a build, which compile nothing
        self.compiles = self.extension != "proj"

    def evaluate(self) -> None:
        if self.extension in _PROJECTS:
            above = find_above("Directory.Build.props", dirname(self.path), self.read)
            if above:
                self.follow(above, True, 0)
        self.walk(self.document, self.path, True, 0)

    # -- walking

    def walk(self, document: Document, path: str, sure: bool, nesting: int) -> None:
        """Evaluate ``document``, which holds for sure or perhaps, in order."""
        main = document is self.document
        holds: list[bool | None] = []
        texts: list[str] = []
        chosen: dict[int, bool | None] = {}
        for index, element in enumerate(document.elements):
            if element.parent < 0:
                holds.append(True if sure else None)
                texts.append("")
                if main:
                    self.root(element)
                continue
            above, text = holds[element.parent], texts[element.parent]
            parent = document.elements[element.parent]
            if above is False or (parent.name not in _GROUPS and parent.parent >= 0):
                holds.append(False)
                texts.append("")
                continue
            attributes = document.attributes(element) if element.raw else {}
            condition = attributes.get("Condition")
            own: bool | None = True
            if condition:
                own = self.decide(condition.value.value, path)
                if own is None:
                    text = f"{text} and {condition.value.value}" if text else condition.value.value
                    text = text.strip()
            if parent.name == "Choose":
                own, text = self.choose(chosen, element, own, text)
            holds.append(False if own is False else None if None in (own, above) else True)
            texts.append(text)
            if holds[index] is False:
                continue
            certain = holds[index] is True
            if parent.name == "PropertyGroup":
                self.assign(element, path, certain, text, main)
            elif element.name == "Import":
                self.importing = document.tag(element) if main else self.importing
                project = attributes.get("Project")
                sdk = attributes.get("Sdk")
                if sdk:
                    self.sdk = sdk.value.value.lower()
                elif project:
                    self.imports(project.value.value, path, certain, nesting)
            elif element.name == "Sdk" and parent.parent < 0:
                name = attributes.get("Name")
                self.sdk = name.value.value.lower() if name else self.sdk
            elif parent.name == "ItemGroup":
                self.item(document, element, certain, text, main)

    def root(self, element: Element) -> None:
        sdk = self.document.attributes(element).get("Sdk")
        if sdk:
            self.sdk = sdk.value.value.lower()

    def choose(
        self, chosen: dict[int, bool | None], element: Element, own: bool | None, text: str
    ) -> tuple[bool | None, str]:
        """The first ``When`` that holds is taken; after one that perhaps holds nothing is sure."""
        taken = chosen.get(element.parent, False)
        if taken is True:
            return False, ""
        if own is True or (own is None and taken is False):
            chosen[element.parent] = own
        if taken is None and own is True:
            chosen[element.parent] = True
            return None, f"{text} otherwise".strip()
        return own, text

    def imports(self, project: str, path: str, certain: bool, nesting: int) -> None:
        """Follow an import, written ``project`` in the file ``path``."""
        flavour = flavours.of_import(project)
        if flavour and certain:
            self.flavour = self.flavour or flavour
        lower = project.lower()
        if lower.endswith((".csharp.targets", ".visualbasic.targets", ".fsharp.targets")):
            self.compiles = True
            self.old = self.sdk is None and self.extension in _COMPILED
        values = expand(project, lambda body: self.lookup(body, path))
        if len(values) > 1:
            certain = False
        for value in values:
            target = None if value is None else self.resolve(value, path)
            if target is None or not self.follow(target, certain, nesting):
                toolset = any(piece in lower for piece in _TOOLSET)
                self.closed = self.closed and (toolset or flavour is not None)

    def follow(self, target: str, certain: bool, nesting: int) -> bool:
        """Evaluate the imported file ``target``; False where it cannot be had."""
        if target in self.seen:
            return True
        if len(self.seen) > MAX_IMPORTS or nesting >= MAX_NESTING:
            return False
        text = self.read(target)
        if text is None:
            return False
        self.seen.add(target)
        document = read_xml(text)
        if document.elements and document.elements[0].name == "Project":
            self.walk(document, target, certain, nesting + 1)
        return True

    def resolve(self, value: str, path: str) -> str | None:
        """The path of a file that is named ``value`` in the file ``path``."""
        value = value.strip().replace("\\", "/")
        if not value or "*" in value or "\0" in value or value[1:2] == ":" or len(value) > 1000:
            return None
        if isabs(value) and path.startswith(_ROOT) and not value.startswith("/-/"):
            return None
        return normpath(join(dirname(path), value))

    # -- properties

    def lookup(self, body: str, path: str) -> Values | None:
        """The values of ``$(body)`` in the file ``path``; None where nothing defines it."""
        name = body.lower()
        if name in _OPEN:
            return None
        reserved = builtin(name, path, self.path)
        if reserved is not None:
            return (reserved,)
        if "(" in name:
            return call(body, lambda b: self.lookup(b, path), path, self.read)
        return self.properties.get(name)

    def decide(self, condition: str, path: str) -> bool | None:
        """Whether ``condition`` in the file ``path`` holds."""

        def exists(value: str) -> bool | None:
            target = self.resolve(value, path)
            return None if target is None else self.read(target) is not None

        return evaluate(condition, lambda b: self.lookup(b, path), exists, self.closed)

    def assign(
        self,
        element: Element,
        path: str,
        certain: bool,
        condition: str,
        main: bool,
    ) -> None:
        """Set a property."""
        name = element.name.lower()
        if element.text is None:
            return
        before = self.properties.get(name)

        def lookup(body: str) -> Values | None:
            values = self.lookup(body, path)
            return EMPTY if values is None and body.lower() == name else values

        values = expand(element.text.value, lookup)
        self.properties[name] = values if certain else merge(before or EMPTY, values)
        if name in flavours.SIGNALS:
            # Symbols are added to what is not known here: those that are written count.
            raw = (element.text.value,) if name == "defineconstants" else values
            self.signal(name, raw, certain, element.parent if main else -1)
        if name in _FRAMEWORKS and not main and language_of(path) is None:
            self.brought.setdefault(path, self.importing)
        if name in _NAMES:
            if certain and "" not in values:
                self.said = [s for s in self.said if s.name != name]
            if main:
                items = tuple(
                    (item, expand(item.value, lookup))
                    for item in self.items(name, element.text)
                    # What stood there before was said where it was said.
                    if item.value.lower() != f"$({name})"
                )
                self.said.append(_Said(name, element, items, condition))

    def items(self, name: str, text: Text) -> list[Text]:
        """The parts of the value of property ``name``: of a list its items, else the whole."""
        pieces = split_list(text.value) if name == "targetframeworks" else [(0, len(text.value))]
        return [item for item in parts(self.document.source, text, pieces) if item.value]

    def signal(self, name: str, values: Values, certain: bool, group: int) -> None:
        """Note the flavour that a property gives: for its group, and for all where it always holds."""
        for value in values:
            flavour = flavours.of_property(name, value) if value is not None else None
            if flavour is None:
                continue
            if group >= 0 and name != "projecttypeguids":
                self.group_flavours[group] = self.group_flavours.get(group) or flavour
            if certain and (flavour or self.flavour is None):
                self.flavour = self.flavour or flavour

    def item(
        self, document: Document, element: Element, certain: bool, condition: str, main: bool
    ) -> None:
        """An item: a reference that tells the platform, or a switch of the runtime."""
        attributes = document.attributes(element)
        include = attributes.get("Include")
        if not include:
            return
        if element.name == "Reference" and certain:
            self.flavour = self.flavour or flavours.of_reference(include.value.value)
        value = attributes.get("Value")
        if main and value and element.name == "RuntimeHostConfigurationOption":
            name = f"switch:{include.value.value.strip()}"
            known = None if "$(" in value.value.value else value.value
            self.options.append(
                Setting(name, known, value.value.span, element.span, "process", condition)
            )

    # -- what comes out

    def settings(self) -> list[Setting]:
        """All settings of the main file."""
        managed = any(
            v is None or v.lower() not in ("", "false")
            for v in self.properties.get("clrsupport", EMPTY)
        )
        flavour = flavours.of_extension(self.extension, managed) or self.flavour or ""
        if not self.compiles and self.sdk is None:
            flavour = flavour or "script"
            self.group_flavours.clear()
        guids = "".join(v or "" for v in self.properties.get("projecttypeguids", EMPTY))
        output = flavours.output(self.properties.get("outputtype", ()), guids, self.sdk, self.old)
        found = list(self.options)
        for target, place in self.brought.items():
            real = _from_root(target) if self.path.startswith(_ROOT) else target
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
            name = f"Project/PropertyGroup/{_NAMES[said.name]}" + (f"({own})" if own else "")
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
            not flavour
            and self.old
            and not any(any(v != "" for v in self.properties.get(n, ())) for n in _FRAMEWORKS)
        ):
            found.append(self.tools(output))
        return found

    def valued(self, said: _Said, name: str, subject: str) -> list[Setting]:
        """The settings that one element gives: one for each item of a list and possible value."""
        listed = [v or item.value for item, values in said.items for v in values]
        several = ";".join(listed)
        if said.name == "targetframeworks" and ";" in several.strip("; "):
            subject = f"{subject} {several}".strip()
        found = []
        for item, values in said.items:
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
                        found.append(
                            Setting(name, known, item.span, said.element.span, subject, condition)
                        )
        return found

    def tools(self, output: str) -> Setting:
        """The tool set of an old project, whose default framework applies; without any it was the first."""
        root = self.document.elements[0]
        attribute = self.document.attributes(root).get("ToolsVersion")
        start = root.span.start + 1
        value = attribute.value if attribute else Text("2.0", Span(start, start + len("Project")))
        element = attribute.span if attribute else self.document.tag(root)
        return Setting("Project@ToolsVersion", value, value.span, element, output)
