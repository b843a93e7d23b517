"""What the JSON routes take and give. Requests keep their optional fields; answers always carry all of theirs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from layerlab.experiment.document import Experiment
from layerlab.experiment.load import SentExperiment
from layerlab.experiment.variant import MAX_VARIANTS, VariantName
from layerlab.kit.errors import Scalar
from layerlab.kit.strict_types import Strict
from layerlab.kit.values import ValueKind
from layerlab.protocol.metrics import Metric

Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Request(Strict):
    """What a client sends."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class AnswerBody(BaseModel):
    """What the server gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class WhereBody(AnswerBody):
    """The place of a fault; empty strings where it has none."""

    role: str = ""
    node: str = ""
    field: str = ""


class ValueBody(AnswerBody):
    """One sample of what flows along a wire; a side that differs from sample to sample is told by its name."""

    kind: ValueKind
    sides: list[int | str]
    categories: int


class ProblemBody(AnswerBody):
    """One thing wrong with a document."""

    code: str
    params: dict[str, Scalar]
    where: WhereBody


class ErrorBody(AnswerBody):
    """Every error answer. `problems` lists all that is wrong, where there is more to say than `code`."""

    code: str
    params: dict[str, Scalar]
    where: WhereBody
    problems: list[ProblemBody] = []


class Health(AnswerBody):
    """The server is up."""

    status: str
    version: str


class Words(AnswerBody):
    """A text in both languages."""

    en: str
    zh: str


class PresetBody(AnswerBody):
    """A ready experiment to start from."""

    id: str
    title: Words
    summary: Words
    family: str
    kin: str
    """Of one kin are the sizes of one network; empty where it stands alone."""
    lesson: str
    """Under which it stands in the gallery."""
    parameters: dict[str, int]
    dataset: str
    published: bool
    """Opened, checked and taken home: there is nothing here to train it on."""
    variants: list[Words]
    """The ways in which it is run beside each other; empty where there is one alone."""


class PresetTimes(AnswerBody):
    """How long presets train on this machine, in seconds by preset, as far as it is known: never guessed."""

    seconds: dict[str, float]
    measuring: bool
    """Others are being tried out just now."""
    cores: int
    """That a run may take."""
    gpu: bool


class NewExperiment(Request):
    """Start from a preset or from a document. Give exactly one."""

    preset: str | None = Field(None, pattern=r"^[a-z0-9_]{1,60}$")
    document: SentExperiment | None = None
    copy_of: str = Field("", pattern=r"^[a-z0-9_]{0,60}$")
    """The preset, or the experiment of one's own, that `document` was made from."""


class OriginBody(AnswerBody):
    """What an experiment was forked from, in the words of then; `id` is empty where there is nothing to open."""

    kind: Literal["preset", "experiment", "link"]
    title: Words
    id: str


class SaveExperiment(Request):
    """Save over `revision`; refused with `stale_revision` where someone saved since."""

    revision: Revision
    document: SentExperiment


class NewRun(Request):
    """Run the experiment as saved at `revision`."""

    revision: Revision
    paused: bool = False
    """Wait before the first step: it is taken by StepRun or ResumeRun."""


class NewFamily(Request):
    """Run variants of the experiment as saved at `revision`: those that are named, or all."""

    revision: Revision
    only: Annotated[tuple[VariantName, ...], Field(max_length=MAX_VARIANTS)] = ()


class RunBody(AnswerBody):
    """One run. Times are ISO 8601, UTC; empty where there is none yet."""

    id: str
    number: int
    state: str
    step: int
    total_steps: int
    created_at: str
    started_at: str
    ended_at: str
    metrics: dict[str, float]
    headline: Metric
    """The one of them that stands for the run."""
    term: int
    variant: str
    """The name of the variant that it runs; empty where the experiment has none."""


class Figure(AnswerBody):
    """A value, and what it is the value of."""

    metric: Metric
    value: float


class ExperimentCard(AnswerBody):
    """One experiment in the library. `best` is its best run's headline; null before the first evaluation."""

    id: str
    title: str
    dataset: str
    parameters: int
    updated_at: str
    revision: int
    runs: int
    running: int
    best: Figure | None
    sparkline: list[float]
    origin: OriginBody | None


class ExperimentCreated(AnswerBody):
    """A new experiment of the reader's own."""

    id: str
    revision: int
    document: Experiment


class ExperimentBody(AnswerBody):
    """One experiment with its runs, newest first."""

    id: str
    revision: int
    title: str
    document: Experiment
    updated_at: str
    runs: list[RunBody]
    origin: OriginBody | None


class Saved(AnswerBody):
    """The revision after the save."""

    revision: int


class ShareBody(AnswerBody):
    """A link that was given out. Its secret is shown once, when it is made."""

    id: str
    created_at: str


class ShareCreated(AnswerBody):
    """The secret of a new link; it can't be read again."""

    id: str
    secret: str
    path: str


class SharedBody(AnswerBody):
    """What the holder of a link sees."""

    title: str
    document: Experiment
    revision: int
    runs: list[RunBody]


class Forked(AnswerBody):
    """The reader's own copy."""

    id: str


class Download(AnswerBody):
    """Progress in bytes; `total` is 0 while unknown."""

    done: int
    total: int


class DataFieldBody(AnswerBody):
    """A column of a dataset: what one entry is, what its categories or features are called, and how it is scaled."""

    name: str
    value: ValueBody
    names: list[str]
    mean: float | list[float]
    std: float | list[float]
    missing: list[int]
    """How many training rows lacked each feature; empty where none ever is missing."""


class DatasetBody(AnswerBody):
    """A dataset, and whether its files are here.

    `splits` tells how many samples each holds. `download` is null when none is under way; `problem` says why the last
    one failed.
    """

    kind: str
    title: str
    fields: list[DataFieldBody]
    splits: dict[str, int]
    default_input: str
    default_target: str
    attribution: str
    shipped: bool
    available: bool
    download: Download | None
    problem: ProblemBody | None


class DeviceBody(AnswerBody):
    """A device that a run may ask for."""

    kind: str
    name: str


class EngineBody(AnswerBody):
    """What the engine is doing."""

    running: int
    queued: int
    slots: int
    devices: list[DeviceBody]
