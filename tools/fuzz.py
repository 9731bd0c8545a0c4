"""Fuzz everything that reads foreign bytes: adapters, formats, manifests, configuration, rules.

    python tools/fuzz.py --seconds 3600 --out failures [--only java,yaml] [--start 0]
    python tools/fuzz.py --input failures/java-3c1f… (tries one saved input again)

Seeds are the rules' own examples and a few files of each other kind, mutated in bytes, tokens,
lines and splices. Each input is numbered and made from its number alone. It must raise nothing,
keep spans and edits inside the text, stay within the bounds of time and memory, be found by the
search for words if anything is found in it, and come out the same twice; what all reports make
of it may hold no control character. A process of its own tries the inputs, so that a crash of a
parser is found too.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import re
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tlslint import manifests, rules  # noqa: E402
from tlslint.facts import Asked, FileResult, Problem, Report  # noqa: E402
from tlslint.languages import BY_NAME  # noqa: E402
from tlslint.options import Options  # noqa: E402
from tlslint.report import FORMATS, render  # noqa: E402
from tlslint.report.context import Context  # noqa: E402
from tlslint.searching import utf8  # noqa: E402
from tlslint.source.text import decode  # noqa: E402
from tlslint.work import Worker  # noqa: E402

#: Seconds of processor time for one input, and for each megabyte of it; megabytes of memory.
SECONDS, SECONDS_EACH = 2.0, 25.0
MEGABYTES = 400
#: Inputs that a process tries before the next takes over.
BATCH = 400
#: A path that no report may show as it is.
HOSTILE = "a\n::error::x\r\x1b[31m\u202e\udcff%0A,b/"

_MANIFESTS = {
    "pyproject.toml": b'[project]\nrequires-python = ">=3.8,<4"\n[tool.poetry.dependencies]\npython = "^3.7"\n',
    "pipfile": b'[requires]\npython_version = "3.6"\n',
    "setup.py": b"from setuptools import setup\nsetup(name='x', python_requires='>=2.7, !=3.0.*')\n",
    "setup.cfg": b"[options]\npython_requires = >=3.6\n",
    "tox.ini": b"[tox]\nenvlist = py{27,36,310}-{a,b},pypy3\n",
    ".tool-versions": b"python 3.8.10 2.7.18\nnodejs 10.1.0\njava adoptopenjdk-8.0.1\n",
    ".python-version": b"3.6.9\n",
    ".nvmrc": b"lts/dubnium\n",
    "global.json": b'{"sdk": {"version": "2.1.300", "rollForward": "latestMinor"}}\n',
    "go.mod": b"module x\n\ngo 1.13\ntoolchain go1.21.0\nrequire (\n\ta.b/c v1.2.3 // indirect\n)\n",
    "package.json": b'{"engines": {"node": ">=8 <12 || ^14"}, "volta": {"node": "10.1.0"}}\n',
    "pom.xml": b"<project><properties><java.version>1.7</java.version></properties><build><plugins>"
    b"<plugin><artifactId>maven-compiler-plugin</artifactId><configuration><source>${java.version}"
    b"</source><release>8</release></configuration></plugin></plugins></build></project>\n",
    "build.gradle": b"sourceCompatibility = '1.7'\njava { toolchain { languageVersion = JavaLanguageVersion.of(8) } }\n",
    "app.csproj": b"<Project><PropertyGroup><TargetFrameworks>net45;netcoreapp2.1</TargetFrameworks>"
    b"</PropertyGroup></Project>\n",
    "dockerfile": b"ARG V=3.6\nFROM --platform=x python:${V}-slim AS a\nFROM openjdk:7\nRUN a\n",
    "serverless.yml": b"provider:\n  runtime: python3.6\nfunctions:\n  a: {runtime: nodejs8.10}\n",
    "template.json": b'{"Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "java8"}}}}\n',
    ".travis.yml": b"language: python\npython:\n  - '2.7'\n  - 3.6\njdk: [openjdk7]\n",
    ".gitlab-ci.yml": b"image: node:8\njob:\n  image: {name: 'golang:1.10'}\n",
}
#: Seeds that no rule has: code in pages and in other files, templates, and what is read by a scan of its own.
_EMBEDDED = b"import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
_MORE = {
    "notebook": [
        b'{"cells": [{"cell_type": "code", "source": ["import ssl\\n", "%time\\n", "c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)"]},'
        b' {"cell_type": "code", "source": "!pip x\\nc.options |= ssl.OP_NO_TLSv1_2"}], "nbformat": 4}\n',
    ],
    "csharp": [
        b'<%@ Page Language="C#" %>\n<%@ Import Namespace="System.Net" %>\n<script runat="server">\nvoid F() {\n'
        b"  ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;\n}\n</script>\n<p><%= x %> <%-- c --%></p>\n",
        b'<%@ WebService Language="C#" Class="A" %>\nclass A { void F() {\n'
        b"  System.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Ssl3; } }\n",
    ],
    "vbnet": [
        b'<%@ Page Language="VB" %>\n<script runat="server">\nSub F()\n'
        b"  System.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Tls\nEnd Sub\n</script>\n",
    ],
    "shell": [b"#!/bin/sh\npython3 - <<'EOF'\n" + _EMBEDDED + b"EOF\npython -c 'import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)'\n"],
    "dockerfile": [b"FROM python:3.8\nRUN python3 <<EOF\n" + _EMBEDDED + b"EOF\n"],
    "yaml": [b"steps:\n  - shell: python\n    run: |\n      import ssl\n      ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n  - run: |\n"
             b"      python - <<X\n      import ssl\n      X\n"],
    "dotnetconfig": [
        b"<configuration>\n<% if x %>\n<startup><supportedRuntime sku='{{ a }}' version=\"v4.0\" x & y></startup>\n<# t #>\n"
        b"<appSettings><add key='a' value='SslProtocols=Tls'/></appSettings>\n",
    ],
    "powershell": [
        b"$a = [Net.ServicePointManager]::SecurityProtocol\n[Net.ServicePointManager]::SecurityProtocol = $a -bor 192\n"
        b"[System.Net.ServicePointManager]::SecurityProtocol = [Enum]::ToObject([Net.SecurityProtocolType], 3072)\n"
        b"Invoke-WebRequest -SslProtocol Tls, 'Tls12' x\n",
    ],
}  # fmt: skip
_OTHERS = {
    "configuration": b'minimum = "1.2"\nselect = ["python-*"]\nexclude = ["a/**"]\nassume = {python = "3.8"}\n'
    b'max-size = "2 MB"\n\n[[paths]]\npatterns = ["legacy/"]\nignore = ["java-*"]\nminimum = "1.0"\n',
    "index": b"DIRC\0\0\0\4\0\0\0\2"
    + b"\0" * 61
    + b"\4\0a.py\0"
    + b"\0" * 60
    + b"\x40\4\0\0\4b.py\0TREE",
    "ignore": b"*.py\n!keep.py\n/a/**/b\n[a-c]?\\ \n**/x[[:alpha:]]\n",
    "rules": b"library: x\nlanguage: python\nsource: [https://example.org]\ntables:\n  x.v: {x.A: tls1.0, x.B: "
    b"{is: ssl3..tls1.2, number: 0x0303}}\nrules:\n  - id: x-version\n    title: T\n    about: A\n    hint: H\n"
    b"    call: x.Client\n    arguments:\n      - {at: [1, version], table: x.v, effect: floor}\n    default:\n"
    b"      - {when: python >= 3.10, floor: tls1.2}\n      - {floor: tls1.0}\nexamples:\n  - code: |\n      import x\n",
}

_NASTY = (
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b"\x1b[2J"),
    *(b"\r", b"\r\n", b"\n", b"\x0c", b"\x85", b"\xe2\x80\xa8", b"\\", b"\\\n", b"'", b'"', b"`"),
    *(b'"""', b"/*", b"*/", b"//", b"#", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&x;", b"%s", b"${x}"),
    *(b"$(", b"{{", b"}}", b"<<EOF\n", b"EOF\n", b"&a ", b"*a", b"<<: *a", b"--- ", b"? ", b"| ", b">-\n"),
    *(b"(" * 40, b"[" * 300, b"{" * 40, b")", b"]", b"}", b"<a>" * 50, b"- " * 120, b"a." * 200),
    *(b"not " * 150, b"x=" * 120, b"if(x)" * 120, b"\t" * 30, b" " * 200, b"9" * 400, b"1e999", b"0x"),
    *(b"tlslint: ignore[x]", b"# tlslint: ignore-file[*] -- a\n", b"-1", b"TLSv1", b"TLSv1.1", b"SSLv3"),
)  # fmt: skip
_TOKEN = re.compile(rb"\w+|[^\w\s]|\s+")
#: What no report may write; the line end is the only control character in one.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

#: Languages whose words come from the names of facts; others name imports, or take words apart.
_SPELLED = frozenset({"python", "java"})

_loaded = rules.load()
_worker = Worker(_loaded)
_plain = Worker(_loaded, explain=Asked())


def seeds() -> dict[str, list[bytes]]:
    """The inputs to start from, by target."""
    found: dict[str, list[bytes]] = {name: [] for name in BY_NAME}
    for examples in rules.load_examples().values():
        for example in examples:
            found[example.language].append(example.code.encode())
    found["gomod"] = [_MANIFESTS["go.mod"]]
    for language, texts in _MORE.items():
        found[language] += texts * 3
    out = {name: texts for name, texts in found.items() if texts}
    out |= {f"manifest {name}": [text] for name, text in _MANIFESTS.items()}
    return out | {name: [text] for name, text in _OTHERS.items()}


def mutated(data: bytes, pool: list[bytes], choose: random.Random) -> bytes:
    """``data`` with a few things wrong with it."""
    for _ in range(choose.choice((1, 1, 2, 3, 5, 9))):
        way = choose.randrange(10)
        at = choose.randrange(len(data) + 1)
        if way == 0 and data:
            at = choose.randrange(len(data))
            data = data[:at] + bytes([choose.randrange(256)]) + data[at + 1 :]
        elif way == 1:
            data = data[:at] + choose.choice(_NASTY) + data[at:]
        elif way == 2:
            end = min(len(data), at + choose.choice((1, 3, 20, 200)))
            data = data[:at] + data[end:]
        elif way == 3:
            other = choose.choice(pool)
            start = choose.randrange(len(other) + 1)
            data = data[:at] + other[start : start + choose.choice((10, 80, 2000))] + data[at:]
        elif way == 4:
            data = data[:at]
        elif way == 5:
            part = data[at : at + choose.choice((1, 8, 60))]
            data = data[:at] + part * choose.choice((2, 3, 50, 400)) + data[at:]
        elif way in (6, 7):
            tokens = _TOKEN.findall(data)
            if tokens:
                first, second = choose.randrange(len(tokens)), choose.randrange(len(tokens))
                if way == 6:
                    tokens[first], tokens[second] = tokens[second], tokens[first]
                else:
                    tokens[first] = choose.choice((tokens[second], choose.choice(_NASTY)))
                data = b"".join(tokens)
        elif way == 8:
            rows = data.split(b"\n")
            first, second = choose.randrange(len(rows)), choose.randrange(len(rows))
            rows[first], rows[second] = rows[second], b"    " * choose.randrange(3) + rows[first]
            data = b"\n".join(rows)
        else:
            data = choose.choice((
                lambda d: d.decode("utf-8", "replace").encode("utf-16"),
                lambda d: d.decode("utf-8", "replace").encode("utf-16-be"),
                lambda d: d.replace(b"\n", b"\r\n"),
                lambda d: d.replace(b"\n", b" "),
                lambda d: d * 20,
                lambda d: d.swapcase(),
            ))(data)  # fmt: skip
        data = data[:300_000]
    return data


# -- what must hold


def wrong(target: str, data: bytes) -> list[str]:
    """What is wrong with what becomes of ``data``; it raises what the program raises."""
    kind, _, name = target.partition(" ")
    return list(_CHECKS.get(kind, _code)(name or target, data))


def _code(language: str, data: bytes) -> Iterator[str]:
    path = f"{HOSTILE}x"
    for options in (Options(), Options(strict=True, pedantic=True, side="all")):
        result = _worker.check_bytes(path, language, data, options)
        yield from _result(result, data)
        if isinstance(result, FileResult):
            weighed = result.findings and not options.strict and language in _SPELLED
            if weighed and not _worker.words(language).matter(utf8(data)):
                yield "found, but the search for words would have passed it over"
            again = _plain.check_bytes(path, language, data, options)
            if not isinstance(again, FileResult) or again.findings != result.findings:
                yield "found something else the second time"
    if isinstance(result, FileResult):
        report = Report(result.findings, result.suppressed, result.problems, seen=1, scanned=1)
        text = decode(data)
        context = Context(
            rules=_loaded.rules,
            read=lambda _: text.text.decode("utf-8", "replace") if text else None,
        )
        for name in FORMATS:
            shown = render(name, report, context)
            if found := _CONTROL.search(shown):
                yield f"the {name} report holds {found[0]!r}"
            if name in ("json", "sarif"):
                json.loads(shown)
            elif name == "github" and any(not row.startswith("::") for row in shown.splitlines()):
                yield "the github report holds a line that is no command of ours"


def _result(result: object, data: bytes) -> Iterator[str]:
    if isinstance(result, Problem) and result.kind == "internal":
        yield f"internal error: {result.message}"
    if not isinstance(result, FileResult):
        return
    decoded = decode(data)
    text = decoded.text if decoded else b""
    rows = text.count(b"\n") + 1
    for problem in result.problems:
        if problem.kind not in ("malformed", "too-large"):
            yield f"{problem.kind}: {problem.message}"
        if not 0 <= problem.line <= rows:
            yield f"a problem in line {problem.line} of {rows}"
    for finding in (*result.findings, *(s.finding for s in result.suppressed)):
        start, end = finding.span
        place = finding.place
        if not 0 <= start <= end <= len(text):
            yield f"{finding.rule} has the span {finding.span} in {len(text)} bytes"
        if not (1 <= place.line <= rows and 1 <= place.column < place.end_column):
            yield f"{finding.rule} has the place {place} in {rows} lines"
        last = 0
        for edit in sorted(finding.fix.edits if finding.fix else (), key=lambda e: e.span):
            if not last <= edit.span.start <= edit.span.end <= len(text):
                yield f"{finding.rule} has the edit {edit} after {last} in {len(text)} bytes"
            last = edit.span.end
            edit.text.encode()


def _manifest(name: str, data: bytes) -> Iterator[str]:
    reader = manifests.reader(name)
    assert reader is not None
    for found in reader(data, name, lambda _: data):
        if not 0 <= found.offset <= len(data):
            yield f"a declaration at {found.offset} of {len(data)} bytes"


def _configuration(_: str, data: bytes) -> Iterator[str]:
    from tlslint import configfile

    try:
        configfile.parse(data.decode("utf-8", "replace"), "tlslint.toml", _loaded.match)
    except configfile.ConfigError as error:
        if not error.problems:
            yield "an error without a problem"


def _ignore(_: str, data: bytes) -> Iterator[str]:
    from tlslint.source.ignore import Patterns, lines_of

    patterns = Patterns(lines_of(data))
    for path in ("a.py", "a/b/c.py", "a" * 255, "a/" * 100 + "b", "\udcff\n"):
        patterns.covers(path)
    return
    yield


def _index(_: str, data: bytes) -> Iterator[str]:
    from tlslint.source.tracked import MAX_INDEX, names_of

    if sum(map(len, names_of(data))) > MAX_INDEX:
        yield "more names than there is room for"


def _rules(_: str, data: bytes) -> Iterator[str]:
    from tlslint.rulefile import Reader
    from tlslint.rulemodel import RuleError
    from tlslint.rulenodes import parse_yaml

    try:
        Reader("rules/x.yaml").library(
            parse_yaml(data.decode("utf-8", "replace"), "x"), examples=True
        )
    except RuleError as error:
        if error.line < 1:
            yield f"an error in line {error.line}"


_CHECKS: dict[str, Callable[[str, bytes], Iterator[str]]] = {
    "manifest": _manifest,
    "configuration": _configuration,
    "ignore": _ignore,
    "index": _index,
    "rules": _rules,
}


def judge(target: str, data: bytes) -> str:
    """What is wrong with what becomes of an input, with its cost; empty where nothing is."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    try:
        found = wrong(target, data)
    except Exception:
        found = [traceback.format_exc()]
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    if seconds > SECONDS + SECONDS_EACH * len(data) / 1e6:
        found.append(f"{seconds:.1f} seconds for {len(data):,} bytes")
    if grown > MEGABYTES:
        found.append(f"{grown:.0f} MB for {len(data):,} bytes")
    return "\n".join(found)


# -- the run


def numbered(number: int, pools: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """The target and the bytes of the input of this number."""
    choose = random.Random(number)
    target = sorted(pools)[number % len(pools)]
    return target, mutated(choose.choice(pools[target]), pools[target], choose)


def _batch(first: int, pools: dict[str, list[bytes]], out: Path, at: Path, end: float) -> None:
    """Try the inputs from ``first`` on in this process; ``at`` always holds the number at hand."""
    memory = 3 << 30
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for number in range(first, first + BATCH):
        if time.time() > end:
            break
        at.write_text(str(number))
        target, data = numbered(number, pools)
        said = judge(target, data)
        if said:
            _save(out, target, data, said)
    gc.collect()


def _save(out: Path, target: str, data: bytes, said: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    name = f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
    (out / name).write_bytes(data)
    (out / f"{name}.txt").write_text(said + "\n")
    print(f"{name}: {said.splitlines()[-1][:150]}", flush=True)


def _run(options: argparse.Namespace) -> int:
    pools = seeds()
    if options.only:
        pools = {k: v for k, v in pools.items() if k in options.only.split(",")}
    out = Path(options.out)
    end = time.time() + options.seconds
    number = options.start
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "number"
        while time.time() < end:
            child = os.fork()
            if child == 0:
                _batch(number, pools, out, at, end)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if status:
                died = int(at.read_text())
                target, data = numbered(died, pools)
                _save(out, target, data, f"the process died: status {status}")
                number = died + 1
            else:
                number += BATCH
    tried = number - options.start
    print(f"{tried:,} inputs, {tried // len(pools):,} for each of {len(pools)} targets")
    return 0


def main() -> int:
    """Fuzz for some time, or try one input again."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", default="fuzz-failures")
    parser.add_argument("--only", default="", help="targets, with commas")
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    parser.add_argument("--input", type=Path, help="try this saved input")
    options = parser.parse_args()
    if options.input is None:
        return _run(options)
    said = judge(options.input.name.rpartition("-")[0], options.input.read_bytes())
    print(said or "fine")
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())
