"""Whether a text still parses after edits: no more errors than before, and none where there were none."""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from typing import Any

from tlslint.languages import BY_NAME


def wellformed(language: str, before: bytes, after: bytes) -> bool:
    """Whether ``after`` is as well-formed as ``before``, both texts of one language."""
    module = importlib.import_module(f"tlslint.languages.{BY_NAME[language].module}")
    if getattr(module, "GRAMMAR", None) is not None and _errors(after, module) > _errors(
        before, module
    ):
        return False
    if hasattr(module, "problems") and module.problems(after) and not module.problems(before):
        return False
    loads = _LOADS.get(language)
    return loads is None or not _can(loads, before) or _can(loads, after)


def _errors(text: bytes, module: Any) -> int:
    """The number of nodes that a grammar could not place, or had to invent."""
    from tlslint.languages.base import parse

    package, function = module.GRAMMAR
    tree = parse(package, text, function)
    if not tree.root_node.has_error:
        return 0
    count = 0
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            count += 1
        if node.has_error:
            stack.extend(node.children)
    return count


def _can(load: Any, text: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            load(text)
    except Exception:  # whatever a reader makes of hostile text, it did not read it
        return False
    return True


def _python(text: bytes) -> None:
    import ast

    # a declared encoding is that of the file, not of this text
    ast.parse(text.decode())


def _yaml(text: bytes) -> None:
    import yaml

    for _ in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        pass


def _toml(text: bytes) -> None:
    module = "tomllib" if sys.version_info >= (3, 11) else "tomli"
    importlib.import_module(module).loads(text.decode())


_LOADS = {"python": _python, "json": json.loads, "yaml": _yaml, "toml": _toml}
