"""Statements that only add an old version are taken away where the object has a good one anyway."""

from __future__ import annotations

import pytest
from test_fix import fixed

from tlslint.rulemodel import Example

_CSHARP = """\
using System.Net.Http; using System.Security.Authentication;
class A {
  void F(bool old) {
    var h = new HttpClientHandler();
%s
    F(h);
  }
}
"""
_VB = """\
Imports System.Net
Module M
  Sub Main()
%s
  End Sub
End Module
"""
_JAVA = """\
import java.util.*; import javax.net.ssl.*;
class A {
  void f(SSLSocket s, boolean old) {
    List<String> l = new ArrayList<>();
%s
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
}
"""
_H, _P, _S = "    h.SslProtocols ", "    ServicePointManager.SecurityProtocol ", "    l.add"

CASES = {
    "what a variable holds beside others": (
        "csharp",
        _CSHARP,
        "    var b = SslProtocols.Ssl3 | SslProtocols.Tls | SslProtocols.Tls12;\n"
        f"    var n = SslProtocols.Tls13;\n{_H}= n | b;",
        f"    var b = SslProtocols.Tls12;\n    var n = SslProtocols.Tls13;\n{_H}= n | b;",
    ),
    "each of two variables": (
        "csharp",
        _CSHARP,
        "    var b = SslProtocols.Ssl3 | SslProtocols.Tls12;\n"
        f"    var n = SslProtocols.Tls | SslProtocols.Tls13;\n{_H}= b | n;",
        f"    var b = SslProtocols.Tls12;\n    var n = SslProtocols.Tls13;\n{_H}= b | n;",
    ),
    "those beside the good one go": (
        "csharp",
        _CSHARP,
        f"{_H}|= SslProtocols.Tls;\n{_H}|= SslProtocols.Tls11; // too\n{_H}|= SslProtocols.Tls12;",
        f"{_H}|= SslProtocols.Tls12;",
    ),
    "where all are old, the first becomes the minimum": (
        "csharp",
        _CSHARP,
        f"{_H}|= SslProtocols.Tls;\n{_H}|= SslProtocols.Tls11;",
        f"{_H}|= SslProtocols.Tls12;",
    ),
    "one that adds to what is assigned": (
        "csharp",
        _CSHARP,
        f"{_H}= SslProtocols.Tls12;\n{_H}|= SslProtocols.Tls;",
        f"{_H}= SslProtocols.Tls12;",
    ),
    "not behind the head of a branch, where the next would take its place": (
        "csharp",
        _CSHARP,
        f"{_H}= SslProtocols.Tls12;\n    if (old)\n  {_H}|= SslProtocols.Tls;",
        f"{_H}= SslProtocols.Tls12;\n    if (old)\n  {_H}|= SslProtocols.Tls12;",
    ),
    "nor what also adds a good one": (
        "csharp",
        _CSHARP,
        f"{_H}= SslProtocols.Tls12;\n{_H}|= SslProtocols.Tls | SslProtocols.Tls13;",
        f"{_H}= SslProtocols.Tls12;\n{_H}|= SslProtocols.Tls13;",
    ),
    "nor what others stand beside on the line": (
        "csharp",
        _CSHARP,
        f"{_H}= SslProtocols.Tls12;{_H}|= SslProtocols.Tls;",
        f"{_H}= SslProtocols.Tls12;{_H}|= SslProtocols.Tls12;",
    ),
    "written at length": (
        "vbnet",
        _VB,
        f"{_P}= SecurityProtocolType.Tls12\n"
        f"{_P}= ServicePointManager.SecurityProtocol Or SecurityProtocolType.Tls\n"
        f"    If old Then{_P}= ServicePointManager.SecurityProtocol Or SecurityProtocolType.Tls11",
        f"{_P}= SecurityProtocolType.Tls12\n"
        f"    If old Then{_P}= ServicePointManager.SecurityProtocol Or SecurityProtocolType.Tls12",
    ),
    "items added to a list": (
        "java",
        _JAVA,
        f'{_S}("TLSv1");\n{_S}(\n      "TLSv1.1");\n{_S}("TLSv1.2");',
        f'{_S}("TLSv1.2");',
    ),
    "of which the first becomes the minimum where none is good": (
        "java",
        _JAVA,
        f'{_S}("TLSv1");\n{_S}("TLSv1.1");',
        f'{_S}("TLSv1.2");',
    ),
    "items that are not added as a statement of a block": (
        "java",
        _JAVA,
        f'{_S}("TLSv1.2");\n    if (old)\n  {_S}("TLSv1.1");',
        f'{_S}("TLSv1.2");\n    if (old)\n  {_S}("TLSv1.2");',
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_comes_out(name: str, end: str) -> None:
    language, around, before, after = CASES[name]
    old, new = ((around % part).replace("\n", end) for part in (before, after))
    outcome = fixed(Example(language, "", (), (), "", None, 1), old.encode())
    assert outcome.text.decode() == new
    assert not outcome.left


def test_it_is_safe_only_where_the_minimum_is_there_already() -> None:
    example = Example("csharp", "", (), (), "", None, 1)
    for first, safe in (("Tls12", "safe"), ("Tls11", "unsafe")):
        text = _CSHARP % f"{_H}|= SslProtocols.{first};\n{_H}|= SslProtocols.Tls;"
        outcome = fixed(example, text.encode(), unsafe=True)
        assert {f.fix.safety for f in outcome.fixed if f.fix} == {safe}
