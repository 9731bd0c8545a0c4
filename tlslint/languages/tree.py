"""Settings from formats that are trees of mappings, lists and scalars: YAML, JSON, TOML.

A format walks its text and tells a `Tree` what it meets; the tree names the settings, joins
lists of scalars, pairs ``name:`` with ``value:``, and hands embedded text on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tlslint.facts import Setting, Span, Text
from tlslint.languages import (
    jvmoptions,
    language_of,
    net_scripts,
    programs,
    properties,
    shell,
    tasks,
    written,
)
from tlslint.languages.flat import Marks, is_env, lines, resolve
from tlslint.regex import regex
from tlslint.rows import NamedTuple

if TYPE_CHECKING:
    from tlslint.languages.net_writes import Write

#: What is nested deeper than this is passed over.
MAX_DEPTH = 100

_ENVIRONMENT = frozenset(
    [
        "env",
        "environment",
        "variables",
        "envvars",
        "env_vars",
        "env_variables",
        "environment_variables",
        "environmentvariables",
        "containerenv",
        "remoteenv",
        "terminal.integrated.env.linux",
        "aws:elasticbeanstalk:application:environment",
        "global",
        "job",
        "buildargs",
        "build_args",
    ]
)
_COMMANDS = frozenset(
    [
        "run",
        "script",
        "scripts",
        "before_script",
        "after_script",
        "command",
        "commands",
        "cmd",
        "cmds",
        "args",
        "entrypoint",
        "install",
        "before_install",
        "after_success",
        "before_deploy",
        "deploy",
        "build",
        "test",
        "shell",
        "bash",
        "sh",
        "pwsh",
        "powershell",
        "raw",
        "win_shell",
        "win_command",
        "ansible.builtin.raw",
        "ansible.windows.win_shell",
        "ansible.windows.win_command",
        "steps",
        "inlinescript",
        "ansible.builtin.shell",
        "ansible.builtin.command",
        "prestart",
        "poststart",
        "exec",
        "execmap",
        "node_args",
        "nodeargs",
        "runtimeargs",
        "interpreter_args",
        "interpreterargs",
        "nodearguments",
        "nodecommand",
        "nodeprocesscommandline",
        "startcommand",
        "postcreatecommand",
        "runcmd",
        "bootcmd",
        "init",
        "inline",
        "build_script",
        "test_script",
        "deploy_script",
        "before_build",
        "after_build",
        "before_test",
        "after_test",
        "after_deploy",
        "after_failure",
        "commandtoexecute",
        "argv",
        "local_action",
    ]
)


#: Keys of a mapping that name a variable, and beside them its value; also those of Elastic Beanstalk
#: (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html).
_NAMES = ("name", "key", "option_name", "optionname")
_NAMED = frozenset({"name", "Name", "key", "Key", "option_name", "OptionName", "value", "Value"})
#: Keys of what people read.
PROSE = frozenset(
    {
        *("description", "summary", "title", "name", "help", "notes", "documentation"),
        *("example", "examples", "msg", "fail_msg", "success_msg", "message", "error_message"),
    }
)
#: How keys end whose text nginx is given (annotations of an ingress, values of charts).
_SNIPPETS = ("snippet", "snippets")


class Scalar(NamedTuple):
    """A scalar: its text with one character per byte and escapes resolved in place, and where it is.

    ``start`` is where ``s`` begins; ``outer`` includes quotes. ``block`` is text of several lines.
    """

    s: str
    start: int
    outer: Span
    block: bool = False


class _Frame:
    __slots__ = (
        *("entries", "environment", "items", "key", "key_start", "mapping", "path", "start"),
        "writes",
    )

    def __init__(self, mapping: bool, path: str, start: int, environment: bool) -> None:
        self.mapping = mapping
        self.path = path
        self.start = start
        self.environment = environment
        self.key = ""
        self.key_start = start
        # of a list, None once it holds more than scalars; of a task, what it is repeated for
        self.items: list[Scalar] | None = []
        self.writes: list[Write] = []  # what a task writes into the registry of Windows for each
        self.entries: dict[str, Scalar] = {}  # "name" and "value" of a mapping


class Tree:
    """Collects the settings of one document; ``dotted`` adds ``property:a.b.c`` names.

    ``renamed`` may give a path a second name; ``yaml`` reads a YAML file in a scalar.
    """

    def __init__(
        self,
        namespace: str,
        marks: Marks,
        dotted: bool = False,
        renamed: Callable[[str], str] | None = None,
        document: int = 0,
        yaml: Callable[[str, int, str, Marks], list[Setting]] | None = None,
    ) -> None:
        self.namespace = namespace
        self.marks = marks
        self.dotted = dotted
        self.renamed = renamed
        self.document = document
        self.yaml = yaml
        self.found: list[Setting] = []
        self._stack: list[_Frame] = []
        self._over = 0
        self._writes: list[Write] = []  # into the registry of Windows
        self._last = 0  # where the last scalar ended

    # -- what a format tells

    def open(self, mapping: bool, start: int) -> None:
        """A mapping or list begins."""
        if len(self._stack) >= MAX_DEPTH:
            self._over += 1
            return
        path, environment = "", False
        if self._stack:
            parent = self._stack[-1]
            path = _join(parent.path, parent.key) if parent.mapping else parent.path
            key = parent.key.lower() if parent.mapping else ""
            kept = self.yaml and key in ("data", "stringdata")  # of a ConfigMap or Secret
            environment = (
                key in _ENVIRONMENT
                or kept
                or (parent.environment and (not parent.mapping or not is_env(parent.key)))
            )
            if not parent.mapping:
                parent.items = None
        self._stack.append(_Frame(mapping, path, start, environment))

    def key(self, name: str, start: int) -> None:
        """The next value belongs to ``name``, whose key begins at ``start``."""
        if self._stack and not self._over:
            self._stack[-1].key, self._stack[-1].key_start = name, start

    def scalar(self, scalar: Scalar) -> None:
        """A scalar: the value of the last key, or an item of a list."""
        self._last = scalar.outer.end
        if self._over or not self._stack:
            if not self._stack:
                self._embedded(scalar, "")
            return
        top = self._stack[-1]
        if not top.mapping:
            if top.items is not None:
                top.items.append(scalar)
            if top.environment:
                self._item(scalar)
            self._embedded(scalar, top.path.rpartition("/")[2])
            return
        if top.key in _NAMED or top.key in tasks.KEYS:
            top.entries[top.key.lower()] = scalar
        self._setting(top, top.key, [scalar], Span(top.key_start, scalar.outer.end))
        self._embedded(scalar, top.key)

    def close(self, end: int) -> None:
        """The innermost mapping or list ends, at ``end`` or with the last scalar."""
        end = max(end, self._last)
        if self._over:
            self._over -= 1
            return
        if not self._stack:
            return
        frame = self._stack.pop()
        if not frame.mapping and frame.items and self._stack:
            parent = self._stack[-1]
            span = Span(frame.start, end)
            if parent.mapping:
                span = Span(parent.key_start, end)
                if parent.key in tasks.LOOPS:
                    parent.items = frame.items
                self._setting(parent, parent.key, frame.items, span)
                key = parent.key
            elif frame.path:  # a list of lists
                self._setting(frame, "", frame.items, span)
                key = frame.path.rpartition("/")[2]
            else:
                key = ""
            if key.lower() in _COMMANDS and self.marks.held(*span):
                self._words(frame.items)
        if frame.mapping and frame.entries.keys() & tasks.CHANGES:
            self._task(frame)
        for write in frame.writes:
            self._writes.append(tasks.repeated(write, [x.s for x in frame.items or ()]))
        if frame.mapping and "value" in frame.entries:
            element = Span(frame.start, end)
            name = self._variable_of(frame)
            if is_env(name) and self.marks.held(*element):
                value = _value(frame.entries["value"], mixed=True)
                span = frame.entries["value"].outer
                self._add(f"env:{name}", value, span, element)

    def _variable_of(self, frame: _Frame) -> str:
        """The name of the variable that a mapping with a value describes, in it or before it; else empty."""
        for key in _NAMES:
            if key in frame.entries:
                return frame.entries[key].s
        around = self._stack[-1] if self._stack else None
        return around.key if around and around.environment and around.mapping else ""

    def _task(self, frame: _Frame) -> None:
        """What a task writes into a file or the registry, or changes there (Ansible, cloud-init)."""
        self.found += tasks.changes(frame.entries, frame.path, self.marks)
        if "data" in frame.entries and (write := tasks.registry(frame.entries)) is not None:
            (self._stack[-1].writes if self._stack else self._writes).append(write)

    def done(self) -> list[Setting]:
        """Close what is open and return the settings, in the order of the text."""
        while self._stack:
            self._over = 0
            self.close(0)
        if self._writes:
            from tlslint.languages import net_registry

            self.found += net_registry.said(self._writes)
        self.found.sort(key=lambda x: x.span.start)
        return self.found

    # -- what follows from it

    def _setting(self, frame: _Frame, key: str, scalars: list[Scalar], element: Span) -> None:
        if not self.marks.held(*element):
            return
        path = _join(frame.path, key) if key or frame.mapping else frame.path
        value = joined(scalars)
        subject = f"{frame.path}@{frame.start}"
        self._add(f"{self.namespace}:{path}", value, element, element, subject)
        other = self.renamed(path) if self.renamed else ""
        if other:
            self._add(other, value, element, element, subject)
        rooted = "" if self.dotted else _rooted(path)
        if self.dotted or rooted:
            name = "property:" + (rooted or path).replace("/", ".")
            self._add(name, value, element, element, f"{self.document or ''}")
        if "." in key and (not self.dotted or "/" in path):
            # a key with dots is the name of a property, wherever it stands (Kafka's settings)
            self._add("property:" + key.strip("[]"), value, element, element, subject)
        if frame.environment and is_env(key) and len(scalars) == 1:
            value = _value(scalars[0], mixed=True)
            self._add(f"env:{key}", value, element, element, subject)

    def _add(
        self, name: str, value: Text | None, span: Span, element: Span, subject: str = ""
    ) -> None:
        self.found.append(Setting(name, value, span, element, subject))

    def _words(self, items: list[Scalar]) -> None:
        """A list that is a command, a word each."""
        base = end = items[0].start
        parts: list[str] = []
        for item in items:
            parts += [" " * (item.start - end), item.s]
            end = item.start + len(item.s)
        words = [(x.start - base, x.start - base + len(x.s)) for x in items if x.s]
        self.found += programs.listed("".join(parts), words, base)

    def _item(self, scalar: Scalar) -> None:
        """``NAME=value`` in a list of environment variables."""
        name, equals, _ = scalar.s.partition("=")
        if equals and is_env(name) and self.marks.held(*scalar.outer):
            at = len(name) + 1
            value = resolve(scalar.s, at, len(scalar.s), scalar.start, mixed=True)
            self._add(f"env:{name}", value, scalar.outer, scalar.outer)

    def _embedded(self, scalar: Scalar, key: str) -> None:
        """Text of another format: JVM options, shell, a file in a ConfigMap."""
        end = scalar.start + len(scalar.s)
        if not self.marks.held(scalar.start, end):
            return
        if self._stack and not self._stack[-1].mapping and self._variable():
            return
        if (scalar.block and key.endswith(".properties")) or key.lower().endswith(_SNIPPETS):
            self.found += properties.scan(
                scalar.s, scalar.start, key, self.marks, f"{key}@{scalar.start}"
            )
        elif scalar.block and self.yaml and key.endswith((".yml", ".yaml")):
            self.found += self.yaml(scalar.s, scalar.start, key, self.marks)
        elif scalar.block and _properties(scalar.s):
            self.found += properties.scan(
                scalar.s, scalar.start, key, self.marks, f"@{scalar.start}"
            )
        elif scalar.block and (file := written.known(key)):
            self.found += written.content(scalar.s, scalar.start, file, self.marks)
        elif self._runs(key, scalar.block):
            self.found += shell.scan(scalar.s, scalar.start, self.marks, {}, f"@{scalar.start}")
        else:
            self._options(scalar)

    def _options(self, scalar: Scalar) -> None:
        """JVM options, and commands of PowerShell."""
        self.found += net_scripts.scan(scalar.s, scalar.start, self.marks)
        if "-D" in scalar.s:
            for start, stop in lines(scalar.s):
                if scalar.block and scalar.s[start:stop].lstrip().startswith("#"):
                    continue
                if self.marks.held(scalar.start + start, scalar.start + stop):
                    options = scalar.s[start:stop]
                    self.found += jvmoptions.scan(options, scalar.start + start)

    def _variable(self) -> bool:
        """Whether a list has the place of a variable: ``env: {runtimeArgs: […]}``; nothing reads it."""
        return self._stack[-1].path.rpartition("/")[0].rpartition("/")[2] == "env"

    def _runs(self, key: str, block: bool) -> bool:
        """Whether a text is run: of several lines any, but what is written for readers."""
        lower = key.lower()
        if lower in PROSE:
            return False
        return lower in _COMMANDS or self._in_scripts() or (block and _is_script(key))

    def _in_scripts(self) -> bool:
        """Inside ``"scripts": {"test": "NODE_OPTIONS=… jest"}``."""
        return bool(self._stack) and self._stack[-1].path.rpartition("/")[2].lower() in _COMMANDS


#: Keys under which a framework of the JVM has its settings, in a file of any name.
_ROOTS = regex(
    r"(?:^|/)(?=(?:spring|quarkus|micronaut|management)/|server/ssl/(?:enabled-?protocols|protocol)$)",
    re.IGNORECASE,
)


def _rooted(path: str) -> str:
    """The path from the key on under which a framework has its settings; empty where there is none."""
    found = _ROOTS.search(path)
    return path[found.end() :] if found else ""


def _is_script(key: str) -> bool:
    """Whether a text of several lines may be a script of shell: its key is no name of a file, or of one."""
    return "." not in key or language_of(key) == "shell"


_ENTRY = regex(r"\s*(?:[#!][^\n]*\n\s*)*[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+[ \t]*=")


def _properties(s: str) -> bool:
    """Whether a text of several lines begins as a file of properties does: ``a.b.c=…``."""
    return _ENTRY.match(s) is not None


def _join(path: str, key: str) -> str:
    return f"{path}/{key}" if path else key


def _value(scalar: Scalar, mixed: bool = False) -> Text | None:
    return resolve(scalar.s, 0, len(scalar.s), scalar.start, mixed=mixed)


def joined(scalars: list[Scalar]) -> Text | None:
    """One scalar, or a list of them as ``a,b``, which spans from the first to the last."""
    values = [_value(x) for x in scalars]
    if len(values) == 1:
        return values[0]
    known = [v.value for v in values if v is not None]
    if len(known) < len(values):
        return None
    last = scalars[-1]
    return Text(",".join(known), Span(scalars[0].start, last.start + len(last.s)))
