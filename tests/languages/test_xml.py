"""The positional reader of XML, and what files of no special kind say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint.languages import dotnetconfig, msbuild, xml, xml_


def nothing(_: str) -> None:
    return None


def properties(text: str, marks: list[int] | None = None) -> list[tuple[str, str | None, str]]:
    source = text.encode()
    return [
        (s.name, s.value.value if s.value else None, source[slice(*s.element)].decode())
        for s in xml.settings(source, "a.xml", nothing, marks)
        if s.name.startswith("property:")
    ]


@pytest.mark.parametrize(
    "form",
    [
        "<systemPropertyVariables><https.protocols>TLSv1</https.protocols></systemPropertyVariables>",
        "<m:properties xmlns:m='u'><m:https.protocols>\n TLSv1 </m:https.protocols></m:properties>",
        "<systemProperty><name>https.protocols</name><value>TLSv1</value></systemProperty>",
        "<sysproperty key='https.protocols' value='TLSv1'/>",
        "<system-properties><property name='https.protocols' value='TLSv1'/></system-properties>",
        "<props><prop key='https.protocols'>TLSv1</prop></props>",
        "<entry key='https.protocols'><value>TLSv1</value></entry>",
        "<jvmarg value='-Dhttps.protocols=TLSv1'/>",
        "<argLine>-Xmx1g &quot;-Dhttps.protocols=TLSv1&quot;</argLine>",
        "<argument><![CDATA[-Dhttps.protocols=TLSv1]]></argument>",
        "<!DOCTYPE a [<!ENTITY v 'TLSv1'>]><prop key='https.protocols'>&v;</prop>",
    ],
)
def test_every_form_of_a_system_property(form: str) -> None:
    assert [(name, value) for name, value, _ in properties(form)] == [
        ("property:https.protocols", "TLSv1")
    ]


def test_options_are_placed_in_the_text_as_written() -> None:
    text = "<a é='&lt;é&gt; -Dx.y=TLSv1,TLSv1.1 &quot;-Dz=1&quot;'/>"
    source = text.encode()
    found = [s for s in xml.settings(source, "a.xml", nothing) if s.name.startswith("property:")]
    assert [source[slice(*s.value.span)] for s in found if s.value] == [b"TLSv1,TLSv1.1", b"1"]
    assert source[slice(*found[1].element)] == b"&quot;-Dz=1&quot;"


def test_references_to_properties_of_the_file() -> None:
    text = (
        "<project><properties><a>TLSv1</a><b>${a}.1</b><loop>${loop}</loop></properties><x>"
        "<sysproperty key='k4' value='${loop}'/><sysproperty key='k1' value='${b}'/><sysproperty key='k2' value='${nowhere}'/>"
        "<sysproperty key='k3' value='${nowhere:TLSv1}'/></x></project>"
    )
    found = {name: value for name, value, _ in properties(text)}
    assert found["property:k1"] == "TLSv1.1"
    assert found["property:k2"] is None
    assert found["property:k3"] == "TLSv1"
    assert found["property:k4"] is None


def test_a_property_that_asks_for_its_own_name_has_the_default() -> None:
    text = (
        "<beans><props><prop key='a'>${a:TLSv1.1}</prop><prop key='b'>${x:${b:TLSv1}}</prop>"
        "<prop key='c'>${a:SSLv3}</prop><prop key='d'>${d}</prop><prop key='e'>${aa:1}</prop></props></beans>"
    )
    found = {name: value for name, value, _ in properties(text)}
    assert found == {
        "property:a": "TLSv1.1",
        "property:b": "TLSv1",
        "property:c": "SSLv3",
        "property:d": None,
        "property:e": "1",
    }


def test_marks_choose_leaves_and_attributes() -> None:
    text = b"<r><a b='one'>two</a><a b='three'>four</a></r>"
    marks = [text.index(b"two"), text.index(b"three")]
    found = xml.settings(text, "a.xml", nothing, marks)
    assert [(s.name, text[slice(*s.span)]) for s in found] == [("r/a", b"two"), ("r/a@b", b"three")]


@pytest.mark.parametrize(
    "bomb",
    [
        b"<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>",
        b"<!DOCTYPE a [<!ENTITY x '%s'>]><a>&x;</a>" % (b"ha" * 1000),
        b"<!DOCTYPE a [<!ENTITY % x '&#37;y;'>]><a/>",
    ],
)
def test_entities_that_could_grow_are_refused(bomb: bytes) -> None:
    assert xml.settings(bomb, "a.xml", nothing) == []
    ((line, message),) = xml.problems(bomb)
    assert line == 1
    assert "refused" in message


def test_nothing_outside_is_read() -> None:
    text = b"<!DOCTYPE a SYSTEM 'file:///x' [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><b>&e;</b><c>1</c></a>"
    assert [s.name for s in xml.settings(text, "a.xml", nothing)] == ["a/c"]
    assert xml.problems(text) == []


def test_what_stands_before_an_error_is_kept() -> None:
    text = b"<a>\n<b c='1'>2</b>\n<d e='3'>4"
    assert [s.name for s in xml.settings(text, "a.xml", nothing)] == ["a/b@c", "a/b", "a/d@e"]
    assert [line for line, _ in xml.problems(text)] == [3]
    assert xml.problems(b"\xef\xbb\xbf \n") == []


def test_size_and_depth_are_bounded() -> None:
    start = time.process_time()
    deep = xml_.read(b"<a>" * 100_000 + b"1" + b"</a>" * 100_000)
    assert len(deep.elements) == xml_.MAX_DEPTH
    assert deep.problem is None
    wide = xml_.read(b"<a b='" + b"x" * 5_000_000 + b"'/>")
    assert len(wide.attributes(wide.elements[0])["b"].value.value) == 5_000_000
    assert time.process_time() - start < 5


def test_comments_with_their_delimiters() -> None:
    text = b"<a><!-- one --><b/><![CDATA[<!-- no -->]]></a><!--two-->"
    assert [text[slice(*c)] for c in xml.comments(text)] == [b"<!-- one -->", b"<!--two-->"]


pieces = st.sampled_from(
    [
        "<Project>",
        "</Project>",
        "<configuration>",
        "<PropertyGroup>",
        "</PropertyGroup>",
        "<TargetFrameworks>",
        "</TargetFrameworks>",
        "<A",
        "<B/>",
        "Condition='$(",
        'x="1"',
        "'/>",
        ">",
        "$(TargetFrameworks)",
        ";",
        "net45",
        "&amp;",
        "&#233;",
        "é",
        "\r\n",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?p",
        "?>",
        "</A>",
        "-Da=b",
        "<property>",
        "<name>",
        "</name>",
        "<value>",
        "</value>",
        "</property>",
        "'",
        "==",
        "(",
        ")",
        "and",
        "!",
        "${",
        "}",
        "%",
        "@(",
        "<Choose>",
        "<When",
    ]
)


@given(st.lists(pieces, max_size=40), st.sampled_from(["", "<Project>", "<configuration>", "<a>"]))
def test_no_text_breaks_a_reader(parts: list[str], root: str) -> None:
    text = (root + "".join(parts)).encode()
    for module, path in ((msbuild, "a.csproj"), (dotnetconfig, "web.config"), (xml, "pom.xml")):
        for setting in module.settings(text, path, lambda _: text, None):
            spans = [setting.span, setting.element]
            spans += [setting.value.span] if setting.value else []
            assert all(0 <= s.start <= s.end <= len(text) for s in spans)
            assert text[slice(*setting.span)].decode() is not None
        assert all(text[slice(*c)].startswith(b"<!--") for c in module.comments(text))
        assert len(module.problems(text)) <= 1


@given(st.text(alphabet="aé&<>\"' \t\n;€𝔘", max_size=30))
def test_values_and_spans_agree(value: str) -> None:
    from xml.sax.saxutils import escape, quoteattr

    source = f"<a b={quoteattr(value)}>{escape(value)}</a>".encode()
    (element,) = xml_.read(source).elements
    attribute = xml_.read(source).attributes(element)["b"]
    assert attribute.value.value == value
    for text in (attribute.value, element.text):
        assert text is not None
        table = xml_.offsets(source, text)
        assert table is not None
        again = xml_.read(b"<a>" + source[slice(*text.span)] + b"</a>").elements[0].text
        assert again is not None
        assert again.value == text.value.strip(" \t\n")


def test_beans_name_what_their_members_are_given() -> None:
    text = b"""<beans>
      <bean class="a.Maker" factory-method="make"><constructor-arg value="x"/><constructor-arg index="3" value="y"/></bean>
      <bean class="a.B$C" p:one="1"><property name="two"><list><value>2</value><value>3</value></list></property></bean>
      <bean id="none"><property name="three" value="4"/></bean>
      <New class="a.D"><Set name="Four"><Array><Item>5</Item></Array></Set></New>
    </beans>"""
    found = [s for s in xml.settings(text, "a.xml", nothing) if s.name.startswith("bean:")]
    assert [(s.name, s.value and s.value.value) for s in found] == [
        ("bean:Maker.make(0)", "x"),
        ("bean:Maker.make(3)", "y"),
        ("bean:B$C.one", "1"),
        ("bean:B$C.two", "2,3"),
        ("bean:D.four", "5"),
    ]
    assert text[slice(*found[3].value.span)] == b"2</value><value>3"


def test_an_option_is_known_by_a_property_of_the_file() -> None:
    text = (
        b"<p><properties><t>TLSv1</t></properties><argLine>-Xmx1g -Da=${t} -Db=${u}</argLine></p>"
    )
    found = [
        s for s in xml.settings(text, "pom.xml", nothing) if s.name in ("property:a", "property:b")
    ]
    assert [(s.name, s.value and s.value.value) for s in found] == [
        ("property:a", "TLSv1"),
        ("property:b", None),
    ]
    assert text[slice(*found[0].value.span)] == b"${t}"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"<project><properties><a.b>1</a.b></properties></project>", []),
        (
            b"<project><profiles><profile><properties><a.b>1</a.b></properties></profile></profiles></project>",
            [],
        ),
        (b'<project><target><property name="a.b" value="1"/></target></project>', []),
        (
            b'<project><target><java><sysproperty key="a.b" value="1"/></java></target></project>',
            ["property:a.b"],
        ),
        (
            b"<project><build><configuration><properties><a.b>1</a.b></properties></configuration></build></project>",
            ["property:a.b"],
        ),
        (b'<beans><property name="a.b" value="1"/></beans>', ["property:a.b"]),
    ],
)
def test_variables_of_a_build_are_no_properties_of_a_jvm(text: bytes, names: list[str]) -> None:
    found = xml.settings(text, "pom.xml", nothing)
    assert [s.name for s in found if s.name.startswith("property:")] == names
