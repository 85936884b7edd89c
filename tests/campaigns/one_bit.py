"""Read papers as a poor printer and a poor scanner leave them: ``python tests/campaigns/one_bit.py [--dots 150]``.

Every page is drawn at 150 dots an inch, each dot black or white and nothing between, enlarged twofold and read by an
OCR engine: Tesseract (apt-get install tesseract-ocr), on the path or named by TESSERACT; nothing else needs it. It
reads each page twice, as columns of prose and as scattered words, since in tables it loses whole cells by either; a
word is read where one of the two has it letter by letter, punctuation at its ends aside, and as often as it stands
there. Prints the recall of page 1 and of the whole of each paper; exit code 1 where one is below the aim, 2 without
an engine.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

AIM = 0.98
HALF = 128
INCH = 72
ENLARGED = 2
WAYS = ("3", "11")
BICUBIC = 3
ENDS = ".,;:()[]|•·–-“”'\"…_"
HEADING = ("The Old Mill Surgery", "2 Mill Lane, Ashford", "Telephone 01632 960123")
SPOKEN = str.maketrans({"’": "'", "‘": "'", "—": "–"})


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield the papers with their names, of the sample case and of a visit under treatment."""
    from b12calc.models.reading import read_case
    from b12calc.report import build, pdf
    from b12calc.report.handout import patient_sheet, referral_letter, symptom_sheet, treatment_card
    from b12calc.rules import assess
    from tests.report.test_timeline import followed

    case = read_case((ROOT / "resources" / "sample_case.json").read_text("utf-8"))
    answer = assess(case, today=date(2026, 3, 12), explain=True)
    for paper in ("A4", "Letter", "A5"):
        yield f"record, {paper}", pdf(build(case, answer, HEADING), paper)
    yield "record with timeline and scale, A4", pdf(build(*followed(), HEADING))
    yield "referral letter, A4", pdf(referral_letter(case, answer, HEADING))
    for size in (12, 18, 24):
        yield f"patient sheet, {size} points, A5", pdf(patient_sheet(case, answer, HEADING, size), "A5")
    yield "treatment card, A5", pdf(treatment_card(case, answer, HEADING), "A5")
    yield "symptom sheet, A4", pdf(symptom_sheet(HEADING))


def words(text: str) -> Counter[str]:
    """Return the words of a text without the punctuation at their ends."""
    found = (word.translate(SPOKEN).strip(ENDS) for word in text.split())
    return Counter(word for word in found if any(map(str.isalnum, word)))


def read(program: str, page: pypdfium2.PdfPage, dots: int) -> Counter[str]:
    """Return the words the engine reads of one page in one bit."""
    picture = page.render(scale=dots / INCH, grayscale=True).to_pil().convert("L")
    picture = picture.point(lambda tone: 255 * (tone >= HALF)).convert("1").convert("L")
    picture = picture.resize((ENLARGED * picture.width, ENLARGED * picture.height), BICUBIC)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        picture.save(path, dpi=(ENLARGED * dots, ENLARGED * dots))
        for way in WAYS:
            command = [program, str(path), "-", "--dpi", str(ENLARGED * dots), "--psm", way, "-l", "eng"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found |= words(done.stdout)
    return found


def recall(program: str, data: bytes, dots: int) -> list[tuple[int, int, Counter[str]]]:
    """Return for each page how many words were read, of how many, and those that were not."""
    pages = []
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            wanted = words(page.get_textpage().get_text_range())
            lost = wanted - read(program, page, dots)
            pages.append((wanted.total() - lost.total(), wanted.total(), lost))
    return pages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dots", type=int, default=150)
    parser.add_argument("--missed", type=int, default=0, help="print so many of the words that were not read")
    options = parser.parse_args()
    program = os.environ.get("TESSERACT") or shutil.which("tesseract")
    if program is None:
        print("no OCR engine was found: apt-get install tesseract-ocr, or name one by TESSERACT")
        return 2
    least = 1.0
    for name, data in papers():
        pages = recall(program, data, options.dots)
        right, every = sum(page[0] for page in pages), sum(page[1] for page in pages)
        first = pages[0][0] / pages[0][1]
        least = min(least, first, right / every)
        print(f"{name:38}page 1 {first:7.2%}   all {len(pages):2} pages {right / every:7.2%} of {every:5} words")
        missed = Counter(word for _, _, lost in pages for word in lost.elements())
        print("".join(f"    {word}\n" for word, _ in missed.most_common(options.missed)), end="", flush=True)
    print(f"{'least':38}{least:14.2%}   aim >= {AIM:.0%}")
    return int(least < AIM)


if __name__ == "__main__":
    sys.exit(main())
