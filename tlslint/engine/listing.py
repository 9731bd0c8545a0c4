"""The names of functions and methods of the languages' own libraries that make, change and read lists, maps and texts.

What they do with versions is in `builtins`, `operators` and `special`.
"""

from __future__ import annotations

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

#: Functions that list what is in a plain object.
ENTRIES = frozenset({"Object.keys", "Object.values", "Object.entries"})

#: Functions that make a map of keys and values.
MAPPED = frozenset(
    {"java.util.Map.of", "java.util.Map.entry", "com.google.common.collect.ImmutableMap.of"}
)

#: Functions that call another one for each item of a list.
EACH = frozenset({"_.each", "_.forEach", "_.map", "lodash.forEach", "lodash.map", "async.each"})

#: Functions that fill a printf template.
FORMATTING = frozenset(
    {
        "String.format",
    }
)

#: Functions that fill other templates, of which only the text in front is told.
FILLED = frozenset({"fmt.Sprintf", "util.format"})

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
