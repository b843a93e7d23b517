"""What every probe can be told."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document


class Probe(Document):
    """Something observed while training, at a cadence."""

    moment: ClassVar[Literal["step", "evaluation"]] = "step"
    """Read between steps, in the time budget, or whenever the test set was asked."""

    compares: ClassVar[bool] = False
    """Needs the weights as they were before the step."""

    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 250
    """At most one reading in this time while training runs; the time budget may thin it further.
    When stepping, each step is read."""
