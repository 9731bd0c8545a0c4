"""What ``package.json`` says of the Node that a package runs on."""

from __future__ import annotations

from itertools import pairwise

from tlslint.declaring import BROWSER
from tlslint.nodeplaces import of_script
from tlslint.nodeplaces import packed as of_targets
from tlslint.regex import regex
from tlslint.runtimes import (
    FILE,
    IMAGE,
    MANIFEST,
    Found,
    Kind,
    Read,
    lowest,
    newest,
    numbers,
    one,
    under,
)

#: The Node that lines of Electron have, of which those before 5 have none with a floor:
#: https://github.com/electron/node#readme, https://github.com/electron/electron/blob/v11.0.0/docs/tutorial/electron-timelines.md
_ELECTRON = {
    (1, 4): (6, 5, 0),
    (1, 6): (7, 4, 0),
    (1, 7): (7, 9, 0),
    (1, 8): (8, 2, 1),
    (1,): (8, 2, 1),
    (2,): (8, 9, 3),
    (3,): (10, 2, 0),
    (4,): (10, 11, 0),
    (5,): (12, 0, 0),
    (6,): (12, 4, 0),
    (7,): (12, 8),
    (8,): (12, 13),
    (9,): (12, 14),
    (10,): (12, 16),
    (11,): (12, 18),
}
#: The ends of the names of scripts that may start Electron: ``"app:dev": "electron ."``.
_SCRIPT = regex(rb'[":]([\w.-]{1,40})"\s{0,20}:\s{0,20}"[^"\n]{0,200}\belectron(?:-forge)? ')
_DEPENDENCIES = ("json:dependencies", "json:devDependencies", "json:peerDependencies")
#: What pages are made with: a package that has one of these is for browsers, too, or is one of React Native.
_PAGES = (
    *("react-dom", "react-native", "react-scripts", "preact", "vue", "nuxt", "next", "gatsby"),
    *("@angular/core", "angular", "svelte", "jquery", "ember-source", "backbone", "solid-js"),
    *("lit", "lit-element", "@polymer/polymer", "@stencil/core", "aurelia-framework", "mithril"),
    "meteor-node-stubs",
    *("knockout", "riot", "@ionic/core", "@vue/cli-service", "webpack-dev-server", "vite"),
)
#: What scripts hold that name a Node themselves: ``pkg -t node8-linux``, ``--runtime nodejs8.10``.
_NAMING = regex(rb'"([\w.:-]{1,40})"\s{0,20}:\s{0,20}"[^"\n]{0,400}(?:\bpkg |--runtime[ =]nodejs)')
#: Packages that bring the Electron of their own version.
_BRINGING = ("electron", "electron-prebuilt", "electron-prebuilt-compile")


def package_json(text: bytes, path: str, read: Read) -> list[Found]:
    """``engines``, Volta, and the Electron that a package starts."""
    from tlslint.languages import json_

    found: list[Found] = []
    started = False
    scripts = {match[1].decode() for match in _SCRIPT.finditer(text)}
    naming = {match[1].decode() for match in _NAMING.finditer(text)}
    keys = ("start", "node", "engines", "targets", *_PAGES, *_BRINGING, *sorted(scripts | naming))
    packed: list[tuple[str, int]] = []
    electron: list[tuple[str, int]] = []
    pages: list[int] = []
    for setting, value, at in under(json_, text, path, read, "json:", *keys):
        listed = setting.name == "json:engines" and value.startswith("node")
        if listed or setting.name == "json:engines/node":  # ["node 0.8"], as npm once had them
            wanted = value.removeprefix("node")
            end = newest(wanted)  # what allows no newer release is a pin, as platforms take it
            kind: Kind = "pin" if end else "range"
            found += one("node", end or lowest(wanted), kind, at, MANIFEST)
        elif setting.name == "json:volta/node":
            found += one("node", numbers(value), "pin", at, FILE)
        elif setting.name == "json:dependencies/node":  # https://www.npmjs.com/package/node
            found += one("node", newest(value), "pin", at, FILE)
        elif setting.name == "json:pkg/targets":
            packed.append((value, at))
        parent, _, key = setting.name.rpartition("/")
        if parent == "json:scripts":
            started = started or _starts(value.split(), key)
            if key in naming:
                for version in of_script(value):
                    found += one("node", version, "pin", at, IMAGE)
        elif parent in ("json:dependencies", "json:devDependencies") and key in _BRINGING:
            electron.append((value, at))
        elif parent in _DEPENDENCIES and key in _PAGES:
            pages.append(at)
    # one without them is none, whatever those around it have
    found += one(BROWSER, (1,) if pages else (0,), "pin", min(pages, default=0), MANIFEST)
    if packed:
        targets = [target for value, _ in packed for target in value.split(",")]
        found += one("node", of_targets(targets), "pin", packed[0][1], IMAGE)
    for value, at in electron:
        found += _electron(value, started, at)
    return found


def _starts(words: list[str], script: str) -> bool:
    """Whether a script runs this package in Electron: whatever ``start`` runs there, elsewhere what names the package."""
    pairs = [*pairwise(words), *([(words[-1], "")] if words else [])]
    return any(
        (name == "electron" and (script == "start" or what == "."))
        or (name, what) == ("electron-forge", "start")
        for name, what in pairs
    )


def _electron(value: str, started: bool, at: int) -> list[Found]:
    """The Node of Electron, which runs the package where that is what it starts, or pins exactly."""
    version = newest(value)
    if not version or not (started or (numbers(value) == version and value[:1].isdecimal())):
        return []
    node = _ELECTRON.get(version[:2]) or _ELECTRON.get(version[:1])
    return one("node", node or ((14,) if version >= (12,) else ()), "pin", at, IMAGE)
