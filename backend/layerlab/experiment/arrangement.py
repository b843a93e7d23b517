"""How an experiment's live views stand in the dock: what its author wants seen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document

PanelName = Literal[
    "learning",
    "health",
    "confusion",
    "misfits",
    "residuals",
    "surface",
    "boxes",
    "images",
    "forecast",
    "ahead",
    "writing",
    "drawing",
    "histograms",
    "cost",
    "branches",
    "depth",
    "field",
    "family",
]


class Arrangement(Document):
    """Order, choice and height of the live views. What is left out stands as the page's own layout has it."""

    order: Annotated[tuple[PanelName, ...], Field(max_length=32)] = ()
    """From left to right; panels that are not named keep their usual place."""
    chosen: Annotated[dict[PanelName, bool], Field(max_length=32)] = {}
    """Shown or hidden, whatever the width of the page would have it."""
    height: Annotated[int, Field(ge=0, le=4000)] = 0
    """In pixels of the page; 0 is the layout's own."""
