"""Where the definition of a name may lie that a file uses and does not define itself.

Most languages say so by the name alone: modules and packages are files and directories. Only
for classes of .NET, and Java's outside the file's own source root, is an index of classes
needed. No file is parsed here, and none outside the repository or the given directories is
looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from tlslint import goplaces
from tlslint.declaring import declares
from tlslint.folders import MAX_ABOVE, Candidate, folder_of, upward, within
from tlslint.foreign import IMPLEMENTED, USED, arguments, bare
from tlslint.goplaces import Declared
from tlslint.record import record
from tlslint.values import Const, text_of

#: The words by which a finding names the place in another file that its value comes from.
DEFINED = "the value is defined here"
#: The words by which it names another that is mended with it.
SAME = "the same holds here"
#: The words by which the finding of a floor names a flag that kept out what is under it.
OPENED = "the flag that kept it out is cleared here"

#: Names that one file may ask for, at most.
MAX_WANTED = 64

#: What Django's settings are to those who use them.
_DJANGO = "django.conf.settings."
_SCRIPTS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".es6", ".es", ".json")
#: Module names that mean the root of an application's own sources.
_OWN_ROOTS = ("@/", "~/")
#: The package that hands out an application's settings, and where they are, unless in YAML; what is in JSON is judged there:
#: https://github.com/node-config/node-config/wiki/Configuration-Files
_CONFIG = "config."
DEFAULT_JSON = "config/default.json"
_DEFAULTS = (*(f"config/default{e}" for e in (".js", ".ts", ".cjs", ".mjs")), DEFAULT_JSON)
CLASS_LANGUAGES = frozenset({"java", "kotlin", "csharp", "vbnet"})
#: The formats in which keys that code reads are given values, as settings named ``property:KEY``.
KEY_FORMATS = frozenset(
    {
        *("properties", "yaml", "json", "toml", "xml", "shell", "dockerfile", "jvmoptions"),
        *("gradle", "hcl", "dotnetconfig"),
    }
)
#: Ends of the names of files that make a directory a project.
_PROJECTS = (".csproj", ".vbproj", ".sln", "pom.xml", "build.gradle", "build.gradle.kts")
#: Packages that no repository defines itself.
_PLATFORM = {
    "java": ("java.", "javax."),
    "kotlin": ("java.", "javax.", "kotlin."),
    "csharp": ("System.",),
    "vbnet": ("system.", "my."),
}


#: A bound, a directory and the first part of a package → the directories that hold one of that name.
Roots = dict[tuple[str, str, str], tuple[str, ...]]


@record
class Where:
    """Where is looked: nothing outside the directory ``bound``.

    ``classes`` maps the names of classes to the files that seem to define them, ``declared``
    keeps what has been found in directories of Go files, ``roots`` the directories around one in
    which packages of Java begin with a name.
    """

    bound: str
    classes: Mapping[str, Sequence[str]]
    declared: Declared
    roots: Roots


def linkable(language: str, name: str, opened: Sequence[str]) -> bool:
    """Whether another file of a repository could define ``name``, as far as the name tells."""
    if ":" in name or "*" in name or not name.strip("."):
        return False
    if language in ("javascript", "typescript", "tsx"):
        return name.startswith((".", _CONFIG, *_OWN_ROOTS))
    if language == "go":
        return True
    if language == "python" or language in CLASS_LANGUAGES:
        if "." not in name:
            return bool(opened) and bare(name).isidentifier()
        return not name.startswith(_PLATFORM.get(language, ("\0",)))
    return False


def boundary(path: str, roots: Sequence[str]) -> str:
    """The directory that a look-up from the file at ``path`` must not leave.

    It is the repository around the file, else the one of ``roots`` that holds it, else its own
    directory.
    """
    start = folder_of(path)
    for directory in upward(start, "/"):
        if os.path.exists(os.path.join(directory, ".git")):
            return directory
    holding = [r for r in map(os.path.abspath, roots) if within(start, r)]
    return min(holding, key=len, default=start)


def project(path: str) -> str:
    """The outermost directory above a file that a build file or a declaration says is a project, else its own.

    A module is built with those beside it: from one project to the one that holds it there is at
    most one directory without such a file, and a repository is not left. A home is no project.
    """
    folder = os.path.dirname(path) or "."
    directory = folder
    found = ""
    without = 0
    home = os.path.expanduser("~")
    for _ in range(MAX_ABOVE):
        if os.path.abspath(directory) == home:
            break
        try:
            names = os.listdir(directory)
        except OSError:
            break
        if any(n.endswith(_PROJECTS) or declares(n) for n in names):
            found, without = directory, 0
        elif found:
            without += 1
        if (
            without > 1
            or ".git" in names
            or os.path.abspath(directory) == os.path.dirname(os.path.abspath(directory))
        ):
            break
        directory = os.path.normpath(os.path.join(directory, ".."))
    return found or folder


def candidates(
    language: str,
    name: str,
    path: str,
    opened: Sequence[str],
    where: Where,
) -> Iterator[Candidate]:
    """The files that may define ``name`` for the file at ``path``, the likeliest first."""
    if language == "python":
        found = _python(name, path, opened, where.bound)
        if name.startswith(_DJANGO):
            found = _settings(name[len(_DJANGO) :], path, where.bound)
    elif language == "go":
        found = goplaces.candidates(name, path, where.bound, where.declared)
    elif language in CLASS_LANGUAGES:
        found = _class(language, name, path, opened, where)
    else:
        found = _script(name, path, where.bound)
    bound = os.path.realpath(where.bound)
    for file, members in found:
        if within(os.path.realpath(file), bound):
            yield file, members


def class_names(language: str, name: str, opened: Sequence[str]) -> set[str]:
    """The simple names of the classes that may hold ``name``, and with its package what it may be itself."""
    if USED in name or IMPLEMENTED in name:
        return set()  # those who use or extend something are asked, not those who declare it
    parts = name.split(".")
    whole = {name} if len(parts) > 1 else {f"{o}.{name}" for o in opened}
    if language == "kotlin":
        return {bare(w) for w in whole} | class_names("", name, opened)
    called = {bare(p) for p in parts if "(" in p}
    if len(parts) == 1:
        return {o.rpartition(".")[2] for o in opened} | called
    return {*parts[:-1], *called}


# -- Python


def _python(name: str, path: str, opened: Sequence[str], bound: str) -> Iterator[Candidate]:
    if "." not in name:
        for module in opened:
            dot = "" if module.endswith(".") else "."
            yield from _python(f"{module}{dot}{name}", path, (), bound)
        return
    rest = name.lstrip(".")
    dots = len(name) - len(rest)
    parts = rest.split(".")
    folder = folder_of(path)
    if dots:
        for _ in range(dots - 1):
            folder = os.path.dirname(folder)
        found = list(_module(folder, parts))
        package = os.path.join(folder, "__init__.py")
        if not found and os.path.isfile(package):
            found = [(package, tuple(parts))]
        yield from found
        return
    for directory in upward(folder, bound):
        for base in (directory, os.path.join(directory, "src")):
            if found := list(_module(base, parts)):
                yield from found
                return


def _settings(name: str, path: str, bound: str) -> Iterator[Candidate]:
    """The module of settings of the Django project around a file, if it has one of them alone.

    https://docs.djangoproject.com/en/stable/topics/settings/
    """
    for directory in upward(folder_of(path), bound):
        if os.path.isfile(os.path.join(directory, "manage.py")):
            found = []
            for each in ("", *sorted(os.listdir(directory))):
                for module in ("settings.py", os.path.join("settings", "__init__.py")):
                    if os.path.isfile(file := os.path.join(directory, each, module)):
                        found.append(file)
            if len(found) == 1:
                yield found[0], tuple(name.split("."))
            return


def _module(directory: str, parts: list[str]) -> Iterator[Candidate]:
    """The file that the first ``parts`` below ``directory`` name, with the parts that are left."""
    found: Candidate | None = None
    for number, part in enumerate(parts):
        left = tuple(parts[number + 1 :])
        inner = os.path.join(directory, part)
        if os.path.isdir(inner):
            package = os.path.join(inner, "__init__.py")
            if left and os.path.isfile(package):
                found = (package, left)
            directory = inner
            continue
        if left and os.path.isfile(f"{inner}.py"):
            found = (f"{inner}.py", left)
        break
    if found is not None:
        yield found


# -- JavaScript and TypeScript


def _config(name: str, path: str, bound: str) -> Iterator[Candidate]:
    """The file with the defaults that ``config.get("tls.min")`` and ``config.tls.min`` read."""
    members: list[str] = []
    for part in name.split("."):
        if not part.endswith("])"):
            members.append(part)
            continue
        given, _ = arguments(part)
        asked = text_of(given[0]) if len(given) == 1 and isinstance(given[0], Const) else None
        if not asked or bare(part) != "get":
            return
        members += asked.split(".")
    for directory in upward(folder_of(path), bound):
        for each in _DEFAULTS:
            if os.path.isfile(file := os.path.join(directory, each)):
                yield file, tuple(members)
                return


def _script(name: str, path: str, bound: str) -> Iterator[Candidate]:
    if name.startswith(_CONFIG):
        yield from _config(name.removeprefix(_CONFIG), path, bound)
        return
    folder = folder_of(path)
    if name.startswith(_OWN_ROOTS):
        name = name[2:]
        bases = [os.path.join(d, s) for d in upward(folder, bound) for s in ("src", "")]
    else:
        bases = [folder]
    head, slash, last = name.rpartition("/")
    if last.startswith("."):  # ``.`` and ``..`` name directories; the last point joins a member
        rest = last.lstrip(".")
        dots = len(last) - len(rest) - bool(rest)
        head, last = f"{head}{slash}{'.' * dots}", f"index.{rest}"
    parts = last.split(".")
    for base in bases:
        for length in range(len(parts), 0, -1):
            whole = ".".join(parts[:length])
            if ")." in whole:  # a member of what a module gives that is a function
                continue
            stem = os.path.normpath(os.path.join(base, head, bare(whole)))
            if file := _script_file(stem):
                called = whole[len(bare(whole)) :]
                yield file, (*([called] if called else ()), *(p for p in parts[length:] if p))
                return


def _script_file(stem: str) -> str | None:
    if stem.endswith(_SCRIPTS) and os.path.isfile(stem):
        return stem
    for extension in _SCRIPTS:
        if os.path.isfile(stem + extension):
            return stem + extension
    if stem.endswith((".js", ".mjs", ".cjs", ".jsx")):  # TypeScript names what it becomes
        for extension in (".ts", ".tsx", ".mts", ".cts"):
            if os.path.isfile(os.path.splitext(stem)[0] + extension):
                return os.path.splitext(stem)[0] + extension
    if os.path.isdir(stem):
        for extension in _SCRIPTS:
            if os.path.isfile(os.path.join(stem, f"index{extension}")):
                return os.path.join(stem, f"index{extension}")
    return None


# -- languages of classes


def _class(
    language: str, name: str, path: str, opened: Sequence[str], where: Where
) -> Iterator[Candidate]:
    names = [(name, 0)] if "." in name else []
    # of what is opened the last part may be a class, unless the name is one; those before are packages
    own = bare(name.partition(".")[0]) in where.classes
    names += [(f"{o}.{name}", o.count(".") + own) for o in opened]
    seen: set[Candidate] = set()
    for qualified, outermost in names:
        parts = qualified.split(".")
        for file in where.classes.get(bare(qualified), ()):  # what stands outside of classes
            yield file, (parts[-1],)
        plain = [bare(p) for p in parts]
        last = len(parts) - (1 if plain[-1] != parts[-1] else 2)
        for at in range(last, outermost - 1, -1):
            members = tuple(parts[at:])
            files = list(where.classes.get(plain[at], ()))
            files.sort(key=lambda f: (_distance(f, path), f))
            if language == "java":
                others = [f for f in files if not f.endswith(".java")]
                files = _java_files(plain[: at + 1], path, files, where) or others
            elif language == "kotlin" and not files:
                files = _kotlin_files(plain[: at + 1], path, where.bound)
            for file in files:
                # what a file of Kotlin has outside of classes is in a class called after the file
                whole = language == "java" and file.endswith(f"{os.sep}{plain[at][:-2]}.kt")
                inner = members[1:] if whole else members
                if (file, inner) not in seen:
                    seen.add((file, inner))
                    yield file, inner


def beside(language: str, name: str, path: str) -> Iterator[Candidate]:
    """The files beside the one at ``path`` that are called after a class of .NET which may hold ``name``."""
    extension = {"csharp": ".cs", "vbnet": ".vb"}.get(language)
    parts = name.split(".")
    for at in range(len(parts) - 2, -1, -1) if extension is not None else ():
        file = os.path.join(folder_of(path), f"{parts[at]}{extension}")
        if os.path.isfile(file):
            yield file, tuple(parts[at:])


def _java_files(parts: list[str], path: str, files: list[str], where: Where) -> list[str]:
    """The files of a class: by its package below a source root, else beside the file at hand."""
    suffix = os.path.join(*parts) + ".java"
    folder = folder_of(path)
    if len(parts) == 1:
        beside = os.path.join(folder, suffix)
        if os.path.isfile(beside):
            return [beside]
        # the same package in another source root: tests and what they test
        tail = os.sep.join(folder.split(os.sep)[-2:])
        return [f for f in sorted(files) if folder_of(f).endswith(os.sep + tail)]
    out: list[str] = []
    key = where.bound, folder, parts[0]
    roots = where.roots.get(key)
    if roots is None:
        bases = (
            base
            for directory in upward(folder, where.bound)
            for base in (directory, os.path.join(directory, "src", "main", "java"))
        )
        roots = tuple(b for b in bases if os.path.isdir(os.path.join(b, parts[0])))
        where.roots[key] = roots
    for base in roots:
        file = os.path.join(base, suffix)
        if os.path.isfile(file):
            return [file]
    ending = "/" + "/".join(parts) + ".java"
    out += [f for f in files if ("/" + f).endswith(ending)]
    return sorted(out, key=lambda f: (_distance(f, path), f))


def _kotlin_files(parts: list[str], path: str, bound: str) -> list[str]:
    """The file that is called after a class nobody asked for by name, by its package or beside the file at hand."""
    folder = folder_of(path)
    file = os.path.join(folder, parts[-1] + ".kt")
    if len(parts) == 1 or folder.split(os.sep)[1 - len(parts) :] == parts[:-1]:
        return [file] if os.path.isfile(file) else []
    suffix = os.path.join(*parts) + ".kt"
    for directory in upward(folder, bound):
        for base in (
            "",
            os.path.join("src", "main", "kotlin"),
            os.path.join("src", "main", "java"),
        ):
            file = os.path.join(directory, base, suffix)
            if os.path.isfile(file):
                return [file]
    return []


def _distance(file: str, path: str) -> int:
    """How far a file lies from another, in directories."""
    a, b = (os.path.abspath(p).split(os.sep)[:-1] for p in (file, path))
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return len(a) + len(b) - 2 * shared
