"""Data flows down: each floor imports only what stands above it. Read from the syntax trees."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "ci_network"

# For each floor, the floors that it may import beside itself. errors, glance, terms and wording are free to all.
FLOORS = {
    "errors": set(),
    "glance": set(),
    "terms": set(),
    "wording": set(),
    "intake": {"formats"},
    "study": {"intake"},
    "network": {"study"},
    "measures": {"network", "study"},
    "gaps": {"network", "study", "measures"},
    "inference": {"network", "study", "measures"},
    "framework": {"network", "study", "measures", "gaps"},
    "headlines": {"network", "study", "measures", "gaps", "framework"},
    "advice": {"network", "study", "measures", "gaps", "framework"},
    "analysis": {"network", "study", "measures", "inference", "gaps", "framework", "headlines", "advice"},
    "disclosure": {"network"},
    "release": {"disclosure"},
    "output": {"release"},
    "__main__": {"cli"},
    "formats": set(),
    "questionnaire": {"study"},
    "cli_files": {"formats", "intake", "output", "questionnaire", "study"},
    "cli_study": {"study", "network", "gaps", "analysis", "release", "output"},
    "cli_figures": {"output", "cli_study"},
    "cli_plan": {"advice", "cli_study", "disclosure", "output"},
    "cli_whatif": {"advice", "cli_study", "disclosure"},
    "cli": {
        "analysis", "disclosure", "output", "inference", "cli_figures", "cli_files", "cli_plan", "cli_study",
        "cli_whatif",
    },
    "public": set(),
    "__init__": {"public", "release"},
}  # fmt: skip
FREE = {"errors", "glance", "terms", "wording"}


def floor_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_floors(path: Path) -> set[str]:
    """Return the floors that a module imports when it runs; imports for the type checker alone do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("ci_network.")}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_floor_imports_only_from_above(path: Path) -> None:
    floor = floor_of(path)
    assert imported_floors(path) - {floor} - FREE <= FLOORS[floor]


def test_only_read_and_write_touch_the_disk() -> None:
    opens = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen", "mkstemp", "unlink", "mkdir"}
    touching = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            # A method of a path, or the built-in open; our own read_bytes and write_text stand in the two modules.
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "").replace("_", " ")
            if name in opens and not _reads_package_data(node):
                touching.add(str(path.relative_to(SOURCE)))
    # The map reads the vis-network bundle out of the installed pyvis wheel: no file of the user's.
    assert touching <= {"intake/read.py", "output/write.py", "output/map/network.py"}


def _reads_package_data(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id in ("files", "PACKAGE", "write_text") for part in ast.walk(node))


def test_kernels_see_arrays_only() -> None:
    for path in SOURCE.glob("measures/*kernel*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        }
        assert not imported & {"networkx", "pandas"}, path
