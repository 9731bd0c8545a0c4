"""What an edit makes of openssl.cnf: the floor that is left, as it is tried on the lines that distributions have."""

from __future__ import annotations

from collections.abc import Callable

from tlslint.regex import regex

#: The name of a setting whose value is the floor that an edit leaves.
EDITED = "edited:MinProtocol"
KEY = "MinProtocol"
#: Of Debian and Ubuntu, and of their kin, and sections that an edit may put the key into.
_LINES = (
    *(f"{KEY} = TLSv1.2", f"{KEY}=TLSv1.2", "CipherString = DEFAULT@SECLEVEL=2"),
    *("CipherString = DEFAULT:@SECLEVEL=2", "[system_default_sect]", "[ssl_sect]"),
    *("[openssl_init]", "[default_conf]", "openssl_conf = openssl_init"),
)
_ROW = regex(rf"^[ \t]*{KEY}[ \t]*=[ \t]*([^\s#]*)", 8)  # each line


def is_file(name: str) -> bool:
    """Whether a file is the configuration of OpenSSL, by its name."""
    return name.endswith(("openssl.cnf", "openssl.conf"))


def left(edit: Callable[[str], str | None]) -> str | None:
    """The floor that ``edit`` writes, empty where it takes the line out; None where it changes none."""
    for line in _LINES:
        result = edit(line)
        if result is None or result == line:
            continue
        rows = _ROW.findall(result)
        if rows or line.startswith(KEY):
            return rows[-1] if rows else ""
    return None
