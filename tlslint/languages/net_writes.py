r"""Where scripts write a value into the registry of Windows: which keys, which names, which number.

``Set-ItemProperty``, ``New-ItemProperty`` (given words, splatted, or a key through a pipe), ``reg add``,
``[Microsoft.Win32.Registry]::SetValue``, ``SetValue`` of a key that is opened, ``SetDWORDValue`` of StdRegProv.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tlslint.facts import Span
from tlslint.languages.net_arms import runs
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_parts import WORD
from tlslint.languages.net_rows import contexts
from tlslint.languages.net_texts import Texts
from tlslint.languages.net_variables import Row
from tlslint.regex import regex
from tlslint.registrykeys import number_of
from tlslint.rows import NamedTuple

_WRITE = regex(
    r"(?<![\w-])(?P<power>(?:(?:Set|New)-ItemProperty|Set-GP(?:Pref)?RegistryValue)\b)"
    r"|(?<![\w.])(?P<reg>reg(?:\.exe)?\s+add\b)"
    r"|(?P<static>\[(?:Microsoft\.Win32\.)?Registry\]::SetValue)\s*(?=\()"
    r"|\.(?:(?P<method>SetValue)|(?P<wmi>SetDWORDValue))\s*(?=\()",
    re.IGNORECASE,
)
#: A parameter, a text or a word of a command; what continues a line is blank. PowerShell takes U+2013 to
#: U+2015, which editors make of a hyphen, for one (CharTraits.IsDash).
_PART = regex(
    r"(?P<blank>[ \t\r]+|[`^][ \t]*\r?\n)|(?P<name>(?:-|\xe2\x80[\x93-\x95])(?=[A-Za-z])[A-Za-z0-9_]+:?|/\w+)"
    rf"|@(?P<splat>\w+)|(?P<text>\"[^\"\n]*\"|'[^'\n]*')|(?P<open>\$?\()|(?P<word>{WORD})"
)
#: https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty
#: https://learn.microsoft.com/powershell/module/grouppolicy/set-gpregistryvalue
_NAMED = {
    "path": "path",
    "literalpath": "path",
    "key": "path",
    "name": "name",
    "value": "value",
    "valuename": "name",
}
_SWITCHES = frozenset({"force", "passthru", "confirm", "whatif", "verbose", "f"})
_PLACES = ("path", "name", "value")
#: What stands before an expression whose key is written to.
_BEFORE = regex(r"\s*(?:\$(?:\w+:)?\w+\s*=\s*)?")
_RECEIVER = regex(r"\$(?:\w+:)?\w+$")
_PIPED = regex(r"\|\s*$")
#: Parts of a command; what is looked at before one; commands of a script.
_MAX_PARTS, _HEAD, _MAX_WRITES = 60, 400, 4000
#: So often, in all, is a command looked at again, for another call of its function or row of its loop: for each
#: row of a long list, and not for each command of many of it.
_MAX_AGAIN = 700
_ALONE: tuple[tuple[int, tuple[Row, ...]], ...] = ((-1, ()),)


class Write(NamedTuple):
    """What is written at one place: under each of ``names`` of each of ``paths``, in these blocks of the script."""

    paths: Sequence[str]
    names: Sequence[str]
    #: each that it may be
    numbers: tuple[int, ...]
    span: Span
    element: Span
    blocks: tuple[int, ...] = ()


class Operand(NamedTuple):
    """What a command is given: where it is written, and what it may be."""

    start: int
    end: int
    texts: Sequence[str]


def writes(
    script: Script, texts: Texts, base: int, hidden: Callable[[int], bool]
) -> Iterator[Write]:
    """What the commands of a script write that begins at byte ``base``, but for those that are ``hidden``."""
    left = _MAX_AGAIN
    for match in islice(_WRITE.finditer(script.s), _MAX_WRITES):
        at = match.start()
        if hidden(at):
            continue
        written: dict[tuple[Span, tuple[int, ...], tuple[str, ...]], Write] = {}
        # then only what is written at the place itself counts
        for number, (call, rows) in enumerate(contexts(script, at) if left > 0 else _ALONE):
            if number and left <= 0:
                break
            left -= number > 0
            texts.within(call, rows)
            if not runs(script, at):
                continue
            given, end = _given(texts, match)
            for write in _write(texts, given, Span(at, end), base, call):
                key = write.span, write.numbers, tuple(write.names)
                old = written.get(key, write._replace(paths=()))
                written[key] = write._replace(paths=list(dict.fromkeys((*old.paths, *write.paths))))
        texts.within(-1)
        yield from written.values()


def _write(
    texts: Texts, operands: dict[str, Operand], element: Span, base: int, call: int
) -> Iterator[Write]:
    if not all(place in operands for place in _PLACES):
        return
    path, name, value = (operands[place] for place in _PLACES)
    told = [number_of(text) for text in value.texts]
    numbers = tuple(dict.fromkeys(n for n in told if n is not None))
    if not numbers or None in told or not path.texts or not name.texts:
        return
    at, (start, end) = element.start, value[:2]
    given = texts.told(start, end)
    if given is not None:  # a call or a row says the value: it stands there
        start, end = given.start, given.end
        element = Span(call, end)
    if not element.start <= start < element.end:
        element = Span(start, end)
    here = Span(base + element.start, base + element.end)
    span = Span(base + start, base + end)
    yield Write(path.texts, name.texts, numbers, span, here, texts.script.blocks(at))


def _given(texts: Texts, match: re.Match[str]) -> tuple[dict[str, Operand], int]:
    """The path, the name and the value that a command or method is given, and where it ends."""
    if match["power"] or match["reg"]:
        given, end = _words(texts, match)
        if "path" not in given and _PIPED.search(
            texts.s, max(0, match.start() - _HEAD), match.start()
        ):
            given |= _piped(texts, match.start())
        return given, end
    at = match.end()
    values, places = texts.arguments(at)
    end = texts.script.closing(at) + 1
    operands = [Operand(*place, value) for value, place in zip(values, places, strict=True)]
    if match["method"]:
        receiver = _receiver(texts, match.start())
        operands = [receiver, *operands] if receiver is not None else []
    elif match["wmi"]:
        operands = operands[1:]
    return dict(zip(_PLACES, operands, strict=False)), end


def _piped(texts: Texts, at: int) -> dict[str, Operand]:
    """The key that a pipe gives the command at a place."""
    pipe = texts.s.rfind("|", 0, at)
    start = texts.script.statement(pipe)
    told = texts.key(_behind(texts.s, start))
    known = told is not None and not texts.s[told[1] : pipe].strip()
    return {"path": Operand(start, pipe, told[0])} if told is not None and known else {}


def _receiver(texts: Texts, end: int) -> Operand | None:
    """The key whose method is called that is named at a place."""
    variable = _RECEIVER.search(texts.s, max(0, end - _HEAD), end)
    start = texts.script.statement(end)
    start = variable.start() if variable is not None else _behind(texts.s, start)
    told = texts.key(start)
    known = told is not None and told[1] == end
    return Operand(start, end, told[0]) if told is not None and known else None


def _behind(s: str, start: int) -> int:
    match = _BEFORE.match(s, start)
    return match.end() if match is not None else start


def _words(texts: Texts, match: re.Match[str]) -> tuple[dict[str, Operand], int]:
    """What the words behind a command give it, and where they end."""
    s = texts.s
    given: dict[str, Operand] = {}
    power, at, end, wanted = bool(match["power"]), match.end(), match.end(), ""
    for _ in range(_MAX_PARTS):
        part = _PART.match(s, at)
        if part is None:
            break
        at = part.end()
        if part["blank"]:
            continue
        if part["open"] and (at := texts.script.closing(part.end() - 1) + 1) == 0:
            break
        end = at
        if part["name"] and not (wanted and not power):
            word = part["name"].lstrip("-/\xe2\x80\x93\x94\x95").rstrip(":").lower()
            wanted = "" if word in _SWITCHES else _parameter(word, power) or "-"
            continue
        if part["splat"] and power and not wanted:
            for place, operand in _splatted(texts, part):
                given.setdefault(place, operand)
            continue
        place = wanted or next((p for p in _PLACES if p not in given), "-")
        if not power and not wanted:
            place = "path"
        quotes = part["text"] is not None
        operand = Operand(part.start() + quotes, end - quotes, texts.word(part.start(), end))
        given.setdefault(place, operand)
        wanted = ""
    return given, end


def _parameter(word: str, power: bool) -> str:
    """What a parameter gives: the path, the name, the value; empty for any other."""
    if not power:
        return {"v": "name", "d": "value"}.get(word, "")
    return next((role for name, role in _NAMED.items() if name.startswith(word)), "")


def _splatted(texts: Texts, part: re.Match[str]) -> Iterator[tuple[str, Operand]]:
    """What a table of parameters gives a command."""
    for name, role in _NAMED.items():
        if ways := texts.script.member(part["splat"].lower(), name, part.start()):
            row = texts.script.told(part["splat"].lower(), [name], part.start())
            place = row[2:4] if row is not None else part.span()
            yield role, Operand(*place, texts.said(ways))
