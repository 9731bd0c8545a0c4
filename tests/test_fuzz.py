"""What fuzzing found stays fixed, and a short run of the fuzzer finds nothing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    pytest.importorskip("resource", reason="limits of POSIX")
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "tools" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


FOUND = {
    "a value that is read twice": (
        "properties",
        b"e=v\x00:amqp://?transport.contextProtocol=TLSv1.1)transport.contextProtocol=TLSv1.1",
    ),
    "a class of a branch that ended": (
        "javascript",
        b"const https = require('https');\nif (a) {\n  class Client {\n    constructor(options) {\n"
        b"      this.options = options;\n      this.options.secureProtocol = 'TLSv1_method';\n    }\n"
        b"  }\n  return;\n}\n",
    ),
    "lone carriage returns are no lines": (
        "dotnetconfig",
        b"<configuration>\r<startup>\r<supportedRuntime sku='.NETFramework,Version=v4.0'>\r",
    ),
    "lone carriage returns in a project": ("msbuild", b"<Project>\r\r\r<PropertyGroup>"),
    "wide characters behind blanks": (
        "python",
        b"    " + "import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n".encode("utf-16-le") * 20,
    ),
    "a quote that does not end, behind commands": (
        "batch",
        b'curl.exe --tlsv1.0 https://h/a\ncd x && "C:\\curl.exe',
    ),
    "a key that is a list": ("rules", b"library: x\n? [a]\n: b\n"),
    "a key that is a mapping": ("rules", b"library: x\ndefault: {{}: b}\n"),
    "a text that doubles": (
        "python",
        b"import ssl\na = 'TLSv1'\n" + b"a = a + a\n" * 60 + b"ssl.wrap_socket(s, ssl_version=a)\n",
    ),
    "a number with a leading zero": (
        "powershell",
        b"[Net.ServicePointManager]::SecurityProtocol = 0192 -bor 072\n",
    ),
    "a list that doubles": (
        "python",
        b"import ssl\na = [ssl.PROTOCOL_TLSv1]\n" + b"a = a + a\n" * 60 + b"ssl.SSLContext(a)\n",
    ),
    "a union that doubles": (
        "python",
        b"import ssl\na = ssl.OP_NO_TLSv1\n" + b"a = a | a\n" * 60 + b"c.options |= a\n",
    ),
    "a list of many frameworks": (
        "manifest app.csproj",
        b"<Project><PropertyGroup><TargetFrameworks>" + b"net45;" * 20_000 + b"</TargetFrameworks>",
    ),
    "assignments to members of assignments": (
        "javascript",
        b"const tls = require('tls');\n"
        + b"(" * 60
        + b"tls"
        + b".minVersion = 'TLSv1')" * 60
        + b";\n",
    ),
    "a parameter among the arguments of a list": (
        "java",
        b'class A { void f(W w, S s) { s.setEnabledProtocols(new -[] {"SSLv3"}w); } }\n',
    ),
    "a function of Kotlin that is never closed": (
        "kotlin",
        b"fun contexts(protocols: String, provider: String) {\n"
        b'    val a = SSLContext.getInstance("TLSv1")\n'
        b'    val b = SSLContext.getInstance("TLSv1.2")\n'
        b"\xbe   val c = SSLContext.getInstance(O\xb3D, provider)\n"
        b"fun sockets(socket: SSLSocket, good: SSLSocket, server: SSLServerSocket, engine: SSLEngine, params: SSLParameters) {\n"
        b'    socket.enabledProtocols = arrayOf("TLSv1", "TLSv1.1", "TLSv1.2")\n'
        b'    good.enabledProtocols = arrayOf("TLSv1.2")\n'
        b'    server.enabledProtocols = arrayOf("TLSv1")\n'
        b"    engine.useClientMode = false\n"
        b'    engine.setEnabledProtocols(arrayOf("SSLv3"))\n'
        b'    params.protocols = arrayOf("TLSv1.1")\n'
        b'    if (good.session.protocol == "TLSv1") println("TLSv1")\n'
        b'    System.setProperty("https.protocols", "TLSv1")\n'
        b"}\n",
    ),
    "a choice without an arm": (
        "typescript",
        b"  switch (name) {\n  const out: any = {};\nexport function floorOf(name:casestritch (name)ng) {\n"
        b"    case 'old': out.minVersion = 'TLSv1'; break;\n    case 'new': out.minVersion = 'TLSv1.2'; break;\n"
        b"  }\n  return out;\n}\n",
    ),
    "an option of a command without its value, at the end of the file": (
        "dockerfile",
        b"FROM node:20\nCMD exec node --max-old-space-size=",
    ),
    "a node that asks for its text": (
        "python",
        b"import asyncio\ndef start(work):\n    return asyncio.async(work)\n"
        b'import smtplib\nmail = smtplib.SMTP_SSL("example.com":',
    ),
    "a key of many parts": ("configuration", b"a." * 40_000 + b"b = 1\n"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found(fuzz: ModuleType, name: str) -> None:
    assert fuzz.judge(*FOUND[name]) == ""


def test_a_short_run_finds_nothing(fuzz: ModuleType) -> None:
    pools = fuzz.seeds()
    for number in range(7_000, 7_000 + 3 * len(pools)):
        target, data = fuzz.numbered(number, pools)
        assert fuzz.judge(target, data) == "", (number, target)
