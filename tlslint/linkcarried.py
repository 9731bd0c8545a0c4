"""What of a value can leave its file: constants, names that rules know, unions, lists, and plain objects of these."""

from __future__ import annotations

from collections.abc import Sequence

from tlslint.foreign import ACROSS
from tlslint.linkmodules import Module
from tlslint.linkvalues import is_item, is_value, own
from tlslint.values import (
    KEY,
    Const,
    Flags,
    Linked,
    Made,
    Members,
    OneOf,
    Piece,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    keys_in,
    told_by_environment,
)

#: Languages in which a module may hand on what it imports.
_HANDING_ON = frozenset({"python", "javascript", "typescript", "tsx"})
#: How a text begins that tells something although its end is not known.
_ADDRESS = "http"
#: Items of a list, members of an object, and levels of both that are taken over.
_MAX_ITEMS = 200
MAX_LEVELS = 4


class Carrying:
    """Takes values over from the files that define them."""

    def find(
        self, name: str, path: str, language: str, opened: Sequence[str], depth: int
    ) -> Linked | None:
        """What yet another file defines under a name; given by the subclass."""
        raise NotImplementedError

    def carried(
        self, value: Value, module: Module, path: str, depth: int, levels: int
    ) -> Value | Members | Made | None:
        """``value`` as far as it can leave its file; None where it cannot."""
        if value.span in module.machine.s.choices:
            return None  # whoever asks for it chooses
        if isinstance(value, Const):
            return value
        if isinstance(value, Piece):
            return Const(value.value, value.span)
        if isinstance(value, Unknown):
            # what is made of a key (``new Property("tls.protocols")``) stands for it
            keys = tuple(KEY + k for k in keys_in(value))
            if value.head.startswith(_ADDRESS):
                return Unknown(value.span, "", keys, value.head)
            if keys or depth == 0 or not value.names or module.language not in ACROSS:
                return Unknown(value.span, "", keys) if keys else None
            opened = module.machine.wildcards  # what another function gives
            found = self.find(value.names[0], path, module.language, opened, depth - 1)
            return own(found)
        if isinstance(value, Sym):
            index = module.machine.index
            known = index.knows(value.name)
            if known and value.name in index.symbols:
                return value
            if known and value.name in index.calls and module.language in _HANDING_ON:
                return value  # a function that the module hands on
            if depth == 0 or known:
                return None
            found = self.find(
                value.name, path, module.language, module.machine.wildcards, depth - 1
            )
            return own(found)
        if levels == 0:
            return None
        if isinstance(value, Flags):
            parts = [
                [self.carried(v, module, path, depth, levels - 1) for v in part[:_MAX_ITEMS]]
                for part in (value.plus, value.minus, value.kept)
            ]
            if any(not is_value(v) for part in parts for v in part):
                return None
            plus, minus, kept = (tuple(part) for part in parts)
            return Flags(plus, minus, value.span, kept)  # type: ignore[arg-type]
        if isinstance(value, OneOf) and module.language == "go":
            # ``return nil, err`` is the other way
            ways = [v for v in value.items if not (isinstance(v, Const) and v.value is None)]
            if len(ways) == 1:
                return self.carried(ways[0], module, path, depth, levels)
        if isinstance(value, (Row, OneOf)):
            items = [
                self.carried(v, module, path, depth, levels - 1) for v in value.items[:_MAX_ITEMS]
            ]
            known = tuple(v for v in items if is_item(v))
            lost = len(known) < len(value.items)
            if not known:
                return None  # nothing is known, or it is filled elsewhere
            if isinstance(value, OneOf):
                gone = [v for v, item in zip(value.items, items, strict=False) if not is_item(item)]
                told = [told_by_environment(v) for v in gone]  # where others are its default
                names = told[0] if told and all(told) else ()
                rest = (Unknown(value.span, "", names),) if lost else ()
                each = (a for v in known for a in (v.items if isinstance(v, OneOf) else (v,)))
                return OneOf((*each, *rest), value.span)
            return Row(known, value.span, value.open or lost)
        if isinstance(value, Ref):
            keys = module.machine.s.keyed.get(value.id)
            if keys:
                return Unknown(value.span, "", keys)
            return self.members(value, module, path, depth, levels)
        return None

    def members(
        self, ref: Ref, module: Module, path: str, depth: int, levels: int
    ) -> Members | Made | None:
        """What an object holds; of one that is told to others by its type alone, that."""
        obj = module.machine.obj(ref)
        if (
            module.language in (*ACROSS, "go")
            and obj.kind == "object"
            and obj.type in module.machine.index.known
        ):
            return Made(obj.type, obj.roles, ref.span)
        own = module.machine.classes.get(ref.id)
        constant = own is not None and own.instance.id != ref.id
        if obj.kind != "map" and not constant:
            return None
        held = module.machine.s.world.members(ref.id) if constant else obj.keys
        items: list[tuple[str, Value | Members | Made]] = []
        for key in tuple(held)[:_MAX_ITEMS]:
            found = module.machine.own_member(ref, key)
            carried = (
                self.carried(found, module, path, depth, levels - 1) if found is not None else None
            )
            items.append((key, carried if carried is not None else Unknown(ref.span)))
        return Members(tuple(items), ref.span, constant) if items else None
