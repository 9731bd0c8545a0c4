"""Java's loops that count through a list: ``for (int i = 0; i < a.length; i++)`` is over its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint.languages.java_switch import Switching

if TYPE_CHECKING:
    from tree_sitter import Node

#: how many parts of a body are looked through for other uses of the number
_MAX_NODES = 400


class Loops(Switching):
    """Tells which loops count through a list."""

    def counted(self, node: Node) -> tuple[Node, str] | None:
        """The list that a ``for`` counts through, and how its body writes the item it is at.

        None where the number is used for anything else, or the item is given another value.
        """
        init = node.child_by_field_name("init")
        condition = node.child_by_field_name("condition")
        update = node.child_by_field_name("update")
        body = node.child_by_field_name("body")
        if init is None or condition is None or update is None or body is None:
            return None
        declared = init.children_by_field_name("declarator")
        if len(declared) != 1 or condition.type != "binary_expression":
            return None
        name, first = (declared[0].child_by_field_name(f) for f in ("name", "value"))
        number = self.source(name) if name is not None else ""
        left, how, right = (condition.child_by_field_name(f) for f in ("left", "operator", "right"))
        if left is None or how is None or right is None or first is None:
            return None
        steps = (f"{number}++", f"++{number}", f"{number} += 1", f"{number}+=1")
        counts = (self.source(first), self.source(left), how.type) == ("0", number, "<")
        if not counts or self.source(update) not in steps:
            return None
        ends = {"length": "{}[{}]", "size": "{}.get({})"}
        called = right.type == "method_invocation"
        last = right.child_by_field_name("name" if called else "field")
        items = right.child_by_field_name("object")
        if last is None or items is None or items.type not in ("identifier", "field_access"):
            return None
        if self.source(last) not in ends or called != (self.source(last) == "size"):
            return None
        item = ends[self.source(last)].format(self.source(items), number)
        return (items, item) if self.alone(body, number, item) else None

    def alone(self, body: Node, number: str, item: str) -> bool:
        """Whether ``body`` uses a number for the item alone, and reads that."""
        pending = [body]
        looked = 0
        while pending:
            node = pending.pop()
            looked += 1
            if looked > _MAX_NODES:
                return False
            if node.type in ("array_access", "method_invocation") and self.source(node) == item:
                continue
            if node.type == "identifier" and self.source(node) == number:
                return False
            if node.type == "assignment_expression":
                target = node.child_by_field_name("left")
                if target is not None and self.source(target) == item:
                    return False
            pending += node.named_children
        return True
