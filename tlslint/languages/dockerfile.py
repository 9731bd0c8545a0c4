"""Dockerfiles: ``ENV``, ``ARG`` and the command lines of ``RUN``, ``CMD``, ``ENTRYPOINT``, ``HEALTHCHECK``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages import json_, jvmoptions, programs, pythoncode, shell, written
from tlslint.languages.flat import (
    BLANK,
    PAD,
    Marks,
    Names,
    Rows,
    define,
    flat,
    lines,
    real,
    refers,
    resolve,
    strip,
    unescape,
)
from tlslint.rows import NamedTuple

_SHELL = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})


class Instruction(NamedTuple):
    """One instruction: ``s`` is its argument, with continuations as in shell and without comments.

    ``documents`` are the bodies of its here-documents, as ranges of the file.
    """

    name: str
    start: int
    argument: int
    end: int
    s: str
    documents: tuple[tuple[int, int], ...] = ()


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """Environment variables and JVM options; each stage is a subject of its own."""
    s = flat(text)
    wanted = Marks(marks)
    found: list[Setting] = []
    names: dict[str, Text | None] = {}
    stage = 0
    for i in instructions(s):
        stage += i.name == "FROM"
        subject = f"stage {stage}"
        if i.name in ("ENV", "ARG"):
            assigned = _environment(i, names, subject)
            for a in assigned:
                constant = a.value is not None and not refers(a.value.value)
                define(names, a.name[len("env:") :], a.value if constant else None)
            found += [a for a in assigned if wanted.held(i.start, i.end)]
            if "-D" in i.s and wanted.held(i.start, i.end):
                found += jvmoptions.scan(i.s, i.argument, names)
        elif i.name in _SHELL and wanted.held(i.start, i.end):
            found += _files(s, i, wanted, names)
            found += _command(i, wanted, names, subject)
            python = _python(s, i)
            found += python
            for start, end in i.documents if not python else ():
                found += shell.scan(s[start:end], start, wanted, names, subject)
        elif i.documents and wanted.held(i.start, i.end):  # COPY <<EOF
            found += _python(s, i)
            found += _files(s, i, wanted, names)
            for document in i.documents:
                for start, end in lines(s, *document):
                    if not s[start:end].lstrip(BLANK).startswith("#"):
                        found += jvmoptions.scan(s[start:end], start)
    return found


def comments(text: bytes) -> list[Span]:
    """The lines that begin with ``#``, inside continued instructions too."""
    s = flat(text)
    found = []
    for start, end in lines(s):
        begin, stop = strip(s, start, end)
        if s.startswith("#", begin, stop):
            found.append(Span(begin, stop))
    return found


def instructions(s: str) -> Iterator[Instruction]:
    """The instructions of a file with one character per byte; never raises."""
    escape = _escape(s)
    name, start, argument = "", 0, 0
    parts: list[str] = []
    rows = Rows(s)
    resume = 0  # behind the last here-document
    for begin, end in lines(s):
        if begin < resume:
            continue
        first, last = strip(s, begin, end)
        following = s.find("\n", end) + 1 or len(s)
        if first == last or s[first] == "#":  # also inside a continued instruction
            parts.append(" " * (following - begin))
            continue
        if not name:
            start = first
            name, argument = _name(s, first, last)
            begin, parts = argument, []
        if last > begin and s[last - 1] == escape:
            gap = following - last - 1
            parts.append(s[begin : last - 1] + (" " * gap + "\\\n" if gap >= 0 else " "))
            continue
        body = "".join(parts) + s[begin:last]
        documents: tuple[tuple[int, int], ...] = ()
        if "<<" in body and name in ("RUN", "COPY", "ADD"):
            documents = tuple(_documents(rows, body, following))
        stop = documents[-1][1] if documents else last
        resume = s.find("\n", stop) + 1 or len(s)
        yield Instruction(name, start, argument, stop, body, documents)
        name = ""
    if name:
        yield Instruction(name, start, argument, len(s), "".join(parts))


def _name(s: str, at: int, end: int) -> tuple[str, int]:
    """The instruction's name in capitals (behind ``ONBUILD``), and where its argument begins."""
    name = "ONBUILD"
    while name == "ONBUILD" and at < end:
        stop = at
        while stop < end and s[stop] not in BLANK:
            stop += 1
        name = s[at:stop].upper()
        at, _ = strip(s, stop, end)
    return name, at


def _documents(rows: Rows, body: str, at: int) -> Iterator[tuple[int, int]]:
    for delimiter in _delimiters(body):
        row = rows.next(delimiter, at)
        if row:
            yield at, row[0]
            at = row[1] + 1


def _delimiters(body: str) -> list[str]:
    found = []
    at = body.find("<<")
    while at >= 0:
        stop = at = at + 2 + body.startswith("-", at + 2)
        while stop < len(body) and body[stop] not in " \t\r\n;|&<>)\0":
            stop += 1
        delimiter = body[at:stop].strip("\"'")
        if delimiter and delimiter[0] not in "<$(0123456789":
            found.append(delimiter)
        at = body.find("<<", stop)
    return found


def _escape(s: str) -> str:
    """The escape character that a directive at the top of the file chooses."""
    for start, end in lines(s):
        line = s[start:end].strip()
        key, equals, value = line.lstrip("#").partition("=")
        if not line.startswith("#") or not equals:
            break
        if key.strip().lower() == "escape" and value.strip() == "`":
            return "`"
    return "\\"


def _environment(i: Instruction, names: Names, subject: str) -> list[Setting]:
    """``ENV A=b C="d e"``, and the old ``ENV A b``."""
    words = [w for command in shell.lex(i.s).commands for w in command]
    element = Span(i.start, i.end)
    if not words:
        return []
    head = i.s[words[0].start : words[0].end]
    if "=" not in head:
        start, end = strip(i.s, words[0].end, len(i.s))
        if start >= end:  # ARG without a default
            return []
        value = resolve(i.s, start, end, i.argument, names, mixed=True)
        span = Span(i.argument + words[0].start, i.argument + max(end, words[0].end))
        return [Setting(f"env:{real(head)}", value, span, element, subject)]
    found = shell.scan(i.s, i.argument, Marks(None), names, subject)
    assigned = [x for x in found if x.name.startswith("env:")]
    if len(assigned) == 1:
        return [Setting(x.name, x.value, x.span, element, subject) for x in assigned]
    return assigned


def _files(s: str, i: Instruction, marks: Marks, names: Names) -> list[Setting]:
    """The here-documents that become files of other formats."""
    script = shell.lex(i.s) if i.documents else None
    if script is None or not script.commands:
        return []
    last = script.commands[-1]
    targets = [last[-1]] if i.name != "RUN" else [*script.targets[-1], *shell.tee(i.s, last)]
    file = written.file(i.s, targets, names)
    return [x for a, b in i.documents if file for x in written.content(s[a:b], a, file, marks)]


def _python(s: str, i: Instruction) -> list[Setting]:
    """The here-documents that an interpreter of Python reads, or that become a file of Python."""
    commands = shell.lex(i.s).commands
    if not i.documents or not commands:
        return []
    words = [i.s[slice(*w)].strip(PAD) for w in commands[-1]]
    reads, _ = pythoncode.interpreted(words)
    if reads or (i.name != "RUN" and words[-1].endswith(".py")):
        return [pythoncode.code(s[slice(*d)], d[0]) for d in i.documents]
    return []


def _command(i: Instruction, marks: Marks, names: Names, subject: str) -> list[Setting]:
    """A command line in shell form or as a JSON array."""
    at = i.s.find("[")
    array = i.s[at + 1 :].lstrip(BLANK)[:1] in ('"', "]")
    if at < 0 or i.s[:at].strip(BLANK) not in ("", "CMD") or not array:
        return shell.scan(i.s, i.argument, marks, names, subject)
    found: list[Setting] = []
    joined = i.s.replace("\\\n", PAD * 2)  # lines are joined before the array is read
    parts = json_.strings(joined)
    texts = [unescape(joined[start:end]) for start, end in parts]
    _, number = pythoncode.interpreted([t.replace(PAD, "") for t in texts])
    if number:
        found.append(pythoncode.code(texts[number], i.argument + parts[number][0]))
    if marks.held(i.start, i.end):
        found += programs.listed(joined, parts, i.argument, names)
        found += written.scan(joined, parts, (), (), (), i.argument, marks, names)
    for (start, _), word in zip(parts, texts, strict=True):
        found += shell.scan(word, i.argument + start, marks, names, subject)
    return found
