"""What browser tests look at: a board with something of everything, and what is seen of it."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

import anyio

from miro_async import MiroApi
from miro_async.models import (
    CardData,
    ConnectorCaption,
    ConnectorEnd,
    FrameData,
    ParentRef,
    Position,
    ShapeData,
    ShapeStyle,
    SizeGeometry,
    StickyNoteData,
    StickyNoteStyle,
    TextData,
)

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "examples" / "retro.png"
ARTIFACTS = Path(os.environ.get("MIRO_ARTIFACTS", ROOT / "build" / "artifacts"))
# The words of each piece of the drawing, as they are seen, by its id.
WORDS = """Object.fromEntries([...document.querySelectorAll("#board [data-id]")].map((piece) =>
  [piece.dataset.id, [...piece.querySelectorAll("tspan")].map((line) => line.textContent).join(" ")]
))"""


_COLORS = """
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((channel) => linear(channel / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      layers.unshift(channels(getComputedStyle(each).backgroundColor));
    }
    return layers.reduce((below, [r, g, b, a = 1]) =>
      below.map((channel, i) => channel * (1 - a) + [r, g, b][i] * a), [255, 255, 255]);
  };
  const contrast = (color, element) => {
    const lights = [light(channels(color)), light(behind(element))];
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
  };
"""
# The lowest contrast between text and what is behind it (WCAG 2.2, 1.4.3), beside the drawing.
CONTRAST = (
    "(() => {"
    + _COLORS
    + """
  const texts = [...document.querySelectorAll("body *:not(svg *)")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.checkVisibility() && !element.matches(".unseen, .skip, noscript"));
  return Math.min(...texts.map((element) => contrast(getComputedStyle(element).color, element)));
})()"""
)
# What has the keyboard, and the contrast of the ring around it (WCAG 2.2, 1.4.11); 0: no ring.
RING = (
    "(() => {"
    + _COLORS
    + """
  const focused = document.activeElement;
  let ringed = focused;
  while (ringed && getComputedStyle(ringed).outlineStyle === "none") ringed = ringed.parentElement;
  if (!ringed) return [focused.outerHTML, 0];
  const style = getComputedStyle(ringed);
  const within = parseFloat(style.outlineOffset) < 0 ? ringed : ringed.parentElement;
  return [focused.outerHTML.split(">")[0], contrast(style.outlineColor, within)];
})()"""
)


def call(server, work, **options):
    """Work with our client, over the socket unless there is another transport."""

    async def main():
        async with MiroApi(server.token, base_url=server.url, **options) as api:
            return await work(api=api)

    return anyio.run(main)


def make_board(server):
    """Give the id of a board with something of everything, and what each thing says by its id."""

    async def make(api):
        board = await api.boards.create(name="Retro", description="One of each kind")
        said = {}

        def note(thing, *words):
            said[thing.id] = " ".join(words)
            return thing

        frame = note(
            await api.frames.create(
                board.id,
                data=FrameData(title="To improve"),
                position=Position(x=0, y=0),
                geometry=SizeGeometry(width=700, height=400),
            ),
            "To improve",
        )
        notes = []
        for place, (text, color) in enumerate(NOTES.items()):
            made = await api.sticky_notes.create(
                board.id,
                data=StickyNoteData(content=f"<p>{escape(text)}</p>"),
                style=StickyNoteStyle(fill_color=color, text_align_vertical="middle"),
                position=Position(x=140 + 210 * place, y=200),
                parent=ParentRef(id=frame.id),
            )
            notes.append(note(made, text))
        shape = await api.shapes.create(
            board.id,
            data=ShapeData(shape="rhombus", content="<p>Worth it?</p>"),
            style=ShapeStyle(fill_color="#e0f0ff", border_color="#414bb2", text_align="center"),
            position=Position(x=600, y=0),
        )
        note(shape, "Worth it?")
        text = TextData(content="<p>R&amp;D</p>")
        note(await api.texts.create(board.id, data=text, position=Position(x=0, y=-260)), "R&D")
        card = CardData(title="A card", description="and what it says")
        place = Position(x=600, y=200)
        note(await api.cards.create(board.id, data=card, position=place), "A card and what it says")
        await api.images.upload(board.id, PICTURE, title="Our boat", position=Position(x=0, y=480))
        tag = await api.tags.create(board.id, title="urgent", fill_color="red")
        await api.tags.attach(board.id, notes[0].id, tag.id)
        said[notes[0].id] += " urgent"
        line = await api.connectors.create(
            board.id,
            start_item=ConnectorEnd(id=notes[2].id),
            end_item=ConnectorEnd(id=shape.id),
            captions=[ConnectorCaption(content="leads to")],
        )
        note(line, "leads to")
        return board.id, said

    return call(server, make)


NOTES = {
    "Reviews wait for days": "light_pink",
    "Builds are slow": "light_yellow",
    'Ask "<again>"': "light_green",
}


async def add_note(board_id, content, x, *, api):
    """Make a sticky note, and give its id."""
    data, position = StickyNoteData(content=content), Position(x=x, y=0)
    return (await api.sticky_notes.create(board_id, data=data, position=position)).id


async def delete_item(board_id, item_id, *, api):
    """Delete an item."""
    await api.items.delete(board_id, item_id)


def address(server, board_id):
    """Give the address of the page of a board."""
    return f"{server.url}/boards/{board_id}"


def operations(tab):
    """Give the operations in the log of calls, the latest first."""
    rows = "[...document.querySelectorAll('#calls .what')]"
    return tab.value(f"{rows}.map((cell) => cell.firstChild.textContent)")


def shown(tab):
    """Give the words of each thing on the drawing, by its id; those without any are left out."""
    return {thing: words for thing, words in tab.value(WORDS).items() if words}


def drawn(tab):
    """Give the names of the pieces of the drawing in their order, which is what lies above what."""
    return tab.value("[...document.getElementById('board').children].map((piece) => piece.id)")


def view(tab):
    """Give left, top, width and height of what is seen of the board."""
    box = tab.value("document.getElementById('board').getAttribute('viewBox')")
    return [float(number) for number in box.split()]
