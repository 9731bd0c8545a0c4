"""The search for words gives the same with and without Hyperscan, on any bytes."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint import prefilter, prepared
from tlslint.prefilter import Matcher

WORDS = [b"SSLContext", b"Context", b"TLSv1", b"TLSv1_1", b"v1", b"aa", b"ss", b"k", b"--tls.1"]


def expected(words: list[bytes], data: bytes, fold: bool) -> list[int]:
    flags = re.IGNORECASE if fold else 0
    return sorted(
        {m.start() for w in words for m in re.finditer(b"(?=%s)" % re.escape(w), data, flags)}
    )


def ready(folder: Path, damaged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """``folder`` holds the searches for WORDS, and is where they are looked for."""
    searches = {}
    for matcher in (Matcher(WORDS), Matcher(WORDS, True)):
        made = matcher.serialised()
        assert made
        middle = len(made) // 2
        made = made[:middle] + (b"\xff\xff\xff" if damaged else b"") + made[middle:]
        searches[prepared.key(matcher.words, matcher.fold_case)] = made
    index, contents = prepared.put_together(searches)
    (folder / prepared.INDEX).write_bytes(pickle.dumps(index))
    (folder / prepared.CONTENTS).write_bytes(contents)
    monkeypatch.setattr(prefilter, "_compiled", {})
    monkeypatch.setattr(prefilter, "_folder", str(folder))
    monkeypatch.setattr(prefilter, "_prepared", None)


@pytest.fixture(params=["hyperscan", "prepared", "damaged", "alone"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    name: str = request.param
    if name != "alone":
        pytest.importorskip("hyperscan", reason="no wheel of it for this system")
        monkeypatch.setattr(prefilter, "WARM_UP", -1)
        monkeypatch.setattr(prefilter, "ENOUGH", -1)
        if name != "hyperscan":
            ready(tmp_path, name == "damaged", monkeypatch)
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
    assert (matcher._scan is not None) is (engine != "alone")


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


@pytest.mark.parametrize("damaged", [False, True])
def test_what_the_build_prepared_is_not_prepared_again_unless_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    pytest.importorskip("hyperscan", reason="no wheel of it for this system")
    ready(tmp_path, damaged, monkeypatch)
    monkeypatch.setattr(prefilter, "WARM_UP", -1)
    made: list[tuple[bytes, ...]] = []
    make = Matcher._made
    monkeypatch.setattr(
        Matcher, "_made", lambda m, engine: (made.append(m.words), make(m, engine))[1]
    )
    matcher = Matcher(WORDS)
    assert matcher.marks(b"a TLSv1") == [2, 5]
    assert bool(made) is damaged
    # words that the build did not know are searched for without it until there is much
    assert Matcher([*WORDS, b"other"]).marks(b"an other") == [3]
    assert len(made) == damaged
