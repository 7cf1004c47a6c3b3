from __future__ import annotations

from miro_async import RetryPolicy
from tests.faults.cases import SECTIONS
from tests.faults.table import ALL, METHODS
from tests.faults.words import DOCUMENT, document


def test_the_documentation_has_the_table_that_is_tested():
    """Written from it; `python -m tests.faults.words` does so again."""
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_the_table_speaks_of_the_default_policy():
    """Its tries are those that a caller gets who says nothing."""
    assert RetryPolicy().attempts == ALL


def test_every_fault_has_an_outcome_for_every_kind_of_call():
    """Under a name of its own, as the tests are called after them."""
    faults = [fault for section in SECTIONS for fault in section.faults]

    assert len({fault.what for fault in faults}) == len(faults)
    assert all(tuple(fault.outcomes) == METHODS for fault in faults)
