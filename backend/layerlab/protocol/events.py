"""Events: worker to browser, past tense, ordered by position (term, seq). A run is its log."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from layerlab.kit.document import QUIET, Document
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import AnyInput, of_todays_form
from layerlab.protocol.metrics import CLASSIFIER, Metric, Series
from layerlab.protocol.setting_path import RecordedSetting

PauseReason = Literal["", "disk_full"]
"""Why a run waits by itself; empty where its user said so. It goes on when its user says so, from the same bits."""

Value = bool | int | float | str


class StartOrigin(Document):
    """Whose weights a network began with, in the words of then."""

    title: str
    """Of the experiment, or of the file."""
    run: int
    """The number of its run; 0 for a file."""
    step: int
    """After which step of it; -1 where nobody knows."""


class RunStarted(Document):
    """The first term has begun: the worker holds data and networks, step 0 comes next."""

    kind: Literal["run_started"] = "run_started"
    total_steps: int
    """With the extensions that the run has by now."""
    steps_per_epoch: int
    batch_size: int
    device: str
    exact: bool
    """False where the same seed may not give the same bits, for the reason in `remark`."""
    remark: str = ""
    environment: dict[str, str]
    """torch, instruction set, threads: what the bits depend on."""
    metrics: tuple[Metric, ...] = CLASSIFIER
    """What it is measured by."""
    damaged_step: int = -1
    """A checkpoint that was found damaged, so that the run begins anew; -1 where there was none."""
    origins: dict[str, StartOrigin] = Field({}, exclude_if={}.__eq__, json_schema_extra=QUIET)
    """By role of the networks that begin with weights from elsewhere."""


class RunResumed(Document):
    """A new term goes on from a checkpoint, at full speed; viewers cut their curves after `step`."""

    kind: Literal["run_resumed"] = "run_resumed"
    step: int
    exact: bool
    remark: str = ""
    damaged_step: int = -1
    """A newer checkpoint that was found damaged and passed over; -1 where there was none."""


class RunPaused(Document):
    """The worker waits before step `step` + 1."""

    kind: Literal["run_paused"] = "run_paused"
    step: int
    reason: PauseReason = ""


class RunContinued(Document):
    """A paused run goes on."""

    kind: Literal["run_continued"] = "run_continued"
    step: int


class RunFinished(Document):
    """All steps are done and the last checkpoint is written."""

    kind: Literal["run_finished"] = "run_finished"
    step: int
    metrics: dict[str, float]
    seconds: float
    """Of training, over all terms; pauses and the waiting of slow motion don't count."""
    samples_per_s: float
    reason: Literal["", "early_stopping"] = ""
    """Why it ended before its last step; empty where it did not."""


class RunStopped(Document):
    """The user stopped the run; the checkpoint of `step` is kept."""

    kind: Literal["run_stopped"] = "run_stopped"
    step: int


class RunFailed(Document):
    """The run ended by a fault; `code` and `params` make the sentence, everything before stays readable."""

    kind: Literal["run_failed"] = "run_failed"
    step: int
    code: str
    params: dict[str, str | int | float]
    checkpoint_step: int
    """The last good checkpoint; -1 when there is none."""


class ScalarsRecorded(Document):
    """The metrics of the steps since the last flush, packed in columns. Never dropped.

    Shape: `steps` int32 (n,), each column float32 (n,). Step k is the k-th SGD step, counted from 1.
    """

    kind: Literal["scalars_recorded"] = "scalars_recorded"
    series: Series
    steps: bytes
    columns: dict[str, bytes]
    """By the name of the metric."""
    samples_per_s: float = 0.0


class ScalarsSummarised(Document):
    """Many steps in buckets, in the place of their ScalarsRecorded: how a long run's history is told. Never stored.

    Shape: `steps` int32 (n,), the last step of each bucket; each column float32 (n,). The values of single steps
    are to be had from the server, a range at a time.
    """

    kind: Literal["scalars_summarised"] = "scalars_summarised"
    series: Series
    bucket_steps: int
    """So many steps a bucket has; fewer where a run was resumed."""
    steps: bytes
    columns: dict[str, bytes]
    """`loss:min`, `loss:max`, `loss:mean`, and so on for each metric."""


class FrameRecorded(Document):
    """A probe was read after step `step`."""

    kind: Literal["frame_recorded"] = "frame_recorded"
    probe: str
    step: int
    frame: Frame


class HyperparameterChanged(Document):
    """From step `step` on (the step that first uses it), the setting `name` is `value`."""

    kind: Literal["hyperparameter_changed"] = "hyperparameter_changed"
    step: int
    name: RecordedSetting
    value: Value
    previous: Value


class RunExtended(Document):
    """From step `step` on (the first that is computed with it), the run has `total_steps`. An ended run goes on."""

    kind: Literal["run_extended"] = "run_extended"
    step: int
    total_steps: int


class SpeedChanged(Document):
    """After step `step` the run takes at most so many steps a second; 0 is no limit."""

    kind: Literal["speed_changed"] = "speed_changed"
    step: int
    steps_per_s: float


class InputPinned(Document):
    """After step `step` the networks are asked about this input at each reading; it stays through terms."""

    kind: Literal["input_pinned"] = "input_pinned"
    step: int
    input: AnyInput

    _of_todays_form = model_validator(mode="before")(of_todays_form)


class InputUnpinned(Document):
    """After step `step` no input is pinned."""

    kind: Literal["input_unpinned"] = "input_unpinned"
    step: int


class CheckpointSaved(Document):
    """The state after step `step` is on disk."""

    kind: Literal["checkpoint_saved"] = "checkpoint_saved"
    step: int
    kept: tuple[int, ...] = ()
    """The steps whose states are on disk from now on: older ones are thinned. Empty where the log doesn't tell."""


Event = Annotated[
    RunStarted
    | RunResumed
    | RunPaused
    | RunContinued
    | RunFinished
    | RunStopped
    | RunFailed
    | ScalarsRecorded
    | ScalarsSummarised
    | FrameRecorded
    | HyperparameterChanged
    | RunExtended
    | SpeedChanged
    | InputPinned
    | InputUnpinned
    | CheckpointSaved,
    Field(discriminator="kind"),
]
