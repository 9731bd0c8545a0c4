"""What scripts write into files of other formats, and change in java.security."""

from __future__ import annotations

import pytest

from tlslint.languages import dockerfile, hcl, language_of, sed, shell, yaml_
from tlslint.languages.written import EDITED

SECURITY = "$JAVA_HOME/lib/security/java.security"
LINE = "a=SSLv3, TLSv1, TLSv1.1, RC4"


def read(module, text: str):
    found = module.settings(text.encode(), "x", lambda _: None, None)
    for x in found:
        assert 0 <= x.element.start <= x.span.start <= x.span.end <= x.element.end <= len(text), x
    return [(x.name, x.value and x.value.value) for x in found]


@pytest.mark.parametrize(
    ("script", "extended", "result"),
    [
        ("s/TLSv1, TLSv1.1, //", False, "a=SSLv3, RC4"),
        ("s#TLSv1, ##g;s#TLSv1.1, ##", False, "a=SSLv3, RC4"),
        (r"s/\(a=.*\)TLSv1, \(.*\)/\1\2/", False, "a=SSLv3, TLSv1.1, RC4"),
        (r"s/(a=.*)TLSv1, (.*)/\1\2/", True, "a=SSLv3, TLSv1.1, RC4"),
        (r"s/(a=.*)TLSv1, (.*)/\1\2/", False, None),
        (r"s/, ?TLSv1(\.1)?//g", True, "a=SSLv3, RC4"),
        (r"s/, \?tlsv1\(\.1\)\?//gI", False, "a=SSLv3, RC4"),
        ("/^a=/ s/TLSv1, //", False, "a=SSLv3, TLSv1.1, RC4"),
        ("/^b=/ s/TLSv1, //", False, LINE),
        ("/^b=/! s/TLSv1, //", False, "a=SSLv3, TLSv1.1, RC4"),
        ("/^a=/d", False, ""),
        ("/^a=/c\\a=SSLv3", False, "a=SSLv3"),
        ("s/^a=.*/a=/", False, "a="),
        ("s/^a/#&/", False, "#" + LINE),
        ("s/TLSv1,TLSv1.1//", False, LINE),
        ("y/a/b/", False, None),
        ("s/a", False, None),
        ("s/(/x/", True, None),
        ("s/(a*)*b/x/", True, None),
        ("s/a*a*a*a*b/x/", True, None),
        (r"s/(.+)TLSv1,\s+TLSv1.1,\s+(.+)/\1\2/", True, "a=SSLv3, RC4"),
        (r"s/.*\s+.*\s+.*\s+.*x/y/", True, None),
        (r"s/.*\s*.*\s*x/y/", True, None),
    ],
)
def test_a_script_is_tried_on_a_line(script, extended, result):
    assert sed.edited(script, LINE, extended) == result


@pytest.mark.parametrize(
    ("command", "left"),
    [
        (f"sed -i 's/TLSv1, TLSv1.1, //' {SECURITY}", "SSLv3, DTLSv1.0, RC4, DES,"),
        (f'sudo sed -i -e "s/TLSv1, TLSv1.1, //g" "{SECURITY}"', "SSLv3, DTLSv1.0, RC4, DES,"),
        (f"sed -ri 's/SSLv3, (TLSv1, )/\\1/' {SECURITY}", "TLSv1, TLSv1.1, DTLSv1.0, RC4, DES,"),
        (f"perl -pi -e 's/TLSv1, TLSv1.1, //' {SECURITY}", "SSLv3, DTLSv1.0, RC4, DES,"),
        (f"sed -i '/jdk.tls.disabledAlgorithms/ s/^/#/' {SECURITY}", ""),
        (f"sed -i 's/jdk.tls.disabledAlgorithms=.*/&/' {SECURITY}", None),
        (f"sed -i 's/jdk.tls.disabledAlgorithms=/&DES, /' {SECURITY}", None),
        (f"sed -i 's/MD5withRSA, //' {SECURITY}", None),
        (f"sed 's/SSLv3, RC4, DES, MD5withRSA/RC4/' {SECURITY}", "RC4, DH keySize < 1024,"),
        ("sed -i 's/TLSv1, TLSv1.1, //' other.conf", None),
        (f"rm {SECURITY}", ""),
        (f"sudo rm -f '{SECURITY}'", ""),
        (f"rm {SECURITY} && ln -s /own/java.security {SECURITY}", None),
        ("rm /x/security/other.security", None),
        ("F=/x/java.security; sed -i 's/TLSv1, TLSv1.1,//' $F", "SSLv3,  DTLSv1.0, RC4, DES,"),
        ("sed -i 's/^jdk.tls.disabledAlgorithms=.*$/jdk.tls.disabledAlgorithms=RC4/' $F", "RC4"),
        ("find / -name java.security -exec sed -i 's/TLSv1, TLSv1.1, //' {} \\;",
         "SSLv3, DTLSv1.0, RC4, DES,"),
        ("find / -name java.security | xargs sed -i 's/TLSv1, TLSv1.1, //'",
         "SSLv3, DTLSv1.0, RC4, DES,"),
    ],
)  # fmt: skip
def test_an_edit_of_the_list_of_disabled_algorithms(command, left):
    for module, text in ((shell, command), (dockerfile, f"RUN true && {command}")):
        assert [v for n, v in read(module, text) if n == EDITED] == ([] if left is None else [left])


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("echo ssl.protocol=TLSv1 >> a/client.properties", "property:ssl.protocol", "TLSv1"),
        ('echo "a=b, c" > a.properties', "property:a", "b, c"),
        ("echo -e 'x=y\\na=b' > a.properties", "property:a", "b"),
        ("printf '%s\\n' 'a=b' | sudo tee -a /etc/a.properties", "property:a", "b"),
        ("cat > a.properties <<EOF\na=b\nEOF\n", "property:a", "b"),
        ("cat <<EOF | tee /x/application.yml\na:\n  c: b\nEOF\n", "property:a.c", "b"),
        ("tee a.properties <<'EOF'\na=b\nEOF\n", "property:a", "b"),
        ("F=java.security\ncat > $F <<EOF\na=b\nEOF\n", "security:a", "b"),
        ("cat > a.xml <<EOF\n<properties><a>b</a></properties>\nEOF\n", "property:a", "b"),
        ("printf '%s\\n' 'x=y' 'a=b' 'c=d' >> /etc/a.properties", "property:a", "b"),
        ("sudo sh -c 'echo a=b >> /etc/a.properties'", "property:a", "b"),
        ('sudo bash -lc "echo \\"a=b\\" >> /etc/a.properties"', "property:a", "b"),
        ('sudo bash -c "cat > /x/a.properties" <<EOF\na=b\nEOF\n', "property:a", "b"),
        ("grep -c 'echo a=b >> /etc/a.properties'", "property:a", None),
        ('F="$ROOT/a.properties"\necho a=b >> "$F"', "property:a", "b"),
        ('F="$(x -d)"/a.properties\ncat >> ${F} <<EOF\na=b\nEOF\n', "property:a", "b"),
        ('F="$ROOT/a.properties"\nF="$ROOT/a.txt"\necho a=b >> $F', "property:a", None),
        ('F="$ROOT/$NAME"\necho a=b >> $F', "property:a", None),
        ("{\n  echo x=y\n  echo a=b\n} >> a.properties\n", "property:a", "b"),
        ("{ echo x=y; echo a=b; } > a.properties", "property:a", "b"),
        ("(echo a=b; echo x=y) > a.properties", "property:a", "b"),
        ("{ echo a=b; } | sudo tee -a a.properties", "property:a", "b"),
        ("{\ncat <<EOF\na=b\nEOF\n} > a.properties\n", "property:a", "b"),
        ("{ { echo a=b; } ; echo x=y; } > a.properties", "property:a", "b"),
        ("{ echo a=b > a.txt; echo x=y; } > a.properties", "property:a", None),
        ("{ echo a=b; }\necho x=y > a.properties", "property:a", None),
        ("{ echo x=y; } > a.properties\necho a=b", "property:a", None),
        ("f() { echo a=b; }\nx > a.properties", "property:a", None),
        ("echo 'a=b' > a.txt", "property:a", None),
        ("echo a.properties a=b", "property:a", None),
        ("cat a.properties <<EOF\na=b\nEOF\n", "property:a", None),
    ],
)
def test_what_is_written_is_read_as_the_file_would_be(text, name, value):
    assert [v for n, v in read(shell, text) if n == name] == ([value] if value else [])


def test_files_in_scalars_of_yaml():
    text = "data:\n  java.security: |\n    a=b\n  x.xml: |\n    <properties><c>d</c></properties>\n"
    found = yaml_.settings(text.encode(), "x", lambda _: None, None)
    assert [(x.name, x.value.value) for x in found if x.value and x.value.value in "bd"] == [
        ("security:a", "b"),
        ("property:c", "d"),
        ("properties/c", "d"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('data = {\n  "x.properties" = "a=b\\n"\n}\n', True),
        ('data = {\n  "x.properties" = <<-EOT\n    c=d\n    a=b\n  EOT\n}\n', True),
        ('resource "local_file" "x" {\n  content = "a=b"\n  filename = "/x/x.properties"\n}\n', True),
        ('template {\n  destination = "x.properties"\n  data = <<E\na=b\nE\n}\n', True),
        ('template {\n  destination = "x.txt"\n  data = <<E\na=b\nE\n}\n', False),
        ('a {\n  content = "a=b"\n}\nb {\n  filename = "x.properties"\n}\n', False),
    ],
)  # fmt: skip
def test_files_in_blocks_of_hcl(text, found):
    assert (("property:a", "b") in read(hcl, text)) == found


def test_here_documents_of_a_dockerfile_become_files():
    text = "RUN cat > /opt/a.security <<EOF\na=b\nEOF\nCOPY <<EOF /opt/c.properties\nd=e\nEOF\n"
    assert [x for x in read(dockerfile, text) if not x[0].startswith("env:")] == [
        ("security:a", "b"),
        ("property:d", "e"),
    ]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("roles/a/templates/setenv.sh.j2", "shell"),
        ("server.properties.erb", "properties"),
        ("application.yml.example", "yaml"),
        ("tomcat.service", "jvmoptions"),
        ("tomcat.service.j2", "jvmoptions"),
        ("enable.security", "properties"),
        ("wrapper.conf", "properties"),
        ("Run.launch", "xml"),
        ("justfile", "shell"),
        ("warp.properties.mysql.template", "properties"),
        ("compose.yml.prod.example", "yaml"),
        ("main.py.mysql.template", None),
        ("main.py.j2", None),
        ("x.j2", None),
        (".j2", None),
    ],
)
def test_templates_and_start_scripts_are_configuration(name, language):
    assert language_of(name) == language
