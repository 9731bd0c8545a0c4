"""What rules say about names and numbers is held against the real packages."""

from __future__ import annotations

from pathlib import Path

import claims
import pytest

from tlslint import rules
from tlslint.rulefile import Reader
from tlslint.rulenodes import parse_yaml

ROOT = Path(__file__).parent.parent

LIBRARIES = rules.libraries(rules.documents(ROOT / "rules"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", claims.CLAIMS)
def test_claims_stand(kind: str) -> None:
    _, problems = claims.CLAIMS[kind](LIBRARIES)
    assert problems == []


def test_python_names_are_among_the_claims() -> None:
    assert claims.python_claims(LIBRARIES)[0] > 400


WRONG = """
library: wrong
language: python
source: https://docs.python.org/3/library/ssl.html
returns: {ssl.no_such_function: ssl.SSLContext}
tables:
  wrong.table:
    ssl.PROTOCOL_TLSv1: {is: tls1.0, number: 7}
    ssl.PROTOCOL_TLSv9: tls1.0
"""


def test_a_wrong_claim_is_found() -> None:
    library = Reader("wrong.yaml").library(parse_yaml(WRONG, "wrong.yaml"))
    _, problems = claims.python_claims([library])
    problems = [p for p in problems if p.startswith("wrong.yaml")]
    assert len(problems) == 3
    assert problems[2] == "wrong.yaml: ssl.PROTOCOL_TLSv1 is 3, not 7"
