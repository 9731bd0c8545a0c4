"""A positional reader for XML, for every configuration format that is written in it.

One pass of expat over UTF-8 text gives a flat list of elements in document order, each with the
byte spans of its text and attributes as they are written. Nothing outside the text is read, no
entity that could grow is expanded, and a file that breaks off half-way gives what came before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from xml.parsers import expat

from tlslint.facts import Span, Text
from tlslint.languages.xml_repair import repaired
from tlslint.record import record

#: Elements nested deeper than this are not recorded.
MAX_DEPTH = 256
#: Internal entities longer than this, or made of other entities, are refused.
MAX_ENTITY = 200

_SPACE = " \t\r\n"
_SPACE_BYTES = b" \t\r\n"


@record
class Attribute:
    """One attribute: its value (span without quotes) and the span of ``name="value"``.

    Its name keeps a prefix, since unlike an element's it says that the attribute is foreign.
    """

    name: str
    value: Text
    span: Span


@record
class Element:
    """One element, of a `Document`.

    ``path`` joins the names from the root, ``name`` is its own, both without prefixes;
    ``parent`` is an index into the document's elements, -1 for the root. ``text`` is what a leaf
    holds, trimmed; None where it has child elements.
    """

    path: str
    name: str
    parent: int
    span: Span
    text: Text | None
    raw: tuple[str, ...]


@record
class Document:
    """The elements and comments of one text; ``problem`` is where and why reading stopped early."""

    source: bytes
    elements: tuple[Element, ...]
    comments: tuple[Span, ...]
    problem: tuple[int, str] | None
    #: a declaration may make it grow without bound
    refused: bool = False

    def attributes(self, element: Element) -> dict[str, Attribute]:
        """The attributes of ``element`` by name, in order; namespace declarations are left out."""
        names, values = element.raw[::2], element.raw[1::2]
        spans = _attribute_spans(self.source, element.span.start, len(names))
        return {
            name: Attribute(name, Text(value, Span(inner, outer.end - 1)), outer)
            for name, value, (outer, inner) in zip(names, values, spans, strict=False)
            if name != "xmlns" and not name.startswith("xmlns:")
        }

    def values(self, element: Element) -> dict[str, str]:
        """What the attributes of ``element`` are set to, wherever that stands."""
        return dict(zip(element.raw[::2], element.raw[1::2], strict=True))

    def tag(self, element: Element) -> Span:
        """The start tag of ``element``."""
        start = element.span.start
        spans = _attribute_spans(self.source, start, len(element.raw) // 2)
        return Span(start, self.source.find(b">", spans[-1][0].end if spans else start) + 1)

    def children(self, element: Element, limit: int = 64) -> list[Element]:
        """The elements directly inside ``element``, in order, as far as its first ``limit`` elements go."""
        start = bisect_left(self.elements, element.span.start, key=lambda e: e.span.start)
        inside = self.elements[start + 1 : start + 1 + limit]
        return [child for child in inside if child.parent == start]

    def ancestors(self, element: Element) -> list[Element]:
        """The elements around ``element``, the nearest first."""
        found = []
        while element.parent >= 0:
            element = self.elements[element.parent]
            found.append(element)
        return found


@lru_cache(maxsize=8)
def read(text: bytes) -> Document:
    """Read UTF-8 ``text``, whatever encoding its declaration claims. Raises nothing.

    Where it is no XML it is read as far as it can be made some; the source of the document is then
    what it was made, as long as ``text``.
    """
    document = _Reader(text).document()
    if document.problem is None or document.refused:
        return document
    better = _Reader(repaired(text)).document()
    fuller = len(better.elements) > len(document.elements)
    return better if fuller or better.problem is None else document


def comments(text: bytes) -> list[Span]:
    """The comments of ``text``, with their delimiters."""
    return list(read(text).comments)


def problems(text: bytes) -> list[tuple[int, str]]:
    """What kept (the rest of) ``text`` from being read: 1-based line and message; at most one."""
    problem = read(text).problem
    return [problem] if problem else []


def plain(text: bytes) -> bool:
    """Whether ``text`` is well-formed and declares nothing: `read` would find no problem in it."""
    if b"<!DOCTYPE" in text:
        return False
    try:
        expat.ParserCreate("utf-8").Parse(text, True)
    except expat.ExpatError:
        return False
    return True


def marked(marks: Sequence[int] | None, span: Span) -> bool:
    """Whether one of the sorted offsets ``marks`` lies in ``span``; always, where there are none given."""
    if marks is None:
        return True
    at = bisect_left(marks, span.start)
    return at < len(marks) and marks[at] < span.end


def offsets(source: bytes, text: Text) -> list[int] | None:
    """The byte offset of each character of ``text`` in ``source``, and of its end.

    None where its raw form is more than characters, references and line ends (CDATA, comments).
    """
    raw = source[text.span.start : text.span.end].decode("utf-8", "replace")
    out, at, i = [], text.span.start, 0
    while i < len(raw):
        out.append(at)
        end = i + 1
        if raw[i] == "&":
            end = raw.find(";", i, i + 40) + 1 or end
        elif raw.startswith("\r\n", i):
            end = i + 2
        at += len(raw[i:end].encode("utf-8"))
        i = end
    out.append(at)
    return out if len(out) == len(text.value) + 1 and at == text.span.end else None


def parts(source: bytes, text: Text, ranges: Iterable[tuple[int, int]]) -> list[Text]:
    """Ranges of the characters of ``text``, trimmed; their spans are whole where `offsets` fails."""
    table = offsets(source, text)
    out = []
    for start, end in ranges:
        value = text.value[start:end]
        lead = len(value) - len(value.lstrip(_SPACE))
        value = value.strip(_SPACE)
        at = start + lead
        span = Span(table[at], table[at + len(value)]) if table else text.span
        out.append(Text(value, span))
    return out


def split(source: bytes, text: Text, separator: str = ";") -> list[Text]:
    """The parts of ``text`` between separators, trimmed, without empty ones."""
    table = offsets(source, text)
    out, start = [], 0
    for piece in text.value.split(separator):
        value = piece.strip(_SPACE)
        if value:
            at = start + len(piece) - len(piece.lstrip(_SPACE))
            span = Span(table[at], table[at + len(value)]) if table else text.span
            out.append(Text(value, span))
        start += len(piece) + len(separator)
    return out


class _Refused(Exception):
    """A declaration that may make the document grow without bound."""


class _Frame:
    """An open element."""

    __slots__ = (
        "end",
        "index",
        "last",
        "leaf",
        "name",
        "parent",
        "path",
        "pieces",
        "raw",
        "start",
        "text",
    )

    def __init__(
        self, index: int, parent: int, path: str, name: str, start: int, raw: tuple[str, ...]
    ) -> None:
        self.index, self.parent, self.path, self.name = index, parent, path, name
        self.start, self.raw = start, raw
        self.leaf = True
        self.pieces: list[str] = []
        #: the last piece that is not blank; where it begins, and where the first one does
        self.last = ""
        self.end = self.text = -1


class _Reader:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.elements: list[Element | None] = []
        self.comments: list[Span] = []
        self.stack: list[_Frame] = []
        self.skipping = 0
        # An encoding given here overrides the declared one, which was true of the file on disk.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.specified_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.CommentHandler = self.comment
        self.parser.EntityDeclHandler = self.entity

    def document(self) -> Document:
        message, refused = "", False
        at = len(self.source)
        try:
            self.parser.Parse(self.source, True)
        except expat.ExpatError as error:
            if self.source.strip(b"\xef\xbb\xbf" + _SPACE_BYTES):
                message = f"malformed XML: {expat.ErrorString(error.code)}"
            at = max(0, min(self.parser.ErrorByteIndex, at))
        except _Refused as error:
            message, refused = str(error), True
            at = max(0, min(self.parser.CurrentByteIndex, at))
        # the parser counts lone carriage returns as lines, nobody else does
        problem = (self.source.count(b"\n", 0, at) + 1, message) if message else None
        # What was open when reading stopped has attributes, but its text may be cut short.
        for frame in reversed(self.stack):
            self.close(frame, None, max(at, frame.start))
        elements = tuple(e for e in self.elements if e is not None)
        return Document(self.source, elements, tuple(self.comments), problem, refused)

    def start(self, name: str, attributes: list[str]) -> None:
        at = self.parser.CurrentByteIndex
        inside_entity = self.source[at : at + 1] != b"<"
        if self.skipping or inside_entity or len(self.stack) >= MAX_DEPTH:
            if self.stack:
                self.stack[-1].leaf = False
            self.skipping += 1
            return
        name = name.rpartition(":")[2]
        parent, path = -1, name
        if self.stack:
            above = self.stack[-1]
            above.leaf = False
            above.pieces.clear()
            parent, path = above.index, f"{above.path}/{name}"
        self.stack.append(
            _Frame(len(self.elements), parent, path, name, at, tuple(attributes)),
        )
        self.elements.append(None)

    def end(self, _name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        frame = self.stack.pop()
        at = self.parser.CurrentByteIndex
        if frame.leaf and not frame.pieces and self.source[at - 2 : at] == b"/>":
            self.close(frame, Text("", Span(at - 2, at - 2)), at)
            return
        text = self.content(frame, at) if frame.leaf else None
        self.close(frame, text, self.source.find(b">", at) + 1)

    def content(self, frame: _Frame, tag: int) -> Text:
        """The trimmed text of a leaf whose end tag begins at ``tag``."""
        if not frame.pieces:
            return Text("", Span(tag, tag))
        last = frame.last.encode("utf-8")
        end = frame.end + len(last)
        if not self.source.startswith(last, frame.end) or last == b"&":  # a reference
            end = self.source.find(b";", frame.end, tag) + 1 or tag
        start, end = frame.text, min(end, tag)
        raw = self.source[start:end]
        start += len(raw) - len(raw.lstrip(_SPACE_BYTES))
        end = max(start, end - (len(raw) - len(raw.rstrip(_SPACE_BYTES))))
        return Text("".join(frame.pieces).strip(_SPACE), Span(start, end))

    def close(self, frame: _Frame, text: Text | None, end: int) -> None:
        self.elements[frame.index] = Element(
            frame.path, frame.name, frame.parent, Span(frame.start, end), text, frame.raw
        )

    def data(self, data: str) -> None:
        if self.skipping or not self.stack or not self.stack[-1].leaf:
            return
        frame = self.stack[-1]
        if data.strip(_SPACE):
            frame.last, frame.end = data, self.parser.CurrentByteIndex
            if not frame.pieces:
                frame.text = frame.end
        elif not frame.pieces:
            return
        frame.pieces.append(data)

    def comment(self, _data: str) -> None:
        at = self.parser.CurrentByteIndex
        end = self.source.find(b"-->", at + 4)
        if self.source.startswith(b"<!--", at) and end >= 0:
            self.comments.append(Span(at, end + 3))

    def entity(self, name: str, _parameter: bool, value: str | None, *_rest: object) -> None:
        # An external entity has no value here and is never read.
        if value is not None and ("&" in value or "%" in value or len(value) > MAX_ENTITY):
            raise _Refused(f"the entity {name[:80]!r} is refused: it could grow without bound")


def _name_end(source: bytes, at: int) -> int:
    while source[at : at + 1] and source[at] not in b" \t\r\n/>=":
        at += 1
    return at


def _attribute_spans(source: bytes, tag: int, count: int) -> list[tuple[Span, int]]:
    """For each attribute of a well-formed start tag: the span of all of it, the start of its value."""
    spans: list[tuple[Span, int]] = []
    at = _name_end(source, tag + 1)
    while len(spans) < count:
        while at < len(source) and source[at] in _SPACE_BYTES:
            at += 1
        start = at
        at = source.find(b"=", at) + 1
        while at and at < len(source) and source[at] in _SPACE_BYTES:
            at += 1
        quote = source[at : at + 1]
        close = source.find(quote, at + 1)
        if quote not in (b'"', b"'") or close < 0:
            break
        spans.append((Span(start, close + 1), at + 1))
        at = close + 1
    return spans
