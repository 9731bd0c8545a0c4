"""What a suppression comment hides, and what is said about one that hides nothing."""

from __future__ import annotations

import re

import pytest

from tlslint.facts import Finding, Place, Span
from tlslint.suppress import (
    MALFORMED,
    UNUSED,
    Directive,
    Malformed,
    apply,
    directives,
    findings_about,
)
from tlslint.versions import Version

KNOWN = ("go-tls-config", "python-ssl-context", "python-ssl-minimum-version")


def comments(text: str) -> list[Span]:
    spans = []
    for match in re.finditer(r"#.*|//.*|/\*.*?\*/|<!--.*?-->|--.*|'.*", text):
        start = match.start() if text.isascii() else len(text[: match.start()].encode())
        spans.append(Span(start, start + len(match[0].encode())))
    return spans


def read(text: str, **kwargs: object) -> tuple[list[Directive], list[Malformed]]:
    return directives(comments(text), text.encode(), KNOWN, **kwargs)


def at(line: int, rule: str = "python-ssl-context", end: int | None = None) -> Finding:
    return Finding(
        rule=rule,
        place=Place("x.py", line, 1, end or line, 2),
        span=Span(0, 1),
        severity="error",
        verdict="allows-old",
        origin="explicit",
        side="client",
        allowed=(),
        minimum=Version.TLSv1_2,
        message="m",
        hint="",
        language="python",
        fingerprint="",
        source="",
    )


def hidden_lines(text: str, lines: int = 8, **kwargs: object) -> list[int]:
    found, bad = read(text, **kwargs)
    assert bad == []
    _, hidden, _ = apply([at(n) for n in range(1, lines + 1)], found)
    return [s.finding.place.line for s in hidden]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb # tlslint: ignore[python-ssl-context]\nc\n", [2]),
        ("a\n# tlslint: ignore[python-*] -- r\n\n# more\nb\nc\n", [5]),
        ("a\n  // tlslint: ignore[*-context]\nb\n", [3]),
        ("a # tlslint: ignore-next-line[python-ssl-context]\nb\n", [2]),
        ("/* tlslint: ignore[python-ssl-context] */ a\nb\n", [1]),
        ("/* tlslint: ignore[python-ssl-context] */\nb\n", [2]),
        ("a\n# tlslint: ignore-file[python-ssl-context]", [1, 2]),
        ("# tlslint:ignore[ go-tls-config , python-ssl-context ]\nb\nc\n", [2]),
        ("# noqa # tlslint: ignore[python-ssl-context] # type: ignore\nb\n", [2]),
        ("a # see tlslint: the linter\nb # mytlslint: ignore[python-ssl-context]\n", []),
        ("a = 'tlslint: ignore[python-ssl-context]\n", [1]),
    ],
)
def test_lines_that_a_comment_covers(text: str, lines: list[int]) -> None:
    assert hidden_lines(text) == lines


def test_text_outside_of_comments_is_nothing() -> None:
    text = b'x = "# tlslint: ignore[python-ssl-context]"\n'
    assert directives([], text, KNOWN) == ([], [])


def test_a_comment_covers_the_statement_that_its_line_belongs_to() -> None:
    def statement(line: int) -> tuple[int, int]:
        return (2, 4) if 2 <= line <= 4 else (line, line)

    for text in (
        "x\nf( # tlslint: ignore[python-ssl-context]\n  a,\n)\ny\n",
        "x\nf(\n  a,\n) # tlslint: ignore[python-ssl-context]\ny\n",
        "# tlslint: ignore[python-ssl-context]\nf(\n  a,\n)\ny\n",
    ):
        assert hidden_lines(text, statement=statement) == [2, 3, 4]


def test_a_finding_of_several_lines_is_hidden_at_any_of_them() -> None:
    found, _ = read("a(\n b) # tlslint: ignore[python-ssl-context]\n")
    kept, hidden, unused = apply([at(1, end=2)], found)
    assert (kept, len(hidden), unused) == ([], 1, [])


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# tlslint: ignore[go-tls-config] -- old device, see [A-1]", "old device, see [A-1]"),
        (
            "<!-- tlslint: ignore[go-tls-config]: XML has no double dash -->",
            "XML has no double dash",
        ),
        ("/* tlslint: ignore[go-tls-config] — dash */", "dash"),
        ("# tlslint: ignore[go-tls-config] because", ""),
        ("# tlslint: ignore[go-tls-config]", ""),
    ],
)
def test_reasons(comment: str, reason: str) -> None:
    found, bad = read(comment + "\n")
    assert ([d.reason for d in found], bad) == ([reason], [])


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# tlslint: ignore", "ignore names no rule; write ignore[rule-id] -- reason"),
        ("# tlslint: ignore -- why", "ignore names no rule; write ignore[rule-id] -- reason"),
        ("# tlslint: ignore-file[]", "an empty rule id; write ignore[rule-id] -- reason"),
        ("# tlslint: ignore[*]", "'*' would hide everything; name the rules"),
        ("# tlslint: ignore[go-tls-confg]", "unknown rule 'go-tls-confg'; did you mean 'go-tls-config'?"),
        ("# tlslint: ignore[ruby-*]", "unknown rule 'ruby-*'"),
        ("# tlslint: ignore[go-tls-config", "ignore[ is not closed by ]"),
        ("# tlslint: ignroe[go-tls-config]", "unknown directive 'ignroe'; did you mean 'ignore'?"),
        ("# tlslint: disable[go-tls-config]", "unknown directive 'disable'"),
        ("# tlslint: ignore[unused-suppression]", "unused-suppression cannot be suppressed"),
    ],
)  # fmt: skip
def test_what_means_nothing_hides_nothing_and_is_reported(comment: str, message: str) -> None:
    text = f"é {comment}\n"
    found, bad = read(text)
    assert [b.message for b in bad] == [message]
    assert found == []
    (finding,) = findings_about(
        [], bad, path="x.py", text=text.encode(), language="python", minimum=Version.TLSv1_2
    )
    assert (finding.rule, finding.severity) == (MALFORMED, "warning")
    assert (finding.place.line, finding.place.column) == (1, 5)


def test_a_good_id_beside_a_bad_one_still_counts() -> None:
    found, bad = read("a # tlslint: ignore[python-ssl-context, nope]\n")
    assert found[0].ids == ("python-ssl-context",)
    assert len(bad) == 1


def test_ids_that_hide_nothing_are_reported_with_their_removal() -> None:
    text = (
        "a\nb  # tlslint: ignore[python-ssl-context]\n  # tlslint: ignore[go-tls-config] -- x\nc\n"
    )
    found, _ = read(text)
    kept, hidden, unused = apply([at(7)], found)
    assert (len(kept), hidden) == (1, [])
    first, second = findings_about(
        unused, [], path="x.py", text=text.encode(), language="python", minimum=Version.TLSv1_2
    )
    assert first.rule == second.rule == UNUSED
    assert (first.replacement, first.place.line) == ("b", 2)
    assert second.fix is not None
    edits = [*second.fix.edits, *(first.fix.edits if first.fix else ())]
    data = text.encode()
    for edit in edits:
        data = data[: edit.span.start] + edit.text.encode() + data[edit.span.end :]
    assert data == b"a\nb\nc\n"


def test_only_the_idle_ids_of_a_comment_are_unused_and_only_if_their_rules_ran() -> None:
    found, _ = read("a # tlslint: ignore[python-ssl-context, go-tls-config] # x\n")
    _, hidden, unused = apply([at(1)], found)
    assert len(hidden) == 1
    assert [u.ids for u in unused] == [("go-tls-config",)]
    assert apply([at(1)], found, active=["python-ssl-context"])[2] == []
    (told,) = findings_about(
        unused, [], path="x.py", text=b"x\n" * 9, language="python", minimum=Version.TLSv1_2
    )
    assert told.fix is None
    assert "go-tls-config" in told.message


def test_findings_about_suppressions_cannot_be_suppressed() -> None:
    wide = Directive("ignore-file", ("*-suppression",), "", Span(0, 1), Span(0, 1), 1, 9)
    kept, hidden, _ = apply([at(1, UNUSED)], [wide])
    assert (len(kept), hidden) == (1, [])


def test_thousands_of_each_are_no_matter() -> None:
    every = [at(n) for n in range(1, 4_002)]
    text = "a # tlslint: ignore[python-ssl-context]\n" * 4_000
    kept, hidden, unused = apply(every, read(text)[0])
    assert (len(kept), len(hidden), len(unused)) == (1, 4_000, 0)
    text = "# tlslint: ignore[python-ssl-context]\n" * 4_000
    kept, hidden, unused = apply(every, read(text)[0])
    assert (len(kept), len(hidden), len(unused)) == (4_000, 1, 0)
