"""Settings and commands of products that no rule is about, to say so of a line by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlslint.facts import Span
from tlslint.regex import regex
from tlslint.versions import Version, names

_WORD = regex(rb"[A-Za-z_][\w.-]*")
#: What stands between the names of versions in a list of them.
_BETWEEN = regex(r"[\s,;:|\"'\[\]()]+")
_VERSION = regex(r"(?:(TLS)|SSL)[ _-]?v?([123])(?:[._]?([0-3]))?", re.IGNORECASE)
_AROUND = " \t\r\n,;:|\"'[]()"
#: What puts a java.security where it counts.
_PUT = regex(
    rb"\s*(?:RUN\s+|sudo\s+){0,2}(?:cp|mv|install|COPY|ADD)\s(?:\s*-\S{1,100})*\s*([\w./-]{0,200}java[.-]security)\s"
)
#: Longer values are not looked at.
_LONG = 200
_OLD = {"2": Version.SSLv2, "3": Version.SSLv3}
_NEW = (Version.TLSv1_0, Version.TLSv1_1, Version.TLSv1_2, Version.TLSv1_3)

_SERVED = "what its servers accept"
_SPOKEN = "what it speaks to servers"
#: settings → whose they are, and what they are about
_SETTINGS = {
    "ssl_protocols": ("nginx or Dovecot", _SERVED),
    "ssl_min_protocol": ("Dovecot", _SERVED),
    "proxy_ssl_protocols": ("nginx", _SPOKEN),
    "grpc_ssl_protocols": ("nginx", _SPOKEN),
    "uwsgi_ssl_protocols": ("nginx", _SPOKEN),
    "SSLProtocol": ("Apache httpd", _SERVED),
    "ssl-default-bind-options": ("HAProxy", _SERVED),
    "ssl-min-ver": ("HAProxy", "what it accepts or speaks"),
    "smtpd_tls_protocols": ("Postfix", _SERVED),
    "smtpd_tls_mandatory_protocols": ("Postfix", _SERVED),
    "tls-protocols": ("Redis", _SERVED),
    "ssl_min_protocol_version": ("PostgreSQL", _SERVED),
    "tls-min-version": ("Kubernetes", _SERVED),
    "tls_minimum_protocol_version": ("Envoy", "what it accepts or speaks"),
    "TLSProtocol": ("ProFTPD", _SERVED),
    "TLSCipherSuite": ("Pure-FTPd or OpenLDAP", "cipher suites"),
    "ssl_tlsv1": ("vsftpd", _SERVED),
    "ssl_sslv3": ("vsftpd", _SERVED),
    "sslVersionsForClient": ("Splunk", _SPOKEN),
    "sslVersions": ("Splunk", _SERVED),
    "minimum_protocol_version": ("CloudFront", _SERVED),
    "minimum_tls_version": ("Azure", _SERVED),
    "minimumTlsVersion": ("Azure", _SERVED),
    "min_tls_version": ("Azure or Cloudflare", _SERVED),
    "minTlsVersion": ("Azure", _SERVED),
    "ssl_options.versions": ("RabbitMQ", _SERVED),
}
_CLIENT = "no option names an old version, or what has one is to be refused or asks http:// alone"
_FILE = "what is written into most files by a command is not read"
#: commands → what a line that runs them does
_COMMANDS = {
    "grep": "something is only looked for, by grep",
    "egrep": "something is only looked for, by egrep",
    "findstr": "something is only looked for, by findstr",
    "sed": f"a file or text is edited by sed; {_FILE}",
    "awk": "a text is taken apart by awk",
    "tee": f"a file is written by tee; {_FILE}",
    "curl": f"curl is run here: {_CLIENT}",
    "wget": f"wget is run here: {_CLIENT}",
    "openssl": f"openssl is run here: {_CLIENT}",
    "nmap": "a server is only asked what it accepts, by nmap",
    "sslscan": "a server is only asked what it accepts, by sslscan",
    "testssl.sh": "a server is only asked what it accepts, by testssl.sh",
    "keytool": "keys are only made or kept, by keytool",
}


def settings(text: bytes, line: Span) -> Iterator[tuple[Span, str]]:
    """What a line sets of a product that no rule is about."""
    for word in _WORD.finditer(text, line.start, line.end):
        product = _SETTINGS.get(word[0].decode("latin-1"))
        if product is not None:
            whose, about = product
            said = f"a setting of {whose}, about {about}: no rule is about {whose}"
            yield Span(word.start(), word.end()), f"{word[0].decode('latin-1')}: {said}"


def command(text: bytes, line: Span) -> str:
    """What a line of a script does whose command no rule is about."""
    if (put := _PUT.match(text[line.start : line.end])) is not None:
        return f"{put[1].decode('latin-1')} is put in a place: what it says is judged in the file itself"
    for word in _WORD.finditer(text, line.start, line.end):
        name = word[0].decode("latin-1")
        if name in _COMMANDS:
            return _COMMANDS[name]
    return ""


def versions(value: str, minimum: Version) -> str:
    """Which versions a value names that names nothing else; empty where it is anything more."""
    found = set()
    for each in _BETWEEN.split(value[:_LONG].strip(_AROUND)) if len(value) < _LONG else ():
        match = _VERSION.fullmatch(each)
        if match is None or bool(match[1]) != (match[2] == "1"):
            return ""
        found.add(_NEW[int(match[3] or 0)] if match[1] else _OLD[match[2]])
    if not found:
        return ""
    older = "" if min(found) < minimum else f", nothing older than {minimum}"
    return f"it names {', '.join(names(found))}{older}"
