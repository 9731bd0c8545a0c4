"""Whether a file's words can matter to a rule, and where.

``getInstance`` stands in every second Java file; it is a setting of TLS only as a member of
``javax.net.ssl.SSLContext``, and the engine takes it for one only where the type is named: by
itself, by a type that extends it, or by a function that returns one. A word whose types are
nowhere in the file counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import filterfalse
from typing import AnyStr

from tlslint.prefilter import Matcher
from tlslint.regex import regex
from tlslint.ruleset import Index, Spelling, in_documents, is_qualified, key_word, last_word

#: Languages in which a bare name is a function of the file, an import that names its owner, or
#: inherited, so that it alone never stands for a function of a library.
_OWNED = frozenset({"java", "kotlin", "csharp", "vbnet", "go", "javascript", "typescript", "tsx"})

#: What stands beside a member of nobody knows what (``*.protocols``) if it is about TLS.
_SUBJECT = ("SSL", "Ssl", "ssl", "TLS", "Tls", "tls")


#: In every language, so that a suppression with nothing to suppress is seen.
ALWAYS = "tlslint:"


#: So many words are worth being looked for at once.
_SEVERAL = 5

#: In all Python that can matter: what it uses of TLS is imported.
_IMPORT = b"import "

#: Formats whose keys lie in one another as they are written, and what stands between those.
_TREES = frozenset({"yaml", "json", "toml"})
_PARTS = regex(r"[/@.]")

#: Kinds of files in which Python may stand, with the words of which one is beside it.
SIGNS = {
    **dict.fromkeys(("shell", "dockerfile", "yaml", "gradle"), ("python", "PYTHON", ".py")),
    "notebook": ('"cells"',),
    # … and of those in which Python hands it to a shell
    "python": (
        *("tls-min-v1", "tls10default", "SecurityProtocol", "-Dhttps.", "-Djdk.", "-Dmail."),
        *("-Dcom.", "-Djava", "-Dorg.", "-Dio.", "-Dweblogic."),
        *("--tlsv1 ", "--tlsv1'", '--tlsv1"', "--tlsv1.0", "--tlsv1.1", "--tls-max", "--sslv3"),
        *("--secure-protocol", "curl -1", "curl -3", "curl -k -3", "s_client"),
    ),
}

#: The language that is looked for in a kind of file.
GUESTS = {**dict.fromkeys(SIGNS, "python"), "python": "shell"}


class Words:
    """The words of one language's rules, to be looked for in the bytes of its files."""

    def __init__(
        self, of: Index | Spelling, guest: Words | None = None, signs: Iterable[str] = ()
    ) -> None:
        spelling = of if isinstance(of, Spelling) else spelling_of(of)
        fold = spelling.folds
        #: words that count only as whole words or behind quotes, and those that need others
        self.exact = spelling.exact
        self.companions = spelling.companions
        self._triggers = Matcher(_bytes((ALWAYS, *spelling.triggers)), fold, many=True)
        self._spelling = spelling
        #: made when it is asked: most files hold no trigger
        self._words: Matcher | None = None
        self._fold = fold
        self.needs = Needs(self.companions, fold)
        self.longest = self._triggers.longest
        # Python inside a file of another language
        self._guest = guest
        self._signs = Matcher(_bytes(signs), many=True)

    def searches(self) -> Iterator[Matcher]:
        """All that is ever searched for."""
        yield self._triggers
        yield self._signs
        yield self._marking()
        yield from self.needs.searches()

    def found(self, data: bytes) -> bool:
        """Whether a trigger is in ``data``, whatever stands beside it."""
        return self._triggers.search(data) or self.hosts(data)

    def hosts(self, data: bytes) -> bool:
        """Whether ``data`` seems to hold Python that is worth parsing."""
        if self._guest is None or _IMPORT not in data:
            return False
        return self._signs.search(data) and self._guest.matter(data)

    def matter(self, data: bytes) -> bool:
        """Whether a file that holds ``data`` is worth parsing."""
        if self._guest is not None and self.hosts(data):
            return True
        if not self._triggers.search(data):
            return False
        if not self.needs:
            return True
        if self._fold:
            data = data.lower()
        return any(self.needs.met(word, data) for word in self._triggers.present(data))

    def present(self, text: bytes) -> set[bytes]:
        """The triggers that are in ``text``; in lower case where names have no case."""
        return self._triggers.present(text)

    def _marking(self) -> Matcher:
        if self._words is None:
            of = self._spelling
            words = _bytes((ALWAYS, *of.triggers, *of.words))
            self._words = Matcher(words, self._fold, *map(_bytes, self.exact))
        return self._words

    def marks(self, text: bytes) -> list[int]:
        """The places in a file's text at which its code may matter, sorted."""
        data = text.lower() if self._fold else text
        found = self._marking().marks(text, lambda word: self.needs.met(word, data))
        if self.hosts(text):
            found = sorted({*found, *self._signs.marks(text)})
        return found


class Needs:
    """Words that count for nothing in a text without one of others; of ``fold``ed ones all are in lower case."""

    def __init__(self, companions: Mapping[str, tuple[str, ...]], fold: bool) -> None:
        self._companions = {w.lower(): o for w, o in companions.items()} if fold else companions
        self._fold = fold
        #: word → the number of what it needs, for those that were asked about
        self._numbers: dict[bytes, int | None] = {}
        #: … which many words have in common
        self._known: dict[tuple[str, ...], int] = {}
        self._others: list[tuple[bytes, ...] | Matcher] = []
        #: what was asked about last, and what is in it, by number
        self._data = b""
        self._there: dict[int, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._companions)

    def searches(self) -> Iterator[Matcher]:
        """What looks for many words at once."""
        for others in dict.fromkeys(self._companions.values()):
            made = self._made(others)
            if isinstance(made, Matcher):
                yield made

    def met(self, word: bytes, data: bytes) -> bool:
        """Whether a word counts in ``data``: it needs no other, or one that it needs is there."""
        if word not in self._numbers:
            self._numbers[word] = self._number(word.decode())
        number = self._numbers[word]
        if number is None:
            return True
        if data is not self._data:
            self._data, self._there = data, {}
        if number not in self._there:
            others = self._others[number]
            self._there[number] = (
                others.search(data) if isinstance(others, Matcher) else holds_one(data, others)
            )
        return self._there[number]

    def _number(self, word: str) -> int | None:
        others = self._companions.get(word)
        if others is None:
            return None
        if others not in self._known:
            self._known[others] = len(self._others)
            self._others.append(self._made(others))
        return self._known[others]

    def _made(self, others: tuple[str, ...]) -> tuple[bytes, ...] | Matcher:
        found = tuple(_bytes(map(str.lower, others) if self._fold else others))
        # of few it is less work to look for one after the other
        return Matcher(found, many=True) if len(found) >= _SEVERAL else found


def holds_one(data: AnyStr, words: Iterable[AnyStr]) -> bool:
    """Whether one of ``words`` is in ``data``; there may be hundreds, so none of them costs a call."""
    for word in words:  # noqa: SIM110
        if word in data:
            return True
    return False


def _bytes(words: Iterable[str]) -> list[bytes]:
    return [word.encode() for word in words]


def spelling_of(index: Index) -> Spelling:
    """The words of the rules in ``index``."""
    return Spelling(index.folds, index.triggers, index.words, exact(index), companions(index))


def companions(index: Index) -> dict[str, tuple[str, ...]]:
    """Words that mean nothing without another one, with those of which one must be there."""
    if not index.code:
        return _beside_keys(index) if index.language in _TREES else {}
    alone = (word.lower() for word in index.alone) if index.folds else index.alone
    found: dict[str, set[str] | None] = dict.fromkeys(alone)
    found.update(dict.fromkeys(last_word(key) for key in index.symbols))
    below: dict[str, list[str]] = {}
    for type_ in index.extends:
        for above in index.supertypes(type_):
            below.setdefault(above, []).append(type_)
    for source in (index.calls, index.sets, index.emits):
        for fact in filterfalse(in_documents, source):
            word, owner = last_word(fact), fact.rpartition(".")[0]
            bare = index.simple.get(word) == fact
            if index.language in _OWNED and word[:1].islower():
                bare = False
            if index.language in ("java", "kotlin") and last_word(owner)[:1].isupper():
                bare = False  # a class within another one is imported, or written, with that
            if bare or not owner or ":" in fact:
                found[word] = None
            elif found.setdefault(word, set()) is not None:
                names = (
                    _SUBJECT if owner == "*" else map(_shown, _evidence(index, below, fact, owner))
                )
                found[word] = (found[word] or set()) | set(names)
    found.update(_members(index))
    gates = _gates(index)
    settable = set(map(last_word, index.sets))
    for word, others in found.items():
        needed = gates.get(word)
        called = others is None or needed is None or word not in settable or needed < others
        if needed and word not in alone and called:
            found[word] = needed
    return {
        word: tuple(sorted(others))
        for word, others in found.items()
        if others is not None and not holds_one(word, others)
    }


def _members(index: Index) -> dict[str, set[str]]:
    """For words of libraries that are members of nobody knows what: another of the words that stand by themselves, or TLS."""
    named: dict[str, set[str]] = {}
    for source in (index.calls, index.sets, index.emits):
        for fact in source:
            named.setdefault(last_word(fact), set()).add(fact)
    loose = {w for w in index.alone if named.get(w) == {f"*.{w}"} and f"*.{w}" in index.sets}
    others = {*_SUBJECT, *(index.alone - loose)}
    return {word: {other for other in others if other not in word} for word in loose}


def _beside_keys(index: Index) -> dict[str, tuple[str, ...]]:
    """For words that keys of documents end with: what else each of these is made of (``transportConnector@uri``)."""
    found: dict[str, set[str] | None] = dict.fromkeys(index.triggers)
    found.update(dict.fromkeys(map(last_word, index.symbols)))
    for fact in index.sets:
        word, (prefix, colon, rest) = key_word(fact), fact.partition(":")
        # in which case a property is written is up to its reader
        literal = str.islower if prefix == "property" else str.isidentifier
        parts = _PARTS.split(rest.partition("(")[0] if colon else fact)[:-1]
        if colon and prefix not in ("property", index.language):
            parts = []
        other = max((p for p in parts if p.isalnum() and literal(p)), key=len, default="")
        if not other:
            found[word] = None
        elif found.setdefault(word, set()) is not None:
            found[word] = {*(found[word] or ()), other}
    return {word: tuple(sorted(others)) for word, others in found.items() if others}


def _gates(index: Index) -> dict[str, set[str]]:
    """For words of rules that all need other words in a file: those, of which one must be there."""
    found: dict[str, set[str] | None] = dict.fromkeys(
        map(last_word, (*index.symbols, *index.emits))
    )
    for source in (index.calls, index.sets):
        for fact in filterfalse(in_documents, source):
            for rule in source[fact]:
                needed = {*rule.triggers} or index.gates[rule.id]
                known = found.setdefault(last_word(fact), set())
                found[last_word(fact)] = known | needed if needed and known is not None else None
    return {word: needed for word, needed in found.items() if needed}


def exact(
    index: Index,
) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The words that count only as whole words, those that count only behind a quote, and as parts of types.

    The first are names; the second are texts that say versions in one place and nothing in all
    others (``default``, ``true``); the third stand in names of types that are made (``Server``). Of the
    first, the last are written behind a dot or as a key: Go has the names of a package behind its own.
    """
    if not index.code:
        return frozenset(), frozenset(), frozenset(), frozenset()
    keys = {
        last_word(fact) for source in (index.sets, index.emits) for fact in source if ":" in fact
    }
    parts = {pattern.strip("*").partition("*")[0] for pattern, _ in index.made}
    names = {w for w in index.words if w.isidentifier()} - index.alone - keys - parts
    texts = {key for key in index.symbols if key.isalpha() and not is_qualified(key)}
    quoted = frozenset(names & texts)
    jvm = index.language in ("java", "kotlin")
    typed = frozenset(parts - index.alone - keys if jvm else ())
    plain = frozenset(names - quoted)
    return plain, quoted, typed, plain if index.language == "go" else frozenset()


def _shown(name: str) -> str:
    """The word by which a type shows: its own, or that of the type around it (``Map.Entry``)."""
    parts = name.rpartition("/")[2].split(".")
    outer = next((i for i, part in enumerate(parts) if part[:1].isupper()), None)
    return last_word(name) if outer is None else parts[outer]


def _evidence(index: Index, below: dict[str, list[str]], fact: str, owner: str) -> Iterator[str]:
    """The names of which one is written in a file in which something is of the type ``owner``.

    ``below`` are the types that extend another one, or are it.
    """
    types = [owner]
    for type_ in types:
        yield type_
        near = list(below.get(type_, ()))
        for source in (index.returns, index.hands):
            for callee, made in source.items():
                if made == type_:
                    parent = callee.rpartition(".")[0]
                    near.append(parent if parent != "*" else callee)
                    if index.language not in _OWNED:
                        yield callee  # a bare name may stand for it
        near += [old for old, new in index.aliases.items() if new == type_]
        types += [t for t in near if t and t not in types]
    yield from (old.rpartition(".")[0] for old, new in index.aliases.items() if new == fact)
