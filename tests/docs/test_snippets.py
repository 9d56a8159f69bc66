"""The Python that the documentation shows runs as it stands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "README.md", "docs/start.md", "docs/inference.md", "docs/advice.md", "docs/plan.md", "docs/whatif.md",
    "docs/figures.md",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_python_in_the_documentation_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page == "docs/figures.md":
        pytest.importorskip("matplotlib")
    monkeypatch.chdir(ROOT)
    snippets = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert snippets
    for code in snippets:
        exec(code.replace('"out/"', repr(str(tmp_path))), {})


def test_every_command_is_in_the_documentation() -> None:
    from ci_network.cli import app

    text = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert f"ci-network {name}" in text or f"`{name}`" in text, name
