"""What every probe can be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.probes.availability import Needs


class Probe(Document):
    """Something observed while training, at a cadence."""

    moment: ClassVar[Literal["step", "evaluation"]] = "step"
    """Read between steps, in the time budget, or whenever the test set was asked."""

    needs: ClassVar[Needs] = Needs()
    """What must be there for it to read anything."""

    compares: ClassVar[bool] = False
    """Needs the weights as they were before the step."""

    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 250
    """At most one reading in this time while training runs; the time budget may thin it further.
    When stepping, each step is read."""

    def problems(self, test_samples: int) -> Iterator[Problem]:
        """What of its fields does not fit a test set of so many samples; `where.field` is its own field."""
        yield from ()


class SampleProbe(Probe):
    """A probe that watches one sample of the test set."""

    sample: Annotated[int, Field(ge=0, le=10**9)] = 0
    """Which sample of the test set is watched."""

    def problems(self, test_samples: int) -> Iterator[Problem]:
        if self.sample >= test_samples:
            params: dict[str, Scalar] = {
                "sample": self.sample,
                "count": test_samples,
                "last": test_samples - 1,
            }
            yield Problem("sample_out_of_range", params, Where(field="sample"))
