"""The page of a sandbox on a socket: what there is, in a browser, as it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hosts import host_of, is_own

if TYPE_CHECKING:
    from .answers import Scope

_FIRST = frozenset({"", "boards", "events", "favicon.ico", "page"})
_CONSENT = "/oauth/authorize"


def is_for_page(request: Scope) -> bool:
    """Tell whether a request is for the page. The API has no path that begins as its own do.

    So is one for the consent page by a name that is not this machine's: the page refuses it.
    """
    path: str = request["path"]
    if path == _CONSENT:
        return not is_own(host_of(request))
    root, _, rest = path.partition("/")
    return request["method"] == "GET" and not root and rest.partition("/")[0] in _FIRST
