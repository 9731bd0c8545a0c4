"""What well-known functions and methods of the languages' own libraries do to values.

Lists, texts, conversions, look-ups with a default; their names are in `libraries`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tlslint import syntax as s
from tlslint.engine import heads, libraries, listing
from tlslint.engine.decode import pieces
from tlslint.engine.machine import Args
from tlslint.engine.operators import concatenated, formatted, union, without
from tlslint.engine.spans import within
from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.rulemodel import Entry
from tlslint.values import (
    KEY,
    MAX_NAMES,
    Closure,
    Const,
    Flags,
    Piece,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    head_of,
    keys_in,
    made_of,
    one_of,
    reads_key,
    short_text,
    text_of,
)


def with_default(name: str, args: Args, span: Span, keys: tuple[str, ...] = ()) -> Value | None:
    """The value of a look-up with a default, else None. ``keys`` are what may be looked up."""
    last = name.rpartition(".")[2]
    named = [k for k in libraries.DEFAULTS if k in args.keywords] if args.keywords else []
    if last in libraries.OR_ELSE and args.positional:
        default = args.positional[-1]
    elif named:
        default = args.keywords[named[0]]
    elif len(args.positional) >= 2 and libraries.looks_up(last):
        default = args.positional[-1]
    elif name in libraries.FIELDS and args.positional:
        default = args.positional[0]
    else:
        return None
    found = Unknown(span, "", keys or ((name,) if name in libraries.ENVIRONMENT else ()))
    return one_of([found, default], span)


def of_several(
    name: str, values: list[Value], span: Span, symbols: Mapping[str, Entry]
) -> Value | None:
    """Which of ``values`` Go's ``cmp.Or``, ``max`` or ``min`` gives; None of other functions.

    What ``max`` gives is at least the greatest that is known.
    """
    if name not in ("cmp.Or", "max", "min") or not values:
        return None
    if name == "cmp.Or":
        given = []
        for value in values:
            sure = isinstance(value, Sym) and value.name in symbols
            if not isinstance(value, Const) or value.value:
                given.append(value)
            if sure or (isinstance(value, Const) and value.value):
                break
        return one_of(given, span) if given else values[-1]
    numbers = [(n, v) for v in values if (n := _number(v, symbols)) is not None]
    if not numbers or (name == "min" and len(numbers) < len(values)):
        return one_of(values, span) if numbers else None
    return (max if name == "max" else min)(numbers, key=lambda pair: pair[0])[1]


def _number(value: Value, symbols: Mapping[str, Entry]) -> int | None:
    """The number that a constant stands for."""
    if isinstance(value, Sym):
        entry = symbols.get(value.name)
        return entry.number if entry is not None else None
    return value.value if isinstance(value, Const) and type(value.value) is int else None


#: What a key of an application's configuration looks like, and words that one without dots must hold.
_KEY = regex(r"[A-Za-z][\w-]*(?:[.:][A-Za-z][\w-]*)+", re.ASCII)
_PLAIN_KEY = regex(r"[A-Za-z][\w-]*", re.ASCII)
_ABOUT = ("ssl", "tls", "proto")
#: What a regular expression that separates items is made of.
_SEPARATING = regex(r"\\.|[\W_]")
#: Arguments of a call among which the key is.
_FIRST = 2
_MAX_KEY = 100


#: What stands for the class of a part of a configuration.
SECTION = "tlslint.section"
#: How the name of a part of it begins, which is no key by itself.
_PART = "part:"
#: A key below such a part, of one word or several.
_PLAIN_KEY_PATH = regex(r"[A-Za-z][\w-]{0,60}(?:\.[\w-]{1,60}){0,10}", re.ASCII)


def keys_read(args: Args, keyed: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of configuration that a call which nobody knows may read, as names of an `Unknown`.

    ``keyed`` are objects that stand for keys (``new Property("tls.protocols")``).
    What constants of other files hold is not known yet; their own names stand for it.
    """
    out: list[str] = []
    for value in args.positional[:_FIRST]:
        text = text_of(value)
        if text is not None:
            if is_key(text):
                out.append(KEY + text)
        elif isinstance(value, Sym) and "." in value.name and value.name.isascii():
            if value.name.rpartition(".")[2].isupper():
                out.append(value.name)
        elif isinstance(value, Ref):
            out.extend(keyed.get(value.id, ()))
        elif isinstance(value, Unknown):
            out.extend(n for n in value.names if n.startswith(KEY))
    return tuple(dict.fromkeys(out))[:MAX_NAMES]


def section(receiver: Value, name: str, args: Args, span: Span) -> Unknown | None:
    """A part of a configuration that is read by its own key, or what a key in such a part is; None for others.

    ``config.getConfig("acme.ssl").getString("protocol")`` reads ``acme.ssl.protocol``.
    """
    text = text_of(args.positional[0]) if args.positional else None
    if (
        text is None
        or not isinstance(receiver, (Unknown, Sym))
        or not _PLAIN_KEY_PATH.fullmatch(text)
    ):
        return None
    inside = isinstance(receiver, Unknown) and receiver.of == SECTION
    within = [f"{key}." for key in keys_in(receiver)] if inside else [""]
    keys = tuple(f"{KEY}{before}{text}" for before in within)[:MAX_NAMES]
    if name in libraries.SECTIONS:
        return Unknown(span, "", keys, of=SECTION)
    return Unknown(span, "", keys) if inside and name.startswith("get") else None


def is_key(text: str) -> bool:
    """Whether a text may be a key of configuration that says something of TLS."""
    if len(text) > _MAX_KEY:
        return False
    if _KEY.fullmatch(text):
        return True
    return bool(_PLAIN_KEY.fullmatch(text)) and any(word in text.lower() for word in _ABOUT)


def entry_names(value: Value, key: Value) -> tuple[str, ...]:
    """The names that ``value[key]`` is made of, where neither says what it is."""
    names, text = made_of((value, key)), text_of(key)
    if text is not None and is_key(text):
        return (KEY + text, *names)
    if isinstance(value, Ref):
        # a table says something else than what it is asked with
        return tuple(n for n in names if not reads_key(n))
    return names


def part(value: Value, key: Value, span: Span) -> Unknown | None:
    """``value[key]`` of what a file of configuration holds, perhaps: ``conf["tls"]["floor"]`` is ``tls.floor``."""
    text = text_of(key)
    if text is None or not isinstance(value, (Unknown, Sym)) or not _PLAIN_KEY_PATH.fullmatch(text):
        return None
    if isinstance(value, Unknown) and value.of:
        return None
    names, path = entry_names(value, key), text
    outer = (
        next((n for n in value.names if n.startswith(_PART)), "")
        if isinstance(value, Unknown)
        else ""
    )
    if outer:
        path = f"{outer[len(_PART) :]}.{text}"
        flat = KEY + text if is_key(text) else ""
        others = (n for n in names if not n.startswith((KEY, _PART)))
        names = (KEY + path, *filter(None, (flat,)), *others)
    return Unknown(span, "", (*names[: MAX_NAMES - 1], _PART + path))


def is_part(value: Value) -> bool:
    """Whether a value is a part of what a file of configuration holds, perhaps."""
    return isinstance(value, Unknown) and any(n.startswith(_PART) for n in value.names)


def text_method(value: Value, name: str, args: Args, span: Span, source: bytes) -> Value | None:
    """A method of a constant text; None where it is not one that is understood."""
    text = text_of(value)
    if text is None:
        head = heads.after(value.head, name, args) if isinstance(value, Unknown) else ""
        return Unknown(span, "", made_of((value,)), head) if head else None
    if name in ("split", "Split"):
        separator = text_of(args.positional[0]) if args.positional else " "
        if separator is None or not separator:
            separator = ","
        plain = separator.strip("\\s*[]+ ") or separator[:1] or ","
        return Row(tuple(pieces(value, plain[0], source)), value.span)
    if name == "join" and args.positional:
        several = len(args.positional) > 1
        return joined(
            Row(tuple(args.positional), span) if several else args.positional[0], text, span
        )
    if name in listing.LOWER:
        return Piece(text.lower(), value.span)
    if name in listing.UPPER:
        return Piece(text.upper(), value.span)
    if name == "replace" and len(args.positional) == 2:
        old, new = text_of(args.positional[0]), text_of(args.positional[1])
        if old and new is not None:
            return Piece(text.replace(old, new), value.span)
        return Unknown(span, head=heads.after(text, name, args))
    if name == "concat" and len(args.positional) == 1:
        return concatenated(value, args.positional[0], span)
    if name == "format" and not args.open:
        return formatted(text, args.positional, args.keywords, span)
    if name in listing.KEEPING or name in libraries.PRESENT or name in heads.CUTTING:
        return value
    if name in heads.BEGINNING:
        return Unknown(span, head=text.partition("{")[0])
    return None


def split(value: Value, source: bytes) -> Row | None:
    """The parts of a text that something not known splits: at commas, or else at white space.

    None for a separator, by which the text that is not known would be split.
    """
    text = text_of(value)
    if text is None or not _SEPARATING.sub("", text):
        return None
    return Row(tuple(pieces(value, "," if "," in text else " ", source)), value.span)


def row_method(value: Row, name: str, args: Args, span: Span) -> Value | None:
    """A method of a list that gives a value; None where it is not one that is understood."""
    if name in ("at", "slice") and not value.open:
        ends = [_whole(v) for v in args.positional]
        if None not in ends and 0 < len(ends) < 3:
            if name == "slice":
                return Row(
                    value.items[slice(ends[0], ends[1] if len(ends) > 1 else None)], value.span
                )
            return next(iter(value.items[slice(ends[0], (ends[0] or 0) + 1 or None)]), None)
    if name in listing.KEEPING:
        return value
    if name in ("join", "joinToString"):
        plain = "," if name == "join" else ", "
        separator = text_of(args.positional[0]) if args.positional else plain
        return joined(value, separator or "", span)
    if name in listing.ENDS and value.items and not value.open and not args.all():
        return value.items[listing.ENDS[name]]
    if name == "get" and len(args.positional) == 1:
        place = args.positional[0]
        if isinstance(place, Const) and type(place.value) is int:
            return value.items[place.value] if 0 <= place.value < len(value.items) else None
    if name == "intersect" and len(args.positional) == 1:
        return kept(value, args.positional[0], span)
    if name in ("concat", "plus", "union") and args.positional:
        return added(value, args.positional)
    if name in ("filter", "Where"):
        # a test says which; ``supported::contains`` only what a platform has of them
        return Unknown(span) if any(isinstance(v, Closure) for v in args.positional) else value
    if name in listing.TAKING_TURNS and not args.all():
        return one_of([*value.items, *([Unknown(span)] if value.open else [])], span)
    return None


def _whole(value: Value) -> int | None:
    """A constant whole number, None for all else."""
    return value.value if isinstance(value, Const) and type(value.value) is int else None


def from_end(expr: s.Index) -> int | None:
    """``n`` where a key counts from the end of the list it is used on: ``order[len(order) - n]``."""
    key = expr.key
    if not (isinstance(key, s.Binary) and key.op == "-" and isinstance(key.right, s.Lit)):
        return None
    call, count = key.left, key.right.value
    if not (isinstance(call, s.Call) and isinstance(call.func, s.Name) and call.func.id == "len"):
        return None
    same = [a for a in call.args if isinstance(a, s.Arg) and isinstance(a.value, s.Name)]
    listed = expr.value.id if isinstance(expr.value, s.Name) else None
    if len(call.args) != 1 or [a.value.id for a in same if isinstance(a.value, s.Name)] != [listed]:
        return None
    return count if type(count) is int and count > 0 else None


def added(value: Row, more: list[Value]) -> Row:
    """A list with more items; lists among them are flattened."""
    items = list(value.items)
    for each in more:
        if isinstance(each, Row):
            items.extend(each.items)
        else:
            items.append(each)
    return Row(tuple(items), value.span, value.open)


def removed(value: Row, name: str, args: Args, span: Span) -> Value:
    """A list without the items that a method takes out; unknown where it is not known which."""
    if name == "retainAll" and len(args.positional) == 1:
        return kept(value, args.positional[0], span)
    gone: set[object] = set()
    for each in args.positional:
        for item in each.items if isinstance(each, Row) else (each,):
            key = _key(item)
            if key is None or (isinstance(each, Row) and each.open):
                return Unknown(span)
            gone.add(key)
    if name in ("removeIf", "retainAll") or not (args.positional or name == "clear"):
        return Unknown(span)
    if name == "clear":
        return Row((), span)
    items = (v for v in value.items if _key(v) not in gone)
    return Row(tuple(items), value.span, value.open)


def kept(value: Value, wanted: Value, span: Span) -> Value:
    """What a list and another one have in common; of what a platform supports, what is wanted."""
    if not isinstance(wanted, Row) or all(isinstance(v, Unknown) for v in wanted.items):
        return value
    if not isinstance(value, Row) or value.open or None in map(_key, value.items):
        return wanted
    names = {_key(v) for v in wanted.items}
    if wanted.open or None in names:
        return value
    return Row(tuple(v for v in value.items if _key(v) in names), value.span)


def _key(value: Value) -> str | None:
    return value.name if isinstance(value, Sym) else text_of(value)


def joined(value: Value, separator: str, span: Span) -> Value:
    """The items of a list as one text; it stands where all of them are written."""
    if isinstance(value, Row) and not value.open:
        texts = [text_of(v) for v in value.items]
        if all(t is not None for t in texts):
            if all(within(v.span, value.span) for v in value.items):
                span = value.span
            return short_text(separator.join(t for t in texts if t is not None), span)
    head = head_of(value.items[0]) if isinstance(value, Row) and value.items else ""
    return Unknown(span, "", made_of((value,)), head)


def edited(value: Read | Flags, name: str, args: Args, span: Span) -> Value | None:
    """A method of the text of a setting that takes names out of it or adds some."""
    if name in listing.KEEPING or name in listing.LOWER or name in listing.UPPER:
        return value
    if name in ("replace", "replaceAll", "replaceFirst") and len(args.positional) == 2:
        old, new = args.positional
        left = without(value, (old,), span)
        return union(left, new, span) if text_of(new) else left
    if name == "concat":
        return union(value, args.positional[0], span)
    return None


def enum_member(type_: str, value: Value, known: Collection[str]) -> Value | None:
    """The constants of the enumeration ``type_`` that a text names (``"Tls12, Tls11"``), in any case.

    None where one of them is not ``known``; a number stands for itself.
    """
    if isinstance(value, Flags) or (isinstance(value, Const) and type(value.value) is int):
        return value
    text = text_of(value)
    if text is None:
        return None
    prefix = f"{type_}."
    names = {k[len(prefix) :].lower(): k for k in known if k.startswith(prefix)}
    items: list[Value] = []
    for part in (p.strip() for p in text.split(",")):
        name = prefix + part if prefix + part in known else names.get(part.lower())
        if part.isascii() and part.isdigit():
            items.append(Const(int(part), value.span))
        elif name is not None:
            items.append(Sym(name, value.span, value.span))
        else:
            return None
    if len(items) == 1:
        return items[0]
    return Flags(tuple(items), (), value.span)
