"""What is said elsewhere of a directory: images that a folder for them describes, made of what is above it
(``docker/Dockerfile``), the Go of Heroku, and functions whose code a template names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tlslint.declaring import AROUND, FOLDERS, IMAGES, STACKS, TEMPLATES, TERRAFORM, declares
from tlslint.languages.dockerfile import instructions
from tlslint.languages.flat import flat
from tlslint.source.read import read_small

if TYPE_CHECKING:
    from tlslint.runtimes import Found, Read

_MAX_BYTES = 100_000
#: Templates of one folder that are looked into.
_MAX_TEMPLATES = 40
#: Folders of such a folder that are looked into.
_MAX_BELOW = 30

#: The names of the files in a directory; the list gets those of its folders.
Files = Callable[[str, "list[str] | None"], "list[str]"]
#: What a file declares, its path and text.
Said = tuple["Found", str, bytes]


def images(
    directory: str, named: Sequence[str], folders: Sequence[str], files: Files
) -> dict[str, bool]:
    """The Dockerfiles that may be for what is in a directory, which has none of its own, and whether each copies it."""
    found: list[str] = []
    for folder in FOLDERS if not any(map(_dockerfile, named)) else ():
        if folder.partition("/")[0] not in folders:
            continue
        inner = os.path.join(directory, folder)
        below: list[str] = []
        declaring = _declaring(files(inner, below))
        found += [os.path.join(inner, n) for n in declaring if _dockerfile(n)]
        if not all(map(_dockerfile, declaring)):
            return {}  # something that stands there itself
        for name in below[:_MAX_BELOW]:  # one folder for each image
            own = os.path.join(inner, name)
            declaring = _declaring(files(own, None))
            if all(map(_dockerfile, declaring)):
                found += [os.path.join(own, n) for n in declaring]
    return {path: _copies(path, directory) for path in dict.fromkeys(found)}


def agreed(said: Sequence[tuple[list[Said], bool]]) -> list[Said]:
    """What those Dockerfiles say that copy, of runtimes of which none says anything else."""
    versions: dict[str, set[tuple[int, ...]]] = {}
    for found, _ in said:
        for one, *_ in found:
            versions.setdefault(one.name, set()).add(one.version)
    copied = (one for found, copies in said if copies for one in found)
    return [one for one in copied if len(versions[one[0].name]) == 1]


def _declaring(names: Sequence[str]) -> list[str]:
    """Those of the files beside an image that say what a program runs on."""
    return [n for n in names if declares(n) and n.lower() not in AROUND]


def _dockerfile(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(IMAGES) or lower.endswith(".dockerfile")


def _copies(path: str, directory: str) -> bool:
    """Whether an image is given what a directory holds: all of it, or files that are not beside its description."""
    text = read_small(path, _MAX_BYTES, follow=True) or b""
    inner = os.path.dirname(path)
    for i in instructions(flat(text)):
        words = [w.strip("[],\"'") for w in i.s.split()] if i.name in ("COPY", "ADD") else []
        if any(w.startswith("--from") for w in words):
            continue
        for source in [w for w in words if not w.startswith("--")][:-1]:
            if source in (".", "./", "/"):
                return True
            plain = source.lstrip("/")
            above = os.path.exists(os.path.join(directory, plain))
            if above and not os.path.exists(os.path.join(inner, plain)):
                return True
    return False


def stacks(directory: str, folders: Sequence[str], files: Files) -> list[str]:
    """The files in which a program of the CDK may have its stacks."""
    inner = [directory, *(os.path.join(directory, f) for f in STACKS if f in folders)]
    names = [(each, name) for each in inner for name in files(each, None)]
    code = [os.path.join(each, n) for each, n in names if n.endswith((".ts", ".js"))]
    return [path for path in code if not path.endswith(".d.ts")][:_MAX_TEMPLATES]


def heroku(text: bytes, path: str, read: Read) -> list[Found]:
    """The Go with which Heroku builds: https://github.com/heroku/heroku-buildpack-go#readme."""
    from tlslint.languages import json_
    from tlslint.runtimes import FILE, numbers, one, under

    return [
        found
        for setting, value, at in under(json_, text, path, read, "json:", "GoVersion", "goVersion")
        if setting.name in ("json:GoVersion", "json:heroku/goVersion")
        for found in one("go", numbers(value.removeprefix("go")), "pin", at, FILE)
    ]


#: Where the code of a function lies, for SAM and for what ``aws cloudformation package`` reads:
#: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
_CODE = ("CodeUri", "Code")
_COMMON = "Globals/Function"


def sent(
    directory: str, own: Sequence[str], folders: Sequence[str], files: Files, read: Read
) -> Iterator[tuple[str, Said]]:
    """What templates in a directory, and in a folder for them, say of the directories below it that hold the code."""
    below = directory.rstrip(os.sep) + os.sep
    every = [os.path.join(directory, name) for name in own]
    for folder in TEMPLATES.intersection(folders):
        inner = os.path.join(directory, folder)
        names = files(inner, None)
        every += [os.path.join(inner, n) for n in filter(is_template, names[:_MAX_TEMPLATES])]
        modules = [os.path.join(inner, n) for n in names[:_MAX_TEMPLATES] if n.endswith(TERRAFORM)]
        yield from _of_modules(directory, modules, read) if modules else ()
    for path in sorted(every):
        text = read(path) or b""
        for code, found in coded(text, path, read):
            if code.startswith(below):
                yield code, (found, path, text)


#: Where Terraform finds the code of a function, or what packs it:
#: https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
_PACKED = frozenset({"source_dir", "source_path", "source_file", "filename"})
_HERE = ("${path.module}/", "${path.root}/", "${path.cwd}/")


def _of_modules(directory: str, paths: Sequence[str], read: Read) -> Iterator[tuple[str, Said]]:
    """What files of Terraform in a folder say of the code beside it, where all functions there have one version."""
    from tlslint.deployments import terraform
    from tlslint.languages import hcl

    said: dict[str, list[Said]] = {}
    places: set[str] = set()
    for path in paths:
        text = read(path) or b""
        for found in terraform(text, path, read) if b"runtime" in text else ():
            said.setdefault(found.name, []).append((found, path, text))
        for setting in hcl.settings(text, path, read) if b"source_" in text or said else ():
            key = setting.name.partition(":")[2]
            if key in _PACKED and setting.value is not None:
                places.add(_packed(directory, path, key, setting.value.value))
    for place in sorted(places - {""}):
        for each in said.values():
            if len({found.version for found, *_ in each}) == 1:
                yield place, each[0]


def _packed(directory: str, path: str, key: str, value: str) -> str:
    """The directory in ``directory`` that holds the code of a function; empty where that is not known."""
    plain = next((value[len(h) :] for h in _HERE if value.startswith(h)), value)
    inner = os.path.dirname(path)
    if "$" in plain or not plain:
        return ""
    code = os.path.normpath(os.path.join(inner, plain.removesuffix(".zip")))
    if key == "source_file":
        code = os.path.dirname(code)
    while code.startswith(directory + os.sep) and not os.path.isdir(code):
        code = os.path.dirname(code)  # what builds it puts it there
    inside = code == directory or code.startswith(directory + os.sep)
    return code if inside and not f"{code}{os.sep}".startswith(inner + os.sep) else ""


def is_template(name: str) -> bool:
    """Whether a file of this name may be a template."""
    return name.lower().endswith((".yaml", ".yml", ".json", ".template"))


def coded(text: bytes, path: str, read: Read) -> Iterator[tuple[str, Found]]:
    """The runtimes of functions of a template, each with the directory that holds the code."""
    from tlslint.languages import json_, yaml_
    from tlslint.runtimes import IMAGE, one, serverless, under

    if b"Runtime" not in text or b"Code" not in text:
        return
    module = json_ if path.lower().endswith((".json", ".template")) else yaml_
    said: dict[str, list[Found]] = {}
    places: dict[str, str] = {}
    for setting, value, at in under(module, text, path, read, "", "Runtime", *_CODE):
        owner, _, key = setting.name.partition(":")[2].rpartition("/")
        if key in _CODE:
            places[owner] = value
        elif runtime := serverless(value):
            said[owner] = one(*runtime, "pin", at, IMAGE)
    for owner, place in places.items():
        if "://" not in place:
            code = os.path.normpath(os.path.join(os.path.dirname(path), place))
            for found in said.get(owner, said.get(_COMMON, ())):
                yield code, found
