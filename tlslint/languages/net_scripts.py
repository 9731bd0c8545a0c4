"""What scripts of .NET say in texts of other languages; what reads them is loaded where one may say something."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint.facts import Setting
from tlslint.languages.flat import Marks

#: Words in lower case of which a text has one that writes something of the registry, or says it to a resource of DSC.
REGISTRY = (
    *("itemproperty", "registryvalue", "reg add", "reg.exe", "setvalue", "dwordvalue"),
    *("valuedata", "protocolsenabled", "protocolsdisabled", "includeclientside"),
    "schannelsettings",
)
#: … or that sets protocols itself.
PROTOCOLS = ("sslprotocol", "securityprotocol", "authenticateas", "setswitch")


def scan(s: str, base: int, wanted: Marks) -> Iterable[Setting]:
    """The settings in a text that begins at byte ``base`` of the file."""
    lower = s.lower()
    if not any(word in lower for word in REGISTRY + PROTOCOLS):
        return ()
    from tlslint.languages import net_protocols

    return net_protocols.scan(s, base, wanted)
