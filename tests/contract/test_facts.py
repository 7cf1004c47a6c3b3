"""What an operation costs and demands, against the sentences of Miro's document."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from miro_async import operations
from tests.contract.official import VERBS

# Read in another way than the generator reads them: by the links that stand around them.
LEVEL = re.compile(r"rate-limit[^>]*>\s*Level (\d)")
SCOPE = re.compile(r"reference/scopes[^>]*>\s*([a-z:_]+)\s*</a>")
PLANS = {"enterprise_guard": "Enterprise Guard only", "enterprise": "Enterprise only"}


@pytest.fixture(scope="module")
def sentences(description):
    """Give the description of each operation, by its id."""
    assert description
    paths = json.loads(Path(os.environ["MIRO_OPENAPI"]).read_bytes())["paths"].values()
    items = [item[verb] for item in paths for verb in VERBS if verb in item]
    return {item["operationId"]: item.get("description", "") for item in items}


def test_rate_levels_are_those_of_the_document(sentences):
    """Each of the 180 levels that the document states, and none besides."""
    stated = {name: LEVEL.search(text) for name, text in sentences.items()}

    assert {o.id: o.level for o in operations()} == {
        name: int(found[1]) if found else None for name, found in stated.items()
    }
    assert sum(found is not None for found in stated.values()) == 180


def test_scopes_are_those_of_the_document(sentences):
    """The scopes that each operation links to, in their order."""
    assert {o.id: o.scopes for o in operations()} == {
        name: tuple(SCOPE.findall(text)) for name, text in sentences.items()
    }


def test_plans_are_those_of_the_document(sentences):
    """A plan that the document states is the operation's plan."""
    for operation in operations():
        for plan, words in PLANS.items():
            if f">{words}<" in sentences[operation.id].replace("\n", ""):
                assert operation.plan == plan, operation.id
