"""What a walk leaves out by itself: what tools keep, what carries a mark, output of builds, minified code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from tlslint.options import Options
from tlslint.regex import regex

IGNORE_FILES = (".gitignore", ".ignore", ".tlslintignore")

TOOLS = frozenset(
    (
        *(".git", ".hg", ".svn", ".bzr", "CVS", "_darcs"),
        *("node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages"),
        *("__pycache__", ".venv", ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache"),
        *(".ruff_cache", ".hypothesis", ".gradle", ".terraform", ".vs", ".next", ".nuxt"),
        *(".svelte-kit", ".angular", ".parcel-cache", ".pnpm-store", ".yarn"),
    )
)

#: A directory's name → endings of the names beside it that make it the output of a build.
OUTPUT = {
    "bin": (".csproj", ".vbproj", ".fsproj"),
    "obj": (".csproj", ".vbproj", ".fsproj", ".vcxproj"),
    "target": ("pom.xml", "Cargo.toml", "build.sbt"),
    "build": ("build.gradle", "build.gradle.kts"),
}

#: What only tests have, by the customs of the languages; left out where tests are not asked for.
TESTS = (
    *("test/", "tests/", "Test/", "Tests/", "__tests__/", "testdata/", "test-data/", "spec/"),
    *("unittest/", "unittests/", "unit-tests/", "integration-tests/", "androidTest/"),
    *("*.Test/", "*.Tests/", "*.UnitTests/", "*.IntegrationTests/", "*_tests/", "*-tests/"),
    *("test_*.py", "*_test.py", "conftest.py", "*_test.go"),
    *("*.test.[cm][jt]s", "*.spec.[cm][jt]s", "*.test.[jt]s", "*.test.[jt]sx", "*.spec.[jt]s", "*.spec.[jt]sx"),
    *("*Test.java", "*Tests.java", "*TestCase.java", "*Test.cs", "*Tests.cs", "*Test.vb", "*Tests.vb"),
)  # fmt: skip

MARKED = {
    "pyvenv.cfg": "virtual environment",
    "conda-meta": "virtual environment",
    "CACHEDIR.TAG": "cache",
    # what NuGet writes into a package that it unpacks
    ".nupkg.metadata": "restored packages",
    ".signature.p7s": "restored packages",
}
#: What is in a ``vendor`` that a tool filled: its list, or hosts of Go's packages (also in gb's ``vendor/src``).
VENDORED = frozenset(
    {"modules.txt", "autoload.php", "vendor.json", "github.com", "golang.org", "gopkg.in"}
)
#: A directory that tools fill → what stands beside it: what those of Go fill it by (dep, glide, vndr, godep),
#: and the programs of a Python that is installed on Windows (https://docs.python.org/3/using/windows.html).
FILLED = {
    "vendor": frozenset({"Gopkg.lock", "glide.lock", "vendor.conf", "Godeps"}),
    "_workspace": frozenset({"Godeps.json"}),
    "Lib": frozenset({"python.exe", "pythonw.exe"}),
}
#: What every directory of Python's own modules holds: ``lib/python3.8/os.py``.
STANDARD = "os.py"
_INSTALLED = regex(r"(?:.*/)?lib(?:64)?/python\d\.\d+/")
#: Where LibMan and ABP copy the libraries of browsers into what ASP.NET Core serves
#: (https://learn.microsoft.com/aspnet/core/client-side/libman/libman-cli).
_SERVED = ("/wwwroot/lib/", "/wwwroot/libs/")
#: What NuGet calls a package that it restores beside a solution: ``Newtonsoft.Json.9.0.1``.
_VERSIONED = regex(r"[^/]+\.\d+\.\d[^/]*")
#: Where it restores them, and what packages consist of (https://learn.microsoft.com/nuget/create-packages/creating-a-package).
_RESTORED = "packages"
_PARTS = frozenset(
    ("lib", "ref", "tools", "build", "buildtransitive", "content", "contentfiles", "runtimes")
)
_PROJECTS = (".csproj", ".vbproj", ".fsproj", ".sln")
#: How the documentation of a library begins that a compiler of .NET writes.
_DOCUMENTS = regex(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*<doc>\s*<assembly>")
_MINIFIED = (".min.js", ".min.mjs", ".min.cjs")


def marked(path: str, names: Iterable[str]) -> str:
    """Why a directory with this path (a slash behind it) that holds ``names`` is left out; empty where it is not."""
    above, _, own = path[:-1].rpartition("/")
    for name in names:
        if name in MARKED:
            return MARKED[name]
        if name in VENDORED and f"/{path}".endswith(("/vendor/", "/vendor/src/")):
            return "vendored packages"
        if name == STANDARD and _INSTALLED.fullmatch(path):
            return "vendored packages"
    if f"/{path}".endswith(_SERVED):
        return "vendored packages"
    if versioned(path) and _restored(above, own.lower(), {name.lower() for name in names}):
        return "restored packages"
    return ""


def suspect(path: str) -> bool:
    """Whether the path of a directory (a slash behind it) alone may tell that others' packages are in it."""
    return versioned(path) or (path.endswith(("lib/", "libs/")) and f"/{path}".endswith(_SERVED))


def versioned(path: str) -> bool:
    """Whether a directory (a slash behind it) is called as what NuGet unpacks."""
    name = path[path.rfind("/", 0, -1) + 1 : -1]
    return "." in name and _VERSIONED.fullmatch(name) is not None


def _restored(above: str, own: str, names: set[str]) -> bool:
    """Whether NuGet unpacked a package here: it lies beside, or parts of one where packages are restored."""
    if f"{own}.nupkg" in names:
        return True
    if above.rpartition("/")[2].lower() != _RESTORED or names.isdisjoint(_PARTS):
        return False
    return not any(name.endswith(_PROJECTS) for name in names)


def unwanted_directory(name: str, beside: Iterable[str]) -> str:
    """Why a directory called ``name`` beside these names is left out; empty where it is not."""
    if name in TOOLS:
        return "excluded by default"
    if name in FILLED:
        return "vendored packages" if not FILLED[name].isdisjoint(beside) else ""
    endings = OUTPUT.get(name)
    if endings and any(other.endswith(endings) for other in beside):
        return "output of a build"
    return ""


def unwanted_file(name: str) -> str:
    """Why a file called ``name`` is left out; empty where it is not."""
    return "minified" if name.endswith(_MINIFIED) else ""


def excluded(options_for: Callable[[str], Options], directory: str) -> tuple[Sequence[str], str]:
    """The patterns by which files in a directory are left out, and the directory that they start from."""
    options = options_for(f"{directory}/tlslint.toml")
    return (*(() if options.tests else TESTS), *options.exclude), options.base


@lru_cache(maxsize=64)
def in_tests(path: str) -> bool:
    """Whether only tests have a file of this path."""
    *above, name = path.split("/")
    files = (each for each in TESTS if not each.endswith("/"))
    folders = [each[:-1] for each in TESTS if each.endswith("/")]
    return any(fnmatchcase(name, each) for each in files) or any(
        fnmatchcase(part, each) for part in above for each in folders
    )


def documents(start: bytes) -> bool:
    """Whether XML that begins so is the documentation of a library of .NET, which sets nothing."""
    return _DOCUMENTS.match(start) is not None
