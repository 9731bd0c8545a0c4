"""VB.NET lowered to the common syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import vbnet
from tlslint.languages.vbnet_lexer import tokens
from tlslint.languages.vbnet_objects import number, unquote


def lowered(source: str, marks: range | None = None) -> tuple[s.Stmt, ...]:
    text = source.encode()
    imported, *rest = vbnet.lower(None, text, range(len(text)) if marks is None else marks)
    assert shape([imported]) == "import system.*, microsoft.visualbasic.*"
    return tuple(rest)


def body(source: str) -> str:
    """The shape of statements inside a method."""
    (class_,) = lowered(f"Class A\nSub M()\n{source}\nEnd Sub\nEnd Class")
    assert isinstance(class_, s.Class)
    (method,) = class_.body
    assert isinstance(method, s.Define)
    return shape(method.func.body())


EXPRESSIONS = [
    ("a", "a"),
    ("[End]", "end"),
    ("Me.X", "me.x"),
    ("MyBase.F(Me)", "base.f(me)"),
    ("Global.System.Net.X", "system.net.x"),
    ("a.B(1).C(2, 3)", "a.b(1).c(2, 3)"),
    ("a?.B?.C()", "a.b.c()"),
    ("a?(0)", "a(0)"),
    ("a!Key.b", "a['Key'].b"),
    ("F(1, name:=2, , b)", "f(1, name=2, ?(), b)"),
    ("F(Of Integer)(1)", "f(1)"),
    ("a.F(Of List(Of B))", "a.f"),
    ("New List(Of Integer)().Count", "<integer>new list().count"),
    ("(a).B", "a.b"),
    ("(a, b)", "[a, b]"),
    ('"a""b"', "'a\"b'"),
    ('"c"c', "'c'"),
    ('"é" & "x"', "('é' + 'x')"),
    ('$"a{b}c{d:x2}e{{f}}""g"', "format('a', b, 'c', d, 'e{f}\"g')"),
    ('$"plain {{x}}"', "'plain {x}'"),
    ('$"{If(a, "x", "y")}"', "format((a ? 'x' : 'y'))"),
    ("1_000", "1000"),
    ("&HC00", "3072"),
    ("&HC00&", "3072"),
    ("&O17", "15"),
    ("&B11", "3"),
    ("3UL", "3"),
    ("1.5F", "1.5"),
    ("2D", "2.0"),
    ("1E3", "1000.0"),
    (".5", "0.5"),
    ("True", "True"),
    ("Nothing", "None"),
    ("#1/1/2000#", "?()"),
    ("a + b * c - d", "((a + (b * c)) - d)"),
    ("a & b & c", "((a + b) + c)"),
    ("a \\ b Mod c", "((a / b) % c)"),
    ("-a ^ 2", "(-(a ** 2))"),
    ("a = b", "(a == b)"),
    ("a <> b OrElse c >= d AndAlso e", "((a != b) || ((c >= d) && e))"),
    ("a Is Nothing", "(a == None)"),
    ("a IsNot Nothing", "(a != None)"),
    ('a Like "x*"', "(a like 'x*')"),
    ("a Or B.C Or CType(3072, T)", "((a | b.c) | <t>3072)"),
    ("a And Not b", "(a & (~b))"),
    ("Not a = b", "(!(a == b))"),
    ("Not True", "(!True)"),
    ("a Xor b", "(a ^ b)"),
    ("a << 2", "(a << 2)"),
    ("TypeOf a Is B", "?(a, b)"),
    ("TypeOf a IsNot B AndAlso c", "(?(a, b) && c)"),
    ("CType(192 Or 768, A.B)", "<a.b>(192 | 768)"),
    ("DirectCast(a, B())", "<b>a"),
    ("TryCast(a, B).C", "<b>a.c"),
    ('CInt("3")', "<integer>'3'"),
    ("CStr(a)", "<string>a"),
    ("CInt(a) Or 3", "(<integer>a | 3)"),
    ("GetType(A.B)", "gettype(a.b)"),
    ("GetType(List(Of A))", "gettype(list)"),
    ('[Enum].Parse(GetType(A), "Tls12")', "enum.parse(gettype(a), 'Tls12')"),
    ("NameOf(a.B)", "'B'"),
    ("If(a, b, c)", "(a ? b : c)"),
    ("If(a, b)", "(a ?? b)"),
    ("If(Not a, b, c)", "((!a) ? b : c)"),
    ("IIf(a, b, c)", "(a ? b : c)"),
    ("AddressOf a.B", "a.b"),
    ("Await a.B()", "a.b()"),
    ("Function(x) x.A", "fn(x) {return x.a}"),
    ("Function(x As A, y) As B x", "fn(x: a, y) {return x}"),
    ("Sub() a.B = 1", "fn() {a.b = 1}"),
    ("Sub(x) F(x)", "fn(x) {f(x)}"),
    ("Async Function() Await F()", "fn() {return f()}"),
    ("New A(1, b:=2)", "new a(1, b=2)"),
    ("New A", "new a()"),
    ("New A.B(Of C)(1)", "new a.b(1)"),
    ("New A With {.B = 1, .C = D.E}", "new a(){'b': 1, 'c': d.e}"),
    ("New A() With {.B = New C With {.D = 1}}", "new a(){'b': new c(){'d': 1}}"),
    ("New With {.A = 1, Key .B = 2, c.D, e}", "{'a': 1, 'b': 2, 'd': c.d, 'e': e}"),
    ("New List(Of A) From {a, b}", "[a, b]"),
    ('New Dictionary(Of A, B) From {{"k", 1}, {"l", 2}}', "{'k': 1, 'l': 2}"),
    ("New Byte() {1, 2}", "[1, 2]"),
    ("New Byte(3) {}", "[]"),
    ("{1, {2, 3}}", "[1, [2, 3]]"),
    ("From x In xs Where x.A = 1 Select x.B", "?(x, xs, (x.a == 1), x.b)"),
    ('<a b="c\'s"><d/></a>.Value', "?().value"),
    ("a.<b>.@c", "?(?(a))"),
]


STATEMENTS = [
    ("Dim a", "let a"),
    ("Dim a As Integer", "let a: integer"),
    ("Dim a, b As Integer, c = 1", "let a: integer; let b: integer; let c = 1"),
    ("Dim a As New B(1)", "let a: b = new b(1)"),
    ("Dim a, b As New C", "let a: c = new c(); let b: c = new c()"),
    ("Dim a As New B With {.C = 1}", "let a: b = new b(){'c': 1}"),
    ("Dim a As New List(Of B) From {c}", "let a: b = [c]"),
    ('Dim a() As String = {"x"}', "let a: string = ['x']"),
    ("Dim a(3) As Byte", "let a: byte"),
    ("Dim a As B() = Nothing", "let a: b = None"),
    ("Dim a As Integer? = 1", "let a: integer = 1"),
    ("Dim a As B = New C", "let a: b = new c()"),
    ("Const A As Integer = 1", "let a: integer = 1"),
    ("Static a As Integer = 1", "let a: integer = 1"),
    ("Dim [ReadOnly] As Integer", "let readonly: integer"),
    ("a = b = c", "a = (b == c)"),
    ("a.B = c Or _\n   d", "a.b = (c | d)"),
    ('a += 1 : a &= "x" : a -= 1 : a \\= 2 : a ^= 2', "a += 1; a += 'x'; a -= 1; a /= 2; a **= 2"),
    ("a(1) = 2", "a[1] = 2"),
    ('a.B("k", 1) = c', "a.b[['k', 1]] = c"),
    ("a!K = 1", "a['K'] = 1"),
    ('Mid(a, 1, 2) = "x"', "mid[[a, 1, 2]] = 'x'"),
    ("F", "f()"),
    ("a.F", "a.f()"),
    ("F(1)", "f(1)"),
    ("Call F(1)", "f(1)"),
    ("F a, b", "f(); a; b()"),
    ("MyBase.New(1)", "base(1)"),
    ("Me.New()", "me()"),
    ("AddHandler a.B, AddressOf C", "a.b += c"),
    ("RemoveHandler a.B, c", "a.b -= c"),
    ("RaiseEvent A(Me, 1)", "a(me, 1)"),
    ("ReDim Preserve a(5)", "a(5)"),
    ("Erase a", ""),
    ("On Error Resume Next", ""),
    ("GoTo l", ""),
    ("l: F()", "f()"),
    ("10 F()", "f()"),
    ("If a Then F()", "if a {f()}"),
    ("If a Then b = 1 : c = 2 Else d = 3", "if a {b = 1; c = 2} else {d = 3}"),
    ("If a Then F() Else If b Then G() Else H()", "if a {f()} else {if b {g()} else {h()}}"),
    (
        "If a = 1 Then\n  F()\nElseIf Not b Then\n  G()\nElse If c Then\n  I()\nElse\n  H()\nEnd If",
        "if (a == 1) {f()} else if (!b) {g()} else if c {i()} else {h()}",
    ),
    ("If a\n  F()\nEnd If", "if a {f()}"),
    (
        "Select Case a\n  Case 1, B.C\n    F()\n  Case 1 To 3, Is > 4, = 5\n    G()\n  Case Else\n    H()\nEnd Select",
        "switch a {case 1, b.c: f() case ?(1, 3), ?(4), 5: g() default: h()}",
    ),
    ("Select Case a : Case 1 : F() : End Select", "switch a {case 1: f()}"),
    ("For i = 1 To 10 Step 2\n  F(i)\nNext i", "i = 1; 10; 2; loop {f(i)}"),
    (
        "For i As Integer = 1 To 10\n  Exit For\nNext",
        "let i: integer = 1; 10; loop {break; i += 1}",
    ),
    ("For Each a In b\n  Continue For\nNext", "loop a in b {continue}"),
    ("For Each a As B In c\n  F(a)\nNext a", "loop a in c {a: b = <b>a; f(a)}"),
    ("While a\n  F()\nEnd While", "loop {a; f()}"),
    ("Do While a\n  Exit Do\nLoop", "loop {a; break}"),
    ("Do\n  F()\nLoop Until a", "loop {f(); a}"),
    ("Using a As New B(), c = D()\n  F()\nEnd Using", "{let a: b = new b(); let c = d(); f()}"),
    ("Using a\n  F()\nEnd Using", "{a; f()}"),
    ("SyncLock a\n  F()\nEnd SyncLock", "{a; f()}"),
    (
        "With a.B\n  .C = .D\n  .E(.F)\n  If .G Then .H = 1\n  With .I\n    Return .J\n  End With\nEnd With",
        "{a.b.c = a.b.d; a.b.e(a.b.f); if a.b.g {a.b.h = 1}; {return a.b.i.j}}",
    ),
    (
        "With New A()\n  .B = 1\n  F(Sub() .C = 2)\nEnd With",
        "{let with 21 = new a(); with 21.b = 1; f(fn() {with 21.c = 2})}",
    ),
    (
        "Try\n  F()\nCatch a As B When c\n  Throw\nCatch\n  G()\nFinally\n  H()\nEnd Try",
        "try {f()} catch {c; raise} catch {g()} finally {h()}",
    ),
    (
        "Return\nReturn a\nThrow New B()\nYield a\nExit Sub\nEnd",
        "return; return a; raise new b(); yield a; return; return",
    ),
    ("a = b.\n  C(d,\n    e +\n    f\n  )", "a = b.c(d, (e + f))"),
    (
        "a = F(Function(x)\n        Return x\n      End Function, Sub()\n        G()\n      End Sub).H()",
        "a = f(fn(x) {return x}, fn() {g()}).h()",
    ),
    ("a = From x In b\n    Where x.C = 1\n    Select x\nF()", "a = ?(x, b, (x.c == 1), x); f()"),
    ("a = 1 ' comment\nREM comment\nb = 2", "a = 1; b = 2"),
    ("a = New B With {\n  .C = 1, ' one\n  .D = 2\n}", "a = new b(){'c': 1, 'd': 2}"),
    (
        "#If A Then\nF()\n#ElseIf B Then\nG()\n#Else\nH()\n#End If",
        "if  {f()} else if  {g()} else {h()}",
    ),
    ('#Region "a"\nF()\n#End Region', "f()"),
    ("yield = 1 : set.A = 2 : on(1) = 3", "yield = 1; set.a = 2; on[1] = 3"),
]


UNITS = [
    ("Imports System.Net", "import system.net.*"),
    ("Imports A = B.C, D.E", "import a=b.c, d.e.*"),
    ('Imports <xmlns:a="b">', ""),
    ("Option Strict On", ""),
    ("#If A Then\nImports B\n#Else\nImports C\n#End If", "import b.*; import c.*"),
    ("#If A Then\nClass B\nEnd Class\n#End If", "if  {class b() {}}"),
    ("Namespace A.B\nClass C\nEnd Class\nEnd Namespace", "import a.b.*, a.*; class c() {}"),
    (
        "Public NotInheritable Class A(Of T As {Class, New})\nInherits B(Of T)\nImplements C, D.E\nPrivate f As Integer\nEnd Class",
        "class a(b, c, d.e) {let f: integer}",
    ),
    ("Class A : Inherits B : End Class", "class a(b) {}"),
    (
        "Module A\nPublic B As Integer = 1\nSub Main(args() As String)\nF()\nEnd Sub\nEnd Module",
        "class a() {let b: integer = 1; fn main(args: string) {f()}}",
    ),
    ("Structure A\nDim B As Integer\nEnd Structure", "class a() {let b: integer}"),
    (
        "Interface A\nInherits B\nSub C(d As Integer)\nProperty E As Integer\nFunction F() As Integer\nEnd Interface",
        "class a(b) {fn c[me](d: integer) {}; let e: integer; fn f[me]() -> integer {}}",
    ),
    (
        "Public Enum A As Byte\nB = 1\n<X()> C = B Or 2\nD\nEnd Enum",
        "class a() {let b = 1; let c = (b | 2); let d}",
    ),
    ('<Assembly: A("x", B:=1)>', "@new a('x', b=1) fn() {}"),
    (
        "<A(1), B.C(D:=2)> _\nPublic Class E\nEnd Class",
        "@new a(1) fn() {}; @new b.c(d=2) fn() {}; class e() {}",
    ),
]


MEMBERS = [
    ("Private Shared ReadOnly a As B = C.D Or C.E", "let a: b = (c.d | c.e)"),
    ("Public Const A = &HC00, B As Integer = 2", "let a = 3072; let b: integer = 2"),
    ("Private WithEvents a As New B(1) With {.C = 2}", "let a: b = new b(1){'c': 2}"),
    ("Public a, b As Integer", "let a: integer; let b: integer"),
    (
        "Public Sub New(ByVal a As Integer, Optional ByRef b As C() = Nothing, ParamArray d() As Object)\nMyBase.New(a)\nEnd Sub",
        "fn __init__[me](a: integer, b: c = None, d: object) {base(a)}",
    ),
    ("Shared Sub New()\nF()\nEnd Sub", "{f()}"),
    (
        "Public Function F(Of T)(a As T) As IList(Of T) Implements I.F\nReturn a\nEnd Function",
        "fn f[me](a: t) -> t {return a}",
    ),
    (
        "Private Sub F(sender As Object, e As EventArgs) Handles b.Click, Me.Load\nEnd Sub",
        "fn f[me](sender: object, e: eventargs) {}",
    ),
    ("Shared Sub F()\nEnd Sub", "fn f() {}"),
    (
        "Function F() As Integer\nF = 1\nIf a Then Exit Function\nEnd Function",
        "fn f[me]() -> integer {f = 1; if a {return f}; return f}",
    ),
    ("MustOverride Sub F()", "fn f[me]() {}"),
    ("<A(1)> _\nSub F(<X> ByRef a As Integer)\nEnd Sub", "@new a(1) fn f[me](a: integer) {}"),
    ("Async Function F() As Task\nAwait G()\nEnd Function", "fn f[me]() -> task {g()}"),
    ("Property A As Integer", "let a: integer"),
    ("Property A() As New B(1)", "let a: b = new b(1)"),
    ('Property A As String = "x"', "let a: string = 'x'"),
    (
        "ReadOnly Property A As Integer\nGet\nReturn 1\nEnd Get\nEnd Property",
        "fn a[me]() -> integer {return 1}",
    ),
    (
        "Default Property A(i As Integer) As B\nGet\nA = c\nEnd Get\nPrivate Set(ByVal v As B)\nF(v)\nEnd Set\nEnd Property",
        "fn a[me](i: integer) -> b {a = c; return a}; fn set_a[me](i: integer, v: b) {f(v)}",
    ),
    (
        "Shared Property A As Integer\nGet\nReturn 1\nEnd Get\nSet\nF(value)\nEnd Set\nEnd Property",
        "fn a() -> integer {return 1}; fn set_a(value: integer) {f(value)}",
    ),
    (
        "Custom Event A As B\nAddHandler(ByVal value As B)\nF()\nEnd AddHandler\nRemoveHandler(value As B)\nEnd RemoveHandler\nRaiseEvent(a As Object)\nEnd RaiseEvent\nEnd Event",
        "fn add_a[me](value: b) {f()}; fn remove_a[me](value: b) {}",
    ),
    ("Event A(b As Integer)", ""),
    ('Declare Auto Function F Lib "x" (a As Integer) As Integer', ""),
    ("Delegate Function F(a As Integer) As Integer", ""),
    (
        "Shared Operator +(a As B, c As B) As B\nReturn a\nEnd Operator",
        "fn operator +(a: b, c: b) -> b {return a}",
    ),
    (
        "Shared Widening Operator CType(a As B) As C\nReturn a\nEnd Operator",
        "fn operator ctype(a: b) -> c {return a}",
    ),
    ("Sub F()\nG()\nSub H()\nI()\nEnd Sub", "fn f[me]() {g()}; fn h[me]() {i()}"),
]


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    assert body(f"x = F({source})") == f"x = f({expected})"
    assert body(f"Return ({source})") == f"return {expected}"


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert body(source) == expected
    assert body(source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), UNITS)
def test_units(source: str, expected: str) -> None:
    assert shape(lowered(source)) == expected


@pytest.mark.parametrize(("source", "expected"), MEMBERS)
def test_members(source: str, expected: str) -> None:
    assert shape(lowered(f"Class A\n{source}\nEnd Class")) == f"class a() {{{expected}}}"


def test_case_does_not_matter() -> None:
    source = 'CLASS A\nSUB M()\nIF x THEN sERVICE.pROTOCOL = "Tls"\nEND SUB\nEND CLASS'
    assert shape(lowered(source)) == "class a() {fn m[me]() {if x {service.protocol = 'Tls'}}}"


def test_comments() -> None:
    source = """x = "it's" ' one
REM two
y = 1 : rem three
z.Rem = remark \u2019 four"""
    text = source.encode()
    found = [text[a:b].decode() for a, b in vbnet.comments(text)]
    assert found == ["' one", "REM two", "rem three", "\u2019 four"]
    assert vbnet.GRAMMAR is None
    assert not vbnet.COMMENTS


def test_literals() -> None:
    assert unquote(b'"open') == "open"
    assert unquote(b'"') == ""
    assert [number(n) for n in ("&h", "1e", "&b2")] == [None] * 3


def test_spans() -> None:
    source = """Class É
  Private v() As String = {"TLSv1"}
  Sub M()
    (A.B("TLSv1")).b . C(d:=&H1, e(1))
    Dim h As New H(1) With {.P = S.Tls}
    x.P = CType(3072, T) Or _
      S.Tls
    y = $"é{a.B}c"
  End Sub
End Class"""
    text = source.encode()
    found: dict[str, list[str]] = {}
    for node in walk(lowered(source)):
        found.setdefault(type(node).__name__, []).append(text[node.start : node.end].decode())
        if isinstance(node, s.Attr):
            assert text[node.name_start :].decode().lower().startswith(node.name)
    assert '"TLSv1"' in found["Lit"]
    assert "&H1" in found["Lit"]
    assert "P" in found["Lit"]
    assert "é" in found["Lit"]
    assert "a.B" in found["Attr"]
    assert 'A.B("TLSv1")' in found["Call"]
    assert "New H(1) With {.P = S.Tls}" in found["Call"]
    assert ".P = S.Tls" in found["Field"]
    assert '(A.B("TLSv1")).b . C(d:=&H1, e(1))' in found["Call"]
    assert "d:=&H1" in found["Arg"]
    assert "CType(3072, T)" in found["Cast"]
    assert "x.P = CType(3072, T) Or _\n      S.Tls" in found["Assign"]
    (method,) = (n for n in walk(lowered(source)) if isinstance(n, s.Define))
    assert text[method.start : method.end].decode().endswith("End Sub")


def test_relevance() -> None:
    source = "<A(1)>\nClass B\nSub F()\nG()\nEnd Sub\nSub H()\nEnd Sub\nEnd Class"
    at = source.index("G()")
    functions = [n for n in walk(lowered(source, range(at, at + 1))) if isinstance(n, s.Func)]
    assert {f.name: f.relevant for f in functions} == {"f": True, "h": False}
    assert shape(lowered(source, range(0))).startswith("class b()")


HALF = [
    "Sub M()\nIf (a Then\nx.P = S.Tls\nEnd Sub",
    "Class A\nSub M(\nx.P = S.Tls\nEnd Sub\nEnd Class",
    "x.P = S.Tls",
    "Class A\n<<<<<<< HEAD\nSub M()\nx.P = S.Tls\n=======\nEnd Sub",
    "Class A\nSub M()\nF(a,\n)\nEnd If\nNext\nx.P = S.Tls\nEnd Class",
    "Sub M()\nDim a = \nFor Each\nWith\nx.P = S.Tls\nEnd Function",
    "Sub M()\n#If A Then\nIf a Then\n#Else\nIf b Then\n#End If\nx.P = S.Tls\nEnd If\nEnd Sub",
    "#If A Then\nSub M(a)\n#Else\nSub M()\n#End If\nx.P = S.Tls\nEnd Sub",
]


@pytest.mark.parametrize("source", HALF)
def test_half_written_code_keeps_its_facts(source: str) -> None:
    names = [n.name for n in walk(lowered(source)) if isinstance(n, s.Attr)]
    assert names.count("tls") == 1


DEEP = {
    "parentheses": ("(", "a", ")"),
    "calls": ("f(", "a", ")"),
    "methods": ("a.f(", "a", ")"),
    "braces": ("{", "a", "}"),
    "constructions": ("New F With {.A = ", "a", "}"),
    "collections": ("New F From {", "a", "}"),
    "lambdas": ("Function(x) ", "a", ""),
    "subs": ("Sub() F(", "a", ")"),
    "long lambdas": ("Function()\nReturn ", "a", "\nEnd Function"),
    "conditionals": ("If(a, ", "a", ", b)"),
    "not": ("Not ", "a", ""),
    "minus": ("-", "a", ""),
    "casts": ("CType(", "a", ", T)"),
    "powers": ("a ^ (b - ", "a", ")"),
    "queries": ("From x In ", "a", ""),
    "xml": ("<a>", "", ""),
    "text": ('$"{', "a", '}"'),
}
DEEP_STATEMENTS = {
    "ifs": ("If a Then\n", "", "\nEnd If"),
    "one line": ("If a Then ", "F()", ""),
    "elses": ("If a Then b() Else ", "F()", ""),
    "withs": ("With .a\n", "", "\nEnd With"),
    "tries": ("Try\n", "", "\nEnd Try"),
    "selects": ("Select Case a\nCase 1\n", "", "\nEnd Select"),
    "loops": ("For i = 1 To 2\n", "", "\nNext"),
    "directives": ("\n#If A Then\n", "", "\n#End If\n"),
    "classes": ("\nClass A\n", "", "\nEnd Class\n"),
    "functions": ("\nSub F()\n", "", "\nEnd Sub\n"),
}


@pytest.mark.parametrize("kind", [*DEEP, *DEEP_STATEMENTS])
def test_depth(kind: str) -> None:
    before, core, after = DEEP.get(kind) or DEEP_STATEMENTS[kind]
    times = 5000 if kind in ("parentheses", "calls", "braces", "ifs", "classes") else 1000
    nested = before * times + core + after * times
    source = nested if kind in DEEP_STATEMENTS else f"x = {nested}"
    assert sum(1 for _ in walk(lowered(f"Class A\nSub M()\n{source}\nEnd Sub\nEnd Class")))


LONG = {
    "sums": ("x = " + '"a" & ' * 2000 + "b", s.Other),
    "calls": ("a" + ".b(1)" * 2000 + ".c()", s.Call),
    "cases": ("Select Case a\n" + "Case 1\nF()\n" * 2000 + "End Select", s.Branch),
    "elseif": ("If a Then\n" + "ElseIf b Then\nF()\n" * 2000 + "End If", s.Branch),
    "directives": ("#If A Then\n" + "#ElseIf B Then\nF()\n" * 2000 + "#End If", s.Branch),
    "variables": ("Dim " + "a, " * 2000 + "b As New C", s.Assign),
}


@pytest.mark.parametrize("kind", LONG)
def test_length(kind: str) -> None:
    source, wanted = LONG[kind]
    nodes = walk(lowered(f"Class A\nSub M()\n{source}\nEnd Sub\nEnd Class"))
    assert any(isinstance(n, wanted) for n in nodes)


SEEDS = [f"Class A\nSub M()\n{e}\nEnd Sub\nEnd Class" for e, _ in STATEMENTS]
SEEDS += [f"x = {e}" for e, _ in EXPRESSIONS]
SEEDS += [e for e, _ in UNITS] + [f"Class A\n{e}\nEnd Class" for e, _ in MEMBERS] + HALF
PIECES = [
    *"(){}[];,.=\"'#$@<>:?!_&\n",
    "é",
    "",
    " New ",
    "\nEnd Sub\n",
    "\n#If A\n",
    " As ",
    "Function(",
]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(0, 6), st.sampled_from(PIECES)), max_size=4
    ),
)
def test_whatever_is_written_lowers(source: str, changes: list[tuple[int, int, str]]) -> None:
    for at, removed, added in changes:
        at = min(at, len(source))
        source = source[:at] + added + source[at + removed :]
    size = len(source.encode())
    for node in walk(lowered(source)):
        if hasattr(node, "start"):
            assert 0 <= node.start <= node.end <= size


def test_a_bracket_inside_a_name_in_brackets_begins_another_one() -> None:
    # so that a row of them is read in time in proportion to its length
    found = [(t.kind, t.text) for t in tokens(b"[a[b] [[c]")]
    assert found == [
        ("op", "["),
        ("name", "a"),
        ("name", "[b]"),
        ("op", "["),
        ("name", "[c]"),
        ("eof", ""),
    ]
