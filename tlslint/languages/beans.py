"""Objects that XML describes: beans of Spring and Blueprint, and what Jetty's files make.

``<bean class="a.B"><property name="p" value="v"/>`` sets the member ``p`` of a ``B``, in whatever
form the value is written; ``<constructor-arg>`` is an argument. The settings are named
``bean:B.p`` and ``bean:B(0)``, ``bean:B.make(0)`` where a factory method makes the object.
"""

from __future__ import annotations

from tlslint.facts import Span, Text
from tlslint.languages.xml_ import Document, Element
from tlslint.record import record

#: Elements that describe an object, and the attribute that names its class.
_OBJECTS = {"bean": "class", "New": "class", "Configure": "class"}
#: What Jetty's files configure where they set up a server.
_SERVERS = frozenset({"Server", "ServerConnector"})
_LISTS = frozenset({"list", "set", "array", "Array", "value", "Item"})
_MAX_ITEMS = 32


@record
class Member:
    """What one element says of an object: the name of the setting, its value, and where it is."""

    name: str
    value: Text
    element: Span
    subject: str


def member(document: Document, element: Element) -> Member | None:
    """What ``element`` gives to the object around it, None where it gives nothing."""
    if element.name not in _MEMBERS or element.parent < 0:
        return None
    bean = document.elements[element.parent]
    class_ = _class(document, bean)
    if not class_:
        return None
    attributes = document.attributes(element)
    value = attributes["value"].value if "value" in attributes else _value(document, element)
    if value is None:
        return None
    subject = f"{bean.path}#{bean.span.start}"
    if element.name == "constructor-arg":
        made = document.attributes(bean).get("factory-method")
        target = f"{class_}.{made.value.value}" if made else class_
        at = attributes.get("index")
        number = at.value.value if at else str(_position(document, bean, element))
        return Member(f"bean:{target}({number})", value, element.span, subject)
    name = attributes.get("name")
    if name is None:
        return None
    key = name.value.value
    if element.name == "Set":
        key = key[:1].lower() + key[1:]
    return Member(f"bean:{class_}.{key}", value, element.span, subject)


_MEMBERS = frozenset({"property", "constructor-arg", "argument", "Set"})


def attributes(document: Document, element: Element) -> list[Member]:
    """What ``p:name="value"`` in the start tag of an object gives to its members."""
    class_ = _class(document, element)
    if not class_:
        return []
    return [
        Member(
            f"bean:{class_}.{a.name[len('p:') :]}",
            a.value,
            a.span,
            f"{element.path}#{element.span.start}",
        )
        for a in document.attributes(element).values()
        if a.name.startswith("p:")
    ]


def _class(document: Document, element: Element) -> str:
    """The simple name of the class of the object that ``element`` describes."""
    attribute = _OBJECTS.get(element.name)
    if attribute is None or not element.raw:
        return ""
    given = document.attributes(element).get(attribute)
    name = given.value.value.rpartition(".")[2] if given else ""
    if name == "SslContextFactory" and element.name == "New":
        root = document.elements[0]
        if root.name == "Configure" and _class(document, root) in _SERVERS:
            return f"{name}$Server"
    return name


def _position(document: Document, bean: Element, element: Element) -> int:
    beside = [c for c in document.children(bean) if c.name == element.name]
    return next((n for n, c in enumerate(beside) if c.span == element.span), len(beside))


def _value(document: Document, element: Element) -> Text | None:
    """The text inside ``element``, or its list of texts as ``a,b``, which spans from the first to the last."""
    if element.text is not None:
        return element.text if element.text.value else None
    items = _items(document, element)
    if not items:
        return None
    return Text(",".join(i.value for i in items), Span(items[0].span.start, items[-1].span.end))


def _items(document: Document, element: Element) -> list[Text]:
    found: list[Text] = []
    for child in document.children(element, _MAX_ITEMS * 2):
        if child.name not in _LISTS:
            continue
        if child.text is not None and child.text.value:
            found.append(child.text)
        elif child.text is None:
            found += _items(document, child)
    return found[:_MAX_ITEMS]
