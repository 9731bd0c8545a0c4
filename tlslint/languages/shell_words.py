"""Words of shell commands: assignments among them, and what they say without quotes and escapes."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint.facts import Span, Text
from tlslint.languages.flat import NO_NAMES, PAD, WORD, Names, is_env, real, resolve
from tlslint.rows import NamedTuple

_DECLARING = frozenset({"export", "declare", "typeset", "local", "readonly", "set", "setenv"})
_EXPORTS = _DECLARING - {"setenv"} | {"env"}
_PRINTING = frozenset({"echo", "printf"})
_KEYWORDS = frozenset({"if", "then", "elif", "else", "while", "until", "do", "time", "!", "{"})


class Word(NamedTuple):
    """A word as it is written: a range of the fragment."""

    start: int
    end: int


def assignments(s: str, command: list[Word]) -> list[tuple[int, int, int, Word]]:
    """The assignments of one command: start, place of ``=``, end, and what to delete with it."""
    found = []
    leading = True
    exports = False
    whole = Word(command[0].start, command[-1].end)
    for n, word in enumerate(command):
        bare = given(s, word)
        equals = equals_of(s, bare)
        if bare != word and equals >= 0:  # an option, or in quotes: a program is told it
            if is_env(s[bare.start : equals].replace(PAD, "")) and not prints(s, command):
                found.append((bare.start, equals, bare.end, word))
            continue
        text = s[word.start : word.end] if equals < 0 and (leading or exports) else ""
        if equals >= 0:
            name = s[word.start : equals].rstrip("+").replace(PAD, "")
            if leading or exports or is_env(name):
                alone = exports and len(command) == 2
                found.append((word.start, equals, word.end, whole if alone else word))
        elif text == "setenv" and len(command) == n + 3:  # csh
            name_word, value = command[n + 1], command[n + 2]
            if equals_of(s, name_word) < 0 and value.start == name_word.end + 1:
                found.append((name_word.start, name_word.end, value.end, whole))
        elif text and text in _EXPORTS:
            exports = True
        elif not exports and text not in _KEYWORDS:
            leading = False
    return found


def declares(s: str, command: list[Word]) -> bool:
    """Whether the assignments of a command hold for those after it too."""
    words = [s[slice(*w)] for w in command if s[slice(*w)] not in _KEYWORDS]
    return words[0] in _DECLARING or all(equals_of(s, w) >= 0 for w in command[-len(words) :])


def prints(s: str, command: list[Word]) -> bool:
    """Whether a command shows its words, which matter where they are written to."""
    return s[slice(*command[0])] in _PRINTING


def given(s: str, word: Word) -> Word:
    """The assignment in ``--env=NAME=value`` and in ``"NAME=value"``; other words as they are."""
    start, end = word
    if s.startswith("--", start):
        equals = s.find("=", start, end)
        start = equals + 1 if equals >= 0 else start
    if end - start > 2 and s[start] in "\"'" and s[end - 1] == s[start]:
        start, end = start + 1, end - 1
    return Word(start, end)


def equals_of(s: str, word: Word) -> int:
    """Where the ``=`` of the assignment ``word`` is; -1 where it is none."""
    at = start = word.start + s.startswith(PAD, word.start)
    while at < word.end and s[at] in WORD:
        at += 1
    if s[at : at + 1] == "+":
        at += 1
    return at if start < at < word.end and s[at] == "=" and not s[start].isdigit() else -1


def value(s: str, start: int, end: int, base: int, names: Names) -> Text | None:
    """The text of an assigned value; what only contains references is kept as written."""
    start, end, literal = _unquoted(s, start, end)
    if not literal:
        text = resolve(s, start, end, base, names, mixed=True)
    else:
        text = Text(real(s[start:end]), Span(base + start, base + end))
    if text and not literal:
        return Text(plain(text.value), text.span)
    return text


def constant(s: str, start: int, end: int, base: int) -> Text | None:
    """The text of an assigned value that does not depend on others."""
    text = value(s, start, end, base, NO_NAMES)
    return None if text is None or "$" in text.value or "`" in text.value else text


def _unquoted(s: str, start: int, end: int) -> tuple[int, int, bool]:
    """The range inside the quotes, where one pair spans it all; whether they are single."""
    while start < end and s[start] == PAD:
        start += 1
    inner = s[start:end].rstrip(PAD)
    for quote in "\"'":
        if len(inner) > 1 and inner[0] == inner[-1] == quote and inner.count(quote) == 2:
            stop = start + len(inner) - 1
            return start + 1, stop - (s[stop - 1] == PAD), quote == "'"
    return start, end, False


def plain(word: str) -> str:
    """A word without quotes and escapes."""
    if not any(c in word for c in "\"'\\"):
        return word
    out = []
    at = 0
    while at < len(word):
        if word[at] == "\\":
            at += 1
            out.append(word[at : at + 1].replace("\n", ""))
        elif word[at] not in "\"'":
            out.append(word[at])
        at += 1
    return "".join(out)


def between(s: str, before: Sequence[Word], after: Sequence[Word]) -> str:
    """What stands between two commands that follow each other, without white space at its end."""
    return s[before[-1].end : after[0].start].rstrip(" \t\r\n\\" + PAD)


def piped(s: str, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether what one command says is given to the next."""
    found = between(s, before, after)
    return found.endswith(("|", "|&")) and not found.endswith("||")
