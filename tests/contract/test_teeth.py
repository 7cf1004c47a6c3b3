"""The validator bites: whatever is misspelt in a request of the client, it notices."""

from __future__ import annotations

import pytest

from miro_async import operations
from tests.contract.names import misspelt, with_other_kinds
from tests.contract.validator import validate_request

IDS = [operation.id for operation in operations()]

OF_ANY_KIND = {("patchUser", "Operations[].value"), ("patchGroup", "Operations[].value")}
"""What may be of several kinds: SCIM's changes hold whatever is changed."""


@pytest.mark.parametrize("operation_id", IDS)
def test_a_misspelt_name_in_the_fullest_request_is_caught(operation_id, document, sent, figures):
    """Each word of the path, query, body and form is a problem when it is misspelt."""
    request = sent(operation_id, "every")
    for word, changed in misspelt(document.operations[operation_id].path, request):
        assert _new_problems(document, operation_id, request, changed), word
        figures["misspelt names in the fullest requests, each one caught"] += 1


@pytest.mark.parametrize("operation_id", IDS)
def test_a_misspelt_name_in_the_least_request_is_caught(operation_id, document, sent, figures):
    """So it is where there is little else; what is required is then also missing."""
    request = sent(operation_id, "fewest")
    for word, changed in misspelt(document.operations[operation_id].path, request):
        found = _new_problems(document, operation_id, request, changed)
        assert found, word
        figures["misspelt names in the least requests, each one caught"] += 1
        missing = any(problem.endswith("is missing") for problem in found)
        figures["of these required, and reported as missing, too"] += missing


@pytest.mark.parametrize("operation_id", IDS)
def test_a_value_of_another_kind_is_caught(operation_id, document, sent, figures):
    """A number for a string, or a string for anything else, is a problem anywhere in a body."""
    if "multipart/form-data" in document.operations[operation_id].body:
        return
    request = sent(operation_id, "every")
    for word, changed in with_other_kinds(request):
        if (operation_id, word) not in OF_ANY_KIND:
            assert _new_problems(document, operation_id, request, changed), word
            figures["values of another kind, each one caught"] += 1


def _new_problems(document, operation_id, request, changed):
    """Give the problems of the changed request that the request itself does not have."""
    before = validate_request(document, operation_id, request)
    return set(validate_request(document, operation_id, changed)) - set(before)
