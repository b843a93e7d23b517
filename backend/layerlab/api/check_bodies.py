"""What the checks of a document take and give."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.api.bodies import AnswerBody, ProblemBody, Request, ValueBody
from layerlab.experiment.load import SentExperiment
from layerlab.kit.document import BlockName, NodeId, PortName, RoleName
from layerlab.kit.errors import Scalar
from layerlab.protocol.metrics import Metric
from layerlab.training.compute import MemoryFormat

MAX_PATH = 500
"""Characters of a path through blocks: as deep as they may be, with the longest names."""


class CheckRequest(Request):
    """Check this experiment."""

    experiment: SentExperiment


class ReachBody(AnswerBody):
    """How much of what enters one place of what leaves hangs on, along each side but the channels: place `i` on so many
    places (`sizes`, the receptive field), the first of them at `first + jump · i`, which may lie before the edge.
    """

    sizes: list[int]
    first: list[float]
    jump: list[float]


class NodeReport(AnswerBody):
    """Values and costs of one node, by port; `outputs` is empty where what leaves is unknown.

    A value is told by its place among the `values` of the network: thousands of wires carry a few. So is how far it
    sees, among its `reaches`; -1 where that is everything, or where nothing is known.
    """

    given: dict[str, list[int]]
    outputs: dict[str, int]
    parameters: int
    buffers: int
    flops: int
    reach: int


class NetworkReport(AnswerBody):
    """Values and costs of one network."""

    nodes: dict[str, NodeReport]
    values: list[ValueBody]
    reaches: list[ReachBody]
    parameters: int
    buffers: int
    flops: int
    activations: int
    readable_probes: list[str]
    """The kinds of probe that find something to read in it."""
    is_shown_samples: bool
    """Whether samples of the data enter it: a generator is fed with noise."""


class MemoryReport(AnswerBody):
    """Estimated bytes while training."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    total: int


class Edit(AnswerBody):
    """One change of the experiment's document: the value at a path."""

    path: list[str]
    value: int


class AdviceBody(AnswerBody):
    """An edit that would bring the experiment within a limit that it passes."""

    code: str
    params: dict[str, Scalar]
    edit: Edit


class CheckReport(AnswerBody):
    """All problems of an experiment, and what it would cost.

    `seconds_per_epoch` is -1 while nothing of this size was measured on this machine. `can_be_shown_untrained`: whether
    `POST /api/look` shows it, or what is sound of it.
    """

    problems: list[ProblemBody]
    networks: dict[str, NetworkReport]
    memory: MemoryReport
    steps_per_epoch: int
    total_steps: int
    seconds_per_epoch: float
    can_be_shown_untrained: bool
    is_shown_in_part: bool
    """Whether a look tells of named nodes alone, and of each what its tile draws: all of it would be too much."""
    metrics: list[Metric]
    """What a run of it is measured by."""
    readable_probes: list[str]
    """The kinds of probe that find something to read in it."""
    advice: list[AdviceBody]


class TargetsRequest(Request):
    """Which nodes may the wire from `source` reach (or: which nodes may feed `target`)? Give exactly one."""

    experiment: SentExperiment
    role: RoleName
    source: NodeId | None = None
    target: NodeId | None = None
    port: PortName | None = None
    """Of that node; its first one where none is named."""
    inside: Annotated[str, Field(max_length=MAX_PATH)] = ""
    """The path of the use of a block inside of which the wire is drawn; empty where it is in the network itself."""


class TargetBody(AnswerBody):
    """Whether the wire may be drawn, else why not."""

    allowed: bool
    problem: ProblemBody | None


class TargetsReport(AnswerBody):
    """Every node of the network, port by port, with its verdict."""

    targets: dict[str, dict[str, TargetBody]]


class TriedWay(AnswerBody):
    """One way to compute, and how fast a step was with it."""

    threads: int
    memory_format: MemoryFormat
    samples_per_s: float
    taken: bool
    """Whether runs of this experiment compute so."""


class TrialReport(AnswerBody):
    """The ways that were tried for an experiment as it is saved, the usual one first; empty where none was."""

    ways: list[TriedWay]
    cores: int
    """That runs may use together on this machine."""


class ClassRequest(Request):
    """Ask for the class that a block is in the script of its document."""

    experiment: SentExperiment
    block: BlockName


class ClassReport(AnswerBody):
    """Its text; empty where no network uses the block."""

    source: str
