"""The difference of two texts as small edits, and texts with edits made."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.facts import Edit, Span


def applied(text: bytes, edits: Iterable[Edit]) -> bytes:
    """``text`` after edits that do not overlap."""
    out = []
    at = 0
    for edit in sorted(edits, key=lambda e: e.span):
        out += [text[at : edit.span.start], edit.text.encode()]
        at = edit.span.end
    return b"".join(out) + text[at:]


def changes(old: bytes, new: bytes) -> list[Edit]:
    """Edits that turn ``old`` into ``new``: one for each run of lines that differ, cut to what differs.

    What is added after a line is added at its end, so that an edit touches the line it belongs to.
    """
    head = old.rfind(b"\n", 0, _shared(old, new)) + 1
    end, stop = _ends(old, new, head)
    a, b = lines_of(old[head:end]), lines_of(new[head:stop])
    starts = [head]
    for line in a:
        starts.append(starts[-1] + len(line))
    import difflib

    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    out = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            out.append(_cut(old, starts[i], starts[j], b"".join(b[k:m])))
    return out


def _shared(old: bytes, new: bytes) -> int:
    """How many bytes the beginnings have in common; by halves, as comparing is quick."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _ends(old: bytes, new: bytes, head: int) -> tuple[int, int]:
    """Where the lines behind ``head`` begin that both have at their ends."""
    low, high = 0, min(len(old), len(new)) - head
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    end, stop = len(old) - low, len(new) - low
    if all(at == head or text[at - 1 : at] == b"\n" for text, at in ((old, end), (new, stop))):
        return end, stop
    line = old.find(b"\n", end) + 1 or len(old)
    return line, line - end + stop


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
