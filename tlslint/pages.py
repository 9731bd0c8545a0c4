"""What a rule means, for people: the pages below docs/rules and ``explain RULE``.

The weak example is one of the rule's own examples, and the strong one is what the rule's fix
makes of it, so neither can differ from what the tool does.
"""

from __future__ import annotations

from types import SimpleNamespace

from tlslint import rules as loading
from tlslint.check import check
from tlslint.facts import Finding
from tlslint.languages import BY_NAME
from tlslint.options import Options
from tlslint.record import record
from tlslint.rulemodel import Example, Rule
from tlslint.source import Source
from tlslint.spelling import numbers
from tlslint.versions import Version
from tlslint.words import Words

#: Longer examples are cut to what leads to the finding.
_LONG = 16


@record
class Shown:
    """A weak example, the message it gets, and the strong one; empty where there is none."""

    language: str = ""
    weak: str = ""
    message: str = ""
    strong: str = ""


class _Pinned:
    def __init__(self, versions: tuple[tuple[str, str], ...]) -> None:
        self.versions = dict(versions)

    def get(self, name: str) -> SimpleNamespace | None:
        text = self.versions.get(name)
        if text is None:
            return None
        number = tuple(int(part) for part in text.split("."))
        return SimpleNamespace(
            name=name, version=number, kind="pin", path="Dockerfile", line=1, oldest=()
        )


def findings_of(example: Example, rules: loading.RuleSet) -> list[Finding]:
    """What checking an example finds."""
    text = example.code.encode()
    language = BY_NAME[example.language]
    source = Source(
        example.path or f"example{(language.extensions or ('',))[0]}",
        example.language,
        text,
        Words(rules.index(example.language)).marks(text),
    )
    options = Options(
        minimum=Version.TLSv1_2,
        strict="strict" in example.options,
        pedantic="pedantic" in example.options,
        side="all" if "side-all" in example.options else "client",
    )
    result = check(source, rules, options, _Pinned(example.platform))  # type: ignore[arg-type]
    if result.problems:
        raise ValueError(f"{example.code!r}: {result.problems[0].message}")
    return list(result.findings)


def shown(rule: Rule, rules: loading.RuleSet, examples: dict[str, list[Example]]) -> Shown:
    """The examples of one rule, for its page."""
    candidates = [
        e for e in examples.get(rule.file, ()) if any(r == rule.id for _, r in e.findings)
    ]
    if not candidates:
        return Shown()
    example = min(candidates, key=lambda e: (e.code.count("\n"), e.line))
    found = [f for f in findings_of(example, rules) if f.rule == rule.id]
    if not found:
        return Shown()
    finding = found[0]
    lines = example.code.rstrip("\n").split("\n")
    weak = _cut(lines, finding.place.line)
    strong = ""
    if finding.replacement is not None:
        fixed = list(lines)
        fixed[finding.place.line - 1] = finding.replacement
        strong = _cut(fixed, finding.place.line)
    return Shown(example.language, weak, finding.message, strong)


def _cut(lines: list[str], line: int) -> str:
    if len(lines) <= _LONG:
        return "\n".join(lines)
    return "\n".join(lines[max(0, line - _LONG // 2) : line + _LONG // 2])


#: How Markdown names the languages whose own names differ.
_FENCES = {
    "msbuild": "xml",
    "dotnetconfig": "xml",
    "vbnet": "vb",
    "jvmoptions": "text",
    "gradle": "groovy",
    "kotlin": "kotlin",
    "gomod": "text",
}


def page(rule: Rule, rules: loading.RuleSet, examples: dict[str, list[Example]]) -> str:
    """The Markdown page of one rule."""
    what = shown(rule, rules, examples)
    out = [
        f"# {rule.id}",
        "",
        f"**{rule.title}.** {rule.library}; {', '.join(rule.languages)}; {rule.side} side.",
        "",
        rule.about,
        "",
    ]
    fence = _FENCES.get(what.language, what.language)
    if what.weak:
        out += ["## Found", "", f"```{fence}", what.weak, "```", "", f"> {what.message}", ""]
    out += ["## What to write", "", rule.hint.replace("{minimum}", "TLSv1.2"), ""]
    for conditions, hint in rule.hints:
        out += [f"With {' and '.join(map(str, conditions))}: {hint}", ""]
    if what.strong:
        out += [f"```{fence}", what.strong, "```", ""]
    for fix in rule.fixes:
        title = numbers(fix.title, Version.TLSv1_2).replace("{spelled}", "TLS 1.2")
        when = " and ".join(map(str, fix.conditions))
        where = f", {_CAUSES[fix.cause]}" if fix.cause else ""
        where += f", with {when}" if when else ""
        out += [f"Fix{where}: {title[:1].lower()}{title[1:]} ({fix.safety}).", ""]
    if rule.kind != "use" and rule.names:
        out += ["## What it looks at", ""]
        out += [f"- `{name}`" for name in rule.names]
        out += [""]
    out += ["## Sources", "", *(f"- <{url}>" for url in rule.sources), ""]
    out += ["Generated from " + f"`{rule.file}`; do not edit.", ""]
    return "\n".join(out)


#: Of which causes something is the fix.
_CAUSES = {"written": "where it is written", "default": "where it is the default"}


def overview(rules: loading.RuleSet) -> str:
    """The list of all rules, in Markdown."""
    out = ["# Rules", "", "Generated; do not edit.", ""]
    for library in sorted(rules.libraries, key=lambda lib: (lib.file, lib.name)):
        out += [f"## {library.name} ({', '.join(library.languages)})", ""]
        out += [
            f"- [{r.id}]({r.id}.md): {r.title}" for r in sorted(library.rules, key=lambda r: r.id)
        ]
        out += [""]
    return "\n".join(out)


def built_in_page(rule: tuple[str, str, str]) -> str:
    """The page of a rule of the engine itself."""
    name, title, about = rule
    return f"# {name}\n\n**{title}.**\n\n{about}\n"
