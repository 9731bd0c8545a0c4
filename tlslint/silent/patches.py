"""What tests of Python put in the place of a client, or of what it connects with: nothing connects by that.

``mock.patch("requests.get")``, ``patch.object(requests, "get")``, ``mocker.patch`` of pytest-mock and
``monkeypatch.setattr`` of pytest; https://docs.python.org/3/library/unittest.mock.html#patch
"""

from __future__ import annotations

from collections.abc import Mapping

from tlslint import syntax as s
from tlslint.regex import regex
from tlslint.ruleset import Index
from tlslint.silent.answering import REQUESTS, SOCKETS
from tlslint.silent.places import dotted

#: How the name of a double begins that is what something was replaced by.
PATCH = "patch "
#: Words of which one is in each file that replaces anything.
WORDS = (b"mock", b"monkeypatch")
#: What replaces something for what it decorates or manages, by its qualified name.
_PATCHING = regex(r"(?:unittest\.)?mock\.patch(?:\.object)?")
#: What does so from there on: fixtures of pytest, by the parameters that get them.
_FROM_THERE_ON = regex(
    r"(?:(?:class_|module_|package_|session_)?mocker\.patch(?:\.object)?|monkeypatch\.setattr)"
)
#: Methods of clients by which they connect, or ask.
CONNECTING = frozenset(
    {"connect", "delete", "fetch", "get", "head", "patch", "post", "put", "request", "send"}
    | {"urlopen"}
)
_BOTO3 = frozenset({"boto3", "botocore"})
#: What clients connect with beneath, and the packages whose clients do.
_BENEATH = {
    "requests.Session.request": REQUESTS,
    "requests.Session.send": REQUESTS,
    "requests.adapters.HTTPAdapter.send": REQUESTS,
    # https://github.com/boto/botocore/blob/develop/botocore/client.py
    "botocore.client.BaseClient._make_api_call": _BOTO3,
    "botocore.client.BaseClient._make_request": _BOTO3,
    "botocore.endpoint.Endpoint.make_request": _BOTO3,
    "botocore.httpsession.URLLib3Session.send": _BOTO3,
    "socket.socket": SOCKETS,
    "socket.socket.connect": SOCKETS,
}


def from_there_on(name: str) -> bool:
    """Whether what is called by a name that nothing imports replaces something until the test ends."""
    return _FROM_THERE_ON.fullmatch(name) is not None


def for_what_it_holds(name: str) -> bool:
    """Whether a qualified name is that of what replaces something where it decorates or manages."""
    return _PATCHING.fullmatch(name) is not None


def target(call: s.Call, imports: Mapping[str, str]) -> str:
    """What a call replaces, by its qualified name; empty where that is not known, or goes on to be called."""
    given = [arg.value for arg in call.args if not arg.name and not arg.spread]
    first = given[0] if given else None
    if isinstance(first, s.Lit) and isinstance(first.value, str):
        name, left = first.value, given[1:]
    else:
        member = given[1] if len(given) > 1 else None
        if not isinstance(member, s.Lit) or not isinstance(member.value, str):
            return ""
        name, left = f"{_qualified(first, imports)}.{member.value}", given[2:]
    return "" if asks_on(call, name.rpartition(".")[2], len(given) - len(left)) else name


def asks_on(call: s.Call, last: str, first: int = 0) -> bool:
    """Whether what a call puts in the place of something of that name may ask that; ``first``: behind so many arguments."""
    plain = [arg.value for arg in call.args if not arg.name and not arg.spread]
    named = [arg for arg in call.args if arg.name]
    put = [*plain[first:], *(arg.value for arg in named)]
    return any(arg.name == "wraps" for arg in named) or any(_names(each, last) for each in put)


def known(name: str, index: Index) -> str:
    """The name by which rules know the client that is replaced, or what it connects with; empty for what is neither."""
    while "." in name:  # a module of the code's own holds the library's
        found = _canonical(name, index.aliases)
        owner, _, method = found.rpartition(".")
        if found in _BENEATH or found in index.known:
            return found
        if owner in index.known and method in CONNECTING:
            return found
        name = name.partition(".")[2]
    return ""


def answers(name: str, type_: str, imports: Mapping[str, str], index: Index) -> bool:
    """Whether what is replaced is a client of a type, or all that it connects with."""
    if type_ == name or type_.startswith(f"{name}."):
        # by a name of its own the file has what was there before
        bound = (_canonical(each, index.aliases) for each in imports.values())
        return not any(each == name or each.startswith(f"{name}.") for each in bound)
    owner, _, method = name.rpartition(".")
    if owner == type_ and method in CONNECTING:
        return True
    return type_.partition(".")[0] in _BENEATH.get(name, ())


def _canonical(name: str, aliases: Mapping[str, str]) -> str:
    """The name by which rules know what may have another one."""
    for _ in range(4):  # an alias may lead to another
        end = len(name)
        while end > 0 and name[:end] not in aliases:
            end = name.rfind(".", 0, end)
        if end <= 0:
            break
        name = aliases[name[:end]] + name[end:]
    return name


def _qualified(expr: s.Expr | None, imports: Mapping[str, str]) -> str:
    root, dot, rest = dotted(expr).partition(".")
    return f"{imports[root]}{dot}{rest}" if root in imports else ""


def _names(value: s.Expr, last: str) -> bool:
    """Whether an expression is something of that name, or what a call makes with it."""
    given = [arg.value for arg in value.args] if isinstance(value, s.Call) else []
    return any(s.last_name(each) == last for each in (value, *given))
