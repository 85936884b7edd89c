"""What can be broken in a line of Python: each mutation changes one place of the syntax tree and nothing else.

The operators are those usual in Python (comparisons, sums, conditions, numbers, loops, exceptions), with
words, statements and raised refusals beside them. Left out by rule, since no behaviour hangs on them: docstrings,
annotations and type aliases, ``__all__``, ``__repr__``, decorators and the size of a cache, ``strict=`` of zip, blocks
for the type checker alone, the wording and punctuation of a sentence (a text with a space in it), and an ellipsis.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: the place of its node in the walk, which of the node's changes, and how it reads for people."""

    file: str
    line: int
    operator: str
    node: int
    variant: int
    before: str
    after: str
    place: int = 1  # among changes of a line that read alike

    @property
    def said(self) -> str:
        """Return the change as it is printed and listed."""
        return f"{self.before} → {self.after}" + (f" ({self.place}.)" if self.place > 1 else "")


COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}


def _compared(node: ast.AST) -> Iterator[tuple[str, Change]]:
    assert isinstance(node, ast.Compare)
    for place, kind in enumerate(node.ops):
        for other in COMPARED[type(kind)]:

            def change(found: ast.AST, place: int = place, other: type[ast.cmpop] = other) -> ast.AST:
                assert isinstance(found, ast.Compare)
                found.ops[place] = other()
                return found

            yield "comparison", change


def _summed(node: ast.AST) -> Iterator[tuple[str, Change]]:
    assert isinstance(node, ast.BinOp | ast.AugAssign)
    if type(node.op) in REPLACED:

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, ast.BinOp | ast.AugAssign)
            found.op = REPLACED[type(found.op)]()
            return found

        yield "arithmetic", change


def _joined(node: ast.AST) -> Iterator[tuple[str, Change]]:
    def change(found: ast.AST) -> ast.AST:
        assert isinstance(found, ast.BoolOp)
        found.op = ast.Or() if isinstance(found.op, ast.And) else ast.And()
        return found

    yield "and/or", change


def _unary(node: ast.AST) -> Iterator[tuple[str, Change]]:
    def change(found: ast.AST) -> ast.AST:
        assert isinstance(found, ast.UnaryOp)
        return found.operand

    yield "sign or not dropped", change


def _constant(value: str | int) -> Change:
    return lambda _found: ast.Constant(value)


def _constants(node: ast.AST) -> Iterator[tuple[str, Change]]:
    assert isinstance(node, ast.Constant)
    value = node.value
    if isinstance(value, bool):
        yield "true/false", _constant(not value)
    elif isinstance(value, int):
        yield "number", _constant(value + 1)
        yield "number", _constant(value - 1)
    elif isinstance(value, str) and value and not any(sign.isspace() for sign in value):
        number = value.replace(".", "", 1).lstrip("-")
        yield (
            "word",
            _constant(
                value[:-1] + str((int(value[-1]) + 1) % 10) if number.isascii() and number.isdecimal() else value + "~"
            ),
        )


def _negated(node: ast.AST) -> Iterator[tuple[str, Change]]:
    assert isinstance(node, ast.If | ast.IfExp)
    if not isinstance(node.test, ast.Compare) and not _is_not(node.test):

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, ast.If | ast.IfExp)
            found.test = ast.UnaryOp(ast.Not(), found.test)
            return found

        yield "condition turned", change


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _filtered(node: ast.AST) -> Iterator[tuple[str, Change]]:
    assert isinstance(node, ast.comprehension)
    for place in range(len(node.ifs)):

        def change(found: ast.AST, place: int = place) -> ast.AST:
            assert isinstance(found, ast.comprehension)
            del found.ifs[place]
            return found

        yield "filter dropped", change


def _looped(node: ast.AST) -> Iterator[tuple[str, Change]]:
    def change(found: ast.AST) -> ast.AST:
        assert isinstance(found, ast.For)
        found.iter = ast.List([], ast.Load())
        return found

    yield "loop never run", change


def _broken(node: ast.AST) -> Iterator[tuple[str, Change]]:
    yield "break/continue", lambda found: ast.Continue() if isinstance(found, ast.Break) else ast.Break()


def _caught(node: ast.AST) -> Iterator[tuple[str, Change]]:
    def change(found: ast.AST) -> ast.AST:
        assert isinstance(found, ast.ExceptHandler)
        found.type = ast.Name("ZeroDivisionError", ast.Load())
        return found

    yield "exception not caught", change


def _dropped(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield "statement dropped", lambda _found: ast.Pass()


OPERATORS: dict[type[ast.AST], Callable[[ast.AST], Iterator[tuple[str, Change]]]] = {
    ast.Compare: _compared,
    ast.BinOp: _summed,
    ast.AugAssign: _summed,
    ast.BoolOp: _joined,
    ast.UnaryOp: _unary,
    ast.Constant: _constants,
    ast.If: _negated,
    ast.IfExp: _negated,
    ast.comprehension: _filtered,
    ast.For: _looped,
    ast.Break: _broken,
    ast.Continue: _broken,
    ast.ExceptHandler: _caught,
    ast.Raise: _dropped,
    ast.Expr: _dropped,
}
