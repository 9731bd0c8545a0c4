"""Java lowered to the common syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import java
from tlslint.languages.base import parse
from tlslint.languages.java_literals import number, string


def lowered(source: str, marks: range | None = None) -> tuple[s.Stmt, ...]:
    text = source.encode()
    module, function = java.GRAMMAR
    root = parse(module, text, function).root_node
    return java.lower(root, text, range(len(text)) if marks is None else marks)


def body(source: str) -> str:
    """The shape of statements inside a method."""
    (class_,) = lowered(f"class A {{ void m() {{ {source} }} }}")
    assert isinstance(class_, s.Class)
    (method,) = class_.body
    assert isinstance(method, s.Define)
    return shape(method.func.body())


def value(source: str) -> str:
    """The shape of an expression."""
    return body(f"x = {source};").removeprefix("x = ")


EXPRESSIONS = [
    # names, members, calls
    ("a", "a"),
    ("this.x", "this.x"),
    ("super.x", "super.x"),
    ("A.this.x", "A.this.x"),
    ("A.super.x", "A.super.x"),
    ("A.super.f()", "A.super.f()"),
    ("a.b.c(1).d[2].e", "a.b.c(1).d[2].e"),
    ("f(a, /* no */ b)", "f(a, b)"),
    ("a.<T>f()", "a.f()"),
    ("(a).f()", "a.f()"),
    ("((a))", "a"),
    ("String.class", "String.class"),
    ("int[].class", "int.class"),
    # constructions
    ("new F(1)", "new F(1)"),
    ("new a.b.F<String>()", "new a.b.F()"),
    ("new F<>()", "new F()"),
    ("new @X F()", "new F()"),
    ("o.new In(1)", "new In(1)"),
    ("new F() { void g() {} }", "inline(class (F) {fn g[this]() {}})"),
    ("new F(a) { int b = 1; }", "inline(class (F) {super(a); let b: int = 1})"),
    ('new F() {{ put("a"); }}', "inline(class (F) {{put('a')}})"),
    # arrays
    ('new String[] {"a", "b"}', "['a', 'b']"),
    ("new int[][] {{1}, {2}}", "[[1], [2]]"),
    ("new String[0]", "[]"),
    ("new String[2]", "[?(), ?()]"),
    ("new String[n]", "[?(n)]"),
    ("new String[2][3]", "?(2, 3)"),
    ("new String[2][]", "[?(), ?()]"),
    ("new String[99]", "[?(99)]"),
    # operators
    ('"TLSv" + 1 + a', "(('TLSv' + 1) + a)"),
    ("a | b & ~c ^ d << 1", "(a | ((b & (~c)) ^ (d << 1)))"),
    ("a && !b || c == d", "((a && (!b)) || (c == d))"),
    ("a >>> 1", "(a >>> 1)"),
    ("-1", "(-1)"),
    ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
    ("(String) a", "<String>a"),
    ("(A & B) a", "<A>a"),
    ("(List<String>[]) a", "<List>a"),
    ("a instanceof B", "(a instanceof B)"),
    ("a instanceof B b", "(inline(let b: B = <B>a) instanceof B)"),
    ("a instanceof final B b && b.c()", "((inline(let b: B = <B>a) instanceof B) && b.c())"),
    ("a instanceof P(int i, var v)", "?(a, ?(inline(let i: int = <int>?()), inline(let v = ?())))"),
    ("a instanceof P(Q(int i))", "?(a, ?(?(inline(let i: int = <int>?()))))"),
    ("f(y = 1)", "f(inline(y = 1))"),
    ("y++ + --z", "(inline(y += 1) + inline(z -= 1))"),
    # functions
    ("() -> f()", "fn() {return f()}"),
    ("a -> a", "fn(a) {return a}"),
    ("(a, b) -> { return a; }", "fn(a, b) {return a}"),
    ("(final int a, T... b) -> 1", "fn(a: int, b: T) {return 1}"),
    ("a -> b -> c = 1", "fn(a) {return fn(b) {return inline(c = 1)}}"),
    ("A::f", "A.f"),
    ("A::new", "A.new"),
    ("int[]::new", "int.new"),
    ("this::f", "this.f"),
    ("super::f", "super.f"),
    ("List<String>::new", "List.new"),
    ("a.b()::c", "a.b().c"),
    # literals
    ('"a\\n\\"\\u0041\\101\\\\n"', repr('a\n"AA\\n')),
    ('"\\uD83D\\uDE00"', repr("😀")),
    ("'a'", "'a'"),
    ("'\\''", '"\'"'),
    ("0x1F + 0xFFL", "(31 + 255)"),
    ("017 + 0b11 + 1_000L", "((15 + 3) + 1000)"),
    ("1.5f + 1e3 + 2d + .5", "(((1.5 + 1000.0) + 2.0) + 0.5)"),
    ("0x1.8p1", "3.0"),
    ("null", "None"),
    ("true", "True"),
    ('STR."a \\{b} c"', "format('a ', b, ' c')"),
    # switch as an expression
    ("switch (a) { case 1 -> 2; default -> 3; }", "((a == 1) ? 2 : 3)"),
    ("switch (a) { case 1, 2 -> 3; default -> 4; }", "(((a == 1) || (a == 2)) ? 3 : 4)"),
    ("switch (a) { case B -> 1; case C -> 2; }", "((a == B) ? 1 : 2)"),
    ("switch (a) { case B -> 1; case C -> 2; default -> throw e; }", "((a == B) ? 1 : 2)"),
    ("switch (a) { case B -> { yield 1; } default -> { throw e; } }", "1"),
    (
        "switch (a) { case 1: case 2: yield 3; default: yield 4; }",
        "(((a == 1) || (a == 2)) ? 3 : 4)",
    ),
    (
        "switch (a) { case 1 -> { f(); yield 2; } default -> 3; }",
        "((a == 1) ? fn() {f(); return 2}() : 3)",
    ),
    (
        "switch (a) { case T t when t.b() -> 1; case P(var p) -> 2; case null, default -> 3; }",
        "((?(inline(let t: T = <T>a)) && t.b()) ? 1 : (?(inline(let p = ?())) ? 2 : 3))",
    ),
]


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    assert value(source) == expected


STATEMENTS = [
    # variables
    ("int a;", "let a: int"),
    ('final String a = "b", c[] = {};', "let a: String = 'b'; let c: String = []"),
    ("var a = 1;", "let a = 1"),
    ("List<? extends T> a;", "let a: List"),
    ("a.b.C<D>.E[] f;", "let f: a.b.C.E"),
    ("java.util.@X List<String> w;", "let w: java.util.List"),
    ('@SuppressWarnings("x") int a = 1;', "SuppressWarnings('x'); let a: int = 1"),
    ("a.b = c; a[1] = 2;", "a.b = c; a[1] = 2"),
    ("a |= 1; a >>>= 2; a++; --a;", "a |= 1; a >>>= 2; a += 1; a -= 1"),
    ("a = b = c += 1;", "a, b = inline(c += 1)"),
    ("f(); new A(); ;", "f(); new A()"),
    # branches
    ("if (a) b(); else if (c) { d(); } else e();", "if a {b()} else if c {d()} else {e()}"),
    ("if (a) { b(); }", "if a {b()}"),
    (
        "if (!(a instanceof B b)) return; b.c();",
        "if (!(inline(let b: B = <B>a) instanceof B)) {return}; b.c()",
    ),
    (
        "switch (a) { case 1: case X.Y: b(); break; default: c(); }",
        "switch a {case 1, X.Y: b() default: c()}",
    ),
    (
        "switch (a) { case 1: { b(); break; } case 2: if (c) { break; } else { return; } case 3: }",
        "switch a {case 1: {b()} case 2: if c {} else {return} case 3: }",
    ),
    (  # what falls through goes on with the next body
        "switch (a) { case 1: b(); case 2: c(); case 3: d(); break; default: e(); }",
        "switch a {case 1: b(); c(); d() case 2: c(); d() case 3: d() default: e()}",
    ),
    (
        "l: while (a) { switch (b) { case 1: break l; case 2: continue; case 3: break; } }",
        "loop {a; switch b {case 1: break case 2: continue case 3: }}",
    ),
    (
        "switch (a) { case B, C -> d(); case null, default -> { e(); } case D -> throw f; }",
        "switch a {case B, C: d() default: {e()} case D: raise f}",
    ),
    (
        "switch (a) { case T t when b -> c(); default -> {} }",
        "switch a {case (?(inline(let t: T = <T>a)) && b): c() default: {}}",
    ),
    # loops
    ("while (a) b();", "loop {a; b()}"),
    ("do { b(); } while (a);", "loop {b(); a}"),
    ("for (;;) { break; }", "loop {break}"),
    (
        "for (int i = 0, j; i < 1; i++, f()) a();",
        "{let i: int = 0; let j: int; loop {(i < 1); a(); i += 1; f()}}",
    ),
    ("for (i = 0; ; ) {}", "{i = 0; loop {}}"),
    ("for (final String s : a) b(s);", "{let s: String; loop s in a {b(s)}}"),
    ("for (var s : a) { continue; }", "loop s in a {continue}"),
    # leaving
    ("return; return a; throw b; l: { break l; }", "return; return a; raise b; {break}"),
    # blocks
    ("{ a(); }", "{a()}"),
    ("synchronized (a) { b(); }", "{a; b()}"),
    ('assert a : "b";', "a; 'b'"),
    (
        "try { a(); } catch (final A | B e) { b(); } catch (C e) {} finally { c(); }",
        "try {a()} catch {b()} catch {} finally {c()}",
    ),
    ("try (A a = b(); c; this.d) { e(); }", "{let a: A = b(); c; this.d; e()}"),
    ("try (var a = b()) { c(); } catch (E e) {}", "try {{let a = b(); c()}} catch {}"),
    ("class L {} f();", "class L() {}; f()"),
    ('String s = """\n    a\\n\n      b\\\n    c \n    """;', "let s: String = 'a\\n\\n  bc\\n'"),
]


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert body(source) == expected


UNITS = [
    ("package a.b; import a.b.C;", "import a.b.*; import C=a.b.C"),
    ("import javax.net.ssl.*;", "import javax.net.ssl.*"),
    ("import static a.B.c;", "import c=a.B.c"),
    ("import static a . B.*;", "import a.B.*"),
    ("module a { requires b; }", ""),
    ("class A<T extends X> extends B<T> implements C, d.E {}", "class A(B, C, d.E) {}"),
    ("interface I extends J, K {}", "class I(J, K) {}"),
    ("sealed interface I permits J {}", "class I() {}"),
    ('@X("y") @Z class A {}', "X('y'); class A() {}"),
    ("enum E implements I { A, B; }", "class E(I) {let A; let B}"),
    (
        'enum E { A("x") { int f() { return 1; } }, @Y("z") B("y"); String s; E(String s) {} }',
        "class E() {let A = new E('x'); class (E) {fn f[this]() -> int {return 1}}; Y('z'); "
        "let B = new E('y'); let s: String; fn __init__[this](s: String) {}}",
    ),
    (
        '@interface A { String value() default "x"; int c = 1; String[] d(); }',
        "class A() {fn value[this]() -> String {return 'x'}; let c: int = 1; "
        "fn d[this]() -> String {}}",
    ),
    (
        "record P(String a, int... b) { static int c = 1; }",
        "class P() {let a: String; let b: int; "
        "fn __init__[this](a: String, b: int) {this.a = a; this.b = b}; let c: int = 1; "
        "fn a[this]() -> String {return this.a}; fn b[this]() -> int {return this.b}}",
    ),
    (
        "record P(int a) { P { f(); } public int a() { return 2; } }",
        "class P() {let a: int; fn __init__[this](a: int) {f(); this.a = a}; "
        "fn a[this]() -> int {return 2}}",
    ),
    (
        "record P(int a) { P(int a) { this.a = 3; } P() { this(1); } int a() { return 2; } }",
        "class P() {let a: int; fn __init__[this](a: int) {this.a = 3}; "
        "fn __init__[this]() {this(1)}; fn a[this]() -> int {return 2}}",
    ),
]

MEMBERS = [
    ('private static final String A = "b";', "let A: String = 'b'"),
    ("int a, b[] = {1};", "let a: int; let b: int = [1]"),
    ("static { a(); } { b(); }", "{a()}; {b()}"),
    ("A() { super(1); }", "fn __init__[this]() {super(1)}"),
    ("A() { this(1); a(); }", "fn __init__[this]() {this(1); a()}"),
    ("A() { o.super(1); }", "fn __init__[this]() {o.super(1)}"),
    ("<T> A(T a) throws B { <T>this(a); }", "fn __init__[this](a: T) {this(a)}"),
    ("static int f(final T<U> a, int b[], V... c) { }", "fn f(a: T, b: int, c: V) -> int {}"),
    ("void f(A this, int b) {}", "fn f[this](b: int) {}"),
    ("int f()[] { return g; }", "fn f[this]() -> int {return g}"),
    ("abstract A f(); native void g();", "fn f[this]() -> A {return ?()}; fn g[this]() {}"),
    ("class B { enum C { D } }", "class B() {class C() {let D}}"),
    (
        '@Value("${a:TLSv1}") private String v;',
        "Value('${a:TLSv1}'); let v: String = (configured('a') || 'TLSv1')",
    ),
    (
        '@A(b = "x", c = {1, 2}, d = @E("y")) @F void n(@Value("w") int q) {}',
        "@A(b='x', c=[1, 2], d=E('y')) @Value('w') fn n[this](q: int) {}",
    ),
]


@pytest.mark.parametrize(("source", "expected"), UNITS)
def test_units(source: str, expected: str) -> None:
    assert shape(lowered(source)) == expected


@pytest.mark.parametrize(("source", "expected"), MEMBERS)
def test_members(source: str, expected: str) -> None:
    assert shape(lowered(f"class A {{ {source} }}")) == f"class A() {{{expected}}}"


def test_interfaces() -> None:
    interface = "interface I { String X = 1; default void m() {} static void n() {} int k(); }"
    assert shape(lowered(interface)) == (
        "class I() {let X: String = 1; fn m[this]() {}; fn n() {}; fn k[this]() -> int {return ?()}}"
    )


def test_a_switch_that_only_throws_is_unknown() -> None:
    assert value("switch (a) { default -> throw e; }").startswith("?(a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""\n   a\n  b"""', " a\nb"),
        ('"""\n   a\n  """', " a\n"),
        ('"""\r\n  a\r\n\r\n  b\t \r\n  """', "a\n\nb\n"),
        ('"""\n  a\\s\n  \\"""b"""', 'a \n"""b'),
        ('"""broken', "broken"),
        ('"open', "open"),
        ('"\\uuu0041\\0\\377\\q"', "A\0ÿq"),
        ('"\\uD83D"', "�"),
        ("", ""),
    ],
)
def test_strings(source: str, expected: str) -> None:
    assert string(source) == expected


def test_malformed_numbers_are_unknown() -> None:
    assert [number(n) for n in ("08", "0x", "1__e", "")] == [None] * 4
    assert number("0") == 0
    assert number("0L") == 0


def test_spans() -> None:
    source = """class É {
  String[] v = {"TLSv1"};
  void m() {
    (SSLContext.getInstance("TLSv1")).b . c(d = 0x1, e[1]);
    char c = 'x';
  }
}"""
    text = source.encode()
    found: dict[str, list[str]] = {}
    for node in walk(lowered(source)):
        found.setdefault(type(node).__name__, []).append(text[node.start : node.end].decode())
        if isinstance(node, s.Attr):
            assert text[node.name_start : node.end].decode() == node.name
    assert sorted(found["Lit"]) == ['"TLSv1"', '"TLSv1"', "'x'", "0x1", "1"]
    assert found["Seq"] == ['{"TLSv1"}']
    assert found["Index"] == ["e[1]"]
    assert found["Inline"] == ["d = 0x1"]
    whole = '(SSLContext.getInstance("TLSv1")).b . c'
    assert sorted(found["Attr"]) == [whole[:-4], whole, "SSLContext.getInstance"]
    assert whole + "(d = 0x1, e[1])" in found["Call"]
    assert 'String[] v = {"TLSv1"};' in found["Assign"]
    assert whole + "(d = 0x1, e[1]);" in found["Do"]


def test_what_no_rule_asks_for_is_skipped() -> None:
    long = " + ".join(["abcdefgh"] * 100)
    source = f"class A {{ @X(1) int a = {long}; void f() {{ g({long}); h(); }} }}"
    assert shape(lowered(source, range(0))) == "class A() {let a: int = ?(); fn f[this]() {h()}}"
    assert not any(n.relevant for n in walk(lowered(source, range(0))) if isinstance(n, s.Func))


HALF = [
    'class A { void m() { ctx. ; SSLContext.getInstance("TLSv1").createSSLEngine(); } }',
    'class A { void m() { if (a { SSLContext.getInstance("TLSv1").createSSLEngine(); }',
    'class A { int x = ; } void f() { SSLContext.getInstance("TLSv1").createSSLEngine(); }',
    'SSLContext.getInstance("TLSv1");',
    'class A { <<<<<<< HEAD\n void m() { SSLContext.getInstance("TLSv1").createSSLEngine(); }\n=======\n }',
]


@pytest.mark.parametrize("source", HALF)
def test_half_written_code_keeps_its_facts(source: str) -> None:
    literals = [n.value for n in walk(lowered(source)) if isinstance(n, s.Lit)]
    assert literals.count("TLSv1") == 1


DEEP = {
    "parentheses": ("(", "a", ")"),
    "calls": ("f(", "a", ")"),
    "methods": ("a.f(", "a", ")"),
    "constructions": ("new F(", "a", ")"),
    "anonymous": ("new F() { Object q = ", "a", "; }"),
    "initializers": ("new F() {{ q(", "a", "); }}"),
    "ternaries": ("a ? b : ", "a", ""),
    "negations": ("!", "a", ""),
    "casts": ("(A) ", "a", ""),
    "arrays": ("new A[] {", "a", "}"),
    "indices": ("a[", "a", "]"),
    "assignments": ("a += ", "a", ""),
    "sums": ("a + (", "a", ")"),
    "lambdas": ("() -> ", "a", ""),
    "switches": ("switch (x) { case 1 -> ", "a", "; default -> 2; }"),
    "yields": ("switch (x) { case 1 -> { f(); yield ", "a", "; } default -> 2; }"),
    "patterns": ("x instanceof A a && (", "a", ")"),
    "half": ("f(new A() {", "", ""),
}
DEEP_STATEMENTS = {
    "if": ("if (x) {", "y();", "}"),
    "else": ("if (x) y(); else ", "y();", ""),
    "loops": ("while (x) ", "y();", ""),
    "blocks": ("{", "y();", "}"),
    "try": ("try (A a = b) {", "y();", "} finally { z(); }"),
    "cases": ("switch (x) { case 1: ", "y();", "}"),
    "classes": ("class A { void m() {", "y();", "} }"),
    "enums": ("enum A { B(1) {", "", "} }"),
}


@pytest.mark.parametrize("kind", [*DEEP, *DEEP_STATEMENTS])
def test_depth(kind: str) -> None:
    before, core, after = DEEP.get(kind) or DEEP_STATEMENTS[kind]
    nested = before * 5000 + core + after * 5000
    source = nested if kind in DEEP_STATEMENTS else f"x = {nested};"
    assert sum(1 for _ in walk(lowered(f"class A {{ void m() {{ {source} }} }}")))


LONG = {
    "sums": ("x = " + '"a" + ' * 2000 + "b;", s.Binary),
    "calls": ("a" + ".b(1)" * 2000 + ".c();", s.Call),
    "members": ("x = a" + ".b" * 2000 + ";", s.Attr),
    "indices": ("x = a" + "[1]" * 2000 + ";", s.Index),
    "elses": ("if (a) b(); else " * 2000 + "c();", s.Do),
    "rules": ("x = switch (a) { " + "case 1 -> 2; " * 2000 + "case 3 -> 4; };", s.Cond),
    "cases": ("switch (a) { " + "case 1: f(); break; " * 2000 + "}", s.Do),
}


@pytest.mark.parametrize("kind", LONG)
def test_long_rows_are_whole(kind: str) -> None:
    source, type_ = LONG[kind]
    nodes = walk(lowered(f"class A {{ void m() {{ {source} }} }}"))
    assert sum(isinstance(n, type_) for n in nodes) >= 2000


SNIPPETS = [
    *(f"class A {{ void m() {{ x = {e}; }} }}" for e, _ in EXPRESSIONS),
    *(f"class A {{ void m() {{ {e} }} }}" for e, _ in STATEMENTS),
    *(f"class A {{ {e} }}" for e, _ in MEMBERS),
    *(e for e, _ in UNITS),
]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SNIPPETS),
    st.lists(
        st.tuples(
            st.integers(0, 200),
            st.integers(0, 6),
            st.sampled_from(
                ["", "(", ")", "{", "}", ";", '"', "\\", ".", "case ", "é", "...", "@"]
            ),
        ),
        max_size=4,
    ),
)
def test_mutated_code_never_raises(source: str, edits: list[tuple[int, int, str]]) -> None:
    for at, length, insert in edits:
        source = source[:at] + insert + source[at + length :]
    size = len(source.encode())
    for node in walk(lowered(source)):
        if hasattr(node, "start"):
            assert 0 <= node.start <= node.end <= size
        if isinstance(node, s.Attr):
            assert node.start <= node.name_start <= node.end
