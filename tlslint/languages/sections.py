"""Of which product, and on which side, keys in sections of configuration files are: stunnel, git, MySQL, OpenVPN, HAProxy, nginx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tlslint.facts import Setting, Span, Text
from tlslint.regex import regex

#: What a text has of which something here is to be asked.
SIGNS = ("sslVersion", "tls_version", "tls-version")
_STUNNEL = frozenset({"sslVersion", "sslVersionMin", "sslVersionMax"})
_MYSQL = frozenset({"tls_version", "tls-version", "loose-tls-version", "loose_tls_version"})
_CLIENTS = frozenset({"client", "client-server", "mysql", "mysqldump", "mysqladmin", "mysqlimport"})
_OPENVPN = "tls-version-min"
#: Directives of OpenVPN that only servers have.
_SERVERS = frozenset({"server", "server-bridge", "tls-server", "dh", "client-config-dir"})

#: Lines of HAProxy about the servers that it asks.
_ASKED = frozenset({"server", "default-server", "server-template", "ssl-default-server-options"})
HAPROXY_SIGNS = ("force-tlsv1", "force-sslv3", "ssl-min-ver", "ssl-max-ver")
_WORD = regex(r"\S+")

#: How the directives of nginx end that list versions, and where one begins within a line: behind another, or a block.
NGINX_SIGN = "_ssl_protocols"
_PASS = "proxy_pass"
_DIRECTIVE = regex(r"[;{][ \t]*(\w+_ssl_protocols)[ \t]+([^;{}\n]*)")

#: Key, value and begin.
_Entry = tuple[str, str, int]


def sides(entries: Iterable[_Entry]) -> dict[int, str]:
    """What is put behind the names of keys, by where they begin."""
    found: dict[int, str] = {}
    tunnels: list[tuple[str, int]] = []
    clients: set[str] = set()
    serving = False
    section = ""
    for key, value, start in entries:
        if key.startswith("["):
            section = f"{key} {value}".strip("[] ")
        elif key in _STUNNEL:
            if section.split(" ")[0] == "http":
                found[start] = "(http)"
            else:
                tunnels.append((section, start))
        elif key in _MYSQL:
            found[start] = "(client)" if section in _CLIENTS else ""
        elif key == _OPENVPN:
            found[start] = "(openvpn)"
        elif key == "client" and value.strip() == "yes":
            clients.add(section)
        serving |= key in _SERVERS and not section
    if serving:
        found = {x: "(server)" if side == "(openvpn)" else side for x, side in found.items()}
    for section, start in tunnels:
        if section in clients or "" in clients:
            found[start] = "(stunnel)"
    return found


def plain(entries: Iterable[_Entry]) -> frozenset[int]:
    """Where nginx is told versions in a block that hands all on by plain HTTP."""
    found: list[int] = []
    #: of each open block where versions are told, and how addresses begin
    blocks: list[tuple[list[int], set[bool]]] = [([], set())]
    for key, value, start in entries:
        if key == _PASS:
            blocks[-1][1].add(value.strip().startswith("http://"))
        elif key == f"proxy{NGINX_SIGN}":
            blocks[-1][0].append(start)
        if key == "}" or value.rstrip().endswith("}"):
            told, passed = blocks.pop()
            found += told if passed == {True} else ()
            blocks = blocks or [([], set())]
        if key.endswith("{") or value.rstrip().endswith("{"):
            blocks.append(([], set()))
    return frozenset(found)


def aside(mark: str) -> str:
    """Why a key with a mark behind its name says nothing of clients: the end of a sentence."""
    said = {
        "plain": "the block hands all on by plain HTTP",
        "other": "another section of the file counts for all programs",
    }
    return f": {said[mark]}" if mark in said else ""


def overridden(value: str, start: int) -> Iterator[Setting]:
    """A setting behind ``-o`` in Postfix's ``master.cf``: ``smtp_tls_protocols=!SSLv2``."""
    key, equals, said = value.partition("=")
    if equals:
        span = Span(start, start + len(value))
        text = Text(said.strip(), Span(span.start + len(key) + 1, span.end))
        yield Setting(f"property:{key.strip()}", text, span, span, f"@{start}")


def directives(value: str, start: int) -> Iterator[Setting]:
    """Directives of nginx that stand behind others in one line, which begins with another word than ``value``."""
    for match in _DIRECTIVE.finditer(value):
        span = Span(start + match.start(1), start + match.end(2))
        text = Text(match[2], Span(start + match.start(2), start + match.end(2)))
        yield Setting(f"property:{match[1]}", text, span, span, f"@{span.start}")


def asked(key: str, value: str, start: int, span: Span) -> Iterator[Setting]:
    """What a line of HAProxy says of the servers that it asks: ``server a h:443 ssl force-tlsv10``."""
    if key not in _ASKED:
        return
    words = [Text(m[0], Span(start + m.start(), start + m.end())) for m in _WORD.finditer(value)]
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word.value.startswith("force-"):
            yield Setting("property:force(haproxy)", word, span, span, f"@{start}")
        elif word.value in ("ssl-min-ver", "ssl-max-ver") and following is not None:
            yield Setting(f"property:{word.value}(haproxy)", following, span, span, f"@{start}")
