"""Write all generated files, or with ``--check`` name those that are stale (exit code 1)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import schemas  # noqa: E402


def generated() -> dict[str, str]:
    """Each generated file, relative to the repository, and what it should hold."""
    return {
        "docs/schema/configuration.json": _json(schemas.configuration()),
        "docs/schema/output.json": _json(schemas.output()),
    }


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def stale() -> list[str]:
    """The generated files that do not hold what they should."""
    return [
        name
        for name, text in generated().items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write what is stale, or only name it."""
    names = stale()
    for name in names:
        if arguments != ["--check"]:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(generated()[name], encoding="utf-8", newline="\n")
        print(name)
    return 1 if names and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
