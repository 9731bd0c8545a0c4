"""How addresses begin that are put together: by functions, methods of texts, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import commonprefix
from typing import Any

from tlslint.engine import libraries
from tlslint.engine.machine import Args
from tlslint.facts import Span
from tlslint.values import Ref, Row, Unknown, Value, head_of, made_of, text_of, with_defaults

#: Parameters that take what an address begins with, where it is not given first.
_NAMED = ("url", "uri")
#: What is put between a scheme and the rest.
_APART = "://"


def address(machine: Any, value: Value) -> str:
    """What an address begins with, also one that was taken apart."""
    whole = (
        machine.s.world.variable((value.id, libraries.ADDRESS)) if isinstance(value, Ref) else None
    )
    return head_of(whole or value)


def made(machine: Any, name: str, args: Args, span: Span) -> Value | None:
    """What a function gives that takes an address apart or puts it together; None where nobody knows how it begins."""
    first = args.positional[0] if args.positional else _named(args)
    if first is None:
        return None
    begins = first.items[0] if isinstance(first, Row) and first.items else first
    head = commonprefix([address(machine, v) for v in with_defaults(begins)])
    if name in libraries.BASES:  # another address in place of what is relative to it is rare
        head = "".join(head.partition(_APART)[:2])
    if name in libraries.SCHEMED and head:
        head += _APART
    if name in libraries.RELATIVE and len(args.positional) > 1 and head.startswith("/"):
        head = address(machine, args.positional[1])
    if name in libraries.PATHS and _APART not in head:
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
    return head if name in libraries.BEGINNING else ""


def of_all(items: Iterable[Value]) -> str:
    """How each of some texts begins, if all of them are addresses of one scheme."""
    head = commonprefix([head_of(item) for item in items])
    return head if _APART in head else ""
