"""What configuration files of .NET Framework say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint.facts import Setting
from tlslint.languages import dotnetconfig
from tlslint.languages.xml_repair import repaired

WEB = "configuration/system.web/"
ABSENT = WEB + "httpRuntime@targetFramework(absent)"


def read_all(text: str, path: str = "App.config", **files: str) -> list[Setting]:
    others = {name.replace("_", "/") + "/Web.config": t.encode() for name, t in files.items()}
    found = dotnetconfig.settings(text.encode(), path, others.get)
    for setting in found:
        assert 0 <= setting.span.start <= setting.span.end <= len(text.encode())
    return found


def values(*args: str, **files: str) -> dict[str, str | None]:
    return {s.name: s.value.value if s.value else None for s in read_all(*args, **files)}


def test_paths_of_attributes_and_their_subjects() -> None:
    text = (
        '<configuration xmlns="urn:x"><startup>'
        '<supportedRuntime version="v2.0.50727"/>'
        '<supportedRuntime version="v4.0" sku=".NETFramework,Version=v4.5"/></startup>'
        '<location path="api"><system.web><httpRuntime targetFramework="4.5"/></system.web></location>'
        "</configuration>"
    )
    found = [(s.name, text[slice(*s.span)], s.subject) for s in read_all(text)]
    runtime = "configuration/startup/supportedRuntime"
    assert found == [
        (f"{runtime}@version", "v2.0.50727", f"{runtime}#1"),
        (f"{runtime}@version", "v4.0", f"{runtime}#2"),
        (f"{runtime}@sku", ".NETFramework,Version=v4.5", f"{runtime}#2"),
        (f"{WEB}httpRuntime@targetFramework", "4.5", f"api:{WEB}httpRuntime#1"),
    ]


def test_a_library_starts_no_program() -> None:
    text = "<configuration><startup><supportedRuntime sku='.NETFramework,Version=v4.5'/></startup></configuration>"
    assert values(text, "bin/A.dll.config") == {}
    assert values(text, "bin/A.vshost.exe.config") == {}
    assert len(values(text, "bin/A.exe.config")) == 1
    text = text.replace("<startup>", "<log4net/><startup>")
    assert values(text, "conf/log4net.config") == {}
    assert len(values(text, "conf/App.Release.config")) == 1


def test_switches_one_by_one() -> None:
    text = (
        "<configuration><runtime><AppContextSwitchOverrides value='Switch.A = true;&#10;Switch.B=false;"
        "broken;c=d=e'/></runtime><appSettings><add key='AppContext.SetSwitch:Switch.C' value='True'/>"
        "<add key='Tls' value='Tls11'/></appSettings></configuration>"
    )
    found = [s for s in read_all(text) if s.name.startswith(("switch:", "appsetting:Tls"))]
    assert [(s.name, text[slice(*s.span)], s.subject) for s in found] == [
        ("switch:Switch.A", "true", "process"),
        ("switch:Switch.B", "false", "process"),
        ("switch:Switch.C", "True", "process"),
        ("appsetting:Tls", "Tls11", ""),
    ]
    assert text[slice(*found[0].element)] == "Switch.A = true"


def test_settings_of_applications_and_sections_in_files_of_their_own() -> None:
    inner = "<setting name='Protocol'><value>Tls</value></setting>"
    text = (
        f"<configuration><applicationSettings><A>{inner}</A></applicationSettings></configuration>"
    )
    assert values(text)["appsetting:Protocol"] == "Tls"
    assert values("<appSettings><add key='k' value='v'/></appSettings>")["appsetting:k"] == "v"


def test_a_web_application_that_names_no_framework() -> None:
    absent = "<configuration><system.web><compilation debug='true'/></system.web></configuration>"
    named = "<configuration><system.web><httpRuntime targetFramework='4.8'/></system.web></configuration>"
    (found,) = [s for s in read_all(absent, "site/Web.config") if s.name == ABSENT]
    assert absent[slice(*found.span)] == "compilation"
    assert ABSENT not in values(absent, "site/App.config")
    assert ABSENT not in values(named, "site/web.config")
    assert ABSENT not in values("<configuration><system.webServer/></configuration>", "web.config")
    # Directories inherit from those above.
    assert ABSENT not in values(absent, "site/a/b/web.config", site=named)
    # A folder of views is no application; one that handles requests is.
    assert ABSENT not in values(absent, "plugin/Views/web.config")
    handled = absent.replace("compilation", "httpRuntime")
    assert ABSENT in values(handled, "plugin/Views/web.config")
    # Where the application above should say it, that is the one place.
    assert ABSENT not in values(absent, "site/a/b/web.config", site=absent)
    elsewhere = "<configuration><location path='x'><system.web><httpRuntime targetFramework='4.8'/></system.web></location></configuration>"
    assert ABSENT in values(absent, "site/a/b/web.config", site="<configuration/>")
    assert ABSENT in values(absent, "site/a/b/web.config", site=elsewhere)


def test_what_a_transform_removes_is_not_set() -> None:
    def transform(how: str) -> str:
        return (
            "<configuration xmlns:xdt='http://schemas.microsoft.com/XML-Document-Transform'><system.web>"
            f"<httpRuntime targetFramework='4.5' xdt:Transform='{how}'/></system.web></configuration>"
        )

    name = WEB + "httpRuntime@targetFramework"
    assert name in values(transform("SetAttributes"), "Web.Release.config")
    assert values(transform("RemoveAttributes(targetFramework)"), "web.config") == {}


RUNTIME = "<system.web>{}<httpRuntime targetFramework='4.5' {}/></system.web>"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff\r\n<!-- licence --><?xml version='1.0'?><configuration>{}</configuration>",
        "<#@ output extension='.config' #>\n<?xml version='1.0'?><configuration>{}</configuration>",
        "@model Site\n@{{ Layout = null; }}\n<configuration>{}</configuration>",
        "{{{{#each sites}}}}<configuration>{}</configuration>{{{{/each}}}}",
        "<configuration><%% if (x < 1) %%>{}<%% end %%></configuration>",
        "<configuration><appSettings><add key='a' value='b & c < d'/></appSettings>{}</configuration>",
        "<configuration><p>a && b &nbsp;</p>{}</configuration><configuration/>trailing",
        "<configuration><p a=1 b #{{c}} <#= d #> ${{e}}/>{}</configuration>",
        "</x></y><configuration>{}</configuration></z>",
    ],
)
def test_templates_are_read_as_what_they_become(text: str) -> None:
    name = WEB + "httpRuntime@targetFramework"
    for tokens in ("", "#{extra}", "<%= more %>"):
        source = text.format(RUNTIME.format("é", tokens))
        (found,) = [s for s in read_all(source, "Web.config.tt") if s.name == name]
        assert source.encode()[slice(*found.span)] == b"4.5"
        assert dotnetconfig.problems(source.encode()) == []


def test_a_value_that_a_template_fills_in_is_no_version() -> None:
    text = "<configuration><system.web><httpRuntime targetFramework='<%= fw %>'/></system.web></configuration>"
    assert values(text)[WEB + "httpRuntime@targetFramework"] == "?%= fw %>"


def test_packages_tell_the_newest_framework_once() -> None:
    text = (
        "<packages><package id='a' targetFramework='net20'/><package id='b' targetFramework='net452'/>"
        "<package id='c' targetFramework='net46'/><package id='d' targetFramework='netstandard2.0'/></packages>"
    )
    for path in ("packages.config", "a/packages.App.config", "a\\Packages.config"):
        assert values(text, path) == {"packages/package@targetFramework": "net46"}
    assert values(text, "asp.net.packages.config") == {}


def test_marks_choose_elements() -> None:
    text = b"<configuration><a b='1'/><c d='2'/><e>3</e></configuration>"
    marks = [text.index(b"c d"), text.index(b"3")]
    found = dotnetconfig.settings(text, "x.config", lambda _: None, marks)
    assert [s.name for s in found] == ["configuration/c@d", "configuration/e"]


def test_files_that_break_off_and_files_that_are_no_xml() -> None:
    broken = b"<configuration>\n<startup><supportedRuntime version='v4.0'/>\n</oops>"
    assert [s.name for s in dotnetconfig.settings(broken, "App.config", lambda _: None)] == [
        "configuration/startup/supportedRuntime@version"
    ]
    assert [line for line, _ in dotnetconfig.problems(broken)] == [3]
    assert dotnetconfig.problems(b"key = value") == dotnetconfig.problems(b"") == []


PIECES = [
    "<a>",
    "</a>",
    "<a b='<&'>",
    "<!--",
    "-->",
    "<%",
    "%>",
    "<#",
    "#>",
    "<?xml ",
    "?>",
    "{{",
    "&",
    "é",
    "<",
    "'",
    "=",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_repaired_keeps_its_places(text: str) -> None:
    source = text.encode()
    better = repaired(source)
    assert len(better) == len(source)
    assert all(b == a or b in b" ?" for a, b in zip(source, better, strict=True))


@pytest.mark.parametrize("piece", PIECES)
def test_repairs_take_time_in_proportion(piece: str) -> None:
    source = b"<a " + piece.encode() * (300_000 // len(piece))
    start = time.process_time()
    repaired(source)
    assert time.process_time() - start < 3
