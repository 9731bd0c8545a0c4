"""Time what people wait for most: the version, one small file, a hook's files; and how cost grows.

    python bench/small.py [--runs 7] [--command tlslint] [--growth]

Whole processes on a warm disk, in turn, after one warm-up round; medians. ``--growth`` makes
trees of up to 200,000 files and shows seconds for each thousand of what grows.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import one

WEAK = {
    "python.py": "import ssl\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
    "java.java": 'class A { Object c = javax.net.ssl.SSLContext.getInstance("TLSv1"); }\n',
    "csharp.cs": "class A { void F() { System.Net.ServicePointManager.SecurityProtocol = "
    "System.Net.SecurityProtocolType.Tls; } }\n",
    "javascript.js": "require('tls').connect({minVersion: 'TLSv1'});\n",
    "go.go": 'package a\n\nimport "crypto/tls"\n\nvar c = tls.Config{MinVersion: tls.VersionTLS10}\n',
    "yaml.yaml": "jvm: -Dhttps.protocols=TLSv1\n",
}
#: A file of each format with as many settings as one likes: what is before, one of them, what is behind.
SETTINGS = {
    "a.yaml": ("", "k#: -Dhttps.protocols=TLSv1\n", ""),
    "a.json": ('{"a": 1', ',\n"k#": "-Dhttps.protocols=TLSv1"', "}\n"),
    "a.toml": ("", 'k# = "-Dhttps.protocols=TLSv1"\n', ""),
    "a.properties": ("", "k#=jdbc:mysql://x/y?tlsVersions=TLSv1\n", ""),
    "a.xml": ("<a>\n", "<b#>-Dhttps.protocols=TLSv1</b#>\n", "</a>\n"),
    ".env": ("", "JAVA_OPTS#=-Dhttps.protocols=TLSv1\n", ""),
}
#: Milliseconds that each may take.
LIMITS = {"--version": 60, "csharp.cs": 160, "hook": 400}


def scenes(folder: Path, command: list[str]) -> Iterator[tuple[str, list[str], Path, int]]:
    """What is run: a name, the command, where, and the milliseconds that it may take."""
    yield "--version", [*command, "--version"], folder, LIMITS["--version"]
    for name, text in WEAK.items():
        (folder / name).write_text(text)
        yield name, [*command, "check", name], folder, LIMITS.get(name, 120)
    hook = folder / "hook"
    hook.mkdir()
    names = [f"f{number:03}.py" for number in range(300)]
    for number, name in enumerate(names):
        filler = "".join(f"def f{n}(a, b):\n    return a + b * {n}\n" for n in range(100))
        (hook / name).write_text(WEAK["python.py"] + filler if number % 60 == 0 else filler)
    yield "hook", [*command, "check", *names], hook, LIMITS["hook"]


def growing(folder: Path, command: list[str]) -> Iterator[tuple[str, int, list[str], Path]]:
    """Trees and files that grow: what, how many, the command, where."""
    for count in (20_000, 200_000):
        tree = folder / f"files{count}"
        for number in range(count):
            if number % 500 == 0:
                (tree / f"d{number // 500}").mkdir(parents=True)
            (tree / f"d{number // 500}" / f"f{number}.py").write_text("x = 1\n")
        yield "files", count, [*command, "check", "-q", "."], tree
    for count in (1_000, 10_000):
        tree = folder / f"findings{count}"
        tree.mkdir()
        for number in range(count // 50):
            (tree / f"f{number}.py").write_text(
                "import ssl\n" + "ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n" * 50
            )
        yield "findings", count, [*command, "check", "-q", "--format", "json", "."], tree
    for name, (head, row, foot) in SETTINGS.items():
        for count in (2_000, 20_000):
            tree = folder / f"settings{count}{name}"
            tree.mkdir()
            rows = "".join(row.replace("#", str(number)) for number in range(count))
            (tree / name).write_text(head + rows + foot)
            yield name, count, [*command, "check", "-q", "."], tree


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--command", default=f"{sys.executable} -m tlslint")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    command = shlex.split(options.command)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".git").mkdir()
        todo = list(scenes(folder, command))
        times: dict[str, list[float]] = {what: [] for what, *_ in todo}
        for turn in range(options.runs + 1):
            for what, argv, cwd, _ in todo:
                seconds, *_ = one(argv, cwd)
                if turn:
                    times[what].append(seconds * 1000)
        print(f"{'what':<14} {'median ms':>9} {'at most':>8}")
        for what, _, _, limit in todo:
            print(f"{what:<14} {statistics.median(times[what]):9.0f} {limit:8}")
        if options.growth:
            print(f"{'what':<12} {'many':>8} {'seconds':>8} {'each 1,000':>10} {'peak MB':>8}")
            for what, count, argv, cwd in growing(folder, command):
                runs = [one(argv, cwd) for _ in range(2)]
                seconds = min(s for s, *_ in runs)
                peak = max(m for *_, m in runs)
                print(
                    f"{what:<12} {count:8,} {seconds:8.2f} {seconds / count * 1000:10.4f} {peak:8.0f}"
                )


if __name__ == "__main__":
    main()
