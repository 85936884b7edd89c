"""``python tests/campaigns/cross_reading.py [--cases N] [--seed S] [--skip K]``: four papers, the same figures.

Random cases with free text (tests/exchange/noted.py) are assessed and written as record PDF, web page, note and JSON.
Values with unit, doses and dates are read back out of each: of the PDF by pdfium, of one in twenty by pypdf too. The
JSON is what the others are held against: the sections of results, treatment dates and follow-up hold its values, doses
and dates and no other date. The text of the PDF and of the page equals the text of the document, spaces aside. Prints
the counts and one example of each disagreement; exit code 1 where there is one.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.days import MONTHS, day_text  # noqa: E402
from b12calc.models.case import Case  # noqa: E402
from b12calc.models.reading import read_case  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402
from b12calc.report import build, embedded_assessment, embedded_case, note, pdf  # noqa: E402
from b12calc.report.document import ReportDocument, block_texts  # noqa: E402
from b12calc.report.html import write as web_page  # noqa: E402
from b12calc.rules import assess  # noqa: E402
from tests.campaigns.hostile_trial import Page, visible  # noqa: E402
from tests.exchange.noted import case_of, dressed  # noqa: E402
from tests.oracle.generate import last_visit_day, random_case  # noqa: E402
from tests.report.reading import differs, heard_otherwise, pages_by_pdfium, pages_by_pypdf, squash  # noqa: E402

DATE = re.compile(rf"(?<![0-9])([0-9]{{1,2}})\s+({'|'.join(MONTHS)})\s+([0-9]{{4}})")
SECTIONS = ("Results", "Treatment dates", "Follow-up")
PAPERS = ("A4", "Letter", "A5")
Json = dict[str, Any]


def dates_in(text: str) -> set[date]:
    """Return every date a text names."""
    return {date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in DATE.findall(text)}


def wanted(answer: Json, case: Json) -> dict[str, tuple[list[str], set[date]]]:
    """Return what the JSON says: for each section its figures as text, and its dates."""
    results = case["visits"][-1]["results"]
    shown = [one for one in answer["measurements"] if one["value"] is not None]
    figures = [f"{one['comparator'] or ''}{one['value']}{one['unit'] or ''}" for one in results if one["value"]]
    phases = (answer["regimen"] or {"phases": []})["phases"]
    given = [day for phase in phases for day in (*phase["dates"], phase["earliest"], phase["latest"]) if day]
    taken = [one["collected"] for one in (*results, *answer["measurements"]) if one["collected"]]
    said = " ".join(one["text"] for one in answer["follow_up"])
    return {
        "Results": (figures + [f"{one['value']}{one['unit']}" for one in shown], set(map(date.fromisoformat, taken))),
        "Treatment dates": ([phase["dose"] for phase in phases], set(map(date.fromisoformat, given))),
        "Follow-up": ([], {date.fromisoformat(one["due"]) for one in answer["follow_up"]} | dates_in(said)),
    }


def section_of(text: str, title: str, titles: list[str]) -> str:
    """Return what stands between the line of one heading and the line of the next."""
    others = "|".join(re.escape(one) for one in titles[titles.index(title) + 1 :]) or "(?!)"
    found = re.search(rf"^{re.escape(title)}\s*?$(.*?)(?:^(?:{others})\s*?$|\Z)", text, re.S | re.M | re.I)
    return found[1] if found else ""


def disagreements(name: str, text: str, document: ReportDocument, answer: Json, case: Json) -> Iterator[str]:
    """Yield where the figures of one paper are not those of the JSON."""
    titles = [section.title for section in document.sections if section.title]
    spare = dates_in(" · ".join(document.identity))  # it stands at the foot of each page, and may say anything
    for title, (figures, days) in wanted(answer, case).items():
        if title not in titles:
            if figures or days:
                yield f"{name}: no section {title}"
            continue
        found = section_of(text, title, titles)
        lost = [figure for figure in figures if squash(figure) not in squash(found)]
        if lost:
            yield f"{name}: {title} lacks {lost[:2]}"
        if days - dates_in(found) or dates_in(found) - days - spare - remarked(document, title):
            yield f"{name}: {title} names other dates {sorted(map(day_text, dates_in(found) ^ days))[:3]}"


def remarked(document: ReportDocument, title: str) -> set[date]:
    """Return the dates of sentences beside the rows of a section: comments and remarks, alternatives of a regimen."""
    blocks = [block for one in document.sections if one.title == title for block in one.blocks]
    comments = [text for block in blocks for text in getattr(block, "under", ())]
    return dates_in("\n".join([*comments, *(text for block in blocks[1:] for text in block_texts(block))]))


def of_one(raw: Json, number: int) -> Iterator[str]:
    """Write one case in every form and yield what disagrees."""
    case: Case = case_of(raw)
    try:
        answer = assess(case, today=last_visit_day(raw), explain=number % 20 == 0)
    except ProblemsFound:
        yield "refused by the rules"
        return
    document, paper = build(case, answer), PAPERS[number % 3]
    told, entered = json.loads(answer.model_dump_json()), json.loads(case.model_dump_json())
    page = re.sub(r"<(?!/?(?:bdi|strong|span)\b)[^>]*>", r"\n", web_page(document))
    read = Page(page)
    texts = {"note": note(document), "web page": read.words}
    body = "".join(one.title + "".join(text for block in one.blocks for text in block_texts(block))
                   for one in document.sections)  # fmt: skip
    if visible(body) not in squash(Page(web_page(document)).words) and not any(map(_has_picture, document.sections)):
        yield "web page: another text"
    try:
        data = pdf(document, paper)
    except ProblemsFound:
        yield "refused on paper"
    else:
        texts["PDF"] = "\n".join(pages_by_pdfium(data)).replace("\r\n", "\n")
        readers = (pages_by_pdfium, pages_by_pypdf) if number % 20 == 0 else (pages_by_pdfium,)
        wrong = [said for reader in readers if (said := differs(document, data, paper, reader))]
        if wrong and "lacks" not in wrong[0] and not heard_otherwise(document, data, paper):
            yield "equal in the order of the structure, a row being cut by the end of a page"
        else:
            yield from (f"PDF {paper}: {said}" for said in wrong)
        if json.loads(embedded_assessment(data)) != told or read_case(embedded_case(data)) != case:
            yield "PDF: other data inside"
    for name, text in texts.items():
        yield from disagreements(name, text, document, told, entered)


def _has_picture(section: Any) -> bool:
    return any(hasattr(block, "twin") for block in section.blocks)


def case_with_words(rng_name: str) -> Json:
    """A random case with free text, its results as a laboratory prints them: odd units are no part of this."""
    raw, plain = dressed(Random(rng_name)), random_case(Random(rng_name))
    for visit, base in zip(raw["visits"], plain["visits"], strict=True):
        for result, printed in zip(visit["results"], base["results"], strict=True):
            said = {field: result[field] for field in ("laboratory", "comment") if field in result}
            result.clear()
            result.update(printed | said)
    return raw


def run(cases: int, seed: int, skip: int = 0) -> tuple[Counter[str], dict[str, str]]:
    """Try random cases; return the counts, and one example of each disagreement."""
    counts, examples = Counter[str](), dict[str, str]()
    for number in range(skip, skip + cases):
        raw = case_with_words(f"{seed}/{number}")
        found = list(of_one(raw, number))
        counts["cases"] += 1
        for one in found:
            kind = re.sub(r"[^a-zA-Z, -]+.*", "", one)
            counts[kind] += 1
            if not one.startswith(("refused", "equal")):
                examples.setdefault(kind, f"case {number}: {one[:400]}")
    return counts, examples


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0)
    options = parser.parse_args()
    begun = time.monotonic()
    counts, examples = run(options.cases, options.seed, options.skip)
    print(f"seed {options.seed}, from case {options.skip}, {time.monotonic() - begun:.0f} s")
    for name, count in sorted(counts.items()):
        print(f"{count:7} {name}")
    print(*examples.values(), sep="\n")
    return int(bool(examples))


if __name__ == "__main__":
    raise SystemExit(main())
