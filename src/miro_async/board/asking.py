"""Asking for items that are put on a board later, with flat arguments.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/board.toml` and `codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..models import AppCardField
    from ..models.enums import FontFamily, ShapeKind, StickyNoteColor
    from ..uploads import FileSource, Upload
    from .drafts import At, Draft, Ref, RelativeTo


class Asking(ABC):
    """What collects drafts."""

    __slots__ = ()

    @abstractmethod
    def add(self, draft: Draft) -> Draft:
        """Ask for an item; the collection does that."""
        ...

    def _ask(self, draft: Draft, key: str | None, tags: Sequence[str] = ()) -> Draft:
        draft.key = key
        if tags:
            from .tagging import wanted_tags

            draft.tags = wanted_tags(draft.type, tags)
        return self.add(draft)

    def add_sticky_note(
        self,
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
        tags: Sequence[str] = (),
        key: str | None = None,
    ) -> Draft:
        """Ask for a sticky note.

            draft = drafts.add_sticky_note("More demos", at=(100, 50), color="light_green")

        Args:
            text: What is written on it.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            color: The color of the paper, by name.
            shape: Which shape it has; that sets the ratio of its sides.
            text_align: Where the lines begin.
            text_align_vertical: Where the text is.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            tags: The titles of its tags, which are made where the board has none of that title.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.sticky_note(
            text,
            html=html,
            at=at,
            frame=frame,
            relative_to=relative_to,
            color=color,
            shape=shape,
            text_align=text_align,
            text_align_vertical=text_align_vertical,
            width=width,
            height=height,
        )
        return self._ask(draft, key, tags)

    def add_shape(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for a shape.

            draft = drafts.add_shape("Pay", shape="round_rectangle", at=(0, 0), width=160, height=80)

        Args:
            text: What is written in it.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            shape: Which shape it is; a rectangle by default.
            color: The color that fills it, in hex: `#ff9d48`.
            fill_opacity: How solid that is, 0 to 1.
            text_color: The color of the text, in hex.
            border_color: The color of the border, in hex.
            border_width: How wide the border is, 1 to 24.
            border_style: What the border is drawn with.
            border_opacity: How solid the border is, 0 to 1.
            font_family: The font of the text.
            font_size: How large the text is, 10 to 288.
            text_align: Where the lines begin.
            text_align_vertical: Where the text is.
            width: In board units.
            height: In board units.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.shape(
            text,
            html=html,
            at=at,
            frame=frame,
            relative_to=relative_to,
            shape=shape,
            color=color,
            fill_opacity=fill_opacity,
            text_color=text_color,
            border_color=border_color,
            border_width=border_width,
            border_style=border_style,
            border_opacity=border_opacity,
            font_family=font_family,
            font_size=font_size,
            text_align=text_align,
            text_align_vertical=text_align_vertical,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_text(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for a text.

            draft = drafts.add_text("What went well", at=(0, -200), font_size=36)

        Args:
            text: What it says.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            text_color: The color of the letters, in hex: `#1a1a1a`.
            color: The color behind them, in hex.
            fill_opacity: How solid that is, 0 to 1.
            font_family: Its font.
            font_size: How large it is.
            text_align: Where the lines begin.
            width: In board units.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.text(
            text,
            html=html,
            at=at,
            frame=frame,
            relative_to=relative_to,
            text_color=text_color,
            color=color,
            fill_opacity=fill_opacity,
            font_family=font_family,
            font_size=font_size,
            text_align=text_align,
            width=width,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_card(
        self,
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
        tags: Sequence[str] = (),
        key: str | None = None,
    ) -> Draft:
        """Ask for a card.

            draft = drafts.add_card("Write the guide", at=(0, 0), description="Two pages")

        Args:
            title: Its first line.
            description: The text below it.
            description_html: The same with markup, instead of `description`.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            color: The color of its border, in hex: `#2d9bf0`.
            due_date: When it is due; with a time zone.
            assignee_id: The id of the user it is assigned to, in digits.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.
            tags: The titles of its tags, which are made where the board has none of that title.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.card(
            title,
            description=description,
            description_html=description_html,
            at=at,
            frame=frame,
            relative_to=relative_to,
            color=color,
            due_date=due_date,
            assignee_id=assignee_id,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key, tags)

    def add_app_card(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for an app card.

            draft = drafts.add_app_card("Issue 7", at=(0, 0), status="connected")

        Args:
            title: Its first line.
            description: The text below it.
            description_html: The same with markup, instead of `description`: also ul, ol and
                li.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            color: The color of its border, in hex: `#2d9bf0`.
            status: Whether it is in step with its source.
            fields: Its preview fields.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.app_card(
            title,
            description=description,
            description_html=description_html,
            at=at,
            frame=frame,
            relative_to=relative_to,
            color=color,
            status=status,
            fields=fields,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_frame(
        self,
        title: str | None = None,
        *,
        at: At | None = None,
        frame: Ref | None = None,
        relative_to: RelativeTo | None = None,
        color: str | None = None,
        show_content: bool | None = None,
        width: float | None = None,
        height: float | None = None,
        key: str | None = None,
    ) -> Draft:
        """Ask for a frame.

            draft = drafts.add_frame("What went well", at=(0, 0), width=800, height=450)

        Args:
            title: Its title.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            color: The color that fills it, in hex: `#ffffffff`; names are refused.
            show_content: Whether its items are shown; Enterprise only.
            width: In board units.
            height: In board units.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.frame(
            title,
            at=at,
            frame=frame,
            relative_to=relative_to,
            color=color,
            show_content=show_content,
            width=width,
            height=height,
        )
        return self._ask(draft, key)

    def add_image(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for an image.

            draft = drafts.add_image("team.png", at=(0, 0), width=400)

        Args:
            file: Its path, its bytes, or an open file; at most 6 MB.
            url: The address that Miro fetches it from, instead of a file.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            title: Its title.
            alt_text: What it shows, for screen readers; with a file only.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.image(
            file,
            url=url,
            at=at,
            frame=frame,
            relative_to=relative_to,
            title=title,
            alt_text=alt_text,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_document(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for a document, such as a PDF file.

            draft = drafts.add_document("plan.pdf", at=(0, 0), width=400)

        Args:
            file: Its path, its bytes, or an open file; at most 6 MB.
            url: The address that Miro fetches it from, instead of a file.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            title: Its title.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.document(
            file,
            url=url,
            at=at,
            frame=frame,
            relative_to=relative_to,
            title=title,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_embed(
        self,
        url: str,
        *,
        at: At | None = None,
        frame: Ref | None = None,
        relative_to: RelativeTo | None = None,
        mode: Literal["inline", "modal"] | None = None,
        preview_url: str | None = None,
        width: float | None = None,
        height: float | None = None,
        key: str | None = None,
    ) -> Draft:
        """Ask for outside content, such as a video.

            draft = drafts.add_embed("https://www.youtube.com/watch?v=qgl2Rp9c1Yk", at=(0, 0), width=640)

        Args:
            url: Its address, with http or https.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            mode: Whether it opens on the board, or above it.
            preview_url: The address of a picture to show as its preview.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.embed(
            url,
            at=at,
            frame=frame,
            relative_to=relative_to,
            mode=mode,
            preview_url=preview_url,
            width=width,
            height=height,
        )
        return self._ask(draft, key)

    def add_doc_format(
        self,
        markdown: str,
        *,
        at: At | None = None,
        frame: Ref | None = None,
        relative_to: RelativeTo | None = None,
        key: str | None = None,
    ) -> Draft:
        """Ask for a doc, a page of formatted text.

            draft = drafts.add_doc_format("# The plan", at=(0, 0))

        Args:
            markdown: Its text, as markdown.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.doc_format(markdown, at=at, frame=frame, relative_to=relative_to)
        return self._ask(draft, key)

    def add_code_widget(
        self,
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
        key: str | None = None,
    ) -> Draft:
        """Ask for a block of source code.

            draft = drafts.add_code_widget("print(1)", language="python", at=(0, 0))

        Args:
            code: The code, at most 6000 characters.
            at: Where its center goes: x and y.
            frame: The frame that it goes into, or its id.
            relative_to: From where `at` counts: the middle of the board, or the upper left
                corner of the frame. By default the frame's corner if there is a frame.
            title: Its title, at most 100 characters.
            language: The language, which chooses the highlighting.
            line_numbers_visible: Whether its lines are numbered.
            width: In board units.
            height: In board units.
            rotation: Degrees clockwise.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.code_widget(
            code,
            at=at,
            frame=frame,
            relative_to=relative_to,
            title=title,
            language=language,
            line_numbers_visible=line_numbers_visible,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self._ask(draft, key)

    def add_mindmap_node(
        self,
        text: str | None = None,
        *,
        html: str | None = None,
        at: At | None = None,
        parent: Ref | None = None,
        width: float | None = None,
        key: str | None = None,
    ) -> Draft:
        """Ask for a node of a mind map.

            draft = drafts.add_mindmap_node("Ideas", at=(0, 0))

        Args:
            text: What it says.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            at: Where its center goes: x and y.
            parent: The node above it, or its id; without one it is the root of a new mind map.
            width: In board units.
            key: What its source calls it, to find it again.

        Raises:
            InvalidArgumentError: An argument cannot be right.
        """
        from . import drafting

        draft = drafting.mindmap_node(text, html=html, at=at, parent=parent, width=width)
        return self._ask(draft, key)
