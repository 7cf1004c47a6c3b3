"""The names of the jobs that are measured."""

from __future__ import annotations

POSTS_A_ROUND = 2000


def named(prefix: str, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Name a job of each side."""
    return tuple(f"{prefix} {side}" for side in sides)
