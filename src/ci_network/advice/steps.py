"""Small changes of a study's tables that single rules try out, beside the operations of a what-if."""

from dataclasses import dataclass, replace

from ci_network.advice.operation import Operation, goal_of, measure_of, name_of
from ci_network.gaps.situation import Situation
from ci_network.study.change import with_rows
from ci_network.wording import listed


@dataclass(frozen=True)
class NewMeasure(Operation):
    """A measure for a goal, which nobody reports yet."""

    outcome: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the measure."""
        row = {"id": f"measure of {self.outcome}", "outcome": self.outcome}
        return replace(situation, study=with_rows(situation.study, "indicators", [row]))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"Agree a measure for {goal_of(situation, self.outcome)}"


@dataclass(frozen=True)
class UseMeasure(Operation):
    """Members use a measure in a decision."""

    members: tuple[str, ...]
    measure: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which they used it."""
        study = situation.study
        known = set(study.table("reporting")[["stakeholder", "indicator"]].itertuples(index=False, name=None))
        new = [one for one in self.members if (one, self.measure) not in known]
        study = with_rows(study, "reporting", [{"stakeholder": one, "indicator": self.measure} for one in new])
        frame = study.tables["reporting"]
        its = (frame["indicator"] == self.measure) & frame["stakeholder"].isin(list(self.members))
        frame = frame.assign(uses=frame["uses"].mask(its, "yes"))
        return replace(situation, study=replace(study, tables={**study.tables, "reporting": frame}))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        names = [name_of(situation, one) for one in self.members]
        return f"{listed(names)} use the measure {measure_of(situation, self.measure)} in a decision"


@dataclass(frozen=True)
class SecondKind(Operation):
    """Pairs of members have a tie of one more kind."""

    pairs: tuple[tuple[str, str], ...]
    layer: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with these ties of the layer."""
        row = {"wave": situation.wave, "layer": self.layer, "value": 1.0}
        rows = [row | {"source": one, "target": other, "reported_by": one} for one, other in self.pairs]
        return replace(situation, study=with_rows(situation.study, "ties", rows))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        pairs = [f"{name_of(situation, one)} and {name_of(situation, other)}" for one, other in self.pairs]
        return f"A tie of {self.layer} between {'; '.join(pairs)}"


@dataclass(frozen=True)
class SameGoals(Operation):
    """All who chose any goal choose these too."""

    outcomes: tuple[str, ...]

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which they did."""
        table = situation.study.table("commitments")
        held = set(table[["stakeholder", "outcome"]].itertuples(index=False, name=None))
        everybody = table["stakeholder"].unique()
        rows = [
            {"stakeholder": one, "outcome": goal}
            for one in everybody
            for goal in self.outcomes
            if (one, goal) not in held
        ]
        return replace(situation, study=with_rows(situation.study, "commitments", rows))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"All who chose a goal choose {listed([goal_of(situation, goal) for goal in self.outcomes])} too"
