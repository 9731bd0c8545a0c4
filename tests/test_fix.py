"""What a fix leaves behind: the finding gone, no other come, the rest of the text untouched."""

from __future__ import annotations

import pytest
from test_rules import EXAMPLES, RULES, Pinned, options_of

from tlslint import wellformed
from tlslint.applier import Outcome, fix_text
from tlslint.check import check
from tlslint.facts import Finding
from tlslint.fixing import tidied
from tlslint.languages import FOLDED
from tlslint.prefilter import Matcher
from tlslint.rulemodel import Example
from tlslint.source import Source

WEAK = [p for p in EXAMPLES if p.values[0].findings]


def judged(example: Example, text: bytes) -> tuple[Finding, ...]:
    words = [w.encode() for w in RULES.index(example.language).words]
    marks = Matcher(words, example.language in FOLDED).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    result = check(source, RULES, options_of(example), Pinned(example.platform))  # type: ignore[arg-type]
    assert not result.problems
    return result.findings


def fixed(example: Example, text: bytes, unsafe: bool = True) -> Outcome:
    return fix_text(
        text,
        lambda new: judged(example, new),
        lambda old, new: wellformed.wellformed(example.language, old, new),
        unsafe=unsafe,
        tidy=lambda old, new: tidied(example.language, example.path, old, new),
    )


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(f.rule for f in findings)


def holds(example: Example, before: bytes, outcome: Outcome) -> None:
    """Everything that is promised of a text after its fixes."""
    after = judged(example, outcome.text)
    assert rules_of(after) == rules_of(tuple(item.now for item in outcome.left))
    assert wellformed.wellformed(example.language, before, outcome.text)
    again = fixed(example, outcome.text)
    assert again.text == outcome.text, "a second run changes nothing"
    assert not again.fixed
    if not outcome.fixed:
        assert outcome.text == before
    for item in outcome.left:
        assert item.reason


@pytest.mark.parametrize("example", WEAK)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_what_a_fix_leaves_is_clean(example: Example, unsafe: bool) -> None:
    text = example.code.encode()
    outcome = fixed(example, text, unsafe)
    if unsafe:
        holds(example, text, outcome)
    else:
        assert rules_of(judged(example, outcome.text)) == rules_of(
            tuple(item.now for item in outcome.left)
        )
        assert not any(f.fix is None or f.fix.safety != "safe" for f in outcome.fixed)


@pytest.mark.parametrize("example", [p for p in EXAMPLES if p.values[0].fixed is not None])
def test_the_fixed_block_is_what_comes_out(example: Example) -> None:
    assert fixed(example, example.code.encode()).text.decode() == example.fixed
