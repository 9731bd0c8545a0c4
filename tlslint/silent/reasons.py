"""Why nothing came of a name, a call or an import of a file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tlslint import syntax as s
from tlslint.answers import runs_on
from tlslint.engine.machine import CALL, State, Step
from tlslint.engine.wording import FAILING, GIVEN, JUDGED, OWN, PLAIN
from tlslint.facts import Span
from tlslint.rulemodel import Rule
from tlslint.ruleset import ANY
from tlslint.silent import standing
from tlslint.silent.facts import Facts
from tlslint.silent.fates import TYPE, Fates
from tlslint.silent.meanings import Meanings
from tlslint.silent.origins import UNDEFINED, Origins
from tlslint.silent.places import At, Places, dotted
from tlslint.silent.ways import listed, short
from tlslint.versions import Version

if TYPE_CHECKING:
    from tlslint.source import LineIndex, Source

#: Names that are told of a line that is asked about.
MAX_NEAR = 5
#: How methods are called that set one of many things.
_SETTERS = ("set", "put", "add")
_SILENT = "nothing is said of versions here"
_GIVEN = "rules know this call, but none is about what it is given here"
_READ = "its present value is read here"
_SET = "no rule knows what is set here, or the value is not known"
_NOT_KNOWN = "value is not known"
_NAMED = f"a rule knows a setting of this name, but here its {_NOT_KNOWN}, and it is a member of"
_MEMBER = "it is a member of"
_KNOWN = "a rule knows a setting of this name; what it is set on, or the value is not known"
_NOTHING = "a rule knows a setting of this name, but here its value names no version"
_NUMBER = "value is a number, and the type that says what it stands for is not known"
_UNKNOWN = "no rule knows it as a setting or a version"
_METHOD = "no rule knows this method"
_METHOD_KNOWN = "a rule knows a method of this name, but not what it is called on"
_SERVES = "rules know a method of this name as a server's"
_TAKEN = "part of the value that a call or setting around it takes"


class Reasons:
    """The names of one file, with what the engine and rules say of them."""

    def __init__(
        self,
        statements: Iterable[s.Stmt],
        source: Source,
        lines: LineIndex,
        state: State,
        minimum: Version,
        tree: Any = None,
    ) -> None:
        self.tree = tree
        self.source = source
        self.lines = lines
        self.state = state
        index = state.index
        known = {
            rule.id for kind in (index.calls, index.sets) for row in kind.values() for rule in row
        }
        self.comments: list[Span] = []
        self.told: dict[int, str] = {}
        facts: dict[Span, str] = {}
        for step in state.trace:
            rule = step.text.partition(":")[0].partition(",")[0]
            if rule in known:
                self.told.setdefault(self.line(step.span), rule)
                facts.setdefault(step.span, rule)
        self.facts = Facts(facts)
        self.calls = {s.span: s.text for s in state.trace if s.text.startswith(CALL)}
        #: calls of which it is told what decides in their place
        self.given = {s.span for s in state.trace if s.text.startswith((GIVEN, OWN, PLAIN))}
        self.judged = {s.span for s in state.trace if s.text.startswith(JUDGED)}
        self.failing = [step for step in state.trace if step.text.endswith(FAILING)]
        self.texts = state.index.version_texts if state.index.code else set()
        self.marks = sorted({*source.marks, *_quoted(source.text, self.texts)})
        self.places = Places(statements)
        self.meanings = Meanings(state.index, state.lookup, minimum, self.places.imports)
        #: calls that make nothing: what they are given is told of
        self.plain = {span for span in self.calls if self._only_sets(span)}
        self.starts = sorted(state.noted)
        self.known = {self.line(step.span) for step in state.trace}
        self.about = {self.line(step.span) for step in state.trace if not self._says_little(step)}
        self.fates = Fates(
            self.places, self.line, self.facts, self._called(), source.text, source.language
        )
        self.origins = Origins(self.places, self.line, self.fates, self.meanings.is_known)

    def line(self, span: Span) -> int:
        """The line in which something is written."""
        return self.lines.place(span.start)[0]

    # -- calls that rules know

    def _only_sets(self, call: Span) -> bool:
        """Whether a call makes nothing that has a default: what it is given is told of instead."""
        at = self.places.spans.get(call)
        name = self.calls[call].removeprefix(CALL)
        rules = self.state.index.calls.get(name, ())
        sets = name.rpartition(".")[2].lower().startswith(_SETTERS) and not any(
            rule.defaults for rule in rules
        )
        return sets and at is not None and at.role == "done"

    def told_as_call(self, at: At) -> bool:
        """Whether the call at hand is told of, and with it its name."""
        above = at.above.span if at.role == "called" and at.above is not None else None
        return above is not None and (
            above in self.plain or (above in self.calls and self.is_empty(above))
        )

    def _says_little(self, step: Step) -> bool:
        if " is defined in " in step.text:
            return step.text.rpartition(":")[2].isdigit()  # the place, and no more
        return step.text.startswith(CALL) and (
            step.span in self.plain or (self.is_empty(step.span) and self._has_args(step.span))
        )

    def _has_args(self, call: Span) -> bool:
        at = self.places.spans.get(call)
        return at is not None and isinstance(at.node, s.Call) and bool(at.node.args)

    def is_empty(self, call: Span) -> bool:
        """Whether nothing came of a call that rules know."""
        told = self.line(call) in self.told or call in self.given
        return not told and not self.is_judged(call)

    def is_judged(self, call: Span) -> bool:
        """Whether what a call makes, or is given, was judged at the end."""
        return any(call.start <= each.start and each.end <= call.end for each in self.judged)

    def is_open(self, at: At) -> bool:
        """Whether ``at`` is a setting by its name whose value nothing was said of."""
        name = dotted(at.node)
        value: Any = getattr(at.above.node, "value", None) if at.above is not None else None
        if at.role not in ("target", "member") or value is None:
            return False
        known = self.meanings.is_setting(name)
        return known and not self._inside(value) and not self.facts.begins(at.span.start)

    def undecided(self, call: Span) -> str:
        """Why nothing came of a call that rules know."""
        if call not in self.plain:
            if inside := self.facts.begun(call):  # one value decides, if it is known
                rule = self.facts.rules[inside]
                return f"what it is given decides: see line {self.line(inside)} for {rule}"
            missing = self._missing(self.calls[call].removeprefix(CALL))
            return missing or f"{_SILENT}{self._default()}"
        at = self.places.spans[call]
        key = at.node.args[0] if at.node.args else None
        written = key.value if isinstance(key, s.Arg) else None
        if isinstance(written, s.Lit):
            return f"{_GIVEN} (the key {name_of(written, self.source.text)})"
        origin = self.origins.of(written, at, 2) if written is not None else ""
        return f"{_GIVEN} ({origin})" if origin and not origin.endswith(UNDEFINED) else _GIVEN

    def _default(self) -> str:
        """What decides where nothing is said: the declaration at hand, if there is one."""
        told = (self.state.evidence, self.state.supported)
        found = [words for words in (runs_on(self.source.language, by) for by in told) if words]
        where = found[0] if found else "no declaration of one was found"
        return f"; what the platform chooses holds ({where})"

    # -- names

    def why(self, at: At) -> str:
        """Why nothing came of one name."""
        around = [t for t in self.failing if t.span.start <= at.span.start < t.span.end]
        if around:
            return min(around, key=lambda t: t.span.end - t.span.start).text
        name = dotted(at.node)
        if at.role == "type":
            return self.meanings.number(at, name) or f"it is {self.fates.say(at)}"
        setting = self.meanings.is_setting(name)
        entry = self.meanings.entry(at.node)
        said = self.meanings.says(entry)
        if at.span in self.state.consumed:
            whole = standing.whole(at, self.facts)
            if whole is None:  # it is taken elsewhere: the way there begins here
                return "; ".join(filter(None, (said, f"it is {self.fates.say(at)}")))
            taken = f"{_TAKEN} (in line {self.line(whole)})"
            return f"{said}; {taken}" if said else taken
        if at.role in ("target", "member"):
            above = at.above.node if at.above is not None else None
            if isinstance(above, s.Assign) and above.declares:
                return f"it is only {self.fates.say(at)}"
            value = getattr(above, "value", None)
            named = self.meanings.is_known(value)
            origin = self.origins.of(value, at, 2) if setting and not named else ""
            because = f" ({origin})" if origin else ""
            if at.role == "member":
                lead = _NAMED if setting else _MEMBER
                plain = isinstance(value, s.Lit)
                why = "value names no version" if plain else f"{_NOT_KNOWN}{because}"
                if isinstance(value, s.Lit) and type(value.value) is int and value.value:
                    why = _NUMBER
                return f"{lead.replace(_NOT_KNOWN, why)} {self.fates.holder(at)}"
            if setting and (below := self._inside(value)):
                return f"a rule knows this setting; what it is given is told of in {listed(below)}"
            if setting:
                return _NOTHING if isinstance(value, s.Lit) else f"{_KNOWN}{because}"
            only = "it is only" if isinstance(at.node, s.Name) else f"{_SET}; it is"
            return f"{only} {self.fates.say(at)}"
        fate = self.fates.say(at)
        if said:
            return f"{said}; it is {fate}"
        if setting and entry is None and self.meanings.is_enumeration(name):
            if not self._is_variable(at):
                return f"it is {TYPE}"
        if setting and entry is None and at.role != "called":
            return f"{_READ}, and {fate}"
        if name and entry is None and (own := self._own_function(at, name)):
            return own
        if name and entry is None:
            asked = (
                at.node.value if at.role == "called" and isinstance(at.node, s.Attr) else at.node
            )
            plain = at.role == "called" and asked is at.node
            origin = self.origins.of(asked, at, 2) if not plain else ""
            known = origin and not origin.endswith(UNDEFINED)
            if known and at.role == "called":
                if missing := self._missing(self._full(name)):
                    return f"{missing}; {origin}"
                if ANY + name.rpartition(".")[2] in self.state.index.calls:
                    if self._serves(name):
                        return f"{_SERVES}; {origin}"
                    return f"{_METHOD_KNOWN}{self._handed(at)}; {origin}"
                return f"{_METHOD}; {origin}; it is {fate}"
            lead = f"it {origin.removeprefix(name).lstrip()}" if known else _UNKNOWN
            return f"{lead}; it is {fate}"
        return f"it is {fate}"

    def _serves(self, name: str) -> bool:
        """Whether all that rules know of a method of a module, by its name, is that a server takes what it is given."""
        found = self.state.index.calls[ANY + name.rpartition(".")[2]]
        means = [argument.means for rule in found for argument in rule.arguments]
        served = all(each is not None and each.role == "server" for each in means)
        return served and name.partition(".")[0] in self.places.imports

    def _called(self) -> dict[Span, str]:
        """The calls that rules know, also in functions that no word of a rule stands in, which nobody ran."""
        called = (at for at in self.places.outer if at.role == "called")
        named = ((at.above.span, self._full(dotted(at.node))) for at in called if at.above)
        return {n: CALL + name for n, name in named if name in self.state.index.calls} | self.calls

    def _full(self, name: str) -> str:
        """A dotted name with what the file imports in place of what it calls that."""
        root, dot, path = name.partition(".")
        return f"{self.places.imports.get(root, root)}{dot}{path}"

    def _missing(self, name: str) -> str:
        """What address all rules ask for that know a call only with one that is secured; empty where one does not."""
        rules = self.state.index.calls.get(name, ())
        if not all(rule.where for rule in rules):
            return ""
        asked = [_schemes(rule) for rule in rules]
        schemes = list(dict.fromkeys(scheme for each in asked for scheme in each))
        # of a package that is called like one of the protocols, that one is meant
        own = [each for each in schemes if each.removesuffix("s://") in name] or schemes
        if not schemes:
            return ""
        heads = ", ".join(own[:-1]) + " or " * (len(own) > 1) + own[-1]
        options = " or its options ask for TLS" * (not all(asked))
        return f"rules know {name} where its address begins with {heads}{options}: that is not known here"

    def _is_variable(self, at: At) -> bool:
        """Whether what a chain of names begins with is something of this file, and no namespace or type."""
        root = at.node
        while isinstance(root, s.Attr):
            root = root.value
        origin = self.origins.of(root, at, 1) if root is not at.node else ""
        return bool(origin) and not origin.endswith(UNDEFINED)

    def method(self, name: str) -> str:
        """What rules know of a method of what a call gives."""
        return _METHOD_KNOWN if ANY + name in self.state.index.calls else _METHOD

    def _inside(self, value: Any) -> list[int]:
        """The lines in which something was said of what a value is written with."""
        if value is None:
            return []
        ends = (bisect_left(self.starts, end) for end in (value.start, value.end))
        return [self.line(Span(at, at)) for at in self.starts[slice(*ends)]]

    def _handed(self, at: At) -> str:
        """Where what a method is given is told of: where a name of this file has its value."""
        args = getattr(at.above.node, "args", ()) if at.above is not None else ()
        named = [a.value for a in args if isinstance(a.value, (s.Name, s.Attr))]
        origins = (self.origins.of(value, at, 1) for value in named)
        said = [x for x in origins if x and not x.endswith(UNDEFINED)]
        return f"; {'; '.join(said)}" if said else ", nor the value it is given"

    def _own_function(self, at: At, name: str) -> str:
        """What becomes of what a function of this file gives that is called here; empty for other names."""
        named = self.places.functions.get(name) if at.role == "called" else None
        call = self.places.spans.get(at.above.span) if at.above is not None else None
        if not named or call is None:
            return ""
        line = self.line(Span(named[0].start, named[0].end))
        return (
            f"the function of line {line} is called here; what it gives is {self.fates.say(call)}"
        )

    def parameter(self, at: At) -> str:
        """What a parameter is given, and what becomes of it."""
        origin = self.origins.of(at.node, at, 1).removeprefix(at.node.name).lstrip()
        return f"it {origin}; {self.fates.say(at)}"

    def import_(self, node: s.Import) -> str:
        """What is imported, and where it is used."""
        said = []
        for name, source in node.binds[:MAX_NEAR]:
            uses = [self.line(u.span) for u in self.places.names.get(name, ())]
            uses = uses or self._written(name, Span(node.start, node.end))
            where = f"used in {listed(uses)}" if uses else "which nothing in this file uses"
            if not source.startswith(".") and not self._is_known(source):
                where += "; no rule knows it"
            said.append(f"{source} is imported here as {name}, {where}")
        said += [f"all of {source} is imported here" for source in node.wildcards]
        return "; ".join(said) or "an import"

    def _is_known(self, source: str) -> bool:
        """Whether rules know what is imported, or something in it."""
        index = self.state.index
        named = index.aliases.get(source, source)
        return any(
            name == named or name.startswith(f"{named}.")
            for names in (index.known, index.aliases)
            for name in names
        )

    def _written(self, name: str, imported: Span) -> list[int]:
        """Where a name stands outside of comments that no syntax tells of: the types of what is declared."""
        pattern = re.compile(rb"(?<![\w.])%b(?!\w)" % re.escape(name.encode()))
        found = (Span(m.start(), m.end()) for m in pattern.finditer(self.source.text))
        return [
            self.line(at)
            for at in found
            if not any(c.start <= at.start < c.end for c in (*self.comments, imported))
        ]


def _schemes(rule: Rule) -> list[str]:
    """What rules ask that an address begins with."""
    texts = (text for _, wanted in rule.where for text in wanted)
    return [t[:-1] for t in texts if t.endswith("://*") and not t.startswith("!")]


def _quoted(text: bytes, texts: Iterable[str]) -> Iterator[int]:
    """Where names of versions stand in quotes."""
    for word in texts:
        for quote in (b"'", b'"'):
            quoted = quote + word.encode() + quote
            at = text.find(quoted)
            while at >= 0:
                yield at
                at = text.find(quoted, at + 1)


def name_of(node: Any, text: bytes) -> str:
    """How a name or text is told: as it is written, where case says nothing."""
    if isinstance(node, s.Lit):
        return f'"{node.value}"' if isinstance(node.value, str) else str(node.value)
    name = node.name if isinstance(node, s.Param) else dotted(node)
    written = text[node.start : node.end].decode("utf-8", "replace")
    return written if written.lower() == name.lower() else short(name)


def holds(marks: Sequence[int], span: Any) -> bool:
    """Whether one of ``marks`` stands in a span, or in what a node is written as."""
    at = bisect_left(marks, span.start)
    return at < len(marks) and marks[at] < span.end
