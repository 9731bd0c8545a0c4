"""Options that code declares by name and default, and reads by name from what something else fills.

Packages for command lines, environments and settings all do so, each in its own words:
``{name: {default: x}}``, ``option(name, {default: x})``, ``setDefault(name, x)``. What is read by
the name is then the default or something unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tlslint import syntax as s
from tlslint.engine import builtins
from tlslint.engine.machine import Args, State
from tlslint.engine.spans import span_of
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.regex import regex
from tlslint.values import (
    Const,
    Ref,
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

#: Members that hold the default of what is described beside them, and those that hold its name.
_DEFAULT = ("default", "defaultValue", "Default", "DefaultFunc")
_NAME = ("name", "Name")
#: Functions that take a name and its default, or an object with a default for each name.
_SETTING = frozenset({"default", "SetDefault", "setDefault", "yargs", "optimist"})
_ALL = frozenset({"default", "defaults", "rc", "setDefaults"})
#: Functions that describe an option: its name comes first, among marks and short names perhaps.
_DESCRIBING = frozenset(
    {"option", "options", "requiredOption", "addOption", "add_argument", "addArgument", "flag"}
)
#: … in Python: how the names begin of those with the default behind, and those with one for each keyword.
_DEFINING = ("DEFINE", "setdefault")
_FILLING = frozenset({"Env", "FileAwareEnv", "from_mapping"})
#: How the names of Python's parsers of configuration files end, which are made with defaults.
#: https://docs.python.org/3/library/configparser.html
_PARSER = "ConfigParser"
#: What a module of Ansible is made with: its options, each with its default.
#: https://docs.ansible.com/ansible/latest/dev_guide/developing_program_flow_modules.html#argument-spec
_MODULE, _SPECIFIED = "AnsibleModule", "argument_spec"
#: Functions that read by a name.
_READING = regex(r"(?:get|Get|String|Int|Uint|Lookup|lookup|has|val|value)\w*")
SCRIPTS = frozenset({"javascript", "typescript", "tsx"})
#: What gives these languages settings that files outside of the code say, as its members.
_STORE = "config."
#: Groups of options within others that are looked into.
_LEVELS = 4
_LONG = regex(r"--(?:no-)?([\w-]+)")
_NO_LETTERS = regex(r"[^a-z0-9]+")


#: What is in code that declares options.
#: (Each begins with a text that is soon looked for.)
_GO = (
    regex(rb"SetDefault\("),
    regex(rb"Flag\{"),
    regex(rb"Var(?<=\wVar)P?\(&"),
    regex(rb"\.(?:String|U?[Ii]nt)\w*\(\"[^\"]*\", "),
    regex(rb"Default(?:Func)?:"),
    regex(rb"\.Default\("),
)
_SCRIPT = regex(rb"[dD]efault|[oO]ption\(|\brc\b")
_PYTHON = regex(rb"[dD]efault|[oO]ption\(|ConfigParser\(|read_dict\(|\.set\(|DEFAULT")
_VERSION = regex(rb"TLSv1|SSLv[23]|TLS_")


def may(language: str, text: bytes) -> bool:
    """Whether ``text`` seems to declare options that may choose a version."""
    if language == "go":
        return any(each.search(text) is not None for each in _GO)
    declares = _PYTHON if language == "python" else _SCRIPT
    return _VERSION.search(text) is not None and declares.search(text) is not None


def folded(name: str) -> str:
    """The last part of the name of an option, as all spellings have it: ``tls-min``, ``tls.Min``."""
    last = re.split(r"[.:/]", name)[-1]
    return _NO_LETTERS.sub("", last.lower())


def declare(state: State, name: str, value: Value) -> None:
    """Note that the option ``name`` has a default."""
    for option in alternatives(value):
        key = folded(name)
        constant = isinstance(option, Const) or state.index.language == "python"
        if option.span in state.consumed:
            continue  # a rule took it where it is written
        if key and constant and _says(state, option):
            state.options[key] = option


def offered(state: State, name: str, span: Span) -> Value | None:
    """What reading the option ``name`` gives, where its default is known."""
    found = state.options.get(folded(name)) if state.options else None
    return one_of([Unknown(span), found], span) if found is not None else None


@lru_cache(maxsize=4096)
def reads(name: str) -> bool:
    """Whether functions of this name read an option by its name."""
    return _READING.fullmatch(name) is not None


def member(state: State, name: str, span: Span) -> Value | None:
    """What a member gives of an object that something else fills: scripts have options as members."""
    return None if state.index.language == "go" else offered(state, name, span)


def described(state: State, name: str, value: Value) -> None:
    """``name: value`` in an object: it may describe an option, or all of them."""
    if isinstance(value, Ref):
        members = state.world.members(value.id)
        for each in _DEFAULT:
            if each in members:
                declare(state, name, members[each])
        if name in _ALL:
            _declare_all(state, value, _LEVELS)
        return
    found = state.declared.get(value.span)
    if found is not None:
        declare(state, name, found)


def _declare_all(state: State, ref: Ref, levels: int) -> None:
    """Each member is an option, and what it is its default; of groups, each of theirs."""
    for key, each in state.world.members(ref.id).items():
        if isinstance(each, Ref) and levels > 1:
            _declare_all(state, each, levels - 1)
        declare(state, key, each)


def stated(state: State, name: str, args: Args, span: Span) -> Value | None:
    """In Python: a call that declares options, or reads one; what it gives where that is known.

    ``define("tls", default="TLSv1")``, ``DEFINE_string("tls", "TLSv1", help)``,
    ``Env(TLS=(str, "TLSv1"))``, ``setdefault("TLS", "TLSv1")``, ``ConfigParser({"tls": "TLSv1"})``.
    """
    last = name.rpartition(".")[2]
    first = text_of(args.positional[0]) if args.positional else None
    if first and "default" in args.keywords:
        declare(state, first, args.keywords["default"])
    elif first and len(args.positional) > 1 and last.startswith(_DEFINING):
        declare(state, first, args.positional[1])
    elif last in _FILLING:
        for key, value in args.keywords.items():
            declare(
                state, key, value.items[-1] if isinstance(value, Row) and value.items else value
            )
    elif last.endswith(_PARSER) or last == "read_dict":
        for each in (*args.positional[:1], args.keywords.get("defaults")):
            if isinstance(each, Ref):
                _declare_all(state, each, _LEVELS)
    elif last == _MODULE:
        for each in (*args.positional[:1], args.keywords.get(_SPECIFIED)):
            if isinstance(each, Ref):
                for key, option in state.world.members(each.id).items():
                    described(state, key, option)
    elif last == "set" and len(args.positional) == 3:
        declare(state, text_of(args.positional[1]) or "", args.positional[2])
    elif first and last == "get" and len(args.positional) == 2:
        return offered(state, text_of(args.positional[1]) or "", span)  # of a section
    elif first and len(args.positional) == 1:
        return offered(state, first, span)
    return None


def filled(state: State, receiver: Value, value: Value) -> None:
    """``parser["DEFAULT"] = {…}``: each member is an option of Python's parser of configuration."""
    names = receiver.names if isinstance(receiver, Unknown) else ()
    if isinstance(value, Ref) and any(f"{_PARSER}(" in n for n in names):
        _declare_all(state, value, _LEVELS)


def keys_asked(name: str, args: Args) -> tuple[str, ...]:
    """The key that a call of a script reads settings by, as names of an `Unknown`: ``tls.min``, ``tls:min``."""
    first = text_of(args.positional[0]) if len(args.positional) == 1 else None
    if not first or not reads(name.rpartition(".")[2]):
        return ()
    plain = Const(first.replace(":", "."), args.positional[0].span)
    return builtins.keys_read(replace(args, positional=[plain]), {})


def keys_of(value: Value, language: str) -> list[str]:
    """The keys of configuration that a value was read by."""
    if language not in SCRIPTS:
        return keys_in(value)
    read = (v.name for v in leaves(value) if isinstance(v, Sym))
    found = (n[len(_STORE) :] for n in read if n.startswith(_STORE))
    return [*keys_in(value), *(n for n in found if "(" not in n)]


def named(state: State, ref: Ref) -> None:
    """An object that describes an option has its name as a member, and its default as another."""
    members = state.world.members(ref.id)
    name = next((t for n in _NAME if n in members and (t := text_of(members[n]))), None)
    for each in (*_DEFAULT, "Value") if name else ():
        if each in members and name:
            declare(state, name, members[each])


def called(
    state: State, name: str, args: Args, span: Span, written: tuple[s.Arg, ...]
) -> Value | None:
    """A call that declares options, or reads one; what it gives where that is known."""
    last = name.rpartition(".")[2]
    given = args.positional
    if not given:
        return None
    first = text_of(given[0])
    if len(given) == 2 and first and last in _SETTING:
        declare(state, first, given[1])
    elif last in _DESCRIBING and (first or isinstance(given[0], Row)):
        _option(state, given)
    elif last in _DESCRIBING and written:
        _built(state, written[0].value)
    elif last in _ALL:
        for each in given:
            described(state, last, each)
    if len(given) == 1 and last in ("default", "Default") and _says(state, given[0]):
        return given_default(state, given[0], span)
    if last.endswith("DefaultFunc") and _says(state, given[-1]):
        return given_default(state, given[-1], span)
    if isinstance(given[0], Ref) and len(given) == 1:
        # ``string({default: x})`` describes the option that it is given to
        members = state.world.members(given[0].id)
        for word in _DEFAULT[:2]:
            if word in members and _says(state, members[word]):
                state.declared[span] = members[word]
    if len(given) == 1 and first and reads(last):
        return offered(state, first, span)
    return None


def given_default(state: State, value: Value, span: Span) -> Value:
    """What a call gives that declares the default ``value``: that, or what is not known."""
    state.declared[span] = value
    return one_of([Unknown(span), value], span)


def _option(state: State, given: list[Value]) -> None:
    """``option(name, {default: x})``, ``option("-n, --name <x>", help, x)``."""
    first = given[0].items[-1] if isinstance(given[0], Row) and given[0].items else given[0]
    name = text_of(first)
    if not name:
        return
    long = _LONG.search(name)
    name = long.group(1) if long else name.split()[0].lstrip("-")
    for each in given[1:]:
        if isinstance(each, Ref):
            described(state, name, each)
    if len(given) > 2:
        declare(state, name, given[-1])


def _built(state: State, expr: s.Expr) -> None:
    """``new Option("--name <x>", help).default(x)``, with other calls of the kind before and behind."""
    value: Value | None = None
    while isinstance(expr, s.Call) and isinstance(expr.func, s.Attr):
        value = value or state.declared.get(span_of(expr))
        expr = expr.func.value
    plain = expr.args[0].value if isinstance(expr, s.Call) and expr.args else None
    name = plain.value if isinstance(plain, s.Lit) else None
    long = _LONG.search(name) if isinstance(name, str) else None
    if value is not None and long is not None:
        declare(state, long.group(1), value)


def _says(state: State, value: Value) -> bool:
    """Whether a default may choose a version: a text or number, of which scripts name versions only."""
    if not isinstance(value, (Const, Sym)):
        return False
    if state.index.language == "go":
        return isinstance(value, Sym) or type(value.value) in (str, int)
    if isinstance(value, Sym):
        return state.index.language == "python" and value.name in state.index.symbols
    return isinstance(value, Const) and value.value in state.index.version_texts
