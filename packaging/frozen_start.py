"""Where the frozen program begins: what the command b12calc does."""

import sys

from b12calc_ui.launcher import main

sys.exit(main())
