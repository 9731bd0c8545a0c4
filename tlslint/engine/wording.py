"""What ``explain`` says of an effect and of what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tlslint.bounds import FRESH, NOBODY, Bounds
from tlslint.engine.decode import Decoded
from tlslint.engine.machine import State
from tlslint.versions import Version, names

_VERBS = {
    "only": "nothing but {} is switched on",
    "floor": "nothing below {} is allowed",
    "ceiling": "nothing above {} is allowed",
    "enable": "{} is switched on",
    "disable": "{} is switched off",
    "except": "nothing but {} is switched off",
}

#: How it begins what is said of an object in the end.
JUDGED = "judged at the end"
#: What is said of a call that is given something with versions of its own.
GIVEN = "what is given here decides over the versions"
#: What is said of a name that a module or class does not have.
LACKING = "has no such name (AttributeError): no client is made with it"
#: … and of one whose class does by itself what would bring a default.
OWN = "a method of its class connects in its place"
#: What is said of a name in a mask that a module of JavaScript does not have.
NO_BIT = "is not there (undefined), and switches nothing off"
#: What is said of a list where one name is taken.
ONE = "one name is taken here; a list is ignored"
#: How it begins what is said of a call that is sent to an address without TLS.
PLAIN = "the address begins with"
#: How it ends what is said of what a test expects to fail.
FAILING = ": nothing comes of it"
#: What is said where a setting is taken back.
DROPPED = "back to what the platform chooses"
#: What is judged where it holds for every client of the process that says nothing itself.
WHOLE = "for all of the process"
#: Steps this many lines away are shown too: an object is often made just before it is configured.
NEAR = 3


def told(
    effect: str,
    operator: str,
    what: Decoded,
    gain: Collection[Version],
    loss: Collection[Version],
) -> str:
    """What a decoded value does under an effect and operator."""
    adds = operator != "=" or what.reads
    if what.reset and not gain:
        return DROPPED
    if not gain and not loss:
        return _nothing(what)
    said = []
    if adds and effect in ("disable", "except"):
        # what is added to those that are off, and what is taken from them
        if gain and operator == "&=":
            return "this only keeps what is off already: nothing is switched off by &="
        said += [f"{_listed(gain)} is switched off as well"] if gain else []
        said += [f"{_listed(loss)} is switched on again"] if loss else []
        return ", ".join(said)
    if gain and adds:
        said.append(f"{_listed(gain)} added to what was set before")
    elif gain and effect in ("floor", "ceiling"):
        end = min(gain) if effect == "floor" else max(gain)
        said.append(_VERBS[effect].format(end))
    elif gain:
        said.append(_VERBS.get(effect, effect + " {}").format(_listed(gain)))
    if loss:
        said.append(f"{_listed(loss)} taken away")
    return ", ".join(said)


def vain(states: Collection[Bounds], state: State) -> str:
    """The words for a limit that does not count beside what decides alone."""
    if not all(x.pinned for x in states):
        return ""
    causes = {x.ceiling.cause for x in states} | {c for x in states for _, c in x.switches}
    lines = sorted({state.line(c.span.start) for c in causes if c.source == "explicit"})
    if not lines:
        return ", in vain"
    if any(c.rule in state.yielding for c in causes):
        return f", in vain: the platform refuses it beside what line {lines[0]} says"
    return f", in vain: what line {lines[0]} says decides alone"


#: What is said of what gives way to a floor or a ceiling.
YIELDS = ", unless a floor or a ceiling is set beside it, which the platform refuses"


OTHER = "not a value that this rule is about"


def _nothing(what: Decoded) -> str:
    """What a value says that names no version."""
    if what.reads:
        return "the value that was read of it stays, or is put back"
    if what.neutral and what.listed:
        return "it leaves the versions as they are"
    return OTHER if what.neutral else "it names no version"


def left(states: Iterable[Bounds]) -> str:
    """What an object may negotiate in its possible states."""
    return " or ".join(dict.fromkeys(map(_left, states)))


def _left(state: Bounds) -> str:
    if state == FRESH:
        return "the platform chooses"
    if state.blurred:
        return "what it may negotiate is not known"
    allowed = state.allowed
    own = [v for v in allowed if state.lets_in(v) != NOBODY]
    if len(own) == len(allowed):
        return f"it may negotiate {_listed(allowed)}" if allowed else "it can negotiate nothing"
    known = f"it may negotiate {_listed(own)} and " if own else "it may negotiate "
    rest = [v for v in allowed if v not in own]
    return f"{known}what the platform allows of {_listed(rest)}"


def _listed(versions: Collection[Version]) -> str:
    return ", ".join(names(versions))
