"""How objects, values and branches are followed, by small Python files; «x» marks a line that must be found."""

CASES = {
    "a floor raised later heals": """
import ssl
c = ssl.create_default_context()
c.minimum_version = ssl.TLSVersion.TLSv1
c.minimum_version = ssl.TLSVersion.TLSv1_2
""",
    "a floor lowered later is blamed there": """
import ssl
c = ssl.create_default_context()
c.minimum_version = ssl.TLSVersion.TLSv1_2
c.minimum_version = ssl.TLSVersion.TLSv1 «x»
""",
    "two objects do not leak into each other": """
import ssl
a = ssl.create_default_context()
b = ssl.create_default_context()
a.minimum_version = ssl.TLSVersion.TLSv1 «x»
b.minimum_version = ssl.TLSVersion.TLSv1_2
""",
    "branches join by union": """
import ssl
def f(old):
    c = ssl.create_default_context()
    if old:
        c.minimum_version = ssl.TLSVersion.TLSv1 «x»
    else:
        c.minimum_version = ssl.TLSVersion.TLSv1_2
    return c
""",
    "both branches may be blamed": """
import ssl
def f(old):
    if old:
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1_1) «x»
""",
    "a branch heals only where it is taken": """
import ssl
def f(new):
    c = ssl.create_default_context()
    c.minimum_version = ssl.TLSVersion.TLSv1 «x»
    if new:
        c.minimum_version = ssl.TLSVersion.TLSv1_2
    return c
""",
    "a branch that leaves early does not fall through": """
import ssl
def f(old):
    c = ssl.create_default_context()
    c.minimum_version = ssl.TLSVersion.TLSv1_2
    if old:
        c.minimum_version = ssl.TLSVersion.TLSv1 «x»
        return c
    c.minimum_version = ssl.TLSVersion.TLSv1_3
    return c
""",
    "a raising branch counts for nothing": """
import ssl
def f(old):
    c = ssl.create_default_context()
    if old:
        c.minimum_version = ssl.TLSVersion.TLSv1
        raise ValueError("too old")
    c.minimum_version = ssl.TLSVersion.TLSv1_2
    return c
""",
    "a loop over known flags runs item by item": """
import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLS)
c.options = 0
for flag in (ssl.OP_NO_SSLv2, ssl.OP_NO_SSLv3, ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1):
    c.options |= flag
""",
    "try and except are alternatives": """
import ssl
try:
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
except AttributeError:
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "an import that may fail": """
try:
    import ssl
except ImportError:
    ssl = None
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "with binds": """
import ssl, socket
with socket.create_connection(("h", 443)) as raw:
    with ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1) as s: «x»
        s.read()
""",
    "constants of the file": """
import ssl
VERSION = ssl.PROTOCOL_TLSv1 «x»
c = ssl.SSLContext(VERSION)
d = ssl.SSLContext(VERSION)
""",
    "a constant given to a helper is blamed where it is written": """
import ssl
def make(version):
    return ssl.SSLContext(version)
good = make(ssl.PROTOCOL_TLSv1_2)
bad = make(ssl.PROTOCOL_TLSv1) «x»
""",
    "a default parameter counts": """
import ssl
def make(version=ssl.PROTOCOL_TLSv1): «x»
    return ssl.SSLContext(version)
""",
    "a factory's object is followed": """
import ssl
def make():
    return ssl.create_default_context()
c = make()
c.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
d = make()
d.minimum_version = ssl.TLSVersion.TLSv1_2
""",
    "a helper that hardens": """
import ssl
def harden(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_2
c = ssl.create_default_context()
c.minimum_version = ssl.TLSVersion.TLSv1
harden(c)
""",
    "members of one class": """
import ssl
class Client:
    def __init__(self):
        self.ctx = ssl.create_default_context()
        self.setup()
    def setup(self):
        self.ctx.minimum_version = ssl.TLSVersion.TLSv1 «x»
""",
    "members set in one method, used in another": """
import ssl
class Client:
    def __init__(self):
        self.version = ssl.PROTOCOL_TLSv1 «x»
    def connect(self):
        return ssl.SSLContext(self.version)
""",
    "class attributes": """
import ssl
class Client:
    VERSION = ssl.PROTOCOL_TLSv1 «x»
    def connect(self):
        return ssl.SSLContext(self.VERSION)
""",
    "conditional expressions count with all outcomes": """
import ssl
def f(old):
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1 if old else ssl.PROTOCOL_TLSv1_2) «x»
""",
    "a look-up with a default": """
import ssl, os
table = {"1": ssl.PROTOCOL_TLSv1_2}
c = ssl.SSLContext(table.get(os.environ["V"], ssl.PROTOCOL_TLSv1)) «x»
""",
    "getattr": """
import ssl
c = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLSv1")) «x»
d = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS", ssl.PROTOCOL_TLSv1_2))
""",
    "keywords from a dictionary": """
import ssl
options = {"ssl_version": ssl.PROTOCOL_TLSv1} «x»
s = ssl.wrap_socket(raw, **options)
""",
    "dict() and update": """
import ssl
options = dict(certfile="x")
options.update(ssl_version=ssl.PROTOCOL_TLSv1) «x»
s = ssl.wrap_socket(raw, **options)
""",
    "flags are united and taken away": """
import ssl
c = ssl.create_default_context()
off = ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
off |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
c.options |= off
d = ssl.create_default_context()
d.options = d.options & ~ssl.OP_NO_TLSv1_1 «x»
e = ssl.create_default_context()
e.options = e.options | ssl.OP_NO_TLSv1
""",
    "the side belongs to the object": """
import ssl
a = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
a.minimum_version = ssl.TLSVersion.TLSv1
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
b.wrap_socket(raw, server_side=True)
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
c.wrap_socket(raw)
""",
    "aliases": """
import ssl as tls
from ssl import TLSVersion as V, create_default_context as make
from ssl import *
c = make()
c.minimum_version = V.TLSv1 «x»
d = tls.SSLContext(PROTOCOL_TLSv1) «x»
""",
    "imports inside functions": """
def f():
    from ssl import SSLContext, PROTOCOL_TLSv1
    return SSLContext(PROTOCOL_TLSv1) «x»
""",
    "another object of that name": """
from mylib import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
""",
    "a parameter of that name": """
def f(ssl):
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)
""",
    "comparisons, displays and removals": """
import ssl
def f(context, version):
    if version == ssl.PROTOCOL_TLSv1 or version in (ssl.PROTOCOL_SSLv3, ssl.PROTOCOL_SSLv2):
        print(ssl.PROTOCOL_TLSv1)
        log.debug("was %s", ssl.TLSVersion.TLSv1)
    context.options |= ssl.OP_NO_TLSv1
""",
    "docstrings and comments": '''
import ssl
def f():
    """ssl.SSLContext(ssl.PROTOCOL_TLSv1) was used here."""
    # ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    return ssl.create_default_context()
''',
    "tables are choices": """
import ssl
VERSIONS = {"tls1": ssl.PROTOCOL_TLSv1, "tls1.1": ssl.PROTOCOL_TLSv1_1, "tls1.2": ssl.PROTOCOL_TLSv1_2}
""",
    "lambdas and partial": """
import ssl, functools
a = lambda: ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
b = functools.partial(ssl.wrap_socket, ssl_version=ssl.PROTOCOL_TLSv1) «x»
""",
    "recursion ends": """
import ssl
def f(n):
    if n:
        return f(n - 1)
    return g(n)
def g(n):
    return f(n) or ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "the receiver may be one of several": """
import ssl
def f(a):
    c = ssl.create_default_context() if a else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = ssl.TLSVersion.TLSv1 «x»
    return c
""",
    "unpacking": """
import ssl
kind, version = "tls", ssl.PROTOCOL_TLSv1 «x»
c = ssl.SSLContext(version)
""",
    "annotated parameters": """
import ssl
def f(context: ssl.SSLContext, other: "ssl.SSLContext"):
    context.minimum_version = ssl.TLSVersion.TLSv1 «x»
    other.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
""",
    "an unknown receiver with a telling name": """
import ssl
def f(context):
    context.minimum_version = ssl.TLSVersion.TLSv1 «x»
    context.options &= ~ssl.OP_NO_TLSv1 «x»
""",
}
