"""What ``project.json``, the project of .NET before ``.csproj`` of the newer form, is built for."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.facts import Setting, Span, Text

NAME = "project.json"
#: Each key of ``frameworks``; its subject begins with ``library`` unless the project has an entry point.
FRAMEWORK = "json:frameworks@key"


def frameworks(parts: Iterable[tuple[str, Span, bool]]) -> list[Setting]:
    """The frameworks that a project names; ``dnx451`` is ``net451``.

    ``parts`` are its brackets and texts in order, each with its place and whether it is a key.
    """
    depth = 0
    section = ""
    program = False
    found: list[tuple[str, Span]] = []
    for text, span, is_key in parts:
        depth += (text in ("{", "[")) - (text in ("}", "]"))
        if is_key and depth == 1:
            section = text
            program = program or text in ("commands", "entryPoint")
        elif is_key and depth == 2 and section == "frameworks":
            found.append((text, span))
        elif is_key:
            program = program or text == "emitEntryPoint"
    kind = "program" if program else "library"
    several = ";" if len(found) > 1 else ""
    return [
        Setting(
            FRAMEWORK,
            Text("net" + name[3:] if name.startswith("dnx") else name, span),
            span,
            span,
            f"{kind} {several}{name}",
        )
        for name, span in found
    ]
