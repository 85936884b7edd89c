"""Make the copies kept in docs/clinical anew: ``python -m b12calc.rulebook``."""

import sys

from b12calc.files import write_whole
from b12calc.models.vocabulary import PACKS
from b12calc.rulebook import rule_book
from b12calc.rulebook.trace import TARGET, main

if __name__ == "__main__":
    code = main()
    for pack in PACKS if TARGET.exists() else ():
        write_whole(TARGET.with_name(f"rulebook-{pack}.html"), rule_book(pack))
    sys.exit(code)
