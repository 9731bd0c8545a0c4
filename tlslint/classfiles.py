"""Which files of a scan declare the classes that some files want, where a name does not tell its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tlslint.facts import Wanted
from tlslint.foreign import given_names
from tlslint.places import CLASS_LANGUAGES, class_names, project
from tlslint.source.discover import discover
from tlslint.work import Declarations, Hit

#: Language → class → the files that declare it.
Classes = dict[str, dict[str, list[str]]]
#: Files in which a process looks for types at a time.
_BATCH = 128


def declaring(
    wanted: Iterable[tuple[Hit, Wanted]],
    files: Mapping[str, Sequence[str]],
    declared: Callable[[list[Declarations]], Iterable[tuple[Declarations, object]]],
) -> Classes:
    """The files that declare what is ``wanted``, among ``files`` by language and those beside a file that was given.

    ``declared`` looks for types in files.
    """
    names: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for hit, each in wanted:
        if hit.language in CLASS_LANGUAGES:
            mine = names.setdefault(hit.language, set())
            mine |= _classes_of(hit.language, each)
            if hit.given:
                given.setdefault(hit.language, set()).add(project(hit.path))
    out: Classes = {}
    for language, mine in names.items():
        paths = files.get(language, [])
        around = sorted(given.get(language, ()))
        if around:
            walk = discover(around, listing=False)
            paths = sorted({*paths, *(f.path for f in walk if f.language == language)})
        found: dict[str, list[str]] = {}
        out[language] = found
        searched_as = language
        if language in ("java", "kotlin"):
            for path in paths if language == "java" else files.get("java", ()):
                name = path[path.rfind("/") + 1 : -len(".java")]
                if name in mine:
                    found.setdefault(name, []).append(path)
        if language == "java":
            # what no file of Java is called after may be in one of Kotlin
            searched_as, mine = "kotlin", mine - found.keys()
            paths = files.get("kotlin", []) if mine else []
            for path in paths:  # ``FilesKt`` holds what Files.kt has outside of classes
                name = path[path.rfind("/") + 1 : -len(".kt")] + "Kt"
                if name in mine:
                    found.setdefault(name, []).append(path)
        tasks = [
            Declarations(searched_as, tuple(sorted(mine)), tuple(paths[i : i + _BATCH]))
            for i in range(0, len(paths), _BATCH)
        ]
        for _, hits in declared(tasks):
            for path, types in hits if isinstance(hits, list) else ():
                for name in types:
                    found.setdefault(name, []).append(path)
    return out


def of(classes: Classes, language: str, wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """The files of the classes that one file may want."""
    found = classes.get(language)
    if not found:
        return {}
    names = _classes_of(language, wanted)
    return {n: tuple(sorted(found[n])) for n in sorted(names) if n in found}


def _classes_of(language: str, wanted: Wanted) -> set[str]:
    """The names of the classes that may say what a file wants."""
    names = {*wanted.names, *wanted.perhaps}
    for name in wanted.perhaps:
        names |= given_names(name)
    return {c for name in names for c in class_names(language, name, wanted.opened)}
