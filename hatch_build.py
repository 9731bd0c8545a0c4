"""Build hook: compiles the rules into the wheel, so that an installed tlslint reads no YAML to start."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):
    """Adds ``tlslint/rules.json`` and ``tlslint/examples.json`` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check all rules, compile them and add the result; an editable install reads the YAML."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from tlslint import rules

        documents = rules.documents(Path(self.root) / "rules")
        loaded = rules.libraries(documents, examples=True)
        rules.RuleSet(loaded)
        rules.demand_examples(loaded)
        folder = Path(tempfile.mkdtemp())
        for name, content in zip(
            ("rules.json", "examples.json"), rules.compiled(documents), strict=True
        ):
            path = folder / name
            path.write_text(json.dumps(content, separators=(",", ":")))
            build_data["force_include"][str(path)] = f"tlslint/{name}"
