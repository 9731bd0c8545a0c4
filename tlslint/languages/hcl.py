"""HCL of Terraform and Nomad: environment variables, JVM options, scripts and addresses in texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages import jvmoptions, net_scripts, programs, shell, written
from tlslint.languages.flat import Marks, flat, is_env, resolve, unescape
from tlslint.languages.jvmcalls import Token
from tlslint.languages.tree import PROSE, Scalar, joined
from tlslint.regex import regex

# every alternative stays within a line, but for comments and here-documents, whose end is searched
_TOKEN = regex(
    r"""(?P<comment>\#[^\n]*|//[^\n]*|/\*)|(?P<document><<[-~]?(?P<end>[A-Za-z_]\w*)[^\n]*\n)"""
    r"""|"(?P<text>[^"\\\n]*(?:\\.[^"\\\n]*)*)"|(?P<name>[A-Za-z_][\w.-]*)|(?P<mark>[{}\[\]=:,])""",
    re.ASCII,
)
_NAMES = frozenset({"name", "Name"})
#: What declares a variable, whose default is a value of the key of that name.
_VARIABLE = "variable"
#: What a test of Terraform expects to be refused: the variables of such a run are never used.
#: https://developer.hashicorp.com/terraform/language/tests#expecting-failures
_RUN, _REFUSED = "run", "expect_failures"
_TRUTHS = frozenset({"true", "false"})
_VALUES = frozenset({"value", "Value"})
#: What a block says of a file that it writes: the name, and what stands in it (``local_file``, ``template`` of Nomad).
_FILES = frozenset({"filename", "destination", "path", "dest"})
_CONTENTS = frozenset({"content", "data"})


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``env:`` for variables, ``property:`` for keys with dots and JVM options, ``hcl:`` for all others."""
    s = flat(text)
    wanted = Marks(marks)
    code = [t for t in _tokens(s) if t.kind != "comment"]
    found: list[Setting] = []
    # the blocks around a place: where they begin, and what they say that their ``name`` is
    blocks: list[tuple[int, str]] = [(0, "")]
    files: list[_File] = [_File()]
    variable = ""  # what the block at hand declares
    run = -1  # how many were found before the run of a test at hand
    refused = False

    def key_of(n: int) -> str:
        key = _key(code, n)
        return variable if variable and key == "default" and len(blocks) == 2 else key

    for n, t in enumerate(code):
        if t.text == "{" and t.kind == "mark":
            if len(blocks) == 1:
                variable = code[n - 1].text if n > 1 and code[n - 2].text == _VARIABLE else ""
                run = len(found) if n > 1 and code[n - 2].text == _RUN else -1
            blocks.append((t.start, ""))
            files.append(_File())
        elif t.text == "}" and t.kind == "mark" and len(blocks) > 1:
            blocks.pop()
            found += files.pop().settings(s, wanted)
            if refused and len(blocks) == 1:
                del found[run:]
                refused = False
        elif t.text == _REFUSED and t.kind == "name" and run >= 0 and len(blocks) == 2:
            refused = any(x.text != "]" for x in code[n + 3 : n + 4])
        elif t.text == "[" and t.kind == "mark":
            found += _list(code, n, key_of(n), blocks[-1][0], wanted)
        elif t.kind == "name" and t.text in _TRUTHS and (key := key_of(n)):
            span = Span(t.start, t.end)
            if variable or wanted.held(code[n - 2].start, t.end):
                found.append(Setting(f"hcl:{key}", Text(t.text, span), span, span))
        elif t.kind == "document" and wanted.held(*t.inner):
            if files[-1].holds(key_of(n), t):
                continue
            found += shell.scan(s[slice(*t.inner)], t.inner.start, wanted, {}, f"@{t.start}")
        elif t.kind == "text":
            key = key_of(n)
            files[-1].holds(key, t)
            if key in _NAMES:
                blocks[-1] = (blocks[-1][0], t.text)
            if variable or wanted.held(code[n - 2].start if key else t.start, t.end):
                found += _said(key, *blocks[-1], t)
                inner = unescape(s[slice(*t.inner)])
                found += net_scripts.scan(inner, t.inner.start, wanted)
                if key not in PROSE:
                    found += programs.text(inner, t.inner.start)
                if "-D" in t.text:
                    found += jvmoptions.scan(t.text, t.inner.start)
    return sorted(found, key=lambda x: x.span.start)


class _File:
    """The files that a block writes."""

    def __init__(self) -> None:
        self.name = ""
        self.bodies: list[tuple[str, Token]] = []

    def holds(self, key: str, t: Token) -> bool:
        """Take what a text says of a file, and whether its key alone says that it is one of a known format."""
        if key in _FILES:
            self.name = written.known(written.last_part(t.text))
        elif key in _CONTENTS:
            self.bodies.append(("", t))
        elif "." in key and (name := written.known(key)):
            self.bodies.append((name, t))
            return True
        return False

    def settings(self, s: str, wanted: Marks) -> Iterator[Setting]:
        """The settings of these files."""
        for name, t in self.bodies:
            if file := name or self.name:
                inner = s[slice(*t.inner)]
                text = unescape(inner) if t.kind == "text" else inner
                yield from written.content(text, t.inner.start, file, wanted)


def comments(text: bytes) -> list[Span]:
    """The ``#``, ``//`` and ``/* */`` comments."""
    return [Span(t.start, t.end) for t in _tokens(flat(text)) if t.kind == "comment"]


def _tokens(s: str) -> Iterator[Token]:
    at = 0
    while (match := _TOKEN.search(s, at)) is not None:
        kind = "document" if match["document"] else match.lastgroup or ""
        start, at = match.span()
        inner = Span(start, at)
        if match[0] == "/*":
            stop = s.find("*/", at)
            at = stop + 2 if stop >= 0 else len(s)
        elif kind == "document":
            stop = at
            while stop < len(s) and s[stop : _line_end(s, stop)].strip() != match["end"]:
                stop = _line_end(s, stop) + 1
            inner = Span(at, min(stop, len(s)))
            at = min(stop, len(s))
        elif kind == "text":
            inner = Span(start + 1, at - 1)
        content = unescape(s[slice(*inner)]) if kind == "text" else s[start:at]
        yield Token(kind, start, at, inner, content)


def _line_end(s: str, at: int) -> int:
    stop = s.find("\n", at)
    return stop if stop >= 0 else len(s)


def _key(code: list[Token], n: int) -> str:
    """The key of the text at token ``n``, if it is a value."""
    if n < 2 or code[n - 1].kind != "mark" or code[n - 1].text not in "=:":
        return ""
    before = code[n - 2]
    return before.text if before.kind in ("name", "text") else ""


def _list(code: list[Token], n: int, key: str, block: int, wanted: Marks) -> list[Setting]:
    """What a list of texts says as the value of ``key``; its ``[`` is token ``n``."""
    texts = []
    end = n + 1
    while key and end < len(code) and (code[end].kind == "text" or code[end].text == ","):
        texts += [code[end]] if code[end].kind == "text" else []
        end += 1
    if not texts or end == len(code) or code[end].text != "]":
        return []
    span = Span(code[n].start, code[end].end)
    if not wanted.held(code[n - 2].start, span.end):
        return []
    items = [Scalar(t.text, t.inner.start, Span(t.start, t.end)) for t in texts]
    return [Setting(f"hcl:{key}", joined(items), span, span, f"block@{block}")]


def _said(key: str, block: int, name: str, t: Token) -> list[Setting]:
    """What a text says as the value of ``key``, in the block at ``block`` with the name ``name``."""
    if not key:
        return []
    value = resolve(t.text, 0, len(t.text), t.inner.start, mixed=True)
    span = Span(t.start, t.end)
    if key in _VALUES and is_env(name):
        return [Setting(f"env:{name}", value, span, span, f"block@{block}")]
    space = "env" if is_env(key) else "property" if "." in key else "hcl"
    return [Setting(f"{space}:{key}", value, span, span, f"block@{block}")]
