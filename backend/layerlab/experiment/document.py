"""What is saved and shared: networks by role, data, algorithm, optimizers, pace, probes, seed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets import AnyDataset
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.arrangement import Arrangement
from layerlab.experiment.start import Start
from layerlab.experiment.variant import MAX_VARIANTS, Variant
from layerlab.kit.document import QUIET, BlockName, DatasetName, Document, PlainText, RoleName
from layerlab.network.document import MAX_BLOCKS, Block, Network
from layerlab.probes import AnyProbe
from layerlab.training.augmentations import AnyAugmentation
from layerlab.training.compute import MemoryFormat
from layerlab.training.pace import Pace
from layerlab.training.role_optimizer import RoleOptimizer

FORMAT = 2


def _whole(value: object) -> object:
    """A literal 2 is equal to 2.0, which is no format."""
    if type(value) is not int:
        raise PydanticKnownError("int_type")
    return value


class Experiment(Document):
    """One experiment, complete: the same document and seed give the same numbers, bit for bit."""

    format: Annotated[Literal[2], BeforeValidator(_whole)] = 2
    title: Annotated[PlainText, Field(max_length=200)] = ""
    notes: Annotated[PlainText, Field(max_length=20_000)] = ""
    networks: Annotated[dict[RoleName, Network], Field(max_length=8)] = {}
    blocks: Annotated[dict[BlockName, Block], Field(max_length=MAX_BLOCKS)] = Field(
        {}, exclude_if={}.__eq__, json_schema_extra=QUIET
    )
    """Networks that stand in the others as one node, by the names under which these use them."""
    datasets: Annotated[dict[DatasetName, AnyDataset], Field(min_length=1, max_length=4)] = {"data": Mnist()}
    """By the name under which the algorithm's fields speak of their columns: `data.image`."""
    augmentation: Annotated[tuple[AnyAugmentation, ...], Field(max_length=8)] = Field(
        (), exclude_if=().__eq__, json_schema_extra=QUIET
    )
    """What is done to the images of the data before a network sees them, in this order."""
    algorithm: AnyAlgorithm = Supervised()
    optimizers: Annotated[dict[RoleName, RoleOptimizer], Field(max_length=8)] = {
        "classifier": RoleOptimizer()
    }
    start: Annotated[dict[RoleName, Start], Field(max_length=8)] = Field(
        {}, exclude_if={}.__eq__, json_schema_extra=QUIET
    )
    """Weights that networks begin with, in place of those that the seed draws."""
    pace: Pace = Pace()
    probes: Annotated[tuple[AnyProbe, ...], Field(max_length=32)] | None = None
    """What is observed while training; null is every probe that finds something to read."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    threads: Annotated[int, Field(ge=0, le=256)] = 0
    """Threads of one operation on the processor; 0 is as many as a short trial on the machine found worth it."""
    memory_format: Literal["auto"] | MemoryFormat = "auto"
    """How images lie in memory: as a short trial found it faster, contiguous, or the channels of a pixel together."""
    arrangement: Arrangement = Arrangement()
    variants: Annotated[tuple[Variant, ...], Field(max_length=MAX_VARIANTS)] = Field(
        (), exclude_if=().__eq__, json_schema_extra=QUIET
    )
    """Ways in which it is run beside each other. A run takes one of them, as an experiment without variants."""
