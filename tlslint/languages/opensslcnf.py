"""openssl.cnf: which of its sections counts for all programs, and what an edit makes of it.

An edit is tried on the lines that distributions have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tlslint.languages.flat import PAD
from tlslint.regex import regex

#: The name of a setting whose value is the floor that an edit leaves.
EDITED = "edited:MinProtocol"
KEY = "MinProtocol"
FILE = "openssl.cnf"
#: What holds for TLS alone and for all, and what a text has that sets one.
_KEYS = frozenset({KEY, "MaxProtocol", f"TLS.{KEY}", "TLS.MaxProtocol"})
SIGNS = (KEY, "MaxProtocol")
#: Of Debian and Ubuntu, and of their kin, and sections that an edit may put the key into.
_LINES = (
    *(f"{KEY} = TLSv1.2", f"{KEY}=TLSv1.2", "CipherString = DEFAULT@SECLEVEL=2"),
    *("CipherString = DEFAULT:@SECLEVEL=2", "[system_default_sect]", "[ssl_sect]"),
    *(
        "[openssl_init]",
        "[default_conf]",
        "[provider_sect]",
        "[default_sect]",
        "openssl_conf = openssl_init",
        f"TLS.{KEY} = TLSv1.2",
    ),
)
_ROW = regex(rf"^[ \t]*(?:TLS\.)?{KEY}[ \t]*=[ \t]*([^\s#]*)", 8)  # each line


_DEFAULT = "system_default"
#: What distributions call the section that counts, for what is added to a file that is not there.
_SECTION = "system_default_sect"


def strange(entries: Iterable[tuple[str, str, int]], whole: bool) -> frozenset[int]:
    """Where keys stand in sections that do not count for all programs: of key, value and begin.

    Of a part of a file that names no such section, another part does.
    https://docs.openssl.org/3.0/man5/config/#ssl-configuration
    """
    section = ""
    counting: set[str] = set()
    placed: list[tuple[str, int]] = []
    for key, value, start in entries:
        if key.startswith("["):
            section = f"{key} {value}".replace(PAD, "").strip("[] ")
        elif key == _DEFAULT:
            counting.add(value.replace(PAD, "").strip())
        elif key in _KEYS:
            placed.append((section, start))
    if not counting and not whole:
        return frozenset()
    counting = counting or {"", _SECTION}
    return frozenset([start for section, start in placed if section not in counting])


def is_file(name: str) -> bool:
    """Whether a file is the configuration of OpenSSL, by its name or the variable that names it to OpenSSL."""
    return name.endswith((FILE, "openssl.conf")) or name.strip("${}") == "OPENSSL_CONF"


def left(edit: Callable[[str], str | None]) -> str | None:
    """The floor that ``edit`` writes, empty where it takes the line out; None where it changes none."""
    for line in _LINES:
        result = edit(line)
        if result is None or result == line:
            continue
        rows = _ROW.findall(result)
        if rows or KEY in line:
            return rows[-1] if rows else ""
    return None
