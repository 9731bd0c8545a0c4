"""XML that is not quite XML: templates of configuration files, and what people write by hand.

Templates of T4, ASP, Octopus, Jinja, Handlebars and Razor stand before the root, between elements
and between attributes; an ampersand stands bare; the declaration stands below a licence. What no
reader of XML takes is replaced by as many other bytes, so that all places stay what they are.
"""

from __future__ import annotations

import re

from tlslint.regex import regex

#: How something that is no element begins and ends, and whether it stays.
_SPANS = (
    (b"<!--", b"-->", True),
    (b"<![CDATA[", b"]]>", True),
    (b"<!", b">", True),
    (b"<?xml ", b"?>", False),
    (b"<?", b"?>", True),
    (b"<%", b"%>", False),
    (b"<#", b"#>", False),
)
_TAG = regex(rb"<(?:/(?P<close>[A-Za-z_][\w.:-]*)\s*>|(?P<open>[A-Za-z_][\w.:-]*))")
#: One step inside a start tag; each takes all that it looked at, so that time is linear.
_INSIDE = regex(
    rb"""(?P<attribute>[A-Za-z_][\w.:-]*\s*=\s*(?P<value>"[^"]*"|'[^']*'))|(?P<end>/?>)"""
    rb"|(?P<drop><%[^<>]{0,400}%>|<\#[^<>]{0,400}\#>|[\#{$]{1,3}[^<>{}]{0,400}\}{1,2}|[\w.:-]+|.)",
    re.DOTALL,
)
_BARE = regex(rb"&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,8}|#x[0-9A-Fa-f]{1,8});)")
_SEEN = regex(rb"[^ \t\r\n]")


def repaired(source: bytes) -> bytes:
    """``source``, as long as it was, with what keeps it from being XML replaced. Raises nothing."""
    start = at = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    out = [source[:at]]
    depth, rooted = 0, False
    absent: set[bytes] = set()
    while at < len(source):
        if source[at : at + 1] != b"<":
            end = source.find(b"<", at)
            end = len(source) if end < 0 else end
            text = source[at:end]
            out.append(_BARE.sub(b"?", text) if depth else _blank(text))
            at = end
            continue
        span = _special(source, at, absent)
        if span is not None:
            end, stays = span
            stays = stays or (at == start and source.startswith(b"<?", at))
            out.append(source[at:end] if stays else _blank(source[at:end]))
            at = end
            continue
        tag = _TAG.match(source, at)
        if tag is None:
            out.append(b" ")
            at += 1
        elif tag["close"]:
            out.append(tag[0] if depth else _blank(tag[0]))
            depth -= depth > 0
            at = tag.end()
        else:
            text, at = _start_tag(source, at, tag.end())
            if rooted and not depth:  # a second root
                out.append(_blank(text))
                continue
            rooted = True
            depth += not text.endswith(b"/>")
            out.append(text)
    return b"".join(out)


def _special(source: bytes, at: int, absent: set[bytes]) -> tuple[int, bool] | None:
    """Where a comment, a declaration or a piece of a template at ``at`` ends, and whether it stays."""
    for opening, closing, stays in _SPANS:
        if source.startswith(opening, at):
            if closing in absent:
                return None
            end = source.find(closing, at + len(opening))
            if end < 0:
                absent.add(closing)
                return None
            return end + len(closing), stays
    return None


def _start_tag(source: bytes, start: int, at: int) -> tuple[bytes, int]:
    """The start tag at ``start``, whose name ends at ``at``, without what is no attribute; its end."""
    out = [source[start:at]]
    while at < len(source):
        inside = _INSIDE.match(source, at)
        if inside is None:
            break
        at = inside.end()
        if inside["attribute"]:
            begin = inside.start("value") - inside.start()
            value = _BARE.sub(b"?", inside["value"].replace(b"<", b"?"))
            out.append(inside[0][:begin] + value)
        elif inside["end"]:
            out.append(inside[0])
            break
        else:
            out.append(_blank(inside[0]))
    return b"".join(out), at


def _blank(raw: bytes) -> bytes:
    return _SEEN.sub(b" ", raw)
