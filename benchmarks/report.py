"""The report: one table of figures, one of what each side took, and where it was measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from measuring import Figure, Group, Samples

_PACKAGES = (
    "miro-async attrs cattrs anyio httpx httpcore sniffio orjson aiohttp miro_api pydantic urllib3"
)
_UNITS = {"cpu": (1e6, "us CPU"), "wall": (1e6, "us wall"), "MB": (1, "MB")}
_SMALL = 0.2


def figures(results: Sequence[tuple[Group, Samples]]) -> list[str]:
    """Give the table of the figures."""
    lines = [
        "| figure | median ratio | middle half | reach | stretch | |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(figure, samples) for group, samples in results for figure in group.figures]
    return lines


def _row(figure: Figure, samples: Samples) -> str:
    ratios = samples.ratios(figure)
    if not ratios:
        reason = samples.missing.get(figure.ours) or samples.missing.get(figure.peer) or "not run"
        return f"| {figure.what} | - | - | {_aims(figure)} | not measured: {reason[:80]} |"
    low, high = _middle_half(ratios)
    ratio = median(ratios)
    cells = figure.what, _text(ratio), f"{low} - {high}", _aims(figure), _met(figure, ratio)
    return f"| {' | '.join(cells)} |"


def _middle_half(ratios: list[float]) -> tuple[str, str]:
    """Give between what half of the rounds are."""
    if len(ratios) == 1:
        return _text(ratios[0]), _text(ratios[0])
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return _text(low), _text(high)


def _aims(figure: Figure) -> str:
    if figure.reach is None or figure.stretch is None:
        return " | "
    return f"{_text(figure.reach)} | {_text(figure.stretch)}"


def _met(figure: Figure, ratio: float) -> str:
    if figure.reach is None or figure.stretch is None:
        return "for information"
    if ratio <= figure.stretch:
        return "stretch"
    return "reached" if ratio <= figure.reach else "**not reached**"


def _text(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if ratio < _SMALL else f"{ratio:.2f}"


def sides(results: Sequence[tuple[Group, Samples]]) -> list[str]:
    """Give what each side took, for comparison; these depend on the machine."""
    lines = ["| group | side | median | |", "|---|---|---|---|"]
    for group, samples in results:
        unit, word = _UNITS[group.measure]
        if group.fresh in {"import", "first"}:
            unit, word = 1e3, "ms CPU"
        if group.fresh == "portal":
            unit, word = 1e3, "ms wall"
        if group.name.startswith("listing"):
            unit, word = 10_000, f"s {group.measure} for all"
        for side, taken in samples.taken.items():
            lines.append(f"| {group.title} | {side} | {median(taken) * unit:.4g} | {word} |")
    return lines


def place() -> list[str]:
    """Give the machine and the versions."""
    versions: list[str] = []
    for package in _PACKAGES.split():
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            versions.append(f"{package} not installed")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        f"{python}, {platform.system()}, {os.cpu_count()} CPUs ({_cpu()})",
        ", ".join(versions),
    ]


def _cpu() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
