"""Score tlslint against places that people have judged, given local copies of the repositories.

    python tools/score.py COPIES [--update] [--repository OWNER/NAME]

``judged/*.tsv`` holds the places: repository, commit, path, line, verdict (``weak``: a client may
negotiate an old version because of this line; ``fine``: it may not), and one reason. COPIES is a
folder with one plain copy of each repository in ``OWNER+NAME``; nothing is fetched. Printed are
the scores and what changed since the last run (``judged/last.json``, written with ``--update``).
"""

from __future__ import annotations

import argparse
import csv
import json
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

LAST = ROOT / "judged" / "last.json"


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
                if len(row) != 6 or row[4] not in ("weak", "fine") or not row[3].isdigit():
                    raise ValueError(f"{file.name}:{number}: not a judged place")
                place = Judged(row[0], row[1], row[2], int(row[3]), row[4], row[5])
                known = out.setdefault(place.key, place)
                if known.verdict != place.verdict:
                    raise ValueError(f"{file.name}:{number}: judged otherwise elsewhere")
    return list(out.values())


def found_lines(copy: Path) -> dict[str, set[int]]:
    """The lines with findings, by path below ``copy``; related places count as found."""
    here = Path.cwd()
    os.chdir(copy)
    try:
        report = scan(["."], lambda _: Options(side="client"), loading.load(), listing=False)
    finally:
        os.chdir(here)
    out: dict[str, set[int]] = defaultdict(set)
    for finding in report.findings:
        out[finding.place.path].add(finding.place.line)
    return out


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
    last: dict[str, bool] = json.loads(LAST.read_text()) if LAST.is_file() else {}
    now: dict[str, bool] = {}
    totals = {("weak", True): 0, ("weak", False): 0, ("fine", True): 0, ("fine", False): 0}
    missing = []
    for repository, judged in sorted(by_repository.items()):
        copy = options.copies / repository.replace("/", "+")
        if not copy.is_dir():
            missing.append(repository)
            continue
        lines = found_lines(copy)
        for place in judged:
            right = (place.line in lines.get(place.path, ())) == (place.verdict == "weak")
            now[place.key] = right
            totals[place.verdict, right] += 1
            before = last.get(place.key)
            if before is not None and before != right:
                print(
                    f"{'now right' if right else 'NOW WRONG'}: {place.key} is {place.verdict}: {place.reason}"
                )
            elif not right and before is None:
                print(f"wrong: {place.key} is {place.verdict}: {place.reason}")
    found, missed = totals["weak", True], totals["weak", False]
    false = totals["fine", False]
    print(f"weak places found: {found} of {found + missed}")
    print(f"fine places left alone: {totals['fine', True]} of {totals['fine', True] + false}")
    if missing:
        print(f"no copy of: {', '.join(missing)}")
    if options.update:
        LAST.write_text(json.dumps({**last, **now}, indent=0, sort_keys=True) + "\n")
    return 1 if any(last.get(key) and not right for key, right in now.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
