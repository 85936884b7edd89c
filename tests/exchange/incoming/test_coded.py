"""The list a code belongs to is told by its name, and a code alone only where its check digit is right."""

import pytest

from b12calc.exchange.incoming.coded import listed
from b12calc.exchange.incoming.found import Code


@pytest.mark.parametrize(
    ("systems", "known"),
    [
        (("LN", "LNC", "LOINC", "2.16.840.1.113883.6.1", "http://loinc.org"), "loinc"),
        (("SCT", "SCT2", "SNOMED", "SNOMED-CT", "Snomed CT", "921", "2.16.840.1.113883.6.96", "http://snomed.info/sct"),
         "snomed"),
        (("RCV2", "READ", "READV2", "Read v2", "CTV3", "RCT", "RC", "READCODE", "Read Code", "911", "RCV3", "READCTV3"),
         "read"),
        (("L", "99LAB", "LOINC-DE"), "local"),
    ],
)  # fmt: skip
def test_every_name_of_a_list_is_known(systems: tuple[str, ...], known: str) -> None:
    for system in systems:
        assert listed(" 42T.. ", f" {system} ") == Code(known, "42T.."), system  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sent", "code"), [("42T..00", "42T.."), ("XE2pf11", "XE2pf"), ("XE2pf", "XE2pf"), ("42T..0", "42T..0")]
)
def test_a_read_code_is_kept_without_the_number_of_its_wording(sent: str, code: str) -> None:
    assert listed(sent, "911") == Code("read", code)
    assert listed(sent, "L") == Code("local", sent)


@pytest.mark.parametrize("code", ["2132-9", "14685-2", "777-3", "6690-2", "718-7", "1-8"])
def test_a_code_alone_is_of_loinc_where_its_check_digit_is_right(code: str) -> None:
    assert listed(f" {code} ", " ") == Code("loinc", code)
    body, digit = code.split("-")
    for other in sorted({*"0123456789"} - {digit}):
        assert listed(f"{body}-{other}", "") == Code("local", f"{body}-{other}")
    assert listed(code, "L") == Code("local", code)


@pytest.mark.parametrize("code", ["", "B12", "2132-99", "12345678-4", "2132"])
def test_what_has_not_the_form_of_loinc_is_of_no_list(code: str) -> None:
    assert listed(code, "") == Code("local", code)
