"""What PowerShell gives its web clients."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint import rules
from tlslint.check import check
from tlslint.languages import batch, json_, net_protocols
from tlslint.languages.flat import Marks, flat
from tlslint.options import Options
from tlslint.source import Source

MANAGER = "[Net.ServicePointManager]::SecurityProtocol"
TYPE = "[Net.SecurityProtocolType]"


def said(text: str, path: str = "a.ps1") -> list[tuple[str, str, str]]:
    source = text.encode()
    return [
        (s.name.rpartition(".")[2], s.value.value, source[slice(*s.value.span)].decode())
        for s in batch.settings(source, path, lambda _: None)
        if s.value is not None
    ]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("'Tls, Tls11'", "Tls, Tls11"),
        ('"tls11"', "tls11"),
        (f"{TYPE}::Tls", "Tls"),
        (f"{TYPE} 'Tls,Tls12'", "Tls, Tls12"),
        (f"({TYPE}::Tls -bor {TYPE}::Tls12)", "Tls, Tls12"),
        (f"{TYPE}::Tls -bor `\n  {TYPE}::Tls12", "Tls, Tls12"),
        (f"{TYPE}::Tls -bor `\\\n  {TYPE}::Tls12", "Tls, Tls12"),
        (f"{TYPE}::Tls -bor\n  {TYPE}::Tls12", "Tls, Tls12"),
        (f"({TYPE}::Tls,\n {TYPE}::Tls12)", "Tls, Tls12"),
        ("3072 -bor 768", "Tls12, Tls11"),
        ("0xfc0", "Tls, Tls11, Tls12"),
        (f"[Enum]::ToObject({TYPE}, 192)", "Tls"),
        (f"[System.Enum]::Parse({TYPE}, 'Ssl3')", "Ssl3"),
        (f"({MANAGER} -bor {TYPE}::Tls11)", "(added) Tls11"),
    ],
)
def test_values(value: str, names: str) -> None:
    added = names.startswith("(added)")
    setting = "SecurityProtocol(added)" if added else "SecurityProtocol"
    expected = [(setting, names.removeprefix("(added) "), value)]
    for after in ("", "; Get-Item x", " }", " # why", "\nGet-Item"):
        assert said(f"if (1) {{ {MANAGER} = {value}{after}") == expected


@pytest.mark.parametrize(
    "text",
    [
        f"# {MANAGER} = 'Tls'",
        f"<# {MANAGER} = 'Tls' #>",
        f"if ({MANAGER} -eq 'Tls') {{ }}",
        f"{MANAGER} = $unknown",
        f"$old = {MANAGER}\n{MANAGER} = $old",
        f"{MANAGER} = {MANAGER} -band -bnot {TYPE}::Tls",
        f"{MANAGER} = Get-Protocol",
        f"{MANAGER} = $names -join ','",
        f"{MANAGER} =",
    ],
)
def test_what_sets_nothing_known(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "offered", "set_"),
    [
        (f"param([ValidateSet('Tls','Tls12')] $P = 'Tls12')\n{MANAGER} = $P", ["Tls", "Tls12"], ["Tls12"]),
        (f"param([ValidateSet('Tls','Tls12')] $P)\n{MANAGER} = {TYPE}::$P", ["Tls", "Tls12"], []),
        (f"param(\n [ValidateSet('Tls', \"Tls12\")]\n [Parameter()] # which\n [string[]]\n $P = 'Tls')\n{MANAGER} = $P", ["Tls", "Tls12"], ["Tls"]),
        (f"param([ValidateSet('Tls','Tls12')] $P)\n$P = 'Tls12'\n{MANAGER} = $P", [], ["Tls12"]),
        ("param([ValidateSet('Tls','Tls12')] $P)\niwr x -SslProtocol $P", ["Tls", "Tls12"], []),
        (f"function A {{ param([ValidateSet('Tls','Tls12')] $P) }}\nfunction B {{ {MANAGER} = $P }}", [], []),
        (f"param(# [ValidateSet('Tls','Tls12')]\n $P)\n{MANAGER} = $P", [], []),
        (f"switch ($x) {{ 'a' {{ {MANAGER} = 'Tls' }} 'b' {{ {MANAGER} = 'Tls12' }} }}", ["Tls", "Tls12"], []),
        (f"switch ($x) {{ 'a' {{ {MANAGER} = 'Tls' }} 'b' {{ Get-It }} }}", [], ["Tls"]),
        (
            "$m = [SslProtocols] | Get-Member -Static -MemberType Property\n"
            "$n = ($m | Where-Object Name -notin 'Default', 'Ssl3').Name\n"
            "foreach ($p in $n) { $s.AuthenticateAsClient($h, $null, $p, $false) }",
            ["Tls, Tls11, Tls12, Tls13"],
            [],
        ),
        (f"if ($x) {{ {MANAGER} = 'Tls' }} else {{ {MANAGER} = 'Tls12' }}", [], ["Tls", "Tls12"]),
    ],
)  # fmt: skip
def test_what_is_offered(text: str, offered: list[str], set_: list[str]) -> None:
    every = batch.settings(text.encode(), "a.ps1", lambda _: None)
    found = [x for x in every if x.value is not None]
    assert [x.value.value for x in found if x.value and x.condition == "offered"] == offered
    assert [x.value.value for x in found if x.value and x.condition != "offered"] == set_


def test_what_is_not_there_beside_what_is() -> None:
    text = f"{MANAGER} = {TYPE}::Tls12 -bor {TYPE}::Tls10"
    found = batch.settings(text.encode(), "a.ps1", lambda _: None)
    assert [(x.value and x.value.value, x.condition) for x in found] == [
        (None, "absent SecurityProtocolType Tls10"),
        ("Tls12", ""),
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (f"{MANAGER} = Get-Protocol", "unknown"),
        (f"{MANAGER} = $settings.Protocol", "unknown"),
        (f"{MANAGER} = $given", "given"),
        (f"{MANAGER} = {MANAGER} -bor $more", "unknown"),
        (f"{MANAGER} += Get-Protocol", "unknown"),
        (f"{MANAGER} = {MANAGER} -bxor {TYPE}::Tls11", "unknown"),
        ("foreach ($p in $all) { $s.AuthenticateAsClient('h', $null, $p, $false) }", "unknown"),
        ("iwr https://a -SslProtocol $given", "unknown"),
        (f"{MANAGER} = {MANAGER} -band -bnot $old", ""),
        ("$s.AuthenticateAsClient($h, $null, $true)", ""),
        (f"$a.b = {MANAGER}\n{MANAGER} = $a.b", ""),
        (f"{MANAGER} = {TYPE}::Tls13x", ""),
    ],
)
def test_what_is_set_and_not_known(text: str, condition: str) -> None:
    found = batch.settings(text.encode(), "a.ps1", lambda _: None)
    assert [x.value for x in found] in ([None], [])
    assert [x.condition for x in found if x.condition] == [condition] * bool(condition)


def test_parameters_and_command_lines() -> None:
    assert said("iwr https://a -SslProtocol Tls11 -Method Get") == [
        ("Invoke-WebRequest@SslProtocol", "Tls11", "Tls11")
    ]
    assert said("iwr https://a -SslProtocol:'Tls,Tls12'\nb")[0][1] == "Tls,Tls12"
    command = f'powershell -Command "{MANAGER} = {TYPE}::Tls11"'
    assert said(command, "a.bat") == [("SecurityProtocol", "Tls11", f"{TYPE}::Tls11")]
    assert said(f"rem {command}", "a.bat") == []
    line = f"{MANAGER} = {TYPE}::Tls11"
    assert said(f"@echo {line}", "a.bat") == []
    assert [x[1] for x in said(f"echo {line}>> a.ps1", "a.bat")] == ["Tls11"]
    assert said(f"$all = {TYPE}'Ssl3,Tls12'\n{MANAGER} = $all") == [
        ("SecurityProtocol", "Ssl3, Tls12", f"{TYPE}'Ssl3,Tls12'")
    ]
    assert said(f"{MANAGER} = @('Tls12', 'Tls11')")[0][:2] == ("SecurityProtocol", "Tls12, Tls11")
    handshake = "$local:p = [Security.Authentication.SslProtocols]::Tls\n$s.AuthenticateAsClient('h', $null, $local:p, $false)"
    assert said(handshake) == [
        ("AuthenticateAsClient@2", "Tls", "[Security.Authentication.SslProtocols]::Tls")
    ]
    assert said("$s.AuthenticateAsClient('h')\n$s.AuthenticateAsClient($h, $null, $true)") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"$a = 'Tls'\n$a = 'Tls12'\n{MANAGER} = $a", ["Tls12"]),
        (
            f"if ($x) {{ $a = 'Tls' }} else {{ $a = 'Tls12' }}\n{MANAGER} = $a",
            ["Tls", "Tls12"],
        ),
        (f"$a = {TYPE}::Tls12\n$a = $a -bor {TYPE}::Tls11\n{MANAGER} = $a", ["Tls12, Tls11"]),
        (f"$a = {TYPE}::Tls12\n$a += {TYPE}::Tls11\n{MANAGER} = $a", ["Tls12, Tls11"]),
        # the present value as a list of names
        (f"$a = {MANAGER} -split ', '\n{MANAGER} = $a + 'Tls11'", ["Tls11"]),
        (f"$a = {MANAGER}.ToString().Split(',')\n$a += 'Tls11'\n{MANAGER} = $a -join ','", ["Tls11"]),
        ("$a = 'Tls12,Tls11' -split ','\n" f"{MANAGER} = $a", ["Tls12, Tls11"]),
        (f"$a = $x -split ', '\n{MANAGER} = $a + 'Tls11'", []),
        # all that is added to what is set so far is told where it is written
        (f"$a = {MANAGER} -bor 'SystemDefault'\n$a = $a -bor 'Tls11'\n$a = $a -bor 'Tls12'\n{MANAGER} = $a",
         ["SystemDefault", "Tls11", "Tls12"]),
        (f"$a = {MANAGER}\n$a += 'Tls12'\n{MANAGER} = $a", ["Tls12"]),
        (f"function F {{ param([string]$P = 'Tls', $Q = 1) {MANAGER} = $P }}", ["Tls"]),
        (f"function F {{ param(\n  $P = 'Tls11',\n  [int]$Q)\n {MANAGER} = $P }}", ["Tls11"]),
        (f"function F {{ {MANAGER} = $script:p }}\n$script:p = 'Tls'", ["Tls"]),
        (f"{MANAGER} = [Enum]::GetNames({TYPE}) -join ','", ["Ssl3, Tls, Tls11, Tls12, Tls13"]),
        (f"{MANAGER} = {TYPE}.GetEnumValues() -join ', '", ["Ssl3, Tls, Tls11, Tls12, Tls13"]),
        (f"{MANAGER} = [Enum]::GetNames({TYPE}) | where {{ $_ -ge 'Tls12' }}", ["Tls12, Tls13"]),
        (f"{MANAGER} = [Enum]::GetNames({TYPE}) | where {{ $_ -ne 'Ssl3' }}", ["Tls, Tls11, Tls12, Tls13"]),
        (f"foreach ($p in 'Tls', 'Tls12') {{ {MANAGER} = {MANAGER} -bor $p }}", ["Tls, Tls12"]),
        (
            f"[enum]::GetValues('Net.SecurityProtocolType') |\n ? {{ $_ -gt {TYPE}::Tls }} |\n"
            f" % {{ {MANAGER} = {MANAGER} -bor $_ }}",
            ["Tls11, Tls12, Tls13"],
        ),
        (
            f"{TYPE}.GetEnumNames() | ?{{\n  $_ -ne 'Ssl3' }} | %{{\n {MANAGER} = {MANAGER} -bor {TYPE}$_ }}",
            ["Tls, Tls11, Tls12, Tls13"],
        ),
        (
            f"{TYPE}.GetEnumNames() |\n ?{{\n $_ -ge 'Tls11'\n}} |\n %{{ {MANAGER} = {MANAGER} -bor $_ }}",
            ["Tls11, Tls12, Tls13"],
        ),
        (f"Get-It | ?{{\n $_ -ne 'Tls' }} | %{{ {MANAGER} = {MANAGER} -bor $_ }}", []),
        (f"1..3 | % {{ {MANAGER} = $_ }}", []),
        (f"Write-Host \"use {MANAGER} = 'Tls'\"", []),
        (f"Write-Output 'Call this: {'x' * 400} (2) {MANAGER} = 192; then (3), or not'", []),
        (f"Write-Output 'It''s', \"it's\" + 'so: {MANAGER} = 192; then'", []),
        (f"Write-Output 'now'; {MANAGER} = 192; Write-Output 'then'", ["Tls"]),
        # a parameter begins a word, and in a text it counts where the text is run
        ("Get-SslProtocol Tls11\nTest-SSLProtocol Tls -Port 443", []),
        ("Context 'Test-SSLProtocol Tls against old hosts' { }\nIt 'passes -SslProtocol Tls' { }", []),
        ("Describe \"Invoke-RestMethod -SslProtocol Tls\" { }\n$m = 'iwr u -SslProtocol Tls'", []),
        ('$text = @"\niwr u -SslProtocol Tls\n"@\nWrite-Host $text', []),
        ("param([Parameter(HelpMessage='iwr -SslProtocol Tls')]$p)", []),
        ("pwsh -Command 'iwr u -SslProtocol Tls'", ["Tls"]),
        ("$m = 'iwr u -SslProtocol Tls'\niex $m", ["Tls"]),
        ("'irm u -SslProtocol Tls' | iex", ["Tls"]),
        ("$s = @'\n$x = irm u -SslProtocol Tls\n'@\n$s | Set-Content a.ps1", ["Tls"]),
        ("Start-Process pwsh -ArgumentList \"-Command irm u -SslProtocol Tls\"", ["Tls"]),
        ("iwr u -Headers @{ 'a' = \"it's\" } -SslProtocol Tls", ["Tls"]),
        ("$a = [Enum]::GetNames([Net.SecurityProtocolType])\n$b = $a | where { $_ -gt 'Tls11' }\n"
         f"{MANAGER} = $b -join ','", ["Tls12, Tls13"]),
        ("$c = 'iwr {0} -SslProtocol Tls' -f $u\niex $c", ["Tls"]),
        (f"It \"{MANAGER} = 'Tls'\" {{ }}", []),
        (f"{MANAGER} = ({TYPE}.GetEnumNames() | ? {{ $_ -match 'Tls1' }}) -join ', '", ["Tls11, Tls12, Tls13"]),
        (f"{MANAGER} = [Enum]::GetNames({TYPE}) | where {{ $_ -notlike '*1' }}", ["Ssl3, Tls, Tls12, Tls13"]),
        (f"{MANAGER} = [Enum]::GetNames({TYPE}) | where {{ $_ -match '*1' }}", []),
        # what calls of a function of the script give its parameter
        (f"function F {{ param([string]$V) {MANAGER} = $V }}\nF -V Tls", ["Tls"]),
        (f"function F($U, $V) {{ {MANAGER} = {TYPE}$V }}\nF 'a b' 'Tls11'\nF -V Tls12 -U x", ["Tls11", "Tls12"]),
        (f"function F {{ param($V = 'Tls12', [switch]$S) {MANAGER} = $V }}\nF\nF -S -V Tls11", ["Tls12", "Tls11"]),
        (f"function F($V = 'Tls') {{ {MANAGER} = $V }}\nF -V 'Tls12'", ["Tls12"]),
        # each item of a list
        (f"$l = 'Tls11', 'Tls12'\n$l.ForEach({{{MANAGER} = {MANAGER} -bor $_}})", ["Tls11, Tls12"]),
        (f"$l = 'Tls'\nif ($x) {{ $l = 'Tls11' }}\n$l.ForEach({{ {MANAGER} = $_ }})", ["Tls", "Tls11"]),
        (f"[enum]::GetValues({TYPE}).ForEach({{{MANAGER} = {MANAGER} -bor $_}})", ["Ssl3, Tls, Tls11, Tls12, Tls13"]),
        (f"('Tls', 'Tls12').ForEach({{ {MANAGER} = $_ }})", ["Tls, Tls12"]),
        (f"$l = Get-It\n$l.ForEach({{ {MANAGER} = $_ }})", []),
        # and of a job its block
        (f"Start-Job {{ param($V) {MANAGER} = $V }} -ArgumentList ({TYPE}::Tls)", ["Tls"]),
        (f"icm -Args 5, 'Tls11' -ScriptBlock {{ param($U, $V) {MANAGER} = $V }}", ["Tls11"]),
        (f"& {{ param($V) {MANAGER} = $V }} 'Tls'", ["Tls"]),
        (f"Start-Job {{ param($V) {MANAGER} = $V }}\nStart-Job {{ 1 }} -ArgumentList 'Tls'", []),
        # what a function gives
        (f"function Get-V {{ return {TYPE}::Tls }}\n{MANAGER} = Get-V", ["Tls"]),
        (f"function Get-V($U) {{ $v = 'Tls11'\n$v }}\n{MANAGER} = (Get-V 1)", ["Tls11"]),
        (f"function Get-V {{ if ($x) {{ return 'Tls' }}\n'return Tls11'\nreturn 'Tls12' }}\n{MANAGER} = Get-V", ["Tls", "Tls12"]),
        (f"function Get-V {{ Invoke-It 'Tls' }}\n{MANAGER} = Get-V", []),
        (f"function Get-V {{ Get-V }}\n{MANAGER} = Get-V", []),
        (f"function F($V) {{ }}\nfunction G($V) {{ {MANAGER} = $V }}\nF 'Tls'\nG 'Tls12'", ["Tls12"]),
        # keys of tables and members of classes
        (f"$c = @{{ A = 1; P = 'Tls' }}\n{MANAGER} = $c.P", ["Tls"]),
        (f"$c = [pscustomobject]@{{\n  A = @{{ P = 'Tls' }}\n  P = {TYPE}::Tls11\n}}\n{MANAGER} = $c['P']", ["Tls11"]),
        (f"$c = @{{ P = 'Tls' }}\n$c['P'] = 'Tls12'\n{MANAGER} = $c.P", ["Tls12"]),
        (f"class C {{ static [string] $P = 'Tls' }}\n{MANAGER} = [C]::P", ["Tls"]),
        (f"class C {{ [string] $P = 'Tls'; [void] F() {{ {MANAGER} = $this.P }} }}", ["Tls"]),
        (f"class C {{ [string] $P = 'Tls'; C() {{ $this.P = 'Tls12'; {MANAGER} = $this.P }} }}", ["Tls12"]),
        (f"$v = 'Tls'\n{MANAGER} = {TYPE}::$($v)", ["Tls"]),
        (f"$v = 'Tls'\n{MANAGER} = {TYPE}::$(Get-It $v)", []),
        # what calls give the methods of a class
        (f"class C {{ C([string]$h, $P) {{ {MANAGER} = $P }} }}\n[C]::new('h', {TYPE}::Tls11)", ["Tls11"]),
        (f"class C {{ C($P) {{ {MANAGER} = $P }} }}\nNew-Object C('Tls')\nNew-Object -TypeName C -ArgumentList 'Tls12'", ["Tls", "Tls12"]),
        (f"class C {{ [void] F([string]$U, $P) {{ {MANAGER} = $P }} }}\n[C]::new().F('a b', 'Tls')", ["Tls"]),
        (f"class C {{ static [void] F($P) {{ {MANAGER} = $P }} }}\n[C]::F('Tls')\n[D]::F('Tls11')", ["Tls"]),
        (f"class C {{ [void] F($P) {{ }}\n[void] G($P) {{ {MANAGER} = $P }} }}\n$c.F('Tls')\n$c.G('Tls12')", ["Tls12"]),
        (f"class C {{ [string] $P = @(If ($x) {{'Tls12'}} Else {{'Tls11'}}); [void] F() {{ {MANAGER} = {TYPE}$this.P }} }}", ["Tls12", "Tls11"]),
        (f"$p = @(If ($x) {{'Tls12'}} Else {{Get-It}})\n{MANAGER} = $p", []),
        (f"$c = Get-It\n{MANAGER} = $c.P", []),
        # a member that the enumeration does not have is $null
        (f"{MANAGER} = {MANAGER} -bor {TYPE}::Tls1", []),
        (f"{MANAGER} = {TYPE}::Tls1 -bor {TYPE}::Tls11", ["Tls11"]),
        ("@{ SslProtocol = 'Tls' }", ["Tls"]),
        ("$PSDefaultParameterValues['*:SslProtocol'] = 'Tls11'", ["Tls11"]),
        ("$SslProtocol = 'Tls11'", []),
        (f"{MANAGER} = if ($x) {{ 'Tls' }} elseif ($y) {{ 'Tls11' }} else {{ 'Tls12' }}", ["Tls", "Tls11", "Tls12"]),
        (f"$a = if ($x) {{ {TYPE}::Tls12 }} else {{ {TYPE}::Tls11; }}\n{MANAGER} = $a", ["Tls12", "Tls11"]),
        (f"{MANAGER} = $(if ($x) {{ 'Ssl3' }} else {{ throw 'no' }})", ["Ssl3"]),
        (f"{MANAGER} = switch ($v) {{ 10 {{ 'Tls' }} default {{ 'Tls12' }} }}", ["Tls", "Tls12"]),
        (f"{MANAGER} = if ($x) {{ Get-It; 'Tls' }} else {{ 'Tls12' }}", []),
        (f"{MANAGER} = if ($x", []),
        (f"foreach ($p in 'Tls', 'Tls11') {{ }}\nforeach ($p in 'Tls12', 'Tls13')\n{{ {MANAGER} = {MANAGER} -bor $p }}", ["Tls12, Tls13"]),
        (f"{MANAGER} = {MANAGER}.ToString() + ', Tls11'", ["Tls11"]),
        (f"$t = {TYPE}\n{MANAGER} = $t::Tls11", ["Tls11"]),
        (f"{MANAGER} = $t::Other", []),
        ("$m = [Net.ServicePointManager]\n$m::SecurityProtocol = 'Tls11'", ["Tls11"]),
        ("using namespace System.Net\n[ServicePointManager]::SecurityProtocol = [SecurityProtocolType]::Tls", ["Tls"]),
        ("$h.Add('SslProtocol', 'Tls')", ["Tls"]),
        ("$PSDefaultParameterValues.Add('*:SslProtocol', 'Tls11')", ["Tls11"]),
        ("$h.SslProtocol = 'Tls'", ["Tls"]),
        ("[Net.Http.HttpClientHandler]@{ SslProtocols = 'Tls11' }", ["Tls11"]),
        ("New-Object Net.Http.HttpClientHandler -Property @{ A = 1; SslProtocols = 'Tls' }", ["Tls"]),
        ("@{ SslProtocols = 'Tls' }", []),
        ("$s.BeginAuthenticateAsClient($h, $null, 'Tls11', $false, $null, $null)", ["Tls11"]),
        ("$h.SslProtocols = 'Tls, Tls12'", ["Tls, Tls12"]),
        ("if ($h.SslProtocols -eq 'Tls') { }", []),
        (f"{MANAGER} = {TYPE}::Tls11  # old\n\n  {MANAGER} += {TYPE}::Tls12", ["Tls11, Tls12"]),
        (f"{MANAGER} = 'Tls11'; {MANAGER} = {MANAGER} -bor 'Tls12'; {MANAGER} += 'Tls13'", ["Tls11, Tls12, Tls13"]),
        (f"{MANAGER} += {TYPE}::Tls\n{MANAGER} += {TYPE}::Tls11\n{MANAGER} += {TYPE}::Tls12", ["Tls", "Tls11, Tls12"]),
        (f"{MANAGER} += {TYPE}::Tls11\nGet-It\n{MANAGER} += {TYPE}::Tls12", ["Tls11", "Tls12"]),
        (f"{MANAGER} = 'Tls11'\nGet-It\n{MANAGER} += {TYPE}::Tls12", ["Tls11", "Tls12"]),
        (f"{MANAGER} = 'Tls11'\nif ($x) {{ {MANAGER} += {TYPE}::Tls12 }}", ["Tls11", "Tls12"]),
        (f"{MANAGER} = 'Tls11' }}\n{MANAGER} += {TYPE}::Tls12", ["Tls11", "Tls12"]),
    ],
)  # fmt: skip
def test_variables_loops_and_tables(text: str, names: list[str]) -> None:
    assert [value for _, value, _ in said(text)] == names


def test_scripts_in_texts_with_escapes() -> None:
    script = f"# Don't\\r\\n{MANAGER} = {TYPE}::Tls11\\r\\nGet-Item " + r"\"x\"\t| % { }"
    text = f'{{"Body": "{script}"}}'.encode()
    (found,) = [
        s
        for s in json_.settings(text, "a.json", lambda _: None)
        if s.name.endswith("SecurityProtocol")
    ]
    assert found.value is not None
    assert (found.value.value, text[slice(*found.value.span)].decode()) == (
        "Tls11",
        f"{TYPE}::Tls11",
    )


PIECES = [
    MANAGER,
    " = ",
    TYPE,
    "::Tls",
    "'",
    '"',
    "(",
    ")",
    "-bor ",
    "$a",
    "\n",
    "3072",
    ",",
    "-SslProtocol ",
    "$_",
    " | % {",
    "}",
    "foreach ($a in ",
    "Set-ItemProperty ",
    "class C { F($a) {",
    "$c.F(",
    "reg add ",
    "'HKLM:\\SCHANNEL\\Protocols\\TLS 1.0\\Client' ",
    "Enabled ",
    " -Value 1",
    "$a += ",
    "[enum]::GetNames(",
    " | where { $_ -ge ",
]


WRITES = [
    "Set-ItemProperty ", "Join-Path ", "New-Item ", "-Path ", "-Value ", "@p", "@{ Path = ", "Path", "'a\\SCHANNEL'",
    *("$p", "$p.Value", "$(", "(", ")", "{", "}", "'", '"', "[", "]", ",", ";", "\n", " ", "=", "+", "-f ", "|", "`\n"),
    *("[Microsoft.Win32.Registry]::SetValue(", ".SetValue(", ".OpenSubKey(", "$k = ", "Registry x {", "ValueData", "%p%"),
    *("function F($p) {", "F 1\n", "Protocol x { State = 'Enabled'", "reg add ", "/d 1 ", "Enabled", "1", "0x1"),
    *("foreach ($p in ", "$k | % {", "$_", ".Keys", ".Values", ".GetEnumerator()", "[$k]", "@(", "@{", ".ForEach({", "%%p", "for %%p in ("),
    *("if (", "} else {", "elseif (", "-eq ", "switch ("),
]  # fmt: skip


def test_a_part_of_the_name_of_a_variable_is_not_edited() -> None:
    other = b"$Tls10 = 'Tls'\n$Tls = 'Tls'\n"
    known = rules.load()
    for name in ("Tls10", "Tls"):
        text = f". ./c.ps1\n$all = @()\n$all += ${name}\n{MANAGER} = $all\n"
        source = Source("a.ps1", "powershell", text.encode(), range(len(text)))
        (finding,) = check(source, known, Options(), read=lambda _: other).findings
        assert finding.fix is not None
        assert [edit.text for edit in finding.fix.edits] == ["'Tls12'"], finding.fix


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_anything_is_read(text: str) -> None:
    for setting in net_protocols.scan(flat(text.encode()), 0, Marks(None)):
        assert setting.element.start <= setting.span.start < setting.span.end <= len(text)


def test_many_statements_take_time_in_proportion() -> None:
    start = time.process_time()
    said(f"$a = {MANAGER}\n{MANAGER} = $a -bor\n" * 4000)
    said(f"$a = $a -bor 192\n{MANAGER} = $a\n" * 4000)
    said(f"if (1) {{ $a = 192 }}\n{MANAGER} = $a\n" * 2000)
    said(f"$a = @{{ b = 192 }}\n{MANAGER} = $a.b\n" * 2000)
    said("function F($v) {\n" + f"{MANAGER} = $v\n" * 2000 + "}\n" + "F 192\n" * 2000)
    said("class C { [void] F($v) {\n" + f"{MANAGER} = $v\n" * 2000 + "} }\n" + "$c.F(192)\n" * 2000)
    write = "Set-ItemProperty 'HKLM:\\a\\SCHANNEL\\Protocols\\TLS 1.0\\Client' Enabled "
    said((write + "$on ") * 4000)
    said(f"$on = 1\n{write} $on\n" * 2000)
    said("reg add " * 8000 + "SCHANNEL")
    assert time.process_time() - start < 15


def test_texts_of_texts_are_read_once() -> None:
    start = time.process_time()
    fourfold = [f"$v{n} = " + f'"{f"$v{n + 1}" * 4}"' for n in range(40)]
    double = "".join(f"{each}\nif ($x) {{ {each} }}\n" for each in fourfold)
    said(f'{double}Set-ItemProperty "$v0\\SCHANNEL" Enabled 1\n')
    below = "".join(f"$k{n} = $k{n + 1}.OpenSubKey($v)\n" * 4 for n in range(40))
    said(f"{below}$k0.SetValue('SCHANNEL', 1)\n")
    assert time.process_time() - start < 2


def test_lists_of_lists_are_gone_through_so_far() -> None:
    start = time.process_time()
    lists = f"$b = @({'$c,' * 4000})\n$a = @({'$b,' * 4000})\n"
    said(f"{lists}foreach ($r in $a) {{ Set-ItemProperty 'SCHANNEL' Enabled $r.a }}")
    table = f"$h = @{{ {'a = 1;' * 2000} }}\n"
    said(
        f"{table}foreach ($k in $h.Keys) {{\n"
        + "Set-ItemProperty 'SCHANNEL' Enabled $h[$k]\n" * 40
        + "}"
    )
    assert time.process_time() - start < 3


@given(st.lists(st.sampled_from(WRITES)).map("".join))
def test_anything_that_writes_is_read(text: str) -> None:
    for setting in net_protocols.scan(flat(text.encode()), 0, Marks(None)):
        assert setting.element.start <= setting.span.start <= setting.span.end <= len(text)


def test_choices_in_choices_are_read_so_deep() -> None:
    def nested(depth: int) -> str:
        return f"{MANAGER} = " + "if ($a) {" * depth + "'Tls'" + "}" * depth

    assert [names for _, names, _ in said(nested(50))] == ["Tls"]
    assert said(nested(1000)) == []
