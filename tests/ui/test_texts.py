"""Every word the window shows passes through tr: whole, with named placeholders, and never glued from parts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

UI = Path(__file__).resolve().parents[2] / "ui" / "b12calc_ui"
SHOWN = {
    "setText", "setToolTip", "setStatusTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setWindowTitle", "setInformativeText", "setHtml", "setPlainText", "setTitle", "addAction", "addMenu", "addItem",
    "addItems", "showMessage", "showText", "drawText", "beginMacro", "say", "_say", "put_words", "QLabel",
    "QPushButton", "QAction", "QMessageBox", "QCheckBox", "QGroupBox", "Words", "LongWords", "FlatButton", "Choice",
    "TextField", "ValueBox", "Captioned", "ScrollColumn", "Page", "ReaderPage", "Reader", "Group", "Place", "Reading",
    "_section", "_heading", "_folding", "_list", "_named", "bullet", "muted", "quiet", "_make", "where",
}  # fmt: skip
# What stands in a shown place and is no sentence, each with its reason.
NO_SENTENCE = {
    "b12calc": "the name of the program",
    "_TITLE": "the name of the program, kept beside the class",
    "0": "the left end of the drawn scale",
    "!": "the mark inside a painted shape",
}
# Where an argument that is read by the program stands beside the words, the position of what is no words.
CODES = {
    "_make": (0, 2), "_folding": (0, 4), "where": (1, 2), "Reading": (0, 2), "say": (), "AnswerButton": (0,),
}  # fmt: skip
# Literals that hold two words and are no sentence: styles, file patterns, names of objects.
NO_PROSE = {
    "rule book ": "the name of an object, by which a window that stands open is found again",
    '<th width="\0"': "put into the rule book, which is a page of its own",
    "b12calc note": "the head by which a copied note is known again",
    "local machine": "a word of the key store of Windows",
    "limits and rows": "a code of the comparison",
    "mL/min/1.73 m²": "a unit",
    "is missing; a text was expected": "what the strict reader says, looked for and put into a sentence",
    "### \0\n\n| keys | what they do |\n| --- | --- |\n\0\n": "written into the English manual, never shown",
}
NO_GLUE = {"f'{found.name}: {remark}'": "compared with what the rules say, never shown"}
_LETTERS = re.compile(r"[^\W\d_]")


def trees() -> list[tuple[str, ast.Module]]:
    """Return every file of the window, read."""
    return [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(UI.glob("*.py"))]


def called(node: ast.AST) -> str:
    """Return the name of what is called, or an empty text."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def literals(node: ast.AST) -> Iterator[str]:
    """Return the texts of an expression that do not pass through tr and are no keys, names or parts of a test."""
    if called(node) in ("tr", "later", "label", "getattr", "replace", "split", "join", "get", "strftime"):
        return
    if isinstance(node, ast.Subscript | ast.Compare | ast.Lambda):
        return
    if isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield _fixed(node)
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and called(node.elts[1]) == "tr":
        yield from ()  # an entry of a list: its code, and its words
    elif isinstance(node, ast.Call):
        # A call inside brings what it returns; its own texts are judged where it is shown itself.
        yield from (text for one in node.args if called(node) in ("escape", "str") for text in literals(one))
    else:
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def _fixed(node: ast.JoinedStr) -> str:
    """Return the fixed part of an f-string, a null in the place of each value."""
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values)


def _bare(text: str) -> str:
    """Return a text without tags and style sheets."""
    return re.sub(r"[\w.#:, -]+\{[^{}]*\}|[\w-]+:[^;]*;", "", re.sub(r"<[^>]*>|&\w+;", "", text))


def untranslated(tree: ast.Module) -> list[str]:
    """Return the words that are shown as they stand in the source."""
    found = []
    for node in ast.walk(tree):
        name = called(node)
        if name not in SHOWN or not isinstance(node, ast.Call):
            continue
        spoken = [one for at, one in enumerate(node.args) if at not in CODES.get(name, ())]
        spoken = spoken[-1:] if name == "drawText" else spoken
        texts = [text for one in spoken for text in literals(one)]
        texts += [one.id for one in spoken if isinstance(one, ast.Name) and one.id.isupper() and one.id != "BETWEEN"]
        found += [
            f"{node.lineno}: {text!r}" for text in texts if _LETTERS.search(_bare(text)) and text not in NO_SENTENCE
        ]
    return found


def prose(tree: ast.Module) -> list[str]:
    """Return every other text with two words in a row, wherever it may come to be shown."""
    spoken = {id(one) for node in ast.walk(tree) if called(node) in ("tr", "later") for one in ast.walk(node)}
    spoken |= {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    hints = [one.annotation for one in ast.walk(tree) if isinstance(one, ast.arg | ast.AnnAssign) and one.annotation]
    hints += [one.returns for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.returns]
    spoken |= {id(inner) for one in hints for inner in ast.walk(one)}
    joined = {id(part): node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            whole = joined.get(id(node))
            text = _fixed(whole) if whole is not None else node.value
            words = re.search(r"[^\W\d_]{2,}[,.:;]? [^\W\d_]{2,}", _bare(text))
            if words and not {text, text.strip("\0")} & NO_PROSE.keys() and "(?" not in text:
                found[f"{node.lineno}: {text!r}"] = text
    return list(found)


def glued(tree: ast.Module) -> list[str]:
    """Return every sentence that is put together with + or in an f-string, and values joined by a bare colon."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            if any(_sentence(side) for side in (node.left, node.right)):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.AugAssign):
            if _sentence(node.value):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.JoinedStr) and _is_glued(node) and ast.unparse(node) not in NO_GLUE:
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def _sentence(node: ast.AST) -> bool:
    """Tell whether an expression is a sentence: tr itself, perhaps made safe for HTML or chosen between two."""
    if called(node) == "escape" and isinstance(node, ast.Call):
        return _sentence(node.args[0])
    if isinstance(node, ast.IfExp):
        return _sentence(node.body) or _sentence(node.orelse)
    return called(node) == "tr"


def _is_glued(node: ast.JoinedStr) -> bool:
    fixed = _fixed(node)
    bare = re.sub(r"<[^>]*>", "", fixed)
    values = [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
    if any(_sentence(one) for one in values):
        return bool(_LETTERS.search(bare))
    # "name: value" and "sentence (keys)" are sentences of another order in other languages.
    return bool(re.search(r"\0(?:: |\. | \()\0", bare)) and "style" not in fixed


def calls(tree: ast.Module) -> list[ast.Call]:
    """Return every call of tr and later."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in ("tr", "later")]


def misplaced(tree: ast.Module) -> list[str]:
    """Return the calls of tr whose placeholders are not named, not supplied or not used."""
    found = []
    for node in calls(tree):
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            continue
        names: set[str | None] = {
            name for _text, name, _spec, _conversion in Formatter().parse(first.value) if name is not None
        }
        supplied: set[str | None] = {one.arg for one in node.keywords}
        if None in supplied:
            supplied = names
        if names != supplied or not all(str(name).isidentifier() for name in names) or len(node.args) != 1:
            found.append(f"{node.lineno}: {first.value!r} with {sorted(map(str, supplied))}")
    return found


@pytest.mark.parametrize("judge", [untranslated, prose, glued, misplaced])
def test_every_visible_sentence_is_whole_and_can_be_translated(judge) -> None:  # type: ignore[no-untyped-def]
    faults = [f"{name}:{fault}" for name, tree in trees() for fault in judge(tree)]
    assert not faults, "\n".join(faults)


def test_only_sentences_marked_for_later_are_translated_from_a_variable() -> None:
    found = [
        f"{name}: {ast.unparse(one.args[0])}"
        for name, tree in trees() if name != "texts.py"
        for one in calls(tree) if not isinstance(one.args[0], ast.Constant)
    ]  # fmt: skip
    assert found == ["key_list.py: one.words", "key_list.py: words"]


def test_no_sentence_is_translated_while_the_program_is_loaded() -> None:
    early = []
    for name, tree in trees():
        inside = {
            id(one)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.Lambda)
            for one in ast.walk(node)
        }
        early += [f"{name}:{one.lineno}" for one in calls(tree) if called(one) == "tr" and id(one) not in inside]
    assert not early


@pytest.mark.parametrize(
    ("source", "judge"),
    [
        ("label.setText('Save the case')", untranslated),
        ("FlatButton('Save')", untranslated),
        ("Words(f'{count} results')", untranslated),
        ("words = 'Nothing is kept'", prose),
        ("words = tr('Saved.') + rest", glued),
        ("words += tr(' and more')", glued),
        ("words = f\"Case: {tr('Saved.')}\"", glued),
        ("name = f'{question}: {answer}'", glued),
        ("tr('Saved {0}', name)", misplaced),
        ("tr('Saved {name}', place=name)", misplaced),
        ("tr('Saved', name=name)", misplaced),
    ],
)
def test_each_kind_of_fault_is_found(source: str, judge) -> None:  # type: ignore[no-untyped-def]
    assert judge(ast.parse(source))
