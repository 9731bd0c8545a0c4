"""Rules checked against one another and indexed by what they match, language by language."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tlslint import rulemodel as m
from tlslint.keynames import KeyNames
from tlslint.languages import LANGUAGES
from tlslint.record import field, mutable, record, replace
from tlslint.rulemodel import RuleError
from tlslint.versions import Version, tells

#: Rules that the engine itself finds; they have a page but no file.
BUILT_IN: tuple[tuple[str, str, str], ...] = (
    (
        "unused-suppression",
        "A suppression comment hides nothing",
        "The finding that this comment hid is gone, or it names the wrong rule. A comment that "
        "hides nothing today may hide something real tomorrow: delete it.",
    ),
    (
        "malformed-suppression",
        "A suppression comment cannot be read",
        "The comment looks like a suppression but names no known rule, so it hides nothing.",
    ),
)


@mutable
class Index:
    """The rules of one language, by what they match. Names are folded where the language folds case."""

    language: str
    #: names have no case in the language; the adapter gives them in lower case
    folds: bool = False
    #: a programming language, and no format
    code: bool = False
    calls: dict[str, list[m.Rule]] = field(default_factory=dict)
    sets: dict[str, list[m.Rule]] = field(default_factory=dict)
    emits: dict[str, list[m.Emit]] = field(default_factory=dict)
    uses: dict[str, tuple[m.Rule, m.Entry]] = field(default_factory=dict)
    symbols: dict[str, m.Entry] = field(default_factory=dict)
    tables: Mapping[str, m.Table] = field(default_factory=dict)
    #: last words of the constants, and the texts, that name versions
    version_words: set[str] = field(default_factory=set)
    version_texts: set[str] = field(default_factory=set)
    #: those of the texts that say so by themselves, as ``true`` and ``any`` do not
    telling_texts: set[str] = field(default_factory=set)
    #: keys of rules that do not simply stand for themselves
    keys: KeyNames = field(default_factory=KeyNames)
    #: what names of constructed types look like, where nothing else is known of them
    made: list[tuple[str, m.Rule]] = field(default_factory=list)
    #: method → what names of types that have it look like, and the rules for it there
    owned: dict[str, list[tuple[str, m.Rule]]] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    #: callee → type of the object that it hands to a function given to it
    hands: dict[str, str] = field(default_factory=dict)
    #: member → what the text in it begins with
    begins: dict[str, str] = field(default_factory=dict)
    extends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: type → the side of an object that is declared to be of it
    sides: dict[str, str] = field(default_factory=dict)
    #: name → the platforms that have it
    since: dict[str, tuple[m.Condition, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    #: the last parts of all calls of which something is told, and the types of whose every method it is
    callees: frozenset[str] = frozenset()
    builders: frozenset[str] = frozenset()
    #: whether some aliases are names of copies, wherever they are (``*/tls``)
    copies: bool = False
    #: every qualified name that some rule knows, and all its parents
    known: set[str] = field(default_factory=set)
    #: types and modules whose constants stand for numbers
    enums: set[str] = field(default_factory=set)
    #: simple name → the one qualified type, function or module of that name
    simple: dict[str, str] = field(default_factory=dict)
    #: words without which a file cannot have a finding, and words at which code matters
    triggers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    #: the triggers that are no fact's name, and need no other word beside them
    alone: frozenset[str] = frozenset()
    #: rule → the triggers of its library, of which a file must hold one if it is to matter; empty for none
    gates: dict[str, frozenset[str]] = field(default_factory=dict)

    def setting(self, name: str) -> str | None:
        """The name under which rules know a key of a configuration format, None where none does."""
        return name if name in self.sets else self.keys.find(name)

    def knows(self, name: str) -> bool:
        """Whether rules know a name; a bare word that is only a text of tables (``"TLSv1"``) is none."""
        return name in self.known and ("." in name or name not in self.symbols)

    def concerns(self, called: str) -> bool:
        """Whether rules may say something of a call, or what it gives, that is no construction."""
        owner, _, last = called.rpartition(".")
        return last in self.callees or owner in self.builders

    def constructions(self, type_: str) -> list[m.Rule]:
        """The rules for the construction of a type that is known by its simple name alone."""
        return [rule for pattern, rule in self.made if fnmatch.fnmatchcase(type_, pattern)]

    def methods(self, called: str) -> list[m.Rule]:
        """The rules for a method of types whose simple name is like a pattern (``*SSLContext``)."""
        owner, _, method = called.rpartition(".")
        known = self.owned.get(method)
        if known is None:
            return []
        type_ = owner.rpartition(".")[2]
        return [rule for pattern, rule in known if fnmatch.fnmatchcase(type_, pattern)]

    def supertypes(self, name: str) -> list[str]:
        """``name`` and all that it extends, nearest first."""
        out = [name]
        if name not in self.extends:
            return out
        for each in out:
            for more in self.extends.get(each, ()):
                if more not in out:
                    out.append(more)
        return out


@record
class Spelling:
    """The words to look for in the files of a language, as `tlslint.words` makes them of its index.

    ``exact`` are the words that count only as whole words, those that count only behind a quote, those
    that count only in types, and those of the first that count only behind a dot or as a key;
    ``companions`` those that mean nothing without one of others.
    """

    folds: bool
    triggers: tuple[str, ...]
    words: tuple[str, ...]
    exact: tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]
    companions: dict[str, tuple[str, ...]]


_CODE = frozenset(x.name for x in LANGUAGES if x.kind == "code")

#: What the name of a rule's fact looks like where its receiver is not known by type.
ANY = "*."


#: Lists of patterns of which it is kept what they name; a tree has few.
_MOST_MATCHED = 1000


class RuleSet:
    """All loaded rules. ``rules`` maps ids to rules; `index` gives those of one language."""

    def __init__(
        self, libraries: Iterable[m.Library], folded: frozenset[str] = frozenset()
    ) -> None:
        self.libraries: Sequence[m.Library] = list(libraries)
        self.folded = folded
        rules: dict[str, m.Rule] = {}
        tables: dict[str, m.Table] = {}
        for library in self.libraries:
            for name, table in library.tables.items():
                if name in tables:
                    raise RuleError(library.file, 1, f"the table {name!r} exists already")
                tables[name] = table
            for rule in library.rules:
                if rule.id in rules:
                    other = rules[rule.id]
                    raise RuleError(
                        rule.file,
                        rule.line,
                        f"the rule {rule.id!r} exists already ({other.file}:{other.line})",
                    )
                rules[rule.id] = rule
        self.rules: Mapping[str, m.Rule] = rules
        self.tables: Mapping[str, m.Table] = tables
        for rule in self.rules.values():
            self._check(rule)
        self._indexes: dict[str, Index] = {}
        #: what patterns name, which each file asks
        self._matched: dict[tuple[str, ...], frozenset[str]] = {}

    def libraries_of(self, language: str) -> list[m.Library]:
        """The rule files that are for ``language``."""
        return [lib for lib in self.libraries if language in lib.languages]

    def _check(self, rule: m.Rule) -> None:
        for name in [a.table for a in rule.arguments if a.table] + list(rule.tables):
            if name not in self.tables:
                import difflib

                near = difflib.get_close_matches(name, self.tables, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise RuleError(rule.file, rule.line, f"unknown table {name!r}{hint}")

    @property
    def ids(self) -> list[str]:
        """All ids that a user may name, sorted."""
        return sorted([*self.rules, *(b[0] for b in BUILT_IN)])

    @property
    def languages(self) -> list[str]:
        """All languages that some rule is for, sorted."""
        return sorted({n for lib in self.libraries for n in lib.languages})

    def match(self, patterns: Iterable[str]) -> frozenset[str]:
        """The ids that the patterns (ids, or with ``*``) name; ValueError for one that names none."""
        key = tuple(patterns)
        if key not in self._matched:
            found = frozenset(name for pattern in key for name in self._named(pattern))
            if len(self._matched) >= _MOST_MATCHED:
                self._matched.clear()
            self._matched[key] = found
        return self._matched[key]

    def _named(self, pattern: str) -> list[str]:
        found = fnmatch.filter(self.ids, pattern)
        if not found:
            import difflib

            near = difflib.get_close_matches(pattern, self.ids, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"unknown rule {pattern!r}{hint}")
        return found

    def index(self, language: str) -> Index:
        """The rules of ``language``, indexed; made on first use."""
        if language not in self._indexes:
            self._indexes[language] = self._build(language)
        return self._indexes[language]

    def narrowed(
        self,
        language: str,
        rules: Mapping[str, m.Rule],
        sets: dict[str, list[m.Rule]],
        tables: Mapping[str, m.Table],
    ) -> RuleSet:
        """These tables, with nothing for ``language`` but ``rules`` about the settings ``sets``."""
        out = RuleSet((), self.folded)
        out.tables = tables
        out.rules = {**self.rules, **rules}
        out._indexes[language] = Index(language, sets=sets, tables=tables)
        return out

    def spelling(self, language: str) -> Spelling | Index:
        """The words of ``language``, or the index to make them of."""
        return self.index(language)

    def loose(self, rule_id: str) -> bool:
        """Whether a rule goes by the name of a member alone, whatever it is a member of."""
        rule = self.rules.get(rule_id)
        return rule is not None and bool(rule.names) and rule.names[0].startswith(ANY)

    def tables_for(self, language: str) -> Mapping[str, m.Table]:
        """All tables, with names as ``language`` has them."""
        return _Folded(self.tables) if language in self.folded else self.tables

    def triggers(self, language: str) -> tuple[str, ...]:
        """The words of which a file of ``language`` must hold one to be worth parsing."""
        return self.index(language).triggers

    def _build(self, language: str) -> Index:
        fold = language in self.folded
        out = Index(language, fold, language in _CODE)

        def name(text: str) -> str:
            # keys shared with other formats (env:NAME, property:key) keep their case
            return text.lower() if fold and ":" not in text else text

        triggers: set[str] = set()
        alone: set[str] = set()
        words: set[str] = set()
        for library in self.libraries_of(language):
            alone.update(library.triggers)
            for table in library.tables.values():
                for key, entry in table.entries.items():
                    out.symbols.setdefault(name(key), entry)
                    if entry.since:
                        out.since[name(key)] = entry.since
                    if names_versions(entry):
                        out.version_words.add(name(last_word(key)))
                        out.version_texts.add(key)
                        if tells(key):
                            out.telling_texts.add(key)
            for rule in library.rules:
                alone.update(rule.triggers)
                out.gates[rule.id] = frozenset(library.triggers)
                for fact in rule.names:
                    owner, _, method = fact.removeprefix(ANY).rpartition(".")
                    if rule.kind == "call" and "*" in owner:
                        out.owned.setdefault(name(method), []).append((name(owner), rule))
                        words.add(method)
                        continue
                    if rule.kind == "call" and "*" in fact.removeprefix(ANY):
                        out.made.append((name(fact).removeprefix(ANY), rule))
                        words.add(fact.removeprefix(ANY).strip("*").partition("*")[0])
                        continue
                    where = out.calls if rule.kind == "call" else out.sets
                    where.setdefault(name(fact), []).append(rule)
                    if rule.kind == "set" and not fact.startswith(ANY):
                        out.keys.add(name(fact))
                    if out.code and in_documents(fact):
                        continue
                    words.add(last_word(fact))
                    if not library.triggers and not rule.triggers and not rule_is_silent(rule):
                        triggers.add(last_word(fact))
                for table_name in rule.tables:
                    for key, entry in self.tables[table_name].entries.items():
                        if is_old(entry) and is_qualified(key) and not key.endswith(")"):
                            out.uses[name(key)] = (rule, entry)
                            words.add(last_word(key))
                            if not library.triggers:
                                alone.add(last_word(key))
            for emit in library.emits:
                for fact in emit.names:
                    out.emits.setdefault(name(fact), []).append(emit)
                    words.add(last_word(fact))
            out.returns.update({name(k): name(v) for k, v in library.returns.items()})
            out.hands.update({name(k): name(v) for k, v in library.hands.items()})
            out.begins.update({name(k): v for k, v in library.begins.items()})
            out.extends.update({name(k): tuple(map(name, v)) for k, v in library.extends.items()})
            out.sides.update({name(k): v for k, v in library.sides.items()})
            out.since.update({name(k): v for k, v in library.since.items()})
            out.aliases.update({name(k): name(v) for k, v in library.aliases.items()})
        out.copies = any(alias.startswith("*") for alias in out.aliases)
        told = (*out.calls, *out.emits, *out.returns, *out.begins, *out.owned)
        out.callees = frozenset(called.rpartition(".")[2] for called in told)
        ends = (called.removesuffix(".*") for called in out.returns if called.endswith(".*"))
        out.builders = frozenset(ends)
        out.tables = self.tables_for(language)
        _know(out)
        if out.code:  # in a format it is the key beside a value that counts
            words.update(map(last_word, out.symbols))
        else:
            words = set(map(key_word, out.sets))
            words.update(last_word(key) for key in out.symbols if tells(key))
        out.alone = frozenset(alone)
        triggers |= alone
        out.triggers = tuple(sorted(triggers))
        out.words = tuple(sorted(triggers | {w for w in words if len(w) > 2}))
        return out


def rule_is_silent(rule: m.Rule) -> bool:
    """Whether a rule can never be what a finding blames, so that its name alone need not be parsed."""
    return (
        bool(rule.arguments)
        and not rule.defaults
        and all(
            a.effect in ("disable", "role", "from", "inherit", *m.YIELDING)
            or (a.means is not None and a.means.kind == "reset")
            for a in rule.arguments
        )
    )


def names_versions(entry: m.Entry) -> bool:
    """Whether a value names versions on some platform."""
    return any(meaning.kind == "versions" for _, meaning in entry.cases)


def is_qualified(key: str) -> bool:
    """Whether a key of a table is a qualified name (``ssl.PROTOCOL_TLSv1``) and not a text (``TLSv1.1``)."""
    last = key.rpartition(".")[2]
    return "." in key and not last[:1].isdigit() and " " not in key


def is_old(entry: m.Entry) -> bool:
    """Whether a value names only versions below 1.2 (a constant that is evidence by itself)."""
    return all(
        meaning.kind == "versions" and meaning.versions and max(meaning.versions) < Version.TLSv1_2
        for _, meaning in entry.cases
    )


class _Folded(Mapping[str, m.Table]):
    """Tables whose qualified names are in lower case; made when they are asked for."""

    def __init__(self, tables: Mapping[str, m.Table]) -> None:
        self._tables = tables
        self._made: dict[str, m.Table] = {}

    def __getitem__(self, name: str) -> m.Table:
        if name not in self._made:
            table = self._tables[name]
            entries = {k.lower() if is_qualified(k) else k: e for k, e in table.entries.items()}
            self._made[name] = replace(table, entries=entries)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


#: Kinds of keys that show as a whole.
_KINDS = ("property:", "switch:", "env:", "security:", "appsetting:", "global:", "option:")


def last_word(name: str) -> str:
    """The word by which a qualified name must show in a file's bytes."""
    if name.startswith(_KINDS):
        return name.partition(":")[2]
    name = name.rsplit("/", 1)[-1] if not name.startswith("*") and "/" in name else name
    parent, _, tail = name.rpartition("@")[2].rpartition(".")
    if tail == "Builder":
        # every second Java file builds something: it is the thing built that tells
        return last_word(parent)
    return tail or parent


def in_documents(fact: str) -> bool:
    """Whether a fact is a place in a document (XML, JSON, YAML, TOML), which no code has."""
    return "@" in fact[1:] or fact.startswith(("*/", "json:", "yaml:", "toml:"))


def key_word(fact: str) -> str:
    """The last part of a key in a configuration format; what is up to the user is none."""
    for sign in "/:@.":
        fact = fact.rpartition(sign)[2]
    return fact.partition("(")[0].strip("*")


def _know(index: Index) -> None:
    names: set[str] = set()
    for key, entry in index.symbols.items():
        if entry.number is not None and "." in key:
            index.enums.add(key.rpartition(".")[0])
    for source in (index.calls, index.sets, index.emits, index.symbols, index.returns):
        names.update(n for n in source if not n.startswith(ANY) and ":" not in n)
    names.update(index.returns.values())
    names.update(index.hands.values())
    names.update(index.aliases)
    names.update(index.extends)
    names.update(index.sides)
    counts: dict[str, set[str]] = {}
    for each in names:
        parts = each.split(".")
        for i in range(1, len(parts) + 1):
            parent = ".".join(parts[:i])
            if i == len(parts) or parent not in index.known:
                index.known.add(parent)
    for parent in index.known:
        simple = parent.rpartition(".")[2].rpartition("/")[2]
        counts.setdefault(simple, set()).add(parent)
    parents = {n.rpartition(".")[0] for n in index.known}
    members: dict[str, set[str]] = {}
    for name in index.symbols:
        owner, _, last = name.rpartition(".")
        members.setdefault(owner, set()).add(last)
    for simple, candidates in counts.items():
        # only names of types and modules: members are reached through them
        having = {c for c in candidates if c in parents or c in index.calls}
        if len(having) == 1:
            index.simple[simple] = next(iter(having))
        elif len(having) > 1:
            shortest = sorted(having, key=lambda c: (c.count(".") + c.count("/"), c))
            own = members.get(shortest[0])
            if simple == shortest[0] or (own and all(members.get(c) == own for c in having)):
                # of enumerations with the same members it makes no difference which
                index.simple[simple] = shortest[0]
