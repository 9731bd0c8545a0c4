"""Calls of functions that other files define, and members of objects whose classes are there."""

from __future__ import annotations

from tlslint import foreign
from tlslint.engine import libraries
from tlslint.engine.filters import Filters
from tlslint.engine.machine import Args, State
from tlslint.facts import Span
from tlslint.values import Linked, Ref, Row, Sym, Unknown, Value, leaves, text_of


class Elsewhere(Filters):
    """Asks for what other files say of calls, and applies it."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.across = self.language in foreign.ACROSS

    def foreign_call(self, name: str, args: Args, span: Span) -> tuple[str, Value | None]:
        """The name by which another file is asked for a call, and what it said of it, if anything."""
        if not self.across or "*" in name or name.startswith(("java.", "javax.")):
            return "", None
        key = foreign.call_name(name, args.positional, args.keywords)
        found = self.s.linked.get(key)
        if found is None:
            known = self.index.version_texts
            if any(
                libraries.lists_version(text_of(v), known) for a in args.all() for v in leaves(a)
            ):
                self.s.wanted.setdefault(key, span)
            return key, None
        self.s.note(span, f"{name} is defined in {found.place.path}:{found.place.line}")
        value = self.rebuilt(found.value, Sym(key, span, span), args.all())
        self.handed_on(found, key, args, value, span)
        if not isinstance(value, Unknown):
            # an argument that is handed through is edited where it stands
            passed = [v for a in args.all() for v in leaves(a)]
            self.s.links.update((v.span, key) for v in leaves(value) if v not in passed)
            self.s.links[span] = key
        return key, None if isinstance(value, Unknown) else value

    def handed_on(self, found: Linked, key: str, args: Args, result: Value, span: Span) -> None:
        """Apply the rules to which a function of another file, which gives ``result``, hands what it is given."""
        for use in found.uses:
            every = args.all()
            given = [every[n] for n in use.arguments if n < len(every)]
            if not given:
                continue
            value = given[0]
            if len(given) > 1:
                value = Row(tuple(given), Span(given[0].span.start, given[-1].span.end))
            elif use.made:
                value = Sym(use.made, value.span, value.span)
            for each in given:
                self.s.links[each.span] = key
            subject = self.make("", span)
            if use.given and isinstance(result, Ref):
                subject = result
            for role in use.roles:
                self.role(subject, role)
            rule = use.rule
            self.value(
                rule,
                subject,
                rule.arguments[use.number],
                use.number,
                value,
                span,
                "=",
                args.insert,
                False,
            )
