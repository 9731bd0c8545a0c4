"""Variables of images, scripts and CI, whose values are made of those before them: ``golang:${GO_VERSION:-1.13}-$D``."""

from __future__ import annotations

from collections.abc import MutableMapping

from tlslint.regex import regex
from tlslint.rows import NamedTuple
from tlslint.runtimes import Read, under

#: Longer values, and defaults within defaults deeper than this, are not followed.
_LONGEST = 500
_DEEPEST = 5
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


class Told(NamedTuple):
    """A value, and where the version in it is written; None where no variable has a part in it."""

    text: str
    at: int | None


#: What is known of each name so far: its value, and where the version in it is written.
Variables = MutableMapping[str, "tuple[str, int]"]


def define(known: Variables, name: str, value: str, at: int) -> None:
    """Give ``name`` the value of a word as it is written, with its quotes."""
    bare = value.strip("\"'")
    told = Told(bare, None) if value.startswith("'") else expanded(known, bare)
    known[name] = (told.text, at if told.at is None else told.at)


def expanded(known: Variables, text: str) -> Told:
    """``text`` with what is known put in; a name that is not known stays as it is."""
    if "$" not in text or len(text) > _LONGEST:
        return Told(text, None)
    parts: list[tuple[str, int | None]] = []
    _split(known, text, parts, 0)
    whole = "".join(part for part, _ in parts)
    if len(whole) > _LONGEST:
        return Told(text, None)
    places = [(part, at) for part, at in parts if at is not None]
    version = next((at for part, at in places if part[:1].isdecimal()), None)
    return Told(whole, places[-1][1] if places and version is None else version)


def _split(known: Variables, text: str, parts: list[tuple[str, int | None]], depth: int) -> None:
    """Add to ``parts`` what stands between variables, and the values of these with their places."""
    at = 0
    while (dollar := text.find("$", at)) >= 0:
        parts.append((text[at:dollar], None))
        braced = text.startswith("{", dollar + 1)
        start = stop = dollar + 1 + braced
        while stop < len(text) and text[stop] in _NAME:
            stop += 1
        name = text[start:stop]
        end = _closing(text, stop) if braced else stop
        if not name or end < 0:
            at = max(stop, dollar + 1)
            parts.append((text[dollar:at], None))
            continue
        rest = text[stop : end - 1] if braced else ""
        defaults = rest.startswith((":-", "-"))
        if name in known and (not rest or defaults):
            parts.append(known[name])
        elif defaults and depth < _DEEPEST:
            _split(known, rest.removeprefix(":").removeprefix("-"), parts, depth + 1)
        else:
            parts.append((text[dollar:end], None))
        at = end
    parts.append((text[at:], None))


def _closing(text: str, at: int) -> int:
    """The place behind the brace that ends what is open at ``at``; -1 where none does."""
    depth = 1
    while at < len(text):
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
        if not depth:
            return at
    return -1


#: Where CI files give values to variables.
_GIVING = frozenset({"env", "variables", "environment"})
#: ``${{ env.V }}`` of GitHub, ``$(V)`` of Azure, ``%V%`` and ``$env:V`` of Windows, as ``${V}``.
_REFERENCE = regex(r"\$(?:\{\{\s{0,9}env\.(\w+)\s{0,9}\}\}|\((\w+)\)|env:(\w+))|%(\w+)%")
_REFERRED = regex(r"\$\{?(\w+)")


def given(text: bytes, path: str, read: Read) -> Variables:
    """The variables of a CI file to which it refers and gives one value; ``$`` for those with several."""
    from tlslint.languages import yaml_

    known: Variables = {}
    names = sorted({match[1] for match in _REFERRED.finditer(braced(text.decode("latin-1")))})
    for setting, value, place in under(yaml_, text, path, read, "yaml:", *names) if names else ():
        parent, _, name = setting.name.rpartition("/")
        if parent.removeprefix("yaml:").rpartition("/")[2] in _GIVING:
            first, _ = known.setdefault(name, (value, place))
            known[name] = (value if first == value else "$", place)
    return known


def braced(text: str) -> str:
    """``text`` with references to variables as ``${V}``."""
    return _REFERENCE.sub(lambda m: "${" + m[m.lastindex or 0] + "}", text)
