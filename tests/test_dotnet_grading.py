"""How severe an old .NET Framework is: by version, and by what the project builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.languages import FOLDED, language_of
from tlslint.options import Options
from tlslint.run import scan
from tlslint.source import Source

RULES = loading.RuleSet(loading.libraries(loading.documents(loading.source_folder())), FOLDED)


def severities(path: str, text: str) -> list[str]:
    language = language_of(path)
    assert language is not None
    data = text.encode()
    result = check(Source(path, language, data, list(range(len(data)))), RULES, Options())
    return [f.severity for f in result.findings]


def project(target: str, output: str) -> list[str]:
    element = "TargetFrameworks" if ";" in target else "TargetFramework"
    if target.startswith("v"):
        element = "TargetFrameworkVersion"
    properties = f"<OutputType>{output}</OutputType><{element}>{target}</{element}>"
    return severities("a.csproj", f"<Project><PropertyGroup>{properties}</PropertyGroup></Project>")


@pytest.mark.parametrize(
    ("target", "program", "library"),
    [
        ("v2.0", "error", "warning"),
        ("v3.0", "error", "warning"),
        ("v3.5", "error", "warning"),
        ("v4.0", "error", "warning"),
        ("net403", "error", "warning"),
        ("v4.5", "error", "warning"),
        ("v4.5.2", "error", "warning"),
        ("net452", "error", "warning"),
        ("v4.6", "warning", "warning"),
        ("v4.6.1", "warning", "warning"),
        ("net461", "warning", "warning"),
        ("v4.6.2", "info", "info"),
        ("net462", "info", "info"),
    ],
)
def test_the_version_and_what_is_built_decide(target: str, program: str, library: str) -> None:
    assert project(target, "Exe") == [program]
    assert project(target, "Library") == [library]


SWITCH = "Switch.System.Net.DontEnableSystemDefaultTlsVersions"


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (f'<runtime><AppContextSwitchOverrides value="{SWITCH}=false"/></runtime>', []),
        (
            f'<appSettings><add key="AppContext.SetSwitch:{SWITCH}" value="false"/></appSettings>',
            [],
        ),
        ('<runtime><AppContextSwitchOverrides value="Other=false"/></runtime>', ["error"]),
    ],
)
def test_a_switch_that_leaves_it_to_the_system_decides_before_the_target(
    config: str, expected: list[str], tmp_path: Path
) -> None:
    properties = "<OutputType>Exe</OutputType><TargetFrameworkVersion>v4.5</TargetFrameworkVersion>"
    project = f"<Project><PropertyGroup>{properties}</PropertyGroup></Project>"
    package = '<packages><package id="A" version="1" targetFramework="net45" /></packages>'
    startup = '<startup><supportedRuntime sku=".NETFramework,Version=v4.5"/></startup>'
    (tmp_path / "A.csproj").write_text(project)
    (tmp_path / "packages.config").write_text(package)
    (tmp_path / "App.config").write_text(f"<configuration>{startup}{config}</configuration>")
    found = scan([str(tmp_path)], lambda _: Options(), RULES).findings
    assert [f.severity for f in found] == expected


@pytest.mark.parametrize(
    "target",
    [
        *("v4.7", "v4.7.2", "v4.8", "v4.8.1", "net47", "net481", "net5.0", "net8.0-windows"),
        *("net10.0", "netstandard2.0", "netcoreapp2.1", "uap10.0"),
    ],
)
def test_newer_and_other_frameworks_are_fine(target: str) -> None:
    assert project(target, "Exe") == []


def test_one_of_several_targets_is_a_warning_at_most() -> None:
    assert project("net35;net461;net462;net8.0", "Exe") == ["warning", "info"]


@pytest.mark.parametrize(
    ("path", "text", "severity"),
    [
        ("a.config", '<startup><supportedRuntime sku=".NETFramework,Version=v4.5"/></startup>', "warning"),
        ("a.config", '<startup><supportedRuntime sku=".NETFramework,Version=v4.6.1"/></startup>', "warning"),
        ("web.config", '<system.web><httpRuntime targetFramework="4.5"/></system.web>', "error"),
        ("web.config", '<system.web><httpRuntime targetFramework="4.6.1"/></system.web>', "warning"),
        ("web.config", '<system.web><httpRuntime targetFramework="4.6.2"/></system.web>', "info"),
        ("web.config", "<system.web><httpRuntime/></system.web>", "warning"),
    ],
)  # fmt: skip
def test_configuration(path: str, text: str, severity: str) -> None:
    assert severities(path, f"<configuration>{text}</configuration>") == [severity]


def test_packages_are_weak_evidence() -> None:
    text = '<packages><package id="a" version="1" targetFramework="net40"/></packages>'
    assert severities("packages.config", text) == ["info"]


@pytest.mark.parametrize(
    ("name", "value", "severity"),
    [
        ("Switch.System.Net.DontEnableSchUseStrongCrypto", "true", ["error"]),
        ("Switch.System.Net.DontEnableSystemDefaultTlsVersions", "True", ["error"]),
        ("Switch.System.Net.DontEnableSchUseStrongCrypto", "false", []),
    ],
)
def test_switches(name: str, value: str, severity: list[str]) -> None:
    element = f'<AppContextSwitchOverrides value="{name}={value}"/>'
    text = f"<configuration><runtime>{element}</runtime></configuration>"
    assert severities("app.config", text) == severity


#: What a project of Visual Studio leaves beside itself, when it was made for 4.5.
BESIDE = {
    "app.config": '<configuration><startup><supportedRuntime version="v4.0"'
    ' sku=".NETFramework,Version=v4.5"/></startup></configuration>',
    "packages.config": '<packages><package id="a" version="1" targetFramework="net45"/></packages>',
}


def written(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)


def test_a_project_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = "<Project><PropertyGroup><TargetFrameworkVersion>v4.5</TargetFrameworkVersion></PropertyGroup></Project>"
    written(tmp_path / "old", {"a.csproj": old, **BESIDE})
    written(tmp_path / "newer", {"a.vbproj": old.replace("v4.5", "v4.8"), **BESIDE})
    sdk = "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>"
    written(tmp_path / "sdk", {"a.csproj": sdk, **BESIDE})
    written(tmp_path / "inherited", {"Directory.Build.props": sdk})
    written(
        tmp_path / "inherited" / "b", {"b.csproj": "<Project Sdk='Microsoft.NET.Sdk'/>", **BESIDE}
    )
    written(tmp_path / "alone", BESIDE)
    monkeypatch.chdir(tmp_path)
    found = scan(["."], lambda _: Options(), RULES).findings
    assert [(f.place.path, [r.place.path for r in f.related]) for f in found] == [
        ("alone/app.config", []),
        ("alone/packages.config", []),
        ("old/a.csproj", ["old/app.config", "old/packages.config"]),
    ]
    one = scan(["old/app.config", "newer/app.config"], lambda _: Options(), RULES).findings
    assert [f.place.path for f in one] == ["old/app.config"]


OLD = "<Project><PropertyGroup><TargetFrameworkVersion>v4.5</TargetFrameworkVersion></PropertyGroup></Project>"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("server.js", "package.json"), []),
        ((), []),
        (("templates/AssemblyInfo.cs",), []),
        (("Web.config",), ["packages.config"]),
        (("Program.cs",), ["packages.config"]),
        (("Scripts/Program.cs",), ["packages.config"]),
        (("App/App.sln",), ["packages.config"]),
    ],
)
def test_packages_that_nothing_uses_are_none(
    files: tuple[str, ...], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packages.config").write_text(BESIDE["packages.config"])
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    found = scan(["."], lambda _: Options(), RULES).findings
    assert [f.place.path for f in found] == expected


@pytest.mark.parametrize(
    ("project", "version", "expected"),
    [
        ("App/App.csproj", "v4.5", ["App/App.csproj"]),
        ("src/App/App.csproj", "v4.8", []),
        ("App.vbproj", "v4.8", []),
        ("App/Other.csproj", "v4.8", ["bin/App.exe.config"]),
        ("other/deep/App.csproj", "v4.8", ["bin/App.exe.config"]),
    ],
)
def test_what_a_build_left_repeats_the_project_of_its_name(
    project: str, version: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / project).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / project).write_text(OLD.replace("v4.5", version))
    written(tmp_path / "bin", {"App.exe.config": BESIDE["app.config"]})
    monkeypatch.chdir(tmp_path)
    found = scan(["."], lambda _: Options(), RULES).findings
    assert [f.place.path for f in found] == expected


PAGES = "<configuration><system.web><compilation debug='true' targetFramework='4.7.2'/></system.web></configuration>"
WEB = "<ProjectTypeGuids>{349c5851-65df-11da-9384-00065b846f21}</ProjectTypeGuids>"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (f"{WEB}<OutputType>Library</OutputType><OutputPath>bin\\</OutputPath>", 1),
        (f"{WEB}<OutputType>Library</OutputType>", 1),
        (
            f"{WEB}<OutputType>Library</OutputType><OutputPath>..\\..\\Shop\\Plugins\\Tax\\</OutputPath>",
            0,
        ),
        (f"{WEB}<OutputPath>$(SolutionDir)\\Shop\\Plugins\\Tax\\</OutputPath>", 0),
        ("<OutputType>Library</OutputType><OutputPath>bin\\Debug\\</OutputPath>", 0),
        # pages that a program serves by itself
        ("<OutputType>Exe</OutputType><OutputPath>bin\\Debug\\</OutputPath>", 0),
    ],
)
def test_a_part_of_another_application_has_no_configuration_of_its_own(
    properties: str, expected: int, tmp_path: Path
) -> None:
    group = f"<TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion>{properties}"
    text = f"<Project ToolsVersion='15.0'><PropertyGroup>{group}</PropertyGroup></Project>"
    (tmp_path / "Tax.csproj").write_text(text)
    (tmp_path / "web.config").write_text(PAGES)
    found = scan([str(tmp_path)], lambda _: Options(), RULES).findings
    assert [f.rule for f in found] == ["dotnet-http-runtime-absent"] * expected


INHERITING = (
    "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup><OutputType>Exe</OutputType>"
    "<TargetFramework>$(Fx)</TargetFramework></PropertyGroup></Project>"
)
SAID = "<Project>\n<PropertyGroup>\n{}\n</PropertyGroup>\n</Project>\n"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<Fx>net4.5</Fx>", {"Directory.Build.props:3:5": ["a/a.csproj", "b/b.csproj"]}),
        (
            "<Old>net45</Old><Fx>$(Old)</Fx>",
            {"Directory.Build.props:3:6": ["a/a.csproj", "b/b.csproj"]},
        ),
        # another place says it too
        ("<Fx>net45</Fx><Fx>net452</Fx>", {"a/a.csproj:1:94": [], "b/b.csproj:1:94": []}),
        ("<Fx>net4.8</Fx>", {}),
    ],
)
def test_a_property_that_projects_take_their_target_from_is_one_finding(
    properties: str,
    expected: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "Directory.Build.props").write_text(SAID.format(properties))
    written(tmp_path / "a", {"a.csproj": INHERITING, **(BESIDE if expected else {})})
    written(tmp_path / "b", {"b.csproj": INHERITING})
    monkeypatch.chdir(tmp_path)
    found = scan(["."], lambda _: Options(), RULES).findings
    places = {
        f"{f.place.path}:{f.place.line}:{f.place.column}": [
            r.place.path for r in f.related if r.place.path.endswith("proj")
        ]
        for f in found
    }
    assert places == expected
    assert all(f.severity == "error" for f in found)
    assert not any(f.fix and f.fix.edits for f in found if f.place.path.endswith("props"))


@pytest.mark.parametrize(
    ("properties", "targets", "expected"),
    [
        ("<Fx>netstandard2.0;\nnet461;net48</Fx>", "$(Fx)", "common.props:4:1"),
        ("<Fx>net45;net8.0</Fx>", "net48;$(Fx)", "common.props:3:5"),
        ("<Old>net40</Old><Fx>net8.0;$(Old)</Fx>", "$(Fx)", "common.props:3:6"),
        ("<Old>net40</Old><Fx>net35;$(Old)</Fx>", "$(Fx)", "common.props:3:21"),
        # a circle, and what is said twice
        ("<A>$(B)</A><B>$(A);$(A)</B><Fx>$(B)</Fx>", "$(Fx);net45", "P.csproj:1:108"),
        ("<Fx>net45</Fx><Fx>net40;net8.0</Fx>", "$(Fx)", "P.csproj:1:102"),
        ("<Fx>net45</Fx><Fx>$(Fx);net8.0</Fx>", "$(Fx)", "common.props:3:5"),
        (
            "<Fx>net8.0</Fx>\n<Fx Condition=\"'$(OS)' == 'Windows_NT'\">$(Fx);net461</Fx>",
            "$(Fx)",
            "common.props:4:47",
        ),
        ("<Fx>net48;net8.0</Fx>", "$(Fx)", None),
    ],
)
def test_a_list_of_targets_that_a_property_of_another_file_names(
    properties: str, targets: str, expected: str | None, tmp_path: Path
) -> None:
    text = (
        "<Project Sdk='Microsoft.NET.Sdk'><Import Project='..\\common.props'/><PropertyGroup>"
        f"<TargetFrameworks>{targets}</TargetFrameworks></PropertyGroup></Project>"
    )
    (tmp_path / "common.props").write_text(SAID.format(properties))
    written(tmp_path / "p", {"P.csproj": text})
    found = scan([str(tmp_path)], lambda _: Options(), RULES).findings
    places = [f"{Path(f.place.path).name}:{f.place.line}:{f.place.column}" for f in found]
    assert places == ([expected] if expected else [])


def test_a_target_that_a_property_of_an_imported_file_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "common.props").write_text(SAID.format("<Fx>v4.5</Fx>"))
    text = (
        "<Project ToolsVersion='4.0'><Import Project='..\\common.props'/><PropertyGroup>"
        "<OutputType>Exe</OutputType><TargetFrameworkVersion>$(Fx)</TargetFrameworkVersion>"
        "</PropertyGroup></Project>"
    )
    written(tmp_path / "p", {"P.csproj": text})
    monkeypatch.chdir(tmp_path)
    found = scan(["."], lambda _: Options(), RULES).findings
    assert [(f.severity, f.place.path, f.place.line) for f in found] == [
        ("error", "common.props", 3)
    ]


def test_an_imported_file_of_any_name_is_the_place_to_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "<Project><PropertyGroup><TargetFrameworkVersion>{}</TargetFrameworkVersion></PropertyGroup></Project>"
    project = (
        "<Project ToolsVersion='14.0'><Import Project='..\\all.build.settings'/>"
        "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
        "<Import Project='$(MSBuildToolsPath)\\Microsoft.CSharp.targets'/></Project>"
    )
    for kind, version in (("old", "v4.5"), ("new", "v4.8")):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "all.build.settings").write_text(said.format(version))
        written(tmp_path / kind / "a", {"a.csproj": project, **BESIDE})
        written(tmp_path / kind / "b", {"b.csproj": project})
        # what nothing imports is none of MSBuild's
        (tmp_path / kind / "other.settings").write_text(said.format("v4.5"))
    monkeypatch.chdir(tmp_path)
    (found,) = scan(["."], lambda _: Options(), RULES).findings
    assert (found.place.path, found.rule) == (
        "old/all.build.settings",
        "dotnet-target-framework-version",
    )
    assert [r.place.path for r in found.related] == ["old/a/a.csproj", "old/b/b.csproj"]


def test_a_script_of_a_build_compiles_nothing() -> None:
    group = "<PropertyGroup><TargetFrameworkIdentifier>.NETFramework</TargetFrameworkIdentifier>"
    group += "<TargetFrameworkVersion>v3.5</TargetFrameworkVersion></PropertyGroup>"
    common = '<Import Project="$(MSBuildToolsPath)\\Microsoft.Common.targets"/>'
    assert severities("docs.proj", f"<Project>{group}{common}</Project>") == []
    compiled = common.replace("Common", "CSharp")
    assert severities("docs.proj", f"<Project>{group}{compiled}</Project>") == ["error"]
    restored = (
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{}<TargetFramework>net45</TargetFramework>'
        '</PropertyGroup><ItemGroup><PackageReference Include="a"/></ItemGroup></Project>'
    )
    assert severities("build.proj", restored.format("")) == []
    assert severities("build.csproj", restored.format("")) != []
    own = "<LanguageTargets>$(MSBuildToolsPath)/Microsoft.CSharp.targets</LanguageTargets>"
    assert severities("build.proj", restored.format(own)) != []


@pytest.mark.parametrize(
    ("project", "found"),
    [
        ('<Project><ItemGroup><Compile Include="Part\\A.cs"/></ItemGroup></Project>', False),
        ('<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup/></Project>', False),
        ('<Project><ItemGroup><Compile Include="Party\\A.cs"/></ItemGroup></Project>', True),
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_a_list_of_packages_whose_folder_another_project_compiles(
    project: str, found: bool, beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"Part.fsproj": "<Project/>"} if beside else {}
    written(tmp_path / "app", {"App.csproj": project})
    listed = {"A.cs": "", "packages.config": BESIDE["packages.config"]}
    written(tmp_path / "app/Part", {**listed, **own})
    monkeypatch.chdir(tmp_path / "app")
    places = [f.place.path for f in scan(["."], lambda _: Options(), RULES).findings]
    assert places == ["Part/packages.config"] * (found or beside)


STANDARD = (
    "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup><TargetFramework>netstandard2.0"
    "</TargetFramework></PropertyGroup></Project>"
)
SITE = "<configuration><system.web><httpRuntime{}/></system.web></configuration>"


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ({"a.csproj": STANDARD}, []),
        ({"a.csproj": STANDARD, "b.csproj": "<Project/>"}, ["packages.config"]),
        ({"a.csproj": "<Project/>"}, ["packages.config"]),
        ({"Web.config": SITE.format(" targetFramework='4.8'")}, []),
        ({"Web.config": SITE.format(" targetFramework='4.5'")}, ["Web.config"]),
        (
            {"Web.config": SITE.format(" targetFramework='4.8'"), "website.publishproj": ""},
            [],
        ),
        ({"Web.config": SITE.format("")}, ["packages.config", "Web.config"]),
        (
            {"Web.config": SITE.format(" targetFramework='4.8'"), "a.csproj": "<Project/>"},
            ["packages.config"],
        ),
    ],
)
def test_what_stands_beside_a_list_of_packages_decides(
    beside: dict[str, str], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {"A.cs": "", "packages.config": BESIDE["packages.config"]}
    written(tmp_path / "app", {**listed, **beside})
    monkeypatch.chdir(tmp_path / "app")
    found = {f.place.path for f in scan(["."], lambda _: Options(), RULES).findings}
    assert found == set(expected)


def test_an_import_is_found_whatever_its_letter_case(tmp_path: Path) -> None:
    said = "<Project><PropertyGroup><TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion></PropertyGroup></Project>"
    project = (
        "<Project ToolsVersion='3.5'><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
        "<Import Project='..\\Build\\Proxy.props'/>"
        "<Import Project='$(MSBuildToolsPath)\\Microsoft.CSharp.targets'/></Project>"
    )
    written(tmp_path / "build", {"proxy.props": said})
    written(tmp_path / "a", {"a.csproj": project})
    assert not scan([str(tmp_path)], lambda _: Options(), RULES).findings


ADDING = "class A {{ void F() {{\n ServicePointManager.SecurityProtocol = {0};\n {1}\n }} }}"
NEWER = "ServicePointManager.SecurityProtocol |= (SecurityProtocolType)3072;"


@pytest.mark.parametrize(
    ("old", "later", "expected"),
    [
        ("SecurityProtocolType.Tls", f"try {{ {NEWER} }} catch {{ }}", [(2, "allows-old")]),
        (
            "SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls",
            f"if (modern) {NEWER}",
            [(2, "allows-old")],
        ),
        ("SecurityProtocolType.Tls", "", [(2, "cannot-connect")]),
        # another place lets old versions in
        (
            "SecurityProtocolType.Tls12",
            "if (old) ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;",
            [(3, "cannot-connect")],
        ),
    ],
)
def test_what_is_added_later_connects(
    old: str, later: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    (tmp_path / "A.cs").write_text("using System.Net; " + ADDING.format(old, later))
    found = scan([str(tmp_path)], lambda _: Options(), RULES).findings
    assert [(f.place.line, f.verdict) for f in found] == expected
