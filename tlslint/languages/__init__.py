"""What kinds of file there are, and how a file's kind is told from its name or first line.

The table is explicit: adding a language means one line here and one module beside this one.
Files that no line claims are never opened.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from tlslint.record import record
from tlslint.regex import regex


@record
class Language:
    """One kind of file.

    ``module`` is the adapter's name in this package. ``extensions`` are compared without case.
    ``filenames`` are exact names, or patterns of `fnmatch` where they hold a ``*``; one with a
    ``/`` is compared with the last two parts of the path. ``shebangs`` are names of interpreters
    without their version. ``fold_case`` says that names in the language have no case.
    """

    name: str
    module: str
    kind: Literal["code", "format"]
    extensions: tuple[str, ...] = ()
    filenames: tuple[str, ...] = ()
    shebangs: tuple[str, ...] = ()
    fold_case: bool = False


LANGUAGES: tuple[Language, ...] = (
    # Stubs (.pyi, .d.ts) describe code and do nothing.
    Language(
        "python",
        "python",
        "code",
        (".py", ".pyw", ".wsgi", ".tac"),
        ("SConstruct", "SConscript", "wscript"),
        ("python", "pypy", "jython"),
    ),
    Language("notebook", "notebook", "format", (".ipynb",)),
    Language("java", "java", "code", (".java",)),
    Language(
        "csharp",
        "csharp",
        "code",
        (".cs", ".csx", ".cake", ".cshtml", ".razor", ".linq"),
    ),
    Language("vbnet", "vbnet", "code", (".vb",), fold_case=True),
    Language(
        "javascript",
        "javascript",
        "code",
        (".js", ".mjs", ".cjs", ".jsx", ".es6", ".es", ".jsm"),
        shebangs=("node", "nodejs"),
    ),
    Language("typescript", "typescript", "code", (".ts", ".mts", ".cts"), shebangs=("ts-node",)),
    Language("tsx", "tsx", "code", (".tsx",)),
    Language("go", "go", "code", (".go",)),
    Language(
        "msbuild",
        "msbuild",
        "format",
        (".csproj", ".vbproj", ".fsproj", ".vcxproj", ".proj", ".props", ".targets"),
        fold_case=True,
    ),
    Language(
        "dotnetconfig",
        "dotnetconfig",
        "format",
        (
            *(".config", ".config.tt", ".config.template", ".config.tmpl", ".config.tpl"),
            *(".config.transform", ".config.xdt", ".config.install.xdt", ".config.pp"),
            *(".config.erb", ".config.j2", ".config.cshtml", ".config.sample", ".config.example"),
            *(".config.default", ".config.dist"),
        ),
    ),
    Language("xml", "xml", "format", (".xml", ".launch", ".jnlp", ".pom", ".plist")),
    Language("json", "json_", "format", (".json", ".jsonc")),
    # The .conf of a service wrapper or a start script, the .cfg of Karaf and ZooKeeper, the .cnf of OpenSSL, the .cf of
    # Postfix; what is not of their form says nothing there.
    Language(
        "properties",
        "properties",
        "format",
        (".properties", ".security", ".conf", ".cfg", ".cnf", ".cf", ".ovpn", ".vhost", ".nginx"),
        (
            *("java.security", ".npmrc", ".gitconfig", "gitconfig", ".wgetrc", "wgetrc", ".my.cnf"),
            "ssl.client.props",  # of WebSphere
        ),
    ),
    Language("yaml", "yaml_", "format", (".yml", ".yaml"), (".ebextensions/*.config",)),
    Language("toml", "toml_", "format", (".toml",), ("Pipfile", "telegraf.conf")),
    Language(
        "shell",
        "shell",
        "format",
        (".sh", ".bash", ".zsh", ".ksh", ".env", ".bats", ".sysconfig", ".mk"),
        (
            *(
                ".env",
                ".env.*",
                ".envrc",
                *("Makefile", "makefile", "GNUmakefile"),
                "Procfile",
                "profile",
                ".profile",
                "bashrc",
                ".bashrc",
                ".zshrc",
            ),
            *("justfile", "Justfile"),
            *(".bash_profile", ".zprofile", ".zshenv", ".bash_aliases", "bash.bashrc"),
        ),
        ("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh"),
    ),
    Language(
        "dockerfile",
        "dockerfile",
        "format",
        (".dockerfile", ".containerfile"),
        ("Dockerfile", "Dockerfile.*", "Dockerfile-*", "Containerfile", "Containerfile.*"),
    ),
    Language("batch", "batch", "format", (".bat", ".cmd"), fold_case=True),
    Language(
        "powershell",
        "batch",
        "format",
        (".ps1", ".psm1", ".psd1"),
        shebangs=("pwsh", "powershell"),
        fold_case=True,
    ),
    Language("registry", "net_registry", "format", (".reg",), fold_case=True),
    Language(
        "jvmoptions",
        "jvmoptions",
        "format",
        (".vmoptions", ".jvmopts", ".service", ".ini", ".bazelrc"),
        (
            *("jvm.config", "jvm.options", "jvm-*.options", "jvm*-server.options"),
            *("jvm.options.d/*.options", ".mvn/maven.config", ".jvmopts", ".sbtopts"),
            *(".bazelrc", "bazelrc", "supervisord.conf", "supervisor.conf"),
        ),
    ),
    Language(
        "gradle",
        "gradle",
        "format",
        (".gradle", ".gradle.kts", ".groovy", ".scala", ".sbt", ".sc"),
        ("Jenkinsfile", "Jenkinsfile.*", "Jenkinsfile-*"),
        ("groovy",),
    ),
    # Terraform, Nomad and others of HashiCorp
    Language("hcl", "hcl", "format", (".tf", ".tfvars", ".hcl", ".nomad")),
    Language("kotlin", "kotlin", "code", (".kt", ".kts")),
    Language("gomod", "gomod", "format", (), ("go.mod", "go.work")),
)

BY_NAME: dict[str, Language] = {language.name: language for language in LANGUAGES}

#: The languages in whose names upper and lower case are the same.
FOLDED = frozenset(language.name for language in LANGUAGES if language.fold_case)

#: What templates and samples have behind the name of the configuration file that they stand for.
_TEMPLATES = frozenset(
    {
        *(".j2", ".jinja", ".jinja2", ".erb", ".tpl", ".tmpl", ".ctmpl", ".template", ".mustache"),
        *(".hbs", ".example", ".sample", ".dist", ".default", ".in", ".ftl", ".epp", ".sigil"),
    }
)

#: What a script or program is made of by `configure` and its like, which put ``@NAME@`` into texts: it reads as code.
CONFIGURED = ".in"

#: Extensions of two parts and names that end like a language but hold none of its settings.
_NOTHING = (
    *(".d.ts", ".d.mts", ".d.cts"),
    *("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml"),
)

_EXTENSIONS = {e: x.name for x in LANGUAGES for e in x.extensions}
_EXACT = {f: x.name for x in LANGUAGES for f in x.filenames if not set(f) & set("*/")}
_LONG = {e: name for e, name in _EXTENSIONS.items() if e.count(".") > 1}
_LONG_ENDS = tuple(_LONG)
_SHEBANGS = {s: x.name for x in LANGUAGES for s in x.shebangs}


@cache
def _globs() -> tuple[re.Pattern[str], list[str]]:
    """One expression for all patterns; the number of its group tells the language."""
    parts: list[str] = []
    names: list[str] = []
    for language in LANGUAGES:
        for pattern in language.filenames:
            if set(pattern) & set("*/"):
                start = "(?:.*/)?" if "/" in pattern else "(?:.*/)?(?=[^/]*$)"
                parts.append(f"({start}{re.escape(pattern).replace(chr(92) + '*', '[^/]*')})")
                names.append(language.name)
    return re.compile("|".join(parts), re.DOTALL), names


#: Directories of files without an extension that are nothing but assignments, to a shell or to systemd.
_ASSIGNMENTS = ("etc/default", "/sysconfig", "etc/conf.d")
#: … and of those that are configuration of nginx or Apache httpd.
_SITES = ("sites-available", "sites-enabled")

#: Only names with one of these beginnings or endings are worth the expression above.
PATTERN_STARTS = ("Dockerfile", "Containerfile", "Jenkinsfile", ".env.", "jvm")
_GLOB_ENDS = (".options", ".config")

#: Extensions behind which more of the name may decide.
_OPEN = {
    e[e.rfind(".") :] for e in (*_NOTHING, *_EXACT, *_GLOB_ENDS, *_LONG, *_TEMPLATES) if "." in e
}
#: Extensions that decide by themselves, but for names that begin like one of the patterns.
_SURE = {e: x for e, x in _EXTENSIONS.items() if e.count(".") == 1 and e not in _OPEN}
_ODD = frozenset(start[0] for start in PATTERN_STARTS)

#: `#!`, the interpreter's path, and the first word after ``env`` that is no option or assignment.
_INTERPRETER = regex(
    rb"#![ \t]*(?:[^\s]*/)?(?:env(?:[ \t]+(?:-[^\s]*|[^\s=]+=[^\s]*))*[ \t]+(?:[^\s]*/)?)?([^\s/]+)"
)
_VERSION = regex(r"[0-9.]+w?(?:\.exe)?$")

#: Extensions of ASP.NET's pages, handlers and services, whose first directive tells the language.
PAGES = (".aspx", ".ascx", ".asax", ".ashx", ".asmx", ".master", ".svc")

#: A shebang line is looked for in this many first bytes.
HEAD = 256


#: What `by_extension` says where more of the name decides.
UNSURE = "?"
_UNSURE_ENDS = (*_OPEN, *PAGES)
#: More extensions than a tree has that nobody made up.
_MOST = 10_000


class _Extensions(dict[str, str]):
    """Extensions with what `by_extension` says of them, found out once each."""

    def __missing__(self, extension: str) -> str:
        lower = extension.lower()
        found = _EXTENSIONS.get(extension) or _EXTENSIONS.get(lower, "")
        if "\\" in extension or lower.endswith(_UNSURE_ENDS) or _of_script(lower):
            found = UNSURE
        if len(self) < _MOST:
            self[extension] = found
        return found


#: The language of a file with this extension (from its last dot): empty where no language claims
#: it, `UNSURE` where that depends on more of the name. A name that begins like a pattern
#: (`PATTERN_STARTS`) is not to be asked for so.
by_extension = _Extensions().__getitem__


def language_of(path: str, head: bytes | None = None) -> str | None:
    """The name of the language of the file at ``path`` (``/`` or ``\\`` between its parts).

    ``head`` are the file's first bytes, looked at where the name decides nothing. None where
    no language claims the file.
    """
    name = path[path.rfind("/") + 1 :]
    if "\\" in name:
        name = name[name.rfind("\\") + 1 :]
    dot = name.rfind(".")
    if dot > 0 and name[0] not in _ODD:
        found = _SURE.get(name[dot:])
        if found:
            return found
    found = _EXACT.get(name)
    if found:
        return found
    if name.startswith(PATTERN_STARTS) or name.endswith(_GLOB_ENDS):
        glob, names = _globs()
        match = glob.fullmatch(path.replace("\\", "/"))
        if match:
            assert match.lastindex is not None
            return names[match.lastindex - 1]
    if dot > 0:
        lower = name.lower()
        if lower.endswith(_LONG_ENDS):
            return next(name for end, name in _LONG.items() if lower.endswith(end))
        found = _EXTENSIONS.get(name[dot:]) or _EXTENSIONS.get(name[dot:].lower())
        if found:
            return None if name.endswith(_NOTHING) else found
        if head is not None and lower.endswith(PAGES):
            from tlslint.languages import aspnet  # for few files

            return aspnet.language(head)
        if lower[dot:] in _TEMPLATES:
            inner = language_of(path[: -len(name) + dot])
            if inner is None and (end := name.rfind(".", 1, dot)) > 0:
                inner = language_of(path[: -len(name) + end])  # x.properties.mysql.template
            if inner is None and lower.endswith(".default"):
                return "shell"  # what Debian puts into /etc/default
            if inner is None and head is not None and lower.endswith(CONFIGURED):
                return _by_shebang(head)
            known = inner and (BY_NAME[inner].kind == "format" or lower.endswith(CONFIGURED))
            return inner if known else None
        return _by_shebang(head) if head is not None and _of_script(lower[dot:]) else None
    directory = path[: -len(name) - 1].replace("\\", "/")
    if directory.endswith(_ASSIGNMENTS):
        return "shell"
    if directory.endswith(_SITES):
        return "properties"
    return None if head is None else _by_shebang(head)


def _by_shebang(head: bytes) -> str | None:
    """The language whose interpreter the first bytes of a file name."""
    shebang = _INTERPRETER.match(head[:HEAD])
    if shebang is None:
        return None
    word = shebang[1].decode("latin-1")
    return _SHEBANGS.get(word) or _SHEBANGS.get(_VERSION.sub("", word))


def is_page(name: str) -> bool:
    """Whether a file called ``name`` is a page of ASP.NET, whose first directive decides its language."""
    return name.lower().endswith(PAGES)


def may_have_shebang(name: str) -> bool:
    """Whether the first line could decide the language of a file called ``name``: it has no extension of a language."""
    name = name.removesuffix(CONFIGURED)
    dot = name.rfind(".")
    return (dot <= 0 or _of_script(name[dot:])) and name not in _EXACT


def _of_script(extension: str) -> bool:
    """Whether a file may be a script of any language: of a server's gateway, or with its version for an extension (``agent2.0``)."""
    return extension in (".cgi", ".fcgi") or extension[1:].isdecimal()
