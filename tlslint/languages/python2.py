"""Whether only an old Python reads a file: its first line, its statements, what it imports without an
alternative, names that became keywords, and what only Python 2 has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from tlslint.languages.python3 import refutes
from tlslint.prefilter import Matcher
from tlslint.regex import regex

if TYPE_CHECKING:
    import re

    from tree_sitter import Node

#: The last version that reads files of Python 2.
VERSION = (2, 7, 18)
#: The last version in which ``async`` is a name. https://docs.python.org/3/whatsnew/3.7.html
_BEFORE_ASYNC = (3, 6)

#: What no Python 3 reads: ``print x``, ``exec "x"``, ``except A, e:``, ``raise A, "x"``, ``def f((a, b))``, ``lambda (a, b): 1``,
#: ``a <> b``, ``10L`` and ``0755``.
#: (``except A, B:`` of Python 3.14 names two types; types begin with a capital letter.)
_STATEMENTS = """
(print_statement) @old
(exec_statement) @old
(except_clause value: (_) value: (identifier) @name (#match? @name "^[a-z_]")) @old
(raise_statement (expression_list)) @old
(parameters (tuple_pattern)) @old
(lambda_parameters (tuple_pattern)) @old
(comparison_operator "<>") @old
((integer) @old (#match? @old "^([0-9xXa-fA-F]*[lL]|0+[1-9][0-9]*)$"))
"""

#: Modules of Python 2 alone, of names that no module of an application's own has.
#: https://docs.python.org/3/whatsnew/3.0.html#library-changes
_MODULES = frozenset(
    {"urllib2", "httplib", "xmlrpclib", "cookielib", "ConfigParser", "cStringIO", "StringIO"}
    | {"cPickle", "BaseHTTPServer", "SimpleHTTPServer", "SocketServer", "SimpleXMLRPCServer"}
    | {"CGIHTTPServer", "DocXMLRPCServer", "urlparse", "robotparser", "HTMLParser", "Cookie"}
    | {"htmlentitydefs", "htmllib", "sgmllib", "Queue", "Tkinter", "Tix", "tkMessageBox"}
    | {"tkFileDialog", "tkSimpleDialog", "tkColorChooser", "ScrolledText", "copy_reg", "anydbm"}
    | {"dbhash", "dumbdbm", "whichdb", "mimetools", "rfc822", "MimeWriter", "mimify", "multifile"}
    | {"__builtin__", "future_builtins", "UserDict", "UserList", "UserString", "dummy_thread"}
    | {"popen2", "dircache", "statvfs", "posixfile", "fpformat", "stringold", "imputil", "ihooks"}
    | {"email.MIMEText", "email.MIMEMultipart", "email.MIMEBase", "email.MIMEImage"}
    | {"email.MIMEAudio", "email.Encoders", "email.Utils", "email.Header"}
)

#: What only Python 2 has in a module, and of modules whose names others may have too what they are for.
#: https://docs.python.org/3/whatsnew/3.0.html#library-changes
_GONE = {
    "urllib": "(?:Fancy)?URLopener|quote|quote_plus|unquote|unquote_plus|pathname2url|url2pathname"
    "|urlcleanup|urlencode|urlopen|urlretrieve",
    "itertools": "izip|izip_longest|imap|ifilter|ifilterfalse",
    "string": "letters|lowercase|uppercase|maketrans|atoi|atof|atol",
    "os": "getcwdu",
    "sys": "maxint|setdefaultencoding",
    "thread": "start_new_thread|allocate_lock|get_ident",
    "commands": "getoutput|getstatusoutput",
    "md5": "new|md5",
    "sha": "new|sha",
    "sets": "Set|ImmutableSet",
}
#: Functions and types without a module that only Python 2 has.
_BUILTINS = "raw_input|xrange|unicode|unichr|basestring|execfile"
#: Methods of its dictionaries, and what has such ones of its own.
_METHODS = "has_key|iteritems|iterkeys|itervalues"
_WITH_METHODS = (
    b"pandas",
    b"configobj",
    b"ConfigObj",
    b"def has_key",
    b"def iter",
    b"cache.has_key",
)
_ATTRIBUTES = "|".join(f"{module}[.](?:{names})" for module, names in _GONE.items())
#: Texts of which one is in what names any of these.
_TEXTS = frozenset(
    (
        *(b"urllib.", b"itertools.i", b"string.let", b"string.lowerc", b"string.upperc"),
        *(b"string.maket", b"string.ato", b"os.getcwdu", b"sys.maxint", b"sys.setd"),
        *(b"thread.start_new", b"thread.alloc", b"thread.get_i", b"commands.get", b"md5.new"),
        *(b"md5.md5", b"sha.new", b"sha.sha", b"sets.Set", b"sets.Imm", b"raw_input(", b"xrange("),
        *(b"unicode(", b", unicode", b"unichr(", b"basestring", b"execfile(", b".has_key("),
        *(b".iteritems(", b".iterkeys(", b".itervalues("),
    )
)
#: These, and what is in other signs that few files have: looked for all at once, in a fraction of the time.
_EXECS = frozenset({b"exec ", b"exec\t"})
_LAMBDAS = frozenset({b"lambda(", b"lambda (", b"lambda\t", b"lambda  "})
SEARCH = Matcher((*_TEXTS, *_EXECS, *_LAMBDAS, b"async", b"<>"), many=True)
#: Bytes in which one of these is.
_NAMED = 40
_SEEN = regex(rf"(?<![\w.])(?:{_ATTRIBUTES}|{_BUILTINS})\b|[.](?:{_METHODS})\(".encode())
_TAKEN = {module: regex(f"(?:{names})$") for module, names in _GONE.items()}
#: The same in the tree, and modules of Python 2 wherever they are imported, in a function or a ``try``.
_REACHED = f"""
((attribute object: (identifier)) @old (#match? @old "^(?:{_ATTRIBUTES})$"))
((import_statement name: (dotted_name) @old) (#match? @old "^(?:{"|".join(sorted(_MODULES))})$"))
((import_from_statement module_name: (dotted_name) @old) (#match? @old "^(?:{"|".join(sorted(_MODULES))})$"))
"""
#: What is called, or compared with, and has no module.
_CALLED = f"""
(call function: (identifier) @old (#match? @old "^(?:{_BUILTINS})$"))
(call function: (identifier) @of arguments: (argument_list (identifier) @old)
  (#eq? @of "isinstance") (#match? @old "^(?:{_BUILTINS})$"))
"""
_ASKED = f"""
(call function: (attribute attribute: (identifier) @old) (#match? @old "^(?:{_METHODS})$"))
"""
#: Where a file may itself say what these are.
_BOUND = f"""
(wildcard_import) @old
((assignment left: (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
((import_from_statement name: (dotted_name) @old) (#match? @old "^(?:{_BUILTINS})$"))
((aliased_import alias: (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
((function_definition name: (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
((class_definition name: (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
((parameters (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
((default_parameter name: (identifier) @old) (#match? @old "^(?:{_BUILTINS})$"))
"""
#: What a file holds that may have another way for Python 3: then it is no proof what it reaches on one way.
_OTHERWISE = (
    *(b"urllib.request", b"urllib.parse", b"urllib.error", b"http.client", b"xmlrpc.client"),
    *(b"import six", b"from six", b"from future", b"builtins", b"hasattr", b"import_module"),
    *(b"ImportError", b"ModuleNotFoundError", b"AttributeError", b"NameError", b"except:"),
    *(b"sys.version", b"version_info", b"python_version", b"PY2", b"PY3", b"py3", b"py2"),
)

#: Where ``async`` is a name: that of an argument or parameter, what is assigned to, a member that is
#: called, and a module.
_NAMES = """
(keyword_argument name: (identifier) @name (#eq? @name "async")) @old
(assignment left: (identifier) @name (#eq? @name "async")) @old
(call (ERROR) @name (argument_list) (#match? @name "^\\\\.[ \\t]*async$")) @old
(parameters (ERROR) @name (#match? @name "^async[ \\t]*=")) @old
(dotted_name (ERROR) @name (#match? @name "^\\\\.async$")) @old
"""

#: A first line that names the interpreter.
_SHEBANG = regex(rb"#![^\r\n]*\b[pP]ython2(?:\.?[0-9]+)?\b")

#: What a statement may begin with that is one of these; what it is, the tree says.
_BEGIN = (
    rb"print\b[ \t]*(?:>>|[^\s(=.,:)]|[ \t][^\s(=])",
    rb"def[ \t]+\w+[ \t]*\((?:[^()\n]*,[ \t]*)?\(",
    rb"from[ \t]+(?:%b)\b",
)
_EXEC = regex(rb"exec[ \t]")
_LAMBDA = regex(rb"lambda[ \t]*\([^()\n]*\)[ \t]*:")
_NAMES_OF_MODULES = b"|".join(name.encode() for name in sorted(_MODULES)).replace(b".", b"[.]")
_SEEMS = [regex(pattern.replace(b"%b", _NAMES_OF_MODULES)) for pattern in _BEGIN]
_EXCEPT = regex(rb"except\b[^\n;:]*,[ \t]*[a-z_]\w*[ \t]*:")
#: The rest of a statement that imports, over escaped ends of lines, and what it may name.
_IMPORTED = regex(rb"[ \t](?:[^\n\\;:]|\\\r?\n|\\)*")
_MODULE = regex(rb"\b(?:%b)\b" % _NAMES_OF_MODULES)
_FROM = regex(
    rf"from[ \t]+(?:{'|'.join(_GONE)})[ \t]+import[ \t]*(?:\([^)]{{0,500}}|[^\n(]{{0,500}})\b(?:{'|'.join(_GONE.values())})\b".encode()
)
#: ``async`` where it may be a name.
_ASYNC = regex(rb"async(?:[ \t]*=[^=]|[ \t]*\(|\b)")
_PACKAGE = regex(rb"[ \t]*(?:import|from)[ \t][\w.]*\.")
#: ``a <> b`` and ``10L``, but for what stands in quotes.
_UNEQUAL = regex(rb"<>[ \t]*[\w'\"]")
_LONG = regex(rb"L(?<=[0-9]L)\b")
_DIGITS = b"0123456789"
#: ``0755``, but for what stands in quotes.
_OCTAL = regex(rb"0(?<=[ \t(,=|&\[]0)0*[1-7][0-7]{2,}\b(?!\.)")
#: ``raise`` with a comma in its line; what stands in quotes; what counts brackets.
_RAISE = regex(rb"raise[ \t]+[^\n,;]{0,2000},")
_QUOTED = regex(rb"\"[^\"\\\n]*\"|'[^'\\\n]*'")
_COUNTED = regex(rb"[(\[{)\]},\n]")
#: Bytes of a statement that are looked at.
_LENGTH = 2000


@lru_cache(maxsize=2)
def seems(text: bytes) -> bool:
    """Whether a file may be one that only an old Python reads; where not, it is none."""
    there = SEARCH.present(text)
    return (
        _SHEBANG.match(text) is not None
        or any(_beginning(text, each) for each in _SEEMS)
        or (not there.isdisjoint(_EXECS) and _beginning(text, _EXEC))
        or any(_EXCEPT.match(text, at) is not None for at in _beginnings(text, b"except"))
        or _imports_old(text)
        or (b"async" in there and _old_async(text))
        or (not there.isdisjoint(_TEXTS) and _names_old(text))
        or _takes_old(text)
        or _OCTAL.search(text) is not None
        or (not there.isdisjoint(_LAMBDAS) and _LAMBDA.search(text) is not None)
        or (
            b"<>" in there
            and any(_word_before(text, found.start()) for found in _UNEQUAL.finditer(text))
        )
        or any(_is_long(text, found.start() - 1) for found in _LONG.finditer(text))
        or any(
            _RAISE.match(text, at) is not None and _raises_several(text, at)
            for at in _beginnings(text, b"raise")
        )
    )


def _beginning(text: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether a statement may begin with what ``pattern`` matches."""
    return any(_begins(text, found.start()) for found in pattern.finditer(text))


def _beginnings(text: bytes, word: bytes) -> Iterator[int]:
    """The places at which a statement may begin with ``word``."""
    at = text.find(word)
    while at >= 0:
        if _begins(text, at):
            yield at
        at = text.find(word, at + len(word))


def _imports_old(text: bytes) -> bool:
    """Whether a module of Python 2 may be imported; a statement of many lines is looked at once."""
    at = text.find(b"import")
    while at >= 0:
        rest = _IMPORTED.match(text, at + 6) if _begins(text, at) else None
        if rest is not None and _MODULE.search(text, at, rest.end()) is not None:
            return True
        at = text.find(b"import", rest.end() if rest is not None else at + 6)
    return False


def _names_old(text: bytes) -> bool:
    """Whether what only Python 2 has may be named."""
    return any(
        word in _TEXTS and _SEEN.search(text, at, at + _NAMED) is not None
        for at, word in SEARCH.hits(text)
    ) and not any(word in text for word in _OTHERWISE)


def _takes_old(text: bytes) -> bool:
    """Whether a name that only Python 2 has may be imported from a module."""
    return any(_begins(text, found.start()) for found in _FROM.finditer(text))


def _begins(text: bytes, at: int) -> bool:
    """Whether a statement may begin at a place."""
    while at and text[at - 1] in b" \t":
        at -= 1
    return not at or text[at - 1] in b"\n:;"


def _word_before(text: bytes, at: int) -> bool:
    """Whether a word or number stands before a place, on its line."""
    while at and text[at - 1] in b" \t":
        at -= 1
    return text[at - 1 : at].isalnum() or text[at - 1 : at] == b"_"


def _is_long(text: bytes, at: int) -> bool:
    """Whether the digit at a place is the last of a number."""
    while at and text[at - 1] in _DIGITS:
        at -= 1
    if text[at - 1 : at] == b"x" and text[at - 2 : at - 1] == b"0":
        at -= 2
    before = text[at - 1 : at]
    return not (before.isalnum() or before in (b"_", b"."))


def _old_async(text: bytes) -> bool:
    """Whether ``async`` may be a name somewhere."""
    return any(_is_name(text, found) for found in _ASYNC.finditer(text))


def _is_name(text: bytes, found: re.Match[bytes]) -> bool:
    at, behind = found.start(), found[0][5:].strip()
    before = text[at - 1 : at]
    if behind[:1] == b"=":  # an argument, a parameter, a variable
        return not (before.isalnum() or before == b"_")
    if behind:  # a method
        while at and text[at - 1] in b" \t":
            at -= 1
        return text[at - 1 : at] == b"."
    line = text.rfind(b"\n", 0, at) + 1
    return before == b"." and _PACKAGE.fullmatch(text, line, at) is not None


def _raises_several(text: bytes, start: int) -> bool:
    """Whether a ``raise`` seems to have a comma outside all brackets."""
    statement = text[start : start + _LENGTH]
    depth = 0
    for found in _COUNTED.finditer(_QUOTED.sub(b"", statement)):
        sign = found[0]
        if sign in b"([{":
            depth += 1
        elif sign in b")]}":
            depth -= 1
        elif depth <= 0:
            return sign == b","
    return True  # it does not end


@cache
def _query(patterns: str) -> Any:
    from tree_sitter import Query

    from tlslint.languages.base import parser_of
    from tlslint.languages.python import GRAMMAR

    return Query(parser_of(*GRAMMAR).language, patterns)


def _first(root: Node, patterns: str) -> int:
    """The first line, from 1, that patterns find; 0 where none does."""
    from tree_sitter import QueryCursor

    found = QueryCursor(_query(patterns), match_limit=64).captures(root).get("old", ())
    return min((n.start_point[0] + 1 for n in found), default=0)


def proof(root: Node, text: bytes) -> tuple[int, tuple[int, ...]]:
    """The line, from 1, that shows that only an old Python reads a file, and the newest that does.

    The line is 0 for any other file.
    """
    if not seems(text):
        return 0, ()
    line = _of_two(root, text)
    if line and not refutes(root):
        return line, VERSION
    return (_first(root, _NAMES) if _old_async(text) else 0), _BEFORE_ASYNC


def _of_two(root: Node, text: bytes) -> int:
    """The line that shows that only Python 2 reads a file; 0 for any other."""
    if _SHEBANG.match(text):
        return 1
    for node in root.named_children:
        if node.type in ("import_statement", "import_from_statement"):
            for child in node.named_children:
                name = (
                    child.child_by_field_name("name") if child.type == "aliased_import" else child
                )
                if name is not None and text[name.start_byte : name.end_byte].decode() in _MODULES:
                    return node.start_point[0] + 1
                if node.type == "import_from_statement":
                    if _takes_gone(node, text):
                        return node.start_point[0] + 1
                    break
    return _first(root, _STATEMENTS)


def _takes_gone(node: Node, text: bytes) -> bool:
    """Whether a statement imports from a module what only Python 2 has there."""
    module, *names = (
        text[n.start_byte : n.end_byte].decode().partition(" ")[0] for n in node.named_children
    )
    gone = _TAKEN.get(module)
    return gone is not None and any(gone.match(name) for name in names)


def reached(root: Node, text: bytes) -> int:
    """The line where what only Python 2 has is reached, in a file that has no other way; else 0.

    A Python 3 reads the file, and fails there: where one is declared that is an error left behind.
    """
    if not seems(text) or any(word in text for word in _OTHERWISE):
        return 0
    line = _first(root, _REACHED)
    if not line and not any(word in text for word in _WITH_METHODS):
        line = _first(root, _ASKED)
    if not line and not _first(root, _BOUND):
        line = _first(root, _CALLED)
    return line if line and not refutes(root) else 0
