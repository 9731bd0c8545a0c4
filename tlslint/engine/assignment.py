"""Assignment: to names, to members and keys of objects, and what objects with keys hold."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.bounds import FRESH, Bounds, beneath
from tlslint.engine import asking, declared, heads, libraries, operators, records, servers
from tlslint.engine.machine import ASKED, Args, Frame
from tlslint.engine.overwriting import Overwriting
from tlslint.engine.spans import span_of
from tlslint.engine.wording import WHOLE
from tlslint.engine.world import World, limited
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    MAX_ITEMS,
    Const,
    LocalClass,
    OneOf,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
    text_of,
)

#: Assignments where nothing is there yet.
_FALLBACKS = frozenset({"||=", "??="})

#: The member that holds the modules whose members an object has too; no code can name it.
FILLED = "..."

#: Members of members that are told apart where nobody knows the object that they begin with.
MAX_LINKS = 8


def links(place: s.Expr) -> int:
    """How many members a plain chain of names has; -1 for anything else, or for very many."""
    for number in range(MAX_LINKS + 1):
        if isinstance(place, s.Name):
            return number
        if not isinstance(place, s.Attr):
            break
        place = place.value
    return -1


#: What makes an error in Go.
_ERRORS = ("fmt.Errorf(", "errors.New(", "errors.Errorf(", "errors.Wrap")


class Assignment(Overwriting):
    """Assigns values, and sets the members of objects."""

    def eval(self, expr: s.Expr, frame: Frame) -> Value:
        """The value of an expression; given by the subclass."""
        raise NotImplementedError

    def assign(
        self,
        target: s.Expr,
        op: str,
        value: Value,
        frame: Frame,
        span: Span,
        *,
        declares: bool = False,
    ) -> None:
        """``target op value``."""
        if isinstance(target, s.Name):
            if op != "=":
                old = self.lookup(frame, target.id) or Unknown(span_of(target))
                if isinstance(old, Ref):
                    return
                value = operators.operate(op[:-1], old, value, span, self.s.masks)
            self.overwrite(frame, target.id, value)
            self.bind(frame, target.id, value, declares=declares)
            self.meant(value, target.id)
            shared = f"global:{target.id}"
            if frame.parent is None and shared in self.index.sets:
                self.set([shared], self.process(shared, span), op, value, span)
        elif isinstance(target, s.Attr):
            owner = self.eval(target.value, frame)
            if (
                op == "="
                and self.language in libraries.JVM
                and isinstance(owner, (Sym, Unknown, Ref))
            ):
                self.kept_elsewhere(owner, target.name, value, span)
            receiver = self.held(target.value, owner, frame)
            self.assign_member(receiver, target.name, op, value, span)
        elif isinstance(target, s.Index):
            receiver = self.eval(target.value, frame)
            place = self.eval(target.key, frame)
            key = text_of(place)
            if key is None and self.s.equals and isinstance(target.key, s.Name):
                key = self.s.equals.get((frame.number, target.key.id))
            if key is not None:
                if self.language == "python":
                    declared.filled(self.s, receiver, value)
                if not self.records(target.value, receiver, value):
                    self.assign_member(receiver, key, op, value, span)
            elif isinstance(receiver, Row) and op == "=" and links(target.value) >= 0:
                self.assign(
                    target.value, "=", operators.placed(receiver, place, value), frame, span
                )
        elif isinstance(target, s.Seq):
            for i, each in enumerate(target.items):
                parts = [self.part_of(v, i, span) for v in _succeeding(value)]
                self.assign(each, "=", one_of(parts, span), frame, span, declares=declares)
        elif isinstance(target, s.Map):
            taken: list[str] = []
            for field in target.fields:
                key = None
                if field.name is not None:
                    key = text_of(self.eval(field.name, frame))
                part: Value = Unknown(span)
                if key:
                    taken.append(key)
                    part = self.member(value, key, span_of(field), span_of(field))
                elif field.name is None and isinstance(value, Ref):
                    part = self.rest(value, taken, span_of(field))
                self.assign(field.value, "=", part, frame, span, declares=declares)

    def kept_elsewhere(
        self, owner: Sym | Unknown | Ref, name: str, value: Value, span: Span
    ) -> None:
        """Ask what becomes of what a field of another file's class is set to; told by the subclass."""
        raise NotImplementedError

    def meant(self, value: Value, name: str) -> None:
        """A dictionary that ``name`` holds or takes is somebody's settings, if the name says so."""
        if self.single and isinstance(value, Ref):
            records.handed(self.s, (value,), name)

    def records(self, place: s.Expr, receiver: Value, value: Value) -> bool:
        """Whether ``place[…] = value`` writes a word into a dictionary nobody knows that is not for settings."""
        if not self.single or isinstance(receiver, Ref) or not records.only_texts(value):
            return False
        name = s.last_name(place)
        return not records.names_options(name)

    def part_of(self, value: Value, number: int, span: Span) -> Value:
        """What the target of a ``number`` takes of one value that is taken apart."""
        if isinstance(value, Row):
            self.unlisted(value)
            whole = not value.open or self.language == "go"
            return value.items[number] if whole and number < len(value.items) else Unknown(span)
        # ``value, err := f()``, where only the value is known
        known = isinstance(value, Ref) or self.language == "go"
        return value if number == 0 and known else Unknown(span)

    def held(self, place: s.Expr, value: Value, frame: Frame) -> Value:
        """An object nobody knows that a variable or member holds is the same one next time."""
        if not isinstance(value, Unknown):
            return value
        if isinstance(place, s.Name):
            made = self.make(value.type or servers.named_server(place.id), value.span)
            if value.head:
                self.s.world.variables[(made.id, heads.ADDRESS)] = value
            if not self.always(frame, place.id, value, made):
                self.bind(frame, place.id, made)
            return made
        if isinstance(place, s.Attr) and 0 < links(place) <= MAX_LINKS:
            owner = self.held(place.value, self.eval(place.value, frame), frame)
            if isinstance(owner, Ref):
                type_ = value.type or servers.named_server(place.name)
                made = self.make(type_, value.span)
                self.s.world.variables[(owner.id, place.name)] = made
                for name in self.setting_names(owner, place.name):
                    self.side_by_place(name, made)
                return made
        return value

    def always(self, frame: Frame, name: str, value: Value, made: Ref) -> bool:
        """Let a variable hold ``made`` from where it got ``value``: on the ways that do nothing to it too."""
        scope: Frame | None = frame
        while scope is not None and self.s.world.variable((scope.number, name)) is None:
            scope = scope.parent
        world: World | None = self.s.world
        key = (scope.number if scope is not None else 0, name)
        while world is not None and key not in world.variables:
            world = world.parent
        if world is None or world.variables[key] is not value:
            return False
        world.variables[key] = made
        world.objects[made.id] = self.s.world.objects.pop(made.id)
        return True

    def assign_member(self, receiver: Value, name: str, op: str, value: Value, span: Span) -> None:
        """``receiver.name op value``."""
        for option in alternatives(receiver):
            if isinstance(option, LocalClass):
                option = option.info.instance
            if isinstance(option, Sym):
                qualified = self.canonical(f"{option.name}.{name}")
                if qualified in self.index.sets:
                    shared = self.process(option.name, span)
                    self.passing(shared, op)
                    self.set([qualified], shared, op, value, span)
                    continue
                if self.s.explain and qualified in self.index.calls:
                    self.s.note(span, f"{WHOLE} this is what {qualified} is from now on")
                option = self.process(option.name, span)
            elif isinstance(option, Unknown):
                option = self.make(option.type, option.span)
            elif not isinstance(option, Ref):
                continue
            self.pass_by(option, name)
            if self.language == "kotlin" and op == "=":
                self.put_property(option, name, value, span)
            if option.id in self.classes and f"{name}.setter" in self.classes[option.id].methods:
                self.run_setter(option, name, value, span)
            self.set_member(option, name, op, value, span)

    def passing(self, shared: Ref, op: str) -> None:
        """Keep what was set for the whole process before it is set anew, if a call ran in between."""
        obj = self.obj(shared)
        orders = (cause.order for state in obj.states for _, cause in state.switches)
        if op == "=" and any(self.s.began < order <= self.s.called for order in orders):
            self.s.finished.append(replace(obj, kind="passing"))

    def put_property(self, ref: Ref, name: str, value: Value, span: Span) -> None:
        """What a setter is given that Kotlin writes as a property (``socket.enabledProtocols = …``)."""
        if ref.id in self.classes and self.own_member(ref, name) is not None:
            return
        setter = f"set{name[:1].upper()}{name[1:]}"
        if self.method_of(ref, setter) is None:
            known = [f"{t}.{setter}" for t in self.types(ref)]
            if known or ref.id not in self.classes:
                self.call(known or [ANY + setter], ref, Args([value]), span)

    def delete(self, target: s.Expr, frame: Frame) -> None:
        """``del x[key]``, ``delete x.key``."""
        if not isinstance(target, (s.Attr, s.Index)):
            return
        owner = self.eval(target.value, frame)
        key = target.name if isinstance(target, s.Attr) else text_of(self.eval(target.key, frame))
        for option in alternatives(owner):
            if isinstance(option, Ref) and key is not None:
                self.unset(option, key)

    # -- objects with keys

    def set_member(
        self, ref: Ref, name: str, op: str, value: Value, span: Span, insert: Span | None = None
    ) -> None:
        """``object.name op value``: its rules, and the member itself."""
        if op in _FALLBACKS:
            old = self.s.world.variable((ref.id, name))
            if isinstance(old, (Const, Sym)) and not (isinstance(old, Const) and not old.value):
                return
            value, op = one_of([old or Unknown(span), value], span), "="
        owner = self.s.parts.pop(ref.id, None)
        if owner is not None:
            self.take(
                ref, owner, keep=True
            )  # what it is told now decides, above the default there was
        taken = self.set(self.setting_names(ref, name), ref, op, value, span, insert)
        self.side_by_field(ref, name, value)
        if self.single:
            self.meant(value, name)
            if taken and self.obj(ref).kind == "map":
                records.stated(self.s, ref, value)
        old = self.s.world.variable((ref.id, name))
        if op != "=":
            value = operators.operate(op[:-1], old or Unknown(span), value, span, self.s.masks)
        if isinstance(value, Unknown) and isinstance(old, Unknown) and not (value.of or value.type):
            value = replace(value, of=old.of)  # it is of the declared type still
        self.s.world.variables[(ref.id, name)] = value
        obj = self.obj(ref)
        if self.language == "python" and obj.kind != "map":
            if (ref.id, name) in self.unread:
                self.lose((ref.id, name))
            if op == "=" and isinstance(value, Sym) and value.name in self.index.uses:
                self.unread[ref.id, name] = value, self.s.world
        if obj.kind == "map":
            self.look_at(value)
        if old is None:
            if obj.kind == "map" and len(obj.keys) < 500:
                self.put(ref, replace(obj, keys=(*obj.keys, name)))

    def side_by_field(self, ref: Ref, name: str, value: Value) -> None:
        """What a field of a class holds is on the side that its declared type has; told by the subclass."""
        raise NotImplementedError

    def look_at(self, value: Value) -> None:
        """Note that objects are named here, or kept by another one: more may become of them than copies."""
        if not isinstance(value, (Ref, OneOf)):
            return
        for option in alternatives(value):
            if isinstance(option, Ref):
                self.s.looked[option.id] = self.s.looked.get(option.id, 0) + 1

    def pass_by(self, ref: Ref, name: str) -> None:
        """Note that a member of a client of Python is named that sends nothing."""
        if self.single and f"{self.obj(ref).type}.{name}" not in self.index.calls:
            self.s.aside[ref.id] = self.s.aside.get(ref.id, 0) + 1

    def unset(self, ref: Ref, name: str) -> None:
        """Take a member out of a plain object: only what is left says something."""
        obj = self.obj(ref)
        if obj.kind != "map" or name not in obj.keys:
            return
        keys = tuple(k for k in obj.keys if k != name)
        self.put(ref, replace(obj, keys=keys, states=(FRESH,)))
        self.s.world.variables[(ref.id, name)] = Unknown(ref.span)
        for key in keys:
            found = self.s.world.variable((ref.id, key))
            if found is not None:
                self.set(self.setting_names(ref, key), ref, "=", found, found.span)

    def rest(self, value: Ref, taken: list[str], span: Span) -> Value:
        """What ``{taken, ...rest} = value`` leaves of a plain object."""
        if self.obj(value).kind != "map":
            return Unknown(span)
        left = self.make("", span, "map")
        self.spread(left, value)
        for key in taken:
            self.unset(left, key)
        return left

    def spread(self, ref: Ref, value: Value) -> None:
        """Copy the members and bounds of objects into ``ref``, over what it says already."""
        mine = self.obj(ref)
        states: list[Bounds] = []
        for option in alternatives(value):
            if not isinstance(option, Ref):
                self.want(option)
                self.fill(ref, option)
                mine = replace(mine, open=True)
                states.extend(mine.states)
                continue
            source = self.obj(option)
            if source.kind == "map":
                self.s.copied[option.id] = self.s.copied.get(option.id, 0) + 1
            for key in source.keys:
                found = self.s.world.variable((option.id, key))
                if found is not None:
                    self.s.world.variables[(ref.id, key)] = found
            keys = tuple(dict.fromkeys((*mine.keys, *source.keys)))
            mine = replace(
                mine, keys=keys, roles=mine.roles | source.roles, maker=mine.maker or option.id
            )
            states.extend(beneath(new, old) for new in source.states for old in mine.states)
            if option.span in self.s.links:
                # made for this place, and gone into the new object: not judged by itself
                self.put(option, replace(source, states=(FRESH,)))
        self.put(ref, replace(mine, states=limited(states)))

    def fill(self, ref: Ref, source: Value) -> None:
        """Note that the members of something from elsewhere are members of ``ref`` too."""
        old = self.s.world.variable((ref.id, FILLED))
        items = old.items if isinstance(old, Row) else ()
        if isinstance(source, Sym) and len(items) < MAX_ITEMS:
            self.s.world.variables[(ref.id, FILLED)] = Row((*items, source), source.span, True)

    def copy_members(self, target: Ref | Sym, source: Ref) -> None:
        """Set each member of ``source`` on ``target`` (a nested initialiser without a type, a module)."""
        for key in self.obj(source).keys:
            found = self.s.world.variable((source.id, key))
            if found is not None:
                self.assign_member(target, key, "=", found, found.span)

    def expected(self, value: Value, call: Span) -> None:
        """A plain object that stands in a call which only compares or logs it is nobody's options."""
        if not isinstance(value, Ref) or not call.start < value.span.start < call.end:
            return
        obj = self.obj(value)
        made = obj.kind == "map" or (self.language == "go" and obj.kind == "object")
        if made and obj.states != (FRESH,):
            self.put(value, replace(obj, states=(FRESH,)))
            self.s.note(value.span, f"{ASKED}, in the call or comparison around it")
        keys = self.s.world.members(value.id) if self.language == "go" else obj.keys
        for key in keys:
            found = self.s.world.variable((value.id, key))
            if found is not None and found != value:
                self.expected(found, value.span)

    def initialise(self, value: Value, expr: s.Call, frame: Frame) -> None:
        """The initialiser behind a construction (``new X {A = 1}``, ``X{A: 1}``)."""
        if not expr.fields:
            return
        insert = self.before_close(expr.end, b"}")
        for field in expr.fields:
            member = self.eval(field.value, frame)
            name = text_of(self.eval(field.name, frame)) if field.name is not None else None
            if name is not None and isinstance(value, Ref):
                if isinstance(field.value, s.Map) or (
                    isinstance(field.value, s.Call) and field.value.func == s.Other(0, 0)
                ):
                    existing = self.member(value, name, span_of(field), span_of(field))
                    if isinstance(existing, Ref) and isinstance(member, Ref):
                        self.copy_members(existing, member)
                        continue
                self.set_member(value, name, "=", member, span_of(field), insert)
            if name is None or not asking.negotiated(name):
                self.flow(member, "table" if name in libraries.STATED else "argument")
            if self.language in libraries.NET and servers.served_type(s.last_name(expr.func)):
                self.s.served.update(leaf.span for leaf in leaves(member))

    def before_close(self, end: int, close: bytes) -> Span | None:
        """The empty span before the closing bracket at ``end``."""
        if self.s.text[end - 1 : end] == close:
            return Span(end - 1, end - 1)
        return None


def _succeeding(value: Value) -> list[Value]:
    """What a call may give, without nothing beside an error that it makes, as functions of Go do."""
    options = list(alternatives(value))
    return [v for v in options if not _fails(v)] or options


def _fails(value: Value) -> bool:
    if not isinstance(value, Row) or len(value.items) < 2:
        return False
    first, last = value.items[0], value.items[-1]
    made = isinstance(last, Unknown) and any(n.startswith(_ERRORS) for n in last.names)
    return made and isinstance(first, Const) and not first.value
