import re
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from output.fake_release import fake_release
from output.test_map import HOSTILE, hostile_release

import ci_network as ci
from ci_network.errors import InputError, UnknownNameError, UsageError
from ci_network.output.figures import KINDS, figure
from ci_network.output.figures.change import wave_change_figure
from ci_network.output.figures.mixing import mixing
from ci_network.output.figures.save import figure_bytes, save_figure
from ci_network.output.figures.sheet import cut
from ci_network.output.level import ties_at_level
from ci_network.release import Release

pytest.importorskip("matplotlib")
REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "indiana-tobacco"
CURVE = pd.DataFrame({"hours": [0.0, 5.0, 12.0], "gain": [0.0, 0.1, 0.15]})


def nobody(release: Release) -> Release:
    return replace(release, members=release.members.iloc[:0], ties=release.ties.iloc[:0])


def one_member(release: Release) -> Release:
    return replace(release, members=release.members.iloc[:1], ties=release.ties.iloc[:0])


def no_backbone(release: Release) -> Release:
    return replace(release, members=release.members.assign(is_backbone=False))


def nobody_answered(release: Release) -> Release:
    silent = replace(release, members=release.members.assign(answered=False))
    return replace(silent, about={**release.about, "response_rate": 0.0, "response_policy": "counts"})


def one_wave(release: Release) -> Release:
    return replace(release, ties=release.ties[release.ties["wave"] == "2025"])


CASES = [nobody, one_member, no_backbone, nobody_answered, one_wave, lambda release: release]


def drawn(release: Release, kind: str) -> Any:
    return figure(release, kind, curve=CURVE if kind == "gain_curve" else None)


def texts(made: Any) -> list[str]:
    import matplotlib.text

    return [text.get_text() for text in made.findobj(matplotlib.text.Text) if text.get_text()]


def unseen(made: Any) -> list[Any]:
    """Return the labels of ticks beyond the axes' ends, which are not drawn."""
    axis = [axis for axes in made.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = [(tick, sorted(one.get_view_interval())) for one in axis for tick in one.get_major_ticks()]
    return [tick.label1 for tick, (low, high) in ticks if not low <= tick.get_loc() <= high]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_every_kind_is_drawn_in_every_case(kind: str, case: Callable[[Release], Release]) -> None:
    release = case(fake_release())
    svg = figure_bytes(drawn(release, kind), "svg").decode()
    assert svg.startswith("<?xml")
    # What every figure rests on.
    for fact in (f"n = {len(release.members)}", "wave 2025", "a tie is: communication"):
        assert fact in svg
    assert ("answered" in svg) or ("who answered is not known" in svg)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_release_gives_the_same_bytes(kind: str, form: str) -> None:
    first, second = (figure_bytes(drawn(fake_release(), kind), form) for _ in range(2))
    assert first == second
    assert b"Date" not in first
    assert not re.search(rb"matplotlib v?\d|Matplotlib v?\d", first)


@pytest.mark.parametrize("study", ["data/riverbend", "data/knoke", str(REAL)])
def test_real_studies_are_drawn(study: str) -> None:
    if not Path(study).exists():
        pytest.skip("not on this machine")
    release = ci.release(ci.analyse(ci.read_study(study)), audience="internal")
    for kind in KINDS:
        assert len(figure_bytes(drawn(release, kind), "pdf")) > 2000


@pytest.mark.parametrize("kind", ["map", "mixing_matrix", "centrality_bands", "wave_change", "gain_curve"])
def test_no_text_covers_another_and_none_leaves_the_sheet(kind: str) -> None:
    """Texts are measured as matplotlib draws them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from ci_network.output.figures.save import styled

    made = drawn(fake_release(), kind)
    with styled():
        canvas = FigureCanvasAgg(made)
        canvas.draw()
        renderer = canvas.get_renderer()
        import matplotlib.text

        found = [
            (text.get_text(), text.get_window_extent(renderer), text.get_rotation())
            for text in made.findobj(matplotlib.text.Text)
            if text.get_text().strip() and text.get_visible() and text not in unseen(made)
        ]
    wide, high = made.get_size_inches() * made.dpi
    level = [(words, box) for words, box, turned in found if not turned]
    for words, box, _ in found:
        assert box.x0 >= -0.5, words
        assert box.x1 <= wide + 0.5, words
        assert box.y0 >= -0.5, words
        assert box.y1 <= high + 0.5, words
    for (one, a), (two, b) in combinations(level, 2):
        clear = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 1.5 or b.y1 <= a.y0 + 1.5
        assert clear, (one, two)


def test_texts_stay_texts_and_names_are_no_formulas() -> None:
    release = fake_release()
    members = release.members.assign(label=[r"$\frac{1}{0}$ & <b>", *release.members["label"][1:]])
    svg = figure_bytes(figure(replace(release, members=members), "map"), "svg").decode()
    assert "<text" in svg
    assert "Homes First" in svg
    assert r"\frac{1}{0}$" in svg
    assert "&lt;b&gt;" in svg


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_labels_do_nothing(kind: str) -> None:
    svg = figure_bytes(drawn(hostile_release(), kind), "svg").decode()
    assert "<script" not in svg
    assert not re.search(r"<[^>]*\son\w+=", svg)
    assert "\u202e" not in svg
    assert HOSTILE


def test_synthetic_data_are_marked() -> None:
    assert "Synthetic data" in texts(figure(fake_release(synthetic=True)))
    assert "Synthetic data" not in texts(figure(fake_release(synthetic=False)))


@pytest.mark.parametrize("policy", ["counts", "unstated"])
def test_no_standing_of_a_member_where_too_few_answered(policy: str) -> None:
    release = fake_release(response_policy=policy)
    names = set(release.members["label"])
    assert not names & set(texts(figure(release, "centrality_bands")))
    rings = " ".join(texts(figure(release, "reach_rings")))
    assert "Homes First" not in rings.replace("\n", " ")
    assert "Names are left out." in rings


def test_members_are_listed_by_name_not_by_rank() -> None:
    release = fake_release(response_policy="bands")
    shown = [text for text in texts(figure(release, "centrality_bands")) if text in set(release.members["label"])]
    sector = release.members.set_index("label")["sector"]
    assert len(shown) == 64
    assert [sector[name] for name in shown] == sorted(sector[name] for name in shown)


def test_the_matrix_counts_every_tie_once() -> None:
    release = fake_release()
    names, ties, possible = mixing(release)
    assert np.triu(ties).sum() == len(ties_at_level(release))
    assert (ties == ties.T).all()
    sizes = release.members["sector"].value_counts()
    one, two = names.index("Schools"), names.index("Health")
    assert possible[one, two] == sizes["Schools"] * sizes["Health"]
    assert possible[one, one] == sizes["Schools"] * (sizes["Schools"] - 1) / 2


def test_the_rings_state_how_many_stand_where() -> None:
    release = fake_release()
    graph_reach = release.reach[(release.reach["measure"] == "reach_1") & (release.reach["group"] == "")]
    words = " ".join(texts(figure(release, "reach_rings")))
    first = int(re.search(r"Of 62 partners: (\d+) at one step", words)[1])
    assert first == round(float(graph_reach["value"].iloc[0]) * 62)


def test_change_counts_ties_kept_gained_and_lost() -> None:
    release = fake_release()
    own = release.ties[(release.ties["layer"] == "communication") & (release.ties["value"] >= 3)]
    pairs = {
        wave: {frozenset(pair) for pair in group[["source", "target"]].itertuples(index=False)}
        for wave, group in own.groupby("wave")
    }
    before, after = pairs["2024"], pairs["2025"]
    words = " ".join(texts(wave_change_figure(release)))
    expected = f"{len(before & after)} ties kept, {len(after - before)} gained, {len(before - after)} lost"
    assert expected in words


def test_a_gain_curve_needs_hours_and_gain() -> None:
    with pytest.raises(InputError, match="gain is not there"):
        figure(fake_release(), "gain_curve", curve=CURVE.drop(columns="gain"))
    assert any(
        "There is no plan to draw" in text.replace("\n", " ") for text in texts(figure(fake_release(), "gain_curve"))
    )
    full = CURVE.assign(expected=CURVE["gain"] / 2, low=0.0, high=CURVE["gain"])
    assert "expected" in texts(figure(fake_release(), "gain_curve", curve=full))
    assert "not a forecast of outcomes" in " ".join(texts(figure(fake_release(), "gain_curve", curve=full)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_shareable_figure_holds_no_withheld_name(kind: str) -> None:
    analysis = ci.analyse(ci.read_study("data/riverbend"))
    shareable = ci.release(analysis, audience="shareable", salt="test")
    members = analysis.network.members
    withheld = members.loc[members["consent_named_public"] != "yes", "name"]
    svg = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", figure_bytes(drawn(shareable, kind), "svg").decode()))
    assert len(withheld) > 0
    assert not [name for name in withheld if name in svg]
    assert "may be shared" in svg


def test_a_figure_shows_and_saves_itself(tmp_path: Path) -> None:
    made = figure(fake_release(), "mixing_matrix")
    assert made._repr_svg_().startswith("<?xml")
    assert made.save(tmp_path / "deep" / "one.svg").read_bytes() == figure_bytes(made, "svg")
    with pytest.raises(UsageError, match=r"not as \.jpg"):
        save_figure(made, tmp_path / "one.jpg")
    assert not (tmp_path / "one.jpg").exists()


def test_a_kind_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownNameError, match="kind of figure 'pie'"):
        figure(fake_release(), "pie")


def test_without_matplotlib_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r'pip install "ci-network\[figures\]"'):
        figure(fake_release(), "map")


def test_the_users_own_settings_are_left_alone() -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 31.0, "svg.fonttype": "path"}):
        assert figure_bytes(figure(fake_release(), "map"), "svg") == figure_bytes(figure(fake_release(), "map"), "svg")
        assert mpl.rcParams["font.size"] == 31.0
    plain = figure_bytes(figure(fake_release(), "map"), "svg")
    with mpl.rc_context({"font.size": 31.0, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert figure_bytes(figure(fake_release(), "map"), "svg") == plain


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert cut("A" * 200, 1.0, 8).endswith("…")
    assert cut("Short", 1.0, 8) == "Short"
