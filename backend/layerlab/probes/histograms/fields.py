"""What a user sets for the histograms. No torch here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.probes.base import Probe


class Histograms(Probe):
    """How activations, weights and gradients are spread, in every node."""

    kind: Literal["histograms"] = "histograms"
    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 1_000
    """At most one reading in this time while training runs; the time budget may thin it further."""
