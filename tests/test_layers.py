"""Imports point only downward, and nothing heavy is loaded at import time."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "tlslint"

#: From the top to the bottom. A module may import, at any place, what stands below its own row.
LAYERS = [
    ["__main__"],
    ["cli"],
    ["pages"],
    ["report"],
    ["fixing"],
    ["run"],
    ["brought"],
    ["seek", "classfiles"],
    ["sharing"],
    ["work"],
    ["searching"],
    ["pool"],
    ["copies"],
    ["link", "keys", "definitions"],
    ["linkbases", "linkcarried", "linkfields", "linkheirs"],
    ["linkmodules", "linkclasses"],
    ["linkcalls", "linkvalues"],
    ["check"],
    ["gathered"],
    ["causes"],
    ["findings"],
    ["ledger"],
    ["explained", "otherfiles"],
    ["extract"],
    ["embedded"],
    ["places"],
    ["goplaces", "jvmplaces"],
    ["folders"],
    ["projects"],
    ["suppress", "fixes", "config", "applier", "labels"],
    ["configfile"],
    ["policy", "silent"],
    ["pyrewrite", "writeback"],
    ["superfluous"],
    ["pycode", "spelling", "takeout"],
    ["engine"],
    ["bounds"],
    ["foreign"],
    ["values"],
    ["rules"],
    ["packing"],
    ["rulepack"],
    ["goserving", "naming", "quiet"],
    ["forms"],
    ["words"],
    ["ruleset"],
    ["rulefile"],
    ["rulenodes"],
    ["rulemodel"],
    ["answers"],
    ["platform"],
    ["directories"],
    ["besides"],
    ["manifests"],
    [
        "bazel",
        "deployments",
        "dockerfiles",
        "jvmmanifests",
        "makefiles",
        "nodemanifests",
        "pythonpackages",
    ],
    ["archives"],
    ["images", "installs", "jvmpackages", "nodeplaces", "workflowlists"],
    ["distributions", "jvmcatalogs", "jvmscripts", "variables"],
    ["runtimes"],
    ["wellformed", "declaring"],
    ["source"],
    ["languages"],
    ["nearest", "syntax", "prefilter", "tomlkeys", "keynames", "registrykeys"],
    ["options"],
    ["hints", "lines", "prepared", "pyimports", "pyplan"],
    ["facts"],
    ["versions"],
    ["digest", "record", "regex", "rows"],
    ["__init__"],
]
RANK = {name: row for row, names in enumerate(LAYERS) for name in names}


def parts(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tlslint"):
            names = node.module.split(".")
            if len(names) > 1:
                found.add(names[1])
            else:
                found.update(
                    a.name
                    if (ROOT / a.name).exists() or (ROOT / f"{a.name}.py").exists()
                    else "__init__"
                    for a in node.names
                )
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("tlslint."))
    return found


def test_every_module_has_a_layer() -> None:
    assert {parts(p) for p in ROOT.rglob("*.py")} == set(RANK)


def test_imports_point_downward() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted(ROOT.rglob("*.py"))
        for name in sorted(imported(path))
        if name != parts(path) and RANK[name] <= RANK[parts(path)]
    ]
    assert not wrong


def test_no_expression_is_compiled_while_modules_are_loaded() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(ROOT.rglob("*.py"))
        for statement in ast.parse(path.read_text("utf-8")).body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert not wrong, "tlslint.regex.regex compiles them when they are first used"


def test_classes_are_made_quickly() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {alias.name}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.name != "rows.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "dataclasses")
        for alias in node.names
        if alias.name in ("NamedTuple", "dataclass")
    ]
    assert not wrong, "tlslint.record and tlslint.rows have what is loaded sooner"
