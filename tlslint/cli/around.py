"""For ``explain``: what a check of the whole tree says of a line, in this file and in others."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tlslint.answers import LOW_END
from tlslint.extract import adapter
from tlslint.facts import Asked, FileResult, Finding, KeyUse, Place, Problem, Skipped, Span
from tlslint.keys import spellings
from tlslint.languages import BY_NAME, language_of
from tlslint.linkmodules import family
from tlslint.options import MAX_BYTES, Options
from tlslint.places import CLASS_LANGUAGES, KEY_FORMATS, project
from tlslint.record import replace
from tlslint.searching import Hit, Searched, utf8
from tlslint.source import LineIndex, decode
from tlslint.source.read import read_small
from tlslint.work import Look, Task, Worker

if TYPE_CHECKING:
    from tlslint.cli.defined import Code
    from tlslint.options import OptionsFor
    from tlslint.rules import RuleSet
    from tlslint.silent.mentions import Mentions
    from tlslint.source.discover import Found

#: Findings of other places that are told.
_TOLD = 4
#: Directories whose files speak for the directory above them.
_BESIDE = (".github/workflows", ".github", ".circleci", ".mvn")


class Naming(Worker):
    """A worker that looks only at some files, and at those that hold one of some names."""

    def __init__(
        self,
        rules: RuleSet,
        explain: Asked | None = None,
        check: Callable[..., FileResult | Skipped | Problem] | None = None,
        *,
        paths: frozenset[str],
        names: tuple[Mentions, ...],
        asked: tuple[str, int] = ("", 0),
    ) -> None:
        super().__init__(rules, explain)
        self._paths = paths
        self._names = names
        self._path, self._line = asked
        language = language_of(self._path)
        self._format = language in KEY_FORMATS
        #: the language of the file, if it is one of code
        self._code = language if language and BY_NAME[language].kind == "code" else ""

    def search(self, files: Sequence[Found]) -> list[Searched]:
        """As ever, but without the files that cannot depend on the one that is asked about."""
        return [
            None if isinstance(each, Hit) and not self._asked(each) else each
            for each in super().search(files)
        ]

    def check(self, task: Task) -> FileResult | Skipped | Problem:
        """As ever, with those keys of configurations that have to do with the line."""
        return self._with_keys(super().check(task))

    def link(self, look: Look) -> FileResult | Skipped | Problem | None:
        """As ever, with those keys of configurations that have to do with the line."""
        result = super().link(look)
        return self._with_keys(result) if result is not None else None

    def _with_keys(self, result: FileResult | Skipped | Problem) -> FileResult | Skipped | Problem:
        if not isinstance(result, FileResult) or not result.keys or not self._names:
            return result
        words = {name for each in self._names for name in each.names}
        return replace(
            result,
            keys=tuple(
                use
                for use in result.keys
                if _covers(use.place, self._path, self._line)
                or not words.isdisjoint(w.rpartition(".")[2] for w in spellings(use.key))
            ),
        )

    def _asked(self, hit: Hit) -> bool:
        if not self._names or hit.path in self._paths:
            return True
        code = BY_NAME[hit.language].kind == "code"
        if self._format and code:
            return True  # a class that configuration fills holds no key as a whole
        if self._code and not (code or hit.language == "notebook"):
            return False  # it gives values to code, and is given none
        if self._code and code and family(hit.language) != family(self._code):
            return False
        data = read_small(hit.path, MAX_BYTES)
        if data is None:
            return True
        if self._code == "go" and _is_apart(self._path, hit.path, data):
            return False
        data = utf8(data)
        fold = BY_NAME[hit.language].fold_case
        return any(each.found(data, fold=fold) for each in self._names)


def findings(
    path: str,
    line: int,
    options_for: OptionsFor,
    rules: RuleSet,
    named: Collection[int],
    defining: Collection[tuple[str, int]],
    *,
    declares: bool,
    read: Code | None,
) -> tuple[list[Finding], str]:
    """All findings of the tree that a line has a part in, those that options hide too.

    ``named`` are other lines of the file that it was told of, ``defining`` the lines of files
    that define what stands on it. ``read`` is the file if it is code. ``declares``: the line says which runtime its directory has, on which each file may depend.
    Then what is told of the keys of a configuration on it that code reads.
    """
    from tlslint.run import scan

    path = os.path.relpath(path)
    names = () if declares else tuple(_names(path, line, read))
    paths = frozenset((path, *(file for file, _ in defining)))
    top = [_beside(path)] if declares else [top_of(path)] if names else sorted(paths)
    worker = partial(Naming, paths=paths, names=names, asked=(path, line))
    report = scan(top, options_for, rules, worker=worker, listing=False)
    shown = path.replace(os.sep, "/")
    found = [
        f
        for f in report.findings
        if _about(f, shown, line)
        or (f.place.path == shown and f.place.line in named)
        or (f.place.path, f.place.line) in defining
    ]
    return found, _read_by(report.keys, names, line) if language_of(path) in KEY_FORMATS else ""


def _is_apart(path: str, user: str, data: bytes) -> bool:
    """Whether the Go file ``user``, which holds ``data``, cannot name what the one at ``path`` defines."""
    folder = os.path.dirname(os.path.abspath(path))
    if os.path.dirname(os.path.abspath(user)) == folder:
        return False
    if path.endswith("_test.go"):
        return True
    name = os.path.basename(folder)
    # the root of a module is not imported by the name of its directory
    return not (f'/{name}"'.encode() in data or os.path.exists(os.path.join(folder, "go.mod")))


def _read_by(uses: Sequence[KeyUse], names: Sequence[Mentions], line: int) -> str:
    """Where code reads the keys that a line gives values to: of a setting no other words are in its name."""
    told: dict[str, None] = {}
    for use in sorted(uses, key=lambda use: (use.place.path, use.place.line, use.key)):
        for way in spellings(use.key):
            *above, last = way.split(".")
            if any(last in n.names and not {*n.beside, *above} - {*above} for n in names):
                place = f"{use.place.path}:{use.place.line}"
                told[f"{line:>8}  code reads {use.key} and hands it to {use.rule} in {place}\n"] = (
                    None
                )
    return "".join(told)


def _about(finding: Finding, path: str, line: int) -> bool:
    """Whether a finding names a line: as its place, as another one, or as the declaration behind it."""
    places = (finding.place, *(r.place for r in finding.related))
    if any(_covers(place, path, line) for place in places):
        return True
    return declared_in(finding, path, line)


def declared_in(finding: Finding, path: str, line: int) -> bool:
    """Whether a finding comes from a runtime that a line declares."""
    return f"declared in {os.path.relpath(path).replace(os.sep, '/')}:{line})" in finding.message


def _names(path: str, line: int, read: Code | None) -> list[Mentions]:
    """By which names other files may depend on a line; ``read`` is the file if it is code."""
    from tlslint.silent import mentions

    if read is not None:
        if line > len(read.lines):
            return []
        name, by_class = read.language, read.language in CLASS_LANGUAGES
        number = partial(_number, read.lines)
        named = mentions.of_code(
            read.places, number, line, by_class=by_class, outside=name == "kotlin"
        )
    else:
        data = read_small(path, MAX_BYTES, follow=True) or b""
        language, decoded = language_of(path, data), decode(data)
        if language is None or decoded is None or line > len(lines := LineIndex(decoded.text)):
            return []
        name = language
        module, here = adapter(BY_NAME[name].module), Span(*lines.span(line))
        settings = module.settings(decoded.text, path, lambda _: None, None)
        named = mentions.of_settings(settings, here)
        if hasattr(module, "named"):
            named += [mentions.Mentions((each,)) for each in module.named(decoded.text, here)]
    by_file = name not in CLASS_LANGUAGES | {"python", "go"}
    return [*named, *([mentions.of_file(path)] if by_file else [])]


def _number(lines: LineIndex, span: Span) -> int:
    return lines.place(span.start)[0]


def _beside(path: str) -> str:
    """The directory for whose files a declaration in ``path`` holds."""
    from tlslint.declaring import FOLDERS, TEMPLATES

    here = os.path.dirname(path).replace(os.sep, "/")
    for each in (*_BESIDE, *FOLDERS, *TEMPLATES):
        if here == each or here.endswith(f"/{each}"):
            return here[: -len(each)].rstrip("/") or "."
    return here or "."


def top_of(path: str) -> str:
    """The tree that a file belongs to: its repository, or the working directory that it is below, else its project."""
    here = Path(os.path.abspath(path)).parent
    below = Path.cwd() in (here, *here.parents)
    for each in (here, *here.parents):
        if below and each == Path.cwd():
            return "."
        if (each / ".git").exists():
            return os.path.relpath(each)
    return project(path)


def option(finding: Finding, options: Options) -> str:
    """The option that shows a finding which ``options`` hide; empty for one that is shown."""
    if finding.origin == "unresolved" and not options.strict:
        return "--strict"
    if (finding.origin == "option" or LOW_END in finding.message) and not options.pedantic:
        return "--pedantic"
    return "" if options.side in ("all", finding.side) else f"--side {finding.side}"


def told(found: Sequence[Finding], path: str, line: int, options: Options) -> str:
    """What is said of findings that a line has a part in, and that are not shown as its own."""
    part, decided = [], []
    for finding in found:
        place, hidden = finding.place, option(finding, options)
        shown = f", shown with {hidden}" if hidden else ""
        head = f"{place.path}:{place.line}:{place.column}: {finding.severity} {finding.rule}{shown}"
        roles = [r.message for r in finding.related if _covers(r.place, path, line)]
        if is_at(finding, path, line):
            if hidden:
                part.append(f"  {head}\n      {finding.message}")
        elif roles:
            part.append(f"  {head}\n      on line {line}: {roles[0]}")
        elif declared_in(finding, path, line):
            decided.append(f"  {head}")
        else:
            part.append(f"  {head}")
    return _block("This line has a part in:", part) + _block("This line decides:", decided)


def _block(title: str, rows: list[str]) -> str:
    if not rows:
        return ""
    more = [f"  and {len(rows) - _TOLD} more"] if len(rows) > _TOLD else []
    return "\n".join((title, *rows[:_TOLD], *more)) + "\n"


def is_at(finding: Finding, path: str, line: int) -> bool:
    """Whether a finding is on a line."""
    return _covers(finding.place, os.path.relpath(path).replace(os.sep, "/"), line)


def _covers(place: Place, path: str, line: int) -> bool:
    return place.path == os.path.relpath(path).replace(os.sep, "/") and (
        place.line <= line <= place.end_line
    )
