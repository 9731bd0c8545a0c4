"""What Python keeps under names, in tables and in members; «x» marks a line that must be found."""

CASES = {
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
    BAD = ssl.TLSVersion.TLSv1
    def check(self, context):
        return context.minimum_version <= self.BAD
if context.minimum_version <= LOWEST:
    warn("%s is old" % LOWEST)
print("using {}".format(SHOWN), SHOWN, f"{SHOWN.name}")
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
class Old:
    FLOOR = ssl.PROTOCOL_TLSv1 «x»
    def check(self, version):
        return version == self.FLOOR or use(self.FLOOR)
""",
}
