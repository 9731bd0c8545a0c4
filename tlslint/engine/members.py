"""Members: what ``value.name`` is, of objects, of libraries, and of classes of other files."""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import syntax as s
from tlslint.engine import declared, heads, libraries, listing, supported
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import CALLED, Args, Frame, State
from tlslint.engine.names import IMPLICIT_THIS, IMPORTED, ZERO_VALUES, Names, is_type
from tlslint.engine.world import Key, World
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    Const,
    Flags,
    LocalClass,
    OneOf,
    Read,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    head_of,
    leaves,
    one_of,
    text_of,
)

#: Methods of Java's enumerations that give the name of a constant.
_NAMING = frozenset({"name", "toString"})
#: How names of what a script takes from other files of the repository begin, as `tlslint.places` has them.
_OWN = (".", "@/", "~/", "config.")
#: The longest source of a key that is remembered.
_MAX_KEY = 80


def _names_tls(value: Value) -> bool:
    """Whether a value may be what a constant called ``Tls`` names: no other one."""
    return not isinstance(value, Sym) or value.name.rpartition(".")[2].lower() == "tls"


class Reading(Names):
    """Reads members of values."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: variable or member → what it was given last, and on which path; until it is read
        self.unread: dict[Key, tuple[Value, World]] = {}

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
            if not libraries.names_version(name) and not all(map(_names_tls, leaves(value))):
                return value
            return self.rebuilt(value, Sym("", span, span))
        return value

    def is_version(self, name: str) -> bool:
        """Whether a name is that of a version, in this language's libraries too (``Tls``)."""
        if libraries.names_version(name):
            return True
        # ``tls`` is what a variable is called that holds any of them
        same = name.lower() == "tls" and (name != "tls" or self.language == "vbnet")
        return same and name in self.index.version_words

    def constant_name(self, value: Value | None, method: str) -> Value | None:
        """What ``name()`` and ``toString()`` give of a constant of an enumeration; None of anything else."""
        if isinstance(value, Ref) and method in _NAMING and value.id in self.s.constants:
            return Const(self.s.constants[value.id], value.span)
        if isinstance(value, Sym) and method == "name" and self.language in JVM:
            last = value.name.rpartition(".")[2]
            if value.name not in self.index.symbols and libraries.names_version(last):
                return Const(last, value.span)
        return None

    def offers_texts(self, owner: Ref) -> bool:
        """Whether the members of an object are names of several versions, from which one is chosen."""
        if owner.id not in self.classes and len(self.obj(owner).keys) < 3:
            return False
        return len({text_of(v) for v in self.versions_of(owner)}) > 1

    def versions_of(self, owner: Ref) -> list[Value]:
        """The members of an object that are all names of versions; none where one is anything else."""
        if owner.id in self.classes:
            names: Iterable[str] = self.s.world.members(owner.id)
        else:
            obj = self.obj(owner)
            # what an expression names (``[Level.Old]``) leaves an object open, yet it is in it
            whole = not obj.open or any(k.startswith("[") for k in obj.keys)
            names = obj.keys if obj.kind == "map" and whole else ()
        found: list[Value] = []
        for name in names:
            value = self.s.world.variable((owner.id, name))
            text = text_of(value) if value is not None else None
            if (
                value is None
                or text not in self.index.version_texts
                or ANY + name in self.index.sets
            ):
                return []
            found.append(value)
        return found

    def table_key(self, key: Value) -> str | None:
        """What scripts call the member of a table whose key is an expression that says nothing more: its source."""
        if self.language not in declared.SCRIPTS or not isinstance(key, Unknown):
            return None
        if key.span.end - key.span.start > _MAX_KEY:
            return None
        return f"[{self.s.source(key.span)}]"

    def any_version(self, owner: Value, span: Span) -> Value | None:
        """What a key that is not known takes out of a table of versions: each of them is one choice."""
        found = self.versions_of(owner) if isinstance(owner, Ref) else []
        if len({text_of(v) for v in found}) < 2:
            return self.any_module(owner, span) if isinstance(owner, Ref) else None
        self.s.choices.update(v.span for v in found)
        return one_of(found, span)

    def any_module(self, owner: Ref, span: Span) -> Value | None:
        """What a key that is not known takes out of a table of addresses or modules (``{'http:': http, 'https:': https}``)."""
        if self.obj(owner).kind != "map":
            return None
        held = list(self.s.world.members(owner.id).values())
        if head := heads.of_all(held) if not self.obj(owner).open else "":
            return Unknown(span, head=head)
        if self.language not in declared.SCRIPTS:
            return None
        if tables := [v for v in held if isinstance(v, Ref) and self.obj(v).kind == "map"]:
            return self.any_table(tables, span) if len(tables) == len(held) else None
        modules = [v for v in held if isinstance(v, Sym)]
        return one_of(list(modules), span) if 1 < len(modules) == len(held) <= 3 else None

    def any_table(self, tables: list[Ref], span: Span) -> Value | None:
        """What a key that is not known takes out of a table of settings, of which only the addresses are told."""
        first, *others = (self.s.world.members(each.id) for each in tables)
        told = {
            name: head
            for name, value in first.items()
            if head_of(value) and all(name in other for other in others)
            if (head := heads.of_all([value, *(other[name] for other in others)]))
        }
        if not told:
            return None
        one = self.make("", span, "passing")
        for name, head in told.items():
            self.s.world.variables[one.id, name] = Unknown(span, head=head)
        return one

    def run_setter(self, ref: Ref, name: str, value: Value, span: Span) -> None:
        """What a property of Python does with what it is given."""
        info = self.classes[ref.id]
        setter = Closure(info.methods[f"{name}.setter"], info.frame, span, ref)
        if info.frame is not None:
            self.apply_closure(setter, Args([value]), span, info.frame)

    def constants_of(self, enum: LocalClass, span: Span) -> Row:
        """All constants of an enumeration of this file."""
        return Row(tuple(self.member(enum, n, span, span) for n in enum.info.listed), span)

    def member(self, value: Value, name: str, span: Span, last: Span) -> Value:
        """``value.name``."""
        if self.unread and isinstance(value, Ref):
            self.unread.pop((value.id, name), None)
        if isinstance(value, OneOf):
            found = [
                self.member(v, name, span, last)
                for v in value.items
                if not (isinstance(v, Const) and v.value is None)
            ]
            return one_of(found, span)
        if name == "__class__" and isinstance(value, Ref) and self.language == "python":
            return value  # one object stands for a class and what is made of it
        if name == "value" and self.language == "python":
            if isinstance(value, Const) or (
                isinstance(value, Sym) and value.name in self.index.symbols
            ):
                return value  # what a member of an enumeration stands for
        if self.language == "kotlin" and isinstance(value, Sym) and name in listing.KEEPING:
            if value.name in self.index.symbols:
                return value  # ``TlsVersion.TLS_1_0.javaName``
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
            found_sym = self.from_outside(sym) if self.s.linked else sym
            if found_sym is sym and self.s.options and not self.index.knows(qualified):
                option = declared.member(self.s, name, span)
                return one_of([sym, option], span) if option is not None else sym
            jvm = self.language in JVM
            if self.s.asked_field and (jvm or (found_sym is sym and value.last != IMPORTED)):
                of = value.name if jvm else ""
                return self.s.asked_field.read(of, name, span) or found_sym
            return found_sym
        if self.s.asked_field and isinstance(value, (Ref, Unknown)):
            of = self.holding(value)
            asked: Value | None = None
            if of not in self.index.known:
                asked = self.s.asked_field.read(of, name, span)
            if asked is not None:
                return asked
        if isinstance(value, LocalClass):
            if name == "entries" and self.language == "kotlin" and value.info.listed:
                return self.constants_of(value, span)
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
                if f"{type_}.{name}" in self.index.begins:
                    return Unknown(span, head=self.index.begins[f"{type_}.{name}"])
                made = self.returned(f"{type_}.{name}")
                if made and made != "self":
                    child = self.make(made, span)
                    self.s.world.variables[(value.id, name)] = child
                    self.side_by_place(f"{type_}.{name}", child, value)
                    return child
            got = self.got(types, value, name, span)
            if got is not None:
                return got
            own = value.id in self.classes
            made = next(iter(types), "") if own else self.obj(value).type
            if made and made not in self.index.known:
                own_file = made.startswith(_OWN) and self.language in declared.SCRIPTS
                if own_file or self.language in IMPLICIT_THIS:
                    return self.member_elsewhere(made, name, span, last)
            if self.language == "go":
                # a field of a type of another file; of one here this file may have methods alone
                of = self.holding(value)
                if of and of not in self.index.known and (own or "/" in of):
                    return self.member_elsewhere(of, name, span, last)
            filled = not own and self.obj(value).kind != "map"
            return (declared.member(self.s, name, span) if filled else None) or Unknown(span)
        if isinstance(value, Unknown):
            types = self.index.supertypes(value.type) if value.type else []
            got = self.got(types, None, name, span)
            if got is not None:
                return got
        if isinstance(value, Row) and name in ("length", "Length", "size", "Count"):
            return Const(len(value.items), span)
        if isinstance(value, Unknown) and value.type:
            made = self.returned(f"{value.type}.{name}")
            if made and made != "self":
                child = self.make(made, span)
                self.side_by_place(f"{value.type}.{name}", child)
                return child
        if isinstance(value, Unknown) and (known := self.index.aliases.get(ANY + name)):
            if known in self.index.symbols:
                return Sym(known, span, last)  # no other constant has its name
        if isinstance(value, Unknown) and value.head and name == heads.ADDRESS:
            return replace(value, span=span)
        if isinstance(value, Unknown) and value.of:
            return self.member_elsewhere(value.of, name, span, last)
        if isinstance(value, Unknown) and value.names and self.language in declared.SCRIPTS:
            maker = value.names[0]  # ``require('./settings')().url``, ``config.get('api').url``
            called = maker.endswith(")") and maker.startswith(_OWN) and not value.head
            if called and all(map(maker.startswith, value.names)):
                return self.member_elsewhere(maker, name, span, last)
        return declared.member(self.s, name, span) or Unknown(span)

    def holding(self, value: Ref | Unknown) -> str:
        """The type of an object, by the name of its class here or by what is known of it."""
        if isinstance(value, Unknown):
            return value.of or value.type
        info = self.classes.get(value.id)
        return (info.name or "") if info is not None else self.obj(value).type

    def got(self, types: list[str], owner: Ref | None, name: str, span: Span) -> Value | None:
        """What a getter gives that Kotlin writes as a property (``socket.supportedProtocols``)."""
        if self.language != "kotlin":
            return None
        getter = f"get{name[:1].upper()}{name[1:]}"
        if getter == supported.ENABLED:
            return Row((), span, True)
        called = [f"{t}.{getter}" for t in types]
        for each in called or [ANY + getter]:
            if each + CALLED in self.index.symbols:
                return Sym(each + CALLED, span, span)
        if any(c in self.index.calls or self.returned(c) for c in called):
            return self.call(called, owner, Args(), span)
        return None

    def member_elsewhere(self, type_: str, name: str, span: Span, last: Span) -> Value:
        """A member of an object of a class that another file declares."""
        qualified = f"{type_}.{name}"
        found = self.from_outside(Sym(qualified, span, last))
        return (
            Unknown(span, names=(qualified,))
            if isinstance(found, Sym) and found.name == qualified
            else found
        )

    def side_by_place(self, qualified: str, ref: Ref, owner: Ref | None = None) -> None:
        """Give the object found in a member of ``owner`` the side that setting the member would give it."""
        for rule in self.index.sets.get(qualified, ()):
            for argument in rule.arguments:
                if argument.effect == "role" and argument.means is not None:
                    self.role(ref, argument.means.role)
                elif argument.effect == "yields" and not argument.starts and owner is not None:
                    self.s.parts[ref.id] = owner

    def process_member(self, qualified: str, type_: str, span: Span) -> Ref:
        """A typed object of the whole process (``https.globalAgent``)."""
        ref = self.process(qualified, span)
        obj = self.obj(ref)
        if obj.type != type_:
            self.put(ref, replace(obj, type=type_))
        return ref

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
        if self.language == "go":
            if isinstance(expr, s.Attr) and isinstance(expr.value, s.Name):
                package = self.lookup(frame, expr.value.id)
                known = isinstance(package, Sym) and package.last == IMPORTED
                path = package.name if known and isinstance(package, Sym) else ""
                return f"{path}.{expr.name}" if "." in path.partition("/")[0] else ""
            named = isinstance(expr, s.Name) and self.lookup(frame, expr.id) is None
            return expr.id if named and isinstance(expr, s.Name) else ""
        inner: list[str] = []
        while self.language in JVM and isinstance(expr, s.Attr):
            inner.insert(0, expr.name)
            expr = expr.value
        if self.language not in IMPLICIT_THIS or not isinstance(expr, s.Name):
            return ""
        value = self.lookup(frame, expr.id)
        name = expr.id if value is None or not is_type(value) else ""
        if self.language in JVM and isinstance(value, Sym):
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
