import codecs

import pytest

from ci_network.errors import StudyError, UnknownNameError
from ci_network.intake.decode import decode, decode_loosely

FRENCH = "organisation,réponse\nÉcole,déjà vu\n"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (FRENCH.encode("utf-8"), "UTF-8"),
        (FRENCH.encode("utf-8-sig"), "UTF-8; its byte order mark says so"),
        (FRENCH.encode("utf-16"), "UTF-16; its byte order mark says so"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "UTF-16; its byte order mark says so"),
    ],
)
def test_marks_and_utf8_need_no_declaration(data, shown) -> None:
    decoded = decode(data, "a.csv")
    assert decoded.text == FRENCH
    assert decoded.note == f"a.csv: read as {shown}."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "UTF8"])
def test_a_declared_encoding_is_used(encoding) -> None:
    decoded = decode(FRENCH.encode(encoding), "a.csv", encoding=encoding)
    assert decoded.text == FRENCH
    assert encoding in decoded.note
    assert "declared" in decoded.note


def test_a_mark_overrules_a_declaration_and_says_so() -> None:
    assert decode(FRENCH.encode("utf-16"), "a.csv", encoding="cp1252").note == (
        "a.csv: read as UTF-16, not cp1252 as declared; its byte order mark says so."
    )
    assert "not" not in decode(FRENCH.encode("utf-16"), "a.csv", encoding="utf-16").note


def test_another_encoding_is_never_guessed() -> None:
    with pytest.raises(StudyError) as raised:
        decode(FRENCH.encode("cp1252"), "a.csv")
    (problem,) = raised.value.problems
    assert (problem.file, problem.row) == ("a.csv", 1)
    assert "byte 15 of the file, 0xE9" in problem.what
    assert "encoding = \"cp1252\" reads 'réponse'" in problem.mend
    assert "encoding = \"mac_roman\" reads 'rÈponse'" in problem.mend


def test_the_line_is_that_of_the_first_wrong_byte() -> None:
    with pytest.raises(StudyError, match="row 3"):
        decode(b"a,b\n1,2\n3,\xff\n", "a.csv")


def test_a_wrong_declaration_is_told() -> None:
    with pytest.raises(StudyError, match=r"not cp1252 \(byte 3 of the file, 0x81\)"):
        decode(b"a,\x81\n", "a.csv", encoding="cp1252")
    with pytest.raises(UnknownNameError, match="cp1252"):
        decode(b"a", "a.csv", encoding="windows latin")


def test_zero_bytes_are_no_text() -> None:
    with pytest.raises(StudyError, match='encoding = "utf-16-le"'):
        decode("a,b\n".encode("utf-16-le"), "a.csv")
    with pytest.raises(StudyError, match='encoding = "utf-16-be"'):
        decode("a,b\n".encode("utf-16-be"), "a.csv")


def test_half_a_character_is_told() -> None:
    with pytest.raises(StudyError):
        decode(FRENCH.encode("utf-16")[:-1], "a.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_ascii_words_are_seen_in_any_encoding(encoding) -> None:
    assert decode_loosely(FRENCH.encode(encoding)).startswith("organisation,r")
