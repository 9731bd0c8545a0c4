"""How words of rules are written where they say nothing: not called, not assigned to, given nothing old.

A method of Java is called with a parenthesis or handed on behind ``::``; an attribute of Python
is set by an assignment. ``MinVersion: tls.VersionTLS12`` sets nothing old, and
``options |= ssl.OP_NO_SSLv3`` only takes something old away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.rulemodel import YIELDING, Entry, Rule
from tlslint.ruleset import ANY, Index, is_qualified, last_word

#: Places of arguments that are no keywords.
PLACES = frozenset({"value", "any", "rest", "present", "receiver"})
#: Effects that say which side an object is on, or which object's versions it takes over.
RELATING = frozenset({"role", "from", "inherit", *YIELDING})
#: Effects by which a setting that names nothing old lets nothing old in, and takes nothing new away.
_SETTING = frozenset({"floor", "only", "enable"})
_REMOVING = frozenset({"disable", "except"})

_LETTERS = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_QUOTES = frozenset(b"'\"`")
_BEFORE = 200
#: A call without arguments.
_EMPTY = regex(rb"[ \t]{0,8}\([ \t\r\n]{0,80}\)")
#: Java: what stands behind a method that is called; what stands before one that is handed on, or declared.
_CALLED = regex(rb"\s{0,80}[(/]")
_HANDED = regex(rb"::\s{0,80}(?:<[^<>]{0,80}>\s{0,80})?$")
_DECLARED = regex(rb"\bvoid\s{1,80}$")
#: Java: comments, and texts that may seem to hold one; what does not end takes all that follows.
_COMMENTS = regex(
    rb"//[^\r\n]*|/\*(?:.*?\*/|(?P<open>.*))"
    rb'|"""(?:(?:[^\\]|\\.)*?"""|.*)'
    rb'|"(?:[^"\\\r\n]|\\[^\r\n])*"?'
    rb"|'(?:[^'\\\r\n]|\\[^\r\n])*'?",
    re.DOTALL,
)
#: Python: what stands before an attribute, and behind what is assigned to.
_OF = regex(rb"\.[\s\\]{0,80}$")
_ASSIGNED = regex(rb"(?:[ \t]|\\\r?\n){0,80}(?:=(?!=)|(?:[-+*/%@&|^]|//|>>|<<)=|:[^\n=]{0,200}=)")
_UNPACKED = regex(rb"(?:[ \t]|\\\r?\n){0,80}(?:[,)\]][^\n]*=|in\b)")
#: An import, with all names that it gives in parentheses.
_IMPORT = regex(rb"\bimport\b(?:[^\n(;#\\]|\\\r?\n)*(?:\([^)]{0,9999}\))?")
_STATEMENT = regex(
    rb"[ \t]*(?:from[ \t]+[.\w]+(?:[ \t]|\\\r?\n)+)?import\b(?:[^\n(;#\\]|\\\r?\n)*(?:\([^)]{0,9999}\))?"
)
_RENAMED = regex(rb"\bas\b|\*")
_NAME = regex(rb"\w+")
#: What stands before the name of a package that is a member, or in quotes.
_OPENING = frozenset((b".", b"'", b'"'))
#: What stands between a setting and its value, and behind that.
_TO = rb"[ \t]{0,80}(?::?=(?!=)|:)[ \t\r\n]{0,80}"
_DONE = rb"[ \t]{0,80}(?=[,;)}\]\r\n#]|$)"
_PATH = rb"(?:[A-Za-z_]\w{0,80}\.){0,9}"


class Given(NamedTuple):
    """On one platform: what stands behind a setting that names nothing old, by its word; removals of old versions."""

    harmless: Mapping[str, re.Pattern[bytes]]
    removals: re.Pattern[bytes] | None

    def removed(self, text: bytes) -> list[tuple[int, int]]:
        """The places of statements that take old versions away."""
        if self.removals is None or b"|=" not in text:
            return []
        return [found.span() for found in self.removals.finditer(text)]


def comments(text: bytes) -> list[tuple[int, int]]:
    """The places of the comments of Java in ``text``; none where a sign is escaped."""
    if b"\\u" in text:
        return []
    return [
        found.span()
        for found in _COMMENTS.finditer(text)
        if found["open"] is None and text.startswith(b"/", found.start())
    ]


def commented(text: bytes, at: int) -> bool:
    """Whether a place is in a line that begins as a comment does, of ``//`` and ``/*``, or as one within a ``/*``.

    What stands so in a text is no code either.
    """
    head = text[text.rfind(b"\n", 0, at) + 1 : at].lstrip()
    if b"\\u" in head:  # an escaped end of line
        return False
    return head.startswith((b"//", b"* ")) or (head.startswith(b"/*") and b"*/" not in head)


def _in_word(char: bytes) -> bool:
    return char.isalnum() or char == b"_"


class Imports:
    """What a file of Python imports."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._names: set[bytes] = set()
        self._all = False
        self._plain: list[tuple[int, int]] = []
        at, before = text.find(b"import"), 0
        while at >= 0:
            start = max(text.rfind(b"\n", before, at) + 1, before)
            while start > before + 1 and text[start - 2] in b"\\\r":
                start = max(text.rfind(b"\n", before, start - 1) + 1, before)
            found = _STATEMENT.match(text, start)
            if found is not None and found.end() > at:
                if not _RENAMED.search(found[0]):
                    self._plain.append(found.span())
            else:
                found = _IMPORT.match(text, at)
            before = at + 6 if found is None else found.end()
            if found is not None:
                self._names.update(_NAME.findall(text, start, before))
                self._all = self._all or b"*" in found[0]
            at = text.find(b"import", before)

    def uses(self, package: bytes) -> bool:
        """Whether a package is named where it may be used, and not in prose: imported, or with a name of it."""
        if package in self._names or package not in self._text:
            return package in self._names
        if self._all:
            return True
        # by far faster than an expression that begins with one of several characters
        at = self._text.find(package)
        while at >= 0:
            end = at + len(package)
            before, behind = self._text[max(at - 1, 0) : at], self._text[end : end + 2]
            if before in _OPENING and not _in_word(behind[:1]):
                return True
            if not _in_word(before) and behind[:1] == b"." and behind[1:].isalpha():
                return True
            at = self._text.find(package, at + 1)
        return False

    def holds(self, start: int) -> bool:
        """Whether a place is in an import that changes no name."""
        return any(first <= start < last for first, last in self._plain)


class Forms:
    """The forms of one language's words; ``tellers`` are the rules by the words that tell something to them."""

    def __init__(
        self,
        index: Index,
        tellers: Mapping[str, Sequence[Rule]],
        entries: Callable[[Rule], Iterable[Entry]],
    ) -> None:
        plain = {
            word: rules
            for word, rules in tellers.items()
            if word.isidentifier() and not any(map(_otherwise, rules))
        }
        calls = {w: rs for w, rs in plain.items() if all(r.kind == "call" for r in rs)}
        sets = {w: rs for w, rs in plain.items() if all(r.kind == "set" for r in rs)}
        #: words of calls that say nothing without arguments
        self._asking = {w for w, rs in calls.items() if all(map(_by_arguments, rs))}
        self._called = {w for w in calls if index.language == "java" and w[:1].islower()}
        self._assigned = set()
        if index.language == "python":
            self._assigned = {w for w, rs in sets.items() if not any(map(_bare_key, rs))}
        self._set = {
            w: {e.key: e for r in rs for e in entries(r)}
            for w, rs in sets.items()
            if all(_takes_value(r, _SETTING) for r in rs)
        }
        self._removing = {
            w: [e for r in rs for e in entries(r)]
            for w, rs in sets.items()
            if w in self._assigned and all(_takes_value(r, _REMOVING) for r in rs)
        }

    def entries(self) -> Iterable[Entry]:
        """The values whose meaning on a platform `given` asks for."""
        for keyed in self._set.values():
            yield from keyed.values()
        for removed in self._removing.values():
            yield from removed

    def given(
        self, nothing_old: Callable[[Entry], bool], all_old: Callable[[Entry], bool]
    ) -> Given:
        """The values that are harmless on one platform."""
        harmless = {}
        for word, keyed in self._set.items():
            values = _spelled(keyed.values(), nothing_old)
            if values:
                harmless[word] = regex(_TO + values + _DONE)
        removals = []
        for word, entries in self._removing.items():
            flags = _spelled(entries, all_old)
            if flags:
                several = rb"%s(?:[ \t]{0,80}\|[ \t]{0,80}%s)*" % (flags, flags)
                name = re.escape(word.encode())
                removals.append(rb"\b%s[ \t]{0,80}\|=[ \t]{0,80}%s" % (name, several) + _DONE)
        return Given(harmless, regex(b"|".join(removals)) if removals else None)

    def says_nothing(self, text: bytes, start: int, end: int, word: str, given: Given) -> bool:
        """Whether a word is written at a place such that it says nothing old."""
        if text[start - 1 : start] and text[start - 1] in _LETTERS:
            return False
        if text[end : end + 1] and text[end] in _LETTERS:
            return False
        if word in self._asking and _EMPTY.match(text, end):
            return True
        before = max(0, start - _BEFORE)
        if word in self._called:
            if _HANDED.search(text, before, start):
                return False
            return _CALLED.match(text, end) is None or bool(_DECLARED.search(text, before, start))
        value = given.harmless.get(word)
        if value is not None and value.match(text, end):
            return True
        if word in self._assigned and text[start - 1] not in _QUOTES:
            if _ASSIGNED.match(text, end):
                return False
            return not (_OF.search(text, before, start) and _UNPACKED.match(text, end))
        return False


def _otherwise(rule: Rule) -> bool:
    """Whether a rule's facts are written otherwise than by a name: keys of configuration, parts of names."""
    return any(":" in n or "@" in n[1:] or n.startswith("*/") for n in rule.names)


def _bare_key(rule: Rule) -> bool:
    """Whether a setting is a key that stands without quotes: the constant of a module."""
    return any(n.startswith(ANY) and "." in n[len(ANY) :] for n in rule.names)


def _by_arguments(rule: Rule) -> bool:
    """Whether a call says something by its arguments alone."""
    places = [at for a in rule.arguments for at in a.at]
    return not any(isinstance(at, str) and (at in PLACES or not at.isidentifier()) for at in places)


def _takes_value(rule: Rule, effects: frozenset[str]) -> bool:
    """Whether a setting says something by its value alone, by a table and with one of some effects."""
    return all(
        a.effect in RELATING
        or (a.at == ("value",) and a.table and a.means is None and a.effect in effects)
        for a in rule.arguments
    )


def _spelled(entries: Iterable[Entry], wanted: Callable[[Entry], bool]) -> bytes:
    """An expression for the values that are ``wanted`` under each of their meanings; empty where none is."""
    names: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        named = is_qualified(entry.key)
        spelled = (last_word(entry.key) if named else entry.key, named)
        names[spelled] = names.get(spelled, True) and wanted(entry)
    parts = []
    for (name, named), good in sorted(names.items()):
        written = re.escape(name.encode())
        if good and named and name.isidentifier():
            parts.append(_PATH + written + rb"\b")
        elif good and not named:
            parts.append(rb"\"%s\"|'%s'" % (written, written))
    return rb"(?:%s)" % b"|".join(parts) if parts else b""
