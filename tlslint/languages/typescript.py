"""TypeScript: see `tlslint.languages.javascript`, whose lowering serves it."""

from __future__ import annotations

from tlslint.languages.javascript import COMMENTS, lower, of_browsers
from tlslint.languages.javascript_names import own_names

__all__ = ["COMMENTS", "GRAMMAR", "lower", "of_browsers", "own_names"]

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_typescript", "language_typescript")
