"""Options of command lines with their defaults: Go's flag, pflag and viper, Python's argparse and optparse."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.engine import declared, libraries, servers, tablecases
from tlslint.engine.machine import Args, Frame
from tlslint.engine.merging import Merging
from tlslint.engine.spans import span_of
from tlslint.facts import Span
from tlslint.ruleset import ANY
from tlslint.values import Closure, Const, Ref, Row, Unknown, Value, alternatives, one_of, text_of

#: Python's parsers of command lines.
#: https://docs.python.org/3/library/argparse.html, https://docs.python.org/3/library/optparse.html
_PARSERS = frozenset({"argparse.ArgumentParser", "optparse.OptionParser"})
_ADD = frozenset({"add_argument", "add_option"})
#: They give what takes options for the same result.
_PART = frozenset(
    {"add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser"}
)
_PARSE = frozenset({"parse_args", "parse_known_args"})


class CommandLine(Merging):
    """Knows the default values of options."""

    def eval(self, expr: s.Expr, frame: Frame) -> Value:
        """The value of an expression; given by the subclass."""
        raise NotImplementedError

    def option(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """An option of a Go program with its default: ``flag.String(name, default, help)`` and its like.

        ``…Var`` sets the variable that is given first, ``…P`` has a short name too. ``SetDefault``
        says what ``Get…`` of the same key gives.
        """
        owner, _, last = name.rpartition(".")
        kind = last.removesuffix("P")
        target = kind.endswith("Var")
        declares = kind.removesuffix("Var") in libraries.OPTIONS
        if not declares and not last.startswith(("Get", "SetDefault")):
            return None
        values, span = args.positional, span_of(expr)
        texts = [text_of(v) for v in values]
        if last == "SetDefault" and len(values) == 2 and texts[0]:
            self.flow(values[1], "argument")
            self.s.world.variables[(self.process(owner, span).id, texts[0])] = values[1]
            declared.declare(self.s, texts[0], values[1])
            return Const(None, span)
        if last.startswith("Get") and len(values) == 1 and texts[0] and owner in self.s.processes:
            known = self.s.world.variable((self.s.processes[owner], texts[0]))
            if known is not None:
                return one_of([Unknown(span), known], span)
        at = 1 + target + (kind != last)
        if not declares or len(values) != at + 2:
            return None
        if texts[-1] is None or texts[int(target)] is None:
            return None
        self.flow(values[at], "argument")
        declared.declare(self.s, texts[int(target)] or "", values[at])
        value = one_of([Unknown(span), values[at]], span)
        if target:
            self.assign(expr.args[0].value, "=", value, frame, span)
        return value

    def parser(self, name: str, args: Args, expr: s.Call, frame: Frame) -> Value | None:
        """What Python's parsers of command lines make: an object that has the defaults as members."""
        if name in _PARSERS:
            return self.make(name, span_of(expr))
        owner, _, last = name.rpartition(".")
        if owner not in _PARSERS or not isinstance(expr.func, s.Attr):
            return None
        ref = self.eval(expr.func.value, frame)
        if not isinstance(ref, Ref):
            return None
        if last in _PART:
            return ref
        if last in _PARSE:
            more = owner.startswith("optparse.") or last != "parse_args"
            return Row((ref, Unknown(span_of(expr))), ref.span) if more else ref
        if last == "set_defaults":
            for key, value in args.keywords.items():
                self.offer(ref, key, value)
        elif last in _ADD and "default" in args.keywords:
            names = [text_of(v) or "" for v in args.positional]
            long = next((n for n in names if n.startswith("--")), names[0] if names else "")
            member = text_of(args.keywords.get("dest", Unknown(ref.span))) or long
            self.offer(ref, member.lstrip("-").replace("-", "_"), args.keywords["default"])
        return None

    def decorated(self, decorator: s.Expr, func: s.Func, frame: Frame) -> None:
        """A parameter that a decorator gives what the command line says: ``@click.option("--tls", default=…)``."""
        if not isinstance(decorator, s.Call) or not isinstance(decorator.func, s.Attr):
            return
        default = next((a.value for a in decorator.args if a.name == "default"), None)
        if decorator.func.name not in libraries.OPTION_DECORATORS or default is None:
            return
        texts = [a.value.value for a in decorator.args if isinstance(a.value, s.Lit) and not a.name]
        names = [t for t in texts if isinstance(t, str)]
        plain = [n for n in names if not n.startswith("-")]
        name = (plain or sorted(names, key=len) or [""])[-1].lstrip("-").replace("-", "_")
        value = self.eval(default, frame)
        self.s.offered[(func.start, name)] = one_of([Unknown(value.span), value], value.span)

    def cases(self, decorator: s.Expr, func: s.Func, frame: Frame) -> bool:
        """Give a function what a decorator lists as its cases, which is no setting; whether it lists any."""
        found = tablecases.listed(decorator)
        if found is None:
            return False
        place, names = found
        if place is None:
            return True
        items = place.items if isinstance(place, s.Seq) else (place,)
        columns: dict[str, list[Value]] = {}
        outer, self.described = self.described, True
        for item in items:
            values = [self.eval(part, frame) for part in tablecases.written(item)]
            if isinstance(place, s.Name) and self.language in libraries.NET:
                values = self.sourced(values[0], span_of(decorator), frame)
            if item is place and values and isinstance(values[0], Row):
                rows = values[0].items
            elif not values:
                rows = ()
            else:
                rows = (values[0] if len(values) == 1 else Row(tuple(values), span_of(item)),)
            for row in rows:
                self.flow(row, "table")
                several = isinstance(row, Row) and len(names) != 1
                cells = row.items if several and isinstance(row, Row) else (row,)
                named = names or [p.name for p in func.params]
                for name, cell in zip(named, cells, strict=False):
                    columns.setdefault(name, []).append(cell)
                    self.expected(cell, span_of(decorator))
        self.described = outer
        for name, cells_ in columns.items():
            if before := self.s.offered.get((func.start, name)):
                cells_ = [*alternatives(before), *cells_]
            self.s.offered[(func.start, name)] = one_of(cells_, cells_[0].span)
        return True

    def sourced(self, given: Value, span: Span, frame: Frame) -> list[Value]:
        """The list of cases that the member of a class gives which an attribute names."""
        if isinstance(given, Closure):
            given = self.apply_closure(given, Args(), span, frame)
            if span in self.s.generated:
                return [Row(alternatives(given), span)]
        return [v for v in alternatives(given) if isinstance(v, Row)]

    def named_settings(self, called: list[str], args: Args, span: Span) -> None:
        """Texts under the name of a setting that rules know, given to what no rule knows by that name.

        ``connect(host, ssl_version="TLSv1")``, ``StrOpt("ssl_version", default="TLSv1")``.
        """
        name = called[0] if called else ""
        rules = [rule for each in called for rule in self.index.calls.get(each, ())]
        known = {at for rule in rules for argument in rule.arguments for at in argument.at}
        given: dict[str, Value] = {
            ANY + key: value for key, value in args.keywords.items() if key not in known
        }
        default = next((v for k in libraries.DEFAULTS if (v := args.keywords.get(k))), None)
        if default is not None:
            texts = [text_of(value) or "" for value in args.positional]
            given.update((ANY + t.lstrip("-").replace("-", "_"), default) for t in texts)
        for key, value in given.items():
            if key in self.index.sets and any(text_of(v) for v in alternatives(value)):
                made = self.make("", span)
                if servers.listens(name):
                    self.role(made, "server")
                self.set([key], made, "=", value, span)

    def offer(self, ref: Ref, member: str, value: Value) -> None:
        """A member is ``value``, or what the command line says."""
        known = self.s.world.variable((ref.id, member))
        values = [Unknown(value.span), value, *([known] if known is not None else [])]
        self.s.world.variables[(ref.id, member)] = one_of(values, value.span)
