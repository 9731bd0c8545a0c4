"""Hints in the words of the language at hand, where rules are shared between languages."""

from __future__ import annotations

from tlslint.regex import regex

_ARRAY = regex(r"new String\[\] \{([^}]*)\}")
_NEW = regex(r"\bnew (?=[A-Z])")


def spoken(hint: str, language: str) -> str:
    """A hint that is written for Java as one writes it in ``language``."""
    if language != "kotlin":
        return hint
    return _NEW.sub("", _ARRAY.sub(r"arrayOf(\1)", hint))
