"""What a project file says of its framework, without building it."""

from __future__ import annotations

import pytest

from tlslint.facts import Setting
from tlslint.languages import msbuild

P = "Project/PropertyGroup/"
VERSION, ONE, LIST = P + "TargetFrameworkVersion", P + "TargetFramework", P + "TargetFrameworks"
CSHARP = '<Import Project="$(MSBuildToolsPath)\\Microsoft.CSharp.targets"/>'


def read_all(
    body: str, path: str = "src/a/a.csproj", files: dict[str, str] | None = None, root: str = ""
) -> list[Setting]:
    others = {name: text.encode() for name, text in (files or {}).items()}
    text = f"<Project{root}>{body}</Project>".encode()
    found = msbuild.settings(text, path, others.get)
    for setting in found:
        assert 0 <= setting.element.start <= setting.span.start
        assert setting.span.end <= setting.element.end <= len(text)
    return found


def frameworks(*args: object, **more: object) -> list[tuple[str, str | None]]:
    found = read_all(*args, **more)
    return [
        (s.name.removeprefix(P), s.value.value if s.value else None)
        for s in found
        if not s.name.endswith("OutputType")
    ]


def group(**properties: str) -> str:
    inner = "".join(f"<{k}>{v}</{k}>" for k, v in properties.items())
    return f"<PropertyGroup>{inner}</PropertyGroup>"


def test_value_and_span_as_written_in_any_shape() -> None:
    text = (
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-16'?>\r\n<x:Project xmlns:x='u'>\r\n"
        b"<x:PropertyGroup>\r\n<x:TargetFrameworkVersion> v4.5\r\n</x:TargetFrameworkVersion>"
        b"<!-- <TargetFramework>net20</TargetFramework> -->"
        b"<TargetFramework><![CDATA[net45]]></TargetFramework></x:PropertyGroup></x:Project>"
    )
    found = msbuild.settings(text, "a.csproj", lambda _: None)
    assert [(s.name, text[slice(*s.span)]) for s in found] == [(VERSION, b"v4.5"), (ONE, b"net45")]
    assert text[slice(*found[0].element)].startswith(b"<x:TargetFrameworkVersion>")
    assert [text[slice(*c)][:5] for c in msbuild.comments(text)] == [b"<!-- "]


def test_each_item_of_a_list_has_its_place_and_knows_the_list() -> None:
    found = read_all(group(TargetFrameworks="net452;\r\n  net&#56;.0;", OutputType="WinExe"))
    items = [(s.value.value, s.subject) for s in found if s.value and s.name == LIST]
    assert items == [("net452", "exe net452;net8.0"), ("net8.0", "exe net452;net8.0")]
    assert [s.span.end - s.span.start for s in found[:2]] == [len("net452"), len("net&#56;.0")]
    assert [s.subject for s in read_all(group(TargetFrameworks="net45"))] == [""]
    # what adds to a list leaves what it said before; what replaces it does not
    more = group(TargetFrameworks="net45;net8.0") + group(
        TargetFrameworks="$(targetframeworks);net40"
    )
    assert frameworks(more) == [(LIST.removeprefix(P), v) for v in ("net45", "net8.0", "net40")]
    more += group(TargetFrameworks="net48")
    assert frameworks(more) == [(LIST.removeprefix(P), "net48")]


@pytest.mark.parametrize(
    ("body", "files", "value"),
    [
        (group(Old="net45", TargetFramework="$(old)"), {}, "net45"),
        (group(TargetFramework="$(Tfm)"), {"Directory.Build.props": group(Tfm="net46")}, "net46"),
        (
            '<Import Project="..\\common.props"/>' + group(TargetFramework="net$(V)"),
            {
                "src/common.props": '<Import Project="more/v.props"/>',
                "src/more/v.props": group(V="40"),
            },
            "net40",
        ),
        (
            group(TargetFramework="$(Tfm)"),
            {
                "src/Directory.Build.props": '<Import Project="$([MSBuild]::GetPathOfFileAbove('
                "'Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\"/>",
                "Directory.Build.props": group(Tfm="net35"),
            },
            "net35",
        ),
        (
            group(Root="$(MSBuildProjectDirectory)\\..\\..\\")
            + '<Import Project="$(Root)build\\x.props" Condition="Exists(\'$(Root)build\\x.props\')"/>'
            + group(TargetFramework="$(Tfm)"),
            {"build/x.props": group(Tfm="net20")},
            "net20",
        ),
        (
            '<Import Project="$(SolutionDir)\\build\\x.props"/>' + group(TargetFramework="$(Tfm)"),
            {"build/x.props": group(Tfm="net20")},
            "net20",
        ),
        (group(TargetFramework="$(FromTheEnvironment)"), {}, None),
        (group(TargetFramework="$(Tfm.Replace('a', 'b'))"), {}, None),
    ],
)
def test_properties_are_found_where_msbuild_finds_them(
    body: str, files: dict[str, str], value: str | None
) -> None:
    files = {name: f"<Project>{text}</Project>" for name, text in files.items()}
    found = read_all(body, files=files)
    assert [(s.name, s.value and s.value.value) for s in found] == [(ONE, value)]


def test_import_cycles_end() -> None:
    loop = '<Project><Import Project="$(MSBuildThisFile)"/><Import Project="b.props"/></Project>'
    files = {"src/a/b.props": loop, "src/a/a.csproj": loop}
    body = '<Import Project="b.props"/>' + group(TargetFramework="net45")
    assert frameworks(body, files=files) == [("TargetFramework", "net45")]


def conditional(condition: str, value: str = "v4.0") -> str:
    return f'<PropertyGroup Condition="{condition}"><TargetFrameworkVersion>{value}</TargetFrameworkVersion></PropertyGroup>'


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("'$(TargetFrameworkVersion)' == ''", True),
        (" '$(TargetFrameworkVersion)'!='' ", False),
        ("'$(Set)' == 'YES' and !('1.10' &lt; '1.9')", True),
        ("'$(Set)' != 'yes' Or false", False),
        ("Exists('nothing.props')", False),
        ("'$(Configuration)|$(Platform)' == 'Debug|AnyCPU'", None),
        ("'$(OS)' == 'Windows_NT'", None),
        ("$([MSBuild]::IsOSPlatform('Windows'))", None),
        ("'unclosed", None),
    ],
)
def test_conditions_are_decided_or_kept(condition: str, holds: bool | None) -> None:
    found = read_all(group(Set="yes", Configuration="Debug") + conditional(condition))
    if holds is False:
        assert found == []
    else:
        kept = "" if holds else condition.replace("&lt;", "<").strip()
        assert [s.condition for s in found] == [kept]


def test_a_default_counts_only_until_something_is_set() -> None:
    default = conditional("'$(TargetFrameworkVersion)' == ''", "v2.0")
    assert frameworks(group(TargetFrameworkVersion="v4.5") + default) == [
        ("TargetFrameworkVersion", "v4.5")
    ]
    # A later value replaces an earlier one; under an open condition both may hold.
    assert frameworks(default + group(TargetFrameworkVersion="v4.8")) == [
        ("TargetFrameworkVersion", "v4.8")
    ]
    either = (
        group(T="net48") + "<PropertyGroup><T Condition=\"'$(OS)'=='x'\">net40</T></PropertyGroup>"
    )
    assert [v for _, v in frameworks(either + group(TargetFramework="$(T)"))] == ["net48", "net40"]


def test_choose_takes_one_branch() -> None:
    def when(condition: str, value: str) -> str:
        return f'<When Condition="{condition}">{group(TargetFramework=value)}</When>'

    otherwise = f"<Otherwise>{group(TargetFramework='net40')}</Otherwise>"
    assert frameworks(f"<Choose>{when('true', 'net45')}{otherwise}</Choose>") == [
        ("TargetFramework", "net45")
    ]
    open_ = frameworks(f"<Choose>{when('$(X)', 'net45')}{otherwise}</Choose>")
    assert [v for _, v in open_] == ["net45", "net40"]


@pytest.mark.parametrize(
    ("body", "path", "flavour"),
    [
        (
            group(ProjectTypeGuids="{4D628B5B-2FBC-4AA6-8C16-197242AEB884};{FAE0}"),
            "a.csproj",
            "compact",
        ),
        (
            '<Import Project="$(X)\\Microsoft.CompactFramework.CSharp.targets"/>',
            "a.csproj",
            "compact",
        ),
        (group(TargetFrameworkIdentifier="Silverlight"), "a.csproj", "silverlight"),
        (group(TargetFrameworkProfile="Profile7"), "a.csproj", "portable"),
        (
            '<ItemGroup><Reference Include="Microsoft.SPOT.Native"/></ItemGroup>',
            "a.csproj",
            "micro",
        ),
        ('<Import Project="$(NanoFrameworkProjectSystemPath)x.props"/>', "a.nfproj", "nano"),
        (group(TargetPlatformIdentifier="UAP"), "a.csproj", "store"),
        (group(TargetFrameworkProfile="Unity Subset v3.5"), "a.csproj", "unity"),
        (
            group(ProjectTypeGuids="{E097FAD1-6243-4DAD-9C02-E9B9EFC3FFC1};{F1}"),
            "a.csproj",
            "unity",
        ),
        (
            "<PropertyGroup Condition=\" '$(Configuration)' == 'Debug' \"><DefineConstants>DEBUG;"
            "UNITY_5_3_OR_NEWER;UNITY_2018;UNITY_EDITOR</DefineConstants></PropertyGroup>",
            "a.csproj",
            "unity",
        ),
        (group(ProjectTypeGuids="{42C0BBD9-55CE-4FC1-8D90-A7348ABAFB23};{F1}"), "a.csproj", "mac"),
        (group(ProjectTypeGuids="{948B3504-5B70-4649-8FE4-BDE1FB46EC69};{F1}"), "a.csproj", "mac"),
        (group(ProjectTypeGuids="{06FA79CB-D6CD-4721-BB4B-1BD202089C55}"), "a.csproj", "ios"),
        (group(ProjectTypeGuids="{8FFB629D-F513-41CE-95D2-7ECE97B6EEEC}"), "a.csproj", "ios"),
        ('<Import Project="$(X)\\Mono\\MonoMac\\v0.0\\Mono.MonoMac.targets"/>', "a.csproj", "mac"),
        ("", "a.njsproj", "node"),
        ("", "a.vcxproj", "native"),
    ],
)
def test_other_frameworks_have_other_names(body: str, path: str, flavour: str) -> None:
    found = frameworks(group(TargetFrameworkVersion="v3.5") + body, path)
    assert found == [(f"TargetFrameworkVersion({flavour})", "v3.5")]


def test_a_profile_says_more_than_the_identifier() -> None:
    unity = group(
        TargetFrameworkIdentifier=".NETFramework",
        TargetFrameworkVersion="v3.5",
        TargetFrameworkProfile="Unity Full v3.5",
    )
    assert frameworks(unity, "a.csproj") == [("TargetFrameworkVersion(unity)", "v3.5")]


def test_a_flavour_under_a_condition_stays_there() -> None:
    silverlight = (
        "<PropertyGroup Condition=\"'$(Configuration)'=='SL'\"><DefineConstants>$(X);SILVERLIGHT"
        "</DefineConstants><TargetFrameworkVersion>v4.0</TargetFrameworkVersion></PropertyGroup>"
    )
    assert frameworks(group(TargetFrameworkVersion="v3.5") + silverlight) == [
        ("TargetFrameworkVersion", "v3.5"),
        ("TargetFrameworkVersion(silverlight)", "v4.0"),
    ]


@pytest.mark.parametrize(
    ("root", "body", "subject"),
    [
        ("", group(OutputType="Library"), "library"),
        ("", CSHARP, "exe"),
        (' Sdk="Microsoft.NET.Sdk"', "", "library"),
        (' Sdk="Microsoft.NET.Sdk.Web"', "", "web"),
        (
            "",
            group(OutputType="Library", ProjectTypeGuids="{349C5851-65DF-11DA-9384-00065B846F21}"),
            "web",
        ),
        ("", group(OutputType="$(Unknown)"), ""),
    ],
)
def test_the_subject_is_what_is_built(root: str, body: str, subject: str) -> None:
    found = read_all(group(TargetFramework="net45") + body, root=root)
    assert {s.subject for s in found if s.name == ONE} == {subject}


def test_an_old_project_that_names_no_framework() -> None:
    found = read_all(CSHARP, root=' ToolsVersion="3.5"')
    assert [(s.name, s.value and s.value.value) for s in found] == [("Project@ToolsVersion", "3.5")]
    assert frameworks(CSHARP) == [("Project@ToolsVersion", "2.0")]
    assert (
        frameworks(
            CSHARP,
            files={
                "Directory.Build.props": f"<Project>{group(TargetFrameworkVersion='v4.8')}</Project>"
            },
        )
        == []
    )
    # what cannot be found may name one, what comes from a tool set does not
    for unknown in ("$(Root)\\all.props", "$(SolutionDir)nothing.props"):
        assert frameworks(f'<Import Project="{unknown}"/>{CSHARP}') == []
    known_paths = ("$(Root)\\StyleCop.targets", "$(SolutionDir).nuget\\nuget.targets")
    for known in (*known_paths, "$(StyleCopTargets)"):
        found = frameworks(f'<Import Project="{known}"/>{CSHARP}')
        assert found == [("Project@ToolsVersion", "2.0")]
    assert frameworks(CSHARP, path="a.targets") == []
    oldest = b'<VisualStudioProject><CSHARP ProductVersion="7.10"/></VisualStudioProject>'
    assert [s.name for s in msbuild.settings(oldest, "a.csproj", lambda _: None)] == [
        "VisualStudioProject@ProductVersion"
    ]


def test_runtime_switches_of_a_project() -> None:
    option = (
        '<ItemGroup><RuntimeHostConfigurationOption Include="Switch.A" Value="true"/></ItemGroup>'
    )
    assert frameworks(option) == [("switch:Switch.A", "true")]


def test_hostile_projects_end_quickly() -> None:
    doubled = "".join(f"<P{i + 1}>$(P{i})$(P{i})</P{i + 1}>" for i in range(200))
    body = f"<PropertyGroup><P0>net45</P0>{doubled}<TargetFramework>$(P200)</TargetFramework></PropertyGroup>"
    assert frameworks(body) == [("TargetFramework", None)]
    assert frameworks(conditional("(" * 5000)) == [("TargetFrameworkVersion", "v4.0")]
    assert frameworks(group(TargetFrameworks="$(" * 5000)) == [("TargetFrameworks", None)]
    assert frameworks("<ItemGroup>" * 5000) == []


SDK = b'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>%b</PropertyGroup></Project>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SDK % b"<TargetFramework>net8.0</TargetFramework>", True),
        (SDK % b"<TargetFramework>net10.0-windows</TargetFramework>", True),
        (SDK % b"<TargetFrameworks>netstandard2.0; netcoreapp3.1</TargetFrameworks>", True),
        (SDK % b"<TargetFramework>net8.0</TargetFramework><A>$(TargetFramework)</A>", True),
        (SDK % b"<TargetFramework>net452</TargetFramework>", False),
        (SDK % b"<TargetFrameworks>net8.0;net452</TargetFrameworks>", False),
        (SDK % b"<TargetFramework>$(Old)</TargetFramework>", False),
        (SDK % b"<TargetFramework Condition=\"'$(A)' == ''\">net8.0</TargetFramework>", False),
        (SDK % b"<!-- <TargetFramework>net452</TargetFramework> -->", False),
        (SDK % b"<TargetFramework>net8.0</TargetFramework><B>", False),
        (b"<!DOCTYPE a []>" + SDK % b"<TargetFramework>net8.0</TargetFramework>", False),
    ],
)
def test_projects_that_plainly_name_new_frameworks_alone_are_silent(
    text: bytes, expected: bool
) -> None:
    present = {b"targetframework"} | ({b"targetframeworks"} if b"Frameworks" in text else set())
    assert msbuild.silent(text, present) is expected
    assert not msbuild.silent(text, present | {b"toolsversion"})
