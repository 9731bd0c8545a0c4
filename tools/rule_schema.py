"""JSON Schema of a rule file, from the one definition of its keys in `tlslint.rulenodes`."""

from __future__ import annotations

from typing import Any

from tlslint.languages import LANGUAGES
from tlslint.rulemodel import EDITS, EFFECTS, REWRITES
from tlslint.rulenodes import SCHEMA

Schema = dict[str, Any]
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_FLAG: Schema = {"type": "boolean"}
_MAP: Schema = {"type": "object", "additionalProperties": _TEXT}
_LANGUAGE: Schema = {"enum": [language.name for language in LANGUAGES]}


def _list(kind: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/definitions/{kind}"}}


#: What is not a plain text, by (mapping, key); keys of the same name share an entry.
_KINDS: dict[tuple[str, str], Schema] = {
    ("library", "language"): {"anyOf": [_LANGUAGE, {"type": "array", "items": _LANGUAGE}]},
    ("library", "source"): _TEXTS,
    ("library", "tables"): {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"$ref": "#/definitions/table"}, {"$ref": "#/definitions/rows"}]
        },
    },
    ("library", "rules"): _list("rule"),
    ("library", "emits"): _list("emit"),
    ("library", "returns"): _MAP,
    ("library", "hands"): _MAP,
    ("library", "extends"): {"type": "object", "additionalProperties": _TEXTS},
    ("library", "sides"): _MAP,
    ("library", "since"): _MAP,
    ("library", "aliases"): _MAP,
    ("library", "examples"): _list("example"),
    ("library", "triggers"): _TEXTS,
    ("table", "bits"): _FLAG,
    ("table", "contiguous"): _FLAG,
    ("table", "one"): _FLAG,
    ("table", "fold"): _FLAG,
    ("table", "keys"): _TEXTS,
    ("table", "whole"): _TEXTS,
    ("table", "values"): {"$ref": "#/definitions/rows"},
    ("entry", "is"): {"$ref": "#/definitions/meaning"},
    ("rule", "call"): _TEXTS,
    ("rule", "set"): _TEXTS,
    ("rule", "use"): _TEXTS,
    ("rule", "source"): _TEXTS,
    ("rule", "triggers"): _TEXTS,
    ("rule", "arguments"): _list("argument"),
    ("rule", "default"): _list("default"),
    ("rule", "role"): {"enum": ["client", "server", "both"]},
    ("rule", "where"): {"type": "object", "additionalProperties": _TEXTS},
    ("rule", "origin"): {"enum": ["explicit", "default"]},
    ("rule", "once"): _FLAG,
    ("rule", "declared"): _FLAG,
    ("rule", "hints"): _list("hint"),
    ("rule", "fix"): {"anyOf": [{"$ref": "#/definitions/fix"}, _list("fix")]},
    ("argument", "at"): _TEXTS,
    ("argument", "effect"): {"enum": list(EFFECTS)},
    ("argument", "pinned"): _FLAG,
    ("argument", "told"): _FLAG,
    ("fix", "safety"): {"enum": ["safe", "unsafe", "manual"]},
    ("fix", "edit"): {"enum": list(EDITS)},
    ("fix", "rewrite"): {"enum": list(REWRITES)},
    ("fix", "cause"): {"enum": ["written", "default"]},
    ("fix", "target"): {"enum": ["value", "fact", "text"]},
    ("fix", "after"): _TEXTS,
    ("emit", "call"): _TEXTS,
    ("example", "platform"): _MAP,
    ("example", "options"): _TEXTS,
}


def rules() -> Schema:
    """The whole schema."""
    definitions: dict[str, Schema] = {}
    for kind, keys in SCHEMA.items():
        names = [key.rstrip("!") for key in keys]
        definitions[kind] = {
            "type": "object",
            "properties": {name: _KINDS.get((kind, name), _TEXT) for name in names},
            "required": [key[:-1] for key in keys if key.endswith("!")],
            "additionalProperties": False,
        }
    for name in ("severity",):
        definitions["rule"]["properties"][name] = {"type": "object"}
    cases = {"type": "array", "items": {"$ref": "#/definitions/case"}}
    definitions["meaning"] = {"anyOf": [_TEXT, cases]}
    definitions["rows"] = {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"$ref": "#/definitions/meaning"}, {"$ref": "#/definitions/entry"}]
        },
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://github.com/tlslint/tlslint/blob/main/docs/schema/rules.json",
        "title": "A rule file of tlslint",
        "$ref": "#/definitions/library",
        "definitions": definitions,
    }
