"""Time tlslint beside other tools on any tree, in one run, and print ratios.

    python bench/bench.py TREE [--runs 5]

Each tool is run as a whole process, in turn (A B C A B C …), after one warm-up round; the ratio
is the median of the ratios to the ripgrep of the same round. ripgrep searches for the words that
tlslint's prefilter searches for. tlslint is the one that this Python has installed: install the
package itself (`pip install .`), not an editable copy, which reads its rules from YAML in each
run. Tools that are not installed are left out and named. A Python that was built without
`--enable-optimizations` takes some 15% longer than those of distributions.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def trigger_words() -> list[str]:
    """All words of all languages that make tlslint parse a file."""
    sys.path.insert(0, str(ROOT))
    from tlslint import rules

    loaded = rules.load()
    return sorted({w for language in loaded.languages for w in loaded.triggers(language)})


def commands(tree: str, words: str) -> dict[str, list[str]]:
    """What is run, by name."""
    python = sys.executable
    return {
        "ripgrep": [
            "rg",
            "--no-messages",
            "-j",
            str(os.cpu_count()),
            "-l",
            "-F",
            "-f",
            words,
            tree,
        ],
        "tlslint": [python, "-m", "tlslint", "check", "--format", "concise", "-q", tree],
        "ruff": [
            "ruff",
            "check",
            "--isolated",
            "--no-cache",
            "-q",
            "--select",
            "S",
            "--exit-zero",
            tree,
        ],
        "bandit": ["bandit", "-q", "-r", "-t", "B501,B502,B503,B504", tree],
        "semgrep": [
            "semgrep",
            "scan",
            "--metrics=off",
            "--quiet",
            "--config",
            str(ROOT / "bench" / "semgrep.yaml"),
            tree,
        ],
    }


def one(command: list[str], cwd: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    seconds = time.perf_counter() - start
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def size_of(tree: Path) -> tuple[int, float]:
    """Files and megabytes below ``tree``."""
    files = [p for p in tree.rglob("*") if p.is_file() and not p.is_symlink()]
    return len(files), sum(p.stat().st_size for p in files) / 1e6


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tree", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="comma list of tools")
    options = parser.parse_args()
    tree = options.tree.resolve()
    count, megabytes = size_of(tree)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as words:
        words.write("\n".join(trigger_words()) + "\n")
        words.flush()
        wanted = commands(str(tree), words.name)
        if options.only:
            wanted = {k: v for k, v in wanted.items() if k in options.only.split(",")}
        missing = [name for name, command in wanted.items() if shutil.which(command[0]) is None]
        wanted = {k: v for k, v in wanted.items() if k not in missing}
        figures: dict[str, list[tuple[float, float, float]]] = {name: [] for name in wanted}
        for turn in range(options.runs + 1):
            for name, command in wanted.items():
                figure = one(command, Path(tempfile.gettempdir()))
                if turn:
                    figures[name].append(figure)
    print(
        f"{tree}: {count:,} files, {megabytes:,.1f} MB; {options.runs} runs each; Python {sys.version.split()[0]}"
    )
    base = figures.get("ripgrep", [])
    print(
        f"{'tool':<10} {'min s':>8} {'median s':>9} {'max s':>8} {'ratio':>7} {'cpu s':>8} {'ratio':>7} {'peak MB':>8}"
    )
    for name, rows in figures.items():
        wall, cpu = ([row[k] for row in rows] for k in (0, 1))
        ratios = [
            f"{statistics.median(a[k] / b[k] for a, b in zip(rows, base, strict=True)):7.2f}"
            if base
            else "      -"
            for k in (0, 1)
        ]
        print(
            f"{name:<10} {min(wall):8.3f} {statistics.median(wall):9.3f} {max(wall):8.3f} {ratios[0]}"
            f" {statistics.median(cpu):8.3f} {ratios[1]} {max(row[2] for row in rows):8.0f}"
        )
    if missing:
        print("not installed: " + ", ".join(missing))


if __name__ == "__main__":
    main()
