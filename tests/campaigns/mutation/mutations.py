"""Every mutation of a file, and the tree of the file with one of them: what is left out is said in ``operators``."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tests.campaigns.mutation.operators import OPERATORS, Mutation

ESCAPES = ("escape", "marked")
_ALIASES = ("Final", "TypeAlias", "Literal")


def mutations(file: str, source: str) -> list[Mutation]:
    """Return every mutation of a source text, in the order of its tree."""
    tree = ast.parse(source)
    found = []
    for number, (node, kept, line) in enumerate(_walk(tree)):
        if kept or type(node) not in OPERATORS:
            continue
        for variant, (operator, change) in enumerate(OPERATORS[type(node)](node)):
            after = change(copy.deepcopy(node))
            found.append(Mutation(file, line, operator, number, variant, _text(node), _text(after)))
    return _numbered(found)


def escapes_dropped(file: str, source: str) -> list[Mutation]:
    """Return a mutation for each call of the escape function, and each place that hands it on: text goes in bare."""
    found = []
    for number, (node, kept, line) in enumerate(_walk(ast.parse(source))):
        if not kept and _is_escape(node):
            found.append(Mutation(file, line, "escape dropped", number, -1, _text(node), _text(_bare(node))))
    return _numbered(found)


def _numbered(found: list[Mutation]) -> list[Mutation]:
    """Return mutations with those of one line that read alike told apart."""
    seen: Counter[tuple[int, str, str]] = Counter()
    told = []
    for one in found:
        key = (one.line, one.before, one.after)
        seen[key] += 1
        told.append(replace(one, place=seen[key]))
    return told


def mutated(source: str, mutation: Mutation) -> ast.Module:
    """Return the tree of a source with one mutation. Raises ValueError when the place is not there."""
    tree = ast.parse(source)
    node = next((node for number, (node, _, _) in enumerate(_walk(tree)) if number == mutation.node), None)
    if node is None or _text(node) != mutation.before:
        raise ValueError(f"{mutation.file}:{mutation.line}: {mutation.before!r} is not there")
    after = _bare(node) if mutation.variant < 0 else list(OPERATORS[type(node)](node))[mutation.variant][1](node)
    if after is not node:
        _replace(tree, node, after)
    return ast.fix_missing_locations(tree)


def _is_escape(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id == "map":
        return isinstance(node.args[0], ast.Name) and node.args[0].id in ESCAPES
    return node.func.id in ESCAPES


def _bare(node: ast.AST) -> ast.AST:
    """Return what the escape function was given; of a map, what was gone through."""
    assert isinstance(node, ast.Call)
    return node.args[-1]


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, ast.copy_location(new, old))
            elif isinstance(value, list) and any(one is old for one in value):
                value[:] = [ast.copy_location(new, old) if one is old else one for one in value]


def _walk(tree: ast.AST, kept: bool = False, line: int = 1) -> Iterator[tuple[ast.AST, bool, int]]:
    """Yield each node, whether it is left out by rule, and its line."""
    line = getattr(tree, "lineno", line)
    yield tree, kept, line
    for name, value in ast.iter_fields(tree):
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST):
                yield from _walk(child, kept or _left_out(tree, name, child), line)


def _left_out(parent: ast.AST, field: str, child: ast.AST) -> bool:
    if field in ("annotation", "returns", "decorator_list", "type_params"):
        return True
    if isinstance(parent, ast.JoinedStr):
        return isinstance(child, ast.Constant) and not str(child.value).strip(" .,;:!?–-()“”'\"")
    if isinstance(parent, ast.keyword):
        return parent.arg in ("strict", "maxsize", "slots", "frozen", "eq", "repr")
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True  # a docstring or an ellipsis
    return _is_named_out(child)


def _is_named_out(child: ast.AST) -> bool:
    if isinstance(child, ast.FunctionDef):
        return child.name in ("__repr__", "__str__")
    if isinstance(child, ast.Assign | ast.AnnAssign):
        return _is_alias(child)
    return isinstance(child, ast.If) and _text(child.test) == "TYPE_CHECKING"


def _is_alias(node: ast.Assign | ast.AnnAssign) -> bool:
    """Tell whether an assignment only names types, or says what is exported."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if any(
        isinstance(target, ast.Name) and target.id in ("__all__", "__slots__", "__match_args__") for target in targets
    ):
        return True
    value = node.value
    if isinstance(value, ast.Subscript):
        return _text(value.value) in (
            "Literal",
            "Annotated",
            "Callable",
            "Mapping",
            "Sequence",
            "tuple",
            "dict",
            "list",
        )
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
        return (
            all(
                isinstance(part, ast.Name | ast.BinOp | ast.BitOr | ast.Load | ast.Constant | ast.Subscript)
                for part in ast.walk(value)
            )
            and _text(value.left)[:1].isupper()
            and not _text(value.left).isupper()
        )
    return False


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return ast.unparse(node).strip()
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    if isinstance(node, ast.For):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
    if isinstance(node, ast.ExceptHandler):
        return f"except {ast.unparse(node.type) if node.type else ''}"
    return " ".join(ast.unparse(node).split())
