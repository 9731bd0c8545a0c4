"""The names of well-known functions and methods of the languages' own libraries, by what they do.

Only what carries a protocol version from one place to another is here, or shows that it goes no
further. What the functions do is in `builtins` and `operators`.
"""

from __future__ import annotations

import re
from collections.abc import Container
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


#: Functions that make a list of their arguments.
ROW_MAKERS = frozenset(
    {
        "Arrays.asList",
        "Arrays.stream",
        "List.of",
        "Set.of",
        "Collections.singletonList",
        "Collections.singleton",
        "ImmutableList.of",
        "ImmutableSet.of",
        "Lists.newArrayList",
        "Lists.newLinkedList",
        "Sets.newHashSet",
        "Sets.newLinkedHashSet",
        "EnumSet.of",
        "Stream.of",
        "ArrayUtils.toArray",
        "Array.of",
    }
)

#: Functions that split the text that they are given first.
SPLITTING = frozenset(
    {
        "StringTokenizer",
        "StringUtils.split",
        "StringUtils.splitByWholeSeparator",
        "StringUtils.tokenizeToStringArray",
        "StringUtils.delimitedListToStringArray",
        "StringUtils.commaDelimitedListToStringArray",
        "StringUtils.commaDelimitedListToSet",
    }
)

#: Methods of iterators, and of what splits a text, that give one item after the other.
TAKING_TURNS = frozenset({"next", "nextToken", "nextElement"})

#: Methods that give the first or the last item of a list, and its place.
ENDS = {
    **dict.fromkeys(("first", "firstOrNull", "getFirst", "First", "FirstOrDefault"), 0),
    **dict.fromkeys(("last", "lastOrNull", "getLast", "Last", "LastOrDefault"), -1),
}

#: Methods of patterns and splitters that split the text that they are given.
SPLITTERS = frozenset({"split", "splitToList", "splitToStream", "splitAsStream"})

#: Functions that join texts: a separator, and a list of them or all of them.
JOINING = frozenset(
    {
        "String.join",
        "String.Join",
        "string.Join",
        "System.String.Join",
    }
)

#: Functions that join the list they are given first, by a separator behind it or by a comma.
JOINING_FIRST = {
    "StringUtils.join": "",
    "StringUtils.arrayToDelimitedString": "",
    "StringUtils.collectionToDelimitedString": "",
    "StringUtils.arrayToCommaDelimitedString": ",",
    "StringUtils.collectionToCommaDelimitedString": ",",
}

#: Types of Java's maps.
MAPS = frozenset(
    {
        "Map",
        "HashMap",
        "LinkedHashMap",
        "TreeMap",
        "ConcurrentHashMap",
        "Hashtable",
        "Properties",
    }
)

#: Functions that make an empty list where they are given nothing, or a size.
EMPTY = frozenset(
    {
        "list",
        "set",
        "ArrayList",
        "LinkedList",
        "HashSet",
        "LinkedHashSet",
        "TreeSet",
        "Vector",
        "ImmutableList.builder",
        "ImmutableSet.builder",
        "StringJoiner",
    }
)

#: Functions that give their first argument back, as far as versions go.
SAME = frozenset(
    {
        "list",
        "tuple",
        "set",
        "frozenset",
        "sorted",
        "reversed",
        "str",
        "int",
        "String",
        "Number",
        "parseInt",
        "append",
        "Array.from",
        "Object.freeze",
        *("util.promisify", "pify", "es6-promisify", "es6-promisify.promisify", "thenify"),
        *("bluebird.promisify", "bluebird.promisifyAll", "q.denodeify", "q.nfbind"),
        *("aws-xray-sdk.captureAWS", "aws-xray-sdk-core.captureAWS"),
        *("aws-xray-sdk.captureHTTPs", "aws-xray-sdk-core.captureHTTPs"),
        "ArrayList",
        "HashSet",
        "LinkedHashSet",
        "LinkedList",
        "TreeSet",
        "Vector",
        "System.Convert.ToInt32",
        "Convert.ToInt32",
        "int.Parse",
        "Int32.Parse",
        "System.Int32.Parse",
        "uint.Parse",
        "Integer.Parse",
        "cint",
        "cstr",
        "ctype",
        "directcast",
        "Integer.valueOf",
        "Integer.parseInt",
        "Optional.of",
        "Iterables.toArray",
        "ImmutableList.copyOf",
        "ImmutableSet.copyOf",
        "List.copyOf",
        "Set.copyOf",
        "StringBuilder",
        "Joiner.on",  # stands for its separator
        "String.valueOf",
        "Arrays.copyOf",
        "Arrays.copyOfRange",
        "okhttp3.TlsVersion.forJavaName",
        "Collections.unmodifiableSet",
        "Collections.unmodifiableList",
        "Objects.requireNonNull",
        "System.Configuration.ApplicationSettingsBase.Synchronized",
        "system.configuration.applicationsettingsbase.synchronized",
        "typing.cast",
        "vars",
        "staticmethod",
        "classmethod",
        "typeof",
        "gettype",
    }
)

#: Methods of texts and lists that leave what they hold as it is, as far as versions go.
KEEPING = frozenset(
    {
        "GetValue",
        "getvalue",
        "GetRawConstantValue",
        "toArray",
        "skipNulls",
        "ToArray",
        "Cast",
        "OfType",
        "toList",
        "ToList",
        "collect",
        "distinct",
        "sorted",
        "stream",
        "clone",
        "copy",
        "slice",
        "trim",
        "Trim",
        "strip",
        "toString",
        "ToString",
        "intern",
        "encode",
        "build",
        "asList",
        "iterator",
        "value",
        "freeze",
        "name",
        "javaName",
        "getId",
        "getName",
        "getKeyName",
        *("only", "Only"),
        "toTypedArray",
        "toSet",
        "toMutableList",
        "toMutableSet",
        "toHashSet",
        "asSequence",
        "filterNotNull",
        "toarray",
        "tolist",
        "tostring",
    }
)

LOWER = frozenset({"lower", "toLowerCase", "ToLower", "ToLowerInvariant", "tolower"})

UPPER = frozenset({"upper", "toUpperCase", "ToUpper", "ToUpperInvariant", "toupper"})

#: Methods and functions that make a text or list of those they are given.
TEXTUAL = frozenset(
    (
        *(*KEEPING, *LOWER, *UPPER),
        *("split", "Split", "replace", "Replace", "join", "Join", "get", "getOrDefault"),
    )
)

#: Methods that add to a list.
ADDING = frozenset({"append", "add", "push", "Add", "addAll", "extend", "AddRange", "insert"})

#: Methods that take out of a list.
REMOVING = frozenset({"remove", "discard", "removeAll", "Remove", "removeIf", "retainAll", "clear"})

#: Methods (in lower case) that make a constant of an enumeration from its name or number.
PARSING = frozenset({"parse", "valueof", "forjavaname", "tryparse", "toobject", "getfield"})


#: Kinds of options that Go's packages for command lines know.
OPTIONS = frozenset({"String", "Int", "Uint", "Uint16", "Uint32", "Uint64", "Int32", "Int64"})

#: Functions of scripts that set a member by its name.
DEFINING = frozenset({"Object.defineProperty", "Reflect.defineProperty", "Reflect.set"})

#: Functions that list what is in a plain object.
ENTRIES = frozenset({"Object.keys", "Object.values", "Object.entries"})

#: Functions that make a map of keys and values.
MAPPED = frozenset(
    {"java.util.Map.of", "java.util.Map.entry", "com.google.common.collect.ImmutableMap.of"}
)

#: What fills the list of a control from which somebody chooses;
#: https://learn.microsoft.com/dotnet/api/system.windows.forms.combobox.items
SHOWN_LISTS = (".Items.Add", ".Items.AddRange", ".Items.Insert")

#: Functions that call another one for each item of a list.
EACH = frozenset({"_.each", "_.forEach", "_.map", "lodash.forEach", "lodash.map", "async.each"})

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


#: Functions that fill a printf template.
FORMATTING = frozenset(
    {
        "String.format",
    }
)

#: Functions that fill other templates, of which only the text in front is told.
FILLED = frozenset({"fmt.Sprintf", "util.format"})

#: Functions that join the parts of a path, and of an address.
PATHS = frozenset({"os.path.join", "posixpath.join"})
#: Those that put an address together of its parts.
SCHEMED = frozenset(
    {
        *("urllib.parse.urlunparse", "urllib.parse.urlunsplit"),
        *("urlparse.urlunparse", "urlparse.urlunsplit"),
    }
)
#: Functions of Python that give the text that they are given, in another form.
_RENDERED = frozenset(
    {
        *("bytes", "unicode", "string.Template", "urllib.quote", "urllib.parse.quote"),
        *("six.ensure_binary", "six.ensure_str", "six.ensure_text", "six.text_type"),
        *("twisted.python.compat.networkString", "twisted.python.compat.nativeString"),
        *("scrapy.utils.python.to_bytes", "scrapy.utils.python.to_unicode"),
        *("tornado.escape.utf8", "tornado.escape.native_str", "tornado.httpclient.HTTPRequest"),
        *("yarl.URL", "requests.utils.requote_uri", "django.utils.encoding.iri_to_uri"),
    }
)
#: Functions of scripts and Go that take an address apart or put it together.
ADDRESSES = frozenset(
    {
        *("url.parse", "url.format", "url.URL", "URL", "urllib2.Request", "urllib.request.Request"),
        *("urllib.parse.urljoin", "urlparse.urljoin", "url.resolve", "strings.Join"),
        *(*PATHS, *SCHEMED, *_RENDERED),
    }
)
#: Methods that take white space and the like from a text, or make one of bytes.
CUTTING = frozenset({"decode", "lstrip", "rstrip"})
#: Methods of a text that change nothing of how it begins, or little.
BEGINNING = frozenset(
    {
        *(*CUTTING, "encode", "strip", "trim", "trimEnd", "lower"),
        *("format", "format_map", "substitute", "safe_substitute", "geturl"),
    }
)
#: Those that take first what the rest is relative to.
BASES = frozenset({"urllib.parse.urljoin", "urlparse.urljoin", "url.resolve"})
#: Those that take what an address without a scheme is relative to behind it.
RELATIVE = frozenset({"url.URL", "URL"})
#: The member in which one that was taken apart is whole.
ADDRESS = "href"

#: Functions that copy the list they are given first into the third thing they are given.
COPYING = frozenset(
    {
        "System.arraycopy",
    }
)

#: Functions that add their other arguments to the list they are given first.
FILLING = frozenset(
    {
        "Collections.addAll",
    }
)

#: Functions that make one list of those, and of the items, that they are given.
UNITING = frozenset(
    {
        "ArrayUtils.add",
        "ArrayUtils.addAll",
        "ArrayUtils.addFirst",
        "Stream.concat",
        "Streams.concat",
        "Iterables.concat",
        "Sets.union",
        "ObjectArrays.concat",
        "CollectionUtils.union",
        "ListUtils.union",
        "StringUtils.concatenateStringArrays",
        "StringUtils.mergeStringArrays",
        "StringUtils.addStringToArray",
    }
)

#: Functions that give the list they are given first, without their other arguments.
WITHOUT = frozenset(
    {
        "ArrayUtils.removeElement",
        "ArrayUtils.removeElements",
        "Sets.difference",
        "ListUtils.subtract",
    }
)

#: Methods of lists that make one value of all items.
FOLDING = frozenset({"reduce", "Aggregate"})

#: Methods that give a list of what a function makes of each item.
MAPPING = frozenset({"map", "Select", "forEach", "ForEach", "each", "flatMap"})

#: Methods that make a value of another one, whatever that is.
MAKING = frozenset((*TEXTUAL, *MAPPING))

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


def lists_version(text: str | None, known: Container[str]) -> bool:
    """Whether a text is the name of a known version, or a list with one in it."""
    if text is None:
        return False
    return text in known or any(part.strip() in known for part in text.split(","))


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
