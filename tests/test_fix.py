"""What a fix leaves behind: the finding gone, no other come, the rest of the text untouched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import jdk
import pytest
from claims_node import node
from test_rules import EXAMPLES, FOLDER, LIBRARIES, RULES, Pinned, options_of

from tlslint import rules as loading
from tlslint import wellformed
from tlslint.applier import Outcome, fix_text
from tlslint.check import check
from tlslint.facts import Finding
from tlslint.fixing import tidied
from tlslint.record import replace
from tlslint.rulemodel import Example, RuleError
from tlslint.source import Source
from tlslint.versions import Version
from tlslint.words import Words

WEAK = [p for p in EXAMPLES if p.values[0].findings]


def judged(
    example: Example, text: bytes, minimum: Version = Version.TLSv1_2
) -> tuple[Finding, ...]:
    marks = Words(RULES.index(example.language)).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    options = replace(options_of(example), minimum=minimum)
    result = check(source, RULES, options, Pinned(example.platform))
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
    assert not (edits & blamed) - said, "python tools/fixed.py writes them"


MUTATIONS: dict[str, Callable[[bytes], bytes]] = {
    "crlf": lambda text: text.replace(b"\n", b"\r\n"),
    "no end of line at the end": lambda text: text.rstrip(b"\n"),
    "lines before": lambda text: b"\n\n" + text if not text.startswith((b"<?", b"#!")) else text,
}


@pytest.mark.parametrize("example", WEAK)
def test_fixes_do_not_depend_on_the_form_of_lines(example: Example) -> None:
    text = example.code.encode()
    plain = fixed(example, text).text
    for name, mutate in MUTATIONS.items():
        assert fixed(example, mutate(text)).text == mutate(plain), name


@pytest.mark.parametrize("example", WEAK)
def test_another_minimum_is_what_is_written(example: Example) -> None:
    text = example.code.encode()
    holds(example, text, fixed(example, text, minimum=Version.TLSv1_3), Version.TLSv1_3)


def after_fixes(*languages: str) -> list[tuple[str, str]]:
    """Examples of some languages before and after their fixes, where these do anything."""
    out = []
    for parameter in WEAK:
        example = parameter.values[0]
        if example.language in languages:
            text = fixed(example, example.code.encode()).text.decode()
            if text != example.code:
                out.append((example.code, text))
    return out


def test_fixed_javascript_passes_node(tmp_path: Path) -> None:
    def parses(code: str) -> bool:
        (tmp_path / "a.js").write_text(f"async function example() {{\n{code}\n}}\n")
        return not subprocess.run(
            [node(), "--check", tmp_path / "a.js"], capture_output=True
        ).returncode

    pairs = [(old, new) for old, new in after_fixes("javascript") if parses(old)]
    assert len(pairs) >= 5
    assert all(parses(new) for _, new in pairs)


def test_fixed_java_has_no_new_errors(tmp_path: Path) -> None:
    pairs = after_fixes("java")
    assert len(pairs) > 20
    # what a library that is not here would have to tell is an error before and after
    told = jdk.errors([code for pair in pairs for code in pair], tmp_path)
    worse = [new for (old, _), (new, _) in zip(told[::2], told[1::2], strict=True) if new > old]
    assert worse == []


def test_what_is_left_to_people_is_said() -> None:
    reasons = [
        item.reason
        for parameter in WEAK
        for item in fixed(parameter.values[0], parameter.values[0].code.encode(), False).left
    ]
    assert len(reasons) > 20
    assert not any("Nothing to do" in reason or len(reason) < 20 for reason in reasons)


def test_a_rule_without_a_fix_is_refused() -> None:
    documents = loading.documents(FOLDER)
    name = next(iter(documents))
    for rule in documents[name][2]["rules"][2]:
        rule[2].pop("fix", None)
    with pytest.raises(RuleError, match="needs the key 'fix'"):
        loading.libraries({name: documents[name]}, examples=False)


def test_a_version_in_a_row_with_its_name_is_no_other_one() -> None:
    code = b"""package a

import "crypto/tls"

var rows = []struct {
	name string
	v    uint16
}{{"TLS 1.1", tls.VersionTLS11}, {"TLS 1.2", tls.VersionTLS12}, {"h", tls.VersionTLS10}}

func f() {
	for _, row := range rows {
		tls.Dial("tcp", "h", &tls.Config{MinVersion: row.v})
	}
}
"""
    example = Example("go", code.decode(), (), (), "", None, 1)
    fixes = {f.place.column: f.fix for f in judged(example, code)}
    named, unnamed = (fixes[column] for column in sorted(fixes))
    assert named is not None
    assert (named.safety, "row" in named.title) == ("manual", True)
    assert unnamed is not None
    assert unnamed.edits


def test_a_ceiling_that_is_handed_to_a_helper_is_raised_by_an_unsafe_fix() -> None:
    code = (
        'package x\nimport "crypto/tls"\nvar a = made(tls.VersionTLS10)\n'
        "var b = &tls.Config{MaxVersion: tls.VersionTLS10}\n"
        "func made(v uint16) *tls.Config {\n\treturn &tls.Config{MaxVersion: v}\n}\n"
    )
    found = judged(Example("go", code, (), (), "", None, 1), code.encode())
    told = {f.place.line: f.fix.safety for f in found if f.fix and f.rule == "go-tls-max-version"}
    assert told == {3: "unsafe", 4: "safe"}


MANAGER = "[Net.ServicePointManager]::SecurityProtocol"
KIND = "[Net.SecurityProtocolType]"
HANDSHAKE = "$s.AuthenticateAsClient($h, $null, {}, $false)"


@pytest.mark.parametrize(
    ("code", "safety"),
    [
        (HANDSHAKE.format("@('tls', 'tls12')"), "safe"),
        (f"$all = 'tls', 'tls12'\n{HANDSHAKE.format('$all')}", "safe"),
        # each item is tried
        (f"'tls', 'tls12' | % {{ {HANDSHAKE.format('$_')} }}", "unsafe"),
        (f"$all = 'tls', 'tls12'\n$all | % {{ {HANDSHAKE.format('$_')} }}", "unsafe"),
        (f"('tls', 'tls12').ForEach({{ {HANDSHAKE.format('$_')} }})", "unsafe"),
        (f"foreach ($p in 'tls', 'tls12') {{ {HANDSHAKE.format('$p')} }}", "unsafe"),
    ],
)
def test_a_list_whose_items_are_each_tried_is_cut_by_an_unsafe_fix(code: str, safety: str) -> None:
    (found,) = judged(Example("powershell", code, (), (), "a.ps1", None, 1), code.encode())
    assert found.fix is not None
    assert found.fix.safety == safety


@pytest.mark.parametrize(
    ("added", "left"),
    [
        (f"{MANAGER} += {KIND}::Tls11\n{MANAGER} += {KIND}::Tls12\n", ""),
        (f"{MANAGER} += {KIND}::Tls11 # a\n{MANAGER} += 3072\n", ""),
        (f"{MANAGER} += {KIND}::Tls11\nGet-It\n{MANAGER} += {KIND}::Tls13\n", f"Get-It\n{MANAGER} += {KIND}::Tls13\n"),
    ],
)  # fmt: skip
def test_what_a_fix_adds_is_not_added_by_a_sum_behind_it(added: str, left: str) -> None:
    once = fixed(Example("powershell", added, (), (), "a.ps1", None, 1), added.encode())
    assert once.text.decode() == f"{MANAGER} = {MANAGER} -bor {KIND}'Tls12'\n{left}"


def test_a_floor_below_a_ceiling_that_is_not_known_is_raised_by_an_unsafe_fix() -> None:
    code = """package x
import "crypto/tls"
func made(newest uint16, name string) (a, b *tls.Config) {
	a = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: newest}
	b = &tls.Config{MinVersion: tls.VersionTLS10, ServerName: name}
	return a, b
}
"""
    found = judged(Example("go", code, (), (), "", None, 1), code.encode())
    told = {f.place.line: f.fix.safety for f in found if f.fix and f.rule == "go-tls-min-version"}
    assert told == {4: "unsafe", 5: "safe"}


def test_a_floor_below_a_ceiling_that_somebody_chooses_is_raised_by_an_unsafe_fix() -> None:
    code = """package x
import "crypto/tls"
func made(name string) (a, b *tls.Config) {
	var v uint16
	switch name {
	case "1.0":
		v = tls.VersionTLS10
	case "1.2":
		v = tls.VersionTLS12
	}
	a = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: v}
	b = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS12}
	return a, b
}
"""
    found = judged(Example("go", code, (), (), "", None, 1), code.encode())
    told = {f.place.line: f.fix.safety for f in found if f.fix and f.rule == "go-tls-min-version"}
    assert told == {11: "unsafe", 12: "safe"}


@pytest.mark.parametrize(
    ("path", "safety"), [("a/x_test.go", "unsafe"), ("tests/x.go", "unsafe"), ("a/x.go", "safe")]
)
def test_what_speaks_old_versions_alone_in_tests_is_mended_by_unsafe_fixes(
    path: str, safety: str
) -> None:
    code = """package x
import "crypto/tls"
var a = &tls.Config{MaxVersion: tls.VersionTLS11}
var b = &tls.Config{MinVersion: tls.VersionTLS10}
"""
    found = judged(Example("go", code, (), (), path, None, 1), code.encode())
    told = {f.place.line: f.fix.safety for f in found if f.fix}
    assert told == {3: safety, 4: "safe"}


RANGES = [
    (
        "go",
        """package x
import "crypto/tls"
var a = &tls.Config{
	MinVersion: tls.VersionTLS10,
	MaxVersion: tls.VersionTLS11,
}
func f(old bool) *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS12}
	if old {
		c.MinVersion = tls.VersionTLS10
		c.MaxVersion = tls.VersionTLS10
	}
	return c
}
""",
        {4, 5, 10, 11},
    ),
    (
        "go",
        'package x\nimport "crypto/tls"\nvar a = tls.Config{MaxVersion: tls.VersionTLS11}',
        set(),
    ),
    (
        "go",
        """package x
import "crypto/tls"
var a = tls.Config{
	MinVersion: tls.VersionTLS11,
	MaxVersion: tls.VersionTLS12,
}
""",
        set(),
    ),
    (
        "javascript",
        """const tls = require('tls')
tls.connect(443, h, {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
})
tls.connect(443, h, {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.2',
})
""",
        {3, 4},
    ),
]


@pytest.mark.parametrize(("language", "code", "unsafe"), RANGES)
def test_a_range_that_is_old_at_both_ends_is_mended_by_unsafe_fixes(
    language: str, code: str, unsafe: set[int]
) -> None:
    found = judged(Example(language, code, (), (), "", None, 1), code.encode())
    assert {f.place.line for f in found if f.fix and f.fix.safety == "unsafe"} == unsafe
    assert any(f.fix for f in found)
