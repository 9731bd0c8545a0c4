"""Shell: scripts, and the command lines in Dockerfiles, CI files and package scripts.

`lex` splits a text into simple commands, comments and here-documents. It knows quotes,
substitutions and continuations, never fails, and reads what is not quite shell (templates,
an apostrophe in prose) as far as it can.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from tlslint.facts import Setting, Span, Text
from tlslint.languages import (
    jvmoptions,
    net_scripts,
    nodeoptions,
    programs,
    pythoncode,
    shell_words,
    written,
)
from tlslint.languages.flat import (
    BLANK,
    NO_NAMES,
    PAD,
    WORD,
    Marks,
    Names,
    Rows,
    constants,
    flat,
    lines,
    real,
)
from tlslint.languages.shell_words import Word
from tlslint.regex import regex
from tlslint.rows import NamedTuple

_SPECIAL = regex(r"[\s\"'\\;&|()<>$`]", re.ASCII)
_NESTED = regex(r"[\"'\\`(){}$#]")
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh", "ksh"})
_CLOSER = {"(": ")", "{": "}", '"': '"', "`": "`"}


class Script(NamedTuple):
    """A text split up: simple commands as words, comments, bodies of here-documents."""

    commands: list[list[Word]]
    #: of each command, the files that are written to
    targets: list[list[Word]]
    comments: list[Word]
    documents: list[Word]
    #: of each document, the command that takes it
    takers: list[list[Word]]


class Pending(NamedTuple):
    """A here-document that is to come, and the words of the command that takes it."""

    delimiter: str
    words: list[Word]


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """Assignments of environment variables and JVM options in any word."""
    return scan(flat(text), 0, Marks(marks))


def comments(text: bytes) -> list[Span]:
    """The comments, not those in strings and here-documents."""
    return [Span(*c) for c in lex(flat(text)).comments]


def scan(
    s: str, base: int, marks: Marks, names: Names = NO_NAMES, subject: str = ""
) -> list[Setting]:
    """The settings of a fragment that begins at byte ``base``; ``names`` are variables known from outside."""
    script = lex(s)
    assigned: list[tuple[int, int, int, Word]] = []
    handed: set[int] = set()  # what one command alone is given
    for command in script.commands:
        those = shell_words.assignments(s, command)
        assigned += those
        if those and not shell_words.declares(s, command):
            handed.update(a[0] for a in those)
    if "$" in s:
        own = [(real(s[a:b]), shell_words.constant(s, b + 1, e, base)) for a, b, e, _ in assigned]
        own += _files(s, assigned)
        names = ChainMap(constants(own), cast("dict[str, Text | None]", names))
    found = []
    for start, equals, end, element in assigned:
        if marks.held(base + start, base + end):
            value = shell_words.value(s, equals + 1, end, base, names)
            span = Span(base + start, base + end)
            around = Span(base + element.start, base + element.end)
            name = real(s[start:equals]).rstrip("+")
            alone = f"{subject}word:{base + start}" if start in handed else subject
            found.append(Setting(f"env:{name}", value, span, around, alone))
            found += written.line(value)
    data = '":' in s
    client = programs.named(s)
    shells = "c '" in s or 'c "' in s
    for n, command in enumerate(script.commands):
        if client and marks.held(base + command[0].start, base + command[-1].end):
            found += programs.scan(s, script.commands, n, base, names)
        part = Word(command[0].start, command[-1].end)
        found += _options(s, part, base, marks, names)
        found += _properties(s, command, base, marks, names)
        for word in command if data else ():
            if s.find('":', *word) >= 0 and not shell_words.prints(s, command):
                found += written.data(s, word, base, marks)
        if s.find("--tls-", *part) >= 0 and marks.held(base + part.start, base + part.end):
            found += nodeoptions.scan(s, command, base, subject)
    taken: dict[int, list[Word]] = {}
    for document, taker in zip(script.documents, script.takers, strict=True):
        taken.setdefault(id(taker), []).append(document)
    for n, command in enumerate(script.commands):
        targets, beside = _piped(s, script, n)
        stop = max(w.end for w in (command[-1], *targets))
        given = taken.get(id(command), ())
        if marks.held(base + command[0].start, base + stop):
            found += pythoncode.scan(s, command, targets, given, base)
        if targets or beside or given or len(command) > 1:
            found += written.scan(s, command, targets, given, beside, base, marks, names)
        if shells and len(command) > 2:
            found += _inner(s, command, given, base, marks, names)
    for document, taker in zip(script.documents, script.takers, strict=True):
        found += programs.document(s, document, taker, base, marks, names)
        for start, end in lines(s, *document):
            if not s[start:end].lstrip(BLANK).startswith("#"):
                found += _options(s, Word(start, end), base, marks, names)
    found += net_scripts.scan(s, base, marks)
    return sorted(found, key=lambda x: x.span.start)


def _files(
    s: str, assigned: Sequence[tuple[int, int, int, Word]]
) -> Iterator[tuple[str, Text | None]]:
    """Files in directories that are not known, by the variables that name them."""
    for start, equals, end, _ in assigned:
        if s.find("$", equals, end) >= 0 and (name := written.ending(s[equals + 1 : end])):
            yield f"/{real(s[start:equals])}", Text(name, Span(0, 0))


def _options(s: str, part: Word, base: int, marks: Marks, names: Names) -> list[Setting]:
    if not marks.held(base + part.start, base + part.end) or s.find("-D", *part) < 0:
        return []
    return jvmoptions.scan(s[part.start : part.end], base + part.start, names)


def _properties(
    s: str, command: list[Word], base: int, marks: Marks, names: Names
) -> list[Setting]:
    """``--spring.datasource.url=…`` and ``ssl.protocol=…`` among the words of a command: keys with dots."""
    found: list[Setting] = []
    if shell_words.prints(s, command):
        return found  # what is printed matters where it is written to
    for n, word in enumerate(command):
        at = start = word.start + 2 * s.startswith("--", word.start)
        if not n and start == word.start:
            continue  # an assignment
        while at < word.end and (s[at] in WORD or s[at] in ".-"):
            at += 1
        key = s[start:at]
        if s[at : at + 1] == "=" and "." in key[1:-1] and marks.held(base + start, base + word.end):
            value = shell_words.value(s, at + 1, word.end, base, names)
            span = Span(base + start, base + word.end)
            found.append(Setting(f"property:{key}", value, span, span, f"word:{base + start}"))
    return found


def _inner(
    s: str, command: list[Word], given: Sequence[Word], base: int, marks: Marks, names: Names
) -> list[Setting]:
    """What a shell writes that is given a text to run: ``sudo sh -c 'echo … > file'``."""
    found: list[Setting] = []
    for shell, option, word in zip(command, command[1:], command[2:], strict=False):
        if s[option.start] != "-" or s[option.end - 1] != "c" or s[word.start] not in "'\"":
            continue
        if s[slice(*shell)].rpartition("/")[2] not in _SHELLS:
            continue
        start = word.start + 1
        text = s[start : word.end - 1]
        text = text.replace('\\"', PAD + '"') if s[word.start] == '"' else text
        script = lex(text)
        for n, inner in enumerate(script.commands):
            targets, beside = _piped(text, script, n)
            found += written.scan(text, inner, targets, (), beside, base + start, marks, names)
            file = written.file(text, targets, names) if given else ""
            for a, b in given if file else ():
                found += written.content(s[a:b], base + a, file, marks)
    return found


def _piped(s: str, script: Script, n: int) -> tuple[list[Word], list[Word]]:
    """The files that command ``n`` writes, also through ``tee``, and the words it is piped together with."""
    targets = [*script.targets[n], *tee(s, script.commands[n])]
    around: list[Word] = []
    if n and shell_words.piped(s, script.commands[n - 1], script.commands[n]):
        around += script.commands[n - 1]
    if n + 1 < len(script.commands) and shell_words.piped(
        s, script.commands[n], script.commands[n + 1]
    ):
        around += script.commands[n + 1]
        targets += tee(s, script.commands[n + 1])
    return targets, around


def tee(s: str, command: list[Word]) -> list[Word]:
    """The files of ``tee``."""
    at = next((n for n, w in enumerate(command[:3]) if s[slice(*w)].strip(PAD) == "tee"), None)
    if at is None:
        return []
    return [w for w in command[at + 1 :] if not s[slice(*w)].startswith("-")]


# -- words


def lex(s: str) -> Script:
    """Split a fragment with one character per byte."""
    script = Script([], [], [], [], [])
    words: list[Word] = []
    targets: list[Word] = []
    pending: list[Pending] = []  # the here-documents that begin on the next line
    groups = Groups(s, script)
    rows = Rows(s)
    redirect = ""
    budget = [4 * len(s) + 1000]
    n = len(s)
    at = 0
    while at < n:
        c = s[at]
        if c == "\n":
            groups.flush(words, targets)
            words, targets, redirect, at = [], [], "", at + 1
            if pending:
                at = _documents(rows, at, pending, script)
                pending = []
        elif c in BLANK:
            at += 1
        elif c == "\\" and s[at + 1 : at + 2] in ("\n", "\r"):
            at += 2 + s.startswith("\r\n", at + 1)
        elif c == "#":
            stop = s.find("\n", at)
            stop = n if stop < 0 else stop
            script.comments.append(Word(at, stop - (s[stop - 1] == "\r")))
            at = stop
        elif c in ";&|()":
            groups.flush(words, targets, c)
            words, targets, redirect, at = [], [], "", at + 1
        elif c in "<>":
            stop = at
            while stop < n and s[stop] in "<>&|-":
                stop += 1
            redirect, at = s[at:stop], stop
        else:
            stop = _word(s, at, budget)
            if stop == at + 1 and c in "{}" and not (words or redirect):
                groups.mark(c)
            elif redirect in ("<<", "<<-"):
                pending.append(Pending(shell_words.plain(s[at:stop]), words))
            else:
                (targets if redirect else words).append(Word(at, stop))
            redirect, at = "", stop
    groups.flush(words, targets)
    return script


class Groups:
    """The commands of ``{ …; }`` and ``( … )`` write to where the whole is sent, also through ``tee``."""

    def __init__(self, s: str, script: Script) -> None:
        self.s, self.script = s, script
        self.opened: dict[str, list[int]] = {"{": [], "(": []}
        #: the first command of the group that was closed last, where its output is still to go somewhere
        self.closed = -1
        self.piped = False
        #: the commands, by number, whose output goes nowhere yet
        self.unsent: list[int] = []

    def flush(self, words: list[Word], targets: list[Word], end: str = "") -> None:
        """A command ends, perhaps one without words, with what is written after a group."""
        commands = self.script.commands
        if self.closed >= 0:
            sent = tee(self.s, words) if self.piped else [] if words else targets
            while sent and self.unsent and self.unsent[-1] >= self.closed:
                self.script.targets[self.unsent.pop()] = sent
            self.piped = end == "|" and not words
            self.closed = self.closed if self.piped else -1
        if words:
            if not targets:
                self.unsent.append(len(commands))
            commands.append(words)
            self.script.targets.append(targets)
        if end and end in "()":
            self.mark(end)

    def mark(self, c: str) -> None:
        """A group begins or ends."""
        if c in "{(":
            self.opened[c].append(len(self.script.commands))
            return
        opened = self.opened["{" if c == "}" else "("]
        self.closed, self.piped = opened.pop() if opened else -1, False


def _documents(rows: Rows, at: int, pending: list[Pending], script: Script) -> int:
    """Where the script goes on behind here-documents; one without an end is taken for none."""
    for each in pending:
        row = rows.next(each.delimiter, at)
        if row:
            script.documents.append(Word(at, row[0]))
            script.takers.append(each.words)
            at = min(row[1] + 1, len(rows.s))
    return at


def _word(s: str, at: int, budget: list[int]) -> int:
    """Where the word at ``at`` ends."""
    n = len(s)
    start = at
    while at < n:
        match = _SPECIAL.search(s, at)
        if match is None:
            return n
        at = match.start()
        c = s[at]
        if c == "\\":
            if s.startswith("\n", at + 1) or s.startswith("\r\n", at + 1):
                return at if at > start else at + 1
            at += 2
        elif c in "\"'`$":
            at = skip(s, at, budget)
        elif c in ";&|()<>" or c in " \t\n\r\f\v":
            return at if at > start else at + 1
        else:
            at += 1
    return n


def skip(s: str, at: int, budget: list[int]) -> int:
    """Behind the quote or substitution at ``at``; behind its first character where it has no end."""
    c = s[at]
    if c == "'":
        stop = s.find("'", at + 1) if budget[0] > 0 else -1
        budget[0] -= (stop if stop > 0 else len(s)) - at
        return stop + 1 if stop > 0 else at + 1
    if c == "$":
        if s[at + 1 : at + 2] not in ("{", "("):
            return at + 1
        inside = at + 2
        closers = [_CLOSER[s[at + 1]]]
    else:
        inside = at + 1
        closers = [c]
    first = at + 1
    at = inside
    while closers and budget[0] > 0:
        match = _NESTED.search(s, at)
        if match is None:
            budget[0] -= len(s) - at
            return first
        budget[0] -= match.start() - at + 1
        at, c = match.start() + 1, match[0]
        top = closers[-1]
        if c == "\\":
            at += 1
        elif c == top:
            closers.pop()
        elif c == "$" and s[at : at + 1] in ("{", "("):
            closers.append(_CLOSER[s[at]])
            at += 1
        elif top == '"':
            pass
        elif c in '"`':
            closers.append(c)
        elif c == "'" and top != "`":
            stop = s.find("'", at)
            budget[0] -= max(stop - at, 0) if stop >= 0 else len(s) - at
            at = stop + 1 if stop >= 0 else at
        elif (c == "(" and top == ")") or (c == "{" and top == "}"):
            closers.append(_CLOSER[c])
        elif c == "#" and top == ")" and s[at - 2] in " \t\n":
            stop = s.find("\n", at)
            budget[0] -= max(stop - at, 0)
            at = stop if stop >= 0 else at
    return first if closers else at
