"""What the inputs of a batch refer to: pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..drafts import ConnectorDraft, Draft, GroupDraft
from .chunks import Tagging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..drafts import Drafts, Ref, TagDraft
    from .chunks import Input


def needs(one: Input) -> Iterator[Draft | TagDraft]:
    """Give the drafts without which one cannot be made."""
    if isinstance(one, Tagging):
        yield one.draft
        yield one.tag
        return
    refs: Sequence[Ref | None] = ()
    if isinstance(one, Draft):
        refs = (one.frame,)
    elif isinstance(one, ConnectorDraft):
        refs = (one.start, one.end)
    elif isinstance(one, GroupDraft):
        refs = one.items
    yield from (ref for ref in refs if isinstance(ref, Draft))


def ids_in(drafts: Drafts) -> Iterator[str]:
    """Give the ids of all that is referred to as Miro gave it, and so was there before.

    Of what is only named by its id nobody knows whether it is there.
    """
    refs: list[Ref | None] = [draft.frame for draft in drafts.items]
    refs += [end for line in drafts.connectors for end in (line.start, line.end)]
    refs += [item for group in drafts.groups for item in group.items]
    for ref in refs:
        if ref is not None and not isinstance(ref, Draft | str):
            yield ref.id
