"""How large nodes are drawn, as `tile.ts` and `geometry.ts` of the front end have it: what a layout makes room for.

`tileSizes.json` beside those holds both to the same sizes.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, log, sqrt

from layerlab.kit.values import Value
from layerlab.layers import AnyLayer

Size = tuple[float, float]
"""Width and height, in pixels."""

HEADER, FOOTER, SIDE, BEAD = 28.0, 23.0, 8.0, 30.0
HEADER_BASE, CHARACTER = 36.0, 6.7
PILL_BASE, PILL_CHARACTER = 38.0, 6.6
BEAD_CHARACTER = 6.3
"""Of a name below a bead."""
LEAST, PORT_ROOM = 108.0, 16.0
MOST_MAPS, MOST_CELLS, MOST_BARS, MOST_NAMED = 16, 512, 16, 10
MAP_EDGES = ((1, 16.0), (5, 23.5), (10, 34.5), (14, 37.33), (28, 62.66), (64, 76.0), (224, 92.0))
"""Edge of a map's picture by the map's edge in pixels."""


def size_of(name: str, layer: AnyLayer, value: Value | None) -> Size:
    """A node with what it gives."""
    ports = max(len(layer.inputs), len(layer.outputs))
    if layer.bead and ports < 2:
        return (PILL_BASE + PILL_CHARACTER * len(name) if layer.family == "merge" else BEAD), BEAD
    width, height = _tile(layer.kind, value)
    named = max(width + 2 * SIDE, HEADER_BASE + CHARACTER * len(name), LEAST)
    return named, max(HEADER + height + FOOTER, (ports + 1) * PORT_ROOM)


def named_below(name: str, layer: AnyLayer) -> float:
    """How wide the name is that stands below a bead; 0 where a node bears its name inside."""
    return BEAD_CHARACTER * len(name) if layer.bead and layer.family != "merge" else 0.0


def _tile(kind: str, value: Value | None) -> Size:
    if value is None or value.kind == "label":
        return 100.0, 40.0
    if value.kind == "tokens":
        return 160.0, 24.0
    if value.kind == "sequence":
        return 160.0, max(24.0, min(72.0, 6.0 * value.shape[1]))
    if value.kind == "image":
        channels, *sides = value.shape
        # What enters in three colours is one picture.
        return _maps(1 if kind == "input" and channels == 3 else channels, max(sides))
    return _numbers(kind, value.count())


def _maps(channels: int, pixels: int) -> Size:
    shown = min(channels, MOST_MAPS)
    columns = 2 if shown == 4 else shown if shown < 3 else 3 if shown <= 6 else 4
    cell = _edge(pixels)
    if shown <= 2:
        cell = min(92.0 if shown == 1 else 72.0, max(56.0, cell * 1.47))
    rows = ceil(shown / columns)
    return columns * (cell + 2) - 2, rows * (cell + 2) - 2


def _edge(pixels: int) -> float:
    for (low, small), (high, large) in pairwise(MAP_EDGES):
        if pixels <= high:
            return small + (max(pixels, low) - low) / (high - low) * (large - small)
    return MAP_EDGES[-1][1]


def _numbers(kind: str, count: int) -> Size:
    if kind in ("output", "softmax"):
        return 156.0, _bars(count)
    if kind == "input" and MOST_NAMED < count <= MOST_BARS:
        columns = ceil(sqrt(count))
        return 100.0, ceil(count / columns) * 100.0 / columns
    if count <= MOST_BARS:
        return 100.0, _bars(count)
    shown = min(count, MOST_CELLS)
    columns = _columns(shown)
    return 160.0, ceil(shown / columns) * 160.0 / columns


def _bars(count: int) -> float:
    return min(count, MOST_BARS) * 14.1 - 1.5


def _columns(cells: int) -> int:
    """A full rectangle about twice as wide as high, where the number allows one; of two the wider."""
    wanted = sqrt(2 * cells)
    best = min(
        (columns for columns in range(1, cells + 1) if cells % columns == 0),
        key=lambda columns: (round(abs(log(columns / wanted)), 9), -columns),
    )
    return best if abs(log(best / wanted)) < 0.3 else ceil(wanted)
