"""What a column of a table may hold, in words: fields of a patient and a result, the tests, and units."""

from b12calc.analytes import analytes
from b12calc.exchange.incoming.mapping import IGNORE, PARTS, Clash, Use
from b12calc.exchange.incoming.table_columns import DAY
from b12calc_ui.texts import shown_unit, tr


def not_used() -> str:
    """Return the words for a column that is not read."""
    return tr("not used")


def fields() -> list[tuple[str, str]]:
    """Return what a column may hold beside the results of one test, in the order in which it is offered."""
    return [
        ("id", tr("Patient: number")), ("name", tr("Patient: name")), ("first_name", tr("Patient: first name")),
        ("birth", tr("Patient: date of birth")), ("sex", tr("Patient: sex")), ("collected", tr("Day of sample")),
        ("analyte", tr("Test name")), ("value", tr("Value")), ("comparator", tr("Sign < or >")),
        ("finding", tr("Finding in words")), ("unit", tr("Unit")), ("range", tr("Range")),
        ("low", tr("Range: lower end")), ("high", tr("Range: upper end")), ("flag", tr("Flag")),
        ("status", tr("Status")), ("specimen", tr("Specimen")), ("code", tr("LOINC code")),
        ("comment", tr("Comment")),
    ]  # fmt: skip


def tests() -> list[tuple[str, str]]:
    """Return the tests of this program: their names alone, so that typing one finds it."""
    return [(one.code, one.short) for one in analytes().values() if one.kind != "study"]


def entries(guess: Use | None) -> list[tuple[str, str]]:
    """Return what is offered for a column; what only its own heading can say is offered there alone."""
    offered = [*fields(), *tests()]
    if guess is not None and guess.holds not in {IGNORE, *(code for code, _words in offered)}:
        offered.insert(0, (guess.holds, _own(guess.holds)))
    return offered


def units(test: str) -> list[tuple[str, str]]:
    """Return the units of a test, as they are printed."""
    return [(unit, shown_unit(unit)) for unit in analytes()[test].units]


def _own(word: str) -> str:
    """Return the words for a column that its heading names for itself."""
    if word == DAY:
        return tr("Results of this day")
    if word in analytes():
        return analytes()[word].short
    pairs = ((part, analytes().get(word.removesuffix(f"_{part}"))) for part in PARTS)
    part, test = next((part, test.short) for part, test in pairs if test is not None)
    return {
        "unit": tr("{test}: unit", test=test), "comparator": tr("{test}: sign < or >", test=test),
        "collected": tr("{test}: day of sample", test=test), "finding": tr("{test}: finding in words", test=test),
        "reference_low": tr("{test}: range, lower end", test=test),
        "reference_high": tr("{test}: range, upper end", test=test),
    }[part]  # fmt: skip


def refusal(why: Clash, holds: str) -> str:
    """Return the sentence for a column that cannot stand beside the others."""
    what = dict(fields()).get(holds) or _own(holds)
    return {
        "twice": tr("Two columns hold the same: {what}. Leave one of them as not used.", what=what),
        "both": tr("Some columns hold the results of one test each, others name a test in every row. Keep one of the "
                   "two."),
        "whose": tr("{what}: of which test? Several columns hold results of tests. Leave this one as not used.",
                    what=what),
    }[why]  # fmt: skip
