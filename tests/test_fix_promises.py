"""What a report says a fix would do is what the fix does, also where nothing slow is loaded for it."""

from __future__ import annotations

import re

import pytest
from test_fix import WEAK, fixed
from test_rules import LIBRARIES, RULES, Pinned, options_of

from tlslint.check import check
from tlslint.facts import Finding
from tlslint.record import replace
from tlslint.rulemodel import Example
from tlslint.source import Source
from tlslint.versions import Version
from tlslint.words import Words

PLACES = """
import ssl
from ssl import PROTOCOL_TLSv1 as OLD, wrap_socket
make = lambda raw: ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1)
if make: c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1); d = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
e = ssl.SSLContext(ssl.PROTOCOL_TLSv1);
with ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1) as s: pass
f = [ssl.SSLContext(ssl.PROTOCOL_TLSv1) for _ in range(3)]
g = make and ssl.SSLContext(ssl.PROTOCOL_TLSv1)
def h(c=ssl.SSLContext(ssl.PROTOCOL_TLSv1)): return wrap_socket(c, ssl_version=OLD)
def i(*more, **named):
    wrap_socket(*more, ssl_version=ssl.PROTOCOL_TLSv1)
    ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1, **named)
    ssl.wrap_socket(raw, "key", ssl_version=ssl.PROTOCOL_TLSv1)
    return wrap_socket(raw, ssl_version=OLD)
@decorated(ssl.SSLContext(ssl.PROTOCOL_TLSv1))
class J:
    context: object = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    a = b = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    a.options, b.x = ssl.OP_ALL, ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    def f(self):
        # only here
        self.context.options &= ~ssl.OP_NO_TLSv1
    def g(self):
        self.f()
        # last
        self.context.options &= ~ssl.OP_NO_TLSv1
    def h(self):
        self.x = ssl.create_default_context()
        self.x.options = 0
        self.x.options = ssl.OP_ALL
        self.y[0] = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
try:
    raise OSError
except OSError: ssl.SSLContext(ssl.PROTOCOL_TLSv1)
else:
    Client(ssl_version=OLD, other=f"{ssl.SSLContext(ssl.PROTOCOL_TLSv1)}")
"""


def findings(example: Example, rewrites: bool, fixes: bool = True) -> list[Finding]:
    text = example.code.encode()
    marks = Words(RULES.index(example.language)).marks(text)
    source = Source(example.path or "example", example.language, text, marks)
    options = replace(options_of(example), rewrites=rewrites, fixes=fixes)
    return list(check(source, RULES, options, Pinned(example.platform)).findings)


def promise(finding: Finding) -> tuple[str, str, str]:
    assert finding.fix is not None
    return finding.rule, finding.fix.title, finding.fix.safety


@pytest.mark.parametrize("version", ["3.6", "3.8", "3.12"])
@pytest.mark.parametrize("names", ["", "context = tls_context = new_tls_context = 1\n"])
def test_a_report_promises_what_the_fix_does_at_any_place(version: str, names: str) -> None:
    example = Example("python", names + PLACES, (), (("python", version),), "", None, 1)
    done = findings(example, rewrites=True)
    assert [promise(f) for f in findings(example, rewrites=False)] == [promise(f) for f in done]
    assert len(done) > 15
    assert all(
        bool(f.fix and f.fix.edits) == (f.fix is not None and f.fix.safety != "manual")
        for f in done
    )


@pytest.mark.parametrize("example", [p for p in WEAK if p.values[0].language == "python"])
def test_a_report_promises_what_the_fix_does(example: Example) -> None:
    assert [promise(f) for f in findings(example, False)] == [
        promise(f) for f in findings(example, True)
    ]


@pytest.mark.parametrize("example", WEAK[::10])
def test_without_fixes_all_else_is_the_same(example: Example) -> None:
    assert findings(example, False, False) == [
        replace(f, fix=None, replacement=None) for f in findings(example, False)
    ]


def named(text: str, tables: set[str]) -> set[str]:
    """The names of values in a text that some table has."""
    words = re.findall(r"\w[\w.]*\w", text)
    last = (w if w in tables else w.rpartition(".")[2] for w in words)
    return {w for w in last if w in tables and not w.isdigit()}


VALUES = {
    key if key.count(".") < 2 and key[:1].islower() else key.rpartition(".")[2]
    for library in LIBRARIES
    for table in library.tables.values()
    for key, entry in table.entries.items()
    if entry.meaning(lambda _: None).versions
}


@pytest.mark.parametrize("example", WEAK)
def test_the_hint_names_what_the_fix_writes(example: Example) -> None:
    for finding in findings(example, rewrites=True):
        for edit in finding.fix.edits if finding.fix else ():
            old = example.code.encode()[edit.span.start : edit.span.end].decode()
            for word in named(edit.text, VALUES) - named(old, VALUES):
                assert word.lower() in finding.hint.lower(), (finding.rule, finding.hint)


@pytest.mark.parametrize(
    ("language", "code", "platform", "needed"),
    [
        (
            "python",
            "import ssl\nc = Client(ssl_version=ssl.PROTOCOL_TLSv1)\n",
            ("python", "2.7.6"),
            "python >= 2.7.9 or 3.4",
        ),
        (
            "java",
            'import javax.net.ssl.*;\nclass A { void f(SSLSocket s) { s.setEnabledProtocols(new String[] {"TLSv1"}); } }\n',
            ("java", "7"),
            "java >= 8.0.261",
        ),
    ],
)
def test_what_the_platform_has_no_name_for_is_left_and_said(
    language: str, code: str, platform: tuple[str, str], needed: str
) -> None:
    example = Example(language, code, (), (platform,), "", None, 1)
    minimum = Version.TLSv1_2 if language == "python" else Version.TLSv1_3
    outcome = fixed(example, code.encode(), minimum=minimum)
    assert outcome.text == code.encode()
    assert any(f"which needs {needed}. " in item.reason for item in outcome.left)
    assert fixed(replace(example, platform=()), code.encode(), minimum=minimum).fixed
