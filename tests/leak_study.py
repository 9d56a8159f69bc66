"""A coalition whose members have awkward names and consents, every output made of it, and every text in those."""

import base64
import io
import json
import random
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

import ci_network as ci
from ci_network.output.figures.draw import figure
from ci_network.output.figures.save import save_figure
from ci_network.output.plan import write_plan

SECTORS = ("health", "schools", "housing", "arts")
TOML = """
[study]
title = "Harbour (synthetic)"
purpose = "Testing with {title}"
keep_until = 2031-01-01
backbone = ["org-00"]
phase = 2
required_sectors = ["health", "arts"]

[layers.communication]
kind = "frequency"
scale = ["never", "yearly", "quarterly", "monthly", "weekly", "daily"]

[layers.trust]
kind = "rating"
items = ["reliability", "mission", "openness"]

[layers.value]
kind = "rating"
items = ["influence", "involvement", "resources"]
"""
# Names of those who are not to be named: with signs, one within another, like words, like markup, like formulas.
HOSTILE = (
    "Weißer Ring", "Ann", "Annex Partners", "Café Zoë", "St. Mary's-by-the-Sea", "<b>Bold & Co</b>", "=SUM(Kite)",
    "İzmir Aid", "Q.E.D. (2019)", "Ｗｉｄｅ Ｗｏｒｄ",
)  # fmt: skip
IDS = ("weisser", "ann", "health", "monthly", "17", "degree", "a", "qed-x", "kite_9", "wide.word")
ALIASES = ("WRing", "The Sea", "", "Zoë's", "", "", "", "", "Oldhamites", "")


@dataclass
class Made:
    """A study on disk, and what nobody may find in the outputs for an audience."""

    folder: Path
    hidden: dict[str, list[str]] = field(default_factory=dict)


def study_on(folder: Path, *, seed: int = 1, answered: float = 0.9, plain_ids: bool = False) -> Made:
    """Write a coalition of thirty, ten of whom have hostile names and no consent of one kind or another."""
    rng = random.Random(seed)
    ids = [f"org-{place:02d}" for place in range(20)] + [one if plain_ids else f"x{one}x" for one in IDS]
    names = [f"Partner {chr(65 + place)}orth" for place in range(20)] + list(HOSTILE)
    public = ["yes"] * 20 + [rng.choice(["", "no"]) for _ in HOSTILE]
    internal = ["yes"] * 20 + ["no" if place % 2 else "yes" for place in range(len(HOSTILE))]
    sector = [SECTORS[place % 4] if place < 26 else "faith" for place in range(30)]
    people = pd.DataFrame(
        {
            "id": ids, "name": names, "sector": sector, "aliases": [""] * 20 + list(ALIASES),
            "role": ["steering" if i % 5 == 0 else "member" for i in range(30)],
            "lived_experience": ["yes" if i % 4 == 0 else "no" for i in range(30)],
            "consent_named_internal": internal, "consent_named_public": public,
            "latitude": [7.654321 + i for i in range(30)], "longitude": [8.765432 + i for i in range(30)],
            "secret_note": [f"noteof{i:02d}" for i in range(30)],
        }
    )  # fmt: skip
    silent = set(rng.sample(ids[1:], round(30 * (1 - answered))))
    rows = []
    for one in (one for one in ids if one not in silent):
        for other in rng.sample([other for other in ids if other != one], 6):
            rows.append(("2025", "communication", one, other, rng.choice([1, 2, 3, 3, 4, 5])))
            items = ("trust.reliability", "trust.mission", "trust.openness", "value.influence")
            rows += [("2025", item, one, other, rng.choice([1, 2, 3, 4])) for item in items]
    works = [(f"work {i}", HOSTILE[i % 10] if i % 2 else "Together") for i in range(8)]
    tables = {
        "stakeholders": people,
        "ties": pd.DataFrame(rows, columns=["wave", "layer", "source", "target", "value"]),
        "responses": pd.DataFrame(
            [(one, "2025", "none" if one in silent else "complete") for one in ids],
            columns=["stakeholder", "wave", "status"],
        ),
        "activities": pd.DataFrame(
            [(f"w{i}", f"{a} of {b}", rng.choice(ids), "o1" if i % 2 else "o2") for i, (a, b) in enumerate(works)],
            columns=["id", "title", "lead", "outcomes"],
        ),
        "participation": pd.DataFrame(
            [("2025", one, f"w{i}") for i in range(8) for one in ([ids[20 + i]] if i < 3 else rng.sample(ids, 4))],
            columns=["wave", "stakeholder", "activity"],
        ),
        "outcomes": pd.DataFrame([("o1", "Read well with Weißer Ring"), ("o2", "Stay")], columns=["id", "goal"]),
        "assessments": pd.DataFrame(
            [("2025", "condition.CA", one, rng.choice([1, 5]), f"noteof{one}") for one in ids[:4]],
            columns=["wave", "item", "stakeholder", "score", "note"],
        ),
        "groups": pd.DataFrame([("board", "steering")], columns=["id", "kind"]),
        "membership": pd.DataFrame([("board", one) for one in ids[::6]], columns=["group", "stakeholder"]),
    }
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(TOML.format(title=HOSTILE[3]), encoding="utf-8")
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    words = lambda flags: [  # noqa: E731
        word
        for place, flag in enumerate(flags)
        if flag != "yes"
        for word in (
            names[place],
            *([] if plain_ids else [ids[place]]),
            *([ALIASES[place - 20]] if place >= 20 else []),
        )
        if word
    ]
    return Made(folder, {"shareable": words(public), "internal": words(internal)})


def everything(made: Made, audience: str, out: Path, *, salt: str = "fixed") -> ci.Release:
    """Write every output there is for an audience."""
    study = ci.read_study(made.folder)
    analysis = ci.analyse(study, rng=1)
    release = ci.release(analysis, audience=audience, salt=salt)
    ci.write_report(release, out / "report")
    for kind in ("map", "reach_rings", "mixing_matrix", "centrality_bands"):
        for form in ("svg", "png", "pdf"):
            save_figure(figure(release, kind), out / "figures" / f"{kind}.{form}")
    plan = ci.release_plan(
        ci.plan_engagement(analysis.situation, hours=40, objective="mix"), audience=audience, salt=salt
    )
    write_plan(plan, out / "plan")
    found = ci.what_if(analysis.situation, [ci.AddTie("org-01", str(study.table("stakeholders")["id"].iloc[22]))])
    shown = ci.release_what_if(found, audience=audience, salt=salt)
    (out / "whatif.txt").write_text(f"{shown.words}{shown.sentences}{shown.table.to_csv()}", encoding="utf-8")
    return release


def texts_of(out: Path) -> Iterator[tuple[str, str]]:
    """Give every text there is: file names, files, members of zips, what is coded in base64 or in JSON."""
    for path in sorted(out.rglob("*")):
        yield "file name", path.name
        if path.is_file():
            yield from _inside(path.name, path.read_bytes())


def _inside(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            for part in held.namelist():
                yield from _inside(f"{name}/{part}", held.read(part))
        return
    if data.startswith(b"\x89PNG"):
        data = b"\n".join(_chunks(data))
    if data.startswith(b"%PDF"):
        data = re.sub(rb"stream\r?\n(.*?)endstream", _unpacked, data, flags=re.DOTALL)
    text = data.decode("utf-8", "replace")
    yield name, text
    yield (
        f"{name} (unescaped)",
        json.loads('"' + re.sub(r'["\n\r\t\\]', " ", text).replace("\x00", " ") + '"', strict=False),
    )
    yield f"{name} (JSON signs)", re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    for coded in re.findall(r"base64,([A-Za-z0-9+/=]{40,})", text):
        yield f"{name} (base64)", base64.b64decode(coded + "==").decode("utf-8", "replace")


def _chunks(data: bytes) -> Iterator[bytes]:
    """Give what a PNG holds beside its pixels."""
    place = 8
    while place < len(data):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        if kind != b"IDAT":
            yield data[place + 8 : place + 8 + size]
        place += size + 12


def _unpacked(found: "re.Match[bytes]") -> bytes:
    """Return a stream of a PDF as text; fonts and pixels, which are none, left out."""
    try:
        text = zlib.decompress(found[1])
    except zlib.error:
        return b""
    return text if text.isascii() else b""


def is_in(word: str, text: str) -> bool:
    """Whether a word stands in a text as a whole, however it is coded; markup in it as it is escaped."""
    for form in (word, word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")):
        for way in ("NFC", "NFKC"):
            folded = re.escape(unicodedata.normalize(way, form).casefold())
            if re.search(rf"(?<![^\W_]){folded}(?![^\W_])", unicodedata.normalize(way, text).casefold()):
                return True
    return False
