"""What a fix leaves behind: the finding gone, no other come, the rest of the text untouched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from test_rules import EXAMPLES, LIBRARIES, RULES, Pinned, options_of

from tlslint import wellformed
from tlslint.applier import Outcome, fix_text
from tlslint.check import check
from tlslint.facts import Finding
from tlslint.fixing import tidied
from tlslint.record import replace
from tlslint.rulemodel import Example
from tlslint.source import Source
from tlslint.versions import Version
from tlslint.words import Words

#: Rules whose edit is only made where their examples are not.
CANNOT: set[str] = set()
WEAK = [p for p in EXAMPLES if p.values[0].findings]


def judged(
    example: Example, text: bytes, minimum: Version = Version.TLSv1_2
) -> tuple[Finding, ...]:
    marks = Words(RULES.index(example.language)).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    options = replace(options_of(example), minimum=minimum)
    result = check(source, RULES, options, Pinned(example.platform))  # type: ignore[arg-type]
    assert not result.problems
    return result.findings


def fixed(
    example: Example, text: bytes, unsafe: bool = True, minimum: Version = Version.TLSv1_2
) -> Outcome:
    return fix_text(
        text,
        lambda new: judged(example, new, minimum),
        lambda old, new: wellformed.wellformed(example.language, old, new),
        unsafe=unsafe,
        tidy=lambda old, new: tidied(example.language, example.path, old, new),
    )


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(f.rule for f in findings)


def holds(
    example: Example, before: bytes, outcome: Outcome, minimum: Version = Version.TLSv1_2
) -> None:
    """Everything that is promised of a text after its fixes."""
    after = judged(example, outcome.text, minimum)
    assert rules_of(after) == rules_of(tuple(item.now for item in outcome.left))
    assert wellformed.wellformed(example.language, before, outcome.text)
    again = fixed(example, outcome.text, minimum=minimum)
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
    assert fixed(example, example.code.encode()).text.decode() == example.fixed, (
        "if that is what is meant: python tools/fixed.py --renew"
    )


def test_every_rule_that_edits_says_what_comes_out() -> None:
    said = {
        rule
        for library in LIBRARIES
        for example in library.examples
        if example.fixed is not None
        for _, rule in example.findings
    }
    edits = {r.id for r in RULES.rules.values() if any(f.edit != "none" for f in r.fixes)}
    blamed = {rule for p in EXAMPLES for _, rule in p.values[0].findings}
    assert not (edits & blamed) - said - CANNOT, "python tools/fixed.py writes them"


MUTATIONS = {
    "crlf": lambda text: text.replace(b"\n", b"\r\n"),
    "no end of line at the end": lambda text: text.rstrip(b"\n"),
    "lines before": lambda text: b"\n\n" + text if not text.startswith((b"<?", b"#!")) else text,
}


@pytest.mark.parametrize("example", WEAK)
@pytest.mark.parametrize("mutate", MUTATIONS.values(), ids=MUTATIONS)
def test_fixes_do_not_depend_on_the_form_of_lines(
    example: Example, mutate: Callable[[bytes], bytes]
) -> None:
    text = example.code.encode()
    assert fixed(example, mutate(text)).text == mutate(fixed(example, text).text)


@pytest.mark.parametrize("example", WEAK)
def test_another_minimum_is_what_is_written(example: Example) -> None:
    text = example.code.encode()
    holds(example, text, fixed(example, text, minimum=Version.TLSv1_3), Version.TLSv1_3)
