"""`miro_async.board.items` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..board.handle import BoardItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Literal, Self

    from ... import models  # noqa: F401 - in a text
    from ...board import items as awaited
    from ...models import AppCardField
    from ...models.enums import FontFamily, ShapeKind, StickyNoteColor
    from ...null import Null
    from ...uploads import FileSource, Upload


class StickyNote(BoardItem["models.StickyNoteItem"]):
    """A sticky note on a board."""

    @property
    def _awaited(self) -> awaited.StickyNote:
        return cast("awaited.StickyNote", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            text=text,
            html=html,
            color=color,
            shape=shape,
            text_align=text_align,
            text_align_vertical=text_align_vertical,
            width=width,
            height=height,
        )
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        return self._awaited.html

    @property
    def color(self) -> StickyNoteColor | str | None:
        """The color of the paper, by name."""
        return self._awaited.color

    @property
    def shape(self) -> Literal["square", "rectangle"] | str | None:
        """Which shape it has; that sets the ratio of its sides."""
        return self._awaited.shape

    @property
    def text_align(self) -> Literal["left", "right", "center"] | str | None:
        """Where the lines begin."""
        return self._awaited.text_align

    @property
    def text_align_vertical(self) -> Literal["top", "middle", "bottom"] | str | None:
        """Where the text is."""
        return self._awaited.text_align_vertical

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height


class Shape(BoardItem["models.ShapeItem"]):
    """A shape on a board."""

    @property
    def _awaited(self) -> awaited.Shape:
        return cast("awaited.Shape", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            text=text,
            html=html,
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
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        return self._awaited.html

    @property
    def shape(self) -> ShapeKind | str | None:
        """Which shape it is; a rectangle by default."""
        return self._awaited.shape

    @property
    def color(self) -> str | None:
        """The color that fills it, in hex: `#ff9d48`."""
        return self._awaited.color

    @property
    def fill_opacity(self) -> float | None:
        """How solid that is, 0 to 1."""
        return self._awaited.fill_opacity

    @property
    def text_color(self) -> str | None:
        """The color of the text, in hex."""
        return self._awaited.text_color

    @property
    def border_color(self) -> str | None:
        """The color of the border, in hex."""
        return self._awaited.border_color

    @property
    def border_width(self) -> float | None:
        """How wide the border is, 1 to 24."""
        return self._awaited.border_width

    @property
    def border_style(self) -> Literal["normal", "dotted", "dashed"] | str | None:
        """What the border is drawn with."""
        return self._awaited.border_style

    @property
    def border_opacity(self) -> float | None:
        """How solid the border is, 0 to 1."""
        return self._awaited.border_opacity

    @property
    def font_family(self) -> FontFamily | str | None:
        """The font of the text."""
        return self._awaited.font_family

    @property
    def font_size(self) -> float | None:
        """How large the text is, 10 to 288."""
        return self._awaited.font_size

    @property
    def text_align(self) -> Literal["left", "right", "center", "unknown"] | str | None:
        """Where the lines begin."""
        return self._awaited.text_align

    @property
    def text_align_vertical(self) -> Literal["top", "middle", "bottom", "unknown"] | str | None:
        """Where the text is."""
        return self._awaited.text_align_vertical

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class Text(BoardItem["models.TextItem"]):
    """A text on a board."""

    @property
    def _awaited(self) -> awaited.Text:
        return cast("awaited.Text", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            text=text,
            html=html,
            text_color=text_color,
            color=color,
            fill_opacity=fill_opacity,
            font_family=font_family,
            font_size=font_size,
            text_align=text_align,
            width=width,
            rotation=rotation,
        )
        return self

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        return self._awaited.html

    @property
    def text_color(self) -> str | None:
        """The color of the letters, in hex: `#1a1a1a`."""
        return self._awaited.text_color

    @property
    def color(self) -> str | None:
        """The color behind them, in hex."""
        return self._awaited.color

    @property
    def fill_opacity(self) -> float | None:
        """How solid that is, 0 to 1."""
        return self._awaited.fill_opacity

    @property
    def font_family(self) -> FontFamily | str | None:
        """Its font."""
        return self._awaited.font_family

    @property
    def font_size(self) -> float | None:
        """How large it is."""
        return self._awaited.font_size

    @property
    def text_align(self) -> Literal["left", "right", "center"] | str | None:
        """Where the lines begin."""
        return self._awaited.text_align

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class Card(BoardItem["models.CardItem"]):
    """A card on a board."""

    @property
    def _awaited(self) -> awaited.Card:
        return cast("awaited.Card", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            title=title,
            description=description,
            description_html=description_html,
            color=color,
            due_date=due_date,
            assignee_id=assignee_id,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self

    @property
    def title(self) -> str:
        """Its first line."""
        return self._awaited.title

    @property
    def description(self) -> str:
        """The text below it."""
        return self._awaited.description

    @property
    def description_html(self) -> str:
        """The same with markup, instead of `description`."""
        return self._awaited.description_html

    @property
    def color(self) -> str | None:
        """The color of its border, in hex: `#2d9bf0`."""
        return self._awaited.color

    @property
    def due_date(self) -> datetime | None:
        """When it is due; with a time zone."""
        return self._awaited.due_date

    @property
    def assignee_id(self) -> str | None:
        """The id of the user it is assigned to, in digits."""
        return self._awaited.assignee_id

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class AppCard(BoardItem["models.AppCardItem"]):
    """An app card on a board."""

    @property
    def _awaited(self) -> awaited.AppCard:
        return cast("awaited.AppCard", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            title=title,
            description=description,
            description_html=description_html,
            color=color,
            status=status,
            fields=fields,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self

    @property
    def title(self) -> str:
        """Its first line."""
        return self._awaited.title

    @property
    def description(self) -> str:
        """The text below it."""
        return self._awaited.description

    @property
    def description_html(self) -> str:
        """The same with markup, instead of `description`: also ul, ol and li."""
        return self._awaited.description_html

    @property
    def color(self) -> str | None:
        """The color of its border, in hex: `#2d9bf0`."""
        return self._awaited.color

    @property
    def status(self) -> Literal["disconnected", "connected", "disabled"] | str | None:
        """Whether it is in step with its source."""
        return self._awaited.status

    @property
    def fields(self) -> Sequence[AppCardField] | None:
        """Its preview fields."""
        return self._awaited.fields

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class Frame(BoardItem["models.FrameItem"]):
    """A frame on a board."""

    @property
    def _awaited(self) -> awaited.Frame:
        return cast("awaited.Frame", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            title=title,
            color=color,
            show_content=show_content,
            width=width,
            height=height,
        )
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        return self._awaited.title

    @property
    def color(self) -> str | None:
        """The color that fills it, in hex: `#ffffffff`; names are refused."""
        return self._awaited.color

    @property
    def show_content(self) -> bool | None:
        """Whether its items are shown; Enterprise only."""
        return self._awaited.show_content

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height


class Image(BoardItem["models.ImageItem"]):
    """An image on a board."""

    @property
    def _awaited(self) -> awaited.Image:
        return cast("awaited.Image", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            url=url,
            title=title,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self

    def replace_file(
        self, file: FileSource | Upload, *, title: str | None = None, alt_text: str | None = None
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
        self._way.call(self._awaited.replace_file, file, title=title, alt_text=alt_text)
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        return self._awaited.title

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class Document(BoardItem["models.DocumentItem"]):
    """A document, such as a pdf file on a board."""

    @property
    def _awaited(self) -> awaited.Document:
        return cast("awaited.Document", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            url=url,
            title=title,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self

    def replace_file(self, file: FileSource | Upload, *, title: str | None = None) -> Self:
        """Show another file in its place; it keeps its size and its place.

        Args:
            file: Its path, its bytes, or an open file; at most 6 MB.
            title: Its title.

        Raises:
            UploadError: The file is missing, unreadable, empty or too large; nothing was sent.
            MiroError: As all calls do.
        """
        self._way.call(self._awaited.replace_file, file, title=title)
        return self

    @property
    def title(self) -> str | None:
        """Its title."""
        return self._awaited.title

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class Embed(BoardItem["models.EmbedItem"]):
    """Outside content, such as a video on a board."""

    @property
    def _awaited(self) -> awaited.Embed:
        return cast("awaited.Embed", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            url=url,
            mode=mode,
            preview_url=preview_url,
            width=width,
            height=height,
        )
        return self

    @property
    def url(self) -> str | None:
        """Its address, with http or https."""
        return self._awaited.url

    @property
    def mode(self) -> Literal["inline", "modal"] | str | None:
        """Whether it opens on the board, or above it."""
        return self._awaited.mode

    @property
    def preview_url(self) -> str | None:
        """The address of a picture to show as its preview."""
        return self._awaited.preview_url

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height


class DocFormat(BoardItem["models.DocFormatItem"]):
    """A doc, a page of formatted text on a board."""

    @property
    def _awaited(self) -> awaited.DocFormat:
        return cast("awaited.DocFormat", self._other)


class CodeWidget(BoardItem["models.CodeWidgetItem"]):
    """A block of source code on a board."""

    @property
    def _awaited(self) -> awaited.CodeWidget:
        return cast("awaited.CodeWidget", self._other)

    def update(
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
        self._way.call(
            self._awaited.update,
            code=code,
            title=title,
            language=language,
            line_numbers_visible=line_numbers_visible,
            width=width,
            height=height,
            rotation=rotation,
        )
        return self

    @property
    def code(self) -> str | None:
        """The code, at most 6000 characters."""
        return self._awaited.code

    @property
    def title(self) -> str | None:
        """Its title, at most 100 characters."""
        return self._awaited.title

    @property
    def language(self) -> str | None:
        """The language, which chooses the highlighting."""
        return self._awaited.language

    @property
    def line_numbers_visible(self) -> bool | None:
        """Whether its lines are numbered."""
        return self._awaited.line_numbers_visible

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width

    @property
    def height(self) -> float | None:
        """In board units."""
        return self._awaited.height

    @property
    def rotation(self) -> float | None:
        """Degrees clockwise."""
        return self._awaited.rotation


class MindmapNode(BoardItem["models.MindmapNode"]):
    """A node of a mind map on a board."""

    @property
    def _awaited(self) -> awaited.MindmapNode:
        return cast("awaited.MindmapNode", self._other)

    @property
    def html(self) -> str:
        """Its text with markup: p, a, strong, b, em, i, u, s and br."""
        return self._awaited.html

    @property
    def width(self) -> float | None:
        """In board units."""
        return self._awaited.width


class UnknownBoardItem(BoardItem["models.Item"]):
    """An item of a kind that has no handle of its own, or that the API does not support."""

    @property
    def _awaited(self) -> awaited.UnknownBoardItem:
        return cast("awaited.UnknownBoardItem", self._other)
