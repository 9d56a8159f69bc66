"""Modules and functions stay small enough to read in one go; names say the room."""

import ast
from pathlib import Path
from statistics import quantiles

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "ci_network"
# The public face only lists names: it grows with them.
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")
MOST_LINES, MOST_BODY, MOST_BODY_P90, MOST_PARAMETERS = 300, 40, 25, 6
DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "base", "misc", "core"}


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


def body_length(function: ast.FunctionDef) -> int:
    """Return the lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_is_small_and_named_for_its_room(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= MOST_LINES
    assert path.stem not in DUMPING_GROUNDS
    for function in functions(path):
        assert body_length(function) <= MOST_BODY, function.name


def test_most_bodies_are_short() -> None:
    lengths = [body_length(function) for path in MODULES for function in functions(path)]
    assert quantiles(lengths, n=10)[-1] <= MOST_BODY_P90


@pytest.mark.parametrize(
    "path", [p for p in MODULES if not p.stem.startswith("cli")], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_few_parameters_and_options_by_keyword(path: Path) -> None:
    """A command's options are its parameters, so the command line is left out."""
    for function in functions(path):
        spec = function.args
        every = [a.arg for a in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs) if a.arg not in ("self", "cls")]
        assert len(every) <= MOST_PARAMETERS, function.name
