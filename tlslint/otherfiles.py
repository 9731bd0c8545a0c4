"""What the judgement of one file says of others: keys of configuration, values and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tlslint.engine.decode import decode
from tlslint.engine.machine import State
from tlslint.engine.spans import within
from tlslint.engine.world import Obj
from tlslint.facts import Finding, KeyUse, Place, Side, Span
from tlslint.rulemodel import Table
from tlslint.versions import Version


def keys(state: State, place: Callable[[Span], Place]) -> tuple[KeyUse, ...]:
    """The keys of configuration that decide what the file's objects allow."""
    out = []
    for (key, rule, argument), (span, number) in state.keys.items():
        obj = state.world.objects.get(number)
        side: Side = obj.side if obj is not None else "client"
        out.append(KeyUse(key, rule, argument, side, place(span)))
    return tuple(out)


def definitions(
    state: State, spans: Iterable[Span], table: Table | None, minimum: Version
) -> list[Place]:
    """The places in other files whose values are part of what is written at ``spans``.

    Of alternatives there those count that ``table`` reads as older than ``minimum``.
    """
    every = (*state.named.items(), *state.links.items())
    names = dict.fromkeys(n for span in spans for s, n in every if within(s, span))
    out: list[Place] = []
    for found in (state.linked[n] for n in names):
        ways = (
            place
            for place, value in found.ways
            if table is not None
            and any(v < minimum for v in decode(value, table, state.lookup, b"").named)
        )
        out += dict.fromkeys(ways) or (found.place,)
    return list(dict.fromkeys(out))


def written(state: State, span: Span) -> Place | None:
    """The place in another file that is to be edited in place of ``span``: there alone the value is said."""
    names = dict.fromkeys(n for s, n in state.links.items() if s == span)
    found = [state.linked[n] for n in names]
    return found[0].place if len(found) == 1 and found[0].sole else None


def harmless(state: State, findings: Iterable[Finding], shown: str) -> tuple[Place, ...]:
    """The places in other files whose values a rule took here, with nothing to be found.

    ``shown`` is the side whose findings are asked for.
    """
    taken = {
        name: state.linked[name].place
        for span, name in state.links.items()
        if any(within(span, c) for c in state.consumed)
    }
    for finding in findings:
        if shown not in ("all", finding.side):
            continue  # a server's setting does no harm to clients
        for span, name in state.links.items():
            if within(span, finding.span):
                taken.pop(name, None)
    return tuple(taken.values())


def sides(state: State, objects: Iterable[Obj], shown: str) -> tuple[tuple[Place, Side, bool], ...]:
    """The functions of other files whose objects are used here, on which side, and whether findings of servers are shown."""
    out: list[tuple[Place, Side, bool]] = []
    for obj in objects:
        name = state.links.get(obj.span, "") if obj.kind == "handed" else ""
        if name:
            out.append((state.linked[name].place, obj.side, shown in ("all", "server")))
    return tuple(dict.fromkeys(out))
