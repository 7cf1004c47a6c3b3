"""Every request of the client is what the official document says."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from miro_async import operations
from miro_async.client import MiroApi
from tests.contract.arguments import choices
from tests.contract.names import declared_names, sent_names
from tests.contract.recorder import HOSTS, method_of
from tests.contract.validator import validate_request

OPERATIONS = [pytest.param(operation, id=operation.id) for operation in operations()]

FILLED = {"every": "every parameter", "fewest": "the fewest parameters"}
NOT_SENT = {
    "unGroup": {"?delete_items"},  # that is deleteGroup
}
"""What an operation declares and the client never sends."""


def test_the_client_has_every_operation_of_the_document(document):
    """The operations of the client are those of the document: 197 of 197."""
    assert set(document.operations) == {operation.id for operation in operations()}
    assert len(operations()) == 197


@pytest.mark.parametrize("how", FILLED)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_requests_are_valid(operation, how, document, sent, figures):
    """The request with every parameter filled, and the one with the fewest, are both valid."""
    request = sent(operation.id, how)
    assert validate_request(document, operation.id, request) == []
    assert HOSTS[operation.api] == urlsplit(request.url).netloc
    figures[f"requests with {FILLED[how]}, each one valid"] += 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_value_that_an_argument_is_typed_for_is_valid(operation, document, sent, figures):
    """Each value of each argument that takes only some is one that the document knows."""
    for choice in range(1, choices(method_of(MiroApi("token"), operation))):
        request = sent(operation.id, "every", choice)
        assert validate_request(document, operation.id, request) == []
        figures["requests with other values of enums, each one valid"] += 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_all_that_the_document_declares_can_be_sent(operation, document, sent, figures):
    """The fullest request has every query parameter, property and part that there is."""
    declared = declared_names(document, document.operations[operation.id])
    declared -= NOT_SENT.get(operation.id, set())
    assert declared == sent_names(sent(operation.id, "every"))
    figures["declared names, each one sent in the fullest requests"] += len(declared)
