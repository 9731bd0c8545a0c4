"""One file in, findings out: `check` is a pure function of bytes, rules, options and platform.

`extract` runs the file abstractly and gives what its objects allow, `Reporter` applies the
policy, and suppression comments hide what they name.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tlslint import otherfiles
from tlslint.answers import answers, beside, oldest, supported
from tlslint.causes import once, told_once
from tlslint.embedded import Inner, Numbered, apart
from tlslint.engine.machine import Exhausted, State, Step
from tlslint.extract import Extracted, Read, adapter, extract
from tlslint.facts import (
    Asked,
    FileResult,
    Finding,
    Problem,
    ProblemKind,
    Setting,
    Span,
    Trace,
    Wanted,
)
from tlslint.findings import Reporter
from tlslint.foreign import USED
from tlslint.languages import BY_NAME
from tlslint.languages.base import Unfinished
from tlslint.ledger import Ledger, in_order
from tlslint.options import Options
from tlslint.places import CLASS_LANGUAGES, MAX_WANTED, linkable
from tlslint.regex import regex
from tlslint.rules import RuleSet
from tlslint.source import LineIndex, Source
from tlslint.values import Linked

if TYPE_CHECKING:
    from tlslint.platform import Platform

_WORD = regex(rb"\w+")
#: Python's limit of 1,000 nested calls is too little for what adapters accept (200 levels).
_FRAMES = 4000


def check(
    source: Source,
    rules: RuleSet,
    options: Options,
    platform: Platform | None = None,
    *,
    explain: Asked | None = None,
    read: Read | None = None,
    linked: Mapping[str, Linked] | None = None,
    line_of: Callable[[Span], int] | None = None,
) -> FileResult:
    """Check one file.

    ``platform`` is what the repository declares about its runtimes, ``read`` gives the bytes of
    another file that this one refers to (None where there is none), ``linked`` is what other
    files define, by the names that an earlier result ``wanted``. ``line_of``
    numbers the lines of a piece of another file as that one does. Whatever is wrong with the
    file itself comes back as a problem in the result.
    """
    if sys.getrecursionlimit() < _FRAMES:
        sys.setrecursionlimit(_FRAMES)
    lines = LineIndex(source.text)
    lookup, evidence = answers(platform, options.pedantic)
    state = State(
        source.text,
        rules.index(source.language),
        lookup,
        evidence,
        time.process_time() + options.seconds,
        explain is not None,
        linked=linked or {},
        telling=source.telling,
        supported=lambda name: supported(platform, name),
        oldest=oldest(platform),
        minimum=options.minimum,
        line_of=line_of,
    )
    problems: list[Problem] = []
    reads: Read = read or (lambda _: None)
    try:
        found = extract(source, state, reads)
    except Exhausted as error:
        return FileResult(source.path, problems=(Problem("timeout", source.path, str(error)),))
    except Unfinished as error:
        kind: ProblemKind = "timeout" if error.timeout else "too-large"
        return FileResult(source.path, problems=(Problem(kind, source.path, str(error)),))
    except RecursionError:
        deep = Problem("too-large", source.path, "nested too deeply to be checked")
        return FileResult(source.path, problems=(deep,))
    for line, message in found.problems or ():
        problems.append(Problem("malformed", source.path, message, line))
    on = beside(platform, found.declared)
    ledger = Ledger(source, rules, options, lines, found, on)
    reporter = Reporter(ledger, found, on, line_of, reads)
    findings = reporter.findings()
    inner = []
    for code in dict.fromkeys(found.codes):
        piece = Inner(source, code)
        told = check(
            piece.source,
            rules,
            options,
            platform,
            explain=Asked() if explain is not None else None,
            linked={},
            line_of=lambda span, piece=piece: lines.place(piece.span(span).start)[0],  # type: ignore[misc]
        )
        inner.append(piece.result(told, lines))
    findings += apart([f for each in inner for f in each.findings])
    kept, hidden = suppressed(source, rules, options, findings, found.tree)
    if explain is not None:
        pieces = {t.place.line for each in inner for t in each.trace}
        numbered = lines if line_of is None else Numbered(source.text, line_of)
        state.trace += _silent(source, found, options, numbered, explain.line, reads, pieces)
    trace = tuple(
        Trace(ledger.place(step.span), step.text, step.aside)
        for step in dict.fromkeys(sorted(state.trace, key=lambda s: s.span))
    )
    return FileResult(
        source.path,
        tuple(once(sorted(kept, key=in_order), rules)),
        (*hidden, *(s for each in inner for s in each.suppressed)),
        (*problems, *(p for each in inner for p in each.problems)),
        len(reporter.unresolved) + sum(each.unresolved for each in inner),
        (*trace, *(t for each in inner for t in each.trace)),
        wanted(source.language, found) if linked is None else users(source.language, found),
        otherfiles.harmless(state, ledger.seen.values(), options.side) if linked else (),
        otherfiles.sides(state, found.objects, options.side) if linked else (),
        otherfiles.keys(state, ledger.place),
        tuple((path, ledger.place(span)) for path, span in found.brought),
    )


def _silent(
    source: Source,
    found: Extracted,
    options: Options,
    lines: LineIndex,
    asked: int | None,
    read: Read,
    told: set[int],
) -> list[Step]:
    """For ``explain``: what the names are about that nothing was said of; ``told`` are lines of pieces."""
    from tlslint.silent import Silent

    language = BY_NAME[source.language]
    module = adapter(language.module)
    statements: tuple[Any, ...] = ()
    settings: Iterable[Setting] = ()
    if language.kind == "code":
        root = found.tree.root_node if found.tree is not None else None
        every = [word.start() for word in _WORD.finditer(source.text)]
        statements = module.lower(root, source.text, every)
    elif asked is not None:
        settings = module.settings(source.text, source.path, read, None)
    silent = Silent(statements, source, lines, found.state, options.minimum, found.tree)
    silent.about |= told
    silent.known |= told
    return silent.steps(comments(module, source.text, found.tree), settings, asked)


def wanted(language: str, found: Extracted) -> Wanted | None:
    """What a file that was run would have to know from others; None for nothing."""
    if not found.state.wanted and not found.state.perhaps:
        return None
    bases = found.bases if language in CLASS_LANGUAGES else ()
    opened = tuple(dict.fromkeys((*found.wildcards, *bases)))
    names = [n for n in found.state.wanted if linkable(language, n, opened)][:MAX_WANTED]
    left = MAX_WANTED - len(names)
    perhaps = [n for n in found.state.perhaps if linkable(language, n, opened)][:left]
    if not names and not perhaps:
        return None
    return Wanted(tuple(names), opened[:MAX_WANTED], tuple(perhaps))


def users(language: str, found: Extracted) -> Wanted | None:
    """Those who use what its methods give, whom a file asks when others have told it what that allows."""
    if language not in CLASS_LANGUAGES:
        return None
    names = tuple(n for n in found.state.wanted if USED in n)[:MAX_WANTED]
    return Wanted(names) if names else None


# -- suppression


def suppressed(
    source: Source, rules: RuleSet, options: Options, findings: list[Finding], tree: Any
) -> tuple[list[Finding], list[Any]]:
    """Split findings into kept and hidden; what is wrong with a suppression is a finding too."""
    selected = active_rules(rules, options)
    kept_rules = told_once(f for f in findings if f.rule in selected)
    if b"tlslint:" not in source.text:
        return kept_rules, []
    from tlslint import suppress

    language = BY_NAME[source.language]
    module = adapter(language.module)
    statement = _statement_at(tree) if tree is not None else None
    directives, malformed = suppress.directives(
        comments(module, source.text, tree), source.text, rules.ids, statement
    )
    kept, hidden, unused = suppress.apply(kept_rules, directives, selected)
    about = suppress.findings_about(
        unused,
        malformed,
        path=source.path,
        text=source.text,
        language=source.language,
        minimum=options.minimum,
    )
    return kept + [f for f in about if f.rule in selected], hidden


def active_rules(rules: RuleSet, options: Options) -> frozenset[str]:
    """The ids that ``select`` and ``ignore`` leave."""
    chosen = rules.match(options.select or ("*",))
    return chosen - rules.match(options.ignore) if options.ignore else chosen


def comments(module: Any, text: bytes, tree: Any) -> list[Span]:
    """The spans of all comments of a file that may hold a directive."""
    if hasattr(module, "comments"):
        return [Span(*c) for c in module.comments(text)]
    out: list[Span] = []
    stack = [tree.root_node] if tree is not None else []
    while stack:
        node = stack.pop()
        if node.type in module.COMMENTS:
            out.append(Span(node.start_byte, node.end_byte))
        else:
            stack.extend(node.children)
    return sorted(out)


#: Ends of the names of nodes that are statements, and of those that hold other statements.
_STATEMENTS = ("statement", "declaration", "assignment", "definition", "spec", "pair")
_BODIES = ("block", "body", "suite", "declaration_list", "enumerator_list", "accessor_list")


def _statement_at(tree: Any) -> Callable[[int], tuple[int, int]]:
    """From a line to the first and last line of the simple statement on it."""

    def statement(line: int) -> tuple[int, int]:
        node, found = tree.root_node, (line, line)
        while node is not None:
            inner = None
            for child in node.named_children:
                first, last = child.start_point[0] + 1, child.end_point[0] + 1
                if first <= line <= last:
                    inner = child
                    if child.type.endswith(_STATEMENTS) and not any(
                        c.type.endswith(_BODIES) for c in child.named_children
                    ):
                        return first, last
                    break
            node = inner
        return found

    return statement
