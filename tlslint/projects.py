"""What a project in the same directory declares decides before what is merely noted beside it.

``app.config`` and ``packages.config`` repeat the target framework of their project, and nobody
keeps them up to date: where there is a project, it is the place to edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname
from typing import TYPE_CHECKING

from tlslint.facts import Place
from tlslint.rulemodel import Condition

if TYPE_CHECKING:
    from tlslint.platform import Declared

#: The words by which a finding names the declaration that decides before it.
DECIDES = "the project decides here"
#: What projects declare: either way there is one.
_TARGETS = ("netframework", "dotnet")


def project_beside(
    path: str, platform: Mapping[str, Declared] | None, conditions: tuple[Condition, ...]
) -> Declared | None:
    """What a project in the directory of the file at ``path`` declares that ``conditions`` ask for.

    Where they ask for a target, it is any; of several targets, the oldest.
    """
    asked = tuple(c.name for c in conditions)
    for name in (_TARGETS if set(asked) & set(_TARGETS) else asked) if platform is not None else ():
        found = platform.get(name) if platform is not None else None
        if found and found.path.endswith("proj") and dirname(found.path) == dirname(path):
            return found
    return None


def inherits(declared: Declared) -> bool:
    """Whether another file says what a project is built for, and is the place to edit."""
    return declared.name in _TARGETS and "targetframework" not in declared.text.lower()


def meets(declared: Declared, conditions: tuple[Condition, ...]) -> bool:
    """Whether a declaration meets all conditions; one of something else meets none."""
    return all(c.name == declared.name and c.holds(lambda _: declared.version) for c in conditions)


def line_of(declared: Declared) -> Place:
    """The line of a declaration."""
    return Place(declared.path, declared.line, 1, declared.line, len(declared.text) + 10_000)
