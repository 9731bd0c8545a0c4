"""Four times as much of anything in a file costs about four times as many calls, however fast the machine is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from tlslint import rules
from tlslint.check import check
from tlslint.facts import Asked, FileResult
from tlslint.languages import gradle, jvmcalls
from tlslint.languages.flat import flat
from tlslint.languages.jvmcalls import Token
from tlslint.options import Options
from tlslint.source import Source
from tlslint.words import Words
from tlslint.work import Worker

WORKER = Worker(rules.load())
FEW = 200
#: … of what libcst reshapes.
FEW_REWRITES = 40


def rows(number: int, row: str) -> str:
    return "".join(row.replace("#", str(n)) for n in range(number))


_WEAK = "-Dhttps.protocols=TLSv1"
_JAVA = "import javax.net.ssl.*;\nclass A { void f(int x, SSLSocket s) throws Exception {\n%s} }\n"
_NET = "using System.Net;\nclass A { void F(int x) {\n%s} }\n"
_VB = "Imports System.Net\nClass A\nSub F(x)\n%sEnd Sub\nEnd Class\n"
_GO = 'package a\nimport "crypto/tls"\nfunc f(x int) {\n%s}\n'
_NODE = "const tls = require('tls');\nfunction f(x) {\n%s}\n"
_KOTLIN = "import javax.net.ssl.*\nfun f(x: Int) {\n%s}\n"

#: language and what it is → the file with so many of them
SHAPES: dict[str, Callable[[int], str]] = {
    "python findings": lambda n: "import ssl\n" + rows(n, "c# = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"),
    "python branches": lambda n: "import ssl\ndef f(x):\n    if x: v = ssl.PROTOCOL_TLSv1\n"
    + rows(n, "    elif x == #: v = ssl.PROTOCOL_TLSv1_1\n") + "    return ssl.SSLContext(v)\n",
    "python assignments": lambda n: "import ssl\na = ssl.PROTOCOL_TLSv1\n" + rows(n, "b# = a\na = b#\n") + "ssl.SSLContext(a)\n",
    "python kept": lambda n: "import ssl\n" + rows(n, "A# = ssl.PROTOCOL_TLSv1\nB = [ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_SSLv3]\n")
    + "def f(x):\n" + rows(n, "    if x == A# or x in B: return\n"),
    "python attempts": lambda n: "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\n"
    + rows(n, "try: c.minimum_version = ssl.TLSVersion.TLSv1\nexcept E: pass\n"),
    "java findings": lambda n: _JAVA % rows(n, 'SSLContext c# = SSLContext.getInstance("TLSv1");\n'),
    "java branches": lambda n: _JAVA % ('String v; if (x < 0) v = "TLSv1";\n'
    + rows(n, 'else if (x == #) v = "TLSv1.1";\n') + "SSLContext.getInstance(v);\n"),
    "java switch": lambda n: _JAVA % ('String v = switch (x) {\n' + rows(n, 'case # -> "TLSv1.1";\n')
    + 'default -> "TLSv1"; };\nSSLContext.getInstance(v);\n'),
    "java conditions": lambda n: _JAVA % rows(n, 'if (x == #) s.setEnabledProtocols(new String[] {"TLSv1"});\n'),
    "csharp branches": lambda n: _NET % ("SecurityProtocolType v; if (x < 0) v = SecurityProtocolType.Tls;\n"
    + rows(n, "else if (x == #) v = SecurityProtocolType.Tls11;\n") + "ServicePointManager.SecurityProtocol = v;\n"),
    "csharp assignments": lambda n: _NET % rows(n, "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;\n"),
    "csharp directives findings": lambda n: "using System.Security.Authentication;\nclass A {\n"
    + rows(n, "#if A\nSslProtocols a# = SslProtocols.Tls;\n#else\nSslProtocols a# = SslProtocols.Tls12;\n#endif\n") + "}\n",
    "vbnet branches": lambda n: _VB % ("If x < 0 Then\nv = SecurityProtocolType.Tls\n"
    + rows(n, "ElseIf x = # Then\nv = SecurityProtocolType.Tls11\n") + "End If\nServicePointManager.SecurityProtocol = v\n"),
    "go branches": lambda n: _GO % ("var v uint16\nif x < 0 { v = tls.VersionTLS10\n"
    + rows(n, "} else if x == # { v = tls.VersionTLS11\n") + "}\n_ = tls.Config{MinVersion: v}\n"),
    "go findings": lambda n: _GO % rows(n, "_ = tls.Config{MinVersion: tls.VersionTLS10}\n"),
    "javascript branches": lambda n: _NODE % ("let v; if (x < 0) v = 'TLSv1';\n"
    + rows(n, "else if (x == #) v = 'TLSv1.1';\n") + "tls.connect({minVersion: v});\n"),
    "typescript findings": lambda n: _NODE % rows(n, "tls.connect({minVersion: 'TLSv1'});\n"),
    "kotlin when": lambda n: _KOTLIN % ("val v = when (x) {\n" + rows(n, '# -> "TLSv1.1"\n')
    + 'else -> "TLSv1" }\nSSLContext.getInstance(v)\n'),
    "json settings": lambda n: '{"a": 1' + rows(n, f', "k#": "{_WEAK}"\n') + "}",
    "yaml settings": lambda n: rows(n, f"k#: {_WEAK}\n"),
    "yaml items": lambda n: rows(n, f"- {_WEAK}\n"),
    "properties settings": lambda n: rows(n, "spring.datasource.#.url=jdbc:mysql://x/y?enabledTLSProtocols=TLSv1\n"),
    "xml settings": lambda n: f"<a>{rows(n, f'<b#>{_WEAK}</b#>')}</a>",
    "toml settings": lambda n: rows(n, f'[a.b#]\nk = "{_WEAK}"\n'),
    "shell settings": lambda n: rows(n, f"java {_WEAK} -jar a#.jar\n"),
    "gradle configurations": lambda n: rows(n, 'val a# = """\nssl.protocol=TLSv1\n"""\n'),
    "gradle specifications": lambda n: rows(n, "a.add(ConnectionSpec.COMPATIBLE_TLS)\n") + "b.connectionSpecs(a)\n",
    "dotnetconfig settings": lambda n: "<configuration><connectionStrings>"
    + rows(n, "<add name='k#' connectionString='h:6380,ssl=True,sslProtocols=tls11'/>\n") + "</connectionStrings></configuration>",
}  # fmt: skip


def calls(language: str, text: str, least: int = 0) -> int:
    """How many calls a check takes, with what it finds (so many, at least) and how it would be fixed."""
    options = Options(max_bytes=10_000_000, seconds=1000, rewrites=True, pedantic=True)
    count = 0

    def met(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(met)
    try:
        found = WORKER.check_bytes("x", language, text.encode(), options)
    finally:
        sys.setprofile(None)
    assert isinstance(found, FileResult), found
    assert found.problems == ()
    assert len(found.findings) >= least
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_cost_is_linear(name: str) -> None:
    language = name.partition(" ")[0]
    shape = SHAPES[name]
    calls(language, shape(3))  # what is loaded once
    number = FEW_REWRITES if name == "python findings" else FEW
    each = name.endswith(("findings", "settings", "items"))
    few = calls(language, shape(number), number if each else 0)
    many = calls(language, shape(4 * number), 4 * number if each else 0)
    assert many < 5.5 * few


#: language → the file with so many functions, whose variables have the same names and are asked for by ``explain``
EXPLAINED: dict[str, Callable[[int], str]] = {
    "python": lambda n: "import ssl\n" + rows(
        n,
        "def f#(p, s):\n    q = load(ssl.PROTOCOL_TLSv1_2)\n    if p == ssl.PROTOCOL_TLSv1: return q\n"
        "    use(q, p, ssl.OP_NO_TLSv1)\n",
    ),
    "vbnet": lambda n: "Imports System.Net\nModule M\n" + rows(
        n,
        "Sub F#(p As SecurityProtocolType)\nDim q = SecurityProtocolType.Tls12\n"
        "If p = SecurityProtocolType.Ssl3 Then Use(q, p)\nEnd Sub\n",
    ) + "End Module\n",
}  # fmt: skip


def test_whose_engines_are_is_told_once_in_a_file_of_gradle() -> None:
    class Counted(list[Token]):
        looked = 0

        def __getitem__(self, at: Any) -> Any:
            Counted.looked += 1
            return super().__getitem__(at)

    def looked(number: int) -> int:
        text = rows(number, 'one.setUseClientMode(true)\none.setEnabledProtocols(Array("TLSv1"))\n')
        code = Counted(gradle.tokens(flat(text.encode())))
        Counted.looked, told = 0, jvmcalls.told(code)
        for n, token in enumerate(list(code)):
            if token.text == "setEnabledProtocols":
                assert jvmcalls.scan(text, code, n, {}, told)
        return Counted.looked

    assert looked(4 * FEW) < 5 * looked(FEW)


@pytest.mark.parametrize("language", EXPLAINED)
def test_to_explain_a_file_is_linear(language: str) -> None:
    def cost(number: int) -> int:
        text = EXPLAINED[language](number).encode()
        count = 0

        def met(*_: object) -> None:
            nonlocal count
            count += 1

        source = Source("x", language, text, Words(WORKER.rules.index(language)).marks(text))
        sys.setprofile(met)
        try:
            check(source, WORKER.rules, Options(), explain=Asked())
        finally:
            sys.setprofile(None)
        return count

    cost(3)  # what is loaded once
    assert cost(4 * 60) < 5 * cost(60)


def test_the_uses_of_a_variable_are_found_however_many_functions_have_one_of_its_name() -> None:
    text = "import ssl\n" + rows(250, "def f#(s):\n    q = ssl.PROTOCOL_TLSv1_2\n    use(q)\n")
    source = Source(
        "x", "python", text.encode(), Words(WORKER.rules.index("python")).marks(text.encode())
    )
    found = check(source, WORKER.rules, Options(), explain=Asked(3 * 249 + 3))
    assert any("which in line 751 is given to use" in step.text for step in found.trace), (
        found.trace
    )


def test_commands_in_a_loop_over_tables_are_not_looked_at_for_each_of_them_without_end() -> None:
    key = r"HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols"

    def shape(number: int) -> str:
        tables = rows(number, '@{ V = "TLS 1.#"; X = 1 }\n')
        write = f'New-ItemProperty -Path "{key}\\%s\\Client" -Name Enabled -Value %s\n'
        loop = (
            f"foreach ($each in @(\n{tables})) {{\n{write % ('$($each.V)', '$each.X') * number}}}\n"
        )
        return loop + write % ("TLS 1.1", 1)

    calls("powershell", shape(3))  # what is loaded once
    # what stands by itself behind them is found all the same
    assert calls("powershell", shape(80), 3) < 8 * calls("powershell", shape(20), 3)
