"""A whole file: its module, then every function that matters and that nobody called."""

from __future__ import annotations

import re
from typing import Any

from tlslint import syntax as s
from tlslint.bounds import FRESH
from tlslint.engine import addresses, declared, fields, records, servers, unused
from tlslint.engine.alone import Alone, refs
from tlslint.engine.libraries import JVM, NET, lists_version
from tlslint.engine.machine import (
    Frame,
    State,
)
from tlslint.engine.names import ClassInfo
from tlslint.engine.spans import span_of
from tlslint.engine.world import World
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.ruleset import last_word
from tlslint.values import (
    Closure,
    Ref,
    Sym,
    Value,
    alternatives,
    leaves,
    one_of,
    text_of,
)

#: A function without a name is run for so many calls of the function that makes it, and one more.
_REMADE = 3
#: Why a client is none that is judged: of all that is done with it.
_PLAIN = "every address that it is sent to begins with http://"
_LENT = "given away, and nothing else is done with it: what it is given to is judged"
#: How a method of the JVM gives what it does not declare the name of a version: it may be run before others.
_KEEPING = regex(
    rb"(?:[;{}\n]|\bthis\.)[ \t\r\n]{0,80}\w{1,80}[ \t]{0,9}=(?!=)[^;={}\n]{0,80}(?:\{[^;{}\n]{0,80})?\"(?:SSLv|TLSv1)"
)


class File(Alone):
    """Runs whole files."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._built_here: re.Pattern[bytes] | None = None
        #: start of a function without a name → the calls, after the first, that it was made in
        self.remade: dict[int, set[int]] = {}

    def run_file(self, body: tuple[s.Stmt, ...]) -> None:
        """Run a module, then every function of it that matters and that nobody called."""
        self.run_module(body)
        root = self.s.world
        self.pass_instances(root)
        first = self.declaring() | self.making()
        done: set[int] = set()
        made = False
        told: dict[int, dict[tuple[int, str], list[Value]]] = {}
        while self.pending or self.s.asked:
            asked, self.s.asked = self.s.asked, []
            waiting, self.pending = [*self.pending, *((c, c.frame) for c in asked)], []
            waiting.sort(
                key=lambda item: -1 if item[0].func.start in first else self.late(item[0].func)
            )
            for closure, _ in waiting:
                func = closure.func
                if self.again(closure, done) or (func.private and func.start in self.inlined):
                    continue
                if not made and closure.func.name not in ("__init__", None):
                    # what an object is when it is made does not wait for what its methods do
                    made = True
                    self.settle(told)
                    self.pass_instances(root)
                done.add(closure.func.start)
                told[func.start] = self.run_alone(closure)
            if not self.pending and self.language == "python":
                self.calling()
            if not self.pending and self.idle and (self.s.compared or self.s.making):
                unused.wake(self, root)
            if not self.pending and (
                any(map(self.told_copied, self.s.copied))
                or (self.language == "go" and fields.seeming(root, self.index.known))
            ):
                # what no rule's word is in may use what seems to be copied only, or hand a
                # configuration to its taker
                self.pending, self.idle = self.idle, []
            elif not self.pending and self.language in JVM and self.idle:
                # who calls what makes an object may hand it to a class of a server, and who reads
                # what names a version to another file
                words = [*map(re.escape, fields.offered(self, root)), *self.naming()]
                named = re.compile(rb"\b(?:%b)" % b"|".join(words)) if words else None
                for item in self.idle[:] if named else ():
                    func = item[0].func
                    if named and named.search(self.s.text, func.start, func.end):
                        self.idle.remove(item)
                        self.pending.append(item)
            elif not self.pending and self.idle and self.addressed:
                # what no rule's word is in may call what makes a client, with an address, or send one
                words = addresses.callers(self) + addresses.kept(self, root)
                for item in self.idle[:] if words else ():
                    text = self.s.text[item[0].func.start : item[0].func.end]
                    if any(word in text for word in words):
                        self.idle.remove(item)
                        self.pending.append(item)
            if not self.pending and self.s.tabled and self.language == "go":
                # what tests are given to run compares the rows of a table
                self.pending = [p for p in self.idle if p[0].func.name is None]
                self.idle = [p for p in self.idle if p[0].func.name is not None]
        self.s.finished.extend(self.final(root))
        self.serve_classes()
        if self.s.told:
            self.s.finished = list(records.judged(self.s, self.s.finished))

    def told_copied(self, number: int) -> bool:
        """Whether an object that was only ever copied says something, of which those who use it may tell more."""
        obj = self.s.world.find(number) if self.s.gone(number) else None
        return obj is not None and obj.states != (FRESH,)

    def late(self, func: s.Func) -> int:
        """How long a function waits to be run: what makes objects first, what only this file calls last.

        Go makes them in plain functions, which may stand behind the methods; on the JVM any method
        may make one of a class of this file, or give a field a version that others read.
        """
        if func.name in ("__init__", None):
            return 0
        if self.language in JVM and (
            _KEEPING.search(self.s.text, func.start, func.end)
            or self.built_here().search(self.s.text, func.start, func.end)
        ):
            return 1
        return 2 + 2 * func.private + (self.language == "go" and func.receiver is not None)

    def built_here(self) -> re.Pattern[bytes]:
        """How objects of this file's classes are made in its text."""
        if self._built_here is None:
            names = sorted({re.escape(i.name.encode()) for i in self.classes.values() if i.name})
            new = rb"\bnew\s+" if self.language == "java" else rb"(?<![\w.])"
            parts = rb"(?:%b)\s*\(" % b"|".join(names) if names else rb"(?!)"
            self._built_here = re.compile(new + parts)
        return self._built_here

    def serve_classes(self) -> None:
        """Constants that stand in methods of a class that extends a library's server are a server's.

        Of .NET, in all of the class, and the name of what it extends tells it too, or its own where it
        speaks of TLS or of listening; and in functions that something gets that builds a server.
        """
        net = self.language in NET
        for info in self.classes.values() if (net or self.index.sides) and self.s.used else ():
            types = self.types(info.instance)
            named = [*types, *(p.name or "" for p in info.parents)]
            if info.name and any(word in info.name.lower() for word in ("tls", "ssl")):
                named.append(info.name)
            if "server" in {self.index.sides.get(t) for t in types} or (
                net and (any(map(servers.served_type, named)) or servers.listens(info.name or ""))
            ):
                methods = info.methods.values()
                self.serve_inside(info.spans if net else [span_of(f) for f in methods])
        if self.s.serving:
            self.serve_inside(self.s.serving)

    def serve_inside(self, parts: list[Span]) -> None:
        """The constants in these parts of the file are a server's."""
        self.s.served.update(
            use.span
            for use in self.s.used.values()
            if any(part.start <= use.span.start < part.end for part in parts)
        )

    def again(self, closure: Closure, done: set[int]) -> bool:
        """Whether a function was run already: one without a name that a function makes at each of
        its calls knows what that call was given, and is run for the first few.
        """
        func = closure.func
        if func.start not in done:
            return False
        if not self.declares or func.name is not None or closure.frame.parent is None:
            return True
        if func.start in self.s.sided:
            return True  # its taker decides
        made = self.remade.setdefault(func.start, set())
        if closure.frame.number in made or len(made) >= _REMADE:
            return True
        made.add(closure.frame.number)
        return False

    def declaring(self) -> set[int]:
        """The starts of the functions that declare options: they are run, and before others read them."""
        first: set[int] = set()
        if not self.declares or not declared.may(self.language, self.s.text):
            return first
        for waiting in (self.pending, self.idle):
            for closure, frame in waiting[:]:
                func = closure.func
                if declared.may(self.language, self.s.text[func.start : func.end]):
                    first.add(func.start)
                    if waiting is self.idle:
                        waiting.remove((closure, frame))
                        self.pending.append((closure, frame))
        return first

    def making(self) -> set[int]:
        """The starts of functions without a rule's word that are run all the same, and first: they make
        an object of an own class of a library's type, or keep one of a library for a method that matters.
        """
        first: set[int] = set()
        if self.language in ("csharp", "vbnet", *declared.SCRIPTS):
            self.reading()
        if self.language in declared.SCRIPTS and self.idle:
            self.extending()
        if self.language == "go":
            told = addresses.told_first(self)
            first = {closure.func.start for closure, _ in told}
            self.idle = [item for item in self.idle if item[0].func.start not in first]
            self.pending = [*told, *self.pending]
        if self.language != "python":
            return first
        self.calling()
        made = {name for name, type_ in self.index.returns.items() if name == type_}
        words, heirs = [last_word(name) for name in made], []
        for info in self.classes.values():
            types = self.types(info.instance) if info.name else []
            if any(t in self.index.calls for t in types):
                heirs.append(f"{info.name}(".encode())
            elif not made.isdisjoint(types):
                words.append(info.name or "")
        kept = [f"{word}(".encode() for word in words]
        for closure, frame in self.idle[:]:
            text = self.s.text[closure.func.start : closure.func.end]
            keeps = frame.is_class and frame.relevant and b"self." in text
            if any(h in text for h in heirs) or (keeps and any(k in text for k in kept)):
                first.add(closure.func.start)
                self.idle.remove((closure, frame))
                self.pending.append((closure, frame))
        return first

    def extending(self) -> None:
        """Have constructors run that hand to the one of a library's type what is written elsewhere."""
        heirs = {
            made.start
            for info in self.classes.values()
            if info.bases and (made := info.methods.get("__init__")) is not None
            if any(type_ in self.index.calls for type_ in self.types(info.instance))
        }
        for item in self.idle[:] if heirs else ():
            if item[0].func.start in heirs:
                self.idle.remove(item)
                self.pending.append(item)

    def reading(self) -> None:
        """Have functions run that read a member which holds versions, for they may hand it to another
        file, or in scripts a variable that holds a client which is called itself.
        """
        held = self.callables() or {
            key[1]
            for key, value in self.s.world.variables.items()
            if key[0] in self.classes
            and any(isinstance(v, Sym) and v.name in self.index.uses for v in leaves(value))
        }
        if not held or not self.idle:
            return
        scripts = self.language in declared.SCRIPTS
        flags = re.IGNORECASE if self.index.folds else 0
        words = b"|".join(re.escape(name.encode()) for name in sorted(held))
        named = re.compile(rb"\b(?:%b)\b" % words, flags)
        for item in self.idle[:]:
            func = item[0].func
            if (func.name is not None or scripts) and named.search(
                self.s.text, func.start, func.end
            ):
                self.idle.remove(item)
                self.pending.append(item)

    def calling(self) -> None:
        """Have methods run that call a member which holds a function of a library."""
        held = {
            f".{key[1]}(".encode()
            for key, value in (self.s.world.variables.items() if self.idle else ())
            if key[0] in self.classes and any(map(self.is_function, alternatives(value)))
        }
        for item in self.idle[:] if held else ():
            text = self.s.text[item[0].func.start : item[0].func.end]
            if any(word in text for word in held):
                self.idle.remove(item)
                self.pending.append(item)

    def naming(self) -> list[bytes]:
        """How fields of this file's classes are written that hold the name of a version."""
        known = self.index.version_texts
        return [
            re.escape(name.encode()) + rb"\b"
            for (owner, name), value in self.s.world.variables.items()
            if owner in self.classes
            and any(lists_version(text_of(v), known) for v in leaves(value))
        ]

    def callables(self) -> set[str]:
        """The names of variables of a script that hold what a call made to be called in its turn."""
        known, made = self.index.calls, self.index.returns
        out = set()
        for key, value in (
            self.s.world.variables.items() if self.language in declared.SCRIPTS else ()
        ):
            types = (self.obj(v).type for v in alternatives(value) if isinstance(v, Ref))
            if any(t in known and t not in made for t in types):
                out.add(key[1])
        return out

    def pass_instances(self, root: World) -> None:
        """Have the objects of this file's classes judged as they are now: functions may change them."""
        objects = [o for o in root.objects.values() if o.kind == "instance"]
        self.s.finished.extend(replace(o, kind="passing") for o in objects)

    def run_module(self, body: tuple[s.Stmt, ...]) -> Frame:
        """Run what a module does when it is loaded; its frame, with the names that it binds."""
        root = self.s.world
        module = Frame(self.s.number(), base=root)
        self.run_statements(body, module)
        root.dead = False
        self.s.world = root
        return module

    def build(self, info: ClassInfo) -> None:
        """Run the constructors of a class for another file, so that its members are what a new object has."""
        if info.built:
            return
        info.built = True
        for parent in info.parents:
            self.build(parent)
        told = {}
        for func in info.overloads.get("__init__", [info.methods.get("__init__")]):
            if func is not None:
                made = Closure(func, info.frame, span_of(func), info.instance)
                told[func.start] = self.run_alone(made)
        self.settle(told)

    def settle(self, told: dict[int, dict[tuple[int, str], list[Value]]]) -> None:
        """A member that every constructor of its class sets is never what it was before.

        ``told``: start of a constructor → what it sets. Subclasses share the object of their base.
        """
        for info in self.classes.values():
            made = info.overloads.get("__init__", [info.methods.get("__init__")])
            if info.parents or not all(f is not None and f.start in told for f in made):
                continue
            first, *others = [told[f.start] for f in made if f is not None]
            for key in set(first).intersection(*others):
                values = [v for each in (first, *others) for v in each[key]]
                values += filter(self.is_function, alternatives(self.s.world.variables[key]))
                self.s.world.variables[key] = one_of(values, values[0].span)

    def side_with_takers(self) -> None:
        """What the methods of a class make is a server's, if each object of it is given to one."""
        for number, taken in self.s.takers.items():
            info = self.classes.get(number)
            if info is None or taken.keys() != self.s.constructed.get(number, set()):
                continue
            if set(taken.values()) == {"server"}:
                self.s.sided.update({f.start: "server" for f in info.methods.values()})

    def final(self, root: World) -> list[Any]:
        """The objects at the end of the file, but for those that a function here gave to its callers here.

        What these go on with is judged there. What only other callers get (a parameter's default)
        still counts, but not for what the object is by default.
        """
        self.side_with_takers()
        for start, side in self.s.sided.items():
            for ref in self.given.get(start, ()):
                self.role(ref, side)
            first, last = self.ranges.get(start, (0, 0))
            for number in range(first + 1, last + 1):
                obj = root.objects.get(number)
                if obj is not None and not obj.takers:
                    root.objects[number] = replace(obj, roles=obj.roles | {side})
        self.side_with_callers(root)
        self.side_with_twins(root)
        if self.language == "go":
            fields.sided(self, root)
        elif self.language in JVM:
            fields.refilled(self, root)
            fields.given_out(self, root)
        given: dict[int, bool] = {}
        for start in self.inlined:
            given.update(self.made_alone.get(start, {}))
        out = []
        sent = addresses.plain(self) if self.s.sending else self.s.plain
        plain = self.only(root, sent) if sent else frozenset()
        refused = self.only(root, self.s.refused) if self.s.refused else frozenset()
        unread = unused.unread(self, root) if self.s.compared else frozenset()
        told = unused.replaced_by_products(self, root) if self.s.making else frozenset()
        typed = {o.span for o in root.objects.values() if o.type}
        for number, obj in root.objects.items():
            if number in plain or addresses.speaks_none(self, number):
                self.s.note(obj.span, _LENT if number in self.s.lent else _PLAIN)
                obj = replace(obj, kind="handed")
            if obj.kind == "object" and number in self.s.models:
                obj = replace(obj, kind="handed")
            copies = obj.kind == "map" or self.language == "go"
            if copies and self.s.gone(number):
                self.s.note(obj.span, "copied into other objects, which are judged in its place")
                continue
            if obj.kind == "object" and number in unread:
                if obj.states != (FRESH,):  # of an error that is compared nothing is to be said
                    self.s.note(obj.span, unused.words(obj))
                continue
            if number in refused:
                self.s.note(
                    obj.span,
                    "given to what a test expects to fail, or to raise it: nothing comes of it",
                )
                continue
            if number in told:
                self.s.note(
                    obj.span,
                    "all that it makes is told what to enable, and nothing else comes of it",
                )
                continue
            if obj.span in self.s.given and self.judged_with_callers(obj, typed):
                self.s.note(obj.span, "given here what is judged where it is made")
                continue
            if "nobody" in obj.roles:
                self.s.note(obj.span, "nobody reads what is written at this place of these options")
                continue
            private = given.get(number)
            if private is None:
                out.append(obj)
            elif not private:
                out.append(replace(obj, kind="handed"))
        return out

    def only(self, root: World, counts: dict[int, int]) -> frozenset[int]:
        """The objects with which nothing is done but what is counted, and what only they hold."""
        out: set[int] = set()
        #: how often what is held is looked at by these: it is named, and plain options count what they keep
        times: dict[int, int] = {}
        held = [n for n in counts if self.s.only(counts, n)]
        while held:
            number = held.pop()
            if number not in out and number in root.objects:
                out.add(number)
                obj = root.objects[number]
                kept = 1 + (obj.kind == "map")
                inside = {r.id for v in root.members(number).values() for r in refs(v)}
                for inner in (inside | {obj.maker}) - {0}:
                    times[inner] = times.get(inner, 0) + kept
                    if times[inner] >= self.s.looked.get(inner, 0) - self.s.aside.get(inner, 0):
                        held.append(inner)
        return frozenset(out)

    def side_with_callers(self, root: World) -> None:
        """Give what functions of this package make, when run alone, the side that it has with their callers."""
        sides = {o.span: o.takers for o in root.objects.values() if o.takers}
        for start in self.local & self.inlined.keys():
            first, last = self.ranges.get(start, (0, 0))
            for number in range(first + 1, last + 1):
                obj = root.objects.get(number)
                if obj is not None and not obj.takers and obj.span in sides:
                    root.objects[number] = replace(obj, roles=obj.roles | sides[obj.span])
