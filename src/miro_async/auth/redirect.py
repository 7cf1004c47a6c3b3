"""What the browser brings back from Miro: a code, or the word that there is none.

Read by us and not by Authlib, whose reading takes a redirect without a state for one with the right
one when none was expected, and the last of several codes.
"""

from __future__ import annotations

from collections import Counter
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from ..errors import AccessDeniedError, AuthorizationError, StateMismatchError
from ..secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_WORDS = 200
_MOST_PARAMETERS = 50


def is_bare_code(given: Secret) -> bool:
    """Tell whether this is a code by itself, and no address with one in it."""
    text = given.reveal()
    return not ("://" in text or "?" in text or "code=" in text or "error=" in text)


def is_usable(code: Secret) -> bool:
    """Tell whether this can be a code at all."""
    text = code.reveal()
    return bool(text) and text.isascii() and text.isprintable()


def code_of(redirected_url: Secret, state: Secret | None) -> Secret:
    """Give the code in the address that the browser was sent to.

    Raises:
        StateMismatchError: The state is not the expected one, or one of the two is missing.
        AccessDeniedError: The user did not allow it.
        AuthorizationError: There is no code, for another reason.
    """
    # The address is looked at by functions that cannot fail: no traceback shows what is in it.
    parameters = _parameters(redirected_url)
    if not _is_same(parameters.get("state"), state):
        raise StateMismatchError(
            "the redirect does not carry the state that this login began with: give the state "
            "that authorization_url() made, from the session of the same browser; a script gives "
            "the code alone"
        )
    if "error" in parameters:
        raise _refused(parameters)
    code = parameters.get("code")
    if code is None or not is_usable(code):
        raise AuthorizationError("the redirect has neither a code nor an error in it")
    return code


def _parameters(url: Secret) -> Mapping[str, Secret]:
    """Give the parameters that stand there once; what stands there twice is not to be trusted."""
    try:
        parts = urlsplit(url.reveal())
        pairs = parse_qsl(parts.query or parts.path, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return {}
    times = Counter(name for name, _ in pairs)
    return {name: Secret(value) for name, value in pairs if times[name] == 1}


def _is_same(came: Secret | None, expected: Secret | None) -> bool:
    if came is None or expected is None:
        return False
    return compare_digest(_bytes(came), _bytes(expected))


def _bytes(text: Secret) -> bytes:
    return text.reveal().encode(errors="surrogatepass")  # of what was no UTF-8


def _refused(parameters: Mapping[str, Secret]) -> AuthorizationError:
    error = _words(parameters["error"])
    if error == "access_denied":
        return AccessDeniedError("the user did not allow the app what it asked for")
    why = _words(parameters.get("error_description", Secret("")))
    return AuthorizationError(f"Miro did not authorize the app: {error}{why and f' ({why})'}")


def _words(said: Secret) -> str:
    """Give what somebody wrote into an address, as one line that is not too long."""
    return "".join(c if c.isprintable() else "?" for c in said.reveal()[:_LONGEST_WORDS])
