"""Time is virtual here: what waits for a minute takes no time, on asyncio and on trio."""

from __future__ import annotations

import pytest
import trio.testing

from tests.unit.virtual import BACKENDS, _JumpingLoop


@pytest.fixture(params=BACKENDS)
def anyio_backend(request):
    """Run async tests on both backends, in time that passes only when nothing else happens."""
    if request.param == "asyncio":
        return "asyncio", {"loop_factory": _JumpingLoop}
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}
