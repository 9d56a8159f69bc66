"""What the rules on resources, kinds of ties and messages that must travel propose."""

from collections.abc import Sequence

from ci_network.advice.operations import Seed
from ci_network.advice.partners import with_room
from ci_network.advice.proposal import Proposal, Trial, told, weight_of
from ci_network.advice.propose_contact import pairs_by_likeness
from ci_network.advice.rule import Rule
from ci_network.advice.setting import Setting
from ci_network.advice.standing import reach
from ci_network.advice.steps import SecondKind
from ci_network.advice.targets import (
    kinds_of_ties,
    layers_of_ties,
    multiplex_share,
    reached_by_starters,
    working_together,
)
from ci_network.framework.assessment import mean_scores
from ci_network.gaps.gap import Gap
from ci_network.wording import listed, percent

Gaps = Sequence[Gap]
_STARTERS, _PAIRS = 3, 3
_RESOURCES = "resources"


def match_make(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 42: who looks for a thing and who, near it, offers it."""
    found = []
    for gap in gaps[: setting.assumptions.tried_per_rule]:
        places = setting.places(gap.subjects[:2])
        if len(places) < 2 or setting.burdened[places[1]]:
            continue
        seeker, provider = places
        near = setting.standing.adjacency[seeker, provider]
        via = setting.places([told(gap, "via")])
        words = {
            "seeker": setting.names[seeker],
            "provider": setting.names[provider],
            "resource": told(gap, "resource"),
            "distance": "with whom it is in contact" if near else f"known to {listed(setting.named(via))} as well",
        }
        pair = (seeker, provider)
        trial = _second_kind_trial(setting, [pair])
        subjects = setting.ids(pair)
        found.append(Proposal(rule, subjects, words, weight_of(gap), pairs=(pair,), trial=trial))
    return found


def second_kind(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 43: contacts of partners who share a goal or work, to be deepened, where few ties are of two kinds."""
    situation = setting.situation
    share = multiplex_share(situation) if setting.study.phase == max(rule.phases) else 1.0
    if not share < setting.assumptions.two_kinds:
        return []
    one_kind = kinds_of_ties(situation) < 2
    alike = working_together(situation) | (setting.chosen.astype(int) @ setting.chosen.T.astype(int) > 0)
    peer = situation.is_peer & ~setting.burdened
    flags = setting.standing.adjacency & one_kind & alike & peer[:, None] & peer[None, :]
    pairs = pairs_by_likeness(setting, flags, count=_PAIRS)
    if not pairs:
        return []
    words = {
        "pairs": "; ".join(f"{setting.names[one]} and {setting.names[other]}" for one, other in pairs),
        "share": percent(share),
    }
    subjects = setting.ids(place for pair in pairs for place in pair)
    trial = _second_kind_trial(setting, pairs)
    return [Proposal(rule, subjects, words, (1 - share) / 2, pairs=tuple(pairs), trial=trial)]


def _second_kind_trial(setting: Setting, pairs: Sequence[tuple[int, int]]) -> Trial | None:
    """Return the trial of a tie of resources for each pair; ``None`` where the study asked for one kind of tie only."""
    kinds = [layer for layer in layers_of_ties(setting.situation) if layer != setting.net.layer.name]
    if not kinds:
        return None
    ids = tuple((str(setting.net.ids[one]), str(setting.net.ids[other])) for one, other in pairs)
    layer = _RESOURCES if _RESOURCES in kinds else kinds[0]
    return Trial("share of pairs with ties of two kinds", multiplex_share, 1.0, (SecondKind(ids, layer),))


def spread_the_word(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 41: with whom a message starts beside the backbone, so that most hear it at first or second hand."""
    situation, taken = setting.situation, setting.assumptions
    said = mean_scores(setting.study, ["backbone.public_will"], wave=situation.wave)["score"].iloc[0]
    now = reached_by_starters(situation)
    if not said < situation.thresholds.role_covered or not now < taken.hub_reach:
        return []
    reached = setting.net.is_backbone | setting.standing.adjacency[setting.net.is_backbone].any(axis=0)
    starters: list[int] = []
    for _ in range(_STARTERS):
        able = with_room(setting, (place for place in range(setting.net.n) if place not in starters))
        gains = {place: int((setting.standing.adjacency[place] & ~reached).sum()) for place in able}
        best = max(able, key=lambda place: (gains[place], -place), default=None)
        if best is None or not gains[best]:
            break
        starters.append(best)
        reached = reached | setting.standing.adjacency[best]
    trial = Trial("share of partners reached directly", reached_by_starters, 1.0, (Seed(setting.ids(starters)),))
    if not starters:
        return []
    then = reached_by_starters(trial.operations[0].apply(situation))
    if then - now < taken.star_gain:
        return []
    words = {"seeds": listed(setting.named(starters)), "share": percent(then), "now": percent(now)}
    return [Proposal(rule, setting.ids(starters), words, 1 - reach(setting.standing, 2) / 2, trial=trial)]
