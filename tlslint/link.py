"""Values that one file defines and another uses, found on demand.

A first check of a file says which names it `Wanted`; `Linker.resolve` runs the top level of
the files that may define them, and gives the values that can be told without objects: constants,
names that rules know, unions, lists, and plain objects of these. The cost follows the number
of wanted names.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tlslint import foreign
from tlslint.engine.fields import Asked
from tlslint.engine.libraries import JVM, lists_version
from tlslint.engine.machine import CALLED, Args, Exhausted, Frame, State
from tlslint.engine.world import World
from tlslint.extract import tree_of
from tlslint.facts import Span, Wanted
from tlslint.foreign import IMPLEMENTED, USED, Parcel, bare
from tlslint.goplaces import Declared
from tlslint.languages import BY_NAME, language_of
from tlslint.languages.base import Unfinished
from tlslint.linkbases import extended
from tlslint.linkcalls import changed, declared, handed, parcel_of
from tlslint.linkcalls import written as defined
from tlslint.linkcarried import MAX_LEVELS, Carrying
from tlslint.linkfields import kept, onward, used
from tlslint.linkheirs import implemented
from tlslint.linkmodules import (
    Module,
    family,
    filled,
    line_of,
    looked_up,
    opaque,
    opens,
    option,
    place_of,
    sole,
    ways,
)
from tlslint.linkvalues import alike, first, is_address, joined, packed
from tlslint.naming import MAX_BYTES, Naming
from tlslint.places import CLASS_LANGUAGES, DEFAULT_JSON, Roots, Where, beside, boundary, candidates
from tlslint.rules import RuleSet
from tlslint.source import LineIndex
from tlslint.source.discover import show
from tlslint.source.read import read_small
from tlslint.source.text import decode
from tlslint.values import (
    Closure,
    Const,
    Linked,
    LocalClass,
    Made,
    Members,
    OneOf,
    Returned,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    keys_in,
    leaves,
    one_of,
    text_of,
)

#: Imports and aliases followed from one file to the next.
MAX_DEPTH = 3
#: Files opened for the names of one file.
MAX_FILES = 40
#: Look-ups for the names of one file: imports of imports may lead to any number of places.
MAX_STEPS = 500
#: Modules that stay in memory.
_KEPT = 64


class Linker:
    """Finds definitions, and keeps the files that it has run. ``seconds`` bounds each of them."""

    def __init__(self, rules: RuleSet, seconds: float, roots: Sequence[str]) -> None:
        self.rules = rules
        self.seconds = seconds
        self.roots = tuple(roots)
        self._modules: dict[tuple[str, str], Module | None] = {}
        self._declared: Declared = {}
        self._roots: Roots = {}
        self.naming = Naming(rules)

    def resolve(
        self, path: str, language: str, wanted: Wanted, classes: Mapping[str, Sequence[str]]
    ) -> dict[str, Linked]:
        """What other files define of what the file at ``path`` wants, by the names it has for it.

        ``classes`` maps names of classes to the files that seem to define them.
        """
        bound = boundary(path, self.roots)
        search = _Search(self, Where(bound, classes, self._declared, self._roots))
        out: dict[str, Linked] = {}
        for name in (*wanted.names, *wanted.perhaps):
            found = (
                used(self, search, name, path)
                if USED in name
                else search.asked(name, path, language, wanted)
            )
            if found is not None:
                out[name] = found
        return {**{n: f for n, f in search.given.items() if f is not None}, **out}

    def module(self, path: str, field: str = "") -> Module | None:
        """The file at ``path``, run; None where it cannot be, or is too large.

        It is run as far as it runs when it is loaded; all of it where it is asked about a ``field``.
        """
        if (path, field) not in self._modules:
            while len(self._modules) >= _KEPT:
                del self._modules[next(iter(self._modules))]
            self._modules[path, field] = self._run(path, field)
        return self._modules[path, field]

    def _run(self, path: str, field: str) -> Module | None:
        language = language_of(path)
        data = read_small(path, MAX_BYTES)
        decoded = decode(data) if data is not None else None
        before = b""
        if language == "json":
            # to a script it is a module that exports one value
            language, before = "javascript", b"exports="
        if language is None or decoded is None or BY_NAME[language].kind != "code":
            return None
        from importlib import import_module

        from tlslint.engine.files import File

        text = before + decoded.text
        try:
            adapter: Any = import_module(f"tlslint.languages.{BY_NAME[language].module}")
            state = State(
                text,
                self.rules.index(language),
                lambda _: None,
                lambda _: "",
                time.process_time() + self.seconds,
            )
            state.sinks = []
            tree = tree_of(text, adapter, state.deadline)
            machine = File(state)
            # every byte may matter: which names are asked for is not known when it is run
            body = adapter.lower(tree.root_node if tree else None, text, range(len(text)))
            if field:
                state.asked_field = Asked(machine, field)
                machine.run_file(body)
            frame = Frame(0) if field else machine.run_module(body)
        except (Exhausted, Unfinished, RecursionError, ModuleNotFoundError):
            return None
        return Module(show(path), language, machine, frame, LineIndex(decoded.text), len(before))


class _Search(Carrying):
    """The search for what one file wants, with what may still be spent on it."""

    def __init__(self, linker: Linker, where: Where) -> None:
        self.linker = linker
        self.where = where
        self.opened: set[str] = set()
        #: what constants that calls are given stand for, by their names
        self.given: dict[str, Linked | None] = {}
        self.steps = 0
        #: only files that name a version are of interest
        self.versions_only = False

    def asked(self, name: str, path: str, language: str, wanted: Wanted) -> Linked | None:
        """What a name that the file at ``path`` wants is defined as, with what constants that it is given stand for."""
        settled = self.settled(name, path, language, wanted.opened)
        if not settled and name in wanted.perhaps:
            return None
        found = self.find(settled or name, path, language, wanted.opened, MAX_DEPTH)
        # a constant of an enumeration by itself is asked for its members, by their names
        alone = found is not None and isinstance(found.value, Members) and found.value.constant
        return None if alone else found

    def settled(self, name: str, path: str, language: str, opened: Sequence[str]) -> str:
        """``name`` with the versions that constants of other files, given to calls in it, stand for; empty without."""
        index = self.linker.rules.index(language)

        def known(constant: str) -> Value | Parcel | None:
            if index.knows(constant):
                return None
            if constant not in self.given:
                self.versions_only = True
                self.given[constant] = self.find(constant, path, language, opened, MAX_DEPTH)
                self.versions_only = False
            found = self.given[constant]
            value = found.value if found is not None else None
            if isinstance(value, Members) and family(language) == "javascript":
                return packed(value, index.version_texts)
            if not isinstance(value, (Const, Row, Sym)):
                return None
            versions = (lists_version(text_of(v), index.version_texts) for v in leaves(value))
            return value if isinstance(value, Sym) or any(versions) else None

        return foreign.settled(name, known)

    def find(
        self, name: str, path: str, language: str, opened: Sequence[str], depth: int
    ) -> Linked | None:
        """What ``name``, as the file at ``path`` has it, is defined as; behind ``()`` what it gives."""
        found: list[Linked] = []
        self.steps += 1
        if self.steps > MAX_STEPS:
            return None
        if name.endswith(IMPLEMENTED):
            return implemented(self, name, path, depth, MAX_FILES)
        places = candidates(language, name, path, opened, self.where)
        if depth < MAX_DEPTH:  # the classes of what another file wants were not looked for
            places = chain(places, beside(language, name, path))
        for file, members in places:
            if file not in self.opened:
                if len(self.opened) >= MAX_FILES:
                    break
                self.opened.add(file)
            if self.versions_only and not self.linker.naming.names(file, language):
                continue
            module = self.linker.module(file)
            if module is None or family(module.language) != family(language):
                continue
            value = self.value(module, members, file, depth)
            if language == "csharp" and members[0] in module.machine.index.simple:
                # declared under the name of a type of .NET: it is that one or the other
                if not opens(opened, module):
                    continue
                return value or opaque(module, members[0])
            if value is None or (file.endswith(DEFAULT_JSON) and not is_address(value)):
                continue
            found.append(value)
            if language not in ("csharp", "vbnet"):
                return value
        # classes of one name in several namespaces: only where it makes no difference which
        return found[0] if found and all(alike(f, found[0]) for f in found) else None

    def value(
        self, module: Module, members: tuple[str, ...], path: str, depth: int
    ) -> Linked | None:
        """What ``members`` lead to in a module, through its imports too.

        What a call did to objects of the module is forgotten: the next one finds them as they were.
        """
        if not any("([" in m for m in members):
            return self.value_now(module, members, path, depth)
        state = module.machine.s
        before = [(c, c.made, c.built) for c in module.machine.classes.values()]
        world, state.world = state.world, World(state.world)
        try:
            return self.value_now(module, members, path, depth)
        finally:
            state.world = world
            for info, made, built in before:
                info.made, info.built = made, built

    def value_now(
        self, module: Module, members: tuple[str, ...], path: str, depth: int
    ) -> Linked | None:
        """The same, with all that calls do to the module."""
        *_, last = members or ("",)
        called = last.endswith(CALLED)
        if called:
            plain = (*members[:-1], last.removesuffix(CALLED))
            members = plain if plain[-1] else plain[:-1]
        calls = any("([" in m for m in members)
        state = module.machine.s
        state.deadline = time.process_time() + self.linker.seconds
        state.steps = 0  # what others asked before takes nothing from this
        if calls:
            state.sinks.clear()
        try:
            found = looked_up(module, members)
        except (Exhausted, RecursionError):
            return None
        if found is None or isinstance(found, (Unknown, Sym)):
            found = option(module, members) or found
        if isinstance(found, LocalClass) and module.language == "python":
            found = extended(module.machine, found)
        if isinstance(found, Unknown) and found.names and found.names[0].endswith(IMPLEMENTED):
            return self.find(found.names[0], path, module.language, (), depth - 1)
        uses = handed(module.machine, found) if calls else ()
        if calls and module.language in JVM:
            uses += onward(self.linker, self, module, (*members[:-1], last), path)
        changes = changed(module.machine) if calls else ()
        if calls and module.language == "go":
            changes += kept(self.linker, self, module, path)
        if calls and found is not None and module.language == "go":
            found = one_of([first(v) for v in alternatives(found)], found.span)
        if isinstance(found, Closure) and (uses or changes):
            found = Unknown(Span(found.func.start, found.func.end))
        if isinstance(found, Closure):
            read = called or found.func.getter
            return self.result((found,), module, path, depth, calls) if read else None
        several = [v for v in alternatives(found) if isinstance(v, Closure)] if found else []
        if several and all(called or each.func.getter for each in several):
            return self.result(tuple(several), module, path, depth, calls)
        within_class = module.language in ("csharp", "vbnet") and calls
        if found is None and depth > 0 and members and not within_class:
            # what a file of Java or C# imports, it does not hand on
            wildcards = () if module.language in CLASS_LANGUAGES else module.frame.wildcards
            for wildcard in (*wildcards, *filled(module)):
                name = joined(wildcard, members) + CALLED * called
                inner = self.find(name, path, module.language, (), depth - 1)
                if inner is not None:
                    return inner
        if isinstance(found, Sym) and not module.machine.index.knows(found.name):
            if depth == 0:
                return None
            opened = module.machine.wildcards
            name = found.name + CALLED * called
            return self.find(name, path, module.language, opened, depth - 1)
        if found is None or called:
            return None
        carried: Value | Members | Made | Returned | None
        number = parcel_of(module.machine, found)
        carried = (
            Returned(number, found.span)
            if number >= 0
            else self.carried(found, module, path, depth, MAX_LEVELS)
        )
        nothing = isinstance(carried, Unknown) and not carried.names and not carried.head
        if carried is None or nothing:
            if not uses and not changes:
                return None
            carried = Unknown(found.span)
        written = found.span
        if calls and not 0 <= written.start < written.end:
            if family(module.language) == "javascript":
                plain = tuple(b for m in members if (b := bare(m)))
                written = defined(looked_up(module, plain))
            else:
                written = declared(module.machine, module.frame, members)
            if within_class:
                # the value is the caller's; what the class holds itself is another one
                written = Span(written.start, min(written.start + 1, written.end))
        place, line = place_of(module, written), line_of(module, written)
        only = sole(module, members, carried)
        options = found.items if isinstance(found, OneOf) and not calls else ()
        way = ((v.span, self.carried(v, module, path, depth, MAX_LEVELS)) for v in options)
        return Linked(carried, place, line, uses, changes, only, ways(module, way))

    def result(
        self, functions: tuple[Closure, ...], module: Module, path: str, depth: int, calls: bool
    ) -> Linked | None:
        """What a function, or one of several, gives to those of whose arguments nothing is known.

        In Go the object whose method it is may keep what ``calls`` before were given.
        """
        state = module.machine.s
        state.deadline = time.process_time() + self.linker.seconds
        try:
            args = Args(open=True)
            given = [module.machine.apply_closure(w, args, w.span, module.frame) for w in functions]
            value = one_of(given, functions[0].span)
        except (Exhausted, Unfinished, RecursionError):
            return None
        if module.language == "go":
            value = one_of([first(v) for v in alternatives(value)], value.span)
        uses = handed(module.machine, value) if calls and module.language == "go" else ()
        carried = self.carried(value, module, path, depth, MAX_LEVELS)
        known = not isinstance(carried, Unknown) or keys_in(carried) or carried.head
        if carried is None or not known:
            if not uses:
                return None
            carried = Unknown(value.span)
        span = Span(min(w.func.start for w in functions), max(w.func.end for w in functions))
        return Linked(carried, place_of(module, span), line_of(module, span), uses)
