"""The code inside pages, handlers and services of ASP.NET, which C# and VB.NET read, and inside queries of LINQPad.

What is markup is replaced by as many spaces, so that all places stay what they are.
"""

from __future__ import annotations

import re

from tlslint.regex import regex

_BASIC = regex(rb"""<%@[^%]*?\blanguage\s*=\s*["']?(?:vb|visualbasic)\b""", re.IGNORECASE)
#: VB.NET may begin with an attribute, ``<Assembly: …>``.
_PAGE = regex(rb"(?:\xef\xbb\xbf)?\s*<(?:[%!]|(?:script|html)\b)", re.IGNORECASE)
_DIRECTIVE = regex(rb"<%@\s*(\w+)[^%]*%>")
#: Directives of files that are nothing but code behind them.
_WHOLE = frozenset({b"webhandler", b"webservice", b"servicehost"})
_BLOCK = regex(rb"<script\b[^>]*>|<%(?![@#=:$]|--)|<%--", re.IGNORECASE)
_SERVER = regex(rb"""\brunat\s*=\s*["']?server\b""", re.IGNORECASE)
_END = {
    b"<%": regex(rb"%>"),
    b"<%--": regex(rb"--%>"),
    b"<script": regex(rb"</script", re.IGNORECASE),
}
_SEEN = regex(rb"[^\r\n]")
#: Razor begins with markup or with what changes into code.
_RAZOR = regex(rb"(?:\xef\xbb\xbf)?\s*[@<]")
_ASP = b"<%"
#: What opens code in Razor: a namespace, a block, or a statement with a block.
_AT = regex(
    rb"@(?:using[ \t]+(?P<name>[\w.]+)[ \t]*;?(?=\r?\n|$)|(?P<block>(?:functions|code)?\s*\{)"
    rb"|(?:if|for|foreach|while|using|switch|lock|try)\b[^{}<\r\n]*\{)"
)
_BRACES = regex(rb"[{}]")
#: A line of markup inside code.
_MARKUP = regex(rb"(?m)^[ \t]*(?:<[\w/!]|@[:*])[^\r\n]*")
#: The head of a query of LINQPad, and what it opens.
_QUERY = regex(rb"(?:\xef\xbb\xbf)?\s*<Query\s[^>]*(?:/>|(?<!/)>.*?</Query>)", re.DOTALL)
_NAMESPACE = regex(rb"<Namespace>([\w.]+)</Namespace>")


def language(head: bytes) -> str:
    """The language of a page that begins with ``head``."""
    return "vbnet" if _BASIC.search(head) else "csharp"


def code(text: bytes) -> bytes:
    """``text``, of a page only its code; it is none unless it begins like one."""
    if text[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:6] == b"<Query":
        return _query(text)
    if _RAZOR.match(text) is not None and _ASP not in text:
        if _AT.search(text) is not None:
            return _razor(text)
    if _PAGE.match(text) is None:
        return text
    first = _DIRECTIVE.search(text)
    if first is not None and first[1].lower() in _WHOLE:
        return _blank(text[: first.end()]) + text[first.end() :]
    out: list[bytes] = []
    at = 0
    while (block := _BLOCK.search(text, at)) is not None:
        opening = block[0].lower()
        script = opening.startswith(b"<script")
        ended = _END[b"<script" if script else opening].search(text, block.end())
        if ended is None:
            break
        end = ended.start()
        kept = opening == b"<%" or (script and _SERVER.search(block[0]) is not None)
        out.append(_blank(text[at : block.end()]))
        out.append(text[block.end() : end] if kept else _blank(text[block.end() : end]))
        at = end
    out.append(_blank(text[at:]))
    return b"".join(out)


def _razor(text: bytes) -> bytes:
    """The code of a page of Razor."""
    out: list[bytes] = []
    at = 0
    while (opened := _AT.search(text, at)) is not None:
        out.append(_blank(text[at : opened.start()]))
        if opened["name"] is not None:  # as long without the sign as with a semicolon
            at = opened.end()
            out.append((b"using " + opened["name"] + b";").ljust(at - opened.start()))
            continue
        inner = opened.end() if opened["block"] is not None else opened.start() + 1
        out.append(_blank(text[opened.start() : inner]))
        end, behind = _closed(text, opened.end())
        kept = text[inner : end if opened["block"] is not None else behind]
        out.append(_MARKUP.sub(lambda m: _blank(m[0]), kept))
        out.append(_blank(text[inner + len(kept) : behind]))
        at = behind
    out.append(_blank(text[at:]))
    return b"".join(out)


def _closed(text: bytes, at: int) -> tuple[int, int]:
    """Where the brace stands that closes what is open at ``at``, and where what is behind it begins."""
    depth = 1
    for brace in _BRACES.finditer(text, at):
        depth += 1 if brace[0] == b"{" else -1
        if depth == 0:
            return brace.span()
    return len(text), len(text)


def _query(text: bytes) -> bytes:
    """The code of a query of LINQPad, behind what its head opens."""
    head = _QUERY.match(text)
    if head is None:
        return text
    out: list[bytes] = []
    at = 0
    for name in _NAMESPACE.finditer(head[0]):
        out.append(_blank(text[at : name.start()]))
        out.append((b"using " + name[1] + b";").ljust(len(name[0])))
        at = name.end()
    return b"".join((*out, _blank(text[at : head.end()]), text[head.end() :]))


def _blank(raw: bytes) -> bytes:
    return _SEEN.sub(b" ", raw)
