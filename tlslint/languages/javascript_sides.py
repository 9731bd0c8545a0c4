"""Whether browsers may run a file: a module that imports nothing that only Node has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

#: https://nodejs.org/docs/latest/api/module.html#modulebuiltinmodules, but for those that browsers are given as
#: packages: ``buffer``, ``events``, ``path``, ``process``, ``punycode``, ``querystring``, ``stream``, ``url``, ``util``.
_OF_NODE = frozenset(
    (
        *("assert", "child_process", "cluster", "crypto", "dgram", "dns", "fs", "http", "http2"),
        *("https", "module", "net", "os", "perf_hooks", "readline", "repl", "tls", "v8", "vm"),
        *("worker_threads", "zlib"),
        # what speaks the protocols of servers, or is one
        *(
            "@hapi/hapi",
            "@nestjs/common",
            "@nestjs/core",
            "apn",
            "amqplib",
            "body-parser",
            "bunyan",
        ),
        *("commander", "cookie-parser", "cors", "discord.js", "dotenv", "express", "fastify"),
        *(
            "fs-extra",
            "got",
            "hapi",
            "ioredis",
            "koa",
            "koa-router",
            "ldapjs",
            "mongodb",
            "mongoose",
        ),
        *("mysql", "mysql2", "needle", "nodemailer", "pg", "redis", "request", "request-promise"),
        *("request-promise-native", "restify", "stripe", "twilio", "winston", "ws", "yargs"),
    )
)


def of_browsers(root: Node, text: bytes) -> bool:
    """Whether a file says nothing that makes it one of Node alone: it imports, and none of Node's modules."""
    modules = list(_imported(root, text))
    return bool(modules) and not any(
        name.startswith("node:") or name in _OF_NODE or name.split("/")[0] in _OF_NODE
        for name in modules
    )


def _imported(root: Node, text: bytes) -> Iterator[str]:
    """The modules that ``import`` names."""
    for node in root.named_children:
        if node.type != "import_statement":
            continue
        source = node.child_by_field_name("source")
        if source is None:  # import name = require('…')
            clauses = (c.child_by_field_name("source") for c in node.named_children)
            source = next((each for each in clauses if each is not None), None)
        if source is not None:
            yield text[source.start_byte + 1 : source.end_byte - 1].decode("utf-8", "replace")
