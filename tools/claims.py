"""Holds what rules claim against the real thing; exit code 1 where a claim does not stand.

Every Python name that a rule file mentions is imported, and every number compared with the
constant it stands for. A name that today's packages no longer have, or that no package of the
test environment has, stands below with the reason.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from claims_jdk import jdk_claims  # noqa: E402
from claims_node import node_claims  # noqa: E402

from tlslint import rules  # noqa: E402
from tlslint.rulemodel import Library  # noqa: E402

#: Names that current versions lack: the last version that had them, and why they went.
REMOVED = {
    "ssl.wrap_socket": "Python 3.11; deprecated since 3.7",
    "ssl.sslwrap_simple": "Python 2.7; contexts replace it",
    "socket.ssl": "Python 2.7; contexts replace it",
    "ssl.sslwrap": "Python 2.7, in _ssl; contexts replace it",
    "ssl.PROTOCOL_SSLv2": "builds with OpenSSL 1.0.2; 1.1.0 took SSL 2 out",
    "ssl.PROTOCOL_SSLv3": "builds whose OpenSSL has SSL 3, which is off by default since 1.1.0",
    "eventlet.green.urllib2": "eventlet under Python 2; eventlet.green.urllib.request in Python 3",
    "urllib.FancyURLopener": "Python 2; urllib.request has it until 3.13",
    "urllib.URLopener": "Python 2; urllib.request has it until 3.13",
    "urllib.urlopen": "Python 2; urllib.request has its own",
    "urllib._urlopener": "Python 2; what its urlopen goes through",
    "urllib.request._urlopener": "the name under which rules know that of Python 2",
    "urllib.urlretrieve": "Python 2; urllib.request has its own",
    "twisted.web.client.getPage": "Twisted 20.3; 22.1 took it out",
    "twisted.web.client.downloadPage": "Twisted 20.3; 22.1 took it out",
    "nntplib.NNTP_SSL": "Python 3.12; nntplib is gone since 3.13",
    "ftplib.FTP_TLS.ssl_version": "Python 3.11; contexts replace it",
    "gevent._ssl2": "gevent for Python 2; gevent.ssl has its own",
    "gevent._ssl3": "gevent for Python 2 and 3; gevent.ssl has its own",
    "gevent._sslgte279": "gevent for Python 2; gevent.ssl has its own",
    "urllib3.util.PROTOCOL_TLS": "urllib3 1.26; 2.0 exports ssl's constants no more",
    "OpenSSL.SSL.SSLv2_METHOD": "pyOpenSSL 22.0; 22.1 took SSL 2 and 3 out",
    "OpenSSL.SSL.SSLv3_METHOD": "pyOpenSSL 22.0; 22.1 took SSL 2 and 3 out",
    "OpenSSL.SSL.ContextType": "pyOpenSSL 19.0; another name of Context",
    "OpenSSL.SSL.ConnectionType": "pyOpenSSL 19.0; another name of Connection",
    "scrapy.core.downloader.tls.METHOD_SSLv3": "Scrapy 2.6; 2.7 took SSL 3 out",
}

#: Members that only objects have, and where they come from.
OF_OBJECTS = {
    "http.client.HTTPSConnection.sock": "HTTPConnection.__init__ sets it",
    "socketserver.TCPServer.socket": "TCPServer.__init__ makes it",
    "OpenSSL.SSL.Connection.listen": "Connection.__getattr__ hands it on to the socket",
}

#: Names of the standard library that are younger than the oldest Python the tests run on.
ADDED = {
    "ssl.OP_IGNORE_UNEXPECTED_EOF": (3, 10),
    "ssl.OP_ENABLE_KTLS": (3, 12),
    "ssl.OP_LEGACY_SERVER_CONNECT": (3, 12),
}

#: Packages that the test environment cannot have, and where their names were read instead.
UNAVAILABLE = {
    "ldap": "python-ldap comes without wheels; Modules/constants.c of python-ldap, ldap.h of OpenLDAP",
    "M2Crypto": "comes without wheels for most platforms; src/M2Crypto/SSL/Context.py",
    "tlslite": "left out of the tests; tlslite/handshakesettings.py",
    "gdata": "has a copy of tlslite",
    "Foundation": "PyObjC is for macOS alone",
    "Security": "PyObjC is for macOS alone; SecureTransport.h, SecProtocolTypes.h",
    "cherrypy": "left out of the tests; ssl_context of cherrypy/_cpserver.py",
    "cheroot": "left out of the tests; context of cheroot/ssl/__init__.py",
    "treq": "left out of the tests; treq/api.py",
    "boto3": "left out of the tests; boto3/__init__.py",
    "nassl": "left out of the tests; nassl/ssl_client.py",
    "httplib": "Python 2; http.client in Python 3",
    "SocketServer": "Python 2; socketserver in Python 3",
    "BaseHTTPServer": "Python 2; http.server in Python 3",
    "SimpleXMLRPCServer": "Python 2; xmlrpc.server in Python 3",
    "urllib2": "Python 2; urllib.request in Python 3",
    "xmlrpclib": "Python 2; xmlrpc.client in Python 3",
    "trio": "left out of the tests; trio/_highlevel_ssl_helpers.py, trio/_ssl.py",
    "thrift": "old releases come without wheels; lib/py/src/transport/TSSLSocket.py",
    "aioftp": "left out of the tests; aioftp/client.py",
    "aioimaplib": "left out of the tests; aioimaplib/aioimaplib.py",
    "aiosmtplib": "left out of the tests; aiosmtplib/smtp.py, aiosmtplib/api.py",
    "geventhttpclient": "left out of the tests; geventhttpclient/client.py",
    "hyper": "does not run with Python 3.10; hyper/tls.py",
    "imap_tools": "left out of the tests; imap_tools/mailbox.py",
    "jsonrpclib": "left out of the tests; jsonrpclib/jsonrpc.py",
    "raven": "left out of the tests; raven/base.py",
    "yagmail": "left out of the tests; yagmail/sender.py",
    "future": "left out of the tests; src/future/moves",
    "grequests": "left out of the tests; grequests.py",
    "requests_cache": "left out of the tests; requests_cache/session.py",
    "requests_futures": "left out of the tests; requests_futures/sessions.py",
    "requests_html": "left out of the tests; requests_html.py",
    "requests_oauthlib": "left out of the tests; requests_oauthlib/__init__.py",
    "boto": "boto 2, left out of the tests; boto/__init__.py",
    "discord": "left out of the tests; discord/client.py",
    "googleapiclient": "left out of the tests; googleapiclient/discovery.py",
    "apiclient": "another name of googleapiclient",
    "pyVim": "left out of the tests; pyVim/connect.py",
    "sendgrid": "left out of the tests; sendgrid/sendgrid.py",
    "slack_sdk": "left out of the tests; slack_sdk/web/client.py",
    "slack": "left out of the tests; slack/web/client.py",
    "telegram": "left out of the tests; telegram/bot.py",
    "twilio": "left out of the tests; twilio/rest/__init__.py",
    "facebook": "left out of the tests; facebook/__init__.py",
    "github": "left out of the tests; github/MainClass.py",
    "gitlab": "left out of the tests; gitlab/client.py",
    "google": "left out of the tests; google/cloud/storage/client.py",
    "gspread": "left out of the tests; gspread/__init__.py",
    "jira": "left out of the tests; jira/client.py",
    "praw": "left out of the tests; praw/reddit.py",
    "pushbullet": "left out of the tests; pushbullet/pushbullet.py",
    "slackclient": "left out of the tests; slackclient/client.py of release 1",
    "slacker": "left out of the tests; slacker/__init__.py",
    "spotipy": "left out of the tests; spotipy/client.py",
    "stripe": "left out of the tests; stripe/__init__.py",
    "telebot": "left out of the tests; telebot/__init__.py",
    "tweepy": "left out of the tests; tweepy/api.py",
    "twitter": "left out of the tests; twitter/api.py",
    "twython": "left out of the tests; twython/api.py",
    "feedparser": "left out of the tests; feedparser/api.py",
    "suds": "left out of the tests; suds/client.py",
    "zeep": "left out of the tests; zeep/client.py",
    "hvac": "left out of the tests; hvac/v1/__init__.py",
    "sentry_sdk": "left out of the tests; sentry_sdk/transport.py",
    "winrm": "left out of the tests; winrm/__init__.py",
    "imapclient": "left out of the tests; imapclient/imapclient.py",
    "influxdb": "left out of the tests; influxdb/client.py",
    "pymongo": "left out of the tests; pymongo/mongo_client.py",
    "motor": "left out of the tests; motor/motor_asyncio.py",
    "mongoengine": "left out of the tests; mongoengine/connection.py",
    "flask_pymongo": "left out of the tests; flask_pymongo/__init__.py",
    "pika": "left out of the tests; pika/connection.py",
    "kombu": "left out of the tests; kombu/connection.py",
    "celery": "left out of the tests; celery/app/base.py",
    "kafka": "left out of the tests; kafka/__init__.py",
    "pymysql": "left out of the tests; pymysql/connections.py",
    "aio_pika": "left out of the tests; aio_pika/connection.py",
    "aioredis": "left out of the tests; aioredis/__init__.py of release 1",
    "opensearchpy": "left out of the tests; opensearchpy/client/__init__.py",
    "pip": "its vendored copies of urllib3 and requests have the names of the originals",
}


def python_claims(libraries: Iterable[Library]) -> tuple[int, list[str]]:
    """How many claims about Python names there are, and what is wrong with them."""
    names: dict[str, str] = {}
    numbers: list[tuple[str, int, str]] = []
    texts: list[tuple[str, str]] = []
    for library in libraries:
        if "python" not in library.languages:
            continue
        mentioned = [n for r in library.rules for n in r.names if not n.startswith("*.")]
        mentioned += [*library.returns, *library.returns.values()]
        # `*.ssl` stands for whatever hands the module on
        mentioned += [n for n in library.aliases if not n.startswith("*")]
        mentioned += library.aliases.values()
        for name in mentioned:
            if ":" not in name and name != "self":
                names.setdefault(name, library.file)
        for table in library.tables.values():
            for key, entry in table.entries.items():
                texts.append((key, library.file))
                if entry.number is not None:
                    numbers.append((key, entry.number, library.file))
    for key, file in texts:
        if "." in key and all(part.isidentifier() for part in key.split(".")):
            names.setdefault(key, file)
    problems = []
    for name, file in sorted(names.items()):
        if name.partition(".")[0] in UNAVAILABLE or sys.version_info < ADDED.get(name, (0,)):
            continue
        try:
            resolve(name)
        except (ImportError, AttributeError) as error:
            if name not in REMOVED and name not in OF_OBJECTS:
                problems.append(f"{file}: {name}: {error}")
    problems += [f"claims.py: no rule mentions {n}" for n in REMOVED if n not in names]
    for name, number, file in numbers:
        if name not in names or name.partition(".")[0] in UNAVAILABLE:
            continue
        try:
            real = resolve(name)
        except (ImportError, AttributeError):
            continue  # it is removed, or was named above
        if int(real) != number:
            problems.append(f"{file}: {name} is {int(real)}, not {number}")
    return len(names) + len(numbers), problems


def resolve(name: str) -> Any:
    """The object of a qualified name; ImportError or AttributeError where there is none."""
    parts = name.split(".")
    for i in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:i]))
        except ModuleNotFoundError as error:
            if i > 1 and error.name and ".".join(parts[:i]).startswith(error.name):
                continue
            raise
        for j, part in enumerate(parts[i:], i):
            found = member(found, part, ".".join(parts[: j + 1]))
        return found
    raise ImportError(name)


def member(owner: Any, name: str, qualified: str) -> Any:
    """A member of a module or class, or of an object of the class where only that has it."""
    try:
        return getattr(owner, name)
    except AttributeError:
        if isinstance(owner, type):
            for base in owner.__mro__:
                if name in getattr(base, "__annotations__", {}) or name in getattr(
                    base, "__slots__", ()
                ):
                    return base
            try:
                return getattr(owner(), name)
            except TypeError:
                pass
        raise AttributeError(f"there is no {qualified}") from None


CLAIMS: dict[str, Callable[[Iterable[Library]], tuple[int, list[str]]]] = {
    "python": python_claims,
    "node": node_claims,
    "jdk": jdk_claims,
}


def main() -> int:
    """Check everything, or what the arguments name."""
    warnings.simplefilter("ignore", DeprecationWarning)
    libraries = rules.libraries(rules.documents(ROOT / "rules"))
    wrong = 0
    for kind in sys.argv[1:] or CLAIMS:
        count, problems = CLAIMS[kind](libraries)
        for problem in problems:
            print(problem)
        print(f"{kind}: {count} claims, {len(problems)} wrong")
        wrong += len(problems)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
