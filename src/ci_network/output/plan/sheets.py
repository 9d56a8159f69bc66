"""One page for one member: its own place in plain words, its introductions, what is asked of it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ci_network.output.map.label import shown
from ci_network.output.plan.words import label_of, shown_long
from ci_network.output.words import counted, is_known, number
from ci_network.wording import listed

if TYPE_CHECKING:
    from ci_network.disclosure.plan import PlanRelease

_MOST_NAMED = 12
# What a sheet says in place of introductions, by why there are none.
_NOBODY: Final = {
    "": "We know of nobody yet with whom you share a goal or an activity and are not in contact already. If there is "
    "somebody you would like to meet, tell us.",
    "carries": "You carry a good deal for the coalition already, so we suggest nobody new this time.",
    "no time": "By the hours that we have on record you have no time to spare, so we suggest nobody new this time. If "
    "that has changed, tell us.",
}


@dataclass(frozen=True)
class Meeting:
    """One introduction as the member reads it: planned for a month, or suggested."""

    partner: str
    month: int | None
    why: str
    how: str


@dataclass(frozen=True)
class Sheet:
    """What the sheet of one member says."""

    file: str
    name: str
    position: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    nobody: str
    to_introduce: tuple[tuple[str, str, int], ...]
    asked: str

    @property
    def planned(self) -> int:
        """How many of the introductions are part of the plan."""
        return sum(meeting.month is not None for meeting in self.meetings)


def sheets_of(release: "PlanRelease") -> list[Sheet]:
    """Return the sheets, in the order of names; none in a plan that leaves the coalition's own team."""
    return [_sheet(release, row) for row in release.positions.to_dict("records")]


def file_name(member: str) -> str:
    """Return the name of a member's sheet: letters, digits and hyphens alone, and never the same for two members.

    >>> file_name("../../etc/passwd")
    'etc-passwd-3754d6cb3a.html'
    """
    flat = unicodedata.normalize("NFKD", member).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:40].strip("-")
    return f"{words or 'member'}-{hashlib.sha256(member.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}.html"


def _sheet(release: "PlanRelease", row: dict[Any, Any]) -> Sheet:
    member, table = str(row["member"]), release.introductions
    mine = table[(table["one"] == member) | (table["other"] == member)]
    own = [one for one in str(row["contacts"]).split("|") if one]
    planned = tuple(_planned(release, member, each, own) for each in mine.to_dict("records"))
    liked = release.suggestions[release.suggestions["member"] == member].to_dict("records")
    led = tuple(
        (label_of(release, each["one"]), label_of(release, each["other"]), int(each["month"]))
        for each in table[table["introducer"] == member].to_dict("records")
    )
    return Sheet(
        file=file_name(member),
        name=label_of(release, member),
        position=tuple(_position(release, row)),
        meetings=(*planned, *(_suggested(release, each) for each in liked)),
        nobody=_NOBODY[str(row["full"])],
        to_introduce=led,
        asked=_asked(release, len(planned), len(led)),
    )


def _planned(release: "PlanRelease", member: str, row: dict[Any, Any], own: list[str]) -> Meeting:
    """Return an introduction as its member reads it; who introduces is named where the member told of it itself."""
    other = row["other"] if row["one"] == member else row["one"]
    asked = f"We ask {label_of(release, row['introducer'])} to introduce you." if row["introducer"] in own else ""
    return Meeting(label_of(release, other), int(row["month"]), _why(row), asked or "We will bring you together.")


def _suggested(release: "PlanRelease", row: dict[Any, Any]) -> Meeting:
    led = label_of(release, row["introducer"])
    could = f"{led}, whom you know, takes part in {row['through']} with them and could introduce you"
    return Meeting(
        partner=label_of(release, row["partner"]),
        month=None,
        why=_why(row),
        how=shown_long(f"{could}; or tell us." if row["introducer"] else "Tell us, and we will bring you together."),
    )


def _why(row: dict[Any, Any]) -> str:
    return shown_long(f"You share {row['shared']}.") if row["shared"] else ""


def _position(release: "PlanRelease", row: dict[Any, Any]) -> list[str]:
    names = [label_of(release, one) for one in str(row["contacts"]).split("|") if one]
    sectors = [shown(one) for one in str(row["sectors"]).split("|") if one]
    level = str(release.about["level"])
    often = "" if level == "any contact" else f" ({level} or more)"
    if names:
        more = f" and {len(names) - _MOST_NAMED} others" if len(names) > _MOST_NAMED else ""
        named = ", ".join(names[:_MOST_NAMED]) + more if more else listed(names)
        said = [f"You told us that you are in regular contact{often} with {named}."]
    elif row["answered"]:
        said = [f"In your answers we found no regular contact{often} yet."]
    else:
        said = ["We do not have your answers, so this sheet lists no contacts of yours. You can still answer."]
    if len(sectors) > 1:
        said.append(f"Your contacts connect {counted(len(sectors), 'sector')}: {listed(sectors)}.")
    return [*said, *_steps(row["steps"])]


def _steps(steps: float) -> list[str]:
    if not is_known(steps):
        return []
    if steps == 0:
        return ["You belong to the backbone, the members who keep the coalition's work together."]
    if steps == 1:
        return ["You are in direct contact with the backbone."]
    if steps == 2:
        return ["You are two steps from the backbone: one introduction away."]
    if steps < float("inf"):
        return [f"You are {number(steps)} steps from the backbone."]
    return ["As far as we know, no chain of regular contacts leads from the backbone to you yet."]


def _asked(release: "PlanRelease", meetings: int, introduces: int) -> str:
    about = release.about
    each, once = float(about["tie_hours"]), float(about["introducing_hours"])
    parts = []
    if meetings:
        parts.append(f"about {_hours(meetings * each)} a month to keep in touch with those you are introduced to")
    if introduces:
        parts.append(f"about {_hours(introduces * once)} once to introduce others")
    return f"{' and '.join(parts)[:1].upper()}{' and '.join(parts)[1:]}." if parts else ""


def _hours(value: float) -> str:
    return f"{number(value)} hour{'' if value == 1 else 's'}"
