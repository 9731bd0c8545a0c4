"""What is done with one file: read, search for words, decode, check. Runs in worker processes.

Nothing here raises for what a file is or holds: it ends as a result, a problem or a skip.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tlslint.facts import Asked, FileResult, Problem, Skipped, Sought
from tlslint.languages import BY_NAME
from tlslint.options import Options
from tlslint.record import record, replace
from tlslint.rows import NamedTuple
from tlslint.source.discover import Found
from tlslint.source.leftout import documents
from tlslint.source.read import NotAFile, folds, read_rest, read_small, read_start, respelled
from tlslint.source.text import SAMPLE, Source, decode, encoding_of
from tlslint.words import GUESTS, SIGNS, Words

if TYPE_CHECKING:
    from tlslint.link import Linker
    from tlslint.platform import Platform, Platforms
    from tlslint.quiet import Quiet
    from tlslint.rules import RuleSet
    from tlslint.values import Linked


#: The least byte with which a text of wide characters begins that says so itself.
WIDE = 0xFE
#: Paths of which it is remembered that there is nothing to read.
MANY_MISSING = 10_000
#: What is said of the words in a file: they may say something old, nothing, or only on which side
#: what other files made is used.
SPEAKS, SILENT, SERVES = 0, 1, 2


class Hit(NamedTuple):
    """A file that holds a rule's word; ``silent``: what its words may say, None where that was not asked."""

    path: str
    language: str
    given: bool
    size: int
    silent: int | None = None


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


#: What became of a file: a hit, something wrong, or nothing (None).
Searched = Hit | Problem | None


class Worker:
    """Searches and checks files, with what it keeps between them.

    ``check`` stands in for the real one in tests.
    """

    def __init__(
        self,
        rules: RuleSet,
        explain: Asked | None = None,
        check: Callable[..., FileResult] | None = None,
    ) -> None:
        self.rules = rules
        self._explain = explain
        self._check = check
        self._platforms: dict[object, Platforms] = {}
        self._words: dict[str, Words] = {}
        self._quiet: dict[str, Quiet] = {}
        self._linkers: dict[object, Linker] = {}
        self._missing: set[str] = set()
        #: the options of a path, where the search is to tell which files say nothing
        self.options_for: Callable[[str], Options] | None = None

    # -- searching

    def search(self, files: Sequence[Found]) -> list[Searched]:
        """What became of each file, in their order."""
        out: list[Searched] = []
        known = self._words
        asked = self._explain is not None
        for found in files:
            path, language, given = found
            words = known.get(language) or self.words(language)
            try:
                data, size = read_start(path, given)
                if given and asked:
                    hit = True  # what is asked about is read, whatever it holds
                elif size > len(data):
                    hit = any(map(words.found, self._pieces(found, size, words.longest)))
                else:
                    if data and (data[0] >= WIDE or data.find(0, 0, SAMPLE) >= 0):
                        hit = words.matter(utf8(data))
                    else:
                        hit = words.matter(data)
                out.append(self._hit(found, data, size) if hit else None)
            except OSError as error:
                out.append(unreadable(path, error))
        return out

    def _hit(self, found: Found, data: bytes, size: int) -> Hit:
        """A file that holds a word and begins with ``data``."""
        return Hit(*found, size, self._weighed(found, data, size, self.options_for))

    def weighed(self, hit: Hit, options_for: Callable[[str], Options]) -> int | None:
        """What the words in a file that was left may say; None where only a check can tell."""
        found = Found(hit.path, hit.language, hit.given)
        try:
            return self._weighed(found, *read_start(hit.path, hit.given), options_for)
        except OSError:
            return None

    def _weighed(
        self,
        found: Found,
        data: bytes,
        size: int,
        options_for: Callable[[str], Options] | None,
    ) -> int | None:
        """`weighed` for a file that begins with ``data``."""
        if options_for is None or self._check is not None or self._explain is not None:
            return None
        try:
            options = options_for(found.path)
            if size > options.max_bytes:
                return None
            if size > len(data):
                data = b"".join(read_rest(found.path, options.max_bytes + 1, found.given))
            decoded = decode(data)
            if decoded is None or len(data) > options.max_bytes:
                return None
            platform = self._platform(found.path, options)
            return self._silent(found.language, decoded.text, options, platform)
        except Exception:
            return None  # the check says what is wrong

    def words(self, language: str) -> Words:
        """The words to look for in files of ``language``."""
        words = self._words.get(language)
        if words is None:
            of, signs = self.rules.spelling(language), SIGNS.get(language, ())
            guest = Words(self.rules.spelling(GUESTS[language])) if signs else None
            words = Words(of, guest, signs)
            self._words[language] = words
        return words

    def quiet(self, language: str) -> Quiet:
        """What tells whether the words in code of ``language`` can say anything."""
        quiet = self._quiet.get(language)
        if quiet is None:
            from tlslint.quiet import Quiet

            quiet = self._quiet[language] = Quiet(self.rules.index(language), self.words(language))
        return quiet

    def _pieces(self, found: Found, size: int, longest: int) -> Iterator[bytes]:
        """A large file as UTF-8 in pieces that overlap, so that no word is cut in two."""
        chunks = read_rest(found.path, size, found.given)
        tail = b""
        decoder: codecs.IncrementalDecoder | None = None
        for number, chunk in enumerate(chunks):
            if number == 0:
                encoding, _ = encoding_of(chunk)
                if encoding.startswith("utf-") and encoding != "utf-8":
                    decoder = codecs.getincrementaldecoder(encoding)("replace")
            text = decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk
            yield tail + text
            tail = (tail + text)[-(longest - 1) :] if longest > 1 else b""

    # -- checking

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

    def expect(self, language: str, asked: int, read: int) -> None:
        """Of so many bytes of ``language`` it will be asked what they say, and so many will be read."""
        from tlslint.prefilter import ENOUGH

        if self._check is None and BY_NAME[language].kind == "code" and asked > ENOUGH:
            self.quiet(language).expect_much()
        if read > ENOUGH:
            self.words(language).expect_marks()

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
                told = self._silent(language, decoded.text, options, platform)
                if told == SILENT or (told == SERVES and not linked):
                    return FileResult(path, serves=told == SERVES)
            telling = (
                self._telling(language, decoded.text, options, platform, bool(linked))
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

    def _silent(self, language: str, text: bytes, options: Options, platform: Platform) -> int:
        """What the words of rules in a file may say on its platform: `SPEAKS`, `SILENT` or `SERVES`."""
        if BY_NAME[language].kind != "code":
            from tlslint.extract import adapter

            module = adapter(BY_NAME[language].module)
            if not hasattr(module, "silent"):
                return SPEAKS
            return SILENT if module.silent(text, self.words(language).present(text)) else SPEAKS
        from tlslint.answers import answers

        lookup, _ = answers(platform, options.pedantic)
        if not self.quiet(language).holds(text, lookup, options.minimum):
            return SPEAKS
        from tlslint.quiet import serves

        return SERVES if language == "go" and serves(text) else SILENT

    def _telling(
        self, language: str, text: bytes, options: Options, platform: Platform, linked: bool
    ) -> list[int] | None:
        """The places of which a function must hold one if it is to be run; None where any function may matter.

        With what is ``linked``, what one function makes may be old, and matters in all others.
        """
        from tlslint.answers import answers
        from tlslint.quiet import serving

        lookup, _ = answers(platform, options.pedantic)
        places = self.quiet(language).telling(text, lookup, options.minimum)
        if places == [] and language == "go":
            return serving(text)
        return None if linked else places

    def _platform(self, path: str, options: Options) -> Platform:
        platforms = self._platforms.get(options.assume)
        if platforms is None:
            from tlslint.platform import Platforms

            platforms = Platforms(os.getcwd(), dict(options.assume))
            self._platforms[options.assume] = platforms
        if path.endswith(".config"):
            from tlslint.projects import home

            path = home(path)
        return platforms.of(path)


def functions(worker: Callable[[], Worker]) -> dict[str, Callable[[Any], Any]]:
    """What a worker process offers; ``worker`` makes what it works with, or gives one that is copied."""
    made = worker()
    return {
        "search": made.search,
        "check": made.check,
        "link": made.link,
        "declare": made.declare,
    }


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file that could not be read."""
    if isinstance(error, FileNotFoundError):
        return Problem("unreadable", path, "gone since it was found")
    if isinstance(error, NotAFile):
        return Problem("unreadable", path, "no longer a regular file")
    reason = error.strerror or type(error).__name__
    return Problem("unreadable", path, reason[:1].lower() + reason[1:])


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


def utf8(data: bytes) -> bytes:
    """``data`` for the search: as it is, unless its characters are wider than a byte."""
    if data and (data[0] >= WIDE or data.find(0, 0, SAMPLE) >= 0):
        encoding, bom = encoding_of(data)
        if encoding not in ("utf-8", "binary"):
            return data[len(bom) :].decode(encoding, "replace").encode("utf-8", "replace")
    return data


def _real_check() -> Callable[..., FileResult]:
    from tlslint.check import check

    return check
