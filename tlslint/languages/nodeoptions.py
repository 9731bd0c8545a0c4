"""Options on the command line of Node: ``node --tls-min-v1.0 server.js``."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint.facts import Setting, Span
from tlslint.languages.flat import PAD, text_of
from tlslint.regex import regex

_SPLIT = regex(r"[^\s\"']+")
#: Programs that take Node's own options before the name of a script.
_PROGRAMS = frozenset({"node", "nodejs", "nodemon", "mocha", "tsx", "ts-node-dev", "node-dev"})
#: Options of process managers behind which options of Node stand (pm2, forever).
_PASSING = frozenset({"--node-args", "--interpreter-args", "--node-options"})
#: Options of Node whose value is a word of its own.
_VALUES = frozenset(
    {"-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions"}
)


def scan(
    s: str, words: Sequence[tuple[int, int]], base: int = 0, subject: str = "", listed: bool = True
) -> list[Setting]:
    """``option:node`` for each ``--tls-…`` among the ``words`` of one command that Node reads.

    These stand behind the program and before its script, or, where they may be ``listed`` alone, in a list that begins with options.
    """
    plain = [s[start:end].strip("\"'" + PAD) for start, end in words]
    begins = listed and bool(plain) and plain[0].startswith("-")
    reading, value, passed = begins, False, False
    found: list[Setting] = []
    for (start, end), word in zip(words, plain, strict=True):
        option, _, rest = word.partition("=")
        if option in _PASSING and rest:
            inner = [m.span() for m in _SPLIT.finditer(s, s.index("=", start) + 1, end)]
            found += scan(s, inner, base, f"{subject}{start}:")
        elif "--tls-" in word and " " in word:  # sh -c "node …", nodemon --exec 'node …'
            inner = [m.span() for m in _SPLIT.finditer(s, start, end)]
            found += scan(s, inner, base, f"{subject}{start}:", passed)
            passed = False
        elif passed:
            found += scan(s, [(start, end)], base, f"{subject}{start}:")
            passed = False
        elif option in _PASSING:
            passed = True
        elif value:
            value = False
        elif reading and word.startswith("-"):
            value = word in _VALUES
            if word.startswith("--tls-"):
                at = s.index(word, start, end)
                span = Span(base + start, base + end)
                text = text_of(s, at, at + len(word), base)
                found.append(Setting("option:node", text, span, span, f"node:{subject}{base}"))
        else:
            program = (
                word.lstrip("@-+")
                .replace("\\", "/")
                .rpartition("/")[2]
                .lower()
                .removesuffix(".exe")
            )
            reading = program in _PROGRAMS
    return found
