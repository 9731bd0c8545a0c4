"""What the plain configuration formats say, and that nothing makes them fail or point outside the text."""

from __future__ import annotations

import time
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tlslint import rules as loading
from tlslint.facts import Setting
from tlslint.languages import (
    batch,
    dockerfile,
    gomod,
    gradle,
    hcl,
    json_,
    jvmoptions,
    properties,
    shell,
    toml_,
    yaml_,
)
from tlslint.languages.flat import schemes

MODULES = [
    batch, dockerfile, gomod, gradle, hcl, json_, jvmoptions, properties, shell, toml_, yaml_,
]  # fmt: skip


def read(module: ModuleType, text: str, path: str = "x", marks: list[int] | None = None):
    """Names to values, in order; checks that each value is where its span says."""
    data = text.encode()
    found: list[Setting] = module.settings(data, path, lambda _: None, marks)
    check_spans(found, len(data))
    return [(x.name, None if x.value is None else x.value.value) for x in found]


def check_spans(found: list[Setting], size: int) -> None:
    for x in found:
        assert 0 <= x.element.start <= x.span.start <= x.span.end <= x.element.end <= size, x
        if x.value is not None:
            assert 0 <= x.value.span.start <= x.value.span.end <= size, x


def values(module: ModuleType, text: str, name: str, path: str = "x") -> list[str | None]:
    return [value for found, value in read(module, text, path) if found == name]


# -- JVM options


@pytest.mark.parametrize(
    ("text", "key", "value", "element"),
    [
        ("-Da.b=TLSv1,TLSv1.1", "a.b", "TLSv1,TLSv1.1", "-Da.b=TLSv1,TLSv1.1"),
        ('"-Da=TLSv1"', "a", "TLSv1", '"-Da=TLSv1"'),
        ('"-Da=TLSv1, TLSv1.1 -Xmx1g"', "a", "TLSv1, TLSv1.1", "-Da=TLSv1, TLSv1.1"),
        ('-D"a=b"', "a", "b", '-D"a=b"'),
        ("-Da='b c'", "a", "b c", "-Da='b c'"),
        (r'X="-Da=\"b c\" -Xmx1g"', "a", "b c", r"-Da=\"b c\""),
        ("-J-Dx=y", "x", "y", "-J-Dx=y"),
        ("é -Da=é;", "a", "é", "-Da=é"),
        ("-Da=${P:-TLSv1}", "a", "TLSv1", "-Da=${P:-TLSv1}"),
        ("-Da=${P}", "a", None, "-Da=${P}"),
        ("-Da=%P%", "a", None, "-Da=%P%"),
        ('"-Da=" + versions', "a", None, '"-Da="'),
        ("${J:--Da=b}", "a", "b", "-Da=b"),
        ("8-13:-Da=b", "a", "b", "-Da=b"),
        ("-Da", "a", "", "-Da"),
    ],
)
def test_an_option_is_found_with_its_value_and_place(text, key, value, element):
    [option] = jvmoptions.in_text(text, 100)
    assert option.name == f"property:{key}"
    data = text.encode()
    assert data[option.element.start - 100 : option.element.end - 100].decode() == element
    assert (option.value and option.value.value) == value
    if value:
        written = data[option.value.span.start - 100 : option.value.span.end - 100].decode()
        assert written == value


@pytest.mark.parametrize("text", ["foo-Da=b", "curl -D headers.txt", "-D =b", "--Da=b", "# x"])
def test_what_is_no_option_is_none(text):
    assert jvmoptions.in_text(text, 0) == []


def test_a_file_of_options_skips_comments():
    text = "# -Da=1\n-Xmx1g\n8-13:-Dhttps.protocols=TLSv1\n"
    assert read(jvmoptions, text) == [("property:https.protocols", "TLSv1")]


# -- properties


def test_properties_know_the_grammar_of_the_format():
    text = (
        "! c\n# c\\\n a.b = x\\\n   y\\u0041\\:\nk: v\nword value\nempty\n"
        "p=${q:TLSv1.1}\nr=${k}\ns=${unknown}\nsystemProp.https.protocols=TLSv1\r\n"
        "wrapper.java.additional.1=-Djdk.tls.client.protocols=TLSv1\n"
    )
    assert read(properties, text) == [
        ("property:a.b", "xyA:"),
        ("property:k", "v"),
        ("property:word", "value"),
        ("property:empty", ""),
        ("property:p", "TLSv1.1"),
        ("property:r", "v"),
        ("property:s", None),
        ("property:systemProp.https.protocols", "TLSv1"),
        ("property:https.protocols", "TLSv1"),
        ("property:wrapper.java.additional.1", "-Djdk.tls.client.protocols=TLSv1"),
        ("property:jdk.tls.client.protocols", "TLSv1"),
    ]


def test_gradle_takes_no_environment_from_its_properties():
    text = 'GRADLE_OPTS="-Da=1"\norg.gradle.jvmargs=-Db=2 -Xmx1g\nsystemProp.c=3\n'
    found = [n for n, _ in read(properties, text, "x/gradle.properties")]
    assert "property:a" not in found
    assert {"property:b", "property:c"} <= set(found)
    assert ("property:a", "1") in read(properties, text, "x/start.properties")


def test_security_properties_have_their_own_names():
    text = "jdk.tls.disabledAlgorithms=SSLv3, \\\n    RC4\n"
    assert read(properties, text, "conf/java.security") == [
        ("security:jdk.tls.disabledAlgorithms", "SSLv3, RC4")
    ]


# -- shell, Dockerfile, batch


def test_shell_assignments_and_options():
    text = (
        "# -Dno=1\nP=TLSv1\n"
        'export JAVA_OPTS="$JAVA_OPTS -Dhttps.protocols=$P" # c\n'
        "if x; then NODE_OPTIONS='--tls-min-v1.0' node a; fi\n"
        "cross-env NODE_OPTIONS=--y \\\n  jest \"$(echo 'a;b')\"\n"
        "cat > f <<EOF\n# -Dno=1\n-Dhere=TLSv1\nEOF\n"
        "echo it's -Dafter=1\n"
    )
    assert read(shell, text) == [
        ("env:P", "TLSv1"),
        ("env:JAVA_OPTS", "$JAVA_OPTS -Dhttps.protocols=$P"),
        ("property:https.protocols", "TLSv1"),
        ("env:NODE_OPTIONS", "--tls-min-v1.0"),
        ("env:NODE_OPTIONS", "--y"),
        ("property:here", "TLSv1"),
        ("property:after", "1"),
    ]


def test_shell_comments_are_not_in_strings():
    text = b"a '#no' \"# no\" x#no # yes\n# yes\ncat <<E\n# no\nE\n"
    assert [text[a:b] for a, b in shell.comments(text)] == [b"# yes", b"# yes"]


def test_a_name_with_two_values_is_unknown():
    text = "P=TLSv1\nP=TLSv1.2\njava -Da=$P\n"
    assert values(shell, text, "property:a") == [None]


def test_dockerfile_instructions_are_joined():
    text = (
        "FROM a\nARG P=TLSv1\nARG Q\n"
        'ENV A=b JAVA_TOOL_OPTIONS="-Dhttps.protocols=${P} \\\n  # comment -Dno=1\n\n -Db=é"\n'
        "ENV NODE_OPTIONS --tls-min-v1.0 --x\n"
        "RUN x && \\\n# -Dno=1\n  java -Dc=1\n"
        "RUN <<EOF\nexport NODE_OPTIONS=--y\nEOF\n"
        'CMD ["java", "-Dd=1", "-De=\\"f g\\""]\n'
        "# ENV NODE_OPTIONS=--no\n"
        "ENTRYPOINT java -Dh=1"
    )
    found = read(dockerfile, text)
    assert [x for x in found if x[0].startswith("property:")] == [
        ("property:https.protocols", "TLSv1"),
        ("property:b", "é"),
        ("property:c", "1"),
        ("property:d", "1"),
        ("property:e", "f g"),
        ("property:h", "1"),
    ]
    assert [x for x in found if x[0] in ("env:A", "env:NODE_OPTIONS", "env:P", "env:Q")] == [
        ("env:P", "TLSv1"),
        ("env:A", "b"),
        ("env:NODE_OPTIONS", "--tls-min-v1.0 --x"),
        ("env:NODE_OPTIONS", "--y"),
    ]


def test_dockerfile_with_another_escape_character():
    text = "# escape=`\nFROM a\nRUN java `\n  -Da=C:\\x\n"
    assert read(dockerfile, text) == [("property:a", "C:\\x")]


def test_batch_and_powershell():
    text = (
        "@rem set NODE_OPTIONS=--no\n:: -Dno=1\nset JAVA_OPTS=%JAVA_OPTS% -Da=TLSv1\n"
        'if x (set P=TLSv1)\nset "NODE_OPTIONS=--x y"\njava -Db=%P% -Dc=%Q%\n'
    )
    assert read(batch, text, "a.bat") == [
        ("env:JAVA_OPTS", "%JAVA_OPTS% -Da=TLSv1"),
        ("property:a", "TLSv1"),
        ("env:P", "TLSv1"),
        ("env:NODE_OPTIONS", "--x y"),
        ("property:b", "TLSv1"),
        ("property:c", None),
    ]
    text = (
        'echo java -Da=b\n@echo mvn x "-Db=c & -Dd=e"\necho -De=f> a.options\necho x & java -Dg=h\n'
        'mvn x "-Dy.jvmArguments=-Di=TLSv1,TLSv1.1 -Dj=k"\nmvn x -DargLine="-Xmx1g -Dl=m"\n'
    )
    assert read(batch, text, "a.bat") == [
        ("property:e", "f"),
        ("property:g", "h"),
        ("property:y.jvmArguments", "-Di=TLSv1,TLSv1.1"),
        ("property:i", "TLSv1,TLSv1.1"),
        ("property:j", "k"),
        ("property:argLine", "-Xmx1g -Dl=m"),
        ("property:l", "m"),
    ]
    text = (
        '# $env:A = "no"\n<# -Dno=1\n#>\n$env:NODE_OPTIONS = "--x" # c\n'
        '[Environment]::SetEnvironmentVariable("NODE_OPTIONS", "--y")\njava "-Da=b"\n'
    )
    assert read(batch, text, "a.ps1") == [
        ("env:NODE_OPTIONS", "--x"),
        ("env:NODE_OPTIONS", "--y"),
        ("property:a", "b"),
    ]


# -- trees


def test_json_paths_lists_comments_and_scripts():
    text = (
        '{ // c\n"a": {"b": ["TLSv1", "TLSv1.1",], "c": 1}, /* c */\n'
        '"scripts": {"t": "NODE_OPTIONS=\\"--x -y\\" jest"},\n'
        '"environment": [{"name": "NODE_OPTIONS", "value": "--z"}],\n'
        '"vmArgs": "-Dq=\\"TLS\\u0076 1\\""}'
    )
    found = read(json_, text)
    assert ("json:a/b", "TLSv1,TLSv1.1") in found
    assert ("json:a/c", "1") in found
    assert [v for n, v in found if n == "env:NODE_OPTIONS"] == ["--x -y", "--z"]
    assert ("property:q", "TLSv 1") in found
    assert len(json_.comments(text.encode())) == 2


def test_the_span_of_a_list_lies_inside_its_brackets():
    text = b'{"a": ["TLSv1", "TLSv1.1"]}'
    [found] = json_.settings(text, "x", lambda _: None)
    assert found.value is not None
    assert text[slice(*found.value.span)] == b'TLSv1", "TLSv1.1'
    assert text[slice(*found.element)] == b'"a": ["TLSv1", "TLSv1.1"]'


def test_runtimeconfig_switches():
    text = '{"runtimeOptions": {"configProperties": {"Switch.System.Net.X": true}}}'
    assert ("switch:Switch.System.Net.X", "true") in read(json_, text, "a.runtimeconfig.json")
    assert "switch:Switch.System.Net.X" not in dict(read(json_, text, "a.json"))


def test_yaml_paths_and_spring_names():
    text = (
        "é: 1 # é\nspring:\n  kafka:\n    ssl:\n      enabled-protocols: [TLSv1, 'TLSv1.1']\n"
        '      protocol: ${P:TLSv1}\n---\na: &x "b\\"c"\nd: *x\nlist:\n- TLSv1\n- TLSv1.1\n'
    )
    found = read(yaml_, text, "src/application-dev.yml")
    assert ("property:spring.kafka.ssl.enabled-protocols", "TLSv1,TLSv1.1") in found
    assert ("yaml:spring/kafka/ssl/protocol", "TLSv1") in found
    assert ("yaml:a", 'b"c') in found
    assert ("yaml:list", "TLSv1,TLSv1.1") in found
    other = [n for n, _ in read(yaml_, text, "other.yml") if n.startswith("property:")]
    assert other == [f"property:spring.kafka.ssl.{x}" for x in ("enabled-protocols", "protocol")]
    deep = "config:\n  spring:\n    a:\n      b: TLSv1\n  springs:\n    c: TLSv1\n"
    assert ("property:spring.a.b", "TLSv1") in read(yaml_, deep, "values.yaml")
    assert not any("springs" in n for n, _ in read(yaml_, deep, "x.yaml") if n[0] == "p")


KUBERNETES = """
env:
  - name: JAVA_OPTS
    value: -Dhttps.protocols=TLSv1
  - name: NODE_OPTIONS
    value: {{ .Values.x | default "--tls-min-v1.0" }}
{{- if .Values.more }}
spec:
  list:
  - TLSv1
  - TLSv1.1
  min: "TLSv1" # c
{{- end }}
"""


@pytest.mark.parametrize("template", [True, False])
def test_yaml_with_templates_still_gives_facts(template):
    text = KUBERNETES
    if not template:
        text = text.replace('{{ .Values.x | default "--tls-min-v1.0" }}', "--tls-min-v1.0")
        text = "".join(x for x in text.splitlines(True) if "{{" not in x)
    found = read(yaml_, text)
    for expected in (
        ("env:JAVA_OPTS", "-Dhttps.protocols=TLSv1"),
        ("property:https.protocols", "TLSv1"),
        ("env:NODE_OPTIONS", "--tls-min-v1.0"),
        ("yaml:spec/list", "TLSv1,TLSv1.1"),
        ("yaml:spec/min", "TLSv1"),
    ):
        assert expected in found


def test_yaml_hands_embedded_text_on():
    text = (
        "jobs:\n  a:\n    env: {NODE_OPTIONS: --a}\n    steps:\n    - run: |\n"
        "        # -Dno=1\n        export NODE_OPTIONS=--b # c\n        java -Dp=é\n"
        "services:\n  w:\n    environment:\n    - NODE_OPTIONS=--c\n    command: [java, -Dq=1]\n"
        "data:\n  a.properties: |\n    https.protocols=TLSv1\n"
        "  application.yml: |\n    spring:\n      tls: TLSv1\n"
    )
    found = read(yaml_, text)
    assert [v for n, v in found if n == "env:NODE_OPTIONS"] == ["--a", "--b", "--c"]
    for expected in (
        ("property:p", "é"),
        ("property:q", "1"),
        ("property:https.protocols", "TLSv1"),
        ("property:spring.tls", "TLSv1"),
    ):
        assert expected in found
    assert not any(n == "property:no" for n, _ in found)


def test_toml():
    text = (
        '# c\na = 1\n[t."k y"]\nmin = "TLSv1" # c\nl = ["TLSv1", \'TLSv1.1\', # c\n ]\n'
        'i = {a = "b", c.d = [1, 2], e = {f = 1.5}}\nm = """\n-Dx=1\n"""\n[[r]]\nn = 1979-05-27\n'
    )
    assert read(toml_, text) == [
        ("toml:a", "1"),
        ("toml:t/k y/min", "TLSv1"),
        ("toml:t/k y/l", "TLSv1,TLSv1.1"),
        ("toml:t/k y/i/a", "b"),
        ("toml:t/k y/i/c/d", "1,2"),
        ("toml:t/k y/i/e/f", "1.5"),
        ("toml:t/k y/m", "-Dx=1"),
        ("property:x", "1"),
        ("toml:r/n", "1979-05-27"),
    ]
    assert len(toml_.comments(text.encode())) == 3


def test_gradle_groovy_and_kotlin():
    text = (
        "def tls = 'TLSv1' // -Dno=1\ntest {\n  jvmArgs '-Da=1', \"-Db=$tls\"\n"
        '  jvmArgs = ["-Dc=" + x]\n  systemProperty "https.protocols", tls\n'
        "  systemProperties['d'] = 'y'\n  systemProperties 'e': 'v',\n     'f': g()\n"
        '  systemProperties = mapOf("h" to "w")\n  environment "NODE_OPTIONS", "--x"\n}\n'
        'System.setProperty("i", "TLSv1") /* c */\nsh "export NODE_OPTIONS=--y && java -Dj=1"\n'
        "environment { NODE_OPTIONS = '--z' }\n"
    )
    assert read(gradle, text) == [
        ("property:a", "1"),
        ("property:b", "TLSv1"),
        ("property:c", None),
        ("property:https.protocols", "TLSv1"),
        ("property:d", "y"),
        ("property:e", "v"),
        ("property:f", None),
        ("property:h", "w"),
        ("env:NODE_OPTIONS", "--x"),
        ("property:i", "TLSv1"),
        ("env:NODE_OPTIONS", "--y"),
        ("property:j", "1"),
        ("env:NODE_OPTIONS", "--z"),
    ]


def test_go_mod():
    text = "module x // go 1.1\n\ngo 1.17 // c\ntoolchain go1.21.3\nrequire (\n\tgo.x/y v1.2\n)\n"
    assert read(gomod, text) == [("go:version", "1.17"), ("go:toolchain", "go1.21.3")]


# -- marks, and hostile text


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (jvmoptions, "-Dhttps.protocols=TLSv1\n-Db=1\n"),
        (properties, "https.protocols=TLSv1\nb=1\n"),
        (shell, "java -Dhttps.protocols=TLSv1\njava -Db=1\n"),
        (dockerfile, "RUN java -Dhttps.protocols=TLSv1\nENV b=1\n"),
        (batch, "java -Dhttps.protocols=TLSv1\nset b=1\n"),
        (gradle, "jvmArgs '-Dhttps.protocols=TLSv1'\njvmArgs '-Db=1'\n"),
        (json_, '{"x": "-Dhttps.protocols=TLSv1",\n"b": 1}'),
        (yaml_, "x: -Dhttps.protocols=TLSv1\nb: 1\n"),
        (toml_, 'x = "-Dhttps.protocols=TLSv1"\nb = 1\n'),
    ],
)
def test_only_what_holds_a_mark_is_read(module, text):
    marked = read(module, text, marks=[text.index("https.protocols")])
    assert ("property:https.protocols", "TLSv1") in marked
    assert not any(name.endswith(("b", ":b")) for name, _ in marked)
    assert read(module, text, marks=[]) == []


PIECES = st.sampled_from(
    [
        "-D",
        "-Da=b",
        '"',
        "'",
        "\\",
        "${",
        "$(",
        "}",
        ")",
        "{",
        "[",
        "]",
        "(",
        ",",
        ":",
        "=",
        "#",
        "//",
        "/*",
        "*/",
        "<<EOF",
        "EOF",
        "\n",
        "\r\n",
        "\t",
        "é",
        "\x00",
        "{{",
        "}}",
        "|",
        ">",
        "-",
        "&x",
        "*x",
        "---",
        "key:",
        "'k':",
        "ENV",
        "RUN",
        "FROM",
        "ARG",
        "set",
        "rem",
        "`",
        "%",
        "@",
        "a=b",
        "export",
        "\\u0041",
        "'''",
        "",
        '"""',
        "1.5",
    ]
)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rpartition(".")[2])
@hypothesis_settings(max_examples=120, deadline=None)
@given(
    text=st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join) | st.binary(max_size=60)
)
def test_any_text_gives_spans_inside_it(module, text):
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    for path in ("x", "application.yml", "a.ps1", "java.security", "a.runtimeconfig.json"):
        check_spans(module.settings(data, path, lambda _: None), len(data))
    for start, end in module.comments(data):
        assert 0 <= start <= end <= len(data)


HOSTILE = {
    "quotes": '"' * 3 + "' " + "\"'" * 8_000,
    "openers": "$(" * 12_000,
    "options": '"-Da="' * 6_000,
    "brackets": "[" * 15_000,
    "braces": "{a: " * 8_000,
    "quoted braces": '{"a": ' * 8_000,
    "aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9_000)),
    "continuations": "ENV A=b \\\n" * 10_000,
    "comments": "RUN a \\\n" + "# -Da=b\n" * 10_000,
    "documents": "cat <<A <<B <<C\n" * 8_000,
    "indentation": "".join(" " * n + "a:\n" for n in range(500)),
    "templates": "{{ x }}\n" + "a: {{ x }}\n" * 8_000,
    "assignments": "P=$P\n" * 6_000,
    "placeholders": "-Da=" + "${a:" * 8_000,
    "groups": "{ a;" * 12_000 + "} > b;" * 12_000,
}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rpartition(".")[2])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_in_reasonable_time(module, kind):
    data = HOSTILE[kind].encode()
    started = time.process_time()
    check_spans(module.settings(data, "x", lambda _: None), len(data))
    module.comments(data)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ssl://h:1?a=b", ["ssl"]),
        ("failover:(ssl://h:1?a=b)", ["failover", "ssl"]),
        ("jdbc:mysql://h/d", ["jdbc", "mysql"]),
        ("nio+ssl://h", ["nio+ssl"]),
        ("(tcp://h?a=b)", ["tcp"]),
        ("12:30", []),
        ("no address", []),
    ],
)
def test_an_address_has_schemes(value, expected):
    assert schemes(value) == expected


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("property:spring.ssl.bundle.jks.a.options.enabledProtocols", "spring-bundle-protocols"),
        (
            "property:spring.ssl.bundle.pem.a.options.enabled-protocols[1]",
            "spring-bundle-protocols",
        ),
        ("property:spring.kafka.properties[ssl.enabled.protocols]", "kafka-enabled-protocols"),
        ("env:SPRING_KAFKA_PRODUCER_SSL_PROTOCOL", "kafka-protocol"),
        ("env:SERVER_SSL_ENABLED_PROTOCOLS", "spring-server-protocols"),
        ("property:src.kafka.ssl.enabled.protocols", "kafka-enabled-protocols"),
        ("property:spring.application.name", None),
    ],
)
def test_the_keys_of_spring_are_known_however_they_are_spelt(key, rule):
    index = loading.load().index("properties")
    known = index.setting(key)
    assert (known and index.sets[known][0].id) == rule


def test_a_block_of_yaml_may_be_a_file_of_properties():
    text = "config: |\n  # c\n  a.b.c=jdbc:x://h?u=1&p=TLSv1\n"
    assert ("property:a.b.c", "jdbc:x://h?u=1&p=TLSv1") in read(yaml_, text)


def test_disabled_algorithms_are_a_security_property_in_any_file():
    text = "jdk.tls.disabledAlgorithms=SSLv3\n"
    assert read(properties, text, "x.properties") == [
        ("security:jdk.tls.disabledAlgorithms", "SSLv3")
    ]


def test_system_properties_of_groovy_are_assigned():
    text = "System.properties['https.protocols'] = 'TLSv1'\nproject.properties['a.b'] = 'c'\n"
    assert read(gradle, text) == [("property:https.protocols", "TLSv1")]


def test_keys_with_dots_in_groovy_and_scala_are_given_values():
    text = "p['a.b'] = 'c'\nm = ['a.d': 'e']\np.put('a.f', 'g')\nx.getProperty('a.h', 'i')\n"
    assert read(gradle, text) == [(f"property:a.{k}", v) for k, v in ("bc", "de", "fg")]
    text = 'p("a.b") = "c"\nval m = Map("a.d" -> "e")\nsys.props += ("a.f" -> "g")\n'
    assert read(gradle, text) == [(f"property:a.{k}", v) for k, v in ("bc", "de", "fg")]


def test_calls_of_scala_and_groovy_take_lists():
    text = (
        "L = ['TLSv1', 'TLSv1.1'] as String[]\ns.enabledProtocols = L\n"
        's.setEnabledProtocols(Array[String]("TLSv1"))\n'
        "new SSLConnectionSocketFactory(c, ['TLSv1'] as String[], null, v)\n"
        "B.forClient().protocols('TLSv1')\nB.forServer(k).protocols('TLSv1')\n"
        "SSLContext.getInstance 'SSLv3'\n"
        'class C(val enabledProtocols: Option[Seq[String]] = Some(List("TLSv1.2", "TLSv1")), x: X)\n'
        "ConfigBuilder().withTlsVersions(TLS_1_0)\n"
        'val text = """\n  |a.b = "c"\n  |d { e = "f" }\n""".stripMargin\nparseString(text)\n'
    )
    assert read(gradle, text) == [
        ("call:enabledProtocols", "TLSv1,TLSv1.1"),
        ("call:setEnabledProtocols", "TLSv1"),
        ("call:setEnabledProtocols", "TLSv1"),
        ("call:setProtocols", "TLSv1"),
        ("call:SSLContext.getInstance", "SSLv3"),
        ("call:enabledProtocols", "TLSv1.2,TLSv1"),
        ("call:tlsVersions", "TLS_1_0"),
        ("property:a.b", "c"),
        ("property:d.e", "f"),
    ]


def test_terraform_has_variables_texts_and_documents():
    text = (
        '# A = "no"\na "b" "c" {\n  variables = {\n    A = "TLSv1" // B = "no"\n    "x.y" = "z"\n  }\n'
        '  env = [{ name = "N", value = "v" }, { name = "M", value = "${w}" }]\n'
        '  args = ["-Dp.q=r"]\n  data = <<-EOF\n    export E="f"\n  EOF\n  g = "h"\n}\n'
    )
    found = read(hcl, text)
    assert [x for x in found if not x[0].startswith("hcl:")] == [
        ("env:A", "TLSv1"), ("property:x.y", "z"), ("env:N", "v"), ("env:M", None),
        ("property:p.q", "r"), ("env:E", "f"),
    ]  # fmt: skip
    assert ("hcl:g", "h") in found


def test_words_of_a_command_with_dots_are_properties():
    text = "java -jar a.jar --spring.x.url='jdbc:y' b.c=d e=f --g.h i.j/k=l\n"
    found = [x for x in read(shell, text) if x[0].startswith("property:")]
    assert found == [("property:spring.x.url", "jdbc:y"), ("property:b.c", "d")]


def test_json_that_a_command_is_given_is_read():
    text = (
        'curl --data \'{"a": {"b": "c"}}\' h\n'
        'post -d "{\\"d\\": \\"e\\"}" \'f: "g": "h"\'\necho \'{"i": "j"}\'\n'
    )
    found = [x for x in read(shell, text) if x[0].startswith("json:")]
    assert found == [("json:a/b", "c"), ("json:d", "e")]


def test_a_text_that_is_a_line_of_java_security_is_one():
    text = "A='jdk.tls.disabledAlgorithms=SSLv3, RC4'\nB='x=y'\n"
    assert ("security:jdk.tls.disabledAlgorithms", "SSLv3, RC4") in read(shell, text)


def test_hocon_has_objects_quotes_and_lists():
    text = (
        '# a.b = "no"\na { b { c = "x" }, "d": ["y", "z"] } // e = "no"\n'
        'f.g = "h"\ni = plain\nj = ${k} "l"\nm {\n n = o\n}\n'
    )
    found = [
        x for x in read(properties, text, "application.conf") if x[1] in ("x", "y,z", "h", "o")
    ]
    assert {("property:a.b.c", "x"), ("property:a.d", "y,z"), ("property:f.g", "h")} <= set(found)
    assert ("property:m.n", "o") in found


@pytest.mark.parametrize("piece", ['"', "[", "${", "{", "a=", "#", "}", '"a" = [\n'])
def test_hocon_takes_time_in_proportion(piece):
    text = "TLSv1 " + piece * 20_000
    properties.settings(text.encode(), "a.conf", lambda _: None, None)


def test_options_in_a_list_of_arguments_are_properties():
    text = "args:\n  - --spring.kafka.ssl.protocol=TLSv1\n  - x=y\n"
    assert ("property:spring.kafka.ssl.protocol", "TLSv1") in read(yaml_, text)
