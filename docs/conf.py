"""Sphinx configuration; pages that restate the code (tables, cut-offs, rules) are made from it at each build."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from made_pages import make_pages  # noqa: E402

make_pages(HERE / "made")

project = "ci_network"
author = "The ci_network contributors"
copyright = "2026, the ci_network contributors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autosummary_generate = True
autosummary_ignore_module_all = False
html_theme = "furo"
html_title = "ci_network"
html_static_path: list[str] = []
exclude_patterns = ["made_pages.py"]
nitpicky = False
