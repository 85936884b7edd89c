"""What is missing, in words: the titles of the findings of an audit."""

from b12calc.audit.findings import known_findings


def missing_words(code: str) -> str:
    """Return the title of a finding; one that is not known by its code."""
    found = known_findings().get(code)
    return code.replace("_", " ") if found is None else found.title
