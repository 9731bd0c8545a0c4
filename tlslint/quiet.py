"""Whether code that holds words of rules can say anything at all.

Most files that name a TLS library set nothing: they import it, take its default context, ask
for ``SSLContext.getInstance("TLS")``. Where the defaults of the platform at hand meet the
minimum, such a file has no finding and nothing to resolve, and need not be parsed. What is told
apart here is sure: anything that is not plainly of this kind is parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import filterfalse

from tlslint.forms import PLACES, RELATING, Forms, Given, Imports, commented, comments
from tlslint.languages.python2 import VERSION, seems
from tlslint.prefilter import Matcher
from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.rulemodel import Entry, Lookup, Rule
from tlslint.ruleset import ANY, Index, in_documents, is_qualified, last_word, names_versions
from tlslint.versions import HIGHEST, LOWEST, Version
from tlslint.words import ALWAYS, Words, holds_one

#: Effects by which a value that names nothing old lets nothing old in.
_NAMING = frozenset({"floor", "ceiling", "only", "enable"})
#: A call with one plain text in front: ``("TLS")``, ``("TLS", …``; nothing else may look like it.
_TEXT = regex(rb'[ \t]{0,8}\([ \t\r\n]{0,80}"([^"\\\r\n]{0,40})"[ \t]{0,8}[,)]')
_BEHIND = 160
_BEFORE = 200
_ACCESSOR = regex(r"[gs]et[A-Z]")
#: Languages with comments behind ``//`` and between ``/*`` and ``*/``.
_SLASHES = frozenset({"java", "kotlin", "csharp", "go", "javascript", "typescript", "tsx"})
#: A first line that gives Node options of its own.
_STARTED = regex(rb"#![^\n]{0,400} --tls-")
#: What stands before a type of which an object or a subclass is made (Java).
_MAKES = regex(rb"\b(?:new|extends)\s{1,80}(?:[a-z]\w{0,40}\.){0,9}$")


class Quiet:
    """The words of one language that say something, and what is known to be harmless about them."""

    def __init__(self, index: Index, words: Words) -> None:
        self._index = index
        self._hosts = words.hosts
        self._slashes = index.language in _SLASHES
        sources = (index.calls, index.sets)
        self._rules = {r.id: r for source in sources for rules in source.values() for r in rules}
        self._above = {t: frozenset(index.supertypes(t)) for t in index.extends}
        self._tellers: dict[str, list[Rule]] = {}
        #: last word → the names of what says something
        self._named: dict[str, set[str]] = {}
        for rule in self._rules.values():
            if any(a.effect not in RELATING for a in rule.arguments):
                for word in self._words(rule):
                    self._tellers.setdefault(word, []).append(rule)
                for name in rule.names:
                    self._named.setdefault(last_word(name), set()).add(name)
        self._keyed = {w for w, rs in self._tellers.items() if any(map(_of_key, rs))}
        self._plain = {w: rs for w, rs in self._tellers.items() if all(map(_takes_text, rs))}
        #: how versions are written: the last words of constants, and texts
        self._written = {
            self._folded(last_word(key) if is_qualified(key) else key): entry
            for key, entry in index.symbols.items()
            if names_versions(entry)
        }
        alone = self._all_folded(index.alone)
        written = "\n".join(self._written)
        self._spelled = {w for w in alone if w in written}
        self._old = {ALWAYS, *self._spelled, *(last_word(key) for key in index.uses)}
        known = {*self._tellers, *self._old, *alone}
        self.search = Matcher(_bytes(known), index.folds, *map(_bytes, words.exact), many=True)
        self._needs = words.needs
        self._keywords = {w: k for w, rs in self._tellers.items() if (k := _keywords(rs))}
        self._roots = self._imported()
        self._gates = {r: self._all_folded(index.gates[r]) for r in self._rules}
        self._before = self._looks(words.companions)
        self._forms = Forms(index, self._tellers, self._entries)
        names = [c.name for r in self._rules.values() for d in r.defaults for c in d.conditions]
        entries = [e for rules in self._plain.values() for r in rules for e in self._entries(r)]
        entries += self._written.values()
        entries += self._forms.entries()
        names += [c.name for e in entries for conditions, _ in e.cases for c in conditions]
        self._asked = tuple(sorted(set(names)))
        self._known: dict[tuple[object, ...], _Platform] = {}
        #: the file that was asked about last, on which platform, and what was said
        self._last: tuple[bytes, tuple[object, ...], set[str] | None] | None = None

    def _folded(self, word: str) -> str:
        return word.lower() if self._index.folds else word

    def _all_folded(self, words: Iterable[str]) -> set[str]:
        return set(map(str.lower, words)) if self._index.folds else set(words)

    def _words(self, rule: Rule) -> set[str]:
        """The words by which a rule's facts may show in code: their own, those of aliases and subtypes."""
        index = self._index
        names = {n if ":" in n else self._folded(n) for n in filterfalse(in_documents, rule.names)}
        names |= {old for old, new in index.aliases.items() if new in names}
        names |= {t for t, above in self._above.items() if not names.isdisjoint(above)}
        words = {self._folded(_sure_part(last_word(n))) for n in names}
        if index.language == "kotlin":  # which writes getters and setters as properties
            words |= {w[3:4].lower() + w[4:] for w in words if _ACCESSOR.match(w)}
        return words

    def _packages(self, rule: Rule) -> set[str]:
        """What a file holds one of if a rule is about it, as packages of Go that it imports; empty if that cannot be told."""
        index = self._index
        if index.language != "go":
            return self._all_folded(rule.triggers)
        names = set(rule.names)
        names |= {t for t, above in self._above.items() if not names.isdisjoint(above)}
        found: set[str] = set()
        for name in names:
            head, slash, tail = name.rpartition("/")
            found.add(head + slash + tail.partition(".")[0])
            found |= {old for old, new in index.aliases.items() if name.startswith(f"{new}.")}
        return set() if any(ANY[:1] in each or ":" in each for each in found) else found

    def _looks(
        self, needs: dict[str, tuple[str, ...]]
    ) -> dict[str, tuple[re.Pattern[bytes], bool]]:
        """For words of Java: what stands before one, and whether it is harmless with that or without it.

        There a type is written where it is made, and a class is called by its own name:
        ``KeyStore.getInstance`` is not that of ``SSLContext``.
        """
        out: dict[str, tuple[re.Pattern[bytes], bool]] = {}
        if self._index.language != "java":
            return out
        for word, rules in self._tellers.items():
            names = self._named.get(word, set())
            if any(":" in n or n.startswith(ANY) for n in names):
                continue
            if word[:1].isupper():
                out[word] = (_MAKES, False)
            elif all(r.kind == "call" for r in rules):
                owners = {last_word(n.rpartition(".")[0]) for n in names}
                known = b"|".join(map(re.escape, sorted(_bytes({*owners, *needs.get(word, ())}))))
                other = rb"(?<![\w.])(?!(?:%s)\.)[A-Z]\w{0,60}[a-z]\w{0,60}\.$" % known
                out[word] = (regex(other), True)
        return out

    def _imported(self) -> dict[str, list[bytes]]:
        """For words of Python: the packages of which one is named in a file in which they are known.

        A name of a package is known by an import; what another module hands on, by the package's name.
        """
        out: dict[str, list[bytes]] = {}
        if self._index.language != "python":
            return out
        aliases = self._index.aliases
        olds: dict[str, list[str]] = {}
        for old, new in aliases.items():
            olds.setdefault(new, []).append(old)
        for word in self._tellers:
            names = set(self._named.get(word, ()))
            heads = {name[:end] for name in names for end in range(1, len(name) + 1)}
            names.update(old for new in heads & olds.keys() for old in olds[new])
            roots = {n.partition(".")[0] for n in names if not n.startswith(ANY)}
            roots |= {n[len(ANY) :] for n in names if n in aliases and n.startswith(ANY)}
            if not any(":" in n or (n.startswith(ANY) and n not in aliases) for n in names):
                out[word] = _bytes(roots)
        return out

    def _entries(self, rule: Rule) -> list[Entry]:
        return [e for a in rule.arguments for e in self._index.tables[a.table].entries.values()]

    def holds(self, text: bytes, lookup: Lookup, minimum: Version) -> bool:
        """Whether nothing in ``text`` can allow a version below ``minimum`` on this platform.

        It may still hand to a server what another file made (`serves`).
        """
        return self._live(text, lookup, minimum) == set()

    def telling(self, text: bytes, lookup: Lookup, minimum: Version) -> list[int] | None:
        """The places, in order, of all words that may say something, where what they say can only come from outside; else None."""
        live = self._live(text, lookup, minimum)
        if live is None or not live.isdisjoint(self._keyed):
            return None  # what names a key may stand in one function, and in another what gives it a value
        folded = text.lower() if self._index.folds else text
        return sorted(at for at, word in self.search.hits(folded) if word.decode() in live)

    def _live(self, text: bytes, lookup: Lookup, minimum: Version) -> set[str] | None:
        """The words that may say something; None where what is written here may allow an old version."""
        if self._hosts(text):
            return None
        if self._index.language == "python" and seems(text):
            lookup = older(lookup)
        key = (minimum, *map(lookup, self._asked))
        if self._last is not None and self._last[0] is text and self._last[1] == key:
            return self._last[2]  # whether it speaks is asked first, then where
        here = self._known.get(key)
        if here is None:
            here = self._known[key] = self._platform(lookup, minimum)
        folded = text.lower() if self._index.folds else text
        live = self._live_on(folded, here, [])
        if live != set() and self._index.language == "java" and (left_out := comments(text)):
            live = self._live_on(text, here, left_out)
        self._last = text, key, live
        return live

    def _live_on(
        self, text: bytes, here: _Platform, left_out: Sequence[tuple[int, int]]
    ) -> set[str] | None:
        """`_live` on a platform that is known; what is ``left_out`` are comments, in order."""
        if here.weak.search(text):
            around = here.around.present(text)
            for weak in here.weak.present(text):
                if not here.packages[weak] or not around.isdisjoint(here.packages[weak]):
                    return None
        if _STARTED.match(text):
            return None
        live: set[str] = set()
        shown: set[str] = set()  # what is written, even if it says nothing there
        removed = here.given.removed(text)
        imports = Imports(text) if self._roots else None
        asked: set[str] = set()
        passed: set[bytes] = set()  # of which it is known already whether they are live
        for start, found in self.search.hits(text, passed):
            word = found.decode()
            if word not in asked:
                asked.add(word)
                if self._idle(text, word, imports):
                    passed.add(found)
                    continue
            if word != ALWAYS and (
                (left_out and _within(start, left_out))
                or (self._slashes and commented(text, start))
            ):
                continue
            if self._harmless(text, start, word, here, imports):
                continue
            shown.add(word)
            if any(first <= start < last for first, last in removed) or self._forms.says_nothing(
                text, start, start + len(found), word, here.given
            ):
                continue
            if word in self._old:
                return None
            live.add(word)
            passed.add(found)
        return {
            word
            for word in live
            if any(
                not self._gates[rule.id] or not shown.isdisjoint(self._gates[rule.id])
                for rule in self._tellers.get(word, ())
            )
        }

    def _idle(self, text: bytes, word: str, imports: Imports | None) -> bool:
        """Whether a word says nothing anywhere in a text, as what it needs is not there."""
        if not self._needs.met(word.encode(), text):
            return True
        wanted = self._keywords.get(word)
        if wanted and not holds_one(text, wanted):
            return True
        if imports is None or word not in self._roots:
            return False
        return not any(map(imports.uses, self._roots[word]))

    def _harmless(
        self, text: bytes, start: int, word: str, here: _Platform, imports: Imports | None
    ) -> bool:
        """Whether a word says nothing old at one place."""
        if (longer := here.longer.get(word)) and text.startswith(longer, start):
            return True
        if imports is not None and word in self._roots and imports.holds(start):
            return True
        end = start + len(word.encode())
        pattern, harmless = self._before.get(word, (None, False))
        if pattern is not None and not text.startswith(b"::", end):
            if (pattern.search(text, max(0, start - _BEFORE), start) is not None) is harmless:
                return True
        behind = _TEXT.match(text, end, end + _BEHIND)
        return behind is not None and behind[1] in here.harmless.get(word, ())

    def _platform(self, lookup: Lookup, minimum: Version) -> _Platform:
        weak: dict[str, set[str]] = {}
        for rule in self._rules.values():
            if _weak_by_default(rule, lookup, minimum):
                packages = self._packages(rule)
                for word in self._words(rule):
                    known = weak.setdefault(word, set(packages))
                    # one rule that holds for any package is enough
                    known.update(packages) if known and packages else known.clear()
        strong = [w for w, e in self._written.items() if _says_nothing_old(e, lookup, minimum)]
        harmless: dict[str, frozenset[bytes]] = {}
        for word, rules in self._plain.items():
            texts = [
                {e.key for e in self._entries(r) if _says_nothing_old(e, lookup, minimum)}
                for r in rules
            ]
            harmless[word] = frozenset(_bytes(set.intersection(*texts)))
        longer = {
            w: tuple(_bytes(o for o in strong if o != w and o.startswith(w))) for w in self._spelled
        }
        given = self._forms.given(
            lambda entry: _says_nothing_old(entry, lookup, minimum),
            lambda entry: _says_nothing_new(entry, lookup, minimum),
        )
        of = {word.encode(): frozenset(_bytes(found)) for word, found in weak.items()}
        around = Matcher(frozenset().union(*of.values()))
        return _Platform(
            Matcher(_bytes(weak), self._index.folds), around, of, harmless, longer, given
        )


class _Platform(NamedTuple):
    """What is harmless on one platform: words of weak defaults, and texts and longer words that are not old."""

    weak: Matcher
    #: all that `packages` names
    around: Matcher
    #: for each of these words what one of must be there for it to be weak; none where nothing must
    packages: dict[bytes, frozenset[bytes]]
    harmless: dict[str, frozenset[bytes]]
    longer: dict[str, tuple[bytes, ...]]
    given: Given


def older(lookup: Lookup) -> Lookup:
    """``lookup`` for a file that perhaps only Python 2 reads."""

    def older(name: str) -> tuple[int, ...] | None:
        known = lookup(name)
        return min(known or VERSION, VERSION) if name == "python" else known

    return older


def _bytes(words: Iterable[str]) -> list[bytes]:
    return [word.encode() for word in words]


def _sure_part(word: str) -> str:
    """What is written whenever a word is, of which parts may be anything (``mail.*.ssl.protocols``)."""
    return max(word.split("*"), key=len)


def _of_key(rule: Rule) -> bool:
    """Whether a rule is about a key that code gives a value to somewhere."""
    return any(":" in name for name in rule.names)


def _takes_text(rule: Rule) -> bool:
    """Whether all that a rule's call takes is the one value in front, by a table."""
    return rule.kind == "call" and all(
        a.at == (0,) and a.table and a.means is None and a.effect in _NAMING for a in rule.arguments
    )


def _keywords(rules: Iterable[Rule]) -> list[bytes]:
    """The keywords of which a call must have one to say a version; none where it has other ways."""
    arguments = [a for r in rules for a in r.arguments if a.effect not in RELATING]
    places = {at for a in arguments for at in a.at}
    named = all(isinstance(at, str) and at.isidentifier() for at in places)
    if not named or places & PLACES or any(r.kind != "call" for r in rules):
        return []
    return _bytes(map(str, places))


def _says_nothing_old(entry: Entry, lookup: Lookup, minimum: Version) -> bool:
    """Whether a value names no version below ``minimum`` on this platform."""
    meaning = entry.meaning(lookup)
    if meaning.kind == "versions":
        return bool(meaning.versions) and min(meaning.versions) >= minimum
    return meaning.kind == "unchanged"


def _says_nothing_new(entry: Entry, lookup: Lookup, minimum: Version) -> bool:
    """Whether a value names only versions below ``minimum`` on this platform, or none."""
    meaning = entry.meaning(lookup)
    if meaning.kind == "versions":
        return bool(meaning.versions) and max(meaning.versions) < minimum
    return meaning.kind == "unchanged"


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of ``spans``, which are in order."""
    number = bisect_right(spans, (place, place))
    return number > 0 and spans[number - 1][1] > place


def _weak_by_default(rule: Rule, lookup: Lookup, minimum: Version) -> bool:
    """Whether an object that is told nothing may negotiate a version below ``minimum``, or none above it."""
    for default in rule.defaults:
        if all(c.holds(lookup) for c in default.conditions):
            low = min(default.floor, default=LOWEST)
            high = max(default.ceiling, default=HIGHEST)
            allowed = [v for v in default.only if low <= v <= high]
            return not allowed or min(allowed) < minimum
    return False
