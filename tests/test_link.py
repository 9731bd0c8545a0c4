"""Small trees in which one file defines what another uses.

Each case: its files, and what is found: ``path:line``, then ``> path:line`` where it names the
definition of its value in another file, or ``< path:line`` for each use in another file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tlslint import rules
from tlslint.engine import functions
from tlslint.facts import Asked, Report
from tlslint.options import Options
from tlslint.places import DEFINED
from tlslint.record import replace
from tlslint.run import scan
from tlslint.work import Task, Worker

OPTIONS = Options()


def put(root: Path, files: dict[str, str]) -> None:
    (root / ".git").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(*paths: str, options: Options = OPTIONS, **more: Any) -> Report:
    return scan(paths or ["."], lambda _: options, rules.load(), **{"jobs": 1, **more})


def told(report: Report) -> list[str]:
    assert not report.problems
    out = []
    for finding in report.findings:
        links = [
            f" {'>' if r.message == DEFINED else '<'} {r.place.path}:{r.place.line}"
            for r in finding.related
            if r.place.path != finding.place.path
        ]
        out.append(f"{finding.place.path}:{finding.place.line}{''.join(links)}")
    return out


PY_USE = "import ssl\nfrom {0} import {1}\nssl.SSLContext({1})\n"
PY_GETATTR = "import ssl\nfrom {0} import {1}\nssl.SSLContext(getattr(ssl, {1}))\n"
NODE = "const https = require('https');\n"
JAVA = "import javax.net.ssl.SSLContext;\n{}class Client {{ void run() throws Exception {{\nSSLContext.getInstance({}).createSSLEngine();\n}} }}\n"
KOTLIN = "package com.z\n{}\nimport javax.net.ssl.*\nfun a() = SSLContext.getInstance({})\n"
NET = "using System.Net;\n{}class Client {{ void Run() {{\nServicePointManager.SecurityProtocol = {};\n}} }}\n"
NET_STREAM = "using System.Net.Security; using System.Security.Authentication;\nnamespace N {{\n"
NET_HELPER = (
    NET_STREAM + "class Factory : {0} {{ public object Secure(Socket s, SslProtocols p) {{\n"
    "var t = new SslStream(s); t.AuthenticateAs{1}; return t; }} }}\n}}\n"
)
NET_SERVER = "Server(c, false, p, false)"
NET_CLIENT = 'Client("h", null, p, false)'
NET_FIELD = (
    NET_STREAM
    + "class Keeper {{ {0} _f;\nSslProtocols _p = SslProtocols.Tls | SslProtocols.Tls12;\n"
    "Keeper(SslProtocols p) {{ _p = p; }} Keeper() {{ }}\nvoid Go() {{ _f.Secure(s, _p); }} }}\n}}\n"
)
NET_LATER = (
    NET_STREAM + "class Later : {0} {{ public Task Secure(Socket s, SslProtocols p) {{\n"
    "Func<object, Task> f = x => new SslStream(s).AuthenticateAsServerAsync(c, false, p, false);\n"
    "return Run(f); }} }}\n}}\n"
)
GO = 'package {0}\nimport (\n"crypto/tls"\n{1})\nvar c = &tls.Config{{MinVersion: {2}}}\n'

GO_MAKERS = """package a
import "crypto/tls"
func load() (*tls.Config, error) {
	if broken {
		return nil, problem
	}
	return &tls.Config{MinVersion: tls.VersionTLS10}, nil
}
func both() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10}
}
func (s *Server) method() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS11} }
"""

GO_GETTER = """package common
import "crypto/tls"
type Config struct { Level string }
func (c *Config) Floor() uint16 {
	switch c.Level {
	case "1.0":
		return tls.VersionTLS10
	case "1.3":
		return tls.VersionTLS13
	default: return tls.VersionTLS11
	}
}
"""

CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    # -- Python
    "python: the definition is a finding, its uses are places of it": (
        {
            "app/__init__.py": "",
            "app/config.py": "import ssl\nPROTO = ssl.PROTOCOL_TLSv1\n",
            "app/a.py": PY_USE.format("app.config", "PROTO"),
            "app/b.py": PY_USE.format(".config", "PROTO"),
        },
        ["app/config.py:2 < app/a.py:3 < app/b.py:3"],
    ),
    "python: a key of a table may hold points": (
        {
            "tables.py": 'import ssl\nOF = {"1.0": ssl.PROTOCOL_TLSv1, "1.2": ssl.PROTOCOL_TLSv1_2}\n',
            "use.py": 'import ssl\nfrom tables import OF\na = ssl.SSLContext(OF["1.0"])\n'
            'b = ssl.SSLContext(OF["1.2"])\n',
        },
        ["use.py:3 > tables.py:2"],
    ),
    "python: a text is nothing by itself, its use is the finding": (
        {
            "settings.py": 'TLS = "PROTOCOL_TLSv1"\n',
            "use.py": PY_GETATTR.format("settings", "TLS"),
        },
        ["use.py:3 > settings.py:1"],
    ),
    "python: a good value is nothing": (
        {
            "settings.py": 'TLS = "PROTOCOL_TLSv1_2"\n',
            "use.py": PY_GETATTR.format("settings", "TLS"),
        },
        [],
    ),
    "python: a module and its members": (
        {
            "pkg/conf/__init__.py": "",
            "pkg/__init__.py": "",
            "pkg/conf/tls.py": 'class Tls:\n    old = "PROTOCOL_TLSv1"\nd = {"a": {"b": "PROTOCOL_SSLv3"}}\n'
            "it = Tls()\n",
            "pkg/x/y.py": "import ssl\nimport pkg.conf.tls\nfrom ..conf import tls\n"
            "ssl.SSLContext(getattr(ssl, pkg.conf.tls.Tls.old))\n"
            'ssl.SSLContext(getattr(ssl, tls.d["a"]["b"]))\n'
            "ssl.SSLContext(getattr(ssl, tls.it.old))\n"
            "ssl.SSLContext(getattr(ssl, tls.missing))\n",
        },
        [
            "pkg/x/y.py:4 > pkg/conf/tls.py:2",
            "pkg/x/y.py:5 > pkg/conf/tls.py:3",
            "pkg/x/y.py:6 > pkg/conf/tls.py:2",
        ],
    ),
    "python: aliases and wildcards are followed three times": (
        {
            "a.py": 'V = "PROTOCOL_TLSv1"\n',
            "b.py": "from a import V as W\n",
            "c.py": "from b import *\n",
            "d.py": "from c import W\n",
            "e.py": "from d import W\n",
            "use.py": PY_GETATTR.format("d", "W"),
            "far.py": PY_GETATTR.format("e", "W"),
            "all.py": "import ssl\nfrom a import *\nssl.SSLContext(getattr(ssl, V))\n",
        },
        ["all.py:3 > a.py:1", "use.py:3 > a.py:1"],
    ),
    "python: a cycle ends": (
        {
            "a.py": "from b import V\n",
            "b.py": "from a import V\n",
            "use.py": PY_GETATTR.format("a", "V"),
        },
        [],
    ),
    "python: made of something else": (
        {
            "conf.py": 'V = "1"\nNAMES = ["TLSv1", "SSLv3"]\nMAP = {"x": "PROTOCOL_TLSv1_1"}\n',
            "use.py": "import ssl\nfrom conf import V, NAMES, MAP\n"
            'ssl.SSLContext(getattr(ssl, f"PROTOCOL_TLSv{V}"))\n'
            'ssl.SSLContext(getattr(ssl, "PROTOCOL_" + NAMES[0]))\n'
            'ssl.SSLContext(getattr(ssl, MAP.get("x")))\n',
        },
        ["use.py:3 > conf.py:1", "use.py:4 > conf.py:2", "use.py:5 > conf.py:3"],
    ),
    "python: a default of the environment": (
        {
            "conf.py": 'import os\nV = os.environ.get("TLS", "PROTOCOL_TLSv1")\n',
            "use.py": PY_GETATTR.format("conf", "V"),
        },
        ["use.py:3 > conf.py:2"],
    ),
    "python: healed later, so the constant does no harm": (
        {
            "conf.py": "import ssl\nV = ssl.TLSVersion.TLSv1\n",
            "use.py": "import ssl\nfrom conf import V\nc = ssl.create_default_context()\n"
            "c.minimum_version = V\nc.minimum_version = ssl.TLSVersion.TLSv1_2\n",
        },
        [],
    ),
    "python: options of a session": (
        {
            "conf.py": 'import ssl\nKW = {"protocol": ssl.PROTOCOL_TLSv1}\n',
            "use.py": "import ssl\nfrom conf import KW\nssl.SSLContext(**KW)\n",
        },
        ["conf.py:2 < use.py:3"],
    ),
    "python: a definition that a comment hides hides its uses": (
        {
            "conf.py": "import ssl\nV = ssl.PROTOCOL_TLSv1  # tlslint: ignore[python-ssl-constant] -- old\n",
            "use.py": PY_USE.format("conf", "V"),
        },
        [],
    ),
    "python: a use that a comment hides hides no definition": (
        {
            "conf.py": "import ssl\nV = ssl.PROTOCOL_TLSv1\n",
            "use.py": "import ssl\nfrom conf import V\n"
            "ssl.SSLContext(V)  # tlslint: ignore[python-ssl-*] -- old\n",
        },
        ["conf.py:2"],
    ),
    # -- JavaScript and TypeScript
    "node: a function of another file connects within a promise": (
        {
            "util.js": "const tls = require('tls');\n"
            "exports.open = (to, options = {}) => new Promise((resolve, reject) => {\n"
            "const s = tls.connect({host: 'a', port: to.port, ...options});\n"
            "s.once('secureConnect', () => resolve(s));\n});\n",
            "use.js": "const {open} = require('./util');\nasync function f() {\ntry {\n"
            "await open(server, {rejectUnauthorized: false, minVersion: 'TLSv1'});\n} catch (e) { }\n}\n",
        },
        ["use.js:4"],
    ),
    "node: a definition in a file that nobody wants checked is told at its use": (
        {
            ".ignore": "generated/\n",
            "generated/conf.js": "module.exports = {tls: {v: 'TLSv1'}};\n",
            "a.js": NODE
            + "const {tls} = require('./generated/conf');\nhttps.get({minVersion: tls.v});\n",
        },
        ["a.js:3 > generated/conf.js:1"],
    ),
    "node: a module's exports": (
        {
            "lib/conf.js": "exports.min = 'TLSv1';\nmodule.exports.method = 'TLSv1_method';\n",
            "lib/use.js": NODE + "const c = require('./conf');\nhttps.get({minVersion: c.min});\n"
            "https.get({secureProtocol: c.method});\n",
        },
        ["lib/use.js:3 > lib/conf.js:1", "lib/use.js:4 > lib/conf.js:2"],
    ),
    "node: an object with objects, by index and by name": (
        {
            "conf/index.js": "module.exports = {tls: {v: 'TLSv1'}, ok: 'TLSv1.2'};\n",
            "a.js": NODE + "const {tls, ok} = require('./conf');\nhttps.get({minVersion: tls.v});\n"
            "https.get({minVersion: ok});\n",
            "conf/b.js": NODE + "const c = require('.');\nhttps.get({minVersion: c.tls.v});\n",
        },
        ["conf/index.js:1 < a.js:3 < conf/b.js:3"],
    ),
    "typescript: imports, re-exports, defaults, enumerations": (
        {
            "src/conf.ts": "export const MIN = 'TLSv1';\nexport default {m: 'TLSv1.1'};\n"
            "export enum V { Old = 'TLSv1' }\nexport class C { static readonly P = 'TLSv1'; }\n",
            "src/index.ts": "export * from './conf';\nexport {MIN as LOW} from './conf.js';\n",
            "src/deep/use.ts": "import https from 'https';\nimport {MIN, LOW, V, C} from '..';\n"
            "import conf from '../conf';\nimport {MIN as own} from '@/conf';\n"
            "https.get({minVersion: MIN});\nhttps.get({minVersion: LOW});\n"
            "https.get({minVersion: V.Old});\nhttps.get({minVersion: C.P});\n"
            "https.get({minVersion: conf.m});\nhttps.get({minVersion: own});\n",
        },
        [
            "src/conf.ts:1 < src/deep/use.ts:5 < src/deep/use.ts:6 < src/deep/use.ts:10",
            "src/conf.ts:2 < src/deep/use.ts:9",
            "src/conf.ts:3 < src/deep/use.ts:7",
            "src/conf.ts:4 < src/deep/use.ts:8",
        ],
    ),
    "node: values of a JSON file that a script requires": (
        {
            "conf/index.json": '{\n"tls": {"min": "TLSv1", "good": "TLSv1.2"},\n"http": {"minVersion": "TLSv1"}}',
            "a.js": NODE + "const conf = require('./conf');\n"
            "https.get({ host: 'h', minVersion: conf.tls.min });\n"
            "https.get({ host: 'h', minVersion: conf.tls.good });\n"
            "https.get({ host: 'h', ...conf.http });\n",
        },
        ["a.js:3 > conf/index.json:2", "a.js:5 > conf/index.json:3"],
    ),
    "node: a module that hands on all of others": (
        {
            "a.js": "exports.METHOD = 'TLSv1_method';\n",
            "b.js": "exports.GOOD = 'TLSv1_2_method';\n",
            "index.js": "module.exports = { ...require('./a'), ...require('./b') };\n",
            "same.js": "Object.assign(exports, require('./a'));\n",
            "use.js": NODE + "const { METHOD, GOOD } = require('./index');\n"
            "const same = require('./same');\n"
            "https.get({ host: 'h', secureProtocol: METHOD });\n"
            "https.get({ host: 'h', secureProtocol: GOOD });\n"
            "https.get({ host: 'h', secureProtocol: same.METHOD });\n",
        },
        ["a.js:1 < use.js:4 < use.js:6"],
    ),
    "typescript: a namespace": (
        {
            "conf.ts": "export namespace Conf { export const min = 'TLSv1', good = 'TLSv1.2'; }\n",
            "use.ts": "import * as https from 'https';\nimport { Conf } from './conf';\n"
            "https.get({ host: 'h', minVersion: Conf.min });\n"
            "https.get({ host: 'h', minVersion: Conf.good });\n",
        },
        ["use.ts:3 > conf.ts:1"],
    ),
    "node: a settings object is found once, where it is": (
        {
            "conf.js": "exports.opts = {host: 'x', minVersion: 'TLSv1'};\n",
            "use.js": NODE + "const {opts} = require('./conf');\nhttps.get(opts);\n"
            "https.get({...opts, minVersion: 'TLSv1.2'});\n",
        },
        ["conf.js:1 < use.js:3"],
    ),
    # -- Kotlin
    "kotlin: constants outside of classes, by the package that a file names": (
        {
            "a/Old.kt": 'package com.x.consts\nconst val P = "TLSv1"\n',
            "b/Good.kt": 'package com.y.consts\nconst val P = "TLSv1.2"\n',
            "c/Own.kt": 'package com.z\ninternal const val Q = "TLSv1.1"\n',
            "d/A.kt": KOTLIN.format("import com.x.consts.P", "P"),
            "d/B.kt": KOTLIN.format("import com.x.consts.*", "P"),
            "d/C.kt": KOTLIN.format("import com.y.consts.P", "P"),
            "d/D.kt": KOTLIN.format("", "Q"),
            "d/E.kt": KOTLIN.format("import com.w.consts.P", "P"),
        },
        ["d/A.kt:4 > a/Old.kt:2", "d/B.kt:4 > a/Old.kt:2", "d/D.kt:4 > c/Own.kt:2"],
    ),
    # -- Java
    "java: a class of the same package, of another, and a static import": (
        {
            "src/main/java/com/x/Conf.java": 'package com.x;\npublic class Conf {\npublic static final String P = "TLSv1";\n'
            'public static class Tls { static final String Q = "SSLv3"; }\n}\n',
            "src/main/java/com/x/A.java": "package com.x;\n" + JAVA.format("", "Conf.P"),
            "src/main/java/com/y/B.java": "package com.y;\n"
            + JAVA.format("import com.x.Conf;\n", "Conf.Tls.Q"),
            "src/main/java/com/y/C.java": "package com.y;\n"
            + JAVA.format("import static com.x.Conf.P;\n", "P"),
            "src/main/java/com/y/D.java": "package com.y;\n"
            + JAVA.format("import static com.x.Conf.*;\n", "P"),
            "src/main/java/com/y/E.java": "package com.y;\n"
            + JAVA.format("import com.x.*;\n", "Conf.P"),
            "src/test/java/com/x/F.java": "package com.x;\n" + JAVA.format("", "Conf.P"),
        },
        [
            "src/main/java/com/x/A.java:4 > src/main/java/com/x/Conf.java:3",
            "src/main/java/com/y/B.java:5 > src/main/java/com/x/Conf.java:4",
            "src/main/java/com/y/C.java:5 > src/main/java/com/x/Conf.java:3",
            "src/main/java/com/y/D.java:5 > src/main/java/com/x/Conf.java:3",
            "src/main/java/com/y/E.java:5 > src/main/java/com/x/Conf.java:3",
            "src/test/java/com/x/F.java:4 > src/main/java/com/x/Conf.java:3",
        ],
    ),
    "java: constants that are called what they say, by a static import": (
        {
            "src/u/C.java": "package u;\npublic final class C {\n"
            'public static final String TLSv1 = "TLSv1";\npublic static final String TLSv1_1 = "TLSv1.1";\n'
            'public static final String SSLv3 = "TLSv1.2";\n}\n',
            "src/s/A.java": "package s;\n" + JAVA.format("import static u.C.*;\n", "TLSv1"),
            "src/s/B.java": "package s;\n" + JAVA.format("import static u.C.TLSv1;\n", "TLSv1"),
            "src/s/C.java": "package s;\n" + JAVA.format("import static u.C.*;\n", "TLSv1_1"),
            "src/s/D.java": "package s;\n" + JAVA.format("import static u.C.*;\n", "SSLv3"),
        },
        [
            "src/s/A.java:5 > src/u/C.java:3",
            "src/s/B.java:5 > src/u/C.java:3",
            "src/s/C.java:5 > src/u/C.java:4",
        ],
    ),
    "java: the default of a field that has a setter, by a cast": (
        {
            "p/Stack.java": "package p;\npublic class Stack extends Base {\n"
            'private String[] on = {"TLSv1.2", "TLSv1"};\n'
            "public void setOn(String[] n) { on = n; }\npublic String[] getOn() { return on; }\n}\n",
            "p/A.java": "package p;\nimport javax.net.ssl.*;\nclass A {\nprivate Stack stack;\n"
            "A(Base stack) { this.stack = (Stack) stack; }\n"
            "void f(SSLSocket s) { s.setEnabledProtocols(stack.getOn()); }\n}\n",
            "p/B.java": "package p;\nimport javax.net.ssl.*;\nclass B {\n"
            "void f(SSLSocket s, Base b) { s.setEnabledProtocols(((Stack) b).getOn()); }\n}\n",
        },
        ["p/A.java:6 > p/Stack.java:3", "p/B.java:4 > p/Stack.java:3"],
    ),
    "java: another module, a constant of a constant, an inherited one": (
        {
            "a/src/main/java/org/z/Names.java": 'package org.z;\npublic interface Names { String OLD = "TLSv1"; }\n',
            "a/src/main/java/org/z/Conf.java": "package org.z;\nclass Conf { static final String P = Names.OLD; }\n",
            "b/src/main/java/org/z/A.java": "package org.z;\n" + JAVA.format("", "Conf.P"),
            "b/src/main/java/org/z/B.java": "package org.z;\nimport javax.net.ssl.SSLContext;\n"
            "class B implements Names { void run() throws Exception { SSLContext.getInstance(OLD).createSSLEngine(); } }\n",
        },
        [
            "b/src/main/java/org/z/A.java:4 > a/src/main/java/org/z/Names.java:2",
            "b/src/main/java/org/z/B.java:3 > a/src/main/java/org/z/Names.java:2",
        ],
    ),
    "java: what a function of another class gives, or one that calls a third": (
        {
            "src/p/Util.java": "package p;\nclass Util {\nstatic String old() { return Third.OLD; }\n"
            'static String[] all() { return new String[] {"TLSv1", "TLSv1.2"}; }\n'
            'static String good() { return "TLSv1.2"; }\n'
            "static String third() { return Third.oldest(); }\n}\n",
            "src/p/Third.java": 'package p;\nclass Third {\nstatic final String OLD = "TLSv1";\n'
            'static String oldest() { return "SSLv3"; }\n}\n',
            "src/p/A.java": "package p;\n" + JAVA.format("", "Util.old()"),
            "src/p/B.java": "package p;\n" + JAVA.format("", "Util.good()"),
            "src/p/C.java": "package p;\n" + JAVA.format("", "Util.third()"),
            "src/p/D.java": "package p;\nimport javax.net.ssl.*;\nclass D { void f(SSLSocket s) {\n"
            "s.setEnabledProtocols(Util.all());\n} }\n",
        },
        [
            "src/p/A.java:4 > src/p/Third.java:3",
            "src/p/C.java:4 > src/p/Util.java:6",
            "src/p/D.java:4 > src/p/Util.java:4",
        ],
    ),
    "java: getters of objects, of singletons, of enumerations and of base classes": (
        {
            "src/p/Conf.java": "package p;\npublic class Conf {\nstatic Conf get() { return new Conf(); }\n"
            'private String tls = "TLSv1";\npublic String getTls() { return tls; }\n'
            "public void setTls(String t) { tls = t; }\n}\n",
            "src/p/V.java": 'package p;\nenum V { OLD("TLSv1"), NEW("TLSv1.2");\nfinal String id;\n'
            "V(String id) { this.id = id; }\nString getName() { return id; }\n}\n",
            "src/p/A.java": "package p;\nimport javax.net.ssl.*;\nclass A extends Conf {\n"
            "Conf conf;\nObject a() { return SSLContext.getInstance(conf.getTls()); }\n"
            "Object b() { return SSLContext.getInstance(Conf.get().getTls()); }\n"
            "Object c() { return SSLContext.getInstance(getTls()); }\n"
            "Object d() { return SSLContext.getInstance(V.OLD.getName()); }\n"
            "Object e() { return SSLContext.getInstance(V.NEW.getName()); }\n}\n",
        },
        [
            "src/p/A.java:5 > src/p/Conf.java:4",
            "src/p/A.java:6 > src/p/Conf.java:4",
            "src/p/A.java:7 > src/p/Conf.java:4",
            "src/p/A.java:8 > src/p/V.java:2",
        ],
    ),
    "java: what functions and constructors of another class do with their arguments": (
        {
            "src/p/Util.java": "package p;\nimport java.util.*;\nimport javax.net.ssl.*;\nclass Util {\n"
            "static SSLContext context(String p) { return SSLContext.getInstance(p); }\n"
            "static <T> List<T> listOf(T... items) { return Arrays.asList(items); }\n"
            "static String[] without(String[] all, String one) { List<String> l = new ArrayList<>(Arrays.asList(all));\n"
            "l.remove(one); return l.toArray(new String[0]); }\n"
            "static boolean old(String p) { return p.equals(say(p)); }\n"
            "static SSLEngine server(SSLContext c) { SSLEngine e = c.createSSLEngine();\n"
            "e.setUseClientMode(false); return e; }\n}\n",
            "src/p/F.java": "package p;\nimport javax.net.ssl.*;\nclass F {\nfinal String[] on;\n"
            "F(String... on) { this.on = on; }\nvoid wrap(SSLSocket s) { s.setEnabledProtocols(on); }\n}\n",
            "src/p/A.java": "package p;\nimport javax.net.ssl.*;\nclass A { void f(SSLSocket s, SSLContext c) {\n"
            'Util.context("TLSv1");\nUtil.context("TLSv1.2");\nUtil.old("TLSv1");\n'
            'new F("TLSv1.1", "TLSv1.2");\nnew F("TLSv1.2");\n'
            's.setEnabledProtocols(Util.listOf("TLSv1", "TLSv1.2").toArray(new String[0]));\n'
            's.setEnabledProtocols(Util.without(new String[] {"TLSv1", "TLSv1.2"}, "TLSv1"));\n'
            'SSLEngine e = Util.server(c);\ne.setEnabledProtocols(new String[] {"TLSv1"});\n} }\n',
            "src/p/B.java": "package p;\nimport javax.net.ssl.*;\nclass B { void f(SSLSocket s) {\n"
            's.setEnabledProtocols(Util.listOf("TLSv1", "TLSv1.2").toArray(new String[0]));\n'
            "} }\n",
        },
        [
            "src/p/A.java:4 > src/p/Util.java:5",
            "src/p/A.java:7 > src/p/F.java:3",
            "src/p/B.java:4",
        ],
    ),
    "java: a getter that nobody wrote, and a context of another class that only servers use": (
        {
            "src/p/Conf.java": 'package p;\n@Data class Conf {\nprivate String tls = "TLSv1";\n'
            "static SSLContext context(String p) { return javax.net.ssl.SSLContext.getInstance(p); }\n}\n",
            "src/p/A.java": "package p;\n"
            + JAVA.format("", "conf.getTls()").replace("void", "Conf conf; void"),
            "src/p/B.java": "package p;\nclass B { void f() {\n"
            'Conf.context("TLSv1").getServerSocketFactory().createServerSocket(1);\n'
            'Conf.context("TLSv1").getSocketFactory();\n} }\n',
        },
        ["src/p/A.java:4 > src/p/Conf.java:3", "src/p/B.java:4 > src/p/Conf.java:4"],
    ),
    "java: the value of a system property": (
        {
            "p/Conf.java": 'package p;\nclass Conf { static final String[] ALL = {"TLSv1", "TLSv1.2"};\n'
            'static final String HTTPS = "https.protocols"; static final String V = "TLSv1"; }\n',
            "p/A.java": "package p;\nclass A { void a() {\nSystem.setProperty(Conf.HTTPS, Conf.V);\n"
            'System.setProperty("jdk.tls.client.protocols", String.join(",", Conf.ALL));\n} }\n',
        },
        ["p/A.java:3 > p/Conf.java:3", "p/A.java:4 > p/Conf.java:2"],
    ),
    # -- .NET
    "csharp: a method of another file serves or connects with what it is given": (
        {
            "served/Keeper.cs": NET_FIELD.format("Factory"),
            "served/Factory.cs": NET_HELPER.format("IFactory", NET_SERVER),
            "used/Keeper.cs": NET_FIELD.format("Factory"),
            "used/Factory.cs": NET_HELPER.format("IFactory", NET_CLIENT),
        },
        ["used/Keeper.cs:4 > used/Factory.cs:4"],
    ),
    "csharp: an alias of a whole project, and one of another file alone": (
        {
            "Usings.cs": "using System.Net;\n"
            "global using Versions = System.Security.Authentication.SslProtocols;\n",
            "Own.cs": "using Mine = System.Security.Authentication.SslProtocols;\n",
            "Use.cs": "using System.Net.Http;\nclass Use { void F(HttpClientHandler a, HttpClientHandler b) {\n"
            "a.SslProtocols = Versions.Tls11;\nb.SslProtocols = Mine.Tls11;\n"
            "b.SslProtocols = Versions.Tls12; } }\n",
        },
        ["Use.cs:3 > Usings.cs:2"],
    ),
    "csharp: what the one object of a class holds, and settings with their defaults": (
        {
            "Settings.cs": "using System.Configuration;\nclass Settings : ApplicationSettingsBase {\n"
            "static Settings made = (Settings)(global::System.Configuration.ApplicationSettingsBase"
            ".Synchronized(new Settings()));\n"
            "public static Settings Default { get { return made; } }\n"
            '[DefaultSettingValue("Tls11")]\npublic string Old { get { return (string)this["Old"]; } }\n'
            '[DefaultSettingValue("Tls12")]\npublic string New { get { return (string)this["New"]; } } }\n',
            "Use.cs": "using System;\nusing System.Net;\nclass Use { void F() {\n"
            "ServicePointManager.SecurityProtocol = Enum.Parse<SecurityProtocolType>(Settings.Default.Old); }\n"
            "void G() {\n"
            "ServicePointManager.SecurityProtocol = Enum.Parse<SecurityProtocolType>(Settings.Default.New); } }\n",
        },
        ["Use.cs:4 > Settings.cs:5"],
    ),
    "vbnet: My.Settings gives what its designer file says": (
        {
            "Settings.Designer.vb": "Namespace My\nClass MySettings\n"
            "Inherits Global.System.Configuration.ApplicationSettingsBase\n"
            "Private Shared made As MySettings = CType(Global.System.Configuration.ApplicationSettingsBase"
            ".Synchronized(New MySettings()), MySettings)\n"
            "Public Shared ReadOnly Property [Default]() As MySettings\nGet\nReturn made\nEnd Get\nEnd Property\n"
            '<Global.System.Configuration.DefaultSettingValueAttribute("Tls11")> _\n'
            'Public ReadOnly Property Old() As String\nGet\nReturn CType(Me("Old"), String)\nEnd Get\nEnd Property\n'
            '<Global.System.Configuration.DefaultSettingValueAttribute("Tls12")> _\n'
            'Public ReadOnly Property Fresh() As String\nGet\nReturn CType(Me("Fresh"), String)\nEnd Get\nEnd Property\n'
            "End Class\nEnd Namespace\n",
            "Use.vb": "Imports System.Net\nModule Use\nSub F()\n"
            "ServicePointManager.SecurityProtocol = CType([Enum].Parse(GetType(SecurityProtocolType), "
            "My.Settings.Old), SecurityProtocolType)\nEnd Sub\nSub G()\n"
            "ServicePointManager.SecurityProtocol = CType([Enum].Parse(GetType(SecurityProtocolType), "
            "My.Settings.Fresh), SecurityProtocolType)\nEnd Sub\nEnd Module\n",
        },
        ["Use.vb:4 > Settings.Designer.vb:10"],
    ),
    "csharp: what a constructor is given is not what its class has by default": (
        {
            "Tcp.cs": NET_STREAM.format()
            + "class Tcp {\nSslProtocols _p = SslProtocols.Default;\nTcp() { }\n"
            "Tcp(SslProtocols p) { _p = p; }\n"
            'void F(SslStream s) { s.AuthenticateAsClient("h", null, _p, false); } }\n}\n',
            "Use.cs": NET_STREAM.format()
            + "class Use { Tcp _t; Use() {\n_t = new Tcp(SslProtocols.Tls); } }\n}\n",
        },
        ["Tcp.cs:4", "Use.cs:4 > Tcp.cs:3"],
    ),
    "csharp: behind an interface, and in a function that is called later": (
        {
            "a/Keeper.cs": NET_FIELD.format("IFactory"),
            "a/Factory.cs": NET_HELPER.format("Base, IFactory", NET_SERVER),
            "a/IFactory.cs": "namespace N { interface IFactory { object Secure(Socket s, SslProtocols p); } }\n",
            "b/Other.cs": NET_FIELD.format("ILater"),
            "b/Later.cs": NET_LATER.format("ILater"),
        },
        [],
    ),
    "csharp: constants of classes, wherever they are": (
        {
            "Common/Settings.cs": "using System.Net;\nnamespace My.Common {\npublic static class Conf {\n"
            "public const SecurityProtocolType Old = SecurityProtocolType.Tls;\n"
            "public const int Number = 192;\n}}\n",
            "App/A.cs": NET.format("using My.Common;\n", "Conf.Old"),
            "App/B.cs": NET.format("", "(SecurityProtocolType)My.Common.Conf.Number"),
            "App/C.cs": NET.format("using static My.Common.Conf;\n", "Old"),
        },
        [
            "App/B.cs:3 > Common/Settings.cs:5",
            "Common/Settings.cs:4 < App/A.cs:4 < App/C.cs:4",
        ],
    ),
    "csharp: what only a server takes is no finding where it is defined": (
        {
            "Conf.cs": "using System.Security.Authentication;\nstatic class Conf {\n"
            "public static readonly SslProtocols Old = SslProtocols.Tls;\n}\n",
            "Server.cs": "using System.Net.Security;\nclass Server {\nvoid F(SslStream s, SslProtocols more) {\n"
            "s.AuthenticateAsServer(null, false, Conf.Old, false); } }\n",
        },
        [],
    ),
    "csharp: what only a server takes of a settings object is none either": (
        {
            "Conf.cs": "using System.Security.Authentication;\nclass Conf {\n"
            "public Conf() {\nProtocols = SslProtocols.Tls; }\n"
            "public SslProtocols Protocols { get; set; }\n}\n",
            "Server.cs": "using System.Net.Security;\nclass Server {\nprivate readonly Conf conf;\n"
            "Server(Conf conf) { this.conf = conf; }\nvoid F(SslStream s) {\n"
            "s.AuthenticateAsServer(null, false, conf.Protocols, false); } }\n",
        },
        [],
    ),
    "csharp: members of a settings object": (
        {
            "Conf.cs": "using System.Security.Authentication;\nclass Conf {\n"
            "public SslProtocols Protocols { get; set; } = SslProtocols.Tls;\n"
            "public SslProtocols Good { get; set; } = SslProtocols.Tls12;\n"
            "public int Number = 192;\n}\n",
            "Client.cs": "using System.Net.Security;\nclass Client {\nvoid F(SslStream s, Conf conf) {\n"
            "s.AuthenticateAsClient(null, null, conf.Protocols, false);\n"
            "s.AuthenticateAsClient(null, null, conf.Good, false);\n"
            "s.AuthenticateAsClient(null, null, (SslProtocols)conf.Number, false);\n"
            "var mine = new Conf(); s.AuthenticateAsClient(null, null, mine.Protocols, false);\n"
            "mine.Protocols = 0; s.AuthenticateAsClient(null, null, mine.Protocols, false); } }\n",
        },
        ["Client.cs:6 > Conf.cs:5", "Conf.cs:3 < Client.cs:4 < Client.cs:7"],
    ),
    "csharp: properties that run code": (
        {
            "Conf.cs": "using System.Net;\nstatic class Conf {\n"
            "public static SecurityProtocolType Old => SecurityProtocolType.Tls;\n"
            "public static SecurityProtocolType New { get { return SecurityProtocolType.Tls12; } }\n}\n",
            "A.cs": NET.format("", "Conf.Old"),
            "B.cs": NET.format("", "Conf.New"),
        },
        ["Conf.cs:3 < A.cs:3"],
    ),
    "csharp: classes of one name that do not agree": (
        {
            "A/Conf.cs": "namespace A { class Conf { public const int N = 192; } }\n",
            "B/Conf.cs": "namespace B { class Conf { public const int N = 3072; } }\n",
            "C/Use.cs": NET.format("", "(SecurityProtocolType)Conf.N"),
        },
        [],
    ),
    "vbnet: a constant of a module": (
        {
            "Conf.vb": "Public Module Conf\n  Public Const Old As Integer = 192\nEnd Module\n",
            "Use.vb": "Imports System.Net\nClass Use\n  Sub Run()\n"
            "    ServicePointManager.SecurityProtocol = CType(conf.OLD, SecurityProtocolType)\n"
            "  End Sub\nEnd Class\n",
        },
        ["Use.vb:4 > Conf.vb:2"],
    ),
    "vbnet: members of a settings object": (
        {
            "Conf.vb": "Public Class Conf\n  Public Old As Integer = 192\nEnd Class\n",
            "Use.vb": "Imports System.Net\nClass Use\n  Sub Run(settings As Conf)\n"
            "    ServicePointManager.SecurityProtocol = CType(settings.OLD, SecurityProtocolType)\n"
            "  End Sub\nEnd Class\n",
        },
        ["Use.vb:4 > Conf.vb:2"],
    ),
    # -- Go
    "go: the same package, and another of the module": (
        {
            "go.mod": "module example.com/app\n\ngo 1.21\n",
            "main.go": GO.format("main", '"example.com/app/conf"\n', "conf.Min"),
            "lib/use.go": GO.format("lib", "", "minimum"),
            "lib/consts.go": 'package lib\nimport "crypto/tls"\nconst (\nother = 1\n'
            "minimum uint16 = 0x0301\n)\n",
            "conf/conf.go": "package conf\nconst Min = 0x0301\n",
        },
        ["lib/use.go:5 > lib/consts.go:5", "main.go:6 > conf/conf.go:2"],
    ),
    "go: what a function of another package gives to a server": (
        {
            "go.mod": "module example.org/a\n",
            "common/config.go": GO_GETTER,
            "server.go": 'package a\nimport (\n"crypto/tls"\n"net/http"\n"example.org/a/common"\n)\n'
            "func start(c *common.Config) {\n"
            "s := &http.Server{TLSConfig: &tls.Config{MinVersion: c.Floor()}}\nuse(s)\n}\n",
        },
        [],
    ),
    "go: what a function of another package gives to a client and a server": (
        {
            "go.mod": "module example.org/a\n",
            "common/config.go": GO_GETTER,
            "server.go": 'package a\nimport (\n"crypto/tls"\n"net/http"\n"example.org/a/common"\n)\n'
            "func start(c *common.Config) {\n"
            "s := &http.Server{TLSConfig: &tls.Config{MinVersion: c.Floor()}}\nuse(s)\n}\n"
            "func dial(c *common.Config) {\n"
            'tls.Dial("tcp", "h:443", &tls.Config{MinVersion: c.Floor()})\n}\n',
        },
        ["common/config.go:10 < server.go:12"],
    ),
    "go: what a function of another file gives": (
        {
            "floor.go": 'package a\nimport "crypto/tls"\n'
            "func floor() uint16 { return tls.VersionTLS11 }\n"
            "func good() uint16 { return tls.VersionTLS12 }\n",
            "use.go": GO.format("a", "", "floor()") + "var d = &tls.Config{MinVersion: good()}\n",
        },
        ["floor.go:3 < use.go:5"],
    ),
    "node: what a function of another file gives": (
        {
            "floor.js": "exports.floor = () => 'TLSv1';\nexports.good = () => 'TLSv1.2';\n",
            "method.js": "module.exports = () => process.env.METHOD || 'TLSv1_method';\n",
            "use.js": NODE + "const { floor, good } = require('./floor');\n"
            "https.get({ host: 'h', minVersion: floor() });\n"
            "https.get({ host: 'h', secureProtocol: require('./method')() });\n"
            "https.get({ host: 'h', minVersion: good() });\n",
        },
        ["use.js:3 > floor.js:1", "use.js:4 > method.js:1"],
    ),
    "go: what a function of another file makes for a server": (
        {
            "tls.go": GO_MAKERS,
            "main.go": 'package a\nimport "net/http"\nfunc f() {\ncfg, err := load()\nuse(err)\n'
            "s := &http.Server{TLSConfig: cfg}\nt := &http.Server{TLSConfig: both()}\nuse(s, t)\n"
            "u := &http.Transport{TLSClientConfig: both()}\nuse(u)\n}\n",
            "more.go": 'package a\nimport (\n"google.golang.org/grpc"\n'
            '"google.golang.org/grpc/credentials"\n)\ntype Server struct{}\n'
            "func (s *Server) run() {\n"
            "g := grpc.NewServer(grpc.Creds(credentials.NewTLS(s.method())))\nuse(g)\n}\n",
        },
        ["tls.go:10"],
    ),
    "go: a default in the tag of a field of another file": (
        {
            "go.mod": "module example.com/app\n",
            "settings.go": "package a\ntype TLS struct {\n"
            '\tMin string `env:"MIN" env-default:"1.0"`\n\tGood string `env-default:"1.2"`\n}\n',
            "conf/conf.go": 'package conf\ntype Conf struct {\n\tMin uint16 `envDefault:"769"`\n}\n',
            "use.go": 'package a\nimport (\n"crypto/tls"\n"example.com/app/conf"\n)\n'
            'var versions = map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12}\n'
            "func (t TLS) old() *tls.Config { return &tls.Config{MinVersion: versions[t.Min]} }\n"
            "func (t TLS) good() *tls.Config { return &tls.Config{MinVersion: versions[t.Good]} }\n"
            "func of(c *conf.Conf) *tls.Config { return &tls.Config{MinVersion: c.Min} }\n",
        },
        ["use.go:7 > settings.go:3", "use.go:9 > conf/conf.go:3"],
    ),
    "node: the options of a server, of another file": (
        {
            "options.js": "module.exports = { secureProtocol: 'TLSv1_method', key };\n",
            "both.js": "module.exports = { secureProtocol: 'TLSv1_method', cert };\n",
            "server.js": NODE + "const both = require('./both');\n"
            "https.createServer(require('./options'), app);\n"
            "https.createServer(both, app);\nhttps.get(both);\n",
        },
        ["both.js:1 < server.js:5"],
    ),
    "python: functions and classes of another module are run with what they are given": (
        {
            "net.py": "import ssl\ndef pinned(host, version='TLSv1_2'):\n"
            "    return ssl.SSLContext(getattr(ssl, 'PROTOCOL_' + version))\n"
            "class Client:\n    def __init__(self, name):\n        self.name = name\n"
            "    def open(self):\n"
            "        return ssl.SSLContext(getattr(ssl, 'PROTOCOL_%s' % self.name))\n"
            "def shown(version):\n    print('PROTOCOL_' + version)\n",
            "conf.py": "TLS = 'TLSv1'\nGOOD = 'TLSv1_2'\n",
            "use.py": "import conf\nimport net\nfrom net import Client, pinned\n"
            "a = pinned('h', 'TLSv1')\nb = Client('TLSv1_1')\n"
            "c = net.pinned('h', version='TLSv1')\n"
            "e = pinned('h', 'TLSv1_2')\nf = Client(conf.GOOD)\ng = net.shown('TLSv1')\n",
        },
        ["use.py:4 > net.py:3", "use.py:5 > net.py:4", "use.py:6 > net.py:3"],
    ),
    "python: the settings of a Django project": (
        {
            "manage.py": "",
            "site/settings.py": "TLS = 'TLSv1'\nGOOD = 'TLSv1_2'\n",
            "app/views.py": "import ssl\nfrom django.conf import settings\n"
            "a = ssl.SSLContext(getattr(ssl, 'PROTOCOL_' + settings.TLS))\n"
            "b = ssl.SSLContext(getattr(ssl, 'PROTOCOL_' + settings.GOOD))\n",
        },
        ["app/views.py:3 > site/settings.py:1"],
    ),
    "python: of two settings of a Django project nobody knows which counts": (
        {
            "manage.py": "",
            "one/settings.py": "TLS = 'TLSv1'\n",
            "two/settings.py": "TLS = 'TLSv1_2'\n",
            "app/views.py": "import ssl\nfrom django.conf import settings\n"
            "a = ssl.SSLContext(getattr(ssl, 'PROTOCOL_' + settings.TLS))\n",
        },
        [],
    ),
    "go: functions of another package are run with what they are given": (
        {
            "go.mod": "module example.com/app\n",
            "x/x.go": 'package x\nimport (\n"crypto/tls"\n"errors"\n)\n'
            "func Parse(s string) uint16 {\nswitch s {\n"
            'case "1.0":\nreturn tls.VersionTLS10\ncase "1.1":\nreturn tls.VersionTLS11\n}\n'
            "return tls.VersionTLS12\n}\n"
            'var names = map[string]uint16{"a": tls.VersionTLS10, "b": tls.VersionTLS12}\n'
            "func Of(s string) (uint16, error) {\nv, ok := names[s]\n"
            'if !ok {\nreturn 0, errors.New("unknown")\n}\nreturn v, nil\n}\n',
            "use.go": 'package a\nimport (\n"crypto/tls"\n"example.com/app/x"\n)\n'
            'var a = &tls.Config{MinVersion: x.Parse("1.0")}\n'
            'var b = &tls.Config{MinVersion: x.Parse("1.2")}\n'
            'func f() {\nc, err := x.Of("a")\nd, err := x.Of("b")\n'
            "use(err, &tls.Config{MinVersion: c}, &tls.Config{MinVersion: d})\n}\n",
        },
        ["use.go:6 > x/x.go:6", "use.go:9 > x/x.go:16"],
    ),
    "node: functions of another file are run with what they are given": (
        {
            "p.js": "const names = { old: 'TLSv1', good: 'TLSv1.2' };\n"
            "exports.of = (s) => names[s];\n"
            "exports.agent = (v) => new (require('https').Agent)({ minVersion: v });\n",
            "one.js": "module.exports = (v) => require('https').get({ host, minVersion: v });\n",
            "use.js": NODE + "const p = require('./p'), one = require('./one');\n"
            "https.get({ minVersion: p.of('old') });\nhttps.get({ minVersion: p.of('good') });\n"
            "https.get({ agent: p.agent('TLSv1') });\nhttps.get({ agent: p.agent('TLSv1.2') });\n"
            "one('TLSv1.1');\none('TLSv1.2');\n",
        },
        ["use.js:3 > p.js:1", "use.js:5 > p.js:3", "use.js:7 > one.js:1"],
    ),
    "java: a getter with a default of its own, by way of another class": (
        {
            "src/a/Props.java": "package a;\nimport java.util.*;\npublic class Props {\n"
            'static String tls() {\nreturn read(load(), "k", "E", "TLSv1,TLSv1.2"); }\n'
            'static String good() { return read(load(), "k", "E", "TLSv1.2"); }\n'
            "static String read(Properties p, String k, String e, String d) {\n"
            "String held = cache().get(k);\nif (held != null) { return held; }\n"
            "String or = isNotBlank(System.getenv(e)) ? System.getenv(e) : d;\n"
            "String v = System.getProperty(k, p != null ? p.getProperty(k, or) : or);\n"
            'if (v != null && v.startsWith("x")) { v = v.replaceAll("x", ""); }\n'
            "cache().put(k, v);\nreturn v;\n}\n}\n",
            "src/a/Conf.java": "package a;\npublic class Conf {\nprivate String p;\n"
            "String tls() { if (p == null) { return Props.tls(); } return p; }\n"
            "String good() { if (p == null) { return Props.good(); } return p; }\n"
            "void set(String x) { p = x; }\n}\n",
            "src/a/Use.java": "package a;\nimport javax.net.ssl.*;\nclass Use {\nprivate final Conf conf;\n"
            "Use(Conf c) { conf = c; }\n"
            'void f(SSLSocket s) {\ns.setEnabledProtocols(conf.tls().split(","));\n}\n'
            'void g(SSLSocket s) {\ns.setEnabledProtocols(conf.good().split(","));\n}\n}\n',
        },
        ["src/a/Use.java:7 > src/a/Conf.java:4"],
    ),
    "java: of what branches define, each old value is told": (
        {
            "src/a/Consts.java": "package a;\npublic class Consts {\npublic static final String[] LIST;\n"
            'static {\nif (x()) {\nLIST = new String[] {\n"TLSv1.2", "TLSv1.1"};\n'
            '} else if (y()) {\nLIST = new String[] {"TLSv1.2"};\n'
            '} else {\nLIST = new String[] {"TLSv1"};\n}\n}\n}\n',
            "src/a/Use.java": "package a;\nimport javax.net.ssl.*;\n"
            "class Use { void f(SSLSocket s) { s.setEnabledProtocols(Consts.LIST); } }\n",
        },
        ["src/a/Use.java:3 > src/a/Consts.java:6 > src/a/Consts.java:11"],
    ),
    "go: methods use what a function of another package had their object keep": (
        {
            "go.mod": "module example.com/app\n",
            "opt/opt.go": 'package opt\nimport "crypto/tls"\ntype Opts struct { floor uint16 }\n'
            "func New(v uint16) *Opts { return &Opts{floor: v} }\n"
            "func (o *Opts) Quiet() *Opts { return o }\n"
            "func (o *Opts) Config() *tls.Config { return &tls.Config{MinVersion: o.floor} }\n"
            "func (o *Opts) Dial() (*tls.Conn, error) {\n"
            'return tls.Dial("tcp", "h:443", &tls.Config{MinVersion: o.floor})\n}\n'
            "func (o *Opts) Listen() (net.Listener, error) {\n"
            'return tls.Listen("tcp", ":443", &tls.Config{MinVersion: o.floor})\n}\n',
            "use.go": 'package a\nimport (\n"crypto/tls"\n"example.com/app/opt"\n)\nfunc f() {\n'
            'a := opt.New(tls.VersionTLS10)\ntls.Dial("tcp", "h:443", a.Config())\n'
            'b := opt.New(0x0302)\ntls.Dial("tcp", "h:443", b.Quiet().Config())\n'
            "opt.New(tls.VersionTLS11).Dial()\nopt.New(tls.VersionTLS12).Dial()\n"
            'c := opt.New(tls.VersionTLS10)\ntls.Listen("tcp", ":443", c.Config())\n'
            "opt.New(tls.VersionTLS11).Listen()\n}\n",
        },
        ["use.go:7 > opt/opt.go:6", "use.go:9 > opt/opt.go:6", "use.go:11 > opt/opt.go:7"],
    ),
    "msbuild: a property of the file above that a project takes": (
        {
            "Directory.Build.props": "<Project>\n<PropertyGroup><Old>net35</Old></PropertyGroup></Project>",
            "p/p.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>\n'
            "<TargetFramework>$(Old)</TargetFramework></PropertyGroup></Project>",
        },
        ["Directory.Build.props:2 < p/p.csproj:2"],
    ),
    "powershell: a constant of a script that another runs": (
        {
            "lib/Constants.ps1": "$old = [System.Net.SecurityProtocolType]::Tls\n$new = 'Tls12'\n$both = 'Tls', 'Tls12'\n",
            "a.ps1": ". $PSScriptRoot\\lib\\Constants.ps1\n[Net.ServicePointManager]::SecurityProtocol = $new\n"
            "[Net.ServicePointManager]::SecurityProtocol = $old\n",
            "b.ps1": "[Net.ServicePointManager]::SecurityProtocol = $old\n",
            "lib/c.ps1": ". (Join-Path $PSScriptRoot 'Constants.ps1')\n[Net.ServicePointManager]::SecurityProtocol = $both\n",
            "lib/d.ps1": '. "$PSScriptRoot/../lib/Constants.ps1"\n$all = @()\nif ($x) { $all += $old }\n'
            "[Net.ServicePointManager]::SecurityProtocol = $all\n",
        },
        ["lib/Constants.ps1:1 < a.ps1:3", "lib/Constants.ps1:3 < lib/c.ps1:2", "lib/d.ps1:3"],
    ),
    "go: the tests of a package define nothing for it": (
        {
            "go.mod": "module m\n",
            "use.go": GO.format("main", "", "minimum"),
            "use_test.go": "package main\nconst minimum = 0x0301\n",
        },
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_links(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, expected = CASES[name]
    put(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert told(run()) == expected


#: One of each language and format that looks into other files.
FAR = (
    "python: the definition is a finding, its uses are places of it",
    "node: a module's exports",
    "java: a class of the same package, of another, and a static import",
    "csharp: members of a settings object",
    "msbuild: a property of the file above that a project takes",
    "powershell: a constant of a script that another runs",
)


@pytest.mark.parametrize("name", FAR)
@pytest.mark.parametrize("path", ["../repo", "{0}/repo"])
def test_where_one_stands_changes_no_finding(
    name: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, expected = CASES[name]
    put(tmp_path / "repo", files)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = told(run(path.format(tmp_path)))
    assert [line.replace("../repo/", "") for line in found] == expected


def test_a_constant_that_only_servers_take_is_a_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, CASES["csharp: what only a server takes of a settings object is none either"][0])
    monkeypatch.chdir(tmp_path)
    (finding,) = run(options=replace(OPTIONS, side="all")).findings
    assert (finding.side, finding.place.path, finding.place.line) == ("server", "Conf.cs", 4)


@pytest.mark.parametrize(
    "name",
    [
        "go: what a function of another file makes for a server",
        "node: the options of a server, of another file",
    ],
)
def test_what_only_servers_are_given_is_a_servers(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, CASES[name][0])
    monkeypatch.chdir(tmp_path)
    found = run(options=replace(OPTIONS, side="all")).findings
    places = {(f.place.path, f.place.line) for f in found if f.side == "server"}
    assert places >= {("tls.go", 7), ("tls.go", 12)} or places >= {("options.js", 1)}
    assert all("the server" in f.message for f in found if f.side == "server")


@pytest.mark.parametrize("others", [12, 40])  # in so few what says nothing is told before
@pytest.mark.parametrize("place", ["tls.go", "", "sub/tls_test.go"])
def test_what_only_tells_a_side_is_run_in_a_large_tree_where_something_is_said(
    place: str, others: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, expected = CASES["go: what a function of another file makes for a server"]
    good = 'package a\nimport "crypto/tls"\nvar c%d = &tls.Config{MinVersion: tls.VersionTLS12}\n'
    put(tmp_path, {f"good{n}.go": good % n for n in range(others)})
    put(
        tmp_path,
        {place if n == "tls.go" else n: t for n, t in files.items() if place or n != "tls.go"},
    )
    monkeypatch.chdir(tmp_path)
    checked: list[str] = []
    real = Worker.check

    def check(worker: Worker, task: Task) -> Any:
        outcome = real(worker, task)
        if not outcome.serves and not task.hit.path.startswith("good"):
            checked.append(task.hit.path)
        return outcome

    monkeypatch.setattr(Worker, "check", check)
    done: list[int] = []
    found = told(run(progress=lambda n, total=None: done.append(n) if total else None))
    assert done == sorted(done)
    if place == "tls.go":
        assert (found, checked) == (expected, ["tls.go", "main.go", "more.go"])
    else:  # nobody imports a test
        assert ({f.partition(":")[0] for f in found}, checked) == (
            ({place}, [place]) if place else (set(), [])
        )


def test_what_other_files_ask_takes_nothing_from_what_a_file_may_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = """import javax.net.ssl.SSLContext;
class Maker { static SSLContext make(String protocol) { return inner(protocol); }
static SSLContext inner(String protocol) throws Exception {
SSLContext made = SSLContext.getInstance(protocol); made.init(null, null, null); return made; } }
"""
    user = """import javax.net.ssl.SSLContext;
class User%d { SSLContext a = Maker.make("TLSv1.2");
SSLContext b = Maker.make("TLSv1"); }
"""
    put(tmp_path, {"Maker.java": helper, **{f"User{n}.java": user % n for n in range(9)}})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(functions, "MAX_FOLLOWING", 60)
    assert told(run()) == [f"User{n}.java:3 > Maker.java:4" for n in range(9)]


def test_what_the_target_framework_brings_is_told_at_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = "<Project><PropertyGroup><OutputType>Exe</OutputType>\n{}</PropertyGroup></Project>\n"
    target = "<TargetFramework>net45</TargetFramework>"
    code = "using System.Net.Security;\nclass A { void F(SslStream s) {\ns.AuthenticateAsClient(null); } }\n"
    put(tmp_path, {"a/A.csproj": project.format(target), "a/b/A.cs": code, "c/A.cs": code})
    monkeypatch.chdir(tmp_path)
    assert told(run()) == ["a/A.csproj:2"]
    assumed = replace(OPTIONS, assume=(("netframework", "4.5"),))
    assert "c/A.cs:3" in told(run(options=assumed))


def test_the_number_of_processes_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str] = {}
    for number, (case, _) in enumerate(CASES.values()):
        files |= {f"t{number}/{name}": text for name, text in case.items()}
    put(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    one, many = run(), run(jobs=3)
    assert told(one)
    assert replace(one, seconds=0.0) == replace(many, seconds=0.0)


def test_a_call_is_told_without_what_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "java: getters of objects, of singletons, of enumerations and of base classes"
    put(tmp_path, CASES[name][0])
    monkeypatch.chdir(tmp_path)
    trace = [step.text for step in run("src/p/A.java", explain=Asked()).trace]
    assert "Conf.get().getTls is defined in src/p/Conf.java:4" in trace


def test_one_file_is_linked_as_in_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, CASES["csharp: constants of classes, wherever they are"][0] | {"App.sln": ""})
    put(tmp_path, {"conf.py": 'V = "PROTOCOL_TLSv1"\n', "use.py": PY_GETATTR.format("conf", "V")})
    monkeypatch.chdir(tmp_path)
    assert told(run("App/A.cs")) == ["App/A.cs:4 > Common/Settings.cs:4"]
    report = run("use.py", explain=Asked())
    assert told(report) == ["use.py:3 > conf.py:1"]
    assert 'conf.V is defined in conf.py:1: V = "PROTOCOL_TLSv1"' in [t.text for t in report.trace]
    fix = report.findings[0].fix
    assert fix is not None
    assert (fix.safety, fix.edits) == ("manual", ())


MODULES = {
    "core/src/net/Protocols.java": """package net;
public interface Protocols {
    String TLSv1 = "TLSv1";
    String TLSv11 = "TLSv1.1";
    String TLSv12 = "TLSv1.2";
}
""",
    "core/pom.xml": "<project/>",
    "web/src/web/Factory.java": """package web;
import net.Protocols;
import org.x.CustomSSLSocketFactory;
class Factory {
    private static final String[] OLD = {Protocols.TLSv1, Protocols.TLSv11, Protocols.TLSv12};
    Object run() { return new CustomSSLSocketFactory(base, OLD); }
}
""",
    "web/pom.xml": "<project/>",
    "pom.xml": "<project/>",
}


@pytest.mark.parametrize("path", [".", "web/src/web/Factory.java"])
@pytest.mark.parametrize("repository", [True, False])
def test_constants_of_another_module_in_a_list_are_edited_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, repository: bool
) -> None:
    put(tmp_path, MODULES)
    if not repository:
        (tmp_path / ".git").rmdir()
    monkeypatch.chdir(tmp_path)
    report = run(path)
    defined = "core/src/net/Protocols.java"
    assert told(report) == [f"web/src/web/Factory.java:5 > {defined}:3 > {defined}:4"]
    (finding,) = report.findings
    assert finding.place.column == 42
    assert finding.fix is not None
    assert (finding.fix.safety, finding.fix.edits) == ("manual", ())


@pytest.mark.parametrize(
    ("paths", "found"),
    [(["."], True), (["app/use/a.js"], False), (["app/use/a.js", "app/use/b.js"], True)],
)
@pytest.mark.parametrize("repository", [True, False])
def test_what_a_file_named_by_itself_imports_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], found: bool, repository: bool
) -> None:
    use = "const request = require('request');\nconst c = require('../address');\nrequest(c.{});\n"
    files = {
        "Dockerfile": "FROM node:8\nCOPY app .\n",
        "app/address.js": "module.exports = { plain: 'http://h/', safe: 'https://h/' };\n",
        "app/use/a.js": use.format("plain"),
        "app/use/b.js": use.format("safe"),
    }
    put(tmp_path, files)
    if not repository:
        (tmp_path / ".git").rmdir()
    monkeypatch.chdir(tmp_path)
    assert told(run(*paths)) == ["app/use/b.js:3 > app/address.js:1"] * found


@pytest.mark.parametrize(
    ("module", "address"),
    [
        ("module.exports = { url: process.env.URL || '{}' };", "c.url + '/x'"),
        ("module.exports = production ? { url: '{}' } : { url: 'http://d/' };", "c.url"),
        ("const all = { a: { url: '{}' }, b: { url: 'http://b/' } };\nmodule.exports = all[name];", "c.url"),
        ("module.exports = require('./all.json')[process.env.NODE_ENV || 'a'];", "c.url"),
        ("exports.all = { a: '{}', b: 'http://b/' };", "c.all[name]"),
        ("exports.url = '{}';", "{ baseUrl: c.url, uri: '/x' }"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_where_addresses_of_other_files_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, address: str, scheme: str
) -> None:
    url = f"{scheme}://h/"
    files = {
        "Dockerfile": "FROM node:8\nCOPY . .\n",
        "config.js": module.replace("{}", url),
        "all.json": f'{{"a": {{"url": "{url}"}}, "b": {{"url": "http://b/"}}}}',
        "use.js": f"const rp = require('request-promise'), c = require('./config');\nrp({address});\n",
    }
    put(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert [f.place.path for f in run().findings] == ["use.js"] * (scheme == "https")


@pytest.mark.parametrize("node", ["8", "12"])
@pytest.mark.parametrize(
    ("module", "use", "found"),
    [
        ("module.exports = require('aws-sdk');", "new (require('./a')).S3();", True),
        (
            "const AWS = require('aws-sdk');\nAWS.config.update({ region });\nmodule.exports = AWS;",
            "const sdk = require('./a');\nnew sdk.DynamoDB.DocumentClient();",
            True,
        ),
        ("import AWS from 'aws-sdk';\nexport default AWS;", "import AWS from './a';\nnew AWS.SQS();", True),
        ("export * as aws from 'aws-sdk';", "import { aws } from './a';\nnew aws.S3();", True),
        ("exports.AWS = require('aws-sdk');", "const { AWS } = require('./a');\nnew AWS.SNS({});", True),
        ("module.exports = require('https');", "const { Server } = require('https');\nrequire('./a').get('https://h/');", True),
        ("module.exports = require('request');", "const { jar } = require('request');\nrequire('./a').get('https://h/');", True),
        ("module.exports = require('request');", "const { jar } = require('request');\nrequire('./a').get('http://h/');", False),
        ("module.exports = require('aws-sdk');", "new (require('./a')).S3({ endpoint: 'http://h/' });", False),
        ("exports.S3 = class {};", "new (require('./a')).S3();", False),
        ("module.exports = require('http');", "require('./a').get({ host: 'h' });", False),
        ("", "new (require('./a')).S3();", False),
    ],
)  # fmt: skip
def test_a_library_that_another_script_hands_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: str, module: str, use: str, found: bool
) -> None:
    put(tmp_path, {"Dockerfile": f"FROM node:{node}\nCOPY . .\n", "a.js": module, "b.js": use})
    monkeypatch.chdir(tmp_path)
    assert [f.place.path for f in run().findings] == ["b.js"] * (found and node == "8")


def test_nothing_outside_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'V = "PROTOCOL_TLSv1"\n'
    put(
        tmp_path / "repo",
        {"use.py": PY_GETATTR.format("conf", "V"), "sub/use.py": PY_GETATTR.format("..conf", "V")},
    )
    put(
        tmp_path / "repo",
        {
            "up/use.py": PY_GETATTR.format("...outer", "V"),
            "link/use.py": PY_GETATTR.format(".conf", "V"),
        },
    )
    (tmp_path / "conf.py").write_text(text)
    (tmp_path / "outer.py").write_text(text)
    os.symlink(tmp_path / "conf.py", tmp_path / "repo" / "link" / "conf.py")
    monkeypatch.chdir(tmp_path / "repo")
    assert told(run()) == []
    (tmp_path / "repo" / "conf.py").write_text(text + "#" * (1 << 20))
    assert run().findings == ()
    (tmp_path / "repo" / "conf.py").write_text(text)
    assert told(run()) == ["sub/use.py:3 > conf.py:1", "use.py:3 > conf.py:1"]


def test_a_name_that_is_not_wanted_costs_no_second_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        tmp_path,
        {"a.py": "import ssl\nfrom conf import V\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\nprint(V)\n"},
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tlslint.link.Linker.resolve", None)
    assert told(run()) == ["a.py:3"]


@pytest.mark.parametrize("constant", ["hello", "true", "12"])
def test_a_call_that_is_given_constants_which_name_no_version_costs_no_second_check(
    constant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = f'Log.say(Names.C, "{constant}");\nSSLContext.getInstance("TLSv1")'
    text = JAVA.replace("SSLContext.getInstance({})", "{}").format("", java)
    call = f'Log.Say(Names.C, "{constant}");'
    net = NET.format("", "SecurityProtocolType.Tls").replace(
        "{ void Run() {", "{ void Run() { " + call
    )
    files = {
        "a.java": text,
        "Names.java": f'class Names {{ static final String C = "{constant}"; }}\n',
        "Log.java": "class Log { static void say(String s, String t) {} }\n",
        "b.cs": net,
        "Other.cs": f'class Names {{ public const string C = "{constant}"; }}\n',
        "Log.cs": "class Log { static void Say(string s, string t) {} }\n",
    }
    put(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tlslint.link.Linker.resolve", None)
    assert told(run()) == ["a.java:4", "b.cs:3"]
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Names.java").write_text(files["Names.java"].replace(constant, "TLSv1"))
    asked: list[str] = []
    monkeypatch.setattr(
        "tlslint.link.Linker.resolve", lambda self, path, *_: asked.append(path) or {}
    )
    run()
    assert asked == ["a.java"]


def test_constants_of_a_file_that_is_given_beside_a_directory_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # none of the files that hold the constant and the function was found by the walk
    make = "static SSLContext make(String p) throws Exception { return SSLContext.getInstance(p); }"
    call = JAVA.replace("SSLContext.getInstance({})", "{}")
    put(
        tmp_path,
        {
            "one/pom.xml": "<project/>",
            "one/a.java": call.format("", "SSLContext.getInstance(null); Factory.make(Names.OLD)"),
            "one/Names.java": 'class Names { static final String OLD = "TLSv1"; }\n',
            "one/Factory.java": f"import javax.net.ssl.SSLContext;\nclass Factory {{ {make} }}\n",
            "two/b.java": call.format("", "SSLContext.getInstance(null); Log.say(Other.C)"),
            "two/Other.java": 'class Other { static final String C = "hello"; }\n',
        },
    )
    monkeypatch.chdir(tmp_path)
    assert told(run("one/a.java", "two")) == told(run("one/a.java")) != []
