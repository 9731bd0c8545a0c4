"""What Python hands to other programs: command lines and variables of their environment.

Each becomes a piece of shell at its own place, to be read as any script is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tlslint.languages.flat import PAD, is_env
from tlslint.regex import regex
from tlslint.rows import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

#: What such a text holds if a rule is about it: options of Node, Go, a JVM and curl, and PowerShell.
# one by one, each from its first letter on: as alternatives they take twenty times as long
_SIGNS = (
    regex(rb"tls-min-v1"),
    regex(rb"tls10default"),
    regex(rb"SecurityProtocol(?<!\wSecurityProtocol)"),
    regex(rb"-D(?<![\w-]-D)[a-z]"),
    regex(rb"--tls"),
    regex(rb"--sslv3"),
    regex(rb"--secure-protocol"),
    regex(rb"curl -"),
    regex(rb"-tls1"),
    regex(rb"-ssl3"),
)
#: Functions and methods that start what they are given, or put it into a list of words.
_STARTERS = frozenset(
    {"run", "call", "check_call", "check_output", "Popen", "getoutput", "getstatusoutput"}
    | {"system", "popen", "popen2", "popen3", "popen4", "spawn", "execute", "exec_command"}
    | {"sudo", "local", "shell", "sh", "bash", "cmd", "command", "create_subprocess_shell"}
    | {"exec_run", "run_command", "run_cmd", "send_command", "append", "extend", "insert", "split"}
    | {
        "create_subprocess_exec",
        "execl",
        "execlp",
        "execle",
        "spawnl",
        "spawnlp",
        "spawnle",
        "IMAP4_stream",
    }
)
#: Functions that are given the name of a variable and its value.
_SETTERS = frozenset({"setdefault", "putenv", "setenv", "getenv", "get", "set_env", "env"})
#: Keys under which a command line is kept.
_COMMANDS = frozenset({"cmd", "command", "commands", "args", "argv", "script", "shell", "options"})
_SHELLS = frozenset(
    {"sh", "bash", "dash", "zsh", "cmd", "powershell", "pwsh", "sudo", "su", "env", "ssh", "docker"}
)
_SEQUENCES = frozenset({"list", "tuple", "set", "expression_list"})
#: What stands around a text and leaves it one.
_AROUND = frozenset({"concatenated_string", "parenthesized_expression", "binary_operator"})
_FIELD = regex(r"%(?:\(\w+\))?[sdr]|\{[^{}\n]*\}")


class Piece(NamedTuple):
    """A piece of shell with one character per byte and padding, and the byte at which it begins."""

    text: str
    start: int


def pieces(root: Node, text: bytes) -> tuple[Piece, ...]:
    """The pieces of shell in a module."""
    found: dict[Piece, None] = {}
    for at in sorted(sign.start() for signs in _SIGNS for sign in signs.finditer(text)):
        code = _at(root, text, at)
        if code is not None:
            found[code] = None
    return tuple(found)


def _at(root: Node, text: bytes, at: int) -> Piece | None:
    """The piece that holds the byte ``at``, if it is one."""
    way = list(_way(root, at))
    n = next((i for i in range(len(way) - 1, -1, -1) if way[i].type == "string"), -1)
    if n < 1:
        return None
    while n > 1 and (
        way[n - 1].type in _AROUND
        or (way[n - 1].type == "attribute" and way[n - 2].type == "call")
        or (way[n - 1].type == "call" and way[n].type == "attribute")
    ):
        n -= 1
    node, parent = way[n], way[n - 1]
    if parent.type in _SEQUENCES:
        if not _is_word(node, parent, text):
            return None
        return Piece("".join(_words(parent, text)), parent.start_byte)
    key = _key(way, n, text)
    if key is None:
        return None
    said = _said(node, text)
    if isinstance(key, str):
        if text.startswith(b"-D", at) and b"\n" in text[way[n].start_byte : at]:
            return None  # a file of any kind, or a page of help
        return Piece(said, node.start_byte)
    name = PAD * (node.start_byte - key.start_byte - 1)
    spelled = _said(key, text)
    name = spelled + name[len(spelled) :] + "="
    return Piece(name + _quoted(said), key.start_byte)


def _is_word(node: Node, sequence: Node, text: bytes) -> bool:
    """Whether a text in a list is a word of a command: an option, a variable, or given to a shell."""
    said = _said(node, text).strip(PAD)
    if said.startswith("-") or is_env(said.partition("=")[0]):
        # where others stand before it, they are words too
        before = [c for c in sequence.named_children if c.start_byte < node.start_byte]
        return all(" " not in _said(c, text).strip(PAD) for c in before if c.type == "string")
    first = _said(sequence.named_children[0], text).strip(PAD).replace("\\", "/")
    program = first.rpartition("/")[2].lower().removesuffix(".exe")
    return program in _SHELLS


def _way(root: Node, at: int) -> Iterator[Node]:
    """The nodes around a byte, the outermost first."""
    node: Node | None = root
    while node is not None:
        yield node
        node = next((c for c in node.children if c.start_byte <= at < c.end_byte), None)


def _key(way: list[Node], n: int, text: bytes) -> Node | str | None:
    """The name under which a text is kept where it is that of a variable; "" for a command line, None for other texts."""
    node, parent = way[n], way[n - 1]
    key: Node | None
    if parent.type == "pair":
        key = parent.child_by_field_name("key")
    elif parent.type in ("keyword_argument", "default_parameter"):
        key = parent.child_by_field_name("name")
    elif parent.type in ("assignment", "augmented_assignment"):
        key = parent.child_by_field_name("left")
        if key is not None and key.type == "subscript":
            key = key.child_by_field_name("subscript")
        elif key is not None and key.type == "attribute":
            key = key.child_by_field_name("attribute")
    elif parent.type == "return_statement":
        return ""
    elif parent.type == "argument_list":
        func = way[n - 2].child_by_field_name("function")
        last = _source(func, text).rpartition(".")[2] if func is not None else ""
        first = parent.named_children[0]
        if last in _SETTERS and first.type == "string" and first.start_byte < node.start_byte:
            key = first
        else:
            return "" if last in _STARTERS else None
    else:
        return None
    if key is None or key.type not in ("string", "identifier"):
        return None
    name = _said(key, text).strip(PAD)
    if is_env(name) and key.start_byte < node.start_byte:
        return key
    assigned = parent.type in ("assignment", "augmented_assignment", "default_parameter")
    return "" if assigned or name.lower() in _COMMANDS else None


def _source(node: Node, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("latin-1")


def _said(node: Node, text: bytes) -> str:
    """What an expression says as a text, at the same length; what is not known is a variable."""
    length = node.end_byte - node.start_byte
    if node.type == "identifier":
        return _source(node, text)
    if node.type == "call":
        func = node.child_by_field_name("function")
        template = func.child_by_field_name("object") if func is not None else None
        if template is None or not (_is_text(template) or template.type == "call"):
            return _variable(length)
        said = _filled(_said(template, text))
        return said + PAD * (length - len(said))
    if not _is_text(node):
        return _variable(length)
    out, at = [], node.start_byte
    for child in node.children:
        out.append(PAD * (child.start_byte - at))
        at = child.end_byte
        if child.type in ("string_content", "escape_sequence"):
            out.append(_source(child, text).replace("\n", " "))
        elif child.type == "interpolation":
            out.append(_variable(child.end_byte - child.start_byte))
        elif not child.is_named or child.type in ("string_start", "string_end", "comment"):
            out.append(PAD * (child.end_byte - child.start_byte))
        else:
            out.append(_said(child, text))
    said = "".join(out)
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type == "%":
        left = operator.start_byte - node.start_byte
        said = _filled(said[:left]) + PAD * (length - left)
    return said


def _is_text(node: Node) -> bool:
    return node.type == "string" or node.type in _AROUND


def _filled(template: str) -> str:
    return _FIELD.sub(lambda m: _variable(len(m[0])), template)


def _variable(length: int) -> str:
    return ("$" + "_" * (length - 1))[:length]


def _quoted(said: str) -> str:
    quote = "'" if '"' in said else '"'
    return quote + said[1:-1] + quote if said[:1] == PAD == said[-1:] else said


def _words(sequence: Node, text: bytes) -> Iterator[str]:
    """The words of a list, with blanks between them."""
    at = sequence.start_byte
    for child in sequence.children:
        yield " " * (child.start_byte - at)
        at = child.end_byte
        if not child.is_named or child.type == "comment":
            yield " " * (child.end_byte - child.start_byte)
        else:
            yield _quoted(_said(child, text))
