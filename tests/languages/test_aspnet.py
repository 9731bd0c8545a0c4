"""The code in pages of ASP.NET."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint.languages import aspnet, language_of


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("using A;", "using A;"),
        ("<%@ WebHandler Language='C#' Class='H' %>\nclass H { }", "class H { }"),
        ('\ufeff<%@ Page %><script runat="server">\nint A;\n</script><b/>', "int A;"),
        ("<%@ Page %><script>int A;</script><SCRIPT RunAt=server>int B;</SCRIPT>", "int B;"),
        (
            "<!DOCTYPE html><p>a</p><% A(); %><%= b %><%# c %><%: d %><%-- <% E(); %> --%><% F(); %>",
            "A(); F();",
        ),
        ("<% if (a) { %> it's <% } %>", "if (a) { }"),
        ("<html>SecurityProtocol</html>", ""),
        ("<% A();", ""),
        ("<Assembly: A>\nClass B", "<Assembly: A>\nClass B"),
        (
            "@using A.B\n@{\n  C();\n  <p>it's {x}</p>\n}\n<b>@d</b>@if (e) {\n F();\n}<i/>",
            "using A.B; C(); if (e) { F(); }",
        ),
        ("<!DOCTYPE html>\n<a/>@functions { int A() { return 1; } }", "int A() { return 1; }"),
        ("@model A\n@{ B();", "B();"),
        (
            "<Query Kind='Program'>\n  <Namespace>A.B</Namespace>\n</Query>\nvoid Main() { }",
            "using A.B; void Main() { }",
        ),
        ('<Query Kind="Statements" />\nA();', "A();"),
    ],
)
def test_code_of_pages(page: str, code: str) -> None:
    source = page.encode()
    found = aspnet.code(source)
    assert len(found) == len(source)
    assert found.count(b"\n") == source.count(b"\n")
    assert found.decode().split() == code.split()


def test_the_directive_tells_the_language() -> None:
    for name in ("a.aspx", "Global.asax", "h.ASHX"):
        assert language_of(name) is None
        assert language_of(name, b"<%@ Page Language='VB' %>") == "vbnet"
        assert language_of(name, b'<%@ Page Language="C#" %>') == "csharp"
        assert language_of(name, b"<%@ Page %>") == "csharp"
    assert language_of("a.aspx.cs", b"") == "csharp"
    assert language_of("a.cshtml") == language_of("a.razor") == language_of("a.linq") == "csharp"
    assert language_of("web.config.cshtml") == "dotnetconfig"


PIECES = [
    "<%",
    "%>",
    "<%--",
    "--%>",
    "<script runat=server>",
    "</script>",
    "<%@ Page %>",
    "<Query>",
    "</Query>",
    "<Namespace>A</Namespace>",
    "@using A\n",
    "@{",
    "}",
    "a();",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_places_stay(text: str) -> None:
    source = text.encode()
    found = aspnet.code(source)
    assert len(found) == len(source)
    opened = re.sub(rb"using A; *", lambda m: b" " * len(m[0]), found)
    assert all(b in (a, 32) for a, b in zip(source, opened, strict=True))


@pytest.mark.parametrize("piece", PIECES)
def test_pages_take_time_in_proportion(piece: str) -> None:
    source = b"<html>" + piece.encode() * (400_000 // len(piece))
    start = time.process_time()
    aspnet.code(source)
    assert time.process_time() - start < 3
