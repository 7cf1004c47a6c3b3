"""A Django project in one file, with tokens in its own database, behind a threaded server."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager

import django
from asgiref.sync import sync_to_async
from django.apps import AppConfig
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

from miro_async import Token
from miro_async.sync import Miro
from tests.sync.workers.apps import REDIRECT_URL
from tests.tokens.processes import heard, say

GIVEN = heard()


class Site(AppConfig):
    """The project's only application."""

    name = "tests.sync.workers"
    label = "site"


settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[f"{__name__}.Site"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "NAME": "test",
            "USER": "root",
        }
    },
)
django.setup()

from django.db import connection, models, transaction  # noqa: E402 - it needs the settings


class MiroToken(models.Model):
    """The token of a user."""

    user_id = models.TextField(primary_key=True)
    token = models.TextField()

    class Meta:
        """Each test has a table of its own."""

        app_label = "site"
        db_table = GIVEN["table"]

    def __str__(self):
        return self.user_id


class DjangoTokens:
    """A storage over the ORM; its lock is a transaction that holds the user's row."""

    def get(self, user_id):
        """Read a token."""
        with self.own_connection():
            row = MiroToken.objects.filter(user_id=user_id).first()
        return Token.from_json(row.token) if row and row.token else None

    def set(self, user_id, token):
        """Write a token."""
        text = token.to_json() if token else ""
        with self.own_connection():
            MiroToken.objects.update_or_create(user_id=user_id, defaults={"token": text})

    @contextmanager
    def lock(self, user_id):
        """Hold the row of a user."""
        with self.own_connection(), transaction.atomic():
            MiroToken.objects.select_for_update().filter(user_id=user_id).first()
            yield

    @contextmanager
    def own_connection(self):
        """Close the connection of this thread, which ends, unless it is the lock's."""
        try:
            yield
        finally:
            if not connection.in_atomic_block:
                connection.close()


miro = Miro(
    client_id=GIVEN["client_id"],
    client_secret=GIVEN["client_secret"],
    redirect_url=REDIRECT_URL,
    base_url=GIVEN["url"],
    storage=DjangoTokens(),
    pacing=False,
)


def boards_of(user_id):
    """Give the names of a user's boards."""
    return [board.name for board in miro.as_user(user_id).boards.list()]


def boards(request, user_id):
    """Show the boards of a user."""
    return JsonResponse({"boards": boards_of(user_id), "process": os.getpid()})


async def boards_async(request, user_id):
    """Show them in an async view."""
    return JsonResponse({"boards": await sync_to_async(boards_of)(user_id)})


urlpatterns = [path("boards/<user_id>", boards), path("async/<user_id>", boards_async)]


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *_):
        """Say nothing."""


def main():
    """Log a user in, and serve until we are told to end."""
    with connection.schema_editor() as editor:
        editor.create_model(MiroToken)
    connection.close()
    try:
        url, state = miro.authorization_url()
        say(url=url)
        redirected = heard()["redirected"]
        user_id = miro.exchange_code_for_access_token(redirected, state=state).user_id
        with ThreadedWSGIServer(("127.0.0.1", 0), Quiet) as server:
            server.set_app(get_wsgi_application())
            serving = threading.Thread(target=server.serve_forever)
            serving.start()
            say(port=server.server_address[1], user_id=user_id)
            heard()
            server.shutdown()
            serving.join()
        say(stored=MiroToken.objects.get(user_id=user_id).token)
    finally:
        miro.close()
        with connection.schema_editor() as editor:
            editor.delete_model(MiroToken)
        connection.close()


if __name__ == "__main__":
    main()
