"""The numbers of .NET's enumerations, as read in its source; no .NET runtime is needed."""

from __future__ import annotations

import pytest

from tlslint import rules as loading
from tlslint.languages import FOLDED
from tlslint.rulemodel import Table

RULES = loading.RuleSet(loading.libraries(loading.documents(loading.source_folder())), FOLDED)

SSL = "System.Security.Authentication.SslProtocols"
MANAGER = "System.Net.SecurityProtocolType"

#: Both enumerations are those constants of Schannel, for the client and the server:
#: https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Primitives/src/System/Net/SecureProtocols/SslEnumTypes.cs
#: https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.ServicePoint/src/System/Net/SecurityProtocolType.cs
#: https://github.com/dotnet/runtime/blob/main/src/libraries/Common/src/Interop/Windows/SChannel/Interop.SchProtocols.cs
#: .NET Framework: https://github.com/microsoft/referencesource/blob/master/System/net/System/Net/SecureProtocols/SslEnumTypes.cs
VALUES = {
    f"{SSL}.None": 0,
    f"{SSL}.Ssl2": 0x04 | 0x08,
    f"{SSL}.Ssl3": 0x10 | 0x20,
    f"{SSL}.Tls": 0x40 | 0x80,
    f"{SSL}.Tls11": 0x100 | 0x200,
    f"{SSL}.Tls12": 0x400 | 0x800,
    f"{SSL}.Tls13": 0x1000 | 0x2000,
    f"{SSL}.Default": (0x10 | 0x20) | (0x40 | 0x80),
    f"{MANAGER}.SystemDefault": 0,
    f"{MANAGER}.Ssl3": 0x10 | 0x20,
    f"{MANAGER}.Tls": 0x40 | 0x80,
    f"{MANAGER}.Tls11": 0x100 | 0x200,
    f"{MANAGER}.Tls12": 0x400 | 0x800,
    f"{MANAGER}.Tls13": 0x1000 | 0x2000,
}


def members(table: Table) -> dict[str, int | None]:
    return {key: entry.number for key, entry in table.entries.items()}


@pytest.mark.parametrize("name", ["dotnet.ssl_protocols", "dotnet.security_protocol"])
def test_every_member_has_the_number_of_the_source(name: str) -> None:
    found = members(RULES.tables[name])
    assert {key: number for key, number in found.items() if number != VALUES[key]} == {}


@pytest.mark.parametrize("enumeration", [SSL, MANAGER])
def test_no_member_is_missing(enumeration: str) -> None:
    table = {SSL: "dotnet.ssl_protocols", MANAGER: "dotnet.security_protocol"}[enumeration]
    wanted = {key for key in VALUES if key.startswith(f"{enumeration}.")}
    assert wanted <= set(members(RULES.tables[table]))


def test_the_names_in_configuration_have_the_numbers_of_the_enumeration() -> None:
    found = {e.key: e.number for e in RULES.tables["dotnet.ssl_protocols_text"].entries.values()}
    assert found == {k.rpartition(".")[2]: v for k, v in VALUES.items() if k.startswith(SSL)}
