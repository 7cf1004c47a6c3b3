"""`python -m miro_async.cli`, which is the command `miro-async`."""

from __future__ import annotations

import sys

from .main import main

if __name__ == "__main__":
    sys.exit(main())
