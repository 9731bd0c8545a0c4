"""Which files seem to declare a class, by their text: before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tlslint.languages import BY_NAME

#: What a file of Kotlin says its package is, and the constants and functions outside of its classes.
_PACKAGE = rb"^package[ \t]{1,20}([\w.]{1,200})"
_TOP = rb"^(?:(?:internal|public|const|inline|suspend)[ \t]{1,20}){0,3}(?:val|fun)[ \t]{1,20}(\w{1,100})"


def declaring(language: str, names: Iterable[str]) -> Callable[[bytes], list[str]]:
    """A function that gives those of ``names`` that a file of ``language`` seems to declare as types.

    Those with a package are constants and functions of Kotlin outside of classes.
    """
    fold = BY_NAME[language].fold_case
    whole = {n for n in names if "." in n}
    words = b"|".join(re.escape(n.encode()) for n in sorted(set(names) - whole))
    pattern = re.compile(
        rb"\b(?:class|struct|module|interface|enum|record|structure|object)[ \t]{1,40}("
        + words
        + rb")\b",
        re.IGNORECASE if fold else 0,
    )

    def found(data: bytes) -> list[str]:
        hits = {m.decode("utf-8", "replace") for m in pattern.findall(data)} - {""}
        package = re.search(_PACKAGE, data, re.MULTILINE) if whole else None
        if package is not None:
            top = (package[1] + b"." + name for name in re.findall(_TOP, data, re.MULTILINE))
            hits |= whole & {name.decode("utf-8", "replace") for name in top}
        return sorted({h.lower() for h in hits} if fold else hits)

    return found
