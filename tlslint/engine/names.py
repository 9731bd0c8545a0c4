"""Names: variables, members, imports, and the qualified names of the world outside the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tlslint import syntax as s
from tlslint.engine import libraries
from tlslint.engine.flows import Flows
from tlslint.engine.machine import Frame, State
from tlslint.facts import Span
from tlslint.foreign import argument_at
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    MAX_ALTERNATIVES,
    Closure,
    Const,
    Flags,
    LocalClass,
    Made,
    Members,
    OneOf,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    one_of,
    text_of,
)

#: Languages in which a bare name may be a member of the object at hand.
IMPLICIT_THIS = frozenset({"java", "csharp", "vbnet"})
#: Languages in which assigning a bare name in a function makes a local variable.
ASSIGNMENT_DECLARES = frozenset({"python"})
#: Languages in which a name from elsewhere is always imported: a bare one is of this package.
IMPORTED_ONLY = frozenset({"go", "javascript", "typescript", "tsx"})
#: Languages in which a declared variable without a value is a usable object.
ZERO_VALUES = frozenset({"go"})

#: The span of a name that an import binds: it is written wherever it is used.
IMPORTED = Span(-1, -1)


def is_type(value: Value) -> bool:
    """Whether what a name is bound to is a class of this file or an import, and not a variable's value."""
    return isinstance(value, LocalClass) or (isinstance(value, Sym) and value.last == IMPORTED)


@dataclass(slots=True, eq=False)
class ClassInfo:
    """A class of this file. One abstract instance stands for all of its objects and its statics."""

    name: str
    instance: Ref
    bases: list[str] = field(default_factory=list)
    parents: list[ClassInfo] = field(default_factory=list)
    methods: dict[str, s.Func] = field(default_factory=dict)
    overloads: dict[str, list[s.Func]] = field(default_factory=dict)
    frame: Frame | None = None
    children: list[ClassInfo] = field(default_factory=list)
    made: bool = False
    #: whether its constructors were run for another file
    built: bool = False
    #: the places of what each object that the class itself holds was made of
    constants: list[list[Span]] = field(default_factory=list)


class Names(Flows):
    """Looks names up and reads members."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.language = state.index.language
        self.classes: dict[int, ClassInfo] = {}
        self._canonical: dict[str, str] = {}

    # -- variables

    def lookup(self, frame: Frame, name: str) -> Value | None:
        """The value of a bare name, None where nothing in the file binds it."""
        scope: Frame | None = frame
        while scope is not None:
            member = None
            if self.language in IMPLICIT_THIS and isinstance(scope.this, Ref):
                member = self.own_member(scope.this, name)
            if member is not None and scope.is_class:
                return member
            found = self.s.world.variable((scope.number, name))
            if found is not None:
                return found
            if member is not None:
                return member
            scope = scope.parent
        return None

    def outside(self, frame: Frame, name: str, span: Span) -> Sym:
        """A bare name that nothing in the file binds: opened by a wildcard, or known by itself."""
        scope: Frame | None = frame
        while scope is not None:
            for namespace in scope.wildcards:
                joiner = "" if namespace.endswith(".") else "."
                candidate = self.canonical(f"{namespace}{joiner}{name}")
                if candidate in self.index.known:
                    return Sym(candidate, span, span)
            scope = scope.parent
        if self.language in IMPORTED_ONLY:
            return Sym(name, span, span)
        return Sym(self.index.simple.get(name, name), span, span)

    def from_outside(self, sym: Sym) -> Value:
        """What another file defines under the name of ``sym``, as if it were written here; else ``sym``."""
        found = self.s.linked.get(sym.name)
        if found is None or sym.name in self.index.known:
            return sym
        self.s.links[sym.span] = sym.name
        place = f"{found.place.path}:{found.place.line}"
        self.s.note(sym.span, f"{sym.name} is defined in {place}: {found.source.strip()}")
        return self.rebuilt(found.value, sym)

    def rebuilt(
        self, value: Value | Members | Made, sym: Sym, given: Sequence[Value] = ()
    ) -> Value:
        """A value of another file, all of it written where ``sym`` stands, but for arguments ``given``."""
        span = sym.span
        own = argument_at(value.span, given) if given else None
        if own is not None:
            span = own.span
        if isinstance(value, Made):
            made = self.make(value.type, span, "handed")
            for role in value.roles:
                self.role(made, role)
            return made
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
        for _ in range(4):  # an alias may lead to another
            end = len(name)
            while end > 0:
                target = aliases.get(name[:end])
                if target is not None:
                    break
                target = self.copied(name, end)
                if target is not None:
                    break
                end = name.rfind(".", 0, end)
            else:
                return name
            name = target + name[end:]
        return name

    def copied(self, name: str, end: int) -> str | None:
        """The package that ``name[:end]`` is a copy of, by its last part, if that has such a name.

        ``*/tls`` is a package of that name at another path, ``*.ssl`` a module that another one hands on.
        """
        start = max(name.rfind("/", 0, end), name.rfind(".", 0, end))
        if start < 0 or end == len(name) or name in self.index.known:
            return None
        if name[start] == "/" and "." not in name[:start]:
            return None
        target = self.index.aliases.get("*" + name[start:end])
        if target is None or target == name[:end] or target + name[end:] not in self.index.known:
            return None
        return target

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
        stack: list[ClassInfo] = [info] if info is not None else []
        for each in stack:
            if name in each.methods:
                return each, each.methods[name]
            stack.extend(p for p in each.parents if p not in stack)
        return None

    def own_member(self, ref: Ref, name: str, *, exact: bool = False) -> Value | None:
        """A field or method of an object of this file."""
        found = self.s.world.variable((ref.id, name))
        own = self.classes.get(ref.id)
        if found is not None:
            if own is not None and own.instance.id != ref.id:
                # what a constant object holds is chosen where the object is named
                return self.rebuilt(found, Sym("", ref.span, ref.span))
            return found
        method = self.own_method(ref, name, exact=exact)
        if method is not None:
            return method
        if own is not None and own.instance.id != ref.id:
            return self.s.world.variable((own.instance.id, name))
        for parent in own.parents if own is not None else ():
            found = self.s.world.variable((parent.instance.id, name))
            if found is not None:
                return found
        return None

    def own_method(self, ref: Ref, name: str, *, exact: bool = False) -> Value | None:
        """A method of an object of this file; what its subclasses make of it counts, unless ``exact``."""
        method = self.method_of(ref, name)
        if method is None:
            return None
        info, func = method
        span = Span(func.start, func.end)
        found: list[Value] = [Closure(func, info.frame, span, ref)]
        own = self.classes[ref.id]
        heirs = [] if exact or own.instance.id != ref.id or name == "__init__" else own.children[:]
        for heir in heirs:
            heirs.extend(each for each in heir.children if each not in heirs)
            if name in heir.methods and len(found) < MAX_ALTERNATIVES:
                found.append(Closure(heir.methods[name], heir.frame, span, heir.instance))
        return one_of(found, span)

    def aliased(self, name: str, value: Value, span: Span) -> Value:
        """A constant, written at ``span`` where its name is that of a version.

        ``const SecurityProtocolType Tls11 = (SecurityProtocolType)768`` only gives the version a
        name: what is to be edited is what uses it.
        """
        if isinstance(value, Ref) and value.span == self.obj(value).span:
            info = self.classes.get(value.id)
            if info is not None and info.instance.id != value.id:
                return replace(value, span=span)
        if isinstance(value, (Sym, Const, Flags)) and self.is_version(name):
            return self.rebuilt(value, Sym("", span, span))
        return value

    def is_version(self, name: str) -> bool:
        """Whether a name is that of a version, in this language's libraries too (``Tls``)."""
        if libraries.names_version(name):
            return True
        return name.lower() == "tls" and name in self.index.version_words

    def offers_texts(self, owner: Ref) -> bool:
        """Whether the members of an object are names of several versions, from which one is chosen."""
        if owner.id in self.classes:
            names: Iterable[str] = self.s.world.members(owner.id)
        else:
            obj = self.obj(owner)
            names = obj.keys if obj.kind == "map" and len(obj.keys) > 2 else ()
        found = set()
        for name in names:
            value = self.s.world.variable((owner.id, name))
            text = text_of(value) if value is not None else None
            if (
                text is None
                or text not in self.index.version_texts
                or ANY + name in self.index.sets
            ):
                return False
            found.add(text)
        return len(found) > 1

    def member(self, value: Value, name: str, span: Span, last: Span) -> Value:
        """``value.name``."""
        options = alternatives(value)
        if len(options) > 1:
            found = [
                self.member(v, name, span, last)
                for v in options
                if not (isinstance(v, Const) and v.value is None)
            ]
            return one_of(found, span)
        if isinstance(value, Sym):
            if name == "__dict__":
                return value
            qualified = self.canonical(f"{value.name}.{name}")
            if self.settable(qualified):
                return Read(qualified, span)
            made = self.index.returns.get(qualified)
            if made and made != "self" and qualified not in self.index.calls:
                return self.process_member(qualified, made, span)
            sym = Sym(qualified, span, last)
            return self.from_outside(sym) if self.s.linked else sym
        if isinstance(value, LocalClass):
            value = value.info.instance
        if isinstance(value, Ref):
            types = self.types(value)
            for type_ in types:
                if self.settable(f"{type_}.{name}"):
                    return Read(f"{value.id}:{type_}.{name}", span)
            found_member = self.own_member(value, name)
            if found_member is not None:
                if isinstance(found_member, Const) and self.offers_texts(value):
                    return replace(found_member, span=span)
                return self.aliased(name, found_member, span)
            for type_ in types:
                if f"{type_}.{name}" in self.index.symbols:
                    return Sym(f"{type_}.{name}", span, last)  # a constant read through an object
                made = self.returned(f"{type_}.{name}")
                if made and made != "self":
                    child = self.make(made, span)
                    self.s.world.variables[(value.id, name)] = child
                    self.side_by_place(f"{type_}.{name}", child)
                    return child
            own = value.id in self.classes
            made = next(iter(types), "") if own else self.obj(value).type
            if made and self.language in IMPLICIT_THIS and made not in self.index.known:
                return self.member_elsewhere(made, name, span, last)
            return Unknown(span)
        if isinstance(value, Row) and name in ("length", "Length", "size", "Count"):
            return Const(len(value.items), span)
        if isinstance(value, Unknown) and value.type:
            made = self.returned(f"{value.type}.{name}")
            if made and made != "self":
                child = self.make(made, span)
                self.side_by_place(f"{value.type}.{name}", child)
                return child
        if isinstance(value, Unknown) and value.of:
            return self.member_elsewhere(value.of, name, span, last)
        return Unknown(span)

    def member_elsewhere(self, type_: str, name: str, span: Span, last: Span) -> Value:
        """A member of an object of a class that another file declares."""
        qualified = f"{type_}.{name}"
        found = self.from_outside(Sym(qualified, span, last))
        return (
            Unknown(span, names=(qualified,))
            if isinstance(found, Sym) and found.name == qualified
            else found
        )

    def side_by_place(self, qualified: str, ref: Ref) -> None:
        """Give the object found in a member the side that setting the member would give it."""
        for rule in self.index.sets.get(qualified, ()):
            for argument in rule.arguments:
                if argument.effect == "role" and argument.means is not None:
                    self.role(ref, argument.means.role)

    def process_member(self, qualified: str, type_: str, span: Span) -> Ref:
        """A typed object of the whole process (``https.globalAgent``)."""
        ref = self.process(qualified, span)
        obj = self.obj(ref)
        if obj.type != type_:
            self.put(ref, replace(obj, type=type_))
        return ref

    def setting_names(self, value: Ref, name: str) -> list[str]:
        """The names under which rules may know the setting ``name`` of an object."""
        found = [f"{t}.{name}" for t in self.types(value)]
        # one object stands for all values of a struct of this file, and they say different things
        many = self.language in ZERO_VALUES and self.obj(value).kind == "instance"
        if not many and not any(n in self.index.sets for n in found):
            type_ = self.obj(value).type.rpartition(".")[2]
            if type_.endswith("Server"):
                found.append(f"{ANY}Server.{name}")
            found.append(ANY + name)
        return found

    def instance_of(self, frame: Frame, expr: s.Expr | None) -> Ref | None:
        """The object that stands for all of a declared type, where that is a class of this file."""
        if isinstance(expr, s.Attr):
            outer = self.instance_of(frame, expr.value)
            info = self.classes.get(outer.id) if outer is not None else None
            if info is None or info.frame is None:
                return None
            found = self.s.world.variable((info.frame.number, expr.name))
        elif isinstance(expr, s.Name):
            found = self.lookup(frame, expr.id)
        else:
            return None
        return found.info.instance if isinstance(found, LocalClass) else None

    def declared_elsewhere(self, frame: Frame, expr: s.Expr | None) -> str:
        """A declared type that neither this file nor a rule knows; empty for any other."""
        inner: list[str] = []
        while self.language == "java" and isinstance(expr, s.Attr):
            inner.insert(0, expr.name)
            expr = expr.value
        if self.language not in IMPLICIT_THIS or not isinstance(expr, s.Name):
            return ""
        value = self.lookup(frame, expr.id)
        name = expr.id if value is None or not is_type(value) else ""
        if self.language == "java" and isinstance(value, Sym):
            name = value.name if value.name not in self.index.known else ""
        return ".".join([name, *inner]) if name else ""

    def type_name(self, frame: Frame, expr: s.Expr | None) -> str:
        """The qualified name of a declared type; empty where it is not one that rules know."""
        parts: list[str] = []
        while isinstance(expr, s.Attr):
            parts.append(expr.name)
            expr = expr.value
        if isinstance(expr, s.Lit) and isinstance(expr.value, str) and not parts:
            # a quoted annotation
            names = expr.value.split(".")
            root, parts = names[0], names[:0:-1]
            span = Span(expr.start, expr.end)
        elif isinstance(expr, s.Name):
            root, span = expr.id, Span(expr.start, expr.end)
        else:
            return ""
        value = self.lookup(frame, root)
        if value is None or (self.language in IMPLICIT_THIS and not is_type(value)):
            value = self.outside(frame, root, span)
        if not isinstance(value, Sym):
            return ""
        name = self.canonical(".".join([value.name, *reversed(parts)]))
        # what a method of a type of another package gives is looked up there
        declared = self.language in ZERO_VALUES and value.last == IMPORTED
        return name if declared or name in self.index.known else ""
