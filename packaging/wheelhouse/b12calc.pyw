"""Start b12calc from the environment beside this file."""

import sys

from b12calc_ui.launcher import main

sys.exit(main())
