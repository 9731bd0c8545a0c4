"""Outputs of Fluentd: which plugin each setting of a ``<match>`` or ``<store>`` is given to.

https://docs.fluentd.org/configuration/config-file
"""

from __future__ import annotations

from collections.abc import Iterable

#: What tells a file of Fluentd; and the sections of which each is one output.
SIGN = "<match"
_OUTPUTS = ("<match", "<store")


def plugins(entries: Iterable[tuple[str, str, int]]) -> dict[int, str]:
    """The types of the outputs that settings stand in, by where these begin: of key, value and begin."""
    found: dict[int, str] = {}
    #: of each open section its type and the begins of its own settings; no output has none of them
    open_: list[tuple[str, list[int] | None]] = []
    for key, value, start in entries:
        if key.startswith("</"):
            if open_:
                plugin, inside = open_.pop()
                found.update(dict.fromkeys(inside or (), plugin))
        elif key.startswith("<"):
            open_.append(("", [] if key.startswith(_OUTPUTS) else None))
        elif open_:
            plugin, inside = open_[-1]
            if key in ("@type", "type"):
                open_[-1] = (value.strip(), inside)
            elif inside is not None:
                inside.append(start)
    return {start: plugin for start, plugin in found.items() if plugin}
