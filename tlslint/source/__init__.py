"""Where the files are (`discover`), how they are read (`read`), and what their text is (`text`)."""

from __future__ import annotations

from tlslint.source.text import Decoded, LineIndex, Source, decode, encode, encoding_of

__all__ = ["Decoded", "LineIndex", "Source", "decode", "encode", "encoding_of"]
