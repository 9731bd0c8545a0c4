"""YAML: Spring configuration, Kubernetes, Compose, CI files, Helm templates.

Read as a stream of events: nothing is constructed, no alias is expanded, depth does not
recurse. A file that is not YAML before its templates are rendered is read line by line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from tlslint.facts import Setting, Span
from tlslint.languages.flat import PAD, SPACE, Marks, flat, lines, real, strip, unescape
from tlslint.languages.tree import Scalar, Tree
from tlslint.regex import regex

_SPRING = ("application", "bootstrap")
#: libyaml takes quadratic time in the depth of brackets.
_MAX_NESTING = 500
_WIDE = regex(r"[^\x00-\x7f]")


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """``yaml:a/b`` for each scalar and list of scalars, ``property:a.b`` too in Spring's files."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return scan(text, 0, _is_spring(name), Marks(marks))


def scan(
    text: bytes, base: int, dotted: bool, marks: Marks, embedded: bool = False
) -> list[Setting]:
    """The settings of YAML text whose first byte is at ``base``."""
    s = flat(text)

    def tree(document: int) -> Tree:
        return Tree("yaml", marks, dotted, document=document, yaml=None if embedded else _embedded)

    found = _from_events(text, s, base, tree)
    return _from_lines(s, base, tree) if found is None else found


def scalars(text: bytes) -> Iterator[tuple[str, str, int]]:
    """Each value with the keys it is under and its place, also where a list has mappings beside texts."""
    opened: list[
        str | None
    ] = []  # per open node the key of a mapping; empty before one, None for a list
    for sort, start, _, value, _ in _events(text) or ():
        if sort in (_MAPPING, _LIST):
            opened.append("" if sort == _MAPPING else None)
        elif sort == _SCALAR and opened and opened[-1] == "":
            opened[-1] = value or "?"
        elif sort in (_SCALAR, _ALIAS, _END):
            if sort == _SCALAR:
                yield "/".join(key for key in opened if key), value, start
            elif sort == _END:
                opened.pop()
            if opened and opened[-1] is not None:
                opened[-1] = ""


def _embedded(s: str, start: int, key: str, marks: Marks) -> list[Setting]:
    """A YAML file in a scalar (a ConfigMap)."""
    return scan(s.encode("latin-1", "replace"), start, _is_spring(key), marks, embedded=True)


def _is_spring(name: str) -> bool:
    return name.lower().startswith(_SPRING)


def comments(text: bytes) -> list[Span]:
    """Every ``#`` behind white space and outside quotes; those of embedded shell too."""
    s = flat(text)
    if s.find("#") < 0:
        return []
    found = []
    for start, end in lines(s):
        at = _comment(s, start, end)
        if at < end:
            found.append(Span(at, end))
    return found


# -- by events

_DOCUMENT, _DONE, _MAPPING, _LIST, _END, _SCALAR, _ALIAS = range(7)
#: One of these, where it starts and ends, and the text and style of a scalar.
_Event = tuple[int, int, int, str, str]


def _from_events(
    text: bytes, s: str, base: int, new: Callable[[int], Tree]
) -> list[Setting] | None:
    """None where the text is not YAML."""
    events = _events(text)
    if events is None:
        return None
    found: list[Setting] = []
    tree = new(0)
    documents = 0
    expects_key: list[bool] = []  # per open node: a list (False) or a mapping waiting for a key
    mappings: list[bool] = []
    for sort, start, end, value, style in events:
        if sort == _SCALAR:
            if expects_key and expects_key[-1]:
                tree.key(value, base + start)
            elif value:
                tree.scalar(_scalar(s, start, end, style, base))
            _turn(mappings, expects_key)
        elif sort in (_MAPPING, _LIST):
            if expects_key and expects_key[-1]:
                tree.key("?", base + start)
            mapping = sort == _MAPPING
            tree.open(mapping, base + start)
            mappings.append(mapping)
            expects_key.append(mapping)
        elif sort == _END:
            # a block collection ends where the next token begins: too far
            tree.close(base + end if end > start else 0)
            mappings.pop()
            expects_key.pop()
            _turn(mappings, expects_key)
        elif sort == _ALIAS:
            _turn(mappings, expects_key)
        elif sort == _DOCUMENT:
            documents += 1
            tree = new(documents - 1)
        else:
            found += tree.done()
    return found


@lru_cache(maxsize=1)  # several questions are asked of one file in a row
def _events(text: bytes) -> list[_Event] | None:
    """The events of YAML; None where the text is not YAML."""
    import yaml

    sorts = {
        yaml.DocumentStartEvent: _DOCUMENT,
        yaml.DocumentEndEvent: _DONE,
        yaml.MappingStartEvent: _MAPPING,
        yaml.SequenceStartEvent: _LIST,
        yaml.MappingEndEvent: _END,
        yaml.SequenceEndEvent: _END,
        yaml.ScalarEvent: _SCALAR,
        yaml.AliasEvent: _ALIAS,
    }
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    source = text.decode("utf-8", "replace")
    # the reader refuses control characters, and takes a byte-order mark for none of its business
    source = source.replace("\ufeff", " ", 1) if source.startswith("\ufeff") else source
    offset = _Offsets(source, len(text))
    found: list[_Event] = []
    depth = 0
    try:
        events: Iterator[Any] = yaml.parse(source, Loader=loader)
        for event in events:
            sort = sorts.get(type(event))
            if sort is None:
                continue
            start, end = offset(event.start_mark.index), offset(event.end_mark.index)
            if sort == _SCALAR:
                found.append((sort, start, end, event.value, event.style or ""))
                continue
            found.append((sort, start, end, "", ""))
            depth += (sort in (_MAPPING, _LIST)) - (sort == _END)
            if depth > _MAX_NESTING:
                return None
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
    return found


def _turn(mappings: list[bool], expects_key: list[bool]) -> None:
    if mappings and mappings[-1]:
        expects_key[-1] = not expects_key[-1]


def _scalar(s: str, start: int, end: int, style: str, base: int) -> Scalar:
    outer = Span(base + start, base + end)
    if style in ("|", ">"):
        first = s.find("\n", start, end) + 1 or end
        return Scalar(s[first:end], base + first, outer, block=True)
    while start < end and s[start] in "&!":  # an anchor or tag
        while start < end and s[start] not in SPACE:
            start += 1
        start, _ = strip(s, start, end)
    if style == '"':
        return Scalar(unescape(s[start + 1 : end - 1]), base + start + 1, outer)
    if style == "'":
        return Scalar(s[start + 1 : end - 1].replace("''", PAD + "'"), base + start + 1, outer)
    start, end = strip(s, start, end)
    return Scalar(s[start:end], base + start, Span(base + start, base + end))


class _Offsets:
    """Byte offsets of code points."""

    def __init__(self, source: str, size: int) -> None:
        self.size = size
        self.places: list[int] = []
        self.extra: list[int] = [0]
        if not source.isascii():
            total = 0
            for match in _WIDE.finditer(source):
                total += len(match[0].encode("utf-8", "replace")) - 1
                self.places.append(match.start())
                self.extra.append(total)
            if total + len(source) != size:  # bytes that are not UTF-8 were replaced
                self.places, self.extra = [], [0]

    def __call__(self, index: int) -> int:
        return min(index + self.extra[bisect_right(self.places, index - 1)], self.size)


# -- by lines


def _from_lines(s: str, base: int, new: Callable[[int], Tree]) -> list[Setting]:
    """``key: value`` lines, nested by indentation; template lines are passed over."""
    found: list[Setting] = []
    tree = new(0)
    document = 0
    opened: list[tuple[int, bool]] = []  # indentation, mapping
    rows = list(lines(s))
    n = 0
    while n < len(rows):
        start, end = rows[n]
        n += 1
        begin, stop = strip(s, start, _comment(s, start, end))
        indent = begin - start
        if begin == stop or (s.startswith("{{", begin) and ": " not in s[begin:stop]):
            continue
        if s.startswith("---", begin) and indent == 0:
            found += tree.done()
            document += 1
            tree, opened = new(document), []
            continue
        while begin < stop and s[begin] == "-" and s[begin + 1 : begin + 2] in (" ", "\n", ""):
            _enter(tree, opened, indent, False, base + begin)
            begin, _ = strip(s, begin + 1, stop)
            indent = begin - start
        if begin == stop:
            continue
        colon = _colon(s, begin, stop)
        if colon < 0:
            if opened and not opened[-1][1]:
                tree.scalar(_line_scalar(s, begin, stop, base))
            continue
        _enter(tree, opened, indent, True, base + begin)
        tree.key(real(s[begin:colon].strip().strip("\"'")), base + begin)
        value, _ = strip(s, colon + 1, stop)
        if value < stop and s[value] in "|>" and len(s[value:stop]) < 4:
            first = rows[n][0] if n < len(rows) else len(s)
            last = first
            while n < len(rows) and _inside(s, rows[n], indent):
                last = rows[n][1]
                n += 1
            if last > first:
                outer = Span(base + value, base + last)
                tree.scalar(Scalar(s[first:last], base + first, outer, block=True))
        elif value < stop:
            tree.scalar(_line_scalar(s, value, stop, base))
    return found + tree.done()


def _enter(tree: Tree, opened: list[tuple[int, bool]], indent: int, mapping: bool, at: int) -> None:
    """Make the node at this indentation the innermost one; a list item begins anew."""
    while opened and opened[-1] != (indent, mapping):
        # a list may stand at the depth of the key that it belongs to
        if opened[-1][0] < indent or (opened[-1] == (indent, True) and not mapping):
            break
        opened.pop()
        tree.close(0)
    if not opened or opened[-1] != (indent, mapping):
        opened.append((indent, mapping))
        tree.open(mapping, at)


def _inside(s: str, row: tuple[int, int], indent: int) -> bool:
    line = s[row[0] : row[1]]
    return not line.strip() or len(line) - len(line.lstrip(" ")) > indent


def _line_scalar(s: str, start: int, end: int, base: int) -> Scalar:
    outer = Span(base + start, base + end)
    quote = s[start]
    if end - start > 1 and quote in "\"'" and s[end - 1] == quote:
        inner = s[start + 1 : end - 1]
        inner = unescape(inner) if quote == '"' else inner.replace("''", PAD + "'")
        return Scalar(inner, base + start + 1, outer)
    return Scalar(s[start:end], base + start, outer)


def _colon(s: str, start: int, end: int) -> int:
    """The colon behind a key, or -1."""
    if s[start] in "\"'":
        close = s.find(s[start], start + 1, end)
        if close < 0 or s[close + 1 : close + 2] != ":":
            return -1
        return close + 1
    at = s.find(":", start, end)
    while at >= 0:
        if at + 1 >= end or s[at + 1] in SPACE:
            return -1 if "{{" in s[start:at] and "}}" not in s[start:at] else at
        at = s.find(":", at + 1, end)
    return -1


def _comment(s: str, start: int, end: int) -> int:
    """Where the comment of a line begins; its end where there is none."""
    at = s.find("#", start, end)
    if at < 0:
        return end
    quote = ""
    for i in range(start, end):
        c = s[i]
        if quote:
            if c == quote and not (quote == '"' and s[i - 1] == "\\"):
                quote = ""
        elif c == "#" and (i == start or s[i - 1] in SPACE):
            return i
        elif c in "\"'" and (i == start or s[i - 1] in " \t-[{,:("):
            quote = c
    return end
