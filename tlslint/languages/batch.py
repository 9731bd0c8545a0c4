"""Windows batch files, and the option strings of PowerShell scripts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages import addedtypes, jvmoptions, net_protocols, nodeoptions, programs
from tlslint.languages.flat import (
    WORD,
    Marks,
    define,
    flat,
    lines,
    real,
    refers,
    resolve,
    strip,
)
from tlslint.languages.net_quoted import is_shown
from tlslint.languages.net_sourced import sourced
from tlslint.languages.shell_words import Word
from tlslint.regex import regex

_SPLIT = regex(r'"[^"\n]*"|[^\s"]+')
_COMMAND = regex(r'(?:"[^"\n]*"|[^&|;(){}"\n])+')


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``env:NAME`` for each assignment of an environment variable, JVM options and commands of PowerShell in any line."""
    s = flat(text)
    wanted = Marks(marks)
    power = _is_powershell(path)
    hidden = net_protocols.remarks(s) if power else []
    shown: list[Span] = []
    found: list[Setting] = []
    names: dict[str, Text | None] = {}
    client = any(sign in s for sign in programs.SIGNS)
    for start, end in lines(s):
        if power:
            end = _before(hidden, start, end)
        elif _remark(s, start, end) < end or _shown(s, start, end):
            shown.append(Span(start, end))
            continue
        assigned = (_environment if power else _set)(s, start, end)
        if assigned:
            name, first, last, begin = assigned
            value = resolve(s, first, last, 0, names, mixed=True)
            constant = value is not None and not refers(value.value)
            define(names, name, value if constant else None)
            if wanted.held(start, end) and name:
                element = Span(begin, last + (s[last : last + 1] in ("'", '"')))
                found.append(Setting(f"env:{name}", value, Span(begin, last), element))
        if s.find("-D", start, end) >= 0 and wanted.held(start, end):
            found += jvmoptions.scan(s[start:end], start, names)
        if s.find("--tls-", start, end) >= 0 and wanted.held(start, end):
            spans = [m.span() for m in _SPLIT.finditer(s, start, end)]
            found += nodeoptions.scan(s, spans, 0, str(start))
        if client and wanted.held(start, end):
            for part in _COMMAND.finditer(s, start, end):
                command = [Word(*m.span()) for m in _SPLIT.finditer(s, *part.span())]
                words = [s[slice(*w)].strip("\"'") for w in command]
                told = programs.spoken(s, command, words, 0, names) if words else []
                found += [x for x in told if not (power and is_shown(s, x.span.start))]
    if power:
        found += addedtypes.scan(s)
    others = sourced(s, path, read) if power else lambda name: None
    said = list(net_protocols.scan(s, 0, wanted, names, others))
    silent = [*(comments(text) if said else []), *shown]
    found += [x for x in said if not any(r.start <= x.element.start < r.end for r in silent)]
    return found


def comments(text: bytes) -> list[Span]:
    """``rem``, ``::``; the ``#`` and ``<# #>`` of PowerShell."""
    s = flat(text)
    rows = [(_remark(s, start, end), end) for start, end in lines(s)]
    batch = [Span(start, end) for start, end in rows if start < end]
    return batch if batch and "#" not in s else sorted(batch + net_protocols.remarks(s))


def _is_powershell(path: str) -> bool:
    return path.lower().endswith((".ps1", ".psm1", ".psd1"))


def _remark(s: str, start: int, end: int) -> int:
    """Where the remark that the line is begins; its end where it is none."""
    start, _ = strip(s, start, end)
    word = s[start : start + 5].lstrip("@").lower()
    if s.startswith("::", start) or (
        word[:3] == "rem" and word[3:4] in ("", " ", "\t", "\r", "\n")
    ):
        return start
    return end


def _shown(s: str, start: int, end: int) -> bool:
    """Whether a line only prints: ``echo`` that no other command follows and no file gets."""
    start, _ = strip(s, start, end)
    word = s[start : start + 6].lstrip("@").lower()
    if not word.startswith("echo") or word[4:5] not in ("", " ", ".", ":", "\t"):
        return False
    bare = "".join(part for part in s[start:end].split('"')[::2])
    return not any(c in bare for c in "&|>)")


def _set(s: str, start: int, end: int) -> tuple[str, int, int, int] | None:
    """Name, value and beginning of ``set NAME=value``, ``set "NAME=value"``, ``setx NAME value``."""
    at = start
    lower = s[start:end].lower()
    for command in ("setx", "set"):
        at = lower.find(command)
        while at >= 0:
            before = lower[at - 1 : at] if at else " "
            after = lower[at + len(command) : at + len(command) + 1]
            if before in ' \t@(&|"\r' and after in (" ", "\t"):
                return _pair(s, start + at + len(command), end, start + at, command == "setx")
            at = lower.find(command, at + 1)
    return None


def _pair(s: str, at: int, end: int, begin: int, spaced: bool) -> tuple[str, int, int, int] | None:
    at, end = strip(s, at, end)
    quoted = s.startswith('"', at)
    at += quoted
    stop = at
    while stop < end and s[stop] in WORD:
        stop += 1
    separator = " " if spaced else "="
    if stop == at or s[stop : stop + 1] != separator:
        return None
    first, last = stop + 1, end
    if quoted:
        close = s.rfind('"', first, end)
        last = close if close >= 0 else end
    elif s[first : first + 1] == '"':
        close = s.find('"', first + 1, end)
        first, last = (first + 1, close) if close >= 0 else (first, end)
    else:
        for operator in "&|)":
            close = s.find(operator, first, last)
            last = close if close >= 0 else last
    return real(s[at:stop]), first, max(last, first), begin


def _environment(s: str, start: int, end: int) -> tuple[str, int, int, int] | None:
    """``$env:NAME = "value"`` and ``[Environment]::SetEnvironmentVariable("NAME", "value")``."""
    lower = s[start:end].lower()
    at = lower.find("$env:")
    if at >= 0:
        name = stop = start + at + len("$env:")
        while stop < end and s[stop] in WORD:
            stop += 1
        equals, _ = strip(s, stop, end)
        if s.startswith("=", equals) and not s.startswith("==", equals):
            first, last = _quoted(s, equals + 1, end)
            return real(s[name:stop]), first, last, start + at
    at = lower.find("setenvironmentvariable(")
    if at >= 0:
        name, stop = _quoted(s, start + at + len("setenvironmentvariable("), end)
        comma, _ = strip(s, stop + 1, end)
        if s.startswith(",", comma):
            first, last = _quoted(s, comma + 1, end)
            return real(s[name:stop]), first, last, start + at
    return None


def _quoted(s: str, start: int, end: int) -> tuple[int, int]:
    start, end = strip(s, start, end)
    if s[start : start + 1] in ('"', "'"):
        close = s.find(s[start], start + 1, end)
        if close >= 0:
            return start + 1, close
    return start, max(start, end)


def _before(hidden: list[Span], start: int, end: int) -> int:
    """The end of the line's code: where a comment begins, its start where it is in one."""
    at = bisect_right(hidden, (start, len(hidden) and hidden[-1].end)) - 1
    if at >= 0 and hidden[at].start <= start < hidden[at].end:
        return start
    for span in hidden[at + 1 : at + 2]:
        if span.start < end:
            return span.start
    return end
