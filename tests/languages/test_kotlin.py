"""Kotlin lowered to the common syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import kotlin
from tlslint.languages.base import parse


def lowered(source: str, marks: range | None = None) -> tuple[s.Stmt, ...]:
    text = source.encode()
    module, function = kotlin.GRAMMAR
    root = parse(module, text, function).root_node
    return kotlin.lower(root, text, range(len(text)) if marks is None else marks)


def body(source: str) -> str:
    """The shape of statements inside a function."""
    (function,) = lowered(f"fun m() {{\n{source}\n}}")
    assert isinstance(function, s.Define)
    return shape(function.func.body())


EXPRESSIONS = [
    ("a.b?.c!!.d", "a.b.c.d"),
    ("a.b(1, c = 2)", "a.b(1, c=2)"),
    ("Foo<String>(1).bar<Int>(2)", "new Foo(1).bar(2)"),
    ("A.B(1)", "new A.B(1)"),
    ("this", "this"),
    ("f<T> { a() }", "f(fn(it) {return a()})"),
    ("arrayOf(a, b)", "[a, b]"),
    ("listOf(a, b)", "java.util.Arrays.asList(a, b)"),
    ("arrayOf(*a)", "a"),
    ("f(*a)", "f(*a)"),
    ('mapOf("a" to b)', "java.util.Map.of('a', b)"),
    ('"x"', "'x'"),
    ('"\\${a}\\n"', "'${a}\\n'"),
    ("1_000L", "1000"),
    ("null", "None"),
    ("true", "True"),
    ("a ?: b", "(a ?? b)"),
    ("a as B", "<B>a"),
    ("a as? b.C<D>", "<b.C>a"),
    ("a !in b", "(!(a in b))"),
    ("if (a) b else c", "(a ? b : c)"),
    ("A::b", "A.b"),
]


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    assert body(f"x = {source}").removeprefix("x = ") == expected


STATEMENTS = [
    ("val a: B? = c", "let a: B = c"),
    ("val (a, b) = c", "let [a, b] = c"),
    ("val a by lazy { b }", "let a = fn(it) {return b}()"),
    ("a[b] = c", "a.put(b, c)"),
    ("a += b", "a += b"),
    ("for (a in b) { c() }", "loop a in b {c()}"),
    ("return@x a", "return a"),
    ("throw A()", "raise new A()"),
    ("try { a() } catch (e: E) { b() } finally { c() }", "try {a()} catch {b()} finally {c()}"),
    ("a.also { it.b() }", "fn(it) {it.b(); return it}(a)"),
    ("a.let { b -> b.c() }", "fn(b) {return b.c()}(a)"),
]


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert body(source) == expected


DECLARATIONS = [
    ("package a.b", "import a.b.*"),
    ("import a.b.C as D", "import D=a.b.C"),
    ("import a.*", "import a.*"),
    ("object A { const val B = 1 }", "class A() {let B = 1}"),
    ("class A {\n    companion object {\n        val B = 1\n    }\n}", "class A() {let B = 1}"),
    ("class A { init { b() } }", "class A() {{b()}}"),
    (
        'enum class A(val b: String) {\n    C("d")\n}',
        "class A() {let b: String; let C = new A('d'); fn __init__[this](b: String) {this.b = b}}",
    ),
    ("fun A.b(c: D = e): F = g", "fn b(this@0: A, c: D = e) -> F {return this@0.g}"),
]


@pytest.mark.parametrize(("source", "expected"), DECLARATIONS)
def test_declarations(source: str, expected: str) -> None:
    assert shape(lowered(source)) == expected


_WORDS = st.sampled_from(
    [
        *("a", "B", "fun", "class", "object", "val", "(", ")", "{", "}", "[", "]", ".", ",", ":"),
        *("=", "==", "->", "?.", "?:", "!!", '"x"', '"$a', "${", "in", "is", "as", "when", "if"),
        *("else", "try", "catch", "for", "while", "return", "companion", "enum", "import", "by"),
        *("package", "lazy", "apply", "with", "1", "@A", "\n", ";"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_anything_lowers(source: str) -> None:
    for _ in walk(lowered(source)):
        pass
