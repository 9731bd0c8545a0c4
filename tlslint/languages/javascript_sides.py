"""Whether browsers may run a file: a module that imports nothing that only Node has."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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


#: Files of the package that are looked into for what one imports, and how long these may be.
_MAX_FILES = 24
_MAX_BYTES = 200_000
#: How a module may go on in the name of its file, and the grammar of that.
_ENDS = {
    "": None,
    ".js": ("tree_sitter_javascript", "language"),
    ".ts": ("tree_sitter_typescript", "language_typescript"),
    ".jsx": ("tree_sitter_javascript", "language"),
    ".tsx": ("tree_sitter_typescript", "language_tsx"),
    "/index.js": ("tree_sitter_javascript", "language"),
    "/index.ts": ("tree_sitter_typescript", "language_typescript"),
}


def of_browsers(root: Node, text: bytes, path: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether a file says nothing that makes it one of Node alone: it imports, and none of Node's modules,
    and neither do the files of the package that it brings.
    """
    modules = list(_imported(root, text))
    if not modules or any(map(_of_node, modules)):
        return False
    todo = [_beside(path, name) for name in modules if name.startswith(".")]
    for at in todo:
        found = _modules_of(at, read)
        if any(map(_of_node, found)):
            return False
        more = (_beside(at, name) for name in found if name.startswith("."))
        todo += [each for each in more if each not in todo][: _MAX_FILES - len(todo)]
    return True


def _of_node(name: str) -> bool:
    return name.startswith("node:") or name in _OF_NODE or name.split("/")[0] in _OF_NODE


def _beside(path: str, module: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(path), module))


def _modules_of(path: str, read: Callable[[str], bytes | None]) -> list[str]:
    """What a module of the package imports or requires at its top."""
    from tlslint.languages.base import Unfinished, parse

    for end, grammar in _ENDS.items():
        grammar = grammar or _ENDS.get(os.path.splitext(path)[1])
        text = read(path + end) if grammar is not None else None
        if text is None or grammar is None or len(text) > _MAX_BYTES:
            continue
        try:
            root = parse(grammar[0], text, grammar[1]).root_node
        except Unfinished:
            return []
        return [*_imported(root, text), *_required(root, text)]
    return []


def _required(root: Node, text: bytes) -> Iterator[str]:
    """The modules that declarations take from ``require``."""
    for node in root.named_children:
        for declarator in node.named_children if node.type.endswith("declaration") else ():
            value = declarator.child_by_field_name("value")
            if value is None or value.type != "call_expression":
                continue
            callee = value.child_by_field_name("function")
            given = value.child_by_field_name("arguments")
            first = given.named_children[:1] if given is not None else []
            if callee is None or not first or first[0].type != "string":
                continue
            if text[callee.start_byte : callee.end_byte] == b"require":
                yield _text(first[0], text)


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
            yield _text(source, text)


def _text(node: Node, text: bytes) -> str:
    return text[node.start_byte + 1 : node.end_byte - 1].decode("utf-8", "replace")
