"""Any other XML: Maven and Ant builds, Spring contexts, Hadoop sites, launch configurations.

Texts and attributes become settings named by their paths (``project/properties/tls``,
``beans/bean@class``). System properties of Java have a name of their own, ``property:<key>``, in
every form in which they are written: ``<key>value</key>`` inside ``systemProperties`` and the
like, ``<name>``/``<value>`` pairs, ``key``/``value`` attributes, ``<prop key="…">value</prop>``,
and ``-Dkey=value`` in any text or attribute. Property lists of Apple's give ``plist:<key>``. What beans are given is named as `beans` says.

``${name}`` is looked up among the properties of the same file; what stays unknown is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages import beans
from tlslint.languages.flat import Marks, flat, is_address
from tlslint.languages.xml_ import (
    Document,
    Element,
    comments,
    marked,
    offsets,
    problems,
)
from tlslint.languages.xml_ import read as read_xml

__all__ = ["comments", "problems", "settings"]

#: elements whose children are properties, each named by its tag
_TABLES = frozenset(
    {
        "properties",
        "systemProperties",
        "systemPropertyVariables",
        "systemPropertiesVariables",
        "userProperties",
    }
)
#: elements that hold one property
_ENTRIES = frozenset(
    {
        "property",
        "systemProperty",
        "system-property",
        "sysproperty",
        "sysprop",
        "prop",
        "entry",
        "variable",
        "connection-property",
        "config-property",
    }
)
#: the element of Maven's plugins whose children are environment variables
_ENVIRONMENT = "environmentVariables"
#: elements of Maven and Ant that name what their own file says, which no JVM gets as a property
_VARIABLES = frozenset(
    {
        "project/properties",
        "project/profiles/profile/properties",
        "project/property",
        "project/target/property",
    }
)
#: what answer files of Windows, scheduled tasks and jobs of Jenkins run
_RUN = frozenset({"command", "commandline", "arguments", "path", "script"})
_KEYS = ("key", "name", "config-property-name")
_VALUES = ("value", "config-property-value")
#: A value that refers to others this many times, or deeper, is unknown.
_MAX_STEPS = 20


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """The settings of the file ``text``, by place; those before a syntax error, if there is one.

    Where ``marks`` (sorted byte offsets) are given, only the leaves and attributes that hold one,
    and the properties whose element does. Neither ``path`` nor ``read`` is used. Raises nothing.
    """
    del path, read
    document = read_xml(text)
    given = [_property(document, element) for element in document.elements]
    names: dict[str, str] = {}
    for key, value in given:
        if key and value and not _own_name(key, value.value):
            names.setdefault(key, value.value)
    found: list[Setting] = []
    counts: dict[str, int] = {}
    for n, (element, (key, value)) in enumerate(zip(document.elements, given, strict=True)):
        counts[element.path] = counts.get(element.path, 0) + 1
        if not marked(marks, element.span):
            continue
        subject = f"{element.path}#{counts[element.path]}"
        attributes = document.attributes(element) if element.raw else {}
        if key and value and not _is_variable(document, element):
            found.append(_setting(f"property:{key}", value, element.span, subject, names))
        if element.name == "key" and (said := _listed(document, n)) is not None:
            name = f"plist:{element.text.value}" if element.text is not None else ""
            found.append(_setting(name, said, element.span, subject, names))
        member = beans.member(document, element)
        for m in (*((member,) if member else ()), *beans.attributes(document, element)):
            found.append(_setting(m.name, m.value, m.element, m.subject, names))
        for attribute in attributes.values():
            if marked(marks, attribute.span):
                name = f"{element.path}@{attribute.name}"
                found.append(_setting(name, attribute.value, attribute.span, subject, names))
                if "." in attribute.name:  # <Resource mail.smtp.ssl.protocols="…">
                    name = f"property:{attribute.name}"
                    found.append(_setting(name, attribute.value, attribute.span, subject, names))
                found += _options(document, attribute.value, subject, names)
                if attribute.name.lower() in _RUN:
                    found += _scripts(document, attribute.value)
        held = element.text is not None and bool(element.text.value)
        if element.text is not None and held and marked(marks, _own(document, element)):
            found.append(_setting(element.path, element.text, element.span, subject, names))
            found += _options(document, element.text, subject, names)
            if element.name.lower() in _RUN:
                found += _scripts(document, element.text)
            if element.parent >= 0 and document.elements[element.parent].name == _ENVIRONMENT:
                name = f"env:{element.name}"
                found.append(_setting(name, element.text, element.span, subject, names))
    return sorted(found, key=lambda s: s.span)


def _own(document: Document, element: Element) -> Span:
    """A leaf without its attributes, but with its name, which may be the word that counts."""
    return element.span if not element.raw else Span(document.tag(element).end, element.span.end)


def _property(document: Document, element: Element) -> tuple[str, Text | None]:
    """The key and value that ``element`` gives to a property, in one of the forms there are."""
    parent = document.elements[element.parent] if element.parent >= 0 else None
    if element.name not in _ENTRIES:
        listed = parent is not None and parent.name in _TABLES and element.text is not None
        return (element.name, element.text) if listed else ("", None)
    attributes = document.attributes(element)
    key = next((attributes[k].value.value.strip() for k in _KEYS if k in attributes), "")
    if key and "value" in attributes:
        return key, attributes["value"].value
    if element.text is not None:
        return (key, element.text) if key and element.text.value else ("", None)
    children: dict[str, Text] = {}
    for child in document.children(element):
        if child.text is not None:
            children.setdefault(child.name, child.text)
    inner = next((children[k].value for k in _KEYS if k in children), "")
    return key or inner, next((children[k] for k in _VALUES if k in children), None)


def _listed(document: Document, n: int) -> Text | None:
    """The text behind a key of a property list of Apple's: ``<key>…</key><string>…</string>``."""
    key, following = document.elements[n], document.elements[n + 1 : n + 2]
    beside = following and following[0].name == "string" and following[0].parent == key.parent
    return following[0].text if beside else None


def _is_variable(document: Document, element: Element) -> bool:
    """Whether an element is a variable of a build."""
    parent = document.elements[element.parent] if element.parent >= 0 else None
    return element.path in _VARIABLES or (parent is not None and parent.path in _VARIABLES)


def _setting(name: str, value: Text, element: Span, subject: str, names: dict[str, str]) -> Setting:
    known = _resolved(value.value, names)
    text = None if known is None else Text(known, value.span)
    return Setting(name, text, value.span, element, subject)


def _resolved(value: str, names: dict[str, str]) -> str | None:
    """``value`` with ``${name}`` and ``${name:default}`` replaced; None where one is unknown."""
    given = value
    # an address says what it says with any host
    unknown = given if is_address(given) else None
    for _ in range(_MAX_STEPS):
        start = value.rfind("${")
        if start < 0:
            return value
        end = value.find("}", start)
        if end < 0 or len(value) > 10_000:
            return unknown
        name, colon, default = value[start + 2 : end].partition(":")
        known = names.get(name.strip(), default if colon else None)
        if known is None:
            return unknown
        value = value[:start] + known + value[end + 1 :]
    return unknown


def _own_name(key: str, value: str) -> bool:
    """Whether ``value`` asks for the property that it is given to, which then comes from elsewhere."""
    return f"${{{key}}}" in value or f"${{{key}:" in value


def _options(document: Document, text: Text, subject: str, names: dict[str, str]) -> list[Setting]:
    """The ``-Dkey=value`` in ``text``, at their places in the file."""
    if "-D" not in text.value:
        return []
    from tlslint.languages import jvmoptions

    at = _places(document, text)
    found = []
    for option in jvmoptions.in_text(text.value, 0):
        value = option.value
        if value is None:
            value = _named(text.value, option.span, names)
        span = _moved(option.span, at, text.span)
        found.append(
            Setting(
                option.name,
                value and Text(value.value, _moved(value.span, at, text.span)),
                span,
                _moved(option.element, at, text.span),
                subject,
                option.condition,
            )
        )
    return found


def _scripts(document: Document, text: Text) -> list[Setting]:
    """What PowerShell is told in ``text``: the arguments of a command, the steps of a build."""
    if "SecurityProtocol" not in text.value:
        return []
    from tlslint.languages import net_scripts

    said = net_scripts.scan(flat(text.value.encode()), 0, Marks(None))
    at = _places(document, text)
    return [
        Setting(
            x.name,
            x.value and Text(x.value.value, _moved(x.value.span, at, text.span)),
            _moved(x.span, at, text.span),
            _moved(x.element, at, text.span),
            x.subject,
            x.condition,
        )
        for x in said
    ]


def _places(document: Document, text: Text) -> list[int]:
    """Where each byte of a value stands in the file, and where it ends."""
    table = offsets(document.source, text)
    if table is None:
        whole = text.span
        return [*[whole.start] * len(text.value.encode()), whole.end]
    at = [o for o, c in zip(table, text.value, strict=False) for _ in c.encode()]
    return [*at, table[-1]]


def _named(text: str, option: Span, names: dict[str, str]) -> Text | None:
    """The value of an option that is a name, where the file says what it stands for."""
    written = text.encode()[option.start : option.end].decode("utf-8", "replace")
    key, _, given = written.partition("=")
    known = _resolved(given.strip("\"'"), names) if "${" in given else None
    return (known and Text(known, Span(option.start + len(f"{key}=".encode()), option.end))) or None


def _moved(span: Span, at: list[int], whole: Span) -> Span:
    start, end = at[span.start], at[span.end]
    return Span(start, end) if start < end or span.start == span.end else whole
