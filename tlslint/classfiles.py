"""Which files of a scan declare the classes that some files want, where a name does not tell its file.

A call that is given a constant is of interest only if that names a version. So the files that
name versions are looked into for the constants first, and for the called function afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from tlslint.facts import Wanted
from tlslint.foreign import given_names
from tlslint.linkclasses import types
from tlslint.naming import MAX_BYTES, Naming
from tlslint.places import CLASS_LANGUAGES, class_names, project
from tlslint.record import replace
from tlslint.searching import Hit, utf8
from tlslint.source.discover import discover
from tlslint.source.read import read_small
from tlslint.work import Declarations

#: Language → class → the files that declare it.
Classes = dict[str, dict[str, list[str]]]
#: A file, and what it wants.
Wish = tuple[Hit, Wanted]
#: Looks for types in files, perhaps by several processes.
Declared = Callable[[list[Declarations]], Iterable[tuple[Declarations, object]]]
#: Files in which a process looks for types at a time, and so many of which each is searched for all at once.
_BATCH = 128
_MANY = 4000
#: In files of which languages what one of the JVM's wants may be.
_CALLED_AFTER = {"java": ("java", "kotlin"), "kotlin": ("java",)}


class Files:
    """The files of a scan, ``of`` each language, and those of the JVM's languages by the class that they are called after."""

    def __init__(self, of: Mapping[str, Sequence[str]]) -> None:
        self.of = of
        self._called: dict[str, dict[str, list[str]]] = {}

    def called(self, language: str) -> dict[str, list[str]]:
        """Those of Java or Kotlin by their class; ``FilesKt`` holds what Files.kt has outside of classes."""
        if language not in self._called:
            end, behind = (5, "") if language == "java" else (3, "Kt")  # .java, .kt
            found = self._called[language] = {}
            for path in self.of.get(language, ()):
                found.setdefault(path[path.rfind("/") + 1 : -end] + behind, []).append(path)
        return self._called[language]


def narrowed(
    wishes: Iterable[Wish],
    files: Files,
    hits: Mapping[str, Sequence[str]],
    naming: Naming,
) -> list[Wish]:
    """``wishes`` without the calls that are given constants of which none can name a version.

    ``hits`` are the files of each language that hold a word of a rule: where a file was given by
    itself, those of others are not known.
    """
    wishes = list(wishes)
    asked: dict[str, set[str]] = {}
    constants: list[list[set[str]]] = []
    for hit, wanted in wishes:
        told = hit.language in CLASS_LANGUAGES and not hit.given
        constants.append(_constants(hit.language, wanted) if told else [])
        if told:
            asked.setdefault(hit.language, set()).update(*constants[-1])
    telling: dict[str, set[str]] = {}
    for language, names in asked.items():
        found = _called_after(language, names, files)
        for other in ("java", "kotlin") if language == "java" else (language,):
            for path in hits.get(other, ()):
                if naming.names(path, other):
                    data = utf8(read_small(path, MAX_BYTES) or b"")
                    for name in names & types(other, data):
                        found.setdefault(name, []).append(path)
        telling[language] = {
            name
            for name, paths in found.items()
            if any(naming.names(path, language) for path in paths)
        }
    out = []
    for (hit, wanted), every in zip(wishes, constants, strict=True):
        if hit.language in telling and not hit.given:
            known = telling[hit.language]
            each = zip(wanted.perhaps, every, strict=True)
            left = tuple(call for call, classes in each if not known.isdisjoint(classes))
            wanted = replace(wanted, perhaps=left)
        if wanted.names or wanted.perhaps:
            out.append((hit, wanted))
    return out


def declaring(wishes: Iterable[Wish], files: Files, declared: Declared) -> Classes:
    """The files that declare what is wanted, among ``files`` by language and those beside a file that was given."""
    names: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for hit, each in wishes:
        if hit.language in CLASS_LANGUAGES:
            mine = names.setdefault(hit.language, set())
            mine |= _classes_of(hit.language, each)
            if hit.given:
                given.setdefault(hit.language, set()).add(project(hit.path))
    out: Classes = {}
    for language, mine in names.items():
        paths = files.of.get(language, [])
        around = sorted(given.get(language, ()))
        here = files
        if around:
            walk = discover(around, listing=False)
            paths = sorted({*paths, *(f.path for f in walk if f.language == language)})
            here = Files({**files.of, language: paths})
        found = out[language] = _called_after(language, mine, here)
        searched_as = language
        if language == "java":
            # what no file of Java is called after may be in one of Kotlin
            searched_as, mine = "kotlin", mine - found.keys()
            paths = files.of.get("kotlin", []) if mine else []
        for name, more in _declaring(searched_as, mine, paths, declared).items():
            found.setdefault(name, []).extend(more)
    return out


def _called_after(language: str, names: AbstractSet[str], files: Files) -> dict[str, list[str]]:
    """The files of the JVM's languages that are called after one of ``names``."""
    found: dict[str, list[str]] = {}
    for other in _CALLED_AFTER.get(language, ()):
        called = files.called(other)
        for name in sorted(names & called.keys()):
            found.setdefault(name, []).extend(called[name])
    return found


def _declaring(
    language: str, names: Iterable[str], paths: Sequence[str], declared: Declared
) -> dict[str, list[str]]:
    """The files of ``paths`` that seem to declare one of ``names``, by their text."""
    found: dict[str, list[str]] = {}
    wanted = tuple(sorted(names))
    starts = range(0, len(paths) if wanted else 0, _BATCH)
    many = len(paths) >= _MANY
    tasks = [Declarations(language, wanted, tuple(paths[i : i + _BATCH]), many) for i in starts]
    for _, hits in declared(tasks):
        for path, declares in hits if isinstance(hits, list) else ():
            for name in declares:
                found.setdefault(name, []).append(path)
    return found


def _constants(language: str, wanted: Wanted) -> list[set[str]]:
    """For each call that is given constants: the classes that may hold these."""
    return [
        {c for name in given_names(call) for c in class_names(language, name, wanted.opened)}
        for call in wanted.perhaps
    ]


def of(classes: Classes, language: str, wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """The files of the classes that one file may want."""
    found = classes.get(language)
    if not found:
        return {}
    names = _classes_of(language, wanted)
    return {n: tuple(sorted(found[n])) for n in sorted(names) if n in found}


def _classes_of(language: str, wanted: Wanted) -> set[str]:
    """The names of the classes that may say what a file wants."""
    names = (*wanted.names, *wanted.perhaps)
    found = {c for name in names for c in class_names(language, name, wanted.opened)}
    return found.union(*_constants(language, wanted))
