"""Makes the pages that restate the code, so that they cannot fall out of step with it."""

from pathlib import Path

import pandas as pd

import ci_network
from ci_network.formats.registry import formats_table
from ci_network.study.schema import TABLES

HERE = Path(__file__).parent


def make_pages(folder: Path) -> None:
    """Write every made page into a folder."""
    folder.mkdir(exist_ok=True)
    pages = {
        "tables": tables_page(),
        "formats": formats_page(),
        "thresholds": thresholds_page(),
        "rules": rules_page(),
        "oracle": oracle_page(),
        "api": api_page(),
    }
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def tables_page() -> str:
    """Return the tables of a study: columns, what a cell holds, what it refers to."""
    lines = ["# The tables of a study\n"]
    for table in TABLES:
        open_words = " Any other column is kept as an attribute." if table.open else ""
        lines.append(f"## {table.name}\n\nOne row for each {', '.join(table.key)}.{open_words}\n")
        lines.append("| column | holds | needed | refers to |\n|---|---|---|---|")
        for column in table.columns:
            holds = " / ".join(column.choices) or column.holds
            lines.append(f"| `{column.name}` | {holds} | {'yes' if column.required else ''} | {column.refers_to} |")
        lines.append("")
    return "\n".join(lines) + "\n"


def formats_page() -> str:
    """Return every graph and table format with what it can carry."""
    return (
        "# Formats of other programs\n\n`ci-network convert` reads and writes:\n\n" + _markdown(formats_table()) + "\n"
    )


def oracle_page() -> str:
    """Return every measure beside the reference programs: on how many networks, and the largest difference."""
    table = pd.read_csv(HERE / "oracle_table.csv", keep_default_na=False)
    lines = [
        "# Measures beside other programs\n",
        "Each measure on each of the public reference networks, beside R sna, igraph, networkx or, where no program",
        "has it, the published definition. `oracle_table.py` makes the full table (`oracle_table.csv`); here are the",
        "largest differences. Where we differ by choice, the convention is stated.\n",
        "| measure | reference | networks | values | largest difference | where we differ by choice |",
        "|---|---|---|---|---|---|",
    ]
    for (measure, reference), rows in table.groupby(["measure", "reference"], sort=False):
        same = pd.to_numeric(rows.loc[rows["note"] == "", "difference"], errors="coerce")
        largest = "" if same.dropna().empty else f"{same.max():.1e}"
        notes = "; ".join(sorted(set(rows["note"]) - {""}))
        values = pd.to_numeric(rows["values"], errors="coerce").sum()
        lines.append(f"| `{measure}` | {reference} | {len(rows)} | {values:.0f} | {largest} | {notes} |")
    return "\n".join(lines) + "\n"


def thresholds_page() -> str:
    """Return every cut-off with its basis."""
    return "# Cut-offs and their basis\n\n" + _markdown(ci_network.thresholds_table()) + "\n"


def rules_page() -> str:
    """Return every recommendation rule, and which do not go together."""
    rules = ci_network.rules_table().set_index("rule")
    lines = ["# The fifty rules\n", "How they become a plan: [From gaps to a plan](../advice.md).\n"]
    lines += ["| rule | what calls for it | what to do | basis |", "|---|---|---|---|"]
    lines += [f"| {n} | {_cell(r['trigger'])} | {_cell(r['action'])} | {_cell(r['basis'])} |" for n, r in _rows(rules)]
    lines += ["\n## What each should change, and when to leave it\n"]
    lines += ["| rule | it should change | keep in mind | what is simulated |", "|---|---|---|---|"]
    lines += [f"| {n} | {_cell(r['change'])} | {_cell(r['watch'])} | {_cell(r['what_if'])} |" for n, r in _rows(rules)]
    lines += ["\n## Its place in the framework\n"]
    head = ("condition", "phases", "family", "hours", "least_response", "pulls", "named_claim", "version")
    words = ("condition", "phases", "family", "hours once", "least share of answers", "pulls", "team only", "version")
    lines += [f"| rule | {' | '.join(words)} |", "|---" * (len(head) + 1) + "|"]
    lines += [f"| {n} | {' | '.join(_cell(r[column]) for column in head)} |" for n, r in _rows(rules)]
    lines += ["\n## What does not go together\n", _markdown(ci_network.conflicts_table())]
    lines += ["\n## What the advice takes for granted\n", _markdown(ci_network.assumptions_table())]
    return "\n".join(lines) + "\n"


def _rows(frame: pd.DataFrame) -> list[tuple[object, pd.Series]]:
    return list(frame.iterrows())


def _cell(value: object) -> str:
    text = {True: "yes", False: ""}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return text.replace("|", ", ").replace("{", "*").replace("}", "*")


def api_page() -> str:
    """Return the reference of every public name."""
    lines = ["# Reference\n", "Everything is imported as `import ci_network as ci`.\n"]
    groups = {
        "A study": ("read_study", "Study", "TieRule", "build_network", "Network"),
        "The engagement plan": (
            "plan_engagement",
            "Objective",
            "PlanLimits",
            "EngagementPlan",
            "release_plan",
            "PlanRelease",
            "write_plan",
            "plan_files",
        ),
        "The main job": ("analyse", "Analysis", "release", "Release", "draw_map", "write_report"),
        "Files of other programs": (
            "study_from_export",
            "propose_for",
            "propose_mapping",
            "questionnaire_files",
            "read_graph",
            "convert",
        ),
        "Chance": (
            "qap_correlation",
            "mrqap",
            "mrqap_logistic",
            "same_attribute",
            "attribute_difference",
            "chance_of_mixing",
            "chance_of_ei",
            "chance_of_centralization",
            "chance_of_measure",
            "draw_random_networks",
            "bootstrap_members",
            "jackknife_members",
            "benjamini_hochberg",
            "fit_ergm",
            "ErgmTerm",
            "ErgmFit",
            "PermutationTest",
            "Resampled",
        ),
        "People who did not answer": (
            "treatments_table",
            "reconstructed",
            "respondents_only",
            "impute_ties",
            "Imputation",
            "deletion_stability",
            "treatment_stability",
            "Stability",
            "policy_view",
        ),
        "Waves": ("compare_waves", "WaveChange", "compare_table", "common_panel", "tie_changes", "wave_jaccard"),
    }
    placed = {name for names in groups.values() for name in names}
    kinds = {
        "One value for each member": "node_",
        "For each pair": "pair_",
        "For each group": "group_",
        "For the whole network": "net_",
    }
    named = {title: tuple(n for n in ci_network.__all__ if n.startswith(start)) for title, start in kinds.items()}
    placed |= {name for names in named.values() for name in names}
    groups |= named | {"More": tuple(name for name in ci_network.__all__ if name not in placed)}
    for title, names in groups.items():
        lines.append(f"## {title}\n\n```{{eval-rst}}\n.. autosummary::\n   :toctree: api\n   :nosignatures:\n")
        lines += [f"   ci_network.{name}" for name in names]
        lines.append("```\n")
    return "\n".join(lines)


def _markdown(frame: pd.DataFrame) -> str:
    head = "| " + " | ".join(str(name) for name in frame.columns) + " |"
    rule = "|" + "---|" * len(frame.columns)
    rows = ["| " + " | ".join(str(value).replace("|", "\\|") for value in row) + " |" for row in frame.to_numpy()]
    return "\n".join([head, rule, *rows])
