"""Libraries of doubles of HTTP for Python: what makes one, and whose clients it answers."""

from __future__ import annotations

from typing import Any

from tlslint.record import record
from tlslint.regex import regex


@record
class Library:
    """A library of doubles: what makes one, what starts one until the end, and the fixtures of its plugin.

    It ``answers`` clients of these packages, unless one of the words that ``pass`` on is in the file.
    """

    makers: Any
    answers: frozenset[str]
    starts: frozenset[str] = frozenset()
    fixtures: frozenset[str] = frozenset()
    passing: tuple[bytes, ...] = ()


#: requests, and clients of services that are made with it
REQUESTS = frozenset(
    {"requests", "facebook", "github", "gitlab", "google", "gspread", "jira", "praw", "pushbullet"}
    | {"slackclient", "slacker", "spotipy", "stripe", "telebot", "tweepy", "twilio", "twitter"}
    | {"twython", "hvac", "influxdb", "winrm", "zeep"}
)
#: clients over sockets of Python's own
SOCKETS = frozenset(
    {"boto", "boto3", "botocore", "http", "httplib", "httplib2", "urllib", "urllib2", "urllib3"}
).union(REQUESTS, ("feedparser", "googleapiclient", "sendgrid", "suds"))
LIBRARIES = {
    # https://docs.getmoto.org/en/latest/docs/getting_started.html
    "moto": Library(regex(r"moto\.(?:\w+\.)*mock_\w+"), frozenset({"boto", "boto3", "botocore"})),
    # https://github.com/getsentry/responses
    "responses": Library(
        regex(r"responses\.(?:activate|mock|RequestsMock)"),
        REQUESTS,
        frozenset({"responses.start", "responses.mock.start"}),
        passing=(b"add_pass", b"passthru_prefixes"),
    ),
    # https://github.com/gabrielfalcao/HTTPretty: it answers at the level of sockets
    "httpretty": Library(
        regex(r"httpretty\.(?:activate|enabled|httprettified|httprettized)"),
        SOCKETS,
        frozenset({"httpretty.enable", "httpretty.HTTPretty.enable", "httpretty.httpretty.enable"}),
    ),
    # https://requests-mock.readthedocs.io/en/latest/mocker.html, …/pytest.html
    "requests_mock": Library(
        regex(r"requests_mock\.(?:mocker\.)?(?:mock|Mocker)"),
        REQUESTS,
        fixtures=frozenset({"requests_mock"}),
        passing=(b"real_http",),
    ),
    # https://github.com/pnuckowski/aioresponses
    "aioresponses": Library(
        regex(r"aioresponses\.(?:core\.)?aioresponses"),
        frozenset({"aiohttp"}),
        passing=(b"passthrough",),
    ),
    # https://github.com/patrys/httmock
    "httmock": Library(regex(r"httmock\.(?:HTTMock|with_httmock)"), REQUESTS),
    # https://github.com/mindflayer/python-mocket
    "mocket": Library(
        regex(r"mocket(?:\.\w+)*\.(?:mocketize|async_mocketize|Mocketizer)"),
        SOCKETS | {"aiohttp"},
        frozenset({"mocket.Mocket.enable", "mocket.mocket.Mocket.enable"}),
    ),
}
