"""What a workspace or module of Bazel says of the Go that builds it: https://github.com/bazel-contrib/rules_go/blob/master/go/toolchains.rst."""

from __future__ import annotations

from tlslint.runtimes import FILE, Found, Read, numbers

#: Functions that bring a toolchain, and what tells them its version; the text that one of them holds.
_BRINGS = {"go_register_toolchains", "go_download_sdk", "go_sdk.download"}
_VERSIONS = ("go_version", "version")
_WORDS = (b"go_register_toolchains", b"go_download_sdk", b"go_sdk")


def bazel(text: bytes, path: str, read: Read) -> list[Found]:
    """The toolchains of Go that are registered with their version, which may be a constant of the file."""
    if not any(word in text for word in _WORDS):
        return []
    import ast

    try:
        tree = ast.parse(text)  # Starlark is written as Python is
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    told: dict[str, ast.expr] = {}
    found: list[Found] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            told[node.targets[0].id] = node.value
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or ast.unparse(call.func) not in _BRINGS:
            continue
        for keyword in call.keywords:
            value = keyword.value
            if isinstance(value, ast.Name):
                value = told.get(value.id, value)
            if keyword.arg not in _VERSIONS or not isinstance(value, ast.Constant):
                continue
            version = numbers(str(value.value))
            if version[:1] == (1,) and len(version) > 1:
                at = lines[value.lineno - 1] + value.col_offset + 1
                found.append(Found("go", version, "pin", at, FILE))
    return found
