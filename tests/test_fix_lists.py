"""Old versions in a list of versions are taken out of it, in every language; the rest of the text stays."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_fix import fixed, judged

from tlslint.facts import Span
from tlslint.rulemodel import Example
from tlslint.takeout import separators, taken_out
from tlslint.wellformed import wellformed


class Form(NamedTuple):
    """A list in some language: the code around it, and how versions are written, old ones first."""

    language: str
    before: str
    after: str
    old: tuple[str, ...]
    good: tuple[str, ...]
    comment: str = "//"


_PYOPENSSL = ("SSL.SSLv3_METHOD", "SSL.TLSv1_METHOD", "SSL.TLSv1_1_METHOD")
_SSL = ("ssl.PROTOCOL_SSLv3", "ssl.PROTOCOL_TLSv1", "ssl.PROTOCOL_TLSv1_1")
_NET = ("SslProtocols.Ssl3", "SslProtocols.Tls", "SslProtocols.Tls11")
_OKHTTP = ("TlsVersion.SSL_3_0", "TlsVersion.TLS_1_0", "TlsVersion.TLS_1_1")
_GO = ("tls.VersionSSL30", "tls.VersionTLS10", "tls.VersionTLS11")
_TEXTS = ("'TLSv1'", "'TLSv1.1'")

_CS = "using System.Collections.Generic;\nusing System.Security.Authentication;\nclass A { void F() { "
_JAVA = "import java.util.*;\nimport okhttp3.TlsVersion;\nclass A { void f() { "
_GOOD_OKHTTP = ("TlsVersion.TLS_1_2", "TlsVersion.TLS_1_3")
_GOOD_NET = ("SslProtocols.Tls12", "SslProtocols.Tls13")
_GOOD_SSL = ("ssl.PROTOCOL_TLSv1_2",)

FORMS = {
    "python, a list nobody takes": Form(
        "python", "from OpenSSL import SSL\nrun([", "])\n",
        _PYOPENSSL, ("SSL.SSLv23_METHOD", "SSL.TLSv1_2_METHOD"), "#",
    ),
    "python, a set given away": Form("python", "import ssl\nrun({", "})\n", _SSL, _GOOD_SSL, "#"),
    "python, a value of a mapping": Form(
        "python", "import ssl\nrun(x={'versions': [", "]})\n", _SSL, _GOOD_SSL, "#",
    ),
    "python, a tuple that is gone through": Form(
        "python", "import ssl\nfor v in (", "):\n    ssl.SSLContext(v)\n", _SSL, _GOOD_SSL, "#",
    ),
    "csharp, an array": Form("csharp", _CS + "G(new[] { ", " }); } }\n", _NET, _GOOD_NET),
    "csharp, a list": Form(
        "csharp", _CS + "G(new List<SslProtocols> { ", " }); } }\n", _NET, _GOOD_NET,
    ),
    "csharp, a collection": Form("csharp", _CS + "G([", "]); } }\n", _NET, _GOOD_NET),
    "java, an array": Form(
        "java", _JAVA + "g(new TlsVersion[] {", "}); } }\n", _OKHTTP, _GOOD_OKHTTP,
    ),
    "java, asList": Form("java", _JAVA + "g(Arrays.asList(", ")); } }\n", _OKHTTP, _GOOD_OKHTTP),
    "java, List.of": Form("java", _JAVA + "g(List.of(", ")); } }\n", _OKHTTP, _GOOD_OKHTTP),
    "java, arguments that are a list": Form(
        "java",
        "import okhttp3.*;\nclass A { Object x = new ConnectionSpec.Builder(m).tlsVersions(",
        ").build(); }\n",
        _OKHTTP, _GOOD_OKHTTP,
    ),
    "javascript, an array that is gone through": Form(
        "javascript",
        "const tls = require('tls');\nfor (const v of [", "]) tls.connect({minVersion: v});\n",
        _TEXTS, ("'TLSv1.2'", "'TLSv1.3'"),
    ),
    "go, a slice": Form(
        "go", 'package a\n\nimport "crypto/tls"\n\nfunc f() {\n\tg([]uint16{', "})\n}\n",
        _GO, ("tls.VersionTLS12", "tls.VersionTLS13"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=25)
@given(data=st.data())
def test_old_versions_are_taken_out_and_nothing_else(name: str, data: st.DataObject) -> None:
    form = FORMS[name]
    items = data.draw(st.permutations([*form.old, *form.good]))
    items = items[: data.draw(st.integers(2, len(items)))]
    lines = data.draw(st.booleans())
    remarks = lines and data.draw(st.booleans())
    trailing = lines and "(" not in form.before[-1:] and data.draw(st.booleans())
    trailing = trailing or form.language == "go"
    end = "\r\n" if data.draw(st.booleans()) else "\n"
    rows = []
    for number, item in enumerate(items):
        comma = "," if number < len(items) - 1 or (trailing and lines) else ""
        remark = f"  {form.comment} {number}" if remarks else ""
        own = f"    {form.comment} before {number}\n" if remarks and number % 2 else ""
        rows.append(f"{own}    {item}{comma}{remark}\n" if lines else f"{item}{comma} ")
    middle = ("\n" + "".join(rows)) if lines else "".join(rows).rstrip()
    code = f"{form.before}{middle}{form.after}".replace("\n", end)
    example = Example(form.language, code, (), (), "", None, 1)
    before = judged(example, code.encode())
    outcome = fixed(example, code.encode())
    after = outcome.text.decode()
    head, tail = (part.replace("\n", end) for part in (form.before, form.after))
    assert after.startswith(head)
    assert after.endswith(tail)
    good = [i for i in items if i in form.good]
    shown = re.sub(rf"{form.comment}[^\r\n]*", "", after[len(head) : len(after) - len(tail)])
    left = [i for i in re.split(r"[,\s]+", shown) if i]
    assert bool(before) == (len(good) < len(items))
    if good:
        assert left == good, "what was good is there in its order"
    else:
        assert len(left) == 1, "one stays, with the minimum"
        assert "2" in left[0]
    assert not judged(example, outcome.text)
    assert wellformed(form.language, code.encode(), outcome.text)
    assert fixed(example, outcome.text).text == outcome.text
    if remarks:
        kept = {i for i, item in enumerate(items) if item in good}
        own = {int(n) for n in re.findall(r"before (\d+)", after)}
        assert {i for i in kept if i % 2} <= own
        assert kept <= {int(n) for n in re.findall(rf"{form.comment} (\d+)", after)}


def _flags(value: str) -> str:
    return (
        "using System.Net; using P = System.Net.SecurityProtocolType;\n"
        f"class A {{ void F() {{ ServicePointManager.SecurityProtocol = {value};\n}} }}\n"
    )


CASES = {
    "what only old versions need goes with them": (
        "java",
        'class A { void f(javax.net.ssl.SSLSocket s) { s.setEnabledProtocols(new String[] {"SSLv2Hello", "TLSv1"}); } }\n',
        'class A { void f(javax.net.ssl.SSLSocket s) { s.setEnabledProtocols(new String[] {"TLSv1.2"}); } }\n',
    ),
    "a tuple with one item keeps its comma": (
        "python", "import ssl\nrun((ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2))\n",
        "import ssl\nrun((ssl.PROTOCOL_TLSv1_2,))\n",
    ),
    "the same where the last goes": (
        "python", "import ssl\nrun((ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLSv1))\n",
        "import ssl\nrun((ssl.PROTOCOL_TLSv1_2,))\n",
    ),
    "a pair is no list of versions": (
        "python", "import ssl\nrun(args=('host', ssl.PROTOCOL_TLSv1))\n",
        "import ssl\nrun(args=('host', ssl.PROTOCOL_TLSv1_2))\n",
    ),
    "names that are given values one by one are no list": (
        "python",
        "import ssl\nlow, high = ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(low)\n",
        "import ssl\nlow, high = ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(low)\n",
    ),
    "nor is one of which a certain item is used": (
        "python", "import ssl\nboth = [ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2]\nrun(both[0])\n",
        "import ssl\nboth = [ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLSv1_2]\nrun(both[0])\n",
    ),
    "an operator that begins a line goes with the first items": (
        "csharp",
        _flags("P.Tls\n  | P.Tls11\n  // asked for\n  | P.Tls12\n  | P.Ssl3"),
        _flags("// asked for\n  P.Tls12"),
    ),
    "and with one in the middle": (
        "csharp",
        _flags("P.Tls12\n  | P.Tls11 // old\n  | P.Tls13"),
        _flags("P.Tls12\n  | P.Tls13"),
    ),
    "also where it is a word": (
        "vbnet",
        "Imports System.Net\nModule M\nSub A()\nServicePointManager.SecurityProtocol = SecurityProtocolType.Tls _\n"
        " Or SecurityProtocolType.Tls11 _\n Or SecurityProtocolType.Tls12\nEnd Sub\nEnd Module\n",
        "Imports System.Net\nModule M\nSub A()\nServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12\n"
        "End Sub\nEnd Module\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_a_list_of_versions(name: str) -> None:
    language, before, after = CASES[name]
    example = Example(language, before, (), (), "", None, 1)
    assert fixed(example, before.encode()).text.decode() == after


def test_a_comment_never_swallows_what_follows() -> None:
    text = b"[A,  # good\n B]"
    spans = [Span(1, 2), Span(13, 14)]
    assert text[13:14] == b"B"
    assert separators(spans, text) == {b","}
    assert not taken_out(spans, [False, True], text)


def test_the_hint_of_a_list_that_is_taken_elsewhere_is_about_the_list() -> None:
    code = (
        "import javax.net.ssl.*;\nclass A {\n"
        '    static final String[] LIST = {"TLSv1", "TLSv1.1", "TLSv1.2"};\n'
        '    static final String[] OLD = {"TLSv1"};\n'
        "    void f(SSLSocket s, SSLSocket t, SSLSocket u) {\n"
        "        s.setEnabledProtocols(LIST);\n        t.setEnabledProtocols(OLD);\n"
        '        u.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.2"});\n    }\n}\n'
    )
    example = Example("java", code, (), (), "", None, 1)
    hints = [f.hint for f in judged(example, code.encode())]
    assert hints[0] == "Leave TLSv1.0 and TLSv1.1 out of this list, which line 6 takes."
    assert hints[1] == (
        "Write TLSv1.2 and later in place of TLSv1.0 into this list, which line 7 takes."
    )
    assert hints[2].startswith("Write setEnabledProtocols(")


def test_what_a_call_gives_is_no_list_to_edit() -> None:
    code = (
        "import javax.net.ssl.*;\nclass A {\n    void f(SSLSocket s) {\n"
        "        java.util.List<String> all = new java.util.ArrayList<>();\n"
        "        java.util.Collections.addAll(all, s.getSupportedProtocols());\n"
        "        s.setEnabledProtocols(all.toArray(new String[0]));\n    }\n}\n"
    )
    example = Example("java", code, (), (), "", None, 1)
    (found,) = judged(example, code.encode())
    assert found.place.line == 5
    assert found.hint.startswith("Write setEnabledProtocols(")


def test_the_hint_of_a_text_that_stands_for_a_constant_is_a_text() -> None:
    code = """\
package a

import (
	"crypto/tls"
	"flag"
)

var oldest = flag.String("min", "1.0", "oldest version")

func version(text string) uint16 {
	if text == "1.0" {
		return tls.VersionTLS10
	}
	return tls.VersionTLS12
}

func dial(host string) {
	tls.Dial("tcp", host, &tls.Config{MinVersion: version(*oldest)})
	tls.Dial("tcp", host, &tls.Config{MinVersion: tls.VersionTLS11})
}
"""
    example = Example("go", code, (), (), "", None, 0, ())
    text, constant = judged(example, code.encode())
    assert text.hint == 'Write the text that stands for TLSv1.2 in place of "1.0".'
    assert constant.hint.startswith("Write tls.VersionTLS12")
