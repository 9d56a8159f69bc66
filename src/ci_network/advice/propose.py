"""Which function works out which rule."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ci_network.advice import propose_links, propose_people, propose_work
from ci_network.advice.catalogue import CATALOGUE
from ci_network.advice.proposal import Proposal, weight_of
from ci_network.advice.rule import Rule
from ci_network.advice.setting import Setting
from ci_network.gaps.gap import Gap

Proposer = Callable[[Setting, Rule, Sequence[Gap]], list[Proposal]]

PROPOSERS: Final[Mapping[str, Proposer]] = {
    function.__name__: function
    for function in (
        propose_people.invite,
        propose_people.second_voice,
        propose_people.seat,
        propose_people.buddy,
        propose_people.join_activity,
        propose_people.share_load,
        propose_people.one_sided,
        propose_people.ask_again,
        propose_people.join_parts,
        propose_links.second_path,
        propose_links.bridge_groups,
        propose_links.widen_bridge,
        propose_links.liaison,
        propose_links.introduce,
        propose_links.close_triangles,
        propose_links.partner_hosts,
        propose_links.weavers,
        propose_work.call,
        propose_work.common_contact,
        propose_work.try_together,
        propose_work.find_owner,
        propose_work.second_organisation,
        propose_work.second_carrier,
    )
}


def proposals(setting: Setting) -> list[Proposal]:
    """Return what every rule proposes, in the order of the catalogue; nothing is ranked yet.

    A rule is silent where fewer answered than it asks for. Of many gaps of one kind only those that matter most
    are taken on (see ``Assumptions.tried_per_rule``).
    """
    rate = setting.net.response_rate
    found: list[Proposal] = []
    for rule in CATALOGUE:
        if rate < rule.least_response:
            continue
        answered = [gap for gap in setting.gaps if rule.answers_to(gap.gap, gap.kind)]
        answered.sort(key=lambda gap: (-weight_of(gap), gap.kind, gap.subjects, gap.evidence_text))
        found += PROPOSERS[rule.what_if](setting, rule, answered)[: setting.assumptions.tried_per_rule]
    return found
