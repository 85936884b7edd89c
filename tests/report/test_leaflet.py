"""The patient sheet and the treatment card by hand: what stands on them when, how large, and how it is tagged."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from b12calc.models.assessment import Assessment, Substitution
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import document as content
from b12calc.report.document import ReportDocument
from b12calc.report.handout import ENDINGS, patient_sheet, treatment_card, written
from b12calc.report.sentences import leaflet
from b12calc.rules import assess, clinics
from tests.properties.cases import Raw, figure, judge, make_case

from .examples import deficient, deficient_case
from .tag_faults import faults
from .tag_walk import opened, tree

LOW = figure("total_b12", "142", "ng/L", reference_low="180", reference_high="900")
NERVES = {"paraesthesia": "yes", "unsteadiness": "yes", "low_motivation": "yes"}
HIGH = figure("total_b12", "600", "ng/L", reference_low="180", reference_high="900")


def said(document: ReportDocument) -> str:
    return " ".join(written(document, "a.txt").decode().replace("\u00a0", " ").split())


def sheet(raw: Raw, size: int = 12) -> tuple[Assessment, str]:
    assessment = judge(raw)
    return assessment, said(patient_sheet(read_case(json.dumps(raw)), assessment, (), size))


def card(assessment: Assessment) -> ReportDocument:
    return treatment_card(deficient_case(), assessment)


def test_slow_recovery_is_not_called_failure_on_the_sheet() -> None:
    """A2"""
    _, text = sheet(make_case(results=[LOW], answers={"paraesthesia": "yes", "unsteadiness": "yes"}))
    assert "Slow does not mean that your treatment has failed." in text
    assert "Your blood test can be good long before your nerves are." in text


def test_a_plan_of_tablets_says_nothing_of_injections() -> None:
    vegan = {"vegan_diet": "yes", "no_reliable_b12_source": "yes", "fatigue": "yes"}
    assessment, text = sheet(make_case(results=[LOW], answers=vegan))
    assert assessment.route == "oral"
    assert "50 to 150 micrograms" in text and "tablets" in text
    assert "injection" not in text.lower()
    assert "meat, fish, eggs and milk" in text


def test_a_choice_is_left_to_the_patient_and_both_ways_are_named() -> None:
    assessment, text = sheet(make_case(results=[LOW], answers={"fatigue": "yes"}))
    assert assessment.route == "im_or_oral"
    assert "You can have injections or tablets. Tell us which you would like" in text
    assert "Your plan is to have injections" not in text
    assert "Dates if you choose injections: - Mon 16 Mar 2026" in text
    assert "blood test: full blood count, vitamin B12" in text
    assert "The other choice: - Cyanocobalamin at least 1 mg by mouth daily." in text


def test_nothing_reassures_while_a_red_flag_was_not_asked() -> None:
    whole = make_case(results=[HIGH], answers={"fatigue": "yes"})
    assessment, text = sheet(whole)
    assert assessment.status == "unlikely"
    assert "Your tests point away from a shortage" in text
    assert "does not give you more energy" in text  # A1
    del whole["visits"][0]["answers"]["bladder_bowel_change"]
    assessment, text = sheet(whole)
    assert assessment.unanswered_red_flags == ("bladder_bowel_change",)
    assert "point away" not in text and "No vitamin B12 treatment" not in text and "more energy" not in text
    assert "You have new trouble with your bladder or bowels" in text
    assert "We cannot tell you yet what your tests mean." in text


def test_an_emergency_has_a_sheet_that_says_so_and_nothing_of_a_plan() -> None:
    assessment, text = sheet(make_case(results=[LOW], answers={"paraesthesia": "yes", "new_weakness": "yes"}))
    assert assessment.urgency == "emergency" and assessment.regimen is not None
    assert text.startswith("YOU NEED TO BE SEEN TODAY")
    assert "Hydroxocobalamin" not in text and "2026: " not in text and "ng/L" not in text


def test_under_sixteen_there_is_no_sheet_and_the_reason_is_said() -> None:
    with pytest.raises(ProblemsFound, match="patient sheet: these rules are for people aged 16 and over"):
        sheet(make_case(results=[LOW], patient={"age_years": 12}))


def test_a_figure_whose_unit_is_in_doubt_is_not_printed_and_micrograms_are_written_in_full() -> None:
    assessment, text = sheet(make_case(results=[figure("total_b12", "150", "ng/L"), figure("folate", "8.1", "ug/L")]))
    assert assessment.measurements[0].unit_asked
    assert "150 ng/L" not in text
    assert "Folate: 8.1 micrograms/L" in text


def test_every_sheet_says_that_nobody_has_reviewed_its_words() -> None:
    assert leaflet().review.startswith("Not yet")
    text = said(patient_sheet(deficient_case(), deficient()))
    assert "No clinician has checked the words of this sheet yet." in text
    assert "not CE or UKCA marked" in text


def test_where_a_clinic_gives_injections_on_some_days_only_the_sheet_and_the_card_name_these() -> None:
    plan = deficient().regimen
    assert plan is not None
    moved = Substitution(id="dates", steps=("dates",), ideal=f"Injections: {plan.phases[0].every}", here="", reason="",
                         where="here", risk="", strength="program", sources=(), dates=(date(2026, 3, 13),),
                         unkept=(date(2026, 3, 14),))  # fmt: skip
    assessment = deficient(here=(moved,))
    text = said(patient_sheet(deficient_case(), assessment))
    assert "Fri 13 Mar 2026" in text and "12 Mar 2026 -" not in text
    assert "Days that we still have to move with you: - Sat 14 Mar 2026" in text
    assert "Sat 14 Mar 2026: find another day" in said(card(assessment))


def test_a_clinic_that_comes_with_the_program_moves_the_days_and_the_sheet_says_to_ask() -> None:
    clinic = next(one for one in clinics() if one.id == "basic-laboratory")
    case = read_case(json.dumps(make_case(results=[LOW], answers=NERVES)))
    assessment = assess(case, today=date(2026, 3, 12), clinic=clinic)
    (moved,) = (one for one in assessment.here if one.dates)
    text = said(patient_sheet(case, assessment))
    assert moved.unkept and all(f"{day.day} {day:%b} {day.year}" in text for day in (*moved.dates, *moved.unkept))
    assert "Some steps may be done in another way here. Ask us before you leave." in text


def test_identity_and_heading_are_optional_as_on_the_record() -> None:
    named = patient_sheet(deficient_case(), deficient(), ("Llanfair Surgery", "12 High Street"))
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(written(named, "a.pdf"))).pages]
    assert all("Elinor Ashby" in page and "Llanfair Surgery" in page for page in pages)
    bare = deficient_case(name=None, date_of_birth=None, identifier=None, identifier_kind=None, age_years=67)
    text = " ".join(patient_sheet(bare, deficient()).identity)
    assert text == "Patient not named on this sheet"
    assert patient_sheet(deficient_case(), deficient()).title not in ("Elinor Ashby",)
    assert not patient_sheet(deficient_case(), deficient()).attached  # the case stays with the practice


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("size", [12, 18, 24])
def test_a_sheet_of_any_size_has_no_fault_in_its_tags_and_the_print_asked_for(paper: str, size: int) -> None:
    data = written(patient_sheet(deficient_case(), deficient(), ("Llanfair Surgery",), size), "a.pdf", paper)
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as file:
        content = b"".join(page.Contents.read_bytes() for page in file.pages)
    sizes = [float(found) for found in re.findall(rb"/F\d+(?:\+\d+)? ([\d.]+) Tf", content)]
    assert size in sizes
    assert len(data) < 150_000


@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize("size", [12, 18, 24])
def test_no_heading_is_left_alone_at_the_foot_of_a_page(paper: str, size: int) -> None:
    for raw in (make_case(results=[LOW], answers={"fatigue": "yes"}), make_case(results=[LOW], answers=NERVES)):
        document = patient_sheet(read_case(json.dumps(raw)), judge(raw), ("Llanfair Surgery",), size)
        with opened(written(document, "a.pdf", paper)) as file:
            drawn = [(node.role, node.marks) for node in tree(file).walk() if node.marks]
        for (role, marks), (_, below) in pairwise(drawn):
            if role in ("H2", "H3"):
                assert marks[-1][0] == below[0][0]


def test_the_card_is_made_of_tables_with_heads_and_has_no_fault_in_its_tags() -> None:
    data = written(card(deficient()), "a.pdf", "A5")
    assert faults(data) == []
    with opened(data) as file:
        scopes = [node.scope for node in tree(file).walk() if node.role == "TH"]
        cells = [node for node in tree(file).walk() if node.role == "TD"]
    assert scopes.count("Column") == 5 + 5 + 3
    assert scopes.count("Row") == 10 + 2 + 4
    assert len(cells) == 4 * (10 + 2) + 2 * 4


def test_a_plan_without_days_says_so_and_leaves_a_box_for_each_dose() -> None:
    plan = deficient().regimen
    assert plan is not None
    phase = plan.phases[0].model_copy(update={"dates": (), "doses": 7})
    text = said(card(deficient(regimen=plan.model_copy(update={"phases": (phase,)}))))
    assert "The plan gives no days for this part: write each day in when it is agreed." in text
    assert text.count("Batch: ______") == 7


def test_without_a_treatment_there_is_no_card() -> None:
    with pytest.raises(ProblemsFound, match="treatment card: the plan holds no treatment"):
        card(deficient(regimen=None))


def test_another_ending_or_size_is_refused() -> None:
    with pytest.raises(ProblemsFound, match=f"ending in {', '.join(ENDINGS)} was expected"):
        written(card(deficient()), "a.docx")
    with pytest.raises(ValueError, match="size is one of"):
        patient_sheet(deficient_case(), deficient(), (), 13)


def test_no_text_is_read_as_markup_on_the_page() -> None:
    document = replace(card(deficient()), identity=("<b>x</b> & <script>",))
    page = written(document, "a.html").decode()
    assert "&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;" in page
    assert "http" not in page


def test_no_block_of_any_kind_lets_markup_onto_the_page() -> None:
    bad = "<b>x</b> & <!-- y"
    blocks = (
        content.UrgentLine("soon", bad, bad),
        content.Paragraph(bad, lead=bad),
        content.KeyValues(((bad, bad),)),
        content.Table((bad, bad), ((bad, bad),), (1, 1), under=(bad,)),
        content.ActionList(bad, (content.Action(bad, bad, bad),)),
        content.WriteIn((bad,)),
    )
    named = replace(card(deficient()), title=bad, subtitle=bad, statement=bad, edition=bad)
    document = replace(named, heading=(bad,), identity=(bad,), sections=(content.Section(bad, blocks),))
    page = written(document, "a.html").decode()
    assert "<b>" not in page and "<!--" not in page
    assert page.count("&lt;b&gt;x&lt;/b&gt; &amp; &lt;!-- y") == 24  # each text once, the title twice
