"""How long a map takes to make, to appear and to follow the pointer: `python -m benchmarks.map [--smoke]`.

Each size is a made-up network (power-law, about three ties a member, two waves) drawn in a fresh headless Chromium
with a software canvas. Draw time is what one redraw costs the page while the map is dragged (the median over several
drags); a frame's interval says little here, since the browser idles between frames. Compare rows, not machines.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from playwright.sync_api import sync_playwright

from ci_network.output.map import draw_map
from ci_network.release import Release

SMOKE = "--smoke" in sys.argv
SIZES = (60,) if SMOKE else (60, 300, 2000, 10_000)
ROUNDS = 1 if SMOKE else 3
SECTORS = ("Schools", "Health", "Housing", "Residents", "Government", "Business", "Philanthropy", "Faith", "Culture")
TIE_COLUMNS = ("wave", "layer", "source", "target", "value", "level", "directed", "reports")
LEVELS = ("yearly", "quarterly", "monthly", "weekly", "daily")


def made_up(size: int) -> Release:
    """Return a synthetic release of so many members."""
    rng = np.random.default_rng(size)
    ids = [f"member-{number}" for number in range(size)]
    sector = rng.choice(SECTORS, size)
    members = pd.DataFrame(
        {
            "member": ids,
            "label": [f"{kind} Partner {number}" for number, kind in enumerate(sector)],
            "sector": sector,
            "role": "member",
            "is_backbone": [number < 2 for number in range(size)],
            "answered": rng.random(size) < 0.85,
            "named": True,
            "aliases": [()] * size,
            "gaps": [()] * size,
        }
    )
    graph = nx.barabasi_albert_graph(size, 3, seed=size)
    rows = [
        (wave, "communication", ids[one], ids[two], value, LEVELS[value - 1], False, int(rng.integers(1, 3)))
        for wave in ("2025", "2026")
        for (one, two), value in zip(graph.edges, rng.integers(3, 6, graph.number_of_edges()), strict=True)
        if rng.random() < 0.9
    ]
    ties = pd.DataFrame(rows, columns=list(TIE_COLUMNS))
    now = nx.from_pandas_edgelist(ties[ties["wave"] == "2026"], "source", "target")
    measures = pd.DataFrame(
        [(member, "degree", float(now.degree(member)) if member in now else 0.0, "") for member in ids],
        columns=["member", "measure", "value", "reason"],
    ).assign(band="middle")
    about = {
        "title": f"Made-up network of {size} (synthetic)", "purpose": "Measure the map", "keep_until": "",
        "level": "monthly", "level_value": 3.0, "backbone": "",
        "phase": 2, "wave": "2026", "layer": "communication", "rule": "monthly or more", "response_rate": 0.85,
        "members": size, "ties": int((ties["wave"] == "2026").sum()), "any_ties": 0, "seed": 1, "synthetic": True,
        "notice": "",
    }  # fmt: skip
    return Release(audience="internal", about=about, members=members, ties=ties, node_measures=measures, **_bare())


def _bare() -> dict[str, Any]:
    columns = {
        "headlines": "headline label value any_contact unit sentence",
        "network_measures": "measure threshold value low high reason",
        "reach": "measure group threshold value n reason",
        "gaps": "gap kind subjects severity confidence evidence caveat finding",
        "conditions": "condition indicator label value n source basis reason",
        "phases": "phase component score n source",
        "readiness": "question label score n source",
        "recommendations": "rank rule subjects action why condition phase effect low high hours basis",
        "responses": "wave group members answered rate",
        "ledger": "source row column fate reason",
        "withheld": "what count why",
    }
    return {name: pd.DataFrame(columns=text.split()) for name, text in columns.items()} | {"provenance": {}}


def look(browser: Any, path: Path, *, open_group: bool) -> dict[str, float]:
    """Return the times of one visit: until the first paint, until the map answers, and per redraw while dragging."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    ready = time.perf_counter() - start
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    if open_group:
        page.locator("#panel .row").first.click()
        page.wait_for_timeout(300)
    frame = page.locator("#map").bounding_box()
    page.evaluate("ciMap.drawTimes()")
    spot = (frame["x"] + 12, frame["y"] + frame["height"] - 12)
    page.mouse.move(*spot)
    page.mouse.down()
    for step in range(1, 31):
        page.mouse.move(spot[0] + 8 * step, spot[1] - 5 * step)
    page.mouse.up()
    times = page.evaluate("ciMap.drawTimes()")
    switch = page.evaluate(
        """() => { const start = performance.now(); const one = document.getElementById("wave");
        one.value = 0; one.dispatchEvent(new Event("input")); return performance.now() - start; }"""
    )
    page.close()
    return {"paint": paint, "ready": 1000 * ready, "draw": statistics.median(times), "wave": switch}


def main() -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    print(f"{'members':>8} {'made s':>7} {'MB':>6} {'paint ms':>9} {'ready ms':>9} {'drag ms':>8} {'wave ms':>8}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            start = time.perf_counter()
            path = draw_map(made_up(size)).save(Path(folder) / f"map_{size}.html")
            made = time.perf_counter() - start
            for open_group in (False, True) if size > 2000 else (False,):
                visits = []
                for _ in range(ROUNDS):
                    browser = playwright.chromium.launch(
                        executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
                    )
                    visits.append(look(browser, path, open_group=open_group))
                    browser.close()
                medians = {key: statistics.median(visit[key] for visit in visits) for key in visits[0]}
                note = "" if size <= 2000 else ("one group open" if open_group else "groups")
                print(
                    f"{size:>8} {made:>7.1f} {path.stat().st_size / 1e6:>6.2f} {medians['paint']:>9.0f} "
                    f"{medians['ready']:>9.0f} {medians['draw']:>8.1f} {medians['wave']:>8.0f}  {note}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
