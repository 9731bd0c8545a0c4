"""Write all generated files, or with ``--check`` name those that are stale (exit code 1)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import fixed  # noqa: E402
import rule_schema  # noqa: E402
import schemas  # noqa: E402

from tlslint import pages, rules  # noqa: E402


def generated() -> dict[str, str]:
    """Each generated file, relative to the repository, and what it should hold."""
    out = {
        "docs/schema/configuration.json": _json(schemas.configuration()),
        "docs/schema/output.json": _json(schemas.output()),
        "docs/schema/rules.json": _json(rule_schema.rules()),
    }
    loaded, examples = rules.load(), rules.load_examples()
    out["docs/rules/README.md"] = pages.overview(loaded)
    for rule in loaded.rules.values():
        out[f"docs/rules/{rule.id}.md"] = pages.page(rule, loaded, examples)
    for built_in in rules.BUILT_IN:
        out[f"docs/rules/{built_in[0]}.md"] = pages.built_in_page(built_in)
    return out


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def left_over(expected: dict[str, str]) -> list[str]:
    """Pages of rules that are gone."""
    pages_now = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs/rules").glob("*.md")}
    return sorted(pages_now - set(expected))


def main(arguments: list[str]) -> int:
    """Write what is stale, or only name it."""
    if arguments != ["--check"]:
        fixed.main(renew=False)
    expected = generated()
    gone = left_over(expected)
    names = [
        name
        for name, text in expected.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ] + gone
    for name in names:
        if arguments != ["--check"]:
            if name in gone:
                (ROOT / name).unlink()
            else:
                (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / name).write_text(expected[name], encoding="utf-8", newline="\n")
        print(name)
    return 1 if names and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
