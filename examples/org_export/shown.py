"""The progress of an export, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import RowMapping

STATES = ("done", "running", "waiting", "failed")
_MOST_ROWS = 30


def summary(states: Sequence[RowMapping]) -> str:
    """Give one line: `done 120, running 8, waiting 170, failed 2 of 300 boards; 41.2 MB`."""
    counts = {row["state"]: row["boards"] for row in states}
    parts = ", ".join(f"{state} {counts.get(state, 0)}" for state in STATES)
    size = sum(row["bytes"] for row in states) / 1e6
    return f"{parts} of {sum(counts.values())} boards; {size:.1f} MB"


def is_over(states: Sequence[RowMapping]) -> bool:
    """Tell whether no board waits or runs."""
    return not {"waiting", "running"} & {row["state"] for row in states}


def details(boards: Sequence[RowMapping]) -> Iterator[str]:
    """Give a line for each board that runs, failed, or has to be tried again."""
    told = [row for row in boards if row["state"] == "running" or row["reason"]]
    for row in told[:_MOST_ROWS]:
        name = "".join(sign if sign.isprintable() else " " for sign in row["name"][:30])
        seconds = max(row["seconds"] or 0, 0)  # it may have begun after it was asked for
        line = f"{row['state']:8} {row['board_id']:20} {name:30} {seconds:6.0f} s"
        if row["state"] == "running":
            line += f"  {row['worker']}"
        if row["attempts"] + row["setbacks"] > 1 or row["state"] == "failed":
            line += f"  attempt {row['attempts']}"
        if row["reason"]:
            line += f"  {row['reason'][:120]}"
        yield line
    if len(told) > _MOST_ROWS:
        yield f"... and {len(told) - _MOST_ROWS} more"
