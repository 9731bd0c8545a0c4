"""What ``explain`` says of a line by what stands around it: the object, the row, the import, the key."""

from __future__ import annotations

import pytest

from tests.test_silent import told

GO = 'package a\nimport gotls "crypto/tls"\n'


@pytest.mark.parametrize(
    ("path", "text", "line", "reason"),
    [
        # a constant by the name that the file gives its library
        (
            "a.go",
            f"{GO}func f(v int) bool {{\n\treturn v == gotls.VersionTLS13\n}}\n",
            4,
            "gotls.VersionTLS13: it names TLSv1.3, nothing older",
        ),
        (
            "a.py",
            "import ssl as __ssl__\nuse(__ssl__.PROTOCOL_TLSv1_2)\n",
            2,
            "it names TLSv1.2, nothing older",
        ),
        # what is put into a text goes on with it
        (
            "A.java",
            'class A { void f() {\nX.get("r2dbc:mysql://a/?" + String.format("tlsVersion=%s", "TLSv1.1"));\n}}\n',
            2,
            '"TLSv1.1": it is put into the text that String.format makes, and what that gives is given to X.get',
        ),
        (
            "A.java",
            'class A { void f() {\nlog.info(String.format("no %s", "TLSv1.1"));\n}}\n',
            2,
            '"TLSv1.1": it is only shown, by String.format',
        ),
        # several values and several targets
        (
            "a.py",
            "import ssl\na, b = ssl.PROTOCOL_TLSv1_2, 3\nuse(b)\nkeep(a)\n",
            2,
            "it is kept in a, which in line 4 is given to keep",
        ),
        (
            "a.go",
            f"{GO}func f() {{\n\tr, _ := get(gotls.VersionTLS12)\n\tr.Start()\n}}\n",
            4,
            "what that gives is kept in r, and used in a call of r.Start",
        ),
        (
            "a.go",
            f"{GO}func f() {{\n\tminVersion, err := g()\n\tuse(minVersion)\n}}\n",
            5,
            "minVersion: it is set in line 4: what g gives while the program runs",
        ),
        # what a number or text is set to
        (
            "a.go",
            f"{GO}const bad = 80\nfunc f(v int) {{\n\tv = bad\n}}\n",
            5,
            "bad: it is set in line 3 to 80",
        ),
        # the object that a method belongs to, made by what rules know
        (
            "A.java",
            'import javax.net.ssl.*;\nclass A { void f() {\nSSLContext c = SSLContext.getInstance("SSL");\n'
            "c.init(null, null, null);\n}}\n",
            4,
            "c.init: no rule knows this method; c is set in line 3: what SSLContext.getInstance gives, "
            "which the rule java-ssl-context is about (line 3)",
        ),
        # an object that is only asked for something else
        (
            "A.java",
            "import javax.net.ssl.*;\nclass A { void f() {\n"
            "String[] p = ((SSLSocket) SSLSocketFactory.getDefault().createSocket()).getSupportedProtocols();\n"
            "keep(p);\n}}\n",
            3,
            "what getSupportedProtocols gives: it is kept in p, which in line 4 is given to keep",
        ),
        # the name of a property that no rule knows
        (
            "A.java",
            'class A {\nstatic final String KEY = "own.protocol";\nvoid f() {\n'
            'System.setProperty(KEY, "TLSv1");\n}}\n',
            4,
            'none is about what it is given here (KEY is set in line 2 to the text "own.protocol")',
        ),
        # a type that only declares what is returned
        (
            "A.java",
            "import javax.net.ssl.SSLContext;\n// SSLContext\nclass A {\nSSLContext f() { return null; }\n}\n",
            1,
            "imported here as SSLContext, used in line 4",
        ),
        # a function of the file is read, whatever it is called
        (
            "A.java",
            "import javax.net.ssl.*;\nclass A { void f(Conf c) {\ndisableOld(c.protocols);\n}\n"
            "void disableOld(String[] kept) {\nkeep(kept);\n}}\n",
            3,
            "given to disableOld (line 5) as kept, which in line 6 is given to keep",
        ),
        # a member that is read to fill a member of the same name
        (
            "a.js",
            "const https = require('https');\nconst o = { secureProtocol: c.secureProtocol };\nhttps.createServer(o);\n",
            2,
            "its present value is read here, and kept in o, which in line 3 is given to https.createServer",
        ),
        (
            "a.js",
            "const tls = require('tls');\nclass A {\nconstructor(ssl) { this.ssl = ssl; }\n"
            "f() { tls.connect({ minVersion: this.ssl.minVersion }); }\n}\n",
            4,
            "this.ssl is set in line 3: ssl is a parameter of A (line 3)",
        ),
        # options that are only held against others
        (
            "a.js",
            "const assert = require('assert');\nassert.deepEqual(given(), {\n  minVersion: 'TLSv1',\n});\n",
            3,
            '"TLSv1": it is only compared, by assert.deepEqual',
        ),
        # a text that is formatted
        (
            "a.py",
            "import ssl\ndef f(x):\n    t = 'use TLSv1 {}'.format(x)\n    run(t)\n",
            3,
            "what that gives is kept in t, which in line 4 is given to run",
        ),
        (
            "a.py",
            "import ssl\nclass A:\n    c: Optional[ssl.SSLContext] = None\n",
            3,
            "it is only the name of a type here",
        ),
        # what decides in place of a default
        (
            "a.py",
            "import ssl, urllib2\nfrom httplib import HTTPSConnection\nmade = ssl.create_default_context()\n"
            "HTTPSConnection('a', context=made)\n",
            4,
            "what is given here decides over the versions, by line 3",
        ),
        (
            "a.py",
            "import urllib2\nfrom httplib import HTTPSConnection\ndef f(o):\n"
            "    HTTPSConnection('a', context=o['ssl_context'])\n",
            4,
            "an entry of o, which is filled elsewhere",
        ),
        (
            "a.py",
            "import urllib2\nfrom httplib import HTTPSConnection\nclass A(HTTPSConnection):\n"
            "    def __init__(self, host):\n        HTTPSConnection.__init__(self, host)\n"
            "    def connect(self):\n        pass\n",
            5,
            "a method of its class connects in its place (connect, line 6)",
        ),
        # what is no code that runs
        (
            "a.py",
            "import ssl\nif False:\n    ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
            3,
            "behind a condition that never holds",
        ),
        (
            "a.py",
            "import ssl\nif hasattr(ssl, 'PROTOCOL_TLSv1_2'):\n    p = ssl.PROTOCOL_TLSv1_2\nelse:\n"
            "    p = ssl.PROTOCOL_TLSv1\nssl.wrap_socket(s, ssl_version=p)\n",
            5,
            "written for platforms without ssl.PROTOCOL_TLSv1_2 (python >= 2.7.9 or 3.4 has it); nothing declares a "
            "version of python: the newest is assumed, never run",
        ),
        (
            "a.ts",
            "interface A {\n  minVersion?: 'TLSv1' | 'TLSv1.2';\n}\nlet secureProtocol = 1;\n",
            2,
            "it is part of the declaration of a type, which sets nothing",
        ),
    ],
)
def test_what_stands_around_a_name(path: str, text: str, line: int, reason: str) -> None:
    said = told(path, text, line)
    assert any(reason in each for each in said), said


def test_a_use_before_a_variable_is_set_is_of_another_value() -> None:
    before = "import ssl\np = load()\nsend(p)\np = ssl.PROTOCOL_TLSv1_2\n"
    (said,) = [each for each in told("a.py", before, 4) if each.startswith("ssl.")]
    assert said.endswith("kept in p, and nothing in this file uses it; other files may")
    again = "import ssl\nfor x in y:\n    send(p)\n    p = ssl.PROTOCOL_TLSv1_2\n"
    (said,) = [each for each in told("a.py", again, 4) if each.startswith("ssl.")]
    assert "kept in p, which in line 3 is given to send" in said


def test_a_line_of_a_function_is_no_part_of_the_statement_that_the_function_stands_in() -> None:
    text = (
        'package a\nimport "crypto/tls"\nvar f = func(v string) *tls.Config {\n\tswitch v {\n'
        '\tcase "tls10":\n\t\treturn &tls.Config{MinVersion: tls.VersionTLS10}\n\t}\n\treturn nil\n}\n'
    )
    assert told("a.go", text, 5) == ["in a text: only a label of a switch"]


def test_what_an_object_far_from_a_line_is_judged_to_be_is_told_there_too() -> None:
    text = (
        "using System.Net;\nclass A { A() {\nServicePointManager.Expect100Continue = true;\n\n\n\n\n\n"
        "ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;\n} }\n"
    )
    said = told("a.cs", text, 9)
    assert any("nothing that anybody wrote lets the old ones in" in each for each in said), said


def test_a_call_whose_object_was_judged_is_not_said_to_say_nothing() -> None:
    text = (
        'import javax.net.ssl.*;\nclass A { Object f() {\nSSLContext c = SSLContext.getInstance("TLSv1.2");\n\n\n\n\n'
        "return c.getSocketFactory();\n}}\n"
    )
    said = told("A.java", text, 8)
    assert any(each.startswith("judged at the end") for each in said), said
    assert not any("nothing is said of versions here" in each for each in said), said


@pytest.mark.parametrize(
    ("path", "text", "line", "reason"),
    [
        ("a.yml", "a:\n  minVersion: VersionTLS12\n", 2, "what reads it is not known"),
        (
            "a.yml",
            "a:\n  protocols: TLSv1.2, TLSv1.3\n",
            2,
            "it names TLSv1.2, TLSv1.3, nothing older",
        ),
        ("a.properties", "x.protocols=TLSv1\n", 1, "what reads it is not known; it names TLSv1.0"),
        ("a.properties", "x.text=TLSv1 is old\n", 1, "what reads it is not known"),
        ("a.properties", "x.protocols=\n", 1, "x.protocols: no value is given here"),
        (
            "a.xml",
            "<a>\n<sslContext>\n<b c='1'/></sslContext></a>\n",
            2,
            "sslContext: an element of",
        ),
        (
            "a.csproj",
            "<Project><ItemGroup>\n<Compile Include='SslProtocols.cs' />\n</ItemGroup></Project>\n",
            2,
            "Compile: an element of which no rule says anything",
        ),
        (
            "a.csproj",
            "<Project>\n<ItemGroup Condition=\"'$(TargetFramework)' == 'net462'\">\n</ItemGroup></Project>\n",
            2,
            "its condition only asks for $(TargetFramework)",
        ),
        (
            "a.props",
            "<Project><PropertyGroup>\n<Fx>net48</Fx>\n</PropertyGroup></Project>\n",
            2,
            "unless a project takes its value as the framework that it targets",
        ),
        (
            "b.props",
            "<Project><PropertyGroup>\n<Fx Condition='a'>net48</Fx>\n</PropertyGroup></Project>\n",
            2,
            "unless a project takes its value as the framework that it targets",
        ),
        (
            "tox.ini",
            "[tox]\nminversion = 3.18.0\n",
            2,
            "minversion = 3.18.0: no rule knows this key",
        ),
        (
            "a.conf",
            "ssl_min_protocol = TLSv1.2\n",
            1,
            "a setting of Dovecot, about what its servers",
        ),
        ("a.yml", "a:\n- |\n  x\n  ssl_protocols TLSv1\n", 4, "a setting of nginx or Dovecot"),
        ("a.sh", "x=1\nsed -i 's/TLSv1/TLSv1.2/' $F\n", 2, "a file or text is edited by sed"),
        ("a.sh", 'if ! grep -q "TLSv1" $F; then\n', 1, "something is only looked for, by grep"),
        ("a.sh", "openssl s_server -no_ssl3\n", 1, "openssl is run here: no option names an old"),
        ("a.sh", "x=1\n! curl --tls-max 1.0 https://h\n", 2, "or what has one is to be refused"),
        (
            "Dockerfile",
            "FROM x:1\nADD java.security $JAVA_HOME/lib/security/java.security\n",
            2,
            "java.security is put in a place: what it says is judged in the file itself",
        ),
        (
            "Dockerfile",
            "FROM x:1\nRUN cp -f /a/java.security $JAVA_HOME/lib/security/java.security\n",
            2,
            "/a/java.security is put in a place",
        ),
    ],
)
def test_what_a_configuration_or_a_script_says_that_no_rule_is_about(
    path: str, text: str, line: int, reason: str
) -> None:
    said = told(path, text, line)
    assert any(reason in each for each in said), said
    if reason.endswith("not known"):
        assert not any("it names" in each for each in said), said


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "if (${TLS 1.0}) { $some = $some -bor 0x80 }",
            "$some is set here where the condition holds, used in line 4; no rule is about what it is set to",
        ),
        (
            "if ($old) { Use-It $old }",
            "it is only a condition, about $old: no rule is about what is tested",
        ),
        ("$more = @{ Name = 'DefaultSecureProtocols'; Value = $old }", "a key of the registry"),
        ("if ($SecureProtocols) { }", "it is only a condition, about $SecureProtocols"),
    ],
)
def test_what_a_line_of_a_script_does_on_one_condition(statement: str, reason: str) -> None:
    text = (
        "[Net.ServicePointManager]::SecurityProtocol = 'Tls12'\n$some = 0\n"
        f"{statement}\nUse-It $some\n"
    )
    (said,) = told("a.ps1", text, 3)
    assert reason in said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (1, "$kinds is set here, used in lines 2, 5; no rule is about what it is set to"),
        (2, "$kinds (set in line 1) is gone through here, as $kind"),
        (4, "the present value is only tested here"),
        (
            5,
            "it is only a condition, about $kinds (set in line 1): no rule is about what is tested",
        ),
    ],
)
def test_what_a_line_of_a_script_does_that_no_rule_is_about(line: int, reason: str) -> None:
    text = (
        '$kinds = @("TLS 1.1", "TLS 1.2")\nforeach ($kind in $kinds)\n{ Use-It $kind }\n'
        "if ([Net.ServicePointManager]::SecurityProtocol -band [Net.SecurityProtocolType]::Tls12) { Go }\n"
        'if ($kinds -contains "TLS 1.2") { Go }\n'
    )
    assert told("a.ps1", text, line) == [reason]
