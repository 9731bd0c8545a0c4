"""What the judgement of one file says of others: keys of configuration, values and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tlslint.engine.machine import State
from tlslint.engine.spans import within
from tlslint.engine.world import Obj
from tlslint.facts import Finding, KeyUse, Place, Side, Span


def keys(state: State, place: Callable[[Span], Place]) -> tuple[KeyUse, ...]:
    """The keys of configuration that decide what the file's objects allow."""
    out = []
    for (key, rule, argument), (span, number) in state.keys.items():
        obj = state.world.objects.get(number)
        side: Side = obj.side if obj is not None else "client"
        out.append(KeyUse(key, rule, argument, side, place(span)))
    return tuple(out)


def definitions(state: State, span: Span) -> list[Place]:
    """The places in other files whose values are part of what is written at ``span``."""
    every = (*state.named.items(), *state.links.items())
    names = dict.fromkeys(n for s, n in every if within(s, span))
    return [state.linked[n].place for n in names]


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
