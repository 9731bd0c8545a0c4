"""How objects, values and branches are followed, by small Python files; «x» marks a line that must be found."""

CASES = {
    "versions that one method is handed with their labels": """
import ssl
class Dialog:
    def __init__(self):
        self.version = QComboBox(self)
        self.version.addItem("TLSv1.2", ssl.PROTOCOL_TLSv1_2)
        self.version.addItem("TLSv1.1", ssl.PROTOCOL_TLSv1_1)
        self.version.addItem("TLSv1", ssl.PROTOCOL_TLSv1)
        combo = Combo()
        combo.append(("TLS 1.2", ssl.PROTOCOL_TLSv1_2))
        combo.append(("TLS 1.0", ssl.PROTOCOL_TLSv1))
def on(box):
    box.enable(ssl.PROTOCOL_TLSv1_2)
    box.enable(ssl.PROTOCOL_TLSv1) «x»
    box.set("min", ssl.PROTOCOL_TLSv1) «x»
    box.set("max", ssl.PROTOCOL_TLSv1_2)
    box.only("TLSv1", ssl.PROTOCOL_TLSv1) «x»
""",
    "a default None that a test keeps away": """
import ssl, urllib2
def f(sock, ssl_version=None):
    if ssl_version is not None:
        return ssl.wrap_socket(sock, ssl_version=ssl_version)
def g(sock, ssl_version=None):
    if ssl_version:
        return ssl.wrap_socket(sock, ssl_version=ssl_version)
def h(sock, ssl_version=None):
    if ssl_version is None:
        ssl_version = ssl.PROTOCOL_TLSv1_2
    return ssl.wrap_socket(sock, ssl_version=ssl_version)
def i(sock, ssl_version=None):
    if not ssl_version:
        return
    return ssl.wrap_socket(sock, ssl_version=ssl_version)
def j(sock, ssl_version=None):
    v = ssl_version or ssl.PROTOCOL_TLSv1_2
    return ssl.wrap_socket(sock, ssl_version=v)
def k(sock, ssl_version=None):
    v = ssl_version if ssl_version else ssl.PROTOCOL_TLSv1_2
    return ssl.wrap_socket(sock, ssl_version=v)
def l(sock, ssl_version=None):
    if sock and ssl_version is not None:
        return ssl.wrap_socket(sock, ssl_version=ssl_version)
class A:
    def m(self, sock, v=None):
        if v is not None:
            self.s = ssl.wrap_socket(sock, ssl_version=v)
    def go(self):
        self.m(1)
        self.m(1, ssl.PROTOCOL_TLSv1_2)
f(1)
g(2)
h(3)
i(4)
j(5)
k(6)
l(7)
""",
    "a default None that no test keeps away": """
import ssl, urllib2
def n(sock, ssl_version=None):
    if ssl_version is None:
        return ssl.wrap_socket(sock, ssl_version=ssl_version) «x»
def o(sock, ssl_version=None):
    if ssl_version is not None and ssl_version in (1, 2):
        sock = 2
    return ssl.wrap_socket(sock, ssl_version=ssl_version) «x»
n(1)
o(1)
""",
    "functions of libraries that are handed on as values": """
#!/usr/bin/env python2
import functools, httplib, irc.connection, ssl, urllib2
class Wrapping(object):
    def __init__(self, wrapper=None):
        self.wrapper = wrapper
    def connect(self, sock):
        return self.wrapper(sock) «x»
class Named(object):
    wrap = staticmethod(ssl.wrap_socket)
    def connect(self, sock):
        return self.wrap(sock) «x»
class Handler(urllib2.HTTPSHandler):
    def https_open(self, req):
        return self.do_open(httplib.HTTPSConnection, req) «x»
def go(sock, pool):
    factory = irc.connection.Factory(wrapper=ssl.wrap_socket) «x»
    irc.connection.Factory(wrapper=functools.partial(ssl.wrap_socket, ssl_version=ssl.PROTOCOL_TLSv1_2))
    irc.connection.Factory(wrapper=lambda s: ssl.wrap_socket(s)) «x»
    wrapper = ssl.wrap_socket
    wrapper(sock) «x»
    return pool.submit(ssl.wrap_socket, sock) «x»
Wrapping(wrapper=ssl.wrap_socket)
""",
    "functions of libraries that are looked at or replaced": """
#!/usr/bin/env python2
import functools, inspect, mock, ssl
original = ssl.wrap_socket
@functools.wraps(ssl.wrap_socket)
def mine(*args, **kw):
    raise ValueError
inspect.getargspec(ssl.wrap_socket)
mock.patch.object(ssl, "wrap_socket", mine)
if callable(ssl.wrap_socket) and isinstance(mine, type(ssl.create_default_context)):
    ssl.wrap_socket = mine
    served = functools.partial(original, server_side=True)
""",
    "functions that are handed on, of a Python with a floor of its own": """
import ssl, irc.connection
irc.connection.Factory(wrapper=ssl.wrap_socket)
irc.connection.Factory(wrapper=functools.partial(ssl.wrap_socket, ssl_version=ssl.PROTOCOL_TLSv1)) «x»
irc.connection.Factory(wrapper=lambda s: ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_TLSv1)) «x»
""",
    "defaults of Python's parsers of configuration": """
import configparser, ssl
VERSIONS = {"TLSv1": ssl.PROTOCOL_TLSv1, "TLSv1_2": ssl.PROTOCOL_TLSv1_2}
a = configparser.ConfigParser({"first": "TLSv1"}) «x»
b = configparser.RawConfigParser(defaults={"second": "TLSv1", "new": "TLSv1_2"}) «x»
b.read_dict({"server": {"third": "TLSv1"}}) «x»
b.set("server", "fourth", "TLSv1") «x»
b["DEFAULT"] = {"fifth": "TLSv1"} «x»
b.read("x.ini")
ssl.SSLContext(VERSIONS[a.get("server", "first")])
ssl.SSLContext(VERSIONS[b["server"]["second"]])
ssl.SSLContext(VERSIONS[b.get("server", "new")])
ssl.SSLContext(VERSIONS[b.get("server", "third")])
ssl.SSLContext(VERSIONS[b.get("server", "fourth")])
ssl.SSLContext(VERSIONS[b["server"]["fifth"]])
ssl.SSLContext(VERSIONS[b.get("server", "sixth", fallback="TLSv1")]) «x»
ssl.SSLContext(VERSIONS[b.get("server", "seventh")])
""",
    "a floor and a ceiling of two conditions that go together": """
import ssl
def make(lowest, newest):
    context = ssl.create_default_context()
    if lowest == "1.3":
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    if newest == "1.3":
        context.maximum_version = ssl.TLSVersion.TLSv1_3
    elif newest == "1.2":
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    else:
        context.maximum_version = ssl.TLSVersion.TLSv1_1 «x»
    return context
""",
    "options of a module of Ansible": """
import hpilo, ssl
from ansible.module_utils.basic import AnsibleModule
spec = dict(host=dict(required=True))
spec.update(dict(second=dict(type="str", default="TLSv1"), new=dict(default="TLSv1_2")))
first = AnsibleModule(argument_spec={"first": {"type": "str", "default": "PROTOCOL_TLSv1"}, "none": {}}) «x»
module = AnsibleModule(argument_spec=spec, supports_check_mode=True)
ssl.SSLContext(getattr(ssl, first.params["first"]))
hpilo.Ilo(h, ssl_version=getattr(hpilo.ssl, f"PROTOCOL_{module.params.get('second').upper().replace('V', 'v')}")) «x»
hpilo.Ilo(h, ssl_version=getattr(hpilo.ssl, "PROTOCOL_%s" % module.params["new"]))
ssl.SSLContext(getattr(ssl, first.params["none"]))
ssl.SSLContext(getattr(ssl, first.params["other"]))
""",
    "an option of typer": """
import ssl, typer
VERSIONS = {"TLSv1": ssl.PROTOCOL_TLSv1, "TLSv1_2": ssl.PROTOCOL_TLSv1_2}
def old(tls: str = typer.Option("TLSv1", help="x")): «x»
    return ssl.SSLContext(VERSIONS[tls])
def new(tls: str = typer.Option("TLSv1_2", help="x")):
    return ssl.SSLContext(VERSIONS[tls])
""",
    "a copy of the ssl module names what lies under it": """
import _ssl
from _ssl import _SSLContext
from enum import IntEnum
IntEnum._convert("_SSLMethod", __name__, lambda name: name.startswith("PROTOCOL_"), source=_ssl)
_SSLv2_IF_EXISTS = getattr(_SSLMethod, "PROTOCOL_SSLv2", None)
PROTOCOL_OLD = _ssl.PROTOCOL_TLSv1
def get_server_certificate(addr, ssl_version=_ssl.PROTOCOL_TLSv1): «x»
    return create(ssl_version)
""",
    "a parameter with the name of a keyword of today": """
import ssl
def go(sock, async=False):
    return ssl.wrap_socket(sock) «x»
""",
    "a module with the name of a keyword of today": """
import ssl
import app.async.client
def go(sock):
    return ssl.wrap_socket(sock) «x»
""",
    "parts of a parameter": """
import ssl
def go(sock, (a, b)):
    return ssl.wrap_socket(sock) «x»
""",
    "a long number": """
import ssl
LIMIT = 10L
def go(sock):
    return ssl.wrap_socket(sock) «x»
""",
    "the old sign of inequality": """
import ssl
def go(sock, port):
    if port <> 443:
        return sock
    return ssl.wrap_socket(sock) «x»
""",
    "signs of an old Python in texts": """
import ssl
def go(sock, port=(1)):
    log("a <> b, 10L, async = 1, import a.async.b")
    return ssl.wrap_socket(sock)
""",
    "the defaults of options that code declares": """
import ssl, environ
from absl import flags
from tornado.options import define, options
from oslo_config import cfg
VERSIONS = {"TLSv1": ssl.PROTOCOL_TLSv1, "TLSv1.2": ssl.PROTOCOL_TLSv1_2}
flags.DEFINE_string("first", "TLSv1", "help") «x»
flags.DEFINE_enum("new", "TLSv1.2", ["TLSv1", "TLSv1.2"], "help")
define("second", default="TLSv1", help="help") «x»
CONF = cfg.CONF
CONF.register_opts([cfg.StrOpt("third", default="TLSv1")], group="tls") «x»
CONF.register_opts([cfg.StrOpt("unused", default="TLSv1")], group="tls")
env = environ.Env(FOURTH=(str, "TLSv1"), OTHER=(str, "TLSv1.2")) «x»
app.config.setdefault("FIFTH", "TLSv1") «x»
def connect():
    use(ssl.SSLContext(VERSIONS[flags.FLAGS.first]))
    use(ssl.SSLContext(VERSIONS[flags.FLAGS.new]))
    use(ssl.SSLContext(VERSIONS[options.second]))
    use(ssl.SSLContext(VERSIONS[CONF.tls.third]))
    use(ssl.SSLContext(VERSIONS[env("FOURTH")]))
    use(ssl.SSLContext(VERSIONS[env("OTHER")]))
    use(ssl.SSLContext(VERSIONS[app.config["FIFTH"]]))
""",
    "a socket class that connects and accepts is a server only where it accepts": """
import ssl, socket
from OpenSSL import SSL
class Both(socket.socket):
    def __init__(self, sock, ssl_version=ssl.PROTOCOL_SSLv23):
        self.context = ssl.SSLContext(ssl_version)
        self.other = SSL.Context(SSL.TLSv1_METHOD) «x»
    def connect(self, address):
        self.wrapped = self.context._wrap_socket(self, False)
    def accept(self):
        new, address = socket.socket.accept(self)
        made = ssl.wrap_socket(new, server_side=True, ssl_version=ssl.PROTOCOL_TLSv1_1)
        SSL.Connection(self.other, new).set_accept_state()
        return self.context.wrap_socket(new, server_side=True), address
def certificate(address, ssl_version=ssl.PROTOCOL_SSLv3): «x»
    return Both(socket.socket(), ssl_version=ssl_version).getpeercert(True)
class Server(socket.socket):
    def __init__(self, sock):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    def accept(self):
        return self.context.wrap_socket(socket.socket.accept(self)[0], server_side=True)
""",
    "a class that connects by itself is without the default of its base": """
import httplib, ssl
class Own(httplib.HTTPSConnection):
    def __init__(self, host):
        httplib.HTTPSConnection.__init__(self, host)
    def connect(self):
        print "connecting"
        self.sock = ssl.wrap_socket(self.sock, ssl_version=ssl.PROTOCOL_TLSv1_2)
Own("example.com").request("GET", "/")
class Other(httplib.HTTPSConnection):
    pass
Other("example.com").request("GET", "/") «x»
""",
    "a choice of connections, and a connection that another module hands on": """
from six.moves import http_client
def make(secure):
    print "connecting"
    kind = http_client.HTTPSConnection if secure else http_client.HTTPConnection
    return kind("example.com") «x»
""",
    "an object of PyObjC that its own constructor makes is the same one": """
from Foundation import NSObject, NSURLSessionConfiguration
if True:
    kTLSProtocol1 = 4
class Session(NSObject):
    def initWithOptions_(self, options):
        self = super(Session, self).init()
        if not self:
            return None
        self.minimum = options.get("minimum", kTLSProtocol1) «x»
        return self
    def start(self):
        configuration = NSURLSessionConfiguration.defaultSessionConfiguration()
        configuration.setTLSMinimumSupportedProtocol_(self.minimum)
""",
    "what is expected to fail is nobody's client": """
import ssl, pytest
from pkg import make
def test_old(self):
    with pytest.raises(ValueError):
        make(protocol=ssl.PROTOCOL_TLSv1)
    with self.assertRaises(ValueError) as caught:
        make(protocol=ssl.PROTOCOL_TLSv1_1)
    with self.subTest("old"):
        make(protocol=ssl.PROTOCOL_TLSv1) «x»
    try:
        make(protocol=ssl.PROTOCOL_TLSv1)
        self.fail("it was taken")
    except ValueError:
        pass
    try:
        make(protocol=ssl.PROTOCOL_TLSv1)
    except ValueError:
        pass
    else:
        self.fail("it was taken")
    try:
        make(protocol=ssl.PROTOCOL_TLSv1) «x»
    except ValueError:
        self.fail("it was not taken")
""",
    "a dictionary that is only compared is nobody's options": """
import urllib3
def test_scan(scan):
    assert scan() == {"weak_version": True, "ssl_version": "TLSv1", "issuer": "NA"}
class Answers:
    weak = {"ssl_version": ["TLSv1"], "weak_version": True}
def make():
    options = {"ssl_version": "TLSv1"} «x»
    return urllib3.PoolManager(**options)
""",
    "what a member of an enumeration stands for": """
import enum, ssl
class V(enum.Enum):
    OLD = ssl.PROTOCOL_TLSv1 «x»
    NEW = ssl.PROTOCOL_TLSv1_2
class N(enum.Enum):
    OLD = "PROTOCOL_TLSv1"
    NEW = "PROTOCOL_TLSv1_2"
a = ssl.SSLContext(V.OLD.value)
b = ssl.SSLContext(V.NEW.value)
c = ssl.SSLContext(getattr(ssl, N.OLD.value)) «x»
d = ssl.SSLContext(getattr(ssl, N.NEW.value))
""",
    "a file that only Python 2 reads has the defaults of Python 2": """
import ssl, socket
try:
    c = ssl.wrap_socket(socket.socket()) «x»
except ssl.SSLError, e:
    print e
d = ssl.SSLContext(ssl.PROTOCOL_SSLv23) «x»
d.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
f = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
f.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
""",
    "a module of Python 2 without an alternative says so too": """
import ssl, urllib2
urllib2.urlopen("https://example.com", context=ssl.create_default_context()) «x»
""",
    "the first line may name the interpreter": """#!/usr/bin/env python2.7
import ssl
c = ssl.create_default_context() «x»
""",
    "modules of Python 2 with an alternative, and types caught without brackets, say nothing": """
import ssl
try:
    import urllib2
except ImportError:
    import urllib.request as urllib2
try:
    c = ssl.create_default_context()
except ValueError, TypeError:
    raise
""",
    "look-ups, fields and options with a default": """
import argparse, click, configparser, ssl
from decouple import config
from environs import Env
from pydantic import BaseModel, Field
env = Env()
cp = configparser.ConfigParser()
a = ssl.SSLContext(getattr(ssl, cp.get("tls", "version", fallback="PROTOCOL_TLSv1"))) «x»
b = ssl.SSLContext(getattr(ssl, config("VERSION", default="PROTOCOL_TLSv1"))) «x»
c = ssl.SSLContext(getattr(ssl, env.str("VERSION", "PROTOCOL_TLSv1"))) «x»
d = ssl.SSLContext(getattr(ssl, env("VERSION", default="PROTOCOL_TLSv1_2")))
class Settings(BaseModel):
    protocol: str = Field("PROTOCOL_TLSv1") «x»
def make(s: Settings):
    return ssl.SSLContext(getattr(ssl, s.protocol))
@click.command()
@click.option("--tls-protocol", "-t", default="PROTOCOL_TLSv1") «x»
@click.option("--other", default="PROTOCOL_TLSv1")
def main(tls_protocol):
    return ssl.SSLContext(getattr(ssl, tls_protocol))
""",
    "a text under the name of a setting, given to what nobody knows": """
import lib
from oslo_config import cfg
lib.connect("example.com", ssl_version="TLSv1") «x»
lib.connect("example.com", ssl_version="TLSv1_2", name="TLSv1")
options = [cfg.StrOpt("ssl_version", default="TLSv1"), cfg.StrOpt("name", default="TLSv1")] «x»
""",
    "a constant whose name nothing else has is known wherever it comes from": """
from compat import *
from .other import PROTOCOL_SSLv3, SSLContext
c = SSLContext(PROTOCOL_TLSv1) «x»
d = SSLContext(PROTOCOL_SSLv3) «x»
class A:
    def __init__(self):
        self._ssl = load()
    def go(self):
        if self.version == self._ssl.PROTOCOL_TLSv1:
            return None
        return self._ssl.SSLContext(self._ssl.PROTOCOL_TLSv1) «x»
def make(SSL):
    return SSL.Context(SSL.SSLv3_METHOD) «x»
class P:
    PROTOCOL_TLSv1 = "x"
f(P.PROTOCOL_TLSv1)
""",
    "a context that another one replaces before anything reads it is nothing": """
import ssl
def f():
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    c = ssl.create_default_context()
    return c
def g():
    v = ssl.PROTOCOL_TLSv1
    v = ssl.PROTOCOL_TLSv1_2
    return ssl.SSLContext(v)
""",
    "what one path alone replaces still counts, and so does what was used": """
import ssl
def f(new):
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    if new:
        c = ssl.create_default_context()
    return c
def g(raw):
    s = ssl.wrap_socket(raw, ssl_version=ssl.PROTOCOL_TLSv1) «x»
    s = None
def h():
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    go(lambda: c)
    c = None
def i():
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    c = wrapped(c)
VERSION = ssl.PROTOCOL_TLSv1 «x»
if new:
    VERSION = ssl.PROTOCOL_TLSv1_2
""",
    "an imported name that a handler replaces is written where it is used": """
try:
    from ssl import SSLContext, PROTOCOL_SSLv3
except ImportError:
    SSLContext = PROTOCOL_SSLv3 = None
x = SSLContext(PROTOCOL_SSLv3) «x»
""",
    "a module that another one hands on is what its name says": """
from .compat import ssl
from pkg.lazy import SSL, ssl as tls
a = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
b = tls.create_default_context()
b.minimum_version = tls.TLSVersion.TLSv1 «x»
c = SSL.Context(SSL.TLSv1_METHOD) «x»
connect(method=SSL.TLSv1_2_METHOD)
d = SSL.Context(SSL.SSLv23_METHOD)
""",
    "a module of that name with names of its own is another one": """
from twisted.internet import ssl
from pkg import ssl as own
a = ssl.CertificateOptions(raiseMinimumTo=ssl.TLSVersion.TLSv1_0)
b = own.connect(own.PROTOCOL_OLD)
""",
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
    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
try:
    d = make(ssl.PROTOCOL_TLS_CLIENT)
except AttributeError:
    d = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
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
d.options = d.options & ~ssl.OP_NO_TLSv1_1
d.minimum_version = ssl.TLSVersion.TLSv1 «x»
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
from mylib import secure as ssl
c = ssl.SSLContext(ssl.OLD)
class SSL:
    pass
SSL.Context(SSL.TLSv1_METHOD)
""",
    "a parameter of that name": """
def f(ssl, other):
    ssl.SSLContext(3)
    return other.SSLContext(other.PROTOCOL_TLSv1) «x»
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
    "what a probe of the platform falls back to is for another one": """
import ssl
if hasattr(ssl, 'PROTOCOL_TLS_CLIENT'):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
elif hasattr(ssl, 'PROTOCOL_TLSv1_2'):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
else:
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
ctx.load_verify_locations("ca.pem")
""",
    "what a probe for two names falls back to counts where one is not known": """
import ssl
if hasattr(ssl, "PROTOCOL_TLSv1_2") and hasattr(ssl, "OP_NO_TLSv1"):
    proto = ssl.PROTOCOL_TLSv1_2
else:
    proto = ssl.PROTOCOL_TLSv1
sock = ssl.wrap_socket(s, ssl_version=proto)
if hasattr(ssl, "PROTOCOL_TLSv1_2") and hasattr(ssl, "PROTOCOL_SSLv3"):
    proto = ssl.PROTOCOL_TLSv1_2
else:
    proto = ssl.PROTOCOL_TLSv1 «x»
sock = ssl.wrap_socket(s, ssl_version=proto)
if True:
    other = ssl.PROTOCOL_TLSv1_2
else:
    other = ssl.PROTOCOL_TLSv1
sock = ssl.wrap_socket(s, ssl_version=other)
""",
    "what a comprehension only compares is not given to anything": """
import ssl
OLD = [ssl.PROTOCOL_SSLv3, ssl.PROTOCOL_TLSv1]
MORE = [ssl.PROTOCOL_TLSv1_1] «x»
def make(version):
    if any(version == old for old in OLD) or any([version is old for old in OLD]):
        raise ValueError
    print([version == v for v in MORE], [wrap(v) for v in MORE])
    return ssl.SSLContext(version)
""",
    "a probe in an expression counts with both outcomes where it is not known": """
import ssl
proto = ssl.PROTOCOL_TLSv1_2 if hasattr(ssl, "PROTOCOL_TLSv1_2") else ssl.PROTOCOL_TLSv1
sock = ssl.wrap_socket(s, ssl_version=proto)
proto = ssl.PROTOCOL_TLSv1_2 if hasattr(mod, "PROTOCOL_TLSv1_2") else ssl.PROTOCOL_TLSv1 «x»
sock = ssl.wrap_socket(s, ssl_version=proto)
""",
    "a context made by a property": """
import ssl
class C(object):
    def __init__(self):
        self._ctx = None
    @property
    def context(self):
        if self._ctx is None:
            self._ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._ctx.minimum_version = ssl.TLSVersion.TLSv1_2
        return self._ctx
    def lower(self):
        self.context.minimum_version = ssl.TLSVersion.TLSv1 «x»
""",
    "factories of a class": """
import ssl
class F:
    @staticmethod
    def make(legacy=False):
        ctx = ssl.create_default_context()
        if legacy:
            ctx.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
        return ctx
    @classmethod
    def build(cls):
        ctx = cls.make(True)
        ctx.check_hostname = False
        return ctx
""",
    "a context of accepted sockets": """
import ssl, socket
ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
bind = socket.socket()
while True:
    conn, addr = bind.accept()
    tls = ctx.wrap_socket(conn, server_side=True)
""",
    "the side is said in a dictionary of keywords": """
import ssl
opts = dict(server_side=True, certfile="x", ssl_version=ssl.PROTOCOL_TLSv1)
s = ssl.wrap_socket(sock, **opts)
""",
    "a side that may be either": """
import ssl
def wrap(sock, server):
    return ssl.wrap_socket(sock, server_side=server, ssl_version=ssl.PROTOCOL_TLSv1) «x»
""",
    "a decorator that sets a keyword": """
import ssl
from functools import wraps
def sslwrap(func):
    @wraps(func)
    def bar(*args, **kw):
        kw['ssl_version'] = ssl.PROTOCOL_TLSv1 «x»
        return func(*args, **kw)
    return bar
ssl.wrap_socket = sslwrap(ssl.wrap_socket)
""",
    "a constructor that is replaced": """
import ssl
old_init = ssl.SSLSocket.__init__
@functools.wraps(old_init)
def ubuntu_openssl_bug_965371(self, *args, **kwargs):
    kwargs['ssl_version'] = ssl.PROTOCOL_TLSv1 «x»
    old_init(self, *args, **kwargs)
ssl.SSLSocket.__init__ = ubuntu_openssl_bug_965371
""",
    "setdefault": """
import ssl
class A(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        kwargs.setdefault('ssl_version', ssl.PROTOCOL_TLSv1) «x»
        return super(A, self).init_poolmanager(*args, **kwargs)
""",
    "keywords taken out with a default": """
import ssl
class Conn:
    def __init__(self, **kwargs):
        self.ssl_version = kwargs.pop('ssl_version', ssl.PROTOCOL_SSLv3) «x»
    def connect(self):
        self.sock = ssl.wrap_socket(self.sock, ssl_version=self.ssl_version)
""",
    "what stands in for nothing": """
import ssl
def connect(version=None):
    return ssl.wrap_socket(sock, ssl_version=version or ssl.PROTOCOL_TLSv1) «x»
""",
    "a parameter that is None until it is set": """
import ssl
def connect(version=None):
    if version is None:
        version = ssl.PROTOCOL_TLSv1 «x»
    return ssl.wrap_socket(sock, ssl_version=version)
""",
    "a key that is deleted": """
import ssl
kw = {"ssl_version": ssl.PROTOCOL_TLSv1}
del kw["ssl_version"]
s = ssl.wrap_socket(sock, **kw)
""",
    "a key that is written again": """
import ssl
kw = {"ssl_version": ssl.PROTOCOL_TLSv1}
kw["ssl_version"] = ssl.PROTOCOL_TLSv1_2
s = ssl.wrap_socket(sock, **kw)
""",
    "arguments in a tuple": """
import ssl
args = (sock, None, None, False, ssl.CERT_NONE, ssl.PROTOCOL_TLSv1) «x»
s = ssl.wrap_socket(*args)
""",
    "versions tried one after the other": """
import ssl
for version in (ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLSv1): «x»
    try:
        s = ssl.wrap_socket(sock, ssl_version=version)
        break
    except ssl.SSLError:
        continue
""",
    "names of constants in a loop": """
import ssl
for name in ("PROTOCOL_SSLv3", "PROTOCOL_TLSv1_1", "PROTOCOL_TLSv1"): «x»
    proto = getattr(ssl, name, None)
    if proto is not None:
        break
ctx = ssl.SSLContext(proto)
for name in ("PROTOCOL_TLSv1_2", "PROTOCOL_TLSv1_1", "PROTOCOL_TLSv1"):
    proto = getattr(ssl, name, None)
    if proto is not None:
        break
ctx = ssl.SSLContext(proto)
""",
    "the first of a generator": """
import ssl
version = next(v for v in (ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_SSLv3)) «x»
ssl.wrap_socket(s, ssl_version=version)
""",
    "a field of a data class": """
import ssl
from dataclasses import dataclass
@dataclass
class Settings:
    host: str
    minimum: ssl.TLSVersion = ssl.TLSVersion.TLSv1 «x»
    def context(self):
        c = ssl.create_default_context()
        c.minimum_version = self.minimum
        return c
""",
    "a version in a named tuple": """
import ssl, collections
Opts = collections.namedtuple("Opts", "host version")
o = Opts("h", ssl.PROTOCOL_TLSv1) «x»
ssl.wrap_socket(s, ssl_version=o.version)
""",
    "names of constants that are put together": """
import ssl
VERSION = "TLSv1"
c = ssl.SSLContext(getattr(ssl, "PROTOCOL_%s" % VERSION)) «x»
d = ssl.SSLContext(getattr(ssl, "PROTOCOL_{}".format("TLSv1_1"))) «x»
e = ssl.SSLContext(getattr(ssl, f"PROTOCOL_{VERSION}")) «x»
g = ssl.SSLContext(ssl.__dict__["PROTOCOL_TLSv1"]) «x»
h = ssl.SSLContext(vars(ssl)["PROTOCOL_SSLv3"]) «x»
""",
    "an environment variable with a default": """
import ssl, os
proto = os.environ.get("SSL_PROTO", "PROTOCOL_TLSv1") «x»
c = ssl.SSLContext(getattr(ssl, proto))
d = ssl.SSLContext(getattr(ssl, os.getenv("P", "PROTOCOL_TLS_CLIENT")))
""",
    "flags united by reduce": """
import ssl, functools, operator
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS)
ctx.minimum_version = ssl.TLSVersion.TLSv1
ctx.options |= functools.reduce(operator.or_, [ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1, ssl.OP_NO_SSLv3])
""",
    "what clears a mask is blamed, not the mask": """
import ssl
NO_OLD = (ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3 |
          ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
ctx = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
ctx.options |= NO_OLD
ctx.minimum_version = ssl.TLSVersion.TLSv1 «x»
ctx.options &= ~NO_OLD
""",
    "a pyOpenSSL connection that listens": """
from OpenSSL import SSL
ctx = SSL.Context(SSL.TLSv1_METHOD)
ctx.use_privatekey_file("key")
server = SSL.Connection(ctx, socket.socket(socket.AF_INET, socket.SOCK_STREAM))
server.bind(("", 443))
server.listen(3)
""",
    "a server's factory, made and extended": """
from twisted.internet import ssl
from OpenSSL import SSL
class ServerContextFactory(ssl.DefaultOpenSSLContextFactory):
    def __init__(self):
        ssl.DefaultOpenSSLContextFactory.__init__(self, "k", "c", SSL.TLSv1_METHOD)
f = ssl.DefaultOpenSSLContextFactory("k", "c", sslmethod=SSL.TLSv1_METHOD)
""",
    "assertions of tests": """
import ssl
class T(unittest.TestCase):
    def test(self):
        self.assertEqual(resolve("TLSv1"), ssl.PROTOCOL_TLSv1)
        self.assertIs(ctx.protocol, ssl.PROTOCOL_TLSv1_1)
        self.assertIn(ssl.PROTOCOL_SSLv3, seen)
        assert ctx.minimum_version is ssl.TLSVersion.TLSv1
        self.assertNotEqual(ctx.minimum_version, ssl.TLSVersion.TLSv1)
        mock.assert_called_with(ssl_version=ssl.PROTOCOL_TLSv1)
        mock.assert_called_once_with(sock, ssl_version=ssl.PROTOCOL_TLSv1)
""",
    "constants handed on under their own names": """
import _ssl
PROTOCOL_SSLv3 = _ssl.PROTOCOL_SSLv3
PROTOCOL_TLSv1 = _ssl.PROTOCOL_TLSv1
PROTOCOL_TLSv1_1 = _ssl.PROTOCOL_TLSv1_1
_PROTOCOL_NAMES = {value: name for name, value in globals().items() if name.startswith('PROTOCOL_')}
""",
    "one choice among several, and what stands in for all others": """
import ssl
def ssl_version(name):
    if name == "tlsv1.1":
        return ssl.PROTOCOL_TLSv1_1
    elif name == "tlsv1.2":
        return ssl.PROTOCOL_TLSv1_2
    else:
        return ssl.PROTOCOL_TLSv1 «x»
""",
    "a choice from a table is blamed where it is made": """
import ssl
VERSIONS = {"tlsv1": ssl.PROTOCOL_TLSv1, "tlsv1.2": ssl.PROTOCOL_TLSv1_2}
def f(name="tlsv1"): «x»
    return ssl.SSLContext(VERSIONS[name])
""",
    "options of a command line that each stand for a version": """
import argparse, ssl
p = argparse.ArgumentParser()
p.add_argument('--sslv3', dest='proto', action='store_const', const=ssl.PROTOCOL_SSLv3, default=ssl.PROTOCOL_SSLv23)
p.add_argument('--tlsv1', dest='proto', action='store_const', const=ssl.PROTOCOL_TLSv1)
a = p.parse_args()
ctx = ssl.SSLContext(a.proto)
""",
    "optparse default": """
import optparse, ssl
p = optparse.OptionParser()
p.add_option('--proto', default=ssl.PROTOCOL_TLSv1) «x»
""",
    "scanner enumerating versions": """
import ssl, socket
def supported(host):
    found = []
    for name, proto in (("SSLv3", ssl.PROTOCOL_SSLv3), ("TLSv1", ssl.PROTOCOL_TLSv1), ("TLSv1.2", ssl.PROTOCOL_TLSv1_2)): «x»
        try:
            s = ssl.wrap_socket(socket.create_connection((host, 443)), ssl_version=proto)
            found.append(name)
        except ssl.SSLError:
            pass
    return found
""",
    "a context of both sides": """
import ssl, socket
ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
def serve(s):
    return ctx.wrap_socket(s, server_side=True)
def dial(s):
    return ctx.wrap_socket(s, server_hostname="h")
""",
    "server method on self": """
import ssl, asyncore, socket
class Server(asyncore.dispatcher):
    def __init__(self):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    def handle_accept(self):
        sock, addr = self.accept()
        self.handler(self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False))
""",
    "asyncio start_server": """
import asyncio, ssl
async def main():
    sc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    sc.load_cert_chain("a", "b")
    srv = await asyncio.start_server(handle, '0.0.0.0', 443, ssl=sc)
    cc = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    r, w = await asyncio.open_connection('h', 443, ssl=cc)
""",
    "http.server wrap with context": """
import http.server, ssl
httpd = http.server.HTTPServer(('', 4443), http.server.SimpleHTTPRequestHandler)
ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
ctx.load_cert_chain('cert.pem')
httpd.socket = ctx.wrap_socket(httpd.socket, server_side=True)
httpd.serve_forever()
""",
    "socketserver get_request": """
import ssl, SocketServer
class S(SocketServer.TCPServer):
    def get_request(self):
        newsocket, fromaddr = self.socket.accept()
        connstream = ssl.wrap_socket(newsocket, server_side=True, certfile="c", ssl_version=ssl.PROTOCOL_TLSv1)
        return connstream, fromaddr
""",
    "smtplib monkey": """
import smtplib, ssl
class OldSMTP(smtplib.SMTP):
    def starttls(self, keyfile=None, certfile=None):
        resp, reply = self.docmd("STARTTLS")
        if resp == 220:
            self.sock = ssl.wrap_socket(self.sock, keyfile, certfile, ssl_version=ssl.PROTOCOL_TLSv1) «x»
            self.file = self.sock.makefile('rb')
        return resp, reply
""",
    "pyopenssl options removal": """
from OpenSSL import SSL
ctx = SSL.Context(SSL.SSLv23_METHOD)
ctx.set_options(SSL.OP_NO_SSLv2 | SSL.OP_NO_SSLv3 | SSL.OP_NO_TLSv1 | SSL.OP_NO_TLSv1_1)
ctx.set_verify(SSL.VERIFY_PEER, cb)
old = SSL.Context(SSL.SSLv23_METHOD)
old.set_options(SSL.OP_NO_TLSv1_1 | SSL.OP_NO_TLSv1_2) «x»
""",
    "a factory that takes 1.2 away": """
from twisted.web.client import Agent, WebClientContextFactory
from twisted.internet import ssl, reactor
from OpenSSL import SSL
class MyFactory(WebClientContextFactory):
    def getContext(self, hostname, port):
        ctx = WebClientContextFactory.getContext(self, hostname, port)
        ctx.set_options(SSL.OP_NO_TLSv1_2) «x»
        return ctx
class Old(ssl.ClientContextFactory):
    def getContext(self):
        self.method = SSL.SSLv3_METHOD «x»
        return ssl.ClientContextFactory.getContext(self)
""",
    "mock patch": """
import ssl, mock
@mock.patch("ssl.PROTOCOL_TLSv1", 3)
def test(m):
    m.assert_called_once_with(mock.ANY, ssl_version=ssl.PROTOCOL_TLSv1)
    self.assertEqual(m.call_args, mock.call("h", {"ssl_version": ssl.PROTOCOL_TLSv1}))
    self.assertEqual({"ssl_version": ssl.PROTOCOL_TLSv1}, opts)
""",
    "monkeypatch default protocol": """
import ssl
ssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_SSLv3 «x»
""",
    "paho if chain": """
import paho.mqtt.client as mqtt, ssl
def run(args):
    if args.tls_version == "tlsv1.2":
        tlsVersion = ssl.PROTOCOL_TLSv1_2
    elif args.tls_version == "tlsv1.1":
        tlsVersion = ssl.PROTOCOL_TLSv1_1
    elif args.tls_version == "tlsv1":
        tlsVersion = ssl.PROTOCOL_TLSv1
    elif args.tls_version is None:
        tlsVersion = None
    else:
        print("Unknown TLS version"); tlsVersion = None
    mqtt.Client().tls_set(ca_certs=args.ca, tls_version=tlsVersion)
""",
    "negotiated version compare dict": """
import ssl
GRADES = {"TLSv1.3": "A", "TLSv1.2": "A", "TLSv1.1": "C", "TLSv1": "C", "SSLv3": "F"}
def grade(sock):
    return GRADES[sock.version()]
""",
    "hole": """
import ssl
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ctx.minimum_version = ssl.TLSVersion.TLSv1_2
ctx.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3 «x»
""",
    "requests adapter saves in init": """
import ssl
from requests.adapters import HTTPAdapter
from urllib3.poolmanager import PoolManager
class TLSAdapter(HTTPAdapter):
    def __init__(self, ssl_version=ssl.PROTOCOL_TLSv1, **kw): «x»
        self.ssl_version = ssl_version
        super(TLSAdapter, self).__init__(**kw)
    def init_poolmanager(self, *a, **kw):
        kw['ssl_version'] = self.ssl_version
        return super(TLSAdapter, self).init_poolmanager(*a, **kw)
""",
    "legacy adapter context": """
import ssl, requests, urllib3
class LegacyAdapter(requests.adapters.HTTPAdapter):
    def __init__(self, ssl_context=None, **kw):
        self.ssl_context = ssl_context
        super().__init__(**kw)
    def init_poolmanager(self, connections, maxsize, block=False):
        self.poolmanager = urllib3.poolmanager.PoolManager(num_pools=connections, maxsize=maxsize, block=block, ssl_context=self.ssl_context)
def session():
    ctx = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    ctx.options |= 0x4
    ctx.set_ciphers("DEFAULT@SECLEVEL=0")
    ctx.minimum_version = ssl.TLSVersion.TLSv1 «x»
    s = requests.session()
    s.mount('https://', LegacyAdapter(ctx))
    return s
""",
    "py2 exec and backticks": """
import ssl
exec "x = 1"
v = `ssl.PROTOCOL_TLSv1`
if v <> 0777L:
    raise ValueError, "bad"
s = ssl.wrap_socket(k, ssl_version = ssl.PROTOCOL_SSLv2) «x»
print >>sys.stderr, ssl.PROTOCOL_SSLv3
""",
    "star kwargs partially": """
import ssl
def wrap(sock, **kw):
    params = {'ssl_version': ssl.PROTOCOL_TLSv1, 'cert_reqs': ssl.CERT_NONE} «x»
    params.update(kw)
    return ssl.wrap_socket(sock, **params)
""",
    "context manager func": """
import ssl, contextlib
@contextlib.contextmanager
def legacy():
    old = ssl._create_default_https_context
    def make():
        c = ssl.create_default_context()
        c.minimum_version = ssl.TLSVersion.TLSv1 «x»
        return c
    ssl._create_default_https_context = make
    try:
        yield
    finally:
        ssl._create_default_https_context = old
""",
    "attribute chain context": """
import ssl
class A:
    def __init__(self):
        self.client = Client()
        self.client.ssl_context = ssl.create_default_context()
    def relax(self):
        self.client.ssl_context.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
""",
    "enum of own": """
import enum, ssl
class TLS(enum.Enum):
    V1 = ssl.PROTOCOL_TLSv1
    V1_2 = ssl.PROTOCOL_TLSv1_2
class Flags(enum.IntFlag):
    A = ssl.OP_NO_TLSv1
def connect(v=TLS.V1_2):
    return ssl.SSLContext(v.value)
""",
    "raise message": """
import ssl
def f(p):
    if p == ssl.PROTOCOL_SSLv2:
        raise ValueError("SSLv2 %s not supported" % ssl.PROTOCOL_SSLv2)
    if p in [ssl.PROTOCOL_SSLv2, ssl.PROTOCOL_SSLv3]:
        warnings.warn("old: {}".format(ssl.PROTOCOL_SSLv3))
""",
    "xmpp tls in string config": """
import ssl
from sleekxmpp import ClientXMPP
class Bot(ClientXMPP):
    def __init__(self, jid, pw):
        ClientXMPP.__init__(self, jid, pw)
        self.ssl_version = ssl.PROTOCOL_SSLv3 «x»
xmpp = Bot("a", "b")
xmpp.ssl_version = ssl.PROTOCOL_TLSv1 «x»
""",
    "irc lib factory": """
import ssl, functools
import irc.connection
factory = irc.connection.Factory(wrapper=functools.partial(ssl.wrap_socket, ssl_version=ssl.PROTOCOL_TLSv1)) «x»
factory2 = irc.connection.Factory(wrapper=ssl.wrap_socket)
factory3 = irc.connection.Factory(wrapper=lambda s: ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)) «x»
""",
    "conditional on version_info": """
import ssl, sys
if sys.version_info >= (2, 7, 9):
    ctx = ssl.create_default_context()
else:
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "what the constructors of subclasses set counts": """
import ssl
class Base:
    def __init__(self, version="PROTOCOL_TLSv1"): «x»
        self.version = version
    def connect(self, sock):
        return ssl.wrap_socket(sock, ssl_version=getattr(ssl, self.version))
class Good(Base):
    def __init__(self, version="PROTOCOL_TLSv1_2"):
        Base.__init__(self, version)
""",
    "wrapper with kwargs": """
import ssl
def wrap(sock, **kwargs):
    return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_NONE, **kwargs)
wrap(a, ssl_version=ssl.PROTOCOL_TLSv1) «x»
wrap(b, ssl_version=ssl.PROTOCOL_TLSv1, server_side=True)
wrap(c, ssl_version=ssl.PROTOCOL_TLSv1_2)
wrap(d)
""",
    "wrapper with args": """
import ssl
def make(*args, **kw):
    ctx = ssl.SSLContext(*args)
    ctx.verify_mode = kw.get("verify", ssl.CERT_NONE)
    return ctx
make(ssl.PROTOCOL_TLSv1) «x»
make(ssl.PROTOCOL_TLS_CLIENT)
""",
    "kwargs default inside": """
import ssl
def make(**kw):
    version = kw.pop("version", ssl.PROTOCOL_TLSv1) «x»
    return ssl.SSLContext(version)
make()
make(version=ssl.PROTOCOL_TLSv1_2)
""",
    "setdefault inside": """
import ssl
def make(sock, **kw):
    kw.setdefault("ssl_version", ssl.PROTOCOL_TLSv1) «x»
    return ssl.wrap_socket(sock, **kw)
make(a)
make(b, ssl_version=ssl.PROTOCOL_TLSv1_2)
""",
    "decorator passes on": """
import ssl, functools
def retry(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@retry
def connect(sock, version=ssl.PROTOCOL_TLSv1): «x»
    return ssl.wrap_socket(sock, ssl_version=version)
connect(s)
connect(s, version=ssl.PROTOCOL_SSLv3) «x»
""",
    "method kwargs": """
import ssl
class C:
    def __init__(self, host, **kwargs):
        self.host = host
        self.options = kwargs
    def connect(self, sock):
        return ssl.wrap_socket(sock, **self.options)
C("h", ssl_version=ssl.PROTOCOL_TLSv1) «x»
""",
    "each place to edit is a finding of its own": """
import ssl
def f(old):
    if old:
        proto = ssl.PROTOCOL_TLSv1 «x»
    else:
        proto = ssl.PROTOCOL_SSLv3 «x»
    return ssl.SSLContext(proto)
""",
    "an old floor behind an old ceiling": """
import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.minimum_version = ssl.TLSVersion.TLSv1 «x»
c.maximum_version = ssl.TLSVersion.TLSv1_1 «x»
d = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
d.maximum_version = ssl.TLSVersion.TLSv1_1 «x»
d.minimum_version = ssl.TLSVersion.TLSv1 «x»
e = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
e.minimum_version = ssl.TLSVersion.TLSv1_2
e.maximum_version = ssl.TLSVersion.TLSv1_1 «x»
""",
    "an old floor behind an old ceiling of one call": """
import ssl, urllib3
p = urllib3.PoolManager(
    ssl_minimum_version=ssl.TLSVersion.TLSv1, «x»
    ssl_maximum_version=ssl.TLSVersion.TLSv1_1, «x»
)
""",
    "what is said in vain of a pinned context counts once it is mended": """
import ssl
a = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
a.minimum_version = ssl.TLSVersion.TLSv1 «x»
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
b.options |= ssl.OP_NO_TLSv1_2 «x»
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
c.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
c.minimum_version = ssl.TLSVersion.TLSv1_2
d = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
d.options &= ~ssl.OP_NO_TLSv1_1
""",
    "an old ceiling and flags that shut out what is above it": """
import ssl
c = ssl.create_default_context()
c.maximum_version = ssl.TLSVersion.TLSv1 «x»
c.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3 «x»
""",
    "flags that replace others clear them": """
import ssl
c = ssl.create_default_context()
c.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
c.options = ssl.OP_ALL
""",
    "modules imported by a text": """
import importlib
from importlib import import_module
tls = importlib.import_module("ssl")
a = tls.SSLContext(tls.PROTOCOL_TLSv1) «x»
b = __import__("ssl").SSLContext(3) «x»
c = getattr(import_module("OpenSSL.SSL"), "Context")(import_module("OpenSSL.SSL").SSLv3_METHOD) «x»
d = import_module(".ssl", __package__).SSLContext(3)
e = import_module(name).SSLContext(3)
""",
    "a dotted name that is evaluated": """
import ssl
a = ssl.SSLContext(eval("ssl.PROTOCOL_TLSv1")) «x»
b = ssl.SSLContext(eval("ssl." + name))
c = ssl.SSLContext(eval("ssl.PROTOCOL_TLS_CLIENT"))
""",
    "each object of a class counts, whatever the last one is given": """
import ssl, requests
from requests.adapters import HTTPAdapter
from urllib3.poolmanager import PoolManager
class Adapter(HTTPAdapter):
    def __init__(self, ssl_version=None, **kw):
        self.ssl_version = ssl_version
        super(Adapter, self).__init__(**kw)
    def init_poolmanager(self, connections, maxsize, block=False):
        self.poolmanager = PoolManager(num_pools=connections, ssl_version=self.ssl_version)
s = requests.Session()
s.mount("https://a", Adapter(ssl.PROTOCOL_TLSv1)) «x»
s.mount("https://b", Adapter("TLSv1_1")) «x»
s.mount("https://c", Adapter(ssl.PROTOCOL_TLSv1_2))
""",
    "constants given to what ignores them": """
import ssl
class Client(object):
    def __init__(self, host, ssl_version=None):
        self.host = host
        self.context = ssl.create_default_context()
def connect(host, version):
    log.debug("version %s", version)
    return ssl.create_default_context()
a = Client("x", ssl.PROTOCOL_TLSv1)
b = connect("x", ssl.PROTOCOL_TLSv1)
""",
    "a context given away together with the word that it serves": """
from OpenSSL import SSL
import socks
ctx = SSL.Context(SSL.TLSv1_METHOD)
s = socks.SSL_Connect(ctx, sock, server_side=True)
""",
    "a context given away together with the word that it does not serve": """
from OpenSSL import SSL
import socks
ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
s = socks.SSL_Connect(ctx, sock, server_side=False)
""",
    "a constant given away together with the word that it serves": """
import ssl, x
s = x.Wrap(sock, ssl_version=ssl.PROTOCOL_TLSv1, server_side=True)
""",
    "a connection that may accept or connect": """
from OpenSSL import SSL
def conn(ctx, sock, accepted=False, connected=False):
    c = SSL.Connection(ctx, sock)
    if accepted: c.set_accept_state()
    if connected: c.set_connect_state()
    return c
ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
conn(ctx, s, connected=True)
""",
    "a constant unpacked beside another value": """
from OpenSSL import SSL
def make(weak=False):
    version, options = SSL.TLSv1_METHOD, 0 «x»
    if weak:
        version = SSL.SSLv23_METHOD
    return SSL.Context(version)
""",
    "a constant given back beside another value": """
import ssl
def pick():
    return ssl.PROTOCOL_TLSv1, "h" «x»
""",
    "a constant in a tuple of arguments": """
import ssl
args = (host, 443, ssl.PROTOCOL_TLSv1) «x»
connect(*args)
""",
    "a tuple of versions is a choice": """
import ssl
VERSIONS = (ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1, ssl.PROTOCOL_TLSv1_2)
""",
    "a default that is replaced before anything reads it": """
import ssl
def a(version=ssl.PROTOCOL_TLSv1):
    version = ssl.PROTOCOL_TLS_CLIENT
    return connect(version)
def b(sock, *, version=ssl.PROTOCOL_TLSv1):
    log(sock)
    if sock:
        version = ssl.PROTOCOL_TLS_CLIENT
    elif not sock:
        return None
    else:
        version = ssl.PROTOCOL_TLSv1_2
    return connect(sock, version)
def c(version=ssl.PROTOCOL_TLSv1):
    with lock:
        try:
            version = find()
        except Exception:
            version = ssl.PROTOCOL_TLS_CLIENT
        return connect(version)
a()
""",
    "a default that is replaced only perhaps, or read before": """
import ssl
def a(new, version=ssl.PROTOCOL_TLSv1): «x»
    if new:
        version = ssl.PROTOCOL_TLS_CLIENT
    return connect(version)
def b(version=ssl.PROTOCOL_TLSv1): «x»
    connect(version)
    version = ssl.PROTOCOL_TLS_CLIENT
    connect(version)
def c(version=ssl.PROTOCOL_TLSv1): «x»
    try:
        version = find()
    except Exception:
        pass
    return connect(version)
def d(version=ssl.PROTOCOL_TLSv1): «x»
    version = version or ssl.PROTOCOL_TLS_CLIENT
    return connect(version)
def e(hosts, version=ssl.PROTOCOL_TLSv1): «x»
    for host in hosts:
        version = ssl.PROTOCOL_TLS_CLIENT
    return connect(version)
def f(version=ssl.PROTOCOL_TLSv1): «x»
    def inner():
        return connect(version)
    inner()
    version = ssl.PROTOCOL_TLS_CLIENT
""",
    "a variable that is only compared": """
import ssl
def b(x):
    old, older = ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1
    c = ssl.create_default_context()
    if c.minimum_version == old or x in (older, old):
        c.minimum_version = ssl.TLSVersion.TLSv1_2
    return c
def test_c(self):
    expected = ssl.PROTOCOL_TLSv1
    self.assertEqual(b().protocol, expected)
""",
    "a variable that is compared and used": """
import ssl
OLD = ssl.PROTOCOL_TLSv1 «x»
def a(x):
    if x == OLD and x != ssl.PROTOCOL_SSLv3:
        raise ValueError
def aa():
    return connect(OLD)
def aaa(x):
    old = ssl.PROTOCOL_TLSv1 «x»
    if x != old:
        raise ValueError
    return connect(old)
def b(x):
    old = ssl.PROTOCOL_TLSv1 «x»
    if x == old:
        warn()
    yield old
class B:
    def __init__(self, x):
        version = ssl.PROTOCOL_TLSv1 «x»
        if x and version == ssl.PROTOCOL_TLSv1:
            warn()
        self.version = version
class C(Base):
    def __init__(self, x):
        self.version = ssl.PROTOCOL_TLSv1 «x»
        if x == self.version:
            warn()
""",
    "what is left when TLS 1.2 is taken away is TLS 1.3": """
import ssl
a = ssl.create_default_context()
a.options |= ssl.OP_NO_TLSv1_2
b = ssl.create_default_context()
b.options |= ssl.OP_NO_TLSv1_2
b.options |= ssl.OP_NO_TLSv1_3 «x»
c = ssl.create_default_context()
c.minimum_version = ssl.TLSVersion.TLSv1 «x»
c.options |= ssl.OP_NO_TLSv1_2 «x»
""",
    "one of two modules gives the constant that stands beside another value": """
import ssl
try:
    from OpenSSL import SSL
except ImportError:
    class SSL(object):
        TLSv1_METHOD = ssl.PROTOCOL_TLSv1
        class Context(object):
            def __init__(self, method):
                self.method = method
def make(weak=False):
    version, options = SSL.TLSv1_METHOD, 0 «x»
    if hasattr(SSL, "SSLv23_METHOD") and not weak:
        version = SSL.SSLv23_METHOD
    return SSL.Context(version)
""",
    "what a generator yields is what its caller gets": """
import ssl
from contextlib import contextmanager
@contextmanager
def made():
    c = ssl.create_default_context()
    yield c
with made() as c:
    c.minimum_version = ssl.TLSVersion.TLSv1 «x»
def versions():
    yield ssl.PROTOCOL_TLSv1 «x»
    yield ssl.PROTOCOL_TLS_CLIENT
for version in versions():
    connect(version)
""",
    "conditions of comprehensions are asked of each item": """
import ssl
NAMES = ("PROTOCOL_TLSv1", "PROTOCOL_TLSv1_2") «x»
known = [getattr(ssl, n) for n in NAMES if hasattr(ssl, n)]
a = ssl.SSLContext(known[0])
b = ssl.SSLContext(known[1])
c = ssl.SSLContext([n for n in range(3) if odd(n)][0])
""",
    "defaults of options of the command line are members of what is parsed": """
import argparse, optparse, ssl
NAMED = {"1": ssl.PROTOCOL_TLSv1, "1.2": ssl.PROTOCOL_TLSv1_2}
def main():
    parser = argparse.ArgumentParser()
    tls = parser.add_argument_group("tls")
    tls.add_argument("--min-tls", default="TLSv1_1")
    tls.add_argument("--best", default="TLSv1_2")
    args = parser.parse_args()
    connect(args)
def connect(args):
    use(ssl.SSLContext(getattr(ssl, "PROTOCOL_%s" % args.min_tls))) «x»
    use(ssl.SSLContext(getattr(ssl, "PROTOCOL_{}".format(args.best))))
def older():
    p = optparse.OptionParser()
    p.add_option("-v", "--ver", dest="v", default="1", choices=list(NAMED)) «x»
    (options, rest) = p.parse_args()
    return ssl.SSLContext(NAMED[options.v])
main()
""",
    "the rest of the keywords is a dictionary": """
import pycurl, ssl
from OpenSSL import SSL
from twisted.internet import ssl as tls
class Server(tls.DefaultOpenSSLContextFactory):
    def __init__(self, *args, **kw):
        kw["sslmethod"] = SSL.TLSv1_METHOD
        tls.DefaultOpenSSLContextFactory.__init__(self, *args, **kw)
def serve(sock, **kw):
    kw["ssl_version"] = ssl.PROTOCOL_TLSv1
    return ssl.wrap_socket(sock, **dict(kw, server_side=True))
def connect(sock, **kw):
    kw.setdefault("ssl_version", ssl.PROTOCOL_TLSv1) «x»
    return ssl.wrap_socket(sock, **kw)
""",
    "dictionaries are gone through by keys and by pairs": """
import pycurl
def fetch():
    c = pycurl.Curl()
    for option, value in {pycurl.SSLVERSION: pycurl.SSLVERSION_SSLv3}.items(): «x»
        c.setopt(option, value)
def again():
    c = pycurl.Curl()
    options = {"SSLVERSION": pycurl.SSLVERSION_TLSv1_0, "URL": "x"} «x»
    for name in options:
        c.setopt(getattr(pycurl, name), options[name])
""",
    "a default that chooses a version is one, be it a word or a number": """
import ssl
def by_number(tls_ver=1.1): «x»
    if tls_ver == 1.1:
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    elif tls_ver == 1.2:
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
def by_word(tls_ver="1.2"):
    if tls_ver == "1.1":
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    elif tls_ver == "1.2":
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
""",
    "a dictionary with a word for a version is settings where it is unpacked, or named so": """
import ssl, urllib3
EXPECTED = {"ssl_version": "TLSv1", "host": "a"}
def scan(host, found):
    result = {"ssl_version": "TLSv1", "host": host}
    found.append({"ssl_version": "TLSv1"})
    found.insert(0, dict(result, ssl_version="TLSv1"))
    record["ssl_version"] = "TLSv1"
    row = {}
    row["ssl_version"] = "TLSv1"
    save(row)
    return {"ssl_version": "TLSv1"}
class Answers:
    ssl_version_scan = {"ssl_version": "TLSv1", "weak": True}
def made():
    given = {"ssl_version": "TLSv1"} «x»
    given["verify"] = False
    return connect(**given)
def ssl_options():
    return {"ssl_version": "TLSv1"} «x»
def named(session):
    session.verify_args["ssl_version"] = "TLSv1" «x»
    kwargs["ssl_version"] = "TLSv1" «x»
    Client({"ssl_version": "TLSv1"}) «x»
    connect(ssl={"ssl_version": "TLSv1"}) «x»
    BROKER_USE_SSL = {"ssl_version": "TLSv1"} «x»
    old = {"ssl_version": ssl.PROTOCOL_TLSv1} «x»
    word = {"ssl_version": "PROTOCOL_TLSv1"} «x»
DATABASES = {"default": {"OPTIONS": {"ssl_version": "TLSv1"}}} «x»
""",
    "the cases of a test are settings where the test makes a client of them": """
import pytest, ssl, urllib3
from parameterized import parameterized
@pytest.mark.parametrize("ver", [ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1])
def test_names(ver):
    assert name(ver)
@pytest.mark.parametrize("options", [{"ssl_version": ssl.PROTOCOL_TLSv1}, {"minimum_version": ssl.TLSVersion.TLSv1}])
def test_read(options):
    assert read(options)
@pytest.mark.parametrize("ver,ok", [
    (ssl.PROTOCOL_TLSv1, 1), «x»
    pytest.param(ssl.PROTOCOL_TLSv1_1, 2, id="b"), «x»
    (ssl.PROTOCOL_TLSv1_2, 3),
])
def test_made(ver, ok):
    ssl.SSLContext(ver)
@pytest.mark.parametrize(("ok", "options"), [
    (1, {"ssl_version": ssl.PROTOCOL_TLSv1}), «x»
])
def test_pool(ok, options):
    urllib3.PoolManager(**options)
@parameterized.expand([(ssl.PROTOCOL_TLSv1, "a"), (ssl.PROTOCOL_SSLv3, "b")])
def test_expanded(ver, name):
    assert name == text(ver)
@pytest.fixture(params=[ssl.PROTOCOL_TLSv1])
def version(request):
    return request.param
""",
    "a word under the name of a setting that a rule of its call does not know": """
import httplib2
a = httplib2.Http(ssl_version="TLSv1") «x»
b = httplib2.Http(tls_minimum_version="TLSv1_2")
c = httplib2.Http(ssl_version="TLSv1_2")
""",
    "a line that goes on after a backslash is one line": """
import ssl
v = ssl.PROTOCOL_TLS if old else \\
    ssl.PROTOCOL_TLSv1 «x»
a = ssl.SSLContext(v)
b = ssl.SSLContext( \\
    ssl.PROTOCOL_TLSv1) «x»
c = ssl.SSLContext( \\
    ssl.PROTOCOL_TLSv1_2)
w = ssl.PROTOCOL_TLSv1_2 \\
    if old else \\
    ssl.PROTOCOL_TLSv1_2
d = ssl.SSLContext(w)
""",
    "a name of a class is no name of its methods": """
import ssl
class A:
    ssl = False
    OLD = ssl.PROTOCOL_TLSv1
    PROTOCOL: int = 2
    def go(self):
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
    def all(self):
        return [ssl.SSLContext(v) for v in [ssl.PROTOCOL_TLSv1_1]] «x»
    def new(self):
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    class B:
        made = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
class C:
    OLD = ssl.PROTOCOL_TLSv1 «x»
    def of_the_class(self, version=OLD):
        return ssl.SSLContext(version)
    def nobody_s(self):
        return ssl.SSLContext(OLD)
""",
    "a condition of several parts is decided only where each of them is": """
import ssl
def first(a, force=False):
    if not a and not force:
        return None
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
def second(a, force=True):
    if a.wanted and force:
        return None
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1_1) «x»
def third(a):
    if a.wanted() and True:
        return None
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
def fourth(quiet=False, force=False):
    if not (quiet or force):
        return None
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "a level and a probe of the platform together leave the other branches open": """
import ssl
def options(context, level=1):
    if level >= 1 and hasattr(ssl, "OP_NO_SSLv3"):
        context.options |= ssl.OP_NO_SSLv3
    elif hasattr(ssl, "OP_NO_SSLv3"):
        context.options &= ~ssl.OP_NO_SSLv3
    if level >= 2 and hasattr(ssl, "OP_NO_TLSv1"):
        context.options |= ssl.OP_NO_TLSv1
    elif hasattr(ssl, "OP_NO_TLSv1"):
        context.options &= ~ssl.OP_NO_TLSv1
    if hasattr(ssl, "OP_NO_TLSv1_1") and level >= 2:
        context.options |= ssl.OP_NO_TLSv1_1
    elif hasattr(ssl, "OP_NO_TLSv1_1"):
        context.options &= ~ssl.OP_NO_TLSv1_1
def floor(context, level=1):
    if hasattr(context, "minimum_version") and hasattr(ssl, "TLSVersion"):
        if level >= 2 and hasattr(ssl.TLSVersion, "TLSv1_2"):
            context.minimum_version = ssl.TLSVersion.TLSv1_2
        elif level >= 1 and hasattr(ssl.TLSVersion, "TLSv1"):
            context.minimum_version = ssl.TLSVersion.TLSv1 «x»
        elif level >= 0 and hasattr(ssl.TLSVersion, "SSLv3"):
            context.minimum_version = ssl.TLSVersion.SSLv3 «x»
def three(context, a, b):
    if a and b and hasattr(ssl, "TLSVersion"):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
def kept(context, a):
    has = hasattr(ssl, "TLSVersion")
    if a and has:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
def got(context, a):
    if a and getattr(ssl, "TLSVersion", None):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
def negated(context, a):
    if not (a and hasattr(ssl, "TLSVersion")):
        context.minimum_version = ssl.TLSVersion.TLSv1_1 «x»
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
""",
    "a socket that the socket module of Python 2 wraps": """
import socket
def go(sock):
    print "connected"
    return socket.ssl(sock) «x»
def close(sock):
    try:
        sock.close()
    except socket.sslerror, error:
        pass
""",
    "a private function of the ssl module that makes the context of clients": """
import ssl
print "connected"
context = ssl._create_default_https_context() «x»
other = ssl._create_default_https_context()
other.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
""",
    "methods that call the one they replace": """
import httplib
class First(httplib.HTTPSConnection):
    def __init__(self, host):
        httplib.HTTPSConnection.__init__(self, host) «x»
    def connect(self):
        if self.ready:
            httplib.HTTPSConnection.connect(self)
""",
    "a method that calls the one it replaces by super": """
import httplib
class First(httplib.HTTPSConnection):
    def connect(self):
        self.tried += 1
        return super(First, self).connect()
First("example.com") «x»
""",
    "methods that replace what connects": """
import httplib, socket
class First(httplib.HTTPSConnection):
    def connect(self):
        self.sock = self.wrap(socket.create_connection(self.address))
        self.other.connect()
First("example.com")
""",
    "a copy of six inside a package": """
import urllib2
from ..packages.six.moves.http_client import HTTPSConnection
HTTPSConnection("example.com") «x»
""",
    "modules that are imported by their names": """
import importlib
from test import support
first = support.import_module("ssl")
second = importlib.import_module("ssl")
third = __import__("ssl")
first.SSLContext(first.PROTOCOL_TLSv1) «x»
second.SSLContext(second.PROTOCOL_TLSv1) «x»
third.SSLContext(third.PROTOCOL_TLSv1) «x»
first.SSLContext(first.PROTOCOL_TLSv1_2)
""",
    "own classes that make contexts for a server": """
from OpenSSL import SSL
from twisted.internet import reactor
class Listening(object):
    def getContext(self):
        return SSL.Context(SSL.TLSv1_METHOD)
class Both(object):
    def getContext(self):
        return SSL.Context(SSL.TLSv1_METHOD) «x»
class Connecting(object):
    def getContext(self):
        return SSL.Context(SSL.TLSv1_METHOD) «x»
def main(factory):
    reactor.listenSSL(8443, factory, Listening())
    reactor.listenSSL(8444, factory, Both())
    reactor.connectSSL("example.com", 443, factory, Both())
    reactor.connectSSL("example.com", 443, factory, Connecting())
""",
    "keys of dictionaries that only a comparison names": """
import ssl
import paho.mqtt.client as mqtt
class Old(object):
    def __init__(self, conf):
        self.tls = {}
        for option in conf:
            if option == "ca_certs":
                self.tls[option] = conf[option]
            elif option == "tls_version" and conf[option]:
                self.tls[option] = ssl.PROTOCOL_TLSv1 «x»
            elif option == "ciphers":
                self.tls[option] = conf[option]
    def run(self):
        mqtt.Client().tls_set(**self.tls)
""",
    "contexts whose options are copied, and flags of missing modules behind a return": """
try:
    from ssl import wrap_socket
    import ssl
    HAS_SSL = True
except ImportError:
    HAS_SSL = False
    def wrap_socket(sock):
        return sock
def serve(sock):
    model = ssl.create_default_context()
    context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
    context.options = model.options
    return context.wrap_socket(sock, server_side=True)
def plain(sock):
    if HAS_SSL:
        return sock
    return wrap_socket(sock)
def secure(sock):
    if not HAS_SSL:
        return None
    return wrap_socket(sock) «x»
print "Python 2"
""",
    "what a class holds, through an object of it; flags that are masked, and copied": """
import ssl
class Old(object):
    METHOD = ssl.PROTOCOL_TLSv1 «x»
    NEW = ssl.PROTOCOL_TLSv1_2
    def connect(self):
        return ssl.SSLContext(self.__class__.METHOD), ssl.SSLContext(self.__class__.NEW)
    def again(self):
        return ssl.SSLContext(type(self).METHOD), ssl.SSLContext(type(self).NEW)
def masked():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options &= ssl.OP_NO_TLSv1
    context.options = context.options & ssl.OP_NO_TLSv1
    return context
""",
    "what a property gives, through self, an object and a subclass": """
import functools, ssl
class Old:
    @property
    def version(self):
        return ssl.PROTOCOL_TLSv1 «x»
    @functools.cached_property
    def good(self):
        return ssl.PROTOCOL_TLSv1_2
    def connect(self):
        return ssl.SSLContext(self.version), ssl.SSLContext(self.good)
class Lowering:
    @property
    def context(self):
        return ssl.create_default_context()
    def lower(self):
        made = self.context
        made.minimum_version = ssl.TLSVersion.TLSv1 «x»
        return made
class Changed:
    def __init__(self):
        self._version = ssl.PROTOCOL_TLSv1_2
    @property
    def version(self):
        return self._version
    @version.setter
    def version(self, value):
        self._version = value
    def connect(self):
        return ssl.SSLContext(self.version)
changed = Changed()
changed.version = ssl.PROTOCOL_TLSv1_1 «x»
changed.connect()
kept = Changed()
kept.version = ssl.PROTOCOL_TLSv1_2
kept.connect()
class Handing:
    def __init__(self):
        self.context = ssl.create_default_context()
    @property
    def floor(self):
        return self.context.minimum_version
    @floor.setter
    def floor(self, value):
        self.context.minimum_version = getattr(ssl.TLSVersion, value)
good = Handing()
good.floor = "TLSv1_2"
handing = Handing()
handing.floor = "TLSv1" «x»
""",
    "names that a module does not have make no client": """
import ssl
from ssl import PROTOCOL_TLSv1_3
ssl.wrap_socket(sock, ssl_version=ssl.PROTOL_SSLv23)
ssl.SSLContext(PROTOCOL_TLSv1_3)
ssl.SSLContext(getattr(ssl, "PROTOCOL_TLSv1_3", ssl.PROTOCOL_TLSv1)) «x»
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = ssl.TLSVersion.TLS1_2
print "Python 2"
""",
    "loops run through what a generator gives": """
import contextlib
import ssl
def kinds():
    yield ssl.PROTOCOL_TLSv1 «x»
    yield ssl.PROTOCOL_TLSv1_2
for kind in kinds():
    ssl.SSLContext(kind)
@contextlib.contextmanager
def made():
    context = ssl.create_default_context()
    yield context
with made() as context:
    context.minimum_version = ssl.TLSVersion.TLSv1 «x»
""",
    "a condition on a flag that is called like a version": """
import ssl
tls1 = True
def f(tlsv1, old):
    return [
        ssl.SSLContext(ssl.PROTOCOL_TLSv1 if tlsv1 else ssl.PROTOCOL_TLS_CLIENT),
        ssl.SSLContext(ssl.PROTOCOL_TLSv1 if old else ssl.PROTOCOL_TLS_CLIENT), «x»
        ssl.SSLContext(ssl.PROTOCOL_TLSv1 if tls1 else ssl.PROTOCOL_TLS_CLIENT), «x»
    ]
""",
}
