"""Releases of Linux distributions: which runtimes their packages bring, and whether their OpenSSL has a floor.

Python uses the OpenSSL of its system, so a floor there holds for each Python that is installed or built there:

- Debian from 10 on sets ``MinProtocol = TLSv1.2`` in ``openssl.cnf``
  (https://wiki.debian.org/ContinuousIntegration/TriagingTips/openssl-1.1.1);
- Ubuntu from 20.04 on is built so (https://documentation.ubuntu.com/security/security-features/cryptography/legacy-tls);
- the policy of RHEL from 8 on and of its kin does
  (https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/8/html/security_hardening/using-the-system-wide-cryptographic-policies_security-hardening),
  and so does that of Amazon Linux 2023;
- OpenSSL 3, which Alpine has from 3.17 on, has TLS 1.0 and 1.1 at security level 0 only
  (https://docs.openssl.org/3.0/man7/migration_guide/).

The versions of packages are those that packages.ubuntu.com, packages.debian.org and pkgs.alpinelinux.org show.
"""

from __future__ import annotations

from tlslint.rows import NamedTuple
from tlslint.runtimes import numbers

Version = tuple[int, ...]


#: From this one on Python has a floor of its own.
_OWN_FLOOR = (3, 10)


class Release(NamedTuple):
    """The Python 2 and 3, Node and Go of its packages, where known and old, and whether its OpenSSL has a floor."""

    python2: Version = ()
    python3: Version = ()
    node: Version = ()
    go: Version = ()
    floor: bool = False

    def brings(self, package: str) -> tuple[str, Version] | None:
        """Name and version of the runtime that a package needs: ``python3-pip``, ``python-dev``, ``nodejs``, ``golang``."""
        name = package.partition("-")[0].partition("=")[0]
        runtime, version = {
            "python": ("python", self.python2),
            "python2": ("python", self.python2),
            "python3": ("python", self.python3),
            "nodejs": ("node", self.node),
            "golang": ("go", self.go),
            "go": ("go", self.go),
        }.get(name, ("", ()))
        return (runtime, version) if version else None


_FLOOR = Release(floor=True)
_UBUNTU: dict[Version, Release] = {
    (14, 4): Release((2, 7), (3, 4), (0, 10), (1, 2)),
    (16, 4): Release((2, 7), (3, 5), (4, 2, 6), (1, 6)),
    (18, 4): Release((2, 7), (3, 6), (8, 10, 0), (1, 10)),
    (20, 4): Release((2, 7), (3, 8), go=(1, 13), floor=True),
    (22, 4): Release((2, 7), (3, 10), go=(1, 18), floor=True),
    (24, 4): _FLOOR,
}
_DEBIAN: dict[Version, Release] = {
    (7,): Release((2, 7), (3, 2), go=(1, 0)),
    (8,): Release((2, 7), (3, 4), (0, 10), (1, 3)),
    (9,): Release((2, 7), (3, 5), (4, 8, 2), (1, 7)),
    (10,): Release((2, 7), (3, 7), go=(1, 11), floor=True),
    (11,): Release((2, 7), (3, 9), go=(1, 15), floor=True),
    (12,): Release((), (3, 11), go=(1, 19), floor=True),
    (13,): _FLOOR,
}
_CENTOS: dict[Version, Release] = {
    (6,): Release((2, 6)),
    (7,): Release((2, 7), (3, 6)),
    (8,): Release((2, 7), (3, 6), floor=True),
    (9,): Release((), (3, 9), floor=True),
    (10,): _FLOOR,
}
_AMAZON: dict[Version, Release] = {
    (1,): Release((2, 7)),
    (2,): Release((2, 7), (3, 7)),
    (2018, 3): Release((2, 7)),
    (2023,): _FLOOR,
}
_ALPINE: dict[Version, Release] = {
    (3, 6): Release((2, 7), (3, 6), (6, 10), (1, 8)),
    (3, 7): Release((2, 7), (3, 6), (8, 9), (1, 9)),
    (3, 8): Release((2, 7), (3, 6), (8, 11), (1, 10)),
    (3, 9): Release((2, 7), (3, 6), (10, 14), (1, 11)),
    (3, 10): Release((2, 7), (3, 7), (10,), (1, 12)),
    (3, 11): Release((2, 7), (3, 8), go=(1, 13)),
    (3, 12): Release((2, 7), (3, 8), go=(1, 13)),
    (3, 13): Release((2, 7), (3, 8), go=(1, 15)),
    (3, 14): Release((2, 7), (3, 9), go=(1, 16)),
    (3, 15): Release((2, 7), (3, 9), go=(1, 17)),
    (3, 16): Release((), (3, 10), go=(1, 18)),
    **{(3, minor): _FLOOR for minor in range(17, 24)},
}
#: Distribution → its releases, and how many numbers tell one.
_BY_NAME: dict[str, tuple[dict[Version, Release], int]] = {
    "ubuntu": (_UBUNTU, 2),
    "debian": (_DEBIAN, 1),
    **dict.fromkeys(
        ("centos", "rockylinux", "almalinux", "oraclelinux", "rhel", "ubi"), (_CENTOS, 1)
    ),
    "amazonlinux": (_AMAZON, 1),
    "alpine": (_ALPINE, 2),
}
_CODENAMES: dict[str, tuple[str, Version]] = {
    "trusty": ("ubuntu", (14, 4)),
    "xenial": ("ubuntu", (16, 4)),
    "bionic": ("ubuntu", (18, 4)),
    "focal": ("ubuntu", (20, 4)),
    "jammy": ("ubuntu", (22, 4)),
    "noble": ("ubuntu", (24, 4)),
    "wheezy": ("debian", (7,)),
    "jessie": ("debian", (8,)),
    "stretch": ("debian", (9,)),
    "buster": ("debian", (10,)),
    "bullseye": ("debian", (11,)),
    "bookworm": ("debian", (12,)),
    "trixie": ("debian", (13,)),
}


def lifts(system: Release | None, name: str, version: Version) -> bool:
    """Whether the OpenSSL of a system gives a runtime a floor that it does not have itself."""
    return name == "python" and version < _OWN_FLOOR and system is not None and system.floor


def release(reference: str) -> Release | None:
    """The release that the name of an image says it stands on (``ubuntu:18.04``, ``python:3.6-slim-buster``); None where it says none."""
    path, _, tag = reference.partition("@")[0].lower().rpartition(":")
    name = path.rpartition("/")[2]
    if not name or "/" in tag:
        return None
    bare = name.rstrip("0123456789")
    if bare in _BY_NAME:  # ubi8/ubi:8.4, ubi8:latest
        number = numbers(tag) or numbers(name[len(bare) :])
        if number and (known := _of(bare, number)):
            return known
    for word in tag.replace("_", "-").split("-"):
        if word in _CODENAMES:
            distribution, number = _CODENAMES[word]
            return _BY_NAME[distribution][0].get(number)
        head = word.rstrip("0123456789.")
        if head in _BY_NAME and head != word:
            return _of(head, numbers(word[len(head) :]))
    return None


def _of(distribution: str, number: Version) -> Release | None:
    releases, width = _BY_NAME[distribution]
    return releases.get(number[:2]) or releases.get(number[:width])
