"""Go lowered to the common syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import go
from tlslint.languages.base import parse
from tlslint.languages.go_types import package_name
from tlslint.languages.gobuild import built_by


def lowered(source: str, marks: range | None = None) -> tuple[s.Stmt, ...]:
    text = source.encode()
    root = parse(go.GRAMMAR[0], text, go.GRAMMAR[1]).root_node
    return go.lower(root, text, range(len(text)) if marks is None else marks)


def body(source: str) -> str:
    """The shape of statements inside a function."""
    (define,) = lowered(f"package a\nfunc f() {{\n{source}\n}}\n")
    assert isinstance(define, s.Define)
    return shape(define.func.body())


FILES = [
    ('import "crypto/tls"', "import tls=crypto/tls"),
    (
        'import (\n"net/http"\nt "crypto/tls"\n. "fmt"\n_ "x/y"\n"C"\n)',
        "import http=net/http; import t=crypto/tls; import fmt.*; import C=C",
    ),
    ('import "github.com/go-redis/redis/v8"', "import redis=github.com/go-redis/redis/v8"),
    ("import `a/b`", "import b=a/b"),
    ('const A = "x"', "let A = 'x'"),
    ("const A, B uint16 = 1, 2", "let A: uint16 = 1; let B: uint16 = 2"),
    (
        'const (\nA = iota\nB\nC = "x"\nD\n)',
        "let A = 0; let B = 1; let C = 'x'; let D = 'x'",
    ),
    ("var x tls.Config", "let x: tls.Config"),
    ("var x *tls.Config", "let x: tls.Config = None"),
    ("var x, y []tls.Config", "let x: tls.Config = []; let y: tls.Config = []"),
    ("var x map[string]T", "let x: ?() = {}"),
    ("var (\na, b = 1, 2\nc T = d\n)", "let a = 1; let b = 2; let c: T = d"),
    ("var a, b = f()", "let [a, b] = f()"),
    (
        'type T struct {\ntls.Config\n*Base\na, b int `json:"x"`\nc []*tls.Config\n}',
        "class T(tls.Config, Base) {let a: int; let b: int; let c: tls.Config}",
    ),
    ("type T[K any] struct { k K; G[int] }", "class T(G) {let k: K}"),
    ("type T tls.Config", "class T(tls.Config) {}"),
    ("type T = U", "class T(U) {}"),
    (
        'import "crypto/tls"\ntype T = tls.Config',
        "import tls=crypto/tls; import T=crypto/tls.Config",
    ),
    ("type (\nI interface { M() }\nF func(int)\nM map[string]int\nV uint16\n)", ""),
    ("type V uint16\nvar x = V(1)", "let x = <V>1"),
    ('var m = M{"a": {1}}\ntype M map[string]T', "let m = {'a': new T(1)}"),
    (
        "func f(a, b int, c ...T, d *tls.Config) error { return nil }",
        "fn f(a: int, b: int, c: T, d: tls.Config) -> error {return None}",
    ),
    (
        "func f[T any](int, string) (T, error) { return a, nil }",
        "fn f(: int, : string) -> [T, error] {return [a, None]}",
    ),
    (
        "func f() (a *T, err error) { return }",
        "fn f() -> [T, error] {let a: T = None; let err: error; return [a, err]}",
    ),
    (
        "func f() (a T) { g(func() { return }); return }",
        "fn f() -> T {let a: T; g(fn() {return}); return a}",
    ),
    ("func (t *T) M() { t.a = 1 }", "class T() {fn M[t]() {t.a = 1}}"),
    ("func (T[K]) M() {}", "class T() {fn M[_]() {}}"),
    ("func f()", "fn f() {}"),
]
EXPRESSIONS = [
    ("a.b.c", "a.b.c"),
    ("f(1, xs...)", "f(1, *xs)"),
    ("a[1]", "a[1]"),
    ("a[1:2]", "?(a, 1, 2)"),
    ("(&a).b", "a.b"),
    ("*p", "p"),
    ("<-ch", "?(ch)"),
    ("^a", "(~a)"),
    ("!a && -b > +c", "((!a) && ((-b) > (+c)))"),
    ("a &^ b | c", "((a & (~b)) | c)"),
    (r'"a\n\x41\u00e9\101\xc3\xa9\U0001F600\""', "'a\\nAéAé😀\"'"),
    (r"`a\n`", "'a\\\\n'"),
    ("'a'", "'a'"),
    (r"'\''", '"\'"'),
    ("0x_1F", "31"),
    ("0b11", "3"),
    ("0o17", "15"),
    ("017", "15"),
    ("1_000", "1000"),
    ("1.5e3", "1500.0"),
    ("0x1p-2", "0.25"),
    ("3i", "?()"),
    ("nil", "None"),
    ("true", "True"),
    (
        "&tls.Config{MinVersion: tls.VersionTLS10}",
        "new tls.Config(){'MinVersion': tls.VersionTLS10}",
    ),
    ("T{}", "new T()"),
    ("T[int]{a: 1}", "new T(){'a': 1}"),
    ("T{1, b}", "new T(1, b)"),
    ('http.Header{"A": {"b"}}', "{'A': ['b']}"),
    ("[]uint16{1, 2}", "[1, 2]"),
    ('[...]string{0x301: "a"}', "{769: 'a'}"),
    ("[]tls.Certificate{{Leaf: nil}, c}", "[new tls.Certificate(){'Leaf': None}, c]"),
    ("[]*T{{1}, &T{2}}", "[new T(1), new T(2)]"),
    ("[][]int{{1}, {2}}", "[[1], [2]]"),
    (
        'map[string]*tls.Config{"a": {MinVersion: 1}, k: nil}',
        "{'a': new tls.Config(){'MinVersion': 1}, k: None}",
    ),
    (
        '[]struct{ a string; b, c int }{{"x", 1, 2}, {b: 3}}',
        "[{'a': 'x', 'b': 1, 'c': 2}, {'b': 3}]",
    ),
    ("new(tls.Config)", "new tls.Config()"),
    ("new(T)", "new T()"),
    ("make(map[string]int, 3)", "{}"),
    ("make([]tls.Config, 0)", "[]"),
    ("make(chan int)", "?()"),
    ("uint16(a)", "<uint16>a"),
    ("[]byte(a)", "<byte>a"),
    ("(*tls.Config)(nil)", "<tls.Config>None"),
    ("a.(*tls.Config)", "<tls.Config>a"),
    ("a.(T).b()", "<T>a.b()"),
    ("f[int](a)", "f(a)"),
    ("f[K, V](a)", "f(a)"),
    ("func(a int) T { return b }", "fn(a: int) -> T {return b}"),
    ("func() { a() }()", "fn() {a()}()"),
]
STATEMENTS = [
    ("a := 1", "let a = 1"),
    ("a, b := 1, c", "let a = 1; let b = c"),
    ("a, err := f()", "let [a, err] = f()"),
    ("a, _ = b, c", "a = b; c"),
    ("_ = a", "a"),
    ("v, ok := m[k]", "let v = m[k]; let ok = ?()"),
    ("v, ok = a.(T)", "v = <T>a; ok = ?()"),
    ("v, ok := <-ch", "let v = ?(ch); let ok = ?()"),
    ("a.b = 1", "a.b = 1"),
    ("*p = a", "p = a"),
    ("a |= b", "a |= b"),
    ("a &^= b", "a &= (~b)"),
    ("a++\nb--", "a += 1; b -= 1"),
    ("ch <- a", "?(ch, a)"),
    ("go f()\ndefer g()", "f(); g()"),
    ("if a { b() } else if c { d() } else { e() }", "if a {b()} else if c {d()} else {e()}"),
    ("if a := f(); a { b() }", "{let a = f(); if a {b()}}"),
    ("if a { } else if b := c; b { d() }", "if a {} else {{let b = c; if b {d()}}}"),
    (
        "switch a { case 1, 2: b(); fallthrough; case 3: c(); break; default: d() }",
        "switch a {case 1, 2: b(); c() case 3: c() default: d()}",
    ),
    ("switch a := f(); a { case 1: }", "{let a = f(); switch a {case 1: }}"),
    ("switch { case a > 1: b(); default: c() }", "if (a > 1) {b()} else {c()}"),
    (
        "switch a := b.(type) { case *T: c(); case int, D: d(); case nil: ; default: e() }",
        "switch b {case T: let a = <T>b; c() case int, D: let a = b; d() case nil: let a = b "
        "default: let a = b; e()}",
    ),
    ("switch a.(type) { case T: b() }", "switch a {case T: b()}"),
    (
        "select { case a := <-c: b(); case c <- d: e(); default: f() }",
        "if  {let a = ?(c); b()} else if  {?(c, d); e()} else {f()}",
    ),
    ("for { break }", "loop {break}"),
    ("for a < 1 { continue }", "loop {(a < 1); continue}"),
    ("for i := 0; i < 1; i++ { f() }", "{let i = 0; loop {(i < 1); f(); i += 1}}"),
    ("for k, v := range m { f() }", "loop k: v in m {f()}"),
    ("for _, v = range m { f() }", "loop v in m {f()}"),
    ("for k := range m { f() }", "loop k: in m {f()}"),
    ("for range 3 { f() }", "loop in 3 {f()}"),
    ("L:\nfor { continue L }\ngoto L", "loop {continue}"),
    ("{ a() }", "{a()}"),
    ("var a T\nconst b = 1\ntype T struct{ c int }", "let a: T; let b = 1; class T() {let c: int}"),
    ("return a, b", "return [a, b]"),
]


@pytest.mark.parametrize(("source", "expected"), FILES)
def test_files(source: str, expected: str) -> None:
    assert shape(lowered(f"package a\n{source}\n")) == expected


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    assert body(f"x = {source}") == f"x = {expected}"


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert body(source) == expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("crypto/tls", "tls"),
        ("fmt", "fmt"),
        ("github.com/a/b/v12", "b"),
        ("gopkg.in/mgo.v2", "mgo"),
        ("gopkg.in/a/b.v3-unstable", "b"),
        ("github.com/hashicorp/go-hclog", "hclog"),
        ("example.com/x.v2", "x.v2"),
        ("v2", "v2"),
        ("", ""),
    ],
)
def test_package_names(path: str, name: str) -> None:
    assert package_name(path) == name


def test_spans() -> None:
    source = (
        'package a\nvar é = &tls.Config{MinVersion: tls.VersionTLS10, N: uint16(0x301), S: "s"}\n'
    )
    text = source.encode()
    nodes = list(walk(lowered(source)))

    def texts(kind: type) -> set[str]:
        return {text[n.start : n.end].decode() for n in nodes if isinstance(n, kind)}

    assert texts(s.Call) == {source[source.index("tls.") : -1]}
    assert texts(s.Field) == {"MinVersion: tls.VersionTLS10", "N: uint16(0x301)", 'S: "s"'}
    assert texts(s.Lit) == {"MinVersion", "N", "0x301", "S", '"s"'}
    assert texts(s.Name) == {"é", "tls", "uint16"}
    assert texts(s.Cast) == {"uint16(0x301)"}
    ends = {text[n.name_start : n.end].decode() for n in nodes if isinstance(n, s.Attr)}
    assert ends == {"Config", "VersionTLS10"}


def test_what_no_rule_cares_about_is_left_out() -> None:
    idle = f"f({'a, ' * 200}b)"
    source = f"package a\nvar x = []int{{{'1, ' * 200}}}\nfunc g() {{\n{idle}\nh()\n}}\n"
    assert shape(lowered(source, range(1))) == "let x = ?(); fn g() {h()}"


def test_broken_code_keeps_its_facts() -> None:
    out = shape(lowered("package a\nfunc f( {\nif a {\nc := &tls.Config{MinVersion: 1}\n"))
    assert "MinVersion" in out


DEEP = [
    *[(a, "1", b) for a, b in (("f(", ")"), ("[]T{", "}"), ("T{A:", "}"), ("(", ")"), ("!", ""))],
    *[
        ("[]byte(", "1", ")"),
        ("a+(", "1", ")"),
        ("[]struct{a T}{{", "1", "}}"),
        ("func(){", "1", "}"),
    ],
    *[(a, "", "}") for a in ("if a {", "{", "for {", "switch a {case 1:", "select {case <-a:")],
    *[("if a {} else ", "{}", ""), ("if b:=1;a {} else ", "{}", ""), ("{[(", "", "")],
    *[("var x " + a * 5000 + "T;", "", "") for a in ("*", "[]", "map[K]", "func() ", "G[")],
]


@pytest.mark.parametrize(("before", "inside", "after"), DEEP)
def test_deep_nesting(before: str, inside: str, after: str) -> None:
    times = 1 if before.startswith("var") else 1000 if "func" in before else 5000
    start = "x = " if inside == "1" else ""
    source = f"package a\nfunc f() {{\n{start}{before * times}{inside}{after * times}\n}}\n"
    assert all(walk(lowered(source)))


@pytest.mark.parametrize("link", [".b(c)", "[b]", "|b", "&&b", ".b", ".(T)", "[1:]"])
def test_long_rows(link: str) -> None:
    source = f"package a\nvar x = a{link * 2000}\n"
    assert all(walk(lowered(source)))


def test_long_rows_of_names_and_cases() -> None:
    names = "".join(f"type T{i} T{i + 1}\n" for i in range(1000))
    assert len(lowered(f"package a\n{names}var x = T0{{1}}\ntype R R\nvar y = R(1)\n")) == 1003
    cases = "case 1:\nb()\nfallthrough\n" * 500
    assert body(f"switch a {{\n{cases}default:\nc()\n}}").count("c()") < 200


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_anything_lowers(data: st.DataObject) -> None:
    inner = [source for source, _ in STATEMENTS] + [f"x = {source}" for source, _ in EXPRESSIONS]
    top = data.draw(st.sampled_from([source for source, _ in FILES]))
    inside = "\n".join(data.draw(st.lists(st.sampled_from(inner), min_size=1, max_size=3)))
    source = f"package a\n{top}\nfunc f() {{\n{inside}\n}}\n"
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(source)))
        new = data.draw(
            st.sampled_from(["", "(", ")", "{", "}", '"', "`", "=", ".", "é", "[", "*"])
        )
        source = source[:at] + new + source[at + data.draw(st.integers(0, 3)) :]
    size = len(source.encode())
    for node in walk(lowered(source)):
        if not isinstance(node, s.Arm):
            assert 0 <= node.start <= node.end <= size
        if isinstance(node, s.Attr):
            assert node.start <= node.name_start <= node.end


@pytest.mark.parametrize(
    ("head", "built"),
    [
        ("//go:build go1.18", False),
        ("//go:build !go1.18", True),
        ("//go:build !go1.15", False),
        ("//go:build linux && !go1.15", False),
        ("//go:build linux || !go1.15", True),
        ("//go:build !(go1.15 || x)", False),
        ("//go:build !(go1.15 && x)", True),
        ("//go:build (go1.15", True),
        ("//go:build )go1.18", True),
        ("// +build !go1.15", False),
        ("// +build linux,!go1.15 go1.18", False),
        ("// +build linux go1.18", True),
        ("// +build linux\n// +build go1.18", False),
        ("//go:build linux\n// +build go1.18", True),
        ("/* x */ // go1.18", True),
    ],
)
def test_constraints_on_releases_are_decided(head, built):
    found = built_by(f"{head}\n\npackage a\n".encode())
    assert (found is None or found((1, 15, 2))) is built


def test_constraints_without_releases_are_not_read():
    assert built_by(b"//go:build linux\n\npackage a\n// go1.18\n") is None
    assert built_by(b"// go1.18") is None
