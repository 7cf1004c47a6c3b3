"""Drafts of items, from flat arguments: a function for each kind.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/board.toml` and `codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .drafts import Draft
from .flat import (
    counted_from,
    demanded,
    digits,
    given,
    implied,
    moment,
    objects,
    one_side,
    one_source,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..models import AppCardField
    from ..models.enums import FontFamily, ShapeKind, StickyNoteColor
    from ..uploads import FileSource, Upload
    from .drafts import At, Ref, RelativeTo


def sticky_note(
    text: str | None = None,
    *,
    html: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    color: StickyNoteColor | None = None,
    shape: Literal["square", "rectangle"] | None = None,
    text_align: Literal["left", "right", "center"] | None = None,
    text_align_vertical: Literal["top", "middle", "bottom"] | None = None,
    width: float | None = None,
    height: float | None = None,
) -> Draft:
    """Give the draft of a sticky note; `Drafts.add_sticky_note` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="sticky_note",
        data=given({"content": written(text, html), "shape": shape}),
        style=given(
            {"fillColor": color, "textAlign": text_align, "textAlignVertical": text_align_vertical}
        ),
        geometry=given({"width": width, "height": height}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def shape(
    text: str | None = None,
    *,
    html: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    shape: ShapeKind | None = None,
    color: str | None = None,
    fill_opacity: float | None = None,
    text_color: str | None = None,
    border_color: str | None = None,
    border_width: float | None = None,
    border_style: Literal["normal", "dotted", "dashed"] | None = None,
    border_opacity: float | None = None,
    font_family: FontFamily | None = None,
    font_size: float | None = None,
    text_align: Literal["left", "right", "center"] | None = None,
    text_align_vertical: Literal["top", "middle", "bottom"] | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of a shape; `Drafts.add_shape` tells of the arguments."""
    return Draft(
        type="shape",
        data=given({"content": written(text, html), "shape": shape}),
        style=given(
            {
                "fillColor": color,
                "fillOpacity": digits(fill_opacity),
                "color": text_color,
                "borderColor": border_color,
                "borderWidth": digits(border_width),
                "borderStyle": border_style,
                "borderOpacity": digits(
                    implied(border_opacity, 1.0, border_color, border_width, border_style)
                ),
                "fontFamily": font_family,
                "fontSize": digits(font_size),
                "textAlign": text_align,
                "textAlignVertical": text_align_vertical,
            }
        ),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def text(
    text: str | None = None,
    *,
    html: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    text_color: str | None = None,
    color: str | None = None,
    fill_opacity: float | None = None,
    font_family: FontFamily | None = None,
    font_size: float | None = None,
    text_align: Literal["left", "right", "center"] | None = None,
    width: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of a text; `Drafts.add_text` tells of the arguments."""
    return Draft(
        type="text",
        data=given({"content": demanded(written(text, html), "text or html")}),
        style=given(
            {
                "color": text_color,
                "fillColor": color,
                "fillOpacity": digits(fill_opacity),
                "fontFamily": font_family,
                "fontSize": digits(font_size),
                "textAlign": text_align,
            }
        ),
        geometry=given({"width": width, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def card(
    title: str | None = None,
    *,
    description: str | None = None,
    description_html: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    color: str | None = None,
    due_date: datetime | None = None,
    assignee_id: str | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of a card; `Drafts.add_card` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="card",
        data=given(
            {
                "title": written(title, None, name="title"),
                "description": written(description, description_html, name="description"),
                "dueDate": moment(due_date),
                "assigneeId": assignee_id,
            }
        ),
        style=given({"cardTheme": color}),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def app_card(
    title: str | None = None,
    *,
    description: str | None = None,
    description_html: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    color: str | None = None,
    status: Literal["disconnected", "connected", "disabled"] | None = None,
    fields: Sequence[AppCardField | Mapping[str, object]] | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of an app card; `Drafts.add_app_card` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="app_card",
        data=given(
            {
                "title": written(title, None, name="title"),
                "description": written(description, description_html, name="description"),
                "status": status,
                "fields": objects(fields),
            }
        ),
        style=given({"fillColor": color}),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def frame(
    title: str | None = None,
    *,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    color: str | None = None,
    show_content: bool | None = None,
    width: float | None = None,
    height: float | None = None,
) -> Draft:
    """Give the draft of a frame; `Drafts.add_frame` tells of the arguments."""
    return Draft(
        type="frame",
        data=given(
            {"type": "freeform", "format": "custom", "title": title, "showContent": show_content}
        ),
        style=given({"fillColor": color}),
        geometry=given({"width": width, "height": height}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def image(
    file: FileSource | Upload | None = None,
    *,
    url: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    title: str | None = None,
    alt_text: str | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of an image; `Drafts.add_image` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="image",
        data=given({"url": url, "title": title, "altText": alt_text}),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
        file=one_source(file, url, alt_text=alt_text),
    )


def document(
    file: FileSource | Upload | None = None,
    *,
    url: str | None = None,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    title: str | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of a document, such as a PDF file,; `Drafts.add_document` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="document",
        data=given({"url": url, "title": title}),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
        file=one_source(file, url),
    )


def embed(
    url: str,
    *,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    mode: Literal["inline", "modal"] | None = None,
    preview_url: str | None = None,
    width: float | None = None,
    height: float | None = None,
) -> Draft:
    """Give the draft of outside content, such as a video,; `Drafts.add_embed` tells of the arguments."""
    one_side(width, height)
    return Draft(
        type="embed",
        data=given({"url": url, "mode": mode, "previewUrl": preview_url}),
        geometry=given({"width": width, "height": height}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def doc_format(
    markdown: str,
    *,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
) -> Draft:
    """Give the draft of a doc, a page of formatted text,; `Drafts.add_doc_format` tells of the arguments."""
    return Draft(
        type="doc_format",
        data=given({"contentType": "markdown", "content": markdown}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def code_widget(
    code: str | None = None,
    *,
    at: At | None = None,
    frame: Ref | None = None,
    relative_to: RelativeTo | None = None,
    title: str | None = None,
    language: str | None = None,
    line_numbers_visible: bool | None = None,
    width: float | None = None,
    height: float | None = None,
    rotation: float | None = None,
) -> Draft:
    """Give the draft of a block of source code; `Drafts.add_code_widget` tells of the arguments."""
    return Draft(
        type="code",
        data=given(
            {
                "code": code,
                "title": title,
                "language": language,
                "lineNumbersVisible": line_numbers_visible,
            }
        ),
        geometry=given({"width": width, "height": height, "rotation": rotation}),
        at=at,
        frame=frame,
        relative_to=counted_from(relative_to, frame),
    )


def mindmap_node(
    text: str | None = None,
    *,
    html: str | None = None,
    at: At | None = None,
    parent: Ref | None = None,
    width: float | None = None,
) -> Draft:
    """Give the draft of a node of a mind map; `Drafts.add_mindmap_node` tells of the arguments."""
    return Draft(
        type="mindmap_node",
        data=given(
            {
                "nodeView": {
                    "data": {
                        "type": "text",
                        "content": demanded(written(text, html), "text or html"),
                    }
                }
            }
        ),
        geometry=given({"width": width}),
        at=at,
        frame=parent,
        relative_to="board",
    )
