"""What is missing, in words: the titles of the findings of an audit."""

import tomllib
from functools import cache


@cache
def _titles() -> dict[str, str]:
    """Return the titles by code, as the data file of the findings has them; none where there is no such file."""
    from pathlib import Path

    import b12calc.audit

    file = Path(b12calc.audit.__file__).with_name("findings.toml")
    if not file.exists():
        return {}
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {str(one["code"]): str(one["title"]) for one in content.get("finding", ())}


def missing_words(code: str) -> str:
    """Return the title of a finding; one that has none by its code."""
    return _titles().get(code, code.replace("_", " "))
