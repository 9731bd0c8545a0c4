"""Groovy, Scala, and build files in Kotlin: option strings, properties, and calls for TLS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set

from tlslint.facts import Setting, Span, Text
from tlslint.languages import hocon, jvmcalls, jvmhelpers, jvmoptions, shell
from tlslint.languages.flat import (
    Marks,
    Names,
    constants,
    flat,
    is_address,
    is_env,
    real,
    resolve,
    strip,
    text_of,
    unescape,
)
from tlslint.languages.jvmcalls import Token
from tlslint.regex import regex

# every alternative stays within a line, but for comments and long strings, whose end is searched
_TOKEN = regex(
    r"""(?P<comment>//[^\n]*|/\*|\#![^\n]*)|(?P<long>\"{3}|'{3})"""
    r"""|"(?P<double>[^"\\\n]*(?:\\.[^"\\\n]*)*)"|'(?P<single>[^'\\\n]*(?:\\.[^'\\\n]*)*)'"""
    r"""|(?P<name>[A-Za-z_]\w*)|(?P<number>[0-9][\w.]*)|(?P<mark>->|[()\[\]{},;:=+.])|(?P<newline>\n)""",
    re.ASCII,
)
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_SYSTEM = frozenset({"systemProperty", "setProperty", "systemProperties", "systemPropertiesArgs"})
#: ``System.properties["k"] = "v"``, ``sys.props("k") = "v"`` and their like: what stands before the dot
_PROPERTIES = {"properties": "System", "props": "sys"}
#: what stands before the lines of a text of Scala that begins within the code
_MARGIN = regex(r"^[ \t]*\|", re.MULTILINE)
#: a key of a property, wherever it is given a value
_KEY = regex(r"[a-z][\w-]*(?:\.[\w-]+)+", re.ASCII)
_ENVIRONMENT = frozenset({"environment", "withEnvironment", "withEnv"})
_SHELL = frozenset({"sh", "bat", "script", "commandLine", "powershell", "pwsh"})


#: Tokens of one statement at most: an open bracket swallows no more; and of a key with its value.
_MAX_STATEMENT = 2000
_MAX_PAIR = 40


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``property:`` of system properties and JVM options, ``env:`` of environment variables."""
    s = flat(text)
    wanted = Marks(marks)
    code = tokens(s)
    names = named(s, code)
    parsed = _parsed(code) if "parseString" in s else frozenset()
    told = jvmcalls.told(code)
    found: list[Setting] = []
    done = 0  # behind the last statement that was read whole
    blocks = [
        0
    ]  # where the blocks around a statement begin: what one of them says is of one client
    for n, t in enumerate(code):
        if t.kind == "mark" and t.text == "{":
            blocks.append(t.start)
        elif t.kind == "mark" and t.text == "}" and len(blocks) > 1:
            blocks.pop()
        elif t.kind == "text":
            if wanted.held(t.start, t.end):
                found += _string(s, code, n, names, wanted, parsed)
            if n >= done and _KEY.fullmatch(t.text) and not _asked(code, n):
                closed = n + 1 < len(code) and code[n + 1].text in ("]", ")")
                stop = min(n + _MAX_PAIR, _statement_end(code, n + 1 + closed, _MAX_PAIR))
                pair = next(_pairs(s, code, n, stop, names), None)
                if pair is not None and pair[0] is t and wanted.held(t.start, pair[2]):
                    span = Span(t.start, pair[2])
                    mine = f"block:{blocks[-1]}"
                    found.append(Setting(f"property:{t.text}", pair[1], span, span, mine))
        elif t.kind == "name" and t.text in jvmcalls.CALLS:
            found += jvmcalls.scan(s, code, n, names, told)
        elif t.kind == "name" and n >= done and _takes_pairs(code, n):
            prefix = "env:" if t.text in _ENVIRONMENT else "property:"
            stop = done = _statement_end(code, n + 1)
            pairs = list(_pairs(s, code, n + 1, stop, names))
            for key, value, end in pairs:
                if wanted.held(key.start, end):
                    span = Span(key.start, end)
                    whole = Span(t.start, code[stop - 1].end) if len(pairs) == 1 else span
                    mine = "" if t.text == "setProperty" else f"block:{blocks[-1]}"
                    found.append(Setting(prefix + key.text, value, span, whole, mine))
    if path.endswith((".groovy", ".scala", ".sc")):
        found += jvmhelpers.passed(s, code, names, told)
    return sorted(found, key=lambda x: x.span.start)


def _asked(code: list[Token], n: int) -> bool:
    """Whether the key at token ``n`` is looked up, or is one of the build's own properties."""
    if n < 2:
        return False
    before, bracket = code[n - 2].text, code[n - 1].text
    looked_up = bracket == "(" and before.startswith(("get", "find", "assert", "has"))
    set_to = [t.text for t in code[n + 1 : n + 4]]
    variable = n < 3 or code[n - 3].text != "."  # a map of one's own
    written = variable and set_to[:2] == ["]", "="] and set_to[2:] != ["="]
    return looked_up or (bracket == "[" and before in _PROPERTIES and not written)


def _takes_pairs(code: list[Token], n: int) -> bool:
    """Whether keys and values of properties or of the environment stand behind token ``n``."""
    name = code[n].text
    if name in _PROPERTIES:
        return n > 1 and code[n - 2].text == _PROPERTIES[name] and code[n - 1].text == "."
    return name in _SYSTEM or name in _ENVIRONMENT


def comments(text: bytes) -> list[Span]:
    """The ``//`` and ``/* */`` comments."""
    found = _all_tokens(flat(text), comments_only=True)
    return [Span(t.start, t.end) for t in found]


def tokens(s: str) -> list[Token]:
    """The tokens of a file with one character per byte, without comments."""
    return [t for t in _all_tokens(s) if t.kind != "comment"]


def _all_tokens(s: str, comments_only: bool = False) -> Iterator[Token]:
    at = 0
    while (match := _TOKEN.search(s, at)) is not None:
        kind = match.lastgroup or ""
        start, at = match.span()
        inner = Span(start, at)
        if kind == "comment":
            if match[0] == "/*":
                stop = s.find("*/", at)
                at = stop + 2 if stop >= 0 else len(s)
            elif s[at - 1] == "\r":
                at -= 1
        elif kind == "long":
            stop = s.find(match[0], at)
            inner = Span(at, stop if stop >= 0 else len(s))
            at = min(inner.end + 3, len(s))
            kind = "text"
        elif kind in ("double", "single"):
            inner = Span(start + 1, at - 1)
            kind = "text"
        if comments_only and kind != "comment":
            continue
        word = kind in ("name", "number", "mark")
        content = (
            s[start:at] if word else real(s[inner.start : inner.end]) if kind == "text" else ""
        )
        yield Token(kind, start, at, inner, content)


def _string(
    s: str, code: list[Token], n: int, names: Names, marks: Marks, parsed: Set[str]
) -> list[Setting]:
    """JVM options in a string; shell behind ``sh``, and ``NAME=value`` for Jenkins' ``withEnv``."""
    t = code[n]
    content = unescape(s[t.inner.start : t.inner.end])
    before = next((c for c in reversed(code[max(n - 3, 0) : n]) if c.text not in ("(", ":")), None)
    if before and before.text in _SHELL:
        return shell.scan(content, t.inner.start, marks, names, f"@{t.start}")
    found: list[Setting] = []
    if "\n" in content and "=" in content and _configures(code, n, parsed):
        inner = _MARGIN.sub(lambda m: " " * len(m[0]), content)
        return hocon.scan(inner, t.inner.start, marks)
    if is_address(content):
        text = resolve(content, 0, len(content), t.inner.start, names)
        found.append(Setting("address", text, Span(*t.inner), Span(t.start, t.end), f"@{t.start}"))
    if "-D" in content:
        # with the quotes, so that a word put together in code is seen to be
        stop = min(t.end + 20, len(s))
        framed = s[t.start : t.inner.start] + content + s[t.inner.end : stop]
        options = jvmoptions.scan(framed, t.start, names)
        found += [x for x in options if x.span.start < t.inner.end]
    name, equals, _ = content.partition("=")
    if equals and is_env(name) and any(c.text == "withEnv" for c in code[max(n - 20, 0) : n]):
        value = resolve(content, len(name) + 1, len(content), t.inner.start, names, mixed=True)
        found.append(Setting(f"env:{name}", value, Span(*t.inner), Span(t.start, t.end)))
    return found


def _configures(code: list[Token], n: int, parsed: Set[str]) -> bool:
    """Whether the text at token ``n`` is a configuration: it is parsed as one, here or by its name."""
    before = [c.text for c in code[max(n - 2, 0) : n]]
    return before == ["parseString", "("] or (before[1:] == ["="] and before[0] in parsed)


def _parsed(code: list[Token]) -> frozenset[str]:
    """The names whose texts are parsed as configurations somewhere in the file."""
    calls = zip(code, code[1:], code[2:], strict=False)
    return frozenset([c.text for a, b, c in calls if (a.text, b.text) == ("parseString", "(")])


def _statement_end(code: list[Token], n: int, most: int = _MAX_STATEMENT) -> int:
    """The token that ends the statement: a newline outside brackets, or the bracket around it."""
    depth = 0
    limit = min(n + most, len(code))
    while n < limit:
        t = code[n]
        if t.kind == "mark":
            if t.text in _CLOSERS:
                depth += 1
            elif t.text in ")]}":
                depth -= 1
                if depth < 0:
                    return n
            elif t.text == ";" and depth == 0:
                return n
        elif t.kind == "newline" and depth == 0 and code[n - 1].text not in (",", "=", "+"):
            return n
        n += 1
    return n


def _pairs(
    s: str, code: list[Token], n: int, stop: int, names: Names
) -> Iterator[tuple[Token, Text | None, int]]:
    """``"k", "v"``, ``"k": "v"``, ``"k" to "v"``, ``["k"] = "v"``, ``"k" -> "v"``, and ``K = "v"`` in a block."""
    while n < stop:
        key = code[n]
        n += 1
        if key.kind != "text" and not (key.kind == "name" and is_env(key.text)):
            continue
        joined = "".join(t.text for t in code[n : n + 2])
        if joined.startswith(("]=", ")=")):
            width = 2
        elif joined.startswith("->"):
            width = 1
        elif key.kind == "name":
            width = 1 if joined[:1] in "=:" and joined[:1] else 0
        else:
            width = 1 if joined[:1] in (",", ":", "=") or (n < stop and code[n].text == "to") else 0
        while width and n + width < stop and code[n + width].kind == "newline":
            width += 1
        if not width or n + width >= stop:
            continue
        value, end, n = _value(s, code, n + width, stop, names)
        yield key, value, end


def _value(
    s: str, code: list[Token], n: int, stop: int, names: Names
) -> tuple[Text | None, int, int]:
    """The value at token ``n``, where it ends, and the token behind it."""
    first = n
    depth = 0
    while n < stop:
        t = code[n]
        if t.kind == "mark" and t.text in _CLOSERS:
            depth += 1
        elif t.kind == "mark" and t.text in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and ((t.text in (",", ";") and t.kind == "mark") or t.kind == "newline"):
            break
        n += 1
    end = code[max(n - 1, first)].end
    if n - first == 1:
        t = code[first]
        if t.kind == "text":
            content = unescape(s[t.inner.start : t.inner.end])
            return resolve(content, 0, len(content), t.inner.start, names), end, n
        if t.kind == "number" or t.text in ("true", "false"):
            return text_of(s, t.start, t.end), end, n
        return names.get(t.text), end, n
    return None, end, n


def named(s: str, code: list[Token]) -> Names:
    """The constants of a file."""
    return constants(_assigned(s, code))


def _assigned(s: str, code: list[Token]) -> list[tuple[str, Text | None]]:
    """Constants: ``tls = 'TLSv1'`` with nothing behind the string, ``tls = ['TLSv1', 'TLSv1.1']``."""
    found = []
    for n in range(1, len(code) - 1):
        if code[n].text == "=" and code[n].kind == "mark" and code[n - 1].kind == "name":
            t = code[n + 1]
            alone = n + 2 >= len(code) or code[n + 2].kind == "newline" or code[n + 2].text in ";}"
            start, end = strip(s, *t.inner)
            known = t.kind == "text" and alone and "$" not in t.text
            value = text_of(s, start, end) if known else jvmcalls.listed(s, code, n + 1)
            found.append((code[n - 1].text, value))
    return found
