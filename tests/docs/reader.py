"""What the setups of the pages may use: the Miro behind api.miro.com, and its people."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from miro_async.sandbox import Sandbox, SandboxUser

# What runs a page sets these.
sandbox: Sandbox = None
ada: SandboxUser = None
grace: SandboxUser = None


def authorize(url, user=None):
    """Allow the app as a user, and give the address that the browser comes back with."""
    return sandbox.authorize(url, user=user)


def new_code(user=None):
    """Give a code, as if a user had allowed the app."""
    asked = {
        "response_type": "code",
        "client_id": sandbox.client_id,
        "redirect_uri": os.environ["MIRO_REDIRECT_URL"],
    }
    url = authorize(f"https://miro.com/oauth/authorize?{urlencode(asked)}", user)
    return parse_qs(urlsplit(url).query)["code"][0]


def types(*lines):
    """Have these lines typed at the terminal."""
    sys.stdin = io.StringIO("".join(f"{line}\n" for line in lines))
