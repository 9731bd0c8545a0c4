"""Files that somebody made to break the program: each ends as a result, in bounded time and memory.

Every case runs in a process of its own with hard limits, so that what gets past a guard fails a
test and not the machine.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
import traceback
import tracemalloc
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tlslint import manifests, rules
from tlslint.engine import machine
from tlslint.facts import FileResult, Problem, Skipped
from tlslint.languages import BY_NAME, base, python2
from tlslint.options import Options
from tlslint.work import Worker

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")

#: Seconds of processor time and bytes of memory for one file.
SECONDS = 12
MEMORY = 1 << 30

LANGUAGES = sorted(rules.load().languages)
DEEP = 100_000
#: … or as deep as so many bytes go; time grows with them, not with the depth.
LONGEST = 250_000


@cache
def worker() -> Worker:
    """The real one."""
    return Worker(rules.load())


@cache
def ready(language: str) -> None:
    """Load a parser before anything is limited."""
    worker().check_bytes("x", language, example(language), Options())


@cache
def example(language: str) -> bytes:
    """Code of the language with a finding in it."""
    for examples in rules.load_examples().values():
        for each in examples:
            if each.language == language and each.findings:
                return each.code.encode()
    return b"go 1.13\n"


def limited(function: Callable[[], Any], most: int = SECONDS) -> Any:
    """What ``function`` gives in a process with limits; it fails where they do not suffice."""
    import resource

    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        with open("/proc/self/statm") as file:
            size = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        try:
            result = function()
        except BaseException:
            result = traceback.format_exc()
        with os.fdopen(theirs, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    assert status == 0, f"the process died: status {status}"
    return pickle.loads(data)


def checked(language: str, data: bytes, **changes: Any) -> FileResult | Problem | Skipped:
    ready(language)
    result = limited(
        lambda: worker().check_bytes("x", language, data, Options(**{"seconds": 4, **changes}))
    )
    assert not isinstance(result, str), result
    if isinstance(result, Problem):
        assert result.kind != "internal", result.message
    return result


# -- nesting

_CODE = {
    "python": ["x = ", "(", "[", "{", "not ", "-", "f(", "lambda: ", "a.b(", "x = y = ", "a if b else "],
    "java": ["(", "{", "[", "f(", "a<", "A<B,", "if(x)", "new A(){", "a?", "!", "class A{", "->", "@A("],
    "csharp": ["(", "{", "[", "f(", "a<", "A<B,", "if(x)", "new A{a=", "a?", "!", "class A{", "()=>", "#if A\n"],
    "javascript": ["(", "{", "[", "f(", "a<", "if(x)", "`${", "a?", "!", "()=>", "class A{", "<a>", "function(){"],
    "go": ["(", "{", "[", "f(", "a<", "func(){", "&T{", "!", "[]", "*", "if x {", "map[a]"],
    "vbnet": ["(", "{", "f(", "Not ", "If a Then\n", "With a\n", "Class A\n", "Sub()\n", "(Of ", "<a>", "#If A\n"],
    "xml": ["<a>", "<a b='", "<!--", "<![CDATA[", "<!DOCTYPE ", "<?a ", "&a;"],
    "json": ["[", '{"a":', '"', "{", "//", "/*"],
    "yaml": ["[", "{a: ", "- ", "? ", "a: &a ", "|\n ", "!!a ", "--- "],
    "toml": ["a = [", "a.", "[", "[[", "a = {b = ", "'''"],
    "shell": ["(", "$(", "{ ", "if a; then ", "`", '"$(', "case a in a) ", "<<A\n", "${a:-", "a | "],
    "batch": ["(", "if a ", "for %a in (", "^", "%a%", "call "],
    "powershell": ["(", "$(", "@{a=", "{", "[a]", "<#", '@"\n'],
    "dockerfile": ["RUN ", "RUN (", "ARG A=${", "ONBUILD ", "RUN <<A\n", "ENV A="],
    "gradle": ["a {", "(", "[", '"${', "a(", "/*"],
    "hcl": ['a "b" {', "a {", "[", "f(", '"${', "<<A\n", "a = {", "/*", "#"],
    "properties": ["a=", "\\\n", "a.", "${"],
    "jvmoptions": ["-Da=", '"', "@a ", "\\\n"],
    "gomod": ["require (", "go ", "//"],
    "registry": ["[HKEY_A\\\\", '"a"=dword:', "\\\\\n", ";", '"'],
}  # fmt: skip
_CODE |= {
    "typescript": [*_CODE["javascript"], "A<B,", "a as ", "type A="],
    "tsx": [*_CODE["javascript"], "<a b={", "A<B,"],
    "msbuild": [*_CODE["xml"], "<PropertyGroup Condition='$(", "$("],
    "dotnetconfig": _CODE["xml"],
    "kotlin": [
        *(*_CODE["gradle"], "fun a() {", '"""', "listOf(", "a.b(", "a<", "A<B,", "!", "@A(", "a?:"),
        *("if(x)", "try{", "when(x){", "{ ->", "class A{", "object:A{", "a.apply {", "fun f()="),
    ],
}


def test_every_language_has_its_nesting() -> None:
    assert set(LANGUAGES) <= set(_CODE) <= set(BY_NAME)


@pytest.mark.parametrize("language", sorted(_CODE))
def test_nesting_of_a_hundred_thousand(language: str) -> None:
    body = example(language)
    for opening in _CODE[language]:
        deep = opening.encode() * DEEP
        checked(language, deep[:LONGEST] + body)


def test_depth_of_a_format_costs_what_is_deep_alone() -> None:
    """What stands beside is still found, and paths of names do not take the square of the depth."""
    weak = "-Dhttps.protocols=TLSv1"
    for language, text in (
        ("xml", f"<a><b>{weak}</b>" + "<a>" * DEEP + f"{weak}" + "</a>" * DEEP + "</a>"),
        ("json", f'[{{"b": "{weak}"}}, ' + '{"a":' * DEEP + f'"{weak}"' + "}" * DEEP + "]"),
        ("toml", f"b = '{weak}'\nc = " + "{a=" * DEEP + f"'{weak}'" + "}" * DEEP),
        ("yaml", f"b: {weak}\nc: " + "{a: " * 300 + weak + "}" * 300 + "\n"),
    ):
        result = checked(language, text.encode(), max_bytes=10_000_000)
        assert isinstance(result, FileResult), (language, result)
        assert [f.place.line for f in result.findings][:1] == [1], (language, result.problems)
        assert len(result.findings) == 1, language


_N = 2000
_BESIDE = {
    "python": (
        "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
        "x = " + "[" * _N + "ssl.PROTOCOL_SSLv3" + "]" * _N + "\n",
        "".join(" " * n + "if a:\n" for n in range(600)) + " " * 600 + "ssl.SSLContext(x)\n",
    ),
    "java": (
        'class A { void f() { javax.net.ssl.SSLContext.getInstance("TLSv1").createSSLEngine(); }\n',
        "Object o = " + "f(" * _N + "javax.net.ssl.SSLContext.getInstance(x)" + ")" * _N + "; }",
        "void g() " + "{" * _N + "javax.net.ssl.SSLContext.getInstance(x);" + "}" * _N + " }",
    ),
    "csharp": (
        "class A { void F() { System.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Tls; }\n",
        "object o = " + "f(" * _N + "System.Net.SecurityProtocolType.Tls" + ")" * _N + "; }",
        "void G() " + "{" * _N + "System.Net.ServicePointManager.SecurityProtocol = x;" + "}" * _N + " }",
    ),
    "javascript": (
        "require('tls').connect({minVersion: 'TLSv1'});\n",
        "[" * _N + "tls.connect({minVersion: x})" + "]" * _N,
        "{" * _N + "tls.connect({minVersion: x});" + "}" * _N,
    ),
    "go": (
        'package a\nimport "crypto/tls"\nvar c = tls.Config{MinVersion: tls.VersionTLS10}\n',
        "var d = " + "f(" * _N + "tls.Config{}" + ")" * _N + "\n",
        "func f() " + "{" * _N + "_ = tls.Config{}" + "}" * _N + "\n",
    ),
    "vbnet": (
        "Class A\nSub F()\nSystem.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Tls\nEnd Sub\n",
        "Sub G()\nx = " + "f(" * _N + "System.Net.SecurityProtocolType.Tls" + ")" * _N + "\nEnd Sub\nEnd Class\n",
        "Sub G()\n" + "If a Then\n" * _N + "System.Net.ServicePointManager.SecurityProtocol = x\n" + "End If\n" * _N,
    ),
    "kotlin": (
        'fun f() { javax.net.ssl.SSLContext.getInstance("TLSv1").createSSLEngine() }\n',
        "val o = " + "f(" * _N + "javax.net.ssl.SSLContext.getInstance(x)" + ")" * _N + "\n",
        "fun g() " + "{ if (a) " * _N + "javax.net.ssl.SSLContext.getInstance(x)" + "}" * _N + "\n",
    ),
}  # fmt: skip


_BESIDE |= dict.fromkeys(("typescript", "tsx"), _BESIDE["javascript"])


@pytest.mark.parametrize("language", _BESIDE)
def test_what_stands_beside_something_deep_is_found(language: str) -> None:
    beside, *deep = _BESIDE[language]
    for text in deep:
        result = checked(language, (beside + text).encode())
        assert isinstance(result, FileResult), result
        assert result.problems == ()
        assert [f.place.line for f in result.findings] == [beside.count("\n") - ("Sub" in beside)]


def test_generics_in_one_another_do_not_take_the_square_of_memory() -> None:
    for language in ("java", "csharp", "typescript", "tsx"):
        result = checked(language, b"a<" * 30_000)
        assert isinstance(result, FileResult)
        assert [p.message for p in result.problems] == ["nested too deeply to be parsed"]
        fine = b"class A { boolean b = " + b"a < b && " * 400 + b"c; }"
        other = checked(language, fine)
        assert isinstance(other, FileResult)
        assert other.problems == ()


# -- size and time


@pytest.mark.parametrize("language", sorted(_CODE))
def test_a_megabyte_on_one_line(language: str) -> None:
    body = b" ".join(example(language).split())
    checked(language, (body + b" ") * (990_000 // (len(body) + 1)))


@pytest.mark.parametrize(
    "body",
    [
        b"import a;",
        b"import a:",
        b"import \\\n",
        b"raise a;",
        b"raise a:",
        b"except a;",
        b"def f(a, ",
        b"print x;",
    ],
)
def test_signs_of_an_old_python_cost_what_a_file_is_long(body: bytes) -> None:
    start = time.process_time()
    python2.seems(body * (500_000 // len(body)))
    assert time.process_time() - start < 5


def test_a_long_line_is_not_carried_along_by_each_of_its_findings() -> None:
    text = b"import ssl\n" + b"ssl.SSLContext(ssl.PROTOCOL_TLSv1);" * 3000
    cell = (
        b'{"cell_type": "code", "source": ["import ssl\\n", "ssl.SSLContext(ssl.PROTOCOL_TLSv1)"]}'
    )
    notebook = b'{"nbformat": 4, "cells": [' + b", ".join([cell] * 3000) + b"]}"
    for language, long in (("python", text), ("notebook", notebook)):
        result = checked(language, long)
        assert isinstance(result, FileResult)
        assert len(result.findings) == 3000
        assert {(f.source, f.replacement) for f in result.findings} == {("", None)}


@pytest.mark.parametrize(
    "row",
    [
        "$c# = 'Invoke-WebRequest u -SslProtocol Tls'\n",
        "function F# { param($v='Tls') [Net.ServicePointManager]::SecurityProtocol = $v }\nF# -v Tls11\n",
        "$cfg.P# = 'Tls'\n[Net.ServicePointManager]::SecurityProtocol = $cfg.P#\n",
        "[Net.ServicePointManager]::SecurityProtocol = 'Tls' | Sort-Object #\n",
    ],
)
def test_a_script_is_not_gone_through_for_each_of_its_statements(row: str) -> None:
    text = "".join(row.replace("#", str(number)) for number in range(4000)).encode()
    ready("powershell")
    result = limited(lambda: worker().check_bytes("x", "powershell", text, Options(seconds=60)), 12)
    assert isinstance(result, FileResult), result
    assert result.problems == ()


@pytest.mark.parametrize("language", ["python", "yaml"])
def test_what_is_too_large_is_not_parsed(language: str) -> None:
    result = checked(language, b"TLSv1 " * 2_000_000)
    assert isinstance(result, Problem)
    assert (result.kind, "12,000,000 bytes" in result.message) == ("too-large", True)


class Hurrying:
    """A clock for ``module`` that is an hour ahead from its fourth look on, however fast the machine is."""

    def __init__(self, module: Any) -> None:
        self.module = module
        self.looks = 0

    def process_time(self) -> float:
        self.looks += 1
        return time.process_time() + (3600 if self.looks > 3 else 0)

    def __enter__(self) -> None:
        self.module.time = self

    def __exit__(self, *_: object) -> None:
        self.module.time = time


_OVER = [("timeout", "the time for one file is over")]


def hurried(module: Any, language: str, data: bytes) -> list[tuple[str, str]]:
    """The problems of a file that is checked by such a clock."""

    def run() -> FileResult | Problem | Skipped:
        with Hurrying(module):
            return worker().check_bytes("x", language, data, Options(seconds=60))

    ready(language)
    result = limited(run)
    assert isinstance(result, FileResult), result
    return [(p.kind, p.message) for p in result.problems]


def test_a_parser_that_takes_too_long_is_stopped() -> None:
    assert hurried(base, "javascript", example("javascript") * 2_000) == _OVER


def test_a_parser_goes_on_with_the_next_file_after_it_was_stopped() -> None:
    def two() -> list[int]:
        with Hurrying(base):
            worker().check_bytes("x", "javascript", b"'''" * 300_000, Options())
        found = worker().check_bytes("x", "javascript", example("javascript"), Options())
        assert isinstance(found, FileResult)
        return [f.place.line for f in found.findings]

    ready("javascript")
    assert limited(two)


def test_a_parser_that_takes_too_much_memory_is_stopped() -> None:
    result = checked("typescript", b"// minVersion\n" + b"(a," * 100_000, seconds=60)
    assert isinstance(result, FileResult)
    assert [(p.kind, p.message) for p in result.problems] == [
        ("too-large", "parsing takes too much memory")
    ]


#: The scanner of the grammar reads on to the end of such a file at each word.
_OPEN_CLASSES = b"import okhttp3.ConnectionSpec\nclass A(private val COMPATIBLE_TLS\n"


def test_a_parser_that_reads_a_file_over_and_over_is_stopped() -> None:
    result = checked("kotlin", _OPEN_CLASSES * 2_000, seconds=60)
    assert isinstance(result, FileResult)
    assert [(p.kind, p.message) for p in result.problems] == [
        ("too-large", "the parser reads it over and over")
    ]


def test_a_parser_keeps_nothing_of_what_it_has_read() -> None:
    """However often it reads on from where it was."""

    def kept() -> int:
        tracemalloc.start()
        text = _OPEN_CLASSES * 60 + b"//" + b" " * 20_000
        base.parse("tree_sitter_kotlin", text)
        before, _ = tracemalloc.get_traced_memory()
        base.parse("tree_sitter_kotlin", text)
        return tracemalloc.get_traced_memory()[0] - before

    ready("kotlin")
    assert limited(kept) < 100_000


def test_an_abstract_run_that_takes_too_long_is_stopped() -> None:
    calls = "import ssl\n" + "ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n" * 3_000
    assert hurried(machine, "python", calls.encode()) == _OVER
    assert hurried(machine, "yaml", b"- -Dhttps.protocols=TLSv1\n" * 8_000) == _OVER


# -- bombs


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "TLSv1">{entities}]><a><b>&a11;</b></a>'
    for language in ("xml", "msbuild", "dotnetconfig"):
        result = checked(language, bomb.encode())
        assert isinstance(result, FileResult)
        assert [("refused" in p.message, p.kind) for p in result.problems] == [(True, "malformed")]
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert isinstance(checked("xml", outside), FileResult)


def test_aliases_are_not_expanded() -> None:
    rows = "".join(
        f"a{n}: &a{n} [{', '.join(f'*a{n - 1}' for _ in range(10))}]\n" for n in range(1, 30)
    )
    merged = "".join(
        f"m{n}: &m{n}\n  <<: [{', '.join(f'*m{n - 1}' for _ in range(10))}]\n" for n in range(1, 30)
    )
    weak = "-Dhttps.protocols=TLSv1"
    bombs = (
        f"a0: &a0 {weak}\n{rows}",
        f"m0: &m0 {{env: {weak}}}\n{merged}",
        f"b: {weak}\na: &a [*a, *a]\n",
    )
    for bomb in bombs:
        result = checked("yaml", bomb.encode())
        assert isinstance(result, FileResult)
        assert len(result.findings) == 1
        for name in ("serverless.yml", ".travis.yml", ".gitlab-ci.yml"):
            assert declared(name, bomb.encode()) == []


def test_references_of_values_to_values_are_not_expanded() -> None:
    """``a1=${a0}${a0}`` doubles with each step, as in a packed file that unpacks to terabytes."""
    doubling = {
        "properties": "a0=TLSv1\n" + "".join(f"a{n}=${{a{n - 1}}}${{a{n - 1}}}\n" for n in range(1, 60)),
        "shell": "a0=TLSv1\n" + "".join(f"a{n}=$a{n - 1}$a{n - 1}\n" for n in range(1, 60)) + "JAVA_OPTS=$a59\n",
        "dockerfile": "FROM a\nENV a0=TLSv1\n" + "".join(f"ENV a{n}=$a{n - 1}$a{n - 1}\n" for n in range(1, 60)),
        "xml": "<project><properties><a0>TLSv1</a0>"
        + "".join(f"<a{n}>${{a{n - 1}}}${{a{n - 1}}}</a{n}>" for n in range(1, 60))
        + "<https.protocols>${a59}</https.protocols></properties></project>",
        "msbuild": "<Project><PropertyGroup><a0>net45</a0>"
        + "".join(f"<a{n}>$(a{n - 1})$(a{n - 1})</a{n}>" for n in range(1, 60))
        + "<TargetFramework>$(a59)</TargetFramework></PropertyGroup></Project>",
        "python": "a0 = 'TLSv1'\n"
        + "".join(f"a{n} = a{n - 1} + a{n - 1}\n" for n in range(1, 60))
        + "import ssl\nb0 = [ssl.PROTOCOL_TLSv1]\nc0 = x | ssl.OP_NO_TLSv1\n"
        + "".join(f"b{n} = b{n - 1} + b{n - 1}\nc{n} = c{n - 1} | c{n - 1}\n" for n in range(1, 60))
        + "ssl.wrap_socket(s, ssl_version=a59)\nrun(b59, c59)\nx = 'a' * 10**10\ny = [0] * 10**10\nz = 9**9**9**9\n",
        "javascript": "let a0 = 'TLSv1';\n"
        + "".join(f"const a{n} = `${{a{n - 1}}}${{a{n - 1}}}`;\n" for n in range(1, 60))
        + "require('tls').connect({minVersion: a59, x: 'a'.repeat(1e10), y: 1 << 1e9});\n",
    }  # fmt: skip
    for language, text in doubling.items():
        result = checked(language, text.encode() + b"\nhttps.protocols=$a59 ${a59}\n")
        assert isinstance(result, FileResult), result


def declared(name: str, data: bytes) -> list[object]:
    """What a manifest declares, in a process with limits."""
    reader = manifests.reader(name)
    assert reader is not None
    found = limited(lambda: [tuple(f) for f in reader(data, name, lambda _: data)])
    assert isinstance(found, list), found
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("pom.xml", b"<project><properties><java.version>${java.version}</java.version></properties></project>"),
        ("pom.xml", b"<a>" * DEEP),
        ("package.json", b'{"engines":' * DEEP),
        ("package.json", b'{"engines": {"node": "' + b">=1 " * 100_000 + b'"}}'),
        ("global.json", b"[" * DEEP),
        ("pyproject.toml", b"[project]\nrequires-python = '" + b">=3," * 100_000 + b"'\n"),
        ("pyproject.toml", b"a = " + b"[" * DEEP),
        ("setup.py", b"setup(" * DEEP),
        ("setup.cfg", b"[options]\npython_requires = " + b">=" * DEEP + b"\n"),
        ("tox.ini", b"[tox]\nenvlist = " + b"{1,2}" * 200 + b"\n"),
        ("tox.ini", b"[tox]\nenvlist = " + b"{" * DEEP + b"\n"),
        ("tox.ini", b"[tox]\nenvlist = " + b"py{27,3 " * DEEP + b"}\n"),
        ("dockerfile", b"ARG A=1\n" + b"ARG A=$A$A\n" * 100 + b"FROM python:$A\n"),
        ("build.gradle", b"a {" * DEEP),
        (".travis.yml", b"python: " + b"[" * DEEP),
        (".tool-versions", b"python " + b"9." * DEEP),
        (".nvmrc", b"9" * 900_000),
        (".python-version", b"3." + b"9" * 100_000),
        ("go.mod", b"go 1." + b"9" * 100_000 + b"\n"),
        ("app.csproj", b"<Project><PropertyGroup><TargetFrameworks>" + b"net45;" * 100_000 + b"</TargetFrameworks></PropertyGroup></Project>"),
    ],
)  # fmt: skip
def test_hostile_manifests(name: str, data: bytes) -> None:
    declared(name, data)


@pytest.mark.parametrize(
    ("imports", "most"),
    [
        (["{n}{name}"] * 50, 250),
        (["0{name}"], 40),
        (["a.props", "a.props"], 1),
    ],
    ids=["each another fifty", "each another one", "itself"],
)
def test_thousands_of_includes_are_not_followed(imports: list[str], most: int) -> None:
    """A project that imports another, which imports another, or itself, as long as it likes."""
    opened: list[str] = []

    def read(path: str) -> bytes | None:
        name = path.replace("\\", "/").rpartition("/")[2]
        if name.startswith("Directory."):
            return None
        opened.append(path)
        rows = (f'<Import Project="{i.format(n=n, name=name)}" />' for n, i in enumerate(imports))
        return f"<Project>{''.join(rows)}</Project>".encode()

    def settings() -> int:
        from tlslint.languages import msbuild

        text = b'<Project><Import Project="a.props" /><PropertyGroup><TargetFramework>net45'
        text += b"</TargetFramework></PropertyGroup></Project>"
        list(msbuild.settings(text, "a.csproj", read, None))
        return len(opened)

    assert min(most, 10) <= limited(settings) <= most, "all that may be opened, and no more"


# -- bytes


_BYTES = {
    "nothing": b"",
    "a mark alone": b"\xef\xbb\xbf",
    "half a mark": b"\xff",
    "zeros": bytes(3000),
    "every byte": bytes(range(256)) * 30,
    "lone surrogates": b"\xed\xa0\x80\xed\xb0\x80 TLSv1 ",
    "half a character": b"TLSv1 \xf0\x9f\x98",
    "too long a character": b"TLSv1 \xc0\x80 \xf8\x88\x80\x80\x80",
    "half a wide character": "TLSv1 é".encode("utf-16") + b"\x00",
    "wide lone surrogates": b"\xff\xfe" + b"\x00\xd8T\x00L\x00S\x00",
    "very wide and wrong": b"\xff\xfe\x00\x00" + b"\xff\xff\xff\xff" * 20,
    "carriage returns": b"TLSv1\r" * 300,
    "all kinds of line ends": "TLSv1\r\n\n\r\x0b\x0c\x85\u2028\u2029".encode() * 30,
    "signs that turn text around": "TLSv1 \u202e\u2066\u200f\ufeff".encode() * 30,
    "escapes of a terminal": b"\x1b]0;x\x07\x1b[2J TLSv1",
}


@pytest.mark.parametrize("language", sorted(_CODE))
def test_bytes_of_all_kinds(language: str) -> None:
    body = example(language)

    def all_of_them() -> list[str]:
        said = []
        for name, data in _BYTES.items():
            for text in (
                data,
                data + body,
                body + data,
                body.replace(b" ", b" " + data[:9] + b" "),
            ):
                found = worker().check_bytes("x", language, text, Options(strict=True))
                problems = found.problems if isinstance(found, FileResult) else (found,)
                said += [f"{name}: {p}" for p in problems if getattr(p, "kind", "") == "internal"]
        return said

    ready(language)
    assert limited(all_of_them) == []
