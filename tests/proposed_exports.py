"""Synthetic exports of each tool, made from one invented truth, so that a proposal can be compared with it."""

import csv
import io
from collections.abc import Callable, Sequence

import numpy as np
from openpyxl import Workbook

NAMES = (
    "Food Bank",
    "City Council",
    "Youth Hub",
    "Parks, Recreation and Culture",
    "Riverbend Library",
    "Harbour Clinic",
    "Northside School",
    "Elm Street Church",
)
LEVELS = ("Never", "Yearly", "Quarterly", "Monthly", "Weekly", "Daily")
Ties = dict[tuple[str, str], int]


def truth(seed: int = 7) -> np.ndarray:
    """Return who answers what of whom: rows answer, -1 is a blank, the diagonal is blank."""
    values = np.random.default_rng(seed).integers(0, 6, (len(NAMES), len(NAMES)))
    blank = np.random.default_rng(seed + 1).random(values.shape) < 0.1
    values[blank] = -1
    np.fill_diagonal(values, -1)
    values[0, 1], values[1, 0], values[2, 0] = 4, 3, 5
    return values


def ties(values: np.ndarray) -> Ties:
    """Return the reports of a tie that the answers make."""
    return {(NAMES[row], NAMES[column]): int(values[row, column]) for row, column in np.argwhere(values > 0)}


def text(rows: Sequence[Sequence[object]], *, delimiter: str = ",", quote: int = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quote, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode("utf-8")


def answers(values: np.ndarray, labels: Sequence[str] = LEVELS) -> list[list[str]]:
    return [["" if value < 0 else labels[value] for value in row] for row in values]


def book(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def qualtrics(values: np.ndarray) -> dict[str, bytes]:
    stem = "In the last six months, how often did your organisation communicate with each of these?"
    tags = ["StartDate", "Status", "Finished", "DistributionChannel", "ResponseId", "QORG"]
    head = [*tags, *(f"Q5_{n}" for n in range(1, len(NAMES) + 1))]
    words = [
        "Start Date",
        "Response Type",
        "Finished",
        "Distribution Channel",
        "Response ID",
        "Which organisation do you represent?",
    ]
    ids = ["startDate", "status", "finished", "distributionChannel", "_recordId", "QID1"]
    ids += [f"QID5_{n}" for n in range(1, len(NAMES) + 1)]
    rows = [
        ["2025-03-05 10:00:00", "IP Address", "True", "email", f"R_{n}", NAMES[n], *row]
        for n, row in enumerate(answers(values))
    ]
    preview = ["2025-03-01 10:00:00", "Survey Preview", "True", "preview", "R_x", NAMES[0], *["Daily"] * len(NAMES)]
    return {
        "qualtrics.csv": text(
            [
                head,
                [*words, *(f"{stem} - {name}" for name in NAMES)],
                [f'{{"ImportId":"{i}"}}' for i in ids],
                preview,
                *rows,
            ]
        )
    }


def surveymonkey(values: np.ndarray) -> dict[str, bytes]:
    labels = ("No contact", "Once a year", "Every few months", "Once a month", "Once a week", "Every day")
    top = [
        "Respondent ID",
        "Collector ID",
        "Email Address",
        "What is the name of your organisation?",
        "How often are you in contact?",
    ]
    low = ["", "", "", "Open-Ended Response", *NAMES]
    rows = [[11800 + n, 401, f"p{n}@example.org", NAMES[n], *row] for n, row in enumerate(answers(values, labels))]
    return {"monkey.csv": text([[*top, *[""] * (len(NAMES) - 1)], low, *rows])}


def google_forms(values: np.ndarray) -> dict[str, bytes]:
    head = [
        "Timestamp",
        "Email Address",
        "Your organisation",
        *(f"How often do you communicate? [{name}]" for name in NAMES),
    ]
    rows = [[f"3/{n + 1}/2025 10:12:33", f"p{n}@example.org", NAMES[n], *row] for n, row in enumerate(answers(values))]
    return {"google.csv": text([head, *rows])}


def microsoft_forms(values: np.ndarray) -> dict[str, bytes]:
    trust = ("", "Low trust", "Some trust", "High trust", "High trust", "High trust")
    head = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Your organisation",
        *NAMES,
        *(f"{name}2" for name in NAMES),
    ]
    rows = [
        [n + 1, "2025-03-05 10:12", "2025-03-05 10:20", "anonymous", "", NAMES[n], *row, *other]
        for n, (row, other) in enumerate(zip(answers(values), answers(values, trust), strict=True))
    ]
    return {"forms.xlsx": book({"Form1": [head, *rows]})}


def kobo(values: np.ndarray) -> dict[str, bytes]:
    codes = [name.lower().replace(",", "").replace(" ", "_") for name in NAMES]
    main: list[list[object]] = [["start", "org", "_id", "_uuid", "_submission_time", "_index"]]
    child: list[list[object]] = [
        ["partner_name", "freq", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"]
    ]
    for row, code in enumerate(codes):
        main.append(["2025-03-05T10:12:00+01:00", code, 900 + row, f"u-{row}", "2025-03-05", row + 1])
        for column in np.flatnonzero(values[row] > 0):
            child.append(
                [
                    codes[column],
                    LEVELS[values[row, column]].lower(),
                    len(child),
                    "Coalition survey",
                    row + 1,
                    f"u-{row}",
                ]
            )
    return {"kobo.xlsx": book({"Coalition survey": main, "partners": child})}


def redcap(values: np.ndarray) -> dict[str, bytes]:
    head = [
        "record_id",
        "redcap_repeat_instrument",
        "redcap_repeat_instance",
        "org",
        "survey_complete",
        "partner_name",
        "freq",
        "partner_complete",
    ]
    rows: list[list[object]] = [head]
    for row, name in enumerate(NAMES):
        rows.append([row + 1, "", "", name, 2, "", "", ""])
        for number, column in enumerate(np.flatnonzero(values[row] > 0), start=1):
            rows.append([row + 1, "partner", number, "", "", NAMES[column], int(values[row, column]), 2])
    words = (
        "Variable / Field Name", "Form Name", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels",
    )  # fmt: skip
    choices = " | ".join(f"{code}, {label}" for code, label in enumerate(LEVELS))
    fields = [
        ["record_id", "survey", "text", "Record ID", ""],
        ["org", "survey", "text", "Your organisation", ""],
        ["partner_name", "partner", "text", "Name of the partner organisation", ""],
        ["freq", "partner", "radio", "How often are you in contact?", choices],
    ]
    return {"redcap.csv": text(rows), "redcap_dictionary.csv": text([words, *fields])}


def limesurvey(values: np.ndarray) -> dict[str, bytes]:
    head = ["id", "submitdate", "lastpage", "startlanguage", "Q0. Your organisation"]
    head += [f"Q1[SQ{n:03}]. How often do you talk? [{name}]" for n, name in enumerate(NAMES, start=1)]
    rows = [[n + 1, "2025-03-05 10:20:00", 4, "en", NAMES[n], *row] for n, row in enumerate(answers(values))]
    return {"lime.csv": text([head, *rows], quote=csv.QUOTE_ALL)}


def plain_sheet(values: np.ndarray) -> dict[str, bytes]:
    head = ["organisation", "sector", *(f"freq_{name}" for name in NAMES)]
    rows = [[NAMES[n], ("health", "schools")[n % 2], *row] for n, row in enumerate(answers(values))]
    return {"sheet.csv": text([head, *rows], delimiter=";")}


def edge_list(values: np.ndarray) -> dict[str, bytes]:
    rows = [[one, other, LEVELS[value], "2025"] for (one, other), value in ties(values).items()]
    return {"edges.csv": text([["Source", "Target", "Frequency", "Wave"], *rows])}


def dyad_list(values: np.ndarray) -> dict[str, bytes]:
    rows = [[NAMES[row], NAMES[column], int(values[row, column])] for row, column in np.argwhere(values >= 0)]
    return {"dyads.csv": text([["Respondent", "Partner", "Frequency of contact"], *rows])}


def adjacency(values: np.ndarray) -> dict[str, bytes]:
    rows = [[NAMES[n], *("" if value < 0 else int(value) for value in row)] for n, row in enumerate(values)]
    return {"contact_matrix.csv": text([["", *NAMES], *rows])}


def generator(values: np.ndarray) -> dict[str, bytes]:
    width = int((values > 0).sum(axis=1).max())
    head = ["Your organisation", *(part for n in range(1, width + 1) for part in (f"partner_{n}", f"partner_{n}_freq"))]
    rows = []
    for row, name in enumerate(NAMES):
        picks = [part for c in np.flatnonzero(values[row] > 0) for part in (NAMES[c], LEVELS[values[row, c]])]
        rows.append([name, *picks, *[""] * (2 * width - len(picks))])
    return {"generator.csv": text([head, *rows])}


def qualtrics_numeric(values: np.ndarray) -> dict[str, bytes]:
    data = qualtrics(values)["qualtrics.csv"].decode()
    for value, label in enumerate(LEVELS):
        data = data.replace(f",{label}", f",{value}")
    return {"numeric.csv": data.encode()}


def qualtrics_legacy(values: np.ndarray) -> dict[str, bytes]:
    tags = [*(f"V{n}" for n in range(1, 11)), "Q1", *(f"Q5_{n}" for n in range(1, len(NAMES) + 1)), ""]
    words = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status"]
    words += ["StartDate", "EndDate", "Finished", "Your organisation", *(f"How often?-{name}" for name in NAMES), ""]
    fixed = ["Default", "Anonymous", "", "", "192.0.2.1", "0", "2017-07-18", "2017-07-18", "1"]
    rows = [[f"R_{n}", *fixed, NAMES[n], *row, ""] for n, row in enumerate(answers(values))]
    return {"legacy.csv": b"\xef\xbb\xbf" + text([tags, words, *rows])}


def network_canvas(values: np.ndarray) -> dict[str, bytes]:
    ego: list[list[object]] = [
        [
            "networkCanvasEgoUUID",
            "networkCanvasCaseID",
            "networkCanvasSessionID",
            "networkCanvasProtocolName",
            "sessionStart",
        ]
    ]
    alters: list[list[object]] = [["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "name", "frequency"]]
    for row, name in enumerate(NAMES):
        ego.append([f"e-{row}", name, f"s-{row}", "Coalition", "2025-03-05"])
        for column in np.flatnonzero(values[row] > 0):
            alters.append([len(alters), f"e-{row}", f"n-{len(alters)}", NAMES[column], LEVELS[values[row, column]]])
    return {"all_ego.csv": text(ego), "all_attributeList_Organisation.csv": text(alters)}


def odk(values: np.ndarray) -> dict[str, bytes]:
    main: list[list[object]] = [["SubmissionDate", "org", "KEY"]]
    child: list[list[object]] = [["partner_name", "freq", "PARENT_KEY", "KEY"]]
    for row, name in enumerate(NAMES):
        main.append(["2025-03-05T10:00:00Z", name, f"uuid:{row}"])
        for number, column in enumerate(np.flatnonzero(values[row] > 0), start=1):
            key = f"uuid:{row}/partners[{number}]"
            child.append([NAMES[column], LEVELS[values[row, column]], f"uuid:{row}", key])
    return {"Form.csv": text(main), "Form-partners.csv": text(child)}


def picked(values: np.ndarray, row: int) -> list[str]:
    return [NAMES[column] for column in np.flatnonzero(values[row] > 0)]


def redcap_boxes(values: np.ndarray) -> dict[str, bytes]:
    head = ["record_id", "org", *(f"partners___{n}" for n in range(1, len(NAMES) + 1)), "survey_complete"]
    rows = [[row + 1, name, *(values[row] > 0).astype(int), 2] for row, name in enumerate(NAMES)]
    words = (
        "Variable / Field Name", "Form Name", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels",
    )  # fmt: skip
    choices = " | ".join(f"{number}, {name}" for number, name in enumerate(NAMES, start=1))
    fields = [
        ["record_id", "survey", "text", "Record ID", ""],
        ["org", "survey", "text", "Name of your organisation", ""],
        ["partners", "survey", "checkbox", "Which partners do you work with?", choices],
    ]
    return {"boxes.csv": text([head, *rows]), "boxes_dictionary.csv": text([words, *fields])}


def surveymonkey_boxes(values: np.ndarray) -> dict[str, bytes]:
    top = ["Respondent ID", "Collector ID", "What is your organisation?", "Which partners do you work with?"]
    low = ["", "", "Open-Ended Response", *NAMES]
    rows = [
        [1000 + row, 4, name, *(other if other in picked(values, row) else "" for other in NAMES)]
        for row, name in enumerate(NAMES)
    ]
    return {"boxes.csv": text([[*top, *[""] * (len(NAMES) - 1)], low, *rows])}


def kobo_boxes(values: np.ndarray) -> dict[str, bytes]:
    codes = [name.lower().replace(",", "").replace(" ", "_") for name in NAMES]
    head = ["start", "org", "partners", *(f"partners/{code}" for code in codes)]
    head += ["_id", "_uuid", "_submission_time", "_index"]
    rows = [
        ["2025-03-05", codes[row], " ".join(codes[c] for c in np.flatnonzero(values[row] > 0)),
         *(values[row] > 0).astype(int), 9 + row, f"u{row}", "2025-03-05", row + 1]
        for row in range(len(NAMES))
    ]  # fmt: skip
    return {"boxes.csv": text([head, *rows], delimiter=";", quote=csv.QUOTE_ALL)}


def google_list(values: np.ndarray) -> dict[str, bytes]:
    head = ["Timestamp", "Email Address", "Your organisation", "Which partners do you work with?"]
    rows = [
        [f"3/{row + 1}/2025 10:12:33", "a@example.org", name, ", ".join(picked(values, row))]
        for row, name in enumerate(NAMES)
    ]
    return {"list.csv": text([head, *rows])}


def microsoft_list(values: np.ndarray) -> dict[str, bytes]:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Your organisation", "Which partners?"]
    rows = [
        [row + 1, "2025-03-05 10:12", "2025-03-05 10:20", "anonymous", "", name,
         "".join(f"{other};" for other in picked(values, row))]
        for row, name in enumerate(NAMES)
    ]  # fmt: skip
    return {"list.xlsx": book({"Form1": [head, *rows]})}


Maker = Callable[[np.ndarray], dict[str, bytes]]
# Each with the tool that it is to be recognised as: first those that say how often, then those that say whether.
EXPORTS: dict[str, tuple[str, Maker]] = {
    "qualtrics": ("qualtrics", qualtrics),
    "qualtrics_numeric": ("qualtrics", qualtrics_numeric),
    "qualtrics_legacy": ("qualtrics", qualtrics_legacy),
    "surveymonkey": ("surveymonkey", surveymonkey),
    "google_forms": ("google_forms", google_forms),
    "microsoft_forms": ("microsoft_forms", microsoft_forms),
    "kobo": ("kobo", kobo),
    "odk": ("odk", odk),
    "redcap": ("redcap", redcap),
    "limesurvey": ("limesurvey", limesurvey),
    "network_canvas": ("network_canvas", network_canvas),
    "sheet": ("sheet", plain_sheet),
    "edge_list": ("sheet", edge_list),
    "dyad_list": ("sheet", dyad_list),
    "adjacency": ("sheet", adjacency),
    "generator": ("sheet", generator),
}
TICKS: dict[str, tuple[str, Maker]] = {
    "redcap": ("redcap", redcap_boxes),
    "surveymonkey": ("surveymonkey", surveymonkey_boxes),
    "kobo": ("kobo", kobo_boxes),
    "google_forms": ("google_forms", google_list),
    "microsoft_forms": ("microsoft_forms", microsoft_list),
}
