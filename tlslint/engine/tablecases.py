"""The cases of tests with parameters: what a decorator or attribute lists is what the function is given.

https://docs.pytest.org/en/stable/how-to/parametrize.html
https://docs.nunit.org/articles/nunit/writing-tests/attributes/testcase.html
https://learn.microsoft.com/dotnet/core/testing/unit-testing-csharp-with-xunit
https://learn.microsoft.com/dotnet/core/testing/unit-testing-mstest-writing-tests-data-driven
"""

from __future__ import annotations

from tlslint import syntax as s

#: decorators that give a function its cases, and whether names of parameters stand before them
_LISTS = {"parametrize": True, "expand": False, "fixture": False}
#: where decorators or attributes are looked at
LANGUAGES = frozenset({"python", "csharp", "vbnet"})
#: attributes of .NET, in lower case, that are one case each
_ROWS = frozenset({"inlinedata", "testcase", "datarow", "arguments"})
#: those that name the member that gives the cases
_SOURCES = frozenset({"memberdata", "testcasesource", "dynamicdata"})
#: what stands at a parameter and lists what it is given; adapters put the parameter's name first
_VALUES = "values"


def listed(decorator: s.Expr) -> tuple[s.Expr | None, list[str]] | None:
    """Where a decorator lists cases, and the parameters that it names; None for another decorator."""
    if not isinstance(decorator, s.Call):
        return None
    func = decorator.func
    last = s.last_name(func) or ""
    if decorator.new:
        plain = [a.value for a in decorator.args if a.name is None]
        last = last.lower().removesuffix("attribute")
        if last == _VALUES and plain:
            return s.Seq(decorator.start, decorator.end, tuple(plain[1:])), _names(plain[0])
        if last in _SOURCES and len(plain) == 1 and (member := _names(plain[0])):
            return s.Name(plain[0].start, plain[0].end, member[0]), []
        if last not in _ROWS:
            return None
        row = s.Seq(decorator.start, decorator.end, tuple(plain))
        return s.Seq(decorator.start, decorator.end, (row,)), []
    if last not in _LISTS:
        return None
    plain = [a.value for a in decorator.args if a.name is None and not a.spread]
    named = {a.name: a.value for a in decorator.args if a.name is not None}
    if last == "fixture":
        return named.get("params"), []
    names = plain.pop(0) if plain and _LISTS[last] else named.get("argnames")
    return (plain[0] if plain else named.get("argvalues")), _names(names)


def _names(place: s.Expr | None) -> list[str]:
    if isinstance(place, s.Seq):
        return [name for item in place.items for name in _names(item)]
    if isinstance(place, s.Lit) and isinstance(place.value, str):
        return [name.strip() for name in place.value.split(",")]
    return []


def written(case: s.Expr) -> tuple[s.Expr, ...]:
    """The values of one case as it is written: ``(a, b)``, ``pytest.param(a, b, id=…)``, ``a``."""
    if isinstance(case, s.Call):
        if s.last_name(case.func) == "param":
            return tuple(a.value for a in case.args if a.name is None)
    return (case,)
