"""Statements that only add an old version to what has a good one anyway: fixes take them away."""

from __future__ import annotations

from typing import Any

from tlslint.bounds import Cause
from tlslint.engine.decode import decode
from tlslint.facts import Edit, Span
from tlslint.rulemodel import Table
from tlslint.spelling import Context
from tlslint.takeout import taken_out
from tlslint.values import Value

#: Where statements stand one after the other, so that one may go. Behind the head of a branch
#: without braces what follows would take its place.
_BLOCKS = frozenset(
    {
        *("block", "constructor_body", "statement_block", "statement_list"),
        *("program", "module", "compilation_unit"),
    }
)


def addition(cause: Cause, table: Table, ctx: Context) -> list[Edit]:
    """The edits that delete a statement (``x |= OLD``) which adds old versions and nothing else."""
    if cause.value is None:
        return []
    said = decode(cause.value, table, ctx.lookup, ctx.text)
    if not said.named or max(said.named) >= ctx.minimum or said.unknown or said.minus or said.role:
        return []
    return statement(cause.fact, ctx)


def added(item: Value, ctx: Context) -> list[Edit]:
    """The edits that delete the call which adds ``item``, and nothing else, to a list."""
    call = (ctx.added or {}).get(item.span)
    return statement(call, ctx) if call is not None else []


def statement(span: Span, ctx: Context) -> list[Edit]:
    """The edits that delete what stands at ``span``, if it is a statement that may be missing."""
    if ctx.tree is not None and not _alone(ctx.tree.root_node, span):
        return []
    return deleted(span, ctx)


def _alone(root: Any, span: Span) -> bool:
    """Whether what stands at ``span`` is a statement of a block in which others stay."""
    node = root.named_descendant_for_byte_range(span.start, span.end)
    while node is not None and node.start_byte == span.start:
        parent = node.parent
        if parent is None:
            return False
        if parent.type in _BLOCKS or parent.type == "global_statement":
            count = sum(1 for each in parent.named_children if not each.is_extra)
            return node.end_byte - span.end <= 1 and (parent.type != "block" or count > 1)
        node = parent
    return False


def doubled(key: Span, name: str, ctx: Context) -> list[Edit]:
    """The edits that take a key of an object and its value out where the object has the key ``name`` as well."""
    if ctx.tree is None:
        return []
    pair = ctx.tree.root_node.named_descendant_for_byte_range(*key)
    while pair is not None and pair.type != "pair" and pair.end_byte <= key.end + 1:
        pair = pair.parent
    if pair is None or pair.type != "pair":
        return []
    items = [each for each in pair.parent.named_children if not each.is_extra]
    named = {k.text.strip(b"'\"`") for each in items if (k := each.child_by_field_name("key"))}
    if name.encode() not in named:
        return []
    spans = [Span(each.start_byte, each.end_byte) for each in items]
    return taken_out(spans, [s.start == pair.start_byte for s in spans], ctx.text)


#: How a comment begins that goes with the statement before it.
_REMARKS = {"python": b"#", "vbnet": b"'"}
_BRACES = ("csharp", "java", "kotlin", "javascript", "typescript", "tsx", "go")


def deleted(span: Span, ctx: Context) -> list[Edit]:
    """Delete a statement or line that stands alone on its lines, but for a comment behind it."""
    source = ctx.text
    start = source.rfind(b"\n", 0, span.start) + 1
    end = source.find(b"\n", span.end)
    end = len(source) if end < 0 else end + 1
    mark = _REMARKS.get(ctx.language, b"//" if ctx.language in _BRACES else b"")
    rest = source[span.end : end].strip().lstrip(b";, \t")
    if source[start : span.start].strip() or (rest and not (mark and rest.startswith(mark))):
        return []
    return [Edit(Span(start, end), "")]
