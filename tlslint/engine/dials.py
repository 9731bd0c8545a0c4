"""What connections of Go lead to: sockets of this machine, and addresses of requests."""

from __future__ import annotations

from posixpath import commonprefix
from typing import Any

from tlslint.engine.machine import Args
from tlslint.engine.world import World
from tlslint.facts import Span
from tlslint.values import Const, Ref, Unknown, Value, alternatives, head_of, one_of, text_of

#: How the address of such a connection begins, for rules.
LOCAL = "unix:"
#: Functions that dial, by the ends of their names; and those that dial nothing else.
_DIALING = ("Dial", "DialContext", "DialTimeout")
_ALWAYS = ("DialUnix", "DialPipe", "DialPipeContext")
#: Functions that make a request, and which argument is its address.
_REQUESTS = {"net/http.NewRequest": 1, "net/http.NewRequestWithContext": 2}


def asked(name: str, args: Args) -> str:
    """How the address of a request that a call makes begins; empty where that is not known."""
    given = address_of(name, args)
    return commonprefix([head_of(v) for v in alternatives(given)]) if given is not None else ""


def address_of(name: str, args: Args) -> Value | None:
    """The address of a request that a call makes; None for another call."""
    at = _REQUESTS.get(name, -1)
    return args.positional[at] if 0 <= at < len(args.positional) else None


#: What shows an address that was put together, of a type or one that nobody knows.
SHOWN = frozenset({"net/url.URL.String", "*.String"})
#: What takes an address apart, and the type of what it gives.
_PARSING = frozenset({"net/url.Parse", "net/url.ParseRequestURI"})
_URL = "net/url.URL"


def parsed(machine: Any, name: str, begun: Value | None, span: Span) -> Value | None:
    """What taking an address apart gives: an object with its scheme, which may be told another."""
    if name not in _PARSING or (begun is not None and not head_of(begun)):
        return begun
    made: Ref = machine.make(_URL, span)
    scheme, apart, _ = head_of(begun).partition("://") if begun is not None else ("", "", "")
    if apart:
        machine.s.world.variables[(made.id, "Scheme")] = Const(scheme, span)
    return made


def written(world: World, address: Value | None, span: Span) -> Value | None:
    """An address as a text that has a scheme, or one of several; None where none is known."""
    scheme = world.variable((address.id, "Scheme")) if isinstance(address, Ref) else None
    texts = [text_of(v) for v in alternatives(scheme)] if scheme is not None else []
    if not any(texts):
        return None
    return one_of([Unknown(span, head=f"{text}://" if text else "") for text in texts], span)


def put_together(world: World, address: Ref) -> Value:
    """An address that is given as an object, by how it begins where its scheme is known."""
    return written(world, address, address.span) or address


def is_local(name: str, args: Args) -> bool:
    """Whether a call with a name and arguments connects to a socket of this machine."""
    last = name.rpartition(".")[2]
    if name == "net.Pipe" or last in _ALWAYS:
        return True
    if last not in _DIALING or "." not in name:
        return False
    given = args.all()
    # a listener in memory has no address
    network = next((t for v in given if (t := text_of(v)) is not None), None)
    return (not given and not args.open) if network is None else network.startswith("unix")
