"""Keys of an application's own: the code that reads them says what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_link import put, run

JAVA = """
import java.util.Properties;
import javax.net.ssl.*;
import org.springframework.beans.factory.annotation.Value;
public class Client {{
    Properties props = new Properties();
    Settings settings = Settings.load();
    static final String KEY = "app.tls.protocols";
    {fields}
    void connect(SSLSocket socket, String other) throws Exception {{
        socket.connect(null);
        {code}
    }}
}}
"""
READS = [
    'socket.setEnabledProtocols(props.getProperty("app.tls.protocols").split(","));',
    'socket.setEnabledProtocols(props.getProperty("app.tls.protocols", "TLSv1.2").split(","));',
    'socket.setEnabledProtocols(settings.getString(KEY).trim().split(","));',
    "String p = settings.get(KEY); if (p != null) socket.setEnabledProtocols(new String[] {p});",
    'String p = Optional.ofNullable(props.getProperty(KEY)).orElse("TLSv1.2");'
    ' socket.setEnabledProtocols(p.split(","));',
    "SSLParameters x = new SSLParameters(); x.setProtocols(settings.get(Keys.TLS));",
]
#: What says nothing about the key.
OTHERS = [
    'System.out.println(props.getProperty("app.tls.protocols"));',
    'if ("TLSv1".equals(props.getProperty("app.tls.protocols"))) other = "";',
    'socket.setEnabledProtocols(props.getProperty("app.tls.other").split(","));',
    'props.getProperty("app.tls.protocols"); socket.setEnabledProtocols(other.split(","));',
]
FILES = {
    "app.properties": "x=1\napp.tls.protocols = TLSv1,TLSv1.1\n",
    "conf/application.yml": "app:\n  tls:\n    protocols: TLSv1\n",
    "conf/run.sh": "java -Dapp.tls.protocols=TLSv1 -jar x.jar\n",
    "conf/beans.xml": '<a><property name="app.tls.protocols" value="TLSv1"/></a>',
}
PLACES = ["app.properties:2", "conf/application.yml:3", "conf/beans.xml:1", "conf/run.sh:1"]
CONSTANTS = 'public class Keys { static final Key TLS = new Key("app.tls.protocols", null); }'


def found(root: Path, code: str, fields: str = "", files: dict[str, str] = FILES) -> list[str]:
    put(
        root,
        {"Client.java": JAVA.format(code=code, fields=fields), "Keys.java": CONSTANTS, **files},
    )
    report = run()
    assert not report.problems
    for finding in report.findings:
        assert [r.place.path for r in finding.related] == ["Client.java"]
    return [f"{f.place.path}:{f.place.line}" for f in report.findings]


@pytest.mark.parametrize("code", READS)
def test_a_key_that_code_hands_to_a_client(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found(tmp_path, code) == PLACES


@pytest.mark.parametrize(
    "fields",
    [
        '@Value("${app.tls.protocols}") String[] given;',
        '@Value("${app.tls.protocols:TLSv1.2}") String[] given;',
        '@ConfigProperty(name = "app.tls.protocols", defaultValue = "TLSv1.2") String[] given;',
        'String[] given; Client(@Value("${app.tls.protocols}") String[] g) { given = g; }',
    ],
)
def test_a_key_that_a_framework_puts_in(fields, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found(tmp_path, "socket.setEnabledProtocols(given);", fields) == PLACES


@pytest.mark.parametrize("code", OTHERS)
def test_a_key_that_is_not_handed_on_means_nothing(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found(tmp_path, code) == []


@pytest.mark.parametrize(
    "files",
    [
        {"app.properties": "app.tls.protocols = TLSv1.2,TLSv1.3\n"},
        {"app.properties": "# app.tls.protocols = TLSv1\nother.app.tls.protocols = TLSv1\n"},
        {"app.properties": "app.tls.protocols = whatever\n"},
        {"server.properties": "app.tls.protocols = TLSv1\n"},
    ],
)
def test_what_is_no_old_version_of_a_client_is_none(files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found(tmp_path, READS[0], files=files) == []


def test_a_server_has_keys_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (
        "SSLServerSocket s = (SSLServerSocket) SSLContext.getDefault().getServerSocketFactory()"
        '.createServerSocket(1); s.setEnabledProtocols(props.getProperty("app.tls.protocols").split(","));'
    )
    assert found(tmp_path, code) == []


def test_two_keys_that_are_one_variable_are_told_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (
        'SSLContext.getInstance(System.getenv("APP_TLS")).createSSLEngine();'
        ' SSLContext.getInstance(System.getProperty("app.tls")).createSSLEngine();'
    )
    assert found(tmp_path, code, files={"run.sh": "export APP_TLS=TLSv1\n"}) == ["run.sh:1"]


def test_a_variable_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = 'SSLContext.getInstance(System.getenv("APP_TLS_VERSION")).createSSLEngine();'
    files = {
        "run.sh": "export APP_TLS_VERSION=TLSv1\n",
        "Dockerfile": "ENV APP_TLS_VERSION=TLSv1.2\n",
    }
    assert found(tmp_path, code, files=files) == ["run.sh:1"]


BOUND = {
    "a field and its getter": (
        '@ConfigurationProperties(prefix = "app.tls") public class Tls { private String[] protocols;'
        " public String[] getProtocols() { return protocols; }"
        " public void setProtocols(String[] p) { protocols = p; } }",
        "tls.getProtocols()",
    ),
    "a field alone": (
        '@Data @ConfigurationProperties("app.tls") public class Tls { List<String> protocols = List.of("TLSv1.2"); }',
        "tls.getProtocols().toArray(new String[0])",
    ),
    "an empty list": (
        '@ConfigurationProperties("app.tls") public class Tls {'
        " private List<String> protocols = new ArrayList<>();"
        " public List<String> getProtocols() { return protocols; } }",
        "tls.getProtocols().toArray(new String[0])",
    ),
    "a class inside": (
        '@ConfigurationProperties("app") public class Tls { private Inner tls = new Inner();'
        " public Inner getTls() { return tls; }"
        " public static class Inner { private String[] protocols;"
        " public String[] getProtocols() { return protocols; } } }",
        "tls.getTls().getProtocols()",
    ),
    "a constant": (
        '@ConfigurationProperties(prefix = Tls.PREFIX) public class Tls { static final String PREFIX = "app.tls";'
        " private String protocols; public String getProtocols() { return protocols; } }",
        'tls.getProtocols().split(",")',
    ),
    "a record": (
        '@ConfigurationProperties("app.tls") public record Tls(String[] protocols) {}',
        "tls.protocols()",
    ),
    "an interface": (
        '@ConfigMapping(prefix = "app.tls") public interface Tls { @WithDefault("TLSv1.2") String protocols(); }',
        'tls.protocols().split(",")',
    ),
}


@pytest.mark.parametrize("how", BOUND)
def test_a_class_that_configuration_fills(how, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written, read = BOUND[how]
    put(tmp_path, {"Tls.java": f"import java.util.*;\n{written}\n"})
    code = f"socket.setEnabledProtocols({read});"
    assert found(tmp_path, code, "Tls tls;") == PLACES


def test_a_class_of_kotlin_that_configuration_fills(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(
        tmp_path,
        {
            "Tls.kt": '@ConfigurationProperties("app.tls")\ndata class Tls(val protocols: String = "TLSv1.2")\n',
            "Client.kt": "import javax.net.ssl.SSLContext\n"
            "class Client(val tls: Tls) { fun make() = SSLContext.getInstance(tls.protocols) }\n",
            "app.yml": "app:\n  tls:\n    protocols: TLSv1\n",
        },
    )
    assert [f"{f.place.path}:{f.place.line}" for f in run().findings] == ["app.yml:3"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("application.yml", "app:\n  client:\n    tlsVersions: TLSv1\n"),
        ("application.yml", "app:\n  client:\n    tls_versions: [TLSv1]\n"),
        ("a.json", '{"app": {\n"client": {\n"tlsVersions": "TLSv1"}}}\n'),
        ("a.toml", '\n[app.client]\ntls-versions = "TLSv1"\n'),
        ("Dockerfile", "FROM x\n\nENV APP_CLIENT_TLSVERSIONS=TLSv1\n"),
        (".env", "\n\nAPP_CLIENT_TLS_VERSIONS=TLSv1\n"),
        ("main.tf", 'x = {\n"a" = 1\n"app.client.tls-versions" = "TLSv1"\n}\n'),
    ],
)
def test_the_ways_in_which_a_key_is_spelt(name, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fields = "@Value(\"#{'${app.client.tls-versions:TLSv1.2}'.split(',')}\") String[] given;"
    got = found(tmp_path, "socket.setEnabledProtocols(given);", fields, {name: text})
    assert got == [f"{name}:3"]


CODE = {
    "a.py": 'import os, ssl\nssl.SSLContext(getattr(ssl, os.environ["APP_SSL_METHOD"]))\n',
    "b.py": 'import os, ssl\nssl.SSLContext(getattr(ssl, os.getenv("APP_SSL_METHOD", "PROTOCOL_TLS_CLIENT")))\n',
    "a.js": "const tls = require('tls'), config = require('config');\n"
    "tls.connect({host: 'x', minVersion: config.get('app.tls.floor')});\n"
    "tls.connect({host: 'x', minVersion: process.env.APP_FLOOR || 'TLSv1.2'});\n",
    "A.cs": "using System; using System.Net; using System.Configuration;\nclass A { void F() {\n"
    " ServicePointManager.SecurityProtocol = (SecurityProtocolType)Enum.Parse("
    'typeof(SecurityProtocolType), ConfigurationManager.AppSettings["AppProtocol"]); } }\n',
    "B.cs": "using System.Net.Http; using System.Security.Authentication;\nclass A { void F(IConfiguration c) {\n"
    ' new HttpClientHandler().SslProtocols = c.GetValue<SslProtocols>("App:Tls"); } }\n',
    "C.cs": "using System; using System.Configuration; using System.Net;\nclass A { void F() {\n"
    "  ServicePointManager.SecurityProtocol = (SecurityProtocolType)\n"
    '    Convert.ToInt32(ConfigurationManager.AppSettings["AppMask"]); } }\n',
}
SETTINGS = {
    "a.py": {".env": "APP_SSL_METHOD=PROTOCOL_TLSv1\n"},
    "b.py": {".env": "APP_SSL_METHOD=PROTOCOL_TLSv1\n"},
    "a.js": {
        "config/default.json": '{"app": {"tls": {"floor": "TLSv1"}}}\n',
        ".env": "APP_FLOOR=TLSv1.1\n",
    },
    "A.cs": {
        "App.config": '<configuration><appSettings><add key="AppProtocol" value="Tls, Tls12"/>'
        "</appSettings></configuration>\n"
    },
    "B.cs": {"appsettings.json": '{"App": {"Tls": "Tls, Tls11"}}\n', "a.env": "App__Tls=Tls11\n"},
    "C.cs": {
        "App.config": '<configuration><appSettings><add key="AppMask" value="3840"/>'
        "</appSettings></configuration>\n"
    },
}


@pytest.mark.parametrize("name", CODE)
def test_other_languages_read_keys_too(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {name: CODE[name], **SETTINGS[name]})
    findings = run().findings
    assert sorted(f"{f.place.path}:{f.place.line}" for f in findings) == sorted(
        f"{path}:1" for path in SETTINGS[name]
    )
    assert {r.place.path for f in findings for r in f.related} == {name}


@pytest.mark.parametrize("name", CODE)
def test_new_versions_under_such_keys_are_none(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new = {
        "1.0": "1.2",
        "1.1": "1.2",
        "Tls, Tls11": "Tls12",
        "Tls, Tls12": "Tls12",
        "Tls11": "Tls12",
        "3840": "3072",
    }
    texts = {}
    for path, text in SETTINGS[name].items():
        for old, better in {**new, "TLSv1.1": "TLSv1.2", "TLSv1": "TLSv1_2"}.items():
            if old in text:
                text = text.replace(old, better)
                break
        texts[path] = text.replace('"TLSv1_2"', '"TLSv1.2"')
    put(tmp_path, {name: CODE[name], **texts})
    assert run().findings == ()


def test_what_a_table_makes_of_a_key_is_not_said_by_its_value(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (
        'package main\nimport ("crypto/tls"; "github.com/spf13/viper")\n'
        'var versions = map[string]uint16{"1.2": tls.VersionTLS12}\n'
        'func a() *tls.Config { return &tls.Config{MinVersion: versions[viper.GetString("app.floor")]} }\n'
    )
    put(tmp_path, {"a.go": code, "conf.yaml": 'app: {floor: "1.2"}\n'})
    assert run().findings == ()


@pytest.mark.parametrize(("kept", "places"), [("Tls11", ["App.config:2"]), ("Tls12", [])])
def test_a_setting_of_net_that_a_file_gives_another_value(kept, places, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(
        tmp_path,
        {
            "Settings.Designer.cs": "using System.Configuration;\nclass Settings : ApplicationSettingsBase {\n"
            "public static Settings Default { get { return made; } } static Settings made = new Settings();\n"
            '[DefaultSettingValue("Tls12")]\n'
            'public string Protocol { get { return (string)this["Protocol"]; } } }\n',
            "Use.cs": "using System;\nusing System.Net;\nclass Use { void F() {\n"
            "ServicePointManager.SecurityProtocol = (SecurityProtocolType)Enum.Parse("
            "typeof(SecurityProtocolType), Settings.Default.Protocol); } }\n",
            "App.config": "<configuration><userSettings><A><setting name='Protocol'>\n"
            f"<value>{kept}</value></setting></A></userSettings></configuration>",
        },
    )
    assert [f"{f.place.path}:{f.place.line}" for f in run().findings] == places
