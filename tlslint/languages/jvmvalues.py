"""The values that calls and assignments are given in Groovy and Scala, told from their tokens."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint.facts import Span, Text
from tlslint.languages.flat import Names, refers, text_of
from tlslint.rows import NamedTuple


class Token(NamedTuple):
    """``kind`` is name, number, mark, newline, text or comment; ``inner`` is without quotes."""

    kind: str
    start: int
    end: int
    inner: Span
    text: str


#: Words around the items of a list that say nothing themselves.
AROUND = frozenset(
    {"arrayOf", "listOf", "setOf", "toTypedArray", "as", "String", "TlsVersion", "new"}
    | {"Array", "List", "Seq", "Set", "Some", "asList", "Arrays", "of"}
    | {"Option", "Nil", "scala", "collection", "immutable"}
    | {"toArray", "toSeq", "toList", "toSet", "split", "trim"}
)
_MARKS = frozenset("()[]{},.")
#: What gives its last argument where nothing else is known.
_DEFAULTING = frozenset({"getOrElse", "getOrDefault", "getProperty", "orElse"})


def items(s: str, given: Sequence[Token], names: Names, several: bool) -> Text | None:
    """The texts, constants and enumeration's names among tokens, joined; None where there is more."""
    found: list[Text] = []
    for n, t in enumerate(given):
        if t.kind == "text":
            item = None if refers(t.text) else text_of(s, *t.inner)
        elif t.kind == "newline" or t.text in _MARKS or t.text in AROUND:
            if not several and t.text == ",":
                break  # SSLContext.getInstance(name, provider)
            continue
        elif t.text == "0":
            continue  # toArray(new String[0])
        elif t.text == ":" and ":" in (x.text for x in given[max(n - 1, 0) : n + 2 : 2]):
            continue  # "a" :: Nil
        elif t.kind == "name" and t.text.startswith(("TLS_1_", "SSL_3_")):
            item = text_of(s, t.start, t.end)
        else:
            item = names.get(t.text) if t.kind == "name" else None
        if item is None:
            return None
        found.append(item)
    if not found:
        return None
    whole = Span(found[0].span.start, max(f.span.end for f in found))
    if whole.start > whole.end or len(found) == 1:
        return found[0]
    return Text(",".join(f.value for f in found), whole)


def default(s: str, given: Sequence[Token]) -> Text | None:
    """The text that holds where nothing else is known: ``getProperty("a", "TLSv1")``, ``o.getOrElse("TLSv1")``, ``a ?: "TLSv1"``."""
    closed = len(given) > 1 and given[-1].text == ")" and given[-1].kind == "mark"
    last = given[-2] if closed else given[-1] if given else None
    if last is None or last.kind != "text" or refers(last.text):
        return None
    if closed:
        opening = next((n for n in range(len(given) - 2, 0, -1) if given[n].text == "("), 0)
        inner = [t.kind for t in given[opening + 1 : -2]]
        called = given[opening - 1].text if opening else ""
        simple = "name" not in inner and inner.count("mark") < 2
        simple &= "mark" in inner or called.endswith("Else")
        return text_of(s, *last.inner) if called in _DEFAULTING and simple else None
    before = given[-2] if len(given) > 1 else None
    elvis = before is not None and s[before.start - 1 : before.end] == "?:"
    return text_of(s, *last.inner) if elvis else None
