"""JSON Schemas of the configuration file and of ``--format json``."""

from __future__ import annotations

from typing import Any

from tlslint.configfile import KEYS, PATH_KEYS
from tlslint.facts import SEVERITIES
from tlslint.options import MAX_BYTES, SIDES
from tlslint.report.json_ import SCHEMA
from tlslint.versions import ALL, names

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
BASE = "https://github.com/tlslint/tlslint/blob/main/docs/schema"
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_POSITION: Schema = {"type": "integer", "minimum": 1}
_SEVERITY: Schema = {"enum": list(SEVERITIES)}
_VERSION: Schema = {"enum": names(ALL)}


def _list(description: str) -> Schema:
    return {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": description,
    }


def _minimum(description: str) -> Schema:
    return {
        "anyOf": [
            {"type": "string", "pattern": "^\\s*([Ss][Ss][Ll]|[Dd]?[Tt][Ll][Ss])?[vV]?[0-9]([._][0-9])?\\s*$"},
            {"type": "number"},
        ],
        "description": description,
    }  # fmt: skip


def configuration() -> Schema:
    """The schema of tlslint.toml and of the table [tool.tlslint]."""
    path = {
        "patterns": {**_list("Files, gitignore style, relative to this file."), "minItems": 1},
        "ignore": _list("Rules that do not hold for these files."),
        "minimum": _minimum("The oldest version that is good enough for these files."),
        "severity": {**_SEVERITY, "description": "The severity of findings in these files."},
    }
    properties: Schema = {
        "minimum": _minimum("The oldest TLS version that is good enough; default 1.2."),
        "select": _list("Only these rules: ids, or patterns with *."),
        "ignore": _list("Not these rules: ids, or patterns with *."),
        "side": {
            "enum": list(SIDES),
            "description": "Check settings of clients, of servers, or all; default client.",
        },
        "strict": {
            "type": "boolean",
            "description": "Also report values that cannot be known from the code.",
        },
        "pedantic": {
            "type": "boolean",
            "description": "Also report choices that code only offers, and the oldest supported runtime.",
        },
        "exclude": _list("Paths to leave out, gitignore style, relative to this file."),
        "force-exclude": {
            "type": "boolean",
            "description": "Exclude also paths that are named on the command line.",
        },
        "tests": {
            "type": "boolean",
            "description": "Check test code too; default true.",
        },
        "assume": {
            "type": "object",
            "additionalProperties": {
                "type": "string",
                "pattern": "^[0-9]{1,6}(\\.[0-9]{1,6}){0,3}$",
            },
            "description": 'Versions of platforms, such as {python = "3.8"}.',
        },
        "fail-on": {
            "enum": [*SEVERITIES, "never"],
            "description": "The least severity that makes the exit code 1; default warning.",
        },
        "max-file-size": {
            "type": "integer",
            "minimum": 1,
            "description": f"Bytes of the largest file that is parsed; default {MAX_BYTES}.",
        },
        "paths": {
            "type": "array",
            "description": "Settings of some files; later ones win.",
            "items": _closed({key: path[key] for key in PATH_KEYS}, required=["patterns"]),
        },
    }
    return {
        "$schema": DIALECT,
        "$id": f"{BASE}/configuration.json",
        "title": "Configuration of tlslint",
        **_closed({key: properties[key] for key in KEYS}),
    }


def output() -> Schema:
    """The schema of ``--format json``. Objects are open, since fields may be added."""
    finding = {
        "rule": _TEXT,
        "path": {**_TEXT, "description": "Relative to the working directory, with slashes."},
        "line": _POSITION,
        "column": {**_POSITION, "description": "In code points."},
        "end_line": _POSITION,
        "end_column": {**_POSITION, "description": "Exclusive."},
        "severity": _SEVERITY,
        "verdict": {
            "enum": ["cannot-connect", "allows-old"],
            "description": "Whether servers that require the minimum refuse the client, or it also accepts older ones.",
        },
        "origin": {
            "enum": ["explicit", "default", "option", "unresolved"],
            "description": "Written, brought by a runtime, one choice among others, or not known.",
        },
        "side": {"enum": ["client", "server"]},
        "allowed": {"type": "array", "items": _VERSION, "description": "Oldest first."},
        "minimum": _VERSION,
        "message": _TEXT,
        "hint": _TEXT,
        "language": _TEXT,
        "fingerprint": {**_TEXT, "description": "Stays when lines above change."},
        "related": {
            "type": "array",
            "items": _open(
                {"path": _TEXT, "line": _POSITION, "column": _POSITION, "message": _TEXT}
            ),
        },
        "fix": {
            "anyOf": [
                {"type": "null"},
                _open(
                    {
                        "title": _TEXT,
                        "safety": {"enum": ["safe", "unsafe", "manual"]},
                        "edits": {
                            "type": "array",
                            "description": "Byte ranges of the file's text as UTF-8 without a byte order mark.",
                            "items": _open({"start": _COUNT, "end": _COUNT, "text": _TEXT}),
                        },
                        "replacement": {
                            "type": ["string", "null"],
                            "description": "The line as the edits leave it.",
                        },
                    }
                ),
            ]
        },
    }
    properties = {
        "schema": {"const": SCHEMA},
        "tool": _open({"name": {"const": "tlslint"}, "version": _TEXT}),
        "summary": _open(
            {
                "seen": _COUNT,
                "scanned": _COUNT,
                "parsed": _COUNT,
                "skipped": _COUNT,
                "findings": _open(dict.fromkeys(SEVERITIES, _COUNT)),
                "suppressed": _COUNT,
                "unresolved": _COUNT,
                "errors": _COUNT,
            }
        ),
        "errors": {
            "type": "array",
            "items": _open(
                {
                    "kind": _TEXT,
                    "path": _TEXT,
                    "line": {"type": ["integer", "null"], "minimum": 1},
                    "message": _TEXT,
                }
            ),
        },
        "findings": {"type": "array", "items": {"$ref": "#/definitions/finding"}},
        "suppressed": {
            "type": "array",
            "items": {"allOf": [{"$ref": "#/definitions/finding"}, _open({"reason": _TEXT})]},
        },
        "skipped": {"type": "array", "items": _open({"path": _TEXT, "reason": _TEXT})},
    }
    return {
        "$schema": DIALECT,
        "$id": f"{BASE}/output.json",
        "title": "Output of tlslint --format json",
        "definitions": {"finding": _open(finding)},
        **_open(properties),
    }


def _open(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _closed(properties: Schema, required: list[str] | None = None) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        schema["required"] = required
    return schema
