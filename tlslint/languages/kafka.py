"""Files of Kafka's brokers, whose settings of TLS have the names of a client's.

What such a file says holds for its listeners, and for what `connects to other brokers
<https://kafka.apache.org/documentation/#brokerconfigs_security.inter.broker.protocol>`_, which is
plain text unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The settings that the rules know for either side.
SHARED = frozenset({"ssl.enabled.protocols", "ssl.protocol"})
_BROKERS = (
    "broker.id",
    "process.roles",
    "log.dirs",
    "advertised.listeners",
    "zookeeper.connect",
    "ssl.client.auth",
)
#: What clients have, and workers of Connect, which listen too.
_CLIENTS = ("bootstrap.servers", "group.id")
_INTER, _LISTENER = "security.inter.broker.protocol", "inter.broker.listener.name"
_MAP = "listener.security.protocol.map"


def serves(values: Mapping[str, str]) -> bool:
    """Whether a file with these entries is a broker's that connects to no other with TLS."""
    if not any(key in values for key in _BROKERS) or any(key in values for key in _CLIENTS):
        return False
    if (name := values.get(_LISTENER)) is not None:
        pairs = (pair.partition(":") for pair in values.get(_MAP, "").split(","))
        kinds = {k.strip().upper(): v for k, _, v in pairs}
        return not _secure(kinds.get(name.strip().upper(), name))
    return not _secure(values.get(_INTER, ""))


def _secure(protocol: str) -> bool:
    return protocol.strip().upper() not in ("", "PLAINTEXT", "SASL_PLAINTEXT")
