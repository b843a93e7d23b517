"""Commands: browser to worker, imperative."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from layerlab.kit.document import Document
from layerlab.protocol.inputs import AnyInput, of_todays_form
from layerlab.protocol.setting_path import SettingPath


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
    name: SettingPath
    value: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class ExtendRun(Document):
    """Train for so many epochs more; a finished run is taken up again."""

    kind: Literal["extend_run"] = "extend_run"
    epochs: int = Field(ge=1, le=10_000)


class SetSpeed(Document):
    """Slow motion: at most so many steps a second; 0 is no limit. Changes no bit of the result."""

    kind: Literal["set_speed"] = "set_speed"
    steps_per_s: float = Field(ge=0, le=10_000, allow_inf_nan=False)


class PinInput(Document):
    """Keep asking the networks about this input while they learn; it replaces the one that was pinned."""

    kind: Literal["pin_input"] = "pin_input"
    input: AnyInput

    _of_todays_form = model_validator(mode="before")(of_todays_form)


class UnpinInput(Document):
    """Ask about the pinned input no more."""

    kind: Literal["unpin_input"] = "unpin_input"


Command = Annotated[
    PauseRun
    | ResumeRun
    | StepRun
    | StopRun
    | SetHyperparameter
    | ExtendRun
    | SetSpeed
    | PinInput
    | UnpinInput,
    Field(discriminator="kind"),
]
