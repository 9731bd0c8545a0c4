"""What the engine follows, language by language; see the `cases_*` modules (``cases_LANGUAGE[_SUBJECT]``)."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.engine.files import File
from tlslint.engine.machine import MAX_FOLLOWING
from tlslint.options import Options
from tlslint.quiet import Quiet
from tlslint.source import Source
from tlslint.words import Words

HERE = Path(__file__).parent
CASES = [
    pytest.param(path.stem.split("_")[1], code, id=f"{path.stem[6:]}: {name}")
    for path in sorted(HERE.glob("cases_*.py"))
    for name, code in importlib.import_module(path.stem).CASES.items()
]


@cache
def quiet(rules: loading.RuleSet, language: str) -> Quiet:
    return Quiet(rules.index(language), Words(rules.index(language)))


@pytest.mark.parametrize(("language", "code"), CASES)
def test_case(language: str, code: str) -> None:
    rules = loading.load()
    expected = [n for n, line in enumerate(code.split("\n"), 1) if "«x»" in line]
    text = code.replace("«x»", "").encode()
    words = Words(rules.index(language))
    assert words.matter(text) or not expected
    assert not expected or not quiet(rules, language).holds(text, lambda _: None, Options().minimum)
    result = check(Source("case", language, text, words.marks(text)), rules, Options())
    assert not result.problems
    assert sorted({f.place.line for f in result.findings}) == expected


def test_what_a_loop_takes_from_one_list_is_one_finding() -> None:
    from cases_java_lists import CASES as LISTS

    code = LISTS["a list cut down name by name in a counted loop"].replace("«x»", "")
    rules = loading.load()
    marks = Words(rules.index("java")).marks(code.encode())
    result = check(Source("case", "java", code.encode(), marks), rules, Options())
    assert [f.message.rpartition(" may ")[2] for f in result.findings] == [
        "negotiate TLSv1.0 and TLSv1.1"
    ]


def test_calls_are_followed_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of large methods that call one another again and again, what each says by itself is found all the same."""
    steps = []
    run = File.run_file

    def counted(self: File, body: Any) -> None:
        run(self, body)
        steps.append(self.s.steps)

    monkeypatch.setattr(File, "run_file", counted)
    work = "        log.info(name.trim() + n);\n" * 40
    work += '        System.setProperty("https.protocols", "TLSv1.2");\n'
    methods = "".join(
        f"    void m{n}(String name) throws Exception {{\n{work}"
        + f"        m{n + 1}(name);\n" * 6
        + "    }\n"
        for n in range(40)
    )
    code = (
        f"import javax.net.ssl.SSLContext;\nclass A {{\n{methods}"
        '    void m40(String name) throws Exception { SSLContext.getInstance("TLSv1").createSSLEngine(); }\n}\n'
    ).encode()
    rules = loading.load()
    result = check(
        Source("case", "java", code, Words(rules.index("java")).marks(code)),
        rules,
        Options(seconds=1000),
    )
    assert not result.problems
    assert [f.place.line for f in result.findings] == [code.count(b"\n") - 1]
    assert steps[0] < 4 * MAX_FOLLOWING


def test_old_versions_that_nobody_spoke_of_are_not_told() -> None:
    code = (
        b"using System.Net;\nclass A { void F() {\n"
        b"ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls11;\n} }\n"
    )
    rules = loading.load()
    marks = Words(rules.index("csharp")).marks(code)
    (finding,) = check(Source("A.cs", "csharp", code, marks), rules, Options()).findings
    assert [str(v) for v in finding.allowed] == ["TLSv1.1", "TLSv1.2", "TLSv1.3"]
