"""A Django project whose tokens are in its own database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import httpx
import psycopg
import pytest

from miro_async import Token
from tests.sync.plain_storages import SOON
from tests.sync.workers.apps import is_alive
from tests.sync.workers.children import child
from tests.sync.workers.conftest import POSTGRESQL


def test_views_share_a_client_and_refresh_a_token_once(sandbox, url):
    """Sync and async views, in many threads; the lock is a transaction of Django's ORM."""
    pytest.importorskip("django")
    try:
        psycopg.connect(POSTGRESQL).close()
    except psycopg.OperationalError as error:
        pytest.skip(f"there is no PostgreSQL: {error}")
    names = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    with child("django_site", warnings="default") as site:
        asked = site.ask(url=url, table=f"tokens_{token_hex(8)}", **names)["url"]
        told = site.ask(redirected=sandbox.authorize(asked))
        base = f"http://127.0.0.1:{told['port']}"

        def get(kind):
            return httpx.get(f"{base}/{kind}/{told['user_id']}", trust_env=False, timeout=SOON)

        for times in range(1, 3):
            sandbox.expire_tokens()
            with ThreadPoolExecutor(16) as threads:
                answers = list(threads.map(get, ["boards", "async"] * 8))
            assert [one.status_code for one in answers] == [200] * 16
            assert [one.json()["boards"] for one in answers] == [[]] * 16
            assert (sandbox.refreshes, sandbox.refused_refreshes) == (times, 0)
        assert is_alive(sandbox, Token.from_json(site.ask(over=True)["stored"]))
        status, complaints = site.wait()
        assert (status, complaints) == (0, "")
