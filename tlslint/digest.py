"""A digest of bytes, for fingerprints."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any


def digest(data: bytes) -> str:
    """The first 16 hexadecimal digits of SHA-256."""
    text: str = _sha256()(data).hexdigest()
    return text[:16]


@cache
def _sha256() -> Callable[[bytes], Any]:
    # hashlib loads OpenSSL first, which takes longer than checking a small file
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            function: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:
            continue
        return function
    raise AssertionError
