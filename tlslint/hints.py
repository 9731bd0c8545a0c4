"""Hints in the words of the language at hand, where rules are shared between languages."""

from __future__ import annotations

import re

from tlslint.regex import regex

_ARRAY = regex(r"new String\[\] \{([^}]*)\}")
#: How Java makes lists and sets → what Kotlin has for it.
_MADE = regex(r"\b(?:Arrays\.asList|(List|Set)\.of)\(")
_NEW = regex(r"\bnew (?=[A-Z])")
#: A setter of one list, which Kotlin writes as an assignment.
_SETTER = regex(r"\bset([A-Z])(\w*)\((arrayOf\([^()]*\))\)")


def spoken(hint: str, language: str) -> str:
    """A hint that is written for Java as one writes it in ``language``."""
    if language != "kotlin":
        return hint
    hint = _MADE.sub(_function, _ARRAY.sub(r"arrayOf(\1)", hint))
    return _SETTER.sub(_assignment, _NEW.sub("", hint))


def _function(found: re.Match[str]) -> str:
    return f"{(found[1] or 'List').lower()}Of("


def _assignment(found: re.Match[str]) -> str:
    return f"{found[1].lower()}{found[2]} = {found[3]}"
