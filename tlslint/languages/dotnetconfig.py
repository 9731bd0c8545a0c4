"""The configuration files of .NET Framework: app.config, web.config, packages.config, and their transforms.

Every attribute and text becomes a setting named by its path (``configuration/startup/
supportedRuntime@sku``); ``location`` elements are left out of paths, and their ``path`` becomes
part of the subject. What programs and the runtime look up by key has names of its own:

- ``switch:<name>`` for each switch of AppContextSwitchOverrides and for what ASP.NET takes from
  ``AppContext.SetSwitch:<name>`` in appSettings; their subject is ``process``;
- ``appsetting:<key>`` for appSettings and for the settings of applicationSettings;
- ``configuration/system.web/httpRuntime@targetFramework(absent)``, an empty value, in a web.config
  whose application is compiled but does not say so: ASP.NET then takes the oldest behaviour;
- ``configuration/startup/supportedRuntime@version(old)`` for the first of the runtimes that may start
  a program, where all of them are older than 4;
- ``packages/package@targetFramework`` once, at the package with the newest .NET Framework: it is
  what the project targeted when something was last installed, while older ones are left behind.

What a transform removes is not set, nor is what starts a program in the file of a library, that a library
reads, or of a debugger's host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from posixpath import basename, dirname, join

from tlslint.facts import Setting, Span, Text
from tlslint.languages.xml_ import (
    Attribute,
    Document,
    Element,
    comments,
    marked,
    split,
)
from tlslint.languages.xml_ import problems as xml_problems
from tlslint.languages.xml_ import read as read_xml
from tlslint.record import replace

__all__ = ["comments", "problems", "settings"]

_RUNTIME = "configuration/system.web/httpRuntime"
_COMPILATION = "configuration/system.web/compilation"
_OVERRIDES = "configuration/runtime/AppContextSwitchOverrides"
_SET_SWITCH = "appcontext.setswitch:"
_SYSTEM_DEFAULT = "switch:Switch.System.Net.DontEnableSystemDefaultTlsVersions"
#: Configuration files of an application, beside its project.
_CONFIGURATIONS = ("App.config", "app.config", "Web.config", "web.config")
#: What says which framework's defaults hold; another name where a switch decides before it.
_DECIDED = frozenset(
    {
        f"{_RUNTIME}@targetFramework",
        f"{_RUNTIME}@targetFramework(absent)",
        "configuration/startup/supportedRuntime@sku",
    }
)
#: Directories looked through upward at most.
_MAX_ABOVE = 32
#: Which runtime starts a program.
_STARTUP = "configuration/startup"
#: Ends of the files of libraries, and of the host that a debugger starts in place of a program.
_STARTS_NOTHING = (".dll.config", ".vshost.exe.config")
#: Redirects of assembly versions: many, and no setting of anything.
_IGNORED = "configuration/runtime/assemblyBinding"


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """The settings of the file ``text`` at ``path``, by place; those before a syntax error, if there is one.

    Where ``marks`` (sorted byte offsets) are given, only those of elements that hold one, and what
    is absent. ``read`` gives the bytes of another file by its path, or None: a web.config inherits
    from those in the directories above. Raises nothing.
    """
    document = read_xml(text)
    if not document.elements:
        return []
    if document.elements[0].name == "packages":
        # NuGet reads packages.config and packages.NAME.config
        named = basename(path.replace("\\", "/")).lower().startswith("packages.")
        found = _packages(document) if named else []
        return [] if found and is_switched(path, read) else found
    found = []
    paths: list[str] = []
    counts: dict[str, int] = {}
    removed: set[int] = set()
    library = path.lower().endswith(_STARTS_NOTHING) or _of_section(document, path)
    runtimes: list[tuple[Element, bool]] = []
    for index, element in enumerate(document.elements):
        parent = element.parent
        if parent < 0:
            paths.append(_rooted(element.name))
        elif element.name == "location":
            paths.append(paths[parent])
        else:
            paths.append(f"{paths[parent]}/{element.name}")
        name = paths[index]
        attributes = document.attributes(element) if element.raw else {}
        if parent in removed or _removes(attributes):
            removed.add(index)
            continue
        if name in (_RUNTIME, _COMPILATION):
            runtimes.append((element, name == _RUNTIME and "targetFramework" in attributes))
        counts[name] = counts.get(name, 0) + 1
        if (
            name.startswith(_IGNORED)
            or element.name == "location"
            or (library and name.startswith(_STARTUP))
        ):
            continue
        extent = element.span if element.text is not None else document.tag(element)
        if not marked(marks, extent):
            continue
        place = _location(document, element)
        subject = f"{place}{name}#{counts[name]}"
        found += _keyed(document, element, name, attributes, place)
        for attribute in attributes.values():
            value = attribute.value
            found.append(
                Setting(f"{name}@{attribute.name}", value, value.span, attribute.span, subject)
            )
        if element.text is not None and element.text.value:
            found.append(Setting(name, element.text, element.text.span, element.span, subject))
    if found and document.elements[0].name in ("configuration", "startup"):
        found = _started(document, found)
    path = path.replace("\\", "/")
    if (
        _of_application(basename(path).lower())
        and not _of_views(path, runtimes)
        and not _inherits(path, read)
    ):
        found += _absent(document, runtimes)
    if system_decides(found):
        found = [replace(s, name=f"{s.name}(switched)") if s.name in _DECIDED else s for s in found]
    return sorted(found, key=lambda s: s.span)


def _of_section(document: Document, path: str) -> bool:
    """Whether a file is called as a section in it: ``log4net.config`` is read by log4net, not by the runtime."""
    stem = basename(path.replace("\\", "/")).lower().partition(".config")[0]
    return any(e.parent == 0 and e.name.lower() == stem for e in document.elements)


def _started(document: Document, found: list[Setting]) -> list[Setting]:
    """``found``, where all runtimes that may start the program are older than 4: the first tells it."""
    runtimes = [e for e in document.elements if e.name == "supportedRuntime"]
    versions = [document.attributes(e).get("version") for e in runtimes]
    if not all(v and v.value.value.strip().lower().startswith(("v1.", "v2.")) for v in versions):
        return found
    names = {f"{_STARTUP}/supportedRuntime@version": f"{_STARTUP}/supportedRuntime@version(old)"}
    first = next((s for s in found if s.name in names), None)
    return [replace(s, name=names[s.name]) if s is first else s for s in found]


def system_decides(found: Iterable[Setting]) -> bool:
    """Whether a switch leaves the choice of versions to the system, whatever framework is targeted."""
    return any(
        s.name == _SYSTEM_DEFAULT and s.value is not None and s.value.value.lower() == "false"
        for s in found
    )


def is_switched(path: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether the configuration of the application beside ``path`` leaves the choice to the system."""
    for name in _CONFIGURATIONS:
        beside = join(dirname(path), name)
        text = read(beside)
        if text is not None and system_decides(settings(text, beside, read)):
            return True
    return False


def problems(text: bytes) -> list[tuple[int, str]]:
    """What kept (the rest of) ``text`` from being read; a file that is no XML at all is none of ours."""
    return xml_problems(text) if text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else []


def _rooted(name: str) -> str:
    """The path of a root: a section in a file of its own stands where it is included."""
    included = {
        "appSettings": "configuration/appSettings",
        "connectionStrings": "configuration/connectionStrings",
        "runtime": "configuration/runtime",
        "startup": "configuration/startup",
        "httpRuntime": _RUNTIME,
        "system.web": "configuration/system.web",
        "system.serviceModel": "configuration/system.serviceModel",
        "bindings": "configuration/system.serviceModel/bindings",
    }
    return included.get(name, name)


def _location(document: Document, element: Element) -> str:
    for outer in document.ancestors(element):
        if outer.name == "location":
            path = document.attributes(outer).get("path")
            return f"{path.value.value}:" if path and path.value.value not in ("", ".") else ""
    return ""


def _removes(attributes: dict[str, Attribute]) -> bool:
    """Whether a transform takes the element, or attributes of it, away."""
    return any(
        name.endswith(":Transform") and attribute.value.value.strip().startswith("Remove")
        for name, attribute in attributes.items()
    )


def _keyed(
    document: Document, element: Element, path: str, attributes: dict[str, Attribute], place: str
) -> list[Setting]:
    """The settings of ``element`` that are looked up by key."""
    if path == _OVERRIDES and "value" in attributes:
        return [
            switch
            for item in split(document.source, attributes["value"].value)
            if (switch := _switch(document.source, item))
        ]
    if path.endswith("/setting/value") and element.text is not None:
        named = document.attributes(document.elements[element.parent]).get("name")
        if named:
            text = element.text
            return [
                Setting(f"appsetting:{named.value.value}", text, text.span, element.span, place)
            ]
    if path != "configuration/appSettings/add" or not {"key", "value"} <= attributes.keys():
        return []
    key, value = attributes["key"].value.value.strip(), attributes["value"].value
    found = [Setting(f"appsetting:{key}", value, value.span, element.span, place)]
    if key.lower().startswith(_SET_SWITCH):
        name = f"switch:{key[len(_SET_SWITCH) :].strip()}"
        found.append(Setting(name, value, value.span, element.span, "process"))
    return found


def _switch(source: bytes, item: Text) -> Setting | None:
    """One ``name=value`` of a list of switches."""
    parts = split(source, item, "=")
    if len(parts) != 2:
        return None
    name, value = parts
    return Setting(f"switch:{name.value}", value, value.span, item.span, "process")


def _of_application(name: str) -> bool:
    """Whether a file called ``name`` is all that its directory says, or a template of that."""
    part = name.endswith((".transform", ".xdt", ".pp"))
    return name == "web.config" or (name.startswith("web.config.") and not part)


def _of_views(path: str, runtimes: list[tuple[Element, bool]]) -> bool:
    """Whether a web.config says how the views of ASP.NET MVC are compiled, in the folder where it looks for them."""
    compiled = all(e.name == "compilation" for e, _ in runtimes)
    return compiled and basename(dirname(path)).lower() == "views"


def _absent(document: Document, runtimes: list[tuple[Element, bool]]) -> list[Setting]:
    """What it means that no ``httpRuntime`` names a target framework, at the element that should."""
    if not runtimes or any(named for _, named in runtimes):
        return []
    runtime = next((e for e, _ in runtimes if e.name == "httpRuntime"), runtimes[0][0])
    if any("Transform" in name for name in runtime.raw[::2]) or _is_transform(document):
        return []
    start = runtime.span.start + 1
    span = Span(start, start + len(runtime.name))
    return [
        Setting(
            f"{_RUNTIME}@targetFramework(absent)",
            Text("", Span(span.end, span.end)),
            span,
            document.tag(runtime),
            f"{_RUNTIME}#1",
        )
    ]


def _inherits(path: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether a web.config above the one at ``path`` sets the target framework of ``httpRuntime``, or is to."""
    directory = dirname(path)
    for _ in range(_MAX_ABOVE):
        if directory in ("", ".", "/"):
            return False
        directory = dirname(directory)
        for name in ("Web.config", "web.config"):
            text = read(join(directory, name))
            if text is None or (b"httpRuntime" not in text and b"<compilation" not in text):
                continue
            # What stands in a location holds for one path only. Where an application above does not
            # say it either, that is the place to say it for all below.
            if any(e.path in (_RUNTIME, _COMPILATION) for e in read_xml(text).elements):
                return True
    return False


def _is_transform(document: Document) -> bool:
    return any("XML-Document-Transform" in value for value in document.elements[0].raw[1::2])


def _packages(document: Document) -> list[Setting]:
    """The newest .NET Framework that a package was installed for."""
    best: tuple[tuple[int, ...], Attribute] | None = None
    for element in document.elements:
        if element.path != "packages/package":
            continue
        target = document.attributes(element).get("targetFramework")
        version = _framework(target.value.value) if target else ()
        if target and version and (best is None or version > best[0]):
            best = version, target
    if best is None:
        return []
    target = best[1]
    value = target.value
    return [Setting("packages/package@targetFramework", value, value.span, target.span, "packages")]


def _framework(moniker: str) -> tuple[int, ...]:
    """``net452`` as (4, 5, 2); empty for what is not .NET Framework."""
    digits = moniker.strip().lower().removeprefix("net")
    known = moniker.strip().lower().startswith("net") and digits.isascii() and digits.isdigit()
    return tuple(int(d) for d in digits) if known and len(digits) < 5 else ()
