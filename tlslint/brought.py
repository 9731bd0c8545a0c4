"""Files of MSBuild that others bring in by their names, which no language claims."""

from __future__ import annotations

import os

from tlslint.facts import FileResult, Place, Related
from tlslint.gathered import Gathered
from tlslint.options import OptionsFor
from tlslint.record import replace
from tlslint.searching import Hit
from tlslint.source.discover import show
from tlslint.work import Task, Worker

#: How a finding in an imported file names the projects that import it.
IMPORTS = "this project imports it"


def check_imported(result: Gathered, worker: Worker, options_for: OptionsFor) -> None:
    """Check the files that projects import according to ``result``, and add what is found to it."""
    places: dict[str, set[Place]] = {}
    for path, place in result.brought:
        places.setdefault(show(os.path.normpath(path)), set()).add(place)
    skipped = {s.path: s for s in result.skipped}
    left = {path for path, s in skipped.items() if s.reason != "no language"}
    for path in sorted(places.keys() - left - set(result.scanned)):
        hit = Hit(path, "msbuild", False, 0, None)
        outcome = worker.check(Task(hit, options_for(path), False))
        if not isinstance(outcome, FileResult):
            continue
        related = tuple(Related(place, IMPORTS) for place in sorted(places[path], key=_order))
        told = tuple(replace(f, related=(*f.related, *related)) for f in outcome.findings)
        if path in skipped:
            result.skipped.remove(skipped[path])
            result.scanned.append(path)
        result.add(replace(outcome, findings=told))


def _order(place: Place) -> tuple[str, int]:
    return (place.path, place.line)
