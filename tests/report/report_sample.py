"""One report that shows what formats must cope with, and how to build findings for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tlslint.facts import (
    Edit,
    Finding,
    Fix,
    Place,
    Problem,
    Related,
    Report,
    Skipped,
    Span,
    Suppressed,
)
from tlslint.record import replace
from tlslint.report.context import Context
from tlslint.versions import Version


@dataclass(frozen=True)
class Rule:
    id: str
    title: str = "A context of Python's ssl allows an old version"
    about: str = "Servers that require TLS 1.2 refuse such a client."
    library: str = "ssl"
    languages: tuple[str, ...] = ("python",)
    side: str = "client"
    sources: tuple[str, ...] = ("https://docs.python.org/3/library/ssl.html",)
    weak: str = "ssl.SSLContext(ssl.PROTOCOL_TLSv1)"
    strong: str = "ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)"


RULES = {
    name: Rule(name)
    for name in ("python-ssl-context", "python-ssl-minimum-version", "go-tls-config")
}
CONTEXT = Context(rules=RULES, width=100)

TEXT = (
    "import ssl\n"
    "\n"
    "context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
    "name = '日本'; context.minimum_version = ssl.TLSVersion.TLSv1\n"
)


def finding(
    path: str = "src/client.py",
    line: int = 3,
    old: str = "ssl.PROTOCOL_TLSv1",
    new: str | None = "ssl.PROTOCOL_TLS_CLIENT",
    text: str = TEXT,
    **changes: Any,
) -> Finding:
    """A finding at ``old`` on a line of ``text``."""
    source = text.split("\n")[line - 1]
    column = source.index(old)
    before = "\n".join(text.split("\n")[: line - 1]) + ("\n" if line > 1 else "")
    start = len((before + source[:column]).encode())
    span = Span(start, start + len(old.encode()))
    fix = None if new is None else Fix("Let both sides choose", "safe", (Edit(span, new),))
    base = Finding(
        rule="python-ssl-context",
        place=Place(path, line, column + 1, line, column + 1 + len(old)),
        span=span,
        severity="error",
        verdict="cannot-connect",
        origin="explicit",
        side="client",
        allowed=(Version.TLSv1_0,),
        minimum=Version.TLSv1_2,
        message="The context can only negotiate TLSv1.0",
        hint="Let the context choose the version.",
        language="python",
        fingerprint="0123456789abcdef",
        source=source,
        replacement=None if new is None else source.replace(old, new),
        fix=fix,
    )
    return replace(base, **changes)


REPORT = Report(
    findings=(
        finding(),
        finding(
            line=4,
            old="ssl.TLSVersion.TLSv1",
            new="ssl.TLSVersion.TLSv1_2",
            rule="python-ssl-minimum-version",
            severity="warning",
            verdict="allows-old",
            allowed=(Version.TLSv1_0, Version.TLSv1_1, Version.TLSv1_2, Version.TLSv1_3),
            message="The floor is TLSv1.0",
            hint="Raise the floor",
            related=(
                Related(Place("src/client.py", 3, 1, 3, 8), "the context is made here"),
                Related(Place("src/settings.py", 9, 5, 9, 12), "the constant is TLSv1.0"),
            ),
        ),
    ),
    suppressed=(Suppressed(finding("src/old.py"), "the device is replaced in May"),),
    problems=(Problem("too-large", "data/big.py", "50 MB, larger than 1 MB"),),
    skipped=(Skipped("node_modules", "excluded"),),
    scanned_paths=("src/client.py", "src/old.py"),
    seen=12,
    scanned=11,
    parsed=2,
    unresolved=1,
)
