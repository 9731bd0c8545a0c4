"""What ``explain`` says of how the objects of a file were judged in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from tlslint import bounds as b
from tlslint import policy
from tlslint.engine import wording
from tlslint.engine.world import Obj
from tlslint.facts import Side, Span
from tlslint.rows import NamedTuple
from tlslint.rulemodel import Rule
from tlslint.versions import Version

#: Said of a default beside what holds for the whole process.
PROCESS = "the file says for the whole process what holds in place of the default"
#: Said of an object whose default no finding stands on.
GIVEN_AWAY = (
    "its default does not count: another configuration, which it is given or is part of, decides"
)


class Judgement(NamedTuple):
    """What is said of an object, and whether it is weak; ``facts`` are far from it and decided."""

    text: str
    weak: bool
    facts: tuple[Span, ...] = ()


def judgement(
    obj: Obj,
    blamed: Sequence[policy.Judged],
    rules: Mapping[str, Rule],
    minimum: Version,
    line_of: Callable[[Span], int],
    platform: Callable[[], str],
) -> Judgement | None:
    """How an object was judged; None where nobody said anything of it, or making it fails.

    ``platform`` says in words what is declared of it.
    """
    if all(s == b.FRESH for s in obj.states):
        return None
    kept = [j for j in blamed if policy.counts(j.cause, obj.kind)]
    if obj.kind == "failed" and not kept:
        return None
    decided = [c for state in obj.states for c in _causes(state) if c.rule]
    if (blamed and not kept) or (decided and not any(policy.counts(c, obj.kind) for c in decided)):
        return Judgement(GIVEN_AWAY, False)
    whole = f", {wording.WHOLE}" if obj.kind in ("process", "passing") and kept else ""
    text = f"{wording.JUDGED}{whole}, as a {_side(obj, rules)}: {wording.left(obj.states)}"
    reasons = [
        f"{each.verdict} because of line {line_of(each.cause.span)} "
        f"({each.cause.rule}, {each.cause.source})"
        for each in kept
    ]
    if not reasons:
        reasons = _unblamed(obj, minimum, platform)
    text = f"{text}; {'; '.join(reasons)}"
    return Judgement(text, bool(kept), _far(obj, {j.cause.fact for j in kept}, line_of))


def _far(obj: Obj, blamed: Set[Span], line_of: Callable[[Span], int]) -> tuple[Span, ...]:
    """The facts that decided of an object, and whose lines are not told together with its own.

    Where some are to blame, those of ways on which they do not count decided nothing.
    """
    ways = [[cause.fact for cause in _causes(state) if cause.rule] for state in obj.states]
    if blamed:
        ways = [way for way in ways if not blamed.isdisjoint(way)] or ways
    facts = dict.fromkeys(fact for way in ways for fact in way)
    line = line_of(obj.span)
    return tuple(fact for fact in facts if abs(line_of(fact) - line) > wording.NEAR)


def _causes(state: b.Bounds) -> tuple[b.Cause, ...]:
    return (*(c for _, c in state.switches), state.floor.cause, state.ceiling.cause)


def making(lines: Sequence[int]) -> str:
    """That some lines make objects, in words."""
    if len(set(lines)) == 1:
        return f"line {lines[0]} makes"
    *first, last = sorted(set(lines))
    return f"lines {', '.join(map(str, first))} and {last} make"


def worst(judgements: Sequence[Judgement]) -> list[tuple[str, tuple[Span, ...]]]:
    """What is said of the objects of one place, and where else: where some are weak, those that are well on another way say nothing."""
    weak = any(each.weak for each in judgements)
    return [(each.text, each.facts) for each in judgements if each.weak or not weak]


def _side(obj: Obj, rules: Mapping[str, Rule]) -> Side:
    """The side of an object: a server's too where only rules about servers spoke of it."""
    causes = {cause.rule for s in obj.states for _, cause in s.switches if cause.rule}
    spoke = [rules[name] for name in causes if name in rules]
    return "server" if spoke and all(rule.role == "server" for rule in spoke) else obj.side


def _unblamed(obj: Obj, minimum: Version, platform: Callable[[], str]) -> list[str]:
    """Why nothing is blamed for what an object allows."""
    if any(s.blurred for s in obj.states):
        return ["what is not known decides"]
    if not any(v < minimum for s in obj.states for v in s.allowed):
        return ["fine"]
    on = platform()
    said = "nothing that anybody wrote lets the old ones in"
    return [said, f"the platform is {on}"] if on else [said]
