"""What is not parsed has nothing to say; what is plainly harmless is not parsed."""

from __future__ import annotations

from functools import cache

import pytest
from test_rules import EXAMPLES, RULES, Pinned, findings_of

from tlslint.answers import answers
from tlslint.engine.alone import Alone
from tlslint.facts import FileResult
from tlslint.options import Options
from tlslint.quiet import Quiet
from tlslint.rulemodel import Example
from tlslint.values import Closure
from tlslint.versions import Version, parse_version
from tlslint.words import Words
from tlslint.work import Worker

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
PYTHON = "import ssl\nc = ssl.create_default_context()\n"
GO = 'package a\nimport "crypto/tls"\nvar c = &tls.Config{%s}\n'
HARMLESS = [
    ("java", JAVA % 'SSLContext.getInstance("TLS").init(k, t, null);'),
    ("java", JAVA % 'SSLContext c = SSLContext.getInstance( "TLSv1.2", "SunJSSE");'),
    ("java", JAVA % 'KeyStore k = KeyStore.getInstance(type); SSLContext c = SSLContext.getInstance("TLS");'),
    ("java", JAVA % "SSLSocketFactory f = (SSLSocketFactory) SSLSocketFactory.getDefault();"),
    ("go", 'package a\nimport "crypto/tls"\nvar c = &tls.Config{InsecureSkipVerify: true}\n'),
    ("javascript", "const https = require('https');\nhttps.get(url, callback);\n"),
    ("python", "import ssl\nc = ssl.create_default_context()\n"),
    ("python", PYTHON + "c.options |= ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1\n"),
    ("python", PYTHON + "parse(a.options, options)\n'''\\noptions: all'''\n"),
    ("python", "import ssl\nc = ssl.SSLContext()\n"),
    ("python", "from ssl import SSLContext, create_default_context\nc = create_default_context()\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "code"), HARMLESS)
def test_what_sets_nothing_is_quiet_on_a_new_platform_alone(language: str, code: str) -> None:
    assert holds(language, code)
    assert not holds(language, code, **OLD)
    assert not holds(language, code, parse_version("1.3"))


def test_what_places_in_documents_are_called_makes_no_prose_in_code_matter() -> None:
    words = Words(RULES.index("java"))
    assert not words.matter(b"/** Support for simple protocols. */\npackage a;\n")
    assert words.matter(b"class A { void f(SslOptions.Builder b) { b.protocols(given); } }")


def test_a_member_of_anything_matters_beside_another_word_alone() -> None:
    words = Words(RULES.index("javascript"))
    assert not words.matter(b"module.exports = { minVersion: given, maxVersion: newest };\n")
    for beside in (b"'TLSv1'", b"require('https')", b"// of ssl"):
        assert words.matter(b"module.exports = { minVersion: given };\n" + beside)


def test_a_default_of_one_package_makes_no_file_of_another_one_speak() -> None:
    code = GO % "InsecureSkipVerify: true"
    assert holds("go", code)
    assert not holds("go", code.replace("crypto/tls", "github.com/zmap/zcrypto/tls"))


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("java", JAVA % "SSLParameters p = new SSLParameters();"),
        ("java", JAVA % 'log("the protocols"); SSLContext.getDefault();'),
        ("java", "class A extends SSLSocket { public void setEnabledProtocols(String[] s) {} }"),
        ("java", JAVA % "/* s.setEnabledProtocols(NAMES); TLSv1 */ String s = \"//\"; // 'TLSv1'"),
        ("go", GO % "MinVersion: tls.VersionTLS12"),
        ("javascript", "const tls = require('tls');\nf(tls, {minVersion: 'TLSv1.2'});\n"),
        (
            "javascript",
            "/* @minVersion 7.1 */\nexport default tls;\n// minVersion: v\n  * minVersion\n",
        ),
        ("go", (GO % "") + "// MinVersion: 0x0301\n"),
        ("csharp", 'class A {\n  /// <see cref="SecurityProtocolType.Tls"/>\n}\n'),
        ("python", PYTHON + "c.minimum_version = ssl.TLSVersion.TLSv1_2\n"),
        ("python", PYTHON + "'''An ssl.Context and an SSL object of OpenSSL'''\n"),
    ],
)
def test_what_is_not_called_or_given_nothing_old_is_quiet(language: str, code: str) -> None:
    assert holds(language, code)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("java", JAVA % 'SSLContext.getInstance("TLSv1").init(k, t, null);'),
        ("java", JAVA % "SSLContext.getInstance(name);"),
        ("java", JAVA % 'SSLContext.getDefault(); p.put("mail.imap.ssl.protocols", NAMES);'),
        ("java", JAVA % 'SSLContext.getInstance("TLS" + "v1");'),
        ("java", JAVA % 'SSLContext.getInstance("TLS"); s.setEnabledProtocols(NAMES);'),
        ("java", JAVA % "f(SSLContext::getInstance);"),
        ("java", JAVA % 'String a = "/*"; s.setEnabledProtocols(NAMES); String b = "*/";'),
        ("java", JAVA % 'String a = """ " /* """; s.setEnabledProtocols(NAMES); /* */'),
        ("java", JAVA % "char c = '\\'', d = '/'; /* s.setEnabledProtocols(NAMES);"),
        ("java", JAVA % "// tlslint: ignore[x]"),
        ("java", JAVA % "SSLParameters p = new SSLParameters(suites, NAMES);"),
        ("java", JAVA % "SSLContext.getDefault(); s. setEnabledProtocols /* all */ (NAMES);"),
        ("java", JAVA % "SSLContext.getDefault(); f(s :: setEnabledProtocols);"),
        ("go", GO % "MinVersion: 0x0301"),
        ("go", GO % "MinVersion: tls.VersionTLS12 - 1"),
        ("go", GO % "MaxVersion: tls.VersionTLS12"),
        ("javascript", "const https = require('https');\nhttps.get({...o, minVersion: v});\n"),
        (
            "javascript",
            "const https = require('https');\n/* */ https.get({...o, minVersion: v});\n",
        ),
        ("java", JAVA % "SSLContext.getDefault();\n// \\u000a s.setEnabledProtocols(NAMES);"),
        ("python", PYTHON + "c.options = 0\n"),
        ("python", PYTHON + "c.options |= ssl.OP_NO_TLSv1_2\n"),
        ("python", PYTHON + "c.options &= ~ssl.OP_NO_TLSv1\n"),
        ("python", PYTHON + "(c.options, n) = 0, 1\n"),
        ("python", PYTHON + "setattr(c, 'options', 0)\n"),
        ("python", "import ssl\nclass C(ssl.SSLContext):\n    options = 0\n"),
        ("python", "import ssl\nmake = ssl.SSLContext\n"),
        ("python", "from ssl import SSLContext as make, create_default_context\n"),
        ("python", "import ssl\nyield from ssl.wrap_socket(s)\n"),
        ("python", PYTHON + "# tlslint: ignore[x]\n"),
    ],
)
def test_what_may_say_something_is_not(language: str, code: str) -> None:
    assert not holds(language, code)


def test_of_what_only_serves_no_function_is_run_that_hands_nothing_to_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = """package a

import ("crypto/tls"; "net/http"; "example.com/b")

func Serve() { s := &http.Server{TLSConfig: b.Config()}; s.ListenAndServe() }

func Ask() { http.Get("https://example.com"); c := &tls.Config{}; b.Take(c) }
"""
    ran: list[str | None] = []
    run = Alone.run_alone

    def counted(self: Alone, closure: Closure) -> object:
        ran.append(closure.func.name)
        return run(self, closure)

    monkeypatch.setattr(Alone, "run_alone", counted)
    worker = Worker(RULES)
    options = Options(assume=(("go", "1.22"),))
    told = worker.check_bytes("a.go", "go", code.encode(), options, many=True, part=True)
    assert isinstance(told, FileResult)
    assert told.serves
    assert not ran
    for part, named in ((True, ["Serve"]), (False, ["Serve", "Ask"])):
        ran.clear()
        told = worker.check_bytes("a.go", "go", code.encode(), options, part=part)
        assert isinstance(told, FileResult)
        assert (ran, told.findings) == (named, ())


def test_what_may_only_be_told_from_outside_is_where_it_stands() -> None:
    lookup, _ = answers(Pinned((("java", "21"),)), False)

    def telling(code: str) -> list[int] | None:
        return quiet("java").telling(code.encode(), lookup, MINIMUM)

    code = """import javax.net.ssl.*;
class A { void f(SSLSocket s, String[] p) { s.setEnabledProtocols(p); } void g() { new Timer(); } }
"""
    assert telling(code) == [code.index("setEnabledProtocols")]
    assert telling(code.replace("(p)", "(NONE)")) == [code.index("setEnabledProtocols")]
    assert telling(code.replace("new Timer()", 'h("TLSv1")')) is None, "it names an old version"
    key = 'void k(java.util.Properties p, String v) { p.put("mail.smtp.ssl.protocols", v); } void g'
    assert telling(code.replace("void g", key)) is None, "a key"
    plain = 'SSLContext.getInstance("TLSv1.2")'
    assert telling(code.replace("s.setEnabledProtocols(p)", plain)) == []


def test_what_may_be_told_from_outside_is_told_in_order() -> None:
    code = """using Rebex.Net;
class A {
    void F(TlsParameters a) { a.Version = TlsVersion.TLS10; }
    void G(Ftp f, TlsVersion v) { f.Settings.SslAllowedVersions |= v; f.Settings.SslAllowedVersions |= TlsVersion.TLS13; }
}
"""
    lookup, _ = answers(Pinned(()), False)
    index = RULES.index("csharp")
    places = Quiet(index, Words(index)).telling(code.encode(), lookup, MINIMUM)
    assert places is not None
    assert len(places) > 4
    assert places == sorted(places)
