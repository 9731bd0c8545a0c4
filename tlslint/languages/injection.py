"""What a framework puts into a field or parameter of the JVM unless its configuration says otherwise.

``@Value("${tls:TLSv1}")``, ``@ConfigProperty(name = "tls", defaultValue = "TLSv1")``; what a method
gives that a framework writes: ``@WithDefault("TLSv1") String protocol();``.
"""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import syntax as s

#: Annotations that put a configured value into a field or parameter → their element with the default.
INJECTING = {
    "Value": "value",
    "ConfigProperty": "defaultValue",
    "DefaultValue": "value",
    "WithDefault": "value",
    # of the command line (picocli), of Spring Shell, of plugins of Maven
    "Option": "defaultValue",
    "Parameters": "defaultValue",
    "ShellOption": "defaultValue",
    "Parameter": "defaultValue",
}

_SPLIT = "#{'${"


def injected(annotations: Iterable[s.Expr], several: bool = False) -> s.Expr | None:
    """The value that the first such annotation gives; None where there is none.

    ``several``: it is given to a list, which takes its items from between commas.
    """
    for call in annotations:
        last = last_of(call.func) if isinstance(call, s.Call) else ""
        if not isinstance(call, s.Call) or last not in INJECTING:
            continue
        given: s.Expr = s.Other(call.start, call.start)
        default: s.Expr | None = None
        for arg in call.args:
            text = arg.value.value if isinstance(arg.value, s.Lit) else None
            if isinstance(text, str) and text.startswith(_SPLIT) and "}'.split" in text:
                # an expression that splits it: #{'${tls:TLSv1}'.split(',')}
                text, several = text[len(_SPLIT) - 2 : text.index("}'.split") + 1], True
            key = _key(last, arg.name, text)
            if key:
                # reads the key, as a call of a function that nobody knows would
                named = s.Lit(arg.value.start, arg.value.end, key)
                reads = s.Name(arg.start, arg.start, "configured")
                given = s.Call(arg.start, arg.end, reads, (s.Arg(arg.start, arg.end, None, named),))
            found = _default(last, arg.name, text)
            if found is not None:
                default = s.Lit(arg.value.start, arg.value.end, found)
                if several and "," in found:
                    at, end = arg.value.start, arg.value.end
                    split = s.Attr(at, end, default, "split", end)
                    comma = s.Arg(end, end, None, s.Lit(end, end, ","))
                    default = s.Call(at, end, split, (comma,))
        if default is None:
            return given if isinstance(given, s.Call) else None
        if isinstance(given, s.Call):
            # apart from the default, which is known
            given = s.Call(given.start, given.start, given.func, given.args)
        return s.Binary(call.start, call.end, "||", given, default)
    return None


def last_of(name: s.Expr) -> str:
    """The last part of the name of an annotation."""
    return name.id if isinstance(name, s.Name) else name.name if isinstance(name, s.Attr) else ""


def _key(annotation: str, element: str | None, text: object) -> str | None:
    """The key of the configuration that such an annotation names, if this element does."""
    if not isinstance(text, str):
        return None
    if annotation == "ConfigProperty":
        return text if element == "name" else None
    if annotation == "Value" and text.startswith("${") and text.endswith("}"):
        return text[2:-1].partition(":")[0]
    return None


def _default(annotation: str, element: str | None, text: object) -> str | None:
    """The default that an element of such an annotation gives; None where it gives none."""
    if not isinstance(text, str) or (element or "value") != INJECTING[annotation]:
        return None
    if annotation != "Value":
        return text
    if not (text.startswith("${") and text.endswith("}") and ":" in text):
        return None
    return text[2:-1].partition(":")[2]
