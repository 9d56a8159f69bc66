"""A study and its network at one moment, with what the search for gaps needs of them worked out once."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.roles import is_steering, steering_flags
from ci_network.gaps.thresholds import Thresholds
from ci_network.glance import Glance
from ci_network.measures.backbone_steps import backbone_distance_of
from ci_network.measures.communities import node_in_community
from ci_network.measures.response import COUNTS, FULL, UNSTATED, ResponsePolicy, complete_answers, response_policy
from ci_network.network.build import build_network
from ci_network.network.layers import TwoMode, required_pairs, two_mode
from ci_network.network.network import BoolArray, Network
from ci_network.network.tierule import TieRule
from ci_network.study.study import Study

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Situation(Glance):
    """A study and its network in one wave.

    Attributes
    ----------
    study, wave
        The study and the wave looked at.
    net
        The ties under the rule, directions forgotten.
    any_contact
        The ties of any strength, directions forgotten.
    as_of
        The day on which activities are judged to have ended; ``None`` where it is not known, and then none has.
    seed
        The seed of every random step.
    spread_from
        Whom a message starts from where that is not the backbone; reach is then measured from them.
    """

    study: Study
    net: Network
    any_contact: Network
    wave: str
    as_of: dt.date | None = None
    seed: int = 1
    thresholds: Thresholds = field(default_factory=Thresholds)
    spread_from: tuple[str, ...] = ()

    def glance(self) -> tuple[str, ...]:
        """Return the study's title and its network in a line."""
        return (self.study.title, *self.net.glance())

    @classmethod
    def of(
        cls,
        study: Study,
        *,
        layer: str = "communication",
        wave: str | None = None,
        rule: TieRule | None = None,
        rng: int | np.random.Generator | None = 1,
        as_of: dt.date | None = None,
    ) -> Self:
        """Return the situation of a study in a wave.

        Parameters
        ----------
        layer, wave, rule
            As in :func:`build_network`: the latest wave and the study's own rule where none is given.
        rng
            A seed, or a generator from which a seed is drawn.
        as_of
            The day on which activities are judged to have ended; the last of the wave's year where the wave is
            named by a year. Never today: the same study gives the same gaps tomorrow.

        Examples
        --------
        >>> import ci_network as ci
        >>> situation = Situation.of(ci.read_study("data/riverbend"))
        >>> situation.wave, str(situation.as_of)
        ('2026', '2026-12-31')
        """
        net = build_network(study, layer, wave=wave, rule=rule)
        loose = build_network(study, layer, wave=net.wave, rule=net.rule.any_contact())
        seed = rng if isinstance(rng, int) else int(np.random.default_rng(rng).integers(2**31))
        return cls.on(study, net, loose, as_of=as_of, seed=seed)

    @classmethod
    def on(
        cls, study: Study, net: Network, any_contact: Network, *, as_of: dt.date | None = None, seed: int = 1
    ) -> Self:
        """Return the situation of networks that are built already: under the rule, and at any contact."""
        return cls(study, net.weak, any_contact.weak, net.wave, as_of or _end_of(net.wave), seed)

    @property
    def ids(self) -> pd.Index:
        """The members' ids."""
        return self.net.ids

    @cached_property
    def names(self) -> list[str]:
        """The members' names, in the order of ids."""
        return [str(name) for name in self.net.members["name"]]

    @cached_property
    def sectors(self) -> Mapping[str, tuple[int, ...]]:
        """The places of each sector's members, sectors in alphabetical order; blank sectors left out."""
        return _by_label(self.net.members["sector"])

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The same by the column "place"; empty where the study has none."""
        return _by_label(self.net.members.get("place", pd.Series("", index=self.ids)))

    @cached_property
    def clusters(self) -> Mapping[str, tuple[int, ...]]:
        """The same by the communities found from the ties under the rule, the largest first: "cluster 1", ..."""
        code = node_in_community(self.net, rng=self.seed).to_numpy()
        return {f"cluster {one + 1}": tuple(np.flatnonzero(code == one).tolist()) for one in sorted(set(code.tolist()))}

    @cached_property
    def is_peer(self) -> BoolArray:
        """One flag a member: not of the backbone."""
        return ~self.net.is_backbone

    @cached_property
    def ties(self) -> BoolArray:
        """n x n: in contact under the rule."""
        return np.asarray(self.net.binary.toarray() > 0)

    @cached_property
    def any_ties(self) -> BoolArray:
        """n x n: in contact at all."""
        return np.asarray(self.any_contact.binary.toarray() > 0)

    @cached_property
    def from_backbone(self) -> FloatArray:
        """Steps from the nearest of the backbone under the rule; inf without a way, NaN without a backbone."""
        return backbone_distance_of(self.net)

    @cached_property
    def from_backbone_any(self) -> FloatArray:
        """The same at any contact."""
        return backbone_distance_of(self.any_contact)

    @cached_property
    def required(self) -> sparse.csr_array:
        """n x n: how many activities each pair of partners shares; rows and columns of the backbone are empty."""
        pairs = required_pairs(self.study, self.ids, wave=self.wave)
        keep = sparse.diags_array(self.is_peer.astype(float))
        return sparse.csr_array(keep @ pairs @ keep)

    @cached_property
    def activities(self) -> TwoMode:
        """Members x activities: takes part in or leads."""
        return self._two_mode("activities")

    @cached_property
    def outcomes(self) -> TwoMode:
        """Members x outcomes: works on one through an activity."""
        return self._two_mode("outcomes")

    @cached_property
    def commitments(self) -> TwoMode:
        """Members x outcomes: is committed to."""
        return self._two_mode("commitments")

    @cached_property
    def indicators(self) -> TwoMode:
        """Members x indicators: reports."""
        return self._two_mode("indicators")

    @cached_property
    def uses(self) -> TwoMode:
        """Members x indicators: used in a decision."""
        return self._two_mode("uses")

    @cached_property
    def groups(self) -> TwoMode:
        """Members x groups: belongs to."""
        return self._two_mode("groups")

    @cached_property
    def in_steering(self) -> BoolArray:
        """One flag a member: has a seat in steering, by its group or its role; all false where none is recorded."""
        kinds = self.study.table("groups").set_index("id")["kind"].reindex(self.groups.things)
        steering = np.array([is_steering(kind) for kind in kinds], dtype=bool)
        seated = np.asarray(self.groups.matrix @ steering.astype(float)) > 0
        return np.asarray(seated | steering_flags(self.net.members))

    @cached_property
    def ended(self) -> frozenset[str]:
        """The ids of activities that had ended by ``as_of``."""
        table = self.study.table("activities")
        if self.as_of is None:
            return frozenset()
        return frozenset(table.loc[table["end"] < pd.Timestamp(self.as_of), "id"])

    @cached_property
    def answered_in_full(self) -> BoolArray:
        """One flag a member: its silence about another is a known no, not missing data."""
        return complete_answers(self.net, self.study)

    @cached_property
    def observed(self) -> BoolArray:
        """n x n: at least one respondent told of the pair, be it that there is no contact."""
        full = self.answered_in_full
        said = (self.net.reports + self.net.reports.T).toarray() > 0
        return np.asarray(full[:, None] | full[None, :] | said)

    @cached_property
    def policy(self) -> ResponsePolicy:
        """What the answers permit to be said."""
        cuts = self.thresholds
        return response_policy(
            self.net,
            required_sectors=self.study.required_sectors,
            full=cuts.response_full,
            bands=cuts.response_bands,
            sector=cuts.response_sector,
        )

    @property
    def may_name(self) -> bool:
        """Whether enough answered for claims about a single member's place in the network."""
        return self.policy.level != COUNTS

    @cached_property
    def caveat(self) -> str:
        """What to bear in mind of everything that rests on ties; blank where nearly all answered."""
        if self.policy.level == FULL:
            return ""
        if self.policy.level == UNSTATED:
            return "who answered is not known"
        return f"provisional: {self.policy.reason}"

    @cached_property
    def often(self) -> str:
        """The level of the rule as it follows "contact" in a sentence: " monthly or more"; blank at any contact."""
        rule, layer = self.net.rule, self.net.layer
        level, name = rule.level(layer), rule.level_name(layer)
        if level == 0:
            return ""
        beyond = "" if level == layer.high else " or more"
        return f" {name}{beyond}" if layer.kind == "frequency" else f" at {name}{beyond}"

    def share_observed(self, rows: Iterable[int], columns: Iterable[int] | None = None) -> float:
        """Return the share of pairs between two sets of members (all others where one is given) told of."""
        first = np.fromiter(rows, dtype=np.intp)
        second = np.arange(self.net.n) if columns is None else np.fromiter(columns, dtype=np.intp)
        pairs = first[:, None] != second[None, :]
        return float(self.observed[np.ix_(first, second)][pairs].mean()) if pairs.any() else 1.0

    def id_tuple(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the ids at these places."""
        return tuple(str(self.ids[place]) for place in places)

    def named(self, places: Iterable[int]) -> list[str]:
        """Return the names at these places."""
        return [self.names[place] for place in places]

    def _two_mode(self, what: str) -> TwoMode:
        return two_mode(self.study, what, self.ids, wave=self.wave)


def _by_label(labels: pd.Series) -> dict[str, tuple[int, ...]]:
    texts = labels.astype(str).to_numpy()
    return {name: tuple(np.flatnonzero(texts == name).tolist()) for name in sorted(set(texts) - {""})}


def _end_of(wave: str) -> dt.date | None:
    year = re.match(r"\d{4}", wave)
    return dt.date(int(year[0]), 12, 31) if year and int(year[0]) > 0 else None
