"""What tests of concurrency share: servers in processes of their own."""

from __future__ import annotations

import ssl

import pytest

from benchmarks.certificate import write_certificate
from tests.concurrency.server import serving


@pytest.fixture(scope="module")
def server():
    """Give a fast server."""
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Give a certificate of this machine, and who vouches for it."""
    return write_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def server_with_tls(certificate):
    """Give a server with TLS."""
    with serving(certificate[0]) as server:
        yield server


@pytest.fixture(scope="module")
def trust(certificate):
    """Give one TLS context for all tests: making one takes longer than a test."""
    return ssl.create_default_context(cafile=certificate[1])
