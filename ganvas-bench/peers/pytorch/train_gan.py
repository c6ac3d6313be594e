"""Trains one generator on the clock, for `ganvas-bench/bench quality`; see quality/README.md. --check runs the checks."""

import sys

from quality.program import main

if __name__ == "__main__":
    sys.exit(main())
