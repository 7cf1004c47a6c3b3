"""What messages call that which was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..drafts import ConnectorDraft, Draft, TagDraft

if TYPE_CHECKING:
    from ..drafts import AnyDraft

_SHOWN = 40


def called(draft: AnyDraft) -> str:
    """Give what a message calls what was asked for."""
    if isinstance(draft, Draft):
        return named(draft)
    if isinstance(draft, TagDraft):
        return f"tag {draft.title!r}"
    kind = "connector" if isinstance(draft, ConnectorDraft) else "group"
    return kind if draft.key is None else f"{kind} (key {draft.key!r})"


def named(draft: Draft) -> str:
    """Give what a message calls an item: its kind, what it says, and its key."""
    from ...drawing.text import plain

    said = next(
        (draft.data[name] for name in ("content", "title", "url") if name in draft.data), ""
    )
    text = " ".join(plain(said).split())
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    key = "" if draft.key is None else f" (key {draft.key!r})"
    return f"{draft.type} {shown!r}{key}" if shown else f"{draft.type}{key}"
