"""How long a large survey takes to read: `python -m benchmarks.intake [respondents] [share of ties]`.

One Qualtrics matrix: as many respondents as members, everybody asked about everybody, read from the file to a checked
study. Prints the seconds of each step and the highest memory of the process.
"""

import csv
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ci_network.intake.surveys.apply import apply_mapping
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.detect import read_export
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member
from ci_network.intake.surveys.values import Scale
from ci_network.study.study import read_study

SCALE = ("never", "yearly", "quarterly", "monthly", "weekly", "daily")
MAPPING = {
    "survey": [
        {
            "source": "large.csv",
            "ego": "Org",
            "ties": [{"layer": "communication", "columns": {"block": "How often?"}, "missing": ["Don't know"]}],
        }
    ]
}
TOML = """
[study]
title = "Large (synthetic)"
[[survey]]
source = "large.csv"
ego = "Org"
[[survey.ties]]
layer = "communication"
columns = { block = "How often?" }
"""


def write_large(folder: Path, n: int, share: float) -> None:
    """Write an invented study of n members who all answered; 1 in 50 leaves something blank."""
    rng = np.random.default_rng(1)
    answers = np.array([*SCALE, ""], dtype=object)
    numbers = range(1, n + 1)
    ids = [json.dumps({"ImportId": f"QID5_{k}"}) for k in numbers]
    with (folder / "large.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Org", *(f"Q5_{k}" for k in numbers)])
        writer.writerow(["Org", *(f"How often? - Member {k}" for k in numbers)])
        writer.writerow(['{"ImportId":"QID1_TEXT"}', *ids])
        for number in range(n):
            codes = np.where(rng.random(n) < share, rng.integers(1, 6, n), 0)
            if number % 50 == 0:
                codes[rng.random(n) < 0.1] = 6
            codes[number] = 6
            writer.writerow([f"Member {number + 1}", *answers[codes].tolist()])
    (folder / "stakeholders.csv").write_text("id,name\n" + "\n".join(f"m{k},Member {k}" for k in numbers))
    (folder / "study.toml").write_text(TOML)


def step(name: str, start: float) -> float:
    """Print what a step took and the memory so far; return the time now."""
    now = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {now - start:.1f} s, highest memory {peak:.0f} MB")
    return now


def main() -> None:
    """Read the large survey step by step, then as a study, and print what it took."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    share = float(sys.argv[2]) if len(sys.argv) > 2 else 0.05
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_large(folder, n, share)
        start = time.perf_counter()
        export = read_export({"large.csv": (folder / "large.csv").read_bytes()})
        start = step(f"{n} x {n} answers read as text ({export.tool})", start)
        members = tuple(Member(f"m{k}", f"Member {k}") for k in range(1, n + 1))
        mappings, _ = read_mapping(MAPPING)
        applied = apply_mapping(export, mappings[0], Setting(members, {"communication": Scale(SCALE, 0, 5)}))
        start = step(f"mapped to {len(applied.tables['ties'].rows)} rows of ties", start)
        del export, applied
        study = read_study(folder)
        step(f"all of it again, to a checked study of {len(study.table('ties'))} ties", start)


if __name__ == "__main__":
    main()
