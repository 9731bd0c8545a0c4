"""Where rules said something in one file, looked up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping

from tlslint.facts import Span


class Facts:
    """The places that rules said something of, in the order in which they did: ``rules`` by place."""

    def __init__(self, rules: Mapping[Span, str]) -> None:
        self.rules = rules
        self._told = list(rules)
        self._number = {span: number for number, span in enumerate(self._told)}
        by_place = sorted(self._number.items())
        self._starts = [span.start for span, _ in by_place]
        self._numbers = [number for _, number in by_place]

    def begins(self, start: int) -> bool:
        """Whether one begins exactly there."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start

    def begun(self, span: Span) -> Span | None:
        """The first told of those that begin in ``span``."""
        first, last = (bisect_left(self._starts, end) for end in span)
        return self._told[min(self._numbers[first:last])] if first < last else None

    def of(self, whole: Span, parts: tuple[Span, ...], apart: Container[Span] = frozenset()) -> str:
        """The rule of the first told of those that are ``whole``, or lie in one of ``parts``.

        What ``apart`` holds is about something else, which only stands in a part.
        """
        numbers = [
            number
            for part in parts
            for number in self._inside(part)
            if self._told[number] not in apart
        ]
        if whole in self._number:
            numbers.append(self._number[whole])
        return self.rules[self._told[min(numbers)]] if numbers else ""

    def _inside(self, part: Span) -> Iterator[int]:
        first = bisect_left(self._starts, part.start)
        last = bisect_right(self._starts, part.end)
        return (n for n in self._numbers[first:last] if self._told[n].end <= part.end)
