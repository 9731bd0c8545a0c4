"""One file run abstractly: what its objects allow, before any policy."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from tlslint.answers import in_browsers, told, unbuilt
from tlslint.bounds import FRESH
from tlslint.embedded import Code
from tlslint.engine.machine import State
from tlslint.engine.world import Obj
from tlslint.facts import Place, Setting, Span
from tlslint.languages import BY_NAME
from tlslint.languages.flat import schemes
from tlslint.platform import Declared
from tlslint.record import mutable, replace
from tlslint.registrykeys import words
from tlslint.ruleset import Index
from tlslint.source import LineIndex, Source
from tlslint.source.discover import show
from tlslint.syntax import Stmt
from tlslint.values import Const, Linked

#: Gives the bytes of another file, None where there is none.
Read = Callable[[str], "bytes | None"]


@mutable
class Extracted:
    """What running one file abstractly gave."""

    state: State
    objects: list[Obj]
    imports: tuple[tuple[str, str], ...] = ()
    wildcards: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    tree: Any = None
    problems: list[tuple[int, str]] | None = None
    codes: tuple[Code, ...] = ()
    #: other files that have to be checked too, and where this one names them
    brought: tuple[tuple[str, Span], ...] = ()
    #: what the file itself says of its platform
    declared: Declared | None = None
    #: the statements of a file of code once more, for a look at how it uses a name
    lower: Callable[[], tuple[Stmt, ...]] = tuple


@cache
def adapter(name: str) -> Any:
    """The module of a language."""
    return importlib.import_module(f"tlslint.languages.{name}")


def extract(source: Source, state: State, read: Read) -> Extracted:
    """Run one file abstractly; `Exhausted` where its budget is used up."""
    language = BY_NAME[source.language]
    module = adapter(language.module)
    if language.kind == "format":
        return _extract_settings(source, state, module, read)
    return _extract_code(source, state, module, read)


def tree_of(text: bytes, module: Any, deadline: float = 0.0) -> Any:
    """The tree of ``text`` by the grammar of a language's ``module``; None where it has none.

    Raises `Unfinished` as `parse` does.
    """
    if module.GRAMMAR is None:
        return None
    from tlslint.languages.base import parse

    package, function = module.GRAMMAR
    prepared = getattr(module, "prepared", None)
    return parse(package, prepared(text) if prepared else text, function, deadline)


def _extract_code(source: Source, state: State, module: Any, read: Read) -> Extracted:
    from tlslint.engine.files import File

    tree = tree_of(source.text, module, state.deadline)
    root = tree.root_node if tree is not None else None
    own = module.runs_on(root, source.text) if hasattr(module, "runs_on") else None
    declared = None
    if own is not None and (own[3] or (state.lookup(own[0]) or own[1]) <= own[1]):
        name, version, line, _ = own
        declared = Declared(name, version, "pin", source.path, line, "")
        shown = declared
        if state.line_of is not None:
            shown = replace(declared, line=state.line(LineIndex(source.text).span(line)[0]))
        state.lookup, state.evidence = told(shown, state.lookup, state.evidence)
        state.oldest = state.lookup
    elif own is None and hasattr(module, "beside") and not _said(state, "python"):
        if (found := module.beside(root, source.path, read)) is not None:
            other, line, version = found
            imported = f"what this file imports ({show(other)}:{line})"
            declared = Declared("python", version, "pin", show(other), line, imported)
            state.lookup, state.evidence = told(declared, state.lookup, state.evidence)
            state.oldest = state.lookup
    if hasattr(module, "of_browsers"):
        of_browsers = cache(lambda: module.of_browsers(root, source.text, source.path, read))
        told_of = in_browsers(state.lookup, state.evidence, state.supported, of_browsers)
        state.lookup, state.evidence, state.supported = told_of
    if hasattr(module, "built_by") and (built := module.built_by(source.text)):
        told_of = unbuilt(state.lookup, state.evidence, state.supported, built)
        state.lookup, state.evidence, state.supported = told_of
    machine = File(state)
    marks = source.marks
    if hasattr(module, "own_names"):
        known = (state.index.calls, state.index.returns)
        marks = module.own_names(source.text, marks, known, machine.canonical)
    machine.run_file(module.lower(root, source.text, marks))
    given = getattr(module, "pieces", None)
    pieces = given(root, source.text) if given is not None else ()
    bases = tuple(base for info in machine.classes.values() for base in info.bases)
    return Extracted(
        state,
        state.finished,
        tuple(machine.imports),
        tuple(machine.wildcards),
        bases,
        tree,
        codes=tuple(Code(p.text, p.start, "shell") for p in pieces),
        declared=declared,
        lower=lambda: module.lower(root, source.text, ()),
    )


def _said(state: State, name: str) -> bool:
    """Whether anything is declared of a platform."""
    return state.lookup(name) is not None or bool(state.supported(name))


#: What is told of a target whose defaults no rule is about.
_NO_OLD_DEFAULT = (
    "not among those with old defaults: what code does not name, the system it runs on chooses"
)


def _address(index: Index, value: str) -> str | None:
    """The name under which rules know an address, whatever its key is called."""
    if ":" not in value:
        return None
    known = (f"address:{scheme}" for scheme in schemes(value))
    return next((name for name in known if name in index.sets), None)


def _elsewhere(path: str, text: bytes, span: Span) -> Place:
    """A place in another file."""
    lines = LineIndex(text)
    return Place(show(path), *lines.place(span.start), *lines.place(span.end))


def _extract_settings(source: Source, state: State, module: Any, read: Read) -> Extracted:
    from tlslint.engine.matching import Matching

    matching = Matching(state)
    fold = BY_NAME[source.language].fold_case
    problems: list[tuple[int, str]] = []
    settings: Iterable[Setting] = module.settings(source.text, source.path, read, source.marks)
    if hasattr(module, "problems"):
        problems = list(module.problems(source.text))
    subjects: dict[str, Any] = {}
    codes: list[Code] = []
    brought: list[tuple[str, Span]] = []
    for setting in settings:
        state.step()
        if setting.name.startswith("import:"):
            brought.append((setting.name.partition(":")[2], setting.span))
            continue
        if setting.name.startswith("code:"):
            if setting.value is not None:
                language = setting.name.partition(":")[2]
                codes.append(Code(setting.value.value, setting.value.span.start, language))
            continue
        name = setting.name.lower() if fold and ":" not in setting.name else setting.name
        known = state.index.setting(name)
        if known is None and setting.value is not None:
            known = _address(state.index, setting.value.value)
        if known is None or setting.value is None:
            if known is not None:
                said = f"{setting.name}: the value is not known, or only takes away"
                if setting.condition == "given":
                    said = f"{setting.name}: what stands here is given from outside"
                if setting.condition.startswith("absent "):
                    _, owner, member = setting.condition.split(" ", 2)
                    said = (
                        f"{setting.name}: {owner} has no {member}, which is $null and adds nothing"
                    )
                if setting.condition in ("given", "unknown"):
                    rule = state.index.sets[known][0]
                    state.unresolved[setting.span] = (rule.id, rule.arguments[0].effect)
                state.note(setting.span, said)
            elif "(" in name and setting.value is not None:
                # like one that rules know, of another kind
                from tlslint.languages.msbuild_flavours import unlike
                from tlslint.languages.sections import aside

                off = words(setting.name, setting.value.value)
                mark = name.rpartition("(")[2].rstrip(")")
                why = f": {off}" if off else unlike(mark) or aside(mark)
                said = f"{setting.name} = {setting.value.value}; no rule is about it{why}"
                state.note(setting.value.span, said)
            continue
        # each property is a setting of its own, however many stand in one line
        own = name.startswith(("property:", "security:", "env:", "switch:", "option:"))
        key = f"{setting.subject}\0{name}" if own else setting.subject or name
        if any(rule.subject == "result" for rule in state.index.sets[known]):
            key = f"{setting.span.start}\0{name}\0{setting.value.value}"
        if key not in subjects:
            subjects[key] = matching.make(setting.subject, setting.span)
        value = Const(setting.value.value, setting.value.span)
        said = f"{setting.name} = {setting.value.value}"
        if state.explain and (off := words(setting.name, setting.value.value)):
            said += f": {off}"
        if setting.defined is not None:
            place = _elsewhere(*setting.defined)
            said = f"{said}, which {place.path}:{place.line} says"
            state.links[value.span] = said
            state.linked = {**state.linked, said: Linked(value, place, "", sole=True)}
        state.note(setting.value.span, said)
        if setting.condition == "offered":
            state.choices.add(setting.value.span)
        elif setting.condition == "each":
            state.tried.add(setting.element)
        matching.set([known], subjects[key], "=", value, setting.element, setting.element)
        rules = state.index.sets[known]
        if state.explain and rules[0].origin == "default":
            if matching.obj(subjects[key]).states == (FRESH,):
                state.note(setting.value.span, f"{setting.value.value}: {_NO_OLD_DEFAULT}")
    objects = []
    for obj in state.world.objects.values():
        if "nobody" in obj.roles:
            state.note(obj.span, "beside it TLS is switched off: nobody reads these versions")
        else:
            objects.append(obj)
    return Extracted(state, objects, problems=problems, codes=tuple(codes), brought=tuple(brought))
