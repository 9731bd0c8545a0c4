"""What is done with one file that holds a word of a rule: read, decode, check. Runs in worker processes.

Nothing here raises for what a file is or holds: it ends as a result, a problem or a skip.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tlslint.facts import Asked, FileResult, Problem, Skipped, Sought
from tlslint.languages import BY_NAME
from tlslint.options import Options
from tlslint.record import record, replace
from tlslint.rows import NamedTuple
from tlslint.searching import SERVES, SILENT, Hit, Searcher, unreadable, utf8
from tlslint.source.leftout import documents
from tlslint.source.read import folds, read_rest, read_small, read_start, respelled
from tlslint.source.text import Source, decode

if TYPE_CHECKING:
    from tlslint.link import Linker
    from tlslint.rules import RuleSet
    from tlslint.values import Linked


#: Paths of which it is remembered that there is nothing to read.
MANY_MISSING = 10_000


class Task(NamedTuple):
    """A file to check, and how; ``many``: one of so many that it pays to know which say nothing (and not yet known)."""

    hit: Hit
    options: Options
    many: bool = False
    #: functions that say nothing need not be run
    part: bool = False


@record
class Look:
    """A file to check again with what other files define."""

    task: Task
    sought: Sought


@record
class Declarations:
    """Files of a language in which to look for the types of some names."""

    language: str
    names: tuple[str, ...]
    paths: tuple[str, ...]
    #: one part of the files of a large tree
    many: bool


class Worker(Searcher):
    """Searches and checks files, with what it keeps between them."""

    def __init__(
        self,
        rules: RuleSet,
        explain: Asked | None = None,
        check: Callable[..., FileResult] | None = None,
    ) -> None:
        super().__init__(rules, explain, check)
        self._linkers: dict[object, Linker] = {}
        self._missing: set[str] = set()

    def prepare(self, language: str) -> None:
        """Load what files of ``language`` need, so that workers that are copies of this process have it."""
        if self._check is not None:
            return
        from tlslint.extract import adapter

        _real_check()
        described = BY_NAME[language]
        self.words(language)
        try:
            module = adapter(described.module)
            if described.kind == "code":
                from tlslint.engine import files  # noqa: F401
                from tlslint.languages.base import parser_of

                self.quiet(language)
                if module.GRAMMAR is not None:
                    parser_of(*module.GRAMMAR)
        except Exception:
            return  # what cannot be loaded is said of each file that needs it

    def check(self, task: Task) -> FileResult | Skipped | Problem:
        """What is to be said about one file that holds a rule's word."""
        return self._check_file(task, None)

    def link(self, look: Look) -> FileResult | Skipped | Problem | None:
        """`check` with what other files define; None where they define nothing that is wanted."""
        (path, language, *_), options, *_ = look.task
        linked = self.linked(path, language, look.sought, options)
        found = self._check_file(look.task, linked) if linked else None
        if not isinstance(found, FileResult) or found.wanted is None:
            return found
        asked = {*look.sought.wanted.names}
        names = tuple(n for n in found.wanted.names if n not in asked)
        sought = replace(look.sought, wanted=replace(found.wanted, names=names))
        more = self.linked(path, language, sought, options) if names else {}
        found = self._check_file(look.task, {**linked, **more}) if more else found
        return replace(found, wanted=None) if isinstance(found, FileResult) else found

    def linked(
        self, path: str, language: str, sought: Sought, options: Options
    ) -> dict[str, Linked]:
        """What other files define of what one wants."""
        wanted, classes, roots = sought.wanted, sought.classes, sought.roots
        linker = self._linkers.get((options.seconds, roots))
        if linker is None:
            from tlslint.link import Linker

            linker = Linker(self.rules, options.seconds, roots)
            self._linkers[options.seconds, roots] = linker
        try:
            return linker.resolve(path, language, wanted, classes)
        except Exception as error:
            # a definition that cannot be read leaves the name unknown, as it was
            if self._explain is not None:
                raise RuntimeError(f"while looking for definitions: {error}") from error
            return {}

    def declare(self, task: Declarations) -> list[tuple[str, list[str]]]:
        """The files that seem to declare types of some names, with those that they declare."""
        from tlslint.linkclasses import declaring
        from tlslint.naming import MAX_BYTES

        found = declaring(task.language, task.names, task.many)
        out = []
        for path in task.paths:
            if names := found(utf8(read_small(path, MAX_BYTES) or b"")):
                out.append((path, names))
        return out

    def _check_file(
        self, task: Task, linked: Mapping[str, Linked] | None
    ) -> FileResult | Skipped | Problem:
        (path, language, given, *_), options, many, part = task
        try:
            data, size = read_start(path, given)
            if size > options.max_bytes:
                if language == "xml" and documents(data):
                    return Skipped(path, "documentation")
                return too_large(path, size, options)
            if size > len(data):
                data = b"".join(read_rest(path, options.max_bytes + 1, given))
        except OSError as error:
            return unreadable(path, error)
        # a stand-in and ``explain`` are to see every file
        whole = self._check is not None or self._explain is not None
        many, part = many and not whole, part and not whole
        return self.check_bytes(path, language, data, options, linked, many, part)

    def check_bytes(
        self,
        path: str,
        language: str,
        data: bytes,
        options: Options,
        linked: Mapping[str, Linked] | None = None,
        many: bool = False,
        part: bool = False,
    ) -> FileResult | Skipped | Problem:
        """`check` for bytes that are at hand."""
        if len(data) > options.max_bytes:
            return too_large(path, len(data), options)
        decoded = decode(data)
        if decoded is None:
            return Skipped(path, "binary")
        try:
            platform = self._platform(path, options)
            if many:
                told = self._silent(path, language, decoded.text, options, platform)
                if told == SILENT or (told == SERVES and not linked):
                    return FileResult(path, serves=told == SERVES)
            telling = (
                self._telling(path, language, decoded.text, options, platform, bool(linked))
                if part and BY_NAME[language].kind == "code"
                else None
            )
            source = Source(
                path,
                language,
                decoded.text,
                self.words(language).marks(decoded.text),
                decoded.encoding,
                decoded.bom,
                decoded.exact,
                telling,
            )
            check = self._check or _real_check()
            more = {"linked": linked} if linked else {}
            return check(
                source,
                self.rules,
                options,
                platform,
                explain=self._explain,
                read=lambda other: self._beside(other, options.max_bytes),
                **more,
            )
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("tree_sitter"):
                why = f"no parser for {language} on this system ({error.name})"
                return Problem("unreadable", path, why)
            return broken(path, error)
        except Exception as error:
            return broken(path, error)

    def _beside(self, path: str, limit: int) -> bytes | None:
        """Another file that one may refer to; what many look for and is not there is not looked for again."""
        if path in self._missing:
            return None
        data = read_small(path, limit)
        if data is None and folds(path) and (other := respelled(path)) is not None:
            data = read_small(other, limit)
        if data is None and len(self._missing) < MANY_MISSING:
            self._missing.add(path)
        return data


def functions(worker: Callable[[], Worker]) -> dict[str, Callable[[Any], Any]]:
    """What a worker process offers; ``worker`` makes what it works with, or gives one that is copied."""
    made = worker()
    return {
        "search": made.search,
        "check": made.check,
        "link": made.link,
        "declare": made.declare,
    }


def too_large(path: str, size: int, options: Options) -> Problem:
    """The problem of a file that holds a rule's word and is not parsed for its size."""
    return Problem(
        "too-large",
        path,
        f"{size:,} bytes, more than the limit of {options.max_bytes:,}; "
        "it holds words of rules and was not checked",
    )


def broken(path: str, error: BaseException) -> Problem:
    """The problem of a file on which the program failed, with the place in the program."""
    if isinstance(error, MemoryError):
        return Problem("too-large", path, "checking it takes too much memory")
    where = ""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        code = trace.tb_frame.f_code
        where = f" ({os.path.basename(code.co_filename)}:{trace.tb_lineno})"
    text = " ".join(str(error).split())[:300]
    return Problem("internal", path, f"{type(error).__name__}: {text}{where}")


def _real_check() -> Callable[..., FileResult]:
    from tlslint.check import check

    return check
