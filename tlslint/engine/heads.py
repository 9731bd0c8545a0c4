"""How addresses begin that are put together: by functions, methods of texts, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import commonprefix
from typing import Any

from tlslint.engine.machine import Args
from tlslint.facts import Span
from tlslint.values import Ref, Row, Unknown, Value, head_of, made_of, text_of, with_defaults

#: Functions that join the parts of a path, and of an address.
PATHS = frozenset({"os.path.join", "posixpath.join"})
#: Those that put an address together of its parts.
SCHEMED = frozenset(
    {
        *("urllib.parse.urlunparse", "urllib.parse.urlunsplit"),
        *("urlparse.urlunparse", "urlparse.urlunsplit"),
    }
)
#: Functions that give the text that they are given, in another form.
_RENDERED = frozenset(
    {
        *("bytes", "unicode", "string.Template", "urllib.quote", "urllib.parse.quote"),
        *("six.ensure_binary", "six.ensure_str", "six.ensure_text", "six.text_type"),
        *("twisted.python.compat.networkString", "twisted.python.compat.nativeString"),
        *("scrapy.utils.python.to_bytes", "scrapy.utils.python.to_unicode"),
        *("tornado.escape.utf8", "tornado.escape.native_str", "tornado.httpclient.HTTPRequest"),
        *("yarl.URL", "requests.utils.requote_uri", "django.utils.encoding.iri_to_uri"),
        *("encodeURI", "decodeURI"),
    }
)
#: Functions of scripts and Go that take an address apart or put it together.
ADDRESSES = frozenset(
    {
        *("url.parse", "url.format", "url.URL", "URL", "urllib2.Request", "urllib.request.Request"),
        *("net/url.Parse", "net/url.ParseRequestURI"),
        *("urllib.parse.urljoin", "urlparse.urljoin", "url.resolve", "strings.Join"),
        *(*PATHS, *SCHEMED, *_RENDERED),
    }
)
#: Methods that take white space and the like from a text, or make one of bytes.
CUTTING = frozenset({"decode", "lstrip", "rstrip"})
#: Methods of a text that change nothing of how it begins, or little.
BEGINNING = frozenset(
    {
        *(*CUTTING, "encode", "strip", "trim", "trimEnd", "lower", "concat", "toString"),
        *("format", "format_map", "substitute", "safe_substitute", "geturl"),
    }
)
#: Those that take first what the rest is relative to.
BASES = frozenset({"urllib.parse.urljoin", "urlparse.urljoin", "url.resolve"})
#: Those that take what an address without a scheme is relative to behind it.
RELATIVE = frozenset({"url.URL", "URL"})
#: The member in which one that was taken apart is whole.
ADDRESS = "href"
#: The one in which an object that an address is made of has its scheme.
_SCHEME = "protocol"

#: Parameters that take what an address begins with, where it is not given first.
_NAMED = ("url", "uri")
#: What is put between a scheme and the rest.
_APART = "://"


def address(machine: Any, value: Value) -> str:
    """What an address begins with, also one that was taken apart."""
    if not isinstance(value, Ref):
        return head_of(value)
    whole = machine.s.world.variable((value.id, ADDRESS))
    scheme = machine.s.world.variable((value.id, _SCHEME)) if whole is None else None
    head = head_of(scheme) if scheme is not None else ""
    return head.removesuffix(":") + _APART if head else head_of(whole or value)


def made(machine: Any, name: str, args: Args, span: Span) -> Value | None:
    """What a function gives that takes an address apart or puts it together; None where nobody knows how it begins."""
    first = args.positional[0] if args.positional else _named(args)
    if first is None:
        return None
    begins = first.items[0] if isinstance(first, Row) and first.items else first
    head = commonprefix([address(machine, v) for v in with_defaults(begins)])
    if name in BASES:  # another address in place of what is relative to it is rare
        head = "".join(head.partition(_APART)[:2])
    if name in SCHEMED and head:
        head += _APART
    if name in RELATIVE and len(args.positional) > 1 and _APART not in head:
        base = address(machine, args.positional[1])
        head = base if head.startswith("/") else "".join(base.partition(_APART)[:2])
    if name in PATHS and _APART not in head:
        return None
    if not head and isinstance(first, Unknown) and first.span in machine.s.parameters:
        return first  # whoever calls the function tells it
    return Unknown(span, "", made_of(args.all()), head) if head else None


def _named(args: Args) -> Value | None:
    return next((args.keywords[name] for name in _NAMED if name in args.keywords), None)


def after(head: str, name: str, args: Args) -> str:
    """How a text goes on to begin after a method of it that changes little; empty where that is not known."""
    if name == "replace" and args.positional:
        old = text_of(args.positional[0])
        return head.partition(old)[0] if old else ""
    return head if name in BEGINNING else ""


def of_all(items: Iterable[Value]) -> str:
    """How each of some texts begins, if all of them are addresses of one scheme."""
    head = commonprefix([head_of(item) for item in items])
    return head if _APART in head else ""
