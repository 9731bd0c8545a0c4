"""The difference of two texts as small edits."""

from __future__ import annotations

from tlslint.facts import Edit, Span


def changes(old: bytes, new: bytes) -> list[Edit]:
    """Edits that turn ``old`` into ``new``: one for each run of lines that differ, cut to what differs.

    What is added after a line is added at its end, so that an edit touches the line it belongs to.
    """
    a, b = lines_of(old), lines_of(new)
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    starts = [0]
    for line in a:
        starts.append(starts[-1] + len(line))
    import difflib

    matcher = difflib.SequenceMatcher(
        None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False
    )
    out = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            start, end = starts[head + i], starts[head + j]
            out.append(_cut(old, start, end, b"".join(b[head + k : head + m])))
    return out


def lines_of(text: bytes) -> list[bytes]:
    """The lines with their ends; only a line feed ends one, as git has it."""
    lines = [line + b"\n" for line in text.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _cut(old: bytes, start: int, end: int, new: bytes) -> Edit:
    """One edit, without what its ends have in common."""
    limit = min(end - start, len(new))
    same = 0
    while same < limit and old[end - 1 - same] == new[-1 - same]:
        same += 1
    while same and _inside(old, end - same):
        same -= 1
    end, new = end - same, new[: len(new) - same]
    limit = min(end - start, len(new))
    same = 0
    while same < limit and old[start + same] == new[same]:
        same += 1
    while same and (_inside(old, start + same) or _inside(new, same)):
        same -= 1
    start, new = start + same, new[same:]
    if start == end and new.endswith(b"\n") and old[start - 1 : start] == b"\n":
        # the end of the line before is the same as the end of what is added
        size = 2 if new.endswith(b"\r\n") and old[start - 2 : start] == b"\r\n" else 1
        start = end = start - size
        new = new[-size:] + new[:-size]
    return Edit(Span(start, end), new.decode())


def _inside(text: bytes, offset: int) -> bool:
    """Whether an offset lies inside a character."""
    return offset < len(text) and text[offset] & 0xC0 == 0x80
