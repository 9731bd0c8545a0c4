"""Keys of an application's own configuration, in the files that give them values.

Code says what a key means: it reads it and hands the value to something that rules know. Then the
files of configuration that hold the key are checked once more, by these rules alone. The cost
follows the number of keys that were read so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tlslint.check import check
from tlslint.facts import FileResult, Finding, KeyUse, Related
from tlslint.options import Options
from tlslint.places import KEY_FORMATS
from tlslint.prefilter import Matcher
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.rulemodel import Rule, Table
from tlslint.ruleset import RuleSet
from tlslint.source import Source
from tlslint.source.read import read_small
from tlslint.source.text import decode

#: Keys that are looked for, at most, and files that are opened for one of them.
MAX_KEYS = 200
MAX_FILES = 500
MAX_BYTES = 1 << 20

#: How a finding names the place in code that reads its key.
READ = "the code reads this key here"
#: What stands between the words of a key or file name.
_WORD = regex(r"[^A-Za-z0-9]+")
#: Where a word begins inside another, and where one joins another.
_HUMP = regex(r"(?<=[a-z0-9])([A-Z])")
_JOINT = regex(r"-([a-z0-9])")
#: The table for lists of versions in one text: tables for code know single names.
_LISTS = "configuration.protocols"
_HINT = "Write {minimum} or later only; the code that reads this key hands it to a TLS client."


def findings(
    uses: Iterable[KeyUse],
    paths: Mapping[str, Sequence[str]],
    rules: RuleSet,
    options_for: Callable[[str], Options],
) -> list[FileResult]:
    """What the files at ``paths`` (by language) say for the keys that code ``uses``."""
    by_key: dict[str, list[KeyUse]] = {}
    for use in uses:
        by_key.setdefault(use.key, []).append(use)
    keys = sorted(by_key)[:MAX_KEYS]
    spelled = {key: spellings(key) for key in keys}
    words = {key: {w.rpartition(".")[2].encode() for w in ways} for key, ways in spelled.items()}
    matcher = Matcher(sorted({w for each in words.values() for w in each}))
    out: list[FileResult] = []
    opened = 0
    seen: set[object] = set()
    for language in sorted(KEY_FORMATS & paths.keys()):
        for path in sorted(paths[language]):
            if opened == MAX_FILES:
                return out
            data = read_small(path, MAX_BYTES)
            if not data or not matcher.search(data):
                continue
            decoded = decode(data)
            opened += 1
            if decoded is None:
                continue
            source = Source(path, language, decoded.text, range(len(decoded.text)))
            for key in keys:
                if any(w in decoded.text for w in words[key]):
                    server = _is_server(path, key)
                    own = _rules(rules, language, spelled[key], by_key[key], server)
                    if own is not None:
                        found = check(source, own, options_for(path))
                        told = _told(found, by_key[key])
                        # two keys may be one variable of the environment
                        fresh = tuple(f for f in told.findings if (f.rule, f.place) not in seen)
                        seen.update((f.rule, f.place) for f in fresh)
                        out.append(replace(told, findings=fresh))
    return out


def _told(result: FileResult, uses: Sequence[KeyUse]) -> FileResult:
    """Only what the rules of code found, with the places of the code.

    What is not known is told there already.
    """
    ids = {u.rule for u in uses}
    related = tuple(Related(u.place, READ) for u in uses)

    def full(finding: Finding) -> Finding:
        return replace(finding, related=(*finding.related, *related))

    told = tuple(full(f) for f in result.findings if f.rule in ids and f.origin != "unresolved")
    return FileResult(result.path, told, result.suppressed, trace=result.trace)


def _is_server(path: str, key: str) -> bool:
    """Whether a file or key says of itself that it is a server's: both sides may share code."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return any(w.lower() == "server" for w in _WORD.split(f"{stem}.{key}"))


def spellings(key: str) -> tuple[str, ...]:
    """The ways in which files write a key, first as code has it.

    What binds ``acme.tls-protocols`` also takes ``tlsProtocols`` and ``tls_protocols``, and of the
    environment ``ACME_TLSPROTOCOLS``: https://docs.spring.io/spring-boot/reference/features/external-config.html
    """
    if "." not in key and ":" not in key:
        return (key,)
    sections = key.replace(":", "__")  # of .NET
    key = key.replace(":", ".")
    if "__" in sections:
        return (key, sections)
    words = _HUMP.sub(r"-\1", key)
    kebab = words.replace("_", "-").lower()
    camel = _JOINT.sub(lambda m: m[1].upper(), kebab)
    together = kebab.replace(".", "_")
    environment = (together.replace("-", "").upper(), together.replace("-", "_").upper())
    return tuple(dict.fromkeys((key, kebab, camel, kebab.replace("-", "_"), *environment)))


def _names(ways: Sequence[str]) -> Iterable[str]:
    """The names of the settings that a key in these spellings may be."""
    for way in ways:
        yield f"property:{way}"
        yield f"env:{way}"
        path = way.replace(".", "/")
        yield from (f"yaml:{path}", f"json:{path}", f"toml:{path}", f"appsetting:{way}")


def _rules(
    rules: RuleSet, language: str, ways: Sequence[str], uses: Sequence[KeyUse], server: bool
) -> RuleSet | None:
    """The rules of ``uses`` as rules about a key; None where rules know the key themselves."""
    name = f"property:{ways[0]}"
    if rules.index(language).setting(name) is not None:
        return None
    own: dict[str, Rule] = {}
    tables: dict[str, Table] = {}
    role = "server" if server or all(u.side == "server" for u in uses) else ""
    for use in uses:
        rule = rules.rules[use.rule]
        argument = rule.arguments[use.argument]
        table = rules.tables[argument.table]
        listing = argument.effect in ("only", "enable", "disable") and not table.fold
        if listing and "TLSv1" in table.entries:
            argument = replace(argument, table=_LISTS)
        elif any(_member(name) for name in table.entries):
            plain = _plain(table)
            tables[plain.name] = plain
            argument = replace(argument, table=plain.name)
        argument = replace(argument, at=("value",))
        own[rule.id] = replace(
            rule, arguments=(argument,), where=(), defaults=(), fixes=(), hint=_HINT, hints=(),
            kind="set", names=(name,), subject="auto",
            role=role or rules.rules[use.rule].role,
        )  # fmt: skip
    return rules.narrowed(
        language,
        own,
        {n: list(own.values()) for n in _names(ways)},
        {**rules.tables, **tables},
    )


def _member(name: str) -> str:
    """The last part of the name of a constant; empty for a text."""
    last = name.rpartition(".")[2]
    return last if last != name and last[0].isalpha() else ""


def _plain(table: Table) -> Table:
    """A table with the constants of an enumeration or module by their own names, as files write them."""
    entries = {last: entry for name, entry in table.entries.items() if (last := _member(name))}
    return replace(
        table, name=f"{table.name}, written", entries={**entries, **table.entries}, separator=", |"
    )
