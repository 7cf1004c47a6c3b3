"""A WSGI application whose client is made, and used, before the workers are forked."""

from __future__ import annotations

import json
import os

from miro_async.sync import MiroApi
from tests.sync.workers.apps import works

api = MiroApi(os.environ["TOKEN"], base_url=os.environ["BASE_URL"], pacing=False)
hanging = MiroApi("token", base_url=os.environ["SILENT_URL"], pacing=False)
used_by = os.getpid()
assert works(api)


def app(environ, start_response):
    """Tell who has made a call, or make one that hangs."""
    if environ["PATH_INFO"] == "/hang":
        hanging.boards.get("board")
    told = {"pid": os.getpid(), "used_by": used_by, "works": works(api)}
    start_response("200 OK", [("content-type", "application/json")])
    return [json.dumps(told).encode()]
