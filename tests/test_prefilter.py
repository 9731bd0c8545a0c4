"""The search for words gives the same with and without Hyperscan, on any bytes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint import prefilter
from tlslint.prefilter import Matcher

WORDS = [b"SSLContext", b"Context", b"TLSv1", b"TLSv1_1", b"v1", b"aa", b"ss", b"k", b"--tls.1"]


def expected(words: list[bytes], data: bytes, fold: bool) -> list[int]:
    flags = re.IGNORECASE if fold else 0
    return sorted(
        {m.start() for w in words for m in re.finditer(b"(?=%s)" % re.escape(w), data, flags)}
    )


@pytest.fixture(params=["hyperscan", "alone"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "hyperscan":
        pytest.importorskip("hyperscan", reason="no wheel of it for this system")
        monkeypatch.setattr(prefilter, "WARM_UP", -1)
        monkeypatch.setattr(prefilter, "ENOUGH", -1)
    else:
        monkeypatch.setattr(prefilter, "_engine", False)
    return name


@pytest.mark.parametrize("fold", [False, True])
def test_all_places_of_all_words_are_found(engine: str, fold: bool) -> None:
    matcher = Matcher(WORDS, fold)
    pieces = st.sampled_from(
        [
            *WORDS,
            b"a",
            b" ",
            b"S",
            b"TLSV1",
            b"\xc5\xbf",
            b"\xe2\x84\xaa",
            b"\0",
            b"\xff",
            b"--tlsx1",
        ]
    )

    @given(st.lists(pieces | st.binary(max_size=3), max_size=12).map(b"".join))
    def run(data: bytes) -> None:
        places = expected(WORDS, data, fold)
        assert matcher.search(data) is bool(places)
        assert matcher.marks(data) == places

    run()
    assert (matcher._scan is not None) is (engine == "hyperscan")


def test_no_words_match_nothing(engine: str) -> None:
    for matcher in (Matcher([]), Matcher([b""])):
        assert not matcher.search(b"anything")
        assert matcher.marks(b"anything") == []
        assert matcher.longest == 0


def test_a_few_small_files_do_not_load_hyperscan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "_searched", 0)
    matcher = Matcher(WORDS)
    assert matcher.search(b"x" * 30_000 + b"TLSv1")
    assert matcher._scan is None


def test_names_of_packages_count_behind_a_dot_or_as_keys() -> None:
    words = [b"Config", b"Server"]
    matcher = Matcher(words, whole=words, qualified=words)

    def places(text: bytes) -> list[int]:
        return matcher.marks(text)

    told = b"a := tls.Config{}\nb := tls.\n\tConfig{}\nc := x{Config: a, Server  : b}\n"
    assert places(told) == [found.start() for found in re.finditer(b"Config|Server", told)]
    assert places(b"a := Config{}\nConfig := MyConfig.New()\nx.Configs = Server(a)\n") == []
    for brought in (b'import . "crypto/tls"\n', b"type Config = tls.Config\n"):
        assert len(places(brought + b"a := Config{}\n")) == brought.count(b"Config") + 1
