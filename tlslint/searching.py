"""Which files hold a word of a rule, and whether it may say anything there. Runs in worker processes.

Nothing here raises for what a file is or holds: it ends as a hit, a problem or nothing.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tlslint.facts import Asked, FileResult, Problem
from tlslint.languages import BY_NAME
from tlslint.options import Options
from tlslint.rows import NamedTuple
from tlslint.source.discover import Found
from tlslint.source.read import NotAFile, read_rest, read_small, read_start
from tlslint.source.text import SAMPLE, decode, encoding_of
from tlslint.words import GUESTS, SIGNS, Words

if TYPE_CHECKING:
    from tlslint.languages.python_beside import Beside
    from tlslint.platform import Platform, Platforms
    from tlslint.quiet import Quiet
    from tlslint.rulemodel import Lookup
    from tlslint.rules import RuleSet


#: The least byte with which a text of wide characters begins that says so itself.
WIDE = 0xFE
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


#: What became of a file: a hit, something wrong, or nothing (None).
Searched = Hit | Problem | None


class Searcher:
    """Searches files, with what it keeps between them; ``check`` stands in for the real one in tests."""

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
        self._modules: Beside | None = None
        #: the options of a path, where the search is to tell which files say nothing
        self.options_for: Callable[[str], Options] | None = None

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
            return self._silent(found.path, found.language, decoded.text, options, platform)
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

    def _silent(
        self, path: str, language: str, text: bytes, options: Options, platform: Platform
    ) -> int:
        """What the words of rules in a file may say on its platform: `SPEAKS`, `SILENT` or `SERVES`."""
        if BY_NAME[language].kind != "code":
            from tlslint.extract import adapter

            module = adapter(BY_NAME[language].module)
            if not hasattr(module, "silent"):
                return SPEAKS
            return SILENT if module.silent(text, self.words(language).present(text)) else SPEAKS
        from tlslint.answers import answers

        lookup, _ = answers(platform, options.pedantic)
        if language == "python" and "python" not in platform:
            lookup = self._older(path, text, options, lookup)
        if not self.quiet(language).holds(text, lookup, options.minimum):
            return SPEAKS
        from tlslint.goserving import serves

        return SERVES if language == "go" and serves(text) else SILENT

    def _telling(
        self,
        path: str,
        language: str,
        text: bytes,
        options: Options,
        platform: Platform,
        linked: bool,
    ) -> list[int] | None:
        """The places of which a function must hold one if it is to be run; None where any function may matter.

        With what is ``linked``, what one function makes may be old, and matters in all others.
        """
        from tlslint.answers import answers
        from tlslint.goserving import serving

        lookup, _ = answers(platform, options.pedantic)
        if language == "python" and "python" not in platform:
            lookup = self._older(path, text, options, lookup)
        places = self.quiet(language).telling(text, lookup, options.minimum)
        if places == [] and language == "go":
            return serving(text)
        return None if linked else places

    def _older(self, path: str, text: bytes, options: Options, lookup: Lookup) -> Lookup:
        """``lookup``, or for a file that perhaps only Python 2 reads, as of what it imports, that of this one."""
        if self._modules is None:
            from tlslint.languages.python_beside import Beside

            self._modules = Beside(lambda other: read_small(other, options.max_bytes))
        if self._modules.may_be_old(path, text):
            from tlslint.quiet import older

            return older(lookup)
        return lookup

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


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file that could not be read."""
    if isinstance(error, FileNotFoundError):
        return Problem("unreadable", path, "gone since it was found")
    if isinstance(error, NotAFile):
        return Problem("unreadable", path, "no longer a regular file")
    reason = error.strerror or type(error).__name__
    return Problem("unreadable", path, reason[:1].lower() + reason[1:])


def utf8(data: bytes) -> bytes:
    """``data`` for the search: as it is, unless its characters are wider than a byte."""
    if data and (data[0] >= WIDE or data.find(0, 0, SAMPLE) >= 0):
        encoding, bom = encoding_of(data)
        if encoding not in ("utf-8", "binary"):
            return data[len(bom) :].decode(encoding, "replace").encode("utf-8", "replace")
    return data
