"""Calls of the JVM's TLS classes in Groovy and Scala, told from their tokens.

Only what stands in the call or assignment itself, or is a constant of the file, is known; anything
else leaves the value unknown.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from tlslint.facts import Setting, Span, Text
from tlslint.languages.flat import Names, text_of
from tlslint.languages.jvmvalues import AROUND, Token, default, items
from tlslint.rows import NamedTuple

__all__ = ["AROUND", "CALLS", "MAKERS", "Token", "items"]


#: What is called or assigned to → whether it takes a list.
CALLS = {
    "getInstance": False,
    "tlsVersions": True,
    "setEnabledProtocols": True,
    "enabledProtocols": True,
    "withEnabledProtocols": True,
    "withProtocol": False,
    "relaxedHTTPSValidation": False,
    "useRelaxedHTTPSValidation": False,
    **dict.fromkeys(("useSslProtocol", "useProtocol", "setSslProtocol", "setSSLProtocol"), False),
    **dict.fromkeys(("FTPSClient", "SMTPSClient", "IMAPSClient", "POP3SClient"), False),
    "SSLSocketFactory": False,
    "https": True,
    "setProtocols": True,
    "COMPATIBLE_TLS": False,
    "protocols": True,
    "setProtocol": False,
    "withTlsVersions": True,
    "addToTlsVersions": True,
    "SSLConnectionSocketFactory": True,
    "SSLParameters": True,
    "Enabled": True,
}
#: What is given the name of a context, in front: ssl-config, REST Assured, RabbitMQ, HttpClient, data sources, Commons Net.
_NAMING = frozenset(
    {"withProtocol", "relaxedHTTPSValidation", "useRelaxedHTTPSValidation", "SSLSocketFactory"}
    | {"useSslProtocol", "useProtocol", "setSslProtocol", "setSSLProtocol"}
    | {"FTPSClient", "SMTPSClient", "IMAPSClient", "POP3SClient"}
)
#: What Fabric8's Kubernetes client calls the versions of OkHttp.
_VERSIONED = frozenset({"withTlsVersions", "addToTlsVersions"})
#: What is made with a list of versions among other things.
MAKERS = frozenset({"SSLConnectionSocketFactory", "SSLParameters", "https"})
#: What a name stands before that is given a list in brackets.
_MAKING = frozenset({"Array", "List", "Seq", "Set"})
#: What is given OkHttp's specifications, or makes a list of them.
_LISTING = frozenset(
    {
        "connectionSpecs",
        "setConnectionSpecs",
        "listOf",
        "mutableListOf",
        "arrayListOf",
        "listOfNotNull",
        "arrayOf",
    }
    | {"setOf", "asList", "singletonList", "of", "immutableListOf"}
)
#: What gives servers of Akka and Pekko their context.
_BINDING = frozenset(
    {"bind", "bindAndHandle", "bindAndHandleAsync", "bindAndHandleSync"}
    | {"enableHttps", "setDefaultServerHttpContext"}
)
#: What makes a context of HttpClient, whose builder is told a name.
_BUILDERS = frozenset({"SSLContexts", "SSLContextBuilder"})
#: What Finagle's clients and servers are configured by.
_FINAGLE = frozenset({"SslClientConfiguration", "SslServerConfiguration"})
#: What stands before the name of a class, function or type.
_DECLARING = frozenset(
    {"class", "object", "trait", "extends", "with", "def", "interface", "implements"}
)
_COMPARED = frozenset({"shouldBe", "mustBe", "shouldEqual", "mustEqual", "equal", "assertEquals"})
#: What stands before a block that is no method's.
_BLOCKS = frozenset({"if", "for", "while", "catch", "switch", "synchronized"})
_MAX_TOKENS = 60


class Told(NamedTuple):
    """What a whole file tells: the lists of specifications that clients are given, the engines that are a
    server's, and what Finagle is configured by.
    """

    lists: frozenset[str]
    servers: frozenset[str]
    sides: frozenset[str]


def told(code: Sequence[Token]) -> Told:
    """What is told anywhere in a file."""
    servers = {
        code[at - 2].text
        for at in range(2, len(code) - 3)
        if code[at].text == "setUseClientMode"
        and code[at - 1].text == "."
        and code[at + 2].text == "false"
    }
    sides = frozenset(t.text for t in code if t.text in _FINAGLE)
    return Told(_specified(code), frozenset(servers | _configured(code)), sides)


def _configured(code: Sequence[Token]) -> set[str]:
    """The variables and methods that only give ``HttpsServer`` of the JDK, or a server of Akka, its context."""
    given: dict[str, int] = {}
    for n, t in enumerate(code[:-1]):
        if (t.text in _BINDING or t.text == "HttpsConfigurator") and code[n + 1].text == "(":
            for each in code[n + 2 : _closing(code, n + 1)]:
                if each.kind == "name":
                    given[each.text] = given.get(each.text, 0) + 1
    return {name for name, times in given.items() if _uses(code, name) <= times}


def _uses(code: Sequence[Token], name: str) -> int:
    """How often something is made with what ``name`` is or gives, as far as tokens tell."""
    found = 0
    for n, t in enumerate(code[:-1]):
        if t.kind == "name" and t.text == name:
            called, before = code[n + 1].text, code[n - 1]
            declared = before.kind == "name" and before.text not in ("return", "new")
            if called == ".":
                found += "ocketFactory" in code[min(n + 2, len(code) - 1)].text
            elif called != "=" and not declared:
                found += 1
    return found


def scan(s: str, code: Sequence[Token], n: int, names: Names, told: Told) -> list[Setting]:
    """What the name at token ``n`` is given, where it is one of `CALLS`."""
    t = code[n]
    if t.text == "COMPATIBLE_TLS":
        return _specification(s, code, n, told.lists)
    owner = code[n - 2].text if n > 1 and code[n - 1].text == "." else ""
    given = given_to(code, n)
    if not given:
        return []
    end = code[given.stop - 1].end
    name = setting_name(code, n, told.sides)
    if not name:
        return []
    serves = owner in told.servers or "server" in owner.lower() or _serves(code, n, told.servers)
    if told.servers and (name == "SSLContext.getInstance" or t.text == "https"):
        serves = serves or not told.servers.isdisjoint(_holders(code, n))
    if t.text != "Enabled" and serves:
        name += "(server)"
    if t.text in MAKERS:
        if t.text == "https" and any(code[i].text == "enabledProtocols" for i in given):
            return []  # told there
        inner = next((i for i in given if _opens_list(code, i) and _versioned(code[i + 1])), None)
        if inner is None:
            return []
        given = range(inner, min(_closing(code, inner) + 1, given.stop))
    tokens = code[given.start : given.stop]
    value = items(s, tokens, names, CALLS[t.text]) or default(s, tokens)
    if value is None and t.text in _NAMING:
        return []
    span = Span(t.start, end)
    return [Setting(f"call:{name}", value, span, span, f"call@{t.start}")]


def _holders(code: Sequence[Token], n: int) -> list[str]:
    """The variable that is given what is made at token ``n``, and the method around it."""
    found = [code[n - 4].text] if n > 3 and code[n - 3].text == "=" else []
    depth = 0
    for at in range(n, 1, -1):
        text = code[at].text if code[at].kind == "mark" else ""
        depth += (text == "}") - (text == "{")
        if depth < 0:
            depth = 0
            opening = _opening(code, at - 2) if code[at - 1].text == ")" else -1
            if opening > 0 and code[opening - 1].text not in _BLOCKS:
                return [*found, code[opening - 1].text]
    return found


def setting_name(code: Sequence[Token], n: int, sides: Set[str]) -> str:
    """What the name at token ``n``, one of `CALLS`, sets; empty where it is another one of that name.

    ``sides`` are the configurations of Finagle in the file.
    """
    name = code[n].text
    if name == "getInstance":
        owner = code[n - 2 if code[n - 1].text == "." else n - 1].text if n > 1 else ""
        return "SSLContext.getInstance" if owner == "SSLContext" else ""
    if name in _NAMING:
        return "SSLContext.getInstance"
    if name == "withEnabledProtocols":
        return "setEnabledProtocols"
    if name == "https":
        owned = n > 1 and code[n - 1].text == "." and code[n - 2].text == "ConnectionContext"
        return "setEnabledProtocols" * owned
    if name == "protocols":
        before = (each.text for each in reversed(code[max(n - _MAX_TOKENS, 0) : n]))
        of = next((b for b in before if b in ("forClient", "forServer")), "")
        return "setProtocols" if of == "forClient" else ""
    if name == "setProtocol":
        before = (each.text for each in reversed(code[max(n - _MAX_TOKENS, 0) : n]))
        return "SSLContext.getInstance" if not _BUILDERS.isdisjoint(before) else ""
    if name in _VERSIONED:
        return "tlsVersions"
    if name == "Enabled":
        return _configuration(code, n, sides)
    return "setEnabledProtocols" if name in MAKERS else name


def _serves(code: Sequence[Token], n: int, servers: Set[str]) -> bool:
    """Whether what is set at token ``n`` is a server's, by what its engine is made for.

    ``ServerSSLEngineProvider { engine => … }`` and ``httpsServer(…)`` take the engines of servers; ``servers`` are the
    variables that only servers are given.
    """
    depth = 0
    for at in range(n - 1, max(n - _MAX_TOKENS * 2, 0), -1):
        text = code[at].text if code[at].kind == "mark" else ""
        depth += (text in (")", "]", "}")) - (text in ("(", "[", "{"))
        if depth < 0:
            depth = 0
            taker, before = code[at - 1], code[at - 2].text
            if taker.kind == "name" and before not in _DECLARING:
                if taker.text.startswith("Server") or taker.text.endswith("Server"):
                    return True
                if taker.text in _BINDING or (
                    taker.text == "https" and not servers.isdisjoint(_holders(code, at - 1))
                ):
                    return True
    return False


def _configuration(code: Sequence[Token], n: int, sides: Set[str]) -> str:
    """What Finagle's list of versions at token ``n`` is for: the configuration around it, else those of the file.

    Empty for one that something is compared with.
    """
    if n < 4 or code[n - 2].text != "Protocols" or code[n - 1].text != ".":
        return ""
    if code[n - 3].text in _COMPARED or code[n - 4].text == code[n - 3].text == "=":
        return ""
    around, depth = "", 0
    for at in range(n - 3, max(n - _MAX_TOKENS, 0), -1):
        if code[at].kind == "mark":
            depth += (code[at].text in (")", "]")) - (code[at].text in ("(", "["))
        if depth < 0 and code[at - 1].text in _FINAGLE:
            around = code[at - 1].text
            break
    if around:
        sides = {around}
    return "Protocols.Enabled" + "(server)" * (sides == {"SslServerConfiguration"})


def listed(s: str, code: Sequence[Token], at: int) -> Text | None:
    """The texts of a list in brackets that begins at token ``at``; None for anything else."""
    opening = at + (code[at].text in _MAKING)
    if not _opens_list(code, opening):
        return None
    return items(s, code[opening : _closing(code, opening) + 1], {}, True)


def _versioned(first: Token) -> bool:
    """Whether a list that begins with this token may be one of versions: of one of ciphers it is known."""
    return first.kind != "text" or first.text.startswith(("TLSv", "SSLv"))


def _opens_list(code: Sequence[Token], at: int) -> bool:
    """Whether the bracket at token ``at`` begins a list: ``[``, ``Array(``."""
    if at >= len(code) or code[at].kind != "mark":
        return False
    making = code[at - 1].text in _MAKING if at else False
    return code[at].text == "[" if not making else code[at].text == "("


def given_to(code: Sequence[Token], n: int) -> range:
    """The tokens of what the name at token ``n`` is given; none where it is given nothing."""
    called = code[n + 1] if n + 1 < len(code) else None
    if called is None or n + 2 >= len(code):
        return range(0)
    if code[n].text == "enabledProtocols" and called.text in ("=", ":"):
        end = line_end(code, n + 2)
        if called.text == ":":  # with its type
            n = next((i for i in range(n + 2, end) if code[i].text == "="), end) - 1
        comparison = n + 2 >= len(code) or code[n + 2].text == "="
        return range(0) if comparison else range(n + 2, _value_end(code, n + 2, end))
    if called.text == "(" and called.kind == "mark":
        return range(n + 2, _closing(code, n + 1))
    if called.kind == "text" and code[n].text == "getInstance":  # without parentheses
        return range(n + 1, n + 2)
    return range(0)


def _specification(s: str, code: Sequence[Token], n: int, lists: Set[str]) -> list[Setting]:
    """OkHttp's specification for obsolete servers, where a client is given it; a builder only begins with it."""
    if [t.text for t in code[max(n - 2, 0) : n]] != ["ConnectionSpec", "."]:
        return []
    bracket = _opening(code, n - 3)
    if bracket < 0:
        return []
    called = code[bracket - 1] if bracket else None
    if code[bracket].text == "[":
        listed = called is None or called.kind != "name"  # an index else
    elif called is not None and called.text == "add" and bracket > 2:
        listed = code[bracket - 2].text == "." and code[bracket - 3].text in lists
    else:
        listed = called is not None and called.text in _LISTING
    if not listed:
        return []
    value = text_of(s, code[n].start, code[n].end)
    return [
        Setting("call:ConnectionSpec.COMPATIBLE_TLS", value, value.span, value.span, f"spec@{n}")
    ]


def _specified(code: Sequence[Token]) -> frozenset[str]:
    """What stands in a list of specifications that a client is given somewhere in the file."""
    return frozenset(
        [
            each.text
            for n, t in enumerate(code[:-1])
            if t.text == "connectionSpecs" and code[n + 1].text in ("(", "=")
            for each in code[n + 2 : line_end(code, n + 1)]
        ]
    )


def _closing(code: Sequence[Token], at: int) -> int:
    """The token that closes the bracket at ``at``."""
    depth = 0
    for n in range(at, min(len(code), at + _MAX_TOKENS)):
        depth += (code[n].text in ("(", "[")) - (code[n].text in (")", "]"))
        if depth == 0:
            return n
    return at


def _value_end(code: Sequence[Token], at: int, end: int) -> int:
    """Where the value that begins at token ``at`` ends, at the latest at ``end``."""
    depth = 0
    for n in range(at, end):
        depth += (code[n].text in ("(", "[")) - (code[n].text in (")", "]"))
        if depth < 0 or (depth == 0 and code[n].text == "," and code[n].kind == "mark"):
            return n
    return end


def _opening(code: Sequence[Token], at: int) -> int:
    """The bracket that is open at token ``at``, or -1."""
    depth = 0
    for n in range(at, max(at - _MAX_TOKENS, -1), -1):
        text = code[n].text
        if text in ("(", "[") and depth == 0:
            return n
        if text in ("{", "}", ";", "="):
            return -1
        depth += (text in (")", "]")) - (text in ("(", "["))
    return -1


def line_end(code: Sequence[Token], at: int) -> int:
    """Where a line that begins at token ``at`` ends, outside of brackets."""
    depth = 0
    for n in range(at, min(len(code), at + _MAX_TOKENS)):
        depth += (code[n].text in ("(", "[")) - (code[n].text in (")", "]"))
        if depth < 0 or (depth == 0 and (code[n].kind == "newline" or code[n].text in (";", "}"))):
            return n
    return at
