"""Python inside files of other languages: found, told at its place, and hidden by its own comments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlslint import rules as loading
from tlslint.check import check
from tlslint.facts import Asked, FileResult
from tlslint.languages import notebook
from tlslint.options import Options
from tlslint.source import Source
from tlslint.words import GUESTS, SIGNS, Words

RULES = loading.load()


def told(language: str, text: str, *, explain: Asked | None = None) -> FileResult:
    data = text.encode()
    words = Words(RULES.index(language), Words(RULES.index(GUESTS[language])), SIGNS[language])
    path = {"yaml": "ci.yml", "dockerfile": "Dockerfile"}.get(language, "file")
    marks = words.marks(data) if words.matter(data) else []
    return check(Source(path, language, data, marks), RULES, Options(), explain=explain)


#: «» marks where each finding must begin
CASES = {
    "a here-document": (
        "shell",
        """python - <<'EOF'
import ssl
c = ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
EOF
""",
    ),
    "one that is indented": (
        "shell",
        """if true; then
\tpython3 <<-EOF
\timport ssl
\tdef f():
\t\treturn ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
\tEOF
fi
""",
    ),
    "an interpreter in a variable": (
        "shell",
        """$PYTHON -c "import sys; exec(sys.stdin.read())" "$@" <<'EOF'
import ssl
version = «»ssl.PROTOCOL_TLSv1
connect(version)
EOF
""",
    ),
    "a file that is written": (
        "shell",
        """cat > /opt/x.py <<EOF
import ssl
c = ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
EOF
""",
    ),
    "the option -c in quotes of both kinds": (
        "shell",
        r"""python3 -uc 'import ssl; ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)' x
sudo -u app /usr/bin/python2.7 -c "import ssl; f(\"a\"); ssl.SSLContext(«»ssl.PROTOCOL_SSLv3)"
""",
    ),
    "what Python gives another process": (
        "python",
        """import os, subprocess
os.environ["NODE_OPTIONS"] = "«»--tls-min-v1.0"
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-Dhttps.protocols=«»TLSv1 -Xmx1g")
os.putenv("GODEBUG", "«»tls10default=1")
env = dict(os.environ, NODE_OPTIONS="«»--tls-min-v1.1")
subprocess.Popen(["ant"], env={"ANT_OPTS": "-Djdk.tls.client.protocols=«»TLSv1"})
docker.containers.run("image", environment=["NODE_OPTIONS=«»--tls-min-v1.0"])
subprocess.call("NODE_OPTIONS=«»--tls-min-v1.0 npm start", shell=True)
subprocess.Popen(["node", "«»--tls-min-v1.0", "app.js"])
subprocess.run(["java", "-Dhttps.protocols=«»TLSv1.1", "-jar", jar])
subprocess.run(["powershell", "-Command", "[Net.ServicePointManager]::SecurityProtocol = '«»Tls'; iwr x"])
os.system("java -Dhttps.protocols=«»TLSv1 -jar {}".format(path))
command = ["java"]
command.append("-Dhttps.protocols=«»SSLv3")
OPTIONS = ("-Xmx1g " "-Dhttps.protocols=«»TLSv1,TLSv1.1")
subprocess.call(["curl", "«»--tlsv1.0", "-s", url])
os.system("curl -«»3 %s" % url)
fetch = "wget --secure-protocol=«»TLSv1 {}".format(url)
args += ["«»--tlsv1.1", url]
subprocess.Popen(["openssl", "s_client", "«»-tls1", "-connect", host])
subprocess.check_output("openssl s_client «»-ssl3 -connect %s:%d" % (host, 443), shell=True)
subprocess.check_output("curl «»--tlsv1.1 https://{}".format(host).split())
imaplib.IMAP4_stream("openssl s_client «»-tls1 -connect " + host)
""",
    ),
    "no process of Python's": (
        "python",
        """import os, subprocess
subprocess.Popen(["node", "app.js", "--tls-min-v1.0"])
os.system("java -Dhttps.protocols=%s -jar x" % version)
os.system(f"java -Dhttps.protocols={version} -jar TLSv1")
subprocess.run(["java", "-Dhttps.protocols=TLSv1.2"], env={"NODE_OPTIONS": "--tls-min-v1.2"})
print("use java -Dhttps.protocols=TLSv1")
parser.add_argument("--tlsv1.0", action="store_true")
subprocess.run(["curl", "--tlsv1.2", url])
FLAGS = ["--tlsv1", "--tlsv1.0"]
print("curl --tlsv1.0 x")
"java -Dhttps.protocols=TLSv1"
if option == "-Dhttps.protocols=TLSv1":
    # os.system("java -Dhttps.protocols=TLSv1")
    rows = [("Dockerfile", "ENV A=-Dhttps.protocols=TLSv1"), ("the options", "-Dhttps.protocols=TLSv1")]
    del os.environ["NODE_OPTIONS"]
""",
    ),
    "not for Python": (
        "shell",
        """cat <<EOF
ssl.SSLContext(ssl.PROTOCOL_TLSv1)
EOF
python run.py <<EOF
import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)
EOF
python -m tool <<EOF
import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)
EOF
echo "import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)"
# python -c 'import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)'
""",
    ),
    "a comment in the code hides": (
        "shell",
        """python <<EOF
import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # tlslint: ignore[python-ssl-context] -- old box
EOF
""",
    ),
    "a comment of the script hides too": (
        "shell",
        """# tlslint: ignore-file[python-ssl-context] -- old box
python <<EOF
import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
EOF
""",
    ),
    "instructions of a Dockerfile": (
        "dockerfile",
        """FROM python:3.12
RUN python -c "import ssl; \\
  print(ssl.SSLContext(«»ssl.PROTOCOL_TLSv1))"
RUN python3 <<EOF
import ssl
c = ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
EOF
COPY <<EOF /app/x.py
import ssl
c = ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
EOF
CMD ["python", "-c", "import ssl; ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)"]
""",
    ),
    "a step of a workflow": (
        "yaml",
        """jobs:
  a:
    steps:
      - run: |
          python - <<EOF
          import ssl
          def f():
              return ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)
          EOF
      - run: python -c 'import ssl; ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)'
""",
    ),
    "cells of a notebook": (
        "notebook",
        r"""{"cells": [
 {"cell_type": "markdown", "source": ["ssl.SSLContext(ssl.PROTOCOL_TLSv1)"]},
 {"cell_type": "code", "outputs": [{"text": ["ssl.PROTOCOL_TLSv1"]}], "source": [
  "%matplotlib inline\n",
  "import ssl\n",
  "name = \"é\"; a = ssl.SSLContext(«»ssl.PROTOCOL_TLSv1)\n",
  "b = ssl.create_default_context()"
 ]},
 {"cell_type": "code", "source": "b.minimum_version = «»ssl.TLSVersion.TLSv1\n"},
 {"cell_type": "code", "source": [
  "c = ssl.SSLContext(ssl.PROTOCOL_SSLv3)  # tlslint: ignore[python-ssl-context] -- old box"
 ]},
 {"cell_type": "code", "source": ["%%bash\n", "ssl.SSLContext(ssl.PROTOCOL_TLSv1)"]}
], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4}
""",
    ),
    "a notebook in another language": (
        "notebook",
        """{"cells": [{"cell_type": "code", "source": "import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)"}],
 "metadata": {"language_info": {"name": "R"}}, "nbformat": 4}
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_places(name: str) -> None:
    language, marked = CASES[name]
    result = told(language, marked.replace("«»", ""))
    found = [(f.place.line, f.place.column) for f in result.findings]
    expected = []
    for number, line in enumerate(marked.split("\n"), 1):
        *before, _ = line.split("«»")
        expected += [(number, len("".join(before[: n + 1])) + 1) for n in range(len(before))]
    assert found == expected
    assert all(f.fix is None or not f.fix.edits for f in result.findings)


def test_the_line_that_is_to_blame_is_that_of_the_file() -> None:
    text = "# one\n# two\npython <<EOF\nimport ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\nEOF\n"
    result = told("shell", text, explain=Asked())
    assert any("because of line 5" in t.text and t.place.line == 5 for t in result.trace)


def test_equal_lines_have_fingerprints_of_their_own() -> None:
    text = "python -c 'import ssl; ssl.SSLContext(ssl.PROTOCOL_TLSv1)'\n" * 3
    result = told("shell", text)
    assert len({f.fingerprint for f in result.findings}) == 3


pieces = st.text(max_size=20) | st.sampled_from(
    ['"cells"', "[", "]", "{", "}", ":", ",", '"source"', '"cell_type"', '"code"', "%%bash"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(pieces, max_size=30).map("".join))
def test_anything_is_read(text: str) -> None:
    data = text.encode("utf-8", "replace")
    for each in notebook.settings(data, "x.ipynb", lambda _: None):
        assert each.value is not None
        assert len(each.value.value) == len(data)


def test_types_that_a_script_adds_are_read() -> None:
    text = """$source = @'
using System.Net;
public class A { public static void Go() {
  ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
} }
'@
Add-Type -TypeDefinition $source -Language CSharp
Add-Type -Language VisualBasic -TypeDefinition @"
Imports System.Net
Public Class B
  Public Shared Sub Go()
    ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11
  End Sub
End Class
"@
Add-Type @"
using System.Net;
public class C { public static void Go() {
  ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
} }
"@
$shown = @"
ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
"@
"""
    result = check(
        Source("go.ps1", "powershell", text.encode(), range(len(text))), RULES, Options()
    )
    places = [(f.place.line, f.place.column, f.rule) for f in result.findings]
    rule = "dotnet-service-point-manager"
    assert places == [(4, 42, rule), (12, 44, rule)]
