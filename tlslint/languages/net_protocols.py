"""What PowerShell gives ServicePointManager and its web cmdlets: ``scan`` finds it in any script or command line.

A statement becomes one setting, whose value lists the names of the versions:
``System.Net.ServicePointManager.SecurityProtocol`` where they replace what was set before, with
``(added)`` where they are or-ed to it and ``(summed)`` where ``+=`` does, ``System.Net.Security.SslStream.AuthenticateAsClient@2`` (or
``AuthenticateAsServer@2``) for one handshake, ``System.Net.Http.HttpClientHandler.SslProtocols`` for
that of a handler (``System.Net.Security.SslClientAuthenticationOptions.EnabledSslProtocols`` for that of options), ``Invoke-WebRequest@SslProtocol`` for the parameter of the cmdlets, given
in any way, and ``any-command@SecurityProtocol`` for that of other commands. What takes versions away, or is not known, has no value; where that is a variable alone,
the condition is ``given`` or, where the script sets it, ``unknown``, as that of anything else that is not known. What an
enumeration does not have has a setting without a value, whose condition is ``absent``, the enumeration and the name. A switch that
``[AppContext]::SetSwitch`` sets is ``switch:<name>``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from tlslint.facts import Setting, Span, Text
from tlslint.languages import net_registry
from tlslint.languages.flat import BLANK, NO_NAMES, PAD, Marks, Names, text_of
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_quoted import is_text, names_block
from tlslint.languages.net_scripts import PROTOCOLS, REGISTRY
from tlslint.languages.net_sums import ADDING, SETTING, joined
from tlslint.languages.net_words import ALL, Others, Said
from tlslint.record import replace
from tlslint.regex import regex

PARAMETER = "Invoke-WebRequest@SslProtocol"
#: The parameter of commands that modules define.
ANY_COMMAND = "any-command@SecurityProtocol"
HANDLER = "System.Net.Http.HttpClientHandler.SslProtocols"
OPTIONS = "System.Net.Security.SslClientAuthenticationOptions.EnabledSslProtocols"
HANDSHAKES = {
    side: f"System.Net.Security.SslStream.AuthenticateAs{side}@2" for side in ("Client", "Server")
}

#: Begins the condition of what is named beside other versions and is not there: enumeration and member.
ABSENT = "absent "

#: Behind ``using namespace System.Net`` the class alone; a variable may hold it.
_PROPERTY = (
    r"(?:\[\s*(?:(?:System\.)?Net\.)?ServicePointManager\s*\]|\$\w+)\s*::\s*SecurityProtocol"
)
_STATEMENT = regex(
    rf"{_PROPERTY}\s*(\+?=)(?!=)"
    r"|(?P<parameter>(?<![\w-])-SslProtocol)[ \t:]+(?![ \t])"
    r"|(?P<named>(?<![\w-])-SecurityProtocol)[ \t:]+(?![ \t])"
    r"|(?P<field>(?<=[\w*]:)SecurityProtocol['\"]\s*\]?|(?<=[\s{;'\"])SecurityProtocol['\"]?)\s*=(?!=)"
    # of a table of parameters, or of their defaults
    r"|(?P<key>(?<=[\s{;'\":.])SslProtocol)['\"]?\s*\]?\s*=(?!=)"
    r"|(?P<entry>\.Add\(\s*['\"](?:[^'\"\n]*:)?SslProtocol)['\"]\s*,"
    r"|(?P<made>(?:HttpClientHandler|AuthenticationOptions)['\"]?\]?\s*(?:-Property\s+)?@\{"
    r"[^{}]{0,400}?\b(?:Enabled)?SslProtocols)\s*=(?!=)"
    r"|(?P<member>\.(?:Enabled)?SslProtocols)\s*=(?!=)"
    r"|\.(?:Begin)?AuthenticateAs(?P<handshake>Client|Server)(?:Async)?\s*\((?:[^(),\n;]*,){2}"
    r"|\[\s*(?:System\.)?AppContext\s*\]\s*::\s*SetSwitch\s*\(\s*['\"](?P<switch>[\w.]+)['\"]\s*,"
    r"\s*\$(?P<on>true|false)\b",
    re.IGNORECASE,
)
_RESTORED = regex(
    rf"{_PROPERTY}\s*=\s*"
    r"\$(?:\w+:)?(\w+)[ \t]*(?=[\r\n;}#]|$)",
    re.IGNORECASE,
)
_KEPT = regex(rf"\$(?:\w+:)?(\w+)\s*=\s*{_PROPERTY}[ \t]*(?=[\r\n;}}#])", re.IGNORECASE)
#: Places at which a variable is known to keep what is set so far.
MAX_KEPT = 20
_LITERAL = regex(r"""(['"])([^'"\n]*)\1""")
#: The third argument of ``AuthenticateAsClient(host, certificates, checkRevocation)``.
_FLAGS = ("$true", "$false")
_VERSIONS = frozenset({"systemdefault", *(name.lower() for name in ALL)})
#: A command that only shows what stands behind it.
_SHOWN = regex(
    r"\b(Write-\w+|echo|throw)\b(?:[^\n;|'\"]|'[^'\n]*'|\"[^\"\n]*\")*(?:'[^'\n]*|\"[^\"\n]*)$",
    re.IGNORECASE,
)
#: Where a remark or a text may begin, and how a text ends: at its quote, or with its line.
_MARK = regex(r"<#|[#\"'`]")
_ENDS = {'"': regex(r"[\"\n]"), "'": regex(r"['\n]")}


def scan(
    s: str, base: int, wanted: Marks, names: Names = NO_NAMES, sourced: Others = lambda name: None
) -> Iterator[Setting]:
    """The settings in a text that begins at byte ``base`` of the file; nothing that stands in a remark.

    ``sourced`` gives what other scripts give a variable.
    """
    lower = s.lower()
    if any(word in lower for word in REGISTRY):
        yield from net_registry.scan(s.replace(PAD, " "), base, _hidden(s), wanted, names)
    if not any(word in lower for word in PROTOCOLS):
        return
    # escapes of the file around it leave nothing between words
    written, s = s, s.replace(PAD, " ")
    yield from _told(joined(_statements(written, s, base, wanted, sourced), s, base))


def _hidden(s: str) -> Callable[[int], bool]:
    """Whether a command at a place of a text is in a remark, or only shown."""
    hidden = remarks(s)

    def at(place: int) -> bool:
        number = bisect_right(hidden, place, key=lambda x: x.start) - 1
        if number >= 0 and place < hidden[number].end:
            return True
        line = s.rfind("\n", 0, place) + 1
        return _SHOWN.search(s[max(line, place - 2000) : place]) is not None

    return at


def _told(settings: Iterable[Setting]) -> Iterator[Setting]:
    """Each setting once, of a value that several statements take."""
    done: set[tuple[str, int]] = set()
    for setting in settings:
        if (setting.name, setting.span.start) not in done:
            done.add((setting.name, setting.span.start))
            yield setting


def _statements(
    written: str, s: str, base: int, wanted: Marks, sourced: Others
) -> Iterator[Setting]:
    """What each statement says for itself, in their order."""
    script = Script(s)
    script.sourced = sourced
    hidden: Callable[[int], bool] | None = None
    for match in _STATEMENT.finditer(s):
        if not wanted.held(base + match.start(), base + match.end()):
            continue
        if hidden is None:
            hidden = _hidden(s)
        if hidden(match.start()):
            continue
        if match["parameter"] or match["named"]:
            if is_text(s, match.start()):
                continue
        elif names_block(s, match.start()):
            continue
        if match["switch"]:
            value = Text(
                match["on"].lower(), Span(base + match.start("on"), base + match.end("on"))
            )
            element = Span(base + match.start(), base + match.end())
            yield Setting(f"switch:{match['switch']}", value, value.span, element, "process")
            continue
        given = _value(script, match)
        if given is None:
            continue
        name, said = given
        if name == SETTING and not said.names and (back := _RESTORED.match(s, match.start())):
            if _saved(s, back) is not None:
                continue
        for offer in said.offers:
            setting = _setting(written, base, match, name, offer)
            yield replace(setting, condition="offered")
        if (said.offers or said.absent) and not said.names:
            continue
        if said.absent:
            place = Span(base + match.start(), base + match.end())
            yield Setting(name, None, place, place, "", f"{ABSENT}{said.absent}")
        picked = said.names is not None and script.picked(match.start())
        for way in said.ways or (said,):
            setting = _setting(written, base, match, name, way)
            if picked and setting.value is not None:
                setting = replace(setting, condition="offered")
            elif way.each:
                setting = replace(setting, condition="each")
            if setting.value is None and _is_open(s, match, way):
                alone = _RESTORED.match(s, match.start())
                # a parameter that has no default, or a variable of another script
                own = alone is None or script.variable(alone[1].lower(), match.start())
                setting = replace(setting, condition="unknown" if own else "given")
            yield setting


#: What may switch versions on; ``-bxor`` does where they are off.
_ADDING = ("-bor", "-bxor", "+")


def _is_open(s: str, match: re.Match[str], said: Said) -> bool:
    """Whether a statement sets versions that are not known; what takes some away from those that are set does not."""
    written = s[said.start : said.end].lower()
    if said.names is not None or written in _FLAGS:
        return False
    return not said.reads or match[1] == "+=" or any(sign in written for sign in _ADDING)


def _value(script: Script, match: re.Match[str]) -> tuple[str, Said] | None:
    """What a statement sets, and to what; None for what only looks like one."""
    word, side = bool(match["parameter"] or match["named"]), match["handshake"]
    argument = side is not None or match["entry"] is not None
    told = match["named"] or match["field"]
    if word or argument or told or match["key"] or match["member"] or match["made"]:
        said = script.expression(match.end(), word=word, argument=argument)
    else:
        said = script.piped(match.end())
    if told:
        # of something else where it names no version
        known = said.names and _VERSIONS.issuperset(n.lower() for n in said.names)
        return (ANY_COMMAND, said) if known or said.offers else None
    if word or match["key"] or match["entry"]:
        return PARAMETER, said
    if match["member"] or match["made"]:
        options = (match["member"] or match["made"]).lower().endswith("enabledsslprotocols")
        return OPTIONS if options else HANDLER, said
    return HANDSHAKES[side.capitalize()] if side else SETTING, said


def offered_by(s: str, start: int, end: int) -> tuple[str, int] | None:
    """What a statement between two places gives a choice of, and where the choices are written."""
    script = Script(s)
    for match in _STATEMENT.finditer(s, start, end):
        value = _value(script, match) if not match["switch"] else None
        if value is not None and value[1].offers:
            offers = value[1].offers
            return ", ".join(n for o in offers for n in o.names or ()), offers[0].start
    return None


def saved_by(s: str, start: int, end: int) -> int | None:
    """Where the script kept the value that a statement between two places puts back, if it does."""
    match = _RESTORED.search(s, start, end)
    return _saved(s, match) if match else None


def _saved(s: str, match: re.Match[str]) -> int | None:
    places = _kept(s).get(match[1].lower(), ())
    return max((at for at in places if at < match.start()), default=None)


@lru_cache(maxsize=4)
def _kept(s: str) -> dict[str, tuple[int, ...]]:
    """Where each variable, in lower case, is given what is set so far."""
    found: dict[str, tuple[int, ...]] = {}
    for match in _KEPT.finditer(s):
        name = match[1].lower()
        found[name] = (*found.get(name, ())[:MAX_KEPT], match.start())
    return found


def kept_by(s: str, start: int, end: int) -> tuple[str, int] | None:
    """What a statement between two places sets to the value of a variable, and where that is written."""
    script = Script(s)
    for match in _STATEMENT.finditer(s, start, end):
        value = _value(script, match) if not match["switch"] else None
        if value is None or not value[1].names:
            continue
        places = [way.start for way in value[1].ways or (value[1],)]
        if not any(start <= at < end for at in places):
            return ", ".join(value[1].names), min(places)
    return None


def passed_by(s: str, name: str, start: int) -> tuple[str, int, int] | None:
    """What the first statement below a place sets to a variable: the versions, where it is and where they are written."""
    script = Script(s)
    variable = re.compile(rf"\s*\$(?:\w+:)?{re.escape(name)}\b(?![.\[])", re.IGNORECASE)
    for match in _STATEMENT.finditer(s, start):
        if match["switch"] or not variable.match(s, match.end()):
            continue
        value = _value(script, match)
        if value is not None and value[1].names:
            places = [way.start for way in value[1].ways or (value[1],)]
            return ", ".join(value[1].names), match.start(), min(places)
    return None


def absent_by(s: str, start: int, end: int) -> str:
    """The enumeration and the member it does not have that a statement between two places is given; else empty."""
    given = (_value(Script(s), m) for m in _STATEMENT.finditer(s, start, end) if not m["switch"])
    return next((x[1].absent for x in given if x is not None and x[1].absent), "")


def given_by(s: str, start: int, end: int) -> tuple[str, int] | None:
    """What a statement below takes of a value that stands between two places, and where that statement is."""
    script = Script(s)
    for match in _STATEMENT.finditer(s, end):
        value = _value(script, match) if not match["switch"] else None
        if value is None or not value[1].names:
            continue
        parts = (value[1], *value[1].ways, *script.variable("_", match.end()))
        if any(start <= part.start < end for part in parts):
            return ", ".join(value[1].names), match.start()
    return None


def setting_in(s: str, at: int) -> int:
    """Where the first statement that sets versions stands in the block that opens behind a place; -1 for none."""
    script = Script(s)
    opened = s.find("{", at)
    close = script.closing(opened) if opened >= 0 else -1
    match = _STATEMENT.search(s, opened, close) if close >= 0 else None
    return match.start() if match is not None else -1


def quoted(s: str, start: int, end: int) -> bool:
    """Whether what looks like a parameter between two places is part of a text that nothing runs."""
    found = _STATEMENT.finditer(s, start, end)
    return any((m["parameter"] or m["named"]) and is_text(s, m.start()) for m in found)


def shown_by(s: str, start: int, end: int) -> str:
    """The command that only shows a text between two places in which a statement stands; empty for none."""
    for match in _STATEMENT.finditer(s, start, end):
        if shown := _SHOWN.search(s[max(start, match.start() - 2000) : match.start()]):
            return shown[1]
    return ""


def _setting(s: str, base: int, match: re.Match[str], name: str, said: Said) -> Setting:
    """What one statement sets to one value."""
    subject = f"{name} {match.start()}"
    if not said.names:
        place = Span(base + match.start(), base + match.end())
        return Setting(name, None, place, place, subject)
    written = text_of(s, *_trimmed(s, said.start, said.end), base)
    literal = _LITERAL.fullmatch(written.value)
    value = Text(literal[2] if literal else ", ".join(said.names), written.span)
    end = max(written.span.end, base + match.end())
    inside = base + match.start() <= written.span.start
    if name == SETTING and (said.reads or match[1] == "+="):
        name = ADDING[match[1] == "+=" and inside]
    # of a variable's value, what is written there: its items are one list
    element = Span(base + match.start(), end) if inside else written.span
    return Setting(name, value, value.span, element, subject, defined=said.defined)


def _trimmed(s: str, start: int, end: int) -> tuple[int, int]:
    piece = s[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def remarks(s: str) -> list[Span]:
    """The ``#`` and ``<# #>`` of PowerShell."""
    found = []
    at = 0
    while (mark := _MARK.search(s, at)) is not None:
        at, c = mark.start(), mark[0]
        if c == "<#":
            close = s.find("#>", at)
            stop = close + 2 if close >= 0 else len(s)
            found.append(Span(at, stop))
            at = stop
        elif c == "`":
            at += 2
        elif c != "#":
            end = _ENDS[c].search(s, at + 1)
            at = end.end() if end is not None else len(s)
        elif at == 0 or s[at - 1] in BLANK + "\n;{}()":
            stop = s.find("\n", at)
            stop = stop if stop >= 0 else len(s)
            found.append(Span(at, stop - (s[stop - 1] == "\r")))
            at = stop
        else:
            at += 1
    return found
