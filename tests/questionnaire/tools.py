"""Two small survey tools: each reads the questionnaire's own file, takes answers, and writes its export."""

import csv
import io
import json
import re
from collections.abc import Mapping

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from questionnaire.answers import Response

from ci_network.questionnaire.form import Answer, Form
from ci_network.questionnaire.qualtrics import NOBODY, member_label, shown, tags
from ci_network.questionnaire.xlsform import JOINT

Values = dict[str, str]


def kobo_answers(form: Form, response: Response) -> Values:
    """Return what a person enters into the form, by the name of the question."""
    values = {"organisation": response.ego.code}
    if form.member_questions and response.takes_part and not response.ticked:
        values["know_nobody"] = "none"
    for section in form.sections if form.member_questions else ():
        values[f"know_{section.code}"] = " ".join(one.code for one in section.members if one in response.ticked)
    for (name, row), answer in response.said.items():
        column = f"{name}{JOINT}{row}" if row else name
        values[column] = _entered(answer, lambda one: one.code, " ")
    for n, (name, answer) in enumerate(response.added, start=1):
        values |= {f"missing_{n}": name, f"missing_{n}_contact": answer.code}
    return values


def kobo_export(workbook: bytes, entered: list[Values]) -> bytes:
    """Return the CSV that Kobo writes: only what was relevant, worked out as the form says."""
    survey = _sheet(workbook, "survey")
    choices = _sheet(workbook, "choices")
    options: dict[str, list[str]] = {}
    for choice in choices:
        options.setdefault(choice["list_name"], []).append(choice["name"])
    header = [column for line in survey for column in _columns(line, options)]
    header += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([*header, "__version__", "_tags", "_index"])
    for n, values in enumerate(entered, start=1):
        filled = _fill_in(survey, options, values)
        system = [str(n), f"u-{n}", "2027-03-05T10:12:00", "", "", "submitted_via_web", "", "v1", "", str(n)]
        writer.writerow([*(filled.get(column, "") for column in header[: len(header) - 7]), *system])
    return out.getvalue().encode()


def as_workbook(export: bytes) -> bytes:
    """Return the same export as the workbook that Kobo offers: numbers are numbers there."""
    book = Workbook()
    for row in csv.reader(io.StringIO(export.decode()), delimiter=";"):
        book.active.append([float(cell) if cell.isdigit() else cell or None for cell in row])
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _columns(line: Values, options: Mapping[str, list[str]]) -> list[str]:
    kind, _, chosen = line["type"].partition(" ")
    if kind in ("begin_group", "end_group", "note"):
        return []
    several = kind == "select_multiple"
    return [line["name"], *(f"{line['name']}/{option}" for option in (options[chosen] if several else ()))]


def _fill_in(survey: list[Values], options: Mapping[str, list[str]], entered: Values) -> Values:
    """Walk through the form: a question is asked where it and all groups around it are relevant."""
    values: Values = {}
    open_groups = [True]
    for line in survey:
        kind, _, chosen = line["type"].partition(" ")
        if kind == "end_group":
            open_groups.pop()
            continue
        relevant = open_groups[-1] and bool(_worked_out(line.get("relevant", "") or "1", values))
        if kind == "begin_group":
            open_groups.append(relevant)
            continue
        name = line["name"]
        if kind == "calculate":
            values[name] = str(_worked_out(line["calculation"], values)) if relevant else ""
        elif relevant:
            values[name] = entered.get(name, "")
        else:
            assert not entered.get(name), f"{name} was answered but is not asked"
        if kind == "select_multiple" and values.get(name):
            picked = values[name].split(" ")
            values |= {f"{name}/{option}": str(int(option in picked)) for option in options[chosen]}
    lost = {name for name, text in entered.items() if text and values.get(name) != text}
    assert not lost, f"the form did not ask {sorted(lost)}"
    return values


def _worked_out(expression: str, values: Values) -> object:
    """Work out an expression of the form: the few functions that it uses."""
    python = re.sub(r"\$\{(\w+)\}", r"value('\1')", expression)
    python = python.replace("count-selected", "count_selected").replace("if(", "either(")
    python = re.sub(r"(?<![!<>=])=(?!=)", "==", python)
    known = {
        "value": lambda name: values.get(name, ""),
        "selected": lambda text, code: code in text.split(" "),
        "count_selected": lambda text: len(text.split()),
        "either": lambda test, yes, no: yes if test else no,
    }
    return eval(python, {"__builtins__": {}}, known)


def _sheet(workbook: bytes, name: str) -> list[Values]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name(name).to_python()
    return [{str(key): str(text) for key, text in zip(rows[0], row, strict=True)} for row in rows[1:]]


# --- Qualtrics ---


def qualtrics_answers(form: Form, response: Response) -> Values:
    """Return what a person chooses, by export tag and the words of the row."""
    known = tags(form)
    values = {"organisation": shown(response.ego.label)}
    if form.member_questions and response.takes_part:
        values["know"] = ",".join(member_label(one) for one in response.ticked) or NOBODY
    members = {one.code: member_label(one) for one in form.members}
    rows = {(one.name, row.code): shown(row.label) for one in form.questions() for row in one.rows}
    about = {one.name for one in form.member_questions}
    for (name, row), answer in response.said.items():
        words = "" if not row else members[row] if name in about else rows[name, row]
        values[f"{known[name]}\n{words}"] = _entered(answer, lambda one: shown(one.label), ",")
    for n, (name, answer) in enumerate(response.added, start=1):
        values |= {f"missing{n}": name, f"missingoften{n}": shown(answer.label)}
    return {(key if "\n" in key else f"{key}\n"): text for key, text in values.items()}


_META = (
    ("StartDate", "Start Date", "startDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Finished", "Finished", "finished"),
    ("ResponseId", "Response ID", "_recordId"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
)


def qualtrics_export(text: str, entered: list[Values], *, finished: list[bool], carried: tuple[str, ...] = ()) -> bytes:
    """Return the CSV of an import of the text, three header rows, one of the responses a preview.

    ``carried`` are the tags of matrices whose rows are carried forward: the tool calls these x1, x2, ...
    """
    columns = [
        (re.sub(r"_(\d+)$", r"_x\1", tag) if tag.partition("_")[0] in carried else tag, *rest)
        for tag, *rest in _qualtrics_columns(text)
    ]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*(tag for tag, _, _ in _META), *(tag for tag, _, _, _ in columns)])
    writer.writerow([*(label for _, label, _ in _META), *(label for _, label, _, _ in columns)])
    ids = [*(meta for _, _, meta in _META), *(qid for _, _, qid, _ in columns)]
    writer.writerow([json.dumps({"ImportId": one}) for one in ids])
    rows = [("IP Address", done, values) for done, values in zip(finished, entered, strict=True)]
    for n, (kind, done, values) in enumerate([*rows, ("Survey Preview", True, entered[0])], start=1):
        lost = {key for key, said in values.items() if said} - {key for _, _, _, key in columns}
        assert not lost, f"the text does not ask {sorted(lost)}"
        meta = ["2027-03-05 10:12:00", kind, "192.0.2.7", "100" if done else "60", str(done), f"R_{n}", "anonymous"]
        writer.writerow([*meta, *(values.get(key, "") for _, _, _, key in columns)])
    return out.getvalue().encode()


def _qualtrics_columns(text: str) -> list[tuple[str, str, str, str]]:
    """Return tag, second header, ImportId and key of each column that the text makes."""
    found = []
    for number, part in enumerate(re.split(r"\[\[Question:", text)[1:], start=1):
        kind, rest = part.split("]]", 1)
        lines = [line for line in rest.strip().split("\n") if line and not line.startswith("[[Block:")]
        tag = re.fullmatch(r"\[\[ID:(\w{1,15})\]\]", lines[0])[1]
        stem = lines[1]
        if kind == "DB":
            continue
        parts = "\n".join(lines[2:]).split("[[AdvancedAnswers]]")[0]
        options = re.findall(r"\[\[Choice:(\d+)\]\]\n(.+)", parts)
        if kind.startswith("Matrix") or kind == "TE:Form":
            found += [(f"{tag}_{n}", f"{stem} - {row}", f"QID{number}_{n}", f"{tag}\n{row}") for n, row in options]
        else:
            found.append((tag, stem, f"QID{number}" + ("_TEXT" if kind.startswith("TE") else ""), f"{tag}\n"))
    return found


def _entered(answer: object, word: object, joint: str) -> str:
    if answer is None:
        return ""
    if isinstance(answer, Answer):
        return word(answer)
    return answer if isinstance(answer, str) else joint.join(word(one) for one in answer)
