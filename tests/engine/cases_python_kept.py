"""What Python keeps under names, in tables and in members; «x» marks a line that must be found."""

CASES = {
    "what a variable is not behind a test for a text": """
import ssl
def healed(version="TLSv1"):
    if version == "TLSv1":
        version = "TLSv1_2"
    return ssl.SSLContext(getattr(ssl, "PROTOCOL_" + version))
def other(version="TLSv1", strict=False):
    if version == "TLSv1" or strict:
        return None
    return ssl.SSLContext(getattr(ssl, "PROTOCOL_" + version))
def kept(version="TLSv1", strict=False):
    if version == "TLSv1" and strict:
        return None
    return ssl.SSLContext(getattr(ssl, "PROTOCOL_" + version)) «x»
def same(version="TLSv1"):
    if version != "TLSv1_2":
        return ssl.SSLContext(getattr(ssl, "PROTOCOL_" + version)) «x»
""",
    "constants that are only compared or shown": """
import ssl
OLD = ssl.PROTOCOL_TLSv1
WEAK = [ssl.PROTOCOL_SSLv3, ssl.PROTOCOL_TLSv1]
LOWEST = ssl.TLSVersion.TLSv1_1
SHOWN = ssl.PROTOCOL_TLSv1
def check(version):
    if version == OLD:
        raise ValueError("old")
def weak(version):
    for each in WEAK:
        if version == each:
            return True
    return version in WEAK
class Audit(object):
    _BAD = ssl.TLSVersion.TLSv1
    def check(self, context):
        return context.minimum_version <= self._BAD
if context.minimum_version <= LOWEST:
    warn("%s is old" % LOWEST)
print("using {}".format(SHOWN), SHOWN, f"{SHOWN.name}")
""",
    "constants that a class keeps, and that its own name is asked for": """
import ssl
class Names:
    _OLD = ssl.PROTOCOL_TLSv1
    _USED = ssl.PROTOCOL_TLSv1 «x»
    PUBLIC = ssl.PROTOCOL_TLSv1 «x»
    def name(self, version):
        if version == Names._OLD or version == Names.PUBLIC:
            return "1.0"
        return self._USED == version
    def take(self):
        return start(Names._USED)
class _Names:
    OLD = ssl.PROTOCOL_TLSv1
    def name(self, version):
        return version == _Names.OLD
KNOWN = frozenset([ssl.TLSVersion.TLSv1])
def known(version):
    return version in KNOWN
GIVEN = frozenset([ssl.TLSVersion.TLSv1]) «x»
def given(version):
    return start(GIVEN) if version in GIVEN else None
""",
    "constants that are put back": """
import ssl
import sys
import compat
def lacking():
    old = sys.modules["ssl"].PROTOCOL_TLSv1
    try:
        del sys.modules["ssl"].PROTOCOL_TLSv1
        start()
    finally:
        sys.modules["ssl"].PROTOCOL_TLSv1 = old
def replaced():
    old = compat.PROTOCOL_TLSv1
    compat.PROTOCOL_TLSv1 = None
    start()
    compat.PROTOCOL_TLSv1 = old
class Case:
    def setUp(self):
        self.old = ssl.PROTOCOL_TLSv1
    def tearDown(self):
        ssl.PROTOCOL_TLSv1 = self.old
def used():
    old = ssl.PROTOCOL_TLSv1 «x»
    start(old)
    ssl.PROTOCOL_TLSv1 = old
def other():
    old = ssl.PROTOCOL_TLSv1 «x»
    ssl.PROTOCOL_TLSv1_2 = old
""",
    "constants that a helper of the class holds against what was called": """
import ssl
class Case:
    def _wrap(self, made, version=None):
        wrap(self.conf)
        version = version or ssl.PROTOCOL_TLS_SERVER
        made.assert_called_once_with(version)
    def test_version(self):
        self._wrap(double(), version=ssl.PROTOCOL_TLSv1)
    def _start(self, made, version=None):
        version = version or ssl.PROTOCOL_TLS_SERVER
        start(version)
        made.assert_called_once_with(version)
    def test_start(self):
        self._start(double(), version=ssl.PROTOCOL_TLSv1) «x»
""",
    "constants that are compared, and more": """
import ssl
OLD = ssl.PROTOCOL_TLSv1 «x»
GIVEN = ssl.PROTOCOL_TLSv1 «x»
KEPT = ssl.PROTOCOL_TLSv1 «x»
UNUSED = ssl.PROTOCOL_TLSv1 «x»
GIVEN_OUT = ssl.PROTOCOL_TLSv1 «x»
def default(version=OLD):
    return version == OLD or start(version)
def connect(version):
    if version == GIVEN:
        return start(version)
    return start(GIVEN)
def keep(self, version):
    if version != KEPT:
        self.version = KEPT
def given(version):
    if version != GIVEN_OUT:
        return GIVEN_OUT
class Base(Library):
    FLOOR = ssl.PROTOCOL_TLSv1 «x»
    def check(self, version):
        return version == self.FLOOR
class Setting:
    version = ssl.PROTOCOL_TLSv1 «x»
    def check(self):
        return self.version == ssl.PROTOCOL_SSLv3
class Old:
    FLOOR = ssl.PROTOCOL_TLSv1 «x»
    def check(self, version):
        return version == self.FLOOR or use(self.FLOOR)
""",
    "a member that is None, and a test that keeps that away": """
import ssl, urllib2
class Behind(object):
    def __init__(self, ssl_version=None):
        self.ssl_version = ssl_version
    def connect(self, sock):
        if self.ssl_version is not None:
            return ssl.wrap_socket(sock, ssl_version=self.ssl_version)
class Set(object):
    version = None
    def connect(self, sock):
        if self.version is None:
            self.version = ssl.PROTOCOL_TLSv1_2
        return ssl.wrap_socket(sock, ssl_version=self.version)
class Left(object):
    def __init__(self, ssl_version=None):
        self.ssl_version = ssl_version
    def connect(self, sock):
        if not self.ssl_version:
            return None
        return ssl.wrap_socket(sock, ssl_version=self.ssl_version)
class Chosen(object):
    def __init__(self, ssl_version=None):
        self.version = ssl_version
    def connect(self, sock):
        version = self.version if self.version else ssl.PROTOCOL_TLSv1_2
        return ssl.wrap_socket(sock, ssl_version=version)
    def other(self, sock):
        if self.version is None:
            version = ssl.PROTOCOL_TLSv1_2
        else:
            version = self.version
        return ssl.wrap_socket(sock, ssl_version=version)
class Shared(object):
    version = None
    @classmethod
    def connect(cls, sock):
        if cls.version:
            return ssl.wrap_socket(sock, ssl_version=cls.version)
Behind().connect(1)
Left().connect(1)
""",
    "a member that is None, and that counts": """
import ssl, urllib2
class Otherwise(object):
    def __init__(self, ssl_version=None):
        self.ssl_version = ssl_version
    def connect(self, sock):
        if self.ssl_version:
            return ssl.wrap_socket(sock, ssl_version=self.ssl_version)
        return ssl.wrap_socket(sock) «x»
class Unless(object):
    def __init__(self, ssl_version=None):
        self.ssl_version = ssl_version
    def connect(self, sock):
        if self.ssl_version is None:
            self.ssl_version = ssl.PROTOCOL_TLSv1 «x»
        return ssl.wrap_socket(sock, ssl_version=self.ssl_version)
class Other(object):
    def __init__(self, ssl_version=None, name=None):
        self.ssl_version = ssl_version
        self.name = name
    def connect(self, sock):
        if self.name is not None:
            return ssl.wrap_socket(sock, ssl_version=self.ssl_version) «x»
class Given(object):
    version = None
    def connect(self, sock):
        if self.version is not None:
            return ssl.wrap_socket(sock, ssl_version=self.version)
def old(sock):
    given = Given()
    given.version = ssl.PROTOCOL_TLSv1 «x»
    return given.connect(sock)
""",
    "what the platform has is found by any way to ask for it": """
import ssl
def listed():
    if "create_default_context" in dir(ssl):
        return ssl.create_default_context()
    elif "SSLContext" in dir(ssl) and "PROTOCOL_TLSv1" in dir(ssl):
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1)
def lacks():
    if "SSLContext" not in vars(ssl):
        return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)
a = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2 if "PROTOCOL_TLSv1_2" in ssl.__dict__ else ssl.PROTOCOL_TLSv1)
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1 if "PROTOCOL_TLSv1" in ssl.__dict__ else ssl.PROTOCOL_TLSv1_2) «x»
def first():
    for name in ("PROTOCOL_TLSv1_2", "PROTOCOL_TLSv1"):
        version = getattr(ssl, name, None)
        if version:
            return version
c = ssl.SSLContext(first())
def tried():
    for name in ("PROTOCOL_TLSv1_2", "PROTOCOL_TLSv1"):
        try:
            return ssl.SSLContext(getattr(ssl, name))
        except AttributeError:
            pass
def old():
    for name in ("PROTOCOL_SSLv3", "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_2"): «x»
        try:
            version = getattr(ssl, name)
        except AttributeError:
            continue
        else:
            break
    return ssl.SSLContext(version)
d = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS", None) or getattr(ssl, "PROTOCOL_TLSv1_1", None) or ssl.PROTOCOL_TLSv1)
e = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLSv1", None) or ssl.PROTOCOL_TLSv1_2) «x»
f = ssl.SSLContext(next(getattr(ssl, n) for n in ("PROTOCOL_TLSv1_2", "PROTOCOL_TLSv1") if n in dir(ssl)))
g = ssl.SSLContext(next(getattr(ssl, n) for n in ("PROTOCOL_TLSv1", "PROTOCOL_TLSv1_2") if n in dir(ssl))) «x»
if getattr(ssl, "HAS_TLSv1_2", False):
    newest = ssl.PROTOCOL_TLSv1_2
else:
    newest = ssl.PROTOCOL_TLSv1
h = ssl.SSLContext(newest)
if hasattr(ssl, "HAS_TLSv1_2") and ssl.HAS_TLSv1_2:
    newest = ssl.PROTOCOL_TLSv1_2
else:
    newest = ssl.PROTOCOL_TLSv1
i = ssl.SSLContext(newest)
j = ssl.SSLContext(asked and getattr(ssl, "PROTOCOL_TLSv1", None) or ssl.PROTOCOL_TLSv1_2) «x»
""",
    "settings that are made before the try that has to fail": """
from tlslite.api import HandshakeSettings, TLSConnection
class Tests:
    def test_asserted(self):
        old = HandshakeSettings()
        old.maxVersion = (3, 2)
        try:
            TLSConnection(sock).handshakeClientCert(settings=old)
            assert False, "connected"
        except TLSRemoteAlert as alert:
            if alert.description != 86:
                raise
    def test_failed(self):
        old = HandshakeSettings()
        old.maxVersion = (3, 2)
        client = TLSConnection(sock)
        try:
            client.handshakeClientCert(settings=old)
            self.fail()
        except TLSRemoteAlert:
            pass
    def test_raised(self):
        old = HandshakeSettings()
        old.maxVersion = (3, 2)
        try:
            TLSConnection(sock).handshakeClientCert(settings=old)
            raise AssertionError
        except TLSRemoteAlert:
            pass
    def test_connects(self):
        old = HandshakeSettings() «x»
        old.maxVersion = (3, 2) «x»
        try:
            TLSConnection(sock).handshakeClientCert(settings=old)
            assert True
        except TLSRemoteAlert:
            pass
    def test_again(self):
        old = HandshakeSettings() «x»
        old.maxVersion = (3, 2) «x»
        try:
            TLSConnection(sock).handshakeClientCert(settings=old)
            assert False
        except TLSRemoteAlert:
            pass
        TLSConnection(sock).handshakeClientCert(settings=old)
""",
    "a context that is made before the block that has to fail": """
import pytest, ssl, unittest
class Tests(unittest.TestCase):
    def test_inside(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
        context.load_verify_locations("ca.pem")
        context.check_hostname = False
        with self.assertRaises(ssl.SSLError):
            with context.wrap_socket(sock) as wrapped:
                wrapped.connect(("a", 1))
    def test_given(self):
        context = ssl.create_default_context()
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        self.assertRaises(ssl.SSLError, urlopen, "https://a", context=context)
        self.assertRaises(ssl.SSLError, urlopen, "https://a", context=ssl.SSLContext(ssl.PROTOCOL_TLSv1))
    def test_before(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
        wrapped = context.wrap_socket(sock)
        with self.assertRaises(ValueError):
            wrapped.connect(("a", 1))
    def test_behind(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
        with self.assertRaises(ssl.SSLError):
            connect(context)
        connect(context)
@pytest.mark.parametrize("version", [ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1])
def test_each(version):
    context = ssl.SSLContext(version)
    with pytest.raises(ssl.SSLError):
        connect(context)
@pytest.mark.parametrize("version, fine", [(ssl.PROTOCOL_TLSv1, False), (ssl.PROTOCOL_TLSv1_2, True)]) «x»
def test_some(version, fine):
    context = ssl.SSLContext(version)
    if fine:
        connect(context)
    else:
        with pytest.raises(ssl.SSLError):
            connect(context)
""",
    "a connection with an old version that a test says not to come about": """
import pytest, ssl, unittest
def can_connect(version):
    context = ssl.SSLContext(version)
    return bool(context.wrap_socket(sock))
class Tests(unittest.TestCase):
    def test_refused(self):
        self.assertFalse(can_connect(ssl.PROTOCOL_TLSv1))
        for version in (ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1):
            self.assertFalse(can_connect(version))
    def test_taken(self):
        self.assertTrue(can_connect(ssl.PROTOCOL_TLSv1_1)) «x»
def test_plain():
    assert not can_connect(ssl.PROTOCOL_TLSv1)
    assert can_connect(ssl.PROTOCOL_TLSv1) is False, "refused"
    assert can_connect(ssl.PROTOCOL_TLSv1) «x»
    assert not can_connect(ssl.PROTOCOL_TLSv1).closed «x»
@pytest.mark.xfail(raises=ssl.SSLError)
def test_raises():
    ssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(sock)
@pytest.mark.xfail(reason="flaky")
def test_flaky():
    ssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(sock) «x»
""",
    "what is switched off altogether is switched on again in ways not seen": """
import ssl
OFF = ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
def only(version):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for name in ("OP_NO_SSLv2", "OP_NO_SSLv3", "OP_NO_TLSv1", "OP_NO_TLSv1_1", "OP_NO_TLSv1_2", "OP_NO_TLSv1_3"):
        if hasattr(ssl, name):
            context.options |= getattr(ssl, name)
    context.options &= ~getattr(ssl, "OP_NO_" + version.name)
    return context
def named(version):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= OFF | ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
    if version == "TLSv1.2":
        context.options &= ~ssl.OP_NO_TLSv1_2
    return context
def old():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1 «x»
    context.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3 «x»
    return context
""",
    "a default that a probe of the platform replaces": """
import ssl
made = ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
version = ssl.PROTOCOL_TLSv1
if hasattr(ssl, "PROTOCOL_TLSv1_2"):
    version = ssl.PROTOCOL_TLSv1_2
a = ssl.SSLContext(version)
def inner(strict):
    version = ssl.PROTOCOL_TLSv1
    if hasattr(ssl, "PROTOCOL_TLSv1_2"):
        version = ssl.PROTOCOL_TLSv1_2
    other = ssl.PROTOCOL_TLSv1 «x»
    if strict:
        other = ssl.PROTOCOL_TLSv1_2
    third = ssl.PROTOCOL_TLSv1 «x»
    if hasattr(ssl, "PROTOCOL_TLSv1_2"):
        use(third)
        third = ssl.PROTOCOL_TLSv1_2
    return ssl.SSLContext(version), ssl.SSLContext(other)
""",
    "a member that a probe of the platform replaces": """
import ssl
class Probed:
    def __init__(self):
        self.version = ssl.PROTOCOL_TLSv1
        if hasattr(ssl, "PROTOCOL_TLSv1_2"):
            self.version = ssl.PROTOCOL_TLSv1_2
    def connect(self):
        return ssl.SSLContext(self.version)
class Replaced:
    def __init__(self):
        self.version = ssl.PROTOCOL_TLSv1
        self.version = ssl.PROTOCOL_TLSv1_2
class Chosen:
    def __init__(self, strict):
        self.version = ssl.PROTOCOL_TLSv1 «x»
        if strict:
            self.version = ssl.PROTOCOL_TLSv1_2
    def connect(self):
        return ssl.SSLContext(self.version)
class Used:
    def __init__(self):
        self.version = ssl.PROTOCOL_TLSv1 «x»
        self.connect()
        self.version = ssl.PROTOCOL_TLSv1_2
    def connect(self):
        return ssl.SSLContext(self.version)
class Read:
    def __init__(self):
        self.version = ssl.PROTOCOL_TLSv1 «x»
        use(self.version)
        self.version = ssl.PROTOCOL_TLSv1_2
""",
    "what stands behind a probe that leaves is a fallback as an else is": """
import ssl
def chosen():
    if hasattr(ssl, "PROTOCOL_TLSv1_2"):
        return ssl.PROTOCOL_TLSv1_2
    return ssl.PROTOCOL_TLSv1
a = ssl.SSLContext(chosen())
def best():
    for name in ("PROTOCOL_SSLv3", "PROTOCOL_TLSv1"): «x»
        if hasattr(ssl, name):
            return getattr(ssl, name)
b = ssl.SSLContext(best())
for name in (
    "PROTOCOL_TLSv1_2",
    "PROTOCOL_TLSv1_1",
    "PROTOCOL_TLSv1",
):
    if hasattr(ssl, name):
        found = getattr(ssl, name)
        break
c = ssl.SSLContext(found)
def good():
    for name in ("PROTOCOL_TLS_CLIENT", "PROTOCOL_TLSv1_2"):
        if hasattr(ssl, name):
            return getattr(ssl, name)
d = ssl.SSLContext(good())
def healed():
    context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
    if hasattr(ssl, "OP_NO_TLSv1_1"):
        context.options |= ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
    return context
""",
    "options that a helper sets one by one on what it is given": """
from OpenSSL import SSL
def plain(ctx, only13=False):
    if only13:
        ctx.set_options(SSL.OP_NO_TLSv1_2)
    ctx.set_options(SSL.OP_NO_SSLv2)
    ctx.set_options(SSL.OP_NO_SSLv3)
    ctx.set_options(SSL.OP_NO_TLSv1)
    ctx.set_options(SSL.OP_NO_TLSv1_1)
def nobody_calls(ctx):
    ctx.set_options(SSL.OP_NO_SSLv3)
    ctx.set_options(SSL.OP_NO_TLSv1)
    ctx.set_options(SSL.OP_NO_TLSv1_1)
class Service:
    @classmethod
    def of_class(cls, ctx, only13=False):
        if only13:
            ctx.set_options(SSL.OP_NO_TLSv1_2)
        ctx.set_options(SSL.OP_NO_TLSv1)
        ctx.set_options(SSL.OP_NO_TLSv1_1)
    @staticmethod
    def of_none(ctx):
        ctx.set_options(SSL.OP_NO_TLSv1)
        ctx.set_options(SSL.OP_NO_TLSv1_1)
    def start(self, only13):
        ctx = SSL.Context(SSL.SSLv23_METHOD)
        if only13:
            self.of_class(ctx, only13=True)
        else:
            self.of_none(ctx)
        return ctx
    def member(self):
        self.ctx.set_options(SSL.OP_NO_TLSv1)
        self.ctx.set_options(SSL.OP_NO_TLSv1_1)
def no12(ctx):
    ctx.set_options(SSL.OP_NO_TLSv1_2)
plain(SSL.Context(SSL.SSLv23_METHOD))
new = SSL.Context(SSL.SSLv23_METHOD)
new.set_options(SSL.OP_NO_SSLv3 | SSL.OP_NO_TLSv1 | SSL.OP_NO_TLSv1_1)
no12(new)
""",
    "options that a helper sets on what it is given, and that leave old versions on": """
from OpenSSL import SSL
def unknown(ctx):
    ctx.set_options(SSL.OP_NO_TLSv1_2) «x»
def given(ctx):
    ctx.set_options(SSL.OP_NO_TLSv1_2) «x»
given(SSL.Context(SSL.SSLv23_METHOD))
def floor(ctx):
    ctx.set_min_proto_version(SSL.TLS1_VERSION) «x»
mended = SSL.Context(SSL.SSLv23_METHOD)
floor(mended)
mended.set_min_proto_version(SSL.TLS1_2_VERSION)
def branch(ctx, old):
    if old:
        ctx.set_min_proto_version(SSL.TLS1_VERSION) «x»
    else:
        ctx.set_min_proto_version(SSL.TLS1_2_VERSION)
""",
    "loops over what is filled elsewhere": """
import ssl
def keyed(names):
    made = dict()
    for name in names:
        made[name] = 1
    for name in made:
        use(ssl.SSLContext(ssl.PROTOCOL_TLSv1)) «x»
class Broker:
    def __init__(self):
        self.listeners = {}
        self.hosts = []
    def fill(self, names):
        for name in names:
            self.listeners[name] = dict(names)
    def listen(self):
        for name in self.listeners:
            one = self.listeners[name]
            use(ssl.SSLContext(ssl.PROTOCOL_TLSv1)) «x»
    def connect(self):
        for host in self.hosts:
            if host:
                use(ssl.SSLContext(ssl.PROTOCOL_TLSv1)) «x»
""",
    "flags that are added up": """
import ssl, operator, functools
def new():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= sum([ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1])
def old():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= sum((ssl.OP_NO_TLSv1_2, ssl.OP_NO_TLSv1_3)) «x»
def folded():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= functools.reduce(operator.add, [ssl.OP_NO_TLSv1_2, ssl.OP_NO_TLSv1_3]) «x»
""",
    "a flag that says whether a module is there": """
import socket
FEAT = True
try:
    import ssl
    wrap_socket = ssl.wrap_socket
except ImportError:
    FEAT = False
    def wrap_socket(sock, ca_certs=None):
        return Wrapper(sock)
def with_else(sock):
    if FEAT:
        return wrap_socket(sock) «x»
    else:
        return wrap_socket(sock, ca_certs=1)
def negated(sock):
    if not FEAT:
        return wrap_socket(sock)
    return wrap_socket(sock) «x»
print "an old program"
""",
    "a flag that says something else": """
import socket
FEAT = True
try:
    import ssl
    wrap_socket = ssl.wrap_socket
except ImportError:
    FEAT = False
    def wrap_socket(sock, ca_certs=None):
        return Wrapper(sock)
def other(sock, flag):
    if flag:
        return 1
    else:
        return wrap_socket(sock, ca_certs=1) «x»
print "an old program"
""",
    "constants that lists, sets, operators and errors are asked with or tell": """
import ssl, operator
def asked(vs, s, d, c):
    if vs.count(ssl.TLSVersion.TLSv1) or vs.index(ssl.TLSVersion.TLSv1) or s.isdisjoint({ssl.TLSVersion.TLSv1}):
        s.discard(ssl.TLSVersion.TLSv1)
        s.difference_update([ssl.TLSVersion.TLSv1])
        s = s.difference({ssl.TLSVersion.TLSv1})
    if operator.eq(c, ssl.PROTOCOL_TLSv1) or vs.__contains__(ssl.PROTOCOL_TLSv1):
        raise ValueError("old", ssl.PROTOCOL_TLSv1)
    d.pop(ssl.PROTOCOL_TLSv1, None)
    return d.get(ssl.PROTOCOL_TLSv1)
def given(d, s):
    s.insert(0, ssl.PROTOCOL_TLSv1) «x»
    return d.get("version", ssl.PROTOCOL_TLSv1) «x»
setattr(ssl, "PROTOCOL_TLS", ssl.PROTOCOL_TLSv1) «x»
""",
    "a loop that takes each item in or leaves it out by a test that nobody knows": """
import ssl
ALL = ["ssl3", "tls1.0", "tls1.1", "tls1.2"]
OFF = {
    "ssl3": ssl.OP_NO_SSLv3,
    "tls1.0": ssl.OP_NO_TLSv1,
    "tls1.1": ssl.OP_NO_TLSv1_1,
    "tls1.2": ssl.OP_NO_TLSv1_2,
}
def both(span):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    for version in ALL:
        if version in span:
            context.options &= ~OFF[version]
        else:
            context.options |= OFF[version]
    return context
def one(span):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    for version, off in OFF.items():
        if version not in span:
            context.options |= off
    return context
def known():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    for version in ALL:
        if version not in ("tls1.2", "tls1.3"):
            context.options |= OFF[version]
    return context
def old():
    context = ssl.create_default_context()
    for version in ALL:
        if version in ("ssl3", "tls1.1"):
            context.options &= ~OFF[version]
    return context
def picked(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    for version in ("SSLv3", "TLSv1", "TLSv1_1"):
        if hasattr(ssl, "OP_NO_" + version):
            context.options |= getattr(ssl, "OP_NO_" + version)
    return context
def none(context):
    for version in ("tls1.0", "tls1.1"):
        if version in ("ssl2", "ssl3"):
            context.options |= OFF[version]
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1) «x»
""",
    "contexts that only load a certificate and a key": """
import ssl
from OpenSSL import SSL
def matches(cert, key):
    ctx = SSL.Context(SSL.TLSv1_METHOD)
    ctx.use_certificate(cert)
    ctx.use_privatekey(key)
    ctx.check_privatekey()
def loads(cert):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    try:
        ctx.load_cert_chain(cert)
    except ssl.SSLError:
        return False
    return True
def given_back(cert):
    ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
    ctx.use_certificate_file(cert)
    return ctx
def seen_by_another(cert):
    ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
    ctx.use_certificate_file(cert)
    return lambda: ctx
class Kept:
    def __init__(self, cert):
        ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
        ctx.use_certificate_file(cert)
        self.ctx = ctx
    def reload(self, cert):
        ctx = self.ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
        ctx.use_certificate_file(cert)
    def each(self, cert):
        self.all = [SSL.Context(SSL.TLSv1_METHOD)] «x»
        for ctx in self.all:
            ctx.use_certificate_file(cert)
ctx = SSL.Context(SSL.TLSv1_METHOD) «x»
ctx.use_certificate_file(cert)
""",
    "flags called like versions are options, also by their key": """
import ssl
def made(arguments, kind):
    if arguments["--ssl3"]:
        return ssl.SSLContext(ssl.PROTOCOL_SSLv3)
    if arguments["tlsv1"]:
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    if arguments["legacy"]:
        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_1) «x»
    return ssl.create_default_context()
""",
}
