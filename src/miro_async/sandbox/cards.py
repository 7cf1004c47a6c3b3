"""What cards and app cards hold, besides text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .checks import Unfit, color, one_of, text, web_address

if TYPE_CHECKING:
    from .checks import Fields

_ID = re.compile(r"[0-9]{1,19}")


def moment(value: Any) -> str:
    """Accept times with an offset; kept in UTC, to the second."""
    try:
        read = datetime.fromisoformat(text()(value))
        if read.tzinfo is not None:
            whole = read.astimezone(UTC).isoformat(timespec="seconds")
            return whole.replace("+00:00", "Z")
    except (ValueError, OverflowError):  # the last: its year in UTC is before the first
        pass
    raise Unfit(f"Unexpected value [{value}], expected a date and time")


def user_id(value: Any) -> str:
    """Accept ids of users: numbers in strings."""
    if not _ID.fullmatch(text()(value)):
        raise Unfit("Has illegal integer number value")
    return str(value)


def secure_address(value: Any) -> str:
    """Accept whole addresses with https."""
    address: str = web_address(value)
    if not address.lower().startswith("https:"):
        raise Unfit("must be a valid URL with https")
    return address


APP_CARD_FIELD: Fields = {
    "fillColor": color,
    "iconShape": one_of("round", "square"),
    "iconUrl": secure_address,
    "textColor": color,
    "tooltip": text(),
    "value": text(),
}
