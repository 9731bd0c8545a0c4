"""JavaScript and TypeScript lowered to the common syntax."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape import shape, walk

from tlslint import syntax as s
from tlslint.languages import javascript, tsx, typescript
from tlslint.languages.base import parse


def lowered(
    source: str, language: ModuleType = javascript, marks: range | None = None
) -> tuple[s.Stmt, ...]:
    text = source.encode()
    root = parse(language.GRAMMAR[0], text, language.GRAMMAR[1]).root_node
    found: tuple[s.Stmt, ...] = language.lower(
        root, text, range(len(text)) if marks is None else marks
    )
    return found


MODULES = [
    ("const tls = require('tls')", "import tls=tls"),
    ('var a = require("node:tls"), b = 1', "import a=tls; let b = 1"),
    ("const x = require(`tls`)", "import x=tls"),
    ("const c = require('./config')", "import c=./config"),
    (
        "const {Agent, request: r, ...more} = require('https')",
        "import Agent=https.Agent, r=https.request, more=https",
    ),
    (
        "const {constants: {SSL_OP_ALL: all = 1}} = require('crypto')",
        "import all=crypto.constants.SSL_OP_ALL",
    ),
    ("const A = require('https').Agent", "import A=https.Agent"),
    ("const axios = require('axios').default", "import axios=axios"),
    ("const {default: got} = require('got')", "import got=got"),
    ("const tls = await import('node:tls')", "import tls=tls"),
    ("let t; t = require('tls')", "let t; import t=tls"),
    (
        "function f() { t = require('tls') }",
        "fn f() {import require('tls')=tls; t = require('tls')}",
    ),
    (
        "require('tls').DEFAULT_MIN_VERSION = 'TLSv1'",
        "import require('tls')=tls; require('tls').DEFAULT_MIN_VERSION = 'TLSv1'",
    ),
    (
        "f(require('constants').A | require('constants').B)",
        "import require('constants')=constants; "
        "f((require('constants').A | require('constants').B))",
    ),
    (
        "const f = () => require('tls').connect()",
        "let f = fn() {import require('tls')=tls; return require('tls').connect()}",
    ),
    (
        "new (require('https').Agent)()",
        "import require('https')=https; new require('https').Agent()",
    ),
    (
        "window.require('electron').a()",
        "import require('electron')=electron; require('electron').a()",
    ),
    (
        "exports.tls = t = require('tls')",
        "import require('tls')=tls; import t=tls; exports.tls = require('tls')",
    ),
    ("const a = __importStar(require('tls'))", "import a=tls"),
    (
        "const a = tslib_1.__importDefault(require('axios')); a.default.get(); (0, a.get)(1)",
        "import a=axios; a.get(); a.get(1)",
    ),
    ("require(x)", "require(x)"),
    ("import * as tls from 'tls'", "import tls=tls"),
    (
        "import tls, {Agent as A, default as D} from 'node:https'",
        "import tls=https, A=https.Agent, D=https",
    ),
    ("import {MIN} from './config'", "import MIN=./config.MIN"),
    ("import {'a-b' as c} from 'x'", "import c=x.a-b"),
    ("import 'side'", ""),
    ("export const a = 1", "let a = 1"),
    ("export function f() {}", "fn f() {}"),
    ("export default {a: 1}", "exports = {'a': 1}"),
    ("export default function f() {}", "fn f() {}"),
    ("export default class extends B {}", "class class:15(B) {}; exports = class:15"),
    ("export {a, b as c, d as default}", "exports.c = b; exports = d"),
    ("export {a as b} from './x'", "import b=./x.a"),
    ("export * from './x'", "import ./x.*"),
    ("export * as n from './x'", "import n=./x"),
    ("module.exports = {a}", "exports = {'a': a}"),
    ("exports = module.exports = f", "exports, exports = f"),
    ("module.exports.x = exports.y", "exports.x = exports.y"),
]
EXPRESSIONS = [
    ("a.b.c", "a.b.c"),
    ("a?.b?.[c]?.(d)", "a.b[c](d)"),
    ("this.#a", "this.#a"),
    ("a['b']", "a['b']"),
    ("f(1, ...xs)", "f(1, *xs)"),
    ("new a.B(1)", "new a.B(1)"),
    ("new A", "new A()"),
    ("tag`a${b}c`", "tag(format('a', b, 'c'))"),
    ("`a\\n${b}`", "format('a\\n', b)"),
    ("`a\\n`", "'a\\n'"),
    (r"'a\x41\u0042\u{43}\103\'\0'", '"aABCC\'\\x00"'),
    ('"\\uD83D\\uDE00"', "'😀'"),
    ("'a\\\nb'", "'ab'"),
    ("0x1F", "31"),
    ("0b101", "5"),
    ("0o17", "15"),
    ("017", "15"),
    ("089", "89"),
    ("1_000n", "1000"),
    (".5e3", "500.0"),
    ("true", "True"),
    ("null", "None"),
    ("undefined", "None"),
    ("void 0", "None"),
    ("void f()", "(voidf())"),
    ("/a+/g", "?()"),
    ("import.meta.url", "?().url"),
    ("[1, , ...a]", "[1, ?(), ?(a)]"),
    (
        "({a: 1, 'b-c': 2, 3: 4, [d]: 5, e, ...f})",
        "{'a': 1, 'b-c': 2, 3: 4, d: 5, 'e': e, **f}",
    ),
    (
        "({m() {}, get g() { return 1 }, set g(v) {}, async *n() {}})",
        "{'m': fn m[this]() {}, 'g': fn g[this]() {return 1}(), 'set_g': fn g[this](v) {}, "
        "'n': fn n[this]() {}}",
    ),
    ("a | b | c", "((a | b) | c)"),
    ("a === b", "(a == b)"),
    ("a !== b", "(a != b)"),
    ("a ?? b", "(a ?? b)"),
    ("a || b && c", "(a || (b && c))"),
    ("'a' in b", "('a' in b)"),
    ("a instanceof B", "(a instanceof B)"),
    ("~a & !b", "((~a) & (!b))"),
    ("typeof a", "(typeofa)"),
    ("delete a.b", "inline(a.b = None)"),
    ("a ? b : c", "(a ? b : c)"),
    ("(0, a.b)(c)", "a.b(c)"),
    ("f((a, b))", "f(?(a, b))"),
    ("f(a = b)", "f(inline(a = b))"),
    ("f(a ||= b)", "f(inline(a ??= b))"),
    ("f(i++)", "f(inline(i += 1))"),
    ("f(tls = require('tls'))", "import tls=tls; f(tls)"),
    ("f(await a)", "f(a)"),
    ("f(function g(a) { return a })", "f(fn g(a) {return a})"),
    ("f(x => x, async (a = 1, ...b) => { c })", "f(fn(x) {return x}, fn(a = 1, b) {c})"),
    ("f(class { m() {} })", "class class:2() {fn m[this]() {}}; f(class:2)"),
    (
        "f(<A b='c' {...d} e={g(h)}>t {i}<J/></A>)",
        "f(?(?(A, ?(?(), 'c'), ?(d), ?(?(), g(h))), ?(), i, ?(J), ?(A)))",
    ),
]
STATEMENTS = [
    ("#!/usr/bin/env node\na", "a"),
    ("let a, b = 1", "let a; let b = 1"),
    ("var a = b = c", "b = c; let a = b"),
    ("a = b = c", "a, b = c"),
    ("a |= b; a ??= b; a ||= b", "a |= b; a ??= b; a ??= b"),
    ("a++; --b", "a += 1; b -= 1"),
    ("a, b = c", "a; b = c"),
    ("let {a, b: c, ...d} = e", "let {'a': a, 'b': c, **d} = e"),
    ("let {a = 1, b: {c = 2} = f()} = e", "let {'a': a, 'b': {'c': c}} = e; a ??= 1; f(); c ??= 2"),
    ("let [a, , b = 1, ...c] = d", "let [a, ?(), b, ?(c)] = d; b ??= 1"),
    ("({a: b.c = 1} = d)", "{'a': b.c} = d; b.c ??= 1"),
    ("[a.b, c] = d", "[a.b, c] = d"),
    (
        "function f(a, {b = 1} = {}, [c]) {}",
        "fn f(a, arguments[1] = {}, arguments[2]) {let {'b': b} = arguments[1]; b ??= 1; let [c] = arguments[2]}",
    ),
    (
        "function* f() { yield* a; b = yield c; yield }",
        "fn f() {yield a; b = inline({yield c}); yield}",
    ),
    ("if (a) b; else if (c) { d } else e", "if a {b} else if c {d} else {e}"),
    ("if (a) {} else ;", "if a {} else {}"),
    (
        "switch (a) { case 1: case 2: b(); break; case 3: { c; break } case 4: return; "
        "case 5: default: d }",
        "switch a {case 1, 2: b() case 3: c case 4: return default: d}",
    ),
    ("for (let i = 0; i < n; i++, j++) f(i)", "{let i = 0; loop {(i < n); f(i); i += 1; j += 1}}"),
    ("for (;;) { break }", "loop {break}"),
    ("for (const a of b) c", "loop a in b {c}"),
    ("for await (const {a = 1} of b) c", "loop {'a': a} in b {a ??= 1; c}"),
    ("for (a in b) c", "loop a in Object.keys(b) {c}"),
    ("while (a) b", "loop {a; b}"),
    ("do a; while (b)", "loop {a; b}"),
    ("l: while (a) continue l", "loop {a; continue}"),
    ("try { a } catch (e) { b } finally { c }", "try {a} catch {b} finally {c}"),
    ("try { a } catch { b }", "try {a} catch {b}"),
    ("with (a) b", "{a; b}"),
    ("{ a; { b } }", "{a; {b}}"),
    ("throw new E(1)", "raise new E(1)"),
    ("function f() { return a(), b }", "fn f() {a(); return b}"),
    ("debugger;;", ""),
    (
        "class A extends b.B { x = 1; static #y; 'z' = 2; [k] = 3; static { f() } "
        "constructor(a) { super(a) } get g() { return 1 } set g(v) {} static s() {} @d() m() {} }",
        "class A(b.B) {let x = 1; let #y; let z = 2; let ?() = 3; {f()}; "
        "fn __init__[this](a) {super(a)}; fn g[this]() {return 1}; fn set_g[this](v) {}; "
        "fn s() {}; @d() fn m[this]() {}}",
    ),
    ("@dec({a: 1}) class A {}", "dec({'a': 1}); class A() {}"),
    ("const A = class B extends C {}", "class A(C) {}"),
    ("exports.A = class extends C {}", "class A(C) {}; exports.A = A"),
    ("(function () { a })()", "fn() {a}()"),
    ("(() => { a })()", "fn() {a}()"),
    ("(async () => { await a() })()", "fn() {a()}()"),
    ("!function () { a }()", "(!fn() {a}())"),
    ("(function (r, f) { f(r) })(this, function () { a })", "fn(r, f) {f(r)}(this, fn() {a})"),
    ("exports.f = function () {}", "exports.f = fn() {}"),
    ("<!-- b\na", "a"),
]
OLD_CLASSES = [
    (
        "function A(o) { this.o = o } A.prototype.m = function (x) { this.o }",
        "class A() {fn __init__[this](o) {this.o = o}}; class A() {fn m[this](x) {this.o}}",
    ),
    ("function A() {} new A()", "class A() {fn __init__[this]() {}}; new A()"),
    ("function a() {} a()", "fn a() {}; a()"),
    (
        "var A = module.exports = function () {}; A.prototype.x = 1",
        "class A() {fn __init__[this]() {}}; exports = A; class A() {let x = 1}",
    ),
    (
        "exports.A = function (o) {}; exports.A.prototype.m = function () {}",
        "class A() {fn __init__[this](o) {}}; exports.A = A; class A() {fn m[this]() {}}",
    ),
    (
        "f(function A() {}); A.prototype = {a: 1, m: function () {}, n() {}}",
        "class A() {fn __init__[this]() {}}; f(A); "
        "class A() {let a = 1; fn m[this]() {}; fn n[this]() {}}",
    ),
    ("util.inherits(A, B)", "class A(B) {}"),
    ("__extends(A, _super)", "class A(_super) {}"),
    ("A.prototype = Object.create(B.prototype, {})", "class A(B) {}"),
    ("A.prototype = new B()", "class A(B) {}"),
    ("Object.setPrototypeOf(A.prototype, B.prototype)", "class A(B) {}"),
    (
        "Object.assign(A.prototype, B.prototype, {m: function () {}})",
        "class A(B) {fn m[this]() {}}",
    ),
    ("Object.assign(a, b)", "Object.assign(a, b)"),
]
TYPES = [
    ("import tls = require('tls')", "import tls=tls"),
    ("import type {A} from 'tls'; import {type B} from 'x'", "import A=tls.A; import B=x.B"),
    ("import X = A.B.C", "let X = A.B.C"),
    ("export = a", "exports = a"),
    ("export as namespace X", ""),
    ("export type {A}; export type B = string; interface I {}", ""),
    ("let a = b as tls.V", "let a = <tls.V>b"),
    ("let a = b as any as T", "let a = <T>b"),
    ("let a = b as const", "let a = b"),
    ("let a = b satisfies T", "let a = <T>b"),
    ("a!.b![c]!", "a.b[c]"),
    ("let a = f<string>(b), g = h<T>", "let a = f(b); let g = h"),
    ("let a: tls.T", "let a: tls.T"),
    ("let a: readonly (A[]) | null | undefined", "let a: A"),
    ("let a: Promise<Partial<tls.T>>", "let a: tls.T"),
    ("let a: Map<string, T>", "let a: Map"),
    ("let a: A & {b: 1}", "let a: A"),
    ("let a: A | B", "let a: ?()"),
    (
        "let a: {b: 1}, c: () => void, d: 'x', e: typeof f",
        "let a: ?(); let c: ?(); let d: ?(); let e: ?()",
    ),
    ("let a: import('tls').T", "import require('tls')=tls; let a: require('tls').T"),
    (
        "function f(this: W, a: A, b?: B, {c}: C = {}, ...d: D[]): R {}",
        "fn f(a: A, b: B, arguments[2]: C = {}, d: D) -> R {let {'c': c} = arguments[2]}",
    ),
    ("function f(a: A): void; declare function g(): void", ""),
    ("const f = async <T,>(a: T): Promise<T> => a", "let f = fn(a: T) -> T {return a}"),
    (
        "enum E { A, B = 'x', C = 1 << 2, 'd-e' = 3 }",
        "class E() {let A; let B = 'x'; let C = (1 << 2); let d-e = 3}",
    ),
    (
        "declare const a: string; declare module 'x' { export const b: B }",
        "let a: string; let b: B",
    ),
    ("namespace N.M { export const a = 1 } module O { b }", "let a = 1; b"),
    (
        "abstract class A<T> extends B<T> implements c.I { private readonly x: T = 1; y?: Y; "
        "abstract m(): void; declare z: Z; [k: string]: any; override n(): R {} }",
        "class A(B, c.I) {let x: T = 1; let y: Y; let z: Z; fn n[this]() -> R {}}",
    ),
    (
        "class A { constructor(private a: P, readonly b = 2, @I(x) public c?: C, d?: D) { e } }",
        "class A() {let a: P; let b; let c: C; @I(x) fn __init__[this](a: P, b = 2, c: C, d: D) "
        "{this.a = a; this.b = b; this.c = c; e}}",
    ),
    (
        "@D({a: 1}) export class A { @G() m() {} @F() f: T }",
        "D({'a': 1}); class A() {@G() fn m[this]() {}; F(); let f: T}",
    ),
]


@pytest.mark.parametrize(
    ("source", "expected"), [*MODULES, *EXPRESSIONS, *STATEMENTS, *OLD_CLASSES]
)
def test_javascript(source: str, expected: str) -> None:
    assert shape(lowered(source)) == expected


@pytest.mark.parametrize(("source", "expected"), TYPES)
def test_typescript(source: str, expected: str) -> None:
    assert shape(lowered(source, typescript)) == expected


def test_the_three_grammars_agree() -> None:
    for source, expected in [*MODULES, *STATEMENTS]:
        if "with (" in source or "<!--" in source:
            continue  # not TypeScript
        assert shape(lowered(source, tsx)) == expected, source
    assert shape(lowered("let a = <T>b", typescript)) == "let a = <T>b"
    assert shape(lowered("let a = <A b={c as D}/>", tsx)) == "let a = ?(A, ?(?(), <D>c))"


def test_spans() -> None:
    source = "const é = new https.Agent({minVersion: 'TLSv1'}); require('tls').x = `a${b}`"
    text = source.encode()
    nodes = list(walk(lowered(source)))

    def texts(kind: type) -> set[str]:
        return {text[n.start : n.end].decode() for n in nodes if isinstance(n, kind)}

    assert texts(s.Call) == {"new https.Agent({minVersion: 'TLSv1'})"}
    assert texts(s.Field) == {"minVersion: 'TLSv1'"}
    assert texts(s.Lit) == {"minVersion", "'TLSv1'", "a"}
    assert texts(s.Name) == {"é", "https", "require('tls')", "b"}
    assert texts(s.Import) == {"require('tls')"}
    assert texts(s.Format) == {"`a${b}`"}
    ends = {text[n.name_start : n.end].decode() for n in nodes if isinstance(n, s.Attr)}
    assert ends == {"Agent", "x"}


def test_what_no_rule_cares_about_is_left_out() -> None:
    idle = f"f({'a, ' * 200}b)"
    source = f"{idle}; let x = [{'1, ' * 200}]; exports.f = function () {{ {idle} }}"
    at = source.index("exports")
    out = lowered(source, marks=range(at, at + 1))
    assert shape(out) == "let x = ?(); exports.f = fn() {}"


def test_broken_code_keeps_its_facts() -> None:
    out = shape(lowered("function ( { if (a) { tls.connect({minVersion: 'TLSv1'}) \n let = ;"))
    assert "tls.connect({'minVersion': 'TLSv1'})" in out


DEEP = [
    *[(a, "1", b) for a, b in (("f(", ")"), ("[", "]"), ("{a:", "}"), ("(", ")"), ("`${", "}`"))],
    *[(a, "1", "") for a in ("!", "a?b:", "a=", "await ", "x=>", "a+(", "f(...", "new ", "yield ")],
    *[
        (a, ";", "}")
        for a in ("if(a){", "{", "for(;;){", "try{", "switch(a){case 1:", "class A{m(){")
    ],
    *[(a, ";", "") for a in ("if(a){}else ", "l:", "while(a)", "function f(){", "<a>", "{[(`${")],
    ("A.prototype.b=function(){", ";", "}"),
    ("(a=", "1", ")"),
    ("class{static a=", "1", "}"),
]


@pytest.mark.parametrize(("before", "inside", "after"), DEEP)
def test_deep_nesting(before: str, inside: str, after: str) -> None:
    start = "x = " if inside == "1" else ""
    # Each function is lowered for itself, so that fewer of them show as much.
    times = 1000 if any(word in before for word in ("function", "=>", "m(){")) else 5000
    source = start + before * times + inside + after * times
    assert all(walk(lowered(source)))


@pytest.mark.parametrize(
    "link", [".b(c)", "[b]", "|b", "&&b", ".b", "!", "?.b", ",b", " as T", "=b"]
)
def test_long_rows(link: str) -> None:
    source = "x = a" + link * 2000
    assert all(walk(lowered(source, typescript)))


def test_a_row_that_is_too_long_keeps_its_arguments() -> None:
    source = "a.f(first)" + ".b(c)" * 500 + ".z(last)"
    text = shape(lowered(source))
    assert "first" in text
    assert text.endswith(".z(last)")
    assert text.count("c") == 500


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_anything_lowers(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from([javascript, typescript, tsx]))
    tables = [MODULES, EXPRESSIONS, STATEMENTS, OLD_CLASSES, TYPES]
    sources = st.sampled_from([source for table in tables for source, _ in table])
    source = "; ".join(data.draw(st.lists(sources, min_size=1, max_size=3)))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(source)))
        new = data.draw(
            st.sampled_from(["", "(", ")", "{", "}", "'", "`", "=", ".", "é", "${", "["])
        )
        source = source[:at] + new + source[at + data.draw(st.integers(0, 3)) :]
    size = len(source.encode())
    for node in walk(lowered(source, language)):
        if not isinstance(node, s.Arm):
            assert 0 <= node.start <= node.end <= size
        if isinstance(node, s.Attr):
            assert node.start <= node.name_start <= node.end
