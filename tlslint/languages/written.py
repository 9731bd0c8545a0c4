"""What commands of shell write into files of other formats, and change in java.security and openssl.cnf.

``echo … > x.properties``, ``cat > x <<EOF`` and ``tee`` give the text of a file, which is read as a file
of that name would be. ``sed`` and ``perl -pe`` change a file that is not there: what they do is
tried on the line that JDKs have, or the lines of an openssl.cnf.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from tlslint.facts import Setting, Span, Text
from tlslint.languages import BY_NAME, language_of, opensslcnf, properties, sed
from tlslint.languages.flat import PAD, Marks, Names, refers, resolve, text_of, unescape, whole
from tlslint.languages.pythoncode import spoken

Range = tuple[int, int]

#: The name of a setting whose value is the list that an edit of java.security leaves.
EDITED = "edited:jdk.tls.disabledAlgorithms"

_KEY = "jdk.tls.disabledAlgorithms"
#: The (first line of the) list in Java 17, in 8u292 and 11.0.11, and before these.
_LISTS = (
    f"{_KEY}=SSLv3, TLSv1, TLSv1.1, DTLSv1.0, RC4, DES, \\",
    f"{_KEY}=SSLv3, TLSv1, TLSv1.1, RC4, DES, MD5withRSA, \\",
    f"{_KEY}=SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, \\",
)
_OLD = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})
_WRITERS = frozenset({"echo", "printf"})
_REMOVERS = frozenset({"rm", "unlink"})
_FILE = "java.security"
#: The end of its path in a JDK, in a directory that may be a variable's; a copy of it lies elsewhere.
_IN_JDK = f"security/{_FILE}"
_EDITORS = frozenset({"sed", "gsed", "perl"})
#: Words before a command that only say how it is run (``find … -exec sed``).
_MAX_BEFORE = 24
#: Formats that are read with one character per byte, or are not told apart by their place.
_READ = frozenset({"properties", "yaml", "xml", "json", "toml", "jvmoptions"})


def scan(
    s: str,
    words: Sequence[Range],
    targets: Sequence[Range],
    documents: Sequence[Range],
    around: Sequence[Range],
    base: int,
    marks: Marks,
    names: Names,
) -> list[Setting]:
    """What one command of a fragment that begins at byte ``base`` writes or edits.

    ``around`` are the words of the commands that are piped into it or that it is piped into.
    """
    if not words:
        return []
    spelled = [s[slice(*w)].strip(PAD + "\"'") for w in words[:_MAX_BEFORE]]
    found: list[Setting] = []
    path = file(s, targets, names)
    if path and (spelled[0] in _WRITERS or documents):
        for start, end in documents:
            found += content(s[start:end], base + start, path, marks)
        if spelled[0] in _WRITERS:
            found += content(*_said(s, spelled, words, base), path, marks)
    found += _removed(s, words, spelled, base)
    editor = next((n for n, w in enumerate(spelled) if w in _EDITORS), None)
    if editor is not None:
        files = [_name(s[slice(*w)], names) for w in (*words, *around)]
        found += _edit(s, words[editor:], spelled[editor], files, base)
    return found


def file(s: str, targets: Sequence[Range], names: Names) -> str:
    """The name of the file that is written, where it is of a known format."""
    for target in targets:
        name = _name(s[slice(*target)], names)
        if known(name):
            return name
    return ""


def last_part(path: str) -> str:
    """The name of the file at ``path``."""
    return path.strip(PAD + "\"'").rpartition("/")[2]


def known(name: str) -> str:
    """``name`` where it is one of a file whose format is read, else nothing."""
    return name if language_of(name) in _READ else ""


def _name(word: str, names: Names) -> str:
    """The last part of a path, looked up where all of it is a variable."""
    word = word.strip(PAD + "\"'")
    if refers(word) and whole(word):
        variable = word.strip("${}")
        known = names.get(f"/{variable}") or resolve(word, 0, len(word), 0, names)
        word = opensslcnf.FILE if opensslcnf.is_file(variable) else known.value if known else word
    return word.rpartition("/")[2]


def ending(value: str) -> str:
    """The name of a file that a value ends with, whatever its directory is; empty where it does not."""
    name = value.strip(PAD + "\"'").rpartition("/")[2]
    return name if "/" in value and not refers(name) else ""


def _said(s: str, spelled: Sequence[str], words: Sequence[Range], base: int) -> tuple[str, int]:
    """What ``echo`` says, at its place; ``printf '%s\\n'`` too."""
    first = 1
    while first < len(words) and (
        (
            spelled[0] == "echo"
            and s[slice(*words[first])].startswith("-")
            and len(words) > first + 1
        )
        or (spelled[0] == "printf" and "%s" in s[slice(*words[first])])
    ):
        first += 1
    if first >= len(words):
        return "", base
    start, end = words[first][0], words[-1][1]
    text = spoken(s, start, end)
    if spelled[0] == "printf" and first > 1 and "\\n" in s[slice(*words[1])]:
        for word in words[first:-1]:  # each word is a line
            at = word[1] - start
            text = text[:at] + "\n" + text[at + 1 :]
    return unescape(text), base + start


def data(s: str, word: Range, base: int, marks: Marks) -> list[Setting]:
    """The settings of an object in JSON that is a word of a command, such as what ``curl --data`` sends."""
    said = unescape(spoken(s, *word))
    if said.strip(PAD)[:1] not in ("{", "["):
        return []
    return content(said, base + word[0], "data.json", marks)


def content(text: str, start: int, path: str, marks: Marks) -> list[Setting]:
    """The settings of a file called ``path`` that holds ``text``, which begins at byte ``start``."""
    if not marks.held(start, start + len(text)):
        return []
    language = language_of(path) or ""
    if language == "properties":
        return properties.scan(text, start, path, marks, f"{path}@{start}")
    module: Any = import_module(f"tlslint.languages.{BY_NAME[language].module}")
    kept = text if language == "json" else text.replace(PAD, " ")
    data = kept.encode("latin-1", "replace")
    return [_moved(x, start) for x in module.settings(data, path, lambda _: None, None)]


def line(value: Text | None) -> list[Setting]:
    """The setting of a text that is a line of java.security, whatever a script does with it."""
    head, equals, given = value.value.partition("=") if value else ("", "", "")
    if not equals or head.strip() != _KEY or value is None:
        return []
    start = value.span.start + len(head) + 1
    where = Span(min(start, value.span.end), value.span.end)
    return [Setting(f"security:{_KEY}", Text(given, where), where, where, f"line@{start}")]


def _moved(x: Setting, by: int) -> Setting:
    value = x.value and Text(x.value.value, _shifted(x.value.span, by))
    subject = f"{x.subject}@{by}"
    return Setting(
        x.name, value, _shifted(x.span, by), _shifted(x.element, by), subject, x.condition
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


# -- edits of files that are not there


def _edit(
    s: str, words: Sequence[Range], editor: str, files: Sequence[str], base: int
) -> list[Setting]:
    security = any(map(_is_security, files))
    openssl = any(map(opensslcnf.is_file, files))
    found: list[Setting] = []
    for (start, end), extended in _scripts(s, words, editor):
        script = spoken(s, start, end).replace(PAD, "")
        plain = script.replace("\\", "")
        edit = partial(sed.edited, script, extended=extended)
        where = text_of(s, start, end, base).span
        if security or _KEY in plain:
            found += _edited(EDITED, _left(edit), where)
        if openssl or opensslcnf.KEY in plain:
            found += _edited(opensslcnf.EDITED, opensslcnf.left(edit), where)
    return found


def _edited(name: str, left: str | None, where: Span) -> list[Setting]:
    if left is None:
        return []
    return [Setting(name, Text(left, where), where, where, f"edit@{where.start}")]


def _removed(s: str, words: Sequence[Range], spelled: Sequence[str], base: int) -> list[Setting]:
    """``rm java.security``, which nothing beside it puts back: a JVM without it disables nothing."""
    if not any(w in _REMOVERS for w in spelled[:2]) or s.count(_FILE) != 1:
        return []
    for start, end in words[1:]:
        if s[start:end].strip(PAD + "\"'").endswith(_IN_JDK):
            where = text_of(s, start, end, base).span
            return [Setting(EDITED, Text("", where), where, where, f"edit@{base + start}")]
    return []


def replaced(pattern: str, by: str, path: str, span: Span) -> list[Setting]:
    """What an edit of the file ``path``, by an expression of Python, leaves of the list or floor there."""

    def edit(line: str) -> str | None:
        return sed.substituted(pattern, by, line)

    if _is_security(path):
        return _edited(EDITED, _left(edit), span)
    if opensslcnf.is_file(path):
        return _edited(opensslcnf.EDITED, opensslcnf.left(edit), span)
    return []


def _is_security(path: str) -> bool:
    return _FILE in path or path.endswith(".security")


def _scripts(s: str, words: Sequence[Range], editor: str) -> list[tuple[Range, bool]]:
    """The words that are scripts, and whether their expressions are extended ones."""
    extended = editor == "perl"
    scripts: list[Range] = []
    n = 1
    while n < len(words):
        word = s[slice(*words[n])]
        if word == "--expression" or (word.startswith("-") and not word.startswith("--")):
            extended |= "r" in word or "E" in word
            if word.endswith(("e", "expression")) and n + 1 < len(words):
                n += 1
                scripts.append(words[n])
        elif word == "--regexp-extended":
            extended = True
        elif word.startswith("--expression="):
            scripts.append((words[n][0] + len("--expression="), words[n][1]))
        elif not word.startswith("-") and not scripts and editor != "perl":
            scripts.append(words[n])
        n += 1
    return [(x, extended) for x in scripts]


def _left(edit: Callable[[str], str | None]) -> str | None:
    """The list that ``edit`` leaves of the JDK's; None where it takes no old version off it."""
    for line in _LISTS:
        result = edit(line)
        if result is None or result == line:
            continue
        key, equals, value = result.partition("=")
        left = value.strip("\\ \t") if equals and key.strip() == _KEY else ""
        gone = _OLD & _named(line.partition("=")[2]) - _named(left)
        if gone:
            return left
    return None


def _named(value: str) -> set[str]:
    return {v.strip() for v in value.strip("\\ ").split(",")}
