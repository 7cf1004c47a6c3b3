"""The figures: what is compared with what, and what is aimed at."""

from __future__ import annotations

from .blocking import SYNC, SYNC_START, SYNC_THREADS
from .calls import GROWTH, LISTING, LISTING_CPU, PATH, POSTS, SEQUENCE, SEQUENCE_TLS
from .objects import DECODE, ENCODE, MEMORY, STRANGE
from .sandbox import SANDBOX, SANDBOX_LARGE, SANDBOX_START
from .starting import FIRST, FIRST_TLS, STARTING

GROUPS = (
    STARTING,
    FIRST,
    FIRST_TLS,
    DECODE,
    STRANGE,
    ENCODE,
    SEQUENCE,
    SEQUENCE_TLS,
    PATH,
    POSTS,
    LISTING,
    LISTING_CPU,
    MEMORY,
    GROWTH,
    SYNC,
    SYNC_THREADS,
    SYNC_START,
    SANDBOX,
    SANDBOX_START,
    SANDBOX_LARGE,
)
