"""The hooks, run by the real pre-commit in a scratch repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Folders of this repository that no hook needs; they would only cost time.
LEFT_OUT = ("tests", "docs", "bench", "samples", "examples", ".github", ".ci")
WEAK = "import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A function that runs a command in a repository which uses the hooks of this one."""
    base = tmp_path_factory.mktemp("hooks")
    hooks, user = base / "tlslint hooks", base / "user"
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))},
        "PRE_COMMIT_HOME": str(base / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@example.org",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.org",
    }

    def run(
        *command: str | Path, cwd: Path = user, ok: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", errors="replace"
        )
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done

    listed = run("git", "ls-files", "-z", "-co", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if name.split("/")[0] not in LEFT_OUT and (ROOT / name).is_file():
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, hooks / name)
    user.mkdir()
    for folder in (hooks, user):
        run("git", "init", "-q", "-b", "main", cwd=folder)
    run("git", "add", "-A", cwd=hooks)
    run("git", "commit", "-q", "-m", "hooks", cwd=hooks)
    run("git", "tag", "v0.0.1", cwd=hooks)
    (user / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks.as_uri() if os.name == 'nt' else hooks}\n  rev: v0.0.1\n  hooks:\n"
        "  - id: tlslint\n    args: [--minimum=1.2]\n  - id: tlslint-all\n  - id: tlslint-fix\n    stages: [manual]\n",
        encoding="utf-8",
    )
    (user / "old.py").write_text(WEAK)
    (user / "tlslint.toml").write_text('exclude = ["vendor/"]\n')
    (user / "vendor").mkdir()
    (user / "vendor" / "v.py").write_text(WEAK)
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "base")
    return run


def pre_commit(run: Run, *arguments: str) -> tuple[int, str]:
    done = run(sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments, ok=False)
    return done.returncode, done.stdout


def test_a_commit_is_checked_for_what_it_changes(run: Run) -> None:
    user = Path(run("git", "rev-parse", "--show-toplevel").stdout.strip())
    (user / "new file.py").write_text(WEAK)
    (user / "vendor" / "v.py").write_text(WEAK + "\n")
    run("git", "add", "-A")
    code, output = pre_commit(run, "tlslint")
    assert code == 1
    assert "new file.py:3:26: error python-ssl-context" in output, output
    assert "old.py" not in output, "it is not part of the commit"
    assert "v.py" not in output, "excluded, though named on the command line"
    (user / "new file.py").write_text(WEAK.replace("TLSv1", "TLS_CLIENT"))
    run("git", "add", "-A")
    code, output = pre_commit(run, "tlslint")
    assert (code, "Passed" in output) == (0, True), output
    run("git", "commit", "-q", "-m", "fixed")


def test_the_whole_tree_is_checked_when_asked(run: Run) -> None:
    code, output = pre_commit(run, "tlslint-all", "--hook-stage", "manual", "--all-files")
    assert code == 1
    assert output.count("error python-ssl-context") == 1
    assert "old.py:3:26:" in output


def test_the_fixing_hook_fixes_and_fails(run: Run) -> None:
    user = Path(run("git", "rev-parse", "--show-toplevel").stdout.strip())
    text = (
        "import ssl\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1\n"
    )
    (user / "floor.py").write_text(text)
    run("git", "add", "-A")
    arguments = ("tlslint-fix", "--hook-stage", "manual", "--files", "floor.py")
    code, output = pre_commit(run, *arguments)
    assert code == 1
    assert "files were modified by this hook" in output, output
    assert (user / "floor.py").read_text() == text.replace("TLSv1\n", "TLSv1_2\n")
    assert pre_commit(run, *arguments)[0] == 0
