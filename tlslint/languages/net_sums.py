"""Statements of PowerShell that add to ``ServicePointManager.SecurityProtocol`` right behind others."""

from __future__ import annotations

from collections.abc import Iterator

from tlslint.facts import Setting, Span, Text
from tlslint.regex import regex

SETTING = "System.Net.ServicePointManager.SecurityProtocol"
#: What adds to the value, with ``-bor`` (or from elsewhere) and with ``+=``.
ADDING = (f"{SETTING}(added)", f"{SETTING}(summed)")
#: Nothing but the end of a statement and remarks.
_NOTHING = regex(r"(?:[\s;]|#[^\n]*(?=\n))*")
_NEW = frozenset({"tls12", "tls13"})


def joined(settings: Iterator[Setting], s: str, base: int) -> Iterator[Setting]:
    """One setting where statements that add to the value follow the one that sets it, or sums follow an addition.

    Who adds 1.2 in place of an old version must not leave a sum behind that adds it once more.
    """
    before: Setting | None = None
    for setting in settings:
        if before is not None:
            if setting.name in ADDING and (whole := _with(before, setting, s, base)) is not None:
                before = whole
                continue
            yield before
            before = None
        known = setting.name == SETTING or setting.name in ADDING
        if known and setting.value is not None and _inside(setting):
            before = setting
        else:
            yield setting
    if before is not None:
        yield before


def _with(first: Setting, second: Setting, s: str, base: int) -> Setting | None:
    """``first`` with what the statement right behind it adds; None where another one stands between."""
    if first.value is None or second.value is None or not _inside(second):
        return None
    if first.name != SETTING and not _sums_new(first, second, second.value.value):
        return None
    between = s[first.element.end - base : second.element.start - base]
    if not _NOTHING.fullmatch(between):
        return None
    value = Text(
        f"{first.value.value}, {second.value.value}", Span(first.span.start, second.span.end)
    )
    element = Span(first.element.start, second.element.end)
    return Setting(first.name, value, value.span, element, first.subject)


def _sums_new(first: Setting, second: Setting, names: str) -> bool:
    """Whether one of two additions is a sum, and the second one only adds what is new."""
    new = {name.strip().lower() for name in names.split(",")} <= _NEW
    return ADDING[1] in (first.name, second.name) and new


def _inside(setting: Setting) -> bool:
    """Whether the value stands in the statement."""
    return setting.element.start < setting.span.start
