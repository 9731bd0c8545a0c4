"""``tlslint explain``: what a rule means, or what the engine made of a file."""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from tlslint.cli import around, declares, defined, functions, terminal, users
from tlslint.cli.arguments import Argument, Command, UsageError
from tlslint.cli.check import configure, load_rules, with_problems
from tlslint.cli.options import SCAN
from tlslint.engine.wording import NEAR, WHOLE
from tlslint.facts import Asked, Report, Trace
from tlslint.regex import regex
from tlslint.report import escape
from tlslint.report.context import Context, RuleInfo, builtin, docs_url, problem_text

if TYPE_CHECKING:
    from tlslint.options import OptionsFor
    from tlslint.rules import RuleSet

_LINE = regex(r"(.+?):([0-9]{1,9})(?::[0-9]+)?", re.DOTALL)
_RULE = regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", re.ASCII)
#: Where a step says what other line it is about.
_MENTIONED = regex(r"(?:about|because of|by|of|see|taken in|takes) \(?(?:in )?line ([0-9]+)")
_BEGINS = regex(r"(?:statement of|takes) \(?(?:in )?line ([0-9]+)")
#: Why a check of a directory passes over a script.
_NO_PROGRAM = "it is not executable, and nothing but its first line tells the language"
_DEFINED = regex(r" is defined in (.+?):([0-9]+)(?::|$)")


def explain(target: str, **flags: Any) -> int:
    """Say what a rule means, or how a file was understood.

    For FILE or FILE:LINE: the facts that were seen there, how names and values were resolved,
    which versions were allowed after each, and why there is a finding or none.
    """
    rules = load_rules()
    rule = rules.rules.get(target) or builtin(target)
    if rule is not None:
        if target in rules.rules and not rule.weak:
            from tlslint import pages
            from tlslint.record import replace
            from tlslint.rules import load_examples

            found = rules.rules[target]
            what = pages.shown(found, rules, load_examples())
            rule = replace(found, weak=what.weak, strong=what.strong or found.hint)
        terminal.write(_rule_text(rule))
        return 0
    path, line = _target(target)
    if not os.path.isfile(path):
        raise UsageError(_unknown(target, rules))
    terminal.write(_file_text(path, line, rules, flags))
    return 0


COMMAND = Command(explain, SCAN, Argument("target", "RULE|FILE[:LINE]"))


def _target(text: str) -> tuple[str, int | None]:
    """Path and line; a file whose name looks like ``x:3`` is meant where it exists."""
    match = _LINE.fullmatch(text)
    if match is None or os.path.isfile(text):
        return text, None
    return match[1], int(match[2])


def _unknown(target: str, rules: RuleSet) -> str:
    from tlslint.configfile import nearest

    if _RULE.fullmatch(target):
        return f"unknown rule {target!r}{nearest(target, rules.ids)}"
    return f"{target!r} is neither a rule nor a file"


def _rule_text(rule: RuleInfo) -> str:
    import textwrap

    where = ", ".join((rule.library, *(n for n in rule.languages if n != rule.library)))
    blocks = [f"{rule.id}: {rule.title}", f"{where}; {rule.side} settings"]
    blocks += [textwrap.fill(" ".join(rule.about.split()), 88)]
    for label, code in (("Weak:", rule.weak), ("Strong:", rule.strong)):
        if code.strip():
            body = textwrap.indent(code.strip("\n"), "    ")
            blocks.append(f"{label}\n\n{body}")
    if rule.sources:
        blocks.append("Sources:\n" + "\n".join(f"  {source}" for source in rule.sources))
    blocks.append(docs_url(rule.id))
    return "\n\n".join(blocks) + "\n"


def _file_text(path: str, line: int | None, rules: RuleSet, flags: dict[str, Any]) -> str:
    from tlslint.report import text
    from tlslint.run import scan

    # the fix that is shown is the one that is made
    configuration = configure(rules, {**flags, "fix": True})
    report = scan([path], configuration.for_file, rules, jobs=1, explain=Asked(line))
    report = with_problems(report, configuration, configuration.of("."))
    color = terminal.use_color("auto", terminal.is_tty(sys.stdout), os.environ)
    blocks = [f"{problem_text(p)}\n" for p in report.problems]
    steps = _near(getattr(report, "trace", ()), line)
    declared = declares.declared(path, line)
    if declared:
        steps = [step for step in steps if not step.aside]
    elif line and not _is_found(report, line) and (but := declares.passed_over(path, line)):
        steps = [step for step in steps if not step.aside]
        blocks.append(f"{line:>8}  {but}\n")
    shown = "".join((*declared, *(_step(step, color) for step in steps)))
    if shown:
        blocks.append(shown)
    elif not blocks:
        where = escape.path(path) + (f", near line {line}" if line else "")
        blocks.append(f"{where}: no fact of any rule was seen{_why_not(report)}\n")
    if left_out := _left_out(path, configuration.for_file):
        blocks.append(f"A check of the directory leaves this file out: {left_out}.\n")
    found = [f for f in report.findings if line is None or f.place.line <= line <= f.place.end_line]
    if line is not None and not left_out:
        options = configuration.for_file(path)
        wide = configure(rules, {**flags, "pedantic": True, "strict": True, "side": "all"})
        said = [(t, {int(n) for n in _MENTIONED.findall(t.text)}) for t in steps]
        named = {n for t, lines in said if _covers(t, line) or line in lines for n in lines}
        for first in (int(n) for t in steps for n in _BEGINS.findall(t.text)):
            named.update(range(first, line))
        here = [t for t in steps if _covers(t, line)]
        if whole := _whole(report, here, line):
            named.update(whole)
            lines = ", ".join(map(str, whole))
            blocks.append(
                f"Where nothing is said here, what holds {WHOLE} counts: see line {lines}.\n"
            )
        defining = {(p, int(n)) for t in here for p, n in _DEFINED.findall(t.text)}
        read = defined.code(path) if not declared else None
        if not found and read is not None:
            top = around.top_of(path)
            other = defined.definitions(path, line, read, top, configuration.for_file)
            defining |= {(d.path, number) for d in other for number in d.lines}
            blocks += [defined.told(other)] if other else []
        if read is not None and (
            used_by := users.told(path, line, read, around.top_of(path), configuration.for_file)
        ):
            blocks.append(used_by)
        if read is not None and (
            said_of := functions.written(read, line)
            or functions.told(path, here, read, around.top_of(path), configuration.for_file)
        ):
            blocks.append(said_of)
        from tlslint.silent.unread import NOT_READ

        part, used = around.findings(
            path, line, wide.for_file, rules, named, defining, declares=bool(declared), read=read
        )
        if used:
            blocks = [*(b.replace(NOT_READ, "") for b in blocks), used]
        if part is not None:
            seen = [f for f in part if not around.option(f, options)]
            plain = {(f.rule, f.place): f for f in found}  # as a check says it, without --pedantic
            at = [plain.get((f.rule, f.place), f) for f in seen if around.is_at(f, path, line)]
            found = at if not declared else found
            if elsewhere := around.told(part, path, line, options):
                blocks.append(elsewhere)
            elif declared and not found:
                blocks.append("No finding depends on what is declared here.\n")
    hidden = [
        s
        for s in report.suppressed
        if line is None or s.finding.place.line <= line <= s.finding.place.end_line
    ]
    tty = terminal.is_tty(sys.stdout)
    context = Context(
        rules=rules.rules,
        color=color,
        unicode=terminal.use_unicode(sys.stdout),
        width=terminal.screen_width(tty),
        summary=False,
    )
    if found:
        blocks.append(text.render(Report(findings=tuple(found)), context))
    for suppressed in hidden:
        place = suppressed.finding.place
        reason = f": {escape.line(suppressed.reason)}" if suppressed.reason else ""
        blocks.append(
            f"{escape.path(place.path)}:{place.line}:{place.column}: "
            f"{suppressed.finding.rule} is suppressed{reason}\n"
        )
    if not found and not hidden:
        blocks.append("No finding here.\n" if line else "No finding in this file.\n")
    return "\n".join(blocks)


def _is_found(report: Report, line: int) -> bool:
    """Whether a line is the place of a finding: then it counts by itself."""
    return any(f.place.line <= line <= f.place.end_line for f in report.findings)


def _whole(report: Report, here: list[Trace], line: int) -> list[int]:
    """The lines that lower what holds for all of the process, for a line that calls something."""
    lines = {t.place.line for t in getattr(report, "trace", ()) if WHOLE in t.text}
    calls = any(t.text.startswith("call ") or "no rule knows" in t.text for t in here)
    return sorted(lines) if calls and line not in lines else []


def _covers(step: Trace, line: int) -> bool:
    return step.place.line <= line <= step.place.end_line


def _near(trace: tuple[Trace, ...], line: int | None) -> list[Trace]:
    if line is None:
        return [step for step in trace if not step.aside]
    here = [t for t in trace if _covers(t, line)]
    if all(t.aside for t in here):
        return here
    return [
        t
        for t in trace
        if t in here or (not t.aside and t.place.line - NEAR <= line <= t.place.end_line + NEAR)
    ]


def _step(step: Trace, color: bool) -> str:
    where = f"{step.place.line}:{step.place.column}"
    first, *rest = step.text.split("\n")
    head = f"\x1b[2m{where:>8}\x1b[0m" if color else f"{where:>8}"
    lines = [f"{head}  {escape.line(first)}", *(f"{'':>8}    {escape.line(r)}" for r in rest)]
    return "".join(line + "\n" for line in lines)


def _why_not(report: Report) -> str:
    reasons = [s.reason for s in report.skipped]
    if reasons and any(s.path.endswith((".d.ts", ".d.mts", ".d.cts")) for s in report.skipped):
        return "; the file only declares types for TypeScript, and sets nothing"
    if reasons == ["no language"]:
        return (
            "; the file is not read, because neither its name nor its first line tells a language "
            "or format that rules are for (tlslint check --show-files lists those that are)"
        )
    nothing = "; nothing there is a name, a setting or a command that rules are about"
    return f" ({reasons[0]})" if reasons else nothing


def _left_out(path: str, options_for: OptionsFor) -> str:
    """Why a check of the directory would not read a file; empty where it would."""
    from tlslint.source.discover import discover
    from tlslint.source.leftout import excluded

    walk = discover([path], exclude=partial(excluded, options_for), force_exclude=True)
    for _ in walk:
        return "" if walk.knows(path) else _NO_PROGRAM
    return ", ".join(s.reason for s in walk.skipped if s.reason != "no language")
