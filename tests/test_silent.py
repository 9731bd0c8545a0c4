"""What ``explain`` says of lines where nothing is found: the true reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlslint import rules as loading
from tlslint.check import check
from tlslint.facts import Asked, Span
from tlslint.languages import language_of
from tlslint.options import Options
from tlslint.silent.facts import Facts
from tlslint.source import Source
from tlslint.words import Words

CSHARP = """using System.Net; using System.Security.Authentication;
class A {{
  SslProtocols F(SslProtocols p, System.Net.Security.SslStream s) {{
    {}
    return p;
  }}
}}
"""


def told(path: str, text: str, line: int) -> list[str]:
    """What is said of one line."""
    rules = loading.load()
    language = language_of(path)
    assert language is not None
    source = text.encode()
    marks = Words(rules.index(language)).marks(source)
    result = check(Source(path, language, source, marks), rules, Options(), explain=Asked(line))
    return [step.text for step in result.trace if step.place.line == line]


@pytest.mark.parametrize(
    "start",
    [
        "exports.open = (u) => ",
        "const client = ",
        "const o = { tlsOptions: 1 };\nexports.open = (u) => ",
    ],
)
def test_a_client_of_which_no_address_is_known_is_told_what_is_missing(start: str) -> None:
    text = f"const l = require('ldapjs');\n{start}l.createClient({{ url: process.env.URL }});\n"
    said = " ".join(told("a.js", text, 2 + start.count("\n")))
    known = "rules know ldapjs.createClient where its address begins with ldaps:// or its options"
    assert known in said
    assert "no rule knows this method" not in said
    assert "createClient, which no rule knows" not in said


def test_what_serves_is_told_to_be_a_servers() -> None:
    text = (
        'package a\nimport (\n"log"\n"net/http"\n)\n'
        'func f() { log.Fatal(http.ListenAndServeTLS(":1", "a", "b", nil)) }\n'
        'func g(o O) { log.Fatal(o.ListenAndServeTLS(":1", "a", "b", nil)) }\n'
    )
    said = "rules know a method of this name as a server's"
    assert said in " ".join(told("a.go", text, 6))
    assert said not in " ".join(told("a.go", text, 7))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("if (p == SslProtocols.Tls) return p;", "it is only compared"),
        ("switch (p) { case SslProtocols.Tls11: break; }", "it is only a label"),
        ("Assert.Equal(SslProtocols.Ssl3, p);", "it is only compared, by Assert.Equal"),
        ("/* p =\n SslProtocols.Tls; */", "in a comment"),
        ("var q = ServicePointManager.SecurityProtocol;", "its present value is read"),
        ("Use(SslProtocols.Tls12);", "it names TLSv1.2, nothing older"),
        ("return SslProtocols.None;", "it leaves the choice to the platform"),
        ("other.EnabledSslProtocols = p;", "or the value is not known"),
        (
            'foreach (var point in points) s.AuthenticateAsClient("h", null, point.Kinds, true);',
            "point is each item of points (line 4)",
        ),
        ("return SslProtocols.Ssl4;", "no rule knows it as a setting or a version"),
        (
            "ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;",
            "back to what the platform chooses",
        ),
        (
            "ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;",
            "TLSv1.2 added to what was set before",
        ),
        (
            "ServicePointManager.SecurityProtocol |= p;",
            "the value is not known, and so is what it adds or takes away",
        ),
        (
            "ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Tls;",
            "TLSv1.0 taken away",
        ),
        ('s.AuthenticateAsClient("h", null, p, false);', "it may negotiate is not known"),
        ("Use(typeof(SslProtocols));", "SslProtocols: it is only the name of a type here"),
        ("options.EnabledSslProtocols = q.Value;", "q.Value is what q holds"),
        (
            "var old = ServicePointManager.SecurityProtocol;\n"
            "ServicePointManager.SecurityProtocol = old;",
            "the value that was read of it stays, or is put back",
        ),
    ],
)
def test_the_true_reason_in_csharp(statement: str, reason: str) -> None:
    text = CSHARP.format(statement)
    said = told("a.cs", text, 4 + statement.count("\n"))
    assert any(reason in text for text in said), said


def test_a_property_is_read() -> None:
    text = (
        "using System.Net;\nclass A {\nstatic SecurityProtocolType Tls => SecurityProtocolType.Tls;\n"
        "static SecurityProtocolType Old => SecurityProtocolType.Ssl3;\n"
        "void F() { ServicePointManager.SecurityProtocol = Tls; }\n}\n"
    )
    assert told("a.cs", text, 3)[0] == (
        "SecurityProtocolType.Tls: it is what Tls gives back, read in line 5"
    )
    old = "the property Old is defined here, which nothing in this file reads"
    assert old in told("a.cs", text, 4)
    derived = text.replace("class A", "class A : B")
    assert f"{old}; its base class may" in told("a.cs", derived, 4)


def test_a_declared_constant_a_part_of_a_value_and_a_comment_in_a_configuration() -> None:
    assert told("a.cs", "enum MqttSslProtocols {\n SSLv3 = 1,\n TLSv1_0 }\n", 2) == [
        "SSLv3: it is only declared here, and nothing in this file uses it"
    ]
    union = "System.Net.ServicePointManager.SecurityProtocol = System.Net.SecurityProtocolType.Tls\n| System.Net.SecurityProtocolType.Tls11;\n"
    assert told("a.cs", union, 2) == [
        "System.Net.SecurityProtocolType.Tls11: part of the value that a call or setting around it takes (in line 1)"
    ]
    config = "<configuration>\n<!-- <httpRuntime targetFramework='4.5'/> -->\n</configuration>\n"
    assert told("web.config", config, 2) == ["in a comment"]
    project = "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup>\n<TargetFramework>net48</TargetFramework>\n</PropertyGroup></Project>"
    assert told("a.csproj", project, 2)[-1] == (
        "net48: not among those with old defaults: what code does not name, the system it runs on chooses"
    )


def test_a_project_without_a_target_whose_type_decides() -> None:
    kind = "<ProjectTypeGuids>{6BC8ED88-2882-458C-8E55-DFD12B67127B};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}</ProjectTypeGuids>"
    start = '<Project ToolsVersion="4.0">\n<PropertyGroup>\n'
    end = (
        "\n<OutputType>Library</OutputType>\n</PropertyGroup>\n"
        '<Import Project="$(MSBuildToolsPath)\\Microsoft.CSharp.targets" />\n</Project>\n'
    )
    text = f"{start}{kind}{end}"
    for line in (1, 3):
        assert "the project is for iOS" in " ".join(told("a.csproj", text, line))
    plain = (
        f"{start}<ProjectTypeGuids>{{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}}</ProjectTypeGuids>{end}"
    )
    assert "the project is for" not in " ".join(told("a.csproj", plain, 3))


def test_what_switches_an_old_version_off_in_the_registry() -> None:
    key = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0\Client"
    text = (
        f'[{key}]\n"DisabledByDefault"=dword:00000000\n"Enabled"=dword:00000000\n'
        f'[{key}]\n"DisabledByDefault"=dword:00000001\n'
    )
    every = {line: " ".join(told("a.reg", text, line)) for line in range(1, 6)}
    assert "the key that the lines below" in every[1]
    assert "Enabled 0 beside it switches TLS 1.0 off for clients" in every[2]
    assert "TLS 1.0 is switched off for clients here" in every[3]
    assert "TLS 1.0 is off by default for clients here" in every[5]
    assert not any("the platform chooses" in said for said in every.values())


def test_what_a_script_of_powershell_is_given_to_choose_from() -> None:
    script = "param([ValidateSet('Tls','Tls12')] $P)\n$null = $Parameters.Add('SslProtocol', $P)\n$null = Get-It $P -Tls12\n"
    assert told("a.ps1", script, 2) == ["it is given what line 1 offers (Tls, Tls12): see there"]
    assert told("a.ps1", script, 3)[0].startswith("what is called here gives is thrown away")
    registry = (
        '{"Script": "$k = \'HKLM:/SCHANNEL/Protocols\'; Set-ItemProperty $k DisabledByDefault 1"}'
    )
    assert "it is about a key of the registry" in told("a.json", registry, 1)[0]


def test_a_parameter_with_a_default_a_called_function_and_a_judged_argument() -> None:
    text = (
        "using System.Net.Security; using System.Security.Authentication;\nclass A { SslProtocols P;\n"
        "A(string h,\n SslProtocols p = SslProtocols.Tls) {\n"
        "P = p;\n}\n"
        "void F(B b) {\nb.C.D = Parse(1);\n}\nSslProtocols Parse(int n) { return E.F(n); }\n"
        "void G(SslStream s) {\ns.AuthenticateAsClientAsync(new SslClientAuthenticationOptions {\n"
        "EnabledSslProtocols = X.Y.Z });\n}\n}\n"
    )
    called = "the function of line 10 is called here; what it gives is kept in b.C.D"
    assert any(called in t for t in told("a.cs", text, 8)), told("a.cs", text, 8)
    assert not any("the platform chooses" in t for t in told("a.cs", text, 12))
    setting = text.replace("P = p;", "EnabledSslProtocols = p;")
    assert any("with a default in line 4" in t for t in told("a.cs", setting, 5))


def test_what_a_script_of_powershell_hands_on_or_lists() -> None:
    manager = "[Net.ServicePointManager]::SecurityProtocol"
    script = (
        "function Set-It {\n"
        f"  {manager} = 'Tls12'\n"
        "}\n"
        "Set-It\n"
        "$s.AuthenticateAsClient($h)\n"
        "$o = [Net.Security.SslClientAuthenticationOptions]::new()\n"
        "$o.EnabledSslProtocols = 3072\n"
        "$s.AuthenticateAsClient($o)\n"
        f"{manager} = {manager} -bor [Net.SecurityProtocolType]::Tls1\n"
        f"$same = ({manager}.Equals(3072))\n"
        "$list = @{\n"
        "  Tls11 = 'TLS 1.1'\n"
        "}\n"
        "Get-It $list.Tls11\n"
        "$m = 'iwr u -SslProtocol Tls'\n"
        "function Get-New {\n"
        "  return (Get-It -Protocol Ssl3, Tls12)\n"
        "}\n"
        "function Get-It { param([string[]] $Protocol) [SslProtocols]($Protocol -join ',') }\n"
    )
    for line, why in {
        4: "Set-It is called here, the function of line 1, which sets versions in line 2",
        5: "AuthenticateAsClient is given no version here: the system chooses",
        8: "the options that AuthenticateAsClient is given decide: see line 7",
        9: "SecurityProtocolType has no Tls1: PowerShell takes what is not there as $null",
        10: "the present value is only compared here; $same keeps the outcome",
        12: "an entry of the table $list (line 11), used in line 14",
        15: "it is part of a quoted text, which nothing runs",
        17: "Get-It is called here, the function of line 19",
    }.items():
        assert any(t.startswith(why) for t in told("a.ps1", script, line)), line
    texts = "param([ValidateSet(\n'Tls',\n'Tls12')] $P)\nGet-It $P\n"
    assert told("a.ps1", texts, 2) == ["a value that the parameter $p allows, used in line 4"]
    chosen = (
        "$n = [enum]::GetValues('Net.SecurityProtocolType') | ? { $_ -gt 'Tls11' }\n"
        f"$n | % {{ {manager} = {manager} -bor $_ }}\n"
    )
    assert told("a.ps1", chosen, 1) == ["$n is Tls12, Tls13: it is what line 2 sets, see there"]
    several = (
        "if ($x) {\n$n = 'Tls12'\n} else {\n$n = 'Tls13'\n}\n"
        f"$n.ForEach({{ {manager} = {manager} -bor $_ }})\n"
    )
    assert told("a.ps1", several, 6) == ["it sets Tls12, Tls13, which line 2 says: see there"]


def test_what_is_masked_is_taken_out() -> None:
    text = (
        "class A { SslProtocols F(bool old) { SslProtocols p = G();\n"
        "p &= old ? ~SslProtocols.Ssl3 : ~SslProtocols.Tls;\np &= SslProtocols.Tls12;\nreturn p; } }\n"
    )
    assert any("it is taken out of p" in t for t in told("a.cs", text, 2)), told("a.cs", text, 2)
    assert any("all that may stay in p" in t for t in told("a.cs", text, 3)), told("a.cs", text, 3)
    kept = (
        "class A { const SslProtocols Most = SslProtocols.Tls | SslProtocols.Tls12;\n"
        "SecurityProtocolType held;\n"
        "void Set(SslProtocols p = SslProtocols.None) { p &= Most; held = (SecurityProtocolType)p; }\n"
        "void Use() { System.Net.ServicePointManager.SecurityProtocol = held; } }\n"
    )
    text = "using System.Security.Authentication;\n" + kept
    said = "it is kept in Most, which in line 4 is all that may stay in p"
    assert any(said in t for t in told("a.cs", text, 2)), told("a.cs", text, 2)


def test_a_method_that_rules_know_by_its_name_alone() -> None:
    text = "class A { SslProtocols P; void F() {\nvar s = new OwnStream(1);\ns.AuthenticateAsClient(h, null, P, false); } }"
    assert told("a.cs", text, 3)[0].startswith(
        "s.AuthenticateAsClient: a rule knows a method of this name, but not what it is called on"
    )


def test_what_such_a_method_is_given_is_told_by_its_line() -> None:
    text = (
        'class A {\nstatic String[] OLD = { "TLSv1" };\nDevice d;\nvoid setTlsProtocol(String[] s) { d.setTlsProtocol(s); }\n'
        "void f() { A a = new A(g());\na.setTlsProtocol(OLD); } }"
    )
    said = told("A.java", text, 6)
    assert any("not what it is called on; OLD is set in line 2;" in t for t in said), said


def test_a_piece_of_another_language_is_read() -> None:
    said = told("a.sh", "python3 -c 'import ssl; print(ssl.PROTOCOL_TLSv1)'\n", 1)
    assert any("only shown, by print" in t for t in said), said
    assert not any("of a script" in t for t in said), said


def test_a_setting_whose_value_begins_below_it() -> None:
    text = (
        "using System.Net;\nclass A { void F(int minor) { ServicePointManager.Expect100Continue = true;\n"
        "ServicePointManager.SecurityProtocol =\n"
        "minor < 5 ? SecurityProtocolType.Tls :\nSecurityProtocolType.Tls12;\n} }\n"
    )
    below = "ServicePointManager.SecurityProtocol: a rule knows this setting; what it is given is told of in line"
    assert any(t.startswith(below) for t in told("a.cs", text, 3)), told("a.cs", text, 3)


def test_what_another_way_sets_has_no_part_in_what_is_weak_on_this_one() -> None:
    old = "ServicePointManager.SecurityProtocol =\n SecurityProtocolType.Tls\n | SecurityProtocolType.Tls12;\n"
    new = "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;\n"
    text = f"using System.Net;\nclass A {{ static A() {{\n#if OLD\n{old}\n\n\n#else\n{new}#endif\n}} }}\n"
    assert any(t.startswith("judged at the end") for t in told("a.cs", text, 4))
    assert text.split("\n")[10].startswith("ServicePointManager")
    said = told("a.cs", text, 11)
    assert said
    assert not any(t.startswith("judged at the end") for t in said), said


def test_a_line_within_a_statement() -> None:
    setting = "System.Net.ServicePointManager.SecurityProtocol |=\n"
    text = (
        f"{setting}(System.Net.SecurityProtocolType)192 |\n(System.Net.SecurityProtocolType)768;\n"
    )
    assert any(t.startswith("part of the statement of line 1") for t in told("a.cs", text, 3))


def test_a_framework_of_another_kind() -> None:
    device = (
        "<Project><PropertyGroup>\n<TargetFrameworkVersion>v3.5</TargetFrameworkVersion>\n"
        "<PlatformFamilyName>PocketPC</PlatformFamilyName></PropertyGroup>"
        "<Import Project='$(MSBuildBinPath)\\Microsoft.CompactFramework.CSharp.targets'/></Project>"
    )
    (said,) = told("a.csproj", device, 2)
    assert said.startswith("Project/PropertyGroup/TargetFrameworkVersion(compact) = v3.5; no rule")
    assert said.endswith(
        "for the .NET Compact Framework, whose numbers are no versions of .NET Framework"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (1, "the present value is read here and kept as $old, used in lines 2, 6"),
        (2, "a limit is made here that $most holds, used in line 3"),
        (5, "the present value is only tested here"),
        (6, "it puts back what line 1 saved"),
    ],
)
def test_what_a_script_reads_tests_and_puts_back(line: int, reason: str) -> None:
    manager = "[Net.ServicePointManager]::SecurityProtocol"
    kind = "[Net.SecurityProtocolType]"
    text = (
        f"$old = {manager}\n$most = [Math]::Max($old.value__, {kind}::Tls.value__)\n"
        f"[enum]::GetValues({kind}) | ? {{ $_ -gt $most }} | % {{\n{manager} = {manager} -bor $_ }}\n"
        f"if ({manager}.HasFlag({kind}::Tls12)) {{ }}\n{manager} = $old\n"
    )
    assert told("a.ps1", text, line) == [reason]


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("a.ps1", "Write-Debug 'SecurityProtocol is Ssl3'", "it is only shown, by Write-Debug"),
        (
            "a.ps1",
            "Write-Output 'Call [Net.ServicePointManager]::SecurityProtocol = 192; then go on'",
            "it is only shown, by Write-Output",
        ),
        (
            "a.ps1",
            "[Net.ServicePointManager]::SecurityProtocol -= [Net.SecurityProtocolType]::$($x)",
            "a version is only taken away here",
        ),
        ("a.ps1", "$k = 'HKLM:\\SYSTEM\\SCHANNEL\\Protocols\\TLS 1.0\\Client'", "the registry"),
        ("a.ps1", "New-ItemProperty $k -Name SchUseStrongCrypto -Value 1", "the registry"),
        ("a.bat", "reg add %KEY% /v SystemDefaultTlsVersions /t REG_DWORD /d 1", "the registry"),
    ],
)
def test_what_is_shown_and_what_a_machine_allows(path: str, text: str, reason: str) -> None:
    (said,) = told(path, text + "\n", 1)
    assert reason in said


def test_a_variable_that_a_script_sets_is_told_by_its_line() -> None:
    text = "$p = 'Tls12'\n[Net.ServicePointManager]::SecurityProtocol = $p\n"
    assert told("a.ps1", text, 2) == ["it sets Tls12, which line 1 says: see there"]
    text = (
        "function F($tls = 'tls12') {\n"
        "$p = [Security.Authentication.SslProtocols]::$tls\n"
        "$s.AuthenticateAsClient($h, $c, $p, $true)\n}\n"
    )
    made = "$p is tls12, as line 1 says: it is what line 3 sets, see there"
    assert told("a.ps1", text, 2) == [made]
    assert told("a.ps1", text, 3) == ["it sets tls12, which line 1 says: see there"]
    text = "$p += [Net.ServicePointManager]::SecurityProtocol\n[Net.SecurityProtocolType] | Get-Member\n"
    assert told("a.ps1", text, 1)[0].startswith("the present value is read here and kept as $p")
    listed = "only the members of SecurityProtocolType are asked for here, to be gone through"
    assert told("a.ps1", text, 2) == [listed]


def test_a_member_of_a_field_that_is_called_as_an_enumeration() -> None:
    text = "using System.Security.Authentication;\nclass A {\nSslStream s;\nSslProtocols P => s.SslProtocol;\n"
    text += (
        "void F() {\nforeach (var each in Enum.GetValues(typeof(SslProtocols)))\nShow(each); } }\n"
    )
    (read,) = told("a.cs", text, 4)
    assert read.startswith("s.SslProtocol: its present value is read here, and what P gives back")
    item = "each: it is only the name of each item that is gone through, which in line 7 is only shown, by Show"
    assert told("a.cs", text, 6)[0].startswith(item)


def test_a_value_of_another_kind_is_not_put_back() -> None:
    text = "$old = Get-It\n[Net.ServicePointManager]::SecurityProtocol = $old\n"
    (said,) = told("a.ps1", text, 2)
    assert said.endswith("the value is not known, or only takes away")


def test_a_variable_that_commands_of_a_script_use() -> None:
    text = "OPTIONS='--silent --tlsv1.2'\nfetch ${OPTIONS} https://example.org\nOTHER='--tlsv1.2'\n"
    assert told("a.sh", text, 1) == [
        "OPTIONS = --silent --tlsv1.2: a variable of this script, whose commands use it in line 2"
    ]
    (said,) = told("a.sh", text, 3)
    assert said.endswith("what reads it is not known")


def test_a_number_that_is_cast() -> None:
    text = "using System.Net;\nclass A { void F() {\nvar p = (SecurityProtocolType){};\nConsole.WriteLine(p); }}\n"
    said = told("a.cs", text.replace("{}", "3072"), 3)
    assert any("the number 3072 is SecurityProtocolType.Tls12" in each for each in said), said
    kept = (
        "using System.Net;\nclass A { const SecurityProtocolType P = (SecurityProtocolType){}; }\n"
    )
    said = told("a.cs", kept.replace("{}", "768"), 2)
    assert "SecurityProtocolType: the number 768 is SecurityProtocolType.Tls11" in said
    said = told("a.cs", kept.replace("{}", "0"), 2)
    assert any("the number 0 is SecurityProtocolType.SystemDefault: it leaves" in s for s in said)
    said = told("a.cs", text.replace("{}", "999"), 3)
    assert not any("the number" in each for each in said), said


def test_what_a_script_takes_away() -> None:
    manager = "[Net.ServicePointManager]::SecurityProtocol"
    text = f"{manager} = {manager} -band (-bnot [Net.SecurityProtocolType]::Tls)\n"
    (said,) = told("a.ps1", text, 1)
    assert said.endswith("the value is not known, or only takes away")


def test_python_too() -> None:
    text = "import ssl\nif v == ssl.PROTOCOL_TLSv1: pass\nx = ssl.TLSVersion.TLSv1_3\n"
    assert told("a.py", text, 2) == ["ssl.PROTOCOL_TLSv1: it is only compared with something"]
    assert "nothing older than TLSv1.2" in told("a.py", text, 3)[0]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("defer func() { use(tls.VersionTLS12) }()", "nothing older than TLSv1.2"),
        ("switch v {\n\tcase tls.VersionTLS10:\n\t}", "it is only a label"),
        ('use(map[uint16]string{\n\ttls.VersionTLS10: "old",\n\t})', "it is only a key"),
        ("if v < tls.VersionTLS11 { return }", "it is only compared"),
        ("use(Options{MinVersion: 0x0301})", "the type that says what it stands for is not known"),
        ('use(Options{MinVersion: "a"})', "here its value names no version"),
    ],
)
def test_the_true_reason_in_go(statement: str, reason: str) -> None:
    text = f'package a\nimport "crypto/tls"\nfunc f(v uint16) {{\n\t{statement}\n}}\n'
    said = told("a.go", text, 4 + (statement.count("\n") + 1) // 2)
    assert any(reason in text for text in said), said


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("if (socket.getProtocol() === 'TLSv1') socket.end();", "it is only compared"),
        (
            "const old = new Set(['TLSv1', 'x']);",
            "given to Set, which no rule knows, and what that gives is kept in old, and nothing",
        ),
        ("expect(options.minVersion).toBe('TLSv1');", "it is only compared, by toBe"),
        ("switch (p) { case 'TLSv1.1': break; }", "it is only a label"),
    ],
)
def test_the_true_reason_in_javascript(statement: str, reason: str) -> None:
    said = told("a.js", f"const tls = require('tls');\n{statement}\n", 2)
    assert any(reason in text for text in said), said


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        (
            "a.js",
            "await expect(new Promise((done, no) => {\n  get({\n    minVersion: 'TLSv1.1',\n  }, done);\n"
            "})).rejects.toThrow();\n",
            3,
            "minVersion: given to what a test expects to fail, or to raise it: nothing comes of it",
        ),
        (
            "a.js",
            "const r = await new Promise((done) => {\n  get({\n    minVersion: 'TLSv1.1',\n  }, done);\n"
            "});\nassert.notEqual(r.kind, 'connected');\n",
            3,
            "minVersion: given to what a test expects to fail, or to raise it: nothing comes of it",
        ),
        (
            "package.json",
            '{\n"engines": {\n"node": "*"}}\n',
            3,
            "engines/node = *: it names no version: any Node may run this",
        ),
    ],
)
def test_what_says_nothing_by_what_is_around_it(
    name: str, text: str, line: int, reason: str
) -> None:
    start = "const { get } = require('https');\n" * name.endswith(".js")
    assert reason in told(name, start + text, line + start.count("\n"))


JAVA = """import java.util.*; import javax.net.ssl.*;
class A {{
  private static final String[] GOOD = {{"TLSv1.2"}};
  void f(SSLSocket s, String[] given) {{
    {0}
  }}
}}
"""


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("s.setEnabledProtocols(GOOD);", "by line 3: nothing but TLSv1.2 is switched on"),
        ("s.setEnabledProtocols(given);", "by line 4: the value is not known"),
        ('if ("TLSv1".equals(s.getSession().getProtocol())) f(s, given);', "it is only compared"),
        ('if (s.getSession().getProtocol().equals("TLSv1")) f(s, given);', "it is only compared"),
    ],
)
def test_the_true_reason_in_java(statement: str, reason: str) -> None:
    said = told("A.java", JAVA.format(statement), 5)
    assert any(reason in text for text in said), said


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("c.options |= ssl.OP_NO_SSLv3", "SSLv3 is switched off as well"),
        ("ssl.SSLContext(ssl.PROTOCOL_TLS)", "it leaves the versions as they are"),
        (
            "c.options &= ~ssl.OP_NO_SSLv3",
            "clearing it opens nothing: the floor that the platform sets stays",
        ),
        ("log.debug('options &= ~ssl.OP_NO_SSLv3')", "in a text"),
        ("log.debug(f'OP_NO_SSLv3 of {c}')", "in a text"),
        ("'''Takes\nssl.PROTOCOL_TLSv1.'''", "in a text"),
        ("ssl.wrap_socket(sock, **given)", "what else is handed on here is not known"),
        ("import twisted.internet.ssl as t; t.DefaultOpenSSLContextFactory(k, c)", "of servers"),
        ("ssl.SSLContext(ssl.TLSv1_1)", "ssl has no such name"),
        ("c.minimum_version = ssl.TLSVersion.TLS12", "ssl.TLSVersion has no such name"),
    ],
)
def test_the_true_reason_in_python(statement: str, reason: str) -> None:
    text = f"import ssl\nc = ssl.create_default_context()\n{statement}\n"
    said = told("a.py", text, 3 + statement.count("\n"))
    assert any(reason in each for each in said), said


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.go", 'package a\nimport "crypto/tls"\nvar c = &tls.Config{MinVersion: load()}\n'),
        ("a.js", "require('tls').DEFAULT_MIN_VERSION = load();\n"),
        ("a.py", "import ssl\nc = ssl.SSLContext(load())\n"),
    ],
)
def test_an_unknown_value_is_not_said_to_be_old(path: str, text: str) -> None:
    rules = loading.load()
    language = language_of(path)
    assert language is not None
    source = Source(
        path, language, text.encode(), Words(rules.index(language)).marks(text.encode())
    )
    (finding,) = check(source, rules, Options(strict=True)).findings
    assert finding.origin == "unresolved"
    assert finding.message == "The value is not known here, so neither is which versions it allows"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("tls.connect({ ciphers: 'SSLv3' });", "it names cipher suites here"),
        ("options.ciphers = 'TLSv1.2:SSLv3';", "it names cipher suites here"),
        ("tls.connect({ minVersion: a ? 'TLSv1' : b });", "where this one of several values is"),
        ("tls.connect({ secureProtocol: ['TLSv1_method'] });", "a list is ignored"),
        (
            "tls.connect({ secureOptions: require('constants').SSL_OP_NO_TLSv11 });",
            "crypto.constants.SSL_OP_NO_TLSv11 is not there (undefined), and switches nothing off",
        ),
    ],
)
def test_suites_and_alternatives_in_javascript(statement: str, reason: str) -> None:
    said = told("a.js", f"const tls = require('tls');\n{statement}\n", 2)
    assert any(reason in each for each in said), said


def test_a_pin_is_told_where_it_is_written_and_asides_on_their_own_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tlslint.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dockerfile").write_text("FROM golang:1.15\nRUN go build\n")
    (tmp_path / "a.go").write_text(
        'package a\nimport "crypto/tls"\n// tls.VersionTLS10\nvar a = 1\n'
    )
    main(["explain", "Dockerfile:1"])
    assert "declares go 1.15 (FROM golang:1.15)" in capsys.readouterr().out
    main(["explain", "Dockerfile:2"])
    assert "declares" not in capsys.readouterr().out
    main(["explain", "a.go:3"])
    assert "in a comment" in capsys.readouterr().out
    main(["explain", "a.go:4"])
    assert "in a comment" not in capsys.readouterr().out


def test_what_only_a_server_has_is_judged_as_a_server() -> None:
    code = CSHARP.format("s.AuthenticateAsServer(c, false, SslProtocols.Tls, false);")
    judged = [t for t in told("a.cs", code, 4) if t.startswith("judged")]
    assert judged
    assert all(t.startswith("judged at the end, as a server") for t in judged)


#: language → (file before, file after, line of the statement, rows of statement and what must be said)
FATES: dict[str, tuple[str, str, int, list[tuple[str, str]]]] = {
    "a.py": (
        "import ssl\ndef f(v, log):\n",
        "",
        3,
        [
            ("    old = 'TLSv1'", "kept in old, and nothing in this file uses it"),
            (
                "    old = 'TLSv1'\n    if v == old: return",
                "kept in old, which in line 4 is only compared with something",
            ),
            ("    log.debug('only TLSv1 here')", "in a text: only shown, by log.debug"),
            ("    send(1, 'TLSv1')", "given to send, which no rule knows"),
            (
                "    send(v().Kinds.SSH)",
                "used in a call of v, which no rule knows, and what that gives",
            ),
            (
                "    a = v.b; a.c = log; send(a)",
                "a: it is only set here, and in line 3 is given to send",
            ),
            (
                "    for k in v: log[k] = 'TLSv1'\n    send(log)",
                "kept in log, which in line 4 is given to send",
            ),
            ("    return g('TLSv1')\ndef g(x): log(x)", "given to g (line 4) as x"),
            ("    return g('TLSv1')\ndef g(x): pass", "as x, which it never uses"),
            ("    return 'TLSv1'", "what f gives back, and nothing in this file calls it"),
            ("    x = [1 for a in v]", "x: it is only set here"),
            ("    remove_version('TLSv1')", "only taken away, by remove_version"),
            (
                "    T = dict(v); ssl.SSLContext(T[log])",
                "an entry of T (line 3), and which one is not known: log is a parameter of f",
            ),
            (
                "    'No old protocol'",
                "in a text: only a statement of its own, as documentation is",
            ),
            ("    'TLSv1'", "it is only a statement of its own, as documentation is"),
            (
                "    w = v.sock",
                "it is a member of v: v is a parameter of f (line 2), which nothing",
            ),
        ],
    ),
    "a.go": (
        'package a\nimport "crypto/tls"\ntype T struct { MinVersion uint16 }\nfunc f(v uint16) {\n',
        "\n}\n",
        5,
        [
            ("\tt := T{MinVersion: v}", "it is a member of T"),
            (
                "\tc := &tls.Config{MinVersion: v}",
                "v is a parameter of f (line 4), which nothing in",
            ),
            ("\tc := &tls.Config{MinVersion: g()}", "what g gives while the program runs"),
            (
                "\tvar l []uint16; for range v { l = append(l, g.MinVersion) }; send(l)",
                "g.MinVersion: its present value is read here, and added to l, which in line 5 is given to send",
            ),
            ("\tm := map[int]string{1: g.X}", "kept in m, and nothing in this file uses it"),
        ],
    ),
    "a.js": (
        "const tls = require('tls');\nfunction f(o) {\n",
        "\n}\n",
        3,
        [
            ("tls.connect({minVersion: o.min});", "o is a parameter of f (line 2), which nothing"),
            ("const a = ['TLSv1']; for (const b of a) o.add(b);", "gone through, as b"),
            ("test(() => { throws(() => g('TLSv1')); });", "expected to fail, by throws"),
            ("x('TLSv1').then(o);", "given to x, which no rule knows"),
            (
                "const p = o.old; f(all[p]);",
                "p: it is only declared here, and in line 3 is a key that is looked up in all",
            ),
            ("o['TLSv1'] = 1;", "only a key, under which something is kept in o"),
        ],
    ),
    "A.java": (
        "import javax.net.ssl.*;\nclass A {\nvoid f(SSLSocket s, String[] given) {\n",
        "\n}}\n",
        4,
        [
            (
                "Client c = Builder.make().setSSLThing(new K(s).sslThing());",
                "setSSLThing: no rule knows this method; what it gives is kept in c",
            ),
            (
                "Client c = Builder.make().setSSLThing(new K(s).sslThing());",
                "sslThing: no rule knows this method; what it gives is given to setSSLThing",
            ),
            (
                "Context c = Context.made(); one(c); two(c.given()); three(c.other()); c.more(1);",
                "and what that gives is kept in c, as above",
            ),
            ("s.setEnabledProtocols(given);", "given is a parameter of f (line 3), which nothing"),
            (
                's.setEnabledProtocols(load().split(","));',
                "what split gives while the program runs",
            ),
            (
                '} org.x.Configuration c; void g() {\nSystem.setProperty("https.protocols", c.tlsProtocols());',
                "what c.tlsProtocols gives while the program runs",
            ),
            (
                'io.netty.handler.ssl.SslContextBuilder.forClient().protocols("TLSv1.2,TLSv1.3");',
                "is a list of versions in one text, and not taken apart here",
            ),
            (
                '} String[] q = "TLSv1.2,old".split(",");\nvoid g() { s.setEnabledProtocols(\nq);',
                'what split makes of the text "TLSv1.2,old"',
            ),
            ('this.d.add("TLSv1");', "added to this.d, and nothing in this file uses it"),
            (
                "List<String> d = load(); g(d);\nfor (String p : given) d.add(p);",
                "what adds to d, which in line 4 is given to g",
            ),
            (
                'try { load(); } catch (IOException e) { Log.e("no TLS 1.2", e); }',
                "in a text: given to Log.e",
            ),
            (
                '} A() { this(1, "TLSv1"); } A(int n, String p) { g(p);',
                "given to this (line 4) as p, which in line 4 is given to g",
            ),
            (
                'String a = "TLSv1".trim(); g(a, a);',
                "what that gives is kept in a, which in line 4",
            ),
            ("Object o = s;", "o: it is only declared here, and nothing in this file uses it"),
            ("s.getSession();", "used in a call of s.getSession, which no rule knows"),
        ],
    ),
    "a.cs": (
        "using System.Net.Security;\nclass A {\nvoid f(SslStream s, string host) {\n",
        "\n}}\n",
        4,
        [
            (
                "} int p; void g(int p) { this.p = p;",
                "p: it is a parameter of g (line 4), which nothing in this file calls",
            ),
            ("SslProtocols q;", "SslProtocols: it is only the name of a type here"),
            ("if (s.SslProtocol == SslProtocols.Tls12) return;", "it is only compared"),
            (
                "s.AuthenticateAsServer(null);",
                "judged at the end, as a server: it may negotiate TLSv1.2",
            ),
            (
                "var p = System.Security.Authentication.SslProtocols.Tls;\nif (s.SslProtocol == p) return;",
                "kept in p, which in line 5 is only compared",
            ),
            ("// s.AuthenticateAsClient(host);", "in a comment"),
            (
                'Registry.Write("TLS 1.2", 0);',
                '"TLS 1.2": it is only written out, by Registry.Write',
            ),
            (
                "} class SslProtocolNames { void g() {",
                "SslProtocolNames is defined here, a type of this code's own, which nothing else in this file uses",
            ),
            ("} void enableTls() {", "the function enableTls is defined here, which nothing"),
        ],
    ),
    "a.properties": ("# keys\n", "\n", 2, [("my.ssl.protocols = TLSv1", "no rule knows this key")]),
    "a.json": (
        "",
        "\n}}",
        1,
        [('{"tls": {"protocols": {\n"x": "y"}', "tls: no rule knows this key")],
    ),
    "web.config": (
        "<configuration><system.web><httpRuntime targetFramework='4.8'/>\n",
        "</system.web></configuration>",
        2,
        [("<compilation targetFramework='4.5'/>", "= 4.5: pages are compiled for it")],
    ),
    "App.config": (
        "<configuration><startup>\n<supportedRuntime version='v4.0'/>\n",
        "</startup></configuration>",
        3,
        [("<supportedRuntime version='v2.0.50727'/>", "it says which runtime starts the program")],
    ),
    "tls.toml": (
        "",
        "\n",
        1,
        [
            ('a.protocols = "TLSv1" # TLSv1 alone', "a/protocols = TLSv1: no rule knows this key"),
            ("# a.protocols = 1", "in a comment"),
        ],
    ),
    "tls.ini": ("", "\n", 1, [("; minVersion=TLSv1", "in a comment")]),
    "a.groovy": ("", "\n", 1, [("x = 'TLS 1.2'", "of Gradle, Groovy and Scala, only calls")]),
    "a.kt": ("", "\n", 1, [('Log.e("no TLS 1.2")', "in a text: given to Log.e")]),
    "Dockerfile": ("FROM x\n", "\n", 2, [("RUN fetch --tlsv1.2 x", "of a Dockerfile, variables")]),
    "a.yml": ("a: |\n  TLSv1\n", "\n", 3, [("  or more", "in the text of a: no rule")]),
    ".travis.yml": ("go:\n", "", 2, [("- 1.x", "go = 1.x: no rule knows this key")]),
}


@pytest.mark.parametrize(
    ("path", "statement", "reason"),
    [(path, *row) for path, (_, _, _, rows) in FATES.items() for row in rows],
)
def test_what_becomes_of_a_value_and_what_stops_the_search(
    path: str, statement: str, reason: str
) -> None:
    before, after, line, _ = FATES[path]
    said = told(path, before + statement + after, line + (path == "A.java") * statement.count("\n"))
    assert any(reason in each for each in said), said


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yml", "own:\n  protocol: TLSv1 # TLSv1 or later\n"),
        ("a.toml", '[own]\nprotocol = "TLSv1" # TLSv1 or later\n'),
        ("a.json", '{\n"protocol": "TLSv1" // TLSv1 or later\n}\n'),
        ("a.xml", "<own>\n<protocol>TLSv1</protocol> <!-- TLSv1 or later -->\n</own>\n"),
        ("a.py", "import ssl\nprotocol = ssl.PROTOCOL_TLSv1  # TLSv1 or later\n"),
        ("a.go", 'package a\nvar protocol = "TLSv1" // TLSv1 or later\n'),
        ("A.java", 'class A {\nString protocol = "TLSv1"; // TLSv1 or later\n}\n'),
        ("a.gradle", 'def x\nprotocol = "TLSv1" // TLSv1 or later\n'),
        ("a.sh", "a=1\ncurl --tlsv1 x # TLSv1 or later\n"),
        ("a.ps1", "$x = 1\nFoo 'Tls' # SecurityProtocol Tls or later\n"),
    ],
)
def test_a_comment_is_told_only_where_a_line_holds_nothing_else(path: str, text: str) -> None:
    said = told(path, text, 2)
    assert said
    assert "in a comment" not in said


def test_a_function_of_kotlin_has_the_name_that_is_written() -> None:
    text = 'import javax.net.ssl.*\nfun f(x: Foo) { x.give(listOf("TLSv1")) }\n'
    assert told("a.kt", text, 2) == [
        '"TLSv1": it is given to listOf, which no rule knows, and what that gives is given to '
        "x.give, which no rule knows"
    ]


JAVA_SAME_NAMES = """import java.util.*;
class A {
  static final Map<String, String[]> LISTS = new HashMap<>();
  String[] kept;
  void f() {
    String[] names = {"TLSv1"};
    hand(names);
    LISTS.put("old", new String[] {"TLSv1.1"});
    this.kept = new String[] {"SSLv3"};
  }
  void g(B other) {
    String[] names = {"TLSv1.2"};
    compare(names);
    send(LISTS.get("old"));
    log.info(this.kept);
    other.kept = null;
  }
}
class C { String[] kept; void h() { put(this.kept); } }
"""
GO_ROWS = """package a
import ("crypto/tls"; "testing")
func TestA(t *testing.T) {
	tests := []struct{ name string; want uint16 }{
		{name: "a",
		want: tls.VersionTLS10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if f() != test.want { t.Fatal() }
		})
	}
}
"""


@pytest.mark.parametrize(
    ("path", "text", "line", "reasons", "never"),
    [
        ("A.java", JAVA_SAME_NAMES, 6, ["kept in names, which in line 7 is given to hand"], "13"),
        ("A.java", JAVA_SAME_NAMES, 8, ["added to LISTS", "none is about what it is given"], "no rule knows it"),
        ("A.java", JAVA_SAME_NAMES, 9, ["which in line 15 is only shown"], "19"),
        ("a_test.go", GO_ROWS, 6, ["want: it is a member of", "read in line 10: only compared"], "t.Run"),
        (
            "a.py",
            "import ssl\ndef f(x):\n    p = ssl.PROTOCOL_TLSv1_2\n    hand(p)\ndef g(p):\n    wrap(p)\n",
            3,
            ["kept in p, which in line 4 is given to hand"],
            "wrap",
        ),
        ("a.py", 'x = 1\n"""\nThe default is ssl.PROTOCOL_TLSv1\n"""\n', 3, ["as documentation is"], "nothing is"),
    ],
)  # fmt: skip
def test_what_has_the_same_name_is_told_apart(
    path: str, text: str, line: int, reasons: list[str], never: str
) -> None:
    said = "\n".join(told(path, text, line))
    assert all(reason in said for reason in reasons), said
    assert never not in said, said


def test_rows_that_are_only_compared_say_so() -> None:
    text = (
        'package a\nimport "crypto/tls"\nfunc f(t T) {\n'
        "\trows := []struct{ s T; c *tls.Config }{\n\t\t{s: T{}, c: &tls.Config{MinVersion: tls.VersionTLS10}},\n\t\t{s: T{}, c: nil},\n\t}\n"
        "\tfor _, row := range rows {\n\t\tt.Assert(g(&row.s).MinVersion, Equals, row.c.MinVersion)\n\t}\n}\n"
    )
    said = told("a_test.go", text, 5)
    assert "it is nobody's options, but only compared or shown, in line 9" in said, said


def test_ways_that_are_well_are_not_told_beside_those_that_are_not() -> None:
    text = (
        "import java.net.*; import javax.net.ssl.*;\nclass A {\n  SSLContext make(String name) throws Exception {\n"
        "    return SSLContext.getInstance(name);\n  }\n"
        '  void f() throws Exception { make("TLSv1"); make("TLSv1.2"); }\n}\n'
    )
    judged = [each for each in told("A.java", text, 4) if each.startswith("judged")]
    assert judged, told("A.java", text, 4)
    assert not any(each.endswith("fine") for each in judged), judged


@pytest.mark.parametrize(
    ("path", "text", "line", "reason"),
    [
        (
            "a.go",
            'package a\nimport "crypto/tls"\nvar names = map[uint16]string{\n\ttls.VersionTLS11: "TLSv1.1",\n}\n',
            4,
            "only a key, by which something is looked up",
        ),
        (
            "a.cs",
            "using System.Security.Authentication;\nclass A { int F(P p) { switch (p) {\ncase SslProtocols.Tls:\n"
            "default: return 1; } } }\n",
            3,
            "a label beside default",
        ),
        (
            "a.go",
            'package a\nimport ("crypto/rand"; "crypto/tls")\nfunc (c C) Read(b []byte) { c.x(b) }\n'
            "func f() {\n\tv := tls.VersionTLS12\n\trand.Read(v)\n}\n",
            5,
            "given to rand.Read, which no rule knows",
        ),
        ("a.bat", 'echo mvn "-Dhttps.protocols=TLSv1"\n', 1, "only printed or written out"),
        (
            "a.vb",
            "Module M\nSub F(p As Object)\nUse(p.SslProtocols.Tls12)\nEnd Sub\nEnd Module\n",
            3,
            "p.SslProtocols.Tls12: ",
        ),
        (
            "A.java",
            "import java.util.*; import javax.net.ssl.*;\nclass A { void f(SSLSocket s, B b) {\n"
            "s.setEnabledProtocols(new HashSet<>(Arrays.asList(b.make())).toArray(new String[0]));\n}}\n",
            3,
            "what b.make gives",
        ),
    ],
)
def test_lines_of_scripts_and_names_as_they_are_written(
    path: str, text: str, line: int, reason: str
) -> None:
    said = told(path, text, line)
    assert any(reason in each for each in said), said


def test_a_parameter_without_a_default_is_told_with_its_uses() -> None:
    text = (
        "param(\n  [Parameter(Mandatory=$false)][Net.SecurityProtocolType]$P\n)\n"
        "[Net.ServicePointManager]::SecurityProtocol = $P\n"
    )
    assert told("a.ps1", text, 2) == ["$P is a parameter without a default here, used in line 4"]
    (said,) = told("a.ps1", text, 4)
    assert said.endswith("what stands here is given from outside")


def test_a_branch_that_says_in_other_words_what_is_given() -> None:
    text = (
        "class A { SecurityProtocolType F(SslProtocols p) {\nSecurityProtocolType t = 0;\n"
        "if ((p & SslProtocols.Tls) != 0)\nt |= SecurityProtocolType.Tls;\nreturn t; } }\n"
    )
    assert "this says in other words what p holds, which is given" in told("a.cs", text, 4)


def test_a_statement_that_goes_on_leads_to_the_old_version_in_it() -> None:
    text = (
        "[Net.ServicePointManager]::SecurityProtocol =\n  [Net.SecurityProtocolType]::Tls12 -bor `\n"
        "  [Net.SecurityProtocolType]::Tls11\n"
    )
    assert told("a.ps1", text, 1) == ["it sets Tls12, Tls11: see line 3"]


def test_a_branch_that_gives_a_new_version_says_so() -> None:
    text = (
        "class A { static SslProtocols F(this TlsVersion v) {\nswitch (v) {\ncase TlsVersion.Tls12:\n"
        "return SslProtocols.Tls12;\ndefault: throw new Exception();\n} } }\n"
    )
    (said,) = told("a.cs", text, 4)
    assert said.endswith("v holds, which is given; it names TLSv1.2, nothing older")


def test_of_packages_of_net_framework_the_newest_counts() -> None:
    text = (
        '<packages>\n<package id="A" targetFramework="net45" />\n'
        '<package id="B" targetFramework="net48" />\n</packages>\n'
    )
    (said,) = told("packages.config", text, 2)
    assert said.startswith("the newest framework that a package was installed for, net48 in line 3")


def test_a_field_that_nothing_fills_is_one_of_a_type_of_this_file() -> None:
    code = """package a

import "crypto/tls"

type Arguments struct {
	MinVersion uint16
}

func (a *Arguments) config() *tls.Config {
	return &tls.Config{
		MinVersion: a.MinVersion,
	}
}
"""
    said = " ".join(told("a.go", code, 11))
    assert "a.MinVersion is a field (line 6), which is filled elsewhere" in said


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        (
            "//go:debug tls10default=1\npackage a\n",
            1,
            [
                "a directive to the go command, which names what Go 1.19 took out: Go before 1.21 ignores it, later ones refuse it"
            ],
        ),
        (
            "//go:debug tls10server=1\npackage a\n",
            1,
            [
                "a directive to the go command, of a setting that says nothing of the versions of clients"
            ],
        ),
        ("// go:debug tls10default=1\npackage a\n", 1, ["in a comment"]),
        (
            'package a\nimport "crypto/tls"\nfunc f() uint16 {\n\treturn tls.VersionSSL30\n}\n',
            4,
            ["go-tls-constant: tls.VersionSSL30 names SSLv3"],
        ),
        (
            'package a\nimport ("crypto/tls"; "net/smtp")\nfunc f() (err error) {\n'
            'c, _ := smtp.Dial("h")\nerr = c.StartTLS(&tls.Config{})\nif err != nil { x() }\nreturn nil\n}\n',
            5,
            [
                "call net/smtp.Dial().StartTLS",
                "call crypto/tls.Config",
                "go-tls-config: by default TLSv1.2, TLSv1.3 (nothing declares a version of go: the newest is assumed)",
                "judged at the end, as a client: it may negotiate TLSv1.2, TLSv1.3; fine",
            ],
        ),
    ],
)
def test_what_a_line_of_go_says(code: str, line: int, said: list[str]) -> None:
    assert told("a.go", code, line) == said


def test_an_address_without_tls_is_said_to_be_one() -> None:
    code = 'package a\n\nimport "net/http"\n\nfunc f() { http.Get("http://h/") }\n'
    assert "the address begins with http://: no TLS is spoken" in told("a.go", code, 5)
    code = "const request = require('request');\nrequest({ url: where, json: true }, done);\n"
    assert not [text for text in told("a.js", code, 2) if "no TLS" in text]


def test_what_rules_said_is_looked_up_by_place_the_first_told_before_the_others() -> None:
    facts = Facts({Span(30, 40): "third", Span(10, 25): "first", Span(10, 50): "whole"})
    assert facts.begins(10)
    assert not facts.begins(11)
    assert facts.begun(Span(0, 31)) == Span(30, 40)
    assert facts.begun(Span(0, 30)) == Span(10, 25)
    assert facts.begun(Span(11, 30)) is None
    assert facts.of(Span(10, 50), ()) == "whole"
    assert facts.of(Span(10, 50), (Span(10, 40),)) == "third"
    assert facts.of(Span(0, 1), (Span(10, 25),)) == "first"
    assert facts.of(Span(0, 1), (Span(11, 39),)) == ""


def test_a_configuration_that_comes_from_outside_is_told_beside_the_call() -> None:
    text = (
        'package p\nimport "crypto/tls"\ntype Config struct {\n\tTLSConfig *tls.Config\n}\n'
        "func (c *C) open() (p *conn, err error) {\n"
        "\tp = &conn{config: c.config}\n"
        '\tif c.config.TLSConfig != nil {\n\t\ts, err = tls.DialWithDialer(d, "tcp", "h", p.config.TLSConfig)\n\t}\n'
        "\treturn\n}\n"
    )
    assert any("p.config.TLSConfig: it is a member of p" in said for said in told("a.go", text, 9))


def test_an_import_that_no_rule_knows_says_so() -> None:
    text = "const a = require('https');\nconst b = require('some-client');\nconst c = require('./c');\nb.get(a, c);\n"
    assert told("a.js", text, 2) == [
        "some-client is imported here as b, used in line 4; no rule knows it"
    ]
    assert told("a.js", text, 1) == ["https is imported here as a, used in line 4"]
    assert told("a.js", text, 3) == ["./c is imported here as c, used in line 4"]
