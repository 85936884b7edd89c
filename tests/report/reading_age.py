"""Reading age by Flesch-Kincaid: grade = 0.39 words per sentence + 11.8 syllables per word - 15.59; age = grade + 5.

Kincaid, Fishburne, Rogers and Chissom 1975 (US Navy Research Branch Report 8-75). Syllables are counted by groups of
vowels. Names of medicines count as one syllable; they are listed here and nowhere else.
"""

import re

GRADE_TO_AGE = 5
NAMES = ("vitamin", "b12", "hydroxocobalamin", "cyanocobalamin", "methylcobalamin", "folic", "acid", "nitrous", "oxide",
         "cobalt")  # fmt: skip
_SILENT = re.compile(r"(?:[^laeiouyszxg]es|[^tdaeiouy]ed|[^laeiouy]e)$")
_TWO = re.compile(r"(?<![cst])i[ao](?!u)|eing")


def syllables(word: str) -> int:
    """Count the syllables of one English word."""
    word = re.sub(r"[^a-z0-9]", "", word.lower())
    if word in NAMES or not re.search("[aeiouy]", word):
        return 1
    short = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(re.findall(r"[aeiouy]+", short)) + len(_TWO.findall(short)))


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"[.?!:](?:\s+|$)", text) if one.strip()]


def reading_age(*texts: str) -> float:
    """Return the reading age in years of the texts read as one."""
    parts = [one for text in texts for one in sentences(text)]
    words = [word for one in parts for word in re.findall(r"[A-Za-z0-9'’]+", one)]
    grade = 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + GRADE_TO_AGE
