"""How large nodes are drawn, as `tile.ts` and `geometry.ts` of the front end have it: what a layout makes room for."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, sqrt

from layerlab.kit.values import Value
from layerlab.layers import AnyLayer

Size = tuple[float, float]
"""Width and height, in pixels."""

HEADER, FOOTER, SIDE, BEAD = 28.0, 23.0, 8.0, 30.0
HEADER_BASE, CHARACTER = 36.0, 6.7
LEAST = 108.0
MAP_EDGES = ((1, 16.0), (5, 23.5), (10, 34.5), (14, 37.33), (28, 62.66), (64, 76.0), (224, 92.0))
"""Edge of a map's picture by the map's edge in pixels."""


def size_of(name: str, layer: AnyLayer, value: Value | None) -> Size:
    """A node with what it gives."""
    if layer.bead:
        return BEAD + (CHARACTER * len(name) + 8 if layer.kind == "flatten" else 0), BEAD
    width, height = _tile(layer.kind, value)
    return max(width + 2 * SIDE, HEADER_BASE + CHARACTER * len(name), LEAST), HEADER + height + FOOTER


def _tile(kind: str, value: Value | None) -> Size:
    if value is None or value.kind not in ("image", "vector"):
        return 100.0, 40.0
    if value.kind == "image":
        channels, *sides = value.shape
        return _maps(channels, max(sides))
    return _numbers(kind, value.count())


def _maps(channels: int, pixels: int) -> Size:
    shown = min(channels, 16)
    columns = 2 if shown == 4 else shown if shown < 3 else 3 if shown <= 6 else 4
    cell = _edge(pixels)
    if shown <= 2:
        cell = min(92.0, max(56.0, cell * 1.47))
    rows = ceil(shown / columns)
    return columns * (cell + 2) - 2, rows * (cell + 2) - 2


def _edge(pixels: int) -> float:
    for (low, small), (high, large) in pairwise(MAP_EDGES):
        if pixels <= high:
            return small + (max(pixels, low) - low) / (high - low) * (large - small)
    return MAP_EDGES[-1][1]


def _numbers(kind: str, count: int) -> Size:
    if kind in ("output", "softmax") or count <= 16:
        rows = min(count, 16)
        return 156.0 if kind in ("output", "softmax") else 100.0, rows * 14.1 - 1.5
    shown = min(count, 512)
    columns = ceil(sqrt(2 * shown))
    return 160.0, ceil(shown / columns) * 160.0 / columns
