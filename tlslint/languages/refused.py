"""Commands that a script expects to be refused: ``if curl --tls-max 1.1 …; then exit 1; fi``, ``! openssl s_client -tls1``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from tlslint.languages.flat import PAD
from tlslint.languages.shell_words import Word, between, piped, plain
from tlslint.regex import regex

#: The script fails where the command does not.
REFUSED = "refused"
#: The command is negated, or its outcome: that may also be how a script handles errors.
NEGATED = "negated"

Commands: TypeAlias = Sequence[Sequence[Word]]

_ENDS = frozenset({"else", "elif", "fi", "done"})
_LOOPS = frozenset({"while", "until"})
_WORDS = _LOOPS | {"if", "elif", "then", "else", "do", "!", "{", "run"}
_TESTS = frozenset({"[", "[[", "test"})
#: What openssl and curl say when a server refuses them.
_REFUSALS = regex(
    r"alert|handshake.failure|no.protocols|unsupported.protocol|wrong.version|protocol.version"
    r"|no.peer.certificate|cipher is \W*none"
)
#: Only these commands behind one, and so many in an arm, are looked at.
_MOST = 12


def expected(s: str, commands: Commands, n: int) -> str:
    """How a script says that command ``n`` is to fail, empty where it does not."""
    first = last = n
    while n - first < _MOST and first and piped(s, commands[first - 1], commands[first]):
        first -= 1
    while (
        last - n < _MOST
        and last + 1 < len(commands)
        and piped(s, commands[last], commands[last + 1])
    ):
        last += 1
    lead = _lead(s, commands[first])
    if _LOOPS & set(lead):
        return ""
    if "run" in lead:
        return REFUSED if _asserted(s, commands, n, lead) else ""
    negated = lead.count("!") % 2 == 1
    if last > n and _tells_refusals(_words(s, commands[last])):
        negated = not negated
    failing = _fails_behind(s, commands, last, "if" in lead or "elif" in lead)
    if failing:
        return "" if negated else REFUSED
    return NEGATED if negated else ""


def _words(s: str, command: Sequence[Word]) -> list[str]:
    return [plain(s[slice(*w)]).replace(PAD, "") for w in command]


def _lead(s: str, command: Sequence[Word]) -> list[str]:
    """The words before a command that say how it is run."""
    lead: list[str] = []
    for said in _words(s, command[:_MOST]):
        word = said.lstrip("@") or said  # make's way not to show it
        status = lead[-1:] == ["run"] and word.startswith("-")
        if word not in _WORDS and not status:
            break
        lead.append(word)
    return lead


def _tells_refusals(said: Sequence[str]) -> bool:
    """``grep -q`` for what is said of a refusal."""
    if said[0] not in ("grep", "egrep"):
        return False
    options = [x for x in said[1:] if x.startswith("-")]
    short = "".join(x for x in options if not x.startswith("--"))
    quiet = "q" in short or "--quiet" in options or "--silent" in options
    patterns = " ".join(x for x in said[1:] if not x.startswith("-"))
    return quiet and "v" not in short and _REFUSALS.search(patterns.lower()) is not None


def _fails_behind(s: str, commands: Commands, last: int, tested: bool) -> bool:
    """Whether a script fails right behind command ``last`` where that succeeds."""
    operator = _operator(s, commands, last)
    if not (tested or operator) and (asks := _asks_status(s, commands[last + 1 : last + 2])):
        last += 1
        tested = asks == "if"
        operator = _operator(s, commands, last)
    return operator == ("" if tested else "&&") and _fails(s, commands, last + 1, tested)


def _operator(s: str, commands: Commands, last: int) -> str:
    """``&&`` or ``||`` between a command and the next."""
    if last + 1 >= len(commands):
        return ""
    behind = between(s, commands[last], commands[last + 1]).rstrip("{( \t\r\n")
    return behind[-2:] if behind.endswith(("&&", "||")) else ""


def _asks_status(s: str, commands: Commands) -> str:
    """The first word of ``if [ $? -eq 0 ]`` or ``[ $? -eq 0 ]``; empty for another command, or none."""
    said = _words(s, commands[0]) if commands else [""]
    test = said[1:] if said[0] == "if" else said
    asks = len(test) > 3 and test[0] in _TESTS and test[1] == "$?" and test[3] == "0"
    return said[0] if asks and test[2] in ("-eq", "=", "==") else ""


def _fails(s: str, commands: Commands, first: int, arm: bool) -> bool:
    """Whether the commands from ``first`` on end a script as a failure: an arm of an ``if``, or a group."""
    alone = not arm and between(s, commands[first - 1], commands[first])[-1:] not in "{("
    ending: list[str] = []
    for n in range(first, min(first + _MOST, len(commands))):
        said = _words(s, commands[n])
        if arm and (said[0] in _ENDS or said[0] == "if"):
            return said[0] != "if" and _is_failure(ending)
        ending = said[1:] if said[0] == "then" else said
        behind = between(s, commands[n], commands[n + 1]) if n + 1 < len(commands) else "}"
        if alone or (not arm and ("}" in behind or ")" in behind)):
            return _is_failure(ending)
    return False


def _is_failure(said: Sequence[str]) -> bool:
    if said[:1] in (["exit"], ["return"]):
        return len(said) > 1 and said[1].isdigit() and said[1] != "0"
    return said[:1] in (["false"], ["fail"], ["die"])


def _asserted(s: str, commands: Commands, n: int, lead: Sequence[str]) -> bool:
    """Whether a test of bats says that what it ran has failed."""
    if any(x == "!" or (x.startswith("-") and x[1:].isdigit() and x != "-0") for x in lead):
        return True
    for command in commands[n + 1 : n + 4]:
        said = _words(s, command)
        if said[0] == "run":
            return False
        if said[0] == "assert_failure":
            return True
        if said[0] in _TESTS and len(said) > 3 and said[1].strip("${}") == "status":
            return (said[2] in ("-ne", "!=", "-gt")) == (said[3] == "0")
    return False
