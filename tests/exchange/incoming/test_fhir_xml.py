"""FHIR in XML is read as in JSON; document types, entities and depth are refused before they can do harm."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.exchange.incoming import fhir_xml
from b12calc.exchange.incoming.fhir_xml import tree_of
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.judge import judged
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import TODAY, observation, reports

SAMPLES = Path(__file__).with_name("samples") / "fhir"
XML = """<?xml version="1.0" encoding="UTF-8"?>
<Observation xmlns="http://hl7.org/fhir">
  <!-- a comment --><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>412</p></div></text>
  <status value="final"/>
  <code><coding><system value="http://loinc.org"/><code value="2132-9"/></coding>
    <text value="Serum vitamin B12"/></code>
  <subject><reference value="Patient/1"/></subject>
  <effectiveDateTime value="2026-03-10T09:30:00+00:00"/>
  <valueQuantity><value value="142.0"/><unit value="ng/L"/></valueQuantity>
  <referenceRange><low><value value="180"/></low></referenceRange>
</Observation>"""
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def refused(sent: str | bytes) -> str:
    with pytest.raises(ProblemsFound) as found:
        reports(sent)
    (problem,) = found.value.problems
    return problem.message


def test_a_result_in_xml_is_that_of_json() -> None:
    (in_xml,), (in_json,) = reports(XML), reports(observation())
    (one,) = judged(in_xml, TODAY).results
    assert (one.analyte, one.value, one.unit, one.verdict) == ("total_b12", "142.0", "ng/L", "accepted")
    assert one.reference_low == "180"
    assert in_xml.identity == in_json.identity
    assert in_xml.found[0].collected == in_json.found[0].collected
    assert "412" not in in_xml.found[0].text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_that_of_the_bytes(encoding: str) -> None:
    sent = XML.replace("Serum", "Sérum").encode(encoding)
    (report,) = reports(sent)
    assert report.found[0].names == ("Sérum vitamin B12",)


def test_an_extension_in_place_of_a_value_leaves_the_value_absent() -> None:
    absent = '<value><extension url="http://x/data-absent-reason"><valueCode value="masked"/></extension></value>'
    (report,) = reports(XML.replace('<value value="142.0"/>', absent))
    assert report.found[0].value is None
    assert report.found[0].notes == ("said beside the value: masked",)


def test_a_modifier_in_xml_is_a_doubt() -> None:
    modifier = '<modifierExtension url="http://x/haemolysed"><valueString value="haemolysed"/></modifierExtension>'
    (report,) = reports(XML.replace('<status value="final"/>', modifier + '<status value="final"/>'))
    assert report.found[0].doubts == ("said of the result: haemolysed",)


def test_two_values_of_what_fhir_has_once_are_left_aside() -> None:
    (report,) = reports(XML.replace("<unit", '<value value="412"/><unit'))
    assert not report.found
    assert report.left[0].why == "value stands there 2 times; FHIR has it once"


def test_two_resources_in_one_place_are_refused() -> None:
    entry = "<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient/><Patient/></resource></entry></Bundle>"
    assert "two resources" in refused(entry)


@pytest.mark.parametrize("kind", [
    f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://x.example/x.dtd">', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://x.example/p">%p;]>',
    "<!DOCTYPE x>",
])  # fmt: skip
def test_a_document_type_is_refused_whatever_it_does(kind: str) -> None:
    begun = process_time()
    assert "a document type or entities" in refused(XML.split("\n", 1)[0] + kind + XML.split("\n", 1)[1])
    assert process_time() - begun < 1


def test_an_entity_that_is_not_declared_is_refused() -> None:
    assert "not well formed at line" in refused(XML.replace("142.0", "&f;"))


@pytest.mark.parametrize("tag", ["<a>", "<div xmlns='x'>", "<entry><resource><Bundle>"])
def test_deep_nesting_is_refused(tag: str) -> None:
    begun = process_time()
    assert "nests too deep" in refused("<Bundle xmlns='http://hl7.org/fhir'>" + tag * 500_000)
    assert process_time() - begun < 2


@pytest.mark.parametrize(
    "sent", ["<html><body/></html>", "<", "<a", "<Observation xmlns='http://hl7.org/fhir'>", "<?xml?>"]
)
def test_what_is_no_fhir_in_xml_is_refused_in_one_sentence(sent: str) -> None:
    assert refused(sent)


SENT = (SAMPLES / "nhs_pathology_FBC_bundle.xml").read_bytes()
PIECES = [
    XML.encode(),
    SENT[:9000],
    b"<!DOCTYPE x>",
    b"&#0;",
    b"\x00",
    b"</entry>",
    b"<entry>",
    b"<![CDATA[",
    b'value="',
    b"\xff",
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_xml_that_is_mangled_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    sent = data.draw(st.sampled_from([XML.encode(), SENT]))
    for _ in range(data.draw(st.integers(1, 4))):
        at, gone = data.draw(st.integers(0, len(sent))), data.draw(st.integers(0, 40))
        sent = sent[:at] + data.draw(st.sampled_from(PIECES)) + sent[at + gone :]
    try:
        for report in reports(sent):
            judged(report, TODAY)
    except ProblemsFound as found:
        assert len(found.problems) == 1


def test_a_reading_that_is_called_off_ends() -> None:
    with pytest.raises(ProblemsFound, match="stopped"):
        tree_of(XML, Watch(called_off=lambda: True))


FHIR = "<Observation xmlns='http://hl7.org/fhir'>"


def test_members_that_repeat_are_lists_and_what_stands_beside_a_value_is_kept_beside_it() -> None:
    inner = '<extension url="http://x"><valueString value="y"/></extension>'
    tree = tree_of(
        f'{FHIR}<id id="i" value="7"/><note><text value="a"/></note><note><text value="b"/></note><note value="c"/>'
        f'<comment value="d">{inner}</comment><focus id="f"/><code id="c">{inner}</code><issued/></Observation>',
        Watch(),
    )
    extension = {"extension": {"url": "http://x", "valueString": "y"}}
    assert tree == {
        "resourceType": "Observation", "id": "7", "_id": {"id": "i"}, "note": [{"text": "a"}, {"text": "b"}, "c"],
        "comment": "d", "_comment": extension, "focus": {"id": "f"}, "_focus": {"id": "f"},
        "code": {"id": "c", **extension}, "_code": {"id": "c", **extension}, "issued": {},
    }  # fmt: skip


def test_the_resource_that_is_wrapped_stands_in_place_of_its_wrapper() -> None:
    tree = tree_of("<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient><id value='1'/></Patient></resource>"
                   "</entry></Bundle>", Watch())  # fmt: skip
    assert tree == {"resourceType": "Bundle", "entry": {"resource": {"resourceType": "Patient", "id": "1"}}}


def test_the_narrative_is_passed_over_whatever_stands_in_it() -> None:
    story = "<div xmlns='x'><status xmlns='http://hl7.org/fhir' value='x'/><b><i>412</i></b></div>"
    assert tree_of(f"{FHIR}<text>{story}</text><status value='final'/></Observation>", Watch()) == {
        "resourceType": "Observation", "text": {}, "status": "final"
    }  # fmt: skip


def test_what_is_wrong_in_the_xml_is_said_with_its_place() -> None:
    assert refused(f"{FHIR}\n  <a></b>") == "the XML breaks off or is not well formed at line 2, character 8"
    assert refused("<html/>") == (
        "the file is XML but not FHIR; expected a FHIR Bundle, Observation or DiagnosticReport"
    )
    with pytest.raises(ProblemsFound, match="half a character"):
        tree_of(f"{FHIR}<id value='\udc80'/></Observation>", Watch())


def test_a_file_may_hold_as_many_elements_and_levels_as_the_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    def nested(levels: int, tag: str = "a") -> str:
        return f"{FHIR}{f'<{tag}>' * (levels - 1)}{'</a>' * (levels - 1)}</Observation>"

    assert tree_of(nested(128), Watch()) and tree_of(nested(128, "a xmlns='x'"), Watch())
    too_much = "the file nests too deep or holds more than 1,000,000 elements; no usual report does"
    assert refused(nested(129)) == refused(nested(129, "a xmlns='x'")) == too_much
    monkeypatch.setattr(fhir_xml, "MAX_ELEMENTS", 3)
    assert tree_of(f"{FHIR}<a/><b/></Observation>", Watch())
    assert "more than 3 elements" in refused(f"{FHIR}<a/><b/><c/></Observation>")
