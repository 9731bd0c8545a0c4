"""Lines that nothing was read of: in which language, and what of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tlslint.facts import Setting, Span
from tlslint.regex import regex
from tlslint.silent import products
from tlslint.silent.powershell import machine
from tlslint.silent.ways import listed
from tlslint.versions import Version

#: Said of a key unless the code that reads it is found.
NOT_READ = "; what reads it is not known"
_KEY = f"no rule knows this key{NOT_READ}"
_PACKAGE = regex(rb"<package\b[^<>]*\btargetFramework\s*=")
#: A longer value of a key is cut where it is told.
_LONG = 60

#: Keys that no rule is about, and what decides in their place.
_OTHERWISE = {
    "engines/node": "it names no version: any Node may run this",
    "configuration/system.web/compilation@targetFramework": "pages are compiled for it; which versions"
    " requests may negotiate is decided by targetFramework of httpRuntime",
    "configuration/startup/supportedRuntime@version": "it says which runtime starts the program; which"
    " versions it may negotiate is decided by the framework that it was compiled for",
}

_CALLS = (
    "calls and assignments that say a version themselves, system properties and options of a JVM"
)
_SCRIPT = "variables of the environment that rules know, options of a JVM, of Node.js and of clients such as curl"
_SCRIPTS = frozenset({"shell", "batch"})
#: Commands that only print.
_PRINTED = regex(rb"@?(?:echo|printf)\b", re.IGNORECASE)
_PARTS = regex(r"[:/]")
_WORD = regex(rb"\w")
_ELEMENT = regex(rb"</?([A-Za-z_][\w:.-]*)")
_CONDITION = regex(rb"\bCondition\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ASKED = regex(r"\$\(\w+\)")
#: An element with nothing but a text in it, as properties are that files give to the projects below.
_PROPERTY = regex(rb"<([A-Za-z_][\w.-]*)(?:\s[^<>]*)?>([^<>]+)</\1>")
#: Languages whose lines are mostly keys with values.
_ASSIGNING = frozenset({"jvmoptions", "properties"})
_PAIR = regex(rb"([A-Za-z_][\w.-]*)\s*[=:]\s*(?![=~])(.*)$")
#: What is read of the languages that are not read as a whole.
_READ = {
    "gradle": f"of Gradle, Groovy and Scala, only {_CALLS} are read",
    "shell": f"of a script, {_SCRIPT} are read",
    "dockerfile": f"of a Dockerfile, {_SCRIPT} are read, and which runtime its image brings",
    "batch": f"of a script, {_SCRIPT} are read",
    "powershell": "of PowerShell, settings of .NET and variables of the environment are read",
    "jvmoptions": "of this file, options of a JVM and variables of the environment are read",
    "properties": "of this file, keys with their values are read",
    "notebook": "of a notebook, cells of Python are read",
}


def keys(
    settings: Iterable[Setting], line: Span, text: bytes, minimum: Version
) -> list[tuple[Span, str]]:
    """What a line of a configuration sets that no rule knows."""
    found = []
    settings = list(settings)
    registry = machine(text[line.start : line.end].decode("latin-1"))
    for setting in settings:
        value = setting.value
        place = value.span if value is not None else setting.span
        if (
            setting.name.startswith(("code:", "import:"))
            or place.start >= line.end
            or place.end <= line.start
        ):
            continue
        key = setting.name.rpartition(":")[2]
        if place.start < line.start:
            said = f"in the text of {key}"
            place = Span(line.start, place.end)
        elif value is None:
            said = key
        else:
            shown = value.value if len(value.value) <= _LONG else f"{value.value[:_LONG]}…"
            said = f"{key} = {' '.join(shown.split())}"
        used = _used(key, line.end, text) if setting.name.startswith("env:") else ""
        named = products.versions(value.value, minimum) if value is not None else ""
        why = used or registry or _OTHERWISE.get(key, _KEY)
        found.append((place, f"{said}: {why}; {named}" if named else f"{said}: {why}"))
    return found or _opened(settings, line, text)


def _used(name: str, start: int, text: bytes) -> str:
    """Where the commands below a line use the variable that it sets."""
    pattern = re.compile(rb"\$\{?%b\b" % re.escape(name.encode()))
    lines = [text.count(b"\n", 0, m.start()) + 1 for m in pattern.finditer(text, start)]
    where = listed(dict.fromkeys(lines))
    return f"a variable of this script, whose commands use it in {where}" if lines else ""


def _opened(settings: Iterable[Setting], line: Span, text: bytes) -> list[tuple[Span, str]]:
    """The key that opens a line, of values that stand in others."""
    written = text[line.start : line.end].decode("utf-8", "replace")
    key = written.strip().strip("{,").strip().partition(":")[0].strip(" \"'")
    if key and any(key in _PARTS.split(setting.name) for setting in settings):
        return [(line, f"{key}: {_KEY}")]
    return []


def before(comments: Iterable[Span], line: Span, text: bytes) -> Span:
    """What of a line stands before its comment, if that says anything."""
    inside = (
        max(c.start, line.start) for c in comments if c.start < line.end and c.end > line.start
    )
    code = Span(line.start, min(inside, default=line.end))
    return code if _WORD.search(text, code.start, code.end) else Span(line.start, line.start)


def language(name: str, text: bytes, line: Span) -> str:
    """Why a line says nothing that is written in a language of which little is read."""
    written = text[line.start : line.end].strip()
    if name == "jvmoptions" and written.startswith((b";", b"#")):
        return "in a comment"
    if name in _SCRIPTS and _PRINTED.match(written):
        return "only printed or written out by this command, and set nowhere here"
    if name == "powershell":
        from tlslint.silent import powershell  # for few files

        if told := powershell.said(text, line):
            return told
    if name == "registry" and written.startswith(b"["):
        return "the key that the lines below it set values of: see there"
    if name in ("batch", "shell", "dockerfile"):
        from tlslint.silent import powershell  # for few files

        if told := powershell.machine(written.decode("latin-1")):
            return told
        if told := products.command(text, line):
            return f"{_READ[name]}; {told}"
    if name == "dotnetconfig" and _PACKAGE.match(written) and (told := _newest(text)):
        return told
    if name in ("xml", "msbuild") and (element := _ELEMENT.match(written)):
        said = f"{element[1].decode('utf-8', 'replace')}: an element of which no rule says anything"
        if name == "msbuild" and (told := _flavour(written)):
            said += told
        elif name == "msbuild" and _PROPERTY.match(written):
            said += ", unless a project takes its value as the framework that it targets"
        elif name == "msbuild" and (condition := _CONDITION.search(written)):
            asked = dict.fromkeys(_ASKED.findall(condition[0].decode("utf-8", "replace")))
            said += f"; its condition only asks for {', '.join(asked)}" if asked else ""
        return said
    if name in _ASSIGNING and (pair := _PAIR.match(written)):
        key, value = (each.decode("utf-8", "replace").strip() for each in pair.groups())
        return f"{key} = {value[:_LONG]}: {_KEY}" if value else f"{key}: no value is given here"
    read = _READ.get(name, "") if written else ""
    return f"{read}; no rule is about what is written here" if read else ""


def _flavour(written: bytes) -> str:
    """For what a property says that a project is, if that is something of its own: the end of a sentence."""
    from tlslint.languages import msbuild_flavours as flavours  # for few files

    match = _PROPERTY.match(written)
    if match is None:
        return ""
    name, value = (each.decode("utf-8", "replace") for each in match.groups())
    return flavours.unlike(flavours.of_property(name.lower(), value) or "")


def _newest(text: bytes) -> str:
    """What the other lines of a packages.config are passed over for; empty where nothing is."""
    from tlslint.languages import dotnetconfig  # for few files

    for setting in dotnetconfig.settings(text, "packages.config", lambda _: None):
        if setting.value is not None:
            line = text.count(b"\n", 0, setting.span.start) + 1
            newest = f"the newest framework that a package was installed for, {setting.value.value}"
            return (
                f"{newest} in line {line}, is what counts here; a project beside this file decides"
            )
    return ""
