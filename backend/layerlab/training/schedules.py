"""Learning-rate schedules: closed-form functions of the step, so that a run and its script agree to the bit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document


class Constant(Document):
    """The learning rate stays as set."""

    kind: Literal["constant"] = "constant"


class Cosine(Document):
    """Rises in a straight line during the warm-up, then falls along half a cosine to the end of the run.

    Source: Loshchilov and Hutter 2017 (SGDR, one cycle); warm-up: Goyal et al. 2017.
    """

    kind: Literal["cosine"] = "cosine"
    warmup_steps: Annotated[int, Field(ge=0, le=1_000_000)] = 100
    """Steps over which the learning rate rises from near 0."""
    final_fraction: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of the learning rate that is left at the end."""


AnySchedule = Annotated[Constant | Cosine, Field(discriminator="kind")]
