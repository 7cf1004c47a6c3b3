"""All faults, in the order of the documentation."""

from __future__ import annotations

from tests.faults.answers import (
    FAILURES,
    LIMITS,
    REDIRECTS,
    REFUSALS,
    SUCCESSES,
    UNREADABLE,
)
from tests.faults.wire import (
    COMPRESSION,
    CUTS,
    GARBAGE,
    LENGTHS,
    NO_CONNECTION,
    REUSED,
    SIZES,
    TIMES,
)

SECTIONS = (
    SUCCESSES,
    REFUSALS,
    LIMITS,
    FAILURES,
    UNREADABLE,
    REDIRECTS,
    TIMES,
    NO_CONNECTION,
    CUTS,
    REUSED,
    GARBAGE,
    LENGTHS,
    SIZES,
    COMPRESSION,
)
