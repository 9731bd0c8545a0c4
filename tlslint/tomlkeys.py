"""Where each key of a TOML document stands, for messages about configuration files.

The standard parser gives no positions. This scanner reads only documents that it accepted, so
it need not judge syntax, only follow it: headers, keys, strings, comments, brackets.
"""

from __future__ import annotations

#: The way to a key: table names, keys, and the numbers of entries in arrays of tables.
KeyPath = tuple["str | int", ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """The 1-based line of each header and key in ``text``, which must be valid TOML."""
    found: dict[KeyPath, int] = {}
    arrays: dict[KeyPath, int] = {}
    table: KeyPath = ()
    pos, line = 0, 1
    while pos < len(text):
        start = pos
        while pos < len(text) and text[pos] in " \t\r\n":
            pos += 1
        line += text.count("\n", start, pos)
        if pos >= len(text):
            break
        if text[pos] == "#":
            pos = _line_end(text, pos)
        elif text[pos] == "[":
            double = text.startswith("[[", pos)
            names, pos = _dotted(text, pos + (2 if double else 1))
            table = _resolve(names, arrays)
            if double:
                arrays[table] = arrays.get(table, -1) + 1
                table = (*table, arrays[table])
            found.setdefault(table, line)
            pos = _line_end(text, pos)
        else:
            names, pos = _dotted(text, pos)
            for depth in range(1, len(names) + 1):
                found.setdefault((*table, *names[:depth]), line)
            start, pos = pos, _value_end(text, pos)
            line += text.count("\n", start, pos)
    return found


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of ``path`` or of the nearest key above it; 0 where there is none."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def _resolve(names: list[str], arrays: dict[KeyPath, int]) -> KeyPath:
    """The way to a header's table; in an array of tables it means the last entry."""
    path: KeyPath = ()
    for n, name in enumerate(names):
        path = (*path, name)
        if path in arrays and n < len(names) - 1:
            path = (*path, arrays[path])
    return path


def _line_end(text: str, pos: int) -> int:
    end = text.find("\n", pos)
    return len(text) if end < 0 else end


def _dotted(text: str, pos: int) -> tuple[list[str], int]:
    """The parts of a dotted key from ``pos``, and the position after its ``=`` or ``]``."""
    names: list[str] = []
    bare: list[str] = []
    while pos < len(text) and text[pos] not in "=]\n":
        char = text[pos]
        if char in "\"'":
            end = _string_end(text, pos)
            bare.append(text[pos + 1 : end - 1])
            pos = end
            continue
        if char == ".":
            names.append("".join(bare))
            bare = []
        elif char not in " \t":
            bare.append(char)
        pos += 1
    return [*names, "".join(bare)], pos + 1


def _string_end(text: str, pos: int) -> int:
    """The position after the string that begins at ``pos``."""
    quote = text[pos]
    mark = quote * 3 if text.startswith(quote * 3, pos) else quote
    pos += len(mark)
    while pos < len(text):
        if quote == '"' and text[pos] == "\\":
            pos += 2
        elif text.startswith(mark, pos):
            pos += len(mark)
            # A long string may end in up to two more quotes, which belong to it.
            while len(mark) == 3 and pos < len(text) and text[pos] == quote:
                pos += 1
            return pos
        else:
            pos += 1
    return pos


def _value_end(text: str, pos: int) -> int:
    """The position after the value that begins at ``pos``: the end of its last line."""
    depth = 0
    while pos < len(text):
        char = text[pos]
        if char in "\"'":
            pos = _string_end(text, pos)
        elif char == "#":
            pos = _line_end(text, pos)
        elif char == "\n" and depth <= 0:
            return pos
        else:
            depth += (char in "[{") - (char in "]}")
            pos += 1
    return pos
