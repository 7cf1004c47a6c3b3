"""Which CPU a process runs on: measured ones on one, the server on another."""

from __future__ import annotations

import os


def pin(role: str) -> bool:
    """Keep this process on its CPU; say whether that was possible."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) == 1:
        return False
    os.sched_setaffinity(0, {cpus[-1] if role == "server" else cpus[0]})
    return True
