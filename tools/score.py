"""Score tlslint against places that people have judged, given local copies of the repositories.

    python tools/score.py COPIES [--update] [--repository OWNER/NAME]

``judged/*.tsv`` holds the places: repository, commit, path, line, verdict (``weak``: a client may
negotiate an old version because of this line; ``server``: only a server may; ``fine``: neither),
and one reason. COPIES is a folder with one plain copy of each repository in ``OWNER+NAME``;
nothing is fetched. Printed are the scores and what changed since the last run, whose wrong places
``judged/wrong.txt`` holds (written with ``--update``). A place counts where a finding stands on it; one
that a finding elsewhere only names is wrong as well, and printed with that finding.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tlslint import rules as loading  # noqa: E402
from tlslint.options import Options  # noqa: E402
from tlslint.run import scan  # noqa: E402

LAST = ROOT / "judged" / "wrong.txt"
VERDICTS = ("weak", "server", "fine")


class Judged(NamedTuple):
    """One judged place."""

    repository: str
    commit: str
    path: str
    line: int
    verdict: str
    reason: str

    @property
    def key(self) -> str:
        """What names the place in the record of the last run."""
        return f"{self.repository}:{self.path}:{self.line}"


def places() -> list[Judged]:
    """All judged places; ValueError for a row that is not one."""
    out: dict[str, Judged] = {}
    for file in sorted((ROOT / "judged").glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(
                csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1
            ):
                if not row or row[0].startswith("#"):
                    continue
                if len(row) != 6 or row[4] not in VERDICTS or not row[3].isdigit():
                    raise ValueError(f"{file.name}:{number}: not a judged place")
                place = Judged(row[0], row[1], row[2], int(row[3]), row[4], row[5])
                known = out.setdefault(place.key, place)
                if known.verdict != place.verdict:
                    raise ValueError(f"{file.name}:{number}: judged otherwise elsewhere")
    return list(out.values())


class Found(NamedTuple):
    """What a scan says of lines of one repository, by path and line."""

    sides: dict[tuple[str, int], set[str]]
    #: where the finding stands that names a line as one that has a part in it
    named: dict[tuple[str, int], str]


def found_lines(copy: Path) -> Found:
    """The sides of the findings at each path and line below ``copy``, and the lines that they name."""
    here = Path.cwd()
    os.chdir(copy)
    try:
        report = scan(["."], lambda _: Options(side="all"), loading.load(), listing=False)
    finally:
        os.chdir(here)
    out = Found(defaultdict(set), {})
    for finding in report.findings:
        out.sides[finding.place.path, finding.place.line].add(finding.side)
        for other in finding.related:
            at = f"{finding.place.path}:{finding.place.line}"
            out.named.setdefault((other.place.path, other.place.line), at)
    return out


def is_right(verdict: str, sides: set[str]) -> bool:
    """Whether findings for these ``sides`` are what a place of that ``verdict`` should have."""
    if verdict == "server":
        return sides == {"server"}
    return ("client" in sides) == (verdict == "weak")


def main() -> int:
    """Score and compare; exit code 1 where a place got worse."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("copies", type=Path)
    parser.add_argument("--repository", default="")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    by_repository: dict[str, list[Judged]] = defaultdict(list)
    for place in places():
        if options.repository in ("", place.repository):
            by_repository[place.repository].append(place)
    was_wrong = set(LAST.read_text(encoding="utf-8").splitlines()) if LAST.is_file() else set()
    wrong: set[str] = set()
    worse = False
    totals = dict.fromkeys(((v, r) for v in VERDICTS for r in (True, False)), 0)
    false = 0
    missing = []
    for repository, judged in sorted(by_repository.items()):
        copy = options.copies / repository.replace("/", "+")
        if not copy.is_dir():
            missing.append(repository)
            wrong |= {p.key for p in judged} & was_wrong
            continue
        found = found_lines(copy)
        for place in judged:
            here = (place.path, place.line)
            sides = found.sides.get(here, set())
            right = is_right(place.verdict, sides)
            totals[place.verdict, right] += 1
            false += place.verdict != "weak" and "client" in sides
            change = "wrong" if place.key in was_wrong else "NOW WRONG"
            if not right:
                wrong.add(place.key)
                worse |= place.key not in was_wrong
            elif place.key in was_wrong:
                change = "now right"
            if not right or place.key in was_wrong:
                named = "" if right or here not in found.named else f" (see {found.named[here]})"
                print(f"{change}: {place.key} is {place.verdict}: {place.reason}{named}")
    words = {"weak": "weak places found", "server": "told as a server's", "fine": "left alone"}
    for verdict, words_ in words.items():
        right, all_ = totals[verdict, True], totals[verdict, True] + totals[verdict, False]
        print(f"{words_}: {right} of {all_}" + (f" ({right / all_:.1%})" if all_ else ""))
    if totals["weak", True]:
        share = totals["weak", True] / (totals["weak", True] + false)
        print(f"findings at judged places that are true: {share:.1%}")
    if missing:
        print(f"no copy of: {', '.join(missing)}")
    if options.update:
        LAST.write_text("".join(f"{key}\n" for key in sorted(wrong)), encoding="utf-8")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
