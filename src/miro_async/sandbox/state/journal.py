"""What has happened, as the logs of an organization tell it."""

from __future__ import annotations

from attrs import define, field

from ..answers import JsonObject


@define(kw_only=True)
class Journal:
    """The entries of each log, the oldest first."""

    audit: list[JsonObject] = field(factory=list[JsonObject])
    content: list[JsonObject] = field(factory=list[JsonObject])
    ai_interactions: list[JsonObject] = field(factory=list[JsonObject])
