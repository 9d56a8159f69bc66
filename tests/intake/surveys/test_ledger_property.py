"""Random exports against a slow obvious twin: nothing lost, nothing invented, every cell one fate."""

from dataclasses import dataclass

import hypothesis.strategies as st
from exported import SCALES, apply, sheet_of
from hypothesis import HealthCheck, given, settings

from ci_network.intake.surveys.apply import Applied
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member

LEVELS = ("Never", "Yearly", "Quarterly", "Monthly", "Weekly", "Daily")
DONT_KNOW = "Don't know"
TOML = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    roster = {{ unknown = "drop" }}
    ignore = ["Extra"]
    [survey.rows]
    keep = {{ Status = ["IP Address"] }}
    complete = {{ Finished = ["True"] }}
    partial = "{partial}"
    {policy}
    [[survey.ties]]
    layer = "communication"
    columns = "How often? *"
    missing = ["Don't know"]
"""
POLICIES = {"last": 'duplicates = "last"', "first": 'duplicates = "first"', "max": 'several = "max"'}


@dataclass(frozen=True)
class Case:
    """One random export: who is a member, whom the columns are about, and the rows as they stand."""

    size: int
    columns: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    policy: str
    partial: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.integers(1, 6))
    # Columns may be about nobody on the roster: numbers from ``size`` on.
    columns = tuple(draw(st.permutations(range(size + 2)))[: draw(st.integers(1, size + 2))])
    names = st.sampled_from([f"Member {k}" for k in range(size)] + [f" member-{k} " for k in range(size)] + ["Nobody"])
    answer = st.sampled_from([*LEVELS, "", "", DONT_KNOW, " weekly "])
    rows = draw(
        st.lists(
            st.tuples(
                names,
                st.sampled_from(["IP Address", "IP Address", "IP Address", "Survey Preview"]),
                st.sampled_from(["True", "True", "False"]),
                st.sampled_from(["", "x"]),
                *[answer] * len(columns),
            ),
            max_size=7,
        )
    )
    return Case(
        size, columns, tuple(rows), draw(st.sampled_from(list(POLICIES))), draw(st.sampled_from(["keep", "drop"]))
    )


def applied(case: Case) -> Applied:
    header = ["Org", "Status", "Finished", "Extra", *(f"How often? [Member {k}]" for k in case.columns)]
    setting = Setting(tuple(Member(f"m{k}", f"Member {k}") for k in range(case.size)), SCALES)
    toml = TOML.format(partial=case.partial, policy=POLICIES[case.policy])
    return apply(sheet_of(header, case.rows), toml, setting=setting)


def twin(case: Case) -> tuple[dict[tuple[str, str], int], dict[str, str]]:
    """Return the positive answers that count, and the status of each member that answered: slow and obvious."""
    kept: dict[int, list[tuple[str, ...]]] = {}
    for row in case.rows:
        ego = "".join(sign for sign in row[0] if sign.isdigit())
        if row[1] == "IP Address" and ego and (case.partial == "keep" or row[2] == "True"):
            kept.setdefault(int(ego), []).append(row)
    ties: dict[tuple[str, str], int] = {}
    status = {}
    for ego, rows in kept.items():
        if case.policy != "max":
            whole = [row for row in rows if row[2] == "True"] or rows
            rows = [whole[-1] if case.policy == "last" else whole[0]]
        answered, full = False, False
        for row in rows:
            wanting = False
            for alter, text in zip(case.columns, row[4:], strict=True):
                if alter >= case.size or alter == ego:
                    continue
                if text in ("", DONT_KNOW):
                    wanting = True
                    continue
                answered = True
                value = LEVELS.index(text.strip().capitalize())
                if value:
                    ties[f"m{ego}", f"m{alter}"] = max(value, ties.get((f"m{ego}", f"m{alter}"), 0))
            full = full or (row[2] == "True" and not wanting)
        status[f"m{ego}"] = "none" if not answered else "complete" if full else "partial"
    return ties, status


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_every_answer_arrives_and_nothing_else(case: Case) -> None:
    result = applied(case)
    assert not result.problems, [str(problem) for problem in result.problems]
    ties, status = twin(case)
    table = result.tables.get("ties")
    rows = [row for _, row in table.rows] if table else []
    assert {(row[2], row[3]): int(row[4]) for row in rows if row[4] != "0"} == ties
    assert len({(row[2], row[3]) for row in rows}) == len(rows)
    found = result.tables.get("responses")
    assert {row[0]: row[2] for _, row in found.rows} == status if found else not status
    # A written no is never of one who answered in full, and never beside a yes.
    assert all(status[row[2]] == "partial" and (row[2], row[3]) not in ties for row in rows if row[4] == "0")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_the_ledger_balances_and_every_fate_can_be_found_again(case: Case) -> None:
    result = applied(case)
    ledger, cells = result.ledger, result.grids["main"].cells()
    width = 4 + len(case.columns)
    totals = ledger[(ledger["row"] == "") & (ledger["column"] != "")]
    assert totals["reason"].str.split(n=1).str[0].astype(int).sum() == len(case.rows) * width == len(cells)
    assert list(ledger.loc[ledger["column"] == "", "row"]) == [str(number) for number in range(2, len(case.rows) + 2)]
    by_cell = cells.groupby(["column", "fate"]).size()
    by_total = (
        totals.assign(n=totals["reason"].str.split(n=1).str[0].astype(int)).groupby(["column", "fate"])["n"].sum()
    )
    assert by_cell.to_dict() == by_total.to_dict()
    texts = {
        (str(number), name): text
        for number, row in enumerate(case.rows, start=2)
        for name, text in zip(dict.fromkeys(cells["column"]), row, strict=True)
    }
    blank = [texts[key].strip() == "" for key in zip(cells["row"], cells["column"], strict=True)]
    silent = cells["fate"].isin(["blank", "structural", "gated", "set aside", "ignored", "dropped"])
    assert silent[blank].all(), "a blank cell is never an answer"
    assert not (cells["fate"] == "blank")[[not is_blank for is_blank in blank]].any()
