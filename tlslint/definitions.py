"""Findings whose value another file says, told where it is written if that is the one place to edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from tlslint.causes import USED
from tlslint.check import active_rules, suppressed
from tlslint.digest import digest
from tlslint.extract import adapter, tree_of
from tlslint.facts import SEVERITIES, Finding, Place, Related, Span, Suppressed
from tlslint.languages import BY_NAME, language_of
from tlslint.languages.base import Unfinished
from tlslint.options import Options
from tlslint.places import DEFINED
from tlslint.record import replace
from tlslint.rules import RuleSet
from tlslint.source import LineIndex, Source
from tlslint.source.discover import discover
from tlslint.source.leftout import excluded
from tlslint.source.read import read_small
from tlslint.source.text import decode
from tlslint.suppress import BUILTIN

#: Files larger than this are not opened again.
_MAX_BYTES = 1 << 20


def moved(
    findings: Iterable[Finding], rules: RuleSet, options_for: Callable[[str], Options]
) -> tuple[list[Finding], list[Suppressed]]:
    """``findings``, one for each definition in place of those of its uses; and what comments there hide."""
    kept: list[Finding] = []
    uses: dict[str, dict[tuple[Place, str, str], list[Finding]]] = {}
    for finding in findings:
        if finding.written is None:
            kept.append(finding)
        else:
            key = (finding.written, finding.rule, finding.side)
            uses.setdefault(finding.written.path, {}).setdefault(key, []).append(finding)
    hidden: list[Suppressed] = []
    for path, groups in sorted(uses.items()):
        options = options_for(path)
        source = None if _left_out(path, options_for) else _source(path)
        active = active_rules(rules, options)
        here = {k: g for k, g in groups.items() if source is not None and k[1] in active}
        kept += [f for key, group in groups.items() if key not in here for f in group]
        if source is None:
            continue
        lines = LineIndex(source.text)
        told = [_at(place, group, source, lines) for (place, *_), group in here.items()]
        if b"tlslint:" not in source.text:
            kept += told
            continue
        module = adapter(BY_NAME[source.language].module)
        try:
            tree = tree_of(source.text, module)
        except Unfinished:
            tree = None
        left, silent = suppressed(source, rules, options, told, tree)
        # a comment that hides what was moved is used
        idle = {f.place for f in left if f.rule in BUILTIN}
        kept = [
            f
            for f in kept
            if f.rule not in BUILTIN or f.place.path != source.path or f.place in idle
        ]
        kept += [f for f in left if f.rule not in BUILTIN]
        hidden += silent
    return kept, hidden


def _left_out(path: str, options_for: Callable[[str], Options]) -> bool:
    """Whether a scan of the directories above a file would pass it over: nobody looks for findings in it."""
    walk = discover([path], exclude=partial(excluded, options_for), force_exclude=True)
    return not any(True for _ in walk)


def _source(path: str) -> Source | None:
    language, data = language_of(path), read_small(path, _MAX_BYTES)
    decoded = decode(data) if data is not None else None
    if language is None or decoded is None:
        return None
    return Source(path, language, decoded.text, range(0))


def _at(place: Place, uses: Sequence[Finding], source: Source, lines: LineIndex) -> Finding:
    """The gravest of the findings of its ``uses``, told of a definition."""
    worst = min(uses, key=lambda f: (f.verdict != "cannot-connect", SEVERITIES.index(f.severity)))
    start, _ = lines.span(place.line)
    row = lines.line(place.line)
    span = Span(
        start + len(row[: place.column - 1].encode()),
        start + len(row[: place.end_column - 1].encode()),
    )
    others = (r for f in uses for r in f.related if r.message != DEFINED)
    told = dict.fromkeys((*(Related(f.place, USED) for f in uses), *others))
    base = "\0".join(("1", worst.rule, source.path, "".join(row.split()), row[: place.column]))
    return replace(
        worst,
        place=place,
        span=span,
        language=source.language,
        fingerprint=digest(base.encode("utf-8", "surrogateescape")),
        source=lines.shown(place.line),
        replacement=None,
        related=tuple(told),
        written=None,
    )
