import io
import re

import pytest

import ci_network as ci
from ci_network.questionnaire.form import Form
from ci_network.questionnaire.questions import form_of
from ci_network.questionnaire.xlsform import xlsform_sheets, xlsform_workbook
from ci_network.study.study import Study


@pytest.fixture(scope="module")
def form(study: Study) -> Form:
    return form_of(study)


def test_the_forms_own_compiler_accepts_it(form: Form) -> None:
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    made = xls2xform.convert(io.BytesIO(xlsform_workbook(form)), file_type=".xlsx", validate=False)
    assert made.warnings == []
    assert "Twelve &lt;b&gt;Bells&lt;/b&gt; &amp; $ {Sons}" in made.xform


def test_a_coalition_of_sixty_four_compiles_too() -> None:
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    book = xlsform_workbook(form_of(ci.read_study("data/riverbend")))
    assert xls2xform.convert(io.BytesIO(book), file_type=".xlsx", validate=False).warnings == []


def test_same_study_same_bytes(form: Form) -> None:
    assert xlsform_workbook(form) == xlsform_workbook(form)


def test_names_are_plain_and_occur_once(form: Form) -> None:
    survey, choices = xlsform_sheets(form)
    names = [line["name"] for line in survey if line["type"] != "end_group"]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    listed = [(line["list_name"], line["name"]) for line in choices]
    assert len(listed) == len(set(listed))


def test_whatever_is_referred_to_stands_before(form: Form) -> None:
    seen: set[str] = set()
    for line in xlsform_sheets(form)[0]:
        for column in ("relevant", "calculation", "choice_filter", "label"):
            assert set(re.findall(r"\$\{(\w+)\}", line.get(column, ""))) <= seen, line["name"]
        seen.add(line.get("name", ""))


def test_only_ticked_names_are_asked_about_and_never_ones_own(form: Form) -> None:
    survey = {line["name"]: line for line in xlsform_sheets(form)[0] if line["type"] != "end_group"}
    assert survey["about__food_bank"]["relevant"] == "${knows__food_bank} = 'yes'"
    assert "name != ${organisation}" in survey["know_s1"]["choice_filter"]


def test_no_cell_is_a_formula() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsform_workbook(form_of(ci.read_study("data/riverbend")))))
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_long_lists_do_not_tell_channels_apart(form: Form) -> None:
    from dataclasses import replace

    section = form.sections[0]
    many = tuple(replace(section.members[0], code=f"m{n}", key=f"m{n}", number=n) for n in range(1, 200))
    long = replace(form, sections=(replace(section, members=many),))
    assert not any(line.get("name", "").startswith("by_") for line in xlsform_sheets(long)[0])
