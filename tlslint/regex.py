"""Regular expressions that are compiled when they are first used: checking one file uses few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


class _Pattern:
    """Stands for what ``re.compile`` makes of the same arguments."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        import re

        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)  # so that this is asked once for each method
        return value


if TYPE_CHECKING:
    import re

    regex = re.compile
else:
    regex = _Pattern
