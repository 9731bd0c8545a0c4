"""What well-known functions and methods of the languages' own libraries do to values.

Only what carries a protocol version from one place to another is here: lists, texts,
conversions, look-ups with a default.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from tlslint.engine.matching import Args
from tlslint.facts import Span
from tlslint.values import (
    MAX_ITEMS,
    Closure,
    Const,
    Flags,
    OneOf,
    Piece,
    Read,
    Row,
    Sym,
    Unknown,
    Value,
    made_of,
    one_of,
    short_text,
    text_of,
)

#: Functions that make a list of their arguments.
ROW_MAKERS = frozenset(
    {
        "java.util.Arrays.asList",
        "java.util.Arrays.stream",
        "java.util.List.of",
        "java.util.Set.of",
        "java.util.Collections.singletonList",
        "java.util.Collections.singleton",
        "com.google.common.collect.ImmutableList.of",
        "com.google.common.collect.ImmutableSet.of",
        "com.google.common.collect.Lists.newArrayList",
        "com.google.common.collect.Sets.newHashSet",
        "java.util.EnumSet.of",
        "java.util.stream.Stream.of",
        "Arrays.asList",
        "List.of",
        "Set.of",
        "Collections.singletonList",
        "Collections.singleton",
        "ImmutableList.of",
        "ImmutableSet.of",
        "Lists.newArrayList",
        "Sets.newHashSet",
        "EnumSet.of",
        "Stream.of",
        "Array.of",
    }
)

#: Functions that join texts: a separator, and a list of them or all of them.
JOINING = frozenset(
    {"String.join", "java.lang.String.join", "String.Join", "string.Join", "System.String.Join"}
)

#: Functions that make an empty list where they are given nothing, or a size.
EMPTY = frozenset(
    {
        "list",
        "set",
        "java.util.ArrayList",
        "java.util.LinkedList",
        "java.util.HashSet",
        "java.util.LinkedHashSet",
        "java.util.TreeSet",
        "java.util.Vector",
        "ArrayList",
        "LinkedList",
        "HashSet",
        "LinkedHashSet",
        "TreeSet",
        "Vector",
    }
)

#: Functions that give their first argument back, as far as versions go.
SAME = frozenset(
    {
        "list",
        "tuple",
        "set",
        "frozenset",
        "sorted",
        "reversed",
        "str",
        "int",
        "String",
        "Number",
        "parseInt",
        "append",
        "Array.from",
        "Object.freeze",
        "java.util.ArrayList",
        "java.util.HashSet",
        "java.util.LinkedHashSet",
        "java.util.LinkedList",
        "java.util.TreeSet",
        "java.util.Vector",
        "ArrayList",
        "HashSet",
        "LinkedHashSet",
        "LinkedList",
        "TreeSet",
        "Vector",
        "System.Convert.ToInt32",
        "Convert.ToInt32",
        "cint",
        "cstr",
        "ctype",
        "directcast",
        "Integer.valueOf",
        "Integer.parseInt",
        "java.lang.Integer.parseInt",
        "java.util.Arrays.copyOf",
        "java.util.Collections.unmodifiableSet",
        "java.util.Collections.unmodifiableList",
        "Objects.requireNonNull",
        "java.util.Objects.requireNonNull",
        "Collections.unmodifiableList",
        "typing.cast",
        "vars",
        "typeof",
        "gettype",
    }
)

#: Methods of texts and lists that leave what they hold as it is, as far as versions go.
KEEPING = frozenset(
    {
        "toArray",
        "ToArray",
        "toList",
        "ToList",
        "stream",
        "clone",
        "copy",
        "slice",
        "trim",
        "Trim",
        "strip",
        "toString",
        "ToString",
        "intern",
        "encode",
        "build",
        "asList",
        "value",
        "freeze",
        "name",
        "javaName",
        "getId",
        "getName",
        "only",
        "toarray",
        "tolist",
        "tostring",
    }
)
_LOWER = frozenset({"lower", "toLowerCase", "ToLower", "ToLowerInvariant", "tolower"})
_UPPER = frozenset({"upper", "toUpperCase", "ToUpper", "ToUpperInvariant", "toupper"})
#: Methods and functions that make a text or list of those they are given.
TEXTUAL = frozenset(
    (
        *(*KEEPING, *_LOWER, *_UPPER),
        *("split", "Split", "replace", "Replace", "join", "Join", "get", "getOrDefault"),
    )
)
#: Methods that add to a list.
ADDING = frozenset({"append", "add", "push", "Add", "addAll", "extend", "AddRange", "insert"})

#: Methods that take out of a list.
REMOVING = frozenset({"remove", "discard", "removeAll", "Remove", "removeIf", "retainAll", "clear"})

#: Methods (in lower case) that make a constant of an enumeration from its name or number.
PARSING = frozenset({"parse", "valueof", "forjavaname", "tryparse", "toobject"})

#: Functions that fill a printf template.
FORMATTING = frozenset({"String.format", "java.lang.String.format"})

#: Functions that add their other arguments to the list they are given first.
FILLING = frozenset({"java.util.Collections.addAll", "Collections.addAll"})

#: Methods that give a list of what a function makes of each item.
MAPPING = frozenset({"map", "Select"})

#: Look-ups that give their last argument where there is nothing else.
_WITH_DEFAULT = frozenset(
    {
        "get",
        "getenv",
        "getProperty",
        "getOrDefault",
        "pop",
        "setdefault",
        "GetValue",
        "getString",
        "getStrings",
        "getTrimmed",
        "getTrimmedStrings",
        "getValue",
        "optString",
        "requireNonNullElse",
        "defaultIfBlank",
        "defaultIfEmpty",
        "defaultString",
        "firstNonNull",
    }
)

#: Names of functions that hold what they are given against something else, and use it no further.
COMPARING = frozenset(
    {
        "deepequal",
        "deepstrictequal",
        "strictequal",
        "notdeepequal",
        "eql",
        "tobe",
        "toequal",
        "tostrictequal",
        "tomatchobject",
        "tocontainequal",
        "tohaveproperty",
        "tohavebeencalledwith",
        "tohavebeenlastcalledwith",
        "tohavebeennthcalledwith",
        "objectcontaining",
        "calledwith",
        "calledwithmatch",
        "calledwithexactly",
        "calledoncewith",
    }
)

#: Methods of what may be nothing that then give what they are given.
_OR_ELSE = frozenset({"orElse", "GetValueOrDefault"})

#: Names of functions of tests that compare two values.
ASSERTING = frozenset(
    {
        *COMPARING,
        "assertequal",
        "assertequals",
        "assertin",
        "assertnotequal",
        "assertthat",
        "areequal",
        "arenotequal",
        "equal",
        "equals",
        "notequal",
        "equalvalues",
        "notequalvalues",
        "equalto",
        "exactly",
    }
)
#: Names of functions that hold that the function they are given fails.
FAILING = frozenset(
    {
        "assertthrows",
        "assertthrowsexactly",
        "expectthrows",
        "assertthatthrownby",
        "isthrownby",
        "throws",
        "throwsasync",
        "throwsany",
        "throwsexception",
    }
)
#: Names of functions that show or record a value and do nothing with it.
DISPLAY = frozenset(
    {
        "print",
        "println",
        "printf",
        "sprintf",
        "format",
        "log",
        "debug",
        "info",
        "warn",
        "warning",
        "error",
        "exception",
        "trace",
        "fatal",
        "writeline",
        "write",
        "repr",
        "isinstance",
        "hasattr",
        "equals",
        "areequal",
        "arenotequal",
        "equal",
        "notequal",
        "equalto",
        "be",
        "notbe",
        "contains",
        "hasflag",
        "indexof",
        "compareto",
        "isequalorearlierversionof",
        "isequalorlaterversionof",
        "isearlierversionof",
        "islaterversionof",
        "includes",
        "tostring",
        "sprint",
        "sprintln",
        "fprint",
        "fprintln",
        "fprintf",
        "errorf",
        "versionname",
        "fatalf",
        "logf",
        "infof",
        "warnf",
        "warningf",
        "debugf",
        "tracef",
        "panicf",
        "skipf",
        "equalvalues",
        "notequalvalues",
        "exactly",
        "greaterorequal",
        "lessorequal",
        *COMPARING,
    }
)


#: how names of functions begin that ask about a version, or take it away
_ASKING = re.compile(r"(?:[iI]s|[hH]as|[cC]an|[sS]upports?)(?![a-z])")
_TAKING = re.compile(
    r"(?:remove|except|exclude|disable|disallow|forbid|deny|reject|without)", re.IGNORECASE
)
#: classes whose functions compare
_ASSERTING = frozenset({"Assert", "CollectionAssert", "Assertions"})


#: Names of functions that write what they are given into a log.
LOGGING = frozenset({"log", "debug", "info", "warn", "warning", "error", "trace", "fatal"})


def only_asks(name: str) -> bool:
    """Whether a function shows or compares a version, asks for it or takes it away, and no more."""
    owner, _, last = name.rpartition(".")
    return (
        last.lower() in DISPLAY
        or compares(name)
        or owner.rpartition(".")[2] in _ASSERTING
        or _ASKING.match(last) is not None
        or _TAKING.match(last) is not None
    )


def compares(name: str) -> bool:
    """Whether a function of this qualified name holds its arguments against something."""
    lowered = name.rpartition(".")[2].lower()
    return lowered in COMPARING or lowered.startswith("assert") or name in _EXPECTED_CALLS


#: What a test expects a call to have been.
_EXPECTED_CALLS = frozenset({"mock.call", "unittest.mock.call"})


def choosing(called: str, keyword: str) -> bool:
    """Whether a keyword of a function tells what a user may choose, and no more.

    ``choices=[…]``; ``const=`` of an option of a command line.
    """
    if keyword == "choices":
        return True
    return keyword == "const" and called.endswith((".add_argument", ".add_option"))


def with_default(name: str, args: Args, span: Span) -> Value | None:
    """The value of a look-up with a default, else None."""
    last = name.rpartition(".")[2]
    if last in _OR_ELSE and len(args.positional) == 1:
        return one_of([Unknown(span), args.positional[0]], span)
    if last in _WITH_DEFAULT:
        if len(args.positional) >= 2:
            return one_of([Unknown(span), args.positional[-1]], span)
        if "default" in args.keywords:
            return one_of([Unknown(span), args.keywords["default"]], span)
    return None


def text_method(value: Value, name: str, args: Args, span: Span, source: bytes) -> Value | None:
    """A method of a constant text; None where it is not one that is understood."""
    text = text_of(value)
    if text is None:
        return None
    if name in ("split", "Split"):
        separator = text_of(args.positional[0]) if args.positional else " "
        if separator is None or not separator:
            separator = ","
        plain = separator.strip("\\s*[]+ ") or separator[:1] or ","
        from tlslint.engine.decode import pieces

        return Row(tuple(pieces(value, plain[0], source)), value.span)
    if name == "join" and args.positional:
        return joined(args.positional[0], text, span)
    if name in _LOWER:
        return Piece(text.lower(), value.span)
    if name in _UPPER:
        return Piece(text.upper(), value.span)
    if name == "replace" and len(args.positional) == 2:
        old, new = text_of(args.positional[0]), text_of(args.positional[1])
        if old and new is not None:
            return Piece(text.replace(old, new), value.span)
        return Unknown(span)
    if name == "concat" and len(args.positional) == 1:
        return concatenated(value, args.positional[0], span)
    if name == "format" and not args.open:
        return formatted(text, args.positional, args.keywords, span)
    if name in KEEPING:
        return value
    return None


_PLACES = re.compile(r"%%|\{\{|\}\}|%(?:\((\w+)\))?[sd]|\{(\w*)\}")


def formatted(
    template: str, values: Sequence[Value], keywords: Mapping[str, Value], span: Span
) -> Value:
    """``"PROTOCOL_%s" % x``, ``"PROTOCOL_{}".format(x)``: a text where all of its parts are known."""
    rest = list(values)
    known = True

    def fill(place: re.Match[str]) -> str:
        nonlocal known
        if place[0] in ("%%", "{{", "}}"):
            return place[0][0]
        key = place[1] or place[2]
        value: Value | None = None
        if not key:
            value = rest.pop(0) if rest else None
        elif key.isdigit():
            value = values[int(key)] if int(key) < len(values) else None
        else:
            value = keywords.get(key)
        text = text_of(value) if value is not None else None
        if text is None and isinstance(value, Const) and type(value.value) is int:
            text = str(value.value)
        known = known and text is not None
        return text or UNKNOWN_PART

    out = _PLACES.sub(fill, template)
    if known or out.startswith(_ADDRESS):
        return Const(out, span)
    return Unknown(span, "", made_of((*values, *keywords.values())))


def row_method(value: Row, name: str, args: Args, span: Span) -> Value | None:
    """A method of a list that gives a value; None where it is not one that is understood."""
    if name in KEEPING:
        return value
    if name == "join":
        separator = text_of(args.positional[0]) if args.positional else ","
        return joined(value, separator or "", span)
    if name == "concat" and args.positional:
        return added(value, args.positional)
    if name in ("filter", "Where"):
        # a test says which; ``supported::contains`` only what a platform has of them
        return Unknown(span) if any(isinstance(v, Closure) for v in args.positional) else value
    return None


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
    if name == "retainAll" and all(
        isinstance(v, Unknown)
        for each in args.positional
        for v in (each.items if isinstance(each, Row) else (each,))
    ):
        return value  # what a platform supports of it
    gone: set[object] = set()
    for each in args.positional:
        for item in each.items if isinstance(each, Row) else (each,):
            key = item.name if isinstance(item, Sym) else text_of(item)
            if key is None or (isinstance(each, Row) and each.open):
                return Unknown(span)
            gone.add(key)
    if name in ("removeIf", "retainAll"):
        return Unknown(span)
    if name == "clear":
        return Row((), span)
    items = (v for v in value.items if (v.name if isinstance(v, Sym) else text_of(v)) not in gone)
    return Row(tuple(items), value.span, value.open)


def joined(value: Value, separator: str, span: Span) -> Value:
    """The items of a list as one text."""
    if isinstance(value, Row) and not value.open:
        texts = [text_of(v) for v in value.items]
        if all(t is not None for t in texts):
            return short_text(separator.join(t for t in texts if t is not None), span)
    return Unknown(span, "", made_of((value,)))


def edited(value: Read | Flags, name: str, args: Args, span: Span) -> Value | None:
    """A method of the text of a setting that takes names out of it or adds some."""
    if name in KEEPING or name in _LOWER or name in _UPPER:
        return value
    if name in ("replace", "replaceAll", "replaceFirst") and len(args.positional) == 2:
        old, new = args.positional
        left = without(value, (old,), span)
        return union(left, new, span) if text_of(new) else left
    if name == "concat":
        return union(value, args.positional[0], span)
    return None


#: How texts begin that say something although a part of them is not known, and what stands for that.
_ADDRESS, UNKNOWN_PART = "jdbc:", "\ufffd"


def address(left: Value, right: Value, span: Span) -> Value | None:
    """``"jdbc:mysql://" + host + "/db?…"``: the address of a database with a part that is not known."""
    begin = text_of(left)
    if begin is None or not begin.startswith(_ADDRESS):
        return None
    return Const(begin + (text_of(right) or UNKNOWN_PART), span)


def concatenated(left: Value, right: Value, span: Span) -> Value:
    """``left + right`` of texts, numbers, lists and flags."""
    if isinstance(left, Row) and isinstance(right, Row):
        items = (*left.items, *right.items)
        return Row(items[:MAX_ITEMS], span, left.open or right.open or len(items) > MAX_ITEMS)
    if isinstance(left, (Const, Piece)) and isinstance(right, (Const, Piece)):
        a, b = left.value, right.value
        if isinstance(a, str) and isinstance(b, str):
            return short_text(a + b, span)
        if type(a) is int and type(b) is int:
            return Const(a + b, span)
    if isinstance(left, (Sym, Flags, Read)) and isinstance(right, (Sym, Flags, Read)):
        return union(left, right, span)
    if (_reads(left) and text_of(right) is not None) or (
        _reads(right) and text_of(left) is not None
    ):
        return union(left, right, span)
    return Unknown(span)


def _reads(value: Value) -> bool:
    parts = value.plus if isinstance(value, Flags) else (value,)
    return any(isinstance(part, Read) for part in parts)


def union(left: Value, right: Value, span: Span) -> Value:
    """``left | right``."""
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        lefts = left.items if isinstance(left, OneOf) else (left,)
        rights = right.items if isinstance(right, OneOf) else (right,)
        if len(lefts) * len(rights) <= 8:
            return one_of([union(a, b, span) for a in lefts for b in rights], span)
        return Unknown(span)
    plus: list[Value] = []
    minus: list[Value] = []
    kept: list[Value] = []
    for side in (left, right):
        if isinstance(side, Flags):
            plus.extend(side.plus)
            minus.extend(side.minus)
            kept.extend(side.kept)
        else:
            plus.append(side)
    if len(plus) + len(minus) + len(kept) > MAX_ITEMS:
        return Unknown(span)
    return Flags(tuple(plus), tuple(minus), span, tuple(kept))


def masked(left: Value, right: Value, span: Span) -> Value:
    """``left & right``: without what ``~x`` takes away, or cut down to a mask."""
    if isinstance(right, Flags) and not right.plus and right.minus:
        return without(left, right.minus, span)
    if isinstance(left, Flags) and not left.plus and left.minus:
        return without(right, left.minus, span)
    if isinstance(left, Flags):
        return Flags(left.plus, left.minus, span, (*left.kept, right))
    return Flags((left,), (), span, (right,))


def without(left: Value, taken: tuple[Value, ...], span: Span) -> Value:
    """``left`` without the flags ``taken``."""
    if isinstance(left, Flags):
        return Flags(left.plus, (*left.minus, *taken), span, left.kept)
    return Flags((left,), taken, span)


def complement(value: Value, span: Span) -> Value:
    """``~value``."""
    if isinstance(value, Flags) and not value.minus:
        return Flags((), value.plus, span)
    if isinstance(value, Flags) and not value.plus:
        return Flags(value.minus, (), span)
    return Flags((), (value,), span)


def arithmetic(op: str, left: Value, right: Value, span: Span) -> Value:
    """Integer arithmetic on constants."""
    if isinstance(left, Const) and isinstance(right, Const):
        a, b = left.value, right.value
        if type(a) is int and type(b) is int:
            if op == "<<" and 0 <= b < 64:
                return Const(a << b, span)
            if op == ">>" and 0 <= b < 64:
                return Const(a >> b, span)
            if op == "-":
                return Const(a - b, span)
            if op == "*" and abs(a) < 1 << 64 and abs(b) < 1 << 64:
                return Const(a * b, span)
    return Unknown(span)


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


#: a version with or without dots, after its family and perhaps among words that add nothing
_VERSION_NAME = re.compile(
    r"(?:_*(?:protocol|version|proto|k)_*)?"
    r"(?:(?:ssl|d?tls)[-_ ]*(?:v(?:er(?:sion)?)?)?[-_ ]*[123](?:[._]?[0123])?|v?1(?:[._]?[0123])?)"
    r"(?:_*(?:protocol|version|method|type|value|number))?",
    re.ASCII | re.IGNORECASE,
)


def names_version(key: str) -> bool:
    """Whether a key is the name of a version itself (``{"tls1_1": ssl.PROTOCOL_TLSv1_1}``)."""
    return _VERSION_NAME.fullmatch(key.strip()) is not None
