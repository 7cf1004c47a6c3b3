"""Addresses that need no token: they are signed, and expire."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from .errors import Refusal

if TYPE_CHECKING:
    from .call import Call


def signed_address(call: Call, *segments: str, until: int) -> str:
    """Give an address at the place that was called, good for whoever has it until then."""
    signature = _signature(call, segments, str(until))
    return f"{call.address(*segments)}?expires={until}&signature={signature}"


def demand_signature(call: Call, *segments: str) -> None:
    """Refuse a call whose address was not signed, or has expired."""
    expires = call.query.get("expires", "0")
    given = call.query.get("signature", "").encode(errors="replace")  # it need not be ASCII
    genuine = hmac.compare_digest(given, _signature(call, segments, expires).encode())
    if not genuine or call.state.clock.now() > int(expires):
        raise Refusal(403, "accessDenied", "The signed address is wrong or has expired")


def _signature(call: Call, segments: tuple[str, ...], expires: str) -> str:
    signed = " ".join([*segments, expires])
    key = call.state.signing_key
    return hmac.new(key, signed.encode(errors="replace"), hashlib.sha256).hexdigest()
