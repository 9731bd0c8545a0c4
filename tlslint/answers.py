"""What declarations answer to rules, and the words in which they are told."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from tlslint.declaring import BROWSER
from tlslint.platform import (
    COMPILED_FOR,
    GO_MINIMUM,
    NEWEST,
    Declared,
    Own,
    Platform,
    height,
    is_go_line,
)
from tlslint.record import replace

#: The runtimes of a language's files.
RUNTIMES = {
    "csharp": ("netframework", "dotnet"),
    "vbnet": ("netframework", "dotnet"),
    "java": ("java",),
    "kotlin": ("java",),
    "go": ("go",),
    "python": ("python",),
    "javascript": ("node",),
    "typescript": ("node",),
    "tsx": ("node",),
}
#: The defaults of a Python whose OpenSSL has a floor are those of the newest.
_FLOORED = (NEWEST,)
#: What is told of a file that browsers may run.
_PAGES = "a package for browsers, of which this file imports nothing that only Node has"
_UNBUILT = "the build constraints of this file leave it out of what that toolchain builds"
#: The first releases of packages that Python 3.10 imports: those before name what its ``collections`` lost.
#: https://docs.python.org/3/whatsnew/3.10.html#removed, seen by importing them
_WITH_310 = {"requests": (2, 19), "urllib3": (1, 23)}
#: How the words about a declaration begin that only says what is supported.
LOW_END = "the oldest supported "


def answers(
    platform: Platform | None, pedantic: bool
) -> tuple[Callable[[str], tuple[int, ...] | None], Callable[[str], str]]:
    """How rules ask for versions, and the words that name the declaration.

    A supported range says nothing about what runs; it counts only where it is asked for (``pedantic``).
    """

    def declared(name: str) -> Declared | None:
        found = platform.get(name) if platform is not None else None
        if name == "python" and platform is not None and (found is None or found.kind == "range"):
            found = _before_310(platform, found) or found
        if found is not None and found.kind == "range" and not pedantic:
            return None
        return found

    def lookup(name: str) -> tuple[int, ...] | None:
        found = declared(name)
        if found is not None and found.kind == "floor":
            return _FLOORED
        return found.version if found is not None else None

    def evidence(name: str) -> str:
        found = declared(name)
        return _in_words(found) if found is not None else ""

    return lookup, evidence


def _before_310(platform: Platform, supported: Declared | None) -> Declared | None:
    """The Python of a repository that says nothing of it and pins what Python 3.10 does not import."""
    for name, first in _WITH_310.items():
        pin = platform.get(name)
        if pin is None or pin.kind != "pin" or (*pin.version, NEWEST) >= first:
            continue
        if supported is None or (supported.path == pin.path and supported.version < (3, 10)):
            return replace(pin, name="python", version=(3, 9), kind="newest", text=_in_words(pin))
    return None


#: What decides on Android: https://developer.android.com/reference/javax/net/ssl/SSLSocket
_ANDROID = (
    "whose devices decide: TLS 1.2 is on by default from API 20 on, beside TLS 1.0 and 1.1 on older "
    "devices: the newest is assumed"
)
#: What builds for the JVM, and says for which releases.
_LEVELS = frozenset({"pom.xml", "build.gradle", "build.gradle.kts", "build.xml", ".classpath"})


def supported(platform: Platform | None, name: str) -> str:
    """What is said for ``explain`` of a range that is all that is declared of a runtime; empty where none is."""
    found = platform.get(name) if platform is not None else None
    app = platform.get("android") if platform is not None and name == "java" else None
    if app is not None and found is None:
        oldest = f" from API {app.version[0]} on" if app.version[0] else ""
        return f"an app for Android{oldest} in {app.path}:{app.line}, {_ANDROID}"
    if found is None or found.kind != "range":
        return ""
    version = ".".join(map(str, found.version))
    if is_go_line(found.name, found.path) and found.version >= GO_MINIMUM:
        return f"{name} {version} or newer, declared in {found.path}:{found.line}"
    where = f"{name} from {version} on in {found.path}:{found.line}"
    level = name == "java" and os.path.basename(found.path).lower() in _LEVELS
    what = (
        "only a source or target level is declared, which is no pin"
        if level
        else "only a range is declared"
    )
    return f"{what}, {where}: the newest is assumed"


def _in_words(found: Declared) -> str:
    version = ".".join(map(str, found.version))
    where = f"{found.path}:{found.line}" if found.line else found.path
    if found.kind == "newest":
        return f"python {version}, the newest that imports {found.text}"
    if found.name == BROWSER:
        return f"{found.text.rstrip(',')} in {where}"
    kind = LOW_END if found.kind == "range" else ""
    said = f"declared in {where}" if where else "as --assume or the configuration says"
    floor = ", where OpenSSL allows TLS 1.2 and later by default" if found.kind == "floor" else ""
    return f"{kind}{found.name} {version}, {said}{floor}"


def runs_on(
    language: str, evidence: Callable[[str], str], platform: Mapping[str, Declared] | None = None
) -> str:
    """What is declared of the runtimes of a language's files, and where; empty where nothing is.

    What a project supports is said rather than a runtime that is declared further away.
    """
    names = RUNTIMES.get(language, ())
    declared = [d for n in names if (d := platform.get(n))] if platform is not None else []
    ranges = [d for d in declared if d.kind == "range"]
    if COMPILED_FOR.issuperset(names) and ranges:
        nearest = max(ranges, key=height)
        if all(height(d) < height(nearest) for d in declared if d.kind != "range"):
            return _in_words(nearest)
    return "; ".join(text for name in names if (text := evidence(name)))


#: The first releases of packages that Python 2 does not install, as PyPI says.
_WITHOUT_2 = {"cryptography": (3, 4), "requests": (2, 28), "twisted": (21, 2), "urllib3": (2,)}


def told(
    own: Declared,
    lookup: Callable[[str], tuple[int, ...] | None],
    evidence: Callable[[str], str],
) -> tuple[Callable[[str], tuple[int, ...] | None], Callable[[str], str]]:
    """`answers` for a file that itself says what it runs on, unless what runs is known to be older still."""
    if own.name == "python" and own.version < (3,):
        lookup, evidence = _installed(lookup, evidence)
    known = lookup(own.name)
    if known == _FLOORED:  # it holds for the older one too
        return lookup, evidence
    pinned = not evidence(own.name).startswith(LOW_END)
    if known is not None and known <= own.version and pinned:
        return lookup, evidence
    said = f"{own.name} {'.'.join(map(str, own.version))}, the newest that reads {own.text or f'line {own.line}'}"
    return (
        lambda name: own.version if name == own.name else lookup(name),
        lambda name: said if name == own.name else evidence(name),
    )


def _installed(
    lookup: Callable[[str], tuple[int, ...] | None], evidence: Callable[[str], str]
) -> tuple[Callable[[str], tuple[int, ...] | None], Callable[[str], str]]:
    """`answers` without the pins of packages that no Python 2 installs: what only that reads runs with others."""

    def gone(name: str) -> bool:
        first, pin = _WITHOUT_2.get(name), lookup(name)
        return first is not None and pin is not None and pin >= first

    return (
        lambda name: None if gone(name) else lookup(name),
        lambda name: "" if gone(name) else evidence(name),
    )


def in_browsers(
    lookup: Callable[[str], tuple[int, ...] | None],
    evidence: Callable[[str], str],
    supported: Callable[[str], str],
    of_browsers: Callable[[], bool],
) -> tuple[Callable[[str], tuple[int, ...] | None], Callable[[str], str], Callable[[str], str]]:
    """`answers` for a file of JavaScript: Node decides nothing for what browsers run."""

    def elsewhere(name: str) -> bool:
        return name == "node" and lookup(BROWSER) == (1,) and of_browsers()

    return (
        lambda name: None if elsewhere(name) else lookup(name),
        lambda name: "" if elsewhere(name) else evidence(name),
        lambda name: f"{_PAGES} ({evidence(BROWSER)})" if elsewhere(name) else supported(name),
    )


def unbuilt(
    lookup: Callable[[str], tuple[int, ...] | None],
    evidence: Callable[[str], str],
    supported: Callable[[str], str],
    built: Callable[[tuple[int, ...]], bool],
) -> tuple[Callable[[str], tuple[int, ...] | None], Callable[[str], str], Callable[[str], str]]:
    """`answers` for a file of Go: a toolchain decides nothing for what its constraints leave out of the build."""

    def aside(name: str) -> bool:
        known = lookup(name) if name == "go" else None
        return known is not None and not built(known)

    return (
        lambda name: None if aside(name) else lookup(name),
        lambda name: "" if aside(name) else evidence(name),
        lambda name: f"{_UNBUILT} ({evidence(name)})" if aside(name) else supported(name),
    )


def beside(platform: Platform | None, own: Declared | None) -> Platform | None:
    """The platform of a file that itself says what it runs on."""
    if own is None:
        return platform
    known = platform.get(own.name) if platform is not None else None
    if known is not None and known.version <= own.version:
        return platform
    return Own(own, platform)


def oldest(
    platform: Platform | None, listed: bool = False
) -> Callable[[str], tuple[int, ...] | None]:
    """The versions that code must run on, of a supported range the low end: what it may name.

    Of a list the newest is what is judged; what is written has to be good for all (``listed``).
    """

    def lookup(name: str) -> tuple[int, ...] | None:
        found = platform.get(name) if platform is not None else None
        if found is None:
            return None
        return found.oldest if listed and found.oldest else found.version

    return lookup
