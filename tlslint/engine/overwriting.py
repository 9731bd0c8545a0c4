"""Variables that are given another value before anything has read them."""

from __future__ import annotations

from tlslint.bounds import FRESH
from tlslint.engine import unused
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Frame, State
from tlslint.engine.members import Reading
from tlslint.engine.world import Key, World
from tlslint.record import replace
from tlslint.values import Ref, Sym, Value

#: What types that only say how to connect, and do not connect themselves, end with.
_PASSIVE = ("Context", "Settings", "Options")


class Overwriting(Reading):
    """Forgets what a variable held that nobody asked for."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: variable → what it was given last, and on which path; until it is read
        self.unread: dict[Key, tuple[Value, World]] = {}

    def overwrite(self, frame: Frame, name: str, value: Value) -> None:
        """A local variable gets another value on the same path: what it held is lost if nothing read it."""
        if self.language in JVM and isinstance(value, Ref):
            owner = self.s.local(frame, name)
            if owner is not None:
                unused.replaced(self, self.s.world.variable((owner.number, name)))
        if self.language not in ("python", "csharp", "vbnet"):
            return
        key = ((self.s.local(frame, name) or frame).number, name)
        old, world = self.unread.pop(key, (None, None))
        here = self.s.world
        while here is not world and here.sure and here.parent is not None:
            here = here.parent
        if world is here:
            if isinstance(old, Sym):
                used = self.s.used.get((old.span, old.name))
                if used is not None and used.how == "assign":
                    del self.s.used[(old.span, old.name)]
            elif isinstance(old, Ref):
                self.put(old, replace(self.obj(old), states=(FRESH,), kind="handed"))
                self.s.note(old.span, f"{name} is given another value before anything reads it")
        if isinstance(value, Sym) and value.name in self.index.uses:
            self.unread[key] = (value, self.s.world)
        elif frame.is_class or frame.parent is None:
            return  # what a module makes stays in sight
        elif isinstance(value, Ref) and self.s.world.objects.get(value.id) is not None:
            obj = self.obj(value)
            if obj.kind == "object" and obj.type.endswith(_PASSIVE) and obj.span == value.span:
                self.unread[key] = (value, self.s.world)

    def seen(self, frame: Frame, name: str) -> None:
        """A variable is read."""
        scope: Frame | None = frame
        while scope is not None:
            if self.unread.pop((scope.number, name), None) is not None:
                return
            scope = scope.parent
