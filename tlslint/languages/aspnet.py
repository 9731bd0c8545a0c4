"""The code inside pages, handlers and services of ASP.NET, which C# and VB.NET read.

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


def language(head: bytes) -> str:
    """The language of a page that begins with ``head``."""
    return "vbnet" if _BASIC.search(head) else "csharp"


def code(text: bytes) -> bytes:
    """``text``, of a page only its code; it is none unless it begins like one."""
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


def _blank(raw: bytes) -> bytes:
    return _SEEN.sub(b" ", raw)
