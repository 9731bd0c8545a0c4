r"""The texts that expressions of PowerShell may be, and the paths of the keys of the registry that they open.

``'…'``, ``"$base\Client"``, ``$a + 'b'``, ``'{0}\Client' -f $x``, ``Join-Path $a Client``,
``[Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('…')``, ``New-Item $path``. What is not known of a text is `UNKNOWN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, product

from tlslint.languages import batch_loops
from tlslint.languages.flat import Names
from tlslint.languages.net_blocks import before
from tlslint.languages.net_expressions import Script
from tlslint.languages.net_parts import KEY, WORD, either, filled, gap, keys_of, path_of, plus
from tlslint.languages.net_variables import Row
from tlslint.languages.net_words import Said
from tlslint.regex import regex
from tlslint.registrykeys import UNKNOWN

#: An operand of an expression; a cast says nothing of a text.
_OPERAND = regex(
    r"(?:\[(?:u?int(?:32|64)?|d?word|string|long|(?:System\.)?U?Int(?:32|64)|(?:System\.)?String)\]\s*)*(?:"
    r"'(?P<single>[^'\n]*)'|\"(?P<double>[^\"\n]*)\"|(?P<open>[@$]?\()"
    rf"|\$(?:(?:script|global|local|private|using):)?(?P<variable>\w+)(?P<keys>(?:{KEY}){{0,3}})"
    r"|(?P<combine>\[(?:System\.)?IO\.Path\]::Combine\s*\()|(?P<join>Join-Path)\b"
    r"|(?P<number>0x[0-9a-fA-F]+|-?[0-9]+)\b)",
    re.IGNORECASE,
)
_INTERPOLATED = regex(
    rf"\$(?:\(\s*\$(\w+)((?:{KEY}){{0,3}})\s*\)|\{{(\w+)\}}|(?:(?:script|global|local|private|using):)?(\w+))",
    re.IGNORECASE,
)
_PERCENT = regex(r"%(\w+)%")
_FORMAT = regex(r"-f\b", re.IGNORECASE)
_OPERATOR = regex(r"\+|-bor\b", re.IGNORECASE)
_ADDED = regex(r"\$(?:\w+:)?(\w+)[ \t]*\+=\s*$")
#: What may stand behind an expression that is whole.
_ENDS = regex(r"[),;\n}|#]|$")
#: What gives an item of the registry, or makes it.
_ITEM = regex(r"(?:(?:Get|New)-Item|gi|ni)\b(?!-)", re.IGNORECASE)
_HIVE = regex(
    r"\[(?:Microsoft\.Win32\.)?Registry\]::\w+|\[(?:Microsoft\.Win32\.)?RegistryKey\]::Open\w*BaseKey\s*(?=\()",
    re.IGNORECASE,
)
_OBJECT = regex(r"\$(?:\w+:)?(\w+)(?!\s*::)")
_CAST = regex(r"(?:\[[\w.]+\]\s*)+(?!::)")
_OPENED = regex(r"\.(?:OpenSubKey|CreateSubKey)\s*(?=\()", re.IGNORECASE)
_WORD = regex(WORD)
_PARAMETER = regex(
    r"(?:-|\xe2\x80[\x93-\x95])(?P<name>[A-Za-z]+)(?:[ \t]*:[ \t]*)?|(?P<word>[^\s;|&{}()'\"`,]+)"
)
_SWITCHES = frozenset({"force", "passthru", "confirm", "whatif", "verbose", "resolve"})
_MAX_WAYS, _MAX_TEXT, _MAX_VARIABLES, _MAX_PARTS, _MAX_DEPTH, _HEAD = 16, 500, 4, 12, 8, 60

#: What is known of a text at a place, and where it ends.
Told = tuple[list[str], int]


class Texts:
    """The texts of one script."""

    def __init__(self, script: Script, names: Names) -> None:
        self.script = script
        self._names = names
        self.s = script.s
        self._depth = 0
        #: where the statement begins that is read; -1: where its variables stand
        self._at = -1
        self._known: dict[tuple[str, int], list[str]] = {}

    def within(self, call: int, rows: tuple[Row, ...] = ()) -> None:
        """Take the parameters of a function, and the variables of loops, as `Variables.within` says."""
        self.script.within(call, rows)
        self._known.clear()

    # -- expressions

    def value(self, start: int) -> tuple[list[str], int, int]:
        """What is assigned that begins at a place, the items of a list, and where it is written; empty: not known."""
        first = gap(self.s, start)
        told = self._list(first)
        if told is None or not _ENDS.match(self.s, gap(self.s, told[1])):
            return [], first, first
        return told[0], first, told[1]

    def word(self, start: int, end: int) -> list[str]:
        """What an argument that is written between two places is, without its quotes."""
        told = self._operand(start)
        if told is not None and told[1] == end:
            return told[0]
        text = self.s[start:end]
        if text[:1] not in ("'", '"'):  # quotes within a word
            text = text.replace("'", "").replace('"', "")
        return self.interpolated(text, start)

    def interpolated(self, text: str, at: int) -> list[str]:
        """A text with the variables in it."""
        variables = list(islice(_INTERPOLATED.finditer(text[:_MAX_TEXT]), _MAX_VARIABLES + 1))
        if len(text) > _MAX_TEXT or len(variables) > _MAX_VARIABLES:
            return []
        turns = batch_loops.filled(self.s, text, at) if "%%" in text else [text]
        ways = [self._named(turn) for turn in turns]
        for match in reversed(variables):
            name, values = match[1] or match[3] or match[4], [UNKNOWN]
            values = self._variable(name, match[2] or "", at) or values
            ways = [w[: match.start()] + v + w[match.end() :] for w, v in product(ways, values)]
            ways = ways[:_MAX_WAYS]
        return [w for w in ways if len(w) <= _MAX_TEXT]

    def _named(self, text: str) -> str:
        """A text with the variables of batch files in it."""
        return _PERCENT.sub(self._percent, text) if "%" in text else text

    def _percent(self, match: re.Match[str]) -> str:
        value = self._names.get(match[1])
        return value.value if value is not None else match[0]

    def said(self, ways: Iterable[Said]) -> list[str]:
        """The texts that values may be, wherever they are written; empty where one is not known."""
        found: dict[str, None] = {}
        for way in (x for w in ways for x in w.ways or (w,)):
            texts = self._way(way)
            if not texts:
                return []
            found.update(dict.fromkeys(texts))
        return list(found)[:_MAX_WAYS]

    def told(self, start: int, end: int) -> Said | None:
        """What a call or a row gives the variable that is written between two places."""
        match = _OPERAND.fullmatch(self.s, start, end)
        if match is None or not match["variable"]:
            return None
        keys = [self._key(key, start) for key in keys_of(match["keys"])]
        return self.script.told(match["variable"].lower(), keys, start)

    def _variable(self, name: str, members: str, at: int) -> list[str]:
        name = name.lower()
        at = at if self._at < 0 else self._at
        if members.lower() in (".pspath", ".name") and (paths := self._opened(name, at)):
            return paths
        if self._depth >= _MAX_DEPTH:
            return []
        self._depth += 1
        keys = [self._key(key, at) for key in keys_of(members)]
        found = self.said(self.script.reached(name, keys, at))
        self._depth -= 1
        return found

    def _key(self, key: str, at: int) -> str:
        """A key of a table, which a variable may be."""
        told = self._variable(key[1:], "", at) if key.startswith("$") else [key]
        return told[0].lower() if len(told) == 1 else UNKNOWN

    def _way(self, way: Said) -> list[str]:
        known = self._known
        if ("text", way.start) not in known:
            known["text", way.start] = []  # while it is looked for: it may be defined by itself
            known["text", way.start] = self._written(way)
        return known["text", way.start]

    def _written(self, way: Said) -> list[str]:
        """What is written for a value; a variable in it is what it was before that is assigned."""
        outer, self._at = self._at, self.script.statement(way.start)
        texts = self._texts(way)
        if texts and (added := _ADDED.search(self.s, max(0, way.start - _HEAD), way.start)):
            old = self._variable(added[1], "", self._at)
            ways = product(old or [UNKNOWN], texts)
            listed = self.script.is_list(added[1].lower())
            texts = [*old, *texts] if listed else [plus(a, b) for a, b in ways]
        self._at = outer
        return texts[:_MAX_WAYS]

    def _texts(self, way: Said) -> list[str]:
        if any(row.start == way.start and row.value < 0 for row in self.script.rows):
            return list(way.names or ())  # one text of a list: what stands behind it is another
        if way.names is None and self.s[before(self.s, way.start) - 1] not in "=(":
            return self._argument(way.start)
        told = self._list(way.start) if way.names is not None else self._sum(way.start)
        # a list is written to the end of the value, else its first item is not all of it
        if told is not None and (way.names is None or told[1] >= way.end):
            whole = told[1] == way.end or _ENDS.match(self.s, gap(self.s, told[1]))
            return told[0] if whole else []
        return [t for n in way.names or () for t in self.interpolated(n, way.start)]

    def _argument(self, start: int) -> list[str]:
        """What a word of a command is that begins at a place."""
        told = self._operand(start)
        tail = _WORD.match(self.s, told[1] if told is not None else start)
        known = told[0] if told is not None else []
        return self.word(start, tail.end()) if tail is not None else known

    def _list(self, start: int) -> Told | None:
        found: list[str] = []
        for _ in range(_MAX_WAYS):
            told = self._sum(gap(self.s, start, lines=True))
            if told is None:
                return None
            found += told[0]
            end = gap(self.s, told[1])
            if not self.s.startswith((",", "\n"), end):
                return found, told[1]
            following = gap(self.s, end, lines=True)
            if not self.s.startswith(",", end) and not self.script.listed(following):
                return found, told[1]
            start = following + self.s.startswith(",", following)
        return None

    def _sum(self, start: int) -> Told | None:
        """``a + b``, ``'…{0}…' -f a, b``."""
        first = self._operand(gap(self.s, start))
        if first is None:
            return None
        ways, end = first
        for _ in range(_MAX_PARTS):
            at = gap(self.s, end)
            if formatted := _FORMAT.match(self.s, at):
                return self._formatted(ways, formatted.end())
            operator = _OPERATOR.match(self.s, at)
            if operator is None:
                break
            part = self._operand(gap(self.s, operator.end(), lines=True))
            if part is None:
                return None
            joined = plus if operator[0] == "+" else either
            ways = [joined(a, b) for a, b in product(ways, part[0])][:_MAX_WAYS]
            end = part[1]
        return ways, end

    def _formatted(self, ways: list[str], at: int) -> Told | None:
        items: list[list[str]] = []
        end = at
        for _ in range(_MAX_PARTS):
            item = self._operand(gap(self.s, at, lines=True))
            if item is None:
                return None
            items.append(item[0])
            end = item[1]
            comma = gap(self.s, end)
            if not self.s.startswith(",", comma):
                break
            at = comma + 1

        every = islice(product(ways, *items), _MAX_WAYS)
        return [filled(way, chosen) for way, *chosen in every], end

    def _operand(self, start: int) -> Told | None:
        match = _OPERAND.match(self.s, start)
        if match is None or self._depth >= _MAX_DEPTH:
            return None
        end = match.end()
        if match["single"] is not None:
            return [match["single"]], end
        if match["double"] is not None:
            return self.interpolated(match["double"], start), end
        if match["number"]:
            return [match["number"]], end
        if name := match["variable"]:
            if name.lower() in ("true", "false"):
                return [str(int(name.lower() == "true"))], end
            return self._variable(name, match["keys"], start) or [UNKNOWN], end
        if match["join"]:
            return self._joined(end)
        self._depth += 1
        told = self._list(end)
        self._depth -= 1
        close = gap(self.s, told[1], lines=True) if told is not None else -1
        if told is None or not self.s.startswith(")", close):
            return None
        if match["combine"]:
            parts, _ = self.arguments(end - 1)
            return [path_of(way) for way in islice(product(*parts), _MAX_WAYS)], close + 1
        return told[0], close + 1

    # -- commands and methods that say a path

    def _joined(self, start: int) -> Told | None:
        parts, end = self.given(start)
        roles = ("path", "childpath", "additionalchildpath")
        if "path" not in parts or "childpath" not in parts:
            return None
        ways = product(*(parts[role] for role in roles if role in parts))
        return [path_of(way) for way in islice(ways, _MAX_WAYS)], end

    def given(self, start: int) -> tuple[dict[str, list[str]], int]:
        """What ``Join-Path`` or ``New-Item`` is given, by their parameters, and where the command ends."""
        given: dict[str, list[str]] = {}
        named, end = "", start
        places = ["path", "childpath", "additionalchildpath"]
        for _ in range(_MAX_PARTS):
            at = gap(self.s, end)
            operand = _OPERAND.match(self.s, at)
            part = _PARAMETER.match(self.s, at)
            if operand is not None and not operand["join"] and not operand["number"]:
                told = self._operand(at)
                # what follows a variable in a word
                tail = _PARAMETER.match(self.s, told[1]) if told and operand["variable"] else None
                if told is None:
                    return given, end
                texts, end = told
                if tail is not None and tail["word"]:
                    end = tail.end()
                    texts = self.word(at, end)
            elif part is not None and part["name"]:
                word, end = part["name"].lower(), part.end()
                named = "" if word in _SWITCHES else word
                continue
            elif part is not None:
                texts, end = self.word(at, part.end()), part.end()
            else:
                break
            role = {"literalpath": "path"}.get(named, named) or next(
                (p for p in places if p not in given), "-"
            )
            given.setdefault(role, texts or [UNKNOWN])
            named = ""
        return given, end

    def arguments(self, opened: int) -> tuple[list[list[str]], list[tuple[int, int]]]:
        """What a method is given between brackets, and where that is written; what is not known is `UNKNOWN`."""
        values: list[list[str]] = []
        places: list[tuple[int, int]] = []
        close, at = self.script.closing(opened), opened + 1
        for _ in range(_MAX_PARTS if close > at else 0):
            at = gap(self.s, at, lines=True)
            told = self._sum(at)
            end = gap(self.s, told[1], lines=True) if told is not None else at
            if told is None or end > close or self.s[end] not in ",)":
                told, end = None, self.script.comma(at, close)
            values.append(told[0] if told is not None else [UNKNOWN])
            places.append((at, told[1] if told is not None else end))
            if end == close:
                break
            at = end + 1
        return values, places

    # -- keys

    def key(self, start: int) -> Told | None:
        """The paths of the key that an expression gives which begins at a place, and where that ends."""
        cast = _CAST.match(self.s, start)
        start = gap(self.s, cast.end() if cast is not None else start)
        told = self._root(start) if self._depth < _MAX_DEPTH else None
        if told is None:
            return None
        ways, end = told
        for _ in range(_MAX_PARTS):
            opened = _OPENED.match(self.s, end)
            if opened is None:
                break
            parts, _ = self.arguments(opened.end())
            end = self.script.closing(opened.end()) + 1
            if not parts or not end:
                return None
            ways = [path_of(way) for way in islice(product(ways, parts[0]), _MAX_WAYS)]
        return ways, end

    def _root(self, start: int) -> Told | None:
        s = self.s
        if (item := _ITEM.match(s, start)) is not None:
            given, end = self.given(item.end())
            if "path" not in given:
                return None
            ways = product(given["path"], given.get("name", [""]))
            return [path_of(way) for way in islice(ways, _MAX_WAYS)], end
        if (hive := _HIVE.match(s, start)) is not None:
            end = hive.end()
            if s.startswith("(", end):
                end = self.script.closing(end) + 1
            return ([UNKNOWN], end) if end else None
        if s.startswith("(", start):
            self._depth += 1
            told = self.key(gap(s, start + 1, lines=True))
            self._depth -= 1
            close = gap(s, told[1], lines=True) if told is not None else -1
            return (told[0], close + 1) if told and s.startswith(")", close) else None
        if (variable := _OBJECT.match(s, start)) is not None:
            return self._opened(variable[1].lower(), start) or [UNKNOWN], variable.end()
        return None

    def _opened(self, name: str, at: int) -> list[str]:
        """The paths of the keys that a variable may hold; empty where they are not known."""
        found: list[str] = []
        known = self._known
        for way in self.script.variable(name, at):
            if ("key", way.start) not in known:
                known["key", way.start] = []
                self._depth += 1
                outer, self._at = self._at, self.script.statement(way.start)
                told = self.key(way.start)
                self._at = outer
                self._depth -= 1
                known["key", way.start] = told[0] if told is not None else []
            found += known["key", way.start]
        return list(dict.fromkeys(found))[:_MAX_WAYS]
