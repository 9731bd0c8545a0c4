"""Where files of Go seem to hand a configuration of TLS to a server, by their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlslint.regex import regex

#: A server that takes what another file may have made: it tells the side of that.
_SERVES = {
    b"Server{": regex(rb"(?<!\w)Server\{[^}]{0,600}\bTLSConfig:\s{0,20}[a-zA-Z]"),
    b"erver.TLSConfig = ": regex(rb"erver\.TLSConfig = [a-zA-Z]"),
    b"rv.TLSConfig = ": regex(rb"rv\.TLSConfig = [a-zA-Z]"),
    b"grpc.Creds(": regex(rb"(?<!\w)grpc\.Creds\("),
    **{
        word: regex(rb"(?<!\w)%s[^\n]{0,200}[a-zA-Z)]\)" % re.escape(word))
        for word in (b"tls.NewListener(", b"tls.Listen(", b"tls.Server(")
    },
}


def serves(text: bytes) -> bool:
    """Whether a file of Go seems to hand a configuration to a server, which tells its side."""
    return next(_serving(text), None) is not None


def serving(text: bytes) -> list[int]:
    """The places at which a file of Go seems to hand a configuration to a server."""
    return sorted(_serving(text))


def _serving(text: bytes) -> Iterator[int]:
    for word, pattern in _SERVES.items():
        at = text.find(word)
        while at >= 0:
            if pattern.match(text, at):
                yield at
            at = text.find(word, at + len(word))
