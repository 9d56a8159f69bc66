"""Writes small study folders for tests: tables as text, one row a line."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

TOML = """
[study]
title = "Small study"
purpose = "Testing"
backbone = ["bb"]
"""

TABLES = {
    "stakeholders": """
        id,name,sector
        bb,Backbone,backbone
        a,Alpha,health
        b,Beta,health
        c,Gamma,schools
    """,
    "ties": """
        wave,layer,source,target,value
        2025,communication,bb,a,3
        2025,communication,a,b,4
        2025,communication,b,a,2
        2025,communication,c,b,monthly
    """,
}


def write_study(folder: Path, tables: Mapping[str, str] | None = None, *, toml: str = TOML) -> Path:
    """Write a study folder: the small study's tables with those given in their place; "" leaves a table out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    for name, text in (TABLES | dict(tables or {})).items():
        if text:
            (folder / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
    return folder
