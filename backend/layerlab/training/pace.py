"""How a run is divided: its length, its evaluations, and when it ends early.

The functions are printed into the exported script.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import QUIET, Document, PlainText

MetricName = Annotated[PlainText, Field(max_length=80)]
"""What the algorithm measures at an evaluation: `loss`, `accuracy`."""


class Epochs(Document):
    """The run passes so often over its training data."""

    kind: Literal["epochs"] = "epochs"
    epochs: Annotated[int, Field(ge=1, le=10_000)] = 3
    """Passes over the training data."""


class Steps(Document):
    """The run takes so many steps, wherever in an epoch that ends."""

    kind: Literal["steps"] = "steps"
    steps: Annotated[int, Field(ge=1, le=10_000_000)] = 1000
    """Steps of gradient descent."""


class PerEpoch(Document):
    """The whole test set is asked several times in each epoch."""

    kind: Literal["per_epoch"] = "per_epoch"
    times: Annotated[int, Field(ge=1, le=100)] = 4
    """How often in an epoch, evenly spaced, the last time at its end."""


class EverySteps(Document):
    """The whole test set is asked after every so many steps, and at the end of the run."""

    kind: Literal["every_steps"] = "every_steps"
    steps: Annotated[int, Field(ge=1, le=1_000_000)] = 100
    """Steps between two evaluations."""


class Never(Document):
    """The test set is never asked."""

    kind: Literal["never"] = "never"


AnyLength = Annotated[Epochs | Steps, Field(discriminator="kind")]
AnyEvaluations = Annotated[PerEpoch | EverySteps | Never, Field(discriminator="kind")]


class EarlyStopping(Document):
    """Ends a run that gains nothing any more."""

    patience: Annotated[int, Field(ge=0, le=10_000)] = 0
    """Ends the run after so many evaluations without a gain; 0 is off."""
    metric: MetricName = "loss"
    """What must gain, among what the evaluations measure."""


class Pace(Document):
    """How long a run goes, how much each step sees, and when the test set is asked."""

    batch_size: Annotated[int, Field(ge=1, le=65_536)] = 64
    """Samples per step."""
    by_length: bool = Field(False, exclude_if=False.__eq__, json_schema_extra=QUIET)
    """Puts sequences of like length into one batch, so that little of it is padding."""
    length: AnyLength = Epochs()
    """When the run ends."""
    evaluations: AnyEvaluations = PerEpoch()
    """When the whole test set is asked."""
    early_stopping: EarlyStopping = EarlyStopping()
    """When the run ends before its time."""
    keep_best: MetricName = ""
    """Keep the weights of the best evaluation by this metric beside the last ones; empty is off."""

    def total_steps(self, steps_per_epoch: int) -> int:
        """Steps of the whole run."""
        return self.length.steps if isinstance(self.length, Steps) else self.length.epochs * steps_per_epoch

    def evaluates(self, step: int, steps_per_epoch: int, total_steps: int) -> bool:
        """Whether the test set is asked after `step` (the first step is 1)."""
        match self.evaluations:
            case PerEpoch(times=times):
                is_last = isinstance(self.length, Steps) and step == total_steps
                return is_last or evaluates_after(step, steps_per_epoch, times)
            case EverySteps(steps=steps):
                return step % steps == 0 or step == total_steps
            case Never():
                return False


def steps_in_epoch(samples: int, batch_size: int) -> int:
    """Batches in one pass over the data; the last one may be smaller."""
    return -(-samples // batch_size)


def evaluates_after(step: int, steps_per_epoch: int, evaluations: int) -> bool:
    """Whether the test set is asked after `step` (the first step is 1).

    The evaluations of an epoch are evenly spaced, and the last of them stands at the epoch's end.
    """
    place = (step - 1) % steps_per_epoch + 1
    return place * evaluations // steps_per_epoch > (place - 1) * evaluations // steps_per_epoch


def evaluations_without_gain(test_losses: list[float]) -> int:
    """How many evaluations have passed since the lowest test loss."""
    lowest, passed = float("inf"), 0
    for loss in test_losses:
        if loss < lowest:
            lowest, passed = loss, 0
        else:
            passed += 1
    return passed
