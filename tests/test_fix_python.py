"""Statements of Python reshaped: what comes out, and that comments, quotes and line ends stay."""

from __future__ import annotations

import ast

import pytest
from test_fix import fixed

from tlslint.rulemodel import Example

CASES = {
    "what a loop puts into a list of its own comes out of the list that it goes through": (
        """\
        import mysql.connector
        s = {"host": "h"}
        for v in ["TLSv1.2", "TLSv1.1", "TLSv1"]:
            s["tls_versions"] = [v]
            mysql.connector.connect(**s)
        """,
        """\
        import mysql.connector
        s = {"host": "h"}
        for v in ["TLSv1.2"]:
            s["tls_versions"] = [v]
            mysql.connector.connect(**s)
        """,
    ),
    "an assigned context gets a floor, and verification stays as it was": (
        """\
        import ssl
        ctx = ssl.SSLContext( ssl.PROTOCOL_TLSv1 )  # old
        ctx.verify_mode = ssl.CERT_NONE
        """,
        """\
        import ssl
        ctx = ssl.SSLContext( ssl.PROTOCOL_TLS )  # old
        ctx.minimum_version = ssl.TLSVersion.TLSv1_2
        ctx.verify_mode = ssl.CERT_NONE
        """,
    ),
    "a floor that is there already is not set twice": (
        """\
        import ssl
        def make(self):
            self.ctx = ssl.SSLContext(protocol=ssl.PROTOCOL_SSLv3)
            self.ctx.minimum_version = ssl.TLSVersion.TLSv1_3
        """,
        """\
        import ssl
        def make(self):
            self.ctx = ssl.SSLContext(protocol=ssl.PROTOCOL_TLS)
            self.ctx.minimum_version = ssl.TLSVersion.TLSv1_3
        """,
    ),
    "a context without a name gets one that is free": (
        """\
        import ssl as s
        def connect(context):
            return send(s.SSLContext(s.PROTOCOL_TLSv1), 'a')  # why
        """,
        """\
        import ssl as s
        def connect(context):
            tls_context = s.SSLContext(s.PROTOCOL_TLS)
            tls_context.minimum_version = s.TLSVersion.TLSv1_2
            return send(tls_context, 'a')  # why
        """,
    ),
    "names come from the imports there are; those no longer used go": (
        """\
        '''About.'''
        from ssl import SSLContext, PROTOCOL_TLSv1, CERT_NONE
        c = SSLContext(PROTOCOL_TLSv1)
        c.verify_mode = CERT_NONE
        """,
        """\
        '''About.'''
        from ssl import SSLContext, CERT_NONE
        import ssl
        c = SSLContext(ssl.PROTOCOL_TLS)
        c.minimum_version = ssl.TLSVersion.TLSv1_2
        c.verify_mode = CERT_NONE
        """,
    ),
    "an imported alias of the enumeration is used": (
        """\
        from ssl import SSLContext, PROTOCOL_TLSv1, PROTOCOL_TLS, TLSVersion as V
        c = SSLContext(PROTOCOL_TLSv1)
        print(V, PROTOCOL_TLSv1)
        """,
        """\
        from ssl import SSLContext, PROTOCOL_TLSv1, PROTOCOL_TLS, TLSVersion as V
        c = SSLContext(PROTOCOL_TLS)
        c.minimum_version = V.TLSv1_2
        print(V, PROTOCOL_TLSv1)
        """,
    ),
    "wrap_socket becomes a context": (
        """\
        import ssl
        def connect(self, raw):
            # comment
            self.sock = ssl.wrap_socket(raw, None, self.cert,  # inner
                                        ca_certs="ca.pem", cert_reqs=ssl.CERT_REQUIRED,
                                        ssl_version=ssl.PROTOCOL_TLSv1,
                                        do_handshake_on_connect=False)
            return self.sock
        """,
        """\
        import ssl
        def connect(self, raw):
            # comment
            # inner
            context = ssl.SSLContext(ssl.PROTOCOL_TLS)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations("ca.pem")
            if self.cert:
                context.load_cert_chain(self.cert)
            self.sock = context.wrap_socket(raw, do_handshake_on_connect=False)
            return self.sock
        """,
    ),
    "where no statement can be put before, the version is pinned": (
        """\
        import ssl
        make = lambda raw: ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1)
        if make: c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
        """,
        """\
        import ssl
        make = lambda raw: ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1_2)
        if make: c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
        """,
    ),
    "arguments that nobody can see keep the call": (
        """\
        import ssl
        s = ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1, **options)
        """,
        """\
        import ssl
        s = ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1_2, **options)
        """,
    ),
    "only the flags that let old versions in go": (
        """\
        import ssl
        def relax(ctx):
            # only statement
            ctx.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
        def more(ctx):
            # stays
            ctx.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3  # goes
            return ctx
        d = ssl.create_default_context()
        d.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3 | ssl.OP_ALL
        """,
        """\
        import ssl
        def relax(ctx):
            # only statement
            pass
        def more(ctx):
            # stays
            return ctx
        d = ssl.create_default_context()
        d.options |= ssl.OP_ALL
        """,
    ),
    "a bare constant is imported": (
        """\
        from ssl import PROTOCOL_TLSv1
        client = Client(ssl_version=PROTOCOL_TLSv1)
        """,
        """\
        from ssl import PROTOCOL_TLSv1_2
        client = Client(ssl_version=PROTOCOL_TLSv1_2)
        """,
    ),
    "Python 2 keeps its syntax": (
        """\
        import ssl
        print "old"
        c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
        """,
        """\
        import ssl
        print "old"
        c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
        """,
    ),
}


def example(platform: tuple[tuple[str, str], ...] = ()) -> Example:
    return Example("python", "", (), platform, "example.py", None, 1)


def undented(text: str) -> str:
    return "".join(line.removeprefix("        ") for line in text.splitlines(keepends=True))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_comes_out(name: str, end: str) -> None:
    before, after = (undented(text).replace("\n", end) for text in CASES[name])
    outcome = fixed(example(), before.encode())
    assert outcome.text.decode() == after
    assert not outcome.left
    if "print " not in after:
        ast.parse(after)


def test_an_old_python_gets_the_older_form() -> None:
    code = b"import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n"
    outcome = fixed(example((("python", "3.6"),)), code)
    assert outcome.text.decode() == (
        "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_SSLv23)\n"
        "c.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1\n"
    )


def test_an_assignment_of_flags_gets_those_that_it_lacks() -> None:
    code = b"import ssl\nc = ssl.create_default_context()\nc.options = ssl.OP_ALL \\\n    | ssl.OP_NO_SSLv3\n"
    outcome = fixed(example((("python", "3.8"),)), code)
    added = b"ssl.OP_NO_SSLv3 | ssl.OP_NO_SSLv2 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1\n"
    assert outcome.text == code.replace(b"ssl.OP_NO_SSLv3\n", added)


LACKING = """\
import ssl
def a():
    try:
        c = ssl.create_default_context()
        c.minimum_version = ssl.TLSVersion.TLSv1_2
        use(c)
    except AttributeError:
        c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    return c
try:
    from ssl import PROTOCOL_TLSv1_2 as V, RAND_egd
except (ImportError, AttributeError) as e:
    from ssl import PROTOCOL_TLSv1 as V
d = ssl.SSLContext(V)
"""


def test_a_handler_for_platforms_that_lack_a_name_is_left_to_people() -> None:
    outcome = fixed(example(), LACKING.encode())
    assert outcome.text == LACKING.encode()
    drop = "by hand: Drop what is only for platforms without ssl."
    names = ("create_default_context. ", "PROTOCOL_TLSv1_2")
    for item, name in zip(outcome.left, names, strict=True):
        assert item.reason.startswith(drop + name)
    for before, after in (
        ("AttributeError:", "ValueError:"),
        ("ssl.create_default_context()", "make()"),
    ):
        other = LACKING.replace(before, after).replace("ssl.TLSVersion.TLSv1_2", "V.newest")
        assert len(fixed(example(), other.encode()).left) == 1
