"""The Node that what builds or hosts a program brings: Meteor, Blubber, Azure Pipelines, App Service, Netlify."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from tlslint.runtimes import CI, FILE, IMAGE, Found, Read, numbers, one, serverless, under

if TYPE_CHECKING:
    from tree_sitter import Node

#: The first releases of Meteor with a line of Node: https://docs.meteor.com/history,
#: https://guide.meteor.com/1.6-migration
_METEOR = (
    ((3,), (20,)),
    ((2, 3), (14,)),
    ((1, 9), (12,)),
    ((1, 6), (8,)),
    ((1, 4), (4,)),
    ((0,), (0, 10)),
)
#: https://learn.microsoft.com/en-us/azure/app-service/configure-language-nodejs
_APP_SERVICE = "WEBSITE_NODE_DEFAULT_VERSION"


def meteor(text: bytes, path: str, read: Read) -> list[Found]:
    """``.meteor/release``: each release of Meteor has a Node of its own."""
    head, at, release = text[:200].decode("utf-8", "replace").partition("METEOR@")
    version = numbers(release) if at else ()
    node = next((n for first, n in _METEOR if version >= first), ()) if version else ()
    return one("node", node, "pin", len(head.encode()), FILE)


def blubber(text: bytes, path: str, read: Read) -> list[Found]:
    """The images of Wikimedia, whose names say their Node: https://wikitech.wikimedia.org/wiki/Blubber."""
    from tlslint.languages import yaml_

    found: list[Found] = []
    for _, value, at in under(yaml_, text, path, read, "yaml:", "base"):
        runtime = serverless(value.rpartition("/")[2].partition(":")[0])
        if runtime is not None and runtime[0] == "node":
            found += one(*runtime, "pin", at, IMAGE)
    return found


def alexa(text: bytes, path: str, read: Read) -> list[Found]:
    """``.ask/config``: https://developer.amazon.com/docs/alexa/smapi/ask-cli-intro.html."""
    from tlslint.languages import json_

    return [
        found
        for _, value, at in under(json_, text, path, read, "json:", "runtime")
        if (runtime := serverless(value)) and runtime[0] == "node"
        for found in one(*runtime, "pin", at, IMAGE)
    ]


#: Folders in which a file speaks for what is around them, as `tlslint.declaring` names it.
INSIDE = {".meteor": meteor, ".pipeline": blubber, ".ask": alexa}


def beanstalk(text: bytes, path: str, read: Read) -> list[Found]:
    """The Node of Elastic Beanstalk, as a key of its own or beside its name:
    https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html.
    """
    from tlslint.languages import yaml_

    found: list[Found] = []
    named = False
    keys = ("NodeVersion", "option_name", "value")
    for setting, value, at in under(yaml_, text, path, read, "yaml:option_settings/", *keys):
        key = setting.name.rpartition("/")[2]
        if key == "NodeVersion" or (key == "value" and named):
            found += one("node", numbers(value), "pin", at, IMAGE)
        named = key == "option_name" and value == "NodeVersion"
    return found


def task(text: bytes, path: str, read: Read) -> list[Found]:
    """A task of Azure Pipelines runs on the newest of its handlers, of which ``Node`` is Node 6:
    https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/README.md#node-version-selection.
    """
    from tlslint.languages import json_

    handlers: list[tuple[tuple[int, ...], int]] = []
    for setting, _, at in under(json_, text, path, read, "json:execution/", "target"):
        name = setting.name.split("/")[1]
        if name.startswith("Node") and setting.name.count("/") == 2:
            handlers.append((numbers(name.removeprefix("Node")) or (6,), at))
    version, at = max(handlers, default=((), 0))
    return one("node", version, "pin", at, IMAGE)


def app_service(text: bytes, path: str, read: Read) -> list[Found]:
    """A template of Azure: the version as a key of its own, or beside its name."""
    from tlslint.languages import json_

    found: list[Found] = []
    named = ""  # the list of settings whose last one is this
    for setting, value, at in under(
        json_, text, path, read, "json:", _APP_SERVICE, "name", "value"
    ):
        parent, _, key = setting.name.rpartition("/")
        if key == _APP_SERVICE or (key == "value" and named == parent):
            found += one("node", _of_azure(value), "pin", at, IMAGE)
        named = parent if key == "name" and value == _APP_SERVICE else ""
    return found


def in_terraform(key: str, value: str) -> tuple[int, ...]:
    """The Node of a function or app of Azure among its settings; empty for other settings."""
    return _of_azure(value) if key.strip('"') == _APP_SERVICE else ()


def _of_azure(value: str) -> tuple[int, ...]:
    return numbers(value.strip().lstrip("~"))


def netlify(text: bytes, path: str, read: Read) -> list[Found]:
    """What Netlify builds with: https://docs.netlify.com/build/configure-builds/manage-dependencies."""
    from tlslint.languages import toml_

    if b"NODE_VERSION" not in text:
        return []
    return [
        found
        for setting in toml_.settings(text, path, read)
        if setting.name == "toml:build/environment/NODE_VERSION" and setting.value is not None
        for found in one("node", numbers(setting.value.value), "pin", setting.value.span.start, CI)
    ]


#: How the constants of the CDK begin that name a Node, and what they are members of:
#: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.Runtime.html
_CDK, _RUNTIME = b"NODEJS_", b"Runtime"
#: A stack that is longer is not looked into.
_LONGEST_STACK = 100_000


def _nodes(text: bytes) -> Iterator[Node]:
    """The nodes of a file in TypeScript or JavaScript, in their order."""
    from tlslint.languages.base import Unfinished, parse

    try:
        tree = parse("tree_sitter_typescript", text, "language_typescript")
    except Unfinished:
        return
    todo = [tree.root_node]
    while todo:
        node = todo.pop()
        todo.extend(reversed(node.children))
        yield node


def stack(text: bytes, path: str, read: Read) -> list[Found]:
    """The Node that functions of a stack of the CDK run on (``lambda.Runtime.NODEJS_10_X``)."""
    if _CDK not in text or len(text) > _LONGEST_STACK:
        return []
    found: list[Found] = []
    for node in _nodes(text):
        if node.type == "member_expression" and len(node.children) == 3:
            owner, _, member = node.children
            name = text[member.start_byte : member.end_byte]
            of = text[owner.start_byte : owner.end_byte]
            if name.startswith(_CDK) and of.rpartition(b".")[2] == _RUNTIME:
                version = numbers(name.removeprefix(_CDK).replace(b"_", b".").decode())
                found += one("node", version, "pin", member.start_byte, IMAGE)
    return found


#: Files in JavaScript that name the runtime of functions, and scripts that make them.
CODE = ("serverless.ts", "serverless.js", "lambda-config.js")
SCRIPTS = ("deploy.sh", "create.sh")


def configured(text: bytes, path: str, read: Read) -> list[Found]:
    """``runtime: 'nodejs8.10'`` of the Serverless Framework, and of what uploads a function, in JavaScript:
    https://www.serverless.com/framework/docs/providers/aws/guide/intro, https://www.npmjs.com/package/node-aws-lambda.
    """
    if b"runtime" not in text or len(text) > _LONGEST_STACK:
        return []
    found: list[Found] = []
    for node in _nodes(text):
        if node.type == "pair" and len(node.children) == 3:
            key, _, value = node.children
            said = text[value.start_byte : value.end_byte].decode("utf-8", "replace")
            if text[key.start_byte : key.end_byte].strip(b"\"'") == b"runtime":
                runtime = serverless(said.strip("\"'`")) if value.type == "string" else None
                found += one(*runtime, "pin", value.start_byte + 1, IMAGE) if runtime else []
    return found


def script(text: bytes, path: str, read: Read) -> list[Found]:
    """What commands of a script make a function or an app of: ``aws lambda create-function --runtime nodejs8.10``."""
    if not any(word in text for word in (b"--runtime", _APP_SERVICE.encode())):
        return []
    from tlslint.languages.flat import flat
    from tlslint.languages.shell import lex

    s = flat(text)
    found: list[Found] = []
    for command in lex(s).commands:
        before = ""
        for start, end in command:
            option, equals, given = s[start:end].strip("\"'").partition("=")
            if option == _APP_SERVICE:
                found += one("node", _of_azure(given.strip("\"'")), "pin", start, IMAGE)
            elif (option if equals else before) in _DEPLOYING:
                value = given.strip("\"'") if equals else option
                runtime = serverless(value) or _of_app(value)
                found += one(*runtime, "pin", s.index(value, start), IMAGE) if runtime else []
            before = option
    return found


def _of_app(runtime: str) -> tuple[str, tuple[int, ...]] | None:
    """The Node of ``NODE|10.14`` and ``node:8-lts``: https://learn.microsoft.com/en-us/cli/azure/webapp#az-webapp-create."""
    name, version = runtime[:4].lower(), numbers(runtime[5:])
    return (name, version) if name == "node" and version and runtime[4:5] in ("|", ":") else None


#: Where iisnode is told the command, in ``web.config`` and ``iisnode.yml``:
#: https://github.com/Azure/iisnode/blob/master/src/config/iisnode_schema.xml
_COMMAND = "nodeProcessCommandLine"
IN_WEB_CONFIG = f"configuration/system.webServer/iisnode@{_COMMAND}"


def iisnode(text: bytes, path: str, read: Read) -> list[Found]:
    """The Node of App Service that ``iisnode.yml`` starts; it is read by lines, in which ``\\`` escapes nothing."""
    found: list[Found] = []
    at = 0
    for line in text.splitlines(keepends=True):
        key, _, value = line.partition(b":")
        if key.strip() == _COMMAND.encode():
            start = at + line.index(value)
            found += started_by_iis(value.decode("utf-8", "replace"), start)
        at += len(line)
    return found


def started_by_iis(command: str, at: int) -> list[Found]:
    """The Node whose version a folder tells: ``D:\\Program Files (x86)\\nodejs\\8.9.4\\node.exe``."""
    before = command.lower().replace("\\", "/").partition("node.exe")[0]
    folders = [folder for folder in before.split("/") if folder]
    version = folders[-1] if folders[-2:-1] == ["nodejs"] else ""
    return one("node", numbers(version), "pin", at, IMAGE)


#: What names a runtime of AWS or Google to the command that makes a function there.
_DEPLOYING = ("--runtime", "--nodejs-version", "--linux-fx-version")
#: Commands of `pkg` that tell the platforms whose Node it puts into an executable.
_TARGETS = ("-t", "--targets", "--target")


def of_script(command: str) -> Iterator[tuple[int, ...]]:
    """The Node that a script of a package deploys to (``--runtime nodejs8.10``), or packs with ``pkg``."""
    words = command.replace("=", " ").split()
    packs = "pkg" in words
    for word, after in pairwise(words):
        if word in _DEPLOYING:
            runtime = serverless(after)
            if runtime is not None and runtime[0] == "node":
                yield runtime[1]
        elif packs and word in _TARGETS:
            yield packed(after.strip("\"'").split(","))


def packed(targets: list[str]) -> tuple[int, ...]:
    """The newest Node that ``node8-linux-x64`` and the like put into executables; empty if one is open (``latest-linux``).

    https://github.com/vercel/pkg#targets
    """
    versions = [
        numbers(target.strip().removeprefix("node")) if target.strip().startswith("node") else ()
        for target in targets
    ]
    return max(versions) if versions and all(versions) else ()
