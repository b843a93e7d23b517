"""What is saved and shared: networks by role, data, algorithm, hyperparameters, probes, seed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets import AnyDataset
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.arrangement import Arrangement
from layerlab.kit.document import Document, PlainText, RoleName
from layerlab.network.document import Network
from layerlab.probes import AnyProbe
from layerlab.probes.confusion_matrix.fields import ConfusionMatrix
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.gradient_maps.fields import GradientMaps
from layerlab.probes.histograms.fields import Histograms
from layerlab.probes.kernels.fields import Kernels
from layerlab.probes.layer_health.fields import LayerHealth
from layerlab.probes.pinned.fields import Pinned
from layerlab.probes.predictions.fields import Predictions

FORMAT = 1


def _whole(value: object) -> object:
    """A literal 1 is equal to `true` and to 1.0, which are no formats."""
    if type(value) is not int:
        raise PydanticKnownError("int_type")
    return value


class Experiment(Document):
    """One experiment, complete: the same document and seed give the same numbers, bit for bit."""

    format: Annotated[Literal[1], BeforeValidator(_whole)] = 1
    title: Annotated[PlainText, Field(max_length=200)] = ""
    notes: Annotated[PlainText, Field(max_length=20_000)] = ""
    networks: Annotated[dict[RoleName, Network], Field(max_length=8)] = {}
    dataset: AnyDataset = Mnist()
    algorithm: AnyAlgorithm = Supervised()
    probes: Annotated[tuple[AnyProbe, ...], Field(max_length=32)] = (
        FeatureMaps(),
        GradientMaps(),
        ConfusionMatrix(),
        Predictions(),
        Histograms(),
        LayerHealth(),
        Kernels(),
        Pinned(),
    )
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    arrangement: Arrangement = Arrangement()
