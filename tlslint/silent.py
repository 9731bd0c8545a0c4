"""Why nothing came of a name: for ``explain``, on lines that no step of the engine is about.

The file is read once more as syntax, and each name that holds a word of a rule is told by where
it stands: compared, a label, shown, declared, a comment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from tlslint import syntax as s
from tlslint.engine import asking
from tlslint.engine.machine import State, Step
from tlslint.engine.operators import COMPARISONS
from tlslint.facts import Span
from tlslint.rulemodel import Entry, Lookup
from tlslint.ruleset import ANY
from tlslint.source import LineIndex, Source
from tlslint.versions import Version, names

#: Nodes looked at in one file at most.
_MAX_NODES = 500_000

_COMPARED = "it is only compared with something"
_LABEL = "it is only a label of a switch"
_ASKED = "it is only shown, compared, asked for or taken away"
_NAMED = "it is named here, but no client is given it"
_KEY = "it is only a key, by which something is looked up"
_READ = "its present value is read here"
_DECLARED = "it is only declared here"
_SET = "no rule knows what is set here, or the value is not known"
_UNKNOWN = "no rule knows it as a setting or a version"
_TEXT = "in a text"
_SUITES = "it names cipher suites here, and says nothing of versions"
_COMMENT = "in a comment"
#: What is said of words that are no code: of interest on their own line alone.
ASIDE = frozenset({_TEXT, _COMMENT})
_TAKEN = "part of the value that a call or setting around it takes"


def silent(
    statements: Iterable[s.Stmt],
    source: Source,
    lines: LineIndex,
    comments: Iterable[Span],
    state: State,
    minimum: Version,
) -> list[Step]:
    """A step for each name that holds a word of a rule, on lines that no step was about."""
    told = {lines.place(step.span.start)[0] for step in state.trace}
    symbols: dict[str, Entry] = {}
    for name, row in state.index.symbols.items():
        symbols.setdefault(_short(name.rpartition("/")[2]), row)
        symbols.setdefault(name.rpartition(".")[2], row)
    settings = {_short(name) for name in state.index.sets}
    settings |= {name[len(ANY) :] for name in state.index.sets if name.startswith(ANY)}
    found: list[Step] = []
    texts = state.index.version_texts if state.index.code else set()
    marks = sorted({*source.marks, *_quoted(source.text, texts)})
    quoted = {f'"{text}"' for text in texts}
    passages = [(comment, _COMMENT) for comment in comments]
    for span, name, why in _names(statements, marks, texts):
        if why == _TEXT:
            passages.append((span, why))
            continue
        if lines.place(span.start)[0] in told and why != _SUITES:
            continue
        entry = symbols.get(_short(name)) if why not in (_SET, _DECLARED) else None
        if span in state.consumed:
            why = _TAKEN
        elif why == _NAMED and not settings.isdisjoint((_short(name), name.rpartition(".")[2])):
            why = _READ
        elif why == _NAMED and entry is None and name not in quoted:
            why = _UNKNOWN
        found.append(Step(span, f"{name}: {_says(entry, state.lookup, minimum) or why}"))
    for passage, why in passages:
        inside = slice(*(bisect_left(source.marks, end) for end in passage))
        by_line = {lines.place(mark)[0]: mark for mark in source.marks[inside]}
        found += [
            Step(Span(mark, passage.end), why)
            for line, mark in by_line.items()
            if why != _TEXT or line not in told
        ]
    return found


def _quoted(text: bytes, texts: Iterable[str]) -> Iterator[int]:
    """Where names of versions stand in quotes."""
    for word in texts:
        for quote in (b"'", b'"'):
            quoted = quote + word.encode() + quote
            at = text.find(quoted)
            while at >= 0:
                yield at
                at = text.find(quoted, at + 1)


def _short(name: str) -> str:
    """A name with that of its owner and no more."""
    return ".".join(name.rsplit(".", 2)[-2:])


def _says(entry: Entry | None, lookup: Lookup, minimum: Version) -> str:
    """What a constant says that is no old version; empty for one that is."""
    if entry is None:
        return ""
    meaning = entry.meaning(lookup)
    if meaning.kind in ("reset", "unchanged"):
        return "it leaves the choice to the platform"
    if meaning.versions and min(meaning.versions) >= minimum:
        return f"it names {', '.join(names(meaning.versions))}, nothing older than {minimum}"
    return ""


def _names(
    statements: Iterable[s.Stmt], marks: Sequence[int], texts: Container[str]
) -> Iterator[tuple[Span, str, str]]:
    """The names that hold marks, as far out as they go, and ``texts``: each with where it stands."""
    stack: list[tuple[Any, str]] = [(each, _NAMED) for each in statements]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node, why = stack.pop()
        if isinstance(node, tuple):
            stack.extend((part, why) for part in node)
            continue
        if not hasattr(node, "__record__"):
            continue
        start, end = getattr(node, "start", 0), getattr(node, "end", 0)
        if end and not _holds(marks, start, end):
            continue
        name = _dotted(node)
        if isinstance(node, s.Lit):
            if isinstance(node.value, str) and (node.value in texts or why == _SUITES):
                yield Span(start, end), f'"{node.value}"', why
            elif isinstance(node.value, str):
                yield Span(start, end), "", _TEXT
        elif name:
            yield Span(start, end), name, why
        elif isinstance(node, s.Func):
            stack.append((node.body(), _NAMED))
            stack.extend((p.default, _NAMED) for p in node.params if p.default is not None)
        else:
            stack.extend(_inside(node, why))


def _inside(node: Any, why: str) -> Iterator[tuple[Any, str]]:
    """The parts of a node, each with where it stands."""
    if isinstance(node, s.Binary) and node.op in COMPARISONS:
        yield (node.left, node.right), _COMPARED
    elif isinstance(node, s.Branch):
        yield node.subject, _COMPARED
        for arm in node.arms:
            yield arm.tests or (), _LABEL if node.subject is not None else why
            yield arm.body, _NAMED
    elif isinstance(node, s.Call):
        asks = asking.only_asks(_dotted(node.func) or getattr(node.func, "name", None) or "")
        yield node.func, why
        yield (node.args, node.fields), _ASKED if asks else why
    elif isinstance(node, s.Field):
        if isinstance(node.name, s.Lit) and isinstance(node.name.value, str):
            yield s.Name(node.name.start, node.name.end, node.name.value), _SET
        elif node.name is not None:
            yield node.name, _KEY
        yield node.value, _SUITES if _of_suites(node.name) else why
    elif isinstance(node, s.Assign):
        yield node.targets, _DECLARED if node.declares else _SET
        yield node.value, _SUITES if any(map(_of_suites, node.targets)) else why
    elif isinstance(node, s.Cast):
        yield node.value, why
    else:
        for part in node.__record__:
            yield getattr(node, part), why


def _of_suites(name: Any) -> bool:
    """Whether a key or a member is called after cipher suites."""
    text = getattr(name, "value", "") if isinstance(name, s.Lit) else getattr(name, "name", "")
    return isinstance(text, str) and text.lower() in ("ciphers", "ciphersuites", "cipher_suites")


def _dotted(node: Any) -> str:
    """``a.b.C`` for a plain chain of names, else nothing."""
    parts: list[str] = []
    while isinstance(node, s.Attr):
        parts.append(node.name)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, s.Name) else ""


def _holds(marks: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(marks, start)
    return at < len(marks) and marks[at] < end
