"""The evaluation of an MSBuild project: its properties, as far as can be known, in the order of its elements."""

from __future__ import annotations

import re
from posixpath import dirname, isabs, join, normpath, splitext

from tlslint.facts import Setting, Span, Text
from tlslint.languages import language_of
from tlslint.languages import msbuild_flavours as flavours
from tlslint.languages.msbuild_functions import Read, builtin, call, find_above
from tlslint.languages.msbuild_values import EMPTY, Values, evaluate, expand, merge, split_list
from tlslint.languages.xml_ import Document, Element, parts
from tlslint.languages.xml_ import read as read_xml
from tlslint.record import record
from tlslint.regex import regex

#: A place in another file: its path and text.
Place = tuple[str, bytes, Span]
#: A target of .NET Framework with old defaults.
_OLD = regex(rb"\b(?:net(?:[123]\d|4[0-6])\d?|(?:net|v)[1-4]\.[0-6](?:\.\d)?)\b", re.IGNORECASE)
#: Imports followed at most, and their nesting.
MAX_IMPORTS = 200
MAX_NESTING = 32

NAMES = {
    name.lower(): name
    for name in (
        *("TargetFrameworkVersion", "TargetFramework", "TargetFrameworks"),
        *("OutputType", "OutputPath"),
    )
}
FRAMEWORKS = ("targetframeworkversion", "targetframework", "targetframeworks")
_GROUPS = frozenset({"Choose", "When", "Otherwise", "PropertyGroup", "ItemGroup", "ImportGroup"})
#: What a build is asked for, or what runs it: a value in a file is no more than a default.
_OPEN = frozenset({"configuration", "platform", "os", "visualstudioversion"})
#: A piece of an import's path, lower case, that stands for the tool set or a restored package.
_TOOLSET = ("$(msbuild", "$(vstools", "$(nuget", "$(sdk", "$(visualstudio", "packages", "nuget")
#: The directory of a solution, which the build of a solution alone knows: a file above the project stands there.
_SOLUTION = "$(solutiondir)"
#: How what is imported ends that adds to a build and says nothing of its framework, and what is named by a property alone.
_LAST = ("", ".targets", ".tasks")
_COMPILED = frozenset({"csproj", "vbproj", "fsproj", "vjsproj"})
_PROJECTS = _COMPILED | {"vcxproj", "ilproj", "proj", "xproj", "sfproj"}
#: Where relative paths begin, deep enough to go up from: MSBuild joins absolute directories.
ROOT = "/-" * 24
#: How what is below ROOT, or was reached from it by going up, begins.
MADE_UP = "/-/"


@record
class Said:
    """A property of the main file: its element, the items of its value, and the condition it is under."""

    name: str
    element: Element
    items: tuple[tuple[Text, Values], ...]
    condition: str


class Project:
    """The evaluation of one file and what it imports."""

    def __init__(self, document: Document, path: str, read: Read) -> None:
        self.document, self.path, self.read = document, path, read
        self.properties: dict[str, Values] = {}
        self.said: list[Said] = []
        self.options: list[Setting] = []
        self.seen: set[str] = {normpath(path)}
        #: imported files that say a framework, and the import of the main file that leads there
        self.brought: dict[str, Span] = {}
        self.importing = Span(0, 0)
        #: where other files write a property; None where the project itself does
        self.wrote: dict[str, tuple[tuple[str, Document, Span], ...] | None] = {}
        #: False once an import could not be followed that may define anything
        self.closed = True
        #: an import that may say the framework could not be followed, as its path is not known
        self.missing = False
        self.sdk: str | None = None
        self.old = False
        #: flavours: of the whole project, and of single property groups, by index
        self.flavour: str | None = None
        self.group_flavours: dict[int, str] = {}
        self.extension = splitext(path)[1][1:].lower()
        #: most ``.proj`` are scripts of a build, which compile nothing, with an SDK as well: that takes the
        #: compiler from the extension (Sdk.targets of Microsoft.NET.Sdk)
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
            attributes = document.values(element) if element.raw else {}
            condition = attributes.get("Condition")
            own: bool | None = True
            if condition is not None:
                own = self.decide(condition, path)
                if own is None:
                    text = f"{text} and {condition}" if text else condition
                    text = text.strip()
            if parent.name == "Choose":
                own, text = self.choose(chosen, element, own, text)
            holds.append(False if own is False else None if None in (own, above) else True)
            texts.append(text)
            if holds[index] is False:
                continue
            certain = holds[index] is True
            if parent.name == "PropertyGroup":
                self.assign(document, element, path, certain, text)
            elif element.name == "Import":
                self.importing = document.tag(element) if main else self.importing
                project = attributes.get("Project")
                sdk = attributes.get("Sdk")
                if sdk is not None:
                    self.sdk = sdk.lower()
                elif project is not None:
                    self.imports(project, path, certain, nesting)
            elif element.name == "Sdk" and parent.parent < 0:
                name = attributes.get("Name")
                self.sdk = name.lower() if name is not None else self.sdk
            elif parent.name == "ItemGroup":
                self.item(document, element, certain, text, main)

    def root(self, element: Element) -> None:
        sdk = self.document.values(element).get("Sdk")
        if sdk is not None:
            self.sdk = sdk.lower()

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
            known = flavour is not None or any(piece in lower for piece in _TOOLSET)
            target = None if value is None else self.resolve(value, path)
            if value is None and not known and lower.startswith(_SOLUTION):
                beside = project[len(_SOLUTION) :].replace("\\", "/").lstrip("/")
                target = find_above(beside, dirname(self.path), self.read)
            if target is None or not self.follow(target, certain, nesting):
                self.closed = self.closed and known
                self.missing = self.missing or (value is None and splitext(lower)[1] not in _LAST)

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
        if isabs(value) and path.startswith(MADE_UP) and not value.startswith(MADE_UP):
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

    def origin(self, written: str, seen: set[str]) -> Place | None:
        """The one place in another file that makes what ``written``, a reference, stands for old; else where it stands.

        Of a list it is the item, also by way of other references, not ``seen`` yet.
        """
        name = written[2:-1].strip().lower() if written.startswith("$(") else ""
        places = self.wrote.get(name) or ()
        if name in seen:
            return None
        seen.add(name)
        found: list[Place] = []
        for path, document, span in places:
            if old := _OLD.search(document.source, span.start, span.end):
                found.append((path, document.source, Span(*old.span())))
                continue
            said = document.source[span.start : span.end].decode("utf-8", "replace")
            ways = (self.origin(said[a:b].strip(), seen) for a, b in split_list(said))
            found += filter(None, ways)
        if not found and len(places) == 1 and "$(" not in said:
            return path, document.source, span
        return found[0] if len(found) == 1 else None

    def decide(self, condition: str, path: str) -> bool | None:
        """Whether ``condition`` in the file ``path`` holds."""

        def exists(value: str) -> bool | None:
            target = self.resolve(value, path)
            return None if target is None else self.read(target) is not None

        return evaluate(condition, lambda b: self.lookup(b, path), exists, self.closed)

    def assign(
        self, document: Document, element: Element, path: str, certain: bool, condition: str
    ) -> None:
        """Set a property."""
        main = document is self.document
        name = element.name.lower()
        if element.text is None:
            return
        before = self.properties.get(name)

        def lookup(body: str) -> Values | None:
            values = self.lookup(body, path)
            return EMPTY if values is None and body.lower() == name else values

        values = expand(element.text.value, lookup)
        self.properties[name] = values if certain else merge(before or EMPTY, values)
        others = self.wrote.get(name, ())
        self.wrote[name] = (
            (*others, (path, document, element.text.span))
            if others is not None and not main
            else None
        )
        if name in flavours.SIGNALS:
            # Symbols are added to what is not known here: those that are written count.
            raw = (element.text.value,) if name == "defineconstants" else values
            self.signal(name, raw, certain, element.parent if main else -1)
        if name in FRAMEWORKS and not main and language_of(path) is None:
            self.brought.setdefault(path, self.importing)
        if name in NAMES:
            adds = f"$({name})" in element.text.value.lower()
            if certain and not adds and "" not in values:
                self.said = [s for s in self.said if s.name != name]
            if main:
                items = tuple(
                    (item, expand(item.value, lookup))
                    for item in self.items(name, element.text)
                    # What stood there before was said where it was said.
                    if item.value.lower() != f"$({name})"
                )
                self.said.append(Said(name, element, items, condition))

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
            # what the editor of Unity writes it repeats for each configuration
            if (certain or flavour == "unity") and (flavour or self.flavour is None):
                self.flavour = self.flavour or flavour

    def item(
        self, document: Document, element: Element, certain: bool, condition: str, main: bool
    ) -> None:
        """An item: a reference that tells the platform, or a switch of the runtime."""
        include = document.values(element).get("Include")
        if include is None:
            return
        if element.name == "Reference" and certain:
            self.flavour = self.flavour or flavours.of_reference(include)
        if not main or element.name != "RuntimeHostConfigurationOption":
            return
        value = document.attributes(element).get("Value")
        if value:
            name = f"switch:{include.strip()}"
            known = None if "$(" in value.value.value else value.value
            self.options.append(
                Setting(name, known, value.value.span, element.span, "process", condition)
            )
