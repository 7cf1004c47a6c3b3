"""Items of a board, with what can be done to each kind of them.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/board.toml` and `codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .flat import digits, is_symbol, moment, number, objects, one_side, parts, plain, written
from .handle import BoardItem
from .whole import is_flowchart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Self

    from .. import models
    from ..models import AppCardField
    from ..models.enums import FontFamily, ShapeKind, StickyNoteColor
    from ..null import Null
    from ..uploads import FileSource, Upload
    from .board import Board


class StickyNote(BoardItem["models.StickyNoteItem"]):
    """A sticky note on a board."""

    async def update(
        self,
        *,
        text: str | None = None,
        html: str | None = None,
        color: StickyNoteColor | Null | None = None,
        shape: Literal["square", "rectangle"] | Null | None = None,
        text_align: Literal["left", "right", "center"] | Null | None = None,
        text_align_vertical: Literal["top", "middle", "bottom"] | Null | None = None,
        width: float | None = None,
        height: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            text: What is written on it.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            color: The color of the paper, by name.
            shape: Which shape it has; that sets the ratio of its sides.
            text_align: Where the lines begin.
            text_align_vertical: Where the text is.
            width: In board units; the height follows.
            height: In board units, instead of a width.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={"content": written(text, html), "shape": shape},
            style={
                "fillColor": color,
                "textAlign": text_align,
                "textAlignVertical": text_align_vertical,
            },
            geometry={"width": width, "height": height},
        )
        if said:
            calls = self.board.api.sticky_notes
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        data = self._item.data
        return (data.content if data else None) or ""

    @property
    def color(self) -> StickyNoteColor | str | None:
        """The color of the paper, by name."""
        style = self._item.style
        return style.fill_color if style else None

    @property
    def shape(self) -> Literal["square", "rectangle"] | str | None:
        """Which shape it has; that sets the ratio of its sides."""
        data = self._item.data
        return data.shape if data else None

    @property
    def text_align(self) -> Literal["left", "right", "center"] | str | None:
        """Where the lines begin."""
        style = self._item.style
        return style.text_align if style else None

    @property
    def text_align_vertical(self) -> Literal["top", "middle", "bottom"] | str | None:
        """Where the text is."""
        style = self._item.style
        return style.text_align_vertical if style else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None


class Shape(BoardItem["models.ShapeItem"]):
    """A shape on a board."""

    async def update(
        self,
        *,
        text: str | None = None,
        html: str | None = None,
        shape: ShapeKind | Null | None = None,
        color: str | Null | None = None,
        fill_opacity: float | Null | None = None,
        text_color: str | Null | None = None,
        border_color: str | Null | None = None,
        border_width: float | Null | None = None,
        border_style: Literal["normal", "dotted", "dashed"] | Null | None = None,
        border_opacity: float | Null | None = None,
        font_family: FontFamily | Null | None = None,
        font_size: float | Null | None = None,
        text_align: Literal["left", "right", "center"] | Null | None = None,
        text_align_vertical: Literal["top", "middle", "bottom"] | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            text: What is written in it.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
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

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        said = parts(
            data={"content": written(text, html), "shape": shape},
            style={
                "fillColor": color,
                "fillOpacity": digits(fill_opacity),
                "color": text_color,
                "borderColor": border_color,
                "borderWidth": digits(border_width),
                "borderStyle": border_style,
                "borderOpacity": digits(border_opacity),
                "fontFamily": font_family,
                "fontSize": digits(font_size),
                "textAlign": text_align,
                "textAlignVertical": text_align_vertical,
            },
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            api = self.board.api
            as_symbol = is_symbol(shape) or is_flowchart(self._item)
            calls = api.flowchart_shapes if as_symbol else api.shapes
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        data = self._item.data
        return (data.content if data else None) or ""

    @property
    def shape(self) -> ShapeKind | str | None:
        """Which shape it is; a rectangle by default."""
        data = self._item.data
        return data.shape if data else None

    @property
    def color(self) -> str | None:
        """The color that fills it, in hex: `#ff9d48`."""
        style = self._item.style
        return style.fill_color if style else None

    @property
    def fill_opacity(self) -> float | None:
        """How solid that is, 0 to 1."""
        style = self._item.style
        return number(style.fill_opacity if style else None)

    @property
    def text_color(self) -> str | None:
        """The color of the text, in hex."""
        style = self._item.style
        return style.color if style else None

    @property
    def border_color(self) -> str | None:
        """The color of the border, in hex."""
        style = self._item.style
        return style.border_color if style else None

    @property
    def border_width(self) -> float | None:
        """How wide the border is, 1 to 24."""
        style = self._item.style
        return number(style.border_width if style else None)

    @property
    def border_style(self) -> Literal["normal", "dotted", "dashed"] | str | None:
        """What the border is drawn with."""
        style = self._item.style
        return style.border_style if style else None

    @property
    def border_opacity(self) -> float | None:
        """How solid the border is, 0 to 1."""
        style = self._item.style
        return number(style.border_opacity if style else None)

    @property
    def font_family(self) -> FontFamily | str | None:
        """The font of the text."""
        style = self._item.style
        return style.font_family if style else None

    @property
    def font_size(self) -> float | None:
        """How large the text is, 10 to 288."""
        style = self._item.style
        return number(style.font_size if style else None)

    @property
    def text_align(self) -> Literal["left", "right", "center", "unknown"] | str | None:
        """Where the lines begin."""
        style = self._item.style
        return style.text_align if style else None

    @property
    def text_align_vertical(self) -> Literal["top", "middle", "bottom", "unknown"] | str | None:
        """Where the text is."""
        style = self._item.style
        return style.text_align_vertical if style else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class Text(BoardItem["models.TextItem"]):
    """A text on a board."""

    async def update(
        self,
        *,
        text: str | None = None,
        html: str | None = None,
        text_color: str | Null | None = None,
        color: str | Null | None = None,
        fill_opacity: float | Null | None = None,
        font_family: FontFamily | Null | None = None,
        font_size: float | Null | None = None,
        text_align: Literal["left", "right", "center"] | Null | None = None,
        width: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            text: What it says.
            html: Its text with markup, instead of `text`: p, a, strong, b, em, i, u, s and br.
            text_color: The color of the letters, in hex: `#1a1a1a`.
            color: The color behind them, in hex.
            fill_opacity: How solid that is, 0 to 1.
            font_family: Its font.
            font_size: How large it is.
            text_align: Where the lines begin.
            width: In board units.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        said = parts(
            data={"content": written(text, html)},
            style={
                "color": text_color,
                "fillColor": color,
                "fillOpacity": digits(fill_opacity),
                "fontFamily": font_family,
                "fontSize": digits(font_size),
                "textAlign": text_align,
            },
            geometry={"width": width, "rotation": rotation},
        )
        if said:
            calls = self.board.api.texts
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        data = self._item.data
        return (data.content if data else None) or ""

    @property
    def text_color(self) -> str | None:
        """The color of the letters, in hex: `#1a1a1a`."""
        style = self._item.style
        return style.color if style else None

    @property
    def color(self) -> str | None:
        """The color behind them, in hex."""
        style = self._item.style
        return style.fill_color if style else None

    @property
    def fill_opacity(self) -> float | None:
        """How solid that is, 0 to 1."""
        style = self._item.style
        return number(style.fill_opacity if style else None)

    @property
    def font_family(self) -> FontFamily | str | None:
        """Its font."""
        style = self._item.style
        return style.font_family if style else None

    @property
    def font_size(self) -> float | None:
        """How large it is."""
        style = self._item.style
        return number(style.font_size if style else None)

    @property
    def text_align(self) -> Literal["left", "right", "center"] | str | None:
        """Where the lines begin."""
        style = self._item.style
        return style.text_align if style else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class Card(BoardItem["models.CardItem"]):
    """A card on a board."""

    async def update(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        description_html: str | None = None,
        color: str | Null | None = None,
        due_date: datetime | Null | None = None,
        assignee_id: str | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            title: Its first line.
            description: The text below it.
            description_html: The same with markup, instead of `description`.
            color: The color of its border, in hex: `#2d9bf0`.
            due_date: When it is due; with a time zone.
            assignee_id: The id of the user it is assigned to, in digits.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={
                "title": written(title, None, name="title"),
                "description": written(description, description_html, name="description"),
                "dueDate": moment(due_date),
                "assigneeId": assignee_id,
            },
            style={"cardTheme": color},
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            calls = self.board.api.cards
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def title(self) -> str:
        """Its first line."""
        data = self._item.data
        return plain(data.title if data else None)

    @property
    def description(self) -> str:
        """The text below it."""
        data = self._item.data
        return plain(data.description if data else None)

    @property
    def description_html(self) -> str:
        """The same with markup, instead of `description`."""
        data = self._item.data
        return (data.description if data else None) or ""

    @property
    def color(self) -> str | None:
        """The color of its border, in hex: `#2d9bf0`."""
        style = self._item.style
        return style.card_theme if style else None

    @property
    def due_date(self) -> datetime | None:
        """When it is due; with a time zone."""
        data = self._item.data
        return data.due_date if data else None

    @property
    def assignee_id(self) -> str | None:
        """The id of the user it is assigned to, in digits."""
        data = self._item.data
        return data.assignee_id if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class AppCard(BoardItem["models.AppCardItem"]):
    """An app card on a board."""

    async def update(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        description_html: str | None = None,
        color: str | Null | None = None,
        status: Literal["disconnected", "connected", "disabled"] | Null | None = None,
        fields: Sequence[AppCardField | Mapping[str, object]] | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            title: Its first line.
            description: The text below it.
            description_html: The same with markup, instead of `description`: also ul, ol and
                li.
            color: The color of its border, in hex: `#2d9bf0`.
            status: Whether it is in step with its source.
            fields: Its preview fields.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={
                "title": written(title, None, name="title"),
                "description": written(description, description_html, name="description"),
                "status": status,
                "fields": objects(fields),
            },
            style={"fillColor": color},
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            calls = self.board.api.app_cards
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def title(self) -> str:
        """Its first line."""
        data = self._item.data
        return plain(data.title if data else None)

    @property
    def description(self) -> str:
        """The text below it."""
        data = self._item.data
        return plain(data.description if data else None)

    @property
    def description_html(self) -> str:
        """The same with markup, instead of `description`: also ul, ol and li."""
        data = self._item.data
        return (data.description if data else None) or ""

    @property
    def color(self) -> str | None:
        """The color of its border, in hex: `#2d9bf0`."""
        style = self._item.style
        return style.fill_color if style else None

    @property
    def status(self) -> Literal["disconnected", "connected", "disabled"] | str | None:
        """Whether it is in step with its source."""
        data = self._item.data
        return data.status if data else None

    @property
    def fields(self) -> Sequence[AppCardField] | None:
        """Its preview fields."""
        data = self._item.data
        return data.fields if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class Frame(BoardItem["models.FrameItem"]):
    """A frame on a board."""

    async def update(
        self,
        *,
        title: str | Null | None = None,
        color: str | Null | None = None,
        show_content: bool | Null | None = None,
        width: float | None = None,
        height: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            title: Its title.
            color: The color that fills it, in hex: `#ffffffff`; names are refused.
            show_content: Whether its items are shown; Enterprise only.
            width: In board units.
            height: In board units.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        said = parts(
            data={"title": title, "showContent": show_content},
            style={"fillColor": color},
            geometry={"width": width, "height": height},
        )
        if said:
            calls = self.board.api.frames
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        data = self._item.data
        return data.title if data else None

    @property
    def color(self) -> str | None:
        """The color that fills it, in hex: `#ffffffff`; names are refused."""
        style = self._item.style
        return style.fill_color if style else None

    @property
    def show_content(self) -> bool | None:
        """Whether its items are shown; Enterprise only."""
        data = self._item.data
        return data.show_content if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None


class Image(BoardItem["models.ImageItem"]):
    """An image on a board."""

    async def update(
        self,
        *,
        url: str | None = None,
        title: str | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            url: The address that Miro fetches it from, instead of a file.
            title: Its title.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={"url": url, "title": title},
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            calls = self.board.api.images
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    async def replace_file(
        self,
        file: FileSource | Upload,
        *,
        title: str | None = None,
        alt_text: str | None = None,
    ) -> Self:
        """Show another file in its place; it keeps its size and its place.

        Args:
            file: Its path, its bytes, or an open file; at most 6 MB.
            title: Its title.
            alt_text: What it shows, for screen readers; with a file only.

        Raises:
            UploadError: The file is missing, unreadable, empty or too large; nothing was sent.
            MiroError: As all calls do.
        """
        calls = self.board.api.images
        self._take(
            await calls.replace_file(
                self.board.id,
                self.id,
                file,
                title=title,
                alt_text=alt_text,
            )
        )
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        data = self._item.data
        return data.title if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class Document(BoardItem["models.DocumentItem"]):
    """A document, such as a pdf file on a board."""

    async def update(
        self,
        *,
        url: str | None = None,
        title: str | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            url: The address that Miro fetches it from, instead of a file.
            title: Its title.
            width: In board units; the height follows.
            height: In board units, instead of a width.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={"url": url, "title": title},
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            calls = self.board.api.documents
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    async def replace_file(
        self,
        file: FileSource | Upload,
        *,
        title: str | None = None,
    ) -> Self:
        """Show another file in its place; it keeps its size and its place.

        Args:
            file: Its path, its bytes, or an open file; at most 6 MB.
            title: Its title.

        Raises:
            UploadError: The file is missing, unreadable, empty or too large; nothing was sent.
            MiroError: As all calls do.
        """
        calls = self.board.api.documents
        self._take(
            await calls.replace_file(
                self.board.id,
                self.id,
                file,
                title=title,
            )
        )
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        data = self._item.data
        return data.title if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class Embed(BoardItem["models.EmbedItem"]):
    """Outside content, such as a video on a board."""

    async def update(
        self,
        *,
        url: str | None = None,
        mode: Literal["inline", "modal"] | Null | None = None,
        preview_url: str | Null | None = None,
        width: float | None = None,
        height: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            url: Its address, with http or https.
            mode: Whether it opens on the board, or above it.
            preview_url: The address of a picture to show as its preview.
            width: In board units; the height follows.
            height: In board units, instead of a width.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        one_side(width, height)
        said = parts(
            data={"url": url, "mode": mode, "previewUrl": preview_url},
            geometry={"width": width, "height": height},
        )
        if said:
            calls = self.board.api.embeds
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def url(self) -> str | None:
        """Its address, with http or https."""
        data = self._item.data
        return data.url if data else None

    @property
    def mode(self) -> Literal["inline", "modal"] | str | None:
        """Whether it opens on the board, or above it."""
        data = self._item.data
        return data.mode if data else None

    @property
    def preview_url(self) -> str | None:
        """The address of a picture to show as its preview."""
        data = self._item.data
        return data.preview_url if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None


class DocFormat(BoardItem["models.DocFormatItem"]):
    """A doc, a page of formatted text on a board."""


class CodeWidget(BoardItem["models.CodeWidgetItem"]):
    """A block of source code on a board."""

    async def update(
        self,
        *,
        code: str | Null | None = None,
        title: str | Null | None = None,
        language: str | Null | None = None,
        line_numbers_visible: bool | Null | None = None,
        width: float | None = None,
        height: float | None = None,
        rotation: float | None = None,
    ) -> Self:
        """Change what is said of it, and nothing else. 100 credits.

        Without arguments no call is made. `NULL` is sent as null; Miro does not document of
        which fields it takes that.

        Args:
            code: The code, at most 6000 characters.
            title: Its title, at most 100 characters.
            language: The language, which chooses the highlighting.
            line_numbers_visible: Whether its lines are numbered.
            width: In board units.
            height: In board units.
            rotation: Degrees clockwise.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            MiroError: As all calls do.
        """
        said = parts(
            data={
                "code": code,
                "title": title,
                "language": language,
                "lineNumbersVisible": line_numbers_visible,
            },
            geometry={"width": width, "height": height, "rotation": rotation},
        )
        if said:
            calls = self.board.api.code_widgets
            self._take(await calls.update(self.board.id, self.id, **said))
        return self

    @property
    def code(self) -> str | None:
        """The code, at most 6000 characters."""
        data = self._item.data
        return data.code if data else None

    @property
    def title(self) -> str | None:
        """Its title, at most 100 characters."""
        data = self._item.data
        return data.title if data else None

    @property
    def language(self) -> str | None:
        """The language, which chooses the highlighting."""
        data = self._item.data
        return data.language if data else None

    @property
    def line_numbers_visible(self) -> bool | None:
        """Whether its lines are numbered."""
        data = self._item.data
        return data.line_numbers_visible if data else None

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None

    @property
    def height(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.height if geometry else None

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        geometry = self._item.geometry
        return geometry.rotation if geometry else None


class MindmapNode(BoardItem["models.MindmapNode"]):
    """A node of a mind map on a board."""

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        data = self._item.data
        data_node_view = data.node_view if data else None
        data_node_view_data = data_node_view.data if data_node_view else None
        return (data_node_view_data.content if data_node_view_data else None) or ""

    @property
    def width(self) -> float | None:
        """In board units."""
        geometry = self._item.geometry
        return geometry.width if geometry else None


class UnknownBoardItem(BoardItem["models.Item"]):
    """An item of a kind that has no handle of its own, or that the API does not support."""


_HANDLES: dict[str, type[BoardItem[Any]]] = {
    "sticky_note": StickyNote,
    "shape": Shape,
    "text": Text,
    "card": Card,
    "app_card": AppCard,
    "frame": Frame,
    "image": Image,
    "document": Document,
    "embed": Embed,
    "doc_format": DocFormat,
    "code": CodeWidget,
    "mindmap_node": MindmapNode,
}


def handle_of(board: Board, item: models.Item) -> BoardItem[Any]:
    """Give the handle of an item, of the class for its kind."""
    return _HANDLES.get(item.type, UnknownBoardItem)(board, item)
