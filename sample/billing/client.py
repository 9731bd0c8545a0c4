"""Talks to the payment provider. Written for Python 2, kept alive since."""
import ssl

from requests.adapters import HTTPAdapter
from requests.packages.urllib3.poolmanager import PoolManager

PROTOCOL = ssl.PROTOCOL_TLSv1


class ProviderAdapter(HTTPAdapter):
    def init_poolmanager(self, connections, maxsize, block=False):
        self.poolmanager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_version=PROTOCOL
        )


def settlement_context():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    return context


def ledger_context():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
