"""Methods of one value: of a constant, an object, a text, a list, or what nobody knows."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.engine import builtins, declared, libraries, listing, operators, unused
from tlslint.engine.filters import MEETING, PLACING
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import CALLED, Args, Frame
from tlslint.engine.names import IMPLICIT_THIS
from tlslint.engine.outside import Outside
from tlslint.engine.spans import span_of, within
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    KEY,
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
    alternatives,
    at,
    keys_in,
    made_of,
    one_of,
)


class Methods(Outside):
    """Calls a method of a value that is one thing."""

    def one_method(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """Call the member ``func`` of ``receiver``."""
        exact = isinstance(receiver, LocalClass)
        found = self.of_any(receiver, func, args, expr, frame)
        if found is not None:
            return found
        if isinstance(receiver, LocalClass):
            receiver = receiver.info.instance
        if isinstance(receiver, Sym):
            return self.of_symbol(receiver, func, args, expr, frame)
        if isinstance(receiver, Ref):
            return self.of_object(receiver, func, args, expr, frame, exact)
        found = self.of_text(receiver, func, args, expr, frame)
        if found is None and isinstance(receiver, (Row, Unknown)):
            found = self.of_list(receiver, func, args, expr, frame)
        return self.of_unknown(receiver, func, args, expr, frame) if found is None else found

    def of_any(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value | None:
        """What is the same of all kinds of values; None for a member of its own."""
        name, span = func.name, span_of(expr)
        if isinstance(receiver, LocalClass) and name == "values" and not args.all():
            if receiver.info.listed and name not in receiver.info.methods:
                return self.constants_of(receiver, span)
        if name == "allOf" and len(expr.args) == 1:
            match expr.args[0].value:
                case s.Attr(value=enum, name="class"):
                    type_ = self.eval(enum, frame)
                    if isinstance(type_, LocalClass) and type_.info.listed:
                        return self.constants_of(type_, span)
        if isinstance(receiver, LocalClass):
            first = args.positional[0] if args.positional else None
            if self.language == "python" and isinstance(first, Ref) and first.id in self.classes:
                args.positional = args.positional[1:]  # Base.method(self, …)
            receiver = receiver.info.instance
        if self.language in JVM and args.positional:
            part = builtins.section(receiver, name, args, span)
            if part is not None:
                return part
        if name == "get" and self.language == "python" and len(expr.args) == 1:
            inside = builtins.is_part(receiver) and args.positional
            part = builtins.part(receiver, args.positional[0], span) if inside else None
            if part is not None:
                return part
        if self.language == "kotlin":
            extended = self.extension(receiver, name, args, expr, frame)
            if extended is not None:
                return extended
        if not (args.positional or args.keywords) and (
            self.s.constants or isinstance(receiver, Sym)
        ):
            own = self.own_method(receiver, name) if isinstance(receiver, Ref) else None
            called_so = self.constant_name(receiver, name) if own is None else None
            if called_so is not None:
                return called_so
        if isinstance(receiver, (Sym, Flags, Row)) and self.language in JVM:
            cut = self.cut(receiver, func, args, expr, frame)
            if cut is not None:
                return cut
        return None

    def of_symbol(
        self, receiver: Sym, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """A method of a constant, or of what a library has."""
        name, span = func.name, span_of(expr)
        if receiver.name in self.index.symbols and name in listing.KEEPING:
            if name.lower() == "tostring" and self.language in ("csharp", "vbnet"):
                return Const(receiver.name.rpartition(".")[2], span)  # its name, to be shown
            return receiver
        if name in listing.KEEPING and f"property:{receiver.name}" in self.index.sets:
            return receiver  # the key that a constant stands for
        if name == "__init__":
            return self.base_init(receiver, args, expr, frame)
        qualified = self.canonical(f"{receiver.name}.{name}")
        if (
            expr.new is False
            and name in ("apply", "call")
            and self.language in ("javascript", "typescript", "tsx")
        ):
            args.positional = args.positional[1:]
            qualified = receiver.name
        given = self.outer_call([qualified], None, args, expr, frame)
        return self.of_constant(receiver, given, span)

    def of_object(
        self, receiver: Ref, func: s.Attr, args: Args, expr: s.Call, frame: Frame, exact: bool
    ) -> Value:
        """A method of an object."""
        name, span = func.name, span_of(expr)
        member = self.own_member(receiver, name, exact=exact)
        if not isinstance(member, (Closure, LocalClass, Sym, OneOf)):
            # a field and a method may have one name
            member = self.own_method(receiver, name, exact=exact) or member
        if isinstance(member, (Closure, LocalClass, Sym, OneOf)):
            if not isinstance(member, Closure):
                return self.invoke(member, args, expr, frame)
            typed = [f"{t}.{name}" for t in self.types(receiver)]
            if not any(t in self.index.calls for t in typed):
                return self.invoke(member, args, expr, frame)
        if self.obj(receiver).kind == "map":
            found = self.map_method(receiver, name, args, span)
            if found is not None:
                return found
        types = self.types(receiver)
        if any(t.rpartition(".")[2] in listing.MAPS for t in types):
            found = self.filed(receiver, name, args, span)
            if found is not None:
                return found
        if types and types[0] in unused.WATCHED:
            unused.told(self, receiver, func, frame)
        called = [f"{t}.{name}" for t in types] or [ANY + name]
        info = self.classes.get(receiver.id) if self.language == "go" else None
        if info is not None and info.name and not types:
            called = [f"{info.name}.{name}", ANY + name]  # a method in another file
        return self.outer_call(called, receiver, args, expr, frame)

    def of_text(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value | None:
        """A method of a text, of what is read, or of a function; None for others."""
        name, span = func.name, span_of(expr)
        text = builtins.text_method(receiver, name, args, span, self.s.text)
        if text is not None:
            if isinstance(text, Unknown):
                return Unknown(span, "", made_of(args.positional), text.head)
            return text
        if isinstance(receiver, (Read, Flags)) and (args.positional or name in listing.KEEPING):
            edited = builtins.edited(receiver, name, args, span)
            if edited is None and self.language in JVM:
                edited = self.cut_text(receiver, func, args, span, frame)
            if edited is not None:
                return edited
        if isinstance(receiver, Closure) and name in libraries.CALLING:
            if self.language in IMPLICIT_THIS:
                return self.invoke(receiver, args, expr, frame)
        if name in ("append", "Append") and isinstance(receiver, Const) and args.positional:
            # a StringBuilder
            longer = operators.concatenated(receiver, args.positional[0], span)
            self.assign(func.value, "=", longer, frame, span)
            return longer
        return None

    def of_list(
        self, receiver: Row | Unknown, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value | None:
        """A method of a list, known or not; None for others."""
        name, span = func.name, span_of(expr)
        if name in ("filter", "Where") and isinstance(receiver, (Row, Unknown)):
            left = self.filtered(receiver, expr, frame)
            test = args.positional[0] if args.positional else None
            if left is None and isinstance(receiver, Row) and isinstance(test, Closure):
                left = self.passed(receiver, test, span, frame)
            if left is not None:
                return left
        if isinstance(receiver, Row):
            if name in PLACING and len(args.positional) == 2 and self.language in JVM:
                self.assign(
                    func.value, "=", operators.placed(receiver, *args.positional), frame, span
                )
                return Unknown(span)
            if name in listing.ADDING and args.positional:
                new = builtins.added(
                    receiver, args.positional[-1:] if name == "insert" else args.positional
                )
                self.assign(func.value, "=", new, frame, span)
                if len(args.positional) == 1:
                    self.s.added[args.positional[0].span] = span
                return new
            if name in listing.FOLDING and args.positional:
                # the function stands first in JavaScript, behind the first value in C#
                first, *start = args.positional
                if name == "Aggregate":
                    *start, first = args.positional[:2]
                reduced = self.reduced(Args([first, receiver, *start]), span, frame)
                if reduced is not None:
                    return reduced
            if name in listing.MAPPING:
                asked = expr.args[0].value if len(expr.args) == 1 else None
                objects = all(isinstance(i, (Ref, Sym)) for i in receiver.items)
                if isinstance(asked, s.Attr) and objects and self.language in JVM:
                    # ``map(Version::getName)`` asks each of them
                    got = [self.asked_for(i, asked, expr, frame) for i in receiver.items]
                    return Row(tuple(got), span, receiver.open)
                return self.mapped(receiver, args, span, frame)
            if name in listing.REMOVING:
                left = self.removed(receiver, name, args, expr, frame)
                self.assign(func.value, "=", left, frame, span)
                return Unknown(span)
            row = builtins.row_method(receiver, name, args, span)
            if row is not None:
                if name == "toArray" and expr.args and isinstance(expr.args[0].value, s.Name):
                    # the array given is filled
                    self.assign(expr.args[0].value, "=", row, frame, span)
                return row
        if name in MEETING and isinstance(receiver, Unknown) and args.positional:
            common = builtins.kept(receiver, args.positional[0], span)
            if isinstance(common, Row) and name == "intersect":
                return common
            if isinstance(common, Row):
                self.assign(func.value, "=", common, frame, span)
                return Unknown(span)
        return None

    def of_unknown(
        self, receiver: Value, func: s.Attr, args: Args, expr: s.Call, frame: Frame
    ) -> Value:
        """A method of what nobody here knows."""
        name, span = func.name, span_of(expr)
        if isinstance(receiver, Unknown) and receiver.type:
            made = self.make(receiver.type, receiver.span)
            called = [f"{t}.{name}" for t in self.types(made)]
            return self.outer_call(called, made, args, expr, frame)
        if isinstance(receiver, Unknown) and receiver.names and receiver.names[0].endswith("])"):
            if ANY + name in self.index.calls:
                self.want(receiver)  # its maker may tell its side
            owner = receiver.names[0]
        elif isinstance(receiver, Unknown) and receiver.names and self.language == "go":
            maker = receiver.names[0].removesuffix(CALLED)
            owner = f"{maker}([])" if maker != receiver.names[0] else receiver.of
        elif isinstance(receiver, Unknown) and self.across:
            owner = receiver.of
        else:
            owner = ""
        if name in ("add", "addAll") and self.language in JVM and len(args.positional) == 1:
            self.behind_getter(func.value, args.positional[0], expr, frame)
        owners = (owner, receiver.of if isinstance(receiver, Unknown) and self.across else "")
        called = [f"{o}.{name}" for o in dict.fromkeys(owners) if o]
        kept: Value = receiver
        if self.language == "python" and any(
            rule.subject == "auto" for rule in self.index.calls.get(ANY + name, ())
        ):
            kept = self.held(func.value, receiver, frame)
        own = kept if isinstance(kept, Ref) else None
        result = self.outer_call([*called, ANY + name], own, args, expr, frame)
        known = self.s.declared.get(receiver.span) if isinstance(receiver, Unknown) else None
        if known is not None and isinstance(result, Unknown):
            if name.endswith("Var") and expr.args:
                value = one_of([Unknown(span), known], span)
                self.assign(expr.args[0].value, "=", value, frame, span)
            return declared.given_default(self.s, known, span)
        if name in listing.MAKING and isinstance(receiver, Unknown) and self.across:
            if receiver.names and isinstance(result, Unknown) and {*result.names} <= {"*"}:
                result = replace(result, names=receiver.names)  # another file may know what it is
        if keys := keys_in(receiver):
            # made of what was read by a key: split, trimmed, converted, or something else
            named = tuple(KEY + k for k in keys)
            return one_of(
                [
                    replace(v, names=(*named, *v.names)) if isinstance(v, Unknown) else v
                    for v in alternatives(result)
                ],
                span,
            )
        return result

    def asked_for(self, item: Value, given: s.Attr, expr: s.Call, frame: Frame) -> Value:
        """What ``Version::getName`` or ``Version::name`` gives of one item."""
        field = self.own_member(item, given.name) if isinstance(item, Ref) else None
        if field is not None and not isinstance(field, (Closure, LocalClass)):
            return field
        return self.one_method(item, given, Args(), s.Call(expr.start, expr.end, given, ()), frame)

    def of_constant(self, owner: Sym, given: Value, span: Span) -> Value:
        """What a method of another file's constant gives is said where the constant is written."""
        last, type_, *_ = *reversed(owner.name.split(".")), ""
        link = self.s.links.get(span)
        if (
            link is None
            or within(owner.span, span)
            or not (last[:1].isupper() and type_[:1].isupper())
        ):
            return given
        if not isinstance(given, Const):
            return given
        self.s.links[owner.span] = link
        return at(given, owner.span)

    def behind_getter(self, asked: s.Expr, given: Value, expr: s.Call, frame: Frame) -> None:
        """``x.getProtocols().add(…)`` gives the setting that name beside what it holds already."""
        if not isinstance(asked, s.Call) or not isinstance(asked.func, s.Attr) or asked.args:
            return
        setter = f"{ANY}set{asked.func.name.removeprefix('get')}"
        if asked.func.name.startswith("get") and setter in self.index.calls:
            items = given.items if isinstance(given, Row) else (given,)
            held = Row(items, given.span, True)
            self.outer_call([setter], None, Args([held]), expr, frame)
