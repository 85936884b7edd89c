"""Put a mutation into a process: into functions that are there already, or into a module before it is imported."""

import ast
import gc
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

Place = tuple[str, str, int]


def place(code: CodeType) -> Place:
    """Return what a piece of code is known by: file, qualified name, first line."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def ran_while(root: str, work: Callable[[], Any]) -> tuple[set[Place], Any]:
    """Do some work; return the places of the program that ran meanwhile, and what came of it."""
    ran: set[Place] = set()

    def noted(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(root):
            ran.add(place(frame.f_code))

    sys.setprofile(noted)
    try:
        return ran, work()
    finally:
        sys.setprofile(None)


def functions(root: str) -> list[FunctionType]:
    """Return every function of the program that lives in this process."""
    return [
        one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(root)
    ]


def differing(path: Path, source: str, tree: ast.Module) -> list[tuple[CodeType, CodeType]]:
    """Return the pieces of code of a file that differ in a changed tree, each with its new one, whole ones included."""
    old = list(_pieces(compile(source, str(path), "exec", dont_inherit=True)))
    new = list(_pieces(compile(tree, str(path), "exec", dont_inherit=True)))
    by_place: dict[Place, list[CodeType]] = {}
    for piece in new:
        by_place.setdefault(place(piece), []).append(piece)
    pairs, seen = [], dict.fromkeys(by_place, 0)
    for piece in old:
        others = by_place.get(place(piece), [])
        at = seen.get(place(piece), 0)
        if at < len(others):
            seen[place(piece)] = at + 1
            pairs.append((piece, others[at]))
    return [(one, other) for one, other in pairs if one != other]


def itself_differs(old: CodeType, new: CodeType) -> bool:
    """Tell whether two pieces of code differ in themselves, and not only in a piece inside them."""
    return _itself(old) != _itself(new)


def transplant(pairs: list[tuple[CodeType, CodeType]], living: list[FunctionType]) -> int:
    """Give living functions their changed code. Returns how many; raises ValueError where the closures do not fit."""
    changed, count = dict(pairs), 0
    for one in living:
        if one.__code__ in changed:
            one.__code__ = changed[one.__code__]
            count += 1
    return count


def _pieces(code: CodeType) -> Iterator[CodeType]:
    yield code
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _pieces(value)


def _itself(code: CodeType) -> tuple[object, ...]:
    values = tuple((type(value), repr(value)) for value in code.co_consts if not isinstance(value, CodeType))
    return code.co_code, values, code.co_names, code.co_varnames, code.co_freevars, code.co_exceptiontable


class Planted(importlib.abc.MetaPathFinder):
    """Find one module of the program with its changed tree in place of its file."""

    def __init__(self, module: str, path: Path, tree: ast.Module) -> None:
        self.module, self.path, self.tree = module, path, tree

    def find_spec(
        self, fullname: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return where the one module comes from; nothing for all others."""
        if fullname != self.module:
            return None
        loader = _Loader(fullname, str(self.path))
        loader.tree = self.tree
        search = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        spec = importlib.machinery.ModuleSpec(fullname, loader, origin=str(self.path), is_package=search is not None)
        spec.has_location = True
        if search is not None:
            spec.submodule_search_locations = search
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType:
        """Return the changed code, never what was kept of the file."""
        code = compile(self.tree, self.path, "exec", dont_inherit=True)
        assert isinstance(code, CodeType)
        return code


def module_of(file: str) -> str:
    """Return the name a file of the program is imported by."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
