"""The names of well-known functions and methods of the languages' own libraries, by what they do.

Only what carries a protocol version from one place to another is here, or shows that it goes no
further. What the functions do is in `builtins` and `operators`.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from tlslint.regex import regex

#: Languages of the JVM, in which rules know the same classes.
JVM = frozenset({"java", "kotlin"})

#: The type of the properties that are the process's, whatever object gives them.
SHARED = "tlslint.SystemProperties"

#: Languages of .NET.
NET = frozenset({"csharp", "vbnet"})
#: Packages of Java's libraries whose functions stand below by their classes alone: many files open
#: whole packages.
OPENED = (
    *("java.util.stream.", "java.util.", "java.lang.", "com.google.common.collect."),
    *("com.google.common.base.", "org.apache.commons.lang3.", "org.apache.commons.lang."),
    "org.springframework.util.",
)


@lru_cache(maxsize=4096)
def opened(name: str) -> str:
    """``name`` without its package, where that is one of `OPENED`.

    Guava's collections are copied into packages of others, and written anew there.
    """
    owner, _, method = name.rpartition(".")
    package, _, kind = owner.rpartition(".")
    if package and kind.startswith("Immutable"):
        return f"{kind}.{method}"
    return next((name[len(p) :] for p in OPENED if name.startswith(p)), name)


#: Methods (in lower case) that make a constant of an enumeration from its name or number.
PARSING = frozenset({"parse", "valueof", "forjavaname", "tryparse", "toobject", "getfield"})


#: Kinds of options that Go's packages for command lines know.
OPTIONS = frozenset({"String", "Int", "Uint", "Uint16", "Uint32", "Uint64", "Int32", "Int64"})

#: Functions of scripts that set a member by its name.
DEFINING = frozenset({"Object.defineProperty", "Reflect.defineProperty", "Reflect.set"})


#: Methods that fill the list of a control, its ``Items``, as C# and VB.NET spell it, from which somebody chooses;
#: https://learn.microsoft.com/dotnet/api/system.windows.forms.combobox.items
SHOWING = frozenset({"Add", "AddRange", "Insert", "add", "addrange", "insert"})


#: The keyword by which Python's libraries ask on which side a socket is.
SIDE = "server_side"

#: Functions of Python that give the module that a text names, whoever hands them on (``test.support``).
IMPORTING = frozenset({"import_module", "__import__", "import_patched"})

#: Functions of Python that look at a function, or put it in the place of another one, and do not call it.
DESCRIBING = frozenset(
    {
        *("wraps", "update_wrapper", "signature", "getargspec", "getfullargspec", "getsource"),
        *("callable", "id", "type", "setattr", "patch", "object", "append", "add", "issubclass"),
        *("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "create_autospec"),
    }
)


def calls_first(name: str) -> bool:
    """Whether a function of Python calls what it is given first, with the rest.

    So does urllib's `do_open <https://github.com/python/cpython/blob/main/Lib/urllib/request.py>`_.
    """
    return name in ("functools.partial", "partial") or name.endswith(".do_open")


#: The module under Python's ssl, which nothing but that and its copies imports.
UNDER = ("_ssl",)


#: Those of the environment.
ENVIRONMENT = frozenset({"os.environ.get", "os.getenv", "decouple.config"})

#: Look-ups that give their last argument where there is nothing else.
WITH_DEFAULT = frozenset(
    {
        "get",
        "getenv",
        "getProperty",
        "getOrDefault",
        "pop",
        "setdefault",
        "str",
        "GetValue",
        "getString",
        "getStrings",
        "getTrimmed",
        "getTrimmedStrings",
        "getValue",
        "optString",
        "requireNonNullElse",
        "defaultIfBlank",
        "defaultIfEmpty",
        "defaultString",
        "firstNonNull",
    }
)

#: how other look-ups with a default are called, each after what it gives
_LOOK_UP = regex(
    r"(?:get|opt|read)\w*(?:List|Array|Strings?|Settings?|Property|Param(?:eter)?|Option|Value|Protocols?|OrDefault)"
)


def looks_up(name: str) -> bool:
    """Whether a call of ``name`` with several arguments gives the last one where there is nothing else."""
    return name in WITH_DEFAULT or _LOOK_UP.fullmatch(name) is not None


#: Keywords of a look-up, an option or a field that say what holds where nothing is said.
DEFAULTS = ("default", "fallback")
#: What declares a field or an option with its default.
FIELDS = frozenset(
    {
        *("pydantic.Field", "pydantic.fields.Field", "pydantic.v1.Field"),
        *("typer.Option", "typer.Argument"),
    }
)
#: Decorators that give a function's parameter what the command line says.
OPTION_DECORATORS = frozenset({"option", "argument"})
#: Methods of what may be nothing that then give what they are given.
OR_ELSE = frozenset(
    {"orElse", "orElseGet", "GetValueOrDefault", "ifEmpty", "ifBlank", "getOrElse", "getOrDefault"}
)
#: What methods of constants of libraries always say.
SAYING = {
    "okhttp3.ConnectionSpec.RESTRICTED_TLS.isTls": True,
    "okhttp3.ConnectionSpec.MODERN_TLS.isTls": True,
    "okhttp3.ConnectionSpec.COMPATIBLE_TLS.isTls": True,
    "okhttp3.ConnectionSpec.CLEARTEXT.isTls": False,
}
#: Methods that call the function that an object is.
CALLING = frozenset({"get", "apply", "call", "run", "test", "accept", "Invoke"})
#: Methods of what may be nothing that give it where it is something.
PRESENT = frozenset({"get", "orElse", "orElseGet", "orElseThrow"})

#: Fields that say which version something has, and set no limit.
STATED = frozenset({"Version", "Vers", "version", "vers"})

#: a version with or without dots, after its family and perhaps among words that add nothing
_VERSION_NAME = regex(
    r"(?:_*(?:(?:ssl|tls|security)?_?protocol(?:s|type)?|version|proto|sp_prot|k)_*)?"
    r"(?:(?:ssl|d?tls)[-_ ]*(?:v(?:er(?:sion)?)?|protocol)?[-_ ]*[123](?:[._]?[0123])?|v?1(?:[._]?[0123])?)"
    r"(?:_*(?:protocol|version|method|type|value|number|client|server))?",
    re.ASCII | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def names_version(key: str) -> bool:
    """Whether a key is the name of a version itself (``{"tls1_1": ssl.PROTOCOL_TLSv1_1}``)."""
    return _VERSION_NAME.fullmatch(key.strip()) is not None


def lists_version(text: str | None, known: AbstractSet[str]) -> bool:
    """Whether a text is the name of a known version, or a list with one in it."""
    if text is None:
        return False
    return text in known or not known.isdisjoint(map(str.strip, text.split(",")))


#: Methods of configurations that give a part of it: of Typesafe's, of Commons Configuration, of Spigot and others.
SECTIONS = frozenset(
    {
        "getConfig",
        "getSection",
        "getConfigurationSection",
        "configurationAt",
        "subset",
        "getSubConfig",
    }
)
