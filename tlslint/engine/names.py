"""Names: variables, members, imports, and the qualified names of the world outside the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tlslint import syntax as s
from tlslint.engine import servers
from tlslint.engine.flows import Flows
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Frame, State
from tlslint.engine.unread import hands_on
from tlslint.engine.wording import OWN
from tlslint.facts import Span
from tlslint.foreign import argument_at, shown
from tlslint.record import field, mutable, replace
from tlslint.regex import regex
from tlslint.rulemodel import Argument, Rule
from tlslint.ruleset import ANY
from tlslint.values import (
    MAX_ALTERNATIVES,
    Closure,
    Flags,
    LocalClass,
    Made,
    Members,
    OneOf,
    Ref,
    Returned,
    Row,
    Sym,
    Value,
    one_of,
)

#: Languages in which a bare name may be a member of the object at hand.
IMPLICIT_THIS = frozenset({"java", "kotlin", "csharp", "vbnet"})
#: Languages in which what a block declares is known in it alone.
BLOCKS = frozenset({"java", "kotlin", "csharp", "go"})
#: Languages in which assigning a bare name in a function makes a local variable.
ASSIGNMENT_DECLARES = frozenset({"python"})
#: Languages in which a name from elsewhere is always imported: a bare one is of this package.
IMPORTED_ONLY = frozenset({"go", "javascript", "typescript", "tsx"})
#: Languages in which a declared variable without a value is a usable object.
ZERO_VALUES = frozenset({"go"})

#: The major release in the path of a module of Go: ``github.com/a/b/v2/c``, ``gopkg.in/a.v2``.
_MAJOR = regex(r"[/.]v[0-9]+(?=[/.]|$)")

#: The span of a name that an import binds: it is written wherever it is used.
IMPORTED = Span(-1, -1)


def is_type(value: Value) -> bool:
    """Whether what a name is bound to is a class of this file or an import, and not a variable's value."""
    return isinstance(value, LocalClass) or (isinstance(value, Sym) and value.last == IMPORTED)


def written_here(value: OneOf, span: Span) -> Value:
    """Values, one of which may be a name that an import binds: that one is written at ``span``.

    Of several names that imports bind, each is what its own import says.
    """
    if sum(isinstance(v, Sym) and v.last == IMPORTED for v in value.items) > 1:
        return value
    here = [
        replace(v, span=span, last=span) if isinstance(v, Sym) and v.last == IMPORTED else v
        for v in value.items
    ]
    return one_of(here, span)


@mutable
class ClassInfo:
    """A class of this file. One abstract instance stands for all of its objects and its statics."""

    name: str
    instance: Ref
    bases: list[str] = field(default_factory=list)
    parents: list[ClassInfo] = field(default_factory=list)
    methods: dict[str, s.Func] = field(default_factory=dict)
    overloads: dict[str, list[s.Func]] = field(default_factory=dict)
    #: of methods that several arms of an ``#if`` declare, the others
    arms: dict[str, list[s.Func]] = field(default_factory=dict)
    frame: Frame | None = None
    children: list[ClassInfo] = field(default_factory=list)
    #: the constants of an enumeration of Java, in their order
    listed: list[str] = field(default_factory=list)
    made: bool = False
    #: whether its constructors were run for another file
    built: bool = False
    #: the places of what each object that the class itself holds was made of
    constants: list[list[Span]] = field(default_factory=list)
    #: the sides that the declared types of its fields have
    sides: dict[str, str] = field(default_factory=dict)
    #: whether its members are no more than numbers, as those of an enumeration of .NET
    numbers: bool = False
    #: where it stands, in its parts
    spans: list[Span] = field(default_factory=list)


class Names(Flows):
    """Looks names up and reads members."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.language = state.index.language
        self.classes: dict[int, ClassInfo] = {}
        #: number of an object → the fields of this file's classes in which it was read
        self.fielded: dict[int, set[tuple[int, str]]] = {}
        self._canonical: dict[str, str] = {}
        self._opened: dict[tuple[int, int, str], str | None] = {}
        #: the namespaces and modules that the file opens, anywhere
        self.wildcards: list[str] = []
        #: the package of the file, on the JVM
        self.home = ""

    # -- variables

    def lookup(self, frame: Frame, name: str) -> Value | None:
        """The value of a bare name, None where nothing in the file binds it."""
        scope: Frame | None = frame
        implicit = self.language in IMPLICIT_THIS
        this: Ref | None = None
        member: Value | None = None
        while scope is not None:
            if implicit and scope.this is not this:
                # the scopes of one method have one object
                this = scope.this if isinstance(scope.this, Ref) else None
                member = self.own_member(this, name) if this is not None else None
            if member is not None and scope.is_class:
                return member
            found = self.s.world.variable((scope.number, name))
            if found is not None and (implicit or self.in_sight(scope, frame)):
                return found
            if member is not None:
                return member
            scope = scope.parent
        return None

    def scope(self, body: tuple[s.Stmt, ...], frame: Frame, target: s.Expr | None = None) -> Frame:
        """The frame of a block: one of its own where it declares what a scope around it has by that name."""
        if self.language not in BLOCKS or frame.parent is None:
            return frame
        declared = [t for x in body if isinstance(x, s.Assign) and x.declares for t in x.targets]
        names = {
            each.id
            for one in (*declared, *([target] if target is not None else ()))
            for each in (one.items if isinstance(one, s.Seq) else (one,))
            if isinstance(each, s.Name)
        }
        if not any(self.lookup(frame, name) is not None for name in names):
            return frame
        return replace(
            frame, number=self.s.number(), parent=frame, this=None, wildcards=[], is_class=False
        )

    def in_sight(self, scope: Frame, frame: Frame) -> bool:
        """Whether bare names of ``scope`` are seen in ``frame``: those of a class are not in its methods."""
        return scope is frame or not scope.is_class or self.language in IMPLICIT_THIS

    def outside(self, frame: Frame, name: str, span: Span) -> Sym:
        """A bare name that nothing in the file binds: opened by a wildcard, or known by itself."""
        scope: Frame | None = frame
        own = bool(self.home)
        opens = False
        while scope is not None:
            if scope.wildcards:
                opens = True
                candidate = self.opened(scope, name)
                if candidate is not None:
                    return Sym(candidate, span, span)
                own = own and all(
                    namespace == self.home or namespace.startswith(("java.", "javax."))
                    for namespace in scope.wildcards
                )
            scope = scope.parent
        # on the JVM only types, whose names have capitals, are known without an import
        if self.language in IMPORTED_ONLY or (self.language in JVM and name[:1].islower()):
            return Sym(name, span, span)
        found = self.index.simple.get(name, name)
        if self.language == "python" and not opens and found in self.index.calls:
            found = name  # without ``import *`` a function has no other way into a file
        if own and "." in found and not found.startswith(("java.lang.", "kotlin.")):
            found = name  # all that it imports is written: it is a class of its package
        return Sym(found, span, span)

    def opened(self, scope: Frame, name: str) -> str | None:
        """The name that rules know of what a wildcard of ``scope`` opens under ``name``."""
        key = (scope.number, len(scope.wildcards), name)
        if key not in self._opened:
            joined = (f"{n}{'' if n.endswith('.') else '.'}{name}" for n in scope.wildcards)
            names = map(self.canonical, joined)
            self._opened[key] = next((n for n in names if n in self.index.known), None)
        return self._opened[key]

    def own_type(self, base: s.Expr, member: str, frame: Frame) -> Sym | None:
        """The type of another file that ``base`` names, where one has the name of a type of .NET.

        Without the namespace of the latter the name may be that of the former; the others are asked.
        """
        if self.language != "csharp" or not isinstance(base, s.Name):
            return None
        platform = self.index.simple.get(base.id, "")
        if f"{platform}.{member}" not in self.index.symbols:
            return None
        namespace, own = platform.rpartition(".")[0], f"{base.id}.{member}"
        if not self.wildcards or namespace in self.wildcards or self.lookup(frame, base.id):
            return None
        span = Span(base.start, base.end)
        if own in self.s.linked:
            return Sym(base.id, span, span)
        self.s.wanted.setdefault(own, span)
        return None

    def from_outside(self, sym: Sym) -> Value:
        """What another file defines under the name of ``sym``, as if it were written here; else ``sym``."""
        found = self.s.linked.get(sym.name)
        if found is None or self.index.knows(sym.name):
            return sym
        self.s.links[sym.span] = self.s.named[sym.span] = sym.name
        place = f"{found.place.path}:{found.place.line}"
        self.s.note(sym.span, f"{shown(sym.name)} is defined in {place}: {found.source.strip()}")
        return self.rebuilt(found.value, sym)

    def rebuilt(
        self, value: Value | Members | Made | Returned, sym: Sym, given: Sequence[Value] = ()
    ) -> Value:
        """A value of another file, all of it written where ``sym`` stands, but for arguments ``given``."""
        span = sym.span
        own = argument_at(value.span, given) if given else None
        if own is not None:
            span = own.span
        if isinstance(value, Returned):
            return replace(sym, span=span)  # of what call is not known here
        if isinstance(value, Made):
            made = self.make(value.type, span, "handed")
            for role in value.roles:
                self.role(made, role)
            return made
        if isinstance(value, Members) and value.constant:
            ref = self.make("", span, "passing")
            for name, member in value.items:
                self.s.world.variables[(ref.id, name)] = self.rebuilt(member, sym, given)
            return ref
        if isinstance(value, Members):
            ref = self.make("", span, "map")
            for name, member in value.items:
                self.s.world.variables[(ref.id, name)] = inner = self.rebuilt(member, sym, given)
                self.set(self.setting_names(ref, name), ref, "=", inner, span)
            self.put(ref, replace(self.obj(ref), keys=tuple(n for n, _ in value.items)))
            return ref
        if isinstance(value, Sym):
            return Sym(value.name, span, sym.last if own is None else span)
        if isinstance(value, Flags):
            plus, minus, kept = (
                tuple(self.rebuilt(v, sym, given) for v in part)
                for part in (value.plus, value.minus, value.kept)
            )
            return Flags(plus, minus, span, kept)
        if isinstance(value, (Ref, Closure, LocalClass)):
            return value
        if isinstance(value, (Row, OneOf)):
            items = tuple(self.rebuilt(v, sym, given) for v in value.items)
            return replace(value, items=items, span=span)
        return replace(value, span=span)

    def canonical(self, name: str) -> str:
        """The name by which rules know what ``name`` (perhaps an alias of its module) is."""
        aliases = self.index.aliases
        if not aliases:
            return name
        found = self._canonical.get(name)
        if found is None:
            found = self._canonical[name] = self._resolved(name, aliases)
        return found

    def _resolved(self, name: str, aliases: Mapping[str, str]) -> str:
        copies = self.index.copies
        for _ in range(4):  # an alias may lead to another
            end = len(name)
            while end > 0:
                target = aliases.get(name[:end])
                if target is None and copies:
                    target = self.copied(name, end)
                if target is not None:
                    break
                end = name.rfind(".", 0, end)
            else:
                break
            name = target + name[end:]
        return self.released(name) if "/v" in name or ".v" in name else name

    def released(self, name: str) -> str:
        """The name without the major release that a path of Go has in it, if rules know that one."""
        plain = _MAJOR.sub("", name)
        known = self.index.known
        return plain if name not in known and plain in known else name

    def copied(self, name: str, end: int) -> str | None:
        """The package that ``name[:end]`` is a copy of, by its last part, if that has such a name.

        ``*/tls`` is a package of that name at another path, ``*.ssl`` a module that another one hands on,
        ``*.six`` one that another one has a copy of,
        ``*.PROTOCOL_TLSv1`` a constant of a name that nothing else has.
        """
        start = max(name.rfind("/", 0, end), name.rfind(".", 0, end))
        if start < 0 or name in self.index.known:
            return None
        if name[start] == "/" and "." not in name[:start]:
            return None
        target = self.index.aliases.get("*" + name[start:end])
        if target is None or target == name[:end]:
            return None
        found = target + name[end:]
        return target if found in self.index.known or found in self.index.aliases else None

    def bind(self, frame: Frame, name: str, value: Value, *, declares: bool = False) -> None:
        """Give a bare name a value in the scope that owns it."""
        scope: Frame | None = frame
        if not declares and self.language not in ASSIGNMENT_DECLARES:
            while scope is not None:
                known = self.s.world.variable((scope.number, name)) is not None
                if known and not scope.is_class:
                    break
                this = scope.this
                owner = self.holder(this, name)
                if owner is not None:
                    self.s.world.variables[(owner, name)] = value
                    return
                if known:
                    break
                scope = scope.parent
        if scope is None and name == "exports":
            while frame.parent is not None:  # wherever it is said, a module exports it
                frame = frame.parent
        self.s.world.variables[((scope or frame).number, name)] = value

    def holder(self, this: Value | None, name: str) -> int | None:
        """The object of which a bare name that is assigned is a field: the one at hand, or its base."""
        if self.language not in IMPLICIT_THIS or not isinstance(this, Ref):
            return None
        line = [this]
        for each in line:
            if self.s.world.variable((each.id, name)) is not None:
                return each.id
            own = self.classes.get(each.id)
            parents = [p.instance for p in own.parents] if own is not None else []
            line.extend(p for p in parents if p not in line)
        return None

    # -- members

    def types(self, ref: Ref) -> list[str]:
        """The qualified types of an object, nearest first."""
        info = self.classes.get(ref.id)
        if info is None:
            type_ = self.obj(ref).type
            return self.index.supertypes(type_) if type_ else []
        out: list[str] = []
        stack = [info]
        for each in stack:
            stack.extend(p for p in each.parents if p not in stack)
            for base in each.bases:
                out.extend(t for t in self.index.supertypes(base) if t not in out)
        return out

    def method_of(self, ref: Ref, name: str) -> tuple[ClassInfo, s.Func] | None:
        """The method of a local class that an object answers ``name`` with."""
        info = self.classes.get(ref.id)
        if info is None:
            return None
        line = [info]
        for each in line:
            found = each.methods.get(name)
            if found is not None:
                return each, found
            if each.parents:
                line.extend(p for p in each.parents if p not in line)
        return None

    def own(self, rule: Rule, subject: Ref, span: Span) -> bool:
        """Whether the class of an object itself has a method that replaces what brings the default."""
        for name in rule.unless:
            found = self.method_of(subject, name)
            if found is not None and not hands_on(found[1]):
                self.s.note(span, f"{OWN} ({name}, line {self.s.line(found[1].start)})")
                return True
        return False

    def brings_nothing(self, argument: Argument, ref: Ref) -> bool:
        """Whether an object is of a type that says nothing by itself: its table names it, and the
        object's own class replaces no method that rules know.
        """
        known = [t for t in self.types(ref) if t in self.index.tables[argument.table].entries]
        changed = (
            name for name in known for m in self.methods(ref) if f"{name}.{m}" in self.index.calls
        )
        return bool(known) and not any(changed)

    def methods(self, ref: Ref) -> Iterator[str]:
        """The names of the methods that the classes of this file give an object."""
        info = self.classes.get(ref.id)
        stack = [info] if info is not None else []
        for each in stack:
            yield from each.methods
            stack.extend(p for p in each.parents if p not in stack)

    def own_member(self, ref: Ref, name: str, *, exact: bool = False) -> Value | None:
        """A field or method of an object of this file."""
        found = self.s.world.variable((ref.id, name))
        own = self.classes.get(ref.id)
        if found is not None:
            if own is not None and own.instance.id != ref.id:
                # what a constant object holds is chosen where the object is named
                return self.rebuilt(found, Sym("", ref.span, ref.span))
            if own is not None and self.language in JVM and isinstance(found, Ref):
                self.fielded.setdefault(found.id, set()).add((ref.id, name))
            return self.overridden(own, name, found) if own is not None and not exact else found
        if own is None:
            return None
        method = self.own_method(ref, name, exact=exact)
        if method is not None:
            return method
        if own.instance.id != ref.id:
            return self.s.world.variable((own.instance.id, name))
        for parent in own.parents:
            found = self.s.world.variable((parent.instance.id, name))
            if found is not None:
                if self.language in JVM and isinstance(found, Ref):
                    self.fielded.setdefault(found.id, set()).add((parent.instance.id, name))
                return found
        return self.nested(own, name) if name[:1].isupper() else None

    def nested(self, own: ClassInfo, name: str) -> LocalClass | None:
        """The class ``name`` that a class declares within itself."""
        found = self.s.world.variable((own.frame.number, name)) if own.frame is not None else None
        return found if isinstance(found, LocalClass) else None

    def overridden(self, own: ClassInfo, name: str, found: Value) -> Value:
        """A property of Kotlin; what subclasses say that it is counts as well."""
        if self.language != "kotlin" or not own.children:
            return found
        ways = [found]
        heirs = own.children[:]
        for heir in heirs:
            heirs.extend(each for each in heir.children if each not in heirs)
            other = self.s.world.variable((heir.instance.id, name))
            getter = heir.methods.get(name)
            if other is None and getter is not None and getter.getter:
                other = Closure(getter, heir.frame, found.span, heir.instance)
            if other is not None and len(ways) < MAX_ALTERNATIVES:
                ways.append(other)
        return one_of(ways, found.span)

    def own_method(self, ref: Ref, name: str, *, exact: bool = False) -> Value | None:
        """A method of an object of this file; what its subclasses make of it counts, unless ``exact``."""
        method = self.method_of(ref, name)
        if method is None:
            return None
        info, func = method
        span = Span(func.start, func.end)
        found: list[Value] = [Closure(func, info.frame, span, ref)]
        found += [Closure(other, info.frame, span, ref) for other in info.arms.get(name, ())]
        own = self.classes[ref.id]
        heirs = [] if exact or own.instance.id != ref.id or name == "__init__" else own.children[:]
        for heir in heirs:
            heirs.extend(each for each in heir.children if each not in heirs)
            if name in heir.methods and len(found) < MAX_ALTERNATIVES:
                found.append(Closure(heir.methods[name], heir.frame, span, heir.instance))
            elif func.getter:  # a property that it overrides with one that holds a value
                held = self.s.world.variable((heir.instance.id, name))
                found += [held] if held is not None else []
        return one_of(found, span)

    def setting_names(self, value: Ref, name: str) -> list[str]:
        """The names under which rules may know the setting ``name`` of an object."""
        found = [f"{t}.{name}" for t in self.types(value)]
        # one object stands for all values of a struct of this file, and they say different things
        obj = self.obj(value)
        many = self.language in ZERO_VALUES and obj.kind == "instance"
        if not many and self.index.sets.keys().isdisjoint(found):
            type_ = obj.type.rpartition(".")[2]
            server = type_.endswith("Server") and not servers.of_peer(type_)
            served = f"{ANY}Server.{name}" if server else ""
            if served in self.index.sets:
                return [*found, served]
            found.append(ANY + name)
        return found
