"""What the routes of weights to start from take and give."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.api.bodies import AnswerBody, Figure, Request
from layerlab.api.starts import BEST
from layerlab.experiment.load import SentExperiment
from layerlab.experiment.matching import Status
from layerlab.experiment.start import Start
from layerlab.kit.document import PlainText, RoleName
from layerlab.protocol.live import RunId


class TakeWeights(Request):
    """Start from the weights of a run, one's own or one of a shared experiment."""

    role: RoleName
    """The network that is to begin with them."""
    run: RunId
    share: PlainText = Field("", max_length=64)
    """The viewing secret of the link that shows the run; empty for one's own."""
    step: Annotated[int, Field(ge=BEST, le=10**9)] = BEST
    """Of the checkpoint; -1 is the last, -2 that of the best evaluation, or the last where none is kept."""


class MatchRequest(Request):
    """Which layers of this experiment's network begin with the weights that it names?"""

    experiment: SentExperiment
    role: RoleName


class LayerMatch(AnswerBody):
    """One layer with weights: where they come from, and the shapes of those here and there by PyTorch's names."""

    node: str
    status: Status
    origin: str
    here: dict[str, list[int]]
    there: dict[str, list[int]]


class MatchReport(AnswerBody):
    """All layers with weights, in the order of the network."""

    layers: list[LayerMatch]


class WeightsTaken(AnswerBody):
    """What can stand in an experiment's `start` from now on."""

    start: Start


class StartRun(AnswerBody):
    """A run of one's own that has weights to start from."""

    id: str
    number: int
    experiment: str
    title: str
    step: int
    figure: Figure | None
    """Its best headline."""


class Checkpoints(AnswerBody):
    """The steps whose weights are kept, from the first to the last, and the one of the best evaluation (-1: none)."""

    steps: list[int]
    best: int
