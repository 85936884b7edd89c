"""Every paper before a checker of PDF/UA-1 that had no part in writing it: outloud, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from b12calc.report.handout import patient_sheet, referral_letter, symptom_sheet, treatment_card, written
from b12calc.rules import assess
from tests.cases.score import TODAY
from tests.report.examples import deficient_case
from tests.report.tag_faults import DEFECTS, planted
from tests.report.test_tags import HEADING, book, published, record

RUN = (sys.executable, "-W", "ignore", "-c", "from outloud.cli import main; main()")


def errors(folder: Path, files: dict[str, bytes]) -> dict[str, int]:
    """Return how many errors the checker finds in each file; all go in at once, since its start takes the longest."""
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    report = folder / "report.json"
    paths = [str(folder / f"{name}.pdf") for name in files]
    done = subprocess.run([*RUN, "-q", "--json", str(report), *paths], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = {Path(one["path"]).stem: one for one in json.loads(report.read_text(encoding="utf-8"))["results"]}
    assert set(found) == set(files) and all(one["stats"]["pages"] for one in found.values())
    return {name: int(found[name]["counts"]["error"]) for name in files}


def handed_out() -> dict[str, bytes]:
    """Return what the patient and the next clinician get, on the papers it is made for."""
    case = deficient_case()
    assessment = assess(case, today=TODAY)
    papers = {
        "letter": (referral_letter(case, assessment, HEADING, "neurology"), ("A4", "A5")),
        "sheet": (patient_sheet(case, assessment, HEADING), ("A4", "A5")),
        "card": (treatment_card(case, assessment, HEADING), ("A5",)),
        "blank": (symptom_sheet(HEADING), ("A4", "Letter")),
    }
    return {
        f"{name} on {paper}": written(document, "a.pdf", paper)
        for name, (document, all_papers) in papers.items()
        for paper in all_papers
    }


def test_no_paper_has_an_error(tmp_path: Path) -> None:
    by_hand = {paper: record(paper) for paper in ("A4", "Letter", "A5")}
    found = errors(tmp_path, {**published(), **by_hand, **handed_out(), "rule book": book()})
    assert len(found) >= 46
    assert {name: count for name, count in found.items() if count} == {}


def test_every_planted_defect_is_an_error(tmp_path: Path) -> None:
    found = errors(tmp_path, {name: planted(record(), name) for name in DEFECTS})
    assert len(found) == 7 and all(found.values()), found
