"""Commands: browser to worker, imperative."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.protocol.events import Value


class PauseRun(Document):
    """Wait after the current step."""

    kind: Literal["pause_run"] = "pause_run"


class ResumeRun(Document):
    """Go on after a pause."""

    kind: Literal["resume_run"] = "resume_run"


class StepRun(Document):
    """Take exactly `steps` SGD steps, then pause."""

    kind: Literal["step_run"] = "step_run"
    steps: int = Field(1, ge=1, le=1_000_000)


class StopRun(Document):
    """End the run for good; its last checkpoint stays."""

    kind: Literal["stop_run"] = "stop_run"


class SetHyperparameter(Document):
    """Change a value in mid-run; it takes effect at the next step."""

    kind: Literal["set_hyperparameter"] = "set_hyperparameter"
    name: Literal["learning_rate"]
    value: Value


Command = Annotated[
    PauseRun | ResumeRun | StepRun | StopRun | SetHyperparameter, Field(discriminator="kind")
]
