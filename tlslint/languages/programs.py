"""Options of programs that are clients themselves: ``curl --tlsv1.0``, ``wget --secure-protocol=TLSv1``, ``openssl s_client -tls1``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tlslint.facts import Setting, Span, Text
from tlslint.languages import refused
from tlslint.languages.flat import NO_NAMES, PAD, WORD, Marks, Names, resolve, whole
from tlslint.languages.shell_words import Word, plain
from tlslint.regex import regex

#: Programs, and those of their options that take a value which is a version. Of openssl it is the first word that counts.
_PROGRAMS: dict[str, frozenset[str]] = {
    "curl": frozenset({"--tls-max"}),
    "wget": frozenset({"--secure-protocol"}),
    "wget2": frozenset({"--secure-protocol"}),
    "openssl": frozenset({"-min_protocol", "-max_protocol"}),
    "aria2c": frozenset({"--min-tls-version"}),
    "mosquitto_pub": frozenset({"--tls-version"}),
    "mosquitto_sub": frozenset({"--tls-version"}),
    "mosquitto_rr": frozenset({"--tls-version"}),
    "git": frozenset({"http.sslVersion", "http.sslversion"}),
    **dict.fromkeys(("mysql", "mysqldump", "mysqladmin"), frozenset({"--tls-version"})),
    **dict.fromkeys(("http", "https"), frozenset({"--ssl"})),
    "postconf": frozenset(),
}
#: Options that one program alone has, so that it may be unknown which is run.
_OWN = {
    **dict.fromkeys(("--tlsv1", "--tlsv1.0", "--tlsv1.1", "--sslv2", "--sslv3"), "curl"),
    "--secure-protocol": "wget",
}
#: Programs that variables and functions are called after, which run them.
_CALLED = ("curl", "wget")
_WRAPPERS = ("curl_", "wget_")
_VARIABLE = regex(r"\$(?:\{(\w+)\}|\((\w+)\)|(\w+))$|%(\w+)%$")
#: What a text has of which one of them may be told something: it is looked for before all else.
SIGNS = (
    *(
        "curl",
        "wget",
        "s_client",
        "aria2c",
        "mosquitto_",
        "swaks",
        "postconf",
        "http.sslV",
        "http.sslv",
        "CURL",
        "--tls",
        "--secure-protocol",
        "--ssl",
    ),
)
#: What the command stands right behind that is run.
_KEYWORDS = frozenset(
    {
        *("if", "then", "elif", "else", "while", "until", "do", "!", "{", "@"),
        *("call", "assert", "run"),
    }
)
#: Commands that run the one that is among their words.
_RUNNERS = _KEYWORDS | {
    *("sudo", "env", "time", "timeout", "gtimeout", "nohup", "exec", "command", "xargs", "nice"),
    *("watch", "ionice", "strace", "proxychains", "proxychains4", "torify", "torsocks", "find"),
    *("docker", "docker-compose", "podman", "kubectl", "oc", "ssh", "vagrant", "chroot", "su"),
    *("retry", "busybox", "start", "cmd", "shell", "parallel", "doas", "gosu", "runuser", "setsid"),
    *("stdbuf", "chronic", "flock", "caffeinate", "not", "exist", "defined", "errorlevel"),
}
#: Commands that only print or look for their words.
_TEXTS = frozenset({"echo", "printf", "grep", "egrep", "fgrep", "sed", "awk", "which", "type"})
#: … and that run a text that is one of their words.
_SHELLS = frozenset(
    {"sh", "bash", "dash", "ash", "zsh", "ksh", "eval", "ssh", "su", "sudo", "watch", "trap"}
)
#: Short options of curl that take a value: what follows in the word is no option.
_TAKING = frozenset("AbcCdDeEFhHKmoPQrtTuUwxXyYz")
#: What git is told that only asks for a setting, or drops it.
_ASKING = ("--get", "--unset")
#: What tells a client where to end.
_ENDING = ("option:curl:--tls-max", "option:s_client")
_DIGITS = {"1": "-1", "2": "-2", "3": "-3"}
_SPLIT = regex(r"[^\s\"']+")
_SHEBANG = regex(r"\s*#![^\n]*sh\b")
_SUBSTITUTED = regex(r"\$\(|`")
_MOST = 40
_DEPTH = 3


def scan(
    s: str, commands: Sequence[Sequence[Word]], n: int, base: int, names: Names, depth: int = 0
) -> list[Setting]:
    """What command ``n`` of a fragment that begins at byte ``base`` tells a client, and the commands in its words."""
    command = commands[n]
    said = [plain(s[slice(*w)]).replace(PAD, "") for w in command]
    found = spoken(s, command, said, base, names, depth > 0)
    if found:
        found = _not_refused(found, refused.expected(s, commands, n))
    if depth < _DEPTH:
        shell = _base(said[0]) in _SHELLS or any(_base(x) in _SHELLS for x in said[1:3])
        for word in command:
            for start, end in _inside(s, word, shell):
                if any(s.find(sign, start, end) >= 0 for sign in SIGNS):
                    found += _fragment(s[start:end], base + start, names, depth + 1)
    return found


def spoken(
    s: str,
    command: Sequence[Word],
    said: Sequence[str],
    base: int,
    names: Names,
    inner: bool = False,
) -> list[Setting]:
    """What a command tells a client whose words are known, without their quotes; ``inner`` for what stands in a word."""
    if not said:
        return []
    at, program = _program(said, names)
    if at < 0 and said[0].startswith("-") and (inner or _is_list(s, command)):
        words = [Text("", Span(0, 0)), *_words(s, command, said, base, names)]  # a list of options
        at, program = 0, _owner(words)
    elif at >= 0:
        words = list(_words(s, command[at:], said[at:], base, names))
        program = program or _owner(words)
    if at < 0 or not program:
        return []
    told = list(_told(program, words, f"{said[at]}@{base + command[at].start}"))
    plainly = program == "curl" and told and _asks_plainly([word.value for word in words[1:]])
    return [] if plainly else told


def _not_refused(told: list[Setting], expected: str) -> list[Setting]:
    """Nothing where a script fails if the command does not; one that is negated may only be told where to end."""
    if expected == refused.NEGATED:
        return [] if any(x.name.startswith(_ENDING) for x in told) else told
    return [] if expected else told


def _owner(words: Sequence[Text]) -> str:
    """Which program it is that has these options; empty where that is unknown, or they are a table of options."""
    own = {option: _OWN[option] for w in words if (option := w.value.partition("=")[0]) in _OWN}
    return next(iter(own.values())) if len(own) == 1 else ""


def _is_list(s: str, command: Sequence[Word]) -> bool:
    """Whether words that begin with an option are some of a list: no label of ``case``, and no word alone."""
    start, end = command[0].start, command[-1].end
    before = s[max(start - 20, 0) : start].rstrip()
    if len(command) > 1 or before.endswith("=("):
        return True
    return bool(before) and s[end : end + 20].lstrip(" \t")[:1] not in (")", "|")


def _asks_plainly(said: Sequence[str]) -> bool:
    """Whether all addresses that curl is given are of plain HTTP or FTP, and nothing leads it elsewhere."""
    addresses = [x for x in said if "://" in x and not x.startswith("-")]
    if not addresses or not all(x.lower().startswith(("http://", "ftp://")) for x in addresses):
        return False
    for before, word in zip(("", *said), said, strict=False):
        if word.startswith("$") and not before.startswith("-"):
            return False
        if word.startswith(("--location", "--ssl", "--ftp-ssl", "--proxy")):
            return False
        if word.startswith("-") and not word.startswith("--") and ("L" in word or "x" in word):
            return False
    return True


def document(
    s: str, at: Word, taker: Sequence[Word], base: int, marks: Marks, names: Names
) -> list[Setting]:
    """What a here-document tells a client that a shell is given, or that is a script."""
    start, end = at
    if not marks.held(base + start, base + end):
        return []
    if not any(_base(s[slice(*w)]) in _SHELLS for w in taker) and not _SHEBANG.match(s, start, end):
        return []
    return _fragment(s[start:end], base + start, names, 1)


def text(s: str, base: int) -> list[Setting]:
    """What a text that may be a command line tells a client."""
    return _fragment(s, base, NO_NAMES, 1) if any(sign in s for sign in SIGNS) else []


def listed(
    s: str, words: Sequence[tuple[int, int]], base: int, names: Names = NO_NAMES
) -> list[Setting]:
    """What a command whose words are the items of a list tells a client."""
    if not words or not any(sign in s for sign in SIGNS):
        return []
    said = [s[a:b].replace(PAD, "") for a, b in words]
    if said[0] in ("CMD", "CMD-SHELL"):
        words, said = words[1:], said[1:]  # Docker's way to tell a list of words
    return spoken(s, [Word(*w) for w in words], said, base, names) if words else []


def named(s: str) -> bool:
    """Whether a fragment names one of the programs."""
    return any(sign in s for sign in SIGNS)


def _fragment(s: str, base: int, names: Names, depth: int) -> list[Setting]:
    from tlslint.languages import shell

    commands = shell.lex(s).commands
    return [x for n in range(len(commands)) for x in scan(s, commands, n, base, names, depth)]


def _inside(s: str, word: Word, shell: bool) -> Iterator[tuple[int, int]]:
    """The commands in a word: substitutions, what a shell is given to run, and what a variable is to run."""
    from tlslint.languages.shell import skip

    start, end = word
    match = _SUBSTITUTED.search(s, start, end)
    budget = [4 * (end - start) + 1000]
    while match is not None:
        stop = skip(s, match.start(), budget)
        if match.end() < stop - 1:
            yield match.end(), stop - 1
        match = _SUBSTITUTED.search(s, max(stop, match.end()), end)
    equals = s.find("=", start, end)
    added = s.startswith("+", equals - 1)
    assigned = equals - added > start and all(c in WORD for c in s[start : equals - added])
    first = equals + 1 if assigned else start
    if (shell or assigned) and s[first : first + 1] in ("'", '"') and end - first > 2:
        head = s[first + 1 : end].lstrip().split(" ", 1)[0]
        # of other lists of options the values are known where they are used
        listed = head.startswith(("-", "$")) and (added or s.find("$", first, end) >= 0)
        if shell or _base(head) in _PROGRAMS or listed:
            yield first + 1, end - 1


def _base(word: str) -> str:
    return word.lstrip("@-+").replace("\\", "/").rpartition("/")[2].lower().removesuffix(".exe")


def _program(said: Sequence[str], names: Names) -> tuple[int, str]:
    """Which of the words of a command is the program that it runs, and its name if it is one of these.

    The name is empty for one that only a variable names; the place is -1 for all others.
    """
    runs, unknown = True, -1
    among = False  # whether any word may be the program
    for n, word in enumerate(said[:_MOST]):
        name = _base(word)
        if name in _PROGRAMS and runs:
            return n, name
        wraps = name.endswith(_CALLED) or name.startswith(_WRAPPERS)
        if wraps and (not n or _base(said[n - 1]) in _RUNNERS):  # a function of the script
            return n, next(x for x in _CALLED if x in name)
        match = _VARIABLE.match(word.lstrip("@-+")) if runs else None
        if match is not None:
            called = match[match.lastindex or 1]
            known = names.get(called)
            held = known.value.split()[:1] if known is not None else []
            name = _base(held[0]) if held else next((x for x in _CALLED if x in called.lower()), "")
            if name in _PROGRAMS:
                return n, name
            unknown = n if unknown < 0 and not held else unknown
        if "=" not in word or word.startswith("-"):
            among |= runs and name in _RUNNERS and name not in _KEYWORDS
            runs = name in _KEYWORDS or (among and word not in _TEXTS)
        if not runs:
            break
    return unknown, ""


def _words(
    s: str, command: Sequence[Word], said: Sequence[str], base: int, names: Names
) -> Iterator[Text]:
    """The words of a command, each with its place; those of a variable too."""
    for word, text in zip(command, said, strict=True):
        inner = s[slice(*word)].strip(PAD + '"')
        if inner.startswith(("$", "%")) and whole(inner):
            known = resolve(inner, 0, len(inner), 0, names)
            if known is not None:
                for match in _SPLIT.finditer(known.value):
                    span = Span(known.span.start + match.start(), known.span.start + match.end())
                    yield Text(match[0], span)
                continue
        start, end = word
        while start < end and s[start] in PAD + "\"'":
            start += 1
        while end > start and s[end - 1] in PAD + "\"'":
            end -= 1
        yield Text(text, Span(base + start, base + end))


def _told(program: str, words: Sequence[Text], subject: str) -> Iterator[Setting]:
    valued = _PROGRAMS[program]
    if program == "git" and any(w.value.startswith(_ASKING) for w in words):
        return
    if program == "openssl":
        if len(words) < 2 or words[1].value not in ("s_client", "s_time"):
            return
        program = "s_client"
    taken = False
    for word, following in zip_longest(words[1:], words[2:]):
        option, equals, value = word.value.partition("=")
        if taken:
            taken = False
        elif program == "postconf":
            if equals and option.strip():
                span = Span(word.span.end - len(value), word.span.end)
                name = f"property:{option.strip()}"
                yield Setting(name, Text(value.strip(), span), word.span, word.span, subject)
        elif option in valued:
            given = Text(value, Span(word.span.end - len(value), word.span.end))
            if not equals and following is not None:
                given = following
            span = Span(word.span.start, max(word.span.end, given.span.end))
            if given.value and "$" not in given.value:
                yield Setting(f"option:{program}:{option}", given, span, span, subject)
        elif program == "curl" and option[:1] == "-" and option[1:2] not in ("-", ""):
            yield from _short(word, subject)
            taken = option[-1] in _TAKING
        elif option.startswith("-") and ("tls" in option or "ssl" in option):
            yield Setting(f"option:{program}", word, word.span, word.span, subject)


def _short(word: Text, subject: str) -> Iterator[Setting]:
    """``-1`` and ``-3`` among short options in one word."""
    for n, c in enumerate(word.value[1:], 1):
        if c in _TAKING:
            return
        if c in _DIGITS:
            at = word.span.start + n
            span = Span(at, at + 1)
            yield Setting("option:curl", Text(_DIGITS[c], span), span, word.span, subject)
