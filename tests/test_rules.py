"""The examples beside the rules are the tests: exactly the marked lines, nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.hints import spoken
from tlslint.languages import FOLDED
from tlslint.options import Options
from tlslint.rulefile import Reader
from tlslint.rulemodel import Example, RuleError
from tlslint.rulenodes import parse_yaml
from tlslint.source import Source
from tlslint.words import Words

FOLDER = Path(__file__).parent.parent / "rules"
LIBRARIES = loading.libraries(loading.documents(FOLDER), examples=True)
RULES = loading.RuleSet(LIBRARIES, FOLDED)
EXAMPLES = [
    pytest.param(example, id=f"{library.file.removeprefix('rules/')}:{example.line}")
    for library in LIBRARIES
    for example in library.examples
]


class Pinned:
    """A platform on which everything named is pinned."""

    def __init__(self, versions: tuple[tuple[str, str], ...]) -> None:
        self.versions = dict(versions)

    def get(self, name: str) -> SimpleNamespace | None:
        version = self.versions.get(name)
        if version is None:
            return None
        number = tuple(int(part) for part in version.split("."))
        return SimpleNamespace(name=name, version=number, kind="pin", path="", line=0, oldest=())


def options_of(example: Example) -> Options:
    return Options(
        strict="strict" in example.options,
        pedantic="pedantic" in example.options,
        side="all" if "side-all" in example.options else "client",
        rewrites=True,
    )


def findings_of(example: Example, code: str | None = None) -> list[tuple[int, str]]:
    text = (example.code if code is None else code).encode()
    marks = Words(RULES.index(example.language)).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    result = check(source, RULES, options_of(example), Pinned(example.platform))
    assert not result.problems
    return sorted((f.place.line, f.rule) for f in result.findings)


@pytest.mark.parametrize("example", EXAMPLES)
def test_exactly_the_marked_lines_are_found(example: Example) -> None:
    assert findings_of(example) == sorted(example.findings)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_with_findings_passes_the_prefilter(example: Example) -> None:
    if example.findings:
        assert Words(RULES.index(example.language)).matter(example.code.encode())


def test_every_rule_has_examples_of_both_kinds() -> None:
    loading.demand_examples(LIBRARIES)


def test_a_rule_without_an_example_is_refused() -> None:
    bare = loading.libraries(loading.documents(FOLDER), examples=False)
    with pytest.raises(RuleError, match="has no example"):
        loading.demand_examples(bare)


RULE_FILE = """\
library: example
language: python
source: https://example.org/tls
tables:
  example.versions:
    example.OLD: tls1.0
    example.NEW: {is: tls1.2, number: 3}
    "< 2.1": tls1.0
rules:
  - id: example-client
    title: T
    about: A
    hint: H
    call: example.Client
    subject: result
    arguments:
      - {at: [0], table: example.versions, effect: floor}
    default:
      - {when: python >= 3.10, floor: tls1.2}
    fix: {title: Use {minimum}, safety: safe, edit: write}
examples:
  - platform: {python: "3.9"}
    options: [pedantic]
    code: |
      example.Client(example.OLD)   «finding: example-client»
      example.Client(example.NEW)
""".replace("Use {minimum}", '"Use {minimum}"')

MISTAKES = [
    (
        "language: python",
        "language: pyhton",
        "2: unknown language 'pyhton'; did you mean 'python'?",
    ),
    ("number: 3", "number: three", "7: not a number: 'three'"),
    ('"< 2.1"', '"< 2.x"', "8: not a version: '2.x'"),
    ("call: example.Client", "call: []", "14: call: names nothing"),
    ("subject: result", "subject: reslt", "15: unknown subject 'reslt'; did you mean 'result'?"),
    ("at: [0]", "at: []", "17: at: names no position"),
    ("when: python", "when: pyton", "19: unknown platform 'pyton'; did you mean 'python'?"),
    ("Use {minimum}", "Use {minimun}", "20: unknown template {minimun}"),
    ('{python: "3.9"}', '{python: "new"}', "22: not a version: 'new'"),
    ("[pedantic]", "[pedant]", "23: unknown option 'pedant'; did you mean 'pedantic'?"),
    ("client»", "client", "25: a mark is «finding: rule-id»"),
    ("«finding:", "«find:", "25: a mark is «finding: rule-id»"),
    ("«finding: example-client", "«finding: example-klient", "did you mean 'example-client'?"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_in_a_rule_file_is_told_with_its_line(
    right: str, wrong: str, message: str
) -> None:
    def read(text: str) -> None:
        library = Reader("rules/a.yaml").library(parse_yaml(text, "rules/a.yaml"))
        loading.demand_examples([library])

    read(RULE_FILE)
    with pytest.raises(RuleError) as raised:
        read(RULE_FILE.replace(right, wrong, 1))
    assert str(raised.value).startswith("rules/a.yaml:")
    assert message in str(raised.value)


def test_a_rule_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python/a.yaml").write_bytes(b"library: a\nlanguage: caf\xe9\n")
    with pytest.raises(RuleError, match=r"rules/python/a.yaml:2: not valid UTF-8"):
        loading.documents(tmp_path)


def test_hints_about_android_are_given_where_it_is_declared() -> None:
    wrong = [
        (rule.id, text)
        for rule in RULES.rules.values()
        for conditions, text in rule.hints
        if any(c.name == "android" for c in conditions)
        and all(c.holds(lambda name: None) for c in conditions)
    ]
    assert not wrong


def test_a_hint_names_what_the_platform_has() -> None:
    rule = RULES.rules["python-ssl-context"]
    assert "minimum_version" in rule.hint_for(lambda name: None)
    assert "minimum_version" in rule.hint_for(lambda name: (3, 9))
    for old in ((2, 7, 18), (3, 6)):
        hints = [r.hint_for(lambda name, old=old: old) for r in RULES.rules.values() if r.hints]
        assert not any("minimum_version" in hint for hint in hints)


@pytest.mark.parametrize(
    ("java", "kotlin"),
    [
        (
            'Write setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"}) (from Java 11).',
            'Write enabledProtocols = arrayOf("TLSv1.2", "TLSv1.3") (from Java 11).',
        ),
        ('Write new A(b, new String[] {"TLSv1.2"}).', 'Write A(b, arrayOf("TLSv1.2")).'),
        ("set(Set.of(x), List.of(y), Arrays.asList(z))", "set(setOf(x), listOf(y), listOf(z))"),
        ("Use ConnectionSpec.MODERN_TLS.", "Use ConnectionSpec.MODERN_TLS."),
    ],
)
def test_hints_for_java_are_written_for_kotlin(java: str, kotlin: str) -> None:
    assert spoken(java, "kotlin") == kotlin
    assert spoken(java, "java") == java


def test_no_hint_for_kotlin_is_written_in_java() -> None:
    words = re.compile(r"\bnew [A-Z]|\[\] ?\{|\b(?:List|Set|Arrays)\.\w+\(|\.class\b|;$")
    shared = [r for r in RULES.rules.values() if "kotlin" in r.languages]
    hints = [h for r in shared for h in (r.hint, *(text for _, text in r.hints))]
    assert hints
    assert [h for h in hints if words.search(spoken(h, "kotlin"))] == []
