"""What is not parsed has nothing to say; what is plainly harmless is not parsed."""

from __future__ import annotations

from functools import cache

import pytest
from test_rules import EXAMPLES, RULES, Pinned, findings_of

from tlslint.options import Options
from tlslint.platform import answers
from tlslint.quiet import Quiet
from tlslint.rulemodel import Example
from tlslint.versions import Version, parse_version
from tlslint.words import Words

MINIMUM = Options().minimum
OLD = {"java": "7", "go": "1.15", "node": "10", "python": "3.6"}


@cache
def quiet(language: str) -> Quiet:
    return Quiet(RULES.index(language), Words(RULES.index(language)))


def holds(language: str, code: str, minimum: Version = MINIMUM, **platform: str) -> bool:
    text = code.encode()
    assert Words(RULES.index(language)).matter(text), "it is not even looked at"
    lookup, _ = answers(Pinned(tuple(platform.items())), False)
    return quiet(language).holds(text, lookup, minimum)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if RULES.index(e.values[0].language).code])
def test_no_example_with_findings_is_quiet(example: Example) -> None:
    text = example.code.encode()
    lookup, _ = answers(Pinned(example.platform), "pedantic" in example.options)
    if quiet(example.language).holds(text, lookup, MINIMUM):
        assert findings_of(example) == []


JAVA = "import javax.net.ssl.*;\nclass A { void f() throws Exception { %s } }\n"
HARMLESS = [
    ("java", JAVA % 'SSLContext.getInstance("TLS").init(k, t, null);'),
    ("java", JAVA % 'SSLContext c = SSLContext.getInstance( "TLSv1.2", "SunJSSE");'),
    ("java", JAVA % 'KeyStore k = KeyStore.getInstance(type); SSLContext c = SSLContext.getInstance("TLS");'),
    ("java", JAVA % "SSLSocketFactory f = (SSLSocketFactory) SSLSocketFactory.getDefault();"),
    ("go", 'package a\nimport "crypto/tls"\nvar c = &tls.Config{InsecureSkipVerify: true}\n'),
    ("javascript", "const https = require('https');\nhttps.get(url, callback);\n"),
    ("python", "import ssl\nc = ssl.create_default_context()\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "code"), HARMLESS)
def test_what_sets_nothing_is_quiet_on_a_new_platform_alone(language: str, code: str) -> None:
    assert holds(language, code)
    assert not holds(language, code, **OLD)
    assert not holds(language, code, parse_version("1.3"))


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("java", JAVA % 'SSLContext.getInstance("TLSv1").init(k, t, null);'),
        ("java", JAVA % "SSLContext.getInstance(name);"),
        ("java", JAVA % 'SSLContext.getInstance("TLS" + "v1");'),
        ("java", JAVA % 'SSLContext.getInstance("TLS"); s.setEnabledProtocols(NAMES);'),
        ("java", JAVA % "f(SSLContext::getInstance);"),
        ("go", 'package a\nimport "crypto/tls"\nvar c = &tls.Config{MinVersion: 0x0301}\n'),
        ("javascript", "const https = require('https');\nhttps.get({...o, minVersion: v});\n"),
        ("python", "import ssl\nc = ssl.create_default_context()\nc.options = 0\n"),
        ("python", "import ssl\nc = ssl.create_default_context()  # tlslint: ignore[x]\n"),
    ],
)
def test_what_may_say_something_is_not(language: str, code: str) -> None:
    assert not holds(language, code)
