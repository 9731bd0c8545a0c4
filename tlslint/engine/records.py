"""Dictionaries that only tell of a version, and those that are somebody's settings, in Python.

``{"ssl_version": "TLSv1"}`` may be what a scan found or what a client is told. A constant of a library
says the second; a text says it only where the dictionary is unpacked into a call, or where what holds or
takes it is named as options are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tlslint.engine.machine import Args, State
from tlslint.engine.world import Obj
from tlslint.regex import regex
from tlslint.values import Ref, Value, alternatives, leaves, text_of

#: words of names of what clients are told
_OPTIONS = frozenset(
    (
        "opt",
        "opts",
        "option",
        "options",
        "kw",
        "kws",
        "kwargs",
        "kwarg",
        "args",
        "arg",
        "conf",
        "config",
        "configuration",
        "cfg",
        "setting",
        "settings",
        "param",
        "params",
        "parameter",
        "parameters",
        "default",
        "defaults",
        "sslopt",
        "sslopts",
        "conn",
        "connection",
        "client",
    )
)
#: words that name the settings of TLS where they stand last
_LAST = frozenset({"ssl", "tls", "https"})
_RESULTS = frozenset({"expected", "result", "results", "info", "report"})
#: where a word begins in a name
_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+")
#: texts that name constants which code looks up
_CONSTANT = "PROTOCOL_"


def names_options(name: str) -> bool:
    """Whether a name is one of options or settings."""
    found = [w.lower() for w in _WORD.findall(name)]
    known = not _OPTIONS.isdisjoint(found) or (found and found[-1] in _LAST)
    return bool(known) and _RESULTS.isdisjoint(found)


def only_texts(value: Value) -> bool:
    """Whether all that a value may be is words for versions, none of them the name of a constant."""
    texts = [text_of(v) for v in leaves(value)]
    return bool(texts) and all(t is not None and not t.startswith(_CONSTANT) for t in texts)


def stated(state: State, ref: Ref, value: Value) -> None:
    """Note that a dictionary has a version among its members, and whether it is more than a word."""
    (state.told if only_texts(value) else state.meant).add(ref.span)


def handed(state: State, values: Iterable[Value], name: str = "") -> None:
    """Note that dictionaries are somebody's settings, if ``name``, where there is one, says so."""
    refs = [v for value in values for v in alternatives(value) if isinstance(v, Ref)]
    if refs and (not name or names_options(name)):
        state.meant.update(r.span for r in refs)


def given(state: State, name: str, args: Args) -> None:
    """Note which dictionaries a call is given as settings: by keywords, or to make an object."""
    for keyword, value in args.keywords.items():
        handed(state, (value,), keyword)
    last = name.rpartition(".")[2]
    if last[:1].isupper():
        handed(state, args.positional)


def judged(state: State, objects: Iterable[Obj]) -> Iterator[Obj]:
    """The objects that are somebody's, without those that only tell of a version."""
    records = state.told - state.meant
    for obj in objects:
        if obj.span in records:
            state.note(obj.span, "only tells of a version: nobody is seen to take it as settings")
        else:
            yield obj
