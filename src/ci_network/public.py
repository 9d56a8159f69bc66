"""The public names as ``__init__.pyi`` lists them, each loaded when it is first used: a verb loads only its part."""

import ast
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

_LIST: Final = files("ci_network").joinpath("__init__.pyi").read_text(encoding="utf-8")
_MODULES: Final = {
    name.name: str(line.module)
    for line in ast.parse(_LIST).body
    if isinstance(line, ast.ImportFrom)
    for name in line.names
}
NAMES: Final = sorted(_MODULES)


def loaded(name: str) -> Any:
    """Return what goes by a public name."""
    if name not in _MODULES:
        raise AttributeError(f"module 'ci_network' has no attribute '{name}'")
    return getattr(import_module(_MODULES[name]), name)


def listed() -> list[str]:
    """Return the public names."""
    return NAMES
