"""Helpers that are given the address to connect to: whether all that a file gives them speaks no TLS.

Of Python it is those of a program or of tests, which others do not import, and those with a name of its own
(``_get``).
"""

from __future__ import annotations

import re
from typing import Any

from tlslint import syntax as s
from tlslint.engine.machine import Args, Frame
from tlslint.engine.spans import span_of
from tlslint.engine.world import World
from tlslint.facts import Span
from tlslint.values import Closure, Ref, Row, Unknown, Value, alternatives, head_of, leaves, text_of

#: Members of options that hold the address.
_KEYS = ("url", "uri")
#: Types of the JVM that hold an address.
TYPES = frozenset({"java.net.URL", "java.net.URI"})
#: What a name of a script may hold, one byte each, and how far around it is looked.
_PARTS = frozenset(
    bytes([b]) for b in b"$_" + bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123))
)
_NEAR = 40
#: Parameters that are handed on as another's, in a row.
_MAX_CHAIN = 4


def only_here(language: str, text: bytes, func: s.Func) -> bool:
    """Whether all calls of a function are in the files at hand: of a script that exports nothing, in it."""
    if language == "go":
        return not (func.name or "A")[:1].isupper()
    if language == "python":
        name = func.name or ""
        own = name[:1] == "_" and name[:2] != "__"
        # what a runner of tests loads, nobody else imports
        return own or b"__main__" in text or text.startswith(b"#!") or b"def test_" in text
    if b"export" not in text:
        return True
    return bool(func.name) and func.receiver is None and _only_called(text, func.name or "")


def _only_called(text: bytes, name: str) -> bool:
    """Whether a script does nothing with a function but declare and call it, so that no other has it."""
    word = name.encode()
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        whole = text[at - 1 : at] not in _PARTS and text[end : end + 1] not in _PARTS
        before = text[max(at - _NEAR, 0) : at].split(b"\n")[-1].split()
        declared = before[-1:] in ([b"function"], [b"const"], [b"let"], [b"var"])
        if whole and (b"export" in before or before[-1:] == [b"default"]):
            return False
        if whole and not declared and text[end : end + _NEAR].lstrip()[:1] != b"(":
            return False
        at = text.find(word, end)
    return True


def given(machine: Any, func: s.Func, args: Args) -> None:
    """Note how what a call gives a function begins."""
    known = len(args.positional)
    for n, param in enumerate(func.params):
        value = args.positional[n] if n < known else args.keywords.get(param.name)
        heads = machine.s.heads.setdefault(span_of(param), {})
        if value is None and args.open:
            heads[Span(func.start, func.start)] = ""
        for leaf in leaves(value) if value is not None else ():
            heads[leaf.span] = head(machine, leaf)


def longer(machine: Any, value: Value, span: Span) -> None:
    """Note that what stands at ``span`` begins with what a parameter is given."""
    if isinstance(value, Unknown) and not value.head:
        machine.s.parameters[span] = machine.s.parameters[value.span]
        machine.s.heads.setdefault(span, {})[value.span] = ""


def head(machine: Any, leaf: Value) -> str:
    """How an address begins, also one that options or a type for addresses hold, the first of a list, or of requests
    that a function directs.
    """
    if isinstance(leaf, Closure):
        return _directed(machine, leaf) if weak(machine) else ""
    if isinstance(leaf, Row) and leaf.items:
        leaf = leaf.items[0]
    if isinstance(leaf, Ref):
        members = machine.s.world.members(leaf.id)
        return next((head_of(members[key]) for key in _KEYS if key in members), "")
    return head_of(leaf)


def _directed(machine: Any, function: Closure) -> str:
    """How the address of a request of Go begins on some way behind a function that is given it; empty where it is not told."""
    before = machine.s.world
    machine.s.world = world = World(before)
    request = machine.make("net/http.Request", function.span)
    machine.apply_closure(function, Args([request]), function.span, function.frame)
    url = world.variable((request.id, "URL"))
    scheme = world.variable((url.id, "Scheme")) if isinstance(url, Ref) else None
    told = [text_of(v) or "" for v in alternatives(scheme)] if scheme is not None else []
    machine.s.world = before
    return f"{max(told)}://" if any(told) else ""  # https comes behind http


def opened(world: World, made: Value | None, above: Ref | None, given: Value | None) -> None:
    """Note the address that an object holds: what it is made of, or what the one holds that it is made from."""
    if given is None and above is not None:
        given = world.variable((above.id, _KEYS[0]))
    if isinstance(made, Ref) and given is not None:
        world.variables[(made.id, _KEYS[0])] = given


#: Number of an object → the parameters of one call, and how what these are given has to begin.
Told = dict[int, list[tuple[tuple[Span, ...], str]]]


def asked(machine: Any, told: Told, number: int, value: Value, start: str) -> None:
    """Note that an object is a client without TLS if parameters are only given what begins with ``start``."""
    spans = []
    for each in alternatives(value):
        if isinstance(each, (Unknown, Ref)) and each.span in machine.s.parameters:
            spans.append(each.span)
        elif not head_of(each).startswith(start):
            return
    if spans:
        told.setdefault(number, []).append((tuple(spans), start))


def plain(machine: Any) -> dict[int, int]:
    """Number of an object → how often it was sent to an address without TLS."""
    out = dict(machine.s.plain)
    for number, told in machine.s.sending.items():
        out[number] = out.get(number, 0) + sum(_all_plain(machine, *each) for each in told)
    return out


def speaks_none(machine: Any, number: int) -> bool:
    """Whether an object is a client that is sent to addresses without TLS alone, by its parameter."""
    return any(_all_plain(machine, *told) for told in machine.s.addressed.get(number, ()))


def _all_plain(machine: Any, spans: tuple[Span, ...], start: str) -> bool:
    return all(_plain(machine, span, start) for span in spans)


def _plain(machine: Any, span: Span, start: str, chain: int = _MAX_CHAIN) -> bool:
    """Whether all that a parameter is given begins with ``start``."""
    heads = {at: head for at, head in machine.s.heads.get(span, {}).items() if at != span}
    return bool(heads) and all(
        head.startswith(start) or (chain > 0 and _plain(machine, at, start, chain - 1))
        for at, head in heads.items()
    )


def callers(machine: Any) -> list[bytes]:
    """How calls of functions are written that are asked what they are given."""
    every = (*machine.s.addressed.values(), *machine.s.sending.values())
    spans = {span for told in every for each, _ in told for span in each}
    names = {machine.s.parameters[span] for span in spans}
    return [f"{name}(".encode() for name in sorted(names)]


def kept(machine: Any, root: World) -> list[bytes]:
    """How fields of Go are read that hold a client which nothing is known to be sent by, where addresses may have no TLS."""
    if machine.language != "go" or b'"http://' not in machine.s.text:
        return []
    out = set()
    for (owner, field), value in root.variables.items():
        if owner in root.objects and root.objects[owner].kind == "instance":
            for leaf in leaves(value):
                obj = root.objects.get(leaf.id) if isinstance(leaf, Ref) else None
                if obj is not None and obj.kind == "object" and obj.type in machine.index.known:
                    out.add(f".{field}.".encode())
    return sorted(out)


def weak(machine: Any) -> bool:
    """Whether clients of Go are weak by default on the platform at hand, so that addresses matter."""
    return any(map(machine.weakens, machine.index.calls.get("net/http.Client", ())))


def told_first(machine: Any) -> list[tuple[Closure, Frame]]:
    """The functions of Go without a rule's word that tell fields something, where that may be an address without TLS.

    Weak clients are sent there. Those that make an object come before methods.
    """
    text = machine.s.text
    clear = b'"http://'
    if not (
        clear in text
        and any(clear in text[c.func.start : c.func.end] for c, _ in machine.idle)
        and weak(machine)
    ):
        return []
    made = b"|".join(re.escape(i.name.encode()) for i in machine.classes.values() if i.name)
    telling = re.compile(rb"\b(?:%b)\{|\.\w+ = " % (made or rb"(?!)"))
    told = [
        item for item in machine.idle if telling.search(text, item[0].func.start, item[0].func.end)
    ]
    return sorted(told, key=lambda item: item[0].func.receiver is not None)
