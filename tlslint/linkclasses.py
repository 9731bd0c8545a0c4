"""Which files seem to declare a class, by their text: before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from tlslint.languages import BY_NAME
from tlslint.prefilter import Matcher
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
_INTERFACE = regex(rb"I[A-Z]|i[a-z]")
#: Words before the name of a type that a file declares, and what stands between.
_KINDS = (b"class", b"struct", b"module", b"interface", b"enum", b"record", b"structure")
_GAPS = (b" ", b"  ", b"\t")
#: Such words of one language; in C# also those before a name that stands for a type in every file of a project.
_MORE_KINDS = {"kotlin": (b"object",), "csharp": (b"global using",)}
#: What stands behind such a word where it declares a type.
_NAME = regex(rb"[ \t]{1,40}(\w{1,200})")


def types(language: str, data: bytes) -> set[str]:
    """The names of all types that a file of ``language`` seems to declare.

    Those with a package are constants and functions of Kotlin outside of classes.
    """
    data = _lower(data, BY_NAME[language].fold_case)
    names = {name.decode("utf-8", "replace") for name in _after((*_KINDS, b"object"), data)}
    return names | _outside(data) if language == "kotlin" else names


def _after(kinds: Iterable[bytes], data: bytes) -> Iterator[bytes]:
    """The names that stand behind words which declare types."""
    for kind in kinds:  # one after the other is faster than one expression
        at = data.find(kind)
        while at >= 0:
            end = at + len(kind)
            if name := _NAME.match(data, end):
                yield name[1]
            at = data.find(kind, end)


@lru_cache(maxsize=8)
def declaring(language: str, names: tuple[str, ...], many: bool) -> Callable[[bytes], list[str]]:
    """A function that gives those of ``names`` that a file of ``language`` seems to declare as types.

    Those with a package are constants and functions of Kotlin outside of classes. Of ``many`` files
    each is searched for all names at once, which takes a while to prepare.
    """
    fold = BY_NAME[language].fold_case
    whole = {n for n in names if "." in n}
    plain = {_lower(n.encode(), fold): n for n in names if n not in whole}
    kinds = (*_KINDS, *_MORE_KINDS.get(language, ()))
    # a name alone stands in many more places
    written = {k + g + n: n for k in kinds for g in _GAPS for n in plain} if many else {}
    classes = Matcher(written, fold, whole=written)
    tops = Matcher((n.rpartition(".")[2].encode() for n in whole), fold)
    interfaces = [n for n in plain if _INTERFACE.match(n)] if language in _IMPLEMENTED else []
    having = Matcher(interfaces, fold)
    listed = b"|".join(map(re.escape, interfaces))
    implemented = re.compile(
        _IMPLEMENTED[language] % listed if interfaces else b"(?!)", re.IGNORECASE if fold else 0
    )

    def found(data: bytes) -> list[str]:
        if many:
            hits = {written[word] for _, word in classes.hits(data)}
        else:
            hits = plain.keys() & _after(kinds, _lower(data, fold))
        if interfaces and having.search(data):
            hits |= {_lower(name, fold) for name in implemented.findall(data)}
        shown = {name.decode("utf-8", "replace") if fold else plain[name] for name in hits}
        if tops.search(data):
            shown |= whole & _outside(data)
        return sorted(shown)

    return found


def _outside(data: bytes) -> set[str]:
    """The constants and functions outside of the classes of a file of Kotlin, with its package."""
    package = re.search(_PACKAGE, data, re.MULTILINE)
    if package is None:
        return set()
    top = (package[1] + b"." + name for name in re.findall(_TOP, data, re.MULTILINE))
    return {name.decode("utf-8", "replace") for name in top}


def _lower(name: bytes, fold: bool) -> bytes:
    return name.lower() if fold else name
