"""Statements in their order: assignments, imports, and what declares functions and classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tlslint import syntax as s
from tlslint.engine import (
    asking,
    enumerated,
    guards,
    hardening,
    libraries,
    negative,
    refusedrows,
    rejected,
    servers,
    tablecases,
    thrown,
    unused,
)
from tlslint.engine.branches import Branches
from tlslint.engine.lacking import lacking
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Args, Frame, State
from tlslint.engine.names import IMPLICIT_THIS, IMPORTED, ZERO_VALUES, ClassInfo
from tlslint.engine.spans import span_of, within
from tlslint.engine.unread import overwritten, reset
from tlslint.engine.wording import FAILING
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.ruleset import ANY
from tlslint.values import (
    Closure,
    LocalClass,
    Ref,
    Sym,
    Unknown,
    Value,
    leaves,
)


def _asked(value: Unknown) -> bool:
    """Whether another file is asked for an object: where it does not tell, it is one of its type."""
    return value.names[0].endswith("])")


class Statements(Branches):
    """Runs statements; `tlslint.engine.files` runs whole files."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.imports: list[tuple[str, str]] = []
        self.runs: dict[type, Callable[[Any, Frame], None]] = {
            s.Assign: self.assignment,
            s.Do: lambda n, f: self.discard(n, f),
            s.Branch: self.branch,
            s.Try: self.try_,
            s.Loop: self.loop,
            s.Block: lambda n, f: self.run_statements(n.body, self.scope(n.body, f)),
            s.Leave: self.leave,
            s.Define: self.define,
            s.Class: self.class_,
            s.Import: self.import_,
        }

    def run_statements(self, body: tuple[s.Stmt, ...], frame: Frame) -> None:
        """Run statements in order until the path ends."""
        self.hoist(body, frame)
        self.chains(body)
        self.labelled(body)
        if self.testing:
            refusedrows.foresee(self, body)
        raising = hardening.raising(self, body, frame) if self.hardening else {}
        for number, statement in enumerate(body):
            if self.s.world.dead:
                for behind in body[number:] if self.s.explain and number else ():
                    self.s.note(span_of(behind), "behind what always leaves: never run")
                break
            self.s.step()
            if self.hardening and hardening.panics(statement):
                hardening.skip(self, body[number + 1 :], frame)
                break
            known, first = len(self.s.used), self.s.next_number
            waiting = len(self.pending) if self.rejecting else 0
            failing = negative.expected(body, number, self.testing) if self.checking else None
            before = (
                first,
                dict(self.s.looked) if failing is not None or number in raising else {},
            )
            self.runs[type(statement)](statement, frame)
            if failing is not None:
                negative.refuse(self, body, number, failing, before, frame)
            elif number in raising:
                hardening.raised(self, statement, raising[number], before, frame)
            elif self.testing and isinstance(statement, s.Assign):
                negative.put_aside(self, statement, frame)
            if self.expecting:
                if self.language == "python":
                    thrown.settles(self, statement, frame)
                else:
                    rest = body[number + 1 : number + 1 + negative.BEHIND]
                    thrown.expected(self, statement, rest, frame)
            if self.rejecting:
                rejected.refuse(self, body, number, first, waiting, frame)
            if len(self.s.used) > known and isinstance(statement, s.Assign):
                if statement.declares:
                    self.forget_initial(statement, body[number + 1 :])
                elif self.language in libraries.NET and any(map(_is_listening, statement.targets)):
                    own = span_of(statement)
                    spans = (span for span, *_ in self.s.used)
                    self.s.served.update(x for x in spans if own.start <= x.start < own.end)
        if self.s.probed:
            self.s.lacking.update(lacking(body, self.s.probed))

    def hoist(self, body: tuple[s.Stmt, ...], frame: Frame) -> None:
        """Bind the functions and classes of a block before it runs."""
        for statement in body:
            if isinstance(statement, s.Define):
                self.declare(statement, frame)
            elif isinstance(statement, s.Class) and statement.name:
                self.class_info(statement, frame)

    def declare(self, statement: s.Define, frame: Frame) -> None:
        func = statement.func
        if func.name is None:
            return
        closure = Closure(func, frame, span_of(statement))
        self.s.world.variables.setdefault((frame.number, func.name), closure)

    def discard(self, node: s.Do, frame: Frame) -> None:
        first = self.s.next_number
        value = self.eval(node.value, frame)
        if self.denying and self.s.next_number > first:
            thrown.denied(self, node, first, frame)
        made = isinstance(node.value, s.Call) and node.value.new
        if made and isinstance(value, Ref) and self.language == "go":
            self.put(value, replace(self.obj(value), kind="handed"))  # ``_ = T{}``
        elif self.language in JVM:
            unused.thrown_away(self, value, node.value)

    def forget_initial(self, node: s.Assign, rest: tuple[s.Stmt, ...]) -> None:
        """What a variable is declared with is nothing where all that follows gives it another value first."""
        names = [t.id for t in node.targets if isinstance(t, s.Name)]
        if len(names) == 1 and overwritten(rest, names[0]):
            self.replaced_unread(span_of(node), names[0])

    def replaced_unread(self, span: Span, name: str) -> None:
        """Forget the constants written in ``span``, which are kept in ``name`` alone."""
        for key in [k for k in self.s.used if span.start <= k[0].start < span.end]:
            del self.s.used[key]
            self.s.note(key[0], f"{name} is given another value before anything reads this one")

    def assignment(self, node: s.Assign, frame: Frame) -> None:
        span = span_of(node)
        if self.language == "python" and node.value is not None and _stays(node):
            self.eval(node.value, frame)
            return
        type_ = self.type_name(frame, node.type)
        if node.value is None:
            if type_ and self.language in ZERO_VALUES:
                value = self.call([type_], None, Args(), span, new=True) or Unknown(span, type_)
            elif self.language in ZERO_VALUES and (own := self.instance_of(frame, node.type)):
                value = replace(own, span=span)
            elif not node.declares:
                return
            else:
                value = Unknown(span, type_, of=self.declared_elsewhere(frame, node.type))
        else:
            value = self.eval(node.value, frame)
        value = self.typed(value, type_)
        if isinstance(value, Unknown) and value.type and (not value.names or _asked(value)):
            value = self.make(value.type, value.span)
        elif isinstance(value, Unknown) and node.type is not None and not value.of:
            value = replace(value, of=self.declared_elsewhere(frame, node.type))
        if node.targets and all(map(_is_outcome, node.targets)):
            pass
        elif node.targets and (all(map(_is_entry, node.targets)) or _exports(node)):
            self.flow(value, "table")
        elif self.puts_back(value, node, frame):
            self.s.masks.add(value.span)
            self.s.note(value.span, f"line {self.s.line(node.start)} puts back what is kept here")
        elif node.op == "=":
            self.flow(value, self.flowing(value, self.handled(value, node, frame)))
        else:
            self.flow(value, "assign")
        for target in node.targets:
            op = node.op
            if op == "^=" and node.value and guards.lacks(self.s, target, node.value):
                op = "|="
            self.assign(target, op, value, frame, span, declares=node.declares)

    def puts_back(self, value: Value, node: s.Assign, frame: Frame) -> bool:
        """Whether a constant that was kept elsewhere is given its own name (``mod.OLD = kept``): nobody chooses it."""
        target = node.targets[0] if len(node.targets) == 1 else None
        if not isinstance(target, s.Attr) or not isinstance(value, Sym):
            return False
        if value.name.rpartition(".")[2] != target.name or within(value.span, span_of(node)):
            return False
        owner = self.eval(target.value, frame)
        called = f"{owner.name}." if isinstance(owner, Sym) else ANY
        return self.canonical(called + target.name) == value.name

    def handled(self, value: Value, node: s.Assign, frame: Frame) -> str:
        """How an assignment uses constants: those that stand elsewhere are handed on, but by a variable of a function
        of Python: what that is used for says it.
        """
        if self.language == "python" and frame.parent is not None and not frame.is_class:
            if all(isinstance(target, s.Name) for target in node.targets):
                return "assign"
        named = (v.span for v in leaves(value) if isinstance(v, Sym))
        on = any(span.start < node.start or span.end > node.end for span in named)
        return "argument" if on else "assign"

    def import_(self, node: s.Import, frame: Frame) -> None:
        for local, qualified in node.binds:
            name = self.canonical(qualified)
            self.s.world.variables[(frame.number, local)] = Sym(name, span_of(node), IMPORTED)
            self.imports.append((local, name))
            if self.language == "python" and qualified.partition(".")[0] in libraries.UNDER:
                self.s.defines = True
        if node.wildcards:
            frame.wildcards.extend(w for w in node.wildcards if w not in frame.wildcards)
            self.wildcards.extend(w for w in node.wildcards if w not in self.wildcards)
        if node.home:
            if self.language in JVM:
                self.home = self.home or node.home
            self.s.home = self.s.home or self.canonical(node.home)

    # -- functions and classes

    def define(self, node: s.Define, frame: Frame) -> None:
        # attributes and annotations say something of a function, decorators do something
        func = node.func
        python = self.language == "python"
        outer, self.described = self.described, self.language in IMPLICIT_THIS
        for decorator in node.decorators:
            if not (self.language in tablecases.LANGUAGES and self.cases(decorator, func, frame)):
                self.eval(decorator, frame)
        self.described = outer
        if python:
            for decorator in node.decorators:
                self.decorated(decorator, func, frame)
        self.unread.clear()  # it may read any of them
        owner = frame.this if isinstance(frame.this, Ref) and frame.is_class else None
        closure = Closure(func, frame, span_of(node), owner)
        if func.name is not None and owner is None:
            self.s.world.variables[(frame.number, func.name)] = closure
        if self.expecting and any(map(thrown.fails, node.decorators)):
            self.s.note(span_of(node), f"a test expects it to throw{FAILING}")
            return
        given = any(not isinstance(p.default, (s.Lit, type(None))) for p in func.params)
        makes = func.name == "__init__" and frame.is_class and frame.relevant
        wanted = self.s.tells(func) or given or makes
        (self.pending if wanted else self.idle).append((closure, frame))

    def class_info(self, node: s.Class, frame: Frame) -> ClassInfo:
        """The class that ``node`` declares or (Go, partial classes) adds to."""
        name = node.name or f"\0class{node.start}"
        found = self.s.world.variable((frame.number, name))
        if isinstance(found, LocalClass):
            info: ClassInfo = found.info
        else:
            instance = self.make(name, span_of(node), "instance")
            info = ClassInfo(node.name, instance, numbers=node.numbers)
            self.classes[instance.id] = info
            self.s.world.variables[(frame.number, name)] = LocalClass(name, info, span_of(node))
        return info

    def class_(self, node: s.Class, frame: Frame) -> None:
        info = self.class_info(node, frame)
        info.spans.append(span_of(node))
        for base in node.bases:
            value = self.eval(base, frame)
            if isinstance(value, LocalClass):
                if value.info is not info and value.info not in info.parents:
                    info.parents.append(value.info)
                    value.info.children.append(info)
                continue
            # a type that rules know as what a function returns is an object
            name = self.obj(value).type if isinstance(value, Ref) else ""
            name = value.name if isinstance(value, Sym) else name
            if name and name not in info.bases:
                info.bases.append(name)
        if info.frame is None:
            info.frame = Frame(self.s.number(), frame, this=info.instance, is_class=True)
        inner = info.frame
        # what a constructor keeps may be what a method then sets
        inner.relevant = inner.relevant or any(
            isinstance(each, s.Define) and each.func.relevant for each in node.body
        )
        for statement in node.body:
            if isinstance(statement, s.Define) and statement.func.name is not None:
                self.declare_method(statement.func, info)
            elif isinstance(statement, s.Branch) and self.language in IMPLICIT_THIS:
                self.methods_of_arms(statement, info)
            elif isinstance(statement, s.Class):
                self.class_info(statement, inner)
            elif isinstance(statement, s.Assign) and (node.numbers or self.language in JVM):
                info.listed += enumerated.constants(statement, node.name, node.numbers)
        accepts = info.methods.get("accept") if self.single else None
        if accepts is not None and "connect" in info.methods:
            self.sockets[accepts.start] = accepts.end
        for statement in node.body:
            # the fields of an object are there before anything sets them
            if isinstance(statement, s.Assign) and statement.value is None:
                self.field(statement, info, inner)
        last: list[
            s.Block
        ] = []  # a static constructor of .NET runs when all else of the class is there
        running = tuple([each for each in node.body if isinstance(each, (s.Block, s.Define))])
        for statement in node.body:
            if isinstance(statement, s.Assign):
                if statement.value is not None:
                    known = len(self.s.used)
                    self.field(statement, info, inner)
                    if len(self.s.used) > known:
                        self.forget_field(statement, running, info, inner)
            elif isinstance(statement, s.Block) and self.language in libraries.NET:
                last.append(statement)
            else:
                self.s.step()
                self.runs[type(statement)](statement, inner)
        for statement in last:
            self.s.step()
            self.runs[type(statement)](statement, inner)
        self.s.world.dead = False

    def declare_method(self, func: s.Func, info: ClassInfo) -> None:
        if info.methods.setdefault(func.name or "", func) is not func:
            first = info.methods[func.name or ""]
            group = info.overloads.setdefault(func.name or "", [first])
            group.append(func)
            self.overloads[first.start] = self.overloads[func.start] = group

    def methods_of_arms(self, node: s.Branch, info: ClassInfo) -> None:
        """The methods and properties that the arms of an ``#if`` declare: each may be the one that is there."""
        inner = (statement for arm in node.arms for statement in arm.body)
        for statement in inner:
            if isinstance(statement, s.Branch):
                self.methods_of_arms(statement, info)
            elif isinstance(statement, s.Define) and statement.func.name is not None:
                func = statement.func
                first = info.methods.get(func.name or "", func)
                if first is not func and len(first.params) == len(func.params):
                    info.arms.setdefault(func.name or "", []).append(func)
                else:
                    self.declare_method(func, info)

    def forget_field(
        self, node: s.Assign, body: tuple[s.Stmt, ...], info: ClassInfo, frame: Frame
    ) -> None:
        """The same for a field: it is as if it had no initial value."""
        target = node.targets[0] if len(node.targets) == 1 else None
        if isinstance(target, s.Name) and reset(body, target.id):
            self.replaced_unread(span_of(node), target.id)
            bare = s.Assign(node.start, node.end, node.targets, "=", None, node.type, node.declares)
            self.field(bare, info, frame)

    def side_by_field(self, ref: Ref, name: str, value: Value) -> None:
        info = self.classes.get(ref.id)
        if info is not None:
            self.on_side(value, info.sides.get(name, ""))

    def field(self, node: s.Assign, info: ClassInfo, frame: Frame) -> None:
        """A field or constant of a class."""
        type_ = self.type_name(frame, node.type)
        span = span_of(node)
        if side := self.index.sides.get(type_):
            info.sides.update((t.id, side) for t in node.targets if isinstance(t, s.Name))
        if node.value is not None:
            value = self.typed(self.eval(node.value, frame), type_)
            if isinstance(value, Unknown) and value.type:
                value = self.make(value.type, value.span)
            listed = any(b.endswith(("Enum", "Flag")) for b in info.bases)
            listed = listed or (bool(node.targets) and all(map(_is_entry, node.targets)))
            if not info.numbers:  # who takes such a member uses it
                self.flow(value, "table" if listed else self.flowing(value, "assign"))
        elif type_:
            value = self.make(type_, span)
        elif node.type is None and info.listed:
            # a constant of an enumeration, made of nothing
            value = self.make("", span, "passing")
            self.classes[value.id] = info
        elif self.language in IMPLICIT_THIS:
            # a bare name that is assigned in a method is this field
            unset = Unknown(span, of=self.declared_elsewhere(frame, node.type))
            for target in node.targets:
                if isinstance(target, s.Name):
                    self.s.world.variables[(info.instance.id, target.id)] = unset
            return
        else:
            return
        for target in node.targets:
            if isinstance(target, s.Name):
                self.set_member(info.instance, target.id, node.op, value, span)
                self.s.world.variables[(frame.number, target.id)] = value
                if isinstance(value, Ref) and target.id in info.listed:
                    self.s.constants[value.id] = target.id
            else:
                self.assign(target, node.op, value, frame, span)


def _is_outcome(target: s.Expr) -> bool:
    """Whether a target is a member that holds what a connection came to."""
    return isinstance(target, s.Attr) and asking.negotiated(target.name)


def _is_listening(target: s.Expr) -> bool:
    """Whether a target is a member of what is called as a listener is: ``_listener.Protocols = …``."""
    while isinstance(target, s.Attr):
        target = target.value
        if servers.named_listener(s.last_name(target)):
            return True
    return False


def _is_entry(target: s.Expr) -> bool:
    """Whether a target is one entry of a table: ``VERSIONS[name] = …``, ``VERSIONS["tls1"] = …``.

    So is a name that says the same as its value (``TLS1_1 = SSL.TLS1_1_VERSION``).
    """
    if isinstance(target, s.Name):
        return libraries.names_version(target.id)
    if not isinstance(target, s.Index):
        return False
    key = target.key
    return not isinstance(key, s.Lit) or libraries.names_version(str(key.value))


def _exports(node: s.Assign) -> bool:
    """Whether an assignment hands a constant on under its own name (``PROTOCOL_TLSv1 = _ssl.PROTOCOL_TLSv1``)."""
    names = {t.id for t in node.targets if isinstance(t, s.Name)}
    return isinstance(node.value, s.Attr) and names == {node.value.name}


def _stays(node: s.Assign) -> bool:
    """``self = super(A, self).init()``: PyObjC's way to make the object that is at hand."""
    match node:
        case s.Assign(
            targets=(s.Name(id="self"),), value=s.Call(func=s.Attr(value=s.Call(func=f)))
        ):
            return isinstance(f, s.Name) and f.id == "super"
    return False
