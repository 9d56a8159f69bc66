"""A study's questionnaire in every form: for two survey tools, for paper, and the mappings that read it back."""

from collections.abc import Iterable

from ci_network.questionnaire.mapping import has_mapping, kobo_mapping, qualtrics_mapping
from ci_network.questionnaire.page import questionnaire_page
from ci_network.questionnaire.qualtrics import qualtrics_text
from ci_network.questionnaire.questions import form_of
from ci_network.questionnaire.xlsform import xlsform_workbook
from ci_network.study.study import Study


def questionnaire_files(study: Study, *, blocks: Iterable[str] | None = None, wave: str = "") -> dict[str, bytes]:
    """Return the survey to ask, as files by name.

    Each respondent ticks whom they know on the study's own roster and is asked about these only; the questions
    follow what the study holds, the answers its own scales. A mapping comes with each form of a survey tool, so that
    its export is read back without hand work.

    Parameters
    ----------
    study
        Whose members, layers, activities, outcomes and indicators are asked about.
    blocks
        The blocks to ask (``questionnaire.questions.BLOCKS``); ``None`` asks all that the study has something for, but
        for ``phases``, twelve steps that those who steer can judge. Without ``conditions``, ``backbone``,
        ``governance`` and ``readiness`` nothing is asked of the whole.
    wave
        The wave that the answers will belong to; "" where the study has none.

    Returns
    -------
    dict of str to bytes
        ``questionnaire.xlsx`` (XLSForm for KoboToolbox and ODK), ``questionnaire_qualtrics.txt`` (to import into
        Qualtrics), ``questionnaire.html`` (one printable page), ``mapping_kobo.toml`` and ``mapping_qualtrics.toml``
        (neither where nothing is asked that they could map). The same study gives the same bytes.

    Raises
    ------
    UnknownNameError
        When a block is named that does not exist.
    UsageError
        When the study has no stakeholders, or nothing for a block that is named.

    References
    ----------
    The questions are in words of our own; what is asked follows domain notes on rosters, the collaboration
    continuum (Frey et al. 2006), trust and value (Varda et al. 2008), and backbone roles (Turner et al. 2012).

    Examples
    --------
    >>> import ci_network as ci
    >>> sorted(questionnaire_files(ci.read_study("data/riverbend"), blocks=["communication"]))
    ['mapping_kobo.toml', 'mapping_qualtrics.toml', 'questionnaire.html', 'questionnaire.xlsx',
     'questionnaire_qualtrics.txt']
    """
    form = form_of(study, blocks=blocks, wave=wave)
    texts = {
        "questionnaire_qualtrics.txt": qualtrics_text(form),
        "questionnaire.html": questionnaire_page(form),
    }
    if has_mapping(form):
        texts |= {
            "mapping_kobo.toml": kobo_mapping(form, study),
            "mapping_qualtrics.toml": qualtrics_mapping(form, study),
        }
    return {"questionnaire.xlsx": xlsform_workbook(form)} | {name: text.encode() for name, text in texts.items()}
