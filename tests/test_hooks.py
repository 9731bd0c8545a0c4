"""What other tools read from this repository: hooks, the action, workflows, generated files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))


def script(name: str) -> str:
    found = shutil.which(name, path=f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}")
    assert found is not None, f"{name} comes with the test extra"
    return found


def test_both_hook_files_hold_the_same_and_are_valid() -> None:
    files = [ROOT / ".pre-commit-hooks.yaml", ROOT / "pre-commit-hooks.yaml"]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert not files[1].is_symlink()
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", *files], check=True, cwd=ROOT
    )


def test_actions_and_workflows_pass_zizmor() -> None:
    done = subprocess.run(
        [script("zizmor"), "--offline", "--persona=pedantic", "--no-progress", "."],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-actions", "action.yml"), ("github-workflows", ".github/workflows/test.yml")],
)
def test_actions_and_workflows_are_valid(schema: str, path: str) -> None:
    spec = find_spec("check_jsonschema")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "builtin_schemas" / "vendor"
    rules = json.loads((folder / f"{schema}.json").read_text("utf-8"))
    # BaseLoader, or "on" would be a truth value; then flags are texts, which the schema refuses.
    document = yaml.safe_load((ROOT / path).read_text("utf-8"))
    document = {("on" if key is True else key): value for key, value in document.items()}
    jsonschema.Draft7Validator(rules).validate(document)


def test_every_action_is_pinned_to_a_commit() -> None:
    for path in [ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml")]:
        for used in re.findall(r"uses: *(\S.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


def test_no_input_of_the_action_is_part_of_a_script() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_excerpt_in_the_readme_is_real() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    excerpt = text[text.index("```text\n") + 8 :].partition("\n```")[0]
    done = subprocess.run(
        [sys.executable, "-m", "tlslint", "check", "sample"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1
    assert f"{excerpt}\n" in done.stdout


def test_generated_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "generate.py", "--check"],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"run tools/generate.py: {done.stdout}{done.stderr}"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in commands are shell scripts")
class TestActionScript:
    """action.sh with stand-ins for python and tlslint."""

    def run(self, tmp_path: Path, step: str = "run", **given: str) -> tuple[int, list[str], str]:
        bin_, home = tmp_path / "bin", tmp_path / "temp" / "tlslint" / "bin"
        bin_.mkdir()
        home.mkdir(parents=True)
        seen = tmp_path / "seen"
        stubs = {
            bin_ / "python3": "exit 0",
            home / "python": "exit 0",
            home / "tlslint": f'printf "%s\\n" "$@" >"{seen}"; exit 1',
        }
        for path, body in stubs.items():
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)
        output = tmp_path / "output"
        env = {
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            **{f"TLSLINT_{key}": value for key, value in given.items()},
        }
        done = subprocess.run(
            ["bash", ROOT / "action.sh", step], env=env, capture_output=True, cwd=tmp_path
        )
        arguments = seen.read_text().splitlines() if seen.exists() else []
        return done.returncode, arguments, output.read_text() if output.exists() else ""

    def test_each_line_is_one_argument_and_nothing_is_code(self, tmp_path: Path) -> None:
        code, arguments, output = self.run(
            tmp_path,
            PATHS="a b\n$(touch pwned)\n-q\r\n",
            ARGS="--minimum=1.3\n--ignore=x; touch pwned",
            FAIL_ON="error",
        )
        assert code == 0, "the gate fails the job, after the report was uploaded"
        assert arguments[arguments.index("--fail-on") + 1 :] == [
            "error",
            "--minimum=1.3",
            "--ignore=x; touch pwned",
            "--",
            "a b",
            "$(touch pwned)",
            "-q",
        ]
        assert "exit-code=1\n" in output
        assert not (tmp_path / "pwned").exists()

    @pytest.mark.parametrize("version", ["1.0", "1.0.0; touch pwned", "1.0.0\n", "git+https://x"])
    def test_a_version_is_a_version(self, tmp_path: Path, version: str) -> None:
        code, arguments, _ = self.run(tmp_path, VERSION=version)
        assert (code, arguments) == (2, [])

    @pytest.mark.parametrize(
        ("given", "code"), [("0", 0), ("1", 1), ("3", 3), ("x", 2), ("", 2), ("0; exit 7", 2)]
    )
    def test_the_gate_gives_the_code_of_the_run(
        self, tmp_path: Path, given: str, code: int
    ) -> None:
        assert self.run(tmp_path, "gate", EXIT_CODE=given)[0] == code
