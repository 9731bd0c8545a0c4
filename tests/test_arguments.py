"""What is read quickly from a command line is what the full parser reads."""

from __future__ import annotations

import os
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlslint.cli import COMMANDS, load, parser
from tlslint.cli.arguments import Option, values


def parsed(name: str, arguments: list[str]) -> dict[str, Any] | None:
    """The values that the full parser finds; None where it refuses or shows help."""
    try:
        return parser._command(name).make_context(name, list(arguments)).params
    except (click.ClickException, click.exceptions.Exit):
        return None


PLAIN = [
    "check",
    "check a.py b/c.py",
    "check -q a.py --format concise --format=json b.py",
    "check --minimum 1.3 --minimum=1.2 --side all --strict --pedantic .",
    "check --select python-*,go-* --select a --ignore= --assume python=3.8 --assume=go=1.17",
    "check --tests --no-tests --jobs 2 --jobs=16 --fail-on never --exclude a --exclude=b",
    "check - --stdin-filename x.py --output json:a --output=text:- --sort severity",
    "check --color never --statistics --show-files --fix --isolated --config x.toml --no-progress",
    "fix --diff --unsafe-fixes --quiet a",
    "explain python-ssl-context --minimum 1.3",
    "rules --format json",
    "rules",
]  # fmt: skip
NOT_PLAIN = [
    "check --help",
    "check -h",
    "check -- a.py",
    "check -- -q",
    "check --nothing",
    "check --form json",
    "check --format yaml",
    "check --format",
    "check --minimum -q",
    "check --minimum 1.4",
    "check --quiet=1",
    "check -qq",
    "check -qx a",
    "check --jobs 0",
    "check --jobs 257",
    "check --jobs +3",
    "check --jobs ٣",
    "check --assume python",
    "check --output sarif",
    "check --output json:none/a",
    "check --output json:a --output sarif:./a",
    "explain",
    "explain a b",
    "rules a",
]


@pytest.mark.parametrize("line", PLAIN)
def test_what_hooks_and_people_write_is_read_quickly(line: str) -> None:
    name, *arguments = line.split()
    found = values(load(name), arguments)
    assert found is not None
    assert found == parsed(name, arguments)


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_what_needs_words_is_left_to_the_full_parser(line: str) -> None:
    name, *arguments = line.split()
    assert values(load(name), arguments) is None


def texts(option: Option) -> st.SearchStrategy[str]:
    known = ["1.2", "1.3", "python=3.8", "go=1", "json:a", "text:-", "a,b", "3", "0", "-", "", "é"]
    return st.sampled_from([*option.choices, *known])


def uses(option: Option) -> st.SearchStrategy[list[str]]:
    names = st.sampled_from([*option.names, *([option.off] if option.off else [])])
    if option.flag:
        return names.map(lambda name: [name])
    apart = st.tuples(names, texts(option)).map(list)
    together = st.tuples(names, texts(option)).map(lambda pair: ["=".join(pair)])
    return apart | together


ODD = st.sampled_from(["--", "-", "-q", "-qh", "--no", "-V", "--format", "--quiet=", "-x", "--=", "@a"])  # fmt: skip


@given(st.data())
@settings(deadline=None, max_examples=400)
def test_both_read_the_same(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(COMMANDS)))
    command = load(name)
    operand = st.text(max_size=3).map(lambda text: [text])
    use = st.one_of([operand, ODD.map(lambda text: [text]), *map(uses, command.options)])
    arguments = [word for words in data.draw(st.lists(use, max_size=6)) for word in words]
    found = values(command, arguments)
    if found is not None:
        assert found == parsed(name, arguments)


def test_a_shell_that_asks_for_completion_gets_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tlslint.cli import main

    monkeypatch.setitem(os.environ, "_TLSLINT_COMPLETE", "bash_complete")
    monkeypatch.setitem(os.environ, "COMP_WORDS", "tlslint check --form")
    monkeypatch.setitem(os.environ, "COMP_CWORD", "2")
    with pytest.raises(SystemExit):
        main(["check", "."])
    assert "--format" in capsys.readouterr().out
