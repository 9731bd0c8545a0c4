"""Which configuration holds where, and what is said about a wrong one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jsonschema
import pytest

from tlslint.config import FILES, Configuration, narrow
from tlslint.configfile import KEYS, PATH_KEYS, ConfigError, parse
from tlslint.facts import Problem
from tlslint.nearest import nearest
from tlslint.options import Options
from tlslint.source.discover import discover
from tlslint.source.leftout import excluded
from tlslint.tomlkeys import key_lines
from tlslint.versions import Version

ROOT = Path(__file__).parents[1]
KNOWN = ("python-ssl-context", "go-tls-config")


def check_ids(patterns: object) -> None:
    assert isinstance(patterns, list)
    for pattern in patterns:
        if pattern not in KNOWN and pattern != "python-*":
            raise ValueError(f"unknown rule {pattern!r}; did you mean 'go-tls-config'?")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def errors(text: str, name: str = "tlslint.toml") -> list[tuple[int, str]]:
    with pytest.raises(ConfigError) as caught:
        parse(text, os.path.abspath(name), check_ids)
    assert all(p.path.endswith(name) and p.kind == "configuration" for p in caught.value.problems)
    return [(p.line, p.message) for p in caught.value.problems]


def test_every_key_reaches_its_option() -> None:
    text = """
minimum = 1.3
select = ["python-*"]
ignore = ["go-tls-config"]
side = "all"
strict = true
pedantic = true
exclude = ["gen/"]
force-exclude = true
tests = false
assume = {python = "3.10", go = "1.17"}
fail-on = "never"
max-file-size = 5

[[paths]]
patterns = ["tests/"]
ignore = ["python-ssl-context"]
minimum = "tls1.0"
severity = "info"
"""
    options = parse(text, "/x/tlslint.toml", check_ids)
    assert options is not None
    assert options.minimum is Version.TLSv1_3
    assert options.select == ("python-*",)
    assert options.assume == (("go", "1.17"), ("python", "3.10"))
    assert options.fail_on is None
    assert options.max_bytes == 5
    assert (options.side, options.strict, options.pedantic) == ("all", True, True)
    assert (options.exclude, options.force_exclude) == (("gen/",), True)
    assert options.tests is False
    inner = narrow(options, "/x/tests/t.py")
    assert inner.ignore == ("go-tls-config", "python-ssl-context")
    assert (inner.minimum, inner.severity) == (Version.TLSv1_0, "info")
    assert narrow(options, "/x/src/t.py") == options
    assert narrow(options, "/elsewhere/tests/t.py") == options


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nminimun = '1.2'", 2, "unknown key 'minimun'; did you mean 'minimum'?"),
        ("strict = 1", 1, "strict: must be true or false, not 1"),
        ("minimum = '1.4'", 1, "minimum: must be a TLS version such as \"1.2\", not '1.4'"),
        ("minimum = true", 1, 'minimum: must be a TLS version such as "1.2", not true'),
        (
            "fail-on = 'warn'",
            1,
            "fail-on: must be one of error, warning, info, never, not 'warn'; did you mean 'warning'?",
        ),
        ("[assume]\ngo = '1'\npython = 3.10", 3, "assume: python = 3.1 must be in quotes, or 3.10 would mean 3.1"),
        ("exclude = 'x'", 1, "exclude: must be a list of texts, not 'x'"),
        ("max-file-size = 0", 1, "max-file-size: must be a number of bytes, not 0"),
        ("ignore = [\n'go-tls-confg']", 1, "ignore: unknown rule 'go-tls-confg'; did you mean 'go-tls-config'?"),
        (
            "[[paths]]\npatterns = ['a']\n[[paths]]\npattern = ['b']",
            4,
            "paths: unknown key 'pattern'; did you mean 'patterns'?",
        ),
        ("[[paths]]\nminimum = '1.2'", 1, "paths: patterns must name at least one pattern"),
        ("[[paths]]\npatterns = ['a']\nignore = ['nope']", 3, "ignore: unknown rule 'nope'; did you mean 'go-tls-config'?"),
        ("a = = 1", 1, "not valid TOML: Invalid value"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(text: str, line: int, message: str) -> None:
    assert errors(text) == [(line, message)]


def test_all_mistakes_of_a_file_are_named_in_order() -> None:
    text = "[tool.other]\nx = 1\n[tool.tlslint]\nside = 'both'\nfoo = 1\n"
    assert [line for line, _ in errors(text, "pyproject.toml")] == [4, 5]


def test_hostile_documents_are_refused_in_one_line() -> None:
    assert len(errors("x = " + "[" * 100_000)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a." * 1000 + "b = 1", "unknown key 'a'"),
        ("a." * 1001 + "b = 1", "too many dots"),
        ("".join(f"k{n}." + "a." * 900 + "b = 1\n" for n in range(9)), "too many dots"),
        (f"exclude = {['a'] * 2001}", "exclude: must have at most 2,000 entries, not 2,001"),
        ("assume = {" + ",".join(f"k{n} = '1'" for n in range(2001)) + "}", "assume: must have at"),
        ("[[paths]]\npatterns = ['a']\n" * 201, "paths: must have at most 200 entries, not 201"),
        (f"ignore = ['{'*a' * 101}']", f"ignore: unknown rule {'*a' * 28!r}..."[:-4] + "..."),
        (f"{'k' * 900_000} = 1", f"unknown key '{'k' * 56}..."),
    ],
)
def test_what_would_take_a_square_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse(text, "/x/tlslint.toml", check_ids)
    (problem,) = raised.value.problems
    assert problem.message.startswith(message), problem.message


def test_no_more_mistakes_are_told_than_somebody_reads() -> None:
    for text in (
        "".join(f"k{n} = 1\n" for n in range(90)),
        f"select = {[f'no{n}' for n in range(90)]}",
    ):
        with pytest.raises(ConfigError) as raised:
            parse(text, "/x/tlslint.toml", check_ids)
        assert 50 <= len(raised.value.problems) <= 51
    many = "[[paths]]\npatterns = ['a']\nignore = {}\n"
    text = "".join(many.format([f"java-*{'*' * n}{k}" for k in range(10)]) for n in range(101))
    with pytest.raises(ConfigError, match="too many names of rules"):
        parse(text, "/x/tlslint.toml", lambda names: names)


def test_the_scanner_of_keys_follows_what_toml_allows() -> None:
    text = """a = '''
b = 1
'''
"x.y".z = [ # [c]
  "]", {d = "\\""},
]
[t."u v"] # w
k = 'x#' # k2 = 1
[[l]]
m = 1
[[l]]
[l.n]
o = ""\"""a""\"""
p.q = 2
"""
    assert key_lines(text) == {
        ("a",): 1,
        ("x.y",): 4,
        ("x.y", "z"): 4,
        ("t", "u v"): 7,
        ("t", "u v", "k"): 8,
        ("l", 0): 9,
        ("l", 0, "m"): 10,
        ("l", 1): 11,
        ("l", 1, "n"): 12,
        ("l", 1, "n", "o"): 13,
        ("l", 1, "n", "p"): 14,
        ("l", 1, "n", "p", "q"): 14,
    }


def test_the_nearest_file_holds_alone(repo: Path) -> None:
    (repo / "tlslint.toml").write_text("strict = true\nminimum = '1.3'\n")
    (repo / "a" / "pyproject.toml").write_text("[tool.tlslint]\npedantic = true\n")
    (repo / "a" / "b" / "pyproject.toml").write_text("[tool.other]\ntlslint = 1\n")
    configuration = Configuration({})
    assert configuration.of(repo).strict
    assert Configuration({}).of(repo / "a", names=["b", "pyproject.toml"]).pedantic
    assert Configuration({}).of(repo / "a", names=["b"]).strict
    for folder in (repo / "a", repo / "a" / "b"):
        options = configuration.of(folder)
        assert (options.pedantic, options.strict) == (True, False)
        assert options.base == str(repo / "a")
    assert configuration.problems == []


def test_files_of_one_directory_have_an_order(repo: Path) -> None:
    sizes = dict(zip(FILES, (1, 2, 3), strict=True))
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        table = "[tool.tlslint]\n" if name == "pyproject.toml" else ""
        (repo / name).write_text(f"{table}max-file-size = {size}\n")
        assert Configuration({}).of(repo).max_bytes == size


def test_the_search_ends_at_the_root_of_the_repository(repo: Path) -> None:
    (repo / "tlslint.toml").write_text("strict = true\n")
    (repo / "a" / ".git").write_text("gitdir: elsewhere\n")
    assert not Configuration({}).of(repo / "a" / "b").strict


def test_a_wrong_file_counts_as_empty_and_is_told_once(repo: Path) -> None:
    (repo / "tlslint.toml").write_text("strict = true\n")
    (repo / "a" / "tlslint.toml").write_text("# x\nstrikt = true\n")
    configuration = Configuration({})
    assert configuration.of(repo / "a" / "b") == Options()
    assert configuration.of(repo / "a") == Options()
    assert configuration.problems == [
        Problem(
            "configuration",
            "a/tlslint.toml",
            "unknown key 'strikt'; did you mean 'strict'?",
            2,
        )
    ]


def test_bytes_that_are_not_utf8_are_no_reason_to_crash(repo: Path) -> None:
    (repo / "tlslint.toml").write_bytes(b"# a\n# \xff\n")
    configuration = Configuration({})
    configuration.of(repo / "a")
    assert [(p.line, p.message) for p in configuration.problems] == [(2, "not valid UTF-8")]


def _directory(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _to_nothing(path: Path) -> None:
    path.symlink_to("gone.toml")


def _device(path: Path) -> None:
    path.symlink_to(os.devnull)


@pytest.mark.parametrize("name", ["tlslint.toml", ".tlslint.toml"])
@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("make", [_directory, _loop, _to_nothing, _device])
def test_a_configuration_that_is_no_file_is_told(
    repo: Path, make: Callable[[Path], None], listed: bool, name: str
) -> None:
    (repo / "tlslint.toml").write_text("strict = true\n")
    make(repo / "a" / name)
    configuration = Configuration({})
    names = os.listdir(repo / "a") if listed else None
    assert configuration.of(repo / "a", names) == Options()
    [problem] = configuration.problems
    assert (problem.kind, problem.path) == ("configuration", f"a/{name}")
    assert problem.message.startswith("cannot be read: ")
    with pytest.raises(ConfigError, match="cannot be read"):
        Configuration({}, file=f"a/{name}")


@pytest.mark.parametrize("make", [_directory, _loop, _to_nothing, _device])
def test_a_pyproject_that_is_no_file_is_not_judged(
    repo: Path, make: Callable[[Path], None]
) -> None:
    make(repo / "a" / "pyproject.toml")
    configuration = Configuration({})
    configuration.of(repo / "a")
    assert configuration.problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_no_configuration_whatever_is_in_it(repo: Path) -> None:
    os.mkfifo(repo / "pipe")
    with pytest.raises(ConfigError, match="not a regular file"):
        Configuration({}, file="pipe")  # nobody writes to it
    pipe = os.open(repo / "pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        os.write(pipe, b"strict = true\n")
        with pytest.raises(ConfigError, match="not a regular file"):
            Configuration({}, file="pipe")
    finally:
        os.close(pipe)


def test_a_pyproject_that_says_nothing_about_tlslint_is_not_judged(repo: Path) -> None:
    (repo / "pyproject.toml").write_text("this is = = not toml")
    (repo / "tlslint.toml").unlink(missing_ok=True)
    configuration = Configuration({})
    assert configuration.of(repo) == Options()
    assert configuration.problems == []


def test_the_command_line_beats_the_file_and_adds_to_its_lists(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repo / "tlslint.toml").write_text(
        "minimum = '1.3'\nignore = ['x']\nexclude = ['gen']\nassume = {go = '1.17', python = '3.8'}\n"
    )
    monkeypatch.chdir(repo / "a")
    given = {
        "minimum": Version.TLSv1_2,
        "ignore": ("y",),
        "exclude": ("b/c", "tmp"),
        "assume": (("go", "1.20"),),
    }
    options = Configuration(given).of(".")
    assert options.minimum is Version.TLSv1_2
    assert options.ignore == ("x", "y")
    assert options.exclude == ("gen", "/a/b/c", "tmp"), "patterns are relative to the file"
    assert options.assume == (("go", "1.20"), ("python", "3.8"))


def test_a_named_file_holds_everywhere_and_isolation_ignores_all(repo: Path) -> None:
    (repo / "tlslint.toml").write_text("strict = true\n")
    (repo / "other.toml").write_text("pedantic = true\n")
    assert Configuration({}, file="other.toml").of("a").pedantic
    assert Configuration({}, isolated=True).of(".") == Options()
    with pytest.raises(ConfigError, match="cannot be read"):
        Configuration({}, file="none.toml")


def test_no_toml_parser_is_loaded_without_a_file(repo: Path) -> None:
    sys.modules.pop("tomllib", None)
    sys.modules.pop("tomli", None)
    Configuration({}).of(repo / "a")
    assert not {"tomllib", "tomli"} & set(sys.modules)


def test_the_example_in_the_documentation_is_right_and_names_every_key() -> None:
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    assert parse(example, "/x/tlslint.toml") is not None
    assert {path[0] for path in key_lines(example)} == set(KEYS)


def test_the_schema_knows_the_same_keys_and_values() -> None:
    schema = json.loads((ROOT / "docs/schema/configuration.json").read_text("utf-8"))
    assert list(schema["properties"]) == list(KEYS)
    assert list(schema["properties"]["paths"]["items"]["properties"]) == list(PATH_KEYS)
    validator = jsonschema.Draft7Validator(schema)
    good = {
        "minimum": "1.3",
        "side": "all",
        "assume": {"python": "3.8"},
        "fail-on": "never",
        "paths": [{"patterns": ["x"], "severity": "info"}],
    }
    validator.validate(good)
    wrong: list[dict[str, object]] = [
        {"x": 1},
        {"side": "both"},
        {"assume": {"go": 1.2}},
        {"paths": [{}]},
    ]
    for bad in wrong:
        assert not validator.is_valid(bad)


@pytest.mark.parametrize("paths", [["."], ["a"], ["../here"], ["a/b", "c/x.py"]])
def test_what_a_walk_met_tells_the_options_of_its_files(repo: Path, paths: list[str]) -> None:
    texts = {
        "tlslint.toml": "minimum = '1.3'\nexclude = ['gone/']\n",
        "a/b/tlslint.toml": "[[paths]]\npatterns = ['*.js']\nminimum = '1.3'\n",
        "c/d/pyproject.toml": "[tool.tlslint]\nstrict = true\n",
        "c/e/pyproject.toml": "[project]\n",
        "c/f/.git/HEAD": "",
        "a/g/tlslint.toml/not.a.file": "",
    }
    folders = (
        "",
        "a/",
        "a/b/",
        "a/b/h/i/",
        "c/",
        "c/d/",
        "c/d/h/",
        "c/e/",
        "c/f/",
        "c/f/h/",
        "a/g/",
    )
    here = repo / "here"
    for name in (*texts, *(f"{folder}x.{end}" for folder in folders for end in ("py", "js"))):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(texts.get(name, ""))
    os.chdir(here)
    options_for = Configuration({}).for_file
    walk = discover(paths, exclude=partial(excluded, options_for))
    files = [found.path for found in walk]
    of = nearest(options_for, walk.configured)
    assert [of(path) for path in files] == [options_for(path) for path in files]
    assert len({options_for(path) for path in files}) > 1
