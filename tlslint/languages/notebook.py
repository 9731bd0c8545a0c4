"""Jupyter notebooks: the code cells, one after the other, are a Python file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tlslint.facts import Setting, Span
from tlslint.languages.flat import PAD, flat, lines, real, unescape
from tlslint.languages.json_ import tokens
from tlslint.languages.pythoncode import code

#: Magics of a whole cell that leave it Python.
_TIMING = ("%%time", "%%timeit", "%%capture", "%%prun")


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """One piece of Python; nothing for a notebook in another language."""
    s = flat(text)
    out = [PAD] * len(s)
    for end, strings in _cells(s):
        cell = [PAD] * (end - strings[0][0])
        for start, stop in strings:
            at = start - strings[0][0]
            cell[at : at + stop - start] = unescape(s[start:stop])
        out[strings[0][0] : end] = _plain("".join(cell))
        out[end] = "\n"
    whole = "".join(out)
    return [code(whole, 0)] if whole.strip(PAD) else []


def comments(text: bytes) -> list[Span]:
    """None: those of the code belong to the code."""
    return []


def _cells(s: str) -> list[tuple[int, list[tuple[int, int]]]]:
    """Where each code cell ends, and the strings that its source is made of."""
    found: list[tuple[int, list[tuple[int, int]]]] = []
    keys: list[str] = []  # under which each open bracket stands
    key = kind = ""
    strings: list[tuple[int, int]] = []
    parts = [t for t in tokens(s) if t.kind != "comment"]
    for n, t in enumerate(parts):
        mark = s[t.start] if t.kind == "mark" else ""
        if mark and mark in "{[":
            keys.append(key)
            key = ""
            if keys[-2:] == ["cells", ""]:
                kind, strings = "", []
        elif mark and mark in "}]":
            if keys[-2:] == ["cells", ""] and kind == "code" and strings:
                found.append((t.start, strings))
            key = keys.pop() if keys else ""
        elif t.kind == "text":
            following = parts[n + 1] if n + 1 < len(parts) else None
            inner = real(unescape(s[t.start + 1 : t.end - 1])) if t.end - t.start < 40 else ""
            if following and s[following.start] == ":":
                key = inner
            elif keys[-2:] == ["cells", ""] and key == "cell_type":
                kind = inner
            elif keys[-1:] == ["language_info"] and key == "name" and inner != "python":
                return []
            elif _is_source(keys, key):
                strings.append((t.start + 1, t.end - 1))
    return found


def _is_source(keys: list[str], key: str) -> bool:
    """Whether a text is a cell's source, or a line of it."""
    if keys[-2:] == ["cells", ""]:
        return key in ("source", "input")
    return keys[-3:-1] == ["cells", ""] and keys[-1] in ("source", "input")


def _plain(cell: str) -> str:
    """A cell without magics and commands; nothing of one that a magic takes for itself."""
    first = cell.replace(PAD, "").lstrip()
    if first.startswith("%%") and not first.startswith(_TIMING):
        return PAD * len(cell)
    out = cell
    for start, end in lines(cell):
        if cell[start:end].replace(PAD, "").lstrip()[:1] in ("%", "!", "?"):
            out = out[:start] + PAD * (end - start) + out[end:]
    return out
