"""What carries the operations out, by family. A handler is found by `<group>.<name>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import boards, bulk, connectors, docs, files, items, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call import Handler

HANDLERS: Mapping[str, Handler] = {
    **boards.HANDLERS,
    **items.HANDLERS,
    **bulk.HANDLERS,
    **docs.HANDLERS,
    **files.HANDLERS,
    **connectors.HANDLERS,
    **tags.HANDLERS,
}
