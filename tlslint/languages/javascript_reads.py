"""Files of JSON that a script reads: ``JSON.parse(fs.readFileSync(path.join(__dirname, "x.json")))``."""

from __future__ import annotations

from tlslint import syntax as s

#: Methods of a text or of its bytes that give the same text.
_SAME = frozenset({"toString", "trim"})
_READING = frozenset({"readFileSync"})
_JOINING = frozenset({"join", "resolve"})
_ENDS = (".json",)


def file_read(func: s.Expr, args: tuple[s.Arg, ...]) -> str | None:
    """The path, from the script, of what a call parses; None for other calls and paths."""
    if not (isinstance(func, s.Attr) and func.name == "parse" and args):
        return None
    if not (isinstance(func.value, s.Name) and func.value.id == "JSON"):
        return None
    read = args[0].value
    while isinstance(read, s.Call) and _last(read.func) in _SAME and isinstance(read.func, s.Attr):
        read = read.func.value
    if not (isinstance(read, s.Call) and _last(read.func) in _READING and read.args):
        return None
    path = _path(read.args[0].value)
    if path is None or not path.endswith(_ENDS):
        return None
    return path if path.startswith("../") else f"./{path.removeprefix('./')}"


def _path(expr: s.Expr) -> str | None:
    """A path as text, ``__dirname`` left out: paths from the working directory are mostly from a script too."""
    if isinstance(expr, s.Lit):
        absolute = not isinstance(expr.value, str) or expr.value.startswith("/")
        return None if absolute else str(expr.value)
    if isinstance(expr, s.Call) and _last(expr.func) in _JOINING:
        return _joined([arg.value for arg in expr.args])
    if isinstance(expr, s.Binary) and expr.op == "+":
        return _joined([expr.left, expr.right])
    if isinstance(expr, s.Format):
        return _joined(list(expr.parts))
    return None


def _joined(parts: list[s.Expr]) -> str | None:
    if parts and isinstance(parts[0], s.Name) and parts[0].id == "__dirname":
        parts = parts[1:]
    texts = [p.value for p in parts if isinstance(p, s.Lit) and isinstance(p.value, str)]
    if not texts or len(texts) < len(parts):
        return None
    path = "/".join(text.strip("/") for text in texts)
    while path.startswith("./"):
        path = path[2:]
    return path


def _last(func: s.Expr) -> str:
    if isinstance(func, s.Attr):
        return func.name
    return func.id if isinstance(func, s.Name) else ""
