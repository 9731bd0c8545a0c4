"""Build hook: compiles the rules into the wheel, so that an installed tlslint reads no YAML to start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_COMPILE = "import sys, pathlib; sys.path.insert(0, sys.argv[1]); from tlslint import rules; rules.compile_into(pathlib.Path(sys.argv[2]))"


class CompileRules(BuildHookInterface):
    """Adds ``tlslint/compiled`` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check all rules, compile them and add the result; an editable install reads the YAML."""
        if self.target_name != "wheel" or version == "editable":
            return
        folder = Path(tempfile.mkdtemp())
        # sets are written in the order of hashes, which is to be the same in each build
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-c", _COMPILE, self.root, str(folder)]
        subprocess.run(command, check=True, env=environment)
        for path in sorted(folder.iterdir()):
            build_data["force_include"][str(path)] = f"tlslint/compiled/{path.name}"
