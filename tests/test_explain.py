"""What ``explain FILE:LINE`` says of what a check of the whole tree finds."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.test_rules import LIBRARIES, RULES, Pinned, options_of
from tlslint import foreign
from tlslint.check import check
from tlslint.cli import main
from tlslint.facts import Asked
from tlslint.rulemodel import Library
from tlslint.source import Source
from tlslint.words import Words
from tlslint.work import Task, Worker

JAVA = """import java.util.Properties;
import javax.net.ssl.*;
class A {
  void f(SSLSocket s, Properties p) {
    s.setEnabledProtocols(p.getProperty("app.tls.protocols").split(","));
  }
}
"""
GO = 'package x\nimport "crypto/tls"\nvar c = &tls.Config{ServerName: "x"}\n'
TREE = {
    "Dockerfile": "FROM golang:latest\nFROM python:3.6\n",
    "Dockerfile.old": "FROM python:3.7\nARG X\nFROM node:$X\n",
    "boxed/docker/Dockerfile": "FROM golang:1.16\nCOPY . /x\n",
    "boxed/a.go": GO,
    "a.py": "import ssl\nc = ssl.create_default_context()\n",
    "pinned.py": 'import ssl\nOLD = ssl.PROTOCOL_TLSv1\nKINDS = {"a": ssl.PROTOCOL_TLSv1, "b": ssl.PROTOCOL_TLSv1_2}\n',
    "taken.py": "import ssl\nfrom pinned import OLD\nssl.SSLContext(OLD)\n",
    "src/A.java": JAVA,
    "src/Kept.java": '@lombok.Data\npublic class Kept {\nprivate String oldest = "TLSv1.1";\n}\n',
    "src/Taken.java": (
        "import javax.net.ssl.*;\nclass Taken {\nSSLContext f(Kept kept) throws Exception {\n"
        "return SSLContext.getInstance(kept.getOldest());\n}}\n"
    ),
    "app.properties": "# keys\napp.tls.protocols = TLSv1,TLSv1.2\n",
    "good.yml": "app:\n  tls:\n    protocols: TLSv1.2\n",
    "kept.py": "import ssl\nold = [ssl.PROTOCOL_TLSv1]\n\n\n\n\nssl.wrap_socket(x, ssl_version=old[0])\n",
    "parts.cs": (
        "using System.Net;\nclass A {\nvoid f() {\nServicePointManager.SecurityProtocol =\n"
        "SecurityProtocolType.Tls12 |\n(SecurityProtocolType)768 |\nSecurityProtocolType.Ssl3;\n}}\n"
    ),
    "java/pom.xml": "<project><properties><java.version>1.8</java.version></properties></project>\n",
    "java/A.java": 'import javax.net.ssl.*;\nclass A { Object f() throws Exception {\nreturn SSLContext.getInstance("TLS"); }}\n',
    "android/build.gradle": "android { defaultConfig { minSdkVersion 16 } }\n",
    "android/A.java": 'import javax.net.ssl.*;\nclass A { Object f() throws Exception {\nreturn SSLContext.getInstance("TLS"); }}\n',
    "web/package.json": '{"engines": {"node": "8.1"},\n"dependencies": {"vue": "2"}}\n',
    "sam/templates/my.yaml": "F: {Properties: {CodeUri: ../code,\nRuntime: nodejs10.x}}\n",
    "sam/code/a.js": "const axios = require('axios');\naxios.get('https://h/');\n",
    "cdk/stack.ts": (
        "import * as lambda from 'aws-cdk-lib/aws-lambda';\n"
        "new lambda.Function(app, 'a', { runtime: lambda.Runtime.NODEJS_8_10, code });\n"
        "module.exports = { F: { Properties: { Runtime: 'nodejs10.x', Code } } };\n"
        "const crawler = { Runtime: 'nodejs12.x', Code: { S3Key: { Sub: '${P}/lambda/crawl.zip' } } };\n"
        "const other = { Engine: 'nodejs6.10' };\n"
    ),
    "cdk/package.json": '{"engines": {"node": ">=6"}}\n',
    "cdk/crawl/lib/a.js": "const axios = require('axios');\naxios.get('https://h/');\n",
    "cdk/a.js": "const axios = require('axios');\naxios.get('https://h/');\n",
    "web/mail.js": "const { server } = require('emailjs');\nserver.connect({ tls: process.env.MAIL_TLS });\n"
    "server.connect({\n  tls: process.env.MAIL_TLS,\n});\n",
    "web/a.js": "import axios from 'axios';\naxios.get('https://h/');\n",
    "go/min/go.mod": "module x\n\ngo 1.25\n",
    "go/min/a.go": GO,
    "go/min/kept.go": (
        'package x\nimport "crypto/tls"\ntype Server struct { conf *tls.Config }\n'
        'func New() *Server {\nreturn &Server{conf: &tls.Config{ServerName: "x"}}\n}\n'
    ),
    "go/min/session.go": (
        'package x\nimport ("crypto/tls"; "net")\n'
        "func (s *Server) serve(c net.Conn) { tls.Server(c, s.conf) }\n"
    ),
    "go/old/go.mod": "module x\n\ngo 1.17\n",
    "go/old/a.go": GO,
    "go/built/go.mod": "module x\n\ngo 1.24.0\n\ntoolchain go1.24.1\n",
    "go/built/.go-version": "1.16\n",
    "go/built/a.go": GO,
    "go/both/go.mod": "module x\n\ngo 1.12\n",
    "go/both/a.go": (
        'package x\nimport "crypto/tls"\nvar c = &tls.Config{\nMinVersion: tls.VersionTLS11,\n'
        "MaxVersion: tls.VersionTLS11}\nvar d = &tls.Config{\nMinVersion: tls.VersionTLS11,\n"
        "MaxVersion: tls.VersionTLS13}\n"
    ),
    "pinned.js": (
        "require('tls').connect({\n  secureProtocol: 'TLSv1_method',\n  minVersion: 'TLSv1.2',\n});\n"
    ),
    "oldnode/pinned.js": (
        "require('tls').connect({\n  secureProtocol: 'TLS_method',\n  minVersion: 'TLSv1.2',\n});\n"
    ),
    "plain.nginx": "location / {\n  proxy_pass http://a;\n  proxy_ssl_protocols TLSv1;\n}\n",
    "deploy.sh": 'NODE_OPTIONS="--tls-min-v1.2 --tls-max-v1.2" npx a\n',
    "node0/a.js": "require('https').get('https://a.example', done);\n",
    "node0/.nvmrc": "0.10.48\n",
    "oldnode/.nvmrc": "10.15.3\n",
    "floor.cs": (
        "using System.Security.Authentication;\nclass A {\n"
        "A() { MinVersion = SslProtocols.Tls; }\npublic SslProtocols MinVersion { get; set; }\n}\n"
    ),
    "server.py": "import ssl\nssl.wrap_socket(x, server_side=True, ssl_version=ssl.PROTOCOL_TLSv1)\n",
}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("boxed/docker/Dockerfile:1", ["declares go 1.16", "decides:\n  boxed/a.go:3:10: warning"]),
        (
            "web/a.js:2",
            ["a package for browsers, of which this file imports nothing", "web/package.json:2"],
        ),
        ("web/mail.js:2", ["whether TLS is on is not known", "shown with --strict"]),
        ("cdk/stack.ts:2", ["The runtime of a cloud function (node 8.10): which files it runs"]),
        ("web/mail.js:3", ["see line 4 for node-secured-client", "shown with --strict"]),
        (
            "go/min/kept.go:5",
            ["kept in conf, which go/min/session.go:3 uses on the side of a server", "as a server"],
        ),
        ("web/package.json:1", ["declares node 8.1"]),
        (
            "cdk/a.js:2",
            [
                "only a range is declared",
                "functions run on:\n  node 8.10: cdk/stack.ts:2\n  node 10: cdk/stack.ts:3\n  node 12",
                "--assume node=8.10",
            ],
        ),
        (
            "cdk/crawl/lib/a.js:2",
            ["code is called like a folder of this file:\n  node 12: cdk/stack.ts:4\nWhether"],
        ),
        ("sam/templates/my.yaml:2", ["declares node 10", "decides:\n  sam/code/a.js:2:1: warning"]),
        ("Dockerfile:2", ["declares python 3.6", "This line decides:\n  a.py:2:5: warning"]),
        (
            "Dockerfile:1",
            ["the image golang:latest names no version", "CI lists beside it", "No finding"],
        ),
        ("Dockerfile.old:1", ["declares python 3.7; it is Dockerfile:2 that counts here"]),
        ("Dockerfile.old:3", ["which image node:$X is could not be known"]),
        ("app.properties:2", ["error java-enabled-protocols", "app.properties:2:"]),
        ("good.yml:3", ["code reads app.tls.protocols and hands it to java-enabled", "No finding"]),
        ("src/A.java:5", ["This line has a part in:\n  app.properties:2:21: error"]),
        (
            "src/Kept.java:3",
            ["This line has a part in:\n  src/Taken.java:4:", "the value is defined"],
        ),
        ("pinned.py:3", ["shown with --pedantic"]),
        ("taken.py:3", ["This line has a part in:\n  pinned.py:2:7: error", "No finding here"]),
        ("kept.py:2", ["taken in line 7", "kept.py:2:8: error"]),
        ("parts.cs:6", ["a part of the value that lets the old ones in", "error dotnet-service"]),
        ("parts.cs:7", ["SecurityProtocolType.Ssl3: part of the value", "This line has a part in"]),
        ("server.py:2", ["shown with --side server"]),
        ("go/min/a.go:3", ["(go 1.25 or newer, declared in go/min/go.mod:3)"]),
        (
            "go/old/a.go:3",
            ["only a range is declared, go from 1.17 on in go/old/go.mod:3: the new"],
        ),
        (
            "java/A.java:3",
            [
                "only a source or target level is declared, which is no pin, java from 8 on in java/pom.xml:1"
            ],
        ),
        (
            "android/A.java:3",
            ["an app for Android from API 16 on in android/build.gradle:1, whose devices decide"],
        ),
        (
            "pinned.js:3",
            ["in vain: the platform refuses it beside what line 2 says; it may negotiate TLSv1.0"],
        ),
        ("plain.nginx:3", ["no rule is about it: the block hands all on by plain HTTP"]),
        ("deploy.sh:1", ["it may negotiate TLSv1.2; fine"]),
        ("node0/a.js:1", ["Move to a supported Node: this one throws"]),
        ("oldnode/pinned.js:3", ["in vain: what line 2 says decides alone; it may negotiate TLS"]),
        ("floor.cs:3", ["names: TLSv1.0\n"]),
        ("go/both/a.go:4", ["may negotiate: TLSv1.1\n"]),
        ("go/both/a.go:7", ["may negotiate: TLSv1.1, TLSv1.2, TLSv1.3\n"]),
        ("go/built/a.go:3", ["(go 1.24.1, declared in go/built/go.mod:5)"]),
    ],
)
def test_a_line_is_told_with_what_it_decides(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    said: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    assert main(["explain", place]) == 0
    told = capsys.readouterr().out
    assert all(each in told for each in said), told
    assert place != "good.yml:3" or "not known" not in told


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.file)
def test_each_place_of_a_finding_is_told(library: Library) -> None:
    for example in library.examples:
        text = example.code.encode()
        marks = Words(RULES.index(example.language)).marks(text)
        source = Source(example.path or "example", example.language, text, marks)
        platform = Pinned(example.platform)
        result = check(source, RULES, options_of(example), platform, explain=Asked())
        told = {line for t in result.trace for line in range(t.place.line, t.place.end_line + 1)}
        for finding in result.findings:
            for place in (finding.place, *(r.place for r in finding.related)):
                here = place.path == finding.place.path
                assert not here or told.intersection(range(place.line, place.end_line + 1))


def test_what_is_expected_to_fail_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(
        "import ssl, pytest\ndef test():\n    with pytest.raises(ValueError):\n"
        "        make(ssl.PROTOCOL_TLSv1)\n"
    )
    assert main(["explain", "a.py:4"]) == 0
    assert "expected to fail, by pytest.raises" in capsys.readouterr().out


def test_doubles_that_answer_in_tests_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".python-version").write_text("3.8\n")
    double = "import boto3, pytest\nfrom moto import mock_s3\n"
    Path("test_a.py").write_text(double + "@mock_s3\ndef test():\n    boto3.client('s3')\n")
    assert main(["explain", "test_a.py:5"]) == 0
    assert "a double of moto answers it, by line 3: nothing connects" in capsys.readouterr().out
    fixture = "@pytest.fixture(autouse=True)\ndef aws():\n    with mock_s3():\n        yield\n"
    Path("conftest.py").write_text(double + fixture)
    Path("test_b.py").write_text("import boto3\ndef test():\n    boto3.client('s3')\n")
    assert main(["explain", "test_b.py:3"]) == 0
    assert "answers it, by a fixture of conftest.py: nothing" in capsys.readouterr().out


def test_lines_of_a_notebook_have_the_numbers_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    cells = [
        {"cell_type": "markdown", "source": ["text\n"] * 5},
        {"cell_type": "code", "source": ["import urllib2\n", "url = 'https://h'\n"]},
        {"cell_type": "code", "source": ["page = urllib2.urlopen(url)\n", "print page\n"]},
    ]
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1)
    Path("a.ipynb").write_text(text)
    lines = text.splitlines()
    at = {
        word: n for n, line in enumerate(lines, 1) for word in ("url =", "page =") if word in line
    }
    first = next(n for n, line in enumerate(lines, 1) if "import urllib2" in line)
    assert main(["explain", f"a.ipynb:{at['page =']}"]) == 0
    told = capsys.readouterr().out
    assert f"the newest that reads line {first})" in told
    assert f"allows-old because of line {at['page =']} " in told
    assert main(["explain", f"a.ipynb:{at['url =']}"]) == 0
    assert f"in line {at['page =']} is given to urllib2.urlopen" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="there is no such bit")
def test_a_script_that_a_check_of_its_directory_passes_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tool = Path("tool")
    tool.write_text("#!/usr/bin/env python\nimport ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n")
    tool.chmod(0o644)
    assert main(["explain", "tool:3"]) == 0
    said = "A check of the directory leaves this file out: it is not executable"
    assert said in capsys.readouterr().out
    tool.chmod(0o755)
    assert main(["explain", "tool:3"]) == 0
    assert said not in capsys.readouterr().out


def test_an_address_without_tls_is_told_where_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".python-version").write_text("3.8\n")
    test = 'if url.startswith("http://"):\n        urllib.request.urlopen(url)'
    Path("a.py").write_text(f"import urllib.request\ndef f(url):\n    {test}\n")
    assert main(["explain", "a.py:4"]) == 0
    said = capsys.readouterr().out
    assert "4:9  the address begins with http://: no TLS is spoken" in said
    assert "what the platform chooses holds" not in said


def test_a_default_that_does_not_count_is_not_said_to_allow_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Dockerfile").write_text("FROM golang:1.15\n")
    Path("a.go").write_text(
        'package a\n\nimport "net/http"\n\n'
        "func f(t http.RoundTripper) { use(&http.Client{Transport: t}) }\n"
    )
    assert main(["explain", "a.go:5"]) == 0
    said = capsys.readouterr().out
    assert "its default does not count" in said
    assert "allows-old" not in said


def test_a_default_that_what_takes_it_is_judged_by_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".java-version").write_text("1.7\n")
    Path("A.java").write_text(
        "import javax.net.ssl.*;\nclass A extends SSLSocketFactory {\n  SSLSocketFactory f;\n"
        '  A() {\n    SSLContext c = SSLContext.getInstance("SSL");\n    f = c.getSocketFactory();\n  }\n'
        "  Socket createSocket() { return (SSLSocket) f.createSocket(); }\n}\n"
    )
    assert main(["explain", "A.java:5"]) == 0
    said = capsys.readouterr().out
    assert "cannot-connect because of line 5" in said
    assert "5:20  its default does not count" not in said


def test_what_is_not_known_is_told_as_people_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("A.java").write_text(
        'class A {\n  private final String[] on;\n  private String[] kept = new String[] {"TLSv1.2"};\n'
        "  A(String[] on, String[] given) { this.on = on; this.kept = given; }\n"
        "  Object f() throws Exception { return javax.net.ssl.SSLContext.getInstance(kept[0]); }\n}\n"
    )
    assert main(["explain", "A.java:5"]) == 0
    told = capsys.readouterr().out
    assert "an entry of kept (line 3), which is given what is not known here too (line 4)" in told
    name = 'Loader.load(["a\\u002eb",["\\u0001Integer\\u002eTYPE"]]).find([1]).set'
    assert foreign.shown(name) == "Loader.load().find().set"


ELSEWHERE = {
    "e/Talk.java": 'class Talk { String best(String[] of) { return of[0].equals("TLSv1.2") ? of[0] : null; } }\n',
    "e/TalkTest.java": (
        "class TalkTest { void t() {\n"
        "Talk talk = new Talk();\n"
        'assertEquals(null, talk.best(new String[] {"TLSv1.1"}));\n} }\n'
    ),
    "a/client.go": (
        'package a\n\nimport (\n\t"crypto/tls"\n\tu "example.org/m/util"\n)\n\n'
        "func f() *C {\n\treturn &C{TLSConfig: usual}\n}\n\n"
        "func g() *tls.Config {\n\treturn &tls.Config{MinVersion: u.Oldest()}\n}\n"
    ),
    "a/target.go": 'package a\n\nimport "crypto/tls"\n\nvar usual = &tls.Config{\n\tMinVersion: tls.VersionTLS10,\n}\n',
    "b/other.go": "package b\n\nvar usual = 1\n",
    "util/versions.go": "package util\n\nfunc Oldest() uint16 { return 1 }\n",
    "Base.cs": "class Base {\n  protected SslProtocols Allowed { get; set; }\n}\nclass Other { int Kinds; }\n",
    "Stream.cs": (
        "class Stream : Base {\n  const SslProtocols New = Names.Newest | SslProtocols.Tls12;\n"
        "  void F(System.Net.Security.SslStream s) { s.AuthenticateAsClient(h, null, Allowed, Kinds); }\n}\n"
    ),
    "Names.cs": "class Names {\n  public const SslProtocols Newest = (SslProtocols)12288;\n}\n",
}


@pytest.mark.parametrize(
    ("place", "said", "unsaid"),
    [
        (
            "a/client.go:9",
            ["usual: a/target.go:5: var usual", "a/target.go:6:14: error"],
            "b/other",
        ),
        ("a/client.go:13", ["u.Oldest: util/versions.go:3: func Oldest"], ""),
        ("Stream.cs:2", ["Names.Newest: Names.cs:2: public const SslProtocols Newest"], "Base.cs"),
        (
            "e/TalkTest.java:3",
            [
                '"TLSv1.1": it is given to talk.best',
                "what that gives is only compared, by assertEquals",
            ],
            "",
        ),
        ("Stream.cs:3", ["Allowed: Base.cs:2: protected SslProtocols Allowed"], "Kinds: Base.cs"),
    ],
)
def test_a_name_is_told_by_the_file_that_defines_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    said: list[str],
    unsaid: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in ELSEWHERE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    main(["explain", place])
    told = capsys.readouterr().out
    assert all(each in told for each in said), told
    assert not unsaid or unsaid not in told, told


def test_a_line_that_takes_an_old_constant_of_another_file_names_its_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = "using System.Net;\nclass Kinds {\n  public const SecurityProtocolType All = SecurityProtocolType.Tls | SecurityProtocolType.Tls12;\n}\n"
    (tmp_path / "Kinds.cs").write_text(kinds)
    (tmp_path / "Use.cs").write_text(
        "using System.Net;\nclass Use { void F() {\nServicePointManager.SecurityProtocol = Kinds.All;\n} }\n"
    )
    main(["explain", "Use.cs:3"])
    assert "Kinds.cs:3:43: error" in capsys.readouterr().out


@pytest.mark.parametrize("declared", ["package.json", "x.sln", ""])
def test_a_tree_without_git_is_told_alike_from_elsewhere(
    declared: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = {
        "tree/js/a/kept.js": "module.exports = { v: 'TLSv1' };\n",
        "tree/js/b/use.js": "const { v } = require('../a/kept');\nrequire('tls').connect({ minVersion: v });\n",
        f"tree/{declared or 'none'}": "{}",
        "else/none": "",
    }
    for name, text in tree.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path / "else")
    main(["explain", f"{tmp_path}/tree/js/b/use.js:2"])
    found = "../tree/js/a/kept.js:1:23: error node-min-version" in capsys.readouterr().out
    assert found == bool(declared)
    # a home is no project, whatever lies in it
    monkeypatch.setenv("HOME", str(tmp_path / "tree"))
    main(["explain", f"{tmp_path}/tree/js/b/use.js:2"])
    assert "kept.js:1:23: error" not in capsys.readouterr().out


def test_a_member_is_told_with_the_other_files_that_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = (
        "using System.Security.Authentication;\nclass Kinds {\n  public const SslProtocols Allowed =\n"
        "    SslProtocols.Tls12;\n  public const SslProtocols Spare = SslProtocols.Tls;\n}\n"
    )
    (tmp_path / "Kinds.cs").write_text(kinds)
    (tmp_path / "Use.cs").write_text(
        "class Use { void F() {\n// Kinds.Spare\nG(Kinds.Allowed);\n} }\n"
    )
    main(["explain", "Kinds.cs:4"])
    assert "Used in other files:\n  Use.cs:3: G(Kinds.Allowed);\n" in capsys.readouterr().out
    main(["explain", "Kinds.cs:5"])
    assert "Nothing that is checked here uses Spare." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "checked"),
    [
        ("p/a.go:3", {"p/a.go", "p/a_test.go", "p/beside.go", "user.go"}),
        ("p/a_test.go:3", {"p/a.go", "p/a_test.go", "p/beside.go"}),
        ("Main.cs:3", {"Main.cs"}),
    ],
)
def test_only_files_that_can_name_what_is_asked_about_are_checked(
    place: str, checked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = "func F(c *tls.Config) { c.MinVersion = tls.VersionTLS10 }\n"
    head = 'import "crypto/tls"\n'
    tree = {
        "p/a.go": f"package p\n{head}{setting}",
        "p/a_test.go": f"package p\n{head}{setting.replace('F', 'TestF')}",
        "p/beside.go": f"package p\n{head}{setting.replace('F', 'G')}",
        "user.go": f'package u\nimport "x/p"\n{head}func f(c *tls.Config) {{ p.F(c); c.MinVersion = 1 }}\n',
        "other.go": f"package u\n{head}{setting}",
        "a.yml": "MinVersion: TLSv1.0\n",
        "Main.cs": "using System.Net;\n\nServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3;\n",
        "Other.cs": "class A { void F() { ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; } }\n",
    }
    for name, text in tree.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    seen = set()
    before = Worker.check

    def check_one(worker: Worker, task: Task) -> object:
        seen.add(task.hit.path)
        return before(worker, task)

    monkeypatch.setattr(Worker, "check", check_one)
    assert main(["explain", place]) == 0
    assert seen == checked


@pytest.mark.parametrize(
    ("name", "text", "line", "whole"),
    [
        (
            "a.js",
            "require('tls').DEFAULT_MIN_VERSION = 'TLSv1';\n\nhttps.get('https://h');\n",
            3,
            1,
        ),
        (
            "a.py",
            "import ssl\nssl._create_default_https_context = lambda: ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
            "urllib.request.urlopen('https://h')\n",
            3,
            2,
        ),
        (
            "A.java",
            'class A { void f() {\nSystem.setProperty("https.protocols", "TLSv1");\nurl.openConnection();\n} }\n',
            3,
            2,
        ),
        (
            "A.cs",
            "using System.Net; class A { void F() {\nServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;\n"
            'var r = WebRequest.Create("https://h");\n} }\n',
            3,
            2,
        ),
    ],
)
def test_what_holds_for_all_of_the_process_is_told_of_a_client(
    name: str,
    text: str,
    line: int,
    whole: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert main(["explain", f"{name}:{line}"]) == 0
    said = capsys.readouterr().out
    assert f"what holds for all of the process counts: see line {whole}." in said
    assert f"  {name}:{whole}:" in said


def test_what_holds_of_objects_of_several_lines_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("A.java").write_text(
        "import javax.net.ssl.*;\nclass A {\n  SSLSocketFactory factory;\n  A() throws Exception { factory = make(); }\n"
        "  Object a(boolean b) throws Exception {\n    if (b) return factory.createSocket(h, 1);\n"
        "    return factory.createSocket(h, 2);\n  }\n"
        + "\n"
        * 9
        + "  SSLSocketFactory make() throws Exception {\n"
        '    SSLContext c = SSLContext.getInstance("TLSv1.2");\n    return c.getSocketFactory();\n  }\n}\n'
    )
    main(["explain", "A.java:19"])
    out = capsys.readouterr().out
    assert "judged at the end, of what lines 6 and 7 make, as a client" in out


def test_what_is_as_another_is_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".nvmrc").write_text("10\n")
    Path("a.js").write_text(
        "const request = require('request');\n"
        "const o = { url: 'https://x' }, p = { url: 'https://y' };\n"
        "request(o);\nrequest(p);\nrequest(either ? o : p);\n"
    )
    main(["check", "."])
    told = capsys.readouterr().out
    assert told.count("because a.js:4:1") == told.count("because a.js:5:1") == 1
