"""Calls of functions that other files define, and members of objects whose classes are there."""

from __future__ import annotations

from tlslint import foreign
from tlslint.bounds import FRESH, told_elsewhere
from tlslint.engine import libraries
from tlslint.engine.filters import Filters
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import CALLED, Args, State
from tlslint.engine.world import limited
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    KEY,
    Changed,
    Const,
    Linked,
    Piece,
    Ref,
    Returned,
    Row,
    Sym,
    Unknown,
    Value,
    keys_in,
    leaves,
    text_of,
)
from tlslint.versions import HIGHEST, Version

#: Languages in which objects are told to functions of other files, to see what these do to them.
_CHANGING = frozenset({"go", "javascript", "typescript", "tsx"})
#: How names of what no repository defines begin.
_PLATFORMS = ("java.", "javax.", "System.", "system.", "Microsoft.", "microsoft.")


class Elsewhere(Filters):
    """Asks for what other files say of calls, and applies it."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.across = self.language in foreign.ACROSS
        self.net = self.language in ("csharp", "vbnet")

    def foreign_call(self, name: str, args: Args, span: Span) -> tuple[str, Value | None]:
        """The name by which another file is asked for a call, and what it said of it, if anything."""
        if not self.across or "*" in name or name.startswith(_PLATFORMS):
            return "", None
        if self.s.asked_field is not None and self.language in JVM:
            return "", self.s.asked_field.called(name, span)
        sent = [self.parcel(v) for v in args.positional]
        named = {k: self.parcel(v) for k, v in args.keywords.items()} if args.keywords else {}
        key = foreign.call_name(name, sent, named)
        found = self.s.linked.get(key)
        if found is None:
            if self.language == "go" and args.positional:
                self.s.chains[key] = args
            objects = [v for v in (*sent, *named.values()) if isinstance(v, foreign.Parcel)]
            constants = [v.name for v in sent if isinstance(v, Sym)]
            if objects or any(self.tells(v) for a in args.all() for v in leaves(a)):
                self.s.wanted.setdefault(key, span)
            elif constants and not all(map(self.index.knows, constants)):
                self.s.perhaps.setdefault(key, span)
            return key, None
        said = foreign.shown(name)
        self.s.note(span, f"{said} is defined in {found.place.path}:{found.place.line}")
        for change in found.changes:
            self.changed(change, args, f"{said}, in {found.place.path}:{found.place.line}")
        every = [
            foreign.items_of(v) if isinstance(v, foreign.Parcel) else v
            for v in (*sent, *named.values())
        ]
        value: Value
        if isinstance(found.value, Returned):
            value = args.all()[found.value.number]
        else:
            value = self.rebuilt(found.value, Sym(key, span, span), every)
        self.handed_on(found, key, args, value, span)
        if not isinstance(value, Unknown) and not isinstance(found.value, Returned):
            # an argument that is handed through is edited where it stands
            passed = [v for a in args.all() for v in leaves(a)]
            self.s.links.update((v.span, key) for v in leaves(value) if v not in passed)
            self.s.links[span] = self.s.named[span] = key
        unknown = isinstance(value, Unknown) and not keys_in(value)
        return key, None if unknown else value

    def chained(self, name: str, span: Span) -> Value | None:
        """What a method gives of what a call of another file made; it may use what that was given. None for others."""
        args = self.s.chains.get(foreign.maker_of(name))
        if args is None:
            return None
        made = Sym(name + CALLED, span, span)
        if any(self.version(v) for a in args.all() for v in leaves(a)):
            self.s.wanted.setdefault(made.name, span)
        found, value = self.s.linked.get(made.name), self.from_outside(made)
        if found is None:
            return None
        self.handed_on(found, made.name, args, value, span)
        return value

    def kept_elsewhere(
        self, owner: Sym | Unknown | Ref, name: str, value: Value, span: Span
    ) -> None:
        """Ask what becomes of what a field of another file's class of the JVM is set to, by a heir too."""
        known = self.index.telling_texts
        if self.language not in JVM or not any(
            libraries.lists_version(text_of(v), known) for v in leaves(value)
        ):
            return
        if isinstance(owner, Ref):
            info = self.classes.get(owner.id)
            declared = self.s.world.variable((owner.id, name)) is not None
            holders = () if info is None or declared else tuple(info.bases)
        else:
            holders = (owner.name if isinstance(owner, Sym) else owner.of or (*owner.names, "")[0],)
        for holder in holders:
            if holder and not holder.startswith(KEY) and holder not in self.index.known:
                setter = f"{holder}.set{name[:1].upper()}{name[1:]}"
                self.foreign_call(setter, Args([value]), span)

    def tells(self, value: Value) -> bool:
        """Whether a value is the name of versions, or a constant of .NET that stands for some."""
        if isinstance(value, Sym):
            return self.net and value.name in self.index.uses
        if not isinstance(value, (Const, Piece)):
            return False
        return libraries.lists_version(text_of(value), self.index.telling_texts)

    def parcel(self, value: Value, levels: int = 2) -> Value | foreign.Parcel:
        """An object as it is given to a function of another file, if that may make a difference.

        What yet another file defines is given by its name; so many ``levels`` of objects in it go along.
        """
        defined = self.s.named.get(value.span, "")
        if self.language in JVM and isinstance(value, Unknown) and len(value.names) == 1:
            defined = value.names[0]
        if defined and not defined.startswith(KEY):
            return Sym(defined, value.span, value.span)
        if self.language not in _CHANGING or not isinstance(value, Ref):
            return value
        obj = self.obj(value)
        if obj.kind != "map" and (obj.kind != "object" or obj.type not in self.index.known):
            return value
        known: list[tuple[str, Value | foreign.Parcel]] = []
        says = any(
            min(x.allowed, default=HIGHEST) < Version.TLSv1_2 and x != FRESH for x in obj.states
        )
        for key, held in sorted(self.s.world.members(value.id).items()):
            if isinstance(held, (Const, Sym, Piece)):
                known.append((key, held))
            elif isinstance(held, Ref) and levels and obj.kind == "map":
                inner = self.parcel(held, levels - 1)
                if isinstance(inner, foreign.Parcel):
                    known.append((key, inner))
                    says = True
        return foreign.Parcel(obj.type, tuple(known), value.span) if says else value

    def changed(self, change: Changed, args: Args, by: str) -> None:
        """Change an argument as a function of another file does."""
        every = args.all()
        if change.argument >= len(every):
            return
        given: Value | None = every[change.argument]
        for key in change.way:
            given = self.own_member(given, key) if isinstance(given, Ref) else None
        for ref in leaves(given) if given is not None else ():
            if isinstance(ref, Ref):
                obj, order = self.obj(ref), self.s.tick()
                if change.copied:
                    self.s.copied[ref.id] = self.s.copied.get(ref.id, 0) + 1
                states = (
                    told_elsewhere(own, later, order)
                    for own in obj.states
                    for later in change.states
                )
                self.put(ref, replace(obj, states=limited(states)))
                for role in sorted(change.roles):
                    self.role(ref, role)
                if not change.copied:
                    used = f", on the side of a {', '.join(sorted(change.roles))}" * bool(
                        change.roles
                    )
                    self.s.note(obj.span, f"{by}, goes on with it{used}{self.now(ref)}")

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
                self.s.links.update((v.span, key) for v in (each, *leaves(each)))
            subject = self.make("", span)
            if use.given and isinstance(result, Ref):
                subject = result
            elif 0 <= use.subject < len(every) and isinstance(own := every[use.subject], Ref):
                subject = own
            for role in use.roles:
                self.role(subject, role)
            if subject is not result:
                self.s.handed_on.append(subject)
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
