"""What a ready experiment says of itself, and how its network is laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import first_dataset, has_data
from layerlab.layers import AnyLayer
from layerlab.network.document import Edge, Network, Node, Position


@dataclass(frozen=True)
class Preset:
    """A ready experiment and its words in both languages."""

    id: str
    title: dict[str, str]
    summary: dict[str, str]
    family: str
    experiment: Callable[[], Experiment]
    kin: str = ""
    """Presets of one kin are one network in several sizes; empty where it stands alone."""
    lesson: str = ""
    """Under which it stands in the gallery; empty where that is its family's."""
    in_chinese: Mapping[str, str] = field(default_factory=dict)
    """What its variants are called there; one that is not named here is called the same."""

    @cached_property
    def dataset(self) -> str:
        """The kind of the data set that it learns from."""
        return first_dataset(self.experiment()).kind_name()

    @cached_property
    def published(self) -> bool:
        """Whether there is nothing here to train it on: it is opened, checked and taken home."""
        return not has_data(self.experiment())

    @cached_property
    def variants(self) -> list[dict[str, str]]:
        """The names, in both languages, of the ways in which it is run beside each other."""
        names = [variant.name for variant in self.experiment().variants]
        return [{"en": name, "zh": self.in_chinese.get(name, name)} for name in names]

    @cached_property
    def parameters(self) -> dict[str, int]:
        """Trainable numbers of each network, by role."""
        checked = check_experiment(self.experiment())
        return {role: network.parameters for role, network in checked.networks.items()}


def chain(*rows: tuple[float, dict[str, tuple[AnyLayer, float]]]) -> Network:
    """A network in a single line that is written in rows: each has its height, and by node the layer and how far right.

    A node's place is the middle of its left side, in pixels.
    """
    nodes = {
        name: Node(layer=layer, position=Position(x=float(x), y=float(y)))
        for y, row in rows
        for name, (layer, x) in row.items()
    }
    edges = tuple(Edge(source=a, target=b) for a, b in pairwise(nodes))
    return Network(nodes=nodes, edges=edges)
