"""Writes the table of faults into its documentation: `python -m tests.faults.words`."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from tests.faults.cases import SECTIONS
from tests.faults.table import METHODS, Fault, Outcome, Outcomes, Section

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
MARK = "<!-- What follows is written by `python -m tests.faults.words` from the tested table. -->\n"


def written() -> str:
    """Give what is to follow the mark."""
    return "".join(f"\n{_of_section(section)}" for section in SECTIONS)


def _of_section(section: Section) -> str:
    rows = (f"| {fault.what} | {_of_fault(fault)} |\n" for fault in section.faults)
    return f"## {section.title}\n\n| the service | the call |\n|---|---|\n{''.join(rows)}"


def _of_fault(fault: Fault) -> str:
    words = _of_outcomes(fault, fault.outcomes)
    for library, outcomes in fault.apart.items():
        words += f"; with {library} {_of_outcomes(fault, outcomes)}"
    return words


def _of_outcomes(fault: Fault, outcomes: Outcomes) -> str:
    alike: dict[str, list[str]] = {}
    for method in METHODS:
        alike.setdefault(_of_outcome(fault, outcomes[method]), []).append(method)
    if len(alike) == 1:
        return next(iter(alike))
    return "; ".join(f"{', '.join(methods)}: {words}" for words, methods in alike.items())


def _of_outcome(fault: Fault, outcome: Outcome) -> str:
    if outcome.error is None:
        return "succeeds"
    if fault.before == "kept" and outcome.tries > 1:
        once = _of_outcome(fault, evolve(outcome, tries=1))
        return f"succeeds at the second try (without retries {once})"
    words = f"`{outcome.error}`"
    if outcome.unknown:
        words += ", may have happened"
    return f"{words}, {outcome.tries} tries" if outcome.tries > 1 else words


def document() -> str:
    """Give the document as it is to be."""
    introduction, _, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    return introduction + MARK + written()


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
