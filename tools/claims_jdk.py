"""What the rules for Java say about the JDK itself, checked by asking a JDK.

`jdk_claims` runs small Java programs with the JDK of the test extra (`tools/jdk.py`) and
compares its answers with the tables of ``rules/java``: which names `SSLContext.getInstance`
accepts and what a client of such a context enables, which names `setEnabledProtocols` takes,
that ``jdk.tls.client.protocols`` and ``jdk.tls.disabledAlgorithms`` do what their rules say, and
that every class and method of the JDK that a rule names exists.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from jdk import java  # noqa: E402

from tlslint.rulemodel import Entry, Library, Meaning  # noqa: E402
from tlslint.versions import Version  # noqa: E402

#: Packages whose names a JDK can be asked about.
_JDK = ("java.", "javax.net.", "com.sun.net.httpserver.")

_PROGRAM = """
import java.lang.reflect.Method;
import java.security.Security;
import javax.net.ssl.SSLContext;

public class Claims {
    static String versions(String name) {
        try {
            SSLContext context = SSLContext.getInstance(name);
            if (!name.equals("Default")) context.init(null, null, null);
            return String.join(",", context.getDefaultSSLParameters().getProtocols());
        } catch (Exception error) {
            return "-";
        }
    }

    static boolean exists(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException none) {
            int dot = name.lastIndexOf('.');
            try {
                Class<?> type = Class.forName(name.substring(0, dot));
                for (Method method : type.getMethods())
                    if (method.getName().equals(name.substring(dot + 1))) return true;
            } catch (ClassNotFoundException absent) {
                return false;
            }
            return false;
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("disabled\\t" + Security.getProperty("jdk.tls.disabledAlgorithms"));
        if (System.getProperty("jdk.tls.client.protocols") != null) {
            System.out.println("client\\t" + versions("TLS") + "\\t" + versions("TLSv1.3"));
            return;
        }
        for (String argument : arguments) {
            String name = argument.substring(2);
            if (argument.startsWith("x:"))
                System.out.println("exists\\t" + name + "\\t" + exists(name));
        }
    }
}
"""

#: As `Claims`, with nothing disabled from the start: a context keeps the list it began with.
_OPEN = """
import java.security.Security;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

public class Open {
    public static void main(String[] arguments) throws Exception {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        for (String argument : arguments) {
            String name = argument.substring(2);
            String answer = "-";
            try {
                if (argument.startsWith("c:")) {
                    SSLContext context = SSLContext.getInstance(name);
                    if (!name.equalsIgnoreCase("Default")) context.init(null, null, null);
                    answer = String.join(",", context.getDefaultSSLParameters().getProtocols());
                } else {
                    String kind = name.startsWith("DTLS") ? "DTLS" : "TLS";
                    SSLContext context = SSLContext.getInstance(kind);
                    context.init(null, null, null);
                    SSLEngine engine = context.createSSLEngine();
                    engine.setEnabledProtocols(new String[] {name});
                    answer = String.join(",", engine.getEnabledProtocols());
                }
            } catch (Exception error) {
                answer = "-";
            }
            System.out.println(argument + "\\t" + answer);
        }
    }
}
"""

#: How JSSE spells each version; DTLS maps onto the version of TLS that it is built on.
_SPELLED = {
    "SSLv3": Version.SSLv3,
    "TLSv1": Version.TLSv1_0,
    "TLSv1.1": Version.TLSv1_1,
    "TLSv1.2": Version.TLSv1_2,
    "TLSv1.3": Version.TLSv1_3,
    "DTLSv1.0": Version.TLSv1_1,
    "DTLSv1.2": Version.TLSv1_2,
}
#: Names in the tables that this JDK need not know: those of other vendors and of later versions.
_FOREIGN = frozenset({"ssl_tls", "ssl_tlsv2", "sslv2", "tlsv1.0", "dtlsv1.3"})


def _java(source: str, name: str, arguments: Iterable[str], *options: str) -> dict[str, str]:
    """Run one program; its lines as (first field, the rest)."""
    with tempfile.TemporaryDirectory() as folder:
        told = java(source, name, Path(folder), *arguments, options=options)
    answers = {}
    for line in told.splitlines():
        key, _, rest = line.partition("\t")
        if key == "exists":
            key, _, rest = rest.partition("\t")
        answers[key] = rest
    return answers


def _enabled(answer: str) -> frozenset[Version]:
    return frozenset(_SPELLED[name] for name in answer.split(",") if name in _SPELLED)


#: Functions with which Kotlin extends classes of the JDK (https://kotlinlang.org/api/core/kotlin-stdlib/kotlin.io), and
#: the setter that its property ``sslSocketFactory`` is taken for.
_OF_KOTLIN = frozenset(
    {
        *("java.net.URL.readBytes", "java.net.URL.readText"),
        "javax.net.ssl.HttpsURLConnection.setSslSocketFactory",
    }
)


def jdk_names(libraries: Iterable[Library]) -> list[str]:
    """Every class and method of the JDK that a rule, emit or type table names."""
    found: set[str] = set()
    for library in libraries:
        if "java" not in library.languages:
            continue
        for rule in library.rules:
            found.update(rule.names)
        for emit in library.emits:
            found.update(emit.names)
        found.update(library.returns)
        found.update(library.returns.values())
        found.update(library.extends)
        found.update(*library.extends.values())
    names = (n for n in found if n.startswith(_JDK) and "*" not in n)
    return sorted(n for n in names if n not in _OF_KOTLIN and not _on_a_result(n))


def _on_a_result(name: str) -> bool:
    """Whether a name is that of a method of what another method gives."""
    owner, _, method = name.rpartition(".")
    return method[:1].islower() and owner.rpartition(".")[2][:1].islower()


def _meaning(entry: Entry) -> Meaning:
    return entry.meaning(lambda _: None)


def _texts(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The rows of a table that are texts: no fields of Netty or OkHttp, and no methods."""
    others = ("netty", "okhttp")
    return {
        key: entry
        for key, entry in entries.items()
        if not any(name in key.lower() for name in others) and not key.endswith("()")
    }


def jdk_claims(libraries: Iterable[Library]) -> tuple[int, list[str]]:
    """How many claims about the JDK there are, and what the JDK says against them."""
    libraries = list(libraries)
    tables = {name: t for library in libraries for name, t in library.tables.items()}
    contexts = _texts(tables["jsse.context"].entries)
    protocols = _texts(tables["jsse.protocol"].entries)
    protocols.pop("null", None)

    wrong: list[str] = []
    asked = [f"c:{n}" for n in contexts] + [f"e:{n}" for n in protocols]
    answers = _java(_OPEN, "Open", asked)
    for name, entry in contexts.items():
        answer, says = answers[f"c:{name}"], _meaning(entry)
        if answer == "-":
            if name not in _FOREIGN:
                wrong.append(f"SSLContext.getInstance({name!r}) is refused")
        elif says.kind == "versions":
            enabled = _enabled(answer)
            if max(enabled) != max(says.versions):
                wrong.append(f"SSLContext {name!r} goes up to {max(enabled)}, not as the rule says")
            if max(says.versions) < Version.TLSv1_2 and not enabled <= says.versions:
                wrong.append(f"SSLContext {name!r} enables {answer}, more than the rule says")
        elif name in ("tls", "ssl", "default") and len(_enabled(answer)) < 4:
            wrong.append(f"SSLContext {name!r} enables only {answer}")
    for name, entry in protocols.items():
        answer, says = answers[f"e:{name}"], _meaning(entry)
        if answer == "-":
            if name.lower() not in _FOREIGN:
                wrong.append(f"setEnabledProtocols({name!r}) is refused")
        elif _enabled(answer) != says.versions:
            wrong.append(f"setEnabledProtocols({name!r}) enables {answer}")

    names = jdk_names(libraries)
    facts = _java(_PROGRAM, "Claims", [f"x:{n}" for n in names])
    wrong.extend(f"the JDK has no {n}" for n in names if facts[n] != "true")
    if "TLSv1.1" not in facts["disabled"] or "SSLv3" not in facts["disabled"]:
        wrong.append("jdk.tls.disabledAlgorithms of this JDK does not name TLSv1.1 and SSLv3")
    limited = _java(_PROGRAM, "Claims", [], "-Djdk.tls.client.protocols=TLSv1.2")
    usual, named = limited["client"].split("\t")
    if usual != "TLSv1.2" or named == "TLSv1.2":
        wrong.append("jdk.tls.client.protocols does not bound SSLContext 'TLS' alone")
    return len(asked) + len(names) + 2, wrong
