"""Report formats: one module each, with one function ``render(report, context)`` that gives the text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tlslint.facts import Report
    from tlslint.report.context import Context

#: Each format and its module, loaded when somebody asks for it.
FORMATS = {
    "text": "tlslint.report.text",
    "concise": "tlslint.report.concise",
    "json": "tlslint.report.json_",
    "sarif": "tlslint.report.sarif",
    "github": "tlslint.report.github",
}

#: Formats for people, which hold the summary themselves.
FOR_PEOPLE = frozenset({"text"})


def render(name: str, report: Report, context: Context) -> str:
    """The report in the format ``name``, a key of FORMATS; it ends in a line end unless empty."""
    function = cast("Callable[[Report, Context], str]", import_module(FORMATS[name]).render)
    return function(report, context)
