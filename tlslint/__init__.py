"""Finds every client in a codebase that may still negotiate an old TLS version."""

__version__ = "0.1.0"
