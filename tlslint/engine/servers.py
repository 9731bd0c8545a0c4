"""What says by its name that something is a server's."""

from __future__ import annotations

from functools import lru_cache

from tlslint.regex import regex

#: how names of variables end that hold a server, or what listens
_SERVER = regex(r"(?:.*_)?(?:server|srv|svr|listener)|.*(?:Server|Srv|Svr|Listener)")


def named_server(variable: str) -> str:
    """The type of what a variable holds that nobody knows, where its name says that it is a server."""
    return "Server" if _SERVER.fullmatch(variable) else ""


def named_listener(variable: str) -> bool:
    """Whether a variable is called as what listens is (``_listener``, ``tlsListener``)."""
    return variable.lower().endswith("listener")


#: how names of types end that say where something listens
_LISTENER = regex(r"(?:.*\.)?(?:Listen|\w*Listener)(?:Config|Options|Opts|Settings|Spec)?")


def listens(type_: str) -> bool:
    """Whether a type, by its name, is of what listens."""
    return _LISTENER.fullmatch(type_) is not None


#: how types of the JVM are called that are of a server; those of a client of SQL Server are not
_SERVING = regex(
    r"(?:.*\.)?(?:\w*[a-z0-9])?(?:(?:Ssl|SSL|Tls|TLS)?(?:Server|Acceptor|Listener)"
    r"|(?:Server|Acceptor|Listener)(?:Ssl|SSL|Tls|TLS)\w*|(?:Ssl|SSL|Tls|TLS)(?:Server|Acceptor)\w*)(?:\.?Builder)?"
)
_SQL_SERVER = regex(r".*S(?:ql|QL)Server\w*(?:\.Builder)?")
#: how methods are called that give a builder of their type, or what they were called on
_BUILDING = regex(r"builder|newBuilder|create|custom|(?:set|with|add)[A-Z]\w*")


@lru_cache(maxsize=4096)
def serves(method: str) -> bool:
    """Whether a method of the JVM is of a type that is called a server, or of what builds one.

    ``a.ServerSslConfig.setProtocols`` and ``a.ServerSslConfig.builder([]).protocols`` are.
    """
    first, chained, _ = method.partition("([")
    owner, _, name = first.rpartition(".")
    if chained and not owner.endswith("Builder") and _BUILDING.fullmatch(name) is None:
        return False
    return _SERVING.fullmatch(owner) is not None and _SQL_SERVER.fullmatch(owner) is None


#: how types are called that stand in for others in tests, and negotiate nothing
_DOUBLE = regex(r"(?:.*\.)?(?:Fake|Mock|Stub|Dummy)(?:Ssl|SSL|Tls|TLS)?(?:Engine|Socket)\.\w+")


def stands_in(method: str) -> bool:
    """Whether a method is of a test's double of a socket or engine (`FakeSslEngine`)."""
    return _DOUBLE.fullmatch(method) is not None


#: how enumerations are called whose constants are keys of a server's options, with one of them
_OPTION = regex(r"(?:.*\.)?\w*Server(?:Option|Setting|Propert|Config)\w*\.\w+")


def serves_by_option(constant: str) -> bool:
    """Whether a constant, by its name, is a key of the options of a server (`TcpServerOption.SECURITY`)."""
    return _OPTION.fullmatch(constant) is not None


#: how types of .NET are called that are of a server: itself, what it extends, its settings of TLS;
#: in lower case, as those of Visual Basic are compared (an observer is none)
_NET = regex(
    r"(?:.*\.)?\w*(?:(?<!ob)(?<!pre)server(?:base)?|(?<!ob)(?<!pre)server(?:ssl|tls|authentication)\w*|(?:ssl|tls)server\w*)"
)


#: what is said in the names of types of a server that a client is told of
_PEERS = ("sqlserver", "upstream", "remote")


def of_peer(type_: str) -> bool:
    """Whether a type, by its name, is what a client is told of a server."""
    name = type_.lower()
    return any(word in name for word in _PEERS)


#: how types of .NET are called that build a server or its options, in lower case
_BUILDS = regex(r"(?:.*\.)?\w*(?<!ob)(?<!pre)server(?:options|settings|host)?builder")


def built(method: str) -> bool:
    """Whether a method of .NET is of what builds a server (`SmtpServerOptionsBuilder.Endpoint`)."""
    type_ = method.partition("([")[0].rpartition(".")[0].lower()
    return _BUILDS.fullmatch(type_) is not None and not of_peer(type_)


def served_type(type_: str) -> bool:
    """Whether a type of .NET is called as a server's are (`EchoServer`, `ServerTlsSettings`)."""
    name = type_.lower()
    return not of_peer(name) and _NET.fullmatch(name) is not None
