"""Colors: Miro's named ones, hex with alpha, and text that can be read on them."""

from __future__ import annotations

import re

from attrs import frozen

CANVAS = "#f2f2f5"
INK = "#1a1a1a"
PAPER = "#ffffff"
GREY = "#6b7280"
HAIRLINE = "#d3d7de"

STICKY_NOTE = {
    "gray": "#f5f6f8",
    "light_yellow": "#fff9b1",
    "yellow": "#f5d128",
    "orange": "#ff9d48",
    "light_green": "#d5f692",
    "green": "#c9df56",
    "dark_green": "#93d275",
    "cyan": "#67c6c0",
    "light_pink": "#ffcee0",
    "pink": "#ea94bb",
    "violet": "#c6a2d2",
    "red": "#f0939d",
    "light_blue": "#a6ccf5",
    "blue": "#6cd8fa",
    "dark_blue": "#9ea9ff",
    "black": "#000000",
}
TAG = {
    "red": "#f24726",
    "light_green": "#cee741",
    "cyan": "#12cdd4",
    "yellow": "#fef445",
    "magenta": "#da0063",
    "green": "#8fd14f",
    "blue": "#2d9bf0",
    "gray": "#808080",
    "violet": "#652cb3",
    "dark_green": "#0ca789",
    "dark_blue": "#414bb2",
    "black": "#1a1a1a",
}
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_READABLE = 4.5  # the contrast that WCAG 2.1 asks for (1.4.3)


@frozen
class Paint:
    """A color without alpha, and how opaque it is: SVG 1.1 wants them apart."""

    color: str
    opacity: float = 1.0


def paint(value: object, default: str, opacity: object = None) -> Paint:
    """Give the paint of a hex color and an opacity as styles have them: both strings."""
    match = _HEX.fullmatch(value) if isinstance(value, str) else None
    digits = match[1].lower() if match else default.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - #rgb
        digits = "".join(2 * digit for digit in digits)
    alpha = int(digits[6:] or "ff", 16) / 255
    return Paint(f"#{digits[:6]}", alpha * fraction(opacity, 1.0))


def fraction(value: object, default: float) -> float:
    """Give a number from 0 to 1 of a string such as "0.5"."""
    try:
        return min(1.0, max(0.0, float(str(value))))
    except ValueError:
        return default


def ink_on(background: str, wish: object = None) -> str:
    """Give the color for text: the wish, if it can be read there, else black or white."""
    wished = paint(wish, INK).color
    if _contrast(wished, background) >= _READABLE:
        return wished
    return max((INK, PAPER), key=lambda ink: _contrast(ink, background))


def darker(color: str, share: float) -> str:
    """Give a color with a share of its light taken away."""
    return "#" + "".join(f"{round(int(color[i : i + 2], 16) * (1 - share)):02x}" for i in (1, 3, 5))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
