"""Which function works out which rule."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ci_network.advice import (
    propose_agenda,
    propose_contact,
    propose_footing,
    propose_links,
    propose_measures,
    propose_people,
    propose_spread,
    propose_work,
)
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
        propose_work.compare_notes,
        propose_contact.small_meal,
        propose_contact.lighter_contact,
        propose_contact.small_promise,
        propose_contact.two_views,
        propose_contact.group_liaison,
        propose_contact.meet_less,
        propose_contact.call_back,
        propose_spread.match_make,
        propose_spread.second_kind,
        propose_spread.spread_the_word,
        propose_agenda.add_policy_work,
        propose_agenda.place_activities,
        propose_agenda.word_the_problem,
        propose_agenda.small_group,
        propose_agenda.align_funders,
        propose_agenda.early_win,
        propose_measures.choose_measure,
        propose_measures.share_a_measure,
        propose_measures.data_walk,
        propose_measures.break_down,
        propose_footing.share_a_decision,
        propose_footing.share_the_backbone,
        propose_footing.open_the_books,
        propose_footing.talk_over_form,
        propose_footing.find_the_ground,
        propose_footing.finish_first,
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
        found += PROPOSERS[rule.proposer](setting, rule, answered)[: setting.assumptions.tried_per_rule]
    return found
