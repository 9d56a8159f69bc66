"""What the report calls things: kinds of gap, measures, terms and references, each in plain words."""

from typing import Final, NamedTuple

import pandas as pd


class GapWords(NamedTuple):
    """One kind of gap: the theme it belongs to, its name, and what it is."""

    theme: str
    name: str
    meaning: str


PEOPLE, TIES, WORK, BACKBONE = "People and groups", "Ties", "Work and outcomes", "The backbone"
OTHER: Final = "Other findings"
THEMES: Final = (PEOPLE, TIES, WORK, BACKBONE, OTHER)

GAPS: Final = {
    "G1": GapWords(
        PEOPLE,
        "Voices missing from the table",
        "A sector the study asks for has no member, only one, or none within reach.",
    ),
    "G2": GapWords(PEOPLE, "Members at the edge", "Members with no tie, or only one, at the level of the rule."),
    "G3": GapWords(
        TIES,
        "Ties seen from one side only",
        "Both answered; one reports regular contact and the other none, or far less.",
    ),
    "G4": GapWords(
        PEOPLE, "Groups that seldom meet", "Two groups have fewer ties between them than chance would give."
    ),
    "G5": GapWords(
        TIES,
        "Much resting on one link",
        "Without this member, tie or carrier, others would lose their only path or the work its only holder.",
    ),
    "G6": GapWords(
        WORK,
        "Shared work without contact",
        "Members work on the same activity and are not in contact at the level of the rule.",
    ),
    "G7": GapWords(
        WORK,
        "Contact without shared work",
        "Members are in regular contact and share no activity yet. An opportunity, not a fault.",
    ),
    "G8": GapWords(
        WORK, "Outcomes with few hands", "Nobody, or only one organisation, works on an outcome of the agenda."
    ),
    "G9": GapWords(
        WORK,
        "Activities that may overlap",
        "Two activities with different leads look alike. Possible overlap: check with both.",
    ),
    "G10": GapWords(
        WORK,
        "Measures few share",
        "A measure has one reporter, no user or no recent report, or an outcome has no measure.",
    ),
    "G11": GapWords(
        BACKBONE, "Groups the backbone hardly reaches", "Less than half of a group can be reached in two steps."
    ),
    "G12": GapWords(
        BACKBONE,
        "Reliance on the backbone",
        "Members, or the whole network, would come apart without the backbone. Usual in a first phase.",
    ),
    "G13": GapWords(
        PEOPLE,
        "Members who carry a lot",
        "Ties, activities or leads well above what others carry. A reason to thank and to share out.",
    ),
    "G14": GapWords(
        TIES,
        "Trust to build between groups",
        "Answers on trust are low around a pair of groups; never shown by pair of members.",
    ),
    "G15": GapWords(WORK, "Resources that could be matched", "One member offers what another asks for."),
    "G16": GapWords(
        TIES, "Contact that could be lighter", "Frequent contact without joint work that its ends value little."
    ),
    "G17": GapWords(
        PEOPLE,
        "Lived experience on the margin",
        "Members with lived experience of the issue stand further out than others.",
    ),
    "G18": GapWords(
        TIES, "Different views of one tie", "Two partners describe the level of their collaboration differently."
    ),
    "G19": GapWords(
        PEOPLE,
        "Working groups without a link to steering",
        "No member of the group is tied to the steering group or the backbone.",
    ),
    "G20": GapWords(
        WORK, "Work of an earlier phase still open", "The evidence for an earlier phase is thin for the phase declared."
    ),
}

# The measures shown of each member, in this order, as far as the release has them.
MEASURES: Final = {
    "degree": ("Partners", "Number of members it is in contact with."),
    "strength": ("Contact", "Sum of the levels of its ties."),
    "harmonic": (
        "Closeness",
        "Mean of one over the number of steps to every other member; nobody within reach counts 0.",
    ),
    "closeness": (
        "Closeness to all",
        "One over the mean number of steps to all others; not known where somebody is out of reach.",
    ),
    "betweenness_normalised": ("In between", "Share of the shortest paths between others that run through it."),
    "constraint": (
        "Constraint",
        "How far its partners know each other already (Burt); low means it joins separate groups.",
    ),
    "clustering": ("Partners linked", "Share of its pairs of partners who are in contact with each other."),
    "core_number": ("Core", "Largest k such that it belongs to a group in which all have k ties inside it."),
}
SHARES: Final = (
    "betweenness_normalised",
    "efficiency",
    "connectedness",
    "clustering",
    "density",
    "transitivity",
    "reciprocity",
    "confirmation_rate",
)
NETWORK_MEASURES: Final = {
    "density": ("Ties in place", "Ties found, of all pairs that could have one."),
    "mean_degree": ("Partners per member", "Average number of partners."),
    "centralization_degree": ("Centralisation", "How far ties gather on one member: 0 evenly spread, 1 a star."),
    "centralization": ("Centralisation", "How far ties gather on one member: 0 evenly spread, 1 a star."),
    "transitivity": ("Partners of partners in contact", "Share of two-step paths whose ends are in contact."),
    "reciprocity": ("Ties named by both", "Share of the reported ties that run both ways."),
    "confirmation_rate": (
        "Ties confirmed",
        "Of pairs where both answered and one names the other, the share that both name.",
    ),
    "mean_distance": ("Steps between members", "Average number of steps between members who can reach each other."),
    "diameter": ("Longest distance", "Most steps between two members who can reach each other."),
    "components": ("Separate parts", "Parts of the network with no tie between them."),
    "isolates": ("Members without a tie", "Members with no tie at the level."),
    "fragmentation": ("Fragmentation", "Share of pairs with no path between them."),
}

# Measures of reach other than the steps: how each is called, and what a value of it says.
REACH: Final = {
    "pair_loss": (
        "Pairs that need the backbone",
        "Of pairs of partners who can reach each other now, the share that could not without the backbone.",
    ),
    "peer_tie_share": (
        "Ties that do not need the backbone",
        "Ties between partners, of all ties that end at a partner.",
    ),
    "distance_weighted_reach": (
        "Reach by distance",
        "Average of one over the steps from the backbone; nobody within reach counts 0.",
    ),
    "reach_dw": ("Reach by distance", "Average of one over the steps from the backbone; nobody within reach counts 0."),
    "reach_inf": ("Reach in any number of steps", "Partners the backbone can reach at all."),
    "only_tied_to_backbone": ("Partners tied to the backbone only", "Partners whose every tie goes to the backbone."),
    "strict_dependence": ("Partners tied to the backbone only", "Partners whose every tie goes to the backbone."),
    "stranded": ("Partners stranded without the backbone", "Partners who would leave the largest part of the network."),
    "two_way_reach": ("Reach by ties both ends report", "Partners reached directly by ties that both ends report."),
    "reach_2_among_respondents": (
        "Reach in two steps, of those who answered",
        "The same share counting only partners who answered.",
    ),
    "evenness": ("Least-reached sector", "Reach in two steps in the sector that is reached least."),
    "reach_gap": ("From the least- to the most-reached sector", "The difference of their reach in two steps."),
    "cascade_reach": (
        "News passed on",
        "Partners whom news from the backbone is expected to get to. The more often two are in contact, the likelier "
        "it is passed on.",
    ),
    "days_to_reach": (
        "Days until news arrives",
        "By the quickest way, when each tie waits for its next contact; average over partners it can arrive at.",
    ),
    "broadcast_only": (
        "Newsletter or the like only",
        "Partners who hear from the backbone directly, but by one-way channels alone.",
    ),
    "useful_reach": (
        "Reached and part of the work",
        "Partners reached in two steps who have an activity or are committed to a goal.",
    ),
    "confirmed_reach": (
        "A costly change that takes two examples",
        "Partners who would follow if the backbone and its contacts went first and all others waited for two contacts.",
    ),
    "threshold_reach": (
        "A costly change that takes half of one's contacts",
        "Partners who would follow if the backbone went first and all others waited for half of their contacts.",
    ),
}

# What actions aim at, in the words of a sentence; all other measures of actions are words already.
EFFECTS: Final = {
    "reach_2": "reach within one introduction",
    "peer_tie_share": "ties that do not need the backbone",
    "pair_loss": "pairs that need the backbone",
    "distance_weighted_fragmentation": "how far members are from each other (0 near, 1 out of reach)",
    "distance_weighted_reach": "reach of the backbone by distance (0 none, 1 everybody directly)",
    "isolates": "members without a tie",
    "congruence": "pairs at shared work who are in contact",
}

GLOSSARY: Final = (
    (
        "Any contact",
        "The same number again, counting every tie however seldom. Levels change the story, so both are printed.",
    ),
    (
        "Backbone",
        "The organisation or organisations that serve and coordinate the initiative. It is a "
        "function that several may share.",
    ),
    ("Band", "Lower, middle or upper third of the members, shown instead of a figure when too few answered."),
    ("Confidence", "Share of the pairs behind a finding that somebody who answered has reported on."),
    ("Layer", "One kind of relation, such as communication or collaboration."),
    ("Level", "How often, or how closely, two members must be in contact for a tie to count."),
    ("Member", "An organisation, group or person of the coalition; also called stakeholder."),
    ("Partner", "A member that is not part of the backbone, or a member at the other end of a tie."),
    ("Reach", "Share of partners that the backbone gets to in one, two or three steps along the ties."),
    ("Step", "One tie. Two steps means one introduction away."),
    ("Tie", "A relation between two members that was reported at the level of the rule or above."),
    ("Tie rule", "What makes two reports into a tie: the level, and whether one end's report is enough."),
    ("Wave", "One round of the survey."),
)

REFERENCES: Final = {
    "BM03": "Borgatti & Molina (2003), Journal of Applied Behavioral Science 39:337",
    "BOH22": "Bohnett and others (2022), vulnerability of public-health collaboratives",
    "BOR06": "Borgatti (2006), Computational & Mathematical Organization Theory 12:21",
    "CAT06": "Cataldo, Wagstrom, Herbsleb & Carley (2006), CSCW: congruence of work and communication",
    "CFI": "Collaboration for Impact, the how-to guide, phase 3: organise for impact",
    "CIF": "Collective Impact Forum, principles of practice",
    "CIF-READY": "Collective Impact Forum, readiness assessment",
    "CM07": "Centola & Macy (2007), American Journal of Sociology 113:702",
    "COLL": "Cross, Rebele & Grant (2016), Harvard Business Review: collaborative overload (firms, not coalitions)",
    "CTB": "Community Tool Box, University of Kansas: collective impact checklist",
    "CW16": "Cabaj & Weaver (2016), Collective Impact 3.0, Tamarack Institute",
    "FREY": "Frey, Lohmeier, Lee & Tollefson (2006), American Journal of Evaluation 27:383",
    "FSG13": "FSG (2013), common elements of a theory of change for backbone organisations",
    "FSG27": "FSG, 27 indicators of backbone effectiveness",
    "FSG-RIGHT": "FSG, is collective impact the right approach",
    "FSGWG": "FSG, how to lead collective-impact working groups",
    "HEER22": "Heeren and others (2022), accountable communities in Iowa",
    "HKK12": "Hanleybrown, Kania & Kramer (2012), Stanford Social Innovation Review: Channeling Change",
    "KH06": "Krebs & Holley (2006), Building Smart Communities through Network Weaving",
    "KK11": "Kania & Kramer (2011), Stanford Social Innovation Review 9(1):36",
    "KWS22": "Kania and others (2022), Stanford Social Innovation Review 20(1):38",
    "LAC": "Los Angeles County coalitions study (PMC5124494)",
    "LEP18": "Leppin and others (2018), Frontiers in Public Health 6:315",
    "LEW05": "Lewis (2005), partnership networks without the partnership's staff",
    "PK08": "Provan & Kenis (2008), Journal of Public Administration Research and Theory 18:229",
    "PM95": "Provan & Milward (1995), Administrative Science Quarterly 40:1",
    "PTC14": "Plastrik, Taylor & Cleveland (2014), Connecting to Change the World",
    "PUG22": "Pugel and others (2022), PLOS Water",
    "RET13": "Retrum, Chapman & Varda (2013), public-health collaboratives",
    "SM13": "Smith & Moody (2013), Social Networks: missing data and network measures",
    "SM17": "Smith, Moody & Morgan (2017), Social Networks: missing data and network measures",
    "SPEC": "Facilitating Power and Movement Strategy Center, spectrum of community engagement to ownership",
    "ST13": "StriveTogether (2013), backbone organisation or backbone function",
    "TAM5": "Tamarack Institute, mutually reinforcing activities",
    "TMKM12": "Turner, Merchant, Kania & Martin (2012), Stanford Social Innovation Review: backbone organisations",
    "VAL07": "Valente, Chou & Pentz (2007), American Journal of Public Health 97:880",
    "VAL12": "Valente (2012), Science 337:49: network interventions",
    "VNL": "Visible Network Labs, support pages on density and intensity of ties",
}


def gap_kinds_table() -> pd.DataFrame:
    """The twenty families of gaps in plain words.

    Returns
    -------
    DataFrame
        ``gap, name, meaning, theme``, one row a family; ``gap`` as in the table of gaps.

    Examples
    --------
    >>> gap_kinds_table().loc[4, "name"]
    'Much resting on one link'
    """
    rows = [(gap, words.name, words.meaning, words.theme) for gap, words in GAPS.items()]
    return pd.DataFrame(rows, columns=["gap", "name", "meaning", "theme"])
