"""Modules of JavaScript and TypeScript: what is imported, exported and handed on, and namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.javascript_classes import JsClasses
from tlslint.languages.javascript_expressions import brought, module_name
from tlslint.languages.javascript_types import unquoted

if TYPE_CHECKING:
    from tree_sitter import Node


class JsModules(JsClasses):
    """Lowers what joins modules; the class below it lowers statements."""

    def import_(self, node: Node) -> s.Stmt | None:
        binds: list[tuple[str, str]] = []
        source = node.child_by_field_name("source")
        for clause in self.named(node):
            if clause.type == "import_require_clause":
                source = clause.child_by_field_name("source")
                binds += self.whole(self.named(clause)[:1], self.path(source))
            elif clause.type == "import_clause":
                for child in self.named(clause):
                    binds += self.imported(child, self.path(source))
        if not binds and source is not None:
            binds += brought(self.path(source))
        return s.Import(node.start_byte, node.end_byte, tuple(binds)) if binds else None

    def path(self, source: Node | None) -> str:
        """The name of the module that an import or export says."""
        return module_name(unquoted(self.source(source)))

    def whole(self, names: list[Node], module: str) -> list[tuple[str, str]]:
        """A name that stands for a whole module."""
        self.modules.update(self.source(n) for n in names)
        return [(self.source(n), module) for n in names]

    def imported(self, node: Node, module: str) -> list[tuple[str, str]]:
        """What a default import, ``* as name`` or ``{a, b as c}`` binds."""
        if node.type == "identifier":
            return self.whole([node], module)
        if node.type == "namespace_import":
            return self.whole(self.named(node), module)
        out: list[tuple[str, str]] = []
        for specifier in self.named(node):
            name = specifier.child_by_field_name("name")
            local = specifier.child_by_field_name("alias") or name
            if name is None or local is None:
                continue
            if self.source(name) == "default":
                out += self.whole([local], module)
            else:
                out.append((self.key_name(local), f"{module}.{self.key_name(name)}"))
        return out

    def import_alias(self, node: Node) -> s.Stmt | None:
        """``import X = A.B`` gives another name to something."""
        children = self.named(node)
        if len(children) != 2:
            return None
        target, value = self.exprs(children)
        return s.Assign(node.start_byte, node.end_byte, (target,), "=", value, None, True)

    def export(self, node: Node) -> tuple[s.Stmt, ...]:
        """A declaration that is exported is just that; others may assign or import."""
        before = tuple(self.decoration(c) for c in self.named(node) if c.type == "decorator")
        source = node.child_by_field_name("source")
        if source is not None:
            return self.reexport(node, self.path(source))
        declaration = node.child_by_field_name("declaration")
        if declaration is not None:
            return (*before, *self.stmt(declaration))
        words = {c.type: c for c in node.children if not c.is_named}
        value = node.child_by_field_name("value")
        if value is None and "=" in words:
            value = next(iter(self.named(node)), None)
        if value is not None:
            word = words.get("default", words.get("=", node))
            target = s.Name(word.start_byte, word.end_byte, "exports")
            lowered = self.value(value)
            assign = s.Assign(node.start_byte, node.end_byte, (target,), "=", lowered)
            return (*before, assign)
        out: list[s.Stmt] = []
        for clause in self.named(node):
            if clause.type == "export_clause":
                out += [a for c in self.named(clause) for a in self.exported(c)]
        return tuple(out)

    def exported(self, node: Node) -> list[s.Stmt]:
        """``export {a as b}`` gives ``a`` another name outside."""
        name = node.child_by_field_name("name")
        alias = node.child_by_field_name("alias")
        if name is None or alias is None:
            return []
        start, end = node.start_byte, node.end_byte
        called = self.key_name(alias)
        target: s.Expr = s.Name(alias.start_byte, alias.end_byte, "exports")
        if called != "default":
            at = alias.start_byte
            whole = s.Name(at, at, "exports")
            target = s.Attr(at, alias.end_byte, whole, called, at)
        return [s.Assign(start, end, (target,), "=", self.expr(name))]

    def reexport(self, node: Node, module: str) -> tuple[s.Stmt, ...]:
        """``export … from`` makes the names of another module known here."""
        binds: list[tuple[str, str]] = []
        wildcards: tuple[str, ...] = (module,)
        for clause in self.named(node):
            if clause.type in ("export_clause", "namespace_export"):
                wildcards = ()
                if clause.type == "namespace_export":
                    binds += self.whole(self.named(clause)[:1], module)
                else:
                    binds += self.imported(clause, module)
        return (s.Import(node.start_byte, node.end_byte, tuple(binds), wildcards),)

    def namespace(self, node: Node) -> tuple[s.Stmt, ...]:
        """What is in a TypeScript namespace counts as if it were outside; its name is an object of what it exports."""
        body = node.child_by_field_name("body")
        name = node.child_by_field_name("name")
        if name is None or name.type != "identifier":
            return self.inside(body)
        fields = []
        for child in self.named(body):
            declaration = (
                child.child_by_field_name("declaration")
                if child.type == "export_statement"
                else None
            )
            for each in self.named(declaration) if declaration is not None else ():
                exported = each.child_by_field_name("name")
                if each.type == "variable_declarator" and exported is not None:
                    at = (exported.start_byte, exported.end_byte)
                    key = s.Lit(*at, self.source(exported))
                    fields.append(s.Field(*at, key, self.expr(exported)))
        at = (name.start_byte, name.end_byte)
        whole = s.Map(*at, tuple(fields))
        made = s.Assign(*at, (self.name(name),), "=", whole, None, True)
        return (*self.inside(body), made) if fields else self.inside(body)

    # -- simple statements

    def inside(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The statements of a block, without the `Block` around it, or the one in its place."""
        if node is None:
            return ()
        return self.body(self.named(node)) if node.type == "statement_block" else self.stmt(node)
