"""One cause, one finding: what was found at a definition and again where another file uses it."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.facts import SEVERITIES, Finding, Place, Related, Side, Span, Suppressed
from tlslint.places import DEFINED, SAME
from tlslint.projects import DECIDES
from tlslint.record import replace
from tlslint.ruleset import RuleSet


def united(
    findings: Iterable[Finding],
    suppressed: Iterable[Suppressed],
    taken: Iterable[Place],
    rules: RuleSet,
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings and suppressed findings of a run, with each cause told once.

    A use whose definition is a finding itself becomes a place that this one refers to: the
    definition is what to edit. So does what only repeats what a project declares. Where a comment hides the definition, it hides the uses. A mere
    constant, or what nothing beside it gives a side, whose value was ``taken`` elsewhere, and did
    no harm there, is none.
    """
    hidden = list(suppressed)
    kept: dict[int, Finding] = {}
    here: dict[str, list[int]] = {}
    silent: dict[str, list[Suppressed]] = {}
    uses: list[tuple[int, list[Place]]] = []
    for number, finding in enumerate(sorted(findings, key=_order)):
        kept[number] = finding
        here.setdefault(finding.place.path, []).append(number)
        defined = [r.place for r in finding.related if r.message in _OWNED]
        if defined:
            uses.append((number, defined))
    for each in hidden:
        silent.setdefault(each.finding.place.path, []).append(each)
    for number, defined in uses:
        owners = [n for d in defined for n in here.get(d.path, ()) if _owns(kept.get(n), d)]
        owners = [n for n in owners if n != number]
        comments = [s for d in defined for s in silent.get(d.path, ()) if _inside(s.finding, d)]
        if owners:
            use = kept.pop(number)
            for owner in dict.fromkeys(owners):
                kept[owner] = _with_use(kept[owner], use, rules)
        elif comments:
            hidden.append(Suppressed(kept.pop(number), comments[0].reason))
    used = {p for f in kept.values() for r in f.related if r.message == USED for p in (f.place,)}
    for place in taken:
        for number in here.get(place.path, ()):
            finding_ = kept.get(number)
            if finding_ is None or finding_.place in used or not _inside(finding_, place):
                continue
            rule = rules.rules.get(finding_.rule)
            if finding_.origin == "option":
                continue  # what is offered is offered, whoever takes it
            if rule is not None and (rule.kind == "use" or not finding_.sided):
                del kept[number]
    return list(kept.values()), hidden


def served(findings: Iterable[Finding], sides: Iterable[tuple[Place, Side, bool]]) -> list[Finding]:
    """``findings``, those a server's that stand in a function all of whose takers elsewhere are servers.

    The third of each of ``sides`` tells whether servers are asked about; else such a finding is none.
    """
    takers: dict[Place, set[Side]] = {}
    wanted = True
    for place, side, asked in sides:
        takers.setdefault(place, set()).add(side)
        wanted = wanted and asked
    places = [place for place, taken in takers.items() if taken == {"server"}]
    out = []
    for finding in findings:
        if finding.sided or not any(_inside(finding, place) for place in places):
            out.append(finding)
        elif wanted:
            out.append(replace(finding, side="server", message=_of_server(finding.message)))
    return out


def _of_server(message: str) -> str:
    return message.replace("the client ", "the server ", 1)


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one file with those of several rules at the same place as one: the gravest."""
    findings = list(findings)
    spans = {(f.span, f.side) for f in findings}
    groups: dict[tuple[Span, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.span, finding.side)
        # one rule takes a text with its quotes, another what is in it
        quoted = (Span(finding.span.start - 1, finding.span.end + 1), finding.side)
        groups.setdefault(quoted if quoted in spans else key, []).append(finding)
    out = []
    for group in groups.values():
        first = min(group, key=lambda f: (f.verdict != "cannot-connect", _severe(f), f.rule))
        others = (r for f in group if f is not first for r in f.related)
        # of a floor and a ceiling that share a value, what is written for the floor is fine for both
        fixed = next((f for f in group if f.verdict == "allows-old"), first)
        if _edited(fixed) != _edited(first):
            fixed = first
        out.append(
            replace(
                first,
                related=tuple(dict.fromkeys((*first.related, *others))),
                fix=fixed.fix,
                hint=fixed.hint,
                replacement=fixed.replacement,
            )
        )
    return out


def once(findings: Iterable[Finding], rules: RuleSet) -> list[Finding]:
    """The findings of one file with what a platform brings by such a rule as says so told once."""
    out: list[Finding] = []
    first: dict[tuple[str, str], int] = {}
    for finding in findings:
        rule = rules.rules.get(finding.rule)
        if rule is None or not rule.once or finding.origin != "default":
            out.append(finding)
            continue
        at = first.setdefault((finding.rule, finding.side), len(out))
        if at == len(out):
            out.append(finding)
        else:
            more = Related(finding.place, SAME)
            others = (r for r in finding.related if r.message == SAME)
            related = dict.fromkeys((*out[at].related, more, *others))
            out[at] = replace(out[at], related=tuple(related))
    return out


def _edited(finding: Finding) -> bool:
    """Whether a finding has a fix that edits something."""
    return finding.fix is not None and bool(finding.fix.edits)


def _severe(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


#: The words by which a finding names a place in another file that uses its value.
USED = "the value is used here"
#: How a finding names another place, by how that place named it.
_OWNED = {DEFINED: USED, DECIDES: "this says so too"}


def _with_use(owner: Finding, use: Finding, rules: RuleSet) -> Finding:
    """A finding at a definition, as bad as what a use of it makes it; a mere constant is on its side."""
    rule = rules.rules.get(owner.rule)
    if rule is not None and (rule.kind == "use" or not owner.sided):
        first = all(r.message != USED for r in owner.related)
        side = use.side if first or use.side == "client" else owner.side
        message = _of_server(owner.message) if side == "server" else owner.message
        owner = replace(owner, side=side, message=message)
    how = next(_OWNED[r.message] for r in use.related if r.message in _OWNED)
    related = (*owner.related, Related(use.place, how))
    if how == USED and use.verdict == "cannot-connect" and owner.verdict != "cannot-connect":
        return replace(owner, related=related, verdict=use.verdict, allowed=use.allowed)
    return replace(owner, related=related)


def _owns(finding: Finding | None, place: Place) -> bool:
    return (
        finding is not None
        and finding.origin in ("explicit", "default")
        and _inside(finding, place)
    )


def _inside(finding: Finding, place: Place) -> bool:
    start = (finding.place.line, finding.place.column)
    return finding.place.path == place.path and (place.line, place.column) <= start < (
        place.end_line,
        place.end_column,
    )


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place
    return (place.path, place.line, place.column, finding.rule)
