"""Java ``.properties`` files: Spring, Gradle, the service wrapper, ``java.security``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tlslint.facts import Setting, Span, Text
from tlslint.languages import fluentd, hocon, jvmoptions, kafka, opensslcnf, sections
from tlslint.languages.flat import (
    BLANK,
    PAD,
    Marks,
    constants,
    flat,
    lines,
    real,
    resolve,
    strip,
    text_of,
    unescape,
)
from tlslint.rows import NamedTuple

_SYSTEM = "systemProp."
#: A security property alone, whatever the file is called (``-Djava.security.properties=FILE``).
_DISABLED = "jdk.tls.disabledAlgorithms"
#: What stands for it in a whole file of the JDK that lacks it.
_LACKING = f"lacking:{_DISABLED}"
#: How keys begin of which a whole file has some of each: an own one names what it changes alone.
_PROVIDER, _OTHERS = "security.provider.", "jdk.tls."
#: Variables of the environment. Gradle takes none from its ``gradle.properties``: there ``org.gradle.jvmargs`` and
#: ``systemProp.*`` count (https://docs.gradle.org/current/userguide/build_environment.html).
_ENVIRONMENT = frozenset(
    {
        "GRADLE_OPTS",
        "JAVA_OPTS",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
        "MAVEN_OPTS",
    }
)


#: What the sessions of QuickFIX/n may negotiate, as clients or as servers.
_FIX = "SSLProtocols"


class _Entry(NamedTuple):
    key: str
    value: str  # unescaped in place
    value_start: int
    start: int
    end: int


def settings(
    text: bytes,
    path: str,
    read: Callable[[str], bytes | None],
    marks: Sequence[int] | None = None,
) -> list[Setting]:
    """One `Setting` for each entry, and one for each JVM option in a value."""
    s = flat(text)
    found = scan(s, 0, path, Marks(marks))
    return found + hocon.scan(s, 0, Marks(marks)) if path.endswith(".conf") else found


def scan(s: str, base: int, path: str, marks: Marks, subject: str = "") -> list[Setting]:
    """The entries of a fragment that begins at byte ``base``."""
    namespace = "security:" if _is_security(path) else "property:"
    gradle = path.replace("\\", "/").rpartition("/")[2] == "gradle.properties"
    found: list[Setting] = []
    entries = list(_entries(s, base))
    names = constants([(e.key, _constant(e)) for e in entries] if "${" in s else [])
    servers = _acceptors(entries) if _FIX in s else frozenset()
    outputs = fluentd.plugins(map(_told, entries)) if fluentd.SIGN in s else {}
    openssl = any(sign in s for sign in opensslcnf.SIGNS)
    others = opensslcnf.strange(map(_told, entries), whole=not subject) if openssl else frozenset()
    sided = any(sign in s for sign in sections.SIGNS)
    sides = sections.sides(map(_told, entries)) if sided else {}
    passed = sections.plain(map(_told, entries)) if sections.NGINX_SIGN in s else frozenset()
    proxied = any(sign in s for sign in sections.HAPROXY_SIGNS)
    shared = "ssl.enabled.protocols" in s or "ssl.protocol" in s
    broker = shared and kafka.serves({e.key: e.value for e in entries})
    for e in entries:
        if not marks.held(e.start, e.end):
            continue
        value = resolve(e.value, 0, len(e.value), e.value_start, names)
        span = Span(e.start, e.end)
        space = "security:" if e.key == _DISABLED else namespace
        side = "(acceptor)" if e.start in servers else ""
        side = "(plain)" if e.start in passed else side
        side = "(other)" if e.start in others else sides.get(e.start, side)
        if broker and e.key in kafka.SHARED:
            side = "(broker)"
        if e.start in outputs:
            side = f"({outputs[e.start]})"
        found.append(Setting(space + e.key + side, value, span, span, subject))
        if e.key == "-o":
            found += sections.overridden(e.value, e.value_start)
        if sections.NGINX_SIGN in e.value:
            found += sections.directives(e.value, e.value_start)
        if proxied:
            found += sections.asked(e.key, e.value, e.value_start, span)
        if e.key.startswith(_SYSTEM):
            name = "property:" + e.key[len(_SYSTEM) :]
            found.append(Setting(name, value, span, span, subject))
        if gradle and e.key in _ENVIRONMENT:
            continue
        if "-D" in e.value:
            found += jvmoptions.scan(e.value, e.value_start, names)
        elif e.key.startswith("-D"):  # a list of options over several lines
            found += jvmoptions.scan(s[e.start - base : e.end - base], e.start, names)
    if namespace == "security:" and not any(e.key == _DISABLED for e in entries):
        found += _lacking(entries)
    return found


def _told(entry: _Entry) -> tuple[str, str, int]:
    return entry.key, entry.value, entry.start


def _lacking(entries: list[_Entry]) -> list[Setting]:
    """Of a whole file of the JDK without its list of what is off: nothing is, which its neighbour tells."""
    whole = any(e.key.startswith(_PROVIDER) for e in entries)
    beside = next((e for e in entries if whole and e.key.startswith(_OTHERS)), None)
    if beside is None:
        return []
    span = Span(beside.start, beside.end)
    return [Setting(_LACKING, Text("", span), span, span)]


def comments(text: bytes) -> list[Span]:
    """The comment lines."""
    s = flat(text)
    return [
        Span(strip(s, start, end)[0], end) for start, end, comment in _logical_lines(s) if comment
    ]


def _acceptors(entries: list[_Entry]) -> frozenset[int]:
    """Where the versions of FIX sessions stand that are servers: their section says so."""
    sections: list[list[_Entry]] = [[]]
    for e in entries:
        sections += [[]] if e.key.startswith("[") else []
        sections[-1].append(e)
    found: set[int] = set()
    for section in sections:
        kinds = {e.value.strip() for e in section if e.key == "ConnectionType"}
        if "acceptor" in kinds:
            found |= {e.start for e in section if e.key == _FIX}
    return frozenset(found)


def _is_security(path: str) -> bool:
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    return (
        "java.security" in name
        or "java-security" in name
        or name in ("security.properties", "crypto-policies.properties")
        or name.endswith(".security")
    )


def _logical_lines(s: str) -> Iterator[tuple[int, int, bool]]:
    """Ranges of natural lines joined by continuations, and whether each is a comment."""
    start = -1
    for begin, end in lines(s):
        if start < 0:
            head = s[begin:end].lstrip(BLANK)[:1]
            if not head:
                continue
            if head in "#!":
                yield begin, end, True
                continue
            start = begin
        slashes = end
        while slashes > begin and s[slashes - 1] == "\\":
            slashes -= 1
        if (end - slashes) % 2 == 0:
            yield start, end, False
            start = -1
    if start >= 0:
        yield start, len(s), False


def _entries(s: str, base: int) -> Iterator[_Entry]:
    for start, end, comment in _logical_lines(s):
        if comment:
            continue
        start, _ = strip(s, start, end)
        at = start
        while at < end and s[at] not in "=: \t\f":
            at += 2 if s[at] == "\\" else 1
        key_end = at = min(at, end)
        while at < end and s[at] in " \t\f":
            at += 1
        if at < end and s[at] in "=:":
            at += 1
            while at < end and s[at] in " \t\f":
                at += 1
        key = real(_unescaped(s[start:key_end]))
        if key:
            yield _Entry(key, _unescaped(s[at:end]), base + at, base + start, base + end)


def _unescaped(s: str) -> str:
    """In place; a continuation and the indentation behind it become padding."""
    if "\\" not in s:
        return s
    if "\n" in s:
        out: list[str] = []
        done = 0
        for start, end in lines(s):
            indent = len(s[start:end]) - len(s[start:end].lstrip(BLANK)) if start else 0
            slash = end > start and s[end - 1] == "\\"
            out.append(PAD * (start + indent - done) + s[start + indent : end - slash])
            done = end - slash
        s = "".join(out).ljust(len(s), PAD)
    return unescape(s)


def _constant(entry: _Entry) -> Text | None:
    if "${" in entry.value:
        return None
    return text_of(entry.value, 0, len(entry.value), entry.value_start)
