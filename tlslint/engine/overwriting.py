"""Variables that are given another value before anything has read them."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.bounds import FRESH
from tlslint.engine import unused
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Frame
from tlslint.engine.members import Reading
from tlslint.engine.unread import never_read
from tlslint.engine.world import Key
from tlslint.record import replace
from tlslint.values import Ref, Sym, Value

#: What types that only say how to connect, and do not connect themselves, end with.
_PASSIVE = ("Context", "Settings", "Options")


class Overwriting(Reading):
    """Forgets what a variable held that nobody asked for."""

    def overwrite(self, frame: Frame, name: str, value: Value) -> None:
        """A local variable gets another value on the same path: what it held is lost if nothing read it."""
        if self.language in JVM and isinstance(value, Ref):
            owner = self.s.local(frame, name)
            if owner is not None:
                unused.replaced(self, self.s.world.variable((owner.number, name)))
        if self.language not in ("python", "csharp", "vbnet"):
            return
        key = ((self.s.local(frame, name) or frame).number, name)
        if key in self.unread:
            self.lose(key)
        if isinstance(value, Sym) and value.name in self.index.uses:
            self.unread[key] = (value, self.s.world)
        elif frame.is_class or frame.parent is None:
            return  # what a module makes stays in sight
        elif isinstance(value, Ref) and self.s.world.objects.get(value.id) is not None:
            obj = self.obj(value)
            if obj.kind == "object" and obj.type.endswith(_PASSIVE) and obj.span == value.span:
                self.unread[key] = (value, self.s.world)

    def lose(self, key: Key) -> None:
        """A variable or member gets another value: what it held is lost if nothing read it on the same path."""
        old, world = self.unread.pop(key)
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
                self.s.note(old.span, f"{key[1]} is given another value before anything reads it")

    def left_unread(self, func: s.Func, frame: Frame) -> None:
        """A function is over: of a context that it only gave a variable which nothing in it reads comes nothing."""
        if self.s.text.find(b"global ", func.start, func.end) >= 0:
            return  # others may read it
        for (number, name), (value, _) in list(self.unread.items()):
            if number == frame.number and isinstance(value, Ref) and never_read(func.body(), name):
                unused.left(self, value)

    def seen(self, frame: Frame, name: str) -> None:
        """A variable is read."""
        scope: Frame | None = frame
        while scope is not None:
            if self.unread.pop((scope.number, name), None) is not None:
                return
            scope = scope.parent
