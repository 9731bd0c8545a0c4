"""What a file binds when it is loaded: its names, its exports, and where they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tlslint.engine import declared
from tlslint.engine.assignment import FILLED
from tlslint.engine.libraries import names_version
from tlslint.engine.machine import Args, Frame
from tlslint.facts import Place, Span
from tlslint.foreign import arguments, bare
from tlslint.linkcalls import applied
from tlslint.rows import NamedTuple
from tlslint.source import LineIndex
from tlslint.values import (
    Closure,
    Const,
    Flags,
    Linked,
    LocalClass,
    OneOf,
    Piece,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    at,
    head_of,
    one_of,
    text_of,
)

#: Lines that are shown of a definition are cut to this length.
_MAX_LINE = 200

#: Single values, and those of which it is one.
_PLAIN = (Const, Piece, OneOf)
#: What a script may export as a whole.
_WHOLE = (Ref, Const, Sym, Row, OneOf, Closure)
#: Alternatives of a value that may name versions.
_SAYING = (Const, Sym, Row, Flags)

#: What Java calls the one object of an ``object`` of Kotlin, and that of a class's companion.
_OWN_OBJECT = frozenset({"INSTANCE", "Companion"})

#: Languages whose files may use one another's names.
_FAMILIES = {"typescript": "javascript", "tsx": "javascript", "kotlin": "java"}


class Module(NamedTuple):
    """A file that was run as far as it runs when it is loaded.

    ``shift`` is how many bytes were put before it for that.
    """

    path: str
    language: str
    machine: Any
    frame: Frame
    lines: LineIndex
    shift: int = 0


def family(language: str) -> str:
    """The language whose files may use names of a file of ``language``."""
    return _FAMILIES.get(language, language)


def looked_up(module: Module, members: tuple[str, ...]) -> Value | None:
    """What ``members`` are in a module, None where it binds nothing of that name."""
    machine = module.machine
    if family(module.language) == "javascript":
        return _exported(module, members)
    if not members:
        return None
    if "(" in members[0]:
        value = applied(machine, module.frame, None, members[0])
    else:
        value = machine.s.world.variable((module.frame.number, members[0]))
    if value is None and module.language in ("csharp", "vbnet"):
        value = _implementing(machine, members[0])
    if value is None and module.language in ("csharp", "vbnet", "java", "kotlin"):
        return None
    return _member(machine, value, members[1:], module.frame)


def opens(opened: Sequence[str], module: Module) -> bool:
    """Whether a file of .NET that opens the namespaces ``opened`` sees what one declares in its own."""
    own = {w for w in module.machine.wildcards if not f"{w}.".startswith("System.")}
    return not own or not own.isdisjoint(opened)


def opaque(module: Module, name: str) -> Linked | None:
    """A member of a type that a file declares, of which no more is known than that it is of this type."""
    type_ = looked_up(module, (name,))
    if not isinstance(type_, LocalClass):
        return None
    span = type_.info.instance.span
    return Linked(Unknown(span), place_of(module, span), line_of(module, span))


def _implementing(machine: Any, interface: str) -> Value | None:
    """The class of a file of .NET that says it has an interface of another file."""
    for info in machine.classes.values():
        if any(base.rpartition(".")[2] == interface for base in info.bases):
            return LocalClass(info.name, info, info.instance.span)
    return None


def filled(module: Module) -> list[str]:
    """The modules whose members a script hands on as its own (``module.exports = {...require(x)}``)."""
    machine = module.machine
    world = machine.s.world
    whole = world.variable((module.frame.number, "exports"))
    numbers = [whole.id] if isinstance(whole, Ref) else []
    numbers += [n for n in (machine.s.processes.get("exports"),) if n is not None]
    rows = (world.variable((n, FILLED)) for n in numbers)
    return [v.name for row in rows if isinstance(row, Row) for v in row.items if isinstance(v, Sym)]


def option(module: Module, members: tuple[str, ...]) -> Value | None:
    """The default of an option that a script declares and that others read through what it exports.

    ``config.get("tls.min")`` asks by a name, ``argv.tlsMin`` by a member.
    """
    if family(module.language) != "javascript" or not members or not module.machine.s.options:
        return None
    name, last = "", members[-1]
    if last.endswith("])"):
        given, _ = arguments(last)
        asked = text_of(given[0]) if len(given) == 1 and isinstance(given[0], Const) else None
        name = asked if asked and declared.reads(bare(last)) else ""
    elif "(" not in last and last != "default":
        name = last
    owner = _exported(module, members[:-1]) if members[1:] else None
    if not name or isinstance(owner, (Ref, Const)):
        return None
    found = declared.offered(module.machine.s, name, Span(0, 0))
    return found and at(found, next(v.span for v in alternatives(found) if text_of(v)))


def sole(module: Module, members: tuple[str, ...], value: object) -> bool:
    """Whether ``value`` names a version where a script offers no other one to choose from."""
    if family(module.language) != "javascript" or not members:
        return False
    known = module.machine.index.version_texts
    named = {text_of(v) for v in alternatives(value)} if isinstance(value, _PLAIN) else set()
    if named - {None} == set() or not named - {None} <= known or names_version(members[-1]):
        return False
    if "(" in members[-1] and option(module, members) is None:
        return False  # what a function gives depends on how it is called
    world = module.machine.s.world
    owner = _exported(module, members[:-1])
    numbers = [module.frame.number, module.machine.s.processes.get("exports")]
    if isinstance(owner, LocalClass):
        numbers = [owner.info.frame and owner.info.frame.number, owner.info.instance.id]
    elif isinstance(owner, Ref):
        numbers = [owner.id]
    held = [v for n in numbers if n is not None for v in world.members(n).values()]
    texts = {v.value for v in held if isinstance(v, Const)}
    return len(texts) < 2 or not texts <= known


def _exported(module: Module, members: tuple[str, ...]) -> Value | None:
    machine = module.machine
    world = machine.s.world
    whole = world.variable((module.frame.number, "exports"))
    if members[:1] == ("default",):
        members = members[1:]
    if not members:
        return whole if whole is None or isinstance(whole, _WHOLE) else None
    if isinstance(whole, (Sym, OneOf)):
        # ``module.exports = require(…)``, ``module.exports = production ? {…} : {…}``
        return _member(machine, whole, members, module.frame)
    if members[0].startswith("("):
        given = applied(machine, module.frame, whole, members[0])
        return _member(machine, given, members[1:], module.frame)
    number = machine.s.processes.get("exports")
    owners: list[Value] = [whole] if isinstance(whole, (Ref, LocalClass)) else []
    owners += [Ref(number, Span(0, 0))] if number is not None else []
    for owner in owners:
        value = _member(machine, owner, members, module.frame)
        if value is not None:
            return value
    if "(" in members[0]:
        return applied(machine, module.frame, None, members[0])
    own = world.variable((module.frame.number, members[0]))
    return _member(machine, own, members[1:], module.frame)


def _member(
    machine: Any, value: Value | None, members: tuple[str, ...], frame: Frame | None = None
) -> Value | None:
    """A member of a member; None where there is none, or it is not known."""
    left = list(members)
    while left:
        name = left.pop(0)
        if frame is not None and isinstance(value, Closure) and value.func.getter:
            # ``Settings.Default.Tls``
            value = machine.apply_closure(value, Args(open=True), value.span, frame)
        if isinstance(value, OneOf):
            # what is made when it is first asked for is nothing before
            ways = [v for v in value.items if isinstance(v, Ref)]
            if len(ways) > 1 and "(" not in name:
                value = _address(machine, ways, name)
                continue
            value = ways[0] if len(ways) == 1 else None
        if value is None or isinstance(value, Unknown):
            return None
        if frame is not None and "(" in name:
            value = applied(machine, frame, value, name)
            continue
        if isinstance(value, LocalClass):
            if name in _OWN_OBJECT and left and machine.language == "kotlin":
                continue
            info = value.info
            inner = info.frame and machine.s.world.variable((info.frame.number, name))
            if inner is None or isinstance(inner, (Ref, Unknown)):
                machine.build(info)
                inner = machine.own_member(info.instance, name) or inner
            value = inner
        elif isinstance(value, Ref):
            owner, value = value, machine.own_member(value, name)
            for more in range(1, len(left) + 1) if value is None else ():
                # a key may hold points, as "1.0" does
                value = machine.own_member(owner, ".".join((name, *left[:more])))
                if value is not None:
                    del left[:more]
                    break
            made = machine.obj(owner).type if value is None else ""
            if made.startswith("."):  # an object of a class that a script takes from another
                value = Sym(f"{made}.{name}", owner.span, owner.span)
        elif isinstance(value, Sym):
            value = machine.member(value, name, value.span, value.span)
        else:
            return None
    if isinstance(value, Sym) and value.span.end <= value.span.start:
        return None
    return value


def _address(machine: Any, ways: Sequence[Ref], name: str) -> Value | None:
    """The address that each of some objects holds under a name; None where one holds anything else."""
    held = [machine.own_member(way, name) for way in ways]
    known = [value for value in held if value is not None and head_of(value).startswith("http")]
    return one_of(known, known[0].span) if len(known) == len(held) else None


def place_of(module: Module, span: Span) -> Place:
    """Where ``span`` stands in the file itself."""
    line, column = module.lines.place(max(span.start - module.shift, 0))
    end_line, end_column = module.lines.place(max(span.end - module.shift, 0))
    return Place(module.path, line, column, end_line, end_column)


def ways(module: Module, options: Iterable[tuple[Span, object]]) -> tuple[tuple[Place, Value], ...]:
    """Those alternatives of a value that say something, each with where it stands in the file itself."""
    return tuple(
        (place_of(module, span), v)
        for span, v in options
        if isinstance(v, _SAYING) and 0 <= span.start < span.end
    )


def line_of(module: Module, span: Span) -> str:
    """The first line of ``span``, cut to what is shown."""
    line, _ = module.lines.place(max(span.start - module.shift, 0))
    return module.lines.line(line)[:_MAX_LINE]
