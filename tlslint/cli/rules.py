"""``tlslint rules``: the list of rules."""

from __future__ import annotations

import sys

from tlslint.cli import terminal
from tlslint.cli.arguments import Command, Option
from tlslint.cli.check import load_rules
from tlslint.report.context import docs_url


def rules(format_name: str) -> int:
    """List all rules."""
    known = [rule for _, rule in sorted(load_rules().rules.items())]
    if format_name == "json":
        import json

        rows = [
            {
                "id": rule.id,
                "title": rule.title,
                "about": rule.about,
                "library": rule.library,
                "languages": list(rule.languages),
                "side": rule.side,
                "sources": list(rule.sources),
                "documentation": docs_url(rule.id),
            }
            for rule in known
        ]
        terminal.write(json.dumps({"schema": 1, "rules": rows}, indent=2) + "\n")
        return 0
    import os

    color = terminal.use_color("auto", terminal.is_tty(sys.stdout), os.environ)
    lines: list[str] = []
    library = ""
    wide = max((len(rule.id) for rule in known), default=0)
    for rule in sorted(known, key=lambda rule: (rule.languages, rule.library, rule.id)):
        group = f"{rule.library} ({', '.join(rule.languages)})"
        if group != library:
            library = group
            lines.append(("\n" if lines else "") + (f"\x1b[1m{group}\x1b[0m" if color else group))
        server = " [server]" if rule.side == "server" else ""
        lines.append(f"  {rule.id:<{wide}}  {rule.title}{server}")
    terminal.write("".join(line + "\n" for line in lines))
    return 0


COMMAND = Command(
    rules,
    (Option("format_name", ("--format",), choices=("text", "json"), default="text",
            help="The format of the list (default: text)."),),
)  # fmt: skip
