"""Which files seem to declare a class, by their text: before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tlslint.languages import BY_NAME
from tlslint.regex import regex

#: What a file of Kotlin says its package is, and the constants and functions outside of its classes,
#: with what they extend before them.
_PACKAGE = rb"^package[ \t]{1,20}([\w.]{1,200})"
_TOP = rb"^(?:(?:internal|public|const|inline|suspend)[ \t]{1,20}){0,3}(?:val|fun)[ \t]{1,20}(?:[\w.<>?]{1,100}\.)?(\w{1,100})"
#: How a class of .NET says that it has an interface, and how names of these begin.
_IMPLEMENTED = {
    "csharp": rb"\bclass[ \t]{1,40}\w{1,200}(?:<[^>{]{0,100}>)?\s{0,100}:[^{};]{0,300}\b(%b)\b",
    "vbnet": rb"\bImplements[ \t]{1,40}(?:[\w.]+,[ \t]*)*(%b)\b",
}
_INTERFACE = regex(r"I[A-Z]|i[a-z]")


def declaring(language: str, names: Iterable[str]) -> Callable[[bytes], list[str]]:
    """A function that gives those of ``names`` that a file of ``language`` seems to declare as types.

    Those with a package are constants and functions of Kotlin outside of classes.
    """
    fold = BY_NAME[language].fold_case
    whole = {n for n in names if "." in n}
    words = b"|".join(re.escape(n.encode()) for n in sorted(set(names) - whole))
    kinds = rb"class|struct|module|interface|enum|record|structure" + rb"|object" * (
        language == "kotlin"
    )
    pattern = re.compile(
        rb"\b(?:" + kinds + rb")[ \t]{1,40}(" + words + rb")\b",
        re.IGNORECASE if fold else 0,
    )
    interfaces = [n for n in names if _INTERFACE.match(n)] if language in _IMPLEMENTED else []
    listed = b"|".join(re.escape(n.encode()) for n in sorted(interfaces))
    having = _IMPLEMENTED[language] % listed if interfaces else b""
    flags = re.IGNORECASE if fold else 0

    def found(data: bytes) -> list[str]:
        hits = {m.decode("utf-8", "replace") for m in pattern.findall(data)} - {""}
        if interfaces:
            hits |= {m.decode("utf-8", "replace") for m in re.findall(having, data, flags)}
        package = re.search(_PACKAGE, data, re.MULTILINE) if whole else None
        if package is not None:
            top = (package[1] + b"." + name for name in re.findall(_TOP, data, re.MULTILINE))
            hits |= whole & {name.decode("utf-8", "replace") for name in top}
        return sorted({h.lower() for h in hits} if fold else hits)

    return found
