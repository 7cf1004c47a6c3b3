"""What a call gives when Miro took the work on but has not done it yet."""

from __future__ import annotations

from attrs import frozen


@frozen
class Accepted:
    """Miro accepted the change (HTTP 202) and carries it out later; ask again to see the result."""
