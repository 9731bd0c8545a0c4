"""Write what the fixes make of examples into the rule files, where no example of a rule says it yet.

    python tools/fixed.py            # adds what is missing
    python tools/fixed.py --renew    # also writes those that are there anew

What comes out is to be read before it is committed: it is what people will get.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

from tlslint import rules as loading
from tlslint.applier import fix_text
from tlslint.check import check
from tlslint.fixing import tidied
from tlslint.languages import FOLDED
from tlslint.options import Options
from tlslint.rulemodel import Example
from tlslint.source import Source
from tlslint.wellformed import wellformed
from tlslint.words import Words

FOLDER = Path(__file__).parent.parent / "rules"


class _Pinned:
    def __init__(self, versions: tuple[tuple[str, str], ...]) -> None:
        self.versions = dict(versions)

    def get(self, name: str) -> SimpleNamespace | None:
        version = self.versions.get(name)
        if version is None:
            return None
        number = tuple(int(part) for part in version.split("."))
        return SimpleNamespace(
            name=name, version=number, kind="pin", path="example", line=1, oldest=()
        )


def outcome(example: Example, rules: loading.RuleSet) -> tuple[str, set[str]]:
    """The code of an example after all its fixes, and the rules whose findings are gone."""
    words = Words(rules.index(example.language))
    options = Options(
        strict="strict" in example.options,
        pedantic="pedantic" in example.options,
        side="all" if "side-all" in example.options else "client",
        rewrites=True,
    )

    def judge(text: bytes):
        source = Source(example.path or "example", example.language, text, words.marks(text))
        return check(source, rules, options, _Pinned(example.platform)).findings

    done = fix_text(
        example.code.encode(),
        judge,
        lambda old, new: wellformed(example.language, old, new),
        unsafe=True,
        tidy=lambda old, new: tidied(example.language, example.path, old, new),
    )
    return done.text.decode(), {f.rule for f in done.fixed if f.fix and f.fix.edits}


def missing(
    libraries: list, rules: loading.RuleSet, kept: set[tuple[str, str]]
) -> dict[str, dict[int, str]]:
    """For each file, the lines of examples and what comes out of them: those that shall say it.

    ``kept`` are files and codes of examples that say it in any case.
    """
    found: dict[str, dict[int, str]] = {}
    for library in libraries:
        said = {
            rule
            for example in library.examples
            if example.fixed is not None or (library.file, example.code) in kept
            for _, rule in example.findings
        }
        for example in library.examples:
            if (library.file, example.code) in kept:
                found.setdefault(library.file, {})[example.line] = outcome(example, rules)[0]
        wanted = {r.id for r in library.rules if any(f.edit != "none" for f in r.fixes)} - said
        for example in sorted(library.examples, key=lambda e: len(e.code)):
            if example.line in found.get(library.file, ()):
                continue
            if example.fixed is not None or not wanted & {r for _, r in example.findings}:
                continue
            text, fixed = outcome(example, rules)
            if wanted & fixed and text != example.code:
                found.setdefault(library.file, {})[example.line] = text
                wanted -= {r for _, r in example.findings}
    return found


def insert(text: str, blocks: dict[int, str]) -> str:
    """A rule file with ``fixed:`` blocks for the examples that begin at some lines."""
    lines = text.split("\n")
    for line in sorted(blocks, reverse=True):
        start = line - 1
        while "code: |" not in lines[start]:
            start += 1
        key = lines[start].index("code:")
        end = start + 1
        while end < len(lines) and (
            not lines[end].strip() or lines[end].startswith(" " * (key + 1))
        ):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        if end == len(lines):
            lines.append("")
        margin = " " * (key + 2)
        new = [" " * key + "fixed: |"]
        new += [f"{margin}{row}" if row else "" for row in blocks[line].rstrip("\n").split("\n")]
        lines[end:end] = new
    return "\n".join(lines)


def without(text: str) -> str:
    """A rule file without its ``fixed:`` blocks."""
    out: list[str] = []
    blank: list[str] = []
    margin = -1
    for row in text.split("\n"):
        indent = len(row) - len(row.lstrip())
        if margin >= 0 and not row.strip():
            blank.append(row)  # within the block, or behind it
            continue
        if margin >= 0 and indent > margin:
            blank = []
            continue
        out += blank
        blank, margin = [], -1
        if row.strip() in ("fixed: |", "fixed: |2") and row.startswith("    "):
            margin = indent
            continue
        out.append(row)
    return "\n".join(out + blank)


def main(renew: bool) -> None:
    """Write the files."""
    kept: set[tuple[str, str]] = set()
    if renew:
        libraries = loading.libraries(loading.documents(FOLDER), examples=True)
        kept = {(x.file, e.code) for x in libraries for e in x.examples if e.fixed is not None}
        for path in sorted(FOLDER.rglob("*.yaml")):
            path.write_text(without(path.read_text()))
    libraries = loading.libraries(loading.documents(FOLDER), examples=True)
    for file, blocks in missing(libraries, loading.RuleSet(libraries, FOLDED), kept).items():
        path = FOLDER.parent / file
        path.write_text(insert(path.read_text(), blocks))


if __name__ == "__main__":
    main("--renew" in sys.argv)
