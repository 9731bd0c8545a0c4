"""Functions of Groovy and Scala whose parameters name versions: what calls in the file give them.

Rows of Spock's ``where:`` are such calls too: https://spockframework.org/spock/docs/2.3/data_driven_testing.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tlslint.facts import Setting, Text
from tlslint.languages import jvmcalls
from tlslint.languages.flat import Names, text_of
from tlslint.languages.jvmcalls import Token
from tlslint.regex import regex
from tlslint.rows import NamedTuple

#: Functions of one file, and tokens of one body, at most.
_MAX_HELPERS = 200
_MAX_BODY = 4000
_CELL = regex(r"[^|\n]+")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


class _Helper(NamedTuple):
    """A function: its name, its parameters with the tokens of their defaults, and the tokens of its body."""

    name: str
    parameters: tuple[tuple[str, range], ...]
    body: range
    at: int


def passed(s: str, code: Sequence[Token], names: Names, told: jvmcalls.Told) -> list[Setting]:
    """What calls and defaults give the parameters that functions of the file hand to TLS classes."""
    found: list[Setting] = []
    unknown = [(n, call) for n in range(len(code)) if (call := _unknown(code, n, told))]
    if not unknown:
        return found
    closers = _closers(code)
    helpers = list(_helpers(code, closers))
    for n, (name, given) in unknown:
        inner = [h for h in helpers if n in h.body]
        helper = max(inner, key=lambda h: h.body.start, default=None)
        places = [i for i, p in enumerate(helper.parameters) if p[0] == given] if helper else []
        if helper is None or not places:
            found += _rows(s, code, n, name, given) if names.get(given) is None else ()
            continue
        place = places[0]
        several = name != "SSLContext.getInstance"
        default = helper.parameters[place][1]
        ways = [default] if default else []
        ways += [g for g in _calls(code, closers, helper, place) if g]
        for tokens in ways:
            value = jvmcalls.items(s, code[tokens.start : tokens.stop], names, several)
            if value is not None:
                found.append(_setting(name, value, code[tokens.start].start))
    return found


def _setting(name: str, value: Text, at: int) -> Setting:
    return Setting(f"call:{name}", value, value.span, value.span, f"given@{at}")


def _unknown(code: Sequence[Token], n: int, told: jvmcalls.Told) -> tuple[str, str] | None:
    """What the call at token ``n`` sets, and the one name that it is given."""
    if code[n].kind != "name" or code[n].text not in jvmcalls.CALLS:
        return None
    name = jvmcalls.setting_name(code, n, told.sides)
    given = jvmcalls.given_to(code, n)
    if not name or not given:
        return None
    if code[n].text in jvmcalls.MAKERS:
        parts = _parts(code, given)
        if len(parts) < 2:
            return None
        given = parts[1]
    elif name == "SSLContext.getInstance":
        given = _parts(code, given)[0]
    inside = [t for t in code[given.start : given.stop] if t.kind in ("name", "text")]
    texts = {t.text for t in inside if t.text not in jvmcalls.AROUND}
    if len(texts) != 1 or any(t.kind == "text" for t in inside):
        return None
    return name, texts.pop()


def _helpers(code: Sequence[Token], closers: dict[int, int]) -> Iterator[_Helper]:
    """The functions of a file: ``def f(a: A = x)``, ``A f(B b) {``."""
    count = 0
    for n in range(1, len(code) - 2):
        if code[n].kind != "name" or code[n + 1].text != "(" or code[n + 1].kind != "mark":
            continue
        before = code[n - 1]
        if before.kind != "name" or before.text in (
            "new",
            "return",
            "else",
            "throw",
            "in",
            "extends",
        ):
            continue
        close = closers.get(n + 1, n + 1)
        body = _body(code, closers, close, before.text == "def")
        if body and count < _MAX_HELPERS:
            count += 1
            parameters = tuple(_parameter(code, part) for part in _parts(code, range(n + 2, close)))
            yield _Helper(code[n].text, parameters, body, n)


def _parameter(code: Sequence[Token], part: range) -> tuple[str, range]:
    """The name of a parameter, and the tokens of its default."""
    equals = next((i for i in part if code[i].text == "=" and code[i].kind == "mark"), part.stop)
    own = range(part.start, equals)
    colon = next((i for i in own if code[i].text == ":" and code[i].kind == "mark"), equals)
    named = [code[i].text for i in range(part.start, colon) if code[i].kind == "name"]
    return (named[-1] if named else "", range(equals + 1, part.stop))


def _body(code: Sequence[Token], closers: dict[int, int], close: int, stated: bool) -> range:
    """The tokens of the function whose parameters end at token ``close``; none where none begins there."""
    stop = min(close + 40, len(code))
    for at in range(close + 1, stop):
        text = code[at].text
        if text == "{":
            return range(at, closers.get(at, at) + 1)
        if stated and text == "=" and code[at].kind == "mark":
            after = next((i for i in range(at + 1, stop) if code[i].kind != "newline"), stop)
            if after < len(code) and code[after].text == "{":
                return range(after, closers.get(after, after) + 1)
            return range(at, jvmcalls.line_end(code, after))
        if not stated and code[at].kind not in ("name", "newline", "mark"):
            break
        if not stated and text in (";", ".", "=", ")", "}"):
            break
    return range(0)


def _calls(
    code: Sequence[Token], closers: dict[int, int], helper: _Helper, place: int
) -> Iterator[range]:
    """The tokens of what the calls of a function give its parameter at ``place``."""
    keyword = helper.parameters[place][0]
    for n, t in enumerate(code[:-2]):
        if n == helper.at or t.kind != "name" or t.text != helper.name:
            continue
        if code[n + 1].text != "(" or code[n + 1].kind != "mark":
            continue
        parts = _parts(code, range(n + 2, closers.get(n + 1, n + 2)))
        for number, part in enumerate(parts):
            said = (
                len(part) > 1
                and code[part.start + 1].text == "="
                and code[part.start].kind == "name"
            )
            if said and code[part.start].text == keyword:
                yield range(part.start + 2, part.stop)
            elif not said and number == place:
                yield part


def _rows(s: str, code: Sequence[Token], n: int, name: str, given: str) -> Iterator[Setting]:
    """What the rows behind the next ``where:`` are for a variable."""
    stop = min(n + _MAX_BODY, len(code) - 2)
    for at in range(n, stop):
        if code[at].text == "def" and (code[at + 1].kind == "text" or code[at + 2].text == "("):
            return
        if code[at].text == "where" and code[at + 1].text == ":":
            break
    else:
        return
    column = -1
    texts = {t.start: t for t in code[at : at + _MAX_BODY] if t.kind == "text"}
    piped = re.compile(rf"\s*{re.escape(given)}\s*<<\s*\[")
    start = s.find("\n", code[at].start) + 1
    while 0 < start < len(s):
        end = s.find("\n", start)
        end = end if end >= 0 else len(s)
        line = s[start:end]
        cells = [(m.start() + start, m[0]) for m in _CELL.finditer(line)]
        if piped.match(line):
            close = s.find("]", start)
            for begin, token in texts.items():
                if start <= begin < close:
                    yield _setting(name, text_of(s, *token.inner), begin)
        elif column < 0 and "|" in line:
            column = next((i for i, c in enumerate(cells) if c[1].strip() == given), len(cells))
        elif "|" in line and column < len(cells):
            begin = cells[column][0] + len(cells[column][1]) - len(cells[column][1].lstrip())
            if begin in texts:
                yield _setting(name, text_of(s, *texts[begin].inner), begin)
        elif line.strip() in ("}", ""):
            return
        start = end + 1


def _parts(code: Sequence[Token], inside: range) -> list[range]:
    """What commas divide in brackets."""
    parts, begin, depth = [], inside.start, 0
    for n in inside:
        if code[n].kind == "mark":
            depth += (code[n].text in _OPEN) - (code[n].text in _CLOSE)
            if code[n].text == "," and depth == 0:
                parts.append(range(begin, n))
                begin = n + 1
    return [*parts, range(begin, inside.stop)] if len(inside) else []


def _closers(code: Sequence[Token]) -> dict[int, int]:
    """The token that closes each bracket that is closed."""
    out: dict[int, int] = {}
    waiting: list[int] = []
    for n, t in enumerate(code):
        if t.kind == "mark" and t.text in _OPEN:
            waiting.append(n)
        elif t.kind == "mark" and t.text in _CLOSE and waiting:
            out[waiting.pop()] = n
    return out
