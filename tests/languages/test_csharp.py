"""C# lowered to the common syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import csharp
from tlslint.languages.base import parse
from tlslint.languages.csharp_directives import decide
from tlslint.languages.csharp_literals import number, quoted, raw


def lowered(source: str, marks: range | None = None) -> tuple[s.Stmt, ...]:
    text = source.encode()
    root = parse(csharp.GRAMMAR[0], text, csharp.GRAMMAR[1]).root_node
    return csharp.lower(root, text, range(len(text)) if marks is None else marks)


def body(source: str) -> str:
    """The shape of statements inside a method."""
    (class_,) = lowered(f"class A {{ void m() {{\n{source}\n}} }}")
    assert isinstance(class_, s.Class)
    (method,) = class_.body
    assert isinstance(method, s.Define)
    return shape(method.func.body())


EXPRESSIONS = [
    ("a", "a"),
    ("@class", "class"),
    ("this.x", "this.x"),
    ("base.F(this)", "base.F(this)"),
    ('int.Parse("1")', "int.Parse('1')"),
    ("global::System.Net.X", "System.Net.X"),
    ("a::B.C", "a.B.C"),
    ("List<int>.Empty", "List.Empty"),
    ("F<int>(1)", "F(1)"),
    ("a.F<int, A.B>(2)", "a.F(2)"),
    ("a?.b?.c()", "a.b.c()"),
    ("a?[0].b", "a[0].b"),
    ("a![0]!.b", "a[0].b"),
    ("(a.b)!", "a.b"),
    ("a[1, 2]", "a[[1, 2]]"),
    ("a[^1]", "a[?(1)]"),
    ("F(x, name: 1, /* no */ ref y)", "F(x, name=1, y)"),
    (
        "F(out var a, out int b, out c, in d)",
        "F(inline(let a = ?()), inline(let b: int = ?()), inline(c = ?()), d)",
    ),
    ("nameof(A.B)", "'B'"),
    ("nameof(a)", "'a'"),
    ("typeof(List<int>)", "typeof(List)"),
    ('Enum.Parse<A.B>("x")', "Enum.Parse(A.B, 'x')"),
    ('Enum.Parse(typeof(B), "x")', "Enum.Parse(typeof(B), 'x')"),
    (
        'Enum.TryParse<B>("x", true, out var b)',
        "Enum.TryParse('x', True, inline(let b = Enum.Parse(B, 'x')))",
    ),
    (
        'System.Enum.TryParse("x", out B b)',
        "System.Enum.TryParse('x', inline(let b: B = System.Enum.Parse(B, 'x')))",
    ),
    ('Enum.TryParse("x", out b)', "Enum.TryParse('x', inline(b = ?()))"),
    ("int.TryParse(s, out var i)", "int.TryParse(s, inline(let i = ?()))"),
    ("sizeof(int)", "?(int)"),
    ("default", "None"),
    ("default(int)", "0"),
    ("default(bool)", "False"),
    ("default(string)", "None"),
    ("default(SslProtocols)", "<SslProtocols>0"),
    ("1_000", "1000"),
    ("0xC00", "3072"),
    ("0xFFUL", "255"),
    ("0b11", "3"),
    ("3u", "3"),
    ("1.5f", "1.5"),
    ("2m", "2.0"),
    ("1e3", "1000.0"),
    ("'a'", "'a'"),
    ("'\\n'", "'\\n'"),
    ("true", "True"),
    ("null", "None"),
    ('"a\\n\\u0041\\x41\\t\\"\\\\\\e"', "'a\\nAA\\t\"\\\\\\x1b'"),
    ('"x"u8', "'x'"),
    ('@"a\\b""c"', "'a\\\\b\"c'"),
    ('"""raw "x" """', "'raw \"x\" '"),
    ('$"a{b}c{d:x2}e{{f}}\\n"', "format('a', b, 'c', d, 'e{f}\\n')"),
    ('$@"x{y,-3}\\""z"', "format('x', y, '\\\\\"z')"),
    ('@$"{a}"', "format(a)"),
    ('$"""a{b}"""', "format('a', b)"),
    ('$"plain {{x}}"', "'plain {x}'"),
    ("a + b * c - d", "((a + (b * c)) - d)"),
    ("a | B.C | (SslProtocols)3072", "((a | B.C) | <SslProtocols>3072)"),
    ("(SslProtocols)(0x300 | 0xC00)", "<SslProtocols>(768 | 3072)"),
    ("unchecked((int)0xFFu)", "<int>255"),
    ("checked(a + b)", "(a + b)"),
    ("(int?)a", "<int>a"),
    ("(System.Net.X)b", "<System.Net.X>b"),
    ("(T)this", "<T>this"),
    ("(T)~a", "<T>(~a)"),
    ("a as B", "<B>a"),
    ("a is B", "?(a, B)"),
    ("a is int", "?(a, int)"),
    ("a is B b", "?(inline(let b: B = <B>a))"),
    ("a is var b", "?(inline(let b = a))"),
    ("a is null", "(a == None)"),
    ("a is not null", "(a != None)"),
    ("a is not B", "(!?(a, B))"),
    ("a is A.B or A.C", "((a == A.B) || (a == A.C))"),
    ("a is > 1 and <= 2", "((a > 1) && (a <= 2))"),
    ("a is (1 or 2)", "((a == 1) || (a == 2))"),
    ("a is { P: 1 }", "?(a)"),
    ("a is { P: 1 } b", "?(inline(let b = a))"),
    ("a is B { P: 1 }", "?(a, B)"),
    ("a is [1, ..]", "?(a)"),
    ("a ?? b ?? c", "(a ?? (b ?? c))"),
    ("a ?? throw new E()", "a"),
    ("t ? a : b", "(t ? a : b)"),
    ("t ? a : throw new E()", "a"),
    ("t ? throw new E() : b", "b"),
    ("~a & !b", "((~a) & (!b))"),
    ("-a", "(-a)"),
    ("^1", "?(1)"),
    ("&a", "a"),
    ("*a", "a"),
    ("x++", "inline(x += 1)"),
    ("--x", "inline(x -= 1)"),
    ("a = b", "inline(a = b)"),
    ("await a.B()", "a.B()"),
    ("(a, b: 2)", "[a, 2]"),
    ("a..b", "?(a, b)"),
    (
        'a switch { 1 => 2, A.B => 3, int n when n > 1 => 4, "a" or "b" => 5, _ => 6 }',
        "((a == 1) ? 2 : ((a == A.B) ? 3 : ((?(inline(let n: int = <int>a)) && (n > 1)) ? 4 : (((a == 'a') || (a == 'b')) ? 5 : 6))))",
    ),
    ("a switch { 1 => 2, 2 => 3, _ => throw new E() }", "((a == 1) ? 2 : ((a == 2) ? 3 : ?()))"),
    ("a switch { _ => throw new E() }", "?(a, ?(?(), ?(new E())))"),
    ("x => x", "fn(x) {return x}"),
    ("(x, y) => { F(x); }", "fn(x, y) {F(x)}"),
    ("async (A x, int y = 1) => await x", "fn(x: A, y: int = 1) {return x}"),
    ("static () => 1", "fn() {return 1}"),
    ("() => throw a", "fn() {raise a}"),
    ("delegate { return 1; }", "fn() {return 1}"),
    ("delegate (A a) { F(a); }", "fn(a: A) {F(a)}"),
    ("from a in b where a.c == 1 select a", "?(?(a, b), ?((a.c == 1)), ?(a))"),
    ("new A(1, b: 2)", "new A(1, b=2)"),
    ("new A.B<int>()", "new A.B()"),
    (
        'new A { B = 1, C = { D = 2, E = 3 }, F = { 1, 2 }, ["k"] = 4 }',
        "new A(){'B': 1, 'C': {'D': 2, 'E': 3}, 'F': [1, 2], 'k': 4}",
    ),
    ("new A { }", "new A()"),
    ("new A(1) { B = C.D | C.E }", "new A(1){'B': (C.D | C.E)}"),
    ("new List<int> { 1, 2 }", "[1, 2]"),
    ("new Dictionary<A, B> { { A.B, 1 }, { A.C, 2 } }", "{A.B: 1, A.C: 2}"),
    ('new Dictionary<string, B> { ["a"] = new() { C = 1 } }', "{'a': new B(){'C': 1}}"),
    ('new Parameters { ["k"] = 1 }', "new Parameters(){'k': 1}"),
    ("new List<A> { new() { B = 1 }, new A() }", "[new A(){'B': 1}, new A()]"),
    ("new[] { A.B, A.C }", "[A.B, A.C]"),
    ("new A[] { new() { B = 1 } }", "[new A(){'B': 1}]"),
    ("new List<A>()", "<A>new List()"),
    ("new int[3]", "<int>?(int)"),
    ("new int[,] { { 1, 2 }, { 3, 4 } }", "[[1, 2], [3, 4]]"),
    ("stackalloc int[3]", "<int>?(int)"),
    ("[a, .. b]", "[a, ?(b)]"),
    ("new { A = 1, b.C, d, this.e }", "{'A': 1, 'C': b.C, 'd': d, 'e': this.e}"),
    ("new()", "new ?()()"),
    ("a with { B = 1 }", "a.with(){'B': 1}"),
    ("A.B(new C() { D = 1 }.E)", "A.B(new C(){'D': 1}.E)"),
]


STATEMENTS = [
    ("int a, b = 1;", "let a: int; let b: int = 1"),
    ("var a = F();", "let a = F()"),
    ("const int A = 1;", "let A: int = 1"),
    ("A<B> a = new(1) { C = 2 };", "let a: A = new A(1){'C': 2}"),
    ("A? a = new();", "let a: A = new A()"),
    ("A[] a = { new(), new() };", "let a: A = [new A(), new A()]"),
    ("List<A> a = [new() { B = 1 }];", "let a: A = [new A(){'B': 1}]"),
    ("A a = t ? new() : null;", "let a: A = (t ? new A() : None)"),
    ("A a = b ?? new();", "let a: A = (b ?? new A())"),
    ("SslProtocols a = default;", "let a: SslProtocols = <SslProtocols>0"),
    ("int? a = default;", "let a: int = None"),
    ("var (a, b) = c;", "let [a, b] = c"),
    ("(var a, int b) = c;", "[a, b] = c"),
    ("(a, b) = (c, d);", "[a, b] = [c, d]"),
    ("a = b = c;", "a, b = c"),
    ("a |= B.C; a &= ~B.D; a ??= c; a >>>= 1;", "a |= B.C; a &= (~B.D); a ??= c; a >>>= 1"),
    ("a.E += (s, e) => true; a.E -= F;", "a.E += fn(s, e) {return True}; a.E -= F"),
    ("x++;", "inline(x += 1)"),
    ("using var a = new A();", "let a = new A()"),
    ("await using A a = new();", "let a: A = new A()"),
    ("using (var a = new A()) { F(); }", "{let a = new A(); F()}"),
    ("using (A a = x, b = y) using (c) F();", "{let a: A = x; let b: A = y; {c; F()}}"),
    ("lock (a) { F(); }", "{a; F()}"),
    ("fixed (byte* p = a) F();", "{let p: byte = a; F()}"),
    ("unsafe { F(); } checked { G(); }", "{F()}; {G()}"),
    ("{ F(); } ;", "{F()}"),
    ("if (a) F(); else if (b) { G(); } else H();", "if a {F()} else if b {G()} else {H()}"),
    ("if (a is B b) { b.C = 1; }", "if ?(inline(let b: B = <B>a)) {b.C = 1}"),
    ('if (a.TryGet("k", out var b)) { }', "if a.TryGet('k', inline(let b = ?())) {}"),
    (
        "for (int i = 0, j = 1; i < 3; i++, j--) { F(i); }",
        "let i: int = 0; let j: int = 1; loop {(i < 3); F(i); i += 1; j -= 1}",
    ),
    ("for (i = 0; ; ) F();", "i = 0; loop {F()}"),
    ("foreach (var a in b) F(a);", "loop a in b {F(a)}"),
    ("foreach (A a in b) F(a);", "loop a in b {a: A = <A>a; F(a)}"),
    ("foreach (var (a, b) in c) { }", "loop [a, b] in c {}"),
    ("await foreach (var a in b) { }", "loop a in b {}"),
    ("while (a) F();", "loop {a; F()}"),
    ("do { F(); break; continue; } while (a);", "loop {F(); break; continue; a}"),
    (
        'switch (a) { case 1: case A.B: F(); break; case "a" or "b": return; default: G(); break; }',
        "switch a {case 1, A.B: F() case 'a', 'b': return default: G()}",
    ),
    (
        "switch (a) { case B b: b.C = 1; break; case int n when n > 1: { F(); break; } case null: if (c) break; else throw; }",
        "switch a {case ?(): let b: B = <B>a; b.C = 1 case ?(?(), (n > 1)): let n: int = <int>a; {F()} case None: if c {} else {raise}}",
    ),
    (
        "try { F(); } catch (A a) when (a.B) { throw; } catch { G(); } finally { H(); }",
        "try {F()} catch {a.B; raise} catch {G()} finally {H()}",
    ),
    ("throw new A();", "raise new A()"),
    ("return;", "return"),
    ("return this;", "return this"),
    ("yield return a; yield break;", "yield a; return"),
    ("goto l; l: F();", "F()"),
    ("int F(int a) { return a; }", "fn F(a: int) -> int {return a}"),
    ("static int F(int a) => a;", "fn F(a: int) -> int {return a}"),
    (
        "#region a\n#pragma warning disable\n#nullable enable\n#if A\nF();\n#elif !B && C\nG();\n#else\nH();\n#endif",
        "if  {F()} else if  {G()} else {H()}",
    ),
    ("#if A\nF();\n#endif", "if  {F()}"),
    ("F(a,\n#if A\n1\n#else\n2\n#endif\n);", "F(a, (?() ? 1 : 2))"),
    (
        "a = new A {\n#if B\n  C = 1,\n#else\n  C = 2,\n  D = 3,\n#endif\n  E = 4 };",
        "a = new A(){'C': (?() ? 1 : 2), 'D': 3, 'E': 4}",
    ),
    (
        "switch (F()) { case B b: try { G(); break; } catch { break; } case > 5: goto case 1; }",
        "switch F() {case ?(): let b: B; try {G()} catch {} case ?(): }",
    ),
    ("if (a)\n#if A\n{ F(); }\n#else\n{ G(); }\n#endif", "if a {if  {{F()}} else {{G()}}}"),
]


UNITS = [
    ("using System.Net;", "import System.Net.*"),
    ("global using A.B;", "import A.B.*"),
    ("using A = B.C<int>.D;", "import A=B.C.D"),
    ("using static A.B;", "import A.B.*"),
    ("using static unsafe A;", "import A.*"),
    ("extern alias A;", ""),
    ("namespace A.B { class C { } }", "import A.B.*, A.*; class C() {}"),
    ("namespace A; class B { }", "import A.*; class B() {}"),
    ("namespace A { using B; }", "import A.*; import B.*"),
    ('[assembly: A("x", B = 1)]', "new A('x', B=1)"),
    (
        "var a = new A(); F(a); int F(A b) => 1;",
        "let a = new A(); F(a); fn F(b: A) -> int {return 1}",
    ),
    ("class A<T> : B<T>, C.D where T : class { }", "class A(B, C.D) {}"),
    ("[A(1)] class B { }", "@new A(1) fn() {}; class B() {}"),
    ("struct A { int b; }", "class A() {let b: int}"),
    (
        "interface A : B { int C { get; } void D(); }",
        "class A(B) {let C: int; fn D[this]() -> void {}}",
    ),
    (
        'record A(int B, string C = "x") : D(B) { int E { get; init; } }',
        "class A(D) {let B: int; let C: string; fn __init__[this](B: int, C: string = 'x') {base(B); this.B = B; this.C = C}; let E: int}",
    ),
    ("record struct A(int B);", "class A() {let B: int; fn __init__[this](B: int) {this.B = B}}"),
    (
        "class A(int b) { int c = b; }",
        "class A() {let b: int; fn __init__[this](b: int) {this.b = b}; let c: int = b}",
    ),
    ("enum A : byte { B = 1, C = B | 2, D }", "class A() {let B = 1; let C = (B | 2); let D}"),
    ("delegate void A(int b);", ""),
    ("class A { class B { } }", "class A() {class B() {}}"),
    ("#if A\nusing B;\n#endif", "import B.*"),
    (
        "#if A\nusing B;\nclass C { }\n#else\nusing D;\n#endif",
        "import B.*; import D.*; if  {class C() {}} else {}",
    ),
    (
        "class A {\n#if B\n  int C = 1;\n#else\n  int C = 2;\n#endif\n}",
        "class A() {if  {let C: int = 1} else {let C: int = 2}}",
    ),
]


MEMBERS = [
    ("public static readonly A B = A.C | A.D;", "let B: A = (A.C | A.D)"),
    ("const int A = 1, B = 2;", "let A: int = 1; let B: int = 2"),
    ("int a;", "let a: int"),
    ("event A B;", "let B: A"),
    (
        "event A B { add { F(); } remove => G(); }",
        "fn add_B[this](value) {F()}; fn remove_B[this](value) {G()}",
    ),
    ("A B { get; set; } = new();", "let B: A = new A()"),
    ("A B { get; } = (A)3072;", "let B: A = <A>3072"),
    ("required A B { get; set; }", "let B: A"),
    ("A B => new() { C = 1 };", "fn B[this]() -> A {return new A(){'C': 1}}"),
    ("static int A => 1;", "fn A() -> int {return 1}"),
    (
        "int A { get { return b; } private set { b = value; } }",
        "fn A[this]() -> int {return b}; fn set_A[this](value: int) {b = value}",
    ),
    (
        "int A { get => b; init => b = value; }",
        "fn A[this]() -> int {return b}; fn set_A[this](value: int) {b = value}",
    ),
    ("int A { get; set => F(value); }", "let A: int; fn set_A[this](value: int) {F(value)}"),
    (
        "int this[int a] { get { return 1; } set { F(a); } }",
        "fn Item[this](a: int) -> int {return 1}; fn set_Item[this](a: int, value: int) {F(a)}",
    ),
    ("int this[int a] => 1;", "fn Item[this](a: int) -> int {return 1}"),
    ("A(int a, params B[] b) : base(a) { F(); }", "fn __init__[this](a: int, b: B) {base(a); F()}"),
    ("A() : this(1) { }", "fn __init__[this]() {this(1)}"),
    ("A() => F();", "fn __init__[this]() {F()}"),
    ("static A() { F(); }", "{F()}"),
    ("~A() { F(); }", "fn Finalize[this]() {F()}"),
    (
        "void F(ref int a, out A.B<C> b, this int[] c, [X] int? d = null) { }",
        "fn F[this](a: int, b: A.B, c: int, d: int = None) -> void {}",
    ),
    (
        "static async Task<A> F<T>(T a = default) where T : new() { return new(); }",
        "fn F(a: T = <T>0) -> A {return new A()}",
    ),
    ("static A F() => new(1);", "fn F() -> A {return new A(1)}"),
    ("void F() => G();", "fn F[this]() -> void {G()}"),
    ("async Task F() => await G();", "fn F[this]() {G()}"),
    ("int F() => throw new A();", "fn F[this]() -> int {raise new A()}"),
    ("int A.F() { return 1; }", "fn F[this]() -> int {return 1}"),
    ("partial void F();", "fn F[this]() -> void {}"),
    ('[A("x")] [B.C(D = 1)] void F() { }', "@new A('x') @new B.C(D=1) fn F[this]() -> void {}"),
    ("static A operator +(A a, A b) => a;", "fn operator +(a: A, b: A) -> A {return a}"),
    ("static implicit operator int(A a) => 1;", "fn operator(a: A) -> int {return 1}"),
]


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    wrapped = body(f"x = F({source});")
    assert wrapped == f"x = F({expected})"


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert body(source) == expected


@pytest.mark.parametrize(("source", "expected"), UNITS)
def test_units(source: str, expected: str) -> None:
    assert shape(lowered(source)) == expected


@pytest.mark.parametrize(("source", "expected"), MEMBERS)
def test_members(source: str, expected: str) -> None:
    assert shape(lowered(f"class A {{ {source} }}")) == f"class A() {{{expected}}}"


CUT = [
    # one body, two headers
    (
        "#if A\n void F(int a)\n#else\n void F()\n#endif\n { x.y = 1; }",
        "fn F[this](a: int) -> void {x.y = 1}",
    ),
    ("#if !A\n void F(int a) {\n#else\n void F() {\n#endif\n G(); }", "fn F[this]() -> void {G()}"),
    # a condition around a statement, opened and closed by groups of the same symbol
    (
        "void F() {\n#if A\n if (a) {\n#endif\n G();\n#if A\n }\n#endif\n}",
        "fn F[this]() -> void {if a {G()}}",
    ),
    (
        "void F() { if (a) {}\n#if A\n else if (b) { G(); }\n#endif\n}",
        "fn F[this]() -> void {if a {} else if b {G()}}",
    ),
    (
        "void F() { var a = b\n#if A\n .G()\n#elif B && (C == true)\n .H()\n#endif\n .I(); }",
        "fn F[this]() -> void {let a = b.G().I()}",
    ),
    (
        "void F() { switch (a) {\n#if A\n case 1: return;\n#endif\n case 2: G(); break; } }",
        "fn F[this]() -> void {switch a {case 1: return case 2: G()}}",
    ),
    # what does not cut stays a branch
    (
        "void F() {\n#if A\n G();\n#else\n H();\n#endif\n if (a\n#if B\n && b\n#endif\n) {} }",
        "fn F[this]() -> void {if  {G()} else {H()}; if (a && b) {}}",
    ),
]


@pytest.mark.parametrize(("source", "expected"), CUT)
def test_directives_that_cut_through_a_statement(source: str, expected: str) -> None:
    unmarked = lowered(f"class A {{\n{source}\n}}", range(0))
    assert shape(unmarked) == f"class A() {{{expected}}}"


def test_the_arm_that_a_rule_asks_for_is_kept() -> None:
    source = "x = a\n#if A\n .F()\n#else\n .Wanted()\n#endif\n;"
    text = source.encode()
    assert b"Wanted" not in decide(text, ())
    kept = decide(text, [text.index(b"Wanted")])
    assert b"Wanted" in kept
    assert b"F()" not in kept
    assert len(kept) == len(text)


@pytest.mark.parametrize(
    "source",
    [
        "#endif\n",
        "#if A\n",
        "#else\n#if\n#endif",
        "#if ((A\n(\n#endif",
        "#if !\n(\n#elif\n#endif",
        "a\n#if A\n#if B\n)\n#endif\n#endif",
    ],
)
def test_broken_directives(source: str) -> None:
    assert len(decide(source.encode(), ())) == len(source)


def test_strings() -> None:
    assert raw('"""\n    a\n     b\n    """') == "a\n b"
    assert raw('""""a"""b""""') == 'a"""b'
    assert quoted('"open') == "open"
    assert quoted(r'"\U0001F600\q"') == "\U0001f600q"
    assert [number(n) for n in ("0x", "1e", "0b2", "x")] == [None] * 4


def test_spans() -> None:
    source = """class É {
  string[] v = {"TLSv1"};
  void m() {
    (A.B("TLSv1")).b . C<int>(d = 0x1, e[1]);
    var h = new H(1) { P = S.Tls };
    a?.b?.c();
  }
}"""
    text = source.encode()
    found: dict[str, list[str]] = {}
    for node in walk(lowered(source)):
        found.setdefault(type(node).__name__, []).append(text[node.start : node.end].decode())
        if isinstance(node, s.Attr):
            assert text[node.name_start :].decode().startswith(node.name)
    assert '"TLSv1"' in found["Lit"]
    assert "0x1" in found["Lit"]
    assert '(A.B("TLSv1")).b . C<int>(d = 0x1, e[1])' in found["Call"]
    assert "new H(1) { P = S.Tls }" in found["Call"]
    assert "P = S.Tls" in found["Field"]
    assert "d = 0x1" in found["Arg"]
    assert "a?.b" in found["Attr"]
    assert 'v = {"TLSv1"}' in found["Assign"]


def test_what_no_rule_asks_for_is_skipped() -> None:
    long = " + ".join(["abcdefgh"] * 100)
    source = f"class A {{ [X(1)] int a = {long}; void F() {{ G({long}); H(); }} }}"
    assert (
        shape(lowered(source, range(0)))
        == "class A() {let a: int = ?(); fn F[this]() -> void {H()}}"
    )
    assert not any(n.relevant for n in walk(lowered(source, range(0))) if isinstance(n, s.Func))


HALF = [
    "class A { void m() { ctx. ; x.P = S.Tls; } }",
    "class A { void m() { if (a { x.P = S.Tls; }",
    "class A { int x = ; void F( { x.P = S.Tls; }",
    "x.P = S.Tls",
    "class A : B { <<<<<<< HEAD\n void m() { x.P = S.Tls; }\n=======\n }",
    "void F() { x.P = S.Tls; } }",
]


@pytest.mark.parametrize("source", HALF)
def test_half_written_code_keeps_its_facts(source: str) -> None:
    names = [n.name for n in walk(lowered(source)) if isinstance(n, s.Attr)]
    assert names.count("Tls") == 1


def test_a_type_without_its_end_opens_its_name() -> None:
    (class_,) = (
        x for x in lowered("class A : B { int c = 1; void F() { (") if isinstance(x, s.Class)
    )
    assert class_.name == "A"


DEEP = {
    "parentheses": ("(", "a", ")"),
    "calls": ("f(", "a", ")"),
    "methods": ("a.f(out ", "a", ")"),
    "indexes": ("a[", "a", "]"),
    "constructions": ("new F { A = ", "a", "}"),
    "nested": ("new F { A = { A = ", "a", "}}"),
    "collections": ("[", "a", "]"),
    "tuples": ("(a, ", "a", ")"),
    "lambdas": ("x => ", "a", ""),
    "ternaries": ("a ? b : ", "a", ""),
    "coalescing": ("a ?? ", "a", ""),
    "not": ("!", "a", ""),
    "casts": ("(A)", "a", ""),
    "patterns": ("a is not (", "b", ")"),
    "switches": ("a switch { 1 => ", "a", "}"),
    "assignments": ("a = ", "a", ""),
}
DEEP_STATEMENTS = {
    "ifs": ("if (a) { ", "", " }"),
    "elses": ("if (a) { } else ", "{ }", ""),
    "blocks": ("{", "", "}"),
    "usings": ("using (a) ", "{ }", ""),
    "functions": ("void F() {", "", "}"),
    "directives": ("\n#if A\n", "F();", "\n#endif\n"),
    "try": ("try {", "", "} finally { }"),
}


@pytest.mark.parametrize("kind", [*DEEP, *DEEP_STATEMENTS])
def test_depth(kind: str) -> None:
    before, core, after = DEEP.get(kind) or DEEP_STATEMENTS[kind]
    nested = before * 5000 + core + after * 5000
    source = nested if kind in DEEP_STATEMENTS else f"A<A> x = {nested};"
    assert sum(1 for _ in walk(lowered(f"class A {{ void m() {{ {source} }} }}")))


LONG = {
    "sums": ("x = " + '"a" + ' * 2000 + "b;", s.Binary),
    "calls": ("a" + ".b(1)" * 2000 + ".c();", s.Call),
    "members": ("x = a" + "?.b" * 2000 + ";", s.Attr),
    "cases": ("switch (a) { " + "case 1: F(); break; " * 2000 + "}", s.Do),
    "arms": ("x = a switch { " + "1 => 2, " * 2000 + "};", s.Other),
    "elif": ("\n#if A\nF();" + "\n#elif A\nF();" * 2000 + "\n#endif\n", s.Do),
}


@pytest.mark.parametrize("kind", LONG)
def test_length(kind: str) -> None:
    source, wanted = LONG[kind]
    nodes = walk(lowered(f"class A {{ void m() {{ {source} }} }}"))
    assert any(isinstance(n, wanted) for n in nodes)


SEEDS = [f"class A {{ void m() {{\n{e}\n}} }}" for e, _ in STATEMENTS]
SEEDS += [f"x = {e};" for e, _ in EXPRESSIONS]
SEEDS += [e for e, _ in UNITS] + [f"class A {{ {e} }}" for e, _ in MEMBERS + CUT]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(
            st.integers(0, 200),
            st.integers(0, 6),
            st.sampled_from([*"(){}[];,.=\"'#$@<>:?!\n", "é", "", "new", "#if A\n", "\n#endif\n"]),
        ),
        max_size=4,
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
