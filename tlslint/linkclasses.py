"""Which files seem to declare a class, by their text: before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

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
_BLANKS = (b" ", b"\t")
#: Bytes before a name in which the word that declares it begins.
_BEFORE = 60


def declaring(language: str, names: Iterable[str]) -> Callable[[bytes], list[str]]:
    """A function that gives those of ``names`` that a file of ``language`` seems to declare as types.

    Those with a package are constants and functions of Kotlin outside of classes.
    """
    fold = BY_NAME[language].fold_case
    whole = {n for n in names if "." in n}
    last = {n.rpartition(".")[2].encode() for n in names}
    # a word stands in few places, what declares one at nearly every line
    matcher = Matcher(last, fold, whole=last)
    plain = {_lower(n.encode(), fold): n.encode() for n in set(names) - whole}
    kinds = rb"class|struct|module|interface|enum|record|structure" + rb"|object" * (
        language == "kotlin"
    )
    flags = re.IGNORECASE if fold else 0
    before = re.compile(rb"\b(?:" + kinds + rb")[ \t]{1,40}$", flags)
    interfaces = {n for n in plain if _INTERFACE.match(n)} if language in _IMPLEMENTED else set()
    listed = b"|".join(map(re.escape, sorted(interfaces)))
    having = re.compile(_IMPLEMENTED[language] % listed, flags) if interfaces else None

    def found(data: bytes) -> list[str]:
        there = list(matcher.hits(data))
        hits = {
            word
            for at, word in there
            if word in plain
            and data[at - 1 : at] in _BLANKS
            and before.search(data, max(0, at - _BEFORE), at)
        }
        if having is not None and not interfaces.isdisjoint(word for _, word in there):
            hits |= {_lower(name, fold) for name in having.findall(data)}
        names = {word if fold else plain[word] for word in hits}
        shown = {name.decode("utf-8", "replace") for name in names}
        package = re.search(_PACKAGE, data, re.MULTILINE) if whole and there else None
        if package is not None:
            top = (package[1] + b"." + name for name in re.findall(_TOP, data, re.MULTILINE))
            shown |= whole & {name.decode("utf-8", "replace") for name in top}
        return sorted(shown)

    return found


def _lower(name: bytes, fold: bool) -> bytes:
    return name.lower() if fold else name
