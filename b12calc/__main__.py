"""``python -m b12calc``: the headless door."""

import sys

from b12calc.entry import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
