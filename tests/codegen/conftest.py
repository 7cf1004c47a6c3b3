"""The facts and the overlay of the real API, and the document that they come from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from codegen.__main__ import Project, read_facts
from codegen.overlay import corrected, load


@pytest.fixture(scope="session")
def facts():
    """Give the committed facts, not to be changed."""
    return read_facts(Project().facts)


@pytest.fixture
def copied(facts):
    """Give a copy of the committed facts, to be changed at will."""
    return json.loads(json.dumps(facts))


@pytest.fixture(scope="session")
def overlay():
    """Give the overlay of the real API."""
    return load(Project().overlay)


@pytest.fixture(scope="session")
def right(facts, overlay):
    """Give the facts with all corrections, not to be changed."""
    return corrected(facts, overlay)


@pytest.fixture(scope="session")
def official():
    """Give the path of Miro's own document, which is not part of this repository."""
    path = os.environ.get("MIRO_OPENAPI")
    if path is None:
        pytest.skip("MIRO_OPENAPI does not name Miro's OpenAPI document")
    return Path(path)
