"""Sources turned into drafts: tables (CSV) and outlines (Markdown). Text in, drafts out; no calls.

reading = read_csv(Path("retro.csv").read_bytes(), group="column")
await board.apply(reading.drafts, mapping="retro.keys.json")
"""

from __future__ import annotations

from .outline import read_outline
from .reading import Problem, Reading
from .table import read_csv

__all__ = ["Problem", "Reading", "read_csv", "read_outline"]
