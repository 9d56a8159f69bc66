"""The plain facts printed on every output, and the record of how it was made."""

import platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from ci_network.analysis import Analysis
    from ci_network.network.network import Network
    from ci_network.study.study import Study

_ENDS = {
    "either": "one end's report is enough",
    "max": "the higher of the two reports counts",
    "both": "both ends must report it",
    "min": "the lower of the two reports counts",
    "mean": "the mean of the two reports counts",
    "none": "directions are kept as reported",
}
_DIGEST = "digest kept back: it is for the coalition's own team"
_LIBRARIES = ("ci-network", "networkx", "numpy", "pandas", "scipy")


def about_of(analysis: "Analysis", audience: str) -> dict[str, Any]:
    """Return the facts to print on every output of a release."""
    study, net = analysis.study, analysis.network
    return study_facts(study, net, audience) | {
        "phase": study.phase,
        "waves": list(study.waves),
        "gone": _gone(study, net) if audience == "internal" else {},
        "scale": list(net.layer.scale),
        "level_value": net.rule.level(net.layer),
        "response_policy": analysis.situation.policy.level,
        "outsiders": study.outsiders,
        "ties": len(net.ties()),
        "any_ties": len(analysis.any_contact.ties()),
        "seed": analysis.seed,
    }


def _gone(study: "Study", net: "Network") -> dict[str, int]:
    """Return how many members of each wave's roster are not of the analysis, such as those who have left since."""
    counts = {wave: int((~study.roster(wave).index.isin(net.ids)).sum()) for wave in study.waves}
    return {wave: count for wave, count in counts.items() if count}


def study_facts(study: "Study", net: "Network", audience: str) -> dict[str, Any]:
    """Return the facts of a study and of its network to print on every output."""
    names = net.members["name"]
    return {
        "title": study.title,
        "purpose": study.purpose or "not stated",
        "keep_until": study.keep_until.isoformat() if study.keep_until else "not stated",
        "backbone": ", ".join(str(names[member]) for member in net.backbone) or "none declared",
        "wave": net.wave,
        "layer": net.layer.name,
        "level": net.rule.level_name(net.layer),
        "rule": rule_in_words(net),
        "response_rate": net.response_rate,
        "answered": int(net.answered.sum()),
        "members": net.n,
        "synthetic": study.synthetic,
        "notice": _notice(net.members, audience),
    }


def rule_in_words(net: "Network") -> str:
    """Return the tie rule of a network as a person would say it."""
    level = net.rule.level_name(net.layer)
    at_least = level if net.rule.level(net.layer) in (0, net.layer.high) else f"{level} or more"
    ends = _ENDS[net.rule.symmetrise] if net.layer.directed else "who reported what is not known"
    channels = f"; channels {', '.join(net.rule.channels)} only" if net.rule.channels else ""
    purposes = f"; for {', '.join(net.rule.purposes)} only" if net.rule.purposes else ""
    return f"{at_least}; {ends}{channels}{purposes}"


def provenance_of(analysis: "Analysis", audience: str, withheld: pd.DataFrame) -> dict[str, Any]:
    """Return the record of inputs, versions and settings that would make the same outputs again."""
    net = analysis.network
    sources = sorted(analysis.study.sources.items())
    return {
        # Of a small table, such as who answered, all contents can be tried until one has the digest.
        "inputs": {name: f"sha256:{digest}" if audience == "internal" else _DIGEST for name, digest in sources},
        "versions": {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES},
        "settings": {
            "audience": audience,
            "layer": net.layer.name,
            "wave": net.wave,
            "tie_rule": rule_in_words(net),
            "seed": analysis.seed,
        },
        "response_rate": None if net.response_rate != net.response_rate else net.response_rate,
        "thresholds": analysis.thresholds().to_dict("records"),
        "withheld": withheld.to_dict("records"),
        "platform": sys.platform,
    }


def _notice(members: pd.DataFrame, audience: str) -> str:
    if audience == "shareable":
        return (
            "Members who have not agreed to be named in public are shown by a pseudonym. A pseudonymised network is"
            " not anonymous: people who know the coalition may still recognise a member by its place in it."
        )
    recorded = "consent_named_internal" in members and (members["consent_named_internal"] != "").any()
    unknown = "" if recorded else " The study did not record who agreed to be named, so all members are."
    return f"For the coalition's own team. It shows members' own answers: do not pass it on.{unknown}"
